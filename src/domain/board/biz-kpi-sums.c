/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-sums.h"

#include "biz-kpi-billing.h"
#include "biz-kpi-share.h"

struct _BizKpiSums
{
  BizKpiScope scope;
  GArray *whole[BIZ_KPI_SUMS_N_WHOLE]; /* (owned) (nullable) (element-type BizKpiSumsRow) */
  GArray *points[BIZ_KPI_SUMS_N - BIZ_KPI_SUMS_N_WHOLE][BIZ_KPI_MAX_POINTS]; /* the same */
};

typedef struct
{
  __int128 invoiced, credited;
  gint64 invoices;
} Sold;

static void
clear_sums (gpointer data)
{
  BizKpiSums *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (self->whole); i++)
    g_clear_pointer (&self->whole[i], g_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (self->points); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (self->points[i]); j++)
      g_clear_pointer (&self->points[i][j], g_array_unref);
}

/**
 * biz_kpi_sums_new:
 * @scope: of what
 *
 * Returns: (transfer full): no sums yet
 */
BizKpiSums *
biz_kpi_sums_new (const BizKpiScope *scope)
{
  BizKpiSums *self = g_rc_box_new0 (BizKpiSums);

  g_return_val_if_fail (g_date_valid (&scope->as_of) && scope->months > 0, self);
  g_return_val_if_fail (scope->n_points > 0 && scope->n_points <= BIZ_KPI_MAX_POINTS, self);

  self->scope = *scope;

  return self;
}

BizKpiSums *
biz_kpi_sums_ref (BizKpiSums *self)
{
  return g_rc_box_acquire (self);
}

void
biz_kpi_sums_unref (BizKpiSums *self)
{
  g_rc_box_release_full (self, clear_sums);
}

const BizKpiScope *
biz_kpi_sums_get_scope (BizKpiSums *self)
{
  return &self->scope;
}

static GArray **
find_place (BizKpiSums *self, BizKpiSumsKind kind, guint point)
{
  if (kind < BIZ_KPI_SUMS_N_WHOLE)
    return &self->whole[kind];
  if (point >= BIZ_KPI_MAX_POINTS)
    return NULL;

  return &self->points[kind - BIZ_KPI_SUMS_N_WHOLE][point];
}

/**
 * biz_kpi_sums_take:
 * @self: sums
 * @kind: what @rows are
 * @point: of a kind that is of a point
 * @rows: (transfer full) (element-type BizKpiSumsRow): all of them
 */
void
biz_kpi_sums_take (BizKpiSums *self, BizKpiSumsKind kind, guint point, GArray *rows)
{
  GArray **place = find_place (self, kind, point);

  g_return_if_fail (place != NULL && rows != NULL);

  g_clear_pointer (place, g_array_unref);
  *place = rows;
}

GArray *
biz_kpi_sums_get_rows (BizKpiSums *self, BizKpiSumsKind kind, guint point)
{
  GArray **place = find_place (self, kind, point);

  return place != NULL ? *place : NULL;
}

gboolean
biz_kpi_sums_has (BizKpiSums *self, BizKpiSumsKind kind, guint point)
{
  return biz_kpi_sums_get_rows (self, kind, point) != NULL;
}

/* Of all rows, or of those booked by @last; a month of that day has nothing after it, because
 * points end with months and nothing is read beyond the last one. */
static __int128
add_up (const GArray *rows, const GDate *last)
{
  __int128 sum = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (rows, BizKpiSumsRow, i);

      if (last == NULL || !g_date_valid (&row->day) || g_date_compare (&row->day, last) <= 0)
        sum += row->minor;
    }

  return sum;
}

/* FALSE where @day is not the end of a month and not the scope's last day: what is booked by then
 * cannot be told from sums of months. */
static gboolean
is_end (BizKpiSums *self, const GDate *day)
{
  return g_date_compare (day, &self->scope.as_of) == 0 || g_date_is_last_of_month (day);
}

static gboolean
get_receivable (BizKpiSums *self, const GDate *day, __int128 *sum)
{
  const GArray *months = self->whole[BIZ_KPI_SUMS_MONTHS];
  const GArray *debit = self->whole[BIZ_KPI_SUMS_MATCHED_DEBIT];
  const GArray *credit = self->whole[BIZ_KPI_SUMS_MATCHED_CREDIT];

  if (months == NULL || !is_end (self, day))
    return FALSE;
  *sum = add_up (months, day);
  if (!biz_kpi_scope_is_by_document (&self->scope))
    return TRUE;
  if (debit == NULL || credit == NULL)
    return FALSE;
  *sum += add_up (credit, day) - add_up (debit, day);

  return TRUE;
}

