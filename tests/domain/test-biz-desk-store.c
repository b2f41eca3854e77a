/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desk of the demo company, read as its users do. */

#include "biz-collect-store.h"
#include "biz-currency-table.h"
#include "biz-desk-detail.h"
#include "biz-desk-list.h"
#include "biz-desk-store.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "test-values.h"

static BizDeskBook *
read_book (DemoDesk *desk, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (BizDeskStore) store = biz_desk_store_new (desk->session, currencies);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDateTime) seen = g_date_time_new_utc (2026, 11, 21, 0, 0, 0);
  GDate today = test_make_day (DESK_TODAY);

  biz_desk_store_read_async (store, &today, seen, NULL, NULL, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_desk_store_read_finish (store, result, error);
}

static guint
count (BizDeskBook *book, BizDeskStanding standing)
{
  GPtrArray *all = biz_desk_book_get_entries (book);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += biz_desk_entry_get_facts (g_ptr_array_index (all, i))->standing == standing;

  return n;
}

/* (nullable): the first one of an order in a state */
static BizDeskEntry *
find (BizDeskBook *book, BizDeskStanding standing, BizDeskOrderState state)
{
  GPtrArray *all = biz_desk_book_get_entries (book);

  for (guint i = 0; i < all->len; i++)
    {
      const BizDeskFacts *facts = biz_desk_entry_get_facts (g_ptr_array_index (all, i));

      if (facts->standing == standing && facts->order->state == state && facts->delivery == NULL)
        return g_ptr_array_index (all, i);
    }

  return NULL;
}

static gint64
post (DemoDesk *desk, gint64 order, const char *text)
{
  g_autofree char *body = g_strdup_printf ("\"%s\"", text);
  g_autoptr (JsonNode) answer =
      desk_ask (desk, TRUE, "sale.order", "message_post", order, "body", body, "message_type",
                "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"", NULL);

  return answer != NULL;
}

/* A decision that is noted is seen at the next reading. */
static void
test_decisions (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizDeskBook) before = NULL;
  g_autoptr (BizDeskBook) held = NULL;
  g_autoptr (BizDeskBook) after = NULL;
  g_autoptr (JsonNode) confirmed = NULL;
  g_autoptr (GError) error = NULL;
  BizDeskEntry *entry;
  const BizDeskFacts *facts;
  gint64 id;

  desk_share (&desk, GPOINTER_TO_UINT (data), "credit");
  before = read_book (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (before, BIZ_DESK_HELD), >, 3);
  g_assert_cmpuint (count (before, BIZ_DESK_SLIPPED), >, 0);
  g_assert_cmpuint (count (before, BIZ_DESK_PROPOSED), >, 3);
  g_assert_null (biz_desk_book_get_no_figures (before));
  g_assert_false (biz_desk_book_is_cut (before));

  entry = find (before, BIZ_DESK_PROPOSED, BIZ_DESK_ORDER_QUOTATION);
  g_assert_nonnull (entry);
  facts = biz_desk_entry_get_facts (entry);
  g_assert_nonnull (facts->reason);
  g_assert_nonnull (facts->order->group);
  id = facts->order->id;
  post (&desk, id, "QUITTANCE/1 hold cause=limit review=2026-11-24\\nToo much");
  held = read_book (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (held, BIZ_DESK_HELD), ==, count (before, BIZ_DESK_HELD) + 1);
  g_assert_cmpuint (count (held, BIZ_DESK_PROPOSED), ==, count (before, BIZ_DESK_PROPOSED) - 1);

  post (&desk, id, "QUITTANCE/1 release reason=paid");
  after = read_book (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (after, BIZ_DESK_HELD), ==, count (before, BIZ_DESK_HELD));
  g_assert_cmpuint (count (after, BIZ_DESK_PROPOSED), ==, count (before, BIZ_DESK_PROPOSED) - 1);
  desk_close (&desk);
}

