/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-currency-table.h"
#include "biz-kpi-board.h"
#include "biz-kpi-store.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-report.h"
#include "draw-kpi-report.h"
#include "erp-capabilities.h"
#include "erp-company.h"

#include <glib/gi18n-lib.h>

#define MONTHS 12
#define MAX_MONTHS 36
#define POINTS 13

static char *as_of_option;
static char *company_option;
static char *format_option;
static char *output_option;
static int months_option = MONTHS;
static gboolean explain_option;
static gboolean quick_option;

static const GOptionEntry options[] = {
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_option,
    N_ ("The figures of the end of this day, 2026-11-30; today if it is not given"), N_ ("DATE") },
  { "months", 0, 0, G_OPTION_ARG_INT, &months_option,
    N_ ("Months of the period that ends with the day; 12 if it is not given"), N_ ("NUMBER") },
  { "company", 0, 0, G_OPTION_ARG_STRING, &company_option, N_ ("Of this company alone"),
    N_ ("NAME") },
  { "quick", 0, 0, G_OPTION_ARG_NONE, &quick_option,
    N_ ("Only figures of cash and billing, without their past"), NULL },
  { "explain", 0, 0, G_OPTION_ARG_NONE, &explain_option,
    N_ ("Say below each figure how it is made and what of"), NULL },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json, xlsx or pdf"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
read_options (GDate *as_of, DrawReportFormat *format)
{
  *format = DRAW_REPORT_TEXT;
  if (months_option < 1 || months_option > MAX_MONTHS)
    return cli_report_refuse (_ ("A period has 1 to %d months, not %d."), MAX_MONTHS,
                              months_option);

  return cli_report_read_day (as_of_option, as_of)
         && cli_report_read_format (format_option, format);
}

static BizKpiBook *
read_book (CliEnvironment *environment, ErpSession *session, const GDate *as_of, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { 0 };
  gint64 company = 0;

  if (company_option != NULL)
    {
      company = cli_report_find_company (session, company_option, error);
      if (company == 0)
        return NULL;
    }
  biz_kpi_read_async (session, currencies, as_of, (guint)months_option, company,
                      cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_kpi_read_finish (result, error);
}

static gboolean
is_pending (BizKpiBoard *board, gboolean with_parts)
{
  for (guint i = 0; i < BIZ_KPI_N; i++)
    {
      BizKpiState state = biz_kpi_board_get_state (board, (BizKpi)i);

      if (state == BIZ_KPI_STATE_LOADING
          || (state == BIZ_KPI_STATE_READY && !biz_kpi_board_has_series (board, (BizKpi)i)))
        return TRUE;
      if (with_parts && !biz_kpi_parts_is_ready (board, (BizKpi)i))
        return TRUE;
    }

  return FALSE;
}

static void
want_all (BizKpiBoard *board, gboolean with_parts)
{
  for (guint i = 0; i < BIZ_KPI_N; i++)
    {
      biz_kpi_board_want_series (board, (BizKpi)i);
      if (with_parts)
        biz_kpi_parts_want (board, (BizKpi)i);
    }
}

/* What figures are made of over time; one that is not known says why. */
static void
take_parts (BizKpiBoard *board, BizKpiBook *book, gint64 company)
{
  for (guint i = 0; i < BIZ_KPI_N; i++)
    {
      const char *problem;
      BizKpiParts *parts = biz_kpi_parts_new (board, (BizKpi)i, &problem);

      if (parts != NULL)
        biz_kpi_book_take_parts (book, company, parts);
      else if (problem != NULL)
        g_printerr ("%s: %s\n", biz_kpi_get_title ((BizKpi)i), problem);
    }
}

/* All figures of a company with their past; one that cannot be read says why. */
static gboolean
add_company (CliEnvironment *environment,
             ErpSession *session,
             BizKpiBook *book,
             guint index,
             gboolean with_parts)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (BizKpiBoard) board = biz_kpi_board_new (session, currencies);
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  BizKpiScope scope = { .as_of = *biz_kpi_book_get_as_of (book),
                        .months = (guint)months_option,
                        .n_points = POINTS,
                        .dimension = BIZ_KPI_OF_ALL };
  ErpCompany *company;
  GDate today;

  biz_kpi_book_get_company (book, index, &scope.company_id);
  company = erp_capabilities_get_company (erp_session_get_capabilities (session), scope.company_id);
  if (company == NULL
      || !biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &scope.zero,
                                     NULL))
    return TRUE;
  cli_environment_get_today (environment, &today);
  biz_kpi_board_set_today (board, &today);
  biz_kpi_board_set_scope (board, &scope);
  want_all (board, with_parts);
  while (is_pending (board, with_parts) && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < BIZ_KPI_N; i++)
    biz_kpi_book_take_series (book, scope.company_id, (BizKpi)i,
                              biz_kpi_board_list_points (board, (BizKpi)i));
  if (with_parts)
    take_parts (board, book, scope.company_id);

  return !g_cancellable_is_cancelled (cancellable);
}

