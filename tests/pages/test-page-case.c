/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-case-read.h"
#include "biz-case-ties.h"
#include "biz-merge-run.h"
#include "biz-outbox.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-capabilities.h"
#include "erp-json.h"
#include "kit-composer.h"
#include "kit-template-picker.h"
#include "page-case.h"
#include "page-case-side.h"
#include "page-merge-dialog.h"

#include <string.h>

/* A case of the demo company, by keyboard. */
typedef struct
{
  DemoDesk desk;
  BizService *service;
  BizTicket *ticket;
  GtkWidget *page;
  GtkWindow *window;
  char *opened; /* (owned) (nullable) */
  guint n_next;
  guint n_changed;
} Fixture;

static void
opened_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->opened);
  f->opened = g_strdup (model);
}

static void
next_cb (Fixture *f)
{
  f->n_next++;
}

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

static BizTicket *
read_ticket (Fixture *f, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizTicket *ticket;

  biz_case_read_async (f->service, id, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  ticket = biz_case_read_finish (result, &error);
  g_assert_no_error (error);

  return ticket;
}

static gint64
make_ticket (Fixture *f, const char *title)
{
  g_autoptr (JsonNode) partners =
      desk_ask (&f->desk, FALSE, "res.partner", "search_read", 0, "domain",
                "[[\"is_company\",\"=\",true],[\"email\",\"!=\",false]]", "fields", "[\"name\"]",
                "limit", "1", NULL);
  g_autofree char *vals = g_strdup_printf (
      "[{\"name\":\"%s\",\"description\":\"<p>x</p>\",\"partner_id\":%" G_GINT64_FORMAT "}]", title,
      json_object_get_int_member (json_array_get_object_element (json_node_get_array (partners), 0),
                                  "id"));
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, TRUE, "helpdesk.ticket", "create", 0, "vals_list", vals, NULL);

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  desk_open (&f->desk, 19, "agent");
  f->service = biz_service_new (f->desk.session, 0);
  f->ticket = read_ticket (f, make_ticket (f, "Xylophone arrived bent"));
  f->page = page_case_new (f->desk.session);
  page_case_set_service (PAGE_CASE (f->page), f->service);
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (opened_cb), f);
  g_signal_connect_swapped (f->page, "next-requested", G_CALLBACK (next_cb), f);
  g_signal_connect_swapped (f->page, "changed", G_CALLBACK (changed_cb), f);
  f->window = display_test_show (f->page, 600, 800);
  biz_outbox_set_delay (biz_outbox_get (f->desk.session), 600000);
  page_case_show (PAGE_CASE (f->page), f->ticket);
  display_test_until (display_test_shows (f->page, "Conversation"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->window);
  g_clear_object (&f->ticket);
  g_clear_object (&f->service);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  desk_close (&f->desk);
  g_free (f->opened);
}

static GtkTextView *
get_text (Fixture *f)
{
  return GTK_TEXT_VIEW (display_test_find (f->page, GTK_TYPE_TEXT_VIEW, NULL));
}

static gboolean
is_reply (Fixture *f)
{
  return gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (display_test_find (f->page, GTK_TYPE_TOGGLE_BUTTON, "_Reply")));
}

