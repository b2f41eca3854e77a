/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-book-private.h"

#include <string.h>

/* What makes a row of its own before companies are put together. */
typedef struct
{
  gint64 id;
  gint64 company_id;
  char currency[7];
} Key;

/* Rows as they grow. */
typedef struct
{
  BizExposureBook *book;
  const BizExposurePlan *plan;
  BizAgeingPlan ages;
  GArray *rows;       /* (owned) (element-type BizExposureRow) */
  GHashTable *places; /* (owned): Key -> place */
} Count;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->id) * 31 + g_int64_hash (&key->company_id)
         + g_str_hash (key->currency);
}

static gboolean
keys_are_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static void
clear_row (gpointer data)
{
  BizExposureRow *row = data;

  g_clear_pointer (&row->name, g_ref_string_release);
  g_clear_pointer (&row->company, g_ref_string_release);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (BizExposureRow));

  g_array_set_clear_func (rows, clear_row);

  return rows;
}

static void
count_init (Count *self, BizExposureBook *book, const BizExposurePlan *plan)
{
  *self = (Count){ .book = book, .plan = plan };
  self->ages.as_of = book->as_of;
  memcpy (self->ages.limits, plan->limits, sizeof plan->limits);
  self->ages.n_limits = plan->n_limits;
  if (plan->n_limits == 0)
    biz_ageing_plan_set_limits (&self->ages, BIZ_AGEING_LIMITS, NULL);
  self->rows = new_rows ();
  self->places = g_hash_table_new_full (hash_key, keys_are_equal, g_free, NULL);
}

