/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-ageing-book.h"

#include "erp-error.h"

#include <stdio.h>

static GDate
read_day (const char *text)
{
  GDate day;
  int year, month, number;

  g_date_clear (&day, 1);
  if (text != NULL && sscanf (text, "%d-%d-%d", &year, &month, &number) == 3)
    g_date_set_dmy (&day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);

  return day;
}

static BizAgeingPlan
make_plan (const char *as_of, BizAgeingBy by)
{
  BizAgeingPlan plan = { .as_of = read_day (as_of), .by = by };

  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));

  return plan;
}

/* A ledger as a bookkeeper writes it: all that was ever booked on the receivable accounts. */
typedef struct
{
  gint64 id;
  gint64 company;
  gint64 customer;
  gint64 group;
  gint64 salesperson;
  const char *date;
  const char *due;
  gint64 balance;
  const char *currency; /* NULL: the company's */
  gint64 own;
} Booked;

typedef struct
{
  gint64 debit;
  gint64 credit;
  const char *max_date;
  gint64 amount;
  gint64 debit_own;
  gint64 credit_own;
} Matched;

/* Company 1 keeps euros, company 2 dollars. Customer 11 and 12 belong to group 10. */
static const Booked ledger[] = {
  /* an invoice, paid in two parts: the second one in November */
  { 1, 1, 11, 10, 5, "2026-08-01", "2026-08-31", 100000, NULL, 100000 },
  { 2, 1, 11, 10, 0, "2026-09-15", NULL, -40000, NULL, -40000 },
  { 3, 1, 11, 10, 0, "2026-11-10", NULL, -60000, NULL, -60000 },
  /* an invoice with a credit note against part of it */
  { 4, 1, 12, 10, 5, "2026-09-20", "2026-10-20", 50000, NULL, 50000 },
  { 5, 1, 12, 10, 5, "2026-10-05", "2026-10-05", -12000, NULL, -12000 },
  /* 1,000.00 dollars at 0.90, paid at 0.95: the difference of 50.00 is booked on the account too */
  { 6, 1, 20, 20, 6, "2026-10-01", "2026-10-31", 90000, "USD", 100000 },
  { 7, 1, 20, 20, 0, "2026-11-05", NULL, -95000, "USD", -100000 },
  { 8, 1, 20, 20, 0, "2026-11-05", NULL, 5000, "USD", 0 },
  /* a payment on account, and what is not due */
  { 9, 1, 20, 20, 0, "2026-10-15", NULL, -7000, NULL, -7000 },
  { 10, 1, 20, 20, 6, "2026-10-25", "2026-12-24", 33300, NULL, 33300 },
  /* another company, other money; the same customer */
  { 11, 2, 11, 10, 6, "2026-07-01", "2026-07-31", 25000, "USD", 25000 },
};

static const Matched matches[] = {
  { 1, 2, "2026-09-15", 40000, 40000, 40000 }, { 1, 3, "2026-11-10", 60000, 60000, 60000 },
  { 4, 5, "2026-10-05", 12000, 12000, 12000 }, { 6, 7, "2026-11-05", 90000, 100000, 100000 },
  { 8, 7, "2026-11-05", 5000, 0, 0 },
};

/* What the server says now: all matches are off what was booked. */
static GArray *
make_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (ledger); i++)
    {
      const Booked *b = &ledger[i];
      const char *home = b->company == 1 ? "EUR" : "USD";
      g_autofree char *name = g_strdup_printf ("Customer %d", (int)b->customer);
      BizAgeingItem item = { .id = b->id,
                             .company_id = b->company,
                             .account_id = 1200 + b->company,
                             .partner_id = b->customer,
                             .group_id = b->group,
                             .salesperson_id = b->salesperson,
                             .partner = g_ref_string_new (name),
                             .date = read_day (b->date),
                             .invoice_date = read_day (b->due != NULL ? b->date : NULL),
                             .due = read_day (b->due) };

      item.open = biz_money_from_minor (b->balance, home, 2);
      item.open_document =
          biz_money_from_minor (b->own, b->currency != NULL ? b->currency : home, 2);
      for (gsize k = 0; k < G_N_ELEMENTS (matches); k++)
        {
          if (matches[k].debit == b->id)
            {
              item.open.minor -= matches[k].amount;
              item.open_document.minor -= matches[k].debit_own;
            }
          if (matches[k].credit == b->id)
            {
              item.open.minor += matches[k].amount;
              item.open_document.minor += matches[k].credit_own;
            }
        }
      g_array_append_val (items, item);
    }

  return items;
}

