/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <string.h>

/* Characters that reorder a line; they would make a text say something else than it holds. */
static gboolean
is_direction_mark (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F
         || c == 0x061C;
}

/**
 * preview_text_clean:
 * @text: (inout): UTF-8
 *
 * Takes out control characters but tab and line feed, and direction marks; CR LF and CR become a
 * line feed.
 */
void
preview_text_clean (char *text)
{
  char *to = text;

  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      const gunichar c = g_utf8_get_char (p);
      gsize n;

      /* Before anything moves: what is moved may reach over the beginning of p. */
      next = g_utf8_next_char (p);
      n = (gsize)(next - p);

      if (c == '\r')
        {
          if (*next != '\n')
            *to++ = '\n';
        }
      else if (c == '\n' || c == '\t'
               || (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && !is_direction_mark (c)))
        {
          memmove (to, p, n);
          to += n;
        }
    }
  *to = '\0';
}

static const char *
find_mark (const guint8 *data, gsize length, gsize *skip)
{
  *skip = 0;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      *skip = 3;
      return "UTF-8";
    }
  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      *skip = 2;
      return data[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
    }

  return NULL;
}

/* A cut may fall into a character: up to three bytes at the end do not count. */
static gboolean
is_utf8 (const char *data, gsize length, gboolean cut, gsize *valid)
{
  const char *end;

  if (g_utf8_validate_len (data, length, &end))
    {
      *valid = length;
      return TRUE;
    }
  *valid = (gsize)(end - data);

  return cut && length - *valid <= 3;
}

/**
 * preview_text_decode:
 * @bytes: a file
 * @text: (out) (transfer full): what it says
 * @encoding: (out) (transfer none): what it is written in
 * @cut: (out): whether there is more than %PREVIEW_MAX_TEXT
 *
 * A mark at the beginning decides, then whether it is UTF-8; else it is taken for the usual 8-bit
 * code of offices.
 *
 * Returns: %FALSE where this is no text
 */
gboolean
preview_text_decode (GBytes *bytes, char **text, const char **encoding, gboolean *cut)
{
  gsize length, skip, valid;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *code = find_mark ((const guint8 *)data, length, &skip);
  const gboolean wide = code != NULL && g_str_has_prefix (code, "UTF-16");

  /* No bytes are no pointer either. */
  data = length > 0 ? data + skip : "";
  length -= skip;
  *cut = length > PREVIEW_MAX_TEXT / 4;
  length = MIN (length, PREVIEW_MAX_TEXT / 4);
  if (wide)
    length &= ~(gsize)1;
  else if (memchr (data, '\0', length) != NULL)
    return FALSE;

  if (!wide && is_utf8 (data, length, *cut, &valid))
    {
      *text = g_strndup (data, valid);
      code = "UTF-8";
    }
  else
    {
      code = wide ? code : "WINDOWS-1252";
      *text = g_convert_with_fallback (data, (gssize)length, "UTF-8", code, "?", NULL, NULL, NULL);
      if (*text == NULL)
        *text = g_convert (data, (gssize)length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    }
  if (*text == NULL)
    return FALSE;
  *encoding = code;
  preview_text_clean (*text);

  return TRUE;
}

/**
 * preview_text_open:
 * @bytes: a file
 * @error: return location
 *
 * Returns: (transfer full): the file as text, or %NULL where it is none
 */
PreviewDocument *
preview_text_open (GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  const char *encoding;
  gboolean cut;

  if (!preview_text_decode (bytes, &text, &encoding, &cut))
    {
      g_set_error_literal (error, PREVIEW_FAILURE, PREVIEW_FAILURE_UNSUPPORTED, "no text");
      return NULL;
    }

  return preview_document_new_plain (
      g_variant_new ("(u@a(dd)ssb@aas@a(ss)@a(sst))", (guint32)PREVIEW_KIND_TEXT,
                     g_variant_new_array (G_VARIANT_TYPE ("(dd)"), NULL, 0), text, encoding, cut,
                     g_variant_new_array (G_VARIANT_TYPE ("as"), NULL, 0),
                     g_variant_new_array (G_VARIANT_TYPE ("(ss)"), NULL, 0),
                     g_variant_new_array (G_VARIANT_TYPE ("(sst)"), NULL, 0)));
}
