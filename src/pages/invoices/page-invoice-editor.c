/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the form, its rows and the ways to save it are one state. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-invoice-editor-private.h"

#include "biz-choices.h"
#include "biz-draft-edit.h"
#include "biz-partner.h"
#include "biz-product.h"
#include "biz-record-search.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"
#include "page-confirm.h"
#include "page-edit-conflict.h"
#include "page-editor-line.h"
#include "page-terms-chooser.h"
#include "page-text.h"
#include "page-totals.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* The server is asked for totals after a pause in typing. */
#define PREVIEW_DELAY_MS 300

G_DEFINE_FINAL_TYPE (PageInvoiceEditor, page_invoice_editor, ADW_TYPE_BIN)

enum
{
  SAVED,
  CLOSED,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void save (PageInvoiceEditor *self);
static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
is_edit (PageInvoiceEditor *self)
{
  return biz_invoice_draft_get_origin (self->draft) != NULL;
}

static char *
get_partner_name (gpointer partner)
{
  return g_strdup (biz_partner_get_name (partner));
}

static char *
get_partner_details (gpointer partner)
{
  return g_strdup (biz_partner_get_details (partner));
}

static char *
get_company_name (ErpCompany *company, gpointer user_data)
{
  return g_strdup (company != NULL ? erp_company_get_name (company) : "");
}

static void
update (PageInvoiceEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", !self->saving && !self->unknown);
  gtk_widget_set_sensitive (self->form, !self->saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), !self->saving);
  if (self->saving || self->previewing != NULL)
    gtk_spinner_start (self->spinner);
  else
    gtk_spinner_stop (self->spinner);
}

static void
fill_totals (PageInvoiceEditor *self, BizInvoicePreview *preview)
{
  BizMoney untaxed = biz_invoice_preview_get_untaxed (preview);
  BizMoney total = biz_invoice_preview_get_total (preview);

  page_totals_clear (self->totals);
  page_totals_add_all (self->totals, &untaxed, biz_invoice_preview_get_tax_lines (preview), &total);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), TRUE);
}

static void
fill_lines (PageInvoiceEditor *self, GListModel *lines)
{
  GtkWidget *row;
  guint i = 0;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autoptr (BizInvoiceLine) line = NULL;

      if (page_editor_line_get_line (PAGE_EDITOR_LINE (row)) == NULL)
        continue;
      line = lines != NULL ? g_list_model_get_item (lines, i++) : NULL;
      page_editor_line_set_preview (PAGE_EDITOR_LINE (row), line);
    }
}

static void
fill_terms (PageInvoiceEditor *self, BizInvoicePreview *preview)
{
  const char *terms = biz_invoice_preview_get_terms (preview);
  const char *warning = biz_invoice_preview_get_warning (preview);
  g_autofree char *due = kit_format_date (biz_invoice_preview_get_due_date (preview));
  g_autofree char *text = NULL;

  if (terms != NULL && due[0] != '\0')
    /* Translators: payment terms, then the date they lead to. */
    text = g_strdup_printf (_ ("%s, due %s"), terms, due);
  else if (due[0] != '\0')
    text = g_strdup_printf (_ ("Due %s"), due);
  else
    text = g_strdup (terms != NULL ? terms : "");
  gtk_label_set_text (self->terms_label, text);
  if (warning != NULL)
    kit_inline_error_set_message (self->warning_bar, warning);
  else
    kit_inline_error_clear (self->warning_bar);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceEditor) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoicePreview) preview =
      biz_invoice_store_preview_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_object (&self->previewing);
  kit_inline_error_set_error (self->preview_error, _ ("Taxes and totals could not be calculated."),
                              error);
  if (preview != NULL)
    {
      fill_totals (self, preview);
      fill_lines (self, biz_invoice_preview_get_lines (preview));
      fill_terms (self, preview);
    }
  update (self);
}

static void
stop_preview (PageInvoiceEditor *self)
{
  g_clear_handle_id (&self->preview_source, g_source_remove);
  if (self->previewing != NULL)
    g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
}

static void
preview_cb (PageInvoiceEditor *self)
{
  stop_preview (self);
  if (biz_invoice_draft_check (self->draft, NULL))
    {
      self->previewing = g_cancellable_new ();
      biz_invoice_store_preview_async (self->store, self->draft, self->previewing, previewed_cb,
                                       page_weak_new (self));
    }
  else
    {
      page_totals_clear (self->totals);
      fill_lines (self, NULL);
      kit_inline_error_clear (self->preview_error);
    }
  update (self);
}

