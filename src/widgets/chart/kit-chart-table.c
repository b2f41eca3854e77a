/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-chart.h"

#include "draw-chart-words.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 480
#define LEAST_WIDTH 360
#define MOST_WIDTH 1000
/* About, of a letter; beside the letters of a cell. */
#define LETTER 9
#define CELL_PADDING 24
/* Names of categories may be long. */
#define MOST_LETTERS 40

/* The figures of a chart as they were when the table was opened. */
typedef struct
{
  DrawChart *chart; /* (owned) */
  GArray *places;   /* (owned) (element-type gint64): a row each */
} Rows;

/* What one column shows. */
typedef struct
{
  Rows *rows;         /* (owned) */
  DrawSeries *series; /* (owned) (nullable): NULL is where the points are */
  guint n_letters;    /* what its longest text takes */
} Column;

static void
rows_clear (gpointer data)
{
  Rows *rows = data;

  g_clear_object (&rows->chart);
  g_clear_pointer (&rows->places, g_array_unref);
}

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_rc_box_release_full (column->rows, rows_clear);
  g_clear_object (&column->series);
  g_free (column);
}

static char *
create_text (const Column *column, guint row)
{
  const gint64 place = g_array_index (column->rows->places, gint64, row);
  gint64 amount;

  if (column->series == NULL)
    return draw_chart_format_place (column->rows->chart, place);

  return draw_series_lookup (column->series, place, &amount)
             ? draw_chart_format_amount (column->series, amount)
             : g_strdup ("");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column *column = user_data;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), column->n_letters);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->series != NULL ? 1 : 0);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column *column = user_data;
  g_autofree char *text = create_text (column, gtk_list_item_get_position (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

/* The extremes of a series are its longest amounts; of places the first and the last row have to
 * do, and all where they are few. */
static guint
count_letters (Rows *rows, DrawSeries *series, const char *title)
{
  const Column column = { rows, series, 0 };
  const guint n = rows->places->len;
  const guint step = n > 200 ? n - 1 : 1;
  glong longest = g_utf8_strlen (title, -1);

  if (series != NULL)
    {
      guint points[2] = { 0 };

      for (guint i = 0;
           draw_series_get_extremes (series, &points[0], &points[1]) && i < G_N_ELEMENTS (points);
           i++)
        {
          const DrawDatum *point = draw_series_get_points (series) + points[i];
          g_autofree char *text = draw_chart_format_amount (series, point->y);

          longest = MAX (longest, g_utf8_strlen (text, -1));
        }
    }
  for (guint i = 0; series == NULL && i < n; i += step)
    {
      g_autofree char *text = create_text (&column, i);

      longest = MAX (longest, g_utf8_strlen (text, -1));
    }

  return (guint)MIN (longest, MOST_LETTERS);
}

static Column *
new_column (Rows *rows, DrawSeries *series, guint n_letters)
{
  Column *column = g_new0 (Column, 1);

  column->rows = g_rc_box_acquire (rows);
  column->series = series != NULL ? g_object_ref (series) : NULL;
  column->n_letters = n_letters;

  return column;
}

/* Returns how wide it wants to be. */
static int
add_column (GtkColumnView *view, Rows *rows, const char *title, DrawSeries *series)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);
  const guint n_letters = count_letters (rows, series, title);

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb),
                         new_column (rows, series, n_letters), column_free, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb),
                         new_column (rows, series, n_letters), column_free, 0);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);

  return (int)n_letters * LETTER + CELL_PADDING;
}

/* As many rows as there are places; what they say comes from their position. */
static GtkSelectionModel *
create_model (guint n_rows)
{
  g_autofree const char **blanks = g_new0 (const char *, n_rows + 1);

  for (guint i = 0; i < n_rows; i++)
    blanks[i] = "";

  return GTK_SELECTION_MODEL (
      gtk_single_selection_new (G_LIST_MODEL (gtk_string_list_new (blanks))));
}

static GtkWidget *
create_view (DrawChart *chart, int *width)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  Rows *rows = g_rc_box_new0 (Rows);
  const char *title = draw_axis_get_title (draw_chart_get_x_axis (chart));
  g_autoptr (GtkSelectionModel) model = NULL;

  rows->chart = g_object_ref (chart);
  rows->places = draw_chart_create_places (chart);
  if (title == NULL && draw_axis_get_kind (draw_chart_get_x_axis (chart)) == DRAW_AXIS_TIME)
    title = _ ("Time");
  *width = add_column (GTK_COLUMN_VIEW (view), rows, title != NULL ? title : _ ("Name"), NULL);
  for (guint i = 0; i < draw_chart_get_n_tracks (chart); i++)
    {
      DrawSeries *series = draw_chart_get_track (chart, i);

      *width += add_column (GTK_COLUMN_VIEW (view), rows, draw_series_get_name (series), series);
    }
  model = create_model (rows->places->len);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), model);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  draw_chart_get_title (chart), -1);
  g_rc_box_release_full (rows, rows_clear);

  return view;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

/**
 * kit_chart_show_table:
 * @self: a widget
 *
 * Opens a window with the figures of the chart: a row a place, a column a series.
 *
 * Returns: (transfer none) (nullable): the window; %NULL without a chart
 */
GtkWindow *
kit_chart_show_table (KitChart *self)
{
  DrawChart *chart;
  GtkWidget *window, *box, *scrolled, *view;
  GtkRoot *root;
  int width;
  GtkEventController *shortcuts;

  g_return_val_if_fail (KIT_IS_CHART (self), NULL);

  chart = kit_chart_get_chart (self);
  if (chart == NULL)
    return NULL;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  scrolled = gtk_scrolled_window_new ();
  view = create_view (chart, &width);
  gtk_window_set_title (GTK_WINDOW (window), draw_chart_get_title (chart));
  gtk_window_set_default_size (GTK_WINDOW (window), CLAMP (width, LEAST_WIDTH, MOST_WIDTH), HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, shortcuts);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (view);

  return GTK_WINDOW (window);
}
