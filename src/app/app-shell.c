/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-shell-private.h"

#include "app-counters.h"
#include "app-kind.h"
#include "biz-uploads.h"
#include "erp-journal.h"
#include "erp-keyring.h"
#include "erp-link.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AppShell, app_shell, ADW_TYPE_BIN)

static void
journal_requested_cb (AppShell *self)
{
  app_shell_show_section (self, "journal");
}

/* What has no page here yet has one in the ERP's own client; the demo company has no such client.
 */
static void
open_in_browser (AppShell *self, const char *model, gint64 id)
{
  ErpProfile *profile = erp_session_get_profile (self->session);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *url = NULL;

  if (erp_profile_get_is_demo (profile))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("The demo company cannot show this record yet."));
      return;
    }
  url = erp_link_new_for_browser (profile, model, id);
  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

/* Private: another page names a record, and the section of its model shows it. */
void
app_shell_open_anywhere (AppShell *self, const char *model, gint64 id)
{
  if (!app_shell_open (self, model, id))
    open_in_browser (self, model, id);
}

/* Private: whoever works on a case sees its clock. */
gboolean
app_shell_shows_case (gint64 id, gpointer shell)
{
  AppShell *self = shell;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)) && self->section != NULL
         && g_str_equal (self->section->id, "service") && !app_cockpit_is_shown (self->cockpit)
         && self->section->get_open (app_shell_get_page (self, self->section->id)) == id;
}

