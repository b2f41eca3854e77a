/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-papers.h"

#include "erp-row.h"
#include "erp-session.h"
#include "page-paper-window.h"

#include <glib/gi18n-lib.h>

/* The ids of what is selected; rows that are groups, or not there, are not counted. */
static GArray *
list_ids (KitLedgerList *list, GListModel *rows)
{
  g_autoptr (GtkBitset) selection = kit_ledger_list_get_selection (list);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  if (!gtk_bitset_iter_init_first (&iter, selection, &position))
    return ids;
  do
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, position);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && BIZ_IS_INVOICE (item))
        {
          const gint64 id = biz_invoice_get_id (item);

          g_array_append_val (ids, id);
        }
    }
  while (ids->len <= PAGE_PAPERS_MAX && gtk_bitset_iter_next (&iter, &position));

  return ids;
}

static void
refuse (GtkWidget *over)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: a number. */
      _ ("At most %d documents are printed, saved or sent at once. Select fewer."),
      PAGE_PAPERS_MAX);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (over)),
                                              _ ("Too Many Documents"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * page_papers_present_selection:
 * @over: a widget of the page
 * @session: who is signed in
 * @store: of the page
 * @list: the list
 * @rows: its rows
 *
 * Shows what is selected on paper.
 */
void
page_papers_present_selection (GtkWidget *over,
                               ErpSession *session,
                               BizInvoiceStore *store,
                               KitLedgerList *list,
                               GListModel *rows)
{
  g_autoptr (GArray) ids = NULL;
  GtkWindow *window;

  g_return_if_fail (KIT_IS_LEDGER_LIST (list));

  ids = list_ids (list, rows);
  if (kit_ledger_list_is_all_selected (list) || ids->len > PAGE_PAPERS_MAX)
    {
      refuse (over);
      return;
    }
  if (ids->len == 0)
    return;
  window = page_paper_window_new (erp_session_get_client (session),
                                  biz_invoice_store_get_currencies (store),
                                  erp_session_get_journal (session),
                                  (const gint64 *)(void *)ids->data, ids->len);
  gtk_window_set_transient_for (window, GTK_WINDOW (gtk_widget_get_root (over)));
  gtk_window_present (window);
}
