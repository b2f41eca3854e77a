/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-decision-dialog.h"

#include "biz-choice.h"
#include "biz-decision-run.h"
#include "kit-inline-error.h"
#include "page-decision-form.h"
#include "page-decision-row.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageDecisionDialog
{
  AdwWindow parent_instance;

  GtkButton *close_button;
  GtkButton *decide_button;
  AdwWindowTitle *heading;
  GtkStack *stack;
  KitInlineError *load_error;
  KitInlineError *error_bar;
  GtkListBox *records;
  GtkWidget *gap_box;
  GtkLabel *gap_label;
  PageDecisionForm *form;
  GtkLabel *writes;
  GtkLabel *advice;

  BizDecisionDesk *desk; /* (owned) */
  GListModel *targets;   /* (owned) */
  GPtrArray *runs;       /* (owned) (nullable): once it began */
  GCancellable *cancellable;
  BizDecisionKind kind;
  BizDecisionWish wish;
  guint index; /* the run that is busy */
  gboolean running;
  gboolean loaded;
  gboolean repairing;
};

G_DEFINE_FINAL_TYPE (PageDecisionDialog, page_decision_dialog, ADW_TYPE_WINDOW)

enum
{
  DECIDED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void run_next (PageDecisionDialog *self);

static PageDecisionRow *
get_row (PageDecisionDialog *self, guint i)
{
  return PAGE_DECISION_ROW (gtk_list_box_get_row_at_index (self->records, (int)i));
}

static guint
get_n (PageDecisionDialog *self)
{
  return g_list_model_get_n_items (self->targets);
}

static void
set_lines (GtkLabel *label, char **lines)
{
  g_autofree char *text = lines != NULL ? g_strjoinv ("\n", lines) : NULL;

  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* (nullable): of the user who decided last */
static const char *
find_login (PageDecisionDialog *self, BizDecisionTarget *target)
{
  BizDecisionNote *note = biz_decision_target_get_newest (target);
  GListModel *people = biz_decision_desk_get_people (self->desk);

  for (guint i = 0; note != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BizChoice) person = g_list_model_get_item (people, i);

      /* the list keeps it */
      if (biz_choice_get_id (person) == biz_decision_note_get_user_id (note))
        return biz_choice_get_code (person);
    }

  return NULL;
}

/* What is written on the first that can be decided: on the others it is alike. */
static guint
show_records (PageDecisionDialog *self, const BizDecisionWish *wish)
{
  BizAuthorityPerson me;
  guint n_possible = 0;
  GDate today;

  biz_decision_desk_get_me (self->desk, &me);
  biz_decision_desk_get_today (self->desk, &today);
  for (guint i = 0; i < get_n (self); i++)
    {
      PageDecisionRow *row = get_row (self, i);
      BizDecisionTarget *target = page_decision_row_get_target (row);
      g_autoptr (GError) problem = NULL;
      g_auto (GStrv) advice = NULL;
      g_autofree char *newest =
          biz_decision_target_describe_newest (target, find_login (self, target), &today);

      if (biz_decision_target_check (target, wish, biz_decision_desk_get_uid (self->desk), &me,
                                     &advice, &problem))
        {
          g_auto (GStrv) writes = biz_decision_target_list_writes (target, wish);

          if (n_possible++ == 0)
            {
              set_lines (self->writes, writes);
              set_lines (self->advice, advice);
            }
        }
      page_decision_row_show (row, wish, newest, problem);
    }
  if (n_possible == 0)
    {
      set_lines (self->writes, NULL);
      set_lines (self->advice, NULL);
    }

  return n_possible;
}

static void
update (PageDecisionDialog *self)
{
  g_autoptr (GError) error = NULL;
  guint n_possible;
  gboolean complete;

  if (!self->loaded || self->running || self->runs != NULL)
    return;
  biz_decision_wish_clear (&self->wish);
  complete = page_decision_form_get_wish (self->form, &self->wish, &error);
  n_possible = show_records (self, &self->wish);
  if (!complete && n_possible > 0)
    {
      gtk_label_set_text (self->advice, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->advice), TRUE);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->decide_button), complete && n_possible > 0);
}

/* running */

