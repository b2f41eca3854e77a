/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-close.h"
#include "draw-report.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Asks where to, and writes the list there. */
void page_close_report_save (GtkWidget *over,
                             ErpSession *session,
                             BizClose *close,
                             DrawReportFormat format);
/* Puts paper and spreadsheet to the record that biz_close_get_shelf () names. Says how it ended in
 * a toast or a dialog over @over. */
void page_close_report_keep (GtkWidget *over, ErpSession *session, BizClose *close);
/* (transfer full): when, in the person's zone, and by whom a report is made */
char *page_close_report_describe_making (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
