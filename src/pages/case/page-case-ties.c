/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case-private.h"

#include "biz-case-links.h"
#include "biz-case-read.h"
#include "biz-merge-run.h"
#include "erp-session.h"
#include "page-merge-dialog.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

static gboolean
may_write (PageCase *self)
{
  return self->service != NULL && biz_service_may_write (self->service);
}

/* What was merged into this case is shown with it. */
static void
show_parts (PageCase *self)
{
  BizThread *thread = kit_conversation_get_thread (self->talk);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->ties->ties->len; i++)
    {
      BizTie *tie = g_ptr_array_index (self->ties->ties, i);

      if (tie->kind != BIZ_TIE_FROM)
        continue;
      g_array_append_val (ids, tie->id);
      g_ptr_array_add (names, tie->name);
    }
  if (thread == NULL || ids->len == biz_thread_get_n_parts (thread))
    return;
  biz_thread_set_parts (thread, (const gint64 *)(gpointer)ids->data,
                        (const char *const *)names->pdata, ids->len);
  kit_conversation_refresh (self->talk);
}

static void
show_banner (PageCase *self)
{
  const BizTie *into = self->ties != NULL ? biz_case_ties_find (self->ties, BIZ_TIE_INTO) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->banner, into != NULL);
  if (into == NULL)
    return;
  text = g_strdup_printf (into->parting
                              /* Translators: the number of a case. */
                              ? _ ("Parting this case from %s was not finished.")
                              /* Translators: the number of a case. */
                              : _ ("This case was merged into %s."),
                          into->name);
  gtk_label_set_text (self->banner_label, text);
  gtk_button_set_label (self->part_button, into->parting ? _ ("_Finish Parting…") : _ ("_Part…"));
  gtk_widget_set_visible (GTK_WIDGET (self->part_button), may_write (self));
  gtk_widget_set_visible (self->finish_button, may_write (self) && !into->parting
                                                   && !biz_ticket_get_facts (self->ticket)->closed);
}

static void
ties_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCaseTies) ties = biz_case_ties_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ties == NULL)
    {
      kit_inline_error_set_error (self->error, _ ("What the case is tied to could not be read."),
                                  error);
      return;
    }
  g_clear_pointer (&self->ties, biz_case_ties_free);
  self->ties = g_steal_pointer (&ties);
  page_case_side_set_ties (self->side, self->ties, self->links, may_write (self));
  show_parts (self);
  show_banner (self);
}

static void
links_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = biz_case_links_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (links == NULL)
    {
      kit_inline_error_set_error (self->error, _ ("What the case is tied to could not be read."),
                                  error);
      return;
    }
  g_clear_pointer (&self->links, g_ptr_array_unref);
  self->links = g_steal_pointer (&links);
  page_case_side_set_ties (self->side, self->ties, self->links, may_write (self));
}

static void
similar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizSimilarCases) cases =
      biz_similar_load_finish (BIZ_SERVICE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (cases == NULL)
    g_debug ("similar cases are not known: %s", error->message);
  page_case_side_set_similar (self->side, cases, may_write (self));
}

/* Another case may be wanted a moment later: what is beside it waits for that. */
void
page_case_load_ties (PageCase *self)
{
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_pointer (&self->ties, biz_case_ties_free);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  kit_inline_error_clear (self->error);
  gtk_widget_set_visible (self->banner, FALSE);
  page_case_side_set_ties (self->side, NULL, NULL, FALSE);
  page_case_side_set_similar (self->side, NULL, FALSE);
  page_chain_show (self->chain, self->ticket != NULL ? biz_ticket_get_model (self->ticket) : NULL,
                   self->ticket != NULL ? biz_ticket_get_id (self->ticket) : 0);
  if (self->ticket == NULL)
    return;
  page_chain_set_customer (self->chain, biz_ticket_get_facts (self->ticket)->customer_id);
  self->load = g_cancellable_new ();
  biz_case_ties_load_async (erp_session_get_client (self->session),
                            biz_ticket_get_model (self->ticket), biz_ticket_get_id (self->ticket),
                            self->load, ties_cb, page_weak_new (self));
  biz_case_links_load_async (self->session, biz_ticket_get_model (self->ticket),
                             biz_ticket_get_id (self->ticket),
                             biz_ticket_get_facts (self->ticket)->company_id, self->load, links_cb,
                             page_weak_new (self));
  if (self->service != NULL)
    biz_similar_load_async (self->service, self->ticket, self->load, similar_cb,
                            page_weak_new (self));
}

struct _PageCaseWork
{
  gpointer page;     /* (owned): of page_weak_new () */
  BizTicket *ticket; /* (owned) */
};

PageCaseWork *
page_case_work_new (PageCase *self)
{
  PageCaseWork *work = g_new0 (PageCaseWork, 1);

  work->page = page_weak_new (self);
  work->ticket = g_object_ref (self->ticket);

  return work;
}

PageCase *
page_case_work_take (PageCaseWork *work)
{
  PageCase *self = page_weak_take (work->page);
  const gboolean is_same = self != NULL && self->ticket != NULL
                           && biz_ticket_get_id (self->ticket) == biz_ticket_get_id (work->ticket);

  g_clear_object (&work->ticket);
  g_free (work);
  if (self != NULL && !is_same)
    g_clear_object (&self);

  return self;
}

