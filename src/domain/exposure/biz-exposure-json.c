/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-json-private.h"

#include "biz-currency-table.h"
#include "biz-order-risk.h"
#include "erp-capabilities.h"
#include "erp-json.h"

#include <string.h>

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
    g_string_append (more, ",\"" BIZ_EXPOSURE_INSURANCE "\":{}");
  if (self->has_server)
    g_string_append (more, PARTY_SERVER);
  if (self->has_risk)
    g_string_append (more, ",\"risk_currency_id\":{\"fields\":{}},\"risk_total\":{},"
                           "\"risk_remaining_value\":{},\"risk_exception\":{}");
  for (guint i = 0; self->has_risk && i < BIZ_RISK_N_PARTS; i++)
    {
      if (i != BIZ_RISK_ORDERS || self->has_order_risk)
        g_string_append_printf (more, ",\"%s\":{},\"%s_limit\":{},\"%s_include\":{}",
                                biz_risk_part_names[i], biz_risk_part_names[i],
                                biz_risk_part_names[i]);
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
  self->has_insurance = has_partner_field (capabilities, BIZ_EXPOSURE_INSURANCE);
  self->has_server = wish->server && has_partner_field (capabilities, "credit")
                     && has_partner_field (capabilities, "credit_to_invoice");
  self->has_risk = wish->server && has_partner_field (capabilities, "risk_total");
  self->has_order_risk = has_partner_field (capabilities, biz_risk_part_names[BIZ_RISK_ORDERS]);
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
read_currency (
    BizExposureReading *self, JsonObject *row, const char *member, BizMoney *zero, GError **error)
{
  gint64 id;

  return biz_exposure_read_id (row, member, &id, error)
         && biz_currency_table_lookup (self->currencies, id, zero, error);
}

gboolean
biz_exposure_read_item (BizExposureReading *self,
                        JsonObject *row,
                        BizExposureItemRow *out,
                        GError **error)
{
  BizExposureItem *item = &out->item;
  JsonObject *move = biz_exposure_get_related (row, "move_id");
  BizMoney company, own;
  GDate day;

  *out = (BizExposureItemRow){ 0 };
  if (!erp_json_get_int (row, "id", &out->id, error)
      || !biz_exposure_read_id (row, "partner_id", &item->partner_id, error)
      || !biz_exposure_read_id (row, "company_id", &item->company_id, error)
      || !erp_json_get_date (row, "date", &day, error)
      || !erp_json_get_date (row, "date_maturity", &item->due, error)
      || !read_currency (self, row, "company_currency_id", &company, error)
      || !read_currency (self, row, "currency_id", &own, error)
      || !biz_money_from_json_rounded (row, "amount_residual", &company, &item->open, error)
      || !biz_money_from_json_rounded (row, "amount_residual_currency", &own, &item->open_document,
                                       error)
      || (move != NULL
          && !biz_exposure_read_name (move, "invoice_user_id", &item->salesperson_id,
                                      &out->salesperson, error)))
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
  JsonObject *move = biz_exposure_get_related (row, "move_id");
  const char *state, *type = NULL;
  double quantity;
  BizMoney total;
  gint64 unit;

  if (!erp_json_get_string (row, "parent_state", &state, error)
      || !erp_json_get_double (row, "quantity", &quantity, error)
      || !biz_money_from_json_rounded (row, "price_total", zero, &total, error)
      || !biz_exposure_read_id (row, "product_uom_id", &unit, error)
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
  JsonObject *product = biz_exposure_get_related (row, "product_id");
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
      || !biz_exposure_read_id (related, "partner_invoice_id", &order->partner_id, error)
      || !biz_exposure_read_id (row, "company_id", &order->company_id, error)
      || !read_currency (self, row, "currency_id", &zero, error)
      || !erp_json_get_bool (row, "is_downpayment", &is_downpayment, error)
      || (json_object_has_member (row, "salesman_id")
          && !biz_exposure_read_name (row, "salesman_id", &order->salesperson_id, &out->salesperson,
                                      error))
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
