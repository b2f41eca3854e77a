/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-whole-ledger.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

/**
 * biz_whole_ledger_check:
 * @capabilities: what the user may, complete
 * @error: return location for ERP_ERROR_ACCESS
 *
 * Sums of a ledger are figures only for those who see all of it. The server hides entries by rule
 * and says nothing: a salesperson adds up invoices without their payments. Who may read bank lines
 * is, on 17 and 19, exactly who is given all entries (invoicing, or accounting read-only).
 *
 * Returns: whether all entries of the companies are seen
 */
gboolean
biz_whole_ledger_check (ErpCapabilities *capabilities, GError **error)
{
  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities), FALSE);

  if ((erp_capabilities_get_rights (capabilities, "account.bank.statement.line") & ERP_RIGHT_READ)
      != 0)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS,
                       _ ("You see only some entries of the ledger: sums of them would be wrong. "
                          "Ask your administrator for the right to read all of accounting."));

  return FALSE;
}
