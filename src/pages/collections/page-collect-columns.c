/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collect-columns.h"

#include "erp-group.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

static const BizCollectFacts *
get_facts (gpointer item)
{
  return biz_collect_customer_get_facts (item);
}

static char *
format_money (const BizMoney *money)
{
  return money->minor != 0 ? kit_format_money_aligned (money) : NULL;
}

static char *
format_day (const GDate *day)
{
  return g_date_valid (day) ? kit_format_date (day) : NULL;
}

static char *
score_text (gpointer item, gpointer user_data)
{
  gint64 score = get_facts (item)->score;

  return score > 0 ? kit_format_count ((guint64)score) : NULL;
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->name);
}

static char *
ask_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->chaseable);
}

static char *
overdue_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->overdue);
}

static char *
open_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->open);
}

static char *
bucket_1_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->buckets[1]);
}

static char *
bucket_2_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->buckets[2]);
}

static char *
bucket_3_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->buckets[3]);
}

static char *
bucket_4_text (gpointer item, gpointer user_data)
{
  return format_money (&get_facts (item)->buckets[4]);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->zero.currency);
}

static char *
oldest_text (gpointer item, gpointer user_data)
{
  int oldest = get_facts (item)->oldest;

  return oldest > 0 ? kit_format_count ((guint64)oldest) : NULL;
}

static char *
paid_text (gpointer item, gpointer user_data)
{
  return format_day (&get_facts (item)->payer.last);
}

const char *
page_collect_columns_describe_way (const char *way)
{
  static const struct
  {
    const char *way;
    const char *label;
  } ways[] = {
    { "phone", NC_ ("contact", "Phone") },
    { "mail", NC_ ("contact", "Mail") },
    { "visit", NC_ ("contact", "Visit") },
    { "letter", NC_ ("contact", "Letter") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (g_strcmp0 (ways[i].way, way) == 0)
        return g_dpgettext2 (NULL, "contact", ways[i].label);
    }

  return NULL;
}

char *
page_collect_columns_describe_contact (const BizCollectFacts *facts)
{
  g_autofree char *day = format_day (&facts->contact_on);
  const char *way = page_collect_columns_describe_way (facts->contact_way);

  if (day == NULL || way == NULL)
    return g_steal_pointer (&day);

  /* Translators: a day, and how somebody was in touch with the customer: by phone, by mail … */
  return g_strdup_printf (_ ("%s, %s"), day, way);
}

static char *
contact_text (gpointer item, gpointer user_data)
{
  return page_collect_columns_describe_contact (get_facts (item));
}

static char *
next_text (gpointer item, gpointer user_data)
{
  return format_day (&get_facts (item)->next_on);
}

static char *
next_what_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->next_what);
}

static char *
owner_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->next_who);
}

KitTone
page_collect_columns_get_tone (BizCollectPromise promise)
{
  return promise == BIZ_COLLECT_PROMISE_BROKEN ? KIT_TONE_BAD : KIT_TONE_ACCENT;
}

/* One word for what stands in the way of asking, or for what was broken. */
static char *
promise_text (gpointer item, gpointer user_data)
{
  const BizCollectFacts *facts = get_facts (item);
  g_autofree char *day = format_day (&facts->promise_on);

  if (facts->promise == BIZ_COLLECT_PROMISE_NONE)
    return NULL;
  if (facts->promise == BIZ_COLLECT_PROMISE_BROKEN)
    /* Translators: the day by which somebody had promised to pay. */
    return g_strdup_printf (_ ("Broken %s"), day);

  return g_steal_pointer (&day);
}

static KitTone
promise_tone (gpointer item, gpointer user_data)
{
  return page_collect_columns_get_tone (get_facts (item)->promise);
}

static char *
dispute_text (gpointer item, gpointer user_data)
{
  return get_facts (item)->is_disputed ? g_strdup (_ ("Disputed")) : NULL;
}

static KitTone
dispute_tone (gpointer item, gpointer user_data)
{
  return KIT_TONE_WARNING;
}

static char *
level_text (gpointer item, gpointer user_data)
{
  int level = get_facts (item)->reminder_level;

  return level > 0 ? kit_format_count ((guint64)level) : NULL;
}

static char *
rating_text (gpointer item, gpointer user_data)
{
  const BizPayer *payer = &get_facts (item)->payer;

  return payer->rating != 0 ? g_strdup_printf ("%c", payer->rating) : NULL;
}

static KitTone
rating_tone (gpointer item, gpointer user_data)
{
  char rating = get_facts (item)->payer.rating;

  return rating >= 'D' ? KIT_TONE_BAD : rating == 'C' ? KIT_TONE_WARNING : KIT_TONE_GOOD;
}

static char *
late_text (gpointer item, gpointer user_data)
{
  const BizPayer *payer = &get_facts (item)->payer;

  return payer->n_payments > 0 ? g_strdup_printf ("%d", payer->days_late) : NULL;
}

static char *
salesperson_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->salesperson);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->company);
}

typedef const BizMoney *(*PickFunc) (const BizCollectSum *sum);

