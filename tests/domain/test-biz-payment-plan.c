/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-payment-equals.h"
#include "biz-payment-plan.h"
#include "biz-payment-run.h"
#include "erp-json.h"

#include <string.h>

/* A line of the ledger as the server gives it. */
typedef struct
{
  gint64 move;
  const char *type;
  const char *state;
  const char *status;
  gint64 partner;
  gint64 bank; /* 0: none */
  gint64 company;
  gint64 currency; /* 1: EUR, the company's; 2: USD */
  double amount;
  double open;
  double company_open;
  const char *due;
  const char *discount_date; /* (nullable) */
  double discounted;
  gboolean matched;
} Line;

#define INVOICE(id, who, sum)                                                                      \
  {                                                                                                \
    id, "out_invoice", "posted", "not_paid", who, 0, 1, 1, sum, sum, sum, "2026-11-30"             \
  }
#define CREDIT(id, who, sum)                                                                       \
  {                                                                                                \
    id, "out_refund", "posted", "not_paid", who, 0, 1, 1, -sum, -sum, -sum, "2026-11-30"           \
  }

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *currencies = biz_currency_table_new_empty ();

  biz_currency_table_add (currencies, 1, "EUR", 2);
  biz_currency_table_add (currencies, 2, "USD", 2);
  biz_currency_table_add (currencies, 3, "JPY", 0);

  return currencies;
}

static void
append_line (GString *json, const Line *line, guint i)
{
  g_autofree char *discount = line->discount_date != NULL
                                  ? g_strdup_printf ("\"%s\"", line->discount_date)
                                  : g_strdup ("false");
  g_autofree char *bank =
      line->bank != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, line->bank) : g_strdup ("false");

  g_string_append_printf (
      json,
      "%s{\"id\":%u,\"account_id\":7,\"partner_id\":{\"id\":%" G_GINT64_FORMAT
      ",\"display_name\":\"Customer %" G_GINT64_FORMAT "\"},\"currency_id\":%" G_GINT64_FORMAT
      ",\"company_id\":{\"id\":%" G_GINT64_FORMAT
      ",\"display_name\":\"Company\"},\"company_currency_id\":1,\"date_maturity\":\"%s\","
      "\"amount_currency\":%.2f,\"amount_residual\":%.2f,\"amount_residual_currency\":%.2f,"
      "\"discount_date\":%s,\"discount_amount_currency\":%.2f,\"matched_debit_ids\":[],"
      "\"matched_credit_ids\":[%s],\"move_id\":{\"id\":%" G_GINT64_FORMAT
      ",\"name\":\"INV/%" G_GINT64_FORMAT "\",\"state\":\"%s\",\"move_type\":\"%s\","
      "\"payment_state\":\"%s\",\"partner_bank_id\":%s,\"invoice_payment_term_id\":%s}}",
      i > 0 ? "," : "", i + 100, line->partner, line->partner, line->currency, line->company,
      line->due, line->amount, line->company_open, line->open, discount, line->discounted,
      line->matched ? "5" : "", line->move, line->move, line->state, line->type, line->status, bank,
      line->discount_date != NULL
          ? "{\"id\":4,\"early_discount\":true,\"early_pay_discount_computation\":\"mixed\"}"
          : "false");
}

static BizPaymentPlan *
make_plan (const Line *lines, guint n, const BizPaymentAnswers *more)
{
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (GString) json = g_string_new ("{\"length\":1,\"records\":[");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  BizPaymentAnswers answers = more != NULL ? *more : (BizPaymentAnswers){ 0 };
  BizPaymentPlan *plan;

  for (guint i = 0; i < n; i++)
    {
      append_line (json, &lines[i], i);
      if (i == 0 || lines[i].move != lines[i - 1].move)
        g_array_append_val (ids, lines[i].move);
    }
  g_string_append (json, "]}");
  node = erp_json_literal (json->str);
  answers.lines = node;
  plan = biz_payment_plan_new_from_json ((const gint64 *)(void *)ids->data, NULL, ids->len,
                                         &answers, currencies, &error);
  g_assert_no_error (error);

  return plan;
}

static GDate
day (const char *text)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_parse (&date, text);
  g_assert_true (g_date_valid (&date));

  return date;
}

