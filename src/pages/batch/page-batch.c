/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-batch.h"

#include "biz-batch-post.h"
#include "erp-client.h"
#include "erp-row.h"
#include "erp-session.h"
#include "page-batch-dialog.h"

#include <glib/gi18n-lib.h>

static BizInvoice *
get_invoice (GListModel *rows, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (rows, position);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  /* the slot keeps it */
  return item != NULL && BIZ_IS_INVOICE (item) ? item : NULL;
}

GArray *
page_batch_list_ids (KitLedgerList *list)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selection = NULL;
  GListModel *rows;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (KIT_IS_LEDGER_LIST (list), NULL);

  if (kit_ledger_list_is_all_selected (list)
      || kit_ledger_list_get_n_selected (list) > BIZ_BATCH_MAX)
    return NULL;
  selection = kit_ledger_list_get_selection (list);
  rows = kit_ledger_list_get_model (list);
  if (gtk_bitset_iter_init_first (&iter, selection, &position))
    do
      {
        BizInvoice *invoice = get_invoice (rows, position);
        const gint64 id = invoice != NULL ? biz_invoice_get_id (invoice) : 0;

        if (id != 0)
          g_array_append_val (ids, id);
      }
    while (gtk_bitset_iter_next (&iter, &position));

  return g_steal_pointer (&ids);
}

static gboolean
has_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

void
page_batch_select_ids (KitLedgerList *list, GArray *ids)
{
  GtkSelectionModel *selection;
  g_autoptr (GtkBitset) found = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  GListModel *rows;
  guint n;

  g_return_if_fail (KIT_IS_LEDGER_LIST (list) && ids != NULL);

  rows = kit_ledger_list_get_model (list);
  n = g_list_model_get_n_items (rows);
  for (guint i = 0; i < n && gtk_bitset_get_size (found) < ids->len; i++)
    {
      BizInvoice *invoice = get_invoice (rows, i);

      if (invoice != NULL && has_id (ids, biz_invoice_get_id (invoice)))
        gtk_bitset_add (found, i);
    }
  selection = gtk_column_view_get_model (kit_ledger_list_get_view (list));
  mask = gtk_bitset_new_range (0, n);
  gtk_selection_model_set_selection (selection, found, mask);
}

static void
refuse (GtkWidget *over)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: a number. */
      _ ("At most %d documents are posted at once. Select fewer."), BIZ_BATCH_MAX);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (over)),
                                              _ ("Too Many Documents"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWindow *
page_batch_present_selection (GtkWidget *over,
                              ErpSession *session,
                              BizInvoiceStore *store,
                              KitLedgerList *list)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (BizInvoiceStore) own = NULL;
  GtkWindow *dialog;

  g_return_val_if_fail (KIT_IS_LEDGER_LIST (list), NULL);

  ids = page_batch_list_ids (list);
  if (ids == NULL)
    {
      refuse (over);
      return NULL;
    }
  if (ids->len == 0)
    return NULL;
  /* A store of its own: the list behind is asked anew once, at the end, and not at each step. */
  own = biz_invoice_store_new (erp_session_get_client (session), erp_session_get_journal (session),
                               biz_invoice_store_get_currencies (store));
  dialog = page_batch_dialog_new (session, own, (const gint64 *)(void *)ids->data, ids->len);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (over)));
  gtk_window_present (dialog);

  return dialog;
}
