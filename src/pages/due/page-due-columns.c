/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-due-columns.h"

#include "erp-group.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* What has lain longer than this is looked at first. */
#define LATE_DAYS 30
#define SOON_DAYS 7

static const BizDueFacts *
get_facts (gpointer item)
{
  return biz_due_order_get_facts (item);
}

static char *
order_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->name);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->partner);
}

static char *
cause_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_due_cause_to_label (get_facts (item)->cause));
}

KitTone
page_due_columns_get_tone (BizDueCause cause)
{
  switch (cause)
    {
    case BIZ_DUE_HELD:
      return KIT_TONE_BAD;
    case BIZ_DUE_DRAFT:
      return KIT_TONE_ACCENT;
    case BIZ_DUE_READY:
    case BIZ_DUE_CREDIT:
      return KIT_TONE_WARNING;
    case BIZ_DUE_ORDERED:
    default:
      return KIT_TONE_DIM;
    }
}

static KitTone
cause_tone (gpointer item, gpointer user_data)
{
  return page_due_columns_get_tone (get_facts (item)->cause);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  int days = get_facts (item)->days;

  return days >= 0 ? kit_format_count ((guint64)days) : NULL;
}

static KitTone
days_tone (gpointer item, gpointer user_data)
{
  int days = get_facts (item)->days;

  if (days > LATE_DAYS)
    return KIT_TONE_BAD;
  return days > SOON_DAYS ? KIT_TONE_WARNING : KIT_TONE_PLAIN;
}

static char *
value_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&get_facts (item)->value);
}

static char *
delivered_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&get_facts (item)->delivered);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->company);
}

static char *
company_value_text (gpointer item, gpointer user_data)
{
  return page_text_format_amount (&get_facts (item)->company_delivered);
}

static char *
lag_text (gpointer item, gpointer user_data)
{
  const BizDueFacts *facts = get_facts (item);
  gint64 unit = 1;

  for (guint i = 0; i < facts->company_value.digits; i++)
    unit *= 10;

  return facts->lag > 0 ? kit_format_count ((guint64)(facts->lag / unit)) : NULL;
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->value.currency);
}

static char *
join (const char *texts)
{
  g_auto (GStrv) parts = texts != NULL ? g_strsplit (texts, "\n", -1) : NULL;

  return parts != NULL ? g_strjoinv (", ", parts) : NULL;
}

static char *
delivery_text (gpointer item, gpointer user_data)
{
  return join (get_facts (item)->deliveries);
}

static char *
draft_text (gpointer item, gpointer user_data)
{
  return join (get_facts (item)->drafts);
}

static char *
since_text (gpointer item, gpointer user_data)
{
  const GDate *since = &get_facts (item)->since;

  return g_date_valid (since) ? kit_format_date (since) : NULL;
}

static char *
ordered_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&get_facts (item)->ordered_on);
}

static char *
salesperson_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->salesperson);
}

static char *
reference_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->reference);
}

static char *
group_value_text (gpointer group, gpointer user_data)
{
  return page_due_columns_format_sums (biz_due_totals_get_sums (erp_group_get_totals (group)),
                                       FALSE);
}

static char *
group_delivered_text (gpointer group, gpointer user_data)
{
  return page_due_columns_format_sums (biz_due_totals_get_sums (erp_group_get_totals (group)),
                                       TRUE);
}

static const KitLedgerColumn columns[] = {
  { "order", N_ ("Order"), KIT_LEDGER_TEXT, 110, FALSE, TRUE, TRUE, order_text, NULL },
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 150, TRUE, TRUE, TRUE, customer_text, NULL },
  { "days", N_ ("Days"), KIT_LEDGER_NUMBER, 72, FALSE, TRUE, TRUE, days_text, days_tone },
  { "value", N_ ("To Invoice"), KIT_LEDGER_MONEY, 112, FALSE, FALSE, TRUE, value_text, NULL, FALSE,
    group_value_text },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 70, FALSE, FALSE, TRUE, currency_text, NULL },
  { "why", N_ ("Why"), KIT_LEDGER_PILL, 120, FALSE, FALSE, TRUE, cause_text, cause_tone },
  { "lag", N_ ("Value × Days"), KIT_LEDGER_NUMBER, 110, FALSE, FALSE, TRUE, lag_text, NULL },
  { "since", N_ ("Delivered On"), KIT_LEDGER_DATE, 112, FALSE, FALSE, TRUE, since_text, NULL },
  { "delivery", N_ ("Delivery"), KIT_LEDGER_TEXT, 136, FALSE, FALSE, FALSE, delivery_text, NULL },
  { "salesperson", N_ ("Salesperson"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, salesperson_text,
    NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, company_text, NULL },
  { "delivered", N_ ("Delivered Value"), KIT_LEDGER_MONEY, 120, FALSE, FALSE, TRUE, delivered_text,
    NULL, TRUE, group_delivered_text },
  { "company-value", N_ ("Delivered in Company Currency"), KIT_LEDGER_MONEY, 150, FALSE, FALSE,
    FALSE, company_value_text, NULL, TRUE },
  { "drafts", N_ ("Drafts"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, FALSE, draft_text, NULL, TRUE },
  { "ordered", N_ ("Order Date"), KIT_LEDGER_DATE, 112, FALSE, FALSE, TRUE, ordered_text, NULL,
    TRUE },
  { "reference", N_ ("Customer Reference"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE,
    reference_text, NULL, TRUE },
};

void
page_due_columns_install (KitLedgerList *list)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), NULL);
}

BizDueSort
page_due_columns_get_sort (const char *column_id)
{
  static const struct
  {
    const char *id;
    BizDueSort sort;
  } sorts[] = {
    { "order", BIZ_DUE_SORT_ORDER },         { "customer", BIZ_DUE_SORT_CUSTOMER },
    { "days", BIZ_DUE_SORT_DAYS },           { "value", BIZ_DUE_SORT_VALUE },
    { "delivered", BIZ_DUE_SORT_DELIVERED }, { "currency", BIZ_DUE_SORT_CURRENCY },
    { "why", BIZ_DUE_SORT_CAUSE },           { "since", BIZ_DUE_SORT_SINCE },
    { "ordered", BIZ_DUE_SORT_ORDERED },     { "salesperson", BIZ_DUE_SORT_SALESPERSON },
    { "company", BIZ_DUE_SORT_COMPANY },     { "reference", BIZ_DUE_SORT_REFERENCE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (sorts[i].id, column_id) == 0)
        return sorts[i].sort;
    }
  return BIZ_DUE_SORT_LAG;
}

/* A KitLedgerCountFunc. */
char *
page_due_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  if (exact)
    return g_strdup_printf (ngettext ("%s order", "%s orders", count), number);
  /* Translators: shown while lines of orders are still read. */
  return g_strdup_printf (_ ("%s orders so far, reading…"), number);
}

char *
page_due_columns_format_sums (GArray *sums, gboolean delivered)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const BizDueSum *sum = &g_array_index (sums, BizDueSum, i);
      g_autofree char *amount = page_text_format_amount (delivered ? &sum->delivered : &sum->value);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
