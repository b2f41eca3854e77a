/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* A group of records in a list: stands in the list as the item of a row of its own. */
#define ERP_TYPE_GROUP (erp_group_get_type ())
G_DECLARE_FINAL_TYPE (ErpGroup, erp_group, ERP, GROUP, GObject)

/* @key tells groups of one level apart, @domain narrows a search to it, @totals is what the trade
 * makes of it (GObject). */
ErpGroup *erp_group_new (const char *key,
                         const char *label,
                         guint64 count,
                         ErpDomain *domain,
                         GObject *totals) G_GNUC_WARN_UNUSED_RESULT;
const char *erp_group_get_key (ErpGroup *self);
const char *erp_group_get_label (ErpGroup *self);
guint64 erp_group_get_count (ErpGroup *self);
ErpDomain *erp_group_get_domain (ErpGroup *self);
gpointer erp_group_get_totals (ErpGroup *self);
/* 0 for the outermost. */
guint erp_group_get_level (ErpGroup *self);
gboolean erp_group_get_expanded (ErpGroup *self);

/* For the list that holds it. */
void erp_group_set_level (ErpGroup *self, guint level);
void erp_group_set_expanded (ErpGroup *self, gboolean expanded);

G_END_DECLS
