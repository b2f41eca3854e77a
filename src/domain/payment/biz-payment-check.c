/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-check.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define LOOK_BACK_DAYS 90
#define LIMIT 200

typedef struct
{
  BizMoney amount;
  GDate date;
  char *name; /* (owned) (nullable) */
} Payment;

struct _BizPaymentCheck
{
  GObject parent_instance;

  GArray *payments;     /* (owned): Payment */
  GListStore *accounts; /* (owned): BizChoice */
};

G_DEFINE_FINAL_TYPE (BizPaymentCheck, biz_payment_check, G_TYPE_OBJECT)

/* The two answers. */
typedef struct
{
  BizInvoice *invoice;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  JsonNode *payments;           /* (owned) (nullable) */
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_clear_object (&loading->invoice);
  biz_currency_table_unref (loading->currencies);
  g_clear_pointer (&loading->payments, json_node_unref);
  g_free (loading);
}

static void
clear_payment (gpointer data)
{
  g_free (((Payment *)data)->name);
}

static void
biz_payment_check_finalize (GObject *object)
{
  BizPaymentCheck *self = BIZ_PAYMENT_CHECK (object);

  g_array_unref (self->payments);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (biz_payment_check_parent_class)->finalize (object);
}

static void
biz_payment_check_class_init (BizPaymentCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_payment_check_finalize;
}

static void
biz_payment_check_init (BizPaymentCheck *self)
{
  self->payments = g_array_new (FALSE, TRUE, sizeof (Payment));
  g_array_set_clear_func (self->payments, clear_payment);
  self->accounts = g_list_store_new (BIZ_TYPE_CHOICE);
}

static gboolean
read_payment (BizPaymentCheck *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  Payment payment = { 0 };
  const char *name = NULL;
  gint64 currency;
  BizMoney zero;

  if (!erp_json_get_many2one (row, "currency_id", &currency, NULL, error)
      || !biz_currency_table_lookup (currencies, currency, &zero, error)
      || !biz_money_from_json (row, "amount", &zero, &payment.amount, error)
      || !erp_json_get_date (row, "date", &payment.date, error)
      || !erp_json_get_string (row, "display_name", &name, error))
    return FALSE;

  payment.name = g_strdup (name);
  g_array_append_val (self->payments, payment);

  return TRUE;
}

static gboolean
read_account (BizPaymentCheck *self, JsonObject *row, GError **error)
{
  g_autoptr (BizChoice) choice = NULL;
  const char *name = NULL;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, "display_name", &name, error))
    return FALSE;

  choice = biz_choice_new (id, name != NULL ? name : "", NULL);
  g_list_store_append (self->accounts, choice);

  return TRUE;
}

/**
 * biz_payment_check_new_from_json:
 * @payments: the customer's payments
 * @accounts: where differences may go
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): what was found, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPaymentCheck *
biz_payment_check_new_from_json (JsonNode *payments,
                                 JsonNode *accounts,
                                 BizCurrencyTable *currencies,
                                 GError **error)
{
  g_autoptr (BizPaymentCheck) self = g_object_new (BIZ_TYPE_PAYMENT_CHECK, NULL);
  JsonArray *array;
  JsonObject *row;

  g_return_val_if_fail (payments != NULL && accounts != NULL, NULL);

  if (!erp_json_get_array (payments, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
        || !read_payment (self, row, currencies, error))
      return NULL;
  if (!erp_json_get_array (accounts, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
        || !read_account (self, row, error))
      return NULL;

  return g_steal_pointer (&self);
}

static ErpCall *
make_search (BizInvoice *invoice, const char *model, ErpDomain *domain, const char *const *fields)
{
  ErpCall *call = erp_call_new_read (model, "search_read");
  const gint64 company = biz_invoice_get_company_id (invoice);

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", LIMIT);
  if (company != 0)
    erp_call_set_companies (call, &company, 1);

  return call;
}

static ErpCall *
make_payments_call (BizInvoice *invoice, const GDate *today)
{
  static const char *const fields[] = {
    "id", "display_name", "amount", "currency_id", "date", NULL
  };
  static const char *const gone[] = { "cancel", "canceled", "rejected", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) none = erp_domain_new ();
  GDate since = *today;
  ErpCall *call;

  g_date_subtract_days (&since, LOOK_BACK_DAYS);
  erp_domain_add_int (domain, "partner_id", "child_of", biz_invoice_get_partner_id (invoice));
  erp_domain_add_string (domain, "payment_type", "=", "inbound");
  erp_domain_add_date (domain, "date", ">=", &since);
  erp_domain_add_strv (none, "state", "in", gone);
  erp_domain_add_none (domain, none);
  call = make_search (invoice, "account.payment", domain, fields);
  erp_call_set_arg_string (call, "order", "date desc, id desc");

  return call;
}

static ErpCall *
make_accounts_call (BizInvoice *invoice)
{
  static const char *const fields[] = { "id", "display_name", NULL };
  static const char *const types[] = { "expense", "income_other", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call;

  erp_domain_add_strv (domain, "account_type", "in", types);
  call = make_search (invoice, "account.account", domain, fields);
  erp_call_set_arg_string (call, "order", "code");

  return call;
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  BizPaymentCheck *check = NULL;

  if (answer != NULL)
    check =
        biz_payment_check_new_from_json (loading->payments, answer, loading->currencies, &error);
  if (check != NULL)
    g_task_return_pointer (task, check, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
payments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCall) call = NULL;

  loading->payments = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (loading->payments == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  call = make_accounts_call (loading->invoice);
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), accounts_cb,
                         g_object_ref (task));
}

/**
 * biz_payment_check_load_async:
 * @client: who asks
 * @invoice: what is to be paid
 * @currencies: the currencies of the server
 * @today: by the company's zone
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the customer's payments of the last 90 days, and the accounts.
 */
