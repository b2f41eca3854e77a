/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-job-row.h"

#include "erp-error.h"
#include "kit-format.h"
#include "kit-status-pill.h"
#include "page-confirm.h"

#include <glib/gi18n-lib.h>

struct _PageJobRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkSpinner *spinner;
  KitStatusPill *pill;
  GtkLabel *words_label;
  GtkLabel *time_label;
  GtkWidget *verbs;
  GtkWidget *open_child;
  GtkButton *open_button;
  GtkWidget *look_child;
  GtkWidget *happened_child;
  GtkWidget *again_child;
  GtkWidget *give_up_child;

  ErpJournal *journal; /* (owned) */
  ErpJob *job;         /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageJobRow, page_job_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
format_moment (gint64 us)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return kit_format_time (seconds);
}

static const char *
get_state_name (ErpJobState state, KitTone *tone)
{
  *tone = KIT_TONE_ACCENT;
  switch (state)
    {
    case ERP_JOB_INTENDED:
      return _ ("Prepared");
    case ERP_JOB_SENT:
      return _ ("Sent");
    case ERP_JOB_VERIFYING:
      return _ ("Looking");
    case ERP_JOB_WAITING:
      *tone = KIT_TONE_WARNING;
      return _ ("Waiting");
    case ERP_JOB_DONE:
      *tone = KIT_TONE_GOOD;
      return _ ("Done");
    case ERP_JOB_REFUSED:
      *tone = KIT_TONE_PLAIN;
      return _ ("Refused");
    case ERP_JOB_UNKNOWN:
    default:
      *tone = KIT_TONE_BAD;
      return _ ("Unknown");
    }
}

static char *
describe_waiting (ErpJob *job)
{
  gint64 next = erp_job_get_next_look (job);
  g_autofree char *moment = next >= 0 ? format_moment (next) : NULL;

  if (moment == NULL)
    return g_strdup (
        _ ("It was not seen on the server yet. The server may still be working on it."));
  /* Translators: a moment. */
  return g_strdup_printf (
      _ ("It was not seen on the server yet. The server may still be working on "
         "it; the next look is at %s."),
      moment);
}

static char *
describe_refused (const GError *error)
{
  const char *words = error != NULL ? erp_error_get_server_message (error) : NULL;

  if (error == NULL)
    return g_strdup (_ ("Nothing was written."));
  /* Given up: nobody knows what was written. */
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    return g_strdup (error->message);
  if (words != NULL && *words != '\0')
    /* Translators: the reason, and the server's own words. */
    return g_strdup_printf (_ ("Nothing was written: %s (%s)"), error->message, words);
  /* Translators: the reason. */
  return g_strdup_printf (_ ("Nothing was written: %s"), error->message);
}

/* What the state means, for somebody who wants to know whether it happened. */
static char *
describe (ErpJob *job)
{
  const GError *error = erp_job_get_error (job);
  const char *result = erp_job_get_result_name (job);

  switch (erp_job_get_state (job))
    {
    case ERP_JOB_INTENDED:
      return g_strdup (_ ("It is written down and was not sent yet."));
    case ERP_JOB_SENT:
      return g_strdup (_ ("It was sent; the server has not answered yet."));
    case ERP_JOB_VERIFYING:
      return g_strdup (_ ("The server is being asked whether it happened."));
    case ERP_JOB_WAITING:
      return describe_waiting (job);
    case ERP_JOB_DONE:
      if (result != NULL)
        /* Translators: the name of what was made on the server. */
        return g_strdup_printf (_ ("It was done, once: %s."), result);
      return g_strdup (_ ("It was done, once."));
    case ERP_JOB_REFUSED:
      return describe_refused (error);
    case ERP_JOB_UNKNOWN:
    default:
      if (error != NULL)
        /* Translators: what is known about it. */
        return g_strdup_printf (_ ("%s It is never sent again without you."), error->message);
      return g_strdup (_ ("The answer was lost, and what the server shows does not tell whether it "
                          "happened. Please look at the record on the server, then decide. It is "
                          "never sent again without you."));
    }
}

