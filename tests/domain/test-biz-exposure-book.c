/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exposures of a ledger that was worked out by hand, and of random ones against a slow sum. */

#include "biz-exposure-book.h"
#include "biz-exposure-compare.h"
#include "erp-error.h"

#include <string.h>

#define NORTH 1 /* in EUR */
#define SOUTH 2 /* in USD: 1.25 for one EUR */
#define ACME 10
#define ACME_SHOP 11 /* an address of Acme */
#define BOLT 20

static GDate
day (int number, int month, int year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)number, (GDateMonth)month, (GDateYear)year);

  return date;
}

static BizMoney
money (gint64 minor, const char *currency)
{
  return biz_money_from_minor (minor, currency, g_str_equal (currency, "JPY") ? 0 : 2);
}

static void
add_item (BizExposureBook *book,
          gint64 company,
          gint64 partner,
          GDate due,
          gint64 open,
          const char *currency,
          gint64 own)
{
  BizExposureItem item = { .company_id = company, .partner_id = partner, .due = due };

  item.salesperson_id = partner == BOLT ? 8 : 7;
  item.open = money (open, company == NORTH ? "EUR" : "USD");
  item.open_document = money (own, currency);
  biz_exposure_book_add_item (book, &item);
}

static void
take_order (BizExposureBook *book,
            gint64 id,
            gint64 company,
            gint64 partner,
            const char *currency,
            gint64 to_invoice,
            gint64 to_deliver,
            gint64 prepaid)
{
  BizExposureOrder order = { .id = id, .company_id = company, .partner_id = partner };

  order.salesperson_id = 7;
  order.name = g_ref_string_new ("S1");
  order.to_invoice = money (to_invoice, currency);
  order.to_deliver = money (to_deliver, currency);
  order.prepaid = money (prepaid, currency);
  g_assert_true (biz_exposure_book_take_order (book, &order, NULL));
}

static void
take_party (BizExposureBook *book, gint64 id, gint64 group, const char *name, const char *of)
{
  BizExposureParty party = { .id = id, .group_id = group };

  party.name = g_ref_string_new (name);
  party.group = g_ref_string_new (of);
  biz_exposure_book_take_party (book, &party);
}

static void
take_account (BizExposureBook *book,
              gint64 group,
              gint64 company,
              BizLimitKind kind,
              gint64 limit,
              gint64 insured)
{
  const BizMoney zero = money (0, company == NORTH ? "EUR" : "USD");
  BizCreditAccount account = { .group_id = group, .company_id = company, .kind = kind };

  account.limit = account.insured = account.credit = account.credit_to_invoice = zero;
  account.limit.minor = limit;
  account.insured.minor = insured;
  account.risk_total = account.risk_remaining = zero;
  account.term_days = 30;
  biz_exposure_book_take_account (book, &account);
}

static BizExposureBook *
open_book (void)
{
  const GDate today = day (22, 11, 2026);
  const BizMoney euro = money (0, "EUR");
  const BizMoney dollar = money (0, "USD");
  const BizDecimal one = biz_decimal_new (1, 0);
  const BizDecimal rate = biz_decimal_new (125, 2);
  g_autoptr (BizRates) rates = biz_rates_new ();
  BizExposureBook *book = biz_exposure_book_new (&today);

  biz_rates_add (rates, "EUR", &one);
  biz_rates_add (rates, "USD", &rate);
  biz_exposure_book_set_rates (book, rates);
  biz_exposure_book_add_company (book, NORTH, "North", &euro);
  biz_exposure_book_add_company (book, SOUTH, "South", &dollar);
  biz_exposure_book_set_salesperson (book, 7, "Ann");
  take_party (book, ACME, ACME, "Acme", "Acme");
  take_party (book, ACME_SHOP, ACME, "Acme, Shop", "Acme");
  take_party (book, BOLT, BOLT, "Bolt", "Bolt");

  return book;
}

/* Acme in North: 1,000.00 not due, 400.00 left of a bill 10 days late, a credit note of 150.00
 * that is 40 days old, 90.00 of the shop 95 days late, a dollar invoice of 500.00 booked as
 * 410.00. Orders: 200.00 delivered and 300.00 to come; a dollar order of 125.00 to come; one of
 * 1,000.00 with an advance of 300.00. In South: $250.00 open, 31 days late. Bolt: an advance. */