static GArray *
make_matches (void)
{
  GArray *made = g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch));

  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      const Matched *m = &matches[i];
      BizAgeingMatch match = { m->debit,  m->credit,    read_day (m->max_date),
                               m->amount, m->debit_own, m->credit_own };

      g_array_append_val (made, match);
    }

  return made;
}

/* One sum a company and currency, of what was booked until the day. */
static GArray *
make_ledger (const char *as_of)
{
  GArray *made = g_array_new (FALSE, FALSE, sizeof (BizAgeingLedger));
  GDate day = read_day (as_of);

  g_array_set_clear_func (made, (GDestroyNotify)biz_ageing_ledger_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (ledger); i++)
    {
      const char *home = ledger[i].company == 1 ? "EUR" : "USD";
      BizAgeingLedger entry = { .company_id = ledger[i].company,
                                .account_id = 1200 + ledger[i].company,
                                .account = g_ref_string_new ("1200 Receivable") };
      GDate date = read_day (ledger[i].date);

      entry.balance = biz_money_from_minor (ledger[i].balance, home, 2);
      entry.balance_document =
          biz_money_from_minor (ledger[i].own,
                                ledger[i].currency != NULL ? ledger[i].currency : home, 2);
      if (g_date_compare (&date, &day) <= 0)
        g_array_append_val (made, entry);
      else
        biz_ageing_ledger_clear (&entry);
    }

  return made;
}

static BizAgeingBook *
make_book (const char *as_of)
{
  g_autoptr (GError) error = NULL;
  GDate day = read_day (as_of);
  BizAgeingBook *book = biz_ageing_book_new (&day, make_items (), make_matches (),
                                             make_ledger (as_of), FALSE, &error);

  g_assert_no_error (error);

  return book;
}

/* "id currency total: bucket …" a row */
static char *
print_rows (const BizAgeingPlan *plan, GArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);

      g_string_append_printf (text, "%s%d %s %d:", i > 0 ? "; " : "", (int)row->id,
                              row->total.currency, (int)row->total.minor);
      for (guint k = 0; k < biz_ageing_plan_get_n_buckets (plan); k++)
        g_string_append_printf (text, " %d", (int)row->buckets[k].minor);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *as_of;
  BizAgeingBy by;
  BizAgeingFrom from;
  gboolean in_document;
  gint64 company;
  const char *expected; /* computed by hand */
} RuleCase;

