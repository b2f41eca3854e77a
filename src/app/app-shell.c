/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the sidebar, what it counts and the pages that it opens are one state. */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-shell.h"

#include "app-cockpit.h"
#include "app-company-switcher.h"
#include "app-connection-bar.h"
#include "app-counters.h"
#include "app-finder.h"
#include "app-key-bar.h"
#include "app-kind.h"
#include "app-section.h"
#include "erp-journal.h"
#include "erp-keyring.h"
#include "erp-link.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-width-layout.h"

#include <glib/gi18n-lib.h>

struct _AppShell
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *content;
  GtkListBox *sections_list;
  AppCompanySwitcher *switcher;
  GtkLabel *kind_pill;
  AppConnectionBar *connection_bar;
  AppKeyBar *key_bar;
  GtkStack *pages;
  GtkLabel *user_label;
  GtkLabel *server_label;
  GtkLabel *state_label;

  ErpSession *session; /* (owned) */
  AppCockpit *cockpit; /* (owned) */
  AppFinder *finder;   /* (owned) */
  const AppSection *section;
};

enum
{
  PROP_0,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AppShell, app_shell, ADW_TYPE_BIN)

static const char SECTION_KEY[] = "section";
static const char BADGE_KEY[] = "badge";

static const AppSection *
get_row_section (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), SECTION_KEY);
}

static GtkListBoxRow *
find_row (AppShell *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sections_list, i)) != NULL; i++)
    if (g_strcmp0 (get_row_section (row)->id, id) == 0)
      return row;
  return NULL;
}

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

static const AppSection *
find_section_for (AppShell *self, const char *model)
{
  gsize n;
  const AppSection *sections = app_section_get_all (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (sections[i].model, model) == 0 && sections[i].open != NULL
        && find_row (self, sections[i].id) != NULL)
      return &sections[i];
  return NULL;
}

/* Another page names a record: the section of its model shows it. */
static void
open_requested_cb (AppShell *self, const char *model, gint64 id)
{
  if (!app_shell_open (self, model, id))
    open_in_browser (self, model, id);
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
    g_signal_connect_object (page, "open-requested", G_CALLBACK (open_requested_cb), self,
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

/* Back to where the person was. */
static void
cockpit_closed_cb (AppShell *self)
{
  app_company_switcher_set_title (self->switcher, _ (self->section->title));
  app_cockpit_close (self->cockpit, self->section->id);
}

/* No hint at a customer: a page may know what to do with it. */
static void
paste_left_cb (AppShell *self)
{
  g_autofree char *name = g_strdup_printf ("%s.paste", self->section->id);

  if (app_cockpit_is_shown (self->cockpit)
      || !gtk_widget_activate_action (gtk_stack_get_visible_child (self->pages), name, NULL))
    gtk_widget_activate_action (
        GTK_WIDGET (self), "win.toast", "s",
        _ ("What was pasted is no mail address, number of a phone, document or account, or tax "
           "id."));
}

static void
said_cb (AppShell *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", sentence);
}

static void
several_cb (AppShell *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.find", "s", text);
}

static void
row_selected_cb (AppShell *self, GtkListBoxRow *row)
{
  if (row != NULL && get_row_section (row) != self->section)
    show_section (self, get_row_section (row));
}

/* Where the sidebar fills the window, choosing the section that is shown leads back to it. */
static void
row_activated_cb (AppShell *self, GtkListBoxRow *row)
{
  show_section (self, get_row_section (row));
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
    gtk_list_box_select_row (self->sections_list, find_row (self, self->section->id));
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

static void
add_section (AppShell *self, const AppSection *section, int position)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (section->title));
  GtkWidget *icon = gtk_image_new_from_icon_name (section->icon_name);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_visible (badge, FALSE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "badge");
  gtk_box_append (GTK_BOX (box), badge);
  g_object_set_data (G_OBJECT (row), BADGE_KEY, badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (section->title), -1);
  g_object_set_data (G_OBJECT (row), SECTION_KEY, (gpointer)section);
  gtk_list_box_insert (self->sections_list, row, position);
}

/* Again when everything is known of the server: what is there stays. */
static void
add_sections (AppShell *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  gsize n;
  const AppSection *sections = app_section_get_all (&n);
  int position = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!app_section_is_available (&sections[i], capabilities))
        continue;
      if (find_row (self, sections[i].id) == NULL)
        add_section (self, &sections[i], position);
      position++;
    }
}

/* A number beside a section, and in words what it counts. */
static void
set_badge (AppShell *self, const char *id, guint64 n, const char *words)
{
  GtkListBoxRow *row = find_row (self, id);
  g_autofree char *text = kit_format_count (n);
  GtkWidget *badge;

  if (row == NULL)
    return;
  badge = g_object_get_data (G_OBJECT (row), BADGE_KEY);
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), n > 0 ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  n > 0 ? words : "", -1);
}

