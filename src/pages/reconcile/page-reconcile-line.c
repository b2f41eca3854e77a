/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-line.h"

#include "erp-session.h"
#include "kit-conversation.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "page-grid.h"
#include "page-reconcile-columns.h"
#include "page-reconcile-items.h"
#include "page-reconcile-parts.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* More reasons than these do not help. */
#define MAX_REASONS 4

struct _PageReconcileLine
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *title_label;
  KitStatusPill *pill;
  KitInlineError *error_bar;
  GtkLabel *payer_label;
  GtkGrid *facts;
  GtkFlowBox *signals_box;
  GtkLabel *reasons_label;
  PageReconcileParts *parts;
  PageReconcileItems *items;
  GtkWidget *runner_up_box;
  GtkLabel *runner_up_label;
  GtkWidget *accept_button;
  GtkWidget *undo_button;
  GtkWidget *verbs_box;
  GtkToggleButton *check_button;
  GtkExpander *talk_expander;
  KitConversation *talk;
  GtkScrolledWindow *scroller;
  GtkWidget *reset_button;

  ErpSession *session;     /* (owned) */
  BizBenchLine *line;      /* (owned) (nullable) */
  GSignalGroup *following; /* (owned) */
  gboolean to_talk;        /* the end is to be seen as it grows */
};

G_DEFINE_FINAL_TYPE (PageReconcileLine, page_reconcile_line, ADW_TYPE_BIN)

static void
add_fact (PageReconcileLine *self, int *row, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  page_grid_add_text (self->facts, 0, *row, 1, name, "dim-label");
  page_grid_add_prose (self->facts, 1, *row, 1, text, NULL);
  (*row)++;
}

static void
fill_facts (PageReconcileLine *self)
{
  const BizOpenLine *facts = biz_bench_line_get_facts (self->line);
  g_autofree char *day = kit_format_date (&facts->line.date);
  g_autofree char *whole = NULL;
  g_autofree char *original = NULL;
  int row = 0;

  page_grid_clear (self->facts);
  add_fact (self, &row, _ ("Date"), day);
  add_fact (self, &row, _ ("Text"), facts->line.text);
  add_fact (self, &row, _ ("Account"), facts->line.account);
  add_fact (self, &row, _ ("Reference"), facts->line.bank_reference);
  if (!biz_money_equal (&facts->whole, &facts->line.amount))
    {
      whole = page_text_format_amount (&facts->whole);
      add_fact (self, &row, _ ("Whole line"), whole);
    }
  if (*facts->line.original.currency != '\0')
    {
      original = page_text_format_amount (&facts->line.original);
      add_fact (self, &row, _ ("Before exchange"), original);
    }
}

static KitTone
get_signal_tone (const BizMatchSignal *signal)
{
  if (signal->points < 0 || biz_match_signal_get_ceiling (signal->kind) > BIZ_MATCH_AUTO)
    return KIT_TONE_WARNING;

  return signal->points > 0 ? KIT_TONE_GOOD : KIT_TONE_DIM;
}

static void
fill_signals (PageReconcileLine *self, BizMatchProposal *proposal)
{
  const guint n = biz_match_proposal_get_n_signals (proposal);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->signals_box))) != NULL)
    gtk_flow_box_remove (self->signals_box, child);
  for (guint i = 0; i < n; i++)
    {
      const BizMatchSignal *signal = biz_match_proposal_get_signal (proposal, i);
      GtkWidget *pill = kit_status_pill_new ();
      g_autofree char *points = g_strdup_printf ("%+d", signal->points);

      kit_status_pill_set (KIT_STATUS_PILL (pill), biz_match_signal_get_label (signal->kind),
                           get_signal_tone (signal));
      gtk_widget_set_halign (pill, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (pill, points);
      gtk_flow_box_insert (self->signals_box, pill, -1);
      gtk_widget_set_focusable (gtk_widget_get_last_child (GTK_WIDGET (self->signals_box)), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->signals_box), n > 0);
}

