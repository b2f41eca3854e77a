/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-order.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizDeskReading
{
  BizCurrencyTable *currencies; /* (owned) */
  GHashTable *companies;        /* (owned): id -> BizMoney, nothing in its currency */
  GTimeZone *zone;              /* (owned) */
  char *specification;          /* (owned) */
  gboolean has_deliveries;
  gboolean has_status;
};

#define SPECIFICATION                                                                              \
  "{\"name\":{},\"state\":{},\"date_order\":{},\"create_date\":{},"                                \
  "\"create_uid\":{\"fields\":{}},"                                                                \
  "\"partner_id\":{\"fields\":{\"display_name\":{},"                                               \
  "\"commercial_partner_id\":{\"fields\":{\"display_name\":{}}}}},"                                \
  "\"company_id\":{\"fields\":{\"display_name\":{}}},\"currency_id\":{\"fields\":{}},"             \
  "\"currency_rate\":{},\"amount_total\":{},\"client_order_ref\":{},"                              \
  "\"payment_term_id\":{\"fields\":{\"display_name\":{}}},"                                        \
  "\"user_id\":{\"fields\":{\"display_name\":{}}}%s%s}"
#define STATUS ",\"delivery_status\":{}"
#define DELIVERIES                                                                                 \
  ",\"activity_date_deadline\":{},\"picking_ids\":{\"fields\":{\"name\":{},\"state\":{},"          \
  "\"picking_type_code\":{},\"scheduled_date\":{},\"date_done\":{},"                               \
  "\"move_ids\":{\"fields\":{\"state\":{},\"product_uom_qty\":{},"                                 \
  "\"sale_line_id\":{\"fields\":{\"price_total\":{},\"product_uom_qty\":{}}}}}}}"

void
biz_desk_delivery_free (BizDeskDelivery *self)
{
  g_free (self->name);
  g_clear_pointer (&self->done_at, g_date_time_unref);
  g_free (self);
}

BizDeskOrder *
biz_desk_order_new (void)
{
  BizDeskOrder *self = g_atomic_rc_box_new0 (BizDeskOrder);

  g_date_clear (&self->activity, 1);

  return self;
}

BizDeskOrder *
biz_desk_order_ref (BizDeskOrder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_order (gpointer data)
{
  BizDeskOrder *self = data;

  g_free (self->name);
  g_free (self->partner);
  g_free (self->group);
  g_free (self->company);
  g_free (self->salesperson);
  g_free (self->reference);
  g_free (self->term);
  g_clear_pointer (&self->ordered_at, g_date_time_unref);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
}

void
biz_desk_order_unref (BizDeskOrder *self)
{
  g_atomic_rc_box_release_full (self, clear_order);
}

static void
take_companies (BizDeskReading *self, ErpCapabilities *capabilities)
{
  GListModel *companies = erp_capabilities_get_companies (capabilities);

  self->companies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);
      gint64 id = erp_company_get_id (company);
      BizMoney zero;

      if (biz_currency_table_lookup (self->currencies, erp_company_get_currency_id (company), &zero,
                                     NULL))
        g_hash_table_insert (self->companies, g_memdup2 (&id, sizeof id),
                             g_memdup2 (&zero, sizeof zero));
    }
}

static gboolean
may_read_deliveries (ErpCapabilities *capabilities)
{
  return erp_capabilities_has_field (capabilities, "stock.picking", "sale_id")
         && (erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) != 0;
}

/**
 * biz_desk_reading_new:
 * @capabilities: what the server has
 * @currencies: its currencies
 * @with_deliveries: whether to read them, where the user may
 *
 * Returns: (transfer full): how orders are read from this server
 */
BizDeskReading *
biz_desk_reading_new (ErpCapabilities *capabilities,
                      BizCurrencyTable *currencies,
                      gboolean with_deliveries)
{
  BizDeskReading *self;
  const char *zone;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_atomic_rc_box_new0 (BizDeskReading);
  self->currencies = biz_currency_table_ref (currencies);
  zone = erp_capabilities_get_time_zone (capabilities);
  self->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (self->zone == NULL)
    self->zone = g_time_zone_new_local ();
  take_companies (self, capabilities);
  self->has_deliveries = with_deliveries && may_read_deliveries (capabilities);
  self->has_status = erp_capabilities_has_field (capabilities, "sale.order", "delivery_status");
  self->specification = g_strdup_printf (SPECIFICATION, self->has_status ? STATUS : "",
                                         self->has_deliveries ? DELIVERIES : "");

  return self;
}

