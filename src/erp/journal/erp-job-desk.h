/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal-thread.h"

G_BEGIN_DECLS

/* What jobs run with; times in µs. */
typedef struct
{
  ErpClient *client;         /* (owned) */
  ErpJournalThread *thread;  /* (owned) */
  GCancellable *cancellable; /* (owned): of the journal; jobs stay where they are */
  gint64 (*now) (gpointer data);
  gpointer now_data;
  gint64 lease;
  gint64 server_limit; /* after a lost answer the server may work on for this long */
  gint64 retry_delay;  /* between attempts that provably did nothing */
} ErpJobDesk;

ErpJobDesk *erp_job_desk_new (ErpClient *client,
                              ErpJournalThread *thread) G_GNUC_WARN_UNUSED_RESULT;
ErpJobDesk *erp_job_desk_ref (ErpJobDesk *self);
void erp_job_desk_unref (ErpJobDesk *self);
gint64 erp_job_desk_get_now (ErpJobDesk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpJobDesk, erp_job_desk_unref)

G_END_DECLS
