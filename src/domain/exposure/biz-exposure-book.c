/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-book-private.h"

#include "biz-order-risk.h"

G_DEFINE_FINAL_TYPE (BizExposureBook, biz_exposure_book, G_TYPE_OBJECT)

void
biz_exposure_order_clear (BizExposureOrder *self)
{
  g_clear_pointer (&self->name, g_ref_string_release);
}

void
biz_exposure_party_clear (BizExposureParty *self)
{
  g_clear_pointer (&self->name, g_ref_string_release);
  g_clear_pointer (&self->group, g_ref_string_release);
}

void
biz_credit_account_clear (BizCreditAccount *self)
{
  g_clear_pointer (&self->terms, g_ref_string_release);
}

static void
clear_company (gpointer data)
{
  g_clear_pointer (&((BizExposureCompany *)data)->name, g_free);
}

static void
free_party (gpointer data)
{
  biz_exposure_party_clear (data);
  g_free (data);
}

static void
free_account (gpointer data)
{
  biz_credit_account_clear (data);
  g_free (data);
}

static void
free_share (gpointer data)
{
  BizExposureShare *share = data;

  g_array_unref (share->items);
  g_array_unref (share->orders);
  g_free (share);
}

static guint
hash_account (gconstpointer data)
{
  const BizCreditAccount *account = data;

  return g_int64_hash (&account->group_id) * 31 + g_int64_hash (&account->company_id);
}

static gboolean
accounts_are_equal (gconstpointer a, gconstpointer b)
{
  const BizCreditAccount *left = a;
  const BizCreditAccount *right = b;

  return left->group_id == right->group_id && left->company_id == right->company_id;
}

static void
biz_exposure_book_finalize (GObject *object)
{
  BizExposureBook *self = BIZ_EXPOSURE_BOOK (object);

  g_clear_pointer (&self->rates, biz_rates_unref);
  g_array_unref (self->companies);
  g_array_unref (self->items);
  g_array_unref (self->orders);
  g_hash_table_unref (self->order_places);
  g_hash_table_unref (self->parties);
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->salespeople);
  g_clear_pointer (&self->shares, g_hash_table_unref);

  G_OBJECT_CLASS (biz_exposure_book_parent_class)->finalize (object);
}

static void
biz_exposure_book_class_init (BizExposureBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_exposure_book_finalize;
}

static void
biz_exposure_book_init (BizExposureBook *self)
{
  self->companies = g_array_new (FALSE, FALSE, sizeof (BizExposureCompany));
  g_array_set_clear_func (self->companies, clear_company);
  self->items = g_array_new (FALSE, FALSE, sizeof (BizExposureItem));
  self->orders = g_array_new (FALSE, FALSE, sizeof (BizExposureOrder));
  g_array_set_clear_func (self->orders, (GDestroyNotify)biz_exposure_order_clear);
  self->order_places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->parties = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_party);
  self->accounts = g_hash_table_new_full (hash_account, accounts_are_equal, free_account, NULL);
  self->salespeople = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify)g_ref_string_release);
}

/**
 * biz_exposure_book_new:
 * @as_of: the day that ages count to
 *
 * Returns: (transfer full): a book to fill
 */
BizExposureBook *
biz_exposure_book_new (const GDate *as_of)
{
  BizExposureBook *self;

  g_return_val_if_fail (as_of != NULL && g_date_valid (as_of), NULL);

  self = g_object_new (BIZ_TYPE_EXPOSURE_BOOK, NULL);
  self->as_of = *as_of;

  return self;
}

void
biz_exposure_book_add_company (BizExposureBook *self,
                               gint64 id,
                               const char *name,
                               const BizMoney *zero)
{
  BizExposureCompany company = { .id = id };

  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && zero != NULL);

  company.name = g_strdup (name);
  company.zero = *zero;
  company.zero.minor = 0;
  g_array_append_val (self->companies, company);
}

void
biz_exposure_book_add_item (BizExposureBook *self, const BizExposureItem *item)
{
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && item != NULL && self->shares == NULL);

  g_array_append_vals (self->items, item, 1);
}

