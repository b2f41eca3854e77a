/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-currency-table.h"
#include "biz-opening.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-report.h"
#include "draw-opening-report.h"
#include "erp-capabilities.h"
#include "erp-company.h"

#include <glib/gi18n-lib.h>

static char *file_option;
static char *as_of_option;
static char *company_option;
static char *format_option;
static char *output_option;
static gboolean all_option;

static const GOptionEntry options[] = {
  { "file", 'f', 0, G_OPTION_ARG_FILENAME, &file_option,
    N_ ("The table of the books that were kept before"), N_ ("FILE") },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_option,
    N_ ("What was open at the end of this day, 2026-11-30; today if it is not given"),
    N_ ("DATE") },
  { "company", 0, 0, G_OPTION_ARG_STRING, &company_option,
    N_ ("Of this company; your own if it is not given"), N_ ("NAME") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &all_option, N_ ("Customers that agree, too"), NULL },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json, xlsx or pdf"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static GPtrArray *
read_file (const BizMoney *zero, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (file_option);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  return stream != NULL ? biz_opening_read_file (G_INPUT_STREAM (stream), zero, cancellable, error)
                        : NULL;
}

static GPtrArray *
read_customers (CliEnvironment *environment,
                ErpSession *session,
                BizCurrencyTable *currencies,
                gint64 company,
                const GDate *day,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { 0 };

  biz_opening_read_async (session, currencies, company, day,
                          cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_opening_read_finish (result, error);
}

static gboolean
write_lines (GArray *lines,
             DrawReportFormat format,
             GOutputStream *out,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *made = g_date_time_format (now, "%x %H:%M %Z");

  return draw_opening_report_write (format, lines, all_option, file_option, made, out, cancellable,
                                    error);
}

/* On the standard error stream, so that what is written stays a table. */
static guint
tell_counts (GArray *lines)
{
  guint equal = 0;

  for (guint i = 0; i < lines->len; i++)
    equal += g_array_index (lines, BizOpeningLine, i).state == BIZ_OPENING_EQUAL;
  /* Translators: numbers of customers */
  g_printerr (_ ("%u agree, %u do not."), equal, lines->len - equal);
  g_printerr ("\n");

  return lines->len - equal;
}

static CliExit
compare (CliEnvironment *environment,
         ErpSession *session,
         gint64 company_id,
         const GDate *day,
         DrawReportFormat format)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  ErpCompany *company =
      erp_capabilities_get_company (erp_session_get_capabilities (session), company_id);
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  BizMoney zero;

  if (biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero, &error))
    rows = read_file (&zero, cancellable, &error);
  if (rows != NULL)
    customers = read_customers (environment, session, currencies, company_id, day, &error);
  if (customers != NULL)
    lines = biz_opening_compare (rows, customers, &zero, &error);
  if (lines != NULL)
    out = cli_output_open (output_option,
                           format >= DRAW_REPORT_XLSX ? DRAW_TABLE_XLSX : DRAW_TABLE_TEXT, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!write_lines (lines, format, out, cancellable, &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);

  return tell_counts (lines) > 0 ? CLI_EXIT_REFUSED : CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  DrawReportFormat format = DRAW_REPORT_TEXT;
  g_autoptr (GError) error = NULL;
  ErpSession *session;
  gint64 company;
  GDate day;

  if (!cli_command_check_arguments (&cli_report_opening_command, arguments, 0)
      || !cli_report_read_day (as_of_option, &day)
      || !cli_report_read_format (format_option, &format))
    return CLI_EXIT_USAGE;
  if (file_option == NULL)
    {
      cli_report_refuse ("%s", _ ("Name the file with --file."));
      return CLI_EXIT_USAGE;
    }
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  if (!g_date_valid (&day))
    cli_environment_get_today (environment, &day);
  company = company_option != NULL
                ? cli_report_find_company (session, company_option, &error)
                : erp_capabilities_get_default_company_id (erp_session_get_capabilities (session));
  if (error != NULL)
    return cli_exit_with_error (error);

  return compare (environment, session, company, &day, format);
}

const CliCommand cli_report_opening_command = {
  .name = "report opening",
  .summary = N_ ("Balances of customers in a file against those in the ERP"),
  .details =
      N_ ("The file is a table with a head: a column “balance”, and “reference”, “vat” or “name”; "
          "separated by commas, semicolons, tabs or bars. Customers are found by reference, then "
          "by tax id, then by name; where several fit, none is chosen. Amounts are in the "
          "company’s currency; what a customer owes has no minus.\n"
          "The exit code is 1 while something differs."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
