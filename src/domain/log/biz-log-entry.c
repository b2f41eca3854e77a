/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-log-entry.h"

#include "biz-enums.h"
#include "biz-html.h"
#include "biz-log-change.h"
#include "biz-quote.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizLogEntry
{
  GObject parent_instance;

  gint64 id;
  BizLogKind kind;
  char *author;           /* (owned) (nullable) */
  GDateTime *date;        /* (owned) (nullable): UTC */
  char *text;             /* (owned) (nullable) */
  char *markup;           /* (owned) (nullable) */
  char *head;             /* (owned) (nullable): NULL where nothing is quoted */
  char *quote;            /* (owned) (nullable) */
  GPtrArray *parts;       /* (owned) (nullable): BizHtmlPart; of the head */
  GPtrArray *quote_parts; /* (owned) (nullable): of the quote */
  gint64 record_id;
  gint64 uid;
  gboolean is_outside;
  char **recipients;  /* (owned) */
  GArray *files;      /* (owned) (nullable): gint64 */
  GPtrArray *changes; /* (owned): BizLogChange */
};

G_DEFINE_FINAL_TYPE (BizLogEntry, biz_log_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_AUTHOR,
  PROP_DATE,
  PROP_TEXT,
  PROP_MARKUP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* A note is told by its subtype alone: the message's own mark for internal is false on notes. */
static gboolean
read_kind (BizLogEntry *self, JsonObject *row, char **subtype, GError **error)
{
  const char *type = NULL;
  JsonNode *node = json_object_get_member (row, "subtype_id");
  gboolean internal = FALSE;
  gboolean is_event;

  if (!erp_json_get_string (row, "message_type", &type, error))
    return FALSE;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *name = NULL;

      if (json_object_has_member (object, "internal")
          && !erp_json_get_bool (object, "internal", &internal, error))
        return FALSE;
      if (json_object_has_member (object, "display_name")
          && !erp_json_get_string (object, "display_name", &name, error))
        return FALSE;
      *subtype = g_strdup (name);
    }
  is_event = g_strcmp0 (type, "notification") == 0 || g_strcmp0 (type, "auto_comment") == 0
             || g_strcmp0 (type, "user_notification") == 0;
  self->kind = is_event ? BIZ_LOG_EVENT : internal ? BIZ_LOG_NOTE : BIZ_LOG_REPLY;
  /* a message without subtype reaches nobody */
  if (self->kind == BIZ_LOG_REPLY && *subtype == NULL && g_strcmp0 (type, "comment") == 0)
    self->kind = BIZ_LOG_NOTE;

  return TRUE;
}

/* Whoever has no user of this company is outside; so is who has no name but wrote a mail. */
static gboolean
read_outside (BizLogEntry *self, JsonObject *row, GError **error)
{
  JsonNode *node = json_object_get_member (row, "author_id");
  const char *type = NULL;
  gint64 uid = 0;

  if (json_object_has_member (row, "res_id")
      && !erp_json_get_int (row, "res_id", &self->record_id, error))
    return FALSE;
  if (json_object_has_member (row, "create_uid")
      && !erp_json_get_int (row, "create_uid", &uid, error))
    return FALSE;
  self->uid = uid;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *author = json_node_get_object (node);

      return !json_object_has_member (author, "partner_share")
             || erp_json_get_bool (author, "partner_share", &self->is_outside, error);
    }
  if (!erp_json_get_string (row, "message_type", &type, error))
    return FALSE;
  self->is_outside = self->author == NULL && g_strcmp0 (type, "email") == 0;

  return TRUE;
}

static gboolean
read_author (BizLogEntry *self, JsonObject *row, GError **error)
{
  const char *sender = NULL;
  gint64 id;

  if (!erp_json_get_many2one (row, "author_id", &id, &self->author, error)
      || !read_outside (self, row, error))
    return FALSE;
  if (self->author != NULL)
    return TRUE;

  if (json_object_has_member (row, "email_from")
      && !erp_json_get_string (row, "email_from", &sender, error))
    return FALSE;
  self->author = g_strdup (sender != NULL && *sender != '\0' ? sender : _ ("Unknown sender"));

  return TRUE;
}

/* An element of a list: an object, or a bare id where no more was asked for. */
static JsonObject *
get_element (JsonArray *array, guint i)
{
  JsonNode *element = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
}

