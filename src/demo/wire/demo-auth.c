/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-auth.h"

#include "demo-company.h"
#include "demo-json.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/random.h>

/* How long a password that was given counts, in seconds. */
#define IDENTITY_SECONDS 600
#define MAX_DAYS 90
#define PASSWORD_ROUNDS 2000

char *
demo_auth_random_text (guint bytes)
{
  g_autofree guchar *data = g_malloc (bytes);
  GString *text = g_string_sized_new (bytes * 2);

  for (guint done = 0; done < bytes;)
    {
      gssize got = getrandom (data + done, bytes - done, 0);

      if (got > 0)
        done += (guint)got;
    }
  for (guint i = 0; i < bytes; i++)
    g_string_append_printf (text, "%02x", data[i]);
  return g_string_free (text, FALSE);
}

/* Keys are random: one round is enough. */
static char *
hash_key (const char *key)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
}

static char *
hash_password (const char *salt, const char *password)
{
  g_autofree char *state = g_strdup (password);

  for (guint i = 0; i < PASSWORD_ROUNDS; i++)
    {
      char *next = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)salt,
                                              strlen (salt), state, -1);

      g_free (state);
      state = next;
    }
  return g_strdup_printf ("%s$%s", salt, state);
}

static gboolean
equal_secret (const char *a, const char *b)
{
  gsize length = strlen (a);
  guchar difference = 0;

  if (length != strlen (b))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar)(a[i] ^ b[i]);
  return difference == 0;
}

gint64
demo_auth_check_key (DemoDb *db, const char *key, const char *now)
{
  g_autofree char *hash = hash_key (key);

  return demo_db_int (db, NULL,
                      "SELECT k.user_id FROM res_users_apikeys k JOIN res_users u"
                      " ON u.id = k.user_id WHERE k.key_hash = ? AND u.active = 1"
                      " AND (k.expiration_date IS NULL OR k.expiration_date > ?)",
                      "ss", hash, now);
}

static gboolean
check_password (DemoDb *db, gint64 uid, const char *password)
{
  g_autofree char *stored =
      demo_db_text (db, NULL, "SELECT password_hash FROM res_users WHERE id = ?", "i", uid);
  g_autofree char *salt = NULL;
  g_autofree char *given = NULL;
  char *dollar = stored ? strchr (stored, '$') : NULL;

  if (!dollar)
    return FALSE;
  salt = g_strndup (stored, dollar - stored);
  given = hash_password (salt, password);
  return equal_secret (stored, given);
}

gint64
demo_auth_check_password (DemoDb *db, const char *login, const char *password)
{
  gint64 uid =
      demo_db_int (db, NULL, "SELECT id FROM res_users WHERE login = ? AND active = 1", "s", login);

  return uid && check_password (db, uid, password) ? uid : 0;
}

char *
demo_auth_open_session (DemoDb *db, gint64 uid, GError **error)
{
  g_autofree char *token = demo_auth_random_text (32);
  g_autofree char *hash = hash_key (token);

  if (!demo_db_exec (db, error, "INSERT INTO demo_session (token, uid) VALUES (?, ?)", "si", hash,
                     uid))
    return NULL;
  return g_steal_pointer (&token);
}

gint64
demo_auth_find_session (DemoDb *db, const char *token)
{
  g_autofree char *hash = hash_key (token);

  return demo_db_int (db, NULL,
                      "SELECT s.uid FROM demo_session s JOIN res_users u ON u.id = s.uid"
                      " WHERE s.token = ? AND u.active = 1",
                      "s", hash);
}

void
demo_auth_close_session (DemoDb *db, const char *token)
{
  g_autofree char *hash = hash_key (token);

  demo_db_exec (db, NULL, "DELETE FROM demo_session WHERE token = ?", "s", hash);
}

static gboolean
is_identified (DemoEnv *env)
{
  const char *token = demo_env_get_session (env);
  g_autofree char *hash = token ? hash_key (token) : NULL;

  return hash
         && demo_db_int (demo_env_get_db (env), NULL,
                         "SELECT identity_until FROM demo_session WHERE token = ?", "s", hash)
                > demo_env_now_seconds (env);
}

static JsonNode *
act_window (const char *name, const char *model, gint64 id)
{
  JsonNode *action =
      demo_json ("{\"type\": \"ir.actions.act_window\", \"res_model\": \"%s\", \"name\": \"%s\","
                 " \"target\": \"new\", \"views\": [[false, \"form\"]]}",
                 model, name);

  if (id)
    json_object_set_int_member (json_node_get_object (action), "res_id", id);
  return action;
}

