/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-table.h"

#include <gio/gio.h>
#include <string.h>

static const DrawColumn columns[] = {
  { "number", "Number", DRAW_COLUMN_TEXT },
  { "amount", "Amount", DRAW_COLUMN_MONEY },
  { "days", "Days", DRAW_COLUMN_NUMBER },
  { "due", "Due", DRAW_COLUMN_DATE },
};

typedef struct
{
  const char *number;
  gint64 minor;
  const char *currency;
  guint digits;
  gint64 days;
  int day; /* of November 2026; 0: none */
} Row;

static void
add_row (DrawTable *table, const Row *row)
{
  BizMoney money;
  GDate date;
  g_autoptr (GError) error = NULL;

  g_date_clear (&date, 1);
  if (row->day > 0)
    g_date_set_dmy (&date, (GDateDay)row->day, G_DATE_NOVEMBER, 2026);
  draw_table_add_text (table, row->number);
  if (row->currency != NULL)
    money = biz_money_from_minor (row->minor, row->currency, row->digits);
  draw_table_add_money (table, row->currency != NULL ? &money : NULL);
  draw_table_add_integer (table, row->days);
  draw_table_add_date (table, &date);
  g_assert_true (draw_table_end_row (table, NULL, &error));
  g_assert_no_error (error);
}

static GBytes *
write_table (DrawTableFormat format, const Row *rows, gsize n_rows)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (DrawTable) table = draw_table_new (format, columns, G_N_ELEMENTS (columns), stream);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n_rows; i++)
    add_row (table, &rows[i]);
  g_assert_true (draw_table_close (table, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (draw_table_get_n_rows (table), ==, n_rows);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_table (DrawTableFormat format, const Row *rows, gsize n_rows, const char *expected)
{
  g_autoptr (GBytes) bytes = write_table (format, rows, n_rows);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, expected);
}

static const Row plain[] = {
  { "INV/1", 123450, "EUR", 2, 3, 22 },
  { "Grüße, “du”", -5, "EUR", 2, -1, 0 },
  { NULL, 0, NULL, 0, 0, 1 },
  { "日本", 1200, "JPY", 0, 1200, 30 },
};

static void
test_csv (void)
{
  assert_table (DRAW_TABLE_CSV, plain, G_N_ELEMENTS (plain),
                "number,amount,days,due\r\n"
                "INV/1,1234.50,3,2026-11-22\r\n"
                "\"Grüße, “du”\",-0.05,-1,\r\n"
                ",,0,2026-11-01\r\n"
                "日本,1200,1200,2026-11-30\r\n");
  assert_table (DRAW_TABLE_CSV, NULL, 0, "number,amount,days,due\r\n");
}

static void
test_csv_text (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "plain", "plain" },
    { "", "" },
    { "a\"b", "\"a\"\"b\"" },
    { "a\nb", "\"a\nb\"" },
    { "a\r\nb", "\"a\nb\"" },
    { "a;b", "\"a;b\"" },
    { " a", "\" a\"" },
    { "=1+1", "\"'=1+1\"" },
    { "+49 30 1234", "\"'+49 30 1234\"" },
    { "-x", "\"'-x\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\t=1", "\"'\t=1\"" },
    { "  =1", "\"'  =1\"" },
    { "\r=1", "\"'=1\"" },
    { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
    { "1=1", "1=1" },
    { "a\033[31mb", "a[31mb" },
    { "bad\377byte", "bad\357\277\275byte" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Row row = { cases[i].text, 1, "EUR", 2, 0, 0 };
      g_autofree char *expected =
          g_strdup_printf ("number,amount,days,due\r\n%s,0.01,0,\r\n", cases[i].cell);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_table (DRAW_TABLE_CSV, &row, 1, expected);
    }
}

static void
test_json (void)
{
  static const Row rows[] = { { "a\"\\\n\tb", 123450, "EUR", 2, 3, 22 },
                              { NULL, 0, NULL, 0, 0, 0 } };

  assert_table (DRAW_TABLE_JSON, rows, G_N_ELEMENTS (rows),
                "[\n{\"number\":\"a\\\"\\\\\\u000a\\u0009b\",\"amount\":1234.50,\"days\":3,"
                "\"due\":\"2026-11-22\"},\n"
                "{\"number\":null,\"amount\":null,\"days\":0,\"due\":null}\n]\n");
  assert_table (DRAW_TABLE_JSON, NULL, 0, "[]\n");
}

static void
test_text (void)
{
  assert_table (DRAW_TABLE_TEXT, plain, G_N_ELEMENTS (plain),
                "Number         Amount   Days  Due\n"
                "INV/1        1,234.50      3  2026-11-22\n"
                "Grüße, “du”     -0.05     -1\n"
                "                           0  2026-11-01\n"
                "日本            1,200  1,200  2026-11-30\n");
  assert_table (DRAW_TABLE_TEXT, NULL, 0, "Number  Amount  Days  Due\n");
}

/* What is wider than the first rows is not cut, and a line end stays inside its row. */
static void
test_text_late_width (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (DrawTable) table =
      draw_table_new (DRAW_TABLE_TEXT, columns, G_N_ELEMENTS (columns), stream);
  const Row narrow = { "a", 1, "EUR", 2, 0, 1 };
  const Row wide = { "much\nwider", 1, "EUR", 2, 0, 1 };
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < 500; i++)
    add_row (table, &narrow);
  add_row (table, &wide);
  g_assert_true (draw_table_close (table, NULL, NULL));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  lines = g_strsplit (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 503);
  g_assert_cmpstr (lines[500], ==, "a         0.01     0  2026-11-01");
  g_assert_cmpstr (lines[501], ==, "much wider    0.01     0  2026-11-01");
}

