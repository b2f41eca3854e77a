/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-chain.h"

#include "biz-applied-payment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Case, order, delivery, return, credit note, refund: what came of what, in the order in which it
 * is read from top to bottom. */

void
biz_chain_node_free (BizChainNode *self)
{
  g_free (self->name);
  g_free (self->detail);
  g_free (self->state);
  g_free (self);
}

const char *
biz_chain_kind_to_label (BizChainKind kind)
{
  static const char *const labels[] = {
    [BIZ_CHAIN_CASE] = N_ ("Case"),
    [BIZ_CHAIN_ORDER] = N_ ("Order"),
    [BIZ_CHAIN_DELIVERY] = N_ ("Delivery"),
    [BIZ_CHAIN_RETURN] = N_ ("Return"),
    [BIZ_CHAIN_REPLACEMENT] = N_ ("Replacement"),
    [BIZ_CHAIN_INVOICE] = N_ ("Invoice"),
    [BIZ_CHAIN_CREDIT_NOTE] = N_ ("Credit note"),
    [BIZ_CHAIN_REFUND] = N_ ("Refund"),
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (labels), NULL);

  return _ (labels[kind]);
}

static BizChainNode *
add_node (
    GPtrArray *nodes, BizChainKind kind, const char *model, gint64 id, const char *name, int parent)
{
  BizChainNode *node = g_new0 (BizChainNode, 1);

  node->kind = kind;
  node->model = model;
  node->id = id;
  node->name = g_strdup (name != NULL ? name : "");
  node->parent = parent;
  g_ptr_array_add (nodes, node);

  return node;
}

static char *
format_time (GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%x") : NULL;
}

/* The transfer that has a move, or NULL. */
static BizTransfer *
find_transfer_of (BizReturnBook *self, gint64 move_id)
{
  GListModel *transfers = biz_return_book_get_transfers (self);

  for (guint i = 0; move_id != 0 && i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);

      if (biz_transfer_find_move (transfer, move_id) != NULL)
        return transfer;
    }

  return NULL;
}

static BizTransfer *
get_origin (BizReturnBook *self, BizTransfer *transfer)
{
  GPtrArray *moves = biz_transfer_get_moves (transfer);
  BizTransfer *origin = NULL;

  for (guint i = 0; origin == NULL && i < moves->len; i++)
    origin = find_transfer_of (self, ((BizTransferMove *)g_ptr_array_index (moves, i))->origin_id);

  return origin;
}

static gboolean
bills_transfer (BizReturnPaper *paper, BizTransfer *transfer)
{
  GPtrArray *moves = biz_transfer_get_moves (transfer);

  for (guint i = 0; i < moves->len; i++)
    for (guint k = 0; k < paper->lines->len; k++)
      {
        const BizTransferMove *move = g_ptr_array_index (moves, i);

        if (move->order_line_id != 0
            && biz_return_paper_line_bills (g_ptr_array_index (paper->lines, k),
                                            move->order_line_id))
          return TRUE;
      }

  return FALSE;
}

/* The return that a credit note settles: the newest that was done before somebody made it. Ids of
 * two models tell no order; days do. */
static BizTransfer *
get_settled (BizReturnBook *self, BizReturnPaper *note)
{
  GListModel *transfers = biz_return_book_get_transfers (self);
  BizTransfer *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);

      if (biz_transfer_get_kind (transfer) == BIZ_TRANSFER_RETURN
          && biz_transfer_get_state (transfer) == BIZ_TRANSFER_DONE
          && bills_transfer (note, transfer)
          && (found == NULL || biz_return_book_get_state (self, transfer) == BIZ_RETURN_CREDITED))
        found = transfer;
    }

  return found;
}

static char *
describe_paper (BizReturnPaper *paper)
{
  return biz_money_format (&paper->total, BIZ_MONEY_SYMBOL);
}

static char *
describe_open (BizReturnPaper *paper)
{
  g_autofree char *open = NULL;

  if (paper->is_draft)
    return g_strdup (_ ("Draft"));
  if (paper->residual.minor == 0)
    return g_strdup (paper->is_credit_note ? _ ("Applied or paid out") : _ ("Paid"));
  open = biz_money_format (&paper->residual, BIZ_MONEY_SYMBOL);

  /* Translators: an amount that is not paid yet. */
  return g_strdup_printf (_ ("%s open"), open);
}

