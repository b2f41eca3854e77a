/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-uploads.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One file on its way, with its progress; where it did not arrive, why and what can be done. */
#define KIT_TYPE_UPLOAD_ROW (kit_upload_row_get_type ())
G_DECLARE_FINAL_TYPE (KitUploadRow, kit_upload_row, KIT, UPLOAD_ROW, AdwBin)

GtkWidget *kit_upload_row_new (BizUploads *uploads, BizUpload *upload) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
