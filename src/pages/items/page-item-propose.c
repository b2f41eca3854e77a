/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-item-propose.h"

#include "biz-item-proposal.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* More open items than this are not looked through at once. */
#define MAX_ITEMS 2000

struct _PageItemPropose
{
  AdwWindow parent_instance;

  GtkStack *stack;
  KitInlineError *load_error;
  GtkLabel *cut_label;
  GtkListBox *rows;
  GtkLabel *summary_label;
  GtkButton *journal_button;
  GtkButton *cancel_button;
  GtkButton *do_button;

  BizItemStore *store;       /* (owned) */
  ErpDomain *domain;         /* (owned) */
  GPtrArray *proposals;      /* (owned) (nullable) (element-type BizItemProposal) */
  GPtrArray *checks;         /* (owned): a check button each, in the rows */
  GPtrArray *results;        /* (owned): a label each, in the rows */
  GCancellable *cancellable; /* (owned) */
  guint next;                /* to be matched */
  guint n_done;
  gboolean is_running;
  gboolean stops;
};

G_DEFINE_FINAL_TYPE (PageItemPropose, page_item_propose, ADW_TYPE_WINDOW)

enum
{
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static BizItemProposal *
get_proposal (PageItemPropose *self, guint i)
{
  return g_ptr_array_index (self->proposals, i);
}

static GtkCheckButton *
get_check (PageItemPropose *self, guint i)
{
  return g_ptr_array_index (self->checks, i);
}

static gboolean
is_chosen (PageItemPropose *self, guint i)
{
  return !get_proposal (self, i)->is_tie && gtk_check_button_get_active (get_check (self, i));
}

/* What is matched in it: the smaller side. */
static BizMoney
get_matched (BizItemProposal *proposal)
{
  BizMoney debit = biz_item_get_facts (g_ptr_array_index (proposal->items, 0))->residual;
  BizMoney credit;

  debit.minor = 0;
  credit = debit;
  for (guint i = 0; i < proposal->items->len; i++)
    {
      const BizMoney *open = &biz_item_get_facts (g_ptr_array_index (proposal->items, i))->residual;

      if (open->minor > 0)
        debit.minor += open->minor;
      else
        credit.minor -= open->minor;
    }

  return debit.minor < credit.minor ? debit : credit;
}

/* "3 matches, 1,200.00 € + 30.00 $" */
static char *
sum_chosen (PageItemPropose *self, guint *n)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (BizMoney));
  g_autoptr (GString) text = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < self->proposals->len; i++)
    {
      BizMoney matched;
      guint k = 0;

      if (!is_chosen (self, i))
        continue;
      (*n)++;
      matched = get_matched (get_proposal (self, i));
      while (k < sums->len
             && !g_str_equal (g_array_index (sums, BizMoney, k).currency, matched.currency))
        k++;
      if (k == sums->len)
        g_array_append_val (sums, matched);
      else
        g_array_index (sums, BizMoney, k).minor += matched.minor;
    }
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *amount = page_text_format_amount (&g_array_index (sums, BizMoney, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (PageItemPropose *self)
{
  guint n;
  g_autofree char *sums = sum_chosen (self, &n);
  g_autofree char *text = g_strdup_printf (ngettext ("%u match: %s", "%u matches: %s", n), n, sums);
  g_autofree char *label = NULL;

  if (self->is_running)
    {
      label = g_strdup (_ ("_Stop"));
      g_free (text);
      /* Translators: how many of how many */
      text = g_strdup_printf (_ ("Matched %u of %u"), self->n_done, n);
    }
  else
    label = g_strdup_printf (ngettext ("_Match %u", "_Match %u", n), n);
  gtk_label_set_text (self->summary_label, n > 0 ? text : _ ("Nothing is ticked."));
  gtk_button_set_label (self->do_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), n > 0 && self->next == 0);
  if (self->is_running)
    gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), !self->stops);
}

/* "INV/1 1,000.00 €, INV/2 …": debits first */
static char *
describe_items (BizItemProposal *proposal, gboolean debits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < proposal->items->len; i++)
    {
      BizItem *item = g_ptr_array_index (proposal->items, i);
      BizMoney open = biz_item_get_facts (item)->residual;
      g_autofree char *title = biz_item_get_title (item);
      g_autofree char *amount = NULL;

      if ((open.minor > 0) != debits)
        continue;
      open = biz_money_abs (&open);
      amount = page_text_format_amount (&open);
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", title, amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
create_row (PageItemPropose *self, BizItemProposal *proposal)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *debits = describe_items (proposal, TRUE);
  g_autofree char *credits = describe_items (proposal, FALSE);
  g_autofree char *title = g_strdup_printf ("%s ↔ %s", debits, credits);
  g_autofree char *subtitle =
      g_strdup_printf ("%s · %s",
                       biz_item_get_facts (g_ptr_array_index (proposal->items, 0))->partner,
                       proposal->text);
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !proposal->is_tie);
  gtk_widget_set_sensitive (check, !proposal->is_tie);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  if (!proposal->is_tie)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  if (proposal->is_tie)
    {
      gtk_label_set_text (GTK_LABEL (label), _ ("Choose by hand"));
      gtk_widget_add_css_class (label, "dim-label");
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->results, label);

  return row;
}

