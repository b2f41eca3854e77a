/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-settings.h"

#include "erp-capabilities.h"
#include "erp-session.h"

#define KEY "statement-choices"

static void
changed_cb (BizStatementMemory *memory, GSettings *settings)
{
  g_autoptr (GVariant) all = biz_statement_memory_save (memory);

  g_settings_set_value (settings, KEY, all);
}

/**
 * page_statement_settings_new_memory:
 * @session: who is signed in where
 *
 * Returns: (transfer full): what was chosen before; forgets at the end where the schema is not
 *   installed
 */
BizStatementMemory *
page_statement_settings_new_memory (ErpSession *session)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GVariant) all = NULL;
  const char *database;
  BizStatementMemory *memory;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  database = erp_capabilities_get_database_uuid (erp_session_get_capabilities (session));
  memory = biz_statement_memory_new (database != NULL ? database : "");
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, KEY))
    return memory;
  settings = g_settings_new_full (schema, NULL, NULL);
  all = g_settings_get_value (settings, KEY);
  biz_statement_memory_load (memory, all);
  g_signal_connect_data (memory, "changed", G_CALLBACK (changed_cb), g_object_ref (settings),
                         (GClosureNotify)(void (*) (void))g_object_unref, 0);

  return memory;
}
