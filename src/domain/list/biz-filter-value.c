/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-filter-value.h"

#include "biz-decimal.h"
#include "erp-domain.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RANGE ".."

typedef struct
{
  GDate first;
  GDate last;
} Span;

/* The longer ones first. */
static const char *const operators[] = { "<=", ">=", "<", ">", "=" };

static const char *
take_operator (const char **value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (g_str_has_prefix (*value, operators[i]))
        {
          *value += strlen (operators[i]);
          return operators[i];
        }
    }

  return "=";
}

static void
set_month (Span *span, GDateYear year, int month)
{
  g_date_set_dmy (&span->first, 1, (GDateMonth)month, year);
  g_date_set_dmy (&span->last, g_date_get_days_in_month ((GDateMonth)month, year),
                  (GDateMonth)month, year);
}

static void
set_year (Span *span, GDateYear year)
{
  g_date_set_dmy (&span->first, 1, G_DATE_JANUARY, year);
  g_date_set_dmy (&span->last, 31, G_DATE_DECEMBER, year);
}

static void
set_day (Span *span, const GDate *today, int change)
{
  span->first = *today;
  if (change < 0)
    g_date_subtract_days (&span->first, (guint)-change);
  else
    g_date_add_days (&span->first, (guint)change);
  span->last = span->first;
}

static void
set_week (Span *span, const GDate *today, int change)
{
  set_day (span, today, change - (int)g_date_get_weekday (today) + 1);
  g_date_add_days (&span->last, 6);
}

static void
set_month_from (Span *span, const GDate *today, int change)
{
  GDate day = *today;

  g_date_set_day (&day, 1);
  if (change < 0)
    g_date_subtract_months (&day, (guint)-change);
  else
    g_date_add_months (&day, (guint)change);
  set_month (span, g_date_get_year (&day), (int)g_date_get_month (&day));
}

static gboolean
read_word (const char *text, const GDate *today, Span *span)
{
  static const char *const words[] = { "today",      "yesterday", "tomorrow",   "this-week",
                                       "last-week",  "next-week", "this-month", "last-month",
                                       "next-month", "this-year", "last-year" };
  gsize i = 0;

  while (i < G_N_ELEMENTS (words) && g_ascii_strcasecmp (text, words[i]) != 0)
    i++;
  switch (i)
    {
    case 0:
    case 1:
    case 2:
      set_day (span, today, i == 0 ? 0 : i == 1 ? -1 : 1);
      return TRUE;
    case 3:
    case 4:
    case 5:
      set_week (span, today, i == 3 ? 0 : i == 4 ? -7 : 7);
      return TRUE;
    case 6:
    case 7:
    case 8:
      set_month_from (span, today, i == 6 ? 0 : i == 7 ? -1 : 1);
      return TRUE;
    case 9:
    case 10:
      set_year (span, (GDateYear)(g_date_get_year (today) - (i == 10 ? 1 : 0)));
      return TRUE;
    default:
      return FALSE;
    }
}

