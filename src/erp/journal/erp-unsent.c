/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-unsent.h"

#include "erp-json.h"
#include "erp-seal.h"

#include <glib/gstdio.h>
#include <string.h>

/* How long a pause in typing is before it is written down. */
#define PAUSE_MS 700
/* The oldest go when there are more. */
#define MAX_TEXTS 200
/* What is larger lives in memory: the others must be opened again. */
#define MAX_TEXT (1024 * 1024)
#define MAX_ALL (8 * 1024 * 1024)
#define MAX_FILE (48 * 1024 * 1024)

typedef struct
{
  char *text; /* (owned) */
  char *more; /* (owned) (nullable) */
  gboolean is_reply;
  gint64 changed; /* µs since 1970, UTC */
} Text;

struct _ErpUnsent
{
  GObject parent_instance;

  char *path;        /* (owned) (nullable): in memory only */
  GBytes *key;       /* (owned) (nullable) */
  char *identity;    /* (owned) */
  GHashTable *texts; /* (owned): "model:id" -> Text */
  guint timeout;
};

G_DEFINE_FINAL_TYPE (ErpUnsent, erp_unsent, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "folder\nidentity" -> those that are open now; of the main thread. */
static GHashTable *open_ones;

static void
free_text (gpointer data)
{
  Text *text = data;

  g_free (text->text);
  g_free (text->more);
  g_free (text);
}

static char *
make_name (const char *model, gint64 id)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, model, id);
}

static gsize
get_size (const Text *text)
{
  return strlen (text->text) + (text->more != NULL ? strlen (text->more) : 0);
}

static char *
to_json (ErpUnsent *self)
{
  gsize room = MAX_ALL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *all = json_object_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      Text *text = value;
      JsonObject *object;

      if (get_size (text) > MIN (MAX_TEXT, room))
        continue;
      room -= get_size (text);
      object = json_object_new ();
      json_object_set_string_member (object, "text", text->text);
      if (text->more != NULL)
        json_object_set_string_member (object, "more", text->more);
      json_object_set_boolean_member (object, "is_reply", text->is_reply);
      json_object_set_int_member (object, "changed", text->changed);
      json_object_set_object_member (all, name, object);
    }
  json_node_take_object (node, all);
  return erp_json_to_string (node);
}

static void
take_json (ErpUnsent *self, JsonObject *all)
{
  g_autoptr (GList) names = json_object_get_members (all);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *object;
      const char *words;
      const char *more = NULL;
      Text *text;

      if (!erp_json_get_object (json_object_get_member (all, l->data), &object, NULL)
          || !erp_json_get_string (object, "text", &words, NULL))
        continue;
      text = g_new0 (Text, 1);
      text->text = g_strdup (words != NULL ? words : "");
      if (json_object_has_member (object, "more")
          && erp_json_get_string (object, "more", &more, NULL))
        text->more = g_strdup (more);
      erp_json_get_bool (object, "is_reply", &text->is_reply, NULL);
      erp_json_get_int (object, "changed", &text->changed, NULL);
      g_hash_table_insert (self->texts, g_strdup (l->data), text);
    }
}

static void
read_file (ErpUnsent *self)
{
  g_autofree char *data = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (self->path, &data, &length, NULL) || length > MAX_FILE)
    return;
  sealed = g_bytes_new (data, length);
  json = erp_unseal (self->key, sealed, self->identity, &error);
  if (json == NULL)
    {
      g_debug ("unsent texts are not opened: %s", error->message);
      return;
    }
  bytes = g_bytes_new (json, strlen (json));
  node = erp_json_parse (bytes, &error);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    take_json (self, json_node_get_object (node));
}

static void
write_file (ErpUnsent *self)
{
  g_autofree char *json = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data;

  if (g_hash_table_size (self->texts) == 0)
    {
      g_unlink (self->path);
      return;
    }
  json = to_json (self);
  sealed = erp_seal (self->key, json, self->identity, &error);
  if (sealed != NULL)
    {
      data = g_bytes_get_data (sealed, &size);
      if (g_file_set_contents_full (self->path, data, (gssize)size,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0600, &error))
        return;
    }
  g_warning ("unsent texts are not written down: %s", error->message);
}

static gboolean
timeout_cb (gpointer user_data)
{
  ErpUnsent *self = user_data;

  self->timeout = 0;
  write_file (self);
  return G_SOURCE_REMOVE;
}

static void
write_soon (ErpUnsent *self)
{
  if (self->path != NULL && self->timeout == 0)
    self->timeout = g_timeout_add (PAUSE_MS, timeout_cb, self);
}

