/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-matcher.h"

#include "erp-error.h"

#include <stdio.h>

typedef struct
{
  gint64 id;
  gint64 partner_id;
  const char *number;
  const char *ref;
  const char *date; /* due 30 days later */
  const char *residual;
  const char *discount; /* until ten days after the date */
} TestItem;

static const BizMatchPartner partners[] = {
  { 1, "Harbour Fasteners Oy", "FI2112345600000785" },
  { 2, "Müller & Söhne GmbH", "DE02120300000000202051" },
  { 3, "Lake Tools AG", NULL },
  { 4, "Lake Tools SARL", NULL },
  { 5, "Twin Traders Ltd", NULL },
  { 6, "Twin Traders Ltd", NULL },
};

static const TestItem items[] = {
  { 101, 1, "INV/2026/00101", "PO768113", "2026-09-01", "1200.00", NULL },
  { 102, 1, "INV/2026/00102", NULL, "2026-09-05", "250.00", NULL },
  { 103, 1, "INV/2026/00103", NULL, "2026-09-09", "250.00", NULL },
  { 104, 1, "RINV/2026/00101", NULL, "2026-09-10", "-50.00", NULL },
  { 105, 2, "INV/2026/00105", NULL, "2026-09-20", "1000.00", "980.00" },
  { 106, 2, "INV/2025/00105", NULL, "2025-12-01", "333.33", NULL },
  { 107, 2, "INV/2026/00107", NULL, "2026-09-12", "77.10", NULL },
  { 108, 3, "INV/2026/00108", NULL, "2026-09-12", "410.00", NULL },
  { 109, 4, "INV/2026/00109", NULL, "2026-09-12", "512.00", NULL },
  { 110, 5, "INV/2026/00110", NULL, "2026-09-12", "99.00", NULL },
  { 111, 6, "INV/2026/00111", NULL, "2026-09-12", "99.00", NULL },
  { 112, 3, "INV/2026/00112", NULL, "2026-09-13", "15.50", NULL },
};

static GDate
make_date (const char *text, guint days)
{
  GDate date;
  int year, month, day;

  g_date_clear (&date, 1);
  if (text == NULL)
    return date;
  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day), ==, 3);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  g_date_add_days (&date, days);

  return date;
}

static BizMoney
make_money (const char *text)
{
  BizMoney money = biz_money_zero ("EUR", 2);

  if (text != NULL)
    g_assert_true (biz_money_parse (text, "EUR", 2, &money, NULL));

  return money;
}

static BizMatcher *
make_matcher (gboolean backwards)
{
  BizMatcher *matcher = biz_matcher_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (partners); i++)
    biz_matcher_add_partner (matcher, &partners[backwards ? G_N_ELEMENTS (partners) - 1 - i : i]);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const TestItem *test = &items[backwards ? G_N_ELEMENTS (items) - 1 - i : i];
      BizMatchItem item = { .id = test->id,
                            .partner_id = test->partner_id,
                            .number = test->number,
                            .ref = test->ref,
                            .date = make_date (test->date, 0),
                            .due = make_date (test->date, 30),
                            .residual = make_money (test->residual),
                            .discount_residual = make_money (test->discount) };

      item.discount_date = make_date (test->discount != NULL ? test->date : NULL, 10);
      biz_matcher_add_item (matcher, &item);
    }

  return matcher;
}

