/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-journal-record.h"

ErpJournalRecord *
erp_journal_record_new (void)
{
  ErpJournalRecord *self = g_new0 (ErpJournalRecord, 1);

  self->next_look = self->sent = self->error_code = -1;

  return self;
}

ErpJournalRecord *
erp_journal_record_copy (const ErpJournalRecord *self)
{
  ErpJournalRecord *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->kind = g_strdup (self->kind);
  copy->wish = g_strdup (self->wish);
  copy->body = g_strdup (self->body);
  copy->baseline = g_strdup (self->baseline);
  copy->title = g_strdup (self->title);
  copy->result_model = g_strdup (self->result_model);
  copy->result_name = g_strdup (self->result_name);
  copy->error_message = g_strdup (self->error_message);
  copy->server_message = g_strdup (self->server_message);
  copy->owner = g_strdup (self->owner);

  return copy;
}

void
erp_journal_record_free (ErpJournalRecord *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->wish);
  g_free (self->body);
  g_free (self->baseline);
  g_free (self->title);
  g_free (self->result_model);
  g_free (self->result_name);
  g_free (self->error_message);
  g_free (self->server_message);
  g_free (self->owner);
  g_free (self);
}

gboolean
erp_job_state_is_ended (ErpJobState state)
{
  return state == ERP_JOB_DONE || state == ERP_JOB_REFUSED;
}
