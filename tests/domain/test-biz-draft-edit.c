/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-draft-edit.h"
#include "biz-job-body.h"
#include "biz-partner.h"
#include "erp-json.h"

#include <glib.h>

#define LINE(id, sequence, name, quantity, price)                                                  \
  "{\"id\":" id ",\"display_type\":\"product\",\"product_id\":{\"id\":37,\"display_name\":"        \
  "\"Desk\"},\"name\":\"" name "\",\"quantity\":" quantity ",\"product_uom_id\":false,"            \
  "\"price_unit\":" price ",\"discount\":0.0,\"tax_ids\":[{\"id\":1,\"display_name\":\"15%\"}],"   \
  "\"price_subtotal\":200.0,\"price_total\":230.0,\"account_id\":{\"id\":26,\"display_name\":"     \
  "\"400000\"},\"sequence\":" sequence "}"

#define NOTE(id, sequence, name)                                                                   \
  "{\"id\":" id ",\"display_type\":\"line_note\",\"product_id\":false,\"name\":\"" name "\","      \
  "\"account_id\":false,\"tax_ids\":[],\"sequence\":" sequence "}"

#define DOCUMENT(ref, lines)                                                                       \
  "{\"id\":25,\"name\":false,\"state\":\"draft\",\"move_type\":\"out_invoice\","                   \
  "\"payment_state\":\"not_paid\",\"partner_id\":{\"id\":14,\"display_name\":\"Azure\"},"          \
  "\"invoice_date\":\"2026-11-22\",\"invoice_date_due\":\"2026-12-31\",\"amount_total\":230.0,"    \
  "\"amount_residual\":230.0,\"currency_id\":1,\"company_id\":{\"id\":3,\"display_name\":\"B\"},"  \
  "\"invoice_user_id\":false,\"ref\":" ref ",\"amount_untaxed\":200.0,\"amount_tax\":30.0,"        \
  "\"journal_id\":{\"id\":9,\"display_name\":\"Sales\"},\"invoice_origin\":false,"                 \
  "\"payment_reference\":false,\"invoice_payment_term_id\":false,\"write_date\":"                  \
  "\"2026-11-22 10:00:00\",\"invoice_line_ids\":[" lines "],\"message_ids\":[]}"

#define TWO LINE ("7", "100", "Desk", "2.0", "100.0") "," LINE ("8", "100", "Lamp", "1.0", "20.0")
#define SORTED LINE ("7", "20", "Desk", "2.0", "100.0") "," NOTE ("8", "10", "Hello")

static BizInvoice *
parse (const char *json)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (JsonNode) node = erp_json_literal (json);
  g_autoptr (GError) error = NULL;
  BizInvoice *invoice;

  biz_currency_table_add (currencies, 1, "USD", 2);
  invoice = biz_invoice_new_from_json (json_node_get_object (node), currencies, &error);
  g_assert_no_error (error);

  return invoice;
}

static BizDraftLine *
nth (BizInvoiceDraft *draft, guint i)
{
  g_autoptr (BizDraftLine) line =
      g_list_model_get_item (G_LIST_MODEL (biz_invoice_draft_get_lines (draft)), i);

  g_assert_nonnull (line);

  return line;
}

static void
change_nothing (BizInvoiceDraft *draft)
{
}

static void
change_header (BizInvoiceDraft *draft)
{
  g_autoptr (BizPartner) partner = biz_partner_new (15, "Other");

  biz_invoice_draft_set_partner (draft, partner);
  biz_invoice_draft_set_invoice_date (draft, NULL);
  biz_invoice_draft_set_reference (draft, "PO 9");
}

static void
change_terms (BizInvoiceDraft *draft)
{
  biz_invoice_draft_set_terms (draft, 6, "30 Days", NULL);
}

static void
change_due (BizInvoiceDraft *draft)
{
  g_autoptr (GDate) date = g_date_new_dmy (15, 1, 2027);

  biz_invoice_draft_set_terms (draft, 0, NULL, date);
}

static void
change_line (BizInvoiceDraft *draft)
{
  BizDecimal three = biz_decimal_new (3, 0);
  BizDecimal discount = biz_decimal_new (125, 1);
  const gint64 taxes[] = { 2, 1 };

  biz_draft_line_set_quantity (nth (draft, 0), &three);
  biz_draft_line_set_discount (nth (draft, 0), &discount);
  biz_draft_line_set_taxes (nth (draft, 0), taxes, 2);
  biz_draft_line_set_account_id (nth (draft, 0), 27);
  biz_draft_line_set_description (nth (draft, 1), "Lamp, red");
}

