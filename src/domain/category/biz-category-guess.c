/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-guess.h"

#include <glib/gi18n-lib.h>

struct _BizCategoryGuess
{
  GObject parent_instance;

  BizCategoryVerdict verdict;
  gint64 category_id;
  char *category; /* (owned) (nullable) */
  guint percent;
  GStrv words;     /* (owned) */
  double *weights; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizCategoryGuess, biz_category_guess, G_TYPE_OBJECT)

static void
biz_category_guess_finalize (GObject *object)
{
  BizCategoryGuess *self = BIZ_CATEGORY_GUESS (object);

  g_free (self->category);
  g_strfreev (self->words);
  g_free (self->weights);

  G_OBJECT_CLASS (biz_category_guess_parent_class)->finalize (object);
}

static void
biz_category_guess_class_init (BizCategoryGuessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_category_guess_finalize;
}

static void
biz_category_guess_init (BizCategoryGuess *self)
{
}

/**
 * biz_category_guess_new:
 * @verdict: what comes of it
 * @category_id: what is proposed, where it is sure
 * @category: (nullable): its name
 * @percent: how often the history was right when it was as sure
 * @words: (transfer full) (nullable): the words that decided, strongest first
 * @weights: (nullable): of each word
 *
 * Returns: (transfer full): a guess
 */
BizCategoryGuess *
biz_category_guess_new (BizCategoryVerdict verdict,
                        gint64 category_id,
                        const char *category,
                        guint percent,
                        GStrv words,
                        const double *weights)
{
  BizCategoryGuess *self = g_object_new (BIZ_TYPE_CATEGORY_GUESS, NULL);
  const gsize n = words != NULL ? g_strv_length (words) : 0;

  self->verdict = verdict;
  self->words = words != NULL ? words : g_new0 (char *, 1);
  self->weights =
      n > 0 && weights != NULL ? g_memdup2 (weights, n * sizeof *weights) : g_new0 (double, n + 1);
  if (verdict == BIZ_CATEGORY_SURE)
    {
      self->category_id = category_id;
      self->category = g_strdup (category);
      self->percent = MIN (percent, 100);
    }

  return self;
}

BizCategoryVerdict
biz_category_guess_get_verdict (BizCategoryGuess *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), BIZ_CATEGORY_TOO_FEW);

  return self->verdict;
}

gint64
biz_category_guess_get_category_id (BizCategoryGuess *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), 0);

  return self->category_id;
}

const char *
biz_category_guess_get_category (BizCategoryGuess *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), NULL);

  return self->category;
}

guint
biz_category_guess_get_percent (BizCategoryGuess *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), 0);

  return self->percent;
}

guint
biz_category_guess_get_n_words (BizCategoryGuess *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), 0);

  return g_strv_length (self->words);
}

const char *
biz_category_guess_get_word (BizCategoryGuess *self, guint i)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), NULL);
  g_return_val_if_fail (i < g_strv_length (self->words), NULL);

  return self->words[i];
}

double
biz_category_guess_get_weight (BizCategoryGuess *self, guint i)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), 0);
  g_return_val_if_fail (i < g_strv_length (self->words), 0);

  return self->weights[i];
}

/**
 * biz_category_guess_describe:
 * @self: a guess
 *
 * Returns: (transfer full): a sentence for the person
 */
char *
biz_category_guess_describe (BizCategoryGuess *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (BIZ_IS_CATEGORY_GUESS (self), NULL);

  switch (self->verdict)
    {
    case BIZ_CATEGORY_SURE:
      break;
    case BIZ_CATEGORY_UNSURE:
      return g_strdup (_ ("No category is likely enough to be proposed."));
    case BIZ_CATEGORY_NO_WORD:
      return g_strdup (_ ("No word of this case was seen in closed ones."));
    case BIZ_CATEGORY_TOO_FEW:
    default:
      return g_strdup (_ ("There are too few closed cases to propose a category."));
    }
  for (guint i = 0; self->words[i] != NULL; i++)
    {
      /* Translators: one word of a list of words. */
      g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), self->words[i]);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", quoted);
    }

  /* Translators: a category, words, and how many of 100 such proposals were right. */
  return g_strdup_printf (_ ("%s, because of %s; %u of 100 such proposals were right"),
                          self->category, words->str, self->percent);
}
