/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-filter-private.h"

#include "biz-filter-value.h"
#include "erp-domain.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TOKENS 64
#define MAX_BYTES 16384
#define MAX_SEARCHED 8

typedef struct
{
  const BizFilterField *field; /* (nullable): NULL for free text */
  gboolean negated;
  ErpDomain *condition; /* (owned) */
} Token;

struct _BizFilter
{
  const BizFilterGrammar *grammar;
  GArray *tokens;   /* (owned) (element-type Token) */
  GPtrArray *texts; /* (owned) (element-type utf8): NULL-terminated */
};

G_DEFINE_BOXED_TYPE (BizFilter, biz_filter, biz_filter_ref, biz_filter_unref)

static void
clear_token (gpointer data)
{
  Token *token = data;

  g_clear_pointer (&token->condition, erp_domain_unref);
}

static void
clear_filter (gpointer data)
{
  BizFilter *self = data;

  g_array_unref (self->tokens);
  g_ptr_array_unref (self->texts);
}

static BizFilter *
make_filter (const BizFilterGrammar *grammar)
{
  BizFilter *self = g_atomic_rc_box_new0 (BizFilter);

  self->grammar = grammar;
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_array_set_clear_func (self->tokens, clear_token);
  self->texts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* Tokens of such a field are alternatives. */
static gboolean
is_any (const BizFilterField *field)
{
  return field != NULL && field->kind != BIZ_FILTER_NUMBER && field->kind != BIZ_FILTER_DAY;
}

static gboolean
fail_unknown_field (const BizFilterGrammar *grammar, const char *word, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < grammar->n_fields; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            biz_filter_translate (grammar->fields[i].label));
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("“%s” names no field to filter by. Known are: %s. Put it in quotes to look for "
                  "the text."),
               word, known->str);

  return FALSE;
}

static gboolean
fail_unknown_word (const BizFilterField *field, const char *value, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; field->words[i].word != NULL; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            biz_filter_translate (field->words[i].label));
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               /* Translators: such as: “state:dratf” is not known. Write one of: draft, posted */
               _ ("“%s:%s” is not known. Write one of: %s."), biz_filter_translate (field->label),
               value, known->str);

  return FALSE;
}

/* "12,15,19"; anything else is refused, so that no record slips in or out. */
static gboolean
add_ids (ErpDomain *domain, const char *field, const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      guint64 id;

      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, G_MAXINT, &id, NULL))
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("“%s” is not the id of a record. Write ids with commas between them."),
                       parts[i]);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }
  erp_domain_add_ids (domain, field, "in", (const gint64 *)(gpointer)ids->data, ids->len);

  return TRUE;
}

