/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The worklist as it is read from the demo company, and what a collector writes there. */

#include "biz-collect-kpi.h"
#include "biz-collect-list.h"
#include "biz-collect-people.h"
#include "biz-collect-store.h"
#include "biz-collect-wish.h"
#include "biz-currency-table.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

static GDate
get_today (void)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_parse (&day, DESK_TODAY);
  g_assert_true (g_date_valid (&day));

  return day;
}

static BizCollectBook *
read_book (DemoDesk *desk, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  GDate today = get_today ();

  biz_collect_read_async (desk->session, currencies, &today, 3, NULL, NULL, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_collect_read_finish (result, error);
}

/* (transfer none): who has most to be asked for */
static BizCollectCustomer *
find_worst (BizCollectBook *book)
{
  GPtrArray *customers = biz_collect_book_get_customers (book);
  BizCollectCustomer *worst = NULL;

  for (guint i = 0; i < customers->len; i++)
    {
      const BizCollectFacts *facts = biz_collect_customer_get_facts (customers->pdata[i]);

      if (worst == NULL || facts->score > biz_collect_customer_get_facts (worst)->score)
        worst = customers->pdata[i];
    }

  return worst;
}

static void
check_seed (BizCollectBook *book)
{
  g_autoptr (GArray) rows = biz_collect_list_kpi_promises (book);
  GPtrArray *promises = biz_collect_book_get_promises (book);
  guint open = 0, broken = 0, disputed = 0, counted = 0;

  for (guint i = 0; i < promises->len; i++)
    {
      const BizPromise *promise = promises->pdata[i];

      g_assert_cmpint (promise->customer_id, >, 0);
      open += promise->state == BIZ_PROMISE_OPEN;
      broken += biz_promise_is_broken (promise);
      counted += promise->state == BIZ_PROMISE_OPEN || promise->state == BIZ_PROMISE_KEPT
                 || biz_promise_is_broken (promise);
    }
  for (guint i = 0; i < biz_collect_book_get_customers (book)->len; i++)
    {
      const BizCollectFacts *facts =
          biz_collect_customer_get_facts (biz_collect_book_get_customers (book)->pdata[i]);

      g_assert_cmpint (facts->chaseable.minor, <=, MAX (facts->overdue.minor, 0));
      disputed += facts->is_disputed;
    }
  g_assert_cmpuint (open, >, 0);
  g_assert_cmpuint (broken, >, 0);
  g_assert_cmpuint (disputed, >, 0);
  g_assert_cmpuint (rows->len, ==, counted);
}

static void
check_people (DemoDesk *desk, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  const BizCollectPerson *first;

  biz_collect_people_load_async (desk->session, id, NULL, desk_cb, desk);
  result = desk_wait (desk);
  people = biz_collect_people_load_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, >, 0);
  first = people->pdata[0];
  g_assert_cmpint (first->id, ==, id);
  g_assert_cmpstr (first->name, !=, "");
}

/* The server's own sums are what the rows come to. */
static void
test_foots (gconstpointer data)
{
  const guint series = GPOINTER_TO_UINT (data);
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (GArray) sums = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  DemoDesk desk;
  JsonArray *rows;
  double open = 0;
  guint before;

  desk_open (&desk, series, "credit");
  before = faulty_client_get_n_calls (desk.client);
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  /* items, payments, notes, plans: none a customer */
  g_assert_cmpuint (faulty_client_get_n_calls (desk.client) - before, ==, 4);
  sums = biz_collect_sum (biz_collect_book_get_customers (book));
  g_assert_cmpuint (sums->len, ==, 1);
  g_assert_cmpuint (biz_collect_book_get_customers (book)->len, >, 50);
  answer = desk_ask (&desk, FALSE, "account.move.line", "search_read", 0, "domain",
                     "[[\"account_type\",\"=\",\"asset_receivable\"],"
                     "[\"parent_state\",\"=\",\"posted\"],[\"reconciled\",\"=\",false],"
                     "[\"partner_id\",\"!=\",false]]",
                     "fields", "[\"amount_residual\"]", NULL);
  g_assert_true (erp_json_get_array (answer, &rows, NULL));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      double residual = 0;

      g_assert_true (erp_json_get_double (row, "amount_residual", &residual, NULL));
      open += residual;
    }
  g_assert_cmpuint (biz_collect_book_get_n_items (book), ==, json_array_get_length (rows));
  /* Who only has credits is not in the list: no less is owed by the others. */
  g_assert_cmpint (g_array_index (sums, BizCollectSum, 0).open.minor, >=,
                   (gint64)(open * 100 + 0.5));
  check_seed (book);
  check_people (&desk, biz_collect_customer_get_facts (find_worst (book))->id);
  desk_close (&desk);
}

