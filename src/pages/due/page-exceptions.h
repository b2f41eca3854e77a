/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Orders with something wrong: held, late, short, another price, not invoiced. Signals
 * "journal-requested" and "open-requested" (model, id). */
#define PAGE_TYPE_EXCEPTIONS (page_exceptions_get_type ())
G_DECLARE_FINAL_TYPE (PageExceptions, page_exceptions, PAGE, EXCEPTIONS, AdwBin)

GtkWidget *page_exceptions_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void page_exceptions_search (PageExceptions *self, const char *text);
/* Whose order is selected, 0 for nobody. */
gint64 page_exceptions_get_partner (PageExceptions *self);

G_END_DECLS
