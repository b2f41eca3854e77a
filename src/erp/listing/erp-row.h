/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

typedef enum
{
  ERP_ROW_LOADING,
  ERP_ROW_READY,
  ERP_ROW_FAILED,
} ErpRowState;

#define ERP_TYPE_ROW_STATE (erp_row_state_get_type ())
GType erp_row_state_get_type (void) G_GNUC_CONST;

/* A position slot of an ErpListing. The slot stays when data changes (GTK 4.8 pays dearly for
 * items_changed over a large model); "item" and "state" notify, cells refill on them. */
#define ERP_TYPE_ROW (erp_row_get_type ())
G_DECLARE_FINAL_TYPE (ErpRow, erp_row, ERP, ROW, GObject)

guint erp_row_get_position (ErpRow *self);
ErpRowState erp_row_get_state (ErpRow *self);
/* (transfer none) (nullable): the record, an object of the trade; NULL unless READY. */
gpointer erp_row_get_item (ErpRow *self);
const GError *erp_row_get_error (ErpRow *self);
/* Another one where the item has other values. */
guint erp_row_get_stamp (ErpRow *self);
/* Its item is the same object, and what is shown of it is not: cells refill. */
void erp_row_touch (ErpRow *self);

G_END_DECLS
