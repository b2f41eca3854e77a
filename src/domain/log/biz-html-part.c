/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-html-part.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ALTERNATIVE 200
#define MAX_WIDTH 4096
#define QUOTE_MARK "&gt;"

/* Pixels; 0 where it says nothing or something else, such as a share of the page. */
static int
read_pixels (const char *text)
{
  char *end;
  long n;

  if (text == NULL)
    return 0;
  while (g_ascii_isspace (*text))
    text++;
  if (!g_ascii_isdigit (*text))
    return 0;
  n = strtol (text, &end, 10);
  if (*end == '.')
    end += 1 + strspn (end + 1, "0123456789");
  if (*end != '\0' && !g_ascii_isspace (*end) && g_ascii_strncasecmp (end, "px", 2) != 0)
    return 0;

  return (int)CLAMP (n, 1, MAX_WIDTH);
}

/* "/web/image/7?…", "/web/image/7-f00/name.png" and their like, on this server only: an address
 * with a host is a stranger's, whatever follows. What grants access there is not used. */
static gint64
read_source (const char *source)
{
  static const char *const places[] = { "/web/image/ir.attachment/", "/web/image/",
                                        "/web/content/" };

  while (g_ascii_isspace (*source))
    source++;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize n;

      if (!g_str_has_prefix (source, places[i]))
        continue;
      source += strlen (places[i]);
      n = strspn (source, "0123456789");
      if (n == 0 || n > 15 || strchr ("?#/-", source[n]) == NULL)
        return 0;
      return g_ascii_strtoll (source, NULL, 10);
    }

  return 0;
}

static gboolean
is_kept (gunichar c)
{
  return !g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT
         && g_unichar_type (c) != G_UNICODE_PRIVATE_USE && c != BIZ_HTML_MARK_CHARACTER;
}

static char *
clean_alternative (const char *alternative)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  guint n = 0;

  if (alternative == NULL)
    return NULL;
  for (const char *p = alternative; *p != '\0' && n < MAX_ALTERNATIVE;
       p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar)-1 || c == (gunichar)-2)
        break;
      if (g_unichar_isspace (c))
        g_string_append_c (clean, ' ');
      else if (is_kept (c))
        g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);

  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}

/**
 * biz_html_part_new_picture:
 * @source: (nullable): where the picture is said to be
 * @alternative: (nullable): what it is said to show
 * @width: (nullable): how wide it is said to be
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where @source is no attachment of the
 *   server that the message comes from
 */
BizHtmlPart *
biz_html_part_new_picture (const char *source, const char *alternative, const char *width)
{
  gint64 id = source != NULL ? read_source (source) : 0;
  BizHtmlPart *self;

  if (id <= 0)
    return NULL;
  self = g_new0 (BizHtmlPart, 1);
  self->picture = id;
  self->alternative = clean_alternative (alternative);
  self->width = read_pixels (width);

  return self;
}

void
biz_html_part_free (BizHtmlPart *self)
{
  g_free (self->markup);
  g_free (self->alternative);
  g_free (self);
}

gboolean
biz_html_part_is_pixel (const char *width, const char *height)
{
  int wide = read_pixels (width);
  int high = read_pixels (height);

  /* "0" is read as 1 */
  return (wide > 0 && wide <= 2) || (high > 0 && high <= 2);
}

/* Whether a line has nothing but the marks of a quote. */
static gboolean
is_empty_line (const char *line)
{
  while (*line == ' ' || g_str_has_prefix (line, QUOTE_MARK))
    line += *line == ' ' ? 1 : strlen (QUOTE_MARK);

  return *line == '\0' || *line == '\n';
}

/* Words without the empty lines around them. */
static void
add_words (GPtrArray *parts, const char *start, gsize length)
{
  g_autofree char *words = g_strndup (start, length);
  char *rest = words;
  char *line;
  BizHtmlPart *part;

  while (*rest != '\0' && is_empty_line (rest))
    {
      line = strchr (rest, '\n');
      rest = line != NULL ? line + 1 : rest + strlen (rest);
    }
  while ((line = strrchr (rest, '\n')) != NULL && is_empty_line (line + 1))
    *line = '\0';
  g_strchomp (rest);
  if (*rest == '\0')
    return;

  part = g_new0 (BizHtmlPart, 1);
  part->markup = g_strdup (rest);
  g_ptr_array_add (parts, part);
}

static BizHtmlPart *
copy_picture (const BizHtmlPart *picture)
{
  BizHtmlPart *self = g_new0 (BizHtmlPart, 1);

  self->picture = picture->picture;
  self->alternative = g_strdup (picture->alternative);
  self->width = picture->width;

  return self;
}

/**
 * biz_html_part_split:
 * @marked: markup with %BIZ_HTML_MARK where pictures are, each outside of all tags
 * @pictures: (element-type BizHtmlPart): the pictures
 * @first: (inout): which of them the first mark is; then the one behind the last
 *
 * Returns: (transfer full) (element-type BizHtmlPart): words and pictures as they follow
 */
GPtrArray *
biz_html_part_split (const char *marked, GPtrArray *pictures, guint *first)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_html_part_free);
  const char *mark;

  g_return_val_if_fail (marked != NULL, parts);
  g_return_val_if_fail (pictures != NULL && first != NULL, parts);

  while (*first < pictures->len && (mark = strstr (marked, BIZ_HTML_MARK)) != NULL)
    {
      add_words (parts, marked, (gsize)(mark - marked));
      g_ptr_array_add (parts, copy_picture (g_ptr_array_index (pictures, (*first)++)));
      marked = mark + strlen (BIZ_HTML_MARK);
    }
  add_words (parts, marked, strlen (marked));

  return parts;
}
