/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose key it is, with servers that say so, refuse, and lie. */

#include "erp-key-check.h"

#include "erp-error.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"
#include "test-server.h"
#include "test-values.h"

#include <string.h>

#define KEY "0123456789abcdef0123456789abcdef01234567"
#define RESULT(json) "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" json "}"
#define UNAUTHORIZED                                                                               \
  "{\"name\":\"werkzeug.exceptions.Unauthorized\",\"message\":\"Invalid apikey\","                 \
  "\"arguments\":[\"Invalid apikey\",401],\"context\":{},\"debug\":\"\"}"

typedef struct
{
  const char *what;
  guint major;
  const char *key;
  guint status; /* 0: nothing may be asked */
  const char *body;
  gint64 uid; /* 0: refused */
  int code;
} Case;

static const Case cases[] = {
  { "json2", 19, KEY, 200, "{\"lang\":\"en_US\",\"tz\":false,\"uid\":2}", 2, 0 },
  { "json2-blanks-around", 19, " " KEY "\n", 200, "{\"uid\":2}", 2, 0 },
  { "json2-later-version", 20, KEY, 200, "{\"uid\":7}", 7, 0 },
  { "json2-refused", 19, KEY, 401, UNAUTHORIZED, 0, ERP_ERROR_AUTH },
  { "json2-nobody", 19, KEY, 200, "{\"uid\":false}", 0, ERP_ERROR_AUTH },
  { "json2-zero", 19, KEY, 200, "{\"uid\":0}", 0, ERP_ERROR_AUTH },
  { "json2-below-zero", 19, KEY, 200, "{\"uid\":-1}", 0, ERP_ERROR_AUTH },
  { "json2-without-uid", 19, KEY, 200, "{\"lang\":\"en_US\"}", 0, ERP_ERROR_PROTOCOL },
  { "json2-a-text", 19, KEY, 200, "{\"uid\":\"2\"}", 0, ERP_ERROR_PROTOCOL },
  { "json2-a-list", 19, KEY, 200, "[2]", 0, ERP_ERROR_PROTOCOL },
  { "json2-html", 19, KEY, 200, "<html></html>", 0, ERP_ERROR_PROTOCOL },
  { "jsonrpc", 17, KEY, 200, RESULT ("6"), 6, 0 },
  { "jsonrpc-18", 18, KEY, 200, RESULT ("6"), 6, 0 },
  { "jsonrpc-refused", 17, KEY, 200, RESULT ("false"), 0, ERP_ERROR_AUTH },
  { "jsonrpc-zero", 17, KEY, 200, RESULT ("0"), 0, ERP_ERROR_AUTH },
  { "jsonrpc-below-zero", 17, KEY, 200, RESULT ("-6"), 0, ERP_ERROR_AUTH },
  { "jsonrpc-true", 17, KEY, 200, RESULT ("true"), 0, ERP_ERROR_AUTH },
  { "jsonrpc-a-text", 17, KEY, 200, RESULT ("\"6\""), 0, ERP_ERROR_AUTH },
  { "jsonrpc-a-list", 17, KEY, 200, RESULT ("[6]"), 0, ERP_ERROR_AUTH },
  { "jsonrpc-html", 17, KEY, 200, "<html></html>", 0, ERP_ERROR_PROTOCOL },
  /* what cannot be a key is never sent anywhere */
  { "empty", 19, "", 0, NULL, 0, ERP_ERROR_AUTH },
  { "blanks", 19, " \t\n", 0, NULL, 0, ERP_ERROR_AUTH },
  { "two-lines", 19, KEY "\r\nX-Evil: 1", 0, NULL, 0, ERP_ERROR_AUTH },
  { "a-blank-within", 17, "abc def", 0, NULL, 0, ERP_ERROR_AUTH },
  { "beyond-ascii", 19, "schl\303\274ssel", 0, NULL, 0, ERP_ERROR_AUTH },
  { "a-control", 17, "abc\001def", 0, NULL, 0, ERP_ERROR_AUTH },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TestServer) server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http = erp_http_new (url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpClient) client = NULL;
  gint64 uid = -1;

  if (c->status != 0)
    test_server_push (server, TEST_ACT_REPLY, c->status, c->body);
  erp_key_check_async (http, c->major, "test", "db", "login", c->key, NULL, test_take_result_cb,
                       &result);
  test_wait (&result);
  client = erp_key_check_finish (http, result, &uid, &error);
  g_assert_cmpuint (test_server_get_n_requests (server), ==, c->status != 0 ? 1 : 0);
  if (c->uid == 0)
    {
      g_assert_null (client);
      g_assert_null (strstr (error->message, KEY));
      test_take_error (&error, c->code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (uid, ==, c->uid);
  g_assert_cmpint (c->major >= 19, ==, ERP_IS_JSON2_CLIENT (client));
  g_assert_cmpint (c->major < 19, ==, ERP_IS_JSONRPC_CLIENT (client));
  if (c->major >= 19)
    {
      const TestRequest *request = test_server_get_request (server, 0);

      /* the key is a header there and no part of the address */
      g_assert_null (strstr (request->path, KEY));
      g_assert_nonnull (strstr (request->headers, KEY));
      g_assert_null (strstr (request->body, KEY));
    }
}

static void
test_known (void)
{
  g_autoptr (ErpHttp) http = erp_http_new ("https://erp.example");
  g_autoptr (ErpClient) old = erp_key_check_new_client (http, 18, "18.0", "db", 3, KEY);
  g_autoptr (ErpClient) new = erp_key_check_new_client (http, 19, "19.0", "db", 3, KEY);

  g_assert_true (ERP_IS_JSONRPC_CLIENT (old));
  g_assert_true (ERP_IS_JSON2_CLIENT (new));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/erp/key-check/%s", cases[i].what);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/erp/key-check/known", test_known);

  return g_test_run ();
}
