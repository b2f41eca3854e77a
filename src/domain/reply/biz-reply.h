/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-new-file.h"
#include "biz-partner.h"

G_BEGIN_DECLS

/* Something that is being written in a conversation, and is not said yet. */
#define BIZ_TYPE_REPLY (biz_reply_get_type ())
G_DECLARE_FINAL_TYPE (BizReply, biz_reply, BIZ, REPLY, GObject)

BizReply *biz_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Never NULL. */
const char *biz_reply_get_text (BizReply *self);
void biz_reply_set_text (BizReply *self, const char *text);
/* To the followers, else a note for colleagues. */
gboolean biz_reply_is_message (BizReply *self);
void biz_reply_set_is_message (BizReply *self, gboolean is_message);
/* (transfer none): of BizPartner, who gets it beside the followers; may be changed */
GListStore *biz_reply_get_people (BizReply *self);
gboolean biz_reply_has_person (BizReply *self, gint64 partner_id);
void biz_reply_add_person (BizReply *self, BizPartner *partner);
/* (transfer none): of BizNewFile; may be changed */
GListStore *biz_reply_get_files (BizReply *self);
/* Followers who are not to get this one. Signal "left-out" when that changed. */
void biz_reply_leave_out (BizReply *self, gint64 partner_id, gboolean leave_out);
gboolean biz_reply_leaves_out (BizReply *self, gint64 partner_id);
guint biz_reply_get_n_left_out (BizReply *self);
/* The newest message that the person has seen; 0 while that is not known. */
gint64 biz_reply_get_seen (BizReply *self);
/* When the record was last written, as the person saw it: seconds since 1970, UTC; 0: not known */
gint64 biz_reply_get_written (BizReply *self);
void biz_reply_set_seen (BizReply *self, gint64 message_id, gint64 written);
/* Letters, digits and hyphens: what its Message-Id says; the same for all tries. */
const char *biz_reply_get_mark (BizReply *self);
/* A new try that is not the old one. */
void biz_reply_renew_mark (BizReply *self);
/* It is given to the server as it stands; from then on a look at the server comes first. See
 * biz-say.h. */
void biz_reply_note_try (BizReply *self);
gboolean biz_reply_was_tried (BizReply *self);
/* Whether it says what it said then. */
gboolean biz_reply_is_as_tried (BizReply *self);
/* Whether both say the same, with the same files. */
gboolean biz_reply_says_same (BizReply *self, BizReply *other);
gboolean biz_reply_is_empty (BizReply *self);

/* What was begun before stands before it, with its people and its files. Of a note and a message
 * together a note is made: nothing goes further than it was to go. */
void biz_reply_put_before (BizReply *self, BizReply *begun);
/* Whether all of its files are here; else it cannot be sent. */
gboolean biz_reply_is_complete (BizReply *self);
/* Whether they are on their way to the server: it was not said yet. */
gboolean biz_reply_is_moving (BizReply *self);
/* How much of them has travelled, by bytes, 0 to 1; 1 where there is none. */
double biz_reply_get_fraction (BizReply *self);
/* Those of @other need not be read again. */
void biz_reply_take_files (BizReply *self, BizReply *other);
/* Files that were kept are read again, each in a thread; they take their places by and by. */
void biz_reply_read_files (BizReply *self, GCancellable *cancellable);

/* All but the text, as a text that outlives the program: see BizNewFile for its files. */
char *biz_reply_to_more (BizReply *self) G_GNUC_WARN_UNUSED_RESULT;
/* @more: (nullable): whatever it is, nothing fails */
void biz_reply_take_more (BizReply *self, const char *more);
G_END_DECLS
