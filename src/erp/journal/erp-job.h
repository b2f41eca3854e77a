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

#define ERP_TYPE_JOB_STATE (erp_job_state_get_type ())
GType erp_job_state_get_type (void) G_GNUC_CONST;

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
 * @body is what the person wants, as JSON written down before anything is sent; what the journal
 * adds to it is read by erp_job_body_get_marker () and its neighbours.
 *
 * - label: what it is called where no more than the kind was kept; translated when shown
 * - describe: (transfer full): one translated line for the journal page
 * - observe: the read made just before sending: state of the records and the candidates that
 *   exist already. Its answer, the baseline, is written down too.
 * - check: (nullable): refuses (ERP_ERROR_CONFLICT, ERP_ERROR_VALIDATION) when the records are
 *   not as the person saw them
 * - prepare: (nullable): a call that may be repeated (a wizard's create); its answer goes to send.
 *   %NULL where this one needs none
 * - observes_prepared: the baseline shows what prepare made: it is read anew before prepare is
 *   repeated, which then leaves out what is there already
 * - send: the one call that must happen once
 * - interpret: (nullable): classifies send's own answer: TRUE when it acted, FALSE with an error
 *   when it was refused or wants a decision (a wizard instead of the action). Sets @result as
 *   judge does where the answer names what was made.
 * - verify: the read that looks for what send made: by me, on these records, since the baseline
 * - rivals: (nullable): a second read for judge, where one candidate may be another computer's
 * - judge: what these reads say; on ERP_VERDICT_DONE sets @result to {"model","id","name"}
 */
typedef struct
{
  const char *name;
  const char *label;
  char *(*describe) (JsonObject *body);
  ErpCall *(*observe) (JsonObject *body);
  gboolean (*check) (JsonObject *body, JsonNode *baseline, GError **error);
  ErpCall *(*prepare) (JsonObject *body, JsonNode *baseline);
  ErpCall *(*send) (JsonObject *body, JsonNode *prepared);
  gboolean (*interpret) (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error);
  ErpCall *(*verify) (JsonObject *body, JsonNode *baseline);
  ErpCall *(*rivals) (JsonObject *body, JsonNode *baseline);
  ErpVerdict (*judge) (JsonObject *body,
                       JsonNode *baseline,
                       JsonNode *answer,
                       JsonNode *rivals,
                       JsonObject **result);
  gboolean observes_prepared;
} ErpJobKind;

/* A random UUID of this job alone; what carries it is this job's and nobody else's. */
const char *erp_job_body_get_marker (JsonObject *body);
/* When it was intended, by the server's clock, as the ERP writes times. */
const char *erp_job_body_get_since (JsonObject *body);
/* What prepare made: its record's id, or 0. */
gint64 erp_job_body_get_prepared_id (JsonObject *body);

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
/* The next look at the server while WAITING, else -1. µs since 1970, UTC */
gint64 erp_job_get_next_look (ErpJob *self);
const char *erp_job_get_result_model (ErpJob *self);
gint64 erp_job_get_result_id (ErpJob *self);
const char *erp_job_get_result_name (ErpJob *self);
const GError *erp_job_get_error (ErpJob *self);
gboolean erp_job_is_ended (ErpJob *self);
/* Whether @member of what is wanted is the number @id, or a list with it; FALSE where its details
 * are not kept any more. */
gboolean erp_job_is_about (ErpJob *self, const char *member, gint64 id);
/* The same of a text. */
gboolean erp_job_says (ErpJob *self, const char *member, const char *text);
/* FALSE where its details were not kept: the person alone can decide, and not send it again. */
gboolean erp_job_can_look (ErpJob *self);

G_END_DECLS
