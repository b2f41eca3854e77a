/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: one conversation, each answer beside its question. */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-capabilities-private.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* What the trade works on. Each costs five small requests. */
static const char *const known_models[] = {
  "account.move",    "account.move.line", "account.payment", "account.bank.statement.line",
  "res.partner",     "product.product",   "sale.order",      "stock.picking",
  "helpdesk.ticket", "project.task",      "crm.lead",
};

/* Asked one by one where the server does not name all groups of the user. */
static const char *const known_groups[] = {
  "base.group_user",
  "base.group_system",
  "base.group_multi_company",
  "base.group_multi_currency",
  "account.group_account_readonly",
  "account.group_account_invoice",
  "account.group_account_basic",
  "account.group_account_user",
  "account.group_account_manager",
  "sales_team.group_sale_salesman",
  "sales_team.group_sale_salesman_all_leads",
  "stock.group_stock_user",
  "account_financial_risk.group_overpass_partner_risk_exception",
};

static const struct
{
  const char *name;
  ErpRights right;
} operations[] = {
  { "read", ERP_RIGHT_READ },
  { "create", ERP_RIGHT_CREATE },
  { "write", ERP_RIGHT_WRITE },
  { "unlink", ERP_RIGHT_UNLINK },
};

/* What the first screen needs to know. With who the user is, the companies, the currencies and the
 * uuid that is a request for each connection: one round trip. */
static const struct
{
  const char *model;
  const char *operation;
  ErpRights right;
} first_rights[] = {
  { "account.move", "read", ERP_RIGHT_READ },
  { "account.move", "create", ERP_RIGHT_CREATE },
  { "account.move", "write", ERP_RIGHT_WRITE },
  { "account.payment", "create", ERP_RIGHT_CREATE },
};

/* While the person works already, the rest leaves the connections to the pages. */
#define FEW_AT_ONCE 2

/* The requests run side by side; the task returns with the last. */
typedef struct
{
  ErpCapabilities *self; /* (owned) */
  gboolean completes;    /* at the end everything is known */
  guint at_once;
  GQueue waiting;            /* (owned): questions that are not asked yet */
  ErpClient *client;         /* (owned) */
  GCancellable *cancellable; /* (owned): stops the others when one fails */
  GCancellable *outer;       /* (owned) (nullable) */
  gulong outer_id;
  guint n_running; /* with those that wait */
  guint n_sent;    /* without an answer */
  GError *error;   /* (owned) (nullable) */
} Load;

typedef struct _Question Question;
typedef gboolean (*TakeFunc) (const Question *question, JsonNode *node, GError **error);

struct _Question
{
  GTask *task;   /* (owned) */
  ErpCall *call; /* (owned) */
  TakeFunc take;
  const char *model; /* (nullable): a model or a group */
  ErpRights right;
  gboolean optional; /* this user may not ask, or the server does not know it */
};

static void
load_free (gpointer data)
{
  Load *load = data;

  if (load->outer != NULL)
    g_cancellable_disconnect (load->outer, load->outer_id);
  g_clear_object (&load->outer);
  g_clear_object (&load->cancellable);
  g_clear_object (&load->client);
  g_clear_object (&load->self);
  g_clear_error (&load->error);
  g_free (load);
}

static ErpCapabilities *
get_self (const Question *question)
{
  Load *load = g_task_get_task_data (question->task);

  return load->self;
}

static gboolean
first_record (JsonNode *node, JsonObject **record, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (node, &array, error))
    return FALSE;
  if (json_array_get_length (array) != 1)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_AUTH,
                           _ ("Your user was not found on the server. Sign in again."));
      return FALSE;
    }
  return erp_json_get_object (json_array_get_element (array, 0), record, error);
}

static gboolean
take_user (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);
  JsonObject *user;
  const char *name;
  const char *login;
  const char *zone;
  const char *language;
  const char *created;

  if (!first_record (node, &user, error) || !erp_json_get_string (user, "name", &name, error)
      || !erp_json_get_string (user, "login", &login, error)
      || !erp_json_get_string (user, "tz", &zone, error)
      || !erp_json_get_string (user, "lang", &language, error)
      || !erp_json_get_string (user, "create_date", &created, error)
      || !erp_json_get_many2one (user, "company_id", &self->company_id, NULL, error)
      || !erp_json_get_ids (user, "company_ids", &self->company_ids, error))
    return FALSE;
  self->name = g_strdup (name != NULL ? name : login);
  self->login = g_strdup (login != NULL ? login : "");
  self->zone = g_strdup (zone);
  self->language = g_strdup (language);
  g_string_append_printf (self->created, "user %" G_GINT64_FORMAT " %s", self->uid,
                          created != NULL ? created : "");
  return TRUE;
}

