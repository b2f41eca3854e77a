/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-html-writer.h"

#include "biz-html-part.h"

#include <string.h>

#define MAX_TARGET_CHARACTERS 200
#define MAX_QUOTE 8
#define MAX_INDENT 8

static const struct
{
  BizHtmlStyle style;
  const char *open;
  const char *close;
} style_tags[] = {
  { BIZ_HTML_BOLD, "<b>", "</b>" },       { BIZ_HTML_ITALIC, "<i>", "</i>" },
  { BIZ_HTML_UNDERLINED, "<u>", "</u>" }, { BIZ_HTML_STRUCK, "<s>", "</s>" },
  { BIZ_HTML_FIXED, "<tt>", "</tt>" },
};

struct _BizHtmlWriter
{
  GString *text;   /* (owned) */
  GString *markup; /* (owned) */
  gsize max_bytes;
  BizHtmlStyle style;   /* of what comes */
  BizHtmlStyle written; /* tags that are open in the markup */
  guint quote;          /* depth of what comes */
  guint line_quote;     /* depth of the line that is written */
  guint pending_lines;  /* line ends before the next text */
  gboolean pending_space;
  gboolean at_bullet; /* a bullet was written and nothing behind it */
  gboolean cut;
};

/* Marks that turn the direction of writing or take no room: they make a text look like another. */
static gboolean
is_deceptive (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x200e || c == 0x200f
         || c == 0x061c || c == 0x200b || c == 0xfeff || c == 0x00ad || c == 0x180e || c == 0x115f
         || c == 0x1160 || c == 0x3164 || c == 0xffa0
         || (c >= 0xfff9 && c <= BIZ_HTML_MARK_CHARACTER) || (c >= 0xe0000 && c <= 0xe007f);
}

static gboolean
is_printable (gunichar c)
{
  return c >= 0x20 && (c < 0x7f || c >= 0xa0) && !is_deceptive (c)
         && g_unichar_type (c) != G_UNICODE_PRIVATE_USE && c != 0x2028 && c != 0x2029;
}

static void
close_tags (BizHtmlWriter *self)
{
  for (gsize i = G_N_ELEMENTS (style_tags); i > 0; i--)
    {
      if (self->written & style_tags[i - 1].style)
        g_string_append (self->markup, style_tags[i - 1].close);
    }
  self->written = 0;
}

static void
open_tags (BizHtmlWriter *self)
{
  BizHtmlStyle wanted = self->style & ~(BizHtmlStyle)BIZ_HTML_KEEP_SPACES;

  if (wanted == self->written)
    return;
  close_tags (self);
  for (gsize i = 0; i < G_N_ELEMENTS (style_tags); i++)
    {
      if (wanted & style_tags[i].style)
        g_string_append (self->markup, style_tags[i].open);
    }
  self->written = wanted;
}

static void
append_raw (BizHtmlWriter *self, const char *bytes)
{
  g_string_append (self->text, bytes);
  g_string_append (self->markup, bytes);
}

static void
append_character (BizHtmlWriter *self, gunichar c)
{
  g_string_append_unichar (self->text, c);
  if (c == '<')
    g_string_append (self->markup, "&lt;");
  else if (c == '>')
    g_string_append (self->markup, "&gt;");
  else if (c == '&')
    g_string_append (self->markup, "&amp;");
  else
    g_string_append_unichar (self->markup, c);
}

static void
append_quote_marks (BizHtmlWriter *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      append_character (self, '>');
      append_character (self, ' ');
    }
}

/* The line ends, quote marks and the space that wait for a text. */
static void
flush_pending (BizHtmlWriter *self)
{
  gboolean first = self->text->len == 0;

  if (self->pending_lines > 0 || first)
    {
      close_tags (self);
      for (guint i = first ? 1 : 0; i < self->pending_lines; i++)
        {
          append_raw (self, "\n");
          if (i + 1 < self->pending_lines)
            append_quote_marks (self, MIN (self->quote, self->line_quote));
        }
      append_quote_marks (self, self->quote);
      self->line_quote = self->quote;
    }
  else if (self->pending_space)
    {
      if (self->written & ~self->style)
        close_tags (self);
      append_raw (self, " ");
    }
  self->pending_lines = 0;
  self->pending_space = FALSE;
}

static void
write_character (BizHtmlWriter *self, gunichar c)
{
  if (self->text->len >= self->max_bytes)
    {
      self->cut = TRUE;
      return;
    }

  flush_pending (self);
  open_tags (self);
  append_character (self, c);
  self->at_bullet = FALSE;
}

BizHtmlWriter *
biz_html_writer_new (gsize max_bytes)
{
  BizHtmlWriter *self = g_new0 (BizHtmlWriter, 1);

  self->text = g_string_new (NULL);
  self->markup = g_string_new (NULL);
  self->max_bytes = max_bytes;

  return self;
}

void
biz_html_writer_free (BizHtmlWriter *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->markup, TRUE);
  g_free (self);
}

gboolean
biz_html_writer_is_full (BizHtmlWriter *self)
{
  return self->cut;
}

BizHtmlStyle
biz_html_writer_get_style (BizHtmlWriter *self)
{
  return self->style;
}

void
biz_html_writer_set_style (BizHtmlWriter *self, BizHtmlStyle style)
{
  self->style = style;
}

