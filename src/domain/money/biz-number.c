/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-number.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

/* Longest text that is looked at; a 64 bit number has 19 digits. */
#define MAX_TEXT 64

/* One way to read a text: which mark is the decimal point and which separates thousands. In the
 * normalised text a space stands for every kind of space and apostrophe. */
typedef struct
{
  char point;
  char group;
} Reading;

typedef struct
{
  gint64 mantissa;
  guint8 digits;
} Value;

static const Reading machine_reading = { '.', '\0' };

static char
first_mark (const char *mark, char otherwise)
{
  if (mark == NULL || *mark == '\0')
    return otherwise;
  if (*mark == '.' || *mark == ',')
    return *mark;

  return ' ';
}

static Reading
get_locale_reading (void)
{
  const struct lconv *conv = localeconv ();
  Reading reading;

  reading.point = first_mark (conv->decimal_point, '.');
  reading.group = first_mark (conv->thousands_sep, reading.point == '.' ? ',' : '.');
  if (reading.group == reading.point)
    reading.group = ' ';

  return reading;
}

static gboolean
is_group_space (gunichar c)
{
  return c == '\'' || c == 0x2019 || g_unichar_isspace (c) || c == 0x202f;
}

/* Digits, '.', ',' and ' ' in @plain; FALSE where there is anything else. The sign is taken off:
 * before, behind, or as parentheses. */
static gboolean
normalize (const char *text, char *plain, gboolean *negative)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gsize length = strlen (stripped);
  gboolean parentheses = length > 1 && stripped[0] == '(' && stripped[length - 1] == ')';
  int n_signs = parentheses ? 1 : 0;
  gsize n = 0;

  *negative = parentheses;
  if (parentheses)
    stripped[length - 1] = '\0';

  for (const char *p = parentheses ? stripped + 1 : stripped; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean at_end = *g_utf8_next_char (p) == '\0';

      if (n == MAX_TEXT - 1)
        return FALSE;
      if (c == '-' || c == '+' || c == 0x2212)
        {
          if (n_signs++ > 0 || (n > 0 && !at_end))
            return FALSE;
          *negative = c != '+';
        }
      else if (g_unichar_isdigit (c))
        plain[n++] = (char)('0' + g_unichar_digit_value (c));
      else if (c == '.' || c == ',')
        plain[n++] = (char)c;
      else if (is_group_space (c))
        {
          if (n > 0 && plain[n - 1] != ' ')
            plain[n++] = ' ';
        }
      else
        return FALSE;
    }
  while (n > 0 && plain[n - 1] == ' ')
    n--;
  plain[n] = '\0';

  return n > 0;
}

static gboolean
append_digit (Value *value, char digit)
{
  return !__builtin_mul_overflow (value->mantissa, 10, &value->mantissa)
         && !__builtin_add_overflow (value->mantissa, digit - '0', &value->mantissa);
}

/* FALSE where this reading does not fit: a second point, groups of the wrong size, with two kinds
 * of marks or behind a zero, too many digits after the point, no digit, too large. */
static gboolean
read_as (const char *plain, Reading reading, guint max_digits, Value *value)
{
  guint n_before = 0, n_after = 0, in_group = 0, n_groups = 0;
  gboolean after = FALSE;
  char mark = '\0';

  *value = (Value){ 0 };
  for (const char *p = plain; *p != '\0'; p++)
    {
      if (*p == reading.point && !after)
        after = TRUE;
      else if (g_ascii_isdigit (*p))
        {
          if (!append_digit (value, *p))
            return FALSE;
          if (after)
            n_after++;
          else
            {
              n_before++;
              in_group++;
            }
          continue;
        }
      else if (after || in_group == 0 || (*p != ' ' && *p != reading.group) || *plain == '0'
               || (mark != '\0' && *p != mark))
        return FALSE;
      else
        mark = *p;
      /* the end of a group: the first has one to three digits, the last three; lakhs have two */
      if (n_groups > 0 && in_group != 3 && (after || in_group != 2))
        return FALSE;
      if (!after)
        {
          if (in_group > 3)
            return FALSE;
          n_groups++;
          in_group = 0;
        }
    }
  if (!after && n_groups > 0 && in_group != 3)
    return FALSE;
  if (n_before + n_after == 0 || n_after > max_digits)
    return FALSE;
  value->digits = (guint8)n_after;

  return TRUE;
}

static gboolean
same_value (Value a, Value b)
{
  while (a.digits < b.digits)
    {
      if (__builtin_mul_overflow (a.mantissa, 10, &a.mantissa))
        return FALSE;
      a.digits++;
    }
  while (b.digits < a.digits)
    {
      if (__builtin_mul_overflow (b.mantissa, 10, &b.mantissa))
        return FALSE;
      b.digits++;
    }

  return a.mantissa == b.mantissa;
}

/* "1.234" where the point is no separator of this locale: 1234 or 1.234, who knows; "0.125" is
 * clear.
 */
static gboolean
is_ambiguous (const char *plain)
{
  const char *mark = strpbrk (plain, ".,");

  return mark != NULL && strpbrk (mark + 1, ".,") == NULL && strlen (mark + 1) == 3 && *plain != '0'
         && mark != plain && mark - plain <= 3;
}

