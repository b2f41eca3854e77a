/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-parts.h"

#include "kit-format.h"
#include "kit-money-entry.h"
#include "page-grid.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageReconcileParts
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkGrid *items;
  GtkGrid *totals;
  GtkLabel *fault_label;

  BizBenchLine *line; /* (owned) (nullable) */
  GPtrArray *entries; /* (owned) (element-type KitMoneyEntry): of the parts, in the grid */
  char *shown;        /* (owned) (nullable): which items have a row */
  gboolean filling;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PageReconcileParts, page_reconcile_parts, ADW_TYPE_BIN)

static const char POSITION_KEY[] = "position";

static void
amount_changed_cb (PageReconcileParts *self, KitMoneyEntry *entry)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), POSITION_KEY));
  BizMoney amount;

  if (self->filling || self->line == NULL || !kit_money_entry_get_value (entry, &amount)
      || position >= biz_bench_line_get_n_parts (self->line))
    return;
  biz_bench_line_set_part_amount (self->line, position, &amount);
}

static void
add_link (PageReconcileParts *self, int row, const BizOpenItem *open)
{
  GtkWidget *button =
      gtk_button_new_with_label (open->item.number != NULL ? open->item.number : "–");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reconcile.open-document");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", open->move_id);
  gtk_widget_set_tooltip_text (button, _ ("Open the Document (O)"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link");
  gtk_grid_attach (self->items, button, 0, row, 1, 1);
}

static void
add_remove (PageReconcileParts *self, int column, int row, gint64 item, const char *number)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *name =
      g_strdup_printf (_ ("Take %s out"), number != NULL ? number : _ ("the item"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reconcile.toggle-item");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", item);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_grid_attach (self->items, button, column, row, 1, 1);
}

static void
add_entry (PageReconcileParts *self, int column, int row, guint position, const char *number)
{
  const BizMatchPart *part = biz_bench_line_get_part (self->line, position);
  GtkWidget *entry = kit_money_entry_new ();
  g_autofree char *name = g_strdup_printf (_ ("Amount for %s"), number != NULL ? number : "–");

  g_object_set_data (G_OBJECT (entry), POSITION_KEY, GUINT_TO_POINTER (position));
  kit_money_entry_set_currency (KIT_MONEY_ENTRY (entry), part->amount.currency,
                                part->amount.digits);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (entry), name);
  gtk_editable_set_width_chars (
      GTK_EDITABLE (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (entry))), 11);
  gtk_widget_set_halign (entry, GTK_ALIGN_END);
  g_signal_connect_object (entry, "changed", G_CALLBACK (amount_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_attach (self->items, entry, column, row, 1, 1);
  g_ptr_array_add (self->entries, entry);
}

static void
add_part (PageReconcileParts *self, int row, guint position)
{
  const BizMatchPart *part = biz_bench_line_get_part (self->line, position);
  const BizOpenItem *open =
      biz_match_desk_find_item (biz_bench_line_get_desk (self->line), part->item_id);
  g_autofree char *due = NULL;
  g_autofree char *details = NULL;
  GtkWidget *label;

  if (open == NULL)
    return;
  due = g_date_valid (&open->item.due) ? kit_format_date (&open->item.due) : g_strdup ("–");
  details = g_strdup_printf ("%s · %s", open->partner != NULL ? open->partner : "–", due);
  add_link (self, row, open);
  label = page_grid_add_money (self->items, 1, row, &open->item.residual, NULL);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  add_entry (self, 2, row, position, open->item.number);
  add_remove (self, 3, row, part->item_id, open->item.number);
  label = page_grid_add_text (self->items, 0, row + 1, 4, details, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 9);
}

/* The items that have rows, so that rows stay while amounts change. */
static char *
name_items (PageReconcileParts *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%p %" G_GINT64_FORMAT, (gpointer)self->line,
                          biz_bench_line_get_account_id (self->line));
  for (guint i = 0; i < biz_bench_line_get_n_parts (self->line); i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT,
                            biz_bench_line_get_part (self->line, i)->item_id);

  return g_string_free (text, FALSE);
}

static void
lay_out (PageReconcileParts *self)
{
  const gint64 account = biz_bench_line_get_account_id (self->line);
  const char *name = biz_bench_line_get_account_name (self->line);
  const guint n = biz_bench_line_get_n_parts (self->line);

  g_ptr_array_set_size (self->entries, 0);
  page_grid_clear (self->items);
  if (account != 0)
    page_grid_add_prose (self->items, 0, 0, 4, name != NULL ? name : _ ("An account"), "heading");
  else if (n == 0)
    page_grid_add_prose (self->items, 0, 0, 4,
                         _ ("Nothing is proposed. Find what it pays, or write it off."),
                         "dim-label");
  if (n == 0)
    return;
  page_grid_add_text (self->items, 0, 0, 1, _ ("Item"), "dim-label");
  page_grid_add_number (self->items, 1, 0, _ ("Open"), "dim-label");
  page_grid_add_number (self->items, 2, 0, _ ("Gets"), "dim-label");
  for (guint i = 0; i < n; i++)
    add_part (self, (int)i * 2 + 1, i);
}

