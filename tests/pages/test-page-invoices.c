/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-listing.h"
#include "kit-ledger-list.h"
#include "page-company.h"
#include "page-invoice-view.h"
#include "page-invoices.h"

typedef struct
{
  PageCompany *company;
  PageInvoices *page;
  GtkWindow *window;
  KitLedgerList *list;
  PageInvoiceView *view;
} Fixture;

/* One that our words can say and that is the default, one that they cannot. */
static const char SAVED[] =
    "[{\"id\":5,\"name\":\"Late\",\"domain\":\"[('amount_total','>',1000)]\",\"context\":\"{}\","
    "\"sort\":\"[]\",\"is_default\":true,\"user_ids\":[]},"
    "{\"id\":6,\"name\":\"Bonn\",\"domain\":\"[('partner_id.city','=','Bonn')]\","
    "\"context\":\"{}\",\"sort\":\"[\\\"amount_total desc\\\"]\",\"is_default\":false,"
    "\"user_ids\":[]}]";

static const char REVIEW[] = "the server has the mark";
static const char REVIEW_READ[] = "the server has the mark, the person only reads";

static void
set_up (Fixture *f, gconstpointer data)
{
  gboolean may_write = data == NULL || data == SAVED || data == REVIEW;

  f->company = page_company_new (may_write);
  f->company->filters = data == SAVED ? SAVED : NULL;
  f->company->has_review = f->company->to_check = data == REVIEW || data == REVIEW_READ;
  if (f->company->has_review)
    fake_client_set_server_version (f->company->client, "19.0");
  f->page = PAGE_INVOICES (page_invoices_new (f->company->session));
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  f->view =
      PAGE_INVOICE_VIEW (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_INVOICE_VIEW, NULL));
  f->window = display_test_show (GTK_WIDGET (f->page), 1200, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  PageInvoiceView *view = f->view;
  KitLedgerList *list = f->list;

  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *)&view);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *)&list);
  display_test_close (f->window);
  g_assert_null (f->page);
  g_assert_null (view);
  g_assert_null (list);
  page_company_free (f->company);
}

static gboolean
list_shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->list), text);
}

static gboolean
view_shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->view), text);
}

static void
open_first (Fixture *f)
{
  display_test_until (list_shows (f, "INV/2026/00001"));
  kit_ledger_list_select (f->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 0);
  display_test_until (view_shows (f, "Desk, white"));
}

static void
test_list (Fixture *f, gconstpointer data)
{
  display_test_until (list_shows (f, "INV/2026/00001"));
  g_assert_true (list_shows (f, "Azure Interior"));
  g_assert_true (list_shows (f, "2026-11-01"));
  g_assert_true (list_shows (f, "230.00"));
  g_assert_true (list_shows (f, "Overdue"));
  g_assert_true (list_shows (f, "Paid"));
  g_assert_cmpstr (kit_ledger_list_get_count_text (f->list), ==, "3 invoices");
}

static JsonNode *
get_domain (Fixture *f)
{
  guint n = fake_client_get_n_calls (f->company->client);

  return erp_call_get_arg (fake_client_get_call (f->company->client, n - 1), "domain");
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_autofree char *domain = NULL;
  guint before;

  display_test_until (list_shows (f, "INV/2026/00001"));
  before = fake_client_count_calls (f->company->client, "web_search_read");
  page_invoices_search (f->page, "customer:azure");
  display_test_until (fake_client_count_calls (f->company->client, "web_search_read") > before);
  domain = json_to_string (get_domain (f), FALSE);
  g_assert_nonnull (strstr (domain, "azure"));

  /* What is not understood is said and asks nothing. */
  before = fake_client_count_calls (f->company->client, "web_search_read");
  page_invoices_search (f->page, "state:purple");
  display_test_until (
      display_test_shows (GTK_WIDGET (f->page),
                          "“state:purple” is not known. Write one of: draft, posted, cancelled."));
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "web_search_read"), ==, before);
}

