/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"

G_BEGIN_DECLS

/**
 * biz_invoice_grammar:
 *
 * What lists of customer invoices and credit notes can be filtered by. All words must hold; of the
 * same field twice one must ("state:draft state:posted"), but of amounts and days both
 * ("amount:>10 amount:<20"). A minus before a word leaves out what fits it. Quotes keep spaces
 * ("customer:\"Acme Ltd\"") and take a word as text ("\"open\""). Names and words may be written
 * in English or in the language of the program.
 *
 * - `draft` `posted` `cancelled` `open` `due` `overdue` `paid` `unpaid` `partial`: by standing
 * - `state:` (`draft`, `posted`, `cancelled`), `payment:` (`paid`, `not-paid`, `partial`,
 *   `in-payment`, `reversed`, `blocked`), `type:` (`invoice`, `credit-note`)
 * - `customer:` `number:` `ref:` `salesperson:` `company:` `journal:` `currency:` `origin:`
 *   `terms:`: in that text or name
 * - `amount:` `untaxed:` `residual:`: `>1000`, `<=20`, `10..20`
 * - `date:` `due:`: `2026-11`, `>=2026-01-01`, `2026-01-01..2026-03-31`, `today`, `this-month`
 * - `ids:12,15`: exactly these
 * - anything else: in number, customer or reference, or equal to the amount
 */
extern const BizFilterGrammar biz_invoice_grammar;

BizFilter *biz_invoice_filter_parse (const char *text,
                                     const GDate *today,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
