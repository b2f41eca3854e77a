/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-split.h"

void
biz_credit_group_free (BizCreditGroup *self)
{
  g_clear_object (&self->line);
  g_free (self);
}

/**
 * biz_credit_groups_add:
 * @groups: (element-type BizCreditGroup): what is known so far
 * @line: a line of the invoice
 *
 * Adds what is left of a line to its group.
 */
void
biz_credit_groups_add (GPtrArray *groups, BizCreditLine *line)
{
  BizMoney net = biz_credit_line_get_net_left (line);
  BizMoney gross = biz_credit_line_get_gross_left (line);
  BizCreditGroup *group = NULL;

  if (!biz_credit_line_has_amount (line) || net.minor <= 0 || gross.minor <= 0
      || biz_credit_line_get_base (line) == BIZ_CREDIT_BASE_MIXED)
    return;
  for (guint i = 0; i < groups->len && group == NULL; i++)
    {
      BizCreditGroup *other = g_ptr_array_index (groups, i);

      if (g_str_equal (biz_credit_line_get_key (other->line), biz_credit_line_get_key (line)))
        group = other;
    }
  if (group == NULL)
    {
      group = g_new0 (BizCreditGroup, 1);
      group->line = g_object_ref (line);
      group->net_left = group->gross_left = biz_money_zero (net.currency, net.digits);
      g_ptr_array_add (groups, group);
    }
  /* what does not fit is left out: there is less to credit, never more */
  if (!biz_money_add (&group->net_left, &net, &net, NULL)
      || !biz_money_add (&group->gross_left, &gross, &gross, NULL))
    return;
  group->n_lines++;
  group->net_left = net;
  group->gross_left = gross;
}

static gint64
with_tax (const BizCreditGroup *group, gint64 net)
{
  const BizMoney money =
      biz_money_from_minor (net, group->net_left.currency, group->net_left.digits);
  BizMoney gross = money;

  if (!biz_money_scale (&money, group->gross_left.minor, group->net_left.minor, BIZ_ROUND_HALF_UP,
                        &gross, NULL))
    return G_MAXINT64;

  return gross.minor;
}

/* The amount without tax whose amount with tax is @group's share, or as near below it as can be. */
static void
take_tax_out (BizCreditGroup *group)
{
  const gint64 wanted = group->gross.minor;
  BizMoney net = group->gross;

  if (!biz_money_scale (&group->gross, group->net_left.minor, group->gross_left.minor,
                        BIZ_ROUND_HALF_UP, &net, NULL))
    net.minor = 0;
  net.minor = MIN (net.minor + 1, group->net_left.minor);
  while (net.minor > 0 && with_tax (group, net.minor) > wanted)
    net.minor--;
  group->net = net;
  group->gross.minor = net.minor > 0 ? with_tax (group, net.minor) : 0;
}

/**
 * biz_credit_groups_split:
 * @groups: (element-type BizCreditGroup): where it falls
 * @gross: (inout): what is spread, with tax; then what was spread
 *
 * In proportion to what is left of each; the cents that rounding leaves go to the largest
 * remainders, so that the sum is kept.
 *
 * Returns: FALSE where the groups have less left than that
 */
gboolean
biz_credit_groups_split (GPtrArray *groups, BizMoney *gross)
{
  g_autofree __int128 *remainders = g_new0 (__int128, groups->len + 1);
  gint64 all = 0, rest = gross->minor;

  for (guint i = 0; i < groups->len; i++)
    {
      const BizCreditGroup *group = g_ptr_array_index (groups, i);

      if (__builtin_add_overflow (all, group->gross_left.minor, &all))
        return FALSE;
    }
  if (all < gross->minor || all <= 0)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      BizCreditGroup *group = g_ptr_array_index (groups, i);
      const __int128 share = (__int128)gross->minor * group->gross_left.minor;

      group->gross = *gross;
      group->gross.minor = (gint64)(share / all);
      remainders[i] = share % all;
      rest -= group->gross.minor;
    }
  for (; rest > 0; rest--)
    {
      guint best = 0;

      for (guint i = 1; i < groups->len; i++)
        if (remainders[i] > remainders[best])
          best = i;
      ((BizCreditGroup *)g_ptr_array_index (groups, best))->gross.minor++;
      remainders[best] = -1;
    }

  gross->minor = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      BizCreditGroup *group = g_ptr_array_index (groups, i);

      take_tax_out (group);
      gross->minor += group->gross.minor;
    }

  return gross->minor > 0;
}