/* At the end of the day before the period. */
static gboolean
get_begin (BizKpiSums *self, const BizKpiFrame *frame, __int128 *sum)
{
  GDate day = frame->from;

  g_date_subtract_days (&day, 1);
  if (get_receivable (self, &day, sum))
    return TRUE;
  if (self->whole[BIZ_KPI_SUMS_BEFORE] == NULL || biz_kpi_scope_is_by_document (&self->scope)
      || g_date_compare (&frame->to, &self->scope.as_of) != 0)
    return FALSE;
  *sum = add_up (self->whole[BIZ_KPI_SUMS_BEFORE], NULL);

  return TRUE;
}

/* Whether get_begin () will never know, whatever is read. */
static gboolean
lacks_begin (BizKpiSums *self, const BizKpiFrame *frame)
{
  GDate day = frame->from;

  g_date_subtract_days (&day, 1);

  return biz_kpi_scope_is_by_document (&self->scope) && !is_end (self, &day);
}

/* What is due on the day itself is not overdue; without a due date it is due when booked. */
static gboolean
get_current (BizKpiSums *self, guint point, __int128 *sum)
{
  const GDate day = biz_kpi_scope_get_day (&self->scope, point);
  const GArray *due = self->whole[BIZ_KPI_SUMS_DUE];
  GArray *settled = biz_kpi_sums_get_rows (self, BIZ_KPI_SUMS_SETTLED, point);
  GArray *used = biz_kpi_sums_get_rows (self, BIZ_KPI_SUMS_USED, point);

  if (due == NULL || settled == NULL || used == NULL)
    return FALSE;
  *sum = add_up (used, NULL) - add_up (settled, NULL);
  for (guint i = 0; i < due->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (due, BizKpiSumsRow, i);

      if (g_date_compare (&row->day, &day) > 0)
        continue;
      if (g_date_valid (&row->due) ? g_date_compare (&row->due, &day) >= 0
                                   : g_date_get_year (&row->day) == g_date_get_year (&day)
                                         && g_date_get_month (&row->day) == g_date_get_month (&day))
        *sum += row->minor;
    }

  return TRUE;
}

static Sold
add_sales (BizKpiSums *self, const BizKpiFrame *frame)
{
  const GArray *rows = self->whole[BIZ_KPI_SUMS_SALES];
  Sold sold = { 0 };

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (rows, BizKpiSumsRow, i);

      if (!biz_kpi_frame_has_date (frame, &row->day))
        continue;
      if (row->is_credit)
        sold.credited -= row->minor;
      else
        {
          sold.invoiced += row->minor;
          sold.invoices += row->count;
        }
    }

  return sold;
}

gint64
biz_kpi_sums_count_invoices (BizKpiSums *self, const BizKpiFrame *frame)
{
  return add_sales (self, frame).invoices;
}

static gboolean
take_money (BizKpiSums *self, __int128 minor, BizMoney *money)
{
  *money = self->scope.zero;
  if (minor > G_MAXINT64 || minor < -G_MAXINT64)
    return FALSE;
  money->minor = (gint64)minor;

  return TRUE;
}

/* Which of the sums a figure is made of. */
typedef enum
{
  NEEDS_END = 1 << 0,
  NEEDS_BEGIN = 1 << 1,
  NEEDS_CURRENT = 1 << 2,
  NEEDS_SALES = 1 << 3,
  NEEDS_CORRECTED = 1 << 4,
  NEEDS_LARGEST = 1 << 5,
} Needs;

static Needs
get_needs (BizKpi kpi)
{
  switch ((int)kpi)
    {
    case BIZ_KPI_RECEIVABLE:
      return NEEDS_END;
    case BIZ_KPI_OVERDUE:
      return NEEDS_END | NEEDS_CURRENT;
    case BIZ_KPI_DSO:
    case BIZ_KPI_DSO_COUNTBACK:
      return NEEDS_END | NEEDS_SALES;
    case BIZ_KPI_DSO_BEST:
    case BIZ_KPI_DELINQUENT:
      return NEEDS_END | NEEDS_CURRENT | NEEDS_SALES;
    case BIZ_KPI_CEI:
      return NEEDS_BEGIN | NEEDS_END | NEEDS_CURRENT | NEEDS_SALES;
    case BIZ_KPI_CREDIT_RATE:
      return NEEDS_SALES;
    case BIZ_KPI_FIRST_TIME_RIGHT:
      return NEEDS_SALES | NEEDS_CORRECTED;
    case BIZ_KPI_CONCENTRATION:
      return NEEDS_END | NEEDS_LARGEST;
    default:
      return 0;
    }
}

