/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-close.h"
#include "biz-currency-table.h"
#include "biz-machine-text.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-report.h"
#include "draw-close-report.h"
#include "erp-capabilities.h"

#include <glib/gi18n-lib.h>

static char *as_of_option;
static char *company_option;
static char *format_option;
static char *output_option;

static const GOptionEntry options[] = {
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_option,
    N_ ("The last day of the period; the end of last month if it is not given"), N_ ("DATE") },
  { "company", 0, 0, G_OPTION_ARG_STRING, &company_option,
    N_ ("Of this company; your own if it is not given"), N_ ("NAME") },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json, xlsx or pdf"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static BizClose *
read_close (CliEnvironment *environment,
            ErpSession *session,
            gint64 company,
            const GDate *end,
            GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { 0 };

  biz_close_read_async (session, currencies, company, end,
                        cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_close_read_finish (result, error);
}

static CliExit
write_report (CliEnvironment *environment, BizClose *close, DrawReportFormat format)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *made = g_date_time_format (now, "%x %H:%M %Z");
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GError) error = NULL;

  out = cli_output_open (output_option,
                         format >= DRAW_REPORT_XLSX ? DRAW_TABLE_XLSX : DRAW_TABLE_TEXT, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!draw_close_report_write (format, close, made, out, cancellable, &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);

  return biz_close_count (close, BIZ_CLOSE_OPEN) > 0 ? CLI_EXIT_REFUSED : CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  DrawReportFormat format = DRAW_REPORT_TEXT;
  g_autoptr (BizClose) close = NULL;
  g_autoptr (GError) error = NULL;
  ErpSession *session;
  gint64 company;
  GDate end;

  if (!cli_command_check_arguments (&cli_report_close_command, arguments, 0)
      || !cli_report_read_day (as_of_option, &end)
      || !cli_report_read_format (format_option, &format))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  if (!g_date_valid (&end))
    {
      cli_environment_get_today (environment, &end);
      g_date_subtract_days (&end, g_date_get_day (&end));
    }
  company = company_option != NULL
                ? cli_report_find_company (session, company_option, &error)
                : erp_capabilities_get_default_company_id (erp_session_get_capabilities (session));
  if (error == NULL)
    close = read_close (environment, session, company, &end, &error);
  if (close == NULL)
    return cli_exit_with_error (error);

  return write_report (environment, close, format);
}

const CliCommand cli_report_close_command = {
  .name = "report close",
  .summary = N_ ("The list that a period of a company is closed by"),
  .details = N_ ("Banks against their statements, receivable accounts against their open items, "
                 "accounts where something waits, drafts, what is called paid and is open, and "
                 "entries to review. Nothing is written.\n"
                 "The exit code is 1 while something is to mend."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
