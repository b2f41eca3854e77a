/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-paged.h"

G_DEFINE_INTERFACE (ErpPaged, erp_paged, G_TYPE_LIST_MODEL)

static void
erp_paged_default_init (ErpPagedInterface *iface)
{
}

ErpListingState
erp_paged_get_state (ErpPaged *self)
{
  g_return_val_if_fail (ERP_IS_PAGED (self), ERP_LISTING_IDLE);

  return ERP_PAGED_GET_IFACE (self)->get_state (self);
}

guint64
erp_paged_get_count (ErpPaged *self)
{
  g_return_val_if_fail (ERP_IS_PAGED (self), 0);

  return ERP_PAGED_GET_IFACE (self)->get_count (self);
}

gboolean
erp_paged_get_count_exact (ErpPaged *self)
{
  g_return_val_if_fail (ERP_IS_PAGED (self), FALSE);

  return ERP_PAGED_GET_IFACE (self)->get_count_exact (self);
}

const GError *
erp_paged_get_error (ErpPaged *self)
{
  g_return_val_if_fail (ERP_IS_PAGED (self), NULL);

  return ERP_PAGED_GET_IFACE (self)->get_error (self);
}

void
erp_paged_load (ErpPaged *self)
{
  g_return_if_fail (ERP_IS_PAGED (self));

  ERP_PAGED_GET_IFACE (self)->load (self);
}

void
erp_paged_refresh (ErpPaged *self)
{
  g_return_if_fail (ERP_IS_PAGED (self));

  ERP_PAGED_GET_IFACE (self)->refresh (self);
}

void
erp_paged_retry (ErpPaged *self, guint position)
{
  g_return_if_fail (ERP_IS_PAGED (self));

  ERP_PAGED_GET_IFACE (self)->retry (self, position);
}

void
erp_paged_set_visible (ErpPaged *self, guint first, guint last)
{
  g_return_if_fail (ERP_IS_PAGED (self));

  ERP_PAGED_GET_IFACE (self)->set_visible (self, first, last);
}

gboolean
erp_paged_is_grouped (ErpPaged *self)
{
  ErpPagedInterface *iface;

  g_return_val_if_fail (ERP_IS_PAGED (self), FALSE);

  iface = ERP_PAGED_GET_IFACE (self);
  return iface->is_grouped != NULL && iface->is_grouped (self);
}

ErpGroup *
erp_paged_get_group (ErpPaged *self, guint position)
{
  g_return_val_if_fail (ERP_IS_PAGED (self), NULL);

  return erp_paged_is_grouped (self) ? ERP_PAGED_GET_IFACE (self)->get_group (self, position)
                                     : NULL;
}

guint
erp_paged_get_parent (ErpPaged *self, guint position)
{
  g_return_val_if_fail (ERP_IS_PAGED (self), position);

  return erp_paged_is_grouped (self) ? ERP_PAGED_GET_IFACE (self)->get_parent (self, position)
                                     : position;
}

void
erp_paged_set_expanded (ErpPaged *self, guint position, gboolean expanded)
{
  g_return_if_fail (ERP_IS_PAGED (self));

  if (erp_paged_is_grouped (self))
    ERP_PAGED_GET_IFACE (self)->set_expanded (self, position, expanded);
}
