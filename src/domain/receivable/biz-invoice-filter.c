/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-filter.h"

#include "biz-filter-value.h"
#include "erp-domain.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TOKENS 64
#define MAX_BYTES 4096

typedef struct _Field Field;

struct _Field
{
  const char *key;
  /* Tokens of this field are alternatives; of the others, all must hold. */
  gboolean any;
  gboolean (*add) (
      const Field *field, ErpDomain *domain, const char *value, const GDate *today, GError **error);
  const char *server_field;
  const char *const (*words)[2]; /* what is typed, what the server calls it */
};

typedef struct
{
  const Field *field; /* (nullable): NULL for free text */
  gboolean negated;
  ErpDomain *condition; /* (owned) */
} Token;

struct _BizInvoiceFilter
{
  GArray *tokens;   /* (owned) (element-type Token) */
  GPtrArray *texts; /* (owned) (element-type utf8): NULL-terminated */
};

G_DEFINE_BOXED_TYPE (BizInvoiceFilter,
                     biz_invoice_filter,
                     biz_invoice_filter_ref,
                     biz_invoice_filter_unref)

static const char *const states[][2] = {
  { "draft", "draft" }, { "posted", "posted" }, { "cancelled", "cancel" }, { NULL, NULL }
};

static const char *const payment_states[][2] = { { "not-paid", "not_paid" },
                                                 { "in-payment", "in_payment" },
                                                 { "paid", "paid" },
                                                 { "partial", "partial" },
                                                 { "reversed", "reversed" },
                                                 { "blocked", "blocked" },
                                                 { NULL, NULL } };

static const char *const types[][2] = { { "invoice", "out_invoice" },
                                        { "credit-note", "out_refund" },
                                        { NULL, NULL } };

static gboolean
add_word (
    const Field *field, ErpDomain *domain, const char *value, const GDate *today, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; field->words[i][0] != NULL; i++)
    {
      if (g_ascii_strcasecmp (value, field->words[i][0]) == 0)
        {
          erp_domain_add_string (domain, field->server_field, "=", field->words[i][1]);
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", field->words[i][0]);
    }

  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               /* Translators: such as: “state:dratf” is not known. Write one of: draft, posted */
               _ ("“%s:%s” is not known. Write one of: %s."), field->key, value, known->str);

  return FALSE;
}

static gboolean
add_text (
    const Field *field, ErpDomain *domain, const char *value, const GDate *today, GError **error)
{
  biz_filter_add_text (domain, field->server_field, value);

  return TRUE;
}

static gboolean
add_number (
    const Field *field, ErpDomain *domain, const char *value, const GDate *today, GError **error)
{
  return biz_filter_add_number (domain, field->server_field, value, error);
}

static gboolean
add_day (
    const Field *field, ErpDomain *domain, const char *value, const GDate *today, GError **error)
{
  return biz_filter_add_day (domain, field->server_field, value, today, error);
}

static const Field fields[] = {
  { "state", TRUE, add_word, "state", states },
  { "payment", TRUE, add_word, "payment_state", payment_states },
  { "type", TRUE, add_word, "move_type", types },
  { "customer", TRUE, add_text, "partner_id", NULL },
  { "number", TRUE, add_text, "name", NULL },
  { "ref", TRUE, add_text, "ref", NULL },
  { "salesperson", TRUE, add_text, "invoice_user_id", NULL },
  { "company", TRUE, add_text, "company_id", NULL },
  { "currency", TRUE, add_text, "currency_id", NULL },
  { "amount", FALSE, add_number, "amount_total", NULL },
  { "residual", FALSE, add_number, "amount_residual", NULL },
  { "date", FALSE, add_day, "invoice_date", NULL },
  { "due", FALSE, add_day, "invoice_date_due", NULL },
};

static void
add_open (ErpDomain *domain)
{
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_int (domain, "amount_residual", "!=", 0);
}

