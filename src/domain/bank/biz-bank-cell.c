/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-cell.h"

#include "biz-machine-text.h"

#include <string.h>

#define MAX_AMOUNT 48
/* A code or a sign of a currency, and CR or DR; more is a text. */
#define MAX_LETTERS 5

/* Months by their first letters in English, German, French, Spanish and Dutch. */
static const struct
{
  const char *word;
  int month;
} months[] = {
  { "jan", 1 },  { "ene", 1 },  { "jän", 1 },  { "feb", 2 },  { "fév", 2 },  { "fev", 2 },
  { "mar", 3 },  { "mär", 3 },  { "mrt", 3 },  { "maa", 3 },  { "apr", 4 },  { "avr", 4 },
  { "abr", 4 },  { "may", 5 },  { "mai", 5 },  { "mei", 5 },  { "juin", 6 }, { "jun", 6 },
  { "juil", 7 }, { "jul", 7 },  { "aug", 8 },  { "aoû", 8 },  { "aou", 8 },  { "ago", 8 },
  { "sep", 9 },  { "oct", 10 }, { "okt", 10 }, { "nov", 11 }, { "dec", 12 }, { "dez", 12 },
  { "déc", 12 }, { "dic", 12 },
};

/* Marks between thousands that are no decimal mark become a blank: spaces of every width and
 * apostrophes. */
static gboolean
is_group_mark (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x202f || c == '\t' || g_unichar_isspace (c);
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013;
}

/* What stands before or behind the figures: signs, parentheses, the name of a currency, and words
 * such as CR and DR. FALSE where there is anything else. */
typedef struct
{
  guint n_minus, n_plus;
  guint n_open, n_close;
  guint n_letters;
  int side; /* as biz_bank_cell_read_sign () */
} Edges;

static gboolean
read_edge (Edges *self, const char *begin, const char *end)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (GStrv) split = NULL;

  for (const char *p = begin; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_minus (c))
        self->n_minus++;
      else if (c == '+')
        self->n_plus++;
      else if (c == '(')
        self->n_open++;
      else if (c == ')')
        self->n_close++;
      else if (is_group_mark (c))
        g_string_append_c (words, ' ');
      else if (g_unichar_isalpha (c))
        {
          self->n_letters++;
          g_string_append_unichar (words, c);
        }
      else if (g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL && c != '.')
        return FALSE;
    }
  split = g_strsplit (words->str, " ", -1);
  for (guint i = 0; split[i] != NULL; i++)
    {
      int side = biz_bank_cell_read_sign (split[i]);

      if (side != 0 && self->side != 0)
        return FALSE;
      self->side = side != 0 ? side : self->side;
    }

  return self->n_letters <= MAX_LETTERS;
}

/* Figures, '.', ',' and ' ' between thousands; FALSE where there is anything else. */
static gboolean
read_figures (const char *begin, const char *end, char *number)
{
  gsize n = 0;

  for (const char *p = begin; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n == MAX_AMOUNT - 1)
        return FALSE;
      if (c < 0x80 && (g_ascii_isdigit ((char)c) || c == '.' || c == ','))
        number[n++] = (char)c;
      else if (is_group_mark (c))
        number[n++] = ' ';
      else
        return FALSE;
    }
  number[n] = '\0';

  return n > 0;
}

/* Signs, and letters at the ends: codes of currencies, CR and DR, S and H. Two signs, or half a
 * pair of parentheses, have no meaning. */
