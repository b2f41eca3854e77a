/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-pack.h"

#include "biz-attachment.h"
#include "biz-file-source.h"
#include "erp-later.h"

/* A multiple of three, so that base64 has no rest in the middle. */
#define CHUNK (3 * 64 * 1024)
#define LINE_ROOM 8
/* Seconds for the answer, and the slowest line in bytes a second that is waited for. */
#define ANSWER_TIMEOUT 120
#define SLOWEST 16384

struct _BizFilePack
{
  GObject parent_instance;

  char *name; /* (owned) */
  gint64 size;
  char *checksum;    /* (owned) */
  JsonNode *content; /* (owned): immutable */
};

G_DEFINE_FINAL_TYPE (BizFilePack, biz_file_pack, G_TYPE_OBJECT)

static void
biz_file_pack_finalize (GObject *object)
{
  BizFilePack *self = BIZ_FILE_PACK (object);

  g_free (self->name);
  g_free (self->checksum);
  if (self->size >= ERP_LATER_BYTES)
    erp_later_free (g_steal_pointer (&self->content), (GDestroyNotify)json_node_unref);
  g_clear_pointer (&self->content, json_node_unref);

  G_OBJECT_CLASS (biz_file_pack_parent_class)->finalize (object);
}

static void
biz_file_pack_class_init (BizFilePackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_file_pack_finalize;
}

static void
biz_file_pack_init (BizFilePack *self)
{
}

/* Reads to the end, in whole chunks; NULL where that fails. */
static GString *
encode (BizFilePack *self,
        GInputStream *stream,
        gint64 max_bytes,
        GChecksum *sum,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  g_autofree char *piece = g_malloc (CHUNK / 3 * 4 + LINE_ROOM);
  int state = 0;
  int save = 0;
  gsize n;

  do
    {
      g_autoptr (GError) cause = NULL;

      if (!g_input_stream_read_all (stream, chunk, CHUNK, &n, cancellable, &cause))
        {
          biz_file_source_set_unreadable (error, self->name, cause);
          return NULL;
        }
      self->size += (gint64)n;
      if (self->size > max_bytes)
        {
          biz_file_source_set_too_large (error, self->name, max_bytes);
          return NULL;
        }
      g_checksum_update (sum, chunk, (gssize)n);
      g_string_append_len (text, piece,
                           (gssize)g_base64_encode_step (chunk, n, FALSE, piece, &state, &save));
    }
  while (n == CHUNK);
  g_string_append_len (text, piece, (gssize)g_base64_encode_close (FALSE, piece, &state, &save));

  return g_steal_pointer (&text);
}

/**
 * biz_file_pack_new:
 * @stream: what is in the file
 * @name: (nullable): what it is called where it comes from
 * @max_bytes: more is refused
 * @cancellable: (nullable): to stop
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the file, ready to travel
 */
BizFilePack *
biz_file_pack_new (GInputStream *stream,
                   const char *name,
                   gint64 max_bytes,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (BizFilePack) self = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (max_bytes >= 0, NULL);

  self = g_object_new (BIZ_TYPE_FILE_PACK, NULL);
  self->name = biz_attachment_clean_name (name);
  text = encode (self, stream, max_bytes, sum, cancellable, error);
  if (text == NULL)
    return NULL;
  self->checksum = g_strdup (g_checksum_get_string (sum));
  self->content = json_node_alloc ();
  json_node_init_string (self->content, text->str);
  json_node_seal (self->content);

  return g_steal_pointer (&self);
}

/* What is to be packed. */
typedef struct
{
  GFile *file;     /* (owned) (nullable) */
  GBytes *content; /* (owned) (nullable) */
  char *name;      /* (owned) */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->file);
  g_clear_pointer (&wish->content, g_bytes_unref);
  g_free (wish->name);
  g_free (wish);
}

