/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-matcher.h"

#include <string.h>
#include <time.h>

#include "ferry-region.h"
#include "ferry-timestamp.h"

/* Each word is a bit of a mask, so that a look at a text settles all of them at once. More words than anybody types. */
#define MAX_WORDS 32

typedef struct
{
  char *text;    /* (owned) folded */
  guint columns; /* where it may occur */
  gboolean has_key;
} Word;

struct _FerryMatcher
{
  GArray *words;     /* (owned) (element-type Word) */
  guint excluding;   /* the words that must not occur */
  guint like_a_time; /* the words that may occur in a time */
  guint words_for[FERRY_N_COLUMNS];                /* the words that may occur in a column */
  guint tristates[FERRY_N_COLUMNS][FERRY_YES + 1]; /* the words that occur in the answers */
  GHashTable *seen;     /* (owned) the words that occur in a text, by its address: the same few texts come in every row */
  GHashTable *seen_regions; /* (owned) the same for regions, which have names beside: an organization may be called like one */
  GString *buffer;      /* (owned) */
  GTimeZone *time_zone; /* (owned) */
};

/* What may stand before a colon. */
static const struct
{
  const char *name;
  guint columns;
} keys[] = {
  { "repo", 1u << FERRY_COLUMN_REPOSITORY },
  { "repository", 1u << FERRY_COLUMN_REPOSITORY },
  { "org", 1u << FERRY_COLUMN_ORGANIZATION },
  { "organization", 1u << FERRY_COLUMN_ORGANIZATION },
  { "region", 1u << FERRY_COLUMN_SOURCE_REGION | 1u << FERRY_COLUMN_TARGET_REGION },
  { "source", 1u << FERRY_COLUMN_SOURCE_REGION },
  { "target", 1u << FERRY_COLUMN_TARGET_REGION },
  { "target-org", 1u << FERRY_COLUMN_TARGET_ORGANIZATION },
  { "overwrite", 1u << FERRY_COLUMN_OVERWRITE },
  { "auto", 1u << FERRY_COLUMN_AUTOMATIC },
};

/* Case, width and composition do not count. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normalized = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normalized, -1);
}

static guint
find_key (const char *name)
{
  FerryColumn column;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].name, name) == 0)
      return keys[i].columns;

  return ferry_column_from_id (name, &column) ? 1u << column : 0;
}

static gboolean
is_like_a_time (const char *word)
{
  return strspn (word, "0123456789-:.tz+") == strlen (word) && strpbrk (word, "0123456789") != NULL;
}

static void
clear_word (gpointer word)
{
  g_free (((Word *) word)->text);
}

/* Takes what stands at @text up to @end, or a text in quotes from there, and returns where it ends. */
static const char *
take_value (const char  *text,
            char       **value)
{
  const char *end;

  if (*text == '"')
    {
      end = strchrnul (text + 1, '"');
      *value = g_strndup (text + 1, end - text - 1);
      return *end == '"' ? end + 1 : end;
    }

  end = text + strcspn (text, " \t\n");
  *value = g_strndup (text, end - text);

  return end;
}

/* Takes the word at @text, which is no blank, and returns where it ends. */
static const char *
take_word (FerryMatcher *self,
           const char   *text,
           guint         shown_columns)
{
  gboolean excludes = text[0] == '-' && text[1] != '\0' && strchr (" \t\n", text[1]) == NULL;
  gsize key_length = strcspn (text + excludes, ":\" \t\n");
  g_autofree char *key = g_strndup (text + excludes, key_length);
  guint columns = text[excludes + key_length] == ':' ? find_key (key) : 0;
  Word word = { NULL, columns != 0 ? columns : shown_columns, columns != 0 };

  text = take_value (text + excludes + (columns != 0 ? key_length + 1 : 0), &word.text);
  /* Something is still being typed: `org:`, `-`, a quotation mark. */
  if (*word.text == '\0' || self->words->len == MAX_WORDS || strcmp (word.text, "-") == 0)
    {
      clear_word (&word);
      return text;
    }

  if (excludes)
    self->excluding |= 1u << self->words->len;
  if (is_like_a_time (word.text))
    self->like_a_time |= 1u << self->words->len;
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if ((word.columns & 1u << column) != 0)
      self->words_for[column] |= 1u << self->words->len;
  g_array_append_val (self->words, word);

  return text;
}

