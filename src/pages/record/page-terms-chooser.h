/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice-draft.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The terms of a draft: those of the server, or a day in their place. Writes into the draft. */
#define PAGE_TYPE_TERMS_CHOOSER (page_terms_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PageTermsChooser, page_terms_chooser, PAGE, TERMS_CHOOSER, AdwBin)

GtkWidget *page_terms_chooser_new (void) G_GNUC_WARN_UNUSED_RESULT;
void
page_terms_chooser_set_draft (PageTermsChooser *self, BizInvoiceDraft *draft, const GDate *today);
/* Asks for the terms of the draft's company. */
void page_terms_chooser_load (PageTermsChooser *self, ErpClient *client);
/* Whether what is written is a day; shows what is not. */
gboolean page_terms_chooser_check (PageTermsChooser *self);

G_END_DECLS
