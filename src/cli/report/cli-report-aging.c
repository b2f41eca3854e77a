/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-report.h"
#include "draw-ageing-report.h"

#include <glib/gi18n-lib.h>

static char *as_of_option;
static char *by_option;
static char *from_option;
static char *amounts_option;
static char *buckets_option;
static char *company_option;
static char *format_option;
static char *output_option;

static const GOptionEntry options[] = {
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_option,
    N_ ("What was open at the end of this day, 2026-11-30; today if it is not given"),
    N_ ("DATE") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &by_option,
    N_ ("customer, group, salesperson, company or currency"), N_ ("WHAT") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_option,
    N_ ("Ages count from the due or the invoice date"), "due|invoice" },
  { "amounts", 0, 0, G_OPTION_ARG_STRING, &amounts_option,
    N_ ("In the currency of the company or of the document"), "company|document" },
  { "buckets", 0, 0, G_OPTION_ARG_STRING, &buckets_option,
    N_ ("The last day of each bucket, rising; 30,60,90 if it is not given"), N_ ("DAYS") },
  { "company", 0, 0, G_OPTION_ARG_STRING, &company_option, N_ ("Of this company alone"),
    N_ ("NAME") },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json, xlsx or pdf"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

/* One of two words; the first one where none is given. */
static gboolean
read_choice (const char *text, const char *first, const char *second, gboolean *is_second)
{
  if (text != NULL && !g_str_equal (text, first) && !g_str_equal (text, second))
    return FALSE;
  *is_second = text != NULL && g_str_equal (text, second);

  return TRUE;
}

static gboolean
read_plan (BizAgeingPlan *plan, DrawReportFormat *format)
{
  g_autoptr (GError) error = NULL;
  gboolean by_invoice;

  *plan = (BizAgeingPlan){ 0 };
  *format = DRAW_REPORT_TEXT;
  if (!cli_report_read_day (as_of_option, &plan->as_of))
    return FALSE;
  if (by_option != NULL && !draw_ageing_by_from_name (by_option, &plan->by))
    return cli_report_refuse (
        _ ("“%s” is nothing to group by: write customer, group, salesperson, company "
           "or currency."),
        by_option);
  if (!read_choice (from_option, "due", "invoice", &by_invoice))
    return cli_report_refuse (_ ("“%s” is no day to count from: write due or invoice."),
                              from_option);
  plan->from = by_invoice ? BIZ_AGEING_FROM_INVOICE : BIZ_AGEING_FROM_DUE;
  if (!read_choice (amounts_option, "company", "document", &plan->in_document))
    return cli_report_refuse (_ ("“%s” are no amounts: write company or document."),
                              amounts_option);
  if (!biz_ageing_plan_set_limits (
          plan, buckets_option != NULL ? buckets_option : BIZ_AGEING_LIMITS, &error))
    return cli_report_refuse ("%s", error->message);

  return cli_report_read_format (format_option, format);
}

static BizAgeingBook *
read_book (CliEnvironment *environment, ErpSession *session, BizAgeingPlan *plan, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { 0 };

  biz_ageing_read_async (session, currencies, &plan->as_of, plan->company_id,
                         cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_ageing_read_finish (result, error);
}

/* On the standard error stream, so that what is written stays a table. */
static void
tell_foot (BizAgeingBook *book, GArray *feet)
{
  for (guint i = 0; i < feet->len; i++)
    {
      const BizAgeingFoot *foot = &g_array_index (feet, BizAgeingFoot, i);
      g_autofree char *account = draw_ageing_describe_foot (foot);
      g_autofree char *ledger = biz_money_format (&foot->ledger, BIZ_MONEY_SYMBOL);
      g_autofree char *open = biz_money_format (&foot->open, BIZ_MONEY_SYMBOL);
      g_autofree char *difference = biz_money_format (&foot->difference, BIZ_MONEY_SYMBOL);

      /* Translators: an account or a currency, and three amounts; the last one is what they differ
       * by */
      g_printerr (_ ("%s: ledger %s, open items %s, difference %s"), account, ledger, open,
                  difference);
      g_printerr ("\n");
    }
  if (biz_ageing_book_is_cut (book))
    {
      g_printerr (_ ("Only the first %d items were read."), BIZ_AGEING_MAX_ITEMS);
      g_printerr ("\n");
    }
}

static CliExit
write_report (CliEnvironment *environment,
              BizAgeingBook *book,
              const BizAgeingPlan *plan,
              DrawReportFormat format)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = biz_ageing_book_compute (book, plan, &error);
  g_autoptr (GArray) feet = rows != NULL ? biz_ageing_book_foot (book, plan, &error) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *made = g_date_time_format (now, "%x %H:%M %Z");
  g_autoptr (GOutputStream) out = NULL;

  if (feet == NULL)
    return cli_exit_with_error (error);
  out = cli_output_open (output_option,
                         format >= DRAW_REPORT_XLSX ? DRAW_TABLE_XLSX : DRAW_TABLE_TEXT, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!draw_ageing_report_write (format, plan, rows, feet, made, out, cancellable, &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);
  tell_foot (book, feet);

  return CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (BizAgeingBook) book = NULL;
  g_autoptr (GError) error = NULL;
  DrawReportFormat format;
  BizAgeingPlan plan;
  ErpSession *session;

  if (!cli_command_check_arguments (&cli_report_aging_command, arguments, 0)
      || !read_plan (&plan, &format))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  if (!g_date_valid (&plan.as_of))
    cli_environment_get_today (environment, &plan.as_of);
  if (company_option != NULL)
    plan.company_id = cli_report_find_company (session, company_option, &error);
  if (error == NULL)
    book = read_book (environment, session, &plan, &error);
  if (book == NULL)
    return cli_exit_with_error (error);

  return write_report (environment, book, &plan, format);
}

const CliCommand cli_report_aging_command = {
  .name = "report aging",
  .summary = N_ ("Open items of customers by age, as of any day"),
  .details = N_ ("An item was open on a day with what was matched after it given back, so that a "
                 "day of the past shows what stood there then.\n"
                 "Credit notes and payments on account stand with a minus in the bucket of their "
                 "own date. Amounts of two currencies are never added.\n"
                 "Below the table stands what the receivable accounts say on that day, and the "
                 "difference.\n"
                 "CSV and JSON have amounts with a point and English heads in every language.\n"
                 "In JSON amounts are text, \"1234.50\", so that none is taken for a double."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