static gboolean
read_names (JsonObject *row, const char *list, const char *member, char ***names, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (row, list);
  JsonArray *array = NULL;

  /* "false" is empty here, too */
  if (node != NULL && !JSON_NODE_HOLDS_VALUE (node) && !JSON_NODE_HOLDS_NULL (node)
      && !erp_json_get_array (node, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      const char *name = NULL;

      if (object == NULL)
        continue;
      if (!erp_json_get_string (object, member, &name, error))
        return FALSE;
      if (name != NULL)
        g_strv_builder_add (builder, name);
    }
  *names = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
read_files (BizLogEntry *self, JsonObject *row, GError **error)
{
  JsonNode *node = json_object_get_member (row, "attachment_ids");

  return node == NULL || json_node_is_null (node)
         || erp_json_get_ids (row, "attachment_ids", &self->files, error);
}

static gboolean
read_changes (BizLogEntry *self, JsonObject *row, GError **error)
{
  JsonNode *node = json_object_get_member (row, "tracking_value_ids");
  JsonArray *array = NULL;

  if (node != NULL && !erp_json_get_array (node, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      BizLogChange *change;

      if (object == NULL)
        continue;
      change = biz_log_change_new_from_json (object, error);
      if (change == NULL)
        return FALSE;
      g_ptr_array_add (self->changes, change);
    }

  return TRUE;
}

static void
biz_log_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizLogEntry *self = BIZ_LOG_ENTRY (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int)self->kind);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_MARKUP:
      g_value_set_string (value, self->markup);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_log_entry_finalize (GObject *object)
{
  BizLogEntry *self = BIZ_LOG_ENTRY (object);

  g_free (self->author);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self->text);
  g_free (self->markup);
  g_free (self->head);
  g_free (self->quote);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->quote_parts, g_ptr_array_unref);
  g_strfreev (self->recipients);
  g_clear_pointer (&self->files, g_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_log_entry_parent_class)->finalize (object);
}

static void
biz_log_entry_class_init (BizLogEntryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_log_entry_get_property;
  object_class->finalize = biz_log_entry_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, BIZ_TYPE_LOG_KIND, BIZ_LOG_EVENT, flags);
  properties[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, flags);
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_MARKUP] = g_param_spec_string ("markup", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_log_entry_init (BizLogEntry *self)
{
  self->changes = g_ptr_array_new_with_free_func (biz_log_change_free);
}

static void
read_body (BizLogEntry *self, const char *body)
{
  g_autofree char *marked = NULL;
  g_autofree char *head = NULL;
  g_autofree char *quote = NULL;
  g_autoptr (GPtrArray) pictures =
      biz_html_convert_pictures (body, -1, &self->text, &self->markup, &marked);
  guint next = 0;

  biz_quote_split (self->markup, &self->head, &self->quote);
  if (pictures == NULL)
    return;
  biz_quote_split (marked, &head, &quote);
  self->parts = biz_html_part_split (head != NULL ? head : marked, pictures, &next);
  if (quote != NULL)
    self->quote_parts = biz_html_part_split (quote, pictures, &next);
}

/**
 * biz_log_entry_new_from_json:
 * @row: a message read by %BIZ_LOG_ENTRY_SPECIFICATION
 * @error: return location
 *
 * An event without words of its own, such as a posting, says the name of its subtype.
 *
 * Returns: (transfer full): the entry, or %NULL with ERP_ERROR_PROTOCOL
 */
BizLogEntry *
biz_log_entry_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (BizLogEntry) self = NULL;
  g_autofree char *subtype = NULL;
  const char *body;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_LOG_ENTRY, NULL);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_datetime (row, "date", &self->date, error)
      || !erp_json_get_string (row, "body", &body, error) || !read_kind (self, row, &subtype, error)
      || !read_author (self, row, error)
      || !read_names (row, "partner_ids", "display_name", &self->recipients, error)
      || !read_files (self, row, error) || !read_changes (self, row, error))
    return NULL;

  read_body (self, body);
  if (*self->text == '\0' && self->parts == NULL && subtype != NULL && self->changes->len == 0)
    {
      g_free (self->text);
      g_free (self->markup);
      self->text = g_steal_pointer (&subtype);
      self->markup = g_markup_escape_text (self->text, -1);
    }

  return g_steal_pointer (&self);
}

/**
 * biz_log_entry_get_id:
 * @self: a log entry
 *
 * Returns: the message’s id
 */
gint64
biz_log_entry_get_id (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), 0);

  return self->id;
}

