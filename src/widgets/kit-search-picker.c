/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

#define TYPING_PAUSE_MS 180
#define MIN_POPOVER_WIDTH 280

struct _KitSearchPicker
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEntry *entry;
  GtkLabel *error;
  GtkPopover *popover;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkLabel *hint;

  GListModel *search; /* (owned) (nullable) */
  KitPickerTextFunc title;
  KitPickerTextFunc details; /* (nullable) */
  gpointer chosen;           /* (owned) (nullable): GObject */
  char *chosen_text;         /* (owned) */
  guint pause_source;
  gboolean writing;
  gboolean searched; /* the search holds what the entry says */
};

G_DEFINE_FINAL_TYPE (KitSearchPicker, kit_search_picker, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (KitSearchPicker *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
write_text (KitSearchPicker *self, const char *text)
{
  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->writing = FALSE;
}

static void
close_popover (KitSearchPicker *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  gtk_popover_popdown (self->popover);
}

static gboolean
is_loading (KitSearchPicker *self)
{
  gboolean loading = FALSE;

  if (self->search != NULL)
    g_object_get (self->search, "loading", &loading, NULL);
  return loading || self->pause_source != 0;
}

static void
update_hint (KitSearchPicker *self)
{
  g_autofree char *problem = NULL;
  guint n = self->search != NULL ? g_list_model_get_n_items (self->search) : 0;
  const char *hint = NULL;

  if (self->search != NULL)
    g_object_get (self->search, "error-message", &problem, NULL);
  if (is_loading (self))
    hint = n == 0 ? _ ("Searching…") : NULL;
  else if (problem != NULL)
    hint = problem;
  else if (n == 0)
    hint = _ ("Nothing found. Try fewer letters.");
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_widget_set_visible (self->scroller, n > 0);
}

static void
select_nth (KitSearchPicker *self, int nth)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, nth);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
results_cb (KitSearchPicker *self)
{
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    select_nth (self, 0);
  update_hint (self);
}

static void
start_search (KitSearchPicker *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (self->searched || self->search == NULL)
    return;
  self->searched = TRUE;
  g_object_set (self->search, "text", get_text (self), NULL);
  update_hint (self);
}

static gboolean
pause_cb (gpointer user_data)
{
  KitSearchPicker *self = user_data;

  self->pause_source = 0;
  start_search (self);
  return G_SOURCE_REMOVE;
}

static void
open_popover (KitSearchPicker *self)
{
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), MIN_POPOVER_WIDTH);

  gtk_widget_set_size_request (GTK_WIDGET (self->popover), width, -1);
  update_hint (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_popover_popup (self->popover);
}