/* One round trip: nothing waits for the answer to another question. */
static void
test_requests (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizDeskBook) book = NULL;
  g_autoptr (GError) error = NULL;
  guint n_orders, n_before;

  desk_share (&desk, GPOINTER_TO_UINT (data), "controller");
  faulty_client_forget_trips (desk.client);
  n_before = faulty_client_get_n_calls (desk.client);
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  g_test_message ("%u requests", faulty_client_get_n_calls (desk.client) - n_before);
  g_assert_cmpuint (faulty_client_get_n_trips (desk.client), ==, 1);
  g_assert_nonnull (find (book, BIZ_DESK_PROPOSED, BIZ_DESK_ORDER_QUOTATION));
  n_orders = biz_desk_book_get_n_orders (book);
  g_assert_cmpuint (n_orders, >, 40);
  for (guint i = 0; i < biz_desk_book_get_entries (book)->len; i++)
    {
      BizDeskEntry *entry = g_ptr_array_index (biz_desk_book_get_entries (book), i);
      const BizDeskFacts *facts = biz_desk_entry_get_facts (entry);
      g_autofree char *words = biz_desk_entry_describe (entry);

      g_assert_cmpint (facts->value.minor, >, 0);
      g_assert_cmpint (facts->company_value.minor, >, 0);
      g_assert_true (facts->order == biz_desk_book_find_order (book, facts->order->id));
      g_assert_true (*words != '\0');
    }
  desk_close (&desk);
}

/* (transfer full): broken promises of a customer, as the collectors' worklist counts them */
static GHashTable *
count_broken (DemoDesk *desk, GError **error)
{
  GHashTable *broken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GDate today = test_make_day (DESK_TODAY);
  GPtrArray *customers;

  biz_collect_read_async (desk->session, currencies, &today, BIZ_PROMISE_TOLERANCE, NULL, NULL,
                          NULL, desk_cb, desk);
  result = desk_wait (desk);
  book = biz_collect_read_finish (result, error);
  g_assert_nonnull (book);
  customers = biz_collect_book_get_customers (book);
  for (guint i = 0; i < customers->len; i++)
    {
      const BizCollectFacts *facts =
          biz_collect_customer_get_facts (g_ptr_array_index (customers, i));
      gint64 id = facts->id;
      guint there = GPOINTER_TO_UINT (g_hash_table_lookup (broken, &id));

      if (facts->n_broken_open > there)
        g_hash_table_replace (broken, g_memdup2 (&id, sizeof id),
                              GUINT_TO_POINTER (facts->n_broken_open));
    }

  return broken;
}

/* Desk and worklist never say different things of one customer. */
static void
test_promises (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizDeskBook) book = NULL;
  g_autoptr (GHashTable) broken = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GError) error = NULL;
  guint n_found = 0;

  desk_share (&desk, GPOINTER_TO_UINT (data), "controller");
  broken = count_broken (&desk, &error);
  g_assert_no_error (error);
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  orders = biz_desk_book_list_orders (book);
  for (guint i = 0; i < orders->len; i++)
    {
      const BizDeskOrder *order = g_ptr_array_index (orders, i);
      g_autoptr (GArray) causes =
          biz_desk_known_list_causes (biz_desk_book_get_known (book), order);
      int count = 0;

      for (guint k = 0; causes != NULL && k < causes->len; k++)
        {
          const BizCreditCause *cause = &g_array_index (causes, BizCreditCause, k);

          if (cause->kind == BIZ_CREDIT_CAUSE_PROMISE)
            count = cause->count;
        }
      g_assert_cmpint (count, ==, GPOINTER_TO_INT (g_hash_table_lookup (broken, &order->group_id)));
      n_found += count > 0;
    }
  g_assert_cmpuint (n_found, >, 0);
  desk_close (&desk);
}

/* Who sees some entries of the ledger is given no sums, and still what is held. */
static void
test_rights (void)
{
  DemoDesk desk;
  g_autoptr (BizDeskBook) book = NULL;
  g_autoptr (GError) error = NULL;

  desk_share (&desk, 19, "agent");
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  g_assert_nonnull (biz_desk_book_get_no_figures (book));
  g_assert_cmpuint (count (book, BIZ_DESK_PROPOSED), ==, 0);
  desk_close (&desk);
}

