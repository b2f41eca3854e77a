/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What customers owe as of any day, by age, and the items behind each sum. Signal "open-requested"
 * (model, id). */
#define PAGE_TYPE_AGEING (page_ageing_get_type ())
G_DECLARE_FINAL_TYPE (PageAgeing, page_ageing, PAGE, AGEING, AdwBin)

GtkWidget *page_ageing_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void page_ageing_search (PageAgeing *self, const char *text);

G_END_DECLS
