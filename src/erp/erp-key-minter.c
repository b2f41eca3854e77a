/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-key-minter.h"

#include "erp-error.h"
#include "erp-json.h"
#include "erp-secret.h"
#include "erp-web.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define WANTED_DAYS 90

/* Both ways walk these steps; the identity check stands between asking and getting. */
typedef enum
{
  STEP_AUTHENTICATE,
  STEP_ASK_DURATION,  /* mint: how long a key may live */
  STEP_DESCRIBE,      /* mint */
  STEP_FIND,          /* remove */
  STEP_ACT,           /* make_key or remove */
  STEP_GIVE_PASSWORD, /* up to 18: the check has a field for it */
  STEP_CHECK,
  STEP_LEAVE,
} Step;

typedef struct
{
  Step step;
  gboolean removing;
  guint major;
  char *database; /* (owned) */
  char *login;    /* (owned) */
  char *password; /* (owned): secret */
  char *key_name; /* (owned) */

  gboolean needs_key;
  gboolean checked;
  guint days;
  gint64 description;
  gint64 check;
  GArray *keys; /* (owned) (nullable) (element-type gint64) */
  gint64 now;
  ErpMintedKey *minted; /* (owned) */
} Minting;

static void take_step (GTask *task, Step step);

static void
minting_free (gpointer data)
{
  Minting *self = data;

  g_free (self->database);
  g_free (self->login);
  erp_secret_free (self->password);
  g_free (self->key_name);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->minted, erp_minted_key_free);
  g_free (self);
}

static JsonArray *
ids_argument (const gint64 *ids, gsize n_ids)
{
  JsonArray *args = json_array_new ();
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n_ids; i++)
    json_array_add_int_element (list, ids[i]);
  json_array_add_array_element (args, list);
  return args;
}

static JsonObject *
call_params (const char *model, const char *method, JsonArray *args, JsonObject *kwargs)
{
  JsonObject *params = json_object_new ();

  json_object_set_string_member (params, "model", model);
  json_object_set_string_member (params, "method", method);
  json_object_set_array_member (params, "args", args);
  json_object_set_object_member (params, "kwargs", kwargs != NULL ? kwargs : json_object_new ());
  return params;
}

static JsonArray *
array_from (const char *json)
{
  g_autoptr (JsonNode) node = erp_json_literal (json);

  return json_node_dup_array (node);
}

static JsonObject *
authenticate_params (Minting *self)
{
  JsonObject *params = json_object_new ();

  json_object_set_string_member (params, "db", self->database);
  json_object_set_string_member (params, "login", self->login);
  json_object_set_string_member (params, "password", self->password);
  return params;
}

static JsonObject *
describe_params (Minting *self)
{
  JsonArray *args = json_array_new ();
  JsonArray *list = json_array_new ();
  JsonObject *vals = json_object_new ();

  json_object_set_string_member (vals, "name", self->key_name);
  if (self->days > 0)
    {
      g_autofree char *days = g_strdup_printf ("%u", self->days);

      json_object_set_string_member (vals, "duration", days);
    }
  json_array_add_object_element (list, vals);
  json_array_add_array_element (args, list);
  return call_params ("res.users.apikeys.description", "create", args, NULL);
}

static JsonObject *
find_params (Minting *self)
{
  JsonArray *args = json_array_new ();
  JsonArray *domain = array_from ("[[\"user_id\",\"=\",0],[\"name\",\"=\",0]]");
  JsonArray *user = json_array_get_array_element (domain, 0);
  JsonArray *name = json_array_get_array_element (domain, 1);

  json_array_remove_element (user, 2);
  json_array_add_int_element (user, self->minted->uid);
  json_array_remove_element (name, 2);
  json_array_add_string_element (name, self->key_name);
  json_array_add_array_element (args, domain);
  return call_params ("res.users.apikeys", "search", args, NULL);
}

static JsonObject *
password_params (Minting *self)
{
  JsonArray *args = ids_argument (&self->check, 1);
  JsonObject *vals = json_object_new ();

  json_object_set_string_member (vals, "password", self->password);
  json_array_add_object_element (args, vals);
  return call_params ("res.users.identitycheck", "write", args, NULL);
}