static char *
describe (const BizMatchProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append (text, biz_match_band_to_string (biz_match_proposal_get_band (proposal)));
  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    {
      const BizMatchPart *part = biz_match_proposal_get_part (proposal, i);
      g_autofree char *amount = biz_money_format (&part->amount, BIZ_MONEY_MACHINE);

      g_string_append_printf (text, " %d:%s", (int)part->item_id, amount);
    }
  if (biz_match_proposal_get_writeoff (proposal)->minor != 0)
    {
      g_autofree char *amount =
          biz_money_format (biz_match_proposal_get_writeoff (proposal), BIZ_MONEY_MACHINE);

      g_string_append_printf (text, " off %s", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char *amount;
  const char *text;
  const char *name;
  const char *account;
  const char *expected;
} single_cases[] = {
  /* numbers as people and banks write them */
  { "1200.00", "INV/2026/00101", "Harbour Fasteners Oy", "", "auto 101:1200.00" },
  { "1200.00", "inv-2026-00101", "HARBOUR FASTENERS OY", "", "auto 101:1200.00" },
  { "1200.00", "INV 2O26 OO1O1", "HarbourFastenersOy", "", "auto 101:1200.00" },
  { "1200.00", "Rechnung INV/2026/0010 1 danke", "", "FI21 1234 5600 0007 85", "auto 101:1200.00" },
  { "1200.00", "202600101", "Harbour Fastenres Oy", "", "auto 101:1200.00" },
  { "1200.00", "Rg.Nr. 00101/26", "", "FI2112345600000785", "auto 101:1200.00" },
  { "1200.00", "inv 101", "", "FI2112345600000785", "auto 101:1200.00" },
  { "1200.00", "PO768113", "Harbour Fasteners", "", "auto 101:1200.00" },
  { "1200.00", "INV/2026/00101", "", "", "auto 101:1200.00" },
  /* the payer and the amount alone */
  { "1000.00", "Zahlung", "MUELLER UND SOEHNE GMBH", "", "auto 105:1000.00" },
  { "512.00", "transfer", "Lake Tools SARL", "", "auto 109:512.00" },
  { "512.00", "transfer", "Lake Tools", "", "likely 109:512.00" },
  { "512.00", "transfer Lake Tools SARL thanks", "", "", "likely 109:512.00" },
  { "410.00", "various invoices", "Lake Tools AG", "", "unsure 108:410.00" },
  { "410.00", "Teilzahlung", "Lake Tools AG", "", "unsure 108:410.00" },
  { "77.10", "", "", "", "unsure 107:77.10" },
  { "77.10", "", "Nobody Known", "", "none" },
  /* ties */
  { "250.00", "Payment", "Harbour Fasteners Oy", "", "unsure 102:250.00" },
  { "99.00", "Payment", "Twin Traders Ltd", "", "unsure 110:99.00" },
  { "99.00", "Payment INV/2026/00111", "Twin Traders Ltd", "", "auto 111:99.00" },
  { "99.00", "transfer", "", "", "none" },
  /* years start again */
  { "333.33", "Rechnung 00105", "Müller & Söhne GmbH", "", "auto 106:333.33" },
  /* several */
  { "1450.00", "INV/2026/00101 RE 00102", "Harbour Fasteners Oy", "",
    "auto 101:1200.00 102:250.00" },
  { "1400.00", "INV/2026/00101 00102 RINV/2026/00101 customer 00103", "Harbour Fasteners Oy", "",
    "auto 101:1200.00 102:250.00 104:-50.00" },
  { "425.50", "Sammelzahlung", "Lake Tools AG", "", "likely 108:410.00 112:15.50" },
  { "1077.10", "INV/2026/00105 INV/2026/001", "", "DE02120300000000202051",
    "likely 107:77.10 105:1000.00" },
  /* less than open */
  { "980.00", "INV/2026/00105 abzgl. Skonto", "Müller & Söhne GmbH", "",
    "auto 105:980.00 off 20.00" },
  { "1192.50", "INV/2026/00101", "Harbour Fasteners Oy", "", "likely 101:1192.50 off 7.50" },
  { "400.00", "Teilzahlung INV/2026/00101", "Harbour Fasteners Oy", "", "likely 101:400.00" },
  { "250.00", "Teilzahlung INV/2026/00101", "Harbour Fasteners Oy", "", "likely 101:250.00" },
  /* more than open, beyond a fee */
  { "1500.00", "INV/2026/00112", "Lake Tools AG", "", "none" },
  /* another one pays */
  { "410.00", "INV/2026/00108", "Harbour Fasteners Oy", "", "likely 108:410.00" },
  { "410.00", "INV/2026/00108", "Holding Nobody Knows", "", "likely 108:410.00" },
  /* a number that is not open */
  { "410.00", "INV/2026/00199 thanks", "Lake Tools AG", "", "unsure 108:410.00" },
  { "410.00", "INV/2026/00199", "Lake Tools AG", "", "unsure 108:410.00" },
  { "410.00", "Rechnung 47110 danke", "Lake Tools AG", "", "unsure 108:410.00" },
  { "410.00", "Kd-Nr 47110 danke", "Lake Tools AG", "", "auto 108:410.00" },
  { "410.00", "INV/2026/00118 thanks", "Lake Tools AG", "", "likely 108:410.00" },
  /* nothing of ours */
  { "-12.00", "Bank fee", "", "", "none" },
  { "-50.00", "refund RINV/2026/00101", "Harbour Fasteners Oy", "", "auto 104:-50.00" },
  { "0.00", "INV/2026/00101", "Harbour Fasteners Oy", "", "none" },
};

static BizMatchLine
make_line (gsize i)
{
  return (BizMatchLine){ .id = (gint64)i + 1,
                         .date = make_date ("2026-09-28", 0),
                         .amount = make_money (single_cases[i].amount),
                         .text = single_cases[i].text,
                         .name = single_cases[i].name,
                         .account = single_cases[i].account };
}

static void
test_lines (void)
{
  g_autoptr (BizMatcher) matcher = make_matcher (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (single_cases); i++)
    {
      BizMatchLine line = make_line (i);
      g_autoptr (GPtrArray) proposals = biz_matcher_run (matcher, &line, 1, NULL, NULL);
      g_autofree char *text = describe (g_ptr_array_index (proposals, 0));

      g_test_message ("%s %s", single_cases[i].amount, single_cases[i].text);
      g_assert_cmpstr (text, ==, single_cases[i].expected);
      g_assert_cmpuint (biz_match_proposal_get_n_reasons (g_ptr_array_index (proposals, 0)), >, 0);
    }
}

static void
test_several_lines (void)
{
  static const struct
  {
    const char *amount[3];
    const char *text[3];
    const char *expected[3];
  } cases[] = {
    /* the same line again */
    { { "1200.00", "1200.00", NULL },
      { "INV/2026/00101", "INV/2026/00101", NULL },
      { "auto 101:1200.00", "none", NULL } },
    /* two payments of one invoice: the first has it */
    { { "1200.00", "1200.00", NULL },
      { "INV/2026/00101", "INV/2026/00101 again", NULL },
      { "auto 101:1200.00", "none", NULL } },
    /* two that differ in nothing but a word: neither is sure */
    { { "1200.00", "1200.00", NULL },
      { "Payment", "Zahlung", NULL },
      { "likely 101:1200.00", "none", NULL } },
    /* who names it has it; the other takes what is left, and is not sure of it */
    { { "250.00", "250.00", NULL },
      { "Payment", "INV/2026/00102", NULL },
      { "likely 103:250.00", "auto 102:250.00", NULL } },
    { { "250.00", "250.00", "250.00" },
      { "one", "two", "three" },
      { "unsure 102:250.00", "likely 103:250.00", "none" } },
  };
  g_autoptr (BizMatcher) matcher = make_matcher (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizMatchLine lines[3] = { 0 };
      guint n = 0;
      g_autoptr (GPtrArray) proposals = NULL;

      for (; n < 3 && cases[i].amount[n] != NULL; n++)
        lines[n] = (BizMatchLine){ .id = n + 1,
                                   .date = make_date ("2026-09-28", 0),
                                   .amount = make_money (cases[i].amount[n]),
                                   .text = cases[i].text[n],
                                   .name = "Harbour Fasteners Oy" };
      proposals = biz_matcher_run (matcher, lines, n, NULL, NULL);
      for (guint j = 0; j < n; j++)
        {
          g_autofree char *text = describe (g_ptr_array_index (proposals, j));

          g_test_message ("%d: %s", (int)i, cases[i].text[j]);
          g_assert_cmpstr (text, ==, cases[i].expected[j]);
        }
    }
}

/* In another currency before the bank exchanged it. */
static void
test_original_amount (void)
{
  g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
  BizMatchPartner partner = { 1, "Harbour Fasteners Oy", NULL };
  BizMatchItem item = { .id = 1, .partner_id = 1, .number = "INV/2026/00001" };
  BizMatchLine line = { .id = 1, .text = "transfer", .name = "Harbour Fasteners Oy" };
  g_autoptr (GPtrArray) proposals = NULL;
  g_autofree char *text = NULL;

  item.residual = biz_money_from_minor (10000, "USD", 2);
  line.amount = biz_money_from_minor (9150, "EUR", 2);
  line.original = biz_money_from_minor (10000, "USD", 2);
  biz_matcher_add_partner (matcher, &partner);
  biz_matcher_add_item (matcher, &item);
  proposals = biz_matcher_run (matcher, &line, 1, NULL, NULL);
  text = describe (g_ptr_array_index (proposals, 0));
  g_assert_cmpstr (text, ==, "likely 1:91.50");
}

/* Rules come first, habits last, and an open item is never passed over for a habit. */
static void
test_rules_and_memory (void)
{
  static const BizMatchRule rules[] = {
    { .id = 2, .sequence = 20, .name = "late", .contains = "fee", .account_id = 9 },
    { .id = 1,
      .sequence = 10,
      .name = "fees",
      .contains = "BANK FEE",
      .contains_not = "refund",
      .sign = -1,
      .account_id = 7,
      .is_auto = TRUE },
    { .id = 3,
      .sequence = 30,
      .name = "loans",
      .pattern = "^loan \\d+",
      .min = 10000,
      .max = 50000,
      .currency = "EUR",
      .account_id = 8 },
    { .id = 4, .sequence = 40, .name = "holding", .contains = "Lake Holding", .payer_id = 3 },
  };
  static const struct
  {
    const char *amount, *text, *name, *account;
    const char *expected;
    gint64 account_id;
  } cases[] = {
    { "-12.00", "Bank fee 11", "", "", "auto", 7 },
    { "12.00", "bank fee back", "", "", "likely", 9 },
    { "-12.00", "bank fee refund", "", "", "likely", 9 },
    { "200.00", "Loan 5512", "", "", "likely", 8 },
    { "600.00", "Loan 5512", "", "", "none", 0 },
    { "200.00", "no loan 5512", "", "", "none", 0 },
    { "410.00", "transfer", "Lake Holding", "", "auto 108:410.00", 0 },
    { "410.00", "transfer", "Daughter pays", "XX00 1234", "likely 108:410.00", 0 },
    { "410.00", "INV/2026/00108", "Daughter pays", "XX001234", "auto 108:410.00", 0 },
    { "-33.00", "Payroll 12/2026", "", "", "unsure", 5 },
    { "-33.00", "Mixed 3", "", "", "none", 0 },
    { "333.33", "Rent 4", "Müller & Söhne GmbH", "", "auto 106:333.33", 0 },
  };
  static const BizMatchRule broken = { .name = "broken", .pattern = "(" };
  g_autoptr (BizMatcher) matcher = make_matcher (FALSE);
  g_autoptr (GError) error = NULL;
  BizMatchLine past = { .account = "XX001234", .name = "Daughter pays", .text = "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_true (biz_matcher_add_rule (matcher, &rules[i], NULL));
  g_assert_false (biz_matcher_add_rule (matcher, &broken, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  biz_matcher_learn (matcher, &past, 3, 0);
  past = (BizMatchLine){ .text = "Payroll 10/2026", .amount = make_money ("-30.00") };
  biz_matcher_learn (matcher, &past, 0, 5);
  past.text = "Mixed 1";
  biz_matcher_learn (matcher, &past, 0, 5);
  biz_matcher_learn (matcher, &past, 0, 6);
  past = (BizMatchLine){ .text = "Rent 3",
                         .name = "Müller & Söhne GmbH",
                         .amount = make_money ("5.00") };
  biz_matcher_learn (matcher, &past, 0, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizMatchLine line = { .id = 1,
                            .date = make_date ("2026-09-28", 0),
                            .amount = make_money (cases[i].amount),
                            .text = cases[i].text,
                            .name = cases[i].name,
                            .account = cases[i].account };
      g_autoptr (GPtrArray) proposals = biz_matcher_run (matcher, &line, 1, NULL, NULL);
      const BizMatchProposal *proposal = g_ptr_array_index (proposals, 0);
      g_autofree char *text = describe (proposal);

      g_test_message ("%s %s", cases[i].text, cases[i].name);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpint (biz_match_proposal_get_account_id (proposal), ==, cases[i].account_id);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (BizMatcher) matcher = make_matcher (FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BizMatchLine line = make_line (0);

  g_cancellable_cancel (cancellable);
  g_assert_null (biz_matcher_run (matcher, &line, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* All lines at once, forwards and backwards: no item twice, sums kept, the same for each. */
static void
test_laws (void)
{
  g_autoptr (BizMatcher) forwards = make_matcher (FALSE);
  g_autoptr (BizMatcher) backwards = make_matcher (TRUE);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  const guint n = G_N_ELEMENTS (single_cases);
  BizMatchLine lines[G_N_ELEMENTS (single_cases)], turned[G_N_ELEMENTS (single_cases)];
  g_autoptr (GPtrArray) first = NULL, second = NULL;

  for (guint i = 0; i < n; i++)
    {
      lines[i] = make_line (i);
      turned[n - 1 - i] = lines[i];
    }
  first = biz_matcher_run (forwards, lines, n, NULL, NULL);
  second = biz_matcher_run (backwards, turned, n, NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      const BizMatchProposal *proposal = g_ptr_array_index (first, i);
      g_autofree char *one = describe (proposal);
      g_autofree char *other = describe (g_ptr_array_index (second, n - 1 - i));
      gint64 sum = 0;

      g_assert_cmpstr (one, ==, other);
      for (guint j = 0; j < biz_match_proposal_get_n_parts (proposal); j++)
        {
          const BizMatchPart *part = biz_match_proposal_get_part (proposal, j);

          sum += part->amount.minor;
          g_assert_true (g_hash_table_add (taken, GINT_TO_POINTER ((int)part->item_id)));
        }
      if (biz_match_proposal_get_n_parts (proposal) > 0)
        g_assert_cmpint (sum, ==, lines[i].amount.minor);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/matcher/lines", test_lines);
  g_test_add_func ("/biz/matcher/several-lines", test_several_lines);
  g_test_add_func ("/biz/matcher/original-amount", test_original_amount);
  g_test_add_func ("/biz/matcher/rules-and-memory", test_rules_and_memory);
  g_test_add_func ("/biz/matcher/cancelled", test_cancelled);
  g_test_add_func ("/biz/matcher/laws", test_laws);

  return g_test_run ();
}
