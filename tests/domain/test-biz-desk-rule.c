/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-desk-book.h"
#include "biz-desk-list.h"
#include "biz-desk-rule.h"
#include "erp-error.h"
#include "erp-group.h"
#include "erp-json.h"
#include "test-values.h"

#define LIMIT BIZ_DESK_BIT (BIZ_DESK_CAUSE_LIMIT)
#define OVERDUE BIZ_DESK_BIT (BIZ_DESK_CAUSE_OVERDUE)
#define PROMISE BIZ_DESK_BIT (BIZ_DESK_CAUSE_PROMISE)
#define MANUAL BIZ_DESK_BIT (BIZ_DESK_CAUSE_MANUAL)
#define NEWS(news) BIZ_DESK_BIT (BIZ_DESK_NEWS_##news)

static GDateTime *
make_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;
}

/* "2026-11-20 kind key=value", newest first, in the log of order 1. */
static BizDecisionLog *
make_log (const char *const *notes)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  int n = 0;

  while (notes[n] != NULL)
    n++;
  for (int i = 0; notes[i] != NULL; i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\":%d,\"model\":\"sale.order\",\"res_id\":1,\"date\":\"%.10s 12:00:00\","
          "\"author_id\":[3,\"Kim\"],\"create_uid\":[7,\"Kim\"],"
          "\"body\":\"<p>QUITTANCE/1 %s</p>\"}",
          100 - i, notes[i], notes[i] + 11);
      g_autoptr (JsonObject) row = test_object (json);
      g_autoptr (GError) error = NULL;
      BizDecisionNote *note = biz_decision_note_new_from_row (row, &error);

      g_assert_no_error (error);
      g_assert_nonnull (note);
      g_ptr_array_add (all, note);
    }

  return biz_decision_log_new (all);
}

/* "d:2026-11-21:300" done on a day, "w::200" waiting, with what it is worth in minor units. */
static BizDeskOrder *
make_order (BizDeskOrderState state, gboolean is_open, const char *deliveries)
{
  BizDeskOrder *order = biz_desk_order_new ();
  g_auto (GStrv) parts = deliveries != NULL ? g_strsplit (deliveries, " ", -1) : NULL;

  order->id = 1;
  order->name = g_strdup ("S00001");
  order->partner_id = order->group_id = 14;
  order->partner = g_strdup ("Azure, Ann");
  order->group = g_strdup ("Azure");
  order->company_id = 1;
  order->company = g_strdup ("North");
  order->salesperson = g_strdup ("Sam");
  order->state = state;
  order->is_open = is_open;
  order->created_at = make_time ("2026-11-10T08:00:00Z");
  order->ordered_at = make_time ("2026-11-12T08:00:00Z");
  order->value = biz_money_from_minor (1000, "USD", 2);
  order->company_value = biz_money_from_minor (900, "EUR", 2);
  if (parts != NULL)
    order->deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_delivery_free);
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], ":", -1);
      BizDeskDelivery *delivery = g_new0 (BizDeskDelivery, 1);
      g_autofree char *time = g_strconcat (words[1], "T09:00:00Z", NULL);

      delivery->id = (gint64)i + 1;
      delivery->name = g_strdup_printf ("OUT/%u", i + 1);
      delivery->is_done = *words[0] == 'd';
      delivery->done_at = delivery->is_done ? make_time (time) : NULL;
      delivery->value = biz_money_from_minor (g_ascii_strtoll (words[2], NULL, 10), "USD", 2);
      g_ptr_array_add (order->deliveries, delivery);
    }

  return order;
}

typedef struct
{
  const char *say;
  BizDeskOrderState state;
  gboolean is_open;
  const char *deliveries;
  const char *notes[4];
  int verdict; /* causes; -1: not known */
  /* expected */
  guint n;
  BizDeskStanding standing;
  guint causes;
  int days;
  const char *review;
  gint64 minor; /* of the first */
  gboolean is_free;
} Case;

#define Q BIZ_DESK_ORDER_QUOTATION
#define C BIZ_DESK_ORDER_CONFIRMED

