/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-recipients.h"
#include "erp-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who gets a letter: everybody of the customer with an address to be chosen, and an entry that
 * finds somebody else. Signal "changed". */
#define PAGE_TYPE_RECIPIENTS (page_recipients_get_type ())
G_DECLARE_FINAL_TYPE (PageRecipients, page_recipients, PAGE, RECIPIENTS, AdwBin)

void page_recipients_set_session (PageRecipients *self, ErpSession *session);
/* What is chosen is written into @recipients, which the caller keeps until another is shown.
 * @recipients: (nullable) */
void page_recipients_show (PageRecipients *self, BizRecipients *recipients);

G_END_DECLS
