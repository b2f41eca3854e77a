/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The worklist as it is read from the demo company, and what a collector writes there. */

#include "biz-ageing-store.h"
#include "biz-collect-kpi.h"
#include "biz-collect-list.h"
#include "biz-collect-people.h"
#include "biz-collect-store.h"
#include "biz-collect-wish.h"
#include "biz-currency-table.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-journal-private.h"
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

/* One company for all: each test has a session and a journal of its own in it. */
static DemoDesk world;

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

/* (transfer none): as it was when the first test looked; who only needs somebody who owes money
 * reads nothing. */
static BizCollectBook *known;

static BizCollectBook *
get_known (DemoDesk *desk)
{
  g_autoptr (GError) error = NULL;

  if (known == NULL)
    known = read_book (desk, &error);
  g_assert_no_error (error);

  return known;
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

static gint64
sum_overdue (GPtrArray *customers)
{
  gint64 sum = 0;

  for (guint i = 0; i < customers->len; i++)
    sum += biz_collect_customer_get_facts (customers->pdata[i])->overdue.minor;

  return sum;
}

/* The list and those who are in none are what the ageing of the day says. */
static void
check_ageing (DemoDesk *desk, BizCollectBook *book)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizAgeingBook) aged = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  BizAgeingPlan plan = { .by = BIZ_AGEING_BY_CURRENCY, .from = BIZ_AGEING_FROM_DUE };
  GDate today = get_today ();
  gint64 overdue = 0;

  plan.as_of = today;
  g_assert_true (biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL));
  biz_ageing_read_async (desk->session, currencies, &today, 0, NULL, desk_cb, desk);
  result = desk_wait (desk);
  aged = biz_ageing_read_finish (result, &error);
  g_assert_no_error (error);
  rows = biz_ageing_book_compute (aged, &plan, &error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);

      overdue += row->total.minor - row->buckets[0].minor;
    }
  g_assert_cmpint (sum_overdue (biz_collect_book_get_customers (book))
                       + sum_overdue (biz_collect_book_get_others (book)),
                   ==, overdue);
  /* who is in credit makes the difference */
  g_assert_cmpint (sum_overdue (biz_collect_book_get_others (book)), <, 0);
}

/* The server's own sums are what the rows come to. */
static void
check_foots (DemoDesk *desk)
{
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (GArray) sums = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *rows;
  double open = 0;
  guint before;

  before = faulty_client_get_n_calls (desk->client);
  book = read_book (desk, &error);
  g_assert_no_error (error);
  /* items, payments, notes, plans: none a customer */
  g_assert_cmpuint (faulty_client_get_n_calls (desk->client) - before, ==, 4);
  sums = biz_collect_sum (biz_collect_book_get_customers (book));
  g_assert_cmpuint (sums->len, ==, 1);
  g_assert_cmpuint (biz_collect_book_get_customers (book)->len, >, 50);
  answer = desk_ask (desk, FALSE, "account.move.line", "search_read", 0, "domain",
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
  check_ageing (desk, book);
  check_seed (book);
  check_people (desk, biz_collect_customer_get_facts (find_worst (book))->id);
}

static void
test_foots_19 (void)
{
  DemoDesk desk;

  desk_join (&desk, &world, "credit");
  check_foots (&desk);
  desk_close (&desk);
}

static void
test_foots_17 (void)
{
  DemoDesk desk;

  desk_open (&desk, 17, "credit");
  check_foots (&desk);
  desk_close (&desk);
}

static void
test_rights (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCollectBook) book = NULL;
  DemoDesk desk;

  /* Who sees some entries only is given no sums of them, and writes nothing. */
  desk_join (&desk, &world, "agent");
  book = read_book (&desk, &error);
  g_assert_null (book);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  g_assert_false (biz_collect_may_write (desk.session));
  desk_close (&desk);
  g_clear_error (&error);
  /* Who may look only is not offered to write. */
  desk_join (&desk, &world, "manager");
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  g_assert_false (biz_collect_may_write (desk.session));
  desk_close (&desk);
}

static gboolean
write_wish (DemoDesk *desk, const BizCollectWish *wish, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_journal_get_desk (desk->journal)->retry_delay = 1000;
  biz_collect_write_async (desk->session, wish, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_collect_write_finish (result, error);
}

static guint
count_rows (DemoDesk *desk, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (desk, FALSE, model, "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

static guint
count_about (DemoDesk *desk, gboolean planned, const char *model, gint64 id, const char *more)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"%s\",\"=\",\"%s\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT "],%s]",
                       planned ? "res_model" : "model", model, id, more);

  return count_rows (desk, planned ? "mail.activity" : "mail.message", domain);
}

