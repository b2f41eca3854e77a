/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-file-bin.h"
#include "biz-job-kinds.h"
#include "biz-outbox.h"
#include "demo-server.h"
#include "demo-world.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-http.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-unsent.h"
#include "faulty-client.h"
#include "kit-activity-list.h"
#include "kit-composer.h"
#include "kit-conversation.h"
#include "kit-date-entry.h"
#include "kit-file-list.h"
#include "kit-file-row.h"
#include "kit-upload-row.h"
#include "kit-undo-bar.h"

#include <glib/gstdio.h>
#include <string.h>

/* The conversation of a new invoice of the demo company, over its own wire. */
typedef struct
{
  DemoServer *demo;
  ErpClient *client;
  FaultyClient *faulty;
  ErpCapabilities *capabilities;
  ErpJournal *journal;
  ErpSession *session;
  gint64 invoice;
  GtkWidget *talk;
  GtkWindow *window;
} Fixture;

static JsonNode *
ask (Fixture *f, gboolean write, const char *model, const char *method, gint64 id, ...)
{
  g_autoptr (ErpCall) call =
      write ? erp_call_new_write (model, method) : erp_call_new_read (model, method);
  const char *name;
  va_list args;

  if (id != 0)
    erp_call_set_id (call, id);
  va_start (args, id);
  while ((name = va_arg (args, const char *)) != NULL)
    erp_call_take_arg (call, name, erp_json_literal (va_arg (args, const char *)));
  va_end (args);

  return faulty_ask (f->client, call, NULL);
}

static gint64
first_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static guint
count (Fixture *f, const char *model, const char *format)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, f->invoice);
  g_auto (GStrv) parts = g_strsplit (format, "INVOICE", -1);
  g_autofree char *domain = g_strjoinv (id, parts);
  g_autoptr (JsonNode) answer = ask (f, FALSE, model, "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  f->capabilities = erp_capabilities_load_finish (result, &error);
  g_assert_no_error (error);
}

static void
make_invoice (Fixture *f)
{
  gint64 partner = first_id (ask (f, TRUE, "res.partner", "create", 0, "vals_list",
                                  "[{\"name\":\"Talk Tests Ltd\",\"is_company\":true,\"email\":"
                                  "\"buyer@talk.example\"}]",
                                  NULL));
  g_autofree char *values = g_strdup_printf (
      "[{\"move_type\":\"out_invoice\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"invoice_date\":\"2026-11-20\",\"invoice_line_ids\":[[0,0,{\"name\":\"Desk\","
      "\"quantity\":1,\"price_unit\":100,\"tax_ids\":[[6,0,[]]]}]]}]",
      partner);

  f->invoice = first_id (ask (f, TRUE, "account.move", "create", 0, "vals_list", values, NULL));
}

static void
show (Fixture *f)
{
  g_autoptr (BizThread) thread = biz_thread_new (f->session, "account.move", f->invoice, "INV", 0);
  GtkWidget *scroller;

  f->talk = kit_conversation_new ();
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), f->talk);
  f->window = display_test_show (scroller, 500, 900);
  display_test_until (biz_thread_is_loaded (thread));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *role = data != NULL ? data : "controller";
  const DemoServerOptions options = { .series = 19, .today = "2026-11-22", .seed = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoAccount) account = NULL;
  g_autoptr (ErpHttp) http = NULL;
  g_autoptr (ErpProfile) profile = NULL;

  f->demo = demo_server_new ();
  demo_world_start (f->demo, &options, &error);
  g_assert_no_error (error);
  account = demo_server_get_account (f->demo, role);
  http = erp_http_new (demo_server_get_url (f->demo));
  f->client = erp_json2_client_new (http, demo_server_get_database (f->demo), account->key);
  f->faulty = faulty_client_new (f->client);
  erp_capabilities_load_async (f->client, account->uid, TRUE, NULL, capabilities_cb, f);
  display_test_until (f->capabilities != NULL);
  f->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (f->faulty), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (f->journal);
  profile = erp_profile_new ("Test", demo_server_get_url (f->demo), "demo", role);
  f->session = erp_session_new (ERP_CLIENT (f->faulty), f->capabilities, profile, f->journal);
  make_invoice (f);
  show (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->window);
  erp_journal_close (f->journal);
  g_clear_object (&f->session);
  g_clear_object (&f->journal);
  g_clear_object (&f->capabilities);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_clear_object (&f->faulty);
  g_clear_object (&f->client);
  demo_server_stop (f->demo);
  g_clear_object (&f->demo);
}

