/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-new-file.h"

#include "biz-attachment.h"
#include "erp-json.h"

#include <string.h>

struct _BizNewFile
{
  GObject parent_instance;

  BizNewFileState state;
  char *name;      /* (owned) */
  GBytes *content; /* (owned) (nullable) */
  gint64 size;     /* -1: not known */
  char *uri;       /* (owned) (nullable): where it is */
  char *sum;       /* (owned) (nullable): SHA-256 */
  gint64 server_id;
  gboolean is_moving;
  double fraction;
};

G_DEFINE_FINAL_TYPE (BizNewFile, biz_new_file, G_TYPE_OBJECT)

static void
biz_new_file_finalize (GObject *object)
{
  BizNewFile *self = BIZ_NEW_FILE (object);

  g_free (self->name);
  g_free (self->uri);
  g_free (self->sum);
  g_clear_pointer (&self->content, g_bytes_unref);

  G_OBJECT_CLASS (biz_new_file_parent_class)->finalize (object);
}

static void
biz_new_file_class_init (BizNewFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_new_file_finalize;
}

static void
biz_new_file_init (BizNewFile *self)
{
  self->size = -1;
}

static void
set_content (BizNewFile *self, GBytes *content)
{
  self->content = g_bytes_ref (content);
  self->size = (gint64)g_bytes_get_size (content);
}

/**
 * biz_new_file_new:
 * @name: (nullable): what it is to be called
 * @content: what is in it
 *
 * Returns: (transfer full): a file to be sent
 */
BizNewFile *
biz_new_file_new (const char *name, GBytes *content)
{
  g_return_val_if_fail (content != NULL, NULL);

  return biz_new_file_new_read (name, content, NULL, NULL);
}

/**
 * biz_new_file_new_read:
 * @name: (nullable): what it is to be called
 * @content: what is in it
 * @uri: (nullable): where it is
 * @sum: (nullable): of @content
 *
 * Returns: (transfer full): a file to be sent
 */
BizNewFile *
biz_new_file_new_read (const char *name, GBytes *content, const char *uri, const char *sum)
{
  BizNewFile *self;

  g_return_val_if_fail (content != NULL, NULL);

  self = g_object_new (BIZ_TYPE_NEW_FILE, NULL);
  self->name = biz_attachment_clean_name (name);
  self->uri = g_strdup (uri);
  self->sum = g_strdup (sum);
  set_content (self, content);

  return self;
}

BizNewFile *
biz_new_file_new_named (const char *name)
{
  BizNewFile *self = g_object_new (BIZ_TYPE_NEW_FILE, NULL);

  self->state = BIZ_NEW_FILE_NAMED;
  self->name = biz_attachment_clean_name (name);

  return self;
}

/**
 * biz_new_file_new_chosen:
 * @file: a file of the person
 *
 * Returns: (transfer full): one that is still to be read, whatever is in it
 */
BizNewFile *
biz_new_file_new_chosen (GFile *file)
{
  BizNewFile *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  self = biz_new_file_new_named (name);
  self->state = BIZ_NEW_FILE_KEPT;
  self->uri = g_file_get_uri (file);

  return self;
}

/**
 * biz_new_file_copy:
 * @self: a file
 * @state: what became of it
 *
 * Returns: (transfer full): the same file, without what was in it
 */
BizNewFile *
biz_new_file_copy (BizNewFile *self, BizNewFileState state)
{
  BizNewFile *copy;

  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);
  g_return_val_if_fail (state != BIZ_NEW_FILE_READY, NULL);

  copy = biz_new_file_new_named (self->name);
  copy->state = state;
  copy->uri = g_strdup (self->uri);
  copy->sum = g_strdup (self->sum);
  copy->size = self->size;

  return copy;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = NULL;

  return json_object_has_member (object, member)
                 && erp_json_get_string (object, member, &text, NULL)
             ? text
             : NULL;
}

static gint64
get_number (JsonObject *object, const char *member)
{
  gint64 number = -1;

  return json_object_has_member (object, member) && erp_json_get_int (object, member, &number, NULL)
             ? number
             : -1;
}

static gboolean
is_sum (const char *sum)
{
  return sum != NULL && strlen (sum) == 64 && strspn (sum, "0123456789abcdef") == 64;
}