static void
fill_reasons (PageReconcileLine *self, BizMatchProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n = MIN (biz_match_proposal_get_n_reasons (proposal), MAX_REASONS);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            biz_match_proposal_get_reason (proposal, i));
  if (biz_match_proposal_get_band (proposal) != BIZ_MATCH_NONE)
    g_string_append_printf (text,
                            /* Translators: figures from 0 to 100 of a proposal. */
                            _ ("%sScore %d, %d ahead of the next one"), n > 0 ? "\n" : "",
                            biz_match_proposal_get_score (proposal),
                            biz_match_proposal_get_gap (proposal));
  gtk_label_set_text (self->reasons_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons_label), text->len > 0);
}

static void
fill_runner_up (PageReconcileLine *self, BizMatchProposal *proposal)
{
  const guint n = biz_match_proposal_get_n_runner_up (proposal);
  BizMatchDesk *desk = biz_bench_line_get_desk (self->line);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    {
      const BizOpenItem *open =
          biz_match_desk_find_item (desk, biz_match_proposal_get_runner_up (proposal, i));
      g_autofree char *amount = NULL;

      if (open == NULL)
        continue;
      amount = page_text_format_amount (&open->item.residual);
      g_string_append_printf (text, "%s%s · %s · %s", text->len > 0 ? "\n" : "",
                              open->item.number != NULL ? open->item.number : "–",
                              open->partner != NULL ? open->partner : "–", amount);
    }
  words = g_strdup_printf (_ ("Second best: %s"), text->str);
  gtk_label_set_text (self->runner_up_label, words);
  gtk_widget_set_visible (self->runner_up_box, text->len > 0);
}

/* What changes while somebody works on it. */
static void
update (PageReconcileLine *self)
{
  g_autofree char *state = page_reconcile_describe_state (self->line);
  const BizBenchLineState at = biz_bench_line_get_state (self->line);
  const gboolean open = at == BIZ_BENCH_LINE_OPEN;
  const gboolean changed = open && biz_bench_line_is_by_hand (self->line);

  kit_status_pill_set (self->pill, state, page_reconcile_get_tone (self->line));
  kit_inline_error_set_error (self->error_bar, NULL, biz_bench_line_get_error (self->line));
  gtk_widget_set_visible (self->accept_button, open);
  gtk_widget_set_visible (self->undo_button, at == BIZ_BENCH_LINE_MATCHED);
  gtk_widget_set_visible (self->verbs_box, open);
  gtk_widget_set_visible (self->reset_button, changed);
  gtk_widget_set_visible (GTK_WIDGET (self->items), open);
  gtk_toggle_button_set_active (self->check_button, biz_bench_line_is_to_check (self->line));
  page_reconcile_parts_show (self->parts, self->line);
}

static void
fill (PageReconcileLine *self)
{
  BizMatchProposal *proposal = biz_bench_line_get_proposal (self->line);
  const char *payer = page_reconcile_get_payer (self->line);
  g_autofree char *amount = page_text_format_amount (biz_bench_line_get_amount (self->line));

  gtk_label_set_text (self->title_label, amount);
  gtk_label_set_text (self->payer_label, payer != NULL ? payer : _ ("Nobody named"));
  fill_facts (self);
  fill_signals (self, proposal);
  fill_reasons (self, proposal);
  fill_runner_up (self, proposal);
  update (self);
}

static void
changed_cb (PageReconcileLine *self)
{
  update (self);
}

/* What was said is asked for only where somebody wants to see it. */
static void
show_talk (PageReconcileLine *self)
{
  const gboolean wanted = self->line != NULL && gtk_expander_get_expanded (self->talk_expander);
  BizThread *shown = kit_conversation_get_thread (self->talk);
  const BizOpenLine *facts = wanted ? biz_bench_line_get_facts (self->line) : NULL;
  g_autoptr (BizThread) thread = NULL;
  BizBankJournal *journal;

  if (!wanted)
    {
      kit_conversation_set_thread (self->talk, NULL);
      return;
    }
  if (shown != NULL && biz_thread_get_id (shown) == facts->move_id)
    return;
  journal = biz_match_desk_get_journal (biz_bench_line_get_desk (self->line));
  thread = biz_thread_new (self->session, "account.move", facts->move_id, facts->line.text,
                           biz_bank_journal_get_company_id (journal));
  kit_conversation_set_thread (self->talk, thread);
}

