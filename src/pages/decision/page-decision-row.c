/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-decision-row.h"

#include "kit-status-pill.h"

#include <glib/gi18n-lib.h>

struct _PageDecisionRow
{
  AdwActionRow parent_instance;

  GtkWidget *pill;
  BizDecisionTarget *target; /* (owned) */
  BizDecisionRun *run;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageDecisionRow, page_decision_row, ADW_TYPE_ACTION_ROW)

static char *
format (const BizMoney *money)
{
  return biz_money_format (money, BIZ_MONEY_SYMBOL);
}

/* What is free of @limit with @total at risk. */
static char *
describe_free (const BizMoney *limit, const BizMoney *total)
{
  BizMoney left;
  g_autofree char *amount = NULL;

  if (!biz_money_subtract (limit, total, &left, NULL))
    return g_strdup ("");
  if (left.minor >= 0)
    {
      amount = format (&left);
      /* Translators: an amount of a credit limit. */
      return g_strdup_printf (_ ("%s free"), amount);
    }
  left = biz_money_negate (&left);
  amount = format (&left);

  /* Translators: an amount above a credit limit. */
  return g_strdup_printf (_ ("%s over"), amount);
}

static char *
describe_limit (const BizExposure *exposure, const BizMoney *limit)
{
  g_autofree char *amount = NULL;
  g_autofree char *left = NULL;

  if (limit == NULL)
    return g_strdup (_ ("no limit"));
  amount = format (limit);
  left = describe_free (limit, &exposure->total);

  /* Translators: a credit limit, and what is free of it or over it. */
  return g_strdup_printf (_ ("limit %s, %s"), amount, left);
}

char *
page_decision_row_describe (BizDecisionTarget *target, const BizDecisionWish *wish)
{
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  const BizExposure *exposure = &facts->exposure;
  const BizMoney *limit = exposure->kind != BIZ_LIMIT_NONE ? &exposure->limit : NULL;
  g_autofree char *total = NULL;
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  g_autofree char *late = NULL;

  if (!facts->known)
    return g_strdup ("");
  if (!facts->has_exposure)
    return g_strdup_printf (_ ("What is at risk is not known. %s"),
                            facts->exposure_problem != NULL ? facts->exposure_problem->message
                                                            : "");
  total = format (&exposure->total);
  now = describe_limit (exposure, limit);
  if (wish != NULL && wish->kind == BIZ_DECISION_LIMIT
      && (wish->no_limit || wish->limit.currency[0] != '\0'))
    {
      then = describe_limit (exposure, wish->no_limit ? NULL : &wish->limit);
      /* Translators: what is at risk; a credit limit before and after. */
      return g_strdup_printf (_ ("At risk: %s. Now %s; then %s."), total, now, then);
    }
  late = format (&exposure->overdue);

  return exposure->overdue.minor > 0
             /* Translators: what is at risk, the credit limit, what is overdue. */
             ? g_strdup_printf (_ ("At risk: %s; %s; %s overdue"), total, now, late)
             : g_strdup_printf (_ ("At risk: %s; %s"), total, now);
}

static void
set_pill (PageDecisionRow *self, const char *text, KitTone tone)
{
  gtk_widget_set_visible (self->pill, text != NULL);
  if (text != NULL)
    kit_status_pill_set (KIT_STATUS_PILL (self->pill), text, tone);
}

static void
run_changed_cb (PageDecisionRow *self)
{
  static const struct
  {
    const char *text;
    KitTone tone;
  } looks[] = {
    [BIZ_DECISION_RUN_WAITING] = { N_ ("Waiting"), KIT_TONE_DIM },
    [BIZ_DECISION_RUN_BUSY] = { N_ ("Writing"), KIT_TONE_ACCENT },
    [BIZ_DECISION_RUN_DONE] = { N_ ("Done"), KIT_TONE_GOOD },
    [BIZ_DECISION_RUN_PARTLY] = { N_ ("Incomplete"), KIT_TONE_WARNING },
    [BIZ_DECISION_RUN_REFUSED] = { N_ ("Refused"), KIT_TONE_BAD },
    [BIZ_DECISION_RUN_UNKNOWN] = { N_ ("Unknown"), KIT_TONE_WARNING },
  };
  const BizDecisionRunState state = biz_decision_run_get_state (self->run);
  const char *words = biz_decision_run_get_words (self->run);

  set_pill (self, _ (looks[state].text), looks[state].tone);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

static void
page_decision_row_dispose (GObject *object)
{
  PageDecisionRow *self = PAGE_DECISION_ROW (object);

  g_clear_object (&self->target);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (page_decision_row_parent_class)->dispose (object);
}

static void
page_decision_row_class_init (PageDecisionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_decision_row_dispose;
}

static void
page_decision_row_init (PageDecisionRow *self)
{
  self->pill = kit_status_pill_new ();
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->pill, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->pill);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

GtkWidget *
page_decision_row_new (BizDecisionTarget *target)
{
  PageDecisionRow *self = g_object_new (PAGE_TYPE_DECISION_ROW, NULL);
  const char *customer = biz_decision_target_get_customer (target);
  g_autofree char *title =
      customer != NULL
          /* Translators: a document and its customer. */
          ? g_strdup_printf (_ ("%s, %s"), biz_decision_target_get_name (target), customer)
          : g_strdup (biz_decision_target_get_name (target));

  self->target = g_object_ref (target);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);

  return GTK_WIDGET (self);
}

BizDecisionTarget *
page_decision_row_get_target (PageDecisionRow *self)
{
  g_return_val_if_fail (PAGE_IS_DECISION_ROW (self), NULL);

  return self->target;
}

void
page_decision_row_show (PageDecisionRow *self,
                        const BizDecisionWish *wish,
                        const char *newest,
                        const GError *problem)
{
  g_autofree char *facts = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (PAGE_IS_DECISION_ROW (self));

  facts = page_decision_row_describe (self->target, wish);
  if (problem != NULL)
    g_string_append_printf (text, "%s\n", problem->message);
  g_string_append (text, facts);
  if (newest != NULL)
    g_string_append_printf (text, "%s%s", *facts != '\0' ? "\n" : "", newest);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), g_strchomp (text->str));
  set_pill (self, problem != NULL ? _ ("Not possible") : NULL, KIT_TONE_BAD);
}

void
page_decision_row_set_run (PageDecisionRow *self, BizDecisionRun *run)
{
  g_return_if_fail (PAGE_IS_DECISION_ROW (self));
  g_return_if_fail (BIZ_IS_DECISION_RUN (run));

  if (!g_set_object (&self->run, run))
    return;
  g_signal_connect_object (run, "notify::state", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::words", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  run_changed_cb (self);
}
