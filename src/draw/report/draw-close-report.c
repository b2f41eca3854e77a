/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-close-report.h"

#include <glib/gi18n-lib.h>

static DrawReport *
create_report (DrawReportFormat format, BizClose *close, const char *made, GOutputStream *out)
{
  const DrawColumn columns[] = {
    { "check", _ ("Check"), DRAW_COLUMN_TEXT },
    { "state", _ ("State"), DRAW_COLUMN_TEXT },
    { "figure", _ ("Figure"), DRAW_COLUMN_MONEY },
    { "compared", _ ("Compared with"), DRAW_COLUMN_MONEY },
    { "difference", _ ("Difference"), DRAW_COLUMN_MONEY },
    { "currency", _ ("Currency"), DRAW_COLUMN_TEXT },
    { "records", _ ("Records"), DRAW_COLUMN_NUMBER },
    { "finding", _ ("Finding"), DRAW_COLUMN_TEXT },
  };
  g_autofree char *subtitle = NULL;
  char start[64] = "";
  char end[64] = "";

  g_date_strftime (start, sizeof start, "%x", biz_close_get_start (close));
  g_date_strftime (end, sizeof end, "%x", biz_close_get_end (close));
  /* Translators: a company, and the first and last day of a period */
  subtitle = g_strdup_printf (_ ("%s, %s to %s"), biz_close_get_company (close), start, end);

  return draw_report_new (format, &(DrawReportHead){ _ ("Closing of a period"), subtitle, made },
                          columns, G_N_ELEMENTS (columns), out);
}

static void
add_money (DrawReport *report, gboolean has, const BizMoney *money)
{
  if (has)
    draw_report_add_money (report, money);
  else
    draw_report_skip (report);
}

static gboolean
write_check (DrawReport *report,
             DrawReportFormat format,
             const BizCloseCheckFacts *facts,
             GCancellable *cancellable,
             GError **error)
{
  draw_report_add_text (report, facts->title);
  draw_report_add_text (report, draw_report_format_is_for_programs (format)
                                    ? biz_close_state_get_name (facts->state)
                                    : biz_close_state_describe (facts->state));
  add_money (report, facts->has_figure, &facts->figure);
  add_money (report, facts->has_other, &facts->other);
  add_money (report, facts->has_other, &facts->difference);
  draw_report_add_text (report, facts->has_figure ? facts->figure.currency : NULL);
  if (facts->count > 0)
    draw_report_add_integer (report, facts->count);
  else
    draw_report_skip (report);
  draw_report_add_text (report, facts->finding);

  return draw_report_end_row (report, cancellable, error);
}

/* For people: what is closed, in the first and the last column. */
static gboolean
write_locks (DrawReport *report, BizClose *close, GCancellable *cancellable, GError **error)
{
  const BizLockDates *locks = biz_close_get_locks (close);

  for (guint i = 0; i < BIZ_N_LOCKS; i++)
    {
      char day[64] = "";
      g_autofree char *title = NULL;

      if (!biz_lock_is_available ((BizLock)i, biz_close_get_series (close)))
        continue;
      /* Translators: what is closed: “Sales” */
      title = g_strdup_printf (_ ("Closed: %s"), biz_lock_describe ((BizLock)i));
      if (g_date_valid (&locks->days[i]))
        g_date_strftime (day, sizeof day, "%x", &locks->days[i]);
      draw_report_add_text (report, title);
      for (guint k = 0; k < 6; k++)
        draw_report_skip (report);
      draw_report_add_text (report, *day != '\0' ? day : _ ("open"));
      if (!draw_report_end_row (report, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * draw_close_report_write:
 * @format: which kind of file
 * @close: the list
 * @made: (nullable): when and by whom it was made, in words
 * @out: where it goes; stays open
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: FALSE where it could not be written
 */
gboolean
draw_close_report_write (DrawReportFormat format,
                         BizClose *close,
                         const char *made,
                         GOutputStream *out,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (DrawReport) report = NULL;
  GListModel *checks;

  g_return_val_if_fail (BIZ_IS_CLOSE (close), FALSE);

  report = create_report (format, close, made, out);
  checks = biz_close_get_checks (close);
  for (guint i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (BizCloseCheck) check = g_list_model_get_item (checks, i);

      if (!write_check (report, format, biz_close_check_get_facts (check), cancellable, error))
        return FALSE;
    }
  if (!draw_report_format_is_for_programs (format)
      && !write_locks (report, close, cancellable, error))
    return FALSE;

  return draw_report_close (report, cancellable, error);
}

/**
 * draw_close_report_make_name:
 * @format: which kind of file
 * @close: the list
 *
 * Returns: (transfer full): a name for the file; of the company only letters and digits
 */
char *
draw_close_report_make_name (DrawReportFormat format, BizClose *close)
{
  static const char *const endings[] = { "txt", "csv", "json", "xlsx", "pdf" };
  const GDate *end;
  g_autoptr (GString) company = g_string_new (NULL);

  g_return_val_if_fail (BIZ_IS_CLOSE (close), NULL);

  end = biz_close_get_end (close);
  for (const char *at = biz_close_get_company (close); *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (company, letter);
      else if (company->len > 0 && company->str[company->len - 1] != '-')
        g_string_append_c (company, '-');
    }
  if (company->len > 0 && company->str[company->len - 1] == '-')
    g_string_truncate (company, company->len - 1);

  /* Translators: the name of a file: day and company */
  return g_strdup_printf (_ ("Period-close-%04d-%02d-%02d-%s.%s"), g_date_get_year (end),
                          (int)g_date_get_month (end), g_date_get_day (end), company->str,
                          endings[format]);
}
