/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-activity.h"
#include "biz-attachment.h"
#include "biz-currency-table.h"
#include "biz-invoice-details.h"
#include "biz-journal-item.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib.h>

#define ITEM(id, type, debit, credit, amount, residual, due, matching)                             \
  "{\"id\":" id ",\"display_type\":\"" type "\",\"account_id\":{\"id\":5,\"display_name\":"        \
  "\"121000 Receivable\"},\"partner_id\":false,\"name\":false,\"debit\":" debit                    \
  ",\"credit\":" credit ",\"amount_currency\":" amount ",\"currency_id\":2,\"date_maturity\":" due \
  ",\"amount_residual\":0.0,\"amount_residual_currency\":" residual                                \
  ",\"reconciled\":false,\"matching_number\":" matching "}"

#define ITEMS                                                                                      \
  ITEM ("4", "payment_term", "60.0", "0.0", "600", "600", "\"2026-12-31\"", "false")               \
  "," ITEM ("3", "payment_term", "40.5", "0.0", "405", "100", "\"2026-11-30\"",                    \
            "\"P7\"") "," ITEM ("1", "product", "0.0", "100.5", "-1005", "0", "false",             \
                                "false") ",{\"id\":2,\"display_type\":\"line_note\",\"name\":"     \
                                         "\"Thanks\",\"account_id\":false}"

#define DOCUMENT                                                                                   \
  "{\"date\":\"2026-11-22\",\"journal_id\":{\"id\":1,\"display_name\":\"Sales\"},"                 \
  "\"partner_bank_id\":false,\"partner_shipping_id\":{\"id\":9,\"display_name\":\"Azure\"},"       \
  "\"create_uid\":{\"id\":7,\"display_name\":\"Anna\"},\"write_uid\":{\"id\":8,"                   \
  "\"display_name\":\"Bert\"},\"narration\":\"<p>Pay <b>soon</b><script>x</script></p>\","         \
  "\"commercial_partner_id\":12,\"inalterable_hash\":\"$4$abc\",\"has_reconciled_entries\":true,"  \
  "\"company_currency_id\":1,"                                                                     \
  "\"amount_total_signed\":100.5,\"amount_residual_signed\":70.0,\"invoice_payment_term_id\":"     \
  "{\"id\":6,\"display_name\":\"30/70\"},\"reversed_entry_id\":{\"id\":11,\"display_name\":"       \
  "\"INV/1\"},\"line_ids\":[" ITEMS "],\"attachment_ids\":[{\"id\":3,\"name\":"                    \
  "\"../../proof.pdf\",\"mimetype\":\"application/pdf\",\"file_size\":2048,\"create_date\":"       \
  "\"2026-11-22 10:00:00\",\"create_uid\":{\"id\":7,\"display_name\":\"Anna\"}}],"                 \
  "\"activity_ids\":[{\"id\":5,\"activity_type_id\":{\"id\":4,\"display_name\":\"To-Do\"},"        \
  "\"summary\":false,\"note\":\"<p>ask <i>Bert</i></p>\",\"date_deadline\":\"2026-11-25\","        \
  "\"user_id\":{\"id\":7,\"display_name\":\"Anna\"}}],\"message_follower_ids\":[{\"id\":1,"        \
  "\"display_name\":\"Anna\"},{\"id\":2,\"display_name\":\"Azure\"}]}"

static BizInvoiceDetails *
parse (const char *json, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (JsonNode) node = erp_json_literal (json);

  biz_currency_table_add (currencies, 1, "USD", 2);
  biz_currency_table_add (currencies, 2, "JPY", 0);

  return biz_invoice_details_new_from_json (json_node_get_object (node), currencies, error);
}

