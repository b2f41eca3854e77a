/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-equals.h"

#include "biz-currency-table.h"
#include "biz-payment-check.h"
#include "biz-payment-plan-private.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define LIMIT 500

#define SPECIFICATION                                                                              \
  "{\"display_name\":{},\"amount\":{},\"currency_id\":{},\"date\":{},"                             \
  "\"partner_id\":{\"fields\":{\"commercial_partner_id\":{}}}}"

typedef struct
{
  GListModel *batches;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GDate date;
} Finding;

typedef struct
{
  BizMoney amount;
  GDate date;
  const char *name; /* (nullable): the answer's */
  gint64 partner;
  gint64 main_partner;
} Payment;

static void
free_finding (gpointer data)
{
  Finding *finding = data;

  g_clear_object (&finding->batches);
  biz_currency_table_unref (finding->currencies);
  g_free (finding);
}

static gint64
get_partner_id (BizPaymentBatch *batch)
{
  return biz_payment_document_get_partner_id (biz_payment_batch_get_documents (batch)->pdata[0]);
}

static gboolean
read_payment (JsonNode *node, BizCurrencyTable *currencies, Payment *payment, GError **error)
{
  JsonObject *row;
  JsonNode *partner;
  gint64 currency;
  BizMoney zero;

  if (!erp_json_get_object (node, &row, error)
      || !erp_json_get_many2one (row, "currency_id", &currency, NULL, error)
      || !biz_currency_table_lookup (currencies, currency, &zero, error)
      || !biz_money_from_json (row, "amount", &zero, &payment->amount, error)
      || !erp_json_get_date (row, "date", &payment->date, error)
      || !erp_json_get_string (row, "display_name", &payment->name, error)
      || !erp_json_get_many2one (row, "partner_id", &payment->partner, NULL, error))
    return FALSE;
  payment->main_partner = payment->partner;
  partner = json_object_get_member (row, "partner_id");

  return !JSON_NODE_HOLDS_OBJECT (partner)
         || erp_json_get_many2one (json_node_get_object (partner), "commercial_partner_id",
                                   &payment->main_partner, NULL, error);
}

static gboolean
is_like (BizPaymentBatch *batch, const Payment *payment)
{
  const gint64 partner = get_partner_id (batch);
  BizMoney amount = biz_payment_batch_get_amount (batch);

  return (payment->partner == partner || payment->main_partner == partner)
         && biz_money_equal (&payment->amount, &amount);
}

static int
tell_batches (GArray *payments, GListModel *batches, const GDate *date)
{
  int n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, i);
      const Payment *nearest = NULL;
      int distance = BIZ_PAYMENT_CHECK_DAYS + 1;
      g_autofree char *text = NULL;

      for (guint k = 0; k < payments->len; k++)
        {
          const Payment *payment = &g_array_index (payments, Payment, k);

          if (!g_date_valid (&payment->date) || !is_like (batch, payment)
              || ABS (g_date_days_between (&payment->date, date)) >= distance)
            continue;
          nearest = payment;
          distance = ABS (g_date_days_between (&payment->date, date));
        }
      if (nearest != NULL)
        text = biz_payment_check_format_equal (nearest->name, &nearest->amount, &nearest->date);
      biz_payment_batch_set_equal (batch, text);
      n += text != NULL;
    }

  return n;
}

/**
 * biz_payment_equals_take_json:
 * @answer: the payments
 * @batches: (element-type BizPaymentBatch): what is to be paid
 * @date: when
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: how many batches have an equal payment; -1 with an error
 */
