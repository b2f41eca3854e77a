/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-item-dialog.h"

#include "erp-error.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-grid.h"
#include "page-text.h"
#include "page-totals.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageItemDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  KitInlineError *load_error;
  GtkLabel *intro_label;
  GtkGrid *lines;
  GtkGrid *totals;
  GtkLabel *note_label;
  KitInlineError *write_error;
  GtkButton *journal_button;
  GtkSpinner *spinner;
  GtkButton *cancel_button;
  GtkButton *do_button;

  BizItemStore *store; /* (owned) */
  GArray *ids;         /* (owned) */
  gboolean takes_back;
  BizItemPlan *plan;         /* (owned) (nullable) */
  BizItemUndo *undo;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (PageItemDialog, page_item_dialog, ADW_TYPE_WINDOW)

enum
{
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_head (GtkGrid *grid, int column, const char *text, gboolean number)
{
  if (number)
    page_grid_add_number (grid, column, 0, text, "dim-label");
  else
    page_grid_add_text (grid, column, 0, 1, text, "dim-label");
}

static void
show_plan_lines (PageItemDialog *self)
{
  const BizItemPlan *plan = self->plan;

  page_grid_clear (self->lines);
  add_head (self->lines, 0, _ ("Document"), FALSE);
  add_head (self->lines, 1, _ ("Due"), FALSE);
  add_head (self->lines, 2, _ ("Open"), TRUE);
  if (!plan->several_currencies)
    {
      add_head (self->lines, 3, _ ("Matched"), TRUE);
      add_head (self->lines, 4, _ ("Stays Open"), TRUE);
    }
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const BizItemPlanLine *line = &g_array_index (plan->lines, BizItemPlanLine, i);
      const BizItemFacts *facts = biz_item_get_facts (line->item);
      g_autofree char *title = biz_item_get_title (line->item);
      g_autofree char *due = kit_format_date (&facts->due);
      g_autofree char *open = page_text_format_amount (&facts->residual);
      int row = (int)i + 1;

      page_grid_add_prose (self->lines, 0, row, 1, title, NULL);
      page_grid_add_text (self->lines, 1, row, 1, due, "numeric");
      page_grid_add_number (self->lines, 2, row, open, NULL);
      if (plan->several_currencies)
        continue;
      page_grid_add_money (self->lines, 3, row, &line->taken, NULL);
      page_grid_add_money (self->lines, 4, row, &line->rest, NULL);
    }
}

static void
show_plan_note (PageItemDialog *self)
{
  const BizItemPlan *plan = self->plan;
  g_autoptr (GString) text = g_string_new (NULL);
  BizMoney exchange = biz_money_abs (&plan->exchange);
  g_autofree char *difference = page_text_format_amount (&exchange);

  if (plan->several_partners)
    g_string_append (text, _ ("These items are of different customers or vendors. Match them only "
                              "where one paid for the other."));
  if (plan->several_currencies)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            _ ("These items are of different currencies: the server matches them "
                               "by its rates and books the exchange difference."));
  if (plan->exchange.minor != 0 && text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: an amount */
  if (plan->exchange.minor > 0)
    g_string_append_printf (text, _ ("The server will book an exchange loss of about %s."),
                            difference);
  else if (plan->exchange.minor < 0)
    g_string_append_printf (text, _ ("The server will book an exchange gain of about %s."),
                            difference);
  gtk_label_set_text (self->note_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text->len > 0);
}

static void
show_plan (PageItemDialog *self)
{
  const BizItemPlan *plan = self->plan;
  const BizItemFacts *first =
      biz_item_get_facts (g_array_index (plan->lines, BizItemPlanLine, 0).item);
  BizMoney rest = plan->rest;

  gtk_label_set_text (self->intro_label, first->account);
  show_plan_lines (self);
  page_totals_clear (self->totals);
  page_totals_add (self->totals, _ ("Debit"), &plan->debit, NULL);
  page_totals_add (self->totals, _ ("Credit"), &plan->credit, NULL);
  page_totals_add (self->totals, plan->is_full ? _ ("Nothing stays open") : _ ("Stays open"), &rest,
                   "heading");
  show_plan_note (self);
  gtk_button_set_label (self->do_button, plan->is_full ? _ ("_Match") : _ ("_Match in Part"));
}

