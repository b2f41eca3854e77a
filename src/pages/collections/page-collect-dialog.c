/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collect-dialog.h"

#include "biz-case.h"
#include "biz-choice.h"
#include "biz-policy-part.h"
#include "biz-record-search.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-money-entry.h"
#include "kit-search-picker.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* A usual time to get in touch again. */
#define USUAL_DAYS 7

struct _PageCollectDialog
{
  AdwWindow parent_instance;

  GtkLabel *about_label;
  GtkGrid *form;
  KitInlineError *error_bar;
  GtkWidget *journal_button;
  GtkSpinner *spinner;
  GtkButton *do_button;

  /* in the form, where the verb has them */
  GtkDropDown *code;
  KitMoneyEntry *amount;
  KitDateEntry *date;
  GtkEntry *summary;
  KitSearchPicker *user;
  GtkDropDown *cases;
  GtkTextView *text;

  ErpSession *session;       /* (owned) */
  BizPolicy *policy;         /* (owned) */
  BizCollectWish *wish;      /* (owned) */
  GListModel *codes;         /* (owned) (nullable) (element-type BizChoice) */
  GListStore *linked;        /* (owned) (element-type BizChoice): cases, the first one is none */
  GPtrArray *cases_read;     /* (owned) (element-type BizCase) */
  GCancellable *cancellable; /* (owned) */
  GDate today;
  int n_rows;
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (PageCollectDialog, page_collect_dialog, ADW_TYPE_WINDOW)

enum
{
  WRITTEN,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_row (PageCollectDialog *self, const char *title, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label,
                         GTK_IS_SCROLLED_WINDOW (widget) ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (self->form, label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->form, widget, 1, self->n_rows, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  self->n_rows++;
}

static GtkDropDown *
new_drop_down (GListModel *choices)
{
  g_autoptr (GtkExpression) name = gtk_property_expression_new (BIZ_TYPE_CHOICE, NULL, "name");
  GtkWidget *drop_down = gtk_drop_down_new (g_object_ref (choices), g_steal_pointer (&name));

  return GTK_DROP_DOWN (drop_down);
}

static void
add_code_row (PageCollectDialog *self, const char *title)
{
  self->code = new_drop_down (self->codes);
  add_row (self, title, GTK_WIDGET (self->code));
}

static void
append_code (GListStore *store, const char *code, const char *label)
{
  g_autoptr (BizChoice) choice =
      biz_choice_new (g_list_model_get_n_items (G_LIST_MODEL (store)) + 1, label, code);

  g_list_store_append (store, choice);
}

static GListModel *
list_ways (void)
{
  GListStore *store = g_list_store_new (BIZ_TYPE_CHOICE);

  append_code (store, "phone", C_ ("contact", "Phone"));
  append_code (store, "mail", C_ ("contact", "Mail"));
  append_code (store, "visit", C_ ("contact", "Visit"));
  append_code (store, "letter", C_ ("contact", "Letter"));

  return G_LIST_MODEL (store);
}

static GListModel *
list_ratings (void)
{
  GListStore *store = g_list_store_new (BIZ_TYPE_CHOICE);

  append_code (store, "auto", _ ("As computed"));
  append_code (store, "A", _ ("A: pays on the day"));
  append_code (store, "B", _ ("B: pays a little late"));
  append_code (store, "C", _ ("C: pays late"));
  append_code (store, "D", _ ("D: pays very late"));
  append_code (store, "E", _ ("E: hardly pays"));

  return G_LIST_MODEL (store);
}

static void
add_date_row (PageCollectDialog *self, const char *title, guint days)
{
  GDate day = self->today;

  self->date = KIT_DATE_ENTRY (kit_date_entry_new ());
  kit_date_entry_set_today (self->date, &self->today);
  if (days > 0)
    {
      g_date_add_days (&day, days);
      kit_date_entry_set_date (self->date, &day);
    }
  add_row (self, title, GTK_WIDGET (self->date));
}

static char *
get_title (gpointer item)
{
  return g_strdup (biz_choice_get_name (item));
}

static char *
get_details (gpointer item)
{
  return g_strdup (biz_choice_get_code (item));
}

static void
add_user_row (PageCollectDialog *self, const char *title)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (BizRecordSearch) search =
      biz_record_search_new_users (erp_session_get_client (self->session));
  g_autoptr (BizChoice) me = biz_choice_new (erp_capabilities_get_uid (capabilities),
                                             erp_capabilities_get_user_name (capabilities),
                                             erp_capabilities_get_login (capabilities));

  self->user = KIT_SEARCH_PICKER (kit_search_picker_new ());
  kit_search_picker_set_describe (self->user, get_title, get_details);
  kit_search_picker_set_name (self->user, _ ("Who does it"));
  kit_search_picker_set_placeholder (self->user, _ ("A colleague"));
  kit_search_picker_set_search (self->user, G_LIST_MODEL (search));
  kit_search_picker_set_chosen (self->user, me);
  add_row (self, title, GTK_WIDGET (self->user));
}

static void
add_summary_row (PageCollectDialog *self, const char *title)
{
  self->summary = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_max_length (self->summary, 200);
  add_row (self, title, GTK_WIDGET (self->summary));
}

static void
add_amount_row (PageCollectDialog *self)
{
  const BizCollectWish *wish = self->wish;

  self->amount = KIT_MONEY_ENTRY (kit_money_entry_new ());
  kit_money_entry_set_currency (self->amount, wish->amount.currency, wish->amount.digits);
  if (wish->has_amount)
    kit_money_entry_set_value (self->amount, &wish->amount);
  add_row (self, _ ("_Amount"), GTK_WIDGET (self->amount));
}

static void
add_text_row (PageCollectDialog *self, const char *title)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *label;

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_widget_add_css_class (scrolled, "frame");
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 90);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->text));
  add_row (self, title, scrolled);
  label = gtk_grid_get_child_at (self->form, 0, self->n_rows - 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->text));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCollectDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint n_more;
  g_autoptr (GListModel) cases = biz_cases_load_finish (result, &n_more, &error);

  if (self == NULL || cases == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      BizCase *one = g_list_model_get_item (cases, i);

      g_ptr_array_add (self->cases_read, one);
      append_code (self->linked, "", biz_case_get_title (one));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->cases), self->cases_read->len > 0);
}

