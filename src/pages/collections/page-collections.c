/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collections-private.h"

#include "biz-collect-filter.h"
#include "biz-collect-list.h"
#include "biz-collect-store.h"
#include "biz-currency-table.h"
#include "biz-name-search.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-filter-chips.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-collect-columns.h"
#include "page-collect-record.h"
#include "page-due-verbs.h"
#include "page-layout.h"
#include "page-list-frame.h"
#include "page-split.h"
#include "page-text.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageCollections, page_collections, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip standings[] = {
  { NULL, N_ ("All") },
  { "due-today", N_ ("Due Today") },
  { "promise:broken", N_ ("Broken Promises") },
  { "dispute:yes", N_ ("Disputed") },
  { "ask:>0", N_ ("To Ask For") },
};

static void
update_note (PageCollections *self)
{
  gboolean cut = self->book != NULL && biz_collect_book_is_cut (self->book);

  gtk_label_set_text (self->note_label,
                      _ ("There is more than is read at once: the oldest items, the newest "
                         "payments and the newest notes are here."));
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), cut);
}

static void
set_empty (PageCollections *self)
{
  if (biz_collect_book_get_customers (self->book)->len > 0)
    kit_ledger_list_set_empty (self->list, "edit-find-symbolic", _ ("No Customers Found"),
                               _ ("No customer fits what you search for. Use fewer words."));
  else
    kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Nobody Owes Anything"),
                               _ ("Customers with open items are listed here."));
}

static void
show (PageCollections *self)
{
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizFilter) filter = page_list_frame_parse (self->frame, &today);
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  if (filter != NULL && self->book != NULL)
    shown = biz_collect_select (biz_collect_book_get_customers (self->book), filter, NULL);
  if (shown == NULL)
    return;
  set_empty (self);
  biz_collect_sort (shown, self->sort, self->descending);
  if (self->group_by != BIZ_COLLECT_GROUP_NONE)
    {
      groups = biz_collect_group (shown, self->group_by);
      erp_local_list_set_groups (self->rows, groups, shown, TRUE);
    }
  else
    erp_local_list_set_records (self->rows, shown, TRUE);
  page_collections_update_summary (self);
  page_collections_update_bridge (self);
  update_note (self);
}

static void
show_anew (PageCollections *self)
{
  kit_ledger_list_unselect (self->list);
  show (self);
}

static void
sort_changed_cb (PageCollections *self, const char *id, gboolean descending)
{
  self->sort = page_collect_columns_get_sort (id);
  self->descending = descending;
  show_anew (self);
}

static void
group_changed_cb (PageCollections *self, const char *name)
{
  if (!biz_collect_group_by_from_name (name, &self->group_by))
    return;
  show_anew (self);
  /* The list asks whether there are groups when it is given the model. */
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

static void
show_customer (PageCollections *self, BizCollectCustomer *customer)
{
  page_collect_record_show (self->view, customer, biz_collect_book_get_today (self->book));
  page_split_show_record (self->split);
  page_collections_update_verbs (self);
}

/* The row of who was selected, wherever it is now: what is done next is done with the same. */
static void
select_customer (PageCollections *self, BizCollectCustomer *customer)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (row != NULL && erp_row_get_item (row) == (gpointer)customer)
        {
          kit_ledger_list_select (self->list, i);
          return;
        }
    }
  kit_ledger_list_unselect (self->list);
}

/* What is open is shown as it is now. */
static void
refresh_record (PageCollections *self)
{
  BizCollectCustomer *selected = page_collections_get_selected (self);
  gboolean shown = page_split_is_record_shown (self->split);
  gint64 id = shown ? page_collect_record_get_id (self->view) : self->selected;
  BizCollectCustomer *customer = id != 0 ? biz_collect_book_find (self->book, id) : NULL;

  if (customer == NULL)
    {
      kit_ledger_list_unselect (self->list);
      return;
    }
  if (customer != selected)
    select_customer (self, customer);
  if (shown)
    show_customer (self, customer);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCollections) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCollectBook) book = biz_collect_read_finish (result, &error);
  BizCollectCustomer *selected;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (book == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  selected = page_collections_get_selected (self);
  self->selected = selected != NULL ? biz_collect_customer_get_facts (selected)->id : 0;
  g_set_object (&self->book, book);
  show (self);
  refresh_record (self);
}

