/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-job-kinds.h"
#include "demo-server.h"
#include "demo-world.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-http.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "faulty-client.h"
#include "kit-decimal-entry.h"
#include "kit-money-entry.h"
#include "page-credit-line-row.h"
#include "page-credit-note-dialog.h"
#include "page-text.h"

#include <string.h>

/* The dialog against the demo company, over its own wire. */
typedef struct
{
  DemoServer *demo;
  ErpClient *client;
  ErpCapabilities *capabilities;
  ErpJournal *journal;
  ErpSession *session;
  BizInvoiceStore *store;
  BizInvoice *invoice;
  GtkWindow *dialog;
  guint n_ended;
  char *done;
  gint64 note;
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

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  f->capabilities = erp_capabilities_load_finish (result, &error);
  g_assert_no_error (error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  f->invoice = biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
ended_cb (Fixture *f, const char *done, gint64 note)
{
  f->n_ended++;
  f->note = note;
  g_free (f->done);
  f->done = g_strdup (done);
}

static void
load_invoice (Fixture *f, gint64 id)
{
  g_clear_object (&f->invoice);
  biz_invoice_store_load_async (f->store, id, NULL, loaded_cb, f);
  display_test_until (f->invoice != NULL);
}

/* 3 x 100.00 and 49.99, nothing paid. */
static void
make_invoice (Fixture *f)
{
  g_autofree char *values = NULL;
  g_autoptr (JsonNode) partner =
      ask (f, TRUE, "res.partner", "create", 0, "vals_list",
           "[{\"name\":\"Credit Tests Ltd\",\"is_company\":true}]", NULL);
  g_autoptr (JsonNode) made = NULL;
  gint64 id;

  values = g_strdup_printf (
      "[{\"move_type\":\"out_invoice\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"invoice_date\":\"2026-11-20\",\"invoice_line_ids\":[[0,0,{\"name\":\"Desk\","
      "\"quantity\":3,\"price_unit\":100,\"tax_ids\":[[6,0,[]]]}],[0,0,{\"name\":\"Freight\","
      "\"quantity\":1,\"price_unit\":49.99,\"tax_ids\":[[6,0,[]]]}]]}]",
      json_array_get_int_element (json_node_get_array (partner), 0));
  made = ask (f, TRUE, "account.move", "create", 0, "vals_list", values, NULL);
  id = json_array_get_int_element (json_node_get_array (made), 0);
  json_node_unref (ask (f, TRUE, "account.move", "action_post", id, NULL));
  load_invoice (f, id);
}

static void
open_dialog (Fixture *f)
{
  f->dialog = page_credit_note_dialog_new (f->session, f->store, f->invoice);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *)&f->dialog);
  g_signal_connect_swapped (f->dialog, "ended", G_CALLBACK (ended_cb), f);
  gtk_window_present (f->dialog);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return f->dialog != NULL && display_test_shows (GTK_WIDGET (f->dialog), text);
}

static char *
money (Fixture *f, gint64 minor, const char *format)
{
  BizMoney amount = biz_invoice_get_total (f->invoice);
  g_autofree char *text = NULL;

  amount.minor = minor;
  text = page_text_format_amount (&amount);
  return g_strdup_printf ("%s%s", format, text);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const DemoServerOptions options = { .series = 19, .today = "2026-11-22", .seed = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoAccount) account = NULL;
  g_autoptr (ErpHttp) http = NULL;
  g_autoptr (ErpProfile) profile = NULL;
  g_autoptr (BizCurrencyTable) currencies = NULL;

  f->demo = demo_server_new ();
  demo_world_start (f->demo, &options, &error);
  g_assert_no_error (error);
  account = demo_server_get_account (f->demo, "controller");
  http = erp_http_new (demo_server_get_url (f->demo));
  f->client = erp_json2_client_new (http, demo_server_get_database (f->demo), account->key);
  erp_capabilities_load_async (f->client, account->uid, TRUE, NULL, capabilities_cb, f);
  display_test_until (f->capabilities != NULL);
  f->journal = erp_journal_new (NULL, NULL, "test", f->client, &error);
  g_assert_no_error (error);
  biz_job_kinds_register (f->journal);
  profile = erp_profile_new ("Test", demo_server_get_url (f->demo), "demo", "controller");
  f->session = erp_session_new (f->client, f->capabilities, profile, f->journal);
  currencies = biz_currency_table_new (f->capabilities);
  f->store = biz_invoice_store_new (f->client, f->journal, currencies);
  make_invoice (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->dialog != NULL)
    gtk_window_destroy (f->dialog);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_assert_null (f->dialog);
  erp_journal_close (f->journal);
  g_clear_object (&f->invoice);
  g_clear_object (&f->store);
  g_clear_object (&f->session);
  g_clear_object (&f->journal);
  g_clear_object (&f->capabilities);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_clear_object (&f->client);
  demo_server_stop (f->demo);
  g_clear_object (&f->demo);
  g_free (f->done);
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static void
choose (Fixture *f, guint row, guint choice)
{
  static const char *const titles[] = { "_What Is Credited", "A_fterwards" };
  GtkWidget *combo = find_row (GTK_WIDGET (f->dialog), titles[row]);

  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), choice);
}

static GtkWidget *
get_button (Fixture *f, gint64 minor)
{
  g_autofree char *label = money (f, minor, "C_redit ");

  return display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_BUTTON, label);
}

