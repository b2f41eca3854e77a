/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-json.h"

#include "biz-currency-table.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizDueReading
{
  BizCurrencyTable *currencies; /* (owned) */
  GHashTable *companies;        /* (owned): id -> BizMoney, nothing in its currency */
  GTimeZone *zone;              /* (owned) */
  char *specification;          /* (owned) */
  gboolean has_moves;
  gboolean has_invoices;
};

#define SPECIFICATION                                                                              \
  "{\"order_id\":{\"fields\":{\"display_name\":{},\"date_order\":{},\"currency_rate\":{},"         \
  "\"client_order_ref\":{},\"partner_invoice_id\":{\"fields\":{}},"                                \
  "\"partner_shipping_id\":{\"fields\":{}}%s}},"                                                   \
  "\"order_partner_id\":{\"fields\":{\"display_name\":{}%s}},"                                     \
  "\"salesman_id\":{\"fields\":{\"display_name\":{}}},"                                            \
  "\"company_id\":{\"fields\":{\"display_name\":{}}},\"currency_id\":{\"fields\":{}},"             \
  "\"product_id\":{\"fields\":{\"display_name\":{},\"invoice_policy\":{}}},"                       \
  "\"product_uom_qty\":{},\"qty_delivered\":{},\"qty_invoiced\":{},\"qty_to_invoice\":{},"         \
  "\"untaxed_amount_to_invoice\":{},\"is_downpayment\":{}%s%s}"
#define MOVES                                                                                      \
  ",\"move_ids\":{\"fields\":{\"state\":{},\"date\":{},\"quantity\":{},"                           \
  "\"location_dest_usage\":{},\"reference\":{}}}"
#define INVOICES                                                                                   \
  ",\"invoice_lines\":{\"fields\":{\"parent_state\":{},\"quantity\":{},"                           \
  "\"move_id\":{\"fields\":{\"display_name\":{},\"move_type\":{}}}}}"

/* Modules of the community that stop an order, its delivery or its invoice: the field of the order
 * and what is read of it. */
static const struct
{
  const char *field;
  const char *specification;
} blocks[] = {
  { "invoice_blocking_reason_id",
    ",\"invoice_blocking_reason_id\":{\"fields\":{\"display_name\":{}}}" },
  { "main_exception_id", ",\"main_exception_id\":{\"fields\":{\"display_name\":{}}}" },
  { "delivery_block_id", ",\"delivery_block_id\":{\"fields\":{\"display_name\":{}}}" },
};

/* And of the customer, who owes more than the limits of the community's financial risk allow: this
 * stops further orders and the posting of invoices. */
#define RISK "risk_exception"

/**
 * biz_due_reading_new:
 * @capabilities: what the server has
 * @currencies: its currencies
 *
 * Returns: (transfer full): how lines are read from this server
 */
BizDueReading *
biz_due_reading_new (ErpCapabilities *capabilities, BizCurrencyTable *currencies)
{
  BizDueReading *self = g_atomic_rc_box_new0 (BizDueReading);
  GListModel *companies = erp_capabilities_get_companies (capabilities);
  const char *zone = erp_capabilities_get_time_zone (capabilities);
  g_autoptr (GString) more = g_string_new (NULL);
  const char *risk;

  self->currencies = biz_currency_table_ref (currencies);
  self->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (self->zone == NULL)
    self->zone = g_time_zone_new_local ();
  self->companies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);
      gint64 id = erp_company_get_id (company);
      BizMoney zero;

      if (biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero,
                                     NULL))
        g_hash_table_insert (self->companies, g_memdup2 (&id, sizeof id),
                             g_memdup2 (&zero, sizeof zero));
    }
  self->has_moves =
      erp_capabilities_has_field (capabilities, "stock.picking", "sale_id")
      && (erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) != 0;
  self->has_invoices =
      (erp_capabilities_get_rights (capabilities, "account.move.line") & ERP_RIGHT_READ) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      if (erp_capabilities_has_field (capabilities, "sale.order", blocks[i].field))
        g_string_append (more, blocks[i].specification);
    }
  risk = erp_capabilities_has_field (capabilities, "res.partner", RISK) ? ",\"" RISK "\":{}" : "";
  self->specification =
      g_strdup_printf (SPECIFICATION, more->str, risk, self->has_moves ? MOVES : "",
                       self->has_invoices ? INVOICES : "");

  return self;
}

