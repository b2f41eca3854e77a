/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first screen over a line with a round trip of 80 ms and 5 Mbit/s: from a profile that is
 * opened again with its key, and from a session, to the frame that shows the first rows; beside
 * both the same without the line. Then from the key to the frame with the whole next record: one
 * that was read ahead, and right behind it one that was not. Prints medians, bytes and connections;
 * judges nothing. */

#include "app-opening.h"
#include "app-shell.h"
#include "app-support.h"
#include "display-test.h"
#include "erp-keyring.h"
#include "erp-listing.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "kit-init.h"
#include "kit-ledger-list.h"
#include "page-invoice-view.h"
#include "slow-link.h"

#include <stdlib.h>
#include <string.h>

#define ROUND_TRIP_MS 80
#define BYTES_A_SECOND (5 * 1000 * 1000 / 8)
#define MAX_ROUNDS 9

typedef struct
{
  AppDemo *demo;       /* never started */
  ErpKeyring *keyring; /* with the key */
  ErpProfile *profile; /* what is opened */
  GtkWindow *window;
  AppOpening *opening;
  AppShell *shell;
  ErpSession *session; /* (owned) (nullable) */
  KitLedgerList *list; /* (nullable) */
  gint64 opened;
  gint64 shown;          /* the frame's end, 0 before */
  PageInvoiceView *view; /* (nullable): set while a whole record is waited for */
  gint64 id;             /* of the last one */
} Bench;

typedef struct
{
  const char *name;
  double times[MAX_ROUNDS];
  double opened[MAX_ROUNDS];
  guint n_bytes;
  guint n_connections;
} Row;

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->view != NULL)
    {
      BizInvoice *invoice = page_invoice_view_get_invoice (bench->view);

      if (bench->shown == 0 && invoice != NULL && biz_invoice_is_full (invoice)
          && biz_invoice_get_id (invoice) != bench->id)
        {
          bench->id = biz_invoice_get_id (invoice);
          bench->shown = g_get_monotonic_time ();
        }
      return;
    }
  if (bench->shown == 0 && bench->list != NULL
      && erp_listing_get_state (ERP_LISTING (kit_ledger_list_get_model (bench->list)))
             == ERP_LISTING_READY)
    bench->shown = g_get_monotonic_time ();
}

static void
show_shell (Bench *bench)
{
  bench->shell = app_shell_new (bench->session, bench->keyring);
  gtk_window_set_child (bench->window, GTK_WIDGET (bench->shell));
  app_shell_show_section (bench->shell, "invoices");
  bench->list = app_support_find (bench->shell, KIT_TYPE_LEDGER_LIST, NULL, NULL);
}

static void
opened_cb (Bench *bench, ErpSession *session)
{
  bench->opened = g_get_monotonic_time ();
  bench->session = g_object_ref (session);
  show_shell (bench);
}

static void
wait_for_rows (Bench *bench)
{
  while (bench->shown == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_window (Bench *bench)
{
  bench->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (bench->window, 1300, 820);
  gtk_window_set_child (bench->window, gtk_label_new ("…"));
  gtk_window_present (bench->window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)), "after-paint",
                    G_CALLBACK (after_paint_cb), bench);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
}

static double
from_profile (Bench *bench, double *opened)
{
  gint64 started = g_get_monotonic_time ();

  bench->shown = 0;
  bench->list = NULL;
  bench->opening = app_opening_new (bench->keyring, bench->demo);
  g_signal_connect_swapped (bench->opening, "opened", G_CALLBACK (opened_cb), bench);
  gtk_window_set_child (bench->window, GTK_WIDGET (bench->opening));
  app_opening_open_profile (bench->opening, bench->profile);
  wait_for_rows (bench);
  *opened = (double)(bench->opened - started) / 1000.0;
  return (double)(bench->shown - started) / 1000.0;
}

