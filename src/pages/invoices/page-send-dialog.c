/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-send-dialog.h"

#include "biz-partner.h"
#include "biz-record-search.h"
#include "draw-words.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* One document and its letter. */
typedef struct
{
  const BizPaper *paper;
  GBytes *pdf;           /* (owned) */
  char *subject;         /* (owned) (nullable) until it is proposed */
  char *text;            /* (owned) (nullable) */
  GPtrArray *recipients; /* (owned) (nullable) (element-type BizRecipient) */
  GArray *chosen;        /* (owned) (nullable) (element-type gboolean): of the recipients */
  AdwActionRow *row;
  gboolean ended; /* sent, or nobody knows: never sent again from here */
} Letter;

struct _PageSendDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkButton *cancel_button;
  GtkWidget *send_button;
  KitInlineError *error_bar;
  GtkListBox *results;
  GtkWidget *form;
  GtkEditable *subject_row;
  AdwPreferencesGroup *recipients;
  KitSearchPicker *picker;
  GtkTextView *text;

  BizPaperStore *store;      /* (owned) */
  ErpJournal *journal;       /* (owned) */
  BizRecordSearch *search;   /* (owned) */
  GPtrArray *papers;         /* (owned) (nullable) (element-type BizPaper) */
  GPtrArray *letters;        /* (owned) (element-type Letter) */
  GPtrArray *checks;         /* (owned) (element-type GtkWidget): rows of the recipients */
  Letter *current;           /* (nullable): in the form */
  GCancellable *cancellable; /* (owned): of reading only; a letter is never called back */
  guint next;                /* that is proposed or sent */
  gboolean filling;
  gboolean ready;
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (PageSendDialog, page_send_dialog, ADW_TYPE_WINDOW)

static void propose_next (PageSendDialog *self);
static void send_next (PageSendDialog *self);
static void fill_recipients (PageSendDialog *self);

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_clear_pointer (&letter->pdf, g_bytes_unref);
  g_free (letter->subject);
  g_free (letter->text);
  g_clear_pointer (&letter->recipients, g_ptr_array_unref);
  g_clear_pointer (&letter->chosen, g_array_unref);
  g_free (letter);
}

static Letter *
get_letter (PageSendDialog *self, guint index)
{
  return g_ptr_array_index (self->letters, index);
}

static gboolean
is_chosen (const Letter *letter, guint index)
{
  return g_array_index (letter->chosen, gboolean, index);
}

static GArray *
list_chosen (const Letter *letter)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < letter->recipients->len; i++)
    {
      const BizRecipient *recipient = g_ptr_array_index (letter->recipients, i);

      if (is_chosen (letter, i))
        g_array_append_val (ids, recipient->id);
    }

  return ids;
}

/* Empty where it can be sent. */
static char *
describe_lack (const Letter *letter)
{
  g_autoptr (GArray) ids = NULL;

  if (letter->paper->state != BIZ_STATE_POSTED)
    return g_strdup (_ ("Only a posted document is sent. Post it first."));
  if (letter->recipients == NULL)
    return g_strdup (_ ("Asking the server for its letter…"));
  ids = list_chosen (letter);
  if (ids->len == 0)
    return g_strdup (_ ("Nobody with an e-mail address is chosen."));

  return g_strdup ("");
}

static char *
list_addresses (const Letter *letter)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; i < letter->recipients->len; i++)
    {
      const BizRecipient *recipient = g_ptr_array_index (letter->recipients, i);

      if (is_chosen (letter, i))
        g_ptr_array_add (addresses, recipient->email);
    }
  g_ptr_array_add (addresses, NULL);

  return g_strjoinv (", ", (char **)addresses->pdata);
}

static void
set_row_text (Letter *letter, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (letter->row, escaped);
}