static BizExposureBook *
make_book (void)
{
  BizExposureBook *book = open_book ();

  add_item (book, NORTH, ACME, day (23, 11, 2026), 100000, "EUR", 100000);
  add_item (book, NORTH, ACME, day (12, 11, 2026), 40000, "EUR", 40000);
  add_item (book, NORTH, ACME, day (13, 10, 2026), -15000, "EUR", -15000);
  add_item (book, NORTH, ACME_SHOP, day (19, 8, 2026), 9000, "EUR", 9000);
  add_item (book, NORTH, ACME, day (22, 11, 2026), 41000, "USD", 50000);
  add_item (book, SOUTH, ACME, day (22, 10, 2026), 25000, "USD", 25000);
  add_item (book, NORTH, BOLT, day (1, 1, 2026), -5000, "EUR", -5000);
  take_order (book, 100, NORTH, ACME, "EUR", 20000, 0, 0);
  take_order (book, 100, NORTH, ACME, "EUR", 0, 30000, 0);
  take_order (book, 101, NORTH, ACME_SHOP, "USD", 0, 12500, 0);
  take_order (book, 102, NORTH, ACME, "EUR", 40000, 60000, 0);
  take_order (book, 102, NORTH, ACME, "EUR", 0, 0, 30000);
  take_order (book, 103, NORTH, BOLT, "EUR", 0, 70000, 70000);
  take_account (book, ACME, NORTH, BIZ_LIMIT_OWN, 300000, 50000);
  take_account (book, ACME, SOUTH, BIZ_LIMIT_DEFAULT, 100000, 0);
  take_account (book, BOLT, NORTH, BIZ_LIMIT_DEFAULT, 100000, 0);
  biz_exposure_book_seal (book);

  return book;
}

typedef struct
{
  const char *name;
  gint64 partner;
  gint64 company; /* 0: together */
  const char *currency;
  gboolean from_documents;
  gint64 buckets[5];
  gint64 to_invoice;
  gint64 to_deliver;
  gint64 limit;
  gint64 insured;
  BizLimitKind kind;
  int oldest;
} Case;

static const Case cases[] = {
  { "a group in a company",
    ACME,
    NORTH,
    "EUR",
    FALSE,
    { 141000, 40000, -15000, 0, 9000 },
    30000,
    100000,
    300000,
    50000,
    BIZ_LIMIT_OWN,
    95 },
  { "by one of its people",
    ACME_SHOP,
    NORTH,
    "EUR",
    FALSE,
    { 141000, 40000, -15000, 0, 9000 },
    30000,
    100000,
    300000,
    50000,
    BIZ_LIMIT_OWN,
    95 },
  { "another company",
    ACME,
    SOUTH,
    "USD",
    FALSE,
    { 0, 0, 25000, 0, 0 },
    0,
    0,
    100000,
    0,
    BIZ_LIMIT_DEFAULT,
    31 },
  { "together",
    ACME,
    0,
    "EUR",
    FALSE,
    { 141000, 40000, 5000, 0, 9000 },
    30000,
    100000,
    380000,
    50000,
    BIZ_LIMIT_OWN,
    95 },
  { "together in the other currency",
    ACME,
    0,
    "USD",
    FALSE,
    { 176250, 50000, 6250, 0, 11250 },
    37500,
    125000,
    475000,
    62500,
    BIZ_LIMIT_OWN,
    95 },
  { "together as documents have it",
    ACME,
    0,
    "USD",
    TRUE,
    { 175000, 50000, 6250, 0, 11250 },
    37500,
    125000,
    475000,
    62500,
    BIZ_LIMIT_OWN,
    95 },
  { "an order that is paid in advance",
    BOLT,
    NORTH,
    "EUR",
    FALSE,
    { 0, 0, 0, 0, -5000 },
    0,
    0,
    100000,
    0,
    BIZ_LIMIT_DEFAULT,
    G_MININT },
  { "somebody unknown",
    99,
    NORTH,
    "EUR",
    FALSE,
    { 0, 0, 0, 0, 0 },
    0,
    0,
    0,
    0,
    BIZ_LIMIT_NONE,
    G_MININT },
};

