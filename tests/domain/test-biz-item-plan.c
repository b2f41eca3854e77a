/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What matching items would do, and what taking matches back would do: before anything is sent. */

#include "biz-currency-table.h"
#include "biz-item-jobs.h"
#include "biz-item-plan.h"
#include "biz-item-undo.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

/* An item; amounts in minor units, open in its own currency and in the company's. */
typedef struct
{
  int id;
  int account;
  int partner;
  int company;
  int currency; /* 1 EUR, the company's; 2 USD */
  const char *due;
  int open;
  int books;
  const char *matching; /* (nullable): matched already */
} Row;

static BizItem *
make_item (const Row *row, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autofree char *number =
      row->matching != NULL ? g_strdup_printf ("\"%s\"", row->matching) : g_strdup ("false");
  g_autofree char *json = g_strdup_printf (
      "{\"id\":%d,\"move_id\":%d,\"move_name\":\"M/%d\",\"move_type\":\"entry\",\"name\":false,"
      "\"ref\":false,\"date\":\"2026-01-01\",\"date_maturity\":\"%s\","
      "\"account_id\":{\"id\":%d,\"display_name\":\"12%d\"},\"account_type\":\"asset_receivable\","
      "\"partner_id\":{\"id\":%d,\"display_name\":\"P\"},\"journal_id\":false,"
      "\"company_id\":{\"id\":%d,\"display_name\":\"C\"},\"debit\":0.0,\"credit\":0.0,"
      "\"amount_residual\":%d.%02d,\"company_currency_id\":1,\"amount_currency\":%s%d.%02d,"
      "\"amount_residual_currency\":%s%d.%02d,\"currency_id\":%d,\"reconciled\":%s,"
      "\"matching_number\":%s,\"statement_line_id\":false}",
      row->id, row->id, row->id, row->due, row->account, row->account, row->partner, row->company,
      row->books / 100, ABS (row->books) % 100, row->open < 0 ? "-" : "", ABS (row->open) / 100,
      ABS (row->open) % 100, row->open < 0 ? "-" : "", ABS (row->open) / 100, ABS (row->open) % 100,
      row->currency, row->matching != NULL ? "true" : "false", number);
  g_autoptr (JsonObject) object = test_object (json);

  biz_currency_table_add (currencies, 1, "EUR", 2);
  biz_currency_table_add (currencies, 2, "USD", 2);

  return biz_item_new_from_json (object, currencies, error);
}

#define MAX_ROWS 4

static BizItemPlan *
make_plan (const Row *rows, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MAX_ROWS && rows[i].id != 0; i++)
    {
      BizItem *item = make_item (&rows[i], NULL);

      g_assert_nonnull (item);
      g_ptr_array_add (items, item);
    }

  return biz_item_plan_new (items, error);
}

