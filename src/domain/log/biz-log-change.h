/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* A field that changed, in words. The texts are never NULL. */
typedef struct
{
  char *field;     /* (owned) */
  char *old_value; /* (owned) */
  char *new_value; /* (owned) */
} BizLogChange;

/* @row: an element of tracking_value_ids, by %BIZ_LOG_ENTRY_TRACKING_FIELDS */
BizLogChange *biz_log_change_new_from_json (JsonObject *row,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_log_change_free (gpointer change);

G_END_DECLS
