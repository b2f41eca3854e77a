/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Field 86 in the dialects of banks. */

#include "bank-cases.h"
#include "biz-bank-mt940-details.h"

typedef struct
{
  const char *what;
  gint64 minor; /* of the line in EUR */
  const char *details;
  const char *shown; /* behind day and amount */
} Case;

static const Case cases[] = {
  { "nothing", 100, "", "" },
  { "blanks", 100, "   ", "" },
  { "plain", 100, "Invoice  4711", " text=Invoice 4711" },
  /* numbered subfields */
  { "subfields", 100, "166?00GUTSCHRIFT?20Rechnung 4711?30COBADEFF?31DE02?32Muster GmbH",
    " name=Muster GmbH account=DE02 bank=COBADEFF text=Rechnung 4711 code=166" },
  { "a full subfield goes on within the word", 100,
    "166?20Rechnung 4711 ueber Waren a?21us dem Oktober?32M?33uster",
    " name=Muster text=Rechnung 4711 ueber Waren aus dem Oktober code=166" },
  { "a short one ends on purpose", 100, "166?20Rechnung?214711", " text=Rechnung 4711 code=166" },
  { "SEPA's words", 100,
    "166?20EREF+E-4711?21MREF+M-1?22CRED+DE98ZZZ?23SVWZ+Rechnung 4711?24Skonto?32Muster",
    " name=Muster text=Rechnung 4711 Skonto e2e=E-4711 mandate=M-1 code=166" },
  { "not provided", 100, "166?20EREF+NOTPROVIDED?21SVWZ+x", " text=x code=166" },
  { "only the kind of booking", 100, "808?00KONTOGEBUEHREN", " text=KONTOGEBUEHREN code=808" },
  { "another separator", 100, "166~20Rechnung~32Muster", " name=Muster text=Rechnung code=166" },
  { "a question in the text", 100, "166?20Wieso?Weshalb? Warum?32Muster",
    " name=Muster text=Wieso?Weshalb? Warum code=166" },
  { "the original amount", 100, "166?20OAMT+USD 120,50?21SVWZ+x",
    " was 120.50 USD text=x code=166" },
  { "the original amount going out", -100, "166?20OAMT+USD120,50", " was -120.50 USD code=166" },
  { "an original amount in yen", 100, "166?20OAMT+JPY1200,", " was 1200 JPY code=166" },
  { "the same currency was not exchanged", 100, "166?20OAMT+EUR1,00", " code=166" },
  { "an original amount of half a yen", 100, "166?20OAMT+JPY1200,5", " code=166" },
  { "a code without subfields", 100, "166 is what we owe", " text=166 is what we owe" },
  { "ends within a number", 100, "166?2", " text=166?2" },
  { "ends behind a number", 100, "166?20", " code=166" },
  { "an account as 38", 100, "166?31123?38DE02?38", " account=DE02 code=166" },
  { "letters beyond ASCII", 100, "166?20Grüße aus Köln?32Bäckerei",
    " name=Bäckerei text=Grüße aus Köln code=166" },
  /* words between slashes */
  { "slashes", 100, "/TRTP/SEPA/EREF/E-1/MARF/M-1/NAME/Piet/IBAN/NL01/BIC/ABNA/REMI/Factuur 12",
    " name=Piet account=NL01 bank=ABNA text=Factuur 12 e2e=E-1 mandate=M-1 code=SEPA" },
  { "a slash in the text", 100, "/EREF/E/1/REMI/2026/11/22", " text=2026/11/22 e2e=E/1" },
  { "empty words", 100, "/EREF//REMI//NAME/", "" },
  { "a party in one word", 100, "/CNTP/NL01/ABNANL2A/Piet/Utrecht/REMI/USTD//Factuur",
    " name=Piet account=NL01 bank=ABNANL2A text=Factuur" },
  { "a party of a piece", 100, "/CNTP/NL01", " account=NL01" },
  { "an original amount between slashes", 100, "/OCMT/GBP10,00//CHGS/EUR1,00/REMI/x",
    " was 10.00 GBP text=x" },
  { "an unknown word first is a text", 100, "/FOO/bar", " text=/FOO/bar" },
  { "a slash and nothing", 100, "/", " text=/" },
  /* account and name */
  { "REK and NAAM", 100, "FACTUUR 2014 REK: NL65INGB/NAAM: PICQER",
    " name=PICQER account=NL65INGB text=FACTUUR 2014" },
  { "REK alone", 100, "FACTUUR REK: NL65INGB", " text=FACTUUR REK: NL65INGB" },
};

static BizBankLine *
make_line (gint64 minor)
{
  BizBankLine *line = biz_bank_line_new ();

  g_date_set_dmy (&line->date, 1, 10, 2026);
  line->amount = biz_money_from_minor (minor, "EUR", 2);

  return line;
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizBankLine) line = make_line (cases[i].minor);
      g_autofree char *shown = NULL;
      g_autofree char *expected =
          g_strdup_printf ("2026-10-01 %s EUR%s", cases[i].minor < 0 ? "-1.00" : "1.00",
                           cases[i].shown);

      g_test_message ("%s", cases[i].what);
      biz_bank_mt940_read_details (line, cases[i].details);
      shown = bank_show_line (line);
      g_assert_cmpstr (shown, ==, expected);
    }
}

/* Cut anywhere, a field leaves whole texts and the amount as it was. */
static void
test_truncated (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *end = cases[i].details;

      while (*end != '\0')
        {
          g_autofree char *cut = g_strndup (cases[i].details, (gsize)(end - cases[i].details));
          g_autoptr (BizBankLine) line = make_line (cases[i].minor);
          g_autofree char *shown = NULL;

          biz_bank_mt940_read_details (line, cut);
          shown = bank_show_line (line);
          g_assert_nonnull (shown);
          g_assert_cmpint (line->amount.minor, ==, cases[i].minor);
          end = g_utf8_next_char (end);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-mt940-details/cases", test_cases);
  g_test_add_func ("/biz/bank-mt940-details/truncated", test_truncated);

  return g_test_run ();
}
