/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-reconcile-writeoff.h"

#include "biz-account-search.h"
#include "biz-choice.h"
#include "erp-session.h"
#include "kit-search-picker.h"
#include "page-confirm.h"
#include "page-reconcile-memory.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageReconcileWriteoff
{
  AdwBin parent_instance;

  KitSearchPicker *picker;
  GtkEntry *label_entry;

  AdwMessageDialog *dialog; /* weak: it holds this */
  ErpSession *session;      /* (owned) */
  BizBench *bench;          /* (owned) */
  BizBenchLine *line;       /* (owned) */
  gint64 account_id;
  char *account; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageReconcileWriteoff, page_reconcile_writeoff, ADW_TYPE_BIN)

static char *
get_title (gpointer item)
{
  return g_strdup (biz_choice_get_name (item));
}

static void
set_account (PageReconcileWriteoff *self, gint64 id, const char *name)
{
  g_autofree char *old = self->account;

  self->account_id = id;
  self->account = g_strdup (name);
  adw_message_dialog_set_response_enabled (self->dialog, "do", id != 0);
}

static void
chosen_cb (PageReconcileWriteoff *self, BizChoice *account)
{
  set_account (self, account != NULL ? biz_choice_get_id (account) : 0,
               account != NULL ? biz_choice_get_name (account) : NULL);
  if (account != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->label_entry));
}

static void
response_cb (PageReconcileWriteoff *self, const char *response)
{
  const char *label = gtk_editable_get_text (GTK_EDITABLE (self->label_entry));

  if (!g_str_equal (response, "do") || self->account_id == 0)
    return;
  biz_bench_line_write_off (self->line, self->account_id, self->account,
                            *label != '\0' ? label : NULL);
  biz_bench_set_writeoff_account (self->bench, self->account_id, self->account);
  page_reconcile_memory_set_account (self->session, biz_bench_get_journal (self->bench),
                                     self->account_id, self->account);
}

static void
page_reconcile_writeoff_dispose (GObject *object)
{
  PageReconcileWriteoff *self = PAGE_RECONCILE_WRITEOFF (object);

  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->session);
  g_clear_object (&self->bench);
  g_clear_object (&self->line);
  g_clear_pointer (&self->account, g_free);

  G_OBJECT_CLASS (page_reconcile_writeoff_parent_class)->dispose (object);
}

static void
page_reconcile_writeoff_class_init (PageReconcileWriteoffClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_reconcile_writeoff_dispose;
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-reconcile-writeoff.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReconcileWriteoff, picker);
  gtk_widget_class_bind_template_child (widget_class, PageReconcileWriteoff, label_entry);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
page_reconcile_writeoff_init (PageReconcileWriteoff *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_search_picker_set_describe (self->picker, get_title, NULL);
  kit_search_picker_set_name (self->picker, _ ("Account"));
  kit_search_picker_set_placeholder (self->picker, _ ("Number or name of the account"));
}

/* What would be written off: what is missing on the last item, or what the line has left. */
static BizMoney
get_difference (BizBenchLine *line)
{
  BizMoney difference = biz_bench_line_get_rest (line);
  const guint n = biz_bench_line_get_n_parts (line);
  const BizOpenItem *open = NULL;

  if (n == 0)
    return *biz_bench_line_get_amount (line);
  if (difference.minor != 0)
    return difference;
  open = biz_match_desk_find_item (biz_bench_line_get_desk (line),
                                   biz_bench_line_get_part (line, n - 1)->item_id);
  if (open != NULL)
    biz_money_subtract (&open->item.residual, &biz_bench_line_get_part (line, n - 1)->amount,
                        &difference, NULL);

  return difference;
}

gboolean
page_reconcile_writeoff_is_possible (BizBenchLine *line)
{
  return get_difference (line).minor != 0 || biz_bench_line_get_account_id (line) != 0
         || biz_bench_line_get_writeoff_account_id (line) != 0;
}

AdwMessageDialog *
page_reconcile_writeoff_ask (GtkWidget *over,
                             ErpSession *session,
                             BizBench *bench,
                             BizBenchLine *line)
{
  PageReconcileWriteoff *self = g_object_new (PAGE_TYPE_RECONCILE_WRITEOFF, NULL);
  BizMoney difference = get_difference (line);
  g_autofree char *amount = page_text_format_amount (&difference);
  /* Translators: an amount. */
  g_autofree char *heading = g_strdup_printf (_ ("Write Off %s?"), amount);
  g_autoptr (BizAccountSearch) search =
      biz_account_search_new (erp_session_get_client (session),
                              biz_bank_journal_get_company_id (biz_bench_get_journal (bench)));
  AdwMessageDialog *dialog =
      page_confirm_new (over, heading,
                        biz_bench_line_get_n_parts (line) == 0
                            ? _ ("All of the bank line is booked on the account.")
                            : _ ("The difference is booked on the account."),
                        _ ("_Cancel"), _ ("_Write Off"));
  const char *name = NULL;
  gint64 account;

  g_set_weak_pointer (&self->dialog, dialog);
  self->session = g_object_ref (session);
  self->bench = g_object_ref (bench);
  self->line = g_object_ref (line);
  kit_search_picker_set_search (self->picker, G_LIST_MODEL (search));
  account = biz_bench_get_writeoff_account (bench, &name);
  set_account (self, account, name);
  if (account != 0)
    kit_search_picker_set_chosen_text (self->picker, name);
  adw_message_dialog_set_extra_child (dialog, GTK_WIDGET (self));
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (dialog),
                        account != 0 ? GTK_WIDGET (self->label_entry)
                                     : GTK_WIDGET (kit_search_picker_get_editable (self->picker)));

  return dialog;
}

void
page_reconcile_writeoff_choose (PageReconcileWriteoff *self, gint64 id, const char *name)
{
  g_return_if_fail (PAGE_IS_RECONCILE_WRITEOFF (self));

  set_account (self, id, name);
  kit_search_picker_set_chosen_text (self->picker, name);
}
