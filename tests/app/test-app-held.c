/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-held.h"

#include "biz-job-kinds.h"
#include "biz-outbox.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-unsent.h"
#include "fake-client.h"

/* A window that is to close while a reply waits, on a server of a few lines. */
typedef struct
{
  FakeClient *client;
  ErpCapabilities *capabilities;
  ErpJournal *journal;
  ErpSession *session;
  BizThread *thread;
  GtkWindow *window;
  gboolean refuses;
  guint n_done;
} Fixture;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  const char *method = erp_call_get_method (call);

  if (g_str_equal (method, "message_post"))
    {
      if (!f->refuses)
        return erp_json_literal ("[77]");
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, "Not today.");
      return NULL;
    }
  if (g_str_equal (method, "search_read"))
    return erp_json_literal ("[{\"id\":5}]");

  return erp_json_literal ("[]");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "http://localhost:1", "test", "agent");
  g_autoptr (BizReply) reply = biz_reply_new ();
  g_autoptr (GError) error = NULL;

  f->client = fake_client_new (answer, f);
  f->capabilities = erp_capabilities_new (7, "19.0");
  f->capabilities->major = 19;
  erp_capabilities_set_complete (f->capabilities);
  f->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (f->client), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (f->journal);
  f->session = erp_session_new (ERP_CLIENT (f->client), f->capabilities, profile, f->journal);
  f->thread = biz_thread_new (f->session, "helpdesk.ticket", 5, "HT00005", 0);
  f->window = display_test_show (gtk_label_new ("work"), 300, 200);
  biz_reply_set_text (reply, "Dear customer");
  biz_reply_set_is_message (reply, TRUE);
  biz_outbox_hold (biz_outbox_get (f->session), f->thread, reply);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->window);
  erp_journal_close (f->journal);
  g_clear_object (&f->thread);
  g_clear_object (&f->session);
  g_clear_object (&f->journal);
  g_clear_object (&f->capabilities);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_clear_object (&f->client);
}

static void
done_cb (gpointer user_data)
{
  ((Fixture *)user_data)->n_done++;
}

static GtkWindow *
find_dialog (Fixture *f)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_window_get_transient_for (window) == f->window)
        return window;
    }

  return NULL;
}

static void
choose (Fixture *f, const char *response)
{
  GtkWindow *dialog;

  g_assert_true (app_held_ask (f->window, f->session, done_cb, f));
  display_test_until (find_dialog (f) != NULL);
  dialog = find_dialog (f);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}

static gboolean
is_draft (Fixture *f)
{
  gboolean is_reply;

  return erp_unsent_get (erp_session_get_unsent (f->session), "helpdesk.ticket", 5, &is_reply)
         != NULL;
}

static void
test_send (Fixture *f, gconstpointer data)
{
  choose (f, "send");
  display_test_until (f->n_done == 1);
  g_assert_cmpuint (fake_client_count_calls (f->client, "message_post"), ==, 1);
  g_assert_false (is_draft (f));
  g_assert_false (app_held_ask (f->window, f->session, done_cb, f));
}

static void
test_draft (Fixture *f, gconstpointer data)
{
  choose (f, "draft");
  display_test_until (f->n_done == 1);
  g_assert_cmpuint (fake_client_count_calls (f->client, "message_post"), ==, 0);
  g_assert_true (is_draft (f));
}

static void
test_stay (Fixture *f, gconstpointer data)
{
  choose (f, "cancel");
  g_assert_cmpuint (f->n_done, ==, 0);
  g_assert_cmpuint (biz_outbox_get_n_held (biz_outbox_get (f->session)), ==, 1);
  biz_outbox_take_all_back (biz_outbox_get (f->session));
}

/* The server says no: the window stays, with the words, and nothing is lost. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  f->refuses = TRUE;
  choose (f, "send");
  display_test_until (
      is_draft (f) && g_list_model_get_n_items (G_LIST_MODEL (biz_outbox_get (f->session))) == 0);
  display_test_until (find_dialog (f) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_dialog (f))), ==,
                   "Not Everything Was Sent");
  g_assert_cmpuint (f->n_done, ==, 0);
  gtk_window_destroy (find_dialog (f));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/app-held/send", test_send },
    { "/app-held/draft", test_draft },
    { "/app-held/stay", test_stay },
    { "/app-held/refused", test_refused },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
