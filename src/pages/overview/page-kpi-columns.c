/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-columns.h"

#include "kit-format.h"

#include <glib/gi18n-lib.h>

#define SECONDS_OF_HOUR 3600
#define HOUR_DIGITS 2

static char *
document_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_kpi_entry_get_facts (item)->document);
}

static char *
partner_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_kpi_entry_get_facts (item)->partner);
}

static char *
format_day (const GDate *day)
{
  return g_date_valid (day) ? kit_format_date (day) : NULL;
}

static char *
from_text (gpointer item, gpointer user_data)
{
  return format_day (&biz_kpi_entry_get_facts (item)->from);
}

static char *
until_text (gpointer item, gpointer user_data)
{
  return format_day (&biz_kpi_entry_get_facts (item)->until);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  gint64 days = biz_kpi_entry_get_facts (item)->days;
  BizDecimal number = biz_decimal_new (days, 0);

  return days != BIZ_KPI_NO_NUMBER ? biz_decimal_format (&number, 0) : NULL;
}

static char *
hours_text (gpointer item, gpointer user_data)
{
  gint64 seconds = biz_kpi_entry_get_facts (item)->seconds;
  BizDecimal number = biz_decimal_new (seconds, 0);
  BizDecimal hour = biz_decimal_new (SECONDS_OF_HOUR, 0);
  BizDecimal hours;

  if (seconds == BIZ_KPI_NO_NUMBER
      || !biz_decimal_divide (&number, &hour, HOUR_DIGITS, BIZ_ROUND_HALF_UP, &hours, NULL))
    return NULL;

  return biz_decimal_format (&hours, HOUR_DIGITS);
}

static char *
quantity_text (gpointer item, gpointer user_data)
{
  const BizKpiEntryFacts *facts = biz_kpi_entry_get_facts (item);

  return facts->has_quantity ? biz_decimal_format (&facts->quantity, 0) : NULL;
}

static char *
ordered_text (gpointer item, gpointer user_data)
{
  const BizKpiEntryFacts *facts = biz_kpi_entry_get_facts (item);

  return facts->has_quantity ? biz_decimal_format (&facts->ordered, 0) : NULL;
}

static char *
amount_text (gpointer item, gpointer user_data)
{
  const BizKpiEntryFacts *facts = biz_kpi_entry_get_facts (item);

  return facts->has_amount ? kit_format_money_aligned (&facts->amount) : NULL;
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  const BizKpiEntryFacts *facts = biz_kpi_entry_get_facts (item);

  return facts->has_amount ? g_strdup (facts->amount.currency) : NULL;
}

static char *
verdict_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_kpi_verdict_get_label (biz_kpi_entry_get_facts (item)->verdict));
}

static KitTone
verdict_tone (gpointer item, gpointer user_data)
{
  switch (biz_kpi_entry_get_facts (item)->verdict)
    {
    case BIZ_KPI_VERDICT_IN_FULL:
    case BIZ_KPI_VERDICT_KEPT:
    case BIZ_KPI_VERDICT_MET:
      return KIT_TONE_GOOD;
    case BIZ_KPI_VERDICT_OVERDUE:
    case BIZ_KPI_VERDICT_BROKEN:
    case BIZ_KPI_VERDICT_MISSED:
      return KIT_TONE_BAD;
    case BIZ_KPI_VERDICT_SHORT:
    case BIZ_KPI_VERDICT_LOST:
    case BIZ_KPI_VERDICT_CREDIT_NOTE:
      return KIT_TONE_WARNING;
    default:
      return KIT_TONE_DIM;
    }
}

#define TEXT(id, title, width, expand, text)                                                       \
  {                                                                                                \
    id, title, KIT_LEDGER_TEXT, width, expand, TRUE, TRUE, text, NULL                              \
  }
#define DOCUMENT(title) TEXT ("document", title, 140, FALSE, document_text)
#define PARTNER(title)                                                                             \
  {                                                                                                \
    "partner", title, KIT_LEDGER_TEXT, 150, TRUE, FALSE, TRUE, partner_text, NULL                  \
  }
#define FROM(title)                                                                                \
  {                                                                                                \
    "from", title, KIT_LEDGER_DATE, 104, FALSE, FALSE, TRUE, from_text, NULL                       \
  }
