/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-group.h"
#include "erp-paged.h"

G_BEGIN_DECLS

/* A list of ErpRow over records that are here already, plain or in groups of one level: for what a
 * server cannot sort. It shows what it is given; who gives it reads, sorts and filters.
 *
 * Signal "reload" when the list is asked to read its records (again). Groups that were open stay
 * open by their key. */
#define ERP_TYPE_LOCAL_LIST (erp_local_list_get_type ())
G_DECLARE_FINAL_TYPE (ErpLocalList, erp_local_list, ERP, LOCAL_LIST, GObject)

ErpLocalList *erp_local_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* What is shown while nothing is there yet, or after a reading that failed: with rows there, the
 * error stands beside them. */
void erp_local_list_set_loading (ErpLocalList *self);
void erp_local_list_set_error (ErpLocalList *self, const GError *error);
/* (element-type GObject), in their order. @complete: whether more of them are still to come. */
void erp_local_list_set_records (ErpLocalList *self, GPtrArray *records, gboolean complete);
/* The same in groups: element @i of @groups (ErpGroup) holds as many of @records as it counts, in
 * the order of both. */
void erp_local_list_set_groups (ErpLocalList *self,
                                GPtrArray *groups,
                                GPtrArray *records,
                                gboolean complete);
/* The values of @record changed, in place. */
void erp_local_list_touch (ErpLocalList *self, gpointer record);
/* (transfer none) (element-type GObject): what was set, whether a row shows it or not. */
GPtrArray *erp_local_list_get_records (ErpLocalList *self);

G_END_DECLS