static BizThread *
get_thread (Fixture *f)
{
  return kit_conversation_get_thread (KIT_CONVERSATION (f->talk));
}

static GtkTextBuffer *
get_buffer (Fixture *f)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (display_test_find (f->talk, GTK_TYPE_TEXT_VIEW, NULL)));
}

static void
write_text (Fixture *f, const char *text)
{
  gtk_text_buffer_set_text (get_buffer (f), text, -1);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (f->talk, text);
}

static gboolean
is_empty (Fixture *f)
{
  return gtk_text_buffer_get_char_count (get_buffer (f)) == 0;
}

static void
choose_message (Fixture *f)
{
  GtkWidget *button = display_test_find (f->talk, GTK_TYPE_TOGGLE_BUTTON, "_Message");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

#define MINE "[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",INVOICE]"

static GtkWidget *
visible_button (Fixture *f, const char *label)
{
  GtkWidget *button = display_test_find (f->talk, GTK_TYPE_BUTTON, label);

  return button != NULL && gtk_widget_get_visible (button) ? button : NULL;
}

/* As soon as it is there. */
static void
click (Fixture *f, const char *label)
{
  display_test_until (display_test_find (f->talk, GTK_TYPE_BUTTON, label) != NULL);
  display_test_click (display_test_find (f->talk, GTK_TYPE_BUTTON, label));
}

/* Ctrl+Enter; lines stay lines, and nothing in them is markup. */
static void
test_note (Fixture *f, gconstpointer data)
{
  write_text (f, "First <b>\nsecond");
  g_assert_true (shows (f, "Kept until the program ends: there is no keyring here"));
  g_assert_true (display_test_key (display_test_find (f->talk, GTK_TYPE_TEXT_VIEW, NULL),
                                   GDK_KEY_Return, GDK_CONTROL_MASK));
  display_test_until (is_empty (f) && shows (f, "First <b>\nsecond"));
  g_assert_true (shows (f, "Internal note"));
  g_assert_cmpuint (count (f, "mail.message", "[" MINE ",[\"body\",\"ilike\",\"second\"]]"), ==, 1);
  g_assert_cmpuint (erp_unsent_count (erp_session_get_unsent (f->session)), ==, 0);
}

/* Who gets a mail is told before it goes. */
static void
test_message (Fixture *f, gconstpointer data)
{
  g_autofree char *values = NULL;
  g_autofree char *partner = NULL;
  g_autoptr (JsonNode) row =
      ask (f, FALSE, "account.move", "read", f->invoice, "fields", "[\"partner_id\"]", NULL);
  gint64 id = json_array_get_int_element (
      json_object_get_array_member (json_array_get_object_element (json_node_get_array (row), 0),
                                    "partner_id"),
      0);

  choose_message (f);
  kit_conversation_set_suggested (KIT_CONVERSATION (f->talk), id, "Talk Tests Ltd");
  click (f, "Also to Talk Tests Ltd");
  g_assert_true (shows (f, "Talk Tests Ltd"));
  g_assert_null (visible_button (f, "Also to Talk Tests Ltd"));
  write_text (f, "Please pay");
  gtk_widget_activate_action (display_test_find (f->talk, KIT_TYPE_COMPOSER, NULL), "composer.send",
                              NULL);
  display_test_until (is_empty (f) && shows (f, "Please pay"));
  partner = g_strdup_printf ("[" MINE ",[\"partner_ids\",\"in\",[%" G_GINT64_FORMAT "]]]", id);
  g_assert_cmpuint (count (f, "mail.message", partner), ==, 1);
}

/* The answer is lost and it did not happen: nothing is lost here, nothing is sent twice. */
static void
test_not_sent (Fixture *f, gconstpointer data)
{
  faulty_client_set_fault (f->faulty, "message_post", FAULTY_NOT_SENT, 9);
  write_text (f, "Never sent");
  gtk_widget_activate_action (display_test_find (f->talk, KIT_TYPE_COMPOSER, NULL), "composer.send",
                              NULL);
  display_test_until (
      gtk_widget_get_sensitive (display_test_find (f->talk, GTK_TYPE_TEXT_VIEW, NULL))
      && !is_empty (f) && erp_journal_get_n_open (f->journal) == 0
      && g_list_model_get_n_items (G_LIST_MODEL (f->journal)) == 1);
  display_test_until (
      gtk_widget_get_sensitive (display_test_find (f->talk, GTK_TYPE_TEXT_VIEW, NULL)));
  g_assert_false (is_empty (f));
  g_assert_cmpuint (erp_unsent_count (erp_session_get_unsent (f->session)), ==, 1);
  g_assert_cmpuint (count (f, "mail.message", "[" MINE ",[\"body\",\"ilike\",\"Never\"]]"), ==, 0);
}

/* Another record is looked at, and this one again. */
static void
test_unsent (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) thread = g_object_ref (get_thread (f));
  g_autoptr (BizThread) other = biz_thread_new (f->session, "account.move", 1, "Other", 0);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  choose_message (f);
  write_text (f, "Half a sen");
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), other);
  g_assert_true (is_empty (f));
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  gtk_text_buffer_get_bounds (get_buffer (f), &start, &end);
  text = gtk_text_buffer_get_text (get_buffer (f), &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "Half a sen");
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (display_test_find (f->talk, GTK_TYPE_TOGGLE_BUTTON, "_Message"))));
}

