/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-due-maker.h"
#include "biz-due-store.h"
#include "demo-desk.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* Invoices of orders against the demo company of both series. */

#define METHOD "create_invoices"

typedef struct
{
  DemoDesk desk;
  gint64 ids[2]; /* orders of 100.00 and 200.00 that may be invoiced */
  BizDueMaker *maker;
} Bench;

static gint64
first_id (JsonNode *answer)
{
  gint64 id = json_array_get_int_element (json_node_get_array (answer), 0);

  json_node_unref (answer);
  return id;
}

static GDate
get_today (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  return today;
}

static gint64
make_order (DemoDesk *desk, int price)
{
  gint64 partner = first_id (desk_ask (desk, TRUE, "res.partner", "create", 0, "vals_list",
                                       "[{\"name\":\"Due Tests Ltd\",\"is_company\":true}]", NULL));
  gint64 product =
      first_id (desk_ask (desk, FALSE, "product.product", "search", 0, "domain",
                          "[[\"sale_ok\",\"=\",true],[\"invoice_policy\",\"=\",\"order\"]]",
                          "limit", "1", NULL));
  g_autofree char *values =
      g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                       ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                       ",\"product_uom_qty\":1,\"price_unit\":%d}]]}]",
                       partner, product, price);
  gint64 id =
      first_id (desk_ask (desk, TRUE, "sale.order", "create", 0, "vals_list", values, NULL));

  json_node_unref (desk_ask (desk, TRUE, "sale.order", "action_confirm", id, NULL));
  return id;
}

static BizDueOrder *
find_order (GPtrArray *orders, gint64 id)
{
  for (guint i = 0; i < orders->len; i++)
    {
      if (biz_due_order_get_facts (g_ptr_array_index (orders, i))->id == id)
        return g_ptr_array_index (orders, i);
    }
  return NULL;
}

static GPtrArray *
read_due (Bench *bench)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (bench->desk.capabilities);
  g_autoptr (BizDueStore) store = biz_due_store_new (bench->desk.session, currencies);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDueBook) book = NULL;
  GDate today = get_today ();

  biz_due_store_read_async (store, &today, NULL, NULL, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  book = biz_due_store_read_finish (store, result, &error);
  g_assert_no_error (error);
  return biz_due_book_get_orders (book);
}

