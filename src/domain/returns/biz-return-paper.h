/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "biz-return-unit.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* A line of an invoice or credit note that bills goods of orders. */
typedef struct
{
  gint64 id;
  GArray *order_line_ids; /* (owned): gint64 */
  BizDecimal quantity;
  BizReturnUnit unit;
  BizDecimal price;
  BizDecimal discount;
  BizMoney net;
  BizMoney gross;
} BizReturnPaperLine;

/**
 * BizReturnPaper:
 * @reversed_id: of a credit note, the invoice it takes back; 0: none
 * @payments: (element-type BizAppliedPayment): what pays it, or of a credit note what it pays and
 *   what paid it out
 *
 * An invoice or credit note over goods that went out or came back. Drafts are papers, too: they may
 * be posted any moment. Reference counted; not changed once it is read.
 */
typedef struct
{
  gint64 id;
  char *name;
  gboolean is_credit_note;
  gboolean is_draft;
  BizMoney total;
  BizMoney residual;
  GDate date; /* invalid for none */
  gint64 reversed_id;
  gint64 company_id;
  GPtrArray *lines; /* BizReturnPaperLine */
  GPtrArray *payments;
} BizReturnPaper;

/* What web_search_read of account.move is asked for. */
#define BIZ_RETURN_PAPER_SPECIFICATION                                                             \
  "{\"name\":{},\"move_type\":{},\"state\":{},\"amount_total\":{},\"amount_residual\":{},"         \
  "\"currency_id\":{\"fields\":{}},\"invoice_date\":{},\"reversed_entry_id\":{\"fields\":{}},"     \
  "\"company_id\":{\"fields\":{}},\"invoice_payments_widget\":{},"                                 \
  "\"invoice_line_ids\":{\"fields\":{\"quantity\":{},\"price_unit\":{},\"discount\":{},"           \
  "\"display_type\":{},\"sale_line_ids\":{},\"price_subtotal\":{},\"price_total\":{},"             \
  "\"product_uom_id\":{\"fields\":{\"display_name\":{},\"factor\":{}}}}}}"

BizReturnPaper *biz_return_paper_new_from_json (JsonObject *row,
                                                BizCurrencyTable *currencies,
                                                gboolean part_units,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizReturnPaper *biz_return_paper_ref (BizReturnPaper *self);
void biz_return_paper_unref (BizReturnPaper *self);
gboolean biz_return_paper_line_bills (const BizReturnPaperLine *line, gint64 order_line_id);
/* What the line counts in: without a unit of its own the order's, as the server has it. */
const BizReturnUnit *biz_return_paper_line_get_unit (const BizReturnPaperLine *line,
                                                     const BizReturnUnit *order_unit);
/* Of one, discount taken off; exact. */
gboolean biz_return_price (const BizDecimal *price, const BizDecimal *discount, BizDecimal *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizReturnPaper, biz_return_paper_unref)

G_END_DECLS
