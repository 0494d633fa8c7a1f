/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-completion.h"

#include <glib/gi18n.h>
#include <string.h>

/* As many as are taken in at a glance, and need no scrolling. */
#define MAX_SUGGESTIONS 8

/* The popover under an entry. The keyboard stays in the entry all the time; keys that are meant for the list are
 * caught on their way to it. */
struct _FerryCompletion
{
  GtkPopover parent_instance;

  GtkEntry *entry; /* (unowned) the parent */
  GtkStringList *suggestions; /* (owned) */
  GtkListBox *list_box;
  GtkEventController *keys;   /* (owned) of the window */
  GtkEventController *clicks; /* (owned) of the window */

  FerryCompletionFunc dup_candidates;
  gpointer user_data; /* (owned) */
  GDestroyNotify destroy;
};

#define FERRY_TYPE_COMPLETION (ferry_completion_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompletion, ferry_completion, FERRY, COMPLETION, GtkPopover)
G_DEFINE_FINAL_TYPE (FerryCompletion, ferry_completion, GTK_TYPE_POPOVER)

/* What begins with the text comes before what only contains it. What is the text is no suggestion. */
static GStrv
dup_matches (const char        *text,
             const char *const *candidates)
{
  g_autoptr(GPtrArray) matches = g_ptr_array_new_null_terminated (MAX_SUGGESTIONS, g_free, TRUE);
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  guint n_prefixes = 0;

  for (gsize i = 0; candidates != NULL && candidates[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (candidates[i], -1);

      if (strcmp (candidates[i], text) == 0 || strstr (folded, folded_text) == NULL)
        continue;
      if (g_str_has_prefix (folded, folded_text))
        g_ptr_array_insert (matches, n_prefixes++, g_strdup (candidates[i]));
      else
        g_ptr_array_add (matches, g_strdup (candidates[i]));
    }
  g_ptr_array_set_size (matches, MIN (matches->len, MAX_SUGGESTIONS));

  return (GStrv) g_ptr_array_steal (matches, NULL);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  const char *text = gtk_string_object_get_string (item);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "xalign", 0.0,
                                   "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                   "max-width-chars", 48,
                                   NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_OPTION,
                                 "child", label,
                                 "focusable", FALSE,
                                 NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return row;
}

/* The focus never comes here, so nothing is said by itself. Where the platform does not follow the relation, the
 * announcement is heard. */
static void
select_row (FerryCompletion *self,
            GtkListBoxRow   *row)
{
  GtkAccessible *entry = GTK_ACCESSIBLE (self->entry);
  g_autoptr(GtkStringObject) item = NULL;

  gtk_list_box_select_row (self->list_box, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }

  item = g_list_model_get_item (G_LIST_MODEL (self->suggestions), gtk_list_box_row_get_index (row));
  gtk_accessible_update_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  gtk_accessible_announce (entry, gtk_string_object_get_string (item), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Before the first and after the last there is none selected: what was typed. */
static void
move_selection (FerryCompletion *self,
                int              step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  int n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->suggestions));
  int position = row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0
                                                                                  : n_rows - 1;

  select_row (self, position >= 0 ? gtk_list_box_get_row_at_index (self->list_box, position) : NULL);
}

static void
take_row (FerryCompletion *self,
          GtkListBoxRow   *row)
{
  g_autoptr(GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->suggestions),
                                                           gtk_list_box_row_get_index (row));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_string_object_get_string (item));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
key_pressed_cb (FerryCompletion *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_KP_Enter:
      if (row == NULL)
        {
          gtk_popover_popdown (GTK_POPOVER (self));
          return GDK_EVENT_PROPAGATE;
        }
      take_row (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Typing leaves the cursor behind what was typed. Text that is set by the program leaves it at the start, and so
 * does deleting everything. */
static gboolean
is_typing (FerryCompletion *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  return gtk_widget_is_focus (GTK_WIDGET (text)) && gtk_editable_get_position (text) > 0;
}

static void
changed_cb (FerryCompletion *self)
{
  GtkPopover *popover = GTK_POPOVER (self);
  g_auto(GStrv) candidates = NULL;
  g_auto(GStrv) matches = NULL;
  graphene_rect_t bounds;

  select_row (self, NULL);
  if (is_typing (self))
    {
      candidates = self->dup_candidates (self->entry, self->user_data);
      matches = dup_matches (gtk_editable_get_text (GTK_EDITABLE (self->entry)), (const char *const *) candidates);
    }
  if (matches == NULL || *matches == NULL)
    {
      gtk_popover_popdown (popover);
      return;
    }

  gtk_string_list_splice (self->suggestions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->suggestions)),
                          (const char *const *) matches);
  /* With its frame, unlike what it calls its width. */
  if (gtk_widget_compute_bounds (GTK_WIDGET (self->entry), GTK_WIDGET (self->entry), &bounds))
    gtk_widget_set_size_request (GTK_WIDGET (self), bounds.size.width, -1);
  gtk_popover_popup (popover);
  /* An entry does not do this for a popover of its own when the size of that has changed. */
  gtk_popover_present (popover);
}

