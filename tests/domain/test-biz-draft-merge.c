/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-draft-merge.h"
#include "biz-partner.h"
#include "erp-json.h"

#include <string.h>

/* A draft with two lines, what the person made of it, what a colleague made of it. */

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

#define DESK LINE ("7", "100", "Desk", "2.0", "100.0")
#define LAMP LINE ("8", "100", "Lamp", "1.0", "20.0")
#define CHAIR LINE ("9", "100", "Chair", "1.0", "40.0")

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
nothing (BizInvoiceDraft *draft)
{
}

static void
quantity_3 (BizInvoiceDraft *draft)
{
  const BizDecimal three = biz_decimal_new (3, 0);

  biz_draft_line_set_quantity (nth (draft, 0), &three);
}

static void
price_80 (BizInvoiceDraft *draft)
{
  const BizDecimal price = biz_decimal_new (80, 0);

  biz_draft_line_set_price (nth (draft, 0), &price);
}

static void
reference_mine (BizInvoiceDraft *draft)
{
  biz_invoice_draft_set_reference (draft, "Mine");
}

static void
customer_other (BizInvoiceDraft *draft)
{
  g_autoptr (BizPartner) partner = biz_partner_new (15, "Other");

  biz_invoice_draft_set_partner (draft, partner);
}

static void
due_later (BizInvoiceDraft *draft)
{
  g_autoptr (GDate) date = g_date_new_dmy (15, 1, 2027);

  biz_invoice_draft_set_terms (draft, 0, NULL, date);
}

static void
no_lamp (BizInvoiceDraft *draft)
{
  g_list_store_remove (biz_invoice_draft_get_lines (draft), 1);
}

static void
red_lamp (BizInvoiceDraft *draft)
{
  biz_draft_line_set_description (nth (draft, 1), "Red lamp");
}

static void
new_line (BizInvoiceDraft *draft)
{
  g_autoptr (BizDraftLine) line = biz_draft_line_new ();

  biz_draft_line_set_description (line, "Freight");
  g_list_store_append (biz_invoice_draft_get_lines (draft), line);
}

typedef struct
{
  const char *name;
  void (*mine) (BizInvoiceDraft *draft);
  const char *theirs;
  const char *fields; /* "label:mine/theirs>side", "!" where both changed it */
  const char *flip;   /* (nullable): the fields that the person decides the other way, by number */
  const char *result; /* the head, then the lines */
} Case;

#define HEAD "Azure · 11/22/26 · 12/31/26"
#define D "Desk · 2 × 100.00"
#define L "Lamp · 1 × 20.00"

static const Case cases[] = {
  { "same", nothing, DOCUMENT ("false", DESK "," LAMP), "", NULL, HEAD "|" D "|" L },
  { "only-mine", quantity_3, DOCUMENT ("false", DESK "," LAMP), "Quantity:3/2>mine", NULL,
    HEAD "|Desk · 3 × 100.00|" L },
  { "only-mine-let-go", quantity_3, DOCUMENT ("false", DESK "," LAMP), "Quantity:3/2>mine", "0",
    HEAD "|" D "|" L },
  { "only-theirs", nothing, DOCUMENT ("\"PO 1\"", DESK "," LAMP), "Reference:/PO 1>theirs", NULL,
    HEAD " · PO 1|" D "|" L },
  { "only-theirs-refused", nothing, DOCUMENT ("\"PO 1\"", DESK "," LAMP), "Reference:/PO 1>theirs",
    "0", HEAD "|" D "|" L },
  /* each changed another field of one line: both stay */
  { "two-fields-of-a-line", quantity_3,
    DOCUMENT ("false", LINE ("7", "100", "Desk", "2.0", "90.0") "," LAMP),
    "Quantity:3/2>mine|Unit Price:100.00/90.00>theirs", NULL, HEAD "|Desk · 3 × 90.00|" L },
  { "same-field", price_80, DOCUMENT ("false", LINE ("7", "100", "Desk", "2.0", "90.0") "," LAMP),
    "!Unit Price:80.00/90.00>mine", NULL, HEAD "|Desk · 2 × 80.00|" L },
  { "same-field-theirs", price_80,
    DOCUMENT ("false", LINE ("7", "100", "Desk", "2.0", "90.0") "," LAMP),
    "!Unit Price:80.00/90.00>mine", "0", HEAD "|Desk · 2 × 90.00|" L },
  { "both-the-same", quantity_3,
    DOCUMENT ("false", LINE ("7", "100", "Desk", "3.0", "100.0") "," LAMP), "", NULL,
    HEAD "|Desk · 3 × 100.00|" L },
  { "reference", reference_mine, DOCUMENT ("\"PO 1\"", DESK "," LAMP), "!Reference:Mine/PO 1>mine",
    NULL, HEAD " · Mine|" D "|" L },
  { "customer", customer_other, DOCUMENT ("\"PO 1\"", DESK "," LAMP),
    "Customer:Other/Azure>mine|Reference:/PO 1>theirs", NULL,
    "Other · 11/22/26 · 12/31/26 · PO 1|" D "|" L },
  { "due", due_later, DOCUMENT ("false", DESK "," LAMP), "Terms:01/15/27/12/31/26>mine", NULL,
    "Azure · 11/22/26 · 01/15/27|" D "|" L },
  /* lines that come and go */
  { "added-by-them", quantity_3, DOCUMENT ("false", DESK "," LAMP "," CHAIR),
    "Quantity:3/2>mine|Line:/Chair · 1 × 40.00>theirs", NULL,
    HEAD "|Desk · 3 × 100.00|" L "|Chair · 1 × 40.00" },
  { "added-by-them-refused", nothing, DOCUMENT ("false", DESK "," LAMP "," CHAIR),
    "Line:/Chair · 1 × 40.00>theirs", "0", HEAD "|" D "|" L },
  { "added-by-me", new_line, DOCUMENT ("\"PO 1\"", DESK "," LAMP), "Reference:/PO 1>theirs", NULL,
    HEAD " · PO 1|" D "|" L "|Freight · 1 × …" },
  { "removed-by-them", nothing, DOCUMENT ("false", DESK), "Line:" L "/>theirs", NULL, HEAD "|" D },
  { "removed-by-them-kept", nothing, DOCUMENT ("false", DESK), "Line:" L "/>theirs", "0",
    HEAD "|" D "|" L },
  { "removed-by-them-changed-by-me", red_lamp, DOCUMENT ("false", DESK),
    "!Line:Red lamp · 1 × 20.00/>mine", NULL, HEAD "|" D "|Red lamp · 1 × 20.00" },
  { "removed-by-me", no_lamp, DOCUMENT ("false", DESK "," LAMP), "Line:/" L ">mine", NULL,
    HEAD "|" D },
  { "removed-by-me-back", no_lamp, DOCUMENT ("false", DESK "," LAMP), "Line:/" L ">mine", "0",
    HEAD "|" D "|" L },
  { "removed-by-me-changed-by-them", no_lamp,
    DOCUMENT ("false", DESK "," LINE ("8", "100", "Lamp", "1.0", "25.0")),
    "!Line:/Lamp · 1 × 25.00>mine", NULL, HEAD "|" D },
};

