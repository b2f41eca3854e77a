/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-sort.h"

static void
by_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  gboolean descending;

  kit_ledger_columns_get_sort (user_data, &descending);
  kit_ledger_columns_sort (user_data, g_variant_get_string (value, NULL), descending);
}

static void
descending_action (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  gboolean descending;
  const char *id = kit_ledger_columns_get_sort (user_data, &descending);

  if (id != NULL)
    kit_ledger_columns_sort (user_data, id, g_variant_get_boolean (value));
}

static void
sort_changed_cb (KitLedgerColumns *columns, GActionMap *actions)
{
  GAction *by = g_action_map_lookup_action (actions, "by");
  GAction *down = g_action_map_lookup_action (actions, "descending");
  gboolean descending;
  const char *id = kit_ledger_columns_get_sort (columns, &descending);

  g_simple_action_set_state (G_SIMPLE_ACTION (by), g_variant_new_string (id != NULL ? id : ""));
  g_simple_action_set_state (G_SIMPLE_ACTION (down), g_variant_new_boolean (descending));
}

GSimpleActionGroup *
kit_ledger_sort_create_actions (KitLedgerColumns *columns)
{
  static const GActionEntry entries[] = {
    { .name = "by", .parameter_type = "s", .state = "''", .change_state = by_action },
    { .name = "descending", .state = "false", .change_state = descending_action },
  };
  GSimpleActionGroup *actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   columns);
  g_signal_connect_object (columns, "sort-changed", G_CALLBACK (sort_changed_cb), actions, 0);
  return actions;
}
