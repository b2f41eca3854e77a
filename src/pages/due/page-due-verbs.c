/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-due-verbs.h"

#include "biz-due-maker.h"
#include "erp-capabilities.h"
#include "erp-link.h"
#include "erp-session.h"
#include "page-due-invoice-dialog.h"

/* The actions of a page's groups. */
#define GROUPS "order-groups"

/**
 * page_due_verbs_may_make:
 * @session: who is signed in where
 *
 * Returns: whether invoices of orders can be made; FALSE until the rights are known
 */
gboolean
page_due_verbs_may_make (ErpSession *session)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);

  /* The wizard asks for the rights of a salesperson; who may write orders has them. */
  return erp_capabilities_has_group (capabilities, "sales_team.group_sale_salesman")
         || erp_capabilities_has_group (capabilities, "sales_team.group_sale_salesman_all_leads");
}

static void
made_cb (GtkWidget *page, GtkWindow *dialog)
{
  gtk_widget_activate_action (page, g_object_get_data (G_OBJECT (dialog), "refresh"), NULL);
}

static void
open_requested_cb (GtkWidget *page, const char *model, gint64 id)
{
  g_signal_emit_by_name (page, "open-requested", model, id);
}

static void
journal_requested_cb (GtkWidget *page)
{
  g_signal_emit_by_name (page, "journal-requested");
}

void
page_due_verbs_make (GtkWidget *page,
                     const char *refresh,
                     ErpSession *session,
                     BizInvoiceStore *invoices,
                     GPtrArray *orders)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWindow *dialog;

  if (orders->len == 0 || !page_due_verbs_may_make (session))
    return;
  if (orders->len > BIZ_DUE_MAKE_MAX)
    g_ptr_array_set_size (orders, BIZ_DUE_MAKE_MAX);
  dialog = page_due_invoice_dialog_new (session, invoices, orders);
  g_object_set_data_full (G_OBJECT (dialog), "refresh", g_strdup (refresh), g_free);
  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-requested", G_CALLBACK (open_requested_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_requested_cb), page,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

gboolean
page_due_verbs_has_browser (ErpSession *session, const char *model)
{
  g_autofree char *address = erp_link_new_for_browser (erp_session_get_profile (session), model, 1);

  return address != NULL;
}

gboolean
page_due_verbs_open_in_browser (GtkWidget *page, ErpSession *session, const char *model, gint64 id)
{
  GtkRoot *root = gtk_widget_get_root (page);
  g_autofree char *address =
      erp_link_new_for_browser (erp_session_get_profile (session), model, id);

  if (address == NULL)
    return FALSE;
  gtk_show_uri (root != NULL ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
  return TRUE;
}

void
page_due_verbs_add_group (GMenu *menu, const char *name, const char *label)
{
  g_autofree char *target = g_strdup_printf (GROUPS ".by::%s", name);

  g_menu_append (menu, label, target);
}

static void
group_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageDueGroupFunc func = (PageDueGroupFunc)g_object_get_data (G_OBJECT (action), "func");

  g_simple_action_set_state (action, value);
  func (user_data, g_variant_get_string (value, NULL));
}

void
page_due_verbs_install_groups (GtkWidget *page,
                               KitLedgerList *list,
                               GMenu *menu,
                               PageDueGroupFunc func)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful ("by", G_VARIANT_TYPE_STRING, g_variant_new_string (""));

  g_object_set_data (G_OBJECT (action), "func", (gpointer)func);
  g_signal_connect (action, "change-state", G_CALLBACK (group_changed_cb), page);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (page, GROUPS, G_ACTION_GROUP (group));
  kit_ledger_list_set_group_menu (list, G_MENU_MODEL (menu));
}
