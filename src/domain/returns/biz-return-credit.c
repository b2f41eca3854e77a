/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-plan.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

/* The credit notes that a plan comes to. A line is credited as its invoice billed it, with the
 * discount and the taxes of the order's line, which the invoice took over; where the invoice asks
 * more than the order says, nobody but a person knows which of them is right. */

void
biz_return_credit_part_free (BizReturnCreditPart *self)
{
  g_clear_pointer (&self->invoice, biz_return_paper_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self);
}

/* What of a line of an invoice no credit note over that invoice has taken back. */
static BizDecimal
get_left (BizReturnBook *book,
          BizReturnPaper *invoice,
          BizReturnPaperLine *line,
          const BizTransferMove *move)
{
  const BizReturnUnit *unit = biz_return_paper_line_get_unit (line, &move->order_unit);
  GPtrArray *papers = biz_return_book_get_papers (book);
  BizDecimal left = line->quantity;

  for (guint i = 0; i < papers->len; i++)
    {
      BizReturnPaper *note = g_ptr_array_index (papers, i);

      for (guint k = 0;
           note->is_credit_note && note->reversed_id == invoice->id && k < note->lines->len; k++)
        {
          BizReturnPaperLine *credit = g_ptr_array_index (note->lines, k);
          BizDecimal quantity;

          if (biz_return_paper_line_bills (credit, move->order_line_id)
              && biz_return_unit_convert (
                  &credit->quantity, biz_return_paper_line_get_unit (credit, &move->order_unit),
                  unit, &quantity, NULL))
            left = biz_return_subtract (&left, &quantity);
        }
    }

  return left;
}

static BizReturnCreditPart *
need_part (GPtrArray *parts, BizReturnPaper *invoice)
{
  BizReturnCreditPart *part;

  for (guint i = 0; i < parts->len; i++)
    {
      part = g_ptr_array_index (parts, i);
      if (part->invoice == invoice)
        return part;
    }
  part = g_new0 (BizReturnCreditPart, 1);
  part->invoice = biz_return_paper_ref (invoice);
  part->rows = g_array_new (FALSE, FALSE, sizeof (BizReturnCreditRow));
  g_ptr_array_add (parts, part);

  return part;
}

static BizDecimal
get_planned (GPtrArray *parts, gint64 line_id)
{
  BizDecimal sum = { 0 };

  for (guint i = 0; i < parts->len; i++)
    {
      const BizReturnCreditPart *part = g_ptr_array_index (parts, i);

      for (guint k = 0; k < part->rows->len; k++)
        {
          const BizReturnCreditRow *row = &g_array_index (part->rows, BizReturnCreditRow, k);

          if (row->line_id == line_id)
            sum = biz_return_add (&sum, &row->quantity);
        }
    }

  return sum;
}

static void
add_row (GPtrArray *parts, BizReturnPaper *invoice, gint64 line_id, const BizDecimal *quantity)
{
  BizReturnCreditPart *part = need_part (parts, invoice);
  BizReturnCreditRow row = { line_id, *quantity };

  for (guint k = 0; k < part->rows->len; k++)
    {
      BizReturnCreditRow *before = &g_array_index (part->rows, BizReturnCreditRow, k);

      if (before->line_id == line_id)
        {
          before->quantity = biz_return_add (&before->quantity, quantity);
          return;
        }
    }
  g_array_append_val (part->rows, row);
}

static gboolean
check_price (BizTransferMove *move, BizReturnPaperLine *line, const char *invoice, GError **error)
{
  BizDecimal order_unit = move->order_unit.factor;
  BizDecimal asked, agreed;

  /* In another unit the price is another as well. */
  if (move->order_unit.id != biz_return_paper_line_get_unit (line, &move->order_unit)->id
      || order_unit.mantissa < 0)
    return TRUE;
  if (!biz_return_price (&move->price, &move->discount, &agreed)
      || !biz_return_price (&line->price, &line->discount, &asked)
      || biz_decimal_compare (&asked, &agreed) <= 0)
    return TRUE;

  /* Translators: the number of an invoice and a product. */
  g_set_error (
      error, ERP_ERROR, ERP_ERROR_VALIDATION,
      _ ("%s asks a higher price for %s than its order. Credit that line from the invoice, "
         "at the price that is right."),
      invoice, move->product);
  return FALSE;
}