static guint
read_16 (const guint8 *p)
{
  return p[0] | (guint)p[1] << 8;
}

static guint
read_32 (const guint8 *p)
{
  return read_16 (p) | read_16 (p + 2) << 16;
}

/* The file @name out of a ZIP archive. */
static char *
unzip (GBytes *archive, const char *name)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (archive, &size);

  for (gsize i = 0; i + 46 < size; i++)
    {
      guint name_length, offset, packed;
      g_autoptr (GConverter) inflate = NULL;
      g_autoptr (GInputStream) bytes = NULL;
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (GOutputStream) out = NULL;

      if (memcmp (data + i, "PK\1\2", 4) != 0)
        continue;
      name_length = read_16 (data + i + 28);
      if (strlen (name) != name_length || memcmp (data + i + 46, name, name_length) != 0)
        continue;
      packed = read_32 (data + i + 20);
      offset = read_32 (data + i + 42);
      offset += 30 + read_16 (data + offset + 26) + read_16 (data + offset + 28);
      bytes = g_memory_input_stream_new_from_data (data + offset, packed, NULL);
      inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
      stream = g_converter_input_stream_new (bytes, inflate);
      out = g_memory_output_stream_new_resizable ();
      g_assert_cmpint (
          g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL), >, 0);
      g_assert_true (g_output_stream_write_all (out, "", 1, NULL, NULL, NULL));
      g_assert_true (g_output_stream_close (out, NULL, NULL));
      return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
    }

  return NULL;
}

static void
test_xlsx (void)
{
  static const Row rows[] = {
    { "=1+1", 123450, "EUR", 2, 3, 22 },
    { "b", 10, "USD", 2, 0, 0 },
    { "c", 7, "JPY", 0, 0, 0 },
  };
  g_autoptr (GBytes) bytes = write_table (DRAW_TABLE_XLSX, rows, G_N_ELEMENTS (rows));
  g_autofree char *sheet = unzip (bytes, "xl/worksheets/sheet1.xml");
  g_autofree char *styles = unzip (bytes, "xl/styles.xml");

  g_assert_nonnull (sheet);
  g_assert_nonnull (strstr (sheet, "<t>Number</t>"));
  g_assert_nonnull (strstr (sheet, "<t>=1+1</t>"));
  g_assert_null (strstr (sheet, "<f>"));
  g_assert_nonnull (strstr (sheet, "<v>1234.5</v>"));
  /* 22 November 2026 */
  g_assert_nonnull (strstr (sheet, "<v>46348</v>"));
  g_assert_nonnull (strstr (styles, "#,##0.00\\ &quot;EUR&quot;"));
  g_assert_nonnull (strstr (styles, "#,##0\\ &quot;JPY&quot;"));
}

static void
test_empty_xlsx (void)
{
  g_autoptr (GBytes) bytes = write_table (DRAW_TABLE_XLSX, NULL, 0);
  g_autofree char *sheet = unzip (bytes, "xl/worksheets/sheet1.xml");

  g_assert_nonnull (strstr (sheet, "<t>Number</t>"));
}

static void
test_cancel (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (DrawTable) table = draw_table_new (DRAW_TABLE_CSV, columns, 1, stream);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  draw_table_add_text (table, "a");
  g_assert_false (draw_table_end_row (table, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_names (void)
{
  DrawTableFormat format;

  g_assert_true (draw_table_format_from_name ("XLSX", &format));
  g_assert_cmpint (format, ==, DRAW_TABLE_XLSX);
  g_assert_true (draw_table_format_from_name ("table", &format));
  g_assert_cmpint (format, ==, DRAW_TABLE_TEXT);
  g_assert_false (draw_table_format_from_name ("pdf", &format));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draw/table/csv", test_csv);
  g_test_add_func ("/draw/table/csv-text", test_csv_text);
  g_test_add_func ("/draw/table/json", test_json);
  g_test_add_func ("/draw/table/text", test_text);
  g_test_add_func ("/draw/table/text-late-width", test_text_late_width);
  g_test_add_func ("/draw/table/xlsx", test_xlsx);
  g_test_add_func ("/draw/table/empty-xlsx", test_empty_xlsx);
  g_test_add_func ("/draw/table/cancel", test_cancel);
  g_test_add_func ("/draw/table/names", test_names);

  return g_test_run ();
}
