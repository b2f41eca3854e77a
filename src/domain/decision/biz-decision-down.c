/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-down.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A prepayment is an invoice and a note that names it. When it was cut off between the two, or its
 * answer was lost, the invoice stands alone: who asks again is not to draft a second one. A last
 * invoice has the down payments on it as well, with a minus: it is none of them. */

/* Each set of taxes is rounded for itself. */
#define MAX_ROUNDING 5

static void
free_down (gpointer data)
{
  BizDecisionDown *down = data;

  g_free (down->name);
  g_free (down->by);
  g_free (down);
}

void
biz_decision_downs_clear (BizDecisionDowns *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->invoice_ids, g_array_unref);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  *self = (BizDecisionDowns){ 0 };
}

/* reading */

static gboolean
asks_for_payment (JsonObject *invoice, gboolean *asks, GError **error)
{
  const char *type, *state, *payment;

  if (!erp_json_get_string (invoice, "move_type", &type, error)
      || !erp_json_get_string (invoice, "state", &state, error)
      || !erp_json_get_string (invoice, "payment_state", &payment, error))
    return FALSE;
  *asks =
      g_strcmp0 (type, "out_invoice") == 0
      && (g_strcmp0 (state, "draft") == 0
          || (g_strcmp0 (state, "posted") == 0
              && (g_strcmp0 (payment, "not_paid") == 0 || g_strcmp0 (payment, "partial") == 0)));

  return TRUE;
}

static gboolean
pays_down (JsonObject *invoice, gboolean *down, GError **error)
{
  JsonArray *lines;

  *down = FALSE;
  if (!erp_json_get_array (json_object_get_member (invoice, "invoice_line_ids"), &lines, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line;
      gboolean is_down;
      double quantity, price;

      if (!erp_json_get_object (json_array_get_element (lines, i), &line, error)
          || !erp_json_get_bool (line, "is_downpayment", &is_down, error)
          || !erp_json_get_double (line, "quantity", &quantity, error)
          || !erp_json_get_double (line, "price_unit", &price, error))
        return FALSE;
      /* a sign is no amount */
      *down |= is_down && quantity * price > 0;
    }

  return TRUE;
}

static gboolean
take_open (BizDecisionDowns *self,
           JsonObject *invoice,
           BizDecisionZeroFunc zero,
           gpointer user_data,
           GError **error)
{
  BizDecisionDown *down = g_new0 (BizDecisionDown, 1);
  const char *name;
  gint64 currency, by;
  BizMoney none;

  g_ptr_array_add (self->open, down);
  if (!erp_json_get_int (invoice, "id", &down->id, error)
      || !erp_json_get_string (invoice, "display_name", &name, error)
      || !erp_json_get_many2one (invoice, "create_uid", &by, &down->by, error)
      || !erp_json_get_many2one (invoice, "currency_id", &currency, NULL, error))
    return FALSE;
  down->name = name != NULL ? g_strdup (name) : g_strdup_printf ("%" G_GINT64_FORMAT, down->id);
  none = zero (currency, user_data);

  return none.currency[0] == '\0'
         || biz_money_from_json (invoice, "amount_total", &none, &down->amount, error);
}

/* The server leaves out what this user may not see, and says nothing: a line of the order of which
 * more is invoiced than is taken off again, by no line that is there. */
static gboolean
is_kept_back (JsonObject *order, gboolean *kept_back, GError **error)
{
  JsonArray *lines;

  *kept_back = FALSE;
  if (!erp_json_get_array (json_object_get_member (order, "order_line"), &lines, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      g_autoptr (GArray) ids = NULL;
      JsonObject *line;
      gboolean is_down;
      double invoiced;

      if (!erp_json_get_object (json_array_get_element (lines, i), &line, error)
          || !erp_json_get_bool (line, "is_downpayment", &is_down, error)
          || !erp_json_get_double (line, "qty_invoiced", &invoiced, error)
          || !erp_json_get_ids (line, "invoice_lines", &ids, error))
        return FALSE;
      *kept_back |= is_down && invoiced > 0 && ids->len == 0;
    }

  return TRUE;
}

/**
 * biz_decision_downs_read:
 * @self: (out caller-allocates): what was invoiced; cleared before
 * @order: a row asked for with BIZ_DECISION_DOWNS_SPECIFICATION
 * @zero: (scope call): nothing, in the currency of an id
 * @user_data: for @zero
 * @error: return location
 *
 * Returns: whether it is so; FALSE with ERP_ERROR_PROTOCOL, and then nothing is known
 */
gboolean
biz_decision_downs_read (BizDecisionDowns *self,
                         JsonObject *order,
                         BizDecisionZeroFunc zero,
                         gpointer user_data,
                         GError **error)
{
  JsonArray *invoices;
  gboolean kept_back;

  g_return_val_if_fail (self != NULL && order != NULL && zero != NULL, FALSE);

  biz_decision_downs_clear (self);
  self->invoice_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->open = g_ptr_array_new_with_free_func (free_down);
  if (!is_kept_back (order, &kept_back, error)
      || !erp_json_get_array (json_object_get_member (order, "invoice_ids"), &invoices, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (invoices); i++)
    {
      JsonObject *invoice;
      gboolean asks, down;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (invoices, i), &invoice, error)
          || !erp_json_get_int (invoice, "id", &id, error)
          || !asks_for_payment (invoice, &asks, error) || !pays_down (invoice, &down, error))
        return FALSE;
      g_array_append_val (self->invoice_ids, id);
      if (asks && down && !take_open (self, invoice, zero, user_data, error))
        return FALSE;
    }
  self->known = !kept_back;

  return TRUE;
}

/**
 * biz_decision_down_describe:
 * @self: a down payment
 *
 * Returns: (transfer full): what it is called, its amount and who made it
 */
char *
biz_decision_down_describe (const BizDecisionDown *self)
{
  g_autofree char *amount = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->amount.currency[0] == '\0')
    return g_strdup (self->name);
  amount = biz_money_format (&self->amount, BIZ_MONEY_SYMBOL);
  if (self->by == NULL)
    /* Translators: an invoice and its amount. */
    return g_strdup_printf (_ ("%s over %s"), self->name, amount);

  /* Translators: an invoice, its amount and who made it. */
  return g_strdup_printf (_ ("%s over %s by %s"), self->name, amount, self->by);
}

