/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <xlsxwriter.h>

#include "ferry-delimited.h"
#include "ferry-error.h"
#include "ferry-timestamp.h"

/* What the format can hold in a cell, counted in units of UTF-16. */
#define MAX_LENGTH 32767

/* Programs show no more than fifteen digits of a number, and zeros in place of the rest. */
#define MAX_NUMBER G_GINT64_CONSTANT (999999999999999)

/* A time is a number of days, and from the second date on programs agree which day it is. */
#define EPOCH_DAYS 25569
#define FIRST_TIME (G_GINT64_CONSTANT (-2203891200) * G_USEC_PER_SEC) /* 1900-03-01 */
#define END_OF_TIME (G_GINT64_CONSTANT (253402300800) * G_USEC_PER_SEC) /* 10000-01-01 */
#define TIME_FORMAT "yyyy-mm-dd hh:mm:ss"

/* In characters. A wide value is cut on screen, not in the file. */
#define MAX_WIDTH 60
#define FACT_WIDTH 100

/* The arrow of the filter stands in the heading. */
#define ARROW_WIDTH 3

typedef struct
{
  const FerryExport *export;
  lxw_workbook *workbook;
  lxw_worksheet *tasks;
  lxw_worksheet *facts; /* (nullable) */
  lxw_format *heading;
  lxw_format *id_heading;
  lxw_format *id;
  lxw_format *time;
  lxw_format *other;
  guint widths[FERRY_N_COLUMNS];
} Book;

static void
set_no_space (GError **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT,
               /* Translators: a folder. */
               _("There is no space left in the folder for temporary files, “%s”."), g_get_tmp_dir ());
}

static gboolean
check (lxw_error   result,
       GError    **error)
{
  if (result == LXW_NO_ERROR)
    return TRUE;

  if (result == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT,
                 _("A value is longer than the %d characters that a workbook can hold. Choose another format, such as CSV."), MAX_LENGTH);
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT,
                 /* Translators: the first placeholder is a folder, the second the reason in the words of a library. */
                 _("The workbook could not be made in the folder for temporary files, “%s”: %s"), g_get_tmp_dir (), lxw_strerror (result));
  return FALSE;
}

static gboolean
is_escape (const char *text)
{
  return text[0] == '_' && text[1] == 'x' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3]) &&
         g_ascii_isxdigit (text[4]) && g_ascii_isxdigit (text[5]) && text[6] == '_';
}

/* What XML cannot hold is written by its number, as _x001B_, and so is the beginning of what would be read as such a
 * number. Returns nothing for what is too long. */
static char *
dup_escaped (const char *text)
{
  g_autoptr(GString) escaped = g_string_new (NULL);
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      length += character > 0xffff ? 2 : 1;
      if ((character < 0x20 && character != '\t' && character != '\n') || character == 0xfffe || character == 0xffff || is_escape (p))
        g_string_append_printf (escaped, "_x%04X_", character);
      else
        g_string_append_unichar (escaped, character);
    }

  return length <= MAX_LENGTH ? g_string_free_and_steal (g_steal_pointer (&escaped)) : NULL;
}

/* Always a text: no formula, and no link. */
static lxw_error
write_text (lxw_worksheet *sheet,
            lxw_row_t      row,
            lxw_col_t      column,
            const char    *text,
            lxw_format    *format)
{
  g_autofree char *escaped = dup_escaped (text);

  if (*text == '\0')
    return LXW_NO_ERROR;

  return escaped != NULL ? worksheet_write_string (sheet, row, column, escaped, format) : LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
}

/* In cells of a terminal, which is near enough for most fonts. */
static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return width;
}

static gboolean
is_local (const FerryExport *export)
{
  return export->times == FERRY_EXPORT_TIMES_LOCAL;
}

/* The number that stands for a time, in whole seconds: programs round what they show, and would show another one than
 * all the other formats do. */
