/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-composer.h"

#include "biz-outbox.h"
#include "kit-inline-error.h"
#include "kit-new-files.h"
#include "kit-recipients.h"
#include "kit-template-picker.h"

G_BEGIN_DECLS

/* What a composer is, for the two files that make it. */
struct _KitComposer
{
  AdwBin parent_instance;

  GtkWidget *frame;
  GtkToggleButton *note_button;
  GtkToggleButton *message_button;
  GtkTextView *text;
  KitRecipients *recipients;
  KitNewFiles *new_files;
  KitTemplatePicker *templates;
  GtkLabel *kept;
  GtkLabel *notice;
  GtkWidget *news_box;
  GtkLabel *news_label;
  GtkSpinner *spinner;
  GtkButton *send_button;
  KitInlineError *error;

  BizThread *thread;         /* (owned) (nullable) */
  BizReply *reply;           /* (owned): what is being written */
  GCancellable *cancellable; /* (owned): of the thread that is shown */
  gint64 suggested;
  char *suggested_name; /* (owned) (nullable) */
  gboolean careful;
  gboolean is_offered; /* the customer was put among the people once */
  gboolean is_sending;
  gboolean is_filling;
  gboolean is_keeping; /* it is this one that changes what is kept */
  gboolean is_stale;   /* what is kept was changed elsewhere while it was sending */
};

/* Takes @reply and shows it. */
void kit_composer_show_reply (KitComposer *self, BizReply *reply);
void kit_composer_update (KitComposer *self);
/* For the next run of the program. */
void kit_composer_keep (KitComposer *self);
void kit_composer_take_text (KitComposer *self);
gboolean kit_composer_is_message (KitComposer *self);
void kit_composer_emit_said (KitComposer *self);
void kit_composer_emit_held (KitComposer *self);
void kit_composer_emit_look (KitComposer *self);

/* kit-composer-send.c */

void kit_composer_install_send (GtkWidgetClass *widget_class);
/* What was not sent the last time, and what came back from the outbox. */
void kit_composer_take_unsent (KitComposer *self);
void kit_composer_watch_outbox (KitComposer *self);
/* Another window, or the outbox, may write the same draft. */
void kit_composer_watch_unsent (KitComposer *self);

G_END_DECLS
