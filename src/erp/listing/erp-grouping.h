/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-group.h"
#include "erp-paged.h"

G_BEGIN_DECLS

/**
 * ErpGroupSource:
 * @n_levels: of groups above the records; at least 1
 * @new_call: the call whose decoded answer is a #GPtrArray of #ErpGroup with g_object_unref as
 *   free function, for the groups of a level in @domain
 * @new_listing: a listing of records, domain and order not set
 *
 * What a grouped list is made of; the functions are called in the main thread.
 */
typedef struct
{
  guint n_levels;
  ErpCall *(*new_call) (guint level, ErpDomain *domain, gpointer user_data);
  ErpListing *(*new_listing) (gpointer user_data);
} ErpGroupSource;

/* A paged list in groups: the groups of the outermost level come with one request, what is in a
 * group when it is opened; the records of an open group are an ErpListing, of which the rows are
 * shown. The item of a group's row is an ErpGroup. */
#define ERP_TYPE_GROUPING (erp_grouping_get_type ())
G_DECLARE_FINAL_TYPE (ErpGrouping, erp_grouping, ERP, GROUPING, GObject)

ErpGrouping *erp_grouping_new (ErpClient *client,
                               const ErpGroupSource *source,
                               gpointer user_data,
                               GDestroyNotify user_data_free) G_GNUC_WARN_UNUSED_RESULT;
/* Both take effect at the next load. */
void erp_grouping_set_domain (ErpGrouping *self, ErpDomain *domain);
void erp_grouping_set_order (ErpGrouping *self, const char *order);
/* (nullable): the group whose row stands at @position */
ErpGroup *erp_grouping_get_group (ErpGrouping *self, guint position);
/* (nullable): the records that the row at @position is one of, and in *@place which; NULL for a
 * group. */
ErpListing *erp_grouping_get_listing (ErpGrouping *self, guint position, guint *place);
/* Where the group stands that holds the row at @position; @position itself for an outermost one. */
guint erp_grouping_get_parent (ErpGrouping *self, guint position);
void erp_grouping_set_expanded (ErpGrouping *self, guint position, gboolean expanded);

G_END_DECLS
