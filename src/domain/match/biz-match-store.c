/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-store.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizMatchStore
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  GHashTable *said;    /* (owned): gint64 * of the line -> body of what was matched last */
};

G_DEFINE_FINAL_TYPE (BizMatchStore, biz_match_store, G_TYPE_OBJECT)

typedef struct
{
  BizMatchDesk *desk; /* (owned) */
  guint position;
  GArray *parts;      /* (owned) (element-type BizMatchPart) */
  BizMatchWish wish;  /* its parts are those of the match that is next, or under way */
  guint n_done;       /* of the parts */
  char *label;        /* (owned) (nullable) */
  JsonObject *body;   /* (owned) (nullable): of the match */
  JsonObject *before; /* (owned) (nullable): of the one before it */
  GError *error;      /* (owned) (nullable): why it was refused */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->desk);
  g_clear_pointer (&work->parts, g_array_unref);
  g_clear_pointer (&work->body, json_object_unref);
  g_clear_pointer (&work->before, json_object_unref);
  g_clear_error (&work->error);
  g_free (work->label);
  g_free (work);
}

static void
biz_match_store_dispose (GObject *object)
{
  BizMatchStore *self = BIZ_MATCH_STORE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->said, g_hash_table_unref);

  G_OBJECT_CLASS (biz_match_store_parent_class)->dispose (object);
}

static void
biz_match_store_class_init (BizMatchStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_match_store_dispose;
}

static void
biz_match_store_init (BizMatchStore *self)
{
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                      (GDestroyNotify)json_object_unref);
}

/**
 * biz_match_store_new:
 * @session: who is signed in where
 *
 * Returns: (transfer full): a store
 */
BizMatchStore *
biz_match_store_new (ErpSession *session)
{
  BizMatchStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_MATCH_STORE, NULL);
  self->session = g_object_ref (session);

  return self;
}

static void
read_entry (BizMatchStore *self, GTask *task, GAsyncReadyCallback callback)
{
  Work *work = g_task_get_task_data (task);
  const gint64 company = biz_bank_journal_get_company_id (biz_match_desk_get_journal (work->desk));
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move.line", "search_read");

  erp_domain_add_int (domain, "move_id", "=",
                      biz_match_desk_get_line (work->desk, work->position)->move_id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", biz_match_entry_fields);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_companies (call, &company, 1);
  /* what is begun is ended */
  erp_client_call_async (erp_session_get_client (self->session), call,
                         work->n_done == 0 ? g_task_get_cancellable (task) : NULL, callback,
                         g_object_ref (task));
}

static gboolean
is_open_after (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was refused stays refused; where some of it stands all the same, that is said. */
static void
fail_half_way (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  g_prefix_error (&work->error, "%s ",
                  _ ("The bank line stands half way and could not be taken back."));
  g_task_return_error (task, g_steal_pointer (&work->error));
}

/* The end of a repair: what was refused stays refused. */
static void
repaired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    fail_half_way (task);
  else
    g_task_return_error (task, g_steal_pointer (&work->error));
}

/* Whether the match before is the last thing that happened to the line: what it left waits on. */
static gboolean
waits_on (const Work *work, JsonNode *entry)
{
  const gint64 suspense =
      biz_bank_journal_get_suspense_account_id (biz_match_desk_get_journal (work->desk));
  JsonObject *row;

  if (!biz_job_match_stands (work->before, entry))
    return FALSE;
  for (guint i = 0; (row = biz_job_nth (entry, i)) != NULL; i++)
    if (biz_job_get_many2one (row, "account_id") == suspense)
      return TRUE;

  return FALSE;
}

static void
half_way_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizMatchStore *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (JsonNode) entry = erp_client_call_finish (ERP_CLIENT (source), result, NULL);
  const BizOpenLine *line = biz_match_desk_get_line (work->desk, work->position);
  g_autoptr (JsonObject) body = NULL;

  if (entry == NULL
      || ((work->body == NULL || !biz_job_match_is_half_way (work->body, entry))
          && (work->before == NULL || !waits_on (work, entry))))
    {
      if (work->before != NULL)
        fail_half_way (task);
      else
        g_task_return_error (task, g_steal_pointer (&work->error));
      return;
    }
  body = biz_job_body_new_unmatch (biz_match_desk_get_journal (work->desk), line->line.id,
                                   line->line.text, line->move_id, entry);
  erp_journal_run_async (erp_session_get_journal (self->session), BIZ_JOB_UNMATCH, body, NULL,
                         repaired_cb, g_object_ref (task));
}

static void entry_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Those that are left are matched one by one. */
static void
go_on (BizMatchStore *self, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  work->n_done += work->wish.n_parts;
  if (work->n_done >= work->parts->len)
    {
      const gint64 *id = &biz_match_desk_get_line (work->desk, work->position)->line.id;

      g_hash_table_replace (self->said, g_memdup2 (id, sizeof *id), json_object_ref (work->body));
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_clear_pointer (&work->before, json_object_unref);
  work->before = g_steal_pointer (&work->body);
  work->wish.parts = &g_array_index (work->parts, BizMatchPart, work->n_done);
  work->wish.n_parts = 1;
  read_entry (self, task, entry_cb);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizMatchStore *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &work->error);

  if (job != NULL)
    go_on (self, task);
  else if (is_open_after (work->error))
    g_task_return_error (task, g_steal_pointer (&work->error));
  else
    read_entry (self, task, half_way_cb);
}

