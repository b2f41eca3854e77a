/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Who gets what is being written: everybody by name, each to be left out, others to be added.
 * Signal "picked" (BizPartner): somebody was added by search. */
#define KIT_TYPE_RECIPIENTS (kit_recipients_get_type ())
G_DECLARE_FINAL_TYPE (KitRecipients, kit_recipients, KIT, RECIPIENTS, AdwBin)

GtkWidget *kit_recipients_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @thread: (nullable): nothing is shown; @reply: of it */
void kit_recipients_set (KitRecipients *self, BizThread *thread, BizReply *reply);
/* Who is offered: the customer. 0: nobody */
void kit_recipients_set_suggested (KitRecipients *self, gint64 partner_id, const char *name);
/* After it became a note or a message. */
void kit_recipients_update (KitRecipients *self);
/* Opens the search, as after "@" in the text. */
void kit_recipients_ask (KitRecipients *self);
/* How many people get it, as far as that is known. */
guint kit_recipients_count (KitRecipients *self);

G_END_DECLS
