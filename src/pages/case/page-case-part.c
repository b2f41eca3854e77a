/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case-private.h"

#include "biz-part-run.h"
#include "erp-session.h"
#include "page-confirm.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* A merged case is parted again: from the banner of the one that was closed, or from the mark on
 * the one that stayed. */
typedef struct
{
  PageCaseWork *work; /* (owned) (nullable): of the case that is shown */
  char *model;        /* (owned) */
  gint64 id;          /* of the case that was closed */
  char *name;         /* (owned) */
  gint64 target_id;
  char *target; /* (owned) */
  gint64 company_id;
  char *otherwise; /* (owned) (nullable) */
} Parting;

static void
free_parting (gpointer data)
{
  Parting *parting = data;

  if (parting->work != NULL)
    {
      g_autoptr (PageCase) page = page_case_work_take (parting->work);
    }
  g_free (parting->model);
  g_free (parting->name);
  g_free (parting->target);
  g_free (parting->otherwise);
  g_free (parting);
}

static BizStage *
find_open_stage (PageCase *self)
{
  const gint64 team = biz_ticket_get_facts (self->ticket)->team_id;
  g_autoptr (GListModel) stages = biz_service_list_stages (self->service, &team, 1);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (!biz_stage_is_closed (stage))
        return biz_service_find_stage (self->service, biz_stage_get_id (stage));
    }

  return NULL;
}

/* (nullable): of a number; states have none */
static BizStage *
find_stage (PageCase *self, const char *value)
{
  gint64 id;

  return value != NULL && g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &id, NULL)
             ? biz_service_find_stage (self->service, id)
             : NULL;
}

static void
add_place (GString *text, const Parting *parting, const BizTie *into, BizStage *stage)
{
  if (into->trace != NULL && g_strcmp0 (into->trace->was, into->trace->ended) == 0)
    /* Translators: the number of a case. */
    g_string_append_printf (text, _ ("%s was closed before and stays so."), parting->name);
  else if (stage != NULL)
    /* Translators: the number of a case, and the name of a stage. */
    g_string_append_printf (text, _ ("%s opens again, in the stage “%s”."), parting->name,
                            biz_stage_get_name (stage));
  else
    /* Translators: the number of a case. */
    g_string_append_printf (text, _ ("%s opens again, as it was before."), parting->name);
}

static void
add_files (GString *text, const Parting *parting, const BizTie *into)
{
  const guint n = into->trace != NULL ? into->trace->files->len : 0;

  if (into->trace == NULL || n > 0)
    g_string_append_c (text, ' ');
  if (into->trace == NULL)
    /* Translators: the number of a case. */
    g_string_append_printf (text,
                            _ ("The merge kept no word of its files: those that went over stay "
                               "with %s."),
                            parting->target);
  else if (n > 0)
    g_string_append_printf (text,
                            /* Translators: files of a case. */
                            ngettext ("The file that went over comes back to it.",
                                      "The %u files that went over come back to it.", n),
                            n);
  g_string_append_c (text, ' ');
  /* Translators: the number of a case. */
  g_string_append_printf (
      text,
      _ ("Its conversation is not shown with that of %s any more; no message is "
         "moved."),
      parting->target);
}

