/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-text.h"

#include "biz-html.h"

#include <string.h>

/* The signs by which cases are told apart: words without their endings, and pieces of words, as
 * German makes one word of several and people mistype. Numbers say which order it is, not what kind
 * of case. */

#define MIN_WORD 3
#define MAX_WORD 32
#define MIN_STEM 4
/* Letters of a piece; a word's ends count as letters. */
#define PIECE 5
#define SOFT_HYPHEN 0x00AD
/* Of HTML that is looked at: marks take more room than what they mark. */
#define MAX_HTML (64 * 1024)

/* Words of every letter, German and English, as they are looked up: small and without marks. */
static const char stop_words[] =
    "aber about after all alle alles als also and andere any are auch auf aus been bei bin bis "
    "bitte bitten but can could dann danke dass dear dem den der des die dies diese diesem diesen "
    "dieser doch does don dort durch ein eine einem einen einer eines etwas for freundlich "
    "freundliche freundlichen from fur gegen get gruss grusse grussen guten habe haben had hallo "
    "has hat hatte hatten have hello her herr herren hier him his how ich ihm ihn ihnen ihr ihre "
    "ihrem ihren ihrer immer ins into ist its jetzt just kann kein keine konnen konnten mal may "
    "mehr mein meine mfg mich mir mit mochten morgen muss nach nicht noch not now nun nur oder off "
    "one only our out over please regards schon sehr sein seit she should sich sie sind some such "
    "tag team than thank thanks that the their them then there these they this those uber und uns "
    "unser unsere unserem unseren unserer upon very viele vielen vom von vor war waren was were "
    "what when where which who why will wir wird wurde wurden with would you your yours zum zur";

/* Longest first. */
static const char *const endings[] = { "ungen", "ingen", "ment", "ung", "ing", "ern", "ies",
                                       "em",    "er",    "en",   "es",  "ed",  "e",   "s" };

static void
free_token (gpointer data)
{
  BizCategoryToken *token = data;

  g_free (token->token);
  g_free (token->word);
  g_free (token);
}

static GHashTable *
get_stop_words (void)
{
  static GHashTable *set;
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      g_auto (GStrv) words = g_strsplit (stop_words, " ", -1);

      set = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; words[i] != NULL; i++)
        g_hash_table_add (set, (gpointer)g_intern_string (words[i]));
      g_once_init_leave (&made, 1);
    }

  return set;
}

/* Small letters without marks: "Rücksendung" is "rucksendung". */
static char *
fold (const char *word, gsize length)
{
  g_autofree char *small = g_utf8_casefold (word, (gssize)length);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  GString *plain = g_string_sized_new (length);

  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)) && g_utf8_get_char (p) != SOFT_HYPHEN)
      g_string_append_unichar (plain, g_utf8_get_char (p));

  return g_string_free (plain, FALSE);
}

/* Takes the ending off @word, where enough is left. */
static void
stem (char *word)
{
  const glong n_chars = g_utf8_strlen (word, -1);
  const gsize length = strlen (word);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (n_chars - (glong)strlen (endings[i]) >= MIN_STEM && g_str_has_suffix (word, endings[i]))
      {
        word[length - strlen (endings[i])] = '\0';
        return;
      }
}

static void
take (GPtrArray *list, GHashTable *seen, char *token, const char *word, gsize length)
{
  BizCategoryToken *found;

  if (list->len >= BIZ_CATEGORY_MAX_TOKENS || g_hash_table_contains (seen, token))
    {
      g_free (token);
      return;
    }
  found = g_new0 (BizCategoryToken, 1);
  found->token = token;
  found->word = g_strndup (word, length);
  g_hash_table_add (seen, found->token);
  g_ptr_array_add (list, found);
}

static void
take_word (GPtrArray *list, GHashTable *seen, const char *word, gsize length)
{
  const glong n_chars = g_utf8_strlen (word, (gssize)length);
  g_autofree char *folded = NULL;
  g_autofree char *whole = NULL;
  const char *end;

  if (n_chars < MIN_WORD || n_chars > MAX_WORD)
    return;
  folded = fold (word, length);
  if (g_hash_table_contains (get_stop_words (), folded))
    return;
  whole = g_strconcat ("^", folded, "$", NULL);
  stem (folded);
  take (list, seen, g_steal_pointer (&folded), word, length);
  if (g_utf8_strlen (whole, -1) < PIECE)
    return;
  end = g_utf8_offset_to_pointer (whole, PIECE);
  for (const char *p = whole;; p = g_utf8_next_char (p), end = g_utf8_next_char (end))
    {
      take (list, seen, g_strdup_printf ("~%.*s", (int)(end - p), p), word, length);
      if (*end == '\0')
        return;
    }
}

/* Words are letters only: what has a digit in it is a number of something. */
static void
split (GPtrArray *list, GHashTable *seen, const char *text)
{
  const char *begin = NULL;
  gboolean has_digit = FALSE;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      const gunichar c = *p != '\0' ? g_utf8_get_char (p) : 0;

      if (c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == SOFT_HYPHEN))
        {
          if (begin == NULL)
            begin = p;
          has_digit = has_digit || g_unichar_isdigit (c);
          continue;
        }
      if (begin != NULL && !has_digit)
        take_word (list, seen, begin, (gsize)(p - begin));
      begin = NULL;
      has_digit = FALSE;
      if (c == 0)
        return;
    }
}

static char *
cut (const char *text, gsize max)
{
  const gsize length = text != NULL ? strnlen (text, max) : 0;

  return g_utf8_make_valid (text != NULL ? text : "", (gssize)length);
}

/**
 * biz_category_text_split:
 * @subject: (nullable): of a case
 * @text: (nullable): plain text of anybody; quoted lines ("> ") are somebody else's and left out
 *
 * Returns: (transfer full): of BizCategoryToken, at most BIZ_CATEGORY_MAX_TOKENS
 */
GPtrArray *
biz_category_text_split (const char *subject, const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_token);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *head = cut (subject, BIZ_CATEGORY_MAX_BYTES);
  g_autofree char *body = cut (text, BIZ_CATEGORY_MAX_BYTES);
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);

  split (list, seen, head);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], ">"))
      split (list, seen, lines[i]);

  return list;
}

/**
 * biz_category_text_from_html:
 * @html: (nullable): of anybody
 *
 * Returns: (transfer full): its beginning as plain text
 */
char *
biz_category_text_from_html (const char *html)
{
  g_autofree char *beginning = cut (html, MAX_HTML);
  g_autofree char *text = biz_html_to_text (beginning);

  return cut (text, BIZ_CATEGORY_MAX_BYTES);
}
