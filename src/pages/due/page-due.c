/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the list, what is read for it and the verbs on what is selected are one state. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-due.h"

#include "biz-currency-table.h"
#include "biz-due-filter.h"
#include "biz-due-list.h"
#include "biz-due-store.h"
#include "biz-invoice-store.h"
#include "draw-due-table.h"
#include "erp-link.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-due-columns.h"
#include "page-due-export.h"
#include "page-due-order.h"
#include "page-due-verbs.h"
#include "page-layout.h"
#include "page-list-frame.h"
#include "page-split.h"
#include "page-text.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageDue
{
  AdwBin parent_instance;

  PageSplit *split;
  KitFilterBar *filter_bar;
  GtkButton *make_button;
  KitFilterChips *standings;
  KitInlineError *filter_error;
  GtkLabel *cut_label;
  KitLedgerList *list;
  AdwBin *record;
  GMenuModel *row_menu;
  PageDueOrder *view; /* in the record's place */

  PageListFrame *frame;         /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizDueStore *store;           /* (owned) */
  BizInvoiceStore *invoices;    /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizDueBook *book;             /* (owned) (nullable): what was read last */
  GCancellable *cancellable;    /* (owned) (nullable): of the reading under way */
  BizDueSort sort;
  gboolean descending;
  BizDueGroupBy group_by;
  gboolean complete;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (PageDue, page_due, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip standings[] = {
  { "lagging", N_ ("Delivered") },      { NULL, N_ ("All") },
  { "why:ready", N_ ("Not Invoiced") }, { "why:draft", N_ ("Drafts") },
  { "why:held", N_ ("Held") },          { "why:ordered", N_ ("Not Delivered") },
  { "why:credit", N_ ("Credit Due") },
};

static char *
tell_exported (guint n)
{
  g_autofree char *count = kit_format_count (n);

  return g_strdup_printf (ngettext ("%s order was written to the file.",
                                    "%s orders were written to the file.", n),
                          count);
}

static const PageDueExport exported = {
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  .file_name = N_ ("To invoice %04d-%02d-%02d"),
  .write = draw_due_table_write,
  .tell = tell_exported,
};

static void
set_empty (PageDue *self, gboolean filtered)
{
  if (filtered)
    kit_ledger_list_set_empty (self->list, "edit-find-symbolic", _ ("No Orders Found"),
                               _ ("Nothing to invoice fits what you search for. Use fewer words, "
                                  "or look at all of it."));
  else
    kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Everything Is Invoiced"),
                               _ ("Orders with something to invoice will be listed here."));
}

/* What all lines come to, and whether the server adds up the same. */
static char *
describe_all (PageDue *self)
{
  g_autoptr (GArray) sums = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->book == NULL || !self->complete || biz_due_book_is_cut (self->book))
    return NULL;
  sums = biz_due_book_get_sums (self->book);
  for (guint i = 0; i < sums->len; i++)
    {
      const BizDueSum *sum = &g_array_index (sums, BizDueSum, i);
      BizMoney difference;
      g_autofree char *amount = NULL;

      if (!sum->has_server || !biz_money_subtract (&sum->value, &sum->server, &difference, NULL))
        return NULL;
      amount = page_text_format_amount (&difference);
      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static GPtrArray *
get_selected (PageDue *self)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_is_all_selected (self->list))
    {
      GPtrArray *all = erp_local_list_get_records (self->rows);

      for (guint i = 0; i < all->len; i++)
        g_ptr_array_add (orders, g_object_ref (g_ptr_array_index (all, i)));
      return orders;
    }
  selected = kit_ledger_list_get_selection (self->list);
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return orders;
  do
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && BIZ_IS_DUE_ORDER (item))
        g_ptr_array_add (orders, g_object_ref (item));
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return orders;
}

static void
update_summary (PageDue *self)
{
  g_autoptr (GPtrArray) selected = get_selected (self);
  GPtrArray *orders = selected->len > 1 ? selected : erp_local_list_get_records (self->rows);
  g_autoptr (GArray) sums = biz_due_sum_orders (orders);
  g_autofree char *value = page_due_columns_format_sums (sums, FALSE);
  g_autofree char *delivered = page_due_columns_format_sums (sums, TRUE);
  g_autofree char *difference = describe_all (self);
  g_autofree char *text = NULL;

  if (sums->len > 0 && difference != NULL && selected->len <= 1)
    /* Translators: sums of orders; the last is 0.00 where the server adds up the same. */
    text = g_strdup_printf (_ ("To invoice: %s   Delivered: %s   Difference to the server: %s"),
                            value, delivered, difference);
  else if (sums->len > 0)
    text = g_strdup_printf (_ ("To invoice: %s   Delivered: %s"), value, delivered);
  kit_ledger_list_set_summary (self->list, text);
}