static char *
format_sums (gpointer group, PickFunc pick)
{
  GArray *sums = biz_collect_totals_get_sums (erp_group_get_totals (group));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      const BizMoney *money = pick (&g_array_index (sums, BizCollectSum, i));
      g_autofree char *amount =
          sums->len == 1 ? kit_format_money_aligned (money) : page_text_format_amount (money);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const BizMoney *
pick_chaseable (const BizCollectSum *sum)
{
  return &sum->chaseable;
}

static const BizMoney *
pick_overdue (const BizCollectSum *sum)
{
  return &sum->overdue;
}

static const BizMoney *
pick_open (const BizCollectSum *sum)
{
  return &sum->open;
}

static char *
group_ask_text (gpointer group, gpointer user_data)
{
  return format_sums (group, pick_chaseable);
}

static char *
group_overdue_text (gpointer group, gpointer user_data)
{
  return format_sums (group, pick_overdue);
}

static char *
group_open_text (gpointer group, gpointer user_data)
{
  return format_sums (group, pick_open);
}

static const KitLedgerColumn columns[] = {
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 170, TRUE, TRUE, TRUE, customer_text, NULL },
  { "score", N_ ("Priority"), KIT_LEDGER_NUMBER, 92, FALSE, FALSE, TRUE, score_text, NULL },
  { "ask", N_ ("To Ask For"), KIT_LEDGER_MONEY, 110, FALSE, TRUE, TRUE, ask_text, NULL, FALSE,
    group_ask_text },
  { "overdue", N_ ("Overdue"), KIT_LEDGER_MONEY, 110, FALSE, FALSE, TRUE, overdue_text, NULL, FALSE,
    group_overdue_text },
  { "bucket-1", N_ ("1–30"), KIT_LEDGER_MONEY, 96, FALSE, FALSE, TRUE, bucket_1_text, NULL, TRUE },
  { "bucket-2", N_ ("31–60"), KIT_LEDGER_MONEY, 96, FALSE, FALSE, TRUE, bucket_2_text, NULL, TRUE },
  { "bucket-3", N_ ("61–90"), KIT_LEDGER_MONEY, 96, FALSE, FALSE, TRUE, bucket_3_text, NULL, TRUE },
  { "bucket-4", N_ ("Over 90"), KIT_LEDGER_MONEY, 96, FALSE, FALSE, TRUE, bucket_4_text, NULL },
  { "open", N_ ("Open"), KIT_LEDGER_MONEY, 110, FALSE, FALSE, TRUE, open_text, NULL, TRUE,
    group_open_text },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 76, FALSE, FALSE, TRUE, currency_text, NULL },
  { "oldest", N_ ("Oldest"), KIT_LEDGER_NUMBER, 88, FALSE, FALSE, TRUE, oldest_text, NULL },
  { "rating", N_ ("Payer"), KIT_LEDGER_PILL, 70, FALSE, FALSE, TRUE, rating_text, rating_tone },
  { "promise", N_ ("Promise"), KIT_LEDGER_PILL, 164, FALSE, FALSE, TRUE, promise_text,
    promise_tone },
  { "dispute", N_ ("Dispute"), KIT_LEDGER_PILL, 96, FALSE, FALSE, TRUE, dispute_text,
    dispute_tone },
  { "next", N_ ("Next"), KIT_LEDGER_DATE, 96, FALSE, FALSE, TRUE, next_text, NULL },
  { "what", N_ ("To Do"), KIT_LEDGER_TEXT, 140, TRUE, FALSE, FALSE, next_what_text, NULL },
  { "contact", N_ ("Last Contact"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, TRUE, contact_text, NULL },
  { "level", N_ ("Reminder"), KIT_LEDGER_NUMBER, 84, FALSE, FALSE, TRUE, level_text, NULL },
  { "paid", N_ ("Last Paid"), KIT_LEDGER_DATE, 96, FALSE, FALSE, TRUE, paid_text, NULL },
  { "late", N_ ("Days Late"), KIT_LEDGER_NUMBER, 84, FALSE, FALSE, TRUE, late_text, NULL, TRUE },
  { "owner", N_ ("Who"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, FALSE, owner_text, NULL, TRUE },
  { "salesperson", N_ ("Salesperson"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, salesperson_text,
    NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, company_text, NULL },
};

void
page_collect_columns_install (KitLedgerList *list)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), NULL);
}

BizCollectSort
page_collect_columns_get_sort (const char *column_id)
{
  static const struct
  {
    const char *id;
    BizCollectSort sort;
  } sorts[] = {
    { "customer", BIZ_COLLECT_SORT_CUSTOMER },
    { "ask", BIZ_COLLECT_SORT_CHASEABLE },
    { "overdue", BIZ_COLLECT_SORT_OVERDUE },
    { "open", BIZ_COLLECT_SORT_OPEN },
    { "bucket-1", BIZ_COLLECT_SORT_BUCKET_1 },
    { "bucket-2", BIZ_COLLECT_SORT_BUCKET_2 },
    { "bucket-3", BIZ_COLLECT_SORT_BUCKET_3 },
    { "bucket-4", BIZ_COLLECT_SORT_BUCKET_4 },
    { "currency", BIZ_COLLECT_SORT_CURRENCY },
    { "oldest", BIZ_COLLECT_SORT_OLDEST },
    { "rating", BIZ_COLLECT_SORT_RATING },
    { "promise", BIZ_COLLECT_SORT_PROMISE },
    { "dispute", BIZ_COLLECT_SORT_DISPUTE },
    { "next", BIZ_COLLECT_SORT_NEXT },
    { "contact", BIZ_COLLECT_SORT_CONTACT },
    { "level", BIZ_COLLECT_SORT_LEVEL },
    { "paid", BIZ_COLLECT_SORT_PAID },
    { "late", BIZ_COLLECT_SORT_LATE },
    { "salesperson", BIZ_COLLECT_SORT_SALESPERSON },
    { "company", BIZ_COLLECT_SORT_COMPANY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (sorts[i].id, column_id) == 0)
        return sorts[i].sort;
    }

  return BIZ_COLLECT_SORT_SCORE;
}

char *
page_collect_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s customer", "%s customers", count), number);
}
