/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-environment.h"
#include "cli-exit.h"
#include "erp-journal.h"

G_BEGIN_DECLS

/* What commands say about a job of the action journal. */

const char *cli_job_state_to_label (ErpJobState state);
CliExit cli_job_exit (ErpJob *job);
/* Waits until the history was read. */
void cli_job_wait_loaded (CliEnvironment *environment, ErpJournal *journal);
/* Waits until @job ended or is the person's; an interrupt stops the waiting. */
void cli_job_wait (CliEnvironment *environment, ErpJob *job, gboolean also_waiting);
/* Whether @error leaves the job open: the outcome is unknown, or nobody waited for it. */
gboolean cli_job_is_open_after (const GError *error);
/* Tells which job is open, and with @wait how it ended. */
CliExit cli_job_end_unknown (CliEnvironment *environment,
                             ErpJournal *journal,
                             const char *kind,
                             const GError *error,
                             gboolean wait);
/* One paragraph about @job on standard output. */
void cli_job_print (ErpJob *job);

G_END_DECLS