/* Filters, sorts and groups what was read; nothing is asked for. */
static void
show (PageDue *self)
{
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizFilter) filter = page_list_frame_parse (self->frame, &today);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;

  if (filter == NULL || self->book == NULL)
    return;
  all = biz_due_book_get_orders (self->book);
  orders = biz_due_select (all, filter, &error);
  if (orders == NULL)
    {
      kit_inline_error_set_error (self->filter_error, NULL, error);
      return;
    }
  set_empty (self, all->len > 0);
  biz_due_sort (orders, self->sort, self->descending);
  if (self->group_by != BIZ_DUE_GROUP_NONE)
    {
      groups = biz_due_group (orders, self->group_by);
      erp_local_list_set_groups (self->rows, groups, orders, self->complete);
    }
  else
    erp_local_list_set_records (self->rows, orders, self->complete);
  gtk_widget_set_visible (GTK_WIDGET (self->cut_label), biz_due_book_is_cut (self->book));
  update_summary (self);
}

static void
show_anew (PageDue *self)
{
  kit_ledger_list_unselect (self->list);
  show (self);
}

/* The order that is open, as it is known now. */
static void
update_open (PageDue *self)
{
  gint64 id = page_due_order_get_id (self->view);
  GPtrArray *orders = erp_local_list_get_records (self->rows);

  if (id == 0 || !page_split_is_record_shown (self->split))
    return;
  for (guint i = 0; i < orders->len; i++)
    {
      if (biz_due_order_get_facts (g_ptr_array_index (orders, i))->id == id)
        {
          page_due_order_show (self->view, id, g_ptr_array_index (orders, i));
          return;
        }
    }
  page_due_order_show (self->view, id, NULL);
}

