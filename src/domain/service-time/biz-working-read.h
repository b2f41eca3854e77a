/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Working hours of these companies: their calendars, and the days off of everybody. */
ErpCall *biz_working_read_new_companies (const gint64 *companies,
                                         gsize n) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *biz_working_read_new_leaves (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean
biz_working_read_take (GHashTable *hours, JsonNode *companies, JsonNode *leaves, GError **error);

G_END_DECLS
