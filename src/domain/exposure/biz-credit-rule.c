/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-credit-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OVERDUE_DAYS 30

static const struct
{
  const char *code;
  const char *label;
} kinds[] = {
  [BIZ_CREDIT_CAUSE_LIMIT] = { "limit", N_ ("Over the limit") },
  [BIZ_CREDIT_CAUSE_OVERDUE_DAYS] = { "overdue", N_ ("Long overdue") },
  [BIZ_CREDIT_CAUSE_OVERDUE_AMOUNT] = { "overdue", N_ ("Too much overdue") },
  [BIZ_CREDIT_CAUSE_TERMS] = { "terms", N_ ("Long terms") },
  [BIZ_CREDIT_CAUSE_PROMISE] = { "promise", N_ ("Broken promise") },
  [BIZ_CREDIT_CAUSE_MANUAL] = { "manual", N_ ("Held by hand") },
};

static void
clear_cause (gpointer data)
{
  g_clear_pointer (&((BizCreditCause *)data)->text, g_free);
}

/**
 * biz_credit_rule_init:
 * @self: (out caller-allocates): what a company that decided nothing is asked about
 */
void
biz_credit_rule_init (BizCreditRule *self)
{
  g_return_if_fail (self != NULL);

  *self = (BizCreditRule){ .over_limit = TRUE, .overdue_days = OVERDUE_DAYS, .broken_promises = 1 };
}

static void
add_cause (GArray *causes, BizCreditCauseKind kind, const BizCreditCause *more)
{
  BizCreditCause cause = *more;

  cause.kind = kind;
  g_array_append_val (causes, cause);
}

/* What is overdue is judged as a whole: a receipt that nobody allocated yet pays it as well. */
static void
judge_overdue (const BizCreditRule *self, const BizExposure *figures, GArray *causes)
{
  const BizMoney *overdue = &figures->overdue;

  if (overdue->minor <= 0)
    return;
  if (self->overdue_days > 0 && figures->oldest > (int)self->overdue_days)
    add_cause (causes, BIZ_CREDIT_CAUSE_OVERDUE_DAYS,
               &(BizCreditCause){ .amount = *overdue,
                                  .count = figures->oldest,
                                  .allowed = (int)self->overdue_days });
  if (self->has_overdue_above && strcmp (self->overdue_above.currency, overdue->currency) == 0
      && biz_money_compare (overdue, &self->overdue_above) > 0)
    add_cause (causes, BIZ_CREDIT_CAUSE_OVERDUE_AMOUNT,
               &(BizCreditCause){ .amount = *overdue, .against = self->overdue_above });
}

static void
judge_facts (const BizCreditRule *self, const BizCreditFacts *facts, GArray *causes)
{
  if (self->standard_days > 0 && facts->term_days > (int)self->standard_days)
    add_cause (causes, BIZ_CREDIT_CAUSE_TERMS,
               &(BizCreditCause){ .count = facts->term_days, .allowed = (int)self->standard_days });
  if (self->broken_promises > 0 && facts->n_broken >= self->broken_promises)
    add_cause (causes, BIZ_CREDIT_CAUSE_PROMISE,
               &(BizCreditCause){ .count = (int)facts->n_broken,
                                  .allowed = (int)self->broken_promises - 1,
                                  .day = facts->broken_on });
  if (facts->manual != NULL)
    add_cause (causes, BIZ_CREDIT_CAUSE_MANUAL,
               &(BizCreditCause){ .text = g_strdup (facts->manual) });
}

/**
 * biz_credit_rule_judge:
 * @self: what the company wants to be asked about
 * @figures: settled, the document that is judged among them
 * @facts: (nullable): what figures do not say
 *
 * Returns: (transfer full) (element-type BizCreditCause): why a document is stopped
 */
