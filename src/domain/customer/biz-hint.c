/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-hint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIN_PHONE_DIGITS 7
#define MAX_PHONE_DIGITS 15
#define MIN_DOCUMENT 3
#define MAX_DOCUMENT 40

/* Anybody has an address there: it tells nothing of the firm. */
static const char *const providers[] = {
  "aol.com",    "bluewin.ch", "free.fr",   "freenet.de",     "gmail.com",   "gmx.at",
  "gmx.ch",     "gmx.de",     "gmx.net",   "googlemail.com", "hotmail.com", "icloud.com",
  "live.com",   "mail.com",   "me.com",    "msn.com",        "orange.fr",   "outlook.com",
  "outlook.de", "posteo.de",  "proton.me", "protonmail.com", "t-online.de", "web.de",
  "wp.pl",      "yahoo.com",  "yahoo.de",  "yahoo.fr",       NULL,
};

/* How long the numbers of a country are behind its letters. */
static const struct
{
  const char *letters;
  guint least;
  guint most;
} countries[] = {
  { "ATU", 8, 8 },  { "BE", 9, 10 },  { "BG", 9, 10 },  { "CHE", 9, 12 }, { "CY", 9, 9 },
  { "CZ", 8, 10 },  { "DE", 9, 9 },   { "DK", 8, 8 },   { "EE", 9, 9 },   { "EL", 9, 9 },
  { "ES", 9, 9 },   { "FI", 8, 8 },   { "FR", 11, 11 }, { "GB", 9, 12 },  { "GR", 9, 9 },
  { "HR", 11, 11 }, { "HU", 8, 8 },   { "IE", 8, 9 },   { "IT", 11, 11 }, { "LT", 9, 12 },
  { "LU", 8, 8 },   { "LV", 11, 11 }, { "MT", 8, 8 },   { "NL", 12, 12 }, { "NO", 9, 12 },
  { "PL", 10, 10 }, { "PT", 9, 9 },   { "RO", 6, 10 },  { "SE", 12, 12 }, { "SI", 8, 8 },
  { "SK", 10, 10 },
};

static BizHint *
new_hint (BizHintKind kind, char *value)
{
  BizHint *self = g_new0 (BizHint, 1);

  self->kind = kind;
  self->value = value;

  return self;
}

void
biz_hint_free (BizHint *self)
{
  g_free (self->value);
  g_free (self);
}

/**
 * biz_hint_compact:
 * @text: anything
 *
 * Returns: (transfer full): its ASCII letters and digits, capital
 */
char *
biz_hint_compact (const char *text)
{
  GString *compact = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (compact, g_ascii_toupper (*p));

  return g_string_free (compact, FALSE);
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += g_ascii_isdigit (*p) ? 1 : 0;

  return n;
}

/* mail */

static gboolean
is_local_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

static gboolean
is_domain_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.';
}

static gboolean
is_domain (const char *text)
{
  const char *dot = strrchr (text, '.');

  return dot != NULL && dot != text && strlen (dot) > 2 && text[0] != '-' && text[0] != '.'
         && strstr (text, "..") == NULL && strlen (text) <= 255 && !g_ascii_isdigit (dot[1]);
}

