/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal-store.h"

G_BEGIN_DECLS

/* The journal's own thread: what waits for a disk waits there, one thing after another. */
#define ERP_TYPE_JOURNAL_THREAD (erp_journal_thread_get_type ())
G_DECLARE_FINAL_TYPE (ErpJournalThread, erp_journal_thread, ERP, JOURNAL_THREAD, GObject)

/* Takes @store, which is opened in the thread. */
ErpJournalThread *erp_journal_thread_new (ErpJournalStore *store) G_GNUC_WARN_UNUSED_RESULT;

void erp_journal_thread_insert_async (ErpJournalThread *self,
                                      const ErpJournalRecord *record,
                                      gint64 lease_until,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void erp_journal_thread_update_async (ErpJournalThread *self,
                                      const ErpJournalRecord *record,
                                      gint64 lease_until,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
erp_journal_thread_write_finish (ErpJournalThread *self, GAsyncResult *result, GError **error);

/* Renews what is the owner's; takes what nobody works on, or the job @id; reads everything when
 * something was taken or another process wrote, or @always. */
typedef struct
{
  GPtrArray *taken;   /* (owned) (element-type utf8) */
  GPtrArray *records; /* (owned) (nullable) (element-type ErpJournalRecord) */
} ErpJournalNews;

void erp_journal_news_free (ErpJournalNews *news);
void erp_journal_thread_poll_async (ErpJournalThread *self,
                                    const char *id,
                                    gboolean take,
                                    gboolean always,
                                    gint64 now,
                                    gint64 lease_until,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ErpJournalNews *
erp_journal_thread_poll_finish (ErpJournalThread *self, GAsyncResult *result, GError **error);

/* Lets go of the leases and waits for what is under way. */
void erp_journal_thread_stop (ErpJournalThread *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpJournalNews, erp_journal_news_free)

G_END_DECLS