static void
count_clear (Count *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

static char *
ref_name (const char *name)
{
  return name != NULL ? g_ref_string_acquire ((char *)name) : NULL;
}

static char *
make_name (Count *self, gint64 id, const BizMoney *zero)
{
  const BizExposureParty *party = biz_exposure_book_get_party (self->book, id);
  const BizExposureCompany *company;

  switch (self->plan->by)
    {
    case BIZ_EXPOSURE_BY_COMPANY:
      company = biz_exposure_book_find_company (self->book, id);
      return company != NULL && company->name != NULL ? g_ref_string_new (company->name) : NULL;
    case BIZ_EXPOSURE_BY_SALESPERSON:
      return ref_name (g_hash_table_lookup (self->book->salespeople, &id));
    case BIZ_EXPOSURE_BY_CURRENCY:
      return g_ref_string_new (zero->currency);
    case BIZ_EXPOSURE_BY_CUSTOMER:
    case BIZ_EXPOSURE_BY_GROUP:
    default:
      return party != NULL ? ref_name (party->name) : NULL;
    }
}

static gint64
find_id (Count *self, gint64 partner_id, gint64 salesperson_id, gint64 company_id)
{
  switch (self->plan->by)
    {
    case BIZ_EXPOSURE_BY_CUSTOMER:
      return partner_id;
    case BIZ_EXPOSURE_BY_GROUP:
      return biz_exposure_book_get_group (self->book, partner_id);
    case BIZ_EXPOSURE_BY_COMPANY:
      return company_id;
    case BIZ_EXPOSURE_BY_SALESPERSON:
      return salesperson_id;
    case BIZ_EXPOSURE_BY_CURRENCY:
    default:
      return 0;
    }
}

/* The row, made where it is its first; valid until the next one is made. */
static BizExposure *
take_row (Count *self, gint64 id, gint64 company_id, const BizMoney *zero)
{
  BizExposureRow row = { .id = id, .company_id = company_id };
  const BizExposureCompany *company;
  gpointer place;
  Key key;

  memset (&key, 0, sizeof key); /* the gaps too: keys are compared as bytes */
  key.id = id;
  key.company_id = company_id;
  g_strlcpy (key.currency, zero->currency, sizeof key.currency);
  if (g_hash_table_lookup_extended (self->places, &key, NULL, &place))
    return &g_array_index (self->rows, BizExposureRow, GPOINTER_TO_UINT (place)).figures;
  biz_exposure_init (&row.figures, zero);
  row.name = make_name (self, id, zero);
  company = biz_exposure_book_find_company (self->book, company_id);
  if (company != NULL && company->name != NULL)
    row.company = g_ref_string_new (company->name);
  g_hash_table_insert (self->places, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (self->rows->len));
  g_array_append_val (self->rows, row);

  return &g_array_index (self->rows, BizExposureRow, self->rows->len - 1).figures;
}

/* (nullable): where the company is none of those that are looked at */
static const BizExposureCompany *
find_scope (Count *self, gint64 company_id)
{
  if (self->plan->company_id != 0 && self->plan->company_id != company_id)
    return NULL;

  return biz_exposure_book_find_company (self->book, company_id);
}

/* The currency of rows before companies are put together. */
static const BizMoney *
get_zero (Count *self, const BizExposureCompany *company)
{
  return self->plan->together && self->plan->from_documents ? &self->plan->zero : &company->zero;
}

/* What an item has in the currency that its row is in. */
static gboolean
measure_item (Count *self, const BizExposureItem *item, BizMoney *open, GError **error)
{
  const BizMoney *zero = &self->plan->zero;

  *open = item->open;
  if (self->plan->by == BIZ_EXPOSURE_BY_CURRENCY)
    *open = item->open_document;
  else if (self->plan->together && self->plan->from_documents)
    return biz_rates_convert (self->book->rates,
                              strcmp (item->open_document.currency, zero->currency) == 0
                                  ? &item->open_document
                                  : &item->open,
                              zero, open, error);

  return TRUE;
}

static gboolean
count_item (Count *self, const BizExposureItem *item, GError **error)
{
  const gboolean in_document = self->plan->by == BIZ_EXPOSURE_BY_CURRENCY;
  BizExposure *row;
  BizMoney *bucket;
  BizMoney open;
  int age;

  if (find_scope (self, item->company_id) == NULL)
    return TRUE;
  if (!measure_item (self, item, &open, error))
    return FALSE;
  age = g_date_valid (&item->due) ? g_date_days_between (&item->due, &self->ages.as_of) : 0;
  row = take_row (self, find_id (self, item->partner_id, item->salesperson_id, item->company_id),
                  in_document ? 0 : item->company_id, &open);
  bucket = &row->buckets[biz_ageing_plan_get_bucket (&self->ages, age)];
  row->n_items++;
  if (open.minor > 0)
    row->oldest = MAX (row->oldest, age);

  return biz_money_add (bucket, &open, bucket, error);
}

static gboolean
count_order (Count *self, const BizExposureOrder *order, GError **error)
{
  const gboolean in_document = self->plan->by == BIZ_EXPOSURE_BY_CURRENCY;
  const BizExposureCompany *company = find_scope (self, order->company_id);
  /* its invoice will be of the commercial entity */
  const gint64 partner = biz_exposure_book_get_group (self->book, order->partner_id);
  BizMoney to_invoice, to_deliver;
  const BizMoney *zero;
  BizExposure *row;

  if (company == NULL)
    return TRUE;
  zero = in_document ? &order->to_invoice : get_zero (self, company);
  if (!biz_rates_convert (self->book->rates, &order->to_invoice, zero, &to_invoice, error)
      || !biz_rates_convert (self->book->rates, &order->to_deliver, zero, &to_deliver, error))
    return FALSE;
  row = take_row (self, find_id (self, partner, order->salesperson_id, order->company_id),
                  in_document ? 0 : order->company_id, zero);
  row->n_orders++;

  return biz_money_add (&row->to_invoice, &to_invoice, &row->to_invoice, error)
         && biz_money_add (&row->to_deliver, &to_deliver, &row->to_deliver, error);
}

static gboolean
set_limit (Count *self, BizExposure *figures, const BizCreditAccount *account, GError **error)
{
  if (account == NULL)
    return TRUE;
  figures->kind = account->kind;

  return biz_rates_convert (self->book->rates, &account->limit, &figures->open, &figures->limit,
                            error)
         && biz_rates_convert (self->book->rates, &account->insured, &figures->open,
                               &figures->insured, error);
}

/* Customers that are no commercial entity share the limit of theirs. */
static gboolean
settle_rows (Count *self, GError **error)
{
  const gboolean has_limits =
      self->plan->by == BIZ_EXPOSURE_BY_CUSTOMER || self->plan->by == BIZ_EXPOSURE_BY_GROUP;

  for (guint i = 0; i < self->rows->len; i++)
    {
      BizExposureRow *row = &g_array_index (self->rows, BizExposureRow, i);

      if (has_limits && biz_exposure_book_get_group (self->book, row->id) == row->id
          && !set_limit (self, &row->figures,
                         biz_exposure_book_get_account (self->book, row->id, row->company_id),
                         error))
        return FALSE;
      if (!biz_exposure_settle (&row->figures, error))
        return FALSE;
    }

  return TRUE;
}

/* Figures of one company in the currency of @zero. */
static gboolean
convert (
    BizRates *rates, const BizExposure *from, const BizMoney *zero, BizExposure *to, GError **error)
{
  biz_exposure_init (to, zero);
  to->kind = from->kind;
  to->oldest = from->oldest;
  to->n_items = from->n_items;
  to->n_orders = from->n_orders;
  for (guint i = 0; i < BIZ_AGEING_MAX_BUCKETS; i++)
    {
      if (!biz_rates_convert (rates, &from->buckets[i], zero, &to->buckets[i], error))
        return FALSE;
    }

  return biz_rates_convert (rates, &from->to_invoice, zero, &to->to_invoice, error)
         && biz_rates_convert (rates, &from->to_deliver, zero, &to->to_deliver, error)
         && biz_rates_convert (rates, &from->document, zero, &to->document, error)
         && biz_rates_convert (rates, &from->insured, zero, &to->insured, error)
         && biz_rates_convert (rates, &from->limit, zero, &to->limit, error)
         && biz_exposure_settle (to, error);
}

/* One row over all companies, in the currency that is wanted. */
static gboolean
put_together (Count *self, GError **error)
{
  g_auto (Count) sum = { 0 };

  count_init (&sum, self->book, self->plan);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const BizExposureRow *part = &g_array_index (self->rows, BizExposureRow, i);
      BizExposure converted;
      BizExposure *row = take_row (&sum, part->id, 0, &self->plan->zero);

      if (!convert (self->book->rates, &part->figures, &self->plan->zero, &converted, error)
          || !biz_exposure_add (row, &converted, error))
        return FALSE;
    }
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = g_steal_pointer (&sum.rows);

  return TRUE;
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const BizExposureRow *left = a;
  const BizExposureRow *right = b;
  const BizMoney *of_left = &left->figures.total;
  const BizMoney *of_right = &right->figures.total;
  int order = strcmp (of_left->currency, of_right->currency);

  if (order != 0)
    return order;
  if (of_left->minor != of_right->minor)
    return of_left->minor > of_right->minor ? -1 : 1;
  order = g_strcmp0 (left->name, right->name);
  if (order != 0)
    return order;
  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;

  return left->company_id < right->company_id ? -1 : left->company_id > right->company_id;
}