static void
update_row (Letter *letter)
{
  g_autofree char *lack = describe_lack (letter);
  g_autofree char *addresses = *lack == '\0' ? list_addresses (letter) : NULL;
  g_autofree char *again = NULL;

  if (letter->ended)
    return;
  if (addresses != NULL && letter->paper->sent)
    /* Translators: e-mail addresses. */
    again = g_strdup_printf (_ ("Was sent before. Again to %s"), addresses);
  set_row_text (letter, again != NULL ? again : addresses != NULL ? addresses : lack);
}

static void
update (PageSendDialog *self)
{
  gboolean some = FALSE;

  for (guint i = 0; i < self->letters->len; i++)
    {
      Letter *letter = get_letter (self, i);
      g_autofree char *lack = describe_lack (letter);

      update_row (letter);
      some = some || (!letter->ended && *lack == '\0');
    }
  gtk_widget_set_sensitive (self->send_button, self->ready && !self->sending && some);
  gtk_widget_set_sensitive (self->form, self->ready && !self->sending && self->current != NULL
                                            && !self->current->ended);
}

static void
keep_text (PageSendDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  if (self->current == NULL || self->current->text == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->current->text);
  self->current->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
subject_changed_cb (PageSendDialog *self)
{
  if (self->filling || self->current == NULL)
    return;
  g_free (self->current->subject);
  self->current->subject = g_strdup (gtk_editable_get_text (self->subject_row));
}

static void
toggled_cb (GtkCheckButton *check, PageSendDialog *self)
{
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index"));

  if (self->filling || self->current == NULL)
    return;
  g_array_index (self->current->chosen, gboolean, index) = gtk_check_button_get_active (check);
  update (self);
}

static void
add_check (PageSendDialog *self, guint index)
{
  const BizRecipient *recipient = g_ptr_array_index (self->current->recipients, index);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = g_markup_escape_text (recipient->name, -1);
  g_autofree char *address = g_markup_escape_text (
      recipient->email != NULL ? recipient->email : _ ("has no e-mail address"), -1);

  g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self->current, index));
  gtk_widget_set_sensitive (check, recipient->email != NULL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  recipient->name, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), address);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->recipients, row);
  g_ptr_array_add (self->checks, row);
}

static void
fill_recipients (PageSendDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    adw_preferences_group_remove (self->recipients, g_ptr_array_index (self->checks, i));
  g_ptr_array_set_size (self->checks, 0);
  for (guint i = 0; self->current->recipients != NULL && i < self->current->recipients->len; i++)
    add_check (self, i);
}

static void
show_letter (PageSendDialog *self, Letter *letter)
{
  keep_text (self);
  self->current = letter;
  self->filling = TRUE;
  gtk_editable_set_text (self->subject_row, letter->subject != NULL ? letter->subject : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            letter->text != NULL ? letter->text : "", -1);
  fill_recipients (self);
  self->filling = FALSE;
  update (self);
}

static void
row_selected_cb (PageSendDialog *self, GtkListBoxRow *row)
{
  if (row != NULL && self->ready)
    show_letter (self, get_letter (self, (guint)gtk_list_box_row_get_index (row)));
}

static void
add_recipient (Letter *letter, BizRecipient *recipient)
{
  const gboolean chosen = recipient->email != NULL;

  for (guint i = 0; i < letter->recipients->len; i++)
    {
      const BizRecipient *other = g_ptr_array_index (letter->recipients, i);

      if (other->id == recipient->id)
        {
          biz_recipient_free (recipient);
          return;
        }
    }
  g_ptr_array_add (letter->recipients, recipient);
  g_array_append_val (letter->chosen, chosen);
}

static void
picked_cb (PageSendDialog *self, GObject *item)
{
  BizPartner *partner;

  if (item == NULL || self->current == NULL || self->current->recipients == NULL)
    return;
  partner = BIZ_PARTNER (item);
  add_recipient (self->current,
                 biz_recipient_new (biz_partner_get_id (partner), biz_partner_get_name (partner),
                                    biz_partner_get_email (partner)));
  kit_search_picker_set_chosen (self->picker, NULL);
  fill_recipients (self);
  update (self);
}

