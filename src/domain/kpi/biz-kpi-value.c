/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-value-private.h"

#include "biz-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Digits of days, hours and percent. */
#define DIGITS 2
#define MINUS "\342\210\222"

struct _BizKpiValue
{
  GObject parent_instance;

  BizKpi kpi;
  BizKpiFrame frame;
  gboolean has_value;
  char *reason; /* (owned) (nullable) */
  BizMoney money;
  BizDecimal number;
  GArray *inputs; /* (owned) (element-type BizKpiInput) */
};

G_DEFINE_FINAL_TYPE (BizKpiValue, biz_kpi_value, G_TYPE_OBJECT)

static void
clear_input (gpointer data)
{
  g_free (((BizKpiInput *)data)->name);
}

static gboolean
fits (__int128 number)
{
  return number <= G_MAXINT64 && number >= -G_MAXINT64;
}

static void
biz_kpi_value_finalize (GObject *object)
{
  BizKpiValue *self = BIZ_KPI_VALUE (object);

  g_free (self->reason);
  g_array_unref (self->inputs);

  G_OBJECT_CLASS (biz_kpi_value_parent_class)->finalize (object);
}

static void
biz_kpi_value_class_init (BizKpiValueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_kpi_value_finalize;
}

static void
biz_kpi_value_init (BizKpiValue *self)
{
  self->inputs = g_array_new (FALSE, FALSE, sizeof (BizKpiInput));
  g_array_set_clear_func (self->inputs, clear_input);
}

BizKpiValue *
biz_kpi_value_new (BizKpi kpi, const BizKpiFrame *frame)
{
  BizKpiValue *self = g_object_new (BIZ_TYPE_KPI_VALUE, NULL);

  g_return_val_if_fail (kpi < BIZ_KPI_N, self);

  self->kpi = kpi;
  self->frame = *frame;

  return self;
}

void
biz_kpi_value_add_money (BizKpiValue *self, const char *name, __int128 minor)
{
  BizKpiInput input = { .name = g_strdup (name), .is_money = TRUE, .money = self->frame.zero };

  if (!fits (minor))
    biz_kpi_value_take_reason (self, _ ("An amount is too large to be computed exactly."));
  else
    input.money.minor = (gint64)minor;
  g_array_append_val (self->inputs, input);
}

void
biz_kpi_value_add_number (BizKpiValue *self, const char *name, gint64 number)
{
  BizDecimal decimal = { number, 0 };

  biz_kpi_value_add_decimal (self, name, &decimal);
}

void
biz_kpi_value_add_decimal (BizKpiValue *self, const char *name, const BizDecimal *number)
{
  BizKpiInput input = { .name = g_strdup (name), .number = *number };

  g_array_append_val (self->inputs, input);
}

/**
 * biz_kpi_value_take_ratio:
 * @self: a figure in the making
 * @numerator: days, hours or percent times @denominator
 * @denominator: not 0
 *
 * Rounds to two places, half away from zero, once and at the very end.
 */
void
biz_kpi_value_take_ratio (BizKpiValue *self, __int128 numerator, __int128 denominator)
{
  __int128 wide;
  gint64 mantissa;

  g_return_if_fail (denominator != 0);

  if (self->reason != NULL)
    return;
  if (__builtin_mul_overflow (numerator, (__int128)100, &wide)
      || !biz_number_divide (wide, denominator, BIZ_ROUND_HALF_UP, &mantissa))
    {
      biz_kpi_value_take_reason (self, _ ("An amount is too large to be computed exactly."));
      return;
    }
  self->number = (BizDecimal){ mantissa, DIGITS };
  self->has_value = TRUE;
}

void
biz_kpi_value_take_money (BizKpiValue *self, __int128 minor)
{
  if (!fits (minor))
    biz_kpi_value_take_reason (self, _ ("An amount is too large to be computed exactly."));
  if (self->reason != NULL)
    return;
  self->money = self->frame.zero;
  self->money.minor = (gint64)minor;
  self->has_value = TRUE;
}