BizDueReading *
biz_due_reading_ref (BizDueReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reading (gpointer data)
{
  BizDueReading *self = data;

  biz_currency_table_unref (self->currencies);
  g_hash_table_unref (self->companies);
  g_time_zone_unref (self->zone);
  g_free (self->specification);
}

void
biz_due_reading_unref (BizDueReading *self)
{
  g_atomic_rc_box_release_full (self, clear_reading);
}

const char *
biz_due_reading_get_specification (BizDueReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->specification;
}

gboolean
biz_due_read_day (JsonObject *row, const char *member, GTimeZone *zone, GDate *day, GError **error)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) here = NULL;

  g_date_clear (day, 1);
  if (!erp_json_get_datetime (row, member, &utc, error))
    return FALSE;
  if (utc == NULL)
    return TRUE;
  here = g_date_time_to_timezone (utc, zone);
  g_date_set_dmy (day, (GDateDay)g_date_time_get_day_of_month (here),
                  (GDateMonth)g_date_time_get_month (here), (GDateYear)g_date_time_get_year (here));

  return TRUE;
}

static void
append_once (GString *all, const char *text)
{
  g_auto (GStrv) there = g_strsplit (all->str, "\n", -1);

  if (text != NULL && *text != '\0' && !g_strv_contains ((const char *const *)there, text))
    g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", text);
}

static char *
end_text (GString *text)
{
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* A move to the customer, or with a negative quantity one that came back. */
static gboolean
read_move (BizDueReading *self, JsonObject *row, GArray *moves, GString *names, GError **error)
{
  const char *state, *usage, *reference;
  BizDueMove move = { 0 };

  if (!erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "location_dest_usage", &usage, error)
      || !erp_json_get_string (row, "reference", &reference, error)
      || !biz_decimal_from_json (row, "quantity", &move.quantity, error)
      || !biz_due_read_day (row, "date", self->zone, &move.day, error))
    return FALSE;
  if (g_strcmp0 (state, "done") != 0)
    return TRUE;
  if (g_strcmp0 (usage, "customer") == 0)
    append_once (names, reference);
  else
    move.quantity.mantissa = -move.quantity.mantissa;
  g_array_append_val (moves, move);

  return TRUE;
}

static gboolean
read_invoice_line (JsonObject *row, BizDueLine *line, GString *drafts, GError **error)
{
  const char *state, *type, *name;
  BizDecimal quantity;
  JsonObject *move;

  if (!erp_json_get_string (row, "parent_state", &state, error)
      || !biz_decimal_from_json (row, "quantity", &quantity, error)
      || !erp_json_get_object (json_object_get_member (row, "move_id"), &move, error)
      || !erp_json_get_string (move, "move_type", &type, error)
      || !erp_json_get_string (move, "display_name", &name, error))
    return FALSE;
  if (g_strcmp0 (state, "draft") == 0)
    append_once (drafts, name);
  if (g_strcmp0 (state, "posted") != 0)
    return TRUE;
  if (g_strcmp0 (type, "out_refund") == 0)
    {
      quantity.mantissa = -quantity.mantissa;
      line->credited = TRUE;
    }

  return biz_decimal_add (&line->posted, &quantity, &line->posted, error);
}

static gboolean
read_invoices (BizDueReading *self, JsonObject *row, BizDueLine *line, GError **error)
{
  g_autoptr (GString) drafts = g_string_new (NULL);
  JsonArray *lines;

  line->posted = line->invoiced;
  if (!self->has_invoices)
    return TRUE;
  line->posted = biz_decimal_new (0, 0);
  if (!erp_json_get_array (json_object_get_member (row, "invoice_lines"), &lines, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (lines, i), &object, error)
          || !read_invoice_line (object, line, drafts, error))
        return FALSE;
    }
  line->drafts = end_text (drafts);

  return TRUE;
}

