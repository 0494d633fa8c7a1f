/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-print-operation.h"

struct _FerryPrintOperation
{
  GtkPrintOperation parent_instance;

  FerryExport *export;     /* (owned) */
  FerryPrintout *printout; /* (owned) of that */
  GtkPageOrientation proposed_orientation;
};

G_DEFINE_FINAL_TYPE (FerryPrintOperation, ferry_print_operation, GTK_TYPE_PRINT_OPERATION)

/* What was chosen the last time, until the program ends. */
static struct
{
  GtkPrintSettings *settings; /* (owned) (nullable) */
  GtkPageSetup *page_setup;   /* (owned) (nullable) */
  gboolean has_orientation;   /* somebody wanted another one than was proposed */
} kept;

static void
keep (FerryPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  GtkPageSetup *page_setup = gtk_print_operation_get_default_page_setup (operation);

  g_set_object (&kept.settings, gtk_print_operation_get_print_settings (operation));
  g_set_object (&kept.page_setup, page_setup);
  if (gtk_page_setup_get_orientation (page_setup) != self->proposed_orientation)
    kept.has_orientation = TRUE;
}

static GtkPageSetup *
create_page_setup (void)
{
  GtkPageSetup *page_setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (page_setup, FERRY_PRINTOUT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (page_setup, FERRY_PRINTOUT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (page_setup, FERRY_PRINTOUT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (page_setup, FERRY_PRINTOUT_MARGIN, GTK_UNIT_POINTS);

  return page_setup;
}

/* Turned where the table is wide, unless somebody has decided about that. */
static GtkPageSetup *
propose_page_setup (FerryPrintOperation *self)
{
  GtkPageSetup *page_setup = kept.page_setup != NULL ? gtk_page_setup_copy (kept.page_setup) : create_page_setup ();

  if (!kept.has_orientation)
    {
      gtk_page_setup_set_orientation (page_setup, GTK_PAGE_ORIENTATION_PORTRAIT);
      if (ferry_printout_prefers_landscape (self->printout, gtk_page_setup_get_page_width (page_setup, GTK_UNIT_POINTS)))
        gtk_page_setup_set_orientation (page_setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
    }
  self->proposed_orientation = gtk_page_setup_get_orientation (page_setup);

  return page_setup;
}

/* The file that was printed to the last time is not one for this list. */
static GtkPrintSettings *
propose_settings (const char *name)
{
  GtkPrintSettings *settings = kept.settings != NULL ? gtk_print_settings_copy (kept.settings) : gtk_print_settings_new ();

  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);

  return settings;
}

static void
ferry_print_operation_begin_print (GtkPrintOperation *operation,
                                   GtkPrintContext   *context)
{
  FerryPrintOperation *self = FERRY_PRINT_OPERATION (operation);

  ferry_printout_set_size (self->printout, gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

/* Called until all pages are found, so that a long list does not keep the window waiting. */
static gboolean
ferry_print_operation_paginate (GtkPrintOperation *operation,
                                GtkPrintContext   *context)
{
  FerryPrintOperation *self = FERRY_PRINT_OPERATION (operation);

  if (!ferry_printout_paginate (self->printout))
    return FALSE;

  gtk_print_operation_set_n_pages (operation, (int) ferry_printout_get_n_pages (self->printout));

  return TRUE;
}

static void
ferry_print_operation_draw_page (GtkPrintOperation *operation,
                                 GtkPrintContext   *context,
                                 int                page)
{
  ferry_printout_draw_page (FERRY_PRINT_OPERATION (operation)->printout, (guint) page,
                            gtk_print_context_get_cairo_context (context));
}

static void
ferry_print_operation_done (GtkPrintOperation       *operation,
                            GtkPrintOperationResult  result)
{
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    keep (FERRY_PRINT_OPERATION (operation));
}

static void
ferry_print_operation_finalize (GObject *object)
{
  FerryPrintOperation *self = FERRY_PRINT_OPERATION (object);

  ferry_printout_free (self->printout);
  ferry_export_free (self->export);

  G_OBJECT_CLASS (ferry_print_operation_parent_class)->finalize (object);
}

static void
ferry_print_operation_class_init (FerryPrintOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  object_class->finalize = ferry_print_operation_finalize;
  operation_class->begin_print = ferry_print_operation_begin_print;
  operation_class->paginate = ferry_print_operation_paginate;
  operation_class->draw_page = ferry_print_operation_draw_page;
  operation_class->done = ferry_print_operation_done;
}

static void
ferry_print_operation_init (FerryPrintOperation *self)
{
}

/**
 * ferry_print_operation_new:
 * @export: (transfer full): an export that is arranged
 * @printout: (transfer full): a printout of it
 *
 * Prints an export without keeping its window waiting, on paper as it was chosen
 * the last time.
 *
 * Returns: (transfer full): the operation, to be run
 */
FerryPrintOperation *
ferry_print_operation_new (FerryExport   *export,
                           FerryPrintout *printout)
{
  FerryPrintOperation *self = g_object_new (FERRY_TYPE_PRINT_OPERATION,
                                            "allow-async", TRUE,
                                            "embed-page-setup", TRUE,
                                            "show-progress", TRUE,
                                            "unit", GTK_UNIT_POINTS,
                                            NULL);
  g_autofree char *name = ferry_export_dup_file_name (export, "pdf");
  g_autoptr(GtkPageSetup) page_setup = NULL;
  g_autoptr(GtkPrintSettings) settings = NULL;

  self->export = export;
  self->printout = printout;
  page_setup = propose_page_setup (self);
  settings = propose_settings (name);
  g_object_set (self, "default-page-setup", page_setup, "print-settings", settings, "job-name", name, NULL);

  return self;
}
