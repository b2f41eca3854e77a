/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <poppler.h>

/* Names of our own: later versions bring cleanups for theirs. */
typedef PopplerDocument Document;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

/* Pages, their text and what is found in it. Links, forms, scripts and attached files of the
 * document are never asked for. */
typedef struct
{
  PreviewDocument parent;
  PopplerDocument *document; /* (owned) */
  guint n_pages;
} PreviewPdf;

static void
pdf_free (PreviewDocument *document)
{
  PreviewPdf *self = (PreviewPdf *)document;

  g_clear_object (&self->document);
  g_free (self);
}

static gboolean
pdf_render (PreviewDocument *document, guint index, cairo_t *cr, GError **error)
{
  PreviewPdf *self = (PreviewPdf *)document;
  g_autoptr (Page) page = poppler_document_get_page (self->document, (int)index);

  if (page == NULL)
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_DAMAGED, "no such page");
      return FALSE;
    }
  poppler_page_render (page, cr);

  return TRUE;
}

static GVariant *
pdf_read (PreviewDocument *document, guint index)
{
  PreviewPdf *self = (PreviewPdf *)document;
  g_autoptr (Page) page = poppler_document_get_page (self->document, (int)index);
  g_autofree PopplerRectangle *boxes = NULL;
  g_autofree char *text = page != NULL ? poppler_page_get_text (page) : NULL;
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GVariantBuilder builder;
  guint n_boxes = 0;
  const gsize n_chars = (gsize)g_utf8_strlen (valid, -1);

  if (page == NULL || strlen (valid) > PREVIEW_MAX_TEXT
      || !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    n_boxes = 0;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dddd)"));
  if (n_boxes != n_chars)
    return g_variant_new ("(s@a(dddd))", "", g_variant_builder_end (&builder));
  for (guint i = 0; i < n_boxes; i++)
    g_variant_builder_add (&builder, "(dddd)", boxes[i].x1, boxes[i].y1, boxes[i].x2 - boxes[i].x1,
                           boxes[i].y2 - boxes[i].y1);

  return g_variant_new ("(s@a(dddd))", valid, g_variant_builder_end (&builder));
}

static GVariant *
pdf_search (PreviewDocument *document, const char *needle)
{
  PreviewPdf *self = (PreviewPdf *)document;
  GVariantBuilder builder;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(udddd)"));
  for (guint i = 0; *needle != '\0' && i < self->n_pages && n < PREVIEW_MAX_HITS; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (self->document, (int)i);
      GList *hits = page != NULL ? poppler_page_find_text (page, needle) : NULL;
      double width, height = 0;

      if (page != NULL)
        poppler_page_get_size (page, &width, &height);
      for (GList *l = hits; l != NULL && n < PREVIEW_MAX_HITS; l = l->next, n++)
        {
          const PopplerRectangle *box = l->data;

          /* hits count from the lower edge */
          g_variant_builder_add (&builder, "(udddd)", i, box->x1, height - box->y2,
                                 box->x2 - box->x1, box->y2 - box->y1);
        }
      g_list_free_full (hits, (GDestroyNotify)poppler_rectangle_free);
    }

  return g_variant_new ("(@a(udddd)b)", g_variant_builder_end (&builder), n == PREVIEW_MAX_HITS);
}

static const PreviewDocumentClass pdf_class = {
  .free = pdf_free,
  .render = pdf_render,
  .read = pdf_read,
  .search = pdf_search,
};

/* A page without a sensible size is shown as an empty one of A4. */
static GVariant *
measure (PreviewPdf *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dd)"));
  for (guint i = 0; i < self->n_pages; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (self->document, (int)i);
      double width = 0, height = 0;

      if (page != NULL)
        poppler_page_get_size (page, &width, &height);
      if (!(width >= 1 && height >= 1 && width <= PREVIEW_MAX_SIDE && height <= PREVIEW_MAX_SIDE))
        {
          width = 595;
          height = 842;
        }
      g_variant_builder_add (&builder, "(dd)", width, height);
    }

  return g_variant_builder_end (&builder);
}

/**
 * preview_pdf_open:
 * @bytes: a PDF
 * @error: return location
 *
 * Returns: (transfer full): its pages, at most %PREVIEW_MAX_PAGES; or %NULL
 */
PreviewDocument *
preview_pdf_open (GBytes *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (Document) document = poppler_document_new_from_bytes (bytes, NULL, &cause);
  g_autoptr (GVariant) plain = NULL;
  PreviewPdf *self;
  GVariant *members[8];
  int n_pages;

  if (document == NULL)
    {
      const gboolean locked = g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

      g_set_error_literal (error, PREVIEW_FAILURE,
                           locked ? PREVIEW_FAILURE_LOCKED : PREVIEW_FAILURE_DAMAGED, "no PDF");
      return NULL;
    }
  n_pages = poppler_document_get_n_pages (document);
  if (n_pages <= 0)
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_DAMAGED, "no pages");
      return NULL;
    }

  self = g_new0 (PreviewPdf, 1);
  self->parent.klass = &pdf_class;
  self->document = g_steal_pointer (&document);
  self->n_pages = MIN ((guint)n_pages, PREVIEW_MAX_PAGES);
  plain = g_variant_ref_sink (preview_info_new (PREVIEW_KIND_PAGES, measure (self), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    members[i] = g_variant_get_child_value (plain, i);
  g_variant_unref (members[4]);
  members[4] = g_variant_ref_sink (g_variant_new_boolean ((guint)n_pages > self->n_pages));
  self->parent.info = g_variant_ref_sink (g_variant_new_tuple (members, G_N_ELEMENTS (members)));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_variant_unref (members[i]);

  return &self->parent;
}
