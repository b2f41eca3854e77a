/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-statement.h"

#include "draw-paper-private.h"

#include <string.h>

#define LINE (DRAW_TEXT_SIZE * DRAW_LEADING)
#define TITLE_TOP DRAW_MM (98)
#define MAX_REFERENCE 120

/* The columns, in points from the left margin; what is right of a column is its own. */
typedef struct
{
  double date, document, due, days, open, balance, end;
} Columns;

typedef struct
{
  DrawPaper *paper;
  const BizAccount *account;
  BizAgeingPlan plan;
  Columns at;
} Sheet;

static const char *
get_word (Sheet *self, DrawWord word)
{
  return draw_words_get (self->paper->words, word);
}

static void
add (Sheet *self, double x, double end, DrawAlign align, gboolean bold, const char *text)
{
  draw_paper_add_text (self->paper, self->paper->left + x, self->paper->y, end - x, DRAW_TEXT_SIZE,
                       align, bold, text);
}

static void
add_rule (Sheet *self, double thickness)
{
  draw_paper_add_rule (self->paper, self->paper->left, self->paper->y, self->at.end, thickness);
}

static void
add_titles (Sheet *self)
{
  const Columns *at = &self->at;

  add (self, at->date, at->document, DRAW_ALIGN_LEFT, TRUE, get_word (self, DRAW_WORD_DATE));
  add (self, at->document, at->due, DRAW_ALIGN_LEFT, TRUE, get_word (self, DRAW_WORD_DOCUMENT));
  add (self, at->due, at->days, DRAW_ALIGN_LEFT, TRUE, get_word (self, DRAW_WORD_DUE));
  add (self, at->days, at->open, DRAW_ALIGN_RIGHT, TRUE, get_word (self, DRAW_WORD_DAYS));
  add (self, at->open, at->balance, DRAW_ALIGN_RIGHT, TRUE, get_word (self, DRAW_WORD_OPEN));
  add (self, at->balance, at->end, DRAW_ALIGN_RIGHT, TRUE, get_word (self, DRAW_WORD_BALANCE));
  self->paper->y += LINE + 2;
  add_rule (self, 0.6);
  self->paper->y += 3;
}

/* What was added up so far, at the foot of a page and at the head of the next one. */
static void
add_carried (Sheet *self, DrawWord word, const BizMoney *balance)
{
  g_autofree char *amount = draw_words_format_money (self->paper->words, balance, FALSE);

  add (self, self->at.document, self->at.open, DRAW_ALIGN_LEFT, FALSE, get_word (self, word));
  add (self, self->at.balance, self->at.end, DRAW_ALIGN_RIGHT, FALSE, amount);
  self->paper->y += LINE;
}

static void
need_line (Sheet *self, const BizMoney *balance)
{
  if (self->paper->y + 2 * LINE <= self->paper->bottom)
    return;
  add_carried (self, DRAW_WORD_CARRIED, balance);
  draw_paper_new_page (self->paper);
  add_titles (self);
  add_carried (self, DRAW_WORD_BROUGHT, balance);
}

static void
add_item (Sheet *self, const BizAgeingItem *item, const BizMoney *balance)
{
  const Columns *at = &self->at;
  const DrawWords *words = self->paper->words;
  const int age = biz_ageing_plan_get_age (&self->plan, item);
  g_autofree char *date = draw_words_format_date (words, &item->date);
  g_autofree char *due = draw_words_format_date (words, &item->due);
  g_autofree char *days =
      age > 0 && item->open_document.minor > 0 ? g_strdup_printf ("%d", age) : NULL;
  g_autofree char *open = draw_words_format_money (words, &item->open_document, FALSE);
  g_autofree char *sum = draw_words_format_money (words, balance, FALSE);

  add (self, at->date, at->document, DRAW_ALIGN_LEFT, FALSE, date);
  add (self, at->document, at->due - 4, DRAW_ALIGN_LEFT, FALSE, item->document);
  add (self, at->due, at->days, DRAW_ALIGN_LEFT, FALSE, due);
  add (self, at->days, at->open, DRAW_ALIGN_RIGHT, FALSE, days);
  add (self, at->open, at->balance, DRAW_ALIGN_RIGHT, FALSE, open);
  add (self, at->balance, at->end, DRAW_ALIGN_RIGHT, FALSE, sum);
  self->paper->y += LINE;
}