/**
 * biz_exposure_book_compute:
 * @self: a sealed book
 * @plan: what is wanted
 * @error: return location
 *
 * Adds up by row. Items count with the customer that they name; orders with the commercial entity
 * of who is invoiced, as the invoice will. Order parts in another currency than the company's are
 * converted by the server's rates.
 *
 * Returns: (transfer full) (element-type BizExposureRow): the rows; %NULL with
 *   ERP_ERROR_VALIDATION where an amount does not fit or a rate is missing
 */
GArray *
biz_exposure_book_compute (BizExposureBook *self, const BizExposurePlan *plan, GError **error)
{
  g_auto (Count) count = { 0 };

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && self->shares != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  count_init (&count, self, plan);
  for (guint i = 0; i < self->items->len; i++)
    {
      if (!count_item (&count, &g_array_index (self->items, BizExposureItem, i), error))
        return NULL;
    }
  for (guint i = 0; i < self->orders->len; i++)
    {
      if (!count_order (&count, &g_array_index (self->orders, BizExposureOrder, i), error))
        return NULL;
    }
  if (!settle_rows (&count, error)
      || (plan->together && plan->by != BIZ_EXPOSURE_BY_CURRENCY && !put_together (&count, error)))
    return NULL;
  g_array_sort (count.rows, compare_rows);

  return g_steal_pointer (&count.rows);
}

