/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-document.h"

#include "biz-currency-table.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"

#define SPECIFICATION                                                                              \
  "{\"account_id\":{},\"partner_id\":" NAMED ",\"currency_id\":{},\"company_id\":" NAMED           \
  ",\"company_currency_id\":{},\"date_maturity\":{},\"amount_currency\":{},"                       \
  "\"amount_residual\":{},\"amount_residual_currency\":{},\"discount_date\":{},"                   \
  "\"discount_amount_currency\":{},\"matched_debit_ids\":{},\"matched_credit_ids\":{},"            \
  "\"move_id\":{\"fields\":{\"name\":{},\"state\":{},\"move_type\":{},\"payment_state\":{},"       \
  "\"partner_bank_id\":{},\"invoice_payment_term_id\":{\"fields\":{\"early_discount\":{},"         \
  "\"early_pay_discount_computation\":{}}}}}}"

struct _BizPaymentDocument
{
  GObject parent_instance;

  gint64 id;
  char *name;         /* (owned) */
  char *state;        /* (owned) (nullable): NULL where it is gone */
  char *type;         /* (owned) (nullable) */
  char *status;       /* (owned) (nullable): of payment */
  char *partner_name; /* (owned) (nullable) */
  char *company_name; /* (owned) (nullable) */
  gint64 partner_id;
  gint64 company_id;
  gint64 currency_id;
  gint64 company_currency_id;
  gint64 account_id;
  gint64 bank_id;
  gboolean has_discount;
  BizDiscountComputation computation;
  BizMoney open;
  BizMoney company_open;
  GArray *items; /* (owned): BizPaymentItem */
};

G_DEFINE_FINAL_TYPE (BizPaymentDocument, biz_payment_document, G_TYPE_OBJECT)

static void
biz_payment_document_finalize (GObject *object)
{
  BizPaymentDocument *self = BIZ_PAYMENT_DOCUMENT (object);

  g_free (self->name);
  g_free (self->state);
  g_free (self->type);
  g_free (self->status);
  g_free (self->partner_name);
  g_free (self->company_name);
  g_array_unref (self->items);

  G_OBJECT_CLASS (biz_payment_document_parent_class)->finalize (object);
}

static void
biz_payment_document_class_init (BizPaymentDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_payment_document_finalize;
}

static void
biz_payment_document_init (BizPaymentDocument *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (BizPaymentItem));
}

static gboolean
read_text (JsonObject *row, const char *member, char **text, GError **error)
{
  const char *value = NULL;

  if (!erp_json_get_string (row, member, &value, error))
    return FALSE;
  *text = g_strdup (value);

  return TRUE;
}

/* false where the document has no terms */
static gboolean
read_terms (BizPaymentDocument *self, JsonObject *move, GError **error)
{
  JsonNode *node = json_object_get_member (move, "invoice_payment_term_id");
  JsonObject *terms;
  const char *word = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  terms = json_node_get_object (node);
  if (!erp_json_get_bool (terms, "early_discount", &self->has_discount, error)
      || !erp_json_get_string (terms, "early_pay_discount_computation", &word, error))
    return FALSE;
  if (g_strcmp0 (word, "excluded") == 0)
    self->computation = BIZ_DISCOUNT_EXCLUDED;
  else if (g_strcmp0 (word, "mixed") == 0)
    self->computation = BIZ_DISCOUNT_MIXED;

  return TRUE;
}

static gboolean
read_move (BizPaymentDocument *self, JsonObject *move, GError **error)
{
  if (!erp_json_get_int (move, "id", &self->id, error)
      || !read_text (move, "name", &self->name, error)
      || !read_text (move, "state", &self->state, error)
      || !read_text (move, "move_type", &self->type, error)
      || !read_text (move, "payment_state", &self->status, error)
      || !erp_json_get_many2one (move, "partner_bank_id", &self->bank_id, NULL, error)
      || !read_terms (self, move, error))
    return FALSE;
  if (self->name == NULL || g_str_equal (self->name, "/"))
    {
      g_free (self->name);
      /* Translators: the id of a draft that has no number yet. */
      self->name = g_strdup_printf (_ ("Draft %lld"), (long long)self->id);
    }

  return TRUE;
}

static gboolean
has_ids (JsonObject *row, const char *member)
{
  g_autoptr (GArray) ids = NULL;

  return erp_json_get_ids (row, member, &ids, NULL) && ids->len > 0;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const BizPaymentItem *one = a;
  const BizPaymentItem *other = b;

  if (g_date_valid (&one->due) && g_date_valid (&other->due))
    {
      const int order = g_date_compare (&one->due, &other->due);

      if (order != 0)
        return order;
    }

  return one->id < other->id ? -1 : one->id > other->id;
}

