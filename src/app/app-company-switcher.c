/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-company-switcher.h"

#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _AppCompanySwitcher
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *title;
  GtkLabel *company;
  GtkImage *arrow;
  GtkGrid *grid;

  ErpSession *session; /* (owned) (nullable) */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (AppCompanySwitcher, app_company_switcher, ADW_TYPE_BIN)

static const char ID_KEY[] = "company-id";

static gint64
get_id (gpointer check)
{
  return *(gint64 *)g_object_get_data (G_OBJECT (check), ID_KEY);
}

static gboolean
is_seen (AppCompanySwitcher *self, gint64 id)
{
  gsize n;
  const gint64 *ids = erp_session_get_active_companies (self->session, &n);

  for (gsize i = 0; i < n; i++)
    if (ids[i] == id)
      return TRUE;
  return FALSE;
}

static void
update_button (AppCompanySwitcher *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  gsize n;
  const gint64 *ids = erp_session_get_active_companies (self->session, &n);
  ErpCompany *company = erp_capabilities_get_company (capabilities, ids[0]);
  const char *name = company != NULL ? erp_company_get_name (company) : "";
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (n > 1)
    /* Translators: the name of a company and how many more are shown. */
    text =
        g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n - 1), name, (guint)n - 1);
  else
    text = g_strdup (name);
  gtk_label_set_text (self->company, text);
  label = g_strdup_printf ("%s, %s", gtk_label_get_text (self->title), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Choose Companies"));
}

static void
update_checks (AppCompanySwitcher *self)
{
  gsize n;
  const gint64 *ids = erp_session_get_active_companies (self->session, &n);

  self->updating = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_main;

      if (!GTK_IS_CHECK_BUTTON (child))
        continue;
      is_main = g_object_get_data (G_OBJECT (child), "main") != NULL;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), is_main
                                                                 ? get_id (child) == ids[0]
                                                                 : is_seen (self, get_id (child)));
      /* What gets the new documents is always seen. */
      if (!is_main)
        gtk_widget_set_sensitive (child, get_id (child) != ids[0]);
    }
  self->updating = FALSE;
}

static void
companies_changed_cb (AppCompanySwitcher *self)
{
  update_button (self);
  update_checks (self);
}

static void
seen_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  AppCompanySwitcher *self = user_data;

  if (!self->updating)
    app_company_switcher_set_seen (self, get_id (check), gtk_check_button_get_active (check));
}

static void
main_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  AppCompanySwitcher *self = user_data;

  if (!self->updating && gtk_check_button_get_active (check))
    app_company_switcher_set_main (self, get_id (check));
}

static GtkWidget *
add_check (AppCompanySwitcher *self, ErpCompany *company, const char *label, int row, int column)
{
  GtkWidget *check = gtk_check_button_new ();
  gint64 *id = g_new (gint64, 1);
  g_autofree char *name = g_strdup_printf ("%s: %s", erp_company_get_name (company), label);

  *id = erp_company_get_id (company);
  g_object_set_data_full (G_OBJECT (check), ID_KEY, id, g_free);
  gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (self->grid, check, column, row, 1, 1);
  return check;
}

static void
add_heading (AppCompanySwitcher *self, const char *text, int column)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_grid_attach (self->grid, label, column, 0, 1, 1);
}

/* Filled when it is first opened: most people have one company. */
static void
fill_popover (GtkMenuButton *button, gpointer user_data)
{
  AppCompanySwitcher *self = user_data;
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  GListModel *companies = erp_capabilities_get_companies (capabilities);
  GtkCheckButton *group = NULL;

  if (gtk_widget_get_first_child (GTK_WIDGET (self->grid)) != NULL)
    return;
  add_heading (self, _ ("Shown"), 1);
  add_heading (self, _ ("New documents"), 2);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);
      GtkWidget *label = gtk_label_new (erp_company_get_name (company));
      GtkWidget *seen, *is_main;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (self->grid, label, 0, (int)i + 1, 1, 1);
      seen = add_check (self, company, _ ("Shown"), (int)i + 1, 1);
      g_signal_connect (seen, "toggled", G_CALLBACK (seen_toggled_cb), self);
      is_main = add_check (self, company, _ ("New documents"), (int)i + 1, 2);
      g_object_set_data (G_OBJECT (is_main), "main", self);
      if (group != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (is_main), group);
      else
        group = GTK_CHECK_BUTTON (is_main);
      g_signal_connect (is_main, "toggled", G_CALLBACK (main_toggled_cb), self);
    }
  update_checks (self);
}

