/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-store.h"
#include "kit-types.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Case, order, delivery, return, credit note, refund: what came of what, from wherever one stands.
 * A return is gone on with in its own dialog; the others are asked for by the signal
 * "open-requested" (model, id). "changed": something was written. "done-something" (string): what,
 * in words. "journal-requested". Invisible where there is nothing to show, or nothing may be seen.
 */
#define PAGE_TYPE_CHAIN (page_chain_get_type ())
G_DECLARE_FINAL_TYPE (PageChain, page_chain, PAGE, CHAIN, AdwBin)

GtkWidget *page_chain_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Once. @invoices: (nullable): notices what is written */
void page_chain_set_session (PageChain *self, ErpSession *session, BizInvoiceStore *invoices);
/* "helpdesk.ticket", "project.task", "sale.order", "stock.picking" or "account.move". NULL: nothing
 * is shown. */
void page_chain_show (PageChain *self, const char *model, gint64 id);
/* Of a case: whose deliveries are offered for a return. 0: none */
void page_chain_set_customer (PageChain *self, gint64 partner_id);
void page_chain_refresh (PageChain *self);
/* What no page of the program shows. */
void page_chain_browse (PageChain *self, const char *model, gint64 id);
/* Opens the dialog for a new return, or the one that is open. */
void page_chain_return (PageChain *self);

G_END_DECLS
