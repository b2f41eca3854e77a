/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-order.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A sales order: its lines, deliveries and invoices. Signals "open-requested" (model, id), "make"
 * (its order is to be invoiced). */
#define PAGE_TYPE_DUE_ORDER (page_due_order_get_type ())
G_DECLARE_FINAL_TYPE (PageDueOrder, page_due_order, PAGE, DUE_ORDER, AdwBin)

GtkWidget *page_due_order_new (ErpSession *session,
                               BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* @due: (nullable): what the list knows of it */
void page_due_order_show (PageDueOrder *self, gint64 id, BizDueOrder *due);
void page_due_order_refresh (PageDueOrder *self);
gint64 page_due_order_get_id (PageDueOrder *self);
/* Whose order it is, 0 until it is read. */
gint64 page_due_order_get_partner (PageDueOrder *self);
/* @alone: no list is beside it */
void page_due_order_set_narrow (PageDueOrder *self, gboolean alone, gboolean narrow);

G_END_DECLS