static void
app_company_switcher_dispose (GObject *object)
{
  AppCompanySwitcher *self = APP_COMPANY_SWITCHER (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (app_company_switcher_parent_class)->dispose (object);
}

static void
app_company_switcher_class_init (AppCompanySwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_company_switcher_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_RESOURCE ("app-company-switcher.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppCompanySwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, AppCompanySwitcher, title);
  gtk_widget_class_bind_template_child (widget_class, AppCompanySwitcher, company);
  gtk_widget_class_bind_template_child (widget_class, AppCompanySwitcher, arrow);
  gtk_widget_class_bind_template_child (widget_class, AppCompanySwitcher, grid);
}

static void
app_company_switcher_init (AppCompanySwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_company_switcher_set_session:
 * @self: a switcher
 * @session: who is signed in; set once
 */
void
app_company_switcher_set_session (AppCompanySwitcher *self, ErpSession *session)
{
  GListModel *companies;
  gboolean several;

  g_return_if_fail (APP_IS_COMPANY_SWITCHER (self));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  companies = erp_capabilities_get_companies (erp_session_get_capabilities (session));
  several = g_list_model_get_n_items (companies) > 1;
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), several);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), several);
  if (several)
    gtk_menu_button_set_create_popup_func (self->button, fill_popover, self, NULL);
  g_signal_connect_swapped (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                            self);
  companies_changed_cb (self);
}

/**
 * app_company_switcher_set_title:
 * @self: a switcher
 * @title: the page that is shown
 */
void
app_company_switcher_set_title (AppCompanySwitcher *self, const char *title)
{
  g_return_if_fail (APP_IS_COMPANY_SWITCHER (self));

  gtk_label_set_text (self->title, title);
  if (self->session != NULL)
    update_button (self);
}

/**
 * app_company_switcher_set_seen:
 * @self: a switcher
 * @id: a company of the user
 * @seen: whether its documents are shown
 */
void
app_company_switcher_set_seen (AppCompanySwitcher *self, gint64 id, gboolean seen)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 *old;
  gsize n;

  g_return_if_fail (APP_IS_COMPANY_SWITCHER (self));
  g_return_if_fail (self->session != NULL);

  old = erp_session_get_active_companies (self->session, &n);
  for (gsize i = 0; i < n; i++)
    if (old[i] != id || i == 0)
      g_array_append_val (ids, old[i]);
  if (seen && !is_seen (self, id))
    g_array_append_val (ids, id);
  erp_session_set_active_companies (self->session, (const gint64 *)(gpointer)ids->data, ids->len);
}

/**
 * app_company_switcher_set_main:
 * @self: a switcher
 * @id: the company of the user that new documents belong to from now on
 *
 * The others that are seen stay so.
 */
void
app_company_switcher_set_main (AppCompanySwitcher *self, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 *old;
  gsize n;

  g_return_if_fail (APP_IS_COMPANY_SWITCHER (self));
  g_return_if_fail (self->session != NULL);

  old = erp_session_get_active_companies (self->session, &n);
  g_array_append_val (ids, id);
  /* One company seen: the new one takes its place. */
  for (gsize i = 0; n > 1 && i < n; i++)
    if (old[i] != id)
      g_array_append_val (ids, old[i]);
  erp_session_set_active_companies (self->session, (const gint64 *)(gpointer)ids->data, ids->len);
}
