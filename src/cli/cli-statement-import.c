/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-bank-mapping.h"
#include "biz-bank-statement.h"
#include "biz-bank-table.h"
#include "biz-currency-table.h"
#include "biz-import-job.h"
#include "biz-import-store.h"
#include "cli-command.h"
#include "cli-job.h"
#include "draw-table.h"
#include "erp-error.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static char *journal_option;
static char *mapping_option;
static char *format_option;
static gboolean dry_option;
static gboolean conflicts_option;
static gboolean wait_option;

static const GOptionEntry options[] = {
  { "journal", 'j', 0, G_OPTION_ARG_STRING, &journal_option, N_ ("Code of the bank’s journal"),
    N_ ("CODE") },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_option, N_ ("Tell what is new, and write nothing"),
    NULL },
  { "take-conflicts", 0, 0, G_OPTION_ARG_NONE, &conflicts_option,
    N_ ("Import also lines that the ERP almost has"), NULL },
  { "mapping", 'm', 0, G_OPTION_ARG_FILENAME, &mapping_option,
    N_ ("How to read a table, as JSON; guessed without it"), N_ ("FILE") },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option,
    N_ ("Of what a dry run tells: table, csv or json"), N_ ("FORMAT") },
  { "wait", 0, 0, G_OPTION_ARG_NONE, &wait_option,
    N_ ("Where the answer is lost, wait until the server can be asked for certain (minutes)"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static BizBankMapping *
read_mapping (GError **error)
{
  g_autofree char *json = NULL;

  if (!g_file_get_contents (mapping_option, &json, NULL, error))
    return NULL;

  return biz_bank_mapping_from_json (json, error);
}

static BizBankMapping *
guess_mapping (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (BizBankMapping) mapping = NULL;

  if (stream == NULL)
    return NULL;
  rows = biz_bank_table_preview (G_INPUT_STREAM (stream), NULL, &mapping, cancellable, error);

  return rows != NULL ? g_steal_pointer (&mapping) : NULL;
}

/* @currency: (nullable): of a table that does not say one */
static BizBankFile *
read_file (const char *path, const char *currency, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (BizBankMapping) mapping = NULL;

  if (mapping_option != NULL)
    mapping = read_mapping (error);
  else if (currency != NULL)
    mapping = guess_mapping (file, cancellable, error);
  if (mapping == NULL && (mapping_option != NULL || currency != NULL))
    return NULL;
  if (currency != NULL)
    g_strlcpy (mapping->currency, currency, sizeof mapping->currency);
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  return biz_bank_file_read (G_INPUT_STREAM (stream), mapping, cancellable, error);
}

/* Tables rarely say it: then it is that of the journal. */
static gboolean
is_without_currency (BizBankFile *file)
{
  return biz_bank_file_get_format (file) == BIZ_BANK_FORMAT_CSV
         && biz_bank_file_get_n_statements (file) > 0
         && g_strcmp0 (biz_bank_statement_get_currency (biz_bank_file_get_statement (file, 0)),
                       "XXX")
                == 0;
}

static BizBankJournal *
find_journal (CliEnvironment *environment, ErpSession *session, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = cli_environment_new_currencies (environment);
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { NULL };

  biz_bank_journal_find_async (session, currencies, journal_option,
                               cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_bank_journal_find_finish (result, error);
}

static BizImportPlan *
make_plan (CliEnvironment *environment,
           BizImportStore *store,
           BizBankFile *file,
           BizBankJournal *journal,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  CliAwait await = { NULL };

  biz_import_store_plan_async (store, file, journal, NULL,
                               cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);

  return biz_import_store_plan_finish (store, result, error);
}

static const char *
state_to_text (BizImportState state)
{
  static const char *const names[] = { "new", "seen", "conflict", "closed" };

  return names[state];
}

static gboolean
write_plan (BizImportPlan *plan, DrawTableFormat format, GError **error)
{
  const DrawColumn columns[] = {
    { "state", _ ("State"), DRAW_COLUMN_TEXT },    { "date", _ ("Date"), DRAW_COLUMN_DATE },
    { "amount", _ ("Amount"), DRAW_COLUMN_MONEY }, { "currency", _ ("Currency"), DRAW_COLUMN_TEXT },
    { "name", _ ("Name"), DRAW_COLUMN_TEXT },      { "text", _ ("Text"), DRAW_COLUMN_TEXT },
    { "reason", _ ("Reason"), DRAW_COLUMN_TEXT },
  };
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (DrawTable) table = draw_table_new (format, columns, G_N_ELEMENTS (columns), out);

  for (guint i = 0; i < biz_import_plan_get_n_rows (plan); i++)
    {
      const BizImportRow *row = biz_import_plan_get_row (plan, i);

      draw_table_add_text (table, state_to_text (row->state));
      draw_table_add_date (table, &row->line->date);
      draw_table_add_money (table, &row->line->amount);
      draw_table_add_text (table, row->line->amount.currency);
      draw_table_add_text (table, row->line->name);
      draw_table_add_text (table, row->label);
      draw_table_add_text (table, row->reason);
      if (!draw_table_end_row (table, NULL, error))
        return FALSE;
    }

  return draw_table_close (table, NULL, error);
}

static void
print_summary (BizImportPlan *plan)
{
  BizMoney sum;
  g_autofree char *amount =
      biz_import_plan_sum_new (plan, &sum) ? biz_money_format (&sum, BIZ_MONEY_SYMBOL) : NULL;

  g_printerr (_ ("%u new (%s), %u seen before, %u almost there, %u in a closed period."),
              biz_import_plan_count (plan, BIZ_IMPORT_NEW), amount != NULL ? amount : "–",
              biz_import_plan_count (plan, BIZ_IMPORT_SEEN),
              biz_import_plan_count (plan, BIZ_IMPORT_CONFLICT),
              biz_import_plan_count (plan, BIZ_IMPORT_CLOSED));
  g_printerr ("\n");
  if (biz_import_plan_get_n_other (plan) > 0)
    {
      g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u statement of another account is left out.",
                               "%u statements of other accounts are left out.",
                               biz_import_plan_get_n_other (plan)),
                  biz_import_plan_get_n_other (plan));
      g_printerr ("\n");
    }
}

static void
progress_cb (guint done, guint all, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%u/%u", done, all);
}

static CliExit
import (CliEnvironment *environment,
        ErpSession *session,
        BizImportStore *store,
        BizImportPlan *plan)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CliAwait await = { NULL };
  guint n_done = 0;
  gboolean success;

  biz_import_store_run_async (store, plan, conflicts_option, progress_cb, NULL,
                              cli_environment_get_cancellable (environment), cli_await_cb, &await);
  result = cli_await (&await);
  success = biz_import_store_run_finish (store, result, &n_done, &error);
  if (isatty (STDERR_FILENO) && n_done > 0)
    g_printerr ("\n");
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u line imported.", "%u lines imported.", n_done),
           n_done);
  g_print ("\n");
  if (success)
    return CLI_EXIT_DONE;
  if (cli_job_is_open_after (error))
    return cli_job_end_unknown (environment, erp_session_get_journal (session), BIZ_JOB_IMPORT,
                                error, wait_option);

  return cli_exit_with_error (error);
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  DrawTableFormat format = DRAW_TABLE_TEXT;
  g_autoptr (BizBankFile) file = NULL;
  g_autoptr (BizBankJournal) journal = NULL;
  g_autoptr (BizImportStore) store = NULL;
  g_autoptr (BizImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  ErpSession *session;

  if (!cli_command_check_arguments (&cli_statement_import_command, arguments, 1))
    return CLI_EXIT_USAGE;
  if (journal_option == NULL)
    {
      g_printerr ("quittance-cli: %s\n", _ ("Say which bank with --journal."));
      return CLI_EXIT_USAGE;
    }
  if (format_option != NULL
      && (!draw_table_format_from_name (format_option, &format) || format == DRAW_TABLE_XLSX))
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is no format: write table, csv or json."), format_option);
      g_printerr ("\n");
      return CLI_EXIT_USAGE;
    }
  file = read_file (arguments[0], NULL, cli_environment_get_cancellable (environment), &error);
  if (file == NULL)
    return cli_exit_with_error (error);
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);
  journal = find_journal (environment, session, &error);
  if (journal == NULL)
    return cli_exit_with_error (error);
  if (is_without_currency (file))
    {
      g_clear_pointer (&file, biz_bank_file_unref);
      file = read_file (arguments[0], biz_bank_journal_get_zero (journal)->currency,
                        cli_environment_get_cancellable (environment), &error);
      if (file == NULL)
        return cli_exit_with_error (error);
    }
  store = biz_import_store_new (session);
  plan = make_plan (environment, store, file, journal, &error);
  if (plan == NULL || (dry_option && !write_plan (plan, format, &error)))
    return cli_exit_with_error (error);
  print_summary (plan);

  return dry_option ? CLI_EXIT_DONE : import (environment, session, store, plan);
}

const CliCommand cli_statement_import_command = {
  .name = "statement import",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Bring a bank’s file into the ERP, every line once"),
  .details =
      N_ ("What the ERP has on the days of the file is compared first: by what an earlier import\n"
          "called a line, by the bank’s reference, by what stands in it. Lines that are almost\n"
          "there are told and left out. What was stopped is run again, from any computer; lines\n"
          "that are in are seen, and what was done with them since stays."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