/* "INV/1+INV/2=30.00 | INV/3=5.00 - INV/4" */
static char *
describe (GListModel *batches, GListModel *left_out)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, i);
      GPtrArray *documents = biz_payment_batch_get_documents (batch);
      BizMoney amount = biz_payment_batch_get_amount (batch);
      g_autofree char *sum = biz_money_format (&amount, BIZ_MONEY_MACHINE);

      g_string_append (text, i > 0 ? " | " : "");
      for (guint k = 0; k < documents->len; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "+" : "",
                                biz_payment_document_get_name (documents->pdata[k]));
      g_string_append_printf (text, "=%s", sum);
    }
  for (guint i = 0; i < g_list_model_get_n_items (left_out); i++)
    {
      g_autoptr (BizPaymentOmission) omission = g_list_model_get_item (left_out, i);

      g_assert_cmpuint (strlen (biz_payment_omission_get_reason (omission)), >, 10);
      g_string_append_printf (text, " - %s",
                              biz_payment_document_get_name (
                                  biz_payment_omission_get_document (omission)));
    }

  return g_string_free (text, FALSE);
}

/* Who is paid together with whom, and what is left out. */
static void
test_batches (void)
{
  static const struct
  {
    const char *about;
    Line lines[5];
    guint n;
    const char *grouped;
    const char *apart;
  } cases[] = {
    { "two of one customer",
      { INVOICE (1, 5, 10), INVOICE (2, 5, 20) },
      2,
      "INV/1+INV/2=30.00",
      "INV/1=10.00 | INV/2=20.00" },
    { "two customers",
      { INVOICE (1, 5, 10), INVOICE (2, 6, 20), INVOICE (3, 5, 1) },
      3,
      "INV/1+INV/3=11.00 | INV/2=20.00",
      "INV/1=10.00 | INV/2=20.00 | INV/3=1.00" },
    { "a credit note is set off",
      { INVOICE (1, 5, 10), CREDIT (2, 5, 4) },
      2,
      "INV/1+INV/2=6.00",
      "INV/1=10.00 - INV/2" },
    { "more credit than invoices",
      { INVOICE (1, 5, 10), CREDIT (2, 5, 10) },
      2,
      " - INV/2 - INV/1",
      "INV/1=10.00 - INV/2" },
    { "two currencies",
      { INVOICE (1, 5, 10),
        { 2, "out_invoice", "posted", "partial", 5, 0, 1, 2, 30, 20, 18, "2026-11-30", NULL, 0,
          TRUE } },
      2,
      "INV/1=10.00 | INV/2=20.00",
      "INV/1=10.00 | INV/2=20.00" },
    { "what cannot be paid",
      { INVOICE (1, 5, 10),
        { 2, "out_invoice", "draft", "not_paid", 5, 0, 1, 1, 5, 5, 5, "2026-11-30" },
        { 3, "out_invoice", "posted", "paid", 5, 0, 1, 1, 5, 0, 0, "2026-11-30" },
        { 4, "out_invoice", "posted", "in_payment", 5, 0, 1, 1, 5, 5, 5, "2026-11-30" },
        { 5, "in_invoice", "posted", "not_paid", 5, 0, 1, 1, -5, -5, -5, "2026-11-30" } },
      5,
      "INV/1=10.00 - INV/2 - INV/3 - INV/4 - INV/5",
      "INV/1=10.00 - INV/2 - INV/3 - INV/4 - INV/5" },
    { "another company",
      { INVOICE (1, 5, 10),
        INVOICE (2, 5, 1),
        { 3, "out_invoice", "posted", "not_paid", 5, 0, 9, 1, 5, 5, 5, "2026-11-30" } },
      3,
      "INV/1+INV/2=11.00 - INV/3",
      "INV/1=10.00 | INV/2=1.00 - INV/3" },
    { "several bank accounts",
      { { 1, "out_invoice", "posted", "not_paid", 5, 8, 1, 1, 5, 5, 5, "2026-11-30" },
        { 2, "out_invoice", "posted", "not_paid", 5, 9, 1, 1, 6, 6, 6, "2026-11-30" },
        { 3, "out_invoice", "posted", "not_paid", 5, 8, 1, 1, 7, 7, 7, "2026-11-30" },
        CREDIT (4, 5, 1) },
      4,
      "INV/1+INV/3=12.00 | INV/2=6.00 - INV/4",
      "INV/1=5.00 | INV/2=6.00 | INV/3=7.00 - INV/4" },
    { "instalments are paid in one",
      { { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 30, 30, 30, "2026-12-30" },
        { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 70, 20, 20, "2026-10-30" } },
      2,
      "INV/1=50.00",
      "INV/1=50.00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPaymentPlan) plan = make_plan (cases[i].lines, cases[i].n, NULL);

      for (int grouped = 0; grouped < 2; grouped++)
        {
          const BizPaymentChoice choice = { grouped, TRUE, day ("2026-11-22") };
          g_autoptr (GListModel) left_out = NULL;
          g_autoptr (GListModel) batches = biz_payment_plan_make_batches (plan, &choice, &left_out);
          g_autofree char *text = describe (batches, left_out);

          g_test_message ("%s, %s", cases[i].about, grouped ? "grouped" : "apart");
          g_assert_cmpstr (text, ==, grouped ? cases[i].grouped : cases[i].apart);
        }
    }
}

static void
test_missing (void)
{
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (JsonNode) lines = erp_json_literal ("{\"length\":0,\"records\":[]}");
  const BizPaymentAnswers answers = { .lines = lines };
  const gint64 ids[] = { 41, 42 };
  const char *const names[] = { "INV/41", NULL };
  const BizPaymentChoice choice = { TRUE, TRUE, day ("2026-11-22") };
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPaymentPlan) plan =
      biz_payment_plan_new_from_json (ids, names, 2, &answers, currencies, &error);
  g_autoptr (GListModel) left_out = NULL;
  g_autoptr (GListModel) batches = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  batches = biz_payment_plan_make_batches (plan, &choice, &left_out);
  text = describe (batches, left_out);
  g_assert_cmpstr (text, ==, " - INV/41 - 42");
  g_assert_cmpint (biz_payment_plan_get_company_id (plan), ==, 0);
}

