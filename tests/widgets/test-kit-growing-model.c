/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kit-growing-model.h"

/* Who listens rebuilds the list from the news alone: it has to be the list. */
typedef struct
{
  GtkStringList *all;
  KitGrowingModel *model;
  GPtrArray *seen; /* (owned): strings, by what items-changed told */
  guint n_first;
  guint n_news;
} Fixture;

static guint
count_first (GListModel *model, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (g_list_model_get_n_items (model), >, 0);
  return f->n_first;
}

static char *
dup_text (GListModel *model, guint i)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

  return g_strdup (gtk_string_object_get_string (item));
}

static void
changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Fixture *f)
{
  f->n_news++;
  g_assert_cmpuint (position + n_removed, <=, f->seen->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (f->seen, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (f->seen, (int)(position + i), dup_text (model, position + i));
}

static void
check (Fixture *f, guint n_shown, gboolean is_complete)
{
  GListModel *model = G_LIST_MODEL (f->model);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n_shown);
  g_assert_cmpuint (f->seen->len, ==, n_shown);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autofree char *text = dup_text (model, i);

      g_assert_cmpstr (text, ==, gtk_string_list_get_string (f->all, i));
      g_assert_cmpstr (text, ==, g_ptr_array_index (f->seen, i));
    }
  g_assert_null (g_list_model_get_item (model, n_shown));
  g_assert_cmpint (kit_growing_model_is_complete (f->model), ==, is_complete);
}

/* @n items called after @prefix take the place of @n_removed. */
static void
splice (Fixture *f, guint position, guint n_removed, const char *prefix, guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%u", prefix, i);

      g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);
  gtk_string_list_splice (f->all, position, n_removed, (const char *const *)texts);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->n_first = 5;
  f->all = gtk_string_list_new (NULL);
  f->seen = g_ptr_array_new_with_free_func (g_free);
  f->model = kit_growing_model_new (count_first, f);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (changed_cb), f);
  kit_growing_model_set_model (f->model, G_LIST_MODEL (f->all));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->model);
  g_clear_object (&f->all);
  g_ptr_array_unref (f->seen);
}

static void
test_grows (Fixture *f, gconstpointer data)
{
  check (f, 0, TRUE);
  kit_growing_model_grow (f->model, 3);
  check (f, 0, TRUE);
  splice (f, 0, 0, "a", 12);
  check (f, 5, FALSE);
  kit_growing_model_grow (f->model, 0);
  check (f, 5, FALSE);
  kit_growing_model_grow (f->model, 4);
  check (f, 9, FALSE);
  kit_growing_model_grow (f->model, 4);
  check (f, 12, TRUE);
  kit_growing_model_grow (f->model, 4);
  check (f, 12, TRUE);
  g_assert_cmpuint (f->n_news, ==, 3);
}

/* What the list does while 9 of 20 are shown: how many are shown afterwards. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *what;
    guint position, n_removed, n_added;
    guint n_shown;
  } rows[] = {
    { "one comes first", 0, 0, 1, 10 },
    { "one comes amid", 4, 0, 1, 10 },
    { "one comes where the rest begins", 9, 0, 1, 9 },
    { "one comes at the end", 20, 0, 1, 9 },
    { "one changes", 3, 1, 1, 9 },
    { "one that nobody saw changes", 12, 1, 1, 9 },
    { "the first goes", 0, 1, 0, 8 },
    { "some go on both sides", 7, 4, 0, 7 },
    { "some change on both sides", 7, 4, 2, 9 },
    { "what is shown goes", 0, 9, 0, 5 },
    { "all goes", 0, 20, 0, 0 },
    { "all is another", 0, 20, 30, 5 },
    { "all is less", 0, 20, 2, 2 },
    { "many come first", 0, 0, 400, 5 },
    { "many come amid", 4, 0, 400, 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].what);
      splice (f, 0, g_list_model_get_n_items (G_LIST_MODEL (f->all)), "", 0);
      splice (f, 0, 0, "a", 20);
      kit_growing_model_grow (f->model, 4);
      check (f, 9, FALSE);
      splice (f, rows[i].position, rows[i].n_removed, "b", rows[i].n_added);
      check (f, rows[i].n_shown,
             rows[i].n_shown == g_list_model_get_n_items (G_LIST_MODEL (f->all)));
      kit_growing_model_grow (f->model, 1000);
      check (f, g_list_model_get_n_items (G_LIST_MODEL (f->all)), TRUE);
    }
}

/* Nothing that is seen is told to be new where it is not. */
static void
test_quiet (Fixture *f, gconstpointer data)
{
  guint n;

  splice (f, 0, 0, "a", 20);
  n = f->n_news;
  splice (f, 5, 0, "b", 3);
  splice (f, 23, 0, "c", 3);
  splice (f, 8, 10, "", 0);
  g_assert_cmpuint (f->n_news, ==, n);
  check (f, 5, FALSE);
}

static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkStringList) first = g_object_ref (f->all);

  splice (f, 0, 0, "a", 20);
  kit_growing_model_grow (f->model, 10);
  kit_growing_model_set_model (f->model, NULL);
  check (f, 0, TRUE);
  kit_growing_model_grow (f->model, 10);
  check (f, 0, TRUE);
  g_clear_object (&f->all);
  f->all = gtk_string_list_new (NULL);
  splice (f, 0, 0, "x", 3);
  kit_growing_model_set_model (f->model, G_LIST_MODEL (f->all));
  check (f, 3, TRUE);
  /* Nobody listens to the first one any more. */
  gtk_string_list_remove (first, 0);
  check (f, 3, TRUE);
  kit_growing_model_set_model (f->model, G_LIST_MODEL (f->all));
  check (f, 3, TRUE);
}

/* Whoever says that none is to be shown at first gets one, or it would never begin. */
static void
test_first (Fixture *f, gconstpointer data)
{
  f->n_first = 0;
  splice (f, 0, 0, "a", 20);
  check (f, 1, FALSE);
  f->n_first = 100;
  splice (f, 0, 20, "b", 20);
  check (f, 20, TRUE);
}

static void
test_any (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 400; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (f->all));
      guint position = (guint)g_test_rand_int_range (0, (int)n + 1);
      guint n_removed = (guint)g_test_rand_int_range (0, (int)(n - position) + 1);
      guint n_added = (guint)g_test_rand_int_range (0, 12);
      g_autofree char *prefix = g_strdup_printf ("%u-", i);
      guint n_shown;

      splice (f, position, n_removed, prefix, n_added);
      kit_growing_model_grow (f->model, (guint)g_test_rand_int_range (0, 4));
      n = g_list_model_get_n_items (G_LIST_MODEL (f->all));
      n_shown = g_list_model_get_n_items (G_LIST_MODEL (f->model));
      g_assert_cmpuint (n_shown, <=, n);
      g_assert_true (n == 0 || n_shown > 0);
      check (f, n_shown, n_shown == n);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/kit-growing-model/grows", test_grows },
    { "/kit-growing-model/changes", test_changes },
    { "/kit-growing-model/quiet", test_quiet },
    { "/kit-growing-model/first", test_first },
    { "/kit-growing-model/replaced", test_replaced },
    { "/kit-growing-model/any", test_any },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