/* the rule */

static gboolean
is_noted (const BizDecisionDown *down, BizDecisionLog *log, gint64 id)
{
  g_autoptr (GPtrArray) notes = NULL;

  if (log == NULL)
    return FALSE;
  notes = biz_decision_log_list (log, "sale.order", id, BIZ_DECISION_BIT (BIZ_DECISION_PREPAYMENT));
  for (guint i = 0; i < notes->len; i++)
    if (biz_decision_note_get_int (g_ptr_array_index (notes, i), "invoice") == down->id)
      return TRUE;

  return FALSE;
}

/* Whether it is what @percent of @total comes to, but for rounding. */
static gboolean
is_percent (const BizDecisionDown *down, const BizMoney *total, guint percent)
{
  gint64 wanted, found;

  return g_strcmp0 (down->amount.currency, total->currency) == 0
         && !__builtin_mul_overflow (total->minor, (gint64)percent, &wanted)
         && !__builtin_mul_overflow (down->amount.minor, (gint64)100, &found)
         && ABS (wanted - found) <= MAX_ROUNDING * 100;
}

static gboolean
refuse_several (const BizDecisionDowns *self, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->open->len; i++)
    {
      g_autofree char *name = biz_decision_down_describe (g_ptr_array_index (self->open, i));

      g_string_append_printf (names, "%s%s", i > 0 ? "; " : "", name);
    }
  g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
               /* Translators: invoices. */
               _ ("Several down payments of this order are open: %s. Cancel those that are too "
                  "many in the browser before asking for another."),
               names->str);

  return FALSE;
}

/**
 * biz_decision_downs_check:
 * @self: what was invoiced
 * @log: (nullable): the decisions
 * @id: of the order
 * @total: of the order, with taxes
 * @percent: of it, 1 to 100
 * @adopted: (out) (nullable) (optional): the down payment that stands already and only wants its
 *   note
 * @error: return location; ERP_ERROR_CONFLICT with what is in the way, ERP_ERROR_ACCESS where it
 *   could not be read
 *
 * Returns: whether it may be asked
 */
gboolean
biz_decision_downs_check (const BizDecisionDowns *self,
                          BizDecisionLog *log,
                          gint64 id,
                          const BizMoney *total,
                          guint percent,
                          const BizDecisionDown **adopted,
                          GError **error)
{
  const BizDecisionDown *down;
  g_autofree char *words = NULL;

  g_return_val_if_fail (self != NULL && total != NULL, FALSE);

  if (adopted != NULL)
    *adopted = NULL;
  if (!self->known)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS,
                           _ ("Whether a down payment of this order is open already cannot be read "
                              "with your rights. Somebody who may read its invoices has to ask "
                              "for it."));
      return FALSE;
    }
  if (self->open->len == 0)
    return TRUE;
  if (self->open->len > 1)
    return refuse_several (self, error);
  down = g_ptr_array_index (self->open, 0);
  words = biz_decision_down_describe (down);
  if (is_noted (down, log, id))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                   /* Translators: an invoice. */
                   _ ("A prepayment is asked for already, and not paid yet: %s. Cancel it in the "
                      "browser before asking for another."),
                   words);
      return FALSE;
    }
  if (!is_percent (down, total, percent))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                   /* Translators: an invoice, a share. */
                   _ ("A down payment that no decision tells of is open: %s. It is not %u %% of "
                      "this order: ask for the share that it is, or cancel it in the browser."),
                   words, percent);
      return FALSE;
    }
  if (adopted != NULL)
    *adopted = down;

  return TRUE;
}

const BizDecisionDown *
biz_decision_downs_find_loose (const BizDecisionDowns *self, BizDecisionLog *log, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->known && i < self->open->len; i++)
    if (!is_noted (g_ptr_array_index (self->open, i), log, id))
      return g_ptr_array_index (self->open, i);

  return NULL;
}