static gboolean
count_share (Count *self, gint64 group_id, GError **error)
{
  const BizExposureShare *share = biz_exposure_book_find_share (self->book, group_id);

  for (guint i = 0; share != NULL && i < share->items->len; i++)
    {
      const guint place = g_array_index (share->items, guint, i);

      if (!count_item (self, &g_array_index (self->book->items, BizExposureItem, place), error))
        return FALSE;
    }
  for (guint i = 0; share != NULL && i < share->orders->len; i++)
    {
      const guint place = g_array_index (share->orders, guint, i);

      if (!count_order (self, &g_array_index (self->book->orders, BizExposureOrder, place), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
count_document (Count *self, gint64 group_id, const BizExposureDocument *document, GError **error)
{
  const BizExposureCompany *company;
  BizMoney amount;
  BizExposure *row;

  if (document == NULL)
    return TRUE;
  company = find_scope (self, document->company_id);
  if (company == NULL || document->is_confirmed
      || (document->order_id != 0
          && g_hash_table_contains (self->book->order_places, &document->order_id)))
    return TRUE;
  if (!biz_rates_convert (self->book->rates, &document->amount, get_zero (self, company), &amount,
                          error))
    return FALSE;
  row = take_row (self, group_id, document->company_id, get_zero (self, company));

  return biz_money_add (&row->document, &amount, &row->document, error);
}

/* A limit of his own counts wherever he has it; the default where he has something open. Without
 * either, what the first company would give him. */
static void
add_limits (Count *self, gint64 group_id)
{
  const guint n = self->book->companies->len;
  const BizExposureCompany *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      const BizExposureCompany *company =
          &g_array_index (self->book->companies, BizExposureCompany, i);
      const BizCreditAccount *account =
          biz_exposure_book_get_account (self->book, group_id, company->id);

      if (find_scope (self, company->id) == NULL || account == NULL)
        continue;
      if (account->kind == BIZ_LIMIT_OWN)
        take_row (self, group_id, company->id, get_zero (self, company));
      if (first == NULL && account->kind != BIZ_LIMIT_NONE)
        first = company;
    }
  if (self->rows->len == 0 && first != NULL)
    take_row (self, group_id, first->id, get_zero (self, first));
}

/**
 * biz_exposure_book_get:
 * @self: a sealed book
 * @plan: what is wanted; what a row is does not matter. Together where it says so or names no
 *   company, in the currency of its @zero
 * @partner_id: a customer, or anybody of his commercial entity
 * @document: (nullable): counts where it is not in the book as an order already
 * @figures: (out): of the commercial entity
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where an amount does not fit or a rate is missing
 */
gboolean
biz_exposure_book_get (BizExposureBook *self,
                       const BizExposurePlan *plan,
                       gint64 partner_id,
                       const BizExposureDocument *document,
                       BizExposure *figures,
                       GError **error)
{
  g_auto (Count) count = { 0 };
  BizExposurePlan own;
  const BizExposureCompany *company;
  gint64 group;

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && self->shares != NULL, FALSE);
  g_return_val_if_fail (plan != NULL && figures != NULL, FALSE);

  own = *plan;
  own.by = BIZ_EXPOSURE_BY_GROUP;
  company = plan->company_id != 0 ? biz_exposure_book_find_company (self, plan->company_id) : NULL;
  if (!own.together && company != NULL)
    own.zero = company->zero;
  group = biz_exposure_book_get_group (self, partner_id);
  biz_exposure_init (figures, &own.zero);
  count_init (&count, self, &own);
  if (!count_share (&count, group, error) || !count_document (&count, group, document, error))
    return FALSE;
  add_limits (&count, group);
  if (!settle_rows (&count, error) || !put_together (&count, error))
    return FALSE;
  if (count.rows->len > 0)
    *figures = g_array_index (count.rows, BizExposureRow, 0).figures;

  return TRUE;
}

typedef struct
{
  BizMoney zero;
  BizMoney weight;
} Weight;

static void
weigh (BizExposureBook *self, GArray *weights, const BizMoney *amount, const BizMoney *zero)
{
  BizMoney worth;

  if (!biz_rates_convert (self->rates, amount, zero, &worth, NULL))
    worth = biz_money_zero (zero->currency, zero->digits);
  worth = biz_money_abs (&worth);
  for (guint i = 0; i < weights->len; i++)
    {
      Weight *weight = &g_array_index (weights, Weight, i);

      if (strcmp (weight->zero.currency, amount->currency) == 0)
        {
          (void)biz_money_add (&weight->weight, &worth, &weight->weight, NULL);
          return;
        }
    }
  g_array_append_val (weights, ((Weight){ .zero = *amount, .weight = worth }));
}

/**
 * biz_exposure_book_find_currency:
 * @self: a sealed book
 * @partner_id: a customer
 * @company_id: whose currency it is where the customer has nothing
 * @zero: (out): nothing, in the currency that the customer has most in
 *
 * Returns: FALSE where the company is not in the book
 */
gboolean
biz_exposure_book_find_currency (BizExposureBook *self,
                                 gint64 partner_id,
                                 gint64 company_id,
                                 BizMoney *zero)
{
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (Weight));
  const BizExposureShare *share;
  BizMoney home, best;

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && self->shares != NULL, FALSE);
  g_return_val_if_fail (zero != NULL, FALSE);

  if (!biz_exposure_book_get_company (self, company_id, &home, NULL))
    return FALSE;
  share = biz_exposure_book_find_share (self, biz_exposure_book_get_group (self, partner_id));
  for (guint i = 0; share != NULL && i < share->items->len; i++)
    weigh (self, weights,
           &g_array_index (self->items, BizExposureItem, g_array_index (share->items, guint, i))
                .open_document,
           &home);
  for (guint i = 0; share != NULL && i < share->orders->len; i++)
    {
      const BizExposureOrder *order =
          &g_array_index (self->orders, BizExposureOrder, g_array_index (share->orders, guint, i));

      weigh (self, weights, &order->to_invoice, &home);
      weigh (self, weights, &order->to_deliver, &home);
    }
  best = *zero = home;
  for (guint i = 0; i < weights->len; i++)
    {
      const Weight *weight = &g_array_index (weights, Weight, i);

      if (weight->weight.minor > best.minor)
        {
          best.minor = weight->weight.minor;
          *zero = weight->zero;
        }
    }
  zero->minor = 0;

  return TRUE;
}
