/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-columns.h"

#include "biz-bench-group.h"
#include "erp-group.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

static const BizMatchLine *
get_line (gpointer item)
{
  return &biz_bench_line_get_facts (item)->line;
}

const char *
page_reconcile_get_payer (BizBenchLine *line)
{
  const char *name = get_line (line)->name;
  const BizOpenItem *open = NULL;

  if (name == NULL && biz_bench_line_get_n_parts (line) > 0)
    open = biz_match_desk_find_item (biz_bench_line_get_desk (line),
                                     biz_bench_line_get_part (line, 0)->item_id);

  return open != NULL ? open->partner : name;
}

char *
page_reconcile_describe_state (BizBenchLine *line)
{
  switch (biz_bench_line_get_state (line))
    {
    case BIZ_BENCH_LINE_WAITING:
      return g_strdup (_ ("Waiting"));
    case BIZ_BENCH_LINE_WRITING:
      return g_strdup (_ ("Writing…"));
    case BIZ_BENCH_LINE_UNDOING:
      return g_strdup (_ ("Taking Back…"));
    case BIZ_BENCH_LINE_MATCHED:
      return g_strdup (biz_bench_band_get_word (BIZ_BENCH_DONE));
    case BIZ_BENCH_LINE_OPEN:
    default:
      break;
    }
  if (biz_bench_line_get_error (line) != NULL)
    return g_strdup (_ ("Refused"));
  if (biz_bench_line_is_by_hand (line))
    return g_strdup (_ ("By Hand"));

  return g_strdup (biz_bench_band_get_word (biz_bench_line_get_first_band (line)));
}

KitTone
page_reconcile_get_tone (BizBenchLine *line)
{
  static const KitTone tones[] = {
    [BIZ_BENCH_AUTO] = KIT_TONE_GOOD,        [BIZ_BENCH_LIKELY] = KIT_TONE_ACCENT,
    [BIZ_BENCH_UNSURE] = KIT_TONE_WARNING,   [BIZ_BENCH_NONE] = KIT_TONE_DIM,
    [BIZ_BENCH_TO_CHECK] = KIT_TONE_WARNING, [BIZ_BENCH_DONE] = KIT_TONE_GOOD,
  };
  const BizBenchLineState state = biz_bench_line_get_state (line);

  if (state == BIZ_BENCH_LINE_MATCHED)
    return KIT_TONE_GOOD;
  if (state != BIZ_BENCH_LINE_OPEN)
    return KIT_TONE_DIM;
  if (biz_bench_line_get_error (line) != NULL)
    return KIT_TONE_BAD;
  if (biz_bench_line_is_by_hand (line))
    return KIT_TONE_ACCENT;

  return tones[biz_bench_line_get_first_band (line)];
}

static char *
state_text (gpointer item, gpointer user_data)
{
  return page_reconcile_describe_state (item);
}

static KitTone
state_tone (gpointer item, gpointer user_data)
{
  return page_reconcile_get_tone (item);
}

static char *
date_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&get_line (item)->date);
}

/* Who paid, else what for. */
static char *
payer_text (gpointer item, gpointer user_data)
{
  const char *payer = page_reconcile_get_payer (item);

  return g_strdup (payer != NULL ? payer : get_line (item)->text);
}

static char *
text_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_line (item)->text);
}

static char *
amount_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (biz_bench_line_get_amount (item));
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_bench_line_get_amount (item)->currency);
}

/* The numbers of what it pays, or the account that it is booked on. */
static char *
purpose_text (gpointer item, gpointer user_data)
{
  BizMatchDesk *desk = biz_bench_line_get_desk (item);
  g_autoptr (GString) text = g_string_new (NULL);

  if (biz_bench_line_get_account_id (item) != 0)
    return g_strdup (biz_bench_line_get_account_name (item) != NULL
                         ? biz_bench_line_get_account_name (item)
                         : _ ("An account"));
  for (guint i = 0; i < biz_bench_line_get_n_parts (item); i++)
    {
      const BizOpenItem *open =
          biz_match_desk_find_item (desk, biz_bench_line_get_part (item, i)->item_id);

      if (open != NULL && open->item.number != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", open->item.number);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* What is left over, and what is written off. */
static char *
difference_text (gpointer item, gpointer user_data)
{
  BizMoney rest = biz_bench_line_get_rest (item);
  BizMoney off = biz_bench_line_get_writeoff (item);

  if (biz_bench_line_get_n_parts (item) == 0)
    return NULL;
  if (off.minor != 0)
    return kit_format_money_aligned (&off);

  return rest.minor != 0 ? kit_format_money_aligned (&rest) : NULL;
}

static KitTone
difference_tone (gpointer item, gpointer user_data)
{
  return KIT_TONE_WARNING;
}

static char *
score_text (gpointer item, gpointer user_data)
{
  BizMatchProposal *proposal = biz_bench_line_get_proposal (item);

  if (biz_match_proposal_get_band (proposal) == BIZ_MATCH_NONE)
    return NULL;

  return g_strdup_printf ("%d", biz_match_proposal_get_score (proposal));
}

static char *
account_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_line (item)->account);
}

static char *
reference_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_line (item)->bank_reference);
}

static char *
group_amount_text (gpointer group, gpointer user_data)
{
  return page_reconcile_format_sums (biz_bench_sums_get (erp_group_get_totals (group)));
}

static const KitLedgerColumn columns[] = {
  { "payer", N_ ("Payer"), KIT_LEDGER_TEXT, 130, TRUE, TRUE, FALSE, payer_text, NULL },
  { "amount", N_ ("Amount"), KIT_LEDGER_MONEY, 112, FALSE, TRUE, FALSE, amount_text, NULL, FALSE,
    group_amount_text },
  { "state", N_ ("How Sure"), KIT_LEDGER_PILL, 92, FALSE, FALSE, FALSE, state_text, state_tone },
  { "date", N_ ("Date"), KIT_LEDGER_DATE, 106, FALSE, FALSE, FALSE, date_text, NULL },
  { "purpose", N_ ("Proposed For"), KIT_LEDGER_TEXT, 160, TRUE, FALSE, FALSE, purpose_text, NULL },
  { "difference", N_ ("Difference"), KIT_LEDGER_MONEY, 100, FALSE, FALSE, FALSE, difference_text,
    difference_tone },
  { "text", N_ ("Text"), KIT_LEDGER_TEXT, 220, TRUE, FALSE, FALSE, text_text, NULL },
  { "score", N_ ("Score"), KIT_LEDGER_NUMBER, 64, FALSE, FALSE, FALSE, score_text, NULL, TRUE },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 70, FALSE, FALSE, FALSE, currency_text, NULL, TRUE },
  { "account", N_ ("Payer’s Account"), KIT_LEDGER_TEXT, 190, FALSE, FALSE, FALSE, account_text,
    NULL, TRUE },
  { "reference", N_ ("Bank’s Reference"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, FALSE, reference_text,
    NULL, TRUE },
};

void
page_reconcile_columns_install (KitLedgerList *list)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), NULL);
}

/* A KitLedgerCountFunc. */
char *
page_reconcile_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s bank line", "%s bank lines", count), number);
}

char *
page_reconcile_format_sums (GArray *sums)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *amount = page_text_format_amount (&g_array_index (sums, BizMoney, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (text, FALSE);
}