/* What is due when; a payment settles what is due first. */
static void
test_due (void)
{
  static const Line lines[] = {
    { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 30, 0, 0, "2026-09-30", NULL, 0, TRUE },
    { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 30, 10, 10, "2026-10-30", NULL, 0, TRUE },
    { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 40, 40, 40, "2026-11-22" },
    { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 50, 50, 50, "2026-12-22" },
  };
  static const struct
  {
    const char *day;
    gint64 next, overdue, all;
  } cases[] = {
    { "2026-10-30", 1000, 0, 10000 },
    { "2026-11-22", 1000, 1000, 10000 },
    { "2026-11-23", 1000, 5000, 10000 },
    { "2027-01-01", 1000, 10000, 10000 },
  };
  g_autoptr (BizPaymentPlan) plan = make_plan (lines, G_N_ELEMENTS (lines), NULL);
  g_autoptr (BizPaymentDocument) document =
      g_list_model_get_item (biz_payment_plan_get_documents (plan), 0);
  guint n;

  biz_payment_document_get_items (document, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (biz_payment_document_get_n_open (document), ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GDate date = day (cases[i].day);

      g_assert_cmpint (biz_payment_document_get_due (document, BIZ_DUE_NEXT, &date).minor, ==,
                       cases[i].next);
      g_assert_cmpint (biz_payment_document_get_due (document, BIZ_DUE_OVERDUE, &date).minor, ==,
                       cases[i].overdue);
      g_assert_cmpint (biz_payment_document_get_due (document, BIZ_DUE_ALL, &date).minor, ==,
                       cases[i].all);
    }
}

static void
test_discount (void)
{
  static const struct
  {
    Line line;
    const char *day;
    gint64 discount;
    gboolean has_date;
  } cases[] = {
    { { 1, "out_invoice", "posted", "not_paid", 5, 0, 1, 1, 100, 100, 100, "2026-12-20",
        "2026-11-27", 98 },
      "2026-11-27",
      200,
      TRUE },
    { { 1, "out_invoice", "posted", "not_paid", 5, 0, 1, 1, 100, 100, 100, "2026-12-20",
        "2026-11-27", 98 },
      "2026-11-28",
      0,
      TRUE },
    { { 1, "out_invoice", "posted", "partial", 5, 0, 1, 1, 100, 60, 60, "2026-12-20", "2026-11-27",
        98, TRUE },
      "2026-11-22",
      0,
      FALSE },
    { { 1, "out_refund", "posted", "not_paid", 5, 0, 1, 1, -100, -100, -100, "2026-12-20",
        "2026-11-27", -98 },
      "2026-11-22",
      0,
      FALSE },
    { INVOICE (1, 5, 100), "2026-11-22", 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPaymentPlan) plan = make_plan (&cases[i].line, 1, NULL);
      g_autoptr (BizPaymentDocument) document =
          g_list_model_get_item (biz_payment_plan_get_documents (plan), 0);
      const GDate date = day (cases[i].day);
      const BizPaymentChoice taken = { TRUE, TRUE, date };
      const BizPaymentChoice left = { TRUE, FALSE, date };
      g_autoptr (GListModel) left_out = NULL;
      g_autoptr (GListModel) batches = NULL;

      g_assert_cmpint (biz_payment_document_get_discount (document, &date).minor, ==,
                       cases[i].discount);
      g_assert_cmpint (biz_payment_document_get_discount_date (document) != NULL, ==,
                       cases[i].has_date);
      if (biz_payment_document_is_credit (document))
        continue;
      batches = biz_payment_plan_make_batches (plan, &taken, &left_out);
      {
        g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, 0);

        g_assert_cmpint (biz_payment_batch_get_amount (batch).minor, ==,
                         (gint64)(cases[i].line.open * 100) - cases[i].discount);
      }
      g_clear_object (&batches);
      g_clear_object (&left_out);
      batches = biz_payment_plan_make_batches (plan, &left, &left_out);
      {
        g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, 0);

        g_assert_cmpint (biz_payment_batch_get_discount (batch).minor, ==, 0);
      }
    }
}

