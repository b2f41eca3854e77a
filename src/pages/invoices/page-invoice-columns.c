/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-columns.h"

#include "erp-group.h"
#include "erp-row.h"
#include "kit-format.h"
#include "page-invoice-sum.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

/* A changed invoice rarely goes further in its list; rows beyond may not be there. */
#define NEIGHBOURS 40

static char *
number_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_title (item));
}

static char *
customer_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_partner_name (item));
}

static char *
date_text (gpointer item, gpointer today)
{
  return kit_format_date (biz_invoice_get_invoice_date (item));
}

static char *
due_text (gpointer item, gpointer today)
{
  return kit_format_date (biz_invoice_get_due_date (item));
}

static KitTone
due_tone (gpointer item, gpointer today)
{
  BizStanding standing = biz_invoice_get_standing (item, today);

  if (biz_invoice_get_move_type (item) != BIZ_MOVE_INVOICE)
    return KIT_TONE_PLAIN;
  if (standing == BIZ_STANDING_OVERDUE)
    return KIT_TONE_BAD;
  return standing == BIZ_STANDING_DUE ? KIT_TONE_WARNING : KIT_TONE_PLAIN;
}

/* Credit notes reduce what the customer owes; the list says so by the sign. */
static char *
total_text (gpointer item, gpointer today)
{
  BizMoney total = biz_invoice_get_signed_total (item);

  return kit_format_money_aligned (&total);
}

static char *
open_text (gpointer item, gpointer today)
{
  BizMoney residual = biz_invoice_get_signed_residual (item);

  if (biz_invoice_get_state (item) != BIZ_STATE_POSTED)
    return NULL;
  return kit_format_money_aligned (&residual);
}

static char *
untaxed_text (gpointer item, gpointer today)
{
  BizMoney untaxed = biz_invoice_get_signed_untaxed (item);

  return kit_format_money_aligned (&untaxed);
}

static char *
tax_text (gpointer item, gpointer today)
{
  BizMoney tax = biz_invoice_get_signed_tax (item);

  return kit_format_money_aligned (&tax);
}

static char *
company_total_text (gpointer item, gpointer today)
{
  BizMoney total;

  return biz_invoice_get_company_total (item, &total) ? page_text_format_amount (&total) : NULL;
}

static char *
company_open_text (gpointer item, gpointer today)
{
  BizMoney residual;

  return biz_invoice_get_company_residual (item, &residual) ? page_text_format_amount (&residual)
                                                            : NULL;
}

static char *
overdue_text (gpointer item, gpointer today)
{
  int days = biz_invoice_get_days_overdue (item, today);

  return days > 0 ? kit_format_count ((guint64)days) : NULL;
}

static KitTone
open_tone (gpointer item, gpointer today)
{
  if (biz_invoice_get_residual (item).minor == 0)
    return KIT_TONE_DIM;
  return due_tone (item, today);
}

static char *
currency_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_currency (item));
}

static gboolean
is_waiting (BizInvoice *invoice, const PageInvoiceContext *context)
{
  return context->policies != NULL && biz_policy_book_is_waiting (context->policies, invoice);
}

static char *
status_text (gpointer item, gpointer today)
{
  if (is_waiting (item, today))
    return g_strdup (_ ("Needs approval"));
  return g_strdup (biz_standing_to_label (biz_invoice_get_standing (item, today)));
}

static KitTone
status_tone (gpointer item, gpointer today)
{
  if (is_waiting (item, today))
    return KIT_TONE_WARNING;
  return page_text_get_tone (biz_invoice_get_standing (item, today));
}

static char *
company_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_company_name (item));
}

static char *
salesperson_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_salesperson (item));
}

static char *
journal_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_journal_name (item));
}

static char *
reference_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_reference (item));
}

static char *
payment_reference_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_payment_reference (item));
}

static char *
origin_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_origin (item));
}

static char *
terms_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_get_terms (item));
}

static char *
state_text (gpointer item, gpointer today)
{
  return g_strdup (biz_invoice_state_to_label (biz_invoice_get_state (item)));
}

static char *
payment_text (gpointer item, gpointer today)
{
  return g_strdup (biz_payment_state_to_label (biz_invoice_get_payment_state (item)));
}

static char *
type_text (gpointer item, gpointer today)
{
  return g_strdup (biz_move_type_to_label (biz_invoice_get_move_type (item)));
}

static char *
id_text (gpointer item, gpointer today)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, biz_invoice_get_id (item));
}

