/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-book.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

/* Older versions of each company's file come along; no company has more than this. */
#define MAX_FILES 200

struct _BizPolicyBook
{
  GObject parent_instance;

  ErpClient *client;         /* (owned) */
  GHashTable *policies;      /* (owned): company -> BizPolicy */
  GCancellable *cancellable; /* (owned) (nullable): of the read under way */
};

G_DEFINE_FINAL_TYPE (BizPolicyBook, biz_policy_book, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop (BizPolicyBook *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
biz_policy_book_dispose (GObject *object)
{
  BizPolicyBook *self = BIZ_POLICY_BOOK (object);

  stop (self);
  g_clear_object (&self->client);
  g_clear_pointer (&self->policies, g_hash_table_unref);

  G_OBJECT_CLASS (biz_policy_book_parent_class)->dispose (object);
}

static void
biz_policy_book_class_init (BizPolicyBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_policy_book_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_policy_book_init (BizPolicyBook *self)
{
  self->policies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

BizPolicyBook *
biz_policy_book_new (ErpClient *client)
{
  BizPolicyBook *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);

  self = g_object_new (BIZ_TYPE_POLICY_BOOK, NULL);
  self->client = g_object_ref (client);

  return self;
}

/* Takes @policy. */
static void
put (BizPolicyBook *self, gint64 company, BizPolicy *policy)
{
  g_hash_table_replace (self->policies, g_memdup2 (&company, sizeof company), policy);
}

typedef struct
{
  BizPolicyBook *self; /* (owned) */
  GArray *companies;   /* (owned) */
} Reading;

/* The newest file of each company comes first. */
static void
take_rows (BizPolicyBook *self, JsonArray *rows, GArray *companies)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      JsonObject *row = NULL;
      const char *data = NULL;
      gint64 company = 0;
      BizPolicy *policy;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, NULL)
          || !erp_json_get_int (row, "res_id", &company, NULL)
          || !g_hash_table_add (seen, g_memdup2 (&company, sizeof company)))
        continue;
      erp_json_get_string (row, "datas", &data, NULL);
      policy = biz_policy_new_from_file (data, &error);
      put (self, company, policy != NULL ? policy : biz_policy_new_strict (error->message));
    }
  for (guint i = 0; i < companies->len; i++)
    {
      const gint64 company = g_array_index (companies, gint64, i);

      if (!g_hash_table_contains (seen, &company))
        put (self, company, biz_policy_new ());
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (BizPolicyBook) self = reading->self;
  g_autoptr (GArray) companies = reading->companies;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;

  g_free (reading);
  if (answer == NULL || self->policies == NULL || !erp_json_get_array (answer, &rows, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The policies could not be read: %s", error != NULL ? error->message : "ended");
      return;
    }
  take_rows (self, rows, companies);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * biz_policy_book_load:
 * @self: a book
 * @companies: (array length=n): which
 * @n: how many
 */
void
biz_policy_book_load (BizPolicyBook *self, const gint64 *companies, gsize n)
{
  static const char *const fields[] = { "id", "res_id", "datas", NULL };
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  Reading *reading;

  g_return_if_fail (BIZ_IS_POLICY_BOOK (self));

  stop (self);
  if (n == 0)
    return;
  domain = erp_domain_new ();
  erp_domain_add_string (domain, "res_model", "=", "res.company");
  erp_domain_add_ids (domain, "res_id", "in", companies, n);
  erp_domain_add_string (domain, "name", "=", BIZ_POLICY_FILE);
  call = erp_call_new_read ("ir.attachment", "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_FILES);
  erp_call_set_arg_string (call, "order", "id desc");
  self->cancellable = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->companies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (reading->companies, companies, (guint)n);
  erp_client_call_async (self->client, call, self->cancellable, read_cb, reading);
}

BizPolicy *
biz_policy_book_get (BizPolicyBook *self, gint64 company)
{
  g_return_val_if_fail (BIZ_IS_POLICY_BOOK (self), NULL);

  return g_hash_table_lookup (self->policies, &company);
}

/**
 * biz_policy_book_is_waiting:
 * @self: a book
 * @invoice: a document
 *
 * Returns: whether it is a draft credit note above the limit of its company; FALSE while the
 *   policy is not known, which decides nothing
 */
gboolean
biz_policy_book_is_waiting (BizPolicyBook *self, BizInvoice *invoice)
{
  BizPolicy *policy;
  BizMoney total;

  g_return_val_if_fail (BIZ_IS_POLICY_BOOK (self), FALSE);
  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), FALSE);

  policy = biz_policy_book_get (self, biz_invoice_get_company_id (invoice));
  total = biz_invoice_get_total (invoice);

  return policy != NULL && biz_invoice_get_state (invoice) == BIZ_STATE_DRAFT
         && biz_invoice_get_move_type (invoice) == BIZ_MOVE_CREDIT_NOTE
         && biz_policy_needs_approval (policy, &total);
}
