/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-details.h"

#include "biz-activity.h"
#include "biz-attachment.h"
#include "biz-currency-table.h"
#include "biz-html.h"
#include "biz-journal-item.h"
#include "erp-json.h"

#define NAMED "{\"fields\":{\"display_name\":{}}}"

#define FIELDS                                                                                     \
  "\"date\":{},\"partner_bank_id\":" NAMED ",\"partner_shipping_id\":" NAMED                       \
  ",\"commercial_partner_id\":{},\"create_uid\":" NAMED ",\"write_uid\":" NAMED                    \
  ",\"narration\":{},\"inalterable_hash\":{},\"has_reconciled_entries\":{},"                       \
  "\"reversed_entry_id\":" NAMED ",\"line_ids\":{\"fields\":" BIZ_JOURNAL_ITEM_SPECIFICATION       \
  "},\"attachment_ids\":{\"fields\":" BIZ_ATTACHMENT_SPECIFICATION                                 \
  "},\"activity_ids\":{\"fields\":" BIZ_ACTIVITY_SPECIFICATION "},\"message_follower_ids\":" NAMED

struct _BizInvoiceDetails
{
  GObject parent_instance;

  GDate date;
  char *journal;          /* (owned) (nullable) */
  char *bank_account;     /* (owned) (nullable) */
  char *delivery_address; /* (owned) (nullable) */
  char *creator;          /* (owned) (nullable) */
  char *writer;           /* (owned) (nullable) */
  gint64 creator_id;
  gint64 writer_id;
  gint64 term_id;
  gint64 customer_id;
  char *narration; /* (owned) (nullable) */
  gboolean hashed;
  gboolean reconciled;
  BizMoney total;
  BizMoney residual;
  gint64 reversed_id;
  char *reversed_name; /* (owned) (nullable) */
  BizMoney debit;
  BizMoney credit;
  guint n_server_items;
  GListStore *items;       /* (owned): BizJournalItem */
  GListStore *instalments; /* (owned): BizJournalItem */
  GListStore *attachments; /* (owned): BizAttachment */
  GListStore *activities;  /* (owned): BizActivity */
  char **followers;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizInvoiceDetails, biz_invoice_details, G_TYPE_OBJECT)

static void
biz_invoice_details_finalize (GObject *object)
{
  BizInvoiceDetails *self = BIZ_INVOICE_DETAILS (object);

  g_free (self->journal);
  g_free (self->bank_account);
  g_free (self->delivery_address);
  g_free (self->creator);
  g_free (self->writer);
  g_free (self->narration);
  g_free (self->reversed_name);
  g_clear_object (&self->items);
  g_clear_object (&self->instalments);
  g_clear_object (&self->attachments);
  g_clear_object (&self->activities);
  g_strfreev (self->followers);

  G_OBJECT_CLASS (biz_invoice_details_parent_class)->finalize (object);
}

static void
biz_invoice_details_class_init (BizInvoiceDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_invoice_details_finalize;
}

static void
biz_invoice_details_init (BizInvoiceDetails *self)
{
  g_date_clear (&self->date, 1);
  self->items = g_list_store_new (BIZ_TYPE_JOURNAL_ITEM);
  self->instalments = g_list_store_new (BIZ_TYPE_JOURNAL_ITEM);
  self->attachments = g_list_store_new (BIZ_TYPE_ATTACHMENT);
  self->activities = g_list_store_new (BIZ_TYPE_ACTIVITY);
}

static int
compare_maturity (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GDate *first = biz_journal_item_get_maturity ((BizJournalItem *)a);
  const GDate *second = biz_journal_item_get_maturity ((BizJournalItem *)b);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);

  return g_date_compare (first, second);
}

/* Sections and notes are kept among the items, too, and are none. */
static gboolean
is_booked (JsonObject *row)
{
  const char *type = NULL;

  return !erp_json_get_string (row, "display_type", &type, NULL) || type == NULL
         || !g_str_has_prefix (type, "line_");
}

