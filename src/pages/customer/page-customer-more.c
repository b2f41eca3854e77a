/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer-more.h"

#include "biz-customer-twins.h"
#include "page-customer-details.h"
#include "page-customer-files.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageCustomerMore
{
  AdwBin parent_instance;

  GtkBox *twins;             /* in the bin */
  PageCustomerFiles *files;  /* in the bin */
  ErpSession *session;       /* (owned) */
  BizCustomer *customer;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint n_pending;
};

G_DEFINE_FINAL_TYPE (PageCustomerMore, page_customer_more, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_note (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

/* A line that opens something: what, and more of it below. */
static GtkWidget *
new_row (const char *title, const char *note)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = g_strjoin (", ", title, note, NULL);

  for (guint i = 0; i < 2; i++)
    {
      const char *text = i == 0 ? title : note;
      GtkWidget *label;

      if (text == NULL)
        continue;
      label = gtk_label_new (text);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      if (i == 1)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static void
twin_cb (GtkWidget *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[OPEN_REQUESTED], 0, "res.partner",
                 *(const gint64 *)g_object_get_data (G_OBJECT (button), "id"));
}

static void
twins_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCustomerMore) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) twins = biz_customer_twins_find_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_pending--;
  if (twins != NULL && twins->len == 0)
    return;
  gtk_box_append (self->twins, page_customer_details_new_heading (_ ("Perhaps Entered Twice")));
  if (twins == NULL)
    add_note (self->twins, error->message);
  for (guint i = 0; twins != NULL && i < twins->len; i++)
    {
      const BizCustomerTwin *twin = g_ptr_array_index (twins, i);
      GtkWidget *row = new_row (twin->name, twin->why);

      g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&twin->id, sizeof twin->id), g_free);
      g_signal_connect_object (row, "clicked", G_CALLBACK (twin_cb), self, 0);
      gtk_box_append (self->twins, row);
    }
}

static void
page_customer_more_dispose (GObject *object)
{
  PageCustomerMore *self = PAGE_CUSTOMER_MORE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->customer);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_customer_more_parent_class)->dispose (object);
}

static void
page_customer_more_class_init (PageCustomerMoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_customer_more_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
page_customer_more_init (PageCustomerMore *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->twins = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->twins));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * page_customer_more_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the sections of nobody yet
 */
GtkWidget *
page_customer_more_new (ErpSession *session)
{
  PageCustomerMore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_CUSTOMER_MORE, NULL);
  self->session = g_object_ref (session);
  self->files = PAGE_CUSTOMER_FILES (page_customer_files_new (session));
  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), GTK_WIDGET (self->files));

  return GTK_WIDGET (self);
}

/**
 * page_customer_more_set_customer:
 * @self: the sections
 * @customer: (nullable): whose
 */
void
page_customer_more_set_customer (PageCustomerMore *self, BizCustomer *customer)
{
  g_return_if_fail (PAGE_IS_CUSTOMER_MORE (self));

  if (!g_set_object (&self->customer, customer))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_box (self->twins);
  self->n_pending = 0;
  page_customer_files_set_customer (
      self->files, customer != NULL ? biz_customer_get_facts (customer)->commercial_id : 0);
  if (customer == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->n_pending = 1;
  biz_customer_twins_find_async (self->session, customer, self->cancellable, twins_cb,
                                 page_weak_new (self));
}

gboolean
page_customer_more_is_loading (PageCustomerMore *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_MORE (self), FALSE);

  return self->n_pending > 0 || page_customer_files_is_loading (self->files);
}

GtkWidget *
page_customer_more_get_twins (PageCustomerMore *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_MORE (self), NULL);

  return GTK_WIDGET (self->twins);
}

GtkWidget *
page_customer_more_get_files (PageCustomerMore *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_MORE (self), NULL);

  return GTK_WIDGET (self->files);
}