static void
type (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (entry))),
                         text);
}

static JsonObject *
read_note (Fixture *f, JsonNode **held)
{
  *held = ask (f, FALSE, "account.move", "read", f->note, "fields",
               "[\"state\",\"amount_total\",\"reversed_entry_id\",\"ref\"]", NULL);

  return json_array_get_object_element (json_node_get_array (*held), 0);
}

static void
test_rest (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) held = NULL;
  JsonObject *note;

  open_dialog (f);
  display_test_until (get_button (f, 34999) != NULL);
  display_test_click (get_button (f, 34999));
  display_test_until (f->n_ended == 1);
  note = read_note (f, &held);
  g_assert_cmpstr (json_object_get_string_member (note, "state"), ==, "draft");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (note, "amount_total"), 349.99,
                                  1e-6);
  display_test_until (f->dialog == NULL);

  /* A draft counts: nothing is left for another one. */
  open_dialog (f);
  display_test_until (shows (f, "The invoice is credited in full already."));
}

static void
test_lines (Fixture *f, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *quantity;
  g_autoptr (JsonNode) held = NULL;
  JsonObject *note;

  open_dialog (f);
  display_test_until (get_button (f, 34999) != NULL);
  choose (f, 0, 1);
  g_assert_true (shows (f, "Choose what is credited."));
  row = display_test_find (GTK_WIDGET (f->dialog), PAGE_TYPE_CREDIT_LINE_ROW, NULL);
  quantity = display_test_find (row, KIT_TYPE_DECIMAL_ENTRY, NULL);
  type (quantity, "4");
  g_assert_true (shows (f, "Of this line 3 is left to credit."));
  type (quantity, "2");
  g_assert_nonnull (get_button (f, 20000));
  display_test_click (get_button (f, 20000));
  display_test_until (f->n_ended == 1);
  note = read_note (f, &held);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (note, "amount_total"), 200, 1e-6);
  display_test_until (f->dialog == NULL);

  /* One of three is left. */
  open_dialog (f);
  display_test_until (get_button (f, 14999) != NULL);
}

static void
test_amount_posted (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) held = NULL;
  GtkWidget *entry;

  open_dialog (f);
  display_test_until (get_button (f, 34999) != NULL);
  choose (f, 0, 2);
  choose (f, 1, 1);
  entry = display_test_find (find_row (GTK_WIDGET (f->dialog), "_Amount with Tax"),
                             KIT_TYPE_MONEY_ENTRY, NULL);
  type (entry, "350");
  g_assert_null (get_button (f, 35000));
  type (entry, "50");
  g_assert_nonnull (get_button (f, 5000));
  display_test_click (get_button (f, 5000));
  display_test_until (f->n_ended == 1);
  g_assert_cmpstr (json_object_get_string_member (read_note (f, &held), "state"), ==, "posted");
  /* Posted, it has met its invoice. */
  load_invoice (f, biz_invoice_get_id (f->invoice));
  g_assert_cmpint (biz_invoice_get_residual (f->invoice).minor, ==, 29999);
}

/* As who manages the settings. */
static void
write_policy (Fixture *f, const char *values)
{
  g_autoptr (DemoAccount) admin = demo_server_get_account (f->demo, "admin");
  g_autoptr (ErpHttp) http = erp_http_new (demo_server_get_url (f->demo));
  g_autoptr (ErpClient) client =
      erp_json2_client_new (http, demo_server_get_database (f->demo), admin->key);
  g_autoptr (ErpCall) call = erp_call_new_write ("ir.attachment", "create");

  erp_call_take_arg (call, "vals_list", erp_json_literal (values));
  json_node_unref (faulty_ask (client, call, NULL));
}

static void
test_approval (Fixture *f, gconstpointer data)
{
  g_autofree char *policy =
      g_strdup_printf ("{\"version\":1,\"credit_note\":{\"approval_above\":{\"%s\":100}}}",
                       biz_invoice_get_currency (f->invoice));
  g_autofree char *base64 = g_base64_encode ((const guchar *)policy, strlen (policy));
  g_autofree char *values = g_strdup_printf (
      "[{\"name\":\"quittance-policy.json\",\"res_model\":\"res.company\",\"res_id\":"
      "%" G_GINT64_FORMAT ",\"datas\":\"%s\"}]",
      biz_invoice_get_company_id (f->invoice), base64);
  g_autofree char *domain = NULL;
  g_autoptr (JsonNode) activities = NULL;

  write_policy (f, values);
  open_dialog (f);
  display_test_until (get_button (f, 34999) != NULL);
  choose (f, 1, 1);
  g_assert_false (gtk_widget_get_sensitive (get_button (f, 34999)));
  choose (f, 1, 2);
  g_assert_true (gtk_widget_get_sensitive (get_button (f, 34999)));
  display_test_click (get_button (f, 34999));
  display_test_until (f->n_ended == 1);
  domain = g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\","
                            "%" G_GINT64_FORMAT "]]",
                            f->note);
  activities = ask (f, FALSE, "mail.activity", "search_read", 0, "domain", domain, "fields",
                    "[\"user_id\",\"summary\"]", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (activities)), ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/page-credit-note-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("rest", test_rest);
  ADD ("lines", test_lines);
  ADD ("amount-posted", test_amount_posted);
  ADD ("approval", test_approval);

  return g_test_run ();
}
