/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-draft-edit.h"

#include "biz-invoice-details.h"
#include "biz-partner.h"

/* The server's sequence of a line that is given none. */
#define DEFAULT_SEQUENCE 100

static const char *
get_type_word (BizMoveType type)
{
  switch (type)
    {
    case BIZ_MOVE_CREDIT_NOTE:
      return "out_refund";
    case BIZ_MOVE_VENDOR_BILL:
      return "in_invoice";
    case BIZ_MOVE_VENDOR_CREDIT:
      return "in_refund";
    case BIZ_MOVE_RECEIPT:
      return "out_receipt";
    case BIZ_MOVE_ENTRY:
    case BIZ_MOVE_INVOICE:
    default:
      return "out_invoice";
    }
}

static char *
format_day (const GDate *date)
{
  return date == NULL ? NULL
                      : g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date),
                                         (int)g_date_get_month (date), g_date_get_day (date));
}

static gint64
get_term_id (BizInvoice *invoice)
{
  BizInvoiceDetails *details = biz_invoice_get_details (invoice);

  return details != NULL ? biz_invoice_details_get_term_id (details) : 0;
}

static void
take_lines (BizInvoiceDraft *draft, BizInvoice *invoice)
{
  GListModel *lines = biz_invoice_get_lines (invoice);
  GListStore *store = biz_invoice_draft_get_lines (draft);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, i);
      g_autoptr (BizDraftLine) copy = biz_draft_line_new_from_line (line);

      g_list_store_append (store, copy);
    }
}

/**
 * biz_draft_edit_new:
 * @invoice: a loaded draft of the server
 *
 * Returns: (transfer full): it, to be changed
 */
BizInvoiceDraft *
biz_draft_edit_new (BizInvoice *invoice)
{
  BizInvoiceDraft *draft;
  gint64 term_id;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice) && biz_invoice_is_full (invoice), NULL);

  draft = biz_invoice_draft_new (biz_invoice_get_company_id (invoice));
  if (biz_invoice_get_partner_id (invoice) != 0)
    {
      g_autoptr (BizPartner) partner = biz_partner_new (biz_invoice_get_partner_id (invoice),
                                                        biz_invoice_get_partner_name (invoice));

      biz_invoice_draft_set_partner (draft, partner);
    }
  biz_invoice_draft_set_invoice_date (draft, biz_invoice_get_invoice_date (invoice));
  biz_invoice_draft_set_reference (draft, biz_invoice_get_reference (invoice));
  term_id = get_term_id (invoice);
  biz_invoice_draft_set_terms (draft, term_id, biz_invoice_get_terms (invoice),
                               term_id == 0 ? biz_invoice_get_due_date (invoice) : NULL);
  take_lines (draft, invoice);
  biz_invoice_draft_set_origin (draft, invoice);

  return draft;
}

/**
 * biz_draft_edit_add_header:
 * @origin: the document on the server
 * @values: the values of a preview
 *
 * Its type, its journal and its currency are not the server's defaults.
 */
void
biz_draft_edit_add_header (BizInvoice *origin, JsonObject *values)
{
  g_return_if_fail (BIZ_IS_INVOICE (origin) && values != NULL);

  json_object_set_string_member (values, "move_type",
                                 get_type_word (biz_invoice_get_move_type (origin)));
  if (biz_invoice_get_journal_id (origin) != 0)
    json_object_set_int_member (values, "journal_id", biz_invoice_get_journal_id (origin));
  if (biz_invoice_get_currency_id (origin) != 0)
    json_object_set_int_member (values, "currency_id", biz_invoice_get_currency_id (origin));
}

static void
set_text (JsonObject *values, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (values, member, text);
  else
    json_object_set_boolean_member (values, member, FALSE);
}