static BizFilePack *
pack_file (Wish *wish, GCancellable *cancellable, GError **error)
{
  g_autoptr (BizFileSource) source =
      biz_file_source_open (wish->file, wish->name, BIZ_ATTACHMENT_MAX_BYTES, cancellable, error);
  g_autoptr (BizFilePack) pack = NULL;

  if (source == NULL)
    return NULL;
  pack = biz_file_pack_new (biz_file_source_get_stream (source), wish->name,
                            BIZ_ATTACHMENT_MAX_BYTES, cancellable, error);
  if (pack == NULL || !biz_file_source_check (source, pack->size, cancellable, error))
    return NULL;

  return g_steal_pointer (&pack);
}

static BizFilePack *
pack_bytes (Wish *wish, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (wish->content);

  if (g_bytes_get_size (wish->content) == 0)
    {
      biz_file_source_set_empty (error, wish->name);
      return NULL;
    }

  return biz_file_pack_new (stream, wish->name, BIZ_ATTACHMENT_MAX_BYTES, cancellable, error);
}

static void
pack_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Wish *wish = task_data;
  GError *error = NULL;
  BizFilePack *pack = wish->content != NULL ? pack_bytes (wish, cancellable, &error)
                                            : pack_file (wish, cancellable, &error);

  if (pack != NULL)
    g_task_return_pointer (task, pack, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
run (Wish *wish, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, wish, free_wish);
  g_task_run_in_thread (task, pack_thread);
}

/**
 * biz_file_pack_read_async:
 * @file: a file of the person
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_file_pack_read_async (GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *name = NULL;
  Wish *wish;

  g_return_if_fail (G_IS_FILE (file));

  wish = g_new0 (Wish, 1);
  name = g_file_get_basename (file);
  wish->file = g_object_ref (file);
  wish->name = biz_attachment_clean_name (name);
  run (wish, cancellable, callback, user_data);
}

/**
 * biz_file_pack_bytes_async:
 * @content: what is in the file
 * @name: (nullable): what it is to be called
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_file_pack_bytes_async (GBytes *content,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Wish *wish;

  g_return_if_fail (content != NULL);

  wish = g_new0 (Wish, 1);
  wish->content = g_bytes_ref (content);
  wish->name = biz_attachment_clean_name (name);
  run (wish, cancellable, callback, user_data);
}

BizFilePack *
biz_file_pack_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
biz_file_pack_get_name (BizFilePack *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_PACK (self), NULL);

  return self->name;
}

gint64
biz_file_pack_get_size (BizFilePack *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_PACK (self), 0);

  return self->size;
}

const char *
biz_file_pack_get_checksum (BizFilePack *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_PACK (self), NULL);

  return self->checksum;
}

JsonNode *
biz_file_pack_get_content (BizFilePack *self)
{
  g_return_val_if_fail (BIZ_IS_FILE_PACK (self), NULL);

  return self->content;
}

/**
 * biz_file_pack_new_call:
 * @self: a file
 * @marker: (nullable): what it is found by
 * @company_id: of the record it is for, 0 where it has none
 *
 * Pictures are kept as they are: the server would make large ones smaller.
 *
 * Returns: (transfer full): what lays it down
 */
ErpCall *
biz_file_pack_new_call (BizFilePack *self, const char *marker, gint64 company_id)
{
  ErpCall *call;
  JsonObject *vals;
  JsonArray *list;
  JsonNode *node;

  g_return_val_if_fail (BIZ_IS_FILE_PACK (self), NULL);

  call = erp_call_new_write ("ir.attachment", "create");
  vals = json_object_new ();
  json_object_set_string_member (vals, "name", self->name);
  json_object_set_member (vals, "datas", json_node_ref (self->content));
  json_object_set_string_member (vals, "res_model", BIZ_FILE_PENDING_MODEL);
  json_object_set_int_member (vals, "res_id", 0);
  if (marker != NULL)
    json_object_set_string_member (vals, "description", marker);
  list = json_array_new ();
  json_array_add_object_element (list, vals);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, list);
  erp_call_take_arg (call, "vals_list", node);
  erp_call_set_context_bool (call, "image_no_postprocess", TRUE);
  erp_call_set_timeout (call, ANSWER_TIMEOUT + (guint)(self->size / SLOWEST));
  if (company_id != 0)
    erp_call_set_companies (call, &company_id, 1);

  return call;
}
