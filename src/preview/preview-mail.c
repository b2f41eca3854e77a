/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <gmime/gmime.h>

/* A letter: who, when, about what; its text; and what is attached, by name only. Nothing in it is
 * fetched, opened or run. */
#define MAX_PARTS 200

typedef struct
{
  GVariantBuilder attachments;
  char *plain; /* (owned) (nullable) */
  char *html;  /* (owned) (nullable) */
  guint n_parts;
} Letter;

static char *
decode_part (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  GMimeStream *memory;
  GByteArray *array;
  const char *data;
  g_autofree char *text = NULL;

  if (content == NULL)
    return NULL;
  memory = g_mime_stream_mem_new ();
  g_mime_data_wrapper_write_to_stream (content, memory);
  array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (memory));
  data = array->len > 0 ? (const char *)array->data : "";
  if (array->len <= PREVIEW_MAX_TEXT / 4)
    text = g_convert_with_fallback (data, (gssize)array->len, "UTF-8",
                                    charset != NULL ? charset : "UTF-8", "?", NULL, NULL, NULL);
  if (text == NULL)
    text = g_utf8_make_valid (data, (gssize)MIN (array->len, PREVIEW_MAX_TEXT / 4));
  g_clear_object (&memory);

  return g_steal_pointer (&text);
}

static void
add_attachment (Letter *letter, GMimePart *part)
{
  const char *name = g_mime_part_get_filename (part);
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;
  const gint64 size = stream != NULL ? g_mime_stream_length (stream) : 0;
  g_autofree char *mime = type != NULL ? g_mime_content_type_get_mime_type (type) : NULL;
  g_autofree char *valid_name = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *valid_mime = g_utf8_make_valid (mime != NULL ? mime : "", -1);

  preview_text_clean (valid_name);
  preview_text_clean (valid_mime);
  g_variant_builder_add (&letter->attachments, "(sst)", valid_name, valid_mime,
                         (guint64)MAX (size, 0));
}

static void
part_cb (GMimeObject *parent, GMimeObject *object, gpointer user_data)
{
  Letter *letter = user_data;
  GMimeContentType *type = g_mime_object_get_content_type (object);
  GMimePart *part;

  if (!GMIME_IS_PART (object) || letter->n_parts++ >= MAX_PARTS)
    return;
  part = GMIME_PART (object);
  if (g_mime_part_is_attachment (part) || g_mime_part_get_filename (part) != NULL)
    add_attachment (letter, part);
  else if (letter->plain == NULL && g_mime_content_type_is_type (type, "text", "plain"))
    letter->plain = decode_part (part);
  else if (letter->html == NULL && g_mime_content_type_is_type (type, "text", "html"))
    letter->html = decode_part (part);
  else if (!g_mime_content_type_is_type (type, "text", "*"))
    add_attachment (letter, part);
}

static void
add_head (GVariantBuilder *heads, const char *name, const char *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL || *value == '\0')
    return;
  valid = g_utf8_make_valid (value, (gssize)strnlen (value, 10000));
  preview_text_clean (valid);
  g_strdelimit (valid, "\n\t", ' ');
  g_variant_builder_add (heads, "(ss)", name, valid);
}

static void
add_addresses (GVariantBuilder *heads, const char *name, InternetAddressList *list)
{
  g_autofree char *text = NULL;

  if (list == NULL || internet_address_list_length (list) == 0)
    return;
  text = internet_address_list_to_string (list, NULL, FALSE);
  add_head (heads, name, text);
}

static GVariant *
read_heads (GMimeMessage *message)
{
  GVariantBuilder heads;
  GDateTime *date = g_mime_message_get_date (message);
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%F %R %z") : NULL;

  g_variant_builder_init (&heads, G_VARIANT_TYPE ("a(ss)"));
  add_addresses (&heads, "from", g_mime_message_get_from (message));
  add_addresses (&heads, "to", g_mime_message_get_to (message));
  add_addresses (&heads, "cc", g_mime_message_get_cc (message));
  add_head (&heads, "date", day);
  add_head (&heads, "subject", g_mime_message_get_subject (message));

  return g_variant_builder_end (&heads);
}

static char *
read_text (Letter *letter)
{
  g_autofree char *text = NULL;

  if (letter->plain != NULL && *letter->plain != '\0')
    text = g_utf8_make_valid (letter->plain, -1);
  else if (letter->html != NULL)
    text = preview_html_to_text (letter->html, strlen (letter->html));
  else
    text = g_strdup ("");
  preview_text_clean (text);

  return g_steal_pointer (&text);
}

/**
 * preview_mail_open:
 * @bytes: a letter as RFC 5322 has it
 * @error: return location
 *
 * Returns: (transfer full): head, text and names of what is attached, or %NULL
 */
PreviewDocument *
preview_mail_open (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  Letter letter = { 0 };
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *message;
  g_autofree char *text = NULL;
  PreviewDocument *self;

  g_mime_init ();
  stream = g_mime_stream_mem_new_with_buffer (data, length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  g_clear_object (&parser);
  g_clear_object (&stream);
  if (message == NULL)
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_DAMAGED, "no letter");
      return NULL;
    }

  g_variant_builder_init (&letter.attachments, G_VARIANT_TYPE ("a(sst)"));
  g_mime_message_foreach (message, part_cb, &letter);
  text = read_text (&letter);
  self = preview_document_new_plain (g_variant_new (
      "(u@a(dd)ssb@aas@a(ss)@a(sst))", (guint32)PREVIEW_KIND_MAIL,
      g_variant_new_array (G_VARIANT_TYPE ("(dd)"), NULL, 0), text, "", letter.n_parts > MAX_PARTS,
      g_variant_new_array (G_VARIANT_TYPE ("as"), NULL, 0), read_heads (message),
      g_variant_builder_end (&letter.attachments)));
  g_free (letter.plain);
  g_free (letter.html);
  g_clear_object (&message);

  return self;
}
