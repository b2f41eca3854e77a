/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A password becomes a key, with servers of all versions and humours. */

#include "erp-key-minter.h"

#include "erp-error.h"
#include "test-server.h"
#include "test-values.h"

#include <string.h>

#define PASSWORD "the-password-of-this-test"
#define RESULT(json) "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" json "}"
#define REFUSED(name)                                                                              \
  "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,\"message\":\"x\",\"data\":{\"name\":"    \
  "\"" name "\",\"message\":\"no\",\"arguments\":[\"no\"]}}}"
#define SESSION RESULT ("{\"uid\":7,\"username\":\"ann\"}")
#define DURATIONS                                                                                  \
  RESULT ("{\"duration\":{\"selection\":[[\"1\",\"1 Day\"],[\"30\",\"1 Month\"],[\"90\",\"3 "      \
          "Months\"],[\"365\",\"1 Year\"],[\"3650\",\"ever\"],[\"-1\",\"Custom\"]]}}")
#define NO_DURATIONS RESULT ("{}")
#define CHECK RESULT ("{\"type\":\"x\",\"res_model\":\"res.users.identitycheck\",\"res_id\":5}")
#define KEY RESULT ("{\"type\":\"x\",\"context\":{\"default_key\":\"0123abcd\"}}")
#define DONE RESULT ("{\"type\":\"ir.actions.act_window_close\"}")

typedef struct
{
  const char *what;
  gboolean removes;
  guint major;
  const char *answers[8]; /* in their order; then "true" */
  int code;               /* -1: it works */
  gboolean needs_key;
  gboolean ends; /* the key does */
  guint n_asked;
} Case;

static const Case cases[] = {
  { "a 19", FALSE, 19, { SESSION, DURATIONS, RESULT ("[3]"), CHECK, KEY }, -1, FALSE, TRUE, 6 },
  { "a 17, whose keys do not end",
    FALSE,
    17,
    { SESSION, NO_DURATIONS, RESULT ("[3]"), CHECK, RESULT ("true"), KEY },
    -1,
    FALSE,
    FALSE,
    7 },
  { "no check, because it was just made",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("3"), KEY },
    -1,
    FALSE,
    TRUE,
    5 },
  { "a second factor", FALSE, 19, { RESULT ("{\"uid\":null}") }, ERP_ERROR_AUTH, TRUE, FALSE, 1 },
  { "a second factor as false",
    FALSE,
    17,
    { RESULT ("{\"uid\":false}") },
    ERP_ERROR_AUTH,
    TRUE,
    FALSE,
    1 },
  { "a wrong password",
    FALSE,
    19,
    { REFUSED ("odoo.exceptions.AccessDenied") },
    -2,
    FALSE,
    FALSE,
    1 },
  { "a page in between", FALSE, 19, { "<html></html>" }, ERP_ERROR_AUTH, TRUE, FALSE, 1 },
  { "a session that is none", FALSE, 19, { RESULT ("7") }, ERP_ERROR_PROTOCOL, FALSE, FALSE, 1 },
  { "a user that is none",
    FALSE,
    19,
    { RESULT ("{\"uid\":\"7\"}") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    1 },
  { "durations that are none",
    FALSE,
    19,
    { SESSION, RESULT ("{\"duration\":{\"selection\":[7,[],[30,\"x\"],[\"x\",\"y\"]]}}"),
      RESULT ("[3]"), KEY },
    -1,
    FALSE,
    FALSE,
    5 },
  { "a description that is none",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("false") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    3 },
  { "two descriptions",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3,4]") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    3 },
  { "no key in the answer",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3]"), CHECK, DONE },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    5 },
  { "an empty key",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3]"), RESULT ("{\"context\":{\"default_key\":\"\"}}") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    4 },
  { "a key that is a number",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3]"), RESULT ("{\"context\":{\"default_key\":7}}") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    4 },
  /* a server that checks for ever is left after the first time */
  { "a check behind the check",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3]"), CHECK, CHECK },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    5 },
  { "a check of nothing",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3]"),
      RESULT ("{\"res_model\":\"res.users.identitycheck\",\"res_id\":false}") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    4 },
  { "a right that is missing",
    FALSE,
    19,
    { SESSION, DURATIONS, REFUSED ("odoo.exceptions.AccessError") },
    ERP_ERROR_ACCESS,
    FALSE,
    FALSE,
    3 },
  { "the check fails",
    FALSE,
    19,
    { SESSION, DURATIONS, RESULT ("[3]"), CHECK, REFUSED ("odoo.exceptions.UserError") },
    ERP_ERROR_VALIDATION,
    FALSE,
    FALSE,
    5 },
  { "removed", TRUE, 19, { SESSION, RESULT ("[3,4]"), CHECK, DONE }, -1, FALSE, FALSE, 5 },
  { "removed without a check", TRUE, 17, { SESSION, RESULT ("[3]"), DONE }, -1, FALSE, FALSE, 4 },
  { "nothing to remove", TRUE, 19, { SESSION, RESULT ("[]") }, -1, FALSE, FALSE, 3 },
  { "keys that are none",
    TRUE,
    19,
    { SESSION, RESULT ("{}") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    2 },
  { "a key that is none",
    TRUE,
    19,
    { SESSION, RESULT ("[\"3\"]") },
    ERP_ERROR_PROTOCOL,
    FALSE,
    FALSE,
    2 },
};

