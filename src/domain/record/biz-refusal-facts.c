/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-refusal.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"

/* What is asked after a refusal: first which locks this server has, then the document with them. */

static const char *const lock_fields[] = {
  "hard_lock_date", "fiscalyear_lock_date", "sale_lock_date", "tax_lock_date", "period_lock_date",
};

typedef struct
{
  GError *refused;  /* (owned) */
  BizInvoice *seen; /* (owned) (nullable) */
  gint64 id;
  gint64 uid;
  GDate day; /* of a payment; not valid: it is no payment */
} Explaining;

static void
free_explaining (gpointer data)
{
  Explaining *explaining = data;

  g_error_free (explaining->refused);
  g_clear_object (&explaining->seen);
  g_free (explaining);
}

void
biz_refusal_facts_clear (BizRefusalFacts *self)
{
  g_clear_pointer (&self->writer, g_free);
  g_clear_pointer (&self->write_date, g_date_time_unref);
}

static void
read_lock (BizRefusalFacts *self, JsonObject *company, const char *field)
{
  g_autofree char *user_field = g_strconcat ("user_", field, NULL);
  BizLock *lock = &self->locks[self->n_locks];

  g_date_clear (&lock->date, 1);
  g_date_clear (&lock->user_date, 1);
  if (!json_object_has_member (company, field)
      || !erp_json_get_date (company, field, &lock->date, NULL))
    return;
  lock->field = field;
  if (json_object_has_member (company, user_field))
    {
      self->has_exceptions = TRUE;
      if (!erp_json_get_date (company, user_field, &lock->user_date, NULL))
        g_date_clear (&lock->user_date, 1);
      /* the first day of the calendar stands for "not locked for this user" */
      if (g_date_valid (&lock->user_date) && g_date_get_year (&lock->user_date) < 1900)
        g_date_clear (&lock->date, 1);
      if (g_date_valid (&lock->user_date) && g_date_get_year (&lock->user_date) < 1900)
        g_date_clear (&lock->user_date, 1);
    }
  self->n_locks++;
}

static BizInvoiceState
parse_state (const char *word)
{
  if (g_strcmp0 (word, "posted") == 0)
    return BIZ_STATE_POSTED;

  return g_strcmp0 (word, "cancel") == 0 ? BIZ_STATE_CANCELLED : BIZ_STATE_DRAFT;
}

/**
 * biz_refusal_facts_read:
 * @self: zeroed
 * @row: the document with "company_id" as a record of its locks
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL
 */
gboolean
biz_refusal_facts_read (BizRefusalFacts *self, JsonObject *row, GError **error)
{
  JsonNode *company;
  const char *state;
  const char *hash;
  gint64 partner_id;
  double residual = 1;
  JsonArray *lines;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (!erp_json_get_date (row, "date", &self->date, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "inalterable_hash", &hash, error)
      || !erp_json_get_many2one (row, "partner_id", &partner_id, NULL, error)
      || !erp_json_get_array (json_object_get_member (row, "invoice_line_ids"), &lines, error)
      || !erp_json_get_many2one (row, "write_uid", &self->writer_id, &self->writer, error)
      || !erp_json_get_datetime (row, "write_date", &self->write_date, error))
    return FALSE;
  self->state = parse_state (state);
  self->hashed = hash != NULL && *hash != '\0';
  if (json_object_has_member (row, "amount_residual")
      && erp_json_get_double (row, "amount_residual", &residual, NULL))
    self->settled = self->state == BIZ_STATE_POSTED && ABS (residual) < 1e-6;
  self->has_partner = partner_id != 0;
  self->has_lines = json_array_get_length (lines) > 0;
  company = json_object_get_member (row, "company_id");
  for (guint i = 0;
       company != NULL && JSON_NODE_HOLDS_OBJECT (company) && i < G_N_ELEMENTS (lock_fields); i++)
    read_lock (self, json_node_get_object (company), lock_fields[i]);
  self->known = TRUE;

  return TRUE;
}

static void
finish (GTask *task, const BizRefusalFacts *facts)
{
  Explaining *explaining = g_task_get_task_data (task);

  g_task_return_pointer (
      task, biz_refusal_new (explaining->refused, explaining->seen, explaining->uid, facts),
      (GDestroyNotify)biz_refusal_free);
}

static void
document_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Explaining *explaining = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_auto (BizRefusalFacts) facts = { 0 };
  JsonArray *rows = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (answer != NULL && erp_json_get_array (answer, &rows, NULL))
    {
      facts.gone = json_array_get_length (rows) == 0;
      if (!facts.gone && JSON_NODE_HOLDS_OBJECT (json_array_get_element (rows, 0)))
        biz_refusal_facts_read (&facts, json_array_get_object_element (rows, 0), NULL);
    }
  if (g_date_valid (&explaining->day))
    {
      facts.paying = TRUE;
      facts.date = explaining->day;
    }
  finish (task, &facts);
}

