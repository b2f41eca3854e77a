/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Where something new is said: a note for colleagues or a message to the followers, with who gets
 * it named before it goes, further people (also by "@"), and files. What is not sent yet is kept by
 * the session. Signals: "said": it is on the server; "held": it waits in the outbox; "look": the
 * person wants to read what came meanwhile. */
#define KIT_TYPE_COMPOSER (kit_composer_get_type ())
G_DECLARE_FINAL_TYPE (KitComposer, kit_composer, KIT, COMPOSER, AdwBin)

GtkWidget *kit_composer_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: nothing can be said */
void kit_composer_set_thread (KitComposer *self, BizThread *thread);
/* Who is offered as a recipient: the customer. NULL: nobody */
void kit_composer_set_suggested (KitComposer *self, gint64 partner_id, const char *name);
/* For correspondence: the customer gets a reply unless he is left out; before it goes it is looked
 * what came meanwhile, and then it can be taken back for a moment. Before the thread. */
void kit_composer_set_careful (KitComposer *self, gboolean careful);
/* The keyboard goes there, for a message to the followers or else a note; what is written stays. */
void kit_composer_write (KitComposer *self, gboolean is_reply);
/* Texts that are written often, ready to be put in; (nullable) */
void kit_composer_set_templates (KitComposer *self, GListModel *templates);
void kit_composer_ask_template (KitComposer *self);
/* Where the cursor is. */
void kit_composer_insert (KitComposer *self, const char *text);
void kit_composer_add_files (KitComposer *self, GFile *const *files, guint n_files);

G_END_DECLS
