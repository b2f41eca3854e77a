/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the counts, the trial on them and what is proposed from them are one model. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-book.h"

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
/* Cases on which alpha is chosen, and on which the proposal is tried. */
#define N_TUNED 500
#define N_TRIED 2000
/* Of 100 proposals so many have to have been right. */
#define MIN_PRECISION 0.75
/* And of those about which it was as sure, in percent. */
#define MIN_LOCAL 50
/* Of 100 cases so many more than the most frequent category gives. */
#define MIN_GAIN 0.10
#define N_WORDS 4
/* Of a case so many signs have to be known, and one of so many. */
#define MIN_KNOWN 3
#define MAX_STRANGE 5

static const double alphas[] = { 0.03, 0.1, 0.3, 1 };
typedef struct
{
  guint category;
  guint n;
} Count;

typedef struct
{
  guint n_cases;
  GArray *counts; /* (owned): of Count */
} Term;

typedef struct
{
  gint64 id;
  char *name; /* (owned) */
  guint n_cases;
  guint n_words;
} Category;

typedef struct
{
  guint category;
  guint first; /* in the words of all cases */
  guint n;
} Case;

/* How far ahead the likeliest was, and whether it was right. */
typedef struct
{
  double lead;
  gboolean is_right;
} Try;

struct _BizCategoryBook
{
  GObject parent_instance;

