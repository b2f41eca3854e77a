/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-export.h"

#include "biz-currency-table.h"
#include "biz-invoice.h"
#include "biz-review.h"
#include "draw-invoice-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#define PAGE_ROWS 500

/* One export. The calls follow one another, so that the table is never written by two threads. */
typedef struct
{
  ErpClient *client;            /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) */
  char *order;                  /* (owned) (nullable) */
  GOutputStream *stream;        /* (owned) (nullable) */
  DrawRecordTable *table;       /* (owned) (nullable): NULL where they are only read */
  GPtrArray *page;              /* (owned) (nullable): what was read and not taken yet */
  PageExportTake take;          /* (nullable): who takes what is read */
  gpointer take_data;
  GArray *ids; /* (owned) (nullable) (element-type gint64) */
  guint done;  /* of ids */
  gint64 written;
  PageExportProgress progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *cancellable; /* (owned) (nullable) */
} Export;

static void ask_page (GTask *task);

static void
export_free (gpointer data)
{
  Export *self = data;

  g_clear_object (&self->client);
  biz_currency_table_unref (self->currencies);
  erp_domain_unref (self->domain);
  g_free (self->order);
  g_clear_pointer (&self->table, draw_record_table_free);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->page, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
add (Export *self, BizInvoice *invoice, GError **error)
{
  if (self->table != NULL)
    return draw_record_table_add (self->table, invoice, self->cancellable, error);
  g_ptr_array_add (self->page, g_object_ref (invoice));

  return TRUE;
}

/* Reads a page and writes it; in a worker thread. */
static gpointer
decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  Export *self = user_data;
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizInvoice) invoice = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      invoice = biz_invoice_new_from_json (row, self->currencies, error);
      if (invoice == NULL || !add (self, invoice, error))
        return NULL;
      self->written++;
    }

  return g_strdup ("");
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
      gint64 id = json_array_get_int_element (rows, i);

      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

static void
close_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *self = task_data;
  GError *error = NULL;

  if (draw_record_table_close (self->table, cancellable, &error)
      && g_output_stream_close (self->stream, cancellable, &error))
    g_task_return_int (task, (gssize)self->written);
  else
    g_task_return_error (task, error);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *done = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->done = MIN (self->done + PAGE_ROWS, self->ids->len);
  if (self->take != NULL)
    {
      if (!self->take (self->page, self->take_data, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_set_size (self->page, 0);
    }
  if (self->progress != NULL && !g_cancellable_is_cancelled (self->cancellable))
    self->progress (self->done, self->ids->len, self->progress_data);
  ask_page (task);
}

static void
ask_page (GTask *task)
{
  Export *self = g_task_get_task_data (task);
  guint n = MIN (PAGE_ROWS, self->ids->len - self->done);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (n == 0)
    {
      if (self->table != NULL)
        g_task_run_in_thread (task, close_thread);
      else
        g_task_return_int (task, (gssize)self->written);
      return;
    }
  erp_domain_add_ids (domain, "id", "in", &g_array_index (self->ids, gint64, self->done), n);
  call = erp_call_new_read ("account.move", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (
      call, "specification",
      biz_review_get_specification (biz_invoice_get_row_specification (),
                                    erp_client_get_server_version (self->client)));
  if (self->order != NULL)
    erp_call_set_arg_string (call, "order", self->order);
  erp_call_set_arg_int (call, "limit", n);
  erp_call_set_arg_int (call, "count_limit", 1);
  /* The task holds the export until its call has ended. */
  erp_call_set_decoder (call, decode_page, self, NULL, g_free);
  erp_client_call_async (self->client, call, self->cancellable, page_cb, g_object_ref (task));
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->ids = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (self->ids == NULL)
    g_task_return_error (task, error);
  else
    ask_page (task);
}

static Export *
export_new (ErpClient *client,
            BizCurrencyTable *currencies,
            ErpDomain *domain,
            const char *order,
            GCancellable *cancellable)
{
  Export *self = g_new0 (Export, 1);

  self->client = g_object_ref (client);
  self->currencies = biz_currency_table_ref (currencies);
  self->domain = erp_domain_copy (domain);
  self->order = g_strdup (order);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  return self;
}

/* Takes @self. */
static void
start (Export *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, user_data);
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "search");

  g_task_set_task_data (task, self, export_free);
  erp_call_set_arg_domain (call, "domain", self->domain);
  if (self->order != NULL)
    erp_call_set_arg_string (call, "order", self->order);
  erp_call_set_decoder (call, decode_ids, NULL, NULL, (GDestroyNotify)g_array_unref);
  erp_client_call_async (self->client, call, self->cancellable, ids_cb, g_object_ref (task));
}

void
page_invoice_export_async (ErpClient *client,
                           BizCurrencyTable *currencies,
                           ErpDomain *domain,
                           const char *order,
                           const GDate *today,
                           DrawTableFormat format,
                           GOutputStream *stream,
                           PageExportProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Export *self = export_new (client, currencies, domain, order, cancellable);

  self->stream = g_object_ref (stream);
  self->table = draw_record_table_new (&draw_invoice_table_kind, format, today, stream);
  self->progress = progress;
  self->progress_data = progress_data;
  start (self, callback, user_data);
}

/* Reads them the same way without writing. */
void
page_invoice_export_read_async (ErpClient *client,
                                BizCurrencyTable *currencies,
                                ErpDomain *domain,
                                const char *order,
                                PageExportTake take,
                                PageExportProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Export *self = export_new (client, currencies, domain, order, cancellable);

  self->page = g_ptr_array_new_with_free_func (g_object_unref);
  self->take = take;
  self->take_data = data;
  self->progress = progress;
  self->progress_data = data;
  start (self, callback, user_data);
}

gint64
page_invoice_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