static void
test_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoiceDetails) details = parse (DOCUMENT, &error);
  BizMoney money;

  g_assert_no_error (error);
  g_assert_cmpstr (biz_invoice_details_get_journal (details), ==, "Sales");
  g_assert_null (biz_invoice_details_get_bank_account (details));
  g_assert_cmpstr (biz_invoice_details_get_delivery_address (details), ==, "Azure");
  g_assert_cmpstr (biz_invoice_details_get_creator (details), ==, "Anna");
  g_assert_cmpstr (biz_invoice_details_get_writer (details), ==, "Bert");
  g_assert_cmpint (biz_invoice_details_get_writer_id (details), ==, 8);
  g_assert_cmpint (biz_invoice_details_get_term_id (details), ==, 6);
  g_assert_cmpstr (biz_invoice_details_get_narration (details), ==, "Pay <b>soon</b>");
  g_assert_true (biz_invoice_details_is_hashed (details));
  g_assert_true (biz_invoice_details_has_reconciled (details));
  g_assert_cmpint (biz_invoice_details_get_customer_id (details), ==, 12);
  g_assert_cmpint (biz_invoice_details_get_reversed_id (details), ==, 11);
  g_assert_cmpstr (biz_invoice_details_get_reversed_name (details), ==, "INV/1");
  money = biz_invoice_details_get_company_total (details);
  g_assert_cmpint (money.minor, ==, 10050);
  g_assert_cmpstr (money.currency, ==, "USD");
  money = biz_invoice_details_get_company_residual (details);
  g_assert_cmpint (money.minor, ==, 7000);
  g_assert_cmpint (g_date_get_day (biz_invoice_details_get_date (details)), ==, 22);
  g_assert_cmpstr (biz_invoice_details_get_followers (details)[1], ==, "Azure");
  g_assert_null (biz_invoice_details_get_followers (details)[2]);
}

/* Notes are no items; the instalments stand by date; the sums are of all items. */
static void
test_items (void)
{
  g_autoptr (BizInvoiceDetails) details = parse (DOCUMENT, NULL);
  GListModel *items = biz_invoice_details_get_items (details);
  GListModel *instalments = biz_invoice_details_get_instalments (details);
  g_autoptr (BizJournalItem) first = g_list_model_get_item (instalments, 0);
  g_autoptr (BizJournalItem) product = g_list_model_get_item (items, 2);
  BizMoney debit = biz_invoice_details_get_debit (details);
  BizMoney credit = biz_invoice_details_get_credit (details);
  BizMoney money;

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (instalments), ==, 2);
  g_assert_cmpint (biz_journal_item_get_id (first), ==, 3);
  g_assert_cmpstr (biz_journal_item_get_matching (first), ==, "P7");
  g_assert_cmpstr (biz_journal_item_get_account (first), ==, "121000 Receivable");
  g_assert_null (biz_journal_item_get_partner (first));
  g_assert_null (biz_journal_item_get_label (first));
  g_assert_true (biz_journal_item_is_instalment (first));
  g_assert_false (biz_journal_item_is_reconciled (first));
  money = biz_journal_item_get_amount (first);
  g_assert_cmpint (money.minor, ==, 405);
  g_assert_cmpstr (money.currency, ==, "JPY");
  money = biz_journal_item_get_residual (first);
  g_assert_cmpint (money.minor, ==, 100);
  g_assert_null (biz_journal_item_get_maturity (product));
  money = biz_journal_item_get_credit (product);
  g_assert_cmpint (money.minor, ==, 10050);
  g_assert_true (biz_money_equal (&debit, &credit));
  g_assert_cmpint (debit.minor, ==, 10050);
}

