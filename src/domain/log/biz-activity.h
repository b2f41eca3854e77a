/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Something that is to be done about a record, by somebody, until a day. Immutable. */
#define BIZ_TYPE_ACTIVITY (biz_activity_get_type ())
G_DECLARE_FINAL_TYPE (BizActivity, biz_activity, BIZ, ACTIVITY, GObject)

#define BIZ_ACTIVITY_SPECIFICATION                                                                 \
  "{\"activity_type_id\":{\"fields\":{\"display_name\":{}}},\"summary\":{},\"note\":{},"           \
  "\"date_deadline\":{},\"user_id\":{\"fields\":{\"display_name\":{}}}}"

BizActivity *biz_activity_new_from_json (JsonObject *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_activity_get_id (BizActivity *self);
/* The summary, else the type; never NULL. */
const char *biz_activity_get_title (BizActivity *self);
/* 0 where it has none. */
gint64 biz_activity_get_type_id (BizActivity *self);
/* (nullable) */
const char *biz_activity_get_type_name (BizActivity *self);
/* (nullable) */
const char *biz_activity_get_user (BizActivity *self);
gint64 biz_activity_get_user_id (BizActivity *self);
/* Plain text; empty where there is none. */
const char *biz_activity_get_note (BizActivity *self);
const GDate *biz_activity_get_deadline (BizActivity *self);

typedef enum
{
  BIZ_ACTIVITY_PLANNED,
  BIZ_ACTIVITY_TODAY,
  BIZ_ACTIVITY_OVERDUE,
} BizActivityStanding;

/* @today: the person's */
BizActivityStanding biz_activity_get_standing (BizActivity *self, const GDate *today);
/* Translated. */
const char *biz_activity_standing_to_label (BizActivityStanding standing);

G_END_DECLS
