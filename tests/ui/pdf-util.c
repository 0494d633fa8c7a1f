/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf-util.h"

#include <string.h>

/* Whether there are programs here that others wrote for reading PDF. Skips the test if not. */
gboolean
pdf_can_read (void)
{
  static const char *const programs[] = { "pdftotext", "pdfinfo", "pdffonts" };

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *found = g_find_program_in_path (programs[i]);

      if (found == NULL)
        {
          g_autofree char *text = g_strdup_printf ("%s of Poppler is not installed", programs[i]);

          g_test_skip (text);
          return FALSE;
        }
    }

  return TRUE;
}

static char *
run (const char *const *arguments)
{
  g_autofree char *complaints = NULL;
  g_autoptr(GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &complaints, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaints, ==, "");
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return output;
}

/* What a program says about a file. */
char *
pdf_read (const char *program,
          const char *path)
{
  const char *arguments[] = { program, path, NULL };

  return run (arguments);
}

/* The text of each page, laid out as there. */
char **
pdf_read_pages (const char *path)
{
  const char *arguments[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *text = run (arguments);
  char **pages;
  guint n_pages;

  /* Each page ends with a form feed, the last one too. */
  g_assert_true (g_str_has_suffix (text, "\f"));
  text[strlen (text) - 1] = '\0';
  pages = g_strsplit (text, "\f", -1);
  n_pages = g_strv_length (pages);
  g_assert_cmpuint (n_pages, >=, 1);

  return pages;
}
