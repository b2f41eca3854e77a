/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-list.h"
#include "biz-filter-match.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>

static const BizFilterWord standings[] = {
  { "slipped", NC_ ("filter", "slipped"), "slipped" },
  { "ended", NC_ ("filter", "ended"), "ended" },
  { "held", NC_ ("filter", "held"), "held" },
  { "escalated", NC_ ("filter", "escalated"), "escalated" },
  { "prepayment", NC_ ("filter", "prepayment"), "prepayment" },
  { "ending", NC_ ("filter", "ending"), "ending" },
  { "proposed", NC_ ("filter", "proposed"), "proposed" },
  { NULL, NULL, NULL },
};

static const BizFilterWord causes[] = {
  { "limit", NC_ ("filter", "limit"), "limit" },
  { "overdue", NC_ ("filter", "overdue"), "overdue" },
  { "terms", NC_ ("filter", "terms"), "terms" },
  { "promise", NC_ ("filter", "promise"), "promise" },
  { "manual", NC_ ("filter", "manual"), "manual" },
  { NULL, NULL, NULL },
};

static const BizFilterWord news[] = {
  { "over-limit", NC_ ("filter", "over-limit"), "over-limit" },
  { "paid", NC_ ("filter", "paid"), "paid" },
  { "promise", NC_ ("filter", "promise"), "promise" },
  { "ending", NC_ ("filter", "ending"), "ending" },
  { "slipped", NC_ ("filter", "slipped"), "slipped" },
  { NULL, NULL, NULL },
};

static const BizFilterWord documents[] = {
  { "quotation", NC_ ("filter", "quotation"), "quotation" },
  { "order", NC_ ("filter", "order"), "order" },
  { "delivery", NC_ ("filter", "delivery"), "delivery" },
  { NULL, NULL, NULL },
};

static const BizFilterField fields[] = {
  { "state", NC_ ("filter", "state"), N_ ("How it stands"), BIZ_FILTER_WORD, "standing", standings,
    NULL },
  { "cause", NC_ ("filter", "cause"), N_ ("Why it is held, or should be"), BIZ_FILTER_WORD, "cause",
    causes, NULL },
  { "news", NC_ ("filter", "news"), N_ ("What happened since the last visit"), BIZ_FILTER_WORD,
    "news", news, NULL },
  { "kind", NC_ ("filter", "kind"), N_ ("A quotation, an order or a delivery"), BIZ_FILTER_WORD,
    "kind", documents, NULL },
  { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer"),
    BIZ_FILTER_TEXT, "customer", NULL, "res.partner" },
  { "order", NC_ ("filter", "order"), N_ ("Somewhere in the number of the order"), BIZ_FILTER_TEXT,
    "order", NULL, NULL },
  { "value", NC_ ("filter", "value"), N_ ("What it comes to, with taxes: >1000, 10..20"),
    BIZ_FILTER_NUMBER, "value", NULL, NULL },
  { "held", NC_ ("filter", "held"), N_ ("For how many days: >3"), BIZ_FILTER_NUMBER, "days", NULL,
    NULL },
  { "review", NC_ ("filter", "review"), N_ ("When somebody looks again: <today"), BIZ_FILTER_DAY,
    "review", NULL, NULL },
  { "who", NC_ ("filter", "who"), N_ ("Who asked for the decision"), BIZ_FILTER_TEXT, "who", NULL,
    "res.users" },
  { "salesperson", NC_ ("filter", "salesperson"), N_ ("Who sold it"), BIZ_FILTER_TEXT,
    "salesperson", NULL, "res.users" },
  { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT, "company",
    NULL, "res.company" },
  { "currency", NC_ ("filter", "currency"), N_ ("EUR, USD…"), BIZ_FILTER_TEXT, "currency", NULL,
    "res.currency" },
  { "ref", NC_ ("filter", "ref"), N_ ("The customer’s reference"), BIZ_FILTER_TEXT, "ref", NULL,
    NULL },
};

static void
add_mine (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_date (domain, "review", "<=", today);
}

