/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "chart-samples.h"
#include "display-test.h"
#include "draw-chart-words.h"
#include "kit-chart.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KitChart *widget;
  DrawChart *chart;
  GtkWindow *window;
  guint n_activated, n_selected;
  DrawCursor activated;
  char *told;
  gboolean failed;
} Fixture;

static void
activated_cb (Fixture *f, guint track, guint point)
{
  f->n_activated++;
  f->activated = (DrawCursor){ track, point };
}

static void
selected_cb (Fixture *f)
{
  f->n_selected++;
}

static void
told_cb (Fixture *f, const char *words, gboolean failed)
{
  g_free (f->told);
  f->told = g_strdup (words);
  f->failed = failed;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->widget = KIT_CHART (kit_chart_new ());
  f->chart = chart_samples_new_dso ();
  g_signal_connect_swapped (f->widget, "activated", G_CALLBACK (activated_cb), f);
  g_signal_connect_swapped (f->widget, "selected", G_CALLBACK (selected_cb), f);
  g_signal_connect_swapped (f->widget, "told", G_CALLBACK (told_cb), f);
  kit_chart_set_chart (f->widget, f->chart);
  f->window = display_test_show (GTK_WIDGET (f->widget), 640, 320);
  gtk_widget_grab_focus (GTK_WIDGET (f->widget));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->widget), (gpointer *)&f->widget);
  display_test_close (f->window);
  g_assert_null (f->widget);
  g_assert_finalize_object (f->chart);
  g_free (f->told);
}

static gboolean
press (Fixture *f, guint keyval, GdkModifierType state)
{
  return display_test_key (GTK_WIDGET (f->widget), keyval, state);
}

static GtkEventController *
find_controller (Fixture *f, GType type, guint button)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->widget));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type
          && (button == 0
              || gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == button))
        return controller;
    }

  return NULL;
}

/* What the chart itself does with a key, without its window. */
static gboolean
takes (Fixture *f, guint keyval)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_controller (f, GTK_TYPE_EVENT_CONTROLLER_KEY, 0), "key-pressed",
                         keyval, 0, 0, &handled);

  return handled;
}

static void
get_view (Fixture *f, double *from, double *to)
{
  draw_axis_get_view (draw_chart_get_x_axis (f->chart), from, to);
}

static void
test_walk (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint keyval;
    const char *label;
  } walk[] = {
    { GDK_KEY_Right, "2026, January 2026: 45.2 days — Days sales outstanding" },
    { GDK_KEY_Right, "2026, February 2026: 44.8 days — Days sales outstanding" },
    { GDK_KEY_Left, "2026, January 2026: 45.2 days — Days sales outstanding" },
    { GDK_KEY_Left, "2026, January 2026: 45.2 days — Days sales outstanding" },
    { GDK_KEY_Down, "2025, January 2026: 48.1 days — Days sales outstanding" },
    { GDK_KEY_End, "2025, December 2026: 45.8 days — Days sales outstanding" },
    { GDK_KEY_Up, "2026, December 2026: 39.1 days — Days sales outstanding" },
    { GDK_KEY_Home, "2026, January 2026: 45.2 days — Days sales outstanding" },
    { GDK_KEY_Escape, "Days sales outstanding" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (walk); i++)
    {
      g_assert_true (press (f, walk[i].keyval, 0));
      g_assert_cmpstr (kit_chart_get_label (f->widget), ==, walk[i].label);
      gtk_test_accessible_assert_property (f->widget, GTK_ACCESSIBLE_PROPERTY_LABEL, walk[i].label);
    }
  g_assert_cmpuint (f->n_selected, ==, 8);
  /* nothing is left to let go: somebody else may want the key */
  g_assert_false (takes (f, GDK_KEY_Escape));
}

static void
test_gap (Fixture *f, gconstpointer data)
{
  const DrawCursor may = { 0, 4 };

  kit_chart_select (f->widget, &may);
  g_assert_cmpstr (kit_chart_get_label (f->widget), ==,
                   "2026, May 2026: no data — Days sales outstanding");
  display_test_frames (GTK_WIDGET (f->widget), 2);
}

static void
test_accessible (Fixture *f, gconstpointer data)
{
  g_autofree char *summary = draw_chart_describe (f->chart);

  gtk_test_accessible_assert_role (f->widget, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (f->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Days sales outstanding");
  g_assert_cmpstr (kit_chart_get_summary (f->widget), ==, summary);
  gtk_test_accessible_assert_property (f->widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->widget)));
}

