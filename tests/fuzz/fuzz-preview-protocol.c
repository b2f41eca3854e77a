/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "preview-server.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Both ends: what is taken for a frame can be made again, and a request is answered by a frame
 * that the other end takes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char text[] = "some text";
  g_autoptr (GBytes) file = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GVariant) payload = NULL;
  PreviewDocument *document = NULL;
  PreviewHead head;

  if (size < PREVIEW_HEAD_SIZE || !preview_head_parse (data, &head))
    return 0;
  body = g_bytes_new (data + PREVIEW_HEAD_SIZE, size - PREVIEW_HEAD_SIZE);
  payload = preview_payload_parse (head.opcode, body);
  if (payload == NULL)
    return 0;
  again = preview_frame_new (head.opcode, head.serial, payload);
  if (again == NULL)
    g_error ("A payload that was taken cannot be sent");
  if (head.opcode <= PREVIEW_SEARCH)
    {
      g_autoptr (GBytes) answer = preview_server_answer (file, &document, &head, payload);
      PreviewHead back;

      if (answer == NULL || !preview_head_parse (g_bytes_get_data (answer, NULL), &back)
          || back.serial != head.serial)
        g_error ("A request without an answer");
    }
  preview_document_free (document);

  return 0;
}
