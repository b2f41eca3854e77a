/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-exposure-report.h"

#include <glib/gi18n-lib.h>

/* Beside the buckets. */
#define N_COLUMNS 28

static const struct
{
  const char *key;
  const char *head;
  const char *none;
} rows_of[] = {
  [BIZ_EXPOSURE_BY_CUSTOMER] = { "customer", N_ ("Customer"), N_ ("No customer") },
  [BIZ_EXPOSURE_BY_GROUP] = { "group", N_ ("Group"), N_ ("No group") },
  [BIZ_EXPOSURE_BY_COMPANY] = { "company", N_ ("Company"), N_ ("No company") },
  [BIZ_EXPOSURE_BY_SALESPERSON] = { "salesperson", N_ ("Salesperson"), N_ ("No salesperson") },
  [BIZ_EXPOSURE_BY_CURRENCY] = { "document_currency", N_ ("Currency of the document"),
                                 N_ ("No currency") },
};

typedef struct
{
  DrawReport *report;
  const DrawExposureHow *how;
  BizAgeingPlan ages;
  gboolean for_programs;
  gboolean is_paper; /* has no room for what a screen has */
  gboolean has_insured;
  gboolean has_currency;
  gboolean has_company;
  gboolean has_limits;
  gboolean has_server;
} Table;

gboolean
draw_exposure_by_from_name (const char *name, BizExposureBy *by)
{
  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows_of); i++)
    {
      if (g_str_equal (name, i == BIZ_EXPOSURE_BY_CURRENCY ? "currency" : rows_of[i].key))
        {
          *by = (BizExposureBy)i;
          return TRUE;
        }
    }

  return FALSE;
}

/* "not_due", "days_1_30", "over_90": the same in every language. */
static char *
make_key (const BizAgeingPlan *ages, guint bucket)
{
  if (bucket == 0)
    return g_strdup ("not_due");
  if (bucket == ages->n_limits + 1)
    return g_strdup_printf ("over_%u", ages->limits[ages->n_limits - 1]);

  return g_strdup_printf ("days_%u_%u", bucket > 1 ? ages->limits[bucket - 2] + 1 : 1,
                          ages->limits[bucket - 1]);
}

static gsize
list_money (const Table *table, GPtrArray *owned, DrawColumn *columns)
{
  const DrawColumnKind money = DRAW_COLUMN_MONEY;
  gsize n = 0;

  columns[n++] = (DrawColumn){ "exposure", _ ("Exposure"), money };
  columns[n++] = (DrawColumn){ "open", _ ("Receivable"), money };
  for (guint i = 0; i < biz_ageing_plan_get_n_buckets (&table->ages); i++)
    {
      char *key = make_key (&table->ages, i);
      char *title = biz_ageing_plan_describe_bucket (&table->ages, i);

      g_ptr_array_add (owned, key);
      g_ptr_array_add (owned, title);
      columns[n++] = (DrawColumn){ key, title, money };
    }
  if (!table->is_paper)
    columns[n++] = (DrawColumn){ "overdue", _ ("Overdue"), money };
  columns[n++] =
      (DrawColumn){ "to_invoice", table->is_paper ? _ ("To invoice") : _ ("Delivered, to invoice"),
                    money };
  columns[n++] =
      (DrawColumn){ "to_deliver", table->is_paper ? _ ("To deliver") : _ ("Confirmed, to deliver"),
                    money };
  if (table->has_limits)
    {
      if (table->has_insured)
        columns[n++] = (DrawColumn){ "insured", _ ("Insured"), money };
      columns[n++] = (DrawColumn){ "limit", _ ("Limit"), money };
      if (!table->is_paper)
        columns[n++] = (DrawColumn){ "limit_kind", _ ("Kind of limit"), DRAW_COLUMN_TEXT };
      columns[n++] = (DrawColumn){ "free", _ ("Free"), money };
      columns[n++] = (DrawColumn){ "used_percent", _ ("Used, %"), DRAW_COLUMN_NUMBER };
    }
  if (table->has_server)
    {
      columns[n++] = (DrawColumn){ "server_open", _ ("Receivable, server"), money };
      columns[n++] = (DrawColumn){ "server_orders", _ ("Orders, server"), money };
      columns[n++] = (DrawColumn){ "server_risk", _ ("Risk, server"), money };
      columns[n++] = (DrawColumn){ "server_difference", _ ("Difference"), money };
    }

  return n;
}

