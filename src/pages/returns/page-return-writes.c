/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-return-dialog-private.h"

#include "biz-choice.h"
#include "erp-error.h"
#include "page-credit-note-dialog.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* What a step of a return writes, and what is shown after it. */

/* From here on it is about this transfer. */
static void
go_on_with (PageReturnDialog *self, gint64 id)
{
  g_free (self->model);
  self->model = g_strdup ("stock.picking");
  self->id = id;
  page_return_dialog_load (self);
}

/* writing */

static void
set_sending (PageReturnDialog *self, gboolean sending)
{
  self->sending = sending;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), sending);
  gtk_spinner_set_spinning (self->spinner, sending);
  if (sending)
    {
      kit_inline_error_clear (self->error_bar);
      gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
    }
  page_return_dialog_update (self);
}

/* TRUE where it was done. */
static gboolean
end_sending (PageReturnDialog *self, const char *failed, const GError *error)
{
  set_sending (self, FALSE);
  if (error == NULL)
    {
      page_return_dialog_emit_changed (self);
      return TRUE;
    }
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    page_asking_show_unknown (
        self->asking,
        _ ("It was sent, and the answer was lost. The program keeps looking at the "
           "server and does not send it again by itself. Please do not do it a second "
           "time; the journal shows what is known."));
  else
    {
      kit_inline_error_set_error (self->error_bar, failed, error);
      /* Somebody was faster: what is left is asked anew. */
      if (g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
        page_return_dialog_load (self);
    }

  return FALSE;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReturnDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  gint64 id = biz_return_store_make_finish (BIZ_RETURN_STORE (source), result, &warning, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable)
      || !end_sending (self, _ ("The transfer was not made."), error))
    return;
  if (warning != NULL)
    page_return_dialog_say (self, warning);
  else
    page_return_dialog_say (self, self->step == PAGE_RETURN_STEP_RETURN
                                      ? _ ("Return made")
                                      : _ ("It will be sent again"));
  go_on_with (self, self->step == PAGE_RETURN_STEP_RETURN ? id : self->id);
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReturnDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  biz_return_store_receive_finish (BIZ_RETURN_STORE (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable)
      || !end_sending (self, _ ("The return was not received."), error))
    return;
  page_return_dialog_say (self, _ ("Return received"));
  go_on_with (self, biz_transfer_get_id (self->transfer));
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReturnDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  biz_return_store_inspect_finish (BIZ_RETURN_STORE (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable)
      || !end_sending (self, _ ("The condition was not noted."), error))
    return;
  go_on_with (self, biz_transfer_get_id (self->transfer));
}

static BizReturnTerms
make_terms (PageReturnDialog *self)
{
  BizChoice *reason = adw_combo_row_get_selected_item (self->reason_row);
  BizChoice *condition = adw_combo_row_get_selected_item (self->condition_row);
  BizReturnTerms terms = { 0 };

  if (self->step == PAGE_RETURN_STEP_RETURN)
    terms.reason = reason != NULL ? biz_choice_get_code (reason) : NULL;
  terms.condition = condition != NULL ? biz_choice_get_code (condition) : NULL;
  terms.text = gtk_editable_get_text (self->text_row);
  terms.case_model = self->case_model;
  terms.case_id = self->case_id;

  return terms;
}

