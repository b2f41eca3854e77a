/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-letter-window.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-dunning-languages.h"
#include "biz-dunning-sample.h"
#include "biz-dunning-text.h"
#include "biz-dunning.h"
#include "biz-partner.h"
#include "biz-record-search.h"
#include "draw-reminder.h"
#include "erp-capabilities.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"
#include "page-confirm.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyLetterWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkWidget *take_button;
  GtkWidget *choice_group;
  AdwComboRow *level_row;
  AdwComboRow *language_row;
  GtkEditable *subject_row;
  GtkTextView *text;
  GtkFlowBox *placeholders;
  GtkLabel *problem;
  KitSearchPicker *picker;
  GtkSpinner *spinner;
  KitInlineError *sample_error;
  GtkWidget *paper;
  GtkLabel *paper_note;
  GtkLabel *paper_subject;
  GtkLabel *paper_text;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  gint64 company_id;
  GListModel *languages;      /* (owned): BizChoice */
  GPtrArray *letters;         /* (owned): the company's */
  BizDunningLetter *letter;   /* (owned) (nullable): its level and language are fixed */
  BizDunningLetter *before;   /* (owned): as it began */
  BizDunningCustomer *sample; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned): of what is asked for the preview */
  gboolean filling;
  gboolean in_subject; /* where a placeholder goes */
  gboolean discard;    /* the person let it go, or it was taken */
};

G_DEFINE_FINAL_TYPE (PagePolicyLetterWindow, page_policy_letter_window, ADW_TYPE_WINDOW)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_level (PagePolicyLetterWindow *self)
{
  return self->letter != NULL ? self->letter->level
                              : adw_combo_row_get_selected (self->level_row) + 1;
}

static const char *
get_language (PagePolicyLetterWindow *self)
{
  BizChoice *choice;

  if (self->letter != NULL)
    return self->letter->language;
  choice = adw_combo_row_get_selected_item (self->language_row);

  return choice != NULL ? biz_choice_get_code (choice) : "";
}

static char *
get_text (PagePolicyLetterWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

BizDunningLetter *
page_policy_letter_window_dup_letter (PagePolicyLetterWindow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_LETTER_WINDOW (self), NULL);

  text = get_text (self);

  return biz_dunning_letter_new (get_level (self), get_language (self),
                                 gtk_editable_get_text (self->subject_row), text);
}

static gboolean
is_changed (PagePolicyLetterWindow *self)
{
  g_autoptr (BizDunningLetter) letter = page_policy_letter_window_dup_letter (self);

  return self->before != NULL
         && (!g_str_equal (letter->subject, self->before->subject)
             || !g_str_equal (letter->text, self->before->text));
}

/* What nothing is known for is in no letter: the preview stays as it was, and the sentence says
 * which word it is. */
static void
show_paper (PagePolicyLetterWindow *self, const BizDunningLetter *letter)
{
  const char *user = erp_capabilities_get_user_name (erp_session_get_capabilities (self->session));
  const BizDunningTemplate template = { letter->subject, letter->text };
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  const BizAccount *account;

  gtk_widget_set_visible (self->paper, self->sample != NULL);
  if (self->sample == NULL)
    return;
  account = biz_dunning_customer_get_account (self->sample);
  draw_reminder_fill (self->sample, &template,
                      *letter->language != '\0' ? letter->language : account->customer.language,
                      user, &subject, &text);
  if (biz_dunning_customer_get_case (self->sample)->chased->len == 0)
    note = g_strdup_printf (_ ("To %s, who owes nothing that is overdue: the amounts are empty."),
                            account->customer.name != NULL ? account->customer.name : "");
  else
    note = g_strdup_printf (_ ("To %s, with what is overdue today. Nothing is sent."),
                            account->customer.name != NULL ? account->customer.name : "");
  gtk_label_set_text (self->paper_note, note);
  gtk_label_set_text (self->paper_subject, subject);
  gtk_label_set_text (self->paper_text, text);
}

