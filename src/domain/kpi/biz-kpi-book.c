/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-book.h"

#include "biz-kpi-billing.h"
#include "biz-kpi-cash.h"
#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

/* The short one of both rolling periods. */
#define SHORT_MONTHS 3
#define N_PLAIN_SUMS BIZ_KPI_SUM_SALES

typedef struct
{
  gint64 id;
  char *name; /* (owned) */
  BizMoney zero;
  gboolean is_seen;
  __int128 sums[N_PLAIN_SUMS];
  gint64 corrected;
  GArray *sales;                 /* (owned) (element-type BizKpiGroup) */
  GPtrArray *series[BIZ_KPI_N];  /* (owned) (nullable) (element-type BizKpiValue): see above */
  BizKpiParts *parts[BIZ_KPI_N]; /* (owned) (nullable) */
} Company;

struct _BizKpiBook
{
  GObject parent_instance;

  GDate as_of;
  GDate from;
  guint months;
  GDateTime *read_time; /* (owned) (nullable) */
  GPtrArray *companies; /* (owned) (element-type Company) */
};

G_DEFINE_FINAL_TYPE (BizKpiBook, biz_kpi_book, G_TYPE_OBJECT)

static void
free_company (gpointer data)
{
  Company *company = data;

  g_free (company->name);
  g_array_unref (company->sales);
  for (guint i = 0; i < BIZ_KPI_N; i++)
    {
      g_clear_pointer (&company->series[i], g_ptr_array_unref);
      g_clear_pointer (&company->parts[i], biz_kpi_parts_free);
    }
  g_free (company);
}

static Company *
find_company (BizKpiBook *self, gint64 id)
{
  for (guint i = 0; i < self->companies->len; i++)
    {
      Company *company = g_ptr_array_index (self->companies, i);

      if (company->id == id)
        return company;
    }

  return NULL;
}

/* The company at @index of those that have any sum. */
static Company *
get_seen (BizKpiBook *self, guint index)
{
  for (guint i = 0; i < self->companies->len; i++)
    {
      Company *company = g_ptr_array_index (self->companies, i);

      if (company->is_seen && index-- == 0)
        return company;
    }

  return NULL;
}

static void
biz_kpi_book_finalize (GObject *object)
{
  BizKpiBook *self = BIZ_KPI_BOOK (object);

  g_clear_pointer (&self->read_time, g_date_time_unref);
  g_ptr_array_unref (self->companies);

  G_OBJECT_CLASS (biz_kpi_book_parent_class)->finalize (object);
}

static void
biz_kpi_book_class_init (BizKpiBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_kpi_book_finalize;
}

static void
biz_kpi_book_init (BizKpiBook *self)
{
  self->companies = g_ptr_array_new_with_free_func (free_company);
}

static BizKpiFrame
make_frame (BizKpiBook *self, const Company *company, guint months)
{
  BizKpiFrame frame = biz_kpi_frame_trailing (&self->as_of, months, &company->zero);

  frame.dimension = BIZ_KPI_BY_COMPANY;
  frame.key = company->id;

  return frame;
}

/**
 * biz_kpi_book_new:
 * @as_of: a day
 * @months: of the trailing period, at least 1
 *
 * Returns: (transfer full): a book without companies
 */
BizKpiBook *
biz_kpi_book_new (const GDate *as_of, guint months)
{
  BizKpiBook *self = g_object_new (BIZ_TYPE_KPI_BOOK, NULL);
  BizMoney nothing = { 0 };

  g_return_val_if_fail (as_of != NULL && g_date_valid (as_of) && months > 0, self);

  self->as_of = *as_of;
  self->months = months;
  self->from = biz_kpi_frame_trailing (as_of, months, &nothing).from;

  return self;
}

void
biz_kpi_book_add_company (BizKpiBook *self, gint64 id, const char *name, const BizMoney *zero)
{
  Company *company = g_new0 (Company, 1);

  company->id = id;
  company->name = g_strdup (name);
  company->zero = *zero;
  company->sales = g_array_new (FALSE, FALSE, sizeof (BizKpiGroup));
  g_ptr_array_add (self->companies, company);
}

