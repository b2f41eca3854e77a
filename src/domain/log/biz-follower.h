/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Who hears of what is said about a record. Immutable. */
#define BIZ_TYPE_FOLLOWER (biz_follower_get_type ())
G_DECLARE_FINAL_TYPE (BizFollower, biz_follower, BIZ, FOLLOWER, GObject)

#define BIZ_FOLLOWER_SPECIFICATION                                                                 \
  "{\"partner_id\":{\"fields\":{\"display_name\":{},\"partner_share\":{}}},\"name\":{},"           \
  "\"email\":{},\"is_active\":{},\"subtype_ids\":{\"fields\":{\"internal\":{},\"default\":{},"     \
  "\"res_model\":{}}}}"

BizFollower *biz_follower_new_from_json (JsonObject *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_follower_get_partner_id (BizFollower *self);
/* Never NULL. */
const char *biz_follower_get_name (BizFollower *self);
/* (nullable) */
const char *biz_follower_get_email (BizFollower *self);
/* Somebody who works here; everybody else is told by mail alone. */
gboolean biz_follower_is_colleague (BizFollower *self);
/* Whether a message to the followers reaches this one: some follow only certain events. */
gboolean biz_follower_gets_messages (BizFollower *self);

G_END_DECLS
