/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Finds products by what a person types. A GListModel of BizProduct; properties that notify: "text"
 * (writable), "loading", "error-message" (nullable), "more" (there are more than the limit).
 * The latest text wins: an older search is cancelled. The caller waits for a pause in typing
 * (a GtkSearchEntry with search-delay does). An empty text empties the list without a request. */
#define BIZ_TYPE_PRODUCT_SEARCH (biz_product_search_get_type ())
G_DECLARE_FINAL_TYPE (BizProductSearch, biz_product_search, BIZ, PRODUCT_SEARCH, GObject)

#define BIZ_PRODUCT_SEARCH_LIMIT 20

BizProductSearch *biz_product_search_new (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* Records of this company and shared ones; 0 for all that are seen. */
void biz_product_search_set_company (BizProductSearch *self, gint64 company_id);
void biz_product_search_set_text (BizProductSearch *self, const char *text);
const char *biz_product_search_get_text (BizProductSearch *self);
gboolean biz_product_search_get_loading (BizProductSearch *self);
gboolean biz_product_search_get_more (BizProductSearch *self);
const GError *biz_product_search_get_error (BizProductSearch *self);

G_END_DECLS
