/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-rule.h"

#include "biz-account-search.h"
#include "biz-choice.h"
#include "biz-rule-job.h"
#include "erp-session.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageReconcileRule
{
  AdwWindow parent_instance;

  GtkEntry *words_entry;
  GtkEntry *name_entry;
  KitSearchPicker *picker;
  KitInlineError *error_bar;
  GtkWidget *make_button;

  ErpSession *session; /* (owned) */
  BizBench *bench;     /* (owned) */
  gint64 account_id;
  gboolean making;
};

G_DEFINE_FINAL_TYPE (PageReconcileRule, page_reconcile_rule, ADW_TYPE_WINDOW)

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_title (gpointer item)
{
  return g_strdup (biz_choice_get_name (item));
}

static char *
dup_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
update (PageReconcileRule *self)
{
  g_autofree char *words = dup_text (self->words_entry);
  g_autofree char *name = dup_text (self->name_entry);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rule.make",
                                 !self->making && *words != '\0' && *name != '\0'
                                     && self->account_id != 0);
}

static void
changed_cb (PageReconcileRule *self)
{
  update (self);
}

static void
chosen_cb (PageReconcileRule *self, BizChoice *account)
{
  self->account_id = account != NULL ? biz_choice_get_id (account) : 0;
  update (self);
  if (account != NULL)
    gtk_widget_grab_focus (self->make_button);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReconcileRule) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean made = biz_rule_make_finish (result, &error);

  if (self == NULL)
    return;
  self->making = FALSE;
  update (self);
  if (!made)
    {
      kit_inline_error_set_error (self->error_bar, NULL, error);
      return;
    }
  g_signal_emit (self, signals[MADE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageReconcileRule *self = PAGE_RECONCILE_RULE (widget);
  g_autofree char *words = dup_text (self->words_entry);
  g_autofree char *title = dup_text (self->name_entry);

  self->making = TRUE;
  kit_inline_error_clear (self->error_bar);
  update (self);
  biz_rule_make_async (self->session, biz_bench_get_journal (self->bench), title, words,
                       self->account_id, NULL, made_cb, page_weak_new (self));
}

static void
page_reconcile_rule_dispose (GObject *object)
{
  PageReconcileRule *self = PAGE_RECONCILE_RULE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->bench);

  G_OBJECT_CLASS (page_reconcile_rule_parent_class)->dispose (object);
}

static void
page_reconcile_rule_class_init (PageReconcileRuleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_reconcile_rule_dispose;
  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reconcile-rule.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReconcileRule, words_entry);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileRule, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileRule, picker);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileRule, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileRule, make_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "rule.make", NULL, make_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "rule.make",
                                       NULL);
}

static void
page_reconcile_rule_init (PageReconcileRule *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
  kit_search_picker_set_describe (self->picker, get_title, NULL);
  kit_search_picker_set_name (self->picker, _ ("Account"));
  kit_search_picker_set_placeholder (self->picker, _ ("Number or name of the account"));
}

/**
 * page_reconcile_rule_new:
 * @session: who is signed in where
 * @bench: of the bank
 * @line: whose words are proposed
 *
 * Returns: (transfer full): the window, not yet shown
 */
GtkWindow *
page_reconcile_rule_new (ErpSession *session, BizBench *bench, BizBenchLine *line)
{
  PageReconcileRule *self;
  g_autoptr (BizAccountSearch) search = NULL;
  g_autofree char *words = NULL;
  const char *name = NULL;

  g_return_val_if_fail (ERP_IS_SESSION (session) && BIZ_IS_BENCH (bench), NULL);
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (line), NULL);

  self = g_object_new (PAGE_TYPE_RECONCILE_RULE, NULL);
  self->session = g_object_ref (session);
  self->bench = g_object_ref (bench);
  words = biz_rule_guess_words (biz_bench_line_get_facts (line)->line.text);
  gtk_editable_set_text (GTK_EDITABLE (self->words_entry), words);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), words);
  search = biz_account_search_new (erp_session_get_client (session),
                                   biz_bank_journal_get_company_id (biz_bench_get_journal (bench)));
  kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
  self->account_id = biz_bench_line_get_account_id (line);
  name = biz_bench_line_get_account_name (line);
  if (self->account_id == 0)
    self->account_id = biz_bench_get_writeoff_account (bench, &name);
  if (self->account_id != 0)
    kit_search_picker_set_chosen_text (self->picker, name);
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->account_id == 0 ? GTK_WIDGET (
                                               kit_search_picker_get_editable (self->picker))
                                                                 : GTK_WIDGET (self->words_entry));

  return GTK_WINDOW (self);
}
