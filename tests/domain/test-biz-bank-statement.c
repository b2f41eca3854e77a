/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bank-statement.h"
#include "test-values.h"

static void
add_line (BizBankStatement *statement, const char *day, gint64 minor, const char *currency)
{
  BizBankLine *line = biz_bank_line_new ();

  line->date = test_make_day (day);
  line->amount = biz_money_from_minor (minor, currency, 2);
  biz_bank_statement_take_line (statement, line);
}

#define NONE G_MININT64

static void
test_check (void)
{
  static const struct
  {
    gint64 opening, closing; /* NONE: absent */
    gint64 lines[3];
    const char *currency;
    BizBankCheck check;
    gint64 difference;
  } cases[] = {
    { 100, 160, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_GOOD, 0 },
    { 100, 161, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_WRONG, 1 },
    { 100, 150, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_WRONG, -10 },
    { -100, -40, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_GOOD, 0 },
    { 0, 0, { 0, 0, 0 }, "EUR", BIZ_BANK_CHECK_GOOD, 0 },
    { NONE, 160, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_ABSENT, 0 },
    { 100, NONE, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_ABSENT, 0 },
    { NONE, NONE, { 50, 20, -10 }, "EUR", BIZ_BANK_CHECK_ABSENT, 0 },
    /* dollars among euros, and sums that do not fit, are no proof of anything */
    { 100, 160, { 50, 20, -10 }, "USD", BIZ_BANK_CHECK_ABSENT, 0 },
    { G_MAXINT64, 0, { 1, 0, 0 }, "EUR", BIZ_BANK_CHECK_ABSENT, 0 },
    { -10, G_MAXINT64, { 0, 0, 0 }, "EUR", BIZ_BANK_CHECK_ABSENT, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizBankStatement) statement = biz_bank_statement_new ();
      const BizMoney opening = biz_money_from_minor (cases[i].opening, "EUR", 2);
      const BizMoney closing = biz_money_from_minor (cases[i].closing, "EUR", 2);
      BizMoney difference = biz_money_zero ("EUR", 2);

      g_test_message ("case %u", i);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].lines); j++)
        add_line (statement, "2026-10-01", cases[i].lines[j], cases[i].currency);
      if (cases[i].opening != NONE)
        biz_bank_statement_set_opening (statement, &opening, NULL);
      if (cases[i].closing != NONE)
        biz_bank_statement_set_closing (statement, &closing, NULL);
      g_assert_cmpint (biz_bank_statement_check (statement, &difference), ==, cases[i].check);
      g_assert_cmpint (difference.minor, ==, cases[i].difference);
      g_assert_cmpint (biz_bank_statement_check (statement, NULL), ==, cases[i].check);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *opening, *closing;
    const char *lines[3];
    const char *first, *last;
  } cases[] = {
    { NULL, NULL, { "2026-10-02", "2026-10-01", "2026-10-03" }, "2026-10-01", "2026-10-03" },
    { NULL, NULL, { "", "2026-10-02", "" }, "2026-10-02", "2026-10-02" },
    { NULL, NULL, { "", "", "" }, "", "" },
    { "2026-09-30", NULL, { "2026-10-02", "2026-10-01", "" }, "2026-09-30", "2026-10-02" },
    { NULL, "2026-10-31", { "2026-10-02", "2026-10-01", "" }, "2026-10-01", "2026-10-31" },
    /* what the balance says counts, also against the lines */
    { "2026-10-02", "2026-10-02", { "2026-10-01", "2026-10-03", "" }, "2026-10-02", "2026-10-02" },
  };
  const BizMoney zero = biz_money_zero ("EUR", 2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizBankStatement) statement = biz_bank_statement_new ();
      GDate opening = test_make_day (cases[i].opening), closing = test_make_day (cases[i].closing);
      GDate first, last;
      g_autofree char *first_shown = NULL, *last_shown = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (cases[i].lines); j++)
        add_line (statement, cases[i].lines[j], 1, "EUR");
      biz_bank_statement_set_opening (statement, &zero, cases[i].opening != NULL ? &opening : NULL);
      biz_bank_statement_set_closing (statement, &zero, cases[i].closing != NULL ? &closing : NULL);
      first = biz_bank_statement_get_first_date (statement);
      last = biz_bank_statement_get_last_date (statement);
      first_shown = test_day_text (&first);
      last_shown = test_day_text (&last);
      g_test_message ("case %u", i);
      g_assert_cmpstr (first_shown, ==, cases[i].first);
      g_assert_cmpstr (last_shown, ==, cases[i].last);
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *account;
    const char *kept;
  } cases[] = {
    { NULL, NULL },         { "", NULL },
    { "  ", NULL },         { "DE89 3704 0044", "DE8937040044" },
    { " 12/34 ", "12/34" }, { "A\tB  C", "ABC" },
  };
  g_autoptr (BizBankStatement) statement = biz_bank_statement_new ();

  g_assert_null (biz_bank_statement_get_id (statement));
  g_assert_null (biz_bank_statement_get_currency (statement));
  g_assert_null (biz_bank_statement_get_opening (statement));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      biz_bank_statement_set_account (statement, cases[i].account);
      g_assert_cmpstr (biz_bank_statement_get_account (statement), ==, cases[i].kept);
    }
  biz_bank_statement_set_id (statement, " 7 ");
  g_assert_cmpstr (biz_bank_statement_get_id (statement), ==, "7");
  biz_bank_statement_set_id (statement, "");
  g_assert_null (biz_bank_statement_get_id (statement));
  biz_bank_statement_add_pending (statement);
  biz_bank_statement_add_pending (statement);
  g_assert_cmpuint (biz_bank_statement_get_n_pending (statement), ==, 2);
  g_assert_cmpuint (biz_bank_statement_get_n_lines (statement), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-statement/check", test_check);
  g_test_add_func ("/biz/bank-statement/dates", test_dates);
  g_test_add_func ("/biz/bank-statement/texts", test_texts);

  return g_test_run ();
}