/* What of the line's value is delivered, and since when. */
static gboolean
find_delivered (BizDueLine *line, GArray *moves, const GDate *ordered_on, GError **error)
{
  static const BizDecimal zero = { 0 };
  BizDecimal minus_posted = line->posted;
  BizDecimal delivered_open, open;

  minus_posted.mantissa = -minus_posted.mantissa;
  if (!biz_decimal_add (&line->delivered, &minus_posted, &delivered_open, error)
      || !biz_decimal_add (&line->ordered, &minus_posted, &open, error))
    return FALSE;
  if (line->on_delivery)
    line->delivered_value = line->value;
  else
    line->delivered_value = biz_due_share (&line->value, &delivered_open, &open);
  if (line->delivered_value.minor <= 0)
    return TRUE;
  if (biz_due_find_oldest ((const BizDueMove *)(gpointer)moves->data, moves->len, &delivered_open,
                           &line->since))
    return TRUE;
  /* A service, or a delivery that was never recorded in stock. */
  line->since_order = biz_decimal_compare (&line->delivered, &zero) > 0;
  if (line->since_order)
    line->since = *ordered_on;

  return TRUE;
}

static gboolean
read_quantities (JsonObject *row, BizDueLine *line, GError **error)
{
  return biz_decimal_from_json (row, "product_uom_qty", &line->ordered, error)
         && biz_decimal_from_json (row, "qty_delivered", &line->delivered, error)
         && biz_decimal_from_json (row, "qty_invoiced", &line->invoiced, error)
         && biz_decimal_from_json (row, "qty_to_invoice", &line->to_invoice, error);
}

static gboolean
read_product (JsonObject *row, BizDueLine *line, GError **error)
{
  JsonNode *node = json_object_get_member (row, "product_id");
  const char *name, *policy;
  JsonObject *product;

  line->on_delivery = FALSE;
  line->product = g_strdup ("");
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE; /* a down payment of some versions */
  product = json_node_get_object (node);
  if (!erp_json_get_string (product, "display_name", &name, error)
      || !erp_json_get_string (product, "invoice_policy", &policy, error))
    return FALSE;
  g_free (line->product);
  line->product = g_strdup (name != NULL ? name : "");
  line->on_delivery = g_strcmp0 (policy, "delivery") == 0;

  return TRUE;
}

static BizDueLine *
read_line (BizDueReading *self, JsonObject *row, const GDate *ordered_on, GError **error)
{
  g_autoptr (BizDueLine) line = g_new0 (BizDueLine, 1);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (BizDueMove));
  g_autoptr (GString) names = g_string_new (NULL);
  gint64 currency_id;
  g_autofree char *currency = NULL;
  JsonArray *list;
  BizMoney zero;

  g_date_clear (&line->since, 1);
  if (!erp_json_get_int (row, "id", &line->id, error)
      || !erp_json_get_bool (row, "is_downpayment", &line->is_downpayment, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, &currency, error)
      || !biz_currency_table_lookup (self->currencies, currency_id, &zero, error)
      || !biz_money_from_json_rounded (row, "untaxed_amount_to_invoice", &zero, &line->value, error)
      || !read_quantities (row, line, error) || !read_product (row, line, error)
      || !read_invoices (self, row, line, error))
    return NULL;
  if (self->has_moves)
    {
      if (!erp_json_get_array (json_object_get_member (row, "move_ids"), &list, error))
        return NULL;
      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          JsonObject *object;

          if (!erp_json_get_object (json_array_get_element (list, i), &object, error)
              || !read_move (self, object, moves, names, error))
            return NULL;
        }
    }
  line->deliveries = end_text (names);
  line->delivered_value = zero;
  if (!line->is_downpayment && !find_delivered (line, moves, ordered_on, error))
    return NULL;

  return g_steal_pointer (&line);
}

