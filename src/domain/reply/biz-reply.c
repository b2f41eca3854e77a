/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-reply.h"

#include "erp-json.h"

#include <string.h>

#define MAX_PEOPLE 100
#define MAX_FILES 200

struct _BizReply
{
  GObject parent_instance;

  char *text; /* (owned) */
  gboolean is_message;
  GListStore *people; /* (owned) */
  GListStore *files;  /* (owned) */
  GArray *left_out;   /* (owned): gint64 */
  gint64 seen;
  gint64 written;
  char *mark;  /* (owned) */
  char *tried; /* (owned) (nullable): a sum of what was given to the server */
};

G_DEFINE_FINAL_TYPE (BizReply, biz_reply, G_TYPE_OBJECT)

enum
{
  LEFT_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_reply_finalize (GObject *object)
{
  BizReply *self = BIZ_REPLY (object);

  g_free (self->text);
  g_clear_object (&self->people);
  g_clear_object (&self->files);
  g_clear_pointer (&self->left_out, g_array_unref);
  g_free (self->mark);
  g_free (self->tried);

  G_OBJECT_CLASS (biz_reply_parent_class)->finalize (object);
}

static void
biz_reply_class_init (BizReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_reply_finalize;
  signals[LEFT_OUT] = g_signal_new ("left-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_reply_init (BizReply *self)
{
  self->text = g_strdup ("");
  self->people = g_list_store_new (BIZ_TYPE_PARTNER);
  self->files = g_list_store_new (BIZ_TYPE_NEW_FILE);
  self->left_out = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->mark = g_uuid_string_random ();
}

BizReply *
biz_reply_new (void)
{
  return g_object_new (BIZ_TYPE_REPLY, NULL);
}

const char *
biz_reply_get_text (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), "");

  return self->text;
}

void
biz_reply_set_text (BizReply *self, const char *text)
{
  g_return_if_fail (BIZ_IS_REPLY (self));

  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
}

gboolean
biz_reply_is_message (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  return self->is_message;
}

void
biz_reply_set_is_message (BizReply *self, gboolean is_message)
{
  g_return_if_fail (BIZ_IS_REPLY (self));

  self->is_message = is_message;
}

GListStore *
biz_reply_get_people (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), NULL);

  return self->people;
}

gboolean
biz_reply_has_person (BizReply *self, gint64 partner_id)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->people)); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (self->people), i);

      if (biz_partner_get_id (partner) == partner_id)
        return TRUE;
    }

  return FALSE;
}

void
biz_reply_add_person (BizReply *self, BizPartner *partner)
{
  g_return_if_fail (BIZ_IS_REPLY (self));
  g_return_if_fail (BIZ_IS_PARTNER (partner));

  if (!biz_reply_has_person (self, biz_partner_get_id (partner)))
    g_list_store_append (self->people, partner);
}

GListStore *
biz_reply_get_files (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), NULL);

  return self->files;
}

static int
find_left_out (BizReply *self, gint64 partner_id)
{
  for (guint i = 0; i < self->left_out->len; i++)
    if (g_array_index (self->left_out, gint64, i) == partner_id)
      return (int)i;

  return -1;
}

/**
 * biz_reply_leave_out:
 * @self: something that is being written
 * @partner_id: a follower
 * @leave_out: whether this one does not get it
 */
void
biz_reply_leave_out (BizReply *self, gint64 partner_id, gboolean leave_out)
{
  int index;

  g_return_if_fail (BIZ_IS_REPLY (self));

  index = find_left_out (self, partner_id);
  if ((index >= 0) == (leave_out != FALSE))
    return;
  if (leave_out)
    g_array_append_val (self->left_out, partner_id);
  else
    g_array_remove_index (self->left_out, (guint)index);
  g_signal_emit (self, signals[LEFT_OUT], 0);
}

gboolean
biz_reply_leaves_out (BizReply *self, gint64 partner_id)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  return find_left_out (self, partner_id) >= 0;
}

guint
biz_reply_get_n_left_out (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), 0);

  return self->left_out->len;
}

gint64
biz_reply_get_seen (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), 0);

  return self->seen;
}

gint64
biz_reply_get_written (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), 0);

  return self->written;
}

