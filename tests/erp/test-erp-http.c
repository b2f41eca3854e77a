/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-http.h"

#include "erp-error.h"
#include "test-server.h"

#include <string.h>

#define SECRET "the-secret-of-this-test"

static char *
certificate_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  return g_test_build_filename (G_TEST_DIST, "data", "tls", file, NULL);
}

static GTlsDatabase *
test_authority (void)
{
  g_autofree char *path = certificate_path ("ca");
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  return database;
}

static char *
fingerprint_of (const char *name)
{
  g_autofree char *path = certificate_path (name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

  return erp_http_fingerprint (certificate);
}

static ErpReply *
post_secret (ErpHttp *http, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (SECRET, strlen (SECRET));
  g_autoptr (SoupMessage) message = erp_http_new_post (http, "/json/2/m/n", body);
  g_autoptr (GAsyncResult) result = NULL;

  erp_http_send_async (http, message, TRUE, 10000, NULL, test_take_result_cb, &result);
  test_wait (&result);
  return erp_http_send_finish (http, result, NULL, error);
}

static ErpHttp *
new_http (TestServer *server, const char *pinned_to, const char *pinned_certificate)
{
  g_autofree char *url = test_server_get_url (server);
  g_autofree char *fingerprint =
      pinned_certificate != NULL ? fingerprint_of (pinned_certificate) : NULL;
  g_autofree char *own = g_strdup_printf ("127.0.0.1:%u", test_server_get_port (server));
  g_autoptr (GTlsDatabase) authority = test_authority ();

  return g_object_new (ERP_TYPE_HTTP, "base-url", url, "tls-database", authority, "pinned-host",
                       g_strcmp0 (pinned_to, "own") == 0 ? own : pinned_to, "pinned-fingerprint",
                       fingerprint, NULL);
}

/* What each kind of certificate may do, with and without a pin. */
static void
test_certificates (void)
{
  static const struct
  {
    const char *certificate;
    const char *pinned_to; /* "own": the server's host and port */
    const char *pinned;
    gboolean ok;
    gboolean pinnable;
  } cases[] = {
    { "good", NULL, NULL, TRUE, FALSE },
    { "other-host", NULL, NULL, FALSE, FALSE },
    { "expired", NULL, NULL, FALSE, FALSE },
    { "unknown", NULL, NULL, FALSE, TRUE },
    { "unknown-expired", NULL, NULL, FALSE, FALSE },
    { "unknown-other-host", NULL, NULL, FALSE, FALSE },
    { "unknown", "own", "unknown", TRUE, FALSE },
    { "unknown", "other.example.com:443", "unknown", FALSE, TRUE },
    { "unknown", "127.0.0.1:1", "unknown", FALSE, TRUE },
    { "unknown-expired", "own", "unknown-expired", FALSE, FALSE },
    { "unknown-other-host", "own", "unknown-other-host", FALSE, FALSE },
    { "unknown-too", "own", "unknown", FALSE, FALSE },
    { "good", "own", "good", TRUE, FALSE },
    { "good", "own", "unknown", FALSE, FALSE },
    { "expired", "own", "expired", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = certificate_path (cases[i].certificate);
      g_autoptr (TestServer) server = test_server_new (path);
      g_autoptr (ErpHttp) http = new_http (server, cases[i].pinned_to, cases[i].pinned);
      g_autoptr (ErpReply) reply = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s pinned %s to %s", cases[i].certificate, cases[i].pinned,
                      cases[i].pinned_to);
      reply = post_secret (http, &error);
      if (cases[i].ok)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (reply->status, ==, 200);
          g_assert_cmpuint (test_server_get_n_requests (server), ==, 1);
        }
      else
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_TLS);
          g_assert_true (erp_http_get_certificate_refused (http));
          /* Nothing secret left this computer. */
          g_assert_cmpuint (test_server_get_n_requests (server), ==, 0);
        }
      g_assert_true ((erp_http_get_pinnable_certificate (http) != NULL) == cases[i].pinnable);
    }
}

static void
assert_names_print (const char *message, const char *certificate)
{
  g_autofree char *fingerprint = fingerprint_of (certificate);
  g_autofree char *digits = g_ascii_strup (fingerprint, 4);
  g_autofree char *start = g_strdup_printf ("%.2s:%s:", digits, digits + 2);

  g_assert_nonnull (strstr (message, start));
}

static void
test_changed_shows_both (void)
{
  g_autofree char *path = certificate_path ("unknown-too");
  g_autoptr (TestServer) server = test_server_new (path);
  g_autoptr (ErpHttp) http = new_http (server, "own", "unknown");
  g_autoptr (GError) error = NULL;

  g_assert_null (post_secret (http, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_TLS);
  assert_names_print (error->message, "unknown");
  assert_names_print (error->message, "unknown-too");
}

static void
test_fingerprint (void)
{
  g_autofree char *fingerprint = fingerprint_of ("ca");

  g_assert_cmpuint (strlen (fingerprint), ==, 64);
  g_assert_cmpstr (fingerprint, ==,
                   "a0fca0190fba8c6f5569bcf78b2873919f41c72628e3e2d15d47d8a3ea795209");
}

static void
test_loopback (void)
{
  static const struct
  {
    const char *host;
    gboolean loopback;
  } cases[] = {
    { "localhost", TRUE },
    { "LOCALHOST", TRUE },
    { "127.0.0.1", TRUE },
    { "127.8.8.8", TRUE },
    { "::1", TRUE },
    { "erp.example.com", FALSE },
    { "192.168.1.5", FALSE },
    { "127.0.0.1.evil", FALSE },
    { "localhost.evil", FALSE },
    { "128.0.0.1", FALSE },
    { "2001:db8::1", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].host);
      g_assert_cmpint (erp_http_is_loopback (cases[i].host), ==, cases[i].loopback);
    }
}

static void
test_host_port (void)
{
  static const struct
  {
    const char *url;
    const char *wanted;
  } cases[] = {
    { "https://erp.example.com", "erp.example.com:443" },
    { "http://erp.example.com", "erp.example.com:80" },
    { "https://erp.example.com:8443", "erp.example.com:8443" },
    { "https://[::1]:8443", "::1:8443" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpHttp) http = erp_http_new (cases[i].url);
      g_autofree char *shown = erp_http_get_host_port (http);

      g_assert_cmpstr (shown, ==, cases[i].wanted);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/http/certificates", test_certificates);
  g_test_add_func ("/erp/http/changed-shows-both", test_changed_shows_both);
  g_test_add_func ("/erp/http/fingerprint", test_fingerprint);
  g_test_add_func ("/erp/http/loopback", test_loopback);
  g_test_add_func ("/erp/http/host-port", test_host_port);
  return g_test_run ();
}
