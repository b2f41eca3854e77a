/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-opening.h"

#include "app-demo.h"
#include "app-form.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

typedef struct
{
  char *folder;
  AppDemo *demo;
  ErpKeyring *keyring;
  AppOpening *opening;
  GtkWindow *window;
  ErpSession *session;
} Fixture;

static void
opened_cb (Fixture *f, ErpSession *session)
{
  g_set_object (&f->session, session);
}

static void
set_up (Fixture *f, gconstpointer user_data)
{
  f->folder = g_dir_make_tmp ("quittance-opening-XXXXXX", NULL);
  app_support_copy_story (f->folder);
  f->demo = app_demo_new (f->folder, NULL);
  f->keyring = erp_keyring_new_in_memory ();
  f->opening = app_opening_new (f->keyring, f->demo);
  g_signal_connect_swapped (f->opening, "opened", G_CALLBACK (opened_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->opening), 480, 700);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  display_test_close (f->window);
  app_demo_stop (f->demo);
  g_clear_object (&f->session);
  g_clear_object (&f->demo);
  g_clear_object (&f->keyring);
  g_free (f->folder);
}

static GtkWidget *
get_button (Fixture *f, const char *label)
{
  return app_support_find (f->opening, GTK_TYPE_BUTTON, "label", label);
}

static GtkWidget *
get_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* A damaged data file: the way out is offered where it is met, and it works. */
static void
test_damaged_demo (Fixture *f, gconstpointer user_data)
{
  g_autofree char *data = g_build_filename (f->folder, "demo.sqlite", NULL);

  g_assert_true (
      g_file_set_contents (data, "this is no database at all, not even nearly", -1, NULL));
  app_opening_open_demo (f->opening, "controller", FALSE);
  display_test_until (
      display_test_shows (GTK_WIDGET (f->opening), "Could Not Open the Demo Company"));
  g_assert_true (gtk_widget_get_mapped (get_button (f, "_Reset the Demo Company…")));
  g_assert_false (gtk_widget_get_mapped (get_button (f, "_Sign In Again")));

  display_test_click (get_button (f, "_Reset the Demo Company…"));
  display_test_until (get_dialog () != NULL);
  display_test_click (app_support_find (get_dialog (), GTK_TYPE_BUTTON, "label", "_Cancel"));
  g_assert_null (f->session);
  display_test_click (get_button (f, "_Reset the Demo Company…"));
  display_test_until (get_dialog () != NULL);
  display_test_click (app_support_find (get_dialog (), GTK_TYPE_BUTTON, "label", "_Reset"));
  app_support_wait ((gboolean (*) (gpointer))app_demo_get_running, f->demo);
  display_test_until (f->session != NULL);
}

/* A profile without a key: to sign in is what is offered, not to reset anything. */
static void
test_no_key (Fixture *f, gconstpointer user_data)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("Books", "http://127.0.0.1:1", "b", "anna");

  app_opening_open_profile (f->opening, profile);
  display_test_until (display_test_shows (GTK_WIDGET (f->opening), "Could Not Open Books"));
  g_assert_true (gtk_widget_get_mapped (get_button (f, "_Sign In Again")));
  g_assert_false (gtk_widget_get_mapped (get_button (f, "_Reset the Demo Company…")));
}

static void
test_prints (void)
{
  static const struct
  {
    const char *text;
    const char *markup;
  } cases[] = {
    { "A & B", "A &amp; B" },
    { "AB:CD", "AB:CD" },
    { "x\nAA:BB:CC:DD:EE:FF:00\ny", "x\n<tt><small>AA:BB:CC:DD:EE:FF:00</small></tt>\ny" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = app_form_markup_prints (cases[i].text);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add ("/app/opening/damaged-demo", Fixture, NULL, set_up, test_damaged_demo, tear_down);
  g_test_add ("/app/opening/no-key", Fixture, NULL, set_up, test_no_key, tear_down);
  g_test_add_func ("/app/opening/prints", test_prints);
  return g_test_run ();
}