static void
add_header_changes (BizInvoiceDraft *draft, BizInvoice *origin, JsonObject *values)
{
  BizPartner *partner = biz_invoice_draft_get_partner (draft);
  gint64 partner_id = partner != NULL ? biz_partner_get_id (partner) : 0;
  g_autofree char *date = format_day (biz_invoice_draft_get_invoice_date (draft));
  g_autofree char *date_before = format_day (biz_invoice_get_invoice_date (origin));
  g_autofree char *due = format_day (biz_invoice_draft_get_due_date (draft));
  g_autofree char *due_before = format_day (biz_invoice_get_due_date (origin));
  const char *reference = biz_invoice_draft_get_reference (draft);
  gint64 term_id = biz_invoice_draft_get_term_id (draft);

  if (partner_id != biz_invoice_get_partner_id (origin) && partner_id != 0)
    json_object_set_int_member (values, "partner_id", partner_id);
  if (g_strcmp0 (date, date_before) != 0)
    set_text (values, "invoice_date", date);
  if (g_strcmp0 (reference, biz_invoice_get_reference (origin)) != 0)
    set_text (values, "ref", reference);
  if (term_id != get_term_id (origin))
    {
      if (term_id != 0)
        json_object_set_int_member (values, "invoice_payment_term_id", term_id);
      else
        json_object_set_boolean_member (values, "invoice_payment_term_id", FALSE);
    }
  if (term_id == 0 && due != NULL
      && (g_strcmp0 (due, due_before) != 0
          || json_object_has_member (values, "invoice_payment_term_id")))
    json_object_set_string_member (values, "invoice_date_due", due);
}

/* Whether the server would show the lines in another order than the person does. */
static gboolean
is_reordered (GListModel *lines)
{
  gint64 sequence = G_MININT64;
  gint64 id = 0;

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);
      BizInvoiceLine *origin = biz_draft_line_get_origin (line);
      gint64 next = origin != NULL ? biz_invoice_line_get_sequence (origin) : DEFAULT_SEQUENCE;
      gint64 next_id = origin != NULL ? biz_invoice_line_get_id (origin) : G_MAXINT64;

      if (next < sequence || (next == sequence && next_id < id))
        return TRUE;
      sequence = next;
      id = next_id;
    }

  return FALSE;
}

static void
add_command (JsonArray *commands, int verb, gint64 id, JsonObject *values)
{
  JsonArray *command = json_array_new ();

  json_array_add_int_element (command, verb);
  json_array_add_int_element (command, id);
  if (values != NULL)
    json_array_add_object_element (command, values);
  else
    json_array_add_int_element (command, 0);
  json_array_add_array_element (commands, command);
}

static gboolean
has_line (GListModel *lines, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);
      BizInvoiceLine *origin = biz_draft_line_get_origin (line);

      if (origin != NULL && biz_invoice_line_get_id (origin) == id)
        return TRUE;
    }

  return FALSE;
}

/* [2, id] of what is gone, [1, id, changes] of what changed, [0, 0, values] of what is new. */
static JsonArray *
make_commands (GListModel *lines, BizInvoice *origin)
{
  JsonArray *commands = json_array_new ();
  GListModel *before = biz_invoice_get_lines (origin);
  gboolean reordered = is_reordered (lines);

  for (guint i = 0; i < g_list_model_get_n_items (before); i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (before, i);

      if (!has_line (lines, biz_invoice_line_get_id (line)))
        add_command (commands, 2, biz_invoice_line_get_id (line), NULL);
    }
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);
      BizInvoiceLine *on_server = biz_draft_line_get_origin (line);
      gint64 sequence = ((gint64)i + 1) * 10;

      if (on_server == NULL)
        {
          g_autoptr (JsonNode) node = biz_draft_line_to_values (line);
          JsonObject *values = json_node_dup_object (node);

          if (reordered)
            json_object_set_int_member (values, "sequence", sequence);
          add_command (commands, 0, 0, values);
        }
      else
        {
          JsonObject *values = biz_draft_line_to_changes (line);

          if (reordered && biz_invoice_line_get_sequence (on_server) != sequence)
            json_object_set_int_member (values, "sequence", sequence);
          if (json_object_get_size (values) > 0)
            add_command (commands, 1, biz_invoice_line_get_id (on_server), values);
          else
            json_object_unref (values);
        }
    }

  return commands;
}

/**
 * biz_draft_edit_to_changes:
 * @draft: made by biz_draft_edit_new ()
 *
 * Returns: (transfer full): the values of one write
 */