static const RuleCase rule_cases[] = {
  /* 30 September: invoice 1 has 600.00 left and is 30 days late; 4 is not due; the dollars of the
   * other company are 61 days late */
  { "september", "2026-09-30", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_DUE, FALSE, 0,
    "11 EUR 60000: 0 60000 0 0 0; 12 EUR 50000: 50000 0 0 0 0; 11 USD 25000: 0 0 0 25000 0" },
  /* 31 October: the same 600.00 is 61 days late; 4 has 380.00 left, 11 days late; the dollars are
   * due today, 333.00 later, 70.00 on account are 16 days old */
  { "october", "2026-10-31", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_DUE, FALSE, 0,
    "20 EUR 116300: 123300 -7000 0 0 0; 11 EUR 60000: 0 0 0 60000 0; 12 EUR 38000: 0 38000 0 0 0; "
    "11 USD 25000: 0 0 0 0 25000" },
  { "october-by-group", "2026-10-31", BIZ_AGEING_BY_GROUP, BIZ_AGEING_FROM_DUE, FALSE, 0,
    "20 EUR 116300: 123300 -7000 0 0 0; 10 EUR 98000: 0 38000 0 60000 0; "
    "10 USD 25000: 0 0 0 0 25000" },
  { "october-by-salesperson", "2026-10-31", BIZ_AGEING_BY_SALESPERSON, BIZ_AGEING_FROM_DUE, FALSE,
    0,
    "6 EUR 123300: 123300 0 0 0 0; 5 EUR 98000: 0 38000 0 60000 0; 0 EUR -7000: 0 -7000 0 0 0; "
    "6 USD 25000: 0 0 0 0 25000" },
  { "october-by-company", "2026-10-31", BIZ_AGEING_BY_COMPANY, BIZ_AGEING_FROM_DUE, FALSE, 0,
    "1 EUR 214300: 123300 31000 0 60000 0; 2 USD 25000: 0 0 0 0 25000" },
  { "october-by-currency", "2026-10-31", BIZ_AGEING_BY_CURRENCY, BIZ_AGEING_FROM_DUE, FALSE, 0,
    "0 EUR 124300: 33300 31000 0 60000 0; 0 EUR 90000: 90000 0 0 0 0; 0 USD 25000: 0 0 0 0 25000" },
  { "october-documents", "2026-10-31", BIZ_AGEING_BY_CURRENCY, BIZ_AGEING_FROM_DUE, TRUE, 0,
    "0 EUR 124300: 33300 31000 0 60000 0; 0 USD 125000: 100000 0 0 0 25000" },
  { "october-one-company", "2026-10-31", BIZ_AGEING_BY_COMPANY, BIZ_AGEING_FROM_DUE, FALSE, 2,
    "2 USD 25000: 0 0 0 0 25000" },
  /* by the invoice date: 1 is 91 days old, 4 is 41, the dollars 30, 10 is 6; 70.00 have none */
  { "october-invoice-date", "2026-10-31", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_INVOICE, FALSE, 0,
    "20 EUR 116300: 0 116300 0 0 0; 11 EUR 60000: 0 0 0 0 60000; 12 EUR 38000: 0 0 38000 0 0; "
    "11 USD 25000: 0 0 0 0 25000" },
  /* all paid but the 380.00, the 70.00 on account and the 333.00; nothing of the exchange is left
   */
  { "november", "2026-11-30", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_DUE, FALSE, 0,
    "12 EUR 38000: 0 0 38000 0 0; 20 EUR 26300: 33300 0 -7000 0 0; 11 USD 25000: 0 0 0 0 25000" },
  /* the day of the payment itself counts as paid, the day before it does not */
  { "day-of-payment", "2026-11-10", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_DUE, FALSE, 1,
    "12 EUR 38000: 0 38000 0 0 0; 20 EUR 26300: 33300 -7000 0 0 0" },
  { "day-before-payment", "2026-11-09", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_DUE, FALSE, 1,
    "11 EUR 60000: 0 0 0 60000 0; 12 EUR 38000: 0 38000 0 0 0; 20 EUR 26300: 33300 -7000 0 0 0" },
  { "before-everything", "2026-01-01", BIZ_AGEING_BY_CUSTOMER, BIZ_AGEING_FROM_DUE, FALSE, 0, "" },
};

static void
test_rule (gconstpointer data)
{
  const RuleCase *c = data;
  g_autoptr (BizAgeingBook) book = make_book (c->as_of);
  BizAgeingPlan plan = make_plan (c->as_of, c->by);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) feet = NULL;
  g_autofree char *text = NULL;

  plan.from = c->from;
  plan.in_document = c->in_document;
  plan.company_id = c->company;
  rows = biz_ageing_book_compute (book, &plan, &error);
  g_assert_no_error (error);
  text = print_rows (&plan, rows);
  g_assert_cmpstr (text, ==, c->expected);

  feet = biz_ageing_book_foot (book, &plan, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < feet->len; i++)
    g_assert_cmpint (g_array_index (feet, BizAgeingFoot, i).difference.minor, ==, 0);
}

