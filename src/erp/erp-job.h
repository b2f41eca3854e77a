/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

typedef enum
{
  ERP_JOB_INTENDED,  /* written down, nothing sent */
  ERP_JOB_SENT,      /* on its way, or its answer was lost */
  ERP_JOB_VERIFYING, /* asking the server whether it happened */
  ERP_JOB_WAITING,   /* not seen yet; asked again after the server's own limit */
  ERP_JOB_DONE,
  ERP_JOB_REFUSED, /* the server, or a changed record, said no; nothing was written */
  ERP_JOB_UNKNOWN, /* the person decides */
} ErpJobState;

typedef enum
{
  ERP_VERDICT_DONE,      /* exactly one candidate: it is ours */
  ERP_VERDICT_NOT_SEEN,  /* none; before the server's limit this is not "not done" */
  ERP_VERDICT_AMBIGUOUS, /* several, or one that may be another computer's: unknown */
} ErpVerdict;

/**
 * ErpJobKind:
 *
 * How one kind of unrepeatable write is observed, sent and recognised again. Kinds are the
 * trade's; the journal runs them. All functions are pure: they build calls and read answers.
 * @body is what the person wants, as JSON written down before anything is sent.
 *
 * - describe: (transfer full): one translated line for the journal page
 * - observe: the read made just before sending: state of the records and the candidates that
 *   exist already. Its answer, the baseline, is written down too.
 * - check: (nullable): refuses (ERP_ERROR_CONFLICT, ERP_ERROR_VALIDATION) when the records are
 *   not as the person saw them
 * - prepare: (nullable): a call that may be repeated (a wizard's create); its answer goes to send
 * - send: the one call that must happen once
 * - verify: the read that looks for what send made: by me, on these records, since the baseline
 * - judge: what that read says; on ERP_VERDICT_DONE sets @result to {"model","id","name"}
 * - interpret: (nullable): classifies send's own answer: TRUE when it acted, FALSE with an error
 *   when it was refused or wants a decision (a wizard instead of the action)
 */
typedef struct
{
  const char *name;
  char *(*describe) (JsonObject *body);
  ErpCall *(*observe) (JsonObject *body);
  gboolean (*check) (JsonObject *body, JsonNode *baseline, GError **error);
  ErpCall *(*prepare) (JsonObject *body);
  ErpCall *(*send) (JsonObject *body, JsonNode *prepared);
  gboolean (*interpret) (JsonObject *body, JsonNode *answer, GError **error);
  ErpCall *(*verify) (JsonObject *body, JsonNode *baseline);
  ErpVerdict (*judge) (JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonObject **result);
} ErpJobKind;

#define ERP_TYPE_JOB (erp_job_get_type ())
G_DECLARE_FINAL_TYPE (ErpJob, erp_job, ERP, JOB, GObject)

/* Properties that notify: "state", "result", "error". */
const char *erp_job_get_id (ErpJob *self);
const char *erp_job_get_kind (ErpJob *self);
const char *erp_job_get_title (ErpJob *self);
ErpJobState erp_job_get_state (ErpJob *self);
/* µs since 1970, UTC */
gint64 erp_job_get_created (ErpJob *self);
gint64 erp_job_get_changed (ErpJob *self);
/* The next look at the server while WAITING, else -1. */
gint64 erp_job_get_next_look (ErpJob *self);
const char *erp_job_get_result_model (ErpJob *self);
gint64 erp_job_get_result_id (ErpJob *self);
const char *erp_job_get_result_name (ErpJob *self);
const GError *erp_job_get_error (ErpJob *self);
gboolean erp_job_is_ended (ErpJob *self);

G_END_DECLS
