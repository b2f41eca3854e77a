/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-groups.h"

guint
kit_ledger_groups_count (GListModel *model, GtkBitset *positions)
{
  GtkBitsetIter iter;
  guint position;
  guint n = 0;

  if (model == NULL || !ERP_IS_GROUPING (model)
      || !gtk_bitset_iter_init_first (&iter, positions, &position))
    return 0;
  do
    n += erp_grouping_get_group (ERP_GROUPING (model), position) != NULL ? 1 : 0;
  while (gtk_bitset_iter_next (&iter, &position));
  return n;
}

gboolean
kit_ledger_groups_toggle (GListModel *model, guint position)
{
  ErpGrouping *grouping = model != NULL && ERP_IS_GROUPING (model) ? ERP_GROUPING (model) : NULL;
  ErpGroup *group = grouping != NULL ? erp_grouping_get_group (grouping, position) : NULL;

  if (group == NULL)
    return FALSE;
  erp_grouping_set_expanded (grouping, position, !erp_group_get_expanded (group));
  return TRUE;
}

gboolean
kit_ledger_groups_key (GListModel *model, guint position, gboolean inwards, guint *go_to)
{
  ErpGrouping *grouping = model != NULL && ERP_IS_GROUPING (model) ? ERP_GROUPING (model) : NULL;
  ErpGroup *group;

  *go_to = position;
  if (grouping == NULL || position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  group = erp_grouping_get_group (grouping, position);
  if (group != NULL && erp_group_get_expanded (group) != inwards)
    erp_grouping_set_expanded (grouping, position, inwards);
  else if (group != NULL && inwards)
    *go_to = position + 1;
  else if (!inwards)
    *go_to = erp_grouping_get_parent (grouping, position);
  return TRUE;
}
