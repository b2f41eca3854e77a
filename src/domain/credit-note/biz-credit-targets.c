/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-targets.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

/* More are not chosen from by hand. */
#define MAX_TARGETS 80

typedef struct
{
  BizCurrencyTable *currencies; /* (owned) */
  BizInvoice *invoice;          /* (owned) */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  biz_currency_table_unref (asking->currencies);
  g_clear_object (&asking->invoice);
  g_free (asking);
}

static GListStore *
read_invoices (JsonNode *answer, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (GListStore) store = g_list_store_new (BIZ_TYPE_INVOICE);
  JsonObject *object = NULL;
  JsonArray *records = NULL;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &records, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autoptr (BizInvoice) invoice = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return NULL;
      invoice = biz_invoice_new_from_json (row, currencies, error);
      if (invoice == NULL)
        return NULL;
      g_list_store_append (store, invoice);
    }

  return g_steal_pointer (&store);
}

static void
invoices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GListStore) store = NULL;

  if (answer != NULL)
    store = read_invoices (answer, asking->currencies, &error);
  if (store != NULL)
    g_task_return_pointer (task, g_steal_pointer (&store), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static ErpCall *
make_call (BizInvoice *invoice, gint64 customer)
{
  ErpCall *call = erp_call_new_read ("account.move", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const gint64 company = biz_invoice_get_company_id (invoice);

  erp_domain_add_string (domain, "move_type", "=", "out_invoice");
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_int (domain, "amount_residual", "!=", 0);
  erp_domain_add_int (domain, "commercial_partner_id", "=", customer);
  erp_domain_add_int (domain, "company_id", "=", company);
  erp_domain_add_int (domain, "currency_id", "=", biz_invoice_get_currency_id (invoice));
  erp_domain_add_int (domain, "id", "!=", biz_invoice_get_id (invoice));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", biz_invoice_get_row_specification ());
  erp_call_set_arg_string (call, "order", "invoice_date_due, id");
  erp_call_set_arg_int (call, "limit", MAX_TARGETS);
  if (company != 0)
    erp_call_set_companies (call, &company, 1);

  return call;
}

static void
customer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpCall) call = NULL;
  JsonArray *rows = NULL;
  JsonObject *row = NULL;
  gint64 customer = 0;

  if (answer == NULL || !erp_json_get_array (answer, &rows, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (json_array_get_length (rows) > 0
      && erp_json_get_object (json_array_get_element (rows, 0), &row, NULL))
    erp_json_get_many2one (row, "commercial_partner_id", &customer, NULL, NULL);
  call = make_call (asking->invoice,
                    customer != 0 ? customer : biz_invoice_get_partner_id (asking->invoice));
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), invoices_cb,
                         g_object_ref (task));
}

/**
 * biz_credit_targets_load_async:
 * @client: who asks
 * @currencies: the currencies of the server
 * @invoice: what is credited
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Two short reads: debts are the company's of the contact, then its open invoices.
 */
void
biz_credit_targets_load_async (ErpClient *client,
                               BizCurrencyTable *currencies,
                               BizInvoice *invoice,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  static const char *const fields[] = { "commercial_partner_id", NULL };
  g_autoptr (ErpCall) call = NULL;
  Asking *asking;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client) && currencies != NULL);
  g_return_if_fail (BIZ_IS_INVOICE (invoice));

  asking = g_new0 (Asking, 1);
  asking->currencies = biz_currency_table_ref (currencies);
  asking->invoice = g_object_ref (invoice);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_credit_targets_load_async);
  g_task_set_task_data (task, asking, free_asking);
  call = erp_call_new_read ("res.partner", "read");
  erp_call_set_id (call, biz_invoice_get_partner_id (invoice));
  erp_call_set_arg_strv (call, "fields", fields);
  erp_client_call_async (client, call, cancellable, customer_cb, task);
}

GListModel *
biz_credit_targets_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
biz_credit_targets_spread (
    gint64 credit, const gint64 *open, const gboolean *chosen, gsize n, gint64 *applied)
{
  gint64 left = MAX (credit, 0);

  g_return_val_if_fail (n == 0 || (open != NULL && chosen != NULL && applied != NULL), left);

  for (gsize i = 0; i < n; i++)
    {
      applied[i] = chosen[i] ? CLAMP (open[i], 0, left) : 0;
      left -= applied[i];
    }

  return left;
}
