/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-preferences.h"

#include "app-section.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-profile.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _AppPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *colour_row;
  GtkSwitch *compact_switch;
  AdwComboRow *section_row;
  AdwComboRow *company_row;
  AdwActionRow *journal_row;

  GSettings *settings; /* (owned) */
  ErpSession *session; /* (owned) (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppPreferences, app_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the row. */
static const struct
{
  const char *value;
  AdwColorScheme scheme;
} schemes[] = {
  { "default", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static void
apply_scheme (GSettings *settings)
{
  g_autofree char *value = g_settings_get_string (settings, "color-scheme");

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i].value, value))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i].scheme);
}

static void
scheme_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  apply_scheme (settings);
}

static void
density_changed_cb (GtkWidget *window, const char *key, GSettings *settings)
{
  if (g_settings_get_boolean (settings, "compact"))
    gtk_widget_add_css_class (window, "compact");
  else
    gtk_widget_remove_css_class (window, "compact");
}

static GListModel *
get_companies (AppPreferences *self)
{
  return erp_capabilities_get_companies (erp_session_get_capabilities (self->session));
}

static void
colour_selected_cb (AppPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->colour_row);

  if (!self->filling && selected < G_N_ELEMENTS (schemes))
    g_settings_set_string (self->settings, "color-scheme", schemes[selected].value);
}

static void
section_selected_cb (AppPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->section_row);
  gsize n;
  const AppSection *sections = app_section_get_all (&n);

  if (!self->filling && selected <= n)
    g_settings_set_string (self->settings, "start-section",
                           selected == 0 ? "" : sections[selected - 1].id);
}

static void
company_selected_cb (AppPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->company_row);
  g_autoptr (GVariant) old = NULL;
  g_autoptr (ErpCompany) company = NULL;
  g_auto (GVariantDict) dict = { 0 };
  const char *profile;

  if (self->filling || self->session == NULL)
    return;
  profile = erp_profile_get_id (erp_session_get_profile (self->session));
  old = g_settings_get_value (self->settings, "default-companies");
  g_variant_dict_init (&dict, old);
  g_variant_dict_remove (&dict, profile);
  if (selected > 0)
    {
      company = g_list_model_get_item (get_companies (self), selected - 1);
      g_variant_dict_insert (&dict, profile, "x", erp_company_get_id (company));
    }
  g_settings_set_value (self->settings, "default-companies", g_variant_dict_end (&dict));
  app_preferences_apply_company (self->settings, self->session);
}

static gint64
get_company (GSettings *settings, ErpSession *session)
{
  g_autoptr (GVariant) companies = g_settings_get_value (settings, "default-companies");
  gint64 id = 0;

  g_variant_lookup (companies, erp_profile_get_id (erp_session_get_profile (session)), "x", &id);
  return id;
}

static void
fill_colours (AppPreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *value = g_settings_get_string (self->settings, "color-scheme");

  gtk_string_list_append (names, _ ("As the system"));
  gtk_string_list_append (names, _ ("Light"));
  gtk_string_list_append (names, _ ("Dark"));
  adw_combo_row_set_model (self->colour_row, G_LIST_MODEL (names));
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i].value, value))
      adw_combo_row_set_selected (self->colour_row, i);
}

static void
fill_sections (AppPreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *value = g_settings_get_string (self->settings, "start-section");
  gsize n;
  const AppSection *sections = app_section_get_all (&n);

  gtk_string_list_append (names, _ ("The one shown last"));
  for (gsize i = 0; i < n; i++)
    gtk_string_list_append (names, _ (sections[i].title));
  adw_combo_row_set_model (self->section_row, G_LIST_MODEL (names));
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (sections[i].id, value))
      adw_combo_row_set_selected (self->section_row, (guint)i + 1);
}

static void
fill_companies (AppPreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *companies = self->session != NULL ? get_companies (self) : NULL;
  gint64 chosen;

  gtk_widget_set_visible (GTK_WIDGET (self->company_row),
                          companies != NULL && g_list_model_get_n_items (companies) > 1);
  if (companies == NULL)
    return;
  chosen = get_company (self->settings, self->session);
  gtk_string_list_append (names, _ ("As the server says"));
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      gtk_string_list_append (names, erp_company_get_name (company));
    }
  adw_combo_row_set_model (self->company_row, G_LIST_MODEL (names));
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      if (erp_company_get_id (company) == chosen)
        adw_combo_row_set_selected (self->company_row, i + 1);
    }
}

static void
app_preferences_dispose (GObject *object)
{
  AppPreferences *self = APP_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (app_preferences_parent_class)->dispose (object);
}

static void
app_preferences_class_init (AppPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-preferences.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, colour_row);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, compact_switch);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, section_row);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, company_row);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, journal_row);
  gtk_widget_class_bind_template_callback (widget_class, colour_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
}

static void
app_preferences_init (AppPreferences *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_preferences_new:
 * @parent: (nullable): the window it belongs to
 * @settings: the program's settings
 * @session: (nullable): who is signed in there
 *
 * Returns: (transfer none): a window, not yet shown
 */
AppPreferences *
app_preferences_new (GtkWindow *parent, GSettings *settings, ErpSession *session)
{
  AppPreferences *self;
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "quittance", NULL);

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (session == NULL || ERP_IS_SESSION (session), NULL);

  self = g_object_new (APP_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->settings = g_object_ref (settings);
  self->session = session != NULL ? g_object_ref (session) : NULL;
  g_settings_bind (settings, "compact", self->compact_switch, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_set_subtitle (self->journal_row, folder);
  fill_colours (self);
  fill_sections (self);
  fill_companies (self);
  self->filling = FALSE;
  return self;
}

/**
 * app_preferences_follow:
 * @settings: the program's settings
 */
void
app_preferences_follow (GSettings *settings)
{
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (scheme_changed_cb), NULL);
  apply_scheme (settings);
}

/**
 * app_preferences_follow_window:
 * @settings: the program's settings
 * @window: a window of the program
 */
void
app_preferences_follow_window (GSettings *settings, GtkWidget *window)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (GTK_IS_WIDGET (window));

  g_signal_connect_object (settings, "changed::compact", G_CALLBACK (density_changed_cb), window,
                           G_CONNECT_SWAPPED);
  density_changed_cb (window, "compact", settings);
}

/**
 * app_preferences_apply_company:
 * @settings: the program's settings
 * @session: who is signed in
 *
 * A company that the user does not see any more is passed over.
 */
void
app_preferences_apply_company (GSettings *settings, ErpSession *session)
{
  gint64 id;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (ERP_IS_SESSION (session));

  id = get_company (settings, session);
  if (id != 0 && erp_capabilities_get_company (erp_session_get_capabilities (session), id) != NULL)
    erp_session_set_active_companies (session, &id, 1);
}