static void
entry_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizMatchStore *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (JsonNode) entry = erp_client_call_finish (ERP_CLIENT (source), result, &work->error);

  if (entry != NULL)
    work->body =
        biz_job_body_new_match (work->desk, work->position, &work->wish, entry, &work->error);
  if (work->body == NULL && work->before != NULL)
    read_entry (self, task, half_way_cb);
  else if (work->body == NULL)
    g_task_return_error (task, g_steal_pointer (&work->error));
  else
    erp_journal_run_async (erp_session_get_journal (self->session), BIZ_JOB_MATCH, work->body, NULL,
                           matched_cb, g_object_ref (task));
}

/* FALSE where nothing may be written; the task has returned then. */
static gboolean
check_writable (BizMatchStore *self, GTask *task)
{
  Work *work = g_task_get_task_data (task);
  const GDate lock = biz_bank_journal_get_lock_date (biz_match_desk_get_journal (work->desk));
  const BizOpenLine *line = biz_match_desk_get_line (work->desk, work->position);

  if (erp_session_get_journal (self->session) == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                             _ ("Nothing can be written without a journal."));
  else if (g_date_valid (&lock) && g_date_compare (&line->line.date, &lock) <= 0)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                             _ ("The day of this bank line is in a closed period."));
  else
    return TRUE;

  return FALSE;
}

/**
 * biz_match_store_accept_async:
 * @self: a store
 * @desk: what waits
 * @position: of the line
 * @wish: what is wanted of it; copied
 * @cancellable: (nullable): to stop before anything is written
 * @callback: when it is done
 * @user_data: for @callback
 *
 * Matches a line, or books it. Where it pays some items as a whole and others in part, the former
 * are matched together and the latter one after another, each with an item of the entry of its own
 * amount; where that ends early, all of it is taken back.
 */
void
biz_match_store_accept_async (BizMatchStore *self,
                              BizMatchDesk *desk,
                              guint position,
                              const BizMatchWish *wish,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (BIZ_IS_MATCH_STORE (self));
  g_return_if_fail (BIZ_IS_MATCH_DESK (desk) && wish != NULL);

  g_task_set_source_tag (task, biz_match_store_accept_async);
  work->desk = g_object_ref (desk);
  work->position = position;
  work->wish = *wish;
  work->parts = g_array_new (FALSE, FALSE, sizeof (BizMatchPart));
  if (wish->n_parts > 0)
    g_array_append_vals (work->parts, wish->parts, wish->n_parts);
  work->wish.parts = (const BizMatchPart *)(gpointer)work->parts->data;
  work->wish.n_parts = biz_match_wish_arrange (&work->wish, desk, position, work->parts);
  work->label = g_strdup (wish->writeoff_label);
  work->wish.writeoff_label = work->label;
  g_task_set_task_data (task, work, free_work);
  if (check_writable (self, task))
    read_entry (self, task, entry_cb);
}

gboolean
biz_match_store_accept_finish (BizMatchStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizMatchStore *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_remove (self->said, &biz_match_desk_get_line (work->desk, work->position)->line.id);
  g_task_return_boolean (task, TRUE);
}

static void
undo_entry_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizMatchStore *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) entry = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  const BizOpenLine *line = biz_match_desk_get_line (work->desk, work->position);
  g_autoptr (JsonObject) body = NULL;
  JsonObject *said;

  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  said = g_hash_table_lookup (self->said, &line->line.id);
  if (said != NULL && !biz_job_match_stands (said, entry))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT, "%s",
                               _ ("Somebody has changed this bank line since it was matched here. "
                                  "Look at it in the ERP."));
      return;
    }
  body = biz_job_body_new_unmatch (biz_match_desk_get_journal (work->desk), line->line.id,
                                   line->line.text, line->move_id, entry);
  erp_journal_run_async (erp_session_get_journal (self->session), BIZ_JOB_UNMATCH, body, NULL,
                         undone_cb, g_object_ref (task));
}

/**
 * biz_match_store_undo_async:
 * @self: a store
 * @desk: where the line waited
 * @position: of the line
 * @cancellable: (nullable): to stop before anything is written
 * @callback: when it is done
 * @user_data: for @callback
 *
 * Takes back what was said of a line.
 */
void
biz_match_store_undo_async (BizMatchStore *self,
                            BizMatchDesk *desk,
                            guint position,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (BIZ_IS_MATCH_STORE (self));
  g_return_if_fail (BIZ_IS_MATCH_DESK (desk));

  g_task_set_source_tag (task, biz_match_store_undo_async);
  work->desk = g_object_ref (desk);
  work->position = position;
  g_task_set_task_data (task, work, free_work);
  if (check_writable (self, task))
    read_entry (self, task, undo_entry_cb);
}

gboolean
biz_match_store_undo_finish (BizMatchStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
