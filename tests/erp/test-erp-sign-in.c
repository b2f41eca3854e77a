/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-sign-in.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "test-server.h"

#include <string.h>

#define PASSWORD "p4ss-that-nobody-may-see"

/* A server that knows the sign-in of one version and one user. */
typedef struct
{
  guint major;
  const char *version_path; /* the only one that tells the version */
  gboolean hides_databases;
  gboolean two_factor;
  gboolean hides_groups;
  gboolean redirects;
  gboolean checked;
  gboolean removing;
  guint n_keys;
  char *key; /* (owned) */
  const char *durations;
} Erp;

typedef struct
{
  Erp erp;
  TestServer *server;
  char *url;
  ErpKeyring *keyring;
  ErpSignIn *sign_in;
  ErpProfile *profile;
} Fixture;

static void say (TestAnswer *answer, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (TestAnswer *answer, const char *format, ...)
{
  char *text;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  answer->body = g_bytes_new_take (text, strlen (text));
}

static void
refuse (TestAnswer *answer, const char *name)
{
  say (answer,
       "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,\"message\":\"x\",\"data\":{"
       "\"name\":\"%s\",\"message\":\"Server's words\"}}}",
       name);
}

static gboolean
has (const TestRequest *request, const char *text)
{
  return strstr (request->body, text) != NULL;
}

/* make_key, remove and run_check. */
static void
act (Erp *erp, const TestRequest *request, TestAnswer *answer)
{
  if (!erp->checked)
    {
      say (answer, "{\"jsonrpc\":\"2.0\",\"result\":{\"type\":\"ir.actions.act_window\","
                   "\"res_model\":\"res.users.identitycheck\",\"res_id\":44}}");
      return;
    }
  if (erp->removing)
    {
      g_clear_pointer (&erp->key, g_free);
      say (answer, "{\"jsonrpc\":\"2.0\",\"result\":{\"type\":"
                   "\"ir.actions.act_window_close\"}}");
      return;
    }
  erp->n_keys++;
  g_free (erp->key);
  erp->key = g_strdup_printf ("key%u", erp->n_keys);
  say (answer,
       "{\"jsonrpc\":\"2.0\",\"result\":{\"type\":\"ir.actions.act_window\","
       "\"res_model\":\"res.users.apikeys.show\",\"context\":{\"default_key\":\"%s\"}}}",
       erp->key);
}

static void
call_kw (Erp *erp, const TestRequest *request, TestAnswer *answer)
{
  if (has (request, "\"method\":\"fields_get\""))
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":{%s}}", erp->durations);
  else if (has (request, "\"method\":\"create\""))
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":%s}", erp->major >= 18 ? "[33]" : "33");
  else if (has (request, "\"method\":\"search\""))
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":[%s]}", erp->key != NULL ? "7,8" : "");
  else if (has (request, "\"method\":\"make_key\",\"args\":[[33]]")
           || has (request, "\"method\":\"remove\",\"args\":[[7,8]]"))
    {
      erp->removing = has (request, "\"method\":\"remove\"");
      act (erp, request, answer);
    }
  else if (has (request, "\"method\":\"write\",\"args\":[[44],{\"password\":\"" PASSWORD "\"}]"))
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":true}");
  else if (has (request, "\"method\":\"run_check\",\"args\":[[44]]"))
    {
      if (erp->major < 19
          || has (request, "\"kwargs\":{\"context\":{\"password\":\"" PASSWORD "\"}}"))
        erp->checked = TRUE;
      act (erp, request, answer);
    }
  else
    refuse (answer, "builtins.AttributeError");
}

static void
authenticate (Erp *erp, const TestRequest *request, TestAnswer *answer)
{
  erp->checked = FALSE;
  if (erp->redirects)
    {
      answer->status = 303;
      answer->headers = "Location: https://sso.example.com/login\r\n";
      say (answer, "see there");
      return;
    }
  if (!has (request, "\"password\":\"" PASSWORD "\""))
    refuse (answer, "odoo.exceptions.AccessDenied");
  else if (erp->two_factor)
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":{\"uid\":null}}");
  else
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":{\"uid\":9,\"db\":\"db\"}}");
  answer->headers = "Set-Cookie: session_id=abc; Path=/; HttpOnly\r\n";
}

