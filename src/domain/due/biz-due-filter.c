/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-filter.h"

#include "erp-domain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const BizFilterWord causes[] = {
  { "ready", NC_ ("filter", "ready"), "ready" },
  { "draft", NC_ ("filter", "draft"), "draft" },
  { "held", NC_ ("filter", "held"), "held" },
  { "credit", NC_ ("filter", "credit"), "credit" },
  { "ordered", NC_ ("filter", "ordered"), "ordered" },
  { NULL, NULL, NULL },
};

static const BizFilterField fields[] = {
  { "why", NC_ ("filter", "why"), N_ ("Why it is not invoiced"), BIZ_FILTER_WORD, "why", causes,
    NULL },
  { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer"),
    BIZ_FILTER_TEXT, "customer", NULL, "res.partner" },
  { "order", NC_ ("filter", "order"), N_ ("Somewhere in the number of the order"), BIZ_FILTER_TEXT,
    "order", NULL, NULL },
  { "delivery", NC_ ("filter", "delivery"), N_ ("Somewhere in the number of a delivery"),
    BIZ_FILTER_TEXT, "delivery", NULL, NULL },
  { "product", NC_ ("filter", "product"), N_ ("Somewhere in the name of a product"),
    BIZ_FILTER_TEXT, "product", NULL, NULL },
  { "salesperson", NC_ ("filter", "salesperson"), N_ ("Who sold it"), BIZ_FILTER_TEXT,
    "salesperson", NULL, "res.users" },
  { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT, "company",
    NULL, "res.company" },
  { "currency", NC_ ("filter", "currency"), N_ ("EUR, USD…"), BIZ_FILTER_TEXT, "currency", NULL,
    "res.currency" },
  { "ref", NC_ ("filter", "ref"), N_ ("The customer’s reference"), BIZ_FILTER_TEXT, "ref", NULL,
    NULL },
  { "value", NC_ ("filter", "value"), N_ ("What is to invoice: >1000, 10..20"), BIZ_FILTER_NUMBER,
    "value", NULL, NULL },
  { "days", NC_ ("filter", "days"), N_ ("Days since the delivery: >30"), BIZ_FILTER_NUMBER, "days",
    NULL, NULL },
  { "delivered", NC_ ("filter", "delivered"), N_ ("The day of the delivery: 2026-11, last-month"),
    BIZ_FILTER_DAY, "delivered", NULL, NULL },
  { "ordered-on", NC_ ("filter", "ordered-on"), N_ ("The day of the order: 2026-11, last-month"),
    BIZ_FILTER_DAY, "ordered", NULL, NULL },
};

static void
add_delivered (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_int (domain, "days", ">=", 0);
}

static const BizFilterStanding standings[] = {
  { "lagging", NC_ ("filter", "lagging"), add_delivered },
};

static const char *const searched[] = { "order", "customer", "ref", "delivery", "product", NULL };

static void
add_base (ErpDomain *domain)
{
}

const BizFilterGrammar biz_due_grammar = {
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .standings = standings,
  .n_standings = G_N_ELEMENTS (standings),
  .searched = searched,
  .amount = "value",
  .add_base = add_base,
};

static void
set_number (BizFilterFact *fact, gint64 mantissa, guint digits)
{
  fact->has_number = TRUE;
  fact->number = biz_decimal_new (mantissa, digits);
}

static const char *
get_text (const BizDueFacts *facts, const char *field)
{
  static const char *const words[] = {
    [BIZ_DUE_HELD] = "held",   [BIZ_DUE_DRAFT] = "draft",     [BIZ_DUE_CREDIT] = "credit",
    [BIZ_DUE_READY] = "ready", [BIZ_DUE_ORDERED] = "ordered",
  };
  const struct
  {
    const char *field;
    const char *text;
  } texts[] = {
    { "why", words[facts->cause] }, { "customer", facts->partner },
    { "order", facts->name },       { "delivery", facts->deliveries },
    { "product", facts->products }, { "salesperson", facts->salesperson },
    { "company", facts->company },  { "currency", facts->value.currency },
    { "ref", facts->reference },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_str_equal (texts[i].field, field))
        return texts[i].text;
    }

  return NULL;
}

void
biz_due_filter_get_fact (gpointer order, const char *field, BizFilterFact *fact)
{
  const BizDueFacts *facts = biz_due_order_get_facts (order);

  if (g_str_equal (field, "value"))
    set_number (fact, facts->value.minor, facts->value.digits);
  else if (g_str_equal (field, "days") && facts->days >= 0)
    set_number (fact, facts->days, 0);
  else if (g_str_equal (field, "delivered"))
    fact->day = facts->since;
  else if (g_str_equal (field, "ordered"))
    fact->day = facts->ordered_on;
  else
    fact->text = get_text (facts, field);
}