void
biz_kpi_book_add_group (BizKpiBook *self, BizKpiSum sum, const BizKpiGroup *group)
{
  Company *company = find_company (self, group->company_id);

  if (company == NULL)
    return;
  company->is_seen = TRUE;
  if (sum == BIZ_KPI_SUM_CORRECTED)
    company->corrected += group->count;
  else if (sum == BIZ_KPI_SUM_SALES)
    g_array_append_vals (company->sales, group, 1);
  else
    company->sums[sum] += group->amount.minor;
}

/**
 * biz_kpi_book_take_series:
 * @self: a book
 * @company_id: whose; one that is not known is passed over
 * @kpi: which figure
 * @values: (transfer full) (element-type BizKpiValue): its points, the newest first
 */
void
biz_kpi_book_take_series (BizKpiBook *self, gint64 company_id, BizKpi kpi, GPtrArray *values)
{
  Company *company;

  g_return_if_fail (BIZ_IS_KPI_BOOK (self) && kpi < BIZ_KPI_N && values != NULL);

  company = find_company (self, company_id);
  if (company == NULL)
    {
      g_ptr_array_unref (values);
      return;
    }
  g_clear_pointer (&company->series[kpi], g_ptr_array_unref);
  company->series[kpi] = values;
}

GPtrArray *
biz_kpi_book_get_series (BizKpiBook *self, guint index, BizKpi kpi)
{
  Company *company = get_seen (self, index);

  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self) && company != NULL && kpi < BIZ_KPI_N, NULL);

  return company->series[kpi];
}

void
biz_kpi_book_take_parts (BizKpiBook *self, gint64 company_id, BizKpiParts *parts)
{
  Company *company;

  g_return_if_fail (BIZ_IS_KPI_BOOK (self) && parts != NULL);

  company = find_company (self, company_id);
  if (company == NULL)
    {
      biz_kpi_parts_free (parts);
      return;
    }
  g_clear_pointer (&company->parts[parts->kpi], biz_kpi_parts_free);
  company->parts[parts->kpi] = parts;
}

const BizKpiParts *
biz_kpi_book_get_parts (BizKpiBook *self, guint index, BizKpi kpi)
{
  Company *company = get_seen (self, index);

  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self) && company != NULL && kpi < BIZ_KPI_N, NULL);

  return company->parts[kpi];
}

void
biz_kpi_book_set_read_time (BizKpiBook *self, GDateTime *time)
{
  g_clear_pointer (&self->read_time, g_date_time_unref);
  self->read_time = time != NULL ? g_date_time_ref (time) : NULL;
}

const GDate *
biz_kpi_book_get_as_of (BizKpiBook *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self), NULL);

  return &self->as_of;
}

const GDate *
biz_kpi_book_get_from (BizKpiBook *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self), NULL);

  return &self->from;
}

GDateTime *
biz_kpi_book_get_read_time (BizKpiBook *self)
{
  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self), NULL);

  return self->read_time;
}

guint
biz_kpi_book_get_n_companies (BizKpiBook *self)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self), 0);

  while (get_seen (self, n) != NULL)
    n++;

  return n;
}

const char *
biz_kpi_book_get_company (BizKpiBook *self, guint index, gint64 *id)
{
  Company *company;

  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self), NULL);

  company = get_seen (self, index);
  if (company == NULL)
    return NULL;
  if (id != NULL)
    *id = company->id;

  return company->name;
}

typedef struct
{
  __int128 invoiced, credited;
  gint64 invoices;
} Sold;

static Sold
add_sales (const Company *company, const BizKpiFrame *frame)
{
  Sold sold = { 0 };

  for (guint i = 0; i < company->sales->len; i++)
    {
      const BizKpiGroup *group = &g_array_index (company->sales, BizKpiGroup, i);

      if (!biz_kpi_frame_has_date (frame, &group->date))
        continue;
      if (group->is_credit)
        sold.credited -= group->amount.minor;
      else
        {
          sold.invoiced += group->amount.minor;
          sold.invoices += group->count;
        }
    }

  return sold;
}

static gboolean
take_money (const Company *company, __int128 minor, BizMoney *money)
{
  *money = company->zero;
  if (minor > G_MAXINT64 || minor < -G_MAXINT64)
    return FALSE;
  money->minor = (gint64)minor;

  return TRUE;
}