static void
test_activate (Fixture *f, gconstpointer data)
{
  GtkEventController *click = find_controller (f, GTK_TYPE_GESTURE_CLICK, GDK_BUTTON_PRIMARY);
  const DrawCursor july = { 1, 6 };
  DrawCursor cursor;
  DrawArea area;

  /* without a point there is nothing to open */
  g_assert_false (takes (f, GDK_KEY_Return));
  g_assert_cmpuint (f->n_activated, ==, 0);
  press (f, GDK_KEY_End, 0);
  g_assert_true (press (f, GDK_KEY_Return, 0));
  g_assert_cmpuint (f->n_activated, ==, 1);
  g_assert_cmpuint (f->activated.point, ==, 11);
  g_assert_true (press (f, GDK_KEY_space, 0));
  g_assert_cmpuint (f->n_activated, ==, 2);

  g_assert_true (draw_chart_locate (f->chart, &july, &area));
  g_signal_emit_by_name (click, "pressed", 1, area.x + 1, area.y - 1);
  g_assert_true (kit_chart_get_selected (f->widget, &cursor));
  g_assert_cmpuint (cursor.track, ==, 1);
  g_assert_cmpuint (cursor.point, ==, 6);
  g_assert_cmpuint (f->n_activated, ==, 2);
  g_signal_emit_by_name (click, "pressed", 2, area.x + 1, area.y - 1);
  g_assert_cmpuint (f->n_activated, ==, 3);
  g_assert_cmpuint (f->activated.track, ==, 1);
  g_assert_cmpuint (f->activated.point, ==, 6);
  /* beside the plot nobody points at anything */
  kit_chart_select (f->widget, NULL);
  g_signal_emit_by_name (click, "pressed", 2, 1.0, 1.0);
  g_assert_cmpuint (f->n_activated, ==, 3);
}

static void
test_zoom (Fixture *f, gconstpointer data)
{
  double from, to, before;

  press (f, GDK_KEY_plus, GDK_SHIFT_MASK);
  get_view (f, &from, &to);
  g_assert_cmpfloat_with_epsilon (to - from, 1 / 1.6, 1e-6);
  before = from;
  g_assert_true (press (f, GDK_KEY_Right, GDK_CONTROL_MASK));
  get_view (f, &from, &to);
  g_assert_cmpfloat (from, >, before);
  /* walking brings a point into sight */
  press (f, GDK_KEY_Home, 0);
  get_view (f, &from, &to);
  g_assert_cmpfloat (from, ==, 0);
  press (f, GDK_KEY_minus, 0);
  get_view (f, &from, &to);
  g_assert_cmpfloat_with_epsilon (to - from, 1, 1e-6);
  press (f, GDK_KEY_plus, 0);
  press (f, GDK_KEY_0, 0);
  g_assert_false (draw_chart_is_zoomed (f->chart));
  press (f, GDK_KEY_KP_Add, 0);
  /* first the point is let go, then the view */
  press (f, GDK_KEY_Escape, 0);
  g_assert_true (draw_chart_is_zoomed (f->chart));
  press (f, GDK_KEY_Escape, 0);
  g_assert_false (draw_chart_is_zoomed (f->chart));
}

static void
test_motion (Fixture *f, gconstpointer data)
{
  double from, to;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  press (f, GDK_KEY_plus, 0);
  get_view (f, &from, &to);
  g_assert_cmpfloat (to - from, >, 1 / 1.6 + 0.01);
  display_test_until ((get_view (f, &from, &to), to - from < 1 / 1.6 + 1e-6));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  press (f, GDK_KEY_0, 0);
  get_view (f, &from, &to);
  g_assert_cmpfloat (to - from, ==, 1);
}

