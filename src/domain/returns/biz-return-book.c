/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-book.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizReturnBook
{
  GObject parent_instance;

  GListStore *transfers; /* (owned): BizTransfer */
  GPtrArray *papers;     /* (owned): BizReturnPaper */
  BizDecisionLog *notes; /* (owned) (nullable) */
  char *papers_refused;  /* (owned) (nullable) */
  char *case_number;     /* (owned) (nullable) */
  char *case_title;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizReturnBook, biz_return_book, G_TYPE_OBJECT)

static void
biz_return_book_finalize (GObject *object)
{
  BizReturnBook *self = BIZ_RETURN_BOOK (object);

  g_clear_object (&self->transfers);
  g_clear_object (&self->notes);
  g_ptr_array_unref (self->papers);
  g_free (self->papers_refused);
  g_free (self->case_number);
  g_free (self->case_title);

  G_OBJECT_CLASS (biz_return_book_parent_class)->finalize (object);
}

static void
biz_return_book_class_init (BizReturnBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_return_book_finalize;
}

static void
biz_return_book_init (BizReturnBook *self)
{
  self->transfers = g_list_store_new (BIZ_TYPE_TRANSFER);
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_return_paper_unref);
}

BizReturnBook *
biz_return_book_new (void)
{
  return g_object_new (BIZ_TYPE_RETURN_BOOK, NULL);
}

/* The next transfer; no reference, the book keeps it. */
static BizTransfer *
nth (BizReturnBook *self, guint i)
{
  g_autoptr (BizTransfer) transfer = g_list_model_get_item (G_LIST_MODEL (self->transfers), i);

  return transfer;
}

static guint
count_transfers (BizReturnBook *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->transfers));
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

static BizTransferKind
judge_kind (BizReturnBook *self, BizTransfer *transfer)
{
  GPtrArray *moves = biz_transfer_get_moves (transfer);
  BizTransferKind kind = BIZ_TRANSFER_OTHER;

  for (guint i = 0; i < moves->len; i++)
    {
      BizTransferMove *move = g_ptr_array_index (moves, i);
      BizTransferMove *origin = find_move (self, move->origin_id);

      if (is_return (move) && (origin == NULL || origin->to_customer))
        return BIZ_TRANSFER_RETURN;
      if (move->to_customer && move->origin_id != 0)
        return BIZ_TRANSFER_REPLACEMENT;
      if (move->to_customer)
        kind = BIZ_TRANSFER_DELIVERY;
    }

  return kind;
}

/* The oldest first: what takes back what took back inherits as well. */
static void
inherit_orders (BizReturnBook *self, BizTransfer *transfer)
{
  GPtrArray *moves = biz_transfer_get_moves (transfer);

  for (guint i = 0; i < moves->len; i++)
    {
      BizTransferMove *move = g_ptr_array_index (moves, i);
      BizTransferMove *origin = find_move (self, move->origin_id);

      if (origin != NULL && origin != move)
        biz_transfer_inherit_order (move, origin);
    }
}

static int
compare_transfers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gint64 left = biz_transfer_get_id ((BizTransfer *)a);
  const gint64 right = biz_transfer_get_id ((BizTransfer *)b);

  return left < right ? -1 : left > right;
}

static gboolean
get_records (JsonNode *answer, JsonArray **records, GError **error)
{
  JsonObject *page = NULL;

  return erp_json_get_object (answer, &page, error)
         && erp_json_get_array (json_object_get_member (page, "records"), records, error);
}

gboolean
biz_return_book_take_transfers (BizReturnBook *self,
                                JsonNode *answer,
                                gboolean part_units,
                                GError **error)
{
  JsonArray *records = NULL;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self) && answer != NULL, FALSE);

  if (!get_records (answer, &records, error))
    return FALSE;
  g_list_store_remove_all (self->transfers);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autoptr (BizTransfer) transfer = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return FALSE;
      transfer = biz_transfer_new_from_json (row, part_units, error);
      if (transfer == NULL)
        return FALSE;
      g_list_store_insert_sorted (self->transfers, transfer, compare_transfers, NULL);
    }
  for (guint i = 0; i < count_transfers (self); i++)
    inherit_orders (self, nth (self, i));
  for (guint i = 0; i < count_transfers (self); i++)
    biz_transfer_set_kind (nth (self, i), judge_kind (self, nth (self, i)));

  return TRUE;
}

static int
compare_papers (gconstpointer a, gconstpointer b)
{
  const BizReturnPaper *left = *(BizReturnPaper *const *)a;
  const BizReturnPaper *right = *(BizReturnPaper *const *)b;

  return left->id < right->id ? -1 : left->id > right->id;
}

