/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "draw-paper.h"
#include "paper-fixture.h"

#include <poppler.h>
#include <string.h>

#define MM(mm) ((mm)*72.0 / 25.4)

/* The first item of @page that shows @text; NULL where there is none. */
static const DrawItem *
find (DrawPaper *drawn, guint page, const char *text)
{
  guint n;
  const DrawItem *items = draw_paper_get_items (drawn, page, &n);

  for (guint i = 0; i < n; i++)
    {
      if (items[i].kind == DRAW_ITEM_TEXT && g_str_equal (items[i].text, text))
        return &items[i];
    }

  return NULL;
}

static const DrawItem *
find_code (DrawPaper *drawn)
{
  for (guint page = 0; page < draw_paper_get_n_pages (drawn); page++)
    {
      guint n;
      const DrawItem *items = draw_paper_get_items (drawn, page, &n);

      for (guint i = 0; i < n; i++)
        {
          if (items[i].kind == DRAW_ITEM_CODE)
            return &items[i];
        }
    }

  return NULL;
}

static void
assert_shows (DrawPaper *drawn, guint page, const char *text)
{
  if (find (drawn, page, text) == NULL)
    g_error ("page %u does not show “%s”", page + 1, text);
}

/* Inside of the page, and texts of one column do not stand on each other. */
static void
assert_in_place (DrawPaper *drawn)
{
  double width, height;

  draw_paper_get_size (drawn, &width, &height);
  for (guint page = 0; page < draw_paper_get_n_pages (drawn); page++)
    {
      guint n;
      const DrawItem *items = draw_paper_get_items (drawn, page, &n);

      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpfloat (items[i].x, >=, MM (20));
          g_assert_cmpfloat (items[i].x + items[i].width, <=, width - MM (15));
          g_assert_cmpfloat (items[i].y, >=, MM (8));
          g_assert_cmpfloat (items[i].y + items[i].size, <=, height - MM (8));
          for (guint k = 0; k < i; k++)
            {
              if (items[i].kind == DRAW_ITEM_TEXT && items[k].kind == DRAW_ITEM_TEXT
                  && items[i].x < items[k].x + items[k].width
                  && items[k].x < items[i].x + items[i].width
                  && ABS (items[i].y - items[k].y) < MIN (items[i].size, items[k].size))
                g_error ("“%s” stands on “%s”", items[i].text, items[k].text);
            }
        }
    }
}

static void
test_german (void)
{
  static const char *const texts[] = {
    "Rechnung INV/2026/00007",
    "Überhang & Söhne GmbH",
    "Am Ring 5",
    "50667 Köln",
    "20.11.2026",
    "Fällig am",
    "20.12.2026",
    "PO 4711",
    "S00012",
    "Ada Kern",
    "DE123456788",
    "2,5 kg",
    "44,4444",
    "10",
    "100,00",
    "Nettobetrag",
    "200,00",
    "Gesamtbetrag",
    "238,00\u00a0EUR",
    "Zahlungsbedingungen",
    "30 Tage",
    "Bei Zahlung bis 27.11.2026 nur 67,62\u00a0EUR",
    "Fällig am 30.11.2026: 69,00\u00a0EUR",
    "Fällig am 20.12.2026: 50,00\u00a0EUR",
    "Vielen Dank",
    "DE89 3704 0044 0532 0130 00",
    "COBADEFFXXX",
    "Seite 1 von 1",
  };
  g_autoptr (BizPaper) paper = paper_fixture_new (2);
  g_autoptr (DrawPaper) drawn = draw_paper_new (paper, NULL);
  const DrawItem *name;

  g_assert_cmpuint (draw_paper_get_n_pages (drawn), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_shows (drawn, 0, texts[i]);
  assert_in_place (drawn);
  /* in the window of the envelope */
  name = find (drawn, 0, "Überhang & Söhne GmbH");
  g_assert_cmpfloat (name->x, >=, MM (20));
  g_assert_cmpfloat (name->y, >, MM (50));
  g_assert_cmpfloat (name->y, <, MM (90));
  g_assert_null (find (drawn, 0, "GERMANY"));
  g_assert_cmpint (find (drawn, 0, "100,00")->align, ==, DRAW_ALIGN_RIGHT);
  g_assert_nonnull (find_code (drawn));
}

static void
test_languages (void)
{
  static const struct
  {
    const char *language;
    const char *title;
    const char *date;
    const char *total;
  } rows[] = {
    { "de_DE", "Rechnung INV/2026/00007", "20.11.2026", "1.190,00\u00a0EUR" },
    { "de_AT", "Rechnung INV/2026/00007", "20.11.2026", "1.190,00\u00a0EUR" },
    { "en_US", "Invoice INV/2026/00007", "November 20, 2026", "1,190.00\u00a0EUR" },
    { "en_GB", "Invoice INV/2026/00007", "20 November 2026", "1,190.00\u00a0EUR" },
    { "fr_FR", "Invoice INV/2026/00007", "20 November 2026", "1,190.00\u00a0EUR" },
  };
  g_autoptr (BizPaper) paper = paper_fixture_new (10);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DrawPaper) drawn = draw_paper_new (paper, rows[i].language);

      assert_shows (drawn, 0, rows[i].title);
      assert_shows (drawn, 0, rows[i].date);
      assert_shows (drawn, 0, rows[i].total);
    }
}

