/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-attachment.h"

#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME_CHARS 120
/* Folders keep names of 255 bytes; a copy may get something behind it. */
#define MAX_NAME_BYTES 220

struct _BizAttachment
{
  GObject parent_instance;

  gint64 id;
  char *name;       /* (owned) */
  char *media_type; /* (owned) (nullable) */
  gint64 size;
  GDateTime *date;   /* (owned) (nullable): UTC */
  char *author;      /* (owned) (nullable) */
  char *folder;      /* (owned) (nullable) */
  BizFileMark *mark; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizAttachment, biz_attachment, G_TYPE_OBJECT)

static void
biz_attachment_finalize (GObject *object)
{
  BizAttachment *self = BIZ_ATTACHMENT (object);

  g_free (self->name);
  g_free (self->media_type);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self->author);
  g_free (self->folder);
  g_clear_object (&self->mark);

  G_OBJECT_CLASS (biz_attachment_parent_class)->finalize (object);
}

static void
biz_attachment_class_init (BizAttachmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_attachment_finalize;
}

static void
biz_attachment_init (BizAttachment *self)
{
}

/* Marks of direction, of no width, of lines and of nobody: they make a name look like another. */
static gboolean
is_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_PRIVATE_USE;
}

/* Characters of @text that fit into @max_chars and @max_bytes. */
static glong
count_fitting (const char *text, glong max_chars, gsize max_bytes)
{
  const char *p = text;
  glong n = 0;

  while (*p != '\0' && n < max_chars && (gsize)(g_utf8_next_char (p) - text) <= max_bytes)
    {
      p = g_utf8_next_char (p);
      n++;
    }

  return n;
}

/* Blanks at both ends, and the dots in front that hide a file. */
static void
trim (GString *name)
{
  gsize first = strspn (name->str, ". ");

  g_string_erase (name, 0, (gssize)first);
  while (name->len > 0 && (name->str[name->len - 1] == ' ' || name->str[name->len - 1] == '.'))
    g_string_truncate (name, name->len - 1);
}

/**
 * biz_attachment_clean_name:
 * @name: (nullable): what the server calls a file
 *
 * Returns: (transfer full): its last part, without control characters, marks of direction and
 *   leading dots, shortened before its ending; never empty
 */
char *
biz_attachment_clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *start = NULL;
  const char *ending;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '/' || c == '\\')
        g_string_truncate (clean, 0);
      else if (g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c) && !is_mark (c))
        g_string_append_unichar (clean, c);
    }
  trim (clean);
  if (clean->len == 0)
    return g_strdup (_ ("file"));
  if (g_utf8_strlen (clean->str, -1) <= MAX_NAME_CHARS && clean->len <= MAX_NAME_BYTES)
    return g_string_free (g_steal_pointer (&clean), FALSE);

  ending = strrchr (clean->str, '.');
  if (ending == NULL || g_utf8_strlen (ending, -1) > 12)
    ending = "";
  start = g_utf8_substring (clean->str, 0,
                            count_fitting (clean->str, MAX_NAME_CHARS - g_utf8_strlen (ending, -1),
                                           MAX_NAME_BYTES - strlen (ending)));

  return g_strconcat (g_strchomp (start), ending, NULL);
}

/**
 * biz_attachment_new_from_json:
 * @row: a record read by %BIZ_ATTACHMENT_SPECIFICATION
 * @error: return location
 *
 * Returns: (transfer full): the file, or %NULL with ERP_ERROR_PROTOCOL
 */
BizAttachment *
biz_attachment_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (BizAttachment) self = NULL;
  const char *name;
  const char *media_type;
  const char *description = NULL;
  gint64 author;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_ATTACHMENT, NULL);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "mimetype", &media_type, error)
      || !erp_json_get_int (row, "file_size", &self->size, error)
      || !erp_json_get_datetime (row, "create_date", &self->date, error)
      || !erp_json_get_many2one (row, "create_uid", &author, &self->author, error))
    return NULL;
  if (json_object_has_member (row, "description")
      && !erp_json_get_string (row, "description", &description, error))
    return NULL;
  self->name = biz_attachment_clean_name (name);
  self->mark = biz_file_mark_new_from_text (description);
  self->media_type = g_strdup (media_type);

  return g_steal_pointer (&self);
}

/**
 * biz_attachment_new_from_folder:
 * @row: of BIZ_ATTACHMENT_FOLDER_FIELDS
 * @error: what is wrong with the row
 *
 * Returns: (transfer full) (nullable): a file of a folder
 */
BizAttachment *
biz_attachment_new_from_folder (JsonObject *row, GError **error)
{
  g_autoptr (BizAttachment) self = NULL;
  const char *name, *media_type;
  double size;
  gint64 id;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_ATTACHMENT, NULL);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "mimetype", &media_type, error)
      || !erp_json_get_double (row, "size", &size, error)
      || !erp_json_get_datetime (row, "create_date", &self->date, error)
      || !erp_json_get_many2one (row, "create_uid", &id, &self->author, error)
      || !erp_json_get_many2one (row, "directory_id", &id, &self->folder, error))
    return NULL;
  self->size = (gint64)CLAMP (size, 0, (double)G_MAXINT32);
  self->name = biz_attachment_clean_name (name);
  self->media_type = g_strdup (media_type);
  if (self->folder == NULL)
    self->folder = g_strdup ("");

  return g_steal_pointer (&self);
}

gint64
biz_attachment_get_id (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), 0);

  return self->id;
}

const char *
biz_attachment_get_name (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), NULL);

  return self->name;
}

const char *
biz_attachment_get_media_type (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), NULL);

  return self->media_type;
}

gint64
biz_attachment_get_size (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), 0);

  return self->size;
}

gboolean
biz_attachment_is_picture (BizAttachment *self)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/jpg", "image/gif",
                                       "image/webp" };

  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), FALSE);

  if (self->folder != NULL || self->media_type == NULL || self->size <= 0
      || self->size > BIZ_ATTACHMENT_MAX_PICTURE)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_ascii_strcasecmp (self->media_type, types[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

GDateTime *
biz_attachment_get_date (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), NULL);

  return self->date;
}

const char *
biz_attachment_get_author (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), NULL);

  return self->author;
}

BizFileMark *
biz_attachment_get_mark (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), NULL);

  return self->mark;
}

const char *
biz_attachment_get_folder (BizAttachment *self)
{
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (self), NULL);

  return self->folder;
}
