/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The account of a customer or vendor with its running balance. Signals "open-requested" (model,
 * id). */
#define PAGE_TYPE_ITEM_ACCOUNT (page_item_account_get_type ())
G_DECLARE_FINAL_TYPE (PageItemAccount, page_item_account, PAGE, ITEM_ACCOUNT, AdwBin)

GtkWidget *page_item_account_new (ErpSession *session,
                                  BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* @partner_id 0: of nobody. The same once more does nothing. */
void page_item_account_show (PageItemAccount *self, gint64 partner_id, const char *name);
/* -1 where none was shown yet. */
gint64 page_item_account_get_partner (PageItemAccount *self);
void page_item_account_refresh (PageItemAccount *self);
/* @alone: not beside the list. */
void page_item_account_set_alone (PageItemAccount *self, gboolean alone);
/* For tests. */
const char *page_item_account_get_balance_text (PageItemAccount *self);

G_END_DECLS
