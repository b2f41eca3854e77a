/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-cell.h"

#include "erp-group.h"
#include "erp-row.h"
#include "kit-column-view.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KitLedgerColumn column;
  gboolean lead;
  gpointer user_data;
  KitLedgerRetryFunc retry;
  gpointer owner;
} Recipe;

typedef struct
{
  const Recipe *recipe;
  GtkListItem *item;    /* whose child this is */
  GtkInscription *text; /* (owned) */
  GtkWidget *failure;   /* (nullable): stands in for the text while the row is failed */
  ErpRow *row;          /* (owned) (nullable) */
  gulong handlers[2];
  KitTone tone;
  gboolean filled;
  gboolean was_group;
  ErpRowState shown_state;
  guint shown_stamp;
  gpointer shown_item; /* never followed: tells whether the row has news */
} Cell;

static GQuark
cell_quark (void)
{
  return g_quark_from_static_string ("kit-ledger-cell");
}

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_clear_object (&cell->text);
  g_free (cell);
}

static void
set_tone (Cell *cell, KitTone tone)
{
  if (cell->tone == tone)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (cell->text), kit_tone_get_css_class (cell->tone));
  gtk_widget_add_css_class (GTK_WIDGET (cell->text), kit_tone_get_css_class (tone));
  cell->tone = tone;
}

static void
set_row_class (Cell *cell, const char *name, gboolean on)
{
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (cell->text));
  GtkWidget *row;

  while (holder != NULL && !g_str_equal (gtk_widget_get_css_name (holder), "cell"))
    holder = gtk_widget_get_parent (holder);
  row = holder != NULL ? gtk_widget_get_parent (holder) : NULL;
  if (row == NULL)
    return;

  if (on)
    gtk_widget_add_css_class (row, name);
  else
    gtk_widget_remove_css_class (row, name);
}

static void
retry_cb (GtkButton *button, gpointer user_data)
{
  Cell *cell = user_data;

  if (cell->row != NULL)
    cell->recipe->retry (gtk_list_item_get_position (cell->item), cell->recipe->owner);
}

/* The text and a button beside it, in the row that failed. */
static void
show_failure (Cell *cell)
{
  GtkWidget *button;
  GtkWidget *box;

  if (cell->failure != NULL)
    return;

  button = gtk_button_new_with_label (_ ("Retry"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Ask the server for these rows again"));
  g_signal_connect (button, "clicked", G_CALLBACK (retry_cb), cell);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  cell->failure = box;
  gtk_list_item_set_child (cell->item, box);
  gtk_widget_set_hexpand (GTK_WIDGET (cell->text), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->text));
  gtk_box_append (GTK_BOX (box), button);
  kit_column_view_tag_cell (box, cell->item);
}

static void
hide_failure (Cell *cell)
{
  if (cell->failure == NULL)
    return;

  gtk_box_remove (GTK_BOX (cell->failure), GTK_WIDGET (cell->text));
  cell->failure = NULL;
  gtk_list_item_set_child (cell->item, GTK_WIDGET (cell->text));
}

/* "▾ Acme (12)", further in where it is a group in a group. */
static char *
get_group_title (ErpGroup *group)
{
  g_autofree char *count = kit_format_count (erp_group_get_count (group));

  return g_strdup_printf ("%s%s\u00a0%s (%s)", erp_group_get_level (group) > 0 ? "\u2003" : "",
                          erp_group_get_expanded (group) ? "\u25be" : "\u25b8",
                          erp_group_get_label (group), count);
}

static void
fill_group (Cell *cell, ErpGroup *group)
{
  const Recipe *recipe = cell->recipe;
  g_autofree char *text = NULL;

  if (recipe->lead)
    text = get_group_title (group);
  else if (recipe->column.group_text != NULL)
    text = recipe->column.group_text (group, recipe->user_data);
  gtk_inscription_set_text (cell->text, text != NULL ? text : "");
  gtk_widget_remove_css_class (GTK_WIDGET (cell->text), "status");
  set_tone (cell, KIT_TONE_PLAIN);
}

static void
fill_ready (Cell *cell, gpointer item)
{
  const Recipe *recipe = cell->recipe;
  g_autofree char *text = recipe->column.text (item, recipe->user_data);

  gtk_inscription_set_text (cell->text, text != NULL ? text : "");
  if (recipe->column.tone != NULL)
    set_tone (cell, recipe->column.tone (item, recipe->user_data));
}

static void
fill (Cell *cell)
{
  ErpRowState state = erp_row_get_state (cell->row);
  gpointer item = erp_row_get_item (cell->row);
  gboolean state_changed = !cell->filled || cell->shown_state != state;

  gboolean is_group = item != NULL && ERP_IS_GROUP (item);

  if (!state_changed && cell->shown_item == item
      && cell->shown_stamp == erp_row_get_stamp (cell->row) && !is_group && !cell->was_group)
    return;

  cell->filled = TRUE;
  cell->shown_state = state;
  cell->shown_item = item;
  cell->shown_stamp = erp_row_get_stamp (cell->row);
  if (cell->recipe->lead && is_group != cell->was_group)
    set_row_class (cell, "group", is_group);
  state_changed = state_changed || cell->was_group;
  cell->was_group = is_group;
  if (state_changed && cell->recipe->lead)
    {
      set_row_class (cell, "loading", state == ERP_ROW_LOADING);
      if (state == ERP_ROW_FAILED)
        show_failure (cell);
      else
        hide_failure (cell);
    }
  if (state_changed && cell->recipe->column.kind == KIT_LEDGER_PILL)
    {
      if (state == ERP_ROW_READY)
        gtk_widget_add_css_class (GTK_WIDGET (cell->text), "status");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (cell->text), "status");
    }

  if (is_group)
    fill_group (cell, item);
  else if (state == ERP_ROW_READY)
    fill_ready (cell, item);
  if (state == ERP_ROW_READY)
    return;
  set_tone (cell, KIT_TONE_PLAIN);
  if (!cell->recipe->lead)
    gtk_inscription_set_text (cell->text, "");
  else
    gtk_inscription_set_text (cell->text,
                              state == ERP_ROW_FAILED ? _ ("Not loaded") : "\342\200\246");
}

