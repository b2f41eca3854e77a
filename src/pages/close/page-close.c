/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-close.h"

#include "biz-close.h"
#include "biz-currency-table.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-close-report.h"
#include "page-close-rows.h"
#include "page-layout.h"
#include "page-lock-dialog.h"
#include "page-opening-dialog.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* As long as somebody who types pauses between two keys. */
#define TYPING_MS 500

struct _PageClose
{
  AdwBin parent_instance;

  GtkDropDown *company;
  KitDateEntry *end;
  KitInlineError *error;
  GtkLabel *note;
  KitLedgerList *list;
  GtkWidget *detail;
  GtkLabel *mend;
  GMenuModel *row_menu;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizClose *close;              /* (owned) (nullable): as last read */
  GCancellable *cancellable;    /* (owned) (nullable) */
  gboolean loaded;
  guint end_source; /* while a day is typed */
};

G_DEFINE_FINAL_TYPE (PageClose, page_close, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
title_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_check_get_facts (item)->title);
}

static char *
state_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_state_describe (biz_close_check_get_facts (item)->state));
}

static KitTone
state_tone (gpointer item, gpointer user_data)
{
  switch (biz_close_check_get_facts (item)->state)
    {
    case BIZ_CLOSE_OK:
      return KIT_TONE_GOOD;
    case BIZ_CLOSE_WARN:
      return KIT_TONE_WARNING;
    case BIZ_CLOSE_OPEN:
      return KIT_TONE_BAD;
    case BIZ_CLOSE_NONE:
    default:
      return KIT_TONE_DIM;
    }
}

static char *
figure_text (gpointer item, gpointer user_data)
{
  const BizCloseCheckFacts *facts = biz_close_check_get_facts (item);

  return facts->has_figure ? kit_format_money_aligned (&facts->figure) : NULL;
}

static char *
other_text (gpointer item, gpointer user_data)
{
  const BizCloseCheckFacts *facts = biz_close_check_get_facts (item);

  return facts->has_other ? kit_format_money_aligned (&facts->other) : NULL;
}

static char *
difference_text (gpointer item, gpointer user_data)
{
  const BizCloseCheckFacts *facts = biz_close_check_get_facts (item);

  return facts->has_other ? kit_format_money_aligned (&facts->difference) : NULL;
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  const BizCloseCheckFacts *facts = biz_close_check_get_facts (item);

  return facts->has_figure ? g_strdup (facts->figure.currency) : NULL;
}

static char *
count_cell_text (gpointer item, gpointer user_data)
{
  const guint count = biz_close_check_get_facts (item)->count;

  return count > 0 ? kit_format_count (count) : NULL;
}

static char *
finding_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_close_check_get_facts (item)->finding);
}

static const KitLedgerColumn columns[] = {
  { "state", N_ ("State"), KIT_LEDGER_PILL, 110, FALSE, TRUE, FALSE, state_text, state_tone },
  { "check", N_ ("Check"), KIT_LEDGER_TEXT, 180, TRUE, TRUE, FALSE, title_text, NULL },
  { "figure", N_ ("Figure"), KIT_LEDGER_MONEY, 120, FALSE, FALSE, FALSE, figure_text, NULL },
  { "other", N_ ("Compared with"), KIT_LEDGER_MONEY, 125, FALSE, FALSE, FALSE, other_text, NULL },
  { "difference", N_ ("Difference"), KIT_LEDGER_MONEY, 115, FALSE, FALSE, FALSE, difference_text,
    NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 60, FALSE, FALSE, FALSE, currency_text, NULL },
  { "count", N_ ("Records"), KIT_LEDGER_NUMBER, 80, FALSE, FALSE, FALSE, count_cell_text, NULL },
  { "finding", N_ ("Finding"), KIT_LEDGER_TEXT, 240, TRUE, FALSE, FALSE, finding_text, NULL },
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s check", "%s checks", count), number);
}

static BizCloseCheck *
get_selected (PageClose *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);

  return row != NULL ? erp_row_get_item (row) : NULL;
}