static void
drop_oldest (ErpUnsent *self)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  const char *oldest = NULL;
  gint64 when = G_MAXINT64;

  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (((Text *)value)->changed < when)
      {
        when = ((Text *)value)->changed;
        oldest = name;
      }
  if (oldest != NULL)
    g_hash_table_remove (self->texts, oldest);
}

static void
erp_unsent_dispose (GObject *object)
{
  erp_unsent_flush (ERP_UNSENT (object));

  G_OBJECT_CLASS (erp_unsent_parent_class)->dispose (object);
}

static void
erp_unsent_finalize (GObject *object)
{
  ErpUnsent *self = ERP_UNSENT (object);

  g_free (self->path);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_free (self->identity);
  g_hash_table_unref (self->texts);

  G_OBJECT_CLASS (erp_unsent_parent_class)->finalize (object);
}

static void
erp_unsent_class_init (ErpUnsentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = erp_unsent_dispose;
  G_OBJECT_CLASS (klass)->finalize = erp_unsent_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
erp_unsent_init (ErpUnsent *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
}

/**
 * erp_unsent_new:
 * @folder: (nullable): where it is kept
 * @sealing_key: (nullable): 32 bytes
 * @identity: whose texts they are, and of which server
 *
 * Returns: (transfer full): what was not sent the last time
 */
ErpUnsent *
erp_unsent_new (const char *folder, GBytes *sealing_key, const char *identity)
{
  ErpUnsent *self;

  g_return_val_if_fail (identity != NULL, NULL);

  self = g_object_new (ERP_TYPE_UNSENT, NULL);
  self->identity = g_strdup_printf ("unsent %s", identity);
  if (folder != NULL && sealing_key != NULL)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->identity, -1);
      g_autofree char *name = g_strdup_printf ("unsent-%.24s", sum);

      self->path = g_build_filename (folder, name, NULL);
      self->key = g_bytes_ref (sealing_key);
      read_file (self);
    }

  return self;
}

static void
closed_cb (gpointer user_data, GObject *where)
{
  g_hash_table_remove (open_ones, user_data);
}

/**
 * erp_unsent_open:
 * @folder: (nullable): where it is kept
 * @sealing_key: (nullable): 32 bytes
 * @identity: whose texts they are, and of which server
 *
 * Returns: (transfer full): what was not sent the last time
 */
ErpUnsent *
erp_unsent_open (const char *folder, GBytes *sealing_key, const char *identity)
{
  g_autofree char *name = NULL;
  ErpUnsent *self;

  g_return_val_if_fail (identity != NULL, NULL);

  if (folder == NULL || sealing_key == NULL)
    return erp_unsent_new (folder, sealing_key, identity);
  if (open_ones == NULL)
    open_ones = g_hash_table_new (g_str_hash, g_str_equal);
  name = g_strdup_printf ("%s\n%s", folder, identity);
  self = g_hash_table_lookup (open_ones, name);
  if (self != NULL && g_bytes_equal (self->key, sealing_key))
    return g_object_ref (self);
  self = erp_unsent_new (folder, sealing_key, identity);
  if (!g_hash_table_contains (open_ones, name))
    {
      char *key = g_strdup (name);

      g_hash_table_insert (open_ones, key, self);
      g_object_weak_ref (G_OBJECT (self), closed_cb, key);
      g_object_set_data_full (G_OBJECT (self), "erp-unsent-name", key, g_free);
    }

  return self;
}

/**
 * erp_unsent_get_persistent:
 * @self: unsent texts
 *
 * Returns: whether they outlive the program
 */
gboolean
erp_unsent_get_persistent (ErpUnsent *self)
{
  g_return_val_if_fail (ERP_IS_UNSENT (self), FALSE);

  return self->path != NULL;
}

static void
tell_change (ErpUnsent *self, const char *model, gint64 id)
{
  write_soon (self);
  g_signal_emit (self, signals[CHANGED], 0, model, id);
}

/**
 * erp_unsent_is_kept:
 * @self: unsent texts
 * @model: of the record
 * @id: the record
 *
 * Returns: whether what is there of the record outlives the program
 */
gboolean
erp_unsent_is_kept (ErpUnsent *self, const char *model, gint64 id)
{
  g_autofree char *name = NULL;
  const Text *text;

  g_return_val_if_fail (ERP_IS_UNSENT (self), FALSE);
  g_return_val_if_fail (model != NULL, FALSE);

  name = make_name (model, id);
  text = g_hash_table_lookup (self->texts, name);

  return self->path != NULL && (text == NULL || get_size (text) <= MAX_TEXT);
}

/**
 * erp_unsent_set:
 * @self: unsent texts
 * @model: of the record
 * @id: the record
 * @text: (nullable): what is written and not sent
 * @is_reply: whether it was to go to the followers
 */