static void
test_rates_and_locks (void)
{
  static const Line lines[] = {
    { 1, "out_invoice", "posted", "not_paid", 5, 0, 1, 2, 110, 110, 100, "2026-11-30" },
    { 2, "out_invoice", "posted", "not_paid", 5, 0, 1, 3, 1600, 1600, 10, "2026-11-30" },
  };
  static const struct
  {
    guint document;
    gint64 minor;
    const char *day;
    gint64 company;
    const char *since;
  } cases[] = {
    { 0, 11000, "2026-11-22", 9167, "2026-11-20" },
    { 0, 11000, "2026-11-20", 9167, "2026-11-20" },
    { 0, 11000, "2026-11-19", 10000, "2026-01-01" },
    { 0, 11000, "2025-01-01", 10000, "2026-01-01" },
    { 1, 1600, "2026-11-22", 1000, "2026-01-01" },
  };
  static const struct
  {
    gint64 from;
    const char *code;
    guint digits;
    gint64 minor;
    gint64 to;
    const char *to_code;
    guint to_digits;
    gint64 result;
    const char *since; /* NULL: there is no rate, or none is needed */
  } exchanges[] = {
    { 2, "USD", 2, 12000, 1, "EUR", 2, 10000, "2026-11-20" },
    { 1, "EUR", 2, 10000, 2, "USD", 2, 12000, "2026-11-20" },
    { 2, "USD", 2, 12000, 3, "JPY", 0, 16000, "2026-11-20" },
    { 3, "JPY", 0, 16000, 2, "USD", 2, 12000, "2026-01-01" },
    { 1, "EUR", 2, 1, 3, "JPY", 0, 2, "2026-01-01" },
    { 2, "USD", 2, 77, 2, "USD", 2, 77, NULL },
    { 1, "EUR", 2, 10000, 4, "CHF", 2, 0, NULL },
    { 4, "CHF", 2, 10000, 1, "EUR", 2, 0, NULL },
  };
  g_autoptr (JsonNode) rates = erp_json_literal (
      "[{\"id\":3,\"currency_id\":[2,\"USD\"],\"name\":\"2026-11-20\",\"rate\":1.2},"
      "{\"id\":2,\"currency_id\":[2,\"USD\"],\"name\":\"2026-01-01\",\"rate\":1.1},"
      "{\"id\":4,\"currency_id\":[3,\"JPY\"],\"name\":\"2026-01-01\",\"rate\":160.0}]");
  g_autoptr (JsonNode) company =
      erp_json_literal ("[{\"id\":1,\"fiscalyear_lock_date\":\"2026-06-30\",\"period_lock_date\":"
                        "\"2026-10-31\"}]");
  g_autoptr (JsonNode) modes =
      erp_json_literal ("{\"installments_mode\":{\"type\":\"selection\"}}");
  g_autoptr (JsonNode) journals = erp_json_literal (
      "{\"records\":[{\"id\":6,\"name\":\"Bank\",\"inbound_payment_method_line_ids\":[{\"id\":1,"
      "\"name\":\"Manual\"},{\"id\":2,\"name\":\"Card\"}]},{\"id\":7,\"name\":\"Out\","
      "\"inbound_payment_method_line_ids\":[]}]}");
  const BizPaymentAnswers answers = {
    .modes = modes, .company = company, .rates = rates, .journals = journals
  };
  g_autoptr (BizPaymentPlan) plan = make_plan (lines, G_N_ELEMENTS (lines), &answers);
  const GDate locked = day ("2026-06-30");
  const GDate period = day ("2026-10-31");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPaymentDocument) document =
          g_list_model_get_item (biz_payment_plan_get_documents (plan), cases[i].document);
      BizMoney amount = biz_payment_document_get_open (document);
      const GDate date = day (cases[i].day);
      const GDate since = day (cases[i].since);
      BizMoney converted;
      GDate rate_day;

      amount.minor = cases[i].minor;
      g_assert_true (
          biz_payment_plan_convert (plan, document, &amount, &date, &converted, &rate_day));
      g_assert_cmpint (converted.minor, ==, cases[i].company);
      g_assert_cmpstr (converted.currency, ==, "EUR");
      g_assert_cmpint (g_date_compare (&rate_day, &since), ==, 0);
    }
  /* between any two: 1 is the company's own, which has no rate */
  for (gsize i = 0; i < G_N_ELEMENTS (exchanges); i++)
    {
      const BizMoney amount =
          biz_money_from_minor (exchanges[i].minor, exchanges[i].code, exchanges[i].digits);
      const BizMoney to = biz_money_zero (exchanges[i].to_code, exchanges[i].to_digits);
      const GDate date = day ("2026-11-22");
      GDate rate_day;
      BizMoney result;
      const gboolean known =
          biz_payment_plan_exchange (plan, exchanges[i].from, &amount, exchanges[i].to, &to, &date,
                                     &result, &rate_day);

      g_assert_cmpint (known, ==,
                       exchanges[i].since != NULL || exchanges[i].from == exchanges[i].to);
      if (!known)
        continue;
      g_assert_cmpint (result.minor, ==, exchanges[i].result);
      g_assert_cmpstr (result.currency, ==, exchanges[i].to_code);
      g_assert_cmpint (result.digits, ==, exchanges[i].to_digits);
      if (exchanges[i].since != NULL)
        {
          const GDate since = day (exchanges[i].since);

          g_assert_cmpint (g_date_compare (&rate_day, &since), ==, 0);
        }
    }
  g_assert_true (biz_payment_plan_has_modes (plan));
  g_assert_cmpint (g_date_compare (biz_payment_plan_get_lock_date (plan, TRUE), &locked), ==, 0);
  g_assert_cmpint (g_date_compare (biz_payment_plan_get_lock_date (plan, FALSE), &period), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (biz_payment_plan_get_journals (plan)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (biz_payment_plan_get_methods (plan, 6)), ==, 2);
  g_assert_null (biz_payment_plan_get_methods (plan, 7));
}

