/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-import-print.h"

#include <string.h>

#define LEAST_REFERENCE 6
#define PRINT_LENGTH 32

static gboolean
is_word (const char *text)
{
  static const char *const nothing[] = { "NONREF",  "NOTPROVIDED", "NOTPROVIDE", "NOREF",
                                         "UNKNOWN", "NONE",        NULL };

  return text != NULL && *text != '\0' && !g_strv_contains (nothing, text);
}

/* Letters and digits alone, without case: banks break lines and add blanks as they like. */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = NULL;
  GString *out = g_string_new (NULL);

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return g_string_free (out, FALSE);
  folded = g_utf8_casefold (text, -1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

static char *
upper (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; text != NULL && *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (out, g_ascii_toupper (*text));

  return g_string_free (out, FALSE);
}

/**
 * biz_import_key_reference:
 * @reference: (nullable): the bank's reference
 *
 * Returns: (transfer full) (nullable): what compares, or %NULL where it says nothing
 */
char *
biz_import_key_reference (const char *reference)
{
  g_autofree char *clean = upper (reference);
  gboolean any = FALSE;

  for (const char *p = clean; *p != '\0'; p++)
    any |= g_ascii_isdigit (*p) && *p != '0';
  if (!any || strlen (clean) < LEAST_REFERENCE || !is_word (clean))
    return NULL;

  return g_steal_pointer (&clean);
}

char *
biz_import_label (const BizBankLine *line)
{
  g_autofree char *end = upper (line->end_to_end);
  g_autofree char *squeezed = squeeze (line->text);
  g_autofree char *own = squeeze (line->end_to_end);
  GString *label = g_string_new (line->text);

  if (label->len == 0 && line->name != NULL)
    g_string_assign (label, line->name);
  if (is_word (end) && strstr (squeezed, own) == NULL)
    g_string_append_printf (label, "%sEREF+%s", label->len > 0 ? " " : "", line->end_to_end);
  if (label->len == 0)
    g_string_assign (label, line->code != NULL ? line->code : "–");

  return g_string_free (label, FALSE);
}

char *
biz_import_key (const GDate *date, gint64 amount, const char *kind, const char *text)
{
  if (date == NULL)
    return g_strdup_printf ("%s|%" G_GINT64_FORMAT "|%s", kind, amount, text);

  return g_strdup_printf ("%s|%u|%" G_GINT64_FORMAT "|%s", kind, g_date_get_julian (date), amount,
                          text);
}

char *
biz_import_key_content (
    const GDate *date, gint64 amount, const char *label, const char *name, const char *account)
{
  g_autofree char *text = squeeze (label);
  g_autofree char *who = squeeze (name);
  g_autofree char *where = upper (account);
  g_autofree char *all = g_strdup_printf ("%s|%s|%s", text, who, where);

  return biz_import_key (date, amount, "c", all);
}

char *
biz_import_print (const BizBankLine *line)
{
  g_autofree char *reference = biz_import_key_reference (line->bank_reference);
  g_autofree char *label = NULL;

  if (reference != NULL)
    return biz_import_key (&line->date, line->amount.minor, "r", reference);
  label = biz_import_label (line);

  return biz_import_key_content (&line->date, line->amount.minor, label, line->name, line->account);
}

char *
biz_import_external_id (gint64 journal_id, const char *print, guint n)
{
  g_autofree char *counted = g_strdup_printf ("%s|%u", print, n);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, counted, -1);

  return g_strdup_printf ("quittance_import.%" G_GINT64_FORMAT "_%.*s", journal_id, PRINT_LENGTH,
                          hash);
}

gboolean
biz_import_same_account (const char *a, const char *b)
{
  g_autofree char *one = upper (a);
  g_autofree char *other = upper (b);
  const char *longer = strlen (one) >= strlen (other) ? one : other;
  const char *shorter = longer == one ? other : one;

  if (strcmp (one, other) == 0)
    return TRUE;
  while (*shorter == '0')
    shorter++;

  return strlen (shorter) >= LEAST_REFERENCE && g_str_has_suffix (longer, shorter);
}