GArray *
biz_credit_rule_judge (const BizCreditRule *self,
                       const BizExposure *figures,
                       const BizCreditFacts *facts)
{
  GArray *causes;

  g_return_val_if_fail (self != NULL && figures != NULL, NULL);

  causes = g_array_new (FALSE, FALSE, sizeof (BizCreditCause));
  g_array_set_clear_func (causes, clear_cause);
  if (self->over_limit && biz_exposure_is_over (figures))
    add_cause (causes, BIZ_CREDIT_CAUSE_LIMIT,
               &(BizCreditCause){ .amount = figures->total, .against = figures->limit });
  judge_overdue (self, figures, causes);
  if (facts != NULL)
    judge_facts (self, facts, causes);

  return causes;
}

const char *
biz_credit_cause_get_code (BizCreditCauseKind kind)
{
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].code;
}

const char *
biz_credit_cause_get_label (BizCreditCauseKind kind)
{
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (kinds), NULL);

  return _ (kinds[kind].label);
}

static char *
describe_limit (const BizCreditCause *self)
{
  g_autofree char *amount = biz_money_format (&self->amount, BIZ_MONEY_SYMBOL);
  g_autofree char *limit = biz_money_format (&self->against, BIZ_MONEY_SYMBOL);
  g_autofree char *by = NULL;
  BizMoney over;

  if (!biz_money_subtract (&self->amount, &self->against, &over, NULL))
    return g_strdup (_ (kinds[self->kind].label));
  by = biz_money_format (&over, BIZ_MONEY_SYMBOL);

  /* Translators: three amounts: what is beyond the credit limit, the exposure, the limit */
  return g_strdup_printf (_ ("Over the limit by %s: %s of %s"), by, amount, limit);
}

static char *
describe_overdue (const BizCreditCause *self)
{
  g_autofree char *amount = biz_money_format (&self->amount, BIZ_MONEY_SYMBOL);
  g_autofree char *allowed = NULL;

  if (self->kind == BIZ_CREDIT_CAUSE_OVERDUE_DAYS)
    /* Translators: an amount, and how long the oldest part of it is late; then what is allowed */
    return g_strdup_printf (_ ("%s overdue, the oldest for %d days; allowed are %d"), amount,
                            self->count, self->allowed);
  allowed = biz_money_format (&self->against, BIZ_MONEY_SYMBOL);

  /* Translators: two amounts */
  return g_strdup_printf (_ ("%s overdue; allowed are %s"), amount, allowed);
}

static char *
describe_promise (const BizCreditCause *self)
{
  g_autofree char *broken =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d broken promise to pay",
                                    "%d broken promises to pay", (gulong)self->count),
                       self->count);
  char day[32];

  if (!g_date_valid (&self->day))
    return g_steal_pointer (&broken);
  g_date_strftime (day, sizeof day, "%x", &self->day);

  /* Translators: "2 broken promises to pay, the last of 11/20/2026" */
  return g_strdup_printf (_ ("%s, the last of %s"), broken, day);
}

/**
 * biz_credit_cause_describe:
 * @self: a cause
 *
 * Returns: (transfer full): a sentence with its figures
 */
char *
biz_credit_cause_describe (const BizCreditCause *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case BIZ_CREDIT_CAUSE_LIMIT:
      return describe_limit (self);
    case BIZ_CREDIT_CAUSE_OVERDUE_DAYS:
    case BIZ_CREDIT_CAUSE_OVERDUE_AMOUNT:
      return describe_overdue (self);
    case BIZ_CREDIT_CAUSE_TERMS:
      return g_strdup_printf (_ ("Terms of %d days; standard are %d"), self->count, self->allowed);
    case BIZ_CREDIT_CAUSE_PROMISE:
      return describe_promise (self);
    case BIZ_CREDIT_CAUSE_MANUAL:
    default:
      /* Translators: what somebody wrote who stopped an order */
      return g_strdup_printf (_ ("Held by hand: %s"), self->text != NULL ? self->text : "");
    }
}
