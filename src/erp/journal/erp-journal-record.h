/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-job.h"

G_BEGIN_DECLS

/* A job as it is written down. */
typedef struct
{
  char *id;
  char *kind;
  ErpJobState state;
  gint64 created;
  gint64 changed;
  gint64 next_look; /* -1: none */
  gint64 sent;      /* when its answer was lost, or it was sent; -1: never */
  char *wish;       /* (nullable): tells equal wishes; only while open */
  char *body;       /* (nullable): JSON; only while open, and never on disk without a key */
  char *baseline;   /* (nullable): JSON; as body */
  char *title;
  char *result_model; /* (nullable) */
  gint64 result_id;
  char *result_name;    /* (nullable) */
  int error_code;       /* -1: none; otherwise an ErpError */
  char *error_message;  /* (nullable) */
  char *server_message; /* (nullable) */
  char *owner;          /* (nullable): who works on it */
  gint64 lease_until;
} ErpJournalRecord;

ErpJournalRecord *erp_journal_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
ErpJournalRecord *erp_journal_record_copy (const ErpJournalRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void erp_journal_record_free (ErpJournalRecord *self);
gboolean erp_job_state_is_ended (ErpJobState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpJournalRecord, erp_journal_record_free)

G_END_DECLS
