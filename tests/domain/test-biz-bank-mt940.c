/* SPDX-License-Identifier: GPL-3.0-or-later */

/* MT940: which way the money went, on which day, and between which balances. */

#include "bank-cases.h"
#include "erp-error.h"
#include "test-values.h"

#define HEAD ":20:A\n:25:DE12\n:28C:1/1\n:60F:C261001EUR100,00\n"
#define TAIL ":62F:C261031EUR100,00\n-\n"

static void
test_bookings (void)
{
  static const struct
  {
    const char *what;
    const char *field; /* behind :61: */
    const char *shown; /* NULL: refused */
  } cases[] = {
    { "in", "2610011001C5,00NTRF", "2026-10-01 5.00 EUR code=NTRF" },
    { "out", "2610011001D5,00NTRF", "2026-10-01 -5.00 EUR code=NTRF" },
    { "money in taken back", "2610011001RC5,00NTRF", "2026-10-01 -5.00 EUR code=NTRF" },
    { "money out taken back", "2610011001RD5,00NTRF", "2026-10-01 5.00 EUR code=NTRF" },
    { "with a letter of the currency", "2610011001CR5,00NTRF", "2026-10-01 5.00 EUR code=NTRF" },
    { "out with a letter of the currency", "2610011001DR5,00NTRF",
      "2026-10-01 -5.00 EUR code=NTRF" },
    { "without a day of booking", "261001C5,00NTRF", "2026-10-01 5.00 EUR code=NTRF" },
    { "booked weeks later", "2610011030C5,00NTRF", "2026-10-30/2026-10-01 5.00 EUR code=NTRF" },
    { "over the turn of the year", "2601021231C5,00NTRF",
      "2025-12-31/2026-01-02 5.00 EUR code=NTRF" },
    { "over the turn of the year, forward", "2512310102C5,00NTRF",
      "2026-01-02/2025-12-31 5.00 EUR code=NTRF" },
    { "the 30th of February", "260230C5,00NTRF", "2026-02-28 5.00 EUR code=NTRF" },
    { "no cents", "261001C5,NTRF", "2026-10-01 5.00 EUR code=NTRF" },
    { "no comma", "261001C5NTRF", "2026-10-01 5.00 EUR code=NTRF" },
    { "a point", "261001C5.50NTRF", "2026-10-01 5.50 EUR code=NTRF" },
    { "a reference", "261001C5,00NTRFINV7//B1", "2026-10-01 5.00 EUR e2e=INV7 ref=B1 code=NTRF" },
    { "no references", "261001C5,00NTRFNONREF//NONREF", "2026-10-01 5.00 EUR code=NTRF" },
    { "without a kind", "261001C5,00", "2026-10-01 5.00 EUR" },
    { "no amount", "261001CNTRF", NULL },
    { "three digits behind the comma", "261001C5,005NTRF", NULL },
    { "thousands", "261001C1.234,56NTRF", NULL },
    { "too large", "261001C92233720368547758,08NTRF", NULL },
    { "no direction", "2610015,00NTRF", NULL },
    { "another direction", "261001X5,00NTRF", NULL },
    { "a sign", "261001C-5,00NTRF", NULL },
    { "no such day", "261332C5,00NTRF", NULL },
    { "letters for a day", "26OCT1C5,00NTRF", NULL },
    { "nothing", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEAD ":61:", cases[i].field, "\n" TAIL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *lines = NULL;
      g_autofree char *expected = g_strconcat (cases[i].shown, "\n", NULL);

      g_test_message ("%s", cases[i].what);
      if (cases[i].shown == NULL)
        {
          g_assert_null (file);
          test_take_error_about (&error, ERP_ERROR_VALIDATION, "Line 5:");
          continue;
        }
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      g_assert_cmpstr (lines, ==, expected);
    }
}

static void
test_balances (void)
{
  static const struct
  {
    const char *opening, *closing;
    const char *shown; /* NULL: refused */
  } cases[] = {
    { "C261001EUR100,00", "C261031EUR105,00", "DE12 EUR 100.00 > 105.00 good" },
    { "D261001EUR100,00", "D261031EUR95,00", "DE12 EUR -100.00 > -95.00 good" },
    { "D261001EUR2,50", "C261031EUR2,50", "DE12 EUR -2.50 > 2.50 good" },
    { "C261001EUR100,00", "C261031EUR105,01", "DE12 EUR 100.00 > 105.01 wrong" },
    { "C261001EUR0,", "C261031EUR5,", "DE12 EUR 0.00 > 5.00 good" },
    /* balances of two currencies prove nothing */
    { "C261001EUR100,00", "C261031USD105,00", "DE12 USD 100.00 > 105.00 absent" },
    { "C261001EUR100.00", "C261031EUR105.00", "DE12 EUR 100.00 > 105.00 good" },
    { "C261001EUR", "C261031EUR105,00", NULL },
    { "X261001EUR100,00", "C261031EUR105,00", NULL },
    { "C261001eur100,00", "C261031EUR105,00", NULL },
    { "C261001EUR100,00", "C261031EUR105,00x", NULL },
    { "C261001EUR100,00", "C261031EUR-105,00", NULL },
    { "C261001EUR100,001", "C261031EUR105,00", NULL },
    { "C261301EUR100,00", "C261031EUR105,00", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf (":20:A\n:25:DE12EUR\n:60F:%s\n:61:261002C5,00NTRF\n:62F:%s\n-\n",
                           cases[i].opening, cases[i].closing);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *shown = NULL;

      g_test_message ("%s, %s", cases[i].opening, cases[i].closing);
      if (cases[i].shown == NULL)
        {
          g_assert_null (file);
          test_take_error_about (&error, ERP_ERROR_VALIDATION, "Line ");
          continue;
        }
      g_assert_no_error (error);
      shown = bank_show_statement (biz_bank_file_get_statement (file, 0));
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Currencies without and with three digits. */
static void
test_digits (void)
{
  static const struct
  {
    const char *currency, *amount, *shown;
  } cases[] = {
    { "JPY", "1000,", "1000" }, { "JPY", "1000,00", "1000" }, { "JPY", "1000,5", NULL },
    { "KWD", "1,25", "1.250" }, { "KWD", "1,125", "1.125" },  { "KWD", "1,1255", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf (":20:A\n:25:1\n:60F:C261001%s0,\n:61:261002C%sNTRF\n:62F:C261031%s0,\n",
                           cases[i].currency, cases[i].amount, cases[i].currency);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *lines = NULL;
      g_autofree char *expected = NULL;

      g_test_message ("%s %s", cases[i].currency, cases[i].amount);
      if (cases[i].shown == NULL)
        {
          test_take_error (&error, ERP_ERROR_VALIDATION);
          continue;
        }
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      expected =
          g_strdup_printf ("2026-10-02 %s %s code=NTRF\n", cases[i].shown, cases[i].currency);
      g_assert_cmpstr (lines, ==, expected);
    }
}

/* Two days that follow each other, and two that do not. */
static void
test_gaps (void)
{
  static const char one[] = ":20:A\n:25:1\n:28C:1\n:60F:C261001EUR1,00\n:62F:C261001EUR1,00\n-\n";
  static const char good[] = ":20:B\n:25:1\n:28C:2\n:60F:C261002EUR1,00\n:62F:C261002EUR1,00\n-\n";
  static const char bad[] = ":20:B\n:25:1\n:28C:2\n:60F:C261002EUR3,50\n:62F:C261002EUR3,50\n-\n";
  static const char other[] = ":20:B\n:25:2\n:28C:2\n:60F:C261002EUR3,50\n:62F:C261002EUR3,50\n-\n";
  static const struct
  {
    const char *first, *second;
    guint n_gaps;
  } cases[] = {
    { one, good, 0 }, { good, one, 0 }, { one, bad, 1 }, { bad, one, 1 }, { one, other, 0 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].first, cases[i].second, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      g_assert_cmpuint (biz_bank_file_get_n_statements (file), ==, 2);
      g_assert_cmpuint (biz_bank_file_get_n_gaps (file), ==, cases[i].n_gaps);
      if (cases[i].n_gaps > 0)
        g_assert_cmpint (biz_bank_file_get_gap (file, 0)->difference.minor, ==, 250);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-mt940/bookings", test_bookings);
  g_test_add_func ("/biz/bank-mt940/balances", test_balances);
  g_test_add_func ("/biz/bank-mt940/digits", test_digits);
  g_test_add_func ("/biz/bank-mt940/gaps", test_gaps);

  return g_test_run ();
}
