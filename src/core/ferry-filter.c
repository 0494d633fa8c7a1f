/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-matcher.h"
#include "ferry-region.h"

struct _FerryFilter
{
  GObject parent_instance;

  char *text;      /* (owned) */
  guint columns;   /* those that the text looks at */
  GPtrArray *rules; /* (owned) (element-type FerryFilterRule) in the order they were made */
};

G_DEFINE_FINAL_TYPE (FerryFilter, ferry_filter, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
rule_free (gpointer data)
{
  FerryFilterRule *rule = data;

  g_free (rule->value);
  g_free (rule);
}

static FerryFilterRule *
rule_new (FerryColumn     column,
          const char     *value,
          FerryFilterUse  use)
{
  FerryFilterRule *rule = g_new (FerryFilterRule, 1);

  *rule = (FerryFilterRule) { column, g_strdup (value), use };

  return rule;
}

static FerryFilterRule *
find_rule (FerryFilter *self,
           FerryColumn  column,
           const char  *value,
           guint       *index)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      FerryFilterRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->column == column && strcmp (rule->value, value) == 0)
        {
          *index = i;
          return rule;
        }
    }

  return NULL;
}

static void
emit_changed (FerryFilter *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ferry_filter_finalize (GObject *object)
{
  FerryFilter *self = FERRY_FILTER (object);

  g_free (self->text);
  g_ptr_array_unref (self->rules);

  G_OBJECT_CLASS (ferry_filter_parent_class)->finalize (object);
}

static void
ferry_filter_class_init (FerryFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_filter_finalize;

  /**
   * FerryFilter::changed:
   *
   * Other rows may match now.
   */
  signals[CHANGED] = g_signal_new ("changed", FERRY_TYPE_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_filter_init (FerryFilter *self)
{
  self->text = g_strdup ("");
  self->columns = FERRY_ALL_COLUMNS;
  self->rules = g_ptr_array_new_with_free_func (rule_free);
}

/**
 * ferry_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
FerryFilter *
ferry_filter_new (void)
{
  return g_object_new (FERRY_TYPE_FILTER, NULL);
}

/**
 * ferry_filter_copy:
 * @self: a filter
 *
 * Returns: (transfer full): another one that lets the same through, for a thread
 */
FerryFilter *
ferry_filter_copy (FerryFilter *self)
{
  FerryFilter *copy = ferry_filter_new ();

  g_set_str (&copy->text, self->text);
  copy->columns = self->columns;
  for (guint i = 0; i < self->rules->len; i++)
    {
      const FerryFilterRule *rule = g_ptr_array_index (self->rules, i);

      g_ptr_array_add (copy->rules, rule_new (rule->column, rule->value, rule->use));
    }

  return copy;
}

/**
 * ferry_filter_get_text:
 * @self: a filter
 *
 * Returns: the text, as somebody typed it
 */
const char *
ferry_filter_get_text (FerryFilter *self)
{
  g_return_val_if_fail (FERRY_IS_FILTER (self), NULL);

  return self->text;
}

/**
 * ferry_filter_set_text:
 * @self: a filter
 * @text: a text as [struct@Ferry.Matcher] takes it
 *
 * Sets which words have to occur.
 */
void
ferry_filter_set_text (FerryFilter *self,
                       const char  *text)
{
  g_return_if_fail (FERRY_IS_FILTER (self));

  if (g_set_str (&self->text, text))
    emit_changed (self);
}

/**
 * ferry_filter_get_columns:
 * @self: a filter
 *
 * Returns: the set of the columns that the text looks at
 */
guint
ferry_filter_get_columns (FerryFilter *self)
{
  g_return_val_if_fail (FERRY_IS_FILTER (self), 0);

  return self->columns;
}

/**
 * ferry_filter_set_columns:
 * @self: a filter
 * @columns: a set of columns
 *
 * Sets which columns the text looks at: those that are shown.
 */
void
ferry_filter_set_columns (FerryFilter *self,
                          guint        columns)
{
  g_return_if_fail (FERRY_IS_FILTER (self));

  if (self->columns == columns)
    return;

  self->columns = columns;
  if (*self->text != '\0')
    emit_changed (self);
}

/**
 * ferry_filter_get_use:
 * @self: a filter
 * @column: a column
 * @value: one of its values
 *
 * Returns: what is done with rows that have this value
 */
FerryFilterUse
ferry_filter_get_use (FerryFilter *self,
                      FerryColumn  column,
                      const char  *value)
{
  const FerryFilterRule *rule;
  guint index;

  g_return_val_if_fail (FERRY_IS_FILTER (self), FERRY_FILTER_ANY);

  rule = find_rule (self, column, value, &index);

  return rule != NULL ? rule->use : FERRY_FILTER_ANY;
}

/**
 * ferry_filter_set_use:
 * @self: a filter
 * @column: a column
 * @value: one of its values; empty for rows where it is not known
 * @use: what to do with rows that have this value
 *
 * Includes or excludes rows by a value. As soon as values of a column are
 * included, rows with others are left out.
 */
void
ferry_filter_set_use (FerryFilter    *self,
                      FerryColumn     column,
                      const char     *value,
                      FerryFilterUse  use)
{
  FerryFilterRule *rule;
  guint index;

  g_return_if_fail (FERRY_IS_FILTER (self));

  rule = find_rule (self, column, value, &index);
  if ((rule != NULL ? rule->use : FERRY_FILTER_ANY) == use)
    return;

  if (rule == NULL)
    g_ptr_array_add (self->rules, rule_new (column, value, use));
  else if (use == FERRY_FILTER_ANY)
    g_ptr_array_remove_index (self->rules, index);
  else
    rule->use = use;
  emit_changed (self);
}

/**
 * ferry_filter_get_n_rules:
 * @self: a filter
 *
 * Returns: how many values are included or excluded
 */
guint
ferry_filter_get_n_rules (FerryFilter *self)
{
  g_return_val_if_fail (FERRY_IS_FILTER (self), 0);

  return self->rules->len;
}

/**
 * ferry_filter_get_rule:
 * @self: a filter
 * @index: less than the number of rules
 *
 * Returns: (transfer none): a rule; rules come in the order they were made
 */
const FerryFilterRule *
ferry_filter_get_rule (FerryFilter *self,
                       guint        index)
{
  g_return_val_if_fail (FERRY_IS_FILTER (self), NULL);
  g_return_val_if_fail (index < self->rules->len, NULL);

  return g_ptr_array_index (self->rules, index);
}

/**
 * ferry_filter_clear_column:
 * @self: a filter
 * @column: a column
 *
 * Lets rows with any value of @column through.
 */
void
ferry_filter_clear_column (FerryFilter *self,
                           FerryColumn  column)
{
  guint n_rules;

  g_return_if_fail (FERRY_IS_FILTER (self));

  n_rules = self->rules->len;
  for (guint i = n_rules; i-- > 0;)
    if (((FerryFilterRule *) g_ptr_array_index (self->rules, i))->column == column)
      g_ptr_array_remove_index (self->rules, i);
  if (self->rules->len != n_rules)
    emit_changed (self);
}

/**
 * ferry_filter_clear:
 * @self: a filter
 *
 * Lets everything through.
 */
void
ferry_filter_clear (FerryFilter *self)
{
  g_return_if_fail (FERRY_IS_FILTER (self));

  if (ferry_filter_is_empty (self))
    return;

  g_set_str (&self->text, "");
  g_ptr_array_set_size (self->rules, 0);
  emit_changed (self);
}

/**
 * ferry_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether nobody asked for anything
 */
gboolean
ferry_filter_is_empty (FerryFilter *self)
{
  g_return_val_if_fail (FERRY_IS_FILTER (self), TRUE);

  return *self->text == '\0' && self->rules->len == 0;
}

/**
 * ferry_filter_dup_value_text:
 * @column: a column
 * @value: one of its values
 *
 * Returns: (transfer full): the value in the words of the screen: a region by
 *   name and id, a yes or no by what it means
 */
char *
ferry_filter_dup_value_text (FerryColumn  column,
                             const char  *value)
{
  const char *region = NULL;

  if (ferry_column_is_tristate (column))
    return g_strdup (ferry_column_get_tristate_text (column, strcmp (value, "true") == 0    ? FERRY_YES
                                                             : strcmp (value, "false") == 0 ? FERRY_NO
                                                                                            : FERRY_UNKNOWN));
  if (*value == '\0')
    return g_strdup (_("Unknown"));
  if (ferry_column_is_region (column))
    region = ferry_region_find_name (value);

  return region != NULL ? g_strdup_printf ("%s %s", region, value) : g_strdup (value);
}

/**
 * ferry_filter_rule_dup_text:
 * @rule: a rule that includes or excludes a value
 *
 * Returns: (transfer full): the rule in words
 */
char *
ferry_filter_rule_dup_text (const FerryFilterRule *rule)
{
  g_autofree char *value = ferry_filter_dup_value_text (rule->column, rule->value);

  return g_strdup_printf (rule->use == FERRY_FILTER_INCLUDE
                            /* Translators: a column and one of its values. */
                            ? _("%s: %s")
                            /* Translators: a column and one of its values, which is excluded. */
                            : _("%s: not %s"),
                          ferry_column_get_title (rule->column), value);
}

/**
 * ferry_filter_dup_description:
 * @self: a filter
 *
 * Returns: (transfer full) (nullable): what the filter asks for, in words, for
 *   an export; %NULL when it lets everything through
 */
char *
ferry_filter_dup_description (FerryFilter *self)
{
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail (FERRY_IS_FILTER (self), NULL);

  if (ferry_filter_is_empty (self))
    return NULL;

  text = g_string_new (self->text);
  for (guint i = 0; i < self->rules->len; i++)
    {
      g_autofree char *rule = ferry_filter_rule_dup_text (g_ptr_array_index (self->rules, i));

      if (text->len > 0)
        g_string_append (text, "; ");
      g_string_append (text, rule);
    }

  return g_strdup (text->str);
}