void
biz_payment_check_load_async (ErpClient *client,
                              BizInvoice *invoice,
                              BizCurrencyTable *currencies,
                              const GDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (ErpCall) call = NULL;
  Loading *loading;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (BIZ_IS_INVOICE (invoice));
  g_return_if_fail (today != NULL && g_date_valid (today));

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_payment_check_load_async);
  loading = g_new0 (Loading, 1);
  loading->invoice = g_object_ref (invoice);
  loading->currencies = biz_currency_table_ref (currencies);
  g_task_set_task_data (task, loading, free_loading);
  call = make_payments_call (invoice, today);
  erp_client_call_async (client, call, cancellable, payments_cb, task);
}

/**
 * biz_payment_check_load_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what was found
 */
BizPaymentCheck *
biz_payment_check_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GListModel *
biz_payment_check_get_accounts (BizPaymentCheck *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_CHECK (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

/**
 * biz_payment_check_find_equal:
 * @self: what was found
 * @amount: of the payment that is wanted
 * @date: its day
 *
 * Returns: (transfer full) (nullable): in words, the nearest payment of the same customer and
 *   amount within %BIZ_PAYMENT_CHECK_DAYS of that day
 */
char *
biz_payment_check_find_equal (BizPaymentCheck *self, const BizMoney *amount, const GDate *date)
{
  const Payment *nearest = NULL;
  int distance = BIZ_PAYMENT_CHECK_DAYS + 1;

  g_return_val_if_fail (BIZ_IS_PAYMENT_CHECK (self), NULL);

  for (guint i = 0; i < self->payments->len; i++)
    {
      const Payment *payment = &g_array_index (self->payments, Payment, i);
      int days;

      if (!g_date_valid (&payment->date) || !biz_money_equal (&payment->amount, amount))
        continue;
      days = ABS (g_date_days_between (&payment->date, date));
      if (days < distance)
        {
          nearest = payment;
          distance = days;
        }
    }

  return nearest != NULL
             ? biz_payment_check_format_equal (nearest->name, &nearest->amount, &nearest->date)
             : NULL;
}

/**
 * biz_payment_check_format_equal:
 * @name: (nullable): of the payment
 * @amount: of the payment
 * @date: its day
 *
 * Returns: (transfer full): that it is there already
 */
char *
biz_payment_check_format_equal (const char *name, const BizMoney *amount, const GDate *date)
{
  g_autofree char *text = biz_money_format (amount, BIZ_MONEY_SYMBOL);
  char day[64];

  g_date_strftime (day, sizeof day, "%x", date);

  /* Translators: the number of a payment, its amount, its day. */
  return g_strdup_printf (_ ("%s over %s of %s is there already."),
                          name != NULL ? name : _ ("A payment"), text, day);
}
