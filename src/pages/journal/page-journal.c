/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-journal.h"

#include "erp-session.h"

struct _PageJournal
{
  AdwBin parent_instance;

  ErpSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PageJournal, page_journal, ADW_TYPE_BIN)

static void
page_journal_dispose (GObject *object)
{
  PageJournal *self = PAGE_JOURNAL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PAGE_TYPE_JOURNAL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_journal_parent_class)->dispose (object);
}

static void
page_journal_class_init (PageJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = page_journal_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-journal.ui");
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
  PageJournal *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_JOURNAL, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
