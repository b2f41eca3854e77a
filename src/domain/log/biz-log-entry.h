/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-html-part.h"
#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_LOG_EVENT, /* the server or a user's action: "Invoice validated" */
  BIZ_LOG_NOTE,  /* internal, told by its subtype; the customer never saw it */
  BIZ_LOG_REPLY, /* sent to the followers, or received from outside */
} BizLogKind;

/* One entry of a record's log. Properties: id (int64), kind, author, date (GDateTime, UTC), text
 * (plain), markup (Pango, safe: made by biz_html_to_markup ()). */
#define BIZ_TYPE_LOG_ENTRY (biz_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizLogEntry, biz_log_entry, BIZ, LOG_ENTRY, GObject)

#define BIZ_LOG_ENTRY_SPECIFICATION                                                                \
  "{\"date\":{},\"author_id\":{\"fields\":{\"display_name\":{}}},\"email_from\":{},\"body\":{},"   \
  "\"message_type\":{},\"subtype_id\":{\"fields\":{\"display_name\":{},\"internal\":{}}},"         \
  "\"attachment_ids\":{}}"

/* The same with who it was sent to beside the followers, and, for who may read them
 * (system administrators), the fields that changed. */
#define BIZ_LOG_ENTRY_THREAD_FIELDS                                                                \
  "\"date\":{},\"res_id\":{},\"create_uid\":{},"                                                   \
  "\"author_id\":{\"fields\":{\"display_name\":{},\"partner_share\":{}}},"                         \
  "\"email_from\":{},\"body\":{},"                                                                 \
  "\"message_type\":{},\"subtype_id\":{\"fields\":{\"display_name\":{},\"internal\":{}}},"         \
  "\"partner_ids\":{\"fields\":{\"display_name\":{}}},"                                            \
  "\"attachment_ids\":{}"
#define BIZ_LOG_ENTRY_TRACKING_FIELDS                                                              \
  ",\"tracking_value_ids\":{\"fields\":{\"field_id\":{\"fields\":{\"field_description\":{},"       \
  "\"ttype\":{}}},\"field_info\":{},\"old_value_integer\":{},\"old_value_float\":{},"              \
  "\"old_value_char\":{},\"old_value_text\":{},\"old_value_datetime\":{},"                         \
  "\"new_value_integer\":{},\"new_value_float\":{},\"new_value_char\":{},"                         \
  "\"new_value_text\":{},\"new_value_datetime\":{},"                                               \
  "\"currency_id\":{\"fields\":{\"display_name\":{}}}}}"

BizLogEntry *biz_log_entry_new_from_json (JsonObject *row,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_log_entry_get_id (BizLogEntry *self);
BizLogKind biz_log_entry_get_kind (BizLogEntry *self);
const char *biz_log_entry_get_author (BizLogEntry *self);
GDateTime *biz_log_entry_get_date (BizLogEntry *self);
const char *biz_log_entry_get_text (BizLogEntry *self);
const char *biz_log_entry_get_markup (BizLogEntry *self);
/* The part of the markup that is new, and (nullable) the older letters quoted below it. */
const char *biz_log_entry_get_head (BizLogEntry *self);
const char *biz_log_entry_get_quote (BizLogEntry *self);
/* The same two where pictures stand between the words: (nullable) (element-type BizHtmlPart); NULL
 * where there are words alone. */
GPtrArray *biz_log_entry_get_parts (BizLogEntry *self);
GPtrArray *biz_log_entry_get_quote_parts (BizLogEntry *self);
/* Whether what is new in it shows this file between its words. */
gboolean biz_log_entry_shows_file (BizLogEntry *self, gint64 id);
/* Ids of its files. Their names are asked for apart: the server fails the whole answer for one
 * file that this user may not see. */
const gint64 *biz_log_entry_get_files (BizLogEntry *self, guint *n_files);
/* (transfer none): names of who got it beside the followers */
const char *const *biz_log_entry_get_recipients (BizLogEntry *self);
/* The record it was said on; 0 where that was not asked for. */
gint64 biz_log_entry_get_record_id (BizLogEntry *self);
/* Somebody who does not work here said it: the customer, or an address that nobody knows. */
gboolean biz_log_entry_is_outside (BizLogEntry *self);
/* The user who made it, which for mail that came in is the server; 0: not known */
gint64 biz_log_entry_get_uid (BizLogEntry *self);
/* Fields that changed; @old_value and @new_value are never NULL, and empty where there was none. */
guint biz_log_entry_get_n_changes (BizLogEntry *self);
void biz_log_entry_get_change (
    BizLogEntry *self, guint i, const char **field, const char **old_value, const char **new_value);

G_END_DECLS
