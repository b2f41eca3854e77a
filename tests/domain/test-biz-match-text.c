/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-match-text.h"

#include "biz-match-index.h"

#include <string.h>

static void
test_fold (void)
{
  static const char *const cases[][2] = {
    { "Rg. 2O26-OO815", "RG. 2026-00815" },
    { "München Straße", "MUNCHEN STRASSE" },
    { "Øst Łódź Æsir", "OST LODZ AESIR" },
    { "PO768113 OXO", "P0768113 OXO" },
    { "\377\376x", "  X" },
    { "Ελλάς", "ΕΛΛΑΣ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) folded = g_string_new (NULL);

      biz_match_fold (cases[i][0], folded);
      g_assert_cmpstr (folded->str, ==, cases[i][1]);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    int year;
    guint64 sequence;
    guint width;
  } cases[] = {
    { "INV/2026/00966", 26, 966, 5 }, { "2026-0815", 26, 815, 4 },      { "FV-26-0042", 26, 42, 4 },
    { "00587/26", 26, 587, 5 },       { "202600966", 26, 966, 5 },      { "R1001", -1, 1001, 4 },
    { "INV/2O26/OO966", 26, 966, 5 }, { "INV/2026/11/0007", 11, 7, 4 }, { "Opening", -1, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) scratch = g_string_new (NULL);
      BizMatchNumber number = biz_match_parse_number (cases[i].text, scratch);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (number.year, ==, cases[i].year);
      g_assert_cmpuint (number.sequence, ==, cases[i].sequence);
      g_assert_cmpuint (number.width, ==, cases[i].width);
      g_assert_cmpuint (number.whole, !=, 0);
    }
}

static void
test_names (void)
{
  static const char *const same[][2] = {
    { "Müller & Söhne GmbH", "MUELLER UND SOEHNE GMBH" },
    { "North Textile S.p.A.", "NorthTextileS.p.A." },
    { "Acme Limited", "ACME LTD." },
    { "Oak Foods & Sons", "OAK FOODS AND SONS" },
    { "Société Générale", "SOCIETE GENERALE" },
  };
  static const char *const different[][2] = {
    { "Lake Tools AG", "Lake Tools SARL" },
    { "Lake Tools", "Lake Tool" },
  };
  g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);
  gsize base;

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      biz_match_name_key (same[i][0], a, &base);
      biz_match_name_key (same[i][1], b, &base);
      g_assert_cmpstr (a->str, ==, b->str);
      g_assert_cmpuint (base, <=, b->len);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (different); i++)
    {
      biz_match_name_key (different[i][0], a, &base);
      biz_match_name_key (different[i][1], b, &base);
      g_assert_cmpstr (a->str, !=, b->str);
    }
}

static void
test_similar (void)
{
  static const struct
  {
    const char *a, *b;
    guint limit;
    gboolean expected;
  } cases[] = {
    { "HARBOUR", "HARBUOR", 1, TRUE },
    { "HARBOUR", "HARBOR", 1, TRUE },
    { "HARBOUR", "HARBR", 1, FALSE },
    { "HARBOUR", "HARBR", 2, TRUE },
    { "", "A", 1, TRUE },
    { "", "AB", 1, FALSE },
    { "SAME", "SAME", 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (biz_match_is_similar (cases[i].a, strlen (cases[i].a), cases[i].b,
                                           strlen (cases[i].b), cases[i].limit),
                     ==, cases[i].expected);
}

/* Colliding slots keep their order; keys that differ in one part only do not meet. */
static void
test_index (void)
{
  g_autoptr (BizMatchIndex) index = biz_match_index_new (4);
  guint32 values[8];

  for (guint32 i = 0; i < 5000; i++)
    biz_match_index_add (index, i % 1000, i);
  g_assert_cmpuint (biz_match_index_find (index, 7, values, 8), ==, 5);
  for (guint32 i = 0; i < 5; i++)
    g_assert_cmpuint (values[i], ==, i * 1000 + 7);
  g_assert_cmpuint (biz_match_index_find (index, 7, values, 2), ==, 2);
  g_assert_cmpuint (biz_match_index_find (index, 1000, values, 8), ==, 0);
  g_assert_cmpuint (biz_match_hash (0, 134830), !=, biz_match_hash (1, 134703));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/match-text/fold", test_fold);
  g_test_add_func ("/biz/match-text/numbers", test_numbers);
  g_test_add_func ("/biz/match-text/names", test_names);
  g_test_add_func ("/biz/match-text/similar", test_similar);
  g_test_add_func ("/biz/match-text/index", test_index);

  return g_test_run ();
}
