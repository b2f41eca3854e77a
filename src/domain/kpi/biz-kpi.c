/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *key;
  BizKpiArea area;
  BizKpiUnit unit;
  const char *title;
  const char *formula;
  const char *variant;    /* (nullable) */
  const char *difference; /* (nullable) */
} Entry;

#define CASH BIZ_KPI_AREA_CASH
#define BILLING BIZ_KPI_AREA_BILLING
#define ORDERS BIZ_KPI_AREA_ORDERS
#define CREDIT BIZ_KPI_AREA_CREDIT
#define SERVICE BIZ_KPI_AREA_SERVICE
#define DAYS BIZ_KPI_UNIT_DAYS
#define HOURS BIZ_KPI_UNIT_HOURS
#define PERCENT BIZ_KPI_UNIT_PERCENT
#define MONEY BIZ_KPI_UNIT_MONEY
#define COUNT BIZ_KPI_UNIT_COUNT

static const Entry entries[BIZ_KPI_N] = {
  [BIZ_KPI_RECEIVABLE] = { "receivable", CASH, MONEY, N_ ("Receivables"),
                           N_ ("Sum of the posted receivable entries booked by the date"), NULL,
                           N_ ("The ERP’s list of customers counts what is open today, not as of a "
                               "date.") },
  [BIZ_KPI_OVERDUE] = { "overdue", CASH, MONEY, N_ ("Overdue"),
                        N_ ("Open items as of the date that were due before it"),
                        N_ ("By due date; payments and credit notes that are not matched count "
                            "from their own date."),
                        NULL },
  [BIZ_KPI_DSO] = { "dso", CASH, DAYS, N_ ("Days sales outstanding"),
                    N_ ("Receivables at the end ÷ credit sales of the period × days of the period"),
                    N_ ("Simple; sales with tax less credit notes; the trailing period as "
                        "printed."),
                    N_ ("The ERP’s dashboard divides by the gross margin and takes the sales of "
                        "the year so far "
                        "times 365; the figure on a customer’s card is an average over the "
                        "customer’s whole "
                        "life.") },
  [BIZ_KPI_DSO_COUNTBACK] = { "dso-countback", CASH, DAYS,
                              N_ ("Days sales outstanding, counted back"),
                              N_ ("Receivables less each day’s credit sales, backwards from the "
                                  "end until they are used "
                                  "up: full days + the share of the last one"),
                              N_ ("Countback by days; a day with more credit notes than invoices "
                                  "lengthens it."),
                              N_ ("The ERP has no such figure.") },
  [BIZ_KPI_DSO_BEST] = { "dso-best", CASH, DAYS, N_ ("Best possible days sales outstanding"),
                         N_ ("Receivables not yet due ÷ credit sales of the period × days of the "
                             "period"),
                         N_ ("What is due on the date itself is not overdue."),
                         N_ ("The ERP has no such figure.") },
  [BIZ_KPI_DELINQUENT] = { "delinquent", CASH, DAYS, N_ ("Average days delinquent"),
                           N_ ("Days sales outstanding − best possible days sales outstanding"),
                           N_ ("From the simple figures of the same period."),
                           N_ ("The ERP has no such figure.") },
  [BIZ_KPI_DELINQUENT_PAID] = { "delinquent-paid", CASH, DAYS, N_ ("Average days paid late"),
                                N_ ("Sum of ((paid − due) × amount) ÷ sum of amounts, over what "
                                    "was matched in the period"),
                                N_ ("By amount; paid early counts negative; paid is the later date "
                                    "of both matched "
                                    "entries."),
                                NULL },
  [BIZ_KPI_CEI] = { "cei", CASH, PERCENT, N_ ("Collection effectiveness index"),
                    N_ ("(receivables at the beginning + credit sales ÷ N − receivables at the "
                        "end) ÷ "
                        "(receivables at the beginning + credit sales ÷ N − not yet due at the "
                        "end) × 100"),
                    N_ ("N is the number of months of the period."),
                    N_ ("The ERP has no such figure.") },
  [BIZ_KPI_LAG_MEDIAN] = { "lag-median", BILLING, DAYS, N_ ("Invoice lag, median"),
                           N_ ("Half of what was invoiced in the period was invoiced within so "
                               "many days of delivery"),
                           N_ ("From the delivery done to the invoice date, because the time of "
                               "posting cannot be "
                               "read; invoiced ahead counts as 0 when it is delivered."),
                           NULL },
  [BIZ_KPI_LAG_P90] = { "lag-p90", BILLING, DAYS, N_ ("Invoice lag, 90 %"),
                        N_ ("Nine of ten that were invoiced in the period were invoiced within so "
                            "many days of "
                            "delivery"),
                        N_ ("Nearest rank; from the delivery done to the invoice date; invoiced "
                            "ahead of delivery "
                            "counts as 0."),
                        NULL },
  [BIZ_KPI_LAG_OPEN] = { "lag-open", BILLING, DAYS, N_ ("Open invoice lag"),
                         N_ ("Half of what is delivered and not invoiced as of the date waits at "
                             "least so many days"),
                         N_ ("Median; from the delivery done to the date."), NULL },
  [BIZ_KPI_CREDIT_RATE] = { "credit-rate", BILLING, PERCENT, N_ ("Credit-note rate"),
                            N_ ("Credit notes of the period ÷ invoices of the period × 100"),
                            N_ ("By amount with tax, each by its own invoice date."), NULL },
  [BIZ_KPI_FIRST_TIME_RIGHT] = { "first-time-right", BILLING, PERCENT, N_ ("First time right"),
                                 N_ ("(1 − invoices of the period reversed or corrected by the "
                                     "date ÷ invoices of the "
                                     "period) × 100"),
                                 N_ ("By number of invoices; a credit note that names the invoice "
                                     "is a correction."),
                                 NULL },
  [BIZ_KPI_DISPUTE_RATE] = { "dispute-rate", BILLING, PERCENT, N_ ("Dispute rate"),
                             N_ ("Invoices of the period disputed by the date ÷ invoices of the "
                                 "period × 100"),
                             N_ ("By number of invoices."), NULL },
  [BIZ_KPI_CYCLE_DELIVERY] = { "cycle-delivery", ORDERS, DAYS, N_ ("Order to delivery"),
                               N_ ("Days from the order to its last delivery, of orders fully "
                                   "delivered in the period"),
                               N_ ("Median."), NULL },
  [BIZ_KPI_CYCLE_INVOICE] = { "cycle-invoice", ORDERS, DAYS, N_ ("Delivery to invoice"),
                              N_ ("Days from the last delivery to the last invoice, of orders "
                                  "invoiced in the period"),
                              N_ ("Median; invoiced ahead of delivery counts as 0."), NULL },
  [BIZ_KPI_CYCLE_PAID] = { "cycle-paid", ORDERS, DAYS, N_ ("Invoice to payment"),
                           N_ ("Days from the last invoice to the last match, of orders paid in "
                               "the period"),
                           N_ ("Median; paid ahead of the invoice counts as 0."), NULL },
  [BIZ_KPI_CYCLE_TOTAL] = { "cycle-total", ORDERS, DAYS, N_ ("Order to cash"),
                            N_ ("Days from the order to the last match, of orders paid in the "
                                "period"),
                            N_ ("Median."), NULL },
  [BIZ_KPI_FILL_LINES] = { "fill-lines", ORDERS, PERCENT, N_ ("Fill rate, lines"),
                           N_ ("Lines delivered in full at the order’s first delivery ÷ lines "
                               "ordered × 100"),
                           N_ ("Of orders first delivered in the period."), NULL },
  [BIZ_KPI_FILL_ORDERS] = { "fill-orders", ORDERS, PERCENT, N_ ("Fill rate, orders"),
                            N_ ("Orders delivered in full at their first delivery ÷ orders × 100"),
                            N_ ("Of orders first delivered in the period."), NULL },
  [BIZ_KPI_RETURN_RATE] = { "return-rate", ORDERS, PERCENT, N_ ("Return rate"),
                            N_ ("Quantity returned in the period ÷ quantity delivered in the "
                                "period × 100"),
                            N_ ("In the products’ own units; by the day of each movement."), NULL },
  [BIZ_KPI_BACKLOG_DELIVERY] = { "backlog-delivery", ORDERS, MONEY, N_ ("Not delivered"),
                                 N_ ("Value of confirmed orders not yet delivered as of the date"),
                                 N_ ("Age from the promised day."), NULL },
  [BIZ_KPI_BACKLOG_INVOICE] = { "backlog-invoice", ORDERS, MONEY, N_ ("Delivered, not invoiced"),
                                N_ ("Value delivered and not yet invoiced as of the date"),
                                N_ ("Age from the delivery."), NULL },
  [BIZ_KPI_EXCEPTIONS] = { "exceptions", ORDERS, COUNT, N_ ("Order exceptions"),
                           N_ ("Orders that are on hold, short, late or have a changed price as of "
                               "the date"),
                           N_ ("An order with several causes counts once."), NULL },
  [BIZ_KPI_EXCEPTIONS_VALUE] = { "exceptions-value", ORDERS, MONEY,
                                 N_ ("Value of order exceptions"),
                                 N_ ("Value of the orders that are on hold, short, late or have a "
                                     "changed price"),
                                 N_ ("An order with several causes counts once."), NULL },
  [BIZ_KPI_ADJUSTMENTS] = { "adjustments", ORDERS, COUNT, N_ ("Stock adjustments"),
                            N_ ("Inventory adjustments done in the period"), NULL, NULL },
  [BIZ_KPI_ADJUSTMENTS_VALUE] = { "adjustments-value", ORDERS, MONEY,
                                  N_ ("Value of stock adjustments"),
                                  N_ ("Sum of the inventory adjustments of the period without "
                                      "their signs"),
                                  NULL, NULL },
  [BIZ_KPI_EXPOSURE] = { "exposure", CREDIT, MONEY, N_ ("Exposure"),
                         N_ ("Receivables + value of confirmed orders not yet delivered + value "
                             "delivered and not yet invoiced, as of the date"),
                         N_ ("Of posted entries; invoices in draft count with what their orders "
                             "still have to invoice."),
                         N_ ("The ERP’s credit of a customer is as of today only, and of one "
                             "customer at a time.") },
  [BIZ_KPI_CONCENTRATION] = { "concentration", CREDIT, PERCENT, N_ ("Concentration"),
                              N_ ("Receivables of the ten customers who owe most ÷ receivables × "
                                  "100"),
                              N_ ("Each customer with his credits and payments on account; above "
                                  "100 % where others are owed money."),
                              NULL },
  [BIZ_KPI_HOLDS] = { "holds", CREDIT, COUNT, N_ ("Orders on hold"),
                      N_ ("Holds open as of the date"), NULL,
                      N_ ("The ERP has no holds: it warns and blocks nothing.") },
  [BIZ_KPI_HOLDS_VALUE] = { "holds-value", CREDIT, MONEY, N_ ("Value on hold"),
                            N_ ("Value of the orders on hold as of the date"), NULL, NULL },
  [BIZ_KPI_HOLDS_AGE] = { "holds-age", CREDIT, DAYS, N_ ("Age of holds"),
                          N_ ("Days from the hold to the date, of holds open as of it"),
                          N_ ("Median."), NULL },
  [BIZ_KPI_HOLDS_RELEASE] = { "holds-release", CREDIT, DAYS, N_ ("Time to release"),
                              N_ ("Days from the hold to its end, of holds that ended in the "
                                  "period"),
                              N_ ("Median."), NULL },
  [BIZ_KPI_PROMISES_KEPT] = { "promises-kept", CREDIT, PERCENT, N_ ("Promises kept"),
                              N_ ("Promises paid in full by their day ÷ promises due in the period "
                                  "× 100"),
                              N_ ("By number; of the promises of one item the last one made before "
                                  "its day counts."),
                              NULL },
  [BIZ_KPI_CASES] = { "cases", SERVICE, COUNT, N_ ("Open cases"),
                      N_ ("Cases opened and not closed as of the date"), NULL, NULL },
  [BIZ_KPI_CASES_AGE] = { "cases-age", SERVICE, DAYS, N_ ("Age of open cases"),
                          N_ ("Days from the opening to the date, of cases open as of it"),
                          N_ ("Median."), NULL },
  [BIZ_KPI_FIRST_RESPONSE] = { "first-response", SERVICE, HOURS, N_ ("First response"),
                               N_ ("Hours from the opening to the first reply to the customer, of "
                                   "first replies in the "
                                   "period"),
                               N_ ("Median; a note is no response; waiting for the customer does "
                                   "not count."),
                               NULL },
  [BIZ_KPI_RESOLUTION] = { "resolution", SERVICE, HOURS, N_ ("Resolution"),
                           N_ ("Hours from the opening to the closing, less waiting, of cases "
                               "closed in the period"),
                           N_ ("Median; a case opened again is not closed."), NULL },
  [BIZ_KPI_TARGET_MET] = { "target-met", SERVICE, PERCENT, N_ ("Target met"),
                           N_ ("Cases closed within their target ÷ (those + cases that missed it) "
                               "× 100"),
                           N_ ("A target that an open case has passed is missed; one still within "
                               "counts for "
                               "neither."),
                           NULL },
};

