/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-link.h"

#include "erp-error.h"
#include "erp-profile.h"

static void
test_round_trip (void)
{
  static const struct
  {
    const char *url;
    const char *database;
    const char *link;
    const char *browser;
  } cases[] = {
    { "https://erp.example.com", "prod", "quittance://erp.example.com/prod/account.move/7",
      "https://erp.example.com/web?db=prod#id=7&model=account.move&view_type=form" },
    { "http://127.0.0.1:8069", "q19", "quittance://127.0.0.1:8069/q19/account.move/7",
      "http://127.0.0.1:8069/web?db=q19#id=7&model=account.move&view_type=form" },
    { "https://[2001:db8::1]:8443", "a b/c",
      "quittance://[2001:db8::1]:8443/a%20b%2Fc/account.move/7",
      "https://[2001:db8::1]:8443/web?db=a%20b%2Fc#id=7&model=account.move&view_type=form" },
    { "https://ERP.example.com", "Größe",
      "quittance://erp.example.com/Gr%C3%B6%C3%9Fe/account.move/7",
      "https://ERP.example.com/web?db=Gr%C3%B6%C3%9Fe#id=7&model=account.move&view_type=form" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpProfile) profile =
          erp_profile_new ("any", cases[i].url, cases[i].database, "anna");
      g_autofree char *text = erp_link_new_for_record (profile, "account.move", 7);
      g_autofree char *browser = erp_link_new_for_browser (profile, "account.move", 7);
      g_autoptr (GError) error = NULL;
      g_autoptr (ErpLink) link = NULL;

      g_assert_cmpstr (text, ==, cases[i].link);
      g_assert_cmpstr (browser, ==, cases[i].browser);
      link = erp_link_parse (text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (link->database, ==, cases[i].database);
      g_assert_cmpstr (link->model, ==, "account.move");
      g_assert_cmpint (link->id, ==, 7);
      g_assert_true (erp_link_matches (link, profile));
    }
}

/* Its port changes at every start; its link does not. */
static void
test_demo (void)
{
  g_autoptr (ErpProfile) first = erp_profile_new ("Demo", "http://127.0.0.1:4001", "demo", "anna");
  g_autoptr (ErpProfile) second = erp_profile_new ("Demo", "http://127.0.0.1:4002", "demo", "bob");
  g_autoptr (ErpProfile) real = erp_profile_new ("Real", "http://127.0.0.1:4001", "demo", "anna");
  g_autofree char *text = NULL;
  g_autoptr (ErpLink) link = NULL;

  g_object_set (first, "is-demo", TRUE, NULL);
  g_object_set (second, "is-demo", TRUE, NULL);
  text = erp_link_new_for_record (first, "res.partner", 3);
  g_assert_null (erp_link_new_for_browser (first, "res.partner", 3));
  link = erp_link_parse (text, NULL);
  g_assert_nonnull (link);
  g_assert_true (erp_link_matches (link, second));
  g_assert_false (erp_link_matches (link, real));
}

static void
test_matches (void)
{
  static const struct
  {
    const char *url;
    const char *database;
    gboolean matches;
  } cases[] = {
    { "https://erp.example.com", "prod", TRUE },
    { "http://erp.example.com", "prod", TRUE },
    { "https://erp.example.com", "staging", FALSE },
    { "https://erp.example.com:8443", "prod", FALSE },
    { "https://erp.example.com.evil.example", "prod", FALSE },
    { "https://xerp.example.com", "prod", FALSE },
  };
  g_autoptr (ErpLink) link =
      erp_link_parse ("QUITTANCE://ERP.example.com/prod/account.move/12", NULL);

  g_assert_nonnull (link);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpProfile) profile =
          erp_profile_new ("any", cases[i].url, cases[i].database, "anna");

      g_assert_cmpint (erp_link_matches (link, profile), ==, cases[i].matches);
    }
}

static void
test_refused (void)
{
  static const char *const refused[] = {
    "",
    "quittance:",
    "quittance://",
    "quittance:///prod/account.move/1",
    "quittance://erp.example.com",
    "quittance://erp.example.com/prod",
    "quittance://erp.example.com/prod/account.move",
    "quittance://erp.example.com/prod/account.move/",
    "quittance://erp.example.com/prod/account.move/0",
    "quittance://erp.example.com/prod/account.move/-1",
    "quittance://erp.example.com/prod/account.move/1e3",
    "quittance://erp.example.com/prod/account.move/ 1",
    "quittance://erp.example.com/prod/account.move/99999999999999999999",
    "quittance://erp.example.com/prod/account.move/1/",
    "quittance://erp.example.com/prod/account.move/1/action_post",
    "quittance://erp.example.com/prod/account.move/1?method=unlink",
    "quittance://erp.example.com/prod/account.move/1#x",
    "quittance://anna:secret@erp.example.com/prod/account.move/1",
    "quittance://erp.example.com/prod/Account Move/1",
    "quittance://erp.example.com/prod/../1",
    "quittance://erp.example.com/prod/account%2Emove/1",
    "quittance://erp.example.com//account.move/1",
    "quittance://erp.example.com/%00/account.move/1",
    "quittance://erp.example.com/%0A/account.move/1",
    "quittance://erp.example.com/%FF/account.move/1",
    "quittance://erp.example.com/%/account.move/1",
    "https://erp.example.com/prod/account.move/1",
    "javascript:alert(1)",
    "file:///etc/passwd",
  };
  g_autofree char *huge = g_strnfill (4096, 'a');
  g_autofree char *with_huge = g_strconcat ("quittance://h/", huge, "/account.move/1", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i]);
      g_assert_null (erp_link_parse (refused[i], &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
  g_assert_null (erp_link_parse (with_huge, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/link/round-trip", test_round_trip);
  g_test_add_func ("/erp/link/demo", test_demo);
  g_test_add_func ("/erp/link/matches", test_matches);
  g_test_add_func ("/erp/link/refused", test_refused);
  return g_test_run ();
}
