/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

/* What BizThread asks and how answers are read; the decoders run in a worker thread. */

typedef struct
{
  GListStore *entries; /* (owned): BizLogEntry, newest first */
  guint n_entries;     /* all that there are */
  GListStore *activities;
  GListStore *followers;
  gboolean is_following;
  gint64 main_file;
  gint64 written; /* seconds since 1970, UTC */
  gint64 writer_uid;
  char *writer; /* (owned) (nullable) */
} BizThreadRecord;

typedef struct
{
  GListStore *entries; /* (owned) */
  guint n_all;         /* with what is older still */
} BizThreadPage;

void biz_thread_record_free (BizThreadRecord *self);
void biz_thread_page_free (BizThreadPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizThreadRecord, biz_thread_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizThreadPage, biz_thread_page_free)

JsonNode *biz_thread_load_specification (const char *model,
                                         guint limit,
                                         gboolean tracking) G_GNUC_WARN_UNUSED_RESULT;
/* @ids: the record and those that are shown with it */
void biz_thread_load_set_files (ErpCall *call, const char *model, GArray *ids);
void biz_thread_load_set_files_by_id (ErpCall *call, const gint64 *ids, gsize n_ids);
void biz_thread_load_set_older (
    ErpCall *call, const char *model, GArray *ids, gint64 before, guint limit, gboolean tracking);
void biz_thread_load_set_types (ErpCall *call, const char *model);

gpointer biz_thread_decode_record (JsonNode *result, gpointer user_data, GError **error);
gpointer biz_thread_decode_page (JsonNode *result, gpointer user_data, GError **error);
gpointer biz_thread_decode_files (JsonNode *result, gpointer user_data, GError **error);
gpointer biz_thread_decode_bytes (JsonNode *result, gpointer user_data, GError **error);
gpointer biz_thread_decode_types (JsonNode *result, gpointer user_data, GError **error);

G_END_DECLS