static void
remove_line (BizInvoiceDraft *draft)
{
  g_list_store_remove (biz_invoice_draft_get_lines (draft), 0);
}

static void
add_lines (BizInvoiceDraft *draft)
{
  g_autoptr (BizDraftLine) text = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_PRODUCT);
  g_autoptr (BizDraftLine) section = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_SECTION);
  BizDecimal price = biz_decimal_new (1250, 2);

  biz_draft_line_set_description (text, "Freight");
  biz_draft_line_set_price (text, &price);
  biz_draft_line_set_description (section, "More");
  g_list_store_append (biz_invoice_draft_get_lines (draft), text);
  g_list_store_append (biz_invoice_draft_get_lines (draft), section);
}

static void
swap_lines (BizInvoiceDraft *draft)
{
  g_autoptr (BizDraftLine) first = g_object_ref (nth (draft, 0));

  g_list_store_remove (biz_invoice_draft_get_lines (draft), 0);
  g_list_store_append (biz_invoice_draft_get_lines (draft), first);
}

static void
insert_before (BizInvoiceDraft *draft)
{
  g_autoptr (BizDraftLine) note = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_NOTE);

  biz_draft_line_set_description (note, "Hello");
  g_list_store_insert (biz_invoice_draft_get_lines (draft), 0, note);
}

static void
test_changes (void)
{
  static const struct
  {
    const char *document;
    void (*change) (BizInvoiceDraft *draft);
    const char *values;
  } cases[] = {
    { DOCUMENT ("false", TWO), change_nothing, "{}" },
    /* the order of the sequence is no change */
    { DOCUMENT ("false", SORTED), change_nothing, "{}" },
    { DOCUMENT ("\"A\"", TWO), change_header,
      "{\"partner_id\":15,\"invoice_date\":false,\"ref\":\"PO 9\"}" },
    { DOCUMENT ("false", TWO), change_terms, "{\"invoice_payment_term_id\":6}" },
    { DOCUMENT ("false", TWO), change_due, "{\"invoice_date_due\":\"2027-01-15\"}" },
    { DOCUMENT ("false", TWO), change_line,
      "{\"invoice_line_ids\":[[1,7,{\"quantity\":3,\"discount\":12.5,\"tax_ids\":[[6,0,[2,1]]],"
      "\"account_id\":27}],[1,8,{\"name\":\"Lamp, red\"}]]}" },
    { DOCUMENT ("false", TWO), remove_line, "{\"invoice_line_ids\":[[2,7,0]]}" },
    { DOCUMENT ("false", TWO), add_lines,
      "{\"invoice_line_ids\":[[0,0,{\"name\":\"Freight\",\"quantity\":1,\"price_unit\":12.50}],"
      "[0,0,{\"display_type\":\"line_section\",\"name\":\"More\"}]]}" },
    { DOCUMENT ("false", TWO), swap_lines,
      "{\"invoice_line_ids\":[[1,8,{\"sequence\":10}],[1,7,{\"sequence\":20}]]}" },
    { DOCUMENT ("false", TWO), insert_before,
      "{\"invoice_line_ids\":[[0,0,{\"display_type\":\"line_note\",\"name\":\"Hello\","
      "\"sequence\":10}],[1,7,{\"sequence\":20}],[1,8,{\"sequence\":30}]]}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizInvoice) invoice = parse (cases[i].document);
      g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (invoice);
      g_autoptr (JsonNode) wanted = erp_json_literal (cases[i].values);
      g_autoptr (JsonNode) changes = NULL;
      g_autofree char *text = NULL;

      cases[i].change (draft);
      changes = biz_draft_edit_to_changes (draft);
      text = erp_json_to_string (changes);
      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, text);
      g_assert_true (json_node_equal (changes, wanted));
      g_assert_cmpint (biz_invoice_draft_is_touched (draft), ==,
                       !g_str_equal (cases[i].values, "{}"));
      g_assert_true (biz_invoice_draft_check (draft, NULL));
    }
}

