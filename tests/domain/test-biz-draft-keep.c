/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-draft-edit.h"
#include "biz-draft-keep.h"
#include "biz-partner.h"
#include "biz-product.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

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

static char *
keep (BizInvoiceDraft *draft)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 30, 0);

  return biz_draft_keep_to_text (draft, now);
}

static void
assert_same (BizInvoiceDraft *a, BizInvoiceDraft *b)
{
  g_autoptr (JsonNode) first = biz_invoice_draft_to_values (a);
  g_autoptr (JsonNode) second = biz_invoice_draft_to_values (b);
  g_autofree char *first_text = erp_json_to_string (first);
  g_autofree char *second_text = erp_json_to_string (second);

  g_assert_cmpstr (first_text, ==, second_text);
}

/* Everything that can be written comes back to the last digit. */
static void
test_new (void)
{
  g_autoptr (BizInvoiceDraft) draft = biz_invoice_draft_new (3);
  g_autoptr (BizInvoiceDraft) restored = NULL;
  g_autoptr (BizPartner) partner = biz_partner_new (14, "Azure \"& Söhne\"");
  g_autoptr (BizProduct) product = biz_product_new (37, "Desk");
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();
  g_autoptr (BizDraftLine) text = biz_draft_line_new ();
  g_autoptr (BizDraftLine) note = biz_draft_line_new_of_kind (BIZ_INVOICE_LINE_NOTE);
  g_autoptr (BizKeptDraft) head = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  const gint64 taxes[] = { 4, 9 };
  const BizDecimal quantity = { 25, 1 };
  const BizDecimal price = { 123456, 4 };
  gboolean changed = TRUE;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 24, G_DATE_DECEMBER, 2026);
  biz_invoice_draft_set_partner (draft, partner);
  biz_invoice_draft_set_invoice_date (draft, &day);
  biz_invoice_draft_set_reference (draft, "PO 7");
  biz_invoice_draft_set_terms (draft, 5, "30 days", NULL);
  biz_draft_line_set_product (line, product);
  biz_draft_line_set_quantity (line, &quantity);
  biz_draft_line_set_price (line, &price);
  biz_draft_line_set_account_id (line, 26);
  biz_draft_line_set_taxes (line, taxes, 2);
  biz_draft_line_set_description (text, "By hand");
  biz_draft_line_set_taxes (text, taxes, 0);
  biz_draft_line_set_description (note, "Thank you");
  g_list_store_append (biz_invoice_draft_get_lines (draft), line);
  g_list_store_append (biz_invoice_draft_get_lines (draft), text);
  g_list_store_append (biz_invoice_draft_get_lines (draft), note);

  kept = keep (draft);
  head = biz_draft_keep_read_head ("invoice-new-1", kept);
  g_assert_cmpstr (head->title, ==, "Azure \"& Söhne\"");
  g_assert_cmpint (head->origin_id, ==, 0);
  g_assert_cmpint (g_date_time_get_minute (head->written), ==, 30);
  restored = biz_draft_keep_restore (kept, NULL, &changed, &error);
  g_assert_no_error (error);
  g_assert_false (changed);
  assert_same (draft, restored);
  g_assert_cmpstr (biz_invoice_draft_get_term (restored), ==, "30 days");
}

/* A text that was sent says so, and is otherwise the same. */
static void
test_sent (void)
{
  g_autoptr (BizInvoiceDraft) draft = biz_invoice_draft_new (3);
  g_autoptr (BizInvoiceDraft) restored = NULL;
  g_autoptr (BizKeptDraft) head = NULL;
  g_autoptr (BizKeptDraft) marked_head = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *marked = NULL;
  gboolean changed;

  biz_invoice_draft_set_reference (draft, "PO 8");
  kept = keep (draft);
  head = biz_draft_keep_read_head ("invoice-new-1", kept);
  g_assert_false (head->is_sent);
  marked = biz_draft_keep_mark_sent (kept);
  marked_head = biz_draft_keep_read_head ("invoice-new-1", marked);
  g_assert_true (marked_head->is_sent);
  g_assert_true (g_date_time_equal (head->written, marked_head->written));
  restored = biz_draft_keep_restore (marked, NULL, &changed, &error);
  g_assert_no_error (error);
  assert_same (draft, restored);
  g_assert_null (biz_draft_keep_mark_sent ("no draft"));
}

