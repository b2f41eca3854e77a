/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <stdlib.h>
#include <string.h>

/* Amounts beyond are no money; sums of a few of them still fit. */
#define MAX_MINOR G_GINT64_CONSTANT (100000000000000000)

const BizMatchOptions biz_match_default_options = {
  .fee_units = 25,
  .fee_per_mille = 100,
  .discount_grace = 7,
};

static guint32
get_day (const GDate *date)
{
  return g_date_valid (date) ? g_date_get_julian (date) : 0;
}

static const char *
keep (BizMatcher *self, const char *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert (self->chunk, text) : "";
}

static guint16
intern_currency (BizMatcher *self, const char *code)
{
  int found = biz_matcher_find_currency (self, code);

  if (found >= 0)
    return (guint16)found;
  g_ptr_array_add (self->currencies, g_string_chunk_insert (self->chunk, code));

  return (guint16)(self->currencies->len - 1);
}

static int
compare_items (const void *a, const void *b)
{
  const MatchItem *left = a, *right = b;

  return left->id < right->id ? -1 : left->id > right->id;
}

static int
compare_partners (const void *a, const void *b)
{
  const MatchPartner *left = a, *right = b;

  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;

  return strcmp (left->name, right->name);
}

static int
compare_by_partner (const void *a, const void *b, void *user_data)
{
  const BizMatcher *self = user_data;
  const MatchItem *left = biz_matcher_item (self, *(const guint32 *)a);
  const MatchItem *right = biz_matcher_item (self, *(const guint32 *)b);

  if (left->partner != right->partner)
    return left->partner < right->partner ? -1 : 1;
  if (left->currency != right->currency)
    return left->currency < right->currency ? -1 : 1;
  if (left->residual != right->residual)
    return left->residual < right->residual ? -1 : 1;
  if (left->due != right->due)
    return left->due < right->due ? -1 : 1;

  return left->id < right->id ? -1 : left->id > right->id;
}

static int
compare_by_name (const void *a, const void *b, void *user_data)
{
  const BizMatcher *self = user_data;
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
  int order =
      strcmp (biz_matcher_partner (self, left)->key, biz_matcher_partner (self, right)->key);

  return order != 0 ? order : (left < right ? -1 : left > right);
}

static void
drop_double_partners (BizMatcher *self)
{
  guint n = 0;

  g_array_sort (self->partners, compare_partners);
  for (guint i = 0; i < self->partners->len; i++)
    {
      MatchPartner *partner = &g_array_index (self->partners, MatchPartner, i);

      if (n > 0 && g_array_index (self->partners, MatchPartner, n - 1).id == partner->id)
        continue;
      g_array_index (self->partners, MatchPartner, n++) = *partner;
    }
  g_array_set_size (self->partners, n);
}

static void
index_partners (BizMatcher *self)
{
  guint n = self->partners->len;

  self->names = biz_match_index_new (n);
  self->name_heads = biz_match_index_new (n);
  self->by_name = g_new (guint32, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      MatchPartner *partner = &g_array_index (self->partners, MatchPartner, i);
      gsize base_length;

      biz_match_name_key (partner->name, self->scratch, &base_length);
      partner->key = g_string_chunk_insert (self->chunk, self->scratch->str);
      partner->key_length = (guint32)self->scratch->len;
      partner->base_length = (guint32)base_length;
      self->by_name[i] = i;
      if (partner->key_length == 0)
        continue;
      biz_match_index_add (self->names, biz_match_hash_bytes (0, partner->key, partner->key_length),
                           i);
      if (base_length >= 8)
        {
          biz_match_index_add (self->name_heads, biz_match_hash_bytes (1, partner->key, 4), i);
          biz_match_index_add (self->name_heads,
                               biz_match_hash_bytes (2, partner->key + base_length - 4, 4), i);
        }
    }
  g_qsort_with_data (self->by_name, (int)n, sizeof *self->by_name, compare_by_name, self);
  biz_match_index_accounts (self);
}