/* A server whose locks have exceptions says what holds for this user. */
static void
test_user_locks (void)
{
  static const Line line = INVOICE (1, 5, 10);
  static const struct
  {
    const char *company;
    const char *locked; /* (nullable) */
  } cases[] = {
    { "[{\"id\":1,\"hard_lock_date\":\"2026-03-31\",\"user_hard_lock_date\":\"2026-03-31\","
      "\"fiscalyear_lock_date\":\"2026-06-30\",\"user_fiscalyear_lock_date\":\"0001-01-01\"}]",
      "2026-03-31" },
    { "[{\"id\":1,\"fiscalyear_lock_date\":\"2026-06-30\",\"user_fiscalyear_lock_date\":"
      "\"0001-01-01\"}]",
      NULL },
    { "[{\"id\":1,\"hard_lock_date\":false,\"fiscalyear_lock_date\":false}]", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) company = erp_json_literal (cases[i].company);
      const BizPaymentAnswers answers = { .company = company };
      g_autoptr (BizPaymentPlan) plan = make_plan (&line, 1, &answers);
      const GDate *locked = biz_payment_plan_get_lock_date (plan, FALSE);

      g_assert_cmpint (locked != NULL, ==, cases[i].locked != NULL);
      if (locked != NULL)
        {
          const GDate wanted = day (cases[i].locked);
          g_autofree char *words = biz_payment_plan_explain_lock (locked);

          g_assert_cmpint (g_date_compare (locked, &wanted), ==, 0);
          g_assert_nonnull (strstr (words, "closed"));
        }
    }
}

