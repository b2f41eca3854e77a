/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The list that a period of a company is closed by. Signals "open-requested" (model, id) and
 * "journal-requested". */
#define PAGE_TYPE_CLOSE (page_close_get_type ())
G_DECLARE_FINAL_TYPE (PageClose, page_close, PAGE, CLOSE, AdwBin)

GtkWidget *page_close_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
