/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures made of the server's sums, against the ledger of the demo company read row by row. */

#include "biz-currency-table.h"
#include "biz-kpi-billing.h"
#include "biz-kpi-ledger.h"
#include "biz-kpi-store.h"
#include "demo-desk.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-json.h"
#include "kpi-check.h"

#include <string.h>

#define MONTHS 12

static BizKpiBook *
read_book (DemoDesk *desk, const char *as_of, gint64 company, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;
  GDate day = kpi_date (as_of);

  biz_kpi_read_async (desk->session, currencies, &day, MONTHS, company, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_kpi_read_finish (result, error);
}

static BizMoney
get_money (JsonObject *row, const char *member, const BizMoney *zero)
{
  BizMoney money;

  g_assert_true (biz_money_from_json_rounded (row, member, zero, &money, NULL));

  return money;
}

static JsonArray *
read_rows (DemoDesk *desk, const char *model, const char *domain, const char *fields)
{
  g_autoptr (JsonNode) answer =
      desk_ask (desk, FALSE, model, "search_read", 0, "domain", domain, "fields", fields, NULL);

  return json_array_ref (json_node_get_array (answer));
}

static gint64
get_id (JsonObject *row, const char *member)
{
  gint64 id;

  g_assert_true (erp_json_get_many2one (row, member, &id, NULL, NULL));

  return id;
}

/* All receivables of a company with all their matches. */
static void
read_items (DemoDesk *desk, BizKpiLedger *ledger, gint64 company, const BizMoney *zero)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"account_type\",\"=\",\"asset_receivable\"],[\"parent_state\",\"=\",\"posted\"],"
      "[\"company_id\",\"=\",%" G_GINT64_FORMAT "]]",
      company);
  g_autoptr (JsonArray) items =
      read_rows (desk, "account.move.line", domain, "[\"balance\",\"date\",\"date_maturity\"]");
  g_autofree char *own = g_strdup_printf ("[[\"company_id\",\"=\",%" G_GINT64_FORMAT "]]", company);
  g_autoptr (JsonArray) matches =
      read_rows (desk, "account.partial.reconcile", own,
                 "[\"amount\",\"max_date\",\"debit_move_id\",\"credit_move_id\"]");
  g_autoptr (GHashTable) numbers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *row = json_array_get_object_element (items, i);
      gint64 id = json_object_get_int_member (row, "id");
      BizKpiItem item = { .balance = get_money (row, "balance", zero) };
      guint index;

      g_assert_true (erp_json_get_date (row, "date", &item.date, NULL));
      g_assert_true (erp_json_get_date (row, "date_maturity", &item.due, NULL));
      g_assert_true (biz_kpi_ledger_add_item (ledger, &item, &index, NULL));
      g_hash_table_insert (numbers, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (index));
    }
  for (guint i = 0; i < json_array_get_length (matches); i++)
    {
      JsonObject *row = json_array_get_object_element (matches, i);
      gint64 debit = get_id (row, "debit_move_id"), credit = get_id (row, "credit_move_id");
      gpointer first, second;
      BizMoney amount;
      GDate date;

      if (!g_hash_table_lookup_extended (numbers, &debit, NULL, &first)
          || !g_hash_table_lookup_extended (numbers, &credit, NULL, &second))
        continue;
      amount = get_money (row, "amount", zero);
      g_assert_true (erp_json_get_date (row, "max_date", &date, NULL));
      g_assert_true (biz_kpi_ledger_add_match (ledger, GPOINTER_TO_UINT (first),
                                               GPOINTER_TO_UINT (second), &date, &amount, NULL));
    }
}

/* invoice -> when the first credit note that names it is of */
static GHashTable *
find_corrections (JsonArray *rows)
{
  GHashTable *corrections = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const GDate *there;
      GDate date;
      gint64 id;

      if (!JSON_NODE_HOLDS_ARRAY (json_object_get_member (row, "reversed_entry_id")))
        continue;
      id = get_id (row, "reversed_entry_id");
      g_assert_true (erp_json_get_date (row, "invoice_date", &date, NULL));
      there = g_hash_table_lookup (corrections, &id);
      if (there == NULL || g_date_compare (&date, there) < 0)
        g_hash_table_insert (corrections, g_memdup2 (&id, sizeof id),
                             g_memdup2 (&date, sizeof date));
    }

  return corrections;
}