/* "overdue" and the like; FALSE where the word is none of them. */
static gboolean
add_standing (ErpDomain *domain, const char *word, const GDate *today)
{
  if (g_ascii_strcasecmp (word, "open") == 0)
    add_open (domain);
  else if (g_ascii_strcasecmp (word, "overdue") == 0)
    {
      add_open (domain);
      erp_domain_add_date (domain, "invoice_date_due", "<", today);
    }
  else if (g_ascii_strcasecmp (word, "due") == 0)
    {
      add_open (domain);
      erp_domain_add_date (domain, "invoice_date_due", "=", today);
    }
  else if (g_ascii_strcasecmp (word, "unpaid") == 0)
    {
      add_open (domain);
      erp_domain_add_string (domain, "payment_state", "=", "not_paid");
    }
  else if (g_ascii_strcasecmp (word, "partial") == 0)
    {
      erp_domain_add_string (domain, "state", "=", "posted");
      erp_domain_add_string (domain, "payment_state", "=", "partial");
    }
  else if (g_ascii_strcasecmp (word, "paid") == 0)
    {
      erp_domain_add_string (domain, "state", "=", "posted");
      erp_domain_add_int (domain, "amount_residual", "=", 0);
      erp_domain_add_string (domain, "payment_state", "!=", "reversed");
    }
  else
    return FALSE;

  return TRUE;
}

static void
add_free_text (ErpDomain *domain, const char *text)
{
  static const char *const searched[] = { "name", "partner_id", "ref", "payment_reference" };
  ErpDomain *any[G_N_ELEMENTS (searched) + 1];
  g_autofree char *number = biz_filter_to_number (text);
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    {
      any[n] = erp_domain_new ();
      biz_filter_add_text (any[n++], searched[i], text);
    }
  if (number != NULL)
    {
      any[n] = erp_domain_new ();
      erp_domain_add_literal (any[n++], "amount_total", "=", number);
    }
  erp_domain_add_any (domain, any, n);
  for (gsize i = 0; i < n; i++)
    erp_domain_unref (any[i]);
}

static void
clear_token (gpointer data)
{
  Token *token = data;

  g_clear_pointer (&token->condition, erp_domain_unref);
}

static void
clear_filter (gpointer data)
{
  BizInvoiceFilter *self = data;

  g_array_unref (self->tokens);
  g_ptr_array_unref (self->texts);
}

static BizInvoiceFilter *
make_filter (void)
{
  BizInvoiceFilter *self = g_atomic_rc_box_new0 (BizInvoiceFilter);

  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_array_set_clear_func (self->tokens, clear_token);
  self->texts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e;
}

static gboolean
needs_quotes (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isspace (g_utf8_get_char (p)))
        return TRUE;
    }

  return *text == '\0';
}

static const Field *
find_field (const char *key, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (strlen (fields[i].key) == length && g_ascii_strncasecmp (key, fields[i].key, length) == 0)
        return &fields[i];
    }

  return NULL;
}

static gboolean
fail_unknown_field (const char *word, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", fields[i].key);
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("“%s” names no field to filter by. Known are: %s. Put it in quotes to look for "
                  "the text."),
               word, known->str);

  return FALSE;
}

/* What was typed between two spaces. */
typedef struct
{
  gboolean negated;
  char *key;   /* (owned) (nullable) */
  char *value; /* (owned) */
  gboolean quoted;
} Word;

static void
clear_word (Word *word)
{
  g_free (word->key);
  g_free (word->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Word, clear_word)

/* Up to the closing quote, or to the end where there is none yet. */
static char *
take_quoted (const char **text)
{
  const char *start = g_utf8_next_char (*text);
  const char *end = start;
  char *value;

  while (*end != '\0' && !is_quote (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  value = g_strndup (start, (gsize)(end - start));
  *text = *end != '\0' ? g_utf8_next_char (end) : end;

  return value;
}

static char *
take_plain (const char **text, gboolean until_colon)
{
  const char *start = *text;
  const char *end = start;

  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end))
         && !(until_colon && *end == ':'))
    end = g_utf8_next_char (end);
  *text = end;

  return g_strndup (start, (gsize)(end - start));
}