static const char *
translate (const char *text)
{
  return text != NULL ? _ (text) : NULL;
}

const char *
biz_kpi_get_key (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, NULL);

  return entries[kpi].key;
}

const char *
biz_kpi_get_title (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, NULL);

  return translate (entries[kpi].title);
}

const char *
biz_kpi_get_formula (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, NULL);

  return translate (entries[kpi].formula);
}

const char *
biz_kpi_get_variant (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, NULL);

  return translate (entries[kpi].variant);
}

const char *
biz_kpi_get_difference (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, NULL);

  return translate (entries[kpi].difference);
}

BizKpiUnit
biz_kpi_get_unit (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, BIZ_KPI_UNIT_COUNT);

  return entries[kpi].unit;
}

BizKpiArea
biz_kpi_get_area (BizKpi kpi)
{
  g_return_val_if_fail (kpi < BIZ_KPI_N, BIZ_KPI_AREA_CASH);

  return entries[kpi].area;
}

/**
 * biz_kpi_frame_trailing:
 * @to: the day as of which is asked
 * @months: how long the period is
 * @zero: nothing in the company's currency
 *
 * Returns: the period that begins the day after the same day @months before; where that month has
 *   no such day, after its last one
 */
BizKpiFrame
biz_kpi_frame_trailing (const GDate *to, guint months, const BizMoney *zero)
{
  BizKpiFrame self = {
    .from = *to, .to = *to, .dimension = BIZ_KPI_OF_ALL, .key = 0, .zero = *zero
  };

  g_return_val_if_fail (months > 0, self);

  g_date_subtract_months (&self.from, months);
  if (g_date_is_last_of_month (to))
    {
      /* The end of February is as far as the end of May. */
      g_date_set_day (&self.from, g_date_get_days_in_month (g_date_get_month (&self.from),
                                                            g_date_get_year (&self.from)));
    }
  g_date_add_days (&self.from, 1);

  return self;
}

