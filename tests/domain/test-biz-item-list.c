/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of items as they are asked for, and against the demo company of both series: list, groups
 * and accounts come to the same. */

#include "biz-currency-table.h"
#include "biz-item-grouping.h"
#include "biz-item-ledger.h"
#include "biz-item-listing.h"
#include "demo-desk.h"
#include "erp-capabilities-private.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-row.h"
#include "test-values.h"

#include <string.h>

#define BASE                                                                                       \
  "[\"parent_state\",\"=\",\"posted\"],[\"account_type\",\"in\",[\"asset_receivable\","            \
  "\"liability_payable\"]]"

static void
test_filter (void)
{
  static const struct
  {
    const char *text;
    const char *rest; /* of the domain, behind the base */
  } cases[] = {
    { "", "" },
    { "open", ",[\"reconciled\",\"=\",false]" },
    { "matched", ",[\"reconciled\",\"=\",true]" },
    { "partial", ",[\"reconciled\",\"=\",false],[\"matching_number\",\"=like\",\"P%\"]" },
    { "receivable", ",[\"account_type\",\"=\",\"asset_receivable\"]" },
    { "open payable",
      ",[\"reconciled\",\"=\",false],[\"account_type\",\"=\",\"liability_payable\"]" },
    { "overdue", ",[\"reconciled\",\"=\",false],[\"date_maturity\",\"<\",\"2026-11-22\"],\"|\","
                 "\"&\",[\"account_type\",\"=\",\"asset_receivable\"],"
                 "[\"amount_residual\",\">\",0],\"&\",[\"account_type\",\"=\","
                 "\"liability_payable\"],[\"amount_residual\",\"<\",0]" },
    { "credits", ",[\"reconciled\",\"=\",false],\"|\",\"&\",[\"account_type\",\"=\","
                 "\"asset_receivable\"],[\"amount_residual\",\"<\",0],\"&\",[\"account_type\","
                 "\"=\",\"liability_payable\"],[\"amount_residual\",\">\",0]" },
    { "paid-but-open", ",[\"reconciled\",\"=\",false],[\"move_id.payment_state\",\"in\","
                       "[\"paid\",\"in_payment\"]]" },
    { "customer:acme", ",[\"partner_id\",\"ilike\",\"acme\"]" },
    { "partner-ids:7,9", ",[\"partner_id\",\"in\",[7,9]]" },
    { "account:1210", ",[\"account_id\",\"ilike\",\"1210\"]" },
    { "match:P4", ",[\"matching_number\",\"ilike\",\"P4\"]" },
    { "amount:>1000", ",[\"amount_residual_currency\",\">\",1000]" },
    { "booked:-20..-10", ",[\"amount_currency\",\">=\",-20],[\"amount_currency\",\"<=\",-10]" },
    { "due:<2026-12-01", ",[\"date_maturity\",\"<\",\"2026-12-01\"]" },
    { "PO-7", ",\"|\",\"|\",\"|\",[\"move_name\",\"ilike\",\"PO-7\"],[\"partner_id\",\"ilike\","
              "\"PO-7\"],[\"ref\",\"ilike\",\"PO-7\"],[\"name\",\"ilike\",\"PO-7\"]" },
  };
  GDate today = test_make_day ("2026-11-22");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter =
          biz_filter_parse (&biz_item_grammar, cases[i].text, &today, &error);
      g_autoptr (ErpDomain) domain = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;
      g_autofree char *wanted = g_strdup_printf ("[" BASE "%s]", cases[i].rest);

      g_assert_no_error (error);
      domain = biz_filter_to_domain (filter);
      node = erp_domain_to_json (domain);
      text = erp_json_to_string (node);
      g_assert_cmpstr (text, ==, wanted);
    }
  g_assert_null (biz_filter_parse (&biz_item_grammar, "colour:red", &today, NULL));
  g_assert_null (biz_filter_parse (&biz_item_grammar, "amount:much", &today, NULL));
}

static void
test_order (void)
{
  for (guint sort = 0; sort <= BIZ_ITEM_SORT_ID; sort++)
    {
      g_autofree char *up = biz_item_sort_to_order ((BizItemSort)sort, FALSE);
      g_autofree char *down = biz_item_sort_to_order ((BizItemSort)sort, TRUE);

      g_assert_true (g_str_has_suffix (up, "id asc"));
      g_assert_true (g_str_has_suffix (down, "id desc"));
      g_assert_null (strstr (up, "account_type")); /* the server does not keep it */
    }
}

typedef struct
{
  DemoDesk desk;
  BizCurrencyTable *currencies;
  gint64 partner;
} Bench;

