/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules for lines of a bank, and what was done with such lines before. */

#include "biz-match-memory.h"
#include "biz-match-rule.h"
#include "biz-match-signal.h"
#include "erp-error.h"
#include "test-values.h"

#include <string.h>

static BizMatchLine
make_line (const char *text, const char *name, gint64 minor)
{
  BizMatchLine line = { .text = text, .name = name };

  line.amount = biz_money_from_minor (minor, "EUR", 2);

  return line;
}

typedef struct
{
  const char *what;
  BizMatchRule rule;
  const char *text;
  const char *name;
  gint64 minor;
  gboolean fits;
} Case;

static const Case cases[] = {
  { "nothing asked", { 0 }, "x", NULL, 100, TRUE },
  { "words", { .contains = "Fee" }, "monthly FEE 11", NULL, -100, TRUE },
  { "words in the name", { .contains = "acme" }, "x", "ACME Ltd", 100, TRUE },
  { "other words", { .contains = "rent" }, "monthly fee", "Acme", -100, FALSE },
  { "letters with marks", { .contains = "gebühr" }, "KONTOGEBUHR", NULL, -100, TRUE },
  { "a whole phrase", { .contains = "fee 11" }, "monthly fee 11", NULL, -100, TRUE },
  { "blanks ask nothing", { .contains = "  " }, "x", NULL, 100, TRUE },
  /* a sign that folding drops is looked for as it is, not found everywhere */
  { "a sign", { .contains = "€" }, "monthly fee", "Acme Ltd", -100, FALSE },
  { "a sign that is there", { .contains = "€" }, "5 € fee", NULL, -100, TRUE },
  { "without a sign", { .contains_not = "€" }, "monthly fee", NULL, -100, TRUE },
  { "without a sign that is there", { .contains_not = "€" }, "5 € fee", NULL, -100, FALSE },
  { "a plus", { .contains = "+" }, "a b", NULL, 100, FALSE },
  { "without words", { .contains_not = "fee" }, "rent", NULL, 100, TRUE },
  { "without words that are there", { .contains_not = "fee" }, "a Fee", NULL, 100, FALSE },
  { "blanks forbid nothing", { .contains_not = " " }, "a b", NULL, 100, TRUE },
  { "money in", { .sign = 1 }, "x", NULL, 100, TRUE },
  { "money in, but it went out", { .sign = 1 }, "x", NULL, -100, FALSE },
  { "money in, but there was none", { .sign = 1 }, "x", NULL, 0, FALSE },
  { "money out", { .sign = -1 }, "x", NULL, -100, TRUE },
  { "money out, but it came in", { .sign = -1 }, "x", NULL, 100, FALSE },
  { "at least", { .min = 100 }, "x", NULL, -100, TRUE },
  { "less than at least", { .min = 101 }, "x", NULL, -100, FALSE },
  { "at most", { .max = 100 }, "x", NULL, -100, TRUE },
  { "more than at most", { .max = 99 }, "x", NULL, -100, FALSE },
  { "no limit", { .max = 0 }, "x", NULL, G_MAXINT64, TRUE },
  { "its currency", { .currency = "EUR" }, "x", NULL, 100, TRUE },
  { "another currency", { .currency = "USD" }, "x", NULL, 100, FALSE },
  { "a pattern", { .pattern = "fee\\s+\\d+" }, "Monthly Fee 11", NULL, -100, TRUE },
  { "a pattern in the name", { .pattern = "^acme" }, "x", "Acme", 100, FALSE },
  { "a pattern over both", { .pattern = "fee[\\s\\S]*acme" }, "fee", "Acme", 100, TRUE },
  { "a pattern that is not there", { .pattern = "fee\\d" }, "fee x", NULL, -100, FALSE },
  { "an empty pattern", { .pattern = "" }, "x", NULL, 100, TRUE },
  { "a line without words", { .contains = "x" }, NULL, NULL, 100, FALSE },
  { "a pattern for a line without words", { .pattern = "x" }, NULL, NULL, 100, FALSE },
  { "all at once",
    { .contains = "fee",
      .contains_not = "rent",
      .pattern = "\\d",
      .sign = -1,
      .min = 1,
      .max = 1000,
      .currency = "EUR" },
    "Fee 7",
    NULL,
    -500,
    TRUE },
  { "bytes that are no text", { .contains = "fee" }, "\377\376 fee", NULL, 100, TRUE },
  { "a pattern over bytes that are no text",
    { .pattern = "fee" },
    "\377\376 fee",
    NULL,
    100,
    TRUE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (BizMatchRules) rules = biz_match_rules_new ();
      g_autoptr (GError) error = NULL;
      const BizMatchLine line = make_line (c->text, c->name, c->minor);
      const BizMatchRule *found;

      g_assert_true (biz_match_rules_add (rules, &c->rule, &error));
      g_assert_no_error (error);
      found = biz_match_rules_find (rules, &line);
      g_test_message ("%s", c->what);
      g_assert_true ((found != NULL) == c->fits);
    }
}