static void
check (const BizExposure *figures, const Case *c)
{
  gint64 open = 0, total;

  for (guint i = 0; i < G_N_ELEMENTS (c->buckets); i++)
    {
      g_assert_cmpint (figures->buckets[i].minor, ==, c->buckets[i]);
      open += c->buckets[i];
    }
  total = open + c->to_invoice + c->to_deliver;
  g_assert_cmpstr (figures->open.currency, ==, c->currency);
  g_assert_cmpint (figures->open.minor, ==, open);
  g_assert_cmpint (figures->overdue.minor, ==, open - c->buckets[0]);
  g_assert_cmpint (figures->to_invoice.minor, ==, c->to_invoice);
  g_assert_cmpint (figures->to_deliver.minor, ==, c->to_deliver);
  g_assert_cmpint (figures->total.minor, ==, total);
  g_assert_cmpint (figures->insured.minor, ==, c->insured);
  g_assert_cmpint (figures->limit.minor, ==, c->limit);
  g_assert_cmpint (figures->kind, ==, c->kind);
  g_assert_cmpint (figures->free.minor, ==, c->kind == BIZ_LIMIT_NONE ? 0 : c->limit - total);
  g_assert_cmpint (figures->oldest, ==, c->oldest);
}

static void
test_get (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (BizExposureBook) book = make_book ();
  BizExposurePlan plan = { .company_id = c->company,
                           .together = c->company == 0,
                           .from_documents = c->from_documents };
  BizExposure figures;
  g_autoptr (GError) error = NULL;

  plan.zero = money (0, c->currency);
  g_assert_true (biz_exposure_book_get (book, &plan, c->partner, NULL, &figures, &error));
  g_assert_no_error (error);
  check (&figures, c);
}

/* By group each row is what is told of the group alone; every other way adds up to the same. */
static void
test_compute (void)
{
  g_autoptr (BizExposureBook) book = make_book ();
  BizExposurePlan plan = { .together = TRUE };
  gint64 expected = 0;

  plan.zero = money (0, "EUR");
  for (BizExposureBy by = BIZ_EXPOSURE_BY_CUSTOMER; by <= BIZ_EXPOSURE_BY_SALESPERSON; by++)
    {
      g_autoptr (GArray) rows = NULL;
      gint64 total = 0;

      plan.by = by;
      rows = biz_exposure_book_compute (book, &plan, NULL);
      for (guint i = 0; i < rows->len; i++)
        {
          const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);

          total += row->figures.total.minor;
          g_assert_cmpint (row->company_id, ==, 0);
          if (i > 0)
            g_assert_cmpint (row[-1].figures.total.minor, >=, row->figures.total.minor);
          if (by >= BIZ_EXPOSURE_BY_COMPANY)
            g_assert_cmpint (row->figures.kind, ==, BIZ_LIMIT_NONE);
        }
      if (by == BIZ_EXPOSURE_BY_CUSTOMER)
        {
          g_assert_cmpuint (rows->len, ==, 3);
          expected = total;
        }
      g_assert_cmpint (total, ==, expected);
    }
  /* 3,050.00 of Acme in North, 200.00 in South, -50.00 of Bolt */
  g_assert_cmpint (expected, ==, 305000 + 20000 - 5000);
}

static void
test_by_currency (void)
{
  g_autoptr (BizExposureBook) book = make_book ();
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_CURRENCY };
  g_autoptr (GArray) rows = biz_exposure_book_compute (book, &plan, NULL);
  const BizExposureRow *euro = &g_array_index (rows, BizExposureRow, 0);
  const BizExposureRow *dollar = &g_array_index (rows, BizExposureRow, 1);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (euro->name, ==, "EUR");
  g_assert_cmpint (euro->figures.open.minor, ==, 100000 + 40000 - 15000 + 9000 - 5000);
  g_assert_cmpint (euro->figures.to_invoice.minor, ==, 30000);
  g_assert_cmpint (euro->figures.to_deliver.minor, ==, 90000);
  g_assert_cmpstr (dollar->name, ==, "USD");
  g_assert_cmpint (dollar->figures.open.minor, ==, 75000);
  g_assert_cmpint (dollar->figures.to_deliver.minor, ==, 12500);
}

/* Per company each row is in its own currency; nothing is converted silently. */
static void
test_per_company (void)
{
  g_autoptr (BizExposureBook) book = make_book ();
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP };
  g_autoptr (GArray) rows = biz_exposure_book_compute (book, &plan, NULL);

  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);

      g_assert_cmpstr (row->figures.total.currency, ==, row->company_id == NORTH ? "EUR" : "USD");
      g_assert_cmpstr (row->company, ==, row->company_id == NORTH ? "North" : "South");
    }
}

