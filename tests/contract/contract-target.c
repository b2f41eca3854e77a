/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "contract"

#include "contract-target.h"

#include "contract-raw.h"
#include "erp-call.h"
#include "erp-http.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"

typedef struct
{
  gboolean done;
  JsonNode *answer; /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */
} Wait;

static void
user_free (ContractUser *user)
{
  g_free (user->login);
  g_free (user->key);
  g_clear_object (&user->client);
  g_free (user);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->answer = erp_client_call_finish (ERP_CLIENT (source), result, &wait->error);
  wait->done = TRUE;
}

/* JSON-2 knows the user by the key: ask who that is. */
static gint64
ask_uid (ErpClient *client)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("res.users", "context_get");
  g_autoptr (JsonNode) answer = NULL;
  Wait wait = { 0 };

  erp_client_call_async (client, call, NULL, called_cb, &wait);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (wait.error);
  answer = wait.answer;

  return json_object_get_int_member (json_node_get_object (answer), "uid");
}

/* JSON-RPC wants the id beside the key, and tells it for login and key. */
static gint64
authenticate (ContractTarget *self, ContractUser *user)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) request = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *type = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"path\": \"/jsonrpc\", \"body\": {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"call\","
      " \"params\": {\"service\": \"common\", \"method\": \"authenticate\","
      " \"args\": [\"%s\", \"%s\", \"%s\", {}]}}}",
      self->database, user->login, user->key);

  request = json_from_string (text, NULL);
  g_assert_nonnull (request);
  g_assert_cmpuint (contract_raw_send (self, json_node_get_object (request), &type, &answer), ==,
                    200);
  g_assert_true (json_object_has_member (json_node_get_object (answer), "result"));

  return json_object_get_int_member (json_node_get_object (answer), "result");
}

static void
sign_in (ContractTarget *self, ContractUser *user)
{
  g_autoptr (ErpHttp) http = erp_http_new (self->url);

  if (self->transport == CONTRACT_JSON2)
    {
      user->client = erp_json2_client_new (http, self->database, user->key);
      user->uid = ask_uid (user->client);
      return;
    }
  user->uid = authenticate (self, user);
  if (user->uid == 0)
    g_error ("%s: %s is not let in", self->name, user->login);
  user->client =
      erp_jsonrpc_client_new (http, self->database, user->uid, user->key, (guint)self->series);
}

ContractTarget *
contract_target_new (const char *name,
                     const char *url,
                     const char *database,
                     int series,
                     ContractTransport transport)
{
  ContractTarget *self = g_new0 (ContractTarget, 1);

  self->name = g_strdup (name);
  self->url = g_strdup (url);
  self->database = g_strdup (database);
  self->series = series;
  self->transport = transport;
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)user_free);

  return self;
}

void
contract_target_free (ContractTarget *self)
{
  g_free (self->name);
  g_free (self->url);
  g_free (self->database);
  g_hash_table_unref (self->users);
  g_free (self);
}

void
contract_target_add_user (ContractTarget *self,
                          const char *role,
                          const char *login,
                          const char *key)
{
  ContractUser *user = g_new0 (ContractUser, 1);

  user->login = g_strdup (login);
  user->key = g_strdup (key);
  g_hash_table_insert (self->users, g_strdup (role), user);
}

gboolean
contract_target_has_role (ContractTarget *self, const char *role)
{
  return g_hash_table_contains (self->users, role);
}

ContractUser *
contract_target_get_user (ContractTarget *self, const char *role)
{
  ContractUser *user = g_hash_table_lookup (self->users, role);

  if (user == NULL)
    g_error ("%s: nobody signs in as %s", self->name, role);
  if (user->client == NULL)
    sign_in (self, user);

  return user;
}
