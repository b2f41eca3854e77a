/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-kpi-report.h"

#include "biz-kpi-value.h"
#include "draw-kpi-pages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters in a line of an explanation; more would be cut off on paper. */
#define LINE 76

static const DrawColumn people_columns[] = {
  { "figure", N_ ("Figure"), DRAW_COLUMN_TEXT },
  { "value", N_ ("Value"), DRAW_COLUMN_NUMBER },
  { "from", N_ ("From"), DRAW_COLUMN_DATE },
  { "as_of", N_ ("As of"), DRAW_COLUMN_DATE },
};

static const DrawColumn program_columns[] = {
  { "company", N_ ("Company"), DRAW_COLUMN_TEXT },
  { "kpi", N_ ("Key"), DRAW_COLUMN_TEXT },
  { "value", N_ ("Value"), DRAW_COLUMN_NUMBER },
  { "unit", N_ ("Unit"), DRAW_COLUMN_TEXT },
  { "from", N_ ("From"), DRAW_COLUMN_DATE },
  { "as_of", N_ ("As of"), DRAW_COLUMN_DATE },
  { "reason", N_ ("Why there is none"), DRAW_COLUMN_TEXT },
  { "figure", N_ ("Figure"), DRAW_COLUMN_TEXT },
  { "formula", N_ ("Formula"), DRAW_COLUMN_TEXT },
  { "variant", N_ ("Variant"), DRAW_COLUMN_TEXT },
  { "difference", N_ ("Known difference"), DRAW_COLUMN_TEXT },
  { "inputs", N_ ("Made of"), DRAW_COLUMN_TEXT },
};

/* What is written, and to what. */
typedef struct
{
  DrawReport *report;
  DrawReportFormat format;
  int width; /* of the longest figure */
  GCancellable *cancellable;
} Writer;

static gboolean
has_all_columns (DrawReportFormat format)
{
  return format != DRAW_REPORT_TEXT && format != DRAW_REPORT_PDF;
}

static const char *
get_unit (BizKpiValue *value)
{
  switch (biz_kpi_get_unit (biz_kpi_value_get_kpi (value)))
    {
    case BIZ_KPI_UNIT_DAYS:
      return "days";
    case BIZ_KPI_UNIT_HOURS:
      return "hours";
    case BIZ_KPI_UNIT_PERCENT:
      return "percent";
    case BIZ_KPI_UNIT_MONEY:
      return biz_kpi_value_get_frame (value)->zero.currency;
    case BIZ_KPI_UNIT_COUNT:
    default:
      return "count";
    }
}

/* In JSON as text, as amounts are: a number is a double to most readers. */
static void
add_value (DrawReport *report, DrawReportFormat format, BizKpiValue *value)
{
  g_autofree char *exact = NULL;
  BizDecimal number;
  BizMoney money;

  if (biz_kpi_value_get_money (value, &money))
    number = biz_decimal_new (money.minor, money.digits);
  else if (!biz_kpi_value_get_number (value, &number))
    {
      draw_report_skip (report);
      return;
    }
  if (format != DRAW_REPORT_JSON)
    {
      draw_report_add_number (report, &number);
      return;
    }
  exact = biz_kpi_value_get_money (value, &money) ? biz_money_format (&money, BIZ_MONEY_MACHINE)
                                                  : biz_decimal_to_string (&number);
  draw_report_add_text (report, exact);
}

static char *
format_input (const BizKpiInput *input, gboolean for_programs)
{
  if (!for_programs)
    return biz_kpi_input_format (input);

  return input->is_money ? biz_money_format (&input->money, BIZ_MONEY_MACHINE)
                         : biz_decimal_to_string (&input->number);
}

/* "Receivables at the end: €1,400.00; Days of the period: 90"; for programs 1400.00. */
static char *
describe_inputs (BizKpiValue *value, gboolean for_programs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const BizKpiInput *inputs;
  guint n;

  inputs = biz_kpi_value_get_inputs (value, &n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *input = format_input (&inputs[i], for_programs);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", inputs[i].name, input);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_all (Writer *self, const char *company, BizKpiValue *value, GError **error)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  BizKpi kpi = biz_kpi_value_get_kpi (value);
  g_autofree char *inputs =
      describe_inputs (value, draw_report_format_is_for_programs (self->format));

  draw_report_add_text (self->report, company);
  draw_report_add_text (self->report, biz_kpi_get_key (kpi));
  add_value (self->report, self->format, value);
  draw_report_add_text (self->report, get_unit (value));
  draw_report_add_date (self->report, &frame->from);
  draw_report_add_date (self->report, &frame->to);
  draw_report_add_text (self->report, biz_kpi_value_get_reason (value));
  draw_report_add_text (self->report, biz_kpi_get_title (kpi));
  draw_report_add_text (self->report, biz_kpi_get_formula (kpi));
  draw_report_add_text (self->report, biz_kpi_get_variant (kpi));
  draw_report_add_text (self->report, biz_kpi_get_difference (kpi));
  draw_report_add_text (self->report, inputs);

  return draw_report_end_row (self->report, self->cancellable, error);
}

/* A row with nothing but words: a company, or a line of an explanation. */
static gboolean
write_line (Writer *self, const char *text, GError **error)
{
  draw_report_add_text (self->report, text);
  for (gsize i = 1; i < G_N_ELEMENTS (people_columns); i++)
    draw_report_skip (self->report);

  return draw_report_end_row (self->report, self->cancellable, error);
}

/* Whole words, indented, in as many rows as they need. */
static gboolean
write_words (Writer *self, const char *text, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (line->len > 0 && g_utf8_strlen (line->str, -1) + g_utf8_strlen (words[i], -1) + 1 > LINE)
        {
          if (!write_line (self, line->str, error))
            return FALSE;
          g_string_truncate (line, 0);
        }
      g_string_append (line, line->len == 0 ? "    " : " ");
      g_string_append (line, words[i]);
    }

  return write_line (self, line->str, error);
}