/**
 * biz_exposure_book_take_order:
 * @self: a book that is filled
 * @order: what some lines of an order say; its name is taken
 * @error: return location
 *
 * Lines of the same order may come one by one.
 *
 * Returns: FALSE where a sum does not fit
 */
gboolean
biz_exposure_book_take_order (BizExposureBook *self, BizExposureOrder *order, GError **error)
{
  gpointer place;
  BizExposureOrder *there;

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), FALSE);
  g_return_val_if_fail (order != NULL && self->shares == NULL, FALSE);

  if (!g_hash_table_lookup_extended (self->order_places, &order->id, NULL, &place))
    {
      g_hash_table_insert (self->order_places, g_memdup2 (&order->id, sizeof order->id),
                           GUINT_TO_POINTER (self->orders->len));
      g_array_append_vals (self->orders, order, 1);
      order->name = NULL;
      return TRUE;
    }
  there = &g_array_index (self->orders, BizExposureOrder, GPOINTER_TO_UINT (place));
  biz_exposure_order_clear (order);

  return biz_money_add (&there->to_invoice, &order->to_invoice, &there->to_invoice, error)
         && biz_money_add (&there->to_deliver, &order->to_deliver, &there->to_deliver, error)
         && biz_money_add (&there->prepaid, &order->prepaid, &there->prepaid, error);
}

/* An entity of which only people and addresses were seen has a name, too. */
static void
name_group (BizExposureBook *self, const BizExposureParty *party)
{
  BizExposureParty *group;

  if (party->group_id == 0 || g_hash_table_contains (self->parties, &party->group_id))
    return;
  group = g_new0 (BizExposureParty, 1);
  group->id = group->group_id = party->group_id;
  group->name = party->group != NULL ? g_ref_string_acquire (party->group) : NULL;
  group->group = party->group != NULL ? g_ref_string_acquire (party->group) : NULL;
  g_hash_table_insert (self->parties, &group->id, group);
}

void
biz_exposure_book_take_party (BizExposureBook *self, BizExposureParty *party)
{
  BizExposureParty *kept;

  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && party != NULL);

  kept = g_memdup2 (party, sizeof *party);
  *party = (BizExposureParty){ 0 };
  g_hash_table_replace (self->parties, &kept->id, kept);
  name_group (self, kept);
}

void
biz_exposure_book_take_account (BizExposureBook *self, BizCreditAccount *account)
{
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && account != NULL);

  g_hash_table_add (self->accounts, g_memdup2 (account, sizeof *account));
  account->terms = NULL;
}

void
biz_exposure_book_set_salesperson (BizExposureBook *self, gint64 id, const char *name)
{
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && name != NULL);

  if (!g_hash_table_contains (self->salespeople, &id))
    g_hash_table_insert (self->salespeople, g_memdup2 (&id, sizeof id), g_ref_string_new (name));
}

void
biz_exposure_book_set_rates (BizExposureBook *self, BizRates *rates)
{
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && rates != NULL);

  g_clear_pointer (&self->rates, biz_rates_unref);
  self->rates = biz_rates_ref (rates);
}

void
biz_exposure_book_set_cut (BizExposureBook *self)
{
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self));

  self->cut = TRUE;
}

static void
settle_orders (BizExposureBook *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->orders->len; i++)
    {
      BizExposureOrder *order = &g_array_index (self->orders, BizExposureOrder, i);
      BizExposureOrder spare;

      biz_order_risk_deduct (&order->prepaid, &order->to_invoice, &order->to_deliver);
      if (order->to_invoice.minor == 0 && order->to_deliver.minor == 0)
        continue;
      /* swapped, not copied: what is left behind is cleared with its name */
      spare = g_array_index (self->orders, BizExposureOrder, kept);
      g_array_index (self->orders, BizExposureOrder, kept++) = *order;
      *order = spare;
    }
  g_array_set_size (self->orders, kept);
  /* places are stale from now on; that an order was read still counts */
}