static gboolean
take_companies (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);
  JsonArray *rows;

  if (!erp_json_get_array (node, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (ErpCompany) company = NULL;
      JsonObject *row;
      gint64 id;
      gint64 currency_id;
      const char *name;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "name", &name, error)
          || !erp_json_get_many2one (row, "currency_id", &currency_id, NULL, error))
        return FALSE;
      company = erp_company_new (id, name != NULL ? name : "", currency_id);
      g_list_store_append (self->companies, company);
    }
  return TRUE;
}

static gboolean
take_currencies (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);
  JsonArray *rows;

  if (!erp_json_get_array (node, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      ErpCurrency *currency;
      JsonObject *row;
      gint64 *key;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return FALSE;
      /* One that cannot be kept exactly must not lock the person out: a document in it says so. */
      currency = erp_currency_new_from_json (row, NULL);
      if (currency == NULL)
        continue;
      key = g_new (gint64, 1);
      *key = erp_currency_get_id (currency);
      g_hash_table_replace (self->currencies, key, currency);
    }
  return TRUE;
}

static gboolean
take_groups (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);
  g_autoptr (GList) ids = NULL;
  JsonObject *names;

  if (!erp_json_get_object (node, &names, error))
    return FALSE;
  ids = json_object_get_members (names);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *name = NULL;

      if (erp_json_get_string (names, l->data, &name, NULL) && name != NULL)
        g_hash_table_add (self->groups, g_strdup (name));
    }
  return TRUE;
}

static gboolean
take_uuid (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);

  /* an empty one would be that of every database */
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
      && *json_node_get_string (node) != '\0')
    self->database_uuid = json_node_dup_string (node);
  return TRUE;
}

static gboolean
take_group (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
      && json_node_get_boolean (node))
    g_hash_table_add (self->groups, g_strdup (question->model));
  return TRUE;
}

/* NULL: a field of another kind, or one that says nothing of use. */
static ErpRelation *
read_relation (JsonNode *node, const char *name)
{
  JsonObject *field;
  const char *type = NULL;
  const char *model = NULL;
  gboolean is_readonly = FALSE;
  ErpRelation *relation;

  if (!erp_json_get_object (node, &field, NULL)
      || !erp_json_get_string (field, "relation", &model, NULL) || model == NULL
      || !erp_json_get_string (field, "type", &type, NULL) || type == NULL)
    return NULL;
  erp_json_get_bool (field, "readonly", &is_readonly, NULL);
  relation = g_new0 (ErpRelation, 1);
  relation->field = g_strdup (name);
  relation->model = g_strdup (model);
  relation->is_many = !g_str_equal (type, "many2one");
  relation->is_readonly = is_readonly;

  return relation;
}

static gpointer
decode_fields (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) fields = NULL;
  g_autoptr (GList) names = NULL;
  JsonObject *object;

  if (!erp_json_get_object (result, &object, error))
    return NULL;
  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                  (GDestroyNotify)erp_capabilities_relation_free);
  names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    g_hash_table_insert (fields, g_strdup (l->data),
                         read_relation (json_object_get_member (object, l->data), l->data));
  return g_steal_pointer (&fields);
}

static gboolean
take_right (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
      && json_node_get_boolean (node))
    erp_capabilities_ensure_model (self, question->model)->rights |= question->right;
  return TRUE;
}

static void
question_free (Question *question)
{
  g_clear_object (&question->task);
  g_clear_object (&question->call);
  g_free (question);
}

static void
settle (Load *load)
{
  ErpCapabilities *self = load->self;

  if (self->database_uuid == NULL)
    self->database_uuid = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->created->str, -1);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->companies)); i > 0; i--)
    {
      g_autoptr (ErpCompany) company =
          g_list_model_get_item (G_LIST_MODEL (self->companies), i - 1);
      gboolean own = FALSE;

      for (guint j = 0; j < self->company_ids->len && !own; j++)
        own = g_array_index (self->company_ids, gint64, j) == erp_company_get_id (company);
      if (!own)
        g_list_store_remove (self->companies, i - 1);
    }
}

static void ask_known_groups (GTask *task);
static gboolean take_group_ids (const Question *question, JsonNode *node, GError **error);

