/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-import-store.h"

#include "biz-import-job.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define PAGE 1000
#define PIECE 200

struct _BizImportStore
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizImportStore, biz_import_store, G_TYPE_OBJECT)

/* A plan on its way. */
typedef struct
{
  BizBankFile *file;       /* (owned) */
  BizBankJournal *journal; /* (owned) */
  GPtrArray *earlier;      /* (owned) (nullable) (element-type BizImportPlan) */
  GPtrArray *lines;        /* (owned) (element-type BizServerLine) */
  GDate first, last;
  guint n_named; /* lines whose external id was asked for */
} Planning;

/* A plan that is carried out. */
typedef struct
{
  BizImportPlan *plan; /* (owned) */
  gboolean conflicts;
  GListModel *currencies; /* (owned) */
  BizImportProgress progress;
  gpointer progress_data;
  GHashTable *sent; /* (owned) */
  guint next;       /* row */
  guint n_sent;     /* rows of the piece on its way */
  guint n_done;
  guint n_all;
} Running;

static void
free_planning (gpointer data)
{
  Planning *planning = data;

  biz_bank_file_unref (planning->file);
  g_clear_object (&planning->journal);
  g_clear_pointer (&planning->earlier, g_ptr_array_unref);
  g_ptr_array_unref (planning->lines);
  g_free (planning);
}

static void
free_running (gpointer data)
{
  Running *running = data;

  g_clear_object (&running->plan);
  g_clear_object (&running->currencies);
  g_hash_table_unref (running->sent);
  g_free (running);
}

static void
biz_import_store_dispose (GObject *object)
{
  BizImportStore *self = BIZ_IMPORT_STORE (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (biz_import_store_parent_class)->dispose (object);
}

static void
biz_import_store_class_init (BizImportStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_import_store_dispose;
}

static void
biz_import_store_init (BizImportStore *self)
{
}

/**
 * biz_import_store_new:
 * @session: who is signed in where
 *
 * Returns: (transfer full): a store
 */
BizImportStore *
biz_import_store_new (ErpSession *session)
{
  BizImportStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_IMPORT_STORE, NULL);
  self->session = g_object_ref (session);

  return self;
}

static gboolean
read_line (JsonObject *row, guint digits, BizServerLine *line, GError **error)
{
  const char *label, *name, *account, *reference;

  if (!erp_json_get_int (row, "id", &line->id, error)
      || !erp_json_get_date (row, "date", &line->date, error)
      || !erp_json_get_scaled (row, "amount", digits, &line->amount, error)
      || !erp_json_get_string (row, "payment_ref", &label, error)
      || !erp_json_get_string (row, "partner_name", &name, error)
      || !erp_json_get_string (row, "account_number", &account, error)
      || !erp_json_get_string (row, "ref", &reference, error))
    return FALSE;
  line->label = g_strdup (label);
  line->name = g_strdup (name);
  line->account = g_strdup (account);
  line->reference = g_strdup (reference);

  return TRUE;
}

/* In a worker thread. */
static gpointer
decode_lines (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) lines = biz_server_lines_new ();
  JsonArray *array;

  if (!erp_json_get_array (result, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BizServerLine *line = g_new0 (BizServerLine, 1);
      JsonObject *row;

      g_ptr_array_add (lines, line);
      if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
          || !read_line (row, GPOINTER_TO_UINT (user_data), line, error))
        return NULL;
    }

  return g_steal_pointer (&lines);
}

static void
build_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Planning *planning = data;
  GError *error = NULL;
  BizImportPlan *plan;

  for (guint i = 0; planning->earlier != NULL && i < planning->earlier->len; i++)
    biz_import_plan_add_new (g_ptr_array_index (planning->earlier, i), &planning->first,
                             &planning->last, planning->lines);
  plan = biz_import_plan_new (planning->file, planning->journal, planning->lines, &error);
  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void ask_names (BizImportStore *self, GTask *task);

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Planning *planning = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  const guint end = MIN (planning->n_named + PAGE, planning->lines->len);
  JsonObject *names;

  if (answer == NULL || !erp_json_get_object (answer, &names, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (; planning->n_named < end; planning->n_named++)
    {
      BizServerLine *line = g_ptr_array_index (planning->lines, planning->n_named);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);
      const char *name = NULL;

      if (json_object_has_member (names, key) && erp_json_get_string (names, key, &name, NULL)
          && name != NULL && *name != '\0')
        line->external_id = g_strdup (name);
    }
  ask_names (g_task_get_source_object (task), task);
}

/* What the lines were called when they were imported; then the plan is made. */
static void
ask_names (BizImportStore *self, GTask *task)
{
  Planning *planning = g_task_get_task_data (task);
  const guint end = MIN (planning->n_named + PAGE, planning->lines->len);
  const gint64 company = biz_bank_journal_get_company_id (planning->journal);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpCall) call = NULL;

  for (guint i = planning->n_named; i < end; i++)
    g_array_append_val (ids, ((BizServerLine *)g_ptr_array_index (planning->lines, i))->id);
  if (ids->len == 0)
    {
      g_task_run_in_thread (task, build_in_thread);
      return;
    }
  call = erp_call_new_read ("account.bank.statement.line", "get_external_id");
  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);
  erp_call_set_companies (call, &company, 1);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), names_cb, g_object_ref (task));
}

static void ask_lines (BizImportStore *self, GTask *task);

