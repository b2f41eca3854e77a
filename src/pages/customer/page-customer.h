/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-customer-store.h"

G_BEGIN_DECLS

/* All of one customer. Signals "closed" when the person goes back, "open-requested" (model, id). */
#define PAGE_TYPE_CUSTOMER (page_customer_get_type ())
G_DECLARE_FINAL_TYPE (PageCustomer, page_customer, PAGE, CUSTOMER, AdwBin)

GtkWidget *page_customer_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* @partner_id: a customer or a contact. From the page itself, back leads to the one before. */
void page_customer_show (PageCustomer *self, gint64 partner_id);
/* The firm that is shown, 0 for none. */
gint64 page_customer_get_partner (PageCustomer *self);
void page_customer_focus (PageCustomer *self);

/* For tests. */
BizCustomerStore *page_customer_get_store (PageCustomer *self);
gboolean page_customer_is_narrow (PageCustomer *self);

G_END_DECLS
