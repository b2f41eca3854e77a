/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exposures as they are read, against the demo company added up slowly. */

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-exposure-store.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-json.h"

#include <stdio.h>

typedef struct
{
  guint series;
  const char *role;
} Case;

static GDate
read_day (const char *text)
{
  GDate day;
  int year, month, number;

  g_date_clear (&day, 1);
  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &number), ==, 3);
  g_date_set_dmy (&day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);

  return day;
}

static BizExposureBook *
read_book (DemoDesk *desk, BizExposureAsk *ask, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (BizExposureStore) store = biz_exposure_store_new (desk->session, currencies);
  g_autoptr (GAsyncResult) result = NULL;

  static gint64 companies[8];

  if (ask->company_ids == NULL)
    {
      GListModel *all = erp_capabilities_get_companies (desk->capabilities);

      for (guint i = 0; i < g_list_model_get_n_items (all); i++)
        {
          g_autoptr (ErpCompany) company = g_list_model_get_item (all, i);

          companies[ask->n_companies++] = erp_company_get_id (company);
        }
      ask->company_ids = companies;
    }
  if (!g_date_valid (&ask->as_of))
    ask->as_of = read_day (DESK_TODAY);
  biz_exposure_store_read_async (store, ask, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_exposure_store_read_finish (store, result, error);
}

static double
get_number (JsonObject *row, const char *member)
{
  double number = 0;

  g_assert_true (erp_json_get_double (row, member, &number, NULL));

  return number;
}

static gint64
get_id (JsonObject *row, const char *member)
{
  gint64 id = 0;

  g_assert_true (erp_json_get_many2one (row, member, &id, NULL, NULL));

  return id;
}

static void
add (GHashTable *sums, gint64 company, gint64 id, double amount)
{
  const gint64 key = company * 1000000 + id;
  double *there = g_hash_table_lookup (sums, &key);

  if (there == NULL)
    {
      there = g_new0 (double, 1);
      g_hash_table_insert (sums, g_memdup2 (&key, sizeof key), there);
    }
  *there += amount;
}

static GHashTable *
new_sums (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static double
look_up (GHashTable *sums, gint64 company, gint64 id)
{
  const gint64 key = company * 1000000 + id;
  const double *there = g_hash_table_lookup (sums, &key);

  return there != NULL ? *there : 0;
}

/* line -> quantity that stands on drafts, credit notes taken off */
static GHashTable *
list_drafts (DemoDesk *desk)
{
  GHashTable *drafts = new_sums ();
  g_autoptr (JsonNode) node =
      desk_ask (desk, FALSE, "account.move.line", "search_read", 0, "domain",
                "[[\"parent_state\",\"=\",\"draft\"],[\"sale_line_ids\",\"!=\",false]]", "fields",
                "[\"quantity\",\"sale_line_ids\",\"move_type\"]", NULL);
  JsonArray *rows = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *lines = json_object_get_array_member (row, "sale_line_ids");
      const gboolean credit =
          g_strcmp0 (json_object_get_string_member (row, "move_type"), "out_refund") == 0;

      for (guint k = 0; k < json_array_get_length (lines); k++)
        add (drafts, 0, json_array_get_int_element (lines, k),
             get_number (row, "quantity") * (credit ? -1 : 1));
    }

  return drafts;
}

/* partner -> commercial entity */
static GHashTable *
list_groups (DemoDesk *desk)
{
  GHashTable *groups = new_sums ();
  g_autoptr (JsonNode) node = desk_ask (desk, FALSE, "res.partner", "search_read", 0, "domain",
                                        "[[\"active\",\"in\",[true,false]]]", "fields",
                                        "[\"commercial_partner_id\"]", NULL);
  JsonArray *rows = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      add (groups, 0, json_object_get_int_member (row, "id"),
           (double)get_id (row, "commercial_partner_id"));
    }

  return groups;
}

