/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reminders-dialog.h"

#include "biz-account-store.h"
#include "biz-currency-table.h"
#include "biz-dunning-store.h"
#include "biz-paper-store.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "kit-format.h"
#include "page-asking.h"
#include "page-dunning-letter.h"
#include "page-dunning.h"
#include "page-recipients.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* One customer, and the letter. */
typedef struct
{
  PageDunningLetter *letter; /* (owned) */
  AdwActionRow *row;
  GtkCheckButton *check; /* (nullable): where nothing is due */
  gboolean ended;        /* sent, or nobody knows: never sent again from here */
} Letter;

struct _PageRemindersDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkButton *cancel_button;
  GtkWidget *send_button;
  PageAsking *asking;
  GtkListBox *customers;
  GtkWidget *form;
  PageRecipients *recipients;
  AdwActionRow *files_row;
  GtkEditable *subject_row;
  GtkTextView *text;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizPaperStore *store;         /* (owned) */
  GArray *partners;             /* (owned) (element-type gint64) */
  GPtrArray *letters;           /* (owned) (element-type Letter) */
  Letter *current;              /* (nullable): in the form */
  GCancellable *cancellable;    /* (owned): of reading only; a letter is never called back */
  GDate today;
  GDate as_of; /* of statements; invalid where they are reminders */
  guint next;  /* that is sent */
  guint n_sent;
  gboolean filling;
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (PageRemindersDialog, page_reminders_dialog, ADW_TYPE_WINDOW)

static void send_next (PageRemindersDialog *self);

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_clear_pointer (&letter->letter, page_dunning_letter_free);
  g_free (letter);
}

static gboolean
is_statement (PageRemindersDialog *self)
{
  return g_date_valid (&self->as_of);
}

static Letter *
get_letter (PageRemindersDialog *self, guint index)
{
  return g_ptr_array_index (self->letters, index);
}

static gboolean
is_chosen (const Letter *letter)
{
  return letter->check != NULL && !letter->ended && gtk_check_button_get_active (letter->check);
}

static guint
count_chosen (PageRemindersDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->letters->len; i++)
    n += is_chosen (get_letter (self, i));

  return n;
}

static void
update (PageRemindersDialog *self)
{
  const guint n = count_chosen (self);
  const gboolean may = erp_session_get_journal (self->session) != NULL;
  g_autofree char *count = kit_format_count (n);
  g_autofree char *label =
      /* Translators: how many letters are sent */
      g_strdup_printf (ngettext ("_Send %s", "_Send %s", n), count);

  gtk_button_set_label (GTK_BUTTON (self->send_button), n > 0 ? label : _ ("_Send"));
  gtk_widget_set_sensitive (self->send_button, may && !self->sending && n > 0);
  gtk_widget_set_sensitive (self->form,
                            !self->sending && self->current != NULL && !self->current->ended);
  gtk_button_set_label (self->cancel_button, self->n_sent > 0 ? _ ("_Close") : _ ("_Cancel"));
}

static void
set_row_text (Letter *letter, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (letter->row, escaped);
}

static void
keep_text (PageRemindersDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  if (self->current == NULL || self->current->letter->text == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->current->letter->text);
  self->current->letter->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
subject_changed_cb (PageRemindersDialog *self)
{
  if (self->filling || self->current == NULL)
    return;
  g_free (self->current->letter->subject);
  self->current->letter->subject = g_strdup (gtk_editable_get_text (self->subject_row));
}

/* Who gets it stands in the list, too: nothing goes to an address that nobody saw. */
static void
describe_row (Letter *letter)
{
  g_autofree char *words = page_dunning_letter_describe (letter->letter);
  g_autofree char *to = biz_recipients_describe (letter->letter->recipients);
  g_autofree char *text =
      letter->letter->due
          ? g_strdup_printf ("%s\n%s", words,
                             *to != '\0' ? to : _ ("Choose who gets it: nobody is named"))
          : g_strdup (words);

  set_row_text (letter, text);
}

/* A letter that nobody gets is not sent. */
static void
recipients_changed_cb (PageRemindersDialog *self)
{
  g_autofree char *to = NULL;

  if (self->current == NULL || self->current->ended)
    return;
  to = biz_recipients_describe (self->current->letter->recipients);
  gtk_check_button_set_active (self->current->check, *to != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->current->check), *to != '\0');
  describe_row (self->current);
  update (self);
}

static void
show_letter (PageRemindersDialog *self, Letter *letter)
{
  g_autofree char *files = page_dunning_letter_describe_files (letter->letter);

  keep_text (self);
  self->current = letter->letter->text != NULL ? letter : NULL;
  gtk_widget_set_visible (self->form, letter->letter->text != NULL);
  page_recipients_show (self->recipients,
                        self->current != NULL ? letter->letter->recipients : NULL);
  if (letter->letter->text == NULL)
    return;
  self->filling = TRUE;
  adw_action_row_set_subtitle (self->files_row, files);
  gtk_editable_set_text (self->subject_row, letter->letter->subject);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), letter->letter->text, -1);
  self->filling = FALSE;
  update (self);
}