/* @normal: (out) (nullable): what to write instead of the value, in every language */
static gboolean
add_value (const BizFilterField *field,
           ErpDomain *domain,
           const char *value,
           const GDate *today,
           const char **normal,
           GError **error)
{
  const BizFilterWord *word;

  switch (field->kind)
    {
    case BIZ_FILTER_WORD:
      word = biz_filter_find_word (field, value);
      if (word == NULL)
        return fail_unknown_word (field, value, error);
      if (g_ascii_strcasecmp (value, word->word) != 0)
        *normal = word->word;
      if (field->add != NULL)
        field->add (domain, word->value);
      else
        erp_domain_add_string (domain, field->field, "=", word->value);
      return TRUE;
    case BIZ_FILTER_TEXT:
      biz_filter_add_text (domain, field->field, value);
      return TRUE;
    case BIZ_FILTER_NUMBER:
      return biz_filter_add_number (domain, field->field, value, error);
    case BIZ_FILTER_DAY:
      return biz_filter_add_day (domain, field->field, value, today, error);
    case BIZ_FILTER_IDS:
      return add_ids (domain, field->field, value, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
add_free_text (const BizFilterGrammar *grammar, ErpDomain *domain, const char *text)
{
  ErpDomain *any[MAX_SEARCHED + 1];
  g_autofree char *number = grammar->amount != NULL ? biz_filter_to_number (text) : NULL;
  gsize n = 0;

  for (gsize i = 0; grammar->searched[i] != NULL && n < MAX_SEARCHED; i++)
    {
      any[n] = erp_domain_new ();
      biz_filter_add_text (any[n++], grammar->searched[i], text);
    }
  if (number != NULL)
    {
      any[n] = erp_domain_new ();
      erp_domain_add_literal (any[n++], grammar->amount, "=", number);
    }
  erp_domain_add_any (domain, any, n);
  for (gsize i = 0; i < n; i++)
    erp_domain_unref (any[i]);
}

/* "draft" for "state:draft", "overdue", or a text to look for. */
static const BizFilterField *
add_bare_word (const BizFilterGrammar *grammar,
               ErpDomain *condition,
               const BizFilterPart *part,
               const GDate *today,
               const char **normal)
{
  const BizFilterField *first = grammar->fields;
  const BizFilterWord *word = part->quoted ? NULL : biz_filter_find_word (first, part->value);
  const BizFilterStanding *standing = NULL;

  if (word != NULL)
    {
      if (g_ascii_strcasecmp (part->value, word->word) != 0)
        *normal = word->word;
      erp_domain_add_string (condition, first->field, "=", word->value);
      return first;
    }
  if (!part->quoted)
    standing = biz_filter_find_standing (grammar, part->value);
  if (standing == NULL)
    {
      add_free_text (grammar, condition, part->value);
      return NULL;
    }
  if (g_ascii_strcasecmp (part->value, standing->word) != 0)
    *normal = standing->word;
  if (standing->add_for != NULL)
    standing->add_for (condition, today, grammar->owner);
  else
    standing->add (condition, today);

  return NULL;
}

static gboolean
take_part (BizFilter *self, const BizFilterPart *part, const GDate *today, GError **error)
{
  g_autoptr (ErpDomain) condition = erp_domain_new ();
  const BizFilterField *field = NULL;
  const char *normal = NULL;
  gboolean quoted = part->key == NULL ? part->quoted : biz_filter_needs_quotes (part->value);
  Token token;

  if (part->key != NULL)
    {
      field = biz_filter_find_field (self->grammar, part->key);
      if (field == NULL)
        return fail_unknown_field (self->grammar, part->key, error);
    }
  if (*part->value == '\0')
    return TRUE; /* still being typed */
  if (field == NULL)
    field = add_bare_word (self->grammar, condition, part, today, &normal);
  else if (!add_value (field, condition, part->value, today, &normal, error))
    return FALSE;

  g_ptr_array_add (self->texts,
                   g_strconcat (part->negated ? "-" : "", part->key != NULL ? field->key : "",
                                part->key != NULL ? ":" : "", quoted ? "\"" : "",
                                normal != NULL ? normal : part->value, quoted ? "\"" : "", NULL));
  token = (Token){ field, part->negated, g_steal_pointer (&condition) };
  g_array_append_val (self->tokens, token);

  return TRUE;
}

/**
 * biz_filter_parse:
 * @grammar: what the list knows
 * @text: what was typed; empty lets every record through
 * @today: the day that "today" and "overdue" mean
 * @error: return location
 *
 * Returns: (transfer full): the filter, or %NULL with ERP_ERROR_VALIDATION and a sentence that
 *   names what is not understood
 */
BizFilter *
biz_filter_parse (const BizFilterGrammar *grammar,
                  const char *text,
                  const GDate *today,
                  GError **error)
{
  g_autoptr (BizFilter) self = NULL;

  g_return_val_if_fail (grammar != NULL && text != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  if (strlen (text) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The filter is too long or is not text."));
      return NULL;
    }

  self = make_filter (grammar);
  for (;;)
    {
      g_auto (BizFilterPart) part = { 0 };

      if (!biz_filter_part_take (&text, &part))
        break;
      if (self->tokens->len == MAX_TOKENS)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("A filter has at most %d parts."),
                       MAX_TOKENS);
          return NULL;
        }
      if (!take_part (self, &part, today, error))
        return NULL;
    }
  g_ptr_array_add (self->texts, NULL);

  return g_steal_pointer (&self);
}

/**
 * biz_filter_ref:
 * @self: a filter
 *
 * Returns: (transfer full): @self
 */
BizFilter *
biz_filter_ref (BizFilter *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * biz_filter_unref:
 * @self: (transfer full): a filter
 */
void
biz_filter_unref (BizFilter *self)
{
  g_atomic_rc_box_release_full (self, clear_filter);
}

/**
 * biz_filter_get_tokens:
 * @self: a filter
 *
 * Returns: (transfer none): its parts in one normal form, NULL-terminated
 */
const char *const *
biz_filter_get_tokens (BizFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *)self->texts->pdata;
}

/**
 * biz_filter_to_string:
 * @self: a filter
 *
 * Returns: (transfer full): a text that parses to the same filter, in every language
 */
char *
biz_filter_to_string (BizFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strjoinv (" ", (char **)self->texts->pdata);
}

/* The tokens of @field that are alternatives, from @first on, as one condition. */
static void
add_alternatives (BizFilter *self, const BizFilterField *field, guint first, ErpDomain *domain)
{
  g_autoptr (GPtrArray) any = g_ptr_array_new ();

  for (guint i = 0; i < self->tokens->len; i++)
    {
      Token *token = &g_array_index (self->tokens, Token, i);

      if (token->field != field || token->negated)
        continue;
      if (i < first)
        return; /* done with the first of them */
      g_ptr_array_add (any, token->condition);
    }
  erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
}

/**
 * biz_filter_to_domain:
 * @self: a filter
 *
 * Returns: (transfer full): its conditions and what its list is always narrowed to
 */
ErpDomain *
biz_filter_to_domain (BizFilter *self)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  g_return_val_if_fail (self != NULL, NULL);

  self->grammar->add_base (domain);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      Token *token = &g_array_index (self->tokens, Token, i);

      if (token->negated)
        erp_domain_add_none (domain, token->condition);
      else if (is_any (token->field))
        add_alternatives (self, token->field, i, domain);
      else
        erp_domain_add_all (domain, token->condition);
    }

  return g_steal_pointer (&domain);
}

/**
 * biz_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether every record of the list fits
 */
gboolean
biz_filter_is_empty (BizFilter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->tokens->len == 0;
}
