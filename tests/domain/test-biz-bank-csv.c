/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of banks: what is a booking, which way the money went, and that nothing is lost. */

#include "bank-cases.h"
#include "biz-bank-mapping.h"
#include "erp-error.h"
#include "test-values.h"

#include <string.h>

typedef struct
{
  const char *what;
  const char *text;
  const char *lines; /* NULL: refused */
  const char *word;  /* (nullable): in the sentence */
} Case;

static const Case cases[] = {
  { "signed amounts", "Date,Description,Amount\n2026-10-01,Rent,-5.00\n2026-10-02,Sale,7.50\n",
    "2026-10-01 -5.00 XXX text=Rent\n2026-10-02 7.50 XXX text=Sale\n", NULL },
  { "a typographic minus",
    "Datum;Verwendungszweck;Betrag;Währung\n01.10.2026;Miete;\342\210\2225,00;EUR\n"
    "02.10.2026;Verkauf;7,50;EUR\n",
    "2026-10-01 -5.00 EUR text=Miete\n2026-10-02 7.50 EUR text=Verkauf\n", NULL },
  { "a column for each direction",
    "Date,Description,Debit,Credit\n2026-10-01,a,5.00,\n2026-10-02,b,,7.50\n"
    "2026-10-03,c,-2.00,\n2026-10-04,d,1.00,1.50\n",
    "2026-10-01 -5.00 XXX text=a\n2026-10-02 7.50 XXX text=b\n2026-10-03 -2.00 XXX text=c\n"
    "2026-10-04 0.50 XXX text=d\n",
    NULL },
  { "a column with S and H",
    "Buchungstag;Verwendungszweck;Betrag;Soll/Haben\n01.10.2026;a;5,00;S\n02.10.2026;b;7,50;H\n"
    "03.10.2026;c;-1,00;S\n",
    "2026-10-01 -5.00 XXX text=a\n2026-10-02 7.50 XXX text=b\n2026-10-03 -1.00 XXX text=c\n",
    NULL },
  { "a sign against its word",
    "Buchungstag;Verwendungszweck;Betrag;Soll/Haben\n01.10.2026;a;5,00;S\n02.10.2026;b;-7,50;H\n",
    NULL, "-7,50" },
  { "a word that is none",
    "Buchungstag;Verwendungszweck;Betrag;Soll/Haben\n01.10.2026;a;5,00;S\n02.10.2026;b;7,50;X\n",
    NULL, "“X”" },
  { "yen have no cents", "Date,Text,Amount,Currency\n2026-10-01,a,1000,JPY\n2026-10-02,b,-7,JPY\n",
    "2026-10-01 1000 JPY text=a\n2026-10-02 -7 JPY text=b\n", NULL },
  { "half a yen", "Date,Text,Amount,Currency\n2026-10-01,a,1000,JPY\n2026-10-02,b,7.50,JPY\n", NULL,
    "7.50" },
  { "dinars have three digits",
    "Date,Text,Amount,Currency\n2026-10-01,a,1.250,KWD\n2026-10-02,b,0.125,KWD\n",
    "2026-10-01 1.250 KWD text=a\n2026-10-02 0.125 KWD text=b\n", NULL },
  { "quotes, marks and ends of lines in a cell",
    "Date,Text,Amount\n2026-10-01,\"a, \"\"b\"\"\nc\",5.00\n2026-10-02,d,7.50\n",
    "2026-10-01 5.00 XXX text=a, \"b\" c\n2026-10-02 7.50 XXX text=d\n", NULL },
  { "a sum below, blank rows and remarks",
    "Date;Text;Amount\n2026-10-01;a;5,00\n;;\n\n2026-10-02;b;7,50\n;Total;12,50\nEnd of list\n",
    "2026-10-01 5.00 XXX text=a\n2026-10-02 7.50 XXX text=b\n", NULL },
  { "a row without its amount",
    "Date;Text;Amount\n2026-10-01;a;5,00\n2026-10-02;b;\n2026-10-03;c;7,50\n", NULL, "amount" },
  { "an amount and a half", "Date;Text;Amount\n2026-10-01;a;5,00\n2026-10-02;b;5,00 3,00\n", NULL,
    "5,00 3,00" },
  { "months before days", "Date,Text,Amount\n10/22/2026,a,5.00\n10/01/2026,b,7.50\n",
    "2026-10-22 5.00 XXX text=a\n2026-10-01 7.50 XXX text=b\n", NULL },
  { "days before months", "Date,Text,Amount\n01/10/2026,a,5.00\n22/10/2026,b,7.50\n",
    "2026-10-01 5.00 XXX text=a\n2026-10-22 7.50 XXX text=b\n", NULL },
  { "a day of value",
    "Buchungstag;Wertstellung;Verwendungszweck;Betrag\n01.10.2026;02.10.2026;a;5,00\n"
    "03.10.2026;;b;7,50\n",
    "2026-10-01/2026-10-02 5.00 XXX text=a\n2026-10-03 7.50 XXX text=b\n", NULL },
  { "marks of thousands in every row",
    "Datum;Text;Betrag\n01.10.2026;a;1.234\n02.10.2026;b;1.234,50\n03.10.2026;c;-12.345.678,00\n",
    "2026-10-01 1234.00 XXX text=a\n2026-10-02 1234.50 XXX text=b\n"
    "2026-10-03 -12345678.00 XXX text=c\n",
    NULL },
  { "a byte order mark", "\357\273\277Date,Text,Amount\n2026-10-01,a,5.00\n2026-10-02,b,7.50\n",
    "2026-10-01 5.00 XXX text=a\n2026-10-02 7.50 XXX text=b\n", NULL },
  { "Windows' letters", "Datum;Text;Betrag\n01.10.2026;M\374ller;5,00\n02.10.2026;b;7,50\n",
    "2026-10-01 5.00 XXX text=Müller\n2026-10-02 7.50 XXX text=b\n", NULL },
  { "the largest amounts",
    "Date;Text;Amount\n2026-10-01;a;92233720368547758,07\n2026-10-02;b;-92233720368547758,07\n",
    "2026-10-01 92233720368547758.07 XXX text=a\n2026-10-02 -92233720368547758.07 XXX text=b\n",
    NULL },
  { "an amount too large",
    "Date;Text;Amount\n2026-10-01;a;5,00\n2026-10-02;b;92233720368547758,08\n", NULL,
    "92233720368547758,08" },
  { "two that are too large together",
    "Date;Text;Debit;Credit\n2026-10-01;a;5,00;\n"
    "2026-10-02;b;92233720368547758,07;-92233720368547758,07\n",
    NULL, "92233720368547758,07" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (cases[i].text, -1, NULL, &error);
      g_autofree char *lines = NULL;

      g_test_message ("%s", cases[i].what);
      if (cases[i].lines == NULL)
        {
          test_take_error_about (&error, ERP_ERROR_VALIDATION, cases[i].word);
          continue;
        }
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

/* Both orders of the rows give the same balances, and a missing row shows. */
static void
test_balances (void)
{
  static const struct
  {
    const char *rows;
    const char *statement;
  } tables[] = {
    { "2026-10-01,a,5.00,105.00\n2026-10-02,b,-2.00,103.00\n2026-10-03,c,7.00,110.00\n",
      "- XXX 100.00 > 110.00 good" },
    { "2026-10-03,c,7.00,110.00\n2026-10-02,b,-2.00,103.00\n2026-10-01,a,5.00,105.00\n",
      "- XXX 100.00 > 110.00 good" },
    /* all on one day, the newest first: the balances tell */
    { "2026-10-01,c,7.00,110.00\n2026-10-01,b,-2.00,103.00\n2026-10-01,a,5.00,105.00\n",
      "- XXX 100.00 > 110.00 good" },
    { "2026-10-01,a,5.00,105.00\n2026-10-03,c,7.00,110.00\n", "- XXX 100.00 > 110.00 wrong" },
    { "2026-10-03,c,7.00,110.00\n2026-10-01,a,5.00,105.00\n", "- XXX 100.00 > 110.00 wrong" },
    { "2026-10-01,a,5.00,105.00\n2026-10-02,b,-2.00,\n", "- XXX - > - absent" },
    { "2026-10-01,a,5.00,105.00\n", "- XXX 100.00 > 105.00 good" },
    { "2026-10-01,a,-5.00,-105.00\n2026-10-02,b,-2.00,-107.00\n", "- XXX -100.00 > -107.00 good" },
    /* beyond what fits, no balance is made up */
    { "2026-10-01,a,92233720368547758.07,-92233720368547758.07\n"
      "2026-10-02,b,92233720368547758.07,92233720368547758.07\n",
      "- XXX - > - absent" },
    { "2026-10-01,a,92233720368547758.07,92233720368547758.07\n"
      "2026-10-02,b,92233720368547758.07,92233720368547758.07\n",
      "- XXX 0.00 > 92233720368547758.07 absent" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text =
          g_strconcat ("Date,Description,Amount,Balance\n", tables[i].rows, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
      g_autofree char *shown = NULL;

      g_test_message ("table %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpuint (biz_bank_file_get_n_statements (file), ==, 1);
      shown = bank_show_statement (biz_bank_file_get_statement (file, 0));
      g_assert_cmpstr (shown, ==, tables[i].statement);
    }
}

/* An account and a currency each make a statement of their own, and no row changes sides. */
static void
test_accounts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizBankFile) file = bank_read (
      "Date;Account;Text;Amount;Currency\n2026-10-01;DE1;a;1,00;EUR\n2026-10-01;DE2;b;2,00;EUR\n"
      "2026-10-01;DE1;c;3,00;USD\n2026-10-02;DE1;d;4,00;EUR\n",
      -1, NULL, &error);
  static const struct
  {
    const char *shown;
    guint n_lines;
  } expected[] = {
    { "DE1 EUR - > - absent", 2 },
    { "DE2 EUR - > - absent", 1 },
    { "DE1 USD - > - absent", 1 },
  };
  guint n_found = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (biz_bank_file_get_n_statements (file), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    for (guint j = 0; j < G_N_ELEMENTS (expected); j++)
      {
        BizBankStatement *statement = biz_bank_file_get_statement (file, i);
        g_autofree char *shown = bank_show_statement (statement);

        if (!g_str_equal (shown, expected[j].shown))
          continue;
        g_assert_cmpuint (biz_bank_statement_get_n_lines (statement), ==, expected[j].n_lines);
        n_found++;
      }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (expected));
}

/* A column of other accounts that was taken for the own one stops, not eats, the memory. */
static void
test_too_many_accounts (void)
{
  g_autoptr (GString) text = g_string_new ("Date;Account;Text;Amount\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text, "2026-10-01;DE%u;a;1,00\n", i);
  g_assert_null (bank_read (text->str, -1, NULL, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "258");
}

/* A mapping that a person made is followed to the letter, also against what the table looks like.
 */
static void
test_mapping (void)
{
  static const char text[] = "a;b;01.02.2026;5.00;Rent\nc;d;03.04.2026;-7.00;Sale\n";
  g_autoptr (BizBankMapping) mapping = biz_bank_mapping_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BizBankFile) file = NULL;
  g_autofree char *lines = NULL;

  mapping->separator = ';';
  mapping->point = '.';
  mapping->date_order = BIZ_BANK_DATE_MDY;
  mapping->n_skip = 1;
  mapping->is_negated = TRUE;
  g_strlcpy (mapping->currency, "CHF", sizeof mapping->currency);
  mapping->columns[BIZ_BANK_COLUMN_DATE] = 2;
  mapping->columns[BIZ_BANK_COLUMN_AMOUNT] = 3;
  mapping->columns[BIZ_BANK_COLUMN_TEXT] = 4;
  mapping->columns[BIZ_BANK_COLUMN_NAME] = 1;
  mapping->columns[BIZ_BANK_COLUMN_REFERENCE] = 40; /* rows are shorter */
  file = bank_read (text, -1, mapping, &error);
  g_assert_no_error (error);
  lines = bank_show_lines (file);
  g_assert_cmpstr (lines, ==, "2026-03-04 7.00 CHF name=d text=Sale\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-csv/cases", test_cases);
  g_test_add_func ("/biz/bank-csv/balances", test_balances);
  g_test_add_func ("/biz/bank-csv/accounts", test_accounts);
  g_test_add_func ("/biz/bank-csv/too-many-accounts", test_too_many_accounts);
  g_test_add_func ("/biz/bank-csv/mapping", test_mapping);

  return g_test_run ();
}