static void
test_chips (Fixture *f, gconstpointer data)
{
  GtkWidget *chip = display_test_find (GTK_WIDGET (f->page), GTK_TYPE_TOGGLE_BUTTON, "Overdue");
  guint before;
  g_autofree char *domain = NULL;

  display_test_until (list_shows (f, "INV/2026/00001"));
  before = fake_client_count_calls (f->company->client, "web_search_read");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  display_test_until (fake_client_count_calls (f->company->client, "web_search_read") > before);
  domain = json_to_string (get_domain (f), FALSE);
  g_assert_nonnull (strstr (domain, "invoice_date_due"));
}

static char *
describe_domain (Fixture *f)
{
  GtkWidget *list = GTK_WIDGET (f->list);
  ErpListing *rows = ERP_LISTING (kit_ledger_list_get_model (KIT_LEDGER_LIST (list)));
  g_autoptr (JsonNode) node = erp_domain_to_json (erp_listing_get_domain (rows));

  return json_to_string (node, FALSE);
}

/* The default is used when the list is opened; what no words can say stands as a pill. */
static void
test_saved (Fixture *f, gconstpointer data)
{
  BizSavedFilters *saved;
  g_autofree char *domain = NULL;
  g_autofree char *narrowed = NULL;

  saved = page_invoices_get_saved (f->page);
  display_test_until (g_list_model_get_n_items (G_LIST_MODEL (saved)) == 2);
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "amount: >1000"));
  domain = describe_domain (f);
  g_assert_nonnull (strstr (domain, "[\"amount_total\",\">\",1000]"));

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (f->page), "invoices.saved", "x", (gint64)6));
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "Bonn"));
  narrowed = describe_domain (f);
  g_assert_nonnull (strstr (narrowed, "[\"partner_id.city\",\"=\",\"Bonn\"]"));
  g_assert_null (strstr (narrowed, "1000"));
  {
    gboolean descending;

    g_assert_cmpstr (kit_ledger_list_get_sort (f->list, &descending), ==, "total");
    g_assert_true (descending);
  }
}

/* What was pasted is shown alone and selected. */
static void
test_pick (Fixture *f, gconstpointer data)
{
  g_autofree char *domain = NULL;

  display_test_until (list_shows (f, "INV/2026/00001"));
  page_invoices_pick (f->page, "1,3");
  display_test_until (kit_ledger_list_get_n_selected (f->list) == 3);
  domain = describe_domain (f);
  g_assert_nonnull (strstr (domain, "[\"id\",\"in\",[1,3]]"));
}

/* What is said about a document is asked for apart, when it is shown. */
static gboolean
asks_for_conversation (ErpCall *call)
{
  JsonObject *fields = json_node_get_object (erp_call_get_arg (call, "specification"));

  return json_object_has_member (fields, "message_is_follower");
}

/* The whole documents that were asked for, call by call: "1 2,3b " where b is for those that nobody
 * waits for. */
static char *
describe_reads (Fixture *f)
{
  GString *text = g_string_new (NULL);
  guint n = fake_client_get_n_calls (f->company->client);

  for (guint i = 0; i < n; i++)
    {
      ErpCall *call = fake_client_get_call (f->company->client, i);
      gsize n_ids;
      const gint64 *ids = erp_call_get_ids (call, &n_ids);

      if (!g_str_equal (erp_call_get_method (call), "web_read")
          || !g_str_equal (erp_call_get_model (call), "account.move")
          || asks_for_conversation (call))
        continue;
      for (gsize j = 0; j < n_ids; j++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, j > 0 ? "," : "", ids[j]);
      g_string_append (text, erp_call_get_background (call) ? "b " : " ");
    }
  return g_string_free (text, FALSE);
}

static gboolean
has_read (Fixture *f, const char *reads)
{
  g_autofree char *text = describe_reads (f);

  return g_str_equal (text, reads);
}

/* The invoice that is shown with its lines; 0 while only its row is. */
static gint64
get_whole (Fixture *f)
{
  BizInvoice *invoice = page_invoice_view_get_invoice (f->view);

  return invoice != NULL && biz_invoice_is_full (invoice) ? biz_invoice_get_id (invoice) : 0;
}

