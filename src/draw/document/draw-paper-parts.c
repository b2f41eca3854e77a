/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-paper-private.h"

#include "biz-tax-line.h"

/* What stands above and below the lines. Address and meta data stand where DIN 5008 (form B) and
 * ISO 11180 look for them, so that they show in the window of an envelope. */

#define LINE (DRAW_TEXT_SIZE * DRAW_LEADING)
#define WINDOW_TOP DRAW_MM (45)
#define WINDOW_WIDTH DRAW_MM (80)
#define META_LEFT(self) ((self)->right - DRAW_MM (70))
#define CODE_SIZE DRAW_MM (28)

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static double
add_left (DrawPaper *self, double x, double y, double width, gboolean bold, const char *text)
{
  return draw_paper_add_text (self, x, y, width, DRAW_TEXT_SIZE, DRAW_ALIGN_LEFT, bold, text);
}

static void
add_sender (DrawPaper *self)
{
  const BizPaperParty *seller = &self->paper->seller;
  double y = DRAW_MM (15);

  draw_paper_add_text (self, self->left, y, self->right - self->left, DRAW_TITLE_SIZE,
                       DRAW_ALIGN_LEFT, TRUE, seller->name);
  y += DRAW_TITLE_SIZE * DRAW_LEADING;
  for (guint i = 0; seller->address[i] != NULL; i++)
    y += add_left (self, self->left, y, DRAW_MM (90), FALSE, seller->address[i]);
}

/* The sender in small above the address, for the post; at most nine lines in the window. */
static void
add_address (DrawPaper *self)
{
  const BizPaperParty *customer = &self->paper->customer;
  const BizPaperParty *seller = &self->paper->seller;
  g_autofree char *address = g_strjoinv (" · ", seller->address);
  g_autofree char *sender = g_strjoin (*address != '\0' && seller->name != NULL ? " · " : "",
                                       seller->name != NULL ? seller->name : "", address, NULL);
  double y = WINDOW_TOP + DRAW_MM (12.7);

  draw_paper_add_text (self, self->left, WINDOW_TOP + DRAW_MM (8), WINDOW_WIDTH,
                       DRAW_SMALL_SIZE - 1, DRAW_ALIGN_LEFT, FALSE, sender);
  y += add_left (self, self->left, y, WINDOW_WIDTH, FALSE, customer->name);
  for (guint i = 0; customer->address[i] != NULL && i < 4; i++)
    y += add_left (self, self->left, y, WINDOW_WIDTH, FALSE, customer->address[i]);
  if (!is_empty (customer->country)
      && g_strcmp0 (customer->country_code, seller->country_code) != 0)
    {
      g_autofree char *country = g_utf8_strup (customer->country, -1);

      add_left (self, self->left, y, WINDOW_WIDTH, FALSE, country);
    }
}

void
draw_paper_add_letterhead (DrawPaper *self)
{
  add_sender (self);
  add_address (self);
}

void
draw_paper_add_meta (DrawPaper *self, double *y, DrawWord word, const char *value)
{
  const double x = META_LEFT (self);

  if (is_empty (value))
    return;
  add_left (self, x, *y, DRAW_MM (32), FALSE, draw_words_get (self->words, word));
  *y += draw_paper_add_text (self, x + DRAW_MM (32), *y, DRAW_MM (38), DRAW_TEXT_SIZE,
                             DRAW_ALIGN_RIGHT, FALSE, value);
}

double
draw_paper_get_meta_top (void)
{
  return WINDOW_TOP + DRAW_MM (5);
}

static void
add_all_meta (DrawPaper *self)
{
  const BizPaper *paper = self->paper;
  g_autofree char *date = draw_words_format_date (self->words, &paper->date);
  g_autofree char *due = draw_words_format_date (self->words, &paper->due_date);
  double y = draw_paper_get_meta_top ();

  draw_paper_add_meta (self, &y, DRAW_WORD_NUMBER, paper->number);
  draw_paper_add_meta (self, &y, DRAW_WORD_DATE, date);
  if (paper->move_type == BIZ_MOVE_INVOICE)
    draw_paper_add_meta (self, &y, DRAW_WORD_DUE_DATE, due);
  draw_paper_add_meta (self, &y, DRAW_WORD_REFERENCE, paper->reference);
  draw_paper_add_meta (self, &y, DRAW_WORD_ORDER, paper->origin);
  draw_paper_add_meta (self, &y, DRAW_WORD_CONTACT, paper->contact);
  draw_paper_add_meta (self, &y, DRAW_WORD_TAX_NUMBER, paper->customer.tax_number);
}

