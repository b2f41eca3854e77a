/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-template-picker.h"

#include <glib/gi18n-lib.h>

struct _KitTemplatePicker
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkSearchEntry *search;
  GtkListView *view;
  GtkCustomFilter *filter; /* (owned by the model) */
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (KitTemplatePicker, kit_template_picker, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  KitTemplatePicker *self = user_data;

  return biz_template_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
choose (KitTemplatePicker *self, guint position)
{
  g_autoptr (BizTemplate) template =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (template == NULL)
    return;
  gtk_menu_button_popdown (self->button);
  if (biz_template_get_macro (template) == NULL)
    {
      g_signal_emit (self, signals[CHOSEN], 0, biz_template_get_text (template));
      return;
    }
  /* Whoever offered it knows where its text goes and what it does. */
  g_signal_emit (self, signals[CHOSEN], 0, "");
  gtk_widget_activate_action (GTK_WIDGET (self), "case.macro", "s",
                              biz_template_get_name (template));
}

static void
search_changed_cb (KitTemplatePicker *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
}

static void
activated_cb (KitTemplatePicker *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static gboolean
key_cb (KitTemplatePicker *self, guint key, guint code, GdkModifierType state)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || (key != GDK_KEY_Down && key != GDK_KEY_Up))
    return FALSE;
  position = key == GDK_KEY_Down ? MIN (position + 1, n - 1) : position - MIN (position, 1);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);

  return TRUE;
}

static void
shown_cb (KitTemplatePicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (text, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  BizTemplate *template = gtk_list_item_get_item (item);
  g_autofree char *line = g_strdup (biz_template_get_about (template));

  g_strdelimit (line, "\r\n", ' ');
  gtk_label_set_text (GTK_LABEL (name), biz_template_get_name (template));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), line);
}

static void
row_activated_cb (KitTemplatePicker *self, guint position)
{
  choose (self, position);
}

static void
kit_template_picker_class_init (KitTemplatePickerClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_list (KitTemplatePicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->filtered));
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Texts"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 300);

  return scroller;
}

static GtkWidget *
create_popover (KitTemplatePicker *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search texts"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  return popover;
}

static void
kit_template_picker_init (KitTemplatePicker *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->button, _ ("_Texts"));
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               _ ("Texts and Macros (m, or / in a Line)"));
  gtk_menu_button_set_popover (self->button, create_popover (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kit_template_picker_new (void)
{
  return g_object_new (KIT_TYPE_TEMPLATE_PICKER, NULL);
}

void
kit_template_picker_set_templates (KitTemplatePicker *self, GListModel *templates)
{
  g_return_if_fail (KIT_IS_TEMPLATE_PICKER (self));
  g_return_if_fail (templates == NULL || G_IS_LIST_MODEL (templates));

  gtk_filter_list_model_set_model (self->filtered, templates);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          templates != NULL && g_list_model_get_n_items (templates) > 0);
}

gboolean
kit_template_picker_ask (KitTemplatePicker *self)
{
  g_return_val_if_fail (KIT_IS_TEMPLATE_PICKER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  gtk_menu_button_popup (self->button);

  return TRUE;
}