static void
add_refunds (GPtrArray *nodes, BizReturnPaper *note, int parent)
{
  for (guint i = 0; i < note->payments->len; i++)
    {
      BizAppliedPayment *payment = g_ptr_array_index (note->payments, i);
      const BizMoney amount = biz_applied_payment_get_amount (payment);
      const gint64 id = biz_applied_payment_get_payment_id (payment);
      const char *name = biz_applied_payment_get_reference (payment);
      BizChainNode *node;

      if (id == 0)
        continue;
      node = add_node (nodes, BIZ_CHAIN_REFUND, "account.payment", id, name, parent);
      node->detail = biz_money_format (&amount, BIZ_MONEY_SYMBOL);
    }
}

static void
add_paper (GPtrArray *nodes, BizReturnPaper *paper, int parent)
{
  BizChainNode *node =
      add_node (nodes, paper->is_credit_note ? BIZ_CHAIN_CREDIT_NOTE : BIZ_CHAIN_INVOICE,
                "account.move", paper->id, paper->name, parent);

  node->detail = describe_paper (paper);
  node->state = describe_open (paper);
  node->is_open = paper->is_draft || paper->residual.minor != 0;
  if (paper->is_credit_note)
    add_refunds (nodes, paper, (int)nodes->len - 1);
}

/* Credit notes of @transfer, or where it is NULL of @invoice and of no return. */
static void
add_notes (BizReturnBook *self, GPtrArray *nodes, BizTransfer *transfer, gint64 invoice, int parent)
{
  GPtrArray *papers = biz_return_book_get_papers (self);

  for (guint i = 0; i < papers->len; i++)
    {
      BizReturnPaper *note = g_ptr_array_index (papers, i);
      BizTransfer *settled = note->is_credit_note ? get_settled (self, note) : NULL;

      if (note->is_credit_note && settled == transfer
          && (transfer != NULL || note->reversed_id == invoice))
        add_paper (nodes, note, parent);
    }
}

static void add_children (BizReturnBook *self, GPtrArray *nodes, BizTransfer *origin, int parent);

static void
add_transfer (BizReturnBook *self, GPtrArray *nodes, BizTransfer *transfer, int parent)
{
  static const BizChainKind kinds[] = {
    [BIZ_TRANSFER_DELIVERY] = BIZ_CHAIN_DELIVERY,
    [BIZ_TRANSFER_RETURN] = BIZ_CHAIN_RETURN,
    [BIZ_TRANSFER_REPLACEMENT] = BIZ_CHAIN_REPLACEMENT,
    [BIZ_TRANSFER_OTHER] = BIZ_CHAIN_DELIVERY,
  };
  const BizTransferKind kind = biz_transfer_get_kind (transfer);
  BizChainNode *node =
      add_node (nodes, kinds[kind], "stock.picking", biz_transfer_get_id (transfer),
                biz_transfer_get_name (transfer), parent);
  const int here = (int)nodes->len - 1;

  node->detail = format_time (biz_transfer_get_time (transfer));
  if (kind == BIZ_TRANSFER_RETURN)
    {
      const BizReturnState state = biz_return_book_get_state (self, transfer);

      node->state = g_strdup (biz_return_state_to_label (state));
      node->is_open = state <= BIZ_RETURN_INSPECTED;
      add_notes (self, nodes, transfer, 0, here);
    }
  else
    {
      node->is_open = biz_transfer_get_state (transfer) == BIZ_TRANSFER_OPEN;
      node->state = g_strdup (node->is_open ? _ ("To deliver") : _ ("Delivered"));
    }
  add_children (self, nodes, transfer, here);
}

/* What takes @origin back; NULL: what takes nothing back. */
static void
add_children (BizReturnBook *self, GPtrArray *nodes, BizTransfer *origin, int parent)
{
  GListModel *transfers = biz_return_book_get_transfers (self);

  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      BizTransfer *before = get_origin (self, transfer);

      if (biz_transfer_get_state (transfer) != BIZ_TRANSFER_CANCELLED
          && biz_transfer_get_kind (transfer) != BIZ_TRANSFER_OTHER && before == origin
          && transfer != origin && biz_transfer_get_id (transfer) > 0
          && (origin == NULL || biz_transfer_get_id (transfer) > biz_transfer_get_id (origin)))
        add_transfer (self, nodes, transfer, parent);
    }
}

static int
find_order_node (GPtrArray *nodes, gint64 order_id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const BizChainNode *node = g_ptr_array_index (nodes, i);

      if (node->kind == BIZ_CHAIN_ORDER && node->id == order_id)
        return (int)i;
    }

  return -1;
}

