/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-group.h"

#include "biz-bench-totals.h"
#include "erp-domain.h"
#include "erp-group.h"

#include <string.h>

struct _BizBenchSums
{
  GObject parent_instance;

  GArray *sums; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizBenchSums, biz_bench_sums, G_TYPE_OBJECT)

static void
biz_bench_sums_finalize (GObject *object)
{
  g_clear_pointer (&BIZ_BENCH_SUMS (object)->sums, g_array_unref);

  G_OBJECT_CLASS (biz_bench_sums_parent_class)->finalize (object);
}

static void
biz_bench_sums_class_init (BizBenchSumsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_bench_sums_finalize;
}

static void
biz_bench_sums_init (BizBenchSums *self)
{
}

GArray *
biz_bench_sums_get (BizBenchSums *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_SUMS (self), NULL);

  return self->sums;
}

static void
append_folded (GString *text, const char *part)
{
  g_autofree char *folded = part != NULL ? g_utf8_casefold (part, -1) : NULL;

  if (folded != NULL)
    g_string_append_printf (text, "%s\n", folded);
}

/* All that a line can be found by. */
static char *
make_haystack (BizBenchLine *line)
{
  const BizMatchLine *facts = &biz_bench_line_get_facts (line)->line;
  g_autofree char *machine = biz_money_format (&facts->amount, BIZ_MONEY_MACHINE);
  g_autofree char *plain = biz_money_format (&facts->amount, BIZ_MONEY_PLAIN);
  GString *text = g_string_new (NULL);

  append_folded (text, facts->name);
  append_folded (text, facts->text);
  append_folded (text, facts->account);
  append_folded (text, facts->bank_reference);
  append_folded (text, machine);
  append_folded (text, plain);
  append_folded (text, biz_bench_line_get_account_name (line));
  for (guint i = 0; i < biz_bench_line_get_n_parts (line); i++)
    {
      const BizOpenItem *open =
          biz_match_desk_find_item (biz_bench_line_get_desk (line),
                                    biz_bench_line_get_part (line, i)->item_id);

      append_folded (text, open != NULL ? open->item.number : NULL);
      append_folded (text, open != NULL ? open->partner : NULL);
    }

  return g_string_free (text, FALSE);
}

static gboolean
fits (BizBenchLine *line, char **words)
{
  g_autofree char *haystack = make_haystack (line);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (haystack, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_of (const BizOpenItem *open, const char *folded)
{
  g_autofree char *number = NULL;

  if (open == NULL || open->item.number == NULL)
    return FALSE;
  number = g_utf8_casefold (open->item.number, -1);

  return g_str_equal (number, folded);
}

/* Whether the line could be the money of the document: it is proposed for it, comes second, is
 * named, or is exactly what is open on it. */
static gboolean
could_pay (BizBenchLine *line, const char *folded)
{
  BizMatchDesk *desk = biz_bench_line_get_desk (line);
  BizMatchProposal *proposal = biz_bench_line_get_proposal (line);
  const BizMatchLine *facts = &biz_bench_line_get_facts (line)->line;
  g_autofree char *text = facts->text != NULL ? g_utf8_casefold (facts->text, -1) : NULL;

  if (text != NULL && strstr (text, folded) != NULL)
    return TRUE;
  for (guint i = 0; i < biz_bench_line_get_n_parts (line); i++)
    if (is_of (biz_match_desk_find_item (desk, biz_bench_line_get_part (line, i)->item_id), folded))
      return TRUE;
  for (guint i = 0; i < biz_match_proposal_get_n_runner_up (proposal); i++)
    if (is_of (biz_match_desk_find_item (desk, biz_match_proposal_get_runner_up (proposal, i)),
               folded))
      return TRUE;

  return FALSE;
}

/* (element-type gint64): what is open on the document, item by item */
static GArray *
find_open_amounts (BizMatchDesk *desk, const char *folded)
{
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < biz_match_desk_get_n_items (desk); i++)
    {
      const BizOpenItem *open = biz_match_desk_get_item (desk, i);

      if (is_of (open, folded))
        g_array_append_val (amounts, open->item.residual.minor);
    }

  return amounts;
}

static GPtrArray *
select_for_document (GPtrArray *lines, const char *folded)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) amounts = NULL;
  BizMatchDesk *desk = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (lines, i);
      gboolean fits = could_pay (line, folded);

      if (biz_bench_line_get_desk (line) != desk)
        {
          desk = biz_bench_line_get_desk (line);
          g_clear_pointer (&amounts, g_array_unref);
          amounts = find_open_amounts (desk, folded);
        }
      for (guint k = 0; k < amounts->len; k++)
        fits |= g_array_index (amounts, gint64, k) == biz_bench_line_get_amount (line)->minor;
      if (fits)
        g_ptr_array_add (selected, g_object_ref (line));
    }

  return selected;
}