static GtkWidget *
find_file_row (Fixture *f)
{
  return display_test_find (f->talk, KIT_TYPE_FILE_ROW, NULL);
}

static void
dismiss_first (Fixture *f)
{
  BizUploads *uploads = biz_uploads_get (f->session);
  g_autoptr (BizUpload) upload = g_list_model_get_item (G_LIST_MODEL (uploads), 0);

  biz_uploads_dismiss (uploads, upload);
}

/* What it is and its last day are saved by Enter; what is no day, or a day of nothing, is not lost
 * in silence. */
static void
test_mark (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *list = display_test_find (f->talk, KIT_TYPE_FILE_LIST, NULL);
  GtkWidget *row, *entry;

  display_test_until (shows (f, "No files. Drop or paste some here."));
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  kit_file_list_upload (KIT_FILE_LIST (list), file);
  display_test_until (shows (f, "proof.txt"));
  display_test_until (find_file_row (f) != NULL);
  row = find_file_row (f);
  gtk_menu_button_popup (GTK_MENU_BUTTON (display_test_find (row, GTK_TYPE_MENU_BUTTON, NULL)));
  entry = display_test_find (row, KIT_TYPE_DATE_ENTRY, NULL);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "some day");
  display_test_click (display_test_find (row, GTK_TYPE_BUTTON, "_Save"));
  g_assert_nonnull (kit_parsed_entry_get_error (KIT_PARSED_ENTRY (entry)));
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "+5");
  display_test_click (display_test_find (row, GTK_TYPE_BUTTON, "_Save"));
  g_assert_nonnull (strstr (kit_parsed_entry_get_error (KIT_PARSED_ENTRY (entry)), "what it is"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (display_test_find (row, GTK_TYPE_DROP_DOWN, NULL)), 1);
  g_signal_emit_by_name (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (entry)), "activate");
  display_test_until (shows (f, "ends in 5 days"));
  g_unlink (path);
  g_rmdir (folder);
}

/* A file is put, called something else, thrown away and taken back; a folder is refused in words
 * and dismissed. */
