/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-upload-row.h"

#include <glib/gi18n-lib.h>

#define PULSE_MS 120

struct _KitUploadRow
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *state;
  GtkProgressBar *bar;
  GtkWidget *again;
  GtkWidget *anyway;
  GtkWidget *dismiss;

  BizUploads *uploads; /* (owned) */
  BizUpload *upload;   /* (owned) */
  guint pulse;
};

G_DEFINE_FINAL_TYPE (KitUploadRow, kit_upload_row, ADW_TYPE_BIN)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (KIT_UPLOAD_ROW (user_data)->bar);
  return G_SOURCE_CONTINUE;
}

/* "Sending, 12 of 40 MB" */
static char *
describe (KitUploadRow *self)
{
  const BizUploadState state = biz_upload_get_state (self->upload);
  const GError *error = biz_upload_get_error (self->upload);
  const gint64 size = biz_upload_get_size (self->upload);
  g_autofree char *all = g_format_size ((guint64)MAX (size, 0));
  g_autofree char *sent =
      g_format_size ((guint64)(biz_upload_get_fraction (self->upload) * (double)MAX (size, 0)));

  switch (state)
    {
    case BIZ_UPLOAD_WAITING:
      return g_strdup (_ ("Waiting for its turn"));
    case BIZ_UPLOAD_READING:
      return g_strdup (_ ("Reading…"));
    case BIZ_UPLOAD_LOOKING:
      return g_strdup (_ ("Looking whether it is there already…"));
    case BIZ_UPLOAD_SENDING:
      /* Translators: how much of a file was sent: "Sent 1.2 MB of 40 MB". */
      return g_strdup_printf (_ ("Sent %s of %s"), sent, all);
    case BIZ_UPLOAD_PUTTING:
      return g_strdup (_ ("Putting it to the record…"));
    case BIZ_UPLOAD_THERE:
      /* Translators: a file. */
      return g_strdup_printf (_ ("Nothing was sent: it is there already, as “%s”."),
                              biz_upload_get_other_name (self->upload));
    case BIZ_UPLOAD_FAILED:
      return g_strdup (error != NULL ? error->message : "");
    case BIZ_UPLOAD_DONE:
    default:
      return g_strdup (_ ("Done"));
    }
}

static void
update_pulse (KitUploadRow *self, BizUploadState state)
{
  const gboolean pulses =
      state == BIZ_UPLOAD_READING || state == BIZ_UPLOAD_LOOKING || state == BIZ_UPLOAD_PUTTING;

  if (pulses && self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  else if (!pulses)
    g_clear_handle_id (&self->pulse, g_source_remove);
}

static void
update (KitUploadRow *self)
{
  const BizUploadState state = biz_upload_get_state (self->upload);
  g_autofree char *text = describe (self);
  g_autofree char *all = NULL;

  gtk_label_set_text (self->state, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), text);
  all = g_strdup_printf ("%s: %s", biz_upload_get_name (self->upload), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, all,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !biz_upload_is_ended (self->upload));
  if (state == BIZ_UPLOAD_SENDING || state == BIZ_UPLOAD_WAITING)
    gtk_progress_bar_set_fraction (self->bar, biz_upload_get_fraction (self->upload));
  update_pulse (self, state);
  gtk_widget_set_visible (self->again, state == BIZ_UPLOAD_FAILED);
  gtk_widget_set_visible (self->anyway, state == BIZ_UPLOAD_THERE);
  gtk_widget_set_visible (self->dismiss, state != BIZ_UPLOAD_PUTTING);
  gtk_widget_set_tooltip_text (self->dismiss,
                               biz_upload_is_ended (self->upload) ? _ ("Dismiss") : _ ("Cancel"));
  if (state == BIZ_UPLOAD_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
}

static void
again_cb (KitUploadRow *self)
{
  biz_uploads_again (self->uploads, self->upload);
}

static void
anyway_cb (KitUploadRow *self)
{
  biz_uploads_add_anyway (self->uploads, self->upload);
}

static void
dismiss_cb (KitUploadRow *self)
{
  biz_uploads_dismiss (self->uploads, self->upload);
}

static void
kit_upload_row_dispose (GObject *object)
{
  KitUploadRow *self = KIT_UPLOAD_ROW (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->upload);
  g_clear_object (&self->uploads);

  G_OBJECT_CLASS (kit_upload_row_parent_class)->dispose (object);
}

static void
kit_upload_row_class_init (KitUploadRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_upload_row_dispose;
}

static GtkLabel *
add_label (GtkWidget *box, PangoEllipsizeMode mode)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), mode);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (KitUploadRow *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
kit_upload_row_init (KitUploadRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_start (texts, 9);
  self->name = add_label (texts, PANGO_ELLIPSIZE_MIDDLE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->bar));
  self->state = add_label (texts, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->state, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "numeric");
  gtk_box_append (GTK_BOX (box), texts);
  self->again = add_button (self, box, _ ("_Try Again"), G_CALLBACK (again_cb));
  self->anyway = add_button (self, box, _ ("Add Any_way"), G_CALLBACK (anyway_cb));
  self->dismiss = add_button (self, box, "", G_CALLBACK (dismiss_cb));
  gtk_button_set_icon_name (GTK_BUTTON (self->dismiss), "window-close-symbolic");
  gtk_widget_add_css_class (self->dismiss, "flat");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * kit_upload_row_new:
 * @uploads: all that is on its way
 * @upload: one of them
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
kit_upload_row_new (BizUploads *uploads, BizUpload *upload)
{
  KitUploadRow *self;

  g_return_val_if_fail (BIZ_IS_UPLOADS (uploads) && BIZ_IS_UPLOAD (upload), NULL);

  self = g_object_new (KIT_TYPE_UPLOAD_ROW, NULL);
  self->uploads = g_object_ref (uploads);
  self->upload = g_object_ref (upload);
  gtk_label_set_text (self->name, biz_upload_get_name (upload));
  g_signal_connect_object (upload, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
