/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-store.h"

#include "biz-choice.h"
#include "biz-iso-currency.h"
#include "biz-policy-job.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#define MAX_PEOPLE 500

struct _BizPolicyStore
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  gint64 company_id;
  GListStore *versions;  /* (owned): BizPolicyVersion, newest first */
  GListStore *people;    /* (owned): BizChoice */
  GListStore *languages; /* (owned): BizChoice */
  GStrv currencies;      /* (owned) (nullable): codes */
  gboolean may_write;
};

G_DEFINE_FINAL_TYPE (BizPolicyStore, biz_policy_store, G_TYPE_OBJECT)

/* What is asked at once. */
enum
{
  ASK_VERSIONS,
  ASK_PEOPLE,
  ASK_CURRENCIES,
  ASK_LANGUAGES,
  ASK_RIGHT,
  N_ASKED
};

typedef struct
{
  JsonNode *answers[N_ASKED]; /* (owned) (nullable) */
  GError *error;              /* (owned) (nullable): the first */
  guint pending;
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  for (guint i = 0; i < N_ASKED; i++)
    g_clear_pointer (&loading->answers[i], json_node_unref);
  g_clear_error (&loading->error);
  g_free (loading);
}

static void
biz_policy_store_dispose (GObject *object)
{
  BizPolicyStore *self = BIZ_POLICY_STORE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->versions);
  g_clear_object (&self->people);
  g_clear_object (&self->languages);
  g_clear_pointer (&self->currencies, g_strfreev);

  G_OBJECT_CLASS (biz_policy_store_parent_class)->dispose (object);
}

static void
biz_policy_store_class_init (BizPolicyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_policy_store_dispose;
}

static void
biz_policy_store_init (BizPolicyStore *self)
{
  self->versions = g_list_store_new (BIZ_TYPE_POLICY_VERSION);
  self->people = g_list_store_new (BIZ_TYPE_CHOICE);
  self->languages = g_list_store_new (BIZ_TYPE_CHOICE);
}

/**
 * biz_policy_store_new:
 * @session: who is signed in where
 * @company_id: whose policy
 *
 * Returns: (transfer full): a store that has read nothing yet
 */
BizPolicyStore *
biz_policy_store_new (ErpSession *session, gint64 company_id)
{
  BizPolicyStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (company_id > 0, NULL);

  self = g_object_new (BIZ_TYPE_POLICY_STORE, NULL);
  self->session = g_object_ref (session);
  self->company_id = company_id;

  return self;
}

ErpSession *
biz_policy_store_get_session (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), NULL);

  return self->session;
}

/**
 * biz_policy_store_get_company:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): whose policy; %NULL where the user does not see it any more
 */
ErpCompany *
biz_policy_store_get_company (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), NULL);

  return erp_capabilities_get_company (erp_session_get_capabilities (self->session),
                                       self->company_id);
}

/* reading */

static gboolean
take_versions (BizPolicyStore *self, JsonNode *answer, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  g_list_store_remove_all (self->versions);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizPolicyVersion) version =
          biz_policy_version_new_from_row (json_array_get_element (rows, i), error);

      if (version == NULL)
        return FALSE;
      g_list_store_append (self->versions, version);
    }

  return TRUE;
}

/* Rows as BizChoice, what @member says as the code. */
static gboolean
take_choices (GListStore *store, JsonNode *answer, const char *member, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  g_list_store_remove_all (store);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizChoice) choice = NULL;
      JsonObject *row = NULL;
      const char *name = NULL, *code = NULL;
      gint64 id = 0;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "name", &name, error)
          || !erp_json_get_string (row, member, &code, error))
        return FALSE;
      choice = biz_choice_new (id, name != NULL ? name : code, code);
      g_list_store_append (store, choice);
    }

  return TRUE;
}

static gboolean
take_currencies (BizPolicyStore *self, JsonNode *answer, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;
      const char *code = NULL;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_string (row, "name", &code, error))
        return FALSE;
      if (biz_iso_currency_is_code (code))
        g_strv_builder_add (builder, code);
    }
  g_clear_pointer (&self->currencies, g_strfreev);
  self->currencies = g_strv_builder_end (builder);

  return TRUE;
}

static void
end_loading (GTask *task)
{
  BizPolicyStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  JsonNode *right = loading->answers[ASK_RIGHT];

  if (loading->error != NULL
      || !take_versions (self, loading->answers[ASK_VERSIONS], &loading->error)
      || !take_choices (self->people, loading->answers[ASK_PEOPLE], "login", &loading->error)
      || !take_choices (self->languages, loading->answers[ASK_LANGUAGES], "code", &loading->error)
      || !take_currencies (self, loading->answers[ASK_CURRENCIES], &loading->error))
    {
      g_task_return_error (task, g_steal_pointer (&loading->error));
      return;
    }
  self->may_write = JSON_NODE_HOLDS_VALUE (right)
                    && json_node_get_value_type (right) == G_TYPE_BOOLEAN
                    && json_node_get_boolean (right);
  g_task_return_boolean (task, TRUE);
}

