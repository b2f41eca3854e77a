/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Proposed categories of many cases: each with its reason, ticked where it is sure, written
 * together. Signals "changed" when cases have another category, "journal-requested". */
#define PAGE_TYPE_CATEGORY_DIALOG (page_category_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageCategoryDialog, page_category_dialog, PAGE, CATEGORY_DIALOG, AdwWindow)

/* @over: the widget whose window it belongs to. @ids: (array length=n): cases */
GtkWindow *
page_category_dialog_new (GtkWidget *over, BizService *service, const gint64 *ids, gsize n);

G_END_DECLS
