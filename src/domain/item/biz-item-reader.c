/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-reader.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#define PAGE_ROWS 500

typedef struct
{
  ErpClient *client;            /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizItemTake take;
  gpointer take_data;
  GArray *ids; /* (owned) (nullable) */
  guint done;  /* of ids */
  gint64 n_taken;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->client);
  biz_currency_table_unref (reading->currencies);
  g_clear_pointer (&reading->ids, g_array_unref);
  g_free (reading);
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

static gpointer
decode_page (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizItem *item;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      item = biz_item_new_from_json (row, user_data, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}

static void ask_page (GTask *task);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (items == NULL || !reading->take (items, reading->ids->len, reading->take_data, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  reading->n_taken += items->len;
  ask_page (task);
}

/* In the order of the ids; one that went away meanwhile is not there. */
static void
ask_page (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  guint n = MIN (PAGE_ROWS, reading->ids->len - reading->done);
  g_autoptr (ErpCall) call = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (n == 0)
    {
      g_task_return_int (task, (gssize)reading->n_taken);
      return;
    }
  call = erp_call_new_read ("account.move.line", "web_read");
  erp_call_set_ids (call, &g_array_index (reading->ids, gint64, reading->done), n);
  erp_call_set_arg_json (call, "specification", biz_item_get_specification ());
  erp_call_set_decoder (call, decode_page, biz_currency_table_ref (reading->currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  reading->done += n;
  erp_client_call_async (reading->client, call, g_task_get_cancellable (task), page_cb,
                         g_object_ref (task));
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->ids = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (reading->ids == NULL)
    g_task_return_error (task, error);
  else
    ask_page (task);
}

/**
 * biz_item_reader_run_async:
 * @client: who asks
 * @currencies: the currencies of the server
 * @domain: which items
 * @order: in which order
 * @limit: at most so many, 0 for all
 * @take: (scope async): takes each page
 * @take_data: for @take
 * @cancellable: (nullable): ends it
 * @callback: called when all are taken
 * @user_data: for @callback
 */
void
biz_item_reader_run_async (ErpClient *client,
                           BizCurrencyTable *currencies,
                           ErpDomain *domain,
                           const char *order,
                           guint limit,
                           BizItemTake take,
                           gpointer take_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "search");
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (ERP_IS_CLIENT (client) && domain != NULL && order != NULL && take != NULL);

  reading->client = g_object_ref (client);
  reading->currencies = biz_currency_table_ref (currencies);
  reading->take = take;
  reading->take_data = take_data;
  g_task_set_task_data (task, reading, reading_free);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_string (call, "order", order);
  if (limit > 0)
    erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_decoder (call, decode_ids, NULL, NULL, (GDestroyNotify)g_array_unref);
  erp_client_call_async (client, call, cancellable, ids_cb, g_object_ref (task));
}

gint64
biz_item_reader_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
