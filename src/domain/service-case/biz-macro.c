/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-macro.h"

#include "biz-case-read.h"
#include "biz-choice.h"
#include "biz-ticket-run.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BizTicket *seen;  /* (owned): as it is, but for what is still to be written */
  GPtrArray *steps; /* (owned) */
  guint n_done;
} Run;

static void
step_free (gpointer data)
{
  BizMacroStep *step = data;

  g_free (step->label);
  g_free (step->mail);
  g_free (step);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->seen);
  g_ptr_array_unref (run->steps);
  g_free (run);
}

static void
add_step (GPtrArray *steps,
          BizService *service,
          BizTicket *ticket,
          BizTicketWhat what,
          gint64 value,
          const char *label,
          const char *mail)
{
  const BizTicketChange change = { what, value, label };
  BizMacroStep *step;

  if (biz_ticket_change_is_done (&change, biz_service_get_shape (service), ticket))
    return;
  step = g_new0 (BizMacroStep, 1);
  step->label = g_strdup (label);
  step->mail = g_strdup (mail);
  step->change = (BizTicketChange){ what, value, step->label };
  g_ptr_array_add (steps, step);
}

static gboolean
is_named (const char *name, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *other = g_utf8_casefold (wanted, -1);

  return g_str_equal (folded, other);
}

/* (transfer full) (nullable): where cases of this team come to, by its name regardless of case */
static BizStage *
find_stage (BizService *service, BizTicket *ticket, const char *name)
{
  const gint64 team = biz_ticket_get_facts (ticket)->team_id;
  g_autoptr (GListModel) stages = biz_service_list_stages (service, &team, 1);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (is_named (biz_stage_get_name (stage), name))
        return g_steal_pointer (&stage);
    }

  return NULL;
}

/* (nullable): by its name regardless of case; the list keeps it */
static BizChoice *
find_category (BizService *service, const char *name)
{
  GListModel *categories = biz_service_get_categories (service);

  if (biz_service_get_shape (service)->fields[BIZ_TICKET_CATEGORY] == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (categories); i++)
    {
      g_autoptr (BizChoice) category = g_list_model_get_item (categories, i);

      if (is_named (biz_choice_get_name (category), name))
        return category;
    }

  return NULL;
}

/* Tasks may have fewer of them than tickets. */
static gboolean
has_priority (BizService *service, int priority)
{
  GListModel *offered = biz_service_get_priorities (service);

  for (guint i = 0; i < g_list_model_get_n_items (offered); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (offered, i);

      if (biz_choice_get_id (choice) == priority)
        return TRUE;
    }

  return FALSE;
}

/* FALSE with @error where the macro names what the case cannot have. @stage: (transfer full) */
static gboolean
find_all (const BizServiceText *macro,
          BizService *service,
          BizTicket *ticket,
          BizStage **stage,
          BizChoice **category,
          GError **error)
{
  if (macro->stage != NULL && (*stage = find_stage (service, ticket, macro->stage)) == NULL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 /* Translators: the name of a macro, then that of a stage. */
                 _ ("“%s” moves cases to “%s”, and there is no such stage for this case. "
                    "Nothing of the case was changed."),
                 macro->name, macro->stage);
  else if (macro->category != NULL
           && (*category = find_category (service, macro->category)) == NULL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 /* Translators: the name of a macro, then that of a category. */
                 _ ("“%s” gives cases the category “%s”, and there is no such category here. "
                    "Nothing of the case was changed."),
                 macro->name, macro->category);
  else if (macro->priority >= 0 && !has_priority (service, macro->priority))
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 /* Translators: the name of a macro, then a priority. */
                 _ ("“%s” gives cases the priority “%s”, which cases do not have here. Nothing of "
                    "the case was changed."),
                 macro->name, biz_ticket_priority_to_label (macro->priority));
  else
    return TRUE;

  return FALSE;
}

GPtrArray *
biz_macro_list_steps (const BizServiceText *macro,
                      BizService *service,
                      BizTicket *ticket,
                      GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  g_autoptr (BizStage) stage = NULL;
  BizChoice *category = NULL;

  g_return_val_if_fail (macro != NULL && BIZ_IS_SERVICE (service) && BIZ_IS_TICKET (ticket), NULL);

  if (!find_all (macro, service, ticket, &stage, &category, error))
    return NULL;
  if (macro->mine)
    add_step (steps, service, ticket, BIZ_TICKET_SET_OWNER, biz_service_get_uid (service), _ ("me"),
              NULL);
  if (macro->priority >= 0)
    add_step (steps, service, ticket, BIZ_TICKET_SET_PRIORITY, macro->priority,
              biz_ticket_priority_to_label (macro->priority), NULL);
  if (category != NULL)
    add_step (steps, service, ticket, BIZ_TICKET_SET_CATEGORY, biz_choice_get_id (category),
              biz_choice_get_name (category), NULL);
  if (stage != NULL)
    add_step (steps, service, ticket, BIZ_TICKET_SET_STAGE, biz_stage_get_id (stage),
              biz_stage_get_name (stage), biz_stage_get_mail (stage));

  return g_steal_pointer (&steps);
}

