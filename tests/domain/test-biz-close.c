/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-close-facts.h"
#include "biz-lock-job.h"

#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

static GDate
day (int year, int month, int number)
{
  GDate date;

  g_date_clear (&date, 1);
  if (number > 0)
    g_date_set_dmy (&date, (GDateDay)number, (GDateMonth)month, (GDateYear)year);

  return date;
}

static BizMoney
euros (gint64 minor)
{
  return biz_money_from_minor (minor, "EUR", 2);
}

static void
init_facts (BizCloseFacts *facts)
{
  BizMoney zero = euros (0);

  biz_close_facts_init (facts, 1, &zero);
  facts->start = day (2026, 10, 1);
  facts->end = day (2026, 10, 31);
  facts->bank_lines.known = facts->drafts.known = facts->paid_open.known = facts->review.known =
      TRUE;
  facts->review_field = "checked";
}

static BizCloseCheck *
find (GListStore *checks, BizCloseKind kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (checks)); i++)
    {
      g_autoptr (BizCloseCheck) check = g_list_model_get_item (G_LIST_MODEL (checks), i);

      if (biz_close_check_get_facts (check)->kind == kind)
        return check;
    }

  return NULL;
}

/* the bank */

typedef struct
{
  const char *name;
  gint64 ledger;
  gint64 statement; /* -1: none */
  gint64 lines;     /* -1: none */
  BizCloseState state;
  gint64 bank;
  gint64 difference;
} BankCase;

static const BankCase bank_cases[] = {
  { "statement-agrees", 10000, 10000, -1, BIZ_CLOSE_OK, 10000, 0 },
  { "statement-and-lines-since", 10000, 9000, 1000, BIZ_CLOSE_OK, 10000, 0 },
  { "lines-alone", 500, -1, 500, BIZ_CLOSE_OK, 500, 0 },
  { "a-cent", 10001, 10000, -1, BIZ_CLOSE_OPEN, 10000, 1 },
  { "booked-by-hand", 15000, 9000, 1000, BIZ_CLOSE_OPEN, 10000, 5000 },
  { "less-in-the-ledger", 100, -1, 500, BIZ_CLOSE_OPEN, 500, -400 },
  { "nothing-at-all", 0, -1, -1, BIZ_CLOSE_OK, 0, 0 },
  { "nothing-to-compare", 700, -1, -1, BIZ_CLOSE_WARN, 0, 0 },
};

static void
test_bank (gconstpointer data)
{
  const BankCase *c = data;
  BizCloseJournal journal = {
    .id = 3, .name = g_strdup ("Bank"), .code = g_strdup ("BNK1"), .account_id = 40
  };
  g_autoptr (GListStore) checks = NULL;
  const BizCloseCheckFacts *found;
  BizCloseFacts facts;

  init_facts (&facts);
  journal.ledger = euros (c->ledger);
  journal.has_statement = c->statement >= 0;
  journal.statement = euros (MAX (c->statement, 0));
  journal.statement_date = day (2026, 10, 30);
  journal.has_lines = c->lines >= 0;
  journal.lines = euros (MAX (c->lines, 0));
  g_array_append_val (facts.journals, journal);
  checks = biz_close_judge (&facts, NULL);
  found = biz_close_check_get_facts (find (checks, BIZ_CLOSE_BANK));
  g_assert_cmpstr (found->title, ==, "BNK1 · Bank");
  g_assert_cmpint (found->state, ==, c->state);
  g_assert_cmpint (found->figure.minor, ==, c->ledger);
  g_assert_cmpint (found->has_other, ==, c->statement >= 0 || c->lines >= 0);
  if (found->has_other)
    {
      g_assert_cmpint (found->other.minor, ==, c->bank);
      g_assert_cmpint (found->difference.minor, ==, c->difference);
    }
  g_assert_cmpint (found->mend != NULL, ==, c->state != BIZ_CLOSE_OK);
  g_assert_cmpstr (found->model, ==, "account.move.line");
  g_assert_nonnull (found->domain);
  biz_close_facts_clear (&facts);
}

/* what is counted */

typedef struct
{
  BizCloseKind kind;
  gsize offset; /* of its count */
  BizCloseState when_some;
  const char *model;
} CountCase;