/* "2026", "2026-11", "2026-11-22": digits and dashes at their places. */
static gboolean
read_digits (const char *text, Span *span)
{
  static const char pattern[] = "dddd-dd-dd";
  gsize length = strlen (text);
  int parts[3] = { 0 };
  gsize part = 0;

  if (length != 4 && length != 7 && length != 10)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (pattern[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
      if (text[i] == '-')
        part++;
      else
        parts[part] = parts[part] * 10 + text[i] - '0';
    }
  if (!g_date_valid_year ((GDateYear)parts[0]))
    return FALSE;
  if (length == 4)
    set_year (span, (GDateYear)parts[0]);
  else if (!g_date_valid_month ((GDateMonth)parts[1]))
    return FALSE;
  else if (length == 7)
    set_month (span, (GDateYear)parts[0], parts[1]);
  else if (!g_date_valid_dmy ((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]))
    return FALSE;
  else
    {
      g_date_set_dmy (&span->first, (GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
      span->last = span->first;
    }

  return TRUE;
}

static gboolean
read_span (const char *text, const GDate *today, Span *span, GError **error)
{
  g_date_clear (&span->first, 1);
  g_date_clear (&span->last, 1);
  if (read_word (text, today, span) || read_digits (text, span))
    return TRUE;

  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               /* Translators: %s is what the person typed; the words stay English */
               _ ("“%s” is no day. Write 2026-11-22, 2026-11, 2026, today or last-month."), text);

  return FALSE;
}

/* The parts of "A..B"; either may be empty, but not both. */
static gboolean
split_range (const char *value, char **from, char **to)
{
  const char *dots = strstr (value, RANGE);

  if (dots == NULL || strlen (value) == strlen (RANGE))
    return FALSE;
  *from = g_strndup (value, (gsize)(dots - value));
  *to = g_strdup (dots + strlen (RANGE));

  return TRUE;
}

/**
 * biz_filter_add_day:
 * @domain: where the condition goes
 * @field: a field with a day
 * @value: what stands behind the colon
 * @today: the day that "today" is
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it names no day
 */
gboolean
biz_filter_add_day (
    ErpDomain *domain, const char *field, const char *value, const GDate *today, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const char *op;
  Span span;

  if (split_range (value, &from, &to))
    {
      if (*from != '\0')
        {
          if (!read_span (from, today, &span, error))
            return FALSE;
          erp_domain_add_date (domain, field, ">=", &span.first);
        }
      if (*to != '\0')
        {
          if (!read_span (to, today, &span, error))
            return FALSE;
          erp_domain_add_date (domain, field, "<=", &span.last);
        }
      return TRUE;
    }

  op = take_operator (&value);
  if (!read_span (value, today, &span, error))
    return FALSE;
  if (*op == '=')
    {
      if (g_date_compare (&span.first, &span.last) == 0)
        erp_domain_add_date (domain, field, "=", &span.first);
      else
        {
          erp_domain_add_date (domain, field, ">=", &span.first);
          erp_domain_add_date (domain, field, "<=", &span.last);
        }
    }
  else
    /* before a month is before its first day, until a month is until its last */
    erp_domain_add_date (domain, field, op,
                         strcmp (op, "<") == 0 || strcmp (op, ">=") == 0 ? &span.first
                                                                         : &span.last);

  return TRUE;
}

/**
 * biz_filter_to_number:
 * @value: what a person typed
 *
 * Returns: (transfer full) (nullable): the number as JSON has it, %NULL where it is none
 */
char *
biz_filter_to_number (const char *value)
{
  BizDecimal number;

  if (!biz_decimal_parse (value, 6, &number, NULL))
    return NULL;

  return biz_decimal_to_string (&number);
}

static gboolean
add_number (ErpDomain *domain, const char *field, const char *op, const char *text, GError **error)
{
  BizDecimal number;
  g_autofree char *json = NULL;

  if (!biz_decimal_parse (text, 6, &number, error))
    return FALSE;
  json = biz_decimal_to_string (&number);
  erp_domain_add_literal (domain, field, op, json);

  return TRUE;
}

/**
 * biz_filter_add_number:
 * @domain: where the condition goes
 * @field: a field with a number
 * @value: what stands behind the colon
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION where it is no number
 */
gboolean
biz_filter_add_number (ErpDomain *domain, const char *field, const char *value, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const char *op;

  if (split_range (value, &from, &to))
    return (*from == '\0' || add_number (domain, field, ">=", from, error))
           && (*to == '\0' || add_number (domain, field, "<=", to, error));

  op = take_operator (&value);

  return add_number (domain, field, op, value, error);
}

/**
 * biz_filter_add_text:
 * @domain: where the condition goes
 * @field: a text field or a relation
 * @value: what is looked for, in any case
 */
void
biz_filter_add_text (ErpDomain *domain, const char *field, const char *value)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *p);
    }
  erp_domain_add_string (domain, field, "ilike", escaped->str);
}
