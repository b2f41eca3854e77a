/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-items-private.h"

#include "biz-item-plan.h"
#include "erp-capabilities.h"
#include "erp-pick.h"
#include "kit-format.h"
#include "page-item-dialog.h"
#include "page-item-export.h"
#include "page-item-propose.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* What is done with the items that are selected. */

static gint64
get_id (gpointer item)
{
  return biz_item_get_id (item);
}

static void
dialog_journal_cb (PageItems *self)
{
  g_signal_emit_by_name (self, "journal-requested");
}

static void
show_dialog (PageItems *self, GArray *ids)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *dialog = page_item_dialog_new (self->store, (const gint64 *)(gconstpointer)ids->data,
                                            ids->len, self->picks_to_take_back);

  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (dialog_journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItems) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = erp_pick_resolve_finish (ERP_PICK (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->picking);
  if (ids == NULL)
    kit_inline_error_set_error (self->filter_error, _ ("The selection could not be read."), error);
  else if (ids->len > 0)
    show_dialog (self, ids);
}

static gboolean
add_selection (PageItems *self, ErpPick *pick)
{
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_is_all_selected (self->list))
    return erp_pick_add_all (pick);
  if (gtk_bitset_get_size (selected) > 4 * BIZ_ITEM_PLAN_MAX)
    return FALSE;
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return TRUE;
  do
    if (!erp_pick_add (pick, position))
      return FALSE;
  while (gtk_bitset_iter_next (&iter, &position));

  return TRUE;
}

static void
pick (PageItems *self, gboolean takes_back)
{
  g_autoptr (ErpPick) chosen =
      erp_pick_new (erp_session_get_client (self->session), self->rows, get_id, BIZ_ITEM_PLAN_MAX);
  g_autofree char *most = kit_format_count (BIZ_ITEM_PLAN_MAX);
  g_autofree char *text = NULL;

  kit_inline_error_clear (self->filter_error);
  if (!add_selection (self, chosen))
    {
      /* Translators: a number */
      text = g_strdup_printf (_ ("At most %s items are worked on at once. Select fewer."), most);
      kit_inline_error_set_message (self->filter_error, text);
      return;
    }
  g_cancellable_cancel (self->picking);
  g_clear_object (&self->picking);
  self->picking = g_cancellable_new ();
  self->picks_to_take_back = takes_back;
  erp_pick_resolve_async (chosen, self->picking, picked_cb, page_weak_new (self));
}

static void
match_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pick (PAGE_ITEMS (widget), FALSE);
}

static void
unmatch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pick (PAGE_ITEMS (widget), TRUE);
}

/* Among what the list shows. */
static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageItems *self = PAGE_ITEMS (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *dialog = page_item_propose_new (self->store, erp_listing_get_domain (self->listing));

  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (dialog_journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* All that the list shows, in its order. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageItems *self = PAGE_ITEMS (widget);

  page_item_export_run (widget, self->session, self->currencies,
                        erp_listing_get_domain (self->listing),
                        erp_listing_get_order (self->listing),
                        g_str_equal (name, "items.export-xlsx") ? DRAW_TABLE_XLSX : DRAW_TABLE_CSV);
}

/* Whether one of those that are there is matched with something. */
static gboolean
has_matched (PageItems *self)
{
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_is_all_selected (self->list))
    return TRUE;
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return FALSE;
  for (guint i = 0; i < BIZ_ITEM_PLAN_MAX; i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && BIZ_IS_ITEM (item) && biz_item_get_facts (item)->matching != NULL)
        return TRUE;
      if (!gtk_bitset_iter_next (&iter, &position))
        return FALSE;
    }

  return TRUE;
}

void
page_items_update_verbs (PageItems *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  gboolean any = page_items_get_selected (self) != NULL;
  guint n = kit_ledger_list_get_n_selected (self->list);
  gboolean may =
      (erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_WRITE) != 0;

  gtk_widget_action_set_enabled (widget, "items.account", any);
  gtk_widget_action_set_enabled (widget, "items.open", any);
  gtk_widget_action_set_enabled (widget, "items.filter-customer", any);
  gtk_widget_action_set_enabled (widget, "items.match", may && n > 1);
  gtk_widget_action_set_enabled (widget, "items.unmatch", may && n > 0 && has_matched (self));
  gtk_widget_action_set_enabled (widget, "items.propose", may);
  gtk_widget_set_visible (GTK_WIDGET (self->match_button), may);
}

void
page_items_install_verbs (GtkWidgetClass *widget_class)
{
  static const PageVerb verbs[] = {
    { "items.match", match_action, "m|" PAGE_KEYS_DO },
    { "items.unmatch", unmatch_action, "u" },
    { "items.propose", propose_action, "p" },
    { "items.export-csv", export_action },
    { "items.export-xlsx", export_action },
  };

  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}
