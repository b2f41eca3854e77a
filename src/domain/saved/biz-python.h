/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Domains and contexts that the ERP keeps as text of its own language: literals, and of its
 * expressions the few that name the user or a day. Read here, never run. */

/* @uid is what "uid" means, @today what today means. Tuples become arrays. NULL with
 * ERP_ERROR_VALIDATION for anything else, and for what is too long or too deep. */
JsonNode *biz_python_parse (const char *text, gint64 uid, const GDate *today, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The other way. Where @later, the same made for another day, has @later_day in the place of
 * @today, "today" is written, so that it means that day whenever it is used. */
char *biz_python_write (JsonNode *value,
                        const GDate *today,
                        JsonNode *later,
                        const GDate *later_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
