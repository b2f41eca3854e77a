/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-listing.h"

#include "biz-currency-table.h"
#include "erp-client.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>

static const char *const sort_fields[] = {
  [BIZ_ITEM_SORT_DATE] = "date",
  [BIZ_ITEM_SORT_DUE] = "date_maturity",
  [BIZ_ITEM_SORT_PARTNER] = "partner_id",
  [BIZ_ITEM_SORT_DOCUMENT] = "move_name",
  [BIZ_ITEM_SORT_LABEL] = "name",
  [BIZ_ITEM_SORT_REFERENCE] = "ref",
  [BIZ_ITEM_SORT_ACCOUNT] = "account_id",
  [BIZ_ITEM_SORT_JOURNAL] = "journal_id",
  [BIZ_ITEM_SORT_COMPANY] = "company_id",
  [BIZ_ITEM_SORT_CURRENCY] = "currency_id",
  [BIZ_ITEM_SORT_AMOUNT] = "amount_currency",
  [BIZ_ITEM_SORT_RESIDUAL] = "amount_residual_currency",
  [BIZ_ITEM_SORT_DEBIT] = "debit",
  [BIZ_ITEM_SORT_CREDIT] = "credit",
  [BIZ_ITEM_SORT_OPEN] = "amount_residual",
  [BIZ_ITEM_SORT_MATCHING] = "matching_number",
  [BIZ_ITEM_SORT_ID] = "id",
};

static const BizFilterField fields[] = {
  { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer or vendor"),
    BIZ_FILTER_TEXT, "partner_id", NULL, "res.partner" },
  { "account", NC_ ("filter", "account"), N_ ("Number or name of the account"), BIZ_FILTER_TEXT,
    "account_id", NULL, "account.account" },
  { "document", NC_ ("filter", "document"), N_ ("Somewhere in the number of the entry"),
    BIZ_FILTER_TEXT, "move_name", NULL, NULL },
  { "ref", NC_ ("filter", "ref"), N_ ("The reference of the entry"), BIZ_FILTER_TEXT, "ref", NULL,
    NULL },
  { "label", NC_ ("filter", "label"), N_ ("What is said of the item"), BIZ_FILTER_TEXT, "name",
    NULL, NULL },
  { "match", NC_ ("filter", "match"), N_ ("The matching number"), BIZ_FILTER_TEXT,
    "matching_number", NULL, NULL },
  { "journal", NC_ ("filter", "journal"), N_ ("The journal it is booked in"), BIZ_FILTER_TEXT,
    "journal_id", NULL, "account.journal" },
  { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT,
    "company_id", NULL, "res.company" },
  { "currency", NC_ ("filter", "currency"), N_ ("EUR, USD…"), BIZ_FILTER_TEXT, "currency_id", NULL,
    "res.currency" },
  { "amount", NC_ ("filter", "amount"), N_ ("What is open, credits negative: >1000, -20..-10"),
    BIZ_FILTER_NUMBER, "amount_residual_currency", NULL, NULL },
  { "booked", NC_ ("filter", "booked"), N_ ("The whole amount, credits negative"),
    BIZ_FILTER_NUMBER, "amount_currency", NULL, NULL },
  { "date", NC_ ("filter", "date"), N_ ("The day it was booked: 2026-11, >=2026-01-01"),
    BIZ_FILTER_DAY, "date", NULL, NULL },
  { "due", NC_ ("filter", "due"), N_ ("The due date: <2026-12-01, today, this-week"),
    BIZ_FILTER_DAY, "date_maturity", NULL, NULL },
  { "ids", NC_ ("filter", "ids"), NULL, BIZ_FILTER_IDS, "id", NULL, NULL },
  { "partner-ids", NC_ ("filter", "partner-ids"), NULL, BIZ_FILTER_IDS, "partner_id", NULL, NULL },
};

static void
add_open (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
}

static void
add_matched (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_bool (domain, "reconciled", "=", TRUE);
}

static void
add_partial (ErpDomain *domain, const GDate *today)
{
  add_open (domain, today);
  erp_domain_add_string (domain, "matching_number", "=like", "P%");
}

