/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paper.h"

#include "biz-currency-table.h"
#include "biz-html.h"
#include "biz-invoice-line.h"
#include "biz-tax-line.h"
#include "erp-json.h"

#include <string.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"

/* A SEPA credit transfer names at most so many characters. */
#define MAX_HOLDER 70
#define MAX_REMITTANCE 140

/**
 * biz_paper_get_specification:
 *
 * Returns: the fields of a printed document, for web_read
 */
const char *
biz_paper_get_specification (void)
{
  return "{\"name\":{},\"state\":{},\"move_type\":{},\"invoice_date\":{},\"invoice_date_due\":{},"
         "\"currency_id\":{},\"partner_id\":" BIZ_PAPER_PARTY
         ",\"company_id\":{\"fields\":{\"partner_id\":" BIZ_PAPER_PARTY
         "}},\"partner_bank_id\":" BIZ_PAPER_BANK ","
         "\"ref\":{},\"invoice_origin\":{},\"invoice_user_id\":" NAMED
         ",\"invoice_payment_term_id\":" NAMED
         ",\"payment_reference\":{},\"narration\":{},\"amount_untaxed\":{},\"amount_tax\":{},"
         "\"amount_total\":{},\"amount_residual\":{},\"tax_totals\":{},\"is_move_sent\":{},"
         "\"invoice_pdf_report_id\":{},"
         "\"invoice_line_ids\":{\"fields\":" BIZ_INVOICE_LINE_SPECIFICATION "},"
         "\"line_ids\":{\"fields\":{\"display_type\":{},\"date_maturity\":{},"
         "\"amount_currency\":{},\"discount_date\":{},\"discount_amount_currency\":{}}}}";
}

/* Empty is NULL. */
static gboolean
read_text (JsonObject *row, const char *member, char **value, GError **error)
{
  const char *text;

  if (!erp_json_get_string (row, member, &text, error))
    return FALSE;
  *value = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  return TRUE;
}

/* NULL for an empty relation. */
static gboolean
read_object (JsonObject *row, const char *member, JsonObject **object, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);

  *object = NULL;
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    return TRUE;

  return erp_json_get_object (node, object, error);
}

/* "80331 München", "Springfield IL 62704" */
static char *
write_city (const char *code, const char *zip, const char *city, const char *state)
{
  static const char *const city_first[] = { "US", "CA", "AU", "GB", "IE",
                                            "IN", "NZ", "SG", "BR", NULL };
  GString *text = g_string_new (NULL);
  const gboolean reversed = code != NULL && g_strv_contains (city_first, code);
  const char *const parts[] = { reversed ? city : zip, reversed ? state : city,
                                reversed ? zip : NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", parts[i]);
    }

  return g_string_free (text, FALSE);
}

static gboolean
read_address (BizPaperParty *party, JsonObject *row, GError **error)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *street = NULL;
  g_autofree char *street2 = NULL;
  g_autofree char *zip = NULL;
  g_autofree char *city = NULL;
  g_autofree char *state_code = NULL;
  g_autofree char *city_line = NULL;
  JsonObject *country, *state;

  if (!read_text (row, "street", &street, error) || !read_text (row, "street2", &street2, error)
      || !read_text (row, "zip", &zip, error) || !read_text (row, "city", &city, error)
      || !read_object (row, "country_id", &country, error)
      || !read_object (row, "state_id", &state, error)
      || (country != NULL
          && (!read_text (country, "name", &party->country, error)
              || !read_text (country, "code", &party->country_code, error)))
      || (state != NULL && !read_text (state, "code", &state_code, error)))
    return FALSE;

  city_line = write_city (party->country_code, zip, city, state_code);
  if (street != NULL)
    g_strv_builder_add (lines, street);
  if (street2 != NULL)
    g_strv_builder_add (lines, street2);
  if (*city_line != '\0')
    g_strv_builder_add (lines, city_line);
  party->address = g_strv_builder_end (lines);

  return TRUE;
}