static void
test_upload (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) no_file = g_file_new_for_path (folder);
  GtkWidget *list = display_test_find (f->talk, KIT_TYPE_FILE_LIST, NULL);
  const char *all = "[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",INVOICE]]";
  GtkWidget *row;

  display_test_until (shows (f, "No files. Drop or paste some here."));
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  kit_file_list_upload (KIT_FILE_LIST (list), file);
  display_test_until (g_list_model_get_n_items (biz_thread_get_files (get_thread (f))) == 1);
  display_test_until (shows (f, "proof.txt"));
  g_assert_cmpuint (count (f, "ir.attachment", all), ==, 1);
  kit_file_list_upload (KIT_FILE_LIST (list), file);
  display_test_until (shows (f, "Nothing was sent: it is there already, as “proof.txt”."));
  dismiss_first (f);
  display_test_until (!shows (f, "Nothing was sent: it is there already, as “proof.txt”."));
  kit_file_list_upload (KIT_FILE_LIST (list), no_file);
  display_test_until (display_test_find (f->talk, KIT_TYPE_UPLOAD_ROW, NULL) != NULL
                      && display_test_find (f->talk, GTK_TYPE_BUTTON, "_Try Again") != NULL);
  g_assert_cmpuint (count (f, "ir.attachment", all), ==, 1);

  row = find_file_row (f);
  kit_file_row_rename (KIT_FILE_ROW (row));
  gtk_editable_set_text (GTK_EDITABLE (display_test_find (row, GTK_TYPE_ENTRY, NULL)), "Contract");
  g_signal_emit_by_name (display_test_find (row, GTK_TYPE_ENTRY, NULL), "activate");
  display_test_until (shows (f, "Contract.txt"));
  row = find_file_row (f);
  gtk_widget_activate_action (row, "file.delete", NULL);
  display_test_until (shows (f, "“Contract.txt” is deleted in 10 seconds"));
  g_signal_emit_by_name (display_test_find (row, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  display_test_until (!shows (f, "“Contract.txt” is deleted in 10 seconds"));
  g_assert_cmpuint (count (f, "ir.attachment", all), ==, 1);
  biz_file_bin_set_delay (biz_file_bin_get (f->session), 10);
  gtk_widget_activate_action (row, "file.delete", NULL);
  display_test_until (g_list_model_get_n_items (biz_thread_get_files (get_thread (f))) == 0);
  g_assert_cmpuint (count (f, "ir.attachment", all), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

/* A document is asked for, shown as missing, comes, and is ticked off. */
static void
test_request (Fixture *f, gconstpointer data)
{
  GtkWidget *list = display_test_find (f->talk, KIT_TYPE_FILE_LIST, NULL);
  g_autofree char *values = NULL;

  display_test_until (shows (f, "No files. Drop or paste some here."));
  gtk_widget_activate_action (list, "files.ask", "s", "contract");
  display_test_until (display_test_find (f->talk, GTK_TYPE_BUTTON, "No Longer _Needed") != NULL);
  g_assert_cmpuint (count (f, "mail.activity", "[[\"res_id\",\"=\",INVOICE]]"), ==, 1);
  values = g_strdup_printf ("[{\"name\":\"c.txt\",\"datas\":\"aGVsbG8=\",\"res_model\":"
                            "\"account.move\",\"res_id\":%" G_GINT64_FORMAT
                            ",\"description\":\"QUITTANCE/1 document kind=contract\"}]",
                            f->invoice);
  json_node_unref (ask (f, TRUE, "ir.attachment", "create", 0, "vals_list", values, NULL));
  kit_conversation_refresh (KIT_CONVERSATION (f->talk));
  display_test_until (shows (f, "Contract is there: “c.txt”"));
  display_test_click (display_test_find (f->talk, GTK_TYPE_BUTTON, "_Tick Off"));
  display_test_until (!shows (f, "Contract is there: “c.txt”"));
  display_test_until (count (f, "mail.activity", "[[\"res_id\",\"=\",INVOICE]]") == 0);
}

/* Planned for yesterday, done with words. */
static void
test_activity (Fixture *f, gconstpointer data)
{
  g_autofree char *uid =
      g_strdup_printf ("%" G_GINT64_FORMAT, erp_capabilities_get_uid (f->capabilities));
  GtkWidget *popover;

  json_node_unref (ask (f, TRUE, "account.move", "activity_schedule", f->invoice, "act_type_xmlid",
                        "\"mail.mail_activity_data_call\"", "date_deadline", "\"2020-01-02\"",
                        "summary", "\"Call the buyer\"", "user_id", uid, NULL));
  kit_conversation_refresh (KIT_CONVERSATION (f->talk));
  display_test_until (shows (f, "Call the buyer"));
  g_assert_true (shows (f, "Overdue"));
  popover = display_test_find (f->talk, GTK_TYPE_BUTTON, "Mark as _Done");
  g_assert_nonnull (popover);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_prev_sibling (popover)), "They pay tomorrow");
  display_test_click (popover);
  display_test_until (shows (f, "Nothing is planned."));
  g_assert_cmpuint (
      count (f, "mail.message", "[" MINE ",[\"body\",\"ilike\",\"They pay tomorrow\"]]"), ==, 1);
}

static void
test_follow (Fixture *f, gconstpointer data)
{
  display_test_until (shows (f, "1 follower"));
  g_assert_true (biz_thread_is_following (get_thread (f)));
  click (f, "_Stop Following");
  display_test_until (shows (f, "0 followers"));
  g_assert_cmpuint (count (f, "mail.followers",
                           "[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",INVOICE]]"),
                    ==, 0);
  click (f, "_Follow");
  display_test_until (shows (f, "1 follower"));
}

