/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-applied-payment.h"
#include "biz-currency-table.h"
#include "biz-invoice-details.h"
#include "biz-invoice-line.h"
#include "biz-invoice-private.h"
#include "biz-log-entry.h"
#include "biz-tax-line.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"

#define ROW_FIELDS                                                                                 \
  "\"name\":{},\"state\":{},\"move_type\":{},\"payment_state\":{},\"partner_id\":" NAMED           \
  ",\"invoice_date\":{},\"invoice_date_due\":{},\"amount_total\":{},\"amount_residual\":{},"       \
  "\"currency_id\":{},\"company_id\":" NAMED ",\"invoice_user_id\":" NAMED ",\"ref\":{},"          \
  "\"journal_id\":" NAMED ",\"amount_untaxed\":{},\"amount_tax\":{},\"amount_total_signed\":{},"   \
  "\"amount_residual_signed\":{},\"company_currency_id\":{},\"invoice_origin\":{},"                \
  "\"payment_reference\":{},\"invoice_payment_term_id\":" NAMED

#define FULL_FIELDS                                                                                \
  "\"write_date\":{},\"tax_totals\":{},"                                                           \
  "\"invoice_payments_widget\":{},"                                                                \
  "\"invoice_line_ids\":{\"fields\":" BIZ_INVOICE_LINE_SPECIFICATION "},"                          \
  "\"message_ids\":{\"fields\":" BIZ_LOG_ENTRY_SPECIFICATION ",\"limit\":40}"

typedef struct
{
  const char *word;
  int value;
} Word;

static const Word states[] = {
  { "draft", BIZ_STATE_DRAFT },
  { "posted", BIZ_STATE_POSTED },
  { "cancel", BIZ_STATE_CANCELLED },
};

static const Word move_types[] = {
  { "out_invoice", BIZ_MOVE_INVOICE },
  { "out_refund", BIZ_MOVE_CREDIT_NOTE },
  { "in_invoice", BIZ_MOVE_VENDOR_BILL },
  { "in_refund", BIZ_MOVE_VENDOR_CREDIT },
  { "out_receipt", BIZ_MOVE_RECEIPT },
  { "in_receipt", BIZ_MOVE_RECEIPT },
  { "entry", BIZ_MOVE_ENTRY },
};

static const Word payment_states[] = {
  { "not_paid", BIZ_PAYMENT_NOT_PAID },
  { "in_payment", BIZ_PAYMENT_IN_PAYMENT },
  { "paid", BIZ_PAYMENT_PAID },
  { "partial", BIZ_PAYMENT_PARTIAL },
  { "reversed", BIZ_PAYMENT_REVERSED },
  { "blocked", BIZ_PAYMENT_BLOCKED },
  { "invoicing_legacy", BIZ_PAYMENT_LEGACY },
};

/* A word that a later server invented stands for the last one of the table: it must not hide the
 * whole list. */
static gboolean
read_word (JsonObject *row,
           const char *member,
           const Word *words,
           gsize n_words,
           int *value,
           GError **error)
{
  const char *word;

  if (!erp_json_get_string (row, member, &word, error))
    return FALSE;
  *value = word == NULL ? words[0].value : words[n_words - 1].value;
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i].word, word) == 0)
        *value = words[i].value;
    }

  return TRUE;
}

static gboolean
read_string (JsonObject *row, const char *member, char **value, GError **error)
{
  const char *text;

  if (!erp_json_get_string (row, member, &text, error))
    return FALSE;
  *value = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  return TRUE;
}

static gboolean
read_words (BizInvoice *self, JsonObject *row, GError **error)
{
  int state, move_type, payment_state;

  if (!read_word (row, "state", states, G_N_ELEMENTS (states), &state, error)
      || !read_word (row, "move_type", move_types, G_N_ELEMENTS (move_types), &move_type, error)
      || !read_word (row, "payment_state", payment_states, G_N_ELEMENTS (payment_states),
                     &payment_state, error))
    return FALSE;
  self->state = (BizInvoiceState)state;
  self->move_type = (BizMoveType)move_type;
  self->payment_state = (BizPaymentState)payment_state;

  return TRUE;
}

/* Drafts carry false or "/" for a number. */
static void
make_title (BizInvoice *self)
{
  if (g_strcmp0 (self->number, "/") == 0)
    g_clear_pointer (&self->number, g_free);
  if (self->number != NULL)
    self->title = g_strdup (self->number);
  else if (self->move_type == BIZ_MOVE_CREDIT_NOTE)
    /* Translators: a credit note without a number yet; %lld is its id */
    self->title = g_strdup_printf (_ ("Draft credit note %lld"), (long long)self->id);
  else
    /* Translators: an invoice without a number yet; %lld is its id */
    self->title = g_strdup_printf (_ ("Draft %lld"), (long long)self->id);
}

