/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-statement-import.h"

#include "erp-capabilities.h"
#include "erp-session.h"
#include "page-statement-dialog.h"

#include <glib/gi18n-lib.h>

#define MODEL "account.bank.statement.line"

struct _AppStatementImport
{
  AdwBin parent_instance;

  GtkRevealer *revealer;

  GSimpleActionGroup *actions; /* (owned) */
  GtkDropTarget *target;       /* (owned): in the window */
  ErpSession *session;         /* (owned) (nullable) */
  GtkWindow *dialog;           /* (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (AppStatementImport, app_statement_import, ADW_TYPE_BIN)

static gboolean
may_import (AppStatementImport *self)
{
  ErpCapabilities *capabilities;

  if (self->session == NULL)
    return FALSE;
  capabilities = erp_session_get_capabilities (self->session);

  return erp_capabilities_has_model (capabilities, MODEL)
         && (erp_capabilities_get_rights (capabilities, MODEL) & ERP_RIGHT_CREATE) != 0;
}

static void
update (AppStatementImport *self)
{
  const gboolean may = may_import (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "import");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), may);
  gtk_drop_target_set_actions (self->target, may ? GDK_ACTION_COPY : 0);
}

static void
show_hint (AppStatementImport *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  gtk_revealer_set_reveal_child (self->revealer, shown);
}

static GdkDragAction
enter_cb (AppStatementImport *self)
{
  show_hint (self, TRUE);

  return GDK_ACTION_COPY;
}

static void
leave_cb (AppStatementImport *self)
{
  show_hint (self, FALSE);
}

static gboolean
drop_cb (AppStatementImport *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  show_hint (self, FALSE);
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  if (g_list_model_get_n_items (G_LIST_MODEL (files)) == 0)
    return FALSE;
  app_statement_import_open (self, G_LIST_MODEL (files));

  return TRUE;
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  app_statement_import_open (user_data, NULL);
}

static void
imported_cb (AppStatementImport *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "refresh");
}

static void
journal_requested_cb (AppStatementImport *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-section", "s", "journal");
}

static void
app_statement_import_root (GtkWidget *widget)
{
  AppStatementImport *self = APP_STATEMENT_IMPORT (widget);
  GtkWidget *window;

  GTK_WIDGET_CLASS (app_statement_import_parent_class)->root (widget);
  window = GTK_WIDGET (gtk_widget_get_root (widget));
  gtk_widget_insert_action_group (window, "statement", G_ACTION_GROUP (self->actions));
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (g_object_ref (self->target)));
}

static void
app_statement_import_unroot (GtkWidget *widget)
{
  AppStatementImport *self = APP_STATEMENT_IMPORT (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  gtk_widget_insert_action_group (window, "statement", NULL);
  gtk_widget_remove_controller (window, GTK_EVENT_CONTROLLER (self->target));

  GTK_WIDGET_CLASS (app_statement_import_parent_class)->unroot (widget);
}

static void
app_statement_import_dispose (GObject *object)
{
  AppStatementImport *self = APP_STATEMENT_IMPORT (object);

  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (app_statement_import_parent_class)->dispose (object);
}

static void
app_statement_import_class_init (AppStatementImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_statement_import_dispose;
  widget_class->root = app_statement_import_root;
  widget_class->unroot = app_statement_import_unroot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APP_RESOURCE ("app-statement-import.ui"));
  gtk_widget_class_bind_template_child (widget_class, AppStatementImport, revealer);
}

static void
app_statement_import_init (AppStatementImport *self)
{
  static const GActionEntry entries[] = {
    { "import", import_action, NULL, NULL, NULL, { 0 } },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  self->target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, 0);
  g_signal_connect_object (self->target, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * app_statement_import_set_session:
 * @self: the way of statements into a window
 * @session: (nullable): who is signed in where
 *
 * A dialog of another session ends.
 */
void
app_statement_import_set_session (AppStatementImport *self, ErpSession *session)
{
  g_return_if_fail (APP_IS_STATEMENT_IMPORT (self));
  g_return_if_fail (session == NULL || ERP_IS_SESSION (session));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (erp_session_get_capabilities (self->session), update,
                                          self);
  if (self->dialog != NULL)
    gtk_window_destroy (self->dialog);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                             G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * app_statement_import_open:
 * @self: the way of statements into a window
 * @files: (nullable) (element-type GFile): what was dropped
 *
 * Shows the window for statements, the one that is open where there is one.
 */
void
app_statement_import_open (AppStatementImport *self, GListModel *files)
{
  g_return_if_fail (APP_IS_STATEMENT_IMPORT (self));

  if (!may_import (self))
    return;
  if (self->dialog == NULL)
    {
      g_set_weak_pointer (&self->dialog, page_statement_dialog_new (self->session));
      gtk_window_set_transient_for (self->dialog,
                                    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
      g_signal_connect_object (self->dialog, "imported", G_CALLBACK (imported_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dialog, "journal-requested", G_CALLBACK (journal_requested_cb),
                               self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->dialog);
  if (files != NULL)
    page_statement_dialog_add_files (PAGE_STATEMENT_DIALOG (self->dialog), files);
}
