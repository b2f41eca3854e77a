/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Start, scrolling, jumps and memory of the ledger list over a table on a fake server, with
 * --invoices over invoices on one, or with --url, --database and --key over those of a real one.
 * --all-columns shows every column, --grouped the list by month with every group open; both want
 * invoices. Prints one JSON line; asserts nothing about time. With --window it stays open, for
 * looking at it. */

#include "biz-currency-table.h"
#include "biz-invoice-grouping.h"
#include "biz-invoice-listing.h"
#include "erp-capabilities.h"
#include "erp-http.h"
#include "erp-json2-client.h"
#include "invoice-table.h"
#include "kit-column-view.h"
#include "kit-init.h"
#include "ledger-table.h"
#include "page-invoice-columns.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS_A_FRAME 10

typedef enum
{
  PHASE_FILL,
  PHASE_SETTLE,
  PHASE_SCROLL,
  PHASE_JUMP,
  PHASE_WANDER,
  PHASE_END,
} Phase;

typedef struct
{
  GtkApplication *application;
  LedgerTable *table;
  InvoiceTable *invoices; /* (owned) (nullable) */
  ErpPaged *rows;
  KitLedgerList *list;
  ErpClient *client; /* (owned) (nullable): with invoices */
  BizCurrencyTable *currencies;
  ErpCapabilities *capabilities;
  PageInvoiceContext context;
  gboolean all_columns;
  gboolean grouped;
  guint n_rows;
  guint n_scroll;
  gboolean stay;

  Phase phase;
  gint64 started;
  gint64 loaded;
  gint64 first_frame;
  gint64 filled;
  gint64 frame_began;
  guint step;
  guint settled;
  gint64 cpu_began;
  GArray *work; /* of gint64, µs */
  GArray *cpu;  /* of gint64, µs */
  GArray *jumps;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *)a;
  const gint64 y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static double
percentile (GArray *times, double share)
{
  g_array_sort (times, compare_times);
  return times->len == 0
             ? 0
             : g_array_index (times, gint64, (guint)((times->len - 1) * share)) / 1000.0;
}

/* µs of the processor that the main thread had: what a busy machine does not add to. */
static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
private_dirty_mb (void)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return -1;
  at = strstr (text, "Private_Dirty:");
  return at != NULL ? strtod (at + strlen ("Private_Dirty:"), NULL) / 1024 : -1;
}

static void
print_result (Bench *bench)
{
  double sum = 0;
  guint i;

  for (i = 0; i < bench->work->len; i++)
    sum += g_array_index (bench->work, gint64, i) / 1000.0;
  g_print ("{\"rows\":%u,\"first_frame_ms\":%.1f,\"filled_after_load_ms\":%.1f,"
           "\"scroll_frames\":%u,\"scroll_work_mean_ms\":%.2f,\"scroll_work_p99_ms\":%.2f,"
           "\"scroll_work_max_ms\":%.2f,\"scroll_cpu_p99_ms\":%.2f,\"jump_median_ms\":%.1f,\"jump_"
           "max_ms\":%.1f,"
           "\"private_dirty_mb\":%.1f}\n",
           bench->n_rows, (bench->first_frame - bench->started) / 1000.0,
           (bench->filled - bench->loaded) / 1000.0, bench->work->len,
           bench->work->len > 0 ? sum / bench->work->len : 0, percentile (bench->work, 0.99),
           percentile (bench->work, 1), percentile (bench->cpu, 0.99),
           percentile (bench->jumps, 0.5), percentile (bench->jumps, 1), private_dirty_mb ());
}

static GtkAdjustment *
get_adjustment (Bench *bench)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (kit_ledger_list_get_view (bench->list)));
}

static double
get_row_height (Bench *bench)
{
  return gtk_adjustment_get_upper (get_adjustment (bench)) / bench->n_rows;
}

static void
scroll_to_row (Bench *bench, double row)
{
  gtk_adjustment_set_value (get_adjustment (bench), row * get_row_height (bench));
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  bench->frame_began = g_get_monotonic_time ();
  bench->cpu_began = get_cpu_time ();
  switch (bench->phase)
    {
    case PHASE_SCROLL:
      scroll_to_row (bench, (bench->step + 1) * ROWS_A_FRAME);
      break;
    case PHASE_JUMP:
      scroll_to_row (bench, bench->n_rows / 9.0 * (bench->step + 1));
      break;
    case PHASE_WANDER:
      scroll_to_row (bench, bench->n_rows / 1000.0 * (bench->step + 1));
      break;
    default:
      break;
    }
}