static guint
count_states (PageDecisionDialog *self, BizDecisionRunState state)
{
  guint n = 0;

  for (guint i = 0; i < self->runs->len; i++)
    n += biz_decision_run_get_state (g_ptr_array_index (self->runs, i)) == state;

  return n;
}

static void
finish (PageDecisionDialog *self)
{
  const guint n_done = count_states (self, BIZ_DECISION_RUN_DONE);
  const guint n_partly = count_states (self, BIZ_DECISION_RUN_PARTLY);
  const guint n_unknown = count_states (self, BIZ_DECISION_RUN_UNKNOWN);
  const gboolean all = n_done == self->runs->len;
  g_autofree char *text = NULL;

  self->running = FALSE;
  gtk_button_set_label (self->close_button, _ ("_Close"));
  gtk_widget_set_visible (GTK_WIDGET (self->decide_button), !all);
  gtk_widget_set_sensitive (GTK_WIDGET (self->decide_button), !all && n_unknown == 0);
  gtk_button_set_label (self->decide_button, _ ("_Try Again"));
  text = g_strdup_printf (_ ("%u of %u done"), n_done, self->runs->len);
  adw_window_title_set_subtitle (self->heading, text);
  if (n_done + n_partly > 0)
    g_signal_emit (self, signals[DECIDED], 0);
  if (n_unknown > 0)
    g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDecisionDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  biz_decision_run_start_finish (BIZ_DECISION_RUN (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->index++;
  run_next (self);
}

static void
run_next (PageDecisionDialog *self)
{
  while (self->index < self->runs->len
         && !biz_decision_run_can_go_on (g_ptr_array_index (self->runs, self->index)))
    self->index++;
  if (self->index >= self->runs->len)
    {
      finish (self);
      return;
    }
  biz_decision_run_start_async (g_ptr_array_index (self->runs, self->index), self->cancellable,
                                ran_cb, page_weak_new (self));
}

static void
make_runs (PageDecisionDialog *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < get_n (self); i++)
    {
      PageDecisionRow *row = get_row (self, i);
      BizDecisionTarget *target = page_decision_row_get_target (row);
      BizDecisionRun *run = self->repairing
                                ? biz_decision_run_new_repair (self->desk, target)
                                : biz_decision_run_new (self->desk, target, &self->wish);

      if (run == NULL)
        continue;
      g_ptr_array_add (self->runs, run);
      page_decision_row_set_run (row, run);
    }
}

/* What is at risk, and who has decided, is looked at once more at this very moment. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDecisionDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean loaded =
      biz_decision_desk_load_finish (BIZ_DECISION_DESK (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!loaded)
    {
      self->running = FALSE;
      gtk_widget_set_sensitive (GTK_WIDGET (self->form), TRUE);
      kit_inline_error_set_error (self->error_bar, _ ("Nothing was written."), error);
      update (self);
      return;
    }
  if (self->runs == NULL)
    make_runs (self);
  self->index = 0;
  run_next (self);
}

static void
begin (PageDecisionDialog *self)
{
  self->running = TRUE;
  kit_inline_error_clear (self->error_bar);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->decide_button), FALSE);
  gtk_widget_set_visible (self->gap_box, FALSE);
  adw_window_title_set_subtitle (self->heading, _ ("Being written…"));
  biz_decision_desk_load_async (self->desk, self->targets, self->cancellable, checked_cb,
                                page_weak_new (self));
}

static void
decide_cb (PageDecisionDialog *self)
{
  if (!self->running && gtk_widget_get_sensitive (GTK_WIDGET (self->decide_button)))
    begin (self);
}

static void
repair_cb (PageDecisionDialog *self)
{
  if (self->running)
    return;
  self->repairing = TRUE;
  begin (self);
}

/* reading */

static void
show_gaps (PageDecisionDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < get_n (self); i++)
    n +=
        biz_decision_target_find_gaps (page_decision_row_get_target (get_row (self, i)), NULL) != 0;
  gtk_widget_set_visible (self->gap_box, n > 0);
  gtk_label_set_text (self->gap_label,
                      ngettext ("The last decision was cut off: something that follows from its "
                                "note is missing.",
                                "Some of the last decisions were cut off: something that follows "
                                "from their notes is missing.",
                                n));
}