static const CountCase count_cases[] = {
  { BIZ_CLOSE_BANK_LINES, G_STRUCT_OFFSET (BizCloseFacts, bank_lines), BIZ_CLOSE_OPEN,
    "account.bank.statement.line" },
  { BIZ_CLOSE_DRAFTS, G_STRUCT_OFFSET (BizCloseFacts, drafts), BIZ_CLOSE_OPEN, "account.move" },
  { BIZ_CLOSE_PAID_OPEN, G_STRUCT_OFFSET (BizCloseFacts, paid_open), BIZ_CLOSE_WARN,
    "account.move" },
  { BIZ_CLOSE_REVIEW, G_STRUCT_OFFSET (BizCloseFacts, review), BIZ_CLOSE_WARN, "account.move" },
};

static void
test_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (count_cases); i++)
    for (guint n = 0; n < 4; n++)
      {
        const CountCase *c = &count_cases[i];
        g_autoptr (GListStore) checks = NULL;
        const BizCloseCheckFacts *found;
        BizCloseFacts facts;
        BizCloseCount *count;

        init_facts (&facts);
        count = G_STRUCT_MEMBER_P (&facts, c->offset);
        /* 3: the server does not say */
        *count = (BizCloseCount){ n < 3, n < 3 ? n : 0, n == 2, euros (n == 2 ? 700 : 0) };
        checks = biz_close_judge (&facts, NULL);
        found = biz_close_check_get_facts (find (checks, c->kind));
        g_assert_cmpint (found->state, ==,
                         n == 3   ? BIZ_CLOSE_NONE
                         : n == 0 ? BIZ_CLOSE_OK
                                  : c->when_some);
        g_assert_cmpuint (found->count, ==, n % 3);
        g_assert_cmpint (found->has_figure, ==, n == 2);
        g_assert_cmpint (found->mend != NULL, ==, n == 1 || n == 2);
        g_assert_cmpint (found->domain != NULL, ==, n < 3);
        g_assert_cmpstr (found->model, ==, c->model);
        biz_close_facts_clear (&facts);
      }
}

/* accounts, receivables, customers */

