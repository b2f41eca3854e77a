/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal-record.h"

G_BEGIN_DECLS

/* The file of the journal. All functions block: they are for the journal's own thread. A store
 * serves one identity (server and database) and one owner (this run of the program). */
#define ERP_TYPE_JOURNAL_STORE (erp_journal_store_get_type ())
G_DECLARE_FINAL_TYPE (ErpJournalStore, erp_journal_store, ERP, JOURNAL_STORE, GObject)

ErpJournalStore *erp_journal_store_new (const char *path,
                                        GBytes *sealing_key,
                                        const char *identity) G_GNUC_WARN_UNUSED_RESULT;
const char *erp_journal_store_get_owner (ErpJournalStore *self);

gboolean erp_journal_store_open (ErpJournalStore *self, GError **error);
/* ERP_ERROR_CONFLICT while an equal wish is open. The job is leased to the owner. */
gboolean erp_journal_store_insert (ErpJournalStore *self,
                                   const ErpJournalRecord *record,
                                   gint64 lease_until,
                                   GError **error);
/* ERP_ERROR_CONFLICT when the lease is another's by now. An ended job loses its body. */
gboolean erp_journal_store_update (ErpJournalStore *self,
                                   const ErpJournalRecord *record,
                                   gint64 lease_until,
                                   GError **error);
/* Leases the open jobs, or one of them, that nobody works on. The answer holds their ids. */
GPtrArray *erp_journal_store_take (
    ErpJournalStore *self, const char *id, gint64 now, gint64 lease_until, GError **error);
gboolean erp_journal_store_renew (ErpJournalStore *self, gint64 lease_until, GError **error);
gboolean erp_journal_store_release (ErpJournalStore *self, GError **error);
/* Newest first. */
GPtrArray *erp_journal_store_load (ErpJournalStore *self, GError **error);
/* Whether another process wrote since the last call. */
gboolean erp_journal_store_has_changed (ErpJournalStore *self);
gboolean erp_journal_store_prune (ErpJournalStore *self, gint64 before, GError **error);

G_END_DECLS
