/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-memory.h"

#include "erp-profile.h"
#include "erp-session.h"

static const char JOURNALS_KEY[] = "bank-journals";
static const char ACCOUNTS_KEY[] = "bank-writeoff-accounts";

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, JOURNALS_KEY))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/* Takes @value: writes it under @name into the dictionary at @key. */
static void
put (const char *key, const char *name, GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) old = NULL;
  GVariantDict dict;

  if (settings == NULL)
    return;
  old = g_settings_get_value (settings, key);
  g_variant_dict_init (&dict, old);
  g_variant_dict_insert_value (&dict, name, sunk);
  g_settings_set_value (settings, key, g_variant_dict_end (&dict));
}

static GVariant *
get (const char *key, const char *name, const char *type)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) all = settings != NULL ? g_settings_get_value (settings, key) : NULL;

  return all != NULL ? g_variant_lookup_value (all, name, G_VARIANT_TYPE (type)) : NULL;
}

gint64
page_reconcile_memory_get_journal (ErpSession *session)
{
  g_autoptr (GVariant) value =
      get (JOURNALS_KEY, erp_profile_get_id (erp_session_get_profile (session)), "x");

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

void
page_reconcile_memory_set_journal (ErpSession *session, gint64 journal_id)
{
  put (JOURNALS_KEY, erp_profile_get_id (erp_session_get_profile (session)),
       g_variant_new_int64 (journal_id));
}

static char *
make_name (ErpSession *session, BizBankJournal *journal)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT,
                          erp_profile_get_id (erp_session_get_profile (session)),
                          biz_bank_journal_get_id (journal));
}

gint64
page_reconcile_memory_get_account (ErpSession *session, BizBankJournal *journal, char **name)
{
  g_autofree char *key = make_name (session, journal);
  g_autoptr (GVariant) value = get (ACCOUNTS_KEY, key, "(xs)");
  gint64 id = 0;

  *name = NULL;
  if (value != NULL)
    g_variant_get (value, "(xs)", &id, name);

  return id;
}

void
page_reconcile_memory_set_account (ErpSession *session,
                                   BizBankJournal *journal,
                                   gint64 account_id,
                                   const char *name)
{
  g_autofree char *key = make_name (session, journal);

  put (ACCOUNTS_KEY, key, g_variant_new ("(xs)", account_id, name));
}
