/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-ageing-report.h"

#include <glib/gi18n-lib.h>

/* Before the buckets and behind them. */
#define N_BEFORE 3
#define N_BEHIND 3

static const struct
{
  const char *key;
  const char *head;
  const char *none;
} rows_of[] = {
  [BIZ_AGEING_BY_CUSTOMER] = { "customer", N_ ("Customer"), N_ ("No customer") },
  [BIZ_AGEING_BY_GROUP] = { "group", N_ ("Group"), N_ ("No group") },
  [BIZ_AGEING_BY_SALESPERSON] = { "salesperson", N_ ("Salesperson"), N_ ("No salesperson") },
  [BIZ_AGEING_BY_COMPANY] = { "company", N_ ("Company"), N_ ("No company") },
  [BIZ_AGEING_BY_CURRENCY] = { "currency", N_ ("Currency of the document"), N_ ("No currency") },
};

gboolean
draw_ageing_by_from_name (const char *name, BizAgeingBy *by)
{
  g_return_val_if_fail (name != NULL && by != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows_of); i++)
    {
      if (g_str_equal (name, rows_of[i].key))
        {
          *by = (BizAgeingBy)i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
draw_ageing_get_head (BizAgeingBy by)
{
  g_return_val_if_fail (by <= BIZ_AGEING_BY_CURRENCY, NULL);

  return _ (rows_of[by].head);
}

const char *
draw_ageing_describe_row (const BizAgeingPlan *plan, const BizAgeingRow *row)
{
  g_return_val_if_fail (plan != NULL && row != NULL, NULL);

  return row->name != NULL ? row->name : _ (rows_of[plan->by].none);
}

char *
draw_ageing_describe_foot (const BizAgeingFoot *foot)
{
  g_return_val_if_fail (foot != NULL, NULL);

  if (foot->account == NULL)
    return g_strdup (foot->ledger.currency);

  return g_strdup_printf ("%s · %s", foot->account, foot->company != NULL ? foot->company : "");
}

/* "not_due", "days_1_30", "over_90": the same in every language. */
static char *
make_key (const BizAgeingPlan *plan, guint bucket)
{
  if (bucket == 0)
    return g_strdup (plan->from == BIZ_AGEING_FROM_DUE ? "not_due" : "same_day");
  if (bucket == plan->n_limits + 1)
    return g_strdup_printf ("over_%u", plan->n_limits > 0 ? plan->limits[plan->n_limits - 1] : 0);

  return g_strdup_printf ("days_%u_%u", bucket > 1 ? plan->limits[bucket - 2] + 1 : 1,
                          plan->limits[bucket - 1]);
}

static DrawReport *
create_report (DrawReportFormat format,
               const DrawReportHead *head,
               const BizAgeingPlan *plan,
               GOutputStream *out)
{
  const guint n_buckets = biz_ageing_plan_get_n_buckets (plan);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  DrawColumn columns[N_BEFORE + BIZ_AGEING_MAX_BUCKETS + N_BEHIND];
  gsize n = 0;

  /* A document's currency may be the row; the amount's has its own name then. */
  columns[n++] = (DrawColumn){ plan->by == BIZ_AGEING_BY_CURRENCY ? "document_currency"
                                                                  : rows_of[plan->by].key,
                               _ (rows_of[plan->by].head), DRAW_COLUMN_TEXT };
  columns[n++] = (DrawColumn){ "currency", _ ("Currency"), DRAW_COLUMN_TEXT };
  columns[n++] = (DrawColumn){ "total", _ ("Total"), DRAW_COLUMN_MONEY };
  for (guint i = 0; i < n_buckets; i++)
    {
      char *key = make_key (plan, i);
      char *title = biz_ageing_plan_describe_bucket (plan, i);

      g_ptr_array_add (owned, key);
      g_ptr_array_add (owned, title);
      columns[n++] = (DrawColumn){ key, title, DRAW_COLUMN_MONEY };
    }
  columns[n++] = (DrawColumn){ "items", _ ("Items"), DRAW_COLUMN_NUMBER };
  columns[n++] = (DrawColumn){ "oldest", _ ("Oldest, days"), DRAW_COLUMN_NUMBER };
  if (draw_report_format_is_for_programs (format))
    columns[n++] = (DrawColumn){ "id", _ ("Id"), DRAW_COLUMN_NUMBER };

  return draw_report_new (format, head, columns, n, out);
}

static gboolean
write_row (DrawReport *report,
           DrawReportFormat format,
           const BizAgeingPlan *plan,
           const BizAgeingRow *row,
           const char *name,
           GCancellable *cancellable,
           GError **error)
{
  draw_report_add_text (report, name);
  draw_report_add_text (report, row->total.currency);
  draw_report_add_money (report, &row->total);
  for (guint i = 0; i < biz_ageing_plan_get_n_buckets (plan); i++)
    draw_report_add_money (report, &row->buckets[i]);
  draw_report_add_integer (report, row->n_items);
  if (row->oldest > 0)
    draw_report_add_integer (report, row->oldest);
  else
    draw_report_skip (report);
  if (draw_report_format_is_for_programs (format))
    draw_report_add_integer (report, row->id);

  return draw_report_end_row (report, cancellable, error);
}

/* A line below: a name, and one amount under the totals. */
static gboolean
write_line (DrawReport *report,
            const BizAgeingPlan *plan,
            const char *name,
            const BizMoney *amount,
            GCancellable *cancellable,
            GError **error)
{
  draw_report_add_text (report, name);
  draw_report_add_text (report, amount->currency);
  draw_report_add_money (report, amount);
  for (guint i = 0; i < biz_ageing_plan_get_n_buckets (plan) + 2; i++)
    draw_report_skip (report);

  return draw_report_end_row (report, cancellable, error);
}

static gboolean
write_feet (DrawReport *report,
            const BizAgeingPlan *plan,
            GArray *feet,
            GCancellable *cancellable,
            GError **error)
{
  for (guint i = 0; i < feet->len; i++)
    {
      const BizAgeingFoot *foot = &g_array_index (feet, BizAgeingFoot, i);
      g_autofree char *account = draw_ageing_describe_foot (foot);
      /* Translators: what an account of the ledger says, below the sum of open items */
      g_autofree char *ledger = g_strdup_printf (_ ("Ledger: %s"), account);

      if (!write_line (report, plan, ledger, &foot->ledger, cancellable, error)
          || !write_line (report, plan, _ ("Difference to the open items"), &foot->difference,
                          cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_end (DrawReport *report,
           DrawReportFormat format,
           const BizAgeingPlan *plan,
           GArray *rows,
           GArray *feet,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GArray) sums = biz_ageing_add_up (plan, rows, error);

  if (sums == NULL)
    return FALSE;
  for (guint i = 0; i < sums->len; i++)
    {
      if (!write_row (report, format, plan, &g_array_index (sums, BizAgeingRow, i), _ ("Total"),
                      cancellable, error))
        return FALSE;
    }

  return write_feet (report, plan, feet, cancellable, error);
}

static char *
describe (const BizAgeingPlan *plan)
{
  char day[64] = "";

  g_date_strftime (day, sizeof day, "%x", &plan->as_of);

  return plan->from == BIZ_AGEING_FROM_DUE
             /* Translators: %s is a day */
             ? g_strdup_printf (_ ("Open at the end of %s, aged from the due date"), day)
             : g_strdup_printf (_ ("Open at the end of %s, aged from the invoice date"), day);
}

/* With all rows, and what stands below them. */
static DrawReport *
fill_report (DrawReportFormat format,
             const BizAgeingPlan *plan,
             GArray *rows,
             GArray *feet,
             const char *made,
             GOutputStream *out,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *how = describe (plan);
  g_autoptr (DrawReport) report =
      create_report (format, &(DrawReportHead){ _ ("Open items by age"), how, made }, plan, out);

  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);
      const char *name = draw_report_format_is_for_programs (format)
                             ? row->name
                             : draw_ageing_describe_row (plan, row);

      if (!write_row (report, format, plan, row, name, cancellable, error))
        return NULL;
    }
  if (!draw_report_format_is_for_programs (format)
      && !write_end (report, format, plan, rows, feet, cancellable, error))
    return NULL;

  return g_steal_pointer (&report);
}

/**
 * draw_ageing_report_write:
 * @format: which kind of file
 * @plan: how the rows were made
 * @rows: (element-type BizAgeingRow): the rows
 * @feet: (element-type BizAgeingFoot): the accounts
 * @made: (nullable): when it was made, in words
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_ageing_report_write (DrawReportFormat format,
                          const BizAgeingPlan *plan,
                          GArray *rows,
                          GArray *feet,
                          const char *made,
                          GOutputStream *out,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (DrawReport) report = NULL;

  g_return_val_if_fail (plan != NULL && rows != NULL && feet != NULL, FALSE);

  report = fill_report (format, plan, rows, feet, made, out, cancellable, error);

  return report != NULL && draw_report_close (report, cancellable, error);
}

/**
 * draw_ageing_report_new_pages:
 * @plan: how the rows were made
 * @rows: (element-type BizAgeingRow): the rows
 * @feet: (element-type BizAgeingFoot): the accounts
 * @made: (nullable): when it was made, in words
 * @error: return location
 *
 * Returns: (transfer full): what draw_ageing_report_write() makes a PDF of, for a printer; %NULL
 *   where a sum does not fit
 */
DrawTablePages *
draw_ageing_report_new_pages (
    const BizAgeingPlan *plan, GArray *rows, GArray *feet, const char *made, GError **error)
{
  g_autoptr (GOutputStream) nowhere = g_memory_output_stream_new_resizable ();
  g_autoptr (DrawReport) report = NULL;

  g_return_val_if_fail (plan != NULL && rows != NULL && feet != NULL, NULL);

  report = fill_report (DRAW_REPORT_PDF, plan, rows, feet, made, nowhere, NULL, error);

  return report != NULL ? draw_report_steal_pages (report) : NULL;
}