static gboolean
is_beside (Fixture *f)
{
  GtkWidget *activities = display_test_find (f->talk, KIT_TYPE_ACTIVITY_LIST, NULL);
  GtkWidget *files = display_test_find (f->talk, KIT_TYPE_FILE_LIST, NULL);
  graphene_rect_t one, other;

  g_assert_true (gtk_widget_compute_bounds (activities, f->talk, &one));
  g_assert_true (gtk_widget_compute_bounds (files, f->talk, &other));

  return other.origin.x >= one.origin.x + one.size.width;
}

/* Sections with nothing in them are one line where it is wide enough; something in one of them is
 * under its heading. */
static void
test_sections (Fixture *f, gconstpointer data)
{
  g_autofree char *uid =
      g_strdup_printf ("%" G_GINT64_FORMAT, erp_capabilities_get_uid (f->capabilities));

  display_test_until (shows (f, "Nothing is planned."));
  g_assert_false (is_beside (f));
  gtk_window_set_default_size (f->window, 900, 900);
  display_test_until (is_beside (f));
  g_assert_false (shows (f, "To Do"));
  g_assert_false (shows (f, "Files"));
  g_assert_nonnull (display_test_find (f->talk, GTK_TYPE_BUTTON, "Add F_iles…"));
  json_node_unref (ask (f, TRUE, "account.move", "activity_schedule", f->invoice, "act_type_xmlid",
                        "\"mail.mail_activity_data_call\"", "date_deadline", "\"2020-01-02\"",
                        "summary", "\"Call the buyer\"", "user_id", uid, NULL));
  kit_conversation_refresh (KIT_CONVERSATION (f->talk));
  display_test_until (shows (f, "To Do"));
  display_test_until (!is_beside (f));
  g_assert_false (shows (f, "Files"));
}

/* Who writes gets nothing, follower or not: it is sent to the others. */
static void
test_sender (Fixture *f, gconstpointer data)
{
  gint64 buyer = first_id (ask (f, FALSE, "res.partner", "search", 0, "domain",
                                "[[\"email\",\"=\",\"buyer@talk.example\"]]", NULL));
  g_autofree char *ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", buyer);

  display_test_until (shows (f, "1 follower"));
  kit_conversation_compose (KIT_CONVERSATION (f->talk), TRUE);
  display_test_until (
      shows (f, "Nobody gets it: nobody with a mail address follows this. Add somebody."));
  g_assert_null (display_test_find (f->talk, GTK_TYPE_BUTTON, "_Send to 1 Person"));
  json_node_unref (
      ask (f, TRUE, "account.move", "message_subscribe", f->invoice, "partner_ids", ids, NULL));
  kit_conversation_refresh (KIT_CONVERSATION (f->talk));
  display_test_until (shows (f, "2 followers"));
  display_test_until (display_test_find (f->talk, GTK_TYPE_BUTTON, "_Send to 1 Person") != NULL);
}

/* What is older comes by the page, and in order. */
static void
test_older (Fixture *f, gconstpointer data)
{
  GListModel *entries = biz_thread_get_entries (get_thread (f));
  gint64 last = G_MAXINT64;
  guint n;

  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *text = g_strdup_printf ("\"said %u\"", i);

      json_node_unref (ask (f, TRUE, "account.move", "message_post", f->invoice, "body", text,
                            "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                            NULL));
    }
  kit_conversation_refresh (KIT_CONVERSATION (f->talk));
  display_test_until (biz_thread_get_n_older (get_thread (f)) > 0);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 40);
  n = biz_thread_get_n_older (get_thread (f));
  g_assert_false (shows (f, "said 0"));
  {
    g_autofree char *label = g_strdup_printf ("Show %u _Older Entries", n);

    click (f, label);
  }
  display_test_until (biz_thread_get_n_older (get_thread (f)) == 0);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 40 + n);
  display_test_until (shows (f, "said 0"));
  for (guint i = 0; i < 40 + n; i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (entries, i);

      g_assert_cmpint (biz_log_entry_get_id (entry), <, last);
      last = biz_log_entry_get_id (entry);
    }
}