static void
progress_cb (BizDueBook *book, gpointer user_data)
{
  PageDue *self = user_data;

  /* A refreshed list does not shrink while it is read. */
  if (self->complete)
    return;
  g_set_object (&self->book, book);
  show (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDue) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDueBook) book = biz_due_store_read_finish (BIZ_DUE_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (book == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  self->complete = TRUE;
  g_set_object (&self->book, book);
  show (self);
  update_open (self);
}

static void
load (PageDue *self)
{
  GDate today = page_text_get_today (self->session);

  self->loaded = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  erp_local_list_set_loading (self->rows);
  biz_due_store_read_async (self->store, &today, progress_cb, self, self->cancellable, read_cb,
                            page_weak_new (self));
}

static void
companies_changed_cb (PageDue *self)
{
  page_list_frame_show_companies (self->frame, self->session);
  if (self->loaded)
    load (self);
}

static void
sort_changed_cb (PageDue *self, const char *id, gboolean descending)
{
  self->sort = page_due_columns_get_sort (id);
  self->descending = descending;
  show_anew (self);
}

static BizDueOrder *
get_first_selected (PageDue *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_DUE_ORDER (item) ? item : NULL;
}

static void
open_order (PageDue *self, BizDueOrder *order)
{
  page_due_order_show (self->view, biz_due_order_get_facts (order)->id, order);
  page_split_show_record (self->split);
}

static void
row_activated_cb (PageDue *self, ErpRow *row)
{
  open_order (self, erp_row_get_item (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
rested_cb (PageDue *self)
{
  BizDueOrder *order = get_first_selected (self);

  if (order != NULL && biz_due_order_get_facts (order)->id != page_due_order_get_id (self->view))
    open_order (self, order);
}

static void
update_verbs (PageDue *self)
{
  guint n = kit_ledger_list_get_n_selected (self->list);
  gboolean may = page_due_verbs_may_make (self->session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "due.open", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "due.make", n > 0 && may);
  gtk_widget_set_visible (GTK_WIDGET (self->make_button), may);
}

static void
selection_changed_cb (PageDue *self)
{
  update_summary (self);
  update_verbs (self);
}

static void
open_requested_cb (PageDue *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

/* Takes @orders. */
static void
make_invoices (PageDue *self, GPtrArray *orders)
{
  page_due_verbs_make (GTK_WIDGET (self), "due.refresh", self->session, self->invoices, orders);
  g_ptr_array_unref (orders);
}

static void
make_cb (PageDue *self)
{
  gint64 id = page_due_order_get_id (self->view);
  GPtrArray *orders = erp_local_list_get_records (self->rows);
  GPtrArray *one = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < orders->len; i++)
    {
      if (biz_due_order_get_facts (g_ptr_array_index (orders, i))->id == id)
        g_ptr_array_add (one, g_object_ref (g_ptr_array_index (orders, i)));
    }
  make_invoices (self, one);
}

/* verbs */

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);

  make_invoices (self, get_selected (self));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_DUE (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_list_frame_search (PAGE_DUE (widget)->frame);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);
  BizDueOrder *order = get_first_selected (self);

  if (order != NULL)
    open_order (self, order);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);

  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

/* What the verbs of the menu are about: the order that is selected, or else open. */
static gint64
get_subject (PageDue *self)
{
  BizDueOrder *order = get_first_selected (self);

  if (order != NULL)
    return biz_due_order_get_facts (order)->id;
  return page_due_get_open (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);
  BizDueOrder *order = get_first_selected (self);
  gint64 id = get_subject (self);
  g_autofree char *link = NULL;

  if (g_str_equal (name, "due.copy-link") && id != 0)
    {
      link = erp_link_new_for_record (erp_session_get_profile (self->session), "sale.order", id);
      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
    }
  else if (order != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            biz_due_order_get_facts (order)->name);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);
  gint64 id = get_subject (self);

  if (id != 0)
    page_due_verbs_open_in_browser (widget, self->session, "sale.order", id);
}

static void
filter_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);
  BizDueOrder *order = get_first_selected (self);
  const char *customer = order != NULL ? biz_due_order_get_facts (order)->partner : NULL;
  g_autofree char *text = NULL;

  if (customer == NULL)
    return;
  text = biz_filter_quote ("customer", customer);
  page_due_search (self, text);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDue *self = PAGE_DUE (widget);

  page_due_export_run (widget, self->session, &exported, erp_local_list_get_records (self->rows),
                       g_str_equal (name, "due.export-xlsx") ? DRAW_TABLE_XLSX : DRAW_TABLE_CSV);
}

static void
group_changed_cb (PageDue *self, const char *name)
{
  if (!biz_due_group_by_from_name (name, &self->group_by))
    return;
  show_anew (self);
  /* The list asks whether there are groups when it is given the model. */
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

static void
resized_cb (PageDue *self)
{
  gboolean narrow = page_split_is_narrow (self->split);

  gtk_button_set_label (self->make_button, narrow ? _ ("_Make…") : _ ("_Make Invoices…"));
  page_due_order_set_narrow (self->view, !page_split_is_split (self->split), narrow);
}

static void
page_due_map (GtkWidget *widget)
{
  PageDue *self = PAGE_DUE (widget);

  GTK_WIDGET_CLASS (page_due_parent_class)->map (widget);
  if (!self->loaded)
    load (self);
}

static void
page_due_dispose (GObject *object)
{
  PageDue *self = PAGE_DUE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->frame);
  g_clear_object (&self->book);
  g_clear_object (&self->rows);
  g_clear_object (&self->store);
  g_clear_object (&self->invoices);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_due_parent_class)->dispose (object);
}