/* FALSE where a sum is beyond all bounds. */
static gboolean
make_cash (const Company *company, const BizKpiFrame *frame, BizKpiCash *cash)
{
  Sold sold = add_sales (company, frame);
  __int128 current = company->sums[BIZ_KPI_SUM_CURRENT] - company->sums[BIZ_KPI_SUM_SETTLED]
                     + company->sums[BIZ_KPI_SUM_USED];

  return take_money (company, company->sums[BIZ_KPI_SUM_BEGIN], &cash->begin)
         && take_money (company, company->sums[BIZ_KPI_SUM_END], &cash->end)
         && take_money (company, current, &cash->current)
         && take_money (company, sold.invoiced - sold.credited, &cash->sales);
}

static BizKpiValue *
make_countback (const Company *company, const BizKpiFrame *frame, const BizKpiCash *cash)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BizKpiDay));

  for (guint i = 0; i < company->sales->len; i++)
    {
      const BizKpiGroup *group = &g_array_index (company->sales, BizKpiGroup, i);
      BizKpiDay day = { group->date, group->amount };

      g_array_append_val (days, day);
    }

  return biz_kpi_cash_countback (frame, &cash->end, (const BizKpiDay *)(gpointer)days->data,
                                 days->len);
}

static BizKpiValue *
make_credit_rate (const Company *company, const BizKpiFrame *frame, const Sold *sold)
{
  BizMoney invoiced, credited;

  if (take_money (company, sold->invoiced, &invoiced)
      && take_money (company, sold->credited, &credited))
    return biz_kpi_credit_rate_of_sums (frame, &invoiced, &credited);

  return NULL;
}

/* Figures that are not made of sums, as of the day. */
static void
add_others (const Company *company, GPtrArray *values)
{
  gboolean made[BIZ_KPI_N] = { FALSE };

  for (guint i = 0; i < values->len; i++)
    made[biz_kpi_value_get_kpi (g_ptr_array_index (values, i))] = TRUE;
  for (guint i = 0; i < BIZ_KPI_N; i++)
    if (!made[i] && company->series[i] != NULL && company->series[i]->len > 0
        && g_ptr_array_index (company->series[i], 0) != NULL)
      g_ptr_array_add (values, g_object_ref (g_ptr_array_index (company->series[i], 0)));
}

/**
 * biz_kpi_book_list_values:
 * @self: a book
 * @index: which company
 *
 * Returns: (transfer full) (element-type BizKpiValue): its figures; those whose sums are beyond
 *   all bounds are left out
 */
GPtrArray *
biz_kpi_book_list_values (BizKpiBook *self, guint index)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_object_unref);
  Company *company = get_seen (self, index);
  BizKpiFrame frame, short_frame;
  BizKpiCash cash, short_cash;
  BizKpiValue *rate;
  Sold sold;

  g_return_val_if_fail (BIZ_IS_KPI_BOOK (self) && company != NULL, values);

  frame = make_frame (self, company, self->months);
  short_frame = make_frame (self, company, MIN (SHORT_MONTHS, self->months));
  if (make_cash (company, &frame, &cash) && make_cash (company, &short_frame, &short_cash))
    {
      g_ptr_array_add (values, biz_kpi_cash_receivable (&frame, &cash));
      g_ptr_array_add (values, biz_kpi_cash_overdue (&frame, &cash));
      g_ptr_array_add (values, biz_kpi_cash_dso (&frame, &cash));
      if (self->months > SHORT_MONTHS)
        g_ptr_array_add (values, biz_kpi_cash_dso (&short_frame, &short_cash));
      g_ptr_array_add (values, make_countback (company, &frame, &cash));
      g_ptr_array_add (values, biz_kpi_cash_best (&frame, &cash));
      g_ptr_array_add (values, biz_kpi_cash_delinquent (&frame, &cash));
      g_ptr_array_add (values, biz_kpi_cash_cei (&frame, &cash));
    }
  sold = add_sales (company, &frame);
  rate = make_credit_rate (company, &frame, &sold);
  if (rate != NULL)
    g_ptr_array_add (values, rate);
  g_ptr_array_add (values,
                   biz_kpi_first_time_right_of_counts (&frame, sold.invoices, company->corrected));
  add_others (company, values);

  return values;
}
