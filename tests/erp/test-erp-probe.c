/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers of all kinds tell a stranger. */

#include "erp-probe.h"

#include "erp-error.h"
#include "test-server.h"
#include "test-values.h"

#include <string.h>

typedef struct
{
  guint status;
  const char *body;
} Answer;

typedef struct
{
  const char *what;
  Answer answers[4];   /* to the ways in their order, then to the databases */
  const char *version; /* NULL: an error */
  guint major;
  int n_databases; /* -1: hidden */
  int code;        /* of the error */
  guint n_asked;
} Case;

#define VERSION(text) "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"server_version\":\"" text "\"}}"
#define RESULT(json) "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" json "}"
#define FAILED                                                                                     \
  "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,\"message\":\"x\",\"data\":{\"name\":"    \
  "\"odoo.exceptions.AccessDenied\",\"message\":\"x\",\"arguments\":[]}}}"

static const Case cases[] = {
  { "a 19",
    { { 200, "{\"version\":\"19.0\"}" }, { 200, RESULT ("[\"a\",\"b\"]") } },
    "19.0",
    19,
    2,
    0,
    2 },
  { "a 17, which has no /web/version",
    { { 404, "<html></html>" }, { 200, VERSION ("17.0") }, { 200, RESULT ("[]") } },
    "17.0",
    17,
    0,
    0,
    3 },
  { "only the oldest way",
    { { 404, "" }, { 403, "" }, { 200, VERSION ("18.0") }, { 200, RESULT ("[\"a\"]") } },
    "18.0",
    18,
    1,
    0,
    4 },
  { "a hosted one",
    { { 200, "{\"version\":\"saas~18.2\"}" }, { 200, FAILED } },
    "saas~18.2",
    18,
    -1,
    0,
    2 },
  { "an edition in its name",
    { { 200, "{\"version\":\"19.0+e\"}" }, { 200, FAILED } },
    "19.0+e",
    19,
    -1,
    0,
    2 },
  { "a list with things that are no names",
    { { 200, "{\"version\":\"19.0\"}" }, { 200, RESULT ("[\"a\",7,null,[\"b\"],\"c\"]") } },
    "19.0",
    19,
    2,
    0,
    2 },
  { "databases that are no list",
    { { 200, "{\"version\":\"19.0\"}" }, { 200, RESULT ("{}") } },
    "19.0",
    19,
    -1,
    0,
    2 },
  { "databases that cannot be read",
    { { 200, "{\"version\":\"19.0\"}" }, { 500, "oops" } },
    "19.0",
    19,
    -1,
    0,
    2 },
  { "an answer without a version goes on",
    { { 200, "{}" }, { 200, VERSION ("17.0") }, { 200, RESULT ("[]") } },
    "17.0",
    17,
    0,
    0,
    3 },
  { "versions that are none go on",
    { { 200, "{\"version\":19}" },
      { 200, VERSION ("master") },
      { 200, VERSION ("18.0") },
      { 200, RESULT ("[]") } },
    "18.0",
    18,
    0,
    0,
    4 },
  { "too old", { { 200, "{\"version\":\"16.0\"}" } }, NULL, 0, 0, ERP_ERROR_PROTOCOL, 1 },
  { "much too old", { { 200, "{\"version\":\"8.0\"}" } }, NULL, 0, 0, ERP_ERROR_PROTOCOL, 1 },
  { "no version anywhere",
    { { 200, "{}" }, { 200, RESULT ("{}") }, { 200, RESULT ("false") } },
    NULL,
    0,
    0,
    ERP_ERROR_PROTOCOL,
    3 },
  { "a web site",
    { { 200, "<html></html>" }, { 404, "<html></html>" }, { 404, "<html></html>" } },
    NULL,
    0,
    0,
    ERP_ERROR_PROTOCOL,
    3 },
  { "a server that fails at everything",
    { { 500, "" }, { 500, "" }, { 500, "" } },
    NULL,
    0,
    0,
    ERP_ERROR_PROTOCOL,
    3 },
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
  g_autoptr (ErpProbe) probe = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (c->answers) && c->answers[i].status != 0; i++)
    test_server_push (server, TEST_ACT_REPLY, c->answers[i].status, c->answers[i].body);
  erp_probe_async (http, TRUE, NULL, test_take_result_cb, &result);
  test_wait (&result);
  probe = erp_probe_finish (http, result, &error);
  g_assert_cmpuint (test_server_get_n_requests (server), ==, c->n_asked);
  if (c->version == NULL)
    {
      g_assert_null (probe);
      test_take_error (&error, c->code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (probe->version, ==, c->version);
  g_assert_cmpuint (probe->major, ==, c->major);
  if (c->n_databases < 0)
    g_assert_null (probe->databases);
  else
    g_assert_cmpuint (g_strv_length (probe->databases), ==, (guint)c->n_databases);
}

/* Databases are only asked for where somebody wants them; a version ends at forty characters. */
static void
test_without_databases (void)
{
  g_autoptr (TestServer) server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http = erp_http_new (url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpProbe) probe = NULL;

  test_server_push (server, TEST_ACT_REPLY, 200,
                    "{\"version\":\"19.0-0123456789012345678901234567890123456789\"}");
  erp_probe_async (http, FALSE, NULL, test_take_result_cb, &result);
  test_wait (&result);
  probe = erp_probe_finish (http, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (probe->version), ==, 40);
  g_assert_null (probe->databases);
  g_assert_cmpuint (test_server_get_n_requests (server), ==, 1);
}

/* Nobody there is told as such, at the first way. */
static void
test_nobody (void)
{
  TestServer *server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http = erp_http_new (url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_server_free (server);
  erp_probe_async (http, TRUE, NULL, test_take_result_cb, &result);
  test_wait (&result);
  g_assert_null (erp_probe_finish (http, result, &error));
  test_take_error (&error, ERP_ERROR_UNREACHABLE);
}

static void
test_cancelled (void)
{
  g_autoptr (TestServer) server = test_server_new (NULL);
  g_autofree char *url = test_server_get_url (server);
  g_autoptr (ErpHttp) http = erp_http_new (url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_server_push (server, TEST_ACT_HANG, 0, NULL);
  erp_probe_async (http, TRUE, cancellable, test_take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  test_wait (&result);
  g_assert_null (erp_probe_finish (http, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/erp/probe/%s", cases[i].what);

      g_strdelimit (path + strlen ("/erp/probe/"), " /", '-');
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/erp/probe/without-databases", test_without_databases);
  g_test_add_func ("/erp/probe/nobody", test_nobody);
  g_test_add_func ("/erp/probe/cancelled", test_cancelled);

  return g_test_run ();
}