static void
finish_one (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (--load->n_running > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  settle (load);
  if (load->completes)
    erp_capabilities_set_complete (load->self);
  g_task_return_pointer (task, g_object_ref (load->self), g_object_unref);
}

static void
fail_all (Load *load, GError *error)
{
  if (load->error == NULL)
    load->error = error;
  else
    g_error_free (error);
  g_cancellable_cancel (load->cancellable);
}

/* A missing model or right is an answer, a broken connection is not. */
static gboolean
is_an_answer (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER)
         || (g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
             && erp_error_get_server_name (error) != NULL);
}

static void send_waiting (Load *load);

static void
take_fields (ErpCapabilities *self, const char *name, GHashTable *fields)
{
  ErpCapabilitiesModel *model = erp_capabilities_ensure_model (self, name);

  g_clear_pointer (&model->fields, g_hash_table_unref);
  model->fields = fields;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  Load *load = g_task_get_task_data (question->task);
  GError *error = NULL;
  gpointer answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  load->n_sent--;
  if (answer == NULL)
    {
      if (!question->optional || !is_an_answer (error))
        fail_all (load, error);
      else
        {
          g_error_free (error);
          if (question->take == take_group_ids || question->take == take_groups)
            ask_known_groups (question->task);
        }
    }
  else if (question->take != NULL)
    {
      if (!question->take (question, answer, &error))
        fail_all (load, error);
      json_node_unref (answer);
    }
  else
    take_fields (load->self, question->model, answer);
  send_waiting (load);
  finish_one (question->task);
  question_free (question);
}

static void
send_waiting (Load *load)
{
  while (load->n_sent < load->at_once && !g_queue_is_empty (&load->waiting))
    {
      Question *question = g_queue_pop_head (&load->waiting);

      load->n_sent++;
      erp_client_call_async (load->client, question->call, load->cancellable, answered_cb,
                             question);
    }
}

static void
ask (GTask *task,
     ErpCall *call,
     gboolean optional,
     TakeFunc take,
     const char *model,
     ErpRights right)
{
  Load *load = g_task_get_task_data (task);
  Question *question = g_new0 (Question, 1);

  question->task = g_object_ref (task);
  question->call = call;
  question->take = take;
  question->model = model;
  question->right = right;
  question->optional = optional;
  load->n_running++;
  g_queue_push_tail (&load->waiting, question);
  send_waiting (load);
}