static void
set_up (Bench *bench, gconstpointer data)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *values = NULL;

  desk_open (&bench->desk, GPOINTER_TO_UINT (data), "controller");
  bench->desk.capabilities->major = GPOINTER_TO_UINT (data);
  bench->currencies = biz_currency_table_new (bench->desk.capabilities);
  answer = desk_ask (&bench->desk, TRUE, "res.partner", "create", 0, "vals_list",
                     "[{\"name\":\"Item Tests Ltd\"}]", NULL);
  bench->partner = json_array_get_int_element (json_node_get_array (answer), 0);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const types[] = { "out_invoice", "out_invoice", "out_refund",
                                           "out_invoice" };
      static const char *const days[] = { "2026-09-01", "2026-10-01", "2026-10-01", "2026-11-01" };
      static const char *const prices[] = { "100.10", "20.20", "3.30", "4.40" };
      g_autoptr (JsonNode) made = NULL;
      g_autoptr (JsonNode) posted = NULL;

      g_free (values);
      values = g_strdup_printf (
          "[{\"move_type\":\"%s\",\"partner_id\":%" G_GINT64_FORMAT ",\"invoice_date\":\"%s\","
          "\"invoice_line_ids\":[[0,0,{\"name\":\"x\",\"quantity\":1,\"price_unit\":%s,"
          "\"tax_ids\":[[6,0,[]]]}]]}]",
          types[i], bench->partner, days[i], prices[i]);
      made = desk_ask (&bench->desk, TRUE, "account.move", "create", 0, "vals_list", values, NULL);
      posted = desk_ask (&bench->desk, TRUE, "account.move", "action_post",
                         json_array_get_int_element (json_node_get_array (made), 0), NULL);
    }
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  biz_currency_table_unref (bench->currencies);
  desk_close (&bench->desk);
}

static ErpClient *
get_client (Bench *bench)
{
  return erp_session_get_client (bench->desk.session);
}

static void
wait_for (gpointer paged)
{
  while (erp_paged_get_state (paged) == ERP_LISTING_LOADING
         || erp_paged_get_state (paged) == ERP_LISTING_IDLE)
    g_main_context_iteration (NULL, TRUE);
  if (erp_paged_get_error (paged) != NULL)
    g_error ("%s", erp_error_get_server_message (erp_paged_get_error (paged)));
  g_assert_cmpint (erp_paged_get_state (paged), ==, ERP_LISTING_READY);
}

static BizFilter *
parse (Bench *bench, const char *more)
{
  GDate today = test_make_day (DESK_TODAY);
  g_autofree char *text =
      g_strdup_printf ("partner-ids:%" G_GINT64_FORMAT " %s", bench->partner, more);

  return biz_filter_parse (&biz_item_grammar, text, &today, NULL);
}

static const BizItemFacts *
get_facts (gpointer listing, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (listing, position);

  g_assert_nonnull (erp_row_get_item (row));
  return biz_item_get_facts (erp_row_get_item (row));
}

static void
test_listing (Bench *bench)
{
  g_autoptr (ErpListing) listing = biz_item_listing_new (get_client (bench), bench->currencies);
  g_autoptr (BizFilter) filter = parse (bench, "open");
  g_autoptr (BizFilter) credits = parse (bench, "credits");
  g_autoptr (BizFilter) contradictions = parse (bench, "paid-but-open");
  g_autoptr (BizFilter) others = parse (bench, "open -paid-but-open");

  biz_item_listing_set_filter (listing, filter);
  biz_item_listing_set_sort (listing, BIZ_ITEM_SORT_RESIDUAL, TRUE);
  erp_listing_load (listing);
  wait_for (listing);
  g_assert_cmpuint (erp_listing_get_count (listing), ==, 4);
  g_assert_cmpint (get_facts (listing, 0)->residual.minor, ==, 10010);
  g_assert_cmpint (get_facts (listing, 0)->side, ==, BIZ_ITEM_RECEIVABLE);
  g_assert_cmpint (get_facts (listing, 3)->residual.minor, ==, -330);
  g_assert_cmpint (get_facts (listing, 3)->move_type, ==, BIZ_MOVE_CREDIT_NOTE);
  g_assert_cmpint (get_facts (listing, 3)->credit.minor, ==, 330);
  g_assert_cmpstr (get_facts (listing, 3)->partner, ==, "Item Tests Ltd");
  /* what says that it is paid and what does not are all that is open */
  biz_item_listing_set_filter (listing, contradictions);
  erp_listing_load (listing);
  while (erp_listing_get_state (listing) == ERP_LISTING_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (erp_listing_get_state (listing), ==, ERP_LISTING_EMPTY);
  biz_item_listing_set_filter (listing, others);
  erp_listing_load (listing);
  wait_for (listing);
  g_assert_cmpuint (erp_listing_get_count (listing), ==, 4);
  biz_item_listing_set_filter (listing, credits);
  erp_listing_load (listing);
  wait_for (listing);
  g_assert_cmpuint (erp_listing_get_count (listing), ==, 1);
  g_assert_cmpint (get_facts (listing, 0)->residual.minor, ==, -330);
}

static void
test_groups (Bench *bench)
{
  g_autoptr (BizFilter) filter = parse (bench, "open");
  g_autoptr (ErpDomain) domain = biz_filter_to_domain (filter);

  for (guint by = 0; by < BIZ_ITEM_N_GROUPS; by++)
    {
      g_autoptr (ErpGrouping) grouping =
          biz_item_grouping_new (get_client (bench), bench->desk.capabilities, bench->currencies,
                                 (BizItemGroupBy)by);
      guint n = by == BIZ_ITEM_GROUP_DUE_MONTH ? 3 : 1;
      gint64 open = 0;
      BizItemGroupBy found;

      erp_grouping_set_domain (grouping, domain);
      erp_grouping_set_order (grouping, "id asc");
      erp_paged_load (ERP_PAGED (grouping));
      wait_for (grouping);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (grouping)), ==, n);
      for (guint i = 0; i < n; i++)
        {
          BizItemTotals *totals = erp_group_get_totals (erp_grouping_get_group (grouping, i));
          guint n_open;

          open += biz_item_totals_get_open (totals, &n_open)->minor;
          g_assert_cmpuint (n_open, ==, 1);
        }
      g_assert_cmpint (open, ==, 10010 + 2020 - 330 + 440);
      g_assert_true (
          biz_item_group_by_from_name (biz_item_group_by_get_name ((BizItemGroupBy)by), &found));
      g_assert_cmpuint (found, ==, by);
      g_assert_cmpstr (biz_item_group_by_get_label ((BizItemGroupBy)by), !=, "");
      if (by == BIZ_ITEM_GROUP_PARTNER)
        g_assert_cmpstr (erp_group_get_label (erp_grouping_get_group (grouping, 0)), ==,
                         "Item Tests Ltd");
    }
}