static double
from_session (Bench *bench, SlowLink *link)
{
  guint n_connections, n_bytes;
  gint64 started;

  gtk_window_set_child (bench->window, gtk_label_new ("…"));
  bench->list = NULL;
  /* What the last screen asked behind its rows has come, and its connections are free. */
  for (gint64 end = g_get_monotonic_time () + 4 * G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    display_test_tick ();
  slow_link_take_counts (link, &n_connections, &n_bytes);
  started = g_get_monotonic_time ();
  bench->shown = 0;
  show_shell (bench);
  wait_for_rows (bench);
  return (double)(bench->shown - started) / 1000.0;
}

static void
settle (void)
{
  for (gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    display_test_tick ();
}

static double
step (Bench *bench)
{
  gint64 started = g_get_monotonic_time ();

  bench->shown = 0;
  gtk_widget_activate_action (GTK_WIDGET (bench->view), "invoice.next", NULL);
  wait_for_rows (bench);
  return (double)(bench->shown - started) / 1000.0;
}

/* The first record is open and its neighbour read; then two steps. */
static void
measure_steps (Bench *bench, double *ahead, double *behind)
{
  bench->view = app_support_find (bench->shell, PAGE_TYPE_INVOICE_VIEW, NULL, NULL);
  bench->id = 0;
  bench->shown = 0;
  kit_ledger_list_select (bench->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (bench->list), "activate", 0);
  wait_for_rows (bench);
  settle ();
  *ahead = step (bench);
  *behind = step (bench);
  settle ();
  bench->view = NULL;
}

static void
close_window (Bench *bench)
{
  gtk_window_destroy (bench->window);
  g_clear_object (&bench->session);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *)user_data = erp_keyring_store_finish (ERP_KEYRING (source), result, NULL);
}

/* A profile that was opened before: it knows its server. */
static ErpProfile *
new_profile (Bench *bench, const AppSupportServer *server, const char *url)
{
  gboolean stored = FALSE;
  double opened;

  bench->profile = erp_profile_new ("Bench", url, server->database, server->login);
  erp_keyring_store_async (bench->keyring, bench->profile, server->key, NULL, stored_cb, &stored);
  while (!stored)
    g_main_context_iteration (NULL, TRUE);
  open_window (bench);
  from_profile (bench, &opened);
  close_window (bench);
  return bench->profile;
}

static int
compare (const void *a, const void *b)
{
  return *(const double *)a < *(const double *)b ? -1 : 1;
}

static void
report (Row *row, guint n)
{
  qsort (row->times, n, sizeof *row->times, compare);
  qsort (row->opened, n, sizeof *row->opened, compare);
  g_print ("%-28s median %4.0f ms (%.0f-%.0f, n=%u)", row->name, row->times[n / 2], row->times[0],
           row->times[n - 1], n);
  if (row->opened[n / 2] > 0)
    g_print (", session after %.0f ms", row->opened[n / 2]);
  if (row->n_bytes > 0)
    g_print (", %u bytes, %u new connections", row->n_bytes, row->n_connections);
  g_print ("\n");
}

static void
measure (Bench *bench, SlowLink *link, guint i, Row *profile, Row *session, Row *steps)
{
  open_window (bench);
  slow_link_take_counts (link, &profile->n_connections, &profile->n_bytes);
  profile->times[i] = from_profile (bench, &profile->opened[i]);
  slow_link_take_counts (link, &profile->n_connections, &profile->n_bytes);
  session->times[i] = from_session (bench, link);
  slow_link_take_counts (link, &session->n_connections, &session->n_bytes);
  settle ();
  measure_steps (bench, &steps[0].times[i], &steps[1].times[i]);
  close_window (bench);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 && strcmp (argv[1], "--quick") == 0 ? 1 : MAX_ROUNDS;
  g_autofree char *folder = g_dir_make_tmp ("quittance-bench-XXXXXX", NULL);
  Row rows[] = { { "profile, no line" },
                 { "session, no line" },
                 { "profile" },
                 { "session" },
                 { "next, read ahead, no line" },
                 { "next, not yet, no line" },
                 { "next, read ahead" },
                 { "next, not yet" } };
  Bench bench = { NULL };
  ErpProfile *profiles[2];
  AppSupportServer *server;
  SlowLink *link;
  g_autofree char *url = NULL;
  guint16 port;
  int n_known = 1;

  /* What it shares with the tests looks for their folders. */
  g_test_init (&n_known, &argv, NULL);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  kit_init ();
  adw_init ();
  server = app_support_start_server ();
  port = (guint16)atoi (strrchr (server->url, ':') + 1);
  link = slow_link_new (port, ROUND_TRIP_MS, BYTES_A_SECOND);
  url = g_strdup_printf ("http://[::1]:%u", port);
  bench.demo = app_demo_new (folder, NULL);
  bench.keyring = erp_keyring_new_in_memory ();
  profiles[0] = new_profile (&bench, server, server->url);
  profiles[1] = new_profile (&bench, server, url);
  for (guint i = 0; i < n; i++)
    {
      bench.profile = profiles[0];
      measure (&bench, link, i, &rows[0], &rows[1], &rows[4]);
      bench.profile = profiles[1];
      measure (&bench, link, i, &rows[2], &rows[3], &rows[6]);
    }
  g_print ("line: %u ms round trip, %u kbit/s\n", ROUND_TRIP_MS, BYTES_A_SECOND / 125);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    report (&rows[i], n);
  g_print ("%-28s %.1f round trips from a profile, %.1f from a session\n", "the line alone",
           (rows[2].times[n / 2] - rows[0].times[n / 2] - rows[2].n_bytes * 1000.0 / BYTES_A_SECOND)
               / ROUND_TRIP_MS,
           (rows[3].times[n / 2] - rows[1].times[n / 2] - rows[3].n_bytes * 1000.0 / BYTES_A_SECOND)
               / ROUND_TRIP_MS);
  app_support_stop_server (server);
  slow_link_free (link);
  g_clear_object (&bench.demo);
  g_clear_object (&bench.keyring);
  g_object_unref (profiles[0]);
  g_object_unref (profiles[1]);
  return 0;
}
