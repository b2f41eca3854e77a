/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-calls.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-json.h"

#define DAY "invoice_date:day"

/* What a worker thread needs to read an answer. */
typedef struct
{
  BizKpiSum sum;
  BizCurrencyTable *currencies;  /* (owned) */
  ErpCapabilities *capabilities; /* (owned) */
} Decoding;

static const struct
{
  const char *model;
  const char *aggregate;
  const char *side; /* (nullable): of a match */
} sums[] = {
  [BIZ_KPI_SUM_END] = { "account.move.line", "balance:sum", NULL },
  [BIZ_KPI_SUM_BEGIN] = { "account.move.line", "balance:sum", NULL },
  [BIZ_KPI_SUM_CURRENT] = { "account.move.line", "balance:sum", NULL },
  [BIZ_KPI_SUM_SETTLED] = { "account.partial.reconcile", "amount:sum", "debit_move_id" },
  [BIZ_KPI_SUM_USED] = { "account.partial.reconcile", "amount:sum", "credit_move_id" },
  [BIZ_KPI_SUM_SALES] = { "account.move", "amount_total_signed:sum", NULL },
  [BIZ_KPI_SUM_CORRECTED] = { "account.move", "reversed_entry_id:count_distinct", NULL },
};

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_clear_object (&decoding->capabilities);
  g_free (decoding);
}

static char *
join (const char *side, const char *field)
{
  return side != NULL ? g_strconcat (side, ".", field, NULL) : g_strdup (field);
}

/* Entries of receivables, or matches of such. */
static void
add_receivable (ErpDomain *domain, const char *side)
{
  g_autofree char *type = join (side, "account_type");
  g_autofree char *state = join (side, "parent_state");

  erp_domain_add_string (domain, type, "=", "asset_receivable");
  erp_domain_add_string (domain, state, "=", "posted");
}

/* What is due on the day itself is not overdue; an entry without a due date is due when booked. */
static void
add_current (ErpDomain *domain, const char *side, const GDate *as_of)
{
  g_autofree char *due = join (side, "date_maturity");
  g_autofree char *date = join (side, "date");
  g_autoptr (ErpDomain) later = erp_domain_new ();
  g_autoptr (ErpDomain) at_once = erp_domain_new ();
  ErpDomain *const any[] = { later, at_once };

  erp_domain_add_date (later, due, ">=", as_of);
  erp_domain_add_bool (at_once, due, "=", FALSE);
  erp_domain_add_date (at_once, date, ">=", as_of);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

static void
add_documents (ErpDomain *domain, BizKpiSum sum, const GDate *from, const GDate *as_of)
{
  static const char *const kinds[] = { "out_invoice", "out_refund", NULL };

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_date (domain, "invoice_date", "<=", as_of);
  if (sum == BIZ_KPI_SUM_SALES)
    {
      erp_domain_add_strv (domain, "move_type", "in", kinds);
      erp_domain_add_date (domain, "invoice_date", ">=", from);
      return;
    }
  erp_domain_add_string (domain, "move_type", "=", "out_refund");
  erp_domain_add_string (domain, "reversed_entry_id.move_type", "=", "out_invoice");
  erp_domain_add_string (domain, "reversed_entry_id.state", "=", "posted");
  erp_domain_add_date (domain, "reversed_entry_id.invoice_date", ">=", from);
  erp_domain_add_date (domain, "reversed_entry_id.invoice_date", "<=", as_of);
}

static ErpDomain *
make_domain (BizKpiSum sum, const GDate *from, const GDate *as_of, gint64 company_id)
{
  ErpDomain *domain = erp_domain_new ();
  const char *side = sums[sum].side;

  if (sum < BIZ_KPI_SUM_SALES)
    add_receivable (domain, side);
  if (sum == BIZ_KPI_SUM_END || sum == BIZ_KPI_SUM_CURRENT)
    erp_domain_add_date (domain, "date", "<=", as_of);
  else if (sum == BIZ_KPI_SUM_BEGIN)
    erp_domain_add_date (domain, "date", "<", from);
  else if (sum == BIZ_KPI_SUM_SETTLED || sum == BIZ_KPI_SUM_USED)
    erp_domain_add_date (domain, "max_date", "<=", as_of);
  else
    add_documents (domain, sum, from, as_of);
  if (sum == BIZ_KPI_SUM_CURRENT || side != NULL)
    add_current (domain, side, as_of);
  if (company_id != 0)
    erp_domain_add_int (domain, "company_id", "=", company_id);

  return domain;
}

/* "2026-11-22", or that with a label. */
static gboolean
read_day (JsonObject *row, GDate *date, GError **error)
{
  JsonNode *node = json_object_get_member (row, DAY);
  g_autoptr (JsonObject) only = json_object_new ();

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (node != NULL)
    json_object_set_member (only, DAY, json_node_copy (node));

  return erp_json_get_date (only, DAY, date, error);
}

/* A sum of nothing is false. */
static gboolean
read_amount (
    JsonObject *row, const char *member, const BizMoney *zero, BizMoney *amount, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);

  *amount = *zero;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node)
      || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return TRUE;

  return biz_money_from_json_rounded (row, member, zero, amount, error);
}

