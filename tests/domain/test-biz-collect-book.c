/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-collect-book.h"
#include "biz-collect-filter.h"
#include "biz-collect-list.h"
#include "biz-filter.h"
#include "collect-notes.h"
#include "erp-group.h"

#include <string.h>

#define TODAY "2026-11-23"

static void
add_item (BizCollectInput *input,
          gint64 move,
          gint64 customer,
          const char *name,
          const char *due,
          gint64 minor,
          const char *currency)
{
  BizAgeingItem item = { .id = move * 10 + 1,
                         .move_id = move,
                         .partner_id = customer + 1000,
                         .group_id = customer,
                         .group = g_ref_string_new_intern (name),
                         .date = collect_day ("2026-01-01"),
                         .due = collect_day (due),
                         .open = biz_money_from_minor (minor, currency, 2),
                         .open_document = biz_money_from_minor (minor, currency, 2) };
  g_autofree char *document = g_strdup_printf ("INV/%d", (int)move);

  item.document = g_ref_string_new_intern (document);
  item.salesperson = g_ref_string_new_intern (customer % 2 == 0 ? "Anna" : "Bert");
  g_array_append_val (input->items, item);
}

static void
add_payment (BizCollectInput *input,
             gint64 move,
             gint64 customer,
             const char *due,
             const char *paid,
             gint64 minor,
             gboolean is_credit_note)
{
  BizCollectPayment payment = { .id = (gint64)input->payments->len + 1,
                                .move_id = move,
                                .customer_id = customer,
                                .customer = g_ref_string_new_intern ("Paid Ltd"),
                                .is_credit_note = is_credit_note,
                                .due = collect_day (due),
                                .paid = collect_day (paid),
                                .amount = biz_money_from_minor (minor, "EUR", 2),
                                .amount_document = biz_money_from_minor (minor, "EUR", 2) };

  g_array_append_val (input->payments, payment);
}

static void
add_note (BizCollectInput *input, const char *model, gint64 id, const char *day, const char *line)
{
  g_ptr_array_add (input->notes,
                   collect_note ((gint64)input->notes->len + 1, model, id, day, line));
}

static BizCollectInput *
new_input (void)
{
  GDate today = collect_day (TODAY);

  return biz_collect_input_new (&today);
}

/* (transfer none) */
static const BizCollectFacts *
get_facts (BizCollectBook *book, gint64 id)
{
  BizCollectCustomer *customer = biz_collect_book_find (book, id);

  g_assert_nonnull (customer);

  return biz_collect_customer_get_facts (customer);
}