/* Takes from @wanted, in the order line's unit, what this line of an invoice has left. */
static gboolean
take_line (BizReturnBook *book,
           GPtrArray *parts,
           BizReturnPaper *invoice,
           BizReturnPaperLine *line,
           BizTransferMove *move,
           BizDecimal *wanted,
           GError **error)
{
  const BizReturnUnit *unit = biz_return_paper_line_get_unit (line, &move->order_unit);
  BizDecimal left = get_left (book, invoice, line, move);
  BizDecimal planned = get_planned (parts, line->id);
  BizDecimal here;

  left = biz_return_subtract (&left, &planned);
  if (!biz_return_unit_convert (wanted, &move->order_unit, unit, &here, error))
    return FALSE;
  here = biz_return_least (&here, &left);
  if (!biz_return_is_positive (&here))
    return TRUE;
  if (!check_price (move, line, invoice->name, error))
    return FALSE;
  add_row (parts, invoice, line->id, &here);
  if (!biz_return_unit_convert (&here, unit, &move->order_unit, &here, error))
    return FALSE;
  *wanted = biz_return_subtract (wanted, &here);

  return TRUE;
}

/* @open: the invoices that are not paid, else those that are; the newest first. */
static gboolean
take_from (BizReturnPlan *self,
           GPtrArray *parts,
           BizTransferMove *move,
           BizDecimal *wanted,
           gboolean open,
           GError **error)
{
  BizReturnBook *book = biz_return_plan_get_book (self);
  GPtrArray *papers = biz_return_book_get_papers (book);

  for (guint i = papers->len; i > 0; i--)
    {
      BizReturnPaper *invoice = g_ptr_array_index (papers, i - 1);

      if (invoice->is_credit_note || invoice->is_draft || (invoice->residual.minor != 0) != open)
        continue;
      for (guint k = 0; k < invoice->lines->len && biz_return_is_positive (wanted); k++)
        {
          BizReturnPaperLine *line = g_ptr_array_index (invoice->lines, k);

          if (biz_return_paper_line_bills (line, move->order_line_id)
              && !take_line (book, parts, invoice, line, move, wanted, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
split_line (BizReturnPlan *self, GPtrArray *parts, BizReturnLine *line, GError **error)
{
  BizTransferMove *move = biz_return_line_get_move (line);
  BizDecimal wanted = biz_return_plan_get_quantity (self, move->id);

  if (!biz_return_is_positive (&wanted))
    return TRUE;
  if (move->order_line_id == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("It belongs to no order: there is no price to credit it at."));
      return FALSE;
    }
  if (!biz_return_unit_convert (&wanted, &move->unit, &move->order_unit, &wanted, error)
      || !take_from (self, parts, move, &wanted, TRUE, error)
      || !take_from (self, parts, move, &wanted, FALSE, error))
    return FALSE;
  if (biz_return_is_positive (&wanted))
    {
      /* Translators: a product. */
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("Not so much of %s is on posted invoices."), move->product);
      return FALSE;
    }

  return TRUE;
}

/**
 * biz_return_plan_split_credit:
 * @self: a plan
 * @error: return location
 *
 * Unpaid invoices are credited first, the newest of them before the others, then paid ones.
 *
 * Returns: (transfer full) (nullable) (element-type BizReturnCreditPart): NULL with
 *   ERP_ERROR_VALIDATION where posted invoices have too little of a line, or ask more than the
 * order
 */
GPtrArray *
biz_return_plan_split_credit (BizReturnPlan *self, GError **error)
{
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_return_credit_part_free);
  GListModel *lines;

  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), NULL);

  if (!biz_return_plan_check (self, error))
    return NULL;
  lines = biz_return_plan_get_lines (self);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);

      if (!split_line (self, parts, line, error))
        return NULL;
    }

  return g_steal_pointer (&parts);
}

