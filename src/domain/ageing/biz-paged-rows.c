/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paged-rows.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"

/* More of them a server of one process answers no sooner, and it has other users. */
#define SIDE_BY_SIDE 2

typedef struct
{
  BizPagedQuery query; /* the domain (owned) */
  BizCurrencyTable *currencies;
  BizPagedProgress progress;
  gpointer progress_data;
  GArray *ids;      /* (owned) (nullable) (element-type gint64): of all pages but the first */
  GPtrArray *pages; /* (owned) (element-type Page): NULL while one is on its way */
  guint next;       /* page to be asked for */
  guint n_asked;    /* on their way */
  guint n_rows;
  gboolean is_cut;
  GError *error; /* (owned) (nullable) */
} Load;

/* What a worker thread needs for an answer, and nobody changes meanwhile. */
typedef struct
{
  BizCurrencyTable *currencies; /* (owned) */
  gsize row_size;
  BizPagedReadFunc read;
  GDestroyNotify clear;
} Decoder;

/* What it made of one. */
typedef struct
{
  GArray *rows; /* (owned) */
  gint64 last_id;
} Page;

/* A page that is on its way. */
typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Asked;

static void ask_pages (GTask *task);

static void
free_page (gpointer data)
{
  Page *page = data;

  if (page == NULL)
    return;
  g_clear_pointer (&page->rows, g_array_unref);
  g_free (page);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, free_page)

static void
free_load (gpointer data)
{
  Load *load = data;

  erp_domain_unref (load->query.domain);
  biz_currency_table_unref (load->currencies);
  g_clear_pointer (&load->ids, g_array_unref);
  g_clear_pointer (&load->pages, g_ptr_array_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static void
free_decoder (gpointer data)
{
  Decoder *decoder = data;

  biz_currency_table_unref (decoder->currencies);
  g_free (decoder);
}

static GArray *
new_rows (gsize row_size, GDestroyNotify clear)
{
  GArray *rows = g_array_new (FALSE, FALSE, (guint)row_size);

  if (clear != NULL)
    g_array_set_clear_func (rows, clear);

  return rows;
}

static gpointer
decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoder *decoder = user_data;
  g_autoptr (Page) page = g_new0 (Page, 1);
  g_autofree gpointer row = g_malloc0 (decoder->row_size);
  JsonArray *records = NULL;
  JsonObject *answer, *record;

  page->rows = new_rows (decoder->row_size, decoder->clear);
  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &records, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      if (!erp_json_get_object (json_array_get_element (records, i), &record, error)
          || !erp_json_get_int (record, "id", &page->last_id, error)
          || !decoder->read (record, decoder->currencies, row, error))
        return NULL;
      g_array_append_vals (page->rows, row, 1);
    }

  return g_steal_pointer (&page);
}

static gpointer
decode_ids (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      const gint64 id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

      if (id > 0)
        g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

/* Moves the rows: what they own goes along. */
static void
append_page (GArray *all, GArray *page)
{
  gsize n;
  g_autofree gpointer data = NULL;

  if (page->len == 0)
    return;
  data = g_array_steal (page, &n);
  g_array_append_vals (all, data, (guint)n);
}

static void
finish (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GArray *all;

  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  all = new_rows (load->query.row_size, load->query.clear);
  for (guint i = 0; i < load->pages->len; i++)
    append_page (all, ((Page *)g_ptr_array_index (load->pages, i))->rows);
  g_task_return_pointer (task, all, (GDestroyNotify)g_array_unref);
}

/* The last one of what is on its way ends it. Takes @error. */
static void
fail (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);

  if (load->error == NULL)
    load->error = error;
  else
    g_error_free (error);
  if (--load->n_asked == 0)
    finish (task);
}

static ErpCall *
new_call (const Load *load, const char *method, ErpDomain *domain, guint limit)
{
  ErpCall *call = erp_call_new_read (load->query.model, method);

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_string (call, "order", load->query.newest_first ? "id desc" : "id");
  erp_call_set_arg_int (call, "limit", limit);

  return call;
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  const guint room = load->query.max - MIN (load->query.max, load->query.page);
  GError *error = NULL;

  load->ids = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (load->ids == NULL)
    {
      fail (task, error);
      return;
    }
  load->n_asked--;
  load->is_cut = load->ids->len > room;
  g_array_set_size (load->ids, MIN (load->ids->len, room));
  g_ptr_array_set_size (load->pages,
                        (int)(1 + (load->ids->len + load->query.page - 1) / load->query.page));
  load->next = 1;
  ask_pages (task);
}

