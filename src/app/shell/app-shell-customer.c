/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The customer in a shell: his page over the sections, the key there and back, and what is pasted
 * while nobody writes. */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-shell-private.h"

#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* Back to where the person was. */
static void
cockpit_closed_cb (AppShell *self)
{
  app_company_switcher_set_title (self->switcher, _ (self->section->title));
  app_cockpit_close (self->cockpit, self->section->id);
}

/* From a record that was opened from the customer back to him, where he was left. */
static gboolean
return_to_customer (AppShell *self)
{
  gint64 id = 0;

  if (self->section != NULL && self->section->get_open != NULL)
    id = self->section->get_open (app_shell_get_page (self, self->section->id));
  if (id <= 0 || !app_cockpit_return (self->cockpit, self->section->id, id))
    return FALSE;
  app_company_switcher_set_title (self->switcher, _ ("Customer"));

  return TRUE;
}

static void
open_requested_cb (AppShell *self, const char *model, gint64 id)
{
  app_shell_open_anywhere (self, model, id);
  if (!app_cockpit_is_shown (self->cockpit))
    app_cockpit_set_way_back (self->cockpit, self->section->id, id);
}

/* Back, as in a browser: out of the customer, or back to him. */
static gboolean
back_cb (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  AppShell *self = APP_SHELL (widget);

  if (app_cockpit_is_shown (self->cockpit))
    return gtk_widget_activate_action (app_cockpit_get_page (self->cockpit), "customer.close",
                                       NULL);

  return return_to_customer (self);
}

static void
add_back_key (AppShell *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Left, GDK_ALT_MASK),
                        gtk_callback_action_new (back_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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

/* Private: while the shell is made. */
void
app_shell_add_customers (AppShell *self)
{
  self->cockpit = app_cockpit_new (self->pages, self->session);
  g_signal_connect_object (self->cockpit, "closed", G_CALLBACK (cockpit_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cockpit, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  add_back_key (self);
  self->finder = app_finder_new (GTK_WIDGET (self), self->session);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (app_shell_show_customer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "left", G_CALLBACK (paste_left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "several", G_CALLBACK (several_cb), self,
                           G_CONNECT_SWAPPED);
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
 * Shows the customer in sight of the page, or goes back where he is shown; from a record that was
 * opened from him it leads back to where he was left.
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
  if (return_to_customer (self))
    return TRUE;
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
