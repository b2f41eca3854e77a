/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"

G_BEGIN_DECLS

/* A decision's note, written once, and only while the newest decision on the record is the one
 * that the person saw. */
#define BIZ_JOB_DECISION "decision"
/* A record's state: an order confirmed or cancelled, a delivery done. */
#define BIZ_JOB_STATE "record-state"
/* A customer's credit limit in one company, with its note. */
#define BIZ_JOB_LIMIT "credit-limit"

extern const ErpJobKind biz_job_decision_kind;
extern const ErpJobKind biz_job_state_kind;
extern const ErpJobKind biz_job_limit_kind;

/* model, id, name, company_id, decision (the kind's name), text, seen (the newest decision's note;
 * 0: none) */
JsonObject *biz_job_body_new_decision (const char *model,
                                       gint64 id,
                                       const char *name,
                                       gint64 company_id,
                                       const char *decision,
                                       const char *text,
                                       gint64 seen) G_GNUC_WARN_UNUSED_RESULT;
/* model, id, name, company_id, action: "confirm" (a quotation), "cancel" (a quotation) or "done" (a
 * delivery) */
JsonObject *biz_job_body_new_state (const char *model,
                                    gint64 id,
                                    const char *name,
                                    gint64 company_id,
                                    const char *action) G_GNUC_WARN_UNUSED_RESULT;
/* id and name (of the commercial entity), company_id, currency, digits, before and after (absent:
 * none of its own), text (the note) */
JsonObject *biz_job_body_new_limit (gint64 partner_id,
                                    const char *name,
                                    gint64 company_id,
                                    const BizMoney *before,
                                    const BizMoney *after,
                                    const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