static const Case cases[] = {
  { "nothing said, nothing known", Q, TRUE, NULL, { NULL }, -1, 0, 0, 0, 0, NULL, 0, FALSE },
  { "the policy is content", Q, TRUE, NULL, { NULL }, 0, 0, 0, 0, 0, NULL, 0, FALSE },
  { "the policy would hold it",
    Q,
    TRUE,
    NULL,
    { NULL },
    LIMIT | OVERDUE,
    1,
    BIZ_DESK_PROPOSED,
    LIMIT | OVERDUE,
    13,
    "",
    1000,
    FALSE },
  { "a confirmed one counts from then",
    C,
    TRUE,
    "w::1000",
    { NULL },
    LIMIT,
    1,
    BIZ_DESK_PROPOSED,
    LIMIT,
    11,
    "",
    1000,
    FALSE },
  { "nothing to stop any more",
    C,
    FALSE,
    "d:2026-11-13:1000",
    { NULL },
    LIMIT,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
  { "held",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 hold cause=limit review=2026-11-25" },
    LIMIT,
    1,
    BIZ_DESK_HELD,
    LIMIT,
    3,
    "2026-11-25",
    1000,
    FALSE },
  { "held, and the policy is not known",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 hold cause=limit" },
    -1,
    1,
    BIZ_DESK_HELD,
    LIMIT,
    3,
    "",
    1000,
    FALSE },
  { "free again",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 hold cause=limit,overdue" },
    0,
    1,
    BIZ_DESK_HELD,
    LIMIT | OVERDUE,
    3,
    "",
    1000,
    TRUE },
  { "held by hand is never free",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 hold" },
    0,
    1,
    BIZ_DESK_HELD,
    MANUAL,
    3,
    "",
    1000,
    FALSE },
  { "a cause of a later version",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 hold cause=weather" },
    0,
    1,
    BIZ_DESK_HELD,
    MANUAL,
    3,
    "",
    1000,
    FALSE },
  { "the newest counts",
    Q,
    TRUE,
    NULL,
    { "2026-11-22 release reason=paid", "2026-11-20 hold cause=limit" },
    LIMIT,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
  { "held again",
    Q,
    TRUE,
    NULL,
    { "2026-11-22 hold cause=promise", "2026-11-21 release", "2026-11-20 hold cause=limit" },
    0,
    1,
    BIZ_DESK_HELD,
    PROMISE,
    1,
    "",
    1000,
    TRUE },
  { "rejected",
    Q,
    TRUE,
    NULL,
    { "2026-11-22 reject reason=risk" },
    LIMIT,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
  { "cancelled",
    BIZ_DESK_ORDER_CANCELLED,
    FALSE,
    NULL,
    { "2026-11-20 hold cause=limit" },
    LIMIT,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
  { "handed on",
    Q,
    TRUE,
    NULL,
    { "2026-11-22 escalate review=2026-11-24", "2026-11-20 hold cause=limit" },
    LIMIT,
    1,
    BIZ_DESK_ESCALATED,
    LIMIT,
    3,
    "2026-11-24",
    1000,
    FALSE },
  { "handed on before it was held again",
    Q,
    TRUE,
    NULL,
    { "2026-11-22 hold cause=limit", "2026-11-20 escalate" },
    LIMIT,
    1,
    BIZ_DESK_HELD,
    LIMIT,
    1,
    "",
    1000,
    FALSE },
  { "to be paid in advance",
    Q,
    TRUE,
    NULL,
    { "2026-11-22 prepayment", "2026-11-20 hold cause=limit" },
    LIMIT,
    1,
    BIZ_DESK_PREPAYMENT,
    LIMIT,
    3,
    "",
    1000,
    FALSE },
  { "confirmed all the same",
    C,
    TRUE,
    "w::1000",
    { "2026-11-11 hold cause=limit" },
    LIMIT,
    1,
    BIZ_DESK_SLIPPED,
    LIMIT,
    12,
    "",
    1000,
    FALSE },
  { "was confirmed already: its transfers wait",
    C,
    TRUE,
    "d:2026-11-13:300 w::500 w::200 w::0",
    { "2026-11-14 hold cause=limit" },
    LIMIT,
    2,
    BIZ_DESK_HELD,
    LIMIT,
    9,
    "",
    500,
    FALSE },
  { "left all the same",
    C,
    TRUE,
    "d:2026-11-15:300 w::700",
    { "2026-11-14 hold cause=limit" },
    LIMIT,
    1,
    BIZ_DESK_SLIPPED,
    LIMIT,
    9,
    "",
    1000,
    FALSE },
  { "let go without an end",
    C,
    TRUE,
    "w::1000",
    { "2026-11-14 release" },
    LIMIT,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
  { "let go for long",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 release expires=2026-11-27" },
    LIMIT,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
  { "a release about to end",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 release expires=2026-11-26" },
    -1,
    1,
    BIZ_DESK_ENDING,
    0,
    3,
    "2026-11-26",
    1000,
    FALSE },
  { "its last day",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 release expires=2026-11-23" },
    OVERDUE,
    1,
    BIZ_DESK_ENDING,
    OVERDUE,
    3,
    "2026-11-23",
    1000,
    FALSE },
  { "a release that has ended",
    Q,
    TRUE,
    NULL,
    { "2026-11-20 release expires=2026-11-22" },
    -1,
    1,
    BIZ_DESK_ENDED,
    0,
    3,
    "2026-11-22",
    1000,
    FALSE },
  { "ended, and all is delivered",
    C,
    FALSE,
    "d:2026-11-21:1000",
    { "2026-11-20 release expires=2026-11-22" },
    -1,
    0,
    0,
    0,
    0,
    NULL,
    0,
    FALSE },
};

static void
test_cases (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  BizDeskClock clock = { .today = test_make_day ("2026-11-23"), .zone = utc };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *expected = &cases[i];
      g_autoptr (BizDeskOrder) order =
          make_order (expected->state, expected->is_open, expected->deliveries);
      g_autoptr (BizDecisionLog) log = make_log (expected->notes);
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
      BizDeskVerdict verdict = { .causes = (guint)MAX (expected->verdict, 0), .text = "why" };
      const BizDeskFacts *facts;
      g_autofree char *review = NULL;
      g_autofree char *words = NULL;

      g_test_message ("%s", expected->say);
      biz_desk_judge (order, log, expected->verdict < 0 ? NULL : &verdict, &clock, entries);
      g_assert_cmpuint (entries->len, ==, expected->n);
      if (expected->n == 0)
        continue;
      facts = biz_desk_entry_get_facts (g_ptr_array_index (entries, 0));
      review = test_day_text (&facts->review);
      g_assert_cmpint (facts->standing, ==, expected->standing);
      g_assert_cmpuint (facts->causes, ==, expected->causes);
      g_assert_cmpint (facts->days, ==, expected->days);
      g_assert_cmpstr (review, ==, expected->review);
      g_assert_cmpint (facts->value.minor, ==, expected->minor);
      g_assert_cmpint (facts->is_free, ==, expected->is_free);
      g_assert_cmpstr (facts->who, ==, expected->standing == BIZ_DESK_PROPOSED ? "Sam" : "Kim");
      words = biz_desk_entry_describe (g_ptr_array_index (entries, 0));
      g_assert_null (strchr (words, '\n'));
    }
}

static void
test_news (void)
{
  static const struct
  {
    const char *say;
    const char *note; /* (nullable) */
    const char *seen;
    BizDeskVerdict verdict;
    guint news;
  } news[] = {
    { "nobody has looked before", "2026-11-20 hold cause=limit", NULL, { LIMIT }, 0 },
    { "held over the limit since",
      "2026-11-20 hold cause=limit",
      "2026-11-19T00:00:00Z",
      { LIMIT },
      NEWS (LIMIT) },
    { "and before", "2026-11-20 hold cause=limit", "2026-11-21T00:00:00Z", { LIMIT }, 0 },
    { "another invoice put it there",
      NULL,
      "2026-11-21T00:00:00Z",
      { .causes = LIMIT, .is_newly_over = TRUE },
      NEWS (LIMIT) },
    { "paid, and free",
      "2026-11-18 hold cause=overdue",
      "2026-11-21T00:00:00Z",
      { .causes = 0, .has_paid = TRUE },
      NEWS (RECEIPT) },
    { "paid, and not enough",
      "2026-11-18 hold cause=overdue",
      "2026-11-21T00:00:00Z",
      { .causes = OVERDUE, .has_paid = TRUE },
      0 },
    { "a broken promise",
      "2026-11-18 hold cause=overdue",
      "2026-11-21T00:00:00Z",
      { .causes = OVERDUE, .broke_promise = TRUE },
      NEWS (PROMISE) },
    { "a release ends", "2026-11-18 release expires=2026-11-24", NULL, { OVERDUE }, NEWS (ENDING) },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (news); i++)
    {
      const char *notes[] = { news[i].note, NULL };
      g_autoptr (GDateTime) seen = make_time (news[i].seen);
      BizDeskClock clock = { test_make_day ("2026-11-23"), utc, seen };
      g_autoptr (BizDeskOrder) order = make_order (Q, TRUE, NULL);
      g_autoptr (BizDecisionLog) log = make_log (notes);
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

      g_test_message ("%s", news[i].say);
      biz_desk_judge (order, log, &news[i].verdict, &clock, entries);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpuint (biz_desk_entry_get_facts (g_ptr_array_index (entries, 0))->news, ==,
                        news[i].news);
    }
}

/* What went out is news once. */
static void
test_slip_is_news (void)
{
  static const char *const notes[] = { "2026-11-14 hold cause=limit", NULL };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (int later = 0; later < 2; later++)
    {
      g_autoptr (GDateTime) seen =
          make_time (later != 0 ? "2026-11-16T00:00:00Z" : "2026-11-15T00:00:00Z");
      BizDeskClock clock = { test_make_day ("2026-11-23"), utc, seen };
      g_autoptr (BizDeskOrder) order = make_order (C, TRUE, "d:2026-11-18:1 d:2026-11-15:300 w::1");
      g_autoptr (BizDecisionLog) log = make_log (notes);
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
      const BizDeskFacts *facts;
      g_autofree char *words = NULL;

      biz_desk_judge (order, log, NULL, &clock, entries);
      facts = biz_desk_entry_get_facts (g_ptr_array_index (entries, 0));
      g_assert_cmpint (facts->standing, ==, BIZ_DESK_SLIPPED);
      g_assert_cmpstr (facts->slipped_by, ==, "OUT/2");
      g_assert_cmpuint (facts->news, ==, later != 0 ? 0 : NEWS (SLIPPED));
      words = biz_desk_entry_describe (g_ptr_array_index (entries, 0));
      g_assert_true (g_str_has_prefix (words, "OUT/2 left on "));
    }
}

/* A delivery is worth its share, in the company's currency too. */
static void
test_share (void)
{
  g_autoptr (BizDeskOrder) order = make_order (C, TRUE, "w::500");
  g_autoptr (BizDeskEntry) whole = biz_desk_entry_new (order, NULL);
  g_autoptr (BizDeskEntry) part =
      biz_desk_entry_new (order, g_ptr_array_index (order->deliveries, 0));

  g_assert_cmpint (biz_desk_entry_get_facts (whole)->company_value.minor, ==, 900);
  g_assert_cmpint (biz_desk_entry_get_facts (part)->company_value.minor, ==, 450);
  g_assert_cmpstr (biz_desk_entry_get_model (whole), ==, "sale.order");
  g_assert_cmpstr (biz_desk_entry_get_model (part), ==, "stock.picking");
  g_assert_cmpstr (biz_desk_entry_get_document (part), ==, "OUT/1");
  g_assert_cmpint (biz_desk_entry_get_id (part), ==, 1);
}

static gboolean
judge_all (const BizDeskOrder *order, BizDeskVerdict *verdict, gpointer user_data)
{
  (*(guint *)user_data)++;
  verdict->causes = order->id % 2 == 0 ? LIMIT : 0;

  return order->id != 3;
}

static BizDeskBook *
make_book (guint *n_judged)
{
  static const char *const notes[] = { "2026-11-20 hold cause=limit review=2026-11-25", NULL };
  static const struct
  {
    gint64 id;
    const char *partner;
    const char *currency;
    gint64 minor;
  } more[] = { { 1, "Azure", "EUR", 100 },
               { 2, "Bonn", "USD", 5000 },
               { 3, "Deco", "EUR", 70 },
               { 4, "Azure", "EUR", 700 } };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (BizDecisionLog) log = make_log (notes);
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);
  GDate today = test_make_day ("2026-11-23");
  BizDeskBook *book = biz_desk_book_new (&today, utc, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    {
      BizDeskOrder *order = make_order (Q, TRUE, NULL);

      order->id = more[i].id;
      g_free (order->partner);
      order->partner = g_strdup (more[i].partner);
      order->value = order->company_value =
          biz_money_from_minor (more[i].minor, more[i].currency, 2);
      g_ptr_array_add (orders, order);
    }
  biz_desk_book_take_orders (book, orders);
  g_assert_cmpuint (biz_desk_book_get_entries (book)->len, ==, 0);
  biz_desk_book_set_log (book, log);
  g_assert_cmpuint (biz_desk_book_get_entries (book)->len, ==, 1);
  biz_desk_book_set_judge (book, judge_all, n_judged, NULL);

  return book;
}

static void
test_book (void)
{
  guint n_judged = 0;
  g_autoptr (BizDeskBook) book = make_book (&n_judged);
  GPtrArray *again = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);
  GPtrArray *lean = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);

  g_assert_cmpuint (biz_desk_book_get_entries (book)->len, ==, 3);
  g_assert_cmpuint (n_judged, ==, 4);
  /* Nothing is computed twice. */
  biz_desk_book_get_entries (book);
  g_assert_cmpuint (n_judged, ==, 4);
  g_assert_cmpuint (biz_desk_book_get_n_orders (book), ==, 4);
  g_assert_null (biz_desk_book_find_order (book, 9));
  /* What knows more is kept, in either order. */
  g_ptr_array_add (again, make_order (C, TRUE, "w::1000"));
  biz_desk_book_take_orders (book, again);
  g_ptr_array_add (lean, make_order (Q, TRUE, NULL));
  biz_desk_book_take_orders (book, lean);
  g_assert_nonnull (biz_desk_book_find_order (book, 1)->deliveries);
  g_assert_cmpuint (biz_desk_book_get_n_orders (book), ==, 4);
  g_assert_false (biz_desk_book_is_cut (book));
  biz_desk_book_set_cut (book);
  g_assert_true (biz_desk_book_is_cut (book));
}

static void
test_filters (void)
{
  static const struct
  {
    const char *text;
    guint n;
  } filters[] = {
    { "", 3 },
    { "held", 1 },
    { "state:proposed", 2 },
    { "cause:limit", 3 },
    { "cause:overdue", 0 },
    { "held:>3", 2 },
    { "held:<=3", 1 },
    { "review:<2026-11-26", 1 },
    { "due", 0 },
    { "customer:azure", 2 },
    { "value:>600", 0 },
    { "value:>6", 2 },
    { "currency:usd", 1 },
    { "who:kim", 1 },
    { "who:sam", 2 },
    { "kind:quotation", 3 },
    { "kind:delivery", 0 },
    { "bonn", 1 },
    { "customer:azure state:proposed", 1 },
    { "news:paid", 0 },
  };
  guint n_judged = 0;
  g_autoptr (BizDeskBook) book = make_book (&n_judged);
  GDate today = test_make_day ("2026-11-23");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (BizFilter) filter =
          biz_filter_parse (&biz_desk_grammar, filters[i].text, &today, &error);
      g_autoptr (GPtrArray) found = NULL;

      g_test_message ("%s", filters[i].text);
      g_assert_no_error (error);
      found = biz_desk_select (biz_desk_book_get_entries (book), filter, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, filters[i].n);
    }
  g_assert_null (biz_filter_parse (&biz_desk_grammar, "cause:purple", &today, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "purple");
}

static char *
join_ids (GPtrArray *entries)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (
        text, "%s%d", i > 0 ? "," : "",
        (int)biz_desk_entry_get_facts (g_ptr_array_index (entries, i))->order->id);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_order (void)
{
  static const struct
  {
    BizDeskSort sort;
    gboolean descending;
    const char *ids;
  } sorts[] = {
    { BIZ_DESK_SORT_WORST, FALSE, "1,4,2" },       { BIZ_DESK_SORT_CUSTOMER, FALSE, "1,4,2" },
    { BIZ_DESK_SORT_CUSTOMER, TRUE, "2,1,4" },     { BIZ_DESK_SORT_VALUE, FALSE, "1,4,2" },
    { BIZ_DESK_SORT_VALUE, TRUE, "4,1,2" },        { BIZ_DESK_SORT_DAYS, TRUE, "4,2,1" },
    { BIZ_DESK_SORT_REVIEW, FALSE, "1,4,2" },      { BIZ_DESK_SORT_CURRENCY, TRUE, "2,1,4" },
    { BIZ_DESK_SORT_WHO, FALSE, "1,4,2" },         { BIZ_DESK_SORT_DOCUMENT, FALSE, "1,4,2" },
    { BIZ_DESK_SORT_SALESPERSON, FALSE, "1,4,2" },
  };
  guint n_judged = 0;
  g_autoptr (BizDeskBook) book = make_book (&n_judged);

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GPtrArray) all = biz_desk_select (biz_desk_book_get_entries (book), NULL, NULL);
      g_autofree char *ids = NULL;

      g_test_message ("%u %d", sorts[i].sort, sorts[i].descending);
      biz_desk_sort (all, sorts[i].sort, sorts[i].descending);
      ids = join_ids (all);
      g_assert_cmpstr (ids, ==, sorts[i].ids);
    }
}

static void
test_groups (void)
{
  guint n_judged = 0;
  g_autoptr (BizDeskBook) book = make_book (&n_judged);

  for (guint by = BIZ_DESK_GROUP_CUSTOMER; by < BIZ_DESK_N_GROUPS; by++)
    {
      g_autoptr (GPtrArray) all = biz_desk_select (biz_desk_book_get_entries (book), NULL, NULL);
      g_autoptr (GPtrArray) groups = NULL;
      BizDeskGroupBy found;
      gint64 minor = 0;

      biz_desk_sort (all, BIZ_DESK_SORT_WORST, FALSE);
      groups = biz_desk_group (all, (BizDeskGroupBy)by);
      for (guint i = 0; i < groups->len; i++)
        {
          BizDeskTotals *totals = erp_group_get_totals (g_ptr_array_index (groups, i));
          GArray *sums = biz_desk_totals_get_sums (totals);

          g_assert_cmpuint (biz_desk_totals_get_company_sums (totals)->len, ==, sums->len);
          for (guint k = 0; k < sums->len; k++)
            minor += g_array_index (sums, BizMoney, k).minor;
        }
      g_assert_cmpint (minor, ==, 5800);
      g_assert_true (
          biz_desk_group_by_from_name (biz_desk_group_by_get_name ((BizDeskGroupBy)by), &found));
      g_assert_cmpuint (found, ==, by);
    }
}

/* Without a budget it stops after a few, and comes to the same in the end. */
static void
test_slices (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  static const char *const none[] = { NULL };
  g_autoptr (BizDecisionLog) log = make_log (none);
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);
  GDate today = test_make_day ("2026-11-23");
  g_autoptr (BizDeskBook) book = biz_desk_book_new (&today, utc, NULL);
  guint n_judged = 0, n_slices = 1;

  for (gint64 id = 1; id <= 100; id++)
    {
      BizDeskOrder *order = make_order (Q, TRUE, NULL);

      order->id = id;
      g_ptr_array_add (orders, order);
    }
  biz_desk_book_take_orders (book, orders);
  g_assert_true (biz_desk_book_judge_some (book, 0));
  biz_desk_book_set_log (book, log);
  biz_desk_book_set_judge (book, judge_all, &n_judged, NULL);
  while (!biz_desk_book_judge_some (book, 0))
    {
      g_assert_cmpuint (n_judged, <=, n_slices * 10);
      n_slices++;
    }
  g_assert_cmpuint (n_slices, >=, 10);
  g_assert_cmpuint (n_judged, ==, 100);
  g_assert_cmpuint (biz_desk_book_get_entries (book)->len, ==, 50);
  g_assert_cmpuint (n_judged, ==, 100);
  g_assert_true (biz_desk_book_judge_some (book, 0));
}

static void
test_words (void)
{
  for (guint i = 0; i < BIZ_DESK_N_CAUSES; i++)
    {
      BizDeskCause cause;

      g_assert_true (biz_desk_cause_from_word (biz_desk_cause_to_word ((BizDeskCause)i), &cause));
      g_assert_cmpuint (cause, ==, i);
    }
  for (guint i = 0; i < BIZ_DESK_N_STANDINGS; i++)
    g_assert_nonnull (biz_desk_standing_to_label ((BizDeskStanding)i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-rule/cases", test_cases);
  g_test_add_func ("/desk-rule/news", test_news);
  g_test_add_func ("/desk-rule/slip-is-news", test_slip_is_news);
  g_test_add_func ("/desk-rule/share", test_share);
  g_test_add_func ("/desk-rule/book", test_book);
  g_test_add_func ("/desk-rule/slices", test_slices);
  g_test_add_func ("/desk-rule/filters", test_filters);
  g_test_add_func ("/desk-rule/order", test_order);
  g_test_add_func ("/desk-rule/groups", test_groups);
  g_test_add_func ("/desk-rule/words", test_words);
  return g_test_run ();
}