/* A BizCollectProgress. */
static void
progress (guint n_items, gpointer user_data)
{
  PageCollections *self = user_data;
  g_autofree char *count = kit_format_count (n_items);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s open item was read…", "%s open items were read…", n_items),
                       count);

  kit_ledger_list_set_summary (self->list, text);
}

static void
load (PageCollections *self)
{
  GDate today = page_text_get_today (self->session);

  self->loaded = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->book == NULL)
    erp_local_list_set_loading (self->rows);
  self->tolerance = page_collections_get_tolerance (self);
  biz_collect_read_async (self->session, self->currencies, &today, self->tolerance, progress, self,
                          self->cancellable, read_cb, page_weak_new (self));
}

/* Promises are judged as the company decided. */
static void
policies_changed_cb (PageCollections *self)
{
  page_collections_update_verbs (self);
  if (self->loaded && page_collections_get_tolerance (self) != self->tolerance)
    load (self);
}

static void
companies_changed_cb (PageCollections *self)
{
  page_list_frame_show_companies (self->frame, self->session);
  if (self->loaded)
    {
      g_clear_object (&self->book);
      load (self);
    }
}

static void
row_activated_cb (PageCollections *self, ErpRow *row)
{
  gpointer item = erp_row_get_item (row);

  if (item == NULL || !BIZ_IS_COLLECT_CUSTOMER (item))
    return;
  show_customer (self, item);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
rested_cb (PageCollections *self)
{
  BizCollectCustomer *customer = page_collections_get_selected (self);

  if (customer != NULL && customer != page_collect_record_get_customer (self->view))
    show_customer (self, customer);
}

static void
selection_changed_cb (PageCollections *self)
{
  BizCollectCustomer *customer = page_collections_get_selected (self);

  page_collections_update_verbs (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collections.open", customer != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collections.open-browser",
                                 customer != NULL
                                     && page_due_verbs_has_browser (self->session, "res.partner"));
  if (self->book != NULL)
    page_collections_update_summary (self);
}

static void
resized_cb (PageCollections *self)
{
  page_collect_record_set_narrow (self->view, !page_split_is_split (self->split),
                                  page_split_is_narrow (self->split));
}

static void
open_requested_cb (PageCollections *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BizCollectCustomer *customer = page_collections_get_selected (PAGE_COLLECTIONS (widget));

  if (customer != NULL)
    show_customer (PAGE_COLLECTIONS (widget), customer);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);
  BizCollectCustomer *customer = page_collections_get_selected (self);

  if (customer != NULL)
    page_due_verbs_open_in_browser (widget, self->session, "res.partner",
                                    biz_collect_customer_get_facts (customer)->id);
}

/* The row below; from the last one there is none. */
static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);
  guint selected = kit_ledger_list_get_selected (self->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint next = selected == GTK_INVALID_LIST_POSITION ? 0 : selected + 1;

  while (next < n)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), next);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && BIZ_IS_COLLECT_CUSTOMER (item))
        {
          kit_ledger_list_select (self->list, next);
          if (page_split_is_record_shown (self->split))
            show_customer (self, item);
          return;
        }
      next++;
    }
  gtk_widget_error_bell (widget);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);

  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_COLLECTIONS (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_list_frame_search (PAGE_COLLECTIONS (widget)->frame);
}

static void
page_collections_map (GtkWidget *widget)
{
  PageCollections *self = PAGE_COLLECTIONS (widget);

  GTK_WIDGET_CLASS (page_collections_parent_class)->map (widget);
  if (self->loaded)
    return;
  load (self);
  page_collections_load_policies (self);
}

