/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-recipients.h"

#include "biz-partner.h"
#include "biz-record-search.h"
#include "erp-client.h"
#include "kit-search-picker.h"

#include <glib/gi18n-lib.h>

struct _PageRecipients
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  KitSearchPicker *picker;
  GPtrArray *rows;           /* (owned) (element-type GtkWidget): borrowed widgets */
  BizRecipients *recipients; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageRecipients, page_recipients, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (PageRecipients *self, GtkCheckButton *check)
{
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index"));

  if (self->recipients == NULL)
    return;
  biz_recipients_set_chosen (self->recipients, index, gtk_check_button_get_active (check));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (PageRecipients *self, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *name, *email;
  gboolean for_invoices, chosen;
  g_autofree char *address = NULL;

  biz_recipients_get (self->recipients, index, &name, &email, &for_invoices, &chosen);
  /* Translators: an e-mail address */
  address =
      for_invoices ? g_strdup_printf (_ ("%s · address for invoices"), email) : g_strdup (email);
  g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), address);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (PageRecipients *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->recipients != NULL && i < biz_recipients_get_n (self->recipients); i++)
    add_row (self, i);
}

static void
picked_cb (PageRecipients *self, GObject *item)
{
  g_autoptr (GError) error = NULL;
  BizPartner *partner;

  if (item == NULL || self->recipients == NULL)
    return;
  partner = BIZ_PARTNER (item);
  if (!biz_recipients_add (self->recipients, biz_partner_get_id (partner),
                           biz_partner_get_name (partner), biz_partner_get_email (partner), &error))
    {
      kit_search_picker_set_error (self->picker, error->message);
      return;
    }
  kit_search_picker_set_error (self->picker, NULL);
  kit_search_picker_set_chosen (self->picker, NULL);
  fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
get_name (gpointer partner)
{
  return g_strdup (biz_partner_get_name (partner));
}

static char *
get_details (gpointer partner)
{
  const char *email = biz_partner_get_email (partner);

  return g_strdup (email != NULL ? email : _ ("has no e-mail address"));
}

static void
page_recipients_finalize (GObject *object)
{
  g_clear_pointer (&PAGE_RECIPIENTS (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (page_recipients_parent_class)->finalize (object);
}

static void
page_recipients_class_init (PageRecipientsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_recipients_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_recipients_init (PageRecipients *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Recipients"));
  self->picker = KIT_SEARCH_PICKER (kit_search_picker_new ());
  kit_search_picker_set_name (self->picker, _ ("Somebody else"));
  kit_search_picker_set_placeholder (self->picker, _ ("Somebody else: name or e-mail"));
  kit_search_picker_set_describe (self->picker, get_name, get_details);
  g_signal_connect_object (self->picker, "chosen", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picker));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
page_recipients_set_session (PageRecipients *self, ErpSession *session)
{
  g_autoptr (BizRecordSearch) search = NULL;

  g_return_if_fail (PAGE_IS_RECIPIENTS (self) && ERP_IS_SESSION (session));

  search = biz_record_search_new_partners (erp_session_get_client (session));
  kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
}

void
page_recipients_show (PageRecipients *self, BizRecipients *recipients)
{
  g_return_if_fail (PAGE_IS_RECIPIENTS (self));

  self->recipients = recipients;
  fill (self);
}
