/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-store-private.h"

#include "biz-choice.h"
#include "biz-job-body.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define MAX_PEOPLE 200

struct _BizCreditStore
{
  GObject parent_instance;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *invoices; /* (owned) */
  BizPolicy *policy;         /* (owned) (nullable): until it was read */
  GListStore *approvers;     /* (owned): BizChoice */
  GListStore *journals;      /* (owned): BizChoice */
};

G_DEFINE_FINAL_TYPE (BizCreditStore, biz_credit_store, G_TYPE_OBJECT)

/* What loading waits for. */
typedef struct
{
  BizInvoice *invoice; /* (owned) */
  guint n_waiting;
  BizCreditSource *source; /* (owned) (nullable) */
  GError *error;           /* (owned) (nullable): the first one */
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_clear_object (&loading->invoice);
  g_clear_object (&loading->source);
  g_clear_error (&loading->error);
  g_free (loading);
}

static void
biz_credit_store_dispose (GObject *object)
{
  BizCreditStore *self = BIZ_CREDIT_STORE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->invoices);
  g_clear_object (&self->policy);
  g_clear_object (&self->approvers);
  g_clear_object (&self->journals);

  G_OBJECT_CLASS (biz_credit_store_parent_class)->dispose (object);
}

static void
biz_credit_store_class_init (BizCreditStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_credit_store_dispose;
}

static void
biz_credit_store_init (BizCreditStore *self)
{
  self->approvers = g_list_store_new (BIZ_TYPE_CHOICE);
  self->journals = g_list_store_new (BIZ_TYPE_CHOICE);
}

/**
 * biz_credit_store_new:
 * @session: who is signed in where
 * @invoices: loads and posts
 *
 * Returns: (transfer full): a store
 */
BizCreditStore *
biz_credit_store_new (ErpSession *session, BizInvoiceStore *invoices)
{
  BizCreditStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (invoices), NULL);

  self = g_object_new (BIZ_TYPE_CREDIT_STORE, NULL);
  self->session = g_object_ref (session);
  self->invoices = g_object_ref (invoices);

  return self;
}

/**
 * biz_credit_store_get_policy:
 * @self: a store
 *
 * Returns: (nullable): the company's policy, once it was read
 */
BizPolicy *
biz_credit_store_get_policy (BizCreditStore *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_STORE (self), NULL);

  return self->policy;
}

GListModel *
biz_credit_store_get_approvers (BizCreditStore *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_STORE (self), NULL);

  return G_LIST_MODEL (self->approvers);
}

GListModel *
biz_credit_store_get_journals (BizCreditStore *self)
{
  g_return_val_if_fail (BIZ_IS_CREDIT_STORE (self), NULL);

  return G_LIST_MODEL (self->journals);
}

/* loading */

static void
end_one (GTask *task, GError *error)
{
  Loading *loading = g_task_get_task_data (task);

  if (error != NULL && loading->error == NULL)
    loading->error = error;
  else
    g_clear_error (&error);
  if (--loading->n_waiting > 0)
    return;

  if (loading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&loading->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&loading->source), g_object_unref);
}

static void
source_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  BizMoney zero = biz_invoice_get_total (loading->invoice);

  zero.minor = 0;
  if (answer != NULL)
    loading->source = biz_credit_source_new_from_json (biz_invoice_get_id (loading->invoice), 0,
                                                       answer, &zero, &error);
  end_one (task, g_steal_pointer (&error));
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  g_clear_object (&self->policy);
  if (answer != NULL)
    self->policy = biz_policy_new_from_attachments (answer, &error);
  if (answer != NULL && self->policy == NULL)
    {
      self->policy = biz_policy_new_strict (error->message);
      g_clear_error (&error);
    }
  end_one (task, g_steal_pointer (&error));
}

static gboolean
read_choices (JsonNode *rows, gint64 except, GListStore *choices, GError **error)
{
  JsonArray *array;

  g_list_store_remove_all (choices);
  if (!erp_json_get_array (rows, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizChoice) choice = NULL;
      JsonObject *row;
      const char *name = NULL;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "display_name", &name, error))
        return FALSE;
      choice = biz_choice_new (id, name != NULL ? name : "", NULL);
      if (id != except)
        g_list_store_append (choices, choice);
    }

  return TRUE;
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    read_choices (answer, erp_capabilities_get_uid (capabilities), self->approvers, &error);
  end_one (task, g_steal_pointer (&error));
}

static void
journals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCreditStore *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    read_choices (answer, 0, self->journals, &error);
  end_one (task, g_steal_pointer (&error));
}

static ErpCall *
make_source_call (BizCreditStore *self, BizInvoice *invoice)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  ErpCall *call = erp_call_new_read ("account.move", "web_search_read");
  g_autoptr (ErpDomain) domain = biz_credit_source_make_domain (biz_invoice_get_id (invoice));
  const gint64 company = biz_invoice_get_company_id (invoice);

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_string (call, "order", "id");
  if (erp_capabilities_has_field (capabilities, "account.move", "invoice_cash_rounding_id"))
    erp_call_set_arg_json (call, "specification",
                           "{\"invoice_cash_rounding_id\":{}," BIZ_CREDIT_SOURCE_FIELDS "}");
  else
    erp_call_set_arg_json (call, "specification", "{" BIZ_CREDIT_SOURCE_FIELDS "}");
  if (company != 0)
    erp_call_set_companies (call, &company, 1);

  return call;
}

static ErpCall *
make_list_call (const char *model, ErpDomain *domain)
{
  static const char *const fields[] = { "id", "display_name", NULL };
  ErpCall *call = erp_call_new_read (model, "search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_PEOPLE);

  return call;
}

static ErpCall *
make_people_call (BizInvoice *invoice)
{
  const gint64 company = biz_invoice_get_company_id (invoice);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_bool (domain, "share", "=", FALSE);
  erp_domain_add_ids (domain, "company_ids", "in", &company, 1);

  return make_list_call ("res.users", domain);
}

static ErpCall *
make_journals_call (BizInvoice *invoice)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "type", "=", "sale");
  erp_domain_add_int (domain, "company_id", "=", biz_invoice_get_company_id (invoice));

  return make_list_call ("account.journal", domain);
}

static void
send (GTask *task, ErpCall *made, GAsyncReadyCallback callback)
{
  BizCreditStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = made;

  loading->n_waiting++;
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

/**
 * biz_credit_store_load_async:
 * @self: a store
 * @invoice: a posted invoice
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks four things at once; policy, journals and colleagues are kept by the store.
 */
void
biz_credit_store_load_async (BizCreditStore *self,
                             BizInvoice *invoice,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  g_return_if_fail (BIZ_IS_CREDIT_STORE (self));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_credit_store_load_async);
  loading = g_new0 (Loading, 1);
  loading->invoice = g_object_ref (invoice);
  g_task_set_task_data (task, loading, free_loading);
  send (task, make_source_call (self, invoice), source_cb);
  send (task, biz_policy_make_read (biz_invoice_get_company_id (invoice)), policy_cb);
  send (task, make_people_call (invoice), people_cb);
  send (task, make_journals_call (invoice), journals_cb);
}

/**
 * biz_credit_store_load_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what may be credited
 */
BizCreditSource *
biz_credit_store_load_finish (BizCreditStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* For the other file of this type. */

ErpSession *
biz_credit_store_get_session (BizCreditStore *self)
{
  return self->session;
}

BizInvoiceStore *
biz_credit_store_get_invoices (BizCreditStore *self)
{
  return self->invoices;
}