/* A page is made when it is first wanted, so that the window does not wait for all of them. */
static GtkWidget *
ensure_page (AppShell *self, const AppSection *section)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, section->id);

  if (page != NULL)
    return page;
  page = section->construct (self->session);
  gtk_stack_add_named (self->pages, page, section->id);
  if (g_signal_lookup ("journal-requested", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_object (page, "journal-requested", G_CALLBACK (journal_requested_cb), self,
                             G_CONNECT_SWAPPED);
  if (g_signal_lookup ("open-requested", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_object (page, "open-requested", G_CALLBACK (app_shell_open_anywhere), self,
                             G_CONNECT_SWAPPED);
  return page;
}

static void
show_section (AppShell *self, const AppSection *section)
{
  if (self->section != section || app_cockpit_is_shown (self->cockpit))
    {
      app_cockpit_leave (self->cockpit);
      gtk_stack_set_visible_child (self->pages, ensure_page (self, section));
      self->section = section;
      app_company_switcher_set_title (self->switcher, _ (section->title));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
    }
  adw_leaflet_set_visible_child (self->leaflet, self->content);
}

/* So that the page's own keys work at once. */
static void
focus_page (AppShell *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  if (gtk_widget_get_focus_child (page) == NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
row_selected_cb (AppShell *self, GtkListBoxRow *row)
{
  if (row != NULL && app_sidebar_get_section (row) != self->section)
    show_section (self, app_sidebar_get_section (row));
}

/* Where the sidebar fills the window, choosing the section that is shown leads back to it. */
static void
row_activated_cb (AppShell *self, GtkListBoxRow *row)
{
  show_section (self, app_sidebar_get_section (row));
  focus_page (self);
}

static void
folded_cb (AppShell *self)
{
  /* In one pane nothing is chosen yet; beside the page the sidebar shows what is open. */
  gtk_list_box_set_selection_mode (self->sections_list, adw_leaflet_get_folded (self->leaflet)
                                                            ? GTK_SELECTION_NONE
                                                            : GTK_SELECTION_SINGLE);
  if (self->section != NULL && !adw_leaflet_get_folded (self->leaflet))
    gtk_list_box_select_row (self->sections_list,
                             app_sidebar_find_row (self->sections, self->section->id));
}

static void
back_cb (AppShell *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
recovered_cb (AppShell *self)
{
  erp_session_complete (self->session);
  app_shell_activate (self, "refresh");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _ ("Connected again"));
}

/* The server is asked only for the window that somebody works in. */
static void
active_changed_cb (AppShell *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session != NULL && GTK_IS_WINDOW (root))
    app_counters_set_active (app_counters_get_for_session (self->session),
                             gtk_window_is_active (GTK_WINDOW (root)));
}

static void
app_shell_root (GtkWidget *widget)
{
  AppShell *self = APP_SHELL (widget);

  GTK_WIDGET_CLASS (app_shell_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                           G_CALLBACK (active_changed_cb), self, G_CONNECT_SWAPPED);
  active_changed_cb (self);
}

static void
app_shell_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), active_changed_cb, widget);

  GTK_WIDGET_CLASS (app_shell_parent_class)->unroot (widget);
}

static void
set_texts (AppShell *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  ErpProfile *profile = erp_session_get_profile (self->session);
  ErpProfileKind kind = app_kind_get_shown (profile);
  g_autofree char *server = NULL;

  gtk_label_set_text (self->kind_pill, app_kind_get_label (kind));
  gtk_widget_add_css_class (GTK_WIDGET (self->kind_pill), app_kind_get_css_class (kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind_pill), app_kind_get_description (kind));
  gtk_label_set_text (self->user_label, erp_capabilities_get_user_name (capabilities));
  server = g_strdup_printf ("%s · Odoo %s", erp_profile_get_name (profile),
                            erp_capabilities_get_server_version (capabilities));
  gtk_label_set_text (self->server_label, server);
}

static void
app_shell_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SECTION:
      g_value_set_string (value, app_shell_get_section (APP_SHELL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
app_shell_dispose (GObject *object)
{
  AppShell *self = APP_SHELL (object);

  g_clear_object (&self->bell);
  g_clear_object (&self->finder);
  g_clear_object (&self->cockpit);
  g_clear_object (&self->sections);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (app_shell_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, APP_RESOURCE ("app-shell.ui"));
  gtk_widget_class_set_layout_manager_type (widget_class, KIT_TYPE_WIDTH_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, AppShell, leaflet);
  gtk_widget_class_bind_template_child (widget_class, AppShell, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AppShell, content);
  gtk_widget_class_bind_template_child (widget_class, AppShell, sections_list);
  gtk_widget_class_bind_template_child (widget_class, AppShell, switcher);
  gtk_widget_class_bind_template_child (widget_class, AppShell, kind_pill);
  gtk_widget_class_bind_template_child (widget_class, AppShell, connection_bar);
  gtk_widget_class_bind_template_child (widget_class, AppShell, key_bar);
  gtk_widget_class_bind_template_child (widget_class, AppShell, pages);
  gtk_widget_class_bind_template_child (widget_class, AppShell, user_label);
  gtk_widget_class_bind_template_child (widget_class, AppShell, server_label);
  gtk_widget_class_bind_template_child (widget_class, AppShell, state_label);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, recovered_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

/* A page asks another one to look for something. */
static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id, *text;

  g_variant_get (parameter, "(&s&s)", &id, &text);
  app_shell_search (APP_SHELL (widget), id, text);
}

static void
app_shell_class_init (AppShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_shell_get_property;
  object_class->dispose = app_shell_dispose;
  GTK_WIDGET_CLASS (klass)->root = app_shell_root;
  GTK_WIDGET_CLASS (klass)->unroot = app_shell_unroot;

  properties[PROP_SECTION] =
      g_param_spec_string ("section", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "shell.search", "(ss)", search_action);
  g_type_ensure (APP_TYPE_COMPANY_SWITCHER);
  g_type_ensure (APP_TYPE_CONNECTION_BAR);
  g_type_ensure (APP_TYPE_KEY_BAR);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
app_shell_init (AppShell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_shell_new:
 * @session: who is signed in where
 * @keyring: where the key rests
 *
 * Returns: (transfer floating): a shell that shows no section yet
 */
AppShell *
app_shell_new (ErpSession *session, ErpKeyring *keyring)
{
  AppShell *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (ERP_IS_KEYRING (keyring), NULL);

  self = g_object_new (APP_TYPE_SHELL, NULL);
  self->session = g_object_ref (session);
  app_shell_add_customers (self);
  self->bell = app_service_bell_new (session);
  app_service_bell_set_seen (self->bell, app_shell_shows_case, self);
  app_company_switcher_set_session (self->switcher, session);
  app_connection_bar_set_session (self->connection_bar, session);
  app_key_bar_set_session (self->key_bar, session, keyring);
  g_object_bind_property (self->connection_bar, "state-label", self->state_label, "label",
                          G_BINDING_SYNC_CREATE);
  set_texts (self);
  self->sections = app_sidebar_new (self->sections_list, session);
  folded_cb (self);
  return self;
}

/**
 * app_shell_get_session:
 * @self: a shell
 *
 * Returns: (transfer none): who is signed in where
 */
ErpSession *
app_shell_get_session (AppShell *self)
{
  g_return_val_if_fail (APP_IS_SHELL (self), NULL);

  return self->session;
}

/**
 * app_shell_show_section:
 * @self: a shell
 * @id: which section
 */
void
app_shell_show_section (AppShell *self, const char *id)
{
  GtkListBoxRow *row;

  g_return_if_fail (APP_IS_SHELL (self));

  row = app_sidebar_find_row (self->sections, id);
  if (row == NULL)
    row = self->section == NULL ? app_sidebar_get_nth_row (self->sections, 0) : NULL;
  if (row == NULL)
    return;
  show_section (self, app_sidebar_get_section (row));
  if (!adw_leaflet_get_folded (self->leaflet))
    gtk_list_box_select_row (self->sections_list, row);
  focus_page (self);
}

/**
 * app_shell_show_nth:
 * @self: a shell
 * @n: from 1 in the order of the sidebar
 */
void
app_shell_show_nth (AppShell *self, guint n)
{
  GtkListBoxRow *row;

  g_return_if_fail (APP_IS_SHELL (self));
  g_return_if_fail (n > 0);

  row = app_sidebar_get_nth_row (self->sections, n - 1);
  if (row != NULL)
    app_shell_show_section (self, app_sidebar_get_section (row)->id);
}

/**
 * app_shell_get_section:
 * @self: a shell
 *
 * Returns: (nullable): the id of the section that is shown
 */
const char *
app_shell_get_section (AppShell *self)
{
  g_return_val_if_fail (APP_IS_SHELL (self), NULL);

  return self->section != NULL ? self->section->id : NULL;
}

/**
 * app_shell_get_page:
 * @self: a shell
 * @id: which section
 *
 * Returns: (transfer none) (nullable): its page, where it has been shown
 */
GtkWidget *
app_shell_get_page (AppShell *self, const char *id)
{
  g_return_val_if_fail (APP_IS_SHELL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return gtk_stack_get_child_by_name (self->pages, id);
}

/**
 * app_shell_open:
 * @self: a shell
 * @model: a model
 * @id: one of its records
 *
 * Returns: whether a section shows records of that model
 */
gboolean
app_shell_open (AppShell *self, const char *model, gint64 id)
{
  const AppSection *section;

  g_return_val_if_fail (APP_IS_SHELL (self), FALSE);
  g_return_val_if_fail (model != NULL, FALSE);

  if (g_str_equal (model, "res.partner"))
    {
      app_shell_show_customer (self, id);
      return TRUE;
    }
  section = app_sidebar_find_section (self->sections, model);
  if (section == NULL)
    return FALSE;
  app_shell_show_section (self, section->id);
  section->open (app_shell_get_page (self, section->id), id);
  return TRUE;
}

/**
 * app_shell_search:
 * @self: a shell
 * @id: which section
 * @text: words as its search entry takes them
 *
 * A section without a search is only shown.
 */
void
app_shell_search (AppShell *self, const char *id, const char *text)
{
  g_return_if_fail (APP_IS_SHELL (self));
  g_return_if_fail (id != NULL && text != NULL);

  app_shell_show_section (self, id);
  if (self->section != NULL && g_str_equal (self->section->id, id) && self->section->search != NULL)
    self->section->search (app_shell_get_page (self, id), text);
}

/**
 * app_shell_dup_link:
 * @self: a shell
 *
 * Returns: (transfer full) (nullable): a link to the record that is open in the page shown
 */
char *
app_shell_dup_link (AppShell *self)
{
  gint64 id;

  g_return_val_if_fail (APP_IS_SHELL (self), NULL);

  id = app_cockpit_get_partner (self->cockpit);
  if (id > 0)
    return erp_link_new_for_record (erp_session_get_profile (self->session), "res.partner", id);
  if (self->section == NULL || self->section->get_open == NULL)
    return NULL;
  id = self->section->get_open (app_shell_get_page (self, self->section->id));
  if (id <= 0)
    return NULL;
  return erp_link_new_for_record (
      erp_session_get_profile (self->session),
      app_section_get_model (self->section, erp_session_get_capabilities (self->session)), id);
}

/**
 * app_shell_activate:
 * @self: a shell
 * @verb: "search", "refresh", "new": an action of the page that is shown
 *
 * A page without that verb is left alone.
 */
void
app_shell_activate (AppShell *self, const char *verb)
{
  g_autofree char *name = NULL;

  g_return_if_fail (APP_IS_SHELL (self));
  g_return_if_fail (verb != NULL);

  if (self->section == NULL)
    return;
  adw_leaflet_set_visible_child (self->leaflet, self->content);
  name =
      g_strdup_printf ("%s.%s",
                       app_cockpit_is_shown (self->cockpit) ? "customer" : self->section->id, verb);
  gtk_widget_activate_action (gtk_stack_get_visible_child (self->pages), name, NULL);
}

/**
 * app_shell_renew_key:
 * @self: a shell
 *
 * Asks for the password in place.
 */
void
app_shell_renew_key (AppShell *self)
{
  g_return_if_fail (APP_IS_SHELL (self));

  app_key_bar_ask (self->key_bar);
}

/**
 * app_shell_is_touched:
 * @self: a shell
 *
 * Returns: whether a page holds something written that closing would lose
 */
gboolean
app_shell_is_touched (AppShell *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (APP_IS_SHELL (self), FALSE);

  for (guint i = 0; (row = app_sidebar_get_nth_row (self->sections, i)) != NULL; i++)
    {
      const AppSection *section = app_sidebar_get_section (row);
      GtkWidget *page = app_shell_get_page (self, section->id);

      if (page != NULL && section->is_touched != NULL && section->is_touched (page))
        return TRUE;
    }
  /* Files on their way are not on the disk: what is not sent is not sent again by itself. */
  return self->session != NULL && biz_uploads_is_busy (biz_uploads_get (self->session));
}