static gboolean
preview_later_cb (gpointer user_data)
{
  PageInvoiceEditor *self = user_data;

  self->preview_source = 0;
  preview_cb (self);
  return G_SOURCE_REMOVE;
}

static void
draft_changed_cb (PageInvoiceEditor *self)
{
  /* Amounts of what was typed before would be wrong beside what is typed now. */
  stop_preview (self);
  fill_lines (self, NULL);
  page_totals_clear (self->totals);
  self->preview_source = g_timeout_add (PREVIEW_DELAY_MS, preview_later_cb, self);
  update (self);
}

static void
customer_chosen_cb (PageInvoiceEditor *self, BizPartner *partner)
{
  biz_invoice_draft_set_partner (self->draft, partner);
  kit_inline_error_clear (self->error_bar);
}

static void
date_changed_cb (PageInvoiceEditor *self)
{
  GDate date;

  if (self->draft == NULL || self->filling)
    return;
  if (kit_date_entry_get_date (self->date_entry, &date))
    biz_invoice_draft_set_invoice_date (self->draft, &date);
  else if (kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->date_entry)))
    biz_invoice_draft_set_invoice_date (self->draft, NULL);
}

static void
reference_changed_cb (PageInvoiceEditor *self)
{
  if (self->filling)
    return;
  biz_invoice_draft_set_reference (self->draft, gtk_editable_get_text (self->reference_entry));
}

static void
set_row_choices (PageInvoiceEditor *self)
{
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    page_editor_line_set_choices (PAGE_EDITOR_LINE (row), self->taxes, self->accounts);
}

static void
taxes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceEditor) self = page_weak_take (user_data);
  g_autoptr (GListModel) list = biz_choices_load_finish (result, NULL);

  if (self == NULL || list == NULL)
    return;
  g_set_object (&self->taxes, list);
  set_row_choices (self);
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceEditor) self = page_weak_take (user_data);
  g_autoptr (GListModel) list = biz_choices_load_finish (result, NULL);

  if (self == NULL || list == NULL)
    return;
  g_set_object (&self->accounts, list);
  set_row_choices (self);
}

static void
load_choices (PageInvoiceEditor *self)
{
  ErpClient *client = erp_session_get_client (self->session);
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  gint64 company = biz_invoice_draft_get_company_id (self->draft);

  if (self->choosing != NULL)
    g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  self->choosing = g_cancellable_new ();
  biz_choices_load_async (client, BIZ_CHOICES_SALES_TAXES, company, self->choosing, taxes_cb,
                          page_weak_new (self));
  page_terms_chooser_load (self->terms_chooser, client);
  if (erp_capabilities_has_group (capabilities, "account.group_account_user")
      || erp_capabilities_has_group (capabilities, "account.group_account_manager"))
    biz_choices_load_async (client, BIZ_CHOICES_ACCOUNTS, company, self->choosing, accounts_cb,
                            page_weak_new (self));
}

static void
company_changed_cb (PageInvoiceEditor *self)
{
  ErpCompany *company = gtk_drop_down_get_selected_item (self->company_drop);
  GtkWidget *row;
  gint64 id;

  if (company == NULL || self->draft == NULL || is_edit (self))
    return;
  id = erp_company_get_id (company);
  biz_invoice_draft_set_company_id (self->draft, id);
  biz_record_search_set_company (self->search, id);
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    page_editor_line_set_company (PAGE_EDITOR_LINE (row), id);
  load_choices (self);
}

static gboolean
check (PageInvoiceEditor *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *row;
  gboolean good = kit_parsed_entry_check (KIT_PARSED_ENTRY (self->date_entry));

  good = page_terms_chooser_check (self->terms_chooser) && good;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    good = page_editor_line_check (PAGE_EDITOR_LINE (row)) && good;
  if (biz_invoice_draft_get_partner (self->draft) == NULL)
    {
      kit_search_picker_set_error (self->customer_picker, _ ("Choose a customer."));
      gtk_widget_grab_focus (GTK_WIDGET (self->customer_picker));
      return FALSE;
    }
  if (good && !biz_invoice_draft_check (self->draft, &error))
    {
      kit_inline_error_set_retry_label (self->error_bar, NULL);
      kit_inline_error_set_error (self->error_bar, NULL, error);
      return FALSE;
    }
  return good;
}

