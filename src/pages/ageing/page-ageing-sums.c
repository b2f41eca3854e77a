/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-sums.h"

#include "biz-ageing-store.h"
#include "draw-ageing-report.h"
#include "kit-format.h"
#include "page-ageing-columns.h"
#include "page-grid.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of an account, beside its name. */
#define N_FOOT_COLUMNS 4

static void
add_share (GtkGrid *grid, int column, int row, const BizMoney *part, const BizMoney *whole)
{
  gint64 share = 0;
  const gboolean has_share = biz_ageing_compute_share (part, whole, &share);
  g_autofree char *text = page_ageing_columns_format_share (has_share, share);

  page_grid_add_number (grid, column, row, text != NULL ? text : "", "dim-label");
}

static void
add_sum (GtkGrid *grid, int row, const BizAgeingRow *sum, guint n_buckets)
{
  g_autofree char *name = g_strdup_printf ("%s %s", _ ("Total"), sum->total.currency);

  page_grid_add_text (grid, 0, row, 1, name, "heading");
  page_grid_add_money (grid, 1, row, &sum->total, "heading");
  for (guint i = 0; i < n_buckets; i++)
    {
      page_grid_add_money (grid, (int)i + 2, row, &sum->buckets[i], "heading");
      add_share (grid, (int)i + 2, row + 1, &sum->buckets[i], &sum->total);
    }
}

/**
 * page_ageing_sums_fill:
 * @grid: a grid, emptied first
 * @sheet: an ageing
 *
 * Shows a sum a currency, with what part of it each bucket is.
 */
void
page_ageing_sums_fill (GtkGrid *grid, BizAgeingSheet *sheet)
{
  const BizAgeingPlan *plan;
  GArray *sums;
  guint n;

  g_return_if_fail (GTK_IS_GRID (grid));

  plan = biz_ageing_sheet_get_plan (sheet);
  sums = biz_ageing_sheet_get_sums (sheet);
  n = biz_ageing_plan_get_n_buckets (plan);
  page_grid_clear (grid);
  page_grid_add_number (grid, 1, 0, _ ("Open"), "dim-label");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = biz_ageing_plan_describe_bucket (plan, i);

      page_grid_add_number (grid, (int)i + 2, 0, title, "dim-label");
    }
  for (guint i = 0; i < sums->len; i++)
    add_sum (grid, 1 + 2 * (int)i, &g_array_index (sums, BizAgeingRow, i), n);
}

/* Differences by currency; NULL where there are none at all. */
static char *
list_differences (GArray *feet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < feet->len; i++)
    {
      const BizAgeingFoot *foot = &g_array_index (feet, BizAgeingFoot, i);
      g_autofree char *amount = NULL;

      if (foot->difference.minor == 0)
        continue;
      amount = page_text_format_amount (&foot->difference);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", amount);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
set_label (GtkLabel *label, GArray *feet, gboolean cut)
{
  g_autofree char *differences = list_differences (feet);
  g_autofree char *text = NULL;

  if (cut)
    {
      g_autofree char *most = kit_format_count (BIZ_AGEING_MAX_ITEMS);

      /* Translators: a number */
      text = g_strdup_printf (_ ("Only the first %s items were read: these are no whole sums. "
                                 "Choose fewer companies."),
                              most);
    }
  else if (differences != NULL)
    /* Translators: amounts */
    text = g_strdup_printf (_ ("Does not tie to the ledger: difference %s"), differences);
  else if (feet->len > 0)
    {
      BizMoney nothing = g_array_index (feet, BizAgeingFoot, 0).difference;
      g_autofree char *amount = page_text_format_amount (&nothing);

      /* Translators: an amount of nothing */
      text = g_strdup_printf (_ ("Ties to the ledger: difference %s"), amount);
    }
  gtk_label_set_text (label, text);
  if (cut || differences != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), "tone-bad");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "tone-bad");
}

/* Nothing is said, too: a difference of nothing is what is looked for. */
static void
add_amount (GtkGrid *grid, int column, int row, const BizMoney *money, const char *css_class)
{
  g_autofree char *text = kit_format_money_aligned (money);

  page_grid_add_number (grid, column, row, text, css_class);
}

static void
add_foot (GtkGrid *grid, int row, const BizAgeingFoot *foot)
{
  g_autofree char *name = draw_ageing_describe_foot (foot);

  page_grid_add_text (grid, 0, row, 1, name, NULL);
  add_amount (grid, 1, row, &foot->ledger, NULL);
  add_amount (grid, 2, row, &foot->open, NULL);
  add_amount (grid, 3, row, &foot->difference, foot->difference.minor != 0 ? "tone-bad" : NULL);
  page_grid_add_text (grid, 4, row, 1, foot->difference.currency, "dim-label");
}

/**
 * page_ageing_sums_fill_feet:
 * @label: says whether everything ties
 * @grid: a grid, emptied first
 * @sheet: an ageing
 *
 * Compares the accounts with their open items, and says what a difference comes from.
 */
void
page_ageing_sums_fill_feet (GtkLabel *label, GtkGrid *grid, BizAgeingSheet *sheet)
{
  GArray *feet;
  gboolean differs = FALSE;
  int row = 1;

  g_return_if_fail (GTK_IS_LABEL (label) && GTK_IS_GRID (grid));

  feet = biz_ageing_sheet_get_feet (sheet);
  set_label (label, feet, biz_ageing_book_is_cut (biz_ageing_sheet_get_book (sheet)));
  page_grid_clear (grid);
  page_grid_add_text (grid, 0, 0, 1, _ ("Account"), "dim-label");
  page_grid_add_number (grid, 1, 0, _ ("Ledger"), "dim-label");
  page_grid_add_number (grid, 2, 0, _ ("Open items"), "dim-label");
  page_grid_add_number (grid, 3, 0, _ ("Difference"), "dim-label");
  for (guint i = 0; i < feet->len; i++)
    {
      const BizAgeingFoot *foot = &g_array_index (feet, BizAgeingFoot, i);

      add_foot (grid, row++, foot);
      differs = differs || foot->difference.minor != 0;
    }
  if (differs)
    page_grid_add_prose (
        grid, 0, row, N_FOOT_COLUMNS + 1,
        _ ("A difference comes from entries that are no open items: of an account that is not set "
           "to be matched, or posted while the list was read. Refresh, then look at the account "
           "in the ledger."),
        "dim-label");
}
