/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collect-items.h"

#include "kit-format.h"
#include "page-grid.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageCollectItems
{
  AdwBin parent_instance;

  GtkGrid *grid;
  GtkLabel *sum_label;

  BizCollectCustomer *customer; /* (owned) (nullable) */
  GHashTable *ticked;           /* (owned): ids of items */
  gboolean narrow;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageCollectItems, page_collect_items, ADW_TYPE_BIN)

enum
{
  CHANGED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  COLUMN_TICK,
  COLUMN_DOCUMENT,
  COLUMN_DUE,
  COLUMN_DAYS,
  COLUMN_STATE,
  COLUMN_OPEN,
};

static void
add_sum (GString *text, const BizMoney *sum)
{
  g_autofree char *amount = page_text_format_amount (sum);

  g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", amount);
}

/* By the currency of the documents: what the customer would pay. */
static void
update_sum (PageCollectItems *self)
{
  GArray *items = biz_collect_customer_get_items (self->customer);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_hash_table_size (self->ticked);
  g_autofree char *words = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (items, BizCollectItem, i).item;
      guint j = 0;

      if (n > 0 && !g_hash_table_contains (self->ticked, &item->id))
        continue;
      while (j < sums->len
             && !g_str_equal (g_array_index (sums, BizMoney, j).currency,
                              item->open_document.currency))
        j++;
      if (j == sums->len)
        g_array_append_val (sums, item->open_document);
      else
        g_array_index (sums, BizMoney, j).minor += item->open_document.minor;
    }
  for (guint i = 0; i < sums->len; i++)
    add_sum (text, &g_array_index (sums, BizMoney, i));
  words = n > 0 ? g_strdup_printf (ngettext ("%u chosen: %s", "%u chosen: %s", n), n, text->str)
                /* Translators: an amount of money. */
                : g_strdup_printf (_ ("All: %s"), text->str);
  gtk_label_set_text (self->sum_label, words);
}

static void
toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  PageCollectItems *self = user_data;
  gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  if (self->filling)
    return;
  if (gtk_check_button_get_active (button))
    g_hash_table_add (self->ticked, g_memdup2 (id, sizeof *id));
  else
    g_hash_table_remove (self->ticked, id);
  update_sum (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
open_clicked_cb (GtkButton *button, gpointer user_data)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  g_signal_emit (user_data, signals[OPEN_REQUESTED], 0, "account.move", *id);
}

static char *
describe_state (const BizCollectItem *item)
{
  if (item->item.open.minor <= 0)
    return g_strdup (_ ("Credit"));
  if (item->disputed)
    return g_strdup (_ ("Disputed"));
  if (item->promised >= item->item.open.minor)
    return g_strdup (C_ ("promise", "Promised"));
  if (item->promised > 0)
    return g_strdup (C_ ("promise", "In part"));

  return NULL;
}

static GtkWidget *
new_link (PageCollectItems *self, const BizAgeingItem *item)
{
  GtkWidget *button =
      gtk_button_new_with_label (item->document != NULL ? item->document : _ ("Entry"));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_widget_add_css_class (button, "link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), self->narrow ? 6 : 13);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&item->move_id, sizeof (gint64)),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_clicked_cb), self);

  return button;
}

static void
add_tick (PageCollectItems *self, const BizAgeingItem *item, int row)
{
  GtkWidget *tick = gtk_check_button_new ();
  /* Translators: the number of a document. */
  g_autofree char *name = g_strdup_printf (_ ("Choose %s"), item->document);

  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (tick), "id", g_memdup2 (&item->id, sizeof (gint64)), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick),
                               g_hash_table_contains (self->ticked, &item->id));
  g_signal_connect (tick, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_grid_attach (self->grid, tick, COLUMN_TICK, row, 1, 1);
}

/* In the middle of its row: ticks and links are higher than text. */
static void
add_number (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  gtk_widget_set_valign (page_grid_add_number (grid, column, row, text, css_class),
                         GTK_ALIGN_CENTER);
}

