/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* So many rows are made though nobody looks; the rest, which makes each frame dearer, as one
 * scrolls to them. */
#define KIT_CONVERSATION_READY 64

/* All that people say, put and plan about one record of any kind: what is to do, the files, who
 * follows, a place to write, and what was said, older pages as one scrolls to them. */
#define KIT_TYPE_CONVERSATION (kit_conversation_get_type ())
G_DECLARE_FINAL_TYPE (KitConversation, kit_conversation, KIT, CONVERSATION, AdwBin)

GtkWidget *kit_conversation_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Loads it. NULL: nothing is shown. */
void kit_conversation_set_thread (KitConversation *self, BizThread *thread);
BizThread *kit_conversation_get_thread (KitConversation *self);
/* Who is offered as a recipient of messages; after the thread. 0: nobody */
void kit_conversation_set_suggested (KitConversation *self, gint64 partner_id, const char *name);
/* For correspondence: see kit_composer_set_careful (). Before the thread. */
void kit_conversation_set_careful (KitConversation *self, gboolean careful);
/* See kit_composer_set_templates (). */
void kit_conversation_set_templates (KitConversation *self, GListModel *templates);
void kit_conversation_ask_template (KitConversation *self);
/* Into what is being written. */
void kit_conversation_insert (KitConversation *self, const char *text);
/* Puts the keyboard where a message, or else a note, is written. */
void kit_conversation_compose (KitConversation *self, gboolean is_reply);
/* Asks again. */
void kit_conversation_refresh (KitConversation *self);

G_END_DECLS