/* What the server does not write is written in the customer's language. */
static void
complete (Letter *letter, BizPaperLetter *proposed)
{
  const BizPaper *paper = letter->paper;
  const DrawWords *words = draw_words_for_language (paper->customer.language);
  const char *number = paper->number != NULL ? paper->number : "";
  const char *seller = paper->seller.name != NULL ? paper->seller.name : "";

  letter->subject = proposed->subject != NULL ? g_steal_pointer (&proposed->subject)
                                              : g_strdup_printf ("%s · %s", seller, number);
  letter->text = proposed->text != NULL ? g_steal_pointer (&proposed->text)
                                        : draw_words_fill (words, DRAW_WORD_LETTER, number, seller);
  letter->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_recipient_free);
  letter->chosen = g_array_new (FALSE, TRUE, sizeof (gboolean));
  for (guint i = 0; i < proposed->recipients->len; i++)
    {
      const BizRecipient *recipient = g_ptr_array_index (proposed->recipients, i);

      add_recipient (letter, biz_recipient_new (recipient->id, recipient->name, recipient->email));
    }
  if (letter->recipients->len == 0 && paper->customer.id != 0)
    add_recipient (letter, biz_recipient_new (paper->customer.id, paper->customer.name,
                                              paper->customer.email));
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageSendDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPaperLetter) proposed =
      biz_paper_store_propose_finish (BIZ_PAPER_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (proposed == NULL)
    {
      kit_inline_error_set_retry_label (self->error_bar, _ ("_Retry"));
      kit_inline_error_set_error (self->error_bar, _ ("The letter could not be prepared."), error);
      return;
    }
  complete (get_letter (self, self->next++), proposed);
  propose_next (self);
}

static void
propose_next (PageSendDialog *self)
{
  while (self->next < self->letters->len
         && get_letter (self, self->next)->paper->state != BIZ_STATE_POSTED)
    self->next++;
  if (self->next < self->letters->len)
    {
      biz_paper_store_propose_async (self->store, get_letter (self, self->next)->paper,
                                     self->cancellable, proposed_cb, page_weak_new (self));
      update (self);
      return;
    }
  self->ready = TRUE;
  gtk_list_box_select_row (self->results, gtk_list_box_get_row_at_index (self->results, 0));
  update (self);
}

static void
retry_cb (PageSendDialog *self)
{
  kit_inline_error_clear (self->error_bar);
  propose_next (self);
}

static void
tell_outcome (Letter *letter, const BizLetterOutcome *outcome)
{
  letter->ended = TRUE;
  if (outcome->no_server)
    set_row_text (letter, _ ("Written down at the invoice, but not delivered: the server has no "
                             "outgoing mail. Ask who manages it."));
  else if (outcome->n_failed > 0)
    set_row_text (letter, _ ("Written down at the invoice, but not delivered to everybody: check "
                             "the addresses."));
  else
    set_row_text (letter, _ ("Sent"));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageSendDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  BizLetterOutcome outcome = { 0 };
  const gboolean sent =
      biz_paper_store_send_finish (BIZ_PAPER_STORE (source), result, &outcome, &error);
  Letter *letter;

  if (self == NULL || self->letters == NULL)
    return;
  letter = get_letter (self, self->next++);
  if (sent)
    tell_outcome (letter, &outcome);
  else
    {
      /* Each says its own reason; the others go on. */
      letter->ended = TRUE;
      set_row_text (letter, error->message);
    }
  send_next (self);
}

