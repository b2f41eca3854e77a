/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-book-private.h"

#include "biz-category-text.h"

#include <math.h>
#include <string.h>

/* A multinomial naive Bayes over the signs of a case, each counted once a case:
 *
 *   P (sign | category) = (cases of it with the sign + alpha) / (signs of it + alpha * signs)
 *
 * Alpha, how much a category may have missed by chance, and how far ahead the likeliest has to be
 * are found out on the cases themselves: as the model is made of counts, each case is judged by all
 * the others by taking its own counts off. */

#define MAX_CATEGORIES 400
#define MAX_TERMS 400000
#define N_WORDS 4
/* Of a case so many signs have to be known, and one of so many. */
#define MIN_KNOWN 3
#define MAX_STRANGE 5

G_DEFINE_FINAL_TYPE (BizCategoryBook, biz_category_book, G_TYPE_OBJECT)

static void
clear_term (gpointer data)
{
  g_array_unref (((BizCategoryTerm *)data)->counts);
}

static void
clear_category (gpointer data)
{
  g_free (((BizCategoryEntry *)data)->name);
}

static void
biz_category_book_finalize (GObject *object)
{
  BizCategoryBook *self = BIZ_CATEGORY_BOOK (object);

  g_hash_table_unref (self->terms);
  g_string_chunk_free (self->strings);
  g_array_unref (self->list);
  g_array_unref (self->categories);
  g_array_unref (self->cases);
  g_array_unref (self->words);
  g_array_unref (self->tries);

  G_OBJECT_CLASS (biz_category_book_parent_class)->finalize (object);
}

static void
biz_category_book_class_init (BizCategoryBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_category_book_finalize;
}

static void
biz_category_book_init (BizCategoryBook *self)
{
  self->terms = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (16 * 1024);
  self->list = g_array_new (FALSE, FALSE, sizeof (BizCategoryTerm));
  self->categories = g_array_new (FALSE, FALSE, sizeof (BizCategoryEntry));
  self->cases = g_array_new (FALSE, FALSE, sizeof (BizCategoryCase));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->tries = g_array_new (FALSE, FALSE, sizeof (BizCategoryTry));
  g_array_set_clear_func (self->list, clear_term);
  g_array_set_clear_func (self->categories, clear_category);
  self->alpha = BIZ_CATEGORY_ALPHA;
}

static BizCategoryTerm *
get_term (BizCategoryBook *self, guint i)
{
  return &g_array_index (self->list, BizCategoryTerm, i);
}

BizCategoryEntry *
biz_category_book_get_entry (BizCategoryBook *self, guint i)
{
  return &g_array_index (self->categories, BizCategoryEntry, i);
}

static gboolean
find_term (BizCategoryBook *self, const char *token, guint *index)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->terms, token));

  *index = found - 1;
  return found > 0;
}

static gboolean
add_term (BizCategoryBook *self, const char *token, guint *index)
{
  BizCategoryTerm term = { 0 };

  if (find_term (self, token, index))
    return TRUE;
  if (self->list->len >= MAX_TERMS)
    return FALSE;
  term.counts = g_array_sized_new (FALSE, FALSE, sizeof (BizCategoryCount), 1);
  g_array_append_val (self->list, term);
  *index = self->list->len - 1;
  g_hash_table_insert (self->terms, g_string_chunk_insert (self->strings, token),
                       GUINT_TO_POINTER (self->list->len));
  return TRUE;
}

static guint
count_in (const BizCategoryTerm *term, guint category)
{
  for (guint i = 0; i < term->counts->len; i++)
    if (g_array_index (term->counts, BizCategoryCount, i).category == category)
      return g_array_index (term->counts, BizCategoryCount, i).n;
  return 0;
}

static void
count (BizCategoryTerm *term, guint category)
{
  BizCategoryCount first = { category, 1 };

  term->n_cases++;
  for (guint i = 0; i < term->counts->len; i++)
    if (g_array_index (term->counts, BizCategoryCount, i).category == category)
      {
        g_array_index (term->counts, BizCategoryCount, i).n++;
        return;
      }
  g_array_append_val (term->counts, first);
}

static gboolean
add_category (BizCategoryBook *self, gint64 id, const char *name, guint *index)
{
  BizCategoryEntry fresh = { .id = id };

  for (*index = 0; *index < self->categories->len; (*index)++)
    if (biz_category_book_get_entry (self, *index)->id == id)
      return TRUE;
  if (*index >= MAX_CATEGORIES)
    return FALSE;
  fresh.name = g_strdup (name != NULL ? name : "");
  g_array_append_val (self->categories, fresh);
  return TRUE;
}

