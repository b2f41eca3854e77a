/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-edit-conflict.h"

#include "biz-invoice-details.h"
#include "page-grid.h"

#include <glib/gi18n-lib.h>

struct _PageEditConflict
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkGrid *fields;
  GtkWidget *keep_button;
};

G_DEFINE_FINAL_TYPE (PageEditConflict, page_edit_conflict, ADW_TYPE_BIN)

enum
{
  TAKE_THEIRS,
  KEEP_MINE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take_theirs_cb (PageEditConflict *self)
{
  g_signal_emit (self, signals[TAKE_THEIRS], 0);
}

static void
keep_mine_cb (PageEditConflict *self)
{
  g_signal_emit (self, signals[KEEP_MINE], 0);
}

static char *
describe_writer (BizInvoice *theirs)
{
  BizInvoiceDetails *details = biz_invoice_get_details (theirs);
  const char *writer = details != NULL ? biz_invoice_details_get_writer (details) : NULL;
  GDateTime *written = biz_invoice_get_write_date (theirs);
  g_autoptr (GDateTime) local = written != NULL ? g_date_time_to_local (written) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%X") : g_strdup ("");

  /* Translators: a colleague and a time. */
  return g_strdup_printf (_ ("%s changed this draft at %s, while you were writing."),
                          writer != NULL ? writer : _ ("Somebody"), time);
}

static void
page_edit_conflict_class_init (PageEditConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[TAKE_THEIRS] =
      g_signal_new ("take-theirs", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP_MINE] =
      g_signal_new ("keep-mine", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-edit-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, heading);
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, fields);
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, take_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine_cb);
}

static void
page_edit_conflict_init (PageEditConflict *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
page_edit_conflict_new (void)
{
  return g_object_new (PAGE_TYPE_EDIT_CONFLICT, NULL);
}

/**
 * page_edit_conflict_show:
 * @self: the choice
 * @draft: what the person has
 * @theirs: what the server has now
 */
void
page_edit_conflict_show (PageEditConflict *self, BizInvoiceDraft *draft, BizInvoice *theirs)
{
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *heading = NULL;

  g_return_if_fail (PAGE_IS_EDIT_CONFLICT (self));

  heading = describe_writer (theirs);
  gtk_label_set_text (self->heading, heading);
  differences = biz_draft_edit_compare (draft, theirs);
  page_grid_clear (self->fields);
  page_grid_add_text (self->fields, 0, 0, 1, _ ("Field"), "heading-line");
  page_grid_add_text (self->fields, 1, 0, 1, _ ("Yours"), "heading-line");
  page_grid_add_text (self->fields, 2, 0, 1, _ ("Theirs"), "heading-line");
  for (guint i = 0; i < differences->len; i++)
    {
      BizDifference *difference = g_ptr_array_index (differences, i);

      page_grid_add_text (self->fields, 0, (int)i + 1, 1, difference->label, "dim-label");
      page_grid_add_prose (self->fields, 1, (int)i + 1, 1,
                           difference->ours[0] != '\0' ? difference->ours : "—", NULL);
      page_grid_add_prose (self->fields, 2, (int)i + 1, 1,
                           difference->theirs[0] != '\0' ? difference->theirs : "—", NULL);
    }
  if (differences->len == 0)
    page_grid_add_text (self->fields, 0, 1, 3, _ ("What both of you wrote is the same."), NULL);
  /* what is posted meanwhile is not changed any more */
  gtk_widget_set_sensitive (self->keep_button, biz_invoice_get_state (theirs) == BIZ_STATE_DRAFT);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
