/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-sign-in.h"

#include "app-account-form.h"
#include "app-demo-form.h"
#include "app-server-form.h"
#include "erp-keyring.h"
#include "erp-profile-store.h"
#include "erp-profile.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

/* The way in, in a window, before the demo company's server. */
typedef struct
{
  AppDemo *demo;
  ErpProfile *profile; /* as the demo names it */
  ErpKeyring *keyring;
  ErpProfileStore *store;
  AppSignIn *sign_in;
  GtkWindow *window;
  ErpSession *session; /* once signed in */
} Fixture;

static void
signed_in_cb (Fixture *f, ErpSession *session)
{
  g_set_object (&f->session, session);
}

/* Started once: it takes a moment. */
static AppDemo *shared_demo;

static void
set_up (Fixture *f, gconstpointer user_data)
{
  f->demo = g_object_ref (shared_demo);
  f->profile = app_demo_dup_profile (f->demo, "controller");
  f->keyring = erp_keyring_new_in_memory ();
  f->store = erp_profile_store_new (NULL);
  f->sign_in = app_sign_in_new (f->keyring, f->store, "controller");
  g_signal_connect_swapped (f->sign_in, "signed-in", G_CALLBACK (signed_in_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->sign_in), 480, 700);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  display_test_close (f->window);
  g_clear_object (&f->session);
  g_clear_object (&f->profile);
  g_clear_object (&f->keyring);
  g_clear_object (&f->store);
  g_clear_object (&f->demo);
}

static gpointer
find (Fixture *f, GType type, const char *title)
{
  return app_support_find (f->sign_in, type, "title", title);
}

static GtkWidget *
find_button (Fixture *f, const char *label)
{
  return app_support_find (f->sign_in, GTK_TYPE_BUTTON, "label", label);
}

static const char *
get_page (Fixture *f)
{
  GtkWidget *form = app_support_find (f->sign_in, APP_TYPE_SERVER_FORM, NULL, NULL);

  return gtk_stack_get_visible_child_name (
      GTK_STACK (gtk_widget_get_ancestor (form, GTK_TYPE_STACK)));
}

static gboolean
is_page (Fixture *f, const char *name)
{
  return g_strcmp0 (get_page (f), name) == 0;
}

static void
type_address (Fixture *f, const char *text)
{
  gtk_editable_set_text (find (f, ADW_TYPE_ENTRY_ROW, "Address, such as erp.example.com"), text);
}

static void
go_to_account (Fixture *f)
{
  g_autoptr (GUri) uri = g_uri_parse (erp_profile_get_url (f->profile), G_URI_FLAGS_NONE, NULL);
  g_autofree char *typed =
      g_strdup_printf (" http://127.0.0.1:%d/odoo?debug=1 ", g_uri_get_port (uri));

  app_sign_in_show_server (f->sign_in, NULL);
  type_address (f, typed);
  display_test_click (find_button (f, "_Continue"));
  display_test_until (is_page (f, "account"));
}

static void
test_with_key (Fixture *f, gconstpointer user_data)
{
  AdwExpanderRow *expander;
  GtkEditable *key;

  go_to_account (f);
  g_assert_false (gtk_widget_get_sensitive (find_button (f, "_Sign In")));
  gtk_editable_set_text (find (f, ADW_TYPE_ENTRY_ROW, "Login or Email"),
                         erp_profile_get_login (f->profile));
  expander = find (f, ADW_TYPE_EXPANDER_ROW, "Use an API Key Instead");
  adw_expander_row_set_expanded (expander, TRUE);
  g_assert_false (gtk_widget_get_sensitive (find (f, ADW_TYPE_PASSWORD_ENTRY_ROW, "Password")));

  key = find (f, ADW_TYPE_PASSWORD_ENTRY_ROW, "API Key");
  gtk_editable_set_text (key, "0123456789abcdef0123456789abcdef01234567");
  display_test_click (find_button (f, "_Sign In"));
  display_test_until (gtk_widget_has_css_class (GTK_WIDGET (key), "error"));
  g_assert_null (f->session);

  gtk_editable_set_text (key, app_demo_get_key (f->demo, "controller"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (key), "error"));
  display_test_click (find_button (f, "_Sign In"));
  display_test_until (f->session != NULL);
  g_assert_cmpstr (erp_profile_get_login (erp_session_get_profile (f->session)), ==,
                   erp_profile_get_login (f->profile));
  /* Nothing secret stays in the form. */
  g_assert_cmpstr (gtk_editable_get_text (key), ==, "");
}