/* What the capabilities ask, as the result alone; NULL: unknown. */
static const char *
result_for (Erp *erp, const char *model, const char *method, const TestRequest *request)
{
  if (g_str_equal (method, "has_group"))
    return has (request, "\"group_ext_id\":\"base.group_user\"") ? "true" : "false";
  if (erp->hides_groups && g_str_equal (model, "res.groups"))
    return NULL;
  if (g_str_equal (method, "context_get"))
    return "{\"uid\":9,\"lang\":\"de_DE\",\"tz\":\"Europe/Berlin\"}";
  if (g_str_equal (model, "res.users") && has (request, "groups_id"))
    return "[{\"id\":9,\"groups_id\":[1]}]";
  if (g_str_equal (model, "res.users") && has (request, "all_group_ids"))
    return "[{\"id\":9,\"all_group_ids\":[1]}]";
  if (g_str_equal (model, "res.users"))
    return "[{\"id\":9,\"name\":\"Anna\",\"login\":\"anna\",\"tz\":\"Europe/Berlin\",\"lang\":"
           "\"de_DE\",\"company_id\":[2,\"Two\"],\"company_ids\":[2,3],\"create_date\":"
           "\"2026-01-01 00:00:00\"}]";
  if (g_str_equal (model, "res.groups"))
    return "{\"1\":\"base.group_user\"}";
  if (g_str_equal (model, "res.company"))
    return "[{\"id\":2,\"name\":\"Two\",\"currency_id\":[1,\"EUR\"]},"
           "{\"id\":3,\"name\":\"Three\",\"currency_id\":[1,\"EUR\"]},"
           "{\"id\":4,\"name\":\"Not mine\",\"currency_id\":[1,\"EUR\"]}]";
  if (g_str_equal (model, "res.currency"))
    return "[{\"id\":1,\"name\":\"EUR\",\"symbol\":\"€\",\"position\":\"after\","
           "\"decimal_places\":2}]";
  if (g_str_equal (model, "account.move") && g_str_equal (method, "fields_get"))
    return "{\"name\":{\"type\":\"char\"}}";
  if (g_str_equal (model, "account.move"))
    return has (request, "unlink") ? "false" : "true";
  if (g_str_equal (method, "search_count"))
    return "5";
  return NULL;
}

static void
json2 (Erp *erp, const TestRequest *request, TestAnswer *answer)
{
  g_auto (GStrv) parts = g_strsplit (request->path, "/", -1);
  g_autofree char *bearer = g_strdup_printf ("Authorization: bearer %s\n", erp->key);
  const char *result;

  if (erp->key == NULL || strstr (request->headers, bearer) == NULL)
    {
      answer->status = 401;
      say (answer, "{\"name\":\"werkzeug.exceptions.Unauthorized\",\"message\":\"no\"}");
      return;
    }
  result = result_for (erp, parts[3], parts[4], request);
  if (result != NULL)
    say (answer, "%s", result);
  else
    {
      answer->status = 404;
      say (answer, "{\"name\":\"werkzeug.exceptions.NotFound\",\"message\":\"no model\"}");
    }
}

static void
jsonrpc (Erp *erp, const TestRequest *request, TestAnswer *answer)
{
  g_autofree char *login = g_strdup_printf ("[\"db\",\"anna\",\"%s\",{}]", erp->key);
  g_autofree char *head = g_strdup_printf ("\"args\":[\"db\",9,\"%s\",\"", erp->key);
  const char *found = strstr (request->body, head);
  g_auto (GStrv) words = NULL;
  const char *result;

  if (has (request, "\"method\":\"authenticate\""))
    {
      say (answer, "{\"jsonrpc\":\"2.0\",\"result\":%s}", has (request, login) ? "9" : "false");
      return;
    }
  if (found == NULL)
    {
      refuse (answer, "odoo.exceptions.AccessDenied");
      return;
    }
  words = g_strsplit (found + strlen (head), "\"", 4);
  result = result_for (erp, words[0], words[2], request);
  if (result != NULL)
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":%s}", result);
  else
    refuse (answer, "odoo.exceptions.UserError");
}

static void
tell_version (Erp *erp, const TestRequest *request, TestAnswer *answer)
{
  if (g_str_equal (request->path, "/web/version"))
    say (answer, "{\"version_info\":[%u,0],\"version\":\"%u.0\"}", erp->major, erp->major);
  else
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":{\"server_version\":\"saas~%u.2\"}}", erp->major);
}

