/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-credits.h"

#include "biz-applied-payment.h"
#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizInvoiceCredits
{
  GObject parent_instance;

  GListStore *applied;     /* (owned): BizAppliedPayment */
  GListStore *outstanding; /* (owned): BizAppliedPayment */
};

G_DEFINE_FINAL_TYPE (BizInvoiceCredits, biz_invoice_credits, G_TYPE_OBJECT)

typedef struct
{
  BizMoney zero;
  BizCurrencyTable *currencies; /* (owned) */
} Decoding;

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_free (decoding);
}

static void
biz_invoice_credits_finalize (GObject *object)
{
  BizInvoiceCredits *self = BIZ_INVOICE_CREDITS (object);

  g_clear_object (&self->applied);
  g_clear_object (&self->outstanding);

  G_OBJECT_CLASS (biz_invoice_credits_parent_class)->finalize (object);
}

static void
biz_invoice_credits_class_init (BizInvoiceCreditsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_invoice_credits_finalize;
}

static void
biz_invoice_credits_init (BizInvoiceCredits *self)
{
  self->applied = g_list_store_new (BIZ_TYPE_APPLIED_PAYMENT);
  self->outstanding = g_list_store_new (BIZ_TYPE_APPLIED_PAYMENT);
}

/* A widget without content is "false"; a user without the right has no such field. */
static gboolean
read_widget (JsonObject *row,
             const char *member,
             const BizMoney *zero,
             BizCurrencyTable *currencies,
             GListStore *list,
             GError **error)
{
  JsonObject *widget;
  JsonArray *content;

  if (!json_object_has_member (row, member)
      || !JSON_NODE_HOLDS_OBJECT (json_object_get_member (row, member)))
    return TRUE;
  widget = json_object_get_object_member (row, member);
  if (!json_object_has_member (widget, "content"))
    return TRUE;
  if (!erp_json_get_array (json_object_get_member (widget, "content"), &content, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (content); i++)
    {
      g_autoptr (BizAppliedPayment) payment = NULL;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (content, i), &object, error))
        return FALSE;
      payment = biz_applied_payment_new_from_json (object, zero, currencies, error);
      if (payment == NULL)
        return FALSE;
      g_list_store_append (list, payment);
    }

  return TRUE;
}

/**
 * biz_invoice_credits_new_from_json:
 * @row: the invoice with both of its widgets
 * @zero: the invoice's currency
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): what is and what can be applied, or %NULL with ERP_ERROR_PROTOCOL
 */
BizInvoiceCredits *
biz_invoice_credits_new_from_json (JsonObject *row,
                                   const BizMoney *zero,
                                   BizCurrencyTable *currencies,
                                   GError **error)
{
  g_autoptr (BizInvoiceCredits) self = g_object_new (BIZ_TYPE_INVOICE_CREDITS, NULL);

  g_return_val_if_fail (row != NULL && zero != NULL, NULL);

  if (!read_widget (row, "invoice_payments_widget", zero, currencies, self->applied, error)
      || !read_widget (row, "invoice_outstanding_credits_debits_widget", zero, currencies,
                       self->outstanding, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  Decoding *decoding = user_data;
  JsonArray *rows;
  JsonObject *row;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The invoice is not on the server any more, or you may not see it."));
      return NULL;
    }
  if (!erp_json_get_object (json_array_get_element (rows, 0), &row, error))
    return NULL;

  return biz_invoice_credits_new_from_json (row, &decoding->zero, decoding->currencies, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer credits = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (credits != NULL)
    g_task_return_pointer (task, credits, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * biz_invoice_credits_load_async:
 * @client: who asks
 * @invoice: a posted invoice
 * @currencies: the currencies of the server
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what was and what can be applied.
 */
void
biz_invoice_credits_load_async (ErpClient *client,
                                BizInvoice *invoice,
                                BizCurrencyTable *currencies,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const char *const fields[] = { "invoice_payments_widget",
                                        "invoice_outstanding_credits_debits_widget", NULL };
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "read");
  const gint64 company = biz_invoice_get_company_id (invoice);
  Decoding *decoding = g_new0 (Decoding, 1);
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, biz_invoice_credits_load_async);
  decoding->zero = biz_invoice_get_total (invoice);
  decoding->zero.minor = 0;
  decoding->currencies = biz_currency_table_ref (currencies);
  erp_call_set_id (call, biz_invoice_get_id (invoice));
  erp_call_set_arg_strv (call, "fields", fields);
  if (company != 0)
    erp_call_set_companies (call, &company, 1);
  erp_call_set_decoder (call, decode, decoding, free_decoding, g_object_unref);
  erp_client_call_async (client, call, cancellable, loaded_cb, task);
}

/**
 * biz_invoice_credits_load_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what is and what can be applied
 */
BizInvoiceCredits *
biz_invoice_credits_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GListModel *
biz_invoice_credits_get_applied (BizInvoiceCredits *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_CREDITS (self), NULL);

  return G_LIST_MODEL (self->applied);
}

GListModel *
biz_invoice_credits_get_outstanding (BizInvoiceCredits *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_CREDITS (self), NULL);

  return G_LIST_MODEL (self->outstanding);
}