static void
next_phase (Bench *bench)
{
  bench->phase++;
  bench->step = 0;
  if (bench->phase != PHASE_END)
    return;
  print_result (bench);
  if (!bench->stay)
    g_application_quit (G_APPLICATION (bench->application));
}

/* From the last to the first, so that places stay. */
static void
open_groups (Bench *bench)
{
  if (!bench->grouped)
    return;
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (bench->rows)); i > 0; i--)
    erp_grouping_set_expanded (ERP_GROUPING (bench->rows), i - 1, TRUE);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  const gint64 now = g_get_monotonic_time ();
  const gint64 work = now - bench->frame_began;
  const gint64 cpu = get_cpu_time () - bench->cpu_began;

  if (bench->first_frame == 0)
    {
      bench->first_frame = now;
      bench->loaded = now;
      erp_paged_load (bench->rows);
    }
  switch (bench->phase)
    {
    case PHASE_FILL:
      if (erp_paged_get_state (bench->rows) == ERP_LISTING_READY)
        {
          bench->filled = now;
          bench->phase = PHASE_SETTLE;
          open_groups (bench);
        }
      break;
    case PHASE_SETTLE:
      if (erp_paged_get_count_exact (bench->rows) && ++bench->settled == 30)
        {
          bench->n_rows = g_list_model_get_n_items (G_LIST_MODEL (bench->rows));
          next_phase (bench);
        }
      break;
    case PHASE_SCROLL:
      g_array_append_val (bench->work, work);
      g_array_append_val (bench->cpu, cpu);
      if (++bench->step == bench->n_scroll / ROWS_A_FRAME)
        next_phase (bench);
      break;
    case PHASE_JUMP:
      g_array_append_val (bench->jumps, work);
      if (++bench->step == 8)
        next_phase (bench);
      break;
    case PHASE_WANDER:
      if (++bench->step == 999)
        next_phase (bench);
      break;
    case PHASE_END:
    default:
      return;
    }
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static ErpPaged *
create_rows (Bench *bench)
{
  static const BizInvoiceGroupBy months = BIZ_GROUP_MONTH;
  g_autoptr (ErpListing) listing = biz_invoice_listing_new (bench->client, bench->currencies);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizFilter) filter = biz_invoice_filter_parse ("", &bench->context.today, &error);
  ErpGrouping *grouping;

  g_assert_no_error (error);
  biz_invoice_listing_set_filter (listing, filter);
  if (!bench->grouped)
    return ERP_PAGED (g_steal_pointer (&listing));
  grouping =
      biz_invoice_grouping_new (bench->client, bench->capabilities, bench->currencies, &months, 1);
  erp_grouping_set_domain (grouping, erp_listing_get_domain (listing));
  erp_grouping_set_order (grouping, erp_listing_get_order (listing));
  return ERP_PAGED (grouping);
}

/* Every column at its width, as if the person had chosen them all. */
static void
show_all_columns (KitLedgerList *list)
{
  g_autoptr (GVariant) layout = g_variant_ref_sink (kit_ledger_list_get_layout (list));
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id;
  int width;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  g_variant_iter_init (&iter, layout);
  while (g_variant_iter_next (&iter, "(&sib)", &id, &width, NULL))
    g_variant_builder_add (&builder, "(sib)", id, width, TRUE);
  g_variant_unref (layout);
  layout = g_variant_ref_sink (g_variant_builder_end (&builder));
  kit_ledger_list_set_layout (list, layout);
}

static void
set_up_list (Bench *bench)
{
  if (bench->client == NULL)
    {
      bench->list = ledger_table_create_list ();
      bench->rows = ERP_PAGED (ledger_table_create_listing (bench->table));
      return;
    }
  g_date_set_time_t (&bench->context.today, time (NULL));
  bench->list = KIT_LEDGER_LIST (kit_ledger_list_new ());
  page_invoice_columns_install (bench->list, &bench->context, TRUE);
  if (bench->all_columns)
    show_all_columns (bench->list);
  bench->rows = create_rows (bench);
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  Bench *bench = user_data;
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GdkFrameClock *clock;

  set_up_list (bench);
  kit_ledger_list_set_model (bench->list, G_LIST_MODEL (bench->rows));
  gtk_widget_set_vexpand (GTK_WIDGET (bench->list), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bench->list));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1300, 820);
  gtk_widget_realize (window);
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  gtk_window_present (GTK_WINDOW (window));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ErpCapabilities **capabilities = user_data;
  g_autoptr (GError) error = NULL;

  *capabilities = erp_capabilities_load_finish (result, &error);
  g_assert_no_error (error);
}

