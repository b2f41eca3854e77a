/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <string.h>

typedef struct
{
  const char *magic;
  gsize length;
  const char *type; /* as gdk-pixbuf calls it */
} Magic;

static const Magic images[] = {
  { "\x89PNG\r\n\x1a\n", 8, "png" },
  { "\xff\xd8\xff", 3, "jpeg" },
  { "GIF87a", 6, "gif" },
  { "GIF89a", 6, "gif" },
};

static const char *
sniff_image (const char *data, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    {
      if (length >= images[i].length && memcmp (data, images[i].magic, images[i].length) == 0)
        return images[i].type;
    }
  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "webp";

  return NULL;
}

/* The head of a PDF may stand behind up to a kilobyte of something else. */
static gboolean
is_pdf (const char *data, gsize length)
{
  return memmem (data, MIN (length, 1024), "%PDF-", 5) != NULL;
}

static gboolean
has_suffix (const char *name, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, suffix);
}

static void
plain_free (PreviewDocument *self)
{
  g_free (self);
}

static const PreviewDocumentClass plain_class = { .free = plain_free };

/**
 * preview_document_new_plain:
 * @info: all there is; a floating one is taken
 *
 * Returns: (transfer full): a document that has neither pages nor a search
 */
PreviewDocument *
preview_document_new_plain (GVariant *info)
{
  PreviewDocument *self = g_new0 (PreviewDocument, 1);

  self->klass = &plain_class;
  self->info = g_variant_ref_sink (info);

  return self;
}

/**
 * preview_info_new:
 * @kind: the kind
 * @sizes: (nullable): a(dd), the pages' sizes in points; a floating one is taken
 * @text: (nullable): the text
 *
 * Returns: (transfer floating): information without a table and a letter
 */
GVariant *
preview_info_new (PreviewKind kind, GVariant *sizes, const char *text)
{
  if (sizes == NULL)
    sizes = g_variant_new_array (G_VARIANT_TYPE ("(dd)"), NULL, 0);

  return g_variant_new ("(u@a(dd)ssb@aas@a(ss)@a(sst))", (guint32)kind, sizes,
                        text != NULL ? text : "", "", FALSE,
                        g_variant_new_array (G_VARIANT_TYPE ("as"), NULL, 0),
                        g_variant_new_array (G_VARIANT_TYPE ("(ss)"), NULL, 0),
                        g_variant_new_array (G_VARIANT_TYPE ("(sst)"), NULL, 0));
}

/**
 * preview_document_open:
 * @bytes: the whole file
 * @name: what it is called
 * @media_type: what it is said to be
 * @error: return location
 *
 * The content decides; name and type only tell text, table and letter apart.
 *
 * Returns: (transfer full): the document, or %NULL with PREVIEW_FAILURE
 */
PreviewDocument *
preview_document_open (GBytes *bytes, const char *name, const char *media_type, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *image;

  if (length == 0)
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_EMPTY, "empty");
      return NULL;
    }
  image = sniff_image (data, length);
  if (image != NULL)
    return preview_image_open (bytes, image, error);
  if (is_pdf (data, length))
    return preview_pdf_open (bytes, error);
  if (has_suffix (name, ".eml") || g_str_equal (media_type, "message/rfc822"))
    return preview_mail_open (bytes, error);
  if (has_suffix (name, ".csv") || has_suffix (name, ".tsv")
      || g_str_equal (media_type, "text/csv"))
    return preview_table_open (bytes, error);

  return preview_text_open (bytes, error);
}

/**
 * preview_document_free:
 * @self: (nullable): a document
 */
void
preview_document_free (PreviewDocument *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->info, g_variant_unref);
  self->klass->free (self);
}