/* Number, subject and customer; single keys do what they say. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  g_autofree char *number = biz_ticket_dup_number (f->ticket);

  g_assert_true (display_test_shows (f->page, number));
  g_assert_true (display_test_shows (f->page, "Xylophone arrived bent"));
  g_assert_true (display_test_shows (f->page, biz_ticket_get_facts (f->ticket)->customer));
  g_assert_false (is_reply (f));
  display_test_key (f->page, GDK_KEY_r, 0);
  g_assert_true (is_reply (f));
  display_test_key (f->page, GDK_KEY_n, 0);
  g_assert_false (is_reply (f));
  display_test_key (f->page, GDK_KEY_g, 0);
  g_assert_cmpstr (f->opened, ==, "res.partner");
  display_test_key (f->page, GDK_KEY_period, 0);
  g_assert_cmpuint (f->n_next, ==, 1);
}

/* The customer, who does not follow it, gets a reply; Ctrl+Z takes it back. */
static void
test_reply (Fixture *f, gconstpointer data)
{
  BizOutbox *outbox = biz_outbox_get (f->desk.session);
  g_autoptr (BizOutboxItem) item = NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_text (f));

  page_case_compose (PAGE_CASE (f->page), TRUE);
  gtk_text_buffer_set_text (buffer, "A new one is on its way", -1);
  display_test_until (display_test_find (f->page, GTK_TYPE_BUTTON, "_Send to 1 Person") != NULL
                      || display_test_find (f->page, GTK_TYPE_BUTTON, "_Send to 2 People") != NULL);
  gtk_widget_activate_action (display_test_find (f->page, KIT_TYPE_COMPOSER, NULL), "composer.send",
                              NULL);
  display_test_until (biz_outbox_get_n_held (outbox) == 1);
  item = g_list_model_get_item (G_LIST_MODEL (outbox), 0);
  g_assert_true (biz_reply_has_person (biz_outbox_item_get_reply (item),
                                       biz_ticket_get_facts (f->ticket)->customer_id));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  display_test_key (f->page, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (biz_outbox_get_n_held (outbox), ==, 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 23);
}

static const char POLICY[] =
    "{\"version\":1,\"service\":{\"templates\":[{\"name\":\"Greeting\",\"text\":\"Hello "
    "{customer}, this is {user} on {number}\"}],\"macros\":[{\"name\":\"Damaged goods\","
    "\"text\":\"Photos of {subject}, please\",\"reply\":true},{\"name\":\"Look inside\","
    "\"text\":\"Looked at {number}\"}]}}";

static char *
dup_text (Fixture *f)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_text (f));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

/* Searches among the texts that "m" offers, and takes the first. */
static void
pick (Fixture *f, const char *name)
{
  GtkWidget *picker = display_test_find (f->page, KIT_TYPE_TEMPLATE_PICKER, NULL);
  GtkWidget *search;

  display_test_key (f->page, GDK_KEY_m, 0);
  display_test_until ((search = display_test_find (picker, GTK_TYPE_SEARCH_ENTRY, NULL)) != NULL
                      && gtk_widget_get_mapped (search));
  display_test_until (display_test_shows (picker, name));
  gtk_editable_set_text (GTK_EDITABLE (search), name);
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  display_test_until (!gtk_widget_get_mapped (search));
}

/* What the company's policy has for the service desk is offered, filled for this case; a macro says
 * itself whether it is a reply. */
static void
test_texts (Fixture *f, gconstpointer data)
{
  g_autofree char *number = biz_ticket_dup_number (f->ticket);
  g_autofree char *greeting = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *note = NULL;
  g_autofree char *looked = g_strdup_printf ("Looked at %s", number);
  g_autofree char *hello = g_strdup_printf (
      "Hello %s, this is %s on %s", biz_ticket_get_facts (f->ticket)->customer,
      erp_capabilities_get_user_name (erp_session_get_capabilities (f->desk.session)), number);

  desk_write_policy (&f->desk, POLICY);
  page_case_refresh (PAGE_CASE (f->page));
  pick (f, "Greeting");
  greeting = dup_text (f);
  g_assert_cmpstr (greeting, ==, hello);
  g_assert_true (is_reply (f));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (get_text (f)), "", -1);
  pick (f, "Look inside");
  note = dup_text (f);
  g_assert_cmpstr (note, ==, looked);
  g_assert_false (is_reply (f));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (get_text (f)), "", -1);
  pick (f, "Damaged goods");
  photos = dup_text (f);
  g_assert_cmpstr (photos, ==, "Photos of Xylophone arrived bent, please");
  g_assert_true (is_reply (f));
}

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

/* (transfer full): the case as the server has it, once the page says that it changed */
static BizTicket *
answer_dialog (Fixture *f, const char *response)
{
  AdwMessageDialog *dialog;
  const guint n = f->n_changed;

  display_test_until ((dialog = find_dialog ()) != NULL);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  if (g_str_equal (response, "do"))
    display_test_until (f->n_changed > n);

  return read_ticket (f, biz_ticket_get_id (f->ticket));
}