/* The same record, as correspondence. */
static void
be_careful (Fixture *f)
{
  g_autoptr (BizThread) thread = biz_thread_new (f->session, "account.move", f->invoice, "INV", 0);

  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  kit_conversation_set_careful (KIT_CONVERSATION (f->talk), TRUE);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  display_test_until (biz_thread_is_loaded (thread));
  biz_outbox_set_delay (biz_outbox_get (f->session), 600000);
}

static void
send (Fixture *f)
{
  gtk_widget_activate_action (display_test_find (f->talk, KIT_TYPE_COMPOSER, NULL), "composer.send",
                              NULL);
}

static char *
dup_written (Fixture *f)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (f), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (f), &start, &end, FALSE);
}

static guint
count_said (Fixture *f, const char *words)
{
  g_autofree char *domain = g_strdup_printf ("[" MINE ",[\"body\",\"ilike\",\"%s\"]]", words);

  return count (f, "mail.message", domain);
}

/* A reply waits, is taken back with one key, and goes once when it is let go. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  BizOutbox *outbox;
  GtkWidget *bar = kit_undo_bar_new ();
  g_autofree char *text = NULL;

  g_object_ref_sink (bar);
  be_careful (f);
  outbox = biz_outbox_get (f->session);
  kit_undo_bar_set_outbox (KIT_UNDO_BAR (bar), outbox);
  g_assert_false (gtk_widget_get_visible (bar));
  kit_conversation_compose (KIT_CONVERSATION (f->talk), TRUE);
  write_text (f, "One\n\ntwo\n\nthree");
  send (f);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  g_assert_true (is_empty (f));
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (display_test_find (bar, GTK_TYPE_BUTTON, "_Undo"));
  g_assert_cmpuint (count_said (f, "three"), ==, 0);
  g_assert_true (kit_undo_bar_undo (KIT_UNDO_BAR (bar)));
  g_assert_false (kit_undo_bar_undo (KIT_UNDO_BAR (bar)));
  g_assert_false (gtk_widget_get_visible (bar));
  text = dup_written (f);
  g_assert_cmpstr (text, ==, "One\n\ntwo\n\nthree");
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (display_test_find (f->talk, GTK_TYPE_TOGGLE_BUTTON, "_Reply"))));
  send (f);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  display_test_click (display_test_find (bar, GTK_TYPE_BUTTON, "Send No_w"));
  display_test_until (g_list_model_get_n_items (G_LIST_MODEL (outbox)) == 0);
  g_assert_cmpuint (count_said (f, "<p>three</p>"), ==, 1);
  g_assert_cmpuint (erp_unsent_count (erp_session_get_unsent (f->session)), ==, 0);
  g_object_unref (bar);
}

/* Another record is looked at when it is taken back: the files come back with the text. */
static void
test_undo_elsewhere (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) other = biz_thread_new (f->session, "account.move", 1, "Other", 0);
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  BizOutbox *outbox;

  be_careful (f);
  outbox = biz_outbox_get (f->session);
  kit_conversation_compose (KIT_CONVERSATION (f->talk), TRUE);
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  kit_composer_add_files (KIT_COMPOSER (display_test_find (f->talk, KIT_TYPE_COMPOSER, NULL)),
                          &file, 1);
  display_test_until (shows (f, "proof.txt (5 bytes)"));
  write_text (f, "See the file");
  send (f);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  g_assert_false (shows (f, "proof.txt (5 bytes)"));
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), other);
  biz_outbox_take_all_back (outbox);
  g_assert_true (is_empty (f));
  be_careful (f);
  text = dup_written (f);
  g_assert_cmpstr (text, ==, "See the file");
  g_assert_true (shows (f, "proof.txt (5 bytes)"));
  g_unlink (path);
  g_rmdir (folder);
}

/* As if an earlier run had been killed within the ten seconds. */
static void
leave_held (Fixture *f, const char *text)
{
  g_autoptr (BizReply) reply = biz_reply_new ();
  BizOutbox *outbox = biz_outbox_get (f->session);

  biz_outbox_set_delay (outbox, 600000);
  biz_reply_set_text (reply, text);
  biz_reply_set_is_message (reply, TRUE);
  biz_outbox_hold (outbox, get_thread (f), reply);
  g_object_set_data (G_OBJECT (f->session), "biz-outbox", NULL);
}