static void
test_accounts (void)
{
  static const struct
  {
    BizCloseKind kind;
    gint64 balance;
    BizCloseState state;
  } cases[] = {
    { BIZ_CLOSE_SUSPENSE, 0, BIZ_CLOSE_OK },      { BIZ_CLOSE_SUSPENSE, -5, BIZ_CLOSE_OPEN },
    { BIZ_CLOSE_SUSPENSE, 5, BIZ_CLOSE_OPEN },    { BIZ_CLOSE_OUTSTANDING, 0, BIZ_CLOSE_OK },
    { BIZ_CLOSE_OUTSTANDING, 9, BIZ_CLOSE_WARN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizCloseAccount account = { 7, g_strdup ("101402 Suspense"), cases[i].kind,
                                  euros (cases[i].balance) };
      g_autoptr (GListStore) checks = NULL;
      const BizCloseCheckFacts *found;
      BizCloseFacts facts;

      init_facts (&facts);
      g_array_append_val (facts.accounts, account);
      checks = biz_close_judge (&facts, NULL);
      found = biz_close_check_get_facts (find (checks, cases[i].kind));
      g_assert_cmpint (found->state, ==, cases[i].state);
      g_assert_cmpint (found->figure.minor, ==, cases[i].balance);
      biz_close_facts_clear (&facts);
    }
}

static void
test_receivable (void)
{
  static const struct
  {
    gint64 ledger, open, by_customer, aged;
    guint n_differing, nobody;
    BizCloseState account, customers;
  } cases[] = {
    { 900, 900, 900, 900, 0, 0, BIZ_CLOSE_OK, BIZ_CLOSE_OK },
    { 900, 800, 900, 800, 1, 0, BIZ_CLOSE_OPEN, BIZ_CLOSE_OPEN },
    /* two customers' items matched with each other: the sums agree, the customers do not */
    { 900, 900, 900, 900, 2, 0, BIZ_CLOSE_OK, BIZ_CLOSE_OPEN },
    { 900, 900, 900, 900, 0, 3, BIZ_CLOSE_OK, BIZ_CLOSE_WARN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizAgeingFoot foot = { 1, 4 };
      g_autoptr (GListStore) checks = NULL;
      const BizCloseCheckFacts *found;
      BizCloseFacts facts;

      init_facts (&facts);
      facts.feet = g_array_new (FALSE, FALSE, sizeof (BizAgeingFoot));
      foot.ledger = euros (cases[i].ledger);
      foot.open = euros (cases[i].open);
      foot.difference = euros (cases[i].ledger - cases[i].open);
      g_array_append_val (facts.feet, foot);
      facts.by_customer = euros (cases[i].by_customer);
      facts.aged = euros (cases[i].aged);
      facts.n_differing = cases[i].n_differing;
      facts.nobody = (BizCloseCount){ .known = TRUE, .count = cases[i].nobody };
      checks = biz_close_judge (&facts, NULL);
      found = biz_close_check_get_facts (find (checks, BIZ_CLOSE_RECEIVABLE));
      g_assert_cmpint (found->state, ==, cases[i].account);
      g_assert_cmpint (found->difference.minor, ==, cases[i].ledger - cases[i].open);
      found = biz_close_check_get_facts (find (checks, BIZ_CLOSE_CUSTOMERS));
      g_assert_cmpint (found->state, ==, cases[i].customers);
      g_assert_cmpint (found->domain != NULL, ==, cases[i].nobody > 0);
      biz_close_facts_clear (&facts);
    }
}

/* Where the ledger may not be read nothing is claimed of it. */
static void
test_no_ledger (void)
{
  g_autoptr (GListStore) checks = NULL;
  BizCloseFacts facts;

  init_facts (&facts);
  checks = biz_close_judge (&facts, NULL);
  g_assert_null (find (checks, BIZ_CLOSE_RECEIVABLE));
  g_assert_null (find (checks, BIZ_CLOSE_CUSTOMERS));
  g_assert_nonnull (find (checks, BIZ_CLOSE_DRAFTS));
  biz_close_facts_clear (&facts);
}

/* lock dates */

static void
test_locks_by_series (void)
{
  static const struct
  {
    guint series;
    const char *fields;
  } cases[] = {
    { 17, "period_lock_date tax_lock_date fiscalyear_lock_date" },
    { 18, "sale_lock_date purchase_lock_date tax_lock_date fiscalyear_lock_date hard_lock_date" },
    { 19, "sale_lock_date purchase_lock_date tax_lock_date fiscalyear_lock_date hard_lock_date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) fields = biz_lock_list_fields (cases[i].series);
      g_autofree char *joined = g_strjoinv (" ", fields);

      g_assert_cmpstr (joined, ==, cases[i].fields);
    }
}

static void
test_locks_read (void)
{
  g_autoptr (JsonNode) node = erp_json_literal (
      "{\"fiscalyear_lock_date\":\"2026-09-30\",\"tax_lock_date\":false,\"sale_lock_date\":false,"
      "\"purchase_lock_date\":false,\"hard_lock_date\":\"2025-12-31\"}");
  g_autoptr (GError) error = NULL;
  BizLockDates locks, same;

  g_assert_true (biz_lock_dates_read (&locks, json_node_get_object (node), 19, &error));
  g_assert_cmpuint (g_date_get_month (&locks.days[BIZ_LOCK_ALL]), ==, 9);
  g_assert_cmpuint (g_date_get_year (&locks.days[BIZ_LOCK_HARD]), ==, 2025);
  g_assert_false (g_date_valid (&locks.days[BIZ_LOCK_TAX]));
  same = locks;
  g_assert_true (biz_lock_dates_equal (&locks, &same));
  same.days[BIZ_LOCK_TAX] = day (2026, 1, 31);
  g_assert_false (biz_lock_dates_equal (&locks, &same));
  /* an older server has another one, which is missing here */
  g_assert_false (biz_lock_dates_read (&locks, json_node_get_object (node), 17, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static void
test_locks_check (void)
{
  static const struct
  {
    BizLock lock;
    int now;    /* a day of October 2026, 0: none */
    int wanted; /* the same; above 31: of November */
    gboolean allowed;
  } cases[] = {
    { BIZ_LOCK_ALL, 0, 31, TRUE },   { BIZ_LOCK_ALL, 31, 1, TRUE },
    { BIZ_LOCK_ALL, 31, 0, TRUE },   { BIZ_LOCK_ALL, 0, 45, FALSE },
    { BIZ_LOCK_ALL, 45, 45, TRUE },  { BIZ_LOCK_SALE, 45, 50, FALSE },
    { BIZ_LOCK_HARD, 0, 31, TRUE },  { BIZ_LOCK_HARD, 31, 30, FALSE },
    { BIZ_LOCK_HARD, 31, 0, FALSE }, { BIZ_LOCK_HARD, 30, 31, TRUE },
  };
  GDate today = day (2026, 11, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BizLockDates now, wanted;
      GDate *const days[] = { &now.days[cases[i].lock], &wanted.days[cases[i].lock] };
      const int numbers[] = { cases[i].now, cases[i].wanted };

      biz_lock_dates_clear (&now);
      biz_lock_dates_clear (&wanted);
      for (int k = 0; k < 2; k++)
        *days[k] = numbers[k] > 31 ? day (2026, 11, numbers[k] - 31) : day (2026, 10, numbers[k]);
      g_assert_cmpint (biz_lock_dates_check (&now, &wanted, &today, &error), ==, cases[i].allowed);
      if (!cases[i].allowed)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
}

/* Only what changes is written, and only where nobody changed it meanwhile. */
static void
test_lock_job (void)
{
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (JsonNode) as_seen =
      erp_json_literal ("[{\"id\":4,\"fiscalyear_lock_date\":\"2026-09-30\"}]");
  g_autoptr (JsonNode) as_wanted =
      erp_json_literal ("[{\"id\":4,\"fiscalyear_lock_date\":\"2026-10-31\"}]");
  g_autoptr (JsonNode) other = erp_json_literal ("[{\"id\":4,\"fiscalyear_lock_date\":false}]");
  g_autoptr (JsonNode) gone = erp_json_literal ("[]");
  g_autoptr (JsonObject) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  BizLockDates seen, wanted;

  biz_lock_dates_clear (&seen);
  seen.days[BIZ_LOCK_ALL] = day (2026, 9, 30);
  seen.days[BIZ_LOCK_TAX] = day (2026, 9, 30);
  wanted = seen;
  wanted.days[BIZ_LOCK_ALL] = day (2026, 10, 31);
  body = biz_job_body_new_lock (4, "Nord", 19, &seen, &wanted);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (body, "wanted")), ==, 1);
  title = biz_job_lock_kind.describe (body);
  g_assert_nonnull (strstr (title, "Nord"));
  g_assert_true (biz_job_lock_kind.check (body, as_seen, &error));
  g_assert_false (biz_job_lock_kind.check (body, other, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (biz_job_lock_kind.check (body, gone, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
  g_assert_cmpint (biz_job_lock_kind.judge (body, as_seen, as_seen, NULL, &result), ==,
                   ERP_VERDICT_NOT_SEEN);
  g_assert_cmpint (biz_job_lock_kind.judge (body, as_seen, other, NULL, &result), ==,
                   ERP_VERDICT_NOT_SEEN);
  g_assert_cmpint (biz_job_lock_kind.judge (body, as_seen, as_wanted, NULL, &result), ==,
                   ERP_VERDICT_DONE);
  g_assert_cmpint (json_object_get_int_member (result, "id"), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bank_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/biz/close/bank/", bank_cases[i].name, NULL);

      g_test_add_data_func (path, &bank_cases[i], test_bank);
    }
  g_test_add_func ("/biz/close/counts", test_counts);
  g_test_add_func ("/biz/close/accounts", test_accounts);
  g_test_add_func ("/biz/close/receivable", test_receivable);
  g_test_add_func ("/biz/close/no-ledger", test_no_ledger);
  g_test_add_func ("/biz/close/locks-by-series", test_locks_by_series);
  g_test_add_func ("/biz/close/locks-read", test_locks_read);
  g_test_add_func ("/biz/close/locks-check", test_locks_check);
  g_test_add_func ("/biz/close/lock-job", test_lock_job);

  return g_test_run ();
}