/* Asks for the password first: the wish is kept in a wizard. */
static JsonNode *
ask_identity (DemoEnv *env, const char *wish, const DemoIds *ids, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  g_autoptr (JsonNode) list = demo_ids_to_json (ids);
  g_autofree char *text = demo_json_to_text (list);
  g_autofree char *request = g_strdup_printf ("%s %s", wish, text);
  gint64 id = demo_env_create (env, "res.users.identitycheck", vals, error);

  if (!id || !demo_env_set_text (env, "res.users.identitycheck", id, "request", request, error))
    return NULL;
  return act_window ("Who are you?", "res.users.identitycheck", id);
}

/* Until when a key holds, NULL for good. FALSE when the person may not ask for so long. */
static gboolean
find_expiry (DemoEnv *env, gint64 id, char **expiry, GError **error)
{
  g_autofree char *duration =
      demo_env_get_text (env, "res.users.apikeys.description", id, "duration");
  gint64 days = duration ? g_ascii_strtoll (duration, NULL, 10) : 0;
  gboolean system = demo_env_has_group (env, "base.group_system");
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) end = NULL;

  *expiry = NULL;
  if (demo_env_get_series (env) < 18)
    return TRUE;
  if (!system && (days < 1 || days > MAX_DAYS))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER, "A key of yours may last %d days at most.",
                   MAX_DAYS);
      return FALSE;
    }
  if (days < 1)
    return TRUE;
  now = g_date_time_new_from_unix_utc (demo_env_now_seconds (env));
  end = g_date_time_add_days (now, (int)days);
  *expiry = g_date_time_format (end, "%Y-%m-%d %H:%M:%S");
  return TRUE;
}

static gint64
insert_key (
    DemoEnv *env, gint64 uid, const char *name, const char *key, const char *expiry, GError **error)
{
  g_autofree char *hash = hash_key (key);

  return demo_db_insert (demo_env_get_db (env), error,
                         "INSERT INTO res_users_apikeys (name, user_id, scope, expiration_date,"
                         " key_hash, create_uid, create_date, write_uid, write_date)"
                         " VALUES (?, ?, 'rpc', ?, ?, ?, ?, ?, ?)",
                         "sissisis", name, uid, expiry, hash, demo_env_get_uid (env),
                         demo_env_now (env), demo_env_get_uid (env), demo_env_now (env));
}

static JsonNode *
make_key (DemoEnv *env, const DemoIds *ids, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *key = demo_auth_random_text (20);
  g_autofree char *expiry = NULL;
  JsonNode *action;
  JsonObject *context;

  if (ids->len != 1
      || !demo_env_check_access (env, "res.users.apikeys.description", ids, DEMO_READ, error))
    {
      if (ids->len != 1)
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE, "One key is made at a time.");
      return NULL;
    }
  name = demo_env_get_text (env, "res.users.apikeys.description", demo_ids_get (ids, 0), "name");
  if (!find_expiry (env, demo_ids_get (ids, 0), &expiry, error)
      || !insert_key (env, demo_env_get_uid (env), name, key, expiry, error))
    return NULL;
  action = act_window ("Your key", "res.users.apikeys.show", 0);
  context = json_object_new ();
  json_object_set_string_member (context, "default_key", key);
  json_object_set_object_member (json_node_get_object (action), "context", context);
  return action;
}

static JsonNode *
remove_key (DemoEnv *env, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);

      if (demo_env_get_int (env, "res.users.apikeys", id, "user_id") != demo_env_get_uid (env)
          && !demo_env_has_group (env, "base.group_system"))
        {
          g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_ACCESS, "This key is not yours.");
          return NULL;
        }
      if (!demo_db_exec (demo_env_get_db (env), error, "DELETE FROM res_users_apikeys WHERE id = ?",
                         "i", id))
        return NULL;
    }
  return demo_json ("{\"type\": \"ir.actions.act_window_close\"}");
}

JsonNode *
demo_auth_make_key (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return is_identified (env) ? make_key (env, ids, error)
                             : ask_identity (env, "make_key", ids, error);
}

JsonNode *
demo_auth_remove_key (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  return is_identified (env) ? remove_key (env, ids, error)
                             : ask_identity (env, "remove", ids, error);
}

