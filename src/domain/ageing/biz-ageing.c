/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing.h"

#include <string.h>

/* What makes a row of its own: the same customer in two currencies has two. */
typedef struct
{
  gint64 id;
  char name[7]; /* of a document's currency, where rows are such; else empty */
  char currency[7];
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->id) ^ (g_str_hash (key->currency) * 31) ^ g_str_hash (key->name);
}

static gboolean
keys_are_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

void
biz_ageing_item_clear (BizAgeingItem *self)
{
  g_clear_pointer (&self->company, g_ref_string_release);
  g_clear_pointer (&self->partner, g_ref_string_release);
  g_clear_pointer (&self->group, g_ref_string_release);
  g_clear_pointer (&self->salesperson, g_ref_string_release);
  g_clear_pointer (&self->document, g_ref_string_release);
}

void
biz_ageing_ledger_clear (BizAgeingLedger *self)
{
  g_clear_pointer (&self->company, g_ref_string_release);
  g_clear_pointer (&self->account, g_ref_string_release);
}

static void
clear_row (gpointer data)
{
  BizAgeingRow *row = data;

  g_clear_pointer (&row->name, g_ref_string_release);
}

static void
clear_foot (gpointer data)
{
  BizAgeingFoot *foot = data;

  g_clear_pointer (&foot->company, g_ref_string_release);
  g_clear_pointer (&foot->account, g_ref_string_release);
}

static char *
ref_name (char *name)
{
  return name != NULL ? g_ref_string_acquire (name) : NULL;
}

static gboolean
add_minor (BizMoney *money, gint64 minor, GError **error)
{
  BizMoney other = *money;

  other.minor = minor;

  return biz_money_add (money, &other, money, error);
}

/* id -> its place, for those that are there */
static GHashTable *
index_items (GArray *items)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < items->len; i++)
    {
      BizAgeingItem *item = &g_array_index (items, BizAgeingItem, i);

      g_hash_table_insert (index, &item->id, item);
    }

  return index;
}

static gboolean
give_back (BizAgeingItem *item, int sign, gint64 amount, gint64 amount_document, GError **error)
{
  return item == NULL
         || (add_minor (&item->open, sign * amount, error)
             && add_minor (&item->open_document, sign * amount_document, error));
}

static void
keep_open (GArray *items, const GDate *as_of)
{
  guint kept = 0;

  for (guint i = 0; i < items->len; i++)
    {
      BizAgeingItem *item = &g_array_index (items, BizAgeingItem, i);
      BizAgeingItem spare;

      if ((g_date_valid (&item->date) && g_date_compare (&item->date, as_of) > 0)
          || (item->open.minor == 0 && item->open_document.minor == 0))
        continue;
      /* swapped, not copied: what is left behind is cleared with its names */
      spare = g_array_index (items, BizAgeingItem, kept);
      g_array_index (items, BizAgeingItem, kept++) = *item;
      *item = spare;
    }
  g_array_set_size (items, kept);
}

/**
 * biz_ageing_take_back:
 * @items: (element-type BizAgeingItem): with what is open now; changed. Complete are those that are
 *   open now, and those in @matches; has biz_ageing_item_clear() as its clear function
 * @matches: (array length=n_matches): all that were matched after @as_of, at least
 * @n_matches: how many
 * @as_of: a day
 * @error: return location
 *
 * Gives back what was matched after the end of @as_of.
 *
 * Returns: FALSE where an amount does not fit
 */
gboolean
biz_ageing_take_back (GArray *items,
                      const BizAgeingMatch *matches,
                      gsize n_matches,
                      const GDate *as_of,
                      GError **error)
{
  g_autoptr (GHashTable) index = NULL;

  g_return_val_if_fail (items != NULL, FALSE);
  g_return_val_if_fail (as_of != NULL && g_date_valid (as_of), FALSE);

  index = index_items (items);
  for (gsize i = 0; i < n_matches; i++)
    {
      const BizAgeingMatch *match = &matches[i];

      if (!g_date_valid (&match->max_date) || g_date_compare (&match->max_date, as_of) <= 0)
        continue;
      if (!give_back (g_hash_table_lookup (index, &match->debit_id), 1, match->amount,
                      match->debit_amount, error)
          || !give_back (g_hash_table_lookup (index, &match->credit_id), -1, match->amount,
                         match->credit_amount, error))
        return FALSE;
    }
  keep_open (items, as_of);

  return TRUE;
}

