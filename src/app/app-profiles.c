/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-profiles.h"

#include "app-form.h"
#include "app-kind.h"
#include "erp-keyring.h"
#include "erp-profile-store.h"
#include "erp-profile.h"

#include <glib/gi18n-lib.h>

struct _AppProfiles
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  AdwToastOverlay *toasts;

  ErpProfileStore *store; /* (owned) */
  ErpKeyring *keyring;    /* (owned) */
  ErpProfile *removing;   /* (owned) (nullable): asked about */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppProfiles, app_profiles, ADW_TYPE_WINDOW)

static const char PROFILE_KEY[] = "profile";

static void
say (AppProfiles *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  g_object_set (toast, "title", text, NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
save (AppProfiles *self, ErpProfile *profile)
{
  g_autoptr (GError) error = NULL;

  if (!erp_profile_store_save (self->store, profile, &error))
    {
      g_autofree char *text = app_form_describe_error (error);

      say (self, text);
    }
}

static void
name_applied_cb (GtkEditable *entry, gpointer user_data)
{
  AppProfiles *self = user_data;
  ErpProfile *profile = g_object_get_data (G_OBJECT (entry), PROFILE_KEY);
  g_autofree char *name = app_form_dup_text (entry);

  if (*name == '\0')
    {
      gtk_editable_set_text (entry, erp_profile_get_name (profile));
      say (self, _ ("A profile needs a name."));
      return;
    }
  g_object_set (profile, "name", name, NULL);
  save (self, profile);
}

static void
kind_selected_cb (AdwComboRow *combo, GParamSpec *pspec, gpointer user_data)
{
  AppProfiles *self = user_data;
  ErpProfile *profile = g_object_get_data (G_OBJECT (combo), PROFILE_KEY);
  ErpProfileKind kind = (ErpProfileKind)adw_combo_row_get_selected (combo);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (combo), app_kind_get_description (kind));
  if (kind == erp_profile_get_kind (profile))
    return;
  g_object_set (profile, "kind", kind, NULL);
  save (self, profile);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppProfiles) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!erp_keyring_clear_finish (ERP_KEYRING (source), result, &error))
    {
      g_autofree char *text = app_form_describe_error (error);

      say (self, text);
    }
}

static void
remove_response_cb (AppProfiles *self, const char *response)
{
  g_autoptr (ErpProfile) profile = g_steal_pointer (&self->removing);
  g_autoptr (GError) error = NULL;

  if (profile == NULL || !g_str_equal (response, "remove"))
    return;
  erp_keyring_clear_async (self->keyring, profile, NULL, cleared_cb, g_object_ref (self));
  if (!erp_profile_store_remove (self->store, profile, &error))
    {
      g_autofree char *text = app_form_describe_error (error);

      say (self, text);
    }
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  AppProfiles *self = user_data;
  ErpProfile *profile = g_object_get_data (G_OBJECT (button), PROFILE_KEY);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Remove “%s”?"),
                                     erp_profile_get_name (profile));
  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("This computer forgets the profile and its key. On the server nothing changes; its key "
         "can be deleted there, in your preferences under security."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_set_object (&self->removing, profile);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  g_autoptr (AppProfiles) self = g_object_ref (user_data);
  ErpProfile *profile = g_object_get_data (G_OBJECT (button), PROFILE_KEY);

  g_signal_emit (self, signals[OPENED], 0, profile);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keep_profile (gpointer widget, ErpProfile *profile)
{
  g_object_set_data_full (G_OBJECT (widget), PROFILE_KEY, g_object_ref (profile), g_object_unref);
}

static void
add_buttons (AppProfiles *self, AdwExpanderRow *row, ErpProfile *profile)
{
  GtkWidget *actions = adw_action_row_new ();
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("_Open"));
  GtkWidget *remove = gtk_button_new_with_mnemonic (_ ("_Remove…"));

  keep_profile (open, profile);
  keep_profile (remove, profile);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "destructive-action");
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (actions), open);
  adw_action_row_add_suffix (ADW_ACTION_ROW (actions), remove);
  adw_expander_row_add_row (row, actions);
}

static GtkWidget *
create_row (AppProfiles *self, ErpProfile *profile)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *kind = adw_combo_row_new ();
  g_autoptr (GtkStringList) kinds = app_kind_list_labels ();
  g_autofree char *subtitle =
      g_strdup_printf ("%s — %s", erp_profile_get_login (profile), erp_profile_get_url (profile));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_bind_property (profile, "name", row, "title", G_BINDING_SYNC_CREATE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (name), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (name), erp_profile_get_name (profile));
  keep_profile (name, profile);
  g_signal_connect (name, "apply", G_CALLBACK (name_applied_cb), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (kind), _ ("Kind"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (kind), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (kind), G_LIST_MODEL (kinds));
  keep_profile (kind, profile);
  g_signal_connect (kind, "notify::selected", G_CALLBACK (kind_selected_cb), self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (kind), app_kind_get_shown (profile));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (kind),
                               app_kind_get_description (app_kind_get_shown (profile)));
  gtk_widget_set_sensitive (kind, !erp_profile_get_is_demo (profile));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), kind);

  add_buttons (self, ADW_EXPANDER_ROW (row), profile);
  return row;
}

static void
store_changed_cb (AppProfiles *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  GtkListBoxRow *row;

  /* One that was saved, from here: its row shows it already and is in use. */
  if (removed == 1 && added == 1)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ErpProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      gtk_list_box_append (self->list, create_row (self, profile));
    }
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
}

static void
app_profiles_dispose (GObject *object)
{
  AppProfiles *self = APP_PROFILES (object);

  g_clear_object (&self->removing);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (app_profiles_parent_class)->dispose (object);
}

static void
app_profiles_class_init (AppProfilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_profiles_dispose;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ERP_TYPE_PROFILE);

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-profiles.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppProfiles, stack);
  gtk_widget_class_bind_template_child (widget_class, AppProfiles, list);
  gtk_widget_class_bind_template_child (widget_class, AppProfiles, toasts);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_profiles_init (AppProfiles *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_profiles_new:
 * @parent: the window it belongs to
 * @store: the profiles of this computer
 * @keyring: where their keys rest
 *
 * Returns: (transfer none): a window, not yet shown
 */
AppProfiles *
app_profiles_new (GtkWindow *parent, ErpProfileStore *store, ErpKeyring *keyring)
{
  AppProfiles *self;

  g_return_val_if_fail (ERP_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (ERP_IS_KEYRING (keyring), NULL);

  self = g_object_new (APP_TYPE_PROFILES, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  self->keyring = g_object_ref (keyring);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  store_changed_cb (self, 0, 0, 0);
  return self;
}