/* "1:100>0 2:-60>0 3:-100>-60": what is taken, and what stays open */
static char *
show (const BizItemPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plan->lines->len; i++)
    {
      const BizItemPlanLine *line = &g_array_index (plan->lines, BizItemPlanLine, i);

      g_string_append_printf (text, "%s%d:%" G_GINT64_FORMAT ">%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              (int)biz_item_get_id (line->item), line->taken.minor,
                              line->rest.minor);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_plan (void)
{
  static const struct
  {
    const char *name;
    Row rows[MAX_ROWS];
    const char *lines;
    gint64 matched, rest, exchange;
    gboolean full, partners;
  } cases[] = {
    { "whole",
      { { 1, 1, 7, 1, 1, "2026-01-02", 10000, 10000, NULL },
        { 2, 1, 7, 1, 1, "2026-01-03", -10000, -10000, NULL } },
      "1:10000>0 2:-10000>0",
      10000,
      0,
      0,
      TRUE,
      FALSE },
    { "part",
      { { 1, 1, 7, 1, 1, "2026-01-02", 10000, 10000, NULL },
        { 2, 1, 7, 1, 1, "2026-01-03", -4000, -4000, NULL } },
      "1:4000>6000 2:-4000>0",
      4000,
      6000,
      0,
      FALSE,
      FALSE },
    { "the earliest due is paid first",
      { { 3, 1, 7, 1, 1, "2026-03-01", 5000, 5000, NULL },
        { 1, 1, 7, 1, 1, "2026-01-02", 5000, 5000, NULL },
        { 2, 1, 7, 1, 1, "2026-02-03", -7500, -7500, NULL } },
      "1:5000>0 2:-7500>0 3:2500>2500",
      7500,
      2500,
      0,
      FALSE,
      FALSE },
    { "of the same day the smaller one",
      { { 1, 1, 7, 1, 1, "2026-01-02", 9000, 9000, NULL },
        { 2, 1, 7, 1, 1, "2026-01-02", 1000, 1000, NULL },
        { 3, 1, 8, 1, 1, "2026-01-02", -1500, -1500, NULL } },
      "3:-1500>0 2:1000>0 1:500>8500",
      1500,
      8500,
      0,
      FALSE,
      TRUE },
    { "too much stays a credit",
      { { 1, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL },
        { 2, 1, 7, 1, 1, "2026-01-02", -300, -300, NULL } },
      "2:-100>-200 1:100>0",
      100,
      -200,
      0,
      FALSE,
      FALSE },
    { "a rate that fell is a loss",
      { { 1, 1, 7, 1, 2, "2026-01-02", 10000, 9000, NULL },
        { 2, 1, 7, 1, 2, "2026-01-03", -10000, -8800, NULL } },
      "1:10000>0 2:-10000>0",
      10000,
      0,
      200,
      TRUE,
      FALSE },
    { "of a part, its share",
      { { 1, 1, 7, 1, 2, "2026-01-02", 10000, 9000, NULL },
        { 2, 1, 7, 1, 2, "2026-01-03", -5000, -4700, NULL } },
      "1:5000>5000 2:-5000>0",
      5000,
      5000,
      -200,
      FALSE,
      FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizItemPlan) plan = make_plan (cases[i].rows, &error);
      g_autofree char *lines = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_no_error (error);
      lines = show (plan);
      g_assert_cmpstr (lines, ==, cases[i].lines);
      g_assert_cmpint (plan->matched.minor, ==, cases[i].matched);
      g_assert_cmpint (plan->rest.minor, ==, cases[i].rest);
      g_assert_cmpint (plan->exchange.minor, ==, cases[i].exchange);
      g_assert_cmpstr (plan->exchange.currency, ==, "EUR");
      g_assert_cmpint (plan->is_full, ==, cases[i].full);
      g_assert_cmpint (plan->several_partners, ==, cases[i].partners);
      g_assert_false (plan->several_currencies);
    }
}

/* The server knows the rates: only the books can be told before. */
static void
test_currencies (void)
{
  static const Row rows[MAX_ROWS] = { { 1, 1, 7, 1, 2, "2026-01-02", 10000, 9000, NULL },
                                      { 2, 1, 7, 1, 1, "2026-01-03", -8800, -8800, NULL } };
  g_autoptr (BizItemPlan) plan = make_plan (rows, NULL);

  g_assert_nonnull (plan);
  g_assert_true (plan->several_currencies);
  g_assert_cmpint (plan->debit.minor, ==, 9000);
  g_assert_cmpstr (plan->debit.currency, ==, "EUR");
  g_assert_cmpint (plan->credit.minor, ==, 8800);
  g_assert_cmpint (plan->rest.minor, ==, 200);
  g_assert_cmpint (plan->exchange.minor, ==, 0);
  g_assert_cmpint (g_array_index (plan->lines, BizItemPlanLine, 0).taken.minor, ==, 0);
}

static void
test_refused (void)
{
  static const struct
  {
    Row rows[MAX_ROWS];
    const char *word;
  } cases[] = {
    { { { 1, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL } }, "two items" },
    { { { 1, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL },
        { 2, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL } },
      "debits" },
    { { { 1, 1, 7, 1, 1, "2026-01-02", -100, -100, NULL },
        { 2, 1, 7, 1, 1, "2026-01-02", -100, -100, NULL } },
      "credits" },
    { { { 1, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL },
        { 2, 2, 7, 1, 1, "2026-01-02", -100, -100, NULL } },
      "of 121 and of 122" },
    { { { 1, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL },
        { 2, 1, 7, 2, 1, "2026-01-02", -100, -100, NULL } },
      "one company" },
    { { { 1, 1, 7, 1, 1, "2026-01-02", 100, 100, NULL },
        { 2, 1, 7, 1, 1, "2026-01-02", 0, 0, "57" } },
      "M/2 is matched already, with the number 57" },
    { { { 1, 1, 7, 1, 1, "2026-01-02", 0, 0, NULL },
        { 2, 1, 7, 1, 1, "2026-01-02", -100, -100, NULL } },
      "Nothing of M/1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make_plan (cases[i].rows, &error));
      test_take_error_about (&error, ERP_ERROR_VALIDATION, cases[i].word);
    }
}

/* The journal is told what the person saw, to the minor unit. */
static void
test_job (void)
{
  static const Row rows[MAX_ROWS] = { { 1, 1, 7, 1, 2, "2026-01-02", 10005, 9000, NULL },
                                      { 2, 1, 7, 1, 2, "2026-01-03", -5000, -4500, NULL },
                                      { 3, 1, 7, 1, 2, "2026-01-04", -1, -1, NULL } };
  g_autoptr (BizItemPlan) plan = make_plan (rows, NULL);
  g_autoptr (JsonObject) body = biz_item_plan_to_job (plan);
  g_autofree char *title = biz_job_match_items_kind.describe (body);
  JsonArray *items = json_object_get_array_member (body, "items");
  JsonObject *first = json_array_get_object_element (items, 0);

  g_assert_cmpuint (json_array_get_length (items), ==, 3);
  g_assert_cmpint (json_object_get_int_member (first, "id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "open"), ==, "100.05");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (items, 2), "open"),
                   ==, "-0.01");
  g_assert_cmpint (json_object_get_int_member (body, "account_id"), ==, 1);
  g_assert_cmpstr (title, ==, "M/1, M/2 and 1 more matched");
}

#define SIDE(id, name, line)                                                                       \
  "{\"id\":" id ",\"display_name\":\"x\",\"move_name\":\"" name "\",\"statement_line_id\":" line "}"
#define BOND(id, debit, credit, company, day, exchange)                                            \
  "{\"id\":" id ",\"amount\":12.5,\"company_currency_id\":1,\"company_id\":" company               \
  ",\"max_date\":\"" day "\",\"debit_move_id\":" debit ",\"credit_move_id\":" credit               \
  ",\"exchange_move_id\":" exchange "}"
#define INVOICE SIDE ("5", "INV/1", "false")
#define NOTE SIDE ("6", "RINV/1", "false")
#define OTHER SIDE ("7", "RINV/2", "false")
#define BANK SIDE ("8", "BNK/1", "33")

static BizItemUndo *
make_undo (const char *records, GError **error)
{
  static const gint64 ids[] = { 5 };
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autofree char *json = g_strdup_printf ("{\"length\":9,\"records\":[%s]}", records);
  g_autoptr (JsonNode) answer = test_json (json, NULL);

  biz_currency_table_add (currencies, 1, "EUR", 2);

  return biz_item_undo_new (ids, 1, answer, currencies, error);
}

static void
test_undo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemUndo) undo =
      make_undo (BOND ("21", INVOICE, NOTE, "1", "2026-10-05",
                       "false") "," BOND ("22", INVOICE, OTHER, "1", "2026-11-05",
                                          "{\"id\":90,\"display_name\":\"EXCH/1\"}"),
                 &error);
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *what = NULL;
  g_autofree char *title = NULL;
  GDate none = test_make_day (NULL);
  GDate september = test_make_day ("2026-09-30");
  GDate october = test_make_day ("2026-10-31");

  g_assert_no_error (error);
  what = biz_item_undo_describe (undo);
  g_assert_cmpstr (what, ==, "INV/1 with RINV/1, RINV/2");
  g_assert_true (biz_item_undo_check (undo, &none, NULL));
  g_assert_true (biz_item_undo_check (undo, &september, NULL));
  g_assert_false (biz_item_undo_check (undo, &october, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "RINV/1");
  g_assert_cmpstr (g_array_index (undo->bonds, BizItemBond, 1).exchange, ==, "EXCH/1");
  body = biz_item_undo_to_job (undo);
  title = biz_job_unmatch_items_kind.describe (body);
  g_assert_cmpstr (title, ==, "Match of INV/1 with RINV/1, RINV/2 taken back");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (body, "partials")), ==, 2);
  g_assert_cmpstr (
      json_object_get_string_member (
          json_array_get_object_element (json_object_get_array_member (body, "was"), 1), "amount"),
      ==, "12.50");
}