static void
index_number (BizMatcher *self, guint32 position, MatchItem *item)
{
  guint32 seen;
  guint64 kind;

  item->parts = biz_match_parse_number (item->number, self->scratch);
  if (item->parts.whole != 0)
    biz_match_index_add (self->wholes, item->parts.whole, position);
  if (item->parts.width > 0)
    {
      biz_match_index_add (self->sequences, biz_match_hash (0, item->parts.sequence), position);
      if (item->parts.year >= 0)
        biz_match_index_add (self->numbers,
                             biz_matcher_number_key (item->parts.year, item->parts.sequence),
                             position);
    }
  kind = biz_match_hash (item->parts.prefix, item->parts.width);
  if (item->parts.prefix != 0 && biz_match_index_find (self->prefixes, kind, &seen, 1) == 0)
    {
      biz_match_index_add (self->prefixes, kind, position);
      if (biz_match_index_find (self->prefixes, item->parts.prefix, &seen, 1) == 0)
        biz_match_index_add (self->prefixes, item->parts.prefix, position);
    }
  if (*item->ref != '\0')
    {
      biz_match_squeeze (item->ref, self->scratch);
      if (self->scratch->len >= 3)
        biz_match_index_add (self->refs,
                             biz_match_hash_bytes (2, self->scratch->str, self->scratch->len),
                             position);
    }
}

static void
sort_items (BizMatcher *self)
{
  for (guint i = 1; i < self->items->len; i++)
    {
      if (biz_matcher_item (self, i - 1)->id > biz_matcher_item (self, i)->id)
        {
          g_array_sort (self->items, compare_items);
          break;
        }
    }
}

static void
index_items (BizMatcher *self)
{
  guint n = self->items->len;

  self->amounts = biz_match_index_new (n);
  self->partner_amounts = biz_match_index_new (n);
  self->partner_discounts = biz_match_index_new (n / 2);
  self->numbers = biz_match_index_new (n);
  self->sequences = biz_match_index_new (n);
  self->wholes = biz_match_index_new (n);
  self->refs = biz_match_index_new (n / 2);
  self->prefixes = biz_match_index_new (16);
  self->by_partner = g_new (guint32, MAX (n, 1));
  self->residuals = g_new (gint64, MAX (n, 1));
  sort_items (self);
  for (guint32 i = 0; i < n; i++)
    {
      MatchItem *item = &g_array_index (self->items, MatchItem, i);

      item->partner = biz_matcher_find_partner (self, item->partner_id);
      self->by_partner[i] = i;
      index_number (self, i, item);
      biz_match_index_add (self->amounts, biz_matcher_amount_key (item->currency, item->residual),
                           i);
      if (item->partner == BIZ_MATCH_NO_INDEX)
        continue;
      biz_match_index_add (self->partner_amounts,
                           biz_matcher_partner_key (item->partner, item->currency, item->residual),
                           i);
      if (item->discount != 0)
        biz_match_index_add (
            self->partner_discounts,
            biz_matcher_partner_key (item->partner, item->currency, item->discount), i);
    }
}

static void
make_pools (BizMatcher *self)
{
  guint n = self->items->len;

  g_qsort_with_data (self->by_partner, (int)n, sizeof *self->by_partner, compare_by_partner, self);
  for (guint32 i = 0; i < n; i++)
    {
      const MatchItem *item = biz_matcher_item (self, self->by_partner[i]);
      MatchPartner *partner;

      self->residuals[i] = item->residual;
      if (item->partner == BIZ_MATCH_NO_INDEX)
        continue;
      partner = &g_array_index (self->partners, MatchPartner, item->partner);
      if (partner->n_items++ == 0)
        partner->first = i;
    }
}

static void
clear_indexes (BizMatcher *self)
{
  g_clear_pointer (&self->by_partner, g_free);
  g_clear_pointer (&self->residuals, g_free);
  g_clear_pointer (&self->by_name, g_free);
  g_clear_pointer (&self->amounts, biz_match_index_free);
  g_clear_pointer (&self->partner_amounts, biz_match_index_free);
  g_clear_pointer (&self->partner_discounts, biz_match_index_free);
  g_clear_pointer (&self->numbers, biz_match_index_free);
  g_clear_pointer (&self->sequences, biz_match_index_free);
  g_clear_pointer (&self->wholes, biz_match_index_free);
  g_clear_pointer (&self->refs, biz_match_index_free);
  g_clear_pointer (&self->prefixes, biz_match_index_free);
  g_clear_pointer (&self->by_account, biz_match_index_free);
  g_clear_pointer (&self->names, biz_match_index_free);
  g_clear_pointer (&self->name_heads, biz_match_index_free);
  for (guint i = 0; i < self->partners->len; i++)
    g_array_index (self->partners, MatchPartner, i).n_items = 0;
  self->is_indexed = FALSE;
}

