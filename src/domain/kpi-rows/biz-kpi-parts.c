/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-parts.h"

#include "biz-kpi-billing.h"

#include <glib/gi18n-lib.h>

#define GAP G_MININT64
/* Reasons that are told each; what is left is one more. */
#define MOST_REASONS (BIZ_KPI_MAX_PARTS - 1)
#define OTHER_KEY "\x1f"

/* Of what is not due, the ages that end, and of those that do not; as BIZ_KPI_SUMS_AGES. */
static const struct
{
  const char *key;
  const char *name;
} ages_told[] = {
  { "0", NC_ ("age", "Not due") },
  { "30", NC_ ("age", "1 to 30 days") },
  { "60", NC_ ("age", "31 to 60 days") },
  { "90", NC_ ("age", "61 to 90 days") },
  { "more", NC_ ("age", "More than 90 days") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ages_told) == BIZ_KPI_SUMS_AGES);
G_STATIC_ASSERT (BIZ_KPI_SUMS_AGES <= BIZ_KPI_MAX_PARTS);

gboolean
biz_kpi_parts_has (BizKpi kpi)
{
  return kpi == BIZ_KPI_OVERDUE || kpi == BIZ_KPI_RECEIVABLE || kpi == BIZ_KPI_CREDIT_RATE;
}

void
biz_kpi_parts_want (BizKpiBoard *board, BizKpi kpi)
{
  if (kpi == BIZ_KPI_CREDIT_RATE)
    biz_kpi_board_want_credits (board);
  else if (biz_kpi_parts_has (kpi))
    biz_kpi_board_want_ages (board);
}

gboolean
biz_kpi_parts_is_ready (BizKpiBoard *board, BizKpi kpi)
{
  BizKpiPart part = kpi == BIZ_KPI_CREDIT_RATE ? BIZ_KPI_PART_CREDITS : BIZ_KPI_PART_SUMS;
  BizKpiState state = biz_kpi_board_get_part_state (board, part);

  if (!biz_kpi_parts_has (kpi) || state == BIZ_KPI_STATE_FAILED)
    return TRUE;

  return state == BIZ_KPI_STATE_READY
         && (kpi == BIZ_KPI_CREDIT_RATE || biz_kpi_board_has_ages (board));
}

static BizKpiParts *
new_parts (BizKpiBoard *board, BizKpi kpi, const char *title)
{
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);
  BizKpiParts *self = g_new0 (BizKpiParts, 1);

  self->kpi = kpi;
  self->title = g_strdup (title);
  self->unit = biz_kpi_get_unit (kpi);
  self->zero = scope->zero;
  self->n_days = scope->n_points;
  for (guint i = 0; i < scope->n_points; i++)
    self->days[i] = biz_kpi_scope_get_day (scope, i);

  return self;
}

static BizKpiPartSeries *
add_part (BizKpiParts *self, const char *key, const char *name)
{
  BizKpiPartSeries *part = &self->parts[self->n_parts++];

  part->key = g_strdup (key);
  part->name = g_strdup (name);
  for (guint i = 0; i < BIZ_KPI_MAX_POINTS; i++)
    part->amounts[i] = GAP;

  return part;
}

/* What is not due is no part of what is overdue. */
static BizKpiParts *
new_ages (BizKpiBoard *board, BizKpi kpi, const char **problem)
{
  const guint first = kpi == BIZ_KPI_OVERDUE ? 1 : 0;
  g_autoptr (BizKpiParts) self =
      new_parts (board, kpi,
                 kpi == BIZ_KPI_OVERDUE ? _ ("Overdue, by days overdue")
                                        : _ ("Receivables, by days overdue"));
  guint known = 0;

  for (guint age = first; age < BIZ_KPI_SUMS_AGES; age++)
    add_part (self, ages_told[age].key, g_dpgettext2 (NULL, "age", ages_told[age].name));
  for (guint i = 0; i < self->n_days; i++)
    {
      BizMoney ages[BIZ_KPI_SUMS_AGES];

      if (!biz_kpi_board_get_ages (board, i, ages))
        continue;
      known++;
      for (guint age = first; age < BIZ_KPI_SUMS_AGES; age++)
        self->parts[age - first].amounts[i] = ages[age].minor;
    }
  if (known > 0)
    return g_steal_pointer (&self);
  if (biz_kpi_board_has_ages (board))
    *problem = _ ("The ages could not be read.");

  return NULL;
}

/* Reasons of the newest period, what was credited most first; (element-type utf8). */
static GPtrArray *
list_reasons (const BizKpiFrame *frame, const GArray *documents)
{
  GPtrArray *reasons = g_ptr_array_new ();
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (gint64));

  for (guint i = 0; i < documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (documents, BizKpiDocument, i);
      const char *reason = row->reason != NULL ? row->reason : "";
      guint at;

      if (!biz_kpi_frame_has_date (frame, &row->date))
        continue;
      if (!g_ptr_array_find_with_equal_func (reasons, reason, g_str_equal, &at))
        {
          at = reasons->len;
          g_ptr_array_add (reasons, (gpointer)reason);
          g_array_set_size (sums, at + 1);
        }
      g_array_index (sums, gint64, at) += row->total.minor;
      for (; at > 0 && g_array_index (sums, gint64, at) > g_array_index (sums, gint64, at - 1);
           at--)
        {
          gint64 sum = g_array_index (sums, gint64, at);
          gpointer name = g_ptr_array_index (reasons, at);

          g_array_index (sums, gint64, at) = g_array_index (sums, gint64, at - 1);
          g_array_index (sums, gint64, at - 1) = sum;
          g_ptr_array_index (reasons, at) = g_ptr_array_index (reasons, at - 1);
          g_ptr_array_index (reasons, at - 1) = name;
        }
    }

  return reasons;
}