static void
assert_written (Fixture *f, const char *text)
{
  g_autofree char *written = dup_written (f);

  g_assert_cmpstr (written, ==, text);
}

/* Another case is shown before the server answered, and what was begun there meanwhile: the text is
 * there when one comes back. */
static void
test_recover (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) other = biz_thread_new (f->session, "account.move", 1, "Other", 0);
  g_autoptr (BizThread) thread = biz_thread_new (f->session, "account.move", f->invoice, "INV", 0);

  leave_held (f, "It was held");
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  kit_conversation_set_careful (KIT_CONVERSATION (f->talk), TRUE);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), other);
  write_text (f, "Elsewhere");
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  write_text (f, "Begun");
  display_test_until (shows (f, "This was about to be sent when the program ended, and was not."));
  assert_written (f, "Begun\n\nIt was held");
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), other);
  assert_written (f, "Elsewhere");
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), thread);
  assert_written (f, "Begun\n\nIt was held");
  g_assert_cmpuint (erp_unsent_count (erp_session_get_unsent (f->session)), ==, 2);
}

/* The same record in two windows is one draft: what goes from one is no draft in the other. */
static void
test_two_windows (Fixture *f, gconstpointer data)
{
  GtkWidget *second = kit_conversation_new ();
  GtkTextBuffer *buffer;
  BizOutbox *outbox;

  g_object_ref_sink (second);
  be_careful (f);
  outbox = biz_outbox_get (f->session);
  kit_conversation_set_careful (KIT_CONVERSATION (second), TRUE);
  kit_conversation_set_thread (KIT_CONVERSATION (second), get_thread (f));
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (display_test_find (second, GTK_TYPE_TEXT_VIEW, NULL)));
  kit_conversation_compose (KIT_CONVERSATION (f->talk), TRUE);
  write_text (f, "Said once");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, strlen ("Said once"));
  send (f);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  g_assert_true (is_empty (f));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  gtk_widget_activate_action (display_test_find (second, KIT_TYPE_COMPOSER, NULL), "composer.send",
                              NULL);
  g_assert_cmpuint (biz_outbox_get_n_held (outbox), ==, 1);
  biz_outbox_take_all_back (outbox);
  assert_written (f, "Said once");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, strlen ("Said once"));
  g_object_unref (second);
}

/* A reply comes back while a note is on its way: the note is said, and the reply stands there. */
static void
test_returned_while_sending (Fixture *f, gconstpointer data)
{
  BizOutbox *outbox;

  be_careful (f);
  outbox = biz_outbox_get (f->session);
  kit_conversation_compose (KIT_CONVERSATION (f->talk), TRUE);
  write_text (f, "The reply");
  send (f);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  kit_conversation_compose (KIT_CONVERSATION (f->talk), FALSE);
  write_text (f, "The note");
  send (f);
  biz_outbox_take_all_back (outbox);
  display_test_until (
      count_said (f, "The note") == 1 && !is_empty (f)
      && gtk_widget_get_sensitive (display_test_find (f->talk, GTK_TYPE_TEXT_VIEW, NULL)));
  assert_written (f, "The reply");
  g_assert_cmpuint (count_said (f, "The reply"), ==, 0);
}

/* The customer writes while one types: it is told, and nothing goes until it was read. */
static void
test_news (Fixture *f, gconstpointer data)
{
  BizOutbox *outbox;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) row =
      ask (f, FALSE, "account.move", "read", f->invoice, "fields", "[\"partner_id\"]", NULL);
  g_autofree char *author = g_strdup_printf (
      "%" G_GINT64_FORMAT,
      json_array_get_int_element (json_object_get_array_member (
                                      json_array_get_object_element (json_node_get_array (row), 0),
                                      "partner_id"),
                                  0));

  be_careful (f);
  outbox = biz_outbox_get (f->session);
  kit_conversation_compose (KIT_CONVERSATION (f->talk), TRUE);
  write_text (f, "It is on its way");
  json_node_unref (ask (f, TRUE, "account.move", "message_post", f->invoice, "body",
                        "\"Cancel it please\"", "message_type", "\"email\"", "subtype_xmlid",
                        "\"mail.mt_comment\"", "author_id", author, NULL));
  send (f);
  display_test_until (shows (f, "Something came while you wrote. It was not sent yet.")
                      || biz_outbox_get_n_held (outbox) == 1);
  text = dup_written (f);
  g_assert_cmpstr (text, ==, "It is on its way");
  g_assert_cmpuint (biz_outbox_get_n_held (outbox), ==, 0);
  g_assert_true (shows (f, "Cancel it please"));
  click (f, "_Read It First");
  g_assert_false (shows (f, "Something came while you wrote. It was not sent yet."));
  send (f);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  g_assert_cmpuint (count_said (f, "on its way"), ==, 0);
  biz_outbox_take_all_back (outbox);
}

