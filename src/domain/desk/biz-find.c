/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-find.h"

#include "biz-currency-table.h"
#include "biz-invoice-filter.h"
#include "biz-invoice-listing.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) invoices = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *answer;
  JsonNode *node;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error))
    return NULL;
  node = json_object_get_member (answer, "records");
  if (!erp_json_get_array (node != NULL ? node : result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizInvoice *invoice;

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
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *invoices = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (invoices == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, invoices, (GDestroyNotify)g_ptr_array_unref);
}

/**
 * biz_find_async:
 * @client: who asks
 * @currencies: the currencies of the server
 * @text: what was typed
 * @today: the day in the company's zone
 * @cancellable: (nullable): a cancellable: what is typed next makes this search useless
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 *
 * Text that the filter does not understand finds nothing; it is no error, the person is typing.
 */
void
biz_find_async (ErpClient *client,
                BizCurrencyTable *currencies,
                const char *text,
                const GDate *today,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (BizFilter) filter = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *order = biz_invoice_sort_to_order (BIZ_INVOICE_SORT_DATE, TRUE);

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (currencies != NULL && text != NULL && today != NULL);

  g_task_set_source_tag (task, biz_find_async);
  filter = biz_invoice_filter_parse (text, today, NULL);
  if (filter == NULL)
    {
      g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref),
                             (GDestroyNotify)g_ptr_array_unref);
      return;
    }
  domain = biz_filter_to_domain (filter);
  call = erp_call_new_read ("account.move", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", biz_invoice_get_row_specification ());
  erp_call_set_arg_string (call, "order", order);
  erp_call_set_arg_int (call, "limit", BIZ_FIND_LIMIT);
  /* Nobody asks how many there are. */
  erp_call_set_arg_int (call, "count_limit", BIZ_FIND_LIMIT);
  erp_call_set_decoder (call, decode, biz_currency_table_ref (currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (client, call, cancellable, found_cb, g_object_ref (task));
}

/**
 * biz_find_finish:
 * @client: who asked
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR
 *
 * Returns: (transfer full) (element-type BizInvoice): at most %BIZ_FIND_LIMIT invoices
 */
GPtrArray *
biz_find_finish (ErpClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
