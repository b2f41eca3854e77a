/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-category-book.h"
#include "biz-service.h"

G_BEGIN_DECLS

/* Of the newest closed cases so many are read. */
#define BIZ_CATEGORY_MAX_READ 5000

/* Learns from the closed cases of a service desk, once for all pages, in the background and off the
 * main loop; nothing of it is kept on the disk. */
#define BIZ_TYPE_CATEGORY_STORE (biz_category_store_get_type ())
G_DECLARE_FINAL_TYPE (BizCategoryStore, biz_category_store, BIZ, CATEGORY_STORE, GObject)

/* (transfer none): the session's, of the cases of @service */
BizCategoryStore *biz_category_store_get (BizService *service);
/* (nullable) (transfer none): what was learned, once it was */
BizCategoryBook *biz_category_store_get_book (BizCategoryStore *self);
/* Forgets: the next guess learns anew. */
void biz_category_store_forget (BizCategoryStore *self);
/* One request, after learning where that was not done yet. */
void biz_category_store_guess_async (BizCategoryStore *self,
                                     const gint64 *ids,
                                     gsize n_ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) (element-type gint64 BizCategoryGuess): of the cases that are there */
GHashTable *
biz_category_store_guess_finish (BizCategoryStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