static void
row_changed_cb (ErpRow *row, GParamSpec *pspec, gpointer user_data)
{
  fill (user_data);
}

static gboolean
tooltip_cb (GtkWidget *widget,
            int x,
            int y,
            gboolean keyboard_mode,
            GtkTooltip *tooltip,
            gpointer user_data)
{
  Cell *cell = user_data;
  PangoLayout *layout = NULL;
  const char *text = gtk_inscription_get_text (cell->text);
  int width;

  if (cell->row != NULL && erp_row_get_error (cell->row) != NULL)
    {
      gtk_tooltip_set_text (tooltip, erp_row_get_error (cell->row)->message);
      return TRUE;
    }
  if (text == NULL || text[0] == '\0')
    return FALSE;

  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_object_unref (layout);
  if (width <= gtk_widget_get_width (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Recipe *recipe = user_data;
  const KitLedgerKind kind = recipe->column.kind;
  GtkWidget *text = gtk_inscription_new (NULL);
  Cell *cell = g_new0 (Cell, 1);

  cell->recipe = recipe;
  cell->item = item;
  cell->text = g_object_ref_sink (GTK_INSCRIPTION (text));
  gtk_inscription_set_text_overflow (cell->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_lines (cell->text, 1);
  gtk_inscription_set_min_chars (cell->text, 0);
  /* A text that is cut counts as two lines in GTK 4.8 and would be moved up. */
  gtk_inscription_set_yalign (cell->text, 0);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (text, TRUE);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (tooltip_cb), cell);
  if (kind == KIT_LEDGER_NUMBER || kind == KIT_LEDGER_MONEY)
    gtk_inscription_set_xalign (cell->text, 1);
  if (kind == KIT_LEDGER_PILL)
    {
      gtk_inscription_set_xalign (cell->text, 0.5);
      gtk_inscription_set_yalign (cell->text, 0.5);
    }
  if (kind != KIT_LEDGER_TEXT && kind != KIT_LEDGER_PILL)
    gtk_widget_add_css_class (text, "numeric");

  g_object_set_qdata_full (G_OBJECT (item), cell_quark (), cell, cell_free);
  kit_column_view_tag_cell (text, item);
  /* Row and cell both answer a click in GTK 4.8; ctrl+click would toggle twice. */
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, text);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (item), cell_quark ());

  cell->row = g_object_ref (ERP_ROW (gtk_list_item_get_item (item)));
  cell->handlers[0] =
      g_signal_connect (cell->row, "notify::item", G_CALLBACK (row_changed_cb), cell);
  cell->handlers[1] =
      g_signal_connect (cell->row, "notify::state", G_CALLBACK (row_changed_cb), cell);
  fill (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (item), cell_quark ());

  g_clear_signal_handler (&cell->handlers[0], cell->row);
  g_clear_signal_handler (&cell->handlers[1], cell->row);
  g_clear_object (&cell->row);
  cell->shown_item = NULL;
}

static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, NULL);
  g_object_set_qdata (G_OBJECT (item), cell_quark (), NULL);
}

static void
recipe_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * kit_ledger_cell_factory_new:
 * @column: what to show; copied
 * @lead: whether it is the column that speaks for the row
 * @user_data: for @column's functions; outlives the factory
 * @retry: asks for a failed row again
 * @owner: for @retry; outlives the factory
 *
 * Returns: (transfer full): the factory
 */
GtkListItemFactory *
kit_ledger_cell_factory_new (const KitLedgerColumn *column,
                             gboolean lead,
                             gpointer user_data,
                             KitLedgerRetryFunc retry,
                             gpointer owner)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Recipe *recipe = g_new0 (Recipe, 1);

  recipe->column = *column;
  recipe->lead = lead;
  recipe->user_data = user_data;
  recipe->retry = retry;
  recipe->owner = owner;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), recipe);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  g_signal_connect_data (factory, "teardown", G_CALLBACK (teardown_cb), recipe, recipe_free, 0);
  return factory;
}