static void
update (PagePolicyLetterWindow *self)
{
  g_autoptr (BizDunningLetter) letter = page_policy_letter_window_dup_letter (self);
  g_autoptr (GError) error = NULL;
  const gboolean good = biz_dunning_letter_check (letter, &error);

  gtk_label_set_text (self->problem, good ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !good);
  gtk_widget_set_sensitive (
      self->take_button,
      good
          && (is_changed (self)
              || biz_dunning_letter_find (self->letters, letter->level, letter->language) == NULL));
  show_paper (self, letter);
}

static void
changed_cb (PagePolicyLetterWindow *self)
{
  if (!self->filling)
    update (self);
}

/* What counts for this level and language now. */
static void
begin (PagePolicyLetterWindow *self)
{
  g_clear_pointer (&self->before, biz_dunning_letter_free);
  self->before =
      biz_dunning_letter_dup_effective (self->letters, get_level (self), get_language (self));
  self->filling = TRUE;
  gtk_editable_set_text (self->subject_row, self->before->subject);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), self->before->text, -1);
  self->filling = FALSE;
  update (self);
}

/* Words of one's own go along to another level or language. */
static void
chosen_cb (PagePolicyLetterWindow *self)
{
  if (self->filling)
    return;
  if (self->before == NULL || !is_changed (self))
    begin (self);
  else
    update (self);
}

/* the preview */

static void
sample_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePolicyLetterWindow) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDunningCustomer) sample = biz_dunning_sample_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (sample == NULL)
    kit_inline_error_set_error (self->sample_error, _ ("The text could not be tried."), error);
  g_set_object (&self->sample, sample);
  update (self);
}

static void
ask_sample (PagePolicyLetterWindow *self)
{
  BizPartner *partner = kit_search_picker_get_chosen (self->picker);
  const GDate today = page_text_get_today (self->session);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kit_inline_error_clear (self->sample_error);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  biz_dunning_sample_async (self->session, self->currencies, &today, self->company_id,
                            partner != NULL ? biz_partner_get_id (partner) : 0, self->cancellable,
                            sample_cb, page_weak_new (self));
}

static void
customer_cb (PagePolicyLetterWindow *self)
{
  ask_sample (self);
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

/* placeholders */

static void
entered_cb (PagePolicyLetterWindow *self, GtkEventController *controller)
{
  self->in_subject = gtk_event_controller_get_widget (controller) == GTK_WIDGET (self->subject_row);
}

static void
insert_cb (PagePolicyLetterWindow *self, GtkButton *button)
{
  const char *word = gtk_button_get_label (button);

  if (self->in_subject)
    {
      int position = gtk_editable_get_position (self->subject_row);

      gtk_editable_insert_text (self->subject_row, word, -1, &position);
      gtk_widget_grab_focus (GTK_WIDGET (self->subject_row));
      gtk_editable_set_position (self->subject_row, position);
    }
  else
    {
      gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->text), word, -1);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
    }
}

static void
watch_focus (PagePolicyLetterWindow *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_object (controller, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, controller);
}