static gboolean
fail_ambiguous (const char *text, GError **error)
{
  /* Translators: %s is what the person typed, such as 1.234 */
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("“%s” can be read in two ways. Write it without thousands separators."), text);

  return FALSE;
}

static gboolean
fail_not_a_number (const char *text, guint max_digits, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *shown = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TEXT));

  if (max_digits == 0)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("“%s” is not a whole number. Type digits only."), shown);
  else
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("“%s” is not a number with at most %u digits after the point."), shown,
                 max_digits);

  return FALSE;
}

/**
 * biz_number_parse:
 * @text: what a person typed or pasted
 * @max_digits: most digits after the point
 * @mantissa: (out): the number times 10^@digits
 * @digits: (out): digits that were written after the point
 * @error: return location
 *
 * Reads a number as the locale writes it or as a program does ("1234.5"). Where only a foreign
 * notation fits ("1.234,50" in an English locale) and it fits in one way only, that is taken.
 *
 * Returns: whether there is exactly one reading; else ERP_ERROR_VALIDATION
 */
gboolean
biz_number_parse (
    const char *text, guint max_digits, gint64 *mantissa, guint8 *digits, GError **error)
{
  static const Reading foreign[] = { { ',', '.' }, { '.', ',' } };
  char plain[MAX_TEXT];
  gboolean negative = FALSE;
  gboolean found = FALSE;
  Value value = { 0 }, other;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL) || !normalize (text, plain, &negative))
    goto not_a_number;

  found = read_as (plain, get_locale_reading (), max_digits, &value);
  if (read_as (plain, machine_reading, max_digits, &other))
    {
      if (found && !same_value (value, other))
        return fail_ambiguous (text, error);
      value = other;
      found = TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (foreign) && !found; i++)
    {
      if (!read_as (plain, foreign[i], max_digits, &value))
        continue;
      if (is_ambiguous (plain))
        return fail_ambiguous (text, error);
      found = TRUE;
    }
  if (!found)
    goto not_a_number;

  *mantissa = negative ? -value.mantissa : value.mantissa;
  *digits = value.digits;

  return TRUE;

not_a_number:
  return fail_not_a_number (text, max_digits, error);
}

static const char *
get_group_mark (void)
{
  const struct lconv *conv = localeconv ();

  if (*conv->thousands_sep != '\0')
    return conv->thousands_sep;

  /* The C locale has no mark for thousands; long amounts need one. */
  return strcmp (conv->decimal_point, ".") == 0 ? "," : "";
}

/**
 * biz_number_append:
 * @text: where to write
 * @mantissa: the number times 10^@digits
 * @digits: digits after the point, all written
 * @by_locale: with the locale's marks, else as JSON has it
 */
void
biz_number_append (GString *text, gint64 mantissa, guint digits, gboolean by_locale)
{
  const char *point = by_locale ? localeconv ()->decimal_point : ".";
  const char *group = by_locale ? get_group_mark () : "";
  guint64 rest = mantissa < 0 ? -(guint64)mantissa : (guint64)mantissa;
  char figures[48];
  int length;
  int whole;

  length = g_snprintf (figures, sizeof figures, "%0*" G_GUINT64_FORMAT, (int)digits + 1, rest);
  whole = length - (int)digits;

  if (mantissa < 0)
    g_string_append_c (text, '-');
  for (int i = 0; i < length; i++)
    {
      if (i == whole)
        g_string_append (text, point);
      else if (i > 0 && i < whole && (whole - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, figures[i]);
    }
}

/**
 * biz_number_power_of_ten:
 * @exponent: at most 18 fits
 * @power: (out): 10^@exponent
 *
 * Returns: FALSE where it does not fit
 */
gboolean
biz_number_power_of_ten (guint exponent, gint64 *power)
{
  if (exponent > 18)
    return FALSE;

  *power = 1;
  for (guint i = 0; i < exponent; i++)
    *power *= 10;

  return TRUE;
}

/**
 * biz_number_divide:
 * @numerator: any number
 * @denominator: not 0
 * @rounding: what happens to the rest
 * @quotient: (out): the rounded quotient
 *
 * Returns: FALSE where it does not fit
 */
gboolean
biz_number_divide (__int128 numerator, __int128 denominator, BizRounding rounding, gint64 *quotient)
{
  gboolean negative = (numerator < 0) != (denominator < 0);
  unsigned __int128 n =
      numerator < 0 ? -(unsigned __int128)numerator : (unsigned __int128)numerator;
  unsigned __int128 d =
      denominator < 0 ? -(unsigned __int128)denominator : (unsigned __int128)denominator;
  unsigned __int128 q = n / d;
  unsigned __int128 rest = n % d;
  gboolean up = FALSE;

  if (rounding == BIZ_ROUND_HALF_UP)
    up = rest >= d - rest;
  else if (rounding == BIZ_ROUND_HALF_EVEN)
    up = rest > d - rest || (rest == d - rest && (q & 1) == 1);
  if (up)
    q++;
  if (q > (unsigned __int128)G_MAXINT64)
    return FALSE;

  *quotient = negative ? -(gint64)q : (gint64)q;

  return TRUE;
}