static char *
describe (PageCase *self, const Parting *parting, const BizTie *into)
{
  BizStage *stage = find_stage (self, into->trace != NULL ? into->trace->was : parting->otherwise);
  GString *text = g_string_new (NULL);

  add_place (text, parting, into, stage);
  add_files (text, parting, into);
  if (stage != NULL && biz_stage_get_mail (stage) != NULL)
    {
      g_string_append (text, "\n\n");
      /* Translators: the name of a stage, and of a template of mails. */
      g_string_append_printf (text, _ ("In the stage “%s” the server writes to the customer: %s"),
                              biz_stage_get_name (stage), biz_stage_get_mail (stage));
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  gpointer page;      /* (owned): of page_weak_new (); whatever it shows by then */
  PageCaseWork *work; /* (owned) */
} Running;

static void
parted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Running *running = user_data;
  g_autoptr (PageCase) page = page_weak_take (running->page);
  g_autoptr (PageCase) self = page_case_work_take (running->work);
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;
  const gboolean done = biz_part_run_finish (result, &remark, &error);

  if (page != NULL)
    page->is_parting = FALSE;
  if (self == NULL)
    return;
  page_case_load_ties (self);
  kit_conversation_refresh (self->talk);
  if (!done)
    kit_inline_error_set_error (self->error, _ ("The cases were not parted to the end."), error);
  else if (remark != NULL)
    kit_inline_error_set_message (self->error, remark);
  page_case_emit_changed (self);
}

static void
run (PageCase *self, const Parting *parting)
{
  const BizPartWish wish = {
    .model = parting->model,
    .id = parting->id,
    .name = parting->name,
    .target_id = parting->target_id,
    .target = parting->target,
    .company_id = parting->company_id,
    .otherwise = parting->otherwise,
  };
  Running *running;

  if (self->is_parting)
    return;
  self->is_parting = TRUE;
  running = g_new0 (Running, 1);
  running->page = page_weak_new (self);
  running->work = page_case_work_new (self);
  kit_inline_error_clear (self->error);
  biz_part_run_async (self->session, &wish, NULL, parted_cb, running);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Parting *parting = user_data;
  g_autoptr (PageCase) self = page_case_work_take (g_steal_pointer (&parting->work));

  if (self != NULL && g_str_equal (response, "do"))
    run (self, parting);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Parting *parting = user_data;
  g_autoptr (PageCase) self = page_case_work_take (g_steal_pointer (&parting->work));
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCaseTies) ties = biz_case_ties_load_finish (result, &error);
  const BizTie *into = ties != NULL ? biz_case_ties_find (ties, BIZ_TIE_INTO) : NULL;
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;
  AdwMessageDialog *dialog;

  if (self == NULL || into == NULL || into->id != parting->target_id)
    {
      if (self != NULL && ties == NULL)
        kit_inline_error_set_error (self->error, _ ("The other case could not be read."), error);
      else if (self != NULL)
        page_case_load_ties (self);
      free_parting (parting);
      return;
    }
  /* Translators: two numbers of cases. */
  heading = g_strdup_printf (_ ("Part %s from %s?"), parting->name, parting->target);
  text = describe (self, parting, into);
  dialog = page_confirm_new (GTK_WIDGET (self), heading, text, _ ("_Cancel"), _ ("_Part"));
  parting->work = page_case_work_new (self);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), parting,
                         (GClosureNotify)(void (*) (void))free_parting, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
page_case_part (PageCase *self, gint64 id, const char *name, gint64 target_id, const char *target)
{
  const BizTicketFacts *facts;
  Parting *parting;
  BizStage *stage;

  if (self->ticket == NULL || self->service == NULL || self->is_parting)
    return;
  facts = biz_ticket_get_facts (self->ticket);
  stage = biz_service_get_kind (self->service) == BIZ_TICKETS_TASKS ? NULL : find_open_stage (self);
  parting = g_new0 (Parting, 1);
  parting->work = page_case_work_new (self);
  parting->model = g_strdup (facts->model);
  parting->id = id;
  parting->name = g_strdup (name);
  parting->target_id = target_id;
  parting->target = g_strdup (target);
  parting->company_id = facts->company_id;
  if (biz_service_get_kind (self->service) == BIZ_TICKETS_TASKS)
    parting->otherwise = g_strdup ("01_in_progress");
  else if (stage != NULL)
    parting->otherwise = g_strdup_printf ("%" G_GINT64_FORMAT, biz_stage_get_id (stage));
  biz_case_ties_load_async (erp_session_get_client (self->session), facts->model, id, self->load,
                            looked_cb, parting);
}
