/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-pages.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

/* One reading; worker threads hold on to what they read with. */
typedef struct
{
  BizKpiPages how; /* texts and domain (owned) */
  GDestroyNotify data_free;
} Reading;

typedef struct
{
  ErpSession *session; /* (owned) */
  Reading *reading;    /* (owned) */
  BizKpiProgress progress;
  gpointer progress_data;
  BizKpiRows *rows; /* (owned): of all pages */
  BizKpiRows *page; /* (owned) (nullable): that waits for what follows it */
  gint64 last_id;
  guint n_pages; /* of a sample; 0 where all are read */
  guint next;    /* of a sample */
  gboolean is_last;
} Load;

/* What a worker made of a page. */
typedef struct
{
  BizKpiRows *rows; /* (owned) */
  gint64 last_id;
  guint n;
} Page;

static void ask_page (GTask *task);

static void
clear_reading (gpointer data)
{
  Reading *reading = data;

  g_free ((char *)reading->how.model);
  g_free ((char *)reading->how.specification);
  erp_domain_unref (reading->how.domain);
  if (reading->data_free != NULL)
    reading->data_free (reading->how.data);
}

static void
unref_reading (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_reading);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  unref_reading (load->reading);
  g_clear_pointer (&load->rows, biz_kpi_rows_free);
  g_clear_pointer (&load->page, biz_kpi_rows_free);
  g_free (load);
}

static void
free_page (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->rows, biz_kpi_rows_free);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, free_page)

static gpointer
decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  g_autoptr (Page) page = g_new0 (Page, 1);
  JsonObject *answer;
  JsonArray *records;

  page->rows = biz_kpi_rows_new ();
  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &records, error))
    return NULL;
  page->n = json_array_get_length (records);
  for (guint i = 0; i < page->n; i++)
    {
      JsonObject *record;

      if (!erp_json_get_object (json_array_get_element (records, i), &record, error)
          || !erp_json_get_int (record, "id", &page->last_id, error)
          || !reading->how.read (record, page->rows, reading->how.data, error))
        return NULL;
    }
  page->rows->sample.n_read = page->n;

  return g_steal_pointer (&page);
}

/* The page is whole: the next one, or the end. */
static void
take_page (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  biz_kpi_rows_take (load->rows, load->page);
  g_clear_pointer (&load->page, biz_kpi_rows_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (load->progress != NULL)
    load->progress (&load->rows->sample, load->progress_data);
  if (!load->is_last)
    {
      ask_page (task);
      return;
    }
  /* Somebody made or removed some meanwhile: what was read is all. */
  if (load->n_pages == 0)
    load->rows->sample.n_all = load->rows->sample.n_read;
  g_task_return_pointer (task, g_steal_pointer (&load->rows), (GDestroyNotify)biz_kpi_rows_free);
}

static void
follow_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  load->reading->how.apply (load->page, answer, load->reading->how.data);
  take_page (task);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  const BizKpiPages *how = &load->reading->how;
  GError *error = NULL;
  g_autoptr (Page) page = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpCall) call = NULL;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  load->page = g_steal_pointer (&page->rows);
  load->last_id = page->last_id;
  load->next++;
  load->is_last = load->n_pages > 0 ? load->next >= load->n_pages : page->n < how->page;
  if (how->follow != NULL)
    call = how->follow (load->page, how->data);
  if (call == NULL)
    {
      take_page (task);
      return;
    }
  erp_call_set_background (call, TRUE);
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), follow_cb,
                         g_object_ref (task));
}

static void
ask_page (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  const BizKpiPages *how = &load->reading->how;
  g_autoptr (ErpDomain) domain = erp_domain_copy (how->domain);
  g_autoptr (ErpCall) call = erp_call_new_read (how->model, "web_search_read");

  if (load->n_pages > 0)
    erp_call_set_arg_int (call, "offset",
                          (gint64)(load->rows->sample.n_all * load->next / load->n_pages));
  else if (load->last_id > 0)
    erp_domain_add_int (domain, "id", ">", load->last_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_take_arg (call, "specification", erp_json_literal (how->specification));
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", how->page);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_background (call, TRUE);
  erp_call_set_decoder (call, decode_page, g_atomic_rc_box_acquire (load->reading), unref_reading,
                        free_page);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  const BizKpiPages *how = &load->reading->how;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (json_node_get_value_type (answer) == G_TYPE_INT64)
    load->rows->sample.n_all = (guint64)MAX (json_node_get_int (answer), 0);
  if (load->rows->sample.n_all > BIZ_KPI_MAX_DOCUMENTS)
    load->n_pages = BIZ_KPI_MAX_DOCUMENTS / how->page;
  ask_page (task);
}

/**
 * biz_kpi_pages_read_async:
 * @session: who is signed in
 * @pages: how; its texts and domain are copied
 * @data_free: (nullable): frees the data of @pages
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_pages_read_async (ErpSession *session,
                          const BizKpiPages *pages,
                          GDestroyNotify data_free,
                          BizKpiProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) call = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session) && pages != NULL && pages->page > 0);
  g_return_if_fail ((pages->follow == NULL) == (pages->apply == NULL));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_kpi_pages_read_async);
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->reading = g_atomic_rc_box_new0 (Reading);
  load->reading->how = *pages;
  load->reading->how.model = g_strdup (pages->model);
  load->reading->how.specification = g_strdup (pages->specification);
  load->reading->how.domain = erp_domain_copy (pages->domain);
  load->reading->data_free = data_free;
  load->progress = progress;
  load->progress_data = progress_data;
  load->rows = biz_kpi_rows_new ();
  g_task_set_task_data (task, load, free_load);

  call = erp_call_new_read (pages->model, "search_count");
  erp_call_set_arg_domain (call, "domain", pages->domain);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, count_cb,
                         g_object_ref (task));
}

/**
 * biz_kpi_pages_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): all rows; %NULL with an error
 */
BizKpiRows *
biz_kpi_pages_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