static void
add_placeholders (PagePolicyLetterWindow *self)
{
  const char *const *names = biz_dunning_list_placeholders ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf ("{%s}", names[i]);
      GtkWidget *button = gtk_button_new_with_label (word);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_widget_set_tooltip_text (button, biz_dunning_describe_placeholder (names[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      biz_dunning_describe_placeholder (names[i]), -1);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_flow_box_append (self->placeholders, child);
      g_signal_connect_object (button, "clicked", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
    }
}

/* taking over, and leaving */

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PagePolicyLetterWindow *self = PAGE_POLICY_LETTER_WINDOW (widget);

  if (!gtk_widget_get_sensitive (self->take_button))
    return;
  self->discard = TRUE;
  g_signal_emit (self, signals[TAKEN], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
discard_cb (PagePolicyLetterWindow *self, const char *response)
{
  if (!g_str_equal (response, "do"))
    return;
  self->discard = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
page_policy_letter_window_close_request (GtkWindow *window)
{
  PagePolicyLetterWindow *self = PAGE_POLICY_LETTER_WINDOW (window);
  AdwMessageDialog *question;

  if (self->discard || !is_changed (self))
    return GTK_WINDOW_CLASS (page_policy_letter_window_parent_class)->close_request (window);
  question =
      page_confirm_new (GTK_WIDGET (self), _ ("Discard What You Wrote?"),
                        _ ("The text stays as it was."), _ ("_Keep Editing"), _ ("_Discard"));
  g_signal_connect_object (question, "response", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));

  return TRUE;
}

static void
page_policy_letter_window_dispose (GObject *object)
{
  PagePolicyLetterWindow *self = PAGE_POLICY_LETTER_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sample);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_policy_letter_window_parent_class)->dispose (object);
}

static void
page_policy_letter_window_finalize (GObject *object)
{
  PagePolicyLetterWindow *self = PAGE_POLICY_LETTER_WINDOW (object);

  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->languages);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->letter, biz_dunning_letter_free);
  g_clear_pointer (&self->before, biz_dunning_letter_free);

  G_OBJECT_CLASS (page_policy_letter_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-policy-letter-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, take_button);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, choice_group);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, level_row);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, subject_row);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, text);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, placeholders);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, picker);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, sample_error);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, paper);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, paper_note);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, paper_subject);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyLetterWindow, paper_text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, customer_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_sample);
}

static void
page_policy_letter_window_class_init (PagePolicyLetterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  G_OBJECT_CLASS (klass)->dispose = page_policy_letter_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_policy_letter_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = page_policy_letter_window_close_request;
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "letter.take", NULL, take_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "letter.take", NULL);
}

static char *
get_choice_name (BizChoice *choice, gpointer user_data)
{
  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : "");
}

static void
page_policy_letter_window_init (PagePolicyLetterWindow *self)
{
  g_autoptr (GtkExpression) name =
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_name), NULL,
                                   NULL);
  g_autoptr (GtkStringList) levels = gtk_string_list_new (NULL);

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint level = 1; level <= BIZ_DUNNING_MAX_LEVELS; level++)
    gtk_string_list_append (levels, biz_dunning_letter_name_level (level));
  adw_combo_row_set_model (self->level_row, G_LIST_MODEL (levels));
  adw_combo_row_set_expression (self->language_row, name);
  kit_search_picker_set_name (self->picker, _ ("Customer"));
  kit_search_picker_set_placeholder (self->picker, _ ("Try it with another customer"));
  kit_search_picker_set_describe (self->picker, get_partner_name, get_partner_details);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  watch_focus (self, GTK_WIDGET (self->subject_row));
  watch_focus (self, GTK_WIDGET (self->text));
  add_placeholders (self);
}

static void
set_heading (PagePolicyLetterWindow *self)
{
  g_autofree char *language = NULL;
  g_autofree char *words = NULL;

  if (self->letter == NULL)
    return;
  language = biz_dunning_languages_dup_name (self->languages, self->letter->language);
  words = biz_dunning_letter_describe (self->letter, language);
  adw_window_title_set_subtitle (self->heading, words);
}

PagePolicyLetterWindow *
page_policy_letter_window_new (ErpSession *session,
                               gint64 company_id,
                               GListModel *languages,
                               GPtrArray *letters,
                               const BizDunningLetter *letter)
{
  PagePolicyLetterWindow *self;
  g_autoptr (BizRecordSearch) search = NULL;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (languages) && letters != NULL, NULL);

  self = g_object_new (PAGE_TYPE_POLICY_LETTER_WINDOW, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->company_id = company_id;
  self->languages = g_object_ref (languages);
  self->letters = g_ptr_array_ref (letters);
  self->letter = letter != NULL ? biz_dunning_letter_copy (letter) : NULL;
  search = biz_record_search_new_partners (erp_session_get_client (session));
  kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
  adw_combo_row_set_model (self->language_row, languages);
  gtk_widget_set_visible (self->choice_group, letter == NULL);
  set_heading (self);
  begin (self);
  ask_sample (self);

  return self;
}