static gboolean
next_word (const char **text, Word *word)
{
  while (**text != '\0' && g_unichar_isspace (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
  if (**text == '\0')
    return FALSE;

  if (**text == '-' && (*text)[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (*text + 1)))
    {
      word->negated = TRUE;
      (*text)++;
    }
  if (is_quote (g_utf8_get_char (*text)))
    {
      word->quoted = TRUE;
      word->value = take_quoted (text);
      return TRUE;
    }

  word->value = take_plain (text, TRUE);
  if (**text == ':')
    {
      (*text)++;
      word->key = g_steal_pointer (&word->value);
      word->value =
          is_quote (g_utf8_get_char (*text)) ? take_quoted (text) : take_plain (text, FALSE);
    }

  return TRUE;
}

/* "draft" for "state:draft", "overdue", or a text to look for. */
static const Field *
add_bare_word (ErpDomain *condition, const Word *word, const GDate *today)
{
  for (gsize i = 0; !word->quoted && states[i][0] != NULL; i++)
    {
      if (g_ascii_strcasecmp (word->value, states[i][0]) == 0)
        {
          erp_domain_add_string (condition, "state", "=", states[i][1]);
          return &fields[0];
        }
    }
  if (word->quoted || !add_standing (condition, word->value, today))
    add_free_text (condition, word->value);

  return NULL;
}

static gboolean
take_word (BizInvoiceFilter *self, const Word *word, const GDate *today, GError **error)
{
  g_autoptr (ErpDomain) condition = erp_domain_new ();
  const Field *field = NULL;
  gboolean quoted = word->key == NULL ? word->quoted : needs_quotes (word->value);
  Token token;

  if (word->key != NULL)
    {
      field = find_field (word->key, strlen (word->key));
      if (field == NULL)
        return fail_unknown_field (word->key, error);
    }
  if (*word->value == '\0')
    return TRUE; /* still being typed */
  if (field == NULL)
    field = add_bare_word (condition, word, today);
  else if (!field->add (field, condition, word->value, today, error))
    return FALSE;

  g_ptr_array_add (self->texts,
                   g_strconcat (word->negated ? "-" : "", word->key != NULL ? field->key : "",
                                word->key != NULL ? ":" : "", quoted ? "\"" : "", word->value,
                                quoted ? "\"" : "", NULL));
  token = (Token){ field, word->negated, g_steal_pointer (&condition) };
  g_array_append_val (self->tokens, token);

  return TRUE;
}

/**
 * biz_invoice_filter_parse:
 * @text: what was typed; empty lets every invoice through
 * @today: the day that "today" and "overdue" mean
 * @error: return location
 *
 * Returns: (transfer full): the filter, or %NULL with ERP_ERROR_VALIDATION and a sentence that
 *   names what is not understood
 */
BizInvoiceFilter *
biz_invoice_filter_parse (const char *text, const GDate *today, GError **error)
{
  g_autoptr (BizInvoiceFilter) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  if (strlen (text) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The filter is too long or is not text."));
      return NULL;
    }

  self = make_filter ();
  for (;;)
    {
      g_auto (Word) word = { 0 };

      if (!next_word (&text, &word))
        break;
      if (self->tokens->len == MAX_TOKENS)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("A filter has at most %d parts."),
                       MAX_TOKENS);
          return NULL;
        }
      if (!take_word (self, &word, today, error))
        return NULL;
    }
  g_ptr_array_add (self->texts, NULL);

  return g_steal_pointer (&self);
}

/**
 * biz_invoice_filter_ref:
 * @self: a filter
 *
 * Returns: (transfer full): @self
 */
BizInvoiceFilter *
biz_invoice_filter_ref (BizInvoiceFilter *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * biz_invoice_filter_unref:
 * @self: (transfer full): a filter
 */
void
biz_invoice_filter_unref (BizInvoiceFilter *self)
{
  g_atomic_rc_box_release_full (self, clear_filter);
}

/**
 * biz_invoice_filter_get_tokens:
 * @self: a filter
 *
 * Returns: (transfer none): its parts in one normal form, NULL-terminated
 */
const char *const *
biz_invoice_filter_get_tokens (BizInvoiceFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *)self->texts->pdata;
}

/**
 * biz_invoice_filter_to_string:
 * @self: a filter
 *
 * Returns: (transfer full): a text that parses to the same filter
 */
char *
biz_invoice_filter_to_string (BizInvoiceFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strjoinv (" ", (char **)self->texts->pdata);
}

/* The tokens of @field that are alternatives, from @first on, as one condition. */
static void
add_alternatives (BizInvoiceFilter *self, const Field *field, guint first, ErpDomain *domain)
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
 * biz_invoice_filter_to_domain:
 * @self: a filter
 *
 * Returns: (transfer full): its conditions, and that it is a customer's invoice or credit note
 */
ErpDomain *
biz_invoice_filter_to_domain (BizInvoiceFilter *self)
{
  static const char *const customer_types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  g_return_val_if_fail (self != NULL, NULL);

  erp_domain_add_strv (domain, "move_type", "in", customer_types);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      Token *token = &g_array_index (self->tokens, Token, i);

      if (token->negated)
        erp_domain_add_none (domain, token->condition);
      else if (token->field != NULL && token->field->any)
        add_alternatives (self, token->field, i, domain);
      else
        erp_domain_add_all (domain, token->condition);
    }

  return g_steal_pointer (&domain);
}

/**
 * biz_invoice_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether every invoice fits
 */
gboolean
biz_invoice_filter_is_empty (BizInvoiceFilter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->tokens->len == 0;
}
