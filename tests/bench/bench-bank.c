/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads 100,000 lines of each format, and matches 10,000 lines with 100,000 open items; prints
 * milliseconds. */

#include "biz-bank-file.h"
#include "biz-matcher.h"

#define N_LINES 100000
#define N_ITEMS 100000
#define N_MATCHED 10000

static gint64
get_amount (guint i)
{
  return (gint64)(i * 2654435761u % 99991) + 1;
}

static void
print_elapsed (const char *what, gint64 start)
{
  g_print ("%-8s %6.0f ms\n", what, (double)(g_get_monotonic_time () - start) / 1000.0);
}

static void
measure (const char *name, GString *text)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (text->str, (gssize)text->len, NULL);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BizBankFile) file = biz_bank_file_read (stream, NULL, NULL, &error);

  if (file == NULL)
    g_error ("%s: %s", name, error->message);
  g_assert_cmpuint (biz_bank_file_get_n_lines (file), ==, N_LINES);
  print_elapsed (name, start);
  g_string_free (text, TRUE);
}

static GString *
make_camt (void)
{
  GString *text =
      g_string_new ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
                    "<BkToCstmrStmt><Stmt><Id>1</Id>");

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (
        text,
        "<Ntry>\n<Amt Ccy=\"EUR\">%" G_GINT64_FORMAT ".00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>"
        "BOOK</Cd></Sts><BookgDt><Dt>2026-01-15</Dt></BookgDt><AcctSvcrRef>R%u</AcctSvcrRef>"
        "<NtryDtls><TxDtls><Refs><EndToEndId>E%u</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>"
        "Customer %u</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>INV/2026/%05u</Ustrd></RmtInf>"
        "</TxDtls></NtryDtls></Ntry>",
        get_amount (i), i, i, i % 977, i);
  g_string_append (text, "</Stmt></BkToCstmrStmt></Document>");

  return text;
}

static GString *
make_mt940 (void)
{
  GString *text = g_string_new (":20:A\n:25:1\n:60F:C260101EUR0,00\n");

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text,
                            ":61:2601150115C%" G_GINT64_FORMAT ",NTRFE%u//R%u\n:86:166?00X"
                            "?20EREF+E%u?21SVWZ+INV/2026/%05u?32Customer %u\n",
                            get_amount (i), i, i, i, i, i % 977);
  g_string_append (text, ":62F:C260131EUR1,00\n-\n");

  return text;
}

static GString *
make_ofx (void)
{
  GString *text = g_string_new ("<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>");

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text,
                            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260115<TRNAMT>%" G_GINT64_FORMAT
                            "<FITID>F%u<NAME>Customer %u<MEMO>INV/2026/%05u</STMTTRN>\n",
                            get_amount (i), i, i % 977, i);
  g_string_append (text, "</BANKTRANLIST></STMTRS></OFX>");

  return text;
}

static GString *
make_csv (void)
{
  GString *text = g_string_new ("Buchungstag;Auftraggeber;Verwendungszweck;Betrag;Währung\n");

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text,
                            "15.01.2026;Customer %u;\"INV/2026/%05u; thanks\";%" G_GINT64_FORMAT
                            ",00;EUR\n",
                            i % 977, i, get_amount (i));

  return text;
}

static BizMatcher *
make_matcher (GStringChunk *chunk)
{
  BizMatcher *matcher = biz_matcher_new (NULL);

  for (guint i = 0; i < N_ITEMS / 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %u GmbH", i);
      BizMatchPartner partner = { i + 1, name, NULL };

      biz_matcher_add_partner (matcher, &partner);
    }
  for (guint i = 0; i < N_ITEMS; i++)
    {
      BizMatchItem item = { .id = i + 1, .partner_id = i % (N_ITEMS / 20) + 1 };
      g_autofree char *number = g_strdup_printf ("INV/2026/%05u", i);

      item.number = g_string_chunk_insert (chunk, number);
      item.residual = biz_money_from_minor (get_amount (i), "EUR", 2);
      biz_matcher_add_item (matcher, &item);
    }

  return matcher;
}

static void
measure_matching (void)
{
  GStringChunk *chunk = g_string_chunk_new (65536);
  g_autofree BizMatchLine *lines = g_new0 (BizMatchLine, N_MATCHED);
  g_autoptr (BizMatcher) matcher = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  gint64 start;
  guint n_auto = 0;

  for (guint i = 0; i < N_MATCHED; i++)
    {
      guint item = i * 9;
      g_autofree char *text = g_strdup_printf ("RE %05u vom 01.10.2026", item);
      g_autofree char *name = g_strdup_printf ("CUSTOMER %u GMBH", item % (N_ITEMS / 20));

      lines[i].id = i + 1;
      lines[i].amount = biz_money_from_minor (get_amount (item), "EUR", 2);
      lines[i].text = g_string_chunk_insert (chunk, text);
      lines[i].name = g_string_chunk_insert (chunk, name);
    }
  start = g_get_monotonic_time ();
  matcher = make_matcher (chunk);
  proposals = biz_matcher_run (matcher, lines, N_MATCHED, NULL, NULL);
  print_elapsed ("match", start);
  for (guint i = 0; i < proposals->len; i++)
    n_auto += biz_match_proposal_get_band (g_ptr_array_index (proposals, i)) == BIZ_MATCH_AUTO;
  g_print ("%u of %u in band auto\n", n_auto, proposals->len);
  g_string_chunk_free (chunk);
}

int
main (void)
{
  measure ("camt", make_camt ());
  measure ("mt940", make_mt940 ());
  measure ("ofx", make_ofx ());
  measure ("csv", make_csv ());
  measure_matching ();

  return 0;
}