/* The first address in the text, in brackets or not. */
static BizHint *
find_mail (const char *text)
{
  for (const char *at = strchr (text, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      const char *start = at;
      const char *end = at + 1;
      g_autofree char *local = NULL;
      g_autofree char *domain = NULL;
      g_autofree char *mail = NULL;

      while (start > text && is_local_char (start[-1]))
        start--;
      while (is_domain_char (*end))
        end++;
      while (end > at + 1 && (end[-1] == '.' || end[-1] == '-'))
        end--;
      local = g_strndup (start, (gsize)(at - start));
      domain = g_strndup (at + 1, (gsize)(end - at - 1));
      if (local[0] == '\0' || strlen (local) > 64 || local[0] == '.' || !is_domain (domain))
        continue;
      mail = g_strdup_printf ("%s@%s", local, domain);

      return new_hint (BIZ_HINT_MAIL, g_ascii_strdown (mail, -1));
    }

  return NULL;
}

/**
 * biz_hint_get_mail_domain:
 * @mail: an address
 *
 * Returns: (transfer full) (nullable): the firm's part of it
 */
char *
biz_hint_get_mail_domain (const char *mail)
{
  const char *at = strrchr (mail, '@');
  g_autofree char *domain = at != NULL ? g_ascii_strdown (at + 1, -1) : NULL;

  return domain != NULL && is_domain (domain) && !g_strv_contains (providers, domain)
             ? g_steal_pointer (&domain)
             : NULL;
}

/* IBAN */

/* ISO 13616: the number turned around, letters as two digits, leaves 1 by 97. */
static gboolean
is_iban (const char *compact)
{
  gsize length = strlen (compact);
  guint rest = 0;

  if (length < 15 || length > 34 || !g_ascii_isalpha (compact[0]) || !g_ascii_isalpha (compact[1])
      || !g_ascii_isdigit (compact[2]) || !g_ascii_isdigit (compact[3]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = compact[(i + 4) % length];

      if (g_ascii_isdigit (c))
        rest = (rest * 10 + (guint)(c - '0')) % 97;
      else
        rest = (rest * 100 + (guint)(c - 'A' + 10)) % 97;
    }

  return rest == 1;
}

/* tax ids */

static gboolean
is_tax_id (const char *compact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      gsize length = strlen (countries[i].letters);
      gsize rest;

      if (!g_str_has_prefix (compact, countries[i].letters))
        continue;
      rest = strlen (compact + length);
      if (rest >= countries[i].least && rest <= countries[i].most
          && count_digits (compact + length) + 3 >= rest)
        return TRUE;
    }

  return FALSE;
}

/* "12-3456789": an employer's number of the United States */
static gboolean
is_employer_number (const char *text)
{
  return strlen (text) == 10 && text[2] == '-' && count_digits (text) == 9;
}

/* phones */

static gboolean
is_phone_char (char c)
{
  return g_ascii_isdigit (c) || (c != '\0' && strchr (" ()+-./\t", c) != NULL);
}

/* "2026-11-23", "23.11.2026", "11/23/2026" */
static gboolean
is_date (const char *text)
{
  guint parts[4] = { 0 };
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        parts[n]++;
      else if (strchr ("-./", *p) == NULL || ++n > 2)
        return FALSE;
    }

  return n == 2
         && ((parts[0] == 4 && parts[1] <= 2 && parts[2] <= 2)
             || (parts[0] <= 2 && parts[1] <= 2 && (parts[2] == 4 || parts[2] == 2)));
}

/* "212-555-0100": the way of North America, without a leading zero */
static gboolean
is_grouped (const char *text)
{
  return strlen (text) == 12 && count_digits (text) == 10 && !g_ascii_isdigit (text[3])
         && text[3] == text[7];
}

static BizHint *
find_phone (const char *text, gboolean told)
{
  g_autofree char *bare = NULL;
  g_auto (GStrv) parts = NULL;
  GString *digits;
  const char *p;
  guint n = count_digits (text);

  for (p = text; *p != '\0'; p++)
    if (!is_phone_char (*p) || (*p == '+' && p != text && p[-1] != '('))
      return NULL;
  if (n < MIN_PHONE_DIGITS || n > MAX_PHONE_DIGITS || is_date (text)
      || (!told && text[0] != '+' && text[0] != '0' && text[0] != '(' && !is_grouped (text)))
    return NULL;
  /* The zero that is dialled at home alone. */
  parts = g_strsplit (text, "(0)", -1);
  bare = g_strjoinv ("", parts);
  digits = g_string_new (NULL);
  for (p = bare; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || (*p == '+' && digits->len == 0))
      g_string_append_c (digits, *p);
  if (g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      g_string_prepend_c (digits, '+');
    }

  return new_hint (BIZ_HINT_PHONE, g_string_free (digits, FALSE));
}

/**
 * biz_hint_get_phone_tail:
 * @phone: a number in any form
 *
 * Returns: (transfer full): at most %BIZ_HINT_PHONE_TAIL digits, fewer of a short one
 */
char *
biz_hint_get_phone_tail (const char *phone)
{
  g_auto (GStrv) parts = g_strsplit (phone, "(0)", -1);
  g_autofree char *bare = g_strjoinv ("", parts);
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *start;

  for (const char *p = bare; *p != '\0' && digits->len < 64; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  start = digits->str + strspn (digits->str, "0");
  if (strlen (start) > BIZ_HINT_PHONE_TAIL)
    start += strlen (start) - BIZ_HINT_PHONE_TAIL;

  return g_strdup (start);
}

/**
 * biz_hint_is_same_phone:
 * @a: a number in any form
 * @b: another
 *
 * Returns: whether they end alike
 */
gboolean
biz_hint_is_same_phone (const char *a, const char *b)
{
  g_autofree char *first = biz_hint_get_phone_tail (a);
  g_autofree char *second = biz_hint_get_phone_tail (b);

  return strlen (first) >= MIN_PHONE_DIGITS - 1 && g_str_equal (first, second);
}

/* documents */

static gboolean
is_document (const char *text)
{
  gsize length = strlen (text);

  if (length < MIN_DOCUMENT || length > MAX_DOCUMENT || count_digits (text) < 2)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/-_.:", *p) == NULL)
      return FALSE;

  return !is_date (text) && g_ascii_isalnum (text[0]) && g_ascii_isalnum (text[length - 1]);
}

/* ISO 11649: RF and check digits, written in groups of four */
static gboolean
is_creditor_reference (const char *compact)
{
  return strlen (compact) > 4 && strlen (compact) <= 25 && g_str_has_prefix (compact, "RF")
         && g_ascii_isdigit (compact[2]) && g_ascii_isdigit (compact[3]);
}

/* (transfer full): one blank between words, none at the ends; NULL for no single line of text */
static char *
clean (const char *text, gssize length)
{
  gsize n = length < 0 ? strnlen (text, BIZ_HINT_MAX_BYTES + 1) : (gsize)length;
  GString *line;

  if (n == 0 || n > BIZ_HINT_MAX_BYTES || !g_utf8_validate (text, (gssize)n, NULL))
    return NULL;
  line = g_string_new (NULL);
  for (const char *p = text; p < text + n; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || g_unichar_isspace (c))
        g_string_append_c (line, c == '\n' || c == '\r' ? '\n' : ' ');
      else if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013)
        g_string_append_c (line, '-');
      else if (g_unichar_type (c) != G_UNICODE_FORMAT && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
    }
  g_strstrip (line->str);
  line->len = strlen (line->str);
  if (line->len == 0 || strchr (line->str, '\n') != NULL)
    {
      g_string_free (line, TRUE);
      return NULL;
    }

  return g_string_free (line, FALSE);
}

