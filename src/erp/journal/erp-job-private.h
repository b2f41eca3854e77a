/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal-record.h"

G_BEGIN_DECLS

/* Takes @record. */
ErpJob *erp_job_new (ErpJournalRecord *record) G_GNUC_WARN_UNUSED_RESULT;
const ErpJournalRecord *erp_job_get_record (ErpJob *self);
/* Takes @record; notifies what is another now. */
void erp_job_set_record (ErpJob *self, ErpJournalRecord *record);

/* What the journal adds to a body before it is written down. */
void erp_job_body_set_trace (JsonObject *body, const char *marker, gint64 since);
void erp_job_body_set_prepared (JsonObject *body, JsonNode *prepared);
/* The wish alone, equal for equal wishes whatever the order of members. */
char *erp_job_body_to_wish (JsonObject *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