static gboolean
read_block (JsonObject *order, BizDueRow *out, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (blocks) && out->block == NULL; i++)
    {
      gint64 id;

      if (json_object_has_member (order, blocks[i].field)
          && !erp_json_get_many2one (order, blocks[i].field, &id, &out->block, error))
        return FALSE;
    }

  return TRUE;
}

/* What somebody wrote on the order says more than a limit. */
static gboolean
read_risk (JsonObject *row, BizDueRow *out, GError **error)
{
  JsonNode *partner = json_object_get_member (row, "order_partner_id");
  JsonObject *facts;
  gboolean risk;

  if (out->block != NULL || partner == NULL || !JSON_NODE_HOLDS_OBJECT (partner))
    return TRUE;
  facts = json_node_get_object (partner);
  if (!json_object_has_member (facts, RISK))
    return TRUE;
  if (!erp_json_get_bool (facts, RISK, &risk, error))
    return FALSE;
  if (risk)
    out->block = g_strdup (_ ("the customer owes more than the limit"));

  return TRUE;
}

static gboolean
read_order (BizDueReading *self, JsonObject *order, BizDueRow *out, GError **error)
{
  g_autofree char *invoice_partner = NULL;
  g_autofree char *shipping = NULL;
  const char *name, *reference;

  if (!erp_json_get_int (order, "id", &out->id, error)
      || !erp_json_get_string (order, "display_name", &name, error)
      || !erp_json_get_string (order, "client_order_ref", &reference, error)
      || !erp_json_get_many2one (order, "partner_invoice_id", &out->invoice_partner_id,
                                 &invoice_partner, error)
      || !erp_json_get_many2one (order, "partner_shipping_id", &out->shipping_id, &shipping, error)
      || !biz_decimal_from_json (order, "currency_rate", &out->rate, error)
      || !biz_due_read_day (order, "date_order", self->zone, &out->ordered_on, error))
    return FALSE;
  out->name = g_strdup (name != NULL ? name : "");
  out->reference = g_strdup (reference);

  return read_block (order, out, error);
}

/**
 * biz_due_reading_read:
 * @self: how
 * @row: a line of an order, by the specification
 * @error: return location
 *
 * Runs in any thread.
 *
 * Returns: (transfer full): the line and what it says of its order; %NULL with an error
 */
BizDueRow *
biz_due_reading_read (BizDueReading *self, JsonObject *row, GError **error)
{
  g_autoptr (BizDueRow) out = g_new0 (BizDueRow, 1);
  JsonObject *order;
  const BizMoney *zero;
  gint64 salesperson_id;

  g_return_val_if_fail (self != NULL && row != NULL, NULL);

  if (!erp_json_get_object (json_object_get_member (row, "order_id"), &order, error)
      || !read_order (self, order, out, error)
      || !erp_json_get_many2one (row, "order_partner_id", &out->partner_id, &out->partner, error)
      || !read_risk (row, out, error)
      || !erp_json_get_many2one (row, "company_id", &out->company_id, &out->company, error)
      || !erp_json_get_many2one (row, "salesman_id", &salesperson_id, &out->salesperson, error))
    return NULL;
  out->line = read_line (self, row, &out->ordered_on, error);
  if (out->line == NULL)
    return NULL;
  out->line->order_id = out->id;
  zero = g_hash_table_lookup (self->companies, &out->company_id);
  out->company_zero =
      zero != NULL ? *zero : biz_money_zero (out->line->value.currency, out->line->value.digits);

  return g_steal_pointer (&out);
}

/**
 * biz_due_new_domain:
 *
 * Returns: (transfer full): which lines of orders the list is made of
 */
ErpDomain *
biz_due_new_domain (void)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_string (domain, "state", "=", "sale");
  erp_domain_add_string (domain, "display_type", "=", NULL);
  erp_domain_add_int (domain, "untaxed_amount_to_invoice", "!=", 0);

  return domain;
}