/* Payments of the same customer and amount, near enough; a contact's count as the customer's. */
static void
test_equals (void)
{
  static const Line lines[] = { INVOICE (1, 5, 10), INVOICE (2, 6, 10) };
  static const struct
  {
    const char *payment;
    gboolean first, second;
  } cases[] = {
    { "{\"id\":1,\"display_name\":\"P1\",\"amount\":10.0,\"currency_id\":1,\"date\":\"2026-11-20\","
      "\"partner_id\":{\"id\":5,\"commercial_partner_id\":5}}",
      TRUE, FALSE },
    { "{\"id\":1,\"display_name\":\"P1\",\"amount\":10.0,\"currency_id\":1,\"date\":\"2026-11-20\","
      "\"partner_id\":{\"id\":77,\"commercial_partner_id\":6}}",
      FALSE, TRUE },
    { "{\"id\":1,\"display_name\":\"P1\",\"amount\":10.0,\"currency_id\":2,\"date\":\"2026-11-20\","
      "\"partner_id\":{\"id\":5,\"commercial_partner_id\":5}}",
      FALSE, FALSE },
    { "{\"id\":1,\"display_name\":false,\"amount\":10.01,\"currency_id\":1,\"date\":"
      "\"2026-11-20\",\"partner_id\":false}",
      FALSE, FALSE },
    { "{\"id\":1,\"display_name\":\"P1\",\"amount\":10.0,\"currency_id\":1,\"date\":\"2026-11-01\","
      "\"partner_id\":{\"id\":5,\"commercial_partner_id\":5}}",
      FALSE, FALSE },
  };
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  const GDate date = day ("2026-11-22");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPaymentPlan) plan = make_plan (lines, G_N_ELEMENTS (lines), NULL);
      const BizPaymentChoice choice = { TRUE, TRUE, date };
      g_autofree char *json = g_strdup_printf ("{\"records\":[%s]}", cases[i].payment);
      g_autoptr (JsonNode) answer = erp_json_literal (json);
      g_autoptr (GListModel) left_out = NULL;
      g_autoptr (GListModel) batches = biz_payment_plan_make_batches (plan, &choice, &left_out);
      g_autoptr (BizPaymentBatch) first = g_list_model_get_item (batches, 0);
      g_autoptr (BizPaymentBatch) second = g_list_model_get_item (batches, 1);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (biz_payment_equals_take_json (answer, batches, &date, currencies, &error),
                       ==, cases[i].first + cases[i].second);
      g_assert_no_error (error);
      g_assert_cmpint (biz_payment_batch_is_held (first), ==, cases[i].first);
      g_assert_cmpint (biz_payment_batch_is_held (second), ==, cases[i].second);
      biz_payment_batch_set_accepted (first, TRUE);
      g_assert_false (biz_payment_batch_is_held (first));
    }
}

static const char *
text (JsonObject *body, const char *member)
{
  return json_object_get_string_member (body, member);
}