/* Changes of a document on the server: the same write as before. */
static void
test_edit (void)
{
  g_autoptr (BizInvoice) origin = parse (DOCUMENT ("false", TWO));
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (origin);
  g_autoptr (BizInvoiceDraft) restored = NULL;
  g_autoptr (BizDraftLine) added = biz_draft_line_new ();
  g_autoptr (BizKeptDraft) head = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *before_text = NULL;
  g_autofree char *after_text = NULL;
  const BizDecimal quantity = { 5, 0 };
  gboolean changed = TRUE;

  biz_draft_line_set_quantity (nth (draft, 0), &quantity);
  g_list_store_remove (biz_invoice_draft_get_lines (draft), 1);
  biz_draft_line_set_description (added, "New");
  g_list_store_append (biz_invoice_draft_get_lines (draft), added);
  biz_invoice_draft_set_reference (draft, "PO 8");
  kept = keep (draft);
  head = biz_draft_keep_read_head ("invoice-25", kept);
  g_assert_cmpint (head->origin_id, ==, 25);
  restored = biz_draft_keep_restore (kept, origin, &changed, &error);
  g_assert_no_error (error);
  g_assert_false (changed);
  before = biz_draft_edit_to_changes (draft);
  after = biz_draft_edit_to_changes (restored);
  before_text = erp_json_to_string (before);
  after_text = erp_json_to_string (after);
  g_assert_cmpstr (before_text, ==, after_text);
  g_assert_nonnull (strstr (after_text, "PO 8"));
}

/* A colleague wrote since, or deleted it: it is told, and nothing of ours is lost. */
static void
test_changed (void)
{
  static const char newer[] =
      DOCUMENT ("\"theirs\"", LINE ("7", "100", "Desk", "9.0",
                                    "100.0") "," LINE ("9", "100", "Chair", "1.0", "5.0"));
  g_autoptr (BizInvoice) origin = parse (DOCUMENT ("false", TWO));
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (origin);
  g_auto (GStrv) halves = g_strsplit (newer, "10:00:00", 2);
  g_autofree char *later = g_strjoinv ("10:00:05", halves);
  g_autoptr (BizInvoice) theirs = parse (later);
  g_autoptr (BizInvoiceDraft) restored = NULL;
  g_autoptr (BizInvoiceDraft) alone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  gboolean changed = FALSE;

  biz_invoice_draft_set_reference (draft, "ours");
  kept = keep (draft);
  restored = biz_draft_keep_restore (kept, theirs, &changed, &error);
  g_assert_no_error (error);
  g_assert_true (changed);
  g_assert_cmpstr (biz_invoice_draft_get_reference (restored), ==, "ours");
  /* the line that is gone there is a new one */
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (biz_invoice_draft_get_lines (restored))), ==, 3);
  g_assert_null (biz_draft_line_get_origin (nth (restored, 1)));
  /* and the one that a colleague added stays */
  g_assert_cmpstr (biz_draft_line_get_description (nth (restored, 2)), ==, "Chair");
  g_assert_nonnull (biz_draft_line_get_origin (nth (restored, 2)));
  alone = biz_draft_keep_restore (kept, NULL, &changed, &error);
  g_assert_no_error (error);
  g_assert_null (biz_invoice_draft_get_origin (alone));
  g_assert_cmpstr (biz_invoice_draft_get_reference (alone), ==, "ours");
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "", "[]", "{}", "{\"version\":2}", "{\"version\":1", "\xff"
  };
  static const char *const odd[] = {
    "{\"version\":1}",
    "{\"version\":1,\"lines\":7,\"partner\":\"x\",\"date\":\"never\",\"due\":[]}",
    "{\"version\":1,\"lines\":[7,{},{\"kind\":99,\"quantity\":\"x\",\"taxes\":{}}]}",
  };
  gboolean changed;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (biz_draft_keep_read_head ("invoice-1", texts[i]));
      g_assert_null (biz_draft_keep_restore (texts[i], NULL, &changed, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizInvoiceDraft) draft = biz_draft_keep_restore (odd[i], NULL, &changed, &error);

      g_assert_no_error (error);
      g_assert_nonnull (draft);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft-keep/sent", test_sent);
  g_test_add_func ("/biz-draft-keep/new", test_new);
  g_test_add_func ("/biz-draft-keep/edit", test_edit);
  g_test_add_func ("/biz-draft-keep/changed", test_changed);
  g_test_add_func ("/biz-draft-keep/damaged", test_damaged);

  return g_test_run ();
}