static DrawWord
get_kind (const BizPaper *paper)
{
  switch (paper->move_type)
    {
    case BIZ_MOVE_CREDIT_NOTE:
    case BIZ_MOVE_VENDOR_CREDIT:
      return DRAW_WORD_CREDIT_NOTE;
    case BIZ_MOVE_RECEIPT:
      return DRAW_WORD_RECEIPT;
    default:
      return DRAW_WORD_INVOICE;
    }
}

/**
 * draw_paper_add_head:
 * @self: a paper
 *
 * Sender, address, meta data and title of the first page.
 */
void
draw_paper_add_head (DrawPaper *self)
{
  const BizPaper *paper = self->paper;
  const char *kind = draw_words_get (self->words, get_kind (paper));
  g_autofree char *numbered =
      paper->number != NULL ? g_strdup_printf ("%s %s", kind, paper->number) : g_strdup (kind);

  draw_paper_add_letterhead (self);
  add_all_meta (self);
  /* A paper that must not be paid says so first. */
  if (paper->state == BIZ_STATE_POSTED)
    self->title = g_steal_pointer (&numbered);
  else
    self->title = g_strdup_printf ("%s · %s",
                                   draw_words_get (self->words, paper->state == BIZ_STATE_DRAFT
                                                                    ? DRAW_WORD_DRAFT
                                                                    : DRAW_WORD_CANCELLED),
                                   numbered);
  self->y = DRAW_MM (103);
  self->y += draw_paper_add_text (self, self->left, self->y, self->right - self->left,
                                  DRAW_TITLE_SIZE, DRAW_ALIGN_LEFT, TRUE, self->title);
  self->y += DRAW_MM (4);
}

static void
add_total (DrawPaper *self, const char *label, const BizMoney *amount, gboolean bold)
{
  g_autofree char *text = draw_words_format_money (self->words, amount, bold);
  const double middle = self->right - DRAW_MM (34);

  draw_paper_add_text (self, self->right - DRAW_MM (100), self->y, DRAW_MM (64), DRAW_TEXT_SIZE,
                       DRAW_ALIGN_RIGHT, bold, label);
  self->y += draw_paper_add_text (self, middle, self->y, self->right - middle, DRAW_TEXT_SIZE,
                                  DRAW_ALIGN_RIGHT, bold, text);
}

/**
 * draw_paper_add_totals:
 * @self: a paper
 *
 * Sums and taxes, together on one page.
 */
void
draw_paper_add_totals (DrawPaper *self)
{
  const BizPaper *paper = self->paper;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (paper->tax_lines));
  BizMoney paid;

  draw_paper_need (self, LINE * (n + 4) + 8);
  add_total (self, draw_words_get (self->words, DRAW_WORD_UNTAXED), &paper->untaxed, FALSE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizTaxLine) tax = g_list_model_get_item (G_LIST_MODEL (paper->tax_lines), i);
      const BizMoney base = biz_tax_line_get_base (tax);
      const BizMoney amount = biz_tax_line_get_amount (tax);
      g_autofree char *on = draw_words_format_money (self->words, &base, FALSE);
      g_autofree char *label =
          draw_words_fill (self->words, DRAW_WORD_ON, biz_tax_line_get_name (tax), on);

      add_total (self, label, &amount, FALSE);
    }
  if (n == 0 && paper->tax.minor != 0)
    add_total (self, draw_words_get (self->words, DRAW_WORD_TAXES), &paper->tax, FALSE);
  self->y += 2;
  draw_paper_add_rule (self, self->right - DRAW_MM (80), self->y, DRAW_MM (80), 0.6);
  self->y += 3;
  add_total (self, draw_words_get (self->words, DRAW_WORD_TOTAL), &paper->total, TRUE);
  if (paper->state == BIZ_STATE_POSTED && !biz_money_equal (&paper->total, &paper->residual)
      && biz_money_subtract (&paper->total, &paper->residual, &paid, NULL))
    {
      add_total (self, draw_words_get (self->words, DRAW_WORD_PAID), &paid, FALSE);
      add_total (self, draw_words_get (self->words, DRAW_WORD_OPEN), &paper->residual, TRUE);
    }
  self->y += DRAW_MM (6);
}