#define UNTIL(title)                                                                               \
  {                                                                                                \
    "until", title, KIT_LEDGER_DATE, 104, FALSE, FALSE, TRUE, until_text, NULL                     \
  }
#define DAYS(title)                                                                                \
  {                                                                                                \
    "days", title, KIT_LEDGER_NUMBER, 96, FALSE, TRUE, TRUE, days_text, NULL                       \
  }
#define HOURS                                                                                      \
  {                                                                                                \
    "hours", N_ ("Hours"), KIT_LEDGER_NUMBER, 84, FALSE, TRUE, TRUE, hours_text, NULL              \
  }
#define ORDERED                                                                                    \
  {                                                                                                \
    "ordered", N_ ("Ordered"), KIT_LEDGER_NUMBER, 84, FALSE, FALSE, TRUE, ordered_text, NULL       \
  }
#define QUANTITY(title)                                                                            \
  {                                                                                                \
    "quantity", title, KIT_LEDGER_NUMBER, 84, FALSE, TRUE, TRUE, quantity_text, NULL               \
  }
#define AMOUNT(title)                                                                              \
  { "amount", title, KIT_LEDGER_MONEY, 120, FALSE, TRUE, TRUE, amount_text, NULL },                \
  {                                                                                                \
    "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 60, FALSE, FALSE, FALSE, currency_text, NULL        \
  }
#define VERDICT                                                                                    \
  {                                                                                                \
    "verdict", N_ ("Counts as"), KIT_LEDGER_PILL, 110, FALSE, FALSE, TRUE, verdict_text,           \
        verdict_tone                                                                               \
  }

static const KitLedgerColumn open_columns[] = {
  DOCUMENT (N_ ("Document")), PARTNER (N_ ("Customer")), FROM (N_ ("Booked")),
  UNTIL (N_ ("Due")),         DAYS (N_ ("Days late")),   AMOUNT (N_ ("Open")),
};
static const KitLedgerColumn sales_columns[] = {
  DOCUMENT (N_ ("Document")),
  PARTNER (N_ ("Customer")),
  UNTIL (N_ ("Date")),
  AMOUNT (N_ ("Amount")),
  VERDICT,
};
static const KitLedgerColumn matched_columns[] = {
  DOCUMENT (N_ ("Document")), PARTNER (N_ ("Customer")), FROM (N_ ("Due")),
  UNTIL (N_ ("Paid")),        DAYS (N_ ("Days late")),   AMOUNT (N_ ("Matched")),
};
static const KitLedgerColumn delivery_columns[] = {
  DOCUMENT (N_ ("Order")), PARTNER (N_ ("Customer")), FROM (N_ ("Delivered")),
  UNTIL (N_ ("Invoiced")), DAYS (N_ ("Days")),        AMOUNT (N_ ("Value")),
};
static const KitLedgerColumn cycle_columns[] = {
  DOCUMENT (N_ ("Document")), PARTNER (N_ ("Customer")), FROM (N_ ("From")),
  UNTIL (N_ ("Until")),       DAYS (N_ ("Days")),
};
static const KitLedgerColumn line_columns[] = {
  DOCUMENT (N_ ("Order")),       PARTNER (N_ ("Customer")),
  UNTIL (N_ ("First delivery")), ORDERED,
  QUANTITY (N_ ("Delivered")),   VERDICT,
};
static const KitLedgerColumn move_columns[] = {
  DOCUMENT (N_ ("Order")),
  PARTNER (N_ ("Customer")),
  UNTIL (N_ ("Date")),
  QUANTITY (N_ ("Quantity")),
};
static const KitLedgerColumn span_columns[] = {
  DOCUMENT (N_ ("Document")), PARTNER (N_ ("Customer")), FROM (N_ ("Since")),
  UNTIL (N_ ("Until")),       DAYS (N_ ("Days")),        AMOUNT (N_ ("Value")),
};
static const KitLedgerColumn adjustment_columns[] = {
  DOCUMENT (N_ ("Reference")),
  PARTNER (N_ ("Product")),
  UNTIL (N_ ("Date")),
  AMOUNT (N_ ("Value")),
  VERDICT,
};
static const KitLedgerColumn promise_columns[] = {
  DOCUMENT (N_ ("Document")),
  PARTNER (N_ ("Customer")),
  FROM (N_ ("Promised for")),
  UNTIL (N_ ("Paid")),
  VERDICT,
};
static const KitLedgerColumn case_columns[] = {
  DOCUMENT (N_ ("Case")),
  PARTNER (N_ ("Customer")),
  FROM (N_ ("Opened")),
  UNTIL (N_ ("Done")),
  HOURS,
  VERDICT,
};
static const KitLedgerColumn age_columns[] = {
  DOCUMENT (N_ ("Case")),
  PARTNER (N_ ("Customer")),
  FROM (N_ ("Opened")),
  DAYS (N_ ("Days")),
};
static const KitLedgerColumn share_columns[] = {
  TEXT ("partner", N_ ("Customer"), 200, TRUE, partner_text),
  AMOUNT (N_ ("Open")),
};

static const struct
{
  const KitLedgerColumn *columns;
  guint n_columns;
  const char *first;
} shapes[BIZ_KPI_N_SHAPES] = {
#define SHAPE(columns, first)                                                                      \
  {                                                                                                \
    columns, G_N_ELEMENTS (columns), first                                                         \
  }
  [BIZ_KPI_SHAPE_OPEN] = SHAPE (open_columns, "amount"),
  [BIZ_KPI_SHAPE_SALES] = SHAPE (sales_columns, "until"),
  [BIZ_KPI_SHAPE_MATCHED] = SHAPE (matched_columns, "days"),
  [BIZ_KPI_SHAPE_DELIVERY] = SHAPE (delivery_columns, "days"),
  [BIZ_KPI_SHAPE_CYCLE] = SHAPE (cycle_columns, "days"),
  [BIZ_KPI_SHAPE_LINE] = SHAPE (line_columns, "verdict"),
  [BIZ_KPI_SHAPE_MOVE] = SHAPE (move_columns, "until"),
  [BIZ_KPI_SHAPE_SPAN] = SHAPE (span_columns, "days"),
  [BIZ_KPI_SHAPE_ADJUSTMENT] = SHAPE (adjustment_columns, "amount"),
  [BIZ_KPI_SHAPE_PROMISE] = SHAPE (promise_columns, "from"),
  [BIZ_KPI_SHAPE_CASE] = SHAPE (case_columns, "hours"),
  [BIZ_KPI_SHAPE_AGE] = SHAPE (age_columns, "days"),
  [BIZ_KPI_SHAPE_SHARE] = SHAPE (share_columns, "amount"),
#undef SHAPE
};

void
page_kpi_columns_install (KitLedgerList *list, BizKpiShape shape)
{
  g_return_if_fail (shape < BIZ_KPI_N_SHAPES);

  kit_ledger_list_set_columns (list, shapes[shape].columns, shapes[shape].n_columns, NULL);
}

BizKpiSort
page_kpi_columns_get_sort (const char *id)
{
  static const struct
  {
    const char *id;
    BizKpiSort sort;
  } sorts[] = {
    { "document", BIZ_KPI_SORT_DOCUMENT }, { "partner", BIZ_KPI_SORT_PARTNER },
    { "from", BIZ_KPI_SORT_FROM },         { "until", BIZ_KPI_SORT_UNTIL },
    { "days", BIZ_KPI_SORT_DAYS },         { "hours", BIZ_KPI_SORT_HOURS },
    { "quantity", BIZ_KPI_SORT_QUANTITY }, { "ordered", BIZ_KPI_SORT_ORDERED },
    { "amount", BIZ_KPI_SORT_AMOUNT },     { "verdict", BIZ_KPI_SORT_VERDICT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i].id, id) == 0)
      return sorts[i].sort;

  return BIZ_KPI_SORT_UNTIL;
}

/* What weighs most stands first. */
const char *
page_kpi_columns_get_first (BizKpiShape shape, gboolean *descending)
{
  g_return_val_if_fail (shape < BIZ_KPI_N_SHAPES, NULL);

  *descending = TRUE;

  return shapes[shape].first;
}