static JsonObject *
check_params (Minting *self)
{
  JsonObject *kwargs = json_object_new ();

  if (self->major >= 19)
    {
      JsonObject *context = json_object_new ();

      json_object_set_string_member (context, "password", self->password);
      json_object_set_object_member (kwargs, "context", context);
    }
  return call_params ("res.users.identitycheck", "run_check", ids_argument (&self->check, 1),
                      kwargs);
}

static JsonObject *
params_for (Minting *self)
{
  switch (self->step)
    {
    case STEP_AUTHENTICATE:
      return authenticate_params (self);
    case STEP_ASK_DURATION:
      return call_params ("res.users.apikeys.description", "fields_get",
                          array_from ("[[\"duration\"],[\"selection\"]]"), NULL);
    case STEP_DESCRIBE:
      return describe_params (self);
    case STEP_FIND:
      return find_params (self);
    case STEP_ACT:
      if (self->removing)
        return call_params (
            "res.users.apikeys", "remove",
            ids_argument ((const gint64 *)(gconstpointer)self->keys->data, self->keys->len), NULL);
      return call_params ("res.users.apikeys.description", "make_key",
                          ids_argument (&self->description, 1), NULL);
    case STEP_GIVE_PASSWORD:
      return password_params (self);
    case STEP_CHECK:
      return check_params (self);
    case STEP_LEAVE:
    default:
      return json_object_new ();
    }
}

static void
fail_protocol (GTask *task)
{
  g_task_return_new_error (
      task, ERP_ERROR, ERP_ERROR_PROTOCOL,
      _ ("The server did not make a key. Make one in the browser (Preferences, Account Security) "
         "and paste it here."));
}

/* The longest the server offers up to what is wanted. */
static void
take_duration (Minting *self, JsonNode *node)
{
  JsonObject *field;
  JsonArray *options;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  node = json_object_get_member (json_node_get_object (node), "duration");
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  field = json_node_get_object (node);
  node = json_object_get_member (field, "selection");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  options = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      JsonNode *option = json_array_get_element (options, i);
      JsonNode *value;
      int days;

      if (!JSON_NODE_HOLDS_ARRAY (option)
          || json_array_get_length (json_node_get_array (option)) == 0)
        continue;
      value = json_array_get_element (json_node_get_array (option), 0);
      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        continue;
      days = atoi (json_node_get_string (value));
      if (days > (int)self->days && days <= WANTED_DAYS)
        self->days = (guint)days;
    }
}

static gboolean
take_id (JsonNode *node, gint64 *id)
{
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 1)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *id = json_node_get_int (node);
  return TRUE;
}

