/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-html.h"

#include "biz-html-part.h"
#include "biz-html-writer.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* More attributes in one tag than any honest message has; the parser compares each with all. */
#define MAX_ATTRIBUTES 256
/* Pictures that a message shows between its words. */
#define MAX_PICTURES 40

typedef enum
{
  KIND_INLINE,
  KIND_SKIPPED,   /* with all that is in it */
  KIND_BLOCK,     /* a line of its own */
  KIND_PARAGRAPH, /* and an empty line around */
  KIND_QUOTE,
  KIND_LIST,
  KIND_NUMBERED,
  KIND_ITEM,
  KIND_CELL,
  KIND_LINK,
  KIND_PICTURE,
  KIND_BREAK,
  KIND_RULE,
} Kind;

typedef struct
{
  const char *name;
  Kind kind;
  BizHtmlStyle style;
} Tag;

/* Sorted by name. What is not named here is inline: its text stays, the tag goes. */
static const Tag tags[] = {
  { "a", KIND_LINK, 0 },
  { "address", KIND_BLOCK, 0 },
  { "applet", KIND_SKIPPED, 0 },
  { "article", KIND_BLOCK, 0 },
  { "audio", KIND_SKIPPED, 0 },
  { "b", KIND_INLINE, BIZ_HTML_BOLD },
  { "blockquote", KIND_QUOTE, 0 },
  { "br", KIND_BREAK, 0 },
  { "button", KIND_SKIPPED, 0 },
  { "canvas", KIND_SKIPPED, 0 },
  { "caption", KIND_BLOCK, 0 },
  { "center", KIND_BLOCK, 0 },
  { "cite", KIND_INLINE, BIZ_HTML_ITALIC },
  { "code", KIND_INLINE, BIZ_HTML_FIXED },
  { "dd", KIND_BLOCK, 0 },
  { "del", KIND_INLINE, BIZ_HTML_STRUCK },
  { "div", KIND_BLOCK, 0 },
  { "dl", KIND_PARAGRAPH, 0 },
  { "dt", KIND_BLOCK, 0 },
  { "em", KIND_INLINE, BIZ_HTML_ITALIC },
  { "embed", KIND_SKIPPED, 0 },
  { "fieldset", KIND_BLOCK, 0 },
  { "figure", KIND_BLOCK, 0 },
  { "footer", KIND_BLOCK, 0 },
  { "form", KIND_BLOCK, 0 },
  { "frame", KIND_SKIPPED, 0 },
  { "frameset", KIND_SKIPPED, 0 },
  { "h1", KIND_PARAGRAPH, BIZ_HTML_BOLD },
  { "h2", KIND_PARAGRAPH, BIZ_HTML_BOLD },
  { "h3", KIND_PARAGRAPH, BIZ_HTML_BOLD },
  { "h4", KIND_PARAGRAPH, BIZ_HTML_BOLD },
  { "h5", KIND_PARAGRAPH, BIZ_HTML_BOLD },
  { "h6", KIND_PARAGRAPH, BIZ_HTML_BOLD },
  { "head", KIND_SKIPPED, 0 },
  { "header", KIND_BLOCK, 0 },
  { "hr", KIND_RULE, 0 },
  { "i", KIND_INLINE, BIZ_HTML_ITALIC },
  { "iframe", KIND_SKIPPED, 0 },
  { "img", KIND_PICTURE, 0 },
  { "ins", KIND_INLINE, BIZ_HTML_UNDERLINED },
  { "kbd", KIND_INLINE, BIZ_HTML_FIXED },
  { "li", KIND_ITEM, 0 },
  { "main", KIND_BLOCK, 0 },
  { "map", KIND_SKIPPED, 0 },
  { "math", KIND_SKIPPED, 0 },
  { "nav", KIND_BLOCK, 0 },
  { "object", KIND_SKIPPED, 0 },
  { "ol", KIND_NUMBERED, 0 },
  { "p", KIND_PARAGRAPH, 0 },
  { "pre", KIND_PARAGRAPH, BIZ_HTML_FIXED | BIZ_HTML_KEEP_SPACES },
  { "s", KIND_INLINE, BIZ_HTML_STRUCK },
  { "samp", KIND_INLINE, BIZ_HTML_FIXED },
  { "script", KIND_SKIPPED, 0 },
  { "section", KIND_BLOCK, 0 },
  { "select", KIND_SKIPPED, 0 },
  { "strike", KIND_INLINE, BIZ_HTML_STRUCK },
  { "strong", KIND_INLINE, BIZ_HTML_BOLD },
  { "style", KIND_SKIPPED, 0 },
  { "svg", KIND_SKIPPED, 0 },
  { "table", KIND_PARAGRAPH, 0 },
  { "td", KIND_CELL, 0 },
  { "template", KIND_SKIPPED, 0 },
  { "textarea", KIND_SKIPPED, 0 },
  { "th", KIND_CELL, BIZ_HTML_BOLD },
  { "title", KIND_SKIPPED, 0 },
  { "tr", KIND_BLOCK, 0 },
  { "tt", KIND_INLINE, BIZ_HTML_FIXED },
  { "u", KIND_INLINE, BIZ_HTML_UNDERLINED },
  { "ul", KIND_LIST, 0 },
  { "video", KIND_SKIPPED, 0 },
};

