/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-customer-figures.h"
#include "biz-story.h"

G_BEGIN_DECLS

/* One customer: who he is, his figures and his story, asked for side by side. Given a contact, it
 * goes on with the firm. Signal "changed". */
#define BIZ_TYPE_CUSTOMER_STORE (biz_customer_store_get_type ())
G_DECLARE_FINAL_TYPE (BizCustomerStore, biz_customer_store, BIZ, CUSTOMER_STORE, GObject)

BizCustomerStore *biz_customer_store_new (ErpSession *session,
                                          BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* 0 for nobody. The same again is asked for anew. */
void biz_customer_store_set_customer (BizCustomerStore *self, gint64 partner_id);
/* The one that was asked for, or the firm of that contact. */
gint64 biz_customer_store_get_id (BizCustomerStore *self);
/* (nullable): until he is read */
BizCustomer *biz_customer_store_get_customer (BizCustomerStore *self);
/* (nullable): why he could not be read */
const GError *biz_customer_store_get_error (BizCustomerStore *self);
/* (nullable): until all of them are there */
const BizCustomerSums *biz_customer_store_get_sums (BizCustomerStore *self);
/* (nullable): why a sum could not be read */
const GError *biz_customer_store_get_sums_error (BizCustomerStore *self);
BizStory *biz_customer_store_get_story (BizCustomerStore *self);
const GDate *biz_customer_store_get_today (BizCustomerStore *self);
/* (transfer full) (element-type BizCustomerFigure) (nullable): NULL until customer and sums are
 * there */
GPtrArray *biz_customer_store_make_figures (BizCustomerStore *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
