/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* The names of records of any model that have a text in them, as the server finds them: what
 * completes "customer:". A GListModel of BizChoice; the latest text wins. */
#define BIZ_TYPE_NAME_SEARCH (biz_name_search_get_type ())
G_DECLARE_FINAL_TYPE (BizNameSearch, biz_name_search, BIZ, NAME_SEARCH, GObject)

#define BIZ_NAME_SEARCH_LIMIT 12

BizNameSearch *biz_name_search_new (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* @model NULL empties it without a request. */
void biz_name_search_set (BizNameSearch *self, const char *model, const char *text);
gboolean biz_name_search_get_loading (BizNameSearch *self);

G_END_DECLS