typedef struct
{
  char name[16];
  Kind kind;
  BizHtmlStyle outer_style;
  char *target; /* (owned) (nullable) */
  gsize link_start;
  guint number;
} Element;

typedef struct
{
  BizHtmlWriter *writer; /* (unowned) */
  htmlParserCtxtPtr parser;
  Element stack[BIZ_HTML_MAX_DEPTH];
  guint depth;
  guint skipping;      /* open elements that are skipped, 0 for none */
  guint n_pictures;    /* attachments between the words */
  GPtrArray *pictures; /* (unowned) (nullable): takes them, and their places are marked */
} Conversion;

static int
compare_tag (const void *name, const void *tag)
{
  return strcmp (name, ((const Tag *)tag)->name);
}

static const Tag *
find_tag (const char *name)
{
  static const Tag unknown = { "", KIND_INLINE, 0 };
  const Tag *tag = bsearch (name, tags, G_N_ELEMENTS (tags), sizeof *tags, compare_tag);

  return tag != NULL ? tag : &unknown;
}

static const char *
find_attribute (const xmlChar **attributes, const char *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      if (g_ascii_strcasecmp ((const char *)attributes[i], name) == 0)
        return attributes[i + 1] != NULL ? (const char *)attributes[i + 1] : "";
    }

  return NULL;
}

/* What a browser would not show is not shown here either. */
static gboolean
is_hidden (const xmlChar **attributes)
{
  const char *style = find_attribute (attributes, "style");
  g_autofree char *compact = NULL;
  char *to;

  if (find_attribute (attributes, "hidden") != NULL)
    return TRUE;
  if (style == NULL)
    return FALSE;

  compact = g_ascii_strdown (style, 1024);
  to = compact;
  for (const char *from = compact; *from != '\0'; from++)
    {
      if (!g_ascii_isspace (*from))
        *to++ = *from;
    }
  *to = '\0';

  return strstr (compact, "display:none") != NULL || strstr (compact, "visibility:hidden") != NULL;
}

/* A target that a person may be told about; those of programs and of the server's own pages are
 * not. */
static char *
get_target (const xmlChar **attributes)
{
  static const char *const schemes[] = { "http:", "https:", "mailto:", "tel:", "ftp:" };
  const char *href = find_attribute (attributes, "href");
  g_autofree char *clean = NULL;

  if (href == NULL)
    return NULL;

  clean = biz_html_clean_word (href);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (clean, schemes[i], strlen (schemes[i])) == 0)
        return g_steal_pointer (&clean);
    }

  return NULL;
}

static guint
count_lists (Conversion *self)
{
  guint n = 0;

  for (guint i = 0; i < self->depth; i++)
    n += self->stack[i].kind == KIND_LIST || self->stack[i].kind == KIND_NUMBERED ? 1 : 0;

  return n;
}

static void
open_item (Conversion *self)
{
  guint indent = count_lists (self);

  biz_html_writer_break (self->writer, 1);
  for (guint i = self->depth; i > 0; i--)
    {
      Element *list = &self->stack[i - 1];

      if (list->kind == KIND_NUMBERED)
        {
          biz_html_writer_bullet (self->writer, indent, ++list->number);
          return;
        }
      if (list->kind == KIND_LIST)
        break;
    }
  biz_html_writer_bullet (self->writer, indent, 0);
}

/* An attachment is shown where it stands; of anything else at most its words are. */
static void
add_picture (Conversion *self, const xmlChar **attributes)
{
  const char *width = find_attribute (attributes, "width");
  const char *alternative = find_attribute (attributes, "alt");
  g_autoptr (BizHtmlPart) picture = NULL;

  if (biz_html_part_is_pixel (width, find_attribute (attributes, "height")))
    return;
  if (self->n_pictures < MAX_PICTURES)
    picture = biz_html_part_new_picture (find_attribute (attributes, "src"), alternative, width);
  self->n_pictures += picture != NULL ? 1 : 0;
  if (picture == NULL || self->pictures == NULL)
    biz_html_writer_picture (self->writer, alternative);
  else if (biz_html_writer_mark (self->writer))
    g_ptr_array_add (self->pictures, g_steal_pointer (&picture));
}