/**
 * biz_bench_select:
 * @lines: (element-type BizBenchLine): lines
 * @text: words, numbers, amounts; empty for all of them; BIZ_BENCH_DOCUMENT and the number of a
 *   document for those that could be its money
 *
 * Returns: (transfer full) (element-type BizBenchLine): those that have every word
 */
GPtrArray *
biz_bench_select (GPtrArray *lines, const char *text)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (lines != NULL && text != NULL, selected);

  if (g_str_has_prefix (text, BIZ_BENCH_DOCUMENT))
    {
      g_ptr_array_unref (selected);
      folded = g_utf8_casefold (text + strlen (BIZ_BENCH_DOCUMENT), -1);
      return select_for_document (lines, g_strstrip (folded));
    }
  folded = g_utf8_casefold (text, -1);
  words = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; i < lines->len; i++)
    if (*folded == '\0' || fits (g_ptr_array_index (lines, i), words))
      g_ptr_array_add (selected, g_object_ref (g_ptr_array_index (lines, i)));

  return selected;
}

static ErpGroup *
make_group (BizBenchBand band, GPtrArray *lines)
{
  g_autoptr (BizBenchSums) sums = g_object_new (BIZ_TYPE_BENCH_SUMS, NULL);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  sums->sums = biz_bench_totals_sum_lines (lines);

  return erp_group_new (biz_bench_band_get_name (band), biz_bench_band_get_label (band), lines->len,
                        domain, G_OBJECT (sums));
}

/**
 * biz_bench_group:
 * @lines: (element-type BizBenchLine): lines; reordered
 * @stays: (nullable): a line that is not moved to those that are done
 *
 * Returns: (transfer full) (element-type ErpGroup): the bands
 */
GPtrArray *
biz_bench_group (GPtrArray *lines, BizBenchLine *stays)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *bands[BIZ_BENCH_N_BANDS];

  g_return_val_if_fail (lines != NULL, groups);

  for (guint i = 0; i < BIZ_BENCH_N_BANDS; i++)
    bands[i] = g_ptr_array_new ();
  for (guint i = 0; i < lines->len; i++)
    {
      BizBenchLine *line = g_ptr_array_index (lines, i);
      BizBenchBand band =
          line == stays ? biz_bench_line_get_first_band (line) : biz_bench_line_get_band (line);

      g_ptr_array_add (all, g_object_ref (line));
      g_ptr_array_add (bands[band], line);
    }
  g_ptr_array_set_size (lines, 0);
  for (guint i = 0; i < BIZ_BENCH_N_BANDS; i++)
    {
      if (bands[i]->len > 0)
        g_ptr_array_add (groups, make_group ((BizBenchBand)i, bands[i]));
      for (guint k = 0; k < bands[i]->len; k++)
        g_ptr_array_add (lines, g_object_ref (g_ptr_array_index (bands[i], k)));
      g_ptr_array_unref (bands[i]);
    }

  return groups;
}
