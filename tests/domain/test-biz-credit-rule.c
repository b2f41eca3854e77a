/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-credit-rule.h"
#include "biz-what-if.h"

#include <string.h>

/* Amounts are cents; no limit is 0. */
typedef struct
{
  const char *name;
  const char *rule; /* letters of what is looked at: l d(30) a(100.00) t(30) p(2) */
  gint64 open;      /* not due */
  gint64 overdue;   /* in the second bucket */
  gint64 orders;
  gint64 limit;
  int oldest;
  int term_days;
  guint n_broken;
  const char *manual;
  const char *causes; /* codes of the causes */
} Case;

static const Case cases[] = {
  { "nothing", "ldatp", 0, 0, 0, 0, G_MININT, -1, 0, NULL, "" },
  { "at the limit", "ldatp", 60000, 0, 40000, 100000, -3, 30, 0, NULL, "" },
  { "a cent over", "ldatp", 60000, 0, 40001, 100000, -3, 30, 0, NULL, "limit" },
  { "over, not looked at", "datp", 60000, 0, 90000, 100000, -3, 30, 0, NULL, "" },
  { "no limit", "ldatp", 9000000, 0, 0, 0, -3, 30, 0, NULL, "" },
  { "thirty days", "ldatp", 0, 5000, 0, 0, 30, 30, 0, NULL, "" },
  { "a day more", "ldatp", 0, 5000, 0, 0, 31, 30, 0, NULL, "overdue" },
  { "old, not looked at", "latp", 0, 5000, 0, 0, 400, 30, 0, NULL, "" },
  { "old, but paid by a receipt", "ldatp", 0, 0, 0, 0, 400, 30, 0, NULL, "" },
  { "old, a receipt above it", "ldatp", 0, -1, 0, 0, 400, 30, 0, NULL, "" },
  { "just so much", "ldatp", 0, 10000, 0, 0, 3, 30, 0, NULL, "" },
  { "too much", "ldatp", 0, 10001, 0, 0, 3, 30, 0, NULL, "overdue" },
  { "old and too much", "ldatp", 0, 10001, 0, 0, 31, 30, 0, NULL, "overdue overdue" },
  { "too much, not looked at", "ldtp", 0, 9910001, 0, 0, 3, 30, 0, NULL, "" },
  { "long terms", "ldatp", 0, 0, 0, 0, 0, 31, 0, NULL, "terms" },
  { "long terms, not looked at", "ldap", 0, 0, 0, 0, 0, 90, 0, NULL, "" },
  { "unknown terms", "ldatp", 0, 0, 0, 0, 0, -1, 0, NULL, "" },
  { "one promise", "ldatp", 0, 0, 0, 0, 0, 30, 1, NULL, "" },
  { "two promises", "ldatp", 0, 0, 0, 0, 0, 30, 2, NULL, "promise" },
  { "promises, not looked at", "ldat", 0, 0, 0, 0, 0, 30, 9, NULL, "" },
  { "by hand", "", 0, 0, 0, 0, 0, 30, 0, "Ask Anna", "manual" },
  { "all of it", "ldatp", 50000, 60000, 40000, 100000, 45, 60, 3, "Ask Anna",
    "limit overdue overdue terms promise manual" },
};

static BizMoney
euro (gint64 minor)
{
  return biz_money_from_minor (minor, "EUR", 2);
}

static BizExposure
make_figures (const Case *c)
{
  const BizMoney zero = euro (0);
  BizExposure figures;

  biz_exposure_init (&figures, &zero);
  figures.buckets[0] = euro (c->open);
  figures.buckets[2] = euro (c->overdue);
  figures.to_deliver = euro (c->orders);
  figures.limit = euro (c->limit);
  figures.kind = c->limit > 0 ? BIZ_LIMIT_OWN : BIZ_LIMIT_NONE;
  figures.oldest = c->oldest;
  g_assert_true (biz_exposure_settle (&figures, NULL));

  return figures;
}

static BizCreditRule
make_rule (const char *letters)
{
  BizCreditRule rule = { 0 };

  rule.over_limit = strchr (letters, 'l') != NULL;
  rule.overdue_days = strchr (letters, 'd') != NULL ? 30 : 0;
  rule.has_overdue_above = strchr (letters, 'a') != NULL;
  rule.overdue_above = euro (10000);
  rule.standard_days = strchr (letters, 't') != NULL ? 30 : 0;
  rule.broken_promises = strchr (letters, 'p') != NULL ? 2 : 0;

  return rule;
}