static void
load (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_due_maker_load_async (bench->maker, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  biz_due_maker_load_finish (bench->maker, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Bench *bench, guint series, guint n_orders)
{
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) due = NULL;

  desk_open (&bench->desk, series, "controller");
  for (guint i = 0; i < n_orders; i++)
    bench->ids[i] = make_order (&bench->desk, i == 0 ? 100 : 200);
  due = read_due (bench);
  for (guint i = 0; i < n_orders; i++)
    {
      BizDueOrder *order = find_order (due, bench->ids[i]);

      g_assert_nonnull (order);
      g_ptr_array_add (orders, g_object_ref (order));
    }
  bench->maker = biz_due_maker_new (bench->desk.session, bench->desk.store, orders);
  load (bench);
}

static void
tear_down (Bench *bench)
{
  g_clear_object (&bench->maker);
  desk_close (&bench->desk);
}

static void
run (Bench *bench, gboolean post, GCancellable *cancellable)
{
  const BizOrderInvoicing how = { .method = "delivered" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate today = get_today ();

  biz_due_maker_run_async (bench->maker, &how, post, &today, cancellable, desk_cb, &bench->desk);
  g_assert_true (biz_due_maker_is_running (bench->maker));
  result = desk_wait (&bench->desk);
  g_assert_true (biz_due_maker_run_finish (bench->maker, result, &error));
  g_assert_no_error (error);
  g_assert_false (biz_due_maker_is_running (bench->maker));
}

static BizDueBatch *
nth (Bench *bench, guint n)
{
  return g_ptr_array_index (biz_due_maker_get_batches (bench->maker), n);
}

static guint
count_invoices (Bench *bench, guint n)
{
  g_autoptr (JsonNode) answer = desk_ask (&bench->desk, FALSE, "sale.order", "read", bench->ids[n],
                                          "fields", "[\"invoice_ids\"]", NULL);
  JsonObject *order = json_array_get_object_element (json_node_get_array (answer), 0);

  return json_array_get_length (json_object_get_array_member (order, "invoice_ids"));
}

/* A result for each order. */
static void
test_two (gconstpointer data)
{
  Bench bench = { 0 };

  set_up (&bench, GPOINTER_TO_UINT (data), 2);
  g_assert_cmpuint (biz_due_maker_count (bench.maker, BIZ_DUE_BATCH_WAITING), ==, 2);
  g_assert_null (biz_due_maker_get_drafts (bench.maker));
  run (&bench, TRUE, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *state = NULL;
      BizDueBatch *batch = nth (&bench, i);

      g_assert_cmpint (biz_due_batch_get_state (batch), ==, BIZ_DUE_BATCH_POSTED);
      g_assert_null (biz_due_batch_get_reason (batch));
      state = desk_get_state (&bench.desk, biz_due_batch_get_invoice_id (batch));
      g_assert_cmpstr (state, ==, "posted");
      g_assert_cmpuint (count_invoices (&bench, i), ==, 1);
    }
  g_assert_cmpint (biz_due_batch_get_invoice_id (nth (&bench, 0)), !=,
                   biz_due_batch_get_invoice_id (nth (&bench, 1)));
  tear_down (&bench);
}

/* Not posted, they are drafts, and the next who looks is told. */
static void
test_drafts (gconstpointer data)
{
  Bench bench = { 0 };
  g_autofree char *state = NULL;

  set_up (&bench, GPOINTER_TO_UINT (data), 1);
  run (&bench, FALSE, NULL);
  g_assert_cmpint (biz_due_batch_get_state (nth (&bench, 0)), ==, BIZ_DUE_BATCH_DRAFT);
  state = desk_get_state (&bench.desk, biz_due_batch_get_invoice_id (nth (&bench, 0)));
  g_assert_cmpstr (state, ==, "draft");
  load (&bench);
  g_assert_nonnull (biz_due_maker_get_drafts (bench.maker));
  tear_down (&bench);
}

/* The answer is lost, the invoice is there: it is found, told, and made once. */
static void
test_lost_answer (gconstpointer data)
{
  static const Fault faults[] = { FAULTY_LOST_AFTER, FAULTY_CUT };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      Bench bench = { 0 };

      set_up (&bench, GPOINTER_TO_UINT (data), 2);
      faulty_client_set_fault (bench.desk.client, METHOD, faults[i], 1);
      run (&bench, FALSE, NULL);
      g_assert_cmpuint (biz_due_maker_count (bench.maker, BIZ_DUE_BATCH_DRAFT), ==, 2);
      g_assert_cmpint (biz_due_batch_get_invoice_id (nth (&bench, 0)), >, 0);
      g_assert_cmpuint (count_invoices (&bench, 0), ==, 1);
      g_assert_cmpuint (count_invoices (&bench, 1), ==, 1);
      tear_down (&bench);
    }
}

/* Nobody knows whether it was heard: that is said, nothing is sent again, the next one is made. */
static void
test_not_known (gconstpointer data)
{
  Bench bench = { 0 };

  set_up (&bench, GPOINTER_TO_UINT (data), 2);
  faulty_client_set_fault (bench.desk.client, METHOD, FAULTY_LOST_BEFORE, 1);
  run (&bench, FALSE, NULL);
  g_assert_cmpint (biz_due_batch_get_state (nth (&bench, 0)), ==, BIZ_DUE_BATCH_UNKNOWN);
  g_assert_nonnull (biz_due_batch_get_reason (nth (&bench, 0)));
  g_assert_cmpint (biz_due_batch_get_invoice_id (nth (&bench, 0)), ==, 0);
  g_assert_cmpint (biz_due_batch_get_state (nth (&bench, 1)), ==, BIZ_DUE_BATCH_DRAFT);
  g_assert_cmpuint (count_invoices (&bench, 0), ==, 0);
  g_assert_cmpuint (count_invoices (&bench, 1), ==, 1);
  tear_down (&bench);
}

/* What happens to the second order after the person has looked. */
typedef enum
{
  CANCELLED,
  INVOICED,
  NOTHING_LEFT,
  N_MEANWHILE
} Meanwhile;

static void
spoil (Bench *bench, Meanwhile meanwhile)
{
  g_autofree char *values = NULL;
  gint64 wizard;

  switch (meanwhile)
    {
    case CANCELLED:
      json_node_unref (
          desk_ask (&bench->desk, TRUE, "sale.order", "action_cancel", bench->ids[1], NULL));
      break;
    case INVOICED:
      values = g_strdup_printf ("[{\"advance_payment_method\":\"delivered\",\"sale_order_ids\":"
                                "[[6,0,[%" G_GINT64_FORMAT "]]]}]",
                                bench->ids[1]);
      wizard = first_id (desk_ask (&bench->desk, TRUE, "sale.advance.payment.inv", "create", 0,
                                   "vals_list", values, NULL));
      json_node_unref (
          desk_ask (&bench->desk, TRUE, "sale.advance.payment.inv", METHOD, wizard, NULL));
      break;
    case NOTHING_LEFT:
    case N_MEANWHILE:
    default:
      {
        g_autoptr (JsonNode) answer = desk_ask (&bench->desk, FALSE, "sale.order", "read",
                                                bench->ids[1], "fields", "[\"order_line\"]", NULL);
        JsonObject *order = json_array_get_object_element (json_node_get_array (answer), 0);

        json_node_unref (desk_ask (
            &bench->desk, TRUE, "sale.order.line", "write",
            json_array_get_int_element (json_object_get_array_member (order, "order_line"), 0),
            "vals", "{\"product_uom_qty\":0}", NULL));
      }
      break;
    }
}

/* The second is refused in words, and the first has its invoice all the same. */
static void
test_refused (gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n_invoices; /* of the second */
  } expected[N_MEANWHILE] = {
    [CANCELLED] = { "Only a confirmed order is invoiced", 0 },
    [INVOICED] = { "Somebody has invoiced order S", 1 },
    [NOTHING_LEFT] = { "There is nothing to invoice", 0 },
  };

  for (guint i = 0; i < N_MEANWHILE; i++)
    {
      Bench bench = { 0 };

      set_up (&bench, GPOINTER_TO_UINT (data), 2);
      spoil (&bench, i);
      run (&bench, FALSE, NULL);
      g_assert_cmpint (biz_due_batch_get_state (nth (&bench, 0)), ==, BIZ_DUE_BATCH_DRAFT);
      g_assert_cmpint (biz_due_batch_get_state (nth (&bench, 1)), ==, BIZ_DUE_BATCH_REFUSED);
      g_assert_nonnull (strstr (biz_due_batch_get_reason (nth (&bench, 1)), expected[i].words));
      g_assert_cmpint (biz_due_batch_get_invoice_id (nth (&bench, 1)), ==, 0);
      g_assert_cmpuint (count_invoices (&bench, 0), ==, 1);
      g_assert_cmpuint (count_invoices (&bench, 1), ==, expected[i].n_invoices);
      tear_down (&bench);
    }
}

