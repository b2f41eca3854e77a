/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-ledger.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

struct _BizItemLedger
{
  GObject parent_instance;

  GArray *steps;       /* (owned) (element-type BizItemStep): the latest first */
  GArray *opening;     /* (owned) (element-type BizMoney) */
  GArray *closing;     /* (owned) (element-type BizMoney) */
  BizItemTotals *open; /* (owned) */
  gboolean has_older;
};

G_DEFINE_FINAL_TYPE (BizItemLedger, biz_item_ledger, G_TYPE_OBJECT)

static void
clear_step (gpointer data)
{
  BizItemStep *step = data;

  g_clear_object (&step->item);
}

static void
biz_item_ledger_finalize (GObject *object)
{
  BizItemLedger *self = BIZ_ITEM_LEDGER (object);

  g_array_unref (self->steps);
  g_array_unref (self->opening);
  g_clear_pointer (&self->closing, g_array_unref);
  g_clear_object (&self->open);

  G_OBJECT_CLASS (biz_item_ledger_parent_class)->finalize (object);
}

static void
biz_item_ledger_class_init (BizItemLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_item_ledger_finalize;
}

static void
biz_item_ledger_init (BizItemLedger *self)
{
  self->steps = g_array_new (FALSE, TRUE, sizeof (BizItemStep));
  g_array_set_clear_func (self->steps, clear_step);
  self->opening = g_array_new (FALSE, TRUE, sizeof (BizMoney));
}

/* The balance in the currency of @money; begun at zero where there is none yet. */
static BizMoney *
find_balance (GArray *balances, const BizMoney *money)
{
  BizMoney zero = *money;

  for (guint i = 0; i < balances->len; i++)
    {
      if (g_str_equal (g_array_index (balances, BizMoney, i).currency, money->currency))
        return &g_array_index (balances, BizMoney, i);
    }
  zero.minor = 0;
  g_array_append_val (balances, zero);

  return &g_array_index (balances, BizMoney, balances->len - 1);
}

static gboolean
take_opening (BizItemLedger *self, BizItemTotals *opening, gboolean open_only, GError **error)
{
  guint n;
  const BizItemSum *sums = biz_item_totals_get_books (opening, &n);

  for (guint i = 0; i < n; i++)
    {
      BizMoney balance = sums[i].open;

      if (!open_only && !biz_money_subtract (&sums[i].debit, &sums[i].credit, &balance, error))
        return FALSE;
      g_array_append_val (self->opening, balance);
    }
  self->has_older = biz_item_totals_get_count (opening) > 0;

  return TRUE;
}

/**
 * biz_item_ledger_new:
 * @items: (element-type BizItem): the latest first
 * @opening: (nullable): sums of what comes before them
 * @open: (nullable): sums of all that is open
 * @open_only: whether @items are open ones, and the balance is of what is open
 * @error: return location
 *
 * Returns: (transfer full): the account, or %NULL where an amount is beyond all bounds
 */
BizItemLedger *
biz_item_ledger_new (GPtrArray *items,
                     BizItemTotals *opening,
                     BizItemTotals *open,
                     gboolean open_only,
                     GError **error)
{
  g_autoptr (BizItemLedger) self = g_object_new (BIZ_TYPE_ITEM_LEDGER, NULL);

  g_return_val_if_fail (items != NULL, NULL);

  if (opening != NULL && !take_opening (self, opening, open_only, error))
    return NULL;
  self->open = open != NULL ? g_object_ref (open) : biz_item_totals_new ();
  self->closing = g_array_copy (self->opening);
  g_array_set_size (self->steps, items->len);
  for (guint i = items->len; i-- > 0;)
    {
      BizItemStep *step = &g_array_index (self->steps, BizItemStep, i);
      const BizItemFacts *facts;
      BizMoney *balance;

      step->item = g_object_ref (g_ptr_array_index (items, i));
      facts = biz_item_get_facts (step->item);
      balance = find_balance (self->closing, &facts->open);
      step->change = facts->open;
      if ((!open_only && !biz_money_subtract (&facts->debit, &facts->credit, &step->change, error))
          || !biz_money_add (balance, &step->change, balance, error))
        return NULL;
      step->balance = *balance;
    }

  return g_steal_pointer (&self);
}

guint
biz_item_ledger_get_n_steps (BizItemLedger *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self), 0);

  return self->steps->len;
}

const BizItemStep *
biz_item_ledger_get_step (BizItemLedger *self, guint i)
{
  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self) && i < self->steps->len, NULL);

  return &g_array_index (self->steps, BizItemStep, i);
}

gboolean
biz_item_ledger_has_older (BizItemLedger *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self), FALSE);

  return self->has_older;
}

GArray *
biz_item_ledger_dup_opening (BizItemLedger *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self), NULL);

  return g_array_copy (self->opening);
}

GArray *
biz_item_ledger_dup_closing (BizItemLedger *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self), NULL);

  return g_array_copy (self->closing);
}

BizItemTotals *
biz_item_ledger_get_open (BizItemLedger *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self), NULL);

  return self->open;
}

/**
 * biz_item_ledger_is_footed:
 * @self: an account
 *
 * What is matched cancels out, so that the balance is what is open.
 *
 * Returns: FALSE where both differ in any currency
 */
