/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-repository-listing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-answer.h"
#include "ferry-content-range.h"
#include "ferry-error.h"
#include "ferry-repository.h"
#include "ferry-repository-json.h"

#define PATH "/v2/manage/repos"
#define ACTION "swr:repo:listRepos"

/* How often the pages are read from the first one on, when what they say does not fit together. */
#define MAX_PASSES 4

/* The state of a listing, owned by its GTask. */
typedef struct
{
  char *region;            /* (owned) */
  char *organization;      /* (owned) */
  guint page_size;
  GPtrArray *repositories; /* (owned) those of the organization that any pass has seen, in the order they were seen */
  GHashTable *seen;        /* (owned) the scopes of these */
  guint n_passes;          /* that are over */

  /* Of this pass: */
  GHashTable *rows;        /* (owned) the scopes of all rows; a row that comes twice has displaced another one */
  guint64 offset;          /* of the next page */
  gint64 total;            /* how many rows there are, -1 until a page says it */

  char *doubt;             /* (owned) (nullable) why something may be missing */
} Listing;

static void
listing_free (Listing *self)
{
  g_free (self->region);
  g_free (self->organization);
  g_ptr_array_unref (self->repositories);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->rows);
  g_free (self->doubt);
  g_free (self);
}

static GHashTable *
set_of_texts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Returns how many of the rows are new in this pass. */
static guint
add_rows (Listing   *self,
          GPtrArray *page)
{
  guint n_before = g_hash_table_size (self->rows);

  for (guint i = 0; i < page->len; i++)
    {
      FerryRepository *repository = g_ptr_array_index (page, i);
      g_autofree char *scope = ferry_repository_dup_scope (repository);

      g_hash_table_add (self->rows, g_strdup (scope));
      /* The service may compare loosely. */
      if (strcmp (ferry_repository_get_organization (repository), self->organization) == 0 &&
          g_hash_table_add (self->seen, g_steal_pointer (&scope)))
        g_ptr_array_add (self->repositories, ferry_repository_ref (repository));
    }
  self->offset += page->len;

  return g_hash_table_size (self->rows) - n_before;
}

/* How many rows there are in all, if the answer says it and is right about its own page. */
static gint64
find_total (const Listing     *self,
            const FerryAnswer *answer,
            const GPtrArray   *page,
            gint64             row_total)
{
  guint64 offset, count, total;

  if (!ferry_content_range_parse (answer->content_range, &offset, &count, &total))
    return row_total;

  return offset == self->offset && count == page->len && total <= G_MAXINT64 ? (gint64) total : -1;
}

typedef enum
{
  NEXT_PAGE,
  COMPLETE,
  DOES_NOT_FIT, /* rows came or went while the pages were read */
} Verdict;

static Verdict
judge (const Listing *self,
       guint          n_rows,
       guint          n_new,
       gint64         total)
{
  if (n_rows > 0 && n_new == 0)   /* such pages could come for ever */
    return DOES_NOT_FIT;
  if (self->total >= 0 && total >= 0 && total != self->total)
    return DOES_NOT_FIT;
  if (total < 0)   /* then an empty page is the end */
    return n_rows > 0 ? NEXT_PAGE : self->total > (gint64) self->offset ? DOES_NOT_FIT
                                                                        : COMPLETE;
  if ((gint64) self->offset < total)
    return n_rows > 0 ? NEXT_PAGE : DOES_NOT_FIT;

  return (gint64) g_hash_table_size (self->rows) == total ? COMPLETE : DOES_NOT_FIT;
}

static void ask_for_page (GTask *unowned);

static void
begin_pass (GTask *unowned)
{
  Listing *self = g_task_get_task_data (unowned);

  g_hash_table_remove_all (self->rows);
  self->offset = 0;
  self->total = -1;
  ask_for_page (unowned);
}

