/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "kit-conversation.h"

G_BEGIN_DECLS

/* Shows the conversation of @invoice; NULL and rows of a list that are not loaded yet show none.
 * The same invoice again is asked again. */
void page_record_talk_show (KitConversation *talk, ErpSession *session, BizInvoice *invoice);

G_END_DECLS
