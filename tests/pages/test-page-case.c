/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-case-read.h"
#include "biz-outbox.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-capabilities.h"
#include "erp-json.h"
#include "kit-composer.h"
#include "kit-template-picker.h"
#include "page-case.h"

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
    { "/page-case/merged", test_merged },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
