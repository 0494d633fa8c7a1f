/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-core.h"
#include "ferry-format.h"
#include "ferry-region-popover.h"

struct _FerryRegionPicker
{
  GtkToggleButton parent_instance;

  GtkLabel *name_label;
  GtkLabel *id_label;
  FerryRegionPopover *popover;

  char *title;   /* (owned) */
  GStrv regions; /* (owned) the chosen ones */
  GStrv offered; /* (owned) */
  gboolean multiple;
  gboolean popover_has_offered; /* whether the popover lists what is offered now */
};

G_DEFINE_FINAL_TYPE (FerryRegionPicker, ferry_region_picker, GTK_TYPE_TOGGLE_BUTTON)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_REGIONS,
  PROP_OFFERED,
  PROP_MULTIPLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
is_chosen (FerryRegionPicker *self,
           const char        *id)
{
  return g_strv_contains ((const char *const *) self->regions, id);
}

static char *
join_regions (FerryRegionPicker *self,
              const char        *separator)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  for (gsize i = 0; self->regions[i] != NULL; i++)
    g_strv_builder_take (builder, ferry_region_dup_text (self->regions[i]));
  names = g_strv_builder_end (builder);

  return g_strjoinv (separator, names);
}

/* What it is about comes first, since the button itself has room for the choice only. */
static void
update_description (FerryRegionPicker *self)
{
  gboolean is_empty = *self->regions == NULL;
  g_autofree char *lines = join_regions (self, "\n");
  g_autofree char *description = is_empty ? ferry_format_n_regions (0) : join_regions (self, ferry_wording_get_separator ());
  g_autofree char *tooltip = g_strjoin ("\n", self->title, is_empty ? NULL : lines, NULL);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* The list is long, and hardly ever looked at, so it is filled only when it is opened. */
static void
update_popover (FerryRegionPicker *self)
{
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self)))
    return;

  if (!self->popover_has_offered)
    ferry_region_popover_set_offered (self->popover, (const char *const *) self->offered);
  self->popover_has_offered = TRUE;
  ferry_region_popover_set_choice (self->popover, (const char *const *) self->regions, self->multiple);
}

/* The id is dimmed beside the name, but not where it stands for it. */
static void
update_choice (FerryRegionPicker *self)
{
  guint n_regions = g_strv_length (self->regions);
  const char *id = n_regions == 1 ? self->regions[0] : NULL;
  const char *name = id != NULL ? ferry_region_find_name (id) : NULL;
  g_autofree char *count = ferry_format_n_regions (n_regions);

  gtk_label_set_text (self->name_label, name != NULL ? name : id != NULL ? id
                                                                         : count);
  gtk_label_set_text (self->id_label, name != NULL ? id : NULL);
  update_popover (self);
  update_description (self);
}

/* Ids come from settings and files, too. One that cannot be an id is left out, and so is one that was there before. */
static GStrv
dup_valid (const char *const *ids,
           guint              max)
{
  g_autoptr(GPtrArray) valid = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  for (gsize i = 0; ids != NULL && ids[i] != NULL && valid->len < max; i++)
    if (ferry_region_check_id (ids[i], NULL) &&
        !g_ptr_array_find_with_equal_func (valid, ids[i], g_str_equal, NULL))
      g_ptr_array_add (valid, g_strdup (ids[i]));

  return (GStrv) g_ptr_array_steal (valid, NULL);
}

static void
toggle_region (FerryRegionPicker *self,
               const char        *id)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) regions = NULL;

  for (gsize i = 0; self->regions[i] != NULL; i++)
    if (strcmp (self->regions[i], id) != 0)
      g_strv_builder_add (builder, self->regions[i]);
  if (!is_chosen (self, id))
    g_strv_builder_add (builder, id);
  regions = g_strv_builder_end (builder);

  ferry_region_picker_set_regions (self, (const char *const *) regions);
}

