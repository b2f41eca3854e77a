/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paste-words.h"
#include "biz-paste.h"

G_BEGIN_DECLS

#define BIZ_PASTE_MAX_SPAN 7 /* words: "RF18 5390 0754 7034" */

typedef struct
{
  BizPasteRecord *record; /* (owned) */
  BizPasteRuns *name;     /* (owned) */
} BizPasteKnown;

struct _BizPaste
{
  GPtrArray *words;    /* (owned) (element-type BizPasteWord) */
  GPtrArray *known;    /* (owned) (element-type Known) */
  GHashTable *by_key;  /* (owned): key -> GPtrArray of Known: any of its texts */
  GHashTable *by_last; /* (owned): last digits of the name -> GPtrArray of Known */
  GHashTable *ids;     /* (owned): of known */
  GPtrArray *items;    /* (owned) (element-type Item) */
  gboolean *covered;   /* (owned): words that an item with a document holds */
  guint n_asked;
  gboolean cut;
};

BizPasteWord *biz_paste_get_word (BizPaste *self, guint i);
char *biz_paste_join_words (BizPaste *self, guint first, guint n, const char *between);
gboolean biz_paste_is_span (BizPaste *self, guint first, guint n);

G_END_DECLS