/* What the ledger has, in the currency of the company. */
static gboolean
read_company_amounts (BizInvoice *self,
                      JsonObject *row,
                      BizCurrencyTable *currencies,
                      GError **error)
{
  gint64 currency_id;
  BizMoney zero;

  if (!json_object_has_member (row, "company_currency_id"))
    return TRUE;

  return erp_json_get_many2one (row, "company_currency_id", &currency_id, NULL, error)
         && biz_currency_table_lookup (currencies, currency_id, &zero, error)
         && biz_money_from_json (row, "amount_total_signed", &zero, &self->company_total, error)
         && biz_money_from_json (row, "amount_residual_signed", &zero, &self->company_residual,
                                 error);
}

/* What a list shows beside the essence; a row without it is read all the same. */
static gboolean
read_more (BizInvoice *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  BizMoney zero = self->total;
  gint64 term_id;

  zero.minor = 0;
  self->untaxed = self->tax = zero;
  if (!json_object_has_member (row, "amount_untaxed"))
    return TRUE;

  return erp_json_get_many2one (row, "journal_id", &self->journal_id, &self->journal_name, error)
         && biz_money_from_json (row, "amount_untaxed", &zero, &self->untaxed, error)
         && biz_money_from_json (row, "amount_tax", &zero, &self->tax, error)
         && read_string (row, "invoice_origin", &self->origin, error)
         && read_string (row, "payment_reference", &self->payment_reference, error)
         && erp_json_get_many2one (row, "invoice_payment_term_id", &term_id, &self->terms, error)
         && read_company_amounts (self, row, currencies, error);
}

/* A draft that nobody has checked does not wait for it. */
static gboolean
read_review (BizInvoice *self, JsonObject *row, GError **error)
{
  gboolean checked;

  self->has_review = TRUE;
  if (json_object_has_member (row, "to_check"))
    return erp_json_get_bool (row, "to_check", &self->to_check, error);
  self->has_review = json_object_has_member (row, "checked");
  if (!self->has_review)
    return TRUE;
  if (!erp_json_get_bool (row, "checked", &checked, error))
    return FALSE;
  self->to_check = !checked && self->state == BIZ_STATE_POSTED;

  return TRUE;
}

static gboolean
read_row (BizInvoice *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  gint64 user_id;
  BizMoney zero;

  if (!erp_json_get_int (row, "id", &self->id, error)
      || !read_string (row, "name", &self->number, error) || !read_words (self, row, error)
      || !erp_json_get_many2one (row, "partner_id", &self->partner_id, &self->partner_name, error)
      || !erp_json_get_date (row, "invoice_date", &self->invoice_date, error)
      || !erp_json_get_date (row, "invoice_date_due", &self->due_date, error)
      || !erp_json_get_many2one (row, "currency_id", &self->currency_id, NULL, error)
      || !biz_currency_table_lookup (currencies, self->currency_id, &zero, error)
      || !biz_money_from_json (row, "amount_total", &zero, &self->total, error)
      || !biz_money_from_json (row, "amount_residual", &zero, &self->residual, error)
      || !erp_json_get_many2one (row, "company_id", &self->company_id, &self->company_name, error)
      || !erp_json_get_many2one (row, "invoice_user_id", &user_id, &self->salesperson, error)
      || !read_string (row, "ref", &self->reference, error) || !read_review (self, row, error)
      || !read_more (self, row, currencies, error))
    return FALSE;
  make_title (self);

  return TRUE;
}

/* The server's form has them by their sequence; it answers by their ids. */
static int
compare_lines (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = biz_invoice_line_get_sequence ((BizInvoiceLine *)a);
  gint64 second = biz_invoice_line_get_sequence ((BizInvoiceLine *)b);

  if (first == second)
    {
      first = biz_invoice_line_get_id ((BizInvoiceLine *)a);
      second = biz_invoice_line_get_id ((BizInvoiceLine *)b);
    }

  return (first > second) - (first < second);
}