  GHashTable *terms;     /* (owned): char * -> index + 1 */
  GStringChunk *strings; /* (owned) */
  GArray *list;          /* (owned): of Term */
  GArray *categories;    /* (owned): of Category */
  GArray *cases;         /* (owned): of Case */
  GArray *words;         /* (owned): of guint, of all cases */
  GArray *tries;         /* (owned): of Try, surest first */
  BizCategoryTrial trial;
  double alpha;
  double min_lead;
  gboolean is_useful;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (BizCategoryBook, biz_category_book, G_TYPE_OBJECT)

static void
clear_term (gpointer data)
{
  g_array_unref (((Term *)data)->counts);
}

static void
clear_category (gpointer data)
{
  g_free (((Category *)data)->name);
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
  self->list = g_array_new (FALSE, FALSE, sizeof (Term));
  self->categories = g_array_new (FALSE, FALSE, sizeof (Category));
  self->cases = g_array_new (FALSE, FALSE, sizeof (Case));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->tries = g_array_new (FALSE, FALSE, sizeof (Try));
  g_array_set_clear_func (self->list, clear_term);
  g_array_set_clear_func (self->categories, clear_category);
  self->alpha = alphas[1];
}

static Term *
get_term (BizCategoryBook *self, guint i)
{
  return &g_array_index (self->list, Term, i);
}

static Category *
get_category (BizCategoryBook *self, guint i)
{
  return &g_array_index (self->categories, Category, i);
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
  Term term = { 0 };

  if (find_term (self, token, index))
    return TRUE;
  if (self->list->len >= MAX_TERMS)
    return FALSE;
  term.counts = g_array_sized_new (FALSE, FALSE, sizeof (Count), 1);
  g_array_append_val (self->list, term);
  *index = self->list->len - 1;
  g_hash_table_insert (self->terms, g_string_chunk_insert (self->strings, token),
                       GUINT_TO_POINTER (self->list->len));
  return TRUE;
}

static guint
count_in (const Term *term, guint category)
{
  for (guint i = 0; i < term->counts->len; i++)
    if (g_array_index (term->counts, Count, i).category == category)
      return g_array_index (term->counts, Count, i).n;
  return 0;
}

static void
count (Term *term, guint category)
{
  Count first = { category, 1 };

  term->n_cases++;
  for (guint i = 0; i < term->counts->len; i++)
    if (g_array_index (term->counts, Count, i).category == category)
      {
        g_array_index (term->counts, Count, i).n++;
        return;
      }
  g_array_append_val (term->counts, first);
}

static gboolean
add_category (BizCategoryBook *self, gint64 id, const char *name, guint *index)
{
  Category fresh = { .id = id };

  for (*index = 0; *index < self->categories->len; (*index)++)
    if (get_category (self, *index)->id == id)
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
  Case fresh = { 0 };

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
  get_category (self, fresh.category)->n_cases++;
  get_category (self, fresh.category)->n_words += fresh.n;
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
static guint
score (BizCategoryBook *self, const guint *words, guint n, const Case *left_out, double *scores)
{
  const guint n_categories = self->categories->len;
  const guint n_out = left_out != NULL ? 1 : 0;
  guint n_known = 0;

  memset (scores, 0, n_categories * sizeof *scores);
  for (guint i = 0; i < n; i++)
    {
      const Term *term = get_term (self, words[i]);
      const guint n_cases = term->n_cases - n_out;

      if (n_cases == 0)
        continue;
      n_known++;
      for (guint k = 0; k < term->counts->len; k++)
        {
          Count found = g_array_index (term->counts, Count, k);

          if (left_out != NULL && found.category == left_out->category)
            found.n--;
          if (found.n > 0)
            scores[found.category] += lift (self, found.n);
        }
    }
  for (guint c = 0; c < n_categories; c++)
    {
      const gboolean is_out = left_out != NULL && left_out->category == c;
      const Category *category = get_category (self, c);
      const guint n_words = category->n_words - (is_out ? left_out->n : 0);

      scores[c] += n_known * log (self->alpha / (n_words + self->alpha * self->list->len));
      scores[c] += log ((category->n_cases - (is_out ? 1.0 : 0.0) + 0.5)
                        / (self->cases->len - n_out + 0.5 * n_categories));
    }
  return n_known;
}

/* The likeliest and the next one; how far it is ahead, a word. */
static double
pick (const double *scores, guint n, guint n_known, guint *best, guint *second)
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
static gboolean
is_enough (guint n_known, guint n)
{
  return n_known >= MIN_KNOWN && n_known * MAX_STRANGE >= n;
}

/* Judges every @step th case by all the others; returns how many were right. */
static guint
judge_cases (BizCategoryBook *self, guint n_wanted, GArray *tries)
{
  const guint n_categories = self->categories->len;
  const double step = MAX (1.0, (double)self->cases->len / n_wanted);
  g_autofree double *scores = g_new (double, n_categories);
  guint n_right = 0;

  for (double at = 0; (guint)at < self->cases->len; at += step)
    {
      const Case *one = &g_array_index (self->cases, Case, (guint)at);
      const guint *words = &g_array_index (self->words, guint, one->first);
      guint n_known = score (self, words, one->n, one, scores);
      guint best;
      guint second;
      Try result = { 0 };

      if (is_enough (n_known, one->n))
        {
          result.lead = pick (scores, n_categories, n_known, &best, &second);
          result.is_right = best == one->category;
        }
      n_right += result.is_right ? 1 : 0;
      if (tries != NULL)
        g_array_append_val (tries, result);
    }
  return n_right;
}

static void
choose_alpha (BizCategoryBook *self)
{
  double best = alphas[0];
  guint n_best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (alphas); i++)
    {
      guint n_right;

      self->alpha = alphas[i];
      n_right = judge_cases (self, N_TUNED, NULL);
      if (n_right > n_best)
        {
          n_best = n_right;
          best = alphas[i];
        }
    }
  self->alpha = best;
}

static int
compare_tries (gconstpointer a, gconstpointer b)
{
  const double first = ((const Try *)a)->lead;
  const double second = ((const Try *)b)->lead;

  return first < second ? 1 : first > second ? -1 : 0;
}

/* Of the tried cases about which the book was as sure, how many were right. */
static guint
get_percent (BizCategoryBook *self, double lead)
{
  const guint n = self->tries->len;
  const guint reach = MAX (10, n / 20);
  guint at = 0;
  guint first;
  guint last;
  guint n_right = 0;

  while (at < n && g_array_index (self->tries, Try, at).lead > lead)
    at++;
  first = at > reach ? at - reach : 0;
  last = MIN (at + reach, n);
  for (guint i = first; i < last; i++)
    n_right += g_array_index (self->tries, Try, i).is_right ? 1 : 0;
  return (guint)floor (100.0 * (n_right + 1) / (last - first + 2));
}

/* As many proposals as can be made while enough of them are right. */
static void
choose_lead (BizCategoryBook *self)
{
  guint n_right = 0;

  self->min_lead = G_MAXDOUBLE;
  for (guint i = 0; i < self->tries->len; i++)
    {
      const Try *one = &g_array_index (self->tries, Try, i);

      n_right += one->is_right ? 1 : 0;
      if (one->lead <= 0 || n_right < MIN_PRECISION * (i + 1)
          || get_percent (self, one->lead) < MIN_LOCAL)
        continue;
      self->min_lead = one->lead;
      self->trial.n_said = i + 1;
      self->trial.n_correct = n_right;
    }
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
  guint most = 0;

  g_return_if_fail (BIZ_IS_CATEGORY_BOOK (self) && !self->is_closed);

  self->is_closed = TRUE;
  if (self->cases->len < BIZ_CATEGORY_MIN_CASES || self->categories->len < 2)
    return;
  choose_alpha (self);
  self->trial.n_right = judge_cases (self, N_TRIED, self->tries);
  self->trial.n = self->tries->len;
  for (guint c = 0; c < self->categories->len; c++)
    most = MAX (most, get_category (self, c)->n_cases);
  self->trial.n_majority = (guint)((guint64)most * self->trial.n / self->cases->len);
  g_array_sort (self->tries, compare_tries);
  choose_lead (self);
  self->is_useful = self->trial.n_said > 0
                    && self->trial.n_right >= self->trial.n_majority + MIN_GAIN * self->trial.n;
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
  const Category *category = get_category (self, best);
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
                                 get_percent (self, lead), g_strv_builder_end (words), weights);
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
  n_known = score (self, (const guint *)(gpointer)words->data, words->len, NULL, scores);
  lead = pick (scores, self->categories->len, n_known, &best, &second);
  if (!is_enough (n_known, tokens->len) || lead < self->min_lead)
    return biz_category_guess_new (BIZ_CATEGORY_UNSURE, 0, NULL, 0, NULL, NULL);

  return propose (self, tokens, best, second, lead);
}