/* (transfer none) (nullable): the name of the row; its key in @key */
static char *
make_key (const BizAgeingPlan *plan, const BizAgeingItem *item, Key *key)
{
  const BizMoney *open = plan->in_document ? &item->open_document : &item->open;

  memset (key, 0, sizeof *key); /* the gaps too: keys are compared as bytes */
  g_strlcpy (key->currency, open->currency, sizeof key->currency);
  switch (plan->by)
    {
    case BIZ_AGEING_BY_CUSTOMER:
      key->id = item->partner_id;
      return item->partner;
    case BIZ_AGEING_BY_GROUP:
      key->id = item->group_id;
      return item->group;
    case BIZ_AGEING_BY_SALESPERSON:
      key->id = item->salesperson_id;
      return item->salesperson;
    case BIZ_AGEING_BY_COMPANY:
      key->id = item->company_id;
      return item->company;
    case BIZ_AGEING_BY_CURRENCY:
    default:
      g_strlcpy (key->name, item->open_document.currency, sizeof key->name);
      return NULL;
    }
}

static void
init_row (BizAgeingRow *row, const BizMoney *currency)
{
  *row = (BizAgeingRow){ .oldest = G_MININT };
  row->total = *currency;
  row->total.minor = 0;
  for (guint i = 0; i < BIZ_AGEING_MAX_BUCKETS; i++)
    row->buckets[i] = row->total;
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const BizAgeingRow *left = a;
  const BizAgeingRow *right = b;
  int order = strcmp (left->total.currency, right->total.currency);

  if (order != 0)
    return order;
  if (left->total.minor != right->total.minor)
    return left->total.minor > right->total.minor ? -1 : 1;
  order = g_strcmp0 (left->name, right->name);
  if (order != 0)
    return order;

  return left->id < right->id ? -1 : left->id > right->id;
}

/* The place of the row of @item, made where it is its first. */
static guint
find_row (GArray *rows, GHashTable *places, const BizAgeingPlan *plan, const BizAgeingItem *item)
{
  const BizMoney *open = plan->in_document ? &item->open_document : &item->open;
  BizAgeingRow row;
  gpointer place;
  Key key;
  char *name = make_key (plan, item, &key);

  if (g_hash_table_lookup_extended (places, &key, NULL, &place))
    return GPOINTER_TO_UINT (place);
  init_row (&row, open);
  row.id = key.id;
  row.name = *key.name != '\0' ? g_ref_string_new (key.name) : ref_name (name);
  g_hash_table_insert (places, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (rows->len));
  g_array_append_val (rows, row);

  return rows->len - 1;
}

/**
 * biz_ageing_compute:
 * @plan: what is wanted
 * @items: (array length=n_items): open on the day of @plan
 * @n_items: how many
 * @error: return location
 *
 * Adds items up by row and age. The order of @items does not matter.
 *
 * Returns: (transfer full) (element-type BizAgeingRow): the rows; %NULL where an amount does not
 * fit
 */
GArray *
biz_ageing_compute (const BizAgeingPlan *plan,
                    const BizAgeingItem *items,
                    gsize n_items,
                    GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (BizAgeingRow));
  g_autoptr (GHashTable) places = g_hash_table_new_full (hash_key, keys_are_equal, g_free, NULL);

  g_return_val_if_fail (plan != NULL && g_date_valid (&plan->as_of), NULL);

  g_array_set_clear_func (rows, clear_row);
  for (gsize i = 0; i < n_items; i++)
    {
      const BizAgeingItem *item = &items[i];
      const BizMoney *open = plan->in_document ? &item->open_document : &item->open;
      const int age = biz_ageing_plan_get_age (plan, item);
      BizAgeingRow *row;
      BizMoney *bucket;
      guint place;

      if (plan->company_id != 0 && item->company_id != plan->company_id)
        continue;
      place = find_row (rows, places, plan, item);
      row = &g_array_index (rows, BizAgeingRow, place);
      bucket = &row->buckets[biz_ageing_plan_get_bucket (plan, age)];
      if (!biz_money_add (&row->total, open, &row->total, error)
          || !biz_money_add (bucket, open, bucket, error))
        return NULL;
      row->n_items++;
      if (open->minor > 0)
        row->oldest = MAX (row->oldest, age);
    }
  g_array_sort (rows, compare_rows);

  return g_steal_pointer (&rows);
}

/* The row of @currency at the end of @sums, or a new one: rows come currency by currency. */
static BizAgeingRow *
take_sum (GArray *sums, const BizMoney *currency)
{
  BizAgeingRow row;

  if (sums->len > 0)
    {
      BizAgeingRow *last = &g_array_index (sums, BizAgeingRow, sums->len - 1);

      if (strcmp (last->total.currency, currency->currency) == 0)
        return last;
    }
  init_row (&row, currency);
  g_array_append_val (sums, row);

  return &g_array_index (sums, BizAgeingRow, sums->len - 1);
}

/**
 * biz_ageing_add_up:
 * @plan: as for the rows
 * @rows: (element-type BizAgeingRow): what biz_ageing_compute() gave
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizAgeingRow): one sum a currency; %NULL where it does not
 *   fit
 */