static void
show_proposals (PageItemPropose *self)
{
  for (guint i = 0; i < self->proposals->len; i++)
    gtk_list_box_append (self->rows, create_row (self, get_proposal (self, i)));
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self->do_button), self->proposals->len > 0);
  gtk_stack_set_visible_child_name (self->stack, self->proposals->len > 0 ? "form" : "empty");
  gtk_widget_grab_focus (self->proposals->len > 0 ? GTK_WIDGET (self->do_button)
                                                  : GTK_WIDGET (self->cancel_button));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemPropose) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      biz_item_store_read_finish (BIZ_ITEM_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (items == NULL)
    {
      kit_inline_error_set_error (self->load_error, _ ("The items could not be read."), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cut_label), items->len >= MAX_ITEMS);
  self->proposals = biz_item_propose (items);
  show_proposals (self);
}

static void
load (PageItemPropose *self)
{
  gtk_stack_set_visible_child_name (self->stack, "asking");
  biz_item_store_read_async (self->store, self->domain, MAX_ITEMS, self->cancellable, read_cb,
                             page_weak_new (self));
}

static void run_next (PageItemPropose *self);

static void
set_result (PageItemPropose *self, guint i, const char *text, const char *css_class)
{
  GtkLabel *label = g_ptr_array_index (self->results, i);

  gtk_label_set_text (label, text);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemPropose) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = biz_item_store_write_finish (BIZ_ITEM_STORE (source), result, &error);

  if (self == NULL)
    return;
  if (done)
    {
      self->n_done++;
      set_result (self, self->next - 1, _ ("Matched"), "success");
    }
  else
    {
      set_result (self, self->next - 1, error->message, "error");
      if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
        gtk_widget_set_visible (GTK_WIDGET (self->journal_button), TRUE);
      /* What does not reach the server now does not with the next one either. */
      if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE))
        self->stops = TRUE;
    }
  run_next (self);
}

static void
finish (PageItemPropose *self)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u match was made.", "%u matches were made.", self->n_done),
                       self->n_done);

  self->is_running = FALSE;
  update (self);
  gtk_label_set_text (self->summary_label, text);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
run_next (PageItemPropose *self)
{
  while (self->next < self->proposals->len && !self->stops)
    {
      guint i = self->next++;
      g_autoptr (BizItemPlan) plan = NULL;
      g_autoptr (GError) error = NULL;

      if (!is_chosen (self, i))
        continue;
      plan = biz_item_plan_new (get_proposal (self, i)->items, &error);
      if (plan == NULL)
        {
          set_result (self, i, error->message, "error");
          continue;
        }
      update (self);
      biz_item_store_match_async (self->store, plan, NULL, matched_cb, page_weak_new (self));
      return;
    }
  finish (self);
}

static void
do_cb (PageItemPropose *self)
{
  if (self->is_running)
    {
      self->stops = TRUE;
      update (self);
      return;
    }
  if (self->proposals == NULL || self->next > 0)
    return;
  self->is_running = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (get_check (self, i)), FALSE);
  run_next (self);
}

static void
journal_cb (PageItemPropose *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What is under way is not left alone. */
static gboolean
page_item_propose_close_request (GtkWindow *window)
{
  PageItemPropose *self = PAGE_ITEM_PROPOSE (window);

  if (self->is_running)
    {
      self->stops = TRUE;
      return TRUE;
    }

  return GTK_WINDOW_CLASS (page_item_propose_parent_class)->close_request (window);
}

static void
page_item_propose_dispose (GObject *object)
{
  PageItemPropose *self = PAGE_ITEM_PROPOSE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (page_item_propose_parent_class)->dispose (object);
}

static void
page_item_propose_finalize (GObject *object)
{
  PageItemPropose *self = PAGE_ITEM_PROPOSE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->results);
  G_OBJECT_CLASS (page_item_propose_parent_class)->finalize (object);
}

static void
page_item_propose_class_init (PageItemProposeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_item_propose_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_item_propose_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = page_item_propose_close_request;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-item-propose.ui");
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, stack);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, load_error);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, cut_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, rows);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, summary_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, journal_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemPropose, do_button);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_bind_template_callback (widget_class, journal_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_item_propose_init (PageItemPropose *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->checks = g_ptr_array_new ();
  self->results = g_ptr_array_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), FALSE);
}

/**
 * page_item_propose_new:
 * @store: reads and writes
 * @domain: of which items
 *
 * Returns: (transfer floating): a window that reads at once
 */
GtkWindow *
page_item_propose_new (BizItemStore *store, ErpDomain *domain)
{
  PageItemPropose *self = g_object_new (PAGE_TYPE_ITEM_PROPOSE, NULL);

  self->store = g_object_ref (store);
  self->domain = erp_domain_copy (domain);
  load (self);

  return GTK_WINDOW (self);
}
