/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-category-book.h"

#include <string.h>

/* Of 100 held-back cases so many more are named rightly than by naming the most frequent one. */
#define STATED_MARGIN 25
#define N_FOLDS 5

typedef struct
{
  gint64 id;
  char *category;
  char *subject;
  char *text;
} Sample;

static void
free_sample (gpointer data)
{
  Sample *sample = data;

  g_free (sample->category);
  g_free (sample->subject);
  g_free (sample->text);
  g_free (sample);
}

/* Every category has a number by its name. */
static GPtrArray *
load_samples (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (free_sample);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "category", "cases.tsv", NULL);

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
      Sample *sample = g_new0 (Sample, 1);

      g_assert_cmpuint (g_strv_length (parts), ==, 3);
      if (!g_hash_table_contains (ids, parts[0]))
        g_hash_table_insert (ids, g_strdup (parts[0]),
                             GUINT_TO_POINTER (100 + g_hash_table_size (ids)));
      sample->id = GPOINTER_TO_UINT (g_hash_table_lookup (ids, parts[0]));
      sample->category = g_strdup (parts[0]);
      sample->subject = g_strdup (parts[1]);
      /* What every letter has says nothing. */
      sample->text = g_strdup_printf ("Hallo Team,\n%s\nMit freundlichen Grüßen / Best regards\n"
                                      "Auftrag S0%u\n> die Rechnung und die Lieferung\n",
                                      parts[2], 4000 + i * 7);
      g_ptr_array_add (samples, sample);
    }

  return samples;
}

static BizCategoryBook *
learn (GPtrArray *samples, guint left_out)
{
  BizCategoryBook *book = biz_category_book_new ();

  for (guint i = 0; i < samples->len; i++)
    {
      Sample *s = g_ptr_array_index (samples, i);

      if (i % N_FOLDS != left_out)
        g_assert_true (biz_category_book_add (book, s->id, s->category, s->subject, s->text));
    }
  biz_category_book_close (book);

  return book;
}

/* What it proposes of cases that it never saw: how many, how many rightly, and how many would
 * have been right by naming the most frequent category of what it learned from. */
static void
test_held_back (void)
{
  g_autoptr (GPtrArray) samples = load_samples ();
  guint n = 0;
  guint n_said = 0;
  guint n_right = 0;
  guint n_majority = 0;

  for (guint fold = 0; fold < N_FOLDS; fold++)
    {
      g_autoptr (BizCategoryBook) book = learn (samples, fold);
      guint counts[200] = { 0 };
      gint64 most = 100;

      for (guint i = 0; i < samples->len; i++)
        if (i % N_FOLDS != fold)
          counts[((Sample *)g_ptr_array_index (samples, i))->id]++;
      for (guint i = 100; i < G_N_ELEMENTS (counts); i++)
        if (counts[i] > counts[most])
          most = i;
      for (guint i = fold; i < samples->len; i += N_FOLDS)
        {
          Sample *s = g_ptr_array_index (samples, i);
          g_autoptr (BizCategoryGuess) guess = biz_category_book_guess (book, s->subject, s->text);

          n++;
          n_majority += s->id == most ? 1 : 0;
          if (biz_category_guess_get_verdict (guess) != BIZ_CATEGORY_SURE)
            continue;
          n_said++;
          n_right += biz_category_guess_get_category_id (guess) == s->id ? 1 : 0;
        }
    }
  g_test_message ("%u held back: %u proposed, %u right; the most frequent: %u", n, n_said, n_right,
                  n_majority);
  /* Silence counts as wrong. */
  g_assert_cmpuint (100 * n_right, >=, 100 * n_majority + STATED_MARGIN * n);
  /* What is proposed is mostly right, and there are cases about which nothing is said. */
  g_assert_cmpuint (10 * n_right, >=, 7 * n_said);
  g_assert_cmpuint (n_said, <, n);
}

/* Its own trial says the same as cases that were held back for good. */
static void
test_trial (void)
{
  g_autoptr (GPtrArray) samples = load_samples ();
  g_autoptr (BizCategoryBook) book = learn (samples, N_FOLDS);
  const BizCategoryTrial *trial = biz_category_book_get_trial (book);

  g_assert_cmpuint (biz_category_book_get_n_cases (book), ==, samples->len);
  g_assert_cmpuint (biz_category_book_get_n_categories (book), ==, 8);
  g_assert_cmpuint (trial->n, ==, samples->len);
  g_test_message ("%u tried: %u right, %u said, %u of them right; the most frequent: %u", trial->n,
                  trial->n_right, trial->n_said, trial->n_correct, trial->n_majority);
  g_assert_cmpuint (100 * trial->n_right, >=, 100 * trial->n_majority + STATED_MARGIN * trial->n);
  g_assert_cmpuint (100 * trial->n_correct, >=, 75 * trial->n_said);
  g_assert_cmpuint (trial->n_said, <=, trial->n);
}