static void
theirs_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceEditor) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) theirs =
      biz_invoice_store_load_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->saving = FALSE;
  update (self);
  if (theirs == NULL)
    {
      kit_inline_error_set_retry_label (self->error_bar, NULL);
      kit_inline_error_set_error (
          self->error_bar,
          _ ("Somebody else changed this draft, and their version could not be loaded. What you "
             "wrote is still here."),
          error);
      return;
    }
  g_set_object (&self->theirs, theirs);
  page_edit_conflict_show (self->conflict, self->draft, theirs);
}

/* What a colleague made of it is shown beside what the person wrote. */
static void
ask_theirs (PageInvoiceEditor *self, const GError *error)
{
  BizInvoice *origin = biz_invoice_draft_get_origin (self->draft);

  self->saving = TRUE;
  update (self);
  biz_invoice_store_load_async (self->store, biz_invoice_get_id (origin), self->cancellable,
                                theirs_cb, page_weak_new (self));
}

static void
take_theirs_cb (PageInvoiceEditor *self)
{
  page_draft_keeper_forget (self->keeper);
  g_signal_emit (self, signals[SAVED], 0,
                 biz_invoice_get_id (biz_invoice_draft_get_origin (self->draft)));
}

static void
keep_mine_cb (PageInvoiceEditor *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->conflict), FALSE);
  biz_draft_edit_rebase (self->draft, self->theirs);
  page_invoice_editor_fill_rows (self);
  save (self);
}

static void
take_chosen_cb (PageInvoiceEditor *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->conflict), FALSE);
  page_edit_conflict_apply (self->conflict);
  page_invoice_editor_fill_rows (self);
  save (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageInvoiceEditor) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gint64 id = biz_invoice_store_create_finish (BIZ_INVOICE_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->saving = FALSE;
  self->unknown = g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  update (self);
  if (id != 0)
    {
      page_draft_keeper_forget (self->keeper);
      g_signal_emit (self, signals[SAVED], 0, id);
      return;
    }
  if (is_edit (self) && g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT))
    {
      ask_theirs (self, error);
      return;
    }
  if (self->unknown)
    page_draft_keeper_mark_sent (self->keeper);
  kit_inline_error_set_retry_label (self->error_bar,
                                    self->unknown ? _ ("Open the _Journal") : NULL);
  if (self->unknown)
    kit_inline_error_set_error (
        self->error_bar,
        _ ("The draft was sent and the answer was lost. Please do not write it again before the "
           "journal knows whether it was saved."),
        error);
  else
    kit_inline_error_set_error (self->error_bar,
                                _ ("The draft was not saved. What you wrote is still here."),
                                error);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (PAGE_INVOICE_EDITOR (widget));
}

