/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-json.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

ErpDomain *
biz_ageing_new_ledger_domain (const GDate *as_of, gint64 company_id)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_date (domain, "date", "<=", as_of);
  if (company_id != 0)
    erp_domain_add_int (domain, "company_id", "=", company_id);

  return domain;
}

ErpDomain *
biz_ageing_new_item_domain (const GDate *as_of, gint64 company_id)
{
  ErpDomain *domain = biz_ageing_new_ledger_domain (as_of, company_id);
  g_autoptr (ErpDomain) open = erp_domain_new ();
  g_autoptr (ErpDomain) by_debit = erp_domain_new ();
  g_autoptr (ErpDomain) by_credit = erp_domain_new ();
  ErpDomain *const any[] = { open, by_debit, by_credit };

  erp_domain_add_bool (open, "reconciled", "=", FALSE);
  erp_domain_add_date (by_debit, "matched_debit_ids.max_date", ">", as_of);
  erp_domain_add_date (by_credit, "matched_credit_ids.max_date", ">", as_of);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return domain;
}

ErpDomain *
biz_ageing_new_match_domain (const GDate *as_of, gint64 company_id)
{
  ErpDomain *domain = erp_domain_new ();
  g_autoptr (ErpDomain) debit = erp_domain_new ();
  g_autoptr (ErpDomain) credit = erp_domain_new ();
  ErpDomain *const any[] = { debit, credit };

  erp_domain_add_date (domain, "max_date", ">", as_of);
  erp_domain_add_string (domain, "debit_move_id.account_type", "=", "asset_receivable");
  if (company_id != 0)
    erp_domain_add_int (domain, "company_id", "=", company_id);
  erp_domain_add_date (debit, "debit_move_id.date", "<=", as_of);
  erp_domain_add_date (credit, "credit_move_id.date", "<=", as_of);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return domain;
}

/* The number of a relation, and its name as one of those that items share. */
static gboolean
read_name (JsonObject *row, const char *member, gint64 *id, char **name, GError **error)
{
  g_autofree char *text = NULL;

  if (!erp_json_get_many2one (row, member, id, &text, error))
    return FALSE;
  if (text != NULL)
    *name = g_ref_string_new_intern (text);

  return TRUE;
}

static gboolean
read_id (JsonObject *row, const char *member, gint64 *id, GError **error)
{
  return erp_json_get_many2one (row, member, id, NULL, error);
}

static gboolean
read_currency (JsonObject *row,
               const char *member,
               BizCurrencyTable *currencies,
               BizMoney *zero,
               GError **error)
{
  gint64 id;

  return read_id (row, member, &id, error)
         && biz_currency_table_lookup (currencies, id, zero, error);
}

/* An entry without a document has no salesperson, one without a partner no group. */
static gboolean
read_relations (JsonObject *row, BizAgeingItem *item, GError **error)
{
  JsonNode *partner = json_object_get_member (row, "partner_id");
  JsonNode *move = json_object_get_member (row, "move_id");

  if (!read_id (row, "account_id", &item->account_id, error)
      || !read_id (row, "move_id", &item->move_id, error)
      || !read_name (row, "company_id", &item->company_id, &item->company, error)
      || !read_name (row, "partner_id", &item->partner_id, &item->partner, error))
    return FALSE;
  if (partner != NULL && JSON_NODE_HOLDS_OBJECT (partner)
      && !read_name (json_node_get_object (partner), "commercial_partner_id", &item->group_id,
                     &item->group, error))
    return FALSE;

  return move == NULL || !JSON_NODE_HOLDS_OBJECT (move)
         || read_name (json_node_get_object (move), "invoice_user_id", &item->salesperson_id,
                       &item->salesperson, error);
}