guint
biz_kpi_frame_get_days (const BizKpiFrame *self)
{
  int days = g_date_days_between (&self->from, &self->to) + 1;

  return (guint)MAX (days, 0);
}

guint
biz_kpi_frame_get_months (const BizKpiFrame *self)
{
  int months = ((int)g_date_get_year (&self->to) - (int)g_date_get_year (&self->from)) * 12
               + (int)g_date_get_month (&self->to) - (int)g_date_get_month (&self->from);

  for (int n = MAX (months, 1); n <= months + 1; n++)
    {
      BizKpiFrame whole = biz_kpi_frame_trailing (&self->to, (guint)n, &self->zero);

      if (g_date_compare (&whole.from, &self->from) == 0)
        return (guint)n;
    }

  return 0;
}

gboolean
biz_kpi_frame_has_tags (const BizKpiFrame *self, const BizKpiTags *tags)
{
  return self->dimension >= BIZ_KPI_OF_ALL || tags->keys[self->dimension] == self->key;
}

gboolean
biz_kpi_frame_has_date (const BizKpiFrame *self, const GDate *date)
{
  return g_date_valid (date) && g_date_compare (date, &self->from) >= 0
         && g_date_compare (date, &self->to) <= 0;
}

gboolean
biz_kpi_frame_is_past (const BizKpiFrame *self, const GDate *date)
{
  return g_date_valid (date) && g_date_compare (date, &self->to) <= 0;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

/**
 * biz_kpi_list_keys:
 * @rows: rows that begin with #BizKpiTags
 * @n_rows: how many
 * @size: of one row
 * @dimension: by what they are to be broken down
 *
 * Returns: (transfer full) (element-type gint64): the keys that occur, ascending, each once
 */
GArray *
biz_kpi_list_keys (gconstpointer rows, gsize n_rows, gsize size, BizKpiDimension dimension)
{
  g_autoptr (GArray) all = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint)n_rows);
  guint n = 0;

  g_return_val_if_fail (dimension < BIZ_KPI_N_DIMENSIONS, NULL);

  for (gsize i = 0; i < n_rows; i++)
    {
      const BizKpiTags *tags = (gconstpointer)((const char *)rows + i * size);

      g_array_append_val (all, tags->keys[dimension]);
    }
  g_array_sort (all, compare_keys);
  for (guint i = 0; i < all->len; i++)
    {
      gint64 key = g_array_index (all, gint64, i);

      if (n == 0 || g_array_index (all, gint64, n - 1) != key)
        g_array_index (all, gint64, n++) = key;
    }
  g_array_set_size (all, n);

  return g_steal_pointer (&all);
}
