/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-item.h"

#include <string.h>

struct _BizBenchItem
{
  GObject parent_instance;

  BizMatchDesk *desk; /* (owned) */
  const BizOpenItem *open;
};

G_DEFINE_FINAL_TYPE (BizBenchItem, biz_bench_item, G_TYPE_OBJECT)

/* What is looked for. */
typedef struct
{
  BizMatchDesk *desk; /* (owned) */
  char **words;       /* (owned): folded */
  GArray *amounts;    /* (owned): of each word in minor units, G_MININT64 where it is none */
  gint64 amount;      /* of the line */
  gint64 partner_id;  /* 0 for nobody known */
  char *line_text;    /* (owned): folded */
} Search;

typedef struct
{
  guint index;
  int points;
  guint days; /* due, as a Julian day */
} Hit;

static void
biz_bench_item_finalize (GObject *object)
{
  g_clear_object (&BIZ_BENCH_ITEM (object)->desk);

  G_OBJECT_CLASS (biz_bench_item_parent_class)->finalize (object);
}

static void
biz_bench_item_class_init (BizBenchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_bench_item_finalize;
}

static void
biz_bench_item_init (BizBenchItem *self)
{
}

static void
free_search (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->desk);
  g_strfreev (search->words);
  g_array_unref (search->amounts);
  g_free (search->line_text);
  g_free (search);
}

static gboolean
has_word (const char *text, const char *word)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = g_utf8_casefold (text, -1);

  return strstr (folded, word) != NULL;
}

/* Every word is somewhere, or is the amount. */
static gboolean
fits (const Search *search, const BizOpenItem *open)
{
  for (guint i = 0; search->words[i] != NULL; i++)
    {
      const char *word = search->words[i];

      if (ABS (open->item.residual.minor) != g_array_index (search->amounts, gint64, i)
          && !has_word (open->item.number, word) && !has_word (open->item.ref, word)
          && !has_word (open->partner, word))
        return FALSE;
    }

  return TRUE;
}

static int
count_points (const Search *search, const BizOpenItem *open)
{
  int points = 0;

  if (search->partner_id != 0 && open->item.partner_id == search->partner_id)
    points += 4;
  if (open->item.residual.minor == search->amount)
    points += 3;
  if (open->item.number != NULL && *search->line_text != '\0')
    {
      g_autofree char *number = g_utf8_casefold (open->item.number, -1);

      points += strstr (search->line_text, number) != NULL ? 8 : 0;
    }

  return points;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a, *other = b;

  if (one->points != other->points)
    return other->points - one->points;
  if (one->days != other->days)
    return one->days < other->days ? -1 : 1;

  return one->index < other->index ? -1 : one->index > other->index;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = biz_match_desk_get_n_items (search->desk);

  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const BizOpenItem *open = biz_match_desk_get_item (search->desk, i);
      const GDate *due = &open->item.due;
      Hit hit = { i, count_points (search, open),
                  g_date_valid (due) ? g_date_get_julian (due) : G_MAXUINT };

      if (search->words[0] != NULL ? fits (search, open) : hit.points > 0)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < MIN (hits->len, BIZ_BENCH_FIND_MAX); i++)
    {
      BizBenchItem *item = g_object_new (BIZ_TYPE_BENCH_ITEM, NULL);

      item->desk = g_object_ref (search->desk);
      item->open = biz_match_desk_get_item (search->desk, g_array_index (hits, Hit, i).index);
      g_ptr_array_add (items, item);
    }
  g_task_return_pointer (task, items, (GDestroyNotify)g_ptr_array_unref);
}

static void
take_words (Search *search, const char *text, const BizMoney *zero)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (parts[i], -1);
      gint64 minor = G_MININT64;
      BizMoney money;

      if (*folded == '\0')
        continue;
      if (biz_money_parse (parts[i], zero->currency, zero->digits, &money, NULL))
        minor = ABS (money.minor);
      g_strv_builder_add (words, folded);
      g_array_append_val (search->amounts, minor);
    }
  search->words = g_strv_builder_end (words);
}

/**
 * biz_bench_find_async:
 * @line: what the items are wanted for
 * @text: words, numbers, an amount; empty for what is likely
 * @cancellable: (nullable): to stop
 * @callback: when they are found
 * @user_data: for @callback
 *
 * Looks through the open items that are here; asks the server nothing.
 */
void
biz_bench_find_async (BizBenchLine *line,
                      const char *text,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  const BizOpenLine *facts;

  g_return_if_fail (BIZ_IS_BENCH_LINE (line) && text != NULL);

  g_task_set_source_tag (task, biz_bench_find_async);
  facts = biz_bench_line_get_facts (line);
  search->desk = g_object_ref (biz_bench_line_get_desk (line));
  search->amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  search->amount = facts->line.amount.minor;
  search->partner_id = biz_match_proposal_get_partner_id (biz_bench_line_get_proposal (line));
  if (search->partner_id == 0)
    search->partner_id = facts->partner_id;
  search->line_text = g_utf8_casefold (facts->line.text != NULL ? facts->line.text : "", -1);
  take_words (search, text, &facts->line.amount);
  g_task_set_task_data (task, search, free_search);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
biz_bench_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_bench_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const BizOpenItem *
biz_bench_item_get_facts (BizBenchItem *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_ITEM (self), NULL);

  return self->open;
}