static void
lines_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Planning *planning = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) lines = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  guint n;

  if (lines == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  n = lines->len;
  g_ptr_array_extend_and_steal (planning->lines, g_steal_pointer (&lines));
  if (n < PAGE)
    ask_names (g_task_get_source_object (task), task);
  else
    ask_lines (g_task_get_source_object (task), task);
}

static void
ask_lines (BizImportStore *self, GTask *task)
{
  static const char *const fields[] = { "id",           "date",           "amount", "payment_ref",
                                        "partner_name", "account_number", "ref",    NULL };
  Planning *planning = g_task_get_task_data (task);
  const gint64 company = biz_bank_journal_get_company_id (planning->journal);
  const guint digits = biz_bank_journal_get_zero (planning->journal)->digits;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.bank.statement.line", "search_read");

  erp_domain_add_int (domain, "journal_id", "=", biz_bank_journal_get_id (planning->journal));
  erp_domain_add_date (domain, "date", ">=", &planning->first);
  erp_domain_add_date (domain, "date", "<=", &planning->last);
  if (planning->lines->len > 0)
    erp_domain_add_int (
        domain, "id", ">",
        ((BizServerLine *)g_ptr_array_index (planning->lines, planning->lines->len - 1))->id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", PAGE);
  erp_call_set_companies (call, &company, 1);
  erp_call_set_decoder (call, decode_lines, GUINT_TO_POINTER (digits), NULL,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), lines_cb, g_object_ref (task));
}

/**
 * biz_import_store_plan_async:
 * @self: a store
 * @file: a bank's file
 * @journal: where it is to go
 * @earlier: (nullable) (element-type BizImportPlan): what is imported into the same journal before
 *   it
 * @cancellable: (nullable): to stop
 * @callback: when it is known
 * @user_data: for @callback
 *
 * Compares a file with what the ERP has on the days of the file, in requests of at most a thousand
 * lines.
 */
void
biz_import_store_plan_async (BizImportStore *self,
                             BizBankFile *file,
                             BizBankJournal *journal,
                             GPtrArray *earlier,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Planning *planning = g_new0 (Planning, 1);
  GError *error = NULL;

  g_return_if_fail (BIZ_IS_IMPORT_STORE (self));
  g_return_if_fail (file != NULL && BIZ_IS_BANK_JOURNAL (journal));

  g_task_set_source_tag (task, biz_import_store_plan_async);
  planning->file = biz_bank_file_ref (file);
  planning->journal = g_object_ref (journal);
  planning->earlier = earlier != NULL ? g_ptr_array_ref (earlier) : NULL;
  planning->lines = biz_server_lines_new ();
  g_task_set_task_data (task, planning, free_planning);
  if (!biz_import_plan_find_days (file, journal, &planning->first, &planning->last, &error))
    g_task_return_error (task, error);
  else if (!g_date_valid (&planning->first))
    g_task_run_in_thread (task, build_in_thread);
  else
    ask_lines (self, task);
}

BizImportPlan *
biz_import_store_plan_finish (BizImportStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void send_piece (BizImportStore *self, GTask *task);

static void
piece_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Running *running = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  running->n_done += running->n_sent;
  if (running->progress != NULL)
    running->progress (running->n_done, running->n_all, running->progress_data);
  send_piece (g_task_get_source_object (task), task);
}

static void
send_piece (BizImportStore *self, GTask *task)
{
  Running *running = g_task_get_task_data (task);
  g_autoptr (JsonObject) body = NULL;

  /* what is on its way is awaited; nothing new is begun */
  if (g_task_return_error_if_cancelled (task))
    return;
  body = biz_job_body_new_import (running->plan, running->next, PIECE, running->conflicts,
                                  running->currencies, running->sent, &running->next,
                                  &running->n_sent);
  if (body == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  erp_journal_run_async (erp_session_get_journal (self->session), BIZ_JOB_IMPORT, body, NULL,
                         piece_cb, g_object_ref (task));
}

/**
 * biz_import_store_run_async:
 * @self: a store
 * @plan: what is new
 * @conflicts: also what the ERP almost has
 * @progress: (nullable) (scope async): told after each piece
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop between two pieces
 * @callback: when it ended
 * @user_data: for @callback
 *
 * Writes the new lines of a file.
 */
void
biz_import_store_run_async (BizImportStore *self,
                            BizImportPlan *plan,
                            gboolean conflicts,
                            BizImportProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Running *running = g_new0 (Running, 1);

  g_return_if_fail (BIZ_IS_IMPORT_STORE (self));
  g_return_if_fail (BIZ_IS_IMPORT_PLAN (plan));

  g_task_set_source_tag (task, biz_import_store_run_async);
  running->plan = g_object_ref (plan);
  running->conflicts = conflicts;
  running->currencies =
      erp_capabilities_list_active_currencies (erp_session_get_capabilities (self->session));
  running->progress = progress;
  running->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  running->progress_data = progress_data;
  running->n_all = biz_import_plan_count (plan, BIZ_IMPORT_NEW)
                   + (conflicts ? biz_import_plan_count (plan, BIZ_IMPORT_CONFLICT) : 0);
  g_task_set_task_data (task, running, free_running);
  if (erp_session_get_journal (self->session) == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                             _ ("Nothing can be written without a journal."));
  else
    send_piece (self, task);
}

gboolean
biz_import_store_run_finish (BizImportStore *self,
                             GAsyncResult *result,
                             guint *n_done,
                             GError **error)
{
  Running *running;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  running = g_task_get_task_data (G_TASK (result));
  if (n_done != NULL)
    *n_done = running->n_done;

  return g_task_propagate_boolean (G_TASK (result), error);
}