static void
test_rights (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCollectBook) book = NULL;
  DemoDesk desk;

  /* Who sees some entries only is given no sums of them, and writes nothing. */
  desk_open (&desk, 19, "agent");
  book = read_book (&desk, &error);
  g_assert_null (book);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  g_assert_false (biz_collect_may_write (desk.session));
  desk_close (&desk);
  g_clear_error (&error);
  /* Who may look only is not offered to write. */
  desk_open (&desk, 19, "manager");
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  g_assert_false (biz_collect_may_write (desk.session));
  desk_close (&desk);
}

static gboolean
write_wish (DemoDesk *desk, const BizCollectWish *wish, char **not_planned, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_collect_write_async (desk->session, wish, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_collect_write_finish (result, not_planned, error);
}

static guint
count_rows (DemoDesk *desk, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (desk, FALSE, model, "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

/* Whatever is lost on the way: one note, one thing planned, never two. */
static void
test_once (gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
  } faults[] = {
    { "message_post", FAULTY_LOST_AFTER },
    { "activity_schedule", FAULTY_LOST_AFTER },
  };
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (BizCollectBook) after = NULL;
  g_autoptr (BizCollectWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *not_planned = NULL;
  g_autofree char *domain = NULL;
  const BizCollectFacts *facts;
  BizMoney chaseable;
  DemoDesk desk;
  gint64 id;

  desk_open (&desk, 19, "credit");
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  facts = biz_collect_customer_get_facts (find_worst (book));
  id = facts->id;
  chaseable = facts->chaseable;
  wish = biz_collect_wish_new (BIZ_COLLECT_PROMISE, id, facts->name);
  wish->has_amount = TRUE;
  wish->amount = chaseable;
  wish->date = get_today ();
  g_date_add_days (&wish->date, 5);
  wish->text = g_strdup ("Said on the phone");
  wish->user_id = erp_capabilities_get_uid (desk.capabilities);
  wish->user = g_strdup ("Me");
  faulty_client_set_fault (desk.client, faults[index].method, faults[index].fault, 1);
  g_assert_true (write_wish (&desk, wish, &not_planned, &error));
  g_assert_no_error (error);
  g_assert_null (not_planned);
  domain = g_strdup_printf ("[[\"model\",\"=\",\"res.partner\"],[\"res_id\",\"=\",%d],"
                            "[\"body\",\"ilike\",\"QUITTANCE/1 promise\"]]",
                            (int)id);
  g_assert_cmpuint (count_rows (&desk, "mail.message", domain), ==, 1);
  g_free (domain);
  domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"res.partner\"],[\"res_id\",\"=\",%d]]", (int)id);
  g_assert_cmpuint (count_rows (&desk, "mail.activity", domain), ==, 1);
  /* Read again, it is promised and not asked for. */
  after = read_book (&desk, &error);
  g_assert_no_error (error);
  facts = biz_collect_customer_get_facts (biz_collect_book_find (after, id));
  g_assert_cmpuint (facts->n_promises, >, 0);
  g_assert_cmpint (facts->chaseable.minor, <, chaseable.minor);
  g_assert_cmpstr (facts->contact_by, !=, NULL);
  g_assert_true (g_date_valid (&facts->next_on));
  desk_close (&desk);
}

static void
test_unknown (void)
{
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (BizCollectWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  const BizCollectFacts *facts;
  DemoDesk desk;

  /* Nobody knows whether the note is there: nothing is planned for it, and the same wish again is
   * refused while the journal looks. */
  desk_open (&desk, 19, "credit");
  book = read_book (&desk, &error);
  facts = biz_collect_customer_get_facts (find_worst (book));
  wish = biz_collect_wish_new (BIZ_COLLECT_CONTACT, facts->id, facts->name);
  wish->code = g_strdup ("phone");
  wish->text = g_strdup ("Will call back");
  wish->date = get_today ();
  wish->user_id = erp_capabilities_get_uid (desk.capabilities);
  faulty_client_set_fault (desk.client, "message_post", FAULTY_LOST_BEFORE, 1);
  g_assert_false (write_wish (&desk, wish, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  g_clear_error (&error);
  g_assert_false (write_wish (&desk, wish, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (
      count_rows (&desk, "mail.message", "[[\"body\",\"ilike\",\"QUITTANCE/1 contact\"]]"), ==, 0);
  desk_close (&desk);
}

/* Disputed, then settled, on the invoices that were chosen. */
static void
test_dispute (void)
{
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (BizCollectWish) wish = NULL;
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  BizCollectCustomer *customer;
  GArray *items;
  DemoDesk desk;
  gint64 id, before;

  desk_open (&desk, 19, "credit");
  book = read_book (&desk, &error);
  customer = find_worst (book);
  id = biz_collect_customer_get_facts (customer)->id;
  before = biz_collect_customer_get_facts (customer)->disputed.minor;
  items = biz_collect_customer_get_items (customer);
  for (guint i = 0; i < items->len && moves->len < 2; i++)
    {
      const BizCollectItem *item = &g_array_index (items, BizCollectItem, i);

      if (item->chaseable > 0)
        g_array_append_val (moves, item->item.move_id);
    }
  g_assert_cmpuint (moves->len, ==, 2);
  wish = biz_collect_wish_new (BIZ_COLLECT_DISPUTE, id, "Customer");
  biz_collect_wish_set_moves (wish, customer, moves);
  wish->code = g_strdup ("price");
  wish->date = get_today ();
  wish->user_id = erp_capabilities_get_uid (desk.capabilities);
  wish->user = g_strdup ("Me");
  g_assert_true (write_wish (&desk, wish, NULL, &error));
  g_clear_object (&book);
  book = read_book (&desk, &error);
  customer = biz_collect_book_find (book, id);
  g_assert_true (biz_collect_customer_get_facts (customer)->is_disputed);
  g_assert_cmpint (biz_collect_customer_get_facts (customer)->disputed.minor, >, before);
  wish->verb = BIZ_COLLECT_RESOLVE;
  g_free (wish->code);
  wish->code = g_strdup ("paid");
  g_assert_true (write_wish (&desk, wish, NULL, &error));
  g_clear_object (&book);
  book = read_book (&desk, &error);
  customer = biz_collect_book_find (book, id);
  g_assert_cmpint (biz_collect_customer_get_facts (customer)->disputed.minor, ==, before);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/biz/collect-store/foots-19", GUINT_TO_POINTER (19), test_foots);
  g_test_add_data_func ("/biz/collect-store/foots-17", GUINT_TO_POINTER (17), test_foots);
  g_test_add_func ("/biz/collect-store/rights", test_rights);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/collect-store/once-%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_once);
    }
  g_test_add_func ("/biz/collect-store/unknown", test_unknown);
  g_test_add_func ("/biz/collect-store/dispute", test_dispute);

  return g_test_run ();
}
