/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-json.h"

#include "biz-currency-table.h"
#include "biz-order-risk.h"
#include "erp-capabilities.h"
#include "erp-json.h"

#include <string.h>

struct _BizExposureReading
{
  BizCurrencyTable *currencies; /* (owned) */
  char *items;                  /* (owned) */
  char *lines;                  /* (owned) */
  char *parties;                /* (owned) */
  gboolean has_moves;
  gboolean has_delivery_status;
  gboolean has_limit;
  gboolean has_insurance;
  gboolean has_server;
  gboolean has_risk;
  gboolean has_order_risk;
};

#define ITEMS                                                                                      \
  "{\"partner_id\":{\"fields\":{}},\"company_id\":{\"fields\":{}},"                                \
  "\"currency_id\":{\"fields\":{}},\"company_currency_id\":{\"fields\":{}},\"date\":{},"           \
  "\"date_maturity\":{},\"amount_residual\":{},\"amount_residual_currency\":{}%s}"
#define ITEM_SALESPERSON                                                                           \
  ",\"move_id\":{\"fields\":{\"invoice_user_id\":{\"fields\":{\"display_name\":{}}}}}"
#define LINES                                                                                      \
  "{\"order_id\":{\"fields\":{\"name\":{},\"partner_invoice_id\":{\"fields\":{}}%s}},"             \
  "\"company_id\":{\"fields\":{}},\"currency_id\":{\"fields\":{}},"                                \
  "\"product_id\":{\"fields\":{\"invoice_policy\":{}}},\"product_uom_qty\":{},"                    \
  "\"qty_delivered\":{},\"qty_delivered_method\":{},\"qty_invoiced\":{},\"price_unit\":{},"        \
  "\"discount\":{},\"price_total\":{},\"is_downpayment\":{},"                                      \
  "\"invoice_lines\":{\"fields\":{\"parent_state\":{},\"quantity\":{},\"price_total\":{},"         \
  "\"product_uom_id\":{\"fields\":{}},\"move_id\":{\"fields\":{\"move_type\":{}}}}}%s%s}"
#define LINE_MOVES ",\"move_ids\":{\"fields\":{\"state\":{}}}"
#define LINE_SALESPERSON ",\"salesman_id\":{\"fields\":{\"display_name\":{}}}"
#define PARTIES                                                                                    \
  "{\"display_name\":{},\"commercial_partner_id\":{\"fields\":{\"display_name\":{},"               \
  "\"property_payment_term_id\":{\"fields\":{\"display_name\":{},"                                 \
  "\"line_ids\":{\"fields\":{\"nb_days\":{},\"delay_type\":{}}}}}%s}}}"
#define PARTY_LIMIT ",\"credit_limit\":{},\"use_partner_credit_limit\":{},\"show_credit_limit\":{}"
#define PARTY_SERVER ",\"credit\":{},\"credit_to_invoice\":{}"
#define INSURANCE "insurance_credit_limit"

/* The parts of the community's financial risk; each has a sum, a limit and whether it counts. */
static const char *const risk_parts[BIZ_RISK_N_PARTS] = {
  [BIZ_RISK_DRAFT] = "risk_invoice_draft",
  [BIZ_RISK_OPEN] = "risk_invoice_open",
  [BIZ_RISK_UNPAID] = "risk_invoice_unpaid",
  [BIZ_RISK_OTHER_OPEN] = "risk_account_amount",
  [BIZ_RISK_OTHER_UNPAID] = "risk_account_amount_unpaid",
  [BIZ_RISK_ORDERS] = "risk_sale_order",
};

void
biz_exposure_item_row_clear (BizExposureItemRow *self)
{
  g_clear_pointer (&self->salesperson, g_ref_string_release);
}

void
biz_exposure_line_row_clear (BizExposureLineRow *self)
{
  biz_exposure_order_clear (&self->order);
  g_clear_pointer (&self->salesperson, g_ref_string_release);
}

void
biz_exposure_party_row_clear (BizExposurePartyRow *self)
{
  biz_exposure_party_clear (&self->party);
  biz_credit_account_clear (&self->account);
}