/* One customer with what stands in a line each: a due day, what is open, and what is said of it. */
static const struct
{
  const char *what;
  struct
  {
    const char *due;
    gint64 minor;
  } items[3];
  struct
  {
    const char *model;
    gint64 id;
    const char *line;
  } notes[2];
  gint64 overdue;
  gint64 chaseable;
  gint64 disputed;
  gint64 promised;
  gint64 amount_days;
  int oldest;
  BizCollectPromise promise;
} cases[] = {
  { "not due", { { "2026-11-23", 10000 } }, { { NULL } }, 0, 0, 0, 0, 0, 0, 0 },
  { "a day late", { { "2026-11-22", 10000 } }, { { NULL } }, 10000, 10000, 0, 0, 10000, 1, 0 },
  { "two ages",
    { { "2026-11-13", 10000 }, { "2026-10-24", 5000 } },
    { { NULL } },
    15000,
    15000,
    0,
    0,
    10000 * 10 + 5000 * 30,
    30,
    0 },
  { "a credit is taken off the oldest",
    { { "2026-11-13", 10000 }, { "2026-10-24", 5000 }, { "2026-11-01", -6000 } },
    { { NULL } },
    9000,
    9000,
    0,
    0,
    9000 * 10,
    30,
    0 },
  { "more credit than claims",
    { { "2026-11-13", 10000 }, { "2026-11-01", -60000 } },
    { { NULL } },
    -50000,
    0,
    0,
    0,
    0,
    10,
    0 },
  { "disputed",
    { { "2026-11-13", 10000 }, { "2026-10-24", 5000 } },
    { { "account.move", 1, "dispute reason=price state=open" } },
    15000,
    5000,
    10000,
    0,
    5000 * 30,
    30,
    0 },
  { "the account is disputed",
    { { "2026-11-13", 10000 }, { "2026-10-24", 5000 } },
    { { "res.partner", 4, "dispute reason=price state=open" } },
    15000,
    0,
    15000,
    0,
    0,
    30,
    0 },
  { "promised",
    { { "2026-11-13", 10000 }, { "2026-10-24", 5000 } },
    { { "account.move", 1, "promise date=2026-11-30" } },
    15000,
    5000,
    0,
    10000,
    5000 * 30,
    30,
    BIZ_COLLECT_PROMISE_OPEN },
  { "a part of it is promised",
    { { "2026-11-13", 10000 } },
    { { "account.move", 1, "promise date=2026-11-30 amount=40.00 currency=EUR" } },
    10000,
    6000,
    0,
    4000,
    6000 * 10,
    10,
    BIZ_COLLECT_PROMISE_OPEN },
  { "the account is promised: the oldest first",
    { { "2026-11-13", 10000 }, { "2026-10-24", 5000 } },
    { { "res.partner", 4, "promise date=2026-11-30 amount=70.00 currency=EUR" } },
    15000,
    8000,
    0,
    7000,
    8000 * 10,
    30,
    BIZ_COLLECT_PROMISE_OPEN },
  { "a promise for the account is not for what is due after it",
    { { "2026-12-13", 10000 }, { "2026-10-24", 5000 } },
    { { "res.partner", 4, "promise date=2026-11-30 amount=70.00 currency=EUR" } },
    5000,
    0,
    0,
    5000,
    0,
    30,
    BIZ_COLLECT_PROMISE_OPEN },
  { "broken: it is asked for again",
    { { "2026-11-13", 10000 } },
    { { "account.move", 1, "promise date=2026-11-16" } },
    10000,
    10000,
    0,
    0,
    10000 * 10,
    10,
    BIZ_COLLECT_PROMISE_BROKEN },
  { "broken, and promised anew",
    { { "2026-11-13", 10000 } },
    { { "account.move", 1, "promise date=2026-11-16" },
      { "res.partner", 4, "promise date=2026-11-30 amount=100.00 currency=EUR" } },
    10000,
    0,
    0,
    10000,
    0,
    10,
    BIZ_COLLECT_PROMISE_OPEN },
  { "what is disputed is not promised besides",
    { { "2026-11-13", 10000 } },
    { { "account.move", 1, "promise date=2026-11-30" },
      { "account.move", 1, "dispute reason=price state=open" } },
    10000,
    0,
    10000,
    0,
    0,
    10,
    BIZ_COLLECT_PROMISE_OPEN },
};

static void
test_amounts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizCollectInput *input = new_input ();
      g_autoptr (BizCollectBook) book = NULL;
      const BizCollectFacts *facts;
      gint64 buckets = 0;

      g_test_message ("%s", cases[i].what);
      for (guint j = 0; j < 3 && cases[i].items[j].due != NULL; j++)
        add_item (input, j + 1, 4, "Deco", cases[i].items[j].due, cases[i].items[j].minor, "EUR");
      for (guint j = 0; j < 2 && cases[i].notes[j].model != NULL; j++)
        add_note (input, cases[i].notes[j].model, cases[i].notes[j].id, "2026-11-10",
                  cases[i].notes[j].line);
      book = biz_collect_book_new (input);
      facts = get_facts (book, 4);
      for (guint j = 0; j < BIZ_COLLECT_N_BUCKETS; j++)
        buckets += facts->buckets[j].minor;
      g_assert_cmpint (facts->overdue.minor, ==, cases[i].overdue);
      g_assert_cmpint (facts->chaseable.minor, ==, cases[i].chaseable);
      g_assert_cmpint (facts->disputed.minor, ==, cases[i].disputed);
      g_assert_cmpint (facts->promised.minor, ==, cases[i].promised);
      g_assert_cmpint (facts->amount_days, ==, cases[i].amount_days);
      g_assert_cmpint (facts->oldest, ==, cases[i].oldest);
      g_assert_cmpint (facts->promise, ==, cases[i].promise);
      g_assert_cmpint (facts->is_disputed, ==, cases[i].disputed > 0);
      /* The buckets foot. */
      g_assert_cmpint (buckets, ==, facts->open.minor);
    }
}