static void
add_case_row (PageCollectDialog *self)
{
  self->linked = g_list_store_new (BIZ_TYPE_CHOICE);
  append_code (self->linked, "", _ ("None"));
  self->cases = new_drop_down (G_LIST_MODEL (self->linked));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cases), FALSE);
  add_row (self, _ ("_Case"), GTK_WIDGET (self->cases));
  biz_cases_load_async (erp_session_get_client (self->session),
                        erp_session_get_capabilities (self->session), self->wish->customer_id, 0,
                        self->cancellable, cases_cb, page_weak_new (self));
}

static void
make_form (PageCollectDialog *self)
{
  switch (self->wish->verb)
    {
    case BIZ_COLLECT_CONTACT:
      self->codes = list_ways ();
      add_code_row (self, _ ("_How"));
      add_text_row (self, _ ("What _Came of It"));
      add_date_row (self, _ ("_Again On"), 0);
      break;
    case BIZ_COLLECT_PROMISE:
      add_date_row (self, _ ("_Paid By"), USUAL_DAYS);
      add_amount_row (self);
      add_user_row (self, _ ("_Reminds"));
      add_text_row (self, _ ("_Note"));
      break;
    case BIZ_COLLECT_DISPUTE:
      self->codes = biz_policy_list_codes (self->policy, BIZ_POLICY_COLLECTIONS, "dispute_reasons");
      add_code_row (self, _ ("_Reason"));
      add_user_row (self, _ ("_Owner"));
      add_date_row (self, _ ("Look Again _On"),
                    (guint)biz_policy_get_number (self->policy, BIZ_POLICY_COLLECTIONS,
                                                  "dispute_days"));
      add_case_row (self);
      add_text_row (self, _ ("_Note"));
      break;
    case BIZ_COLLECT_RESOLVE:
      self->codes =
          biz_policy_list_codes (self->policy, BIZ_POLICY_COLLECTIONS, "dispute_outcomes");
      add_code_row (self, _ ("_How It Ended"));
      add_text_row (self, _ ("_Note"));
      break;
    case BIZ_COLLECT_NEXT:
      add_summary_row (self, _ ("_What"));
      add_date_row (self, _ ("_Until"), USUAL_DAYS);
      add_user_row (self, _ ("W_ho"));
      break;
    case BIZ_COLLECT_PAYER:
      self->codes = list_ratings ();
      add_code_row (self, _ ("_Rating"));
      add_text_row (self, _ ("_Why"));
      break;
    case BIZ_COLLECT_TAKE_BACK:
    default:
      add_text_row (self, _ ("_Why"));
      break;
    }
}

