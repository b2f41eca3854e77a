/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-preferences.h"

#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

static AppDemo *demo;
static GSettings *settings;

typedef struct
{
  ErpSession *session;
  AppPreferences *preferences;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data)
{
  f->session = app_support_sign_in (demo, "controller");
  f->preferences = app_preferences_new (NULL, settings, f->session);
  gtk_window_present (GTK_WINDOW (f->preferences));
  display_test_frames (GTK_WIDGET (f->preferences), 2);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  display_test_close (GTK_WINDOW (f->preferences));
  g_clear_object (&f->session);
}

static void
choose (Fixture *f, const char *title, guint n)
{
  adw_combo_row_set_selected (app_support_find (f->preferences, ADW_TYPE_COMBO_ROW, "title", title),
                              n);
}

static void
test_colours (Fixture *f, gconstpointer user_data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  choose (f, "Colours", 2);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  choose (f, "Colours", 1);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_LIGHT);
  choose (f, "Colours", 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_density (Fixture *f, gconstpointer user_data)
{
  GtkWidget *window = g_object_ref_sink (gtk_label_new ("a window"));
  GtkSwitch *compact = app_support_find (f->preferences, GTK_TYPE_SWITCH, NULL, NULL);

  app_preferences_follow_window (settings, window);
  g_assert_false (gtk_widget_has_css_class (window, "compact"));
  gtk_switch_set_active (compact, TRUE);
  g_assert_true (gtk_widget_has_css_class (window, "compact"));
  gtk_switch_set_active (compact, FALSE);
  g_assert_false (gtk_widget_has_css_class (window, "compact"));
  g_object_unref (window);
}

static void
test_section (Fixture *f, gconstpointer user_data)
{
  g_autofree char *chosen = NULL;
  g_autofree char *none = NULL;

  choose (f, "Section at the Start", 1);
  chosen = g_settings_get_string (settings, "start-section");
  g_assert_cmpstr (chosen, ==, "invoices");
  choose (f, "Section at the Start", 0);
  none = g_settings_get_string (settings, "start-section");
  g_assert_cmpstr (none, ==, "");
}

/* Seen at once; kept for the profile; a company that is gone is passed over. */
static void
test_company (Fixture *f, gconstpointer user_data)
{
  GListModel *companies =
      erp_capabilities_get_companies (erp_session_get_capabilities (f->session));
  g_autoptr (ErpCompany) second = g_list_model_get_item (companies, 1);
  const gint64 first =
      erp_capabilities_get_default_company_id (erp_session_get_capabilities (f->session));
  gsize n;

  choose (f, "Company", 2);
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==,
                   erp_company_get_id (second));
  erp_session_set_active_companies (f->session, &first, 1);
  app_preferences_apply_company (settings, f->session);
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==,
                   erp_company_get_id (second));
  choose (f, "Company", 0);
  erp_session_set_active_companies (f->session, &first, 1);
  app_preferences_apply_company (settings, f->session);
  g_assert_cmpint (erp_session_get_active_companies (f->session, &n)[0], ==, first);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  settings = g_settings_new ("io.github.quittance.Quittance");
  app_preferences_follow (settings);
  demo = app_support_start_demo ();
  ADD ("/app/preferences/colours", test_colours);
  ADD ("/app/preferences/density", test_density);
  ADD ("/app/preferences/section", test_section);
  ADD ("/app/preferences/company", test_company);
  result = g_test_run ();
  g_object_unref (demo);
  g_object_unref (settings);
  return result;
}
