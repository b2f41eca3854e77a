/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "preview-protocol.h"

G_BEGIN_DECLS

/* One run of quittance-preview for one file. Whatever that file does to it, the worst that comes
 * back is an error in words; a helper that is silent too long is killed. */
#define KIT_TYPE_PREVIEW_CLIENT (kit_preview_client_get_type ())
G_DECLARE_FINAL_TYPE (KitPreviewClient, kit_preview_client, KIT, PREVIEW_CLIENT, GObject)

KitPreviewClient *kit_preview_client_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* For tests: another program, and how long it may be silent. */
void kit_preview_client_set_program (KitPreviewClient *self, const char *program);
void kit_preview_client_set_patience (KitPreviewClient *self, guint milliseconds);
/* @fd is duplicated. The answer is PREVIEW_INFO's payload. */
void kit_preview_client_open_async (KitPreviewClient *self,
                                    int fd,
                                    const char *name,
                                    const char *media_type,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* A file in memory; it is written nowhere. */
void kit_preview_client_open_bytes_async (KitPreviewClient *self,
                                          GBytes *bytes,
                                          const char *name,
                                          const char *media_type,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* Any request but PREVIEW_OPEN; takes a floating @payload. */
void kit_preview_client_ask_async (KitPreviewClient *self,
                                   PreviewOpcode request,
                                   GVariant *payload,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full): the payload that answers it, within the protocol's limits */
GVariant *kit_preview_client_finish (KitPreviewClient *self, GAsyncResult *result, GError **error);
/* Ends the helper; what waits is answered with G_IO_ERROR_CANCELLED. */
void kit_preview_client_close (KitPreviewClient *self);
/* Of the helper, NULL while there is none; for tests. */
const char *kit_preview_client_get_identifier (KitPreviewClient *self);

G_END_DECLS