/* The password: in the context (19) or written into the wizard before (17). */
static gboolean
verify (DemoEnv *env, gint64 id, GError **error)
{
  const char *given = demo_env_context_text (env, "password");
  g_autofree char *written = demo_env_get_text (env, "res.users.identitycheck", id, "password");
  g_autofree char *hash = NULL;

  if (demo_env_get_series (env) < 18)
    given = written;
  if (written && !demo_env_set_text (env, "res.users.identitycheck", id, "password", NULL, error))
    return FALSE;
  if (!given || !check_password (demo_env_get_db (env), demo_env_get_uid (env), given))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER, "That is not your password.");
      return FALSE;
    }
  hash = demo_env_get_session (env) ? hash_key (demo_env_get_session (env)) : NULL;
  return !hash
         || demo_db_exec (demo_env_get_db (env), error,
                          "UPDATE demo_session SET identity_until = ? WHERE token = ?", "is",
                          demo_env_now_seconds (env) + IDENTITY_SECONDS, hash);
}

JsonNode *
demo_auth_run_check (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autofree char *request = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (DemoIds) wished = NULL;
  gint64 id = ids->len == 1 ? demo_ids_get (ids, 0) : 0;
  char *space;

  if (!id)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE, "One check is run at a time.");
      return NULL;
    }
  if (!demo_env_check_access (env, "res.users.identitycheck", ids, DEMO_READ, error)
      || !verify (env, id, error))
    return NULL;
  request = demo_env_get_text (env, "res.users.identitycheck", id, "request");
  space = request ? strchr (request, ' ') : NULL;
  list = space ? json_from_string (space + 1, NULL) : NULL;
  wished = list ? demo_json_get_ids (list, NULL) : NULL;
  if (!wished)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER, "Nothing waits for this check.");
      return NULL;
    }
  *space = '\0';
  /* A check serves once. */
  if (!demo_env_set_text (env, "res.users.identitycheck", id, "request", NULL, error))
    return NULL;
  return strcmp (request, "remove") == 0 ? remove_key (env, wished, error)
                                         : make_key (env, wished, error);
}

static gboolean
add_groups (DemoEnv *env, gint64 uid, const char *groups, GError **error)
{
  g_auto (GStrv) names = g_strsplit (groups, ",", -1);

  for (guint i = 0; names[i]; i++)
    {
      gint64 gid = demo_env_ref (env, g_strstrip (names[i]));

      if (!gid)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "There is no group %s.", names[i]);
          return FALSE;
        }
      if (!demo_db_exec (demo_env_get_db (env), error,
                         "INSERT OR IGNORE INTO res_groups_users_rel (gid, uid) VALUES (?, ?)",
                         "ii", gid, uid))
        return FALSE;
    }
  return TRUE;
}

/**
 * demo_auth_add_user:
 * @env: an environment of the superuser
 * @login: the login
 * @partner_id: the person
 * @role: (nullable): under which the ready line tells the user
 * @groups: external ids, comma-separated
 * @companies: the companies, the own one first
 * @error: return location for an error
 *
 * Returns: the user's id, or 0
 */
gint64
demo_auth_add_user (DemoEnv *env,
                    const char *login,
                    gint64 partner_id,
                    const char *role,
                    const char *groups,
                    const DemoIds *companies,
                    GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *salt = demo_auth_random_text (8);
  g_autofree char *password = demo_auth_random_text (9);
  g_autofree char *key = demo_auth_random_text (20);
  g_autofree char *hash = hash_password (salt, password);
  gint64 uid = demo_db_insert (
      db, error,
      "INSERT INTO res_users (login, partner_id, active, company_id, lang, tz, password_hash,"
      " create_uid, create_date, write_uid, write_date)"
      " VALUES (?, ?, 1, ?, 'en_US', 'UTC', ?, 1, ?, 1, ?)",
      "siisss", login, partner_id, demo_ids_get (companies, 0), hash, demo_env_now (env),
      demo_env_now (env));

  if (!uid || !add_groups (env, uid, groups, error))
    return 0;
  for (guint i = 0; i < companies->len; i++)
    if (!demo_db_exec (db, error, "INSERT INTO res_company_users_rel (user_id, cid) VALUES (?, ?)",
                       "ii", uid, demo_ids_get (companies, i)))
      return 0;
  if (!insert_key (env, uid, "Demo company", key, NULL, error))
    return 0;
  if (role
      && !demo_db_exec (db, error,
                        "INSERT INTO demo_account (role, login, password, key)"
                        " VALUES (?, ?, ?, ?)",
                        "ssss", role, login, password, key))
    return 0;
  return uid;
}
