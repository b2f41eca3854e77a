/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-book.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

/* What a book says of its lines: how much of each came back, is credited, was sent again. */

/* No reference, the book keeps it. */
static BizTransfer *
nth (BizReturnBook *self, guint i)
{
  g_autoptr (BizTransfer) transfer =
      g_list_model_get_item (biz_return_book_get_transfers (self), i);

  return transfer;
}

static guint
count_transfers (BizReturnBook *self)
{
  return g_list_model_get_n_items (biz_return_book_get_transfers (self));
}

static BizTransferMove *
find_move (BizReturnBook *self, gint64 id)
{
  BizTransferMove *move = NULL;

  for (guint i = 0; id != 0 && move == NULL && i < count_transfers (self); i++)
    move = biz_transfer_find_move (nth (self, i), id);

  return move;
}

/* It came back: it takes back what went to the customer, and does not go there itself. */
static gboolean
is_return (BizTransferMove *move)
{
  return move->origin_id != 0 && !move->to_customer;
}

/* It took back what had gone to the customer, or what nobody knows; not what moved within the house
 * before it went out. */
static gboolean
came_back (BizReturnBook *self, BizTransferMove *move)
{
  BizTransferMove *origin = find_move (self, move->origin_id);

  return is_return (move) && (origin == NULL || origin->to_customer);
}

/* what became of a delivered line */

static const char *
add_back (BizReturnBook *self, BizTransferMove *move, BizDecimal *expected, BizDecimal *received)
{
  for (guint i = 0; i < count_transfers (self); i++)
    {
      GPtrArray *moves = biz_transfer_get_moves (nth (self, i));

      for (guint k = 0; k < moves->len; k++)
        {
          BizTransferMove *back = g_ptr_array_index (moves, k);
          BizDecimal *sum = back->state == BIZ_TRANSFER_DONE ? received : expected;
          BizDecimal quantity;

          if (back->origin_id != move->id)
            continue;
          if (!biz_return_unit_convert (&back->quantity, &back->unit, &move->unit, &quantity, NULL))
            return _ ("What came back of it is counted in a unit that cannot be compared.");
          *sum = biz_return_add (sum, &quantity);
        }
    }

  return NULL;
}

static BizReturnLine *
make_delivered_line (BizReturnBook *self, BizTransfer *transfer, BizTransferMove *move)
{
  BizDecimal expected = { 0 };
  BizDecimal received = { 0 };
  const char *refusal = add_back (self, move, &expected, &received);

  if (move->state != BIZ_TRANSFER_DONE)
    refusal = _ ("It is not delivered yet.");
  else if (refusal == NULL && move->order_product_id != 0
           && move->order_product_id != move->product_id)
    refusal = _ ("It is a part of a kit: the order does not say how many make one.");

  return biz_return_line_new_delivered (transfer, move, &expected, &received, refusal);
}

/* what may become of a line that came back */

static gboolean
add_move (BizReturnBook *self, BizTransferMove *move, BizReturnCounts *counts, GError **error)
{
  BizDecimal quantity;
  BizDecimal *sum = NULL;

  if (move->order_product_id != move->product_id)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("It is a part of a kit: the order does not say how many make one."));
      return FALSE;
    }
  if (!biz_return_unit_convert (&move->quantity, &move->unit, &move->order_unit, &quantity, error))
    return FALSE;
  counts->ordered = move->ordered;
  if (came_back (self, move))
    sum = move->state == BIZ_TRANSFER_DONE ? &counts->received : &counts->expected;
  else if (move->to_customer && move->origin_id != 0)
    counts->replaced = biz_return_add (&counts->replaced, &quantity);
  if (move->to_customer && move->state == BIZ_TRANSFER_DONE)
    sum = &counts->delivered;
  if (sum != NULL)
    *sum = biz_return_add (sum, &quantity);

  return TRUE;
}

/* The unit of the order's line, for the papers. */
static BizTransferMove *
find_order_line (BizReturnBook *self, gint64 order_line_id)
{
  for (guint i = 0; i < count_transfers (self); i++)
    {
      GPtrArray *moves = biz_transfer_get_moves (nth (self, i));

      for (guint k = 0; k < moves->len; k++)
        {
          BizTransferMove *move = g_ptr_array_index (moves, k);

          if (move->order_line_id == order_line_id)
            return move;
        }
    }

  return NULL;
}