/* A document counts once: not again where it is an order that is counted already. */
static void
test_document (void)
{
  g_autoptr (BizExposureBook) book = make_book ();
  const BizExposurePlan plan = { .company_id = NORTH };
  BizExposureDocument document = { .order_id = 500, .company_id = NORTH };
  BizExposure before, after;

  document.amount = money (50000, "USD");
  g_assert_true (biz_exposure_book_get (book, &plan, ACME, NULL, &before, NULL));
  g_assert_true (biz_exposure_book_get (book, &plan, ACME, &document, &after, NULL));
  g_assert_cmpint (after.document.minor, ==, 40000);
  g_assert_cmpint (after.total.minor, ==, before.total.minor + 40000);
  g_assert_true (biz_exposure_is_over (&after));
  document.order_id = 101;
  g_assert_true (biz_exposure_book_get (book, &plan, ACME, &document, &after, NULL));
  g_assert_cmpint (after.total.minor, ==, before.total.minor);
  /* an order that is paid in advance is in the book no more: its rest is nothing new */
  document.order_id = 103;
  g_assert_true (biz_exposure_book_get (book, &plan, BOLT, &document, &after, NULL));
  g_assert_cmpint (after.document.minor, ==, 0);
  /* confirmed, and nothing of it is left */
  document.order_id = 104;
  document.is_confirmed = TRUE;
  g_assert_true (biz_exposure_book_get (book, &plan, BOLT, &document, &after, NULL));
  g_assert_cmpint (after.document.minor, ==, 0);
  /* of another company */
  document = (BizExposureDocument){ .company_id = SOUTH, .amount = money (100, "USD") };
  g_assert_true (biz_exposure_book_get (book, &plan, ACME, &document, &after, NULL));
  g_assert_cmpint (after.total.minor, ==, before.total.minor);
}

