/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-sample.h"

#include "biz-ageing-json.h"
#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GDate today;
  gint64 company_id;
} Sample;

static void
free_sample (gpointer data)
{
  Sample *sample = data;

  g_clear_object (&sample->session);
  biz_currency_table_unref (sample->currencies);
  g_free (sample);
}

static BizDunningCustomer *
choose (GPtrArray *customers, gint64 company_id)
{
  for (guint i = 0; i < customers->len; i++)
    {
      BizDunningCustomer *customer = g_ptr_array_index (customers, i);

      if (biz_dunning_customer_get_account (customer)->company_id == company_id)
        return customer;
    }

  return customers->len > 0 ? g_ptr_array_index (customers, 0) : NULL;
}

static GError *
make_missing (void)
{
  return g_error_new_literal (ERP_ERROR, ERP_ERROR_MISSING,
                              _ ("No customer is overdue. Choose one to try the text with."));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sample *sample = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) customers = biz_dunning_read_finish (result, &error);
  BizDunningCustomer *customer = customers != NULL ? choose (customers, sample->company_id) : NULL;

  if (customer != NULL)
    g_task_return_pointer (task, g_object_ref (customer), g_object_unref);
  else
    g_task_return_error (task, error != NULL ? error : make_missing ());
}

static void
read_customer (GTask *task, gint64 partner_id)
{
  Sample *sample = g_task_get_task_data (task);

  biz_dunning_read_async (sample->session, sample->currencies, &sample->today, &partner_id, 1,
                          g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static gint64
get_partner (JsonNode *answer, GError **error)
{
  JsonArray *rows = NULL;
  JsonObject *row = NULL;
  gint64 id = 0;

  if (!erp_json_get_array (answer, &rows, error) || json_array_get_length (rows) == 0
      || !erp_json_get_object (json_array_get_element (rows, 0), &row, error)
      || !erp_json_get_many2one (row, "partner_id", &id, NULL, error))
    return 0;

  return id;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  const gint64 partner_id = answer != NULL ? get_partner (answer, &error) : 0;

  if (partner_id != 0)
    read_customer (task, partner_id);
  else
    g_task_return_error (task, error != NULL ? error : make_missing ());
}

static void
find_overdue (GTask *task)
{
  static const char *const fields[] = { "partner_id", NULL };
  Sample *sample = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = biz_ageing_new_ledger_domain (&sample->today, sample->company_id);
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "search_read");

  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  erp_domain_add_date (domain, "date_maturity", "<", &sample->today);
  erp_domain_add_int (domain, "amount_residual", ">", 0);
  erp_domain_add_bool (domain, "partner_id", "!=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "date_maturity, id");
  erp_call_set_arg_int (call, "limit", 1);
  erp_client_call_async (erp_session_get_client (sample->session), call,
                         g_task_get_cancellable (task), found_cb, g_object_ref (task));
}

void
biz_dunning_sample_async (ErpSession *session,
                          BizCurrencyTable *currencies,
                          const GDate *today,
                          gint64 company_id,
                          gint64 partner_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Sample *sample;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (today != NULL && g_date_valid (today));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_dunning_sample_async);
  sample = g_new0 (Sample, 1);
  sample->session = g_object_ref (session);
  sample->currencies = biz_currency_table_ref (currencies);
  sample->today = *today;
  sample->company_id = company_id;
  g_task_set_task_data (task, sample, free_sample);
  if (partner_id != 0)
    read_customer (task, partner_id);
  else
    find_overdue (task);
}

BizDunningCustomer *
biz_dunning_sample_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