static void
test_score (void)
{
  BizCollectInput *input = new_input ();
  g_autoptr (BizCollectBook) book = NULL;
  g_autofree char *words = NULL;

  /* 100.00 × 10 days; two broken promises of others that are still open: + 50 %. */
  add_item (input, 1, 4, "Deco", "2026-11-13", 10000, "EUR");
  add_item (input, 2, 4, "Deco", "2026-12-13", 10000, "EUR");
  add_note (input, "account.move", 2, "2026-10-01", "promise date=2026-10-05");
  add_note (input, "account.move", 2, "2026-10-10", "promise date=2026-10-15");
  add_note (input, "res.partner", 4, "2026-10-10", "payer rating=E");
  book = biz_collect_book_new (input);
  g_assert_cmpuint (get_facts (book, 4)->n_broken, ==, 2);
  g_assert_cmpint (get_facts (book, 4)->payer.rating, ==, 'E');
  g_assert_cmpint (get_facts (book, 4)->score, ==, 1000 * 150 / 100 * 180 / 100);
  words = biz_collect_customer_describe_score (biz_collect_book_find (book, 4));
  g_assert_nonnull (strstr (words, "10 days"));
  g_assert_nonnull (strstr (words, "2 broken promises in 12 months: + 50 %"));
  g_assert_nonnull (strstr (words, "Pays as E: +80 %"));
  g_assert_nonnull (strstr (words, "Priority 2"));
}

static void
test_rates (void)
{
  static const gint64 dollar = 2 * G_USEC_PER_SEC;
  BizCollectInput *input = new_input ();
  g_autoptr (BizCollectBook) book = NULL;

  /* A customer in two books has two rows; two dollars are a euro. */
  input->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (input->rates, g_strdup ("USD"), g_memdup2 (&dollar, sizeof dollar));
  add_item (input, 1, 4, "Deco", "2026-11-13", 10000, "EUR");
  add_item (input, 2, 4, "Deco", "2026-11-13", 10000, "USD");
  add_note (input, "res.partner", 4, "2026-11-20", "contact way=phone<br>Will look");
  book = biz_collect_book_new (input);
  g_assert_cmpuint (biz_collect_book_get_customers (book)->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const BizCollectFacts *facts =
          biz_collect_customer_get_facts (biz_collect_book_get_customers (book)->pdata[i]);
      gboolean euro = g_str_equal (facts->zero.currency, "EUR");

      g_assert_cmpint (facts->score, ==, euro ? 1000 : 500);
      /* What is said of the customer stands in both. */
      g_assert_cmpstr (facts->contact_way, ==, "phone");
      g_assert_cmpstr (facts->contact_outcome, ==, "Will look");
      g_assert_cmpstr (facts->contact_by, ==, "Carla");
    }
}

static void
test_settled (void)
{
  BizCollectInput *input = new_input ();
  g_autoptr (BizCollectBook) book = NULL;
  GPtrArray *promises;

  /* Nothing is owed any more, but what was promised is judged: kept, and broken by credit. */
  add_item (input, 1, 4, "Deco", "2026-11-13", 10000, "EUR");
  add_payment (input, 7, 5, "2026-10-01", "2026-10-09", 5000, FALSE);
  add_payment (input, 8, 5, "2026-10-01", "2026-10-30", 5000, FALSE);
  add_payment (input, 9, 5, "2026-10-01", "2026-10-30", 5000, TRUE);
  add_note (input, "account.move", 7, "2026-10-05", "promise date=2026-10-10");
  add_note (input, "account.move", 8, "2026-10-05", "promise date=2026-10-10");
  add_note (input, "account.move", 9, "2026-10-05", "promise date=2026-10-10");
  add_note (input, "account.move", 99, "2026-10-05", "promise date=2026-10-10");
  book = biz_collect_book_new (input);
  g_assert_cmpuint (biz_collect_book_get_customers (book)->len, ==, 1);
  g_assert_null (biz_collect_book_find (book, 5));
  promises = biz_collect_book_get_promises (book);
  g_assert_cmpuint (promises->len, ==, 3);
  for (guint i = 0; i < promises->len; i++)
    {
      const BizPromise *promise = promises->pdata[i];
      gint64 move = g_array_index (promise->moves, gint64, 0);

      g_assert_cmpint (promise->customer_id, ==, 5);
      g_assert_cmpint (promise->state, ==,
                       move == 7   ? BIZ_PROMISE_KEPT
                       : move == 8 ? BIZ_PROMISE_BROKEN
                                   : BIZ_PROMISE_SETTLED);
    }
}

