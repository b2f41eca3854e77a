/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-category-book.h"

/* Learning from closed cases, and one proposal. Figures are looked at by people; nothing here
 * passes or fails by time. */

#define N_CATEGORIES 12
#define N_WORDS 60

static char *
make_text (GRand *rand, guint category)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_WORDS; i++)
    {
      /* A third of the words are the category's own. */
      const guint topic = i % 3 == 0 ? category + 1 : 0;
      guint word = (guint)g_rand_int_range (rand, 0, topic == 0 ? 4000 : 150) + topic * 5000;

      for (guint k = 0; k < 7; k++, word /= 3)
        g_string_append_c (text, (char)('a' + (word * (k + 3) + k) % 26));
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

static void
run (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (BizCategoryBook) book = biz_category_book_new ();
  gint64 add = 0;
  gint64 start;
  gint64 close;
  gint64 guess;
  const BizCategoryTrial *trial;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Category %u", i % N_CATEGORIES);
      g_autofree char *text = make_text (rand, i % N_CATEGORIES);

      start = g_get_monotonic_time ();
      biz_category_book_add (book, 1 + i % N_CATEGORIES, name, "Case", text);
      add += g_get_monotonic_time () - start;
    }
  start = g_get_monotonic_time ();
  biz_category_book_close (book);
  close = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = make_text (rand, i % N_CATEGORIES);
      g_autoptr (BizCategoryGuess) said = biz_category_book_guess (book, "Case", text);
    }
  guess = g_get_monotonic_time () - start;
  trial = biz_category_book_get_trial (book);
  g_print (
      "%6u cases: learned in %6.1f ms, tried in %6.1f ms (%u of %u right), a proposal %5.2f ms\n",
      n, (double)add / 1000, (double)close / 1000, trial->n_right, trial->n,
      (double)guess / 100000);
}

int
main (void)
{
  run (500);
  run (5000);
  run (20000);
  return 0;
}