/* The keys belong to the input method then. */
static void
preedit_changed_cb (FerryCompletion *self,
                    const char      *preedit)
{
  if (*preedit != '\0')
    gtk_popover_popdown (GTK_POPOVER (self));
}

/* The window's, as the accelerators of its actions come before anything in the entry. Of several controllers the one
 * that was added last comes first. */
static void
ferry_completion_root (GtkWidget *widget)
{
  FerryCompletion *self = FERRY_COMPLETION (widget);
  GtkWidget *root;

  GTK_WIDGET_CLASS (ferry_completion_parent_class)->root (widget);

  root = GTK_WIDGET (gtk_widget_get_root (widget));
  gtk_widget_add_controller (root, g_object_ref (self->keys));
  gtk_widget_add_controller (root, g_object_ref (self->clicks));
}

static void
ferry_completion_unroot (GtkWidget *widget)
{
  FerryCompletion *self = FERRY_COMPLETION (widget);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));

  gtk_widget_remove_controller (root, self->keys);
  gtk_widget_remove_controller (root, self->clicks);

  GTK_WIDGET_CLASS (ferry_completion_parent_class)->unroot (widget);
}

static void
ferry_completion_map (GtkWidget *widget)
{
  FerryCompletion *self = FERRY_COMPLETION (widget);

  GTK_WIDGET_CLASS (ferry_completion_parent_class)->map (widget);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

static void
ferry_completion_unmap (GtkWidget *widget)
{
  FerryCompletion *self = FERRY_COMPLETION (widget);

  select_row (self, NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);

  GTK_WIDGET_CLASS (ferry_completion_parent_class)->unmap (widget);
}

static void
ferry_completion_finalize (GObject *object)
{
  FerryCompletion *self = FERRY_COMPLETION (object);

  g_clear_object (&self->suggestions);
  g_clear_object (&self->keys);
  g_clear_object (&self->clicks);
  if (self->destroy != NULL)
    self->destroy (self->user_data);

  G_OBJECT_CLASS (ferry_completion_parent_class)->finalize (object);
}

static void
ferry_completion_class_init (FerryCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ferry_completion_finalize;
  widget_class->root = ferry_completion_root;
  widget_class->unroot = ferry_completion_unroot;
  widget_class->map = ferry_completion_map;
  widget_class->unmap = ferry_completion_unmap;
}

/* What is pressed elsewhere need not take the focus from the entry. */
static void
pressed_cb (FerryCompletion *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (self->clicks);

  if (gdk_event_get_surface (event) != gtk_native_get_surface (GTK_NATIVE (self)))
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
init_controllers (FerryCompletion *self)
{
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_static_name (self->keys, "ferry-completion-keys");
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);

  self->clicks = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_event_controller_set_static_name (self->clicks, "ferry-completion-clicks");
  gtk_event_controller_set_propagation_phase (self->clicks, GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->clicks), 0);
  g_signal_connect_object (self->clicks, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
}

static void
ferry_completion_init (FerryCompletion *self)
{
  GtkPopover *popover = GTK_POPOVER (self);

  init_controllers (self);
  self->suggestions = gtk_string_list_new (NULL);
  self->list_box = g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_BOX, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list_box), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->suggestions), create_row, NULL, NULL);
  g_signal_connect_object (self->list_box, "row-activated", G_CALLBACK (take_row), self, G_CONNECT_SWAPPED);

  gtk_popover_set_child (popover, GTK_WIDGET (self->list_box));
  gtk_popover_set_autohide (popover, FALSE);
  gtk_popover_set_has_arrow (popover, FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

static void
ferry_completion_set_entry (FerryCompletion *self,
                            GtkEntry        *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  GtkEventController *focus_controller = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (entry));
  /* It owns its popover, but knows nothing of it. */
  g_signal_connect_object (entry, "destroy", G_CALLBACK (gtk_widget_unparent), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus_controller, "leave", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus_controller);

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_CONTROLS, self->list_box, NULL, -1);
}

/**
 * ferry_completion_attach:
 * @entry: an entry
 * @dup_candidates: (scope notified) (closure user_data): gives what could be meant
 * @user_data: (destroy destroy): what @dup_candidates is to be given
 * @destroy: (nullable): frees @user_data
 *
 * Lets suggestions come up under @entry while somebody types in it. Up and Down
 * select one, Enter or a click takes it, Escape closes the list and nothing
 * else. It lasts as long as @entry.
 */
void
ferry_completion_attach (GtkEntry            *entry,
                         FerryCompletionFunc  dup_candidates,
                         gpointer             user_data,
                         GDestroyNotify       destroy)
{
  FerryCompletion *self;

  g_return_if_fail (GTK_IS_ENTRY (entry));
  g_return_if_fail (dup_candidates != NULL);

  self = g_object_new (FERRY_TYPE_COMPLETION, NULL);
  self->dup_candidates = dup_candidates;
  self->user_data = user_data;
  self->destroy = destroy;
  ferry_completion_set_entry (self, entry);
}