static const char MACROS[] =
    "{\"version\":1,\"service\":{\"macros\":[{\"name\":\"Take over\",\"text\":\"Mine now\","
    "\"stage\":\"in progress\",\"priority\":3,\"mine\":true},{\"name\":\"Astray\","
    "\"stage\":\"Nowhere\",\"mine\":true}]}}";

/* What a macro gives the case is shown first, and written when it is said so; a stage that is not
 * there changes nothing at all. */
static void
test_macro (Fixture *f, gconstpointer data)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (f->ticket);
  g_autoptr (BizTicket) left = NULL;
  g_autoptr (BizTicket) given = NULL;
  g_autofree char *text = NULL;

  desk_write_policy (&f->desk, MACROS);
  page_case_refresh (PAGE_CASE (f->page));
  pick (f, "Astray");
  display_test_until (display_test_shows (
      f->page, "“Astray” moves cases to “Nowhere”, and there is no such stage for this case. "
               "Nothing of the case was changed."));
  g_assert_null (find_dialog ());
  pick (f, "Take over");
  display_test_until (find_dialog () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_body (find_dialog ()), ==,
                   "owner: me\npriority: Urgent\nstage: In Progress");
  left = answer_dialog (f, "cancel");
  g_assert_cmpint (biz_ticket_get_facts (left)->stage_id, ==, facts->stage_id);
  g_assert_cmpint (biz_ticket_get_facts (left)->priority, ==, facts->priority);
  g_assert_cmpint (biz_ticket_get_facts (left)->owner_id, ==, facts->owner_id);
  text = dup_text (f);
  g_assert_cmpstr (text, ==, "Mine now");
  pick (f, "Take over");
  given = answer_dialog (f, "do");
  g_assert_cmpstr (biz_ticket_get_facts (given)->stage, ==, "In Progress");
  g_assert_cmpint (biz_ticket_get_facts (given)->priority, ==, 3);
  g_assert_cmpint (biz_ticket_get_facts (given)->owner_id, ==, biz_service_get_uid (f->service));
}

/* A colleague who was faster is not overwritten. */
static void
test_macro_late (Fixture *f, gconstpointer data)
{
  g_autoptr (BizTicket) after = NULL;
  g_autofree char *told = g_strdup_printf ("0 of 3 changes were written.\n%s changed it meanwhile.",
                                           erp_capabilities_get_user_name (
                                               erp_session_get_capabilities (f->desk.session)));

  desk_write_policy (&f->desk, MACROS);
  page_case_refresh (PAGE_CASE (f->page));
  pick (f, "Take over");
  display_test_until (find_dialog () != NULL);
  json_node_unref (desk_ask (&f->desk, TRUE, "helpdesk.ticket", "write",
                             biz_ticket_get_id (f->ticket), "vals", "{\"priority\":\"2\"}", NULL));
  after = answer_dialog (f, "do");
  g_assert_cmpint (biz_ticket_get_facts (after)->priority, ==, 2);
  g_assert_cmpint (biz_ticket_get_facts (after)->owner_id, ==,
                   biz_ticket_get_facts (f->ticket)->owner_id);
  g_assert_true (display_test_shows (f->page, told));
}

