/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matching items and taking it back, against the demo company of both series. */

#include "biz-currency-table.h"
#include "biz-item-store.h"
#include "demo-desk.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "test-values.h"

typedef struct
{
  DemoDesk desk;
  BizItemStore *store;
  guint n_changed;
  gint64 partner;
  gint64 invoice; /* items of 100.00, -30.00 and -100.00 */
  gint64 note;
  gint64 large;
} Bench;

static gint64
first_id (JsonNode *answer)
{
  gint64 id = json_array_get_int_element (json_node_get_array (answer), 0);

  json_node_unref (answer);
  return id;
}

static gint64
make_item (Bench *bench, const char *type, const char *price)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"move_type\":\"%s\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"invoice_date\":\"2026-11-02\",\"invoice_line_ids\":[[0,0,{\"name\":\"x\","
      "\"quantity\":1,\"price_unit\":%s,\"tax_ids\":[[6,0,[]]]}]]}]",
      type, bench->partner, price);
  gint64 move = first_id (
      desk_ask (&bench->desk, TRUE, "account.move", "create", 0, "vals_list", values, NULL));
  g_autofree char *domain = g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT
                                             "],[\"account_type\",\"=\",\"asset_receivable\"]]",
                                             move);

  json_node_unref (desk_ask (&bench->desk, TRUE, "account.move", "action_post", move, NULL));

  return first_id (
      desk_ask (&bench->desk, FALSE, "account.move.line", "search", 0, "domain", domain, NULL));
}

static void
changed_cb (BizItemStore *store, gpointer user_data)
{
  ((Bench *)user_data)->n_changed++;
}

static void
set_up (Bench *bench, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;

  desk_open (&bench->desk, GPOINTER_TO_UINT (data), "controller");
  currencies = biz_currency_table_new (bench->desk.capabilities);
  g_free (bench->desk.capabilities->version);
  bench->desk.capabilities->version = g_strdup (GPOINTER_TO_UINT (data) == 17 ? "17.0" : "19.0");
  bench->store = biz_item_store_new (bench->desk.session, currencies);
  g_signal_connect (bench->store, "changed", G_CALLBACK (changed_cb), bench);
  bench->partner = first_id (desk_ask (&bench->desk, TRUE, "res.partner", "create", 0, "vals_list",
                                       "[{\"name\":\"Match Tests Ltd\"}]", NULL));
  bench->invoice = make_item (bench, "out_invoice", "100");
  bench->note = make_item (bench, "out_refund", "30");
  bench->large = make_item (bench, "out_refund", "100");
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_clear_object (&bench->store);
  desk_close (&bench->desk);
}

static BizItemPlan *
plan (Bench *bench, gint64 one, gint64 two, GError **error)
{
  gint64 ids[] = { one, two };
  g_autoptr (GAsyncResult) result = NULL;

  biz_item_store_plan_async (bench->store, ids, 2, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);

  return biz_item_store_plan_finish (bench->store, result, error);
}

static gboolean
match (Bench *bench, const BizItemPlan *wish, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_item_store_match_async (bench->store, wish, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);

  return biz_item_store_write_finish (bench->store, result, error);
}

static BizItemUndo *
plan_undo (Bench *bench, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_item_store_undo_plan_async (bench->store, &id, 1, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);

  return biz_item_store_undo_plan_finish (bench->store, result, error);
}

static gboolean
unmatch (Bench *bench, const BizItemUndo *undo, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_item_store_unmatch_async (bench->store, undo, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);

  return biz_item_store_write_finish (bench->store, result, error);
}

static gint64
get_open (Bench *bench, gint64 id)
{
  g_autoptr (JsonNode) answer = desk_ask (&bench->desk, FALSE, "account.move.line", "read", id,
                                          "fields", "[\"amount_residual\"]", NULL);
  double open = json_object_get_double_member (
      json_array_get_object_element (json_node_get_array (answer), 0), "amount_residual");

  return (gint64)(open * 100 + (open < 0 ? -0.5 : 0.5));
}