static gboolean
read_item (BizPaymentDocument *self,
           JsonObject *line,
           const BizMoney *zero,
           const BizMoney *company_zero,
           GError **error)
{
  BizPaymentItem item = { 0 };

  if (!erp_json_get_int (line, "id", &item.id, error)
      || !erp_json_get_date (line, "date_maturity", &item.due, error)
      || !biz_money_from_json (line, "amount_currency", zero, &item.amount, error)
      || !biz_money_from_json (line, "amount_residual_currency", zero, &item.open, error)
      || !biz_money_from_json (line, "amount_residual", company_zero, &item.company_open, error)
      || !erp_json_get_date (line, "discount_date", &item.discount_date, error)
      || !biz_money_from_json (line, "discount_amount_currency", zero, &item.discounted, error)
      || !biz_money_add (&self->open, &item.open, &self->open, error)
      || !biz_money_add (&self->company_open, &item.company_open, &self->company_open, error))
    return FALSE;
  item.is_matched = has_ids (line, "matched_debit_ids") || has_ids (line, "matched_credit_ids");
  g_array_append_val (self->items, item);
  g_array_sort (self->items, compare_items);

  return TRUE;
}

/**
 * biz_payment_document_get_specification:
 *
 * Returns: what is read of account.move.line
 */
const char *
biz_payment_document_get_specification (void)
{
  return SPECIFICATION;
}

/**
 * biz_payment_document_new_missing:
 * @id: what was asked for
 * @name: (nullable): what the person saw
 *
 * Returns: (transfer full): a document that is not there
 */
BizPaymentDocument *
biz_payment_document_new_missing (gint64 id, const char *name)
{
  BizPaymentDocument *self = g_object_new (BIZ_TYPE_PAYMENT_DOCUMENT, NULL);

  self->id = id;
  self->name = name != NULL ? g_strdup (name) : g_strdup_printf ("%lld", (long long)id);
  self->open = biz_money_zero ("XXX", 2);
  self->company_open = self->open;

  return self;
}

/**
 * biz_payment_document_new_from_json:
 * @line: a row by biz_payment_document_get_specification ()
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): the document of the line, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPaymentDocument *
biz_payment_document_new_from_json (JsonObject *line, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (BizPaymentDocument) self = g_object_new (BIZ_TYPE_PAYMENT_DOCUMENT, NULL);
  JsonObject *move;

  g_return_val_if_fail (line != NULL && currencies != NULL, NULL);

  if (!erp_json_get_object (json_object_get_member (line, "move_id"), &move, error)
      || !read_move (self, move, error)
      || !erp_json_get_many2one (line, "partner_id", &self->partner_id, &self->partner_name, error)
      || !erp_json_get_many2one (line, "company_id", &self->company_id, &self->company_name, error)
      || !erp_json_get_many2one (line, "account_id", &self->account_id, NULL, error)
      || !erp_json_get_many2one (line, "currency_id", &self->currency_id, NULL, error)
      || !erp_json_get_many2one (line, "company_currency_id", &self->company_currency_id, NULL,
                                 error)
      || !biz_currency_table_lookup (currencies, self->currency_id, &self->open, error)
      || !biz_currency_table_lookup (currencies, self->company_currency_id, &self->company_open,
                                     error)
      || !biz_payment_document_add_json (self, line, currencies, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * biz_payment_document_add_json:
 * @self: a document
 * @line: another open item of it
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_payment_document_add_json (BizPaymentDocument *self,
                               JsonObject *line,
                               BizCurrencyTable *currencies,
                               GError **error)
{
  const BizMoney zero = biz_money_zero (self->open.currency, self->open.digits);
  const BizMoney company_zero =
      biz_money_zero (self->company_open.currency, self->company_open.digits);

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  return read_item (self, line, &zero, &company_zero, error);
}

gint64
biz_payment_document_get_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->id;
}

const char *
biz_payment_document_get_name (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), NULL);

  return self->name;
}

gint64
biz_payment_document_get_partner_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->partner_id;
}

const char *
biz_payment_document_get_partner_name (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), NULL);

  return self->partner_name;
}

gint64
biz_payment_document_get_company_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->company_id;
}

const char *
biz_payment_document_get_company_name (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), NULL);

  return self->company_name;
}

gint64
biz_payment_document_get_currency_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->currency_id;
}

gint64
biz_payment_document_get_company_currency_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->company_currency_id;
}

gint64
biz_payment_document_get_account_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->account_id;
}

gint64
biz_payment_document_get_bank_id (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  return self->bank_id;
}

gboolean
biz_payment_document_is_credit (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), FALSE);

  return g_strcmp0 (self->type, "out_refund") == 0;
}

BizMoney
biz_payment_document_get_open (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), (BizMoney){ 0 });

  return self->open;
}

BizMoney
biz_payment_document_get_company_open (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), (BizMoney){ 0 });

  return self->company_open;
}

const BizPaymentItem *
biz_payment_document_get_items (BizPaymentDocument *self, guint *n)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), NULL);
  g_return_val_if_fail (n != NULL, NULL);

  *n = self->items->len;

  return (const BizPaymentItem *)(const void *)self->items->data;
}

guint
biz_payment_document_get_n_open (BizPaymentDocument *self)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += g_array_index (self->items, BizPaymentItem, i).open.minor != 0;

  return n;
}

/**
 * biz_payment_document_get_due:
 * @self: a document
 * @due: what is meant
 * @day: the day of payment
 *
 * Payments settle what is due first, so an amount says which instalments it pays.
 *
 * Returns: what is open of that, in the document's currency, signed as the ledger
 */
