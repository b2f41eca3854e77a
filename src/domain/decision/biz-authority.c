/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-authority.h"

#include "biz-policy-part.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Setting a tag and ending a task come within seconds of the note that says why. */
#define SAME_MOMENT 120

typedef enum
{
  NOBODY,
  SOMEBODY,
  PERHAPS,
} Match;

static const char *
get_text (JsonObject *entry, const char *member)
{
  const char *text = NULL;

  if (json_object_has_member (entry, member))
    erp_json_get_string (entry, member, &text, NULL);

  return text;
}

static Match
match_person (JsonObject *entry, const BizAuthorityPerson *person)
{
  const char *login = get_text (entry, "login");
  const char *group = get_text (entry, "group");

  if (login != NULL)
    return g_strcmp0 (login, person->login) == 0 ? SOMEBODY : NOBODY;
  if (person->has_group == NULL)
    return PERHAPS;

  return person->has_group (group, person->user_data) ? SOMEBODY : NOBODY;
}

/* The most that was found so far, in one of the currencies asked for. */
typedef struct
{
  gboolean any;
  gboolean found;
  BizMoney up_to;
} Reach;

/* Whether the entry covers one of the amounts. */
static gboolean
covers (JsonObject *entry, const BizMoney *amounts, gsize n, Reach *reach)
{
  const char *currency = get_text (entry, "currency");

  if (currency == NULL || n == 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    {
      BizMoney up_to;

      if (g_strcmp0 (currency, amounts[i].currency) != 0
          || !biz_money_from_json (entry, "up_to", &amounts[i], &up_to, NULL))
        continue;
      if (amounts[i].minor <= up_to.minor)
        return TRUE;
      if (!reach->found || biz_money_compare (&up_to, &reach->up_to) > 0)
        reach->up_to = up_to;
      reach->found = TRUE;
    }

  return FALSE;
}

static char *
explain (BizAuthority answer, gboolean named, const Reach *reach)
{
  g_autofree char *up_to = NULL;

  if (answer == BIZ_AUTHORITY_YES)
    return g_strdup (_ ("Within the authority that the company's policy gives."));
  if (answer == BIZ_AUTHORITY_UNKNOWN)
    return g_strdup (_ ("The policy gives the authority to roles, and whether this person has one "
                        "of them cannot be read."));
  if (reach->found)
    {
      up_to = biz_money_format (&reach->up_to, BIZ_MONEY_SYMBOL);
      /* Translators: an amount. */
      return g_strdup_printf (_ ("The company's policy gives authority up to %s; this is more."),
                              up_to);
    }
  if (named)
    return g_strdup (_ ("The company's policy gives no authority in this currency."));

  return g_strdup (_ ("The company's policy names others who decide this."));
}

static void
set_words (char **words, char *text)
{
  if (words != NULL)
    *words = text;
  else
    g_free (text);
}

/**
 * biz_authority_check:
 * @policy: of the company
 * @key: of the list in its credit part
 * @person: who decides, or has decided
 * @amounts: (array length=n_amounts) (nullable): what is decided on, in each currency known
 * @n_amounts: how many
 * @words: (out) (transfer full) (optional): why
 *
 * Returns: whether the policy gives @person the authority; where its file cannot be read, it gives
 *   none to anybody
 */
BizAuthority
biz_authority_check (BizPolicy *policy,
                     const char *key,
                     const BizAuthorityPerson *person,
                     const BizMoney *amounts,
                     gsize n_amounts,
                     char **words)
{
  JsonArray *list;
  BizAuthority answer = BIZ_AUTHORITY_NO;
  gboolean named = FALSE;
  Reach reach = { 0 };

  g_return_val_if_fail (BIZ_IS_POLICY (policy), BIZ_AUTHORITY_NO);
  g_return_val_if_fail (person != NULL, BIZ_AUTHORITY_NO);

  if (biz_policy_is_strict (policy))
    {
      set_words (words, g_strdup (_ ("The company's policy could not be read, so that nobody is "
                                     "known to have the authority.")));
      return BIZ_AUTHORITY_NO;
    }
  list = biz_policy_get_authority (policy, BIZ_POLICY_CREDIT, key);
  if (list == NULL)
    {
      set_words (words, g_strdup (_ ("The company's policy names nobody: everybody may decide.")));
      return BIZ_AUTHORITY_YES;
    }
  for (guint i = 0; i < json_array_get_length (list) && answer != BIZ_AUTHORITY_YES; i++)
    {
      JsonObject *entry = NULL;
      Match match;

      if (!erp_json_get_object (json_array_get_element (list, i), &entry, NULL))
        continue;
      match = match_person (entry, person);
      if (match == NOBODY)
        continue;
      named |= match == SOMEBODY;
      if (covers (entry, amounts, n_amounts, match == SOMEBODY ? &reach : &(Reach){ 0 }))
        answer = match == SOMEBODY ? BIZ_AUTHORITY_YES : BIZ_AUTHORITY_UNKNOWN;
    }
  set_words (words, explain (answer, named, &reach));

  return answer;
}

/**
 * biz_segregation_check:
 * @policy: of the company
 * @facts: who did what
 *
 * Returns: why I am not the one to release it; %BIZ_SEGREGATION_FREE where I am, or where the
 *   policy does not ask
 */
BizSegregation
biz_segregation_check (BizPolicy *policy, const BizSegregationFacts *facts)
{
  g_return_val_if_fail (BIZ_IS_POLICY (policy), BIZ_SEGREGATION_CREATED);
  g_return_val_if_fail (facts != NULL, BIZ_SEGREGATION_CREATED);

  if (!biz_policy_is_strict (policy)
      && !biz_policy_get_flag (policy, BIZ_POLICY_CREDIT, "segregation"))
    return BIZ_SEGREGATION_FREE;
  if (facts->creator_id == facts->uid)
    return BIZ_SEGREGATION_CREATED;
  if (facts->writer_id == facts->uid
      && (facts->decision_time == 0
          || ABS (facts->write_time - facts->decision_time) > SAME_MOMENT))
    return BIZ_SEGREGATION_CHANGED;
  if (facts->n_changes > 0)
    return BIZ_SEGREGATION_LOGGED;

  return BIZ_SEGREGATION_FREE;
}

const char *
biz_segregation_to_words (BizSegregation finding)
{
  switch (finding)
    {
    case BIZ_SEGREGATION_CREATED:
      return _ ("You entered this document. Somebody else has to release it.");
    case BIZ_SEGREGATION_CHANGED:
      return _ ("You were the last to change this document. Somebody else has to release it.");
    case BIZ_SEGREGATION_LOGGED:
      return _ ("The log has a change of yours on this document; which field it was cannot be "
                "read. Somebody else has to release it.");
    case BIZ_SEGREGATION_FREE:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
biz_authority_get_advice (void)
{
  return _ ("The server itself does not check this: in a browser it could be done all the same, "
            "and would show here as what it is.");
}
