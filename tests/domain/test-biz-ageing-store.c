/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was open on a day, against the books of the demo company added up from their beginning. */

#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "erp-json.h"

#include <stdio.h>

typedef struct
{
  guint series;
  const char *role;
  const char *days[3];
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

static BizAgeingBook *
read_book (DemoDesk *desk, const char *as_of, gint64 company, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  GDate day = read_day (as_of);

  biz_ageing_read_async (desk->session, currencies, &day, company, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_ageing_read_finish (result, error);
}

static gint64
get_cents (JsonObject *row, const char *member)
{
  BizMoney zero = biz_money_zero ("EUR", 2);
  BizMoney money;

  g_assert_true (biz_money_from_json_rounded (row, member, &zero, &money, NULL));

  return money.minor;
}

static void
add (GHashTable *sums, gint64 id, gint64 amount)
{
  gint64 *there = g_hash_table_lookup (sums, &id);

  if (there != NULL)
    *there += amount;
  else
    g_hash_table_insert (sums, g_memdup2 (&id, sizeof id), g_memdup2 (&amount, sizeof amount));
}

/* item -> what was open of it, by all that was booked and matched until the day */
static GHashTable *
compute_slowly (DemoDesk *desk, const char *as_of)
{
  GHashTable *open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree char *items_domain =
      g_strdup_printf ("[[\"account_type\",\"=\",\"asset_receivable\"],[\"parent_state\",\"=\","
                       "\"posted\"],[\"date\",\"<=\",\"%s\"]]",
                       as_of);
  g_autofree char *matches_domain = g_strdup_printf ("[[\"max_date\",\"<=\",\"%s\"]]", as_of);
  g_autoptr (JsonNode) items = desk_ask (desk, FALSE, "account.move.line", "search_read", 0,
                                         "domain", items_domain, "fields", "[\"balance\"]", NULL);
  g_autoptr (JsonNode) matches =
      desk_ask (desk, FALSE, "account.partial.reconcile", "search_read", 0, "domain",
                matches_domain, "fields", "[\"amount\",\"debit_move_id\",\"credit_move_id\"]",
                NULL);
  JsonArray *rows = json_node_get_array (items);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      add (open, json_object_get_int_member (row, "id"), get_cents (row, "balance"));
    }
  rows = json_node_get_array (matches);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 debit, credit;

      g_assert_true (erp_json_get_many2one (row, "debit_move_id", &debit, NULL, NULL));
      g_assert_true (erp_json_get_many2one (row, "credit_move_id", &credit, NULL, NULL));
      if (!g_hash_table_contains (open, &debit))
        continue;
      add (open, debit, -get_cents (row, "amount"));
      add (open, credit, get_cents (row, "amount"));
    }

  return open;
}

static void
check_day (DemoDesk *desk, const char *as_of)
{
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (GHashTable) open = NULL;
  g_autoptr (GArray) feet = NULL;
  g_autoptr (GError) error = NULL;
  BizAgeingPlan plan = { 0 };
  const BizAgeingItem *items;
  GHashTableIter iter;
  gpointer value;
  gsize n;

  book = read_book (desk, as_of, 0, &error);
  g_assert_no_error (error);
  open = compute_slowly (desk, as_of);
  items = biz_ageing_book_get_items (book, &n);
  g_assert_cmpuint (n, >, 20);
  for (gsize i = 0; i < n; i++)
    {
      gint64 *slow = g_hash_table_lookup (open, &items[i].id);

      g_assert_nonnull (slow);
      g_assert_cmpint (items[i].open.minor, ==, *slow);
      g_assert_nonnull (items[i].partner);
      g_assert_nonnull (items[i].group);
      g_assert_nonnull (items[i].company);
      *slow = 0;
    }
  /* and nothing is missing */
  g_hash_table_iter_init (&iter, open);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_assert_cmpint (*(gint64 *)value, ==, 0);
  for (int k = 0; k < 2; k++)
    {
      plan.in_document = k == 1;
      g_clear_pointer (&feet, g_array_unref);
      feet = biz_ageing_book_foot (book, &plan, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (feet->len, >=, 2);
      for (guint i = 0; i < feet->len; i++)
        g_assert_cmpint (g_array_index (feet, BizAgeingFoot, i).difference.minor, ==, 0);
    }
}

static void
test_as_of (gconstpointer data)
{
  const Case *c = data;
  DemoDesk desk = { 0 };

  desk_open (&desk, c->series, c->role);
  for (gsize i = 0; i < G_N_ELEMENTS (c->days); i++)
    check_day (&desk, c->days[i]);
  desk_close (&desk);
}

/* One company alone; and without what the accounts say no list: half of it would look whole. */
static void
test_part (void)
{
  DemoDesk desk = { 0 };
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (BizAgeingBook) all = NULL;
  g_autoptr (BizAgeingBook) half = NULL;
  g_autoptr (GError) error = NULL;
  const BizAgeingItem *items;
  gsize n, n_all;

  desk_open (&desk, 19, "controller");
  all = read_book (&desk, DESK_TODAY, 0, NULL);
  items = biz_ageing_book_get_items (all, &n_all);
  book = read_book (&desk, DESK_TODAY, items[0].company_id, NULL);
  biz_ageing_book_get_items (book, &n);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, n_all);

  faulty_client_set_fault (desk.client, "formatted_read_group", FAULTY_NOT_SENT, 9);
  half = read_book (&desk, DESK_TODAY, 0, &error);
  g_assert_null (half);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  static const Case cases[] = {
    { 19, "manager", { DESK_TODAY, "2026-10-31", "2026-03-31" } },
    { 17, "controller", { DESK_TODAY, "2026-06-30", "2025-12-31" } },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz/ageing-store/%u", cases[i].series);

      g_test_add_data_func (path, &cases[i], test_as_of);
    }
  g_test_add_func ("/biz/ageing-store/part", test_part);

  return g_test_run ();
}