static BizItemLedger *
load_ledger (Bench *bench, gboolean open_only, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizItemLedger *ledger;

  biz_item_ledger_load_async (bench->desk.session, bench->currencies, bench->partner, open_only,
                              limit, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  ledger = biz_item_ledger_load_finish (result, &error);
  g_assert_no_error (error);

  return ledger;
}

/* However many of them are read, the balance is the same, and what is open comes to it. */
static void
test_ledger (Bench *bench)
{
  static const gint64 running[] = { 12140, 11700, 12030, 10010 };

  for (guint limit = 1; limit <= 5; limit++)
    {
      g_autoptr (BizItemLedger) ledger = load_ledger (bench, FALSE, limit);
      g_autoptr (GArray) closing = biz_item_ledger_dup_closing (ledger);
      guint n = MIN (limit, 4);

      g_assert_cmpuint (biz_item_ledger_get_n_steps (ledger), ==, n);
      g_assert_true (biz_item_ledger_has_older (ledger) == (limit < 4));
      g_assert_cmpint (g_array_index (closing, BizMoney, 0).minor, ==, 12140);
      g_assert_cmpint (biz_item_ledger_get_step (ledger, 0)->balance.minor, ==, running[0]);
      g_assert_cmpint (biz_item_ledger_get_step (ledger, n - 1)->balance.minor, ==, running[n - 1]);
      g_assert_true (biz_item_ledger_is_footed (ledger));
    }
}

/* What is matched goes from the open ones, and out of the balance on both sides. */
static void
test_matched (Bench *bench)
{
  g_autoptr (BizItemLedger) before = load_ledger (bench, TRUE, 50);
  g_autoptr (BizItemLedger) after = NULL;
  g_autoptr (BizItemLedger) all = NULL;
  gint64 ids[] = { biz_item_get_id (biz_item_ledger_get_step (before, 1)->item),
                   biz_item_get_id (biz_item_ledger_get_step (before, 2)->item) };
  g_autoptr (ErpCall) call = erp_call_new_write ("account.move.line", "reconcile");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) closing = NULL;

  erp_call_set_ids (call, ids, 2);
  erp_client_call_async (get_client (bench), call, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  json_node_unref (erp_client_call_finish (get_client (bench), result, NULL));
  after = load_ledger (bench, TRUE, 50);
  all = load_ledger (bench, FALSE, 50);
  g_assert_cmpuint (biz_item_ledger_get_n_steps (after), ==, 3);
  g_assert_cmpuint (biz_item_ledger_get_n_steps (all), ==, 4);
  closing = biz_item_ledger_dup_closing (after);
  g_assert_cmpint (g_array_index (closing, BizMoney, 0).minor, ==, 12140);
  g_assert_true (biz_item_ledger_is_footed (after));
  g_assert_true (biz_item_ledger_is_footed (all));
}

static void
test_failed (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  biz_item_ledger_load_async (bench->desk.session, bench->currencies, bench->partner, TRUE, 5,
                              cancellable, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  g_assert_null (biz_item_ledger_load_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One company for all of them: making it takes longer than they do. */
static void
test_company (Bench *bench, gconstpointer data)
{
  test_listing (bench);
  test_groups (bench);
  test_ledger (bench);
  test_failed (bench);
  test_matched (bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/item-list/filter", test_filter);
  g_test_add_func ("/biz/item-list/order", test_order);
  g_test_add ("/biz/item-list/company/17", Bench, GUINT_TO_POINTER (17), set_up, test_company,
              tear_down);
  g_test_add ("/biz/item-list/company/19", Bench, GUINT_TO_POINTER (19), set_up, test_company,
              tear_down);

  return g_test_run ();
}
