/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-readers.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-decision-log.h"
#include "biz-kpi-order-values.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define ORDER "sale.order"
#define INVOICE "account.move"

/* One reading: the notes, then what they are of. */
typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizKpiScope scope;
  GTimeZone *zone;      /* (owned) */
  BizDecisionLog *log;  /* (owned) (nullable) */
  GHashTable *values;   /* (owned) (nullable): order -> BizMoney */
  GHashTable *invoices; /* (owned): invoice -> Invoice */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

typedef struct
{
  GDate date;
  gboolean is_settled;
  GDate paid; /* the last match; not valid for none */
} Invoice;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_currency_table_unref (load->currencies);
  g_time_zone_unref (load->zone);
  g_clear_object (&load->log);
  g_clear_pointer (&load->values, g_hash_table_unref);
  g_hash_table_unref (load->invoices);
  g_clear_error (&load->error);
  g_free (load);
}

static GDate
get_day (Load *load, BizDecisionNote *note)
{
  GDateTime *time = biz_decision_note_get_time (note);
  g_autoptr (GDateTime) here = NULL;
  GDate day;

  g_date_clear (&day, 1);
  if (time == NULL)
    return day;
  here = g_date_time_to_timezone (time, load->zone);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (here),
                  (GDateMonth)g_date_time_get_month (here), (GDateYear)g_date_time_get_year (here));

  return day;
}

static gboolean
is_hold (BizDecisionNote *note)
{
  return (BIZ_DECISION_BITS_OF_HOLD & BIZ_DECISION_BIT (biz_decision_note_get_kind (note))) != 0
         && g_strcmp0 (biz_decision_note_get_model (note), ORDER) == 0;
}

/* The invoices a note is of: those it names, or the one it stands on. */
static GArray *
list_invoices (BizDecisionNote *note)
{
  GArray *ids = biz_decision_note_get_ids (note, "invoices");
  gint64 id = biz_decision_note_get_record_id (note);

  if (ids->len == 0 && g_strcmp0 (biz_decision_note_get_model (note), INVOICE) == 0)
    g_array_append_val (ids, id);

  return ids;
}

/* From the oldest to the newest: a second hold of one that is held adds nothing. */
static void
add_holds (Load *load, BizKpiRows *rows)
{
  GPtrArray *notes = biz_decision_log_get_notes (load->log);
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = notes->len; i > 0; i--)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i - 1);
      gint64 id = biz_decision_note_get_record_id (note);
      const BizMoney *value = load->values != NULL ? g_hash_table_lookup (load->values, &id) : NULL;
      GDate day = get_day (load, note);
      BizKpiSpan span = { .id = id, .since = day };
      gpointer place = NULL;
      gboolean is_open;

      if (!is_hold (note) || value == NULL || !g_date_valid (&day))
        continue;
      is_open = g_hash_table_lookup_extended (open, &id, NULL, &place);
      if (biz_decision_note_get_kind (note) != BIZ_DECISION_HOLD)
        {
          if (is_open)
            g_array_index (rows->holds, BizKpiSpan, GPOINTER_TO_UINT (place)).until = day;
          g_hash_table_remove (open, &id);
          continue;
        }
      if (is_open)
        continue;
      g_date_clear (&span.aged, 1);
      g_date_clear (&span.until, 1);
      span.value = *value;
      g_hash_table_insert (open, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (rows->holds->len));
      g_array_append_val (rows->holds, span);
    }
}

static void
add_promise (Load *load, BizDecisionNote *note, BizKpiRows *rows)
{
  g_autoptr (GArray) ids = list_invoices (note);
  BizKpiPromise row = { .made = get_day (load, note) };

  if (!biz_decision_note_get_date (note, "date", &row.due) || !g_date_valid (&row.made))
    return;
  for (guint i = 0; i < ids->len; i++)
    {
      const Invoice *invoice =
          g_hash_table_lookup (load->invoices, &g_array_index (ids, gint64, i));

      if (invoice == NULL)
        continue;
      row.item = g_array_index (ids, gint64, i);
      g_date_clear (&row.paid, 1);
      if (invoice->is_settled)
        row.paid = invoice->paid;
      g_array_append_val (rows->promises, row);
    }
}

