/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-filter-complete.h"

#include "biz-filter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What may stand for a day; the words stay English, as days have many forms. */
static const char *const days[] = { "today",      "<today",    ">today",     "this-week",
                                    "last-week",  "next-week", "this-month", "last-month",
                                    "next-month", "this-year", "last-year",  NULL };

void
biz_filter_suggestion_free (BizFilterSuggestion *self)
{
  g_free (self->text);
  g_free (self->label);
  g_free (self->detail);
  g_free (self);
}

static void
suggest (GPtrArray *found, char *text, const char *detail)
{
  BizFilterSuggestion *suggestion = g_new0 (BizFilterSuggestion, 1);

  suggestion->text = text;
  suggestion->detail = g_strdup (detail);
  g_ptr_array_add (found, suggestion);
}

static gboolean
starts (const char *word, const char *label, const char *typed)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  g_autofree char *english = g_utf8_casefold (word, -1);
  g_autofree char *local = g_utf8_casefold (biz_filter_translate (label), -1);

  return g_str_has_prefix (english, folded) || g_str_has_prefix (local, folded);
}

static void
suggest_values (GPtrArray *found, const BizFilterField *field, const BizFilterPart *part)
{
  const char *key = biz_filter_translate (field->label);
  const char *minus = part->negated ? "-" : "";

  for (gsize i = 0; field->words != NULL && field->words[i].word != NULL; i++)
    {
      if (starts (field->words[i].word, field->words[i].label, part->value))
        suggest (found,
                 g_strconcat (minus, key, ":", biz_filter_translate (field->words[i].label), NULL),
                 NULL);
    }
  for (gsize i = 0; field->kind == BIZ_FILTER_DAY && days[i] != NULL; i++)
    {
      if (g_str_has_prefix (days[i], part->value))
        suggest (found, g_strconcat (minus, key, ":", days[i], NULL), NULL);
    }
}

static void
suggest_words (GPtrArray *found, const BizFilterGrammar *grammar, const BizFilterPart *part)
{
  const BizFilterField *first = grammar->fields;
  const char *minus = part->negated ? "-" : "";

  for (gsize i = 0; i < grammar->n_standings; i++)
    {
      const BizFilterStanding *standing = &grammar->standings[i];

      if (starts (standing->word, standing->label, part->value))
        suggest (found, g_strconcat (minus, biz_filter_translate (standing->label), NULL), NULL);
    }
  for (gsize i = 0; first->words != NULL && first->words[i].word != NULL; i++)
    {
      if (starts (first->words[i].word, first->words[i].label, part->value))
        suggest (found, g_strconcat (minus, biz_filter_translate (first->words[i].label), NULL),
                 NULL);
    }
  for (gsize i = 0; i < grammar->n_fields; i++)
    {
      const BizFilterField *field = &grammar->fields[i];

      if (field->kind != BIZ_FILTER_IDS && starts (field->key, field->label, part->value))
        suggest (found, g_strconcat (minus, biz_filter_translate (field->label), ":", NULL),
                 field->hint != NULL ? _ (field->hint) : NULL);
    }
}

/**
 * biz_filter_complete:
 * @grammar: what the list knows
 * @typed: the part in which the cursor is; empty for all that may begin
 *
 * Returns: (transfer full) (element-type BizFilterSuggestion): words first, then fields
 */
GPtrArray *
biz_filter_complete (const BizFilterGrammar *grammar, const char *typed)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_filter_suggestion_free);
  g_auto (BizFilterPart) part = { 0 };
  const BizFilterField *field;

  g_return_val_if_fail (grammar != NULL && typed != NULL, NULL);

  if (!biz_filter_part_take (&typed, &part))
    part.value = g_strdup ("");
  if (part.key != NULL)
    {
      field = biz_filter_find_field (grammar, part.key);
      if (field != NULL)
        suggest_values (found, field, &part);
    }
  else if (!part.quoted)
    suggest_words (found, grammar, &part);

  return g_steal_pointer (&found);
}

/**
 * biz_filter_get_relation:
 * @grammar: what the list knows
 * @typed: the part in which the cursor is
 * @field: (out) (optional): the field
 * @value: (out) (transfer full): what its name begins with
 *
 * Returns: (nullable): the model to search by name
 */
const char *
biz_filter_get_relation (const BizFilterGrammar *grammar,
                         const char *typed,
                         const BizFilterField **field,
                         char **value)
{
  g_auto (BizFilterPart) part = { 0 };
  const BizFilterField *found;

  g_return_val_if_fail (grammar != NULL && typed != NULL, NULL);

  if (!biz_filter_part_take (&typed, &part) || part.key == NULL)
    return NULL;
  found = biz_filter_find_field (grammar, part.key);
  if (found == NULL || found->model == NULL)
    return NULL;
  if (field != NULL)
    *field = found;
  *value = g_steal_pointer (&part.value);

  return found->model;
}

static char *
describe_field (const BizFilterField *field, const char *value)
{
  const BizFilterWord *word = NULL;
  guint n = 1;

  if (field->kind == BIZ_FILTER_IDS)
    {
      for (const char *p = value; *p != '\0'; p++)
        n += *p == ',' ? 1 : 0;
      /* Translators: records of a list that were picked out, such as by numbers from a mail. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u picked", "%u picked", n), n);
    }
  if (field->kind == BIZ_FILTER_WORD)
    word = biz_filter_find_word (field, value);

  return g_strdup_printf ("%s: %s", biz_filter_translate (field->label),
                          word != NULL ? biz_filter_translate (word->label) : value);
}

/**
 * biz_filter_describe:
 * @grammar: what the list knows
 * @token: one part of a filter
 *
 * Returns: (transfer full): the same in words
 */
char *
biz_filter_describe (const BizFilterGrammar *grammar, const char *token)
{
  g_auto (BizFilterPart) part = { 0 };
  const BizFilterField *field = NULL;
  const BizFilterWord *word = NULL;
  const BizFilterStanding *standing = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (grammar != NULL && token != NULL, NULL);

  if (!biz_filter_part_take (&token, &part))
    return g_strdup ("");
  if (part.key != NULL)
    {
      field = biz_filter_find_field (grammar, part.key);
      words = field != NULL ? describe_field (field, part.value)
                            : g_strdup_printf ("%s: %s", part.key, part.value);
    }
  else if (!part.quoted)
    {
      word = biz_filter_find_word (grammar->fields, part.value);
      standing = biz_filter_find_standing (grammar, part.value);
    }
  if (words == NULL && word != NULL)
    words = g_strdup (biz_filter_translate (word->label));
  else if (words == NULL)
    words = g_strdup (standing != NULL ? biz_filter_translate (standing->label) : part.value);
  if (!part.negated)
    return g_steal_pointer (&words);

  /* Translators: in front of a condition of a filter: "not overdue" */
  return g_strdup_printf (_ ("not %s"), words);
}

/**
 * biz_filter_is_token:
 * @grammar: what the list knows
 * @token: one part of a filter
 *
 * Returns: whether it is a condition and not a text to look for
 */
gboolean
biz_filter_is_token (const BizFilterGrammar *grammar, const char *token)
{
  g_auto (BizFilterPart) part = { 0 };

  g_return_val_if_fail (grammar != NULL && token != NULL, FALSE);

  if (!biz_filter_part_take (&token, &part) || *part.value == '\0')
    return FALSE;
  if (part.key != NULL)
    return biz_filter_find_field (grammar, part.key) != NULL;

  return !part.quoted
         && (biz_filter_find_word (grammar->fields, part.value) != NULL
             || biz_filter_find_standing (grammar, part.value) != NULL);
}