static guint
get_all_words (FerryMatcher *self)
{
  return self->words->len == MAX_WORDS ? G_MAXUINT : (1u << self->words->len) - 1;
}

static guint
find_words (FerryMatcher *self,
            const char   *folded)
{
  guint found = 0;

  for (guint i = 0; i < self->words->len; i++)
    if (strstr (folded, g_array_index (self->words, Word, i).text) != NULL)
      found |= 1u << i;

  return found;
}

/* Folds into the buffer. Names of the service are ASCII, which needs no more than lower case. */
static const char *
fold_quickly (FerryMatcher *self,
              const char   *text)
{
  const char *p;

  g_string_truncate (self->buffer, 0);
  for (p = text; *p != '\0' && !(*p & 0x80); p++)
    g_string_append_c (self->buffer, g_ascii_tolower (*p));
  if (*p != '\0')
    {
      g_autofree char *folded = fold (text);

      g_string_assign (self->buffer, folded);
    }

  return self->buffer->str;
}

/* By its id and by both of its names. */
static guint
find_words_in_region (FerryMatcher *self,
                      const char   *id)
{
  const char *english, *chinese;
  guint found = find_words (self, fold_quickly (self, id));

  if (ferry_region_find_names (id, &english, &chinese))
    {
      found |= find_words (self, fold_quickly (self, english));
      found |= find_words (self, fold_quickly (self, chinese));
    }

  return found;
}

/* The words in a text of which there are few. */
static guint
find_words_once (FerryMatcher *self,
                 const char   *text,
                 gboolean      is_region)
{
  GHashTable *texts = is_region ? self->seen_regions : self->seen;
  gpointer seen;
  guint found;

  if (text == NULL)
    return 0;
  if (g_hash_table_lookup_extended (texts, text, NULL, &seen))
    return GPOINTER_TO_UINT (seen);

  found = is_region ? find_words_in_region (self, text) : find_words (self, fold_quickly (self, text));
  g_hash_table_insert (texts, (gpointer) text, GUINT_TO_POINTER (found));

  return found;
}

/* As [func@Ferry.timestamp_format] writes it in local time, without what makes that slow. */
static void
format_local_time (FerryMatcher *self,
                   gint64        timestamp,
                   char         *text,
                   gsize         size)
{
  gint64 seconds = timestamp / G_USEC_PER_SEC - (timestamp % G_USEC_PER_SEC < 0);
  int interval = g_time_zone_find_interval (self->time_zone, G_TIME_TYPE_UNIVERSAL, seconds);
  time_t local = seconds + (interval >= 0 ? g_time_zone_get_offset (self->time_zone, interval) : 0);
  struct tm tm;

  *text = '\0';
  if (gmtime_r (&local, &tm) != NULL)
    g_snprintf (text, size, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

static guint
find_words_in_time (FerryMatcher  *self,
                    FerryColumn    column,
                    FerrySyncTask *sync_task)
{
  const char *text = ferry_column_get_text (column, sync_task);
  gint64 timestamp = ferry_column_get_time (column, sync_task);
  guint found = text != NULL ? find_words (self, fold_quickly (self, text)) : 0;
  char local[64];

  if (timestamp == FERRY_NO_TIMESTAMP)
    return found;

  format_local_time (self, timestamp, local, sizeof local);

  return found | find_words (self, local);
}

static guint
find_words_in_id (FerryMatcher  *self,
                  FerrySyncTask *sync_task)
{
  char text[32];

  if (ferry_sync_task_get_id (sync_task) == FERRY_SYNC_TASK_NO_ID)
    return 0;

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, ferry_sync_task_get_id (sync_task));

  return find_words (self, text);
}

static guint
find_words_in_column (FerryMatcher  *self,
                      FerryColumn    column,
                      FerrySyncTask *sync_task)
{
  if (ferry_column_is_tristate (column))
    return self->tristates[column][ferry_column_get_tristate (column, sync_task)];
  if (ferry_column_is_time (column))
    return find_words_in_time (self, column, sync_task);
  if (column == FERRY_COLUMN_ID)
    return find_words_in_id (self, sync_task);
  if (column == FERRY_COLUMN_REPOSITORY)
    {
      const char *repository = ferry_sync_task_get_repository (sync_task);

      return repository != NULL ? find_words (self, fold_quickly (self, repository)) : 0;
    }

  return find_words_once (self, ferry_column_get_text (column, sync_task), ferry_column_is_region (column));
}

/* After the name of the column, yes and no are meant as such; elsewhere only the words on screen count. */
static gboolean
answers (const Word    *word,
         const char    *folded,
         FerryTristate  value)
{
  static const char *const names[][6] = {
    [FERRY_UNKNOWN] = { "unknown", "?", NULL },
    [FERRY_NO] = { "no", "false", "off", "0", "否", NULL },
    [FERRY_YES] = { "yes", "true", "on", "1", "是", NULL },
  };

  if (word->has_key)
    for (FerryTristate other = FERRY_UNKNOWN; other <= FERRY_YES; other++)
      if (g_strv_contains (names[other], word->text))
        return other == value;

  return strstr (folded, word->text) != NULL;
}

static void
prepare_tristates (FerryMatcher *self,
                   FerryColumn   column)
{
  for (FerryTristate value = FERRY_UNKNOWN; value <= FERRY_YES; value++)
    {
      g_autofree char *folded = fold (ferry_column_get_tristate_text (column, value));

      for (guint i = 0; i < self->words->len; i++)
        if (answers (&g_array_index (self->words, Word, i), folded, value))
          self->tristates[column][value] |= 1u << i;
    }
}

/**
 * ferry_matcher_new:
 * @text: what somebody typed
 * @columns: the set of the columns that words without a column of their own look
 *   at: those that are shown
 *
 * Returns: (transfer full): a matcher
 */
FerryMatcher *
ferry_matcher_new (const char *text,
                   guint       columns)
{
  FerryMatcher *self = g_new0 (FerryMatcher, 1);
  g_autofree char *folded = fold (text);

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, clear_word);
  self->seen = g_hash_table_new (NULL, NULL);
  self->seen_regions = g_hash_table_new (NULL, NULL);
  self->buffer = g_string_new (NULL);
  self->time_zone = g_time_zone_new_local ();

  for (const char *p = folded; *p != '\0';)
    p = strchr (" \t\n", *p) != NULL ? p + 1 : take_word (self, p, columns);
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if (ferry_column_is_tristate (column))
      prepare_tristates (self, column);

  return self;
}

