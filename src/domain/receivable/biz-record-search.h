/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Finds records by what a person types: customers, products. A GListModel of BizPartner,
 * BizProduct or BizChoice; properties that notify: "text" (writable), "loading", "error-message"
 * (nullable), "more" (there are more than the limit). The latest text wins: an older search is
 * cancelled. The caller waits for a pause in typing (a GtkSearchEntry with search-delay does). An
 * empty text empties the list without a request. */
#define BIZ_TYPE_RECORD_SEARCH (biz_record_search_get_type ())
G_DECLARE_FINAL_TYPE (BizRecordSearch, biz_record_search, BIZ, RECORD_SEARCH, GObject)

#define BIZ_RECORD_SEARCH_LIMIT 20

/* Customers: companies and persons, by name, reference, e-mail or tax number. */
BizRecordSearch *biz_record_search_new_partners (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* What is sold, by name, code or bar code. */
BizRecordSearch *biz_record_search_new_products (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* Colleagues, by name or login: BizChoice with the login as code. */
BizRecordSearch *biz_record_search_new_users (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* Records of this company and shared ones; 0 for all that are seen. */
void biz_record_search_set_company (BizRecordSearch *self, gint64 company_id);
void biz_record_search_set_text (BizRecordSearch *self, const char *text);
const char *biz_record_search_get_text (BizRecordSearch *self);
gboolean biz_record_search_get_loading (BizRecordSearch *self);
gboolean biz_record_search_get_more (BizRecordSearch *self);
const GError *biz_record_search_get_error (BizRecordSearch *self);

G_END_DECLS
