/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-open.h"

#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define LINE "account.move.line"
#define DEBIT "debit_move_id."
#define CREDIT "credit_move_id."

/* NULL where the part cannot be chosen. */
static ErpDomain *
new_part (const BizKpiScope *scope, const char *path, ErpCapabilities *capabilities)
{
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *type = g_strconcat (path, "move_id.move_type", NULL);

  if (!biz_kpi_scope_add_domain (scope, domain, LINE, path, capabilities))
    return NULL;
  if (biz_kpi_scope_is_by_document (scope))
    erp_domain_add_strv (domain, type, "in", types);

  return g_steal_pointer (&domain);
}

/* A match is of the part where one of its sides is. */
static ErpDomain *
new_matches (const BizKpiScope *scope, ErpCapabilities *capabilities)
{
  g_autoptr (ErpDomain) debit = new_part (scope, DEBIT, capabilities);
  g_autoptr (ErpDomain) credit = new_part (scope, CREDIT, capabilities);
  ErpDomain *const any[] = { debit, credit };
  ErpDomain *domain = erp_domain_new ();

  if (debit != NULL && credit != NULL && !erp_domain_is_empty (debit))
    erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return domain;
}

static void
book_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  BizAgeingBook *book = biz_ageing_read_finish (result, &error);

  if (book != NULL)
    g_task_return_pointer (task, book, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * biz_kpi_open_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of which company, and which part of it
 * @day: at the end of which day
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_open_read_async (ErpSession *session,
                         BizCurrencyTable *currencies,
                         const BizKpiScope *scope,
                         const GDate *day,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpDomain) items = new_part (scope, "", capabilities);
  g_autoptr (ErpDomain) matches = NULL;

  g_task_set_source_tag (task, biz_kpi_open_read_async);
  if (items == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("This server does not tell invoices apart so: choose another "
                                  "way to break figures down."));
      return;
    }
  matches = new_matches (scope, capabilities);
  biz_ageing_read_part_async (session, currencies, day, scope->company_id, items, matches,
                              cancellable, book_cb, g_steal_pointer (&task));
}
