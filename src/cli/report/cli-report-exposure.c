/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-currency-table.h"
#include "biz-exposure-store.h"
#include "cli-command.h"
#include "cli-output.h"
#include "cli-report.h"
#include "draw-exposure-report.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-currency.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

static char *as_of_option;
static char *by_option;
static char *buckets_option;
static char *company_option;
static char *currency_option;
static char *format_option;
static char *output_option;
static gboolean server_option;

static const GOptionEntry options[] = {
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_option,
    N_ ("Receivables at the end of this day, 2026-11-30; today if it is not given"), N_ ("DATE") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &by_option,
    N_ ("customer, group, company, salesperson or currency"), N_ ("WHAT") },
  { "buckets", 0, 0, G_OPTION_ARG_STRING, &buckets_option,
    N_ ("The last day of each bucket, rising; 30,60,90 if it is not given"), N_ ("DAYS") },
  { "company", 0, 0, G_OPTION_ARG_STRING, &company_option, N_ ("Of this company alone"),
    N_ ("NAME") },
  { "currency", 0, 0, G_OPTION_ARG_STRING, &currency_option,
    N_ ("All companies together, converted into this currency by the server’s rates"),
    N_ ("CODE") },
  { "server", 0, 0, G_OPTION_ARG_NONE, &server_option,
    N_ ("What the server says beside it, and the difference; by customer or group"), NULL },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv, json, xlsx or pdf"),
    N_ ("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write to this file, complete or not at all"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
read_plan (BizExposurePlan *plan, GDate *as_of, DrawReportFormat *format)
{
  g_autoptr (GError) error = NULL;
  BizAgeingPlan ages = { 0 };

  *plan = (BizExposurePlan){ 0 };
  *format = DRAW_REPORT_TEXT;
  if (!cli_report_read_day (as_of_option, as_of))
    return FALSE;
  if (by_option != NULL && !draw_exposure_by_from_name (by_option, &plan->by))
    return cli_report_refuse (
        _ ("“%s” is nothing to group by: write customer, group, company, salesperson or currency."),
        by_option);
  if (!biz_ageing_plan_set_limits (
          &ages, buckets_option != NULL ? buckets_option : BIZ_AGEING_LIMITS, &error))
    return cli_report_refuse ("%s", error->message);
  plan->n_limits = ages.n_limits;
  for (guint i = 0; i < ages.n_limits; i++)
    plan->limits[i] = ages.limits[i];
  if (currency_option != NULL && plan->by == BIZ_EXPOSURE_BY_CURRENCY)
    return cli_report_refuse ("%s", _ ("By currency nothing is converted: leave out --currency."));

  return cli_report_read_format (format_option, format);
}

static gboolean
find_currency (ErpSession *session, BizExposurePlan *plan, GError **error)
{
  g_autoptr (GListModel) currencies =
      erp_capabilities_list_active_currencies (erp_session_get_capabilities (session));

  if (currency_option == NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (currencies); i++)
    {
      g_autoptr (ErpCurrency) currency = g_list_model_get_item (currencies, i);

      if (g_ascii_strcasecmp (erp_currency_get_code (currency), currency_option) != 0)
        continue;
      plan->zero = biz_money_zero (erp_currency_get_code (currency),
                                   MIN (erp_currency_get_digits (currency), BIZ_MONEY_MAX_DIGITS));
      plan->together = TRUE;
      return TRUE;
    }
  g_set_error (error, ERP_ERROR, ERP_ERROR_MISSING, _ ("The server has no active currency “%s”."),
               currency_option);

  return FALSE;
}

/* The company of the user first: its rates count. */
static GArray *
list_companies (ErpSession *session, gint64 only)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  GListModel *all = erp_capabilities_get_companies (capabilities);
  const gint64 first = only != 0 ? only : erp_capabilities_get_default_company_id (capabilities);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (first != 0)
    g_array_append_val (ids, first);
  for (guint i = 0; only == 0 && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (all, i);
      const gint64 id = erp_company_get_id (company);

      if (id != first)
        g_array_append_val (ids, id);
    }

  return ids;
}

