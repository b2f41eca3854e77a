/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-items-private.h"

#include "biz-item-listing.h"
#include "biz-name-search.h"
#include "erp-capabilities.h"
#include "erp-grouping.h"
#include "erp-link.h"
#include "page-item-columns.h"
#include "page-layout.h"
#include "page-text.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageItems, page_items, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip standings[] = {
  { "open", N_ ("Open") },
  { "overdue", N_ ("Overdue") },
  { "open receivable", N_ ("Receivable") },
  { "open payable", N_ ("Payable") },
  { "credits", N_ ("Credits to Use") },
  { "paid-but-open", N_ ("Paid by Status") },
  { NULL, N_ ("All") },
};

/* Asks the server for what search entry and chips say. */
static void
load (PageItems *self)
{
  g_autoptr (BizFilter) filter = NULL;

  self->today = page_text_get_today (self->session);
  filter = page_list_frame_parse (self->frame, &self->today);
  if (filter == NULL)
    return;
  page_item_columns_set_empty (self->list, *page_list_frame_get_searched (self->frame) != '\0');
  biz_item_listing_set_filter (self->listing, filter);
  if (ERP_IS_GROUPING (self->rows))
    {
      erp_grouping_set_domain (ERP_GROUPING (self->rows), erp_listing_get_domain (self->listing));
      erp_grouping_set_order (ERP_GROUPING (self->rows), erp_listing_get_order (self->listing));
    }
  if (kit_ledger_list_get_n_selected (self->list) > 1)
    kit_ledger_list_unselect (self->list);
  erp_paged_load (self->rows);
  page_item_sum_set_domain (self->sum, erp_listing_get_domain (self->listing));
  self->loaded = TRUE;
}

void
page_items_reload (PageItems *self)
{
  if (erp_paged_get_state (self->rows) == ERP_LISTING_READY)
    {
      erp_paged_refresh (self->rows);
      page_item_sum_set_domain (self->sum, erp_listing_get_domain (self->listing));
    }
  else
    load (self);
  if (page_split_is_record_shown (self->split))
    page_item_account_refresh (self->account);
}

static void
companies_changed_cb (PageItems *self)
{
  page_list_frame_show_companies (self->frame, self->session);
  if (!self->loaded)
    return;
  load (self);
  if (page_split_is_record_shown (self->split))
    page_item_account_refresh (self->account);
}

static void
set_rows (PageItems *self, ErpPaged *rows)
{
  g_set_object (&self->rows, rows);
  kit_ledger_list_unselect (self->list);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (rows));
}

static void
group_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageItems *self = user_data;
  g_autoptr (ErpGrouping) grouping = NULL;
  BizItemGroupBy by;

  g_simple_action_set_state (action, value);
  if (biz_item_group_by_from_name (g_variant_get_string (value, NULL), &by))
    grouping =
        biz_item_grouping_new (erp_session_get_client (self->session),
                               erp_session_get_capabilities (self->session), self->currencies, by);
  set_rows (self, grouping != NULL ? ERP_PAGED (grouping) : ERP_PAGED (self->listing));
  if (self->loaded)
    load (self);
}

static void
sort_changed_cb (PageItems *self, const char *id, gboolean descending)
{
  biz_item_listing_set_sort (self->listing, page_item_columns_get_sort (id), descending);
  if (self->loaded)
    load (self);
}

BizItem *
page_items_get_selected (PageItems *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_ITEM (item) ? item : NULL;
}

static void
show_account (PageItems *self, BizItem *item)
{
  const BizItemFacts *facts = biz_item_get_facts (item);

  page_item_account_show (self->account, facts->partner_id, facts->partner);
  page_split_show_record (self->split);
}

static void
row_activated_cb (PageItems *self, ErpRow *row)
{
  gpointer item = erp_row_get_item (row);

  if (item == NULL || !BIZ_IS_ITEM (item))
    return;
  show_account (self, item);
  /* Beside the account the list keeps the keyboard. */
  if (page_split_is_split (self->split))
    kit_ledger_list_focus_rows (self->list);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->account), GTK_DIR_TAB_FORWARD);
}

static void
rested_cb (PageItems *self)
{
  BizItem *item = page_items_get_selected (self);

  if (item != NULL)
    show_account (self, item);
}

static void
selection_changed_cb (PageItems *self)
{
  page_item_sum_update (self->sum);
  page_items_update_verbs (self);
}

/* What was written is seen at once; what was selected is not what it was. */
static void
store_changed_cb (PageItems *self)
{
  if (!self->loaded)
    return;
  kit_ledger_list_unselect (self->list);
  page_items_reload (self);
}