static BizCategoryGuess *
guess_of (BizCategoryBook *book, const char *subject, const char *text)
{
  BizCategoryGuess *guess = biz_category_book_guess (book, subject, text);

  g_assert_nonnull (guess);
  if (biz_category_guess_get_verdict (guess) == BIZ_CATEGORY_SURE)
    {
      double sum = 0;

      g_assert_cmpint (biz_category_guess_get_category_id (guess), >, 0);
      g_assert_cmpuint (biz_category_guess_get_n_words (guess), >, 0);
      g_assert_cmpuint (biz_category_guess_get_percent (guess), >=, 50);
      for (guint i = 0; i < biz_category_guess_get_n_words (guess); i++)
        {
          g_assert_cmpfloat (biz_category_guess_get_weight (guess, i), >, 0);
          if (i > 0)
            g_assert_cmpfloat (biz_category_guess_get_weight (guess, i), <=,
                               biz_category_guess_get_weight (guess, i - 1));
          sum += biz_category_guess_get_weight (guess, i);
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
    }
  else
    {
      g_assert_cmpint (biz_category_guess_get_category_id (guess), ==, 0);
      g_assert_null (biz_category_guess_get_category (guess));
    }

  return guess;
}

/* New sentences; the words shown are those of the case as they stand there. */
static void
test_words (void)
{
  static const struct
  {
    const char *subject;
    const char *text;
    const char *category; /* NULL: nothing is said */
    const char *word;
  } cases[] = {
    { "Kratzer", "Die Oberfläche ist verkratzt, Fotos anbei.", "damaged", "verkratzt" },
    { "Rechnungskorrektur", "Auf der Rechnung fehlt die Kostenstelle.", "invoice", "Rechnung" },
    { "no login", "The portal password does not work any more.", "account", "password" },
    { "Where is my shipment?", "Not delivered, carrier says tomorrow.", "late", "shipment" },
    { "Mahnung", "Die Mahnung ist ein Irrtum, wir haben überwiesen.", "payment", "Mahnung" },
    { "Grüße", "Schöne Feiertage!", NULL, NULL },
  };
  g_autoptr (GPtrArray) samples = load_samples ();
  g_autoptr (BizCategoryBook) book = learn (samples, N_FOLDS);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizCategoryGuess) guess = guess_of (book, cases[i].subject, cases[i].text);
      g_autofree char *words = biz_category_guess_describe (guess);
      gboolean is_shown = FALSE;

      g_test_message ("%s: %s", cases[i].subject, words);
      g_assert_cmpstr (biz_category_guess_get_category (guess), ==, cases[i].category);
      for (guint k = 0; k < biz_category_guess_get_n_words (guess); k++)
        is_shown = is_shown || g_str_equal (biz_category_guess_get_word (guess, k), cases[i].word);
      g_assert_true (is_shown == (cases[i].word != NULL));
      g_assert_true (cases[i].word == NULL || strstr (words, cases[i].word) != NULL);
    }
}

static BizCategoryBook *
repeat (guint n, guint n_categories, gboolean is_telling)
{
  BizCategoryBook *book = biz_category_book_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("C%u", i % n_categories);
      g_autofree char *text =
          is_telling ? g_strdup_printf ("sign%c of the matter", 'a' + (int)(i % n_categories))
                     : g_strdup ("always equal words");

      g_assert_true (biz_category_book_add (book, 1 + i % n_categories, name, text, NULL));
    }
  biz_category_book_close (book);

  return book;
}

/* It keeps silent where it knows too little, in words. */
static void
test_silence (void)
{
  static const struct
  {
    guint n;
    guint n_categories;
    gboolean is_telling;
    const char *text;
    BizCategoryVerdict verdict;
  } cases[] = {
    { 0, 1, TRUE, "signa", BIZ_CATEGORY_TOO_FEW },
    { BIZ_CATEGORY_MIN_CASES - 1, 2, TRUE, "signa", BIZ_CATEGORY_TOO_FEW },
    { 200, 1, TRUE, "signa", BIZ_CATEGORY_TOO_FEW },
    { 200, 4, FALSE, "always equal", BIZ_CATEGORY_TOO_FEW },
    { 200, 4, TRUE, "signa", BIZ_CATEGORY_SURE },
    { 200, 4, TRUE, "matter", BIZ_CATEGORY_UNSURE },
    { 200, 4, TRUE, "something else entirely", BIZ_CATEGORY_NO_WORD },
    { 200, 4, TRUE, "", BIZ_CATEGORY_NO_WORD },
    { 200, 4, TRUE, NULL, BIZ_CATEGORY_NO_WORD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizCategoryBook) book =
          repeat (cases[i].n, cases[i].n_categories, cases[i].is_telling);
      g_autoptr (BizCategoryGuess) guess = guess_of (book, cases[i].text, NULL);
      g_autofree char *words = biz_category_guess_describe (guess);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, words);
      g_assert_cmpint (biz_category_guess_get_verdict (guess), ==, cases[i].verdict);
      g_assert_cmpuint (strlen (words), >, 10);
    }
}

/* The same cases in the same order say the same, and a case without a word is not counted. */
static void
test_same (void)
{
  g_autoptr (GPtrArray) samples = load_samples ();
  g_autoptr (BizCategoryBook) first = learn (samples, N_FOLDS);
  g_autoptr (BizCategoryBook) second = learn (samples, N_FOLDS);
  g_autoptr (BizCategoryBook) empty = biz_category_book_new ();

  for (guint i = 0; i < samples->len; i++)
    {
      Sample *s = g_ptr_array_index (samples, i);
      g_autoptr (BizCategoryGuess) a = guess_of (first, s->subject, s->text);
      g_autoptr (BizCategoryGuess) b = guess_of (second, s->subject, s->text);
      g_autofree char *said = biz_category_guess_describe (a);
      g_autofree char *again = biz_category_guess_describe (b);

      g_assert_cmpstr (said, ==, again);
    }
  g_assert_true (biz_category_book_add (empty, 7, "Seven", "4711 0815", "12 %"));
  g_assert_true (biz_category_book_add (empty, 0, NULL, "no category", NULL));
  g_assert_cmpuint (biz_category_book_get_n_cases (empty), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/category-book/held-back", test_held_back);
  g_test_add_func ("/category-book/trial", test_trial);
  g_test_add_func ("/category-book/words", test_words);
  g_test_add_func ("/category-book/silence", test_silence);
  g_test_add_func ("/category-book/same", test_same);

  return g_test_run ();
}
