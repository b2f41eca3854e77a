/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-story.h"

#include "biz-case.h"
#include "kit-format.h"
#include "page-grid.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

void
page_desk_story_clear (GtkGrid *grid)
{
  page_grid_clear (grid);
}

void
page_desk_story_fill_ageing (GtkGrid *grid, const BizExposure *figures, gboolean narrow)
{
  BizAgeingPlan plan = { 0 };
  guint n;

  page_grid_clear (grid);
  if (figures == NULL)
    return;
  if (!biz_ageing_plan_set_limits (&plan, BIZ_AGEING_LIMITS, NULL))
    return;
  n = biz_ageing_plan_get_n_buckets (&plan);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = biz_ageing_plan_describe_bucket (&plan, i);
      g_autofree char *amount = page_text_format_amount (&figures->buckets[i]);
      gboolean late = i > 0 && figures->buckets[i].minor > 0;
      const char *tone = !late ? NULL : i + 1 == n ? "tone-bad" : "tone-warning";
      GtkWidget *label;

      /* One below the other where five do not stand side by side. */
      label = narrow ? page_grid_add_text (grid, 0, (int)i, 1, name, "dim-label")
                     : page_grid_add_number (grid, (int)i, 0, name, "dim-label");
      gtk_widget_set_hexpand (label, TRUE);
      if (narrow)
        page_grid_add_number (grid, 1, (int)i, amount, tone);
      else
        page_grid_add_number (grid, (int)i, 1, amount, tone);
    }
}

static char *
describe_late (int days)
{
  if (days == 0)
    return g_strdup (_ ("on the day"));
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day early", "%d days early", (gulong)-days), -days);

  return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong)days), days);
}

void
page_desk_story_fill_payments (GtkGrid *grid, const BizDeskDetail *detail, gboolean narrow)
{
  g_autofree char *words = NULL;

  page_grid_clear (grid);
  if (!detail->knows_payments)
    {
      page_grid_add_prose (grid, 0, 0, 4, _ ("You may not read payments."), "dim-label");
      return;
    }
  words = biz_payer_describe (&detail->payer);
  page_grid_add_prose (grid, 0, 0, 4, words, NULL);
  for (guint i = 0; i < detail->payments->len; i++)
    {
      const BizDeskPayment *payment = g_ptr_array_index (detail->payments, i);
      g_autofree char *day = kit_format_date (&payment->paid);
      g_autofree char *amount = page_text_format_amount (&payment->amount);
      g_autofree char *late = describe_late (payment->days_late);
      int row = (int)i * 2 + 1;

      page_grid_add_prose (grid, narrow ? 0 : 1, row, narrow ? 4 : 1,
                           payment->invoice != NULL ? payment->invoice : "", NULL);
      if (narrow)
        row++;
      page_grid_add_text (grid, 0, row, 1, day, "numeric");
      page_grid_add_number (grid, 2, row, amount, NULL);
      page_grid_add_number (grid, 3, row, late,
                            payment->days_late > 0 ? "tone-warning" : "dim-label");
    }
}

gboolean
page_desk_story_fill_decisions (GtkGrid *grid, const BizDeskDetail *detail)
{
  GPtrArray *notes =
      detail->decisions != NULL ? biz_decision_log_get_notes (detail->decisions) : NULL;

  page_grid_clear (grid);
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);
      GDateTime *time = biz_decision_note_get_time (note);
      g_autofree char *when = time != NULL ? kit_format_time (time) : g_strdup ("");
      const char *who = biz_decision_note_get_user (note);
      const char *text = biz_decision_note_get_text (note);
      g_autofree char *head =
          g_strdup_printf ("%s · %s",
                           biz_decision_kind_get_label (biz_decision_note_get_kind (note)),
                           who != NULL ? who : "");
      int row = (int)i * 2;

      page_grid_add_prose (grid, 0, row, 1, head, "heading-line");
      page_grid_add_number (grid, 1, row, when, "dim-label");
      if (text != NULL)
        page_grid_add_prose (grid, 0, row + 1, 2, text, NULL);
    }

  return notes != NULL && notes->len > 0;
}

typedef struct
{
  PageDeskOpen open;
  gpointer user_data;
  const char *model;
  gint64 id;
} Link;

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  const Link *link = user_data;

  link->open (link->user_data, link->model, link->id);
}

static void
free_link (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_link (GtkGrid *grid, int row, const char *text, const Link *link)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_widget_add_css_class (button, "link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), g_memdup2 (link, sizeof *link),
                         free_link, 0);
  gtk_grid_attach (grid, button, 0, row, 1, 1);
}

gboolean
page_desk_story_fill_cases (GtkGrid *grid,
                            const BizDeskDetail *detail,
                            PageDeskOpen open,
                            gpointer user_data)
{
  guint n = detail->cases != NULL ? g_list_model_get_n_items (detail->cases) : 0;
  int row = 0;

  page_grid_clear (grid);
  for (guint i = 0; i < detail->disputes->len; i++, row++)
    {
      const BizDeskDispute *dispute = g_ptr_array_index (detail->disputes, i);
      g_autofree char *amount = page_text_format_amount (&dispute->open);
      const Link link = { open, user_data, "account.move", dispute->id };

      add_link (grid, row, dispute->name, &link);
      page_grid_add_prose (grid, 1, row, 1, _ ("Disputed"), "tone-warning");
      page_grid_add_number (grid, 2, row, amount, NULL);
    }
  for (guint i = 0; i < n; i++, row++)
    {
      g_autoptr (BizCase) one = g_list_model_get_item (detail->cases, i);
      const char *stage = biz_case_get_stage (one);
      const Link link = { open, user_data, biz_case_get_model (one), biz_case_get_id (one) };

      add_link (grid, row, biz_case_get_title (one), &link);
      page_grid_add_prose (grid, 1, row, 1, stage != NULL ? stage : "", "dim-label");
    }
  if (detail->n_more_cases > 0)
    {
      g_autofree char *more =
          g_strdup_printf (ngettext ("and %u more", "and %u more", detail->n_more_cases),
                           detail->n_more_cases);

      page_grid_add_text (grid, 0, row++, 3, more, "dim-label");
    }

  return row > 0;
}

static void
add_quantity (GtkGrid *grid, int column, int row, const BizDecimal *quantity)
{
  BizDecimal plain = biz_decimal_normalize (*quantity);
  g_autofree char *text = biz_decimal_format (&plain, 0);

  page_grid_add_number (grid, column, row, text, NULL);
}

void
page_desk_story_fill_lines (GtkGrid *grid, const BizSaleOrder *order, gboolean narrow)
{
  int row = 1;

  page_grid_clear (grid);
  page_grid_add_prose (grid, 0, 0, 1, _ ("Product"), "heading-line");
  page_grid_add_number (grid, 1, 0, _ ("Ordered"), "heading-line");
  page_grid_add_number (grid, 2, 0, _ ("Delivered"), "heading-line");
  page_grid_add_number (grid, 3, 0, _ ("Untaxed"), "heading-line");
  for (guint i = 0; i < order->lines->len; i++, row++)
    {
      const BizSaleLine *line = g_ptr_array_index (order->lines, i);

      if (line->is_section)
        {
          page_grid_add_prose (grid, 0, row, 4, line->text, "heading");
          continue;
        }
      page_grid_add_prose (grid, 0, row, narrow ? 4 : 1, line->text, NULL);
      if (narrow)
        row++;
      add_quantity (grid, 1, row, &line->ordered);
      add_quantity (grid, 2, row, &line->delivered);
      page_grid_add_money (grid, 3, row, &line->subtotal, NULL);
    }
}