static void
add_item (PageCollectItems *self, const BizCollectItem *item, int row)
{
  const GDate *day = g_date_valid (&item->item.due) ? &item->item.due : &item->item.date;
  g_autofree char *due = kit_format_date (day);
  g_autofree char *days = item->days > 0 ? kit_format_count ((guint64)item->days) : g_strdup ("");
  g_autofree char *state = describe_state (item);
  g_autofree char *amount = page_text_format_amount (&item->item.open_document);

  add_tick (self, &item->item, row);
  gtk_grid_attach (self->grid, new_link (self, &item->item), COLUMN_DOCUMENT, row, 1, 1);
  if (!self->narrow)
    add_number (self->grid, COLUMN_DUE, row, due, NULL);
  add_number (self->grid, COLUMN_DAYS, row, days, item->days > 0 ? "tone-bad" : NULL);
  if (state != NULL)
    gtk_widget_set_valign (page_grid_add_text (self->grid, COLUMN_STATE, row, 1, state,
                                               item->disputed ? "tone-warning" : "dim-label"),
                           GTK_ALIGN_CENTER);
  add_number (self->grid, COLUMN_OPEN, row, amount, NULL);
}

static void
fill (PageCollectItems *self)
{
  GArray *items;

  page_grid_clear (self->grid);
  if (self->customer == NULL)
    return;
  items = biz_collect_customer_get_items (self->customer);
  self->filling = TRUE;
  page_grid_add_text (self->grid, COLUMN_DOCUMENT, 0, 1, _ ("Document"), "heading-line");
  if (!self->narrow)
    page_grid_add_number (self->grid, COLUMN_DUE, 0, _ ("Due"), "heading-line");
  page_grid_add_number (self->grid, COLUMN_DAYS, 0, _ ("Days"), "heading-line");
  page_grid_add_number (self->grid, COLUMN_OPEN, 0, _ ("Open"), "heading-line");
  for (guint i = 0; i < items->len && i < PAGE_COLLECT_ITEMS_MAX; i++)
    add_item (self, &g_array_index (items, BizCollectItem, i), (int)i + 1);
  if (items->len > PAGE_COLLECT_ITEMS_MAX)
    {
      g_autofree char *more = g_strdup_printf (_ ("%u more are in Open Items"),
                                               (guint)items->len - PAGE_COLLECT_ITEMS_MAX);

      page_grid_add_prose (self->grid, COLUMN_DOCUMENT, PAGE_COLLECT_ITEMS_MAX + 1, 5, more,
                           "dim-label");
    }
  self->filling = FALSE;
  update_sum (self);
}

static void
page_collect_items_dispose (GObject *object)
{
  PageCollectItems *self = PAGE_COLLECT_ITEMS (object);

  g_clear_object (&self->customer);
  g_clear_pointer (&self->ticked, g_hash_table_unref);
  G_OBJECT_CLASS (page_collect_items_parent_class)->dispose (object);
}

static void
page_collect_items_class_init (PageCollectItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_collect_items_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
page_collect_items_init (PageCollectItems *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->ticked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "lines");
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "record-links");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open items"), -1);
  self->sum_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sum_label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->sum_label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->sum_label), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sum_label));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
page_collect_items_new (void)
{
  return g_object_new (PAGE_TYPE_COLLECT_ITEMS, NULL);
}

/**
 * page_collect_items_show:
 * @self: the list
 * @customer: whose items
 *
 * What is ticked of the same customer stays ticked while it is open.
 */
void
page_collect_items_show (PageCollectItems *self, BizCollectCustomer *customer)
{
  g_return_if_fail (PAGE_IS_COLLECT_ITEMS (self));
  g_return_if_fail (BIZ_IS_COLLECT_CUSTOMER (customer));

  if (self->customer == NULL
      || biz_collect_customer_get_facts (self->customer)->id
             != biz_collect_customer_get_facts (customer)->id)
    g_hash_table_remove_all (self->ticked);
  g_set_object (&self->customer, customer);
  fill (self);
}

void
page_collect_items_set_narrow (PageCollectItems *self, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_COLLECT_ITEMS (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  fill (self);
}

GArray *
page_collect_items_get_ticked (PageCollectItems *self)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *items;

  g_return_val_if_fail (PAGE_IS_COLLECT_ITEMS (self), moves);

  items = self->customer != NULL ? biz_collect_customer_get_items (self->customer) : NULL;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      BizAgeingItem *item = &g_array_index (items, BizCollectItem, i).item;

      if (g_hash_table_contains (self->ticked, &item->id)
          && g_hash_table_add (seen, &item->move_id))
        g_array_append_val (moves, item->move_id);
    }

  return moves;
}
