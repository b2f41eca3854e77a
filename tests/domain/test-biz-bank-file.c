/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bank-json.h"

#include "biz-bank-mapping.h"
#include "erp-error.h"

#include <string.h>

static char *
read_data (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "bank", name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);

  return bytes;
}

static BizBankFile *
parse (const char *bytes, gsize length, GError **error)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (bytes, (gssize)length, NULL);

  return biz_bank_file_read (stream, NULL, NULL, error);
}

static const char *const data_names[] = {
  "camt052-v6.xml",   "camt053-v2.xml",  "camt053-v8.xml",    "camt054-v4.xml",
  "csv-dutch.csv",    "csv-english.csv", "csv-french.csv",    "csv-german.csv",
  "csv-plain.csv",    "csv-spanish.csv", "mt940-columns.sta", "mt940-dutch.sta",
  "mt940-german.sta", "mt942.sta",       "ofx-sgml.ofx",      "ofx-xml.qfx",
};

/* Each dialect against what was checked by hand. */
static void
test_dialects (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (data_names); i++)
    {
      gsize length, expected_length;
      g_autofree char *bytes = read_data (data_names[i], &length);
      g_autofree char *expected_name = g_strconcat (data_names[i], ".json", NULL);
      g_autofree char *expected = read_data (expected_name, &expected_length);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = parse (bytes, length, &error);
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (JsonNode) node = NULL;

      g_test_message ("%s", data_names[i]);
      g_assert_no_error (error);
      biz_bank_write_json (file, json);
      node = json_from_string (json->str, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json->str, ==, expected);
    }
}

