/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "biz-match-tables.h"
#include "cli-command.h"
#include "cli-match-journal.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static char *partners_option;
static char *items_option;
static char *lines_option;
static char *format_option;
static char *journal_option;
static gboolean dry_option;

static const GOptionEntry options[] = {
  { "partners", 'p', 0, G_OPTION_ARG_FILENAME, &partners_option, N_ ("Customers: id, name, iban"),
    N_ ("FILE") },
  { "items", 'i', 0, G_OPTION_ARG_FILENAME, &items_option, N_ ("Open items, see below"),
    N_ ("FILE") },
  { "lines", 'l', 0, G_OPTION_ARG_FILENAME, &lines_option, N_ ("Bank lines, see below"),
    N_ ("FILE") },
  { "journal", 'j', 0, G_OPTION_ARG_STRING, &journal_option,
    N_ ("Code of a bank’s journal: its open lines on the server"), N_ ("CODE") },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_option,
    N_ ("Propose, and write nothing on the server"), NULL },
  { "format", 'F', 0, G_OPTION_ARG_STRING, &format_option,
    N_ ("json; with --journal also table or csv"), N_ ("FORMAT") },
  G_OPTION_ENTRY_NULL,
};

typedef gboolean (*AddFunc) (BizMatcher *matcher, GInputStream *stream, GError **error);

static GInputStream *
open_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

static gboolean
add_file (BizMatcher *matcher, const char *path, AddFunc add, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (path, error);

  if (stream == NULL)
    return FALSE;
  if (add (matcher, stream, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);

  return FALSE;
}

static BizMatchLineTable *
read_lines (const char *path, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (path, error);
  BizMatchLineTable *lines;

  if (stream == NULL)
    return NULL;
  lines = biz_match_line_table_read (stream, error);
  if (lines == NULL)
    g_prefix_error (error, "%s: ", path);

  return lines;
}

static gboolean
match (CliEnvironment *environment, GError **error)
{
  g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
  g_autoptr (BizMatchLineTable) table = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  const BizMatchLine *lines;
  guint n;

  if (!add_file (matcher, partners_option, biz_match_tables_add_partners, error)
      || !add_file (matcher, items_option, biz_match_tables_add_items, error))
    return FALSE;
  table = read_lines (lines_option, error);
  if (table == NULL)
    return FALSE;
  lines = biz_match_line_table_get_lines (table, &n);
  proposals =
      biz_matcher_run (matcher, lines, n, cli_environment_get_cancellable (environment), error);
  if (proposals == NULL)
    return FALSE;
  biz_match_write_json (proposals, json);

  return g_output_stream_write_all (out, json->str, json->len, NULL, NULL, error);
}

static CliExit
match_journal (CliEnvironment *environment)
{
  DrawTableFormat format = DRAW_TABLE_JSON;

  if (!dry_option || partners_option != NULL || items_option != NULL || lines_option != NULL)
    {
      g_printerr ("quittance-cli: %s\n",
                  _ ("`match --journal` proposes only: say --dry-run, and name no tables."));
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

  return cli_match_journal_propose (environment, journal_option, format);
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  g_autoptr (GError) error = NULL;

  if (!cli_command_check_arguments (&cli_match_command, arguments, 0))
    return CLI_EXIT_USAGE;
  if (journal_option != NULL)
    return match_journal (environment);
  if (partners_option == NULL || items_option == NULL || lines_option == NULL)
    {
      g_printerr ("quittance-cli: %s\n",
                  _ ("`match` needs three tables, --partners, --items and --lines, or --journal."));
      return CLI_EXIT_USAGE;
    }
  if (format_option != NULL && strcmp (format_option, "json") != 0)
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("“%s” is no format: write json."), format_option);
      g_printerr ("\n");
      return CLI_EXIT_USAGE;
    }
  if (!match (environment, &error))
    return cli_exit_with_error (error);

  return CLI_EXIT_DONE;
}

const CliCommand cli_match_command = {
  .name = "match",
  .summary = N_ ("Propose which open items bank lines pay, from three tables in CSV"),
  .details = N_ (
      "Columns, by their heads:\n"
      "  partners  id, name, iban\n"
      "  items     id, partner_id, number, ref, date, due, currency, residual,\n"
      "            discount_date, discount_residual\n"
      "  lines     id, date, amount, currency, text, name, account, end_to_end\n"
      "Amounts have a point, days are as 2026-11-22; credit notes are negative. Each line gets\n"
      "a band (auto, likely, unsure, none), a score, the gap to the second best, the items with\n"
      "their share of the line, what is written off beyond it, and the reasons.\n"
      "With --journal CODE --dry-run all of it is read from the server."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
