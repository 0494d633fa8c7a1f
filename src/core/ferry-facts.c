/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-repository.h"
#include "ferry-sync-task-json.h"
#include "ferry-wording.h"

/* The documentation says that 100 rows are returned by default, and no parameter asks for more. */
#define ROWS_OF_A_CUT_ANSWER 100

static void
failure_free (gpointer data)
{
  FerryFailure *failure = data;

  g_free (failure->account);
  g_free (failure->region);
  g_free (failure->scope);
  g_free (failure->message);
  g_free (failure);
}

/**
 * ferry_facts_new:
 *
 * Returns: (transfer full): facts to be filled
 */
FerryFacts *
ferry_facts_new (void)
{
  FerryFacts *self = g_new0 (FerryFacts, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->regions = g_new0 (char *, 1);
  self->without_tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_repository_unref);
  self->failures = g_ptr_array_new_with_free_func (failure_free);
  self->doubts = g_ptr_array_new_with_free_func (g_free);
  self->remarks = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * ferry_facts_ref:
 * @self: facts
 *
 * Returns: (transfer full): @self
 */
FerryFacts *
ferry_facts_ref (FerryFacts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * ferry_facts_unref:
 * @self: (transfer full): facts
 *
 * Gives up a reference.
 */
void
ferry_facts_unref (FerryFacts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->scope);
  g_free (self->account);
  g_strfreev (self->regions);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  g_free (self->first_problem);
  g_ptr_array_unref (self->without_tasks);
  g_ptr_array_unref (self->failures);
  g_ptr_array_unref (self->doubts);
  g_free (self->file);
  g_free (self->filter);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

/**
 * ferry_facts_add_region:
 * @self: facts
 * @region: the id of a region that was asked
 *
 * Takes note of a region.
 */
void
ferry_facts_add_region (FerryFacts *self,
                        const char *region)
{
  guint n_regions = g_strv_length (self->regions);

  self->regions = g_renew (char *, self->regions, n_regions + 2);
  self->regions[n_regions] = g_strdup (region);
  self->regions[n_regions + 1] = NULL;
}

/**
 * ferry_facts_add_batch:
 * @self: facts
 * @batch: an answer of the service about one repository
 *
 * Takes note of how much an answer held, and of what it lacks.
 *
 * Returns: whether the service may have cut the answer
 */
gboolean
ferry_facts_add_batch (FerryFacts               *self,
                       const FerrySyncTaskBatch *batch)
{
  gboolean maybe_cut = batch->tasks->len + batch->n_unreadable >= ROWS_OF_A_CUT_ANSWER;

  self->n_rows += batch->tasks->len;
  self->n_unreadable += batch->n_unreadable;
  if (self->first_problem == NULL)
    self->first_problem = g_strdup (batch->first_problem);
  self->maybe_cut |= maybe_cut;

  return maybe_cut;
}

/**
 * ferry_facts_add_failure:
 * @self: facts
 * @region: the id of a region
 * @scope: what was asked there
 * @message: why there is no answer, a sentence
 *
 * Takes note of a part of the list that could not be read, where one account was
 * asked.
 */
void
ferry_facts_add_failure (FerryFacts *self,
                         const char *region,
                         const char *scope,
                         const char *message)
{
  ferry_facts_add_account_failure (self, NULL, region, scope, message);
}

/**
 * ferry_facts_add_account_failure:
 * @self: facts
 * @account: (nullable): the name of an account, where several were asked
 * @region: the id of a region, or blank where @account could not be asked at all
 * @scope: what was asked there, or would have been
 * @message: why there is no answer, a sentence
 *
 * Takes note of a part of the list that could not be read.
 */
void
ferry_facts_add_account_failure (FerryFacts *self,
                                 const char *account,
                                 const char *region,
                                 const char *scope,
                                 const char *message)
{
  FerryFailure *failure = g_new0 (FerryFailure, 1);

  failure->account = g_strdup (account);
  failure->region = g_strdup (region);
  failure->scope = g_strdup (scope);
  failure->message = g_strdup (message);
  g_ptr_array_add (self->failures, failure);
}

/**
 * ferry_facts_count_not_read:
 * @self: facts
 *
 * Returns: how many of the repositories that are known did not tell of their
 *   tasks: they were not asked, or have failed
 */
guint
ferry_facts_count_not_read (FerryFacts *self)
{
  guint count = self->n_not_asked;

  /* Others are about all repositories of an organization or a region, and nobody knows how many these are. */
  for (guint i = 0; i < self->failures->len; i++)
    count += strchr (((FerryFailure *) g_ptr_array_index (self->failures, i))->scope, '*') == NULL;

  return count;
}

/**
 * ferry_facts_is_partial:
 * @self: facts
 *
 * Returns: whether something is known to be missing
 */
gboolean
ferry_facts_is_partial (FerryFacts *self)
{
  return self->n_unreadable > 0 || self->failures->len > 0 || self->is_unfinished;
}

static guint
hash_reason (gconstpointer data)
{
  const FerryFailure *failure = data;

  return g_str_hash (failure->region) * 31 + g_str_hash (failure->message);
}

static gboolean
has_same_reason (gconstpointer a,
                 gconstpointer b)
{
  const FerryFailure *one = a, *other = b;

  return g_strcmp0 (one->account, other->account) == 0 && g_str_equal (one->region, other->region) &&
         g_str_equal (one->message, other->message);
}

static char *
dup_failure (const FerryFailure *failure,
             guint               n_others)
{
  g_autofree char *text = NULL;

  if (failure->account != NULL && *failure->region == '\0')
    /* Translators: the name of an account, then a sentence with the reason. */
    return g_strdup_printf (_("%s could not be asked: %s"), failure->account, failure->message);

  if (n_others == 0)
    /* Translators: organization and repository, then a region, then a sentence with the reason. */
    text = g_strdup_printf (_("%s in %s could not be read: %s"), failure->scope, failure->region, failure->message);
  else
    text = g_strdup_printf (ngettext (
      /* Translators: organization and repository, how many others, a region, then a sentence with the reason. */
                              "%s and %'u other in %s could not be read: %s", "%s and %'u others in %s could not be read: %s", n_others),
                            failure->scope, n_others, failure->region, failure->message);
  if (failure->account == NULL)
    return g_steal_pointer (&text);

  /* Translators: the name of an account, and what could not be read of it, a sentence. */
  return g_strdup_printf (_("%s: %s"), failure->account, text);
}

/**
 * ferry_facts_dup_failure_warnings:
 * @self: facts
 *
 * Says which parts have no answer, in a line for each account, region and
 * reason: a region that cannot be reached may have a thousand repositories.
 *
 * Returns: (transfer full) (element-type utf8): the first of what
 *   [method@Ferry.Facts.dup_warnings] tells
 */
GPtrArray *
ferry_facts_dup_failure_warnings (FerryFacts *self)
{
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) reasons = g_ptr_array_new ();
  g_autoptr(GArray) counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr(GHashTable) places = g_hash_table_new (hash_reason, has_same_reason);

  for (guint i = 0; i < self->failures->len; i++)
    {
      FerryFailure *failure = g_ptr_array_index (self->failures, i);
      gpointer place;

      if (!g_hash_table_lookup_extended (places, failure, NULL, &place))
        {
          place = GUINT_TO_POINTER (reasons->len);
          g_hash_table_insert (places, failure, place);
          g_ptr_array_add (reasons, failure);
          g_array_set_size (counts, reasons->len);
        }
      g_array_index (counts, guint, GPOINTER_TO_UINT (place))++;
    }

  for (guint i = 0; i < reasons->len; i++)
    g_ptr_array_add (warnings, dup_failure (g_ptr_array_index (reasons, i), g_array_index (counts, guint, i) - 1));

  return g_steal_pointer (&warnings);
}

/* How much of the list was not asked for. */
static void
add_unfinished (FerryFacts *self,
                GPtrArray  *warnings)
{
  if (!self->is_unfinished)
    return;

  if (self->n_not_asked > 0)
    g_ptr_array_add (warnings, g_strdup_printf (ngettext ("%'u of %'u repository was not asked about.", "%'u of %'u repositories were not asked about.",
                                                          self->n_repositories),
                                                self->n_not_asked, self->n_repositories));
  else
    g_ptr_array_add (warnings, g_strdup (_("Not all repositories are known yet.")));
}

static gpointer
copy_text (gconstpointer text,
           gpointer      user_data)
{
  return g_strdup (text);
}

/**
 * ferry_facts_dup_warnings:
 * @self: facts
 *
 * Says what the rows lack of what there is, or may lack: parts that have no
 * answer, entries that could not be read, an end that may have been cut off,
 * what else is in doubt, and what a file left out.
 *
 * Returns: (transfer full) (element-type utf8): translated texts, a line each;
 *   none when there is nothing to say
 */
GPtrArray *
ferry_facts_dup_warnings (FerryFacts *self)
{
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_failure_warnings (self);
  guint n_entries = self->n_rows + self->n_unreadable;

  add_unfinished (self, warnings);
  if (self->n_unreadable > 0)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%'u of %'u entry could not be read.", "%'u of %'u entries could not be read.", n_entries),
                                                self->n_unreadable, n_entries);

      g_ptr_array_add (warnings, ferry_wording_join_sentences (count, self->first_problem));
    }
  if (self->maybe_cut && (self->n_repositories <= 1 || self->doubts->len == 0))   /* of several each has a doubt of its own */
    g_ptr_array_add (warnings, g_strdup (_("The service may have cut this list at 100.")));
  g_ptr_array_extend (warnings, self->doubts, copy_text, NULL);
  g_ptr_array_extend (warnings, self->remarks, copy_text, NULL);

  return g_steal_pointer (&warnings);
}

/**
 * ferry_facts_dup_scope_text:
 * @self: facts
 *
 * Returns: (transfer full): what was listed, in words where that is everything
 */
char *
ferry_facts_dup_scope_text (FerryFacts *self)
{
  return g_strdup (g_str_equal (self->scope, "*/*") ? _("All organizations") : self->scope);
}

/**
 * ferry_facts_dup_as_of_text:
 * @self: facts
 *
 * Writes when the list was complete as [func@Ferry.timestamp_format_exact] does,
 * in the zone that was that of the computer then.
 *
 * Returns: (transfer full): the time to the second, with its zone
 */
char *
ferry_facts_dup_as_of_text (FerryFacts *self)
{
  return g_date_time_format (self->as_of, g_date_time_get_utc_offset (self->as_of) == 0 ? "%Y-%m-%d %H:%M:%S UTC"
                                                                                        : "%Y-%m-%d %H:%M:%S %:z");
}