/**
 * biz_matcher_amount_key: (skip)
 * @currency: of the matcher's table
 * @amount: minor units
 *
 * Returns: key in the index of amounts
 */
guint64
biz_matcher_amount_key (guint16 currency, gint64 amount)
{
  return biz_match_hash (currency, (guint64)amount);
}

/**
 * biz_matcher_partner_key: (skip)
 * @partner: index of a customer
 * @currency: of the matcher's table
 * @amount: minor units
 *
 * Returns: key in the indexes of customers' amounts
 */
guint64
biz_matcher_partner_key (guint32 partner, guint16 currency, gint64 amount)
{
  return biz_match_hash (((guint64)partner << 16) | currency, (guint64)amount);
}

/**
 * biz_matcher_number_key: (skip)
 * @year: last two digits
 * @sequence: counter
 *
 * Returns: key in the index of numbers
 */
guint64
biz_matcher_number_key (int year, guint64 sequence)
{
  return biz_match_hash ((guint64)year + 1, sequence);
}

/**
 * biz_matcher_find_partner: (skip)
 * @self: a matcher, its customers sorted
 * @id: of a customer
 *
 * Returns: its index, or BIZ_MATCH_NO_INDEX
 */
guint32
biz_matcher_find_partner (const BizMatcher *self, gint64 id)
{
  guint low = 0, high = self->partners->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (biz_matcher_partner (self, middle)->id < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->partners->len && biz_matcher_partner (self, low)->id == id
             ? low
             : BIZ_MATCH_NO_INDEX;
}

/**
 * biz_matcher_find_currency: (skip)
 * @self: a matcher
 * @code: of a currency
 *
 * Returns: its place in the table, -1 where no item is in it
 */
int
biz_matcher_find_currency (const BizMatcher *self, const char *code)
{
  for (guint i = 0; i < self->currencies->len; i++)
    {
      if (strcmp (g_ptr_array_index (self->currencies, i), code) == 0)
        return (int)i;
    }

  return -1;
}

/**
 * biz_matcher_get_pool: (skip)
 * @self: a matcher
 * @partner: index of a customer
 * @currency: of the matcher's table
 * @items: (out): indexes of the items, by ascending residual
 * @residuals: (out): the same as amounts
 * @n_items: (out): how many
 */
void
biz_matcher_get_pool (const BizMatcher *self,
                      guint32 partner,
                      guint16 currency,
                      const guint32 **items,
                      const gint64 **residuals,
                      guint *n_items)
{
  const MatchPartner *owner = biz_matcher_partner (self, partner);
  guint32 low = owner->first, high = owner->first + owner->n_items, end;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (biz_matcher_item (self, self->by_partner[middle])->currency < currency)
        low = middle + 1;
      else
        high = middle;
    }
  end = low;
  high = owner->first + owner->n_items;
  while (end < high)
    {
      guint32 middle = end + (high - end) / 2;

      if (biz_matcher_item (self, self->by_partner[middle])->currency <= currency)
        end = middle + 1;
      else
        high = middle;
    }
  *items = self->by_partner + low;
  *residuals = self->residuals + low;
  *n_items = end - low;
}

/**
 * biz_matcher_new:
 * @options: (nullable): what is tolerated; %NULL for the defaults
 *
 * Returns: (transfer full): an engine that knows nothing yet
 */
BizMatcher *
biz_matcher_new (const BizMatchOptions *options)
{
  BizMatcher *self = g_new0 (BizMatcher, 1);

  self->options = options != NULL ? *options : biz_match_default_options;
  self->chunk = g_string_chunk_new (64 * 1024);
  self->scratch = g_string_sized_new (128);
  self->currencies = g_ptr_array_new ();
  self->items = g_array_new (FALSE, FALSE, sizeof (MatchItem));
  self->partners = g_array_new (FALSE, FALSE, sizeof (MatchPartner));
  self->accounts = g_array_new (FALSE, FALSE, sizeof (MatchAccount));
  self->rules = biz_match_rules_new ();
  self->memory = biz_match_memory_new ();

  return self;
}

