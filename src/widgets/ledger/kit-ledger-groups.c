/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-groups.h"

/* (nullable): @model where it is in groups */
static ErpPaged *
get_grouped (GListModel *model)
{
  return model != NULL && ERP_IS_PAGED (model) && erp_paged_is_grouped (ERP_PAGED (model))
             ? ERP_PAGED (model)
             : NULL;
}

gboolean
kit_ledger_groups_is_grouped (GListModel *model)
{
  return get_grouped (model) != NULL;
}

guint
kit_ledger_groups_count (GListModel *model, GtkBitset *positions)
{
  ErpPaged *grouped = get_grouped (model);
  GtkBitsetIter iter;
  guint position;
  guint n = 0;

  if (grouped == NULL || !gtk_bitset_iter_init_first (&iter, positions, &position))
    return 0;
  do
    n += erp_paged_get_group (grouped, position) != NULL ? 1 : 0;
  while (gtk_bitset_iter_next (&iter, &position));
  return n;
}

gboolean
kit_ledger_groups_toggle (GListModel *model, guint position)
{
  ErpPaged *grouped = get_grouped (model);
  ErpGroup *group = grouped != NULL ? erp_paged_get_group (grouped, position) : NULL;

  if (group == NULL)
    return FALSE;
  erp_paged_set_expanded (grouped, position, !erp_group_get_expanded (group));
  return TRUE;
}

gboolean
kit_ledger_groups_key (GListModel *model, guint position, gboolean inwards, guint *go_to)
{
  ErpPaged *grouped = get_grouped (model);
  ErpGroup *group;

  *go_to = position;
  if (grouped == NULL || position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  group = erp_paged_get_group (grouped, position);
  if (group != NULL && erp_group_get_expanded (group) != inwards)
    erp_paged_set_expanded (grouped, position, inwards);
  else if (group != NULL && inwards)
    *go_to = position + 1;
  else if (!inwards)
    *go_to = erp_paged_get_parent (grouped, position);
  return group != NULL || !inwards;
}
