/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bank-cell.h"
#include "test-values.h"

#include <string.h>

#define FAIL G_MININT64

typedef struct
{
  const char *text;
  char point;
  guint digits;
  gint64 minor; /* FAIL: no amount */
} AmountCase;

static const AmountCase amounts[] = {
  { "1234.56", '.', 2, 123456 },
  { "1.234,56", ',', 2, 123456 },
  { "1,234.56", '.', 2, 123456 },
  { "1'234.56", '.', 2, 123456 },
  { "1\342\200\231234.56", '.', 2, 123456 },
  { "1 234,56", ',', 2, 123456 },
  { "1\302\240234,56", ',', 2, 123456 },
  { "1\342\200\257234\342\200\257567,89", ',', 2, 123456789 },
  { "0", ',', 2, 0 },
  { ",5", ',', 2, 50 },
  { "5,", ',', 2, 500 },
  { "12,345", ',', 3, 12345 },
  { "12.345", ',', 0, 12345 },
  { "92.233.720.368.547.758,07", ',', 2, G_MAXINT64 },
  { "92.233.720.368.547.758,08", ',', 2, FAIL },
  /* every minus that banks and office programs write */
  { "-12,00", ',', 2, -1200 },
  { "12,00-", ',', 2, -1200 },
  { "12,00 -", ',', 2, -1200 },
  { "\342\210\22212,00", ',', 2, -1200 },
  { "12,00\342\210\222", ',', 2, -1200 },
  { "\342\200\22312,00", ',', 2, -1200 },
  { "(12,00)", ',', 2, -1200 },
  { "+12,00", ',', 2, 1200 },
  { "12,00+", ',', 2, 1200 },
  { "- 12,00", ',', 2, -1200 },
  /* names of currencies at either end, the sign inside or outside */
  { "€ 5", ',', 2, 500 },
  { "5 €", ',', 2, 500 },
  { "€-5", ',', 2, -500 },
  { "-€5", ',', 2, -500 },
  { "-€ 5,00", ',', 2, -500 },
  { "(€ 5,00)", ',', 2, -500 },
  { "EUR 5", ',', 2, 500 },
  { "-EUR 5", ',', 2, -500 },
  { "EUR -5", ',', 2, -500 },
  { "5 EUR", ',', 2, 500 },
  { "-5\302\240EUR", ',', 2, -500 },
  { "$1,000.00", '.', 2, 100000 },
  { "Fr. 1'000.00", '.', 2, 100000 },
  { "R$ 1.000,00", ',', 2, 100000 },
  { "12,50 zł", ',', 2, 1250 },
  { "¥1,000", '.', 0, 1000 },
  { "KD 1.250", '.', 3, 1250 },
  /* debit and credit as words, before and behind */
  { "5,00 DR", ',', 2, -500 },
  { "5,00DR", ',', 2, -500 },
  { "5,00 CR", ',', 2, 500 },
  { "5,00 S", ',', 2, -500 },
  { "5,00 H", ',', 2, 500 },
  { "5,00 D", ',', 2, -500 },
  { "5,00 C", ',', 2, 500 },
  { "S 5,00", ',', 2, -500 },
  { "DR 5.00", '.', 2, -500 },
  { "5,00 EUR S", ',', 2, -500 },
  { "5,00 EUR CR", ',', 2, 500 },
  { "5.00 dr", '.', 2, -500 },
  /* two signs have no meaning, nor has half a pair */
  { "-5-", '.', 2, FAIL },
  { "--5", '.', 2, FAIL },
  { "+-5", '.', 2, FAIL },
  { "-(5)", '.', 2, FAIL },
  { "(5", '.', 2, FAIL },
  { "5)", '.', 2, FAIL },
  { ")5(", '.', 2, FAIL },
  { "((5))", '.', 2, FAIL },
  { "DR 5 CR", '.', 2, FAIL },
  /* groups have three digits, one mark, and do not begin with zero */
  { "12 34", '.', 2, FAIL },
  { "1 2", '.', 2, FAIL },
  { "100 20", '.', 2, FAIL },
  { "1234,567", '.', 2, FAIL },
  { "0,125", '.', 3, FAIL },
  { ",500", '.', 2, FAIL },
  { "1,23.4", '.', 2, FAIL },
  { "1,234'567.00", '.', 2, FAIL },
  { "1.234.56", '.', 2, FAIL },
  { "1,234,56", '.', 2, FAIL },
  { "1.234,567.89", '.', 2, FAIL },
  { "1..5", '.', 2, FAIL },
  /* more exact than the currency */
  { "5.005", '.', 2, FAIL },
  { "5.000", '.', 2, 500 },
  { "5.5", '.', 0, FAIL },
  { "5.0", '.', 0, 5 },
  /* no amounts */
  { "", '.', 2, FAIL },
  { " ", '.', 2, FAIL },
  { "-", '.', 2, FAIL },
  { ".", '.', 2, FAIL },
  { "EUR", '.', 2, FAIL },
  { "Invoice 12", '.', 2, FAIL },
  { "12 pieces", '.', 2, FAIL },
  { "12€34", '.', 2, FAIL },
  { "5\342\210\2223", '.', 2, FAIL },
  { "5-3", '.', 2, FAIL },
  { "1e3", '.', 2, FAIL },
  { "0x10", '.', 2, FAIL },
  { "50%", '.', 2, FAIL },
  { "=5+5", '.', 2, FAIL },
  { "22.11.2026", '.', 2, FAIL },
  { "2026-11-22", '.', 2, FAIL },
  { "\357\274\22123", '.', 2, FAIL }, /* a digit of full width */
  { "\331\2413", '.', 2, FAIL },      /* an Arabic-Indic one */
  { "5\342\200\256", '.', 2, FAIL },  /* a direction mark */
  { "5\377", '.', 2, FAIL },
  { "1234567890123456789012345678901234567890123456789012", '.', 2, FAIL },
};