static void
send_next (PageSendDialog *self)
{
  for (; self->next < self->letters->len; self->next++)
    {
      Letter *letter = get_letter (self, self->next);
      g_autofree char *lack = describe_lack (letter);
      g_autoptr (GArray) ids = NULL;

      if (letter->ended || *lack != '\0')
        continue;
      ids = list_chosen (letter);
      set_row_text (letter, _ ("Sending…"));
      biz_paper_store_send_async (self->store, self->journal, letter->paper, letter->subject,
                                  letter->text, (const gint64 *)(void *)ids->data, ids->len,
                                  letter->pdf, NULL, sent_cb, page_weak_new (self));
      return;
    }
  self->sending = FALSE;
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  update (self);
}

static void
send_cb (PageSendDialog *self)
{
  keep_text (self);
  self->sending = TRUE;
  self->next = 0;
  update (self);
  send_next (self);
}

static char *
get_partner_name (gpointer item)
{
  return g_strdup (biz_partner_get_name (item));
}

static char *
get_partner_email (gpointer item)
{
  return g_strdup (biz_partner_get_email (item));
}

static void
page_send_dialog_dispose (GObject *object)
{
  PageSendDialog *self = PAGE_SEND_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->journal);
  g_clear_object (&self->search);
  self->current = NULL;
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (page_send_dialog_parent_class)->dispose (object);
}

static void
page_send_dialog_class_init (PageSendDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  G_OBJECT_CLASS (klass)->dispose = page_send_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, send_button);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, results);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, recipients);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, picker);
  gtk_widget_class_bind_template_child (widget_class, PageSendDialog, text);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_send_dialog_init (PageSendDialog *self)
{
  self->letters = g_ptr_array_new_with_free_func (letter_free);
  self->checks = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_search_picker_set_name (self->picker, _ ("Add a Recipient"));
  kit_search_picker_set_placeholder (self->picker, _ ("Add a recipient: name or e-mail"));
  kit_search_picker_set_describe (self->picker, get_partner_name, get_partner_email);
}

/**
 * page_send_dialog_new:
 * @client: the server
 * @journal: of the session
 * @store: of the papers
 *
 * Returns: (transfer none): a dialog without documents
 */
GtkWindow *
page_send_dialog_new (ErpClient *client, ErpJournal *journal, BizPaperStore *store)
{
  PageSendDialog *self = g_object_new (PAGE_TYPE_SEND_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->journal = g_object_ref (journal);
  self->search = biz_record_search_new_partners (client);
  kit_search_picker_set_search (self->picker, G_LIST_MODEL (self->search));

  return GTK_WINDOW (self);
}

/**
 * page_send_dialog_add:
 * @self: a dialog that is not shown yet
 * @paper: a document
 * @pdf: what goes with the letter
 *
 * One more document to send.
 */
void
page_send_dialog_add (PageSendDialog *self, const BizPaper *paper, GBytes *pdf)
{
  Letter *letter;
  g_autofree char *title = NULL;

  g_return_if_fail (PAGE_IS_SEND_DIALOG (self));

  letter = g_new0 (Letter, 1);
  letter->paper = paper;
  letter->pdf = g_bytes_ref (pdf);
  letter->row = ADW_ACTION_ROW (adw_action_row_new ());
  title = g_markup_printf_escaped ("%s · %s", paper->number != NULL ? paper->number : "–",
                                   paper->customer.name != NULL ? paper->customer.name : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (letter->row), title);
  adw_action_row_set_subtitle_lines (letter->row, 0);
  gtk_list_box_append (self->results, GTK_WIDGET (letter->row));
  g_ptr_array_add (self->letters, letter);
}

/**
 * page_send_dialog_start:
 * @self: a dialog with documents
 * @papers: (element-type BizPaper): what they are of; kept
 *
 * Asks the server for the letters.
 */
void
page_send_dialog_start (PageSendDialog *self, GPtrArray *papers)
{
  g_return_if_fail (PAGE_IS_SEND_DIALOG (self));
  g_return_if_fail (self->papers == NULL);

  self->papers = g_ptr_array_ref (papers);
  propose_next (self);
}
