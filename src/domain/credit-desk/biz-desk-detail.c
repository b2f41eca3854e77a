/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-detail.h"

#include "biz-case.h"
#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-dispute.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

/* More payments than these of a year say nothing new. */
#define MAX_PAYMENTS 500
#define MAX_DISPUTES 20
#define MAX_INVOICES 200

typedef struct
{
  BizDeskDetail *detail;        /* (owned) (nullable) */
  BizCurrencyTable *currencies; /* (owned) */
  BizMoney zero;
  GDate today;
  guint n_pending;
  GPtrArray *notes; /* (owned) (nullable) (element-type BizDecisionNote): of disputes */
  GError *error;    /* (owned) (nullable) */
} Load;

static void
free_payment (gpointer data)
{
  BizDeskPayment *payment = data;

  g_free (payment->invoice);
  g_free (payment);
}

static void
free_dispute (gpointer data)
{
  BizDeskDispute *dispute = data;

  g_free (dispute->name);
  g_free (dispute);
}

void
biz_desk_detail_free (BizDeskDetail *self)
{
  g_ptr_array_unref (self->payments);
  g_clear_object (&self->decisions);
  g_clear_object (&self->cases);
  g_ptr_array_unref (self->disputes);
  g_free (self);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->detail, biz_desk_detail_free);
  biz_currency_table_unref (load->currencies);
  g_clear_pointer (&load->notes, g_ptr_array_unref);
  g_clear_error (&load->error);
  g_free (load);
}

/* Invoices of disputes that were ended, by the rules of the collectors, are not disputed. */
static void
settle_disputes (Load *load)
{
  g_autoptr (GPtrArray) disputes = NULL;

  if (load->notes == NULL)
    return;
  disputes = biz_dispute_list (load->notes);
  for (guint i = load->detail->disputes->len; i > 0; i--)
    {
      const BizDeskDispute *invoice = g_ptr_array_index (load->detail->disputes, i - 1);
      gboolean stopped = FALSE;

      for (guint k = 0; k < disputes->len && !stopped; k++)
        stopped = biz_dispute_stops (g_ptr_array_index (disputes, k), invoice->id);
      if (!stopped)
        g_ptr_array_remove_index (load->detail->disputes, i - 1);
    }
  if (load->detail->disputes->len > MAX_DISPUTES)
    g_ptr_array_set_size (load->detail->disputes, MAX_DISPUTES);
}

/* Takes @error: what may not be read is empty. */
static void
end (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);

  if (error != NULL && load->error == NULL && !g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS))
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  settle_disputes (load);
  g_task_return_pointer (task, g_steal_pointer (&load->detail),
                         (GDestroyNotify)biz_desk_detail_free);
}

typedef gboolean (*RowFunc) (Load *load, JsonObject *row, GPtrArray *into, GError **error);

static gboolean
take_rows (Load *load, JsonNode *answer, RowFunc take, GPtrArray *into, GError **error)
{
  JsonObject *page;
  JsonArray *rows;

  if (!erp_json_get_object (answer, &page, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !take (load, row, into, error))
        return FALSE;
    }

  return TRUE;
}

/* A match of an invoice with a payment; one with a credit note says nothing of how somebody pays.
 */
static gboolean
take_payment (Load *load, JsonObject *row, GPtrArray *into, GError **error)
{
  g_autofree char *number = NULL;
  BizDeskPayment *payment;
  JsonObject *debit, *credit;
  const char *type;
  gint64 id;
  GDate due, paid;
  BizMoney amount;

  if (!erp_json_get_date (row, "max_date", &paid, error)
      || !biz_money_from_json_rounded (row, "amount", &load->zero, &amount, error)
      || !erp_json_get_object (json_object_get_member (row, "debit_move_id"), &debit, error)
      || !erp_json_get_object (json_object_get_member (row, "credit_move_id"), &credit, error)
      || !erp_json_get_date (debit, "date_maturity", &due, error)
      || !erp_json_get_many2one (debit, "move_id", &id, &number, error)
      || !erp_json_get_string (credit, "move_type", &type, error))
    return FALSE;
  if (!g_date_valid (&due) || !g_date_valid (&paid) || g_strcmp0 (type, "out_refund") == 0)
    return TRUE;
  payment = g_new0 (BizDeskPayment, 1);
  payment->invoice = g_steal_pointer (&number);
  payment->due = due;
  payment->paid = paid;
  payment->amount = amount;
  payment->days_late = g_date_days_between (&due, &paid);
  g_ptr_array_add (into, payment);

  return TRUE;
}

