/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of what was matched, and of inventory adjustments: one model each, no second request. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-readers.h"

#include "biz-currency-table.h"
#include "biz-due-json.h"
#include "biz-whole-ledger.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define MATCHES_A_PAGE 1000
#define MOVES_A_PAGE 1000

#define MATCHES                                                                                    \
  "{\"amount\":{},\"max_date\":{},\"debit_move_id\":{\"fields\":{\"date\":{},"                     \
  "\"date_maturity\":{},\"balance\":{},\"move_id\":{\"fields\":{}}}}}"
#define MOVES                                                                                      \
  "{\"date\":{},\"quantity\":{},\"location_dest_usage\":{},"                                       \
  "\"product_id\":{\"fields\":{\"standard_price\":{}}}}"

/* What worker threads read with. */
typedef struct
{
  BizMoney zero;
  GTimeZone *zone; /* (owned) */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_time_zone_unref (reading->zone);
  g_free (reading);
}

static Reading *
new_reading (ErpSession *session, const BizKpiScope *scope)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->zero = scope->zero;
  reading->zone = biz_kpi_dup_zone (erp_session_get_capabilities (session));

  return reading;
}

static gboolean
read_match (JsonObject *object, BizKpiRows *rows, gpointer data, GError **error)
{
  const Reading *reading = data;
  BizKpiSettlement row = { 0 };
  JsonObject *line;

  if (!biz_money_from_json_rounded (object, "amount", &reading->zero, &row.amount, error)
      || !erp_json_get_date (object, "max_date", &row.date, error)
      || !erp_json_get_object (json_object_get_member (object, "debit_move_id"), &line, error)
      || !erp_json_get_many2one (line, "move_id", &row.move_id, NULL, error)
      || !erp_json_get_date (line, "date", &row.item.date, error)
      || !erp_json_get_date (line, "date_maturity", &row.item.due, error)
      || !biz_money_from_json_rounded (line, "balance", &reading->zero, &row.item.balance, error))
    return FALSE;
  if (g_date_valid (&row.date) && g_date_valid (&row.item.date))
    g_array_append_val (rows->settlements, row);

  return TRUE;
}

/* At today's cost of the product: what it cost on the day is not readable by everybody. */
static gboolean
read_adjustment (JsonObject *object, BizKpiRows *rows, gpointer data, GError **error)
{
  const Reading *reading = data;
  BizKpiAdjustment row = { .value = reading->zero };
  BizDecimal quantity, cost, amount;
  JsonObject *product;
  const char *usage;

  if (!erp_json_get_int (object, "id", &row.id, error)
      || !biz_due_read_day (object, "date", reading->zone, &row.date, error)
      || !biz_decimal_from_json (object, "quantity", &quantity, error)
      || !erp_json_get_string (object, "location_dest_usage", &usage, error)
      || !erp_json_get_object (json_object_get_member (object, "product_id"), &product, error)
      || !biz_decimal_from_json (product, "standard_price", &cost, error)
      || !biz_decimal_multiply (&quantity, &cost, &amount, error)
      || !biz_decimal_to_money (&amount, reading->zero.currency, reading->zero.digits,
                                BIZ_ROUND_HALF_UP, &row.value, error))
    return FALSE;
  if (g_strcmp0 (usage, "inventory") == 0)
    row.value.minor = -row.value.minor;
  if (g_date_valid (&row.date))
    g_array_append_val (rows->adjustments, row);

  return TRUE;
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  BizKpiRows *rows = biz_kpi_pages_read_finish (result, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify)biz_kpi_rows_free);
  else
    g_task_return_error (task, error);
}

BizKpiRows *
biz_kpi_read_rows_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_not_apart (GTask *task)
{
  g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                           _ ("This server does not tell these records apart so."));
}

/**
 * biz_kpi_settled_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_settled_read_async (ErpSession *session,
                            BizCurrencyTable *currencies,
                            const BizKpiScope *scope,
                            BizKpiProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const GDate first = biz_kpi_scope_get_first (scope);
  BizKpiPages pages = { .model = "account.partial.reconcile",
                        .domain = domain,
                        .specification = MATCHES,
                        .page = MATCHES_A_PAGE,
                        .read = read_match };
  GError *error = NULL;

  g_task_set_source_tag (task, biz_kpi_settled_read_async);
  if (!biz_whole_ledger_check (capabilities, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  erp_domain_add_date (domain, "max_date", ">=", &first);
  erp_domain_add_date (domain, "max_date", "<=", &scope->as_of);
  erp_domain_add_string (domain, "debit_move_id.account_type", "=", "asset_receivable");
  erp_domain_add_string (domain, "debit_move_id.parent_state", "=", "posted");
  if (!biz_kpi_scope_add_domain (scope, domain, "account.move.line", "debit_move_id.",
                                 capabilities))
    {
      return_not_apart (task);
      return;
    }
  pages.data = new_reading (session, scope);
  biz_kpi_pages_read_async (session, &pages, free_reading, progress, progress_data, cancellable,
                            pages_cb, g_steal_pointer (&task));
}

/**
 * biz_kpi_stock_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_stock_read_async (ErpSession *session,
                          BizCurrencyTable *currencies,
                          const BizKpiScope *scope,
                          BizKpiProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTimeZone) zone = biz_kpi_dup_zone (capabilities);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const GDate first = biz_kpi_scope_get_first (scope);
  GDate after = scope->as_of;
  g_autofree char *from = biz_kpi_format_midnight (&first, zone);
  g_autofree char *until = NULL;
  BizKpiPages pages = { .model = "stock.move",
                        .domain = domain,
                        .specification = MOVES,
                        .page = MOVES_A_PAGE,
                        .read = read_adjustment };

  g_task_set_source_tag (task, biz_kpi_stock_read_async);
  if ((erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) == 0)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("This server has no stock, or you may not see it."));
      return;
    }
  g_date_add_days (&after, 1);
  until = biz_kpi_format_midnight (&after, zone);
  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  erp_domain_add_bool (domain, "is_inventory", "=", TRUE);
  erp_domain_add_string (domain, "state", "=", "done");
  erp_domain_add_string (domain, "date", ">=", from);
  erp_domain_add_string (domain, "date", "<", until);
  if (!biz_kpi_scope_add_domain (scope, domain, "stock.move", "", capabilities))
    {
      return_not_apart (task);
      return;
    }
  pages.data = new_reading (session, scope);
  biz_kpi_pages_read_async (session, &pages, free_reading, progress, progress_data, cancellable,
                            pages_cb, g_steal_pointer (&task));
}
