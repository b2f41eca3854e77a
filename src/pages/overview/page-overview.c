/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-overview.h"

#include "biz-currency-table.h"
#include "biz-kpi-parts.h"
#include "erp-capabilities.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-kpi-bridge.h"
#include "page-kpi-card.h"
#include "page-kpi-goal-dialog.h"
#include "page-overview-private.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageOverview, page_overview, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const area_names[] = {
  [BIZ_KPI_AREA_CASH] = NC_ ("area of figures", "Cash"),
  [BIZ_KPI_AREA_BILLING] = NC_ ("area of figures", "Billing"),
  [BIZ_KPI_AREA_ORDERS] = NC_ ("area of figures", "Orders"),
  [BIZ_KPI_AREA_CREDIT] = NC_ ("area of figures", "Credit"),
  [BIZ_KPI_AREA_SERVICE] = NC_ ("area of figures", "Service"),
};

static PageKpiCard *
find_card (PageOverview *self, BizKpi kpi)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (page_kpi_card_get_kpi (PAGE_KPI_CARD (child)) == kpi)
      return PAGE_KPI_CARD (child);

  return NULL;
}

/* The oldest of what is seen: no figure is younger than it says. */
static void
update_time (PageOverview *self)
{
  GDateTime *oldest = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
    {
      GDateTime *read = biz_kpi_board_get_read_time (self->board, (BizKpi)kpi);

      if (biz_kpi_get_area ((BizKpi)kpi) == self->area && read != NULL
          && (oldest == NULL || g_date_time_compare (read, oldest) < 0))
        oldest = read;
    }
  if (oldest != NULL)
    {
      time = kit_format_time (oldest);
      /* Translators: when the server was read */
      text = g_strdup_printf (_ ("Data of %s"), time);
    }
  gtk_label_set_text (self->time, text != NULL ? text : "");
}

/* (nullable): @level, filled */
static const DrawKpiLevel *
find_level (PageOverview *self, BizKpi kpi, BizKpiGoalKind kind, DrawKpiLevel *level)
{
  const BizKpiGoal *goal =
      biz_kpi_goals_find (self->goals, kind, kpi, biz_kpi_board_get_scope (self->board));

  if (goal == NULL)
    return NULL;
  level->name = goal->name != NULL            ? goal->name
                : kind == BIZ_KPI_GOAL_TARGET ? _ ("Target")
                                              : _ ("Baseline");
  level->minor = goal->minor;

  return level;
}

static void
show_kpi (PageOverview *self, BizKpi kpi)
{
  PageKpiCard *card = find_card (self, kpi);
  DrawKpiLevel target, baseline;
  const DrawKpiLevel *goal = find_level (self, kpi, BIZ_KPI_GOAL_TARGET, &target);

  if (card != NULL)
    page_kpi_card_show (card, self->board, goal);
  if (self->open != kpi)
    return;
  page_kpi_detail_show (self->detail, self->board, kpi, goal,
                        find_level (self, kpi, BIZ_KPI_GOAL_BASELINE, &baseline),
                        biz_kpi_board_get_value (self->board, kpi, 0) != NULL);
}

static void
goals_changed_cb (PageOverview *self)
{
  for (guint kpi = 0; self->loaded && kpi < BIZ_KPI_N; kpi++)
    show_kpi (self, (BizKpi)kpi);
}

static void
goals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageOverview) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  /* Figures are as good without. */
  if (!biz_kpi_goals_load_finish (BIZ_KPI_GOALS (source), result, &error) && self != NULL)
    g_debug ("Targets were not read: %s", error->message);
}

static void
changed_cb (PageOverview *self, guint kpi)
{
  show_kpi (self, (BizKpi)kpi);
  update_time (self);
}

static void
update_hidden (PageOverview *self)
{
  gtk_widget_set_visible (self->hidden, page_kpi_order_count_hidden (&self->order, self->area) > 0);
}

