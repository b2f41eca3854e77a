/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Documents that were asked for on a record: what is missing, and until when; what came, to be
 * ticked off. Invisible where nothing was asked for. Signal "failed" (what, GError). */
#define KIT_TYPE_FILE_REQUESTS (kit_file_requests_get_type ())
G_DECLARE_FINAL_TYPE (KitFileRequests, kit_file_requests, KIT, FILE_REQUESTS, AdwBin)

GtkWidget *kit_file_requests_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_file_requests_set_thread (KitFileRequests *self, BizThread *thread);
/* Asks for a document of this kind, of the user, within a week. */
void kit_file_requests_ask (KitFileRequests *self, const char *kind);

G_END_DECLS
