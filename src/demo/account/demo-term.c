/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-term.h"

#include "demo-amount.h"
#include "demo-day.h"

DemoTermDelay
demo_term_delay_from_string (const char *text)
{
  static const char *const names[] = { "days_after", "days_after_end_of_month",
                                       "days_after_end_of_next_month", "days_end_of_month_on_the" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      return (DemoTermDelay)i;
  return DEMO_TERM_DAYS_AFTER;
}

/**
 * demo_term_due:
 * @line: one line of a payment term
 * @date: the invoice's day
 *
 * Returns: the day the line falls due
 */
int
demo_term_due (const DemoTermLine *line, int date)
{
  switch (line->delay)
    {
    case DEMO_TERM_DAYS_AFTER_END_OF_MONTH:
      return demo_day_month_end (date) + line->days;
    case DEMO_TERM_DAYS_AFTER_END_OF_NEXT_MONTH:
      return demo_day_month_end (demo_day_add_months (date, 1)) + line->days;
    case DEMO_TERM_DAYS_END_OF_MONTH_ON_THE:
      if (line->mday == 0)
        return demo_day_month_end (date + line->days);
      return demo_day_with_mday (demo_day_add_months (date + line->days, 1), line->mday);
    case DEMO_TERM_DAYS_AFTER:
    default:
      return date + line->days;
    }
}

/**
 * demo_term_split:
 * @lines: (array length=n_lines): a payment term
 * @n_lines: how many, at least one
 * @date: the invoice's day
 * @amount: the document's total, minor units of its currency, signed
 * @balance: the same in the company's currency
 * @digits: the document's currency's digits
 * @instalments: (out caller-allocates) (array length=n_lines): what is due when
 *
 * Shares a total among the lines of a term. The last line takes what is left, so that nothing is
 * lost to rounding.
 */
void
demo_term_split (const DemoTermLine *lines,
                 guint n_lines,
                 int date,
                 gint64 amount,
                 gint64 balance,
                 int digits,
                 DemoInstalment *instalments)
{
  const gint64 hundred = 100 * (gint64)DEMO_AMOUNT_SCALE;
  gint64 rest = amount;
  gint64 rest_balance = balance;

  g_return_if_fail (n_lines > 0);

  for (guint i = 0; i < n_lines; i++)
    {
      DemoInstalment *part = &instalments[i];

      part->due = demo_term_due (&lines[i], date);
      if (i == n_lines - 1)
        {
          part->amount = rest;
          part->balance = rest_balance;
        }
      else if (lines[i].fixed)
        {
          part->amount =
              demo_amount_muldiv (lines[i].value, demo_amount_pow10 (digits), DEMO_AMOUNT_SCALE);
          if (amount < 0)
            part->amount = -part->amount;
          part->balance = amount == 0 ? 0 : demo_amount_muldiv (balance, part->amount, amount);
        }
      else
        {
          part->amount = demo_amount_muldiv (amount, lines[i].value, hundred);
          part->balance = demo_amount_muldiv (balance, lines[i].value, hundred);
        }
      rest -= part->amount;
      rest_balance -= part->balance;
    }
}