static void
row_selected_cb (PageRemindersDialog *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->sending)
    show_letter (self, get_letter (self, (guint)gtk_list_box_row_get_index (row)));
}

static void
toggled_cb (GtkCheckButton *check, PageRemindersDialog *self)
{
  update (self);
}

static char *
make_title (const BizAccount *account, gboolean with_company)
{
  const char *name = account->customer.name != NULL ? account->customer.name : "";

  return with_company && account->seller.name != NULL
             ? g_markup_printf_escaped ("%s · %s", name, account->seller.name)
             : g_markup_escape_text (name, -1);
}

static void
add_check (PageRemindersDialog *self, Letter *letter)
{
  g_autofree char *to = biz_recipients_describe (letter->letter->recipients);
  const char *name = letter->letter->account->customer.name;

  letter->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (letter->check, *to != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (letter->check), *to != '\0');
  gtk_widget_set_valign (GTK_WIDGET (letter->check), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (letter->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
  g_signal_connect (letter->check, "toggled", G_CALLBACK (toggled_cb), self);
  adw_action_row_add_prefix (letter->row, GTK_WIDGET (letter->check));
}

/* Takes @written. */
static void
add_letter (PageRemindersDialog *self, PageDunningLetter *written, gboolean with_company)
{
  g_autofree char *title = make_title (written->account, with_company);
  Letter *letter = g_new0 (Letter, 1);

  letter->letter = written;
  letter->row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (letter->row), title);
  adw_action_row_set_subtitle_lines (letter->row, 0);
  describe_row (letter);
  if (written->due)
    add_check (self, letter);
  else
    gtk_widget_add_css_class (GTK_WIDGET (letter->row), "dim-label");
  g_ptr_array_add (self->letters, letter);
  gtk_list_box_append (self->customers, GTK_WIDGET (letter->row));
}

/* Whom a letter is due to comes first, the largest amount of the oldest first of all. */
static gint
compare_customers (gconstpointer a, gconstpointer b)
{
  const BizDunningCase *one = biz_dunning_customer_get_case (*(BizDunningCustomer *const *)a);
  const BizDunningCase *other = biz_dunning_customer_get_case (*(BizDunningCustomer *const *)b);

  if ((one->verdict == BIZ_DUNNING_DUE) != (other->verdict == BIZ_DUNNING_DUE))
    return one->verdict == BIZ_DUNNING_DUE ? -1 : 1;

  return one->oldest > other->oldest ? -1 : one->oldest < other->oldest;
}

static const char *
get_contact (PageRemindersDialog *self)
{
  return erp_capabilities_get_user_name (erp_session_get_capabilities (self->session));
}

static gboolean
has_companies (PageRemindersDialog *self)
{
  gsize n_companies;

  erp_session_get_active_companies (self->session, &n_companies);

  return n_companies > 1;
}

/* All letters are there. */
static void
filled (PageRemindersDialog *self)
{
  const guint n = self->letters->len;
  g_autofree char *words = NULL;
  guint n_due = 0;

  for (guint i = 0; i < n; i++)
    n_due += get_letter (self, i)->check != NULL;
  words =
      is_statement (self)
          ? g_strdup_printf (ngettext ("%u statement", "%u statements", n), n)
          : g_strdup_printf (ngettext ("%u of %u customer is due", "%u of %u customers are due", n),
                             n_due, n);
  adw_window_title_set_subtitle (self->heading, words);
  if (n > 0)
    gtk_list_box_select_row (self->customers, gtk_list_box_get_row_at_index (self->customers, 0));
  page_asking_show (self->asking);
  update (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRemindersDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) customers = biz_dunning_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (customers == NULL)
    {
      page_asking_fail (self->asking, _ ("Who is to be reminded could not be read."), error);
      return;
    }
  g_ptr_array_sort (customers, compare_customers);
  for (guint i = 0; i < customers->len; i++)
    add_letter (self,
                page_dunning_letter_new_reminder (g_ptr_array_index (customers, i),
                                                  get_contact (self)),
                has_companies (self));
  filled (self);
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRemindersDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = biz_account_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (accounts == NULL)
    {
      page_asking_fail (self->asking, _ ("What is open could not be read."), error);
      return;
    }
  while (accounts->len > 0)
    add_letter (self,
                page_dunning_letter_new_statement (g_ptr_array_steal_index (accounts, 0),
                                                   get_contact (self)),
                has_companies (self));
  filled (self);
}

static void
load (PageRemindersDialog *self)
{
  const gint64 *partners = (const gint64 *)(gpointer)self->partners->data;

  page_asking_wait (self->asking);
  if (is_statement (self))
    biz_account_read_async (self->session, self->currencies, &self->as_of, partners,
                            self->partners->len, self->cancellable, accounts_cb,
                            page_weak_new (self));
  else
    biz_dunning_read_async (self->session, self->currencies, &self->today, partners,
                            self->partners->len, self->cancellable, read_cb, page_weak_new (self));
}

static void
retry_cb (PageRemindersDialog *self)
{
  load (self);
}

static void
end_letter (PageRemindersDialog *self, Letter *letter, const char *text, gboolean ended)
{
  set_row_text (letter, text);
  letter->ended = ended;
  if (ended)
    gtk_widget_set_sensitive (GTK_WIDGET (letter->check), FALSE);
  else
    gtk_check_button_set_active (letter->check, FALSE);
  self->next++;
  send_next (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRemindersDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean sent = page_dunning_letter_send_finish (result, &error);
  Letter *letter;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  letter = get_letter (self, self->next);
  if (sent)
    {
      self->n_sent++;
      end_letter (self, letter, _ ("Sent"), TRUE);
    }
  else if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    end_letter (self, letter, _ ("Nobody knows yet whether it was sent: see the journal"), TRUE);
  else
    end_letter (self, letter, error->message,
                g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT));
}

static void
send_next (PageRemindersDialog *self)
{
  while (self->next < self->letters->len && !is_chosen (get_letter (self, self->next)))
    self->next++;
  if (self->next < self->letters->len)
    {
      Letter *letter = get_letter (self, self->next);

      set_row_text (letter, _ ("Sending…"));
      page_dunning_letter_send_async (letter->letter, self->session, self->store, self->currencies,
                                      &self->today, self->cancellable, sent_cb,
                                      page_weak_new (self));
      return;
    }
  self->sending = FALSE;
  update (self);
}

static void
send_cb (PageRemindersDialog *self)
{
  keep_text (self);
  if (self->sending || count_chosen (self) == 0)
    return;
  self->sending = TRUE;
  self->next = 0;
  update (self);
  send_next (self);
}

static void
page_reminders_dialog_dispose (GObject *object)
{
  PageRemindersDialog *self = PAGE_REMINDERS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->current = NULL;
  /* it shows what is freed now */
  if (self->letters != NULL)
    page_recipients_show (self->recipients, NULL);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->partners, g_array_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_reminders_dialog_parent_class)->dispose (object);
}

