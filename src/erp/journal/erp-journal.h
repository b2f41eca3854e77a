/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-job.h"

G_BEGIN_DECLS

/* The action journal: writes that must happen once are written down, sent, and verified. A
 * GListModel of ErpJob, newest first. SQLite, WAL, synchronous=FULL, mode 0600, bodies sealed.
 * Properties "n-open" and "loaded" (the history was read, once) notify. */
#define ERP_TYPE_JOURNAL (erp_journal_get_type ())
G_DECLARE_FINAL_TYPE (ErpJournal, erp_journal, ERP, JOURNAL, GObject)

typedef enum
{
  ERP_DECISION_IT_HAPPENED, /* the person found it on the server */
  ERP_DECISION_SEND_AGAIN,  /* the person is sure that it did not happen */
  ERP_DECISION_GIVE_UP,
} ErpDecision;

/* @path: NULL keeps it in memory; @sealing_key: 32 bytes, NULL where there is no keyring: then
 * bodies live in memory only, and what a crash leaves on its way is told by kind and time alone.
 * @identity: database uuid and URL. The file is opened in a thread; when that fails, runs do. */
ErpJournal *erp_journal_new (const char *path,
                             GBytes *sealing_key,
                             const char *identity,
                             ErpClient *client,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @kind must be static. Kinds are registered before erp_journal_resume (). */
void erp_journal_register_kind (ErpJournal *self, const ErpJobKind *kind);

/* Runs to DONE, or fails with the reason: refused (ACCESS, VALIDATION, CONFLICT, MISSING, ...),
 * nothing happened (UNREACHABLE), or ERP_ERROR_UNKNOWN_OUTCOME, in which case the job stays in
 * the journal, WAITING or UNKNOWN, and may still be found DONE. A second identical wish while one
 * is open is refused with ERP_ERROR_CONFLICT. Cancelling stops the waiting, never the job. */
void erp_journal_run_async (ErpJournal *self,
                            const char *kind,
                            JsonObject *body,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* (transfer full): the finished job */
ErpJob *erp_journal_run_finish (ErpJournal *self, GAsyncResult *result, GError **error);

/* Takes up what an earlier run, a crash or another window left open and not leased. */
void erp_journal_resume (ErpJournal *self);
void erp_journal_decide (ErpJournal *self, ErpJob *job, ErpDecision decision);
/* Asks the server again now. */
void erp_journal_look_again (ErpJournal *self, ErpJob *job);
guint erp_journal_get_n_open (ErpJournal *self);
/* The person signs out or the program ends: nothing more is sent or read, open jobs stay written
 * down as they are, for the next run. */
void erp_journal_close (ErpJournal *self);

G_END_DECLS