/* A file that stops anywhere is refused as a whole. */
static void
test_truncated (void)
{
  static const struct
  {
    const char *name;
    const char *end; /* from here on it is complete */
  } cases[] = {
    { "camt053-v2.xml", "Document>" }, { "camt053-v8.xml", "Document>" },
    { "ofx-sgml.ofx", "OFX>" },        { "ofx-xml.qfx", "OFX>" },
    { "mt940-german.sta", "1150,00" }, { "mt940-columns.sta", "000000000386,72" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *bytes = read_data (cases[i].name, &length);
      const char *end = g_strrstr_len (bytes, (gssize)length, cases[i].end);

      /* the german one has its available balance behind the closing one */
      if (i == 4)
        end = g_strrstr_len (bytes, end - bytes, cases[i].end);
      for (gsize n = 0; n < (gsize)(end - bytes); n++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (BizBankFile) file = parse (bytes, n, &error);

          if (file != NULL)
            g_test_message ("%s is read at %d bytes", cases[i].name, (int)n);
          g_assert_null (file);
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
        }
    }
}

#define CAMT(body)                                                                                 \
  "<Document "                                                                                     \
  "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">\n<BkToCstmrStmt><Stmt>\n" body        \
  "</Stmt></BkToCstmrStmt></Document>"
#define ENTRY(amount, sign, date) "<Ntry>" amount sign "<Sts>BOOK</Sts>\n" date "</Ntry>"
#define AMT "<Amt Ccy=\"EUR\">1.00</Amt>"
#define SGN "<CdtDbtInd>CRDT</CdtDbtInd>"
#define DAY "<BookgDt><Dt>2026-10-01</Dt></BookgDt>"
#define MT ":20:A\n:25:1\n:60F:C261001EUR1,00\n"
#define MT_END ":62F:C261001EUR1,00\n"
#define OFX_START "<OFX><BANKMSGSRSV1><STMTRS><CURDEF>EUR<BANKTRANLIST>\n"
#define OFX_END "</BANKTRANLIST></STMTRS></BANKMSGSRSV1></OFX>"

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* how it begins */
  } cases[] = {
    { "", "This is no bank statement" },
    { "hello", "This is no bank statement" },
    { "<html><body>login</body></html>", "This is no bank statement" },
    { CAMT (ENTRY (AMT, SGN, DAY) "<Ntry></Stmt>"), "Line 4:" },
    { CAMT (ENTRY ("<Amt Ccy=\"EUR\">1.001</Amt>", SGN, DAY)), "Line 3: “1.001”" },
    { CAMT (ENTRY ("<Amt Ccy=\"EUR\">1,00</Amt>", SGN, DAY)), "Line 3: “1,00”" },
    { CAMT (ENTRY ("<Amt>1.00</Amt>", SGN, DAY)), "Line 3:" },
    { CAMT (ENTRY ("<Amt Ccy=\"EUR\">99999999999999999999</Amt>", SGN, DAY)), "Line 3:" },
    { CAMT (ENTRY ("", SGN, DAY)), "Line 3: The entry has no amount" },
    { CAMT (ENTRY (AMT, "", DAY)), "Line 3: The entry says neither" },
    { CAMT (ENTRY (AMT, SGN, "")), "Line 3: The entry has no date" },
    { CAMT (ENTRY (AMT, "<CdtDbtInd>CREDIT</CdtDbtInd>", DAY)), "Line 3: “CREDIT”" },
    { CAMT (ENTRY (AMT, SGN, "<BookgDt><Dt>2026-02-30</Dt></BookgDt>")), "Line 4: “2026-02-30”" },
    { "<!DOCTYPE Document [<!ENTITY a \"b\">]>\n" CAMT (ENTRY (AMT, SGN, DAY)),
      "Line 5: The file declares entities" },
    { "<!DOCTYPE Document [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n" CAMT (
          ENTRY (AMT, SGN, DAY "<AddtlNtryInf>&a;</AddtlNtryInf>")),
      "Line 5: The file declares entities" },
    { CAMT (ENTRY (AMT, SGN, DAY "<AddtlNtryInf>&a;</AddtlNtryInf>")), "Line 4:" },
    { "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"></Document>",
      "Line 1: The file ends without a statement." },
    { MT, "Line 4: The statement ends before" },
    { MT ":20:B\n:25:1\n:60F:C261001EUR1,00\n" MT_END, "Line 4: The statement ends before" },
    { MT ":61:banana\n" MT_END, "Line 4: “banana”" },
    { MT ":61:261001X1,00NTRF\n" MT_END, "Line 4:" },
    { MT ":61:261301C1,00NTRF\n" MT_END, "Line 4:" },
    { MT ":61:261001C1,005NTRF\n" MT_END, "Line 4:" },
    { MT ":61:261001C,NTRF\n" MT_END, "Line 4:" },
    { ":20:A\n:25:1\n:60F:X261001EUR1,00\n", "Line 3:" },
    { ":20:A\n:25:1\n:61:261001C1,00NTRF\n", "Line 3: “261001C1,00NTRF” is a booking before" },
    { OFX_START "<STMTTRN><DTPOSTED>20261301<TRNAMT>1\n" OFX_END, "Line 2: “20261301”" },
    { OFX_START "<STMTTRN><DTPOSTED>20261001\n" OFX_END, "Line 2: The transaction has no amount" },
    { OFX_START "<STMTTRN><TRNAMT>1\n" OFX_END, "Line 2: The transaction has no date" },
    { OFX_START "<STMTTRN><DTPOSTED>20261001<TRNAMT>one\n" OFX_END, "Line 2: “one”" },
    { OFX_START "<STMTTRN><DTPOSTED>20261001<TRNAMT>1.234\n" OFX_END, "Line 2: “1.234”" },
    { OFX_START "<STMTTRN><DTPOSTED>20261001<TRNAMT>1\n", "Line 3: The file ends too early" },
    { OFX_START "<STMTTRN <DTPOSTED>", "Line 2: A tag is not closed" },
    { "<!DOCTYPE a><OFX></OFX>", "Line 1:" },
    { "Date;Amount\n2026-10-01;1,00\n2026-10-32;1,00\n", "Line 3: “2026-10-32”" },
    { "Date;Amount\n2026-10-01;1,00\n2026-10-02;abc\n", "Line 3: “abc”" },
    { "Date;Text;Amount\n2026-10-01;a;1,00\n2026-10-02;\"b;1,00\n", "Line 3: The table ends" },
    { "Date;Text;Amount\n2026-10-01;\"a\nb\";1,00\n2026-10-02;c;\n",
      "Line 4: The row has no amount" },
    { "Date;Amount;Currency\n2026-10-01;1,00;EUR\n2026-10-01;1,00;EURO\n", "Line 3: “EURO”" },
    { "a;b\nc;d\ne;f\n", "Say which column has the booking date." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankFile) file = parse (cases[i].text, strlen (cases[i].text), &error);

      g_test_message ("%s -> %s", cases[i].text, error != NULL ? error->message : "read");
      g_assert_null (file);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

/* Deep, long, endless: refused without eating memory or stack. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep =
      g_string_new ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">");
  g_autoptr (GString) quoted = g_string_new ("Date;Amount\n2026-10-01;1\n2026-10-02;\"");
  g_autoptr (GString) tag = g_string_new ("<OFX>");
  g_autoptr (GString) row = g_string_new (":20:A\n:25:1\n:60F:C261001EUR1,00\n:86:");
  GString *files[] = { deep, quoted, tag, row };

  for (int i = 0; i < 200000; i++)
    g_string_append (deep, "<a>");
  for (int i = 0; i < 2000000; i++)
    {
      g_string_append_c (quoted, i % 50 == 0 ? '\n' : 'x');
      g_string_append_c (tag, '<');
      g_string_append_c (row, 'x');
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (files[i]->str, files[i]->len, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_true (g_str_has_prefix (error->message, "Line "));
    }
}

/* Bytes changed, doubled and dropped at random: an error or a file whose texts are UTF-8. */
static void
test_mutated (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (data_names); i++)
    {
      gsize length;
      g_autofree char *bytes = read_data (data_names[i], &length);

      for (int round = 0; round < 150; round++)
        {
          g_autoptr (GString) mutant = g_string_new_len (bytes, (gssize)length);
          g_autoptr (GError) error = NULL;
          g_autoptr (BizBankFile) file = NULL;

          for (int n = g_test_rand_int_range (1, 6); n > 0 && mutant->len > 8; n--)
            {
              gssize at = g_test_rand_int_range (0, (gint32)mutant->len - 4);

              switch (g_test_rand_int_range (0, 3))
                {
                case 0:
                  mutant->str[at] = (char)g_test_rand_int_range (0, 256);
                  break;
                case 1:
                  g_string_erase (mutant, at, g_test_rand_int_range (1, 4));
                  break;
                default:
                  g_string_insert_len (mutant, at, mutant->str + at / 2, 3);
                }
            }
          file = parse (mutant->str, mutant->len, &error);
          g_assert_true ((file == NULL) == (error != NULL));
          if (file != NULL)
            {
              g_autoptr (GString) json = g_string_new (NULL);

              biz_bank_write_json (file, json);
              g_assert_true (g_utf8_validate (json->str, (gssize)json->len, NULL));
            }
        }
    }
}