static void
page_collections_dispose (GObject *object)
{
  PageCollections *self = PAGE_COLLECTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->frame);
  g_clear_object (&self->book);
  g_clear_object (&self->rows);
  g_clear_object (&self->policies);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_collections_parent_class)->dispose (object);
}

static const PageVerb verbs[] = {
  { "collections.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "collections.search", search_action, PAGE_KEYS_SEARCH },
  { "collections.close", close_action, PAGE_KEYS_CLOSE },
  { "collections.open", open_action },
  { "collections.open-browser", open_browser_action },
  { "collections.next", next_action, "period|KP_Decimal" },
  { "collections.contact", page_collections_write_action, "c" },
  { "collections.promise", page_collections_write_action, "p" },
  { "collections.take-back", page_collections_write_action },
  { "collections.dispute", page_collections_write_action, "d" },
  { "collections.resolve", page_collections_write_action },
  { "collections.next-action", page_collections_write_action, "n" },
  { "collections.payer", page_collections_write_action },
  { "collections.statement", page_collections_statement_action, "s" },
  { "collections.reminder", page_collections_reminder_action, "m" },
  { "collections.export-csv", page_collections_export_action },
  { "collections.export-xlsx", page_collections_export_action },
  { "collections.print", page_collections_print_action, PAGE_KEYS_PRINT },
};

static void
page_collections_class_init (PageCollectionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_collections_dispose;
  widget_class->map = page_collections_map;
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
      widget_class, "/io/github/quittance/Quittance/pages/page-collections.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCollections, split);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, record);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, standings);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, bridge_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, list);
  gtk_widget_class_bind_template_child (widget_class, PageCollections, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

static void
page_collections_init (PageCollections *self)
{
  g_autoptr (GMenu) groups = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  self->frame =
      page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->standings,
                                             self->filter_error, self->list },
                           &biz_collect_grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search customers who owe"));
  kit_filter_bar_set_placeholder (self->filter_bar,
                                  _ ("Customer, invoice… or overdue:>30, promise:broken"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
  page_collect_columns_install (self->list);
  kit_ledger_list_set_name (self->list, _ ("Collections"));
  kit_ledger_list_set_count_func (self->list, page_collect_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  for (guint by = 0; by < BIZ_COLLECT_N_GROUPS; by++)
    page_due_verbs_add_group (groups, biz_collect_group_by_get_name (by),
                              biz_collect_group_by_get_label (by));
  page_due_verbs_install_groups (GTK_WIDGET (self), self->list, groups,
                                 (PageDueGroupFunc)group_changed_cb);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  page_layout_keep (self->list, "collections-columns");
}

/**
 * page_collections_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_collections_new (ErpSession *session)
{
  g_autoptr (BizNameSearch) names = NULL;
  PageCollections *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_COLLECTIONS, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->policies = biz_policy_book_new (erp_session_get_client (session));
  g_signal_connect_object (self->policies, "changed", G_CALLBACK (policies_changed_cb), self,
                           G_CONNECT_SWAPPED);
  names = biz_name_search_new (erp_session_get_client (session));
  kit_filter_bar_set_grammar (self->filter_bar, &biz_collect_grammar, names);
  self->view = PAGE_COLLECT_RECORD (page_collect_record_new (session));
  adw_bin_set_child (self->record, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  kit_ledger_list_sort (self->list, "score", TRUE);
  companies_changed_cb (self);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}

void
page_collections_search (PageCollections *self, const char *text)
{
  g_return_if_fail (PAGE_IS_COLLECTIONS (self));

  kit_filter_bar_set_text (self->filter_bar, text);
  show_anew (self);
}

gint64
page_collections_get_partner (PageCollections *self)
{
  BizCollectCustomer *customer;

  g_return_val_if_fail (PAGE_IS_COLLECTIONS (self), 0);

  customer = page_collections_get_target (self);

  return customer != NULL ? biz_collect_customer_get_facts (customer)->id : 0;
}