static void
take_session (GTask *task, JsonNode *node)
{
  Minting *self = g_task_get_task_data (task);
  JsonObject *session;
  GError *error = NULL;

  if (!erp_json_get_object (node, &session, &error)
      || !erp_json_get_int (session, "uid", &self->minted->uid, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->minted->uid == 0)
    {
      self->needs_key = TRUE;
      g_task_return_new_error (
          task, ERP_ERROR, ERP_ERROR_AUTH,
          _ ("This server asks for a second factor. Make a key in the browser (Preferences, "
             "Account Security) and paste it here."));
      return;
    }
  take_step (task, self->removing ? STEP_FIND : STEP_ASK_DURATION);
}

static void
take_keys (GTask *task, JsonNode *node)
{
  Minting *self = g_task_get_task_data (task);
  g_autoptr (JsonObject) holder = json_object_new ();
  GError *error = NULL;

  json_object_set_member (holder, "ids", json_node_ref (node));
  if (!erp_json_get_ids (holder, "ids", &self->keys, &error))
    g_task_return_error (task, error);
  else
    take_step (task, self->keys->len > 0 ? STEP_ACT : STEP_LEAVE);
}

/* What make_key, remove and run_check answer: the identity check, or what was asked for. */
static void
take_action (GTask *task, JsonNode *node)
{
  Minting *self = g_task_get_task_data (task);
  JsonObject *action = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *model = NULL;
  const char *key = NULL;
  JsonNode *context;

  if (action != NULL)
    erp_json_get_string (action, "res_model", &model, NULL);
  if (g_strcmp0 (model, "res.users.identitycheck") == 0)
    {
      if (self->checked || !erp_json_get_int (action, "res_id", &self->check, NULL)
          || self->check <= 0)
        {
          fail_protocol (task);
          return;
        }
      self->checked = TRUE;
      take_step (task, self->major >= 19 ? STEP_CHECK : STEP_GIVE_PASSWORD);
      return;
    }
  if (!self->removing)
    {
      context = action != NULL ? json_object_get_member (action, "context") : NULL;
      if (context == NULL || !JSON_NODE_HOLDS_OBJECT (context)
          || !erp_json_get_string (json_node_get_object (context), "default_key", &key, NULL)
          || key == NULL)
        {
          fail_protocol (task);
          return;
        }
      self->minted->key = g_strdup (key);
    }
  take_step (task, STEP_LEAVE);
}

static void
complete (GTask *task)
{
  Minting *self = g_task_get_task_data (task);

  if (!self->removing && self->days > 0)
    {
      const gint64 now = self->now > 0 ? self->now : g_get_real_time ();
      g_autoptr (GDateTime) base = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);

      self->minted->expires = g_date_time_add_days (base, (int)self->days);
    }
  g_task_return_pointer (task, g_steal_pointer (&self->minted),
                         (GDestroyNotify)erp_minted_key_free);
}

static GError *
word_error (Minting *self, GError *cause)
{
  g_autoptr (GError) error = cause;

  if (self->step == STEP_AUTHENTICATE && g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH))
    return erp_error_new_from_server (
        ERP_ERROR_AUTH,
        _ ("The login or the password is wrong, or the database is another one. Try again."),
        erp_error_get_server_name (error), erp_error_get_server_message (error));
  /* A page in between, or a redirect: the sign-in is somebody else's here. */
  if (self->step == STEP_AUTHENTICATE && g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL))
    {
      self->needs_key = TRUE;
      return erp_error_new_from_server (
          ERP_ERROR_AUTH,
          _ ("This server does not take a password here. Make a key in the browser (Preferences, "
             "Account Security) and paste it."),
          NULL, error->message);
    }
  return g_steal_pointer (&error);
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Minting *self = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 now = -1;
  g_autoptr (JsonNode) node = erp_web_call_finish (ERP_HTTP (source), result, &now, &error);

  if (now > 0)
    self->now = now;
  if (self->step == STEP_LEAVE)
    {
      /* The session ends by itself, too. */
      g_clear_error (&error);
      complete (task);
      return;
    }
  if (node == NULL)
    {
      g_task_return_error (task, word_error (self, error));
      return;
    }
  switch (self->step)
    {
    case STEP_AUTHENTICATE:
      take_session (task, node);
      break;
    case STEP_ASK_DURATION:
      take_duration (self, node);
      take_step (task, STEP_DESCRIBE);
      break;
    case STEP_DESCRIBE:
      if (take_id (node, &self->description))
        take_step (task, STEP_ACT);
      else
        fail_protocol (task);
      break;
    case STEP_FIND:
      take_keys (task, node);
      break;
    case STEP_GIVE_PASSWORD:
      take_step (task, STEP_CHECK);
      break;
    case STEP_ACT:
    case STEP_CHECK:
      take_action (task, node);
      break;
    case STEP_LEAVE:
    default:
      g_assert_not_reached ();
    }
}

static void
take_step (GTask *task, Step step)
{
  Minting *self = g_task_get_task_data (task);
  const gboolean reads =
      step == STEP_AUTHENTICATE || step == STEP_ASK_DURATION || step == STEP_FIND;
  const char *path = "/web/dataset/call_kw";

  self->step = step;
  if (step == STEP_AUTHENTICATE)
    path = "/web/session/authenticate";
  else if (step == STEP_LEAVE)
    path = "/web/session/destroy";
  erp_web_call_async (g_task_get_source_object (task), path, params_for (self), !reads,
                      g_task_get_cancellable (task), stepped_cb, g_object_ref (task));
}