static void
test_record (Fixture *f, gconstpointer data)
{
  open_first (f);
  g_assert_true (view_shows (f, "INV/2026/00001"));
  g_assert_true (view_shows (f, "$230.00 open"));
  g_assert_true (view_shows (f, "Tax 15%"));
  g_assert_true (view_shows (f, "30.00"));
  g_assert_true (view_shows (f, "Internal note"));
  g_assert_true (view_shows (f, "Message"));
  g_assert_true (view_shows (f, "Why so much?"));
  g_assert_true (view_shows (f, "PO 77"));
  /* One round trip, and then what is beside it. */
  display_test_until (has_read (f, "1 2b "));
}

static void
test_escape_closes (Fixture *f, gconstpointer data)
{
  open_first (f);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->view)));
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_Escape, 0));
  display_test_until (!gtk_widget_get_mapped (GTK_WIDGET (f->view)));
}

static void
test_next_and_previous (Fixture *f, gconstpointer data)
{
  open_first (f);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_j, 0));
  display_test_until (biz_invoice_get_id (page_invoice_view_get_invoice (f->view)) == 2);
  g_assert_cmpuint (kit_ledger_list_get_selected (f->list), ==, 1);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_k, 0));
  display_test_until (biz_invoice_get_id (page_invoice_view_get_invoice (f->view)) == 1);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_k, 0));
  g_assert_cmpuint (kit_ledger_list_get_selected (f->list), ==, 0);
}

/* What was read ahead is there in the same turn of the main loop, and is asked for once. */
static void
test_steps_ahead (Fixture *f, gconstpointer data)
{
  open_first (f);
  display_test_until (has_read (f, "1 2b "));
  display_test_frames (GTK_WIDGET (f->view), 3);

  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_j, 0));
  g_assert_cmpint (get_whole (f), ==, 2);
  display_test_until (has_read (f, "1 2b 3b "));
  display_test_frames (GTK_WIDGET (f->view), 3);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_j, 0));
  g_assert_cmpint (get_whole (f), ==, 3);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_k, 0));
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_k, 0));
  g_assert_cmpint (get_whole (f), ==, 1);
  g_assert_cmpuint (kit_ledger_list_get_selected (f->list), ==, 0);
  display_test_frames (GTK_WIDGET (f->view), 3);
  g_assert_true (has_read (f, "1 2b 3b "));
}

/* A step onto what is on its way waits for it. */
static void
test_steps_join (Fixture *f, gconstpointer data)
{
  open_first (f);
  display_test_until (has_read (f, "1 2b "));
  display_test_frames (GTK_WIDGET (f->view), 3);
  fake_client_hold (f->company->client, TRUE);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_j, 0));
  display_test_until (has_read (f, "1 2b 3b "));
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_j, 0));
  g_assert_cmpint (biz_invoice_get_id (page_invoice_view_get_invoice (f->view)), ==, 3);
  g_assert_cmpint (get_whole (f), ==, 0);
  fake_client_hold (f->company->client, FALSE);
  display_test_until (get_whole (f) == 3);
  g_assert_true (has_read (f, "1 2b 3b "));
}

/* A refresh by hand, a write, other companies: then nothing that was read before is shown. */
static void
test_steps_forget (Fixture *f, gconstpointer data)
{
  open_first (f);
  display_test_until (has_read (f, "1 2b "));
  display_test_frames (GTK_WIDGET (f->view), 3);
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_F5, 0));
  display_test_until (has_read (f, "1 2b 1 2b "));
  display_test_frames (GTK_WIDGET (f->view), 3);

  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_j, 0));
  g_assert_cmpint (get_whole (f), ==, 2);
  display_test_until (has_read (f, "1 2b 1 2b 3b "));
  fake_client_forget_calls (f->company->client);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.post", NULL);
  display_test_until (has_read (f, "2 3,1b "));

  fake_client_forget_calls (f->company->client);
  g_object_notify (G_OBJECT (f->company->session), "active-companies");
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_k, 0));
  display_test_until (get_whole (f) == 1);
  g_assert_true (has_read (f, "1 ") || has_read (f, "1 2b "));
}

