/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-call.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the server keeps files of messages that are being written; cleared by itself. */
#define BIZ_FILE_PENDING_MODEL "mail.compose.message"

/* A file made ready to travel: counted, summed, as base64. Immutable. */
#define BIZ_TYPE_FILE_PACK (biz_file_pack_get_type ())
G_DECLARE_FINAL_TYPE (BizFilePack, biz_file_pack, BIZ, FILE_PACK, GObject)

/* Blocks; for threads. Refuses what is larger than @max_bytes with ERP_ERROR_VALIDATION. */
BizFilePack *biz_file_pack_new (GInputStream *stream,
                                const char *name,
                                gint64 max_bytes,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a thread. What is empty, too large by its length, or no ordinary file is not read at all; what
 * was written to meanwhile is refused. */
void biz_file_pack_read_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void biz_file_pack_bytes_async (GBytes *content,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full): of both */
BizFilePack *biz_file_pack_finish (GAsyncResult *result, GError **error);

/* Cleaned by biz_attachment_clean_name (). */
const char *biz_file_pack_get_name (BizFilePack *self);
/* Bytes of the file. */
gint64 biz_file_pack_get_size (BizFilePack *self);
/* SHA-1 in small hexadecimal digits, as the server counts it. */
const char *biz_file_pack_get_checksum (BizFilePack *self);
/* (transfer none): a string; may be used by any thread */
JsonNode *biz_file_pack_get_content (BizFilePack *self);
/* (transfer full): lays it down where the server keeps the files of messages that are being
 * written, where it shows nowhere and is cleared away when nothing takes it up. @marker:
 * (nullable): what it is found by; @company_id: 0 where there is none. */
ErpCall *biz_file_pack_new_call (BizFilePack *self, const char *marker, gint64 company_id);

G_END_DECLS
