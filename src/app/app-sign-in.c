/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-sign-in.h"

#include "app-account-form.h"
#include "app-demo-form.h"
#include "app-kind.h"
#include "app-server-form.h"
#include "erp-keyring.h"
#include "erp-profile-store.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "erp-sign-in.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>

struct _AppSignIn
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkStack *stack;
  GtkWidget *profiles_group;
  GtkListBox *profiles_list;
  AppDemoForm *demo_form;       /* (nullable): in the stack, when it was needed */
  AppServerForm *server_form;   /* (nullable): likewise */
  AppAccountForm *account_form; /* (nullable): likewise */

  ErpKeyring *keyring;       /* (owned) */
  ErpProfileStore *profiles; /* (owned) */
  ErpProfile *profile;       /* (owned) (nullable): signed in to again */
  char *demo_role;           /* (owned) */
};

enum
{
  SIGNED_IN,
  PROFILE_CHOSEN,
  DEMO_CHOSEN,
  DEMO_RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppSignIn, app_sign_in, ADW_TYPE_BIN)

static void
show_page (AppSignIn *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, !g_str_equal (name, "welcome"));
}

static void
found_cb (AppSignIn *self, ErpSignIn *sign_in)
{
  app_account_form_set_server (self->account_form, sign_in, self->profile);
  show_page (self, "account");
  gtk_widget_grab_focus (GTK_WIDGET (self->account_form));
}

static void
signed_in_cb (AppSignIn *self, ErpSession *session)
{
  g_clear_object (&self->profile);
  g_signal_emit (self, signals[SIGNED_IN], 0, session);
}

/* Most starts never see them. */
static void
ensure_forms (AppSignIn *self)
{
  if (self->server_form != NULL)
    return;
  self->server_form = g_object_new (APP_TYPE_SERVER_FORM, NULL);
  app_server_form_set_keyring (self->server_form, self->keyring);
  g_signal_connect_object (self->server_form, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->server_form), "server");
  self->account_form = g_object_new (APP_TYPE_ACCOUNT_FORM, NULL);
  g_signal_connect_object (self->account_form, "signed-in", G_CALLBACK (signed_in_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->account_form), "account");
}

static void
server_row_cb (AppSignIn *self)
{
  app_sign_in_show_server (self, NULL);
}

static void
demo_chosen_cb (AppSignIn *self, const char *role)
{
  g_free (self->demo_role);
  self->demo_role = g_strdup (role);
  g_signal_emit (self, signals[DEMO_CHOSEN], 0, role);
}

static void
demo_reset_cb (AppSignIn *self)
{
  g_signal_emit (self, signals[DEMO_RESET], 0);
}

static void
demo_row_cb (AppSignIn *self)
{
  if (self->demo_form == NULL)
    {
      self->demo_form = app_demo_form_new (self->demo_role);
      g_signal_connect_object (self->demo_form, "chosen", G_CALLBACK (demo_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->demo_form, "reset", G_CALLBACK (demo_reset_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->demo_form), "demo");
    }
  show_page (self, "demo");
}

static void
back_cb (AppSignIn *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (page, "account") == 0)
    {
      app_account_form_stop (self->account_form);
      app_sign_in_show_server (self, self->profile);
    }
  else
    app_sign_in_show_welcome (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppSignIn *self = APP_SIGN_IN (widget);

  if (gtk_widget_get_visible (self->back_button))
    back_cb (self);
}

static void
profile_activated_cb (AppSignIn *self, GtkListBoxRow *row)
{
  g_autoptr (ErpProfile) profile =
      g_list_model_get_item (G_LIST_MODEL (self->profiles), gtk_list_box_row_get_index (row));

  if (profile != NULL)
    g_signal_emit (self, signals[PROFILE_CHOSEN], 0, profile);
}

static GtkWidget *
create_profile_row (gpointer item, gpointer user_data)
{
  ErpProfile *profile = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = gtk_label_new (NULL);
  ErpProfileKind kind = app_kind_get_shown (profile);
  g_autofree char *subtitle =
      g_strdup_printf ("%s — %s", erp_profile_get_login (profile), erp_profile_get_url (profile));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), erp_profile_get_name (profile));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_label_set_text (GTK_LABEL (pill), app_kind_get_label (kind));
  gtk_widget_add_css_class (pill, "kind-pill");
  gtk_widget_add_css_class (pill, app_kind_get_css_class (kind));
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
profiles_changed_cb (AppSignIn *self)
{
  gtk_widget_set_visible (self->profiles_group,
                          g_list_model_get_n_items (G_LIST_MODEL (self->profiles)) > 0);
}

