/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-application.h"
#include "ferry-demo-server.h"
#include "ferry-window-private.h"
#include "test-util.h"

G_BEGIN_DECLS

/* A running demo service, and a window of the application that is signed in to it. */
typedef struct
{
  FerryDemoServer *server;
  FerryWindow *window; /* (nullable) a weak pointer */
} UiFixture;

void ui_fixture_set_up (UiFixture *fixture, gconstpointer data);
void ui_fixture_tear_down (UiFixture *fixture, gconstpointer data);

/* Adds a test that has a fixture. */
#define UI_TEST(path, data, function) \
  g_test_add (path, UiFixture, data, ui_fixture_set_up, function, ui_fixture_tear_down)

FerryApplication *ui_get_application (void);
void ui_init (int *argc, char ***argv);
FerryAccount *ui_create_account (const char *id, const char *name, const char *endpoint);
void ui_set_account (FerryWindow *window, FerryAccount *account);
void ui_close (FerryWindow **window);

GtkWidget *ui_find (gpointer root, GType type, const char *name);
GtkWidget *ui_get (gpointer root, GType type, const char *name);
gboolean ui_has_text (gpointer root, const char *text);
float ui_get_x (gpointer widget, gpointer root);
gboolean ui_is_narrow (gpointer window);
guint ui_assert_hidden (gpointer root, const char *secret);
void ui_press (gpointer root, const char *name);
void ui_set_text (gpointer root, const char *name, const char *text);
const char *ui_get_text (gpointer root, const char *name);

const char *ui_get_page (FerryWindow *window);
void ui_wait_for_answer (FerryWindow *window);
void ui_list (FerryWindow *window, const char *organization, const char *repository);
void ui_wait_for_n_rows (FerryWindow *window, guint n_rows);
void ui_wait_for_text (gpointer root, const char *text);
AdwDialog *ui_wait_for_dialog (FerryWindow *window);
void ui_wait_for_frame (gpointer window);
char *ui_dup_column (FerryWindow *window, FerryColumn column);
char *ui_dup_table (FerryWindow *window);

void ui_wait_for_cell (FerryWindow *window, guint position, FerryColumn column);
void ui_focus_cell (FerryWindow *window, guint position, FerryColumn column);

void ui_leave_screenshot (gpointer window, const char *moment);
void ui_take_screenshot (gpointer window, const char *path);

G_END_DECLS