BizMoney
biz_payment_document_get_due (BizPaymentDocument *self, BizDue due, const GDate *day)
{
  BizMoney sum;

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), (BizMoney){ 0 });
  g_return_val_if_fail (day != NULL && g_date_valid (day), (BizMoney){ 0 });

  sum = biz_money_zero (self->open.currency, self->open.digits);
  for (guint i = 0; i < self->items->len; i++)
    {
      const BizPaymentItem *item = &g_array_index (self->items, BizPaymentItem, i);

      if (item->open.minor == 0
          || (due == BIZ_DUE_OVERDUE
              && (!g_date_valid (&item->due) || g_date_compare (&item->due, day) >= 0)))
        continue;
      if (!biz_money_add (&sum, &item->open, &sum, NULL))
        return self->open;
      if (due == BIZ_DUE_NEXT)
        break;
    }

  return sum;
}

/* The one item of a document whose terms have a discount, while nothing is applied. */
static const BizPaymentItem *
find_discounted (BizPaymentDocument *self)
{
  const BizPaymentItem *item;

  if (!self->has_discount || self->items->len != 1 || g_strcmp0 (self->type, "out_invoice") != 0)
    return NULL;
  item = &g_array_index (self->items, BizPaymentItem, 0);

  return g_date_valid (&item->discount_date) && !item->is_matched
                 && item->open.minor == item->amount.minor
                 && item->discounted.minor < item->amount.minor
             ? item
             : NULL;
}

/**
 * biz_payment_document_get_discount:
 * @self: a document
 * @day: the day of payment
 *
 * The server grants a discount to the last day of the terms, on the whole document, while nothing
 * was applied to it.
 *
 * Returns: what may be taken off, never negative
 */
BizMoney
biz_payment_document_get_discount (BizPaymentDocument *self, const GDate *day)
{
  const BizPaymentItem *item;
  BizMoney discount;

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), (BizMoney){ 0 });
  g_return_val_if_fail (day != NULL && g_date_valid (day), (BizMoney){ 0 });

  discount = biz_money_zero (self->open.currency, self->open.digits);
  item = find_discounted (self);
  if (item != NULL && g_date_compare (day, &item->discount_date) <= 0)
    biz_money_subtract (&item->amount, &item->discounted, &discount, NULL);

  return discount;
}

const GDate *
biz_payment_document_get_discount_date (BizPaymentDocument *self)
{
  const BizPaymentItem *item;

  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), NULL);

  item = find_discounted (self);

  return item != NULL ? &item->discount_date : NULL;
}

BizDiscountComputation
biz_payment_document_get_computation (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), BIZ_DISCOUNT_INCLUDED);

  return self->computation;
}

/**
 * biz_payment_document_is_paid_by_status:
 * @self: a document
 *
 * Returns: whether the server calls it paid, or on its way, while the ledger has something open: a
 *   payment was registered that has no entry yet
 */
gboolean
biz_payment_document_is_paid_by_status (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), FALSE);

  return g_strcmp0 (self->state, "posted") == 0 && self->open.minor != 0
         && (g_strcmp0 (self->status, "paid") == 0 || g_strcmp0 (self->status, "in_payment") == 0);
}

/**
 * biz_payment_document_get_problem:
 * @self: a document
 *
 * Returns: (nullable): why nothing can be paid on it
 */
const char *
biz_payment_document_get_problem (BizPaymentDocument *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (self), NULL);

  if (self->state == NULL)
    return _ ("It is gone, or not for you to see.");
  if (g_strcmp0 (self->type, "out_invoice") != 0 && g_strcmp0 (self->type, "out_refund") != 0
      && g_strcmp0 (self->type, "out_receipt") != 0)
    return _ ("It is no document for a customer.");
  if (g_strcmp0 (self->state, "cancel") == 0)
    return _ ("It is cancelled.");
  if (g_strcmp0 (self->state, "posted") != 0)
    return _ ("It is a draft. Post it first.");
  if (self->open.minor == 0)
    return _ ("Nothing is open on it.");
  if (biz_payment_document_is_paid_by_status (self))
    return _ ("A payment is registered that the ledger does not have yet. Match the bank’s line "
              "with it instead of paying again.");

  return NULL;
}
