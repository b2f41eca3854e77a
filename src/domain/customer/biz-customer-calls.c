/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-calls.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-json.h"

struct _BizCustomerPart
{
  BizCustomerPartKind kind;
  ErpCapabilities *capabilities; /* (owned) */
  BizCurrencyTable *currencies;  /* (owned) */
  JsonNode *rows;                /* (owned) (nullable) */
};

void
biz_customer_part_free (BizCustomerPart *self)
{
  g_clear_object (&self->capabilities);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_pointer (&self->rows, json_node_unref);
  g_free (self);
}

static BizCustomerPart *
copy (const BizCustomerPart *self)
{
  BizCustomerPart *other = g_new0 (BizCustomerPart, 1);

  other->kind = self->kind;
  other->capabilities = g_object_ref (self->capabilities);
  other->currencies = biz_currency_table_ref (self->currencies);

  return other;
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  BizCustomerPart *self = copy (user_data);

  self->rows = json_node_ref (result);

  return self;
}

/* In whose books, and in what currency they are. */
static gboolean
read_books (BizCustomerPart *self,
            JsonObject *row,
            const char *member,
            BizCustomerSums *sums,
            BizCustomerBooks **books,
            GError **error)
{
  g_autofree char *name = NULL;
  gint64 company_id;
  ErpCompany *company;
  BizMoney zero;

  *books = NULL;
  if (!erp_json_get_many2one (row, member, &company_id, &name, error))
    return FALSE;
  company = erp_capabilities_get_company (self->capabilities, company_id);
  if (company == NULL)
    return TRUE;
  if (!biz_currency_table_lookup (self->currencies, erp_company_get_currency_id (company), &zero,
                                  error))
    return FALSE;
  *books = biz_customer_sums_ensure (sums, company_id, erp_company_get_name (company), &zero);

  return TRUE;
}

static gboolean
apply_items (BizCustomerPart *self, JsonObject *row, BizCustomerSums *sums, GError **error)
{
  BizCustomerBooks *books;
  BizMoney zero, sum;
  gint64 count;

  if (!read_books (self, row, "company_id", sums, &books, error))
    return FALSE;
  if (books == NULL)
    return TRUE;
  zero = books->open;
  zero.minor = 0;
  if (!erp_json_get_int (row, "__count", &count, error)
      || !biz_money_from_json_rounded (row, "amount_residual:sum", &zero, &sum, error))
    return FALSE;
  if (self->kind == BIZ_CUSTOMER_PART_OPEN)
    {
      books->open = sum;
      books->n_open = (guint)count;
    }
  else
    {
      books->overdue = sum;
      books->n_overdue = (guint)count;
    }

  return TRUE;
}

static gboolean
apply_sales (BizCustomerPart *self, JsonObject *row, BizCustomerSums *sums, GError **error)
{
  BizCustomerBooks *books;
  BizMoney zero, sum;
  const char *type;
  gint64 count;

  if (!read_books (self, row, "company_id", sums, &books, error))
    return FALSE;
  if (books == NULL)
    return TRUE;
  zero = books->open;
  zero.minor = 0;
  if (!erp_json_get_int (row, "__count", &count, error)
      || !erp_json_get_string (row, "move_type", &type, error)
      || !biz_money_from_json_rounded (row, "amount_total_signed:sum", &zero, &sum, error))
    return FALSE;
  if (g_strcmp0 (type, "out_refund") == 0)
    {
      books->credited = biz_money_negate (&sum);
      books->n_credits = (guint)count;
    }
  else
    {
      books->invoiced = sum;
      books->n_invoices = (guint)count;
    }

  return TRUE;
}

static gboolean
apply_match (BizCustomerPart *self, JsonObject *row, BizCustomerSums *sums, GError **error)
{
  BizCustomerMatch match = { 0 };
  JsonObject *invoice;
  gint64 currency;
  BizMoney zero;

  if (!erp_json_get_date (row, "max_date", &match.paid, error)
      || !erp_json_get_object (json_object_get_member (row, "debit_move_id"), &invoice, error)
      || !erp_json_get_date (invoice, "date_maturity", &match.due, error)
      || !erp_json_get_many2one (row, "company_currency_id", &currency, NULL, error)
      || !biz_currency_table_lookup (self->currencies, currency, &zero, error)
      || !biz_money_from_json_rounded (row, "amount", &zero, &match.amount, error))
    return FALSE;
  if (!g_date_valid (&match.due) && !erp_json_get_date (invoice, "date", &match.due, error))
    return FALSE;
  if (g_date_valid (&match.due) && g_date_valid (&match.paid) && match.amount.minor > 0)
    g_array_append_val (sums->matches, match);

  return TRUE;
}

/**
 * biz_customer_part_apply:
 * @self: an answer
 * @sums: what is known so far
 * @error: return location for an ERP_ERROR_PROTOCOL
 *
 * Returns: whether it was understood
 */
