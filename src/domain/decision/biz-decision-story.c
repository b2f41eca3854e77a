/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-target.h"

#include "biz-policy-part.h"

#include <glib/gi18n-lib.h>

/* What was decided last, in a line, and what stands beside the decisions and does not fit them. */

/* What is to be known of a release: what a browser lets everybody write shows as what it is. */
static void
add_release (BizDecisionTarget *self,
             BizDecisionNote *note,
             const char *login,
             const GDate *today,
             GString *line)
{
  const BizDecisionFacts *facts = biz_decision_target_get_facts (self);
  const BizAuthorityPerson writer = { .login = login };
  const BizMoney *amount = &facts->amount;
  GDate expires;

  if (biz_decision_note_get_date (note, "expires", &expires)
      && g_date_compare (&expires, today) < 0)
    g_string_append_printf (line, " %s", _ ("It has ended."));
  if (facts->policy == NULL || biz_policy_is_strict (facts->policy))
    return;
  switch (biz_authority_check (facts->policy, "release_authority", &writer, amount,
                               amount->currency[0] != '\0' ? 1 : 0, NULL))
    {
    case BIZ_AUTHORITY_NO:
      g_string_append_printf (line, " %s", _ ("The company's policy gave no authority for it."));
      break;
    case BIZ_AUTHORITY_UNKNOWN:
      g_string_append_printf (line, " %s", _ ("Whether with authority cannot be read."));
      break;
    case BIZ_AUTHORITY_YES:
    default:
      break;
    }
}

/* The limit comes before its note, so that one may stand without the other: then, as after a
 * change in the browser, the last note says something else. */
static char *
describe_limit (BizDecisionTarget *self)
{
  const BizDecisionFacts *facts = biz_decision_target_get_facts (self);
  const gboolean own = facts->exposure.kind == BIZ_LIMIT_OWN;
  BizDecisionNote *note =
      facts->log != NULL
          ? biz_decision_log_get_newest (facts->log, biz_decision_target_get_model (self),
                                         biz_decision_target_get_id (self),
                                         BIZ_DECISION_BIT (BIZ_DECISION_LIMIT))
          : NULL;
  BizMoney after = biz_money_zero (facts->exposure.limit.currency, facts->exposure.limit.digits);
  gboolean noted;

  if (note == NULL || !facts->has_exposure)
    return NULL;
  noted = biz_decision_note_get_money (note, "after", &after);
  if (!noted && g_strcmp0 (biz_decision_note_get (note, "after"), "none") != 0)
    return NULL;
  if (noted == own && (!own || biz_money_compare (&after, &facts->exposure.limit) == 0))
    return NULL;

  return g_strdup (_ ("The limit is not what its last note says: it was set in a browser, or a "
                      "decision was cut off before its note. Decide it again to have it noted."));
}

/* Of an escalation that nothing was decided after, whether its task is there. */
static const char *
describe_escalation (BizDecisionTarget *self)
{
  if (biz_decision_target_find_lost_escalation (self) == NULL)
    return NULL;

  return _ ("It was escalated, and no task is open for it: it was ended without a decision, or cut "
            "off before the task. Complete it, or decide.");
}

/* A down payment comes before its note; one that was drafted in a browser has none. */
static char *
describe_down (BizDecisionTarget *self)
{
  const BizDecisionFacts *facts = biz_decision_target_get_facts (self);
  const BizDecisionDown *down =
      biz_decision_downs_find_loose (&facts->downs, facts->log, biz_decision_target_get_id (self));
  g_autofree char *words = down != NULL ? biz_decision_down_describe (down) : NULL;

  if (down == NULL)
    return NULL;

  /* Translators: an invoice, with its amount and who made it. */
  return g_strdup_printf (_ ("No decision tells of the down payment %s: it was drafted in a "
                             "browser, or a decision was cut off before its note. Ask for the "
                             "prepayment to have it noted; no second one is drafted."),
                          words);
}

/* What stands beside the decisions and does not fit them; %NULL where all does. */
static char *
describe_loose_end (BizDecisionTarget *self)
{
  const char *escalation;

  if (!biz_decision_target_get_facts (self)->known)
    return NULL;
  if (g_strcmp0 (biz_decision_target_get_model (self), "res.partner") == 0)
    return describe_limit (self);

  escalation = describe_escalation (self);

  return escalation != NULL ? g_strdup (escalation) : describe_down (self);
}

char *
biz_decision_target_describe_newest (BizDecisionTarget *self, const char *login, const GDate *today)
{
  BizDecisionNote *note = biz_decision_target_get_newest (self);
  g_autofree char *loose = describe_loose_end (self);
  g_autoptr (GString) line = NULL;
  const char *user;

  if (note == NULL)
    return g_steal_pointer (&loose);
  user = biz_decision_note_get_user (note);
  line = g_string_new (NULL);
  /* Translators: a decision ("Release"), and who made it. */
  g_string_append_printf (line, _ ("%s by %s."),
                          biz_decision_kind_get_label (biz_decision_note_get_kind (note)),
                          user != NULL ? user : _ ("somebody"));
  if (biz_decision_note_get_author (note) != NULL)
    {
      g_string_append_c (line, ' ');
      /* Translators: a name that somebody else's note bears. */
      g_string_append_printf (line, _ ("It is signed “%s”."), biz_decision_note_get_author (note));
    }
  if (biz_decision_note_get_kind (note) == BIZ_DECISION_RELEASE)
    add_release (self, note, login, today, line);
  if (loose != NULL)
    g_string_append_printf (line, " %s", loose);

  return g_string_free (g_steal_pointer (&line), FALSE);
}