static void
open_element (Conversion *self, Element *element, const xmlChar **attributes)
{
  switch (element->kind)
    {
    case KIND_BLOCK:
      biz_html_writer_break (self->writer, 1);
      break;
    case KIND_PARAGRAPH:
      biz_html_writer_break (self->writer, 2);
      break;
    case KIND_LIST:
    case KIND_NUMBERED:
      biz_html_writer_break (self->writer, count_lists (self) > 0 ? 1 : 2);
      break;
    case KIND_QUOTE:
      biz_html_writer_break (self->writer, 2);
      biz_html_writer_quote (self->writer, 1);
      break;
    case KIND_ITEM:
      open_item (self);
      break;
    case KIND_CELL:
      biz_html_writer_cell (self->writer);
      break;
    case KIND_BREAK:
      biz_html_writer_line (self->writer);
      break;
    case KIND_RULE:
      biz_html_writer_break (self->writer, 1);
      biz_html_writer_text (self->writer, "\342\200\224\342\200\224\342\200\224", 9);
      biz_html_writer_break (self->writer, 1);
      break;
    case KIND_PICTURE:
      add_picture (self, attributes);
      break;
    case KIND_LINK:
      element->target = get_target (attributes);
      element->link_start = biz_html_writer_get_position (self->writer);
      break;
    case KIND_INLINE:
    case KIND_SKIPPED:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
close_element (Conversion *self, Element *element)
{
  switch (element->kind)
    {
    case KIND_BLOCK:
    case KIND_ITEM:
      biz_html_writer_break (self->writer, 1);
      break;
    case KIND_PARAGRAPH:
      biz_html_writer_break (self->writer, 2);
      break;
    case KIND_LIST:
    case KIND_NUMBERED:
      biz_html_writer_break (self->writer, count_lists (self) > 0 ? 1 : 2);
      break;
    case KIND_QUOTE:
      biz_html_writer_break (self->writer, 2);
      biz_html_writer_quote (self->writer, -1);
      break;
    case KIND_LINK:
      if (element->target != NULL)
        biz_html_writer_target (self->writer, element->link_start, element->target);
      break;
    case KIND_SKIPPED:
      self->skipping--;
      break;
    case KIND_CELL:
    case KIND_BREAK:
    case KIND_RULE:
    case KIND_PICTURE:
    case KIND_INLINE:
      break;
    default:
      g_assert_not_reached ();
    }
  g_clear_pointer (&element->target, g_free);
}

static void
start_element_cb (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Conversion *self = data;
  const Tag *tag = find_tag ((const char *)name);
  Element *element;

  if (self->depth == BIZ_HTML_MAX_DEPTH || biz_html_writer_is_full (self->writer))
    {
      biz_html_writer_cut (self->writer);
      xmlStopParser (self->parser);
      return;
    }

  element = &self->stack[self->depth];
  *element = (Element){ .kind = tag->kind };
  g_strlcpy (element->name, (const char *)name, sizeof element->name);
  element->outer_style = biz_html_writer_get_style (self->writer);
  if (element->kind == KIND_SKIPPED || is_hidden (attributes))
    {
      element->kind = KIND_SKIPPED;
      self->skipping++;
    }
  else if (self->skipping > 0)
    element->kind = KIND_INLINE;
  else
    {
      open_element (self, element, attributes);
      biz_html_writer_set_style (self->writer, element->outer_style | tag->style);
    }
  self->depth++;
}

static void
end_element_cb (void *data, const xmlChar *name)
{
  Conversion *self = data;
  guint depth = self->depth;

  while (
      depth > 0
      && strncmp (self->stack[depth - 1].name, (const char *)name, sizeof self->stack[0].name - 1)
             != 0)
    depth--;
  if (depth == 0)
    return;
  while (self->depth >= depth)
    {
      Element *element = &self->stack[--self->depth];

      close_element (self, element);
      biz_html_writer_set_style (self->writer, element->outer_style);
    }
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Conversion *self = data;

  if (self->skipping == 0)
    biz_html_writer_text (self->writer, (const char *)text, (gsize)length);
  if (biz_html_writer_is_full (self->writer))
    xmlStopParser (self->parser);
}

/* Where a tag begins that has more attributes than the parser can take in linear time. */
static gsize
find_excess (const char *html, gsize length)
{
  gsize start = 0;
  guint n = 0;
  gboolean in_tag = FALSE;
  gboolean after_equals = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = html[i];

      if (!in_tag)
        {
          in_tag = c == '<' && i + 1 < length && g_ascii_isalpha (html[i + 1]);
          start = i;
          n = 0;
          after_equals = FALSE;
          continue;
        }
      if (after_equals && (c == '"' || c == '\''))
        {
          const char *end = memchr (html + i + 1, c, length - i - 1);

          if (end == NULL)
            return length;
          i = (gsize)(end - html);
          n++;
          after_equals = FALSE;
        }
      else if (g_ascii_isspace (c))
        n++;
      else if (c == '>')
        in_tag = FALSE;
      else
        after_equals = c == '=';
      if (n > 2 * MAX_ATTRIBUTES)
        return start;
    }

  return length;
}

static void
parse (Conversion *self, const char *html, gsize length)
{
  htmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
  };
  htmlSAXHandlerPtr own;

  self->parser = htmlCreateMemoryParserCtxt (html, (int)length);
  if (self->parser == NULL)
    return;

  htmlCtxtUseOptions (self->parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                        | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding (self->parser, XML_CHAR_ENCODING_UTF8);
  own = self->parser->sax;
  self->parser->sax = &handler;
  self->parser->userData = self;
  htmlParseDocument (self->parser);
  self->parser->sax = own;
  if (self->parser->myDoc != NULL)
    xmlFreeDoc (self->parser->myDoc);
  htmlFreeParserCtxt (self->parser);
}

/* Returns how many pictures it shows. */
static guint
convert (const char *html, gssize length, GPtrArray *pictures, char **text, char **markup)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (BIZ_HTML_MAX_OUTPUT);
  Conversion self = { .writer = writer, .pictures = pictures };
  gsize size = html == NULL ? 0 : length < 0 ? strlen (html) : (gsize)length;
  gsize kept = MIN (size, BIZ_HTML_MAX_INPUT);
  g_autofree char *valid = NULL;

  if (kept > 0)
    {
      gsize honest;
      g_autofree char *made_valid = g_utf8_make_valid (html, (gssize)kept);

      /* in a body the parser takes text as it stands; elsewhere it makes paragraphs of it */
      valid = g_strconcat ("<body>", made_valid, NULL);
      honest = find_excess (valid, strlen (valid));
      if (honest > 0)
        parse (&self, valid, honest);
      while (self.depth > 0)
        close_element (&self, &self.stack[--self.depth]);
      if (size > kept || honest < strlen (valid))
        biz_html_writer_cut (writer);
    }
  biz_html_writer_finish (writer, text, markup);

  return self.n_pictures;
}