JsonNode *
biz_draft_edit_to_changes (BizInvoiceDraft *draft)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *values = json_object_new ();
  BizInvoice *origin = biz_invoice_draft_get_origin (draft);
  JsonArray *commands;

  json_node_take_object (node, values);
  g_return_val_if_fail (origin != NULL, node);

  add_header_changes (draft, origin, values);
  commands = make_commands (G_LIST_MODEL (biz_invoice_draft_get_lines (draft)), origin);
  if (json_array_get_length (commands) > 0)
    json_object_set_array_member (values, "invoice_line_ids", commands);
  else
    json_array_unref (commands);

  return node;
}

gboolean
biz_draft_edit_is_touched (BizInvoiceDraft *draft)
{
  g_autoptr (JsonNode) changes = biz_draft_edit_to_changes (draft);

  return json_object_get_size (json_node_get_object (changes)) > 0;
}

/**
 * biz_draft_edit_describe_line:
 * @line: a line
 *
 * Returns: (transfer full): it in a few words: what, how many, at which price
 */
char *
biz_draft_edit_describe_line (BizDraftLine *line)
{
  const char *text = biz_draft_line_get_description (line);
  BizDecimal quantity = biz_draft_line_get_quantity (line);
  BizDecimal discount = biz_draft_line_get_discount (line);
  g_autofree char *number = biz_decimal_format (&quantity, 0);
  g_autofree char *percent = biz_decimal_format (&discount, 0);
  g_autofree char *price_text = NULL;
  BizDecimal price;

  if (text == NULL)
    text = biz_draft_line_get_product_name (line);
  if (text == NULL)
    text = "";
  if (biz_draft_line_get_kind (line) != BIZ_INVOICE_LINE_PRODUCT)
    return g_strdup (text);
  price_text =
      biz_draft_line_get_price (line, &price) ? biz_decimal_format (&price, 2) : g_strdup ("…");
  if (discount.mantissa != 0)
    return g_strdup_printf ("%s · %s × %s − %s %%", text, number, price_text, percent);

  return g_strdup_printf ("%s · %s × %s", text, number, price_text);
}

static BizDraftLine *
find_line (GListModel *lines, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (lines, i);
      BizInvoiceLine *origin = biz_draft_line_get_origin (line);

      if (origin != NULL && biz_invoice_line_get_id (origin) == id)
        return g_steal_pointer (&line);
    }

  return NULL;
}

/* Ours upon theirs: the line of the server that it changes is the newer one. */
static BizDraftLine *
rebase_line (BizDraftLine *line, GListModel *theirs)
{
  BizInvoiceLine *origin = biz_draft_line_get_origin (line);
  g_autoptr (BizDraftLine) other =
      origin != NULL ? find_line (theirs, biz_invoice_line_get_id (origin)) : NULL;

  return biz_draft_line_new_rebased (line,
                                     other != NULL ? biz_draft_line_get_origin (other) : NULL);
}

static gboolean
was_known (BizInvoice *origin, gint64 id)
{
  GListModel *lines = biz_invoice_get_lines (origin);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, i);

      if (biz_invoice_line_get_id (line) == id)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_draft_edit_rebase:
 * @draft: what the person has
 * @theirs: what the server has now, loaded
 */
void
biz_draft_edit_rebase (BizInvoiceDraft *draft, BizInvoice *theirs)
{
  BizInvoice *origin = biz_invoice_draft_get_origin (draft);
  GListStore *lines = biz_invoice_draft_get_lines (draft);
  g_autoptr (BizInvoiceDraft) other = biz_draft_edit_new (theirs);
  GListModel *their_lines = G_LIST_MODEL (biz_invoice_draft_get_lines (other));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lines)); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);

      g_ptr_array_add (kept, rebase_line (line, their_lines));
    }
  for (guint i = 0; i < g_list_model_get_n_items (their_lines); i++)
    {
      g_autoptr (BizDraftLine) line = g_list_model_get_item (their_lines, i);

      if (!was_known (origin, biz_invoice_line_get_id (biz_draft_line_get_origin (line))))
        g_ptr_array_add (kept, g_steal_pointer (&line));
    }
  biz_invoice_draft_set_origin (draft, theirs);
  g_list_store_splice (lines, 0, g_list_model_get_n_items (G_LIST_MODEL (lines)), kept->pdata,
                       kept->len);
}
