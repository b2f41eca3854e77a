/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-copy-rows.h"

#include "biz-invoice.h"
#include "biz-review.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"
#include "erp-pick.h"
#include "kit-format.h"
#include "kit-ledger-copy.h"

#include <glib/gi18n-lib.h>

#define PAGE_ROWS 500

typedef struct
{
  GtkWidget *page;                 /* (owned): with what the columns need */
  KitLedgerList *list;             /* (owned) */
  ErpClient *client;               /* (owned) */
  BizCurrencyTable *currencies;    /* (owned) */
  const KitLedgerColumn **columns; /* (owned) */
  gpointer columns_data;
  GArray *ids;         /* (owned) (nullable) */
  guint done;          /* of ids */
  GPtrArray *invoices; /* (owned): in the order of the list */
  GCancellable *cancellable;
  AdwMessageDialog *dialog; /* (owned) */
  GtkProgressBar *bar;
} Copy;

static void ask_page (Copy *copy);

static void
copy_free (Copy *copy)
{
  g_signal_handlers_disconnect_by_data (copy->dialog, copy->cancellable);
  gtk_window_destroy (GTK_WINDOW (copy->dialog));
  g_clear_object (&copy->dialog);
  g_clear_object (&copy->list);
  g_clear_object (&copy->page);
  g_clear_object (&copy->client);
  biz_currency_table_unref (copy->currencies);
  g_free (copy->columns);
  g_clear_pointer (&copy->ids, g_array_unref);
  g_ptr_array_unref (copy->invoices);
  g_clear_object (&copy->cancellable);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static GtkWidget *
create_dialog (KitLedgerList *list, const char *heading, const char *body, const char *response)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", response);

  return dialog;
}

static void
tell_failure (Copy *copy, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_present (GTK_WINDOW (
        create_dialog (copy->list, _ ("The Rows Were Not Copied"), error->message, _ ("_Close"))));
}

static void
show_progress (Copy *copy)
{
  g_autofree char *of = kit_format_count (copy->ids->len);
  g_autofree char *done = kit_format_count (copy->done);
  /* Translators: how many rows are fetched, of how many */
  g_autofree char *words = g_strdup_printf (_ ("%s of %s"), done, of);

  gtk_progress_bar_set_fraction (copy->bar, (double)copy->done / MAX (copy->ids->len, 1));
  gtk_progress_bar_set_text (copy->bar, words);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizInvoice *invoice;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      invoice = biz_invoice_new_from_json (row, user_data, error);
      if (invoice == NULL)
        return NULL;
      g_ptr_array_add (invoices, invoice);
    }

  return g_steal_pointer (&invoices);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) invoices = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (invoices == NULL)
    {
      tell_failure (copy, error);
      return;
    }
  g_ptr_array_extend_and_steal (copy->invoices, g_steal_pointer (&invoices));
  copy->done = MIN (copy->done + PAGE_ROWS, copy->ids->len);
  show_progress (copy);
  ask_page (g_steal_pointer (&copy));
}

static void
finish (Copy *copy)
{
  g_autofree char *text = kit_ledger_copy_items (copy->invoices, copy->columns, copy->columns_data);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (copy->list)), text);
}

/* Takes @copy. */
static void
ask_page (Copy *copy)
{
  guint n = MIN (PAGE_ROWS, copy->ids->len - copy->done);
  g_autoptr (ErpCall) call = NULL;

  if (n == 0)
    {
      finish (copy);
      copy_free (copy);
      return;
    }
  call = erp_call_new_read ("account.move", "web_read");
  erp_call_set_ids (call, &g_array_index (copy->ids, gint64, copy->done), n);
  erp_call_set_arg_json (
      call, "specification",
      biz_review_get_specification (biz_invoice_get_row_specification (),
                                    erp_client_get_server_version (copy->client)));
  erp_call_set_decoder (call, decode, biz_currency_table_ref (copy->currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (copy->client, call, copy->cancellable, page_cb, copy);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  g_autoptr (GError) error = NULL;

  copy->ids = erp_pick_resolve_finish (ERP_PICK (source), result, &error);
  if (copy->ids == NULL)
    tell_failure (copy, error);
  else
    ask_page (g_steal_pointer (&copy));
}

static gint64
get_invoice_id (gpointer item)
{
  return biz_invoice_get_id (item);
}

/* FALSE where it is more than is copied at once. */
static gboolean
pick_selection (ErpPick *pick, KitLedgerList *list)
{
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (list);
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_is_all_selected (list))
    return erp_pick_add_all (pick);
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return TRUE;
  do
    if (!erp_pick_add (pick, position))
      return FALSE;
  while (gtk_bitset_iter_next (&iter, &position));

  return TRUE;
}

static void
refuse (KitLedgerList *list)
{
  g_autofree char *most = kit_format_count (KIT_LEDGER_COPY_MAX);
  /* Translators: a number. */
  g_autofree char *body = g_strdup_printf (
      _ ("At most %s rows are copied at once. Select fewer, or export the list to a file."), most);

  gtk_window_present (
      GTK_WINDOW (create_dialog (list, _ ("Too Many Rows to Copy"), body, _ ("_Close"))));
}

static Copy *
copy_new (KitLedgerList *list)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->list = g_object_ref (list);
  copy->columns = kit_ledger_list_get_visible_columns (list);
  copy->invoices = g_ptr_array_new_with_free_func (g_object_unref);
  copy->cancellable = g_cancellable_new ();
  copy->dialog = ADW_MESSAGE_DIALOG (
      g_object_ref_sink (create_dialog (list, _ ("Copying…"), NULL, _ ("_Cancel"))));
  copy->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (copy->bar, TRUE);
  gtk_progress_bar_set_text (copy->bar, _ ("Asking which…"));
  adw_message_dialog_set_extra_child (copy->dialog, GTK_WIDGET (copy->bar));
  g_signal_connect_object (copy->dialog, "response", G_CALLBACK (g_cancellable_cancel),
                           copy->cancellable, G_CONNECT_SWAPPED);

  return copy;
}

void
page_copy_rows_run (GtkWidget *page,
                    KitLedgerList *list,
                    ErpPaged *rows,
                    ErpClient *client,
                    BizCurrencyTable *currencies,
                    gpointer columns_data)
{
  g_autoptr (ErpPick) pick = NULL;
  Copy *copy;

  g_return_if_fail (KIT_IS_LEDGER_LIST (list) && ERP_IS_PAGED (rows));

  pick = erp_pick_new (client, rows, get_invoice_id, KIT_LEDGER_COPY_MAX);
  if (!pick_selection (pick, list))
    {
      refuse (list);
      return;
    }
  if (erp_pick_get_size (pick) == 0)
    return;
  copy = copy_new (list);
  copy->page = g_object_ref (page);
  copy->client = g_object_ref (client);
  copy->currencies = biz_currency_table_ref (currencies);
  copy->columns_data = columns_data;
  gtk_window_present (GTK_WINDOW (copy->dialog));
  erp_pick_resolve_async (pick, copy->cancellable, picked_cb, copy);
}
