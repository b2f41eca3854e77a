/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-category-book.h"

G_BEGIN_DECLS

/* What the book and its trial share. */

#define BIZ_CATEGORY_ALPHA 0.1

typedef struct
{
  guint category;
  guint n;
} BizCategoryCount;

typedef struct
{
  guint n_cases;
  GArray *counts; /* (owned): of BizCategoryCount */
} BizCategoryTerm;

typedef struct
{
  gint64 id;
  char *name; /* (owned) */
  guint n_cases;
  guint n_words;
} BizCategoryEntry;

typedef struct
{
  guint category;
  guint first; /* in the words of all cases */
  guint n;
} BizCategoryCase;

/* How far ahead the likeliest was, and whether it was right. */
typedef struct
{
  double lead;
  gboolean is_right;
} BizCategoryTry;

struct _BizCategoryBook
{
  GObject parent_instance;

  GHashTable *terms;     /* (owned): char * -> index + 1 */
  GStringChunk *strings; /* (owned) */
  GArray *list;          /* (owned): of BizCategoryTerm */
  GArray *categories;    /* (owned): of BizCategoryEntry */
  GArray *cases;         /* (owned): of BizCategoryCase */
  GArray *words;         /* (owned): of guint, of all cases */
  GArray *tries;         /* (owned): of BizCategoryTry, surest first */
  BizCategoryTrial trial;
  double alpha;
  double min_lead;
  gboolean is_useful;
  gboolean is_closed;
};

BizCategoryEntry *biz_category_book_get_entry (BizCategoryBook *self, guint i);
/* Logarithms, to a constant: how likely each category is for these words. @left_out: (nullable):
 * a case that the book knows and that does not count. Returns how many words say something. */
guint biz_category_book_score (BizCategoryBook *self,
                               const guint *words,
                               guint n,
                               const BizCategoryCase *left_out,
                               double *scores);
/* The likeliest and the next one; how far it is ahead, a word. */
double
biz_category_book_pick (const double *scores, guint n, guint n_known, guint *best, guint *second);
gboolean biz_category_book_is_enough (guint n_known, guint n);

/* Finds out alpha, and how far ahead the likeliest has to be, on the cases of the book. */
void biz_category_trial_run (BizCategoryBook *self);
/* Of the tried cases about which the book was as sure, how many were right. */
guint biz_category_trial_get_percent (BizCategoryBook *self, double lead);

G_END_DECLS
