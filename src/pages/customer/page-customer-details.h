/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-customer.h"

G_BEGIN_DECLS

/* Contacts and terms of a customer. What is called or written to is handed to the desktop only when
 * somebody asks. Signal "open-requested" (model, id). */
#define PAGE_TYPE_CUSTOMER_DETAILS (page_customer_details_get_type ())
G_DECLARE_FINAL_TYPE (PageCustomerDetails, page_customer_details, PAGE, CUSTOMER_DETAILS, AdwBin)

/* @customer: (nullable) */
void page_customer_details_set_customer (PageCustomerDetails *self, BizCustomer *customer);
/* Below terms, in the order they are added. */
void page_customer_details_add (PageCustomerDetails *self, GtkWidget *section);

/* A heading of such a section. */
GtkWidget *page_customer_details_new_heading (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