static void
counters_changed_cb (AppShell *self)
{
  AppCounters *counters = app_counters_get_for_session (self->session);
  guint n_unknown = app_counters_get_n_unknown (counters);
  g_autofree char *unknown = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *overdue = NULL;
  g_autofree char *drafts = NULL;
  g_autofree char *to_invoice = NULL;
  g_autofree char *bank_lines = NULL;
  BizCounts counts;

  unknown =
      g_strdup_printf (ngettext ("%u outcome is unknown", "%u outcomes are unknown", n_unknown),
                       n_unknown);
  set_badge (self, "journal", n_unknown, unknown);
  if (!app_counters_get_counts (counters, &counts))
    return;
  overdue = kit_format_count (counts.n_overdue);
  drafts = kit_format_count (counts.n_drafts);
  /* Translators: two numbers of invoices. */
  waiting = g_strdup_printf (_ ("Overdue: %s, drafts: %s"), overdue, drafts);
  set_badge (self, "invoices", counts.n_overdue + counts.n_drafts, waiting);
  to_invoice = g_strdup_printf (ngettext ("%u order to invoice", "%u orders to invoice",
                                          (gulong)counts.n_to_invoice),
                                (guint)counts.n_to_invoice);
  set_badge (self, "due", counts.n_to_invoice, to_invoice);
  bank_lines = g_strdup_printf (ngettext ("%u bank line to match", "%u bank lines to match",
                                          (gulong)counts.n_bank_lines),
                                (guint)counts.n_bank_lines);
  set_badge (self, "reconcile", counts.n_bank_lines, bank_lines);
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

  g_clear_object (&self->finder);
  g_clear_object (&self->cockpit);
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
  self->cockpit = app_cockpit_new (self->pages, session);
  g_signal_connect_object (self->cockpit, "closed", G_CALLBACK (cockpit_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cockpit, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  self->finder = app_finder_new (GTK_WIDGET (self), session);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (app_shell_show_customer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "left", G_CALLBACK (paste_left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "several", G_CALLBACK (several_cb), self,
                           G_CONNECT_SWAPPED);
  app_company_switcher_set_session (self->switcher, session);
  app_connection_bar_set_session (self->connection_bar, session);
  app_key_bar_set_session (self->key_bar, session, keyring);
  g_object_bind_property (self->connection_bar, "state-label", self->state_label, "label",
                          G_BINDING_SYNC_CREATE);
  set_texts (self);
  add_sections (self);
  g_signal_connect_object (app_counters_get_for_session (session), "changed",
                           G_CALLBACK (counters_changed_cb), self, G_CONNECT_SWAPPED);
  counters_changed_cb (self);
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (add_sections), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (counters_changed_cb), self, G_CONNECT_SWAPPED);
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

  row = find_row (self, id);
  if (row == NULL)
    row = self->section == NULL ? gtk_list_box_get_row_at_index (self->sections_list, 0) : NULL;
  if (row == NULL)
    return;
  show_section (self, get_row_section (row));
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

  row = gtk_list_box_get_row_at_index (self->sections_list, (int)n - 1);
  if (row != NULL)
    app_shell_show_section (self, get_row_section (row)->id);
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
  section = find_section_for (self, model);
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
  return erp_link_new_for_record (erp_session_get_profile (self->session), self->section->model,
                                  id);
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
 * app_shell_show_customer:
 * @self: a shell
 * @partner_id: a customer or a contact
 */
void
app_shell_show_customer (AppShell *self, gint64 partner_id)
{
  g_return_if_fail (APP_IS_SHELL (self));
  g_return_if_fail (partner_id > 0);

  if (self->section == NULL)
    app_shell_show_section (self, "");
  app_cockpit_show (self->cockpit, partner_id);
  app_company_switcher_set_title (self->switcher, _ ("Customer"));
  adw_leaflet_set_visible_child (self->leaflet, self->content);
}

/**
 * app_shell_toggle_customer:
 * @self: a shell
 *
 * Shows the customer in sight of the page, or goes back where he is shown.
 *
 * Returns: FALSE where no customer is in sight
 */
gboolean
app_shell_toggle_customer (AppShell *self)
{
  gint64 id = 0;

  g_return_val_if_fail (APP_IS_SHELL (self), FALSE);

  if (app_cockpit_is_shown (self->cockpit))
    {
      cockpit_closed_cb (self);
      return TRUE;
    }
  if (self->section != NULL && self->section->get_partner != NULL)
    id = self->section->get_partner (app_shell_get_page (self, self->section->id));
  if (id <= 0)
    return FALSE;
  app_shell_show_customer (self, id);

  return TRUE;
}

/**
 * app_shell_paste:
 * @self: a shell
 * @text: what was pasted
 */
void
app_shell_paste (AppShell *self, const char *text)
{
  g_return_if_fail (APP_IS_SHELL (self) && text != NULL);

  app_finder_take (self->finder, text);
}

/**
 * app_shell_get_customer:
 * @self: a shell
 *
 * Returns: the customer that is shown, 0 for none
 */
gint64
app_shell_get_customer (AppShell *self)
{
  g_return_val_if_fail (APP_IS_SHELL (self), 0);

  return app_cockpit_get_partner (self->cockpit);
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

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sections_list, i)) != NULL; i++)
    {
      const AppSection *section = get_row_section (row);
      GtkWidget *page = app_shell_get_page (self, section->id);

      if (page != NULL && section->is_touched != NULL && section->is_touched (page))
        return TRUE;
    }
  return FALSE;
}
