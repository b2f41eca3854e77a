/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-detail.h"

#include "biz-kpi-parts.h"
#include "kit-chart.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-kpi-words.h"

#include <glib/gi18n-lib.h>

struct _PageKpiDetail
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *change;
  GtkLabel *note;
  KitInlineError *error;
  GtkWidget *chart;
  GtkLabel *parts_title;
  GtkLabel *parts_note;
  GtkWidget *parts;
  GtkWidget *progress;
  GtkWidget *rows;
  GtkWidget *bridge;
  GtkGrid *facts;

  BizKpi kpi;
  KitTone tone;
  guint32 days[BIZ_KPI_MAX_POINTS]; /* of its points, as the chart counts days */
  guint n_points;
};

G_DEFINE_FINAL_TYPE (PageKpiDetail, page_kpi_detail, ADW_TYPE_BIN)

enum
{
  ROWS_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* A line of the definition; nothing where there is no text. */
static void
add_fact (PageKpiDetail *self, int *row, const char *name, const char *text)
{
  GtkWidget *label, *content;

  if (text == NULL || *text == '\0')
    return;
  label = gtk_label_new (name);
  content = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (content), 0);
  gtk_label_set_wrap (GTK_LABEL (content), TRUE);
  gtk_label_set_selectable (GTK_LABEL (content), TRUE);
  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_add_css_class (content, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (content), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_grid_attach (self->facts, label, 0, *row, 1, 1);
  gtk_grid_attach (self->facts, content, 0, *row + 1, 1, 1);
  *row += 2;
}

static char *
describe_inputs (BizKpiValue *value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const BizKpiInput *inputs;
  guint n = 0;

  inputs = value != NULL ? biz_kpi_value_get_inputs (value, &n) : NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *input = biz_kpi_input_format (&inputs[i]);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", inputs[i].name, input);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_period (const BizKpiFrame *frame)
{
  g_autofree char *from = kit_format_date (&frame->from);
  g_autofree char *to = kit_format_date (&frame->to);

  /* Translators: two days */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static char *
describe_level (BizKpi kpi, const BizKpiFrame *frame, const DrawKpiLevel *level)
{
  g_autofree char *amount = NULL;
  DrawUnit unit;

  if (level == NULL)
    return NULL;
  unit = draw_kpi_chart_get_unit (kpi, &frame->zero);
  amount = draw_unit_format (&unit, level->minor);

  return g_strdup_printf ("%s: %s", level->name, amount);
}

static char *
describe_source (PageKpiDetail *self, BizKpiBoard *board)
{
  GDateTime *time = biz_kpi_board_get_read_time (board, self->kpi);
  g_autofree char *when = time != NULL ? kit_format_time (time) : NULL;
  g_autofree char *sample = page_kpi_words_describe_sample (board, self->kpi);

  if (when == NULL)
    return NULL;
  if (sample != NULL)
    /* Translators: when the server was read, and of how many documents */
    return g_strdup_printf (_ ("Read from the server %s. %s."), when, sample);

  /* Translators: when the server was read */
  return g_strdup_printf (_ ("Read from the server %s."), when);
}

static void
show_facts (PageKpiDetail *self,
            BizKpiBoard *board,
            BizKpiValue *value,
            const DrawKpiLevel *target,
            const DrawKpiLevel *baseline)
{
  BizKpiFrame frame = biz_kpi_scope_get_frame (biz_kpi_board_get_scope (board), 0);
  g_autofree char *period = describe_period (&frame);
  g_autofree char *inputs = describe_inputs (value);
  g_autofree char *source = describe_source (self, board);
  g_autofree char *goal = describe_level (self->kpi, &frame, target);
  g_autofree char *before = describe_level (self->kpi, &frame, baseline);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
  add_fact (self, &row, _ ("Formula"), biz_kpi_get_formula (self->kpi));
  add_fact (self, &row, _ ("Variant"), biz_kpi_get_variant (self->kpi));
  add_fact (self, &row, _ ("Period"), period);
  add_fact (self, &row, _ ("Made of"), inputs);
  add_fact (self, &row, _ ("The ERP’s own figure"), biz_kpi_get_difference (self->kpi));
  add_fact (self, &row, _ ("Target"), goal);
  add_fact (self, &row, _ ("Baseline"), before);
  add_fact (self, &row, _ ("Source"), source);
}

static void
show_chart (PageKpiDetail *self,
            BizKpiBoard *board,
            const DrawKpiLevel *target,
            const DrawKpiLevel *baseline)
{
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);
  BizKpiValue *values[BIZ_KPI_MAX_POINTS];
  g_autoptr (DrawChart) chart = NULL;

  self->n_points = scope->n_points;
  for (guint i = 0; i < scope->n_points; i++)
    {
      GDate day = biz_kpi_scope_get_day (scope, i);

      self->days[i] = g_date_get_julian (&day);
      values[i] = biz_kpi_board_get_value (board, self->kpi, i);
    }
  chart = draw_kpi_chart_new (self->kpi, values, scope->n_points, target, baseline);
  kit_chart_set_chart (KIT_CHART (self->chart), chart);
}

static void
show_parts (PageKpiDetail *self, BizKpiBoard *board)
{
  const char *problem;
  g_autoptr (BizKpiParts) parts = biz_kpi_parts_new (board, self->kpi, &problem);
  g_autoptr (DrawChart) chart = parts != NULL ? draw_kpi_chart_new_parts (parts) : NULL;

  gtk_widget_set_visible (self->parts, chart != NULL);
  set_text (self->parts_title, chart != NULL ? draw_chart_get_title (chart) : NULL);
  set_text (self->parts_note, problem);
  if (chart != NULL)
    kit_chart_set_chart (KIT_CHART (self->parts), chart);
}

/* Points that are not known have no place in the chart: a point is found by its day. */
static void
activated_cb (PageKpiDetail *self, guint track, guint point)
{
  DrawChart *chart = kit_chart_get_chart (KIT_CHART (self->chart));
  DrawSeries *series = chart != NULL ? draw_chart_get_track (chart, track) : NULL;

  if (series == NULL || point >= draw_series_get_n_points (series))
    return;
  for (guint i = 0; i < self->n_points; i++)
    if (draw_series_get_points (series)[point].x == (gint64)self->days[i])
      g_signal_emit (self, signals[ROWS_REQUESTED], 0, i);
}

static void
told_cb (PageKpiDetail *self, const char *words, gboolean failed)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
retry_cb (PageKpiDetail *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "overview.retry", "i", (int)self->kpi);
}

static void
page_kpi_detail_class_init (PageKpiDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ROWS_REQUESTED] =
      g_signal_new ("rows-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (KIT_TYPE_CHART);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-kpi-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, title);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, value);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, change);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, note);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, error);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, chart);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, parts_title);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, parts_note);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, parts);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, progress);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, rows);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, bridge);
  gtk_widget_class_bind_template_child (widget_class, PageKpiDetail, facts);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
page_kpi_detail_init (PageKpiDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tone = KIT_TONE_DIM;
}

/**
 * page_kpi_detail_new:
 *
 * Returns: (transfer floating): a detail of nothing yet
 */
GtkWidget *
page_kpi_detail_new (void)
{
  return g_object_new (PAGE_TYPE_KPI_DETAIL, NULL);
}

static void
show_state (PageKpiDetail *self, BizKpiBoard *board, BizKpiValue *value)
{
  const GError *error = biz_kpi_board_get_error (board, self->kpi);
  gboolean is_loading = biz_kpi_board_get_state (board, self->kpi) == BIZ_KPI_STATE_LOADING
                        || (error == NULL && !biz_kpi_board_has_series (board, self->kpi));

  gtk_widget_set_visible (self->progress, is_loading);
  gtk_spinner_set_spinning (GTK_SPINNER (self->progress), is_loading);
  if (error != NULL)
    kit_inline_error_set_error (self->error, _ ("This figure could not be read."), error);
  else
    kit_inline_error_clear (self->error);
  set_text (self->note, value != NULL ? biz_kpi_value_get_reason (value) : NULL);
}

/**
 * page_kpi_detail_show:
 * @self: a detail
 * @board: what is known
 * @kpi: which figure
 * @target: (nullable): where it is to be
 * @baseline: (nullable): where it was
 * @has_rows: whether its rows can be shown
 */
void
page_kpi_detail_show (PageKpiDetail *self,
                      BizKpiBoard *board,
                      BizKpi kpi,
                      const DrawKpiLevel *target,
                      const DrawKpiLevel *baseline,
                      gboolean has_rows)
{
  BizKpiValue *value = biz_kpi_board_get_value (board, kpi, 0);
  g_autofree char *text = value != NULL ? biz_kpi_value_format (value) : NULL;
  g_autofree char *change = NULL;
  KitTone tone;
  guint previous;

  g_return_if_fail (PAGE_IS_KPI_DETAIL (self));

  self->kpi = kpi;
  previous = biz_kpi_scope_get_previous (biz_kpi_board_get_scope (board));
  change =
      page_kpi_words_describe_change (value, biz_kpi_board_get_value (board, kpi, previous), &tone);
  gtk_label_set_text (self->title, biz_kpi_get_title (kpi));
  gtk_label_set_text (self->value, text != NULL ? text : "–");
  set_text (self->change, change);
  gtk_widget_remove_css_class (GTK_WIDGET (self->change), kit_tone_get_css_class (self->tone));
  self->tone = tone;
  gtk_widget_add_css_class (GTK_WIDGET (self->change), kit_tone_get_css_class (tone));
  show_state (self, board, value);
  show_chart (self, board, target, baseline);
  show_parts (self, board);
  show_facts (self, board, value, target, baseline);
  gtk_widget_set_visible (self->rows, has_rows);
  gtk_widget_set_visible (self->bridge, kpi == BIZ_KPI_DSO);
}