/* What is owed, by them (@op ">") or by us, and the reverse: what waits to be used. */
static void
add_direction (ErpDomain *domain, const char *receivable_op, const char *payable_op)
{
  g_autoptr (ErpDomain) receivable = erp_domain_new ();
  g_autoptr (ErpDomain) payable = erp_domain_new ();
  ErpDomain *const any[] = { receivable, payable };

  erp_domain_add_string (receivable, "account_type", "=", "asset_receivable");
  erp_domain_add_int (receivable, "amount_residual", receivable_op, 0);
  erp_domain_add_string (payable, "account_type", "=", "liability_payable");
  erp_domain_add_int (payable, "amount_residual", payable_op, 0);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

static void
add_overdue (ErpDomain *domain, const GDate *today)
{
  add_open (domain, today);
  erp_domain_add_date (domain, "date_maturity", "<", today);
  add_direction (domain, ">", "<");
}

static void
add_credits (ErpDomain *domain, const GDate *today)
{
  add_open (domain, today);
  add_direction (domain, "<", ">");
}

/* The document says that it is paid, the ledger that it is not. */
static void
add_paid_but_open (ErpDomain *domain, const GDate *today)
{
  static const char *const paid[] = { "paid", "in_payment", NULL };

  add_open (domain, today);
  erp_domain_add_strv (domain, "move_id.payment_state", "in", paid);
}

static void
add_receivable (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
}

static void
add_payable (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_string (domain, "account_type", "=", "liability_payable");
}

static const BizFilterStanding standings[] = {
  { "open", NC_ ("filter", "open"), add_open },
  { "overdue", NC_ ("filter", "overdue"), add_overdue },
  { "credits", NC_ ("filter", "credits"), add_credits },
  { "partial", NC_ ("filter", "partial"), add_partial },
  { "paid-but-open", NC_ ("filter", "paid-but-open"), add_paid_but_open },
  { "matched", NC_ ("filter", "matched"), add_matched },
  { "receivable", NC_ ("filter", "receivable"), add_receivable },
  { "payable", NC_ ("filter", "payable"), add_payable },
};

static const char *const searched[] = { "move_name", "partner_id", "ref", "name", NULL };

static void
add_base (ErpDomain *domain)
{
  static const char *const types[] = { "asset_receivable", "liability_payable", NULL };

  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_strv (domain, "account_type", "in", types);
}

const BizFilterGrammar biz_item_grammar = {
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .standings = standings,
  .n_standings = G_N_ELEMENTS (standings),
  .searched = searched,
  .amount = "amount_residual_currency",
  .add_base = add_base,
};

static GObject *
make_item (JsonObject *row, gpointer user_data, GError **error)
{
  return (GObject *)biz_item_new_from_json (row, user_data, error);
}

/**
 * biz_item_sort_to_order:
 * @sort: a column
 * @descending: the largest first
 *
 * Returns: (transfer full): an order without ties, so that pages neither repeat nor miss a row
 */
char *
biz_item_sort_to_order (BizItemSort sort, gboolean descending)
{
  const char *direction = descending ? "desc" : "asc";

  g_return_val_if_fail (sort < G_N_ELEMENTS (sort_fields), NULL);

  if (sort == BIZ_ITEM_SORT_ID)
    return g_strdup_printf ("id %s", direction);

  return g_strdup_printf ("%s %s, id %s", sort_fields[sort], direction, direction);
}

/**
 * biz_item_listing_set_filter:
 * @listing: a list of items
 * @filter: by #biz_item_grammar
 *
 * Takes effect at the next erp_listing_load().
 */
void
biz_item_listing_set_filter (ErpListing *listing, BizFilter *filter)
{
  g_autoptr (ErpDomain) domain = NULL;

  g_return_if_fail (ERP_IS_LISTING (listing) && filter != NULL);

  domain = biz_filter_to_domain (filter);
  erp_listing_set_domain (listing, domain);
}

/**
 * biz_item_listing_set_sort:
 * @listing: a list of items
 * @sort: a column
 * @descending: the largest first
 *
 * Takes effect at the next erp_listing_load().
 */
void
biz_item_listing_set_sort (ErpListing *listing, BizItemSort sort, gboolean descending)
{
  g_autofree char *order = NULL;

  g_return_if_fail (ERP_IS_LISTING (listing));

  order = biz_item_sort_to_order (sort, descending);
  erp_listing_set_order (listing, order);
}

/**
 * biz_item_listing_new:
 * @client: who asks
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): all posted items of receivable and payable accounts, the earliest due
 *   first, nothing loaded
 */
ErpListing *
biz_item_listing_new (ErpClient *client, BizCurrencyTable *currencies)
{
  g_autoptr (ErpListing) listing = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  g_return_val_if_fail (ERP_IS_CLIENT (client) && currencies != NULL, NULL);

  listing = erp_listing_new (client, "account.move.line", biz_item_get_specification (), make_item,
                             biz_currency_table_ref (currencies),
                             (GDestroyNotify)biz_currency_table_unref);
  add_base (domain);
  erp_listing_set_domain (listing, domain);
  biz_item_listing_set_sort (listing, BIZ_ITEM_SORT_DUE, FALSE);

  return g_steal_pointer (&listing);
}