/* Another run, with nothing in memory but what is kept. */
static void
show_again (Fixture *f)
{
  kit_conversation_set_thread (KIT_CONVERSATION (f->talk), NULL);
  be_careful (f);
}

static void
add_file (Fixture *f, GFile *file)
{
  kit_composer_add_files (KIT_COMPOSER (display_test_find (f->talk, KIT_TYPE_COMPOSER, NULL)),
                          &file, 1);
}

static gboolean
may_send (Fixture *f)
{
  return gtk_widget_get_sensitive (display_test_find (f->talk, GTK_TYPE_BUTTON, "_Add Note"));
}

/* A draft's files are there again; what was changed or is gone is told, and nothing goes without
 * it unless it is removed. */
static void
test_draft_files (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "proof.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path (folder);

  be_careful (f);
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  add_file (f, file);
  g_assert_false (may_send (f));
  display_test_until (shows (f, "proof.txt (5 bytes)"));
  g_assert_true (may_send (f));
  show_again (f);
  display_test_until (shows (f, "proof.txt (5 bytes)"));
  add_file (f, missing);
  display_test_until (may_send (f));

  g_assert_true (g_file_set_contents (path, "hello, you", -1, NULL));
  show_again (f);
  display_test_until (shows (f, "proof.txt was changed since it was attached."));
  g_assert_false (may_send (f));
  send (f);
  click (f, "Attach as It _Is");
  display_test_until (shows (f, "proof.txt (10 bytes)"));
  g_assert_true (may_send (f));

  g_unlink (path);
  show_again (f);
  display_test_until (shows (f, "proof.txt is not there any more, or cannot be read."));
  g_assert_false (may_send (f));
  click (f, "Look A_gain");
  display_test_until (shows (f, "“proof.txt” cannot be read."));
  g_assert_true (g_file_set_contents (path, "hello, you", -1, NULL));
  click (f, "Look A_gain");
  display_test_until (shows (f, "proof.txt (10 bytes)"));
  send (f);
  display_test_until (count (f, "ir.attachment",
                             "[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",INVOICE]]")
                      == 1);
  display_test_until (is_empty (f) && !shows (f, "proof.txt (10 bytes)"));
  g_assert_cmpuint (erp_unsent_count (erp_session_get_unsent (f->session)), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

/* More than fifty are refused by name. */
static void
test_many_files (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  be_careful (f);
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  for (guint i = 0; i < 51; i++)
    add_file (f, file);
  g_assert_true (shows (f, "No more than 50 files go with a message: “p.txt” was not attached."));
  display_test_until (may_send (f));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/kit-conversation/note", test_note },
    { "/kit-conversation/message", test_message },
    { "/kit-conversation/not-sent", test_not_sent },
    { "/kit-conversation/unsent", test_unsent },
    { "/kit-conversation/undo", test_undo },
    { "/kit-conversation/undo-elsewhere", test_undo_elsewhere },
    { "/kit-conversation/recover", test_recover },
    { "/kit-conversation/two-windows", test_two_windows },
    { "/kit-conversation/returned-while-sending", test_returned_while_sending },
    { "/kit-conversation/draft-files", test_draft_files },
    { "/kit-conversation/many-files", test_many_files },
    { "/kit-conversation/news", test_news },
    { "/kit-conversation/upload", test_upload },
    { "/kit-conversation/mark", test_mark },
    { "/kit-conversation/request", test_request },
    { "/kit-conversation/activity", test_activity },
    { "/kit-conversation/follow", test_follow },
    { "/kit-conversation/sections", test_sections },
    { "/kit-conversation/sender", test_sender },
    { "/kit-conversation/older", test_older },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