static gboolean
read_group (const Decoding *decoding, JsonObject *row, BizKpiGroup *group, GError **error)
{
  const char *aggregate = sums[decoding->sum].aggregate;
  const char *kind = NULL;
  ErpCompany *company;
  BizMoney zero;

  *group = (BizKpiGroup){ 0 };
  g_date_clear (&group->date, 1);
  if (!erp_json_get_many2one (row, "company_id", &group->company_id, NULL, error))
    return FALSE;
  if (decoding->sum == BIZ_KPI_SUM_CORRECTED)
    return erp_json_get_int (row, aggregate, &group->count, error);
  company = erp_capabilities_get_company (decoding->capabilities, group->company_id);
  if (company == NULL)
    {
      group->company_id = 0;
      return TRUE;
    }
  if (!biz_currency_table_lookup (decoding->currencies, erp_company_get_currency_id (company),
                                  &zero, error)
      || !read_amount (row, aggregate, &zero, &group->amount, error))
    return FALSE;
  if (decoding->sum != BIZ_KPI_SUM_SALES)
    return TRUE;
  if (!erp_json_get_string (row, "move_type", &kind, error) || !read_day (row, &group->date, error)
      || !erp_json_get_int (row, "__count", &group->count, error))
    return FALSE;
  group->is_credit = g_strcmp0 (kind, "out_refund") == 0;

  return TRUE;
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoding *decoding = user_data;
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (BizKpiGroup));
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizKpiGroup group;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_group (decoding, row, &group, error))
        return NULL;
      g_array_append_val (groups, group);
    }

  return g_steal_pointer (&groups);
}

/**
 * biz_kpi_new_call:
 * @sum: which sum
 * @from: first day of the period
 * @as_of: its last day
 * @company_id: of this company alone; 0 for all that are seen
 * @capabilities: what the server has
 * @currencies: its currencies
 *
 * Returns: (transfer full): a read whose answer is a GArray of #BizKpiGroup; its size goes with
 *   days and companies, not with documents
 */
ErpCall *
biz_kpi_new_call (BizKpiSum sum,
                  const GDate *from,
                  const GDate *as_of,
                  gint64 company_id,
                  ErpCapabilities *capabilities,
                  BizCurrencyTable *currencies)
{
  static const char *const by_company[] = { "company_id", NULL };
  static const char *const by_day[] = { "company_id", "move_type", DAY, NULL };
  const char *aggregates[] = { sums[sum].aggregate, "__count", NULL };
  g_autoptr (ErpDomain) domain = make_domain (sum, from, as_of, company_id);
  Decoding *decoding = g_new0 (Decoding, 1);
  ErpCall *call =
      erp_capabilities_new_aggregate_call (capabilities, sums[sum].model, domain,
                                           sum == BIZ_KPI_SUM_SALES ? by_day : by_company,
                                           aggregates);

  decoding->sum = sum;
  decoding->currencies = biz_currency_table_ref (currencies);
  decoding->capabilities = g_object_ref (capabilities);
  erp_call_add_decoder (call, decode, decoding, decoding_free, (GDestroyNotify)g_array_unref);

  return call;
}