static void
test_judge (gconstpointer data)
{
  const Case *c = data;
  const BizExposure figures = make_figures (c);
  const BizCreditRule rule = make_rule (c->rule);
  const BizCreditFacts facts = { .term_days = c->term_days,
                                 .n_broken = c->n_broken,
                                 .manual = c->manual };
  g_autoptr (GArray) causes = biz_credit_rule_judge (&rule, &figures, &facts);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < causes->len; i++)
    {
      const BizCreditCause *cause = &g_array_index (causes, BizCreditCause, i);
      g_autofree char *words = biz_credit_cause_describe (cause);

      if (i > 0)
        g_string_append_c (codes, ' ');
      g_string_append (codes, biz_credit_cause_get_code (cause->kind));
      g_assert_cmpuint (strlen (words), >, 8);
      g_assert_nonnull (biz_credit_cause_get_label (cause->kind));
    }
  g_assert_cmpstr (codes->str, ==, c->causes);
}

static void
test_words (void)
{
  static const char *const expected[] = {
    "Over the limit by €500.00: €1,500.00 of €1,000.00",
    "€600.00 overdue, the oldest for 45 days; allowed are 30",
    "€600.00 overdue; allowed are €100.00",
    "Terms of 60 days; standard are 30",
    "3 broken promises to pay, the last of 11/20/26",
    "Held by hand: Ask Anna",
  };
  const Case *c = &cases[G_N_ELEMENTS (cases) - 1];
  const BizExposure figures = make_figures (c);
  const BizCreditRule rule = make_rule (c->rule);
  BizCreditFacts facts = { .term_days = 60, .n_broken = 3, .manual = "Ask Anna" };
  g_autoptr (GArray) causes = NULL;

  g_date_clear (&facts.broken_on, 1);
  g_date_set_dmy (&facts.broken_on, 20, G_DATE_NOVEMBER, 2026);
  causes = biz_credit_rule_judge (&rule, &figures, &facts);
  g_assert_cmpuint (causes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < causes->len; i++)
    {
      g_autofree char *words =
          biz_credit_cause_describe (&g_array_index (causes, BizCreditCause, i));

      g_assert_cmpstr (words, ==, expected[i]);
    }
}

/* Another currency than the threshold's is not compared with it. */
static void
test_other_currency (void)
{
  const BizMoney dollars = biz_money_zero ("USD", 2);
  BizCreditRule rule = make_rule ("a");
  BizExposure figures;
  g_autoptr (GArray) causes = NULL;

  biz_exposure_init (&figures, &dollars);
  figures.buckets[1].minor = 99999999;
  g_assert_true (biz_exposure_settle (&figures, NULL));
  causes = biz_credit_rule_judge (&rule, &figures, NULL);
  g_assert_cmpuint (causes->len, ==, 0);
  biz_credit_rule_init (&rule);
  g_assert_true (rule.over_limit);
  g_assert_cmpuint (rule.overdue_days, ==, 30);
  g_assert_false (rule.has_overdue_above);
}

typedef struct
{
  const char *name;
  gint64 buckets[5];
  gint64 document;
  gint64 limit;
  gint64 release;
  gboolean is_counted;
  gint64 receipt;
  gint64 new_limit; /* -1: stays */
  gint64 total;
  gint64 overdue;
  gint64 free;
  gint64 used;
  int oldest;
} Change;