/* In part, seen twice, taken back, and as before. */
static void
test_there_and_back (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemPlan) wish = plan (bench, bench->invoice, bench->note, &error);
  g_autoptr (BizItemUndo) undo = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (wish->rest.minor, ==, 7000);
  g_assert_true (match (bench, wish, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_open (bench, bench->invoice), ==, 7000);
  g_assert_cmpint (get_open (bench, bench->note), ==, 0);
  g_assert_cmpuint (bench->n_changed, ==, 1);
  /* what was seen before is not what is there */
  g_assert_false (match (bench, wish, &error));
  test_take_error (&error, ERP_ERROR_CONFLICT);
  /* and asked anew it is said with what */
  g_assert_null (plan (bench, bench->invoice, bench->note, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, " with INV/2026");
  undo = plan_undo (bench, bench->note, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undo->bonds->len, ==, 1);
  g_assert_true (unmatch (bench, undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_open (bench, bench->invoice), ==, 10000);
  g_assert_cmpint (get_open (bench, bench->note), ==, -3000);
  g_assert_false (unmatch (bench, undo, &error));
  test_take_error (&error, ERP_ERROR_CONFLICT);
  g_assert_null (plan_undo (bench, bench->note, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "not matched");
}

/* The answer is lost: it is found on the server, and done once. */
static void
test_lost (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemPlan) wish = plan (bench, bench->invoice, bench->large, &error);
  g_autoptr (BizItemUndo) undo = NULL;

  g_assert_no_error (error);
  faulty_client_set_fault (bench->desk.client, "reconcile", FAULTY_LOST_AFTER, 1);
  g_assert_true (match (bench, wish, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_open (bench, bench->invoice), ==, 0);
  undo = plan_undo (bench, bench->invoice, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undo->bonds->len, ==, 1);
  faulty_client_set_fault (bench->desk.client, "remove_move_reconcile", FAULTY_LOST_AFTER, 1);
  g_assert_true (unmatch (bench, undo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_open (bench, bench->invoice), ==, 10000);
}

/* A colleague matches the same between look and send. */
static void
test_colleague (Bench *bench)
{
  DemoDesk other;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemPlan) wish = plan (bench, bench->invoice, bench->large, &error);
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizItemStore) store = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  desk_join (&other, &bench->desk, "controller");
  currencies = biz_currency_table_new (other.capabilities);
  store = biz_item_store_new (other.session, currencies);
  biz_item_store_match_async (store, wish, NULL, desk_cb, &other);
  result = desk_wait (&other);
  g_assert_true (biz_item_store_write_finish (store, result, &error));
  g_assert_no_error (error);
  g_assert_false (match (bench, wish, &error));
  test_take_error_about (&error, ERP_ERROR_CONFLICT, "Somebody has matched");
  g_clear_object (&store);
  desk_close (&other);
}

/* The books are closed over the match. */
static void
test_locked (Bench *bench)
{
  DemoDesk chief;
  g_autoptr (GError) error = NULL;

  desk_join (&chief, &bench->desk, "admin");
  json_node_unref (desk_ask (&chief, TRUE, "res.company", "write", 1, "vals",
                             "{\"fiscalyear_lock_date\":\"2026-11-10\"}", NULL));
  desk_close (&chief);
  g_assert_null (plan_undo (bench, bench->invoice, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "closed");
}

/* One company for all of them: making it takes longer than they do. */
static void
test_company (Bench *bench, gconstpointer data)
{
  test_there_and_back (bench);
  test_lost (bench);
  test_colleague (bench);
  test_locked (bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/biz/item-store/17", Bench, GUINT_TO_POINTER (17), set_up, test_company, tear_down);
  g_test_add ("/biz/item-store/19", Bench, GUINT_TO_POINTER (19), set_up, test_company, tear_down);

  return g_test_run ();
}