gboolean
biz_paper_party_read (BizPaperParty *party, JsonObject *row, const char *member, GError **error)
{
  JsonObject *object;

  if (!read_object (row, member, &object, error))
    return FALSE;
  if (object == NULL)
    {
      party->address = g_new0 (char *, 1);
      return TRUE;
    }

  return erp_json_get_int (object, "id", &party->id, error)
         && read_text (object, "name", &party->name, error)
         && read_text (object, "vat", &party->tax_number, error)
         && read_text (object, "lang", &party->language, error)
         && read_text (object, "email", &party->email, error)
         && read_text (object, "phone", &party->phone, error)
         && read_text (object, "website", &party->website, error)
         && read_address (party, object, error);
}

gboolean
biz_paper_bank_read (BizPaperBank *bank, JsonObject *row, GError **error)
{
  JsonObject *object;

  if (!read_object (row, "partner_bank_id", &object, error))
    return FALSE;

  return object == NULL
         || (read_text (object, "acc_number", &bank->account, error)
             && read_text (object, "bank_name", &bank->bank, error)
             && read_text (object, "bank_bic", &bank->bic, error)
             && read_text (object, "acc_holder_name", &bank->holder, error));
}

static gboolean
read_words (BizPaper *self, JsonObject *row, GError **error)
{
  static const struct
  {
    const char *word;
    BizMoveType type;
  } types[] = {
    { "out_invoice", BIZ_MOVE_INVOICE },    { "out_refund", BIZ_MOVE_CREDIT_NOTE },
    { "in_invoice", BIZ_MOVE_VENDOR_BILL }, { "in_refund", BIZ_MOVE_VENDOR_CREDIT },
    { "out_receipt", BIZ_MOVE_RECEIPT },    { "in_receipt", BIZ_MOVE_RECEIPT },
  };
  const char *state, *type;

  if (!erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "move_type", &type, error))
    return FALSE;
  self->state = g_strcmp0 (state, "posted") == 0   ? BIZ_STATE_POSTED
                : g_strcmp0 (state, "cancel") == 0 ? BIZ_STATE_CANCELLED
                                                   : BIZ_STATE_DRAFT;
  self->move_type = BIZ_MOVE_ENTRY;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].word, type) == 0)
        self->move_type = types[i].type;
    }

  return TRUE;
}

static gboolean
read_head (BizPaper *self, JsonObject *row, GError **error)
{
  g_autofree char *note = NULL;
  JsonObject *company;
  gint64 id;

  if (!erp_json_get_int (row, "id", &self->id, error)
      || !read_text (row, "name", &self->number, error) || !read_words (self, row, error)
      || !erp_json_get_date (row, "invoice_date", &self->date, error)
      || !erp_json_get_date (row, "invoice_date_due", &self->due_date, error)
      || !biz_paper_party_read (&self->customer, row, "partner_id", error)
      || !read_object (row, "company_id", &company, error) || company == NULL
      || !erp_json_get_int (company, "id", &self->company_id, error)
      || !biz_paper_party_read (&self->seller, company, "partner_id", error)
      || !biz_paper_bank_read (&self->bank, row, error)
      || !read_text (row, "ref", &self->reference, error)
      || !read_text (row, "invoice_origin", &self->origin, error)
      || !erp_json_get_many2one (row, "invoice_user_id", &id, &self->contact, error)
      || !erp_json_get_many2one (row, "invoice_payment_term_id", &id, &self->terms, error)
      || !read_text (row, "payment_reference", &self->payment_reference, error)
      || !read_text (row, "narration", &note, error)
      || !erp_json_get_many2one (row, "invoice_pdf_report_id", &self->pdf_id, NULL, error)
      || !erp_json_get_bool (row, "is_move_sent", &self->sent, error))
    return FALSE;
  if (g_strcmp0 (self->number, "/") == 0)
    g_clear_pointer (&self->number, g_free);
  if (note != NULL)
    biz_html_convert (note, -1, &self->note, NULL);

  return TRUE;
}

