/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reader of orders over random orders of a made-up server, against a reference that walks unit
 * by unit and day by day: cycle, fill rate, returns, backlog, lag. */

#include "biz-kpi-orders.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "fake-client.h"
#include "kpi-check.h"

#include <string.h>

#define ROUNDS 25
#define ORDERS 12
#define MAX_LINES 3
#define MAX_MOVES 4
#define MAX_BILLS 3
#define DAYS 90
#define PRICE 1000 /* cents a unit */
#define NEVER 9999

typedef struct
{
  int day, quantity;
} Piece;

typedef struct
{
  int ordered;
  int n_out, n_back, n_bills;
  Piece out[MAX_MOVES]; /* by transfer, which is its place */
  Piece back[MAX_MOVES];
  Piece bills[MAX_BILLS]; /* by invoice, which is its place */
  int waiting, cancelled;
} Line;

typedef struct
{
  int day;
  int out_days[MAX_MOVES];  /* of its transfers, rising */
  int bill_days[MAX_BILLS]; /* of its invoices, rising */
  int paid_days[MAX_BILLS]; /* NEVER: open */
  int n_lines;
  gboolean is_invoiced;
  Line lines[MAX_LINES];
} Order;

typedef struct
{
  Order orders[ORDERS];
} World;

static char *
format_day (int day)
{
  GDate date = kpi_date ("2026-01-01");

  g_date_add_days (&date, (guint)day);

  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static void
make_line (GRand *rand, Line *line, const Order *order)
{
  int left = line->ordered = g_rand_int_range (rand, 1, 8);
  int delivered = 0, billed;

  for (int i = 0; i < MAX_MOVES && left > 0; i++)
    {
      int quantity = g_rand_int_range (rand, 0, left + 1);

      line->out[line->n_out++] = (Piece){ order->out_days[i], quantity };
      left -= quantity;
      delivered += quantity;
    }
  if (left > 0 && g_rand_boolean (rand))
    line->waiting = left;
  else
    line->cancelled = left;
  billed = g_rand_int_range (rand, 0, delivered + 1);
  for (int i = 0; i < MAX_BILLS && billed > 0; i++)
    {
      int quantity = i == MAX_BILLS - 1 ? billed : g_rand_int_range (rand, 0, billed + 1);

      line->bills[line->n_bills++] = (Piece){ order->bill_days[i], quantity };
      billed -= quantity;
    }
  if (delivered > 0 && g_rand_int_range (rand, 0, 4) == 0)
    line->back[line->n_back++] =
        (Piece){ g_rand_int_range (rand, 0, DAYS), g_rand_int_range (rand, 1, delivered + 1) };
}

static void
make_world (GRand *rand, World *world)
{
  memset (world, 0, sizeof *world);
  for (int i = 0; i < ORDERS; i++)
    {
      Order *order = &world->orders[i];
      int day = order->day = g_rand_int_range (rand, 0, DAYS / 2);

      for (int j = 0; j < MAX_MOVES; j++)
        order->out_days[j] = day += g_rand_int_range (rand, 1, 15);
      day = order->day;
      for (int j = 0; j < MAX_BILLS; j++)
        {
          order->bill_days[j] = day += g_rand_int_range (rand, 0, 25);
          order->paid_days[j] =
              g_rand_int_range (rand, 0, 5) == 0 ? NEVER : day + g_rand_int_range (rand, 0, 40);
        }
      order->is_invoiced = g_rand_boolean (rand);
      order->n_lines = g_rand_int_range (rand, 1, MAX_LINES + 1);
      for (int j = 0; j < order->n_lines; j++)
        make_line (rand, &order->lines[j], order);
    }
}

/* What comes out of the server. */

static void
write_move (
    GString *text, const char *state, int day, int quantity, int demand, int picking, gboolean back)
{
  g_autofree char *date = format_day (day);

  g_string_append_printf (
      text,
      "%s{\"state\":\"%s\",\"date\":\"%s 10:00:00\",\"quantity\":%d,\"product_uom_qty\":%d,"
      "\"location_dest_usage\":\"%s\",\"date_deadline\":false,\"picking_id\":{\"id\":%d},"
      "\"origin_returned_move_id\":%s}",
      text->str[text->len - 1] == '[' ? "" : ",", state, date, quantity, demand,
      back ? "internal" : "customer", picking, back ? "{\"id\":7}" : "false");
}

static int
count_net (const Line *line)
{
  int sum = 0;

  for (int i = 0; i < line->n_out; i++)
    sum += line->out[i].quantity;
  for (int i = 0; i < line->n_back; i++)
    sum -= line->back[i].quantity;

  return sum;
}

static void
write_line (GString *text, const Line *line, int order, int place)
{
  g_string_append_printf (text,
                          "%s{\"id\":%d,\"display_type\":false,\"is_downpayment\":false,"
                          "\"product_uom_qty\":%d,\"qty_delivered\":%d,\"price_subtotal\":%d.0,"
                          "\"move_ids\":[",
                          place > 0 ? "," : "", order * 10 + place, line->ordered, count_net (line),
                          line->ordered * PRICE / 100);
  for (int i = 0; i < line->n_out; i++)
    if (line->out[i].quantity > 0)
      write_move (text, "done", line->out[i].day, line->out[i].quantity, line->out[i].quantity,
                  order * 100 + i, FALSE);
  for (int i = 0; i < line->n_back; i++)
    write_move (text, "done", line->back[i].day, line->back[i].quantity, line->back[i].quantity,
                order * 100 + 50, TRUE);
  if (line->waiting > 0)
    write_move (text, "assigned", DAYS, 0, line->waiting, order * 100 + 60, FALSE);
  if (line->cancelled > 0)
    write_move (text, "cancel", DAYS, 0, line->cancelled, order * 100 + 61, FALSE);
  g_string_append (text, "],\"invoice_lines\":[");
  for (int i = 0; i < line->n_bills; i++)
    {
      g_autofree char *day = format_day (line->bills[i].day);

      g_string_append_printf (text,
                              "%s{\"parent_state\":\"posted\",\"quantity\":%d,\"move_id\":{"
                              "\"move_type\":\"out_invoice\",\"invoice_date\":\"%s\"}}",
                              i > 0 ? "," : "", line->bills[i].quantity, day);
    }
  g_string_append (text, "]}");
}

static void
write_order (GString *text, const Order *order, int id)
{
  g_autofree char *day = format_day (order->day);

  g_string_append_printf (text,
                          "%s{\"id\":%d,\"date_order\":\"%s 09:00:00\",\"commitment_date\":false,"
                          "\"currency_id\":{\"id\":1},\"currency_rate\":1.0,"
                          "\"invoice_status\":\"%s\",\"invoice_ids\":[",
                          id > 1 ? "," : "", id, day,
                          order->is_invoiced ? "invoiced" : "to invoice");
  for (int i = 0; i < MAX_BILLS; i++)
    {
      g_autofree char *date = format_day (order->bill_days[i]);

      g_string_append_printf (text,
                              "%s{\"id\":%d,\"move_type\":\"out_invoice\",\"state\":\"posted\","
                              "\"invoice_date\":\"%s\",\"amount_residual\":%s}",
                              i > 0 ? "," : "", id * 10 + i, date,
                              order->paid_days[i] == NEVER ? "5.0" : "0.0");
    }
  g_string_append (text, "],\"order_line\":[");
  for (int i = 0; i < order->n_lines; i++)
    write_line (text, &order->lines[i], id, i);
  g_string_append (text, "]}");
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const World *world = user_data;
  g_autoptr (GString) text = g_string_new ("{\"records\":[");

  if (g_str_equal (erp_call_get_method (call), "search_count"))
    return erp_json_literal (G_STRINGIFY (ORDERS));
  if (g_str_equal (erp_call_get_model (call), "sale.order"))
    for (int i = 0; i < ORDERS; i++)
      write_order (text, &world->orders[i], i + 1);
  else
    for (int i = 0; i < ORDERS * MAX_BILLS; i++)
      {
        int paid = world->orders[i / MAX_BILLS].paid_days[i % MAX_BILLS];
        g_autofree char *day = format_day (paid);

        if (paid == NEVER)
          continue;
        g_string_append_printf (text,
                                "%s{\"id\":%d,\"max_date\":\"%s\",\"debit_move_id\":{\"id\":1,"
                                "\"move_id\":{\"id\":%d}}}",
                                text->str[text->len - 1] == '[' ? "" : ",", i + 1, day,
                                (i / MAX_BILLS + 1) * 10 + i % MAX_BILLS);
      }
  g_string_append (text, "]}");

  return erp_json_literal (text->str);
}

/* The reference. */

typedef struct
{
  int from, to; /* days of the period */
  GArray *cycle[4];
  GArray *lags;
  GArray *waits;
  int full_lines, lines, full_orders, orders;
  int returned, delivered;
  gint64 to_deliver, to_invoice;
} Slow;

static gboolean
is_within (const Slow *slow, int day)
{
  return day >= slow->from && day <= slow->to;
}

static void
add_leg (Slow *slow, int leg, int start, int end)
{
  int days = MAX (end - start, 0);
  gint64 value = days;

  if (start == NEVER || end == NEVER || !is_within (slow, days > 0 ? end : start))
    return;
  g_array_append_val (slow->cycle[leg], value);
}

static void
walk_cycle (Slow *slow, const Order *order)
{
  int delivered = -1, invoiced = NEVER, paid = -1;

  for (int i = 0; i < order->n_lines; i++)
    for (int j = 0; j < order->lines[i].n_out; j++)
      if (order->lines[i].out[j].quantity > 0)
        delivered = MAX (delivered, order->lines[i].out[j].day);
  for (int i = 0; i < order->n_lines; i++)
    if (order->lines[i].waiting > 0 || delivered < 0)
      delivered = NEVER;
  if (order->is_invoiced)
    invoiced = order->bill_days[MAX_BILLS - 1];
  for (int i = 0; i < MAX_BILLS; i++)
    paid = MAX (paid, order->paid_days[i]);
  if (!order->is_invoiced)
    paid = NEVER;
  add_leg (slow, 0, order->day, delivered);
  add_leg (slow, 1, delivered, invoiced);
  add_leg (slow, 2, invoiced, paid);
  add_leg (slow, 3, order->day, paid);
}

static void
walk_fill (Slow *slow, const Order *order)
{
  int first = -1, lines = 0, full = 0;

  for (int t = 0; t < MAX_MOVES && first < 0; t++)
    for (int i = 0; i < order->n_lines; i++)
      if (t < order->lines[i].n_out && order->lines[i].out[t].quantity > 0)
        first = t;
  if (first < 0 || !is_within (slow, order->out_days[first]))
    return;
  for (int i = 0; i < order->n_lines; i++)
    {
      const Line *line = &order->lines[i];
      /* what its transfers were to bring; cancelled with nothing missing was given up */
      int asked = line->ordered, there = 0;

      if (count_net (line) >= line->ordered && line->waiting == 0)
        asked -= line->cancelled;
      if (first < line->n_out)
        there = line->out[first].quantity;
      lines += asked > 0;
      full += asked > 0 && there >= asked;
    }
  slow->lines += lines;
  slow->full_lines += full;
  slow->orders += lines > 0;
  slow->full_orders += lines > 0 && lines == full;
}

/* Units in the order they went, less those that came back, which are the last ones. */
static int
list_units (const Piece *pieces, int n, int less, int places[64])
{
  int count = 0;

  for (int i = 0; i < n; i++)
    for (int j = 0; j < pieces[i].quantity; j++)
      places[count++] = i;

  return MAX (count - less, 0);
}

static void
walk_line (Slow *slow, const Order *order, const Line *line)
{
  int out[64], bills[64], less = 0, n_out, n_bills, last_out = -1, last_bill = -1;

  for (int i = 0; i < line->n_out; i++)
    if (is_within (slow, line->out[i].day))
      slow->delivered += line->out[i].quantity;
  for (int i = 0; i < line->n_back; i++)
    {
      less += line->back[i].quantity;
      if (is_within (slow, line->back[i].day))
        slow->returned += line->back[i].quantity;
    }
  n_out = list_units (line->out, line->n_out, less, out);
  n_bills = list_units (line->bills, line->n_bills, 0, bills);
  for (int unit = 0; unit < n_out; unit++)
    {
      int day = line->out[out[unit]].day;
      int bill = unit < n_bills ? line->bills[bills[unit]].day : NEVER;
      int place = unit < n_bills ? bills[unit] : -1;
      gboolean is_new = unit == 0 || out[unit] != last_out || place != last_bill;
      gint64 lag = bill != NEVER ? MAX (bill - day, 0) : 0;
      gint64 wait = slow->to - day;

      last_out = out[unit];
      last_bill = place;
      if (order->day <= slow->to && day > slow->to)
        slow->to_deliver += PRICE;
      if (day <= slow->to && bill > slow->to)
        slow->to_invoice += PRICE;
      if (is_new && bill != NEVER && is_within (slow, lag > 0 ? bill : day))
        g_array_append_val (slow->lags, lag);
      if (is_new && day <= slow->to && bill > slow->to)
        g_array_append_val (slow->waits, wait);
    }
  /* what came back is to be delivered again where something still waits */
  if (line->waiting > 0 && order->day <= slow->to)
    slow->to_deliver += (gint64)(line->ordered - count_net (line)) * PRICE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static void
check_median (BizKpiValue *value, GArray *days)
{
  guint n = days->len;

  g_array_sort (days, compare);
  if (n == 0)
    kpi_assert (value, NULL);
  else
    kpi_assert_ratio (
        value, g_array_index (days, gint64, (n - 1) / 2) + g_array_index (days, gint64, n / 2), 2);
}

static void
check_money (BizKpiValue *value, gint64 cents)
{
  BizMoney money = kpi_euro (cents);
  g_autofree char *text = biz_money_format (&money, BIZ_MONEY_MACHINE);

  kpi_assert (value, text);
}

static void
check_share (BizKpiValue *value, int above, int below)
{
  if (below == 0)
    kpi_assert (value, NULL);
  else
    kpi_assert_ratio (value, above * 100, below);
}

static void
check_all (BizKpiRows *rows, const World *world, int from, int to, guint *known)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *first = format_day (from);
  g_autofree char *last = format_day (to);
  BizKpiFrame frame = kpi_frame (first, last);
  Slow slow = { .from = from, .to = to };

#define MAKE(kpi) biz_kpi_rows_make (rows, kpi, &frame, zone)
  for (int i = 0; i < 4; i++)
    slow.cycle[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  slow.lags = g_array_new (FALSE, FALSE, sizeof (gint64));
  slow.waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (int i = 0; i < ORDERS; i++)
    {
      walk_cycle (&slow, &world->orders[i]);
      walk_fill (&slow, &world->orders[i]);
      for (int j = 0; j < world->orders[i].n_lines; j++)
        walk_line (&slow, &world->orders[i], &world->orders[i].lines[j]);
    }
  for (int i = 0; i < 4; i++)
    {
      *known += slow.cycle[i]->len > 0;
      check_median (MAKE (BIZ_KPI_CYCLE_DELIVERY + i), slow.cycle[i]);
      g_array_unref (slow.cycle[i]);
    }
  check_share (MAKE (BIZ_KPI_FILL_LINES), slow.full_lines, slow.lines);
  check_share (MAKE (BIZ_KPI_FILL_ORDERS), slow.full_orders, slow.orders);
  check_share (MAKE (BIZ_KPI_RETURN_RATE), slow.returned, slow.delivered);
  check_money (MAKE (BIZ_KPI_BACKLOG_DELIVERY), slow.to_deliver);
  check_money (MAKE (BIZ_KPI_BACKLOG_INVOICE), slow.to_invoice);
  check_median (MAKE (BIZ_KPI_LAG_MEDIAN), slow.lags);
  check_median (MAKE (BIZ_KPI_LAG_OPEN), slow.waits);
  g_array_unref (slow.lags);
  g_array_unref (slow.waits);
#undef MAKE
}

static void
add_model (ErpCapabilities *self, const char *name, const char *field)
{
  ErpCapabilitiesModel *model = erp_capabilities_ensure_model (self, name);

  model->rights = ERP_RIGHT_READ;
  model->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (model->fields, g_strdup (field), NULL);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static BizKpiRows *
read_world (World *world)
{
  g_autoptr (FakeClient) client = fake_client_new (answer, world);
  g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (2, "19.0");
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "http://localhost:1", "test", "agent");
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizKpiScope scope = { .as_of = kpi_date ("2026-06-30"),
                        .months = 12,
                        .n_points = 1,
                        .company_id = 1,
                        .zero = kpi_euro (0),
                        .dimension = BIZ_KPI_OF_ALL };
  BizKpiRows *rows;

  capabilities->major = 19;
  capabilities->zone = g_strdup ("UTC");
  add_model (capabilities, "sale.order", "warehouse_id");
  add_model (capabilities, "stock.picking", "sale_id");
  add_model (capabilities, "account.move.line", "balance");
  erp_capabilities_set_complete (capabilities);
  session = erp_session_new (ERP_CLIENT (client), capabilities, profile, NULL);
  biz_currency_table_add (currencies, 1, "EUR", 2);
  biz_kpi_orders_read_async (session, currencies, &scope, NULL, NULL, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  rows = biz_kpi_orders_read_finish (result, &error);
  g_assert_no_error (error);

  return rows;
}

static void
test_random (void)
{
  static const int periods[][2] = { { 0, 30 }, { 20, 60 }, { 0, DAYS + 60 }, { 45, 45 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  guint known = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autofree World *world = g_new0 (World, 1);
      g_autoptr (BizKpiRows) rows = NULL;

      make_world (rand, world);
      rows = read_world (world);
      g_assert_cmpuint (rows->orders->len, ==, ORDERS);
      for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
        check_all (rows, world, periods[i][0], periods[i][1], &known);
    }
  /* most of them had something to count */
  g_assert_cmpuint (known, >, ROUNDS * 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-orders/random", test_random);

  return g_test_run ();
}
