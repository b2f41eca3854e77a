/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizDueOrder
{
  GObject parent_instance;

  BizDueRow *row;   /* (owned): what its lines have in common */
  GPtrArray *lines; /* (owned) (element-type BizDueLine) */
  char *hold;       /* (owned) (nullable) */
  char *drafts;     /* (owned) (nullable) */
  char *deliveries; /* (owned) (nullable) */
  char *products;   /* (owned) (nullable) */
  BizDueFacts facts;
};

G_DEFINE_FINAL_TYPE (BizDueOrder, biz_due_order, G_TYPE_OBJECT)

void
biz_due_row_free (BizDueRow *self)
{
  g_free (self->name);
  g_free (self->partner);
  g_free (self->company);
  g_free (self->salesperson);
  g_free (self->reference);
  g_free (self->block);
  g_clear_pointer (&self->line, biz_due_line_free);
  g_free (self);
}

static void
biz_due_order_finalize (GObject *object)
{
  BizDueOrder *self = BIZ_DUE_ORDER (object);

  biz_due_row_free (self->row);
  g_ptr_array_unref (self->lines);
  g_free (self->hold);
  g_free (self->drafts);
  g_free (self->deliveries);
  g_free (self->products);

  G_OBJECT_CLASS (biz_due_order_parent_class)->finalize (object);
}

static void
biz_due_order_class_init (BizDueOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_due_order_finalize;
}

static void
biz_due_order_init (BizDueOrder *self)
{
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_due_line_free);
}

/**
 * biz_due_order_new:
 * @row: (transfer full): the first line that was read of it
 *
 * Returns: (transfer full): an order with one line
 */
BizDueOrder *
biz_due_order_new (BizDueRow *row)
{
  BizDueOrder *self;

  g_return_val_if_fail (row != NULL && row->line != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DUE_ORDER, NULL);
  g_ptr_array_add (self->lines, g_steal_pointer (&row->line));
  self->row = row;

  return self;
}

/**
 * biz_due_order_add:
 * @self: an order
 * @row: (transfer full): another line of it
 */
void
biz_due_order_add (BizDueOrder *self, BizDueRow *row)
{
  g_return_if_fail (BIZ_IS_DUE_ORDER (self));
  g_return_if_fail (row != NULL && row->line != NULL && row->id == self->row->id);

  g_ptr_array_add (self->lines, g_steal_pointer (&row->line));
  biz_due_row_free (row);
}

void
biz_due_order_set_hold (BizDueOrder *self, const char *hold)
{
  g_return_if_fail (BIZ_IS_DUE_ORDER (self));

  g_free (self->hold);
  self->hold = g_strdup (hold);
}

/* The parts of @texts, each once, in the order in which they came. */
static void
collect (GString *all, const char *texts)
{
  g_auto (GStrv) parts = g_strsplit (texts != NULL ? texts : "", "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) there = g_strsplit (all->str, "\n", -1);

      if (*parts[i] == '\0' || g_strv_contains ((const char *const *)there, parts[i]))
        continue;
      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", parts[i]);
    }
}

static void
take_text (char **place, GString *text)
{
  g_free (*place);
  *place = text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
join_texts (BizDueOrder *self)
{
  g_autoptr (GString) drafts = g_string_new (NULL);
  g_autoptr (GString) deliveries = g_string_new (NULL);
  g_autoptr (GString) products = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const BizDueLine *line = g_ptr_array_index (self->lines, i);

      collect (drafts, line->drafts);
      collect (deliveries, line->deliveries);
      collect (products, line->product);
    }
  take_text (&self->drafts, drafts);
  take_text (&self->deliveries, deliveries);
  take_text (&self->products, products);
}

/* In the company's currency by the order's own rate, as the server has its sales figures. */
static BizMoney
to_company (BizDueOrder *self, const BizMoney *money)
{
  BizMoney result = self->row->company_zero;
  BizDecimal amount = biz_decimal_new (money->minor, money->digits);
  BizDecimal quotient;

  if (strcmp (result.currency, money->currency) == 0)
    return *money;
  if (self->row->rate.mantissa <= 0
      || !biz_decimal_divide (&amount, &self->row->rate, result.digits, BIZ_ROUND_HALF_UP,
                              &quotient, NULL)
      || !biz_decimal_to_money (&quotient, result.currency, result.digits, BIZ_ROUND_HALF_UP,
                                &result, NULL))
    return self->row->company_zero;

  return result;
}

static gint64
add_saturated (gint64 a, gint64 b)
{
  gint64 sum;

  return __builtin_add_overflow (a, b, &sum) ? G_MAXINT64 : sum;
}

/* What a line adds; TRUE where it is more than a down payment to take off. */
static gboolean
add_line (BizDueOrder *self, const BizDueLine *line, const GDate *today)
{
  BizDueFacts *facts = &self->facts;
  BizDueLine in_company = *line;

  if (facts->n_lines++ == 0)
    facts->value = facts->delivered = biz_money_zero (line->value.currency, line->value.digits);
  biz_money_add (&facts->value, &line->value, &facts->value, NULL);
  if (line->is_downpayment)
    return FALSE;

  facts->was_credited |= line->credited;
  in_company.delivered_value = to_company (self, &line->delivered_value);
  facts->lag = add_saturated (facts->lag, biz_due_line_get_lag (&in_company, today));
  if (line->delivered_value.minor != 0)
    biz_money_add (&facts->delivered, &line->delivered_value, &facts->delivered, NULL);
  if (g_date_valid (&line->since) && line->delivered_value.minor > 0
      && (!g_date_valid (&facts->since) || g_date_compare (&line->since, &facts->since) < 0))
    {
      facts->since = line->since;
      facts->is_since_order = line->since_order;
    }

  return TRUE;
}