/* What was merged into it is said, and on the duplicate where to go. */
static void
test_merged (Fixture *f, gconstpointer data)
{
  const gint64 other = make_ticket (f, "Xylophone again");
  g_autofree char *note = g_strdup_printf (
      "\"<p>QUITTANCE/1 merge role=into model=helpdesk.ticket case=%" G_GINT64_FORMAT
      " number=HT-X state=merged</p>\"",
      other);

  json_node_unref (desk_ask (&f->desk, TRUE, "helpdesk.ticket", "message_post",
                             biz_ticket_get_id (f->ticket), "body", note, "body_is_html", "true",
                             "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                             NULL));
  page_case_show (PAGE_CASE (f->page), NULL);
  page_case_show (PAGE_CASE (f->page), f->ticket);
  display_test_until (display_test_shows (f->page, "This case was merged into HT-X."));
  display_test_click (display_test_find (f->page, GTK_TYPE_BUTTON, "_Go There"));
  g_assert_cmpstr (f->opened, ==, "helpdesk.ticket");
}

/* The page shows it afterwards, read again. */
static void
merge (Fixture *f, const BizMergeWish *wish)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_merge_run_async (f->desk.session, wish, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  g_assert_true (biz_merge_run_finish (result, NULL, &error));
  page_case_show (PAGE_CASE (f->page), NULL);
  page_case_show (PAGE_CASE (f->page), f->ticket);
}

static gboolean
is_merged (Fixture *f, BizTicket *ticket)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizCaseTies) ties = NULL;

  biz_case_ties_load_async (ERP_CLIENT (f->desk.client), "helpdesk.ticket",
                            biz_ticket_get_id (ticket), NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  ties = biz_case_ties_load_finish (result, NULL);
  g_assert_nonnull (ties);

  return biz_case_ties_find (ties, BIZ_TIE_INTO) != NULL;
}

/* A merged case says so, and what parting it does; confirmed, it stands for itself again. */
static void
test_parted (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicket) after = NULL;
  g_auto (BizMergeWish) wish = { 0 };
  g_autofree char *number = biz_ticket_dup_number (f->ticket);
  g_autofree char *into = NULL;
  g_autofree char *told = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *body = NULL;

  biz_service_load_async (f->service, NULL, desk_cb, &f->desk);
  loaded = desk_wait (&f->desk);
  g_assert_true (biz_service_load_finish (f->service, loaded, &error));
  wish.duplicate = g_object_ref (f->ticket);
  wish.target = read_ticket (f, make_ticket (f, "Xylophone again"));
  wish.stage_id = biz_stage_get_id (page_merge_dialog_find_stage (f->service, f->ticket));
  into = biz_ticket_dup_number (wish.target);
  merge (f, &wish);
  told = g_strdup_printf ("This case was merged into %s.", into);
  display_test_until (display_test_shows (f->page, told));
  display_test_click (display_test_find (f->page, GTK_TYPE_BUTTON, "_Part…"));
  display_test_until (find_dialog () != NULL);
  asked = g_strdup_printf ("Part %s from %s?", number, into);
  g_assert_cmpstr (adw_message_dialog_get_heading (find_dialog ()), ==, asked);
  body = g_strdup_printf ("%s opens again, in the stage “New”. Its conversation is not shown with "
                          "that of %s any more; no message is moved.",
                          number, into);
  g_assert_cmpstr (adw_message_dialog_get_body (find_dialog ()), ==, body);
  g_object_unref (answer_dialog (f, "cancel"));
  g_assert_true (display_test_shows (f->page, told));
  /* done while another case is shown, it may be asked for again */
  display_test_click (display_test_find (f->page, GTK_TYPE_BUTTON, "_Part…"));
  display_test_until (find_dialog () != NULL);
  adw_message_dialog_response (find_dialog (), "do");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  page_case_show (PAGE_CASE (f->page), NULL);
  display_test_until (!is_merged (f, f->ticket));
  merge (f, &wish);
  display_test_until (display_test_shows (f->page, told));
  display_test_click (display_test_find (f->page, GTK_TYPE_BUTTON, "_Part…"));
  after = answer_dialog (f, "do");
  g_assert_false (biz_ticket_get_facts (after)->closed);
  display_test_until (!display_test_shows (f->page, told));
}