static void
take_object (BizNewFile *self, JsonObject *object)
{
  const char *data = get_text (object, "data");
  const char *uri = get_text (object, "uri");
  const char *sum = get_text (object, "sum");

  if (data != NULL && strlen (data) <= BIZ_NEW_FILE_MAX_KEPT / 3 * 4 + 4)
    {
      gsize size;
      guchar *bytes = g_base64_decode (data, &size);
      g_autoptr (GBytes) content = g_bytes_new_take (bytes, size);

      set_content (self, content);
      self->state = BIZ_NEW_FILE_READY;
    }
  else if (uri != NULL)
    {
      self->uri = g_strdup (uri);
      self->sum = is_sum (sum) ? g_strdup (sum) : NULL;
      self->size = get_number (object, "size");
      self->state = BIZ_NEW_FILE_KEPT;
    }
}

/**
 * biz_new_file_new_from_json:
 * @node: what was kept
 *
 * Returns: (transfer full) (nullable): the file, as far as it was kept
 */
BizNewFile *
biz_new_file_new_from_json (JsonNode *node)
{
  BizNewFile *self;
  JsonObject *object = NULL;
  const char *name;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  name = get_text (object, "name");
  if (name == NULL)
    return NULL;
  self = biz_new_file_new_named (name);
  take_object (self, object);

  return self;
}

/**
 * biz_new_file_to_json:
 * @self: a file
 * @room: (inout): bytes that may be kept whole
 *
 * Returns: (transfer full): what a draft keeps of it
 */
JsonNode *
biz_new_file_to_json (BizNewFile *self, gsize *room)
{
  JsonNode *node;
  JsonObject *object;

  g_return_val_if_fail (BIZ_IS_NEW_FILE (self) && room != NULL, NULL);

  node = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();
  json_object_set_string_member (object, "name", self->name);
  if (self->uri != NULL)
    {
      json_object_set_string_member (object, "uri", self->uri);
      if (self->sum != NULL)
        {
          json_object_set_string_member (object, "sum", self->sum);
          json_object_set_int_member (object, "size", self->size);
        }
    }
  else if (self->content != NULL && g_bytes_get_size (self->content) <= *room)
    {
      g_autofree char *data = g_base64_encode (g_bytes_get_data (self->content, NULL),
                                               g_bytes_get_size (self->content));

      json_object_set_string_member (object, "data", data);
      *room -= g_bytes_get_size (self->content);
    }
  json_node_take_object (node, object);

  return node;
}

const char *
biz_new_file_get_name (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);

  return self->name;
}

BizNewFileState
biz_new_file_get_state (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), BIZ_NEW_FILE_NAMED);

  return self->state;
}

gint64
biz_new_file_get_size (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), -1);

  return self->size;
}

GBytes *
biz_new_file_get_content (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);

  return self->content;
}

GFile *
biz_new_file_dup_file (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);

  return self->uri != NULL ? g_file_new_for_uri (self->uri) : NULL;
}

const char *
biz_new_file_get_sum (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), NULL);

  return self->sum;
}

gboolean
biz_new_file_is_same (BizNewFile *self, BizNewFile *other)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self) && BIZ_IS_NEW_FILE (other), FALSE);

  if (self->sum != NULL || other->sum != NULL)
    return g_strcmp0 (self->sum, other->sum) == 0 && g_strcmp0 (self->uri, other->uri) == 0;
  if (self->content != NULL && other->content != NULL)
    return g_bytes_equal (self->content, other->content) && g_str_equal (self->name, other->name);

  return g_str_equal (self->name, other->name);
}

void
biz_new_file_set_server_id (BizNewFile *self, gint64 id)
{
  g_return_if_fail (BIZ_IS_NEW_FILE (self));

  self->server_id = id;
}

gint64
biz_new_file_get_server_id (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), 0);

  return self->server_id;
}

void
biz_new_file_set_is_moving (BizNewFile *self, gboolean is_moving)
{
  g_return_if_fail (BIZ_IS_NEW_FILE (self));

  self->is_moving = is_moving;
}

gboolean
biz_new_file_get_is_moving (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), FALSE);

  return self->is_moving;
}

void
biz_new_file_set_fraction (BizNewFile *self, double fraction)
{
  g_return_if_fail (BIZ_IS_NEW_FILE (self));

  self->fraction = fraction;
}

double
biz_new_file_get_fraction (BizNewFile *self)
{
  g_return_val_if_fail (BIZ_IS_NEW_FILE (self), 0);

  return self->server_id != 0 ? 1 : self->fraction;
}