/* What the journal is told: one document as one invoice, several as documents with signs. */
static void
test_body (void)
{
  static const Line lines[] = { INVOICE (1, 5, 10), CREDIT (2, 5, 4), INVOICE (3, 6, 7) };
  g_autoptr (BizPaymentPlan) plan = make_plan (lines, G_N_ELEMENTS (lines), NULL);
  const BizPaymentChoice choice = { TRUE, TRUE, day ("2026-11-22") };
  const BizPaymentManner manner = { day ("2026-11-22"), 6, 0, TRUE };
  g_autoptr (GListModel) left_out = NULL;
  g_autoptr (GListModel) batches = biz_payment_plan_make_batches (plan, &choice, &left_out);
  g_autoptr (BizPaymentBatch) several = g_list_model_get_item (batches, 0);
  g_autoptr (BizPaymentBatch) one = g_list_model_get_item (batches, 1);
  g_autoptr (JsonObject) body = biz_payment_run_make_body (several, &manner);
  g_autoptr (JsonObject) other = biz_payment_run_make_body (one, &manner);
  JsonArray *documents = json_object_get_array_member (body, "documents");

  g_assert_cmpstr (text (body, "amount"), ==, "6.00");
  g_assert_cmpstr (text (body, "date"), ==, "2026-11-22");
  g_assert_cmpstr (text (body, "invoice"), ==, "INV/1, INV/2");
  g_assert_cmpint (json_object_get_int_member (body, "journal_id"), ==, 6);
  g_assert_false (json_object_has_member (body, "method_id"));
  g_assert_true (json_object_get_boolean_member (body, "has_modes"));
  g_assert_cmpuint (json_array_get_length (documents), ==, 2);
  g_assert_cmpstr (text (json_array_get_object_element (documents, 1), "residual"), ==, "-4.00");
  g_assert_false (json_object_has_member (other, "documents"));
  g_assert_cmpstr (text (other, "residual"), ==, "7.00");
}

static void
test_names (void)
{
  static const Line lines[] = { INVOICE (1, 5, 1), INVOICE (2, 5, 1), INVOICE (3, 5, 1),
                                INVOICE (4, 5, 1), INVOICE (5, 5, 1) };
  static const char *const wanted[] = { "INV/1", "INV/1, INV/2", "INV/1, INV/2, INV/3",
                                        "INV/1, INV/2, INV/3, INV/4",
                                        "INV/1, INV/2, INV/3 and 2 more" };

  for (guint n = 1; n <= G_N_ELEMENTS (lines); n++)
    {
      g_autoptr (BizPaymentPlan) plan = make_plan (lines, n, NULL);
      const BizPaymentChoice choice = { TRUE, TRUE, day ("2026-11-22") };
      g_autoptr (GListModel) left_out = NULL;
      g_autoptr (GListModel) batches = biz_payment_plan_make_batches (plan, &choice, &left_out);
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, 0);
      g_autofree char *names = biz_payment_batch_format_documents (batch);

      g_assert_cmpstr (names, ==, wanted[n - 1]);
    }
}

static void
test_broken (void)
{
  static const char *const answers[] = {
    "[]",
    "{}",
    "{\"records\":5}",
    "{\"records\":[5]}",
    "{\"records\":[{\"id\":1}]}",
    "{\"records\":[{\"id\":1,\"move_id\":{\"id\":2,\"name\":5}}]}",
  };
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  const gint64 id = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (JsonNode) lines = erp_json_literal (answers[i]);
      const BizPaymentAnswers all = { .lines = lines };
      g_autoptr (GError) error = NULL;

      g_assert_null (biz_payment_plan_new_from_json (&id, NULL, 1, &all, currencies, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/payment-plan/batches", test_batches);
  g_test_add_func ("/biz/payment-plan/missing", test_missing);
  g_test_add_func ("/biz/payment-plan/due", test_due);
  g_test_add_func ("/biz/payment-plan/discount", test_discount);
  g_test_add_func ("/biz/payment-plan/rates-and-locks", test_rates_and_locks);
  g_test_add_func ("/biz/payment-plan/user-locks", test_user_locks);
  g_test_add_func ("/biz/payment-plan/equals", test_equals);
  g_test_add_func ("/biz/payment-plan/body", test_body);
  g_test_add_func ("/biz/payment-plan/names", test_names);
  g_test_add_func ("/biz/payment-plan/broken", test_broken);

  return g_test_run ();
}
