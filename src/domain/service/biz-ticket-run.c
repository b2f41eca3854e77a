/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-run.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BizTicketChange change;
  char *label;               /* (owned) (nullable) */
  GArray *ids;               /* (owned) (element-type gint64) */
  GPtrArray *seen;           /* (owned) (nullable) (element-type BizTicket) */
  GQueue waiting;            /* (owned): GPtrArray of BizTicket, one write each */
  GPtrArray *sent;           /* (owned) (nullable): on its way */
  BizTicketOutcome *outcome; /* (owned) */
} Run;

static void
failure_free (gpointer data)
{
  BizTicketFailure *failure = data;

  g_free (failure->number);
  g_free (failure->reason);
  g_free (failure);
}

void
biz_ticket_outcome_free (BizTicketOutcome *self)
{
  g_ptr_array_unref (self->failures);
  g_free (self);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_free (run->label);
  g_array_unref (run->ids);
  g_clear_pointer (&run->seen, g_ptr_array_unref);
  g_queue_clear_full (&run->waiting, (GDestroyNotify)g_ptr_array_unref);
  g_clear_pointer (&run->sent, g_ptr_array_unref);
  g_clear_pointer (&run->outcome, biz_ticket_outcome_free);
  g_free (run);
}

static BizTicket *
find (GPtrArray *tickets, gint64 id)
{
  for (guint i = 0; tickets != NULL && i < tickets->len; i++)
    if (biz_ticket_get_id (g_ptr_array_index (tickets, i)) == id)
      return g_ptr_array_index (tickets, i);

  return NULL;
}

/* Takes @reason. */
static void
add_failure (Run *run, gint64 id, BizTicket *ticket, char *reason)
{
  BizTicketFailure *failure = g_new0 (BizTicketFailure, 1);

  failure->id = id;
  failure->number =
      ticket != NULL ? biz_ticket_dup_number (ticket) : g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  failure->reason = reason;
  g_ptr_array_add (run->outcome->failures, failure);
}

/* (nullable): what a colleague did to it since this person saw it, in a sentence */
static char *
describe_difference (BizTicket *seen, BizTicket *now)
{
  const BizTicketFacts *old = biz_ticket_get_facts (seen);
  const BizTicketFacts *new = biz_ticket_get_facts (now);
  const char *who = new->writer != NULL ? new->writer : _ ("Somebody");

  if (old->owner_id != new->owner_id &&new->owner != NULL)
    /* Translators: a colleague, and who has the case now. */
    return g_strdup_printf (_ ("%s changed it meanwhile: it is %s’s now."), who, new->owner);
  if (old->stage_id != new->stage_id &&new->stage != NULL)
    /* Translators: a colleague, and a stage. */
    return g_strdup_printf (_ ("%s changed it meanwhile: it is in “%s” now."), who, new->stage);
  if (old->owner_id != new->owner_id || old->stage_id != new->stage_id || old->closed != new->closed
      || old->priority != new->priority || old->category_id != new->category_id)
    return g_strdup_printf (_ ("%s changed it meanwhile."), who);

  return NULL;
}

static void
sort_out (BizService *service, Run *run, GPtrArray *fresh)
{
  const BizTicketShape *shape = biz_service_get_shape (service);
  GPtrArray *batch = NULL;

  for (guint i = 0; i < run->ids->len; i++)
    {
      const gint64 id = g_array_index (run->ids, gint64, i);
      BizTicket *now = find (fresh, id);
      BizTicket *seen = find (run->seen, id);
      char *difference = now != NULL && seen != NULL ? describe_difference (seen, now) : NULL;

      if (now == NULL)
        add_failure (run, id, seen, g_strdup (_ ("It is not there any more.")));
      else if (biz_ticket_change_is_done (&run->change, shape, now))
        {
          run->outcome->n_done++;
          g_free (difference);
        }
      else if (difference != NULL)
        add_failure (run, id, now, difference);
      else
        {
          if (batch == NULL || batch->len == BIZ_TICKET_CHANGE_MAX)
            {
              batch = g_ptr_array_new_with_free_func (g_object_unref);
              g_queue_push_tail (&run->waiting, batch);
            }
          g_ptr_array_add (batch, g_object_ref (now));
        }
    }
}

static void send_next (GTask *task);

