/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-command.h"
#include "erp-capabilities.h"
#include "erp-keyring.h"
#include "erp-secret.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_SECRET 1024

static char *name_option;

static const GOptionEntry options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &name_option,
    N_ ("What you call this server; else the database"), N_ ("NAME") },
  G_OPTION_ENTRY_NULL,
};

/* One line of standard input; a terminal does not show it. */
static char *
read_password (void)
{
  char line[MAX_SECRET];
  struct termios shown, hidden;
  gboolean terminal = isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &shown) == 0;
  char *password = NULL;

  if (terminal)
    {
      g_printerr ("%s ", _ ("Password:"));
      hidden = shown;
      hidden.c_lflag &= ~(tcflag_t)ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    }
  if (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      password = g_strdup (line);
    }
  if (terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
      g_printerr ("\n");
    }
  explicit_bzero (line, sizeof line);

  return password;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  const char *key = g_getenv ("QUITTANCE_API_KEY");
  g_autoptr (ErpProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  char *password = NULL;
  ErpSession *session;
  ErpCapabilities *capabilities;

  if (!cli_command_check_arguments (&cli_sign_in_command, arguments, 0))
    return CLI_EXIT_USAGE;

  profile = cli_environment_new_profile (environment, &error);
  if (profile == NULL)
    return cli_exit_with_error (error);
  if (name_option != NULL)
    g_object_set (profile, "name", name_option, NULL);
  if (key != NULL && *key == '\0')
    key = NULL;
  if (key == NULL)
    password = read_password ();
  if (key == NULL && password == NULL)
    {
      g_printerr ("quittance-cli: %s\n",
                  _ ("Give the password on standard input, or a key in QUITTANCE_API_KEY."));
      return CLI_EXIT_USAGE;
    }

  session = cli_environment_sign_in_with (environment, profile, password, key, &error);
  g_clear_pointer (&password, erp_secret_free);
  if (session == NULL)
    return cli_exit_with_error (error);
  if (!erp_profile_store_save (cli_environment_get_profiles (environment), profile, &error))
    return cli_exit_with_error (error);

  capabilities = erp_session_get_capabilities (session);
  /* Translators: a person, a server's address, the name of the profile */
  g_print (_ ("Signed in as %s on %s. Use it with --profile '%s'."),
           erp_capabilities_get_user_name (capabilities), erp_profile_get_url (profile),
           erp_profile_get_name (profile));
  g_print ("\n");
  if (!cli_environment_keeps_keys (environment))
    g_print ("%s\n", _ ("There is no keyring to keep the key in: give it in QUITTANCE_API_KEY."));

  return CLI_EXIT_DONE;
}

const CliCommand cli_sign_in_command = {
  .name = "sign-in",
  .summary = N_ ("Keep a key for a server"),
  .details = N_ ("The password is read from the terminal or from standard input; with it a key is "
                 "made on the server, kept in the keyring, and the password is forgotten. Where "
                 "QUITTANCE_API_KEY is set, that key is kept instead."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
