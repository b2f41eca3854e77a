/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-invoice-draft.h"

#include "biz-job-body.h"
#include "biz-partner.h"
#include "biz-product.h"
#include "erp-error.h"
#include "erp-json.h"

static void
count_cb (BizInvoiceDraft *draft, gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
test_changed (void)
{
  g_autoptr (BizInvoiceDraft) draft = biz_invoice_draft_new (1);
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();
  g_autoptr (BizPartner) partner = biz_partner_new (14, "Azure");
  BizDecimal two = biz_decimal_new (2, 0);
  guint n = 0;

  g_signal_connect (draft, "changed", G_CALLBACK (count_cb), &n);
  biz_invoice_draft_set_partner (draft, partner);
  g_assert_cmpuint (n, ==, 1);
  biz_invoice_draft_set_partner (draft, partner);
  biz_invoice_draft_set_reference (draft, "PO 7");
  g_assert_cmpuint (n, ==, 1);
  g_list_store_append (biz_invoice_draft_get_lines (draft), line);
  g_assert_cmpuint (n, ==, 2);
  biz_draft_line_set_quantity (line, &two);
  g_assert_cmpuint (n, ==, 3);
  biz_draft_line_set_quantity (line, &two);
  g_assert_cmpuint (n, ==, 3);
  g_list_store_remove_all (biz_invoice_draft_get_lines (draft));
  g_assert_cmpuint (n, ==, 4);
  biz_draft_line_set_quantity (line, NULL);
  g_assert_cmpuint (n, ==, 4);
}

static void
test_check (void)
{
  g_autoptr (BizInvoiceDraft) draft = biz_invoice_draft_new (1);
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();
  g_autoptr (BizPartner) partner = biz_partner_new (14, "Azure");
  g_autoptr (GError) error = NULL;

  g_assert_false (biz_invoice_draft_is_touched (draft));
  g_assert_false (biz_invoice_draft_check (draft, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  biz_invoice_draft_set_partner (draft, partner);
  g_assert_true (biz_invoice_draft_is_touched (draft));
  g_assert_false (biz_invoice_draft_check (draft, NULL));
  g_list_store_append (biz_invoice_draft_get_lines (draft), line);
  g_assert_false (biz_invoice_draft_check (draft, NULL));
  biz_draft_line_set_description (line, "Freight");
  g_assert_true (biz_invoice_draft_check (draft, &error));
  g_assert_no_error (error);
}

static BizInvoiceDraft *
make_draft (void)
{
  BizInvoiceDraft *draft = biz_invoice_draft_new (3);
  g_autoptr (BizPartner) partner = biz_partner_new (14, "Azure");
  g_autoptr (BizProduct) product = biz_product_new (37, "Desk");
  g_autoptr (BizDraftLine) desk = biz_draft_line_new ();
  g_autoptr (BizDraftLine) freight = biz_draft_line_new ();
  g_autoptr (GDate) date = g_date_new_dmy (5, 1, 2026);
  BizDecimal quantity = biz_decimal_new (25, 1);
  BizDecimal price = biz_decimal_new (1111, 2);
  BizDecimal discount = biz_decimal_new (10, 0);

  biz_invoice_draft_set_partner (draft, partner);
  biz_invoice_draft_set_invoice_date (draft, date);
  biz_draft_line_set_price (desk, &price);
  biz_draft_line_set_product (desk, product); /* the server's price again */
  biz_draft_line_set_quantity (desk, &quantity);
  biz_draft_line_set_description (freight, "Freight");
  biz_draft_line_set_price (freight, &price);
  biz_draft_line_set_discount (freight, &discount);
  g_list_store_append (biz_invoice_draft_get_lines (draft), desk);
  g_list_store_append (biz_invoice_draft_get_lines (draft), freight);

  return draft;
}

static void
test_values (void)
{
  g_autoptr (BizInvoiceDraft) draft = make_draft ();
  g_autoptr (JsonNode) values = biz_invoice_draft_to_values (draft);
  g_autoptr (JsonNode) preview = biz_invoice_draft_to_preview_values (draft);
  g_autoptr (JsonNode) expected = erp_json_literal (
      "{\"move_type\":\"out_invoice\",\"partner_id\":14,\"invoice_date\":\"2026-01-05\","
      "\"invoice_line_ids\":[[0,0,{\"product_id\":37,\"quantity\":2.5}],"
      "[0,0,{\"name\":\"Freight\",\"quantity\":1,\"price_unit\":11.11,\"discount\":10}]]}");
  g_autofree char *text = erp_json_to_string (preview);

  g_assert_true (json_node_equal (values, expected));
  g_assert_nonnull (g_strstr_len (text, -1, "[0,\"virtual_2\",{"));
}

static void
test_body (void)
{
  g_autoptr (BizInvoiceDraft) draft = make_draft ();
  g_autoptr (JsonObject) body = biz_job_body_new_create_invoice (draft);
  g_autoptr (JsonObject) message =
      biz_job_body_new_message ("account.move", 25, "INV/5", 3, "Hello", FALSE);

  g_assert_cmpint (json_object_get_int_member (body, "company_id"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (body, "partner"), ==, "Azure");
  g_assert_true (json_object_has_member (body, "values"));
  g_assert_false (json_object_get_boolean_member (message, "is_reply"));
  g_assert_cmpint (json_object_get_int_member (message, "id"), ==, 25);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/invoice-draft/changed", test_changed);
  g_test_add_func ("/biz/invoice-draft/check", test_check);
  g_test_add_func ("/biz/invoice-draft/values", test_values);
  g_test_add_func ("/biz/invoice-draft/body", test_body);

  return g_test_run ();
}
