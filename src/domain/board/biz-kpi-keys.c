/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-keys.h"

#include "biz-choice.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define LIMIT 1000

static const struct
{
  const char *label;
  const char *model;
  const char *asks_model; /* (nullable): whose field says that there is such a thing */
  const char *asks_field;
  gboolean of_company; /* those of other companies are left out */
} dimensions[BIZ_KPI_N_DIMENSIONS + 1] = {
  [BIZ_KPI_BY_COMPANY] = { N_ ("Company"), NULL, NULL, NULL, FALSE },
  [BIZ_KPI_BY_CUSTOMER_GROUP] = { N_ ("Customer group"), "res.partner.category", "res.partner",
                                  "category_id", FALSE },
  [BIZ_KPI_BY_SALESPERSON] = { N_ ("Salesperson"), "res.users", "account.move", "invoice_user_id",
                               FALSE },
  [BIZ_KPI_BY_WAREHOUSE] = { N_ ("Warehouse"), "stock.warehouse", "sale.order", "warehouse_id",
                             TRUE },
  [BIZ_KPI_BY_TEAM] = { N_ ("Sales team"), "crm.team", "sale.order", "team_id", FALSE },
  [BIZ_KPI_OF_ALL] = { N_ ("All"), NULL, NULL, NULL, FALSE },
};

const char *
biz_kpi_dimension_get_label (BizKpiDimension dimension)
{
  g_return_val_if_fail (dimension <= BIZ_KPI_OF_ALL, NULL);

  return _ (dimensions[dimension].label);
}

/**
 * biz_kpi_dimension_is_known:
 * @dimension: by what figures are to be broken down
 * @capabilities: what the server has
 *
 * Returns: whether it has such a thing
 */
gboolean
biz_kpi_dimension_is_known (BizKpiDimension dimension, ErpCapabilities *capabilities)
{
  g_return_val_if_fail (dimension <= BIZ_KPI_OF_ALL, FALSE);

  return dimensions[dimension].asks_model == NULL
         || erp_capabilities_has_field (capabilities, dimensions[dimension].asks_model,
                                        dimensions[dimension].asks_field);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GListStore) choices = g_list_store_new (BIZ_TYPE_CHOICE);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizChoice) choice = NULL;
      const char *name;
      JsonObject *row;
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
  GError *error = NULL;
  GListModel *choices = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (choices != NULL)
    g_task_return_pointer (task, choices, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * biz_kpi_keys_read_async:
 * @session: who is signed in
 * @dimension: neither the company nor all
 * @company_id: whose warehouses
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_keys_read_async (ErpSession *session,
                         BizKpiDimension dimension,
                         gint64 company_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const char *const fields[] = { "display_name", NULL };
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (dimension <= BIZ_KPI_OF_ALL && dimensions[dimension].model != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_keys_read_async);
  if (dimensions[dimension].of_company)
    erp_domain_add_int (domain, "company_id", "=", company_id);
  if (dimension == BIZ_KPI_BY_SALESPERSON)
    erp_domain_add_bool (domain, "share", "=", FALSE);
  call = erp_call_new_read (dimensions[dimension].model, "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "name");
  erp_call_set_arg_int (call, "limit", LIMIT);
  erp_call_set_decoder (call, decode, NULL, NULL, g_object_unref);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, answered_cb,
                         g_steal_pointer (&task));
}

GListModel *
biz_kpi_keys_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