gboolean
biz_item_ledger_is_footed (BizItemLedger *self)
{
  g_autoptr (GArray) rest = biz_item_ledger_dup_closing (self);
  const BizItemSum *sums;
  guint n;

  g_return_val_if_fail (BIZ_IS_ITEM_LEDGER (self), FALSE);

  sums = biz_item_totals_get_books (self->open, &n);
  for (guint i = 0; i < n; i++)
    {
      BizMoney *balance = find_balance (rest, &sums[i].open);

      if (!biz_money_subtract (balance, &sums[i].open, balance, NULL))
        return FALSE;
    }
  for (guint i = 0; i < rest->len; i++)
    {
      if (g_array_index (rest, BizMoney, i).minor != 0)
        return FALSE;
    }

  return TRUE;
}

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpDomain *domain;            /* (owned) */
  gboolean open_only;
  guint limit;
  GPtrArray *items;       /* (owned) (nullable) */
  BizItemTotals *opening; /* (owned) (nullable) */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_object (&loading->session);
  biz_currency_table_unref (loading->currencies);
  erp_domain_unref (loading->domain);
  g_clear_pointer (&loading->items, g_ptr_array_unref);
  g_clear_object (&loading->opening);
  g_free (loading);
}

static gpointer
decode_items (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *answer;
  JsonArray *rows;

  if (!erp_json_get_object (result, &answer, error)
      || !erp_json_get_array (json_object_get_member (answer, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizItem *item;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      item = biz_item_new_from_json (row, user_data, error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizItemTotals) open = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  BizItemLedger *self = open != NULL ? biz_item_ledger_new (loading->items, loading->opening, open,
                                                            loading->open_only, &error)
                                     : NULL;

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
ask_totals (GTask *task, ErpDomain *domain, GAsyncReadyCallback callback)
{
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call =
      biz_item_totals_new_call (erp_session_get_capabilities (loading->session),
                                loading->currencies, domain);

  erp_client_call_async (erp_session_get_client (loading->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
ask_open (GTask *task)
{
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_copy (loading->domain);

  if (!loading->open_only)
    erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  ask_totals (task, domain, open_cb);
}

static void
opening_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  loading->opening = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (loading->opening == NULL)
    g_task_return_error (task, error);
  else
    ask_open (task);
}

/* Before the earliest that was read: of another day, or of the same with a lower id. */
static void
ask_opening (GTask *task)
{
  Loading *loading = g_task_get_task_data (task);
  const BizItemFacts *last =
      biz_item_get_facts (g_ptr_array_index (loading->items, loading->items->len - 1));
  g_autoptr (ErpDomain) domain = erp_domain_copy (loading->domain);
  g_autoptr (ErpDomain) before = erp_domain_new ();
  g_autoptr (ErpDomain) same = erp_domain_new ();
  ErpDomain *const any[] = { before, same };

  erp_domain_add_date (before, "date", "<", &last->date);
  erp_domain_add_date (same, "date", "=", &last->date);
  erp_domain_add_int (same, "id", "<", last->id);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  ask_totals (task, domain, opening_cb);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  loading->items = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (loading->items == NULL)
    g_task_return_error (task, error);
  else if (loading->items->len >= loading->limit)
    ask_opening (task);
  else
    ask_open (task);
}

static ErpDomain *
make_domain (gint64 partner_id, gboolean open_only)
{
  static const char *const types[] = { "asset_receivable", "liability_payable", NULL };
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_strv (domain, "account_type", "in", types);
  if (partner_id != 0)
    erp_domain_add_int (domain, "partner_id", "=", partner_id);
  else
    erp_domain_add_bool (domain, "partner_id", "=", FALSE);
  if (open_only)
    erp_domain_add_bool (domain, "reconciled", "=", FALSE);

  return domain;
}

/**
 * biz_item_ledger_load_async:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @partner_id: whose account; 0 for what names nobody
 * @open_only: what is open alone
 * @limit: how many items at most, the latest
 * @cancellable: (nullable): ends it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads an account of receivables and payables together, in all active companies.
 */
void
biz_item_ledger_load_async (ErpSession *session,
                            BizCurrencyTable *currencies,
                            gint64 partner_id,
                            gboolean open_only,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "web_search_read");
  Loading *loading = g_new0 (Loading, 1);

  g_return_if_fail (session != NULL && limit > 0);

  loading->session = g_object_ref (session);
  loading->currencies = biz_currency_table_ref (currencies);
  loading->domain = make_domain (partner_id, open_only);
  loading->open_only = open_only;
  loading->limit = limit;
  g_task_set_task_data (task, loading, loading_free);
  erp_call_set_arg_domain (call, "domain", loading->domain);
  erp_call_set_arg_json (call, "specification", biz_item_get_specification ());
  erp_call_set_arg_string (call, "order", "date desc, id desc");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_decoder (call, decode_items, biz_currency_table_ref (currencies),
                        (GDestroyNotify)biz_currency_table_unref,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, items_cb,
                         g_object_ref (task));
}

/**
 * biz_item_ledger_load_finish:
 * @result: of the callback
 * @error: return location
 *
 * Returns: (transfer full): the account, or %NULL with an error of #ERP_ERROR
 */
BizItemLedger *
biz_item_ledger_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