/* (transfer full): what the form is filled from: one that can be resumed, where there is one */
static BizDecisionTarget *
find_first (PageDecisionDialog *self)
{
  for (guint i = 0; i < get_n (self); i++)
    {
      g_autoptr (BizDecisionTarget) target = g_list_model_get_item (self->targets, i);

      if (biz_decision_target_can_resume (target))
        return g_steal_pointer (&target);
    }

  return g_list_model_get_item (self->targets, 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDecisionDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean loaded =
      biz_decision_desk_load_finish (BIZ_DECISION_DESK (source), result, &error);
  g_autoptr (BizDecisionTarget) first = NULL;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!loaded)
    {
      kit_inline_error_set_error (self->load_error, _ ("The records could not be read."), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  first = find_first (self);
  page_decision_form_fill (self->form, self->desk, first, self->kind);
  self->loaded = TRUE;
  show_gaps (self);
  update (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
}

static void
load (PageDecisionDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "asking");
  biz_decision_desk_load_async (self->desk, self->targets, self->cancellable, loaded_cb,
                                page_weak_new (self));
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide_cb (PAGE_DECISION_DIALOG (widget));
}

static void
page_decision_dialog_dispose (GObject *object)
{
  PageDecisionDialog *self = PAGE_DECISION_DIALOG (object);

  /* Stops the waiting, never a job. */
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->targets);

  G_OBJECT_CLASS (page_decision_dialog_parent_class)->dispose (object);
}

static void
page_decision_dialog_finalize (GObject *object)
{
  PageDecisionDialog *self = PAGE_DECISION_DIALOG (object);

  biz_decision_wish_clear (&self->wish);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (page_decision_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-decision-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, decide_button);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, load_error);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, records);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, gap_box);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, gap_label);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, writes);
  gtk_widget_class_bind_template_child (widget_class, PageDecisionDialog, advice);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_bind_template_callback (widget_class, repair_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, load);
}

static void
page_decision_dialog_class_init (PageDecisionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_decision_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_decision_dialog_finalize;
  signals[DECIDED] = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_DECISION_FORM);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "decision.decide", NULL, decide_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "decision.decide", NULL);
}

static void
page_decision_dialog_init (PageDecisionDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
}

static const char *
get_title (BizDecisionKind kind, guint n)
{
  switch (kind)
    {
    case BIZ_DECISION_HOLD:
      return ngettext ("Hold Document", "Hold Documents", n);
    case BIZ_DECISION_RELEASE:
      return ngettext ("Release Document", "Release Documents", n);
    case BIZ_DECISION_REJECT:
      return ngettext ("Reject Quotation", "Reject Quotations", n);
    case BIZ_DECISION_PREPAYMENT:
      return _ ("Ask for Prepayment");
    case BIZ_DECISION_ESCALATE:
      return _ ("Escalate");
    case BIZ_DECISION_LIMIT:
      return ngettext ("Set Credit Limit", "Set Credit Limits", n);
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * page_decision_dialog_new:
 * @session: who is signed in
 * @kind: what is decided
 * @targets: (element-type BizDecisionTarget): on what; of one model
 *
 * Returns: (transfer none): a window, which reads the records
 */
GtkWindow *
page_decision_dialog_new (ErpSession *session, BizDecisionKind kind, GListModel *targets)
{
  PageDecisionDialog *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (targets) && g_list_model_get_n_items (targets) > 0, NULL);

  self = g_object_new (PAGE_TYPE_DECISION_DIALOG, NULL);
  self->desk = biz_decision_desk_new (session);
  self->targets = g_object_ref (targets);
  self->kind = kind;
  biz_decision_wish_init (&self->wish, kind);
  gtk_window_set_title (GTK_WINDOW (self), get_title (kind, get_n (self)));
  adw_window_title_set_title (self->heading, get_title (kind, get_n (self)));
  gtk_button_set_label (self->decide_button, biz_decision_wish_get_verb (kind));
  gtk_widget_add_css_class (GTK_WIDGET (self->decide_button), kind == BIZ_DECISION_REJECT
                                                                  ? "destructive-action"
                                                                  : "suggested-action");
  for (guint i = 0; i < get_n (self); i++)
    {
      g_autoptr (BizDecisionTarget) target = g_list_model_get_item (targets, i);

      gtk_list_box_append (self->records, page_decision_row_new (target));
    }
  load (self);

  return GTK_WINDOW (self);
}
