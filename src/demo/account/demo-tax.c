/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-tax.h"

#include "demo-amount.h"

#define RAW_DIGITS 9
#define HUNDRED (100 * (gint64)DEMO_AMOUNT_SCALE)

static gint64
divide (__int128 value, __int128 divisor)
{
  return (gint64)(value >= 0 ? (value + divisor / 2) / divisor
                             : -((-value + divisor / 2) / divisor));
}

/* A value with RAW_DIGITS digits as minor units of a currency with @digits. */
static gint64
round_raw (gint64 raw, int digits)
{
  return divide (raw, demo_amount_pow10 (RAW_DIGITS - digits));
}

static gint64
line_raw (const DemoTaxLine *line)
{
  __int128 product = (__int128)line->price * line->quantity * (HUNDRED - line->discount);
  __int128 scale = (__int128)HUNDRED * DEMO_AMOUNT_SCALE * DEMO_AMOUNT_SCALE;

  return divide (product, scale / demo_amount_pow10 (RAW_DIGITS));
}

/* What a price contains is taken out first; the rest is the base of what comes on top. */
static gint64
line_raw_base (const DemoTaxLine *line, const DemoTax *taxes, guint n_taxes, gint64 raw)
{
  gint64 included = 0;

  for (guint i = 0; i < n_taxes; i++)
    if ((line->taxes & (1u << i)) && taxes[i].included)
      included += taxes[i].percent;
  return included == 0 ? raw : demo_amount_muldiv (raw, HUNDRED, HUNDRED + included);
}

/* Lines with the same taxes share a base. Where their rounded parts miss its rounded sum, single
 * minor units are moved to or from the group's first lines. */
static void
spread_difference (DemoTaxLine *lines, guint n_lines, guint first, gint64 wanted)
{
  gint64 difference = wanted;

  for (guint i = first; i < n_lines; i++)
    if (lines[i].taxes == lines[first].taxes)
      difference -= lines[i].amount;
  for (guint i = first; i < n_lines && difference != 0; i++)
    if (lines[i].taxes == lines[first].taxes && lines[i].subtotal != 0)
      {
        gint64 step = difference > 0 ? 1 : -1;

        lines[i].amount += step;
        difference -= step;
      }
}

static gboolean
is_first_of_group (const DemoTaxLine *lines, guint index)
{
  for (guint i = 0; i < index; i++)
    if (lines[i].taxes == lines[index].taxes)
      return FALSE;
  return TRUE;
}

/**
 * demo_tax_document:
 * @lines: (array length=n_lines) (inout): the lines of an invoice or order
 * @n_lines: how many
 * @taxes: (array length=n_taxes) (inout): the taxes that occur in it
 * @n_taxes: at most %DEMO_TAX_MAX
 * @digits: the currency's digits
 * @globally: round each tax once for the document instead of once a line
 *
 * Computes the amounts of a document, all rounded half away from zero.
 */
void
demo_tax_document (
    DemoTaxLine *lines, guint n_lines, DemoTax *taxes, guint n_taxes, int digits, gboolean globally)
{
  g_autofree gint64 *bases = g_new0 (gint64, n_lines + 1);
  gint64 raw_tax[DEMO_TAX_MAX] = { 0 };
  const gint64 minor = demo_amount_pow10 (RAW_DIGITS - digits);

  g_return_if_fail (n_taxes <= DEMO_TAX_MAX);
  g_return_if_fail (digits >= 0 && digits <= 6);

  for (guint t = 0; t < n_taxes; t++)
    taxes[t].base = taxes[t].amount = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      gint64 raw = line_raw (&lines[i]);

      if (!globally)
        raw = round_raw (raw, digits) * minor;
      bases[i] = line_raw_base (&lines[i], taxes, n_taxes, raw);
      lines[i].subtotal = lines[i].amount = round_raw (bases[i], digits);
      if (!globally)
        bases[i] = lines[i].subtotal * minor;
      lines[i].total = lines[i].subtotal;
      for (guint t = 0; t < n_taxes; t++)
        if (lines[i].taxes & (1u << t))
          {
            gint64 tax = demo_amount_muldiv (bases[i], taxes[t].percent, HUNDRED);

            lines[i].total += round_raw (tax, digits);
            raw_tax[t] += globally ? tax : round_raw (tax, digits) * minor;
          }
    }

  for (guint i = 0; i < n_lines; i++)
    if (is_first_of_group (lines, i))
      {
        gint64 sum = 0;

        for (guint j = i; j < n_lines; j++)
          if (lines[j].taxes == lines[i].taxes)
            sum += bases[j];
        spread_difference (lines, n_lines, i, round_raw (sum, digits));
      }
  for (guint t = 0; t < n_taxes; t++)
    {
      taxes[t].amount = round_raw (raw_tax[t], digits);
      for (guint i = 0; i < n_lines; i++)
        if (lines[i].taxes & (1u << t))
          taxes[t].base += lines[i].amount;
    }
}