static void
start (ErpHttp *http,
       gboolean removing,
       guint major,
       const char *database,
       const char *login,
       const char *password,
       const char *key_name,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  Minting *self = g_new0 (Minting, 1);

  g_task_set_source_tag (task, start);
  self->removing = removing;
  self->major = major;
  self->database = g_strdup (database);
  self->login = g_strdup (login);
  self->password = g_strdup (password);
  self->key_name = g_strdup (key_name);
  self->minted = g_new0 (ErpMintedKey, 1);
  g_task_set_task_data (task, self, minting_free);
  take_step (task, STEP_AUTHENTICATE);
}

/**
 * erp_minted_key_free:
 * @self: (transfer full): a key
 */
void
erp_minted_key_free (ErpMintedKey *self)
{
  g_return_if_fail (self != NULL);

  erp_secret_free (self->key);
  g_clear_pointer (&self->expires, g_date_time_unref);
  g_free (self);
}

/**
 * erp_key_minter_mint_async:
 * @http: the way to a server, with "keep-cookies"
 * @major: the server's major version
 * @database: a database
 * @login: the person's login
 * @password: the person's password, wiped after use
 * @key_name: what the key is called on the server
 * @cancellable: (nullable): a cancellable
 * @callback: called with the key
 * @user_data: data for @callback, owned by it
 */
void
erp_key_minter_mint_async (ErpHttp *http,
                           guint major,
                           const char *database,
                           const char *login,
                           const char *password,
                           const char *key_name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (ERP_IS_HTTP (http) && database != NULL && login != NULL);
  g_return_if_fail (password != NULL && key_name != NULL);

  start (http, FALSE, major, database, login, password, key_name, cancellable, callback, user_data);
}

/**
 * erp_key_minter_mint_finish:
 * @http: the way to a server
 * @result: what the callback was given
 * @needs_key: (out) (optional): set to whether the server wants a second factor
 * @error: return location for an ERP_ERROR; ERP_ERROR_AUTH for a wrong password
 *
 * Returns: (transfer full): the key
 */
ErpMintedKey *
erp_key_minter_mint_finish (ErpHttp *http,
                            GAsyncResult *result,
                            gboolean *needs_key,
                            GError **error)
{
  Minting *self;

  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  self = g_task_get_task_data (G_TASK (result));
  if (needs_key != NULL)
    *needs_key = self->needs_key;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * erp_key_minter_remove_async:
 * @http: the way to a server, with "keep-cookies"
 * @major: the server's major version
 * @database: a database
 * @login: the person's login
 * @password: the person's password, wiped after use
 * @key_name: what the key is called on the server
 * @cancellable: (nullable): a cancellable
 * @callback: called when no such key is left
 * @user_data: data for @callback, owned by it
 */
void
erp_key_minter_remove_async (ErpHttp *http,
                             guint major,
                             const char *database,
                             const char *login,
                             const char *password,
                             const char *key_name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (ERP_IS_HTTP (http) && database != NULL && login != NULL);
  g_return_if_fail (password != NULL && key_name != NULL);

  start (http, TRUE, major, database, login, password, key_name, cancellable, callback, user_data);
}

/**
 * erp_key_minter_remove_finish:
 * @http: the way to a server
 * @result: what the callback was given
 * @needs_key: (out) (optional): set to whether the server wants a second factor
 * @error: return location for an ERP_ERROR
 *
 * Returns: whether no key of that name is left
 */
gboolean
erp_key_minter_remove_finish (ErpHttp *http,
                              GAsyncResult *result,
                              gboolean *needs_key,
                              GError **error)
{
  g_autoptr (ErpMintedKey) gone = erp_key_minter_mint_finish (http, result, needs_key, error);

  return gone != NULL;
}