static gboolean
trim (const char *text, char *number, gboolean *negative)
{
  Edges edges = { 0 };
  const char *begin, *end;
  guint n_open;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  begin = strpbrk (text, "0123456789");
  if (begin == NULL)
    return FALSE;
  while (begin > text && (begin[-1] == '.' || begin[-1] == ',')
         && (begin - 1 == text || !g_ascii_isalpha (begin[-2])))
    begin--;
  end = text + strlen (text);
  while (end > begin && !g_ascii_isdigit (end[-1]))
    end--;
  if (*end == '.' || *end == ',')
    end++;
  if (!read_edge (&edges, text, begin) || edges.n_close > 0 || !read_figures (begin, end, number))
    return FALSE;
  n_open = edges.n_open;
  if (!read_edge (&edges, end, text + strlen (text)) || edges.n_open != n_open)
    return FALSE;
  *negative = edges.n_minus > 0 || n_open > 0 || edges.side < 0;

  return n_open == edges.n_close && edges.n_minus + edges.n_plus + edges.n_open <= 1;
}

/**
 * biz_bank_cell_read_amount:
 * @text: a cell
 * @point: the decimal mark, '.' or ','
 * @digits: of the minor unit
 * @minor: (out): the amount in minor units
 *
 * Returns: FALSE where the cell is no amount, or more exact than @digits
 */
gboolean
biz_bank_cell_read_amount (const char *text, char point, guint digits, gint64 *minor)
{
  char number[MAX_AMOUNT], plain[MAX_AMOUNT];
  char group = '\0';
  gboolean negative, after = FALSE;
  gsize n = 0, since = 0;

  if (!trim (text, number, &negative))
    return FALSE;
  for (const char *p = number; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          since++;
          plain[n++] = *p;
          continue;
        }
      /* groups have three digits, the first up to three; none come behind the decimal mark */
      if (after || (group != '\0' && since != 3))
        return FALSE;
      if (*p == point)
        {
          after = TRUE;
          plain[n++] = '.';
        }
      else if ((group != '\0' && group != *p) || since == 0 || since > 3 || *number == '0')
        return FALSE;
      else
        group = *p;
      since = 0;
    }
  if (!after && group != '\0' && since != 3)
    return FALSE;
  if (!biz_machine_text_get_amount (plain, n, '.', digits, minor))
    return FALSE;
  if (negative)
    *minor = -*minor;

  return TRUE;
}

/**
 * biz_bank_cell_guess_point:
 * @text: a cell
 *
 * Returns: the decimal mark the cell can only have, 0 where it has none or may have either, -1
 *   where it is no amount
 */
int
biz_bank_cell_guess_point (const char *text)
{
  char number[MAX_AMOUNT];
  gboolean negative;
  const char *dot, *comma, *last;

  if (!trim (text, number, &negative))
    return -1;
  dot = strrchr (number, '.');
  comma = strrchr (number, ',');
  if (dot == NULL && comma == NULL)
    return 0;
  last = dot > comma ? dot : comma;
  if (dot != NULL && comma != NULL)
    return *last;
  if (strchr (number, *last) != last)
    return *last == '.' ? ',' : '.';
  /* no thousands begin with a zero, or behind four digits */
  if (last - number > 3 || last == number || *number == '0')
    return strchr (number, ' ') == NULL || strlen (last + 1) != 3 ? *last : 0;

  return strlen (last + 1) == 3 ? 0 : *last;
}

/**
 * biz_bank_cell_split_date:
 * @text: a cell
 * @numbers: (out): the three numbers
 * @widths: (out): their digits
 *
 * Returns: whether the cell begins with three numbers with points, dashes or slashes between them
 */
gboolean
biz_bank_cell_split_date (const char *text, int numbers[3], guint widths[3])
{
  const char *p = text;
  char mark = '\0';

  for (guint i = 0; i < 3; i++)
    {
      gsize n = strspn (p, "0123456789");

      if (n == 0 || n > 4)
        return FALSE;
      numbers[i] = biz_machine_text_get_digits (p, n);
      widths[i] = (guint)n;
      p += n;
      if (i == 2)
        break;
      if (*p == '\0' || strchr ("./-", *p) == NULL || (mark != '\0' && *p != mark))
        return FALSE;
      mark = *p++;
    }

  return *p == '\0' || *p == ' ' || *p == 'T';
}

static int
find_month (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (g_str_has_prefix (lower, months[i].word))
        return months[i].month;
    }

  return 0;
}