/* Stopped before it begins, nothing is made. */
static void
test_stopped (gconstpointer data)
{
  Bench bench = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  set_up (&bench, GPOINTER_TO_UINT (data), 2);
  g_cancellable_cancel (cancellable);
  {
    const BizOrderInvoicing how = { .method = "delivered" };
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    GDate today = get_today ();

    biz_due_maker_run_async (bench.maker, &how, FALSE, &today, cancellable, desk_cb, &bench.desk);
    result = desk_wait (&bench.desk);
    g_assert_true (biz_due_maker_run_finish (bench.maker, result, &error));
  }
  g_assert_cmpuint (biz_due_maker_count (bench.maker, BIZ_DUE_BATCH_WAITING), ==, 2);
  g_assert_cmpuint (count_invoices (&bench, 0), ==, 0);
  tear_down (&bench);
}

/* An order that is gone is said before anything is asked for. */
static void
test_gone (gconstpointer data)
{
  Bench bench = { 0 };
  DemoDesk boss;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&bench, GPOINTER_TO_UINT (data), 1);
  json_node_unref (desk_ask (&bench.desk, TRUE, "sale.order", "action_cancel", bench.ids[0], NULL));
  desk_join (&boss, &bench.desk, "admin");
  json_node_unref (desk_ask (&boss, TRUE, "sale.order", "unlink", bench.ids[0], NULL));
  desk_close (&boss);
  biz_due_maker_load_async (bench.maker, NULL, desk_cb, &bench.desk);
  result = desk_wait (&bench.desk);
  g_assert_false (biz_due_maker_load_finish (bench.maker, result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
  tear_down (&bench);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "two", test_two },
    { "drafts", test_drafts },
    { "lost-answer", test_lost_answer },
    { "not-known", test_not_known },
    { "refused", test_refused },
    { "stopped", test_stopped },
    { "gone", test_gone },
  };
  static const guint series[] = { 17, 19 };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint k = 0; k < G_N_ELEMENTS (series); k++)
      {
        g_autofree char *path = g_strdup_printf ("/due-maker/%s/%u", tests[i].name, series[k]);

        g_test_add_data_func (path, GUINT_TO_POINTER (series[k]), tests[i].func);
      }
  return g_test_run ();
}