static gboolean
add_all (CliEnvironment *environment,
         ErpSession *session,
         BizKpiBook *book,
         gboolean with_parts,
         GError **error)
{
  for (guint i = 0; !quick_option && i < biz_kpi_book_get_n_companies (book); i++)
    if (!add_company (environment, session, book, i, with_parts))
      return !g_cancellable_set_error_if_cancelled (cli_environment_get_cancellable (environment),
                                                    error);

  return TRUE;
}

/* On the standard error stream, so that what is written stays a table. */
static void
tell_time (BizKpiBook *book)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (biz_kpi_book_get_read_time (book));
  g_autofree char *time = g_date_time_format (local, "%x %H:%M %Z");

  /* Translators: when the server was asked */
  g_printerr (_ ("Data of %s"), time);
  g_printerr ("\n");
}

static CliExit
write_report (CliEnvironment *environment, BizKpiBook *book, DrawReportFormat format)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) out = NULL;

  out = cli_output_open (output_option,
                         format >= DRAW_REPORT_XLSX ? DRAW_TABLE_XLSX : DRAW_TABLE_TEXT, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  /* Paper has to defend its figures alone. */
  if (!draw_kpi_report_write (format, book, explain_option || format == DRAW_REPORT_PDF, out,
                              cancellable, &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);
  tell_time (book);
  if (biz_kpi_book_get_n_companies (book) == 0)
    g_printerr ("%s\n", _ ("No company that you may see has receivables or sales by that day."));

  return CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (BizKpiBook) book = NULL;
  g_autoptr (GError) error = NULL;
  DrawReportFormat format;
  ErpSession *session;
  GDate as_of;

  if (!cli_command_check_arguments (&cli_report_kpi_command, arguments, 0)
      || !read_options (&as_of, &format))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  if (!g_date_valid (&as_of))
    cli_environment_get_today (environment, &as_of);
  book = read_book (environment, session, &as_of, &error);
  if (book == NULL || !add_all (environment, session, book, format == DRAW_REPORT_PDF, &error))
    return cli_exit_with_error (error);

  return write_report (environment, book, format);
}

const CliCommand cli_report_kpi_command = {
  .name = "report kpi",
  .summary = N_ ("Figures of cash, billing, orders, credit and service, as of any day"),
  .details = N_ ("Days sales outstanding in several ways of counting, what of it is late, how "
                 "effective collection is, how much is credited again, how fast is delivered and "
                 "invoiced, what is held, and how cases are answered. Each company’s figures are "
                 "in its own currency. They count the documents that you may see. Up to 20,000 "
                 "orders or cases are read one by one; of more a sample is.\n"
                 "A PDF has a chart of each figure’s last twelve months, and of what is open by "
                 "age and credited by reason.\n"
                 "--explain says the formula, the variant, the numbers it was made of, and where "
                 "the ERP’s own figure of that name differs. CSV, JSON, XLSX and PDF always do.\n"
                 "CSV and JSON have numbers with a point and English heads in every language.\n"
                 "In JSON figures are text, \"1234.50\", so that none is taken for a double."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