static gboolean
read_lines (BizInvoice *self, JsonObject *row, GError **error)
{
  JsonArray *array;
  BizMoney zero = self->total;

  zero.minor = 0;
  if (!erp_json_get_array (json_object_get_member (row, "invoice_line_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizInvoiceLine) line = NULL;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error))
        return FALSE;
      line = biz_invoice_line_new_from_json (object, &zero, error);
      if (line == NULL)
        return FALSE;
      g_list_store_insert_sorted (self->lines, line, compare_lines, NULL);
    }

  return TRUE;
}

/* false, or {"content": [...]} */
static gboolean
read_payments (BizInvoice *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  JsonNode *widget = json_object_get_member (row, "invoice_payments_widget");
  BizMoney zero = self->total;
  JsonArray *array;

  zero.minor = 0;
  if (widget == NULL || !JSON_NODE_HOLDS_OBJECT (widget))
    return TRUE;
  if (!erp_json_get_array (json_object_get_member (json_node_get_object (widget), "content"),
                           &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizAppliedPayment) payment = NULL;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error))
        return FALSE;
      payment = biz_applied_payment_new_from_json (object, &zero, currencies, error);
      if (payment == NULL)
        return FALSE;
      g_list_store_append (self->payments, payment);
    }

  return TRUE;
}

/* Beyond the limit of the specification the server names the ids only. */
static gboolean
read_log (BizInvoice *self, JsonObject *row, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "message_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autoptr (BizLogEntry) entry = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (element)
          || !json_object_has_member (json_node_get_object (element), "date"))
        {
          self->n_older_log_entries++;
          continue;
        }
      entry = biz_log_entry_new_from_json (json_node_get_object (element), error);
      if (entry == NULL)
        return FALSE;
      g_list_store_append (self->log, entry);
    }

  return TRUE;
}

static gboolean
read_full (BizInvoice *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  JsonNode *tax_totals = json_object_get_member (row, "tax_totals");
  BizMoney zero = self->total;
  BizMoney untaxed, tax, total;

  zero.minor = 0;
  if (!erp_json_get_datetime (row, "write_date", &self->write_date, error))
    return FALSE;
  if (tax_totals != NULL && JSON_NODE_HOLDS_OBJECT (tax_totals)
      && !biz_tax_line_read_totals (tax_totals, &zero, self->tax_lines, &untaxed, &tax, &total,
                                    error))
    return FALSE;
  if (json_object_has_member (row, "line_ids"))
    {
      self->details = biz_invoice_details_new_from_json (row, currencies, error);
      if (self->details == NULL)
        return FALSE;
    }
  self->full = TRUE;

  return read_lines (self, row, error) && read_payments (self, row, currencies, error)
         && read_log (self, row, error);
}

/**
 * biz_invoice_get_row_specification:
 *
 * Returns: the fields a list shows, for web_search_read
 */
const char *
biz_invoice_get_row_specification (void)
{
  return "{" ROW_FIELDS "}";
}

/**
 * biz_invoice_get_full_specification:
 *
 * Returns: the whole document in one answer, for web_read
 */
const char *
biz_invoice_get_full_specification (void)
{
  static char *specification;

  if (g_once_init_enter (&specification))
    g_once_init_leave (&specification,
                       g_strconcat ("{" ROW_FIELDS "," FULL_FIELDS ",",
                                    biz_invoice_details_get_specification (), "}", NULL));

  return specification;
}

/**
 * biz_invoice_new_from_json:
 * @row: a record read by one of the two specifications
 * @currencies: the currencies of the server
 * @error: return location
 *
 * May run in any thread.
 *
 * Returns: (transfer full): the invoice, or %NULL with ERP_ERROR_PROTOCOL
 */
BizInvoice *
biz_invoice_new_from_json (JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (BizInvoice) self = NULL;

  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_INVOICE, NULL);
  if (!read_row (self, row, currencies, error)
      || (json_object_has_member (row, "invoice_line_ids")
          && !read_full (self, row, currencies, error)))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * biz_invoice_get_details:
 * @self: an invoice
 *
 * Returns: (transfer none) (nullable): how it was booked; NULL unless the document is loaded
 */
BizInvoiceDetails *
biz_invoice_get_details (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->details;
}

/**
 * biz_invoice_get_to_check:
 * @self: an invoice
 * @to_check: (out): whether somebody is to look at it again
 *
 * Returns: whether the row says it: not every server does
 */
gboolean
biz_invoice_get_to_check (BizInvoice *self, gboolean *to_check)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self) && to_check != NULL, FALSE);

  *to_check = self->to_check;
  return self->has_review;
}

/**
 * biz_invoice_get_currency_id:
 * @self: an invoice
 *
 * Returns: the currency's record
 */
gint64
biz_invoice_get_currency_id (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);

  return self->currency_id;
}
