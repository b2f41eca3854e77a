/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-words.h"

#include <string.h>

struct _DrawWords
{
  const char *language; /* its first letters */
  const char *decimal;
  const char *group;
  const char *const *months; /* (nullable): days are written in digits */
  gboolean month_first;
  const char *words[DRAW_N_WORDS];
};

static const char *const english_months[] = { "January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December" };

#define ENGLISH                                                                                    \
  {                                                                                                \
    [DRAW_WORD_INVOICE] = "Invoice", [DRAW_WORD_CREDIT_NOTE] = "Credit Note",                      \
    [DRAW_WORD_RECEIPT] = "Receipt", [DRAW_WORD_DRAFT] = "Draft",                                  \
    [DRAW_WORD_CANCELLED] = "Cancelled", [DRAW_WORD_NUMBER] = "Number", [DRAW_WORD_DATE] = "Date", \
    [DRAW_WORD_DUE_DATE] = "Due date", [DRAW_WORD_REFERENCE] = "Your reference",                   \
    [DRAW_WORD_ORDER] = "Order", [DRAW_WORD_CONTACT] = "Contact",                                  \
    [DRAW_WORD_TAX_NUMBER] = "Your tax number", [DRAW_WORD_OUR_TAX_NUMBER] = "Tax number",         \
    [DRAW_WORD_POSITION] = "No.", [DRAW_WORD_DESCRIPTION] = "Description",                         \
    [DRAW_WORD_QUANTITY] = "Quantity", [DRAW_WORD_PRICE] = "Unit price",                           \
    [DRAW_WORD_DISCOUNT] = "Disc. %", [DRAW_WORD_TAXES] = "Taxes", [DRAW_WORD_AMOUNT] = "Amount",  \
    [DRAW_WORD_CARRIED] = "Carried forward", [DRAW_WORD_BROUGHT] = "Brought forward",              \
    [DRAW_WORD_UNTAXED] = "Amount without tax", [DRAW_WORD_ON] = "%1 on %2",                       \
    [DRAW_WORD_TOTAL] = "Total", [DRAW_WORD_PAID] = "Paid so far",                                 \
    [DRAW_WORD_OPEN] = "Amount due", [DRAW_WORD_TERMS] = "Terms of payment",                       \
    [DRAW_WORD_PAY_UNTIL] = "Due on %1: %2", [DRAW_WORD_PAY_DISCOUNT] = "If paid by %1: only %2",  \
    [DRAW_WORD_PAY_TO] = "Please pay to", [DRAW_WORD_ACCOUNT] = "Account",                         \
    [DRAW_WORD_BIC] = "BIC", [DRAW_WORD_PAYMENT_REFERENCE] = "Payment reference",                  \
    [DRAW_WORD_SCAN] = "Scan to pay", [DRAW_WORD_PAGE] = "Page %1 of %2",                          \
    [DRAW_WORD_STATEMENT] = "Statement of Account",                                                \
    [DRAW_WORD_STATEMENT_DAY] = "Open at the end of %1. Payments after that day are not taken "    \
                                "into account.",                                                   \
    [DRAW_WORD_DOCUMENT] = "Document", [DRAW_WORD_DUE] = "Due", [DRAW_WORD_DAYS] = "Days late",    \
    [DRAW_WORD_BALANCE] = "Balance", [DRAW_WORD_BY_AGE] = "By age, in days",                       \
    [DRAW_WORD_NOT_DUE] = "Not due", [DRAW_WORD_AGE] = "%1–%2", [DRAW_WORD_AGE_OVER] = "Over %1",  \
    [DRAW_WORD_OVERDUE] = "Overdue", [DRAW_WORD_NOTHING_OPEN] = "Nothing is open.",                \
    [DRAW_WORD_LETTER] = "Dear Sir or Madam,\n\nplease find attached our document %1.\n\n"         \
                         "Kind regards\n%2",                                                       \
  }