static gboolean
count_moves (BizReturnBook *self, gint64 order_line_id, BizReturnCounts *counts, GError **error)
{
  for (guint i = 0; i < count_transfers (self); i++)
    {
      GPtrArray *moves = biz_transfer_get_moves (nth (self, i));

      for (guint k = 0; k < moves->len; k++)
        {
          BizTransferMove *move = g_ptr_array_index (moves, k);

          if (move->order_line_id == order_line_id && !add_move (self, move, counts, error))
            return FALSE;
        }
    }

  return TRUE;
}

gboolean
biz_return_book_count (BizReturnBook *self,
                       gint64 order_line_id,
                       BizReturnCounts *counts,
                       GError **error)
{
  BizTransferMove *known;
  GPtrArray *papers;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self) && counts != NULL, FALSE);

  *counts = (BizReturnCounts){ 0 };
  known = find_order_line (self, order_line_id);
  if (known == NULL || !count_moves (self, order_line_id, counts, error))
    return known != NULL ? FALSE : TRUE;
  papers = biz_return_book_get_papers (self);
  for (guint i = 0; i < papers->len; i++)
    {
      BizReturnPaper *paper = g_ptr_array_index (papers, i);
      BizDecimal *sum = paper->is_credit_note ? &counts->credited : &counts->invoiced;

      for (guint k = 0; k < paper->lines->len; k++)
        {
          BizReturnPaperLine *line = g_ptr_array_index (paper->lines, k);
          BizDecimal quantity;

          if (!biz_return_paper_line_bills (line, order_line_id))
            continue;
          if (!biz_return_unit_convert (&line->quantity,
                                        biz_return_paper_line_get_unit (line, &known->order_unit),
                                        &known->order_unit, &quantity, error))
            return FALSE;
          *sum = biz_return_add (sum, &quantity);
        }
    }

  return TRUE;
}

/* What was sent again of a line that came back, in its unit. */
static BizDecimal
get_sent_again (BizReturnBook *self, BizTransferMove *move)
{
  BizDecimal open = { 0 };
  BizDecimal done = { 0 };

  add_back (self, move, &open, &done);

  return biz_return_add (&open, &done);
}

/* What later returns of the same order line take first: credit notes settle the oldest. */
static BizDecimal
take_newer (BizReturnBook *self, BizTransferMove *move, BizDecimal left)
{
  for (guint i = count_transfers (self); i > 0; i--)
    {
      GPtrArray *moves = biz_transfer_get_moves (nth (self, i - 1));

      for (guint k = moves->len; k > 0; k--)
        {
          BizTransferMove *other = g_ptr_array_index (moves, k - 1);
          BizDecimal again = get_sent_again (self, other);
          BizDecimal own = biz_return_subtract (&other->quantity, &again);
          BizDecimal taken;

          if (other == move)
            return left;
          if (other->order_line_id != move->order_line_id || !came_back (self, other)
              || other->state != BIZ_TRANSFER_DONE
              || !biz_return_unit_convert (&own, &other->unit, &move->unit, &own, NULL))
            continue;
          taken = biz_return_least (&own, &left);
          if (biz_return_is_positive (&taken))
            left = biz_return_subtract (&left, &taken);
        }
    }

  return left;
}

/* @total: of the order's line, in its unit; what of it is this move's, in the move's. */
static BizDecimal
get_share (BizReturnBook *self, BizTransferMove *move, const BizDecimal *total)
{
  BizDecimal again = get_sent_again (self, move);
  BizDecimal own = biz_return_subtract (&move->quantity, &again);
  BizDecimal left;

  if (!biz_return_unit_convert (total, &move->order_unit, &move->unit, &left, NULL))
    return biz_decimal_new (0, 0);
  left = take_newer (self, move, left);
  own = biz_return_least (&own, &left);

  return biz_return_is_positive (&own) ? own : biz_decimal_new (0, 0);
}

static BizReturnLine *
make_returned_line (BizReturnBook *self, BizTransfer *transfer, BizTransferMove *move)
{
  g_autoptr (GError) error = NULL;
  BizReturnCounts counts = { 0 };
  BizReturnLimit limit = BIZ_RETURN_LIMIT_NONE;
  BizDecimal creditable = { 0 };
  BizDecimal replaceable = { 0 };
  const char *refusal = NULL;

  if (move->state != BIZ_TRANSFER_DONE)
    refusal = _ ("Nothing has come back yet. What is received is credited.");
  else if (move->order_line_id == 0)
    refusal = _ ("It belongs to no order: there is no price to credit it at.");
  else if (biz_return_book_get_papers_refused (self) != NULL)
    refusal = biz_return_book_get_papers_refused (self);
  else if (!biz_return_book_count (self, move->order_line_id, &counts, &error))
    refusal = error->message;
  else
    {
      BizDecimal total = biz_return_rule_creditable (&counts, &limit);

      creditable = get_share (self, move, &total);
      total = biz_return_rule_replaceable (&counts);
      replaceable = get_share (self, move, &total);
      refusal = biz_return_limit_to_words (limit);
      if (refusal == NULL && !biz_return_is_positive (&creditable))
        refusal = biz_return_limit_to_words (BIZ_RETURN_LIMIT_SETTLED);
    }

  return biz_return_line_new_returned (transfer, move, &creditable, &replaceable, refusal);
}