static BizCollectAction *
new_action (const char *model, gint64 record_id, const char *day, const char *what)
{
  BizCollectAction *action = g_new0 (BizCollectAction, 1);

  action->id = record_id;
  action->model = g_strdup (model);
  action->record_id = record_id;
  action->deadline = collect_day (day);
  action->summary = g_strdup (what);
  action->user = g_strdup ("Carla");

  return action;
}

/* Four customers: 2 owes most for longest, 4 is promised, 6 disputed, 8 is not due yet. */
static BizCollectBook *
make_book (void)
{
  BizCollectInput *input = new_input ();

  add_item (input, 1, 2, "Acme", "2026-08-01", 90000, "EUR");
  add_item (input, 2, 4, "Deco", "2026-11-01", 20000, "EUR");
  add_item (input, 3, 4, "Deco", "2026-10-20", 1000, "EUR");
  add_item (input, 4, 6, "Gemini", "2026-11-13", 50000, "USD");
  add_item (input, 5, 7, "Lumber", "2026-12-24", 70000, "EUR");
  add_note (input, "account.move", 2, "2026-11-20", "promise date=2026-11-27");
  add_note (input, "account.move", 4, "2026-11-20", "dispute reason=price state=open");
  add_note (input, "res.partner", 2, "2026-10-01", "reminder level=1");
  add_note (input, "res.partner", 2, "2026-11-01", "reminder level=2");
  g_ptr_array_add (input->actions, new_action ("account.move", 1, "2026-11-23", "Call"));
  g_ptr_array_add (input->actions, new_action ("res.partner", 2, "2026-11-25", "Write"));
  g_ptr_array_add (input->actions, new_action ("res.partner", 7, "2026-11-24", "Ask"));
  g_ptr_array_add (input->actions, new_action ("res.partner", 99, "2026-11-01", "Nobody"));

  return biz_collect_book_new (input);
}

static char *
describe (GPtrArray *customers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < customers->len; i++)
    g_string_append_printf (text, "%d",
                            (int)biz_collect_customer_get_facts (customers->pdata[i])->id);

  return g_string_free (text, FALSE);
}

static void
test_find (void)
{
  static const struct
  {
    const char *search;
    const char *found;
  } searches[] = {
    { "", "2467" },
    { "overdue:>30", "24" },
    { "overdue:>100", "2" },
    { "promise:open", "4" },
    { "promise:broken", "" },
    { "promise:none", "267" },
    { "dispute:yes", "6" },
    { "next:today", "2" },
    { "next:>today", "7" },
    { "due-today", "2" },
    { "customer:dec", "4" },
    { "invoice:INV/3", "4" },
    { "salesperson:bert", "7" },
    { "currency:USD", "6" },
    { "level:>1", "2" },
    { "contact:2026-11", "246" },
    { "ask:>0", "24" },
    { "amount:>500", "2" },
    { "rating:E", "2" },
    { "owner:carla", "27" },
    { "acme", "2" },
    { "call", "2" },
    { "promised-on:2026-11-27", "4" },
  };
  g_autoptr (BizCollectBook) book = make_book ();
  GDate today = collect_day (TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter =
          biz_filter_parse (&biz_collect_grammar, searches[i].search, &today, &error);
      g_autoptr (GPtrArray) found = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      found = biz_collect_select (biz_collect_book_get_customers (book), filter, &error);
      g_assert_no_error (error);
      biz_collect_sort (found, BIZ_COLLECT_SORT_SCORE, TRUE);
      text = describe (found);
      g_test_message ("%s", searches[i].search);
      g_assert_cmpstr (text, ==, searches[i].found);
    }
}

