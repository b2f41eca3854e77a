/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-paste-dialog.h"

#include "display-test.h"
#include "erp-call.h"
#include "erp-error.h"
#include "fake-client.h"
#include "kit-inline-error.h"

#include <string.h>

typedef struct
{
  FakeClient *client;
  PagePasteDialog *dialog;
  char *chosen;
  gboolean fail;
} Fixture;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  g_autofree char *domain = json_to_string (erp_call_get_arg (call, "domain"), FALSE);

  if (f->fail)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "nobody there");
      return NULL;
    }
  if (strstr (domain, "sequence_number") == NULL)
    return json_from_string (
        "[{\"id\":1,\"name\":\"INV/2026/00012\",\"ref\":false,\"payment_reference\":false,"
        "\"partner_id\":[7,\"Acme & Sons\"]}]",
        NULL);
  return json_from_string (
      "[{\"id\":2,\"name\":\"INV/2025/00500\",\"ref\":false,\"payment_reference\":false,"
      "\"partner_id\":[7,\"Acme & Sons\"]},"
      "{\"id\":3,\"name\":\"INV/2026/00500\",\"ref\":false,\"payment_reference\":false,"
      "\"partner_id\":[8,\"Bolt\"]}]",
      NULL);
}

static void
chosen_cb (Fixture *f, const char *ids)
{
  g_free (f->chosen);
  f->chosen = g_strdup (ids);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->client = fake_client_new (answer_cb, f);
  f->dialog = page_paste_dialog_new (ERP_CLIENT (f->client), NULL);
  g_signal_connect_swapped (f->dialog, "chosen", G_CALLBACK (chosen_cb), f);
  gtk_window_present (GTK_WINDOW (f->dialog));
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *)&f->dialog);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->dialog != NULL)
    display_test_close (GTK_WINDOW (f->dialog));
  g_assert_null (f->dialog);
  g_clear_pointer (&f->chosen, g_free);
  fake_loop_drain ();
  g_assert_finalize_object (f->client);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->dialog), text);
}

static GtkWidget *
find_button (Fixture *f, const char *label)
{
  return display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_BUTTON, label);
}

static void
test_report (Fixture *f, gconstpointer data)
{
  GtkWidget *check;

  page_paste_dialog_set_text (f->dialog, "INV/2026/00012, 500 and X-9 on 1.12.2026");
  display_test_until (shows (f, "1 number found, 1 not found, 1 to decide"));
  g_assert_true (shows (f, "X-9"));
  g_assert_true (shows (f, "1.12.2026"));
  g_assert_true (shows (f, "INV/2026/00500 · Bolt"));
  g_assert_true (shows (f, "may be “500”"));
  g_assert_nonnull (find_button (f, "_Show 1 Invoice"));
  /* What a person ticks comes with it. */
  check = display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  display_test_click (find_button (f, "_Show 2 Invoices"));
  g_assert_cmpstr (f->chosen, ==, "1,2");
  display_test_until (f->dialog == NULL);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  page_paste_dialog_set_text (f->dialog, "Good morning!");
  display_test_until (shows (f, "There is no number of an invoice in this text."));
  g_assert_false (gtk_widget_get_sensitive (find_button (f, "_Show")));
  g_assert_cmpuint (fake_client_get_n_calls (f->client), ==, 0);
}

static void
test_failure (Fixture *f, gconstpointer data)
{
  GtkWidget *bar = display_test_find (GTK_WIDGET (f->dialog), KIT_TYPE_INLINE_ERROR, NULL);

  f->fail = TRUE;
  page_paste_dialog_set_text (f->dialog, "INV/2026/00012");
  display_test_until (kit_inline_error_is_shown (KIT_INLINE_ERROR (bar)));
  g_assert_false (gtk_widget_get_sensitive (find_button (f, "_Show")));
  f->fail = FALSE;
  g_signal_emit_by_name (bar, "retry");
  display_test_until (shows (f, "1 number found"));
  g_assert_false (kit_inline_error_is_shown (KIT_INLINE_ERROR (bar)));
}

/* A change of the text while an answer is on its way: the answer is no more wanted. */
static void
test_late (Fixture *f, gconstpointer data)
{
  GtkTextView *text =
      GTK_TEXT_VIEW (display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_TEXT_VIEW, NULL));

  fake_client_hold (f->client, TRUE);
  page_paste_dialog_set_text (f->dialog, "INV/2026/00012");
  g_assert_cmpuint (fake_client_get_n_waiting (f->client), ==, 1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text), "other", -1);
  fake_client_hold (f->client, FALSE);
  fake_loop_drain ();
  g_assert_false (shows (f, "1 number found"));
  g_assert_false (gtk_widget_get_sensitive (find_button (f, "_Show")));
}

/* Ctrl+Enter looks for the numbers; Enter stays a line's end. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *text = display_test_find (GTK_WIDGET (f->dialog), GTK_TYPE_TEXT_VIEW, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);
  GtkEventController *keys = NULL;
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        keys = controller;
    }
  g_assert_nonnull (keys);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "INV/2026/00012", -1);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Return, 0, 0, &taken);
  g_assert_false (taken);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Return, 0, GDK_CONTROL_MASK, &taken);
  g_assert_true (taken);
  display_test_until (shows (f, "1 number found"));
}

#define ADD(name, func) g_test_add ("/paste-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("report", test_report);
  ADD ("nothing", test_nothing);
  ADD ("failure", test_failure);
  ADD ("late", test_late);
  ADD ("keys", test_keys);
  return g_test_run ();
}