static BizDueCause
find_cause (BizDueOrder *self)
{
  static const BizDecimal zero = { 0 };
  const BizDueFacts *facts = &self->facts;
  gboolean waits = FALSE;

  if (facts->hold != NULL)
    return BIZ_DUE_HELD;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const BizDueLine *line = g_ptr_array_index (self->lines, i);

      waits |= !line->is_downpayment && biz_decimal_compare (&line->to_invoice, &zero) != 0;
    }
  if (!waits && facts->drafts != NULL)
    return BIZ_DUE_DRAFT;
  if (facts->value.minor < 0)
    return BIZ_DUE_CREDIT;

  return facts->days >= 0 ? BIZ_DUE_READY : BIZ_DUE_ORDERED;
}

/**
 * biz_due_order_settle:
 * @self: an order
 * @today: the day it is
 *
 * Returns: whether it belongs into the list
 */
gboolean
biz_due_order_settle (BizDueOrder *self, const GDate *today)
{
  BizDueFacts *facts = &self->facts;
  const BizDueRow *row = self->row;
  gboolean any = FALSE;

  g_return_val_if_fail (BIZ_IS_DUE_ORDER (self), FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  join_texts (self);
  *facts = (BizDueFacts){
    .id = row->id,
    .name = row->name,
    .partner_id = row->partner_id,
    .partner = row->partner,
    .invoice_partner_id = row->invoice_partner_id,
    .shipping_id = row->shipping_id,
    .company_id = row->company_id,
    .company = row->company,
    .salesperson = row->salesperson,
    .reference = row->reference,
    .hold = self->hold != NULL ? self->hold : row->block,
    .drafts = self->drafts,
    .deliveries = self->deliveries,
    .products = self->products,
    .ordered_on = row->ordered_on,
  };
  g_date_clear (&facts->since, 1);
  for (guint i = 0; i < self->lines->len; i++)
    any |= add_line (self, g_ptr_array_index (self->lines, i), today);
  facts->days = g_date_valid (&facts->since) ? biz_due_count_days (&facts->since, today) : -1;
  facts->company_value = to_company (self, &facts->value);
  facts->company_delivered = to_company (self, &facts->delivered);
  facts->cause = find_cause (self);

  return any;
}

const BizDueFacts *
biz_due_order_get_facts (BizDueOrder *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_ORDER (self), NULL);

  return &self->facts;
}

GPtrArray *
biz_due_order_get_lines (BizDueOrder *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_ORDER (self), NULL);

  return self->lines;
}

const char *
biz_due_cause_to_label (BizDueCause cause)
{
  switch (cause)
    {
    case BIZ_DUE_HELD:
      return C_ ("to invoice", "Held");
    case BIZ_DUE_DRAFT:
      return C_ ("to invoice", "Draft waits");
    case BIZ_DUE_CREDIT:
      return C_ ("to invoice", "Credit due");
    case BIZ_DUE_READY:
      return C_ ("to invoice", "Not invoiced");
    case BIZ_DUE_ORDERED:
      return C_ ("to invoice", "Not delivered");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * biz_due_order_describe_cause:
 * @self: an order that is settled
 *
 * Returns: (transfer full): why it is not invoiced, for people
 */
char *
biz_due_order_describe_cause (BizDueOrder *self)
{
  const BizDueFacts *facts = biz_due_order_get_facts (self);
  g_autofree char *drafts =
      facts->drafts != NULL ? g_strdelimit (g_strdup (facts->drafts), "\n", ' ') : NULL;

  switch (facts->cause)
    {
    case BIZ_DUE_HELD:
      /* Translators: %s is the reason as it was written down */
      return g_strdup_printf (_ ("Held: %s"), facts->hold);
    case BIZ_DUE_DRAFT:
      /* Translators: %s names draft invoices */
      return g_strdup_printf (_ ("On a draft that is not posted: %s"), drafts);
    case BIZ_DUE_CREDIT:
      return g_strdup (_ ("More is invoiced than delivered: a credit note is due"));
    case BIZ_DUE_READY:
      if (facts->was_credited)
        return g_strdup (_ ("It was invoiced, and a credit note took that back: nobody has "
                            "invoiced it anew"));
      if (facts->is_since_order)
        return g_strdup (_ ("Nobody has invoiced it; the server has no day of delivery, so days "
                            "count from the order"));
      return g_strdup (facts->drafts != NULL
                           ? _ ("Part of it is on a draft; nobody has invoiced the rest")
                           : _ ("Delivered; nobody has invoiced it"));
    case BIZ_DUE_ORDERED:
      return g_strdup (_ ("Nothing is delivered; its products are invoiced when they are ordered"));
    default:
      g_return_val_if_reached (NULL);
    }
}
