/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The balances of customers in a file of the books that were kept before, beside those of the ERP
 * at the end of a day. Nothing is written. */
#define PAGE_TYPE_OPENING_DIALOG (page_opening_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageOpeningDialog, page_opening_dialog, PAGE, OPENING_DIALOG, AdwWindow)

GtkWindow *page_opening_dialog_new (ErpSession *session,
                                    BizCurrencyTable *currencies,
                                    gint64 company_id,
                                    const GDate *as_of) G_GNUC_WARN_UNUSED_RESULT;
/* Compares @file; what was compared before goes. */
void page_opening_dialog_open (PageOpeningDialog *self, GFile *file);

G_END_DECLS
