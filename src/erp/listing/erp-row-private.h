/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-row.h"

G_BEGIN_DECLS

/* Called once, when nobody holds the row any more. */
typedef void (*ErpRowGoneFunc) (gpointer owner, guint position);

ErpRow *erp_row_new (guint position, ErpRowGoneFunc gone, gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
/* The owner ends before the row. */
void erp_row_disown (ErpRow *self);
void erp_row_set_loading (ErpRow *self);
void erp_row_set_item (ErpRow *self, GObject *item);
void erp_row_set_error (ErpRow *self, const GError *error);

G_END_DECLS
