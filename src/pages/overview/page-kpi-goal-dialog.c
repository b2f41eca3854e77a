/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-goal-dialog.h"

#include "draw-kpi-chart.h"
#include "erp-error.h"
#include "kit-decimal-entry.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageKpiGoalDialog
{
  AdwWindow parent_instance;

  GtkLabel *figure;
  GtkLabel *level_label;
  KitDecimalEntry *level;
  GtkEntry *name;
  GtkWidget *remove;
  GtkWidget *apply;
  KitInlineError *error;
  GtkSpinner *spinner;

  BizKpiGoals *goals;        /* (owned) */
  GCancellable *cancellable; /* (owned) */
  BizKpiScope scope;
  BizKpi kpi;
  BizKpiGoalKind kind;
  DrawUnit unit;
  gint64 frozen; /* of a baseline */
};

G_DEFINE_FINAL_TYPE (PageKpiGoalDialog, page_kpi_goal_dialog, ADW_TYPE_WINDOW)

enum
{
  JOURNAL_REQUESTED,
  SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_busy (PageKpiGoalDialog *self, gboolean is_busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->apply, !is_busy);
  gtk_widget_set_sensitive (self->remove, !is_busy);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageKpiGoalDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_set = biz_kpi_goals_set_finish (BIZ_KPI_GOALS (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (is_set)
    {
      g_signal_emit (self, signals[SET], 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  kit_inline_error_set_error (self->error, _ ("It could not be written."), error);
}

static void
write_goal (PageKpiGoalDialog *self, gboolean has_level, gint64 minor)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  BizKpiGoal goal = { .kpi = self->kpi,
                      .kind = self->kind,
                      .company_id = self->scope.company_id,
                      .months = self->scope.months,
                      .dimension = self->scope.dimension,
                      .key = self->scope.key,
                      .day = self->scope.as_of,
                      .minor = minor,
                      .has_level = has_level };

  g_strstrip (name);
  if (*name != '\0')
    goal.name = name;
  kit_inline_error_clear (self->error);
  set_busy (self, TRUE);
  biz_kpi_goals_set_async (self->goals, &goal, self->cancellable, set_cb, page_weak_new (self));
}

static void
apply_cb (PageKpiGoalDialog *self)
{
  BizDecimal level;

  if (self->kind == BIZ_KPI_GOAL_BASELINE)
    {
      write_goal (self, TRUE, self->frozen);
      return;
    }
  if (!kit_parsed_entry_check (KIT_PARSED_ENTRY (self->level))
      || !kit_decimal_entry_get_value (self->level, &level)
      || !biz_decimal_rescale (&level, self->unit.digits, BIZ_ROUND_HALF_UP, &level, NULL))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->level));
      return;
    }
  write_goal (self, TRUE, level.mantissa);
}

static void
remove_cb (PageKpiGoalDialog *self)
{
  write_goal (self, FALSE, 0);
}

static void
page_kpi_goal_dialog_dispose (GObject *object)
{
  PageKpiGoalDialog *self = PAGE_KPI_GOAL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->goals);

  G_OBJECT_CLASS (page_kpi_goal_dialog_parent_class)->dispose (object);
}

static void
page_kpi_goal_dialog_class_init (PageKpiGoalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_kpi_goal_dialog_dispose;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[SET] = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DECIMAL_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-kpi-goal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, figure);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, level_label);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, level);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, name);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, apply);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, error);
  gtk_widget_class_bind_template_child (widget_class, PageKpiGoalDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_kpi_goal_dialog_init (PageKpiGoalDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_entry_set_activates_default (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self->level)),
                                   TRUE);
}

static void
show (PageKpiGoalDialog *self, BizKpiValue *value, const BizKpiGoal *goal)
{
  g_autofree char *day = kit_format_date (&self->scope.as_of);
  g_autofree char *now = value != NULL ? biz_kpi_value_format (value) : g_strdup ("–");
  g_autofree char *text = NULL;
  gboolean is_target = self->kind == BIZ_KPI_GOAL_TARGET;

  /* Translators: the name of a figure, what it is, and on which day */
  text = g_strdup_printf (_ ("%s is %s as of %s."), biz_kpi_get_title (self->kpi), now, day);
  gtk_label_set_text (self->figure, text);
  gtk_window_set_title (GTK_WINDOW (self), is_target ? _ ("Set Target") : _ ("Freeze Baseline"));
  gtk_widget_set_visible (GTK_WIDGET (self->level_label), is_target);
  gtk_widget_set_visible (GTK_WIDGET (self->level), is_target);
  gtk_widget_set_visible (self->remove, goal != NULL);
  gtk_button_set_label (GTK_BUTTON (self->apply), is_target ? _ ("_Set") : _ ("_Freeze"));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->level), _ ("Target"));
  kit_parsed_entry_set_needed (KIT_PARSED_ENTRY (self->level), is_target);
  kit_decimal_entry_set_digits (self->level, 0, self->unit.digits);
  if (is_target && goal != NULL)
    {
      BizDecimal level = biz_decimal_new (goal->minor, self->unit.digits);

      kit_decimal_entry_set_value (self->level, &level);
    }
  if (goal != NULL && goal->name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), goal->name);
  /* What is not known cannot be frozen. */
  gtk_widget_set_sensitive (self->apply, is_target || self->frozen != DRAW_GAP);
}

/**
 * page_kpi_goal_dialog_new:
 * @goals: what is set, as read
 * @board: what the figure is
 * @kpi: which figure
 * @kind: what is to be set
 *
 * Returns: (transfer none): a window to be presented
 */
GtkWindow *
page_kpi_goal_dialog_new (BizKpiGoals *goals, BizKpiBoard *board, BizKpi kpi, BizKpiGoalKind kind)
{
  PageKpiGoalDialog *self = g_object_new (PAGE_TYPE_KPI_GOAL_DIALOG, NULL);
  BizKpiValue *value = biz_kpi_board_get_value (board, kpi, 0);

  self->goals = g_object_ref (goals);
  self->scope = *biz_kpi_board_get_scope (board);
  self->kpi = kpi;
  self->kind = kind;
  self->unit = draw_kpi_chart_get_unit (kpi, &self->scope.zero);
  self->frozen = draw_kpi_chart_get_amount (value);
  show (self, value, biz_kpi_goals_find (goals, kind, kpi, &self->scope));

  return GTK_WINDOW (self);
}