static void
answer_request (const TestRequest *request, TestAnswer *answer, gpointer user_data)
{
  Erp *erp = user_data;

  if (g_str_equal (request->path, erp->version_path)
      && (!g_str_equal (request->path, "/jsonrpc") || has (request, "\"common\"")))
    tell_version (erp, request, answer);
  else if (g_str_equal (request->path, "/web/database/list") && !erp->hides_databases)
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":[\"db\",\"other\"]}");
  else if (g_str_equal (request->path, "/web/session/authenticate"))
    authenticate (erp, request, answer);
  else if (g_str_equal (request->path, "/web/session/destroy"))
    say (answer, "{\"jsonrpc\":\"2.0\",\"result\":null}");
  else if (g_str_equal (request->path, "/web/dataset/call_kw")
           && strstr (request->headers, "Cookie: session_id=abc") != NULL)
    call_kw (erp, request, answer);
  else if (g_str_has_prefix (request->path, "/json/2/") && erp->major >= 19)
    json2 (erp, request, answer);
  else if (g_str_equal (request->path, "/jsonrpc") && erp->major < 19)
    jsonrpc (erp, request, answer);
  else
    {
      answer->status = 404;
      answer->content_type = "text/html";
      say (answer, "<html>not found</html>");
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const guint major = GPOINTER_TO_UINT (data);

  fixture->erp.major = major;
  fixture->erp.version_path = major >= 19 ? "/web/version" : "/web/webclient/version_info";
  fixture->erp.durations = major >= 18
                               ? "\"duration\":{\"selection\":[[\"1\",\"1 Day\"],[\"30\",\"30\"],"
                                 "[\"90\",\"90\"],[\"365\",\"1 Year\"],[\"-1\",\"Custom\"]]}"
                               : "";
  fixture->server = test_server_new (NULL);
  test_server_set_handler (fixture->server, answer_request, &fixture->erp);
  fixture->url = test_server_get_url (fixture->server);
  fixture->keyring = erp_keyring_new_in_memory ();
  fixture->sign_in = erp_sign_in_new (fixture->keyring);
  g_object_set (fixture->sign_in, "journal-path", NULL, NULL);
  fixture->profile = erp_profile_new ("Test", fixture->url, "db", "anna");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->sign_in);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->profile);
  test_server_free (fixture->server);
  g_free (fixture->url);
  g_free (fixture->erp.key);
}

static gboolean
probe (Fixture *fixture, const char *typed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_sign_in_probe_async (fixture->sign_in, typed, NULL, test_take_result_cb, &result);
  test_wait (&result);
  return erp_sign_in_probe_finish (fixture->sign_in, result, error);
}

static ErpSession *
with_password (Fixture *fixture, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_sign_in_with_password_async (fixture->sign_in, fixture->profile, password, NULL,
                                   test_take_result_cb, &result);
  test_wait (&result);
  return erp_sign_in_finish (fixture->sign_in, result, error);
}

static ErpSession *
with_key (Fixture *fixture, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_sign_in_with_key_async (fixture->sign_in, fixture->profile, key, NULL, test_take_result_cb,
                              &result);
  test_wait (&result);
  return erp_sign_in_finish (fixture->sign_in, result, error);
}

static ErpSession *
resume (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_sign_in_resume_async (fixture->sign_in, fixture->profile, NULL, test_take_result_cb, &result);
  test_wait (&result);
  return erp_sign_in_finish (fixture->sign_in, result, error);
}

static gboolean
renew (Fixture *fixture, ErpSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_sign_in_renew_async (fixture->sign_in, session, PASSWORD, NULL, test_take_result_cb, &result);
  test_wait (&result);
  return erp_sign_in_renew_finish (fixture->sign_in, result, error);
}

static gboolean
can_ask (ErpSession *session)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("res.partner", "search_count");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;

  erp_client_call_async (erp_session_get_client (session), call, NULL, test_take_result_cb,
                         &result);
  test_wait (&result);
  node = erp_client_call_finish (erp_session_get_client (session), result, NULL);
  return node != NULL;
}

static void
assert_no_password_left (Fixture *fixture)
{
  g_autofree char *key = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  erp_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, test_take_result_cb, &result);
  test_wait (&result);
  key = erp_keyring_lookup_finish (fixture->keyring, result, NULL);
  g_assert_cmpstr (key, ==, fixture->erp.key);
}

