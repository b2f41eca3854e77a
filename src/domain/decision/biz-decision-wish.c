/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-wish.h"

#include "biz-policy.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So much is written for people at most; the rest of a note is the program's. */
#define MAX_TEXT 4000

void
biz_decision_wish_init (BizDecisionWish *self, BizDecisionKind kind)
{
  g_return_if_fail (self != NULL);

  *self = (BizDecisionWish){ .kind = kind };
  g_date_clear (&self->until, 1);
}

void
biz_decision_wish_clear (BizDecisionWish *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->user, g_free);
}

/**
 * biz_decision_wish_copy:
 * @self: (out caller-allocates): the copy
 * @other: what is copied
 */
void
biz_decision_wish_copy (BizDecisionWish *self, const BizDecisionWish *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  *self = *other;
  self->reason = g_strdup (other->reason);
  self->text = g_strdup (other->text);
  self->user = g_strdup (other->user);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

static const char *
find_fault (const BizDecisionWish *self, const GDate *today)
{
  const gboolean dated = g_date_valid (&self->until);

  if (!is_blank (self->text) && strlen (self->text) > MAX_TEXT)
    return _ ("The text is too long for a note.");
  if (dated && g_date_compare (&self->until, today) < 0)
    return _ ("This day is over already.");
  switch (self->kind)
    {
    case BIZ_DECISION_HOLD:
    case BIZ_DECISION_RELEASE:
      if (!biz_policy_is_code (self->reason))
        return _ ("Choose a reason: reports count by it.");
      if (self->kind == BIZ_DECISION_RELEASE && is_blank (self->text))
        return _ ("Say in a sentence why it is released.");
      return NULL;
    case BIZ_DECISION_REJECT:
      return is_blank (self->text) ? _ ("Say in a sentence why it is rejected.") : NULL;
    case BIZ_DECISION_PREPAYMENT:
      return self->percent < 1 || self->percent > 100
                 ? _ ("Say how much is to be paid before: 1 to 100 percent.")
                 : NULL;
    case BIZ_DECISION_ESCALATE:
      if (self->user_id <= 0)
        return _ ("Choose who is to decide.");
      return is_blank (self->text) ? _ ("Say in a sentence what is to be decided.") : NULL;
    case BIZ_DECISION_LIMIT:
      if (!self->no_limit && self->limit.currency[0] == '\0')
        return _ ("Enter the new limit.");
      if (!self->no_limit && self->limit.minor <= 0)
        return _ ("To the server a limit of nothing is no limit at all. Hold the orders instead.");
      return is_blank (self->text) ? _ ("Say in a sentence why the limit changes.") : NULL;
    default:
      return _ ("This is decided elsewhere.");
    }
}

/**
 * biz_decision_wish_check:
 * @self: a wish
 * @today: the company's day
 * @error: return location
 *
 * Returns: whether it is complete; FALSE with ERP_ERROR_VALIDATION and what is missing
 */
gboolean
biz_decision_wish_check (const BizDecisionWish *self, const GDate *today, GError **error)
{
  const char *fault;

  g_return_val_if_fail (self != NULL && today != NULL, FALSE);

  fault = find_fault (self, today);
  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, fault);

  return FALSE;
}

const char *
biz_decision_wish_get_verb (BizDecisionKind kind)
{
  switch (kind)
    {
    case BIZ_DECISION_HOLD:
      return _ ("_Hold");
    case BIZ_DECISION_RELEASE:
      return _ ("_Release");
    case BIZ_DECISION_REJECT:
      return _ ("_Reject");
    case BIZ_DECISION_PREPAYMENT:
      return _ ("Ask for _Prepayment");
    case BIZ_DECISION_ESCALATE:
      return _ ("_Escalate");
    case BIZ_DECISION_LIMIT:
      return _ ("Set _Limit");
    default:
      g_return_val_if_reached (NULL);
    }
}
