/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (BizCollectCustomer, biz_collect_customer, G_TYPE_OBJECT)

void
biz_collect_payment_clear (BizCollectPayment *self)
{
  g_clear_pointer (&self->customer, g_ref_string_release);
  g_clear_pointer (&self->document, g_ref_string_release);
}

void
biz_collect_action_free (BizCollectAction *self)
{
  g_free (self->model);
  g_free (self->summary);
  g_free (self->user);
  g_free (self);
}

static void
clear_item (gpointer data)
{
  BizCollectItem *item = data;

  biz_ageing_item_clear (&item->item);
}

static void
biz_collect_customer_finalize (GObject *object)
{
  BizCollectCustomer *self = BIZ_COLLECT_CUSTOMER (object);

  g_free (self->name);
  g_free (self->company);
  g_free (self->salesperson);
  g_free (self->documents);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->payments, g_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->promises, g_ptr_array_unref);
  g_clear_pointer (&self->disputes, g_ptr_array_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->actions, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_collect_customer_parent_class)->finalize (object);
}

static void
biz_collect_customer_class_init (BizCollectCustomerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_collect_customer_finalize;
}

static void
biz_collect_customer_init (BizCollectCustomer *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (BizCollectItem));
  g_array_set_clear_func (self->items, clear_item);
  self->payments = g_array_new (FALSE, FALSE, sizeof (BizCollectPayment));
  g_array_set_clear_func (self->payments, (GDestroyNotify)biz_collect_payment_clear);
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->promises = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_promise_free);
  self->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_collect_action_free);
  self->reference_rate = G_USEC_PER_SEC;
}

const BizCollectFacts *
biz_collect_customer_get_facts (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return &self->facts;
}

GArray *
biz_collect_customer_get_items (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return self->items;
}

GPtrArray *
biz_collect_customer_get_promises (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return self->promises;
}

GPtrArray *
biz_collect_customer_get_disputes (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return self->disputes;
}

GArray *
biz_collect_customer_get_payments (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return self->payments;
}

GPtrArray *
biz_collect_customer_get_contacts (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return self->contacts;
}

GPtrArray *
biz_collect_customer_get_actions (BizCollectCustomer *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_CUSTOMER (self), NULL);

  return self->actions;
}

gboolean
biz_collect_customer_is_due (BizCollectCustomer *self, const GDate *today)
{
  const BizCollectFacts *facts = biz_collect_customer_get_facts (self);

  return g_date_valid (&facts->next_on) && g_date_compare (&facts->next_on, today) <= 0;
}

/* Takes @words. */
static void
add_line (GString *text, char *words)
{
  g_string_append_printf (text, "%s\n", words);
  g_free (words);
}

/* What was taken off before days were counted. */
static void
describe_base (const BizCollectFacts *facts, GString *text)
{
  g_autofree char *disputed = biz_money_format (&facts->disputed, BIZ_MONEY_SYMBOL);
  g_autofree char *promised = biz_money_format (&facts->promised, BIZ_MONEY_SYMBOL);
  g_autofree char *credits = biz_money_format (&facts->credits, BIZ_MONEY_SYMBOL);

  if (facts->disputed.minor > 0)
    /* Translators: an amount of money. */
    add_line (text, g_strdup_printf (_ ("Disputed: %s, nobody is asked for it."), disputed));
  if (facts->promised.minor > 0)
    /* Translators: an amount of money. */
    add_line (text, g_strdup_printf (_ ("Promised and not due yet: %s."), promised));
  if (facts->credits.minor > 0)
    add_line (text, g_strdup_printf (
                        /* Translators: an amount of money. */
                        _ ("Payments and credit notes that wait to be matched: %s, taken off the "
                           "oldest."),
                        credits));
}

static gint64
get_units (const BizCollectFacts *facts)
{
  gint64 unit = 1;

  for (guint i = 0; i < facts->zero.digits; i++)
    unit *= 10;

  return facts->amount_days / unit;
}

static char *
format_count (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

/* What it is multiplied by. */
static void
describe_weights (BizCollectCustomer *self, GString *text)
{
  const BizCollectFacts *facts = &self->facts;
  guint weight = biz_payer_get_weight (facts->payer.rating);

  if (facts->n_broken > 0)
    add_line (text, g_strdup_printf (ngettext ("%u broken promise in 12 months: + %u %%",
                                               "%u broken promises in 12 months: + %u %%",
                                               facts->n_broken),
                                     facts->n_broken, 25 * MIN (facts->n_broken, 4)));
  if (weight != 100)
    /* Translators: a letter from A to E, and percent. */
    add_line (text,
              g_strdup_printf (_ ("Pays as %c: %+d %%"), facts->payer.rating, (int)weight - 100));
  if (self->reference_rate != G_USEC_PER_SEC)
    add_line (text, g_strdup (_ ("Converted at the rate of today, for the order of the list "
                                 "only.")));
}

/**
 * biz_collect_customer_describe_score:
 * @self: a customer
 *
 * Returns: (transfer full): what the score is made of, for people
 */
char *
biz_collect_customer_describe_score (BizCollectCustomer *self)
{
  const BizCollectFacts *facts = biz_collect_customer_get_facts (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *amount = biz_money_format (&facts->chaseable, BIZ_MONEY_SYMBOL);
  g_autofree char *units = format_count (get_units (facts));
  g_autofree char *score = format_count (facts->score);
  int days = facts->chaseable.minor > 0 ? (int)(facts->amount_days / facts->chaseable.minor) : 0;

  describe_base (facts, text);
  if (facts->chaseable.minor <= 0)
    {
      g_string_append (text, _ ("There is nothing to ask for today."));
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  /* Translators: an amount of money, days, and both multiplied. */
  add_line (text,
            g_strdup_printf (ngettext ("%s to ask for × %d day on average = %s",
                                       "%s to ask for × %d days on average = %s", (gulong)days),
                             amount, days, units));
  describe_weights (self, text);
  /* Translators: a number. */
  g_string_append_printf (text, _ ("Priority %s"), score);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