static void
test_sort (void)
{
  static const struct
  {
    BizCollectSort sort;
    gboolean descending;
    const char *order;
  } sorts[] = {
    { BIZ_COLLECT_SORT_CUSTOMER, FALSE, "2467" },
    { BIZ_COLLECT_SORT_CUSTOMER, TRUE, "7642" },
    /* Currencies are not compared: EUR stays before USD. */
    { BIZ_COLLECT_SORT_OPEN, TRUE, "2746" },
    { BIZ_COLLECT_SORT_OPEN, FALSE, "4726" },
    { BIZ_COLLECT_SORT_OVERDUE, TRUE, "2476" },
    { BIZ_COLLECT_SORT_OLDEST, TRUE, "2467" },
    { BIZ_COLLECT_SORT_LEVEL, TRUE, "2467" },
    /* The first day first; who has nothing planned comes last. */
    { BIZ_COLLECT_SORT_NEXT, FALSE, "2746" },
    { BIZ_COLLECT_SORT_DISPUTE, TRUE, "6247" },
    { BIZ_COLLECT_SORT_PROMISE, TRUE, "4267" },
    { BIZ_COLLECT_SORT_BUCKET_4, TRUE, "2476" },
  };
  g_autoptr (BizCollectBook) book = make_book ();

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GPtrArray) all =
          biz_collect_select (biz_collect_book_get_customers (book), NULL, NULL);
      g_autofree char *order = NULL;

      biz_collect_sort (all, sorts[i].sort, sorts[i].descending);
      order = describe (all);
      g_test_message ("sort %d %s", sorts[i].sort, sorts[i].descending ? "down" : "up");
      g_assert_cmpstr (order, ==, sorts[i].order);
    }
}

static void
test_groups (void)
{
  g_autoptr (BizCollectBook) book = make_book ();
  g_autoptr (GPtrArray) all =
      biz_collect_select (biz_collect_book_get_customers (book), NULL, NULL);
  g_autoptr (GPtrArray) groups = NULL;
  GArray *sums;
  BizCollectGroupBy by;

  biz_collect_sort (all, BIZ_COLLECT_SORT_SCORE, TRUE);
  groups = biz_collect_group (all, BIZ_COLLECT_GROUP_SALESPERSON);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (erp_group_get_label (groups->pdata[0]), ==, "Anna");
  g_assert_cmpuint (erp_group_get_count (groups->pdata[0]), ==, 3);
  sums = biz_collect_totals_get_sums (erp_group_get_totals (groups->pdata[0]));
  g_assert_cmpuint (sums->len, ==, 2);
  g_assert_cmpstr (g_array_index (sums, BizCollectSum, 0).open.currency, ==, "EUR");
  g_assert_cmpint (g_array_index (sums, BizCollectSum, 0).overdue.minor, ==, 111000);
  g_assert_cmpint (g_array_index (sums, BizCollectSum, 0).chaseable.minor, ==, 91000);
  g_assert_cmpint (g_array_index (sums, BizCollectSum, 1).overdue.minor, ==, 50000);
  for (guint i = 0; i < BIZ_COLLECT_N_GROUPS; i++)
    {
      g_assert_true (biz_collect_group_by_from_name (biz_collect_group_by_get_name (i), &by));
      g_assert_cmpuint (by, ==, i);
      g_assert_cmpstr (biz_collect_group_by_get_label (i), !=, "");
    }
  g_assert_false (biz_collect_group_by_from_name ("nothing", &by));
}