/* Of what was invoiced, as the rate itself; NULL where that is not known. */
static BizKpiValue *
make_rate (BizKpiBoard *board, guint point, const GArray *documents, const char *reason)
{
  BizKpiValue *rate = biz_kpi_board_get_value (board, BIZ_KPI_CREDIT_RATE, point);
  const BizKpiFrame *frame = rate != NULL ? biz_kpi_value_get_frame (rate) : NULL;
  const BizKpiInput *inputs;
  BizMoney credited;
  guint n = 0;

  inputs = rate != NULL ? biz_kpi_value_get_inputs (rate, &n) : NULL;
  if (n < 2 || !inputs[1].is_money)
    return NULL;
  credited = frame->zero;
  for (guint i = 0; i < documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (documents, BizKpiDocument, i);

      if (biz_kpi_frame_has_date (frame, &row->date)
          && g_str_equal (row->reason != NULL ? row->reason : "", reason))
        credited.minor += row->total.minor;
    }

  return biz_kpi_credit_rate_of_sums (frame, &inputs[1].money, &credited);
}

/* In hundredths of percent; a gap where there is none. */
static gint64
get_hundredths (BizKpiValue *value)
{
  BizDecimal number;

  if (value == NULL || !biz_kpi_value_get_number (value, &number)
      || !biz_decimal_rescale (&number, 2, BIZ_ROUND_HALF_UP, &number, NULL))
    return GAP;

  return number.mantissa;
}

/* What is left of the rate is of other reasons. */
static void
fill_point (
    BizKpiParts *self, BizKpiBoard *board, guint point, const GArray *documents, GPtrArray *reasons)
{
  const guint n = self->n_parts - 1;
  gint64 rest = get_hundredths (biz_kpi_board_get_value (board, self->kpi, point));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizKpiValue) value =
          make_rate (board, point, documents, g_ptr_array_index (reasons, i));
      gint64 *amount = &self->parts[i].amounts[point];

      *amount = get_hundredths (value);
      if (rest != GAP && *amount != GAP)
        rest -= *amount;
    }
  self->parts[n].amounts[point] = rest != GAP ? MAX (rest, 0) : GAP;
}

/* Rates of the reasons that weigh most, one above the other; all of them are the rate. */
static BizKpiParts *
new_reasons (BizKpiBoard *board, const char **problem)
{
  const BizKpiFrame frame = biz_kpi_scope_get_frame (biz_kpi_board_get_scope (board), 0);
  const BizKpiRows *rows = biz_kpi_board_get_rows (board, BIZ_KPI_PART_CREDITS);
  g_autoptr (GPtrArray) reasons = NULL;
  BizKpiParts *self;

  if (biz_kpi_board_get_part_error (board, BIZ_KPI_PART_CREDITS) != NULL)
    *problem = biz_kpi_board_get_part_error (board, BIZ_KPI_PART_CREDITS)->message;
  else if (rows != NULL && rows->sample.n_read < rows->sample.n_all)
    *problem =
        _ ("There are too many credit notes to read all of them, and a sample makes no sum.");
  if (rows == NULL || *problem != NULL)
    return NULL;
  reasons = list_reasons (&frame, rows->documents);
  if (reasons->len == 0)
    {
      *problem = _ ("Nothing was credited in the period.");
      return NULL;
    }
  self = new_parts (board, BIZ_KPI_CREDIT_RATE, _ ("Credit-note rate by reason"));
  for (guint i = 0; i < MIN (reasons->len, MOST_REASONS); i++)
    {
      const char *reason = g_ptr_array_index (reasons, i);

      add_part (self, reason, *reason != '\0' ? reason : _ ("No reason given"));
    }
  add_part (self, OTHER_KEY, _ ("Other reasons"));
  for (guint point = 0; point < self->n_days; point++)
    fill_point (self, board, point, rows->documents, reasons);

  return self;
}

/**
 * biz_kpi_parts_new:
 * @board: what is known
 * @kpi: a figure
 * @problem: (out) (nullable): why there are none, where they will not come
 *
 * Returns: (transfer full) (nullable): its parts over time
 */
BizKpiParts *
biz_kpi_parts_new (BizKpiBoard *board, BizKpi kpi, const char **problem)
{
  *problem = NULL;
  if (kpi == BIZ_KPI_CREDIT_RATE)
    return new_reasons (board, problem);

  return biz_kpi_parts_has (kpi) ? new_ages (board, kpi, problem) : NULL;
}

void
biz_kpi_parts_free (BizKpiParts *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_parts; i++)
    {
      g_free (self->parts[i].key);
      g_free (self->parts[i].name);
    }
  g_free (self->title);
  g_free (self);
}