/* the credit note */

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReturnDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  biz_return_store_tell_finish (BIZ_RETURN_STORE (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  set_sending (self, FALSE);
  /* It may be told again: nothing is unknown for long. */
  if (error != NULL)
    kit_inline_error_set_error (self->error_bar, _ ("The returns module was not told."), error);
  else
    page_return_dialog_load (self);
}

void
page_return_dialog_tell (PageReturnDialog *self)
{
  biz_return_store_tell_async (self->store, self->book, self->transfer, self->cancellable, told_cb,
                               page_weak_new (self));
  set_sending (self, TRUE);
}

/* What the module is told follows from everything as it is by then. */
static void
credit_ended_cb (PageReturnDialog *self, const char *done, gint64 note)
{
  page_return_dialog_emit_changed (self);
  if (done != NULL)
    page_return_dialog_say (self, done);
  self->tells = note != 0;
  if (note != 0)
    go_on_with (self, biz_transfer_get_id (self->transfer));
  else
    page_return_dialog_load (self);
}

void
page_return_dialog_open_journal (PageReturnDialog *self)
{
  page_return_dialog_emit_journal (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
invoice_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReturnDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice =
      biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);
  g_autoptr (GPtrArray) parts = NULL;
  BizDecisionNote *said;
  GtkWindow *dialog;

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  set_sending (self, FALSE);
  if (invoice != NULL)
    parts = biz_return_plan_split_credit (self->plan, &error);
  if (parts == NULL)
    {
      kit_inline_error_set_error (self->error_bar, _ ("The invoice could not be read."), error);
      return;
    }
  said = biz_return_book_get_note (self->book, biz_transfer_get_id (self->transfer), "expected");
  dialog = page_credit_note_dialog_new (self->session, self->invoices, invoice);
  page_credit_note_dialog_set_return (PAGE_CREDIT_NOTE_DIALOG (dialog),
                                      g_ptr_array_index (parts, 0), self->plan,
                                      said != NULL ? biz_decision_note_get (said, "reason") : NULL);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (self));
  g_signal_connect_object (dialog, "ended", G_CALLBACK (credit_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested",
                           G_CALLBACK (page_return_dialog_open_journal), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* An invoice at a time: what is left of the plan is offered again after it. */
static void
credit (PageReturnDialog *self)
{
  g_autoptr (GPtrArray) parts = biz_return_plan_split_credit (self->plan, NULL);
  const BizReturnCreditPart *part;

  if (parts == NULL || parts->len == 0)
    return;
  part = g_ptr_array_index (parts, 0);
  set_sending (self, TRUE);
  biz_invoice_store_load_async (self->invoices, part->invoice->id, self->cancellable, invoice_cb,
                                page_weak_new (self));
}

void
page_return_dialog_go (PageReturnDialog *self)
{
  const BizReturnTerms terms = make_terms (self);
  BizReturnRest rest = BIZ_RETURN_REST_NONE;

  /* The keys reach it while everything is read again, and where it is unknown what happened. */
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->go_button))
      || !gtk_widget_get_visible (GTK_WIDGET (self->go_button)) || self->sending
      || !page_asking_shows_content (self->asking))
    return;
  if (self->step == PAGE_RETURN_STEP_RECEIVE && biz_return_plan_is_partial (self->plan))
    rest = adw_combo_row_get_selected (self->rest_row) == 0 ? BIZ_RETURN_REST_LATER
                                                            : BIZ_RETURN_REST_NEVER;
  if (self->step == PAGE_RETURN_STEP_RETURN)
    biz_return_store_make_async (self->store, self->plan, &terms, self->cancellable, made_cb,
                                 page_weak_new (self));
  else if (self->step == PAGE_RETURN_STEP_RECEIVE)
    biz_return_store_receive_async (self->store, self->plan, rest, self->cancellable, received_cb,
                                    page_weak_new (self));
  else if (self->step == PAGE_RETURN_STEP_INSPECT)
    biz_return_store_inspect_async (self->store, self->transfer, &terms, self->cancellable,
                                    inspected_cb, page_weak_new (self));
  else
    {
      credit (self);
      return;
    }
  set_sending (self, TRUE);
}

void
page_return_dialog_other (PageReturnDialog *self)
{
  g_autoptr (BizReturnPlan) again = NULL;
  GListModel *lines;

  if (self->step == PAGE_RETURN_STEP_ENDED)
    {
      page_return_dialog_tell (self);
      return;
    }
  if (self->step == PAGE_RETURN_STEP_INSPECT)
    {
      self->skips_inspection = TRUE;
      page_return_dialog_show_transfer (self, self->transfer);
      page_return_dialog_focus (self, 0);
      return;
    }
  /* As many as stand in the table, as far as they can be sent again. */
  again = biz_return_plan_new (self->book, self->transfer, BIZ_RETURN_PURPOSE_REPLACE);
  lines = biz_return_plan_get_lines (again);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (BizReturnLine) line = g_list_model_get_item (lines, i);
      const BizDecimal most = biz_return_line_get_replaceable (line);
      const BizDecimal typed =
          biz_return_plan_get_quantity (self->plan, biz_return_line_get_id (line));
      const BizDecimal creditable = biz_return_line_get_creditable (line);
      const BizDecimal wanted =
          biz_return_is_positive (&creditable) ? biz_return_least (&typed, &most) : most;

      biz_return_plan_set_quantity (again, biz_return_line_get_id (line), &wanted, NULL);
    }
  biz_return_store_make_async (self->store, again, NULL, self->cancellable, made_cb,
                               page_weak_new (self));
  set_sending (self, TRUE);
}
