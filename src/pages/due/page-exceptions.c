/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-exceptions.h"

#include "biz-currency-table.h"
#include "biz-exception-store.h"
#include "biz-invoice-store.h"
#include "biz-name-search.h"
#include "erp-capabilities.h"
#include "erp-link.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-due-invoice-dialog.h"
#include "page-layout.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageExceptions
{
  AdwBin parent_instance;

  KitFilterBar *filter_bar;
  KitFilterChips *standings;
  KitInlineError *filter_error;
  GtkLabel *note_label;
  KitLedgerList *list;
  GMenuModel *row_menu;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizInvoiceStore *invoices;    /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizExceptions *read;          /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable) */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (PageExceptions, page_exceptions, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip standings[] = {
  { NULL, N_ ("All") },           { "kind:held", N_ ("Held") },
  { "kind:late", N_ ("Late") },   { "kind:short", N_ ("Short") },
  { "kind:price", N_ ("Price") }, { "kind:not-invoiced", N_ ("Not Invoiced") },
};

static char *
kind_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_kind_to_label (biz_exception_get_facts (item)->kind));
}

static KitTone
kind_tone (gpointer item, gpointer user_data)
{
  switch (biz_exception_get_facts (item)->kind)
    {
    case BIZ_EXCEPTION_HELD:
    case BIZ_EXCEPTION_LATE:
      return KIT_TONE_BAD;
    case BIZ_EXCEPTION_SHORT:
    case BIZ_EXCEPTION_LAG:
      return KIT_TONE_WARNING;
    case BIZ_EXCEPTION_PRICE:
    case BIZ_EXCEPTION_N_KINDS:
    default:
      return KIT_TONE_ACCENT;
    }
}

static char *
document_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->document);
}

static char *
order_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->order);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->partner);
}

static char *
cause_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->cause);
}

static char *
value_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&biz_exception_get_facts (item)->value);
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->value.currency);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  int days = biz_exception_get_facts (item)->days;

  return days > 0 ? kit_format_count ((guint64)days) : NULL;
}

static char *
salesperson_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->salesperson);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_exception_get_facts (item)->company);
}

static const KitLedgerColumn columns[] = {
  { "document", N_ ("Document"), KIT_LEDGER_TEXT, 120, FALSE, TRUE, FALSE, document_text, NULL },
  { "kind", N_ ("Kind"), KIT_LEDGER_PILL, 120, FALSE, TRUE, FALSE, kind_text, kind_tone },
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 150, TRUE, FALSE, FALSE, customer_text, NULL },
  { "cause", N_ ("Cause"), KIT_LEDGER_TEXT, 220, TRUE, TRUE, FALSE, cause_text, NULL },
  { "value", N_ ("Value"), KIT_LEDGER_MONEY, 110, FALSE, FALSE, FALSE, value_text, NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 70, FALSE, FALSE, FALSE, currency_text, NULL },
  { "days", N_ ("Days"), KIT_LEDGER_NUMBER, 70, FALSE, FALSE, FALSE, days_text, NULL },
  { "order", N_ ("Order"), KIT_LEDGER_TEXT, 100, FALSE, FALSE, FALSE, order_text, NULL },
  { "salesperson", N_ ("Salesperson"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, FALSE, salesperson_text,
    NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, FALSE, company_text, NULL },
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s exception", "%s exceptions", count), number);
}

/* How many of each kind there are, whatever is shown. */
static void
update_summary (PageExceptions *self)
{
  guint counts[BIZ_EXCEPTION_N_KINDS];
  g_autoptr (GString) text = g_string_new (NULL);

  biz_exception_count (self->read->all, counts);
  for (guint kind = 0; kind < BIZ_EXCEPTION_N_KINDS; kind++)
    {
      if (counts[kind] > 0)
        g_string_append_printf (text, "%s%s: %u", text->len > 0 ? "   " : "",
                                biz_exception_kind_to_label (kind), counts[kind]);
    }
  kit_ledger_list_set_summary (self->list, text->str);
}

/* What could not be looked at is said, so that nobody takes silence for health. */
static void
update_note (PageExceptions *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->read->no_prices)
    g_string_append (text, _ ("Prices are not compared: this server does not keep the customer’s "
                              "own price once somebody wrote another one."));
  if (self->read->no_deliveries)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("Late and short deliveries are not shown: you may not read "
                               "deliveries."));
  if (self->read->cut)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("There are more than are read at once; what is oldest is here."));
  gtk_label_set_text (self->note_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text->len > 0);
}

static void
show (PageExceptions *self)
{
  g_autofree char *typed = kit_filter_bar_get_text (self->filter_bar);
  const char *standing = kit_filter_chips_get_token (self->standings);
  g_autofree char *text = g_strconcat (standing != NULL ? standing : "", " ", typed, NULL);
  GDate today = page_text_get_today (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizFilter) filter = biz_filter_parse (&biz_exception_grammar, text, &today, &error);
  g_autoptr (GPtrArray) shown = NULL;

  kit_inline_error_set_error (self->filter_error, NULL,
                              kit_filter_bar_is_valid (self->filter_bar) ? error : NULL);
  if (filter == NULL || self->read == NULL)
    return;
  shown = biz_exception_select (self->read->all, filter, NULL);
  if (shown == NULL)
    return;
  if (self->read->all->len > 0)
    kit_ledger_list_set_empty (self->list, "edit-find-symbolic", _ ("No Exceptions Found"),
                               _ ("No exception fits what you search for. Use fewer words."));
  else
    kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("No Exceptions"),
                               _ ("No order is held, late, short or waits for its invoice."));
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, shown, TRUE);
  update_summary (self);
  update_note (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageExceptions) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizExceptions) read = biz_exceptions_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (read == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  g_clear_pointer (&self->read, biz_exceptions_free);
  self->read = g_steal_pointer (&read);
  show (self);
}