static BizReturnPaperLine *
find_paper_line (BizReturnPaper *paper, gint64 id)
{
  for (guint i = 0; i < paper->lines->len; i++)
    {
      BizReturnPaperLine *line = g_ptr_array_index (paper->lines, i);

      if (line->id == id)
        return line;
    }

  return NULL;
}

static gboolean
add_part (const BizReturnCreditPart *part, BizMoney *sum)
{
  for (guint k = 0; k < part->rows->len; k++)
    {
      const BizReturnCreditRow *row = &g_array_index (part->rows, BizReturnCreditRow, k);
      const BizReturnPaperLine *line = find_paper_line (part->invoice, row->line_id);
      BizDecimal value = { line->gross.minor, line->gross.digits };
      BizMoney money;

      if (!biz_decimal_multiply (&value, &row->quantity, &value, NULL)
          || !biz_decimal_divide (&value, &line->quantity, line->gross.digits, BIZ_ROUND_HALF_UP,
                                  &value, NULL)
          || !biz_decimal_to_money (&value, line->gross.currency, line->gross.digits,
                                    BIZ_ROUND_HALF_UP, &money, NULL)
          || !biz_money_add (sum, &money, sum, NULL))
        return FALSE;
    }

  return TRUE;
}

/**
 * biz_return_plan_estimate:
 * @self: a plan
 * @gross: (out): with taxes, in the invoices' currency
 *
 * To the cent where each tax is a percentage of its line; the credit note itself is the server's.
 *
 * Returns: FALSE where it is not known
 */
gboolean
biz_return_plan_estimate (BizReturnPlan *self, BizMoney *gross)
{
  g_autoptr (GPtrArray) parts = NULL;
  const BizReturnCreditPart *first;

  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self) && gross != NULL, FALSE);

  parts = biz_return_plan_split_credit (self, NULL);
  if (parts == NULL || parts->len == 0)
    return FALSE;
  first = g_ptr_array_index (parts, 0);
  *gross = biz_money_zero (first->invoice->total.currency, first->invoice->total.digits);
  for (guint i = 0; i < parts->len; i++)
    if (!add_part (g_ptr_array_index (parts, i), gross))
      return FALSE;

  return TRUE;
}

static void
add_moves (JsonArray *ids, GListModel *transfers)
{
  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      GPtrArray *moves = biz_transfer_get_moves (transfer);

      for (guint k = 0; k < moves->len; k++)
        json_array_add_int_element (ids, ((BizTransferMove *)g_ptr_array_index (moves, k))->id);
    }
}

/**
 * biz_return_plan_dup_goods:
 * @self: a plan
 *
 * Returns: (transfer full): what biz_job_goods_check () compares with
 */
JsonObject *
biz_return_plan_dup_goods (BizReturnPlan *self)
{
  JsonObject *goods;
  JsonArray *order_lines, *papers, *moves;
  GListModel *lines;
  GPtrArray *known;

  g_return_val_if_fail (BIZ_IS_RETURN_PLAN (self), NULL);

  goods = json_object_new ();
  order_lines = json_array_new ();
  papers = json_array_new ();
  moves = json_array_new ();
  lines = biz_return_plan_get_lines (self);
  known = biz_return_book_get_papers (biz_return_plan_get_book (self));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      const BizDecimal planned = biz_return_plan_get_quantity (self, biz_return_line_get_id (line));

      if (biz_return_is_positive (&planned))
        json_array_add_int_element (order_lines, biz_return_line_get_move (line)->order_line_id);
    }
  for (guint i = 0; i < known->len; i++)
    json_array_add_int_element (papers, ((BizReturnPaper *)g_ptr_array_index (known, i))->id);
  add_moves (moves, biz_return_book_get_transfers (biz_return_plan_get_book (self)));
  json_object_set_array_member (goods, "order_lines", order_lines);
  json_object_set_array_member (goods, "papers", papers);
  json_object_set_array_member (goods, "moves", moves);

  return goods;
}