static void
save (PageInvoiceEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self->conflict), FALSE);
  kit_inline_error_clear (self->error_bar);
  if (!check (self))
    return;
  if (is_edit (self) && !biz_invoice_draft_is_touched (self->draft))
    {
      take_theirs_cb (self);
      return;
    }
  self->saving = TRUE;
  /* The entries are about to let go of the keyboard. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  stop_preview (self);
  update (self);
  if (is_edit (self))
    biz_invoice_store_edit_async (self->store, self->draft, self->cancellable, saved_cb,
                                  page_weak_new (self));
  else
    biz_invoice_store_create_async (self->store, self->draft, self->cancellable, saved_cb,
                                    page_weak_new (self));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_invoice_editor_close (PAGE_INVOICE_EDITOR (widget));
}

static void
open_journal_cb (PageInvoiceEditor *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
}

static void
response_cb (PageInvoiceEditor *self, const char *response)
{
  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "do"))
    page_draft_keeper_forget (self->keeper);
  else
    page_draft_keeper_stop (self->keeper);
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
page_invoice_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAGE_INVOICE_EDITOR (widget)->customer_picker));
}

static void
page_invoice_editor_dispose (GObject *object)
{
  PageInvoiceEditor *self = PAGE_INVOICE_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  stop_preview (self);
  if (self->keeper != NULL)
    page_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  if (self->choosing != NULL)
    g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  g_clear_object (&self->theirs);
  g_clear_object (&self->taxes);
  g_clear_object (&self->accounts);
  g_clear_object (&self->search);
  g_clear_object (&self->companies);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_invoice_editor_parent_class)->dispose (object);
}

static void
page_invoice_editor_finalize (GObject *object)
{
  g_clear_object (&PAGE_INVOICE_EDITOR (object)->cancellable);
  G_OBJECT_CLASS (page_invoice_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-invoice-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, form);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, company_drop);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, customer_picker);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, date_entry);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, reference_entry);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, terms_chooser);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, conflict);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, terms_label);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, warning_bar);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, rows);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, preview_error);
  gtk_widget_class_bind_template_child (widget_class, PageInvoiceEditor, totals);
  gtk_widget_class_bind_template_callback (widget_class, open_journal_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, customer_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reference_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_chosen_cb);
}

static void
page_invoice_editor_class_init (PageInvoiceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_invoice_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_invoice_editor_finalize;
  widget_class->grab_focus = page_invoice_editor_grab_focus;
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT64);
  signals[CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] = g_signal_new ("journal-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  g_type_ensure (PAGE_TYPE_EDIT_CONFLICT);
  g_type_ensure (PAGE_TYPE_TERMS_CHOOSER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "editor.add-text", NULL,
                                   page_invoice_editor_add_action);
  gtk_widget_class_install_action (widget_class, "editor.add-section", NULL,
                                   page_invoice_editor_add_action);
  gtk_widget_class_install_action (widget_class, "editor.add-note", NULL,
                                   page_invoice_editor_add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save",
                                       NULL);
}

static void
page_invoice_editor_init (PageInvoiceEditor *self)
{
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_company_name),
                                   NULL, NULL);

  self->cancellable = g_cancellable_new ();
  self->companies = g_list_store_new (ERP_TYPE_COMPANY);
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->warning_bar, NULL);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->date_entry), _ ("Invoice date"));
  gtk_entry_set_placeholder_text (kit_parsed_entry_get_entry (KIT_PARSED_ENTRY (self->date_entry)),
                                  _ ("when posted"));
  kit_search_picker_set_name (self->customer_picker, _ ("Customer"));
  kit_search_picker_set_placeholder (self->customer_picker, _ ("Name, number, e-mail or VAT"));
  kit_search_picker_set_describe (self->customer_picker, get_partner_name, get_partner_details);
  gtk_drop_down_set_expression (self->company_drop, name);
  gtk_drop_down_set_model (self->company_drop, G_LIST_MODEL (self->companies));
}

static void
fill_companies (PageInvoiceEditor *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  const gint64 *ids;
  gsize n;
  gsize i;

  ids = erp_session_get_active_companies (self->session, &n);
  for (i = 0; i < n; i++)
    {
      ErpCompany *company = erp_capabilities_get_company (capabilities, ids[i]);

      if (company != NULL)
        g_list_store_append (self->companies, company);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->company_drop), n > 1);
}

/* Takes @draft. @name: (nullable): where it was kept */
static PageInvoiceEditor *
create (ErpSession *session, BizInvoiceStore *store, BizInvoiceDraft *draft, const char *name)
{
  PageInvoiceEditor *self = g_object_new (PAGE_TYPE_INVOICE_EDITOR, NULL);
  GDate today = page_text_get_today (session);

  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  self->search = biz_record_search_new_partners (erp_session_get_client (session));
  self->draft = draft;
  self->keeper = page_draft_keeper_new (session, draft, name);
  kit_search_picker_set_search (self->customer_picker, G_LIST_MODEL (self->search));
  /* the draft may say a day already */
  self->filling = TRUE;
  kit_date_entry_set_today (self->date_entry, &today);
  self->filling = FALSE;
  page_terms_chooser_set_draft (self->terms_chooser, draft, &today);
  return self;
}

/**
 * page_invoice_editor_new:
 * @session: who is signed in where
 * @store: previews and saves
 *
 * Returns: (transfer floating): the editor with an empty draft of the first company
 */
GtkWidget *
page_invoice_editor_new (ErpSession *session, BizInvoiceStore *store)
{
  PageInvoiceEditor *self;
  gsize n;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (store != NULL, NULL);

  self = create (session, store,
                 biz_invoice_draft_new (erp_session_get_active_companies (session, &n)[0]), NULL);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_companies (self);
  company_changed_cb (self);
  page_invoice_editor_add_row (self, NULL);
  update (self);
  return GTK_WIDGET (self);
}

