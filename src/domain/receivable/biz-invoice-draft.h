/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-draft-line.h"

G_BEGIN_DECLS

/* A customer invoice that is being written and is not on the server yet. Properties, writable and
 * notifying: company-id (int64), partner (BizPartner), invoice-date (GDate, nullable: the server's
 * day), reference. The lines are a GListStore of BizDraftLine that the page may change freely.
 * Signal "changed": after any change that the totals may depend on, in a line too. */
#define BIZ_TYPE_INVOICE_DRAFT (biz_invoice_draft_get_type ())
G_DECLARE_FINAL_TYPE (BizInvoiceDraft, biz_invoice_draft, BIZ, INVOICE_DRAFT, GObject)

BizInvoiceDraft *biz_invoice_draft_new (gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_invoice_draft_get_company_id (BizInvoiceDraft *self);
void biz_invoice_draft_set_company_id (BizInvoiceDraft *self, gint64 company_id);
BizPartner *biz_invoice_draft_get_partner (BizInvoiceDraft *self);
void biz_invoice_draft_set_partner (BizInvoiceDraft *self, BizPartner *partner);
const GDate *biz_invoice_draft_get_invoice_date (BizInvoiceDraft *self);
void biz_invoice_draft_set_invoice_date (BizInvoiceDraft *self, const GDate *date);
const char *biz_invoice_draft_get_reference (BizInvoiceDraft *self);
void biz_invoice_draft_set_reference (BizInvoiceDraft *self, const char *reference);
/* Terms, or a due date in their place; 0 and NULL: the server's. */
void biz_invoice_draft_set_terms (BizInvoiceDraft *self,
                                  gint64 term_id,
                                  const char *term,
                                  const GDate *due_date);
const char *biz_invoice_draft_get_term (BizInvoiceDraft *self);
gint64 biz_invoice_draft_get_term_id (BizInvoiceDraft *self);
const GDate *biz_invoice_draft_get_due_date (BizInvoiceDraft *self);
/* (nullable): the document on the server that is edited; see biz-draft-edit.h */
BizInvoice *biz_invoice_draft_get_origin (BizInvoiceDraft *self);
void biz_invoice_draft_set_origin (BizInvoiceDraft *self, BizInvoice *origin);
GListStore *biz_invoice_draft_get_lines (BizInvoiceDraft *self);
/* Whether it can be made: a customer, a line, no line without product and description. The error
 * says what is missing. */
gboolean biz_invoice_draft_check (BizInvoiceDraft *self, GError **error);
/* Whether anything has been written that would be lost. */
gboolean biz_invoice_draft_is_touched (BizInvoiceDraft *self);
/* The values of account.move.create, and the same for onchange, which wants the lines named. */
JsonNode *biz_invoice_draft_to_values (BizInvoiceDraft *self) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *biz_invoice_draft_to_preview_values (BizInvoiceDraft *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
