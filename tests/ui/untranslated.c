/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "untranslated.h"

#include <string.h>

#include "visible-text.h"

/* Between these the catalog for tests puts all that it translates. */
#define OPEN "⟦"
#define CLOSE "⟧"

#define RESOURCES "/io/github/ferryboard/Ferryboard"

/* What is the same in every language, beside the names and values of what is shown: names, and what can be typed
 * into the filter. */
static const char *const same_everywhere[] = {
  "Ferryboard GET GNU kB MB SWR UTC",
  "web frontend -test repo:frontend org:team region:cn-east-3 source:cn-north-4 target:guangzhou target-org:backup",
  "overwrite:yes auto:no updated:2026-11 created:2026-11-03 account:example id:45",
};

static GHashTable *data_words;
static GHashTable *seen_types;
static GHashTable *known_problems;

static gboolean
is_part_of_word (const char *text)
{
  return g_ascii_isalnum (*text) || (*text != '\0' && strchr ("._-:@", *text) != NULL);
}

/* An address, up to the next blank. */
static gsize
get_address_length (const char *text)
{
  return g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://") ? strcspn (text, " \n") : 0;
}

/* Calls for each word of ASCII letters. Those of other scripts are not looked at: they are data, or words of GTK,
 * which come in Chinese, with the letter of a mnemonic in parentheses. */
static gboolean
foreach_word (const char  *text,
              gboolean   (*func) (const char *word))
{
  gboolean is_fine = TRUE;

  while (*text != '\0')
    {
      gsize length = get_address_length (text);
      gboolean has_letter = FALSE;

      if (length > 0)
        {
          text += length;
          continue;
        }
      for (; is_part_of_word (text + length); length++)
        has_letter |= g_ascii_isalpha (text[length]);
      if (has_letter && text[length] == ')' && length == 1 + (*text == '_'))
        has_letter = FALSE;
      if (has_letter)
        {
          g_autofree char *word = g_strndup (text, length);

          is_fine &= func (word);
        }
      text += length > 0 ? length : (gsize) (g_utf8_next_char (text) - text);
    }

  return is_fine;
}

static gboolean
add_word (const char *word)
{
  g_hash_table_add (data_words, g_strdup (word));

  return TRUE;
}

static void
allow_regions (void)
{
  g_autoptr(GListModel) regions = ferry_region_list_known ();

  for (guint i = 0; i < g_list_model_get_n_items (regions); i++)
    {
      g_autoptr(FerryRegion) region = g_list_model_get_item (regions, i);

      untranslated_allow (ferry_region_get_id (region));
      untranslated_allow (ferry_region_get_name (region));
    }
}

static void
start (void)
{
  data_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seen_types = g_hash_table_new (g_str_hash, g_str_equal);
  known_problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (same_everywhere); i++)
    untranslated_allow (same_everywhere[i]);
  allow_regions ();
}

/**
 * untranslated_allow:
 * @data: (nullable): a name or a value that no language translates
 */
void
untranslated_allow (const char *data)
{
  if (data_words == NULL)
    start ();
  if (data != NULL)
    foreach_word (data, add_word);
}

static void
allow_words_of_service (const GError *error)
{
  const FerryErrorDetails *details = error != NULL ? ferry_error_get_details (error) : NULL;
  g_autofree char *reference = error != NULL ? ferry_error_dup_reference (error) : NULL;

  untranslated_allow (reference);
  untranslated_allow (details != NULL ? details->service_text : NULL);
}

/**
 * untranslated_allow_answer:
 * @window: a window with a list
 *
 * Allows what the tasks of the list consist of, and what the service said where
 * there are none.
 */
void
untranslated_allow_answer (FerryWindow *window)
{
  allow_words_of_service (ferry_sync_task_list_get_error (window->list));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (window->list)); i++)
    {
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (G_LIST_MODEL (window->list), i);

      for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
        untranslated_allow (ferry_column_get_text (column, sync_task));
    }
}

static gboolean
is_known_word (const char *word)
{
  g_autofree char *name = g_strdup (word);
  gsize length = strlen (name);

  /* The end of a sentence is no part of the name before it. */
  while (length > 0 && strchr (".:", name[length - 1]) != NULL)
    name[--length] = '\0';

  return g_hash_table_contains (data_words, word) || g_hash_table_contains (data_words, name);
}