/* (element-type BizKpiDocument): all documents of a company; into @ledger too. */
static GArray *
read_documents (DemoDesk *desk, BizKpiLedger *ledger, gint64 company, const BizMoney *zero)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]],[\"state\",\"=\",\"posted\"],"
      "[\"company_id\",\"=\",%" G_GINT64_FORMAT "]]",
      company);
  g_autoptr (JsonArray) rows =
      read_rows (desk, "account.move", domain,
                 "[\"invoice_date\",\"move_type\",\"amount_total_signed\",\"reversed_entry_id\"]");
  g_autoptr (GHashTable) corrections = find_corrections (rows);
  GArray *documents = g_array_new (FALSE, FALSE, sizeof (BizKpiDocument));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 id = json_object_get_int_member (row, "id");
      BizKpiSale sale = { .total = get_money (row, "amount_total_signed", zero) };
      BizKpiDocument document = { .total = biz_money_abs (&sale.total) };
      const GDate *corrected = g_hash_table_lookup (corrections, &id);

      g_assert_true (erp_json_get_date (row, "invoice_date", &sale.date, NULL));
      g_assert_true (biz_kpi_ledger_add_sale (ledger, &sale, NULL));
      document.date = sale.date;
      document.is_credit =
          g_str_equal (json_object_get_string_member (row, "move_type"), "out_refund");
      g_date_clear (&document.corrected, 1);
      g_date_clear (&document.disputed, 1);
      if (corrected != NULL && !document.is_credit)
        document.corrected = *corrected;
      g_array_append_val (documents, document);
    }

  return documents;
}

static void
assert_same (BizKpiValue *fast, BizKpiValue *slow)
{
  g_autoptr (BizKpiValue) taken = slow;
  g_autofree char *one = biz_kpi_value_format (fast);
  g_autofree char *other = biz_kpi_value_format (slow);

  g_assert_cmpint (biz_kpi_value_get_kpi (fast), ==, biz_kpi_value_get_kpi (slow));
  g_assert_cmpstr (biz_kpi_value_get_reason (fast), ==, biz_kpi_value_get_reason (slow));
  g_assert_cmpstr (one, ==, other);
}

static BizKpiValue *
compute_slowly (BizKpi kpi, BizKpiLedger *ledger, GArray *documents, const BizKpiFrame *frame)
{
  g_autoptr (GArray) days = biz_kpi_ledger_list_days (ledger, frame);
  const BizKpiDocument *rows = (const BizKpiDocument *)(gpointer)documents->data;
  BizKpiCash cash;

  g_assert_true (biz_kpi_ledger_get_cash (ledger, frame, &cash, NULL));
  switch ((guint)kpi)
    {
    case BIZ_KPI_RECEIVABLE:
      return biz_kpi_cash_receivable (frame, &cash);
    case BIZ_KPI_OVERDUE:
      return biz_kpi_cash_overdue (frame, &cash);
    case BIZ_KPI_DSO:
      return biz_kpi_cash_dso (frame, &cash);
    case BIZ_KPI_DSO_COUNTBACK:
      return biz_kpi_cash_countback (frame, &cash.end, (BizKpiDay *)(gpointer)days->data,
                                     days->len);
    case BIZ_KPI_DSO_BEST:
      return biz_kpi_cash_best (frame, &cash);
    case BIZ_KPI_DELINQUENT:
      return biz_kpi_cash_delinquent (frame, &cash);
    case BIZ_KPI_CEI:
      return biz_kpi_cash_cei (frame, &cash);
    case BIZ_KPI_CREDIT_RATE:
      return biz_kpi_credit_rate (frame, rows, documents->len, NULL);
    case BIZ_KPI_FIRST_TIME_RIGHT:
      return biz_kpi_first_time_right (frame, rows, documents->len);
    default:
      g_assert_not_reached ();
    }
}

/* How many of the book's figures of a company are there. */
static guint
check_book (BizKpiBook *book, guint index, gint64 company, BizKpiLedger *ledger, GArray *documents)
{
  g_autoptr (GPtrArray) values = biz_kpi_book_list_values (book, index);
  guint n = 0;

  /* two periods of one of the nine */
  g_assert_cmpuint (values->len, ==, 10);
  for (guint i = 0; i < values->len; i++)
    {
      BizKpiValue *value = g_ptr_array_index (values, i);
      BizKpiFrame frame = *biz_kpi_value_get_frame (value);

      g_assert_cmpint (frame.key, ==, company);
      frame.dimension = BIZ_KPI_OF_ALL;
      assert_same (value,
                   compute_slowly (biz_kpi_value_get_kpi (value), ledger, documents, &frame));
      n += biz_kpi_value_get_reason (value) == NULL;
    }

  return n;
}

