/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/**
 * BizInvoiceFilter:
 *
 * The language of the search entry and of `--filter`, one for window and command line. All words
 * must hold; of the same field twice one must ("state:draft state:posted"), but of amounts and days
 * both ("amount:>10 amount:<20"). A minus before a word leaves out what fits it. Quotes keep spaces
 * ("customer:\"Acme Ltd\"") and take a word as text ("\"open\"").
 *
 * | token | finds |
 * |---|---|
 * | `draft` `posted` `cancelled` `open` `due` `overdue` `paid` `unpaid` `partial` | by standing |
 * | `state:draft` (`posted`, `cancelled`) | by state |
 * | `payment:paid` (`not-paid`, `partial`, `in-payment`, `reversed`, `blocked`) | by payment state
 * | | `type:invoice` `type:credit-note` | by kind of document | | `customer:acme` | in the
 * customer's name | | `number:` `ref:` `salesperson:` `company:` `currency:` | in that field | |
 * `amount:>1000` `residual:<=20` `amount:10..20` | by total, by what is open | | `date:2026-11`
 * `date:>=2026-01-01` `date:2026-01-01..2026-03-31` | by invoice date; also | | `due:<2026-12-01`
 * `due:today` `due:this-month` | by due date | | anything else | in number, customer, reference, or
 * equal to the amount |
 *
 * Immutable; reference counted. Pure: today is given.
 */
#define BIZ_TYPE_INVOICE_FILTER (biz_invoice_filter_get_type ())
GType biz_invoice_filter_get_type (void) G_GNUC_CONST;

/* NULL with ERP_ERROR_VALIDATION and a sentence naming the token that is not understood. */
BizInvoiceFilter *biz_invoice_filter_parse (const char *text,
                                            const GDate *today,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizInvoiceFilter *biz_invoice_filter_ref (BizInvoiceFilter *self);
void biz_invoice_filter_unref (BizInvoiceFilter *self);
/* The tokens again, in one normal form: parses to an equal filter. */
char *biz_invoice_filter_to_string (BizInvoiceFilter *self) G_GNUC_WARN_UNUSED_RESULT;
/* NULL-terminated, one a chip: "overdue", "customer:acme", "steel". */
const char *const *biz_invoice_filter_get_tokens (BizInvoiceFilter *self);
/* With the base condition: customer invoices and credit notes. */
ErpDomain *biz_invoice_filter_to_domain (BizInvoiceFilter *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_invoice_filter_is_empty (BizInvoiceFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizInvoiceFilter, biz_invoice_filter_unref)

G_END_DECLS
