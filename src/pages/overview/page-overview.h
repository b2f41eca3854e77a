/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* The figures that managers steer by, in cards by area; each opens all that defends it. Signal
 * "journal-requested"; the rows behind a figure are asked for with the action "shell.search". */
#define PAGE_TYPE_OVERVIEW (page_overview_get_type ())
G_DECLARE_FINAL_TYPE (PageOverview, page_overview, PAGE, OVERVIEW, AdwBin)

GtkWidget *page_overview_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