static void
test_figures (gconstpointer data)
{
  static const char *const days[] = { DESK_TODAY, "2026-06-30" };
  BizKpiBook *books[G_N_ELEMENTS (days)];
  guint n_companies, figures = 0;
  DemoDesk desk;

  desk_open (&desk, GPOINTER_TO_UINT (data), "manager");
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate day = kpi_date (days[i]);

      books[i] = read_book (&desk, days[i], 0, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_date_compare (biz_kpi_book_get_as_of (books[i]), &day), ==, 0);
      g_assert_nonnull (biz_kpi_book_get_read_time (books[i]));
    }
  n_companies = biz_kpi_book_get_n_companies (books[0]);
  g_assert_cmpuint (n_companies, >, 1);
  g_assert_cmpuint (n_companies, ==, biz_kpi_book_get_n_companies (books[1]));
  for (guint j = 0; j < n_companies; j++)
    {
      g_autoptr (GPtrArray) values = biz_kpi_book_list_values (books[0], j);
      BizMoney zero = biz_kpi_value_get_frame (g_ptr_array_index (values, 0))->zero;
      g_autoptr (BizKpiLedger) ledger = biz_kpi_ledger_new (&zero);
      g_autoptr (GArray) documents = NULL;
      gint64 company;

      g_assert_nonnull (biz_kpi_book_get_company (books[0], j, &company));
      read_items (&desk, ledger, company, &zero);
      documents = read_documents (&desk, ledger, company, &zero);
      for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
        figures += check_book (books[i], j, company, ledger, documents);
    }
  g_assert_cmpuint (figures, >, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    g_clear_object (&books[i]);
  desk_close (&desk);
}

/* One company alone has what it has among all. */
static void
test_company (void)
{
  DemoDesk desk;
  g_autoptr (BizKpiBook) all = NULL;
  g_autoptr (BizKpiBook) one = NULL;
  g_autoptr (GPtrArray) expected = NULL;
  g_autoptr (GPtrArray) values = NULL;
  gint64 company, same;

  desk_open (&desk, 19, "manager");
  all = read_book (&desk, DESK_TODAY, 0, NULL);
  g_assert_nonnull (biz_kpi_book_get_company (all, 1, &company));
  one = read_book (&desk, DESK_TODAY, company, NULL);
  g_assert_cmpuint (biz_kpi_book_get_n_companies (one), ==, 1);
  g_assert_cmpstr (biz_kpi_book_get_company (one, 0, &same), ==,
                   biz_kpi_book_get_company (all, 1, NULL));
  g_assert_cmpint (same, ==, company);
  expected = biz_kpi_book_list_values (all, 1);
  values = biz_kpi_book_list_values (one, 0);
  g_assert_cmpuint (values->len, ==, expected->len);
  for (guint i = 0; i < values->len; i++)
    assert_same (g_ptr_array_index (values, i), g_object_ref (g_ptr_array_index (expected, i)));
  desk_close (&desk);
}

/* Seven requests, however many documents there are; one that fails is told. */
static void
test_requests (void)
{
  DemoDesk desk;
  g_autoptr (BizKpiBook) book = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  desk_open (&desk, 19, "manager");
  /* what the desk asks by itself at the start is not counted */
  book = read_book (&desk, DESK_TODAY, 0, NULL);
  g_assert_nonnull (book);
  g_clear_object (&book);
  before = demo_server_count_calls (desk.demo, NULL);
  book = read_book (&desk, DESK_TODAY, 0, NULL);
  g_assert_nonnull (book);
  g_assert_cmpuint (demo_server_count_calls (desk.demo, NULL) - before, ==, 7);
  g_clear_object (&book);

  faulty_client_set_fault (desk.client, "formatted_read_group", FAULTY_NOT_SENT, 3);
  book = read_book (&desk, DESK_TODAY, 0, &error);
  g_assert_null (book);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/biz/kpi-store/figures-19", GUINT_TO_POINTER (19), test_figures);
  g_test_add_data_func ("/biz/kpi-store/figures-17", GUINT_TO_POINTER (17), test_figures);
  g_test_add_func ("/biz/kpi-store/company", test_company);
  g_test_add_func ("/biz/kpi-store/requests", test_requests);

  return g_test_run ();
}