/* What a line has open: of ordered, delivered and posted quantities, in doubles. */
static double
weigh_line (JsonObject *row, GHashTable *drafts)
{
  JsonArray *moves = json_object_get_array_member (row, "move_ids");
  JsonObject *product = json_object_get_object_member (row, "product_id");
  const double ordered = get_number (row, "product_uom_qty");
  const double delivered = get_number (row, "qty_delivered");
  const double posted = get_number (row, "qty_invoiced")
                        - look_up (drafts, 0, json_object_get_int_member (row, "id"));
  gboolean is_over = TRUE;
  double target = ordered;

  g_assert_false (json_object_get_boolean_member (row, "is_downpayment"));
  for (guint i = 0; i < json_array_get_length (moves); i++)
    {
      const char *state =
          json_object_get_string_member (json_array_get_object_element (moves, i), "state");

      if (g_strcmp0 (state, "done") != 0 && g_strcmp0 (state, "cancel") != 0)
        is_over = FALSE;
    }
  if (g_strcmp0 (json_object_get_string_member (row, "qty_delivered_method"), "manual") == 0)
    is_over = FALSE;
  if (g_strcmp0 (json_object_get_string_member (product, "invoice_policy"), "delivery") == 0)
    target = is_over ? delivered : MAX (ordered, delivered);
  g_assert_cmpfloat (ordered, >, 0);

  return get_number (row, "price_total") * MAX (target - posted, 0) / ordered;
}

/* All lines of all confirmed orders, whatever the server says of them. */
static GHashTable *
weigh_orders (DemoDesk *desk, GHashTable *groups)
{
  GHashTable *sums = new_sums ();
  g_autoptr (GHashTable) drafts = list_drafts (desk);
  g_autoptr (GHashTable) rates = new_sums ();
  g_autoptr (JsonNode) currencies = desk_ask (desk, FALSE, "res.currency", "search_read", 0,
                                              "domain", "[]", "fields", "[\"rate\"]", NULL);
  g_autoptr (JsonNode) node = desk_ask (
      desk, FALSE, "sale.order.line", "web_search_read", 0, "domain",
      "[[\"state\",\"=\",\"sale\"],[\"display_type\",\"=\",false]]", "specification",
      "{\"product_uom_qty\":{},\"qty_delivered\":{},\"qty_invoiced\":{},\"price_total\":{},"
      "\"is_downpayment\":{},\"qty_delivered_method\":{},\"currency_id\":{\"fields\":{}},"
      "\"product_id\":{\"fields\":{\"invoice_policy\":{}}},\"company_id\":{\"fields\":{}},"
      "\"order_id\":{\"fields\":{\"partner_invoice_id\":{\"fields\":{}}}},"
      "\"move_ids\":{\"fields\":{\"state\":{}}}}",
      NULL);
  JsonArray *rows = json_node_get_array (currencies);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      add (rates, 0, json_object_get_int_member (row, "id"), get_number (row, "rate"));
    }
  rows = json_object_get_array_member (json_node_get_object (node), "records");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonObject *order = json_object_get_object_member (row, "order_id");
      const gint64 company = get_id (row, "company_id");
      const gint64 home =
          erp_company_get_currency_id (erp_capabilities_get_company (desk->capabilities, company));
      double worth = weigh_line (row, drafts);

      worth *= look_up (rates, 0, home) / look_up (rates, 0, get_id (row, "currency_id"));
      add (sums, company, (gint64)look_up (groups, 0, get_id (order, "partner_invoice_id")), worth);
    }

  return sums;
}

static GHashTable *
weigh_items (DemoDesk *desk, GHashTable *groups)
{
  GHashTable *sums = new_sums ();
  g_autoptr (JsonNode) node =
      desk_ask (desk, FALSE, "account.move.line", "search_read", 0, "domain",
                "[[\"account_type\",\"=\",\"asset_receivable\"],"
                "[\"parent_state\",\"=\",\"posted\"]]",
                "fields", "[\"partner_id\",\"company_id\",\"amount_residual\"]", NULL);
  JsonArray *rows = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      add (sums, get_id (row, "company_id"),
           (gint64)look_up (groups, 0, get_id (row, "partner_id")),
           get_number (row, "amount_residual"));
    }

  return sums;
}

/* Nobody is missing of the companies that were looked at. */
static void
check_empty (GHashTable *sums, const BizExposureAsk *ask)
{
  GHashTableIter iter;
  gpointer key, value;
  guint n = 0;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      for (gsize i = 0; i < ask->n_companies; i++)
        {
          if (*(gint64 *)key / 1000000 != ask->company_ids[i])
            continue;
          g_assert_cmpfloat_with_epsilon (*(double *)value, 0, 0.001);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 10);
}

