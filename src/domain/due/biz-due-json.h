/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-order.h"

G_BEGIN_DECLS

/* What lines of orders are read with; immutable once made, for worker threads. */
typedef struct _BizDueReading BizDueReading;

BizDueReading *biz_due_reading_new (ErpCapabilities *capabilities,
                                    BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
BizDueReading *biz_due_reading_ref (BizDueReading *self);
void biz_due_reading_unref (BizDueReading *self);
/* Of "sale.order.line", with what this user may read. */
const char *biz_due_reading_get_specification (BizDueReading *self);
/* One line; NULL with ERP_ERROR_PROTOCOL. */
BizDueRow *biz_due_reading_read (BizDueReading *self,
                                 JsonObject *row,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lines of confirmed orders with something to invoice. */
ErpDomain *biz_due_new_domain (void) G_GNUC_WARN_UNUSED_RESULT;
/* The day of a time in the zone of the signed-in user; invalid for an empty one. */
gboolean
biz_due_read_day (JsonObject *row, const char *member, GTimeZone *zone, GDate *day, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDueReading, biz_due_reading_unref)

G_END_DECLS