static void
test_attached (void)
{
  g_autoptr (BizInvoiceDetails) details = parse (DOCUMENT, NULL);
  g_autoptr (BizAttachment) file =
      g_list_model_get_item (biz_invoice_details_get_attachments (details), 0);
  g_autoptr (BizActivity) activity =
      g_list_model_get_item (biz_invoice_details_get_activities (details), 0);

  g_assert_cmpint (biz_attachment_get_id (file), ==, 3);
  g_assert_cmpstr (biz_attachment_get_name (file), ==, "proof.pdf");
  g_assert_cmpstr (biz_attachment_get_media_type (file), ==, "application/pdf");
  g_assert_cmpint (biz_attachment_get_size (file), ==, 2048);
  g_assert_cmpstr (biz_attachment_get_author (file), ==, "Anna");
  g_assert_cmpint (g_date_time_get_hour (biz_attachment_get_date (file)), ==, 10);
  g_assert_cmpint (biz_activity_get_id (activity), ==, 5);
  g_assert_cmpstr (biz_activity_get_title (activity), ==, "To-Do");
  g_assert_cmpstr (biz_activity_get_type_name (activity), ==, "To-Do");
  g_assert_cmpstr (biz_activity_get_note (activity), ==, "ask Bert");
  g_assert_cmpstr (biz_activity_get_user (activity), ==, "Anna");
  g_assert_cmpint (biz_activity_get_user_id (activity), ==, 7);
  g_assert_cmpint (g_date_get_day (biz_activity_get_deadline (activity)), ==, 25);
}

static void
test_file_names (void)
{
  static const struct
  {
    const char *name;
    const char *clean;
  } cases[] = {
    { "a.pdf", "a.pdf" },
    { "/etc/passwd", "passwd" },
    { "C:\\x\\b.pdf", "b.pdf" },
    { "..", "file" },
    { ".bashrc", "bashrc" },
    { "", "file" },
    { NULL, "file" },
    { "a\nb\t.txt", "ab.txt" },
    { "invoice\xe2\x80\xae"
      "fdp.exe",
      "invoicefdp.exe" },
    { " M\xc3\xbcller .csv ", "M\xc3\xbcller .csv" },
    { "x/", "file" },
    { "a\xff.pdf", "a\xef\xbf\xbd.pdf" },
  };
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autofree char *shortened = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = biz_attachment_clean_name (cases[i].name);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
  for (guint i = 0; i < 400; i++)
    g_string_append (longest, "\xc3\xbc");
  g_string_append (longest, ".pdf");
  shortened = biz_attachment_clean_name (longest->str);
  /* Two bytes a letter, and folders count bytes. */
  g_assert_cmpuint (strlen (shortened), ==, 220);
  g_assert_true (g_str_has_suffix (shortened, "\xc3\xbc.pdf"));
}

static void
test_broken (void)
{
  static const struct
  {
    const char *from;
    const char *to;
  } cases[] = {
    { "\"company_currency_id\":1", "\"company_currency_id\":77" },
    { "\"debit\":60.0", "\"debit\":60.001" },
    { "\"debit\":60.0", "\"debit\":\"x\"" },
    { "\"reconciled\":false,\"matching_number\":\"P7\"", "\"matching_number\":\"P7\"" },
    { "\"file_size\":2048", "\"file_size\":[]" },
    { "\"date_deadline\":\"2026-11-25\"", "\"date_deadline\":\"soon\"" },
    { "\"message_follower_ids\":[", "\"message_follower_ids\":[7," },
    { "\"line_ids\":[", "\"line_ids\":[false," },
    { "\"has_reconciled_entries\":true", "\"has_reconciled_entries\":3" },
    { "\"commercial_partner_id\":12", "\"commercial_partner_id\":\"x\"" },
    { "\"currency_id\":2", "\"currency_id\":5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) json = g_string_new (DOCUMENT);
      g_autoptr (BizInvoiceDetails) details = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (json, cases[i].from, cases[i].to, 1), ==, 1);
      details = parse (json->str, &error);
      g_assert_null (details);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

/* The members stand in a specification as they are. */
static void
test_specification (void)
{
  g_autofree char *json = g_strdup_printf ("{%s}", biz_invoice_details_get_specification ());
  g_autoptr (JsonNode) node = erp_json_literal (json);

  g_assert_true (json_object_has_member (json_node_get_object (node), "line_ids"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invoice-details/document", test_document);
  g_test_add_func ("/invoice-details/items", test_items);
  g_test_add_func ("/invoice-details/attached", test_attached);
  g_test_add_func ("/invoice-details/file-names", test_file_names);
  g_test_add_func ("/invoice-details/broken", test_broken);
  g_test_add_func ("/invoice-details/specification", test_specification);
  return g_test_run ();
}