/* Notes are the newest first: an invoice is in dispute since its oldest one. */
static void
add_disputes (Load *load, BizKpiRows *rows)
{
  GPtrArray *notes = biz_decision_log_get_notes (load->log);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = notes->len; i > 0; i--)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i - 1);
      g_autoptr (GArray) ids = NULL;

      if (biz_decision_note_get_kind (note) == BIZ_DECISION_PROMISE)
        add_promise (load, note, rows);
      if (biz_decision_note_get_kind (note) != BIZ_DECISION_DISPUTE
          || g_strcmp0 (biz_decision_note_get (note, "state"), "closed") == 0)
        continue;
      ids = list_invoices (note);
      for (guint j = 0; j < ids->len; j++)
        {
          gint64 id = g_array_index (ids, gint64, j);
          const Invoice *invoice = g_hash_table_lookup (load->invoices, &id);
          BizKpiDocument row = { .total = load->scope.zero };

          if (invoice == NULL || !g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
            continue;
          row.id = id;
          row.date = invoice->date;
          row.disputed = get_day (load, note);
          g_date_clear (&row.corrected, 1);
          g_array_append_val (rows->documents, row);
        }
    }
}

static void
finish_part (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  BizKpiRows *rows;

  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  rows = biz_kpi_rows_new ();
  add_holds (load, rows);
  add_disputes (load, rows);
  rows->sample.n_read = biz_decision_log_get_notes (load->log)->len;
  rows->sample.n_all = rows->sample.n_read + (biz_decision_log_is_cut (load->log) ? 1 : 0);
  g_task_return_pointer (task, rows, (GDestroyNotify)biz_kpi_rows_free);
}

static void
take_error (Load *load, GError *error)
{
  if (load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->values = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (load->values == NULL)
    take_error (load, error);
  finish_part (task);
}

static Invoice *
get_invoice (Load *load, gint64 id)
{
  Invoice *invoice = g_hash_table_lookup (load->invoices, &id);

  if (invoice == NULL)
    {
      invoice = g_new0 (Invoice, 1);
      g_date_clear (&invoice->date, 1);
      g_date_clear (&invoice->paid, 1);
      g_hash_table_insert (load->invoices, g_memdup2 (&id, sizeof id), invoice);
    }

  return invoice;
}

typedef gboolean (*ReadFunc) (Load *load, JsonObject *row, GError **error);

static gboolean
read_invoice (Load *load, JsonObject *row, GError **error)
{
  BizDecimal residual;
  Invoice *invoice;
  GDate date;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_date (row, "invoice_date", &date, error)
      || !biz_decimal_from_json (row, "amount_residual", &residual, error))
    return FALSE;
  invoice = get_invoice (load, id);
  invoice->date = date;
  invoice->is_settled = residual.mantissa == 0;

  return TRUE;
}

static gboolean
read_match (Load *load, JsonObject *row, GError **error)
{
  JsonObject *line;
  Invoice *invoice;
  GDate date;
  gint64 id;

  if (!erp_json_get_date (row, "max_date", &date, error)
      || !erp_json_get_object (json_object_get_member (row, "debit_move_id"), &line, error)
      || !erp_json_get_many2one (line, "move_id", &id, NULL, error))
    return FALSE;
  invoice = g_hash_table_lookup (load->invoices, &id);
  if (invoice != NULL && g_date_valid (&date)
      && (!g_date_valid (&invoice->paid) || g_date_compare (&date, &invoice->paid) > 0))
    invoice->paid = date;

  return TRUE;
}

static void
take_rows (GTask *task, GObject *source, GAsyncResult *result, ReadFunc func)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;
  JsonObject *page;

  if (answer != NULL && erp_json_get_object (answer, &page, &error))
    erp_json_get_array (json_object_get_member (page, "records"), &rows, &error);
  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        func (load, row, &error);
    }
  if (error != NULL)
    take_error (load, error);
}

