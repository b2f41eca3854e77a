/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoices.h"

#include "biz-invoice-filter.h"
#include "biz-invoice-listing.h"
#include "erp-domain.h"
#include "erp-grouping.h"
#include "erp-row.h"
#include "page-copy-rows.h"
#include "page-invoice-columns.h"
#include "page-invoices-private.h"
#include "page-layout.h"
#include "page-text.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageInvoices, page_invoices, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
page_invoices_close_record (PageInvoices *self)
{
  page_list_frame_close_record (self->frame);
}

void
page_invoices_show_record (PageInvoices *self, GtkWidget *child)
{
  gtk_stack_set_visible_child (self->record_stack, child);
  page_split_show_record (self->split);
}

static gboolean
is_record_shown (PageInvoices *self)
{
  return page_split_is_record_shown (self->split);
}

/* Asks the server for what search entry and chips say. */
static void
load (PageInvoices *self)
{
  g_autoptr (BizFilter) filter = NULL;

  self->context.today = page_text_get_today (self->session);
  filter = page_list_frame_parse (self->frame, &self->context.today);
  if (filter == NULL)
    return;

  page_invoice_columns_set_empty (self->list, !biz_filter_is_empty (filter));
  biz_invoice_listing_set_filter (self->listing, filter);
  page_invoices_narrow (self);
  if (ERP_IS_GROUPING (self->rows))
    {
      erp_grouping_set_domain (ERP_GROUPING (self->rows), erp_listing_get_domain (self->listing));
      erp_grouping_set_order (ERP_GROUPING (self->rows), erp_listing_get_order (self->listing));
    }
  if (kit_ledger_list_get_n_selected (self->list) > 1)
    kit_ledger_list_unselect (self->list);
  erp_paged_load (self->rows);
  page_invoice_sum_set_domain (self->sum, erp_listing_get_domain (self->listing));
  if (!self->loaded)
    {
      page_invoices_load_policies (self);
      page_kept_drafts_connect (self->kept, self->session);
    }
  self->loaded = TRUE;
}

static void
companies_changed_cb (PageInvoices *self)
{
  page_invoices_show_companies (self);
  page_invoice_steps_forget (self->steps);
  if (!self->loaded)
    return;
  page_invoices_load_policies (self);
  load (self);
}

static void
set_rows (PageInvoices *self, ErpPaged *rows)
{
  g_set_object (&self->rows, rows);
  kit_ledger_list_unselect (self->list);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (rows));
}

static void
groups_changed_cb (PageInvoices *self)
{
  BizInvoiceGroupBy levels[2];
  guint n = page_invoice_groups_get_levels (self->groups, levels);
  g_autoptr (ErpGrouping) grouping = NULL;

  if (n > 0)
    grouping = biz_invoice_grouping_new (erp_session_get_client (self->session),
                                         erp_session_get_capabilities (self->session),
                                         self->currencies, levels, n);
  set_rows (self, grouping != NULL ? ERP_PAGED (grouping) : ERP_PAGED (self->listing));
  if (self->loaded)
    load (self);
}

/* Rows to copy that are not all there. */
static void
copy_requested_cb (PageInvoices *self)
{
  page_copy_rows_run (GTK_WIDGET (self), self->list, self->rows,
                      erp_session_get_client (self->session), self->currencies, &self->context);
}

static void
sort_changed_cb (PageInvoices *self, const char *id, gboolean descending)
{
  biz_invoice_listing_set_sort (self->listing, page_invoice_columns_get_sort (id), descending);
  if (self->loaded)
    load (self);
}

static void
open_invoice (PageInvoices *self, BizInvoice *invoice)
{
  page_invoice_view_show_invoice (self->view, invoice);
  page_invoices_show_record (self, GTK_WIDGET (self->view));
}

static gboolean
is_editing (PageInvoices *self)
{
  return self->editor != NULL && is_record_shown (self)
         && gtk_stack_get_visible_child (self->record_stack) == GTK_WIDGET (self->editor);
}

static void
row_activated_cb (PageInvoices *self, ErpRow *row)
{
  BizInvoice *invoice = erp_row_get_item (row);

  if (invoice == NULL || is_editing (self))
    return;
  open_invoice (self, invoice);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
is_open (PageInvoices *self, BizInvoice *invoice)
{
  BizInvoice *open = page_invoice_view_get_invoice (self->view);

  return open != NULL && biz_invoice_get_id (open) == biz_invoice_get_id (invoice);
}

static void
rested_cb (PageInvoices *self)
{
  BizInvoice *invoice = page_invoices_get_selected (self);

  if (invoice != NULL && !is_editing (self) && !is_open (self, invoice))
    page_invoice_view_show_invoice (self->view, invoice);
}

static void
selection_changed_cb (PageInvoices *self)
{
  page_invoice_sum_update (self->sum);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoices.open",
                                 kit_ledger_list_get_n_selected (self->list) > 0);
  page_invoices_update_writes (self);
}

