/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-import-plan.h"

G_BEGIN_DECLS

/* The rows of a plan, or those of some states, as a GListModel of BizImportItem; an item is made
 * when it is looked at. */
#define BIZ_TYPE_IMPORT_ROWS (biz_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (BizImportRows, biz_import_rows, BIZ, IMPORT_ROWS, GObject)

#define BIZ_TYPE_IMPORT_ITEM (biz_import_item_get_type ())
G_DECLARE_FINAL_TYPE (BizImportItem, biz_import_item, BIZ, IMPORT_ITEM, GObject)

/* @states: bits, 1 << BizImportState */
BizImportRows *biz_import_rows_new (BizImportPlan *plan, guint states) G_GNUC_WARN_UNUSED_RESULT;

const BizImportRow *biz_import_item_get_row (BizImportItem *self);

G_END_DECLS
