/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-match-tables.h"

#include "erp-error.h"

#include <string.h>

#define HEADER                                                                                     \
  "id,partner_id,number,ref,date,due,currency,residual,discount_date,discount_residual\n"

static GInputStream *
open_text (const char *text)
{
  return g_memory_input_stream_new_from_data (text, (gssize)strlen (text), NULL);
}

static GInputStream *
open_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "match", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &error);

  g_assert_no_error (error);

  return G_INPUT_STREAM (stream);
}

static void
test_broken (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* part of it */
  } cases[] = {
    { "", "Line 1" },
    { "id,number\n", "Line 1" },
    { HEADER "x,1,INV/1,,2026-01-01,2026-01-31,EUR,1.00,,\n", "Line 2" },
    { HEADER "1,1,INV/1,,2026-01-01,2026-01-31,EUR,1.00,,\n2,1,A,,2026-02-30,,EUR,1.00,,\n",
      "Line 3" },
    { HEADER "1,1,INV/1,,2026-01-01,2026-01-31,EUR,1.001,,\n", "Line 2" },
    { HEADER "1,1,INV/1,,2026-01-01,2026-01-31,EUR,\"1,00\",,\n", "Line 2" },
    { HEADER "1,1,INV/1,,2026-01-01,2026-01-31,EURO,1.00,,\n", "Line 2" },
    { HEADER "1,1,INV/1,,2026-01-01,2026-01-31,EUR,99999999999999999999,,\n", "Line 2" },
    { HEADER "1,1,\"INV/1,,2026-01-01,2026-01-31,EUR,1.00,,\n", "Line 2" },
    { HEADER "1,1,\377\376,,2026-01-01,2026-01-31,EUR,1.00,,\n", "Line 2" },
    { HEADER "1,1\n", "Line 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
      g_autoptr (GInputStream) stream = open_text (cases[i].text);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (biz_match_tables_add_items (matcher, stream, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_json (void)
{
  g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
  g_autoptr (GInputStream) partners =
      open_text ("name,id,other,iban\n\"Acme \"\"&\"\" Bros\",7,x,\n");
  g_autoptr (GInputStream) items =
      open_text (HEADER "3,7,INV/2026/00003,,2026-01-01,2026-01-31,JPY,1500,,\n"
                        "4,7,INV/2026/00004,,2026-01-01,2026-01-31,EUR,100.5,2026-01-20,98.49\n");
  g_autoptr (GInputStream) stream =
      open_text ("\357\273\277id,date,amount,currency,text,name,account,end_to_end\r\n"
                 "1,2026-01-31,1500,JPY,INV/2026/00003,\"Acme \"\"&\"\" Bros\",,\r\n"
                 "2,2026-01-12,98.49,EUR,less discount,\"Acme \"\"&\"\" Bros\",,INV/2026/00004\r\n"
                 "3,2026-01-12,1.00,GBP,nothing,,,\r\n");
  g_autoptr (BizMatchLineTable) table = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const BizMatchLine *lines;

  g_assert_true (biz_match_tables_add_partners (matcher, partners, &error));
  g_assert_true (biz_match_tables_add_items (matcher, items, &error));
  table = biz_match_line_table_read (stream, &error);
  g_assert_no_error (error);
  lines = biz_match_line_table_get_lines (table, &n);
  g_assert_cmpuint (n, ==, 3);
  proposals = biz_matcher_run (matcher, lines, n, NULL, &error);
  biz_match_write_json (proposals, json);
  g_assert_true (json_parser_load_from_data (parser, json->str, -1, &error));
  g_assert_nonnull (strstr (json->str, "{\"line\":1,\"band\":\"auto\",\"score\":"));
  g_assert_nonnull (
      strstr (json->str, "\"items\":[{\"id\":3,\"amount\":\"1500\"}],\"writeoff\":\"0\""));
  g_assert_nonnull (
      strstr (json->str, "\"items\":[{\"id\":4,\"amount\":\"98.49\"}],\"writeoff\":\"2.01\""));
  g_assert_nonnull (strstr (json->str, "{\"line\":3,\"band\":\"none\",\"score\":0,\"gap\":0,"
                                       "\"items\":[],\"writeoff\":\"0.00\",\"reasons\":["));
}

typedef struct
{
  guint n_auto, n_auto_right, n_clear, n_clear_auto, n_with_items, n_on_top;
} Quality;

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
sort_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "|", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);

  return g_strjoinv ("|", words);
}

static char *
describe_items (const BizMatchProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    {
      const BizMatchPart *part = biz_match_proposal_get_part (proposal, i);
      g_autofree char *amount = biz_money_format (&part->amount, BIZ_MONEY_MACHINE);

      g_string_append_printf (text, "%s%d:%s", i > 0 ? "|" : "", (int)part->item_id, amount);
    }

  return sort_words (text->str);
}

static void
count (Quality *quality, const BizMatchProposal *proposal, char **truth)
{
  g_autofree char *expected = sort_words (truth[3]);
  g_autofree char *items = describe_items (proposal);
  g_autofree char *writeoff =
      biz_money_format (biz_match_proposal_get_writeoff (proposal), BIZ_MONEY_MACHINE);
  gboolean is_auto = biz_match_proposal_get_band (proposal) == BIZ_MATCH_AUTO;
  gboolean is_right = strcmp (items, expected) == 0
                      && (*expected == '\0' || strcmp (writeoff, g_strstrip (truth[4])) == 0);

  quality->n_auto += is_auto;
  quality->n_auto_right += is_auto && is_right;
  quality->n_clear += *truth[2] == '1';
  quality->n_clear_auto += *truth[2] == '1' && is_auto;
  quality->n_with_items += *expected != '\0';
  quality->n_on_top += *expected != '\0' && is_right;
  if (is_auto && !is_right)
    g_test_message ("line %s (%s): %s, not %s", truth[0], truth[1], items, expected);
}

/* 260 lines against 700 items with known answers. */
static void
test_quality (void)
{
  g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
  g_autoptr (GInputStream) partners = open_data ("partners.csv");
  g_autoptr (GInputStream) items = open_data ("items.csv");
  g_autoptr (GInputStream) stream = open_data ("lines.csv");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "match", "truth.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (BizMatchLineTable) table = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) truths = NULL;
  Quality quality = { 0 };
  guint n;
  const BizMatchLine *lines;

  g_assert_true (biz_match_tables_add_partners (matcher, partners, &error));
  g_assert_true (biz_match_tables_add_items (matcher, items, &error));
  table = biz_match_line_table_read (stream, &error);
  g_assert_no_error (error);
  lines = biz_match_line_table_get_lines (table, &n);
  proposals = biz_matcher_run (matcher, lines, n, NULL, &error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  truths = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) truth = g_strsplit (truths[i + 1], ",", -1);

      g_assert_cmpint (g_ascii_strtoll (truth[0], NULL, 10), ==, lines[i].id);
      count (&quality, g_ptr_array_index (proposals, i), truth);
    }
  g_test_message ("auto %u, right %u; clear %u, in auto %u; with items %u, on top %u",
                  quality.n_auto, quality.n_auto_right, quality.n_clear, quality.n_clear_auto,
                  quality.n_with_items, quality.n_on_top);
  g_assert_cmpuint (quality.n_auto, >, 150);
  g_assert_cmpuint (quality.n_auto_right, ==, quality.n_auto);
  g_assert_cmpuint (quality.n_clear_auto * 100, >=, quality.n_clear * 95);
  g_assert_cmpuint (quality.n_on_top * 100, >=, quality.n_with_items * 95);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/match-tables/broken", test_broken);
  g_test_add_func ("/biz/match-tables/json", test_json);
  g_test_add_func ("/biz/match-tables/quality", test_quality);

  return g_test_run ();
}