/**
 * biz_ageing_read_item:
 * @row: a record read by BIZ_AGEING_ITEM_SPECIFICATION
 * @currencies: of the server
 * @item: (out caller-allocates): cleared where it fails
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_ageing_read_item (JsonObject *row,
                      BizCurrencyTable *currencies,
                      BizAgeingItem *item,
                      GError **error)
{
  const char *document;
  BizMoney company, own;

  *item = (BizAgeingItem){ 0 };
  if (!erp_json_get_int (row, "id", &item->id, error) || !read_relations (row, item, error)
      || !erp_json_get_string (row, "move_name", &document, error)
      || !erp_json_get_date (row, "date", &item->date, error)
      || !erp_json_get_date (row, "invoice_date", &item->invoice_date, error)
      || !erp_json_get_date (row, "date_maturity", &item->due, error)
      || !read_currency (row, "company_currency_id", currencies, &company, error)
      || !read_currency (row, "currency_id", currencies, &own, error)
      || !biz_money_from_json_rounded (row, "amount_residual", &company, &item->open, error)
      || !biz_money_from_json_rounded (row, "amount_residual_currency", &own, &item->open_document,
                                       error))
    {
      biz_ageing_item_clear (item);
      return FALSE;
    }
  if (document != NULL)
    item->document = g_ref_string_new_intern (document);

  return TRUE;
}

/**
 * biz_ageing_read_match:
 * @row: a record read by BIZ_AGEING_MATCH_SPECIFICATION
 * @currencies: of the server
 * @match: (out caller-allocates): what it says
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_ageing_read_match (JsonObject *row,
                       BizCurrencyTable *currencies,
                       BizAgeingMatch *match,
                       GError **error)
{
  BizMoney company, debit, credit, amount, debit_amount, credit_amount;

  *match = (BizAgeingMatch){ 0 };
  if (!read_id (row, "debit_move_id", &match->debit_id, error)
      || !read_id (row, "credit_move_id", &match->credit_id, error)
      || !erp_json_get_date (row, "max_date", &match->max_date, error)
      || !read_currency (row, "company_currency_id", currencies, &company, error)
      || !read_currency (row, "debit_currency_id", currencies, &debit, error)
      || !read_currency (row, "credit_currency_id", currencies, &credit, error)
      || !biz_money_from_json_rounded (row, "amount", &company, &amount, error)
      || !biz_money_from_json_rounded (row, "debit_amount_currency", &debit, &debit_amount, error)
      || !biz_money_from_json_rounded (row, "credit_amount_currency", &credit, &credit_amount,
                                       error))
    return FALSE;
  match->amount = amount.minor;
  match->debit_amount = debit_amount.minor;
  match->credit_amount = credit_amount.minor;

  return TRUE;
}

static gboolean
read_group (JsonObject *group,
            BizCurrencyTable *currencies,
            ErpCapabilities *capabilities,
            BizAgeingLedger *ledger,
            GError **error)
{
  BizMoney company, own;
  ErpCompany *known;

  if (!read_name (group, "company_id", &ledger->company_id, &ledger->company, error)
      || !read_name (group, "account_id", &ledger->account_id, &ledger->account, error)
      || !read_currency (group, "currency_id", currencies, &own, error))
    return FALSE;
  known = erp_capabilities_get_company (capabilities, ledger->company_id);
  if (known == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The server named a company that you do not see."));
      return FALSE;
    }

  return biz_currency_table_lookup (currencies, erp_company_get_currency_id (known), &company,
                                    error)
         && biz_money_from_json_rounded (group, "balance:sum", &company, &ledger->balance, error)
         && biz_money_from_json_rounded (group, "amount_currency:sum", &own,
                                         &ledger->balance_document, error);
}

gboolean
biz_ageing_read_ledger (JsonNode *groups,
                        BizCurrencyTable *currencies,
                        ErpCapabilities *capabilities,
                        GArray *ledger,
                        GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (groups, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizAgeingLedger entry = { 0 };
      JsonObject *group;

      if (!erp_json_get_object (json_array_get_element (rows, i), &group, error)
          || !read_group (group, currencies, capabilities, &entry, error))
        {
          biz_ageing_ledger_clear (&entry);
          return FALSE;
        }
      g_array_append_val (ledger, entry);
    }

  return TRUE;
}
