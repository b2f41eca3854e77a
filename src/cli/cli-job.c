/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-job.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

/**
 * cli_job_state_to_label:
 * @state: of a job
 *
 * Returns: the words for it, translated
 */
const char *
cli_job_state_to_label (ErpJobState state)
{
  switch (state)
    {
    case ERP_JOB_INTENDED:
      return _ ("not sent");
    case ERP_JOB_SENT:
      return _ ("sent");
    case ERP_JOB_VERIFYING:
      return _ ("being looked for");
    case ERP_JOB_WAITING:
      return _ ("not seen yet");
    case ERP_JOB_DONE:
      return _ ("done");
    case ERP_JOB_REFUSED:
      return _ ("refused");
    case ERP_JOB_UNKNOWN:
      return _ ("unknown");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * cli_job_exit:
 * @job: a job
 *
 * Returns: the code for scripts
 */
CliExit
cli_job_exit (ErpJob *job)
{
  switch (erp_job_get_state (job))
    {
    case ERP_JOB_DONE:
      return CLI_EXIT_DONE;
    case ERP_JOB_REFUSED:
      return CLI_EXIT_REFUSED;
    case ERP_JOB_INTENDED:
    case ERP_JOB_SENT:
    case ERP_JOB_VERIFYING:
    case ERP_JOB_WAITING:
    case ERP_JOB_UNKNOWN:
    default:
      return CLI_EXIT_UNKNOWN;
    }
}

/**
 * cli_job_wait_loaded:
 * @environment: an environment
 * @journal: its journal
 *
 * Waits until the history was read, or an interrupt.
 */
void
cli_job_wait_loaded (CliEnvironment *environment, ErpJournal *journal)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);
  gboolean loaded = FALSE;

  for (;;)
    {
      g_object_get (journal, "loaded", &loaded, NULL);
      if (loaded || g_cancellable_is_cancelled (cancellable))
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/**
 * cli_job_wait:
 * @environment: an environment
 * @job: a job
 * @also_waiting: whether to wait while the server may still be working
 *
 * Waits until @job ended or is the person's, or an interrupt.
 */
void
cli_job_wait (CliEnvironment *environment, ErpJob *job, gboolean also_waiting)
{
  GCancellable *cancellable = cli_environment_get_cancellable (environment);

  while (!erp_job_is_ended (job) && erp_job_get_state (job) != ERP_JOB_UNKNOWN
         && (also_waiting || erp_job_get_state (job) != ERP_JOB_WAITING)
         && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);
}

/**
 * cli_job_is_open_after:
 * @error: why erp_journal_run_async () ended
 *
 * Returns: whether the job may still be found done
 */
gboolean
cli_job_is_open_after (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * cli_job_print:
 * @job: a job
 *
 * Says what it is and where it stands.
 */
void
cli_job_print (ErpJob *job)
{
  const char *title = erp_job_get_title (job);
  const char *result = erp_job_get_result_name (job);
  const GError *error = erp_job_get_error (job);
  const char *words = error != NULL ? erp_error_get_server_message (error) : NULL;

  g_print ("%s  %s\n", erp_job_get_id (job), title != NULL ? title : erp_job_get_kind (job));
  g_print ("  %s", cli_job_state_to_label (erp_job_get_state (job)));
  if (result != NULL)
    g_print (": %s", result);
  g_print ("\n");
  if (error != NULL)
    g_print ("  %s\n", error->message);
  if (words != NULL)
    g_print ("  %s %s\n", _ ("The server says:"), words);
}

/* The newest open job of @kind. */
static ErpJob *
find_open (ErpJournal *journal, const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (journal)); i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (G_LIST_MODEL (journal), i);

      if (!erp_job_is_ended (job) && g_strcmp0 (erp_job_get_kind (job), kind) == 0)
        return g_steal_pointer (&job);
    }

  return NULL;
}

/**
 * cli_job_end_unknown:
 * @environment: an environment
 * @journal: its journal
 * @kind: what was run
 * @error: why the running ended
 * @wait: wait until the server can be asked for certain
 *
 * Returns: the code for scripts
 */
CliExit
cli_job_end_unknown (CliEnvironment *environment,
                     ErpJournal *journal,
                     const char *kind,
                     const GError *error,
                     gboolean wait)
{
  g_autoptr (ErpJob) job = find_open (journal, kind);

  if (job == NULL)
    {
      cli_exit_with_error (error);
      return CLI_EXIT_UNKNOWN;
    }

  if (wait)
    {
      g_printerr ("%s\n", _ ("The answer was lost. Waiting until the server can be asked for "
                             "certain; an interrupt stops the waiting, not the payment."));
      cli_job_wait (environment, job, TRUE);
    }
  cli_job_print (job);
  if (!erp_job_is_ended (job))
    {
      g_printerr (_ ("It is not known whether it happened. Do not repeat it: ask again with "
                     "`quittance-cli journal look %s`."),
                  erp_job_get_id (job));
      g_printerr ("\n");
    }

  return cli_job_exit (job);
}