static BizExposureBook *
read_book (CliEnvironment *environment,
           ErpSession *session,
           const BizExposurePlan *plan,
           const DrawExposureHow *how,
           GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (BizExposureStore) store = biz_exposure_store_new (session, currencies);
  g_autoptr (GArray) companies = list_companies (session, plan->company_id);
  g_autoptr (GAsyncResult) result = NULL;
  BizExposureAsk ask = { 0 };
  CliAwait await = { 0 };

  ask.company_ids = (const gint64 *)(gpointer)companies->data;
  ask.n_companies = companies->len;
  ask.as_of = how->as_of;
  ask.in_past = g_date_compare (&how->as_of, &how->now) < 0;
  ask.with_salespeople = plan->by == BIZ_EXPOSURE_BY_SALESPERSON;
  ask.with_server = server_option;
  biz_exposure_store_read_async (store, &ask, cli_environment_get_cancellable (environment),
                                 cli_await_cb, &await);
  result = cli_await (&await);

  return biz_exposure_store_read_finish (store, result, error);
}

static CliExit
write_report (CliEnvironment *environment,
              BizExposureBook *book,
              const DrawExposureHow *how,
              DrawReportFormat format)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = biz_exposure_book_compute (book, how->plan, &error);
  g_autofree char *words = draw_exposure_describe (how);
  g_autoptr (GOutputStream) out = NULL;

  if (rows != NULL)
    out = cli_output_open (output_option,
                           format >= DRAW_REPORT_XLSX ? DRAW_TABLE_XLSX : DRAW_TABLE_TEXT, &error);
  if (out == NULL)
    return cli_exit_with_error (error);
  if (!draw_exposure_report_write (format, how, rows, out, cancellable, &error))
    {
      cli_output_abandon (out);
      return cli_exit_with_error (error);
    }
  if (!g_output_stream_close (out, NULL, &error))
    return cli_exit_with_error (error);
  /* on the standard error stream, so that what is written stays a table */
  g_printerr ("%s\n", words);
  if (biz_exposure_book_is_cut (book))
    g_printerr ("%s\n", _ ("There is more than was read: sums are too low."));

  return CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (BizExposureBook) book = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *made = g_date_time_format (now, "%x %H:%M %Z");
  g_autoptr (GError) error = NULL;
  DrawExposureHow how = { .made = made };
  DrawReportFormat format;
  BizExposurePlan plan;
  ErpSession *session;

  if (!cli_command_check_arguments (&cli_report_exposure_command, arguments, 0)
      || !read_plan (&plan, &how.as_of, &format))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  how.plan = &plan;
  cli_environment_get_today (environment, &how.now);
  if (!g_date_valid (&how.as_of))
    how.as_of = how.now;
  if (company_option != NULL)
    plan.company_id = cli_report_find_company (session, company_option, &error);
  if (error == NULL && find_currency (session, &plan, &error))
    book = read_book (environment, session, &plan, &how, &error);
  if (book == NULL)
    return cli_exit_with_error (error);
  how.book = server_option ? book : NULL;

  return write_report (environment, book, &how, format);
}

const CliCommand cli_report_exposure_command = {
  .name = "report exposure",
  .summary = N_ ("What is at risk with customers: open, delivered, ordered, against the limit"),
  .details =
      N_ ("Receivables by age, what is delivered and not invoiced, and what is confirmed and not "
          "delivered, with taxes; drafts of invoices do not count, down payments are taken off. "
          "The limit is the customer’s own or the company’s default.\n"
          "A day of the past shows the receivables of then. Orders are always those of now, as the "
          "ERP does not keep what they were; both days stand with the figures.\n"
          "Each row is of one company and in its currency. --currency puts companies together by "
          "the server’s rates of today. Amounts of two currencies are never added.\n"
          "CSV and JSON have amounts with a point and English heads in every language.\n"
          "In JSON amounts are text, \"1234.50\", so that none is taken for a double."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