static void
toggled_cb (FerryRegionPicker *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, active, -1);
  update_popover (self);
  if (active)
    ferry_region_popover_popup (self->popover);
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
closed_cb (FerryRegionPicker *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
cleared_cb (FerryRegionPicker *self)
{
  ferry_region_picker_set_regions (self, NULL);
}

/* Those of the account, say. All that are known take long to ask, but without others they may be what is meant. */
static void
all_chosen_cb (FerryRegionPicker *self)
{
  g_autoptr(GListModel) known = ferry_region_list_known ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  if (*self->offered != NULL)
    {
      ferry_region_picker_set_regions (self, (const char *const *) self->offered);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr(FerryRegion) region = g_list_model_get_item (known, i);

      g_strv_builder_add (builder, ferry_region_get_id (region));
    }
  all = g_strv_builder_end (builder);
  ferry_region_picker_set_regions (self, (const char *const *) all);
}

static void
one_chosen_cb (FerryRegionPicker *self,
               const char        *id)
{
  ferry_region_picker_set_regions (self, (const char *const[]) { id, NULL });
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
region_activated_cb (FerryRegionPicker *self,
                     const char        *id)
{
  if (self->multiple)
    toggle_region (self, id);
  else
    one_chosen_cb (self, id);
}

static gboolean
open_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), TRUE);

  return GDK_EVENT_STOP;
}

static void
ferry_region_picker_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  FerryRegionPicker *self = FERRY_REGION_PICKER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_REGIONS:
      g_value_set_boxed (value, self->regions);
      break;
    case PROP_OFFERED:
      g_value_set_boxed (value, self->offered);
      break;
    case PROP_MULTIPLE:
      g_value_set_boolean (value, self->multiple);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_region_picker_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  FerryRegionPicker *self = FERRY_REGION_PICKER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      ferry_region_picker_set_title (self, g_value_get_string (value));
      break;
    case PROP_REGIONS:
      ferry_region_picker_set_regions (self, g_value_get_boxed (value));
      break;
    case PROP_OFFERED:
      ferry_region_picker_set_offered (self, g_value_get_boxed (value));
      break;
    case PROP_MULTIPLE:
      ferry_region_picker_set_multiple (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_region_picker_dispose (GObject *object)
{
  /* The popover is a child like others, and goes with the template. */
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_REGION_PICKER);

  G_OBJECT_CLASS (ferry_region_picker_parent_class)->dispose (object);
}

static void
ferry_region_picker_finalize (GObject *object)
{
  FerryRegionPicker *self = FERRY_REGION_PICKER (object);

  g_free (self->title);
  g_strfreev (self->regions);
  g_strfreev (self->offered);

  G_OBJECT_CLASS (ferry_region_picker_parent_class)->finalize (object);
}

static void
ferry_region_picker_install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * FerryRegionPicker:title:
   *
   * What the regions are, such as “Source region”: the name of the button for a
   * screen reader, and the first line of its tooltip.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * FerryRegionPicker:regions: (type GStrv)
   *
   * The ids of the chosen regions: exactly one unless
   * [property@Ferry.RegionPicker:multiple] is set.
   */
  properties[PROP_REGIONS] = g_param_spec_boxed ("regions", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * FerryRegionPicker:offered: (type GStrv)
   *
   * The ids of the regions that stand first, under a heading, such as those of
   * an account. Without any there are no headings.
   */
  properties[PROP_OFFERED] = g_param_spec_boxed ("offered", NULL, NULL, G_TYPE_STRV, flags);

  /**
   * FerryRegionPicker:multiple:
   *
   * Whether any number of regions can be chosen.
   */
  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_region_picker_class_init (FerryRegionPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_region_picker_get_property;
  object_class->set_property = ferry_region_picker_set_property;
  object_class->dispose = ferry_region_picker_dispose;
  object_class->finalize = ferry_region_picker_finalize;
  ferry_region_picker_install_properties (object_class);

  g_type_ensure (FERRY_TYPE_REGION_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-region-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPicker, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPicker, id_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPicker, popover);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, one_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, region_activated_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, open_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Down, GDK_ALT_MASK, open_cb, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
}

static void
ferry_region_picker_init (FerryRegionPicker *self)
{
  self->regions = dup_valid ((const char *const[]) { FERRY_REGION_DEFAULT, NULL }, 1);
  self->offered = g_new0 (char *, 1);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  update_choice (self);
  ferry_region_picker_set_title (self, _("Source region"));
}

/**
 * ferry_region_picker_new:
 *
 * Returns: (transfer floating): a picker of one region, the default one
 */
GtkWidget *
ferry_region_picker_new (void)
{
  return g_object_new (FERRY_TYPE_REGION_PICKER, NULL);
}

/**
 * ferry_region_picker_get_region:
 * @self: a region picker
 *
 * Returns: (nullable): the id of the chosen region, or of the first where there
 *   are several. It is %NULL only where any number can be chosen and none is.
 */
const char *
ferry_region_picker_get_region (FerryRegionPicker *self)
{
  g_return_val_if_fail (FERRY_IS_REGION_PICKER (self), NULL);

  return self->regions[0];
}

/**
 * ferry_region_picker_get_regions:
 * @self: a region picker
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of the chosen
 *   regions, in the order in which they were chosen
 */
const char *const *
ferry_region_picker_get_regions (FerryRegionPicker *self)
{
  g_return_val_if_fail (FERRY_IS_REGION_PICKER (self), NULL);

  return (const char *const *) self->regions;
}

/**
 * ferry_region_picker_set_regions:
 * @self: a region picker
 * @regions: (nullable) (array zero-terminated=1): region ids
 *
 * Chooses regions. Ids need not be known; what cannot be an id is left out.
 * Where only one can be chosen it is the first, and without any the choice stays
 * as it is.
 */
void
ferry_region_picker_set_regions (FerryRegionPicker *self,
                                 const char *const *regions)
{
  g_auto(GStrv) valid = NULL;

  g_return_if_fail (FERRY_IS_REGION_PICKER (self));

  valid = dup_valid (regions, self->multiple ? G_MAXUINT : 1);
  if ((*valid == NULL && !self->multiple) ||
      g_strv_equal ((const char *const *) valid, (const char *const *) self->regions))
    return;

  g_strfreev (self->regions);
  self->regions = g_steal_pointer (&valid);
  update_choice (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGIONS]);
}

