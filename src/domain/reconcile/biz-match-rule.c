/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-rule.h"

#include "biz-match-text.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Backtracking of a careless pattern ends here. */
#define PATTERN_FLAGS (G_REGEX_CASELESS | G_REGEX_OPTIMIZE)
#define MAX_SUBJECT 2048

typedef struct
{
  BizMatchRule rule;  /* with texts in the chunk */
  char *contains;     /* (owned) (nullable): folded */
  char *contains_not; /* (owned) (nullable): folded */
  char *sign;         /* (owned) (nullable): as it is, where folding leaves nothing: "€" */
  char *sign_not;     /* (owned) (nullable) */
  GRegex *pattern;    /* (owned) (nullable) */
} Entry;

struct _BizMatchRules
{
  GPtrArray *entries;  /* (owned): Entry, by sequence and id once asked */
  GStringChunk *chunk; /* (owned) */
  GString *subject;    /* (owned): text and name of the line being asked for */
  GString *folded;     /* (owned): the same folded */
  gboolean is_sorted;
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->contains);
  g_free (self->contains_not);
  g_free (self->sign);
  g_free (self->sign_not);
  g_clear_pointer (&self->pattern, g_regex_unref);
  g_free (self);
}

static char *
fold (const char *text)
{
  GString *folded;

  if (text == NULL || *text == '\0')
    return NULL;
  folded = g_string_new (NULL);
  biz_match_fold (text, folded);

  return g_string_free (folded, FALSE);
}

/* What is searched for: folded, or as it is where the folded text would be found in every line. */
static void
set_words (const char *text, char **folded, char **sign)
{
  g_autofree char *all = fold (text);

  if (all == NULL || strspn (text, " \t\n") == strlen (text))
    return;
  if (strspn (all, " ") == strlen (all))
    *sign = g_strdup (text);
  else
    *folded = g_steal_pointer (&all);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(Entry *const *)a, *right = *(Entry *const *)b;

  if (left->rule.sequence != right->rule.sequence)
    return left->rule.sequence < right->rule.sequence ? -1 : 1;

  return left->rule.id < right->rule.id ? -1 : left->rule.id > right->rule.id;
}

static const char *
keep (BizMatchRules *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->chunk, text) : NULL;
}

static gboolean
fits (const BizMatchRules *self, const Entry *entry, const BizMatchLine *line)
{
  const BizMatchRule *rule = &entry->rule;
  gint64 amount = line->amount.minor;

  if ((rule->sign > 0 && amount <= 0) || (rule->sign < 0 && amount >= 0))
    return FALSE;
  if (ABS (amount) < rule->min || (rule->max > 0 && ABS (amount) > rule->max))
    return FALSE;
  if (rule->currency != NULL && strcmp (rule->currency, line->amount.currency) != 0)
    return FALSE;
  if (entry->contains != NULL && strstr (self->folded->str, entry->contains) == NULL)
    return FALSE;
  if (entry->contains_not != NULL && strstr (self->folded->str, entry->contains_not) != NULL)
    return FALSE;

  if ((entry->sign != NULL && strstr (self->subject->str, entry->sign) == NULL)
      || (entry->sign_not != NULL && strstr (self->subject->str, entry->sign_not) != NULL))
    return FALSE;

  /* a pattern that gives up did not match */
  return entry->pattern == NULL
         || g_regex_match_full (entry->pattern, self->subject->str, (gssize)self->subject->len, 0,
                                0, NULL, NULL);
}

/**
 * biz_match_rules_new:
 *
 * Returns: (transfer full): no rules
 */
BizMatchRules *
biz_match_rules_new (void)
{
  BizMatchRules *self = g_new0 (BizMatchRules, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->chunk = g_string_chunk_new (1024);
  self->subject = g_string_new (NULL);
  self->folded = g_string_new (NULL);

  return self;
}

/**
 * biz_match_rules_free:
 * @self: (transfer full) (nullable): rules
 */
void
biz_match_rules_free (BizMatchRules *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_string_chunk_free (self->chunk);
  g_string_free (self->subject, TRUE);
  g_string_free (self->folded, TRUE);
  g_free (self);
}

/**
 * biz_match_rules_add:
 * @self: rules
 * @rule: one more
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where the pattern is no regular expression
 */
gboolean
biz_match_rules_add (BizMatchRules *self, const BizMatchRule *rule, GError **error)
{
  g_autoptr (GError) failure = NULL;
  Entry *entry;
  GRegex *pattern = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rule != NULL, FALSE);

  if (rule->pattern != NULL && *rule->pattern != '\0')
    {
      pattern = g_regex_new (rule->pattern, PATTERN_FLAGS, 0, &failure);
      if (pattern == NULL)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The rule “%s” has a pattern that cannot be read: %s"),
                       rule->name != NULL ? rule->name : "", failure->message);
          return FALSE;
        }
    }
  entry = g_new0 (Entry, 1);
  entry->rule = *rule;
  entry->rule.name = keep (self, rule->name != NULL ? rule->name : "");
  entry->rule.currency = keep (self, rule->currency);
  entry->rule.contains = entry->rule.contains_not = entry->rule.pattern = NULL;
  set_words (rule->contains, &entry->contains, &entry->sign);
  set_words (rule->contains_not, &entry->contains_not, &entry->sign_not);
  entry->pattern = pattern;
  g_ptr_array_add (self->entries, entry);
  self->is_sorted = FALSE;

  return TRUE;
}

/**
 * biz_match_rules_find:
 * @self: rules
 * @line: a bank line
 *
 * Returns: (nullable) (transfer none): the first rule that fits, by sequence and id
 */
const BizMatchRule *
biz_match_rules_find (BizMatchRules *self, const BizMatchLine *line)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->entries->len == 0)
    return NULL;
  if (!self->is_sorted)
    g_ptr_array_sort (self->entries, compare_entries);
  self->is_sorted = TRUE;
  g_string_printf (self->subject, "%.*s\n%.*s", MAX_SUBJECT, line->text != NULL ? line->text : "",
                   MAX_SUBJECT, line->name != NULL ? line->name : "");
  if (!g_utf8_validate (self->subject->str, (gssize)self->subject->len, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (self->subject->str, (gssize)self->subject->len);

      g_string_assign (self->subject, valid);
    }
  g_string_truncate (self->folded, 0);
  biz_match_fold (self->subject->str, self->folded);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (fits (self, entry, line))
        return &entry->rule;
    }

  return NULL;
}