static gboolean
has_partner_field (ErpCapabilities *capabilities, const char *field)
{
  return erp_capabilities_has_field (capabilities, "res.partner", field);
}

static char *
make_party_specification (BizExposureReading *self)
{
  g_autoptr (GString) more = g_string_new (NULL);

  if (self->has_limit)
    g_string_append (more, PARTY_LIMIT);
  if (self->has_insurance)
    g_string_append (more, ",\"" INSURANCE "\":{}");
  if (self->has_server)
    g_string_append (more, PARTY_SERVER);
  if (self->has_risk)
    g_string_append (more, ",\"risk_currency_id\":{\"fields\":{}},\"risk_total\":{},"
                           "\"risk_remaining_value\":{},\"risk_exception\":{}");
  for (guint i = 0; self->has_risk && i < BIZ_RISK_N_PARTS; i++)
    {
      if (i != BIZ_RISK_ORDERS || self->has_order_risk)
        g_string_append_printf (more, ",\"%s\":{},\"%s_limit\":{},\"%s_include\":{}", risk_parts[i],
                                risk_parts[i], risk_parts[i]);
    }

  return g_strdup_printf (PARTIES, more->str);
}

/**
 * biz_exposure_reading_new:
 * @capabilities: what the server has and the user may
 * @currencies: the currencies of the server
 * @wish: what is wanted beyond the figures
 *
 * Returns: (transfer full): how this server is asked and read
 */
BizExposureReading *
biz_exposure_reading_new (ErpCapabilities *capabilities,
                          BizCurrencyTable *currencies,
                          const BizExposureWish *wish)
{
  BizExposureReading *self;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), NULL);
  g_return_val_if_fail (currencies != NULL && wish != NULL, NULL);

  self = g_atomic_rc_box_new0 (BizExposureReading);
  self->currencies = biz_currency_table_ref (currencies);
  self->has_moves =
      erp_capabilities_has_field (capabilities, "stock.picking", "sale_id")
      && (erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) != 0;
  self->has_delivery_status =
      erp_capabilities_has_field (capabilities, "sale.order", "delivery_status");
  self->has_limit = has_partner_field (capabilities, "credit_limit")
                    && has_partner_field (capabilities, "use_partner_credit_limit")
                    && has_partner_field (capabilities, "show_credit_limit");
  self->has_insurance = has_partner_field (capabilities, INSURANCE);
  self->has_server = wish->server && has_partner_field (capabilities, "credit")
                     && has_partner_field (capabilities, "credit_to_invoice");
  self->has_risk = wish->server && has_partner_field (capabilities, "risk_total");
  self->has_order_risk = has_partner_field (capabilities, risk_parts[BIZ_RISK_ORDERS]);
  self->items = g_strdup_printf (ITEMS, wish->salespeople ? ITEM_SALESPERSON : "");
  self->lines = g_strdup_printf (LINES, self->has_delivery_status ? ",\"delivery_status\":{}" : "",
                                 self->has_moves ? LINE_MOVES : "",
                                 wish->salespeople ? LINE_SALESPERSON : "");
  self->parties = make_party_specification (self);

  return self;
}

