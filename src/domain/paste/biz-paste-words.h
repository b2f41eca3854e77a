/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a word of a pasted text may be, by its looks alone. */
typedef enum
{
  BIZ_PASTE_PLAIN,  /* no digit in it */
  BIZ_PASTE_NUMBER, /* may be the number of a document */
  BIZ_PASTE_WEAK,   /* only with its neighbours: a year or a count in a sentence */
  BIZ_PASTE_NOISE,  /* a day, an amount, a telephone number, an address... */
} BizPasteKind;

typedef struct
{
  char *text; /* (owned): as it stands there, without what only surrounds it */
  BizPasteKind kind;
  guint run; /* words with the same have nothing but blanks between them */
} BizPasteWord;

/* (element-type BizPasteWord) */
GPtrArray *biz_paste_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* A text as its runs of letters and digits, in capitals; digits without leading zeros. */
typedef struct
{
  GPtrArray *letters; /* (owned) (element-type utf8) */
  GPtrArray *digits;  /* (owned) (element-type utf8) */
  char *key;          /* (owned): everything, zeros too, without what stands between */
} BizPasteRuns;

BizPasteRuns *biz_paste_runs_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void biz_paste_runs_free (BizPasteRuns *self);
/* "INV%2026%00012": for a search that passes over what stands between */
char *biz_paste_to_pattern (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizPasteRuns, biz_paste_runs_free)

G_END_DECLS
