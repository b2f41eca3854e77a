/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-card.h"

#include "draw-unit.h"
#include "erp-error.h"
#include "kit-chart.h"
#include "kit-types.h"
#include "page-kpi-words.h"

#include <glib/gi18n-lib.h>

#define LEAST_POINTS 3

struct _PageKpiCard
{
  GtkFlowBoxChild parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *change;
  GtkLabel *target;
  GtkLabel *note;
  GtkSpinner *spinner;
  GtkButton *retry;
  GtkWidget *line;
  GtkMenuButton *menu_button;

  BizKpi kpi;
  KitTone tone;
};

G_DEFINE_FINAL_TYPE (PageKpiCard, page_kpi_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
set_tone (PageKpiCard *self, KitTone tone)
{
  GtkWidget *label = GTK_WIDGET (self->change);

  gtk_widget_remove_css_class (label, kit_tone_get_css_class (self->tone));
  self->tone = tone;
  gtk_widget_add_css_class (label, kit_tone_get_css_class (tone));
}

static char *
describe_target (BizKpi kpi, BizKpiValue *value, const DrawKpiLevel *target)
{
  g_autofree char *amount = NULL;
  DrawUnit unit;

  if (target == NULL || value == NULL)
    return NULL;
  unit = draw_kpi_chart_get_unit (kpi, &biz_kpi_value_get_frame (value)->zero);
  amount = draw_unit_format (&unit, target->minor);

  /* Translators: where a figure is to be */
  return g_strdup_printf (_ ("Target %s"), amount);
}

/* Where there is no figure: why, or that it comes. */
static char *
describe_lack (BizKpiBoard *board, BizKpi kpi, BizKpiValue *value)
{
  const GError *error = biz_kpi_board_get_error (board, kpi);
  char *sample = page_kpi_words_describe_sample (board, kpi);

  if (error != NULL)
    {
      g_free (sample);
      return g_strdup (error->message);
    }
  if (sample != NULL)
    return sample;
  if (value != NULL && biz_kpi_value_get_reason (value) != NULL)
    return g_strdup (biz_kpi_value_get_reason (value));

  return NULL;
}

/* What the server has not, or the user may not, is the same the next time. */
static gboolean
is_worth_trying (BizKpiBoard *board, BizKpi kpi)
{
  const GError *error = biz_kpi_board_get_error (board, kpi);

  return error != NULL && !g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         && !g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS);
}

static void
show_line (PageKpiCard *self, BizKpiBoard *board)
{
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);
  BizKpiValue *values[BIZ_KPI_MAX_POINTS];
  g_autoptr (DrawChart) chart = NULL;

  for (guint i = 0; i < scope->n_points; i++)
    values[i] = biz_kpi_board_get_value (board, self->kpi, i);
  chart = draw_kpi_chart_new_sparkline (self->kpi, values, scope->n_points);
  kit_chart_set_chart (KIT_CHART (self->line), chart);
  /* Two points are no past. The place is kept, so that cards do not jump. */
  gtk_widget_set_opacity (
      self->line, draw_kpi_chart_count_known (values, scope->n_points) >= LEAST_POINTS ? 1 : 0);
}

/* One sentence for who does not see the card. */
static void
speak (PageKpiCard *self)
{
  GtkLabel *const labels[] = { self->title, self->value, self->change, self->target, self->note };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (labels[i])))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              gtk_label_get_text (labels[i]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
page_kpi_card_dispose (GObject *object)
{
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (object), NULL);

  G_OBJECT_CLASS (page_kpi_card_parent_class)->dispose (object);
}

static void
page_kpi_card_class_init (PageKpiCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_kpi_card_dispose;
  g_type_ensure (KIT_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-kpi-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, title);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, value);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, change);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, target);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, note);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, retry);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, line);
  gtk_widget_class_bind_template_child (widget_class, PageKpiCard, menu_button);
}

static void
page_kpi_card_init (PageKpiCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tone = KIT_TONE_DIM;
}

static void
add_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/**
 * page_kpi_card_new:
 * @kpi: which figure
 *
 * Returns: (transfer floating): a card that waits for its figure
 */
GtkWidget *
page_kpi_card_new (BizKpi kpi)
{
  PageKpiCard *self = g_object_new (PAGE_TYPE_KPI_CARD, NULL);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (DrawChart) nothing = draw_kpi_chart_new_sparkline (kpi, NULL, 0);
  g_autofree char *name = NULL;

  self->kpi = kpi;
  kit_chart_set_chart (KIT_CHART (self->line), nothing);
  gtk_label_set_text (self->title, biz_kpi_get_title (kpi));
  add_item (menu, _ ("Move _Forward"), "overview.move", g_variant_new ("(ib)", (int)kpi, FALSE));
  add_item (menu, _ ("Move _Back"), "overview.move", g_variant_new ("(ib)", (int)kpi, TRUE));
  add_item (menu, _ ("_Hide"), "overview.hide", g_variant_new_int32 ((int)kpi));
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  /* Translators: the name of a figure */
  name = g_strdup_printf (_ ("Arrange “%s”"), biz_kpi_get_title (kpi));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "i", (int)kpi);
  speak (self);

  return GTK_WIDGET (self);
}

BizKpi
page_kpi_card_get_kpi (PageKpiCard *self)
{
  g_return_val_if_fail (PAGE_IS_KPI_CARD (self), BIZ_KPI_RECEIVABLE);

  return self->kpi;
}

/**
 * page_kpi_card_show:
 * @self: a card
 * @board: what is known
 * @target: (nullable): where the figure is to be
 */
void
page_kpi_card_show (PageKpiCard *self, BizKpiBoard *board, const DrawKpiLevel *target)
{
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);
  BizKpiValue *value = biz_kpi_board_get_value (board, self->kpi, 0);
  BizKpiState state = biz_kpi_board_get_state (board, self->kpi);
  g_autofree char *text = value != NULL ? biz_kpi_value_format (value) : NULL;
  g_autofree char *goal = describe_target (self->kpi, value, target);
  g_autofree char *lack = describe_lack (board, self->kpi, value);
  g_autofree char *change = NULL;
  gboolean is_loading;
  KitTone tone;

  g_return_if_fail (PAGE_IS_KPI_CARD (self));

  is_loading = state == BIZ_KPI_STATE_LOADING || (state == BIZ_KPI_STATE_READY && value == NULL);
  change = page_kpi_words_describe_change (
      value, biz_kpi_board_get_value (board, self->kpi, biz_kpi_scope_get_previous (scope)), &tone);
  set_text (self->value, text != NULL ? text : "–");
  set_text (self->change, change);
  set_tone (self, tone);
  set_text (self->target, goal);
  set_text (self->note, lack != NULL ? lack : is_loading ? _ ("Loading…") : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), lack);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_loading);
  gtk_spinner_set_spinning (self->spinner, is_loading);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), is_worth_trying (board, self->kpi));
  show_line (self, board);
  speak (self);
}