static gboolean
take_item (BizInvoiceDetails *self,
           JsonObject *row,
           const BizMoney *zero,
           BizCurrencyTable *currencies,
           GError **error)
{
  g_autoptr (BizJournalItem) item = biz_journal_item_new_from_json (row, zero, currencies, error);
  BizMoney debit;
  BizMoney credit;

  if (item == NULL)
    return FALSE;
  debit = biz_journal_item_get_debit (item);
  credit = biz_journal_item_get_credit (item);
  if (!biz_money_add (&self->debit, &debit, &self->debit, error)
      || !biz_money_add (&self->credit, &credit, &self->credit, error))
    return FALSE;
  g_list_store_append (self->items, item);
  if (biz_journal_item_is_instalment (item))
    g_list_store_insert_sorted (self->instalments, item, compare_maturity, NULL);

  return TRUE;
}

static gboolean
read_items (BizInvoiceDetails *self,
            JsonObject *row,
            const BizMoney *zero,
            BizCurrencyTable *currencies,
            GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "line_ids"), &array, error))
    return FALSE;
  self->debit = self->credit = *zero;
  self->n_server_items = json_array_get_length (array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || (is_booked (object) && !take_item (self, object, zero, currencies, error)))
        return FALSE;
    }

  return TRUE;
}

typedef gpointer (*ReadFunc) (JsonObject *row, GError **error);

static gboolean
read_list (JsonObject *row, const char *member, ReadFunc read, GListStore *list, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, member), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GObject) item = NULL;
      JsonObject *object;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error))
        return FALSE;
      item = read (object, error);
      if (item == NULL)
        return FALSE;
      g_list_store_append (list, item);
    }

  return TRUE;
}

static gboolean
read_followers (BizInvoiceDetails *self, JsonObject *row, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "message_follower_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object;
      const char *name;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || !erp_json_get_string (object, "display_name", &name, error))
        return FALSE;
      if (name != NULL)
        g_strv_builder_add (names, name);
    }
  self->followers = g_strv_builder_end (names);

  return TRUE;
}

/* Documents kept from before do not say it. */
static gboolean
read_customer (BizInvoiceDetails *self, JsonObject *row, GError **error)
{
  return !json_object_has_member (row, "commercial_partner_id")
         || erp_json_get_many2one (row, "commercial_partner_id", &self->customer_id, NULL, error);
}

static gboolean
read_texts (BizInvoiceDetails *self, JsonObject *row, GError **error)
{
  const char *narration;
  const char *hash;
  gint64 id;

  if (!erp_json_get_date (row, "date", &self->date, error)
      || !erp_json_get_many2one (row, "journal_id", &id, &self->journal, error)
      || !erp_json_get_many2one (row, "partner_bank_id", &id, &self->bank_account, error)
      || !erp_json_get_many2one (row, "partner_shipping_id", &id, &self->delivery_address, error)
      || !erp_json_get_many2one (row, "create_uid", &self->creator_id, &self->creator, error)
      || !erp_json_get_many2one (row, "write_uid", &self->writer_id, &self->writer, error)
      || !erp_json_get_many2one (row, "invoice_payment_term_id", &self->term_id, NULL, error)
      || !erp_json_get_many2one (row, "reversed_entry_id", &self->reversed_id, &self->reversed_name,
                                 error)
      || !read_customer (self, row, error)
      || !erp_json_get_string (row, "narration", &narration, error)
      || !erp_json_get_string (row, "inalterable_hash", &hash, error)
      || !erp_json_get_bool (row, "has_reconciled_entries", &self->reconciled, error))
    return FALSE;
  self->narration = narration != NULL ? biz_html_to_markup (narration) : NULL;
  self->hashed = hash != NULL && *hash != '\0';

  return TRUE;
}

/**
 * biz_invoice_details_get_specification:
 *
 * Returns: the fields, as members of a specification for web_read
 */
