/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-preview-plain.h"

#include "kit-preview-pages.h"

#include <glib/gi18n-lib.h>

#define COLUMN_KEY "quittance-column"

static void
set_monospace (GtkTextView *view, guint32 kind)
{
  gtk_text_view_set_monospace (view, kind == PREVIEW_KIND_TEXT);
}

/**
 * kit_preview_fill_text:
 * @view: where to
 * @info: of a text or a letter
 */
void
kit_preview_fill_text (GtkTextView *view, GVariant *info)
{
  const char *text;
  guint32 kind;

  g_variant_get_child (info, 0, "u", &kind);
  g_variant_get_child (info, 2, "&s", &text);
  set_monospace (view, kind);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static const char *
get_head_label (const char *name)
{
  static const struct
  {
    const char *name;
    const char *label;
  } labels[] = {
    { "from", N_ ("From") }, { "to", N_ ("To") },           { "cc", N_ ("Copy") },
    { "date", N_ ("Date") }, { "subject", N_ ("Subject") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (labels[i].name, name))
        return _ (labels[i].label);
    }

  return name;
}

static void
add_row (GtkGrid *grid, int row, const char *label, const char *value)
{
  GtkWidget *left = gtk_label_new (label);
  GtkWidget *right = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (left), 1);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

/**
 * kit_preview_fill_heads:
 * @grid: where to
 * @info: of a text or a letter
 */
void
kit_preview_fill_heads (GtkGrid *grid, GVariant *info)
{
  g_autoptr (GVariant) heads = g_variant_get_child_value (info, 6);
  g_autoptr (GVariant) attachments = g_variant_get_child_value (info, 7);
  const char *name, *value, *media_type;
  GVariantIter iter;
  guint64 size;
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  g_variant_iter_init (&iter, heads);
  while (g_variant_iter_next (&iter, "(&s&s)", &name, &value))
    add_row (grid, row++, get_head_label (name), value);
  g_variant_iter_init (&iter, attachments);
  while (g_variant_iter_next (&iter, "(&s&st)", &name, &media_type, &size))
    {
      g_autofree char *amount = g_format_size (size);
      g_autofree char *text =
          g_strdup_printf ("%s · %s", *name != '\0' ? name : media_type, amount);

      add_row (grid, row++, _ ("Attached"), text);
    }
  gtk_widget_set_visible (GTK_WIDGET (grid), row > 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringList *row = gtk_list_item_get_item (item);
  const guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
  const char *text = gtk_string_list_get_string (row, column);
  GtkWidget *cell = gtk_list_item_get_child (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_widget_set_tooltip_text (cell, text);
}

static void
add_column (GtkColumnView *view, guint index, const char *title)
{
  g_autoptr (GtkColumnViewColumn) column = NULL;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, 140);
  gtk_column_view_append_column (view, column);
}

/**
 * kit_preview_fill_table:
 * @view: where to
 * @info: of a table; its first row names the columns
 */
void
kit_preview_fill_table (GtkColumnView *view, GVariant *info)
{
  g_autoptr (GVariant) rows = g_variant_get_child_value (info, 5);
  g_autoptr (GListStore) model = g_list_store_new (GTK_TYPE_STRING_LIST);
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkNoSelection) selection = NULL;
  gsize n_columns = 0;

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      g_autofree const char **cells = g_variant_get_strv (row, NULL);
      g_autoptr (GtkStringList) list = gtk_string_list_new (cells);
      const gsize n = g_variant_n_children (row);

      for (gsize k = n_columns; k < n; k++)
        add_column (view, (guint)k, i == 0 ? cells[k] : "");
      n_columns = MAX (n_columns, n);
      if (i > 0)
        g_list_store_append (model, list);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&model)));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
}

/**
 * kit_preview_find_text:
 * @view: a text
 * @needle: what to look for, in any case
 * @step: how many places further; 0 begins anew
 * @hit: (inout): the current place, from 0
 *
 * Returns: the number of places
 */
guint
kit_preview_find_text (GtkTextView *view, const char *needle, int step, guint *hit)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (int));
  GtkTextIter at, start, end;
  guint n = 0;

  gtk_text_buffer_get_start_iter (buffer, &at);
  while (*needle != '\0' && n < PREVIEW_MAX_HITS
         && gtk_text_iter_forward_search (&at, needle, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start,
                                          &end, NULL))
    {
      const int offset = gtk_text_iter_get_offset (&start);

      g_array_append_val (starts, offset);
      at = end;
      n++;
    }
  if (n == 0)
    return 0;

  *hit = step == 0 ? 0 : (*hit + n + (guint)step) % n;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, g_array_index (starts, int, *hit));
  end = start;
  gtk_text_iter_forward_chars (&end, (int)g_utf8_strlen (needle, -1));
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_iter (view, &start, 0.1, FALSE, 0, 0);

  return n;
}

/**
 * kit_preview_bind_keys:
 * @klass: of a preview
 *
 * What keys do in every preview.
 */
void
kit_preview_bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "preview.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "preview.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "preview.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "preview.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "preview.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "preview.zoom-fit" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "preview.zoom-fit" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "preview.find" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "preview.find-next" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "preview.find-previous" },
    { GDK_KEY_F3, 0, "preview.find-next" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "preview.find-previous" },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "preview.next-page" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "preview.previous-page" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "preview.copy" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "preview.select-all" },
  };
  static const struct
  {
    guint key;
    int step, direction;
  } moves[] = {
    { GDK_KEY_Down, KIT_PREVIEW_STEP_LINE, 1 },
    { GDK_KEY_Up, KIT_PREVIEW_STEP_LINE, -1 },
    { GDK_KEY_Page_Down, KIT_PREVIEW_STEP_SCREEN, 1 },
    { GDK_KEY_Page_Up, KIT_PREVIEW_STEP_SCREEN, -1 },
    { GDK_KEY_space, KIT_PREVIEW_STEP_SCREEN, 1 },
    { GDK_KEY_Home, KIT_PREVIEW_STEP_END, -1 },
    { GDK_KEY_End, KIT_PREVIEW_STEP_END, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action,
                                         NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding_action (klass, moves[i].key, 0, "preview.move", "(ii)",
                                         moves[i].step, moves[i].direction);
}