gboolean
biz_customer_part_apply (BizCustomerPart *self, BizCustomerSums *sums, GError **error)
{
  JsonNode *rows_node = self->rows;
  JsonArray *rows;

  g_return_val_if_fail (self != NULL && sums != NULL, FALSE);

  if (self->kind == BIZ_CUSTOMER_PART_MATCHES)
    {
      JsonObject *answer;

      if (!erp_json_get_object (self->rows, &answer, error))
        return FALSE;
      rows_node = json_object_get_member (answer, "records");
    }
  if (!erp_json_get_array (rows_node, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      gboolean applied;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return FALSE;
      if (self->kind == BIZ_CUSTOMER_PART_MATCHES)
        applied = apply_match (self, row, sums, error);
      else if (self->kind == BIZ_CUSTOMER_PART_SALES)
        applied = apply_sales (self, row, sums, error);
      else
        applied = apply_items (self, row, sums, error);
      if (!applied)
        return FALSE;
    }

  return TRUE;
}

static ErpCall *
new_items_call (ErpCapabilities *capabilities, gint64 partner_id, const GDate *before)
{
  static const char *const groupby[] = { "company_id", NULL };
  static const char *const aggregates[] = { "__count", "amount_residual:sum", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  erp_domain_add_int (domain, "partner_id", "=", partner_id);
  if (before != NULL)
    {
      erp_domain_add_date (domain, "date_maturity", "<", before);
      erp_domain_add_int (domain, "amount_residual", ">", 0);
    }

  return erp_capabilities_new_aggregate_call (capabilities, "account.move.line", domain, groupby,
                                              aggregates);
}

static ErpCall *
new_sales_call (ErpCapabilities *capabilities, gint64 partner_id, const GDate *from)
{
  static const char *const groupby[] = { "company_id", "move_type", NULL };
  static const char *const aggregates[] = { "__count", "amount_total_signed:sum", NULL };
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_strv (domain, "move_type", "in", types);
  erp_domain_add_int (domain, "commercial_partner_id", "=", partner_id);
  erp_domain_add_date (domain, "invoice_date", ">=", from);

  return erp_capabilities_new_aggregate_call (capabilities, "account.move", domain, groupby,
                                              aggregates);
}

/* What was paid: an invoice that was credited was not paid late. */
static ErpCall *
new_matches_call (gint64 partner_id, const GDate *from)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read ("account.partial.reconcile", "web_search_read");

  erp_domain_add_int (domain, "debit_move_id.partner_id", "=", partner_id);
  erp_domain_add_string (domain, "debit_move_id.account_type", "=", "asset_receivable");
  erp_domain_add_string (domain, "credit_move_id.move_type", "!=", "out_refund");
  erp_domain_add_date (domain, "max_date", ">=", from);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"amount\":{},\"max_date\":{},\"company_currency_id\":{\"fields\":{}},"
                         "\"debit_move_id\":{\"fields\":{\"date_maturity\":{},\"date\":{}}}}");
  erp_call_set_arg_string (call, "order", "max_date desc, id desc");
  erp_call_set_arg_int (call, "limit", BIZ_CUSTOMER_MAX_MATCHES);
  erp_call_set_arg_int (call, "count_limit", 1);

  return call;
}

/**
 * biz_customer_part_new_call:
 * @kind: which sum
 * @capabilities: of the server
 * @currencies: the currencies of the server
 * @partner_id: the commercial partner
 * @today: the day it is
 *
 * Returns: (transfer full): the call
 */
ErpCall *
biz_customer_part_new_call (BizCustomerPartKind kind,
                            ErpCapabilities *capabilities,
                            BizCurrencyTable *currencies,
                            gint64 partner_id,
                            const GDate *today)
{
  BizCustomerPart part = { kind, capabilities, currencies, NULL };
  BizMoney unused = biz_money_zero ("", 2);
  BizKpiFrame frame = biz_kpi_frame_trailing (today, BIZ_CUSTOMER_MONTHS, &unused);
  ErpCall *call;

  g_return_val_if_fail (kind < BIZ_CUSTOMER_N_PARTS, NULL);

  if (kind == BIZ_CUSTOMER_PART_MATCHES)
    call = new_matches_call (partner_id, &frame.from);
  else if (kind == BIZ_CUSTOMER_PART_SALES)
    call = new_sales_call (capabilities, partner_id, &frame.from);
  else
    call =
        new_items_call (capabilities, partner_id, kind == BIZ_CUSTOMER_PART_OVERDUE ? today : NULL);
  erp_call_add_decoder (call, decode, copy (&part), (GDestroyNotify)biz_customer_part_free,
                        (GDestroyNotify)biz_customer_part_free);

  return call;
}