static void
grown_cb (PageReconcileLine *self, GtkAdjustment *rows)
{
  if (self->to_talk)
    gtk_adjustment_set_value (rows, gtk_adjustment_get_upper (rows));
}

static void
talk_expanded_cb (PageReconcileLine *self)
{
  self->to_talk = gtk_expander_get_expanded (self->talk_expander);
  show_talk (self);
}

static void
left_cb (PageReconcileLine *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reconcile.back", NULL);
}

static void
page_reconcile_line_dispose (GObject *object)
{
  PageReconcileLine *self = PAGE_RECONCILE_LINE (object);

  g_clear_object (&self->following);
  g_clear_object (&self->line);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_reconcile_line_parent_class)->dispose (object);
}

static void
page_reconcile_line_class_init (PageReconcileLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_reconcile_line_dispose;
  g_type_ensure (KIT_TYPE_CONVERSATION);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  g_type_ensure (PAGE_TYPE_RECONCILE_ITEMS);
  g_type_ensure (PAGE_TYPE_RECONCILE_PARTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reconcile-line.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, pill);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, payer_label);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, facts);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, signals_box);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, reasons_label);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, parts);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, items);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, verbs_box);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, runner_up_box);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, runner_up_label);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, accept_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, reset_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, check_button);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, talk_expander);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, talk);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileLine, scroller);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, talk_expanded_cb);
}

static void
page_reconcile_line_init (PageReconcileLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  self->following = g_signal_group_new (BIZ_TYPE_BENCH_LINE);
  g_signal_group_connect_swapped (self->following, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
}

/**
 * page_reconcile_line_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the pane, empty
 */
GtkWidget *
page_reconcile_line_new (ErpSession *session)
{
  PageReconcileLine *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_RECONCILE_LINE, NULL);
  self->session = g_object_ref ((gpointer)session);

  return GTK_WIDGET (self);
}

void
page_reconcile_line_show (PageReconcileLine *self, BizBenchLine *line)
{
  g_return_if_fail (PAGE_IS_RECONCILE_LINE (self));
  g_return_if_fail (line == NULL || BIZ_IS_BENCH_LINE (line));

  if (!g_set_object (&self->line, line))
    return;
  g_signal_group_set_target (self->following, line);
  self->to_talk = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  page_reconcile_items_show (self->items, line);
  show_talk (self);
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), line != NULL);
  if (line != NULL)
    fill (self);
}

BizBenchLine *
page_reconcile_line_get (PageReconcileLine *self)
{
  g_return_val_if_fail (PAGE_IS_RECONCILE_LINE (self), NULL);

  return self->line;
}

void
page_reconcile_line_set_narrow (PageReconcileLine *self, gboolean alone, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_RECONCILE_LINE (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
  page_reconcile_parts_set_narrow (self->parts, narrow);
}

void
page_reconcile_line_find (PageReconcileLine *self)
{
  g_return_if_fail (PAGE_IS_RECONCILE_LINE (self));

  page_reconcile_items_search (self->items);
}

void
page_reconcile_line_split (PageReconcileLine *self)
{
  g_return_if_fail (PAGE_IS_RECONCILE_LINE (self));

  if (!page_reconcile_parts_edit (self->parts))
    page_reconcile_items_search (self->items);
}

void
page_reconcile_line_talk (PageReconcileLine *self)
{
  g_return_if_fail (PAGE_IS_RECONCILE_LINE (self));

  gtk_expander_set_expanded (self->talk_expander, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->talk), GTK_DIR_TAB_FORWARD);
}
