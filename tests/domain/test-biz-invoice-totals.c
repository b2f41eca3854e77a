/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums below a list: by currency, with the sign of the document, and the same whether the rows were
 * added here or by the server. */

#include "biz-currency-table.h"
#include "biz-invoice-totals.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

typedef struct
{
  const char *type, *state;
  int currency; /* 1 EUR, 2 USD, 3 JPY */
  const char *total, *open;
  const char *company_total, *company_open; /* signed, in EUR */
} Row;

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 2, "USD", 2);
  biz_currency_table_add (table, 3, "JPY", 0);

  return table;
}

static ErpCapabilities *
make_capabilities (void)
{
  ErpCapabilities *self = erp_capabilities_new (7, "19.0");
  g_autoptr (ErpCompany) company = erp_company_new (1, "North", 1);

  g_list_store_append (self->companies, company);

  return self;
}

static gboolean
add_row (BizInvoiceTotals *totals, const Row *row, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (ErpCapabilities) capabilities = make_capabilities ();
  g_autofree char *json = g_strdup_printf (
      "{\"__count\":2,\"currency_id\":[%d,\"x\"],\"company_id\":[1,\"North\"],\"move_type\":\"%s\","
      "\"state\":\"%s\",\"amount_total:sum\":%s,\"amount_residual:sum\":%s,"
      "\"amount_total_signed:sum\":%s,\"amount_residual_signed:sum\":%s}",
      row->currency, row->type, row->state, row->total, row->open, row->company_total,
      row->company_open);
  g_autoptr (JsonObject) object = test_object (json);

  return biz_invoice_totals_add_row (totals, object, currencies, capabilities, error);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* "EUR 10.00/5.00 USD ..." in the order of the codes */
static char *
show (const BizInvoiceSum *sums, guint n)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *total = biz_money_format (&sums[i].total, BIZ_MONEY_MACHINE);
      g_autofree char *residual = biz_money_format (&sums[i].residual, BIZ_MONEY_MACHINE);

      g_ptr_array_add (texts,
                       g_strdup_printf ("%s %s/%s", sums[i].total.currency, total, residual));
    }
  g_ptr_array_sort (texts, compare_sums);
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (" ", (char **)texts->pdata);
}

static const Row rows[] = {
  { "out_invoice", "posted", 1, "100.5", "40", "100.5", "40" },
  { "out_refund", "posted", 1, "20", "20", "-20", "-20" },
  { "out_invoice", "posted", 2, "40", "10.25", "36.2", "9.28" },
  { "out_invoice", "draft", 1, "7", "7", "7", "7" },
  { "out_invoice", "cancel", 1, "1", "1", "1", "1" },
  { "out_invoice", "posted", 3, "5000", "5000", "30.3", "30.3" },
  { "in_invoice", "posted", 1, "3", "3", "-3", "-3" },
};

/* Nothing is open of what is not posted; a credit note and a bill are what we owe. */
static void
test_sums (void)
{
  for (guint start = 0; start < G_N_ELEMENTS (rows); start++)
    {
      g_autoptr (BizInvoiceTotals) totals = biz_invoice_totals_new ();
      g_autofree char *sums = NULL;
      g_autofree char *company = NULL;
      const BizInvoiceSum *found;
      guint n;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_true (add_row (totals, &rows[(start + i) % G_N_ELEMENTS (rows)], NULL));
      g_assert_cmpuint (biz_invoice_totals_get_count (totals), ==, 2 * G_N_ELEMENTS (rows));
      found = biz_invoice_totals_get_sums (totals, &n);
      sums = show (found, n);
      g_assert_cmpstr (sums, ==, "EUR 85.50/17.00 JPY 5000/5000 USD 40.00/10.25");
      found = biz_invoice_totals_get_company_sums (totals, &n);
      company = show (found, n);
      g_assert_cmpstr (company, ==, "EUR 152.00/56.58");
    }
}

static void
test_empty (void)
{
  BizInvoiceTotals *totals = biz_invoice_totals_new ();
  const Row nothing = { "out_invoice", "posted", 1, "false", "null", "false", "false" };
  guint n = 77;

  biz_invoice_totals_get_sums (totals, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (biz_invoice_totals_get_count (totals), ==, 0);
  /* a sum over nothing is false */
  g_assert_true (add_row (totals, &nothing, NULL));
  g_assert_cmpint (biz_invoice_totals_get_sums (totals, &n)->total.minor, ==, 0);
  g_assert_cmpuint (n, ==, 1);
  test_last_unref (&totals);
}

static void
test_refused (void)
{
  static const Row bad[] = {
    { "out_invoice", "posted", 9, "1", "1", "1", "1" },
    { "out_invoice", "posted", 1, "\"1\"", "1", "1", "1" },
    { "out_invoice", "posted", 1, "1.005", "1", "1", "1" },
    { "out_invoice", "posted", 3, "1.5", "1", "1", "1" },
    { "out_invoice", "posted", 1, "1", "{}", "1", "1" },
    { "out_invoice", "posted", 1, "1", "1", "1e300", "1" },
    { "out_invoice", "posted", 1, "1", "1", "1", "[1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (BizInvoiceTotals) totals = biz_invoice_totals_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_false (add_row (totals, &bad[i], &error));
      test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

/* A sum that leaves 64 bits is an error, not another sum. */
static void
test_overflow (void)
{
  const Row most = { "out_invoice", "posted", 3, "9223372036854775807", "1", "1", "1" };
  g_autoptr (BizInvoiceTotals) totals = biz_invoice_totals_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (add_row (totals, &most, &error));
  g_assert_false (add_row (totals, &most, &error));
  test_take_error (&error, ERP_ERROR_VALIDATION);
}

/* A company of others has no sum of its own, its documents are counted all the same. */
static void
test_other_company (void)
{
  g_autoptr (BizInvoiceTotals) totals = biz_invoice_totals_new ();
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (ErpCapabilities) capabilities = make_capabilities ();
  g_autoptr (JsonObject) row = test_object (
      "{\"__count\":3,\"currency_id\":1,\"company_id\":[5,\"Other\"],\"move_type\":\"out_invoice\","
      "\"state\":\"posted\",\"amount_total:sum\":1,\"amount_residual:sum\":1,"
      "\"amount_total_signed:sum\":1,\"amount_residual_signed:sum\":1}");
  guint n;

  g_assert_true (biz_invoice_totals_add_row (totals, row, currencies, capabilities, NULL));
  biz_invoice_totals_get_company_sums (totals, &n);
  g_assert_cmpuint (n, ==, 0);
  biz_invoice_totals_get_sums (totals, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (biz_invoice_totals_get_count (totals), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/invoice-totals/sums", test_sums);
  g_test_add_func ("/biz/invoice-totals/empty", test_empty);
  g_test_add_func ("/biz/invoice-totals/refused", test_refused);
  g_test_add_func ("/biz/invoice-totals/overflow", test_overflow);
  g_test_add_func ("/biz/invoice-totals/other-company", test_other_company);

  return g_test_run ();
}
