/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-store.h"

G_BEGIN_DECLS

ErpSession *biz_return_store_get_session (BizReturnStore *self);
/* (transfer none) (element-type gint64 BizPolicy) */
GHashTable *biz_return_store_get_policies (BizReturnStore *self);

/* Of a task that loads: one more request, whose callback owns @user_data and ends it. The last one
 * that ends, ends the task. */
void biz_return_store_send (GTask *task,
                            ErpCall *call,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* @error: (transfer full) (nullable) */
void biz_return_store_end_one (GTask *task, GError *error);
/* (transfer none): what is filled */
BizReturnBook *biz_return_store_get_loading (GTask *task);

/* biz-return-store-words.c */
/* The reasons of the companies whose transfers were read, each once. */
void biz_return_store_ask_policies (GTask *task);
/* What the case is called. FALSE: there is nothing to ask. */
gboolean biz_return_store_ask_case (GTask *task);

G_END_DECLS