/* What is carried from a page is what the next one begins with; the last one has the total. */
static void
test_pages (void)
{
  g_autoptr (BizPaper) paper = paper_fixture_new (95);
  g_autoptr (DrawPaper) drawn = draw_paper_new (paper, "en_GB");
  const guint n = draw_paper_get_n_pages (drawn);
  g_autofree char *last = g_strdup_printf ("Page %u of %u", n, n);
  gboolean found = FALSE;

  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (n, <=, 5);
  for (guint page = 0; page + 1 < n; page++)
    {
      const DrawItem *carried = find (drawn, page, "Carried forward");
      const DrawItem *brought = find (drawn, page + 1, "Brought forward");

      if (carried == NULL)
        {
          /* the table ended on this page */
          g_assert_cmpuint (page + 2, ==, n);
          continue;
        }
      g_assert_nonnull (brought);
      /* the sum is the item behind the word */
      g_assert_cmpstr ((carried + 1)->text, ==, (brought + 1)->text);
    }
  assert_shows (drawn, n - 1, last);
  for (guint page = 0; page < n; page++)
    found = found || find (drawn, page, "11,305.00\u00a0EUR") != NULL;
  g_assert_true (found);
  assert_in_place (drawn);
}

static void
test_long_description (void)
{
  g_autoptr (GString) words = g_string_new (
      "\"invoice_line_ids\":[{\"id\":1,\"display_type\":\"product\",\"product_id\":false,"
      "\"quantity\":1.0,\"product_uom_id\":false,\"price_unit\":100.0,\"discount\":0.0,"
      "\"tax_ids\":[],\"price_subtotal\":100.0,\"price_total\":119.0,\"name\":\"");
  g_autoptr (BizPaper) paper = NULL;
  g_autoptr (DrawPaper) drawn = NULL;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (words, "word%u ", i);
  g_string_append (words, "Donaudampfschifffahrtsgesellschaftskapitaenskajuetenschluesselbundhalter"
                          "\"}]");
  paper = paper_fixture_new_with (1, words->str);
  drawn = draw_paper_new (paper, "en");
  g_assert_cmpuint (draw_paper_get_n_pages (drawn), >=, 3);
  assert_in_place (drawn);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *changes;
    const char *title;
    gboolean code;
    double width;
  } rows[] = {
    { "\"move_type\":\"out_refund\"", "Credit Note INV/2026/00007", FALSE, 595.3 },
    { "\"state\":\"draft\",\"name\":\"/\"", "Draft · Invoice", FALSE, 595.3 },
    { "\"state\":\"cancel\"", "Cancelled · Invoice INV/2026/00007", FALSE, 595.3 },
    { "\"currency_id\":2", "Invoice INV/2026/00007", FALSE, 595.3 },
    { "\"partner_bank_id\":false", "Invoice INV/2026/00007", FALSE, 595.3 },
    { "\"amount_residual\":0.0", "Invoice INV/2026/00007", FALSE, 595.3 },
    { "\"amount_residual\":19.0", "Invoice INV/2026/00007", TRUE, 595.3 },
    { "\"partner_id\":false,\"invoice_line_ids\":[],\"line_ids\":[]", "Invoice INV/2026/00007",
      TRUE, 595.3 },
    { "\"company_id\":{\"id\":1,\"partner_id\":{\"id\":1,\"name\":\"Acme\",\"street\":\"1 Main "
      "St\",\"street2\":false,\"zip\":\"62704\",\"city\":\"Springfield\",\"state_id\":{\"id\":1,"
      "\"code\":\"IL\"},\"country_id\":{\"id\":233,\"name\":\"United States\",\"code\":\"US\"},"
      "\"vat\":false,\"lang\":\"en_US\",\"email\":false,\"phone\":false,\"website\":false}}",
      "Invoice INV/2026/00007", TRUE, 612 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BizPaper) paper = paper_fixture_new_with (1, rows[i].changes);
      g_autoptr (DrawPaper) drawn = draw_paper_new (paper, "en_GB");
      double width, height;

      assert_shows (drawn, 0, rows[i].title);
      g_assert_cmpint (find_code (drawn) != NULL, ==, rows[i].code);
      draw_paper_get_size (drawn, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, rows[i].width, 0.1);
      assert_in_place (drawn);
    }
}