static void
linked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_case_work_take (user_data);
  g_autoptr (GError) error = NULL;
  const gint64 id = biz_decision_note_post_finish (BIZ_DECISION_NOTE (source), result, &error);

  if (self == NULL)
    return;
  if (id == 0)
    kit_inline_error_set_error (self->error, _ ("The link was not written."), error);
  else
    {
      page_case_load_ties (self);
      kit_conversation_refresh (self->talk);
    }
}

static void
write_link (PageCase *self, const char *model, gint64 id, const char *name, gboolean ended)
{
  const BizTicketFacts *facts;
  g_autofree char *number = NULL;
  g_autoptr (BizDecisionNote) note = NULL;

  if (self->ticket == NULL || erp_session_get_journal (self->session) == NULL)
    return;
  facts = biz_ticket_get_facts (self->ticket);
  number = biz_ticket_dup_number (self->ticket);
  note = biz_case_ties_new_link (model, id, name, ended);
  kit_inline_error_clear (self->error);
  biz_decision_note_post_async (note, self->session, facts->model, facts->id, number,
                                facts->company_id, NULL, linked_cb, page_case_work_new (self));
}

static void
link_cb (PageCase *self, const char *model, gint64 id, const char *name)
{
  if (self->ties == NULL || biz_case_ties_get (self->ties, BIZ_TIE_LINK, model, id) == NULL)
    write_link (self, model, id, name, FALSE);
}

static void
unlink_cb (PageCase *self, const char *model, gint64 id, const char *name)
{
  write_link (self, model, id, name, TRUE);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_case_work_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;
  const gboolean done = biz_merge_run_finish (result, &remark, &error);

  if (self == NULL)
    return;
  page_case_load_ties (self);
  kit_conversation_refresh (self->talk);
  if (!done)
    kit_inline_error_set_error (self->error, _ ("The cases were not merged to the end."), error);
  else if (remark != NULL)
    kit_inline_error_set_message (self->error, remark);
  page_case_emit_changed (self);
}

static void
run_merge (PageCase *self, BizTicket *duplicate, BizTicket *target, gint64 stage_id)
{
  /* the run takes its own references */
  const BizMergeWish wish = { duplicate, target, stage_id };

  kit_inline_error_clear (self->error);
  biz_merge_run_async (self->session, &wish, NULL, merged_cb, page_case_work_new (self));
}

static void
confirmed_cb (gboolean stays, gint64 stage_id, gpointer user_data)
{
  PageCase *self = user_data;
  BizTicket *shown = g_object_get_data (G_OBJECT (self), "merge-shown");
  BizTicket *other = g_object_get_data (G_OBJECT (self), "merge-other");

  /* the dialog spoke of the case that was shown then */
  if (self->ticket != NULL && shown != NULL && other != NULL
      && biz_ticket_get_id (self->ticket) == biz_ticket_get_id (shown))
    run_merge (self, stays ? other : self->ticket, stays ? self->ticket : other, stage_id);
}

static void
merge_cb (PageCase *self, BizTicket *other)
{
  GtkWindow *dialog;

  if (self->ticket == NULL || self->service == NULL)
    return;
  g_object_set_data_full (G_OBJECT (self), "merge-shown", g_object_ref (self->ticket),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (self), "merge-other", g_object_ref (other), g_object_unref);
  dialog = page_merge_dialog_new (GTK_WIDGET (self), self->service, self->ticket, other,
                                  confirmed_cb, self);
  gtk_window_present (dialog);
}

static void
go_there_cb (PageCase *self)
{
  const BizTie *into = self->ties != NULL ? biz_case_ties_find (self->ties, BIZ_TIE_INTO) : NULL;

  if (into != NULL)
    page_case_emit_open (self, into->model, into->id);
}

/* What stands already is not written again: the rest of a merge that was cut off. */
static void
finish_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCase) self = page_case_work_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicket) target = biz_case_read_finish (result, &error);
  BizStage *stage;

  if (self == NULL)
    return;
  if (target == NULL)
    {
      kit_inline_error_set_error (self->error, _ ("The other case could not be read."), error);
      return;
    }
  stage = page_merge_dialog_find_stage (self->service, self->ticket);
  run_merge (self, self->ticket, target, stage != NULL ? biz_stage_get_id (stage) : 0);
}

static void
finish_cb (PageCase *self)
{
  const BizTie *into = self->ties != NULL ? biz_case_ties_find (self->ties, BIZ_TIE_INTO) : NULL;

  if (into != NULL && self->service != NULL)
    biz_case_read_async (self->service, into->id, self->load, finish_read_cb,
                         page_case_work_new (self));
}

static void
part_cb (PageCase *self)
{
  const BizTie *into = self->ties != NULL ? biz_case_ties_find (self->ties, BIZ_TIE_INTO) : NULL;
  g_autofree char *number = NULL;

  if (into == NULL)
    return;
  number = biz_ticket_dup_number (self->ticket);
  page_case_part (self, biz_ticket_get_id (self->ticket), number, into->id, into->name);
}

/* From the one that stayed. */
static void
part_other_cb (PageCase *self, const char *model, gint64 id, const char *name)
{
  g_autofree char *number = NULL;

  if (self->ticket == NULL)
    return;
  number = biz_ticket_dup_number (self->ticket);
  page_case_part (self, id, name, biz_ticket_get_id (self->ticket), number);
}

static void
chain_open_cb (PageCase *self, const char *model, gint64 id)
{
  page_case_emit_open (self, model, id);
}

static void
chain_changed_cb (PageCase *self)
{
  kit_conversation_refresh (self->talk);
}

void
page_case_bind_ties (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, chain_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, chain_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlink_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_there_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_other_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_case_emit_open);
}
