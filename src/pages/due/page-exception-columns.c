/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-exception-columns.h"

#include "erp-group.h"
#include "kit-format.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

static char *
kind_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_kind_to_label (biz_exception_get_facts (item)->kind));
}

static KitTone
kind_tone (gpointer item, gpointer user_data)
{
  switch (biz_exception_get_facts (item)->kind)
    {
    case BIZ_EXCEPTION_HELD:
    case BIZ_EXCEPTION_LATE:
      return KIT_TONE_BAD;
    case BIZ_EXCEPTION_SHORT:
    case BIZ_EXCEPTION_LAG:
      return KIT_TONE_WARNING;
    case BIZ_EXCEPTION_PRICE:
    case BIZ_EXCEPTION_N_KINDS:
    default:
      return KIT_TONE_ACCENT;
    }
}

static char *
document_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->document);
}

static char *
order_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->order);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->partner);
}

static char *
cause_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->cause);
}

static char *
value_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&biz_exception_get_facts (item)->value);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->value.currency);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  int days = biz_exception_get_facts (item)->days;

  return days > 0 ? kit_format_count ((guint64)days) : NULL;
}

static char *
salesperson_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->salesperson);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->company);
}

static char *
group_value_text (gpointer group, gpointer user_data)
{
  GArray *sums = biz_exception_totals_get_sums (erp_group_get_totals (group));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *amount = page_text_format_amount (&g_array_index (sums, BizMoney, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const KitLedgerColumn columns[] = {
  { "document", N_ ("Document"), KIT_LEDGER_TEXT, 136, FALSE, TRUE, TRUE, document_text, NULL },
  { "kind", N_ ("Kind"), KIT_LEDGER_PILL, 120, FALSE, TRUE, TRUE, kind_text, kind_tone },
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 150, TRUE, FALSE, TRUE, customer_text, NULL },
  { "cause", N_ ("Cause"), KIT_LEDGER_TEXT, 220, TRUE, TRUE, TRUE, cause_text, NULL },
  { "value", N_ ("Value"), KIT_LEDGER_MONEY, 110, FALSE, FALSE, TRUE, value_text, NULL, FALSE,
    group_value_text },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 70, FALSE, FALSE, TRUE, currency_text, NULL },
  { "days", N_ ("Days"), KIT_LEDGER_NUMBER, 72, FALSE, FALSE, TRUE, days_text, NULL },
  { "order", N_ ("Order"), KIT_LEDGER_TEXT, 110, FALSE, FALSE, TRUE, order_text, NULL },
  { "salesperson", N_ ("Salesperson"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, salesperson_text,
    NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, company_text, NULL },
};

void
page_exception_columns_install (KitLedgerList *list)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns), NULL);
}

BizExceptionSort
page_exception_columns_get_sort (const char *column_id)
{
  static const struct
  {
    const char *id;
    BizExceptionSort sort;
  } sorts[] = {
    { "document", BIZ_EXCEPTION_SORT_DOCUMENT },
    { "customer", BIZ_EXCEPTION_SORT_CUSTOMER },
    { "cause", BIZ_EXCEPTION_SORT_CAUSE },
    { "value", BIZ_EXCEPTION_SORT_VALUE },
    { "currency", BIZ_EXCEPTION_SORT_CURRENCY },
    { "days", BIZ_EXCEPTION_SORT_DAYS },
    { "order", BIZ_EXCEPTION_SORT_ORDER },
    { "company", BIZ_EXCEPTION_SORT_COMPANY },
    { "salesperson", BIZ_EXCEPTION_SORT_SALESPERSON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (sorts[i].id, column_id) == 0)
        return sorts[i].sort;
    }
  return BIZ_EXCEPTION_SORT_WORST;
}

/* A KitLedgerCountFunc. */
char *
page_exception_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s exception", "%s exceptions", count), number);
}