static gboolean
read_lines (BizPaper *self, JsonObject *row, const BizMoney *zero, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "invoice_line_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BizInvoiceLine *line;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || (line = biz_invoice_line_new_from_json (object, zero, error)) == NULL)
        return FALSE;
      g_ptr_array_add (self->lines, line);
    }

  return TRUE;
}

static int
compare_dues (gconstpointer a, gconstpointer b)
{
  const BizPaperDue *one = a, *other = b;

  return g_date_compare (&one->date, &other->date);
}

/* The lines of the ledger that wait for money. */
static gboolean
read_dues (BizPaper *self, JsonObject *row, const BizMoney *zero, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "line_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BizPaperDue due = { .discount_amount = *zero };
      const char *type;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || !erp_json_get_string (object, "display_type", &type, error))
        return FALSE;
      if (g_strcmp0 (type, "payment_term") != 0)
        continue;
      if (!erp_json_get_date (object, "date_maturity", &due.date, error)
          || !erp_json_get_date (object, "discount_date", &due.discount_date, error)
          || !biz_money_from_json (object, "amount_currency", zero, &due.amount, error)
          || !biz_money_from_json (object, "discount_amount_currency", zero, &due.discount_amount,
                                   error))
        return FALSE;
      due.amount = biz_money_abs (&due.amount);
      due.discount_amount = biz_money_abs (&due.discount_amount);
      if (g_date_valid (&due.date))
        g_array_append_val (self->dues, due);
    }
  g_array_sort (self->dues, compare_dues);

  return TRUE;
}

static gboolean
read_amounts (BizPaper *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  JsonNode *totals = json_object_get_member (row, "tax_totals");
  BizMoney zero, untaxed, tax, total;
  gint64 currency;

  if (!erp_json_get_many2one (row, "currency_id", &currency, NULL, error)
      || !biz_currency_table_lookup (currencies, currency, &zero, error)
      || !biz_money_from_json (row, "amount_untaxed", &zero, &self->untaxed, error)
      || !biz_money_from_json (row, "amount_tax", &zero, &self->tax, error)
      || !biz_money_from_json (row, "amount_total", &zero, &self->total, error)
      || !biz_money_from_json (row, "amount_residual", &zero, &self->residual, error)
      || (totals != NULL && JSON_NODE_HOLDS_OBJECT (totals)
          && !biz_tax_line_read_totals (totals, &zero, self->tax_lines, &untaxed, &tax, &total,
                                        error)))
    return FALSE;

  return read_lines (self, row, &zero, error) && read_dues (self, row, &zero, error);
}

/**
 * biz_paper_new_from_json:
 * @row: a record read by biz_paper_get_specification ()
 * @currencies: the currencies of the server
 * @error: return location
 *
 * May run in any thread.
 *
 * Returns: (transfer full): the paper, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPaper *
biz_paper_new_from_json (JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (BizPaper) self = g_new0 (BizPaper, 1);

  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->tax_lines = g_list_store_new (BIZ_TYPE_TAX_LINE);
  self->dues = g_array_new (FALSE, TRUE, sizeof (BizPaperDue));
  if (!read_head (self, row, error) || !read_amounts (self, row, currencies, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
biz_paper_party_clear (BizPaperParty *party)
{
  g_free (party->name);
  g_strfreev (party->address);
  g_free (party->country);
  g_free (party->country_code);
  g_free (party->tax_number);
  g_free (party->language);
  g_free (party->email);
  g_free (party->phone);
  g_free (party->website);
}

void
biz_paper_bank_clear (BizPaperBank *bank)
{
  g_free (bank->account);
  g_free (bank->bank);
  g_free (bank->bic);
  g_free (bank->holder);
}

/**
 * biz_paper_free:
 * @self: (nullable): a paper
 */
