/* SPDX-License-Identifier: GPL-3.0-or-later */

/* camt.053: batches are taken apart only where their parts make up the whole, and the other party
 * is who it is, whichever way the money went. */

#include "bank-cases.h"
#include "erp-error.h"
#include "test-values.h"

#define FILE(body)                                                                                 \
  "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt>"       \
  "<Id>1</Id><Acct><Id><IBAN>DE12</IBAN></Id><Ccy>EUR</Ccy></Acct>" body                           \
  "</Stmt></BkToCstmrStmt></Document>"
#define ENTRY(amount, sign, more)                                                                  \
  "<Ntry><Amt Ccy=\"EUR\">" amount "</Amt><CdtDbtInd>" sign                                        \
  "</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-10-01</Dt></BookgDt>" more "</Ntry>"
#define TX(amount, more)                                                                           \
  "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">" amount "</Amt></TxAmt></AmtDtls>" more "</TxDtls>"
#define DETAILS(body) "<NtryDtls>" body "</NtryDtls>"
#define TEXT(text) "<RmtInf><Ustrd>" text "</Ustrd></RmtInf>"
#define PARTIES                                                                                    \
  "<RltdPties><Dbtr><Nm>Payer</Nm></Dbtr><DbtrAcct><Id><IBAN>PP1</IBAN></Id></DbtrAcct><Cdtr>"     \
  "<Nm>Payee</Nm></Cdtr><CdtrAcct><Id><IBAN>EE1</IBAN></Id></CdtrAcct></RltdPties>"
#define BALANCE(kind, amount, sign, day)                                                           \
  "<Bal><Tp><CdOrPrtry><Cd>" kind "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" amount                 \
  "</Amt><CdtDbtInd>" sign "</CdtDbtInd><Dt><Dt>" day "</Dt></Dt></Bal>"

