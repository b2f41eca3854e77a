/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-application.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const CliCommand *const commands[] = {
  &cli_check_command,           &cli_list_due_command,         &cli_list_invoices_command,
  &cli_invoice_credit_command,  &cli_invoice_pay_command,      &cli_journal_command,
  &cli_journal_look_command,    &cli_profiles_command,         &cli_sign_in_command,
  &cli_statement_parse_command, &cli_statement_import_command, &cli_match_command,
  &cli_report_aging_command,    &cli_report_close_command,     &cli_report_opening_command,
  &cli_report_exposure_command, &cli_report_kpi_command,       &cli_list_items_command,
};

/* Words of @command's name that @words begins with; 0 where it is another command. */
static guint
match (const CliCommand *command, char **words)
{
  g_auto (GStrv) name = g_strsplit (command->name, " ", -1);
  guint n = 0;

  while (name[n] != NULL)
    {
      if (words[n] == NULL || strcmp (words[n], name[n]) != 0)
        return 0;
      n++;
    }

  return n;
}

/* The longest name that fits: "journal look" before "journal". */
static const CliCommand *
find_command (char **words, guint *n_words)
{
  const CliCommand *found = NULL;

  *n_words = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      guint n = match (commands[i], words);

      if (n > *n_words)
        {
          found = commands[i];
          *n_words = n;
        }
    }

  return found;
}

static void
print_help (void)
{
  g_print ("%s\n  quittance-cli %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTION…]"),
           _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = g_strjoin (" ", commands[i]->name, commands[i]->arguments, NULL);

      g_print ("  %-26s %s\n", call, _ (commands[i]->summary));
    }
  g_print ("\n%s\n\n", _ ("`quittance-cli COMMAND --help` tells more about each."));
  g_print ("%s\n", _ ("A key is taken from the keyring or from QUITTANCE_API_KEY, never from an "
                      "argument.\nMake one with `sign-in`, or in the preferences of your user on "
                      "the server."));
  g_print ("\n%s\n", _ ("Exit codes:"));
  g_print ("  0  %s\n", _ ("done"));
  g_print ("  1  %s\n", _ ("refused or failed; nothing was written"));
  g_print ("  2  %s\n", _ ("the command line is not understood"));
  g_print ("  3  %s\n", _ ("the server cannot be reached or trusted; nothing was written"));
  g_print ("  4  %s\n", _ ("no key, or a key that is not valid any more"));
  g_print ("  5  %s\n", _ ("sent, but it is not known whether it happened; see `journal`"));
}

static GOptionContext *
make_context (const CliCommand *command, CliEnvironment *environment)
{
  g_autofree char *program = g_strconcat ("quittance-cli ", command->name, NULL);
  GOptionContext *context = g_option_context_new (command->arguments);

  /* the help names the program and the command before the options */
  g_set_prgname (program);

  g_option_context_set_summary (context, _ (command->summary));
  if (command->details != NULL)
    g_option_context_set_description (context, _ (command->details));
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  if (command->uses_server)
    g_option_context_add_group (context, cli_environment_new_option_group (environment));
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

static gboolean
wants_help (char **words)
{
  for (guint i = 0; words[i] != NULL && strcmp (words[i], "--") != 0; i++)
    {
      if (strcmp (words[i], "--help") == 0 || strcmp (words[i], "-h") == 0)
        return TRUE;
    }

  return FALSE;
}

static CliExit
run_command (const CliCommand *command, const char *program, char **words)
{
  g_autoptr (CliEnvironment) environment = cli_environment_new ();
  g_autoptr (GOptionContext) context = make_context (command, environment);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;

  if (wants_help (words))
    {
      g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

      g_print ("%s", help);
      return CLI_EXIT_DONE;
    }

  g_strv_builder_add (builder, program);
  g_strv_builder_addv (builder, (const char **)words);
  arguments = g_strv_builder_end (builder);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    return cli_exit_with_error (error);

  return command->run (environment, arguments + 1);
}

/**
 * cli_command_check_arguments:
 * @command: a command
 * @arguments: what it was given
 * @n: how many it takes
 *
 * Returns: FALSE, and says so, unless there are exactly @n
 */
gboolean
cli_command_check_arguments (const CliCommand *command, char **arguments, guint n)
{
  if (g_strv_length (arguments) == n)
    return TRUE;

  g_printerr ("quittance-cli: ");
  if (g_strv_length (arguments) < n)
    g_printerr (_ ("`%s` needs %s."), command->name, command->arguments);
  else
    g_printerr (_ ("`%s` does not know what to do with “%s”."), command->name, arguments[n]);
  g_printerr ("\n");

  return FALSE;
}

/**
 * cli_application_run:
 * @argc: as in main ()
 * @argv: as in main ()
 *
 * Returns: what the process returns
 */
CliExit
cli_application_run (int argc, char **argv)
{
  const CliCommand *command;
  char **words = argv + 1;
  guint n_words;

  if (argc < 2)
    {
      print_help ();
      return CLI_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("quittance-cli %s\n", QUITTANCE_VERSION);
      return CLI_EXIT_DONE;
    }

  command = find_command (words, &n_words);
  if (command != NULL)
    return run_command (command, argv[0], words + n_words);
  if (strcmp (argv[1], "help") == 0 || wants_help (words))
    {
      print_help ();
      return CLI_EXIT_DONE;
    }

  g_printerr ("quittance-cli: ");
  g_printerr (_ ("“%s” is no command. `quittance-cli --help` lists them."), argv[1]);
  g_printerr ("\n");

  return CLI_EXIT_USAGE;
}