/* What the draft says already; the company of one on the server stays. */
static void
fill_header (PageInvoiceEditor *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  const gint64 company_id = biz_invoice_draft_get_company_id (self->draft);
  ErpCompany *company = erp_capabilities_get_company (capabilities, company_id);
  BizInvoice *origin = biz_invoice_draft_get_origin (self->draft);
  BizPartner *partner = biz_invoice_draft_get_partner (self->draft);
  const char *reference = biz_invoice_draft_get_reference (self->draft);

  if (origin != NULL)
    {
      g_autofree char *title = g_strdup_printf (_ ("Edit %s"), biz_invoice_get_title (origin));

      gtk_label_set_text (self->title_label, title);
    }
  if (company != NULL)
    g_list_store_append (self->companies, company);
  gtk_widget_set_sensitive (GTK_WIDGET (self->company_drop), FALSE);
  biz_record_search_set_company (self->search, company_id);
  kit_search_picker_set_chosen_text (self->customer_picker,
                                     partner != NULL ? biz_partner_get_name (partner) : NULL);
  kit_date_entry_set_date (self->date_entry, biz_invoice_draft_get_invoice_date (self->draft));
  gtk_editable_set_text (self->reference_entry, reference != NULL ? reference : "");
}

/* Takes @draft. */
static PageInvoiceEditor *
create_filled (ErpSession *session,
               BizInvoiceStore *store,
               BizInvoiceDraft *draft,
               const char *name)
{
  PageInvoiceEditor *self = create (session, store, draft, name);

  self->filling = TRUE;
  fill_header (self);
  self->filling = FALSE;
  page_invoice_editor_fill_rows (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load_choices (self);
  preview_cb (self);
  return self;
}

/**
 * page_invoice_editor_new_for:
 * @session: who is signed in where
 * @store: previews and saves
 * @invoice: a loaded draft of the server
 *
 * Returns: (transfer floating): the editor with that draft
 */
GtkWidget *
page_invoice_editor_new_for (ErpSession *session, BizInvoiceStore *store, BizInvoice *invoice)
{
  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (store != NULL, NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE (invoice) && biz_invoice_is_full (invoice), NULL);

  return GTK_WIDGET (create_filled (session, store, biz_draft_edit_new (invoice), NULL));
}

/**
 * page_invoice_editor_new_kept:
 * @session: who is signed in where
 * @store: previews and saves
 * @draft: (transfer none): what was kept
 * @name: where
 * @changed: a colleague changed its document since
 *
 * Returns: (transfer floating): the editor as it was left
 */
GtkWidget *
page_invoice_editor_new_kept (ErpSession *session,
                              BizInvoiceStore *store,
                              BizInvoiceDraft *draft,
                              const char *name,
                              gboolean changed)
{
  PageInvoiceEditor *self;

  g_return_val_if_fail (session != NULL && store != NULL, NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (draft) && name != NULL, NULL);

  self = create_filled (session, store, g_object_ref (draft), name);
  if (changed && is_edit (self))
    {
      g_set_object (&self->theirs, biz_invoice_draft_get_origin (draft));
      page_edit_conflict_show (self->conflict, self->draft, self->theirs);
    }
  return GTK_WIDGET (self);
}

gboolean
page_invoice_editor_is_touched (PageInvoiceEditor *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICE_EDITOR (self), FALSE);

  return biz_invoice_draft_is_touched (self->draft);
}

void
page_invoice_editor_close (PageInvoiceEditor *self)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (PAGE_IS_INVOICE_EDITOR (self));

  if (!page_invoice_editor_is_touched (self))
    {
      page_draft_keeper_forget (self->keeper);
      g_signal_emit (self, signals[CLOSED], 0);
      return;
    }
  dialog = page_confirm_new (
      GTK_WIDGET (self), _ ("Leave This Draft?"),
      page_draft_keeper_is_lasting (self->keeper)
          ? _ ("What you wrote is not on the server yet. It can be kept on this computer, sealed, "
               "and is offered above the list.")
          : _ ("What you wrote is not on the server yet. It can be kept until the program ends, "
               "and is offered above the list; without a keyring nothing is kept longer."),
      _ ("Keep _Writing"), _ ("_Discard"));
  adw_message_dialog_add_response (dialog, "later", _ ("Keep for _Later"));
  adw_message_dialog_set_response_appearance (dialog, "later", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

BizInvoiceDraft *
page_invoice_editor_get_draft (PageInvoiceEditor *self)
{
  g_return_val_if_fail (PAGE_IS_INVOICE_EDITOR (self), NULL);

  return self->draft;
}
