/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoices-private.h"

#include "biz-invoice-filter.h"
#include "biz-invoice-listing.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "kit-filter-pill.h"
#include "page-invoice-columns.h"
#include "page-list-print.h"
#include "page-paste-dialog.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

static const KitFilterChip standings[] = {
  { NULL, N_ ("All") },       { "open", N_ ("Open") }, { "overdue", N_ ("Overdue") },
  { "draft", N_ ("Drafts") }, { "paid", N_ ("Paid") },
};

/* What is looked for, before the page knows its session. */
void
page_invoices_set_up_bar (PageInvoices *self)
{
  kit_filter_bar_set_name (self->filter_bar, _ ("Search invoices"));
  kit_filter_bar_set_placeholder (
      self->filter_bar, _ ("Number, customer, amount… or overdue, customer:acme, due:<2026-12-01"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
}

static void
clear_narrow (PageInvoices *self)
{
  GtkWidget *pill;

  g_clear_pointer (&self->narrow, erp_domain_unref);
  while ((pill = gtk_widget_get_first_child (GTK_WIDGET (self->narrowed))) != NULL)
    gtk_box_remove (self->narrowed, pill);
  gtk_widget_set_visible (GTK_WIDGET (self->narrowed), FALSE);
}

/**
 * page_invoices_pick:
 * @self: the page
 * @ids: "12,15"
 *
 * Shows exactly these, all selected.
 */
void
page_invoices_pick (PageInvoices *self, const char *ids)
{
  g_autofree char *token = g_strconcat ("ids:", ids, NULL);

  clear_narrow (self);
  kit_filter_chips_set_token (self->standings, NULL);
  page_invoice_groups_set_string (self->groups, "");
  self->select_all = TRUE;
  page_invoices_search (self, token);
}

gboolean
page_invoices_select_picked (PageInvoices *self)
{
  if (!self->select_all)
    return FALSE;
  self->select_all = FALSE;
  kit_ledger_list_focus_rows (self->list);
  gtk_selection_model_select_all (
      gtk_column_view_get_model (kit_ledger_list_get_view (self->list)));
  return TRUE;
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);

  page_paste_dialog_run (widget, erp_session_get_client (self->session),
                         G_CALLBACK (page_invoices_pick));
}

/* What is looked for, in words; (nullable) where all are shown. */
static char *
describe_filter (PageInvoices *self)
{
  GtkWidget *pill = gtk_widget_get_first_child (GTK_WIDGET (self->narrowed));

  return page_list_frame_dup_words (
      self->frame, pill != NULL ? kit_filter_pill_get_token (KIT_FILTER_PILL (pill)) : NULL);
}

static void
print_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  g_autofree char *filter = describe_filter (self);

  page_list_print_run (widget, self->session, self->currencies, self->listing, self->list,
                       &self->context, filter);
}

static void
remove_narrow_cb (PageInvoices *self)
{
  g_autofree char *text = kit_filter_bar_get_text (self->filter_bar);

  clear_narrow (self);
  page_invoices_search (self, text);
}

