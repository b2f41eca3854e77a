/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-sheet.h"
#include "draw-report.h"
#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Asks where to, then writes all rows. */
void page_ageing_export_run (GtkWidget *over,
                             ErpSession *session,
                             BizAgeingSheet *sheet,
                             DrawReportFormat format);
/* The paper of it; not run yet. NULL where a sum does not fit. */
GtkPrintOperation *page_ageing_export_new_print (ErpSession *session,
                                                 BizAgeingSheet *sheet,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void page_ageing_export_print (GtkWidget *over, ErpSession *session, BizAgeingSheet *sheet);

G_END_DECLS
