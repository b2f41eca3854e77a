/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-draft.h"
#include "biz-invoice.h"

G_BEGIN_DECLS

/* A draft that is on the server already, opened for editing: what of it changed since, as one
 * write with commands for its lines. */
BizInvoiceDraft *biz_draft_edit_new (BizInvoice *invoice) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_draft_edit_is_touched (BizInvoiceDraft *draft);
/* The values of account.move.write; empty where nothing changed. */
JsonNode *biz_draft_edit_to_changes (BizInvoiceDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
/* What the preview has to know of a document on the server. */
void biz_draft_edit_add_header (BizInvoice *origin, JsonObject *values);

/* A line in a few words. */
char *biz_draft_edit_describe_line (BizDraftLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* The wishes of @draft upon the newer version: lines that a colleague removed come back as new
 * ones, lines that he added stay. */
void biz_draft_edit_rebase (BizInvoiceDraft *draft, BizInvoice *theirs);

G_END_DECLS
