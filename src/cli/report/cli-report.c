/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-report.h"

#include "biz-machine-text.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

gboolean
cli_report_refuse (const char *sentence, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, sentence);
  text = g_strdup_vprintf (sentence, arguments);
  va_end (arguments);
  g_printerr ("quittance-cli: %s\n", text);

  return FALSE;
}

gboolean
cli_report_read_day (const char *text, GDate *day)
{
  g_date_clear (day, 1);
  if (text != NULL && !biz_machine_text_get_date (text, day))
    return cli_report_refuse (_ ("“%s” is no day: write it as 2026-11-30."), text);

  return TRUE;
}

gboolean
cli_report_read_format (const char *text, DrawReportFormat *format)
{
  if (text != NULL && !draw_report_format_from_name (text, format))
    return cli_report_refuse (_ ("“%s” is no format: write table, csv, json, xlsx or pdf."), text);

  return TRUE;
}

gint64
cli_report_find_company (ErpSession *session, const char *name, GError **error)
{
  GListModel *companies = erp_capabilities_get_companies (erp_session_get_capabilities (session));
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);
      g_autofree char *there = g_utf8_casefold (erp_company_get_name (company), -1);

      if (g_str_equal (there, wanted))
        return erp_company_get_id (company);
    }
  g_set_error (error, ERP_ERROR, ERP_ERROR_MISSING,
               _ ("There is no company “%s” that you may see."), name);

  return 0;
}