BizDeskReading *
biz_desk_reading_ref (BizDeskReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reading (gpointer data)
{
  BizDeskReading *self = data;

  biz_currency_table_unref (self->currencies);
  g_hash_table_unref (self->companies);
  g_time_zone_unref (self->zone);
  g_free (self->specification);
}

void
biz_desk_reading_unref (BizDeskReading *self)
{
  g_atomic_rc_box_release_full (self, clear_reading);
}

const char *
biz_desk_reading_get_specification (BizDeskReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->specification;
}

gboolean
biz_desk_reading_has_deliveries (BizDeskReading *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_deliveries;
}

/* What a line's share of @quantity is worth; a line of nothing is worth nothing. */
static gboolean
add_move (JsonObject *row, BizMoney *value, GError **error)
{
  BizDecimal quantity, ordered;
  BizMoney total, share;
  JsonObject *line;
  JsonNode *node = json_object_get_member (row, "sale_line_id");
  const char *state;

  if (!erp_json_get_string (row, "state", &state, error))
    return FALSE;
  if (g_strcmp0 (state, "cancel") == 0 || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (!erp_json_get_object (node, &line, error)
      || !biz_decimal_from_json (row, "product_uom_qty", &quantity, error)
      || !biz_decimal_from_json (line, "product_uom_qty", &ordered, error)
      || !biz_money_from_json_rounded (line, "price_total", value, &total, error))
    return FALSE;
  if (ordered.mantissa <= 0 || quantity.mantissa <= 0)
    return TRUE;
  if (biz_decimal_compare (&quantity, &ordered) >= 0)
    return biz_money_add (value, &total, value, error);
  if (!biz_decimal_rescale (&quantity, MAX (quantity.digits, ordered.digits), BIZ_ROUND_HALF_UP,
                            &quantity, error)
      || !biz_decimal_rescale (&ordered, quantity.digits, BIZ_ROUND_HALF_UP, &ordered, error)
      || !biz_money_scale (&total, quantity.mantissa, ordered.mantissa, BIZ_ROUND_HALF_UP, &share,
                           error))
    return FALSE;

  return biz_money_add (value, &share, value, error);
}

static gboolean
read_day (GDateTime *time, GTimeZone *zone, GDate *day)
{
  g_autoptr (GDateTime) local = NULL;
  int year, month, of_month;

  g_date_clear (day, 1);
  if (time == NULL)
    return FALSE;
  local = g_date_time_to_timezone (time, zone);
  g_date_time_get_ymd (local, &year, &month, &of_month);
  g_date_set_dmy (day, (GDateDay)of_month, (GDateMonth)month, (GDateYear)year);

  return TRUE;
}

/* NULL without an error for one that is cancelled or brings goods back. */
static BizDeskDelivery *
read_delivery (BizDeskReading *self, JsonObject *row, const BizMoney *zero, GError **error)
{
  BizDeskDelivery *delivery = g_new0 (BizDeskDelivery, 1);
  g_autoptr (GDateTime) planned = NULL;
  const char *name, *state, *code;
  gboolean well = FALSE;
  JsonArray *moves;

  delivery->value = *zero;
  if (erp_json_get_int (row, "id", &delivery->id, error)
      && erp_json_get_string (row, "name", &name, error)
      && erp_json_get_string (row, "state", &state, error)
      && erp_json_get_string (row, "picking_type_code", &code, error)
      && erp_json_get_datetime (row, "scheduled_date", &planned, error)
      && erp_json_get_datetime (row, "date_done", &delivery->done_at, error)
      && erp_json_get_array (json_object_get_member (row, "move_ids"), &moves, error))
    {
      well = TRUE;
      delivery->name = g_strdup (name != NULL ? name : "");
      delivery->is_done = g_strcmp0 (state, "done") == 0;
      read_day (planned, self->zone, &delivery->planned);
      for (guint i = 0; well && i < json_array_get_length (moves); i++)
        {
          JsonObject *move;

          well = erp_json_get_object (json_array_get_element (moves, i), &move, error)
                 && add_move (move, &delivery->value, error);
        }
    }
  if (well && g_strcmp0 (state, "cancel") != 0 && g_strcmp0 (code, "incoming") != 0)
    return delivery;
  biz_desk_delivery_free (delivery);

  return NULL;
}

static gboolean
read_deliveries (BizDeskReading *self, JsonObject *row, BizDeskOrder *order, GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (json_object_get_member (row, "picking_ids"), &rows, error)
      || !erp_json_get_date (row, "activity_date_deadline", &order->activity, error))
    return FALSE;
  order->deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_delivery_free);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (GError) local = NULL;
      BizDeskDelivery *delivery;
      BizMoney zero = biz_money_zero (order->value.currency, order->value.digits);
      JsonObject *picking;

      if (!erp_json_get_object (json_array_get_element (rows, i), &picking, error))
        return FALSE;
      delivery = read_delivery (self, picking, &zero, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (delivery != NULL)
        g_ptr_array_add (order->deliveries, delivery);
    }

  return TRUE;
}

