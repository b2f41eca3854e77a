/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-store.h"

#include "biz-currency-table.h"
#include "biz-invoice-line.h"
#include "biz-invoice-store-private.h"
#include "biz-review.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define MODEL "account.move"
#define NAMED "{\"fields\":{\"display_name\":{}}}"

/* What is asked back of an invoice that is not written: all that was told, and what follows. */
#define PREVIEW_SPECIFICATION                                                                      \
  "{\"move_type\":{},\"partner_id\":{},\"invoice_date\":{},\"ref\":{},\"currency_id\":{},"         \
  "\"company_id\":{},\"invoice_date_due\":{},\"invoice_payment_term_id\":" NAMED                   \
  ",\"journal_id\":" NAMED ",\"tax_totals\":{},"                                                   \
  "\"invoice_line_ids\":{\"fields\":" BIZ_INVOICE_LINE_SPECIFICATION "}}"

#define PROPOSAL_SPECIFICATION                                                                     \
  "{\"amount\":{},\"payment_difference\":{},\"payment_date\":{},\"communication\":{},"             \
  "\"currency_id\":{},\"journal_id\":{},\"payment_method_line_id\":{},"                            \
  "\"source_currency_id\":{},\"source_amount_currency\":{},"                                       \
  "\"early_payment_discount_mode\":{},"                                                            \
  "\"available_journal_ids\":{\"fields\":{\"display_name\":{},\"code\":{}}},"                      \
  "\"available_payment_method_line_ids\":" NAMED "}"

struct _BizInvoiceStore
{
  GObject parent_instance;

  ErpClient *client;            /* (owned) */
  ErpJournal *journal;          /* (owned) (nullable) */
  BizCurrencyTable *currencies; /* (owned) */
  BizPolicyBook *policies;      /* (owned) (nullable): once it was asked for */
  GArray *companies;            /* (owned) of gint64: those a document is read with; may be empty */
};

G_DEFINE_FINAL_TYPE (BizInvoiceStore, biz_invoice_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a decoder needs in a worker thread. */
typedef struct
{
  gint64 id;
  BizCurrencyTable *currencies; /* (owned) */
} Decoding;

static Decoding *
make_decoding (BizInvoiceStore *self, gint64 id)
{
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->id = id;
  decoding->currencies = biz_currency_table_ref (self->currencies);

  return decoding;
}

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_free (decoding);
}

static gpointer
fail_missing (GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                       _ ("The invoice is not on the server any more, or you may not see it."));

  return NULL;
}

/* The only row of a list. */
static gpointer
decode_rows (JsonArray *rows, Decoding *decoding, GError **error)
{
  JsonObject *row;

  if (json_array_get_length (rows) == 0)
    return fail_missing (error);
  if (json_array_get_length (rows) > 1)
    {
      g_set_error_literal (
          error, ERP_ERROR, ERP_ERROR_CONFLICT,
          _ ("Several companies have an invoice of this number. Choose one company "
             "first."));
      return NULL;
    }
  if (!erp_json_get_object (json_array_get_element (rows, 0), &row, error))
    return NULL;

  return biz_invoice_new_from_json (row, decoding->currencies, error);
}

static gpointer
decode_read (JsonNode *result, gpointer user_data, GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;

  return decode_rows (rows, user_data, error);
}

static gpointer
decode_search (JsonNode *result, gpointer user_data, GError **error)
{
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("There is no invoice of this number, or you may not see it."));
      return NULL;
    }

  return decode_rows (rows, user_data, error);
}

static gpointer
decode_preview (JsonNode *result, gpointer user_data, GError **error)
{
  Decoding *decoding = user_data;
  JsonObject *answer;

  if (!erp_json_get_object (result, &answer, error))
    return NULL;

  return biz_invoice_preview_new_from_json (answer, decoding->currencies, error);
}