/**
 * biz_html_convert:
 * @html: (nullable): what a stranger wrote, in any state
 * @length: in bytes, -1 where it ends with NUL
 * @text: (out) (optional) (transfer full): plain text
 * @markup: (out) (optional) (transfer full): Pango markup with nothing but b, i, u, s and tt
 *
 * Nothing is fetched, nothing is run; control characters and marks that turn the direction of the
 * writing are dropped.
 */
void
biz_html_convert (const char *html, gssize length, char **text, char **markup)
{
  convert (html, length, NULL, text, markup);
}

/**
 * biz_html_convert_pictures:
 * @html: (nullable): as biz_html_convert () takes it
 * @length: in bytes, -1 where it ends with NUL
 * @text: (out) (transfer full): plain text
 * @markup: (out) (transfer full): Pango markup, with the words that stand for pictures
 * @marked: (out) (nullable) (transfer full): the same with %BIZ_HTML_MARK for each picture
 *
 * Pictures are attachments that the server serves itself. Whether they belong to the record is not
 * known here. All others leave at most their words.
 *
 * Returns: (transfer full) (nullable) (element-type BizHtmlPart): the pictures; %NULL for none
 */
GPtrArray *
biz_html_convert_pictures (
    const char *html, gssize length, char **text, char **markup, char **marked)
{
  g_autoptr (GPtrArray) pictures = NULL;

  g_return_val_if_fail (marked != NULL, NULL);

  *marked = NULL;
  if (convert (html, length, NULL, text, markup) == 0)
    return NULL;
  pictures = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_html_part_free);
  convert (html, length, pictures, NULL, marked);
  if (pictures->len > 0)
    return g_steal_pointer (&pictures);
  g_clear_pointer (marked, g_free);

  return NULL;
}

/**
 * biz_html_to_text:
 * @html: (nullable): see biz_html_convert ()
 *
 * Returns: (transfer full): plain text
 */
char *
biz_html_to_text (const char *html)
{
  char *text = NULL;

  biz_html_convert (html, -1, &text, NULL);

  return text;
}

/**
 * biz_html_to_markup:
 * @html: (nullable): see biz_html_convert ()
 *
 * Returns: (transfer full): Pango markup
 */
char *
biz_html_to_markup (const char *html)
{
  char *markup = NULL;

  biz_html_convert (html, -1, NULL, &markup);

  return markup;
}
