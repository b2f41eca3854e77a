/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-journal.h"

#include "erp-journal.h"
#include "erp-session.h"
#include "page-job-row.h"

#include <glib/gi18n-lib.h>

struct _PageJournal
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *summary_label;
  GtkListBox *list;

  ErpJournal *journal; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageJournal, page_journal, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
count_states (GListModel *jobs, guint *n_unknown, guint *n_running)
{
  guint n = g_list_model_get_n_items (jobs);
  guint i;

  *n_unknown = 0;
  *n_running = 0;
  for (i = 0; i < n; i++)
    {
      g_autoptr (ErpJob) job = g_list_model_get_item (jobs, i);

      if (erp_job_get_state (job) == ERP_JOB_UNKNOWN)
        ++*n_unknown;
      else if (!erp_job_is_ended (job))
        ++*n_running;
    }
}

static void
update (PageJournal *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_unknown;
  guint n_running;

  count_states (G_LIST_MODEL (self->journal), &n_unknown, &n_running);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->journal)) > 0 ? "jobs" : "empty");
  if (n_unknown > 0)
    g_string_append_printf (text,
                            ngettext ("%u action needs your decision.",
                                      "%u actions need your decision.", n_unknown),
                            n_unknown);
  if (n_running > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%u is under way.", "%u are under way.", n_running),
                              n_running);
    }
  if (text->len == 0)
    g_string_append (text, _ ("Everything that was written from here has an outcome."));
  gtk_label_set_text (self->summary_label, text->str);
  gtk_widget_remove_css_class (GTK_WIDGET (self->summary_label), "tone-bad");
  if (n_unknown > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary_label), "tone-bad");
}

static void
open_cb (PageJournal *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  PageJournal *self = user_data;
  GtkWidget *row = page_job_row_new (self->journal, ERP_JOB (item));

  g_signal_connect_object (row, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return row;
}

static void
page_journal_dispose (GObject *object)
{
  PageJournal *self = PAGE_JOURNAL (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->journal);
  G_OBJECT_CLASS (page_journal_parent_class)->dispose (object);
}

static void
page_journal_class_init (PageJournalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_journal_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-journal.ui");
  gtk_widget_class_bind_template_child (widget_class, PageJournal, stack);
  gtk_widget_class_bind_template_child (widget_class, PageJournal, summary_label);
  gtk_widget_class_bind_template_child (widget_class, PageJournal, list);
}

static void
page_journal_init (PageJournal *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_journal_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
page_journal_new (ErpSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  return page_journal_new_for (erp_session_get_journal (session));
}

/**
 * page_journal_new_for:
 * @journal: the journal to show
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
page_journal_new_for (ErpJournal *journal)
{
  PageJournal *self;

  g_return_val_if_fail (journal != NULL, NULL);

  self = g_object_new (PAGE_TYPE_JOURNAL, NULL);
  self->journal = g_object_ref (journal);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (journal), create_row, self, NULL);
  g_signal_connect_object (journal, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