/**
 * ferry_region_picker_get_offered:
 * @self: a region picker
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of the regions that
 *   stand first
 */
const char *const *
ferry_region_picker_get_offered (FerryRegionPicker *self)
{
  g_return_val_if_fail (FERRY_IS_REGION_PICKER (self), NULL);

  return (const char *const *) self->offered;
}

/**
 * ferry_region_picker_set_offered:
 * @self: a region picker
 * @offered: (nullable) (array zero-terminated=1): region ids
 *
 * Sets which regions stand first. The choice is not changed by it.
 */
void
ferry_region_picker_set_offered (FerryRegionPicker *self,
                                 const char *const *offered)
{
  g_auto(GStrv) valid = NULL;

  g_return_if_fail (FERRY_IS_REGION_PICKER (self));

  valid = dup_valid (offered, G_MAXUINT);
  if (g_strv_equal ((const char *const *) valid, (const char *const *) self->offered))
    return;

  g_strfreev (self->offered);
  self->offered = g_steal_pointer (&valid);
  self->popover_has_offered = FALSE;
  update_popover (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFERED]);
}

/**
 * ferry_region_picker_get_multiple:
 * @self: a region picker
 *
 * Returns: whether any number of regions can be chosen
 */
gboolean
ferry_region_picker_get_multiple (FerryRegionPicker *self)
{
  g_return_val_if_fail (FERRY_IS_REGION_PICKER (self), FALSE);

  return self->multiple;
}

/**
 * ferry_region_picker_set_multiple:
 * @self: a region picker
 * @multiple: whether any number of regions can be chosen
 *
 * Where only one can be chosen from now on, the first stays so; if there is none
 * it is the default region.
 */
void
ferry_region_picker_set_multiple (FerryRegionPicker *self,
                                  gboolean           multiple)
{
  const char *one[] = { FERRY_REGION_DEFAULT, NULL };

  g_return_if_fail (FERRY_IS_REGION_PICKER (self));

  if (self->multiple == !!multiple)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->multiple = !!multiple;
  ferry_region_picker_set_regions (self, *self->regions != NULL ? (const char *const *) self->regions : one);
  update_choice (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MULTIPLE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ferry_region_picker_get_title:
 * @self: a region picker
 *
 * Returns: what the regions are
 */
const char *
ferry_region_picker_get_title (FerryRegionPicker *self)
{
  g_return_val_if_fail (FERRY_IS_REGION_PICKER (self), NULL);

  return self->title;
}

/**
 * ferry_region_picker_set_title:
 * @self: a region picker
 * @title: what the regions are, such as “Source region”
 *
 * Names the button for a screen reader and in its tooltip.
 */
void
ferry_region_picker_set_title (FerryRegionPicker *self,
                               const char        *title)
{
  g_return_if_fail (FERRY_IS_REGION_PICKER (self));
  g_return_if_fail (title != NULL);

  if (!g_set_str (&self->title, title))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update_description (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}