/* A filter that our words cannot say stands as one pill with its name. */
static void
set_narrow (PageInvoices *self, BizSavedFilter *filter)
{
  g_autofree char *name = g_strdelimit (g_strdup (biz_saved_filter_get_name (filter)), "\"", '\'');
  g_autofree char *token = g_strdup_printf ("\"%s\"", name);
  GtkWidget *pill = kit_filter_pill_new (self->grammar, token);

  self->narrow = erp_domain_copy (biz_saved_filter_get_domain (filter));
  g_signal_connect_object (pill, "remove", G_CALLBACK (remove_narrow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "edit", G_CALLBACK (remove_narrow_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->narrowed, pill);
  gtk_widget_set_visible (GTK_WIDGET (self->narrowed), TRUE);
}

void
page_invoices_narrow (PageInvoices *self)
{
  g_autoptr (ErpDomain) domain = NULL;

  if (self->narrow == NULL)
    return;
  domain = erp_domain_copy (erp_listing_get_domain (self->listing));
  erp_domain_add_all (domain, self->narrow);
  erp_listing_set_domain (self->listing, domain);
}

static void
sort_as (PageInvoices *self, BizSavedFilter *filter)
{
  g_autofree const KitLedgerColumn **columns = kit_ledger_list_get_visible_columns (self->list);
  BizInvoiceSort sort;
  gboolean descending;

  if (!biz_saved_filter_get_sort (filter, &sort, &descending))
    return;
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      if (page_invoice_columns_get_sort (columns[i]->id) != sort)
        continue;
      kit_ledger_list_sort (self->list, columns[i]->id, descending);
      return;
    }
  biz_invoice_listing_set_sort (self->listing, sort, descending);
}

/* A first word that is a chip of the page becomes that chip. */
static void
apply (PageInvoices *self, BizSavedFilter *filter)
{
  const char *text = biz_saved_filter_get_text (filter);
  g_auto (GStrv) parts = biz_filter_split (text != NULL ? text : "");
  gboolean loaded = self->loaded;
  g_autofree char *rest = NULL;
  gboolean chip;

  clear_narrow (self);
  if (text == NULL)
    set_narrow (self, filter);
  /* One load at the end. */
  self->loaded = FALSE;
  chip = parts[0] != NULL && kit_filter_chips_set_token (self->standings, parts[0]);
  if (!chip)
    kit_filter_chips_set_token (self->standings, NULL);
  page_invoice_groups_set_string (self->groups, biz_saved_filter_get_groups (filter));
  sort_as (self, filter);
  self->loaded = loaded;
  rest = g_strjoinv (" ", parts + (chip ? 1 : 0));
  page_invoices_search (self, rest);
}

static void
apply_cb (PageInvoices *self, BizSavedFilter *filter)
{
  apply (self, filter);
  kit_ledger_list_focus_rows (self->list);
}

static void
save_cb (PageInvoices *self)
{
  const char *standing = kit_filter_chips_get_token (self->standings);
  g_autofree char *typed = kit_filter_bar_get_text (self->filter_bar);
  g_autofree char *text = g_strconcat (standing != NULL ? standing : "",
                                       standing != NULL && *typed != '\0' ? " " : "", typed, NULL);
  g_autofree char *groups = page_invoice_groups_to_string (self->groups);
  BizSavedState state = { text, groups, erp_listing_get_order (self->listing) };

  page_saved_filters_ask (self->saved, &state);
}

/* The list is as it was opened: nobody has chosen anything yet. */
static gboolean
is_untouched (PageInvoices *self)
{
  g_autofree char *typed = kit_filter_bar_get_text (self->filter_bar);
  g_autofree char *groups = page_invoice_groups_to_string (self->groups);

  return *typed == '\0' && *groups == '\0' && self->narrow == NULL
         && kit_filter_chips_get_token (self->standings) == NULL
         && page_invoices_get_open (self) == 0;
}

/* The first answer brings what the list shall be opened with. */
static void
saved_changed_cb (PageInvoices *self, guint position, guint removed, guint added)
{
  BizSavedFilter *filter;

  g_signal_handlers_disconnect_by_func (page_saved_filters_get_filters (self->saved),
                                        saved_changed_cb, self);
  filter = biz_saved_filters_get_default (page_saved_filters_get_filters (self->saved));
  if (filter != NULL && biz_saved_filter_get_problem (filter) == NULL && is_untouched (self))
    apply (self, filter);
}

void
page_invoices_add_saved (PageInvoices *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (BizSavedFilters) filters =
      biz_saved_filters_new (erp_session_get_client (self->session), "account.move", self->grammar,
                             erp_capabilities_get_uid (capabilities));

  biz_saved_filters_set_today (filters, &self->context.today);
  page_saved_filters_set_filters (self->saved, filters);
  g_signal_connect_object (filters, "items-changed", G_CALLBACK (saved_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
}

void
page_invoices_read_saved (PageInvoices *self)
{
  if (self->saved_read)
    return;
  self->saved_read = TRUE;
  page_saved_filters_refresh (self->saved);
}

BizSavedFilters *
page_invoices_get_saved (PageInvoices *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICES (self), NULL);

  return page_saved_filters_get_filters (self->saved);
}

/* By its id, as the palette knows it. */
static void
saved_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageInvoices *self = PAGE_INVOICES (widget);
  GListModel *filters = G_LIST_MODEL (page_invoices_get_saved (self));
  gint64 id = g_variant_get_int64 (parameter);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (BizSavedFilter) filter = g_list_model_get_item (filters, i);

      if (biz_saved_filter_get_id (filter) == id && biz_saved_filter_get_problem (filter) == NULL)
        {
          apply_cb (self, filter);
          return;
        }
    }
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_cb (PAGE_INVOICES (widget));
}

void
page_invoices_install_list_verbs (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoices.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "invoices.saved", "x", saved_action);
  gtk_widget_class_install_action (widget_class, "invoices.save-filter", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "invoices.print-list", NULL, print_list_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "invoices.print-list", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "invoices.paste",
                                       NULL);
}

void
page_invoices_show_companies (PageInvoices *self)
{
  g_autoptr (GArray) all = erp_session_dup_companies (self->session);

  biz_invoice_store_set_companies (self->store, (const gint64 *)(gconstpointer)all->data, all->len);
  page_list_frame_show_companies (self->frame, self->session);
}