static char *
describe_bucket (Sheet *self, guint bucket)
{
  const BizAgeingPlan *plan = &self->plan;
  char from[16], to[16];

  if (bucket == 0)
    return g_strdup (get_word (self, DRAW_WORD_NOT_DUE));
  g_snprintf (to, sizeof to, "%u", plan->limits[MIN (bucket, plan->n_limits) - 1]);
  if (bucket > plan->n_limits)
    return draw_words_fill (self->paper->words, DRAW_WORD_AGE_OVER, to, "");
  g_snprintf (from, sizeof from, "%u", bucket > 1 ? plan->limits[bucket - 2] + 1 : 1);

  return draw_words_fill (self->paper->words, DRAW_WORD_AGE, from, to);
}

/* The sum of a currency, and how old it is; together on one page. */
static gboolean
add_sum (Sheet *self, const BizAgeingRow *row, GError **error)
{
  const DrawWords *words = self->paper->words;
  const guint n = biz_ageing_plan_get_n_buckets (&self->plan);
  const double width = self->at.end / n;
  g_autofree char *total = draw_words_format_money (words, &row->total, TRUE);
  g_autofree char *late = NULL;
  BizMoney overdue;

  if (!biz_account_get_overdue (row, &overdue, error))
    return FALSE;
  late = draw_words_format_money (words, &overdue, TRUE);
  draw_paper_need (self->paper, 7 * LINE);
  add_rule (self, 0.6);
  self->paper->y += 3;
  add (self, self->at.document, self->at.open, DRAW_ALIGN_LEFT, TRUE,
       get_word (self, DRAW_WORD_OPEN));
  add (self, self->at.open, self->at.end, DRAW_ALIGN_RIGHT, TRUE, total);
  self->paper->y += LINE;
  add (self, self->at.document, self->at.open, DRAW_ALIGN_LEFT, FALSE,
       get_word (self, DRAW_WORD_OVERDUE));
  add (self, self->at.open, self->at.end, DRAW_ALIGN_RIGHT, FALSE, late);
  self->paper->y += LINE + DRAW_MM (4);
  add (self, 0, self->at.end, DRAW_ALIGN_LEFT, TRUE, get_word (self, DRAW_WORD_BY_AGE));
  self->paper->y += LINE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = describe_bucket (self, i);
      g_autofree char *amount = draw_words_format_money (words, &row->buckets[i], FALSE);

      add (self, i * width, (i + 1) * width, DRAW_ALIGN_RIGHT, FALSE, name);
      self->paper->y += LINE;
      add (self, i * width, (i + 1) * width, DRAW_ALIGN_RIGHT, FALSE, amount);
      self->paper->y -= LINE;
    }
  self->paper->y += 2 * LINE + DRAW_MM (6);

  return TRUE;
}

/* The items of one currency of documents. */
static gboolean
add_section (Sheet *self, const BizAgeingRow *row, GError **error)
{
  const GArray *items = self->account->items;
  BizMoney balance = row->total;

  balance.minor = 0;
  draw_paper_need (self->paper, 5 * LINE);
  add_titles (self);
  for (guint i = 0; i < items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (items, BizAgeingItem, i);

      if (!g_str_equal (item->open_document.currency, row->total.currency))
        continue;
      need_line (self, &balance);
      if (!biz_money_add (&balance, &item->open_document, &balance, error))
        return FALSE;
      add_item (self, item, &balance);
    }

  return add_sum (self, row, error);
}

