/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-draft.h"

G_BEGIN_DECLS

/* An invoice that is being written, as a text that brings it back after a crash. */

/* What is known of a kept draft before it is opened. */
typedef struct
{
  char *name;         /* (owned): in the drawer */
  gint64 origin_id;   /* the document on the server that was edited; 0: a new one */
  char *title;        /* (owned): of that document, else of the customer; may be empty */
  GDateTime *written; /* (owned) (nullable): UTC */
  gboolean is_sent;   /* it went to the server, and nobody knows what became of it */
} BizKeptDraft;

void biz_kept_draft_free (BizKeptDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKeptDraft, biz_kept_draft_free)

/* @now: UTC */
char *biz_draft_keep_to_text (BizInvoiceDraft *draft, GDateTime *now) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the same text, with the mark that it was sent and the answer lost */
char *biz_draft_keep_mark_sent (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): NULL where @text is no kept draft */
BizKeptDraft *biz_draft_keep_read_head (const char *name,
                                        const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* @origin: (nullable): the document of the head, as it is on the server now. @changed: (out): a
 * colleague changed it since it was kept. NULL with ERP_ERROR_PROTOCOL. */
BizInvoiceDraft *biz_draft_keep_restore (const char *text,
                                         BizInvoice *origin,
                                         gboolean *changed,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