static void
test_entries (void)
{
  static const struct
  {
    const char *what;
    const char *body;
    const char *lines; /* NULL: refused */
  } cases[] = {
    { "money in", FILE (ENTRY ("5.00", "CRDT", DETAILS (TX ("5.00", PARTIES TEXT ("x"))))),
      "2026-10-01 5.00 EUR name=Payer account=PP1 text=x\n" },
    { "money out", FILE (ENTRY ("5.00", "DBIT", DETAILS (TX ("5.00", PARTIES TEXT ("x"))))),
      "2026-10-01 -5.00 EUR name=Payee account=EE1 text=x\n" },
    { "a batch that adds up",
      FILE (ENTRY ("5.00", "CRDT", DETAILS (TX ("2.00", TEXT ("a")) TX ("3.00", TEXT ("b"))))),
      "2026-10-01 2.00 EUR text=a\n2026-10-01 3.00 EUR text=b\n" },
    { "a batch out",
      FILE (ENTRY ("5.00", "DBIT", DETAILS (TX ("2.00", TEXT ("a")) TX ("3.00", TEXT ("b"))))),
      "2026-10-01 -2.00 EUR text=a\n2026-10-01 -3.00 EUR text=b\n" },
    /* what does not add up is one line over the whole amount, with all texts and nobody's name */
    { "a batch that does not add up",
      FILE (ENTRY ("5.01", "CRDT",
                   DETAILS (TX ("2.00", PARTIES TEXT ("a")) TX ("3.00", TEXT ("b"))))),
      "2026-10-01 5.01 EUR text=a b\n" },
    { "one part of another amount",
      FILE (ENTRY ("5.00", "CRDT", DETAILS (TX ("4.00", PARTIES TEXT ("a"))))),
      "2026-10-01 5.00 EUR name=Payer account=PP1 text=a\n" },
    { "no details", FILE (ENTRY ("5.00", "CRDT", "<AddtlNtryInf>Fee</AddtlNtryInf>")),
      "2026-10-01 5.00 EUR text=Fee\n" },
    { "nothing at all", FILE (ENTRY ("0.00", "CRDT", "")), "2026-10-01 0.00 EUR\n" },
    { "a reference that was not provided",
      FILE (ENTRY ("5.00", "CRDT",
                   DETAILS (TX ("5.00", "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>")))),
      "2026-10-01 5.00 EUR\n" },
    { "references",
      FILE (ENTRY ("5.00", "CRDT",
                   DETAILS (TX ("5.00", "<Refs><EndToEndId>E1</EndToEndId><MndtId>M1</MndtId>"
                                        "</Refs>")))),
      "2026-10-01 5.00 EUR e2e=E1 mandate=M1\n" },
    { "marks that XML escapes",
      FILE (ENTRY ("5.00", "CRDT", DETAILS (TX ("5.00", TEXT ("A &amp; B &lt;x&gt; &#8364;"))))),
      "2026-10-01 5.00 EUR text=A & B <x> €\n" },
    { "text in pieces",
      FILE (ENTRY ("5.00", "CRDT",
                   DETAILS (TX ("5.00", "<RmtInf><Ustrd>a</Ustrd><Ustrd>b</Ustrd></RmtInf>")))),
      "2026-10-01 5.00 EUR text=a b\n" },
    { "a sum that leaves 64 bits",
      FILE (ENTRY ("5.00", "CRDT",
                   DETAILS (TX ("92233720368547758.07", TEXT ("a"))
                                TX ("92233720368547758.07", TEXT ("b"))))),
      "2026-10-01 5.00 EUR text=a b\n" },
    /* a sign says the same once more, or it contradicts */
    { "an amount below zero, going out", FILE (ENTRY ("-5.00", "DBIT", "")),
      "2026-10-01 -5.00 EUR\n" },
    { "an amount below zero", FILE (ENTRY ("-5.00", "CRDT", "")), NULL },
    { "an amount in exponents", FILE (ENTRY ("5e2", "CRDT", "")), NULL },
    { "half a cent", FILE (ENTRY ("5.005", "CRDT", "")), NULL },
    { "another direction", FILE (ENTRY ("5.00", "IN", "")), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (cases[i].body, -1, NULL, &error);
      g_autofree char *lines = NULL;

      g_test_message ("%s", cases[i].what);
      if (cases[i].lines == NULL)
        {
          g_assert_null (file);
          test_take_error_about (&error, ERP_ERROR_VALIDATION, "Line ");
          continue;
        }
      g_assert_no_error (error);
      lines = bank_show_lines (file);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

static void
test_balances (void)
{
  static const struct
  {
    const char *body;
    const char *shown;
  } cases[] = {
    { FILE (BALANCE ("OPBD", "100.00", "CRDT", "2026-10-01")
                BALANCE ("CLBD", "105.00", "CRDT", "2026-10-31") ENTRY ("5.00", "CRDT", "")),
      "DE12 EUR 100.00 > 105.00 good" },
    { FILE (BALANCE ("OPBD", "100.00", "DBIT", "2026-10-01")
                BALANCE ("CLBD", "95.00", "DBIT", "2026-10-31") ENTRY ("5.00", "CRDT", "")),
      "DE12 EUR -100.00 > -95.00 good" },
    { FILE (BALANCE ("OPBD", "100.00", "CRDT", "2026-10-01")
                BALANCE ("CLBD", "105.00", "CRDT", "2026-10-31") ENTRY ("5.00", "DBIT", "")),
      "DE12 EUR 100.00 > 105.00 wrong" },
    { FILE (BALANCE ("PRCD", "100.00", "CRDT", "2026-10-01")
                BALANCE ("CLBD", "105.00", "CRDT", "2026-10-31") ENTRY ("5.00", "CRDT", "")),
      "DE12 EUR 100.00 > 105.00 good" },
    /* what may be spent is no balance of the books */
    { FILE (BALANCE ("CLAV", "77.00", "CRDT", "2026-10-31") ENTRY ("5.00", "CRDT", "")),
      "DE12 EUR - > - absent" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = bank_read (cases[i].body, -1, NULL, &error);
      g_autofree char *shown = NULL;

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      shown = bank_show_statement (biz_bank_file_get_statement (file, 0));
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* What is announced is counted, not booked. */
static void
test_pending (void)
{
  static const char text[] = FILE (
      ENTRY ("5.00", "CRDT", "") "<Ntry><Amt Ccy=\"EUR\">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
                                 "<Sts>PDNG</Sts><BookgDt><Dt>2026-10-01</Dt></BookgDt></Ntry>");
  g_autoptr (GError) error = NULL;
  g_autoptr (BizBankFile) file = bank_read (text, -1, NULL, &error);
  BizBankStatement *statement;

  g_assert_no_error (error);
  statement = biz_bank_file_get_statement (file, 0);
  g_assert_cmpuint (biz_bank_statement_get_n_lines (statement), ==, 1);
  g_assert_cmpuint (biz_bank_statement_get_n_pending (statement), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-camt/entries", test_entries);
  g_test_add_func ("/biz/bank-camt/balances", test_balances);
  g_test_add_func ("/biz/bank-camt/pending", test_pending);

  return g_test_run ();
}