static gboolean
get_time_number (const FerryExport *export,
                 gint64             timestamp,
                 double            *number)
{
  g_autoptr(GDateTime) local = NULL;

  if (timestamp == FERRY_NO_TIMESTAMP)
    return FALSE;

  if (is_local (export))
    {
      local = g_date_time_new_from_unix_local_usec (timestamp);
      if (local == NULL)
        return FALSE;
      timestamp += g_date_time_get_utc_offset (local);
    }
  if (timestamp < FIRST_TIME || timestamp >= END_OF_TIME)
    return FALSE;

  *number = EPOCH_DAYS + (timestamp - (timestamp % G_USEC_PER_SEC + G_USEC_PER_SEC) % G_USEC_PER_SEC) / (double) G_TIME_SPAN_DAY;

  return TRUE;
}

static lxw_error
write_value (Book          *self,
             lxw_row_t      row,
             lxw_col_t      i,
             FerrySyncTask *sync_task)
{
  FerryColumn column = self->export->columns[i];
  FerryTristate tristate = ferry_column_get_tristate (column, sync_task);
  gint64 id = column == FERRY_COLUMN_ID ? ferry_sync_task_get_id (sync_task) : FERRY_SYNC_TASK_NO_ID;
  g_autofree char *value = ferry_export_dup_value (self->export, column, sync_task);
  double number;

  if (get_time_number (self->export, ferry_column_get_time (column, sync_task), &number))
    {
      self->widths[i] = MAX (self->widths[i], strlen (TIME_FORMAT));
      return worksheet_write_number (self->tasks, row, i, number, self->time);
    }

  self->widths[i] = MAX (self->widths[i], measure (value));
  if (tristate != FERRY_UNKNOWN)
    return worksheet_write_boolean (self->tasks, row, i, tristate == FERRY_YES, self->other);
  if (id >= -MAX_NUMBER && id <= MAX_NUMBER)
    return worksheet_write_number (self->tasks, row, i, id, self->id);

  return write_text (self->tasks, row, i, value, column == FERRY_COLUMN_ID ? self->id : self->other);
}

/* A cell with a time has no place for the zone, so the heading says it. */
static char *
dup_heading (const FerryExport *export,
             FerryColumn        column)
{
  const char *heading = ferry_export_get_heading (export, column);
  g_autoptr(GTimeZone) zone = is_local (export) ? g_time_zone_new_local () : g_time_zone_new_utc ();

  if (export->for_programs || !ferry_column_is_time (column))
    return g_strdup (heading);

  /* Translators: a column of times, then the time zone they are in, as “UTC” or “Asia/Shanghai”. */
  return g_strdup_printf (_("%s (%s)"), heading, g_time_zone_get_identifier (zone));
}

