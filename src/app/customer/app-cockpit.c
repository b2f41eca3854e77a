/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-cockpit.h"

#include "erp-session.h"
#include "page-customer.h"

struct _AppCockpit
{
  GObject parent_instance;

  GtkStack *pages;     /* of the shell */
  ErpSession *session; /* (owned) */
  GtkWidget *page;     /* in the stack, once it was shown */
  GtkWidget *focus;    /* (nullable): weak: who had the keyboard before */
  GtkWidget *inside;   /* (nullable): weak: who had it here when a record was opened */
  char *opened_in;     /* (owned) (nullable): the section that shows what was opened from here */
  gint64 opened_id;
};

G_DEFINE_FINAL_TYPE (AppCockpit, app_cockpit, G_TYPE_OBJECT)

enum
{
  CLOSED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
closed_cb (AppCockpit *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
open_requested_cb (AppCockpit *self, const char *model, gint64 id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->pages));

  g_set_weak_pointer (&self->inside, root != NULL ? gtk_root_get_focus (root) : NULL);
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
app_cockpit_dispose (GObject *object)
{
  AppCockpit *self = APP_COCKPIT (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_weak_pointer (&self->inside);
  g_clear_pointer (&self->opened_in, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (app_cockpit_parent_class)->dispose (object);
}

static void
app_cockpit_class_init (AppCockpitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_cockpit_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
app_cockpit_init (AppCockpit *self)
{
}

/**
 * app_cockpit_new:
 * @pages: the stack of the sections
 * @session: who is signed in where
 *
 * Returns: (transfer full): a cockpit that is not shown
 */
AppCockpit *
app_cockpit_new (GtkStack *pages, ErpSession *session)
{
  AppCockpit *self;

  g_return_val_if_fail (GTK_IS_STACK (pages) && ERP_IS_SESSION (session), NULL);

  self = g_object_new (APP_TYPE_COCKPIT, NULL);
  self->pages = pages;
  self->session = g_object_ref (session);

  return self;
}

static void
ensure_page (AppCockpit *self)
{
  if (self->page != NULL)
    return;
  self->page = page_customer_new (self->session);
  gtk_stack_add_named (self->pages, self->page, "customer");
  g_signal_connect_object (self->page, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * app_cockpit_show:
 * @self: a cockpit
 * @partner_id: a customer or a contact
 */
void
app_cockpit_show (AppCockpit *self, gint64 partner_id)
{
  GtkRoot *root;

  g_return_if_fail (APP_IS_COCKPIT (self) && partner_id > 0);

  ensure_page (self);
  g_clear_pointer (&self->opened_in, g_free);
  root = gtk_widget_get_root (GTK_WIDGET (self->pages));
  if (!app_cockpit_is_shown (self))
    g_set_weak_pointer (&self->focus, root != NULL ? gtk_root_get_focus (root) : NULL);
  page_customer_show (PAGE_CUSTOMER (self->page), partner_id);
  gtk_stack_set_visible_child (self->pages, self->page);
  page_customer_focus (PAGE_CUSTOMER (self->page));
}

/**
 * app_cockpit_leave:
 * @self: a cockpit
 *
 * Another page takes the place: what had the keyboard before does not matter any more.
 */
void
app_cockpit_leave (AppCockpit *self)
{
  g_return_if_fail (APP_IS_COCKPIT (self));

  g_clear_weak_pointer (&self->focus);
}

/**
 * app_cockpit_set_way_back:
 * @self: a cockpit that was left
 * @section: the id of the section that shows what was opened from the cockpit
 * @id: the record that was opened
 */
void
app_cockpit_set_way_back (AppCockpit *self, const char *section, gint64 id)
{
  g_return_if_fail (APP_IS_COCKPIT (self) && section != NULL);

  g_free (self->opened_in);
  self->opened_in = g_strdup (section);
  self->opened_id = id;
}

/**
 * app_cockpit_return:
 * @self: a cockpit
 * @section: the id of the section that is shown
 * @id: the record that is open in it
 *
 * Shows the customer as he was left, where that record was opened from him.
 *
 * Returns: FALSE where it was not
 */
gboolean
app_cockpit_return (AppCockpit *self, const char *section, gint64 id)
{
  GtkRoot *root;

  g_return_val_if_fail (APP_IS_COCKPIT (self) && section != NULL, FALSE);

  if (app_cockpit_is_shown (self) || id <= 0 || id != self->opened_id
      || g_strcmp0 (section, self->opened_in) != 0)
    return FALSE;
  root = gtk_widget_get_root (GTK_WIDGET (self->pages));
  g_set_weak_pointer (&self->focus, root != NULL ? gtk_root_get_focus (root) : NULL);
  g_clear_pointer (&self->opened_in, g_free);
  gtk_stack_set_visible_child (self->pages, self->page);
  if (self->inside == NULL || !gtk_widget_is_ancestor (self->inside, self->page)
      || !gtk_widget_grab_focus (self->inside))
    page_customer_focus (PAGE_CUSTOMER (self->page));

  return TRUE;
}

/**
 * app_cockpit_close:
 * @self: a cockpit
 * @section: the id of the section below it
 */
void
app_cockpit_close (AppCockpit *self, const char *section)
{
  g_autoptr (GtkWidget) focus = NULL;

  g_return_if_fail (APP_IS_COCKPIT (self) && section != NULL);

  if (!app_cockpit_is_shown (self))
    return;
  focus = self->focus != NULL ? g_object_ref (self->focus) : NULL;
  app_cockpit_leave (self);
  gtk_stack_set_visible_child_name (self->pages, section);
  if (focus == NULL || gtk_widget_get_root (focus) == NULL || !gtk_widget_get_mapped (focus)
      || !gtk_widget_grab_focus (focus))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

gboolean
app_cockpit_is_shown (AppCockpit *self)
{
  g_return_val_if_fail (APP_IS_COCKPIT (self), FALSE);

  return self->page != NULL && gtk_stack_get_visible_child (self->pages) == self->page;
}

gint64
app_cockpit_get_partner (AppCockpit *self)
{
  g_return_val_if_fail (APP_IS_COCKPIT (self), 0);

  return app_cockpit_is_shown (self) ? page_customer_get_partner (PAGE_CUSTOMER (self->page)) : 0;
}

GtkWidget *
app_cockpit_get_page (AppCockpit *self)
{
  g_return_val_if_fail (APP_IS_COCKPIT (self), NULL);

  return self->page;
}
