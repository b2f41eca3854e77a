/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-kpi-report.h"

#include "biz-kpi-cash.h"

#include <json-glib/json-glib.h>
#include <poppler.h>
#include <string.h>

static void
add (BizKpiBook *book, BizKpiSum sum, gint64 cents)
{
  BizKpiGroup group = { .company_id = 1, .amount = biz_money_from_minor (cents, "EUR", 2) };

  g_date_clear (&group.date, 1);
  biz_kpi_book_add_group (book, sum, &group);
}

/* 1,000.00 owed, 250.00 of it not due; 2,000.00 sold on the day itself, or nothing. */
static BizKpiBook *
make_book (gboolean with_sales)
{
  BizMoney zero = biz_money_zero ("EUR", 2);
  GDate day;
  BizKpiBook *book;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, 3, 2026);
  book = biz_kpi_book_new (&day, 3);
  biz_kpi_book_add_company (book, 1, "=Nord & Söhne", &zero);
  add (book, BIZ_KPI_SUM_END, 100000);
  add (book, BIZ_KPI_SUM_CURRENT, 25000);
  if (with_sales)
    {
      BizKpiGroup sales = { 1, day, FALSE, biz_money_from_minor (200000, "EUR", 2), 4 };

      biz_kpi_book_add_group (book, BIZ_KPI_SUM_SALES, &sales);
    }

  return book;
}

static GBytes *
write_report (DrawReportFormat format, gboolean with_sales, gboolean explain)
{
  g_autoptr (BizKpiBook) book = make_book (with_sales);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (draw_kpi_report_write (format, book, explain, out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static char *
write_text (DrawReportFormat format, gboolean with_sales, gboolean explain)
{
  g_autoptr (GBytes) bytes = write_report (format, with_sales, explain);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

/* One row a figure, with a point, and what strangers wrote is no formula. */
static void
test_csv (void)
{
  g_autofree char *text = write_text (DRAW_REPORT_CSV, TRUE, FALSE);

  g_assert_true (g_str_has_prefix (
      text, "company,kpi,value,unit,from,as_of,reason,figure,formula,variant,difference,inputs\r\n"
            "\"'=Nord & Söhne\",receivable,1000,EUR,2026-01-01,2026-03-31,,Receivables,"));
  /* 1,000 / 2,000 x 90, and the inputs from which that can be computed */
  g_assert_nonnull (strstr (text, ",dso,45,days,2026-01-01,2026-03-31,,"));
  g_assert_nonnull (strstr (text, "Receivables at the end: 1000.00; Credit sales: 2000.00; "
                                  "Days of the period: 90"));
}

static void
test_json (void)
{
  g_autofree char *text = write_text (DRAW_REPORT_JSON, FALSE, FALSE);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *rows = json_node_get_array (node);
  guint without = 0;

  g_assert_cmpuint (json_array_get_length (rows), ==, 9);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpstr (json_object_get_string_member (row, "from"), ==, "2026-01-01");
      if (!json_object_get_null_member (row, "value"))
        {
          /* exact: a text with a point and all digits */
          g_assert_cmpstr (strchr (json_object_get_string_member (row, "value"), '.'), !=, NULL);
          continue;
        }
      /* what has no figure says why */
      g_assert_cmpuint (strlen (json_object_get_string_member (row, "reason")), >, 10);
      without++;
    }
  /* all but receivables and what of them is late */
  g_assert_cmpuint (without, ==, 7);
}

static void
test_text (void)
{
  g_autofree char *plain = write_text (DRAW_REPORT_TEXT, TRUE, FALSE);
  g_autofree char *explained = write_text (DRAW_REPORT_TEXT, TRUE, TRUE);
  g_autofree char *without = write_text (DRAW_REPORT_TEXT, FALSE, FALSE);

  g_assert_nonnull (strstr (plain, "45.00 days"));
  g_assert_nonnull (strstr (plain, "€1,000.00"));
  g_assert_null (strstr (plain, "÷"));
  g_assert_nonnull (strstr (explained, "Receivables at the end ÷ credit sales"));
  g_assert_nonnull (strstr (explained, "Days of the period: 90"));
  g_assert_nonnull (strstr (explained, "365"));
  g_assert_nonnull (strstr (without, "There were no credit sales in the period."));
}

static void
test_xlsx (void)
{
  g_autoptr (GBytes) bytes = write_report (DRAW_REPORT_XLSX, TRUE, TRUE);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, >, 1000);
  g_assert_true (memcmp (data, "PK", 2) == 0);
}

/* Lines put together again, with one blank between words. */
static char *
join_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \n", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", parts[i]);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* Every word of an explanation is on paper. */
static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = write_report (DRAW_REPORT_PDF, TRUE, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) document = NULL;
  PopplerDocument *paper = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *all = NULL;

  g_assert_no_error (error);
  document = G_OBJECT (paper);
  for (int i = 0; i < poppler_document_get_n_pages (paper); i++)
    {
      g_autoptr (GObject) page = G_OBJECT (poppler_document_get_page (paper, i));
      g_autofree char *text = poppler_page_get_text (POPPLER_PAGE (page));

      g_string_append (words, text);
    }
  all = join_words (words->str);
  g_assert_nonnull (strstr (all, "Figures"));
  g_assert_nonnull (strstr (all, "45.00 days"));
  g_assert_nonnull (strstr (all, "=Nord"));
  g_assert_nonnull (strstr (all, "Days of the period: 90"));
  g_assert_nonnull (strstr (all, "an average over the customer’s whole life."));
  g_assert_null (strstr (all, "…"));
}

