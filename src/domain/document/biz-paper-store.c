/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paper-store-private.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizPaperStore
{
  GObject parent_instance;

  ErpClient *client;            /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizPaperStore, biz_paper_store, G_TYPE_OBJECT)

/* What a decoder needs in its thread. */
typedef struct
{
  BizCurrencyTable *currencies; /* (owned) */
  GArray *ids;                  /* (owned) (element-type gint64) */
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  biz_currency_table_unref (decoding->currencies);
  g_array_unref (decoding->ids);
  g_free (decoding);
}

static JsonObject *
find_row (JsonArray *rows, gint64 id)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      gint64 found;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, NULL)
          && erp_json_get_int (row, "id", &found, NULL) && found == id)
        return row;
    }

  return NULL;
}

static gpointer
decode_papers (JsonNode *result, gpointer user_data, GError **error)
{
  const Decoding *decoding = user_data;
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_paper_free);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < decoding->ids->len; i++)
    {
      JsonObject *row = find_row (rows, g_array_index (decoding->ids, gint64, i));
      BizPaper *paper;

      if (row == NULL)
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                               _ ("The document does not exist any more. Refresh the list."));
          return NULL;
        }
      paper = biz_paper_new_from_json (row, decoding->currencies, error);
      if (paper == NULL)
        return NULL;
      g_ptr_array_add (papers, paper);
    }

  return g_steal_pointer (&papers);
}

static gpointer
decode_pdf (JsonNode *result, gpointer user_data, GError **error)
{
  const char *text = NULL;
  JsonArray *rows;
  JsonObject *row;
  guchar *data;
  gsize length;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 1
      && (!erp_json_get_object (json_array_get_element (rows, 0), &row, error)
          || !erp_json_get_string (row, "datas", &text, error)))
    return NULL;
  if (text == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The server's PDF does not exist any more. Try again."));
      return NULL;
    }
  data = g_base64_decode (text, &length);

  return g_bytes_new_take (data, length);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, g_task_get_task_data (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
biz_paper_store_finalize (GObject *object)
{
  BizPaperStore *self = BIZ_PAPER_STORE (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);

  G_OBJECT_CLASS (biz_paper_store_parent_class)->finalize (object);
}

static void
biz_paper_store_class_init (BizPaperStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_paper_store_finalize;
}

static void
biz_paper_store_init (BizPaperStore *self)
{
}

/**
 * biz_paper_store_new:
 * @client: the server
 * @currencies: its currencies
 *
 * Returns: (transfer full): a store
 */
BizPaperStore *
biz_paper_store_new (ErpClient *client, BizCurrencyTable *currencies)
{
  BizPaperStore *self = g_object_new (BIZ_TYPE_PAPER_STORE, NULL);

  self->client = g_object_ref (client);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

/**
 * biz_paper_store_get_client:
 * @self: a store
 *
 * Returns: (transfer none): the server
 */
ErpClient *
biz_paper_store_get_client (BizPaperStore *self)
{
  return self->client;
}

/**
 * biz_paper_store_load_async:
 * @self: a store
 * @ids: (array length=n_ids): invoices and credit notes
 * @n_ids: how many
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads all that is printed of them.
 */
void
biz_paper_store_load_async (BizPaperStore *self,
                            const gint64 *ids,
                            gsize n_ids,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "web_read");
  Decoding *decoding;
  GTask *task;

  g_return_if_fail (BIZ_IS_PAPER_STORE (self));
  g_return_if_fail (n_ids > 0);

  decoding = g_new0 (Decoding, 1);
  decoding->currencies = biz_currency_table_ref (self->currencies);
  decoding->ids =
      g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), ids, (guint)n_ids);
  erp_call_set_ids (call, ids, n_ids);
  erp_call_set_arg_json (call, "specification", biz_paper_get_specification ());
  erp_call_set_decoder (call, decode_papers, decoding, decoding_free,
                        (GDestroyNotify)g_ptr_array_unref);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_paper_store_load_async);
  g_task_set_task_data (task, (gpointer)g_ptr_array_unref, NULL);
  erp_client_call_async (self->client, call, cancellable, call_cb, task);
}

/**
 * biz_paper_store_load_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizPaper): the papers
 */
GPtrArray *
biz_paper_store_load_finish (BizPaperStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_paper_store_load_pdf_async:
 * @self: a store
 * @pdf_id: what a paper names
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Fetches the PDF that the server made when it sent the document.
 */
void
biz_paper_store_load_pdf_async (BizPaperStore *self,
                                gint64 pdf_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const char *const fields[] = { "datas", NULL };
  g_autoptr (ErpCall) call = erp_call_new_read ("ir.attachment", "read");
  GTask *task;

  g_return_if_fail (BIZ_IS_PAPER_STORE (self));

  erp_call_set_id (call, pdf_id);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_decoder (call, decode_pdf, NULL, NULL, (GDestroyNotify)g_bytes_unref);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_paper_store_load_pdf_async);
  g_task_set_task_data (task, (gpointer)g_bytes_unref, NULL);
  erp_client_call_async (self->client, call, cancellable, call_cb, task);
}

/**
 * biz_paper_store_load_pdf_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the file
 */
GBytes *
biz_paper_store_load_pdf_finish (BizPaperStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
