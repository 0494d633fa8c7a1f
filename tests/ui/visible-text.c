/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "visible-text.h"

#include "ferry-text-cell.h"

typedef struct
{
  GtkWidget *widget;
  VisibleTextFunc func;
  gpointer user_data;
} Visit;

static void
visit_text (const Visit *visit,
            const char  *kind,
            const char  *text)
{
  if (text != NULL && *text != '\0')
    visit->func (visit->widget, kind, text, visit->user_data);
}

static void
visit_property (const Visit *visit,
                const char  *name)
{
  GParamSpec *property = g_object_class_find_property (G_OBJECT_GET_CLASS (visit->widget), name);
  g_autofree char *text = NULL;

  if (property == NULL || !G_IS_PARAM_SPEC_STRING (property) || !(property->flags & G_PARAM_READABLE))
    return;

  g_object_get (visit->widget, name, &text, NULL);
  visit_text (visit, name, text);
}

static void
visit_menu (const Visit *visit,
            GMenuModel  *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuLinkIter) links = g_menu_model_iterate_item_links (menu, i);
      g_autofree char *label = NULL;
      GMenuModel *linked;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      visit_text (visit, "menu item", label);
      while (g_menu_link_iter_get_next (links, NULL, &linked))
        {
          visit_menu (visit, linked);
          g_object_unref (linked);
        }
    }
}

static void
visit_choices (const Visit   *visit,
               GListModel    *model,
               GtkExpression *expression)
{
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (model, i);
      g_auto(GValue) value = G_VALUE_INIT;

      if (expression != NULL && gtk_expression_evaluate (expression, item, &value))
        visit_text (visit, "choice", g_value_get_string (&value));
      else if (GTK_IS_STRING_OBJECT (item))
        visit_text (visit, "choice", gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
    }
}

/* What can be chosen, and is not on screen before somebody wants to. */
static void
visit_hidden (const Visit *visit)
{
  GtkWidget *widget = visit->widget;
  GMenuModel *menu = NULL;

  if (GTK_IS_DROP_DOWN (widget))
    visit_choices (visit, gtk_drop_down_get_model (GTK_DROP_DOWN (widget)), gtk_drop_down_get_expression (GTK_DROP_DOWN (widget)));
  else if (ADW_IS_COMBO_ROW (widget))
    visit_choices (visit, adw_combo_row_get_model (ADW_COMBO_ROW (widget)), adw_combo_row_get_expression (ADW_COMBO_ROW (widget)));
  else if (GTK_IS_MENU_BUTTON (widget))
    menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_POPOVER_MENU (widget))
    menu = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (widget));

  if (menu != NULL)
    visit_menu (visit, menu);
}

/* What a screen reader says. GTK tells it only to who expected something else. */
static void
visit_accessible (const Visit           *visit,
                  const char            *kind,
                  GtkAccessibleProperty  property)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (visit->widget);
  g_autofree char *text = NULL;

  if (gtk_test_accessible_has_property (accessible, property))
    text = gtk_test_accessible_check_property (accessible, property, "");
  visit_text (visit, kind, text);
}

static void
visit_widget (const Visit *visit)
{
  /* A window, a dialog and a page have a title, a row a subtitle, an entry a placeholder. What is typed is nobody's words. */
  static const char *const properties[] = { "title", "tooltip-text", "placeholder-text", "subtitle" };
  GtkWidget *widget = visit->widget;

  if (GTK_IS_LABEL (widget))
    visit_text (visit, "label", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    visit_text (visit, "text", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  else if (FERRY_IS_TEXT_CELL (widget))
    visit_text (visit, "cell", ferry_text_cell_get_text (FERRY_TEXT_CELL (widget)));

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    visit_property (visit, properties[i]);
  visit_accessible (visit, "spoken label", GTK_ACCESSIBLE_PROPERTY_LABEL);
  visit_accessible (visit, "spoken description", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  visit_accessible (visit, "spoken placeholder", GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER);
  visit_accessible (visit, "spoken role", GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION);
  visit_accessible (visit, "spoken value", GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
  visit_hidden (visit);
}

/**
 * visible_text_foreach:
 * @root: a widget
 * @func: (scope call): what to do with a text
 * @user_data: for @func
 *
 * Visits all that people can read or hear of a widget and what is in it, also of
 * what is hidden at present: labels, titles, tooltips, menus, choices, and what a
 * screen reader says.
 */
void
visible_text_foreach (GtkWidget       *root,
                      VisibleTextFunc  func,
                      gpointer         user_data)
{
  const Visit visit = { root, func, user_data };

  visit_widget (&visit);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    visible_text_foreach (child, func, user_data);
}