static void
store_changed_cb (PageInvoices *self)
{
  if (!self->loaded)
    return;
  erp_paged_refresh (self->rows);
  page_invoice_sum_set_domain (self->sum, erp_listing_get_domain (self->listing));
}

/* New rows stand in the slots: the selection stays with the record that is open. */
static void
refreshed_cb (PageInvoices *self)
{
  BizInvoice *invoice = page_invoice_view_get_invoice (self->view);

  page_invoices_read_saved (self);
  if (page_invoices_select_picked (self) || page_invoices_select_left (self))
    return;
  if (invoice != NULL && page_split_is_split (self->split) && is_record_shown (self)
      && !is_editing (self) && !page_invoice_steps_is_waiting (self->steps))
    page_invoice_columns_select_id (self->list, biz_invoice_get_id (invoice));
}

static void
journal_cb (PageInvoices *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  if (self->editor == NULL)
    page_invoices_show_editor (self, page_invoice_editor_new (self->session, self->store));
  page_invoices_show_record (self, GTK_WIDGET (self->editor));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  page_invoice_steps_forget (self->steps);
  if (erp_paged_get_state (self->rows) == ERP_LISTING_READY)
    store_changed_cb (self);
  else
    load (self);
  if (is_record_shown (self) && !is_editing (self))
    page_invoice_view_refresh (self->view);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  if (!is_editing (self))
    page_split_show_list (self->split);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_bar));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  BizInvoice *invoice = page_invoices_get_selected (self);

  if (invoice != NULL && !is_editing (self))
    open_invoice (self, invoice);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  if (!is_record_shown (self))
    return;
  if (is_editing (self))
    page_invoice_editor_close (self->editor);
  else
    page_invoices_close_record (self);
}

static void
resized_cb (PageInvoices *self)
{
  gboolean narrow = page_split_is_narrow (self->split);

  gtk_button_set_label (GTK_BUTTON (self->new_button), narrow ? _ ("_New") : _ ("_New Invoice"));
  page_invoice_view_set_narrow (self->view, !page_split_is_split (self->split), narrow);
}

static void
page_invoices_map (GtkWidget *widget)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  GTK_WIDGET_CLASS (page_invoices_parent_class)->map (widget);
  if (!self->loaded)
    load (self);
}

static void
page_invoices_dispose (GObject *object)
{
  PageInvoices *self = PAGE_INVOICES (object);

  g_clear_object (&self->frame);
  g_clear_pointer (&self->left, g_array_unref);
  self->context.policies = NULL;
  g_clear_object (&self->groups);
  if (self->sum != NULL)
    g_object_run_dispose (G_OBJECT (self->sum));
  g_clear_object (&self->sum);
  if (self->steps != NULL)
    g_object_run_dispose (G_OBJECT (self->steps));
  g_clear_object (&self->steps);
  g_clear_object (&self->rows);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_pointer (&self->narrow, erp_domain_unref);
  G_OBJECT_CLASS (page_invoices_parent_class)->dispose (object);
}