static void
test_no_rate (void)
{
  g_autoptr (BizExposureBook) book = open_book ();
  BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  take_order (book, 1, NORTH, ACME, "JPY", 0, 1000, 0);
  biz_exposure_book_seal (book);
  rows = biz_exposure_book_compute (book, &plan, &error);
  g_assert_null (rows);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  /* in its own currency it is a figure */
  plan.by = BIZ_EXPOSURE_BY_CURRENCY;
  rows = biz_exposure_book_compute (book, &plan, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_currency_of_customer (void)
{
  g_autoptr (BizExposureBook) book = make_book ();
  BizMoney zero;

  g_assert_true (biz_exposure_book_find_currency (book, ACME, NORTH, &zero));
  g_assert_cmpstr (zero.currency, ==, "EUR");
  g_assert_cmpint (zero.minor, ==, 0);
  g_assert_true (biz_exposure_book_find_currency (book, 99, SOUTH, &zero));
  g_assert_cmpstr (zero.currency, ==, "USD");
  g_assert_false (biz_exposure_book_find_currency (book, ACME, 77, &zero));
}

/* Only an address of the customer was seen: the row is the customer's, with a name and a limit. */
static void
test_address_only (void)
{
  g_autoptr (BizExposureBook) book = open_book ();
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP };
  g_autoptr (GArray) rows = NULL;
  const BizExposureRow *row;

  take_party (book, 31, 30, "Coil, Harbour", "Coil");
  take_account (book, 30, NORTH, BIZ_LIMIT_OWN, 500, 0);
  take_order (book, 1, NORTH, 31, "EUR", 0, 1000, 0);
  biz_exposure_book_seal (book);
  rows = biz_exposure_book_compute (book, &plan, NULL);
  row = &g_array_index (rows, BizExposureRow, 0);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (row->id, ==, 30);
  g_assert_cmpstr (row->name, ==, "Coil");
  g_assert_cmpint (row->figures.limit.minor, ==, 500);
  g_assert_true (biz_exposure_is_over (&row->figures));
}

typedef struct
{
  const char *name;
  gint64 credit;
  gint64 to_invoice;
  gboolean uses_limits;
  gint64 risk_total;
  gboolean leaves_out_orders;
  const char *reasons[3]; /* part of each; NULL: none */
  gint64 differences[3];
} Comparison;

static const Comparison comparisons[] = {
  { "all is the same", 175000, 130000, TRUE, 305000, FALSE, { NULL, NULL, NULL }, { 0, 0, 0 } },
  { "the shop is not counted",
    166000,
    130000,
    TRUE,
    305000,
    FALSE,
    { "addresses", NULL, NULL },
    { 9000, 0, 0 } },
  { "delivered only",
    175000,
    30000,
    TRUE,
    305000,
    FALSE,
    { NULL, "delivered only", NULL },
    { 0, 100000, 0 } },
  { "limits are not used",
    175000,
    0,
    FALSE,
    305000,
    FALSE,
    { NULL, "limits", NULL },
    { 0, 130000, 0 } },
  { "a cent of rounding",
    175000,
    130001,
    TRUE,
    305001,
    FALSE,
    { NULL, "rounded", "rounded" },
    { 0, -1, -1 } },
  { "orders are left out",
    175000,
    130000,
    TRUE,
    175000,
    TRUE,
    { NULL, NULL, "orders" },
    { 0, 0, 130000 } },
  { "who knows", 100, 100, TRUE, 100, FALSE, { NULL, NULL, NULL }, { 174900, 129900, 304900 } },
};

static void
test_compare (gconstpointer data)
{
  const Comparison *c = data;
  g_autoptr (BizExposureBook) book = make_book ();
  g_autoptr (GArray) differences = NULL;
  BizCreditAccount *account;

  /* as the store would have read it */
  account = (BizCreditAccount *)biz_exposure_book_get_account (book, ACME, NORTH);
  account->has_credit = account->has_risk = TRUE;
  account->uses_limits = c->uses_limits;
  account->credit.minor = c->credit;
  account->credit_to_invoice.minor = c->to_invoice;
  account->risk_total.minor = c->risk_total;
  for (guint i = 0; i < BIZ_RISK_N_PARTS; i++)
    {
      account->risk_parts[i] = money (i == BIZ_RISK_ORDERS ? 130000 : 0, "EUR");
      account->risk_included[i] = i != BIZ_RISK_ORDERS || !c->leaves_out_orders;
    }
  differences = biz_exposure_book_compare (book, ACME, NORTH, NULL);
  g_assert_cmpuint (differences->len, ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      const BizExposureDifference *difference =
          &g_array_index (differences, BizExposureDifference, i);

      g_assert_true (difference->comparable);
      g_assert_cmpint (difference->difference.minor, ==, c->differences[i]);
      if (c->reasons[i] == NULL)
        g_assert_cmpstr (difference->reason, ==, NULL);
      else
        g_assert_nonnull (strstr (difference->reason, c->reasons[i]));
    }
  /* in another currency they stand side by side, with no difference */
  account->risk_total = money (100, "USD");
  g_clear_pointer (&differences, g_array_unref);
  differences = biz_exposure_book_compare (book, ACME, NORTH, NULL);
  g_assert_false (g_array_index (differences, BizExposureDifference, 2).comparable);
  g_assert_nonnull (g_array_index (differences, BizExposureDifference, 2).reason);
  /* and where the server was not asked there is nothing to compare */
  g_clear_pointer (&differences, g_array_unref);
  differences = biz_exposure_book_compare (book, BOLT, NORTH, NULL);
  g_assert_cmpuint (differences->len, ==, 0);
}

/* Random ledgers: what the book says of each group is what a sum over everything says. */
static void
test_property (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (BizExposureBook) book = open_book ();
      const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP };
      static const gint64 partners[] = { ACME, ACME_SHOP, BOLT };
      gint64 open[2][2] = { { 0 } }, late[2][2] = { { 0 } }, orders[2][2] = { { 0 } };
      g_autoptr (GArray) rows = NULL;

      for (guint i = 0; i < 200; i++)
        {
          const gint64 partner = partners[g_rand_int_range (random, 0, 3)];
          const gint64 company = g_rand_boolean (random) ? NORTH : SOUTH;
          const int age = g_rand_int_range (random, -60, 200);
          const gint64 amount = g_rand_int_range (random, -50000, 90000);
          GDate due = day (22, 11, 2026);

          if (age >= 0)
            g_date_subtract_days (&due, (guint)age);
          else
            g_date_add_days (&due, (guint)-age);
          add_item (book, company, partner, due, amount, company == NORTH ? "EUR" : "USD", amount);
          open[partner == BOLT][company - 1] += amount;
          late[partner == BOLT][company - 1] += age > 0 ? amount : 0;
        }
      for (guint i = 0; i < 100; i++)
        {
          const gint64 partner = partners[g_rand_int_range (random, 0, 3)];
          const gint64 company = g_rand_boolean (random) ? NORTH : SOUTH;
          const gint64 delivered = g_rand_int_range (random, 0, 1000);
          const gint64 waits = g_rand_int_range (random, 0, 1000);
          const gint64 prepaid = g_rand_int_range (random, 0, 2500);

          /* in three lines, as they come */
          take_order (book, i, company, partner, company == NORTH ? "EUR" : "USD", delivered, 0, 0);
          take_order (book, i, company, partner, company == NORTH ? "EUR" : "USD", 0, 0, prepaid);
          take_order (book, i, company, partner, company == NORTH ? "EUR" : "USD", 0, waits, 0);
          orders[partner == BOLT][company - 1] += MAX (delivered + waits - prepaid, 0);
        }
      biz_exposure_book_seal (book);
      rows = biz_exposure_book_compute (book, &plan, NULL);
      g_assert_cmpuint (rows->len, ==, 4);
      for (guint i = 0; i < rows->len; i++)
        {
          const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);
          const gint64 at = row->company_id - 1;
          BizExposurePlan own = { .company_id = row->company_id };
          BizExposure figures;

          g_assert_cmpint (row->figures.open.minor, ==, open[row->id == BOLT][at]);
          g_assert_cmpint (row->figures.overdue.minor, ==, late[row->id == BOLT][at]);
          g_assert_cmpint (row->figures.to_invoice.minor + row->figures.to_deliver.minor, ==,
                           orders[row->id == BOLT][at]);
          g_assert_true (biz_exposure_book_get (book, &own, row->id, NULL, &figures, NULL));
          g_assert_cmpmem (&figures.buckets, sizeof figures.buckets, &row->figures.buckets,
                           sizeof row->figures.buckets);
          g_assert_cmpint (figures.total.minor, ==, row->figures.total.minor);
          g_assert_cmpint (figures.oldest, ==, row->figures.oldest);
        }
    }
}

