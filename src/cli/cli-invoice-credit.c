/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-choice.h"
#include "biz-credit-store.h"
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
static char *reason_option;
static char *text_option;
static char **apply_option;
static gboolean post_option;
static gboolean dry_option;
static gboolean wait_option;

static const GOptionEntry options[] = {
  { "amount", 0, 0, G_OPTION_ARG_STRING, &amount_option,
    N_ ("How much with tax, in the invoice's currency; else everything that is left"),
    N_ ("AMOUNT") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_option,
    N_ ("Code of the reason, as the company's policy has them; else the last one"), N_ ("CODE") },
  { "text", 0, 0, G_OPTION_ARG_STRING, &text_option, N_ ("More about the reason"), N_ ("TEXT") },
  { "date", 0, 0, G_OPTION_ARG_STRING, &date_option, N_ ("When, as 2026-11-22; else today"),
    N_ ("DAY") },
  { "post", 0, 0, G_OPTION_ARG_NONE, &post_option,
    N_ ("Post it; else it stays a draft. Refused above the company's limit"), NULL },
  { "apply", 0, 0, G_OPTION_ARG_STRING_ARRAY, &apply_option,
    N_ ("With --post: an open invoice of the customer that gets what is left over; may be said "
        "several times"),
    N_ ("NUMBER") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_option, N_ ("Say what would be done; write nothing"),
    NULL },
  { "wait", 0, 0, G_OPTION_ARG_NONE, &wait_option,
    N_ ("Where the answer is lost, wait until the server can be asked for certain (minutes)"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
fail (GError **error, char *message)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, "%s", message);
  g_free (message);

  return FALSE;
}

static gboolean
read_day (CliEnvironment *environment, GDate *day, GError **error)
{
  int year, month, day_of_month;
  char rest;

  g_date_clear (day, 1);
  if (date_option == NULL)
    {
      cli_environment_get_today (environment, day);
      return TRUE;
    }
  if (strlen (date_option) == 10
      && sscanf (date_option, "%4d-%2d-%2d%c", &year, &month, &day_of_month, &rest) == 3
      && g_date_valid_dmy ((GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year))
    {
      g_date_set_dmy (day, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
      return TRUE;
    }

  return fail (error, g_strdup_printf (_ ("“%s” is no day: write it as 2026-11-22."), date_option));
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

static BizCreditPlan *
make_plan (CliEnvironment *environment,
           BizCreditStore *credits,
           BizInvoice *invoice,
           GError **error)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizCreditSource) source = NULL;
  g_autoptr (BizCreditPlan) plan = NULL;
  const BizMoney total = biz_invoice_get_total (invoice);
  BizMoney amount;

  if (!biz_invoice_can_credit (invoice))
    {
      fail (error, g_strdup_printf (_ ("%s is not posted, or no invoice: it cannot be credited."),
                                    biz_invoice_get_title (invoice)));
      return NULL;
    }
  biz_credit_store_load_async (credits, invoice, cli_environment_get_cancellable (environment),
                               cli_await_cb, &await);
  result = cli_await (&await);
  source = biz_credit_store_load_finish (credits, result, error);
  if (source == NULL)
    return NULL;
  plan = biz_credit_plan_new (source, _ ("Price reduction"));
  if (amount_option == NULL)
    return biz_credit_plan_set_rest (plan, error) ? g_steal_pointer (&plan) : NULL;
  if (!biz_money_parse (amount_option, total.currency, total.digits, &amount, error)
      || !biz_credit_plan_set_amount (plan, &amount, error) || !biz_credit_plan_check (plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}

/* The reason of that code; the last one where none was said. */
static BizChoice *
find_reason (BizCreditStore *credits, GError **error)
{
  GListModel *reasons = biz_policy_get_reasons (biz_credit_store_get_policy (credits));
  const guint n = g_list_model_get_n_items (reasons);
  g_autoptr (GString) known = g_string_new (NULL);

  if (reason_option == NULL)
    return g_list_model_get_item (reasons, n - 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);
      const char *code = biz_choice_get_code (reason);

      if (g_strcmp0 (code, reason_option) == 0)
        return g_steal_pointer (&reason);
      g_string_append_printf (known, "%s%s (%s)", known->len > 0 ? ", " : "", code,
                              biz_choice_get_name (reason));
    }
  fail (error,
        g_strdup_printf (_ ("There is no reason “%s”. There are: %s."), reason_option, known->str));

  return NULL;
}

static GPtrArray *
find_targets (CliEnvironment *environment,
              BizInvoiceStore *store,
              BizInvoice *invoice,
              GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; apply_option != NULL && apply_option[i] != NULL; i++)
    {
      BizInvoice *target = find_invoice (environment, store, apply_option[i], error);

      if (target == NULL)
        return NULL;
      g_ptr_array_add (targets, target);
      if (!biz_invoice_can_pay (target)
          || biz_invoice_get_id (target) == biz_invoice_get_id (invoice)
          || g_strcmp0 (biz_invoice_get_currency (target), biz_invoice_get_currency (invoice)) != 0)
        {
          fail (error, g_strdup_printf (_ ("A credit cannot be applied to %s: nothing is open on "
                                           "it, or it has another currency."),
                                        biz_invoice_get_title (target)));
          return NULL;
        }
    }

  return g_steal_pointer (&targets);
}

static void
print_plan (BizInvoice *invoice, BizCreditPlan *plan, BizChoice *reason, BizPolicy *policy)
{
  const BizMoney gross = biz_credit_plan_get_gross (plan);
  const BizMoney net = biz_credit_plan_get_net (plan);
  BizMoney left = biz_credit_source_get_left (biz_credit_plan_get_source (plan));
  g_autofree char *gross_text = biz_money_format (&gross, BIZ_MONEY_SYMBOL);
  g_autofree char *net_text = biz_money_format (&net, BIZ_MONEY_SYMBOL);
  g_autofree char *left_text = NULL;

  left.minor -= gross.minor;
  left_text = biz_money_format (&left, BIZ_MONEY_SYMBOL);
  /* Translators: an amount, an invoice's number, the amount without tax, a reason. */
  g_print (_ ("Would credit %s of %s (%s without tax): %s."), gross_text,
           biz_invoice_get_title (invoice), net_text, biz_choice_get_name (reason));
  g_print ("\n");
  /* Translators: an amount. */
  g_print (_ ("After that %s is left to credit."), left_text);
  g_print ("\n");
  if (biz_policy_needs_approval (policy, &gross))
    g_print ("%s\n", _ ("A credit note of this amount is posted by a second person."));
}

static CliExit
credit (CliEnvironment *environment,
        ErpSession *session,
        BizCreditStore *credits,
        BizInvoice *invoice,
        BizCreditPlan *plan,
        const BizCreditTerms *terms)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BizInvoice) note = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *amount = NULL;
  BizMoney total;

  biz_credit_store_credit_async (credits, invoice, plan, terms,
                                 cli_environment_get_cancellable (environment), cli_await_cb,
                                 &await);
  result = cli_await (&await);
  note = biz_credit_store_credit_finish (credits, result, &warning, &error);
  if (note == NULL && cli_job_is_open_after (error))
    return cli_job_end_unknown (environment, erp_session_get_journal (session), BIZ_JOB_CREDIT_NOTE,
                                error, wait_option);
  if (note == NULL)
    return cli_exit_with_error (error);
  total = biz_invoice_get_total (note);
  amount = biz_money_format (&total, BIZ_MONEY_SYMBOL);
  /* Translators: the title of a credit note, an amount, an invoice's number. */
  g_print (_ ("%s made over %s for %s."), biz_invoice_get_title (note), amount,
           biz_invoice_get_title (invoice));
  g_print ("\n");
  if (warning != NULL)
    {
      g_printerr ("quittance-cli: %s\n", warning);
      return CLI_EXIT_REFUSED;
    }

  return CLI_EXIT_DONE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizInvoiceStore) store = NULL;
  g_autoptr (BizCreditStore) credits = NULL;
  g_autoptr (BizInvoice) invoice = NULL;
  g_autoptr (BizCreditPlan) plan = NULL;
  g_autoptr (BizChoice) reason = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  BizCreditTerms terms = { 0 };
  ErpSession *session;

  if (!cli_command_check_arguments (&cli_invoice_credit_command, arguments, 1))
    return CLI_EXIT_USAGE;
  if (apply_option != NULL && !post_option)
    {
      g_printerr ("quittance-cli: %s\n", _ ("A draft is not applied: say --post with --apply."));
      return CLI_EXIT_USAGE;
    }
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL || !read_day (environment, &terms.date, &error))
    return cli_exit_with_error (error);
  currencies = cli_environment_new_currencies (environment);
  store = biz_invoice_store_new (erp_session_get_client (session),
                                 erp_session_get_journal (session), currencies);
  credits = biz_credit_store_new (session, store);
  invoice = find_invoice (environment, store, arguments[0], &error);
  if (invoice != NULL)
    plan = make_plan (environment, credits, invoice, &error);
  if (plan != NULL)
    reason = find_reason (credits, &error);
  if (reason != NULL)
    targets = find_targets (environment, store, invoice, &error);
  if (targets == NULL)
    return cli_exit_with_error (error);
  if (dry_option)
    {
      print_plan (invoice, plan, reason, biz_credit_store_get_policy (credits));
      return CLI_EXIT_DONE;
    }
  words = text_option != NULL
              ? g_strdup_printf ("%s: %s", biz_choice_get_name (reason), text_option)
              : g_strdup (biz_choice_get_name (reason));
  terms.code = biz_choice_get_code (reason);
  terms.reason = words;
  terms.then = post_option ? BIZ_CREDIT_THEN_POST : BIZ_CREDIT_THEN_DRAFT;
  terms.apply_to = targets;

  return credit (environment, session, credits, invoice, plan, &terms);
}

const CliCommand cli_invoice_credit_command = {
  .name = "invoice credit",
  .arguments = N_ ("NUMBER"),
  .summary = N_ ("Make a credit note, once"),
  .details = N_ ("Asks nothing. The credit note goes through the action journal that the window "
                 "has: when the answer is lost it is not sent again, but looked for. It is never "
                 "above what was invoiced and not credited yet. Ends with 0 when it is done, 1 "
                 "when it was refused or something that was to follow failed, 5 when it is not "
                 "known; then `journal` shows it."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
