/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-review-mark.h"

#include "biz-invoice-store-private.h"
#include "biz-review.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_invoice_store_emit_changed (g_task_get_source_object (task),
                                  *(gint64 *)g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static JsonNode *
make_values (const char *field, gboolean to_check)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *values = json_object_new ();

  json_object_set_boolean_member (values, field,
                                  g_str_equal (field, "to_check") ? to_check : !to_check);
  json_node_take_object (node, values);

  return node;
}

/**
 * biz_review_mark_async:
 * @store: writes
 * @invoice: a document
 * @to_check: whether somebody is to look at it again
 * @cancellable: (nullable): to stop
 * @callback: when it is written
 * @user_data: for @callback
 *
 * Sets or takes off the mark, one request. Fails with ERP_ERROR_VALIDATION where the server has no
 * such mark, with ERP_ERROR_ACCESS where it refuses.
 */
void
biz_review_mark_async (BizInvoiceStore *store,
                       BizInvoice *invoice,
                       gboolean to_check,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) call = NULL;
  ErpClient *client;
  const char *field;
  gint64 company;
  gint64 *id;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (store));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));

  client = biz_invoice_store_get_client (store);
  field = biz_review_get_field (erp_client_get_server_version (client));
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_review_mark_async);
  if (field == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION,
                               _ ("This server does not mark documents to be checked."));
      return;
    }
  id = g_new (gint64, 1);
  *id = biz_invoice_get_id (invoice);
  g_task_set_task_data (task, id, g_free);
  company = biz_invoice_get_company_id (invoice);
  call = erp_call_new_write ("account.move", "write");
  erp_call_set_id (call, *id);
  erp_call_take_arg (call, "vals", make_values (field, to_check));
  if (company > 0)
    erp_call_set_companies (call, &company, 1);
  erp_client_call_async (client, call, cancellable, written_cb, g_steal_pointer (&task));
}

gboolean
biz_review_mark_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_review_mark_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