static const DrawWords all[] = {
  { .language = "en", .decimal = ".", .group = ",", .months = english_months, .words = ENGLISH },
  { .language = "en_US",
    .decimal = ".",
    .group = ",",
    .months = english_months,
    .month_first = TRUE,
    .words = ENGLISH },
  { .language = "de",
    .decimal = ",",
    .group = ".",
    .words = {
        [DRAW_WORD_INVOICE] = "Rechnung",
        [DRAW_WORD_CREDIT_NOTE] = "Gutschrift",
        [DRAW_WORD_RECEIPT] = "Beleg",
        [DRAW_WORD_DRAFT] = "Entwurf",
        [DRAW_WORD_CANCELLED] = "Storniert",
        [DRAW_WORD_NUMBER] = "Nummer",
        [DRAW_WORD_DATE] = "Datum",
        [DRAW_WORD_DUE_DATE] = "Fällig am",
        [DRAW_WORD_REFERENCE] = "Ihr Zeichen",
        [DRAW_WORD_ORDER] = "Auftrag",
        [DRAW_WORD_CONTACT] = "Ansprechpartner",
        [DRAW_WORD_TAX_NUMBER] = "Ihre USt-IdNr.",
        [DRAW_WORD_OUR_TAX_NUMBER] = "USt-IdNr.",
        [DRAW_WORD_POSITION] = "Pos.",
        [DRAW_WORD_DESCRIPTION] = "Bezeichnung",
        [DRAW_WORD_QUANTITY] = "Menge",
        [DRAW_WORD_PRICE] = "Einzelpreis",
        [DRAW_WORD_DISCOUNT] = "Rabatt %",
        [DRAW_WORD_TAXES] = "Steuern",
        [DRAW_WORD_AMOUNT] = "Betrag",
        [DRAW_WORD_CARRIED] = "Übertrag",
        [DRAW_WORD_BROUGHT] = "Übertrag",
        [DRAW_WORD_UNTAXED] = "Nettobetrag",
        [DRAW_WORD_ON] = "%1 auf %2",
        [DRAW_WORD_TOTAL] = "Gesamtbetrag",
        [DRAW_WORD_PAID] = "Bereits bezahlt",
        [DRAW_WORD_OPEN] = "Noch zu zahlen",
        [DRAW_WORD_TERMS] = "Zahlungsbedingungen",
        [DRAW_WORD_PAY_UNTIL] = "Fällig am %1: %2",
        [DRAW_WORD_PAY_DISCOUNT] = "Bei Zahlung bis %1 nur %2",
        [DRAW_WORD_PAY_TO] = "Bitte zahlen Sie an",
        [DRAW_WORD_ACCOUNT] = "Konto",
        [DRAW_WORD_BIC] = "BIC",
        [DRAW_WORD_PAYMENT_REFERENCE] = "Verwendungszweck",
        [DRAW_WORD_SCAN] = "Zum Bezahlen scannen",
        [DRAW_WORD_PAGE] = "Seite %1 von %2",
        [DRAW_WORD_STATEMENT] = "Kontoauszug",
        [DRAW_WORD_STATEMENT_DAY] = "Offen am Ende des %1. Zahlungen nach diesem Tag sind nicht "
                                    "berücksichtigt.",
        [DRAW_WORD_DOCUMENT] = "Beleg",
        [DRAW_WORD_DUE] = "Fällig",
        [DRAW_WORD_DAYS] = "Tage",
        [DRAW_WORD_BALANCE] = "Saldo",
        [DRAW_WORD_BY_AGE] = "Nach Alter, in Tagen",
        [DRAW_WORD_NOT_DUE] = "Nicht fällig",
        [DRAW_WORD_AGE] = "%1–%2",
        [DRAW_WORD_AGE_OVER] = "Über %1",
        [DRAW_WORD_OVERDUE] = "Überfällig",
        [DRAW_WORD_NOTHING_OPEN] = "Es ist nichts offen.",
        [DRAW_WORD_LETTER] = "Sehr geehrte Damen und Herren,\n\nanbei erhalten Sie unser Dokument "
                             "%1.\n\nMit freundlichen Grüßen\n%2",
    } },
};

