/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-entry.h"

#include "biz-decision-words.h"

#include <glib/gi18n-lib.h>

struct _BizDeskEntry
{
  GObject parent_instance;

  BizDeskFacts facts;
};

G_DEFINE_FINAL_TYPE (BizDeskEntry, biz_desk_entry, G_TYPE_OBJECT)

static const struct
{
  const char *word;
  const char *label;
} standings[] = {
  [BIZ_DESK_SLIPPED] = { "slipped", NC_ ("desk", "Slipped through") },
  [BIZ_DESK_ENDED] = { "ended", NC_ ("desk", "Release ended") },
  [BIZ_DESK_HELD] = { "held", NC_ ("desk", "Held") },
  [BIZ_DESK_ESCALATED] = { "escalated", NC_ ("desk", "Escalated") },
  [BIZ_DESK_PREPAYMENT] = { "prepayment", NC_ ("desk", "Prepayment") },
  [BIZ_DESK_ENDING] = { "ending", NC_ ("desk", "Release ends") },
  [BIZ_DESK_PROPOSED] = { "proposed", NC_ ("desk", "To hold") },
};

static const struct
{
  const char *word;
  const char *label;
} causes[] = {
  [BIZ_DESK_CAUSE_LIMIT] = { "limit", NC_ ("cause", "Over the limit") },
  [BIZ_DESK_CAUSE_OVERDUE] = { "overdue", NC_ ("cause", "Overdue") },
  [BIZ_DESK_CAUSE_TERMS] = { "terms", NC_ ("cause", "Terms") },
  [BIZ_DESK_CAUSE_PROMISE] = { "promise", NC_ ("cause", "Broken promise") },
  [BIZ_DESK_CAUSE_MANUAL] = { "manual", NC_ ("cause", "By hand") },
};

static void
biz_desk_entry_finalize (GObject *object)
{
  BizDeskFacts *facts = &BIZ_DESK_ENTRY (object)->facts;

  g_clear_pointer (&facts->order, biz_desk_order_unref);
  g_clear_object (&facts->note);
  g_clear_pointer (&facts->reason, g_free);
  g_clear_pointer (&facts->slipped_at, g_date_time_unref);

  G_OBJECT_CLASS (biz_desk_entry_parent_class)->finalize (object);
}

static void
biz_desk_entry_class_init (BizDeskEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_desk_entry_finalize;
}

static void
biz_desk_entry_init (BizDeskEntry *self)
{
  g_date_clear (&self->facts.since, 1);
  g_date_clear (&self->facts.review, 1);
}

/* A part of the order's value, in the company's currency as the order is. */
static void
take_value (BizDeskFacts *facts)
{
  const BizDeskOrder *order = facts->order;

  facts->value = order->value;
  facts->company_value = order->company_value;
  if (facts->delivery == NULL)
    return;
  facts->value = facts->delivery->value;
  if (order->value.minor > 0)
    biz_money_scale (&order->company_value, facts->value.minor, order->value.minor,
                     BIZ_ROUND_HALF_UP, &facts->company_value, NULL);
  else
    facts->company_value.minor = 0;
}

/**
 * biz_desk_entry_new:
 * @order: an order
 * @delivery: (nullable): one of its transfers
 *
 * Returns: (transfer full): a row about it, with its value
 */
BizDeskEntry *
biz_desk_entry_new (BizDeskOrder *order, const BizDeskDelivery *delivery)
{
  BizDeskEntry *self;

  g_return_val_if_fail (order != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DESK_ENTRY, NULL);
  self->facts.order = biz_desk_order_ref (order);
  self->facts.delivery = delivery;
  take_value (&self->facts);

  return self;
}

BizDeskFacts *
biz_desk_entry_get_facts (BizDeskEntry *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_ENTRY (self), NULL);

  return &self->facts;
}

const char *
biz_desk_entry_get_model (BizDeskEntry *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_ENTRY (self), NULL);

  return self->facts.delivery != NULL ? "stock.picking" : "sale.order";
}

gint64
biz_desk_entry_get_id (BizDeskEntry *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_ENTRY (self), 0);

  return self->facts.delivery != NULL ? self->facts.delivery->id : self->facts.order->id;
}

const char *
biz_desk_entry_get_document (BizDeskEntry *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_ENTRY (self), NULL);

  return self->facts.delivery != NULL ? self->facts.delivery->name : self->facts.order->name;
}

static char *
format_time (GDateTime *local)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));

  return biz_decision_words_format_day (&day);
}