static DrawReport *
create_report (const Table *table,
               DrawReportFormat format,
               const DrawReportHead *head,
               GOutputStream *out)
{
  const BizExposureBy by = table->how->plan->by;
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  DrawColumn columns[N_COLUMNS + BIZ_AGEING_MAX_BUCKETS];
  gsize n = 0;

  columns[n++] = (DrawColumn){ rows_of[by].key, _ (rows_of[by].head), DRAW_COLUMN_TEXT };
  if (table->has_company)
    columns[n++] = (DrawColumn){ "company", _ ("Company"), DRAW_COLUMN_TEXT };
  if (table->has_currency)
    columns[n++] = (DrawColumn){ "currency", _ ("Currency"), DRAW_COLUMN_TEXT };
  n += list_money (table, owned, &columns[n]);
  if (!table->is_paper)
    {
      columns[n++] = (DrawColumn){ "items", _ ("Items"), DRAW_COLUMN_NUMBER };
      columns[n++] = (DrawColumn){ "orders", _ ("Orders"), DRAW_COLUMN_NUMBER };
    }
  columns[n++] = (DrawColumn){ "oldest", _ ("Oldest, days"), DRAW_COLUMN_NUMBER };
  if (table->for_programs)
    {
      columns[n++] = (DrawColumn){ "id", _ ("Id"), DRAW_COLUMN_NUMBER };
      columns[n++] = (DrawColumn){ "company_id", _ ("Company id"), DRAW_COLUMN_NUMBER };
      columns[n++] = (DrawColumn){ "receivables_as_of", _ ("Receivables of"), DRAW_COLUMN_DATE };
      columns[n++] = (DrawColumn){ "orders_as_of", _ ("Orders of"), DRAW_COLUMN_DATE };
    }

  return draw_report_new (format, head, columns, n, out);
}

static const char *
name_kind (const Table *table, BizLimitKind kind)
{
  static const char *const names[] = { "none", "default", "own" };

  return table->for_programs ? names[kind] : biz_limit_kind_to_label (kind);
}

static void
add_limits (const Table *table, const BizExposure *figures)
{
  DrawReport *report = table->report;
  const BizDecimal used = biz_decimal_new (figures->used, 1);

  if (table->has_insured)
    draw_report_add_money (table->report, &figures->insured);
  if (figures->kind == BIZ_LIMIT_NONE)
    draw_report_skip (report);
  else
    draw_report_add_money (table->report, &figures->limit);
  if (!table->is_paper)
    draw_report_add_text (report, name_kind (table, figures->kind));
  if (figures->kind == BIZ_LIMIT_NONE)
    draw_report_skip (report);
  else
    draw_report_add_money (table->report, &figures->free);
  draw_report_add_number (report, figures->used < 0 ? NULL : &used);
}

/* What the server says, and how much less than what is counted here; its risk where it has one. */
static gboolean
add_server (const Table *table, const BizExposureRow *row, GError **error)
{
  DrawReport *report = table->report;
  const BizCreditAccount *account = NULL;
  BizMoney difference;
  BizMoney sum;

  if (row != NULL && biz_exposure_book_get_group (table->how->book, row->id) == row->id)
    account = biz_exposure_book_get_account (table->how->book, row->id, row->company_id);
  if (account == NULL || !account->has_credit)
    {
      for (guint i = 0; i < 4; i++)
        draw_report_skip (report);
      return TRUE;
    }
  draw_report_add_money (table->report, &account->credit);
  draw_report_add_money (table->report, &account->credit_to_invoice);
  if (account->has_risk)
    draw_report_add_money (table->report, &account->risk_total);
  else
    draw_report_skip (report);
  if (!biz_money_add (&account->credit, &account->credit_to_invoice, &sum, error)
      || !biz_money_subtract (&row->figures.total, &sum, &difference, error))
    return FALSE;
  draw_report_add_money (table->report, &difference);

  return TRUE;
}

static void
add_figures (const Table *table, const BizExposure *figures)
{
  draw_report_add_money (table->report, &figures->total);
  draw_report_add_money (table->report, &figures->open);
  for (guint i = 0; i < biz_ageing_plan_get_n_buckets (&table->ages); i++)
    draw_report_add_money (table->report, &figures->buckets[i]);
  if (!table->is_paper)
    draw_report_add_money (table->report, &figures->overdue);
  draw_report_add_money (table->report, &figures->to_invoice);
  draw_report_add_money (table->report, &figures->to_deliver);
}

/* @row: (nullable): of a sum */
static gboolean
write_row (const Table *table,
           const char *name,
           const BizExposureRow *row,
           const BizExposure *figures,
           GCancellable *cancellable,
           GError **error)
{
  DrawReport *report = table->report;

  draw_report_add_text (report, name);
  if (table->has_company)
    draw_report_add_text (report, row != NULL ? row->company : NULL);
  if (table->has_currency)
    draw_report_add_text (report, figures->total.currency);
  add_figures (table, figures);
  if (table->has_limits && row != NULL)
    add_limits (table, figures);
  for (guint i = table->is_paper + !table->has_insured; table->has_limits && row == NULL && i < 5;
       i++)
    draw_report_skip (report);
  if (table->has_server && !add_server (table, row, error))
    return FALSE;
  if (!table->is_paper)
    {
      draw_report_add_integer (report, figures->n_items);
      draw_report_add_integer (report, figures->n_orders);
    }
  if (figures->oldest > 0)
    draw_report_add_integer (report, figures->oldest);
  else
    draw_report_skip (report);
  if (table->for_programs && row != NULL)
    {
      draw_report_add_integer (report, row->id);
      draw_report_add_integer (report, row->company_id);
      draw_report_add_date (report, &table->how->as_of);
      draw_report_add_date (report, &table->how->now);
    }

  return draw_report_end_row (report, cancellable, error);
}