/**
 * biz_log_entry_get_kind:
 * @self: a log entry
 *
 * Returns: who may read it
 */
BizLogKind
biz_log_entry_get_kind (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), BIZ_LOG_EVENT);

  return self->kind;
}

/**
 * biz_log_entry_get_author:
 * @self: a log entry
 *
 * Returns: who wrote it; never NULL
 */
const char *
biz_log_entry_get_author (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->author;
}

/**
 * biz_log_entry_get_date:
 * @self: a log entry
 *
 * Returns: (transfer none) (nullable): when
 */
GDateTime *
biz_log_entry_get_date (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->date;
}

/**
 * biz_log_entry_get_text:
 * @self: a log entry
 *
 * Returns: what, as plain text; never NULL
 */
const char *
biz_log_entry_get_text (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->text;
}

/**
 * biz_log_entry_get_markup:
 * @self: a log entry
 *
 * Returns: what, as Pango markup that always parses; never NULL
 */
const char *
biz_log_entry_get_markup (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->markup;
}

/**
 * biz_log_entry_get_head:
 * @self: a log entry
 *
 * Returns: what is new in it, as Pango markup that always parses; never NULL
 */
const char *
biz_log_entry_get_head (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->head != NULL ? self->head : self->markup;
}

/**
 * biz_log_entry_get_quote:
 * @self: a log entry
 *
 * Returns: (nullable): the older letters quoted at its end, as Pango markup that always parses
 */
const char *
biz_log_entry_get_quote (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->quote;
}

/**
 * biz_log_entry_get_parts:
 * @self: a log entry
 *
 * Returns: (transfer none) (nullable) (element-type BizHtmlPart): what is new in it, as words and
 *   pictures; %NULL where it has no pictures
 */
GPtrArray *
biz_log_entry_get_parts (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->parts;
}

/**
 * biz_log_entry_get_quote_parts:
 * @self: a log entry
 *
 * Returns: (transfer none) (nullable) (element-type BizHtmlPart): the older letters quoted at its
 *   end; %NULL where there are none, or no pictures in all of it
 */
GPtrArray *
biz_log_entry_get_quote_parts (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return self->quote_parts;
}

gboolean
biz_log_entry_shows_file (BizLogEntry *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), FALSE);

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      BizHtmlPart *part = g_ptr_array_index (self->parts, i);

      if (part->picture == id && id != 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_log_entry_get_files:
 * @self: a log entry
 * @n_files: (out): how many
 *
 * Returns: (array length=n_files) (nullable): the ids of its files
 */
const gint64 *
biz_log_entry_get_files (BizLogEntry *self, guint *n_files)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);
  g_return_val_if_fail (n_files != NULL, NULL);

  *n_files = self->files != NULL ? self->files->len : 0;

  return *n_files > 0 ? (const gint64 *)(gpointer)self->files->data : NULL;
}

/**
 * biz_log_entry_get_recipients:
 * @self: a log entry
 *
 * Returns: (transfer none): the names of who got it beside the followers
 */
const char *const *
biz_log_entry_get_recipients (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), NULL);

  return (const char *const *)self->recipients;
}

gint64
biz_log_entry_get_record_id (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), 0);

  return self->record_id;
}

gboolean
biz_log_entry_is_outside (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), FALSE);

  return self->is_outside;
}

gint64
biz_log_entry_get_uid (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), 0);

  return self->uid;
}

/**
 * biz_log_entry_get_n_changes:
 * @self: a log entry
 *
 * Returns: how many fields changed, as far as the person may know
 */
guint
biz_log_entry_get_n_changes (BizLogEntry *self)
{
  g_return_val_if_fail (BIZ_IS_LOG_ENTRY (self), 0);

  return self->changes->len;
}

/**
 * biz_log_entry_get_change:
 * @self: a log entry
 * @i: which change
 * @field: (out): what the field is called
 * @old_value: (out): what it was, in words; empty where it was empty
 * @new_value: (out): what it became
 */
void
biz_log_entry_get_change (
    BizLogEntry *self, guint i, const char **field, const char **old_value, const char **new_value)
{
  BizLogChange *change;

  g_return_if_fail (BIZ_IS_LOG_ENTRY (self));
  g_return_if_fail (i < self->changes->len);

  change = g_ptr_array_index (self->changes, i);
  *field = change->field;
  *old_value = change->old_value;
  *new_value = change->new_value;
}
