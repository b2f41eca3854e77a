/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "bank-cases.h"

#include "test-values.h"

#include <string.h>

BizBankFile *
bank_read (const char *text, gssize length, const BizBankMapping *mapping, GError **error)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (text, length >= 0 ? length : (gssize)strlen (text),
                                           NULL);
  BizBankFile *file = biz_bank_file_read (stream, mapping, NULL, error);

  if (error != NULL)
    g_assert_true ((file == NULL) == (*error != NULL));

  return file;
}

static void
append_money (GString *shown, const char *before, const BizMoney *money)
{
  g_autofree char *text = biz_money_format (money, BIZ_MONEY_MACHINE);

  g_string_append_printf (shown, "%s%s %s", before, text, money->currency);
}

char *
bank_show_line (const BizBankLine *line)
{
  const struct
  {
    const char *name;
    const char *text;
  } texts[] = {
    { "name", line->name },       { "account", line->account }, { "bank", line->bank },
    { "text", line->text },       { "e2e", line->end_to_end },  { "ref", line->bank_reference },
    { "mandate", line->mandate }, { "code", line->code },
  };
  g_autofree char *date = test_day_text (&line->date);
  g_autofree char *value = test_day_text (&line->value_date);
  GString *shown = g_string_new (date);

  if (*value != '\0' && strcmp (date, value) != 0)
    g_string_append_printf (shown, "/%s", value);
  append_money (shown, " ", &line->amount);
  if (*line->original.currency != '\0')
    append_money (shown, " was ", &line->original);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i].text == NULL)
        continue;
      g_assert_cmpstr (texts[i].text, !=, "");
      g_assert_true (g_utf8_validate (texts[i].text, -1, NULL));
      g_string_append_printf (shown, " %s=%s", texts[i].name, texts[i].text);
    }

  return g_string_free (shown, FALSE);
}

char *
bank_show_lines (const BizBankFile *file)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      const BizBankStatement *statement = biz_bank_file_get_statement (file, i);

      for (guint j = 0; j < biz_bank_statement_get_n_lines (statement); j++)
        {
          g_autofree char *line = bank_show_line (biz_bank_statement_get_line (statement, j));

          g_string_append_printf (shown, "%s\n", line);
        }
    }

  return g_string_free (shown, FALSE);
}

static char *
show_balance (const BizMoney *balance)
{
  return balance != NULL ? biz_money_format (balance, BIZ_MONEY_MACHINE) : g_strdup ("-");
}

char *
bank_show_statement (const BizBankStatement *statement)
{
  static const char *const checks[] = { "absent", "good", "wrong" };
  const char *account = biz_bank_statement_get_account (statement);
  const char *currency = biz_bank_statement_get_currency (statement);
  g_autofree char *opening = show_balance (biz_bank_statement_get_opening (statement));
  g_autofree char *closing = show_balance (biz_bank_statement_get_closing (statement));
  BizBankCheck check = biz_bank_statement_check (statement, NULL);

  return g_strdup_printf ("%s %s %s > %s %s", account != NULL ? account : "-",
                          currency != NULL ? currency : "-", opening, closing, checks[check]);
}