static void
load (PageExceptions *self)
{
  GDate today = page_text_get_today (self->session);

  self->loaded = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  erp_local_list_set_loading (self->rows);
  biz_exceptions_load_async (self->session, self->currencies, &today, self->cancellable, read_cb,
                             page_weak_new (self));
}

static void
companies_changed_cb (PageExceptions *self)
{
  gsize n;

  erp_session_get_active_companies (self->session, &n);
  kit_ledger_list_set_column_shown (self->list, "company", n > 1);
  if (self->loaded)
    load (self);
}

static void
leave_filter_cb (PageExceptions *self)
{
  kit_ledger_list_focus_rows (self->list);
}

static void
open_document (PageExceptions *self, const BizExceptionFacts *facts)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, facts->model, facts->id);
}

static void
row_activated_cb (PageExceptions *self, ErpRow *row)
{
  open_document (self, biz_exception_get_facts (erp_row_get_item (row)));
}

static const BizExceptionFacts *
get_selected (PageExceptions *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL ? biz_exception_get_facts (item) : NULL;
}

static void
selection_changed_cb (PageExceptions *self)
{
  gboolean any = get_selected (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exceptions.open", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exceptions.mend", any);
}

static void
dialog_journal_cb (PageExceptions *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
dialog_open_cb (PageExceptions *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static gboolean
may_make (PageExceptions *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  return erp_capabilities_has_group (capabilities, "sales_team.group_sale_salesman")
         || erp_capabilities_has_group (capabilities, "sales_team.group_sale_salesman_all_leads");
}

static void
open_in_browser (PageExceptions *self, const BizExceptionFacts *facts)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *address =
      erp_link_new_for_browser (erp_session_get_profile (self->session), facts->model, facts->id);

  if (address != NULL)
    gtk_show_uri (root != NULL ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
  else
    open_document (self, facts);
}

/* Where it is mended: what is delivered is invoiced here, the rest in the ERP's own document. */
static void
mend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageExceptions *self = PAGE_EXCEPTIONS (widget);
  const BizExceptionFacts *facts = get_selected (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) orders = NULL;
  GtkWindow *dialog;

  if (facts == NULL)
    return;
  if (facts->kind != BIZ_EXCEPTION_LAG || facts->due == NULL || !may_make (self))
    {
      open_in_browser (self, facts);
      return;
    }
  orders = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (orders, g_object_ref (facts->due));
  dialog = page_due_invoice_dialog_new (self->session, self->invoices, orders);
  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "made", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-requested", G_CALLBACK (dialog_open_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (dialog_journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const BizExceptionFacts *facts = get_selected (PAGE_EXCEPTIONS (widget));

  if (facts != NULL)
    open_document (PAGE_EXCEPTIONS (widget), facts);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_EXCEPTIONS (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (PAGE_EXCEPTIONS (widget)->filter_bar));
}

static void
page_exceptions_map (GtkWidget *widget)
{
  PageExceptions *self = PAGE_EXCEPTIONS (widget);

  GTK_WIDGET_CLASS (page_exceptions_parent_class)->map (widget);
  if (!self->loaded)
    load (self);
}

static void
page_exceptions_dispose (GObject *object)
{
  PageExceptions *self = PAGE_EXCEPTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->read, biz_exceptions_free);
  g_clear_object (&self->rows);
  g_clear_object (&self->invoices);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_exceptions_parent_class)->dispose (object);
}

static void
page_exceptions_class_init (PageExceptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_exceptions_dispose;
  widget_class->map = page_exceptions_map;
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
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-exceptions.ui");
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, standings);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, list);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, leave_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_install_action (widget_class, "exceptions.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "exceptions.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "exceptions.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "exceptions.mend", NULL, mend_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "exceptions.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "exceptions.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "exceptions.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_slash, 0, "exceptions.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "exceptions.mend", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "exceptions.mend", NULL);
}

static void
page_exceptions_init (PageExceptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  kit_inline_error_set_retry_label (self->filter_error, NULL);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search exceptions"));
  kit_filter_bar_set_placeholder (self->filter_bar,
                                  _ ("Order, customer, document… or kind:late, days:>30"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), NULL);
  kit_ledger_list_set_name (self->list, _ ("Exceptions"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  page_layout_keep (self->list, "exceptions-columns");
}

/**
 * page_exceptions_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_exceptions_new (ErpSession *session)
{
  g_autoptr (BizNameSearch) names = NULL;
  PageExceptions *self;
  ErpClient *client;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_EXCEPTIONS, NULL);
  self->session = g_object_ref (session);
  client = erp_session_get_client (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->invoices =
      biz_invoice_store_new (client, erp_session_get_journal (session), self->currencies);
  names = biz_name_search_new (client);
  kit_filter_bar_set_grammar (self->filter_bar, &biz_exception_grammar, names);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  companies_changed_cb (self);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}

void
page_exceptions_search (PageExceptions *self, const char *text)
{
  g_return_if_fail (PAGE_IS_EXCEPTIONS (self));

  kit_filter_bar_set_text (self->filter_bar, text);
  show (self);
}
