/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "preview-document.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* The readers of text, tables, letters and web pages: the first byte says which. What they say
 * fits into a frame. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char *const names[] = { "a.txt", "a.csv", "a.eml" };
  g_autoptr (GBytes) bytes = NULL;
  PreviewDocument *document;

  if (size == 0)
    return 0;
  if (data[0] % 4 == 3)
    {
      g_autofree char *text = preview_html_to_text ((const char *)data + 1, size - 1);

      if (!g_utf8_validate (text, -1, NULL))
        g_error ("The text is broken");
      return 0;
    }
  bytes = g_bytes_new (data + 1, size - 1);
  document = preview_document_open (bytes, names[data[0] % 4], "", NULL);
  if (document != NULL)
    {
      g_autoptr (GBytes) frame = preview_frame_new (PREVIEW_INFO, 1, document->info);

      if (frame == NULL)
        g_error ("The other end would refuse it");
    }
  preview_document_free (document);

  return 0;
}