static void
test_undo_refused (void)
{
  static const struct
  {
    const char *records;
    const char *word;
  } cases[] = {
    { "", "not matched" },
    { BOND ("21", INVOICE, BANK, "1", "2026-10-05", "false"), "bank line" },
    { BOND ("21", INVOICE, NOTE, "1", "2026-10-05", "false") "," BOND ("22", INVOICE, OTHER, "2",
                                                                       "2026-10-05", "false"),
      "one company" },
  };
  GDate none = test_make_day (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizItemUndo) undo = make_undo (cases[i].records, &error);

      g_assert_no_error (error);
      g_assert_false (biz_item_undo_check (undo, &none, &error));
      test_take_error_about (&error, ERP_ERROR_VALIDATION, cases[i].word);
    }
}

static void
test_undo_broken (void)
{
  static const char *const broken[] = {
    "7",
    "{\"id\":21}",
    BOND ("\"x\"", INVOICE, NOTE, "1", "2026-10-05", "false"),
    BOND ("21", "6", NOTE, "1", "2026-10-05", "false"),
    BOND ("21", INVOICE, NOTE, "1", "today", "false"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make_undo (broken[i], &error));
      test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/item-plan/plan", test_plan);
  g_test_add_func ("/biz/item-plan/currencies", test_currencies);
  g_test_add_func ("/biz/item-plan/refused", test_refused);
  g_test_add_func ("/biz/item-plan/job", test_job);
  g_test_add_func ("/biz/item-plan/undo", test_undo);
  g_test_add_func ("/biz/item-plan/undo-refused", test_undo_refused);
  g_test_add_func ("/biz/item-plan/undo-broken", test_undo_broken);

  return g_test_run ();
}