/* One more than there is room for says that there are more. */
static void
ask_ids (GTask *task, gint64 behind)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_copy (load->query.domain);
  const guint room = load->query.max - MIN (load->query.max, load->query.page);
  g_autoptr (ErpCall) call = NULL;

  erp_domain_add_int (domain, "id", load->query.newest_first ? "<" : ">", behind);
  call = new_call (load, "search", domain, room + 1);
  erp_call_set_decoder (call, decode_ids, NULL, NULL, (GDestroyNotify)g_array_unref);
  load->n_asked++;
  erp_client_call_async (g_task_get_source_object (task), call, g_task_get_cancellable (task),
                         ids_cb, g_object_ref (task));
}

/* The ids of a page begin and end the range that is asked for; the first page has no range. */
static ErpDomain *
new_domain (const Load *load, guint index)
{
  ErpDomain *domain = erp_domain_copy (load->query.domain);
  const guint first = index > 0 ? (index - 1) * load->query.page : 0;
  const guint last = index > 0 ? MIN (first + load->query.page, load->ids->len) - 1 : 0;

  if (index == 0)
    return domain;
  erp_domain_add_int (domain, "id", load->query.newest_first ? "<=" : ">=",
                      g_array_index (load->ids, gint64, first));
  erp_domain_add_int (domain, "id", load->query.newest_first ? ">=" : "<=",
                      g_array_index (load->ids, gint64, last));

  return domain;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GTask) task = asked->task;
  const guint index = asked->index;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  Page *page = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  g_free (asked);
  if (page == NULL)
    {
      fail (task, error);
      return;
    }
  load->n_asked--;
  load->n_rows += page->rows->len;
  g_ptr_array_index (load->pages, index) = page;
  if (load->error == NULL && index == 0 && page->rows->len >= load->query.page)
    ask_ids (task, page->last_id);
  else
    ask_pages (task);
  if (load->progress != NULL && load->n_asked > 0 && load->error == NULL
      && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    load->progress (load->n_rows, load->progress_data);
}

static void
ask_page (GTask *task, guint index)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = new_domain (load, index);
  /* what became one of them since the ids were asked for finds room */
  const guint limit = index > 0 ? 2 * load->query.page : load->query.page;
  g_autoptr (ErpCall) call = new_call (load, "web_search_read", domain, limit);
  Decoder *decoder = g_new0 (Decoder, 1);
  Asked *asked = g_new0 (Asked, 1);

  decoder->currencies = biz_currency_table_ref (load->currencies);
  decoder->row_size = load->query.row_size;
  decoder->read = load->query.read;
  decoder->clear = load->query.clear;
  asked->task = g_object_ref (task);
  asked->index = index;
  erp_call_set_arg_json (call, "specification", load->query.specification);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode_page, decoder, free_decoder, free_page);
  load->n_asked++;
  erp_client_call_async (g_task_get_source_object (task), call, g_task_get_cancellable (task),
                         page_cb, asked);
}

/* As many as may be on their way; none after a failure. */
static void
ask_pages (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  while (load->error == NULL && load->next < load->pages->len && load->n_asked < SIDE_BY_SIDE)
    ask_page (task, load->next++);
  if (load->n_asked == 0)
    finish (task);
}

void
biz_paged_rows_read_async (ErpClient *client,
                           BizCurrencyTable *currencies,
                           const BizPagedQuery *query,
                           BizPagedProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_CLIENT (client) && currencies != NULL && query != NULL);
  g_return_if_fail (query->page > 0 && query->max >= query->page);
  g_return_if_fail (query->row_size > 0);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_paged_rows_read_async);
  load = g_new0 (Load, 1);
  load->query = *query;
  load->query.domain = erp_domain_ref (query->domain);
  load->currencies = biz_currency_table_ref (currencies);
  load->progress = progress;
  load->progress_data = progress_data;
  load->pages = g_ptr_array_new_with_free_func (free_page);
  g_ptr_array_set_size (load->pages, 1);
  load->next = 1;
  g_task_set_task_data (task, load, free_load);
  ask_page (task, 0);
}

GArray *
biz_paged_rows_read_finish (GAsyncResult *result, gboolean *is_cut, GError **error)
{
  const Load *load = g_task_get_task_data (G_TASK (result));

  *is_cut = load->is_cut;

  return g_task_propagate_pointer (G_TASK (result), error);
}