static void
test_sniff (void)
{
  static const struct
  {
    const char *text;
    BizBankFormat format;
  } cases[] = {
    { "<?xml version=\"1.0\"?><Document><BkToCstmrStmt>", BIZ_BANK_FORMAT_CAMT },
    { "{1:F01}{2:O940}{4:\r\n:20:X\r\n:25:1\r\n", BIZ_BANK_FORMAT_MT940 },
    { "junk\n:20:X\n:25:1\n", BIZ_BANK_FORMAT_MT940 },
    { "\n\nOFXHEADER:100\n", BIZ_BANK_FORMAT_OFX },
    { "Date,Amount\n", BIZ_BANK_FORMAT_CSV },
    { "time is 10:20:30, no statement", BIZ_BANK_FORMAT_CSV },
    { "<html>a,b</html>", BIZ_BANK_FORMAT_UNKNOWN },
    { "", BIZ_BANK_FORMAT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (biz_bank_file_sniff (cases[i].text, strlen (cases[i].text)), ==,
                     cases[i].format);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (MT MT_END, strlen (MT MT_END), NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (biz_bank_file_read (stream, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/bank-file/dialects", test_dialects);
  g_test_add_func ("/biz/bank-file/truncated", test_truncated);
  g_test_add_func ("/biz/bank-file/broken", test_broken);
  g_test_add_func ("/biz/bank-file/hostile", test_hostile);
  g_test_add_func ("/biz/bank-file/mutated", test_mutated);
  g_test_add_func ("/biz/bank-file/sniff", test_sniff);
  g_test_add_func ("/biz/bank-file/cancelled", test_cancelled);

  return g_test_run ();
}