/* Rows come currency by currency: one sum each, never of two currencies. */
static gboolean
write_sums (const Table *table, GArray *rows, GCancellable *cancellable, GError **error)
{
  guint first = 0;

  while (first < rows->len)
    {
      const BizExposure *one = &g_array_index (rows, BizExposureRow, first).figures;
      BizExposure sum;

      biz_exposure_init (&sum, &one->total);
      for (; first < rows->len; first++)
        {
          BizExposure next = g_array_index (rows, BizExposureRow, first).figures;

          if (!g_str_equal (next.total.currency, sum.total.currency))
            break;
          if (!biz_exposure_add (&sum, &next, error))
            return FALSE;
        }
      if (!write_row (table, _ ("Total"), NULL, &sum, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

char *
draw_exposure_describe (const DrawExposureHow *how)
{
  char as_of[64] = "";
  char now[64] = "";

  g_return_val_if_fail (how != NULL, NULL);

  g_date_strftime (as_of, sizeof as_of, "%x", &how->as_of);
  g_date_strftime (now, sizeof now, "%x", &how->now);

  /* Translators: two days */
  return g_strdup_printf (_ ("Receivables at the end of %s, orders as they are on %s"), as_of, now);
}

static const char *
name_row (const Table *table, const BizExposureRow *row)
{
  if (row->name != NULL || table->for_programs)
    return row->name;

  return _ (rows_of[table->how->plan->by].none);
}

/* Paper leaves out columns that say the same, or nothing, in every row. */
static void
look_at_rows (Table *table, GArray *rows)
{
  const BizExposureRow *first = rows->len > 0 ? &g_array_index (rows, BizExposureRow, 0) : NULL;
  gboolean several = FALSE;

  table->has_currency = !table->is_paper;
  table->has_insured = !table->is_paper;
  for (guint i = 0; i < rows->len; i++)
    {
      const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);

      several = several || row->company_id != first->company_id;
      table->has_currency =
          table->has_currency
          || !g_str_equal (row->figures.total.currency, first->figures.total.currency);
      table->has_insured = table->has_insured || row->figures.insured.minor != 0;
    }
  table->has_company = table->has_company && (several || !table->is_paper);
}

static void
init_table (Table *table, DrawReportFormat format, const DrawExposureHow *how)
{
  const BizExposurePlan *plan = how->plan;

  *table = (Table){ .how = how };
  table->for_programs = draw_report_format_is_for_programs (format);
  table->is_paper = format == DRAW_REPORT_PDF;
  table->has_company = !plan->together && plan->by != BIZ_EXPOSURE_BY_COMPANY
                       && plan->by != BIZ_EXPOSURE_BY_CURRENCY;
  table->has_limits = plan->by == BIZ_EXPOSURE_BY_CUSTOMER || plan->by == BIZ_EXPOSURE_BY_GROUP;
  table->has_server = table->has_limits && !plan->together && how->book != NULL;
  table->ages.n_limits = plan->n_limits;
  for (guint i = 0; i < plan->n_limits; i++)
    table->ages.limits[i] = plan->limits[i];
  if (plan->n_limits == 0)
    biz_ageing_plan_set_limits (&table->ages, BIZ_AGEING_LIMITS, NULL);
}

/* The currency stands there once where it is the same in all rows. */
static char *
make_subtitle (const Table *table, GArray *rows)
{
  g_autofree char *words = draw_exposure_describe (table->how);

  if (table->has_currency || rows->len == 0)
    return g_steal_pointer (&words);

  return g_strdup_printf ("%s · %s", words,
                          g_array_index (rows, BizExposureRow, 0).figures.total.currency);
}

/**
 * draw_exposure_report_write:
 * @format: which kind of file
 * @how: how the rows were made
 * @rows: (element-type BizExposureRow): the rows
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_exposure_report_write (DrawReportFormat format,
                            const DrawExposureHow *how,
                            GArray *rows,
                            GOutputStream *out,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (DrawReport) report = NULL;
  g_autofree char *subtitle = NULL;
  Table table;

  g_return_val_if_fail (how != NULL && how->plan != NULL && rows != NULL, FALSE);

  init_table (&table, format, how);
  look_at_rows (&table, rows);
  subtitle = make_subtitle (&table, rows);
  report =
      create_report (&table, format,
                     &(DrawReportHead){ _ ("Exposure of customers"), subtitle, how->made }, out);
  table.report = report;
  for (guint i = 0; i < rows->len; i++)
    {
      const BizExposureRow *row = &g_array_index (rows, BizExposureRow, i);

      if (!write_row (&table, name_row (&table, row), row, &row->figures, cancellable, error))
        return FALSE;
    }

  return (table.for_programs || write_sums (&table, rows, cancellable, error))
         && draw_report_close (report, cancellable, error);
}