/* The entry that somebody types in keeps its text. */
static void
fill_amounts (PageReconcileParts *self)
{
  const gboolean open = biz_bench_line_get_state (self->line) == BIZ_BENCH_LINE_OPEN;

  self->filling = TRUE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      KitMoneyEntry *entry = g_ptr_array_index (self->entries, i);
      const BizMatchPart *part = biz_bench_line_get_part (self->line, i);
      BizMoney shown;

      if (!kit_money_entry_get_value (entry, &shown) || !biz_money_equal (&shown, &part->amount))
        kit_money_entry_set_value (entry, &part->amount);
      gtk_widget_set_sensitive (GTK_WIDGET (entry), open);
    }
  self->filling = FALSE;
}

static void
add_total (PageReconcileParts *self,
           int *row,
           const char *name,
           const BizMoney *money,
           const char *css_class)
{
  g_autofree char *text = page_text_format_amount (money);
  GtkWidget *label = page_grid_add_prose (self->totals, 0, *row, 1, name, css_class);

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  page_grid_add_number (self->totals, 1, *row, text, css_class);
  (*row)++;
}

static void
fill_totals (PageReconcileParts *self)
{
  const BizMoney *amount = biz_bench_line_get_amount (self->line);
  BizMoney rest = biz_bench_line_get_rest (self->line);
  BizMoney off = biz_bench_line_get_writeoff (self->line);
  const char *account = biz_bench_line_get_writeoff_account_name (self->line);
  g_autofree char *words = NULL;
  BizMoney given;
  int row = 0;

  page_grid_clear (self->totals);
  add_total (self, &row, _ ("Bank line"), amount, NULL);
  if (biz_money_subtract (amount, &rest, &given, NULL))
    add_total (self, &row, _ ("Given to the above"), &given, NULL);
  if (off.minor != 0)
    {
      words = account != NULL ? g_strdup_printf (_ ("Written off on %s"), account)
                              : g_strdup (_ ("Written off, account not chosen yet"));
      add_total (self, &row, words, &off, NULL);
    }
  add_total (self, &row, _ ("Left over"), &rest, rest.minor != 0 ? "warning" : "dim-label");
}

static void
fill_fault (PageReconcileParts *self)
{
  g_autoptr (GError) error = NULL;
  const gboolean open = biz_bench_line_get_state (self->line) == BIZ_BENCH_LINE_OPEN;
  const gboolean good = !open || biz_bench_line_check (self->line, &error);

  gtk_label_set_text (self->fault_label, good ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), !good);
}

static void
page_reconcile_parts_dispose (GObject *object)
{
  PageReconcileParts *self = PAGE_RECONCILE_PARTS (object);

  g_clear_object (&self->line);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (page_reconcile_parts_parent_class)->dispose (object);
}

static void
page_reconcile_parts_class_init (PageReconcilePartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_reconcile_parts_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reconcile-parts.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReconcileParts, box);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileParts, items);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileParts, totals);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileParts, fault_label);
}

static void
page_reconcile_parts_init (PageReconcileParts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_ptr_array_new ();
}

/**
 * page_reconcile_parts_show:
 * @self: the table
 * @line: the line; shown as it stands
 */
void
page_reconcile_parts_show (PageReconcileParts *self, BizBenchLine *line)
{
  g_autofree char *items = NULL;

  g_return_if_fail (PAGE_IS_RECONCILE_PARTS (self));
  g_return_if_fail (BIZ_IS_BENCH_LINE (line));

  g_set_object (&self->line, line);
  items = name_items (self);
  if (g_strcmp0 (items, self->shown) != 0)
    {
      lay_out (self);
      g_free (self->shown);
      self->shown = g_steal_pointer (&items);
    }
  fill_amounts (self);
  fill_totals (self);
  fill_fault (self);
}

void
page_reconcile_parts_set_narrow (PageReconcileParts *self, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_RECONCILE_PARTS (self));

  self->narrow = narrow;
  gtk_grid_set_column_spacing (self->items, narrow ? 3 : 9);
}

gboolean
page_reconcile_parts_edit (PageReconcileParts *self)
{
  g_return_val_if_fail (PAGE_IS_RECONCILE_PARTS (self), FALSE);

  return self->entries->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->entries, 0));
}