/* What was seen is not lost; whoever asked is told that it may not be all. */
static void
give_up (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  Listing *self = g_task_get_task_data (task);

  self->doubt = g_strdup (_("The list of repositories kept changing while it was read, so one of them may be missing."));
  g_task_return_pointer (task, g_ptr_array_ref (self->repositories), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_page (GTask             *unowned,
           const FerryAnswer *answer)
{
  g_autoptr(GTask) task = unowned;
  Listing *self = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 row_total, total;
  guint n_new;
  g_autoptr(GPtrArray) page = ferry_repositories_new_from_json (answer->body, self->region, &row_total, &error);

  if (page == NULL)
    {
      g_task_return_error (task, ferry_answer_describe (answer, error));
      g_error_free (error);
      return;
    }

  total = find_total (self, answer, page, row_total);
  n_new = add_rows (self, page);
  switch (judge (self, page->len, n_new, total))
    {
    case NEXT_PAGE:
      self->total = total;
      ask_for_page (g_steal_pointer (&task));
      break;
    case COMPLETE:
      g_task_return_pointer (task, g_ptr_array_ref (self->repositories), (GDestroyNotify) g_ptr_array_unref);
      break;
    case DOES_NOT_FIT:
      if (++self->n_passes < MAX_PASSES)
        begin_pass (g_steal_pointer (&task));
      else
        give_up (g_steal_pointer (&task));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(FerryAnswer) answer = ferry_connection_call_finish (FERRY_CONNECTION (source), result, &error);

  if (answer == NULL)
    {
      ferry_error_set_action (error, ACTION);
      g_task_return_error (task, error);
      return;
    }

  read_page (g_steal_pointer (&task), answer);
}

static void
ask_for_page (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  FerryConnection *connection = g_task_get_source_object (task);
  Listing *self = g_task_get_task_data (task);
  g_autofree char *organization = g_uri_escape_string (self->organization, NULL, FALSE);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autofree char *query = g_strdup_printf ("namespace=%s&limit=%u&offset=%" G_GUINT64_FORMAT, organization, self->page_size, self->offset);

  ferry_connection_call_async (connection, self->region, PATH, query, cancellable, called_cb, g_steal_pointer (&task));
}

/**
 * ferry_repository_listing_run_async:
 * @connection: whom to ask
 * @region: the region to ask
 * @organization: the name of an organization
 * @page_size: how many rows a page has, at most 1000
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Lists the repositories of an organization, with the call that the API names
 * ListReposDetails, page by page to the end. When the pages do not fit together,
 * because repositories came or went meanwhile, they are read again.
 */
void
ferry_repository_listing_run_async (FerryConnection     *connection,
                                    const char          *region,
                                    const char          *organization,
                                    guint                page_size,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Listing *self;

  g_return_if_fail (FERRY_IS_CONNECTION (connection));
  g_return_if_fail (page_size > 0);

  task = g_task_new (connection, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_repository_listing_run_async);

  self = g_new0 (Listing, 1);
  self->region = g_strdup (region);
  self->organization = g_strdup (organization);
  self->page_size = page_size;
  self->repositories = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_repository_unref);
  self->seen = set_of_texts_new ();
  self->rows = set_of_texts_new ();
  g_task_set_task_data (task, self, (GDestroyNotify) listing_free);

  begin_pass (g_steal_pointer (&task));
}

/**
 * ferry_repository_listing_run_finish:
 * @connection: whom was asked
 * @result: the result that the callback got
 * @doubt: (out) (nullable): why a repository may be missing, as a sentence, if
 *   one may
 * @error: return location for an error
 *
 * Ends [func@Ferry.repository_listing_run_async].
 *
 * Returns: (transfer full) (nullable) (element-type FerryRepository): the
 *   repositories, each once, or %NULL
 */
GPtrArray *
ferry_repository_listing_run_finish (FerryConnection  *connection,
                                     GAsyncResult     *result,
                                     char            **doubt,
                                     GError          **error)
{
  Listing *self;

  g_return_val_if_fail (g_task_is_valid (result, connection), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_repository_listing_run_async, NULL);

  self = g_task_get_task_data (G_TASK (result));
  *doubt = g_strdup (self->doubt);

  return g_task_propagate_pointer (G_TASK (result), error);
}