gboolean
biz_return_book_take_papers (BizReturnBook *self,
                             JsonNode *answer,
                             BizCurrencyTable *currencies,
                             gboolean part_units,
                             GError **error)
{
  JsonArray *records = NULL;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self) && answer != NULL, FALSE);

  if (!get_records (answer, &records, error))
    return FALSE;
  g_ptr_array_set_size (self->papers, 0);
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      BizReturnPaper *paper;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (records, i), &row, error))
        return FALSE;
      paper = biz_return_paper_new_from_json (row, currencies, part_units, error);
      if (paper == NULL)
        return FALSE;
      g_ptr_array_add (self->papers, paper);
    }
  g_ptr_array_sort (self->papers, compare_papers);

  return TRUE;
}

void
biz_return_book_take_notes (BizReturnBook *self, BizDecisionLog *notes)
{
  g_return_if_fail (BIZ_IS_RETURN_BOOK (self));

  g_set_object (&self->notes, notes);
}

void
biz_return_book_set_papers_refused (BizReturnBook *self, const char *words)
{
  g_return_if_fail (BIZ_IS_RETURN_BOOK (self));

  g_free (self->papers_refused);
  self->papers_refused = g_strdup (words);
}

void
biz_return_book_set_case_words (BizReturnBook *self, const char *number, const char *title)
{
  g_return_if_fail (BIZ_IS_RETURN_BOOK (self));

  g_free (self->case_number);
  g_free (self->case_title);
  self->case_number = g_strdup (number);
  self->case_title = g_strdup (title);
}

const char *
biz_return_book_get_case_number (BizReturnBook *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  return self->case_number;
}

const char *
biz_return_book_get_case_title (BizReturnBook *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  return self->case_title;
}

const char *
biz_return_book_get_papers_refused (BizReturnBook *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  return self->papers_refused;
}

GListModel *
biz_return_book_get_transfers (BizReturnBook *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  return G_LIST_MODEL (self->transfers);
}

GPtrArray *
biz_return_book_get_papers (BizReturnBook *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  return self->papers;
}

BizTransfer *
biz_return_book_find_transfer (BizReturnBook *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  for (guint i = 0; i < count_transfers (self); i++)
    if (biz_transfer_get_id (nth (self, i)) == id)
      return nth (self, i);

  return NULL;
}

BizReturnPaper *
biz_return_book_find_paper (BizReturnBook *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  for (guint i = 0; i < self->papers->len; i++)
    {
      BizReturnPaper *paper = g_ptr_array_index (self->papers, i);

      if (paper->id == id)
        return paper;
    }

  return NULL;
}

/**
 * biz_return_book_get_note:
 * @self: a book
 * @transfer_id: a return
 * @state: (nullable): "expected" or "inspected"; %NULL: any
 *
 * Returns: (transfer none) (nullable): the newest such note
 */
BizDecisionNote *
biz_return_book_get_note (BizReturnBook *self, gint64 transfer_id, const char *state)
{
  g_autoptr (GPtrArray) notes = NULL;

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), NULL);

  if (self->notes == NULL)
    return NULL;
  notes = biz_decision_log_list (self->notes, "stock.picking", transfer_id,
                                 BIZ_DECISION_BIT (BIZ_DECISION_RETURN));
  for (guint i = 0; i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);

      if (state == NULL || g_strcmp0 (biz_decision_note_get (note, "state"), state) == 0)
        return note;
    }

  return NULL;
}

/**
 * biz_return_book_list_deliveries:
 * @self: a book
 *
 * Returns: (transfer full) (element-type BizTransfer): what went to the customer, newest first
 */
GListModel *
biz_return_book_list_deliveries (BizReturnBook *self)
{
  GListStore *deliveries = g_list_store_new (BIZ_TYPE_TRANSFER);

  g_return_val_if_fail (BIZ_IS_RETURN_BOOK (self), G_LIST_MODEL (deliveries));

  for (guint i = count_transfers (self); i > 0; i--)
    {
      BizTransfer *transfer = nth (self, i - 1);
      const BizTransferKind kind = biz_transfer_get_kind (transfer);

      if (biz_transfer_get_state (transfer) == BIZ_TRANSFER_DONE
          && (kind == BIZ_TRANSFER_DELIVERY || kind == BIZ_TRANSFER_REPLACEMENT))
        g_list_store_append (deliveries, transfer);
    }

  return G_LIST_MODEL (deliveries);
}
