/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* Accounts of a company to write something off on, found by number or name: a GListModel of
 * BizChoice with properties "text" (writable), "loading" and "error-message" (nullable). They are
 * read once, one request; an empty text finds nothing. */
#define BIZ_TYPE_ACCOUNT_SEARCH (biz_account_search_get_type ())
G_DECLARE_FINAL_TYPE (BizAccountSearch, biz_account_search, BIZ, ACCOUNT_SEARCH, GObject)

#define BIZ_ACCOUNT_SEARCH_MAX 20

BizAccountSearch *biz_account_search_new (ErpClient *client,
                                          gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
void biz_account_search_set_text (BizAccountSearch *self, const char *text);

G_END_DECLS