/* The preview is asked for the document as it stands: in its journal and its currency. */
static void
test_preview_values (void)
{
  g_autoptr (BizInvoice) invoice = parse (DOCUMENT ("\"A\"", SORTED));
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (invoice);
  g_autoptr (JsonNode) node = biz_invoice_draft_to_preview_values (draft);
  JsonObject *values = json_node_get_object (node);
  JsonArray *lines = json_object_get_array_member (values, "invoice_line_ids");
  JsonObject *line;

  g_assert_cmpstr (json_object_get_string_member (values, "move_type"), ==, "out_invoice");
  g_assert_cmpint (json_object_get_int_member (values, "journal_id"), ==, 9);
  g_assert_cmpint (json_object_get_int_member (values, "currency_id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (values, "invoice_date_due"), ==, "2026-12-31");
  g_assert_cmpstr (json_object_get_string_member (values, "ref"), ==, "A");
  line = json_array_get_object_element (json_array_get_array_element (lines, 0), 2);
  g_assert_cmpstr (json_object_get_string_member (line, "display_type"), ==, "line_note");
  line = json_array_get_object_element (json_array_get_array_element (lines, 1), 2);
  g_assert_cmpint (json_object_get_int_member (line, "account_id"), ==, 26);
  g_assert_true (json_object_has_member (line, "tax_ids"));
}

static void
test_checks (void)
{
  g_autoptr (BizInvoice) invoice = parse (DOCUMENT ("false", TWO));
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (invoice);
  g_autoptr (BizDraftLine) section = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_SECTION);
  g_autoptr (GError) error = NULL;

  g_list_store_append (biz_invoice_draft_get_lines (draft), section);
  g_assert_false (biz_invoice_draft_check (draft, &error));
  g_assert_cmpstr (error->message, ==, "Line 3 needs words.");
}

/* A colleague changed the reference and the first line, removed the second and added a third. */
#define THEIRS                                                                                     \
  DOCUMENT ("\"Theirs\"", LINE ("7", "100", "Desk", "5.0", "90.0") "," LINE ("9", "100", "Chair",  \
                                                                             "1.0", "40.0"))

/* Mine over theirs: my values everywhere, and the line they added stays. */
static void
test_rebase (void)
{
  g_autoptr (BizInvoice) invoice = parse (DOCUMENT ("false", TWO));
  g_autoptr (BizInvoice) theirs = parse (THEIRS);
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (invoice);
  g_autoptr (JsonNode) changes = NULL;
  g_autoptr (JsonNode) wanted = erp_json_literal (
      "{\"ref\":\"Mine\",\"invoice_line_ids\":[[1,7,{\"quantity\":3,\"price_unit\":100,"
      "\"sequence\":10}],[0,0,{\"product_id\":37,\"tax_ids\":[[6,0,[1]]],\"account_id\":26,"
      "\"name\":\"Lamp\",\"quantity\":1,\"price_unit\":20,\"sequence\":20}],[1,9,{\"sequence\":"
      "30}]]}");
  g_autofree char *text = NULL;
  BizDecimal three = biz_decimal_new (3, 0);

  biz_invoice_draft_set_reference (draft, "Mine");
  biz_draft_line_set_quantity (nth (draft, 0), &three);
  biz_draft_edit_rebase (draft, theirs);
  changes = biz_draft_edit_to_changes (draft);
  text = erp_json_to_string (changes);
  g_test_message ("%s", text);
  g_assert_true (json_node_equal (changes, wanted));
}

static void
test_job_body (void)
{
  g_autoptr (BizInvoice) invoice = parse (DOCUMENT ("false", TWO));
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (invoice);
  g_autoptr (JsonObject) body = NULL;

  biz_invoice_draft_set_reference (draft, "Mine");
  body = biz_job_body_new_edit_invoice (draft);
  g_assert_cmpint (json_object_get_int_member (body, "invoice_id"), ==, 25);
  g_assert_cmpstr (json_object_get_string_member (body, "write_date"), ==, "2026-11-22 10:00:00");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (body, "values"),
                                                  "ref"),
                   ==, "Mine");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft-edit/changes", test_changes);
  g_test_add_func ("/draft-edit/preview-values", test_preview_values);
  g_test_add_func ("/draft-edit/checks", test_checks);
  g_test_add_func ("/draft-edit/rebase", test_rebase);
  g_test_add_func ("/draft-edit/job-body", test_job_body);
  return g_test_run ();
}
