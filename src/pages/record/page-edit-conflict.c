/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-edit-conflict.h"

#include "biz-draft-merge.h"
#include "biz-invoice-details.h"

#include <glib/gi18n-lib.h>

struct _PageEditConflict
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkBox *fields;
  GtkLabel *result;
  GtkWidget *keep_button;
  GtkWidget *chosen_button;

  BizDraftMerge *merge; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageEditConflict, page_edit_conflict, ADW_TYPE_BIN)

enum
{
  TAKE_THEIRS,
  KEEP_MINE,
  TAKE_CHOSEN,
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

static void
take_chosen_cb (PageEditConflict *self)
{
  g_signal_emit (self, signals[TAKE_CHOSEN], 0);
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
page_edit_conflict_dispose (GObject *object)
{
  g_clear_object (&PAGE_EDIT_CONFLICT (object)->merge);

  G_OBJECT_CLASS (page_edit_conflict_parent_class)->dispose (object);
}

static void
page_edit_conflict_class_init (PageEditConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_edit_conflict_dispose;
  signals[TAKE_CHOSEN] =
      g_signal_new ("take-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TAKE_THEIRS] =
      g_signal_new ("take-theirs", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP_MINE] =
      g_signal_new ("keep-mine", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-edit-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, heading);
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, fields);
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, keep_button);
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, chosen_button);
  gtk_widget_class_bind_template_child (widget_class, PageEditConflict, result);
  gtk_widget_class_bind_template_callback (widget_class, take_chosen_cb);
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

static void
show_result (PageEditConflict *self)
{
  g_auto (GStrv) lines = biz_draft_merge_describe (self->merge);
  g_autofree char *text = g_strjoinv ("\n", lines);

  gtk_label_set_text (self->result, text);
}

static void
side_toggled_cb (GtkCheckButton *mine, gpointer user_data)
{
  PageEditConflict *self =
      PAGE_EDIT_CONFLICT (gtk_widget_get_ancestor (GTK_WIDGET (mine), PAGE_TYPE_EDIT_CONFLICT));

  biz_draft_merge_take (self->merge, GPOINTER_TO_UINT (user_data),
                        gtk_check_button_get_active (mine));
  show_result (self);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_side (GtkBox *box, const char *whose, const char *text, GtkWidget *group)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *words = g_strdup_printf ("%s: %s", whose, *text != '\0' ? text : _ ("nothing"));

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), make_label (words, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_box_append (box, check);

  return check;
}

static GtkWidget *
make_field (PageEditConflict *self, guint i)
{
  const BizMergeField *field = biz_draft_merge_get_field (self->merge, i);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *label = field->line != NULL
                               /* Translators: a field, the line it is of. */
                               ? g_strdup_printf (_ ("%s of %s"), field->label, field->line)
                               : g_strdup (field->label);
  g_autofree char *title =
      /* Translators: a field that two people changed. */
      field->contested ? g_strdup_printf (_ ("%s — both of you changed it"), label)
                       : g_strdup (label);
  GtkWidget *mine, *theirs;

  gtk_box_append (GTK_BOX (box), make_label (title, field->contested ? "heading" : "dim-label"));
  mine = make_side (GTK_BOX (box), _ ("Yours"), field->mine, NULL);
  theirs = make_side (GTK_BOX (box), _ ("Theirs"), field->theirs, mine);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field->takes_mine ? mine : theirs), TRUE);
  g_signal_connect (mine, "toggled", G_CALLBACK (side_toggled_cb), GUINT_TO_POINTER (i));

  return box;
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
  /* what is posted meanwhile is not changed any more */
  const gboolean open = biz_invoice_get_state (theirs) == BIZ_STATE_DRAFT;
  g_autofree char *heading = NULL;
  GtkWidget *child;
  guint n;

  g_return_if_fail (PAGE_IS_EDIT_CONFLICT (self));

  heading = describe_writer (theirs);
  gtk_label_set_text (self->heading, heading);
  g_clear_object (&self->merge);
  self->merge = biz_draft_merge_new (draft, theirs);
  n = biz_draft_merge_get_n_fields (self->merge);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_box_remove (self->fields, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->fields, make_field (self, i));
  if (n == 0)
    gtk_box_append (self->fields,
                    make_label (_ ("What both of you wrote is the same."), "dim-label"));
  show_result (self);
  gtk_widget_set_sensitive (self->keep_button, open);
  gtk_widget_set_sensitive (self->chosen_button, open);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * page_edit_conflict_apply:
 * @self: the choice, shown
 *
 * Puts what was chosen into the draft, as a change of the newer version.
 */
void
page_edit_conflict_apply (PageEditConflict *self)
{
  g_return_if_fail (PAGE_IS_EDIT_CONFLICT (self));
  g_return_if_fail (self->merge != NULL);

  biz_draft_merge_apply (self->merge);
  g_clear_object (&self->merge);
}
