/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-file-pack.h"
#include "biz-job-kinds.h"

G_BEGIN_DECLS

/* model, id, name (of the record), company_id, file_name, file_id (of what was laid down),
 * checksum, size, accept_equal (1: the record may have the same content already) */
#define BIZ_JOB_PUT_FILE "put-file"

extern const ErpJobKind biz_job_put_file_kind;

/* @pack was laid down as @file_id. */
JsonObject *biz_file_job_new_put (const char *model,
                                  gint64 id,
                                  const char *name,
                                  gint64 company_id,
                                  BizFilePack *pack,
                                  gint64 file_id,
                                  gboolean accept_equal) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