/* What separates the members of a list, in which more than one translation has its place. */
static gsize
get_separator_length (const char *text)
{
  const char *const separators[] = { "\n", " · ", ferry_wording_get_separator () };

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (text, separators[i]))
      return strlen (separators[i]);

  return 0;
}

/* What of a text is outside of all brackets. Tells of how many translations a member of it was put together. */
static char *
dup_outside (const char *text,
             guint      *n_pieces)
{
  GString *outside = g_string_new (NULL);
  guint depth = 0, n_in_member = 0;
  gsize length;

  *n_pieces = 0;
  for (const char *p = text; *p != '\0'; p += length)
    {
      gsize separator_length = depth == 0 ? get_separator_length (p) : 0;

      length = separator_length > 0 ? separator_length : (gsize) (g_utf8_next_char (p) - p);
      if (separator_length > 0)
        {
          n_in_member = 0;
          g_string_append_c (outside, '\n');
        }
      else if (g_str_has_prefix (p, OPEN))
        n_in_member += depth++ == 0;
      else if (g_str_has_prefix (p, CLOSE))
        depth -= depth > 0;
      if (depth == 0 && separator_length == 0 && !g_str_has_prefix (p, CLOSE))
        g_string_append_len (outside, p, length);
      *n_pieces = MAX (*n_pieces, n_in_member);
    }

  return g_string_free (outside, FALSE);
}

/* Each text is complained of once, and all of them are, not only the first. */
static void
check (const char *moment,
       const char *kind,
       const char *place,
       const char *text)
{
  guint n_pieces;
  g_autofree char *outside = dup_outside (text, &n_pieces);
  const char *problem = NULL;

  if (!foreach_word (outside, is_known_word))
    problem = "is not translated";
  else if (n_pieces > 1)
    problem = "is put together from translations, which no other language may do in this way";

  if (problem != NULL && g_hash_table_add (known_problems, g_strdup (text)))
    {
      g_test_message ("%s, the %s of a %s: “%s” %s", moment, kind, place, text, problem);
      g_test_fail ();
    }
}

/**
 * untranslated_check:
 * @moment: where the text is
 * @text: lines of text
 *
 * Fails the test for every line that did not come from the catalog.
 */
void
untranslated_check (const char *moment,
                    const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    check (moment, "line", "text", lines[i]);
}

/* The names of keys, which are on the keys, and the buttons of a window, of which GTK has no Chinese. */
static gboolean
is_of_toolkit (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  const char *place = parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "";

  return g_str_equal (gtk_widget_get_css_name (widget), "accelerator") || g_str_equal (place, "GtkShortcutLabel") ||
         g_str_equal (place, "GtkWindowControls") || g_str_equal (place, "AdwSheetControls");
}

static void
check_text_cb (GtkWidget  *widget,
               const char *kind,
               const char *text,
               gpointer    moment)
{
  if (!is_of_toolkit (widget))
    check (moment, kind, G_OBJECT_TYPE_NAME (widget), text);
}

static void
see_types (GtkWidget *widget)
{
  g_hash_table_add (seen_types, (gpointer) G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    see_types (child);
}

/**
 * untranslated_look:
 * @moment: what is shown
 *
 * Looks at all windows, and fails the test for every text that did not come from
 * the catalog.
 */
void
untranslated_look (const char *moment)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      see_types (window);
      visible_text_foreach (window, check_text_cb, (gpointer) moment);
    }
}

/* The class of a template, as the resource has it. */
static char *
dup_class (const char *name)
{
  static const char start[] = "<template class=\"";
  g_autofree char *path = g_strconcat (RESOURCES "/", name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *class = strstr (text, start);

  return class != NULL ? g_strndup (class + strlen (start), strcspn (class + strlen (start), "\"")) : NULL;
}

/**
 * untranslated_assert_all_seen:
 *
 * Fails where a template of the application was in none of the windows that were
 * looked at.
 */
void
untranslated_assert_all_seen (void)
{
  g_auto(GStrv) names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_templates = 0;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *class = g_str_has_suffix (names[i], ".ui") ? dup_class (names[i]) : NULL;

      if (class == NULL)
        continue;
      n_templates++;
      if (!g_hash_table_contains (seen_types, class))
        {
          g_test_message ("%s was not looked at", class);
          g_test_fail ();
        }
    }
  g_assert_cmpuint (n_templates, >, 20);
}
