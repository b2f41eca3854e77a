/* SPDX-License-Identifier: GPL-3.0-or-later */

/* OFX and QFX, as SGML and as XML, with the amounts and days that banks put there. */

#include "bank-cases.h"
#include "erp-error.h"
#include "test-values.h"

#define HEAD(currency)                                                                             \
  "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>" currency                         \
  "\n<BANKACCTFROM><BANKID>123<ACCTID>456</BANKACCTFROM><BANKTRANLIST>\n"
#define TAIL                                                                                       \
  "</BANKTRANLIST><LEDGERBAL><BALAMT>100.00<DTASOF>20261031</LEDGERBAL>"                           \
  "<AVAILBAL><BALAMT>77.00<DTASOF>20261101</AVAILBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
#define LINE(amount) "<STMTTRN><DTPOSTED>20261001<TRNAMT>" amount "</STMTTRN>\n"

static void
test_amounts (void)
{
  static const struct
  {
    const char *currency;
    const char *amount;
    const char *shown; /* NULL: refused */
  } cases[] = {
    { "EUR", "5", "5.00" },
    { "EUR", "-5.5", "-5.50" },
    { "EUR", "+12,5", "12.50" },
    { "EUR", "1,234.56", "1234.56" },
    { "EUR", "1.234,56", "1234.56" },
    { "EUR", "1,234,567", "1234567.00" },
    { "EUR", "1.234.567,89", "1234567.89" },
    { "EUR", "1 234.56", "1234.56" },
    { "EUR", "1'234.56", "1234.56" },
    { "USD", "$120", "120.00" },
    { "USD", "-$120.5", "-120.50" },
    { "CAD", "CAD 12.00", "12.00" },
    { "CAD", "12.00 CAD", "12.00" },
    { "JPY", "1000", "1000" },
    { "JPY", "1,000", "1000" },
    { "JPY", "1000.00", "1000" },
    { "KWD", "1.250", "1.250" },
    { "KWD", "0.125", "0.125" },
    { "EUR", "0.00", "0.00" },
    { "EUR", "92233720368547758.07", "92233720368547758.07" },
    /* a minus is a minus, however it is written */
    { "EUR", "\342\210\2225.00", "-5.00" },
    { "EUR", "5.00-", "-5.00" },
    { "EUR", "(5.00)", "-5.00" },
    /* more exact, too large, or something else */
    { "EUR", "1.234", NULL },
    { "JPY", "1000.5", NULL },
    { "EUR", "92233720368547758.08", NULL },
    { "EUR", "1e3", NULL },
    { "EUR", "1E5", NULL },
    { "EUR", "12a34", NULL },
    { "EUR", "12.34.56", NULL },
    { "EUR", "12 34", NULL },
    { "EUR", "5-3", NULL },
    { "EUR", "--5", NULL },
    { "EUR", "five", NULL },
    { "EUR", ".", NULL },
    { "EUR", "0x10", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = g_strdup_printf (HEAD ("%s"), cases[i].currency);
      g_autofree char *line = g_strdup_printf (LINE ("%s"), cases[i].amount);
      g_autofree char *text = g_strconcat (head, line, TAIL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *lines = NULL;
      g_autofree char *expected = NULL;

      g_test_message ("%s %s", cases[i].currency, cases[i].amount);
      if (cases[i].shown == NULL)
        {
          g_assert_null (file);
          test_take_error_about (&error, ERP_ERROR_VALIDATION, cases[i].amount);
          continue;
        }
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      expected = g_strdup_printf ("2026-10-01 %s %s\n", cases[i].shown, cases[i].currency);
      g_assert_cmpstr (lines, ==, expected);
    }
}

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    const char *day; /* NULL: refused */
  } cases[] = {
    { "20261001", "2026-10-01" },
    { "20261001120000", "2026-10-01" },
    { "20261001235959.999[-11:HST]", "2026-10-01" },
    { "20240229", "2024-02-29" },
    { "20260229", NULL },
    { "20261301", NULL },
    { "2026-10-01", NULL },
    { "01102026", NULL },
    { "2026", NULL },
    { "today", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line =
          g_strdup_printf ("<STMTTRN><DTPOSTED>%s<TRNAMT>1.00</STMTTRN>", cases[i].text);
      g_autofree char *text = g_strconcat (HEAD ("EUR"), line, TAIL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *lines = NULL;

      g_test_message ("%s", cases[i].text);
      if (cases[i].day == NULL)
        {
          test_take_error_about (&error, ERP_ERROR_VALIDATION, cases[i].text);
          continue;
        }
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      g_assert_true (g_str_has_prefix (lines, cases[i].day));
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *line; /* between the day and the amount, and the end */
    const char *shown;
  } cases[] = {
    { "<NAME>Acme<MEMO>Invoice 7", " name=Acme text=Invoice 7" },
    { "<NAME>Acme</NAME><MEMO>Invoice 7</MEMO>", " name=Acme text=Invoice 7" },
    { "<NAME>Acme<MEMO>Acme Invoice 7", " name=Acme text=Acme Invoice 7" },
    { "<NAME>Acme", " name=Acme text=Acme" },
    { "<MEMO>a<MEMO>b", " text=a b" },
    { "<NAME>A &amp; B &lt;x&gt; &unknown; &", " name=A & B <x> &unknown; & text=A & B <x> "
                                               "&unknown; &" },
    { "<NAME>M\374ller", " name=Müller text=Müller" },
    { "<TRNTYPE>DEBIT<FITID>77", " ref=77 code=DEBIT" },
    { "<CHECKNUM>0000<REFNUM>12", " text=12" },
    { "<BANKACCTTO><BANKID>99<ACCTID>88</BANKACCTTO>", " account=88 bank=99" },
    { "<MEMO>  spaces \n and lines ", " text=spaces and lines" },
    { "<UNKNOWN>x<OTHER/>y", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEAD ("EUR"), "<STMTTRN><DTPOSTED>20261001<TRNAMT>1.00",
                                           cases[i].line, "</STMTTRN>", TAIL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *lines = NULL;
      g_autofree char *expected = g_strconcat ("2026-10-01 1.00 EUR", cases[i].shown, "\n", NULL);

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      g_assert_cmpstr (lines, ==, expected);
    }
}

/* The balance of the books closes, not what may be spent; lines without an end tag are lines; the
 * account of another is not ours. */
static void
test_statement (void)
{
  static const char text[] =
      HEAD ("EUR") "<STMTTRN><DTPOSTED>20261001<TRNAMT>1.00"
                   "<STMTTRN><DTPOSTED>20261002<TRNAMT>2.00<BANKACCTTO><BANKID>9<ACCTID>8"
                   "</BANKACCTTO>\n<STMTTRN><DTPOSTED>20261003<TRNAMT>3.00" TAIL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
  g_autofree char *shown = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (biz_bank_file_get_n_statements (file), ==, 1);
  g_assert_cmpuint (biz_bank_file_get_n_lines (file), ==, 3);
  shown = bank_show_statement (biz_bank_file_get_statement (file, 0));
  g_assert_cmpstr (shown, ==, "123/456 EUR - > 100.00 absent");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-ofx/amounts", test_amounts);
  g_test_add_func ("/biz/bank-ofx/days", test_days);
  g_test_add_func ("/biz/bank-ofx/texts", test_texts);
  g_test_add_func ("/biz/bank-ofx/statement", test_statement);

  return g_test_run ();
}