/* Before the clock starts: who asks, and the currencies. */
static void
connect_to (Bench *bench, const char *url, const char *database, gint64 uid, const char *key)
{
  ErpCapabilities *capabilities = NULL;
  g_autoptr (ErpHttp) http =
      g_object_new (ERP_TYPE_HTTP, "base-url", url, "allow-plain-http", TRUE, NULL);

  bench->client = erp_json2_client_new (http, database, key);
  erp_capabilities_load_async (bench->client, uid, TRUE, NULL, loaded_cb, &capabilities);
  while (capabilities == NULL)
    g_main_context_iteration (NULL, TRUE);
  bench->currencies = biz_currency_table_new (capabilities);
  bench->capabilities = capabilities;
}

static void
use_invoices (Bench *bench)
{
  bench->invoices = invoice_table_new (bench->n_rows);
  bench->client = ERP_CLIENT (g_object_ref (bench->invoices->client));
  bench->currencies = biz_currency_table_ref (bench->invoices->currencies);
  bench->capabilities = g_object_ref (bench->invoices->capabilities);
}

int
main (int argc, char **argv)
{
  g_autofree char *url = NULL;
  g_autofree char *database = NULL;
  g_autofree char *key = NULL;
  Bench bench = { .n_rows = 300000, .n_scroll = 5000 };
  int n_rows = 300000;
  int n_scroll = 5000;
  gboolean quick = FALSE;
  gboolean invoices = FALSE;
  gint64 uid = 2;
  const GOptionEntry entries[] = {
    { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, "Rows on the server", "N" },
    { "scroll", 0, 0, G_OPTION_ARG_INT, &n_scroll, "Rows to scroll over", "N" },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, "A server of the current API", "URL" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, "Its database", "NAME" },
    { "uid", 0, 0, G_OPTION_ARG_INT64, &uid, "The user's id", "ID" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, "An API key", "KEY" },
    { "invoices", 0, 0, G_OPTION_ARG_NONE, &invoices, "Invoices on a fake server", NULL },
    { "all-columns", 0, 0, G_OPTION_ARG_NONE, &bench.all_columns, "Show every column", NULL },
    { "grouped", 0, 0, G_OPTION_ARG_NONE, &bench.grouped, "By month, all open", NULL },
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "Only see that it runs", NULL },
    { "window", 0, 0, G_OPTION_ARG_NONE, &bench.stay, "Stay open", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  kit_init ();
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (quick)
    n_scroll = MIN (n_scroll, 500);
  bench.n_rows = (guint)n_rows;
  bench.n_scroll = (guint)n_scroll;
  bench.work = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.cpu = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.jumps = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.table = ledger_table_new (bench.n_rows);
  if (url != NULL)
    connect_to (&bench, url, database, uid, key);
  else if (invoices)
    use_invoices (&bench);
  bench.started = g_get_monotonic_time ();
  bench.application = GTK_APPLICATION (g_object_new (ADW_TYPE_APPLICATION, "application-id",
                                                     "io.github.quittance.BenchLedger", "flags",
                                                     G_APPLICATION_NON_UNIQUE, "resource-base-path",
                                                     "/io/github/quittance/Quittance", NULL));
  g_signal_connect (bench.application, "activate", G_CALLBACK (activate_cb), &bench);
  status = g_application_run (G_APPLICATION (bench.application), 1, argv);
  g_clear_object (&bench.application);
  g_clear_object (&bench.rows);
  g_clear_object (&bench.client);
  g_clear_object (&bench.capabilities);
  g_clear_pointer (&bench.currencies, biz_currency_table_unref);
  ledger_table_free (bench.table);
  g_clear_pointer (&bench.invoices, invoice_table_free);
  g_array_unref (bench.work);
  g_array_unref (bench.cpu);
  g_array_unref (bench.jumps);
  return status;
}