static void
test_amounts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      const AmountCase *c = &amounts[i];
      gint64 minor = 77;
      gboolean ok = biz_bank_cell_read_amount (c->text, c->point, c->digits, &minor);

      g_test_message ("amount %u with %c and %u digits", i, c->point, c->digits);
      g_assert_true (ok == (c->minor != FAIL));
      if (ok)
        g_assert_cmpint (minor, ==, c->minor);
    }
}

/* What is printed with any marks is read as the same amount, whatever its sign. */
static void
test_round_trip (void)
{
  static const struct
  {
    const char *group;
    char point;
  } styles[] = { { "", '.' },  { "", ',' },  { ",", '.' },       { ".", ',' },
                 { "'", '.' }, { " ", ',' }, { "\302\240", ',' } };

  for (guint i = 0; i < 5000; i++)
    {
      const guint style = (guint)g_test_rand_int_range (0, G_N_ELEMENTS (styles));
      const guint digits = (guint)g_test_rand_int_range (0, 4);
      const gint64 minor = g_test_rand_int () * (gint64)g_test_rand_int_range (1, 100000);
      g_autofree char *figures =
          g_strdup_printf ("%0*" G_GINT64_FORMAT, (int)digits + 1, ABS (minor));
      const guint whole = (guint)strlen (figures) - digits;
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 read = 0;

      for (guint j = 0; figures[j] != '\0'; j++)
        {
          if (j == whole)
            g_string_append_c (text, styles[style].point);
          else if (j > 0 && j < whole && (whole - j) % 3 == 0)
            g_string_append (text, styles[style].group);
          g_string_append_c (text, figures[j]);
        }
      if (minor < 0 && i % 2 == 0)
        g_string_prepend (text, "-");
      else if (minor < 0)
        g_string_append (text, "-");
      if (!biz_bank_cell_read_amount (text->str, styles[style].point, digits, &read)
          || read != minor)
        g_error ("“%s” is not %" G_GINT64_FORMAT, text->str, minor);
    }
}