/* In the company's currency by the order's own rate, as the server has its sales figures. */
static void
convert (BizDeskReading *self, BizDeskOrder *order, const BizDecimal *rate)
{
  const BizMoney *zero = g_hash_table_lookup (self->companies, &order->company_id);
  BizDecimal amount = biz_decimal_new (order->value.minor, order->value.digits);
  BizDecimal quotient;

  order->company_value = order->value;
  if (zero == NULL || g_str_equal (zero->currency, order->value.currency))
    return;
  order->company_value = *zero;
  if (rate->mantissa > 0
      && biz_decimal_divide (&amount, rate, zero->digits, BIZ_ROUND_HALF_UP, &quotient, NULL))
    biz_decimal_to_money (&quotient, zero->currency, zero->digits, BIZ_ROUND_HALF_UP,
                          &order->company_value, NULL);
}

static gboolean
read_partner (JsonObject *row, BizDeskOrder *order, GError **error)
{
  JsonNode *node = json_object_get_member (row, "partner_id");
  JsonObject *partner;

  if (!erp_json_get_many2one (row, "partner_id", &order->partner_id, &order->partner, error))
    return FALSE;
  if (order->partner_id == 0)
    return TRUE;
  if (!erp_json_get_object (node, &partner, error)
      || !erp_json_get_many2one (partner, "commercial_partner_id", &order->group_id, &order->group,
                                 error))
    return FALSE;
  if (order->group_id == 0)
    order->group_id = order->partner_id;

  return TRUE;
}

static gboolean
read_head (BizDeskReading *self, JsonObject *row, BizDeskOrder *order, GError **error)
{
  g_autofree char *ignored = NULL;
  g_autofree char *creator = NULL;
  const char *name, *state, *reference;
  const char *status = NULL;
  gint64 currency_id;
  BizDecimal rate;
  BizMoney zero;

  if (!erp_json_get_int (row, "id", &order->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_datetime (row, "date_order", &order->ordered_at, error)
      || !erp_json_get_datetime (row, "create_date", &order->created_at, error)
      || !erp_json_get_many2one (row, "create_uid", &order->created_by, &creator, error)
      || !read_partner (row, order, error)
      || !erp_json_get_many2one (row, "company_id", &order->company_id, &order->company, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, &ignored, error)
      || !erp_json_get_string (row, "client_order_ref", &reference, error)
      || !erp_json_get_many2one (row, "payment_term_id", &order->term_id, &order->term, error)
      || !erp_json_get_many2one (row, "user_id", &order->salesperson_id, &order->salesperson, error)
      || !biz_decimal_from_json (row, "currency_rate", &rate, error)
      || !biz_currency_table_lookup (self->currencies, currency_id, &zero, error)
      || !biz_money_from_json_rounded (row, "amount_total", &zero, &order->value, error)
      || (self->has_status && !erp_json_get_string (row, "delivery_status", &status, error)))
    return FALSE;
  order->name = g_strdup (name != NULL ? name : "");
  order->reference = g_strdup (reference);
  order->state = g_strcmp0 (state, "cancel") == 0 ? BIZ_DESK_ORDER_CANCELLED
                 : g_strcmp0 (state, "draft") == 0 || g_strcmp0 (state, "sent") == 0
                     ? BIZ_DESK_ORDER_QUOTATION
                     : BIZ_DESK_ORDER_CONFIRMED;
  /* An order of services alone has no status: nothing of it is delivered by a transfer. */
  order->is_open = order->state == BIZ_DESK_ORDER_QUOTATION
                   || (order->state == BIZ_DESK_ORDER_CONFIRMED && status != NULL
                       && !g_str_equal (status, "full"));
  convert (self, order, &rate);

  return TRUE;
}

/**
 * biz_desk_reading_read:
 * @self: how to read
 * @row: an order, as asked by the specification
 * @error: return location
 *
 * Returns: (transfer full): the order; %NULL with ERP_ERROR_PROTOCOL
 */
BizDeskOrder *
biz_desk_reading_read (BizDeskReading *self, JsonObject *row, GError **error)
{
  g_autoptr (BizDeskOrder) order = biz_desk_order_new ();

  g_return_val_if_fail (self != NULL && row != NULL, NULL);

  if (!read_head (self, row, order, error)
      || (self->has_deliveries && !read_deliveries (self, row, order, error)))
    return NULL;

  return g_steal_pointer (&order);
}

void
biz_desk_reading_add_open (ErpDomain *domain, ErpCapabilities *capabilities)
{
  static const char *const quotations[] = { "draft", "sent", NULL };
  static const char *const waiting[] = { "pending", "started", "partial", NULL };
  g_autoptr (ErpDomain) quotation = erp_domain_new ();
  g_autoptr (ErpDomain) confirmed = erp_domain_new ();
  ErpDomain *const any[] = { quotation, confirmed };
  gboolean has_status = erp_capabilities_has_field (capabilities, "sale.order", "delivery_status");

  erp_domain_add_strv (quotation, "state", "in", quotations);
  erp_domain_add_string (confirmed, "state", "=", "sale");
  erp_domain_add_strv (confirmed, "delivery_status", "in", waiting);
  erp_domain_add_any (domain, any, has_status ? 2 : 1);
}
