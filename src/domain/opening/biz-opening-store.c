/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-opening.h"

#include "biz-ageing-json.h"
#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* Customers a request. */
#define SLICE 5000

typedef struct
{
  ErpSession *session; /* (owned) */
  gint64 company_id;
  BizMoney zero;
  GHashTable *balances; /* (owned) (nullable): id -> minor units */
  GArray *ids;          /* (owned): who has a balance */
  GPtrArray *customers; /* (owned) */
  gint64 last_id;
} Load;

static void ask_slice (GTask *task);

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  g_clear_pointer (&load->balances, g_hash_table_unref);
  g_array_unref (load->ids);
  g_ptr_array_unref (load->customers);
  g_free (load);
}

static gboolean
read_customer (Load *load, JsonObject *row, GError **error)
{
  BizOpeningCustomer *customer = g_new0 (BizOpeningCustomer, 1);
  const char *reference = NULL, *name = NULL, *vat = NULL;
  gint64 *balance;

  g_ptr_array_add (load->customers, customer);
  if (!erp_json_get_int (row, "id", &customer->id, error)
      || !erp_json_get_string (row, "ref", &reference, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "vat", &vat, error))
    return FALSE;
  load->last_id = customer->id;
  customer->reference = g_strdup (reference);
  customer->name = g_strdup (name);
  customer->vat = g_strdup (vat);
  customer->balance = load->zero;
  balance = g_hash_table_lookup (load->balances, &customer->id);
  if (balance != NULL)
    customer->balance.minor = *balance;

  return TRUE;
}

static void
slice_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;
  guint n = 0;

  if (answer != NULL && erp_json_get_array (answer, &rows, &error))
    n = json_array_get_length (rows);
  for (guint i = 0; i < n && error == NULL; i++)
    {
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        read_customer (load, row, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else if (n == SLICE)
    ask_slice (task);
  else
    g_task_return_pointer (task, g_ptr_array_ref (load->customers),
                           (GDestroyNotify)g_ptr_array_unref);
}

/* Who has a balance, and who is a customer without one; archived ones too. */
static void
ask_slice (GTask *task)
{
  static const char *const fields[] = { "ref", "name", "vat", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) with = erp_domain_new ();
  g_autoptr (ErpDomain) without = erp_domain_new ();
  ErpDomain *const any[] = { with, without };
  g_autoptr (ErpCall) call = erp_call_new_read ("res.partner", "search_read");

  erp_domain_add_int (domain, "id", ">", load->last_id);
  erp_domain_add_literal (domain, "active", "in", "[true, false]");
  erp_domain_add_ids (with, "id", "in", (const gint64 *)(gpointer)load->ids->data, load->ids->len);
  erp_domain_add_int (without, "customer_rank", ">", 0);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", SLICE);
  erp_call_set_companies (call, &load->company_id, 1);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), slice_cb, g_object_ref (task));
}

static gboolean
read_balances (Load *load, JsonNode *answer, GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizMoney sum;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_many2one (row, "partner_id", &id, NULL, error)
          || !biz_money_from_json_rounded (row, "balance:sum", &load->zero, &sum, error))
        return FALSE;
      if (id == 0)
        continue;
      g_hash_table_insert (load->balances, g_memdup2 (&id, sizeof id),
                           g_memdup2 (&sum.minor, sizeof sum.minor));
      g_array_append_val (load->ids, id);
    }

  return TRUE;
}

static void
balances_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL && read_balances (g_task_get_task_data (task), answer, &error))
    ask_slice (task);
  else
    g_task_return_error (task, error);
}

/**
 * biz_opening_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @company_id: whose customers
 * @as_of: the day that balances stand at
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the customers of a company and what they owe, in the company's currency.
 */
void
biz_opening_read_async (ErpSession *session,
                        BizCurrencyTable *currencies,
                        gint64 company_id,
                        const GDate *as_of,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  static const char *const groupby[] = { "partner_id", NULL };
  static const char *const aggregates[] = { "balance:sum", NULL };
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  ErpCompany *company = erp_capabilities_get_company (capabilities, company_id);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  GError *error = NULL;
  BizMoney zero;
  Load *load;

  g_task_set_source_tag (task, biz_opening_read_async);
  if (!biz_whole_ledger_check (capabilities, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (company == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("You do not see this company."));
      return;
    }
  if (!biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->company_id = company_id;
  load->zero = zero;
  load->balances = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  load->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  load->customers = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_opening_customer_free);
  g_task_set_task_data (task, load, free_load);
  domain = biz_ageing_new_ledger_domain (as_of, company_id);
  call = erp_capabilities_new_aggregate_call (capabilities, "account.move.line", domain, groupby,
                                              aggregates);
  erp_call_set_companies (call, &company_id, 1);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, balances_cb,
                         g_steal_pointer (&task));
}

GPtrArray *
biz_opening_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