void
biz_html_writer_text (BizHtmlWriter *self, const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end && !self->cut; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar)-1 || c == (gunichar)-2)
        return;
      if (c == '\n' && (self->style & BIZ_HTML_KEEP_SPACES))
        biz_html_writer_line (self);
      else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
        {
          if (self->style & BIZ_HTML_KEEP_SPACES)
            write_character (self, ' ');
          else if (self->text->len > 0 && self->pending_lines == 0 && !self->at_bullet)
            self->pending_space = TRUE;
        }
      else if (is_printable (c))
        write_character (self, c);
    }
}

void
biz_html_writer_break (BizHtmlWriter *self, guint n_lines)
{
  self->pending_space = FALSE;
  if (self->text->len > 0 && !self->at_bullet)
    self->pending_lines = MAX (self->pending_lines, n_lines);
}

void
biz_html_writer_line (BizHtmlWriter *self)
{
  self->pending_space = FALSE;
  if (self->text->len > 0)
    self->pending_lines = MIN (self->pending_lines + 1, 2);
}

void
biz_html_writer_quote (BizHtmlWriter *self, int change)
{
  if (change > 0)
    self->quote = MIN (self->quote + 1, MAX_QUOTE);
  else if (self->quote > 0)
    self->quote--;
}

void
biz_html_writer_bullet (BizHtmlWriter *self, guint indent, guint number)
{
  BizHtmlStyle style = self->style;

  if (self->text->len >= self->max_bytes)
    {
      self->cut = TRUE;
      return;
    }

  self->style = 0;
  flush_pending (self);
  open_tags (self);
  for (guint i = 1; i < MIN (indent, MAX_INDENT); i++)
    append_raw (self, "  ");
  if (number > 0)
    {
      g_string_append_printf (self->text, "%u. ", number);
      g_string_append_printf (self->markup, "%u. ", number);
    }
  else
    append_raw (self, "• ");
  self->at_bullet = TRUE;
  self->style = style;
}

void
biz_html_writer_cell (BizHtmlWriter *self)
{
  if (self->text->len == 0 || self->pending_lines > 0 || self->at_bullet)
    return;

  self->pending_space = TRUE;
  flush_pending (self);
  self->pending_space = TRUE;
}

void
biz_html_writer_picture (BizHtmlWriter *self, const char *alternative)
{
  g_autofree char *clean = NULL;

  if (alternative == NULL || *alternative == '\0')
    return;

  clean =
      g_strstrip (g_utf8_substring (alternative, 0,
                                    MIN (MAX_TARGET_CHARACTERS, g_utf8_strlen (alternative, -1))));
  if (*clean == '\0')
    return;
  write_character (self, '[');
  biz_html_writer_text (self, clean, strlen (clean));
  write_character (self, ']');
}

/* A line of its own, outside of all tags. */
gboolean
biz_html_writer_mark (BizHtmlWriter *self)
{
  BizHtmlStyle style = self->style;

  biz_html_writer_break (self, 1);
  self->style = 0;
  write_character (self, BIZ_HTML_MARK_CHARACTER);
  self->style = style;
  biz_html_writer_break (self, 1);

  return !self->cut;
}

gsize
biz_html_writer_get_position (BizHtmlWriter *self)
{
  return self->text->len;
}

/* Whether the text of the link says where it leads. */
static gboolean
says_target (const char *text, const char *target)
{
  static const char *const prefixes[] = { "https://", "http://", "mailto:", "tel:", "ftp://" };
  g_autofree char *shown = g_strstrip (g_strdup (text));
  gsize length;

  if (g_ascii_strcasecmp (shown, target) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_has_prefix (target, prefixes[i]))
        target += strlen (prefixes[i]);
    }
  length = strlen (target);
  if (length > 0 && target[length - 1] == '/')
    length--;

  return strlen (shown) == length && g_ascii_strncasecmp (shown, target, length) == 0;
}

void
biz_html_writer_target (BizHtmlWriter *self, gsize link_start, const char *target)
{
  g_autofree char *cut = NULL;

  if (self->cut || says_target (self->text->str + MIN (link_start, self->text->len), target))
    return;

  if (g_utf8_strlen (target, -1) > MAX_TARGET_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (target, 0, MAX_TARGET_CHARACTERS);

      cut = g_strconcat (start, "…", NULL);
    }
  if (self->text->len > link_start && self->pending_lines == 0)
    {
      self->pending_space = TRUE;
      flush_pending (self);
    }
  write_character (self, '(');
  biz_html_writer_text (self, cut != NULL ? cut : target, strlen (cut != NULL ? cut : target));
  write_character (self, ')');
}

void
biz_html_writer_cut (BizHtmlWriter *self)
{
  self->cut = TRUE;
}

void
biz_html_writer_finish (BizHtmlWriter *self, char **text, char **markup)
{
  close_tags (self);
  if (self->cut)
    append_raw (self, self->text->len > 0 ? " …" : "…");
  if (text != NULL)
    *text = g_strchomp (g_strdup (self->text->str));
  if (markup != NULL)
    *markup = g_strchomp (g_strdup (self->markup->str));
}

/* A link's target without spaces and without what deceives. */
char *
biz_html_clean_word (const char *word)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = word; *p != '\0' && clean->len < 4096; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_printable (c) && !g_unichar_isspace (c))
        g_string_append_unichar (clean, c);
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}