static void
page_reminders_dialog_class_init (PageRemindersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PAGE_TYPE_ASKING);
  g_type_ensure (PAGE_TYPE_RECIPIENTS);
  G_OBJECT_CLASS (klass)->dispose = page_reminders_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reminders-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, send_button);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, asking);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, customers);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, recipients);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, files_row);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, PageRemindersDialog, text);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipients_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_reminders_dialog_init (PageRemindersDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_date_clear (&self->as_of, 1);
  self->letters = g_ptr_array_new_with_free_func (letter_free);
  self->cancellable = g_cancellable_new ();
}

static PageRemindersDialog *
create (ErpSession *session, const gint64 *partners, gsize n_partners)
{
  PageRemindersDialog *self = g_object_new (PAGE_TYPE_REMINDERS_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->today = page_text_get_today (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->store = biz_paper_store_new (erp_session_get_client (session), self->currencies);
  self->partners = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), partners,
                                        (guint)n_partners);
  page_recipients_set_session (self->recipients, session);

  return self;
}

/**
 * page_reminders_dialog_new:
 * @session: who is signed in
 * @partners: (array length=n_partners): customers
 * @n_partners: how many, at most BIZ_ACCOUNT_MAX
 *
 * Returns: (transfer none): a window that reads at once; destroyed when it is closed
 */
GtkWindow *
page_reminders_dialog_new (ErpSession *session, const gint64 *partners, gsize n_partners)
{
  PageRemindersDialog *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (n_partners > 0 && n_partners <= BIZ_ACCOUNT_MAX, NULL);

  self = create (session, partners, n_partners);
  load (self);

  return GTK_WINDOW (self);
}

/**
 * page_reminders_dialog_new_statements:
 * @session: who is signed in
 * @partners: (array length=n_partners): customers
 * @n_partners: how many, at most BIZ_ACCOUNT_MAX
 * @as_of: a day
 *
 * Returns: (transfer none): a window that sends the statements of that day
 */
GtkWindow *
page_reminders_dialog_new_statements (ErpSession *session,
                                      const gint64 *partners,
                                      gsize n_partners,
                                      const GDate *as_of)
{
  PageRemindersDialog *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (n_partners > 0 && n_partners <= BIZ_ACCOUNT_MAX, NULL);
  g_return_val_if_fail (as_of != NULL && g_date_valid (as_of), NULL);

  self = create (session, partners, n_partners);
  self->as_of = *as_of;
  gtk_window_set_title (GTK_WINDOW (self), _ ("Statements of Account"));
  adw_window_title_set_title (self->heading, _ ("Statements of Account"));
  g_object_set (self->asking, "waiting", _ ("Asking the server for what is open…"), NULL);
  load (self);

  return GTK_WINDOW (self);
}

void
page_reminders_present (GtkWidget *over,
                        ErpSession *session,
                        const gint64 *partners,
                        gsize n_partners)
{
  GtkRoot *root = gtk_widget_get_root (over);
  GtkWindow *window =
      page_reminders_dialog_new (session, partners, MIN (n_partners, BIZ_ACCOUNT_MAX));

  gtk_window_set_transient_for (window, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (window);
}