static void
settle_payments (Load *load, GPtrArray *all)
{
  g_autofree BizPayerPayment *plain = g_new0 (BizPayerPayment, all->len + 1);

  for (guint i = 0; i < all->len; i++)
    {
      const BizDeskPayment *payment = g_ptr_array_index (all, i);

      plain[i] = (BizPayerPayment){ payment->due, payment->paid, payment->amount.minor };
    }
  biz_payer_compute (&load->detail->payer, &load->today, plain, all->len);
  load->detail->knows_payments = TRUE;
  if (all->len > BIZ_DESK_LAST_PAYMENTS)
    g_ptr_array_set_size (all, BIZ_DESK_LAST_PAYMENTS);
}

static void
payments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL && take_rows (load, answer, take_payment, load->detail->payments, &error))
    settle_payments (load, load->detail->payments);
  end (task, error);
}

static void
ask_payments (GTask *task, ErpClient *client, gint64 group_id, gint64 company_id)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read ("account.partial.reconcile", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  GDate since = load->today;

  g_date_subtract_days (&since, BIZ_PAYER_DAYS);
  erp_domain_add_int (domain, "debit_move_id.partner_id", "=", group_id);
  erp_domain_add_string (domain, "debit_move_id.account_type", "=", "asset_receivable");
  erp_domain_add_int (domain, "company_id", "=", company_id);
  erp_domain_add_date (domain, "max_date", ">=", &since);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"max_date\":{},\"amount\":{},\"debit_move_id\":{\"fields\":{"
                         "\"date_maturity\":{},\"move_id\":{\"fields\":{\"display_name\":{}}}}},"
                         "\"credit_move_id\":{\"fields\":{\"move_type\":{}}}}");
  erp_call_set_arg_string (call, "order", "max_date desc, id desc");
  erp_call_set_arg_int (call, "limit", MAX_PAYMENTS);
  erp_call_set_arg_int (call, "count_limit", 1);
  load->n_pending++;
  erp_client_call_async (client, call, g_task_get_cancellable (task), payments_cb,
                         g_object_ref (task));
}

static void
decisions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->detail->decisions = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  end (task, error);
}

static void
ask_decisions (GTask *task, ErpClient *client, gint64 order_id, gint64 group_id)
{
  const BizDecisionScope scopes[] = { { "sale.order", &order_id, 1 },
                                      { "res.partner", &group_id, 1 } };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = biz_decision_log_new_call (scopes, group_id != 0 ? 2 : 1, 0, NULL);

  load->n_pending++;
  erp_client_call_async (client, call, g_task_get_cancellable (task), decisions_cb,
                         g_object_ref (task));
}

static gboolean
take_dispute (Load *load, JsonObject *row, GPtrArray *into, GError **error)
{
  g_autofree char *currency = NULL;
  BizDeskDispute *dispute;
  const char *name;
  gint64 id, currency_id;
  BizMoney zero, open;

  if (!erp_json_get_int (row, "id", &id, error) || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, &currency, error)
      || !biz_currency_table_lookup (load->currencies, currency_id, &zero, error)
      || !biz_money_from_json_rounded (row, "amount_residual", &zero, &open, error))
    return FALSE;
  dispute = g_new0 (BizDeskDispute, 1);
  dispute->id = id;
  dispute->name = g_strdup (name != NULL ? name : "");
  dispute->open = open;
  g_ptr_array_add (into, dispute);

  return TRUE;
}

static void
disputes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    take_rows (load, answer, take_dispute, load->detail->disputes, &error);
  end (task, error);
}

