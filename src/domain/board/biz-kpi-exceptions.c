/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-readers.h"

#include "biz-currency-table.h"
#include "biz-exception-store.h"
#include "biz-kpi-order-values.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BizCurrencyTable *currencies; /* (owned) */
  BizKpiScope scope;
  BizExceptions *found; /* (owned) (nullable) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  biz_currency_table_unref (load->currencies);
  g_clear_pointer (&load->found, biz_exceptions_free);
  g_free (load);
}

/* What is delivered and not invoiced has figures of its own. */
static gboolean
is_wanted (BizException *exception)
{
  return biz_exception_get_facts (exception)->kind != BIZ_EXCEPTION_LAG;
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) values = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (BizKpiRows) rows = biz_kpi_rows_new ();

  if (values == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < load->found->all->len; i++)
    {
      BizException *exception = g_ptr_array_index (load->found->all, i);
      const BizExceptionFacts *facts = biz_exception_get_facts (exception);
      const BizMoney *value = g_hash_table_lookup (values, &facts->order_id);
      BizKpiSpan span = { .id = facts->order_id, .since = load->scope.as_of };

      if (value == NULL || !is_wanted (exception))
        continue;
      g_date_subtract_days (&span.since, (guint)MAX (facts->days, 0));
      g_date_clear (&span.aged, 1);
      g_date_clear (&span.until, 1);
      span.value = *value;
      g_array_append_val (rows->exceptions, span);
    }
  rows->sample.n_read = load->found->all->len;
  rows->sample.n_all = rows->sample.n_read + (load->found->cut ? 1 : 0);
  g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify)biz_kpi_rows_free);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  ErpSession *session = ERP_SESSION (source);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpCall) call = NULL;
  GError *error = NULL;

  load->found = biz_exceptions_load_finish (result, &error);
  if (load->found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < load->found->all->len; i++)
    {
      BizException *exception = g_ptr_array_index (load->found->all, i);

      if (is_wanted (exception))
        g_array_append_val (ids, biz_exception_get_facts (exception)->order_id);
    }
  call = biz_kpi_order_values_new_call (&load->scope, (const gint64 *)(gpointer)ids->data, ids->len,
                                        load->currencies, erp_session_get_capabilities (session));
  if (call == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                             _ ("This server does not tell orders apart so."));
  else
    erp_client_call_async (erp_session_get_client (session), call, g_task_get_cancellable (task),
                           values_cb, g_object_ref (task));
}

/**
 * biz_kpi_exceptions_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what; its last day is taken for today
 * @progress: (nullable): not called
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_exceptions_read_async (ErpSession *session,
                               BizCurrencyTable *currencies,
                               const BizKpiScope *scope,
                               BizKpiProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Load *load;

  g_task_set_source_tag (task, biz_kpi_exceptions_read_async);
  if ((erp_capabilities_get_rights (capabilities, "sale.order") & ERP_RIGHT_READ) == 0)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("This server has no sales orders, or you may not see them."));
      return;
    }
  load = g_new0 (Load, 1);
  load->currencies = biz_currency_table_ref (currencies);
  load->scope = *scope;
  g_task_set_task_data (task, load, free_load);
  biz_exceptions_load_async (session, currencies, &scope->as_of, cancellable, found_cb,
                             g_steal_pointer (&task));
}
