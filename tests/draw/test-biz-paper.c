/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "erp-error.h"
#include "erp-json.h"
#include "paper-fixture.h"

static void
test_iban (void)
{
  static const struct
  {
    const char *account;
    const char *compact; /* NULL: none */
  } rows[] = {
    { "DE89370400440532013000", "DE89370400440532013000" },
    { "de89 3704 0044 0532 0130 00", "DE89370400440532013000" },
    { "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432" },
    { "DE88370400440532013000", NULL },
    { "DE89370400440532013001", NULL },
    { "BANK134567890", NULL },
    { "DE89-3704-0044-0532-0130-00", NULL },
    { "DE89", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *compact = NULL;

      g_assert_cmpint (biz_paper_is_iban (rows[i].account, &compact), ==, rows[i].compact != NULL);
      g_assert_cmpstr (compact, ==, rows[i].compact);
    }
}

static void
test_code (void)
{
  static const struct
  {
    const char *changes;
    const char *code; /* NULL: none */
  } rows[] = {
    { "", "BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordwerk AG\nDE89370400440532013000\nEUR238.00\n\n\n"
          "INV/2026/00007" },
    { "\"amount_residual\":38.5",
      "BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordwerk AG\nDE89370400440532013000\nEUR38.50\n\n\n"
      "INV/2026/00007" },
    { "\"payment_reference\":\"two\\nlines\"",
      "BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordwerk AG\nDE89370400440532013000\nEUR238.00\n\n\n"
      "two lines" },
    { "\"amount_residual\":0.0", NULL },
    { "\"currency_id\":2", NULL },
    { "\"move_type\":\"out_refund\"", NULL },
    { "\"state\":\"draft\"", NULL },
    { "\"partner_bank_id\":false", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BizPaper) paper = paper_fixture_new_with (2, rows[i].changes);
      g_autofree char *code = biz_paper_dup_payment_code (paper);

      g_assert_cmpstr (code, ==, rows[i].code);
    }
}

static void
test_file_name (void)
{
  static const struct
  {
    const char *changes;
    const char *name;
  } rows[] = {
    { "", "INV_2026_00007.pdf" },
    { "\"name\":\"/\"", "draft-7.pdf" },
    { "\"name\":false", "draft-7.pdf" },
    { "\"name\":\"../../etc\"", "_._.._etc.pdf" },
    { "\"name\":\"RE:1*ü\"", "RE_1_ü.pdf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BizPaper) paper = paper_fixture_new_with (1, rows[i].changes);
      g_autofree char *name = biz_paper_dup_file_name (paper);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

static void
test_read (void)
{
  g_autoptr (BizPaper) paper = paper_fixture_new (3);
  const BizPaperDue *first = &g_array_index (paper->dues, BizPaperDue, 0);

  g_assert_cmpuint (paper->lines->len, ==, 3);
  /* by date, whatever the order of the ledger */
  g_assert_cmpuint (paper->dues->len, ==, 2);
  g_assert_cmpint (first->amount.minor, ==, 6900);
  g_assert_cmpint (first->discount_amount.minor, ==, 6762);
  g_assert_true (g_date_valid (&first->discount_date));
  g_assert_cmpint (paper->total.minor, ==, 35700);
  g_assert_cmpstr (paper->note, ==, "Vielen Dank");
  g_assert_cmpint (paper->pdf_id, ==, 0);
}

/* What a server must not send is an error, not a paper. */
static void
test_protocol (void)
{
  static const char *const rows[] = { "{}", "{\"id\":1}", "{\"id\":\"x\",\"name\":1}" };
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (rows[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (biz_paper_new_from_json (json_node_get_object (node), currencies, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/iban", test_iban);
  g_test_add_func ("/paper/code", test_code);
  g_test_add_func ("/paper/file-name", test_file_name);
  g_test_add_func ("/paper/read", test_read);
  g_test_add_func ("/paper/protocol", test_protocol);

  return g_test_run ();
}
