/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-job-kinds.h"
#include "display-test.h"
#include "erp-job.h"
#include "page-company.h"
#include "page-job-row.h"
#include "page-journal.h"

typedef struct
{
  PageCompany *company;
  PageJournal *page;
  GtkWindow *window;
  guint n_ended;
  char *opened;
} Fixture;

static void
opened_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->opened);
  f->opened = g_strdup_printf ("%s %" G_GINT64_FORMAT, model, id);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->company = page_company_new (TRUE);
  f->page = PAGE_JOURNAL (page_journal_new (f->company->session));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (opened_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->page), 700, 500);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  g_free (f->opened);
  page_company_free (f->company);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->page), text);
}

static PageJobRow *
get_row (Fixture *f)
{
  return PAGE_JOB_ROW (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_JOB_ROW, NULL));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, NULL);

  f->n_ended++;
}

static void
pay (Fixture *f)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_int_member (body, "invoice_id", 1);
  json_object_set_string_member (body, "invoice", "INV/2026/00001");
  json_object_set_string_member (body, "partner", "Azure Interior");
  json_object_set_string_member (body, "amount", "230.00");
  json_object_set_string_member (body, "residual", "230.00");
  json_object_set_string_member (body, "currency", "USD");
  json_object_set_int_member (body, "digits", 2);
  json_object_set_int_member (body, "company_id", 1);
  json_object_set_string_member (body, "date", PAGE_COMPANY_TODAY);
  erp_journal_run_async (f->company->journal, BIZ_JOB_PAYMENT, body, NULL, ran_cb, f);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_true (shows (f, "Nothing Was Written From Here"));
}

static void
test_done (Fixture *f, gconstpointer data)
{
  pay (f);
  display_test_until (f->n_ended == 1);
  g_assert_true (shows (f, "Payment of $230.00 for INV/2026/00001, Azure Interior"));
  g_assert_true (shows (f, "Done"));
  g_assert_true (shows (f, "Everything that was written from here has an outcome."));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (f)), "job.open", NULL));
  g_assert_cmpstr (f->opened, ==, "account.payment 50");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  f->company->refuse = "The period is closed.";
  pay (f);
  display_test_until (f->n_ended == 1);
  g_assert_true (shows (f, "Refused"));
  g_assert_true (shows (f, "Nothing was written: The server refuses it. (The period is closed.)"));
}

/* Sent, lost, not to be seen: the person looks and says what is so. */
static void
test_waiting_and_found (Fixture *f, gconstpointer data)
{
  GtkWidget *look;

  f->company->lose_answer = TRUE;
  f->company->hide_payments = TRUE;
  pay (f);
  display_test_until (f->n_ended == 1);
  display_test_until (shows (f, "Waiting"));
  g_assert_true (shows (f, "1 is under way."));
  look = display_test_find (GTK_WIDGET (get_row (f)), GTK_TYPE_BUTTON, "_Look Again");
  g_assert_true (gtk_widget_get_mapped (look));
  f->company->hide_payments = FALSE;
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (f)), "job.look-again", NULL));
  display_test_until (shows (f, "Done"));
  g_assert_cmpuint (f->company->n_payments, ==, 1);
}

#define ADD(name, func) g_test_add ("/page-journal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("empty", test_empty);
  ADD ("done", test_done);
  ADD ("refused", test_refused);
  ADD ("waiting-and-found", test_waiting_and_found);
  return g_test_run ();
}
