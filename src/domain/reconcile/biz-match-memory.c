/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-memory.h"

#include "biz-match-index.h"
#include "biz-match-text.h"

struct _BizMatchMemory
{
  GHashTable *payers;   /* (owned): guint64 key -> BizMatchHabit */
  GHashTable *bookings; /* (owned): guint64 key -> BizMatchHabit */
};

static guint64
get_account_key (const BizMatchLine *line, GString *scratch)
{
  if (line->account == NULL)
    return 0;
  biz_match_squeeze (line->account, scratch);

  return scratch->len >= 4 ? biz_match_hash_bytes (1, scratch->str, scratch->len) : 0;
}

static guint64
get_name_key (const BizMatchLine *line, GString *scratch)
{
  gsize base_length;

  if (line->name == NULL)
    return 0;
  biz_match_name_key (line->name, scratch, &base_length);

  return scratch->len >= 3 ? biz_match_hash_bytes (2, scratch->str, scratch->len) : 0;
}

/* The words without their digits: "Payroll 11/2026" is "Payroll 12/2026" of last month. */
static guint64
get_text_key (const BizMatchLine *line, GString *scratch)
{
  gsize n = 0;

  g_string_truncate (scratch, 0);
  if (line->text != NULL)
    biz_match_fold (line->text, scratch);
  if (line->name != NULL)
    biz_match_fold (line->name, scratch);
  for (gsize i = 0; i < scratch->len; i++)
    {
      if (g_ascii_isalpha (scratch->str[i]) || (guchar)scratch->str[i] >= 0x80)
        scratch->str[n++] = scratch->str[i];
    }
  g_string_truncate (scratch, n);

  return n >= 3 ? biz_match_hash_bytes (line->amount.minor < 0 ? 3 : 4, scratch->str, n) : 0;
}

static void
add (GHashTable *table, guint64 key, gint64 partner_id, gint64 account_id)
{
  BizMatchHabit *habit = g_hash_table_lookup (table, &key);

  if (key == 0)
    return;
  if (habit == NULL)
    {
      habit = g_new0 (BizMatchHabit, 1);
      habit->partner_id = partner_id;
      habit->account_id = account_id;
      g_hash_table_insert (table, g_memdup2 (&key, sizeof key), habit);
    }
  habit->n_times++;
  if (habit->partner_id != partner_id)
    habit->partner_id = 0;
  if (habit->account_id != account_id)
    habit->account_id = 0;
}

static gboolean
find (GHashTable *table, guint64 key, BizMatchHabit *habit)
{
  const BizMatchHabit *found = key != 0 ? g_hash_table_lookup (table, &key) : NULL;

  if (found == NULL)
    return FALSE;
  *habit = *found;

  return TRUE;
}

/**
 * biz_match_memory_new:
 *
 * Returns: (transfer full): a memory of nothing
 */
BizMatchMemory *
biz_match_memory_new (void)
{
  BizMatchMemory *self = g_new0 (BizMatchMemory, 1);

  self->payers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->bookings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return self;
}

/**
 * biz_match_memory_free:
 * @self: (transfer full) (nullable): a memory
 */
void
biz_match_memory_free (BizMatchMemory *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->payers);
  g_hash_table_unref (self->bookings);
  g_free (self);
}

/**
 * biz_match_memory_learn:
 * @self: a memory
 * @line: an earlier line
 * @partner_id: the customer whose items it cleared, 0 for none
 * @account_id: the account it was booked to, 0 where it cleared items
 */
void
biz_match_memory_learn (BizMatchMemory *self,
                        const BizMatchLine *line,
                        gint64 partner_id,
                        gint64 account_id)
{
  g_autoptr (GString) scratch = g_string_sized_new (128);

  g_return_if_fail (self != NULL);
  g_return_if_fail (line != NULL);

  if (partner_id != 0)
    {
      add (self->payers, get_account_key (line, scratch), partner_id, 0);
      add (self->payers, get_name_key (line, scratch), partner_id, 0);
    }
  add (self->bookings, get_text_key (line, scratch), partner_id, account_id);
}

/**
 * biz_match_memory_find_payer:
 * @self: a memory
 * @line: a bank line
 * @habit: (out): what is known
 *
 * Returns: whether lines from this account, else of this name, were always for one customer
 */
gboolean
biz_match_memory_find_payer (const BizMatchMemory *self,
                             const BizMatchLine *line,
                             BizMatchHabit *habit)
{
  g_autoptr (GString) scratch = g_string_sized_new (128);

  g_return_val_if_fail (self != NULL, FALSE);

  return (find (self->payers, get_account_key (line, scratch), habit)
          || find (self->payers, get_name_key (line, scratch), habit))
         && habit->partner_id != 0;
}

/**
 * biz_match_memory_find_booking:
 * @self: a memory
 * @line: a bank line
 * @habit: (out): what is known
 *
 * Returns: whether lines with these words were always booked to one account
 */
gboolean
biz_match_memory_find_booking (const BizMatchMemory *self,
                               const BizMatchLine *line,
                               BizMatchHabit *habit)
{
  g_autoptr (GString) scratch = g_string_sized_new (128);

  g_return_val_if_fail (self != NULL, FALSE);

  return find (self->bookings, get_text_key (line, scratch), habit) && habit->account_id != 0;
}