static int
count_pages (BizKpiBook *book)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GObject) paper = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (draw_kpi_report_write (DRAW_REPORT_PDF, book, FALSE, out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  paper = G_OBJECT (poppler_document_new_from_bytes (bytes, NULL, &error));
  g_assert_no_error (error);

  return poppler_document_get_n_pages (POPPLER_DOCUMENT (paper));
}

static BizKpiValue *
make_receivable (BizKpiBook *book, guint year, gint64 cents)
{
  g_autoptr (GPtrArray) values = biz_kpi_book_list_values (book, 0);
  BizKpiFrame frame = *biz_kpi_value_get_frame (g_ptr_array_index (values, 0));
  BizKpiCash cash = { frame.zero, frame.zero, frame.zero, frame.zero };

  g_date_set_year (&frame.from, (GDateYear)year);
  g_date_set_year (&frame.to, (GDateYear)year);
  cash.end.minor = cents;

  return biz_kpi_cash_receivable (&frame, &cash);
}

static void
free_value (gpointer value)
{
  g_clear_object ((GObject **)&value);
}

/* Figures whose past is known have their charts behind the table, three a page. */
static void
test_charts (void)
{
  g_autoptr (BizKpiBook) book = make_book (TRUE);
  const int before = count_pages (book);
  gint64 company;

  g_assert_nonnull (biz_kpi_book_get_company (book, 0, &company));
  for (guint kpi = BIZ_KPI_RECEIVABLE; kpi < BIZ_KPI_RECEIVABLE + 4; kpi++)
    {
      GPtrArray *points = g_ptr_array_new_with_free_func (free_value);

      g_ptr_array_add (points, make_receivable (book, 2026, 120000));
      g_ptr_array_add (points, NULL);
      g_ptr_array_add (points, make_receivable (book, 2025, 100000));
      biz_kpi_book_take_series (book, company, (BizKpi)kpi, points);
    }
  g_assert_cmpint (count_pages (book), ==, before + 2);
}

static void
test_cancelled (void)
{
  g_autoptr (BizKpiBook) book = make_book (TRUE);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (draw_kpi_report_write (DRAW_REPORT_CSV, book, FALSE, out, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/kpi-report/csv", test_csv);
  g_test_add_func ("/draw/kpi-report/json", test_json);
  g_test_add_func ("/draw/kpi-report/text", test_text);
  g_test_add_func ("/draw/kpi-report/xlsx", test_xlsx);
  g_test_add_func ("/draw/kpi-report/pdf", test_pdf);
  g_test_add_func ("/draw/kpi-report/charts", test_charts);
  g_test_add_func ("/draw/kpi-report/cancelled", test_cancelled);

  return g_test_run ();
}