static char *
describe_slip (const BizDeskFacts *facts)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (facts->slipped_at);
  g_autofree char *day = format_time (local);

  if (facts->slipped_by != NULL)
    /* Translators: a delivery, then the day it left. */
    return g_strdup_printf (_ ("%s left on %s although the order is held."), facts->slipped_by,
                            day);

  /* Translators: a day. */
  return g_strdup_printf (_ ("Confirmed on %s although it is held."), day);
}

static char *
describe_standing (const BizDeskFacts *facts)
{
  g_autofree char *day =
      g_date_valid (&facts->review) ? biz_decision_words_format_day (&facts->review) : NULL;

  switch (facts->standing)
    {
    case BIZ_DESK_SLIPPED:
      return describe_slip (facts);
    case BIZ_DESK_ENDED:
      return g_strdup_printf (_ ("The release ended on %s."), day);
    case BIZ_DESK_ENDING:
      return g_strdup_printf (_ ("The release ends on %s."), day);
    case BIZ_DESK_ESCALATED:
      return facts->who != NULL
                 ? g_strdup_printf (_ ("%s asked somebody else to decide."), facts->who)
                 : g_strdup (_ ("Somebody else was asked to decide."));
    case BIZ_DESK_PREPAYMENT:
      return g_strdup (_ ("A prepayment was asked for."));
    case BIZ_DESK_HELD:
      return facts->is_free ? g_strdup (_ ("Nothing speaks against a release any more.")) : NULL;
    case BIZ_DESK_PROPOSED:
    case BIZ_DESK_N_STANDINGS:
    default:
      return NULL;
    }
}

/**
 * biz_desk_entry_describe:
 * @self: a row
 *
 * Returns: (transfer full): why it is on the desk, translated; one line
 */
char *
biz_desk_entry_describe (BizDeskEntry *self)
{
  const BizDeskFacts *facts;
  g_autofree char *standing = NULL;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (BIZ_IS_DESK_ENTRY (self), NULL);

  facts = &self->facts;
  standing = describe_standing (facts);
  reason = facts->reason != NULL && *facts->reason != '\0'
               ? g_strdelimit (g_strdup (facts->reason), "\n", ' ')
               : biz_desk_causes_describe (facts->causes);
  if (standing == NULL)
    return g_steal_pointer (&reason);
  if (*reason == '\0')
    return g_steal_pointer (&standing);

  return g_strdup_printf ("%s %s", standing, reason);
}

const char *
biz_desk_standing_to_label (BizDeskStanding standing)
{
  g_return_val_if_fail (standing < BIZ_DESK_N_STANDINGS, NULL);

  return g_dpgettext2 (NULL, "desk", standings[standing].label);
}

const char *
biz_desk_standing_to_word (BizDeskStanding standing)
{
  g_return_val_if_fail (standing < BIZ_DESK_N_STANDINGS, NULL);

  return standings[standing].word;
}

const char *
biz_desk_cause_to_label (BizDeskCause cause)
{
  g_return_val_if_fail (cause < BIZ_DESK_N_CAUSES, NULL);

  return g_dpgettext2 (NULL, "cause", causes[cause].label);
}

const char *
biz_desk_cause_to_word (BizDeskCause cause)
{
  g_return_val_if_fail (cause < BIZ_DESK_N_CAUSES, NULL);

  return causes[cause].word;
}

/**
 * biz_desk_cause_from_word:
 * @word: (nullable): as notes have it
 * @cause: (out): what it means
 *
 * Returns: whether it is known
 */
gboolean
biz_desk_cause_from_word (const char *word, BizDeskCause *cause)
{
  for (guint i = 0; i < BIZ_DESK_N_CAUSES; i++)
    if (g_strcmp0 (word, causes[i].word) == 0)
      {
        *cause = (BizDeskCause)i;
        return TRUE;
      }

  return FALSE;
}

char *
biz_desk_causes_describe (guint bits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < BIZ_DESK_N_CAUSES; i++)
    if ((bits & BIZ_DESK_BIT (i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              biz_desk_cause_to_label ((BizDeskCause)i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
biz_desk_news_to_word (BizDeskNews news)
{
  static const char *const words[] = {
    [BIZ_DESK_NEWS_LIMIT] = "over-limit", [BIZ_DESK_NEWS_RECEIPT] = "paid",
    [BIZ_DESK_NEWS_PROMISE] = "promise",  [BIZ_DESK_NEWS_ENDING] = "ending",
    [BIZ_DESK_NEWS_SLIPPED] = "slipped",
  };

  g_return_val_if_fail (news < BIZ_DESK_N_NEWS, NULL);

  return words[news];
}
