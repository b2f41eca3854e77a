/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-fuzzy.h"

#define SCORE_LETTER 1
#define SCORE_SIDE_BY_SIDE 6
#define SCORE_WORD_START 5
#define SCORE_WHOLE_START 12
#define LENGTH_MAX 256

/* Lower case letters without their accents. */
static gunichar *
fold (const char *text, glong *length)
{
  g_autofree char *split = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  g_autoptr (GArray) letters = g_array_new (TRUE, FALSE, sizeof (gunichar));

  for (const char *c = split; c != NULL && *c != '\0' && letters->len < LENGTH_MAX;
       c = g_utf8_next_char (c))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (c));

      if (!g_unichar_ismark (letter))
        g_array_append_val (letters, letter);
    }
  *length = (glong)letters->len;
  return (gunichar *)(gpointer)g_array_free (g_steal_pointer (&letters), FALSE);
}

static gboolean
is_word_start (const gunichar *text, glong i)
{
  return i == 0 || !g_unichar_isalnum (text[i - 1]);
}

static int
rate (const gunichar *text, glong i, glong previous)
{
  int score = SCORE_LETTER;

  if (i == 0)
    score += SCORE_WHOLE_START;
  else if (is_word_start (text, i))
    score += SCORE_WORD_START;
  if (previous >= 0 && i == previous + 1)
    score += SCORE_SIDE_BY_SIDE;
  return score;
}

/* The best of all ways to find the query's letters in order: row by row over its letters, best[i]
 * is the best score with the last letter at i. */
static int
best_way (const gunichar *query, glong n_query, const gunichar *text, glong n_text)
{
  g_autofree int *best = g_new (int, n_text);
  g_autofree int *next = g_new (int, n_text);
  int result = -1;

  for (glong q = 0; q < n_query; q++)
    {
      int before = q == 0 ? 0 : -1; /* the best of a place before, not side by side */

      for (glong i = 0; i < n_text; i++)
        {
          int from = before;

          next[i] = -1;
          if (text[i] == query[q] && from >= 0)
            next[i] = from + rate (text, i, -1);
          if (text[i] == query[q] && q > 0 && i > 0 && best[i - 1] >= 0)
            next[i] = MAX (next[i], best[i - 1] + rate (text, i, i - 1));
          if (q > 0 && best[i] > before)
            before = best[i];
        }
      for (glong i = 0; i < n_text; i++)
        best[i] = next[i];
    }
  for (glong i = 0; i < n_text; i++)
    result = MAX (result, best[i]);
  return result;
}

/**
 * app_fuzzy_score:
 * @query: what was typed; blanks are as good as not typed
 * @text: what it may mean
 *
 * Returns: the larger the better, 0 for an empty @query, negative where a letter is missing
 */
int
app_fuzzy_score (const char *query, const char *text)
{
  g_autofree gunichar *wanted = NULL;
  g_autofree gunichar *there = NULL;
  glong n_wanted, n_there, n = 0;

  g_return_val_if_fail (query != NULL && text != NULL, -1);

  wanted = fold (query, &n_wanted);
  there = fold (text, &n_there);
  for (glong i = 0; i < n_wanted; i++)
    if (!g_unichar_isspace (wanted[i]))
      wanted[n++] = wanted[i];
  if (n == 0)
    return 0;
  if (n_there == 0)
    return -1;
  return best_way (wanted, n, there, n_there);
}