static gpointer
decode_proposal (JsonNode *result, gpointer user_data, GError **error)
{
  Decoding *decoding = user_data;
  JsonArray *rows;
  JsonObject *row;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    return fail_missing (error);
  if (!erp_json_get_object (json_array_get_element (rows, 0), &row, error))
    return NULL;

  return biz_payment_proposal_new_from_json (decoding->id, row, decoding->currencies, error);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer object = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Sends @call, whose answer @decode makes an object of, and returns that by @task. */
static void
run_call (BizInvoiceStore *self, ErpCall *call, ErpDecodeFunc decode, gint64 id, GTask *task)
{
  erp_call_set_decoder (call, decode, make_decoding (self, id), free_decoding, g_object_unref);
  erp_client_call_async (self->client, call, g_task_get_cancellable (task), call_cb, task);
}

static void
biz_invoice_store_dispose (GObject *object)
{
  BizInvoiceStore *self = BIZ_INVOICE_STORE (object);

  g_clear_object (&self->policies);
  g_clear_object (&self->client);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (biz_invoice_store_parent_class)->dispose (object);
}

static void
biz_invoice_store_finalize (GObject *object)
{
  BizInvoiceStore *self = BIZ_INVOICE_STORE (object);

  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_pointer (&self->companies, g_array_unref);

  G_OBJECT_CLASS (biz_invoice_store_parent_class)->finalize (object);
}

static void
biz_invoice_store_class_init (BizInvoiceStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = biz_invoice_store_dispose;
  object_class->finalize = biz_invoice_store_finalize;

  /**
   * BizInvoiceStore::changed:
   * @self: a store
   * @id: an invoice
   *
   * An invoice was written, or made, by this store.
   */
  signals[CHANGED] = g_signal_new ("changed", BIZ_TYPE_INVOICE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
biz_invoice_store_init (BizInvoiceStore *self)
{
  self->companies = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * biz_invoice_store_new:
 * @client: who asks
 * @journal: (nullable): who makes sure that a write happens once; %NULL for a store that only reads
 *   and posts
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a store
 */
BizInvoiceStore *
biz_invoice_store_new (ErpClient *client, ErpJournal *journal, BizCurrencyTable *currencies)
{
  BizInvoiceStore *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);
  g_return_val_if_fail (journal == NULL || ERP_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_INVOICE_STORE, NULL);
  self->client = g_object_ref (client);
  self->journal = journal != NULL ? g_object_ref (journal) : NULL;
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

/**
 * biz_invoice_store_get_currencies:
 * @self: a store
 *
 * Returns: (transfer none): the currencies of the server
 */
BizCurrencyTable *
biz_invoice_store_get_currencies (BizInvoiceStore *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (self), NULL);

  return self->currencies;
}

/**
 * biz_invoice_store_get_policies:
 * @self: a store
 *
 * Returns: (transfer none): what the companies have decided, as far as it was loaded
 */
BizPolicyBook *
biz_invoice_store_get_policies (BizInvoiceStore *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (self), NULL);

  if (self->policies == NULL)
    self->policies = biz_policy_book_new (self->client);

  return self->policies;
}

/* For the other files of this type. */

ErpClient *
biz_invoice_store_get_client (BizInvoiceStore *self)
{
  return self->client;
}

/* The whole document, with what this server marks. */
const char *
biz_invoice_store_get_specification (BizInvoiceStore *self)
{
  return biz_review_get_specification (biz_invoice_get_full_specification (),
                                       erp_client_get_server_version (self->client));
}

/* Reads the whole document and makes a BizInvoice of it. */
ErpCall *
biz_invoice_store_make_read (BizInvoiceStore *self, gint64 id)
{
  ErpCall *call = erp_call_new_read (MODEL, "web_read");

  erp_call_set_id (call, id);
  if (self->companies->len > 0)
    erp_call_set_companies (call, (const gint64 *)(gconstpointer)self->companies->data,
                            self->companies->len);
  erp_call_set_arg_json (call, "specification", biz_invoice_store_get_specification (self));
  erp_call_set_decoder (call, decode_read, make_decoding (self, id), free_decoding, g_object_unref);

  return call;
}

/**
 * biz_invoice_store_set_companies:
 * @self: a store
 * @ids: (array length=n_ids): companies of the user, the current one first
 * @n_ids: how many
 *
 * Documents that are opened by their id are read with these, so that a link to one of a company
 * that is not looked at opens all the same. Without, as everything else is read.
 */
void
biz_invoice_store_set_companies (BizInvoiceStore *self, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (ids != NULL || n_ids == 0);

  g_array_set_size (self->companies, 0);
  if (n_ids > 0)
    g_array_append_vals (self->companies, ids, (guint)n_ids);
}

ErpJournal *
biz_invoice_store_get_journal (BizInvoiceStore *self)
{
  g_return_val_if_fail (self->journal != NULL, NULL);

  return self->journal;
}

void
biz_invoice_store_emit_changed (BizInvoiceStore *self, gint64 id)
{
  g_signal_emit (self, signals[CHANGED], 0, id);
}

/**
 * biz_invoice_store_load_async:
 * @self: a store
 * @id: an invoice
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the whole document in one round trip.
 */
void
biz_invoice_store_load_async (BizInvoiceStore *self,
                              gint64 id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));

  call = biz_invoice_store_make_read (self, id);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_load_async);
  erp_client_call_async (self->client, call, cancellable, call_cb, task);
}