static void
test_post (Fixture *f, gconstpointer data)
{
  GtkWidget *post;

  page_invoices_open (f->page, 2);
  display_test_until (view_shows (f, "Desk, white"));
  post = display_test_find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "P_ost");
  g_assert_true (gtk_widget_get_visible (post));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.post", NULL));
  display_test_until (view_shows (f, "INV/2026/00002"));
  g_assert_false (gtk_widget_get_visible (post));
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "action_post"), ==, 1);
  /* Our own doing is no news. */
  g_assert_false (view_shows (f, "Somebody changed this invoice since you opened it."));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *body;

  page_invoices_open (f->page, 2);
  display_test_until (view_shows (f, "Desk, white"));
  f->company->refuse = "The journal is locked.";
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.post", NULL);
  display_test_until (view_shows (f, "The invoice could not be posted.\nThe server refuses it."));
  /* beside the verbs, not above the page */
  body = display_test_find (GTK_WIDGET (f->view), ADW_TYPE_CLAMP, NULL);
  gtk_expander_set_expanded (GTK_EXPANDER (display_test_find (body, GTK_TYPE_EXPANDER, NULL)),
                             TRUE);
  g_assert_nonnull (
      display_test_find (GTK_WIDGET (f->view), GTK_TYPE_LABEL, "The journal is locked."));
}

static gboolean
has_column (Fixture *f)
{
  g_autoptr (GVariant) layout = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  g_autofree char *text = g_variant_print (layout, FALSE);

  return strstr (text, "'check'") != NULL;
}

static gboolean
offers_verb (Fixture *f)
{
  return gtk_widget_get_visible (
      display_test_find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "_Mark as Checked"));
}

/* The mark is seen in the list and in the record, is taken off and set again, each once. */
static void
test_review (Fixture *f, gconstpointer data)
{
  g_autofree char *domain = NULL;
  guint before;

  display_test_until (list_shows (f, "INV/2026/00001"));
  g_assert_false (list_shows (f, "To check"));
  g_assert_true (has_column (f));
  page_invoices_open (f->page, 1);
  display_test_until (view_shows (f, "Somebody is to check this document."));
  g_assert_true (offers_verb (f));
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.mark-checked", NULL);
  display_test_until (!f->company->to_check);
  display_test_until (!view_shows (f, "Somebody is to check this document."));
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "write"), ==, 1);
  g_assert_true (view_shows (f, "Marked as checked."));
  g_assert_false (view_shows (f, "Somebody changed this invoice since you opened it."));
  display_test_until (view_shows (f, "Desk, white"));
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.mark-to-check", NULL);
  display_test_until (view_shows (f, "Somebody is to check this document."));
  g_assert_true (f->company->to_check);
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "write"), ==, 2);

  before = fake_client_count_calls (f->company->client, "web_search_read");
  page_invoices_search (f->page, "check:yes");
  display_test_until (fake_client_count_calls (f->company->client, "web_search_read") > before);
  domain = json_to_string (get_domain (f), FALSE);
  g_assert_nonnull (strstr (domain, "[\"checked\",\"=\",false]"));
}

static void
test_review_refused (Fixture *f, gconstpointer data)
{
  page_invoices_open (f->page, 1);
  display_test_until (view_shows (f, "Somebody is to check this document."));
  f->company->refuse = "Not you.";
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.mark-checked", NULL);
  display_test_until (view_shows (f, "The mark could not be written.\nThe server refuses it."));
  g_assert_true (f->company->to_check);
  g_assert_true (view_shows (f, "Somebody is to check this document."));
}

/* The mark is told to who only reads; the verb is not offered. */
static void
test_review_rights (Fixture *f, gconstpointer data)
{
  page_invoices_open (f->page, 1);
  display_test_until (view_shows (f, "Somebody is to check this document."));
  g_assert_false (offers_verb (f));
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.mark-checked", NULL);
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "write"), ==, 0);
}