static char *
group_total_text (gpointer group, gpointer today)
{
  return page_invoice_sum_format (erp_group_get_totals (group), FALSE);
}

static char *
group_open_text (gpointer group, gpointer today)
{
  return page_invoice_sum_format (erp_group_get_totals (group), TRUE);
}

/* What groups add up to in the books, with its currency. */
static char *
format_company_sums (ErpGroup *group, gboolean open)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const BizInvoiceSum *sums;
  guint n;

  sums = biz_invoice_totals_get_company_sums (erp_group_get_totals (group), &n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *amount = page_text_format_amount (open ? &sums[i].residual : &sums[i].total);

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
group_company_total_text (gpointer group, gpointer today)
{
  return format_company_sums (group, FALSE);
}

static char *
group_company_open_text (gpointer group, gpointer today)
{
  return format_company_sums (group, TRUE);
}

static char *
review_text (gpointer item, gpointer today)
{
  gboolean to_check;

  if (!biz_invoice_get_to_check (item, &to_check) || !to_check)
    return NULL;
  return g_strdup (_ ("To check"));
}

static KitTone
review_tone (gpointer item, gpointer today)
{
  return KIT_TONE_WARNING;
}

/* The last one is for servers that have it. */
static const KitLedgerColumn columns[] = {
  { "number", N_ ("Number"), KIT_LEDGER_TEXT, 140, FALSE, TRUE, TRUE, number_text, NULL },
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 136, TRUE, TRUE, TRUE, customer_text, NULL },
  { "status", N_ ("Status"), KIT_LEDGER_PILL, 130, FALSE, TRUE, FALSE, status_text, status_tone },
  { "open", N_ ("Open"), KIT_LEDGER_MONEY, 108, FALSE, FALSE, TRUE, open_text, open_tone, FALSE,
    group_open_text },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 78, FALSE, FALSE, TRUE, currency_text, NULL },
  { "due", N_ ("Due"), KIT_LEDGER_DATE, 106, FALSE, FALSE, TRUE, due_text, due_tone },
  { "total", N_ ("Total"), KIT_LEDGER_MONEY, 112, FALSE, FALSE, TRUE, total_text, NULL, FALSE,
    group_total_text },
  { "date", N_ ("Invoice Date"), KIT_LEDGER_DATE, 112, FALSE, FALSE, TRUE, date_text, NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE, company_text, NULL },
  { "overdue", N_ ("Days Overdue"), KIT_LEDGER_NUMBER, 104, FALSE, FALSE, FALSE, overdue_text,
    open_tone, TRUE },
  { "untaxed", N_ ("Untaxed"), KIT_LEDGER_MONEY, 112, FALSE, FALSE, TRUE, untaxed_text, NULL,
    TRUE },
  { "tax", N_ ("Tax"), KIT_LEDGER_MONEY, 96, FALSE, FALSE, TRUE, tax_text, NULL, TRUE },
  { "company-total", N_ ("Total in Company Currency"), KIT_LEDGER_MONEY, 150, FALSE, FALSE, TRUE,
    company_total_text, NULL, TRUE, group_company_total_text },
  { "company-open", N_ ("Open in Company Currency"), KIT_LEDGER_MONEY, 150, FALSE, FALSE, TRUE,
    company_open_text, open_tone, TRUE, group_company_open_text },
  { "salesperson", N_ ("Salesperson"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, salesperson_text,
    NULL, TRUE },
  { "journal", N_ ("Journal"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, journal_text, NULL, TRUE },
  { "reference", N_ ("Customer Reference"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE,
    reference_text, NULL, TRUE },
  { "payment-reference", N_ ("Payment Reference"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, TRUE,
    payment_reference_text, NULL, TRUE },
  { "origin", N_ ("Origin"), KIT_LEDGER_TEXT, 110, FALSE, FALSE, TRUE, origin_text, NULL, TRUE },
  { "terms", N_ ("Payment Terms"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, TRUE, terms_text, NULL,
    TRUE },
  { "type", N_ ("Type"), KIT_LEDGER_TEXT, 110, FALSE, FALSE, TRUE, type_text, NULL, TRUE },
  { "state", N_ ("State"), KIT_LEDGER_TEXT, 96, FALSE, FALSE, TRUE, state_text, NULL, TRUE },
  { "payment", N_ ("Payment State"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, TRUE, payment_text, NULL,
    TRUE },
  { "id", N_ ("Id"), KIT_LEDGER_NUMBER, 80, FALSE, FALSE, TRUE, id_text, NULL, TRUE },
  { "check", N_ ("To Check"), KIT_LEDGER_PILL, 110, FALSE, FALSE, FALSE, review_text, review_tone,
    TRUE },
};

/**
 * page_invoice_columns_install:
 * @list: a list without columns
 * @context: the day that decides what is overdue, and the policies
 * @has_review: whether the server marks what is to be checked
 */
void
page_invoice_columns_install (KitLedgerList *list,
                              const PageInvoiceContext *context,
                              gboolean has_review)
{
  kit_ledger_list_set_columns (list, columns, G_N_ELEMENTS (columns) - (has_review ? 0 : 1),
                               (gpointer)context);
}

BizInvoiceSort
page_invoice_columns_get_sort (const char *column_id)
{
  static const struct
  {
    const char *id;
    BizInvoiceSort sort;
  } sorts[] = {
    { "number", BIZ_INVOICE_SORT_NUMBER },
    { "customer", BIZ_INVOICE_SORT_CUSTOMER },
    { "date", BIZ_INVOICE_SORT_DATE },
    { "due", BIZ_INVOICE_SORT_DUE },
    { "total", BIZ_INVOICE_SORT_TOTAL },
    { "open", BIZ_INVOICE_SORT_RESIDUAL },
    { "company", BIZ_INVOICE_SORT_COMPANY },
    { "untaxed", BIZ_INVOICE_SORT_UNTAXED },
    { "tax", BIZ_INVOICE_SORT_TAX },
    { "company-total", BIZ_INVOICE_SORT_COMPANY_TOTAL },
    { "company-open", BIZ_INVOICE_SORT_COMPANY_RESIDUAL },
    { "currency", BIZ_INVOICE_SORT_CURRENCY },
    { "salesperson", BIZ_INVOICE_SORT_SALESPERSON },
    { "journal", BIZ_INVOICE_SORT_JOURNAL },
    { "reference", BIZ_INVOICE_SORT_REFERENCE },
    { "payment-reference", BIZ_INVOICE_SORT_PAYMENT_REFERENCE },
    { "origin", BIZ_INVOICE_SORT_ORIGIN },
    { "terms", BIZ_INVOICE_SORT_TERMS },
    { "type", BIZ_INVOICE_SORT_TYPE },
    { "state", BIZ_INVOICE_SORT_STATE },
    { "payment", BIZ_INVOICE_SORT_PAYMENT },
    { "id", BIZ_INVOICE_SORT_ID },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (sorts[i].id, column_id) == 0)
        return sorts[i].sort;
    }
  return BIZ_INVOICE_SORT_DATE;
}

/* A KitLedgerCountFunc. */
char *
page_invoice_columns_count (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  if (exact)
    return g_strdup_printf (ngettext ("%s invoice", "%s invoices", count), number);
  if (count == 0)
    return g_strdup ("");
  /* Translators: shown while the server still counts. */
  return g_strdup_printf (_ ("More than %s invoices, counting…"), number);
}

void
page_invoice_columns_set_empty (KitLedgerList *list, gboolean filtered)
{
  if (filtered)
    kit_ledger_list_set_empty (list, "edit-find-symbolic", _ ("No Invoices Found"),
                               _ ("No invoice fits what you search for. Use fewer words."));
  else
    kit_ledger_list_set_empty (list, "document-new-symbolic", _ ("No Invoices Yet"),
                               _ ("Invoices of the chosen companies will be listed here."));
}

static gboolean
row_is (GListModel *rows, guint position, gint64 id)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (rows, position);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_INVOICE (item) && biz_invoice_get_id (item) == id;
}

void
page_invoice_columns_select_id (KitLedgerList *list, gint64 id)
{
  GListModel *rows = kit_ledger_list_get_model (list);
  GtkSelectionModel *selection = gtk_column_view_get_model (kit_ledger_list_get_view (list));
  guint selected = kit_ledger_list_get_selected (list);
  guint n = g_list_model_get_n_items (rows);
  guint first = 0;

  if (selected != GTK_INVALID_LIST_POSITION)
    {
      if (row_is (rows, selected, id))
        return;
      first = selected > NEIGHBOURS ? selected - NEIGHBOURS : 0;
    }
  for (guint i = first; i < n && i < first + 2 * NEIGHBOURS; i++)
    if (row_is (rows, i, id))
      {
        gtk_selection_model_select_item (selection, i, TRUE);
        return;
      }
  gtk_selection_model_unselect_all (selection);
}