/* What the account has and the items do not is told, not hidden. */
static void
test_foot_differs (void)
{
  g_autoptr (GArray) items = make_items ();
  g_autoptr (GArray) taken = make_matches ();
  g_autoptr (GArray) accounts = make_ledger ("2026-10-31");
  g_autoptr (GArray) feet = NULL;
  BizAgeingPlan plan = make_plan ("2026-10-31", BIZ_AGEING_BY_CUSTOMER);
  BizAgeingFoot *foot;

  g_array_index (accounts, BizAgeingLedger, 0).balance.minor += 1;
  g_assert_true (biz_ageing_take_back (items, (BizAgeingMatch *)(gpointer)taken->data, taken->len,
                                       &plan.as_of, NULL));
  feet = biz_ageing_foot (&plan, (BizAgeingItem *)(gpointer)items->data, items->len,
                          (BizAgeingLedger *)(gpointer)accounts->data, accounts->len, NULL);
  g_assert_cmpuint (feet->len, ==, 2);
  foot = &g_array_index (feet, BizAgeingFoot, 0);
  g_assert_cmpint (foot->account_id, ==, 1201);
  g_assert_cmpint (foot->open.minor, ==, 214300);
  g_assert_cmpint (foot->ledger.minor, ==, 214301);
  g_assert_cmpint (foot->difference.minor, ==, 1);
  g_assert_cmpstr (foot->account, ==, "1200 Receivable");
  g_assert_cmpint (g_array_index (feet, BizAgeingFoot, 1).difference.minor, ==, 0);
}

static void
test_oldest_and_items (void)
{
  g_autoptr (BizAgeingBook) book = make_book ("2026-10-31");
  BizAgeingPlan plan = make_plan ("2026-10-31", BIZ_AGEING_BY_GROUP);
  g_autoptr (GArray) rows = biz_ageing_book_compute (book, &plan, NULL);
  const BizAgeingRow *first = &g_array_index (rows, BizAgeingRow, 0);
  const BizAgeingRow *second = &g_array_index (rows, BizAgeingRow, 1);
  const BizAgeingItem *items;
  guint fits = 0;
  gsize n;

  /* a payment on account is 16 days old, but nothing that is owed is late */
  g_assert_cmpint (first->id, ==, 20);
  g_assert_cmpint (first->oldest, ==, 0);
  g_assert_cmpuint (first->n_items, ==, 3);
  g_assert_cmpint (second->oldest, ==, 61);
  g_assert_cmpuint (second->n_items, ==, 2);
  items = biz_ageing_book_get_items (book, &n);
  for (gsize i = 0; i < n; i++)
    fits += biz_ageing_plan_fits (&plan, &items[i], second);
  g_assert_cmpuint (fits, ==, 2);
}

