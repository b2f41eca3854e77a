/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-report.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* What the reports share. Those without a GError say what is wrong on standard error. */

/* @text: (nullable): none gives a day that is not valid. */
gboolean cli_report_read_day (const char *text, GDate *day);
/* @text: (nullable): none leaves @format as it is. */
gboolean cli_report_read_format (const char *text, DrawReportFormat *format);
gboolean cli_report_refuse (const char *sentence, ...) G_GNUC_PRINTF (1, 2);
/* 0 with ERP_ERROR_MISSING, where there is none of that name. */
gint64 cli_report_find_company (ErpSession *session, const char *name, GError **error);

G_END_DECLS