int
biz_payment_equals_take_json (JsonNode *answer,
                              GListModel *batches,
                              const GDate *date,
                              BizCurrencyTable *currencies,
                              GError **error)
{
  g_autoptr (GArray) payments = g_array_new (FALSE, TRUE, sizeof (Payment));
  JsonArray *rows = biz_payment_plan_get_records (answer, error);

  g_return_val_if_fail (G_IS_LIST_MODEL (batches), -1);

  if (rows == NULL)
    return -1;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      Payment payment = { 0 };

      if (!read_payment (json_array_get_element (rows, i), currencies, &payment, error))
        return -1;
      g_array_append_val (payments, payment);
    }
  if (payments->len >= LIMIT)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("There are too many payments of these amounts to compare. Pay fewer "
                              "documents at once."));
      return -1;
    }

  return tell_batches (payments, batches, date);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  int n = -1;

  if (answer != NULL)
    n = biz_payment_equals_take_json (answer, finding->batches, &finding->date, finding->currencies,
                                      &error);
  if (n >= 0)
    g_task_return_int (task, n);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static ErpCall *
make_call (gint64 company_id, GListModel *batches, const GDate *date)
{
  static const char *const gone[] = { "cancel", "canceled", "rejected", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) none = erp_domain_new ();
  g_autoptr (GArray) partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) amounts = g_string_new ("[");
  ErpCall *call = erp_call_new_read ("account.payment", "web_search_read");
  GDate from = *date;
  GDate to = *date;

  for (guint i = 0; i < g_list_model_get_n_items (batches); i++)
    {
      g_autoptr (BizPaymentBatch) batch = g_list_model_get_item (batches, i);
      BizMoney amount = biz_payment_batch_get_amount (batch);
      g_autofree char *text = biz_money_format (&amount, BIZ_MONEY_MACHINE);
      const gint64 partner = get_partner_id (batch);

      g_array_append_val (partners, partner);
      g_string_append_printf (amounts, "%s%s", i > 0 ? "," : "", text);
    }
  g_string_append_c (amounts, ']');
  g_date_subtract_days (&from, BIZ_PAYMENT_CHECK_DAYS);
  g_date_add_days (&to, BIZ_PAYMENT_CHECK_DAYS);
  erp_domain_add_ids (domain, "partner_id", "child_of", (const gint64 *)(void *)partners->data,
                      partners->len);
  erp_domain_add_string (domain, "payment_type", "=", "inbound");
  erp_domain_add_literal (domain, "amount", "in", amounts->str);
  erp_domain_add_date (domain, "date", ">=", &from);
  erp_domain_add_date (domain, "date", "<=", &to);
  erp_domain_add_strv (none, "state", "in", gone);
  erp_domain_add_none (domain, none);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", SPECIFICATION);
  erp_call_set_arg_int (call, "limit", LIMIT);
  if (company_id != 0)
    erp_call_set_companies (call, &company_id, 1);

  return call;
}

/**
 * biz_payment_equals_find_async:
 * @client: who asks
 * @company_id: whose payments
 * @batches: (element-type BizPaymentBatch): what is to be paid
 * @date: when
 * @currencies: the currencies of the server
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * The server's own warning misses payments that were confirmed; this does not.
 */
void
biz_payment_equals_find_async (ErpClient *client,
                               gint64 company_id,
                               GListModel *batches,
                               const GDate *date,
                               BizCurrencyTable *currencies,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  Finding *finding;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (G_IS_LIST_MODEL (batches));
  g_return_if_fail (date != NULL && g_date_valid (date));

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_payment_equals_find_async);
  if (g_list_model_get_n_items (batches) == 0)
    {
      g_task_return_int (task, 0);
      g_clear_object (&task);
      return;
    }
  finding = g_new0 (Finding, 1);
  finding->batches = g_object_ref (batches);
  finding->currencies = biz_currency_table_ref (currencies);
  finding->date = *date;
  g_task_set_task_data (task, finding, free_finding);
  call = make_call (company_id, batches, date);
  erp_client_call_async (client, call, cancellable, found_cb, task);
}

/**
 * biz_payment_equals_find_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: how many batches have an equal payment; -1 with an error
 */
int
biz_payment_equals_find_finish (GAsyncResult *result, GError **error)
{
  return (int)g_task_propagate_int (G_TASK (result), error);
}