static gboolean
get_some_cash (BizKpiSums *self, guint point, Needs needs, BizKpiCash *cash)
{
  BizKpiFrame frame = biz_kpi_scope_get_frame (&self->scope, point);
  __int128 begin = 0, end = 0, current = 0;
  Sold sold = add_sales (self, &frame);

  if ((needs & NEEDS_SALES) != 0 && self->whole[BIZ_KPI_SUMS_SALES] == NULL)
    return FALSE;
  if (((needs & NEEDS_END) != 0 && !get_receivable (self, &frame.to, &end))
      || ((needs & NEEDS_BEGIN) != 0 && !get_begin (self, &frame, &begin))
      || ((needs & NEEDS_CURRENT) != 0 && !get_current (self, point, &current)))
    return FALSE;

  return take_money (self, begin, &cash->begin) && take_money (self, end, &cash->end)
         && take_money (self, current, &cash->current)
         && take_money (self, sold.invoiced - sold.credited, &cash->sales);
}

/**
 * biz_kpi_sums_get_cash:
 * @self: sums
 * @point: which point
 * @cash: (out): what the figures of cash are made of
 *
 * Returns: FALSE where something of it is not there
 */
gboolean
biz_kpi_sums_get_cash (BizKpiSums *self, guint point, BizKpiCash *cash)
{
  return get_some_cash (self, point, get_needs (BIZ_KPI_CEI), cash);
}

gboolean
biz_kpi_sums_get_sales (BizKpiSums *self, guint point, BizKpiCash *cash)
{
  return get_some_cash (self, point, get_needs (BIZ_KPI_DSO), cash);
}

gboolean
biz_kpi_sums_is_by_point (BizKpi kpi)
{
  return (get_needs (kpi) & (NEEDS_CURRENT | NEEDS_CORRECTED | NEEDS_LARGEST)) != 0;
}

gboolean
biz_kpi_sums_needs_due (BizKpi kpi)
{
  return (get_needs (kpi) & NEEDS_CURRENT) != 0;
}

gboolean
biz_kpi_sums_makes (BizKpi kpi)
{
  return get_needs (kpi) != 0;
}

static BizKpiValue *
make_countback (BizKpiSums *self, const BizKpiFrame *frame, const BizKpiCash *cash)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BizKpiDay));
  const GArray *rows = self->whole[BIZ_KPI_SUMS_SALES];

  for (guint i = 0; i < rows->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (rows, BizKpiSumsRow, i);
      BizKpiDay day = { row->day, self->scope.zero };

      day.amount.minor = row->minor;
      if (biz_kpi_frame_has_date (frame, &row->day))
        g_array_append_val (days, day);
    }

  return biz_kpi_cash_countback (frame, &cash->end, (const BizKpiDay *)(gpointer)days->data,
                                 days->len);
}

static BizKpiValue *
make_credit_rate (BizKpiSums *self, const BizKpiFrame *frame)
{
  Sold sold = add_sales (self, frame);
  BizMoney invoiced, credited;

  if (!take_money (self, sold.invoiced, &invoiced) || !take_money (self, sold.credited, &credited))
    return NULL;

  return biz_kpi_credit_rate_of_sums (frame, &invoiced, &credited);
}

static BizKpiValue *
make_first_time_right (BizKpiSums *self, const BizKpiFrame *frame, guint point)
{
  GArray *rows = biz_kpi_sums_get_rows (self, BIZ_KPI_SUMS_CORRECTED, point);
  Sold sold = add_sales (self, frame);
  gint64 corrected = 0;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    corrected += g_array_index (rows, BizKpiSumsRow, i).count;

  return biz_kpi_first_time_right_of_counts (frame, sold.invoices, corrected);
}

static BizKpiValue *
make_concentration (BizKpiSums *self,
                    const BizKpiFrame *frame,
                    guint point,
                    const BizMoney *receivable)
{
  GArray *rows = biz_kpi_sums_get_rows (self, BIZ_KPI_SUMS_LARGEST, point);
  BizKpiShare shares[BIZ_KPI_SUMS_LARGEST_N];
  guint n = 0;

  if (biz_kpi_scope_is_by_document (&self->scope))
    return biz_kpi_concentration (frame, receivable, NULL, 0);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < MIN (rows->len, G_N_ELEMENTS (shares)); i++)
    {
      const BizKpiSumsRow *row = &g_array_index (rows, BizKpiSumsRow, i);

      shares[n] = (BizKpiShare){ row->name, self->scope.zero };
      shares[n++].amount.minor = row->minor;
    }

  return biz_kpi_concentration (frame, receivable, shares, n);
}

/**
 * biz_kpi_sums_get_window:
 * @day: as of which day
 * @window: which age, 0 for what is overdue the shortest
 * @first: (out): the first day due
 * @last: (out): the last day due
 */
void
biz_kpi_sums_get_window (const GDate *day, guint window, GDate *first, GDate *last)
{
  *first = *last = *day;
  g_date_subtract_days (first, (window + 1) * BIZ_KPI_SUMS_WINDOW_DAYS);
  g_date_subtract_days (last, window * BIZ_KPI_SUMS_WINDOW_DAYS + 1);
}

