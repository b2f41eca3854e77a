/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Finds customers by what a person types. A GListModel of BizPartner; properties that notify:
 * "text" (writable), "loading", "error-message" (nullable), "more" (there are more than the limit).
 * The latest text wins: an older search is cancelled. The caller waits for a pause in typing
 * (a GtkSearchEntry with search-delay does). An empty text empties the list without a request. */
#define BIZ_TYPE_PARTNER_SEARCH (biz_partner_search_get_type ())
G_DECLARE_FINAL_TYPE (BizPartnerSearch, biz_partner_search, BIZ, PARTNER_SEARCH, GObject)

#define BIZ_PARTNER_SEARCH_LIMIT 20

BizPartnerSearch *biz_partner_search_new (ErpClient *client) G_GNUC_WARN_UNUSED_RESULT;
/* Records of this company and shared ones; 0 for all that are seen. */
void biz_partner_search_set_company (BizPartnerSearch *self, gint64 company_id);
void biz_partner_search_set_text (BizPartnerSearch *self, const char *text);
const char *biz_partner_search_get_text (BizPartnerSearch *self);
gboolean biz_partner_search_get_loading (BizPartnerSearch *self);
gboolean biz_partner_search_get_more (BizPartnerSearch *self);
const GError *biz_partner_search_get_error (BizPartnerSearch *self);

G_END_DECLS