#define NOTED "[\"body\",\"ilike\",\"QUITTANCE/1 promise\"]"
#define PLANNED "[\"summary\",\"=\",\"Was the promise kept?\"]"

/* A promise of everything that somebody may be asked for, in @days. */
static BizCollectWish *
new_promise (DemoDesk *desk, const BizCollectFacts *facts, guint days)
{
  BizCollectWish *wish = biz_collect_wish_new (BIZ_COLLECT_PROMISE, facts->id, facts->name);

  wish->has_amount = TRUE;
  wish->amount = facts->chaseable;
  wish->date = get_today ();
  g_date_add_days (&wish->date, days);
  wish->text = g_strdup ("Said on the phone");
  wish->user_id = erp_capabilities_get_uid (desk->capabilities);
  wish->user = g_strdup ("Me");

  return wish;
}

/* Whatever is lost on the way: one note, one thing planned, never two. */
static void
test_once (void)
{
  static const struct
  {
    const char *method;
    Fault fault;
  } faults[] = {
    { "message_post", FAULTY_LOST_AFTER },      { "message_post", FAULTY_CUT },
    { "activity_schedule", FAULTY_LOST_AFTER }, { "activity_schedule", FAULTY_CUT },
    { "activity_schedule", FAULTY_NOT_SENT },   { "activity_schedule", FAULTY_LOST_BEFORE },
  };
  g_autoptr (BizCollectBook) book = NULL;
  g_autoptr (BizCollectBook) after = NULL;
  g_autoptr (GError) error = NULL;
  BizCollectCustomer *customers[G_N_ELEMENTS (faults)];
  const BizCollectFacts *facts;
  DemoDesk desk;
  guint n = 0;

  desk_join (&desk, &world, "credit");
  book = read_book (&desk, &error);
  g_assert_no_error (error);
  for (guint i = 0; n < G_N_ELEMENTS (faults); i++)
    {
      BizCollectCustomer *customer = biz_collect_book_get_customers (book)->pdata[i];

      facts = biz_collect_customer_get_facts (customer);
      if (facts->chaseable.minor > 0 && facts->n_promises == 0
          && biz_collect_customer_get_actions (customer)->len == 0
          && count_about (&desk, FALSE, "res.partner", facts->id, NOTED) == 0)
        customers[n++] = customer;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizCollectWish) wish = NULL;

      facts = biz_collect_customer_get_facts (customers[i]);
      wish = new_promise (&desk, facts, 5);
      faulty_client_set_fault (desk.client, faults[i].method, faults[i].fault, 1);
      g_assert_true (write_wish (&desk, wish, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_about (&desk, FALSE, "res.partner", facts->id, NOTED), ==, 1);
      g_assert_cmpuint (count_about (&desk, TRUE, "res.partner", facts->id, PLANNED), ==, 1);
    }
  /* Read again, it is promised and not asked for. */
  after = read_book (&desk, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      const gint64 before = biz_collect_customer_get_facts (customers[i])->chaseable.minor;

      facts = biz_collect_customer_get_facts (
          biz_collect_book_find (after, biz_collect_customer_get_facts (customers[i])->id));
      g_assert_cmpuint (facts->n_promises, >, 0);
      g_assert_cmpint (facts->chaseable.minor, <, before);
      g_assert_cmpstr (facts->contact_by, !=, NULL);
      g_assert_true (g_date_valid (&facts->next_on));
    }
  desk_close (&desk);
}

/* The program ends between what is planned and the note: the journal knows, nothing is there twice,
 * and the same wish again does what is missing. */
