/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-demo-form.h"

#include "app-demo.h"
#include "app-form.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>

struct _AppDemoForm
{
  AdwBin parent_instance;

  AdwPreferencesGroup *roles_group;

  char *role; /* (owned): the one that is chosen */
};

enum
{
  CHOSEN,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppDemoForm, app_demo_form, ADW_TYPE_BIN)

static const struct
{
  const char *role;
  const char *description;
} roles[] = {
  { "controller", N_ ("Posts, pays, corrects and reconciles") },
  { "credit", N_ ("Writes invoices and decides about credit") },
  { "agent", N_ ("Answers customers; reads invoices, posts none") },
  { "manager", N_ ("Looks at everything, changes nothing") },
};

static void
start_cb (AppDemoForm *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, self->role);
}

static void
reset_response_cb (AppDemoForm *self, const char *response)
{
  if (g_str_equal (response, APP_FORM_RESET))
    g_signal_emit (self, signals[RESET], 0);
}

static void
reset_cb (AppDemoForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = app_form_new_reset_dialog (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (reset_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
role_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  AppDemoForm *self = user_data;

  if (!gtk_check_button_get_active (check))
    return;
  g_free (self->role);
  self->role = g_strdup (g_object_get_data (G_OBJECT (check), "role"));
}

static void
add_roles (AppDemoForm *self)
{
  GtkCheckButton *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();
      const char *label = app_demo_get_role_label (roles[i].role);

      g_object_set_data (G_OBJECT (check), "role", (gpointer)roles[i].role);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (roles[i].description));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      if (group != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
      else
        group = GTK_CHECK_BUTTON (check);
      g_signal_connect (check, "toggled", G_CALLBACK (role_toggled_cb), self);
      if (g_str_equal (self->role, roles[i].role))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      adw_preferences_group_add (self->roles_group, row);
    }
}

static void
app_demo_form_finalize (GObject *object)
{
  g_free (APP_DEMO_FORM (object)->role);

  G_OBJECT_CLASS (app_demo_form_parent_class)->finalize (object);
}

static void
app_demo_form_class_init (AppDemoFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = app_demo_form_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESET] =
      g_signal_new ("reset", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-demo-form.ui"));
  gtk_widget_class_set_layout_manager_type (widget_class, KIT_TYPE_WIDTH_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, AppDemoForm, roles_group);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
}

static void
app_demo_form_init (AppDemoForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_demo_form_new:
 * @role: the role proposed: "controller", "credit", "agent" or "manager"
 *
 * Returns: (transfer floating): the form
 */
AppDemoForm *
app_demo_form_new (const char *role)
{
  AppDemoForm *self;

  g_return_val_if_fail (role != NULL, NULL);

  self = g_object_new (APP_TYPE_DEMO_FORM, NULL);
  self->role = g_strdup (role);
  add_roles (self);
  return self;
}