/**
 * biz_return_book_list_lines:
 * @self: a book
 * @transfer: one of its transfers
 *
 * Returns: (transfer full) (element-type BizReturnLine): of a delivery what may be returned, of a
 *   return what may be credited and replaced
 */
GListModel *
biz_return_book_list_lines (BizReturnBook *self, BizTransfer *transfer)
{
  GListStore *lines = g_list_store_new (BIZ_TYPE_RETURN_LINE);
  GPtrArray *moves;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self) && BIZ_IS_TRANSFER (transfer),
                        G_LIST_MODEL (lines));

  moves = biz_transfer_get_moves (transfer);
  for (guint i = 0; i < moves->len; i++)
    {
      BizTransferMove *move = g_ptr_array_index (moves, i);
      g_autoptr (BizReturnLine) line = NULL;

      if (move->to_customer)
        line = make_delivered_line (self, transfer, move);
      else if (is_return (move))
        line = make_returned_line (self, transfer, move);
      if (line != NULL)
        g_list_store_append (lines, line);
    }

  return G_LIST_MODEL (lines);
}

static gboolean
is_sent_again (BizReturnBook *self, BizTransfer *transfer)
{
  GPtrArray *moves = biz_transfer_get_moves (transfer);

  for (guint i = 0; i < moves->len; i++)
    {
      BizTransferMove *move = g_ptr_array_index (moves, i);
      BizDecimal again = get_sent_again (self, move);

      if (biz_decimal_compare (&again, &move->quantity) < 0)
        return FALSE;
    }

  return moves->len > 0;
}

static gboolean
is_settled (BizReturnBook *self, BizTransfer *transfer)
{
  g_autoptr (GListModel) lines = biz_return_book_list_lines (self, transfer);
  gboolean known = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      BizTransferMove *move = biz_return_line_get_move (line);
      const BizDecimal left = biz_return_line_get_replaceable (line);
      BizReturnCounts counts;

      if (move->order_line_id == 0 || biz_return_book_get_papers_refused (self) != NULL
          || !biz_return_book_count (self, move->order_line_id, &counts, NULL)
          || biz_return_is_positive (&left))
        return FALSE;
      known = TRUE;
    }

  return known;
}

/**
 * biz_return_book_get_state:
 * @self: a book
 * @transfer: a return
 *
 * Returns: how far it has come
 */
BizReturnState
biz_return_book_get_state (BizReturnBook *self, BizTransfer *transfer)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self) && BIZ_IS_TRANSFER (transfer),
                        BIZ_RETURN_EXPECTED);

  switch (biz_transfer_get_state (transfer))
    {
    case BIZ_TRANSFER_CANCELLED:
      return BIZ_RETURN_CANCELLED;
    case BIZ_TRANSFER_OPEN:
      return BIZ_RETURN_EXPECTED;
    case BIZ_TRANSFER_DONE:
    default:
      break;
    }
  if (is_sent_again (self, transfer))
    return BIZ_RETURN_REPLACED;
  if (is_settled (self, transfer))
    return BIZ_RETURN_CREDITED;

  return biz_return_book_get_note (self, biz_transfer_get_id (transfer), "inspected") != NULL
             ? BIZ_RETURN_INSPECTED
             : BIZ_RETURN_RECEIVED;
}

const char *
biz_return_state_to_label (BizReturnState state)
{
  static const char *const labels[] = {
    [BIZ_RETURN_EXPECTED] = N_ ("Expected"),   [BIZ_RETURN_RECEIVED] = N_ ("Received"),
    [BIZ_RETURN_INSPECTED] = N_ ("Inspected"), [BIZ_RETURN_CREDITED] = N_ ("Credited"),
    [BIZ_RETURN_REPLACED] = N_ ("Replaced"),   [BIZ_RETURN_CANCELLED] = N_ ("Cancelled"),
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (labels), NULL);

  return _ (labels[state]);
}
