/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PageServiceChooser
{
  AdwWindow parent_instance;

  GtkLabel *title_label;
  GtkSearchEntry *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PageServiceChooser, page_service_chooser, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  PageServiceChooser *self = user_data;
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *name = g_utf8_casefold (title, -1);
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);

  return strstr (name, typed) != NULL;
}

static GtkListBoxRow *
get_first (PageServiceChooser *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;

  return NULL;
}

static void
searched_cb (PageServiceChooser *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, get_first (self));
}

static void
choose (PageServiceChooser *chooser, GtkListBoxRow *row)
{
  g_autoptr (PageServiceChooser) self = g_object_ref (chooser); /* closing lets go of it */
  g_autoptr (GObject) item = NULL;

  if (row == NULL)
    return;
  item = g_object_ref (g_object_get_data (G_OBJECT (row), "item"));
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
entry_activated_cb (PageServiceChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  choose (self, row != NULL ? row : get_first (self));
}

static void
row_activated_cb (PageServiceChooser *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
stop_cb (PageServiceChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* The keys of the list work while the text has the keyboard. */
static gboolean
key_cb (PageServiceChooser *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const int by = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  int place = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (by == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  for (place += by; (row = gtk_list_box_get_row_at_index (self->list, place)) != NULL; place += by)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        gtk_list_box_select_row (self->list, row);
        break;
      }

  return GDK_EVENT_STOP;
}

static void
page_service_chooser_class_init (PageServiceChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-service-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PageServiceChooser, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageServiceChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, PageServiceChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_service_chooser_init (PageServiceChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
}

static void
add_row (PageServiceChooser *self, GObject *item, gboolean is_current, const char *detail)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = NULL;

  g_object_get (item, "name", &name, NULL);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (detail != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  if (is_current)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

/**
 * page_service_chooser_new:
 * @over: the widget whose window it belongs to
 * @title: what is chosen
 * @choices: (element-type GObject): with the property "name"
 * @current: (nullable): the one that is set now
 * @detail: (nullable): what a row says below its name; called at once
 * @user_data: for @detail
 *
 * Returns: (transfer floating): the window, to be connected and presented
 */
GtkWindow *
page_service_chooser_new (GtkWidget *over,
                          const char *title,
                          GListModel *choices,
                          gpointer current,
                          PageServiceDetailFunc detail,
                          gpointer user_data)
{
  PageServiceChooser *self = g_object_new (PAGE_TYPE_SERVICE_CHOOSER, NULL);
  GtkRoot *root = gtk_widget_get_root (over);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->title_label, title);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (choices, i);
      g_autofree char *text = detail != NULL ? detail (item, user_data) : NULL;

      add_row (self, item, item == current, text);
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));

  return GTK_WINDOW (self);
}