static void
add_due (DrawPaper *self, const BizPaperDue *due)
{
  g_autofree char *day = draw_words_format_date (self->words, &due->date);
  g_autofree char *amount = draw_words_format_money (self->words, &due->amount, TRUE);
  g_autofree char *sentence = draw_words_fill (self->words, DRAW_WORD_PAY_UNTIL, day, amount);

  draw_paper_need (self, LINE * 2);
  if (g_date_valid (&due->discount_date) && due->discount_amount.minor > 0)
    {
      g_autofree char *until = draw_words_format_date (self->words, &due->discount_date);
      g_autofree char *less = draw_words_format_money (self->words, &due->discount_amount, TRUE);
      g_autofree char *early = draw_words_fill (self->words, DRAW_WORD_PAY_DISCOUNT, until, less);

      self->y += add_left (self, self->left, self->y, self->right - self->left, FALSE, early);
    }
  self->y += add_left (self, self->left, self->y, self->right - self->left, FALSE, sentence);
}

static void
add_note (DrawPaper *self, const char *text)
{
  g_auto (GStrv) lines = draw_paper_break (self, text, DRAW_TEXT_SIZE, self->right - self->left);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      draw_paper_need (self, LINE);
      self->y += add_left (self, self->left, self->y, self->right - self->left, FALSE, lines[i]);
    }
  self->y += DRAW_MM (3);
}

static void
add_pair (DrawPaper *self, DrawWord word, const char *value)
{
  if (is_empty (value))
    return;
  add_left (self, self->left, self->y, DRAW_MM (38), FALSE, draw_words_get (self->words, word));
  self->y += add_left (self, self->left + DRAW_MM (40), self->y, DRAW_MM (80), FALSE, value);
}

/* In groups of four, as banks print it. */
static char *
group_account (const char *account)
{
  g_autofree char *compact = NULL;
  GString *text;

  if (!biz_paper_is_iban (account, &compact))
    return g_strdup (account);
  text = g_string_new (NULL);
  for (gsize i = 0; compact[i] != '\0'; i++)
    g_string_append_printf (text, "%s%c", i > 0 && i % 4 == 0 ? " " : "", compact[i]);

  return g_string_free (text, FALSE);
}

void
draw_paper_add_bank (DrawPaper *self)
{
  const BizPaper *paper = self->paper;
  const BizPaperBank *bank = &paper->bank;
  g_autofree char *code = biz_paper_dup_payment_code (paper);
  g_autofree char *account = group_account (bank->account);
  double top;

  draw_paper_need (self, code != NULL ? CODE_SIZE + LINE : LINE * 5);
  top = self->y;
  if (!is_empty (bank->account))
    {
      self->y += add_left (self, self->left, self->y, DRAW_MM (120), TRUE,
                           draw_words_get (self->words, DRAW_WORD_PAY_TO));
      self->y += add_left (self, self->left, self->y, DRAW_MM (120), FALSE,
                           bank->holder != NULL ? bank->holder : paper->seller.name);
      if (!is_empty (bank->bank))
        self->y += add_left (self, self->left, self->y, DRAW_MM (120), FALSE, bank->bank);
      add_pair (self, DRAW_WORD_ACCOUNT, account);
      add_pair (self, DRAW_WORD_BIC, bank->bic);
    }
  add_pair (self, DRAW_WORD_PAYMENT_REFERENCE, paper->payment_reference);
  if (code != NULL)
    {
      GArray *page = g_ptr_array_index (self->pages, self->pages->len - 1);
      DrawItem item = { .kind = DRAW_ITEM_CODE,
                        .x = self->right - CODE_SIZE,
                        .y = top,
                        .width = CODE_SIZE,
                        .text = g_steal_pointer (&code) };

      g_array_append_val (page, item);
      draw_paper_add_text (self, self->right - CODE_SIZE - DRAW_MM (20), top + CODE_SIZE,
                           CODE_SIZE + DRAW_MM (20), DRAW_SMALL_SIZE, DRAW_ALIGN_RIGHT, FALSE,
                           draw_words_get (self->words, DRAW_WORD_SCAN));
      self->y = MAX (self->y, top + CODE_SIZE + LINE);
    }
}