void
erp_unsent_set (ErpUnsent *self, const char *model, gint64 id, const char *text, gboolean is_reply)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ERP_IS_UNSENT (self));
  g_return_if_fail (model != NULL);

  if (text != NULL && *text != '\0')
    {
      g_autofree char *more = g_strdup (erp_unsent_get_more (self, model, id));

      erp_unsent_put (self, model, id, text, is_reply, more);
      return;
    }
  name = make_name (model, id);
  if (g_hash_table_remove (self->texts, name))
    tell_change (self, model, id);
}

/**
 * erp_unsent_put:
 * @self: unsent texts
 * @model: of the record
 * @id: the record
 * @text: what is written and not sent; it may be empty
 * @is_reply: whether it was to go to the followers
 * @more: (nullable): what goes with it
 */
void
erp_unsent_put (ErpUnsent *self,
                const char *model,
                gint64 id,
                const char *text,
                gboolean is_reply,
                const char *more)
{
  g_autofree char *name = NULL;
  Text *known;

  g_return_if_fail (ERP_IS_UNSENT (self));
  g_return_if_fail (model != NULL && text != NULL);

  name = make_name (model, id);
  known = g_hash_table_lookup (self->texts, name);
  if (known != NULL && g_str_equal (known->text, text) && !known->is_reply == !is_reply
      && g_strcmp0 (known->more, more) == 0)
    return;
  known = g_new0 (Text, 1);
  known->text = g_strdup (text);
  known->more = g_strdup (more);
  known->is_reply = is_reply;
  known->changed = g_get_real_time ();
  g_hash_table_insert (self->texts, g_steal_pointer (&name), known);
  if (g_hash_table_size (self->texts) > MAX_TEXTS)
    drop_oldest (self);
  tell_change (self, model, id);
}

/**
 * erp_unsent_get_more:
 * @self: unsent texts
 * @model: of the record
 * @id: the record
 *
 * Returns: (nullable): what goes with its text
 */
const char *
erp_unsent_get_more (ErpUnsent *self, const char *model, gint64 id)
{
  g_autofree char *name = NULL;
  Text *known;

  g_return_val_if_fail (ERP_IS_UNSENT (self), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  name = make_name (model, id);
  known = g_hash_table_lookup (self->texts, name);

  return known != NULL ? known->more : NULL;
}

/**
 * erp_unsent_get:
 * @self: unsent texts
 * @model: of the record
 * @id: the record
 * @is_reply: (out): whether it was to go to the followers
 *
 * Returns: (nullable): what was written and not sent
 */
const char *
erp_unsent_get (ErpUnsent *self, const char *model, gint64 id, gboolean *is_reply)
{
  g_autofree char *name = NULL;
  Text *text;

  g_return_val_if_fail (ERP_IS_UNSENT (self), NULL);
  g_return_val_if_fail (model != NULL && is_reply != NULL, NULL);

  name = make_name (model, id);
  text = g_hash_table_lookup (self->texts, name);
  *is_reply = text != NULL && text->is_reply;

  return text != NULL ? text->text : NULL;
}

typedef struct
{
  char *model; /* (owned) */
  gint64 changed;
} Found;

static void
free_found (gpointer data)
{
  g_free (((Found *)data)->model);
  g_free (data);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *first = *(const Found *const *)a;
  const Found *second = *(const Found *const *)b;

  return first->changed < second->changed   ? -1
         : first->changed > second->changed ? 1
                                            : strcmp (first->model, second->model);
}

/**
 * erp_unsent_list:
 * @self: unsent texts
 * @prefix: how the models begin
 * @id: the record
 *
 * Returns: (transfer full): the models, in the order in which their texts were written
 */
char **
erp_unsent_list (ErpUnsent *self, const char *prefix, gint64 id)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_found);
  g_autoptr (GStrvBuilder) models = g_strv_builder_new ();
  g_autofree char *ending = make_name ("", id);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_return_val_if_fail (ERP_IS_UNSENT (self), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ending))
      {
        Found *one = g_new0 (Found, 1);

        one->model = g_strndup (name, strlen (name) - strlen (ending));
        one->changed = ((Text *)value)->changed;
        g_ptr_array_add (found, one);
      }
  g_ptr_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    g_strv_builder_add (models, ((Found *)g_ptr_array_index (found, i))->model);

  return g_strv_builder_end (models);
}

guint
erp_unsent_count (ErpUnsent *self)
{
  g_return_val_if_fail (ERP_IS_UNSENT (self), 0);

  return g_hash_table_size (self->texts);
}

/**
 * erp_unsent_flush:
 * @self: unsent texts
 *
 * Writes down now what waits for a pause in typing.
 */
void
erp_unsent_flush (ErpUnsent *self)
{
  g_return_if_fail (ERP_IS_UNSENT (self));

  if (self->timeout == 0)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  write_file (self);
}