GArray *
biz_ageing_add_up (const BizAgeingPlan *plan, GArray *rows, GError **error)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (BizAgeingRow));

  g_return_val_if_fail (plan != NULL && rows != NULL, NULL);

  g_array_set_clear_func (sums, clear_row);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);
      BizAgeingRow *sum = take_sum (sums, &row->total);

      if (!biz_money_add (&sum->total, &row->total, &sum->total, error))
        return NULL;
      for (guint k = 0; k < biz_ageing_plan_get_n_buckets (plan); k++)
        {
          if (!biz_money_add (&sum->buckets[k], &row->buckets[k], &sum->buckets[k], error))
            return NULL;
        }
      sum->n_items += row->n_items;
      sum->oldest = MAX (sum->oldest, row->oldest);
    }

  return g_steal_pointer (&sums);
}

static BizAgeingFoot *
take_foot (GArray *feet, gint64 company_id, gint64 account_id, const BizMoney *currency)
{
  BizAgeingFoot foot = { .company_id = company_id, .account_id = account_id };

  for (guint i = 0; i < feet->len; i++)
    {
      BizAgeingFoot *there = &g_array_index (feet, BizAgeingFoot, i);

      if (there->company_id == company_id && there->account_id == account_id
          && strcmp (there->open.currency, currency->currency) == 0)
        return there;
    }
  foot.open = *currency;
  foot.open.minor = 0;
  foot.ledger = foot.difference = foot.open;
  g_array_append_val (feet, foot);

  return &g_array_index (feet, BizAgeingFoot, feet->len - 1);
}

static gint
compare_feet (gconstpointer a, gconstpointer b)
{
  const BizAgeingFoot *left = a;
  const BizAgeingFoot *right = b;

  if (left->company_id != right->company_id)
    return left->company_id < right->company_id ? -1 : 1;
  if (left->account_id != right->account_id)
    return left->account_id < right->account_id ? -1 : 1;

  return strcmp (left->open.currency, right->open.currency);
}

static gboolean
foot_ledger (GArray *feet, const BizAgeingPlan *plan, const BizAgeingLedger *ledger, GError **error)
{
  const BizMoney *balance = plan->in_document ? &ledger->balance_document : &ledger->balance;
  BizAgeingFoot *foot;

  if (plan->company_id != 0 && ledger->company_id != plan->company_id)
    return TRUE;
  foot = take_foot (feet, plan->in_document ? 0 : ledger->company_id,
                    plan->in_document ? 0 : ledger->account_id, balance);
  if (foot->account == NULL && !plan->in_document)
    {
      foot->company = ref_name (ledger->company);
      foot->account = ref_name (ledger->account);
    }

  return biz_money_add (&foot->ledger, balance, &foot->ledger, error);
}

/**
 * biz_ageing_foot:
 * @plan: what is wanted
 * @items: (array length=n_items): open on the day of @plan
 * @n_items: how many
 * @ledger: (array length=n_ledger): what the accounts say on that day
 * @n_ledger: how many
 * @error: return location
 *
 * Compares the open items with the ledger.
 *
 * Returns: (transfer full) (element-type BizAgeingFoot): the accounts; %NULL where an amount does
 *   not fit
 */
GArray *
biz_ageing_foot (const BizAgeingPlan *plan,
                 const BizAgeingItem *items,
                 gsize n_items,
                 const BizAgeingLedger *ledger,
                 gsize n_ledger,
                 GError **error)
{
  g_autoptr (GArray) feet = g_array_new (FALSE, FALSE, sizeof (BizAgeingFoot));

  g_return_val_if_fail (plan != NULL, NULL);

  g_array_set_clear_func (feet, clear_foot);
  for (gsize i = 0; i < n_ledger; i++)
    {
      if (!foot_ledger (feet, plan, &ledger[i], error))
        return NULL;
    }
  for (gsize i = 0; i < n_items; i++)
    {
      const BizMoney *open = plan->in_document ? &items[i].open_document : &items[i].open;
      BizAgeingFoot *foot;

      if (plan->company_id != 0 && items[i].company_id != plan->company_id)
        continue;
      foot = take_foot (feet, plan->in_document ? 0 : items[i].company_id,
                        plan->in_document ? 0 : items[i].account_id, open);
      if (!biz_money_add (&foot->open, open, &foot->open, error))
        return NULL;
    }
  for (guint i = 0; i < feet->len; i++)
    {
      BizAgeingFoot *foot = &g_array_index (feet, BizAgeingFoot, i);

      if (!biz_money_subtract (&foot->ledger, &foot->open, &foot->difference, error))
        return NULL;
    }
  g_array_sort (feet, compare_feet);

  return g_steal_pointer (&feet);
}
