/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_LOG_EVENT, /* the server or a user's action: "Invoice validated" */
  BIZ_LOG_NOTE,  /* internal, told by its subtype; the customer never saw it */
  BIZ_LOG_REPLY, /* sent to the followers, or received from outside */
} BizLogKind;

/* One entry of a record's log. Properties: id (int64), kind, author, date (GDateTime, UTC), text
 * (plain), markup (Pango, safe: made by biz_html_to_markup ()), attachments (GStrv of names). */
#define BIZ_TYPE_LOG_ENTRY (biz_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizLogEntry, biz_log_entry, BIZ, LOG_ENTRY, GObject)

#define BIZ_LOG_ENTRY_SPECIFICATION                                                                \
  "{\"date\":{},\"author_id\":{\"fields\":{\"display_name\":{}}},\"email_from\":{},\"body\":{},"   \
  "\"message_type\":{},\"subtype_id\":{\"fields\":{\"display_name\":{},\"internal\":{}}},"         \
  "\"attachment_ids\":{\"fields\":{\"name\":{}}}}"

BizLogEntry *biz_log_entry_new_from_json (JsonObject *row,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_log_entry_get_id (BizLogEntry *self);
BizLogKind biz_log_entry_get_kind (BizLogEntry *self);
const char *biz_log_entry_get_author (BizLogEntry *self);
GDateTime *biz_log_entry_get_date (BizLogEntry *self);
const char *biz_log_entry_get_text (BizLogEntry *self);
const char *biz_log_entry_get_markup (BizLogEntry *self);
const char *const *biz_log_entry_get_attachments (BizLogEntry *self);

G_END_DECLS