static void
add_head (Sheet *self)
{
  DrawPaper *paper = self->paper;
  g_autofree char *day = draw_words_format_date (paper->words, &self->account->as_of);
  g_autofree char *note = draw_words_fill (paper->words, DRAW_WORD_STATEMENT_DAY, day, "");
  g_auto (GStrv) lines = NULL;
  double y = draw_paper_get_meta_top ();

  draw_paper_add_letterhead (paper);
  draw_paper_add_meta (paper, &y, DRAW_WORD_DATE, day);
  draw_paper_add_meta (paper, &y, DRAW_WORD_TAX_NUMBER, self->account->customer.tax_number);
  paper->title = g_strdup (get_word (self, DRAW_WORD_STATEMENT));
  paper->y = TITLE_TOP;
  paper->y += draw_paper_add_text (paper, paper->left, paper->y, self->at.end, DRAW_TITLE_SIZE,
                                   DRAW_ALIGN_LEFT, TRUE, paper->title);
  lines = draw_paper_break (paper, note, DRAW_TEXT_SIZE, self->at.end);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      add (self, 0, self->at.end, DRAW_ALIGN_LEFT, FALSE, lines[i]);
      paper->y += LINE;
    }
  paper->y += DRAW_MM (4);
}

static void
init_columns (Sheet *self)
{
  const double width = self->paper->right - self->paper->left;

  self->at = (Columns){ .date = 0,
                        .document = width * 0.15,
                        .due = width * 0.40,
                        .days = width * 0.54,
                        .open = width * 0.66,
                        .balance = width * 0.83,
                        .end = width };
}

/* The documents that are paid, as far as they fit in what a bank carries. */
static char *
list_documents (const BizAccount *account)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < account->items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (account->items, BizAgeingItem, i);

      if (item->document == NULL || item->open_document.minor <= 0
          || text->len + strlen (item->document) > MAX_REFERENCE)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", item->document);
    }

  return g_string_free (text, FALSE);
}

/* Where to pay; a code only where one amount in one currency is the whole of it. */
static void
add_bank (Sheet *self, const GArray *rows, BizPaper *frame)
{
  g_autofree char *reference = list_documents (self->account);

  if (rows->len == 0)
    return;
  frame->state = BIZ_STATE_POSTED;
  frame->move_type = BIZ_MOVE_INVOICE;
  frame->residual = g_array_index (rows, BizAgeingRow, 0).total;
  if (rows->len > 1)
    frame->residual.minor = 0;
  frame->payment_reference = *reference != '\0' ? reference : NULL;
  draw_paper_add_bank (self->paper);
  frame->payment_reference = NULL;
}

/**
 * draw_statement_new:
 * @account: what is stated; needed only during this call
 * @language: (nullable): the customer's; %NULL for the one that @account names
 * @error: return location
 *
 * Returns: (transfer full): its pages; %NULL where an amount does not fit
 */
DrawPaper *
draw_statement_new (const BizAccount *account, const char *language, GError **error)
{
  BizPaper frame = { 0 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (DrawPaper) paper = NULL;
  Sheet self = { .account = account };

  g_return_val_if_fail (account != NULL, NULL);

  rows = biz_account_add_up (account, error);
  if (rows == NULL)
    return NULL;
  frame.seller = account->seller;
  frame.customer = account->customer;
  frame.bank = account->bank;
  frame.date = account->as_of;
  paper = draw_paper_begin (&frame, language);
  self.paper = paper;
  biz_account_init_plan (account, &self.plan);
  init_columns (&self);
  add_head (&self);
  for (guint i = 0; i < rows->len; i++)
    {
      if (!add_section (&self, &g_array_index (rows, BizAgeingRow, i), error))
        return NULL;
    }
  if (rows->len == 0)
    add (&self, 0, self.at.end, DRAW_ALIGN_LEFT, FALSE, get_word (&self, DRAW_WORD_NOTHING_OPEN));
  add_bank (&self, rows, &frame);
  draw_paper_add_feet (paper);
  paper->paper = NULL;

  return g_steal_pointer (&paper);
}