/* "3 to mend, 2 to look at. Everything is closed until 30 Sep 2026." */
static void
update_note (PageClose *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint open, warnings;
  const GDate *lock;

  gtk_widget_set_visible (GTK_WIDGET (self->note), self->close != NULL);
  if (self->close == NULL)
    return;
  open = biz_close_count (self->close, BIZ_CLOSE_OPEN);
  warnings = biz_close_count (self->close, BIZ_CLOSE_WARN);
  lock = &biz_close_get_locks (self->close)->days[BIZ_LOCK_ALL];
  if (open == 0 && warnings == 0)
    g_string_append (text, _ ("All is in order."));
  else
    /* Translators: how many checks are to mend, and how many to look at */
    g_string_append_printf (text, _ ("%u to mend, %u to look at."), open, warnings);
  g_string_append_c (text, ' ');
  if (g_date_valid (lock))
    {
      g_autofree char *day = kit_format_date (lock);

      /* Translators: a day */
      g_string_append_printf (text, _ ("Everything is closed until %s."), day);
    }
  else
    g_string_append (text, _ ("Nothing is closed for everybody yet."));
  if (biz_close_is_cut (self->close))
    g_string_append_printf (text, " %s",
                            _ ("There are more open items than are read: sums of customers are "
                               "not whole."));
  gtk_label_set_text (self->note, text->str);
}

static void
update_actions (PageClose *self)
{
  const char *name;
  gint64 id;
  const gboolean read = self->close != NULL;
  const gboolean has_journal = erp_session_get_journal (self->session) != NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "close.lock", read);
  gtk_widget_action_set_enabled (widget, "close.save", read);
  gtk_widget_action_set_enabled (widget, "close.keep",
                                 read && has_journal
                                     && biz_close_get_shelf (self->close, &id, &name) != NULL);
}

static void
selection_changed_cb (PageClose *self)
{
  BizCloseCheck *check = get_selected (self);
  const BizCloseCheckFacts *facts = check != NULL ? biz_close_check_get_facts (check) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "close.records",
                                 facts != NULL && facts->domain != NULL && facts->model != NULL);
  gtk_widget_set_visible (self->detail, facts != NULL);
  if (facts == NULL)
    return;
  text = facts->mend != NULL ? g_strdup_printf ("%s %s", facts->finding, facts->mend)
                             : g_strdup (facts->finding);
  gtk_label_set_text (self->mend, text);
}

static void
show (PageClose *self)
{
  GListModel *checks = biz_close_get_checks (self->close);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (checks); i++)
    g_ptr_array_add (records, g_list_model_get_item (checks, i));
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, records, TRUE);
  update_note (self);
  update_actions (self);
  selection_changed_cb (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageClose) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizClose) close = biz_close_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (close == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  g_set_object (&self->close, close);
  show (self);
}

static gint64
get_company (PageClose *self)
{
  ErpCompany *company = gtk_drop_down_get_selected_item (self->company);

  return company != NULL ? erp_company_get_id (company) : 0;
}

/* What was read is of another period; what is read again stays until it is there. */
static void
forget (PageClose *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_clear_object (&self->close);
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, none, FALSE);
  update_note (self);
  update_actions (self);
  selection_changed_cb (self);
}

static void
load (PageClose *self)
{
  GDate end;

  if (!kit_date_entry_get_date (self->end, &end) || get_company (self) == 0)
    return;
  self->loaded = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->close != NULL
      && (biz_close_get_company_id (self->close) != get_company (self)
          || g_date_compare (&end, biz_close_get_end (self->close)) != 0))
    forget (self);
  erp_local_list_set_loading (self->rows);
  biz_close_read_async (self->session, self->currencies, get_company (self), &end,
                        self->cancellable, read_cb, page_weak_new (self));
}

static void
company_cb (PageClose *self)
{
  if (self->loaded)
    load (self);
}

static gboolean
end_typed_cb (gpointer user_data)
{
  PageClose *self = user_data;
  GDate end;

  self->end_source = 0;
  if (kit_date_entry_get_date (self->end, &end)
      && (self->close == NULL || g_date_compare (&end, biz_close_get_end (self->close)) != 0))
    load (self);

  return G_SOURCE_REMOVE;
}

/* Half a day that is typed is another day: it is waited for the end. */
static void
end_cb (PageClose *self)
{
  if (!self->loaded)
    return;
  g_clear_handle_id (&self->end_source, g_source_remove);
  self->end_source = g_timeout_add (TYPING_MS, end_typed_cb, self);
}

static void
present (PageClose *self, GtkWindow *window)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_set_transient_for (window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (window);
}