char *
biz_macro_describe_steps (GPtrArray *steps)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (steps != NULL, NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const BizMacroStep *step = g_ptr_array_index (steps, i);
      g_autofree char *line = biz_ticket_change_describe (&step->change);

      g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", line);
      if (step->mail != NULL)
        {
          g_string_append_c (words, '\n');
          /* Translators: the name of a mail template. */
          g_string_append_printf (words, _ ("The server sends the customer the mail “%s” then."),
                                  step->mail);
        }
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Whether somebody else was at it, too, between what was seen and what is now that @what was
 * written. */
static gboolean
is_touched (BizTicket *seen, BizTicket *now, BizTicketWhat what)
{
  const BizTicketFacts *old = biz_ticket_get_facts (seen);
  const BizTicketFacts *new = biz_ticket_get_facts (now);

  return (what != BIZ_TICKET_SET_OWNER && old->owner_id != new->owner_id)
         || (what != BIZ_TICKET_SET_PRIORITY && old->priority != new->priority)
         || (what != BIZ_TICKET_SET_STAGE && old->stage_id != new->stage_id)
         || (what != BIZ_TICKET_SET_CATEGORY && old->category_id != new->category_id);
}

static void write_next (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  const BizMacroStep *step = g_ptr_array_index (run->steps, run->n_done - 1);
  GError *error = NULL;
  g_autoptr (BizTicket) now = biz_case_read_finish (result, &error);

  if (now == NULL)
    g_task_return_error (task, error);
  else if (is_touched (run->seen, now, step->change.what))
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_CONFLICT, "%s",
                             _ ("Somebody else changed the case at the same time. Look at it, then "
                                "change the rest by hand."));
  else
    {
      g_set_object (&run->seen, now);
      write_next (task);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizService *service = BIZ_SERVICE (source);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizTicketOutcome) outcome = biz_ticket_run_finish (service, result, &error);

  if (outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (outcome->failures->len > 0)
    {
      const BizTicketFailure *failure = g_ptr_array_index (outcome->failures, 0);

      g_task_return_new_error (task, ERP_ERROR,
                               outcome->unknown ? ERP_ERROR_UNKNOWN_OUTCOME : ERP_ERROR_CONFLICT,
                               "%s", failure->reason);
      return;
    }
  run->n_done++;
  if (run->n_done == run->steps->len)
    g_task_return_boolean (task, TRUE);
  else
    biz_case_read_async (service, biz_ticket_get_id (run->seen), g_task_get_cancellable (task),
                         read_cb, g_object_ref (task));
}

static void
write_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const BizMacroStep *step = g_ptr_array_index (run->steps, run->n_done);
  const gint64 id = biz_ticket_get_id (run->seen);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (seen, g_object_ref (run->seen));
  biz_ticket_run_async (g_task_get_source_object (task), &step->change, &id, 1, seen,
                        g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

/**
 * biz_macro_run_async:
 * @service: a service desk that may be written to
 * @ticket: the case as this person saw it
 * @steps: (element-type BizMacroStep): of biz_macro_list_steps (), at least one
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_macro_run_async (BizService *service,
                     BizTicket *ticket,
                     GPtrArray *steps,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (BIZ_IS_SERVICE (service) && BIZ_IS_TICKET (ticket));
  g_return_if_fail (steps != NULL && steps->len > 0);

  task = g_task_new (service, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_macro_run_async);
  run = g_new0 (Run, 1);
  run->seen = g_object_ref (ticket);
  run->steps = g_ptr_array_ref (steps);
  g_task_set_task_data (task, run, run_free);
  write_next (task);
}

gboolean
biz_macro_run_finish (BizService *service, GAsyncResult *result, guint *n_done, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);

  if (n_done != NULL)
    *n_done = ((Run *)g_task_get_task_data (G_TASK (result)))->n_done;

  return g_task_propagate_boolean (G_TASK (result), error);
}