/* Lines beside figures are read behind them, while somebody sees their cards. */
static void
update_history (PageOverview *self)
{
  gboolean is_wanted = FALSE;

  if (!self->loaded || self->board == NULL)
    return;
  for (guint kpi = 0; kpi < BIZ_KPI_N && !is_wanted; kpi++)
    is_wanted = biz_kpi_sums_needs_due ((BizKpi)kpi) && find_card (self, (BizKpi)kpi) != NULL;
  biz_kpi_board_set_history (self->board, is_wanted && self->open == PAGE_OVERVIEW_NONE
                                              && gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/* What is seen is wanted. */
void
page_overview_show_cards (PageOverview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_flow_box_remove (self->cards, child);
  for (guint i = 0; i < BIZ_KPI_N; i++)
    {
      BizKpi kpi = self->order.kpis[i];
      GtkWidget *card;

      if (biz_kpi_get_area (kpi) != self->area || self->order.hidden[kpi])
        continue;
      card = page_kpi_card_new (kpi);
      gtk_flow_box_append (self->cards, card);
      if (!self->loaded)
        continue;
      biz_kpi_board_want (self->board, kpi);
      show_kpi (self, kpi);
    }
  update_hidden (self);
  update_history (self);
  if (self->loaded)
    update_time (self);
}

/* FALSE where no rows were shown. */
static gboolean
close_rows (PageOverview *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "rows") != 0)
    return FALSE;
  page_kpi_rows_clear (self->rows);
  gtk_stack_set_visible_child_name (self->stack, "detail");
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
load (PageOverview *self)
{
  BizKpiScope scope;

  if (!page_kpi_chooser_get_scope (self->chooser, &scope))
    return;
  self->loaded = TRUE;
  close_rows (self);
  biz_kpi_board_set_scope (self->board, &scope);
  biz_kpi_goals_load_async (self->goals, self->cancellable, goals_cb, page_weak_new (self));
  page_overview_show_cards (self);
  if (self->open != PAGE_OVERVIEW_NONE)
    {
      biz_kpi_board_want_series (self->board, self->open);
      biz_kpi_parts_want (self->board, self->open);
      show_kpi (self, self->open);
    }
}

void
page_overview_focus_card (PageOverview *self, BizKpi kpi)
{
  PageKpiCard *card = find_card (self, kpi);

  if (card != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (card));
}

static void
close_detail (PageOverview *self)
{
  BizKpi kpi = self->open;

  if (kpi == PAGE_OVERVIEW_NONE)
    return;
  self->open = PAGE_OVERVIEW_NONE;
  page_kpi_rows_clear (self->rows);
  gtk_stack_set_visible_child_name (self->stack, "cards");
  update_history (self);
  page_overview_focus_card (self, kpi);
}

static void
show_area (PageOverview *self, BizKpiArea area)
{
  close_detail (self);
  self->area = area;
  page_overview_show_cards (self);
}

static void
tab_cb (GtkToggleButton *button, PageOverview *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < PAGE_OVERVIEW_N_AREAS; i++)
    if (self->tab_buttons[i] == GTK_WIDGET (button))
      show_area (self, (BizKpiArea)i);
}

static void
open_detail (PageOverview *self, BizKpi kpi)
{
  if (!self->loaded)
    return;
  self->open = kpi;
  update_history (self);
  biz_kpi_board_want_series (self->board, kpi);
  biz_kpi_parts_want (self->board, kpi);
  /* Why it moved asks what is in dispute. */
  if (kpi == BIZ_KPI_DSO)
    biz_kpi_board_want (self->board, BIZ_KPI_DISPUTE_RATE);
  show_kpi (self, kpi);
  gtk_stack_set_visible_child_name (self->stack, "detail");
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

static void
card_cb (PageOverview *self, GtkFlowBoxChild *child)
{
  open_detail (self, page_kpi_card_get_kpi (PAGE_KPI_CARD (child)));
}

static void
request_rows (PageOverview *self, guint point)
{
  if (self->open == PAGE_OVERVIEW_NONE || point >= BIZ_KPI_MAX_POINTS
      || biz_kpi_board_get_value (self->board, self->open, point) == NULL)
    return;
  page_kpi_rows_show (self->rows, self->board, self->open, point);
  gtk_stack_set_visible_child_name (self->stack, "rows");
}

static void
open_requested_cb (PageOverview *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOverview *self = PAGE_OVERVIEW (widget);
  int kpi = g_variant_get_int32 (parameter);

  if (self->loaded && kpi >= 0 && kpi < BIZ_KPI_N)
    biz_kpi_board_retry (self->board, (BizKpi)kpi);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_OVERVIEW (widget));
}

static void
present (PageOverview *self, GtkWindow *window)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_set_transient_for (window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (window);
}

