/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-index.h"

#define NONE G_MAXUINT32

typedef struct
{
  guint64 key;
  guint32 value;
  guint32 next; /* entry of the same slot, or NONE */
} Entry;

struct _BizMatchIndex
{
  GArray *entries; /* (owned): Entry */
  guint32 *heads;  /* (owned): first entry of each slot */
  guint32 *tails;  /* (owned): last entry of each slot */
  guint32 n_slots; /* a power of two */
};

static void
make_slots (BizMatchIndex *self, guint32 n_slots)
{
  g_free (self->heads);
  g_free (self->tails);
  self->n_slots = n_slots;
  self->heads = g_new (guint32, n_slots);
  self->tails = g_new (guint32, n_slots);
  for (guint32 i = 0; i < n_slots; i++)
    self->heads[i] = self->tails[i] = NONE;
}

static void
link_entry (BizMatchIndex *self, guint32 position)
{
  Entry *entry = &g_array_index (self->entries, Entry, position);
  guint32 slot = (guint32)(entry->key ^ (entry->key >> 32)) & (self->n_slots - 1);

  entry->next = NONE;
  if (self->heads[slot] == NONE)
    self->heads[slot] = position;
  else
    g_array_index (self->entries, Entry, self->tails[slot]).next = position;
  self->tails[slot] = position;
}

static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return x ^ (x >> 31);
}

/**
 * biz_match_hash:
 * @seed: what the value follows, or 0
 * @value: any number
 *
 * Returns: both mixed into one key
 */
guint64
biz_match_hash (guint64 seed, guint64 value)
{
  return mix (mix (seed) ^ value);
}

/**
 * biz_match_hash_bytes:
 * @seed: what the bytes follow, or 0
 * @bytes: any bytes
 * @length: their number
 *
 * Returns: both mixed into one key
 */
guint64
biz_match_hash_bytes (guint64 seed, const char *bytes, gsize length)
{
  guint64 hash = seed ^ G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return biz_match_hash (hash, length);
}

/**
 * biz_match_index_new:
 * @n_expected: about how many values will come
 *
 * Returns: (transfer full): an empty index
 */
BizMatchIndex *
biz_match_index_new (guint n_expected)
{
  BizMatchIndex *self = g_new0 (BizMatchIndex, 1);
  guint32 n_slots = 64;

  while (n_slots < n_expected && n_slots < (1u << 26))
    n_slots *= 2;
  self->entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), MAX (n_expected, 16));
  make_slots (self, n_slots);

  return self;
}

/**
 * biz_match_index_free:
 * @self: (transfer full) (nullable): an index
 */
void
biz_match_index_free (BizMatchIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self->heads);
  g_free (self->tails);
  g_free (self);
}

/**
 * biz_match_index_add:
 * @self: an index
 * @key: where to find it
 * @value: what is found
 */
void
biz_match_index_add (BizMatchIndex *self, guint64 key, guint32 value)
{
  Entry entry = { key, value, NONE };

  g_return_if_fail (self != NULL);

  g_array_append_val (self->entries, entry);
  if (self->entries->len > self->n_slots * 2)
    {
      make_slots (self, self->n_slots * 4);
      for (guint32 i = 0; i < self->entries->len; i++)
        link_entry (self, i);
    }
  else
    link_entry (self, self->entries->len - 1);
}

/**
 * biz_match_index_find:
 * @self: an index
 * @key: what to look for
 * @values: (out caller-allocates) (array length=max): the first values under @key
 * @max: room in @values; the search ends when it is full
 *
 * Returns: how many values were found
 */
guint
biz_match_index_find (const BizMatchIndex *self, guint64 key, guint32 *values, guint max)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint32 i = self->heads[(guint32)(key ^ (key >> 32)) & (self->n_slots - 1)];
       i != NONE && n < max;)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->key == key)
        values[n++] = entry->value;
      i = entry->next;
    }

  return n;
}
