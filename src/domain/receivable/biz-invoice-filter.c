/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-filter.h"

#include "erp-domain.h"

#include <glib/gi18n-lib.h>

/* Translators, for all texts of the context "filter": single words of the language of the search
 * bar, without spaces and without a colon; they are typed by hand. */
static const BizFilterWord states[] = {
  { "draft", NC_ ("filter", "draft"), "draft" },
  { "posted", NC_ ("filter", "posted"), "posted" },
  { "cancelled", NC_ ("filter", "cancelled"), "cancel" },
  { NULL, NULL, NULL },
};

static const BizFilterWord payment_states[] = {
  { "not-paid", NC_ ("filter", "not-paid"), "not_paid" },
  { "in-payment", NC_ ("filter", "in-payment"), "in_payment" },
  { "paid", NC_ ("filter", "paid"), "paid" },
  { "partial", NC_ ("filter", "partial"), "partial" },
  { "reversed", NC_ ("filter", "reversed"), "reversed" },
  { "blocked", NC_ ("filter", "blocked"), "blocked" },
  { NULL, NULL, NULL },
};

static const BizFilterWord types[] = {
  { "invoice", NC_ ("filter", "invoice"), "out_invoice" },
  { "credit-note", NC_ ("filter", "credit-note"), "out_refund" },
  { NULL, NULL, NULL },
};

static const BizFilterField fields[] = {
  { "state", NC_ ("filter", "state"), N_ ("Draft, posted or cancelled"), BIZ_FILTER_WORD, "state",
    states, NULL },
  { "payment", NC_ ("filter", "payment"), N_ ("How far it is paid"), BIZ_FILTER_WORD,
    "payment_state", payment_states, NULL },
  { "type", NC_ ("filter", "type"), N_ ("Invoice or credit note"), BIZ_FILTER_WORD, "move_type",
    types, NULL },
  { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer"),
    BIZ_FILTER_TEXT, "partner_id", NULL, "res.partner" },
  { "number", NC_ ("filter", "number"), N_ ("Somewhere in the number"), BIZ_FILTER_TEXT, "name",
    NULL, NULL },
  { "ref", NC_ ("filter", "ref"), N_ ("The customer’s reference"), BIZ_FILTER_TEXT, "ref", NULL,
    NULL },
  { "salesperson", NC_ ("filter", "salesperson"), N_ ("Who sold it"), BIZ_FILTER_TEXT,
    "invoice_user_id", NULL, "res.users" },
  { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT,
    "company_id", NULL, "res.company" },
  { "journal", NC_ ("filter", "journal"), N_ ("The journal it is booked in"), BIZ_FILTER_TEXT,
    "journal_id", NULL, "account.journal" },
  { "currency", NC_ ("filter", "currency"), N_ ("EUR, USD…"), BIZ_FILTER_TEXT, "currency_id", NULL,
    "res.currency" },
  { "origin", NC_ ("filter", "origin"), N_ ("The order it came from"), BIZ_FILTER_TEXT,
    "invoice_origin", NULL, NULL },
  { "terms", NC_ ("filter", "terms"), N_ ("The payment terms"), BIZ_FILTER_TEXT,
    "invoice_payment_term_id", NULL, "account.payment.term" },
  { "amount", NC_ ("filter", "amount"), N_ ("The total: >1000, <=20, 10..20"), BIZ_FILTER_NUMBER,
    "amount_total", NULL, NULL },
  { "untaxed", NC_ ("filter", "untaxed"), N_ ("The total without taxes"), BIZ_FILTER_NUMBER,
    "amount_untaxed", NULL, NULL },
  { "residual", NC_ ("filter", "residual"), N_ ("What is open: >0, 10..20"), BIZ_FILTER_NUMBER,
    "amount_residual", NULL, NULL },
  { "date", NC_ ("filter", "date"), N_ ("The invoice date: 2026-11, >=2026-01-01, last-month"),
    BIZ_FILTER_DAY, "invoice_date", NULL, NULL },
  { "due", NC_ ("filter", "due"), N_ ("The due date: <2026-12-01, today, this-week"),
    BIZ_FILTER_DAY, "invoice_date_due", NULL, NULL },
  { "ids", NC_ ("filter", "ids"), NULL, BIZ_FILTER_IDS, "id", NULL, NULL },
  { "partner-ids", NC_ ("filter", "partner-ids"), NULL, BIZ_FILTER_IDS, "commercial_partner_id",
    NULL, NULL },
};

static void
add_open (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_int (domain, "amount_residual", "!=", 0);
}

static void
add_overdue (ErpDomain *domain, const GDate *today)
{
  add_open (domain, today);
  erp_domain_add_date (domain, "invoice_date_due", "<", today);
}

static void
add_due (ErpDomain *domain, const GDate *today)
{
  add_open (domain, today);
  erp_domain_add_date (domain, "invoice_date_due", "=", today);
}

static void
add_unpaid (ErpDomain *domain, const GDate *today)
{
  add_open (domain, today);
  erp_domain_add_string (domain, "payment_state", "=", "not_paid");
}

static void
add_partial (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_string (domain, "payment_state", "=", "partial");
}

static void
add_paid (ErpDomain *domain, const GDate *today)
{
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_int (domain, "amount_residual", "=", 0);
  erp_domain_add_string (domain, "payment_state", "!=", "reversed");
}

/* What is open is the ledger's word, the status the server's. */
static void
add_paid_but_open (ErpDomain *domain, const GDate *today)
{
  static const char *const paid[] = { "paid", "in_payment", NULL };

  add_open (domain, today);
  erp_domain_add_strv (domain, "payment_state", "in", paid);
}

static void
add_open_but_settled (ErpDomain *domain, const GDate *today)
{
  static const char *const unpaid[] = { "not_paid", "partial", NULL };

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_int (domain, "amount_residual", "=", 0);
  erp_domain_add_int (domain, "amount_total", "!=", 0);
  erp_domain_add_strv (domain, "payment_state", "in", unpaid);
}

static const BizFilterStanding standings[] = {
  { "open", NC_ ("filter", "open"), add_open },
  { "overdue", NC_ ("filter", "overdue"), add_overdue },
  { "due", NC_ ("filter", "due"), add_due },
  { "unpaid", NC_ ("filter", "unpaid"), add_unpaid },
  { "partial", NC_ ("filter", "partial"), add_partial },
  { "paid", NC_ ("filter", "paid"), add_paid },
  { "paid-but-open", NC_ ("filter", "paid-but-open"), add_paid_but_open },
  { "open-but-settled", NC_ ("filter", "open-but-settled"), add_open_but_settled },
};

static const char *const searched[] = { "name", "partner_id", "ref", "payment_reference", NULL };

static void
add_base (ErpDomain *domain)
{
  static const char *const customer_types[] = { "out_invoice", "out_refund", NULL };

  erp_domain_add_strv (domain, "move_type", "in", customer_types);
}

const BizFilterGrammar biz_invoice_grammar = {
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .standings = standings,
  .n_standings = G_N_ELEMENTS (standings),
  .searched = searched,
  .amount = "amount_total",
  .add_base = add_base,
};

/**
 * biz_invoice_filter_parse:
 * @text: what was typed; empty lets every invoice through
 * @today: the day that "today" and "overdue" mean
 * @error: return location
 *
 * Returns: (transfer full): the filter, or %NULL with ERP_ERROR_VALIDATION and a sentence that
 *   names what is not understood
 */
BizFilter *
biz_invoice_filter_parse (const char *text, const GDate *today, GError **error)
{
  return biz_filter_parse (&biz_invoice_grammar, text, today, error);
}
