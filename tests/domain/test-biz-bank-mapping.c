/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bank-cell.h"
#include "biz-bank-table.h"

#include "erp-error.h"

#include <string.h>

static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    char point;
    guint digits;
    gboolean success;
    gint64 minor;
  } cases[] = {
    { "1.234,56", ',', 2, TRUE, 123456 },
    { "1,234.56", '.', 2, TRUE, 123456 },
    { "1'234.50", '.', 2, TRUE, 123450 },
    { "1 234,5", ',', 2, TRUE, 123450 },
    { "-12", ',', 2, TRUE, -1200 },
    { "12,00-", ',', 2, TRUE, -1200 },
    { "(12.00)", '.', 2, TRUE, -1200 },
    { "€ 5,10", ',', 2, TRUE, 510 },
    { "-€5.10", '.', 2, TRUE, -510 },
    { "$1,000", '.', 2, TRUE, 100000 },
    { "10.00 CR", '.', 2, TRUE, 1000 },
    { "10.00 DR", '.', 2, TRUE, -1000 },
    { "7,50 S", ',', 2, TRUE, -750 },
    { "7,50 H", ',', 2, TRUE, 750 },
    { "+3", '.', 0, TRUE, 3 },
    { "1.5", '.', 3, TRUE, 1500 },
    { "1.234,5", '.', 2, FALSE, 0 },
    { "12,34.56", '.', 2, FALSE, 0 },
    { "1.2.3", ',', 2, FALSE, 0 },
    { "1,005", ',', 2, FALSE, 0 },
    { "", '.', 2, FALSE, 0 },
    { "-", '.', 2, FALSE, 0 },
    { "Miete 12 Zimmer", '.', 2, FALSE, 0 },
    { "1.234.567.890.123.456.789.012,00", ',', 2, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minor = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (biz_bank_cell_read_amount (cases[i].text, cases[i].point, cases[i].digits,
                                                  &minor),
                       ==, cases[i].success);
      if (cases[i].success)
        g_assert_cmpint (minor, ==, cases[i].minor);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    BizBankDateOrder order;
    const char *expected; /* NULL: none */
  } cases[] = {
    { "22.11.2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22/11/26", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "11/22/2026", BIZ_BANK_DATE_MDY, "2026-11-22" },
    { "11/22/2026", BIZ_BANK_DATE_DMY, NULL },
    { "2026-11-22", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "26-11-22", BIZ_BANK_DATE_YMD, "2026-11-22" },
    { "2026-11-22T10:00:00", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22.11.2026 10:15", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "20261122", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22 Nov 2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22-mrt-26", BIZ_BANK_DATE_DMY, "2026-03-22" },
    { "3 août 2026", BIZ_BANK_DATE_DMY, "2026-08-03" },
    { "1. März 2026", BIZ_BANK_DATE_DMY, "2026-03-01" },
    { "Dec 1, 2026", BIZ_BANK_DATE_DMY, "2026-12-01" },
    { "29.02.2026", BIZ_BANK_DATE_DMY, NULL },
    { "1.2", BIZ_BANK_DATE_DMY, NULL },
    { "12345678", BIZ_BANK_DATE_DMY, NULL },
    { "tomorrow", BIZ_BANK_DATE_DMY, NULL },
    { "", BIZ_BANK_DATE_DMY, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;
      char text[16];

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (biz_bank_cell_read_date (cases[i].text, cases[i].order, &date), ==,
                       cases[i].expected != NULL);
      if (cases[i].expected == NULL)
        continue;
      g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    char separator;
  } cases[] = {
    { "a;b;c\n1,5;2,5;x\n1,5;2;y\n", ';' },
    { "a,b\n\"x;y;z\",1\n\"x;y\",2\n", ',' },
    { "a\tb,c\n1\t2\n", '\t' },
    { "a|b\n1|2\n", '|' },
    { "alone\n", ',' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (biz_bank_table_guess_separator (cases[i].text, strlen (cases[i].text)), ==,
                     cases[i].separator);
}

static void
test_guess (void)
{
  static const char text[] = "Account statement\n"
                             "Date;Details;Amount;Ccy\n"
                             "03/04/2026;rent;-1.250,00;EUR\n"
                             "05/04/2026;\"sale; two\";17,5;EUR\n";
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (BizBankMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = biz_bank_table_preview (stream, NULL, &mapping, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (((char **)g_ptr_array_index (rows, 3))[1], ==, "sale; two");
  g_assert_cmpint (mapping->separator, ==, ';');
  g_assert_cmpint (mapping->point, ==, ',');
  g_assert_cmpuint (mapping->n_skip, ==, 2);
  g_assert_cmpint (mapping->date_order, ==, BIZ_BANK_DATE_DMY);
  g_assert_false (mapping->is_date_sure);
  g_assert_cmpint (mapping->columns[BIZ_BANK_COLUMN_DATE], ==, 0);
  g_assert_cmpint (mapping->columns[BIZ_BANK_COLUMN_TEXT], ==, 1);
  g_assert_cmpint (mapping->columns[BIZ_BANK_COLUMN_AMOUNT], ==, 2);
  g_assert_cmpint (mapping->columns[BIZ_BANK_COLUMN_CURRENCY], ==, 3);
  g_assert_cmpint (mapping->columns[BIZ_BANK_COLUMN_BALANCE], ==, -1);
  g_assert_true (biz_bank_mapping_check (mapping, &error));
}

static void
test_json (void)
{
  static const char *const broken[] = { "", "[]", "{\"version\":2}", "{\"version\":1}" };
  g_autoptr (BizBankMapping) mapping = biz_bank_mapping_new ();
  g_autoptr (BizBankMapping) again = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  mapping->separator = '\t';
  mapping->point = ',';
  mapping->date_order = BIZ_BANK_DATE_MDY;
  mapping->n_skip = 3;
  mapping->is_negated = TRUE;
  strcpy (mapping->currency, "CHF");
  mapping->columns[BIZ_BANK_COLUMN_DATE] = 4;
  mapping->columns[BIZ_BANK_COLUMN_CREDIT] = 0;
  json = biz_bank_mapping_to_json (mapping);
  again = biz_bank_mapping_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (again, sizeof *again, mapping, sizeof *mapping);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_null (biz_bank_mapping_from_json (broken[i], &failure));
      g_assert_error (failure, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
  mapping->columns[BIZ_BANK_COLUMN_CREDIT] = -1;
  g_assert_false (biz_bank_mapping_check (mapping, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/bank-mapping/amounts", test_amounts);
  g_test_add_func ("/biz/bank-mapping/dates", test_dates);
  g_test_add_func ("/biz/bank-mapping/separators", test_separators);
  g_test_add_func ("/biz/bank-mapping/guess", test_guess);
  g_test_add_func ("/biz/bank-mapping/json", test_json);

  return g_test_run ();
}