static void
open_cb (PageClose *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
journal_cb (PageClose *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
records_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageClose *self = PAGE_CLOSE (widget);
  BizCloseCheck *check = get_selected (self);
  GtkWindow *window;

  if (check == NULL || self->close == NULL || biz_close_check_get_facts (check)->domain == NULL)
    return;
  window = page_close_rows_new (self->session, self->currencies,
                                biz_close_get_company_id (self->close), check);
  g_signal_connect_object (window, "open-requested", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  present (self, window);
}

static void
row_activated_cb (PageClose *self, ErpRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "close.records", NULL);
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageClose *self = PAGE_CLOSE (widget);
  GtkWindow *dialog;

  if (self->close == NULL)
    return;
  dialog = page_lock_dialog_new (self->session, self->close);
  g_signal_connect_object (dialog, "set", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageClose *self = PAGE_CLOSE (widget);
  DrawReportFormat format;

  if (self->close != NULL
      && draw_report_format_from_name (g_variant_get_string (parameter, NULL), &format))
    page_close_report_save (widget, self->session, self->close, format);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageClose *self = PAGE_CLOSE (widget);

  if (self->close != NULL)
    page_close_report_keep (widget, self->session, self->close);
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageClose *self = PAGE_CLOSE (widget);
  GDate end;

  if (kit_date_entry_get_date (self->end, &end) && get_company (self) != 0)
    present (self,
             page_opening_dialog_new (self->session, self->currencies, get_company (self), &end));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (PAGE_CLOSE (widget));
}

static void
page_close_map (GtkWidget *widget)
{
  PageClose *self = PAGE_CLOSE (widget);

  GTK_WIDGET_CLASS (page_close_parent_class)->map (widget);
  if (!self->loaded)
    load (self);
}

static void
page_close_dispose (GObject *object)
{
  PageClose *self = PAGE_CLOSE (object);

  g_clear_handle_id (&self->end_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->close);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_close_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-close.ui");
  gtk_widget_class_bind_template_child (widget_class, PageClose, company);
  gtk_widget_class_bind_template_child (widget_class, PageClose, end);
  gtk_widget_class_bind_template_child (widget_class, PageClose, error);
  gtk_widget_class_bind_template_child (widget_class, PageClose, note);
  gtk_widget_class_bind_template_child (widget_class, PageClose, list);
  gtk_widget_class_bind_template_child (widget_class, PageClose, detail);
  gtk_widget_class_bind_template_child (widget_class, PageClose, mend);
  gtk_widget_class_bind_template_child (widget_class, PageClose, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, company_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
page_close_class_init (PageCloseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_close_dispose;
  widget_class->map = page_close_map;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "close.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "close.records", NULL, records_action);
  gtk_widget_class_install_action (widget_class, "close.lock", NULL, lock_action);
  gtk_widget_class_install_action (widget_class, "close.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "close.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "close.compare", NULL, compare_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "close.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "close.refresh",
                                       NULL);
}

static void
page_close_init (PageClose *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->end), _ ("Last day of the period"));
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), NULL);
  kit_ledger_list_set_name (self->list, _ ("Checks of the period"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("No Checks"),
                             _ ("Choose a company and the last day of a period."));
  kit_ledger_list_set_menu (self->list, self->row_menu);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  page_layout_keep (self->list, "close-columns");
}

static char *
name_company (ErpCompany *company, gpointer user_data)
{
  return company != NULL ? g_strdup (erp_company_get_name (company)) : NULL;
}

/* The companies of the user; the one that is worked in first. */
static void
set_companies (PageClose *self)
{
  GListModel *companies =
      erp_capabilities_get_companies (erp_session_get_capabilities (self->session));
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (name_company), NULL,
                                   NULL);
  const gint64 *active;
  gsize n;

  gtk_drop_down_set_expression (self->company, name);
  gtk_drop_down_set_model (self->company, companies);
  active = erp_session_get_active_companies (self->session, &n);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      if (n > 0 && erp_company_get_id (company) == active[0])
        gtk_drop_down_set_selected (self->company, i);
    }
}

/**
 * page_close_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_close_new (ErpSession *session)
{
  PageClose *self;
  GDate today, end;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_CLOSE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  today = page_text_get_today (session);
  end = today;
  g_date_subtract_days (&end, g_date_get_day (&end));
  kit_date_entry_set_today (self->end, &today);
  kit_date_entry_set_date (self->end, &end);
  set_companies (self);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (set_companies), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}