static gboolean
write_headings (Book    *self,
                GError **error)
{
  for (gsize i = 0; i < self->export->n_columns; i++)
    {
      FerryColumn column = self->export->columns[i];
      g_autofree char *heading = dup_heading (self->export, column);

      self->widths[i] = measure (heading) + ARROW_WIDTH;
      if (!check (write_text (self->tasks, 0, i, heading, column == FERRY_COLUMN_ID ? self->id_heading : self->heading), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_rows (Book          *self,
            GCancellable  *cancellable,
            GError       **error)
{
  GPtrArray *sync_tasks = self->export->sync_tasks;

  for (guint row = 0; row < sync_tasks->len; row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize i = 0; i < self->export->n_columns; i++)
        if (!check (write_value (self, row + 1, i, g_ptr_array_index (sync_tasks, row)), error))
          return FALSE;
    }

  return TRUE;
}

/* On paper as many pages as it takes, and each as wide as the sheet. */
static void
set_page (lxw_worksheet *sheet)
{
  worksheet_set_landscape (sheet);
  worksheet_fit_to_pages (sheet, 1, 0);
}

/* What does not depend on the rows, or only on how wide they are. */
static gboolean
finish_tasks (Book    *self,
              GError **error)
{
  lxw_col_t last = self->export->n_columns - 1;

  for (lxw_col_t i = 0; i <= last; i++)
    if (!check (worksheet_set_column (self->tasks, i, i, MIN (self->widths[i], MAX_WIDTH) + 1, NULL), error))
      return FALSE;

  worksheet_freeze_panes (self->tasks, 1, 0);
  set_page (self->tasks);

  /* Names may well be digits, and long ids are. */
  return check (worksheet_ignore_errors (self->tasks, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:L1048576"), error) &&
         check (worksheet_repeat_rows (self->tasks, 0, 0), error) &&
         check (worksheet_autofilter (self->tasks, 0, 0, self->export->sync_tasks->len, last), error);
}

static lxw_format *
add_format (lxw_workbook *workbook,
            guint8        align)
{
  lxw_format *format = workbook_add_format (workbook);

  format_set_align (format, align);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);

  return format;
}

/* Programs differ in where they put a time and a yes or no. Numbers of tasks end below each other, even long ones,
 * which are texts. */
static void
add_formats (Book *self)
{
  self->heading = add_format (self->workbook, LXW_ALIGN_LEFT);
  format_set_bold (self->heading);
  self->id_heading = add_format (self->workbook, LXW_ALIGN_RIGHT);
  format_set_bold (self->id_heading);
  self->id = add_format (self->workbook, LXW_ALIGN_RIGHT);
  format_set_num_format (self->id, "0");
  self->time = add_format (self->workbook, LXW_ALIGN_LEFT);
  format_set_num_format (self->time, TIME_FORMAT);
  self->other = add_format (self->workbook, LXW_ALIGN_LEFT);
}

static gboolean
write_facts (Book    *self,
             GError **error)
{
  g_autoptr(GPtrArray) facts = ferry_export_list_facts (self->export);
  lxw_format *text = add_format (self->workbook, LXW_ALIGN_LEFT);
  guint width = 0;

  format_set_text_wrap (text);
  set_page (self->facts);
  for (guint i = 0; i < facts->len; i++)
    {
      const FerryFact *fact = g_ptr_array_index (facts, i);

      width = MAX (width, measure (fact->label));
      if (!check (write_text (self->facts, i, 0, fact->label, self->heading), error) ||
          !check (write_text (self->facts, i, 1, fact->text, text), error))
        return FALSE;
    }

  return check (worksheet_set_column (self->facts, 0, 0, width + 2, NULL), error) &&
         check (worksheet_set_column (self->facts, 1, 1, FACT_WIDTH, NULL), error);
}

/* A name that a translation has made too long, say, is not worth failing: the sheet gets one that is made up. */
static lxw_worksheet *
add_sheet (lxw_workbook *workbook,
           const char   *name)
{
  return workbook_add_worksheet (workbook, workbook_validate_sheet_name (workbook, name) == LXW_NO_ERROR ? name : NULL);
}

static void
set_properties (Book *self)
{
  g_autofree char *scope = ferry_delimited_dup_line (self->export->facts->scope);
  lxw_doc_properties properties = {
    .title = _("Synchronization Tasks"),
    .subject = scope,
    .author = "Ferryboard " FERRY_VERSION,
    .created = g_date_time_to_unix (self->export->facts->as_of),
  };

  /* It refuses a scope that is too long, which the facts and the file's name tell as well. */
  workbook_set_properties (self->workbook, &properties);
}

static gboolean
open_book (Book               *self,
           const FerryExport  *export,
           const char         *path,
           GError            **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = g_get_tmp_dir () };

  self->export = export;
  self->workbook = workbook_new_opt (path, &options);
  if (self->workbook == NULL)
    return check (LXW_ERROR_MEMORY_MALLOC_FAILED, error);

  self->tasks = add_sheet (self->workbook, C_("sheet", "Tasks"));
  if (self->tasks == NULL)
    return check (LXW_ERROR_CREATING_TMPFILE, error);
  if (export->with_facts && (self->facts = add_sheet (self->workbook, C_("sheet", "About This List"))) == NULL)
    return check (LXW_ERROR_CREATING_TMPFILE, error);

  add_formats (self);
  set_properties (self);

  return TRUE;
}

/* The library keeps the rows in a file until the end, and does not look whether all of them went there, nor whether
 * the copy it makes then is whole. */
static gboolean
check_space (Book    *self,
             GError **error)
{
  FILE *rows = self->tasks->optimize_tmpfile;
  g_autoptr(GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr(GFileInfo) info = g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  gboolean has_room = info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
                      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) / 2 > (guint64) ftell (rows);

  if (has_room && fflush (rows) == 0 && !ferror (rows))
    return TRUE;

  set_no_space (error);
  return FALSE;
}

/* Nothing but writing it to its end frees all of a workbook: of one that is given up, these are left. */
static void
discard_book (Book *self)
{
  if (self->workbook == NULL)
    return;

  if (self->tasks != NULL)
    fclose (self->tasks->optimize_tmpfile);
  if (self->facts != NULL)
    fclose (self->facts->optimize_tmpfile);
  lxw_workbook_free (self->workbook);
}

static gboolean
make_book (const FerryExport  *export,
           const char         *path,
           GCancellable       *cancellable,
           GError            **error)
{
  Book self = { 0 };

  if (open_book (&self, export, path, error) &&
      write_headings (&self, error) &&
      write_rows (&self, cancellable, error) &&
      finish_tasks (&self, error) &&
      (self.facts == NULL || write_facts (&self, error)) &&
      check_space (&self, error))
    return check (workbook_close (self.workbook), error);

  discard_book (&self);
  return FALSE;
}

/* The library writes numbers as the locale has them, and a comma in one makes the file unreadable. */
static gboolean
make_book_in_c_locale (const FerryExport  *export,
                       const char         *path,
                       GCancellable       *cancellable,
                       GError            **error)
{
  locale_t old = uselocale ((locale_t) 0);
  locale_t numbers = newlocale (LC_NUMERIC_MASK, "C", duplocale (old));
  gboolean made;

  uselocale (numbers);
  made = make_book (export, path, cancellable, error);
  uselocale (old);
  freelocale (numbers);

  return made;
}

static gboolean
send_file (const char     *path,
           GOutputStream  *stream,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) input = g_file_read (file, cancellable, error);

  return input != NULL &&
         g_output_stream_splice (stream, G_INPUT_STREAM (input), G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) >= 0;
}

/* The end of the file tells where everything in it is, so it cannot be written as a stream. */
static gboolean
write_xlsx (const FerryExport  *export,
            GOutputStream      *stream,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autofree char *path = NULL;
  gboolean written;
  int fd;

  if (export->sync_tasks->len >= LXW_ROW_MAX)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT,
                   _("The list is longer than the %d rows that a workbook can hold. Choose another format, such as CSV."), LXW_ROW_MAX - 1);
      return FALSE;
    }

  fd = g_file_open_tmp ("ferryboard-XXXXXX.xlsx", &path, error);
  if (fd < 0)
    return FALSE;
  g_close (fd, NULL);

  written = make_book_in_c_locale (export, path, cancellable, error) &&
            send_file (path, stream, cancellable, error);
  g_unlink (path);

  return written;
}

/**
 * ferry_exporter_xlsx:
 *
 * A workbook (Office Open XML): the tasks on one sheet, with times, numbers and
 * yes or no as such, and the facts on another.
 */
const FerryExporter ferry_exporter_xlsx = {
  .id = "xlsx",
  .title = N_("Excel Workbook"),
  .summary = N_("For spreadsheets, with real dates and filters"),
  .extension = "xlsx",
  .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  .flags = FERRY_EXPORTER_FACTS,
  .write = write_xlsx,
};
