/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-environment.h"
#include "cli-exit.h"

G_BEGIN_DECLS

/**
 * CliCommand:
 * @name: one or two words: "list invoices"
 * @arguments: (nullable): what stands behind it in the help: "NUMBER"
 * @summary: one line, marked for translation
 * @details: (nullable): below the options in its help, marked for translation
 * @uses_server: has the options that name a server
 * @options: (nullable): options of its own; a process runs one command, so their targets are static
 * @run: does it; @arguments is what stands behind the name and is no option, NULL-terminated
 *
 * One command; each is in a file of its own, and cli-application.c has the table of all.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *details;
  gboolean uses_server;
  const GOptionEntry *options;
  CliExit (*run) (CliEnvironment *environment, char **arguments);
} CliCommand;

extern const CliCommand cli_check_command;
extern const CliCommand cli_invoice_credit_command;
extern const CliCommand cli_invoice_pay_command;
extern const CliCommand cli_journal_command;
extern const CliCommand cli_journal_look_command;
extern const CliCommand cli_list_due_command;
extern const CliCommand cli_list_invoices_command;
extern const CliCommand cli_list_items_command;
extern const CliCommand cli_match_command;
extern const CliCommand cli_profiles_command;
extern const CliCommand cli_report_aging_command;
extern const CliCommand cli_report_close_command;
extern const CliCommand cli_report_exposure_command;
extern const CliCommand cli_report_kpi_command;
extern const CliCommand cli_report_opening_command;
extern const CliCommand cli_sign_in_command;
extern const CliCommand cli_statement_import_command;
extern const CliCommand cli_statement_parse_command;

/* FALSE, and says so, unless there are exactly @n. */
gboolean cli_command_check_arguments (const CliCommand *command, char **arguments, guint n);

G_END_DECLS