static void
test_wheel_and_drag (Fixture *f, gconstpointer data)
{
  GtkEventController *scroll = find_controller (f, GTK_TYPE_EVENT_CONTROLLER_SCROLL, 0);
  GtkEventController *drag = find_controller (f, GTK_TYPE_GESTURE_DRAG, 0);
  gboolean handled = TRUE;
  double from, to, before;

  /* the page that the chart is on scrolls */
  g_signal_emit_by_name (scroll, "scroll", 0.0, 1.0, &handled);
  g_assert_false (handled);
  g_signal_emit_by_name (scroll, "scroll", 1.0, 0.0, &handled);
  g_assert_false (handled);
  press (f, GDK_KEY_plus, 0);
  get_view (f, &before, &to);
  g_signal_emit_by_name (scroll, "scroll", 1.0, 0.0, &handled);
  g_assert_true (handled);
  get_view (f, &from, &to);
  g_assert_cmpfloat (from, >, before);
  before = from;
  display_test_frames (GTK_WIDGET (f->widget), 2);
  g_signal_emit_by_name (drag, "drag-begin", 300.0, 100.0);
  g_signal_emit_by_name (drag, "drag-update", 5.0, 0.0);
  g_signal_emit_by_name (drag, "drag-update", 6.0, 0.0);
  get_view (f, &from, &to);
  /* what is below the pointer goes with it */
  g_assert_cmpfloat_with_epsilon (before - from,
                                  6 / draw_chart_get_plot (f->chart).width * (to - from), 1e-6);
}

static void
test_pinch (Fixture *f, gconstpointer data)
{
  GtkEventController *pinch = find_controller (f, GTK_TYPE_GESTURE_ZOOM, 0);
  double from, to;

  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", 1.5);
  g_signal_emit_by_name (pinch, "scale-changed", 2.0);
  get_view (f, &from, &to);
  g_assert_cmpfloat_with_epsilon (to - from, 0.5, 1e-6);
  g_signal_emit_by_name (pinch, "scale-changed", 0.5);
  g_assert_false (draw_chart_is_zoomed (f->chart));
}

