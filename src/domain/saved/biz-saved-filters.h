/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-saved-filter.h"

G_BEGIN_DECLS

/* The saved filters of a list, as a GListModel of BizSavedFilter: the person's own first, then
 * everybody's, by name. Each change is written and the list read again; after an answer that was
 * lost the list shows what became of it. */
#define BIZ_TYPE_SAVED_FILTERS (biz_saved_filters_get_type ())
G_DECLARE_FINAL_TYPE (BizSavedFilters, biz_saved_filters, BIZ, SAVED_FILTERS, GObject)

typedef enum
{
  BIZ_SAVED_SHARED = 1 << 0,  /* with everybody */
  BIZ_SAVED_DEFAULT = 1 << 1, /* used when the list is opened */
} BizSavedFlags;

BizSavedFilters *biz_saved_filters_new (ErpClient *client,
                                        const char *model,
                                        const BizFilterGrammar *grammar,
                                        gint64 uid) G_GNUC_WARN_UNUSED_RESULT;
/* The company's day: what "today" means from now on. */
void biz_saved_filters_set_today (BizSavedFilters *self, const GDate *today);
void biz_saved_filters_load_async (BizSavedFilters *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean biz_saved_filters_finish (BizSavedFilters *self, GAsyncResult *result, GError **error);
/* (nullable): the one with this name, in any case of letters */
BizSavedFilter *biz_saved_filters_find (BizSavedFilters *self, const char *name, gboolean shared);
/* (nullable): the person's own first */
BizSavedFilter *biz_saved_filters_get_default (BizSavedFilters *self);

/* One of the same name and kind is replaced. */
void biz_saved_filters_save_async (BizSavedFilters *self,
                                   const char *name,
                                   const BizSavedState *state,
                                   BizSavedFlags flags,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void biz_saved_filters_rename_async (BizSavedFilters *self,
                                     BizSavedFilter *filter,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* At most one of the own and one of all are the default. */
void biz_saved_filters_set_default_async (BizSavedFilters *self,
                                          BizSavedFilter *filter,
                                          gboolean is_default,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void biz_saved_filters_remove_async (BizSavedFilters *self,
                                     BizSavedFilter *filter,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

G_END_DECLS