static void
test_pdf (void)
{
  g_autoptr (BizPaper) paper = paper_fixture_new (60);
  g_autoptr (DrawPaper) drawn = draw_paper_new (paper, NULL);
  g_autoptr (DrawPaper) again = draw_paper_new (paper, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = draw_paper_to_pdf (drawn, &error);
  g_autoptr (GBytes) other = draw_paper_to_pdf (again, &error);
  PopplerDocument *document;
  PopplerPage *page;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pdf, other));
  document = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==,
                   (int)draw_paper_get_n_pages (drawn));
  page = poppler_document_get_page (document, 0);
  text = poppler_page_get_text (page);
  g_assert_nonnull (strstr (text, "Überhang & Söhne GmbH"));
  g_assert_nonnull (strstr (text, "Rechnung INV/2026/00007"));
  g_assert_nonnull (strstr (text, "Übertrag"));
  g_object_unref (page);
  g_object_unref (document);
  if (g_getenv ("QUITTANCE_SHOW") != NULL)
    g_assert_true (g_file_set_contents (g_getenv ("QUITTANCE_SHOW"), g_bytes_get_data (pdf, NULL),
                                        (gssize)g_bytes_get_size (pdf), NULL));
}

static void
test_words (void)
{
  for (guint i = 0; i < DRAW_N_WORDS; i++)
    {
      g_assert_nonnull (draw_words_get (draw_words_for_language ("en_US"), i));
      g_assert_nonnull (draw_words_get (draw_words_for_language ("de"), i));
      g_assert_nonnull (draw_words_get (draw_words_for_language (NULL), i));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/german", test_german);
  g_test_add_func ("/paper/languages", test_languages);
  g_test_add_func ("/paper/pages", test_pages);
  g_test_add_func ("/paper/long-description", test_long_description);
  g_test_add_func ("/paper/kinds", test_kinds);
  g_test_add_func ("/paper/pdf", test_pdf);
  g_test_add_func ("/paper/words", test_words);

  return g_test_run ();
}
