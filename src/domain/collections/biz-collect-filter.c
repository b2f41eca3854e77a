/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-filter.h"

#include "erp-domain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const BizFilterWord promises[] = {
  { "open", NC_ ("filter", "open"), "open" },
  { "broken", NC_ ("filter", "broken"), "broken" },
  { "none", NC_ ("filter", "none"), "none" },
  { NULL, NULL, NULL },
};

static const BizFilterWord answers[] = {
  { "yes", NC_ ("filter", "yes"), "yes" },
  { "no", NC_ ("filter", "no"), "no" },
  { NULL, NULL, NULL },
};

static const BizFilterField fields[] = {
  { "promise", NC_ ("filter", "promise"), N_ ("What was promised"), BIZ_FILTER_WORD, "promise",
    promises, NULL },
  { "dispute", NC_ ("filter", "dispute"), N_ ("Whether something is disputed"), BIZ_FILTER_WORD,
    "dispute", answers, NULL },
  { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer"),
    BIZ_FILTER_TEXT, "customer", NULL, "res.partner" },
  { "invoice", NC_ ("filter", "invoice"), N_ ("Somewhere in the number of an open invoice"),
    BIZ_FILTER_TEXT, "invoice", NULL, NULL },
  { "salesperson", NC_ ("filter", "salesperson"), N_ ("Who sold it"), BIZ_FILTER_TEXT,
    "salesperson", NULL, "res.users" },
  { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT, "company",
    NULL, "res.company" },
  { "currency", NC_ ("filter", "currency"), N_ ("EUR, USD…"), BIZ_FILTER_TEXT, "currency", NULL,
    "res.currency" },
  { "rating", NC_ ("filter", "rating"), N_ ("How somebody pays: A to E"), BIZ_FILTER_TEXT, "rating",
    NULL, NULL },
  { "owner", NC_ ("filter", "owner"), N_ ("Who does the next thing"), BIZ_FILTER_TEXT, "owner",
    NULL, "res.users" },
  { "overdue", NC_ ("filter", "overdue"), N_ ("Days that the oldest is overdue: >30"),
    BIZ_FILTER_NUMBER, "overdue", NULL, NULL },
  { "amount", NC_ ("filter", "amount"), N_ ("What is overdue: >1000, 10..20"), BIZ_FILTER_NUMBER,
    "amount", NULL, NULL },
  { "ask", NC_ ("filter", "ask"), N_ ("What there is to ask for: >0"), BIZ_FILTER_NUMBER, "ask",
    NULL, NULL },
  { "level", NC_ ("filter", "level"), N_ ("Level of the last reminder: >1"), BIZ_FILTER_NUMBER,
    "level", NULL, NULL },
  { "late", NC_ ("filter", "late"), N_ ("Days that are paid late on average: >10"),
    BIZ_FILTER_NUMBER, "late", NULL, NULL },
  { "next", NC_ ("filter", "next"), N_ ("The day of what is planned: today, <=today, 2026-11"),
    BIZ_FILTER_DAY, "next", NULL, NULL },
  { "contact", NC_ ("filter", "contact"), N_ ("The day of the last contact: <2026-11-01"),
    BIZ_FILTER_DAY, "contact", NULL, NULL },
  { "paid", NC_ ("filter", "paid"), N_ ("The day of the last payment"), BIZ_FILTER_DAY, "paid",
    NULL, NULL },
  { "promised-on", NC_ ("filter", "promised-on"), N_ ("The day of the promise"), BIZ_FILTER_DAY,
    "promised", NULL, NULL },
};

static void
add_due_today (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_date (domain, "next", "<=", today);
}

static const BizFilterStanding standings[] = {
  { "due-today", NC_ ("filter", "due-today"), add_due_today },
};

static const char *const searched[] = { "customer", "invoice", "next-what", NULL };

static void
add_base (ErpDomain *domain)
{
}

const BizFilterGrammar biz_collect_grammar = {
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .standings = standings,
  .n_standings = G_N_ELEMENTS (standings),
  .searched = searched,
  .amount = "amount",
  .add_base = add_base,
};

static void
set_number (BizFilterFact *fact, gint64 mantissa, guint digits)
{
  fact->has_number = TRUE;
  fact->number = biz_decimal_new (mantissa, digits);
}

static const char *
get_rating (char rating)
{
  static const char *const letters[] = { "A", "B", "C", "D", "E" };

  return rating >= 'A' && rating <= 'E' ? letters[rating - 'A'] : NULL;
}

static const char *
get_text (BizCollectCustomer *customer, const char *field)
{
  const BizCollectFacts *facts = biz_collect_customer_get_facts (customer);
  static const char *const words[] = {
    [BIZ_COLLECT_PROMISE_NONE] = "none",
    [BIZ_COLLECT_PROMISE_OPEN] = "open",
    [BIZ_COLLECT_PROMISE_BROKEN] = "broken",
  };
  const struct
  {
    const char *field;
    const char *text;
  } texts[] = {
    { "promise", words[facts->promise] },  { "dispute", facts->is_disputed ? "yes" : "no" },
    { "customer", facts->name },           { "invoice", facts->documents },
    { "salesperson", facts->salesperson }, { "company", facts->company },
    { "currency", facts->zero.currency },  { "rating", get_rating (facts->payer.rating) },
    { "owner", facts->next_who },          { "next-what", facts->next_what },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_str_equal (texts[i].field, field))
        return texts[i].text;
    }

  return NULL;
}

void
biz_collect_filter_get_fact (gpointer customer, const char *field, BizFilterFact *fact)
{
  const BizCollectFacts *facts = biz_collect_customer_get_facts (customer);

  if (g_str_equal (field, "amount"))
    set_number (fact, facts->overdue.minor, facts->zero.digits);
  else if (g_str_equal (field, "ask"))
    set_number (fact, facts->chaseable.minor, facts->zero.digits);
  else if (g_str_equal (field, "overdue"))
    set_number (fact, facts->oldest, 0);
  else if (g_str_equal (field, "level"))
    set_number (fact, facts->reminder_level, 0);
  else if (g_str_equal (field, "late"))
    {
      if (facts->payer.n_payments > 0)
        set_number (fact, facts->payer.days_late, 0);
    }
  else if (g_str_equal (field, "next"))
    fact->day = facts->next_on;
  else if (g_str_equal (field, "contact"))
    fact->day = facts->contact_on;
  else if (g_str_equal (field, "paid"))
    fact->day = facts->payer.last;
  else if (g_str_equal (field, "promised"))
    fact->day = facts->promise_on;
  else
    fact->text = get_text (customer, field);
}
