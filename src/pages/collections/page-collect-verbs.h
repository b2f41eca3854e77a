/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-wish.h"
#include "biz-policy.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What a collector does with a customer of the worklist. */

/* Whether the verb means something with this customer. */
gboolean page_collect_verbs_fits (BizCollectVerb verb, BizCollectCustomer *customer);
/* Asks and writes it down; what was written runs the action @refresh of @page, whose signal
 * "journal-requested" is emitted for the dialog. @ticked: (element-type gint64): invoices that were
 * chosen; none: what the verb is about by itself. */
void page_collect_verbs_ask (GtkWidget *page,
                             const char *refresh,
                             ErpSession *session,
                             BizPolicy *policy,
                             BizCollectVerb verb,
                             BizCollectCustomer *customer,
                             GArray *ticked,
                             const GDate *today);

G_END_DECLS
