/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-dialog.h"

#include "biz-file-days.h"
#include "biz-policy-store.h"
#include "biz-policy-words.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-confirm.h"
#include "page-policy-form.h"
#include "page-policy-letters.h"
#include "page-policy-parts.h"
#include "page-policy-targets.h"
#include "page-policy-texts.h"
#include "page-service.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkButton *close_button;
  GtkWidget *save_button;
  GtkStack *stack;
  KitInlineError *load_error;
  GtkWidget *company_group;
  AdwComboRow *company_row;
  GtkLabel *problem;
  GtkWidget *words_group;
  GtkListBox *words;
  PagePolicyForm *form;
  PagePolicyParts *parts;
  PagePolicyTargets *targets;
  PagePolicyTexts *templates;
  PagePolicyTexts *macros;
  PagePolicyLetters *letters;
  GtkWidget *versions_group;
  GtkListBox *versions;
  GtkWidget *foot;
  KitInlineError *error_bar;
  GtkLabel *summary;

  ErpSession *session;       /* (owned) */
  BizService *service;       /* (owned) (nullable): which teams and stages there are */
  BizPolicyStore *store;     /* (owned) (nullable) */
  BizPolicy *policy;         /* (owned) (nullable): what counts */
  GCancellable *cancellable; /* (owned) */
  gboolean filling;
  gboolean sending;
  gboolean changed; /* something is written that is not saved */
  gboolean discard; /* the person let it go */
  gboolean keep;    /* what is written stays when the policy is read again */
};

G_DEFINE_FINAL_TYPE (PagePolicyDialog, page_policy_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (PagePolicyDialog *self);

static BizPolicyVersion *
dup_newest (PagePolicyDialog *self)
{
  return g_list_model_get_item (biz_policy_store_get_versions (self->store), 0);
}

/* (transfer full) (nullable): what is written in the form; @policy is what it says */
static BizPolicyEdit *
make_edit (PagePolicyDialog *self, BizPolicy **policy, GError **error)
{
  g_autoptr (BizPolicyVersion) newest = dup_newest (self);
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (newest);
  g_autofree char *text = NULL;

  if (!page_policy_form_apply (self->form, edit, error)
      || !page_policy_parts_apply (self->parts, edit, error)
      || !page_policy_targets_apply (self->targets, edit, error)
      || !page_policy_texts_apply (self->templates, edit, error)
      || !page_policy_texts_apply (self->macros, edit, error)
      || !page_policy_letters_apply (self->letters, edit, error))
    return NULL;
  text = biz_policy_edit_to_text (edit, policy, error);

  return text != NULL ? g_steal_pointer (&edit) : NULL;
}

/* What saving would change, or why it cannot be saved. */
static void
update (PagePolicyDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPolicy) policy = NULL;
  g_autoptr (BizPolicyEdit) edit = NULL;
  g_auto (GStrv) changes = NULL;
  g_autofree char *text = NULL;

  if (!biz_policy_store_get_may_write (self->store))
    return;
  edit = make_edit (self, &policy, &error);
  if (edit != NULL)
    {
      changes = biz_policy_words_list_changes (self->policy, policy);
      text = g_strjoinv ("\n", changes);
    }
  self->changed = edit == NULL || changes[0] != NULL;
  gtk_widget_set_sensitive (self->save_button,
                            edit != NULL && changes[0] != NULL && !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->parts), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->targets), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->templates), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->macros), !self->sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->letters), !self->sending);
  /* Nothing written is lost by a look at another company. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->company_row), !self->changed && !self->sending);
  gtk_label_set_text (self->summary, edit != NULL    ? text
                                     : error != NULL ? error->message
                                                     : _ ("An amount is missing."));
  gtk_widget_set_visible (self->foot, self->changed || kit_inline_error_is_shown (self->error_bar));
}

static void
changed_cb (PagePolicyDialog *self)
{
  if (self->filling)
    return;
  kit_inline_error_clear (self->error_bar);
  update (self);
}

static GtkWidget *
make_text_row (const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
fill_words (PagePolicyDialog *self)
{
  g_auto (GStrv) lines = biz_policy_words_describe (self->policy);

  clear_list (self->words);
  for (gsize i = 0; lines[i] != NULL; i++)
    gtk_list_box_append (self->words, make_text_row (lines[i]));
}

static GtkWidget *
make_version_row (PagePolicyDialog *self, BizPolicyVersion *version, BizPolicy *before)
{
  g_auto (GStrv) changes =
      biz_policy_words_list_changes (before, biz_policy_version_get_policy (version));
  GDateTime *time = biz_policy_version_get_time (version);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *when = local != NULL ? kit_format_time (local) : g_strdup ("");
  const char *author = biz_policy_version_get_author (version);
  /* Translators: a person, and when. */
  g_autofree char *title =
      g_strdup_printf (_ ("%s, %s"), author != NULL ? author : _ ("Somebody"), when);
  g_autofree char *text = changes[0] != NULL ? g_strjoinv ("\n", changes)
                                             : g_strdup (_ ("Nothing else said than before"));
  GtkWidget *row = make_text_row (title);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);

  return row;
}