static void
journal_cb (PageOverview *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
show_goal_dialog (PageOverview *self, BizKpiGoalKind kind)
{
  GtkWindow *dialog;

  if (self->open == PAGE_OVERVIEW_NONE || !biz_kpi_goals_is_loaded (self->goals))
    return;
  dialog = page_kpi_goal_dialog_new (self->goals, self->board, self->open, kind);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
target_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_goal_dialog (PAGE_OVERVIEW (widget), BIZ_KPI_GOAL_TARGET);
}

static void
baseline_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_goal_dialog (PAGE_OVERVIEW (widget), BIZ_KPI_GOAL_BASELINE);
}

static void
bridge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOverview *self = PAGE_OVERVIEW (widget);

  if (biz_kpi_board_get_sums (self->board) == NULL)
    return;
  present (self, page_kpi_bridge_new (self->session, self->currencies, self->board));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOverview *self = PAGE_OVERVIEW (widget);

  if (!close_rows (self))
    close_detail (self);
}

static void
rows_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  request_rows (PAGE_OVERVIEW (widget), 0);
}

static void
page_overview_map (GtkWidget *widget)
{
  PageOverview *self = PAGE_OVERVIEW (widget);

  GTK_WIDGET_CLASS (page_overview_parent_class)->map (widget);
  if (!self->loaded)
    load (self);
  else
    update_history (self);
}

static void
page_overview_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (page_overview_parent_class)->unmap (widget);
  update_history (PAGE_OVERVIEW (widget));
}

static void
page_overview_dispose (GObject *object)
{
  PageOverview *self = PAGE_OVERVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->board);
  g_clear_object (&self->goals);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_overview_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (PAGE_TYPE_KPI_CHOOSER);
  g_type_ensure (PAGE_TYPE_KPI_DETAIL);
  g_type_ensure (PAGE_TYPE_KPI_ROWS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, PageOverview, chooser);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, tabs);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, time);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, stack);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, cards);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, hidden);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, detail);
  gtk_widget_class_bind_template_child (widget_class, PageOverview, rows);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, card_cb);
  gtk_widget_class_bind_template_callback (widget_class, request_rows);
  gtk_widget_class_bind_template_callback (widget_class, open_requested_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "overview.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "overview.retry", "i", retry_action);
  gtk_widget_class_install_action (widget_class, "overview.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "overview.rows", NULL, rows_action);
  gtk_widget_class_install_action (widget_class, "overview.target", NULL, target_action);
  gtk_widget_class_install_action (widget_class, "overview.baseline", NULL, baseline_action);
  gtk_widget_class_install_action (widget_class, "overview.bridge", NULL, bridge_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "overview.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "overview.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "overview.back", NULL);
}

static void
page_overview_class_init (PageOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_overview_dispose;
  widget_class->map = page_overview_map;
  widget_class->unmap = page_overview_unmap;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  bind_template (widget_class);
  install_actions (widget_class);
  page_overview_install_arranging (widget_class);
}

static void
add_tabs (PageOverview *self)
{
  for (guint i = 0; i < PAGE_OVERVIEW_N_AREAS; i++)
    {
      GtkWidget *button =
          gtk_toggle_button_new_with_label (g_dpgettext2 (NULL, "area of figures", area_names[i]));

      gtk_widget_add_css_class (button, "chip");
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == BIZ_KPI_AREA_CASH);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->tab_buttons[0]));
      g_signal_connect_object (button, "toggled", G_CALLBACK (tab_cb), self, 0);
      gtk_box_append (self->tabs, button);
      self->tab_buttons[i] = button;
    }
}

static void
page_overview_init (PageOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->open = PAGE_OVERVIEW_NONE;
  add_tabs (self);
  page_overview_read_order (self);
}

/**
 * page_overview_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_overview_new (ErpSession *session)
{
  PageOverview *self;
  GDate today;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_OVERVIEW, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->board = biz_kpi_board_new (session, self->currencies);
  self->goals = biz_kpi_goals_new (session);
  g_signal_connect_object (self->goals, "changed", G_CALLBACK (goals_changed_cb), self,
                           G_CONNECT_SWAPPED);
  today = page_text_get_today (session);
  biz_kpi_board_set_today (self->board, &today);
  g_signal_connect_object (self->board, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  page_kpi_rows_set_session (self->rows, session, self->currencies);
  page_kpi_chooser_set_session (self->chooser, session, self->currencies);
  page_overview_show_cards (self);

  return GTK_WIDGET (self);
}
