/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-category-guess.h"

G_BEGIN_DECLS

#define BIZ_CATEGORY_MAX_CASES 20000
/* Below that nothing is proposed. */
#define BIZ_CATEGORY_MIN_CASES 20

/* How well the history tells its own cases apart, each judged by all the others. */
typedef struct
{
  guint n;          /* cases tried */
  guint n_majority; /* right by always naming the most frequent category */
  guint n_right;    /* right by naming the likeliest one */
  guint n_said;     /* about which it would have proposed something */
  guint n_correct;  /* of these right */
} BizCategoryTrial;

/* Learned from closed cases: which words stand in which category. In memory alone. Filled by one
 * thread; once closed it never changes and may be asked by any. */
#define BIZ_TYPE_CATEGORY_BOOK (biz_category_book_get_type ())
G_DECLARE_FINAL_TYPE (BizCategoryBook, biz_category_book, BIZ, CATEGORY_BOOK, GObject)

BizCategoryBook *biz_category_book_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE where it is full. @text is plain. */
gboolean biz_category_book_add (BizCategoryBook *self,
                                gint64 category_id,
                                const char *category,
                                const char *subject,
                                const char *text);
/* No more is added; finds out how sure it has to be. Takes a while, for a thread. */
void biz_category_book_close (BizCategoryBook *self);
guint biz_category_book_get_n_cases (BizCategoryBook *self);
guint biz_category_book_get_n_categories (BizCategoryBook *self);
/* (transfer none): of a closed book */
const BizCategoryTrial *biz_category_book_get_trial (BizCategoryBook *self);
/* (transfer full): never NULL; of a closed book */
BizCategoryGuess *biz_category_book_guess (BizCategoryBook *self,
                                           const char *subject,
                                           const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
