/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-facts.h"

static void
clear_journal (gpointer data)
{
  BizCloseJournal *journal = data;

  g_free (journal->name);
  g_free (journal->code);
}

static void
clear_account (gpointer data)
{
  BizCloseAccount *account = data;

  g_free (account->name);
}

void
biz_close_facts_init (BizCloseFacts *self, gint64 company_id, const BizMoney *zero)
{
  g_return_if_fail (self != NULL && zero != NULL);

  *self = (BizCloseFacts){ .company_id = company_id, .zero = *zero };
  g_date_clear (&self->start, 1);
  g_date_clear (&self->end, 1);
  self->aged = self->by_customer = *zero;
  self->journals = g_array_new (FALSE, TRUE, sizeof (BizCloseJournal));
  g_array_set_clear_func (self->journals, clear_journal);
  self->accounts = g_array_new (FALSE, TRUE, sizeof (BizCloseAccount));
  g_array_set_clear_func (self->accounts, clear_account);
}

void
biz_close_facts_clear (BizCloseFacts *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->journals, g_array_unref);
  g_clear_pointer (&self->accounts, g_array_unref);
  g_clear_pointer (&self->feet, g_array_unref);
}

/* Of the company, until the end of the period. */
static ErpDomain *
new_domain (const BizCloseFacts *facts)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_int (domain, "company_id", "=", facts->company_id);
  erp_domain_add_date (domain, "date", "<=", &facts->end);

  return domain;
}

ErpDomain *
biz_close_new_draft_domain (const BizCloseFacts *facts)
{
  ErpDomain *domain = new_domain (facts);

  erp_domain_add_string (domain, "state", "=", "draft");

  return domain;
}

ErpDomain *
biz_close_new_paid_open_domain (const BizCloseFacts *facts)
{
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  static const char *const states[] = { "paid", "in_payment", NULL };
  ErpDomain *domain = new_domain (facts);

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_strv (domain, "move_type", "in", types);
  erp_domain_add_strv (domain, "payment_state", "in", states);
  erp_domain_add_int (domain, "amount_residual", "!=", 0);

  return domain;
}

/* "to_check" says yes where "checked" says no. */
ErpDomain *
biz_close_new_review_domain (const BizCloseFacts *facts)
{
  ErpDomain *domain = new_domain (facts);

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_date (domain, "date", ">=", &facts->start);
  if (facts->review_field != NULL)
    erp_domain_add_bool (domain, facts->review_field, "=",
                         g_str_equal (facts->review_field, "to_check"));

  return domain;
}

ErpDomain *
biz_close_new_bank_line_domain (const BizCloseFacts *facts)
{
  ErpDomain *domain = new_domain (facts);

  erp_domain_add_bool (domain, "is_reconciled", "=", FALSE);
  erp_domain_add_string (domain, "move_id.state", "=", "posted");

  return domain;
}

ErpDomain *
biz_close_new_nobody_domain (const BizCloseFacts *facts)
{
  ErpDomain *domain = new_domain (facts);

  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  erp_domain_add_bool (domain, "partner_id", "=", FALSE);

  return domain;
}