static void
fill_versions (PagePolicyDialog *self)
{
  GListModel *versions = biz_policy_store_get_versions (self->store);
  const guint n = g_list_model_get_n_items (versions);
  g_autoptr (BizPolicy) none = biz_policy_new ();

  clear_list (self->versions);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizPolicyVersion) version = g_list_model_get_item (versions, i);
      g_autoptr (BizPolicyVersion) older = g_list_model_get_item (versions, i + 1);

      gtk_list_box_append (self->versions,
                           make_version_row (self, version,
                                             older != NULL ? biz_policy_version_get_policy (older)
                                                           : none));
    }
  if (n == 0)
    gtk_list_box_append (self->versions,
                         make_text_row (
                             _ ("Nobody has written one yet: nothing needs an approval.")));
}

static void
fill (PagePolicyDialog *self)
{
  const gboolean may_write = biz_policy_store_get_may_write (self->store);
  g_autoptr (BizPolicyVersion) newest = dup_newest (self);
  const char *problem;

  g_clear_object (&self->policy);
  self->policy =
      newest != NULL ? g_object_ref (biz_policy_version_get_policy (newest)) : biz_policy_new ();
  problem = biz_policy_get_problem (self->policy);
  self->filling = TRUE;
  gtk_widget_set_visible (self->words_group, !may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->form), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->targets), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->templates), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->macros), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->letters), may_write);
  gtk_widget_set_visible (self->save_button, may_write);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), may_write && problem != NULL);
  fill_words (self);
  if (may_write && !self->keep)
    {
      page_policy_form_fill (self->form, self->store, self->policy);
      page_policy_parts_fill (self->parts, self->store, self->policy);
      page_policy_targets_fill (self->targets, self->policy, self->service);
      page_policy_texts_fill (self->templates, self->policy, FALSE, NULL);
      page_policy_texts_fill (self->macros, self->policy, TRUE, self->service);
      page_policy_letters_fill (self->letters, self->store, self->policy);
    }
  self->keep = FALSE;
  fill_versions (self);
  self->filling = FALSE;
  self->changed = FALSE;
  update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePolicyDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean loaded = biz_policy_store_load_finish (BIZ_POLICY_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || BIZ_POLICY_STORE (source) != self->store)
    return;
  if (!loaded)
    {
      kit_inline_error_set_error (self->load_error, _ ("The policy could not be read."), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  fill (self);
  gtk_stack_set_visible_child_name (self->stack, "policy");
}

static void
load (PagePolicyDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "asking");
  biz_policy_store_load_async (self->store, self->cancellable, loaded_cb, page_weak_new (self));
}

static void
set_company (PagePolicyDialog *self, ErpCompany *company)
{
  g_clear_object (&self->store);
  self->store = biz_policy_store_new (self->session, erp_company_get_id (company));
  adw_window_title_set_subtitle (self->heading, erp_company_get_name (company));
  kit_inline_error_clear (self->error_bar);
  self->changed = FALSE;
  gtk_widget_set_visible (self->foot, FALSE);
  load (self);
}

static void
company_selected_cb (PagePolicyDialog *self)
{
  if (!self->filling)
    set_company (self, adw_combo_row_get_selected_item (self->company_row));
}

