/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-job-kinds.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"
#include "page-send-dialog.h"
#include "paper-fixture.h"

#include <string.h>

typedef struct
{
  FakeClient *client;
  ErpJournal *journal;
  BizPaperStore *store;
  GPtrArray *papers;
  GtkWindow *dialog;
  guint series; /* 0: no wizard */
  gboolean no_mail;
  gint64 refuse; /* a document */
} Fixture;

static gboolean
is (ErpCall *call, const char *model, const char *method)
{
  return g_str_equal (erp_call_get_model (call), model)
         && g_str_equal (erp_call_get_method (call), method);
}

static gint64
get_id (ErpCall *call)
{
  gsize n;
  const gint64 *ids = erp_call_get_ids (call, &n);

  return n > 0 ? ids[0] : 0;
}

static JsonNode *
answer_wizard (Fixture *f, ErpCall *call, GError **error)
{
  if (f->series == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING, "no such method");
      return NULL;
    }
  if (is (call, "account.move", "action_invoice_sent"))
    return f->series == 17
               ? erp_json_literal ("{\"res_model\":\"account.move.send\",\"context\":"
                                   "{\"default_mail_template_id\":11}}")
               : erp_json_literal ("{\"res_model\":\"account.move.send.wizard\",\"context\":{}}");
  if (g_str_equal (erp_call_get_method (call), "create"))
    return erp_json_literal ("[77]");

  return f->series == 17
             ? erp_json_literal (
                 "[{\"id\":77,\"mail_partner_ids\":[{\"id\":2,\"display_name\":\"Köln\","
                 "\"email\":\"k@example.com\"},{\"id\":3,\"display_name\":\"Mute\",\"email\":"
                 "false}],\"mail_subject\":\"Ours 17\",\"mail_body\":\"<p>Dear <b>you</b></p>\"}]")
             : erp_json_literal (
                 "[{\"id\":77,\"mail_partner_ids\":[{\"id\":2,\"display_name\":\"Köln\","
                 "\"email\":\"k@example.com\"},{\"id\":3,\"display_name\":\"Mute\",\"email\":"
                 "false}],\"subject\":\"Ours 19\",\"body\":\"<p>Dear <b>you</b></p>\"}]");
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;

  if (g_str_has_prefix (erp_call_get_model (call), "account.move.send")
      || is (call, "account.move", "action_invoice_sent"))
    return answer_wizard (f, call, error);
  if (is (call, "ir.attachment", "create"))
    return erp_json_literal ("[991]");
  if (is (call, "account.move", "message_post"))
    {
      if (get_id (call) == f->refuse)
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "You may not send this.");
          return NULL;
        }
      return erp_json_literal ("[5]");
    }
  if (is (call, "account.move", "write"))
    return erp_json_literal ("true");
  if (is (call, "account.move", "search_read"))
    return erp_json_literal ("[{\"id\":7,\"state\":\"posted\",\"is_move_sent\":false},"
                             "{\"id\":8,\"state\":\"posted\",\"is_move_sent\":false}]");
  if (is (call, "mail.notification", "search_read"))
    return f->no_mail ? erp_json_literal ("[{\"id\":1,\"notification_status\":\"exception\","
                                          "\"failure_type\":\"mail_smtp\"}]")
                      : erp_json_literal ("[{\"id\":1,\"notification_status\":\"ready\","
                                          "\"failure_type\":false}]");

  return erp_json_literal ("[]");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (GError) error = NULL;

  f->client = fake_client_new (answer_cb, f);
  fake_client_set_server_time (f->client, g_get_real_time ());
  f->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (f->client), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (f->journal);
  f->store = biz_paper_store_new (ERP_CLIENT (f->client), currencies);
  f->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_paper_free);
}

static void
open_dialog (Fixture *f, const char *second)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.4\n", 9);

  f->dialog = page_send_dialog_new (ERP_CLIENT (f->client), f->journal, f->store);
  g_ptr_array_add (f->papers, paper_fixture_new (1));
  if (second != NULL)
    g_ptr_array_add (f->papers, paper_fixture_new_with (1, second));
  for (guint i = 0; i < f->papers->len; i++)
    page_send_dialog_add (PAGE_SEND_DIALOG (f->dialog), g_ptr_array_index (f->papers, i), pdf);
  page_send_dialog_start (PAGE_SEND_DIALOG (f->dialog), f->papers);
  gtk_window_present (f->dialog);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->dialog);
  g_ptr_array_unref (f->papers);
  g_clear_object (&f->store);
  g_clear_object (&f->journal);
  g_clear_object (&f->client);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->dialog), text);
}

static GtkWidget *
get_send (Fixture *f)
{
  return display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_BUTTON, "_Send");
}

