/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-job-desk.h"
#include "erp-job-private.h"

G_BEGIN_DECLS

/* Carries one job from step to step. Signal "rested" when it ended, waits, or is the person's. */
#define ERP_TYPE_JOB_RUNNER (erp_job_runner_get_type ())
G_DECLARE_FINAL_TYPE (ErpJobRunner, erp_job_runner, ERP, JOB_RUNNER, GObject)

ErpJobRunner *erp_job_runner_new (ErpJobDesk *desk,
                                  ErpJob *job,
                                  const ErpJobKind *kind) G_GNUC_WARN_UNUSED_RESULT;
ErpJob *erp_job_runner_get_job (ErpJobRunner *self);
gboolean erp_job_runner_is_resting (ErpJobRunner *self);
/* The lease is another's: the job is left alone. */
gboolean erp_job_runner_is_lost (ErpJobRunner *self);

/* From the state that is written down; for a job just taken over or just inserted. */
void erp_job_runner_start (ErpJobRunner *self);
void erp_job_runner_look (ErpJobRunner *self);
/* The person says that it did not happen: looks once more, then sends. */
void erp_job_runner_send_again (ErpJobRunner *self);
void erp_job_runner_close (ErpJobRunner *self, ErpJobState state);

G_END_DECLS
