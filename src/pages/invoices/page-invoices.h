/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "erp-types.h"

G_BEGIN_DECLS

/* The invoices of a session: list and record side by side, one of them where it is narrow. Fills
 * the space it is given, headers included; verbs are actions of the group "invoices". */
#define PAGE_TYPE_INVOICES (page_invoices_get_type ())
G_DECLARE_FINAL_TYPE (PageInvoices, page_invoices, PAGE, INVOICES, AdwBin)

GtkWidget *page_invoices_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
