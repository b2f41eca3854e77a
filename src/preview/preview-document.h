/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "preview-protocol.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _PreviewDocument PreviewDocument;

/* What one kind of file can do; what it cannot is NULL. Errors are of PREVIEW_FAILURE. */
typedef struct
{
  void (*free) (PreviewDocument *self);
  /* Draws in points, the origin in the upper left corner, on a page that is white already. */
  gboolean (*render) (PreviewDocument *self, guint page, cairo_t *cr, GError **error);
  /* PREVIEW_LAYOUT's payload, floating */
  GVariant *(*read) (PreviewDocument *self, guint page);
  /* PREVIEW_HITS' payload, floating */
  GVariant *(*search) (PreviewDocument *self, const char *needle);
} PreviewDocumentClass;

struct _PreviewDocument
{
  const PreviewDocumentClass *klass;
  GVariant *info; /* (owned): PREVIEW_INFO_FORMAT */
};

/* @bytes: the whole file; @name and @media_type are hints that may lie. */
PreviewDocument *preview_document_open (GBytes *bytes,
                                        const char *name,
                                        const char *media_type,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void preview_document_free (PreviewDocument *self);

/* The kinds */
PreviewDocument *preview_pdf_open (GBytes *bytes, GError **error);
PreviewDocument *preview_image_open (GBytes *bytes, const char *type, GError **error);
PreviewDocument *preview_text_open (GBytes *bytes, GError **error);
PreviewDocument *preview_table_open (GBytes *bytes, GError **error);
PreviewDocument *preview_mail_open (GBytes *bytes, GError **error);

/* Shared by them */
PreviewDocument *preview_document_new_plain (GVariant *info);
GVariant *preview_info_new (PreviewKind kind, GVariant *sizes, const char *text);
/* UTF-8 without control characters but tab and line feed; FALSE where it is no text. */
gboolean preview_text_decode (GBytes *bytes, char **text, const char **encoding, gboolean *cut);
/* Visible text of a page, without scripts, styles, links and pictures. */
char *preview_html_to_text (const char *html, gsize length);
void preview_text_clean (char *text);

G_END_DECLS
