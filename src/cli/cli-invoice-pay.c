/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-invoice-store.h"
#include "biz-job-body.h"
#include "cli-command.h"
#include "cli-job.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static char *amount_option;
static char *date_option;
static char *journal_option;
static char *memo_option;
static gboolean wait_option;

static const GOptionEntry options[] = {
  { "amount", 0, 0, G_OPTION_ARG_STRING, &amount_option, N_ ("How much, in the invoice's currency"),
    N_ ("AMOUNT") },
  { "date", 0, 0, G_OPTION_ARG_STRING, &date_option, N_ ("When, as 2026-11-22; else today"),
    N_ ("DAY") },
  { "journal", 0, 0, G_OPTION_ARG_STRING, &journal_option,
    N_ ("Code or name of the bank or cash journal; else the server's choice"), N_ ("CODE") },
  { "memo", 0, 0, G_OPTION_ARG_STRING, &memo_option,
    N_ ("What is written on the payment; else the server's words"), N_ ("TEXT") },
  { "wait", 0, 0, G_OPTION_ARG_NONE, &wait_option,
    N_ ("Where the answer is lost, wait until the server can be asked for certain (minutes)"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

/* Not valid where none was given. */
static gboolean
read_day (GDate *day, GError **error)
{
  int year, month, day_of_month;
  char rest;

  g_date_clear (day, 1);
  if (date_option == NULL)
    return TRUE;
  if (strlen (date_option) == 10
      && sscanf (date_option, "%4d-%2d-%2d%c", &year, &month, &day_of_month, &rest) == 3
      && g_date_valid_dmy ((GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year))
    {
      g_date_set_dmy (day, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” is no day: write it as 2026-11-22."), date_option);

  return FALSE;
}

static BizInvoice *
find_invoice (CliEnvironment *environment,
              BizInvoiceStore *store,
              const char *number,
              GError **error)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  biz_invoice_store_find_async (store, number, cli_environment_get_cancellable (environment),
                                cli_await_cb, &await);
  result = cli_await (&await);

  return biz_invoice_store_find_finish (store, result, error);
}

/* The amount, where it makes sense to pay it on @invoice. */
static gboolean
read_amount (BizInvoice *invoice, BizMoney *amount, GError **error)
{
  BizMoney residual = biz_invoice_get_residual (invoice);
  g_autofree char *open = biz_money_format (&residual, BIZ_MONEY_SYMBOL);

  if (!biz_invoice_can_pay (invoice))
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   biz_invoice_get_state (invoice) == BIZ_STATE_POSTED
                       ? _ ("Nothing is open on %s.")
                       : _ ("%s is not posted: nothing can be paid on it."),
                   biz_invoice_get_title (invoice));
      return FALSE;
    }
  if (!biz_money_parse (amount_option, residual.currency, residual.digits, amount, error))
    return FALSE;
  if (amount->minor <= 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The amount must be above zero."));
      return FALSE;
    }
  if (biz_money_compare (amount, &residual) > 0)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Only %s is open on %s."), open,
                   biz_invoice_get_title (invoice));
      return FALSE;
    }

  return TRUE;
}

/* The journal of that code or name among those the server offers for this invoice. */
static gboolean
find_journal (CliEnvironment *environment,
              BizInvoiceStore *store,
              BizInvoice *invoice,
              gint64 *journal_id,
              GError **error)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizPaymentProposal) proposal = NULL;
  g_autoptr (GString) known = g_string_new (NULL);
  GListModel *journals;

  *journal_id = 0;
  if (journal_option == NULL)
    return TRUE;

  biz_invoice_store_propose_payment_async (store, biz_invoice_get_id (invoice), 0, 0, NULL,
                                           cli_environment_get_cancellable (environment),
                                           cli_await_cb, &await);
  result = cli_await (&await);
  proposal = biz_invoice_store_propose_payment_finish (store, result, error);
  if (proposal == NULL)
    return FALSE;
  journals = biz_payment_proposal_get_journals (proposal);
  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (BizChoice) journal = g_list_model_get_item (journals, i);
      const char *code = biz_choice_get_code (journal);
      const char *name = biz_choice_get_name (journal);

      if (g_strcmp0 (code, journal_option) == 0 || strcmp (name, journal_option) == 0)
        {
          *journal_id = biz_choice_get_id (journal);
          return TRUE;
        }
      g_string_append_printf (known, "%s%s (%s)", known->len > 0 ? ", " : "",
                              code != NULL ? code : "", name);
    }

  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("There is no journal “%s” for this invoice. There are: %s."), journal_option,
               known->str);

  return FALSE;
}

static CliExit
pay (CliEnvironment *environment,
     ErpSession *session,
     BizInvoiceStore *store,
     BizInvoice *invoice,
     const BizMoney *amount,
     const GDate *day,
     gint64 journal_id)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = NULL;
  g_autofree char *paid = biz_money_format (amount, BIZ_MONEY_SYMBOL);

  biz_invoice_store_pay_async (store, invoice, amount, day, journal_id, 0, memo_option,
                               cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);
  job = biz_invoice_store_pay_finish (store, result, &error);
  if (job == NULL && cli_job_is_open_after (error))
    return cli_job_end_unknown (environment, erp_session_get_journal (session), BIZ_JOB_PAYMENT,
                                error, wait_option);
  if (job == NULL)
    return cli_exit_with_error (error);

  /* Translators: an amount, an invoice's number */
  g_print (_ ("Paid %s on %s."), paid, biz_invoice_get_title (invoice));
  g_print ("\n");

  return CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizInvoiceStore) store = NULL;
  g_autoptr (BizInvoice) invoice = NULL;
  g_autoptr (GError) error = NULL;
  ErpSession *session;
  BizMoney amount;
  GDate day;
  gint64 journal_id;

  if (!cli_command_check_arguments (&cli_invoice_pay_command, arguments, 1))
    return CLI_EXIT_USAGE;
  if (amount_option == NULL)
    {
      g_printerr ("quittance-cli: %s\n", _ ("Say how much with --amount."));
      return CLI_EXIT_USAGE;
    }
  if (!read_day (&day, &error))
    return cli_exit_with_error (error);

  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  if (!g_date_valid (&day))
    cli_environment_get_today (environment, &day);
  currencies = cli_environment_new_currencies (environment);
  store = biz_invoice_store_new (erp_session_get_client (session),
                                 erp_session_get_journal (session), currencies);
  invoice = find_invoice (environment, store, arguments[0], &error);
  if (invoice == NULL || !read_amount (invoice, &amount, &error)
      || !find_journal (environment, store, invoice, &journal_id, &error))
    return cli_exit_with_error (error);

  return pay (environment, session, store, invoice, &amount, &day, journal_id);
}

const CliCommand cli_invoice_pay_command = {
  .name = "invoice pay",
  .arguments = N_ ("NUMBER"),
  .summary = N_ ("Register a payment, once"),
  .details = N_ ("Asks nothing. The payment goes through the action journal that the window has: "
                 "when the answer is lost it is not sent again, but looked for. Ends with 0 when "
                 "it is done, 1 when it was refused, 5 when it is not known; then `journal` shows "
                 "it, and `journal look` asks the server again."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