/* The first by sequence, then by number, counts, in whatever order they came. */
static void
test_order (void)
{
  static const BizMatchRule all[] = {
    { .id = 3, .sequence = 20, .name = "last" },
    { .id = 2, .sequence = 10, .name = "second" },
    { .id = 1, .sequence = 10, .name = "first" },
    { .id = 9, .sequence = 5, .name = "other words", .contains = "rent" },
    { .id = 8, .sequence = G_MININT, .name = "out only", .sign = -1 },
  };
  const BizMatchLine in = make_line ("fee", NULL, 100);
  const BizMatchLine out = make_line ("fee", NULL, -100);

  for (guint start = 0; start < G_N_ELEMENTS (all); start++)
    {
      g_autoptr (BizMatchRules) rules = biz_match_rules_new ();

      g_assert_null (biz_match_rules_find (rules, &in));
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        g_assert_true (biz_match_rules_add (rules, &all[(start + i) % G_N_ELEMENTS (all)], NULL));
      g_assert_cmpstr (biz_match_rules_find (rules, &in)->name, ==, "first");
      g_assert_cmpstr (biz_match_rules_find (rules, &out)->name, ==, "out only");
    }
}

/* A pattern that is none is refused with the name of its rule; one that never ends gives up. */
static void
test_patterns (void)
{
  static const char *const broken[] = { "(", "[a", "a{2,1}", "*", "(?<x>a)(?<x>b)", "\\" };
  const BizMatchRule endless = { .pattern = "^(a+)+$" };
  g_autoptr (BizMatchRules) rules = biz_match_rules_new ();
  g_autofree char *text = g_strnfill (200, 'a');
  g_autoptr (GError) error = NULL;
  BizMatchLine line;

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      const BizMatchRule rule = { .name = "Fees of the bank", .pattern = broken[i] };

      g_test_message ("%s", broken[i]);
      g_assert_false (biz_match_rules_add (rules, &rule, &error));
      test_take_error_about (&error, ERP_ERROR_VALIDATION, "Fees of the bank");
    }
  text[199] = '!';
  line = make_line (text, NULL, 100);
  g_assert_true (biz_match_rules_add (rules, &endless, NULL));
  g_assert_null (biz_match_rules_find (rules, &line));
}

/* What was done before, as long as it was always the same. */
static void
test_memory (void)
{
  g_autoptr (BizMatchMemory) memory = biz_match_memory_new ();
  BizMatchLine known = make_line ("Payroll 11/2026", "Acme Ltd", 100);
  const BizMatchLine same_words = make_line ("PAYROLL 12/2026", "ACME LTD", 200);
  const BizMatchLine other_way = make_line ("Payroll 11/2026", "Acme Ltd", -100);
  const BizMatchLine other = make_line ("Rent", "Miller", 100);
  const BizMatchLine short_words = make_line ("a1", NULL, 100);
  BizMatchHabit habit;

  known.account = "DE89 3704 0044 0532 0130 00";
  g_assert_false (biz_match_memory_find_payer (memory, &known, &habit));
  biz_match_memory_learn (memory, &known, 7, 0);
  biz_match_memory_learn (memory, &known, 7, 0);
  g_assert_true (biz_match_memory_find_payer (memory, &known, &habit));
  g_assert_cmpint (habit.partner_id, ==, 7);
  g_assert_cmpuint (habit.n_times, ==, 2);
  g_assert_true (biz_match_memory_find_payer (memory, &same_words, &habit));
  g_assert_false (biz_match_memory_find_payer (memory, &other, &habit));
  /* a customer is no account to book to */
  g_assert_false (biz_match_memory_find_booking (memory, &known, &habit));

  /* now this, now that is nothing known, and stays so */
  biz_match_memory_learn (memory, &known, 8, 0);
  g_assert_false (biz_match_memory_find_payer (memory, &known, &habit));
  biz_match_memory_learn (memory, &known, 7, 0);
  g_assert_false (biz_match_memory_find_payer (memory, &known, &habit));

  biz_match_memory_learn (memory, &other, 0, 42);
  g_assert_true (biz_match_memory_find_booking (memory, &other, &habit));
  g_assert_cmpint (habit.account_id, ==, 42);
  g_assert_false (biz_match_memory_find_payer (memory, &other, &habit));
  biz_match_memory_learn (memory, &other_way, 0, 43);
  g_assert_true (biz_match_memory_find_booking (memory, &other_way, &habit));
  g_assert_cmpint (habit.account_id, ==, 43);
  biz_match_memory_learn (memory, &short_words, 0, 44);
  g_assert_false (biz_match_memory_find_booking (memory, &short_words, &habit));
}

/* The table of weights is whole: what is against never adds, what caps can be reached. */
static void
test_signals (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = 0; kind < BIZ_MATCH_N_SIGNALS; kind++)
    {
      const char *label = biz_match_signal_get_label ((BizMatchSignalKind)kind);
      int points = biz_match_signal_get_points ((BizMatchSignalKind)kind);
      BizMatchBand ceiling = biz_match_signal_get_ceiling ((BizMatchSignalKind)kind);

      g_assert_nonnull (label);
      g_assert_true (g_hash_table_add (labels, (gpointer)label));
      g_assert_cmpint (points, !=, 0);
      g_assert_cmpint (points, >=, -100);
      g_assert_cmpint (points, <=, 100);
      g_assert_cmpint (ceiling, <, BIZ_MATCH_NONE);
      /* nothing that speaks against a proposal lets it be booked without a look */
      if (points < 0)
        g_assert_cmpint (ceiling, !=, BIZ_MATCH_AUTO);
    }
  g_assert_cmpstr (biz_match_band_to_string (BIZ_MATCH_AUTO), ==, "auto");
  g_assert_cmpstr (biz_match_band_to_string (BIZ_MATCH_NONE), ==, "none");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/match-rule/cases", test_cases);
  g_test_add_func ("/biz/match-rule/order", test_order);
  g_test_add_func ("/biz/match-rule/patterns", test_patterns);
  g_test_add_func ("/biz/match-memory", test_memory);
  g_test_add_func ("/biz/match-signal", test_signals);

  return g_test_run ();
}
