/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-command.h"
#include "cli-job.h"

#include <glib/gi18n-lib.h>

static gboolean wait_option;

static const GOptionEntry options[] = {
  { "wait", 0, 0, G_OPTION_ARG_NONE, &wait_option,
    N_ ("Wait until the server can be asked for certain (minutes)"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* By the whole id or its beginning, where that is unmistakable. */
static ErpJob *
find_job (ErpJournal *journal, const char *id)
{
  g_autoptr (ErpJob) found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (journal)); i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (G_LIST_MODEL (journal), i);

      if (!g_str_has_prefix (erp_job_get_id (job), id))
        continue;
      if (found != NULL)
        return NULL;
      found = g_steal_pointer (&job);
    }

  return g_steal_pointer (&found);
}

static void
changed_cb (ErpJob *job, GParamSpec *pspec, gpointer user_data)
{
  gboolean *changed = user_data;

  *changed = TRUE;
}

static CliExit
run (CliEnvironment *environment, char **arguments)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  g_autoptr (ErpJob) job = NULL;
  g_autoptr (GError) error = NULL;
  ErpSession *session;
  ErpJournal *journal;
  gboolean changed = FALSE;
  gulong handler;

  if (!cli_command_check_arguments (&cli_journal_look_command, arguments, 1))
    return CLI_EXIT_USAGE;
  session = cli_environment_sign_in (environment, &error);
  if (session == NULL)
    return cli_exit_with_error (error);

  journal = erp_session_get_journal (session);
  cli_job_wait_loaded (environment, journal);
  job = find_job (journal, arguments[0]);
  if (job == NULL)
    {
      g_printerr ("quittance-cli: ");
      g_printerr (_ ("There is no job “%s”. `quittance-cli journal` lists them."), arguments[0]);
      g_printerr ("\n");
      return CLI_EXIT_REFUSED;
    }

  if (!erp_job_is_ended (job))
    {
      handler = g_signal_connect (job, "notify::state", G_CALLBACK (changed_cb), &changed);
      erp_journal_look_again (journal, job);
      /* it leaves the state it rested in, and comes to rest again */
      while (!changed && !g_cancellable_is_cancelled (cancellable))
        g_main_context_iteration (NULL, TRUE);
      cli_job_wait (environment, job, wait_option);
      g_signal_handler_disconnect (job, handler);
    }
  cli_job_print (job);

  return cli_job_exit (job);
}

const CliCommand cli_journal_look_command = {
  .name = "journal look",
  .arguments = N_ ("JOB"),
  .summary = N_ ("Ask the server whether a job happened"),
  .details = N_ ("The beginning of the job's id is enough. Nothing is sent again. Ends with 0 when "
                 "it happened, 1 when it was refused, 5 when it is still not known."),
  .uses_server = TRUE,
  .options = options,
  .run = run,
};