/**
 * biz_matcher_free:
 * @self: (transfer full) (nullable): an engine
 */
void
biz_matcher_free (BizMatcher *self)
{
  if (self == NULL)
    return;
  clear_indexes (self);
  g_array_unref (self->items);
  g_array_unref (self->partners);
  g_array_unref (self->accounts);
  biz_match_rules_free (self->rules);
  biz_match_memory_free (self->memory);
  g_ptr_array_unref (self->currencies);
  g_string_free (self->scratch, TRUE);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

/**
 * biz_matcher_add_partner:
 * @self: an engine
 * @partner: a customer; again with the same id for a second account
 */
void
biz_matcher_add_partner (BizMatcher *self, const BizMatchPartner *partner)
{
  MatchPartner added = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (partner != NULL);

  if (self->is_indexed)
    clear_indexes (self);
  added.id = partner->id;
  added.name = keep (self, partner->name);
  g_array_append_val (self->partners, added);
  if (partner->account != NULL && *partner->account != '\0')
    {
      MatchAccount account = { keep (self, partner->account), partner->id };

      g_array_append_val (self->accounts, account);
    }
}

/**
 * biz_matcher_add_item:
 * @self: an engine
 * @item: an open item; with nothing left, or more than any money, it is passed over
 */
void
biz_matcher_add_item (BizMatcher *self, const BizMatchItem *item)
{
  MatchItem added = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (item != NULL);

  if (item->residual.minor == 0 || ABS (item->residual.minor / 2) > MAX_MINOR / 2)
    return;
  if (self->is_indexed)
    clear_indexes (self);
  added.id = item->id;
  added.partner_id = item->partner_id;
  added.residual = item->residual.minor;
  added.number = keep (self, item->number);
  added.ref = keep (self, item->ref);
  added.date = get_day (&item->date);
  added.due = get_day (&item->due);
  added.discount_date = get_day (&item->discount_date);
  added.currency = intern_currency (self, item->residual.currency);
  added.partner = BIZ_MATCH_NO_INDEX;
  if (added.discount_date != 0 && ABS (item->discount_residual.minor) < ABS (added.residual)
      && (item->discount_residual.minor < 0) == (added.residual < 0))
    added.discount = item->discount_residual.minor;
  g_array_append_val (self->items, added);
}

/**
 * biz_matcher_add_rule:
 * @self: an engine
 * @rule: of a person or of the server
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where its pattern cannot be read
 */
gboolean
biz_matcher_add_rule (BizMatcher *self, const BizMatchRule *rule, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return biz_match_rules_add (self->rules, rule, error);
}

/**
 * biz_matcher_learn:
 * @self: an engine
 * @line: an earlier line, decided by a person
 * @partner_id: the customer whose items it cleared, 0 for none
 * @account_id: the account it was booked to, 0 where it cleared items
 */
void
biz_matcher_learn (BizMatcher *self, const BizMatchLine *line, gint64 partner_id, gint64 account_id)
{
  g_return_if_fail (self != NULL);

  biz_match_memory_learn (self->memory, line, partner_id, account_id);
}

/**
 * biz_matcher_run:
 * @self: an engine
 * @lines: (array length=n_lines): bank lines
 * @n_lines: how many
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * No item is in two proposals. Lines are judged alike whatever their order.
 *
 * Returns: (transfer full) (element-type BizMatchProposal): one for each line, in their order;
 *   %NULL only when cancelled
 */
GPtrArray *
biz_matcher_run (BizMatcher *self,
                 const BizMatchLine *lines,
                 guint n_lines,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (lines != NULL || n_lines == 0, NULL);

  if (!self->is_indexed)
    {
      clear_indexes (self);
      drop_double_partners (self);
      index_partners (self);
      index_items (self);
      make_pools (self);
      self->is_indexed = TRUE;
    }

  return biz_match_assign (self, lines, n_lines, cancellable, error);
}
