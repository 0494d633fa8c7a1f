/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "ferry-printout.h"

#define MARGIN FERRY_PRINTOUT_MARGIN

/* Where cairo writes to, which knows no errors but its own. */
typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error; /* (owned) (nullable) */
} Target;

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Target *target = closure;

  if (target->error == NULL)
    g_output_stream_write_all (target->stream, data, length, NULL, target->cancellable, &target->error);

  return target->error == NULL ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
set_metadata (cairo_surface_t   *surface,
              const FerryExport *export)
{
  g_autofree char *scope = ferry_facts_dup_scope_text (export->facts);
  /* Translators: the title of a document: organization and repository. */
  g_autofree char *title = g_strdup_printf (_("Synchronization Tasks of %s"), scope);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Ferryboard " FERRY_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
}

static gboolean
draw_pages (FerryPrintout    *printout,
            cairo_surface_t  *surface,
            GCancellable     *cancellable,
            GError          **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean is_cancelled = FALSE;

  cairo_translate (cr, MARGIN, MARGIN);
  for (guint i = 0; i < ferry_printout_get_n_pages (printout) && cairo_status (cr) == CAIRO_STATUS_SUCCESS; i++)
    {
      if ((is_cancelled = g_cancellable_set_error_if_cancelled (cancellable, error)))
        break;
      ferry_printout_draw_page (printout, i, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);

  return !is_cancelled;
}

static gboolean
paginate (FerryPrintout  *printout,
          GCancellable   *cancellable,
          GError        **error)
{
  while (!ferry_printout_paginate (printout))
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;

  return TRUE;
}

/* What cairo has to say only counts when the stream had no reason of its own. */
static gboolean
finish_surface (cairo_surface_t  *surface,
                Target           *target,
                GError          **error)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  if (target->error != NULL)
    g_propagate_error (error, g_steal_pointer (&target->error));
  else if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  else
    return TRUE;

  return FALSE;
}

/* The paper of the locale, turned where the table is wide. Nothing here needs a display. */
static cairo_surface_t *
create_surface (FerryPrintout *printout,
                Target        *target)
{
  g_autoptr(GtkPaperSize) paper = gtk_paper_size_new (gtk_paper_size_get_default ());
  double width = gtk_paper_size_get_width (paper, GTK_UNIT_POINTS);
  double height = gtk_paper_size_get_height (paper, GTK_UNIT_POINTS);

  if (ferry_printout_prefers_landscape (printout, width - 2 * MARGIN))
    {
      double portrait_width = width;

      width = height;
      height = portrait_width;
    }
  ferry_printout_set_size (printout, width - 2 * MARGIN, height - 2 * MARGIN);

  return cairo_pdf_surface_create_for_stream (write_cb, target, width, height);
}

static gboolean
write_pdf (const FerryExport  *export,
           GOutputStream      *stream,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr(FerryPrintout) printout = ferry_printout_new (export);
  Target target = { stream, cancellable, NULL };
  cairo_surface_t *surface = create_surface (printout, &target);
  gboolean is_drawn, is_written;

  set_metadata (surface, export);
  is_drawn = paginate (printout, cancellable, error) && draw_pages (printout, surface, cancellable, error);
  /* Whoever stopped it has been told so already. */
  is_written = finish_surface (surface, &target, is_drawn ? error : NULL);
  cairo_surface_destroy (surface);
  g_clear_error (&target.error);

  return is_drawn && is_written;
}

/**
 * ferry_exporter_pdf:
 *
 * Pages, as they are printed. It can be written in any thread.
 */
const FerryExporter ferry_exporter_pdf = {
  .id = "pdf",
  .title = N_("PDF"),
  .summary = N_("For reading, sending and keeping"),
  .extension = "pdf",
  .media_type = "application/pdf",
  .flags = FERRY_EXPORTER_FACTS,
  .write = write_pdf,
};