static void
choose (KitSearchPicker *self, gpointer item)
{
  kit_search_picker_set_chosen (self, item);
  close_popover (self);
  g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
changed_cb (KitSearchPicker *self)
{
  if (self->writing)
    return;

  kit_search_picker_set_error (self, NULL);
  self->searched = FALSE;
  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (get_text (self)[0] == '\0')
    {
      close_popover (self);
      return;
    }
  self->pause_source = g_timeout_add (TYPING_PAUSE_MS, pause_cb, self);
  open_popover (self);
}

static gpointer
get_selected (KitSearchPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_list_model_get_item (self->search, (guint)gtk_list_box_row_get_index (row))
                     : NULL;
}

static void
row_activated_cb (KitSearchPicker *self, GtkListBoxRow *row)
{
  g_autoptr (GObject) item =
      g_list_model_get_item (self->search, (guint)gtk_list_box_row_get_index (row));

  if (item != NULL)
    choose (self, item);
}

static void
activate_cb (KitSearchPicker *self)
{
  g_autoptr (GObject) item = NULL;

  if (!kit_search_picker_is_open (self))
    return;
  if (!self->searched || is_loading (self))
    {
      start_search (self);
      return;
    }
  item = get_selected (self);
  if (item != NULL)
    choose (self, item);
}

static void
step (KitSearchPicker *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = self->search != NULL ? (int)g_list_model_get_n_items (self->search) : 0;

  if (n > 0)
    select_nth (self, CLAMP ((row != NULL ? gtk_list_box_row_get_index (row) : -1) + by, 0, n - 1));
}

static gboolean
key_cb (KitSearchPicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean open = kit_search_picker_is_open (self);

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (open)
        step (self, 1);
      else if (get_text (self)[0] != '\0')
        {
          open_popover (self);
          start_search (self);
        }
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (open)
        step (self, -1);
      return open;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (open)
        activate_cb (self);
      return open;
    case GDK_KEY_Escape:
      if (!open)
        return GDK_EVENT_PROPAGATE;
      close_popover (self);
      write_text (self, self->chosen_text);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Text that chose nothing does not stay and pretend. */
static void
leave_cb (KitSearchPicker *self)
{
  close_popover (self);
  if (get_text (self)[0] == '\0' && self->chosen_text[0] != '\0')
    choose (self, NULL);
  else
    write_text (self, self->chosen_text);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KitSearchPicker *self = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = self->title (item);
  g_autofree char *details = self->details != NULL ? self->details (item) : NULL;
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  if (details != NULL && details[0] != '\0')
    {
      label = gtk_label_new (details);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static void
kit_search_picker_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (KIT_SEARCH_PICKER (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
kit_search_picker_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KitSearchPicker *self = KIT_SEARCH_PICKER (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_popover_present (self->popover);
}

static gboolean
kit_search_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KIT_SEARCH_PICKER (widget)->entry));
}

static void
kit_search_picker_dispose (GObject *object)
{
  KitSearchPicker *self = KIT_SEARCH_PICKER (object);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KIT_TYPE_SEARCH_PICKER);
  g_clear_object (&self->search);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->chosen_text, g_free);
  G_OBJECT_CLASS (kit_search_picker_parent_class)->dispose (object);
}

static void
kit_search_picker_class_init (KitSearchPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_search_picker_dispose;
  widget_class->measure = kit_search_picker_measure;
  widget_class->size_allocate = kit_search_picker_size_allocate;
  widget_class->grab_focus = kit_search_picker_grab_focus;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_set_css_name (widget_class, "searchpicker");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-search-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, box);
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, error);
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, popover);
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, scroller);
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, list);
  gtk_widget_class_bind_template_child (widget_class, KitSearchPicker, hint);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kit_search_picker_init (KitSearchPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->chosen_text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

GtkWidget *
kit_search_picker_new (void)
{
  return g_object_new (KIT_TYPE_SEARCH_PICKER, NULL);
}

/**
 * kit_search_picker_set_search:
 * @self: the picker
 * @search: a list model with the properties that the header names
 *
 * Call kit_search_picker_set_describe () first.
 */
void
kit_search_picker_set_search (KitSearchPicker *self, GListModel *search)
{
  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));
  g_return_if_fail (self->title != NULL);

  if (self->search == search)
    return;
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_set_object (&self->search, search);
  gtk_list_box_bind_model (self->list, search, create_row, self, NULL);
  if (search == NULL)
    return;
  /* The list has its rows before results_cb () runs. */
  g_signal_connect_object (search, "items-changed", G_CALLBACK (results_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (search, "notify", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
}

void
kit_search_picker_set_describe (KitSearchPicker *self,
                                KitPickerTextFunc title,
                                KitPickerTextFunc details)
{
  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));
  g_return_if_fail (title != NULL);

  self->title = title;
  self->details = details;
}

void
kit_search_picker_set_placeholder (KitSearchPicker *self, const char *text)
{
  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));

  gtk_entry_set_placeholder_text (self->entry, text);
}

void
kit_search_picker_set_name (KitSearchPicker *self, const char *name)
{
  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * kit_search_picker_set_chosen:
 * @self: the picker
 * @item: (nullable) (type GObject): a record
 */
void
kit_search_picker_set_chosen (KitSearchPicker *self, gpointer item)
{
  g_autoptr (GObject) kept = item != NULL ? g_object_ref (item) : NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));

  if (item != NULL)
    text = self->title (item);
  kit_search_picker_set_chosen_text (self, text);
  self->chosen = g_steal_pointer (&kept);
}

void
kit_search_picker_set_chosen_text (KitSearchPicker *self, const char *text)
{
  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));

  g_clear_object (&self->chosen);
  g_free (self->chosen_text);
  self->chosen_text = g_strdup (text != NULL ? text : "");
  write_text (self, self->chosen_text);
  kit_search_picker_set_error (self, NULL);
}

gpointer
kit_search_picker_get_chosen (KitSearchPicker *self)
{
  g_return_val_if_fail (KIT_IS_SEARCH_PICKER (self), NULL);

  return self->chosen;
}

void
kit_search_picker_set_error (KitSearchPicker *self, const char *message)
{
  g_return_if_fail (KIT_IS_SEARCH_PICKER (self));

  gtk_label_set_text (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

gboolean
kit_search_picker_is_open (KitSearchPicker *self)
{
  g_return_val_if_fail (KIT_IS_SEARCH_PICKER (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->popover));
}

GtkEditable *
kit_search_picker_get_editable (KitSearchPicker *self)
{
  g_return_val_if_fail (KIT_IS_SEARCH_PICKER (self), NULL);

  return GTK_EDITABLE (self->entry);
}