/* Two digits are of a year between 1980 and 2079. */
static int
widen_year (int year, guint width)
{
  return width != 2 ? year : year < 80 ? year + 2000 : year + 1900;
}

/* "22 Nov 2026", "22-Nov-26", "Nov 22, 2026" */
static gboolean
read_worded_date (const char *text, GDate *date)
{
  g_auto (GStrv) words = g_strsplit_set (text, " -/.,", -1);
  int day = 0, month = 0, year = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize n = strspn (words[i], "0123456789");

      if (*words[i] == '\0')
        continue;
      if (n == 0 && month == 0)
        month = find_month (words[i]);
      else if (n != strlen (words[i]) || n > 4)
        return FALSE;
      else if (day == 0 && n <= 2)
        day = biz_machine_text_get_digits (words[i], n);
      else if (year == 0 && (n == 4 || n == 2))
        year = widen_year (biz_machine_text_get_digits (words[i], n), (guint)n);
      else
        return FALSE;
    }

  return biz_machine_text_set_date (date, year, month, day);
}

/**
 * biz_bank_cell_read_date:
 * @text: a cell
 * @order: of the three numbers; a first one of four digits is the year all the same
 * @date: (out): the day
 *
 * Returns: whether the cell is a day that exists
 */
gboolean
biz_bank_cell_read_date (const char *text, BizBankDateOrder order, GDate *date)
{
  static const guint8 places[][3] = { { 2, 1, 0 }, { 2, 0, 1 }, { 0, 1, 2 } };
  int numbers[3], year;
  guint widths[3];
  const guint8 *place;

  while (*text == ' ')
    text++;
  if (strlen (text) == 8 && strspn (text, "0123456789") == 8)
    return biz_machine_text_set_date (date, biz_machine_text_get_digits (text, 4),
                                      biz_machine_text_get_digits (text + 4, 2),
                                      biz_machine_text_get_digits (text + 6, 2));
  if (!biz_bank_cell_split_date (text, numbers, widths))
    return read_worded_date (text, date);
  place = places[widths[0] == 4 ? BIZ_BANK_DATE_YMD : order];
  if (widths[place[0]] != 2 && widths[place[0]] != 4)
    return FALSE;
  year = widen_year (numbers[place[0]], widths[place[0]]);

  return biz_machine_text_set_date (date, year, numbers[place[1]], numbers[place[2]]);
}

/**
 * biz_bank_cell_read_sign:
 * @text: a cell
 *
 * Returns: 1 for money in, -1 for money out, 0 where it says neither
 */
int
biz_bank_cell_read_sign (const char *text)
{
  static const char *const in[] = { "C", "CR", "CRDT",  "CREDIT", "H",      "HABEN",   "BIJ",
                                    "+", "IN", "ABONO", "HABER",  "CRÉDIT", "CREDITO", "CRÉDITO" };
  static const char *const out[] = { "D", "DR",  "DBIT",  "DEBIT", "S",     "SOLL",   "AF",
                                     "-", "OUT", "CARGO", "DEBE",  "DÉBIT", "DEBITO", "DÉBITO" };
  g_autofree char *upper = g_strstrip (g_utf8_strup (text, -1));

  for (gsize i = 0; i < G_N_ELEMENTS (in); i++)
    {
      if (strcmp (upper, in[i]) == 0)
        return 1;
      if (strcmp (upper, out[i]) == 0)
        return -1;
    }

  return 0;
}

/**
 * biz_bank_cell_is_iban:
 * @text: a cell
 *
 * Returns: whether it has the shape of an IBAN
 */
gboolean
biz_bank_cell_is_iban (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ' ')
        continue;
      if ((n < 2 && !g_ascii_isupper (*p)) || ((n == 2 || n == 3) && !g_ascii_isdigit (*p))
          || !g_ascii_isalnum (*p))
        return FALSE;
      n++;
    }

  return n >= 15 && n <= 34;
}
