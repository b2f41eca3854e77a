/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"
#include "biz-invoice.h"

G_BEGIN_DECLS

/* The server's mark that somebody is to look at a document again. Older servers keep that it is to
 * be checked, newer ones that it was; to people both are one mark. Pure. */

/* (nullable): "checked", "to_check"; NULL where the server is not known to have a mark. */
const char *biz_review_get_field (const char *server_version);
/* What the pages go by: the version of the server, NULL where it was asked and has no such field.
 */
const char *biz_review_get_version (ErpSession *session);
/* (transfer none): @specification, a constant of the program, and the mark. */
const char *biz_review_get_specification (const char *specification, const char *server_version);
/* The language of invoices, with "check:yes" where the server has the mark. */
const BizFilterGrammar *biz_review_get_grammar (const char *server_version);
/* Whether the document's state lets it be marked so, and it is not already. */
gboolean biz_review_can_mark (BizInvoice *invoice, gboolean to_check);

G_END_DECLS
