/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-json.h"

static void
append_text (GString *json, const char *key, const char *text)
{
  g_string_append_printf (json, "\"%s\":", key);
  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar)*p < 0x20)
        g_string_append_printf (json, "\\u%04x", *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
append_money (GString *json, const char *key, const BizMoney *money)
{
  g_autofree char *text = money != NULL && *money->currency != '\0'
                              ? biz_money_format (money, BIZ_MONEY_MACHINE)
                              : NULL;

  append_text (json, key, text);
}

static void
append_date (GString *json, const char *key, const GDate *date)
{
  char text[16] = { 0 };

  if (g_date_valid (date))
    g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  append_text (json, key, *text != '\0' ? text : NULL);
}

static void
append_line (GString *json, const BizBankLine *line)
{
  const struct
  {
    const char *key;
    const char *text;
  } texts[] = {
    { "text", line->text },
    { "name", line->name },
    { "account", line->account },
    { "bank", line->bank },
    { "end_to_end", line->end_to_end },
    { "bank_reference", line->bank_reference },
    { "mandate", line->mandate },
    { "code", line->code },
  };

  g_string_append_c (json, '{');
  append_date (json, "date", &line->date);
  g_string_append_c (json, ',');
  append_date (json, "value_date", &line->value_date);
  g_string_append_c (json, ',');
  append_money (json, "amount", &line->amount);
  g_string_append_c (json, ',');
  append_text (json, "currency", line->amount.currency);
  g_string_append_c (json, ',');
  append_money (json, "original_amount", &line->original);
  g_string_append_c (json, ',');
  append_text (json, "original_currency",
               *line->original.currency != '\0' ? line->original.currency : NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_string_append_c (json, ',');
      append_text (json, texts[i].key, texts[i].text);
    }
  g_string_append_printf (json, ",\"position\":%u}", line->position);
}

static void
append_statement (GString *json, const BizBankStatement *statement)
{
  static const char *const checks[] = { NULL, "good", "wrong" };
  BizMoney difference = { 0 };
  BizBankCheck check = biz_bank_statement_check (statement, &difference);
  GDate first = biz_bank_statement_get_first_date (statement);
  GDate last = biz_bank_statement_get_last_date (statement);

  g_string_append_c (json, '{');
  append_text (json, "id", biz_bank_statement_get_id (statement));
  g_string_append_c (json, ',');
  append_text (json, "account", biz_bank_statement_get_account (statement));
  g_string_append_c (json, ',');
  append_text (json, "currency", biz_bank_statement_get_currency (statement));
  g_string_append_c (json, ',');
  append_date (json, "from", &first);
  g_string_append_c (json, ',');
  append_date (json, "to", &last);
  g_string_append_c (json, ',');
  append_money (json, "opening", biz_bank_statement_get_opening (statement));
  g_string_append_c (json, ',');
  append_money (json, "closing", biz_bank_statement_get_closing (statement));
  g_string_append_c (json, ',');
  append_text (json, "check", checks[check]);
  g_string_append_c (json, ',');
  append_money (json, "difference", &difference);
  g_string_append_printf (json, ",\"pending\":%u,\n \"lines\":[",
                          biz_bank_statement_get_n_pending (statement));
  for (guint i = 0; i < biz_bank_statement_get_n_lines (statement); i++)
    {
      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      append_line (json, biz_bank_statement_get_line (statement, i));
    }
  g_string_append (json, "]}");
}

static void
append_gap (GString *json, const BizBankGap *gap)
{
  g_string_append_c (json, '{');
  append_text (json, "account", biz_bank_statement_get_account (gap->after));
  g_string_append_c (json, ',');
  append_text (json, "before", biz_bank_statement_get_id (gap->before));
  g_string_append_c (json, ',');
  append_text (json, "after", biz_bank_statement_get_id (gap->after));
  g_string_append_c (json, ',');
  append_money (json, "difference", &gap->difference);
  g_string_append_c (json, '}');
}

/**
 * biz_bank_write_json:
 * @file: what a bank sent
 * @json: (inout): where the object is appended
 */
void
biz_bank_write_json (const BizBankFile *file, GString *json)
{
  g_string_append_c (json, '{');
  append_text (json, "format", biz_bank_format_to_string (biz_bank_file_get_format (file)));
  g_string_append (json, ",\"statements\":[");
  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      append_statement (json, biz_bank_file_get_statement (file, i));
    }
  g_string_append (json, "],\"gaps\":[");
  for (guint i = 0; i < biz_bank_file_get_n_gaps (file); i++)
    {
      g_string_append (json, i > 0 ? "," : "");
      append_gap (json, biz_bank_file_get_gap (file, i));
    }
  g_string_append (json, "]}\n");
}
