/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-currency-table.h"
#include "biz-due-filter.h"
#include "biz-due-list.h"
#include "biz-due-store.h"
#include "cli-command.h"
#include "cli-output.h"
#include "draw-due-table.h"
#include "erp-capabilities.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

static char *filter_option;
static char *format_option;
static char *output_option;
static int limit_option;

static const GOptionEntry options[] = {
  { "filter", 'f', 0, G_OPTION_ARG_STRING, &filter_option, N_ ("Which orders, see below"),
    N_ ("FILTER") },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json or xlsx"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &limit_option, N_ ("At most so many"), N_ ("NUMBER") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
check_server (ErpSession *session, GError **error)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);

  if ((erp_capabilities_get_rights (capabilities, "sale.order") & ERP_RIGHT_READ) != 0)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS,
                       _ ("This server has no sales, or you may not read its orders. Ask an "
                          "administrator for the right."));

  return FALSE;
}

static BizDueBook *
read_book (CliEnvironment *environment, ErpSession *session, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (BizDueStore) store = biz_due_store_new (session, currencies);
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { 0 };
  GDate today;

  cli_environment_get_today (environment, &today);
  biz_due_store_read_async (store, &today, NULL, NULL,
                            cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_due_store_read_finish (store, result, error);
}

/* On the standard error stream, so that what is written stays a table. */
static void
tell_sums (BizDueBook *book)
{
  g_autoptr (GArray) sums = biz_due_book_get_sums (book);

  for (guint i = 0; i < sums->len; i++)
    {
      const BizDueSum *sum = &g_array_index (sums, BizDueSum, i);
      g_autofree char *value = biz_money_format (&sum->value, BIZ_MONEY_SYMBOL);
      g_autofree char *server = biz_money_format (&sum->server, BIZ_MONEY_SYMBOL);

      if (sum->has_server)
        {
          /* Translators: two amounts that should be equal */
          g_printerr (_ ("All lines: %s; the server adds up %s."), value, server);
          g_printerr ("\n");
        }
    }
  if (biz_due_book_is_cut (book))
    {
      g_printerr (_ ("Only the oldest %d lines were read."), BIZ_DUE_MAX_LINES);
      g_printerr ("\n");
    }
}

static gboolean
write_orders (BizDueBook *book,
              BizFilter *filter,
              DrawTableFormat format,
              GOutputStream *out,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) all = biz_due_book_get_orders (book);
  g_autoptr (GPtrArray) orders = biz_due_select (all, filter, error);

  if (orders == NULL)
    return FALSE;
  biz_due_sort (orders, BIZ_DUE_SORT_LAG, TRUE);
  if (limit_option > 0 && orders->len > (guint)limit_option)
    g_ptr_array_set_size (orders, limit_option);

  return draw_due_table_write (format, orders, out, cancellable, error);
}

static CliExit
list (CliEnvironment *environment, DrawTableFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDueBook) book = NULL;
  g_autoptr (BizFilter) filter = NULL;
  g_autoptr (GOutputStream) out = NULL;
  ErpSession *session = cli_environment_sign_in (environment, &error);
  GDate today;

  if (session == NULL || !check_server (session, &error))
    return cli_exit_with_error (error);
  cli_environment_get_today (environment, &today);
  filter = biz_filter_parse (&biz_due_grammar, filter_option != NULL ? filter_option : "", &today,
                             &error);
  if (filter != NULL)
    book = read_book (environment, session, &error);
  if (book == NULL)
    return cli_exit_with_error (error);
  out = cli_output_open (output_option, format, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!write_orders (book, filter, format, out, cli_environment_get_cancellable (environment),
                     &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);
  tell_sums (book);

  return CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  DrawTableFormat format = DRAW_TABLE_TEXT;
  g_autoptr (BizFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;

  if (!cli_command_check_arguments (&cli_list_due_command, arguments, 0))
    return CLI_EXIT_USAGE;
  if (format_option != NULL && !draw_table_format_from_name (format_option, &format))
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is no format: write table, csv, json or xlsx."), format_option);
      g_printerr ("\n");
      return CLI_EXIT_USAGE;
    }
  if (limit_option < 0)
    {
      g_printerr ("quittance-cli: %s\n", _ ("--limit takes a number above zero."));
      return CLI_EXIT_USAGE;
    }
  /* What is mistyped is told before anybody is asked for a key. */
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t)(g_get_real_time () / G_USEC_PER_SEC));
  filter = biz_filter_parse (&biz_due_grammar, filter_option != NULL ? filter_option : "", &today,
                             &error);
  if (filter == NULL)
    {
      cli_exit_with_error (error);
      return CLI_EXIT_USAGE;
    }

  return list (environment, format);
}

const CliCommand cli_list_due_command = {
  .name = "list to-invoice",
  .summary = N_ ("List orders that are delivered and not invoiced, most value × days first"),
  .details =
      N_ ("A filter is made of words; all must hold:\n"
          "  lagging  ready draft held credit ordered  why:ready\n"
          "  customer:acme  order:S00  delivery:OUT  product:bolt  salesperson:  company:  ref:\n"
          "  currency:EUR  value:>1000  days:>30  delivered:last-month  ordered-on:2026-11\n"
          "  any other word is looked for in order, customer, reference, delivery and product\n"
          "A minus before a word leaves out what fits; quotes keep spaces together.\n"
          "The value is the server’s amount to invoice without taxes; days count from the oldest "
          "delivery that is on no posted invoice.\n"
          "CSV and JSON have amounts with a point, days as 2026-11-22 and English heads in every "
          "language."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
