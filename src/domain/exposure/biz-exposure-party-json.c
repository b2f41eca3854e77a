/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-json-private.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-json.h"

#include <string.h>

const char *const biz_risk_part_names[BIZ_RISK_N_PARTS] = {
  [BIZ_RISK_DRAFT] = "risk_invoice_draft",
  [BIZ_RISK_OPEN] = "risk_invoice_open",
  [BIZ_RISK_UNPAID] = "risk_invoice_unpaid",
  [BIZ_RISK_OTHER_OPEN] = "risk_account_amount",
  [BIZ_RISK_OTHER_UNPAID] = "risk_account_amount_unpaid",
  [BIZ_RISK_ORDERS] = "risk_sale_order",
};

gboolean
biz_exposure_read_id (JsonObject *row, const char *member, gint64 *id, GError **error)
{
  return erp_json_get_many2one (row, member, id, NULL, error);
}

gboolean
biz_exposure_read_name (
    JsonObject *row, const char *member, gint64 *id, char **name, GError **error)
{
  g_autofree char *text = NULL;

  if (!erp_json_get_many2one (row, member, id, &text, error))
    return FALSE;
  if (text != NULL)
    *name = g_ref_string_new_intern (text);

  return TRUE;
}

JsonObject *
biz_exposure_get_related (JsonObject *row, const char *member)
{
  JsonNode *node = json_object_get_member (row, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The most days that the terms give; the rest of a month counts with a whole one. */
static gboolean
read_terms (JsonObject *row, BizCreditAccount *account, GError **error)
{
  JsonObject *term = biz_exposure_get_related (row, "property_payment_term_id");
  const char *name;
  JsonArray *lines;

  account->term_days = -1;
  if (term == NULL)
    return TRUE;
  if (!erp_json_get_string (term, "display_name", &name, error)
      || !erp_json_get_array (json_object_get_member (term, "line_ids"), &lines, error))
    return FALSE;
  account->terms = name != NULL ? g_ref_string_new_intern (name) : NULL;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      const char *type;
      JsonObject *line;
      gint64 days;

      if (!erp_json_get_object (json_array_get_element (lines, i), &line, error)
          || !erp_json_get_int (line, "nb_days", &days, error)
          || !erp_json_get_string (line, "delay_type", &type, error))
        return FALSE;
      if (type != NULL && strstr (type, "next_month") != NULL)
        days += 61;
      else if (type != NULL && strstr (type, "end_of") != NULL)
        days += 30;
      account->term_days = MAX (account->term_days, (int)CLAMP (days, 0, 9999));
    }

  return TRUE;
}

static gboolean
read_limit (BizExposureReading *self,
            JsonObject *row,
            const BizMoney *zero,
            BizCreditAccount *account,
            GError **error)
{
  gboolean own, used;

  account->limit = account->insured = *zero;
  if (self->has_insurance
      && !biz_money_from_json_rounded (row, BIZ_EXPOSURE_INSURANCE, zero, &account->insured, error))
    return FALSE;
  if (!self->has_limit)
    return TRUE;
  if (!biz_money_from_json_rounded (row, "credit_limit", zero, &account->limit, error)
      || !erp_json_get_bool (row, "use_partner_credit_limit", &own, error)
      || !erp_json_get_bool (row, "show_credit_limit", &used, error))
    return FALSE;
  account->uses_limits = used;
  /* the community's financial risk looks at the limit whether the company uses limits or not */
  if (account->limit.minor > 0 && (used || self->has_risk))
    account->kind = own ? BIZ_LIMIT_OWN : BIZ_LIMIT_DEFAULT;
  else
    account->limit.minor = 0;

  return TRUE;
}

static gboolean
read_risk (BizExposureReading *self,
           JsonObject *row,
           const BizMoney *zero,
           BizCreditAccount *account,
           GError **error)
{
  BizMoney own = *zero;
  gint64 currency;

  for (guint i = 0; i < BIZ_RISK_N_PARTS; i++)
    account->risk_parts[i] = account->risk_limits[i] = *zero;
  if (!self->has_risk)
    return TRUE;
  if (!biz_exposure_read_id (row, "risk_currency_id", &currency, error)
      || (currency != 0 && !biz_currency_table_lookup (self->currencies, currency, &own, error))
      || !biz_money_from_json_rounded (row, "risk_total", &own, &account->risk_total, error)
      || !biz_money_from_json_rounded (row, "risk_remaining_value", &own, &account->risk_remaining,
                                       error)
      || !erp_json_get_bool (row, "risk_exception", &account->risk_exception, error))
    return FALSE;
  account->has_risk = TRUE;
  for (guint i = 0; i < BIZ_RISK_N_PARTS; i++)
    {
      g_autofree char *limit = g_strdup_printf ("%s_limit", biz_risk_part_names[i]);
      g_autofree char *include = g_strdup_printf ("%s_include", biz_risk_part_names[i]);

      account->risk_parts[i] = account->risk_limits[i] = own;
      if (i == BIZ_RISK_ORDERS && !self->has_order_risk)
        continue;
      if (!biz_money_from_json_rounded (row, biz_risk_part_names[i], &own, &account->risk_parts[i],
                                        error)
          || !biz_money_from_json_rounded (row, limit, &own, &account->risk_limits[i], error)
          || !erp_json_get_bool (row, include, &account->risk_included[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_account (BizExposureReading *self,
              JsonObject *row,
              const BizMoney *zero,
              BizCreditAccount *account,
              GError **error)
{
  account->credit = account->credit_to_invoice = *zero;
  account->risk_total = account->risk_remaining = *zero;
  if (!read_terms (row, account, error) || !read_limit (self, row, zero, account, error)
      || !read_risk (self, row, zero, account, error))
    return FALSE;
  if (!self->has_server)
    return TRUE;
  account->has_credit = TRUE;

  return biz_money_from_json_rounded (row, "credit", zero, &account->credit, error)
         && biz_money_from_json_rounded (row, "credit_to_invoice", zero,
                                         &account->credit_to_invoice, error);
}

gboolean
biz_exposure_read_party (BizExposureReading *self,
                         JsonObject *row,
                         gint64 company_id,
                         const BizMoney *zero,
                         BizExposurePartyRow *out,
                         GError **error)
{
  BizExposureParty *party = &out->party;
  JsonObject *group;
  const char *name;

  *out = (BizExposurePartyRow){ 0 };
  if (!erp_json_get_int (row, "id", &party->id, error)
      || !erp_json_get_string (row, "display_name", &name, error))
    return FALSE;
  out->id = party->id;
  party->name = name != NULL ? g_ref_string_new_intern (name) : NULL;
  group = biz_exposure_get_related (row, "commercial_partner_id");
  if (group == NULL)
    {
      party->group_id = party->id;
      return TRUE;
    }
  if (!biz_exposure_read_name (row, "commercial_partner_id", &party->group_id, &party->group, error)
      || !fill_account (self, group, zero, &out->account, error))
    {
      biz_exposure_party_row_clear (out);
      return FALSE;
    }
  out->account.group_id = party->group_id;
  out->account.company_id = company_id;

  return TRUE;
}
