/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"
#include "biz-policy.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A customer beside the worklist: what is owed, promised, disputed, said and planned, how it pays
 * and whom to call. Signal "open-requested" (model, id). */
#define PAGE_TYPE_COLLECT_RECORD (page_collect_record_get_type ())
G_DECLARE_FINAL_TYPE (PageCollectRecord, page_collect_record, PAGE, COLLECT_RECORD, AdwBin)

GtkWidget *page_collect_record_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* By which codes are told. */
void page_collect_record_set_policy (PageCollectRecord *self, BizPolicy *policy);
/* Also the same customer, read anew: what was chosen stays chosen. */
void page_collect_record_show (PageCollectRecord *self,
                               BizCollectCustomer *customer,
                               const GDate *today);
/* (nullable) (transfer none) */
BizCollectCustomer *page_collect_record_get_customer (PageCollectRecord *self);
gint64 page_collect_record_get_id (PageCollectRecord *self);
/* (transfer full) (element-type gint64): invoices whose items are ticked */
GArray *page_collect_record_get_ticked (PageCollectRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void page_collect_record_set_narrow (PageCollectRecord *self, gboolean alone, gboolean narrow);

G_END_DECLS