static char *
list_fields (BizDraftMerge *merge)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < biz_draft_merge_get_n_fields (merge); i++)
    {
      const BizMergeField *field = biz_draft_merge_get_field (merge, i);

      g_string_append_printf (text, "%s%s%s:%s/%s>%s", i > 0 ? "|" : "",
                              field->contested ? "!" : "", field->label, field->mine, field->theirs,
                              field->takes_mine ? "mine" : "theirs");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_merge (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (BizInvoice) before = parse (DOCUMENT ("false", DESK "," LAMP));
  g_autoptr (BizInvoice) theirs = parse (c->theirs);
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (before);
  g_autoptr (BizDraftMerge) merge = NULL;
  g_autoptr (BizDraftMerge) again = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *fields = NULL;
  g_autofree char *result = NULL;
  guint n;

  c->mine (draft);
  merge = biz_draft_merge_new (draft, theirs);
  fields = list_fields (merge);
  g_assert_cmpstr (fields, ==, c->fields);
  if (c->flip != NULL)
    {
      const guint i = (guint)(*c->flip - '0');

      biz_draft_merge_take (merge, i, !biz_draft_merge_get_field (merge, i)->takes_mine);
    }
  lines = biz_draft_merge_describe (merge);
  result = g_strjoinv ("|", lines);
  g_assert_cmpstr (result, ==, c->result);
  /* and that is what the draft is afterwards, as a change of their version */
  biz_draft_merge_apply (merge);
  g_assert_true (biz_invoice_draft_get_origin (draft) == theirs);
  n = g_list_model_get_n_items (G_LIST_MODEL (biz_invoice_draft_get_lines (draft)));
  g_assert_cmpuint (n, ==, g_strv_length (lines) - 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = biz_draft_edit_describe_line (nth (draft, i));

      g_assert_cmpstr (line, ==, lines[i + 1]);
    }
  /* nothing is contested any more: all that differs now is the person's */
  again = biz_draft_merge_new (draft, theirs);
  for (guint i = 0; i < biz_draft_merge_get_n_fields (again); i++)
    {
      g_assert_false (biz_draft_merge_get_field (again, i)->contested);
      g_assert_true (biz_draft_merge_get_field (again, i)->takes_mine);
    }
}

/* What is written is the difference to their version and no more. */
static void
test_changes (void)
{
  g_autoptr (BizInvoice) before = parse (DOCUMENT ("false", DESK "," LAMP));
  g_autoptr (BizInvoice) theirs =
      parse (DOCUMENT ("\"PO 1\"", LINE ("7", "100", "Desk", "2.0", "90.0") "," LAMP));
  g_autoptr (BizInvoiceDraft) draft = biz_draft_edit_new (before);
  g_autoptr (BizDraftMerge) merge = NULL;
  g_autoptr (JsonNode) changes = NULL;
  g_autoptr (JsonNode) wanted =
      erp_json_literal ("{\"invoice_line_ids\":[[1,7,{\"quantity\":3}]]}");

  quantity_3 (draft);
  merge = biz_draft_merge_new (draft, theirs);
  biz_draft_merge_apply (merge);
  changes = biz_draft_edit_to_changes (draft);
  g_assert_true (json_node_equal (changes, wanted));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/draft-merge/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_merge);
    }
  g_test_add_func ("/draft-merge/changes", test_changes);

  return g_test_run ();
}