static void
test_between (void)
{
  BizCollectBook *book;
  g_autoptr (BizCollectWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  const BizCollectFacts *facts;
  DemoDesk desk;
  guint planned, noted;

  desk_join (&desk, &world, "credit");
  book = get_known (&desk);
  facts = biz_collect_customer_get_facts (find_worst (book));
  planned = count_about (&desk, TRUE, "res.partner", facts->id, PLANNED);
  noted = count_about (&desk, FALSE, "res.partner", facts->id, NOTED);
  wish = new_promise (&desk, facts, 7);
  faulty_client_set_fault (desk.client, "message_post", FAULTY_NOT_SENT, 9);
  g_assert_false (write_wish (&desk, wish, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpuint (count_about (&desk, FALSE, "res.partner", facts->id, NOTED), ==, noted);
  faulty_client_set_fault (desk.client, NULL, FAULTY_NONE, 0);
  g_assert_true (write_wish (&desk, wish, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_about (&desk, FALSE, "res.partner", facts->id, NOTED), ==, noted + 1);
  g_assert_cmpuint (count_about (&desk, TRUE, "res.partner", facts->id, PLANNED), ==, planned + 1);
  desk_close (&desk);
}

/* A promise given anew takes the place of the earlier one, and so does what is planned for it. */
static void
test_anew (void)
{
  BizCollectBook *book;
  g_autoptr (BizCollectWish) wish = NULL;
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  BizCollectCustomer *customer;
  GArray *items;
  DemoDesk desk;
  gint64 first, both[2];
  guint before;

  desk_join (&desk, &world, "credit");
  book = get_known (&desk);
  customer = find_worst (book);
  items = biz_collect_customer_get_items (customer);
  for (guint i = 0; i < items->len && moves->len < 2; i++)
    if (g_array_index (items, BizCollectItem, i).chaseable > 0)
      g_array_append_val (moves, g_array_index (items, BizCollectItem, i).item.move_id);
  g_assert_cmpuint (moves->len, ==, 2);
  memcpy (both, moves->data, sizeof both);
  first = both[0];
  g_array_set_size (moves, 1);
  before = count_about (&desk, TRUE, "res.partner", biz_collect_customer_get_facts (customer)->id,
                        PLANNED);

  wish = new_promise (&desk, biz_collect_customer_get_facts (customer), 3);
  biz_collect_wish_set_moves (wish, customer, moves);
  g_assert_true (write_wish (&desk, wish, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_about (&desk, TRUE, "account.move", first, PLANNED), ==, 1);

  /* The day is moved, and the answer to that lost. */
  g_date_add_days (&wish->date, 10);
  faulty_client_set_fault (desk.client, "write", FAULTY_LOST_AFTER, 1);
  g_assert_true (write_wish (&desk, wish, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_about (&desk, TRUE, "account.move", first, PLANNED), ==, 1);
  g_assert_cmpuint (count_about (&desk, TRUE, "account.move", first,
                                 PLANNED ",[\"date_deadline\",\"=\",\"2026-12-05\"]"),
                    ==, 1);

  /* One about both stands on the customer; the first invoice's is not forgotten. */
  g_array_append_val (moves, both[1]);
  biz_collect_wish_set_moves (wish, customer, moves);
  g_date_add_days (&wish->date, 1);
  g_assert_true (write_wish (&desk, wish, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_about (&desk, TRUE, "account.move", first,
                                 PLANNED ",[\"date_deadline\",\"=\",\"2026-12-06\"]"),
                    ==, 1);
  g_assert_cmpuint (count_about (&desk, TRUE, "res.partner",
                                 biz_collect_customer_get_facts (customer)->id, PLANNED),
                    ==, before);
  desk_close (&desk);
}

#define MARKED "[\"note\",\"ilike\",\"QUITTANCE/1 plan of=promise\"]"
#define WITHDRAWN "[\"body\",\"ilike\",\"state=withdrawn\"]"

/* As if a colleague had written it in another language. */
static void
translate_plan (DemoDesk *desk, gint64 move)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "]," MARKED "]",
                       move);
  g_autoptr (JsonNode) found = desk_ask (desk, FALSE, "mail.activity", "search_read", 0, "domain",
                                         domain, "fields", "[\"id\"]", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (found), 0);
  g_autoptr (JsonNode) done =
      desk_ask (desk, TRUE, "mail.activity", "write", json_object_get_int_member (row, "id"),
                "vals", "{\"summary\":\"Wurde das Versprechen gehalten?\"}", NULL);
}

/* What was to be looked at goes with the promise: whatever is lost on the way, whatever language it
 * was written in, and nothing else goes along. */
static void
test_taken_back (void)
{
  static const struct
  {
    const char *method;
    Fault fault;
  } faults[] = {
    { NULL, FAULTY_NONE },
    { "unlink", FAULTY_LOST_AFTER },
    { "unlink", FAULTY_CUT },
    { "unlink", FAULTY_NOT_SENT },
    { "unlink", FAULTY_LOST_BEFORE },
    { "message_post", FAULTY_LOST_AFTER },
  };
  BizCollectBook *book;
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  BizCollectCustomer *customer;
  GArray *items;
  DemoDesk desk;
  gint64 move = 0, other = 0;

  desk_join (&desk, &world, "credit");
  book = get_known (&desk);
  customer = find_worst (book);
  items = biz_collect_customer_get_items (customer);
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, BizCollectItem, i).item.open.minor > 0)
      {
        other = move;
        move = g_array_index (items, BizCollectItem, i).item.move_id;
      }
  g_assert_cmpint (other, !=, 0);
  g_array_append_val (moves, other);
  {
    g_autoptr (BizCollectWish) stays =
        new_promise (&desk, biz_collect_customer_get_facts (customer), 4);

    biz_collect_wish_set_moves (stays, customer, moves);
    g_assert_true (write_wish (&desk, stays, &error));
  }
  g_array_index (moves, gint64, 0) = move;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (BizCollectWish) promise =
          new_promise (&desk, biz_collect_customer_get_facts (customer), 5);
      g_autoptr (BizCollectWish) back = NULL;
      const BizCollectFacts *facts = biz_collect_customer_get_facts (customer);

      g_test_message ("fault %u", i);
      biz_collect_wish_set_moves (promise, customer, moves);
      g_assert_true (write_wish (&desk, promise, &error));
      g_assert_cmpuint (count_about (&desk, TRUE, "account.move", move, MARKED), ==, 1);
      translate_plan (&desk, move);
      back = biz_collect_wish_new (BIZ_COLLECT_TAKE_BACK, facts->id, facts->name);
      biz_collect_wish_set_moves (back, customer, moves);
      biz_collect_wish_look_at (back, customer);
      faulty_client_set_fault (desk.client, faults[i].method, faults[i].fault, 1);
      g_assert_true (write_wish (&desk, back, &error));
      g_assert_no_error (error);
      faulty_client_set_fault (desk.client, NULL, FAULTY_NONE, 0);
      g_assert_cmpuint (count_about (&desk, TRUE, "account.move", move, MARKED), ==, 0);
      g_assert_cmpuint (count_about (&desk, FALSE, "account.move", move, WITHDRAWN), ==, i + 1);
    }
  g_assert_cmpuint (count_about (&desk, TRUE, "account.move", other, MARKED), ==, 1);
  desk_close (&desk);
}

static void
test_unknown (void)
{
  BizCollectBook *book;
  g_autoptr (BizCollectWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  const BizCollectFacts *facts;
  DemoDesk desk;
  guint before;

  /* Nobody knows whether the note is there: the same wish again is refused while the journal
   * looks. */
  desk_join (&desk, &world, "credit");
  before = count_rows (&desk, "mail.message", "[[\"body\",\"ilike\",\"QUITTANCE/1 contact\"]]");
  book = get_known (&desk);
  facts = biz_collect_customer_get_facts (find_worst (book));
  wish = biz_collect_wish_new (BIZ_COLLECT_CONTACT, facts->id, facts->name);
  wish->code = g_strdup ("phone");
  wish->text = g_strdup ("Will call back");
  wish->date = get_today ();
  wish->user_id = erp_capabilities_get_uid (desk.capabilities);
  faulty_client_set_fault (desk.client, "message_post", FAULTY_LOST_BEFORE, 1);
  g_assert_false (write_wish (&desk, wish, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  g_clear_error (&error);
  g_assert_false (write_wish (&desk, wish, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count_rows (&desk, "mail.message",
                                "[[\"body\",\"ilike\",\"QUITTANCE/1 contact\"]]"),
                    ==, before);
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

  desk_join (&desk, &world, "credit");
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
  g_assert_true (write_wish (&desk, wish, &error));
  g_clear_object (&book);
  book = read_book (&desk, &error);
  customer = biz_collect_book_find (book, id);
  g_assert_true (biz_collect_customer_get_facts (customer)->is_disputed);
  g_assert_cmpint (biz_collect_customer_get_facts (customer)->disputed.minor, >, before);
  wish->verb = BIZ_COLLECT_RESOLVE;
  g_free (wish->code);
  wish->code = g_strdup ("paid");
  g_assert_true (write_wish (&desk, wish, &error));
  g_clear_object (&book);
  book = read_book (&desk, &error);
  customer = biz_collect_book_find (book, id);
  g_assert_cmpint (biz_collect_customer_get_facts (customer)->disputed.minor, ==, before);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/collect-store/foots-19", test_foots_19);
  g_test_add_func ("/biz/collect-store/rights", test_rights);
  g_test_add_func ("/biz/collect-store/once", test_once);
  g_test_add_func ("/biz/collect-store/between", test_between);
  g_test_add_func ("/biz/collect-store/anew", test_anew);
  g_test_add_func ("/biz/collect-store/unknown", test_unknown);
  g_test_add_func ("/biz/collect-store/taken-back", test_taken_back);
  g_test_add_func ("/biz/collect-store/dispute", test_dispute);
  g_test_add_func ("/biz/collect-store/foots-17", test_foots_17);
  desk_open (&world, 19, "credit");
  status = g_test_run ();
  g_clear_object (&known);
  desk_close (&world);

  return status;
}