void
biz_reply_set_seen (BizReply *self, gint64 message_id, gint64 written)
{
  g_return_if_fail (BIZ_IS_REPLY (self));

  self->seen = message_id;
  self->written = written;
}

const char *
biz_reply_get_mark (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), NULL);

  return self->mark;
}

void
biz_reply_renew_mark (BizReply *self)
{
  g_return_if_fail (BIZ_IS_REPLY (self));

  g_free (self->mark);
  self->mark = g_uuid_string_random ();
  g_clear_pointer (&self->tried, g_free);
}

/* Of the words and the files. */
static char *
make_sum (BizReply *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *)(self->is_message ? "m" : "n"), 1);
  g_checksum_update (sum, (const guchar *)self->text, (gssize)strlen (self->text) + 1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (BizNewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      const char *name = biz_new_file_get_name (file);
      const char *own = biz_new_file_get_sum (file);

      g_checksum_update (sum, (const guchar *)name, (gssize)strlen (name) + 1);
      if (own != NULL)
        g_checksum_update (sum, (const guchar *)own, -1);
    }

  return g_strdup (g_checksum_get_string (sum));
}

void
biz_reply_note_try (BizReply *self)
{
  g_return_if_fail (BIZ_IS_REPLY (self));

  g_free (self->tried);
  self->tried = make_sum (self);
}

gboolean
biz_reply_was_tried (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  return self->tried != NULL;
}

gboolean
biz_reply_is_as_tried (BizReply *self)
{
  g_autofree char *sum = NULL;

  g_return_val_if_fail (BIZ_IS_REPLY (self), FALSE);

  sum = make_sum (self);

  return g_strcmp0 (self->tried, sum) == 0;
}

gboolean
biz_reply_says_same (BizReply *self, BizReply *other)
{
  g_autofree char *sum = NULL;
  g_autofree char *other_sum = NULL;

  g_return_val_if_fail (BIZ_IS_REPLY (self) && BIZ_IS_REPLY (other), FALSE);

  sum = make_sum (self);
  other_sum = make_sum (other);

  return g_str_equal (sum, other_sum);
}

/**
 * biz_reply_is_empty:
 * @self: something that is being written
 *
 * Returns: whether there is nothing to say: no words and no file
 */
gboolean
biz_reply_is_empty (BizReply *self)
{
  g_return_val_if_fail (BIZ_IS_REPLY (self), TRUE);

  return self->text[strspn (self->text, " \t\r\n")] == '\0'
         && g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 0;
}

static char *
join_texts (const char *first, const char *second)
{
  if (*first == '\0' || *second == '\0')
    return g_strconcat (first, second, NULL);

  return g_strdup_printf ("%s\n\n%s", first, second);
}

static BizNewFile *
nth_file (BizReply *self, guint i)
{
  return g_list_model_get_item (G_LIST_MODEL (self->files), i);
}

static guint
count_files (BizReply *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->files));
}

static void
put_files_before (BizReply *self, BizReply *begun)
{
  for (guint i = 0; i < count_files (begun); i++)
    {
      g_autoptr (BizNewFile) file = nth_file (begun, i);

      g_list_store_insert (self->files, i, file);
    }
}

/**
 * biz_reply_put_before:
 * @self: something that is being written
 * @begun: something that was begun before it; it is not changed
 */
void
biz_reply_put_before (BizReply *self, BizReply *begun)
{
  g_autofree char *text = NULL;

  g_return_if_fail (BIZ_IS_REPLY (self) && BIZ_IS_REPLY (begun) && self != begun);

  if (biz_reply_is_empty (begun))
    return;
  text = join_texts (begun->text, self->text);
  biz_reply_set_text (self, text);
  self->is_message = self->is_message && begun->is_message;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (begun->people)); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (begun->people), i);

      biz_reply_add_person (self, partner);
    }
  for (guint i = 0; i < begun->left_out->len; i++)
    biz_reply_leave_out (self, g_array_index (begun->left_out, gint64, i), TRUE);
  put_files_before (self, begun);
  if (begun->seen != 0 || begun->written != 0)
    {
      self->seen = self->seen != 0 ? MIN (self->seen, begun->seen) : begun->seen;
      self->written = self->written != 0 ? MIN (self->written, begun->written) : begun->written;
    }
}