/* An order's own, with everything below it. */
static void
add_order (BizReturnBook *self, GPtrArray *nodes, BizTransfer *first, int parent)
{
  GListModel *transfers = biz_return_book_get_transfers (self);
  GPtrArray *papers = biz_return_book_get_papers (self);
  const gint64 order = biz_transfer_get_order_id (first);
  int here = parent;

  if (order != 0)
    {
      add_node (nodes, BIZ_CHAIN_ORDER, "sale.order", order, biz_transfer_get_order (first),
                parent);
      here = (int)nodes->len - 1;
    }
  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);

      if (biz_transfer_get_order_id (transfer) == order && get_origin (self, transfer) == NULL
          && biz_transfer_get_state (transfer) != BIZ_TRANSFER_CANCELLED
          && biz_transfer_get_kind (transfer) != BIZ_TRANSFER_OTHER
          && (order != 0 || transfer == first))
        add_transfer (self, nodes, transfer, here);
    }
  for (guint i = 0; order != 0 && i < papers->len; i++)
    {
      BizReturnPaper *paper = g_ptr_array_index (papers, i);

      if (paper->is_credit_note || !bills_transfer (paper, first))
        continue;
      add_paper (nodes, paper, here);
      add_notes (self, nodes, NULL, paper->id, (int)nodes->len - 1);
    }
}

static gboolean
is_listed (GPtrArray *nodes, gint64 id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const BizChainNode *node = g_ptr_array_index (nodes, i);

      if (node->id == id && g_strcmp0 (node->model, "account.move") == 0)
        return TRUE;
    }

  return FALSE;
}

/* Papers of no delivery: services, and what an order of which nothing went out was asked for. */
static void
add_papers_alone (BizReturnBook *self, GPtrArray *nodes, int parent)
{
  GPtrArray *papers = biz_return_book_get_papers (self);

  for (guint i = 0; i < papers->len; i++)
    {
      BizReturnPaper *paper = g_ptr_array_index (papers, i);

      if (paper->is_credit_note || is_listed (nodes, paper->id))
        continue;
      add_paper (nodes, paper, parent);
      add_notes (self, nodes, NULL, paper->id, (int)nodes->len - 1);
    }
  for (guint i = 0; i < papers->len; i++)
    {
      BizReturnPaper *paper = g_ptr_array_index (papers, i);

      if (!is_listed (nodes, paper->id))
        add_paper (nodes, paper, parent);
    }
}

/**
 * biz_return_book_get_case:
 * @self: a book
 * @id: (out): of the case
 *
 * Notes name it as "helpdesk.ticket/12".
 *
 * Returns: (nullable): its model
 */
const char *
biz_return_book_get_case (BizReturnBook *self, gint64 *id)
{
  static const char *const models[] = { "helpdesk.ticket", "project.task" };
  GListModel *transfers = biz_return_book_get_transfers (self);

  for (guint i = g_list_model_get_n_items (transfers); i > 0; i--)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i - 1);
      BizDecisionNote *note = biz_return_book_get_note (self, biz_transfer_get_id (transfer), NULL);
      const char *text = note != NULL ? biz_decision_note_get (note, "case") : NULL;

      for (gsize k = 0; text != NULL && k < G_N_ELEMENTS (models); k++)
        if (g_str_has_prefix (text, models[k]) && text[strlen (models[k])] == '/')
          {
            *id = g_ascii_strtoll (text + strlen (models[k]) + 1, NULL, 10);
            if (*id > 0)
              return models[k];
          }
    }

  return NULL;
}

/**
 * biz_return_book_list_chain:
 * @self: a book
 * @model: of the record where the person stands
 * @id: of that record
 *
 * Returns: (transfer full) (element-type BizChainNode): the chain; empty where there is none
 */
GPtrArray *
biz_return_book_list_chain (BizReturnBook *self, const char *model, gint64 id)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_chain_node_free);
  GListModel *transfers;
  const char *case_model;
  gint64 case_id = 0;
  int parent = -1;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), nodes);

  case_model = biz_return_book_get_case (self, &case_id);
  if (case_model != NULL)
    {
      const char *number = biz_return_book_get_case_number (self);
      /* As the queue calls what has no number. */
      g_autofree char *name =
          number != NULL ? g_strdup (number) : g_strdup_printf ("#%" G_GINT64_FORMAT, case_id);
      BizChainNode *node = add_node (nodes, BIZ_CHAIN_CASE, case_model, case_id, name, -1);

      node->detail = g_strdup (biz_return_book_get_case_title (self));
      parent = 0;
    }
  transfers = biz_return_book_get_transfers (self);
  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      const gint64 order = biz_transfer_get_order_id (transfer);

      if (biz_transfer_get_state (transfer) == BIZ_TRANSFER_CANCELLED
          || biz_transfer_get_kind (transfer) == BIZ_TRANSFER_OTHER
          || (order != 0 ? find_order_node (nodes, order) >= 0
                         : get_origin (self, transfer) != NULL))
        continue;
      add_order (self, nodes, transfer, parent);
    }
  add_papers_alone (self, nodes, parent);

  return nodes;
}
