/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-command.h"
#include "cli-job.h"
#include "draw-table.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static gboolean open_option;

static const GOptionEntry options[] = {
  { "open", 0, 0, G_OPTION_ARG_NONE, &open_option, N_ ("Only what is not ended"), NULL },
  G_OPTION_ENTRY_NULL,
};

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  const DrawColumn columns[] = {
    { "id", _ ("Job"), DRAW_COLUMN_TEXT },        { "time", _ ("Time"), DRAW_COLUMN_TEXT },
    { "state", _ ("State"), DRAW_COLUMN_TEXT },   { "title", _ ("What"), DRAW_COLUMN_TEXT },
    { "result", _ ("Result"), DRAW_COLUMN_TEXT },
  };
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (DrawTable) table = NULL;
  g_autoptr (GError) error = NULL;
  ErpSession *session;
  ErpJournal *journal;

  if (!cli_command_check_arguments (&cli_journal_command, arguments, 0))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);

  journal = erp_session_get_journal (session);
  cli_job_wait_loaded (environment, journal);
  table = draw_table_new (DRAW_TABLE_TEXT, columns, G_N_ELEMENTS (columns), out);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (journal)); i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (G_LIST_MODEL (journal), i);
      g_autoptr (GDateTime) utc =
          g_date_time_new_from_unix_utc (erp_job_get_created (job) / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);
      g_autofree char *time = g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
      const char *title = erp_job_get_title (job);

      if (open_option && erp_job_is_ended (job))
        continue;
      draw_table_add_text (table, erp_job_get_id (job));
      draw_table_add_text (table, time);
      draw_table_add_text (table, cli_job_state_to_label (erp_job_get_state (job)));
      draw_table_add_text (table, title != NULL ? title : erp_job_get_kind (job));
      draw_table_add_text (table, erp_job_get_result_name (job));
      if (!draw_table_end_row (table, NULL, &error))
        return cli_exit_with_error (error);
    }
  if (!draw_table_close (table, NULL, &error))
    return cli_exit_with_error (error);

  return CLI_EXIT_DONE;
}

const CliCommand cli_journal_command = {
  .name = "journal",
  .summary = N_ ("List what was written, what runs and what is unknown"),
  .details = N_ ("Nothing is sent. `journal look` asks the server about one of them."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
