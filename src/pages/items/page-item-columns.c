/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-item-columns.h"

#include "erp-group.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

static char *
document_text (gpointer item, gpointer user_data)
{
  return biz_item_get_title (item);
}

static char *
label_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->label);
}

static char *
reference_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->reference);
}

static char *
partner_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->partner);
}

static char *
account_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->account);
}

static char *
journal_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->journal);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->company);
}

static char *
matching_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->matching);
}

static char *
date_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&biz_item_get_facts (item)->date);
}

static char *
due_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&biz_item_get_facts (item)->due);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  int days = biz_item_get_days_overdue (item, user_data);

  return days > 0 ? kit_format_count ((guint64)days) : NULL;
}

static KitTone
days_tone (gpointer item, gpointer user_data)
{
  return biz_item_get_days_overdue (item, user_data) > 0 ? KIT_TONE_BAD : KIT_TONE_PLAIN;
}

/* A side that is empty says nothing, as in a journal. */
static char *
side_text (const BizMoney *money)
{
  return money->minor != 0 ? kit_format_money_aligned (money) : NULL;
}

static char *
debit_text (gpointer item, gpointer user_data)
{
  return side_text (&biz_item_get_facts (item)->debit);
}

static char *
credit_text (gpointer item, gpointer user_data)
{
  return side_text (&biz_item_get_facts (item)->credit);
}

static char *
residual_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&biz_item_get_facts (item)->residual);
}

static char *
open_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&biz_item_get_facts (item)->open);
}

static char *
amount_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&biz_item_get_facts (item)->amount);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->residual.currency);
}

static char *
side_word_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_side_to_label (biz_item_get_facts (item)->side));
}

static char *
format_books (gpointer group, gsize offset)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const BizItemSum *sums = biz_item_totals_get_books (erp_group_get_totals (group), &n);

  for (guint i = 0; i < n; i++)
    {
      const BizMoney *money = (const BizMoney *)(gconstpointer)((const char *)&sums[i] + offset);
      g_autofree char *amount = page_text_format_amount (money);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
group_debit_text (gpointer group, gpointer user_data)
{
  return format_books (group, G_STRUCT_OFFSET (BizItemSum, debit));
}

static char *
group_credit_text (gpointer group, gpointer user_data)
{
  return format_books (group, G_STRUCT_OFFSET (BizItemSum, credit));
}

static char *
group_open_text (gpointer group, gpointer user_data)
{
  return format_books (group, G_STRUCT_OFFSET (BizItemSum, open));
}

static char *
group_residual_text (gpointer group, gpointer user_data)
{
  return page_item_columns_format_open (erp_group_get_totals (group));
}

static const KitLedgerColumn columns[] = {
  { "document", N_ ("Document"), KIT_LEDGER_TEXT, 152, TRUE, TRUE, TRUE, document_text, NULL },
  { "partner", N_ ("Customer or Vendor"), KIT_LEDGER_TEXT, 150, TRUE, FALSE, TRUE, partner_text,
    NULL },
  { "due", N_ ("Due"), KIT_LEDGER_DATE, 112, FALSE, FALSE, TRUE, due_text, NULL },
  { "days", N_ ("Overdue"), KIT_LEDGER_NUMBER, 78, FALSE, FALSE, FALSE, days_text, days_tone },
  { "residual", N_ ("Open"), KIT_LEDGER_MONEY, 116, FALSE, TRUE, TRUE, residual_text, NULL, FALSE,
    group_residual_text },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 76, FALSE, FALSE, TRUE, currency_text, NULL },
  { "debit", N_ ("Debit"), KIT_LEDGER_MONEY, 108, FALSE, FALSE, TRUE, debit_text, NULL, FALSE,
    group_debit_text },
  { "credit", N_ ("Credit"), KIT_LEDGER_MONEY, 108, FALSE, FALSE, TRUE, credit_text, NULL, FALSE,
    group_credit_text },
  { "matching", N_ ("Match"), KIT_LEDGER_TEXT, 76, FALSE, FALSE, TRUE, matching_text, NULL },
  { "date", N_ ("Date"), KIT_LEDGER_DATE, 112, FALSE, FALSE, TRUE, date_text, NULL },
  { "account", N_ ("Account"), KIT_LEDGER_TEXT, 150, FALSE, FALSE, TRUE, account_text, NULL },
  { "label", N_ ("Label"), KIT_LEDGER_TEXT, 150, FALSE, FALSE, TRUE, label_text, NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, company_text, NULL },
  { "reference", N_ ("Reference"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, reference_text, NULL,
    TRUE },
  { "amount", N_ ("Amount"), KIT_LEDGER_MONEY, 116, FALSE, FALSE, TRUE, amount_text, NULL, TRUE },
  { "open", N_ ("Open in Company Currency"), KIT_LEDGER_MONEY, 130, FALSE, FALSE, TRUE, open_text,
    NULL, TRUE, group_open_text },
  { "side", N_ ("Kind"), KIT_LEDGER_TEXT, 100, FALSE, FALSE, FALSE, side_word_text, NULL, TRUE },
  { "journal", N_ ("Journal"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, journal_text, NULL, TRUE },
};

void
page_item_columns_install (KitLedgerList *list, const GDate *today)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), (gpointer)today);
}

BizItemSort
page_item_columns_get_sort (const char *column_id)
{
  static const struct
  {
    const char *id;
    BizItemSort sort;
  } sorts[] = {
    { "document", BIZ_ITEM_SORT_DOCUMENT },
    { "partner", BIZ_ITEM_SORT_PARTNER },
    { "due", BIZ_ITEM_SORT_DUE },
    { "residual", BIZ_ITEM_SORT_RESIDUAL },
    { "currency", BIZ_ITEM_SORT_CURRENCY },
    { "debit", BIZ_ITEM_SORT_DEBIT },
    { "credit", BIZ_ITEM_SORT_CREDIT },
    { "matching", BIZ_ITEM_SORT_MATCHING },
    { "date", BIZ_ITEM_SORT_DATE },
    { "account", BIZ_ITEM_SORT_ACCOUNT },
    { "label", BIZ_ITEM_SORT_LABEL },
    { "company", BIZ_ITEM_SORT_COMPANY },
    { "reference", BIZ_ITEM_SORT_REFERENCE },
    { "amount", BIZ_ITEM_SORT_AMOUNT },
    { "open", BIZ_ITEM_SORT_OPEN },
    { "journal", BIZ_ITEM_SORT_JOURNAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (sorts[i].id, column_id) == 0)
        return sorts[i].sort;
    }
  return BIZ_ITEM_SORT_DUE;
}

void
page_item_columns_set_empty (KitLedgerList *list, gboolean filtered)
{
  if (filtered)
    kit_ledger_list_set_empty (list, "edit-find-symbolic", _ ("No Items Found"),
                               _ ("No item fits what you search for. Use fewer words, or look at "
                                  "all items."));
  else
    kit_ledger_list_set_empty (list, "emblem-ok-symbolic", _ ("Nothing Is Open"),
                               _ ("What customers and vendors have not settled will be listed "
                                  "here."));
}

char *
page_item_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  if (exact)
    return g_strdup_printf (ngettext ("%s item", "%s items", count), number);
  /* Translators: a number; the list is still counted. */
  return g_strdup_printf (_ ("more than %s items"), number);
}

char *
page_item_columns_format_open (BizItemTotals *totals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const BizMoney *open = biz_item_totals_get_open (totals, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *amount = page_text_format_amount (&open[i]);

      if (open[i].minor != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", amount);
    }
  if (text->len == 0 && n > 0)
    return page_text_format_amount (&open[0]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