static ErpCall *
search_call (const char *model, const char *domain, const char *const *fields)
{
  ErpCall *call = erp_call_new_read (model, "search_read");

  erp_call_set_arg_json (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  return call;
}

/* The names of the groups can be asked when their ids are known. */
static gboolean
take_group_ids (const Question *question, JsonNode *node, GError **error)
{
  ErpCapabilities *self = get_self (question);
  JsonObject *user;
  g_autoptr (GArray) ids = NULL;
  ErpCall *call;

  if (!first_record (node, &user, error)
      || !erp_json_get_ids (user, self->major >= 19 ? "all_group_ids" : "groups_id", &ids, error))
    return FALSE;
  call = erp_call_new_read ("res.groups", "get_external_id");
  erp_call_set_ids (call, (const gint64 *)(gconstpointer)ids->data, ids->len);
  ask (question->task, call, TRUE, take_groups, NULL, 0);
  return TRUE;
}

static void
ask_known_groups (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  for (guint i = 0; i < G_N_ELEMENTS (known_groups); i++)
    {
      ErpCall *call = erp_call_new_read ("res.users", "has_group");

      erp_call_set_id (call, load->self->uid);
      erp_call_set_arg_string (call, "group_ext_id", known_groups[i]);
      ask (task, call, TRUE, take_group, known_groups[i], 0);
    }
}

static void
ask_models (GTask *task)
{
  static const char *const attributes[] = { "type", "relation", "readonly", NULL };
  Load *load = g_task_get_task_data (task);

  for (guint i = 0; i < G_N_ELEMENTS (known_models); i++)
    {
      ErpCall *call = erp_call_new_read (known_models[i], "fields_get");

      erp_call_set_arg_strv (call, "attributes", attributes);
      erp_call_set_decoder (call, decode_fields, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
      ask (task, call, TRUE, NULL, known_models[i], 0);
      for (guint j = 0; j < G_N_ELEMENTS (operations); j++)
        ask (task,
             erp_capabilities_new_rights_call (load->self, known_models[i], operations[j].name),
             TRUE, take_right, known_models[i], operations[j].right);
    }
}

static void
ask_groups (GTask *task)
{
  static const char *const new_groups[] = { "all_group_ids", NULL };
  static const char *const old_groups[] = { "groups_id", NULL };
  Load *load = g_task_get_task_data (task);
  ErpCall *call = erp_call_new_read ("res.users", "read");

  erp_call_set_id (call, load->self->uid);
  erp_call_set_arg_strv (call, "fields", load->self->major >= 19 ? new_groups : old_groups);
  ask (task, call, TRUE, take_group_ids, NULL, 0);
}

static void
ask_first (GTask *task)
{
  static const char *const user_fields[] = { "name",       "login",       "tz",          "lang",
                                             "company_id", "company_ids", "create_date", NULL };
  static const char *const company_fields[] = { "name", "currency_id", NULL };
  static const char *const currency_fields[] = { "name",           "symbol", "position",
                                                 "decimal_places", "active", NULL };
  Load *load = g_task_get_task_data (task);
  ErpCall *call = erp_call_new_read ("res.users", "read");

  erp_call_set_id (call, load->self->uid);
  erp_call_set_arg_strv (call, "fields", user_fields);
  ask (task, call, FALSE, take_user, NULL, 0);
  ask (task, search_call ("res.company", "[]", company_fields), FALSE, take_companies, NULL, 0);
  ask (task, search_call ("res.currency", "[[\"active\",\"in\",[true,false]]]", currency_fields),
       FALSE, take_currencies, NULL, 0);
  call = erp_call_new_read ("ir.config_parameter", "get_param");
  erp_call_set_arg_string (call, "key", "database.uuid");
  ask (task, call, TRUE, take_uuid, NULL, 0);
}

static void
ask_first_rights (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  for (guint i = 0; i < G_N_ELEMENTS (first_rights); i++)
    ask (task,
         erp_capabilities_new_rights_call (load->self, first_rights[i].model,
                                           first_rights[i].operation),
         TRUE, take_right, first_rights[i].model, first_rights[i].right);
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static GTask *
new_load (ErpClient *client,
          ErpCapabilities *self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, new_load);
  load->client = g_object_ref (client);
  load->cancellable = g_cancellable_new ();
  load->self = self;
  load->at_once = G_MAXUINT;
  g_queue_init (&load->waiting);
  /* Held until all are on their way. */
  load->n_running = 1;
  g_task_set_task_data (task, load, load_free);
  if (cancellable != NULL)
    {
      load->outer = g_object_ref (cancellable);
      load->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                              g_object_ref (load->cancellable), g_object_unref);
    }
  return task;
}

/**
 * erp_capabilities_load_async:
 * @client: a client that is signed in
 * @uid: the user
 * @everything: %FALSE to ask only what the first screen needs, in one round trip; the rest is for
 *   erp_capabilities_complete_async ()
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 *
 * Asks side by side; what this server has not, or this user may not ask, is an answer too.
 */
void
erp_capabilities_load_async (ErpClient *client,
                             gint64 uid,
                             gboolean everything,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_CLIENT (client));

  task = new_load (client, erp_capabilities_new (uid, erp_client_get_server_version (client)),
                   cancellable, callback, user_data);
  load = g_task_get_task_data (task);
  load->completes = everything;
  ask_first (task);
  if (everything)
    {
      ask_groups (task);
      ask_models (task);
    }
  else
    ask_first_rights (task);
  finish_one (task);
}

/**
 * erp_capabilities_load_finish:
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what this server has and this user may
 */
ErpCapabilities *
erp_capabilities_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * erp_capabilities_complete_async:
 * @self: what the first screen needs
 * @client: the client that it was asked with
 * @cancellable: (nullable): a cancellable
 * @callback: called when "complete" is set
 * @user_data: data for @callback, owned by it
 *
 * Asks the rest, few at once. After an error it may be called again.
 */
void
erp_capabilities_complete_async (ErpCapabilities *self,
                                 ErpClient *client,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_CAPABILITIES (self));
  g_return_if_fail (ERP_IS_CLIENT (client));

  task = new_load (client, g_object_ref (self), cancellable, callback, user_data);
  load = g_task_get_task_data (task);
  load->completes = TRUE;
  load->at_once = FEW_AT_ONCE;
  ask_groups (task);
  ask_models (task);
  finish_one (task);
}

/**
 * erp_capabilities_complete_finish:
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: whether everything is known
 */
gboolean
erp_capabilities_complete_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (ErpCapabilities) self = NULL;

  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  self = g_task_propagate_pointer (G_TASK (result), error);
  return self != NULL;
}