static void
count_cb (gboolean stays, gint64 stage_id, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

/* Who asked is told once, and not after the end. */
static void
test_merge_ended (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (BizTicket) other = read_ticket (f, make_ticket (f, "Xylophone again"));
  guint n = 0;

  biz_service_load_async (f->service, NULL, desk_cb, &f->desk);
  loaded = desk_wait (&f->desk);
  g_assert_true (biz_service_load_finish (f->service, loaded, NULL));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *over = g_object_ref_sink (gtk_label_new (NULL));
      GtkWindow *dialog = page_merge_dialog_new (over, f->service, f->ticket, other, count_cb, &n);

      if (i == 1)
        g_clear_object (&over);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "merge");
      g_assert_cmpuint (n, ==, 1);
      gtk_window_destroy (dialog);
      g_clear_object (&over);
    }
}

/* Another case is shown by the time that it is confirmed: that one was not asked about. */
static void
test_merge_late (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (BizTicket) other = read_ticket (f, make_ticket (f, "Xylophone again"));
  g_autoptr (BizTicket) third = read_ticket (f, make_ticket (f, "Trumpet"));

  biz_service_load_async (f->service, NULL, desk_cb, &f->desk);
  loaded = desk_wait (&f->desk);
  g_assert_true (biz_service_load_finish (f->service, loaded, NULL));
  g_signal_emit_by_name (display_test_find (f->page, PAGE_TYPE_CASE_SIDE, NULL), "merge-requested",
                         other);
  display_test_until (find_dialog () != NULL);
  page_case_show (PAGE_CASE (f->page), third);
  adw_message_dialog_response (find_dialog (), "merge");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  for (guint i = 0; i < 20; i++)
    g_assert_false (is_merged (f, other));
}

/* What the server's own fields say stands beside the case, once, and leads there. */
static void
test_server_links (void)
{
  Fixture f = { 0 };
  g_autoptr (JsonNode) tasks = NULL;
  JsonObject *task;
  JsonArray *order;
  g_autofree char *note = NULL;

  desk_open (&f.desk, 17, "agent");
  tasks = desk_ask (&f.desk, FALSE, "project.task", "search_read", 0, "domain",
                    "[[\"sale_order_id\",\"!=\",false],[\"project_id\",\"!=\",false]]", "fields",
                    "[\"sale_order_id\",\"project_id\"]", "limit", "1", NULL);
  task = json_array_get_object_element (json_node_get_array (tasks), 0);
  order = json_object_get_array_member (task, "sale_order_id");
  f.service = biz_service_new (
      f.desk.session,
      json_array_get_int_element (json_object_get_array_member (task, "project_id"), 0));
  f.ticket = read_ticket (&f, json_object_get_int_member (task, "id"));
  /* the same, said by a person before */
  note = g_strdup_printf ("\"<p>QUITTANCE/1 link model=sale.order id=%" G_GINT64_FORMAT
                          " name=%s state=linked</p>\"",
                          json_array_get_int_element (order, 0),
                          json_array_get_string_element (order, 1));
  json_node_unref (desk_ask (&f.desk, TRUE, "project.task", "message_post",
                             biz_ticket_get_id (f.ticket), "body", note, "body_is_html", "true",
                             "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                             NULL));
  f.page = page_case_new (f.desk.session);
  page_case_set_service (PAGE_CASE (f.page), f.service);
  g_signal_connect_swapped (f.page, "open-requested", G_CALLBACK (opened_cb), &f);
  f.window = display_test_show (f.page, 1100, 800);
  page_case_show (PAGE_CASE (f.page), f.ticket);
  display_test_until (display_test_shows (f.page, "Order, from the server"));
  display_test_until (display_test_shows (f.page, "Conversation"));
  g_assert_true (display_test_shows (f.page, json_array_get_string_element (order, 1)));
  g_assert_false (display_test_shows (f.page, "Order"));
  tear_down (&f, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/page-case/keys", test_keys },
    { "/page-case/reply", test_reply },
    { "/page-case/texts", test_texts },
    { "/page-case/macro", test_macro },
    { "/page-case/macro-late", test_macro_late },
    { "/page-case/merged", test_merged },
    { "/page-case/parted", test_parted },
    { "/page-case/merge-late", test_merge_late },
    { "/page-case/merge-ended", test_merge_ended },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  g_test_add_func ("/page-case/server-links", test_server_links);

  return g_test_run ();
}
