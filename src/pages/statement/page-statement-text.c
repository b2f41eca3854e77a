/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-text.h"

#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* More are counted, not told. */
#define MOST_TOLD 4

static void
add (GString *text, const char *separator, char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", part);
  g_free (part);
}

static const char *
format_to_label (BizBankFormat format)
{
  switch (format)
    {
    case BIZ_BANK_FORMAT_CAMT:
      return "camt";
    case BIZ_BANK_FORMAT_MT940:
      return "MT940";
    case BIZ_BANK_FORMAT_OFX:
      return "OFX";
    case BIZ_BANK_FORMAT_CSV:
      return _ ("Table");
    case BIZ_BANK_FORMAT_UNKNOWN:
    default:
      return "";
    }
}

/**
 * page_statement_describe_source:
 * @source: a file
 *
 * Returns: (transfer full): "camt · 3 statements · 120 lines", empty until it is read
 */
char *
page_statement_describe_source (BizStatementSource *source)
{
  BizBankFile *file = biz_statement_source_get_content (source);
  GString *text = g_string_new (NULL);

  if (biz_statement_source_is_reading (source))
    add (text, "", g_strdup (_ ("Being read…")));
  else if (file != NULL)
    {
      add (text, "", g_strdup (format_to_label (biz_bank_file_get_format (file))));
      add (text, " · ",
           g_strdup_printf (ngettext ("%u statement", "%u statements",
                                      biz_bank_file_get_n_statements (file)),
                            biz_bank_file_get_n_statements (file)));
      add (text, " · ",
           g_strdup_printf (ngettext ("%u line", "%u lines", biz_bank_file_get_n_lines (file)),
                            biz_bank_file_get_n_lines (file)));
    }

  return g_string_free (text, FALSE);
}

/**
 * page_statement_describe_part:
 * @part: an account of a file
 *
 * Returns: (transfer full): "EUR · 2026-11-01 – 2026-11-20 · 12 lines"
 */
char *
page_statement_describe_part (BizStatementPart *part)
{
  GString *text = g_string_new (biz_statement_part_get_currency (part));
  GDate first, last;

  biz_statement_part_get_days (part, &first, &last);
  if (g_date_valid (&first) && g_date_valid (&last))
    {
      g_autofree char *from = kit_format_date (&first);
      g_autofree char *to = kit_format_date (&last);

      add (text, " · ",
           g_date_compare (&first, &last) == 0 ? g_strdup (from)
                                               : g_strdup_printf ("%s – %s", from, to));
    }
  add (text, " · ",
       g_strdup_printf (ngettext ("%u line", "%u lines",
                                  biz_bank_file_get_n_lines (biz_statement_part_get_file (part))),
                        biz_bank_file_get_n_lines (biz_statement_part_get_file (part))));

  return g_string_free (text, FALSE);
}

static char *
name_statement (BizBankStatement *statement)
{
  const GDate day = biz_bank_statement_get_last_date (statement);
  const char *id = biz_bank_statement_get_id (statement);

  if (g_date_valid (&day))
    return kit_format_date (&day);

  return g_strdup (id != NULL ? id : "–");
}

static char *
describe_gap (const BizBankGap *gap)
{
  g_autofree char *before = name_statement (gap->before);
  g_autofree char *after = name_statement (gap->after);
  g_autofree char *amount = page_text_format_amount (&gap->difference);

  /* Translators: two statements by their days, and an amount of money. */
  return g_strdup_printf (
      _ ("Between %s and %s a statement is missing: the balance changes by %s."), before, after,
      amount);
}

static char *
describe_wrong (BizBankStatement *statement, const BizMoney *difference)
{
  g_autofree char *name = name_statement (statement);
  g_autofree char *amount = page_text_format_amount (difference);

  /* Translators: a statement by its day, and an amount of money. */
  return g_strdup_printf (
      _ ("%s: opening balance and lines miss the closing balance by %s. Lines are missing."), name,
      amount);
}

static guint
tell_wrong (BizBankFile *file, GString *details)
{
  guint n = 0;

  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    {
      BizBankStatement *statement = biz_bank_file_get_statement (file, i);
      BizMoney difference;

      if (biz_bank_statement_check (statement, &difference) == BIZ_BANK_CHECK_WRONG
          && n++ < MOST_TOLD)
        add (details, "\n", describe_wrong (statement, &difference));
    }
  for (guint i = 0; i < biz_bank_file_get_n_gaps (file); i++)
    {
      if (n++ < MOST_TOLD)
        add (details, "\n", describe_gap (biz_bank_file_get_gap (file, i)));
    }
  if (n > MOST_TOLD)
    add (details, "\n",
         g_strdup_printf (ngettext ("%u more of the kind.", "%u more of the kind.", n - MOST_TOLD),
                          n - MOST_TOLD));

  return n;
}

static guint
count_pending (BizBankFile *file)
{
  guint n = 0;

  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    n += biz_bank_statement_get_n_pending (biz_bank_file_get_statement (file, i));

  return n;
}