BizCategoryBook *
biz_category_book_new (void)
{
  return g_object_new (BIZ_TYPE_CATEGORY_BOOK, NULL);
}

/**
 * biz_category_book_add:
 * @self: an open book
 * @category_id: of a closed case
 * @category: (nullable): its name
 * @subject: (nullable): of the case
 * @text: (nullable): what it says, plain
 *
 * Returns: whether there was room; a case without a word is left out and counts as room
 */
gboolean
biz_category_book_add (BizCategoryBook *self,
                       gint64 category_id,
                       const char *category,
                       const char *subject,
                       const char *text)
{
  g_autoptr (GPtrArray) tokens = NULL;
  BizCategoryCase fresh = { 0 };

  g_return_val_if_fail (BIZ_IS_CATEGORY_BOOK (self) && !self->is_closed, FALSE);

  if (self->cases->len >= BIZ_CATEGORY_MAX_CASES)
    return FALSE;
  tokens = biz_category_text_split (subject, text);
  if (tokens->len == 0 || category_id <= 0)
    return TRUE;
  if (!add_category (self, category_id, category, &fresh.category))
    return FALSE;
  fresh.first = self->words->len;
  for (guint i = 0; i < tokens->len; i++)
    {
      BizCategoryToken *token = g_ptr_array_index (tokens, i);
      guint index;

      if (!add_term (self, token->token, &index))
        continue;
      count (get_term (self, index), fresh.category);
      g_array_append_val (self->words, index);
      fresh.n++;
    }
  biz_category_book_get_entry (self, fresh.category)->n_cases++;
  biz_category_book_get_entry (self, fresh.category)->n_words += fresh.n;
  g_array_append_val (self->cases, fresh);

  return TRUE;
}

/* What a sign adds where it was seen in @n cases, beyond what it adds where it was in none. */
static double
lift (BizCategoryBook *self, guint n)
{
  return log ((n + self->alpha) / self->alpha);
}

/* Logarithms, to a constant: how likely each category is for these words. @left_out: (nullable):
 * a case that the book knows and that does not count. Returns how many words say something. */
guint
biz_category_book_score (BizCategoryBook *self,
                         const guint *words,
                         guint n,
                         const BizCategoryCase *left_out,
                         double *scores)
{
  const guint n_categories = self->categories->len;
  const guint n_out = left_out != NULL ? 1 : 0;
  guint n_known = 0;

  memset (scores, 0, n_categories * sizeof *scores);
  for (guint i = 0; i < n; i++)
    {
      const BizCategoryTerm *term = get_term (self, words[i]);
      const guint n_cases = term->n_cases - n_out;

      if (n_cases == 0)
        continue;
      n_known++;
      for (guint k = 0; k < term->counts->len; k++)
        {
          BizCategoryCount found = g_array_index (term->counts, BizCategoryCount, k);

          if (left_out != NULL && found.category == left_out->category)
            found.n--;
          if (found.n > 0)
            scores[found.category] += lift (self, found.n);
        }
    }
  for (guint c = 0; c < n_categories; c++)
    {
      const gboolean is_out = left_out != NULL && left_out->category == c;
      const BizCategoryEntry *category = biz_category_book_get_entry (self, c);
      const guint n_words = category->n_words - (is_out ? left_out->n : 0);

      scores[c] += n_known * log (self->alpha / (n_words + self->alpha * self->list->len));
      scores[c] += log ((category->n_cases - (is_out ? 1.0 : 0.0) + 0.5)
                        / (self->cases->len - n_out + 0.5 * n_categories));
    }
  return n_known;
}

/* The likeliest and the next one; how far it is ahead, a word. */
double
biz_category_book_pick (const double *scores, guint n, guint n_known, guint *best, guint *second)
{
  *best = 0;
  for (guint c = 1; c < n; c++)
    if (scores[c] > scores[*best])
      *best = c;
  *second = *best == 0 ? 1 : 0;
  for (guint c = 0; c < n; c++)
    if (c != *best && scores[c] > scores[*second])
      *second = c;
  return (scores[*best] - scores[*second]) / sqrt (MAX (n_known, 1));
}

/* A few pieces of strange words are chance. */
gboolean
biz_category_book_is_enough (guint n_known, guint n)
{
  return n_known >= MIN_KNOWN && n_known * MAX_STRANGE >= n;
}

/**
 * biz_category_book_close:
 * @self: an open book
 *
 * Tries the book on its own cases. Where that does not beat the most frequent category by far, it
 * will propose nothing.
 */
void
biz_category_book_close (BizCategoryBook *self)
{
  g_return_if_fail (BIZ_IS_CATEGORY_BOOK (self) && !self->is_closed);

  self->is_closed = TRUE;
  if (self->cases->len < BIZ_CATEGORY_MIN_CASES || self->categories->len < 2)
    return;
  biz_category_trial_run (self);
}

