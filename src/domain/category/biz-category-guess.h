/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BIZ_CATEGORY_SURE,    /* one is proposed */
  BIZ_CATEGORY_UNSURE,  /* none is likely enough */
  BIZ_CATEGORY_NO_WORD, /* nothing of the text was ever seen */
  BIZ_CATEGORY_TOO_FEW, /* too few closed cases, or they do not tell categories apart */
} BizCategoryVerdict;

/* What the history says of one case; a proposal, which a person accepts. Immutable. */
#define BIZ_TYPE_CATEGORY_GUESS (biz_category_guess_get_type ())
G_DECLARE_FINAL_TYPE (BizCategoryGuess, biz_category_guess, BIZ, CATEGORY_GUESS, GObject)

BizCategoryVerdict biz_category_guess_get_verdict (BizCategoryGuess *self);
/* 0 and NULL unless it is sure. */
gint64 biz_category_guess_get_category_id (BizCategoryGuess *self);
const char *biz_category_guess_get_category (BizCategoryGuess *self);
/* Of 100 closed cases about which the history was as sure, so many were right; 0 unless sure. */
guint biz_category_guess_get_percent (BizCategoryGuess *self);
/* The words that decided against the next likely category, strongest first, as the case has
 * them. */
guint biz_category_guess_get_n_words (BizCategoryGuess *self);
const char *biz_category_guess_get_word (BizCategoryGuess *self, guint i);
/* 1 is as strong as all words shown together. */
double biz_category_guess_get_weight (BizCategoryGuess *self, guint i);
/* "Delivery? Because of “damaged”, “parcel”" in the person's language, or why there is none. */
char *biz_category_guess_describe (BizCategoryGuess *self) G_GNUC_WARN_UNUSED_RESULT;

/* For the book that makes it. @words is taken, @weights copied. */
BizCategoryGuess *biz_category_guess_new (BizCategoryVerdict verdict,
                                          gint64 category_id,
                                          const char *category,
                                          guint percent,
                                          GStrv words,
                                          const double *weights) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