static void
check_secrets (const Case *c, TestServer *server)
{
  for (guint i = 0; i < test_server_get_n_requests (server); i++)
    {
      const TestRequest *request = test_server_get_request (server, i);

      g_assert_null (strstr (request->path, PASSWORD));
      g_assert_null (strstr (request->headers, PASSWORD));
      /* first to sign in; else only to the check of who it is */
      if (strstr (request->body, PASSWORD) != NULL && i > 0)
        g_assert_nonnull (strstr (request->body, "res.users.identitycheck"));
    }
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TestServer) server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http =
      g_object_new (ERP_TYPE_HTTP, "base-url", url, "keep-cookies", TRUE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpMintedKey) key = NULL;
  gboolean needs_key = FALSE;
  gboolean ok;

  for (guint i = 0; i < G_N_ELEMENTS (c->answers) && c->answers[i] != NULL; i++)
    test_server_push (server, TEST_ACT_REPLY, 200, c->answers[i]);
  (c->removes ? erp_key_minter_remove_async
              : erp_key_minter_mint_async) (http, c->major, "db", "ann", PASSWORD,
                                            "Quittance on desk", NULL, test_take_result_cb,
                                            &result);
  test_wait (&result);
  if (c->removes)
    ok = erp_key_minter_remove_finish (http, result, &needs_key, &error);
  else
    {
      key = erp_key_minter_mint_finish (http, result, &needs_key, &error);
      ok = key != NULL;
    }
  g_assert_true (ok == (c->code == -1));
  g_assert_cmpint (needs_key, ==, c->needs_key);
  g_assert_cmpuint (test_server_get_n_requests (server), ==, c->n_asked);
  check_secrets (c, server);
  if (!ok)
    {
      g_assert_null (strstr (error->message, PASSWORD));
      if (c->code >= 0)
        test_take_error (&error, c->code);
      else
        g_assert_true (g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH)
                       || g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS));
      return;
    }
  g_assert_no_error (error);
  if (key != NULL)
    {
      g_assert_cmpstr (key->key, ==, "0123abcd");
      g_assert_cmpint (key->uid, ==, 7);
      g_assert_true ((key->expires != NULL) == c->ends);
    }
}

/* The longest life that is offered, but not for ever. */
static void
test_duration (void)
{
  g_autoptr (TestServer) server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http =
      g_object_new (ERP_TYPE_HTTP, "base-url", url, "keep-cookies", TRUE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ErpMintedKey) key = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GTimeSpan life;
  const char *asked;

  test_server_push (server, TEST_ACT_REPLY, 200, SESSION);
  test_server_push (server, TEST_ACT_REPLY, 200, DURATIONS);
  test_server_push (server, TEST_ACT_REPLY, 200, RESULT ("[3]"));
  test_server_push (server, TEST_ACT_REPLY, 200, KEY);
  erp_key_minter_mint_async (http, 19, "db", "ann", PASSWORD, "Quittance", NULL,
                             test_take_result_cb, &result);
  test_wait (&result);
  key = erp_key_minter_mint_finish (http, result, NULL, NULL);
  asked = test_server_get_request (server, 2)->body;
  g_assert_nonnull (strstr (asked, "\"duration\""));
  g_assert_null (strstr (asked, "3650"));
  life = g_date_time_difference (key->expires, now);
  g_assert_cmpint (life, >, 29 * G_TIME_SPAN_DAY);
  g_assert_cmpint (life, <, 366 * G_TIME_SPAN_DAY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/erp/key-minter/%s", cases[i].what);

      g_strdelimit (path + strlen ("/erp/key-minter/"), " ,", '-');
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/erp/key-minter/duration", test_duration);

  return g_test_run ();
}