/* What a colleague wrote shows as what saving would change. */
static void
read_again_cb (PagePolicyDialog *self)
{
  self->keep = TRUE;
  kit_inline_error_clear (self->error_bar);
  load (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePolicyDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean saved = biz_policy_store_save_finish (BIZ_POLICY_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->sending = FALSE;
  if (saved)
    {
      biz_file_days_look_again (biz_file_days_get (self->session));
      g_signal_emit (self, signals[SAVED], 0);
      load (self);
      return;
    }
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    kit_inline_error_set_message (
        self->error_bar, _ ("The policy was sent, and the answer was lost. The journal looks for "
                            "it; read it again before you write it a second time."));
  else
    kit_inline_error_set_error (self->error_bar, _ ("The policy was not written."), error);
  kit_inline_error_set_retry_label (
      self->error_bar, g_error_matches (error, ERP_ERROR, ERP_ERROR_CONFLICT)
                               || g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME)
                           ? _ ("_Read Again")
                           : NULL);
  update (self);
}

static void
save_cb (PagePolicyDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizPolicyEdit) edit = make_edit (self, NULL, &error);

  if (edit == NULL || self->sending)
    return;
  kit_inline_error_clear (self->error_bar);
  /* an entry that becomes insensitive would go on blinking */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->sending = TRUE;
  update (self);
  biz_policy_store_save_async (self->store, edit, self->cancellable, saved_cb,
                               page_weak_new (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PagePolicyDialog *self = PAGE_POLICY_DIALOG (widget);

  if (gtk_widget_get_visible (self->save_button) && gtk_widget_get_sensitive (self->save_button))
    save_cb (self);
}

static void
discard_cb (PagePolicyDialog *self, const char *response)
{
  if (!g_str_equal (response, "do"))
    return;
  self->discard = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
page_policy_dialog_close_request (GtkWindow *window)
{
  PagePolicyDialog *self = PAGE_POLICY_DIALOG (window);
  AdwMessageDialog *question;

  if (!self->changed || self->discard || self->sending)
    return GTK_WINDOW_CLASS (page_policy_dialog_parent_class)->close_request (window);
  question = page_confirm_new (GTK_WIDGET (self), _ ("Discard What You Changed?"),
                               _ ("The policy on the server stays as it is."), _ ("_Keep Editing"),
                               _ ("_Discard"));
  g_signal_connect_object (question, "response", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));

  return TRUE;
}

static void
page_policy_dialog_dispose (GObject *object)
{
  PagePolicyDialog *self = PAGE_POLICY_DIALOG (object);

  /* Stops the waiting, never the job. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_object (&self->service);
  g_clear_object (&self->policy);

  G_OBJECT_CLASS (page_policy_dialog_parent_class)->dispose (object);
}

static void
page_policy_dialog_finalize (GObject *object)
{
  PagePolicyDialog *self = PAGE_POLICY_DIALOG (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (page_policy_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-policy-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, load_error);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, company_group);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, company_row);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, words_group);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, words);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, targets);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, templates);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, macros);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, letters);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, versions_group);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, versions);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, foot);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
page_policy_dialog_class_init (PagePolicyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_policy_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_policy_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = page_policy_dialog_close_request;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_POLICY_FORM);
  g_type_ensure (PAGE_TYPE_POLICY_PARTS);
  g_type_ensure (PAGE_TYPE_POLICY_TARGETS);
  g_type_ensure (PAGE_TYPE_POLICY_TEXTS);
  g_type_ensure (PAGE_TYPE_POLICY_LETTERS);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "policy.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "policy.save",
                                       NULL);
}

/* Without them names are written. */
static void
names_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!biz_service_load_finish (BIZ_SERVICE (source), result, &error))
    g_debug ("Teams and stages could not be read: %s", error->message);
}

/* What may be chosen: teams, stages and categories of the service desk. */
static void
load_names (PagePolicyDialog *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  if (!erp_capabilities_get_complete (capabilities))
    return;
  self->service = biz_service_new (self->session, page_service_read_project (self->session));
  if (biz_service_get_kind (self->service) != BIZ_TICKETS_NONE)
    biz_service_load_async (self->service, self->cancellable, names_loaded_cb, NULL);
}

static char *
get_company_name (ErpCompany *company, gpointer user_data)
{
  return g_strdup (company != NULL ? erp_company_get_name (company) : "");
}

static void
page_policy_dialog_init (PagePolicyDialog *self)
{
  g_autoptr (GtkExpression) name = NULL;

  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_company_name),
                                      NULL, NULL);
  adw_combo_row_set_expression (self->company_row, name);
  g_signal_connect_object (self->error_bar, "retry", G_CALLBACK (read_again_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * page_policy_dialog_new:
 * @session: who is signed in where
 *
 * Begins with the company that new documents belong to.
 *
 * Returns: (transfer none): a window, not yet shown, that reads the policy
 */
GtkWindow *
page_policy_dialog_new (ErpSession *session)
{
  PagePolicyDialog *self;
  ErpCapabilities *capabilities;
  GListModel *companies;
  gint64 shown = 0;
  gsize n = 0;
  const gint64 *active;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_POLICY_DIALOG, NULL);
  self->session = g_object_ref (session);
  load_names (self);
  capabilities = erp_session_get_capabilities (session);
  companies = erp_capabilities_get_companies (capabilities);
  active = erp_session_get_active_companies (session, &n);
  shown = n > 0 ? active[0] : erp_capabilities_get_default_company_id (capabilities);
  gtk_widget_set_visible (self->company_group, g_list_model_get_n_items (companies) > 1);
  adw_combo_row_set_model (self->company_row, companies);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);

      if (erp_company_get_id (company) == shown)
        {
          adw_combo_row_set_selected (self->company_row, i);
          set_company (self, company);
        }
    }
  self->filling = FALSE;

  return GTK_WINDOW (self);
}