/* Every customer of every company, against sums of everything. */
static void
test_all (gconstpointer data)
{
  const Case *c = data;
  DemoDesk desk = { 0 };
  BizExposureAsk ask = { 0 };
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP };
  g_autoptr (BizExposureBook) book = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GHashTable) orders = NULL;
  g_autoptr (GHashTable) items = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n_calls, n_ordered = 0, n_limits = 0;

  desk_open (&desk, c->series, c->role);
  n_calls = faulty_client_get_n_calls (desk.client);
  book = read_book (&desk, &ask, &error);
  g_assert_no_error (error);
  n_calls = faulty_client_get_n_calls (desk.client) - n_calls;
  g_assert_cmpuint (n_calls, ==, 3 + ask.n_companies);
  rows = biz_exposure_book_compute (book, &plan, &error);
  g_assert_no_error (error);
  groups = list_groups (&desk);
  orders = weigh_orders (&desk, groups);
  items = weigh_items (&desk, groups);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);
      const BizExposure *figures = &row->figures;
      double *open, *ordered;
      const gint64 key = row->company_id * 1000000 + row->id;

      open = g_hash_table_lookup (items, &key);
      ordered = g_hash_table_lookup (orders, &key);
      g_assert_cmpfloat_with_epsilon (open != NULL ? *open : 0, (double)figures->open.minor / 100,
                                      0.001);
      /* each line is rounded for itself, twice where its currency is another one */
      g_assert_cmpfloat_with_epsilon (
          ordered != NULL ? *ordered : 0,
          (double)(figures->to_invoice.minor + figures->to_deliver.minor) / 100,
          0.001 + 0.02 * figures->n_orders);
      n_ordered += figures->n_orders > 0;
      n_limits += figures->kind != BIZ_LIMIT_NONE;
      g_assert_nonnull (row->name);
      if (open != NULL)
        *open = 0;
      if (ordered != NULL)
        *ordered = 0;
    }
  g_assert_cmpuint (n_ordered, >, 10);
  g_assert_cmpuint (n_limits, >, 10);
  check_empty (items, &ask);
  check_empty (orders, &ask);
  desk_close (&desk);
}

/* One customer, asked for by himself and by one of his people, is what he is among all. */
static void
test_few (gconstpointer data)
{
  const Case *c = data;
  DemoDesk desk = { 0 };
  BizExposureAsk every = { 0 };
  BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP, .together = TRUE };
  g_autoptr (BizExposureBook) all = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (&desk, c->series, c->role);
  all = read_book (&desk, &every, &error);
  g_assert_no_error (error);
  plan.zero = biz_money_zero ("EUR", 2);
  rows = biz_exposure_book_compute (all, &plan, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i += MAX (rows->len / 4, 1))
    {
      const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);
      const gint64 id = row->id;
      BizExposureAsk ask = { .partner_ids = &id, .n_partners = 1, .with_server = TRUE };
      g_autoptr (BizExposureBook) one = NULL;
      const guint n_calls = faulty_client_get_n_calls (desk.client);
      const BizCreditAccount *account;
      BizExposure figures;

      one = read_book (&desk, &ask, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (faulty_client_get_n_calls (desk.client) - n_calls, ==, 3 + ask.n_companies);
      g_assert_true (biz_exposure_book_get (one, &plan, id, NULL, &figures, &error));
      g_assert_no_error (error);
      g_assert_cmpint (figures.total.minor, ==, row->figures.total.minor);
      g_assert_cmpint (figures.limit.minor, ==, row->figures.limit.minor);
      g_assert_cmpint (figures.oldest, ==, row->figures.oldest);
      account = biz_exposure_book_get_account (one, id, ask.company_ids[0]);
      g_assert_nonnull (account);
      g_assert_true (account->has_credit);
    }
  desk_close (&desk);
}

/* Limits of whoever has ordered come with the rest, without waiting for who is seen; the figures
 * are the same. */
static void
test_orders (gconstpointer data)
{
  const Case *c = data;
  DemoDesk desk = { 0 };
  BizExposureAsk every = { 0 };
  BizExposureAsk ordering = { .with_orders = TRUE };
  g_autoptr (BizExposureBook) all = NULL;
  g_autoptr (BizExposureBook) book = NULL;
  g_autoptr (JsonNode) orders = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *rows;

  desk_open (&desk, c->series, c->role);
  all = read_book (&desk, &every, &error);
  g_assert_no_error (error);
  book = read_book (&desk, &ordering, &error);
  g_assert_no_error (error);
  orders = desk_ask (&desk, FALSE, "sale.order", "web_search_read", 0, "domain",
                     "[\"|\",[\"state\",\"in\",[\"draft\",\"sent\"]],\"&\","
                     "[\"state\",\"=\",\"sale\"],[\"delivery_status\",\"in\","
                     "[\"pending\",\"started\",\"partial\"]]]",
                     "specification",
                     "{\"company_id\":{\"fields\":{}},\"partner_id\":{\"fields\":{"
                     "\"commercial_partner_id\":{\"fields\":{}}}}}",
                     NULL);
  rows = json_object_get_array_member (json_node_get_object (orders), "records");
  g_assert_cmpuint (json_array_get_length (rows), >, 10);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const gint64 company = get_id (row, "company_id");
      const gint64 id =
          get_id (json_object_get_object_member (row, "partner_id"), "commercial_partner_id");
      const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP, .company_id = company };
      BizExposure there, here;

      g_assert_nonnull (biz_exposure_book_get_account (book, id, company));
      g_assert_true (biz_exposure_book_get (book, &plan, id, NULL, &here, &error));
      g_assert_no_error (error);
      if (biz_exposure_book_get_account (all, id, company) == NULL)
        continue;
      g_assert_true (biz_exposure_book_get (all, &plan, id, NULL, &there, &error));
      g_assert_cmpint (here.total.minor, ==, there.total.minor);
      g_assert_cmpint (here.limit.minor, ==, there.limit.minor);
      g_assert_cmpint (here.oldest, ==, there.oldest);
    }
  desk_close (&desk);
}