static void
show_undo (PageItemDialog *self)
{
  const BizItemUndo *undo = self->undo;
  guint n_exchange = 0;

  gtk_label_set_text (self->intro_label,
                      _ ("These matches end, and what they settled is open again:"));
  page_grid_clear (self->lines);
  add_head (self->lines, 0, _ ("Debit"), FALSE);
  add_head (self->lines, 1, _ ("Credit"), FALSE);
  add_head (self->lines, 2, _ ("Date"), FALSE);
  add_head (self->lines, 3, _ ("Amount"), TRUE);
  for (guint i = 0; i < undo->bonds->len; i++)
    {
      const BizItemBond *bond = &g_array_index (undo->bonds, BizItemBond, i);
      g_autofree char *day = kit_format_date (&bond->date);
      g_autofree char *amount = page_text_format_amount (&bond->amount);
      int row = (int)i + 1;

      page_grid_add_prose (self->lines, 0, row, 1, bond->debit, NULL);
      page_grid_add_prose (self->lines, 1, row, 1, bond->credit, NULL);
      page_grid_add_text (self->lines, 2, row, 1, day, "numeric");
      page_grid_add_number (self->lines, 3, row, amount, NULL);
      n_exchange += bond->exchange != NULL;
    }
  page_totals_clear (self->totals);
  gtk_label_set_text (self->note_label,
                      ngettext ("The entry of the exchange difference is reversed.",
                                "The entries of the exchange differences are reversed.",
                                n_exchange));
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), n_exchange > 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemPlan) plan = NULL;
  g_autoptr (BizItemUndo) undo = NULL;

  if (self != NULL && self->takes_back)
    undo = biz_item_store_undo_plan_finish (BIZ_ITEM_STORE (source), result, &error);
  else
    plan = biz_item_store_plan_finish (BIZ_ITEM_STORE (source), result, &error);
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), error == NULL);
  if (error != NULL)
    {
      /* A wish that cannot be is no failure to try again. */
      kit_inline_error_set_retry_label (self->load_error,
                                        g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
                                            ? NULL
                                            : _ ("_Try Again"));
      kit_inline_error_set_error (self->load_error, NULL, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
      return;
    }
  self->plan = g_steal_pointer (&plan);
  self->undo = g_steal_pointer (&undo);
  if (self->takes_back)
    show_undo (self);
  else
    show_plan (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->do_button));
}

static void
load (PageItemDialog *self)
{
  const gint64 *ids = (const gint64 *)(gconstpointer)self->ids->data;

  gtk_stack_set_visible_child_name (self->stack, "asking");
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), FALSE);
  if (self->takes_back)
    biz_item_store_undo_plan_async (self->store, ids, self->ids->len, self->cancellable, loaded_cb,
                                    page_weak_new (self));
  else
    biz_item_store_plan_async (self->store, ids, self->ids->len, self->cancellable, loaded_cb,
                               page_weak_new (self));
}

static void
set_writing (PageItemDialog *self, gboolean writing)
{
  self->is_writing = writing;
  gtk_spinner_set_spinning (self->spinner, writing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), !writing);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = biz_item_store_write_finish (BIZ_ITEM_STORE (source), result, &error);

  if (self == NULL)
    return;
  set_writing (self, FALSE);
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  /* What was seen is not what is there any more, or nobody knows what happened: not again. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->journal_button),
                          g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME));
  kit_inline_error_set_error (self->write_error, NULL, error);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
do_cb (PageItemDialog *self)
{
  if (self->is_writing || (self->plan == NULL && self->undo == NULL))
    return;
  set_writing (self, TRUE);
  kit_inline_error_clear (self->write_error);
  if (self->takes_back)
    biz_item_store_unmatch_async (self->store, self->undo, NULL, written_cb, page_weak_new (self));
  else
    biz_item_store_match_async (self->store, self->plan, NULL, written_cb, page_weak_new (self));
}

static void
journal_cb (PageItemDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
page_item_dialog_dispose (GObject *object)
{
  PageItemDialog *self = PAGE_ITEM_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (page_item_dialog_parent_class)->dispose (object);
}

static void
page_item_dialog_finalize (GObject *object)
{
  PageItemDialog *self = PAGE_ITEM_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, biz_item_plan_free);
  g_clear_pointer (&self->undo, biz_item_undo_free);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (page_item_dialog_parent_class)->finalize (object);
}

static void
page_item_dialog_class_init (PageItemDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_item_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_item_dialog_finalize;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-item-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, load_error);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, intro_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, totals);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, write_error);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, journal_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemDialog, do_button);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_item_dialog_init (PageItemDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  kit_inline_error_set_retry_label (self->write_error, NULL);
}

/**
 * page_item_dialog_new:
 * @store: reads and writes
 * @ids: (array length=n_ids): the items
 * @n_ids: how many
 * @takes_back: whether their matches end, instead of a match being made of them
 *
 * Returns: (transfer floating): a window that reads what would happen at once
 */
GtkWindow *
page_item_dialog_new (BizItemStore *store, const gint64 *ids, guint n_ids, gboolean takes_back)
{
  PageItemDialog *self = g_object_new (PAGE_TYPE_ITEM_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->takes_back = takes_back;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->ids, ids, n_ids);
  gtk_window_set_title (GTK_WINDOW (self),
                        takes_back ? _ ("Take Matches Back") : _ ("Match Items"));
  gtk_button_set_label (self->do_button, takes_back ? _ ("_Take Back") : _ ("_Match"));
  load (self);

  return GTK_WINDOW (self);
}
