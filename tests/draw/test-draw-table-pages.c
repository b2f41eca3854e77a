/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-table-pages.h"

#include <poppler.h>
#include <string.h>

#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

static const DrawTablePagesColumn columns[] = {
  { "Number", 140, FALSE },
  { "Customer", 200, FALSE },
  { "Total", 110, TRUE },
};

static DrawTablePages *
create (guint n_rows)
{
  DrawTablePages *self = draw_table_pages_new (columns, G_N_ELEMENTS (columns));

  draw_table_pages_set_head (self, "Invoices", "overdue customer:Acme", "2026-11-23 01:00 CET");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("INV/%05u", i + 1);
      g_autofree char *total = g_strdup_printf ("%u.%02u", 100000 + i, i % 100);
      const char *texts[] = { number, "Acme", total };

      draw_table_pages_add_row (self, texts);
    }
  draw_table_pages_add_total (self, "Count", NULL);
  draw_table_pages_add_total (self, "Sum EUR", "1,234.56 EUR");
  draw_table_pages_lay_out (self, A4_WIDTH, A4_HEIGHT);

  return self;
}

/* The text of each page, as a reader of PDF finds it. */
static char **
read_pages (DrawTablePages *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = draw_table_pages_to_pdf (self, &error);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  PopplerDocument *document;

  g_assert_no_error (error);
  document = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autofree char *text = poppler_page_get_text (page);

      g_strv_builder_add (texts, text);
      g_object_unref (page);
    }
  g_object_unref (document);

  return g_strv_builder_end (texts);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

/* Every row once, in order, on pages that all say what they are. */
static void
test_rows (gconstpointer data)
{
  const guint n_rows = GPOINTER_TO_UINT (data);
  g_autoptr (DrawTablePages) self = create (n_rows);
  g_auto (GStrv) texts = read_pages (self);
  const guint n_pages = draw_table_pages_get_n_pages (self);
  guint next = 1;

  g_assert_cmpuint (g_strv_length (texts), ==, n_pages);
  g_assert_cmpuint (draw_table_pages_get_n_rows (self), ==, n_rows);
  for (guint page = 0; page < n_pages; page++)
    {
      const char *text = texts[page];
      g_autofree char *foot = g_strdup_printf ("Page %u of %u", page + 1, n_pages);

      assert_has (text, "Invoices");
      assert_has (text, "overdue customer:Acme");
      assert_has (text, "2026-11-23 01:00 CET");
      assert_has (text, "Number");
      assert_has (text, "Customer");
      assert_has (text, foot);
      for (const char *p = strstr (text, "INV/"); p != NULL; p = strstr (p + 1, "INV/"))
        {
          g_assert_cmpuint (g_ascii_strtoull (p + 4, NULL, 10), ==, next);
          next++;
        }
    }
  g_assert_cmpuint (next, ==, n_rows + 1);
  assert_has (texts[n_pages - 1], "Sum EUR");
  assert_has (texts[n_pages - 1], "1,234.56 EUR");
  if (n_rows <= 40)
    g_assert_cmpuint (n_pages, ==, 1);
  else
    g_assert_cmpuint (n_pages, >, 100);
}

/* Wherever the list ends, its sums are there, together. */
static void
test_ends (void)
{
  for (guint n_rows = 45; n_rows < 70; n_rows++)
    {
      g_autoptr (DrawTablePages) self = create (n_rows);
      g_auto (GStrv) texts = read_pages (self);
      const char *text = texts[draw_table_pages_get_n_pages (self) - 1];

      assert_has (text, "Count");
      assert_has (text, "1,234.56 EUR");
    }
}

static void
test_hostile (void)
{
  static const char *const texts[] = { "<b>bold</b> &amp; &", "a\nb\tc \xff%s%n", "-1.00" };
  g_autoptr (DrawTablePages) self = draw_table_pages_new (columns, G_N_ELEMENTS (columns));
  g_auto (GStrv) found_texts = NULL;
  const char *text;

  draw_table_pages_set_head (self, "<i>T</i>", NULL, NULL);
  draw_table_pages_add_row (self, texts);
  draw_table_pages_lay_out (self, A4_WIDTH, A4_HEIGHT);
  found_texts = read_pages (self);
  text = found_texts[0];
  assert_has (text, "<i>T</i>");
  assert_has (text, "<b>bold</b> &amp; &");
  assert_has (text, "a b c");
  assert_has (text, "%s%n");
}

/* Amounts are whole, whatever stands beside them and however many columns there are. */
static void
test_narrow (void)
{
  static const char amount[] = "123,456,789,012.34 EUR";
  DrawTablePagesColumn many[12];
  const char *texts[G_N_ELEMENTS (many)];
  g_autofree char *words = g_strnfill (400, 'w');
  g_autoptr (DrawTablePages) self = NULL;
  g_auto (GStrv) found_texts = NULL;
  const char *text;
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    {
      many[i] = (DrawTablePagesColumn){ "Open in Company Currency", 100, i >= 4 };
      texts[i] = i >= 4 ? amount : words;
    }
  self = draw_table_pages_new (many, G_N_ELEMENTS (many));
  draw_table_pages_add_row (self, texts);
  g_assert_true (draw_table_pages_is_landscape (self));
  draw_table_pages_lay_out (self, A4_HEIGHT, A4_WIDTH);
  found_texts = read_pages (self);
  text = found_texts[0];
  for (const char *p = strstr (text, amount); p != NULL; p = strstr (p + 1, amount))
    found++;
  g_assert_cmpuint (found, ==, 8);
  g_assert_cmpuint (draw_table_pages_get_n_pages (self), ==, 1);
}

static void
test_empty (void)
{
  g_autoptr (DrawTablePages) self = draw_table_pages_new (columns, G_N_ELEMENTS (columns));
  g_auto (GStrv) found_texts = NULL;
  const char *text;

  g_assert_cmpuint (draw_table_pages_get_n_pages (self), ==, 0);
  g_assert_false (draw_table_pages_is_landscape (self));
  draw_table_pages_lay_out (self, 612, 792);
  g_assert_cmpuint (draw_table_pages_get_n_pages (self), ==, 1);
  found_texts = read_pages (self);
  text = found_texts[0];
  assert_has (text, "Customer");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/table-pages/rows/1", GUINT_TO_POINTER (1), test_rows);
  g_test_add_data_func ("/table-pages/rows/40", GUINT_TO_POINTER (40), test_rows);
  g_test_add_data_func ("/table-pages/rows/10000", GUINT_TO_POINTER (10000), test_rows);
  g_test_add_func ("/table-pages/ends", test_ends);
  g_test_add_func ("/table-pages/hostile", test_hostile);
  g_test_add_func ("/table-pages/narrow", test_narrow);
  g_test_add_func ("/table-pages/empty", test_empty);
  return g_test_run ();
}