static void
take_answer (GTask *task, guint which, ErpClient *client, GAsyncResult *result)
{
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  loading->answers[which] = erp_client_call_finish (client, result, &error);
  if (error != NULL && loading->error == NULL)
    loading->error = g_steal_pointer (&error);
  loading->pending--;
  if (loading->pending == 0)
    end_loading (task);
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_answer (task, ASK_VERSIONS, ERP_CLIENT (source), result);
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_answer (task, ASK_PEOPLE, ERP_CLIENT (source), result);
}

static void
currencies_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_answer (task, ASK_CURRENCIES, ERP_CLIENT (source), result);
}

static void
languages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_answer (task, ASK_LANGUAGES, ERP_CLIENT (source), result);
}

static void
right_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_answer (task, ASK_RIGHT, ERP_CLIENT (source), result);
}

static ErpCall *
make_people_call (BizPolicyStore *self)
{
  static const char *const fields[] = { "id", "name", "login", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read ("res.users", "search_read");

  erp_domain_add_bool (domain, "share", "=", FALSE);
  erp_domain_add_ids (domain, "company_ids", "in", &self->company_id, 1);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_PEOPLE);
  erp_call_set_arg_string (call, "order", "name, id");

  return call;
}

/* Those in use, which are the active ones: currencies or languages. */
static ErpCall *
make_active_call (const char *model, const char *const *fields)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read (model, "search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "name");

  return call;
}

/**
 * biz_policy_store_load_async:
 * @self: a store
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_policy_store_load_async (BizPolicyStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const char *const of_currency[] = { "name", NULL };
  static const char *const of_language[] = { "id", "name", "code", NULL };
  g_autoptr (ErpCall) versions = NULL;
  g_autoptr (ErpCall) people = NULL;
  g_autoptr (ErpCall) currencies = NULL;
  g_autoptr (ErpCall) languages = NULL;
  g_autoptr (ErpCall) right = NULL;
  g_autoptr (GTask) task = NULL;
  ErpClient *client;
  Loading *loading;

  g_return_if_fail (BIZ_IS_POLICY_STORE (self));

  client = erp_session_get_client (self->session);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_policy_store_load_async);
  loading = g_new0 (Loading, 1);
  loading->pending = N_ASKED;
  g_task_set_task_data (task, loading, free_loading);
  versions = biz_policy_version_make_read (self->company_id);
  people = make_people_call (self);
  currencies = make_active_call ("res.currency", of_currency);
  languages = make_active_call ("res.lang", of_language);
  right = erp_capabilities_new_rights_call (erp_session_get_capabilities (self->session),
                                            "res.company", "write");
  erp_client_call_async (client, versions, cancellable, versions_cb, g_object_ref (task));
  erp_client_call_async (client, people, cancellable, people_cb, g_object_ref (task));
  erp_client_call_async (client, currencies, cancellable, currencies_cb, g_object_ref (task));
  erp_client_call_async (client, languages, cancellable, languages_cb, g_object_ref (task));
  erp_client_call_async (client, right, cancellable, right_cb, g_object_ref (task));
}

gboolean
biz_policy_store_load_finish (BizPolicyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GListModel *
biz_policy_store_get_versions (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), NULL);

  return G_LIST_MODEL (self->versions);
}

GListModel *
biz_policy_store_get_people (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), NULL);

  return G_LIST_MODEL (self->people);
}

/**
 * biz_policy_store_get_languages:
 * @self: a store
 *
 * Returns: (transfer none) (element-type BizChoice): those that customers may have, "de_DE" as the
 *   code; empty before it has read
 */
GListModel *
biz_policy_store_get_languages (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), NULL);

  return G_LIST_MODEL (self->languages);
}

/**
 * biz_policy_store_get_currencies:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): codes of the currencies in use; %NULL before it has read
 */
const char *const *
biz_policy_store_get_currencies (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), NULL);

  return (const char *const *)self->currencies;
}

gboolean
biz_policy_store_get_may_write (BizPolicyStore *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_STORE (self), FALSE);

  return self->may_write;
}

/* writing */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * biz_policy_store_save_async:
 * @self: a store
 * @edit: what is to count from now on
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_policy_store_save_async (BizPolicyStore *self,
                             BizPolicyEdit *edit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *text = NULL;
  ErpCompany *company;

  g_return_if_fail (BIZ_IS_POLICY_STORE (self));
  g_return_if_fail (BIZ_IS_POLICY_EDIT (edit));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_policy_store_save_async);
  text = biz_policy_edit_to_text (edit, NULL, &error);
  if (text == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  company = biz_policy_store_get_company (self);
  body = biz_job_body_new_policy (self->company_id,
                                  company != NULL ? erp_company_get_name (company) : NULL,
                                  biz_policy_edit_get_seen (edit), text);
  erp_journal_run_async (erp_session_get_journal (self->session), BIZ_JOB_POLICY, body, cancellable,
                         saved_cb, g_steal_pointer (&task));
}

gboolean
biz_policy_store_save_finish (BizPolicyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
