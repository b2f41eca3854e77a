/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-choices.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"

/* More than a drop-down can be looked through; the rest is found in the ERP. */
#define MAX_CHOICES 1000

static const struct
{
  const char *model;
  const char *domain;
  const char *order;
} kinds[] = {
  [BIZ_CHOICES_SALES_TAXES] = { "account.tax", "[[\"type_tax_use\",\"=\",\"sale\"]]",
                                "sequence, id" },
  [BIZ_CHOICES_ACCOUNTS] = { "account.account",
                             "[[\"account_type\",\"not in\",[\"asset_receivable\","
                             "\"liability_payable\",\"off_balance\"]]]",
                             "code" },
  [BIZ_CHOICES_TERMS] = { "account.payment.term", "[]", "sequence, id" },
};

static void
free_list (gpointer list)
{
  g_clear_object (&list);
}

static gpointer
decode (JsonNode *answer, gpointer user_data, GError **error)
{
  g_autoptr (GListStore) choices = g_list_store_new (BIZ_TYPE_CHOICE);
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizChoice) choice = NULL;
      JsonObject *row;
      const char *name;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "display_name", &name, error))
        return NULL;
      choice = biz_choice_new (id, name != NULL ? name : "", NULL);
      g_list_store_append (choices, choice);
    }

  return g_steal_pointer (&choices);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer list = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * biz_choices_load_async:
 * @client: who asks
 * @kind: which list
 * @company_id: whose records
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads a short list of records to choose from.
 */
void
biz_choices_load_async (ErpClient *client,
                        BizChoicesKind kind,
                        gint64 company_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  static const char *const fields[] = { "display_name", NULL };
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client));

  call = erp_call_new_read (kinds[kind].model, "search_read");
  erp_call_set_arg_json (call, "domain", kinds[kind].domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_CHOICES);
  erp_call_set_arg_string (call, "order", kinds[kind].order);
  if (company_id != 0)
    erp_call_set_companies (call, &company_id, 1);
  erp_call_set_decoder (call, decode, NULL, NULL, free_list);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_choices_load_async);
  erp_client_call_async (client, call, cancellable, answered_cb, task);
}

/**
 * biz_choices_load_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the records
 */
GListModel *
biz_choices_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