void
biz_kpi_value_take_count (BizKpiValue *self, gint64 count)
{
  if (self->reason != NULL)
    return;
  self->number = (BizDecimal){ count, 0 };
  self->has_value = TRUE;
}

void
biz_kpi_value_take_reason (BizKpiValue *self, const char *reason)
{
  if (self->reason == NULL)
    self->reason = g_strdup (reason);
  self->has_value = FALSE;
}

gboolean
biz_kpi_value_sum (BizKpiValue *self, __int128 *sum, const BizMoney *amount)
{
  if (!g_str_equal (amount->currency, self->frame.zero.currency)
      || amount->digits != self->frame.zero.digits)
    {
      biz_kpi_value_take_reason (self, _ ("Its amounts are in several currencies."));
      return FALSE;
    }
  *sum += amount->minor;

  return TRUE;
}

BizKpi
biz_kpi_value_get_kpi (BizKpiValue *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), BIZ_KPI_N);

  return self->kpi;
}

const BizKpiFrame *
biz_kpi_value_get_frame (BizKpiValue *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), NULL);

  return &self->frame;
}

const char *
biz_kpi_value_get_reason (BizKpiValue *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), NULL);

  return self->reason;
}

gboolean
biz_kpi_value_get_money (BizKpiValue *self, BizMoney *money)
{
  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), FALSE);

  if (!self->has_value || biz_kpi_get_unit (self->kpi) != BIZ_KPI_UNIT_MONEY)
    return FALSE;
  *money = self->money;

  return TRUE;
}

gboolean
biz_kpi_value_get_number (BizKpiValue *self, BizDecimal *number)
{
  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), FALSE);

  if (!self->has_value || biz_kpi_get_unit (self->kpi) == BIZ_KPI_UNIT_MONEY)
    return FALSE;
  *number = self->number;

  return TRUE;
}

const BizKpiInput *
biz_kpi_value_get_inputs (BizKpiValue *self, guint *n)
{
  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), NULL);

  *n = self->inputs->len;

  return (const BizKpiInput *)(gpointer)self->inputs->data;
}

/* What stands before figures is no hyphen. */
static char *
set_minus (char *text)
{
  g_autofree char *taken = text;
  const char *place = strchr (taken, '-');

  if (place == NULL)
    return g_steal_pointer (&taken);

  return g_strdup_printf ("%.*s%s%s", (int)(place - taken), taken, MINUS, place + 1);
}

/**
 * biz_kpi_value_format:
 * @self: a figure
 *
 * Returns: (transfer full): the figure with its unit by the locale, a dash where there is none
 */
char *
biz_kpi_value_format (BizKpiValue *self)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (BIZ_IS_KPI_VALUE (self), NULL);

  if (!self->has_value)
    return g_strdup ("–");
  if (biz_kpi_get_unit (self->kpi) == BIZ_KPI_UNIT_MONEY)
    return set_minus (biz_money_format (&self->money, BIZ_MONEY_SYMBOL));

  number = set_minus (biz_decimal_format (&self->number, self->number.digits));
  switch (biz_kpi_get_unit (self->kpi))
    {
    case BIZ_KPI_UNIT_DAYS:
      return g_strdup_printf (_ ("%s days"), number);
    case BIZ_KPI_UNIT_HOURS:
      return g_strdup_printf (_ ("%s hours"), number);
    case BIZ_KPI_UNIT_PERCENT:
      /* Translators: a share; %s is the number */
      return g_strdup_printf (C_ ("unit", "%s%%"), number);
    default:
      return g_steal_pointer (&number);
    }
}

char *
biz_kpi_input_format (const BizKpiInput *input)
{
  return set_minus (input->is_money ? biz_money_format (&input->money, BIZ_MONEY_SYMBOL)
                                    : biz_decimal_format (&input->number, 0));
}
