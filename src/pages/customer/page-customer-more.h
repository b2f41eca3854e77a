/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-customer.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* What is read beside a customer, after all else: others who may be the same, and files. Signal
 * "open-requested" (model, id). */
#define PAGE_TYPE_CUSTOMER_MORE (page_customer_more_get_type ())
G_DECLARE_FINAL_TYPE (PageCustomerMore, page_customer_more, PAGE, CUSTOMER_MORE, AdwBin)

GtkWidget *page_customer_more_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* @customer: (nullable) */
void page_customer_more_set_customer (PageCustomerMore *self, BizCustomer *customer);

/* For tests. */
gboolean page_customer_more_is_loading (PageCustomerMore *self);
GtkWidget *page_customer_more_get_twins (PageCustomerMore *self);
GtkWidget *page_customer_more_get_files (PageCustomerMore *self);

G_END_DECLS
