/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-columns.h"

#include "erp-group.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* What has waited longer than this is looked at first. */
#define LONG_DAYS 7

static const BizDeskFacts *
get_facts (gpointer item)
{
  return biz_desk_entry_get_facts (item);
}

static char *
document_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_desk_entry_get_document (item));
}

static char *
standing_text (gpointer item, gpointer user_data)
{
  const BizDeskFacts *facts = get_facts (item);

  return g_strdup (facts->is_free ? C_ ("desk", "To release")
                                  : biz_desk_standing_to_label (facts->standing));
}

KitTone
page_desk_columns_get_tone (BizDeskStanding standing)
{
  switch (standing)
    {
    case BIZ_DESK_SLIPPED:
    case BIZ_DESK_ENDED:
      return KIT_TONE_BAD;
    case BIZ_DESK_HELD:
    case BIZ_DESK_ENDING:
      return KIT_TONE_WARNING;
    case BIZ_DESK_ESCALATED:
    case BIZ_DESK_PREPAYMENT:
      return KIT_TONE_ACCENT;
    case BIZ_DESK_PROPOSED:
    case BIZ_DESK_N_STANDINGS:
    default:
      return KIT_TONE_DIM;
    }
}

static KitTone
standing_tone (gpointer item, gpointer user_data)
{
  const BizDeskFacts *facts = get_facts (item);

  return facts->is_free ? KIT_TONE_GOOD : page_desk_columns_get_tone (facts->standing);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->order->partner);
}

static char *
cause_text (gpointer item, gpointer user_data)
{
  return biz_desk_causes_describe (get_facts (item)->causes);
}

static char *
reason_text (gpointer item, gpointer user_data)
{
  return biz_desk_entry_describe (item);
}

static char *
value_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&get_facts (item)->value);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->value.currency);
}

static char *
company_value_text (gpointer item, gpointer user_data)
{
  return page_text_format_amount (&get_facts (item)->company_value);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  const BizDeskFacts *facts = get_facts (item);

  return g_date_valid (&facts->since) ? kit_format_count ((guint64)facts->days) : NULL;
}

static KitTone
days_tone (gpointer item, gpointer user_data)
{
  return get_facts (item)->days > LONG_DAYS ? KIT_TONE_WARNING : KIT_TONE_PLAIN;
}

static char *
review_text (gpointer item, gpointer user_data)
{
  const GDate *review = &get_facts (item)->review;

  return g_date_valid (review) ? kit_format_date (review) : NULL;
}

static char *
who_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->who);
}

static char *
order_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->order->name);
}

static char *
salesperson_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->order->salesperson);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->order->company);
}

char *
page_desk_columns_format_sums (GArray *sums)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *amount = page_text_format_amount (&g_array_index (sums, BizMoney, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
group_value_text (gpointer group, gpointer user_data)
{
  return page_desk_columns_format_sums (biz_desk_totals_get_sums (erp_group_get_totals (group)));
}

static char *
group_company_text (gpointer group, gpointer user_data)
{
  return page_desk_columns_format_sums (
      biz_desk_totals_get_company_sums (erp_group_get_totals (group)));
}

static const KitLedgerColumn columns[] = {
  { "document", N_ ("Document"), KIT_LEDGER_TEXT, 120, FALSE, TRUE, TRUE, document_text, NULL },
  { "standing", N_ ("State"), KIT_LEDGER_PILL, 148, FALSE, TRUE, TRUE, standing_text,
    standing_tone },
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 150, TRUE, TRUE, TRUE, customer_text, NULL },
  { "cause", N_ ("Cause"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, cause_text, NULL },
  { "value", N_ ("Value"), KIT_LEDGER_MONEY, 110, FALSE, FALSE, TRUE, value_text, NULL, FALSE,
    group_value_text },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 72, FALSE, FALSE, TRUE, currency_text, NULL },
  { "days", N_ ("Days"), KIT_LEDGER_NUMBER, 72, FALSE, FALSE, TRUE, days_text, days_tone },
  { "review", N_ ("Review"), KIT_LEDGER_DATE, 100, FALSE, FALSE, TRUE, review_text, NULL },
  { "who", N_ ("Who Asked"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, TRUE, who_text, NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, company_text, NULL },
  { "reason", N_ ("Reason"), KIT_LEDGER_TEXT, 200, TRUE, FALSE, FALSE, reason_text, NULL },
  { "order", N_ ("Order"), KIT_LEDGER_TEXT, 100, FALSE, FALSE, TRUE, order_text, NULL, TRUE },
  { "salesperson", N_ ("Salesperson"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, salesperson_text,
    NULL, TRUE },
  { "company-value", N_ ("In Company Currency"), KIT_LEDGER_NUMBER, 140, FALSE, FALSE, FALSE,
    company_value_text, NULL, TRUE, group_company_text },
};

void
page_desk_columns_install (KitLedgerList *list)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), NULL);
}

BizDeskSort
page_desk_columns_get_sort (const char *column_id)
{
  static const struct
  {
    const char *id;
    BizDeskSort sort;
  } sorts[] = {
    { "document", BIZ_DESK_SORT_DOCUMENT }, { "customer", BIZ_DESK_SORT_CUSTOMER },
    { "cause", BIZ_DESK_SORT_CAUSE },       { "value", BIZ_DESK_SORT_VALUE },
    { "currency", BIZ_DESK_SORT_CURRENCY }, { "days", BIZ_DESK_SORT_DAYS },
    { "review", BIZ_DESK_SORT_REVIEW },     { "who", BIZ_DESK_SORT_WHO },
    { "order", BIZ_DESK_SORT_ORDER },       { "salesperson", BIZ_DESK_SORT_SALESPERSON },
    { "company", BIZ_DESK_SORT_COMPANY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i].id, column_id) == 0)
      return sorts[i].sort;

  return BIZ_DESK_SORT_WORST;
}

char *
page_desk_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s decision", "%s decisions", count), number);
}
