/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-rows.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizCloseRow
{
  GObject parent_instance;

  gint64 move_id;
  char *number;  /* (owned) */
  char *partner; /* (owned) (nullable) */
  char *text;    /* (owned) (nullable) */
  GDate date;
  BizMoney amount;
};

G_DEFINE_FINAL_TYPE (BizCloseRow, biz_close_row, G_TYPE_OBJECT)

/* How the records of a model say what a row says. */
typedef struct
{
  const char *model;
  const char *move;   /* NULL: the record itself is the entry */
  const char *number; /* a text, or a relation */
  const char *partner;
  const char *text;
  const char *amount;
  const char *currency;
} Shape;

static const Shape shapes[] = {
  { "account.move", NULL, "name", "partner_id", "ref", "amount_residual_signed",
    "company_currency_id" },
  { "account.move.line", "move_id", "move_name", "partner_id", "name", "balance",
    "company_currency_id" },
  { "account.bank.statement.line", "move_id", "name", "partner_id", "payment_ref", "amount",
    "currency_id" },
};

static void
biz_close_row_finalize (GObject *object)
{
  BizCloseRow *self = BIZ_CLOSE_ROW (object);

  g_free (self->number);
  g_free (self->partner);
  g_free (self->text);

  G_OBJECT_CLASS (biz_close_row_parent_class)->finalize (object);
}

static void
biz_close_row_class_init (BizCloseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_close_row_finalize;
}

static void
biz_close_row_init (BizCloseRow *self)
{
  g_date_clear (&self->date, 1);
}

gint64
biz_close_row_get_move_id (BizCloseRow *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_ROW (self), 0);

  return self->move_id;
}

const char *
biz_close_row_get_number (BizCloseRow *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_ROW (self), NULL);

  return self->number;
}

const char *
biz_close_row_get_partner (BizCloseRow *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_ROW (self), NULL);

  return self->partner;
}

const char *
biz_close_row_get_text (BizCloseRow *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_ROW (self), NULL);

  return self->text;
}

const GDate *
biz_close_row_get_date (BizCloseRow *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_ROW (self), NULL);

  return &self->date;
}

const BizMoney *
biz_close_row_get_amount (BizCloseRow *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE_ROW (self), NULL);

  return &self->amount;
}

typedef struct
{
  const Shape *shape;
  gboolean is_draft;            /* what is not posted has nothing open: its total is shown */
  BizCurrencyTable *currencies; /* (owned) */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  biz_currency_table_unref (reading->currencies);
  g_free (reading);
}

static const char *
get_amount_field (const Reading *reading)
{
  return reading->is_draft ? "amount_total_signed" : reading->shape->amount;
}

static BizCloseRow *
read_row (const Reading *reading, JsonObject *row, GError **error)
{
  const Shape *shape = reading->shape;
  g_autoptr (BizCloseRow) self = g_object_new (BIZ_TYPE_CLOSE_ROW, NULL);
  const char *number, *text;
  gint64 id, partner, currency;
  BizMoney zero;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, shape->number, &number, error)
      || !erp_json_get_many2one (row, shape->partner, &partner, &self->partner, error)
      || !erp_json_get_string (row, shape->text, &text, error)
      || !erp_json_get_date (row, "date", &self->date, error)
      || !erp_json_get_many2one (row, shape->currency, &currency, NULL, error)
      || !biz_currency_table_lookup (reading->currencies, currency, &zero, error)
      || !biz_money_from_json_rounded (row, get_amount_field (reading), &zero, &self->amount,
                                       error))
    return NULL;
  self->move_id = id;
  if (shape->move != NULL && !erp_json_get_many2one (row, shape->move, &self->move_id, NULL, error))
    return NULL;
  self->number = g_strdup (number != NULL && *number != '\0' ? number : _ ("Draft"));
  self->text = g_strdup (text);

  return g_steal_pointer (&self);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;

  if (!erp_json_get_array (result, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BizCloseRow *made;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error))
        return NULL;
      made = read_row (user_data, row, error);
      if (made == NULL)
        return NULL;
      g_ptr_array_add (rows, made);
    }

  return g_steal_pointer (&rows);
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *rows = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static const Shape *
find_shape (const char *model)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      if (g_strcmp0 (shapes[i].model, model) == 0)
        return &shapes[i];
    }

  return NULL;
}

/**
 * biz_close_rows_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @company_id: whose period
 * @check: one that has rows
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the newest records behind a check, at most BIZ_CLOSE_MAX_ROWS.
 */
void
biz_close_rows_read_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           gint64 company_id,
                           BizCloseCheck *check,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const BizCloseCheckFacts *facts = biz_close_check_get_facts (check);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  const Shape *shape = find_shape (facts->model);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;
  g_autoptr (ErpCall) call = NULL;
  Reading *reading;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (shape != NULL && facts->domain != NULL);

  g_task_set_source_tag (task, biz_close_rows_read_async);
  reading = g_new0 (Reading, 1);
  reading->shape = shape;
  reading->is_draft = facts->kind == BIZ_CLOSE_DRAFTS;
  reading->currencies = biz_currency_table_ref (currencies);
  g_strv_builder_add_many (builder, "date", shape->number, shape->partner, shape->text,
                           get_amount_field (reading), shape->currency, shape->move, NULL);
  fields = g_strv_builder_end (builder);
  call = erp_call_new_read (shape->model, "search_read");
  erp_call_set_arg_domain (call, "domain", facts->domain);
  erp_call_set_arg_strv (call, "fields", (const char *const *)fields);
  erp_call_set_arg_string (call, "order", "date desc, id desc");
  erp_call_set_arg_int (call, "limit", BIZ_CLOSE_MAX_ROWS);
  erp_call_set_companies (call, &company_id, 1);
  erp_call_set_decoder (call, decode, reading, free_reading, (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, rows_cb,
                         g_steal_pointer (&task));
}

GPtrArray *
biz_close_rows_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