static const BizFilterStanding words[] = {
  { "due", NC_ ("filter", "due"), add_mine },
};

static const char *const searched[] = { "order", "document", "customer", "group",
                                        "ref",   "reason",   NULL };

static void
add_base (ErpDomain *domain)
{
}

const BizFilterGrammar biz_desk_grammar = {
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .standings = words,
  .n_standings = G_N_ELEMENTS (words),
  .searched = searched,
  .amount = "value",
  .add_base = add_base,
};

/* One of the words of each bit, with "\n" between, as a filter compares them. */
static const char *
join_causes (guint bits)
{
  static char *joined[1 << BIZ_DESK_N_CAUSES];

  if (joined[bits] == NULL)
    {
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < BIZ_DESK_N_CAUSES; i++)
        if ((bits & BIZ_DESK_BIT (i)) != 0)
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                  biz_desk_cause_to_word ((BizDeskCause)i));
      joined[bits] = g_string_free (text, FALSE);
    }

  return joined[bits];
}

static const char *
join_news (guint bits)
{
  static char *joined[1 << BIZ_DESK_N_NEWS];

  if (joined[bits] == NULL)
    {
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < BIZ_DESK_N_NEWS; i++)
        if ((bits & BIZ_DESK_BIT (i)) != 0)
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                  biz_desk_news_to_word ((BizDeskNews)i));
      joined[bits] = g_string_free (text, FALSE);
    }

  return joined[bits];
}

static const char *
get_kind (const BizDeskFacts *facts)
{
  if (facts->delivery != NULL)
    return "delivery";

  return facts->order->state == BIZ_DESK_ORDER_QUOTATION ? "quotation" : "order";
}

static const char *
get_text (const BizDeskFacts *facts, const char *field)
{
  const BizDeskOrder *order = facts->order;
  const struct
  {
    const char *field;
    const char *text;
  } texts[] = {
    { "standing", biz_desk_standing_to_word (facts->standing) },
    { "kind", get_kind (facts) },
    { "customer", order->partner },
    { "group", order->group },
    { "order", order->name },
    { "document", facts->delivery != NULL ? facts->delivery->name : NULL },
    { "who", facts->who },
    { "salesperson", order->salesperson },
    { "company", order->company },
    { "currency", facts->value.currency },
    { "ref", order->reference },
    { "reason", facts->reason },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].field, field))
      return texts[i].text;

  return NULL;
}

/* A BizFilterFactFunc. */
static void
get_fact (gpointer record, const char *field, BizFilterFact *fact)
{
  const BizDeskFacts *facts = biz_desk_entry_get_facts (record);

  if (g_str_equal (field, "value"))
    {
      fact->has_number = TRUE;
      fact->number = biz_decimal_new (facts->value.minor, facts->value.digits);
    }
  else if (g_str_equal (field, "days"))
    {
      fact->has_number = TRUE;
      fact->number = biz_decimal_new (facts->days, 0);
    }
  else if (g_str_equal (field, "review"))
    fact->day = facts->review;
  else if (g_str_equal (field, "cause"))
    fact->text = join_causes (facts->causes);
  else if (g_str_equal (field, "news"))
    fact->text = join_news (facts->news);
  else
    fact->text = get_text (facts, field);
}

/**
 * biz_desk_select:
 * @entries: (element-type BizDeskEntry): rows
 * @filter: (nullable): what they have to fit
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizDeskEntry): those that fit; %NULL with
 *   ERP_ERROR_VALIDATION
 */
GPtrArray *
biz_desk_select (GPtrArray *entries, BizFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (BizFilterMatcher) matcher = NULL;

  g_return_val_if_fail (entries != NULL, NULL);

  domain = filter != NULL ? biz_filter_to_domain (filter) : erp_domain_new ();
  matcher = biz_filter_matcher_new (domain, get_fact, error);
  if (matcher == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    if (biz_filter_matcher_fits (matcher, g_ptr_array_index (entries, i)))
      g_ptr_array_add (selected, g_object_ref (g_ptr_array_index (entries, i)));

  return g_steal_pointer (&selected);
}