/**
 * draw_paper_add_terms:
 * @self: a paper
 *
 * Terms with their instalments, the note, and where to pay.
 */
void
draw_paper_add_terms (DrawPaper *self)
{
  const BizPaper *paper = self->paper;
  const gboolean payable =
      paper->move_type == BIZ_MOVE_INVOICE && paper->state != BIZ_STATE_CANCELLED;

  if (payable && (paper->dues->len > 0 || !is_empty (paper->terms)))
    {
      draw_paper_need (self, LINE * 3);
      self->y += add_left (self, self->left, self->y, DRAW_MM (120), TRUE,
                           draw_words_get (self->words, DRAW_WORD_TERMS));
      self->y += is_empty (paper->terms)
                     ? 0
                     : add_left (self, self->left, self->y, DRAW_MM (120), FALSE, paper->terms);
      for (guint i = 0; i < paper->dues->len; i++)
        add_due (self, &g_array_index (paper->dues, BizPaperDue, i));
      self->y += DRAW_MM (3);
    }
  if (!is_empty (paper->note))
    add_note (self, paper->note);
  if (payable)
    draw_paper_add_bank (self);
}

static char *
join_filled (const char *const *parts, gsize n)
{
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    {
      if (!is_empty (parts[i]))
        g_ptr_array_add (filled, (gpointer)parts[i]);
    }
  g_ptr_array_add (filled, NULL);

  return g_strjoinv (" · ", (char **)filled->pdata);
}

/**
 * draw_paper_add_feet:
 * @self: a paper whose pages are all there
 *
 * The seller and the page number on every page, and the title from the second one on.
 */
void
draw_paper_add_feet (DrawPaper *self)
{
  const BizPaperParty *seller = &self->paper->seller;
  g_autofree char *address = g_strjoinv (", ", seller->address);
  g_autofree char *tax =
      is_empty (seller->tax_number)
          ? NULL
          : g_strdup_printf ("%s %s", draw_words_get (self->words, DRAW_WORD_OUR_TAX_NUMBER),
                             seller->tax_number);
  const char *const first[] = { seller->name, address };
  const char *const second[] = { seller->phone, seller->email, seller->website, tax };
  g_autofree char *first_line = join_filled (first, G_N_ELEMENTS (first));
  g_autofree char *second_line = join_filled (second, G_N_ELEMENTS (second));
  g_autofree char *n = g_strdup_printf ("%u", self->pages->len);
  GPtrArray *pages = self->pages;
  const double width = self->right - self->left;
  const double y = self->height - DRAW_MM (20);

  /* Items go to the last page of the array: each page is the last one for a moment. */
  self->pages = g_ptr_array_new ();
  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *place = draw_words_fill (self->words, DRAW_WORD_PAGE, number, n);

      g_ptr_array_add (self->pages, g_ptr_array_index (pages, i));
      draw_paper_add_rule (self, self->left, y - 3, width, 0.3);
      draw_paper_add_text (self, self->left, y, width - DRAW_MM (30), DRAW_SMALL_SIZE,
                           DRAW_ALIGN_LEFT, FALSE, first_line);
      draw_paper_add_text (self, self->left, y + DRAW_SMALL_SIZE * DRAW_LEADING,
                           width - DRAW_MM (30), DRAW_SMALL_SIZE, DRAW_ALIGN_LEFT, FALSE,
                           second_line);
      draw_paper_add_text (self, self->right - DRAW_MM (28), y, DRAW_MM (28), DRAW_SMALL_SIZE,
                           DRAW_ALIGN_RIGHT, FALSE, place);
      if (i > 0)
        draw_paper_add_text (self, self->left, DRAW_MM (12), width, DRAW_SMALL_SIZE,
                             DRAW_ALIGN_LEFT, FALSE, self->title);
    }
  g_ptr_array_unref (self->pages);
  self->pages = pages;
}