/**
 * ferry_matcher_free:
 * @self: (transfer full): a matcher
 *
 * Frees a matcher.
 */
void
ferry_matcher_free (FerryMatcher *self)
{
  g_array_unref (self->words);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->seen_regions);
  g_string_free (self->buffer, TRUE);
  g_time_zone_unref (self->time_zone);
  g_free (self);
}

/**
 * ferry_matcher_is_empty:
 * @self: a matcher
 *
 * Returns: whether everything matches
 */
gboolean
ferry_matcher_is_empty (FerryMatcher *self)
{
  return self->words->len == 0;
}

/**
 * ferry_matcher_matches:
 * @self: a matcher
 * @sync_task: a task, which lives as long as the matcher
 *
 * Returns: whether every word occurs in @sync_task, and none that is excluded;
 *   regions are found by their names as well, be they English or Chinese, and
 *   times in local time and as the service wrote them
 */
gboolean
ferry_matcher_matches (FerryMatcher  *self,
                       FerrySyncTask *sync_task)
{
  guint found = 0;

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      guint wanted = self->words_for[column] & ~found;

      if (ferry_column_is_time (column))
        wanted &= self->like_a_time;
      if (wanted != 0)
        found |= find_words_in_column (self, column, sync_task) & wanted;
    }

  return (found ^ self->excluding) == get_all_words (self);
}

/**
 * ferry_matcher_matches_region:
 * @self: a matcher
 * @id: a region id
 *
 * Returns: whether every word occurs in @id or in a name of the region, be it
 *   English or Chinese, and none that is excluded
 */
gboolean
ferry_matcher_matches_region (FerryMatcher *self,
                              const char   *id)
{
  return (find_words_in_region (self, id) ^ self->excluding) == get_all_words (self);
}

/**
 * ferry_matcher_matches_text:
 * @self: a matcher
 * @text: any text
 *
 * Returns: whether every word occurs in @text, and none that is excluded; also
 *   words with a column of their own
 */
gboolean
ferry_matcher_matches_text (FerryMatcher *self,
                            const char   *text)
{
  return (find_words (self, fold_quickly (self, text)) ^ self->excluding) == get_all_words (self);
}
