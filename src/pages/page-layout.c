/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-layout.h"

static void
layout_changed_cb (KitLedgerList *list, gpointer user_data)
{
  const char *key = user_data;
  GSettings *settings = g_object_get_data (G_OBJECT (list), "page-layout");

  g_settings_set_value (settings, key, kit_ledger_list_get_layout (list));
}

/**
 * page_layout_keep:
 * @list: a list with its columns
 * @key: a static string, a key of type "a(sib)"
 *
 * Does nothing where the schema is not installed.
 */
void
page_layout_keep (KitLedgerList *list, const char *key)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GVariant) layout = NULL;
  GSettings *settings;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, key))
    return;

  settings = g_settings_new_full (schema, NULL, NULL);
  layout = g_settings_get_value (settings, key);
  kit_ledger_list_set_layout (list, layout);
  g_object_set_data_full (G_OBJECT (list), "page-layout", settings, g_object_unref);
  g_signal_connect (list, "layout-changed", G_CALLBACK (layout_changed_cb), (gpointer)key);
}