static gboolean
has_balances (BizBankFile *file)
{
  for (guint i = 0; i < biz_bank_file_get_n_statements (file); i++)
    if (biz_bank_statement_check (biz_bank_file_get_statement (file, i), NULL)
        == BIZ_BANK_CHECK_ABSENT)
      return FALSE;

  return TRUE;
}

/* From the first opening balance to the last closing one. */
static char *
describe_way (BizBankFile *file)
{
  const guint n = biz_bank_file_get_n_statements (file);
  const BizMoney *opening = biz_bank_statement_get_opening (biz_bank_file_get_statement (file, 0));
  const BizMoney *closing =
      biz_bank_statement_get_closing (biz_bank_file_get_statement (file, n - 1));
  BizMoney lines;
  g_autofree char *from = NULL;
  g_autofree char *by = NULL;
  g_autofree char *to = NULL;

  if (opening == NULL || closing == NULL || !biz_money_subtract (closing, opening, &lines, NULL))
    return NULL;
  from = page_text_format_amount (opening);
  by = page_text_format_amount (&lines);
  to = page_text_format_amount (closing);

  /* Translators: three amounts of money. */
  return g_strdup_printf (_ ("Opening %s, lines %s, closing %s"), from, by, to);
}

/**
 * page_statement_describe_balance:
 * @part: an account of a file
 * @details: (out) (transfer full) (nullable): what does not fit together, a sentence a line
 * @is_good: (out): whether all balances are there and fit
 *
 * Returns: (transfer full): opening and closing balance, or that there are none
 */
char *
page_statement_describe_balance (BizStatementPart *part, char **details, gboolean *is_good)
{
  BizBankFile *file = biz_statement_part_get_file (part);
  GString *text = g_string_new (NULL);
  const guint n_wrong = tell_wrong (file, text);
  const guint n_pending = count_pending (file);
  const gboolean complete = has_balances (file);
  char *way = complete ? describe_way (file) : NULL;

  if (n_pending > 0)
    add (text, "\n",
         g_strdup_printf (ngettext ("%u entry is announced only, and left out.",
                                    "%u entries are announced only, and left out.", n_pending),
                          n_pending));
  *is_good = complete && n_wrong == 0;
  *details = g_string_free (text, text->len == 0);

  return way != NULL ? way : g_strdup (_ ("The file has no balances to check its lines by"));
}

static char *
describe_ready (BizImportPlan *plan, char **details)
{
  const guint n_new = biz_import_plan_count (plan, BIZ_IMPORT_NEW);
  const guint n_seen = biz_import_plan_count (plan, BIZ_IMPORT_SEEN);
  const guint n_conflicts = biz_import_plan_count (plan, BIZ_IMPORT_CONFLICT);
  const guint n_closed = biz_import_plan_count (plan, BIZ_IMPORT_CLOSED);
  GString *text = g_string_new (NULL);
  g_autofree char *amount = NULL;
  g_autofree char *new_lines = NULL;
  BizMoney sum;

  if (n_seen > 0)
    add (text, " · ",
         g_strdup_printf (ngettext ("%u seen before", "%u seen before", n_seen), n_seen));
  if (n_conflicts > 0)
    add (text, " · ",
         g_strdup_printf (ngettext ("%u almost in the ERP already", "%u almost in the ERP already",
                                    n_conflicts),
                          n_conflicts));
  if (n_closed > 0)
    add (text, " · ",
         g_strdup_printf (ngettext ("%u in a closed period", "%u in a closed period", n_closed),
                          n_closed));
  *details = g_string_free (text, text->len == 0);
  if (n_new == 0)
    return g_strdup (_ ("Nothing new"));
  new_lines = g_strdup_printf (ngettext ("%u new line", "%u new lines", n_new), n_new);
  if (!biz_import_plan_sum_new (plan, &sum))
    return g_steal_pointer (&new_lines);
  amount = page_text_format_amount (&sum);

  return g_strdup_printf ("%s · %s", new_lines, amount);
}

/**
 * page_statement_describe_plan:
 * @part: an account of a file
 * @details: (out) (transfer full) (nullable): what is not new
 *
 * Returns: (transfer full): what an import brings, or brought
 */
char *
page_statement_describe_plan (BizStatementPart *part, char **details)
{
  const guint n_done = biz_statement_part_get_n_done (part);

  *details = NULL;
  switch (biz_statement_part_get_state (part))
    {
    case BIZ_PART_WAITING:
      return g_strdup (_ ("Choose the bank journal"));
    case BIZ_PART_LOOKING:
      return g_strdup (_ ("Being compared with the ERP…"));
    case BIZ_PART_RUNNING:
      return g_strdup (_ ("Being imported…"));
    case BIZ_PART_DONE:
      return g_strdup_printf (ngettext ("%u line imported", "%u lines imported", n_done), n_done);
    case BIZ_PART_FAILED:
      if (n_done > 0)
        *details = g_strdup_printf (ngettext ("%u line is in", "%u lines are in", n_done), n_done);
      return g_strdup (_ ("Not finished"));
    case BIZ_PART_READY:
    default:
      return describe_ready (biz_statement_part_get_plan (part), details);
    }
}
