/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draw"

#include "config.h"

#include "draw-paper-private.h"

#include "biz-invoice-line.h"

/* The table of lines: a description breaks anywhere between two of its lines, and each page ends
 * and begins with the sum so far. */

#define ROW_GAP 4.0
#define LINE (DRAW_TEXT_SIZE * DRAW_LEADING)

typedef struct
{
  double position, description, quantity, price, discount, taxes, amount; /* left edges */
  double description_width;
  gboolean has_discount;
} Columns;

static void
place_columns (DrawPaper *self, Columns *columns)
{
  columns->has_discount = FALSE;
  for (guint i = 0; i < self->paper->lines->len; i++)
    {
      BizInvoiceLine *line = g_ptr_array_index (self->paper->lines, i);

      if (biz_invoice_line_get_discount (line).mantissa != 0)
        columns->has_discount = TRUE;
    }
  columns->position = self->left;
  columns->description = self->left + DRAW_MM (9);
  columns->amount = self->right - DRAW_MM (27);
  columns->taxes = columns->amount - DRAW_MM (19);
  columns->discount = columns->taxes - (columns->has_discount ? DRAW_MM (18) : 0);
  columns->price = columns->discount - DRAW_MM (23);
  columns->quantity = columns->price - DRAW_MM (23);
  columns->description_width = columns->quantity - columns->description - DRAW_MM (2);
}

static void
add_cell (DrawPaper *self, double from, double to, gboolean bold, const char *text)
{
  draw_paper_add_text (self, from, self->y, to - from, DRAW_TEXT_SIZE, DRAW_ALIGN_RIGHT, bold,
                       text);
}

static void
add_titles (DrawPaper *self, const Columns *c)
{
  const DrawWords *words = self->words;

  draw_paper_add_text (self, c->position, self->y, DRAW_MM (9), DRAW_TEXT_SIZE, DRAW_ALIGN_LEFT,
                       TRUE, draw_words_get (words, DRAW_WORD_POSITION));
  draw_paper_add_text (self, c->description, self->y, c->description_width, DRAW_TEXT_SIZE,
                       DRAW_ALIGN_LEFT, TRUE, draw_words_get (words, DRAW_WORD_DESCRIPTION));
  add_cell (self, c->quantity, c->price, TRUE, draw_words_get (words, DRAW_WORD_QUANTITY));
  add_cell (self, c->price, c->discount, TRUE, draw_words_get (words, DRAW_WORD_PRICE));
  if (c->has_discount)
    add_cell (self, c->discount, c->taxes, TRUE, draw_words_get (words, DRAW_WORD_DISCOUNT));
  add_cell (self, c->taxes, c->amount, TRUE, draw_words_get (words, DRAW_WORD_TAXES));
  add_cell (self, c->amount, self->right, TRUE, draw_words_get (words, DRAW_WORD_AMOUNT));
  self->y += LINE + 2;
  draw_paper_add_rule (self, self->left, self->y, self->right - self->left, 0.6);
  self->y += ROW_GAP;
}

static void
add_sum (DrawPaper *self, DrawWord word)
{
  g_autofree char *sum = draw_words_format_money (self->words, &self->carried, FALSE);

  draw_paper_add_text (self, self->left, self->y, self->right - self->left - DRAW_MM (30),
                       DRAW_TEXT_SIZE, DRAW_ALIGN_RIGHT, TRUE, draw_words_get (self->words, word));
  add_cell (self, self->right - DRAW_MM (29), self->right, TRUE, sum);
  self->y += LINE + ROW_GAP;
}

/* Room for one more line and, below it, the sum. */
static void
need_line (DrawPaper *self, const Columns *columns)
{
  if (self->y + LINE + ROW_GAP + LINE <= self->bottom)
    return;
  add_sum (self, DRAW_WORD_CARRIED);
  draw_paper_new_page (self);
  add_titles (self, columns);
  add_sum (self, DRAW_WORD_BROUGHT);
}

static void
add_figures (DrawPaper *self, const Columns *c, BizInvoiceLine *line, guint position)
{
  const DrawWords *words = self->words;
  const BizDecimal quantity = biz_invoice_line_get_quantity (line);
  const BizDecimal price = biz_invoice_line_get_price (line);
  const BizDecimal discount = biz_invoice_line_get_discount (line);
  const BizMoney subtotal = biz_invoice_line_get_subtotal (line);
  const char *unit = biz_invoice_line_get_unit (line);
  g_autofree char *number = g_strdup_printf ("%u", position);
  g_autofree char *many = draw_words_format_decimal (words, &quantity, 0);
  g_autofree char *many_units = g_strdup_printf ("%s %s", many, unit != NULL ? unit : "");
  g_autofree char *each = draw_words_format_decimal (words, &price, subtotal.digits);
  g_autofree char *less = draw_words_format_decimal (words, &discount, 0);
  g_autofree char *amount = draw_words_format_money (words, &subtotal, FALSE);
  BizMoney sum;

  draw_paper_add_text (self, c->position, self->y, DRAW_MM (8), DRAW_TEXT_SIZE, DRAW_ALIGN_LEFT,
                       FALSE, number);
  add_cell (self, c->quantity, c->price, FALSE, g_strchomp (many_units));
  add_cell (self, c->price, c->discount, FALSE, each);
  if (discount.mantissa != 0)
    add_cell (self, c->discount, c->taxes, FALSE, less);
  add_cell (self, c->taxes + DRAW_MM (2), c->amount, FALSE, biz_invoice_line_get_taxes (line));
  add_cell (self, c->amount, self->right, FALSE, amount);
  if (biz_money_add (&self->carried, &subtotal, &sum, NULL))
    self->carried = sum;
}

static void
add_line (DrawPaper *self, const Columns *columns, BizInvoiceLine *line, guint *position)
{
  const BizInvoiceLineKind kind = biz_invoice_line_get_kind (line);
  const gboolean product = kind == BIZ_INVOICE_LINE_PRODUCT;
  const char *description = biz_invoice_line_get_description (line);
  const double width = product ? columns->description_width : self->right - columns->description;
  g_auto (GStrv) texts = NULL;

  if (description == NULL)
    description = biz_invoice_line_get_product_name (line);
  texts = draw_paper_break (self, description != NULL ? description : "", DRAW_TEXT_SIZE, width);
  need_line (self, columns);
  if (product)
    add_figures (self, columns, line, ++*position);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        need_line (self, columns);
      self->y += draw_paper_add_text (self, columns->description, self->y, width, DRAW_TEXT_SIZE,
                                      DRAW_ALIGN_LEFT, kind == BIZ_INVOICE_LINE_SECTION, texts[i]);
    }
  self->y += ROW_GAP;
}

/**
 * draw_paper_add_lines:
 * @self: a paper
 *
 * The table of lines.
 */
void
draw_paper_add_lines (DrawPaper *self)
{
  Columns columns;
  guint position = 0;

  place_columns (self, &columns);
  add_titles (self, &columns);
  for (guint i = 0; i < self->paper->lines->len; i++)
    add_line (self, &columns, g_ptr_array_index (self->paper->lines, i), &position);
  draw_paper_add_rule (self, self->left, self->y, self->right - self->left, 0.6);
  self->y += ROW_GAP;
}
