/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-activity.h"
#include "biz-attachment.h"
#include "biz-choice.h"
#include "biz-follower.h"
#include "biz-log-entry.h"
#include "biz-reply.h"

G_BEGIN_DECLS

/* The conversation of one record of any model that has one: what was said, the files, what is to
 * do, who follows. Its lists are kept and changed in place. Signal "changed": something else than
 * a list changed, or a list came for the first time. */
#define BIZ_TYPE_THREAD (biz_thread_get_type ())
G_DECLARE_FINAL_TYPE (BizThread, biz_thread, BIZ, THREAD, GObject)

/* @name: (nullable): what the record is called; @company_id: 0 where it has none */
BizThread *biz_thread_new (ErpSession *session,
                           const char *model,
                           gint64 id,
                           const char *name,
                           gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
ErpSession *biz_thread_get_session (BizThread *self);
const char *biz_thread_get_model (BizThread *self);
gint64 biz_thread_get_id (BizThread *self);
const char *biz_thread_get_name (BizThread *self);
gint64 biz_thread_get_company_id (BizThread *self);

/* Other records of the same model whose conversations are shown as one with this one; before it is
 * loaded. @names: what they are called */
void
biz_thread_set_parts (BizThread *self, const gint64 *ids, const char *const *names, gsize n_parts);
guint biz_thread_get_n_parts (BizThread *self);
/* (nullable): what the part that @record_id is is called; NULL of the record itself */
const char *biz_thread_get_part_name (BizThread *self, gint64 record_id);
/* What is known already, until it is loaded: newest first. */
void biz_thread_prime (BizThread *self, GListModel *entries, guint n_older);
gboolean biz_thread_is_loaded (BizThread *self);
/* (transfer none): BizLogEntry, newest first */
GListModel *biz_thread_get_entries (BizThread *self);
guint biz_thread_get_n_older (BizThread *self);
/* (transfer none): BizAttachment, BizActivity, BizFollower */
GListModel *biz_thread_get_files (BizThread *self);
GListModel *biz_thread_get_activities (BizThread *self);
GListModel *biz_thread_get_followers (BizThread *self);
/* (transfer none) (nullable): a file of a message; NULL where this user may not see it */
BizAttachment *biz_thread_get_file (BizThread *self, gint64 id);
gboolean biz_thread_is_following (BizThread *self);
/* The server's own paper, or the file that it shows beside the record; 0 for none. */
gint64 biz_thread_get_main_file (BizThread *self);
/* When the record was written last, as seconds since 1970, and by whom. */
gint64 biz_thread_get_written (BizThread *self, gint64 *uid, const char **name);
/* The newest message; 0 where there is none. */
gint64 biz_thread_get_newest (BizThread *self);
/* Whether one message can go to some of the followers only. */
gboolean biz_thread_can_leave_out (BizThread *self);
/* Whether this user may say something, and put or take away files and let others follow. */
gboolean biz_thread_may_speak (BizThread *self);
gboolean biz_thread_may_change (BizThread *self);

/* Two requests side by side, and a third one where messages have files that are not the record's.
 * What came is taken over even where another one failed. */
void biz_thread_load_async (BizThread *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean biz_thread_load_finish (BizThread *self, GAsyncResult *result, GError **error);
/* The next page of what is older, one request. */
void biz_thread_load_older_async (BizThread *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean biz_thread_load_older_finish (BizThread *self, GAsyncResult *result, GError **error);
void biz_thread_read_file_async (BizThread *self,
                                 gint64 id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void biz_thread_read_folder_file_async (BizThread *self,
                                        gint64 id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (transfer full) */
GBytes *biz_thread_read_file_finish (BizThread *self, GAsyncResult *result, GError **error);
/* The kinds of things to do on such a record: a GListModel of BizChoice. */
void biz_thread_load_types_async (BizThread *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) */
GListModel *biz_thread_load_types_finish (BizThread *self, GAsyncResult *result, GError **error);
/* @partner_id: 0 for the user. May be repeated without harm. Loads again. */
void biz_thread_set_follows_async (BizThread *self,
                                   gint64 partner_id,
                                   gboolean follows,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_thread_set_follows_finish (BizThread *self, GAsyncResult *result, GError **error);

/* Once, through the journal; all of them end with biz_thread_job_finish () and errors as
 * erp_journal_run_async (). What the record shows is loaded again afterwards. */

/* @is_reply: to the followers, else a note for colleagues; @partners: who gets it beside them */
void biz_thread_say_async (BizThread *self,
                           const char *text,
                           gboolean is_reply,
                           const gint64 *partners,
                           gsize n_partners,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* The same of what was written; it carries the mark of @reply. */
void biz_thread_post_async (BizThread *self,
                            BizReply *reply,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
void biz_thread_delete_file_async (BizThread *self,
                                   BizAttachment *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* @type_id: 0: to do */
void biz_thread_plan_async (BizThread *self,
                            gint64 type_id,
                            const char *summary,
                            const char *note,
                            BizChoice *user,
                            const GDate *deadline,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
void biz_thread_finish_activity_async (BizThread *self,
                                       BizActivity *activity,
                                       const char *feedback,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void biz_thread_cancel_activity_async (BizThread *self,
                                       BizActivity *activity,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) */
ErpJob *biz_thread_job_finish (BizThread *self, GAsyncResult *result, GError **error);

G_END_DECLS
