/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paper-letter.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Sends documents by the server's mail: recipients and letter are shown and can be changed before,
 * each document has its own result. */
#define PAGE_TYPE_SEND_DIALOG (page_send_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageSendDialog, page_send_dialog, PAGE, SEND_DIALOG, AdwWindow)

GtkWindow *page_send_dialog_new (ErpClient *client,
                                 ErpJournal *journal,
                                 BizPaperStore *store) G_GNUC_WARN_UNUSED_RESULT;
/* Before it is started; @paper is of the array that it is started with. */
void page_send_dialog_add (PageSendDialog *self, const BizPaper *paper, GBytes *pdf);
/* Asks the server for the letters. */
void page_send_dialog_start (PageSendDialog *self, GPtrArray *papers);

G_END_DECLS
