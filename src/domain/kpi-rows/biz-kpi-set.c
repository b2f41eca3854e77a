/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-set.h"

#include "erp-domain.h"

/**
 * biz_kpi_set_new:
 * @name: what the figure calls it
 * @shape: which columns its rows have
 * @foot_by: what of them adds up
 * @zero: nothing in the company's currency
 *
 * Returns: (transfer full): no rows yet
 */
BizKpiSet *
biz_kpi_set_new (const char *name, BizKpiShape shape, BizKpiFootBy foot_by, const BizMoney *zero)
{
  BizKpiSet *self = g_new0 (BizKpiSet, 1);

  self->name = g_strdup (name);
  self->shape = shape;
  self->foot_by = foot_by;
  self->amount = *zero;
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
biz_kpi_set_free (BizKpiSet *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_free (self->expected.name);
  g_free (self);
}

/* (An amount of another currency, or a sum beyond all bounds, is no sum: the figure has none.) */
void
biz_kpi_set_add (BizKpiSet *self, const BizKpiEntryFacts *facts)
{
  g_return_if_fail (self != NULL && self->entries != NULL);

  self->count++;
  if (facts->has_amount)
    (void)biz_money_add (&self->amount, &facts->amount, &self->amount, NULL);
  if (facts->has_quantity)
    (void)biz_decimal_add (&self->quantity, &facts->quantity, &self->quantity, NULL);
  g_ptr_array_add (self->entries, biz_kpi_entry_new (facts));
}

/**
 * biz_kpi_set_expect:
 * @self: a set
 * @value: the figure that it is behind
 * @index: which of its inputs says what the rows come to; -1 for the figure itself
 */
void
biz_kpi_set_expect (BizKpiSet *self, BizKpiValue *value, int index)
{
  guint n = 0;
  const BizKpiInput *inputs = biz_kpi_value_get_inputs (value, &n);

  if (index < 0)
    {
      self->expected.is_money = biz_kpi_value_get_money (value, &self->expected.money);
      self->has_expected =
          self->expected.is_money || biz_kpi_value_get_number (value, &self->expected.number);
      return;
    }
  if ((guint)index >= n)
    return;
  g_free (self->expected.name);
  self->expected = inputs[index];
  self->expected.name = g_strdup (inputs[index].name);
  self->has_expected = TRUE;
}

gboolean
biz_kpi_set_foots (const BizKpiSet *self)
{
  BizDecimal count = biz_decimal_new (self->count, 0);

  if (!self->has_expected)
    return TRUE;
  if (self->foot_by == BIZ_KPI_FOOT_AMOUNT)
    return self->expected.is_money && self->expected.money.minor == self->amount.minor;

  return !self->expected.is_money
         && biz_decimal_compare (self->foot_by == BIZ_KPI_FOOT_QUANTITY ? &self->quantity : &count,
                                 &self->expected.number)
                == 0;
}

char *
biz_kpi_set_format_foot (const BizKpiSet *self)
{
  BizDecimal count = biz_decimal_new (self->count, 0);

  switch (self->foot_by)
    {
    case BIZ_KPI_FOOT_AMOUNT:
      return biz_money_format (&self->amount, BIZ_MONEY_SYMBOL);
    case BIZ_KPI_FOOT_QUANTITY:
      return biz_decimal_format (&self->quantity, 0);
    case BIZ_KPI_FOOT_COUNT:
    default:
      return biz_decimal_format (&count, 0);
    }
}

char *
biz_kpi_set_format_expected (const BizKpiSet *self)
{
  return biz_kpi_input_format (&self->expected);
}
