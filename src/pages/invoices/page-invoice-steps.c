/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "page-invoice-steps.h"

#include "biz-invoice-ahead.h"
#include "erp-group.h"
#include "erp-row.h"

/* Heads of groups that stand one after the other. */
#define HEADS_MAX 200

struct _PageInvoiceSteps
{
  GObject parent_instance;

  KitLedgerList *list;    /* NULL once this is disposed */
  PageInvoiceView *view;  /* NULL once this is disposed */
  BizInvoiceAhead *ahead; /* (owned) */
  ErpRow *awaited;        /* (owned) (nullable): stepped onto, and not there yet */
  gulong awaited_id;
  guint idle;
};

G_DEFINE_FINAL_TYPE (PageInvoiceSteps, page_invoice_steps, G_TYPE_OBJECT)

static void
stop_waiting (PageInvoiceSteps *self)
{
  if (self->awaited != NULL)
    g_clear_signal_handler (&self->awaited_id, self->awaited);
  g_clear_object (&self->awaited);
}

/* (nullable): the next row that way that is no head of a group, and its position. */
static ErpRow *
dup_row_beside (PageInvoiceSteps *self, guint *position, int by)
{
  GListModel *rows = kit_ledger_list_get_model (self->list);
  guint at = kit_ledger_list_get_selected (self->list);

  if (rows == NULL || at == GTK_INVALID_LIST_POSITION)
    return NULL;
  for (guint i = 0; i < HEADS_MAX && (by > 0 || at > 0); i++)
    {
      g_autoptr (ErpRow) row = NULL;
      gpointer item;

      at += (guint)by;
      row = g_list_model_get_item (rows, at);
      if (row == NULL)
        return NULL;
      item = erp_row_get_item (row);
      if (item == NULL || !ERP_IS_GROUP (item))
        {
          *position = at;
          return g_steal_pointer (&row);
        }
    }
  return NULL;
}

static gint64
get_id_beside (PageInvoiceSteps *self, int by)
{
  guint position;
  g_autoptr (ErpRow) row = dup_row_beside (self, &position, by);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_INVOICE (item) ? biz_invoice_get_id (item) : 0;
}

/* Only where the open record is the selected one is anything beside it. */
static gboolean
is_open_selected (PageInvoiceSteps *self)
{
  BizInvoice *open = page_invoice_view_get_invoice (self->view);
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return open != NULL && item != NULL && BIZ_IS_INVOICE (item)
         && biz_invoice_get_id (item) == biz_invoice_get_id (open);
}

static gboolean
look_ahead_cb (gpointer user_data)
{
  PageInvoiceSteps *self = user_data;

  self->idle = 0;
  if (is_open_selected (self))
    {
      const gint64 ids[] = { get_id_beside (self, 1), get_id_beside (self, -1) };

      biz_invoice_ahead_want (self->ahead, ids, G_N_ELEMENTS (ids));
    }
  return G_SOURCE_REMOVE;
}

/* The open record stands there whole: after its frame it is the turn of its neighbours. */
static void
shown_cb (PageInvoiceSteps *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, look_ahead_cb, self, NULL);
}

static void
awaited_cb (PageInvoiceSteps *self)
{
  g_autoptr (ErpRow) row = g_object_ref (self->awaited);
  gpointer item = erp_row_get_item (row);

  if (item == NULL)
    return;
  stop_waiting (self);
  if (BIZ_IS_INVOICE (item)
      && kit_ledger_list_get_selected (self->list) == erp_row_get_position (row))
    page_invoice_view_show_invoice (self->view, item);
}

static void
step_cb (PageInvoiceSteps *self, int by)
{
  guint position;
  g_autoptr (ErpRow) row = dup_row_beside (self, &position, by);
  BizInvoice *invoice;

  if (row == NULL)
    return;
  stop_waiting (self);
  kit_ledger_list_select (self->list, position);
  invoice = erp_row_get_item (row);
  if (invoice != NULL)
    {
      page_invoice_view_show_invoice (self->view, invoice);
      return;
    }
  self->awaited = g_steal_pointer (&row);
  self->awaited_id = g_signal_connect_object (self->awaited, "notify::item",
                                              G_CALLBACK (awaited_cb), self, G_CONNECT_SWAPPED);
}

static void
page_invoice_steps_dispose (GObject *object)
{
  PageInvoiceSteps *self = PAGE_INVOICE_STEPS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  stop_waiting (self);
  if (self->ahead != NULL)
    biz_invoice_ahead_drop (self->ahead);
  g_clear_object (&self->ahead);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  self->view = NULL;
  self->list = NULL;
  G_OBJECT_CLASS (page_invoice_steps_parent_class)->dispose (object);
}

static void
page_invoice_steps_class_init (PageInvoiceStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_invoice_steps_dispose;
}

static void
page_invoice_steps_init (PageInvoiceSteps *self)
{
}

/**
 * page_invoice_steps_new:
 * @list: a list of invoices
 * @view: the record that is open
 * @store: reads
 *
 * Returns: (transfer full): the steps; @view shows what was read ahead from now on
 */
PageInvoiceSteps *
page_invoice_steps_new (KitLedgerList *list, PageInvoiceView *view, BizInvoiceStore *store)
{
  PageInvoiceSteps *self;

  g_return_val_if_fail (KIT_IS_LEDGER_LIST (list), NULL);
  g_return_val_if_fail (PAGE_IS_INVOICE_VIEW (view), NULL);

  self = g_object_new (PAGE_TYPE_INVOICE_STEPS, NULL);
  self->list = list;
  self->view = view;
  self->ahead = biz_invoice_ahead_new (store);
  page_invoice_view_set_ahead (view, self->ahead);
  g_signal_connect_object (view, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
page_invoice_steps_is_waiting (PageInvoiceSteps *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICE_STEPS (self), FALSE);

  return self->awaited != NULL;
}

/**
 * page_invoice_steps_forget:
 * @self: the steps
 *
 * For what the store does not know of: a refresh by hand, other companies.
 */
void
page_invoice_steps_forget (PageInvoiceSteps *self)
{
  g_return_if_fail (PAGE_IS_INVOICE_STEPS (self));

  biz_invoice_ahead_drop (self->ahead);
}