static const char *
get_heading (BizCollectVerb verb)
{
  switch (verb)
    {
    case BIZ_COLLECT_CONTACT:
      return _ ("Contact");
    case BIZ_COLLECT_PROMISE:
      return _ ("Promise to Pay");
    case BIZ_COLLECT_TAKE_BACK:
      return _ ("Take Back the Promise");
    case BIZ_COLLECT_DISPUTE:
      return _ ("Dispute");
    case BIZ_COLLECT_RESOLVE:
      return _ ("Resolve the Dispute");
    case BIZ_COLLECT_NEXT:
      return _ ("Next Action");
    case BIZ_COLLECT_PAYER:
    default:
      return _ ("Payer Rating");
    }
}

static void
replace (char **text, char *with)
{
  g_free (*text);
  *text = with;
}

static char *
get_text (PageCollectDialog *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->text == NULL)
    return NULL;
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
take_user (PageCollectDialog *self)
{
  BizCollectWish *wish = self->wish;
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  BizChoice *user = self->user != NULL ? kit_search_picker_get_chosen (self->user) : NULL;

  wish->user_id = user != NULL ? biz_choice_get_id (user) : 0;
  replace (&wish->user, user != NULL ? g_strdup (biz_choice_get_name (user)) : NULL);
  /* Who spoke with somebody gets in touch again. */
  if (wish->verb == BIZ_COLLECT_CONTACT && g_date_valid (&wish->date))
    {
      wish->user_id = erp_capabilities_get_uid (capabilities);
      replace (&wish->user, g_strdup (erp_capabilities_get_user_name (capabilities)));
    }
}

/* What the form says. */
static void
take_form (PageCollectDialog *self)
{
  BizCollectWish *wish = self->wish;
  BizChoice *code = self->code != NULL ? gtk_drop_down_get_selected_item (self->code) : NULL;
  guint linked = self->cases != NULL ? gtk_drop_down_get_selected (self->cases) : 0;

  replace (&wish->code, code != NULL ? g_strdup (biz_choice_get_code (code)) : NULL);
  replace (&wish->text, get_text (self));
  replace (&wish->summary, self->summary != NULL ? g_strstrip (
                               g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->summary))))
                                                 : NULL);
  if (self->date != NULL)
    {
      g_date_clear (&wish->date, 1);
      kit_date_entry_get_date (self->date, &wish->date);
    }
  if (self->amount != NULL)
    wish->has_amount = kit_money_entry_get_value (self->amount, &wish->amount);
  take_user (self);
  replace (&wish->case_model, NULL);
  if (linked > 0 && linked <= self->cases_read->len)
    {
      BizCase *one = g_ptr_array_index (self->cases_read, linked - 1);

      replace (&wish->case_model, g_strdup (biz_case_get_model (one)));
      wish->case_id = biz_case_get_id (one);
    }
}