/**
 * draw_words_for_language:
 * @language: (nullable): as the ERP names it
 *
 * Returns: (transfer none): the words; the most exact match, English where there is none
 */
const DrawWords *
draw_words_for_language (const char *language)
{
  const DrawWords *best = &all[0];

  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (all); i++)
    {
      if (g_str_has_prefix (language, all[i].language)
          && (best == &all[0] || strlen (all[i].language) > strlen (best->language)))
        best = &all[i];
    }

  return best;
}

/**
 * draw_words_get:
 * @self: words
 * @word: which
 *
 * Returns: the word
 */
const char *
draw_words_get (const DrawWords *self, DrawWord word)
{
  g_return_val_if_fail (word < DRAW_N_WORDS, "");

  return self->words[word];
}

/**
 * draw_words_fill:
 * @self: words
 * @word: one with places for two texts
 * @first: for the first
 * @second: for the second
 *
 * Returns: (transfer full): the sentence
 */
char *
draw_words_fill (const DrawWords *self, DrawWord word, const char *first, const char *second)
{
  GString *text = g_string_new (NULL);

  for (const char *p = draw_words_get (self, word); *p != '\0'; p++)
    {
      if (p[0] == '%' && (p[1] == '1' || p[1] == '2'))
        g_string_append (text, *++p == '1' ? first : second);
      else
        g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

/**
 * draw_words_format_date:
 * @self: words
 * @date: a day; an invalid one is empty
 *
 * Returns: (transfer full): the day
 */
char *
draw_words_format_date (const DrawWords *self, const GDate *date)
{
  guint day, year;
  const char *month;

  if (!g_date_valid (date))
    return g_strdup ("");
  day = g_date_get_day (date);
  year = g_date_get_year (date);
  if (self->months == NULL)
    return g_strdup_printf ("%02u.%02u.%04u", day, (guint)g_date_get_month (date), year);
  month = self->months[g_date_get_month (date) - 1];

  return self->month_first ? g_strdup_printf ("%s %u, %04u", month, day, year)
                           : g_strdup_printf ("%u %s %04u", day, month, year);
}

/* "1234.5" as the language writes it. */
static char *
localise (const DrawWords *self, const char *number)
{
  const gboolean negative = *number == '-';
  const char *digits = negative ? number + 1 : number;
  const char *point = strchr (digits, '.');
  const gsize n = point != NULL ? (gsize)(point - digits) : strlen (digits);
  GString *text = g_string_new (negative ? "\u2212" : "");

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, self->group);
      g_string_append_c (text, digits[i]);
    }
  if (point != NULL)
    g_string_append_printf (text, "%s%s", self->decimal, point + 1);

  return g_string_free (text, FALSE);
}

/**
 * draw_words_format_money:
 * @self: words
 * @money: an amount
 * @currency: whether its code stands behind it
 *
 * Returns: (transfer full): the amount
 */
char *
draw_words_format_money (const DrawWords *self, const BizMoney *money, gboolean currency)
{
  g_autofree char *machine = biz_money_format (money, BIZ_MONEY_MACHINE);
  g_autofree char *text = localise (self, machine);

  /* a narrow space that does not break */
  return currency ? g_strdup_printf ("%s\u00a0%s", text, money->currency) : g_steal_pointer (&text);
}

/**
 * draw_words_format_decimal:
 * @self: words
 * @value: a number
 * @min_digits: digits after the point that are always written
 *
 * Returns: (transfer full): the number
 */
char *
draw_words_format_decimal (const DrawWords *self, const BizDecimal *value, guint min_digits)
{
  const BizDecimal plain = biz_decimal_normalize (*value);
  g_autofree char *machine = biz_decimal_to_string (&plain);
  g_autoptr (GString) text = g_string_new (machine);
  const char *point = strchr (machine, '.');
  gsize n = point != NULL ? strlen (point + 1) : 0;

  if (n < min_digits && point == NULL)
    g_string_append_c (text, '.');
  for (; n < min_digits; n++)
    g_string_append_c (text, '0');

  return localise (self, text->str);
}
