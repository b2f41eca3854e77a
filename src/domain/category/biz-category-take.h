/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-category-guess.h"
#include "biz-service.h"

G_BEGIN_DECLS

/* What is proposed for one of many cases, and what became of it. */
typedef struct
{
  BizTicket *ticket;       /* (owned): as it was read for this */
  BizCategoryGuess *guess; /* (owned) (nullable): a sure one */
  char *words;             /* (owned): the proposal with its reason, or why there is none */
  gboolean wanted;         /* the person takes it; at first where it is sure */
  gboolean done;           /* the case has it now */
  char *failure;           /* (owned) (nullable): a sentence: why it has not */
} BizCategoryOffer;

/* Proposed categories of many cases at once: read, then those that are wanted written by the
 * journal, one change for each category. A case that has a category, or is closed, is offered
 * nothing. */
#define BIZ_TYPE_CATEGORY_TAKE (biz_category_take_get_type ())
G_DECLARE_FINAL_TYPE (BizCategoryTake, biz_category_take, BIZ, CATEGORY_TAKE, GObject)

/* @ids: (array length=n): cases, at most BIZ_TICKET_RUN_MAX */
BizCategoryTake *
biz_category_take_new (BizService *service, const gint64 *ids, gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* Two requests side by side, and the history where it was not learned yet. */
void biz_category_take_load_async (BizCategoryTake *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
biz_category_take_load_finish (BizCategoryTake *self, GAsyncResult *result, GError **error);
guint biz_category_take_get_n_offers (BizCategoryTake *self);
const BizCategoryOffer *biz_category_take_get_offer (BizCategoryTake *self, guint nth);
/* Ignored where nothing is proposed, or it was written. */
void biz_category_take_set_wanted (BizCategoryTake *self, guint nth, gboolean wanted);
guint biz_category_take_count_wanted (BizCategoryTake *self);
/* Writes those that are wanted; each offer tells what became of it. Not to be stopped. */
void biz_category_take_run_async (BizCategoryTake *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* TRUE where all that was wanted is written. */
gboolean biz_category_take_run_finish (BizCategoryTake *self, GAsyncResult *result);
/* An answer was lost; the journal goes on looking. */
gboolean biz_category_take_is_unknown (BizCategoryTake *self);

G_END_DECLS
