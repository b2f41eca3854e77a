/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "erp-session.h"

G_BEGIN_DECLS

/* The documents of a customer over all his records, found by name; one opens in the preview. */
#define PAGE_TYPE_CUSTOMER_FILES (page_customer_files_get_type ())
G_DECLARE_FINAL_TYPE (PageCustomerFiles, page_customer_files, PAGE, CUSTOMER_FILES, AdwBin)

GtkWidget *page_customer_files_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* @partner_id: the commercial partner; 0 for nobody */
void page_customer_files_set_customer (PageCustomerFiles *self, gint64 partner_id);

/* For tests. */
gboolean page_customer_files_is_loading (PageCustomerFiles *self);
GtkEditable *page_customer_files_get_search (PageCustomerFiles *self);
GtkWidget *page_customer_files_get_rows (PageCustomerFiles *self);
/* (nullable): the preview that was opened last, while it is open */
GtkWindow *page_customer_files_get_preview (PageCustomerFiles *self);

G_END_DECLS
