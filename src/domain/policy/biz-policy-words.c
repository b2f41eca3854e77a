/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-words.h"

#include "biz-choice.h"
#include "biz-iso-currency.h"
#include "biz-policy-part.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): where there is none */
static char *
dup_limit (BizPolicy *policy, const char *currency)
{
  const BizMoney zero = biz_money_zero (currency, biz_iso_currency_get_digits (currency));
  BizMoney limit;

  return biz_policy_get_approval_limit (policy, &zero, &limit)
             ? biz_money_format (&limit, BIZ_MONEY_SYMBOL)
             : NULL;
}

static char *
join_limits (BizPolicy *policy)
{
  g_auto (GStrv) currencies = biz_policy_get_limit_currencies (policy);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; currencies[i] != NULL; i++)
    {
      g_autofree char *limit = dup_limit (policy, currencies[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              limit != NULL ? limit : currencies[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_limits (BizPolicy *policy)
{
  g_autofree char *limits = NULL;

  if (!biz_policy_has_limits (policy))
    return g_strdup (_ ("One person is enough for every credit note, whatever its amount."));
  limits = join_limits (policy);
  if (*limits == '\0')
    return g_strdup (_ ("A second person posts every credit note."));

  /* Translators: amounts, one a currency. */
  return g_strdup_printf (_ ("A second person posts credit notes above %s, with tax. In any other "
                             "currency that is every credit note."),
                          limits);
}

static char *
describe_approvers (BizPolicy *policy)
{
  const char *const *approvers = biz_policy_get_approvers (policy);
  g_autofree char *names = NULL;

  if (approvers == NULL)
    return g_strdup (_ ("Any colleague who did not make the credit note may approve it."));
  names = g_strjoinv (", ", (char **)approvers);

  /* Translators: logins of users. */
  return g_strdup_printf (_ ("May approve what others made: %s."), names);
}

static char *
join_reasons (BizPolicy *policy)
{
  GListModel *reasons = biz_policy_get_reasons (policy);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", biz_choice_get_name (reason));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * biz_policy_words_describe:
 * @policy: of a company
 *
 * Returns: (transfer full): sentences, the one of a file that cannot be read first
 */
GStrv
biz_policy_words_describe (BizPolicy *policy)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *limits = NULL;
  g_autofree char *approvers = NULL;
  g_autofree char *names = NULL;
  g_autofree char *reasons = NULL;

  g_return_val_if_fail (BIZ_IS_POLICY (policy), NULL);

  if (biz_policy_get_problem (policy) != NULL)
    g_strv_builder_add (builder, biz_policy_get_problem (policy));
  limits = describe_limits (policy);
  g_strv_builder_add (builder, limits);
  if (biz_policy_has_limits (policy))
    {
      approvers = describe_approvers (policy);
      g_strv_builder_add (builder, approvers);
    }
  names = join_reasons (policy);
  /* Translators: names of reasons. */
  reasons = g_strdup_printf (_ ("Reasons of credit notes: %s."), names);
  g_strv_builder_add (builder, reasons);
  biz_policy_parts_describe (policy, builder);

  return g_strv_builder_end (builder);
}

static void
take (GStrvBuilder *builder, char *line)
{
  g_strv_builder_add (builder, line);
  g_free (line);
}

static void
list_limit (GStrvBuilder *builder, BizPolicy *before, BizPolicy *after, const char *currency)
{
  g_autofree char *old = dup_limit (before, currency);
  g_autofree char *new = dup_limit (after, currency);

  if (g_strcmp0 (old, new) == 0)
    return;
  if (old == NULL)
    take (builder, g_strdup_printf (_ ("Limit: %s"), new));
  else if (new == NULL)
    take (builder, g_strdup_printf (_ ("Limit of %s taken away"), old));
  else
    /* Translators: an amount before and after. */
    take (builder, g_strdup_printf (_ ("Limit: %s → %s"), old, new));
}

static void
list_limits (GStrvBuilder *builder, BizPolicy *before, BizPolicy *after)
{
  g_auto (GStrv) old = biz_policy_get_limit_currencies (before);
  g_auto (GStrv) new = biz_policy_get_limit_currencies (after);

  if (biz_policy_has_limits (before) != biz_policy_has_limits (after))
    g_strv_builder_add (builder, biz_policy_has_limits (after) ? _ ("Approvals by a second person")
                                                               : _ ("No more approvals"));
  for (gsize i = 0; old[i] != NULL; i++)
    list_limit (builder, before, after, old[i]);
  for (gsize i = 0; new[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)old, new[i]))
      list_limit (builder, before, after, new[i]);
}

static gboolean
contains (const char *const *list, const char *text)
{
  return list != NULL && g_strv_contains (list, text);
}

static void
list_approvers (GStrvBuilder *builder, BizPolicy *before, BizPolicy *after)
{
  const char *const *old = biz_policy_get_approvers (before);
  const char *const *new = biz_policy_get_approvers (after);

  for (gsize i = 0; new != NULL &&new[i] != NULL; i++)
    if (!contains (old, new[i]))
      /* Translators: the login of a user. */
      take (builder, g_strdup_printf (_ ("%s may approve"), new[i]));
  for (gsize i = 0; old != NULL && old[i] != NULL && new != NULL; i++)
    if (!contains (new, old[i]))
      take (builder, g_strdup_printf (_ ("%s may not approve any more"), old[i]));
  if (old != NULL && new == NULL)
    g_strv_builder_add (builder, _ ("Any colleague may approve"));
}

static const char *
find_reason (BizPolicy *policy, const char *code)
{
  GListModel *reasons = biz_policy_get_reasons (policy);

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);

      if (g_strcmp0 (biz_choice_get_code (reason), code) == 0)
        return biz_choice_get_name (reason);
    }

  return NULL;
}

static void
list_reasons (GStrvBuilder *builder, BizPolicy *before, BizPolicy *after)
{
  GListModel *old = biz_policy_get_reasons (before);
  GListModel *new = biz_policy_get_reasons (after);

  for (guint i = 0; i < g_list_model_get_n_items (new); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (new, i);
      const char *name = biz_choice_get_name (reason);
      const char *was = find_reason (before, biz_choice_get_code (reason));

      if (was == NULL)
        /* Translators: the name of a reason. */
        take (builder, g_strdup_printf (_ ("Reason added: %s"), name));
      else if (!g_str_equal (was, name))
        /* Translators: the name of a reason before and after. */
        take (builder, g_strdup_printf (_ ("Reason: %s → %s"), was, name));
    }
  for (guint i = 0; i < g_list_model_get_n_items (old); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (old, i);

      if (find_reason (after, biz_choice_get_code (reason)) == NULL)
        take (builder, g_strdup_printf (_ ("Reason taken away: %s"), biz_choice_get_name (reason)));
    }
}

/* The order that reasons are offered in is something people chose too. */
static gboolean
has_only_moved (BizPolicy *before, BizPolicy *after)
{
  GListModel *old = biz_policy_get_reasons (before);
  GListModel *new = biz_policy_get_reasons (after);
  gboolean moved = FALSE;

  if (g_list_model_get_n_items (old) != g_list_model_get_n_items (new))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (new); i++)
    {
      g_autoptr (BizChoice) one = g_list_model_get_item (old, i);
      g_autoptr (BizChoice) other = g_list_model_get_item (new, i);

      if (find_reason (before, biz_choice_get_code (other)) == NULL)
        return FALSE;
      moved |= g_strcmp0 (biz_choice_get_code (one), biz_choice_get_code (other)) != 0;
    }

  return moved;
}

/**
 * biz_policy_words_list_changes:
 * @before: a policy
 * @after: the next one
 *
 * Returns: (transfer full): a line for each difference; none where they say the same
 */
GStrv
biz_policy_words_list_changes (BizPolicy *before, BizPolicy *after)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (BIZ_IS_POLICY (before), NULL);
  g_return_val_if_fail (BIZ_IS_POLICY (after), NULL);

  if (biz_policy_get_problem (before) == NULL && biz_policy_get_problem (after) != NULL)
    g_strv_builder_add (builder, _ ("The file cannot be read any more"));
  else if (biz_policy_get_problem (before) != NULL && biz_policy_get_problem (after) == NULL)
    g_strv_builder_add (builder, _ ("The file can be read again"));
  list_limits (builder, before, after);
  list_approvers (builder, before, after);
  list_reasons (builder, before, after);
  if (has_only_moved (before, after))
    g_strv_builder_add (builder, _ ("Reasons in another order"));
  biz_policy_parts_list_changes (before, after, builder);

  return g_strv_builder_end (builder);
}

gboolean
biz_policy_words_is_same (BizPolicy *one, BizPolicy *other)
{
  g_auto (GStrv) changes = biz_policy_words_list_changes (one, other);

  return changes[0] == NULL;
}
