/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-bridge-read.h"

#include "biz-currency-table.h"
#include "biz-kpi-open.h"
#include "erp-error.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* One reading: both days one after the other, so that the server is not asked twice at once. */
typedef struct
{
  BizCurrencyTable *currencies; /* (owned) */
  BizKpiSums *sums;             /* (owned) */
  GHashTable *disputes;         /* (owned): move -> GDate since when */
  guint point;
  BizAgeingBook *before; /* (owned) (nullable) */
  gboolean cut;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  biz_currency_table_unref (load->currencies);
  biz_kpi_sums_unref (load->sums);
  g_hash_table_unref (load->disputes);
  g_clear_object (&load->before);
  g_free (load);
}

static gboolean
is_disputed (gint64 move_id, const GDate *day, gpointer user_data)
{
  const Load *load = user_data;
  const GDate *since = g_hash_table_lookup (load->disputes, &move_id);

  return since != NULL && g_date_compare (since, day) <= 0;
}

static gboolean
fill_end (Load *load, BizAgeingBook *book, guint point, BizKpiBridgeEnd *end)
{
  BizKpiFrame frame = biz_kpi_scope_get_frame (biz_kpi_sums_get_scope (load->sums), point);
  BizKpiCash cash;

  if (!biz_kpi_sums_get_sales (load->sums, point, &cash))
    return FALSE;
  end->day = frame.to;
  end->days = biz_kpi_frame_get_days (&frame);
  end->receivable = cash.end;
  end->sales = cash.sales;
  end->items = biz_ageing_book_get_items (book, &end->n_items);

  return TRUE;
}

static void
after_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizAgeingBook) book = biz_ageing_read_finish (result, &error);
  BizKpiBridgeEnd before, after;
  BizKpiBridge *bridge = NULL;

  if (book != NULL)
    {
      load->cut |= biz_ageing_book_is_cut (book);
      if (fill_end (load, load->before, load->point, &before) && fill_end (load, book, 0, &after))
        bridge = biz_kpi_bridge_new (&before, &after, is_disputed, load, &error);
      else
        error = g_error_new_literal (ERP_ERROR, ERP_ERROR_VALIDATION,
                                     _ ("The figure is not known on both days."));
    }
  if (bridge != NULL)
    g_task_return_pointer (task, bridge, (GDestroyNotify)biz_kpi_bridge_free);
  else
    g_task_return_error (task, error);
}

static void
before_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  const BizKpiScope *scope = biz_kpi_sums_get_scope (load->sums);
  ErpSession *session = g_task_get_source_object (task);
  GError *error = NULL;

  load->before = biz_ageing_read_finish (result, &error);
  if (load->before == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  load->cut = biz_ageing_book_is_cut (load->before);
  biz_kpi_open_read_async (session, load->currencies, scope, &scope->as_of,
                           g_task_get_cancellable (task), after_cb, g_object_ref (task));
}

static GHashTable *
list_disputes (BizKpiRows *notes)
{
  GHashTable *disputes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; notes != NULL && i < notes->documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (notes->documents, BizKpiDocument, i);

      if (row->id != 0 && g_date_valid (&row->disputed))
        g_hash_table_insert (disputes, g_memdup2 (&row->id, sizeof row->id),
                             g_memdup2 (&row->disputed, sizeof row->disputed));
    }

  return disputes;
}

/**
 * biz_kpi_bridge_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @sums: what was read of the company, or the part of it that is chosen
 * @notes: (nullable): what was decided on documents
 * @point: the earlier day
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_bridge_read_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           BizKpiSums *sums,
                           BizKpiRows *notes,
                           guint point,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const BizKpiScope *scope;
  Load *load;
  GDate day;

  g_return_if_fail (ERP_IS_SESSION (session) && sums != NULL && point > 0);

  scope = biz_kpi_sums_get_scope (sums);
  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_bridge_read_async);
  load = g_new0 (Load, 1);
  load->currencies = biz_currency_table_ref (currencies);
  load->sums = biz_kpi_sums_ref (sums);
  load->disputes = list_disputes (notes);
  load->point = point;
  g_task_set_task_data (task, load, free_load);
  day = biz_kpi_scope_get_day (scope, point);
  biz_kpi_open_read_async (session, currencies, scope, &day, cancellable, before_cb,
                           g_steal_pointer (&task));
}

BizKpiBridge *
biz_kpi_bridge_read_finish (GAsyncResult *result, gboolean *cut, GError **error)
{
  BizKpiBridge *bridge = g_task_propagate_pointer (G_TASK (result), error);

  if (cut != NULL)
    {
      const Load *load = g_task_get_task_data (G_TASK (result));

      *cut = bridge != NULL && load->cut;
    }

  return bridge;
}