BizExposureReading *
biz_exposure_reading_ref (BizExposureReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reading (gpointer data)
{
  BizExposureReading *self = data;

  biz_currency_table_unref (self->currencies);
  g_free (self->items);
  g_free (self->lines);
  g_free (self->parties);
}

void
biz_exposure_reading_unref (BizExposureReading *self)
{
  g_atomic_rc_box_release_full (self, clear_reading);
}

const char *
biz_exposure_reading_get_item_specification (BizExposureReading *self)
{
  return self->items;
}

const char *
biz_exposure_reading_get_line_specification (BizExposureReading *self)
{
  return self->lines;
}

const char *
biz_exposure_reading_get_party_specification (BizExposureReading *self)
{
  return self->parties;
}

static gboolean
read_id (JsonObject *row, const char *member, gint64 *id, GError **error)
{
  return erp_json_get_many2one (row, member, id, NULL, error);
}

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
read_currency (
    BizExposureReading *self, JsonObject *row, const char *member, BizMoney *zero, GError **error)
{
  gint64 id;

  return read_id (row, member, &id, error)
         && biz_currency_table_lookup (self->currencies, id, zero, error);
}

/* (nullable): what a relation was read with */
static JsonObject *
get_related (JsonObject *row, const char *member)
{
  JsonNode *node = json_object_get_member (row, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
biz_exposure_read_item (BizExposureReading *self,
                        JsonObject *row,
                        BizExposureItemRow *out,
                        GError **error)
{
  BizExposureItem *item = &out->item;
  JsonObject *move = get_related (row, "move_id");
  BizMoney company, own;
  GDate day;

  *out = (BizExposureItemRow){ 0 };
  if (!erp_json_get_int (row, "id", &out->id, error)
      || !read_id (row, "partner_id", &item->partner_id, error)
      || !read_id (row, "company_id", &item->company_id, error)
      || !erp_json_get_date (row, "date", &day, error)
      || !erp_json_get_date (row, "date_maturity", &item->due, error)
      || !read_currency (self, row, "company_currency_id", &company, error)
      || !read_currency (self, row, "currency_id", &own, error)
      || !biz_money_from_json_rounded (row, "amount_residual", &company, &item->open, error)
      || !biz_money_from_json_rounded (row, "amount_residual_currency", &own, &item->open_document,
                                       error)
      || (move != NULL
          && !read_name (move, "invoice_user_id", &item->salesperson_id, &out->salesperson, error)))
    {
      biz_exposure_item_row_clear (out);
      return FALSE;
    }
  if (!g_date_valid (&item->due))
    item->due = day;

  return TRUE;
}

/* What invoice lines say of a line of an order. */
typedef struct
{
  gint64 unit;
  gboolean mixed; /* in several units */
  double posted;  /* quantities only give a share: the server's own sum is exact */
  double all;
  BizMoney posted_total;
  BizMoney all_total;
} Invoiced;

static gboolean
read_invoice_line (JsonObject *row, const BizMoney *zero, Invoiced *out, GError **error)
{
  JsonObject *move = get_related (row, "move_id");
  const char *state, *type = NULL;
  double quantity;
  BizMoney total;
  gint64 unit;

  if (!erp_json_get_string (row, "parent_state", &state, error)
      || !erp_json_get_double (row, "quantity", &quantity, error)
      || !biz_money_from_json_rounded (row, "price_total", zero, &total, error)
      || !read_id (row, "product_uom_id", &unit, error)
      || (move != NULL && !erp_json_get_string (move, "move_type", &type, error)))
    return FALSE;
  if (g_strcmp0 (state, "cancel") == 0)
    return TRUE;
  if (g_strcmp0 (type, "out_refund") == 0)
    {
      quantity = -quantity;
      total = biz_money_negate (&total);
    }
  out->mixed = out->mixed || (out->unit != 0 && unit != out->unit);
  out->unit = unit;
  out->all += quantity;
  if (!biz_money_add (&out->all_total, &total, &out->all_total, error))
    return FALSE;
  if (g_strcmp0 (state, "posted") != 0)
    return TRUE;
  out->posted += quantity;

  return biz_money_add (&out->posted_total, &total, &out->posted_total, error);
}

static gboolean
read_invoiced (JsonObject *row, const BizMoney *zero, Invoiced *out, GError **error)
{
  JsonArray *lines;

  *out = (Invoiced){ .posted_total = *zero, .all_total = *zero };
  if (!erp_json_get_array (json_object_get_member (row, "invoice_lines"), &lines, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line;

      if (!erp_json_get_object (json_array_get_element (lines, i), &line, error)
          || !read_invoice_line (line, zero, out, error))
        return FALSE;
    }

  return TRUE;
}

/* What the server calls invoiced has drafts too. It is in the unit of the order; invoice lines may
 * be in another one, of which only the share counts. */
static gboolean
take_posted (BizDecimal *invoiced, const Invoiced *lines, GError **error)
{
  BizDecimal part, whole, product;

  if (!lines->mixed && lines->posted == lines->all)
    return TRUE;
  if (!lines->mixed && lines->all != 0)
    {
      part = biz_decimal_new ((gint64)(lines->posted * 1e4 + (lines->posted < 0 ? -0.5 : 0.5)), 4);
      whole = biz_decimal_new ((gint64)(lines->all * 1e4 + (lines->all < 0 ? -0.5 : 0.5)), 4);
    }
  else if (lines->all_total.minor != 0)
    {
      part = biz_decimal_new (lines->posted_total.minor, 0);
      whole = biz_decimal_new (lines->all_total.minor, 0);
    }
  else
    return TRUE;

  return biz_decimal_multiply (invoiced, &part, &product, error)
         && biz_decimal_divide (&product, &whole, 6, BIZ_ROUND_HALF_UP, invoiced, error);
}

/* Whether nothing more will be delivered, as far as this user is told. */
static gboolean
read_is_over (
    BizExposureReading *self, JsonObject *row, JsonObject *order, gboolean *is_over, GError **error)
{
  const char *method, *status, *state;
  JsonArray *moves;

  *is_over = FALSE;
  if (!erp_json_get_string (row, "qty_delivered_method", &method, error))
    return FALSE;
  if (g_strcmp0 (method, "stock_move") != 0)
    return TRUE;
  if (!self->has_moves)
    {
      if (!self->has_delivery_status)
        return TRUE;
      if (!erp_json_get_string (order, "delivery_status", &status, error))
        return FALSE;
      *is_over = g_strcmp0 (status, "full") == 0;
      return TRUE;
    }
  if (!erp_json_get_array (json_object_get_member (row, "move_ids"), &moves, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (moves); i++)
    {
      JsonObject *move;

      if (!erp_json_get_object (json_array_get_element (moves, i), &move, error)
          || !erp_json_get_string (move, "state", &state, error))
        return FALSE;
      if (g_strcmp0 (state, "done") != 0 && g_strcmp0 (state, "cancel") != 0)
        return TRUE;
    }
  *is_over = TRUE;

  return TRUE;
}

/* price × (1 - discount / 100) */
static gboolean
read_price (JsonObject *row, BizDecimal *price, GError **error)
{
  BizDecimal unit, discount, product;
  BizDecimal hundred = biz_decimal_new (100, 0);

  if (!biz_decimal_from_json (row, "price_unit", &unit, error)
      || !biz_decimal_from_json (row, "discount", &discount, error))
    return FALSE;
  discount.mantissa = -discount.mantissa;

  return biz_decimal_add (&hundred, &discount, &discount, error)
         && biz_decimal_multiply (&unit, &discount, &product, error)
         && biz_decimal_divide (&product, &hundred, 6, BIZ_ROUND_HALF_UP, price, error);
}

static gboolean
read_line_risk (BizExposureReading *self,
                JsonObject *row,
                JsonObject *order,
                const BizMoney *zero,
                const Invoiced *invoiced,
                BizExposureOrder *out,
                GError **error)
{
  JsonObject *product = get_related (row, "product_id");
  BizOrderLine line = { 0 };
  const char *policy = NULL;

  if (!biz_decimal_from_json (row, "product_uom_qty", &line.ordered, error)
      || !biz_decimal_from_json (row, "qty_delivered", &line.delivered, error)
      || !biz_decimal_from_json (row, "qty_invoiced", &line.invoiced, error)
      || !take_posted (&line.invoiced, invoiced, error)
      || !biz_money_from_json_rounded (row, "price_total", zero, &line.total, error)
      || (line.ordered.mantissa == 0 && !read_price (row, &line.price, error))
      || (product != NULL && !erp_json_get_string (product, "invoice_policy", &policy, error))
      || !read_is_over (self, row, order, &line.is_over, error))
    return FALSE;
  line.on_delivery = g_strcmp0 (policy, "delivery") == 0;

  return biz_order_risk_compute (&line, &out->to_invoice, &out->to_deliver, error);
}

static gboolean
fill_line (BizExposureReading *self, JsonObject *row, BizExposureLineRow *out, GError **error)
{
  BizExposureOrder *order = &out->order;
  gboolean is_downpayment;
  JsonObject *related;
  const char *name;
  Invoiced invoiced;
  BizMoney zero;

  if (!erp_json_get_int (row, "id", &out->id, error)
      || !erp_json_get_object (json_object_get_member (row, "order_id"), &related, error)
      || !erp_json_get_int (related, "id", &order->id, error)
      || !erp_json_get_string (related, "name", &name, error)
      || !read_id (related, "partner_invoice_id", &order->partner_id, error)
      || !read_id (row, "company_id", &order->company_id, error)
      || !read_currency (self, row, "currency_id", &zero, error)
      || !erp_json_get_bool (row, "is_downpayment", &is_downpayment, error)
      || (json_object_has_member (row, "salesman_id")
          && !read_name (row, "salesman_id", &order->salesperson_id, &out->salesperson, error))
      || !read_invoiced (row, &zero, &invoiced, error))
    return FALSE;
  order->to_invoice = order->to_deliver = order->prepaid = zero;
  if (name != NULL)
    order->name = g_ref_string_new_intern (name);
  if (!is_downpayment)
    return read_line_risk (self, row, related, &zero, &invoiced, order, error);
  /* what was invoiced in advance, less what invoices deducted since */
  order->prepaid = invoiced.posted_total;

  return TRUE;
}

gboolean
biz_exposure_read_line (BizExposureReading *self,
                        JsonObject *row,
                        BizExposureLineRow *out,
                        GError **error)
{
  *out = (BizExposureLineRow){ 0 };
  if (fill_line (self, row, out, error))
    return TRUE;
  biz_exposure_line_row_clear (out);

  return FALSE;
}

/* The most days that the terms give; the rest of a month counts with a whole one. */
static gboolean
read_terms (JsonObject *row, BizCreditAccount *account, GError **error)
{
  JsonObject *term = get_related (row, "property_payment_term_id");
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
      && !biz_money_from_json_rounded (row, INSURANCE, zero, &account->insured, error))
    return FALSE;
  if (!self->has_limit)
    return TRUE;
  if (!biz_money_from_json_rounded (row, "credit_limit", zero, &account->limit, error)
      || !erp_json_get_bool (row, "use_partner_credit_limit", &own, error)
      || !erp_json_get_bool (row, "show_credit_limit", &used, error))
    return FALSE;
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
  if (!read_id (row, "risk_currency_id", &currency, error)
      || (currency != 0 && !biz_currency_table_lookup (self->currencies, currency, &own, error))
      || !biz_money_from_json_rounded (row, "risk_total", &own, &account->risk_total, error)
      || !biz_money_from_json_rounded (row, "risk_remaining_value", &own, &account->risk_remaining,
                                       error)
      || !erp_json_get_bool (row, "risk_exception", &account->risk_exception, error))
    return FALSE;
  account->has_risk = TRUE;
  for (guint i = 0; i < BIZ_RISK_N_PARTS; i++)
    {
      g_autofree char *limit = g_strdup_printf ("%s_limit", risk_parts[i]);
      g_autofree char *include = g_strdup_printf ("%s_include", risk_parts[i]);

      account->risk_parts[i] = account->risk_limits[i] = own;
      if (i == BIZ_RISK_ORDERS && !self->has_order_risk)
        continue;
      if (!biz_money_from_json_rounded (row, risk_parts[i], &own, &account->risk_parts[i], error)
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
  group = get_related (row, "commercial_partner_id");
  if (group == NULL)
    {
      party->group_id = party->id;
      return TRUE;
    }
  if (!read_name (row, "commercial_partner_id", &party->group_id, &party->group, error)
      || !fill_account (self, group, zero, &out->account, error))
    {
      biz_exposure_party_row_clear (out);
      return FALSE;
    }
  out->account.group_id = party->group_id;
  out->account.company_id = company_id;

  return TRUE;
}
