/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exposure-compare.h"

#include "biz-exposure-book-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each line of an order is rounded for itself: so much may be apart without a reason. */
#define ROUNDING 1

typedef struct
{
  const BizCreditAccount *account;
  BizExposure figures;
  BizMoney of_contacts; /* open items of the entity's addresses and people */
} Facts;

/* What the parts of the community's risk are called where they do not count. */
static const char *const part_names[BIZ_RISK_N_PARTS] = {
  [BIZ_RISK_DRAFT] = N_ ("draft invoices"),
  [BIZ_RISK_OPEN] = N_ ("invoices that are not due"),
  [BIZ_RISK_UNPAID] = N_ ("overdue invoices"),
  [BIZ_RISK_OTHER_OPEN] = N_ ("other receivables that are not due"),
  [BIZ_RISK_OTHER_UNPAID] = N_ ("other overdue receivables"),
  [BIZ_RISK_ORDERS] = N_ ("orders"),
};

static void
clear_difference (gpointer data)
{
  g_clear_pointer (&((BizExposureDifference *)data)->reason, g_free);
}

static gboolean
add_difference (GArray *differences,
                const char *title,
                const BizMoney *ours,
                const BizMoney *theirs,
                char *reason,
                GError **error)
{
  BizExposureDifference difference = { title, *ours, *theirs, *ours, FALSE, reason };

  difference.comparable = strcmp (ours->currency, theirs->currency) == 0;
  if (difference.comparable && !biz_money_subtract (ours, theirs, &difference.difference, error))
    {
      g_free (reason);
      return FALSE;
    }
  if (!difference.comparable && difference.reason == NULL)
    difference.reason = g_strdup (_ ("It is in another currency."));
  g_array_append_val (differences, difference);

  return TRUE;
}

static gboolean
is_near (gint64 a, gint64 b, guint n)
{
  return ABS (a - b) <= (gint64)n * ROUNDING;
}

static gboolean
compare_open (const Facts *facts, GArray *differences, GError **error)
{
  const BizMoney *ours = &facts->figures.open;
  const BizMoney *theirs = &facts->account->credit;
  const char *reason = NULL;

  if (ours->minor != theirs->minor && ours->minor - theirs->minor == facts->of_contacts.minor)
    reason = _ ("Items of its addresses and people count here, not there.");

  return add_difference (differences, _ ("Receivable"), ours, theirs, g_strdup (reason), error);
}

static gboolean
compare_orders (const Facts *facts, GArray *differences, GError **error)
{
  const BizExposure *figures = &facts->figures;
  const BizMoney *theirs = &facts->account->credit_to_invoice;
  const guint n = figures->n_orders;
  const char *reason = NULL;
  BizMoney ours;

  if (!biz_money_add (&figures->to_invoice, &figures->to_deliver, &ours, error))
    return FALSE;
  if (is_near (ours.minor, theirs->minor, n))
    reason = ours.minor != theirs->minor ? _ ("Lines are rounded one by one here.") : NULL;
  else if (theirs->minor == 0 && !facts->account->uses_limits)
    reason = _ ("The server counts orders only in companies that use credit limits.");
  else if (is_near (figures->to_invoice.minor, theirs->minor, n))
    reason = _ ("The server counts what is delivered only; what is confirmed counts here.");

  return add_difference (differences, _ ("Orders to invoice"), &ours, theirs, g_strdup (reason),
                         error);
}

/* What the community's risk leaves out of what counts here, and drafts, which do not. */
static char *
tell_parts (const BizCreditAccount *account)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GString) reason = g_string_new (NULL);

  for (guint i = 0; i < BIZ_RISK_N_PARTS; i++)
    {
      if (i == BIZ_RISK_DRAFT || account->risk_included[i] || account->risk_parts[i].minor == 0)
        continue;
      if (missing->len > 0)
        g_string_append (missing, ", ");
      g_string_append (missing, _ (part_names[i]));
    }
  if (missing->len > 0)
    /* Translators: parts of a customer's risk that the server was told to leave out */
    g_string_append_printf (reason, _ ("It is set not to count: %s."), missing->str);
  if (account->risk_included[BIZ_RISK_DRAFT] && account->risk_parts[BIZ_RISK_DRAFT].minor != 0)
    {
      if (reason->len > 0)
        g_string_append_c (reason, ' ');
      g_string_append (reason, _ ("It counts draft invoices."));
    }

  return reason->len > 0 ? g_strdup (reason->str) : NULL;
}

static gboolean
compare_risk (const Facts *facts, GArray *differences, GError **error)
{
  const BizMoney *ours = &facts->figures.total;
  const BizMoney *theirs = &facts->account->risk_total;
  char *reason = NULL;

  if (ours->minor != theirs->minor)
    reason = tell_parts (facts->account);
  if (reason == NULL && ours->minor != theirs->minor
      && is_near (ours->minor, theirs->minor, facts->figures.n_orders))
    reason = g_strdup (_ ("Lines are rounded one by one here."));
  if (!add_difference (differences, _ ("Risk in total"), ours, theirs, reason, error))
    return FALSE;

  return add_difference (differences, _ ("Risk that is left"), &facts->figures.free,
                         &facts->account->risk_remaining, NULL, error);
}

static gboolean
add_contacts (BizExposureBook *self, gint64 group, gint64 company_id, Facts *facts, GError **error)
{
  const BizExposureShare *share = biz_exposure_book_find_share (self, group);

  facts->of_contacts = facts->figures.open;
  facts->of_contacts.minor = 0;
  for (guint i = 0; share != NULL && i < share->items->len; i++)
    {
      const BizExposureItem *item =
          &g_array_index (self->items, BizExposureItem, g_array_index (share->items, guint, i));

      if (item->company_id == company_id && item->partner_id != group
          && !biz_money_add (&facts->of_contacts, &item->open, &facts->of_contacts, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * biz_exposure_book_compare:
 * @self: a sealed book, read with the server's figures
 * @partner_id: a customer
 * @company_id: a company
 * @error: return location
 *
 * Puts what the server says beside what is counted here: its open balance and what it has to
 * invoice, and the sums of the community's financial risk where it is there.
 *
 * Returns: (transfer full) (element-type BizExposureDifference): %NULL with ERP_ERROR_VALIDATION
 *   where a sum does not fit
 */
GArray *
biz_exposure_book_compare (BizExposureBook *self,
                           gint64 partner_id,
                           gint64 company_id,
                           GError **error)
{
  g_autoptr (GArray) differences = g_array_new (FALSE, FALSE, sizeof (BizExposureDifference));
  BizExposurePlan plan = { .company_id = company_id };
  Facts facts = { 0 };

  g_return_val_if_fail (BIZ_IS_EXPOSURE_BOOK (self), NULL);

  g_array_set_clear_func (differences, clear_difference);
  facts.account = biz_exposure_book_get_account (self, partner_id, company_id);
  if (facts.account == NULL || (!facts.account->has_credit && !facts.account->has_risk))
    return g_steal_pointer (&differences);
  if (!biz_exposure_book_get (self, &plan, partner_id, NULL, &facts.figures, error)
      || !add_contacts (self, facts.account->group_id, company_id, &facts, error))
    return NULL;
  if (facts.account->has_credit
      && (!compare_open (&facts, differences, error)
          || !compare_orders (&facts, differences, error)))
    return NULL;
  if (facts.account->has_risk && !compare_risk (&facts, differences, error))
    return NULL;

  return g_steal_pointer (&differences);
}