/* A server that has no mark: no column, no word, no verb. */
static void
test_review_none (Fixture *f, gconstpointer data)
{
  guint before;

  display_test_until (list_shows (f, "INV/2026/00001"));
  g_assert_false (has_column (f));
  before = fake_client_count_calls (f->company->client, "web_search_read");
  page_invoices_search (f->page, "check:yes");
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "web_search_read"), ==, before);
  page_invoices_open (f->page, 1);
  display_test_until (view_shows (f, "Desk, white"));
  g_assert_false (view_shows (f, "Somebody is to check this document."));
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoice.mark-to-check", NULL);
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "write"), ==, 0);
}

static void
test_rights (Fixture *f, gconstpointer data)
{
  open_first (f);
  g_assert_false (gtk_widget_get_visible (
      display_test_find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "_Register Payment…")));
  g_assert_false (
      gtk_widget_get_visible (display_test_find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "P_ost")));
  g_assert_false (gtk_widget_is_sensitive (
      display_test_find (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, "_New Invoice")));
}

static void
test_somebody_else (Fixture *f, gconstpointer data)
{
  open_first (f);
  f->company->open = 100;
  f->company->written++;
  g_assert_true (display_test_key (GTK_WIDGET (f->view), GDK_KEY_F5, 0));
  display_test_until (
      view_shows (f, "Somebody changed this invoice since you opened it. $230.00 was open, "
                     "$100.00 is open now."));
  g_assert_true (view_shows (f, "$100.00 open"));
}

static void
test_load_fails (Fixture *f, gconstpointer data)
{
  display_test_until (list_shows (f, "INV/2026/00001"));
  f->company->fail_reads = TRUE;
  page_invoices_open (f->page, 1);
  display_test_until (
      view_shows (f, "The invoice could not be loaded.\nThe server did not answer in time."));
  f->company->fail_reads = FALSE;
  display_test_click (display_test_find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "_Retry"));
  display_test_until (view_shows (f, "Desk, white"));
}

static void
test_closed_while_loading (Fixture *f, gconstpointer data)
{
  display_test_until (list_shows (f, "INV/2026/00001"));
  fake_client_hold (f->company->client, TRUE);
  page_invoices_open (f->page, 1);
  display_test_until (fake_client_get_n_waiting (f->company->client) > 0);
  /* tear_down () closes the page; nothing of it may be left or be called. */
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  int minimum;

  open_first (f);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->list)));
  gtk_window_set_default_size (f->window, 360, 640);
  display_test_until (!gtk_widget_get_mapped (GTK_WIDGET (f->list)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->view)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->page)), <=, 360);
  display_test_frames (GTK_WIDGET (f->page), 3);
  gtk_widget_measure (GTK_WIDGET (f->view), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "invoices.close", NULL);
  display_test_until (gtk_widget_get_mapped (GTK_WIDGET (f->list)));
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/page-invoices/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("list", NULL, test_list);
  ADD ("search", NULL, test_search);
  ADD ("chips", NULL, test_chips);
  ADD ("saved-filters", SAVED, test_saved);
  ADD ("pick", NULL, test_pick);
  ADD ("record", NULL, test_record);
  ADD ("escape-closes", NULL, test_escape_closes);
  ADD ("next-and-previous", NULL, test_next_and_previous);
  ADD ("steps-ahead", NULL, test_steps_ahead);
  ADD ("steps-join", NULL, test_steps_join);
  ADD ("steps-forget", NULL, test_steps_forget);
  ADD ("post", NULL, test_post);
  ADD ("refused", NULL, test_refused);
  ADD ("review", REVIEW, test_review);
  ADD ("review-refused", REVIEW, test_review_refused);
  ADD ("review-rights", REVIEW_READ, test_review_rights);
  ADD ("review-none", NULL, test_review_none);
  ADD ("rights", "reads only", test_rights);
  ADD ("somebody-else", NULL, test_somebody_else);
  ADD ("load-fails", NULL, test_load_fails);
  ADD ("closed-while-loading", NULL, test_closed_while_loading);
  ADD ("narrow", NULL, test_narrow);
  return g_test_run ();
}
