/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-group.h"
#include "erp-listing.h"

G_BEGIN_DECLS

/* A list of ErpRow that loads itself from a server in pages, plain or grouped. Implementations
 * notify when what is asked here changes. */
#define ERP_TYPE_PAGED (erp_paged_get_type ())
G_DECLARE_INTERFACE (ErpPaged, erp_paged, ERP, PAGED, GListModel)

struct _ErpPagedInterface
{
  GTypeInterface parent_iface;

  ErpListingState (*get_state) (ErpPaged *self);
  guint64 (*get_count) (ErpPaged *self);
  gboolean (*get_count_exact) (ErpPaged *self);
  const GError *(*get_error) (ErpPaged *self);
  void (*load) (ErpPaged *self);
  void (*refresh) (ErpPaged *self);
  void (*retry) (ErpPaged *self, guint position);
  void (*set_visible) (ErpPaged *self, guint first, guint last);
  /* (nullable), all of them: what a list in groups does. */
  gboolean (*is_grouped) (ErpPaged *self);
  ErpGroup *(*get_group) (ErpPaged *self, guint position);
  guint (*get_parent) (ErpPaged *self, guint position);
  void (*set_expanded) (ErpPaged *self, guint position, gboolean expanded);
};

ErpListingState erp_paged_get_state (ErpPaged *self);
/* Records, whether a row is shown for them or not; groups do not count. */
guint64 erp_paged_get_count (ErpPaged *self);
gboolean erp_paged_get_count_exact (ErpPaged *self);
const GError *erp_paged_get_error (ErpPaged *self);
void erp_paged_load (ErpPaged *self);
void erp_paged_refresh (ErpPaged *self);
void erp_paged_retry (ErpPaged *self, guint position);
void erp_paged_set_visible (ErpPaged *self, guint first, guint last);
/* Whether rows of groups stand between the records. */
gboolean erp_paged_is_grouped (ErpPaged *self);
/* (nullable): the group whose row stands at @position */
ErpGroup *erp_paged_get_group (ErpPaged *self, guint position);
/* Where the group stands that holds the row at @position; @position itself for an outermost one. */
guint erp_paged_get_parent (ErpPaged *self, guint position);
void erp_paged_set_expanded (ErpPaged *self, guint position, gboolean expanded);

G_END_DECLS