static void
matches_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_rows (task, source, result, read_match);
  finish_part (task);
}

static void
ask (GTask *task,
     const char *model,
     ErpDomain *domain,
     const char *specification,
     GAsyncReadyCallback callback)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read (model, "web_search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* When those that are settled were. */
static void
invoices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  GHashTableIter iter;
  gpointer id, invoice;

  take_rows (task, source, result, read_invoice);
  g_hash_table_iter_init (&iter, load->invoices);
  while (g_hash_table_iter_next (&iter, &id, &invoice))
    if (((const Invoice *)invoice)->is_settled)
      g_array_append_vals (ids, id, 1);
  if (load->error != NULL || ids->len == 0)
    {
      finish_part (task);
      return;
    }
  erp_domain_add_ids (domain, "debit_move_id.move_id", "in", (const gint64 *)(gpointer)ids->data,
                      ids->len);
  ask (task, "account.partial.reconcile", domain,
       "{\"max_date\":{},\"debit_move_id\":{\"fields\":{\"move_id\":{\"fields\":{}}}}}",
       matches_cb);
}

static void
ask_orders (GTask *task, GArray *ids)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;

  if (ids->len == 0)
    return;
  call = biz_kpi_order_values_new_call (&load->scope, (const gint64 *)(gpointer)ids->data, ids->len,
                                        load->currencies,
                                        erp_session_get_capabilities (load->session));
  if (call == NULL)
    {
      take_error (load, g_error_new_literal (ERP_ERROR, ERP_ERROR_MISSING,
                                             _ ("This server does not tell orders apart so.")));
      return;
    }
  load->n_pending++;
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), values_cb, g_object_ref (task));
}

static void
ask_invoices (GTask *task, GArray *ids)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  if (ids->len == 0)
    return;
  erp_domain_add_int (domain, "company_id", "=", load->scope.company_id);
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_string (domain, "move_type", "=", "out_invoice");
  erp_domain_add_string (domain, "state", "=", "posted");
  if (!biz_kpi_scope_add_domain (&load->scope, domain, INVOICE, "",
                                 erp_session_get_capabilities (load->session)))
    {
      take_error (load, g_error_new_literal (ERP_ERROR, ERP_ERROR_MISSING,
                                             _ ("This server does not tell invoices apart so.")));
      return;
    }
  load->n_pending++;
  ask (task, INVOICE, domain, "{\"invoice_date\":{},\"amount_residual\":{}}", invoices_cb);
}

static void
log_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) invoices = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;
  GPtrArray *notes;

  load->log = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (load->log == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  notes = biz_decision_log_get_notes (load->log);
  for (guint i = 0; i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);

      if (is_hold (note))
        {
          gint64 id = biz_decision_note_get_record_id (note);

          g_array_append_val (orders, id);
        }
      else
        {
          g_autoptr (GArray) ids = list_invoices (note);

          g_array_append_vals (invoices, ids->data, ids->len);
        }
    }
  load->n_pending = 1;
  ask_orders (task, orders);
  ask_invoices (task, invoices);
  finish_part (task);
}

/**
 * biz_kpi_notes_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @progress: (nullable): not called
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_notes_read_async (ErpSession *session,
                          BizCurrencyTable *currencies,
                          const BizKpiScope *scope,
                          BizKpiProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const BizDecisionScope scopes[] = { { ORDER, NULL, 0 },
                                             { INVOICE, NULL, 0 },
                                             { "res.partner", NULL, 0 } };
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpCall) call =
      biz_decision_log_new_call (scopes, G_N_ELEMENTS (scopes),
                                 BIZ_DECISION_BITS_OF_HOLD | BIZ_DECISION_BIT (BIZ_DECISION_PROMISE)
                                     | BIZ_DECISION_BIT (BIZ_DECISION_DISPUTE),
                                 NULL);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, biz_kpi_notes_read_async);
  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->scope = *scope;
  load->zone = biz_kpi_dup_zone (erp_session_get_capabilities (session));
  load->invoices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_task_set_task_data (task, load, free_load);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, log_cb,
                         g_steal_pointer (&task));
}
