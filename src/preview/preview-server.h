/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "preview-document.h"

G_BEGIN_DECLS

/* The whole of the file behind @fd, at most PREVIEW_MAX_FILE. */
GBytes *preview_server_read_file (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a request is answered with, a frame. @document: (inout): opened by the first request from
 * @bytes. */
GBytes *preview_server_answer (GBytes *bytes,
                               PreviewDocument **document,
                               const PreviewHead *head,
                               GVariant *request) G_GNUC_WARN_UNUSED_RESULT;
/* Answers until the other end is gone; FALSE where it said nonsense. */
gboolean preview_server_run (int socket_fd, int file_fd);

G_END_DECLS
