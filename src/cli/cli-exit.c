/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-exit.h"

#include "erp-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/**
 * cli_exit_from_error:
 * @error: why a command ended
 *
 * Returns: the code for scripts
 */
CliExit
cli_exit_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, CLI_EXIT_REFUSED);

  if (error->domain == G_OPTION_ERROR)
    return CLI_EXIT_USAGE;
  if (error->domain != ERP_ERROR)
    return CLI_EXIT_REFUSED;

  switch ((ErpError)error->code)
    {
    case ERP_ERROR_UNREACHABLE:
    case ERP_ERROR_TLS:
    case ERP_ERROR_TIMEOUT:
      return CLI_EXIT_UNREACHABLE;
    case ERP_ERROR_AUTH:
      return CLI_EXIT_AUTH;
    case ERP_ERROR_UNKNOWN_OUTCOME:
      return CLI_EXIT_UNKNOWN;
    case ERP_ERROR_ACCESS:
    case ERP_ERROR_VALIDATION:
    case ERP_ERROR_CONFLICT:
    case ERP_ERROR_MISSING:
    case ERP_ERROR_PROTOCOL:
    case ERP_ERROR_SERVER:
    default:
      return CLI_EXIT_REFUSED;
    }
}

/**
 * cli_exit_with_error:
 * @error: why a command ended
 *
 * Returns: the code for scripts
 */
CliExit
cli_exit_with_error (const GError *error)
{
  const char *words = erp_error_get_server_message (error);

  g_printerr ("quittance-cli: %s\n", error->message);
  if (words != NULL && *words != '\0' && g_strcmp0 (words, error->message) != 0)
    /* Translators: the server's own sentence follows */
    g_printerr ("%s %s\n", _ ("The server says:"), words);

  return cli_exit_from_error (error);
}
