/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-store.h"

#include "biz-currency-table.h"
#include "biz-kpi-calls.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-session.h"

typedef struct
{
  BizKpiBook *book; /* (owned) */
  guint n_pending;
  GError *error; /* (owned) (nullable): the first one */
} Load;

/* One of the requests. */
typedef struct
{
  GTask *task; /* (owned) */
  BizKpiSum sum;
} Part;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->book);
  g_clear_error (&load->error);
  g_free (load);
}

static void
free_part (Part *part)
{
  g_clear_object (&part->task);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, free_part)

static void
finish_part (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = NULL;

  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  now = g_date_time_new_now_utc ();
  biz_kpi_book_set_read_time (load->book, now);
  g_task_return_pointer (task, g_steal_pointer (&load->book), g_object_unref);
}

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Part) part = user_data;
  Load *load = g_task_get_task_data (part->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) groups = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    biz_kpi_book_add_group (load->book, part->sum, &g_array_index (groups, BizKpiGroup, i));
  if (groups == NULL && load->error == NULL)
    load->error = g_steal_pointer (&error);
  finish_part (part->task);
}

/* FALSE where the currency of a company is not known. */
static gboolean
add_companies (BizKpiBook *book,
               ErpCapabilities *capabilities,
               BizCurrencyTable *currencies,
               GError **error)
{
  GListModel *companies = erp_capabilities_get_companies (capabilities);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);
      BizMoney zero;

      if (!biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero,
                                      error))
        return FALSE;
      biz_kpi_book_add_company (book, erp_company_get_id (company), erp_company_get_name (company),
                                &zero);
    }

  return TRUE;
}

/**
 * biz_kpi_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @as_of: the day that is wanted, any
 * @months: of the period that ends with it
 * @company_id: of this company alone; 0 for all companies seen
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_read_async (ErpSession *session,
                    BizCurrencyTable *currencies,
                    const GDate *as_of,
                    guint months,
                    gint64 company_id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  ErpCapabilities *capabilities;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (as_of != NULL && g_date_valid (as_of) && months > 0);

  capabilities = erp_session_get_capabilities (session);
  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_read_async);
  if (!biz_whole_ledger_check (capabilities, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  load = g_new0 (Load, 1);
  load->book = biz_kpi_book_new (as_of, months);
  load->n_pending = BIZ_KPI_N_CALLS;
  g_task_set_task_data (task, load, free_load);
  if (!add_companies (load->book, capabilities, currencies, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < BIZ_KPI_N_CALLS; i++)
    {
      g_autoptr (ErpCall) call = biz_kpi_new_call ((BizKpiSum)i, biz_kpi_book_get_from (load->book),
                                                   as_of, company_id, capabilities, currencies);
      Part *part = g_new0 (Part, 1);

      part->task = g_object_ref (task);
      part->sum = (BizKpiSum)i;
      erp_client_call_async (erp_session_get_client (session), call, cancellable, part_cb, part);
    }
}

/**
 * biz_kpi_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the book; %NULL with an error
 */
BizKpiBook *
biz_kpi_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