/* What was refused together is tried one by one, so that the one at fault is named. */
static void
take_apart (Run *run, GPtrArray *batch)
{
  for (guint i = 0; i < batch->len; i++)
    {
      GPtrArray *one = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (one, g_object_ref (g_ptr_array_index (batch, i)));
      g_queue_push_tail (&run->waiting, one);
    }
}

static void
fail_batch (Run *run, GPtrArray *batch, const GError *error)
{
  for (guint i = 0; i < batch->len; i++)
    {
      BizTicket *ticket = g_ptr_array_index (batch, i);

      add_failure (run, biz_ticket_get_id (ticket), ticket, g_strdup (error->message));
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  g_autoptr (GPtrArray) batch = g_steal_pointer (&run->sent);

  if (job != NULL)
    run->outcome->n_done += batch->len;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  else
    {
      gboolean is_lost = g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
      gboolean is_away = g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE)
                         || g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH);

      run->outcome->unknown |= is_lost;
      if (batch->len > 1 && !is_lost && !is_away)
        take_apart (run, batch);
      else
        fail_batch (run, batch, error);
      /* Nobody answers: the rest would wait for nothing. */
      for (GPtrArray *rest; is_away && (rest = g_queue_pop_head (&run->waiting)) != NULL;)
        {
          fail_batch (run, rest, error);
          g_ptr_array_unref (rest);
        }
    }
  send_next (task);
}

static void
send_next (GTask *task)
{
  BizService *service = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (JsonObject) body = NULL;

  run->sent = g_queue_pop_head (&run->waiting);
  if (run->sent == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&run->outcome),
                             (GDestroyNotify)biz_ticket_outcome_free);
      return;
    }
  body = biz_ticket_change_make_body (&run->change, biz_service_get_shape (service), run->sent);
  erp_journal_run_async (erp_session_get_journal (biz_service_get_session (service)),
                         BIZ_JOB_TICKET_CHANGE, body, g_task_get_cancellable (task), written_cb,
                         g_object_ref (task));
}

static gpointer
decode (JsonNode *answer, gpointer user_data, GError **error)
{
  return biz_tickets_new_from_json (user_data, answer, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) fresh = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (fresh == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sort_out (g_task_get_source_object (task), run, fresh);
  send_next (task);
}

/**
 * biz_ticket_run_async:
 * @service: a service desk that may be written to
 * @change: what the cases are given
 * @ids: (array length=n_ids): which; at most %BIZ_TICKET_RUN_MAX
 * @n_ids: how many
 * @seen: (nullable) (element-type BizTicket): those that this person looked at
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * A case whose owner, stage, priority or category is another one than was seen is left alone.
 */
void
biz_ticket_run_async (BizService *service,
                      const BizTicketChange *change,
                      const gint64 *ids,
                      gsize n_ids,
                      GPtrArray *seen,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  const BizTicketShape *shape = biz_service_get_shape (service);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *specification = NULL;
  Run *run = g_new0 (Run, 1);

  g_return_if_fail (BIZ_IS_SERVICE (service) && change != NULL);
  g_return_if_fail (n_ids > 0 && n_ids <= BIZ_TICKET_RUN_MAX);

  g_task_set_source_tag (task, biz_ticket_run_async);
  run->change = *change;
  run->label = g_strdup (change->label);
  run->change.label = run->label;
  run->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (run->ids, ids, (guint)n_ids);
  run->seen = seen != NULL ? g_ptr_array_ref (seen) : NULL;
  run->outcome = g_new0 (BizTicketOutcome, 1);
  run->outcome->failures = g_ptr_array_new_with_free_func (failure_free);
  g_task_set_task_data (task, run, run_free);
  if (!biz_service_may_write (service))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                               biz_service_get_refusal (service));
      return;
    }
  erp_domain_add_ids (domain, "id", "in", ids, n_ids);
  specification = biz_ticket_shape_make_specification (shape);
  call = erp_call_new_read (shape->model, "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_int (call, "limit", (gint64)n_ids);
  erp_call_set_decoder (call, decode, g_memdup2 (shape, sizeof *shape), g_free,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (biz_service_get_session (service)), call,
                         cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * biz_ticket_run_finish:
 * @service: a service desk
 * @result: of the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what became of each; %NULL where they could not be read
 */
BizTicketOutcome *
biz_ticket_run_finish (BizService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