static void
test_wrong_password (Fixture *f, gconstpointer user_data)
{
  GtkEditable *password;

  go_to_account (f);
  gtk_editable_set_text (find (f, ADW_TYPE_ENTRY_ROW, "Login or Email"), "controller");
  password = find (f, ADW_TYPE_PASSWORD_ENTRY_ROW, "Password");
  gtk_editable_set_text (password, "wrong");
  display_test_click (find_button (f, "_Sign In"));
  display_test_until (gtk_widget_has_css_class (GTK_WIDGET (password), "error"));
  g_assert_true (is_page (f, "account"));
  /* The person may type again at once. */
  g_assert_true (gtk_widget_get_sensitive (find_button (f, "_Sign In")));
}

static void
test_no_server (Fixture *f, gconstpointer user_data)
{
  GtkWidget *row;

  app_sign_in_show_server (f->sign_in, NULL);
  g_assert_false (gtk_widget_get_sensitive (find_button (f, "_Continue")));
  type_address (f, "http://127.0.0.1:1");
  row = find (f, ADW_TYPE_ENTRY_ROW, "Address, such as erp.example.com");
  display_test_click (find_button (f, "_Continue"));
  display_test_until (gtk_widget_has_css_class (row, "error"));
  g_assert_true (is_page (f, "server"));
  type_address (f, "http://127.0.0.1:2");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
}

/* Leaving while the server is looked for: no page changes behind the person's back. */
static void
test_leave_while_busy (Fixture *f, gconstpointer user_data)
{
  app_sign_in_show_server (f->sign_in, NULL);
  type_address (f, erp_profile_get_url (f->profile));
  display_test_click (find_button (f, "_Continue"));
  app_sign_in_show_welcome (f->sign_in);
  for (guint i = 0; i < 40; i++)
    display_test_tick ();
  g_assert_true (is_page (f, "welcome"));
}

static void
test_again (Fixture *f, gconstpointer user_data)
{
  app_sign_in_show_server (f->sign_in, f->profile);
  display_test_click (find_button (f, "_Continue"));
  display_test_until (is_page (f, "account"));
  g_assert_cmpstr (gtk_editable_get_text (find (f, ADW_TYPE_ENTRY_ROW, "Login or Email")), ==,
                   erp_profile_get_login (f->profile));
}

static void
role_cb (char **role, const char *chosen)
{
  g_free (*role);
  *role = g_strdup (chosen);
}

static void
test_demo_role (Fixture *f, gconstpointer user_data)
{
  g_autofree char *role = NULL;
  AdwActionRow *demo_row;
  AdwActionRow *row;
  GtkStack *stack;
  GtkWidget *form;

  g_signal_connect_swapped (f->sign_in, "demo-chosen", G_CALLBACK (role_cb), &role);
  /* Made when it is wanted, and once. */
  demo_row = find (f, ADW_TYPE_ACTION_ROW, "Explore the Demo Company");
  stack = GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (demo_row), GTK_TYPE_STACK));
  g_assert_null (gtk_stack_get_child_by_name (stack, "demo"));
  adw_action_row_activate (demo_row);
  form = gtk_stack_get_visible_child (stack);
  g_assert_true (APP_IS_DEMO_FORM (form));
  app_sign_in_show_welcome (f->sign_in);
  adw_action_row_activate (demo_row);
  g_assert_true (form == gtk_stack_get_visible_child (stack));
  display_test_click (find_button (f, "_Start the Demo Company"));
  g_assert_cmpstr (role, ==, "controller");
  row = find (f, ADW_TYPE_ACTION_ROW, "Credit manager");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (row)),
                               TRUE);
  display_test_click (find_button (f, "_Start the Demo Company"));
  g_assert_cmpstr (role, ==, "credit");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  shared_demo = app_support_start_demo ();
  ADD ("/app/sign-in/with-key", test_with_key);
  ADD ("/app/sign-in/wrong-password", test_wrong_password);
  ADD ("/app/sign-in/no-server", test_no_server);
  ADD ("/app/sign-in/leave-while-busy", test_leave_while_busy);
  ADD ("/app/sign-in/again", test_again);
  ADD ("/app/sign-in/demo-role", test_demo_role);
  result = g_test_run ();
  g_object_unref (shared_demo);
  return result;
}