static gboolean
write_explanation (Writer *self, BizKpiValue *value, GError **error)
{
  BizKpi kpi = biz_kpi_value_get_kpi (value);
  g_autofree char *inputs = describe_inputs (value, FALSE);

  return write_words (self, biz_kpi_get_formula (kpi), error) && write_words (self, inputs, error)
         && write_words (self, biz_kpi_get_difference (kpi), error);
}

static gboolean
write_short (Writer *self, BizKpiValue *value, gboolean explain, GError **error)
{
  const BizKpiFrame *frame = biz_kpi_value_get_frame (value);
  g_autofree char *figure = biz_kpi_value_format (value);
  g_autofree char *title =
      g_strconcat ("  ", biz_kpi_get_title (biz_kpi_value_get_kpi (value)), NULL);
  int blanks = MAX (self->width - (int)g_utf8_strlen (figure, -1), 0);
  g_autofree char *text = g_strdup_printf ("%*s%s", blanks, "", figure);

  draw_report_add_text (self->report, title);
  draw_report_add_text (self->report, text);
  draw_report_add_date (self->report, &frame->from);
  draw_report_add_date (self->report, &frame->to);
  if (!draw_report_end_row (self->report, self->cancellable, error)
      || !write_words (self, biz_kpi_value_get_reason (value), error)
      || !write_words (self, biz_kpi_get_variant (biz_kpi_value_get_kpi (value)), error))
    return FALSE;

  return !explain || write_explanation (self, value, error);
}

static DrawReport *
create_report (DrawReportFormat format, BizKpiBook *book, GOutputStream *out)
{
  const DrawColumn *source = has_all_columns (format) ? program_columns : people_columns;
  gsize n =
      has_all_columns (format) ? G_N_ELEMENTS (program_columns) : G_N_ELEMENTS (people_columns);
  GDateTime *time = biz_kpi_book_get_read_time (book);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *made = local != NULL ? g_date_time_format (local, "%x %H:%M %Z") : NULL;
  DrawColumn columns[G_N_ELEMENTS (program_columns)];
  char day[64];
  g_autofree char *subtitle = NULL;
  DrawReportHead head = { .title = _ ("Figures"), .date = made };

  g_date_strftime (day, sizeof day, "%x", biz_kpi_book_get_as_of (book));
  /* Translators: a day */
  subtitle = g_strdup_printf (_ ("As of %s"), day);
  head.subtitle = subtitle;
  for (gsize i = 0; i < n; i++)
    {
      columns[i] = (DrawColumn){ source[i].key, _ (source[i].title), source[i].kind };
      /* A figure has its unit behind it: text, aligned by blanks. */
      if ((format == DRAW_REPORT_TEXT || format == DRAW_REPORT_JSON)
          && columns[i].kind == DRAW_COLUMN_NUMBER)
        columns[i].kind = DRAW_COLUMN_TEXT;
    }

  return draw_report_new (format, &head, columns, n, out);
}

/* On paper figures are aligned by their column. */
static int
find_width (DrawReportFormat format, BizKpiBook *book)
{
  glong width = 0;

  for (guint i = 0; format == DRAW_REPORT_TEXT && i < biz_kpi_book_get_n_companies (book); i++)
    {
      g_autoptr (GPtrArray) values = biz_kpi_book_list_values (book, i);

      for (guint j = 0; j < values->len; j++)
        {
          g_autofree char *text = biz_kpi_value_format (g_ptr_array_index (values, j));

          width = MAX (width, g_utf8_strlen (text, -1));
        }
    }

  return (int)width;
}

/**
 * draw_kpi_report_write:
 * @format: which kind of file
 * @book: the figures
 * @explain: whether people are told how each figure is made; programs are always
 * @out: where it goes
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_kpi_report_write (DrawReportFormat format,
                       BizKpiBook *book,
                       gboolean explain,
                       GOutputStream *out,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (DrawReport) report = NULL;
  Writer writer = { .format = format, .cancellable = cancellable };

  g_return_val_if_fail (BIZ_IS_KPI_BOOK (book), FALSE);

  report = writer.report = create_report (format, book, out);
  writer.width = find_width (format, book);
  for (guint i = 0; i < biz_kpi_book_get_n_companies (book); i++)
    {
      const char *company = biz_kpi_book_get_company (book, i, NULL);
      g_autoptr (GPtrArray) values = biz_kpi_book_list_values (book, i);

      if (!has_all_columns (format) && !write_line (&writer, company, error))
        return FALSE;
      for (guint j = 0; j < values->len; j++)
        {
          BizKpiValue *value = g_ptr_array_index (values, j);

          if (!(has_all_columns (format) ? write_all (&writer, company, value, error)
                                         : write_short (&writer, value, explain, error)))
            return FALSE;
        }
    }

  if (format == DRAW_REPORT_PDF)
    return draw_kpi_pages_write (report, book, out, cancellable, error);

  return draw_report_close (report, cancellable, error);
}