/**
 * biz_invoice_store_load_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the document; ERP_ERROR_MISSING where it is gone
 */
BizInvoice *
biz_invoice_store_load_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_invoice_store_find_async:
 * @self: a store
 * @number: the whole number
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the customer invoice or credit note of that number.
 */
void
biz_invoice_store_find_async (BizInvoiceStore *self,
                              const char *number,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const char *const customer_types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (number != NULL);

  domain = erp_domain_new ();
  erp_domain_add_string (domain, "name", "=", number);
  erp_domain_add_strv (domain, "move_type", "in", customer_types);
  call = erp_call_new_read (MODEL, "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", biz_invoice_store_get_specification (self));
  erp_call_set_arg_int (call, "limit", 2);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_find_async);
  run_call (self, call, decode_search, 0, task);
}

/**
 * biz_invoice_store_find_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the document; ERP_ERROR_MISSING where there is none, ERP_ERROR_CONFLICT
 *   where several companies have it
 */
BizInvoice *
biz_invoice_store_find_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
add_company (ErpCall *call, gint64 company_id)
{
  if (company_id != 0)
    erp_call_set_companies (call, &company_id, 1);
}

/**
 * biz_invoice_store_preview_async:
 * @self: a store
 * @draft: what the person wrote so far
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Lets the server compute what it would make of @draft, as its own form does. Nothing is written.
 */
void
biz_invoice_store_preview_async (BizInvoiceStore *self,
                                 BizInvoiceDraft *draft,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_INVOICE_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE_DRAFT (draft));

  call = erp_call_new_read (MODEL, "onchange");
  erp_call_set_ids (call, NULL, 0);
  erp_call_take_arg (call, "values", biz_invoice_draft_to_preview_values (draft));
  /* no names: the first call for a new record, which fills in all that follows */
  erp_call_set_arg_json (call, "field_names", "[]");
  erp_call_set_arg_json (call, "fields_spec", PREVIEW_SPECIFICATION);
  erp_call_take_context (call, "default_move_type", erp_json_literal ("\"out_invoice\""));
  add_company (call, biz_invoice_draft_get_company_id (draft));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_preview_async);
  run_call (self, call, decode_preview, 0, task);
}

/**
 * biz_invoice_store_preview_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what the server would make
 */
BizInvoicePreview *
biz_invoice_store_preview_finish (BizInvoiceStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_invoice_store_propose_payment_async:
 * @self: a store
 * @id: a posted invoice
 * @currency_id: of the payment, 0: the journal's where it has one, else the invoice's
 * @journal_id: the bank or cash journal, 0: the server's choice
 * @date: (nullable): when, %NULL: the server's choice
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Opens the server's payment wizard and reads it in the same round trip. A wizard is a scrap of
 * paper that the server throws away; asking twice does no harm.
 */
void
biz_invoice_store_propose_payment_async (BizInvoiceStore *self,
                                         gint64 id,
                                         gint64 currency_id,
                                         gint64 journal_id,
                                         const GDate *date,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *active_ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", id);
  JsonNode *values = json_node_new (JSON_NODE_OBJECT);
  GTask *task;

  json_node_take_object (values, json_object_new ());
  if (currency_id != 0)
    json_object_set_int_member (json_node_get_object (values), "currency_id", currency_id);
  if (journal_id != 0)
    json_object_set_int_member (json_node_get_object (values), "journal_id", journal_id);
  if (date != NULL)
    {
      g_autofree char *day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date),
                                              (int)g_date_get_month (date), g_date_get_day (date));

      json_object_set_string_member (json_node_get_object (values), "payment_date", day);
    }
  call = erp_call_new_read ("account.payment.register", "web_save");
  erp_call_set_ids (call, NULL, 0);
  erp_call_take_arg (call, "vals", values);
  erp_call_set_arg_json (call, "specification", PROPOSAL_SPECIFICATION);
  erp_call_take_context (call, "active_model", erp_json_literal ("\"" MODEL "\""));
  erp_call_take_context (call, "active_ids", erp_json_literal (active_ids));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_invoice_store_propose_payment_async);
  run_call (self, call, decode_proposal, id, task);
}

/**
 * biz_invoice_store_propose_payment_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what the server proposes
 */
BizPaymentProposal *
biz_invoice_store_propose_payment_finish (BizInvoiceStore *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
