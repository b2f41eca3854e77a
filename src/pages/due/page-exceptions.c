/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-exceptions.h"

#include "biz-currency-table.h"
#include "biz-exception-list.h"
#include "biz-exception-store.h"
#include "biz-invoice-store.h"
#include "biz-name-search.h"
#include "draw-exception-table.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-due-export.h"
#include "page-due-order.h"
#include "page-due-verbs.h"
#include "page-exception-columns.h"
#include "page-layout.h"
#include "page-list-frame.h"
#include "page-split.h"
#include "page-text.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageExceptions
{
  AdwBin parent_instance;

  PageSplit *split;
  KitFilterBar *filter_bar;
  KitFilterChips *standings;
  KitInlineError *filter_error;
  GtkLabel *note_label;
  KitLedgerList *list;
  AdwBin *record;
  GMenuModel *row_menu;
  PageDueOrder *view; /* in the record's place */

  PageListFrame *frame;         /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizInvoiceStore *invoices;    /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizExceptions *read;          /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable) */
  BizExceptionSort sort;
  gboolean descending;
  BizExceptionGroupBy group_by;
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
tell_exported (guint n)
{
  g_autofree char *count = kit_format_count (n);

  return g_strdup_printf (ngettext ("%s exception was written to the file.",
                                    "%s exceptions were written to the file.", n),
                          count);
}

static const PageDueExport exported = {
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  .file_name = N_ ("Exceptions %04d-%02d-%02d"),
  .write = draw_exception_table_write,
  .tell = tell_exported,
};

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
  GDate today = page_text_get_today (self->session);
  g_autoptr (BizFilter) filter = page_list_frame_parse (self->frame, &today);
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) groups = NULL;

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
  biz_exception_sort (shown, self->sort, self->descending);
  if (self->group_by != BIZ_EXCEPTION_GROUP_NONE)
    {
      groups = biz_exception_group (shown, self->group_by);
      erp_local_list_set_groups (self->rows, groups, shown, TRUE);
    }
  else
    erp_local_list_set_records (self->rows, shown, TRUE);
  update_summary (self);
  update_note (self);
}

static void
show_anew (PageExceptions *self)
{
  kit_ledger_list_unselect (self->list);
  show (self);
}

static void
sort_changed_cb (PageExceptions *self, const char *id, gboolean descending)
{
  self->sort = page_exception_columns_get_sort (id);
  self->descending = descending;
  show_anew (self);
}

static void
group_changed_cb (PageExceptions *self, const char *name)
{
  if (!biz_exception_group_by_from_name (name, &self->group_by))
    return;
  show_anew (self);
  /* The list asks whether there are groups when it is given the model. */
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
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
  page_list_frame_show_companies (self->frame, self->session);
  if (self->loaded)
    load (self);
}

static const BizExceptionFacts *
get_selected (PageExceptions *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_EXCEPTION (item) ? biz_exception_get_facts (item) : NULL;
}

/* All of them are about an order: it shows its deliveries and invoices, too. */
static void
open_order (PageExceptions *self, const BizExceptionFacts *facts)
{
  page_due_order_show (self->view, facts->order_id, facts->due);
  page_split_show_record (self->split);
}

