/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const BizAgeingItem *one = a, *other = b;
  int order = strcmp (one->open_document.currency, other->open_document.currency);

  if (order == 0 && g_date_valid (&one->date) && g_date_valid (&other->date))
    order = g_date_compare (&one->date, &other->date);
  if (order != 0)
    return order;

  return one->id < other->id ? -1 : one->id > other->id;
}

/**
 * biz_account_new:
 * @company_id: whom it is owed
 * @as_of: a day
 * @items: (transfer full) (element-type BizAgeingItem): open at its end
 *
 * Returns: (transfer full): an account without names
 */
BizAccount *
biz_account_new (gint64 company_id, const GDate *as_of, GArray *items)
{
  BizAccount *self;

  g_return_val_if_fail (as_of != NULL && items != NULL, NULL);

  self = g_new0 (BizAccount, 1);
  self->company_id = company_id;
  self->as_of = *as_of;
  self->items = items;
  self->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_account_contact_free);
  self->customer.address = g_new0 (char *, 1);
  self->seller.address = g_new0 (char *, 1);
  g_array_sort (self->items, compare_items);

  return self;
}

void
biz_account_free (BizAccount *self)
{
  if (self == NULL)
    return;
  biz_paper_party_clear (&self->customer);
  biz_paper_party_clear (&self->seller);
  biz_paper_bank_clear (&self->bank);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

BizAccountContact *
biz_account_contact_new (gint64 id, const char *name, const char *email)
{
  BizAccountContact *self = g_new0 (BizAccountContact, 1);

  self->id = id;
  self->name = g_strdup (name != NULL ? name : "");
  self->email = g_strdup (email != NULL ? email : "");

  return self;
}

void
biz_account_contact_free (BizAccountContact *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->email);
  g_free (self);
}

void
biz_account_take_contact (BizAccount *self, BizAccountContact *contact)
{
  g_return_if_fail (self != NULL && contact != NULL);

  g_ptr_array_add (self->contacts, contact);
}

static gint
compare_contacts (gconstpointer a, gconstpointer b)
{
  const BizAccountContact *one = *(BizAccountContact *const *)a;
  const BizAccountContact *other = *(BizAccountContact *const *)b;
  int order;

  if (one->for_invoices != other->for_invoices)
    return one->for_invoices ? -1 : 1;
  if (one->is_customer != other->is_customer)
    return one->is_customer ? -1 : 1;
  order = one->for_invoices ? 0 : g_utf8_collate (one->name, other->name);
  if (order != 0)
    return order;

  return one->id < other->id ? -1 : one->id > other->id;
}

void
biz_account_sort_contacts (BizAccount *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_sort (self->contacts, compare_contacts);
}

static gboolean
is_addressed (const BizAccount *self, gint64 partner_id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, BizAgeingItem, i).partner_id == partner_id)
      return TRUE;

  return FALSE;
}

const BizAccountContact *
biz_account_get_recipient (const BizAccount *self)
{
  const BizAccountContact *best = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->contacts->len; i++)
    {
      const BizAccountContact *contact = g_ptr_array_index (self->contacts, i);

      if (contact->for_invoices && is_addressed (self, contact->id))
        return contact;
      if (best == NULL && (contact->for_invoices || contact->is_customer))
        best = contact;
    }

  return best;
}

void
biz_account_init_plan (const BizAccount *self, BizAgeingPlan *plan)
{
  g_return_if_fail (self != NULL && plan != NULL);

  *plan = (BizAgeingPlan){ .as_of = self->as_of,
                           .by = BIZ_AGEING_BY_CURRENCY,
                           .from = BIZ_AGEING_FROM_DUE,
                           .in_document = TRUE };
  biz_ageing_plan_set_limits (plan, BIZ_AGEING_LIMITS, NULL);
}

GArray *
biz_account_add_up (const BizAccount *self, GError **error)
{
  BizAgeingPlan plan;

  g_return_val_if_fail (self != NULL, NULL);

  biz_account_init_plan (self, &plan);

  return biz_ageing_compute (&plan, (const BizAgeingItem *)(gpointer)self->items->data,
                             self->items->len, error);
}

/**
 * biz_account_get_overdue:
 * @row: a sum of biz_account_add_up()
 * @overdue: (out): all its buckets but the first
 * @error: return location
 *
 * Returns: FALSE where it does not fit
 */
gboolean
biz_account_get_overdue (const BizAgeingRow *row, BizMoney *overdue, GError **error)
{
  g_return_val_if_fail (row != NULL && overdue != NULL, FALSE);

  return biz_money_subtract (&row->total, &row->buckets[0], overdue, error);
}

char *
biz_account_dup_file_name (const BizAccount *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  name = g_utf8_make_valid (self->customer.name != NULL ? self->customer.name : "", -1);
  for (char *p = name; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && !((guchar)*p >= 0x80))
        *p = '_';
    }

  /* Translators: the name of a file: a customer, and year, month and day of a statement of account
   */
  return g_strdup_printf (_ ("Statement_%s_%04d-%02d-%02d.pdf"), name,
                          g_date_get_year (&self->as_of), (int)g_date_get_month (&self->as_of),
                          g_date_get_day (&self->as_of));
}