static void
test_probe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *typed =
      g_strdup_printf (" 127.0.0.1:%u/odoo/sales ", test_server_get_port (fixture->server));
  g_autofree char *url = NULL;
  g_autofree char *version = NULL;
  g_auto (GStrv) databases = NULL;
  ErpTransportKind transport;
  g_autoptr (GError) error = NULL;

  g_assert_true (probe (fixture, typed, &error));
  g_assert_no_error (error);
  g_object_get (fixture->sign_in, "url", &url, "version", &version, "databases", &databases,
                "transport", &transport, NULL);
  g_assert_cmpstr (url, ==, fixture->url);
  g_assert_nonnull (strstr (version, fixture->erp.major == 19 ? "19" : "17"));
  g_assert_cmpstr (databases[0], ==, "db");
  g_assert_cmpint (transport, ==,
                   fixture->erp.major >= 19 ? ERP_TRANSPORT_JSON2 : ERP_TRANSPORT_JSONRPC);
}

static void
test_probe_last_way (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) databases = NULL;
  g_autoptr (GError) error = NULL;

  fixture->erp.version_path = "/jsonrpc";
  fixture->erp.hides_databases = TRUE;
  g_assert_true (probe (fixture, fixture->url, &error));
  g_object_get (fixture->sign_in, "databases", &databases, NULL);
  g_assert_null (databases);
}

