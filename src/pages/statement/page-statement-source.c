/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-source.h"

#include "kit-inline-error.h"
#include "page-statement-part.h"
#include "page-statement-text.h"

#include <glib/gi18n-lib.h>

struct _PageStatementSource
{
  AdwBin parent_instance;

  GtkLabel *name_label;
  GtkLabel *format_label;
  GtkSpinner *spinner;
  GtkWidget *columns_button;
  GtkWidget *remove_button;
  KitInlineError *error;
  GtkBox *parts;

  BizStatementIntake *intake; /* (owned) */
  BizStatementSource *source; /* (owned) */
};

enum
{
  COLUMNS_REQUESTED,
  LINES_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PageStatementSource, page_statement_source, ADW_TYPE_BIN)

static void
part_lines_cb (PageStatementSource *self, PageStatementPart *part)
{
  g_signal_emit (self, signals[LINES_REQUESTED], 0, page_statement_part_get_part (part));
}

static void
parts_changed_cb (PageStatementSource *self)
{
  GListModel *parts = biz_statement_source_get_parts (self->source);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_box_remove (self->parts, child);
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (BizStatementPart) part = g_list_model_get_item (parts, i);

      child = page_statement_part_new (self->intake, part);
      g_signal_connect_object (child, "lines-requested", G_CALLBACK (part_lines_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->parts, child);
    }
}

static void
fill (PageStatementSource *self)
{
  const gboolean reading = biz_statement_source_is_reading (self->source);
  const gboolean running = biz_statement_intake_is_running (self->intake);
  const GError *error = biz_statement_source_get_error (self->source);
  g_autofree char *format = page_statement_describe_source (self->source);

  gtk_label_set_text (self->format_label, format);
  gtk_widget_set_visible (GTK_WIDGET (self->format_label), *format != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), reading);
  gtk_spinner_set_spinning (self->spinner, reading);
  gtk_widget_set_visible (self->columns_button,
                          biz_statement_source_get_rows (self->source) != NULL);
  gtk_widget_set_sensitive (self->columns_button, !running && !reading);
  gtk_widget_set_sensitive (self->remove_button, !running);
  if (error != NULL && !reading)
    kit_inline_error_set_error (self->error, _ ("This file cannot be read; none of it is used."),
                                error);
  else
    kit_inline_error_clear (self->error);
}

static void
columns_cb (PageStatementSource *self)
{
  g_signal_emit (self, signals[COLUMNS_REQUESTED], 0);
}

static void
remove_cb (PageStatementSource *self)
{
  biz_statement_intake_remove (self->intake, self->source);
}

static void
page_statement_source_dispose (GObject *object)
{
  PageStatementSource *self = PAGE_STATEMENT_SOURCE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->intake);

  G_OBJECT_CLASS (page_statement_source_parent_class)->dispose (object);
}

static void
page_statement_source_class_init (PageStatementSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_statement_source_dispose;
  signals[COLUMNS_REQUESTED] = g_signal_new ("columns-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[LINES_REQUESTED] = g_signal_new ("lines-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, BIZ_TYPE_STATEMENT_PART);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-statement-source.ui");
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, name_label);
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, format_label);
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, columns_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, remove_button);
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, error);
  gtk_widget_class_bind_template_child (widget_class, PageStatementSource, parts);
  gtk_widget_class_bind_template_callback (widget_class, columns_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
page_statement_source_init (PageStatementSource *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
}

/**
 * page_statement_source_new:
 * @intake: what the file is of
 * @source: a file
 *
 * Returns: (transfer floating): a box that follows it
 */
GtkWidget *
page_statement_source_new (BizStatementIntake *intake, BizStatementSource *source)
{
  PageStatementSource *self;
  g_autofree char *label = NULL;

  g_return_val_if_fail (BIZ_IS_STATEMENT_INTAKE (intake), NULL);
  g_return_val_if_fail (BIZ_IS_STATEMENT_SOURCE (source), NULL);

  self = g_object_new (PAGE_TYPE_STATEMENT_SOURCE, NULL);
  self->intake = g_object_ref (intake);
  self->source = g_object_ref (source);
  gtk_label_set_text (self->name_label, biz_statement_source_get_name (source));
  /* Translators: the name of a file. */
  label = g_strdup_printf (_ ("Leave Out %s"), biz_statement_source_get_name (source));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (intake, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (biz_statement_source_get_parts (source), "items-changed",
                           G_CALLBACK (parts_changed_cb), self, G_CONNECT_SWAPPED);
  parts_changed_cb (self);
  fill (self);

  return GTK_WIDGET (self);
}

BizStatementSource *
page_statement_source_get_source (PageStatementSource *self)
{
  g_return_val_if_fail (PAGE_IS_STATEMENT_SOURCE (self), NULL);

  return self->source;
}