/* Of what was booked by @day; a month of that day has nothing after it. */
static gboolean
get_window (BizKpiSums *self, guint point, guint window, __int128 *sum)
{
  const GDate day = biz_kpi_scope_get_day (&self->scope, point);
  const GArray *aged = self->whole[BIZ_KPI_SUMS_AGED];
  const GArray *bare = self->whole[BIZ_KPI_SUMS_AGED_BARE];
  GArray *settled = biz_kpi_sums_get_rows (self, BIZ_KPI_SUMS_SETTLED_AGED + window, point);
  GArray *used = biz_kpi_sums_get_rows (self, BIZ_KPI_SUMS_USED_AGED + window, point);
  GDate first, last;

  if (aged == NULL || bare == NULL || settled == NULL || used == NULL)
    return FALSE;
  biz_kpi_sums_get_window (&day, window, &first, &last);
  *sum = add_up (used, NULL) - add_up (settled, NULL);
  for (guint i = 0; i < aged->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (aged, BizKpiSumsRow, i);

      if (g_date_compare (&row->day, &day) <= 0 && g_date_valid (&row->due)
          && g_date_compare (&row->due, &first) >= 0 && g_date_compare (&row->due, &last) <= 0)
        *sum += row->minor;
    }
  for (guint i = 0; i < bare->len; i++)
    {
      const BizKpiSumsRow *row = &g_array_index (bare, BizKpiSumsRow, i);

      if (g_date_compare (&row->day, &first) >= 0 && g_date_compare (&row->day, &last) <= 0)
        *sum += row->minor;
    }

  return TRUE;
}

/**
 * biz_kpi_sums_get_ages:
 * @self: sums
 * @point: which point
 * @ages: (out caller-allocates): not due, each age, and what is overdue for longer
 *
 * Returns: FALSE where something of it is not there
 */
gboolean
biz_kpi_sums_get_ages (BizKpiSums *self, guint point, BizMoney ages[BIZ_KPI_SUMS_AGES])
{
  const GDate day = biz_kpi_scope_get_day (&self->scope, point);
  __int128 sums[BIZ_KPI_SUMS_AGES];
  __int128 rest;

  if (!get_receivable (self, &day, &rest) || !get_current (self, point, &sums[0]))
    return FALSE;
  rest -= sums[0];
  for (guint i = 0; i < BIZ_KPI_SUMS_WINDOWS; i++)
    {
      if (!get_window (self, point, i, &sums[i + 1]))
        return FALSE;
      rest -= sums[i + 1];
    }
  sums[BIZ_KPI_SUMS_AGES - 1] = rest;
  for (guint i = 0; i < BIZ_KPI_SUMS_AGES; i++)
    if (!take_money (self, sums[i], &ages[i]))
      return FALSE;

  return TRUE;
}

/**
 * biz_kpi_sums_make:
 * @self: sums
 * @kpi: which figure
 * @point: at which point
 *
 * Returns: (transfer full) (nullable): the figure, or why there is none; %NULL where sums that it
 *   is made of were not taken, or are beyond all bounds
 */
BizKpiValue *
biz_kpi_sums_make (BizKpiSums *self, BizKpi kpi, guint point)
{
  BizKpiFrame frame = biz_kpi_scope_get_frame (&self->scope, point);
  BizKpiCash cash;

  if (kpi == BIZ_KPI_CEI && lacks_begin (self, &frame))
    return biz_kpi_cash_cei_without_begin (&frame);
  if (get_needs (kpi) == 0 || !get_some_cash (self, point, get_needs (kpi), &cash))
    return NULL;

  switch ((int)kpi)
    {
    case BIZ_KPI_RECEIVABLE:
      return biz_kpi_cash_receivable (&frame, &cash);
    case BIZ_KPI_OVERDUE:
      return biz_kpi_cash_overdue (&frame, &cash);
    case BIZ_KPI_DSO:
      return biz_kpi_cash_dso (&frame, &cash);
    case BIZ_KPI_DSO_COUNTBACK:
      return make_countback (self, &frame, &cash);
    case BIZ_KPI_DSO_BEST:
      return biz_kpi_cash_best (&frame, &cash);
    case BIZ_KPI_DELINQUENT:
      return biz_kpi_cash_delinquent (&frame, &cash);
    case BIZ_KPI_CEI:
      return biz_kpi_cash_cei (&frame, &cash);
    case BIZ_KPI_CREDIT_RATE:
      return make_credit_rate (self, &frame);
    case BIZ_KPI_CONCENTRATION:
      return make_concentration (self, &frame, point, &cash.end);
    case BIZ_KPI_FIRST_TIME_RIGHT:
    default:
      return make_first_time_right (self, &frame, point);
    }
}