static const PageVerb verbs[] = {
  { "due.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "due.search", search_action, PAGE_KEYS_SEARCH },
  { "due.close", close_action, PAGE_KEYS_CLOSE },
  { "due.make", make_action, PAGE_KEYS_DO },
  { "due.open", open_action },
  { "due.copy-number", copy_action },
  { "due.copy-link", copy_action },
  { "due.open-browser", open_browser_action },
  { "due.filter-customer", filter_customer_action },
  { "due.export-csv", export_action },
  { "due.export-xlsx", export_action },
};

static void
page_due_class_init (PageDueClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_due_dispose;
  widget_class->map = page_due_map;
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/quittance/Quittance/pages/page-due.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDue, split);
  gtk_widget_class_bind_template_child (widget_class, PageDue, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageDue, make_button);
  gtk_widget_class_bind_template_child (widget_class, PageDue, standings);
  gtk_widget_class_bind_template_child (widget_class, PageDue, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageDue, cut_label);
  gtk_widget_class_bind_template_child (widget_class, PageDue, list);
  gtk_widget_class_bind_template_child (widget_class, PageDue, record);
  gtk_widget_class_bind_template_child (widget_class, PageDue, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

static void
page_due_init (PageDue *self)
{
  g_autofree char *cut = NULL;
  g_autofree char *number = kit_format_count (BIZ_DUE_MAX_LINES);
  g_autoptr (GMenu) groups = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->sort = BIZ_DUE_SORT_LAG;
  self->descending = TRUE;
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  self->frame =
      page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->standings,
                                             self->filter_error, self->list },
                           &biz_due_grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search orders to invoice"));
  kit_filter_bar_set_placeholder (self->filter_bar,
                                  _ ("Order, customer, product… or days:>30, value:>1000"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
  page_due_columns_install (self->list);
  kit_ledger_list_set_name (self->list, _ ("Orders to invoice"));
  kit_ledger_list_set_count_func (self->list, page_due_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  for (guint by = 0; by < BIZ_DUE_N_GROUPS; by++)
    page_due_verbs_add_group (groups, biz_due_group_by_get_name (by),
                              biz_due_group_by_get_label (by));
  page_due_verbs_install_groups (GTK_WIDGET (self), self->list, groups,
                                 (PageDueGroupFunc)group_changed_cb);
  page_layout_keep (self->list, "due-columns");
  cut = g_strdup_printf (
      _ ("There is more to invoice than is read at once: these are the %s oldest lines of orders. "
         "Look at fewer companies to see all of them."),
      number);
  gtk_label_set_text (self->cut_label, cut);
}

/**
 * page_due_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_due_new (ErpSession *session)
{
  g_autoptr (BizNameSearch) names = NULL;
  PageDue *self;
  ErpClient *client;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_DUE, NULL);
  self->session = g_object_ref (session);
  client = erp_session_get_client (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->store = biz_due_store_new (session, self->currencies);
  self->invoices =
      biz_invoice_store_new (client, erp_session_get_journal (session), self->currencies);
  names = biz_name_search_new (client);
  kit_filter_bar_set_grammar (self->filter_bar, &biz_due_grammar, names);
  self->view = PAGE_DUE_ORDER (page_due_order_new (session, self->currencies));
  adw_bin_set_child (self->record, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "make", G_CALLBACK (make_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  kit_ledger_list_sort (self->list, "lag", TRUE);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  companies_changed_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "due.open-browser",
                                 page_due_verbs_has_browser (session, "sale.order"));
  /* Who may make invoices is known a moment after the sign-in. */
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (update_verbs), self, G_CONNECT_SWAPPED);
  update_verbs (self);

  return GTK_WIDGET (self);
}

void
page_due_open (PageDue *self, gint64 id)
{
  g_return_if_fail (PAGE_IS_DUE (self));

  if (id == 0)
    {
      page_list_frame_close_record (self->frame);
      return;
    }
  page_due_order_show (self->view, id, NULL);
  page_split_show_record (self->split);
  update_open (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gint64
page_due_get_open (PageDue *self)
{
  g_return_val_if_fail (PAGE_IS_DUE (self), 0);

  return page_split_is_record_shown (self->split) ? page_due_order_get_id (self->view) : 0;
}

/**
 * page_due_search:
 * @self: the page
 * @text: words and tokens as the search entry takes them
 */
void
page_due_search (PageDue *self, const char *text)
{
  g_return_if_fail (PAGE_IS_DUE (self));

  kit_filter_bar_set_text (self->filter_bar, text);
  show_anew (self);
}

GListModel *
page_due_get_rows (PageDue *self)
{
  g_return_val_if_fail (PAGE_IS_DUE (self), NULL);

  return G_LIST_MODEL (self->rows);
}

gint64
page_due_get_partner (PageDue *self)
{
  BizDueOrder *order;

  g_return_val_if_fail (PAGE_IS_DUE (self), 0);

  if (page_split_is_record_shown (self->split) && page_due_order_get_partner (self->view) != 0)
    return page_due_order_get_partner (self->view);
  order = get_first_selected (self);

  return order != NULL ? biz_due_order_get_facts (order)->partner_id : 0;
}
