/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-module.h"

#include "biz-return-store-private.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"
#include "erp-session.h"

/* The server's returns module keeps a record of each line that comes back. It sees by itself that
 * goods were received, and that what is sent again has gone out: if it knows by which moves, and if
 * that is all of it. Everything else it is told, from what the transfers and papers say, so that it
 * does not matter whether an answer was lost on the way. */

static void
free_telling (gpointer data)
{
  BizReturnTelling *telling = data;

  g_array_unref (telling->moves);
  g_free (telling);
}

/* The moves by which @move is sent again; how much they come to, in its unit. */
static GArray *
list_again (BizReturnBook *book, BizTransferMove *move, BizDecimal *sent, gboolean *all_done)
{
  GListModel *transfers = biz_return_book_get_transfers (book);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  *sent = biz_decimal_new (0, 0);
  *all_done = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      GPtrArray *moves = biz_transfer_get_moves (transfer);

      for (guint k = 0; k < moves->len; k++)
        {
          BizTransferMove *again = g_ptr_array_index (moves, k);
          BizDecimal quantity;

          if (again->origin_id != move->id || !again->to_customer)
            continue;
          g_array_append_val (ids, again->id);
          *all_done = *all_done && again->state == BIZ_TRANSFER_DONE;
          if (biz_return_unit_convert (&again->quantity, &again->unit, &move->unit, &quantity,
                                       NULL))
            *sent = biz_return_add (sent, &quantity);
        }
    }

  return ids;
}

/* The newest credit note over the order's line; 0 for none. */
static gint64
find_note (BizReturnBook *book, gint64 order_line_id)
{
  GPtrArray *papers = biz_return_book_get_papers (book);

  for (guint i = papers->len; i > 0; i--)
    {
      BizReturnPaper *paper = g_ptr_array_index (papers, i - 1);

      for (guint k = 0; paper->is_credit_note && k < paper->lines->len; k++)
        if (biz_return_paper_line_bills (g_ptr_array_index (paper->lines, k), order_line_id))
          return paper->id;
    }

  return 0;
}

/* What of the line is neither credited nor sent again. FALSE: it is not known. */
static gboolean
get_unsettled (BizReturnBook *book, BizReturnLine *line, BizDecimal *left)
{
  const gint64 order_line = biz_return_line_get_move (line)->order_line_id;
  BizReturnCounts counts;

  *left = biz_return_line_get_replaceable (line);

  return order_line != 0 && biz_return_book_get_papers_refused (book) == NULL
         && biz_return_book_count (book, order_line, &counts, NULL);
}

static BizReturnTelling *
new_telling (gint64 rma_id, const char *state, gint64 refund_id, GArray *moves)
{
  BizReturnTelling *telling = g_new0 (BizReturnTelling, 1);

  telling->rma_id = rma_id;
  telling->state = state;
  telling->refund_id = refund_id;
  telling->moves = g_array_ref (moves);

  return telling;
}

/* (transfer full) (nullable): a record that is closed, or knows all, needs nothing */
static BizReturnTelling *
judge (BizReturnBook *book, BizReturnLine *line)
{
  BizTransferMove *move = biz_return_line_get_move (line);
  const gboolean received = g_strcmp0 (move->rma_state, "received") == 0;
  g_autoptr (GArray) again = NULL;
  BizDecimal sent, left, settled;
  gboolean all_done;

  if (move->rma_id == 0 || move->state != BIZ_TRANSFER_DONE
      || (!received && g_strcmp0 (move->rma_state, "waiting_replacement") != 0))
    return NULL;
  again = list_again (book, move, &sent, &all_done);
  if (get_unsettled (book, line, &left))
    {
      const BizDecimal kept = biz_return_subtract (&move->quantity, &sent);
      const gint64 note = find_note (book, move->order_line_id);

      settled = biz_return_subtract (&kept, &left);
      /* The module refunds a record as a whole: where nothing is sent again, a part is enough that
       * it must not do so any more. */
      if (note != 0 && biz_return_is_positive (&settled)
          && (!biz_return_is_positive (&left) || again->len == 0))
        return new_telling (move->rma_id, "refunded", note, again);
    }
  if (again->len > 0 && (received || again->len > move->rma_linked))
    return new_telling (move->rma_id,
                        all_done && biz_decimal_compare (&sent, &move->quantity) >= 0
                            ? "replaced"
                            : "waiting_replacement",
                        0, again);

  return NULL;
}

/**
 * biz_return_book_list_tellings:
 * @self: a book
 * @transfer: a return of it
 *
 * A record is refunded once nothing of it is left and a part of it is credited, whatever else of it
 * was sent again: the module itself would wait for the rest for ever. What is sent again is linked
 * to it, and replaces it where it is all of it.
 *
 * Returns: (transfer full) (element-type BizReturnTelling)
 */
GPtrArray *
biz_return_book_list_tellings (BizReturnBook *self, BizTransfer *transfer)
{
  GPtrArray *tellings = g_ptr_array_new_with_free_func (free_telling);
  g_autoptr (GListModel) lines = NULL;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self) && BIZ_IS_TRANSFER (transfer), tellings);

  if (biz_transfer_get_kind (transfer) != BIZ_TRANSFER_RETURN)
    return tellings;
  lines = biz_return_book_list_lines (self, transfer);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      BizReturnTelling *telling = judge (self, line);

      if (telling != NULL)
        g_ptr_array_add (tellings, telling);
    }

  return tellings;
}

static ErpCall *
make_call (const BizReturnTelling *telling)
{
  ErpCall *call = erp_call_new_write ("rma", "write");
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *vals = json_object_new ();
  JsonArray *links = json_array_new ();

  for (guint i = 0; i < telling->moves->len; i++)
    {
      JsonArray *link = json_array_new ();

      json_array_add_int_element (link, 4);
      json_array_add_int_element (link, g_array_index (telling->moves, gint64, i));
      json_array_add_array_element (links, link);
    }
  json_object_set_array_member (vals, "delivery_move_ids", links);
  json_object_set_string_member (vals, "state", telling->state);
  if (telling->refund_id != 0)
    json_object_set_int_member (vals, "refund_id", telling->refund_id);
  json_node_take_object (node, vals);
  erp_call_set_id (call, telling->rma_id);
  erp_call_take_arg (call, "vals", node);

  return call;
}

static void tell_next (GTask *task);

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    tell_next (task);
}

static void
tell_next (GTask *task)
{
  ErpSession *session = biz_return_store_get_session (g_task_get_source_object (task));
  GPtrArray *tellings = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;

  if (tellings->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  call = make_call (g_ptr_array_index (tellings, 0));
  g_ptr_array_remove_index (tellings, 0);
  erp_client_call_async (erp_session_get_client (session), call, g_task_get_cancellable (task),
                         told_cb, g_object_ref (task));
}

void
biz_return_store_tell_async (BizReturnStore *self,
                             BizReturnBook *book,
                             BizTransfer *transfer,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BIZ_IS_RETURN_STORE (self));
  g_return_if_fail (BIZ_IS_RETURN_BOOK (book) && BIZ_IS_TRANSFER (transfer));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_return_store_tell_async);
  g_task_set_task_data (task, biz_return_book_list_tellings (book, transfer),
                        (GDestroyNotify)g_ptr_array_unref);
  tell_next (task);
}

gboolean
biz_return_store_tell_finish (BizReturnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
