/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* What became of a number of the text. */
typedef enum
{
  BIZ_PASTE_FOUND,   /* one document */
  BIZ_PASTE_SEVERAL, /* which one, a person decides */
  BIZ_PASTE_MISSING, /* looks like a number, but none has it */
  BIZ_PASTE_PASSED,  /* looks like something else: a day, an amount */
} BizPasteStanding;

/* A document that has, or may have, one of the numbers. */
typedef struct
{
  gint64 id;
  char *name;              /* (owned) (nullable): NULL for a draft without a number */
  char *reference;         /* (owned) (nullable): the customer's */
  char *payment_reference; /* (owned) (nullable) */
  char *customer;          /* (owned) (nullable) */
} BizPasteRecord;

void biz_paste_record_free (BizPasteRecord *self);

/* Numbers of documents in a text from anywhere, and the documents they name: by number, payment
 * reference or the customer's reference, whatever stands between their parts. Two requests at most,
 * however many numbers. */
typedef struct _BizPaste BizPaste;

BizPaste *biz_paste_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
BizPaste *biz_paste_ref (BizPaste *self);
void biz_paste_unref (BizPaste *self);
/* What to ask the server next; NULL when all is known. The answer is for biz_paste_take (). */
ErpCall *biz_paste_new_call (BizPaste *self) G_GNUC_WARN_UNUSED_RESULT;
void biz_paste_take (BizPaste *self, GPtrArray *records);
/* Both in one; also the finish gives @self. */
void biz_paste_search_async (BizPaste *self,
                             ErpClient *client,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean biz_paste_search_finish (GAsyncResult *result, GError **error);

/* Numbers in their order; the same number twice counts once. */
guint biz_paste_get_n_items (BizPaste *self);
const char *biz_paste_get_text (BizPaste *self, guint item);
BizPasteStanding biz_paste_get_standing (BizPaste *self, guint item);
/* (element-type BizPasteRecord): those it may be, one of them where it is found. */
GPtrArray *biz_paste_get_records (BizPaste *self, guint item);
guint biz_paste_count (BizPaste *self, BizPasteStanding standing);
/* The numbers of this standing, one a line. */
char *biz_paste_get_list (BizPaste *self, BizPasteStanding standing) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64): the documents found, each once. */
GArray *biz_paste_get_ids (BizPaste *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether there was more than is looked for at once. */
gboolean biz_paste_is_cut (BizPaste *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizPaste, biz_paste_unref)

G_END_DECLS
