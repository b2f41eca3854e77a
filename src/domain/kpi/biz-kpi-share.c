/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-share.h"

#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

/**
 * biz_kpi_concentration:
 * @frame: as of its last day
 * @receivable: what all owe, less what they are owed
 * @shares: (array length=n_shares) (nullable): what those who owe most owe; %NULL where customers
 *   cannot be told apart
 * @n_shares: how many
 *
 * Who is owed money is passed over: he is none of those who owe most.
 *
 * Returns: (transfer full): percent; its inputs name each customer
 */
BizKpiValue *
biz_kpi_concentration (const BizKpiFrame *frame,
                       const BizMoney *receivable,
                       const BizKpiShare *shares,
                       gsize n_shares)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_CONCENTRATION, frame);
  __int128 sum = 0, all = 0;
  gint64 n = 0;

  if (shares == NULL && n_shares == 0)
    {
      biz_kpi_value_take_reason (value, _ ("Of payments nobody knows the salesperson, team or "
                                           "warehouse: what a customer owes is only known of all "
                                           "of them."));
      return value;
    }
  if (!biz_kpi_value_sum (value, &all, receivable))
    return value;
  for (gsize i = 0; i < n_shares; i++)
    {
      if (shares[i].amount.minor <= 0)
        continue;
      if (!biz_kpi_value_sum (value, &sum, &shares[i].amount))
        return value;
      n++;
    }
  biz_kpi_value_add_number (value, _ ("Customers who owe most"), n);
  biz_kpi_value_add_money (value, _ ("What they owe"), sum);
  biz_kpi_value_add_money (value, _ ("Receivables at the end"), all);
  for (gsize i = 0; i < n_shares; i++)
    if (shares[i].amount.minor > 0)
      biz_kpi_value_add_money (value, shares[i].name != NULL ? shares[i].name : _ ("No customer"),
                               shares[i].amount.minor);
  if (all <= 0)
    biz_kpi_value_take_reason (value, _ ("Nothing is owed."));
  else
    biz_kpi_value_take_ratio (value, sum * 100, all);

  return value;
}

/**
 * biz_kpi_exposure:
 * @frame: as of its last day
 * @receivable: what is owed
 * @to_deliver: of confirmed orders, not yet delivered
 * @to_invoice: delivered and not yet invoiced
 *
 * Returns: (transfer full): money
 */
BizKpiValue *
biz_kpi_exposure (const BizKpiFrame *frame,
                  const BizMoney *receivable,
                  const BizMoney *to_deliver,
                  const BizMoney *to_invoice)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_EXPOSURE, frame);
  __int128 sum = 0;

  if (!biz_kpi_value_sum (value, &sum, receivable) || !biz_kpi_value_sum (value, &sum, to_deliver)
      || !biz_kpi_value_sum (value, &sum, to_invoice))
    return value;
  biz_kpi_value_add_money (value, biz_kpi_get_title (BIZ_KPI_RECEIVABLE), receivable->minor);
  biz_kpi_value_add_money (value, biz_kpi_get_title (BIZ_KPI_BACKLOG_DELIVERY), to_deliver->minor);
  biz_kpi_value_add_money (value, biz_kpi_get_title (BIZ_KPI_BACKLOG_INVOICE), to_invoice->minor);
  biz_kpi_value_take_money (value, sum);

  return value;
}