static void
test_probe_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->erp.major = 16;
  g_assert_false (probe (fixture, fixture->url, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "17"));
  g_clear_error (&error);

  fixture->erp.version_path = "/nowhere";
  g_assert_false (probe (fixture, fixture->url, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_clear_error (&error);

  g_assert_false (probe (fixture, "ftp://x", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (ErpSession) again = NULL;
  g_autoptr (GError) error = NULL;
  ErpCapabilities *capabilities;
  GDateTime *expires;
  gsize n;

  g_assert_null (with_password (fixture, "wrong", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_assert_null (strstr (error->message, "wrong password " PASSWORD));
  g_clear_error (&error);

  session = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (can_ask (session));
  g_assert_cmpuint (fixture->erp.n_keys, ==, 1);
  assert_no_password_left (fixture);
  expires = erp_profile_get_key_expires (fixture->profile);
  if (fixture->erp.major >= 18)
    {
      g_autofree char *day = g_date_time_format (expires, "%F");

      /* 90 days after the server's date */
      g_assert_cmpstr (day, ==, "2027-02-20");
    }
  else
    g_assert_null (expires);

  capabilities = erp_session_get_capabilities (session);
  g_assert_cmpstr (erp_capabilities_get_user_name (capabilities), ==, "Anna");
  g_assert_cmpstr (erp_capabilities_get_time_zone (capabilities), ==, "Europe/Berlin");
  g_assert_cmpuint (g_list_model_get_n_items (erp_capabilities_get_companies (capabilities)), ==,
                    2);
  g_assert_true (erp_capabilities_has_field (capabilities, "account.move", "name"));
  g_assert_false (erp_capabilities_has_field (capabilities, "account.move", "nothing"));
  g_assert_false (erp_capabilities_has_model (capabilities, "helpdesk.ticket"));
  g_assert_cmpint (erp_capabilities_get_rights (capabilities, "account.move"), ==,
                   ERP_RIGHT_READ | ERP_RIGHT_CREATE | ERP_RIGHT_WRITE);
  g_assert_true (erp_capabilities_has_group (capabilities, "base.group_user"));
  g_assert_false (erp_capabilities_has_group (capabilities, "base.group_system"));
  g_assert_cmpint (*erp_session_get_active_companies (session, &n), ==, 2);
  g_assert_nonnull (erp_session_get_journal (session));
  g_assert_true (erp_capabilities_get_complete (capabilities));

  again = resume (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (can_ask (again));
}

static gboolean
is_complete (gpointer user_data)
{
  return erp_capabilities_get_complete (user_data);
}

/* As the window comes back: the session first, the rest of what the server has behind it. */
static void
test_brief (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) first = NULL;
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GError) error = NULL;
  ErpCapabilities *capabilities;

  first = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  g_object_set (fixture->sign_in, "brief", TRUE, NULL);
  session = resume (fixture, &error);
  g_assert_no_error (error);
  capabilities = erp_session_get_capabilities (session);
  g_assert_false (erp_capabilities_get_complete (capabilities));
  g_assert_cmpstr (erp_capabilities_get_user_name (capabilities), ==, "Anna");
  g_assert_true (erp_capabilities_has_model (capabilities, "account.move"));
  g_assert_nonnull (erp_session_get_journal (session));
  g_assert_true (can_ask (session));
  test_wait_until (is_complete, capabilities);
  g_assert_true (erp_capabilities_has_field (capabilities, "account.move", "name"));
  g_assert_false (erp_capabilities_has_model (capabilities, "helpdesk.ticket"));
  g_assert_true (erp_capabilities_has_group (capabilities, "base.group_user"));
}

static ErpSession *
resume_knowing (Fixture *fixture, const char *version, const char *user, GError **error)
{
  g_autoptr (ErpSignIn) sign_in = erp_sign_in_new (fixture->keyring);

  g_set_object (&fixture->sign_in, sign_in);
  g_object_set (sign_in, "journal-path", NULL, "brief", TRUE, NULL);
  g_object_set (fixture->profile, "server-version", version, "user-id", user, NULL);
  return resume (fixture, error);
}

/* What the last session found is believed only where it is so still. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *version;
    const char *user;
  } cases[] = {
    { "19.0", "9" },      { "17.0", "9" }, { "19.0", "4711" }, { "17.0", "4711" },
    { "saas~18.2", "9" }, { "none", "9" }, { "", "9" },        { "19.0", "x" },
    { "17.0", "-9" },     { NULL, "9" },   { "19.0", NULL },
  };
  g_autoptr (ErpSession) first = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;

  first = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  g_object_get (fixture->profile, "server-version", &version, NULL);
  g_assert_nonnull (version);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpSession) session =
          resume_knowing (fixture,
                          g_strcmp0 (cases[i].version, "same") == 0 ? version : cases[i].version,
                          cases[i].user, &error);
      g_autofree char *known = NULL;
      g_autofree char *user = NULL;

      g_test_message ("%s %s", cases[i].version, cases[i].user);
      g_assert_no_error (error);
      g_assert_cmpint (erp_capabilities_get_uid (erp_session_get_capabilities (session)), ==, 9);
      g_assert_cmpstr (erp_capabilities_get_server_version (erp_session_get_capabilities (session)),
                       ==, version);
      g_assert_true (can_ask (session));
      g_object_get (fixture->profile, "server-version", &known, "user-id", &user, NULL);
      g_assert_cmpstr (known, ==, version);
      g_assert_cmpstr (user, ==, "9");
    }
  /* A key that was taken away opens nothing, whatever was known. */
  g_free (fixture->erp.key);
  fixture->erp.key = g_strdup ("another");
  g_assert_null (resume_knowing (fixture, version, "9", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
}

static gboolean
knows_first_rows (gpointer user_data)
{
  g_autofree char *first_rows = NULL;

  g_object_get (user_data, "first-rows", &first_rows, NULL);
  return first_rows != NULL;
}

static void
ask_rows (ErpSession *session)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "web_search_read");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;

  erp_call_set_arg_int (call, "offset", 0);
  erp_client_call_async (erp_session_get_client (session), call, NULL, test_take_result_cb,
                         &result);
  test_wait (&result);
  node = erp_client_call_finish (erp_session_get_client (session), result, NULL);
}

static guint
count_rows (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < test_server_get_n_requests (fixture->server); i++)
    if (strstr (test_server_get_request (fixture->server, i)->body, "\"offset\":0") != NULL)
      n++;
  return n;
}

/* The first rows of a session are those that the next one asks for while it signs in. */
static void
test_first_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) first = NULL;
  g_autoptr (ErpSession) second = NULL;
  g_autoptr (ErpSession) third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;

  first = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  g_object_get (fixture->profile, "server-version", &version, NULL);
  ask_rows (first);
  g_assert_false (knows_first_rows (fixture->profile));
  second = resume_knowing (fixture, version, "9", &error);
  g_assert_no_error (error);
  g_assert_false (knows_first_rows (fixture->profile));
  ask_rows (second);
  g_assert_true (knows_first_rows (fixture->profile));
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  third = resume_knowing (fixture, version, "9", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  ask_rows (third);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
}

static void
test_two_factor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean needs_key;

  fixture->erp.two_factor = TRUE;
  g_assert_null (with_password (fixture, PASSWORD, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_object_get (fixture->sign_in, "needs-key", &needs_key, NULL);
  g_assert_true (needs_key);
}

static void
test_redirected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean needs_key;

  fixture->erp.redirects = TRUE;
  g_assert_null (with_password (fixture, PASSWORD, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_object_get (fixture->sign_in, "needs-key", &needs_key, NULL);
  g_assert_true (needs_key);
}

/* The whole way over TLS: refused, compared, pinned, signed in; the pin stands in the profile. */
static void
test_pinned (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", "unknown.pem", NULL);
  g_autofree char *url = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *pinned = NULL;
  g_autofree char *host = NULL;
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (ErpSession) resumed = NULL;
  g_autoptr (GError) error = NULL;

  test_server_free (fixture->server);
  fixture->server = test_server_new (path);
  test_server_set_handler (fixture->server, answer_request, &fixture->erp);
  url = test_server_get_url (fixture->server);
  g_object_set (fixture->profile, "url", url, NULL);

  g_assert_false (probe (fixture, url, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_TLS);
  g_clear_error (&error);
  g_object_get (fixture->sign_in, "fingerprint", &fingerprint, NULL);
  g_assert_cmpuint (strlen (fingerprint), ==, 64);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 0);

  erp_sign_in_pin_certificate (fixture->sign_in);
  g_assert_true (probe (fixture, url, &error));
  g_assert_no_error (error);
  session = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (can_ask (session));
  g_object_get (fixture->profile, "pinned-fingerprint", &pinned, "pinned-host", &host, NULL);
  g_assert_cmpstr (pinned, ==, fingerprint);
  g_assert_nonnull (strstr (url, host));

  /* The next start knows only the profile. */
  g_clear_object (&fixture->sign_in);
  fixture->sign_in = erp_sign_in_new (fixture->keyring);
  g_object_set (fixture->sign_in, "journal-path", NULL, NULL);
  resumed = resume (fixture, &error);
  g_assert_no_error (error);
  g_object_set (fixture->profile, "pinned-fingerprint", "00", NULL);
  g_clear_object (&fixture->sign_in);
  fixture->sign_in = erp_sign_in_new (fixture->keyring);
  g_assert_null (resume (fixture, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_TLS);
}

/* Nothing answers with https; the person is asked before anything else is tried. */
static void
test_plain_http_is_asked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *typed = g_strdup_printf ("0.0.0.0:%u", test_server_get_port (fixture->server));
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  gboolean possible;

  g_object_set (fixture->sign_in, "connect-timeout", 50, NULL);
  g_assert_false (probe (fixture, typed, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_object_get (fixture->sign_in, "plain-http-possible", &possible, NULL);
  g_assert_true (possible);
  g_assert_cmpuint (test_server_get_n_requests (fixture->server), ==, 0);

  erp_sign_in_allow_plain_http (fixture->sign_in);
  g_assert_true (probe (fixture, typed, &error));
  g_object_get (fixture->sign_in, "url", &url, NULL);
  g_assert_true (g_str_has_prefix (url, "http://0.0.0.0:"));
}

static void
test_shorter_duration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;

  fixture->erp.durations = "\"duration\":{\"selection\":[[\"1\",\"1 Day\"],[\"7\",\"1 Week\"],"
                           "[\"-1\",\"Custom\"]]}";
  session = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  day = g_date_time_format (erp_profile_get_key_expires (fixture->profile), "%F");
  g_assert_cmpstr (day, ==, "2026-11-29");
}

static void
test_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (resume (fixture, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_null (with_key (fixture, "nonsense", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_null (with_key (fixture, "a\r\nX-Evil: 1", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_null (with_key (fixture, "  ", &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_clear_error (&error);

  fixture->erp.key = g_strdup ("pasted");
  session = with_key (fixture, " pasted\n", &error);
  g_assert_no_error (error);
  g_assert_true (can_ask (session));
}

static void
test_renew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GError) error = NULL;

  fixture->erp.key = g_strdup ("old");
  session = with_key (fixture, "old", &error);
  g_assert_no_error (error);
  g_assert_true (renew (fixture, session, &error));
  g_assert_no_error (error);
  /* The old key opens nothing any more; the session asks with the new one. */
  g_assert_cmpstr (fixture->erp.key, ==, "key1");
  g_assert_true (can_ask (session));
  assert_no_password_left (fixture);
}

static gboolean
sign_out (Fixture *fixture, const char *password, char **name, char **place)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_sign_in_sign_out_async (fixture->sign_in, fixture->profile, password, NULL,
                              test_take_result_cb, &result);
  test_wait (&result);
  return erp_sign_in_sign_out_finish (fixture->sign_in, result, name, place, NULL);
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = with_password (fixture, PASSWORD, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;

  g_assert_true (sign_out (fixture, NULL, &name, &place));
  g_assert_true (g_str_has_prefix (name, "Quittance on "));
  g_assert_nonnull (strstr (place, fixture->url));
  g_assert_nonnull (fixture->erp.key);
  g_assert_null (resume (fixture, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_AUTH);
  g_clear_pointer (&name, g_free);
  g_clear_pointer (&place, g_free);

  g_assert_false (sign_out (fixture, "wrong", &name, &place));
  g_assert_nonnull (name);
  g_clear_pointer (&name, g_free);
  g_clear_pointer (&place, g_free);

  g_assert_true (sign_out (fixture, PASSWORD, &name, &place));
  g_assert_null (name);
  g_assert_null (fixture->erp.key);
}

/* Where the names of all groups cannot be asked, the known ones are asked one by one. */
static void
test_groups_one_by_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GError) error = NULL;
  ErpCapabilities *capabilities;

  fixture->erp.hides_groups = TRUE;
  session = with_password (fixture, PASSWORD, &error);
  g_assert_no_error (error);
  capabilities = erp_session_get_capabilities (session);
  g_assert_true (erp_capabilities_has_group (capabilities, "base.group_user"));
  g_assert_false (erp_capabilities_has_group (capabilities, "base.group_system"));
}

static void
test_companies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ErpSession) session = with_password (fixture, PASSWORD, NULL);
  const gint64 both[] = { 3, 2 };
  const TestRequest *last;

  erp_session_set_active_companies (session, both, 2);
  g_assert_true (can_ask (session));
  last =
      test_server_get_request (fixture->server, test_server_get_n_requests (fixture->server) - 1);
  g_assert_nonnull (strstr (last->body, "\"allowed_company_ids\":[3,2]"));
  g_assert_nonnull (strstr (last->body, "\"lang\":\"de_DE\""));
  g_assert_nonnull (strstr (last->body, "\"tz\":\"Europe/Berlin\""));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    guint major;
  } versions[] = { { "19", 19 }, { "17", 17 } };
  static const struct
  {
    const char *name;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "probe", test_probe },
    { "password", test_password },
    { "two-factor", test_two_factor },
    { "key", test_key },
    { "renew", test_renew },
    { "sign-out", test_sign_out },
    { "brief", test_brief },
    { "at-once", test_at_once },
    { "first-rows", test_first_rows },
    { "companies", test_companies },
    { "groups", test_groups_one_by_one },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path =
            g_strdup_printf ("/erp/sign-in/%s/%s", versions[i].name, tests[j].name);

        g_test_add (path, Fixture, GUINT_TO_POINTER (versions[i].major), set_up, tests[j].func,
                    tear_down);
      }
  g_test_add ("/erp/sign-in/probe-last-way", Fixture, GUINT_TO_POINTER (17), set_up,
              test_probe_last_way, tear_down);
  g_test_add ("/erp/sign-in/probe-refuses", Fixture, GUINT_TO_POINTER (19), set_up,
              test_probe_refuses, tear_down);
  g_test_add ("/erp/sign-in/redirected", Fixture, GUINT_TO_POINTER (19), set_up, test_redirected,
              tear_down);
  g_test_add ("/erp/sign-in/pinned", Fixture, GUINT_TO_POINTER (19), set_up, test_pinned,
              tear_down);
  g_test_add ("/erp/sign-in/plain-http", Fixture, GUINT_TO_POINTER (19), set_up,
              test_plain_http_is_asked, tear_down);
  g_test_add ("/erp/sign-in/shorter-duration", Fixture, GUINT_TO_POINTER (19), set_up,
              test_shorter_duration, tear_down);
  return g_test_run ();
}
