/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-error.h"
#include "erp-sign-in.h"

static void
test_accepted (void)
{
  static const struct
  {
    const char *typed;
    const char *wanted; /* joined by a space */
  } cases[] = {
    { "erp.example.com", "https://erp.example.com http://erp.example.com" },
    { "  ERP.Example.COM/ \n", "https://erp.example.com http://erp.example.com" },
    { "erp.example.com.", "https://erp.example.com http://erp.example.com" },
    { "erp.example.com/odoo", "https://erp.example.com http://erp.example.com" },
    { "erp.example.com:8069", "https://erp.example.com:8069 http://erp.example.com:8069" },
    { "erp.example.com:8069/web/login?db=x#y",
      "https://erp.example.com:8069 http://erp.example.com:8069" },
    { "erp.example.com:443", "https://erp.example.com http://erp.example.com" },
    { "erp.example.com:80", "https://erp.example.com http://erp.example.com" },
    { "https://erp.example.com", "https://erp.example.com" },
    { "HTTPS://Erp.Example.Com:443/web#action=5", "https://erp.example.com" },
    { "https://erp.example.com:8443/odoo/sales/12?debug=1", "https://erp.example.com:8443" },
    { "https://x/web#view=list", "https://x" },
    { "https:/erp.example.com", "https://erp.example.com" },
    { "https:\\\\erp.example.com\\odoo", "https://erp.example.com" },
    { "//erp.example.com/odoo", "https://erp.example.com http://erp.example.com" },
    { "http://erp.example.com", "https://erp.example.com http://erp.example.com" },
    { "http://erp.example.com:8069", "https://erp.example.com:8069 http://erp.example.com:8069" },
    { "localhost", "http://localhost https://localhost" },
    { "localhost:8069/odoo", "http://localhost:8069 https://localhost:8069" },
    { "127.0.0.1:8069", "http://127.0.0.1:8069 https://127.0.0.1:8069" },
    { "http://localhost:8069/web", "http://localhost:8069" },
    { "https://localhost:8069", "https://localhost:8069" },
    { "[::1]:8069", "http://[::1]:8069 https://[::1]:8069" },
    { "::1", "http://[::1] https://[::1]" },
    { "2001:DB8::1", "https://[2001:db8::1] http://[2001:db8::1]" },
    { "https://[2001:db8::1]:8443/odoo", "https://[2001:db8::1]:8443" },
    { "192.168.1.20:8069", "https://192.168.1.20:8069 http://192.168.1.20:8069" },
    { "erp_test.local", "https://erp_test.local http://erp_test.local" },
    { "bücher.example", "https://xn--bcher-kva.example http://xn--bcher-kva.example" },
    { "https://BÜCHER.example/odoo", "https://xn--bcher-kva.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) urls = erp_sign_in_normalize_url (cases[i].typed, &error);
      g_autofree char *joined = NULL;

      g_test_message ("%d", (int)i);
      g_assert_no_error (error);
      joined = g_strjoinv (" ", urls);
      g_assert_cmpstr (joined, ==, cases[i].wanted);
    }
}

static void
test_refused (void)
{
  static const char *typed[] = { "",
                                 "   ",
                                 "/",
                                 "https://",
                                 "ftp://erp.example.com",
                                 "file:///etc/passwd",
                                 "javascript:/alert(1)",
                                 "user:secret@erp.example.com",
                                 "https://user:secret@erp.example.com/odoo",
                                 "https://evil@erp.example.com",
                                 "erp.example.com:0",
                                 "erp.example.com:65536",
                                 "erp.example.com:80a",
                                 "erp.example.com: 80",
                                 "erp example.com",
                                 "erp..example.com",
                                 "-erp.example.com",
                                 "<script>",
                                 "[::1",
                                 "[::1]x",
                                 "[127.0.0.1]:80",
                                 "1:2:3:g",
                                 "erp.example.com%00.evil" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", typed[i]);
      g_assert_null (erp_sign_in_normalize_url (typed[i], &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
      /* What was typed may hold a password. */
      g_assert_null (g_strstr_len (error->message, -1, "secret"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/url/accepted", test_accepted);
  g_test_add_func ("/erp/url/refused", test_refused);
  return g_test_run ();
}