static void
row_activated_cb (PageExceptions *self, ErpRow *row)
{
  const BizExceptionFacts *facts = biz_exception_get_facts (erp_row_get_item (row));

  if (facts->order_id == 0)
    {
      g_signal_emit (self, signals[OPEN_REQUESTED], 0, facts->model, facts->id);
      return;
    }
  open_order (self, facts);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
rested_cb (PageExceptions *self)
{
  const BizExceptionFacts *facts = get_selected (self);

  if (facts != NULL && facts->order_id != 0
      && facts->order_id != page_due_order_get_id (self->view))
    open_order (self, facts);
}

static void
update_verbs (PageExceptions *self)
{
  const BizExceptionFacts *facts = get_selected (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exceptions.open", facts != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exceptions.mend", facts != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exceptions.open-browser",
                                 facts != NULL
                                     && page_due_verbs_has_browser (self->session, facts->model));
}

static void
open_requested_cb (PageExceptions *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
make_invoice (PageExceptions *self, BizDueOrder *order)
{
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (orders, g_object_ref (order));
  page_due_verbs_make (GTK_WIDGET (self), "exceptions.refresh", self->session, self->invoices,
                       orders);
}

/* Of the order that is open. */
static void
make_cb (PageExceptions *self)
{
  gint64 id = page_due_order_get_id (self->view);

  for (guint i = 0; self->read != NULL && i < self->read->all->len; i++)
    {
      const BizExceptionFacts *facts =
          biz_exception_get_facts (g_ptr_array_index (self->read->all, i));

      if (facts->order_id == id && facts->due != NULL)
        {
          make_invoice (self, facts->due);
          return;
        }
    }
}

/* Where it is mended: what is delivered is invoiced here, the rest in the ERP's own document, or
 * looked at where the ERP has no pages. */
static void
mend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageExceptions *self = PAGE_EXCEPTIONS (widget);
  const BizExceptionFacts *facts = get_selected (self);

  if (facts == NULL)
    return;
  if (facts->kind == BIZ_EXCEPTION_LAG && facts->due != NULL
      && page_due_verbs_may_make (self->session))
    make_invoice (self, facts->due);
  else if (!page_due_verbs_open_in_browser (widget, self->session, facts->model, facts->id))
    open_order (self, facts);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageExceptions *self = PAGE_EXCEPTIONS (widget);
  const BizExceptionFacts *facts = get_selected (self);

  if (facts != NULL)
    page_due_verbs_open_in_browser (widget, self->session, facts->model, facts->id);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageExceptions *self = PAGE_EXCEPTIONS (widget);

  page_due_export_run (widget, self->session, &exported, erp_local_list_get_records (self->rows),
                       g_str_equal (name, "exceptions.export-xlsx") ? DRAW_TABLE_XLSX
                                                                    : DRAW_TABLE_CSV);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageExceptions *self = PAGE_EXCEPTIONS (widget);

  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

static void
resized_cb (PageExceptions *self)
{
  page_due_order_set_narrow (self->view, !page_split_is_split (self->split),
                             page_split_is_narrow (self->split));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const BizExceptionFacts *facts = get_selected (PAGE_EXCEPTIONS (widget));

  if (facts != NULL)
    open_order (PAGE_EXCEPTIONS (widget), facts);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_EXCEPTIONS (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_list_frame_search (PAGE_EXCEPTIONS (widget)->frame);
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
  g_clear_object (&self->frame);
  g_clear_pointer (&self->read, biz_exceptions_free);
  g_clear_object (&self->rows);
  g_clear_object (&self->invoices);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_exceptions_parent_class)->dispose (object);
}

static const PageVerb verbs[] = {
  { "exceptions.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "exceptions.search", search_action, PAGE_KEYS_SEARCH },
  { "exceptions.close", close_action, PAGE_KEYS_CLOSE },
  { "exceptions.mend", mend_action, PAGE_KEYS_DO },
  { "exceptions.open", open_action },
  { "exceptions.open-browser", open_browser_action },
  { "exceptions.export-csv", export_action },
  { "exceptions.export-xlsx", export_action },
};

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
  g_type_ensure (PAGE_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-exceptions.ui");
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, split);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, record);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, standings);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, list);
  gtk_widget_class_bind_template_child (widget_class, PageExceptions, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_verbs);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

static void
page_exceptions_init (PageExceptions *self)
{
  g_autoptr (GMenu) groups = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  self->frame =
      page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->standings,
                                             self->filter_error, self->list },
                           &biz_exception_grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search exceptions"));
  kit_filter_bar_set_placeholder (self->filter_bar,
                                  _ ("Order, customer, document… or kind:late, days:>30"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
  page_exception_columns_install (self->list);
  kit_ledger_list_set_name (self->list, _ ("Exceptions"));
  kit_ledger_list_set_count_func (self->list, page_exception_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  for (guint by = 0; by < BIZ_EXCEPTION_N_GROUPS; by++)
    page_due_verbs_add_group (groups, biz_exception_group_by_get_name (by),
                              biz_exception_group_by_get_label (by));
  page_due_verbs_install_groups (GTK_WIDGET (self), self->list, groups,
                                 (PageDueGroupFunc)group_changed_cb);
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
  self->view = PAGE_DUE_ORDER (page_due_order_new (session, self->currencies));
  adw_bin_set_child (self->record, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "make", G_CALLBACK (make_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  kit_ledger_list_sort (self->list, "kind", FALSE);
  companies_changed_cb (self);
  update_verbs (self);

  return GTK_WIDGET (self);
}

void
page_exceptions_search (PageExceptions *self, const char *text)
{
  g_return_if_fail (PAGE_IS_EXCEPTIONS (self));

  kit_filter_bar_set_text (self->filter_bar, text);
  show_anew (self);
}

gint64
page_exceptions_get_partner (PageExceptions *self)
{
  const BizExceptionFacts *facts;

  g_return_val_if_fail (PAGE_IS_EXCEPTIONS (self), 0);

  facts = get_selected (self);

  return facts != NULL ? facts->partner_id : 0;
}
