/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-paper.h"

#include "biz-applied-payment.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

static void
line_free (gpointer data)
{
  BizReturnPaperLine *line = data;

  g_clear_pointer (&line->order_line_ids, g_array_unref);
  g_free (line);
}

static void
clear_paper (gpointer data)
{
  BizReturnPaper *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->payments);
}

BizReturnPaper *
biz_return_paper_ref (BizReturnPaper *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
biz_return_paper_unref (BizReturnPaper *self)
{
  g_atomic_rc_box_release_full (self, clear_paper);
}

static void
read_unit (JsonObject *row, gboolean part, BizReturnUnit *unit)
{
  JsonNode *node = json_object_get_member (row, "product_uom_id");
  JsonObject *object = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  unit->is_part = part;
  if (!erp_json_get_int (object, "id", &unit->id, NULL))
    unit->id = 0;
  if (!json_object_has_member (object, "factor")
      || !biz_decimal_from_json (object, "factor", &unit->factor, NULL))
    unit->factor = biz_decimal_new (0, 0);
}

/* Sections, notes and down payments bill no goods. */
static gboolean
read_line (BizReturnPaper *self, JsonObject *row, gboolean part, GError **error)
{
  g_autoptr (GArray) orders = NULL;
  BizReturnPaperLine *line;
  const BizMoney zero = biz_money_zero (self->total.currency, self->total.digits);
  const char *type = NULL;

  if (json_object_has_member (row, "display_type")
      && !erp_json_get_string (row, "display_type", &type, error))
    return FALSE;
  if (json_object_has_member (row, "sale_line_ids")
      && !erp_json_get_ids (row, "sale_line_ids", &orders, error))
    return FALSE;
  if ((type != NULL && !g_str_equal (type, "product")) || orders == NULL || orders->len == 0)
    return TRUE;
  line = g_new0 (BizReturnPaperLine, 1);
  g_ptr_array_add (self->lines, line);
  line->order_line_ids = g_steal_pointer (&orders);
  read_unit (row, part, &line->unit);

  return erp_json_get_int (row, "id", &line->id, error)
         && biz_decimal_from_json (row, "quantity", &line->quantity, error)
         && biz_decimal_from_json (row, "price_unit", &line->price, error)
         && biz_decimal_from_json (row, "discount", &line->discount, error)
         && biz_money_from_json (row, "price_subtotal", &zero, &line->net, error)
         && biz_money_from_json (row, "price_total", &zero, &line->gross, error);
}

static gboolean
read_lines (BizReturnPaper *self, JsonObject *row, gboolean part, GError **error)
{
  JsonArray *rows = NULL;

  if (!json_object_has_member (row, "invoice_line_ids"))
    return TRUE;
  if (!erp_json_get_array (json_object_get_member (row, "invoice_line_ids"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *line;

      if (!erp_json_get_object (json_array_get_element (rows, i), &line, error)
          || !read_line (self, line, part, error))
        return FALSE;
    }

  return TRUE;
}

/* What cannot be read of the payments is not shown; the amounts do not need it. */
static void
read_payments (BizReturnPaper *self, JsonObject *row, BizCurrencyTable *currencies)
{
  JsonNode *node = json_object_get_member (row, "invoice_payments_widget");
  JsonArray *content = NULL;
  const BizMoney zero = biz_money_zero (self->total.currency, self->total.digits);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || !json_object_has_member (json_node_get_object (node), "content")
      || !erp_json_get_array (json_object_get_member (json_node_get_object (node), "content"),
                              &content, NULL))
    return;
  for (guint i = 0; i < json_array_get_length (content); i++)
    {
      JsonObject *payment = NULL;
      BizAppliedPayment *applied = NULL;

      if (erp_json_get_object (json_array_get_element (content, i), &payment, NULL))
        applied = biz_applied_payment_new_from_json (payment, &zero, currencies, NULL);
      if (applied != NULL)
        g_ptr_array_add (self->payments, applied);
    }
}

static gboolean
read_amounts (BizReturnPaper *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  gint64 currency = 0;
  BizMoney zero;

  return erp_json_get_many2one (row, "currency_id", &currency, NULL, error)
         && biz_currency_table_lookup (currencies, currency, &zero, error)
         && biz_money_from_json (row, "amount_total", &zero, &self->total, error)
         && biz_money_from_json (row, "amount_residual", &zero, &self->residual, error);
}

/**
 * biz_return_paper_new_from_json:
 * @row: a row of account.move
 * @currencies: the currencies of the server
 * @part_units: how factors of units are read
 * @error: return location
 *
 * Returns: (transfer full) (nullable): NULL with ERP_ERROR_PROTOCOL
 */
BizReturnPaper *
biz_return_paper_new_from_json (JsonObject *row,
                                BizCurrencyTable *currencies,
                                gboolean part_units,
                                GError **error)
{
  g_autoptr (BizReturnPaper) self = g_atomic_rc_box_new0 (BizReturnPaper);
  const char *name = NULL;
  const char *type = NULL;
  const char *state = NULL;

  g_date_clear (&self->date, 1);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->payments = g_ptr_array_new_with_free_func (g_object_unref);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "move_type", &type, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_date (row, "invoice_date", &self->date, error)
      || !erp_json_get_many2one (row, "reversed_entry_id", &self->reversed_id, NULL, error)
      || !erp_json_get_many2one (row, "company_id", &self->company_id, NULL, error)
      || !read_amounts (self, row, currencies, error) || !read_lines (self, row, part_units, error))
    return NULL;
  self->is_credit_note = g_strcmp0 (type, "out_refund") == 0;
  self->is_draft = g_strcmp0 (state, "draft") == 0;
  if (name != NULL && !g_str_equal (name, "/"))
    self->name = g_strdup (name);
  else
    self->name = g_strdup (self->is_credit_note ? _ ("Draft credit note") : _ ("Draft invoice"));
  read_payments (self, row, currencies);

  return g_steal_pointer (&self);
}

const BizReturnUnit *
biz_return_paper_line_get_unit (const BizReturnPaperLine *line, const BizReturnUnit *order_unit)
{
  return line->unit.id != 0 ? &line->unit : order_unit;
}

gboolean
biz_return_paper_line_bills (const BizReturnPaperLine *line, gint64 order_line_id)
{
  for (guint i = 0; i < line->order_line_ids->len; i++)
    if (g_array_index (line->order_line_ids, gint64, i) == order_line_id)
      return TRUE;

  return FALSE;
}

gboolean
biz_return_price (const BizDecimal *price, const BizDecimal *discount, BizDecimal *result)
{
  const BizDecimal hundred = { 100, 0 };
  const BizDecimal less = { -discount->mantissa, discount->digits };
  BizDecimal rest;

  return biz_decimal_add (&hundred, &less, &rest, NULL)
         && biz_decimal_multiply (price, &rest, result, NULL);
}
