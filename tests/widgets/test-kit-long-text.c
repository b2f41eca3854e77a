/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "kit-long-text.h"

#include <string.h>

#define BUTTON "Show the _Whole Message"
#define MAX_FIRST 3000

typedef struct
{
  GtkWidget *text;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *f, const char *markup)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  f->text = kit_long_text_new (markup);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), f->text);
  f->window = display_test_show (scroller, 500, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->window, display_test_close);
}

static GtkLabel *
first_label (Fixture *f)
{
  return GTK_LABEL (display_test_find (f->text, GTK_TYPE_LABEL, NULL));
}

static gboolean
offers_more (Fixture *f)
{
  GtkWidget *button = display_test_find (f->text, GTK_TYPE_BUTTON, BUTTON);

  return button != NULL && gtk_widget_get_visible (button);
}

/* What all pieces say, one after the other. */
static char *
dup_shown (Fixture *f, const char *between, guint *n_pieces)
{
  GString *all = g_string_new (NULL);
  GtkWidget *piece = GTK_WIDGET (first_label (f));

  for (*n_pieces = 0; piece != NULL; piece = gtk_widget_get_next_sibling (piece))
    if (GTK_IS_LABEL (piece))
      g_string_append_printf (all, "%s%s", (*n_pieces)++ > 0 ? between : "",
                              gtk_label_get_text (GTK_LABEL (piece)));

  return g_string_free (all, FALSE);
}

/* "%u" in it counts. */
static char *
repeat (const char *word, guint n)
{
  g_auto (GStrv) halves = g_strsplit (word, "%u", 2);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (halves[0] != NULL && halves[1] != NULL)
      g_string_append_printf (all, "%s%u%s", halves[0], i, halves[1]);
    else
      g_string_append (all, word);

  return g_string_free (all, FALSE);
}

/* What is short, or hardly longer than what is shown of a long one, is whole. */
static void
test_short (Fixture *f, gconstpointer data)
{
  g_autofree char *words = repeat ("word ", 700);
  g_autofree char *lines = repeat ("line %u\n", 70);
  g_autofree char *tags = repeat ("<b>a</b><i>b</i>", 400);
  const char *const texts[] = { "", "One <b>&lt;two&gt;</b>", words, lines, tags };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *plain = NULL;

      g_assert_true (pango_parse_markup (texts[i], -1, 0, NULL, &plain, NULL, NULL));
      show (f, texts[i]);
      g_assert_cmpstr (gtk_label_get_text (first_label (f)), ==, plain);
      g_assert_true (gtk_label_get_selectable (first_label (f)));
      g_assert_false (offers_more (f));
      g_clear_pointer (&f->window, display_test_close);
    }
}

/* The beginning of what is long; all of it, letter by letter, when it is asked for. */
static void
test_long (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *word;
    guint n;
    const char *between; /* what stood where it was cut */
  } rows[] = {
    { "line %u\n", 2000, "\n" },
    { "\n", 500, "\n" },
    { "word ", 4000, "" },
    { "x", 20000, "" },
    { "\303\244", 9001, "" },
    { "\360\237\230\200", 3001, "" },
    { "<b>bold</b> and &amp; more ", 1500, "" },
    { "A sentence that is of some length, as they are.\n", 600, "\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = repeat (rows[i].word, rows[i].n);
      g_autofree char *plain = NULL;
      g_autofree char *all = NULL;
      guint n;

      g_test_message ("%s", rows[i].word);
      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL));
      show (f, markup);
      g_assert_true (offers_more (f));
      g_assert_cmpuint (strlen (gtk_label_get_text (first_label (f))), <=, MAX_FIRST);
      g_assert_true (g_utf8_validate (gtk_label_get_text (first_label (f)), -1, NULL));
      g_assert_true (g_str_has_prefix (plain, gtk_label_get_text (first_label (f))));
      display_test_click (display_test_find (f->text, GTK_TYPE_BUTTON, BUTTON));
      g_assert_false (offers_more (f));
      /* one that ends with a line has its last piece end there */
      if (g_str_has_suffix (plain, "\n"))
        plain[strlen (plain) - 1] = '\0';
      do
        {
          display_test_tick ();
          g_free (all);
          all = dup_shown (f, rows[i].between, &n);
          g_assert_true (g_str_has_prefix (plain, all));
        }
      while (strlen (all) < strlen (plain));
      g_assert_cmpuint (n, >, 2);
      g_clear_pointer (&f->window, display_test_close);
    }
}

static gboolean
is_bold_cb (PangoAttribute *attribute, gpointer user_data)
{
  guint *n = user_data;

  if (attribute->klass->type == PANGO_ATTR_WEIGHT)
    *n += attribute->end_index - attribute->start_index;
  return FALSE;
}

/* A tag that spans the cut is on both sides of it. */
static void
test_tags (Fixture *f, gconstpointer data)
{
  g_autofree char *words = repeat ("word ", 2000);
  g_autofree char *markup = g_strdup_printf ("plain <b>%s</b>plain", words);
  g_autofree char *all = NULL;
  guint n = 0;
  guint n_bold = 0;

  show (f, markup);
  display_test_click (display_test_find (f->text, GTK_TYPE_BUTTON, BUTTON));
  while (n != 4)
    {
      display_test_tick ();
      g_free (all);
      all = dup_shown (f, "", &n);
    }
  for (GtkWidget *piece = GTK_WIDGET (first_label (f)); piece != NULL;
       piece = gtk_widget_get_next_sibling (piece))
    if (GTK_IS_LABEL (piece))
      pango_attr_list_unref (pango_attr_list_filter (gtk_label_get_attributes (GTK_LABEL (piece)),
                                                     is_bold_cb, &n_bold));
  g_assert_cmpuint (n_bold, ==, strlen (words));
  g_assert_cmpuint (strlen (all), ==, strlen (words) + strlen ("plain plain"));
}

/* The keyboard goes on at what came, and nothing is selected by that. */
static void
test_focus (Fixture *f, gconstpointer data)
{
  g_autofree char *markup = repeat ("line %u\n", 200);
  GtkWidget *button;
  GtkWidget *second;

  show (f, markup);
  button = display_test_find (f->text, GTK_TYPE_BUTTON, BUTTON);
  gtk_widget_grab_focus (button);
  second = GTK_WIDGET (first_label (f));
  display_test_click (button);
  second = gtk_widget_get_next_sibling (second);
  g_assert_true (gtk_widget_has_focus (second));
  g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (second), NULL, NULL));
}

/* It goes while its pieces come. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autofree char *markup = repeat ("line %u\n", 5000);

  show (f, markup);
  display_test_click (display_test_find (f->text, GTK_TYPE_BUTTON, BUTTON));
  display_test_frames (f->text, 2);
  g_clear_pointer (&f->window, display_test_close);
  for (guint i = 0; i < 5; i++)
    display_test_tick ();
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/kit-long-text/short", test_short },   { "/kit-long-text/long", test_long },
    { "/kit-long-text/tags", test_tags },     { "/kit-long-text/focus", test_focus },
    { "/kit-long-text/closed", test_closed },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, NULL, tests[i].test, tear_down);

  return g_test_run ();
}