guint
biz_category_book_get_n_cases (BizCategoryBook *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_BOOK (self), 0);

  return self->cases->len;
}

guint
biz_category_book_get_n_categories (BizCategoryBook *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_BOOK (self), 0);

  return self->categories->len;
}

const BizCategoryTrial *
biz_category_book_get_trial (BizCategoryBook *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_BOOK (self) && self->is_closed, NULL);

  return &self->trial;
}

/* A word of the case and what it did for the likeliest. */
typedef struct
{
  const char *word;
  double weight;
} Reason;

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const double first = ((const Reason *)a)->weight;
  const double second = ((const Reason *)b)->weight;

  return first < second ? 1 : first > second ? -1 : 0;
}

static GArray *
list_reasons (BizCategoryBook *self, GPtrArray *tokens, guint best, guint second)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (Reason));

  for (guint i = 0; i < tokens->len; i++)
    {
      const BizCategoryToken *token = g_ptr_array_index (tokens, i);
      Reason reason = { token->word, 0 };
      guint index;
      guint k = 0;

      if (!find_term (self, token->token, &index))
        continue;
      reason.weight = lift (self, count_in (get_term (self, index), best))
                      - lift (self, count_in (get_term (self, index), second));
      /* A word is several signs. */
      while (k < reasons->len && strcmp (g_array_index (reasons, Reason, k).word, token->word) != 0)
        k++;
      if (k < reasons->len)
        g_array_index (reasons, Reason, k).weight += reason.weight;
      else
        g_array_append_val (reasons, reason);
    }
  g_array_sort (reasons, compare_reasons);
  return reasons;
}

static BizCategoryGuess *
propose (BizCategoryBook *self, GPtrArray *tokens, guint best, guint second, double lead)
{
  const BizCategoryEntry *category = biz_category_book_get_entry (self, best);
  g_autoptr (GArray) reasons = list_reasons (self, tokens, best, second);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  double weights[N_WORDS] = { 0 };
  double sum = 0;
  guint n = 0;

  for (; n < MIN (reasons->len, N_WORDS); n++)
    {
      const Reason *reason = &g_array_index (reasons, Reason, n);

      if (reason->weight <= 0)
        break;
      g_strv_builder_add (words, reason->word);
      weights[n] = reason->weight;
      sum += reason->weight;
    }
  /* Where no word speaks for it, it is but the more frequent one. */
  if (n == 0)
    return biz_category_guess_new (BIZ_CATEGORY_UNSURE, 0, NULL, 0, NULL, NULL);
  for (guint i = 0; i < n; i++)
    weights[i] /= sum;

  return biz_category_guess_new (BIZ_CATEGORY_SURE, category->id, category->name,
                                 biz_category_trial_get_percent (self, lead),
                                 g_strv_builder_end (words), weights);
}

/**
 * biz_category_book_guess:
 * @self: a closed book
 * @subject: (nullable): of a case
 * @text: (nullable): what it says, plain
 *
 * Returns: (transfer full): what the history says of it
 */
BizCategoryGuess *
biz_category_book_guess (BizCategoryBook *self, const char *subject, const char *text)
{
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GArray) words = NULL;
  g_autofree double *scores = NULL;
  guint n_known;
  guint best;
  guint second;
  double lead;

  g_return_val_if_fail (BIZ_IS_CATEGORY_BOOK (self) && self->is_closed, NULL);

  if (!self->is_useful)
    return biz_category_guess_new (BIZ_CATEGORY_TOO_FEW, 0, NULL, 0, NULL, NULL);
  tokens = biz_category_text_split (subject, text);
  words = g_array_sized_new (FALSE, FALSE, sizeof (guint), tokens->len);
  for (guint i = 0; i < tokens->len; i++)
    {
      guint index;

      if (find_term (self, ((BizCategoryToken *)g_ptr_array_index (tokens, i))->token, &index))
        g_array_append_val (words, index);
    }
  if (words->len == 0)
    return biz_category_guess_new (BIZ_CATEGORY_NO_WORD, 0, NULL, 0, NULL, NULL);
  scores = g_new (double, self->categories->len);
  n_known = biz_category_book_score (self, (const guint *)(gpointer)words->data, words->len, NULL,
                                     scores);
  lead = biz_category_book_pick (scores, self->categories->len, n_known, &best, &second);
  if (!biz_category_book_is_enough (n_known, tokens->len) || lead < self->min_lead)
    return biz_category_guess_new (BIZ_CATEGORY_UNSURE, 0, NULL, 0, NULL, NULL);

  return propose (self, tokens, best, second, lead);
}
