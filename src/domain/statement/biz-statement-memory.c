/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-statement-memory.h"

#include <string.h>

/* More is nobody's: the settings are read at each start. */
#define MOST 512
#define PRINT 24

struct _BizStatementMemory
{
  GObject parent_instance;

  char *database;   /* (owned) */
  GHashTable *kept; /* (owned): char * -> char *, both owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizStatementMemory, biz_statement_memory, G_TYPE_OBJECT)

/* What is kept tells nobody whose account it is. */
static char *
make_key (BizStatementMemory *self, const char *kind, const char *what)
{
  g_autofree char *all = g_strdup_printf ("%s|%s|%s", self->database, kind, what);
  g_autofree char *print = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strdup_printf ("%s:%.*s", kind, PRINT, print);
}

static char *
make_account_key (BizStatementMemory *self, const char *account)
{
  GString *clean = g_string_new (NULL);
  char *key;

  for (; *account != '\0'; account++)
    if (g_ascii_isalnum (*account))
      g_string_append_c (clean, g_ascii_toupper (*account));
  key = make_key (self, "journal", clean->str);
  g_string_free (clean, TRUE);

  return key;
}

static char *
make_table_key (BizStatementMemory *self, gint64 journal_id)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, journal_id);

  return make_key (self, "table", id);
}

/* Takes both. */
static void
keep (BizStatementMemory *self, char *key, char *value)
{
  const char *old = g_hash_table_lookup (self->kept, key);

  if (g_strcmp0 (old, value) == 0 || (old == NULL && g_hash_table_size (self->kept) >= MOST))
    {
      g_free (key);
      g_free (value);
      return;
    }
  g_hash_table_replace (self->kept, key, value);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
biz_statement_memory_finalize (GObject *object)
{
  BizStatementMemory *self = BIZ_STATEMENT_MEMORY (object);

  g_free (self->database);
  g_hash_table_unref (self->kept);

  G_OBJECT_CLASS (biz_statement_memory_parent_class)->finalize (object);
}

static void
biz_statement_memory_class_init (BizStatementMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_statement_memory_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_statement_memory_init (BizStatementMemory *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * biz_statement_memory_new:
 * @database: uuid of the ERP's database
 *
 * Returns: (transfer full): a memory without anything in it
 */
BizStatementMemory *
biz_statement_memory_new (const char *database)
{
  BizStatementMemory *self;

  g_return_val_if_fail (database != NULL, NULL);

  self = g_object_new (BIZ_TYPE_STATEMENT_MEMORY, NULL);
  self->database = g_strdup (database);

  return self;
}

/**
 * biz_statement_memory_load:
 * @self: a memory
 * @all: what biz_statement_memory_save () gave, "a{ss}"; taken where floating
 *
 * Forgets what was there.
 */
void
biz_statement_memory_load (BizStatementMemory *self, GVariant *all)
{
  g_autoptr (GVariant) owned = NULL;
  GVariantIter iter;
  char *key, *value;

  g_return_if_fail (BIZ_IS_STATEMENT_MEMORY (self));
  g_return_if_fail (all != NULL && g_variant_is_of_type (all, G_VARIANT_TYPE ("a{ss}")));

  owned = g_variant_ref_sink (all);
  g_hash_table_remove_all (self->kept);
  g_variant_iter_init (&iter, owned);
  while (g_hash_table_size (self->kept) < MOST && g_variant_iter_next (&iter, "{ss}", &key, &value))
    g_hash_table_replace (self->kept, key, value);
}

/**
 * biz_statement_memory_save:
 * @self: a memory
 *
 * Returns: (transfer full): all of it as "a{ss}", in an order of its own
 */
GVariant *
biz_statement_memory_save (BizStatementMemory *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (BIZ_IS_STATEMENT_MEMORY (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_variant_builder_add (&builder, "{ss}", key, value);

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * biz_statement_memory_get_journal:
 * @self: a memory
 * @account: a number, however it is written
 *
 * Returns: id of the journal that was chosen for it, or 0
 */
gint64
biz_statement_memory_get_journal (BizStatementMemory *self, const char *account)
{
  g_autofree char *key = NULL;
  const char *value;

  g_return_val_if_fail (BIZ_IS_STATEMENT_MEMORY (self), 0);
  g_return_val_if_fail (account != NULL, 0);

  key = make_account_key (self, account);
  value = g_hash_table_lookup (self->kept, key);

  return value != NULL ? MAX (g_ascii_strtoll (value, NULL, 10), 0) : 0;
}

/**
 * biz_statement_memory_set_journal:
 * @self: a memory
 * @account: a number, however it is written
 * @journal_id: what was chosen for it
 */
void
biz_statement_memory_set_journal (BizStatementMemory *self, const char *account, gint64 journal_id)
{
  g_return_if_fail (BIZ_IS_STATEMENT_MEMORY (self));
  g_return_if_fail (account != NULL && journal_id > 0);

  keep (self, make_account_key (self, account), g_strdup_printf ("%" G_GINT64_FORMAT, journal_id));
}

/**
 * biz_statement_memory_get_mapping:
 * @self: a memory
 * @journal_id: a journal
 * @heads: first row of a table
 *
 * Returns: (transfer full) (nullable): how a table with these heads was read for that journal
 */
BizBankMapping *
biz_statement_memory_get_mapping (BizStatementMemory *self,
                                  gint64 journal_id,
                                  const char *const *heads)
{
  g_autofree char *key = NULL;
  g_autofree char *print = NULL;
  const char *value;

  g_return_val_if_fail (BIZ_IS_STATEMENT_MEMORY (self), NULL);
  g_return_val_if_fail (heads != NULL, NULL);

  key = make_table_key (self, journal_id);
  print = biz_statement_memory_print_heads (heads);
  value = g_hash_table_lookup (self->kept, key);
  if (value == NULL || !g_str_has_prefix (value, print))
    return NULL;

  return biz_bank_mapping_from_json (value + strlen (print), NULL);
}

/**
 * biz_statement_memory_set_mapping:
 * @self: a memory
 * @journal_id: a journal
 * @heads: first row of a table
 * @mapping: how it is read
 */
void
biz_statement_memory_set_mapping (BizStatementMemory *self,
                                  gint64 journal_id,
                                  const char *const *heads,
                                  const BizBankMapping *mapping)
{
  g_autofree char *print = NULL;
  g_autofree char *json = NULL;

  g_return_if_fail (BIZ_IS_STATEMENT_MEMORY (self));
  g_return_if_fail (heads != NULL && mapping != NULL && journal_id > 0);

  print = biz_statement_memory_print_heads (heads);
  json = biz_bank_mapping_to_json (mapping);
  keep (self, make_table_key (self, journal_id), g_strconcat (print, json, NULL));
}

/**
 * biz_statement_memory_print_heads:
 * @heads: first row of a table
 *
 * Returns: (transfer full): what tables with these heads have in common
 */
char *
biz_statement_memory_print_heads (const char *const *heads)
{
  g_autofree char *all = NULL;
  g_autofree char *print = NULL;

  g_return_val_if_fail (heads != NULL, NULL);

  all = g_strjoinv ("\x1f", (char **)heads);
  print = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  return g_strdup_printf ("heads%.*s", PRINT, print);
}