static ErpCall *
find_call (Fixture *f, const char *method)
{
  for (guint i = 0; i < fake_client_get_n_calls (f->client); i++)
    {
      ErpCall *call = fake_client_get_call (f->client, i);

      if (g_str_equal (erp_call_get_method (call), method))
        return call;
    }
  g_error ("nobody called %s", method);
}

static char *
get_arg (ErpCall *call, const char *name)
{
  JsonNode *node = erp_call_get_arg (call, name);

  g_assert_nonnull (node);

  return erp_json_to_string (node);
}

/* The letter of the server's wizard, to those who have an address. */
static void
test_wizard (Fixture *f, gconstpointer data)
{
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *partners = NULL;
  g_autofree char *files = NULL;
  ErpCall *post;

  f->series = GPOINTER_TO_UINT (data);
  open_dialog (f, NULL);
  display_test_until (get_send (f) != NULL && gtk_widget_is_sensitive (get_send (f)));
  g_assert_true (shows (f, "k@example.com"));
  g_assert_true (shows (f, "has no e-mail address"));
  g_assert_cmpuint (fake_client_count_calls (f->client, "message_post"), ==, 0);
  display_test_click (get_send (f));
  display_test_until (shows (f, "Sent"));
  g_assert_cmpuint (fake_client_count_calls (f->client, "message_post"), ==, 1);
  post = find_call (f, "message_post");
  subject = get_arg (post, "subject");
  body = get_arg (post, "body");
  partners = get_arg (post, "partner_ids");
  files = get_arg (post, "attachment_ids");
  g_assert_cmpstr (subject, ==, f->series == 17 ? "\"Ours 17\"" : "\"Ours 19\"");
  g_assert_cmpstr (body, ==, "\"<p>Dear you</p>\"");
  g_assert_cmpstr (partners, ==, "[2]");
  g_assert_cmpstr (files, ==, "[991]");
  g_assert_cmpuint (fake_client_count_calls (f->client, "write"), ==, 1);
  /* never twice from one dialog */
  g_assert_false (gtk_widget_is_sensitive (get_send (f)));
}

/* A server without a letter of its own: ours, in the customer's language. */
static void
test_own_letter (Fixture *f, gconstpointer data)
{
  g_autofree char *body = NULL;

  open_dialog (f, NULL);
  display_test_until (get_send (f) != NULL && gtk_widget_is_sensitive (get_send (f)));
  display_test_click (get_send (f));
  display_test_until (shows (f, "Sent"));
  body = get_arg (find_call (f, "message_post"), "body");
  g_assert_nonnull (strstr (body, "INV/2026/00007"));
  g_assert_nonnull (strstr (body, "Mit freundlichen Grüßen"));
}

/* Each document says its own result. */
static void
test_several (Fixture *f, gconstpointer data)
{
  f->refuse = 8;
  open_dialog (f, "\"id\":8,\"name\":\"INV/2026/00008\"");
  display_test_until (get_send (f) != NULL && gtk_widget_is_sensitive (get_send (f)));
  display_test_click (get_send (f));
  display_test_until (shows (f, "Sent") && shows (f, "You may not send this."));
  g_assert_cmpuint (fake_client_count_calls (f->client, "message_post"), ==, 2);
}

static void
test_draft (Fixture *f, gconstpointer data)
{
  open_dialog (f, "\"id\":8,\"state\":\"draft\",\"name\":\"/\"");
  display_test_until (get_send (f) != NULL && gtk_widget_is_sensitive (get_send (f)));
  g_assert_true (shows (f, "Only a posted document is sent. Post it first."));
  display_test_click (get_send (f));
  display_test_until (shows (f, "Sent"));
  g_assert_cmpuint (fake_client_count_calls (f->client, "message_post"), ==, 1);
}

static void
test_no_mail (Fixture *f, gconstpointer data)
{
  f->no_mail = TRUE;
  open_dialog (f, NULL);
  display_test_until (get_send (f) != NULL && gtk_widget_is_sensitive (get_send (f)));
  display_test_click (get_send (f));
  display_test_until (shows (f, "Written down at the invoice, but not delivered: the server has "
                                "no outgoing mail. Ask who manages it."));
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add ("/send/wizard-19", Fixture, GUINT_TO_POINTER (19), set_up, test_wizard, tear_down);
  g_test_add ("/send/wizard-17", Fixture, GUINT_TO_POINTER (17), set_up, test_wizard, tear_down);
  g_test_add ("/send/own-letter", Fixture, NULL, set_up, test_own_letter, tear_down);
  g_test_add ("/send/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/send/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/send/no-mail", Fixture, NULL, set_up, test_no_mail, tear_down);

  return g_test_run ();
}