const char *
biz_invoice_details_get_specification (void)
{
  return FIELDS;
}

/**
 * biz_invoice_details_new_from_json:
 * @row: a document read by the specification
 * @currencies: the currencies of the server
 * @error: return location
 *
 * May run in any thread.
 *
 * Returns: (transfer full): the details, or %NULL with ERP_ERROR_PROTOCOL
 */
BizInvoiceDetails *
biz_invoice_details_new_from_json (JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (BizInvoiceDetails) self = NULL;
  gint64 currency_id;
  BizMoney zero;

  g_return_val_if_fail (row != NULL && currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_INVOICE_DETAILS, NULL);
  if (!erp_json_get_many2one (row, "company_currency_id", &currency_id, NULL, error)
      || !biz_currency_table_lookup (currencies, currency_id, &zero, error)
      || !biz_money_from_json (row, "amount_total_signed", &zero, &self->total, error)
      || !biz_money_from_json (row, "amount_residual_signed", &zero, &self->residual, error)
      || !read_texts (self, row, error) || !read_items (self, row, &zero, currencies, error)
      || !read_list (row, "attachment_ids", (ReadFunc)biz_attachment_new_from_json,
                     self->attachments, error)
      || !read_list (row, "activity_ids", (ReadFunc)biz_activity_new_from_json, self->activities,
                     error)
      || !read_followers (self, row, error))
    return NULL;

  return g_steal_pointer (&self);
}

const GDate *
biz_invoice_details_get_date (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return g_date_valid (&self->date) ? &self->date : NULL;
}

const char *
biz_invoice_details_get_journal (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->journal;
}

const char *
biz_invoice_details_get_bank_account (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->bank_account;
}

const char *
biz_invoice_details_get_delivery_address (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->delivery_address;
}

const char *
biz_invoice_details_get_creator (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->creator;
}

const char *
biz_invoice_details_get_writer (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->writer;
}

gint64
biz_invoice_details_get_creator_id (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), 0);

  return self->creator_id;
}

gint64
biz_invoice_details_get_writer_id (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), 0);

  return self->writer_id;
}

gint64
biz_invoice_details_get_term_id (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), 0);

  return self->term_id;
}

const char *
biz_invoice_details_get_narration (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->narration;
}

gboolean
biz_invoice_details_is_hashed (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), FALSE);

  return self->hashed;
}

gboolean
biz_invoice_details_has_reconciled (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), FALSE);

  return self->reconciled;
}

BizMoney
biz_invoice_details_get_company_total (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), (BizMoney){ 0 });

  return self->total;
}

BizMoney
biz_invoice_details_get_company_residual (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), (BizMoney){ 0 });

  return self->residual;
}

gint64
biz_invoice_details_get_customer_id (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), 0);

  return self->customer_id;
}

gint64
biz_invoice_details_get_reversed_id (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), 0);

  return self->reversed_id;
}

const char *
biz_invoice_details_get_reversed_name (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return self->reversed_name;
}

GListModel *
biz_invoice_details_get_items (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return G_LIST_MODEL (self->items);
}

GListModel *
biz_invoice_details_get_instalments (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return G_LIST_MODEL (self->instalments);
}

BizMoney
biz_invoice_details_get_debit (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), (BizMoney){ 0 });

  return self->debit;
}

BizMoney
biz_invoice_details_get_credit (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), (BizMoney){ 0 });

  return self->credit;
}

GListModel *
biz_invoice_details_get_attachments (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return G_LIST_MODEL (self->attachments);
}

GListModel *
biz_invoice_details_get_activities (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return G_LIST_MODEL (self->activities);
}

const char *const *
biz_invoice_details_get_followers (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), NULL);

  return (const char *const *)self->followers;
}

guint
biz_invoice_details_get_n_server_items (BizInvoiceDetails *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_DETAILS (self), 0);

  return self->n_server_items;
}
