/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paper-store.h"

G_BEGIN_DECLS

/* Who may get a letter. */
typedef struct
{
  gint64 id;
  char *name;
  char *email; /* (nullable): without one nothing reaches them */
} BizRecipient;

/* The letter that goes with a document: a value, read by its members. */
typedef struct
{
  char *subject;         /* (nullable): the server has no template for it */
  char *text;            /* (nullable): plain */
  GPtrArray *recipients; /* (owned) (element-type BizRecipient): proposed */
} BizPaperLetter;

/* What became of a letter at the server's mail. */
typedef struct
{
  guint n_failed;     /* of its recipients */
  gboolean no_server; /* the server has nobody to hand letters to */
} BizLetterOutcome;

void biz_paper_letter_free (BizPaperLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizPaperLetter, biz_paper_letter_free)

BizRecipient *biz_recipient_new (gint64 id, const char *name, const char *email);
void biz_recipient_free (BizRecipient *self);
/* The letter of the server's wizard. */
BizPaperLetter *biz_paper_letter_new_from_json (JsonNode *rows, GError **error);

/* What the server's own wizard would write, rendered from its template for this document. A server
 * without that wizard gives an empty letter, never an error for that alone. */
void biz_paper_store_propose_async (BizPaperStore *self,
                                    const BizPaper *paper,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) */
BizPaperLetter *
biz_paper_store_propose_finish (BizPaperStore *self, GAsyncResult *result, GError **error);

/* Sends it by the server's mail, once, through the journal, and marks the document as sent. */
void biz_paper_store_send_async (BizPaperStore *self,
                                 ErpJournal *journal,
                                 const BizPaper *paper,
                                 const char *subject,
                                 const char *text,
                                 const gint64 *partners,
                                 gsize n_partners,
                                 GBytes *pdf,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean biz_paper_store_send_finish (BizPaperStore *self,
                                      GAsyncResult *result,
                                      BizLetterOutcome *outcome,
                                      GError **error);

G_END_DECLS