static void
open_requested_cb (PageItems *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

/* verbs */

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_items_reload (PAGE_ITEMS (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_list_frame_search (PAGE_ITEMS (widget)->frame);
}

static void
account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageItems *self = PAGE_ITEMS (widget);
  BizItem *item = page_items_get_selected (self);

  if (item != NULL)
    show_account (self, item);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BizItem *item = page_items_get_selected (PAGE_ITEMS (widget));

  if (item != NULL)
    g_signal_emit (widget, signals[OPEN_REQUESTED], 0, "account.move",
                   biz_item_get_facts (item)->move_id);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageItems *self = PAGE_ITEMS (widget);

  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

static void
filter_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageItems *self = PAGE_ITEMS (widget);
  BizItem *item = page_items_get_selected (self);
  g_autofree char *text = NULL;

  if (item == NULL || biz_item_get_facts (item)->partner == NULL)
    return;
  text = biz_filter_quote ("customer", biz_item_get_facts (item)->partner);
  page_items_search (self, text);
}

static void
resized_cb (PageItems *self)
{
  page_item_account_set_alone (self->account, !page_split_is_split (self->split));
}

static void
page_items_map (GtkWidget *widget)
{
  PageItems *self = PAGE_ITEMS (widget);

  GTK_WIDGET_CLASS (page_items_parent_class)->map (widget);
  if (!self->loaded)
    load (self);
}

static void
page_items_dispose (GObject *object)
{
  PageItems *self = PAGE_ITEMS (object);

  g_clear_object (&self->frame);
  if (self->sum != NULL)
    g_object_run_dispose (G_OBJECT (self->sum));
  g_clear_object (&self->sum);
  g_cancellable_cancel (self->picking);
  g_clear_object (&self->picking);
  g_clear_object (&self->store);
  g_clear_object (&self->rows);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_items_parent_class)->dispose (object);
}

static const PageVerb verbs[] = {
  { "items.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "items.search", search_action, PAGE_KEYS_SEARCH },
  { "items.close", close_action, PAGE_KEYS_CLOSE },
  { "items.open", open_action, "<Control>o" },
  { "items.account", account_action },
  { "items.filter-customer", filter_customer_action },
};

static void
page_items_class_init (PageItemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_items_dispose;
  widget_class->map = page_items_map;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_FILTER_BAR);
  g_type_ensure (KIT_TYPE_FILTER_CHIPS);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  g_type_ensure (PAGE_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-items.ui");
  gtk_widget_class_bind_template_child (widget_class, PageItems, split);
  gtk_widget_class_bind_template_child (widget_class, PageItems, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageItems, standings);
  gtk_widget_class_bind_template_child (widget_class, PageItems, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageItems, list);
  gtk_widget_class_bind_template_child (widget_class, PageItems, record);
  gtk_widget_class_bind_template_child (widget_class, PageItems, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, PageItems, match_button);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
  page_items_install_verbs (widget_class);
}

static void
add_groups (PageItems *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful ("by", G_VARIANT_TYPE_STRING, g_variant_new_string (""));

  g_menu_append (menu, _ ("No Groups"), "item-groups.by::");
  for (guint by = 0; by < BIZ_ITEM_N_GROUPS; by++)
    {
      g_autofree char *target =
          g_strdup_printf ("item-groups.by::%s", biz_item_group_by_get_name (by));

      g_menu_append (menu, biz_item_group_by_get_label (by), target);
    }
  g_signal_connect (action, "change-state", G_CALLBACK (group_changed_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "item-groups", G_ACTION_GROUP (group));
  kit_ledger_list_set_group_menu (self->list, G_MENU_MODEL (menu));
}

static void
page_items_init (PageItems *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_date_clear (&self->today, 1);
  self->frame =
      page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->standings,
                                             self->filter_error, self->list },
                           &biz_item_grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search open items"));
  kit_filter_bar_set_placeholder (
      self->filter_bar, _ ("Document, customer, amount… or customer:acme, due:<2026-12-01"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
  page_item_columns_install (self->list, &self->today);
  kit_ledger_list_set_name (self->list, _ ("Open items"));
  kit_ledger_list_set_count_func (self->list, page_item_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  add_groups (self);
  page_layout_keep (self->list, "items-columns");
}

/**
 * page_items_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_items_new (ErpSession *session)
{
  g_autoptr (BizNameSearch) names = NULL;
  PageItems *self;
  ErpClient *client;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_ITEMS, NULL);
  self->session = g_object_ref (session);
  self->today = page_text_get_today (session);
  client = erp_session_get_client (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->listing = biz_item_listing_new (client, self->currencies);
  names = biz_name_search_new (client);
  kit_filter_bar_set_grammar (self->filter_bar, &biz_item_grammar, names);
  self->sum = page_item_sum_new (self->list, session, self->currencies);
  self->store = biz_item_store_new (session, self->currencies);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->account = PAGE_ITEM_ACCOUNT (page_item_account_new (session, self->currencies));
  adw_bin_set_child (self->record, GTK_WIDGET (self->account));
  g_signal_connect_object (self->account, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  set_rows (self, ERP_PAGED (self->listing));
  kit_ledger_list_sort (self->list, "due", FALSE);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  companies_changed_cb (self);
  page_items_update_verbs (self);

  return GTK_WIDGET (self);
}

/**
 * page_items_search:
 * @self: the page
 * @text: words and tokens as the search entry takes them
 */
void
page_items_search (PageItems *self, const char *text)
{
  g_return_if_fail (PAGE_IS_ITEMS (self));

  /* Words from elsewhere are about what is open. */
  kit_filter_chips_set_token (self->standings, "open");
  kit_filter_bar_set_text (self->filter_bar, text);
  load (self);
}

gint64
page_items_get_partner (PageItems *self)
{
  BizItem *item;

  g_return_val_if_fail (PAGE_IS_ITEMS (self), 0);

  if (page_split_is_record_shown (self->split) && page_item_account_get_partner (self->account) > 0)
    return page_item_account_get_partner (self->account);
  item = page_items_get_selected (self);

  return item != NULL ? biz_item_get_facts (item)->partner_id : 0;
}