static const PageVerb verbs[] = {
  { "invoices.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "invoices.search", search_action, PAGE_KEYS_SEARCH },
  { "invoices.close", close_action, PAGE_KEYS_CLOSE },
  { "invoices.new", new_action, "<Control>n" },
  { "invoices.open", open_action },
};

static void
page_invoices_class_init (PageInvoicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_invoices_dispose;
  widget_class->map = page_invoices_map;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KIT_TYPE_FILTER_BAR);
  g_type_ensure (PAGE_TYPE_KEPT_DRAFTS);
  g_type_ensure (KIT_TYPE_FILTER_CHIPS);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  g_type_ensure (PAGE_TYPE_SAVED_FILTERS);
  g_type_ensure (PAGE_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-invoices.ui");
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, split);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, new_button);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, standings);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, saved);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, narrowed);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, kept);
  gtk_widget_class_bind_template_callback (widget_class, page_invoices_continue);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, list);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, record_stack);
  gtk_widget_class_bind_template_child (widget_class, PageInvoices, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  page_invoices_install_list_verbs (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, copy_requested_cb);
  page_invoices_install_writes (widget_class);
  page_invoices_install_verbs (widget_class);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

static void
add_groups (PageInvoices *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  self->groups = page_invoice_groups_new ();
  menu = page_invoice_groups_create_menu (self->groups);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "grouping",
                                  page_invoice_groups_get_actions (self->groups));
  kit_ledger_list_set_group_menu (self->list, menu);
  g_signal_connect_object (self->groups, "changed", G_CALLBACK (groups_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What the words and the columns are depends on the server. */
static void
add_parts (PageInvoices *self)
{
  const char *version = biz_review_get_version (self->session);

  self->grammar = biz_review_get_grammar (version);
  self->frame =
      page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->standings,
                                             self->filter_error, self->list },
                           self->grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  page_invoice_columns_install (self->list, &self->context, version != NULL);
  page_layout_keep (self->list, "invoices-columns");
}

static void
page_invoices_init (PageInvoices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  page_invoices_set_up_bar (self);
  kit_ledger_list_set_name (self->list, _ ("Invoices"));
  kit_ledger_list_set_count_func (self->list, page_invoice_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  add_groups (self);
}

/**
 * page_invoices_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it loads when it is first shown
 */
GtkWidget *
page_invoices_new (ErpSession *session)
{
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (BizNameSearch) names = NULL;
  PageInvoices *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_INVOICES, NULL);
  self->session = g_object_ref (session);
  self->context.today = page_text_get_today (session);
  add_parts (self);
  currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->store = biz_invoice_store_new (erp_session_get_client (session),
                                       erp_session_get_journal (session), currencies);
  page_invoices_watch_policies (self);
  self->listing = biz_invoice_listing_new (erp_session_get_client (session), currencies);
  names = biz_name_search_new (erp_session_get_client (session));
  kit_filter_bar_set_grammar (self->filter_bar, self->grammar, names);
  self->currencies = biz_currency_table_ref (currencies);
  self->sum = page_invoice_sum_new (self->list, session, currencies);
  g_signal_connect_object (self->listing, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  set_rows (self, ERP_PAGED (self->listing));
  kit_ledger_list_sort (self->list, "date", TRUE);

  self->view = PAGE_INVOICE_VIEW (page_invoice_view_new (session, self->store));
  g_signal_connect_object (self->view, "edit", G_CALLBACK (page_invoices_edit), self,
                           G_CONNECT_SWAPPED);
  self->steps = page_invoice_steps_new (self->list, self->view, self->store);
  g_signal_connect_object (self->view, "open", G_CALLBACK (page_invoices_open), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->record_stack, GTK_WIDGET (self->view));

  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  companies_changed_cb (self);
  page_invoices_add_saved (self);
  page_invoices_update_verbs (self);
  return GTK_WIDGET (self);
}

gboolean
page_invoices_is_touched (PageInvoices *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICES (self), FALSE);

  return self->editor != NULL && page_invoice_editor_is_touched (self->editor);
}

/**
 * page_invoices_search:
 * @self: the page
 * @text: words and tokens as the search entry takes them
 */
void
page_invoices_search (PageInvoices *self, const char *text)
{
  g_return_if_fail (PAGE_IS_INVOICES (self));

  kit_filter_bar_set_text (self->filter_bar, text);
  load (self);
}

void
page_invoices_open (PageInvoices *self, gint64 id)
{
  g_return_if_fail (PAGE_IS_INVOICES (self));

  if (id == 0)
    {
      page_invoices_close_record (self);
      return;
    }
  page_invoice_view_show_id (self->view, id);
  page_invoices_show_record (self, GTK_WIDGET (self->view));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * page_invoices_get_open:
 * @self: the page
 *
 * Returns: the invoice that is shown, 0 for none
 */
gint64
page_invoices_get_open (PageInvoices *self)
{
  BizInvoice *invoice;

  g_return_val_if_fail (PAGE_IS_INVOICES (self), 0);

  if (!is_record_shown (self) || is_editing (self))
    return 0;
  invoice = page_invoice_view_get_invoice (self->view);
  return invoice != NULL ? biz_invoice_get_id (invoice) : 0;
}

gint64
page_invoices_get_partner (PageInvoices *self)
{
  BizInvoice *invoice;

  g_return_val_if_fail (PAGE_IS_INVOICES (self), 0);

  invoice = is_record_shown (self) && !is_editing (self)
                ? page_invoice_view_get_invoice (self->view)
                : page_invoices_get_selected (self);

  return invoice != NULL ? biz_invoice_get_partner_id (invoice) : 0;
}
