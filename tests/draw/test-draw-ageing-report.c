/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-ageing-report.h"

#include <locale.h>
#include <poppler.h>
#include <string.h>

static void
add_item (
    GArray *items, gint64 customer, const char *name, int days, gint64 open, const char *currency)
{
  BizAgeingItem item = { .company_id = 1, .account_id = 7, .partner_id = customer };

  item.partner = name != NULL ? g_ref_string_new (name) : NULL;
  g_date_clear (&item.date, 1);
  g_date_set_dmy (&item.date, 31, 10, 2026);
  if (days > 0)
    g_date_subtract_days (&item.date, (guint)days);
  item.open = item.open_document = biz_money_from_minor (open, currency, 2);
  g_array_append_val (items, item);
}

/* The report of three customers as a file of @format. */
static GBytes *
write_report (DrawReportFormat format)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) feet = NULL;
  g_autoptr (GError) error = NULL;
  BizAgeingLedger ledger = { .company_id = 1, .account_id = 7 };
  BizAgeingPlan plan = { .by = BIZ_AGEING_BY_CUSTOMER };

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  g_date_clear (&plan.as_of, 1);
  g_date_set_dmy (&plan.as_of, 31, 10, 2026);
  g_assert_true (biz_ageing_plan_set_limits (&plan, "30,60", NULL));
  add_item (items, 4, "=Acme; \"Söhne\"", 5, 123456, "EUR");
  add_item (items, 4, "=Acme; \"Söhne\"", 45, -1000, "EUR");
  add_item (items, 9, "Brown", 0, 5000, "EUR");
  add_item (items, 0, NULL, 400, 1, "EUR");
  ledger.account = g_ref_string_new ("1200 Receivable");
  ledger.company = g_ref_string_new ("Nord");
  ledger.balance = ledger.balance_document = biz_money_from_minor (127458, "EUR", 2);
  rows = biz_ageing_compute (&plan, (BizAgeingItem *)(gpointer)items->data, items->len, &error);
  g_assert_no_error (error);
  feet = biz_ageing_foot (&plan, (BizAgeingItem *)(gpointer)items->data, items->len, &ledger, 1,
                          &error);
  g_assert_no_error (error);
  biz_ageing_ledger_clear (&ledger);
  g_assert_true (
      draw_ageing_report_write (format, &plan, rows, feet, "2026-11-01 08:00", out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static char *
to_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static void
test_csv (void)
{
  g_autoptr (GBytes) bytes = write_report (DRAW_REPORT_CSV);
  g_autofree char *text = to_text (bytes);

  g_assert_cmpstr (
      text, ==,
      "customer,currency,total,not_due,days_1_30,days_31_60,over_60,items,oldest,id\r\n"
      "\"'=Acme; \"\"Söhne\"\"\",EUR,1224.56,0.00,1234.56,-10.00,0.00,2,5,4\r\n"
      "Brown,EUR,50.00,50.00,0.00,0.00,0.00,1,,9\r\n"
      ",EUR,0.01,0.00,0.00,0.00,0.01,1,400,0\r\n");
}

static void
assert_has (const char *text, const char *const *wanted)
{
  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      if (strstr (text, wanted[i]) == NULL)
        g_error ("no “%s” in “%s”", wanted[i], text);
    }
}

/* For people: a word where there is no customer, the sum, the account, and what they differ by. */
static const char *const for_people[] = { "Brown",      "No customer", "Total",
                                          "1,274.57",   "1,274.58",    "1200 Receivable · Nord",
                                          "Difference", "0.01",        "Over 60",
                                          NULL };

static void
test_text (void)
{
  g_autoptr (GBytes) bytes = write_report (DRAW_REPORT_TEXT);
  g_autofree char *text = to_text (bytes);

  assert_has (text, for_people);
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = write_report (DRAW_REPORT_PDF);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);
  static const char *const head[] = { "Open items by age", "2026-11-01 08:00", "10/31/26", NULL };
  g_autofree char *text = NULL;
  PopplerPage *page;

  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  page = poppler_document_get_page (document, 0);
  text = poppler_page_get_text (page);
  assert_has (text, head);
  assert_has (text, for_people);
  g_object_unref (page);
  g_object_unref (document);
}

static void
test_xlsx (void)
{
  g_autoptr (GBytes) bytes = write_report (DRAW_REPORT_XLSX);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (data, 2, "PK", 2);
}

static void
test_names (void)
{
  DrawReportFormat format;
  BizAgeingBy by;

  g_assert_true (draw_report_format_from_name ("pdf", &format));
  g_assert_cmpint (format, ==, DRAW_REPORT_PDF);
  g_assert_false (draw_report_format_is_for_programs (format));
  g_assert_true (draw_report_format_from_name ("json", &format));
  g_assert_true (draw_report_format_is_for_programs (format));
  g_assert_false (draw_report_format_from_name ("PDF", &format));
  g_assert_true (draw_ageing_by_from_name ("salesperson", &by));
  g_assert_cmpint (by, ==, BIZ_AGEING_BY_SALESPERSON);
  g_assert_false (draw_ageing_by_from_name ("", &by));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/ageing-report/csv", test_csv);
  g_test_add_func ("/draw/ageing-report/text", test_text);
  g_test_add_func ("/draw/ageing-report/pdf", test_pdf);
  g_test_add_func ("/draw/ageing-report/xlsx", test_xlsx);
  g_test_add_func ("/draw/ageing-report/names", test_names);

  return g_test_run ();
}
