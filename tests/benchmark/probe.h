/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a program with a table lets itself be measured by. The rest is found in its window. */
typedef struct
{
  GApplication *(*create_application) (void);
  /* Where the table is and the entry that filters it. */
  GtkWidget *(*get_view) (GtkWindow *window);
  /* Asks the service at @address for the tasks of a repository, and shows them. */
  void (*list) (GtkWindow *window, const char *address, const char *repository);
} ProbeSubject;

/* The organization of every repository that is asked for. */
#define PROBE_ORGANIZATION "benchmark"

int probe_run (const ProbeSubject *subject, int argc, char *argv[]);

G_END_DECLS