static const Change changes[] = {
  { "nothing", { 100, 200, 0, 0, 0 }, 0, 1000, 0, FALSE, 0, -1, 300, 200, 700, 300, 20 },
  { "release what is new",
    { 100, 200, 0, 0, 0 },
    0,
    1000,
    500,
    FALSE,
    0,
    -1,
    800,
    200,
    200,
    800,
    20 },
  { "release what is counted",
    { 100, 200, 0, 0, 0 },
    500,
    1000,
    500,
    TRUE,
    0,
    -1,
    800,
    200,
    200,
    800,
    20 },
  { "over by it", { 100, 200, 0, 0, 0 }, 0, 1000, 900, FALSE, 0, -1, 1200, 200, -200, 1200, 20 },
  { "a receipt of what is due",
    { 100, 200, 0, 0, 0 },
    0,
    1000,
    0,
    FALSE,
    200,
    -1,
    100,
    0,
    900,
    100,
    0 },
  { "a receipt of the oldest first",
    { 100, 200, 0, 0, 50 },
    0,
    1000,
    0,
    FALSE,
    60,
    -1,
    290,
    190,
    710,
    290,
    30 },
  { "a receipt of more than is open",
    { 100, 200, 0, 0, 0 },
    0,
    1000,
    0,
    FALSE,
    400,
    -1,
    -100,
    0,
    1100,
    0,
    0 },
  { "a receipt does not pay a credit",
    { 100, -50, 0, 70, 0 },
    0,
    1000,
    0,
    FALSE,
    100,
    -1,
    20,
    -50,
    980,
    20,
    0 },
  { "a higher limit",
    { 100, 200, 0, 0, 0 },
    900,
    1000,
    0,
    FALSE,
    0,
    2000,
    1200,
    200,
    800,
    600,
    20 },
  { "no limit any more", { 100, 200, 0, 0, 0 }, 900, 1000, 0, FALSE, 0, 0, 1200, 200, 0, -1, 20 },
  { "a limit where there was none",
    { 100, 200, 0, 0, 0 },
    0,
    0,
    0,
    FALSE,
    0,
    200,
    300,
    200,
    -100,
    1500,
    20 },
  { "all at once", { 100, 200, 0, 0, 0 }, 0, 1000, 500, FALSE, 200, 1200, 600, 0, 600, 500, 0 },
};

static void
test_what_if (gconstpointer data)
{
  const Change *c = data;
  const BizMoney zero = euro (0);
  BizAgeingPlan ages = { 0 };
  BizExposure before, after;
  BizWhatIf what;
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_ageing_plan_set_limits (&ages, BIZ_AGEING_LIMITS, NULL));
  biz_exposure_init (&before, &zero);
  for (guint i = 0; i < G_N_ELEMENTS (c->buckets); i++)
    before.buckets[i].minor = c->buckets[i];
  before.document.minor = c->document;
  before.limit.minor = c->limit;
  before.kind = c->limit > 0 ? BIZ_LIMIT_DEFAULT : BIZ_LIMIT_NONE;
  before.oldest = c->buckets[4] > 0 ? 120 : 20;
  g_assert_true (biz_exposure_settle (&before, NULL));
  biz_what_if_init (&what, &before);
  what.release.minor = c->release;
  what.is_counted = c->is_counted;
  what.receipt.minor = c->receipt;
  what.sets_limit = c->new_limit >= 0;
  what.limit.minor = MAX (c->new_limit, 0);
  g_assert_true (biz_what_if_apply (&what, &ages, &before, &after, &error));
  g_assert_no_error (error);
  g_assert_cmpint (after.total.minor, ==, c->total);
  g_assert_cmpint (after.overdue.minor, ==, c->overdue);
  g_assert_cmpint (after.free.minor, ==, c->free);
  g_assert_cmpint (after.used, ==, c->used);
  g_assert_cmpint (after.oldest, ==, c->oldest);
  if (c->new_limit > 0)
    g_assert_cmpint (after.kind, ==, BIZ_LIMIT_OWN);
}

static void
test_what_if_refused (void)
{
  const BizMoney zero = euro (0);
  BizExposure before, after;
  BizWhatIf what;

  biz_exposure_init (&before, &zero);
  g_assert_true (biz_exposure_settle (&before, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      BizMoney *amounts[] = { &what.release, &what.receipt, &what.limit };

      biz_what_if_init (&what, &before);
      what.sets_limit = TRUE;
      *amounts[i] = biz_money_from_minor (100, "USD", 2);
      g_assert_false (biz_what_if_apply (&what, NULL, &before, &after, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/credit-rule/judge/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_judge);
    }
  g_test_add_func ("/biz/credit-rule/words", test_words);
  g_test_add_func ("/biz/credit-rule/other-currency", test_other_currency);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/what-if/%s", changes[i].name);

      g_test_add_data_func (path, &changes[i], test_what_if);
    }
  g_test_add_func ("/biz/what-if/refused", test_what_if_refused);

  return g_test_run ();
}