static void
test_people (void)
{
  g_autoptr (BizCollectBook) book = make_book ();
  BizCollectCustomer *acme = biz_collect_book_find (book, 2);
  GDate today = collect_day (TODAY);
  GDate before = collect_day ("2026-11-22");

  /* The first of what is planned, on the customer or an invoice, stands for it. */
  g_assert_cmpuint (biz_collect_customer_get_actions (acme)->len, ==, 2);
  g_assert_cmpstr (get_facts (book, 2)->next_what, ==, "Call");
  g_assert_true (biz_collect_customer_is_due (acme, &today));
  g_assert_false (biz_collect_customer_is_due (acme, &before));
  /* The newest reminder counts; a promise and a dispute are no reminders, but contacts. */
  g_assert_cmpint (get_facts (book, 2)->reminder_level, ==, 2);
  g_assert_cmpuint (biz_collect_customer_get_contacts (acme)->len, ==, 2);
  g_assert_true (g_date_valid (&get_facts (book, 6)->contact_on));
  g_assert_false (g_date_valid (&get_facts (book, 7)->contact_on));
}

/* A ledger by hand: two books, credits within an account, accounts in credit, entries of nobody. */
static BizCollectInput *
make_ledger (void)
{
  BizCollectInput *input = new_input ();

  add_item (input, 1, 2, "Acme", "2026-10-24", 10000, "EUR");
  add_item (input, 2, 2, "Acme", "2026-11-13", -3000, "EUR");
  add_item (input, 3, 2, "Acme", "2026-12-13", 4000, "EUR");
  add_item (input, 4, 4, "Credit Ltd", "2026-11-01", -2500, "EUR");
  add_item (input, 5, 6, "Later Ltd", "2026-12-01", -700, "EUR");
  add_item (input, 6, 8, "Dollar Inc", "2026-11-01", 5000, "USD");
  add_item (input, 7, 4, "Credit Ltd", "2026-11-01", -50, "USD");
  add_item (input, 8, 10, "Other Ltd", "2026-09-01", -16, "EUR");
  add_item (input, 9, 0, "", "2026-11-01", 900, "EUR");
  g_array_index (input->items, BizAgeingItem, 8).partner_id = 0;

  return input;
}

static void
test_bridge (void)
{
  g_autoptr (BizCollectInput) aged = make_ledger ();
  g_autoptr (BizCollectBook) book = biz_collect_book_new (make_ledger ());
  g_autoptr (GArray) sums = biz_collect_sum (biz_collect_book_get_customers (book));
  g_autofree char *words = biz_collect_describe_bridge (biz_collect_book_get_customers (book),
                                                        biz_collect_book_get_others (book));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *nothing =
      biz_collect_describe_bridge (biz_collect_book_get_customers (book), none);
  BizAgeingPlan plan = { .as_of = aged->today,
                         .by = BIZ_AGEING_BY_CURRENCY,
                         .from = BIZ_AGEING_FROM_DUE };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (biz_collect_book_get_customers (book)->len, ==, 2);
  g_assert_cmpuint (biz_collect_book_get_n_items (book), ==, 8);
  g_assert_cmpint (g_array_index (sums, BizCollectSum, 0).overdue.minor, ==, 10000 - 3000);
  g_assert_cmpint (g_array_index (sums, BizCollectSum, 1).overdue.minor, ==, 5000);
  /* 7,000 - 2,500 - 16 + 900 and 5,000 - 50: what the ageing of the same items has */
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, &error));
  rows = biz_ageing_compute (&plan, (const BizAgeingItem *)(gpointer)aged->items->data,
                             aged->items->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);

      g_assert_cmpint (row->total.minor - row->buckets[0].minor, ==,
                       g_str_equal (row->total.currency, "EUR") ? 5384 : 4950);
    }
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (words, ==,
                   "Overdue in the ageing: €53.84. It has 2 customers more who are in credit: "
                   "-€25.16. It has entries without a customer: €9.00.\n"
                   "Overdue in the ageing: $49.50. It has 1 customer more who is in credit: "
                   "-$0.50.");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/collect/amounts", test_amounts);
  g_test_add_func ("/biz/collect/score", test_score);
  g_test_add_func ("/biz/collect/rates", test_rates);
  g_test_add_func ("/biz/collect/settled", test_settled);
  g_test_add_func ("/biz/collect/find", test_find);
  g_test_add_func ("/biz/collect/sort", test_sort);
  g_test_add_func ("/biz/collect/groups", test_groups);
  g_test_add_func ("/biz/collect/people", test_people);
  g_test_add_func ("/biz/collect/bridge", test_bridge);

  return g_test_run ();
}