static void
test_detail (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizDeskBook) book = NULL;
  g_autoptr (BizDeskDetail) detail = NULL;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate today = test_make_day (DESK_TODAY);
  const BizDeskOrder *order;

  desk_share (&desk, GPOINTER_TO_UINT (data), "credit");
  currencies = biz_currency_table_new (desk.capabilities);
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  order = biz_desk_entry_get_facts (find (book, BIZ_DESK_HELD, BIZ_DESK_ORDER_QUOTATION))->order;
  biz_desk_detail_load_async (desk.session, currencies, order->id, order->group_id,
                              order->company_id, &today, NULL, desk_cb, &desk);
  result = desk_wait (&desk);
  detail = biz_desk_detail_load_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (detail->knows_payments);
  g_assert_cmpuint (biz_decision_log_get_notes (detail->decisions)->len, >, 0);
  g_assert_cmpuint (detail->payments->len, <=, BIZ_DESK_LAST_PAYMENTS);
  for (guint i = 0; i < detail->payments->len; i++)
    {
      const BizDeskPayment *payment = g_ptr_array_index (detail->payments, i);

      g_assert_cmpint (payment->amount.minor, >, 0);
      g_assert_cmpint (payment->days_late, ==, g_date_days_between (&payment->due, &payment->paid));
      if (i > 0)
        g_assert_cmpint (
            g_date_compare (&payment->paid,
                            &((BizDeskPayment *)g_ptr_array_index (detail->payments, i - 1))->paid),
            <=, 0);
    }
  desk_close (&desk);
}

static BizDeskDetail *
read_detail (DemoDesk *desk, const BizDeskOrder *order)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate today = test_make_day (DESK_TODAY);
  BizDeskDetail *detail;

  biz_desk_detail_load_async (desk->session, currencies, order->id, order->group_id,
                              order->company_id, &today, NULL, desk_cb, desk);
  result = desk_wait (desk);
  detail = biz_desk_detail_load_finish (result, &error);
  g_assert_no_error (error);

  return detail;
}

static void
post_dispute (DemoDesk *desk, const char *model, gint64 id, const char *text)
{
  g_autofree char *body = g_strdup_printf ("\"QUITTANCE/1 dispute %s\"", text);
  g_autoptr (JsonNode) answer =
      desk_ask (desk, TRUE, model, "message_post", id, "body", body, "message_type", "\"comment\"",
                "subtype_xmlid", "\"mail.mt_note\"", NULL);

  g_assert_nonnull (answer);
}

/* What was settled is not shown as disputed any more; the account as a whole stops all of it. */
static void
test_disputes (void)
{
  DemoDesk desk;
  g_autoptr (BizDeskBook) book = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDeskDetail) before = NULL;
  g_autoptr (BizDeskDetail) all = NULL;
  g_autoptr (BizDeskDetail) one = NULL;
  g_autoptr (BizDeskDetail) none = NULL;
  const BizDeskOrder *order = NULL;
  gint64 id;

  desk_share (&desk, 19, "controller");
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  orders = biz_desk_book_list_orders (book);
  for (guint i = 0; i < orders->len && all == NULL; i++)
    {
      order = g_ptr_array_index (orders, i);
      g_clear_pointer (&before, biz_desk_detail_free);
      before = read_detail (&desk, order);
      if (before->disputes->len > 0)
        continue;
      post_dispute (&desk, "res.partner", order->group_id, "reason=quality");
      all = read_detail (&desk, order);
      post_dispute (&desk, "res.partner", order->group_id, "state=closed");
      if (all->disputes->len == 0)
        g_clear_pointer (&all, biz_desk_detail_free);
    }
  g_assert_nonnull (all);
  none = read_detail (&desk, order);
  g_assert_cmpuint (none->disputes->len, ==, 0);
  id = ((BizDeskDispute *)g_ptr_array_index (all->disputes, 0))->id;
  post_dispute (&desk, "account.move", id, "reason=price");
  one = read_detail (&desk, order);
  g_assert_cmpuint (one->disputes->len, ==, 1);
  g_assert_cmpint (((BizDeskDispute *)g_ptr_array_index (one->disputes, 0))->id, ==, id);
  post_dispute (&desk, "account.move", id, "state=closed");
  g_clear_pointer (&none, biz_desk_detail_free);
  none = read_detail (&desk, order);
  g_assert_cmpuint (none->disputes->len, ==, 0);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/desk-store/19/decisions", GUINT_TO_POINTER (19), test_decisions);
  g_test_add_data_func ("/desk-store/17/requests", GUINT_TO_POINTER (17), test_requests);
  g_test_add_data_func ("/desk-store/19/requests", GUINT_TO_POINTER (19), test_requests);
  g_test_add_data_func ("/desk-store/19/promises", GUINT_TO_POINTER (19), test_promises);
  g_test_add_func ("/desk-store/disputes", test_disputes);
  g_test_add_func ("/desk-store/rights", test_rights);
  g_test_add_data_func ("/desk-store/17/detail", GUINT_TO_POINTER (17), test_detail);
  result = g_test_run ();
  desk_end_shared ();

  return result;
}
