/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-bank-json.h"
#include "biz-bank-mapping.h"
#include "cli-command.h"
#include "draw-table.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static char *format_option;
static char *mapping_option;

static const GOptionEntry options[] = {
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option, N_ ("table, csv or json"),
    N_ ("FORMAT") },
  { "mapping", 'm', 0, G_OPTION_ARG_FILENAME, &mapping_option,
    N_ ("How to read a table, as JSON; guessed without it"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL,
};

static BizBankFile *
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (BizBankMapping) mapping = NULL;

  if (mapping_option != NULL)
    {
      g_autofree char *json = NULL;

      if (!g_file_get_contents (mapping_option, &json, NULL, error))
        return NULL;
      mapping = biz_bank_mapping_from_json (json, error);
      if (mapping == NULL)
        return NULL;
    }
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  return biz_bank_file_read (G_INPUT_STREAM (stream), mapping, cancellable, error);
}

static gboolean
write_json (const BizBankFile *file, GOutputStream *out, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  biz_bank_write_json (file, json);

  return g_output_stream_write_all (out, json->str, json->len, NULL, NULL, error);
}

static gboolean
write_lines (DrawTable *table, const BizBankStatement *statement, GError **error)
{
  for (guint i = 0; i < biz_bank_statement_get_n_lines (statement); i++)
    {
      const BizBankLine *line = biz_bank_statement_get_line (statement, i);

      draw_table_add_text (table, biz_bank_statement_get_account (statement));
      draw_table_add_text (table, biz_bank_statement_get_id (statement));
      draw_table_add_date (table, &line->date);
      draw_table_add_date (table, g_date_valid (&line->value_date) ? &line->value_date : NULL);
      draw_table_add_money (table, &line->amount);
      draw_table_add_text (table, line->amount.currency);
      draw_table_add_text (table, line->name);
      draw_table_add_text (table, line->account);
      draw_table_add_text (table, line->text);
      draw_table_add_text (table, line->end_to_end);
      draw_table_add_text (table, line->bank_reference);
      if (!draw_table_end_row (table, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_table (const BizBankFile *file, DrawTableFormat format, GOutputStream *out, GError **error)
{
  const DrawColumn columns[] = {
    { "own_account", _ ("Own account"), DRAW_COLUMN_TEXT },
    { "statement", _ ("Statement"), DRAW_COLUMN_TEXT },
    { "date", _ ("Date"), DRAW_COLUMN_DATE },
    { "value_date", _ ("Value date"), DRAW_COLUMN_DATE },
    { "amount", _ ("Amount"), DRAW_COLUMN_MONEY },
    { "currency", _ ("Currency"), DRAW_COLUMN_TEXT },
    { "name", _ ("Name"), DRAW_COLUMN_TEXT },
    { "account", _ ("Account"), DRAW_COLUMN_TEXT },
    { "text", _ ("Text"), DRAW_COLUMN_TEXT },
    { "end_to_end", _ ("End-to-end reference"), DRAW_COLUMN_TEXT },
    { "bank_reference", _ ("Bank’s reference"), DRAW_COLUMN_TEXT },
  };
  g_autoptr (DrawTable) table = draw_table_new (format, columns, G_N_ELEMENTS (columns), out);

  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      if (!write_lines (table, biz_bank_file_get_statement (file, i), error))
        return FALSE;
    }

  return draw_table_close (table, NULL, error);
}

/* What does not add up goes to standard error, beside any format. */
static void
print_warnings (const BizBankFile *file)
{
  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      const BizBankStatement *statement = biz_bank_file_get_statement (file, i);
      const char *id = biz_bank_statement_get_id (statement);
      BizMoney difference;

      if (biz_bank_statement_check (statement, &difference) == BIZ_BANK_CHECK_WRONG)
        {
          g_autofree char *amount = biz_money_format (&difference, BIZ_MONEY_SYMBOL);

          g_printerr ("quittance-cli: ");
          g_printerr (_ ("The lines of statement %s miss its closing balance by %s."),
                      id != NULL ? id : "–", amount);
          g_printerr ("\n");
        }
    }
  for (guint i = 0; i < biz_bank_file_get_n_gaps (file); i++)
    {
      const BizBankGap *gap = biz_bank_file_get_gap (file, i);
      const char *before = biz_bank_statement_get_id (gap->before);
      const char *after = biz_bank_statement_get_id (gap->after);
      g_autofree char *amount = biz_money_format (&gap->difference, BIZ_MONEY_SYMBOL);

      g_printerr ("quittance-cli: ");
      g_printerr (_ ("Between statements %s and %s there is a gap of %s."),
                  before != NULL ? before : "–", after != NULL ? after : "–", amount);
      g_printerr ("\n");
    }
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  DrawTableFormat format = DRAW_TABLE_TEXT;
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (BizBankFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gboolean success;

  if (!cli_command_check_arguments (&cli_statement_parse_command, arguments, 1))
    return CLI_EXIT_USAGE;
  if (format_option != NULL
      && (!draw_table_format_from_name (format_option, &format) || format == DRAW_TABLE_XLSX))
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is no format: write table, csv or json."), format_option);
      g_printerr ("\n");
      return CLI_EXIT_USAGE;
    }

  file = read_file (arguments[0], cli_environment_get_cancellable (environment), &error);
  if (file == NULL)
    return cli_exit_with_error (error);
  success = format == DRAW_TABLE_JSON ? write_json (file, out, &error)
                                      : write_table (file, format, out, &error);
  if (!success)
    return cli_exit_with_error (error);
  print_warnings (file);

  return CLI_EXIT_DONE;
}

const CliCommand cli_statement_parse_command = {
  .name = "statement parse",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Read a bank’s file: camt.052 to .054, MT940, OFX, QFX or CSV"),
  .details =
      N_ ("What the file is, is seen by its content. It is read as a whole or not at all; an "
          "error names\nthe line. Balances that do not fit the lines and gaps between "
          "statements are told on standard error."),
  .options = options,
  .run = run,
};
