/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-chart-private.h"

#include "draw-chart-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a picture where the widget has no size. */
#define WIDTH 800
#define HEIGHT 400

static const struct
{
  DrawChartFormat format;
  const char *name;
} filters[] = {
  { DRAW_CHART_PNG, N_ ("Picture (PNG)") },
  { DRAW_CHART_SVG, N_ ("Drawing (SVG)") },
  { DRAW_CHART_PDF, N_ ("Document (PDF)") },
  { DRAW_CHART_CSV, N_ ("Figures (CSV)") },
};

static GBytes *
export_chart (KitChart *self, DrawChartFormat format, GError **error)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  return draw_chart_export (self->chart, format, width > 0 ? width : WIDTH,
                            height > 0 ? height : HEIGHT, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KitChart *self = KIT_CHART (source);
  g_autofree char *name = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const gboolean saved = kit_chart_save_finish (self, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (saved)
    /* Translators: %s is the name of a file */
    words = g_strdup_printf (_ ("Saved as “%s”"), name);
  else
    /* Translators: the name of a file, then a reason */
    words = g_strdup_printf (_ ("“%s” could not be written: %s"), name, error->message);
  kit_chart_tell (self, words, !saved);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  KitChart *self = user_data;
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    kit_chart_save_async (self, file, self->cancellable, saved_cb, g_file_get_basename (file));
}

/* The name follows the kind that is chosen. */
static void
filter_changed_cb (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *ending = filter != NULL ? g_object_get_data (G_OBJECT (filter), "ending") : NULL;
  g_autofree char *name = gtk_file_chooser_get_current_name (chooser);
  g_autofree char *renamed = NULL;
  char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot == NULL || ending == NULL)
    return;
  *dot = '\0';
  renamed = g_strdup_printf ("%s.%s", name, ending);
  gtk_file_chooser_set_current_name (chooser, renamed);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitChart *self = KIT_CHART (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *title = NULL;
  g_autofree char *proposed = NULL;

  if (self->chart == NULL)
    return;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Export Chart"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      const char *ending = draw_chart_format_get_ending (filters[i].format);

      gtk_file_filter_set_name (filter, _ (filters[i].name));
      gtk_file_filter_add_suffix (filter, ending);
      g_object_set_data (G_OBJECT (filter), "ending", (gpointer)ending);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
    }
  /* a title is no path */
  title = g_strdelimit (g_strdup (draw_chart_get_title (self->chart)), "/\\:?*\"<>|", '-');
  proposed = g_strdup_printf ("%s.png", title);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), proposed);
  g_signal_connect_object (self->chooser, "notify::filter", G_CALLBACK (filter_changed_cb), self,
                           0);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitChart *self = KIT_CHART (widget);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  if (self->chart == NULL)
    return;
  bytes = export_chart (self, DRAW_CHART_PNG, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture == NULL)
    {
      kit_chart_tell (self, error->message, TRUE);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  kit_chart_tell (self, _ ("The chart was copied as a picture"), FALSE);
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kit_chart_show_table (KIT_CHART (widget));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kit_chart_activate_selected (KIT_CHART (widget));
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitChart *self = KIT_CHART (widget);

  if (g_str_equal (name, "chart.zoom-in"))
    kit_chart_glide (self, kit_chart_zoom_in);
  else if (g_str_equal (name, "chart.zoom-out"))
    kit_chart_glide (self, kit_chart_zoom_out);
  else
    kit_chart_glide (self, kit_chart_show_all);
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  g_autoptr (GMenu) views = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();

  g_menu_append (rows, _ ("Show _Rows"), "chart.open");
  g_menu_append (rows, _ ("Show as _Table"), "chart.show-table");
  g_menu_append (views, _ ("Zoom _In"), "chart.zoom-in");
  g_menu_append (views, _ ("Zoom _Out"), "chart.zoom-out");
  g_menu_append (views, _ ("Show _All"), "chart.show-all");
  g_menu_append (files, _ ("_Copy as Picture"), "chart.copy");
  g_menu_append (files, _ ("_Export…"), "chart.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (views));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));

  return G_MENU_MODEL (menu);
}

void
kit_chart_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chart.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "chart.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "chart.show-all", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "chart.show-table", NULL, table_action);
  gtk_widget_class_install_action (widget_class, "chart.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "chart.zoom-out", NULL, zoom_action);
}

/* At the pointer, or at the selected point where @x is negative. */
void
kit_chart_pop_up_menu (KitChart *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRectangle at = { (int)x, (int)y, 1, 1 };
  const gboolean zoomed = self->chart != NULL && draw_chart_is_zoomed (self->chart);
  DrawArea area;

  if (!kit_chart_lay_out (self) || draw_chart_is_bare (self->chart))
    return;
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = create_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, widget);
    }
  gtk_widget_action_set_enabled (widget, "chart.open", self->has_selected);
  gtk_widget_action_set_enabled (widget, "chart.zoom-out", zoomed);
  gtk_widget_action_set_enabled (widget, "chart.show-all", zoomed);
  if (x < 0)
    {
      at.x = gtk_widget_get_width (widget) / 2;
      at.y = gtk_widget_get_height (widget) / 2;
      if (self->has_selected && draw_chart_locate (self->chart, &self->selected, &area))
        at = (GdkRectangle){ (int)area.x, (int)area.y, MAX ((int)area.width, 1), 1 };
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * kit_chart_save_async:
 * @self: a widget with a chart
 * @file: where; the ending of its name says what kind of file, a PNG where it says nothing
 * @cancellable: (nullable): to stop
 * @callback: when it is written
 * @user_data: for @callback
 */
void
kit_chart_save_async (KitChart *self,
                      GFile *file,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  DrawChartFormat format = DRAW_CHART_PNG;
  GError *error = NULL;

  g_return_if_fail (KIT_IS_CHART (self) && self->chart != NULL);
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kit_chart_save_async);
  name = g_file_get_basename (file);
  draw_chart_format_from_name (name, &format);
  bytes = export_chart (self, format, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable,
                                       written_cb, g_steal_pointer (&task));
}

gboolean
kit_chart_save_finish (KitChart *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