static void
set_writing (PageCollectDialog *self, gboolean writing)
{
  self->is_writing = writing;
  gtk_spinner_set_spinning (self->spinner, writing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), !writing);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCollectDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = biz_collect_write_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_writing (self, FALSE);
  if (!done)
    {
      gboolean unknown = g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);

      kit_inline_error_set_error (
          self->error_bar,
          unknown ? _ ("It is not known yet whether this was written. The journal goes on looking.")
                  : _ ("It was not written."),
          error);
      gtk_widget_set_visible (self->journal_button, unknown);
      /* The journal has it: a second time would be a second note. */
      gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), !unknown);
      return;
    }
  g_signal_emit (self, signals[WRITTEN], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
do_cb (PageCollectDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_writing || !gtk_widget_get_sensitive (GTK_WIDGET (self->do_button)))
    return;
  take_form (self);
  kit_inline_error_clear (self->error_bar);
  if (!biz_collect_wish_check (self->wish, &self->today, &error))
    {
      kit_inline_error_set_message (self->error_bar, error->message);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->do_button));
  set_writing (self, TRUE);
  biz_collect_write_async (self->session, self->wish, self->cancellable, written_cb,
                           page_weak_new (self));
}

static void
do_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_cb (PAGE_COLLECT_DIALOG (widget));
}

static void
journal_cb (PageCollectDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
page_collect_dialog_dispose (GObject *object)
{
  PageCollectDialog *self = PAGE_COLLECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->codes);
  g_clear_object (&self->linked);
  g_clear_pointer (&self->cases_read, g_ptr_array_unref);
  g_clear_pointer (&self->wish, biz_collect_wish_free);
  g_clear_object (&self->policy);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_collect_dialog_parent_class)->dispose (object);
}

static void
page_collect_dialog_class_init (PageCollectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_collect_dialog_dispose;
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-collect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCollectDialog, about_label);
  gtk_widget_class_bind_template_child (widget_class, PageCollectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PageCollectDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageCollectDialog, journal_button);
  gtk_widget_class_bind_template_child (widget_class, PageCollectDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageCollectDialog, do_button);
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_cb);
  gtk_widget_class_install_action (widget_class, "collect.do", NULL, do_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "collect.do",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "collect.do", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_collect_dialog_init (PageCollectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  self->cancellable = g_cancellable_new ();
  self->cases_read = g_ptr_array_new_with_free_func (g_object_unref);
}

static char *
describe_about (const BizCollectWish *wish)
{
  if (wish->documents != NULL)
    /* Translators: a customer, and the numbers of invoices. */
    return g_strdup_printf (_ ("%s: %s"), wish->customer, wish->documents);
  if (wish->verb == BIZ_COLLECT_PROMISE || wish->verb == BIZ_COLLECT_DISPUTE)
    /* Translators: a customer. */
    return g_strdup_printf (_ ("%s: the account as a whole"), wish->customer);

  return g_strdup (wish->customer);
}

/**
 * page_collect_dialog_new:
 * @session: who is signed in
 * @policy: of the company
 * @verb: what is written down
 * @customer: of whom
 * @moves: (element-type gint64): invoices it is about
 * @today: the person's day
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
page_collect_dialog_new (ErpSession *session,
                         BizPolicy *policy,
                         BizCollectVerb verb,
                         BizCollectCustomer *customer,
                         GArray *moves,
                         const GDate *today)
{
  const BizCollectFacts *facts = biz_collect_customer_get_facts (customer);
  PageCollectDialog *self = g_object_new (PAGE_TYPE_COLLECT_DIALOG, NULL);
  g_autofree char *about = NULL;

  self->session = g_object_ref (session);
  self->policy = g_object_ref (policy);
  self->today = *today;
  self->wish = biz_collect_wish_new (verb, facts->id, facts->name);
  self->wish->amount = facts->zero;
  biz_collect_wish_set_moves (self->wish, customer, moves);
  biz_collect_wish_look_at (self->wish, customer);
  if (!self->wish->has_amount)
    {
      self->wish->amount = facts->chaseable;
      self->wish->has_amount = moves->len == 0 && facts->chaseable.minor > 0;
    }
  gtk_window_set_title (GTK_WINDOW (self), get_heading (verb));
  about = describe_about (self->wish);
  gtk_label_set_text (self->about_label, about);
  make_form (self);
  gtk_window_set_focus (GTK_WINDOW (self), verb == BIZ_COLLECT_CONTACT
                                               ? GTK_WIDGET (self->text)
                                               : gtk_grid_get_child_at (self->form, 1, 0));

  return GTK_WIDGET (self);
}