static JsonArray *
people_to_json (BizReply *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->people)); i++)
    {
      g_autoptr (BizPartner) partner = g_list_model_get_item (G_LIST_MODEL (self->people), i);
      const char *email = biz_partner_get_email (partner);
      JsonObject *row = json_object_new ();

      json_object_set_int_member (row, "id", biz_partner_get_id (partner));
      json_object_set_string_member (row, "display_name", biz_partner_get_name (partner));
      if (email != NULL)
        json_object_set_string_member (row, "email", email);
      else
        json_object_set_boolean_member (row, "email", FALSE);
      json_object_set_boolean_member (row, "ref", FALSE);
      json_object_set_boolean_member (row, "city", FALSE);
      json_object_set_boolean_member (row, "vat", FALSE);
      json_array_add_object_element (array, row);
    }

  return array;
}

static JsonArray *
files_to_json (BizReply *self)
{
  JsonArray *array = json_array_new ();
  gsize room = BIZ_NEW_FILE_MAX_KEPT;

  for (guint i = 0; i < count_files (self); i++)
    {
      g_autoptr (BizNewFile) file = nth_file (self, i);

      json_array_add_element (array, biz_new_file_to_json (file, &room));
    }

  return array;
}

char *
biz_reply_to_more (BizReply *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *left_out = json_array_new ();

  g_return_val_if_fail (BIZ_IS_REPLY (self), NULL);

  for (guint i = 0; i < self->left_out->len; i++)
    json_array_add_int_element (left_out, g_array_index (self->left_out, gint64, i));
  json_object_set_array_member (object, "people", people_to_json (self));
  json_object_set_array_member (object, "files", files_to_json (self));
  json_object_set_array_member (object, "left_out", left_out);
  json_object_set_int_member (object, "seen", self->seen);
  json_object_set_int_member (object, "written", self->written);
  json_object_set_string_member (object, "mark", self->mark);
  if (self->tried != NULL)
    json_object_set_string_member (object, "tried", self->tried);
  json_node_take_object (node, object);

  return erp_json_to_string (node);
}

static JsonArray *
get_list (JsonObject *object, const char *member)
{
  JsonArray *array = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_array (json_object_get_member (object, member), &array, NULL);

  return array;
}

static void
take_people (BizReply *self, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_PEOPLE); i++)
    {
      g_autoptr (BizPartner) partner = NULL;
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (array, i), &row, NULL))
        partner = biz_partner_new_from_json (row, NULL);
      if (partner != NULL)
        biz_reply_add_person (self, partner);
    }
}

static void
take_files (BizReply *self, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_FILES); i++)
    {
      g_autoptr (BizNewFile) file = biz_new_file_new_from_json (json_array_get_element (array, i));

      if (file != NULL)
        g_list_store_append (self->files, file);
    }
}

static gboolean
is_mark (const char *mark)
{
  return mark != NULL && strlen (mark) == 36 && strspn (mark, "0123456789abcdef-") == 36;
}

void
biz_reply_take_more (BizReply *self, const char *more)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) ids = NULL;
  JsonObject *object;
  const char *mark = NULL;
  const char *tried = NULL;

  g_return_if_fail (BIZ_IS_REPLY (self));

  if (more == NULL)
    return;
  bytes = g_bytes_new_static (more, strlen (more));
  node = erp_json_parse (bytes, NULL);
  if (node == NULL || !erp_json_get_object (node, &object, NULL))
    return;
  take_people (self, get_list (object, "people"));
  take_files (self, get_list (object, "files"));
  if (get_list (object, "left_out") != NULL && erp_json_get_ids (object, "left_out", &ids, NULL))
    for (guint i = 0; i < ids->len; i++)
      biz_reply_leave_out (self, g_array_index (ids, gint64, i), TRUE);
  if (json_object_has_member (object, "seen"))
    erp_json_get_int (object, "seen", &self->seen, NULL);
  if (json_object_has_member (object, "written"))
    erp_json_get_int (object, "written", &self->written, NULL);
  if (json_object_has_member (object, "mark") && erp_json_get_string (object, "mark", &mark, NULL)
      && is_mark (mark))
    {
      g_free (self->mark);
      self->mark = g_strdup (mark);
    }
  if (json_object_has_member (object, "tried")
      && erp_json_get_string (object, "tried", &tried, NULL))
    {
      g_free (self->tried);
      self->tried = g_strdup (tried);
    }
}