/* The members of a specification for the locks in @known, an answer of fields_get. */
static JsonNode *
make_specification (JsonNode *known)
{
  g_autoptr (GString) json = g_string_new (
      "{\"date\":{},\"state\":{},\"amount_residual\":{},\"inalterable_hash\":{},\"partner_id\":{},"
      "\"invoice_line_ids\":{},\"write_date\":{},\"write_uid\":{\"fields\":"
      "{\"display_name\":{}}},\"company_id\":{\"fields\":{\"display_name\":{}");
  JsonObject *fields =
      known != NULL && JSON_NODE_HOLDS_OBJECT (known) ? json_node_get_object (known) : NULL;

  for (guint i = 0; fields != NULL && i < G_N_ELEMENTS (lock_fields); i++)
    {
      g_autofree char *user_field = g_strconcat ("user_", lock_fields[i], NULL);

      if (json_object_has_member (fields, lock_fields[i]))
        g_string_append_printf (json, ",\"%s\":{}", lock_fields[i]);
      if (json_object_has_member (fields, user_field))
        g_string_append_printf (json, ",\"%s\":{}", user_field);
    }
  g_string_append (json, "}}}");

  return erp_json_literal (json->str);
}

static void
fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Explaining *explaining = g_task_get_task_data (task);
  g_autoptr (JsonNode) known = erp_client_call_finish (ERP_CLIENT (source), result, NULL);
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "web_read");

  if (g_task_return_error_if_cancelled (task))
    return;
  erp_call_set_id (call, explaining->id);
  erp_call_take_arg (call, "specification", make_specification (known));
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), document_cb,
                         g_object_ref (task));
}

static gboolean
is_worth_asking (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT);
}

/* Takes @task. */
static void
ask_why (ErpClient *client, GTask *task)
{
  static const char *const attributes[] = { "type", NULL };
  Explaining *explaining = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (explaining->id == 0 || !is_worth_asking (explaining->refused))
    {
      BizRefusalFacts facts = { 0 };

      finish (task, &facts);
      g_clear_object (&task);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lock_fields); i++)
    {
      g_autofree char *user_field = g_strconcat ("user_", lock_fields[i], NULL);

      g_strv_builder_add_many (names, lock_fields[i], user_field, NULL);
    }
  all = g_strv_builder_end (names);
  call = erp_call_new_read ("res.company", "fields_get");
  erp_call_set_arg_strv (call, "allfields", (const char *const *)all);
  erp_call_set_arg_strv (call, "attributes", attributes);
  erp_client_call_async (client, call, g_task_get_cancellable (task), fields_cb, task);
}

static Explaining *
new_explaining (const GError *error, gint64 id, BizInvoice *seen, gint64 uid)
{
  Explaining *self = g_new0 (Explaining, 1);

  self->refused = g_error_copy (error);
  self->seen = seen != NULL ? g_object_ref (seen) : NULL;
  self->id = id;
  self->uid = uid;
  g_date_clear (&self->day, 1);

  return self;
}

/**
 * biz_refusal_explain_async:
 * @client: who asks
 * @error: what the server said
 * @seen: (nullable): the document as the person saw it
 * @uid: who is signed in
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out why the server refused: two short reads where facts can tell it.
 */
void
biz_refusal_explain_async (ErpClient *client,
                           const GError *error,
                           BizInvoice *seen,
                           gint64 uid,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client) && error != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_refusal_explain_async);
  g_task_set_task_data (
      task, new_explaining (error, seen != NULL ? biz_invoice_get_id (seen) : 0, seen, uid),
      free_explaining);
  ask_why (client, task);
}

/**
 * biz_refusal_explain_payment_async:
 * @client: who asks
 * @error: what the server said
 * @id: the document that was to be paid
 * @seen: (nullable): the same as the person saw it
 * @uid: who is signed in
 * @day: of the payment
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds out why a payment was refused; ends with biz_refusal_explain_finish ().
 */
void
biz_refusal_explain_payment_async (ErpClient *client,
                                   const GError *error,
                                   gint64 id,
                                   BizInvoice *seen,
                                   gint64 uid,
                                   const GDate *day,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Explaining *explaining;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client) && error != NULL);
  g_return_if_fail (day != NULL && g_date_valid (day));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_refusal_explain_payment_async);
  explaining = new_explaining (error, id, seen, uid);
  explaining->day = *day;
  g_task_set_task_data (task, explaining, free_explaining);
  ask_why (client, task);
}

/**
 * biz_refusal_explain_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): why; %NULL when cancelled
 */
BizRefusal *
biz_refusal_explain_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