static void
app_sign_in_dispose (GObject *object)
{
  AppSignIn *self = APP_SIGN_IN (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->profiles);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (app_sign_in_parent_class)->dispose (object);
}

static void
app_sign_in_finalize (GObject *object)
{
  g_free (APP_SIGN_IN (object)->demo_role);

  G_OBJECT_CLASS (app_sign_in_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-sign-in.ui"));
  gtk_widget_class_set_layout_manager_type (widget_class, KIT_TYPE_WIDTH_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, back_button);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, stack);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, profiles_group);
  gtk_widget_class_bind_template_child (widget_class, AppSignIn, profiles_list);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_row_cb);
}

static void
app_sign_in_class_init (AppSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = app_sign_in_dispose;
  object_class->finalize = app_sign_in_finalize;

  signals[SIGNED_IN] = g_signal_new ("signed-in", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, ERP_TYPE_SESSION);
  signals[PROFILE_CHOSEN] = g_signal_new ("profile-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, ERP_TYPE_PROFILE);
  signals[DEMO_CHOSEN] = g_signal_new ("demo-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DEMO_RESET] =
      g_signal_new ("demo-reset", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "sign-in.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sign-in.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "sign-in.back",
                                       NULL);
}

static void
app_sign_in_init (AppSignIn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_sign_in_new:
 * @keyring: where keys rest
 * @profiles: the profiles of before
 * @demo_role: the role proposed for the demo company
 *
 * Returns: (transfer floating): the way in, at its first page
 */
AppSignIn *
app_sign_in_new (ErpKeyring *keyring, ErpProfileStore *profiles, const char *demo_role)
{
  AppSignIn *self;

  g_return_val_if_fail (ERP_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (ERP_IS_PROFILE_STORE (profiles), NULL);
  g_return_val_if_fail (demo_role != NULL, NULL);

  self = g_object_new (APP_TYPE_SIGN_IN, NULL);
  self->profiles = g_object_ref (profiles);
  self->demo_role = g_strdup (demo_role);
  self->keyring = g_object_ref (keyring);
  gtk_list_box_bind_model (self->profiles_list, G_LIST_MODEL (profiles), create_profile_row, NULL,
                           NULL);
  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self,
                           G_CONNECT_SWAPPED);
  profiles_changed_cb (self);
  return self;
}

/**
 * app_sign_in_show_welcome:
 * @self: the way in
 */
void
app_sign_in_show_welcome (AppSignIn *self)
{
  g_return_if_fail (APP_IS_SIGN_IN (self));

  if (self->server_form != NULL)
    {
      app_server_form_stop (self->server_form);
      app_account_form_stop (self->account_form);
    }
  if (self->profile != NULL)
    app_server_form_set_profile (self->server_form, NULL);
  g_clear_object (&self->profile);
  show_page (self, "welcome");
}

/**
 * app_sign_in_show_server:
 * @self: the way in
 * @profile: (nullable): a profile to sign in to again
 */
void
app_sign_in_show_server (AppSignIn *self, ErpProfile *profile)
{
  g_return_if_fail (APP_IS_SIGN_IN (self));
  g_return_if_fail (profile == NULL || ERP_IS_PROFILE (profile));

  ensure_forms (self);
  if (profile != self->profile)
    {
      g_set_object (&self->profile, profile);
      app_server_form_set_profile (self->server_form, profile);
    }
  show_page (self, "server");
  gtk_widget_grab_focus (GTK_WIDGET (self->server_form));
}
