/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-certificate-dialog.h"
#include "app-connection-bar.h"
#include "app-key-bar.h"
#include "app-kind.h"
#include "app-section.h"
#include "kit-init.h"

#include "display-test.h"

static void
test_kind_guess (void)
{
  static const struct
  {
    const char *url;
    const char *database;
    ErpProfileKind kind;
  } cases[] = {
    { "https://erp.example.com", "main", ERP_PROFILE_PRODUCTION },
    { "https://staging.example.com", "main", ERP_PROFILE_STAGING },
    { "https://example.com", "main_TEST", ERP_PROFILE_STAGING },
    { "https://erp-dev.example.com", "main", ERP_PROFILE_STAGING },
    { "https://training.example.com", "test", ERP_PROFILE_TRAINING },
    { "https://example.com", "schulung", ERP_PROFILE_TRAINING },
    { "https://example.com", NULL, ERP_PROFILE_PRODUCTION },
    { "https://device.example.com", "main", ERP_PROFILE_PRODUCTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].url, cases[i].database);
      g_assert_cmpint (app_kind_guess (cases[i].url, cases[i].database), ==, cases[i].kind);
    }
}

static void
test_demo_is_training (void)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("Demo", "http://127.0.0.1:1", "demo", "a");

  g_object_set (profile, "is-demo", TRUE, NULL);
  g_object_set (profile, "kind", ERP_PROFILE_PRODUCTION, NULL);
  g_assert_cmpint (app_kind_get_shown (profile), ==, ERP_PROFILE_TRAINING);
}

static void
test_kind_colours (void)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("A", "https://a.example", "a", "a");
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));

  g_object_set (profile, "kind", ERP_PROFILE_STAGING, NULL);
  app_kind_apply (profile, widget);
  g_assert_true (gtk_widget_has_css_class (widget, "kind-staging"));
  g_object_set (profile, "kind", ERP_PROFILE_PRODUCTION, NULL);
  app_kind_apply (profile, widget);
  g_assert_false (gtk_widget_has_css_class (widget, "kind-staging"));
  g_assert_true (gtk_widget_has_css_class (widget, "kind-production"));
  app_kind_apply (NULL, widget);
  g_assert_false (gtk_widget_has_css_class (widget, "kind-production"));
  g_object_unref (widget);
}

static void
test_sections (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const AppSection *sections = app_section_get_all (&n);
  GtkIconTheme *icons = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (icons, "/io/github/quittance/Quittance/icons");
  g_assert_cmpuint (n, >=, 2);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (ids, (gpointer)sections[i].id));
      g_assert_nonnull (sections[i].construct);
      g_assert_cmpstr (sections[i].title, !=, "");
      g_assert_true (gtk_icon_theme_has_icon (icons, sections[i].icon_name));
      /* Only a section with a model can be asked to open a record of it. */
      if (sections[i].open != NULL)
        g_assert_nonnull (sections[i].model);
    }
}

static void
test_section_rights (void)
{
  AppSection section = { .id = "a", .model = "account.move" };

  section.rights = ERP_RIGHT_READ | ERP_RIGHT_WRITE;
  g_assert_false (app_section_is_allowed (&section, TRUE, ERP_RIGHT_READ));
  g_assert_true (app_section_is_allowed (&section, TRUE, ERP_RIGHT_READ | ERP_RIGHT_WRITE));
  g_assert_false (app_section_is_allowed (&section, FALSE, ERP_RIGHT_READ | ERP_RIGHT_WRITE));
  section.model = NULL;
  g_assert_true (app_section_is_allowed (&section, FALSE, 0));
}

static void
test_fingerprint (void)
{
  g_autofree char *two = NULL;
  g_autofree char *plain = NULL;

  two = app_certificate_format_fingerprint (
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  g_assert_cmpstr (two, ==,
                   "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\n"
                   "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF");
  plain = app_certificate_format_fingerprint ("AB:cd");
  g_assert_cmpstr (plain, ==, "AB:CD");
}

static void
test_delays (void)
{
  static const guint delays[] = { 2, 4, 8, 16, 30, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
    g_assert_cmpuint (app_connection_bar_get_delay (i), ==, delays[i]);
  g_assert_cmpuint (app_connection_bar_get_delay (G_MAXUINT), ==, 30);
}

static void
test_key_end (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  static const struct
  {
    int day;
    gboolean due;
  } cases[] = { { 11, FALSE }, { 10, TRUE }, { 1, TRUE }, { 0, TRUE }, { -3, TRUE } };

  g_assert_false (app_key_bar_is_due (NULL, now));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) expires = g_date_time_add_days (now, cases[i].day);
      g_autofree char *text = app_key_bar_describe (expires, now);

      g_assert_cmpint (app_key_bar_is_due (expires, now), ==, cases[i].due);
      g_assert_cmpint (strstr (text, " ended ") != NULL, ==, cases[i].day <= 0);
    }
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  kit_init ();
  g_test_add_func ("/app/kind/guess", test_kind_guess);
  g_test_add_func ("/app/kind/demo-is-training", test_demo_is_training);
  g_test_add_func ("/app/kind/colours", test_kind_colours);
  g_test_add_func ("/app/section/table", test_sections);
  g_test_add_func ("/app/section/rights", test_section_rights);
  g_test_add_func ("/app/certificate/fingerprint", test_fingerprint);
  g_test_add_func ("/app/connection/delays", test_delays);
  g_test_add_func ("/app/key/end", test_key_end);
  return g_test_run ();
}