static void
test_limits (void)
{
  static const struct
  {
    const char *text;
    guint n; /* 0: refused */
    const char *buckets;
  } cases[] = {
    { "30,60,90", 3, "Not due|1–30|31–60|61–90|Over 90" },
    { "7", 1, "Not due|1–7|Over 7" },
    { " 1 , 2 ", 2, "Not due|1–1|2–2|Over 2" },
    { "1,2,3,4,5,6,7,8,9,10", 10, NULL },
    { "1,2,3,4,5,6,7,8,9,10,11", 0, NULL },
    { "", 0, NULL },
    { "30,30", 0, NULL },
    { "60,30", 0, NULL },
    { "0,30", 0, NULL },
    { "-1", 0, NULL },
    { "30,,60", 0, NULL },
    { "30,x", 0, NULL },
    { "99999999999999999999", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizAgeingPlan plan = { .n_limits = 77 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (biz_ageing_plan_set_limits (&plan, cases[i].text, &error), ==,
                       cases[i].n > 0);
      g_assert_cmpuint (plan.n_limits, ==, cases[i].n > 0 ? cases[i].n : 77);
      if (cases[i].n == 0)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      for (guint k = 0; cases[i].buckets != NULL && k < biz_ageing_plan_get_n_buckets (&plan); k++)
        {
          g_autofree char *head = biz_ageing_plan_describe_bucket (&plan, k);

          g_string_append_printf (text, "%s%s", k > 0 ? "|" : "", head);
        }
      if (cases[i].buckets != NULL)
        g_assert_cmpstr (text->str, ==, cases[i].buckets);
    }
}

static void
test_bucket_edges (void)
{
  BizAgeingPlan plan = make_plan ("2026-10-31", BIZ_AGEING_BY_CUSTOMER);
  static const struct
  {
    int age;
    guint bucket;
  } cases[] = { { -400, 0 }, { 0, 0 },  { 1, 1 },  { 30, 1 }, { 31, 2 },
                { 60, 2 },   { 61, 3 }, { 90, 3 }, { 91, 4 }, { 99999, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (biz_ageing_plan_get_bucket (&plan, cases[i].age), ==, cases[i].bucket);
}

static void
test_too_large (void)
{
  BizAgeingPlan plan = make_plan ("2026-10-31", BIZ_AGEING_BY_COMPANY);
  g_autoptr (GError) error = NULL;
  BizAgeingItem items[2] = { { .date = plan.as_of }, { .date = plan.as_of } };

  for (int i = 0; i < 2; i++)
    items[i].open = items[i].open_document = biz_money_from_minor (G_MAXINT64 - 1, "EUR", 2);
  g_assert_null (biz_ageing_compute (&plan, items, 2, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

/* A book at random, added up the slow way: each day from the first entry, each row from all. */
#define N_ENTRIES 120
#define N_DAYS 200

typedef struct
{
  gint64 customer;
  int date; /* days from the first one */
  int due;
  gint64 balance;
  gint64 left;
} Entry;

typedef struct
{
  int debit;
  int credit;
  int day;
  gint64 amount;
} Match;

static GDate
nth_day (int number)
{
  GDate day = read_day ("2026-01-01");

  if (number >= 0)
    g_date_add_days (&day, (guint)number);
  else
    g_date_subtract_days (&day, (guint)-number);

  return day;
}

static guint
invent (GRand *rand, Entry *entries, Match *made)
{
  guint n = 0;

  for (int i = 0; i < N_ENTRIES; i++)
    {
      entries[i].customer = g_rand_int_range (rand, 1, 7);
      entries[i].date = g_rand_int_range (rand, 0, N_DAYS);
      entries[i].due = entries[i].date + g_rand_int_range (rand, 0, 60);
      entries[i].balance = g_rand_int_range (rand, 1, 100000);
      if (g_rand_boolean (rand))
        entries[i].balance = -entries[i].balance;
      entries[i].left = entries[i].balance;
    }
  for (int i = 0; i < N_ENTRIES; i++)
    for (int k = 0; k < N_ENTRIES; k++)
      {
        gint64 amount;

        if (entries[i].left <= 0 || entries[k].left >= 0
            || entries[i].customer != entries[k].customer || g_rand_int_range (rand, 0, 3) > 0)
          continue;
        amount = MIN (entries[i].left, -entries[k].left);
        if (amount > 10 && g_rand_boolean (rand))
          amount /= 2;
        entries[i].left -= amount;
        entries[k].left += amount;
        made[n++] = (Match){ i, k, MAX (entries[i].date, entries[k].date), amount };
      }

  return n;
}

/* What customer @customer had in @bucket on @day: by what was booked and matched until then. */
static gint64
compute_slowly (const BizAgeingPlan *plan,
                const Entry *entries,
                const Match *made,
                guint n,
                int day,
                gint64 customer,
                guint bucket)
{
  gint64 sum = 0;

  for (int i = 0; i < N_ENTRIES; i++)
    {
      gint64 open = entries[i].balance;

      if (entries[i].customer != customer || entries[i].date > day
          || biz_ageing_plan_get_bucket (plan, day - entries[i].due) != bucket)
        continue;
      for (guint k = 0; k < n; k++)
        {
          if (made[k].day <= day && made[k].debit == i)
            open -= made[k].amount;
          if (made[k].day <= day && made[k].credit == i)
            open += made[k].amount;
        }
      sum += open;
    }

  return sum;
}

static void
fill (const Entry *entries, const Match *made, guint n, GRand *rand, GArray *items, GArray *taken)
{
  guint first = (guint)g_rand_int_range (rand, 0, N_ENTRIES);

  /* from anywhere: the order is the server's */
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      const guint at = (first + i) % N_ENTRIES;
      BizAgeingItem item = { .id = 1000 + at,
                             .company_id = 1,
                             .partner_id = entries[at].customer,
                             .date = nth_day (entries[at].date),
                             .due = nth_day (entries[at].due) };

      item.open = item.open_document = biz_money_from_minor (entries[at].left, "EUR", 2);
      g_array_append_val (items, item);
    }
  for (guint i = 0; i < n; i++)
    {
      BizAgeingMatch match = { 1000 + made[i].debit, 1000 + made[i].credit, nth_day (made[i].day),
                               made[i].amount,       made[i].amount,        made[i].amount };

      g_array_append_val (taken, match);
    }
}

static void
test_property (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (int round = 0; round < 60; round++)
    {
      Entry entries[N_ENTRIES];
      g_autofree Match *made = g_new0 (Match, N_ENTRIES * N_ENTRIES);
      const guint n = invent (rand, entries, made);
      const int day = g_rand_int_range (rand, -2, N_DAYS + 100);
      g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
      g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch));
      g_autoptr (GArray) rows = NULL;
      BizAgeingPlan plan = make_plan ("2026-01-01", BIZ_AGEING_BY_CUSTOMER);
      gint64 found[7][BIZ_AGEING_MAX_BUCKETS] = { 0 };

      plan.as_of = nth_day (day);
      fill (entries, made, n, rand, items, taken);
      g_assert_true (biz_ageing_take_back (items, (BizAgeingMatch *)(gpointer)taken->data,
                                           taken->len, &plan.as_of, NULL));
      rows = biz_ageing_compute (&plan, (BizAgeingItem *)(gpointer)items->data, items->len, NULL);
      for (guint i = 0; i < rows->len; i++)
        {
          const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);

          for (guint k = 0; k < biz_ageing_plan_get_n_buckets (&plan); k++)
            found[row->id][k] = row->buckets[k].minor;
        }
      for (int customer = 1; customer < 7; customer++)
        for (guint k = 0; k < biz_ageing_plan_get_n_buckets (&plan); k++)
          g_assert_cmpint (found[customer][k], ==,
                           compute_slowly (&plan, entries, made, n, day, customer, k));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rule_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/biz/ageing/rule/", rule_cases[i].name, NULL);

      g_test_add_data_func (path, &rule_cases[i], test_rule);
    }
  g_test_add_func ("/biz/ageing/foot-differs", test_foot_differs);
  g_test_add_func ("/biz/ageing/oldest-and-items", test_oldest_and_items);
  g_test_add_func ("/biz/ageing/limits", test_limits);
  g_test_add_func ("/biz/ageing/bucket-edges", test_bucket_edges);
  g_test_add_func ("/biz/ageing/too-large", test_too_large);
  g_test_add_func ("/biz/ageing/property", test_property);

  return g_test_run ();
}