static void
test_points (void)
{
  static const struct
  {
    const char *text;
    int point;
  } cases[] = {
    { "12", 0 },
    { "1,234", 0 },
    { "1.234", 0 },
    { "1.234,5", ',' },
    { "1,234.5", '.' },
    { "12,5", ',' },
    { "12.5", '.' },
    { "1.234.567", ',' },
    { "1,234,567", '.' },
    { "1.234.567,00", ',' },
    { "-12,50 EUR", ',' },
    { "5,", ',' },
    { ",5", ',' },
    { ".125", '.' },
    { "0,125", ',' },
    { "0.125", '.' },
    { "-0,125", ',' },
    { "1234,567", ',' },
    { "1234.567", '.' },
    { "1 234,567", 0 },
    { "", -1 },
    { "abc", -1 },
    { "EUR", -1 },
    { "-", -1 },
    { "22.11.2026 10:00", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (biz_bank_cell_guess_point (cases[i].text), ==, cases[i].point);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    BizBankDateOrder order;
    const char *day; /* NULL: none */
  } cases[] = {
    { "22.11.2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22/11/26", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "11/22/2026", BIZ_BANK_DATE_MDY, "2026-11-22" },
    { "11-22-26", BIZ_BANK_DATE_MDY, "2026-11-22" },
    { "26-11-22", BIZ_BANK_DATE_YMD, "2026-11-22" },
    { "2026-11-22", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "2026/11/22", BIZ_BANK_DATE_MDY, "2026-11-22" },
    { "2026-11-22T23:59:59Z", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22.11.2026 10:00", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "  22.11.2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "1.2.2026", BIZ_BANK_DATE_DMY, "2026-02-01" },
    { "1.2.2026", BIZ_BANK_DATE_MDY, "2026-01-02" },
    { "20261122", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "29.02.2024", BIZ_BANK_DATE_DMY, "2024-02-29" },
    { "31.12.79", BIZ_BANK_DATE_DMY, "2079-12-31" },
    { "01.01.80", BIZ_BANK_DATE_DMY, "1980-01-01" },
    { "22 Nov 2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22-Nov-26", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22-Nov-99", BIZ_BANK_DATE_DMY, "1999-11-22" },
    { "Nov 22, 2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "22. November 2026", BIZ_BANK_DATE_DMY, "2026-11-22" },
    { "3 März 2026", BIZ_BANK_DATE_DMY, "2026-03-03" },
    { "3 MÄRZ 2026", BIZ_BANK_DATE_DMY, "2026-03-03" },
    { "14 juillet 2026", BIZ_BANK_DATE_DMY, "2026-07-14" },
    { "14 juin 2026", BIZ_BANK_DATE_DMY, "2026-06-14" },
    { "14 août 2026", BIZ_BANK_DATE_DMY, "2026-08-14" },
    { "2 maart 2026", BIZ_BANK_DATE_DMY, "2026-03-02" },
    { "2 mei 2026", BIZ_BANK_DATE_DMY, "2026-05-02" },
    { "2 ene 2026", BIZ_BANK_DATE_DMY, "2026-01-02" },
    { "2 dic 2026", BIZ_BANK_DATE_DMY, "2026-12-02" },
    { "2 Dez. 2026", BIZ_BANK_DATE_DMY, "2026-12-02" },
    /* no days */
    { "", BIZ_BANK_DATE_DMY, NULL },
    { "29.02.2026", BIZ_BANK_DATE_DMY, NULL },
    { "31.04.2026", BIZ_BANK_DATE_DMY, NULL },
    { "22.13.2026", BIZ_BANK_DATE_DMY, NULL },
    { "22.11.2026", BIZ_BANK_DATE_MDY, NULL },
    { "0.11.2026", BIZ_BANK_DATE_DMY, NULL },
    { "22.11", BIZ_BANK_DATE_DMY, NULL },
    { "22.11.", BIZ_BANK_DATE_DMY, NULL },
    { "22.11-2026", BIZ_BANK_DATE_DMY, NULL },
    { "22.11.226", BIZ_BANK_DATE_DMY, NULL },
    { "22.11.20266", BIZ_BANK_DATE_DMY, NULL },
    { "22.11.2026x", BIZ_BANK_DATE_DMY, NULL },
    { "22112026", BIZ_BANK_DATE_DMY, NULL },
    { "20261322", BIZ_BANK_DATE_DMY, NULL },
    { "22 2026", BIZ_BANK_DATE_DMY, NULL },
    { "Nov 2026", BIZ_BANK_DATE_DMY, NULL },
    { "22 Foo 2026", BIZ_BANK_DATE_DMY, NULL },
    { "22 Nov Nov 2026", BIZ_BANK_DATE_DMY, NULL },
    { "22 Nov 12026", BIZ_BANK_DATE_DMY, NULL },
    { "12.50", BIZ_BANK_DATE_DMY, NULL },
    { "Booking date", BIZ_BANK_DATE_DMY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;
      GDate day;
      gboolean ok = biz_bank_cell_read_date (cases[i].text, cases[i].order, &day);

      g_test_message ("%s in order %d", cases[i].text, (int)cases[i].order);
      g_assert_true (ok == (cases[i].day != NULL));
      if (!ok)
        continue;
      shown = test_day_text (&day);
      g_assert_cmpstr (shown, ==, cases[i].day);
    }
}

static void
test_split_dates (void)
{
  int numbers[3];
  guint widths[3];

  g_assert_true (biz_bank_cell_split_date ("07/8/2026 12:00", numbers, widths));
  g_assert_cmpint (numbers[0], ==, 7);
  g_assert_cmpint (numbers[1], ==, 8);
  g_assert_cmpint (numbers[2], ==, 2026);
  g_assert_cmpuint (widths[0], ==, 2);
  g_assert_cmpuint (widths[1], ==, 1);
  g_assert_cmpuint (widths[2], ==, 4);
  g_assert_false (biz_bank_cell_split_date ("07/8", numbers, widths));
  g_assert_false (biz_bank_cell_split_date ("07/8.2026", numbers, widths));
  g_assert_false (biz_bank_cell_split_date ("7 Nov 2026", numbers, widths));
  g_assert_false (biz_bank_cell_split_date ("", numbers, widths));
}

static void
test_signs (void)
{
  static const struct
  {
    const char *text;
    int sign;
  } cases[] = {
    { "C", 1 },       { "D", -1 },    { "cr", 1 },     { "Dr", -1 },    { " Haben ", 1 },
    { "soll", -1 },   { "H", 1 },     { "S", -1 },     { "Bij", 1 },    { "Af", -1 },
    { "+", 1 },       { "-", -1 },    { "crédit", 1 }, { "débit", -1 }, { "DÉBITO", -1 },
    { "CRDT", 1 },    { "DBIT", -1 }, { "abono", 1 },  { "cargo", -1 }, { "", 0 },
    { "Credits", 0 }, { "CD", 0 },    { "12", 0 },     { "x", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (biz_bank_cell_read_sign (cases[i].text), ==, cases[i].sign);
    }
}

static void
test_ibans (void)
{
  static const struct
  {
    const char *text;
    gboolean is_iban;
  } cases[] = {
    { "DE89370400440532013000", TRUE },
    { "DE89 3704 0044 0532 0130 00", TRUE },
    { "NL91ABNA0417164300", TRUE },
    { "NO9386011117947", TRUE }, /* the shortest */
    { "MT84MALT011000012345MTLCAST001S", TRUE },
    { "de89370400440532013000", FALSE },
    { "DE8937040044", FALSE },
    { "D189370400440532013000", FALSE },
    { "DEX9370400440532013000", FALSE },
    { "DE89-3704-0044-0532-0130-00", FALSE },
    { "12345678901234567890", FALSE },
    { "", FALSE },
    { "DE89370400440532013000DE89370400440532013000", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (biz_bank_cell_is_iban (cases[i].text), ==, cases[i].is_iban);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-cell/amounts", test_amounts);
  g_test_add_func ("/biz/bank-cell/round-trip", test_round_trip);
  g_test_add_func ("/biz/bank-cell/points", test_points);
  g_test_add_func ("/biz/bank-cell/dates", test_dates);
  g_test_add_func ("/biz/bank-cell/split-dates", test_split_dates);
  g_test_add_func ("/biz/bank-cell/signs", test_signs);
  g_test_add_func ("/biz/bank-cell/ibans", test_ibans);

  return g_test_run ();
}