/* "Tel.: +49 40 …", "IBAN DE89 …", "Invoice INV/2026/00012": what stands behind the word. */
static const char *
skip_word (const char *line, gboolean *is_phone)
{
  static const char *const phones[] = { "tel", "phone", "mobil", "fon", "fax", NULL };
  const char *colon = strchr (line, ':');
  const char *start = line;

  *is_phone = FALSE;
  for (guint i = 0; phones[i] != NULL; i++)
    if (g_ascii_strncasecmp (line, phones[i], strlen (phones[i])) == 0)
      *is_phone = TRUE;
  if (colon != NULL && colon[1] != '\0' && count_digits (colon) > 0
      && strcspn (line, "0123456789/") > (gsize)(colon - line))
    start = colon + 1;
  else if (*is_phone)
    start = line + strcspn (line, "+0123456789(");
  else
    {
      const char *space = strrchr (line, ' ');
      gsize word = strcspn (line, " ");

      /* Words without a digit in front of one that has some. */
      if (space != NULL && strcspn (line, "0123456789") > (gsize)(space - line))
        start = space + 1;
      else if (g_ascii_strncasecmp (line, "iban", 4) == 0 && word == 4)
        start = line + 4;
    }
  while (*start == ' ' || *start == '#')
    start++;

  return start;
}

/**
 * biz_hint_recognise:
 * @text: what somebody pasted, of any bytes
 * @length: how many, -1 to its end
 *
 * A line that is a mail address with or without a name, a phone number, an IBAN, a tax id, or
 * looks like the number of a document.
 *
 * Returns: (transfer full) (nullable): what it is
 */
BizHint *
biz_hint_recognise (const char *text, gssize length)
{
  g_autofree char *line = NULL;
  g_autofree char *compact = NULL;
  const char *rest;
  BizHint *found;
  gboolean is_phone;

  g_return_val_if_fail (text != NULL, NULL);

  line = clean (text, length);
  if (line == NULL)
    return NULL;
  found = find_mail (line);
  if (found != NULL)
    return found;
  rest = skip_word (line, &is_phone);
  compact = biz_hint_compact (rest);
  /* It has the check digits of a bank account, and no country has these letters. */
  if (is_creditor_reference (compact))
    return new_hint (BIZ_HINT_DOCUMENT, g_steal_pointer (&compact));
  if (is_iban (compact))
    return new_hint (BIZ_HINT_IBAN, g_steal_pointer (&compact));
  if (is_tax_id (compact))
    return new_hint (BIZ_HINT_TAX_ID, g_steal_pointer (&compact));
  if (is_employer_number (rest))
    return new_hint (BIZ_HINT_TAX_ID, g_strdup (rest));
  found = find_phone (rest, is_phone);
  if (found != NULL)
    return found;

  return is_document (rest) ? new_hint (BIZ_HINT_DOCUMENT, g_strdup (rest)) : NULL;
}

/**
 * biz_hint_describe:
 * @self: what was recognised
 *
 * Returns: (transfer full): in words, for a sentence
 */
char *
biz_hint_describe (const BizHint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case BIZ_HINT_MAIL:
      return g_strdup_printf (_ ("the mail address “%s”"), self->value);
    case BIZ_HINT_PHONE:
      return g_strdup_printf (_ ("the phone number “%s”"), self->value);
    case BIZ_HINT_IBAN:
      return g_strdup_printf (_ ("the bank account “%s”"), self->value);
    case BIZ_HINT_TAX_ID:
      return g_strdup_printf (_ ("the tax id “%s”"), self->value);
    case BIZ_HINT_DOCUMENT:
    default:
      return g_strdup_printf (_ ("the document number “%s”"), self->value);
    }
}