typedef struct
{
  const char *rate_from;
  const char *rate_to;
  gint64 amount;
  const char *from;
  const char *to;
  gint64 converted;
} Conversion;

static void
test_rates (void)
{
  static const Conversion conversions[] = {
    { "1", "1.25", 10000, "EUR", "USD", 12500 },
    { "1.25", "1", 12500, "USD", "EUR", 10000 },
    { "1", "162.5", 10000, "EUR", "JPY", 16250 },
    { "162.5", "1", 16250, "JPY", "EUR", 10000 },
    { "1.25", "162.5", 100, "USD", "JPY", 130 },
    { "3", "1", 100, "USD", "EUR", 33 },
    { "3", "1", 200, "USD", "EUR", 67 },
    { "2", "1", 1, "USD", "EUR", 1 },
    { "2", "1", -1, "USD", "EUR", -1 },
    { "1", "1.083456789", 100000000, "EUR", "USD", 108345679 },
    { "1", "7", G_GINT64_CONSTANT (900000000000000), "EUR", "USD",
      G_GINT64_CONSTANT (6300000000000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (conversions); i++)
    {
      const Conversion *c = &conversions[i];
      g_autoptr (BizRates) rates = biz_rates_new ();
      const BizMoney amount = money (c->amount, c->from);
      const BizMoney zero = money (0, c->to);
      BizDecimal from, to;
      BizMoney converted;

      g_assert_true (biz_decimal_parse (c->rate_from, 9, &from, NULL));
      g_assert_true (biz_decimal_parse (c->rate_to, 9, &to, NULL));
      biz_rates_add (rates, c->from, &from);
      biz_rates_add (rates, c->to, &to);
      g_assert_true (biz_rates_convert (rates, &amount, &zero, &converted, NULL));
      g_assert_cmpint (converted.minor, ==, c->converted);
      g_assert_cmpstr (converted.currency, ==, c->to);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/exposure-book/get/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_get);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/biz/exposure-book/compare/%s", comparisons[i].name);

      g_test_add_data_func (path, &comparisons[i], test_compare);
    }
  g_test_add_func ("/biz/exposure-book/compute", test_compute);
  g_test_add_func ("/biz/exposure-book/by-currency", test_by_currency);
  g_test_add_func ("/biz/exposure-book/per-company", test_per_company);
  g_test_add_func ("/biz/exposure-book/document", test_document);
  g_test_add_func ("/biz/exposure-book/address-only", test_address_only);
  g_test_add_func ("/biz/exposure-book/no-rate", test_no_rate);
  g_test_add_func ("/biz/exposure-book/currency-of-customer", test_currency_of_customer);
  g_test_add_func ("/biz/exposure-book/property", test_property);
  g_test_add_func ("/biz/rates/convert", test_rates);

  return g_test_run ();
}
