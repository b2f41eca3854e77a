/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEMO_TERM_DAYS_AFTER,
  DEMO_TERM_DAYS_AFTER_END_OF_MONTH,
  DEMO_TERM_DAYS_AFTER_END_OF_NEXT_MONTH,
  DEMO_TERM_DAYS_END_OF_MONTH_ON_THE,
} DemoTermDelay;

/**
 * DemoTermLine:
 * @fixed: an amount of money instead of a percentage
 * @value: the percentage or the amount, scaled by a million
 * @delay: how the days count
 * @days: how many
 * @mday: the day of the next month, for %DEMO_TERM_DAYS_END_OF_MONTH_ON_THE; 0 is its end
 */
typedef struct
{
  gboolean fixed;
  gint64 value;
  DemoTermDelay delay;
  int days;
  int mday;
} DemoTermLine;

/**
 * DemoInstalment:
 * @due: the day, see demo-day.h
 * @amount: minor units of the document's currency
 * @balance: minor units of the company's currency
 */
typedef struct
{
  int due;
  gint64 amount;
  gint64 balance;
} DemoInstalment;

DemoTermDelay demo_term_delay_from_string (const char *text);
int demo_term_due (const DemoTermLine *line, int date);
void demo_term_split (const DemoTermLine *lines,
                      guint n_lines,
                      int date,
                      gint64 amount,
                      gint64 balance,
                      int digits,
                      DemoInstalment *instalments);

G_END_DECLS