static void
test_pointer (Fixture *f, gconstpointer data)
{
  GtkEventController *motion = find_controller (f, GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  const DrawCursor july = { 0, 6 };
  DrawArea area;

  g_assert_true (draw_chart_locate (f->chart, &july, &area));
  g_signal_emit_by_name (motion, "motion", area.x, area.y);
  display_test_frames (GTK_WIDGET (f->widget), 2);
  /* pointing selects nothing and says nothing */
  g_assert_cmpuint (f->n_selected, ==, 0);
  g_assert_cmpstr (kit_chart_get_label (f->widget), ==, "Days sales outstanding");
  g_signal_emit_by_name (motion, "leave");
  display_test_frames (GTK_WIDGET (f->widget), 2);
}

static void
test_right_to_left (Fixture *f, gconstpointer data)
{
  DrawCursor cursor;

  gtk_widget_set_direction (GTK_WIDGET (f->widget), GTK_TEXT_DIR_RTL);
  press (f, GDK_KEY_Home, 0);
  press (f, GDK_KEY_Left, 0);
  g_assert_true (kit_chart_get_selected (f->widget, &cursor));
  g_assert_cmpuint (cursor.point, ==, 1);
  g_assert_true (draw_chart_get_mirrored (f->chart));
  press (f, GDK_KEY_Right, 0);
  g_assert_true (kit_chart_get_selected (f->widget, &cursor));
  g_assert_cmpuint (cursor.point, ==, 0);
}

static void
test_dark (Fixture *f, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  display_test_frames (GTK_WIDGET (f->widget), 3);
  g_assert_true (draw_chart_get_palette (f->chart) == draw_palette_get (TRUE, FALSE));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  display_test_frames (GTK_WIDGET (f->widget), 3);
  g_assert_true (draw_chart_get_palette (f->chart) == draw_palette_get (FALSE, FALSE));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
save (Fixture *f, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  kit_chart_save_async (f->widget, file, NULL, saved_cb, &result);
  display_test_until (result != NULL);

  return kit_chart_save_finish (f->widget, result, error);
}

static void
test_save (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *name, *start;
  } cases[] = {
    { "a.png", "\x89PNG" },  { "a.svg", "<?xml" },   { "a.pdf", "%PDF" },
    { "a.csv", "date,dso" }, { "plain", "\x89PNG" },
  };
  g_autofree char *folder = g_dir_make_tmp ("chart-XXXXXX", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "a.png", NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (save (f, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, &length, &error));
      g_assert_cmpmem (text, strlen (cases[i].start), cases[i].start, strlen (cases[i].start));
      g_remove (path);
    }
  g_assert_false (save (f, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->widget));

  g_assert_true (press (f, GDK_KEY_c, GDK_CONTROL_MASK));
  g_assert_true (
      gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  g_assert_cmpstr (f->told, ==, "The chart was copied as a picture");
  g_assert_false (f->failed);
}

static void
test_table (Fixture *f, gconstpointer data)
{
  GtkWindow *table = kit_chart_show_table (f->widget);
  GtkWidget *root = GTK_WIDGET (table);

  display_test_until (display_test_shows (root, "January 2026"));
  g_assert_true (display_test_shows (root, "45.2 days"));
  g_assert_true (display_test_shows (root, "no data"));
  g_assert_true (display_test_shows (root, "49.0 days"));
  g_assert_cmpstr (gtk_window_get_title (table), ==, "Days sales outstanding");
  g_object_add_weak_pointer (G_OBJECT (table), (gpointer *)&table);
  g_assert_true (display_test_key (root, GDK_KEY_Escape, 0));
  display_test_until (table == NULL);
}

static void
test_menu (Fixture *f, gconstpointer data)
{
  GtkWidget *menu;

  press (f, GDK_KEY_End, 0);
  g_assert_true (press (f, GDK_KEY_F10, GDK_SHIFT_MASK));
  menu = display_test_find (GTK_WIDGET (f->widget), GTK_TYPE_POPOVER_MENU, NULL);
  g_assert_nonnull (menu);
  display_test_until (gtk_widget_get_mapped (menu));
  gtk_widget_activate_action (GTK_WIDGET (f->widget), "chart.open", NULL);
  g_assert_cmpuint (f->n_activated, ==, 1);
  gtk_popover_popdown (GTK_POPOVER (menu));
}

/* Another chart, another size, none at all. */
static void
test_other_charts (Fixture *f, gconstpointer data)
{
  g_autoptr (DrawChart) ageing = chart_samples_new_ageing ();
  g_autoptr (DrawChart) spark = chart_samples_new_sparkline ();
  DrawCursor cursor;
  int minimum;

  press (f, GDK_KEY_End, 0);
  kit_chart_set_chart (f->widget, ageing);
  g_assert_false (kit_chart_get_selected (f->widget, &cursor));
  g_assert_cmpstr (kit_chart_get_label (f->widget), ==, "Open items by age");
  press (f, GDK_KEY_Home, 0);
  g_assert_cmpstr (kit_chart_get_label (f->widget), ==,
                   "Not due, Q1 2026: €1,300,000.00 — Open items by age");
  display_test_frames (GTK_WIDGET (f->widget), 2);

  kit_chart_set_chart (f->widget, spark);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (f->widget)));
  gtk_widget_measure (GTK_WIDGET (f->widget), GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 24);
  g_assert_false (takes (f, GDK_KEY_Right));
  display_test_frames (GTK_WIDGET (f->widget), 2);

  kit_chart_set_chart (f->widget, NULL);
  g_assert_cmpstr (kit_chart_get_label (f->widget), ==, "");
  g_assert_false (takes (f, GDK_KEY_Right));
  g_assert_null (kit_chart_show_table (f->widget));
  display_test_frames (GTK_WIDGET (f->widget), 2);
}

static void
test_update (Fixture *f, gconstpointer data)
{
  DrawSeries *series = draw_chart_get_track (f->chart, 0);

  press (f, GDK_KEY_End, 0);
  draw_series_add (series, draw_series_get_points (series)[11].x, 999);
  kit_chart_update (f->widget);
  g_assert_cmpstr (kit_chart_get_label (f->widget), ==,
                   "2026, December 2026: 99.9 days — Days sales outstanding");
  g_assert_nonnull (strstr (kit_chart_get_summary (f->widget), "highest 99.9 days"));
  display_test_frames (GTK_WIDGET (f->widget), 2);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/kit/chart/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("walk", test_walk);
  ADD ("gap", test_gap);
  ADD ("accessible", test_accessible);
  ADD ("activate", test_activate);
  ADD ("zoom", test_zoom);
  ADD ("motion", test_motion);
  ADD ("wheel-and-drag", test_wheel_and_drag);
  ADD ("pinch", test_pinch);
  ADD ("pointer", test_pointer);
  ADD ("right-to-left", test_right_to_left);
  ADD ("dark", test_dark);
  ADD ("save", test_save);
  ADD ("copy", test_copy);
  ADD ("table", test_table);
  ADD ("menu", test_menu);
  ADD ("other-charts", test_other_charts);
  ADD ("update", test_update);

  return g_test_run ();
}