static BizExposureShare *
take_share (BizExposureBook *self, gint64 partner_id)
{
  const gint64 group = biz_exposure_book_get_group (self, partner_id);
  BizExposureShare *share = g_hash_table_lookup (self->shares, &group);

  if (share == NULL)
    {
      share = g_new0 (BizExposureShare, 1);
      share->items = g_array_new (FALSE, FALSE, sizeof (guint));
      share->orders = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->shares, g_memdup2 (&group, sizeof group), share);
    }

  return share;
}

/**
 * biz_exposure_book_seal:
 * @self: a book that has all it will have
 *
 * From now on it is not changed, and figures can be asked for.
 */
void
biz_exposure_book_seal (BizExposureBook *self)
{
  g_return_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && self->shares == NULL);

  settle_orders (self);
  if (self->rates == NULL)
    self->rates = biz_rates_new ();
  self->shares = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_share);
  for (guint i = 0; i < self->items->len; i++)
    g_array_append_val (
        take_share (self, g_array_index (self->items, BizExposureItem, i).partner_id)->items, i);
  for (guint i = 0; i < self->orders->len; i++)
    g_array_append_val (
        take_share (self, g_array_index (self->orders, BizExposureOrder, i).partner_id)->orders, i);
}

const GDate *
biz_exposure_book_get_as_of (BizExposureBook *self)
{
  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), NULL);

  return &self->as_of;
}

gboolean
biz_exposure_book_is_cut (BizExposureBook *self)
{
  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), FALSE);

  return self->cut;
}

BizRates *
biz_exposure_book_get_rates (BizExposureBook *self)
{
  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), NULL);

  return self->rates;
}

const BizExposureItem *
biz_exposure_book_get_items (BizExposureBook *self, gsize *n_items)
{
  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && n_items != NULL, NULL);

  *n_items = self->items->len;

  return (const BizExposureItem *)(gpointer)self->items->data;
}

const BizExposureOrder *
biz_exposure_book_get_orders (BizExposureBook *self, gsize *n_orders)
{
  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && n_orders != NULL, NULL);

  *n_orders = self->orders->len;

  return (const BizExposureOrder *)(gpointer)self->orders->data;
}

GArray *
biz_exposure_book_list_companies (BizExposureBook *self)
{
  GArray *ids;

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->companies->len; i++)
    g_array_append_val (ids, g_array_index (self->companies, BizExposureCompany, i).id);

  return ids;
}

const BizExposureCompany *
biz_exposure_book_find_company (BizExposureBook *self, gint64 id)
{
  for (guint i = 0; i < self->companies->len; i++)
    {
      const BizExposureCompany *company = &g_array_index (self->companies, BizExposureCompany, i);

      if (company->id == id)
        return company;
    }

  return NULL;
}

gboolean
biz_exposure_book_get_company (BizExposureBook *self, gint64 id, BizMoney *zero, const char **name)
{
  const BizExposureCompany *company;

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self) && zero != NULL, FALSE);

  company = biz_exposure_book_find_company (self, id);
  if (company == NULL)
    return FALSE;
  *zero = company->zero;
  if (name != NULL)
    *name = company->name;

  return TRUE;
}

const BizExposureParty *
biz_exposure_book_get_party (BizExposureBook *self, gint64 partner_id)
{
  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), NULL);

  return g_hash_table_lookup (self->parties, &partner_id);
}

gint64
biz_exposure_book_get_group (BizExposureBook *self, gint64 partner_id)
{
  const BizExposureParty *party = biz_exposure_book_get_party (self, partner_id);

  return party != NULL && party->group_id != 0 ? party->group_id : partner_id;
}

const BizCreditAccount *
biz_exposure_book_get_account (BizExposureBook *self, gint64 partner_id, gint64 company_id)
{
  BizCreditAccount key = { .company_id = company_id };

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), NULL);

  key.group_id = biz_exposure_book_get_group (self, partner_id);

  return g_hash_table_lookup (self->accounts, &key);
}

const BizExposureShare *
biz_exposure_book_find_share (BizExposureBook *self, gint64 group_id)
{
  return g_hash_table_lookup (self->shares, &group_id);
}
