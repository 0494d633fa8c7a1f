/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-filter-bar.h"
#include "ui-util.h"

G_BEGIN_DECLS

/* A window with nothing but a filter bar, and what it filters. */
typedef struct
{
  GtkWindow *window;
  FerryFilterBar *bar; /* (nullable) a weak pointer */
  GListStore *store;
  FerryFilter *filter;
  FerryRowModel *rows;
} FilterFixture;

void filter_fixture_set_up (FilterFixture *self, gconstpointer data);
void filter_fixture_tear_down (FilterFixture *self, gconstpointer data);

/* Adds a test that has a fixture. */
#define FILTER_TEST(path, function) \
  g_test_add (path, FilterFixture, NULL, filter_fixture_set_up, function, filter_fixture_tear_down)

void filter_fixture_add (FilterFixture *self, const char *tasks);
GtkWidget *filter_fixture_open (FilterFixture *self, const char *name);
void filter_fixture_assert_n_rows (FilterFixture *self, guint n_rows);
gboolean filter_fixture_has_focus (FilterFixture *self, GtkWidget *widget);
gboolean filter_fixture_press_key (GtkWidget *widget, guint keyval);

G_END_DECLS
