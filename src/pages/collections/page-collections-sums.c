/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collections-private.h"

#include "erp-row.h"
#include "page-collect-columns.h"
#include "page-record-print.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* What the list comes to: below it, and on paper. */

/* (transfer container): of the selection, or of everything shown where less than two are */
static GPtrArray *
list_summed (PageCollections *self)
{
  g_autoptr (GtkBitset) selection = kit_ledger_list_get_selection (self->list);
  GPtrArray *customers = g_ptr_array_new ();
  GPtrArray *all = erp_local_list_get_records (self->rows);
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_get_n_selected (self->list) > 1
      && !kit_ledger_list_is_all_selected (self->list)
      && gtk_bitset_iter_init_first (&iter, selection, &position))
    do
      {
        g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
        gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

        if (item != NULL && BIZ_IS_COLLECT_CUSTOMER (item))
          g_ptr_array_add (customers, item);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  else
    for (guint i = 0; all != NULL && i < all->len; i++)
      g_ptr_array_add (customers, g_ptr_array_index (all, i));

  return customers;
}

void
page_collections_update_summary (PageCollections *self)
{
  g_autoptr (GPtrArray) customers = list_summed (self);
  g_autoptr (GArray) sums = biz_collect_sum (customers);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      const BizCollectSum *sum = &g_array_index (sums, BizCollectSum, i);
      g_autofree char *ask = page_text_format_amount (&sum->chaseable);
      g_autofree char *overdue = page_text_format_amount (&sum->overdue);
      /* Translators: two amounts of money. */
      g_autofree char *words = g_strdup_printf (_ ("%s to ask for, %s overdue"), ask, overdue);

      g_string_append_printf (text, "%s%s", i > 0 ? "   " : "", words);
    }
  kit_ledger_list_set_summary (self->list, text->str);
}

/* The whole list answers to the ageing; a part of it to nothing. */
void
page_collections_update_bridge (PageCollections *self)
{
  GPtrArray *shown = erp_local_list_get_records (self->rows);
  g_autofree char *text = NULL;

  if (self->book != NULL && !biz_collect_book_is_cut (self->book) && shown != NULL
      && shown->len == biz_collect_book_get_customers (self->book)->len)
    text = biz_collect_describe_bridge (shown, biz_collect_book_get_others (self->book));
  gtk_label_set_text (self->bridge_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->bridge_label), text != NULL && *text != '\0');
}

void
page_collections_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);
  GPtrArray *records = erp_local_list_get_records (self->rows);
  g_autoptr (GArray) sums = NULL;
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  g_autofree char *filter = NULL;
  g_autofree char *count = NULL;

  if (records == NULL || records->len == 0)
    return;
  filter = page_list_frame_dup_words (self->frame, NULL);
  count = page_collect_columns_count (records->len, TRUE, NULL);
  sums = biz_collect_sum (records);
  for (guint i = 0; i < sums->len; i++)
    g_array_append_val (asked, g_array_index (sums, BizCollectSum, i).chaseable);

  const PageRecordPaper paper = { _ ("Collections"), filter, count, _ ("To Ask For"), asked };

  page_record_print_run (widget, self->session, self->list, NULL, records, &paper);
}