/* Who may not look at transfers is told by the order whether more will come: a line of which the
 * rest was cancelled counts as long as another line of its order waits. Never less. */
static void
test_without_stock (void)
{
  DemoDesk desk = { 0 };
  DemoDesk other = { 0 };
  const gint64 company = 1;
  BizExposureAsk ask = { .company_ids = &company, .n_companies = 1 };
  BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP, .company_id = company };
  g_autoptr (BizExposureBook) with = NULL;
  g_autoptr (BizExposureBook) without = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n_same = 0;

  desk_open (&desk, 17, "controller");
  desk_join (&other, &desk, "manager");
  with = read_book (&desk, &ask, &error);
  g_assert_no_error (error);
  without = read_book (&other, &ask, &error);
  g_assert_no_error (error);
  rows = biz_exposure_book_compute (with, &plan, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);
      BizExposure figures;

      g_assert_true (biz_exposure_book_get (without, &plan, row->id, NULL, &figures, &error));
      g_assert_cmpint (figures.total.minor, >=, row->figures.total.minor);
      g_assert_cmpint (figures.open.minor, ==, row->figures.open.minor);
      g_assert_cmpint (figures.limit.minor, ==, row->figures.limit.minor);
      n_same += figures.total.minor == row->figures.total.minor;
    }
  g_assert_cmpuint (n_same, >, rows->len / 2);
  desk_close (&other);
  desk_close (&desk);
}

/* Who is shown some entries only is given nothing, and the server is not asked. */
static void
test_rights (void)
{
  DemoDesk desk = { 0 };
  BizExposureAsk ask = { 0 };
  g_autoptr (BizExposureBook) book = NULL;
  g_autoptr (GError) error = NULL;
  guint n_calls;

  desk_open (&desk, 19, "agent");
  n_calls = faulty_client_get_n_calls (desk.client);
  book = read_book (&desk, &ask, &error);
  g_assert_null (book);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  g_assert_cmpuint (faulty_client_get_n_calls (desk.client), ==, n_calls);
  desk_close (&desk);
}

/* Half of it is no exposure. */
static void
test_faults (void)
{
  DemoDesk desk = { 0 };

  desk_open (&desk, 19, "controller");
  for (guint n = 1; n <= 5; n++)
    {
      BizExposureAsk ask = { 0 };
      g_autoptr (BizExposureBook) book = NULL;
      g_autoptr (GError) error = NULL;

      faulty_client_set_fault (desk.client, "web_search_read", FAULTY_NOT_SENT, n);
      book = read_book (&desk, &ask, &error);
      g_assert_null (book);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
    }
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  static const Case cases[] = { { 19, "controller" }, { 17, "controller" } };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *all = g_strdup_printf ("/biz/exposure-store/all/%u", cases[i].series);
      g_autofree char *orders = g_strdup_printf ("/biz/exposure-store/orders/%u", cases[i].series);
      g_autofree char *few = g_strdup_printf ("/biz/exposure-store/few/%u", cases[i].series);

      g_test_add_data_func (all, &cases[i], test_all);
      g_test_add_data_func (few, &cases[i], test_few);
      g_test_add_data_func (orders, &cases[i], test_orders);
    }
  g_test_add_func ("/biz/exposure-store/without-stock", test_without_stock);
  g_test_add_func ("/biz/exposure-store/rights", test_rights);
  g_test_add_func ("/biz/exposure-store/faults", test_faults);

  return g_test_run ();
}