static void
dispute_notes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizDecisionLog) log = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (log != NULL)
    load->notes = g_ptr_array_ref (biz_decision_log_get_notes (log));
  end (task, error);
}

/* About the customer, and about any invoice: which ones are the customer's is not known yet. */
static void
ask_dispute_notes (GTask *task, ErpClient *client, gint64 group_id)
{
  const BizDecisionScope scopes[] = { { "res.partner", &group_id, 1 },
                                      { "account.move", NULL, 0 } };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call =
      biz_decision_log_new_call (scopes, G_N_ELEMENTS (scopes),
                                 BIZ_DECISION_BIT (BIZ_DECISION_DISPUTE), NULL);

  load->n_pending++;
  erp_client_call_async (client, call, g_task_get_cancellable (task), dispute_notes_cb,
                         g_object_ref (task));
}

/* Those that are spoken of, by themselves or with the customer. */
static void
ask_disputes (GTask *task, ErpClient *client, gint64 group_id)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) invoice = erp_domain_new ();
  g_autoptr (ErpDomain) customer = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "commercial_partner_id", "=", group_id);
  erp_domain_add_string (domain, "move_type", "=", "out_invoice");
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_literal (domain, "amount_residual", ">", "0");
  erp_domain_add_string (invoice, "message_ids.body", "ilike", BIZ_DECISION_MARK "dispute");
  erp_domain_add_string (customer, "commercial_partner_id.message_ids.body", "ilike",
                         BIZ_DECISION_MARK "dispute");
  erp_domain_add_any (domain, (ErpDomain *const[]){ invoice, customer }, 2);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"name\":{},\"amount_residual\":{},\"currency_id\":{\"fields\":{}}}");
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", MAX_INVOICES);
  erp_call_set_arg_int (call, "count_limit", 1);
  load->n_pending++;
  erp_client_call_async (client, call, g_task_get_cancellable (task), disputes_cb,
                         g_object_ref (task));
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->detail->cases = biz_cases_load_finish (result, &load->detail->n_more_cases, &error);
  end (task, error);
}

static BizMoney
get_zero (ErpSession *session, BizCurrencyTable *currencies, gint64 company_id)
{
  ErpCompany *company =
      erp_capabilities_get_company (erp_session_get_capabilities (session), company_id);
  BizMoney zero = biz_money_zero ("EUR", 2);

  if (company != NULL)
    biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero, NULL);

  return zero;
}

/**
 * biz_desk_detail_load_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @order_id: an order
 * @group_id: the commercial entity of its customer; 0 for none
 * @company_id: the order's company
 * @today: the day that the past counts from
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_desk_detail_load_async (ErpSession *session,
                            BizCurrencyTable *currencies,
                            gint64 order_id,
                            gint64 group_id,
                            gint64 company_id,
                            const GDate *today,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ErpClient *client;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (currencies != NULL && today != NULL && g_date_valid (today));

  client = erp_session_get_client (session);
  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_desk_detail_load_async);
  load = g_new0 (Load, 1);
  load->currencies = biz_currency_table_ref (currencies);
  load->today = *today;
  load->zero = get_zero (session, currencies, company_id);
  load->detail = g_new0 (BizDeskDetail, 1);
  load->detail->payments = g_ptr_array_new_with_free_func (free_payment);
  load->detail->disputes = g_ptr_array_new_with_free_func (free_dispute);
  g_task_set_task_data (task, load, free_load);
  ask_decisions (task, client, order_id, group_id);
  if (group_id == 0)
    return;
  ask_payments (task, client, group_id, company_id);
  ask_disputes (task, client, group_id);
  ask_dispute_notes (task, client, group_id);
  load->n_pending++;
  biz_cases_load_async (client, erp_session_get_capabilities (session), group_id, 0, cancellable,
                        cases_cb, g_object_ref (task));
}

/**
 * biz_desk_detail_load_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what was found; %NULL with an error
 */
BizDeskDetail *
biz_desk_detail_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