void
biz_paper_free (BizPaper *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  biz_paper_party_clear (&self->seller);
  biz_paper_party_clear (&self->customer);
  biz_paper_bank_clear (&self->bank);
  g_free (self->reference);
  g_free (self->origin);
  g_free (self->contact);
  g_free (self->terms);
  g_free (self->payment_reference);
  g_free (self->note);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->tax_lines);
  g_clear_pointer (&self->dues, g_array_unref);
  g_free (self);
}

/**
 * biz_paper_is_iban:
 * @account: (nullable): an account number
 * @compact: (out) (transfer full) (optional): without spaces, in capitals
 *
 * ISO 13616: two letters, two check digits, 11 to 30 letters and digits, modulo 97.
 *
 * Returns: whether it is one
 */
gboolean
biz_paper_is_iban (const char *account, char **compact)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint rest = 0;

  for (const char *p = account != NULL ? account : ""; *p != '\0'; p++)
    {
      if (*p != ' ')
        g_string_append_c (text, g_ascii_toupper (*p));
    }
  if (text->len < 15 || text->len > 34 || !g_ascii_isalpha (text->str[0])
      || !g_ascii_isalpha (text->str[1]) || !g_ascii_isdigit (text->str[2])
      || !g_ascii_isdigit (text->str[3]))
    return FALSE;
  for (gsize i = 0; i < text->len; i++)
    {
      const char c = text->str[(i + 4) % text->len];

      if (!g_ascii_isalnum (c))
        return FALSE;
      rest = g_ascii_isdigit (c) ? (rest * 10 + (guint)(c - '0')) % 97
                                 : (rest * 100 + (guint)(c - 'A') + 10) % 97;
    }
  if (rest != 1)
    return FALSE;
  if (compact != NULL)
    *compact = g_string_free (g_steal_pointer (&text), FALSE);

  return TRUE;
}

/* At most @max characters, on one line. */
static char *
shorten (const char *text, glong max)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *cut = g_utf8_substring (valid, 0, MIN (max, g_utf8_strlen (valid, -1)));

  return g_strdelimit (cut, "\r\n", ' ');
}

/**
 * biz_paper_dup_payment_code:
 * @self: a paper
 *
 * Returns: (transfer full) (nullable): the text of the code
 */
char *
biz_paper_dup_payment_code (const BizPaper *self)
{
  g_autofree char *iban = NULL;
  g_autofree char *holder = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *amount = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->move_type != BIZ_MOVE_INVOICE || self->state != BIZ_STATE_POSTED
      || !g_str_equal (self->residual.currency, "EUR") || self->residual.minor <= 0
      || self->residual.minor > 99999999999 || !biz_paper_is_iban (self->bank.account, &iban))
    return NULL;
  holder = shorten (self->bank.holder != NULL ? self->bank.holder : self->seller.name, MAX_HOLDER);
  if (*holder == '\0')
    return NULL;
  reference = shorten (self->payment_reference != NULL ? self->payment_reference : self->number,
                       MAX_REMITTANCE);
  amount = biz_money_format (&self->residual, BIZ_MONEY_MACHINE);

  return g_strdup_printf ("BCD\n002\n1\nSCT\n%s\n%s\n%s\nEUR%s\n\n\n%s",
                          self->bank.bic != NULL ? self->bank.bic : "", holder, iban, amount,
                          reference);
}

/**
 * biz_paper_dup_file_name:
 * @self: a paper
 *
 * Returns: (transfer full): a name that every file system takes
 */
char *
biz_paper_dup_file_name (const BizPaper *self)
{
  g_autofree char *stem = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->number != NULL)
    stem = g_strdup (self->number);
  else
    stem = g_strdup_printf ("draft-%" G_GINT64_FORMAT, self->id);
  for (char *p = stem; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.' && !((guchar)*p >= 0x80))
        *p = '_';
    }
  if (*stem == '.')
    *stem = '_';

  return g_strconcat (stem, ".pdf", NULL);
}