static void
update_verbs (PageJobRow *self)
{
  ErpJobState state = erp_job_get_state (self->job);
  gboolean unknown = state == ERP_JOB_UNKNOWN;
  /* What was not kept can neither be looked for nor sent again. */
  gboolean kept = erp_job_can_look (self->job);
  gboolean look = kept && (unknown || state == ERP_JOB_WAITING);
  const char *result = erp_job_get_result_name (self->job);
  gboolean open = state == ERP_JOB_DONE && erp_job_get_result_id (self->job) != 0 && result != NULL;
  g_autofree char *label = NULL;

  if (open)
    {
      /* Translators: the name of a record. */
      label = g_strdup_printf (_ ("_Open %s"), result);
      gtk_button_set_label (self->open_button, label);
    }
  gtk_widget_set_visible (self->open_child, open);
  gtk_widget_set_visible (self->look_child, look);
  gtk_widget_set_visible (self->happened_child, unknown);
  gtk_widget_set_visible (self->again_child, unknown && kept);
  gtk_widget_set_visible (self->give_up_child, unknown);
  gtk_widget_set_visible (self->verbs, open || look || unknown);
}

static void
update (PageJobRow *self)
{
  ErpJobState state = erp_job_get_state (self->job);
  gboolean runs = state == ERP_JOB_SENT || state == ERP_JOB_VERIFYING || state == ERP_JOB_INTENDED;
  g_autofree char *words = describe (self->job);
  g_autofree char *created = format_moment (erp_job_get_created (self->job));
  KitTone tone;
  const char *name = get_state_name (state, &tone);

  gtk_label_set_text (self->title_label, erp_job_get_title (self->job));
  kit_status_pill_set (self->pill, name, tone);
  gtk_label_set_text (self->words_label, words);
  gtk_label_set_text (self->time_label, created);
  gtk_spinner_set_spinning (self->spinner, runs);
  update_verbs (self);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageJobRow *self = PAGE_JOB_ROW (widget);

  g_signal_emit (self, signals[OPEN], 0, erp_job_get_result_model (self->job),
                 erp_job_get_result_id (self->job));
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageJobRow *self = PAGE_JOB_ROW (widget);

  erp_journal_look_again (self->journal, self->job);
}

static void
again_cb (PageJobRow *self, const char *response)
{
  if (g_str_equal (response, "do"))
    erp_journal_decide (self->journal, self->job, ERP_DECISION_SEND_AGAIN);
}

static void
ask_again (PageJobRow *self)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: what will be sent, a sentence of its own. */
      _ ("%s\n\nIf it did happen after all, it will then have happened twice."),
      erp_job_get_title (self->job));
  AdwMessageDialog *dialog = page_confirm_new (GTK_WIDGET (self), _ ("Send It Again?"), text,
                                               _ ("_Cancel"), _ ("_Send Again"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageJobRow *self = PAGE_JOB_ROW (widget);
  const char *decision = g_variant_get_string (parameter, NULL);

  if (g_str_equal (decision, "again"))
    ask_again (self);
  else if (g_str_equal (decision, "happened"))
    erp_journal_decide (self->journal, self->job, ERP_DECISION_IT_HAPPENED);
  else
    erp_journal_decide (self->journal, self->job, ERP_DECISION_GIVE_UP);
}

static void
page_job_row_dispose (GObject *object)
{
  PageJobRow *self = PAGE_JOB_ROW (object);

  g_clear_object (&self->job);
  g_clear_object (&self->journal);
  G_OBJECT_CLASS (page_job_row_parent_class)->dispose (object);
}

static void
page_job_row_class_init (PageJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_job_row_dispose;
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, pill);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, words_label);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, verbs);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, open_child);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, look_child);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, happened_child);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, again_child);
  gtk_widget_class_bind_template_child (widget_class, PageJobRow, give_up_child);
  gtk_widget_class_install_action (widget_class, "job.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "job.look-again", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "job.decide", "s", decide_action);
}

static void
page_job_row_init (PageJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_job_row_new:
 * @journal: runs the job
 * @job: what to show
 *
 * Returns: (transfer floating): the row; it follows the job
 */
GtkWidget *
page_job_row_new (ErpJournal *journal, ErpJob *job)
{
  PageJobRow *self = g_object_new (PAGE_TYPE_JOB_ROW, NULL);

  self->journal = g_object_ref (journal);
  self->job = g_object_ref (job);
  g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

ErpJob *
page_job_row_get_job (PageJobRow *self)
{
  g_return_val_if_fail (PAGE_IS_JOB_ROW (self), NULL);

  return self->job;
}

const char *
page_job_row_get_words (PageJobRow *self)
{
  g_return_val_if_fail (PAGE_IS_JOB_ROW (self), NULL);

  return gtk_label_get_text (self->words_label);
}
