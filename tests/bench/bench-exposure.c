/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 20,000 open lines of orders and 50,000 open items of 5,000 customers: what reading them takes in
 * a worker thread, and what of it the main loop is kept from its work by. */

#include "biz-currency-table.h"
#include "biz-exposure-slice.h"
#include "biz-exposure-store.h"
#include "erp-capabilities-private.h"
#include "erp-json.h"

#include <stdlib.h>

#define N_LINES 20000
#define N_ITEMS 50000
#define N_CUSTOMERS 5000
#define N_RUNS 9

enum
{
  PARSE,
  DECODE,
  MERGE,
  SEAL,
  COMPUTE,
  ONE,
  N_STEPS
};

static GBytes *
make_lines (GRand *random)
{
  GString *text = g_string_new ("{\"length\":0,\"records\":[");

  for (int i = 0; i < N_LINES; i++)
    g_string_append_printf (
        text,
        "%s{\"id\":%d,\"order_id\":{\"id\":%d,\"name\":\"S%05d\",\"delivery_status\":\"pending\","
        "\"partner_invoice_id\":{\"id\":%d}},\"company_id\":{\"id\":1},\"currency_id\":{\"id\":1},"
        "\"product_id\":{\"id\":8,\"invoice_policy\":\"delivery\"},\"product_uom_qty\":%d.0,"
        "\"qty_delivered\":%d.0,\"qty_delivered_method\":\"stock_move\",\"qty_invoiced\":0.0,"
        "\"price_unit\":10.5,\"discount\":0.0,\"price_total\":124.95,\"is_downpayment\":false,"
        "\"invoice_lines\":[],\"move_ids\":[{\"id\":%d,\"state\":\"assigned\"}]}",
        i > 0 ? "," : "", i + 1, i / 4 + 1, i / 4 + 1,
        g_rand_int_range (random, 1, N_CUSTOMERS + 1), 10, g_rand_int_range (random, 0, 9), i + 1);
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

static void
fill (BizExposureBook *book, GRand *random, const GDate *today)
{
  const BizMoney euro = biz_money_zero ("EUR", 2);

  biz_exposure_book_add_company (book, 1, "North", &euro);
  for (gint64 i = 1; i <= N_CUSTOMERS; i++)
    {
      BizExposureParty party = { .id = i, .group_id = i };

      party.name = g_ref_string_new ("Customer");
      biz_exposure_book_take_party (book, &party);
    }
  for (int i = 0; i < N_ITEMS; i++)
    {
      BizExposureItem item = { .company_id = 1, .due = *today };

      item.partner_id = g_rand_int_range (random, 1, N_CUSTOMERS + 1);
      item.open = biz_money_from_minor (g_rand_int_range (random, -20000, 900000), "EUR", 2);
      item.open_document = item.open;
      g_date_subtract_days (&item.due, (guint)g_rand_int_range (random, 0, 300));
      biz_exposure_book_add_item (book, &item);
    }
}

static void
run (GBytes *text, GRand *random, gint64 (*times)[N_RUNS], guint at)
{
  const BizExposureWish wish = { 0 };
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP, .company_id = 1 };
  g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (7, "19.0");
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (BizExposureReading) reading = NULL;
  g_autoptr (BizExposureBook) book = NULL;
  g_autoptr (BizExposureSlice) slice = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) rows = NULL;
  gint64 step[N_STEPS + 1];
  BizExposure figures;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, 11, 2026);
  biz_currency_table_add (currencies, 1, "EUR", 2);
  reading = biz_exposure_reading_new (capabilities, currencies, &wish);
  book = biz_exposure_book_new (&today);
  fill (book, random, &today);
  step[PARSE] = g_get_monotonic_time ();
  node = erp_json_parse (text, NULL);
  step[DECODE] = g_get_monotonic_time ();
  slice = biz_exposure_decode_lines (node, reading, NULL);
  g_assert_cmpuint (slice->rows->len, ==, N_LINES);
  step[MERGE] = g_get_monotonic_time ();
  for (guint i = 0; i < slice->rows->len; i++)
    biz_exposure_book_take_order (book, &g_array_index (slice->rows, BizExposureLineRow, i).order,
                                  NULL);
  step[SEAL] = g_get_monotonic_time ();
  biz_exposure_book_seal (book);
  step[COMPUTE] = g_get_monotonic_time ();
  rows = biz_exposure_book_compute (book, &plan, NULL);
  g_assert_cmpuint (rows->len, >, N_CUSTOMERS / 2);
  step[ONE] = g_get_monotonic_time ();
  g_assert_true (biz_exposure_book_get (book, &plan, 7, NULL, &figures, NULL));
  step[N_STEPS] = g_get_monotonic_time ();
  for (guint i = 0; i < N_STEPS; i++)
    times[i][at] = step[i + 1] - step[i];
}

static int
compare (const void *a, const void *b)
{
  const gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

int
main (int argc, char **argv)
{
  static const char *const names[N_STEPS] = {
    [PARSE] = "parsed, in a thread",           [DECODE] = "decoded, in a thread",
    [MERGE] = "taken over, in the main loop",  [SEAL] = "sealed, in a thread",
    [COMPUTE] = "a row each of all customers", [ONE] = "one customer",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GBytes) text = make_lines (random);
  gint64 times[N_STEPS][N_RUNS];
  gint64 all = 0;

  for (guint i = 0; i < N_RUNS; i++)
    run (text, random, times, i);
  g_print ("%d lines (%.1f MB), %d items, %d customers\n", N_LINES,
           (double)g_bytes_get_size (text) / 1e6, N_ITEMS, N_CUSTOMERS);
  for (guint i = 0; i < N_STEPS; i++)
    {
      qsort (times[i], N_RUNS, sizeof times[i][0], compare);
      all += times[i][N_RUNS / 2];
      g_print ("%s: median %.2f ms, least %.2f ms, most %.2f ms (n=%d)\n", names[i],
               (double)times[i][N_RUNS / 2] / 1000, (double)times[i][0] / 1000,
               (double)times[i][N_RUNS - 1] / 1000, N_RUNS);
    }
  g_print ("the main loop's share: %.3f\n",
           (double)times[MERGE][N_RUNS / 2] / (double)MAX (all, 1));

  return 0;
}
