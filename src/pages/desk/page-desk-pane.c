/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-pane.h"

#include "biz-currency-table.h"
#include "biz-desk-detail.h"
#include "biz-thread.h"
#include "erp-session.h"
#include "kit-conversation.h"
#include "kit-exposure-bar.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "page-desk-columns.h"
#include "page-desk-story.h"
#include "page-desk-what-if.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageDeskPane
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *title_label;
  KitStatusPill *pill;
  GtkSpinner *spinner;
  KitInlineError *error_bar;
  GtkLabel *customer_label;
  GtkLabel *value_label;
  GtkLabel *why_label;
  GtkWidget *decide_button;
  PageDeskWhatIf *what_if;
  GtkGrid *ageing;
  GtkGrid *payments;
  GtkWidget *cases_heading;
  GtkGrid *cases;
  GtkWidget *decisions_heading;
  GtkGrid *decisions;
  GtkGrid *lines;
  GtkExpander *talk_expander;
  KitConversation *talk;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizDeskEntry *entry;          /* (owned) (nullable) */
  BizDeskBook *book;            /* (owned) (nullable) */
  BizDeskDetail *detail;        /* (owned) (nullable) */
  BizSaleOrder *order;          /* (owned) (nullable) */
  GCancellable *load;           /* (owned) (nullable) */
  gint64 order_id;
  guint n_loading;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PageDeskPane, page_desk_pane, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
open_cb (gpointer user_data, const char *model, gint64 id)
{
  g_signal_emit (user_data, signals[OPEN_REQUESTED], 0, model, id);
}

static char *
describe_why (BizDeskEntry *entry)
{
  const BizDeskFacts *facts = biz_desk_entry_get_facts (entry);
  g_autofree char *reason = biz_desk_entry_describe (entry);
  g_autofree char *review = g_date_valid (&facts->review) ? kit_format_date (&facts->review) : NULL;
  g_autoptr (GString) text = g_string_new (reason);

  if (facts->who != NULL)
    g_string_append_printf (text, "\n%s", facts->who);
  if (g_date_valid (&facts->since))
    {
      g_string_append (text, facts->who != NULL ? " · " : "\n");
      g_string_append_printf (text, ngettext ("%d day", "%d days", (gulong)facts->days),
                              facts->days);
    }
  if (review != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: a day on which somebody looks at it again. */
      g_string_append_printf (text, _ ("review %s"), review);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_head (PageDeskPane *self)
{
  const BizDeskFacts *facts = biz_desk_entry_get_facts (self->entry);
  g_autofree char *amount = page_text_format_amount (&facts->value);
  g_autofree char *why = describe_why (self->entry);

  gtk_label_set_text (self->title_label, biz_desk_entry_get_document (self->entry));
  gtk_label_set_text (self->customer_label,
                      facts->order->partner != NULL ? facts->order->partner : "");
  kit_status_pill_set (self->pill, biz_desk_standing_to_label (facts->standing),
                       page_desk_columns_get_tone (facts->standing));
  gtk_label_set_text (self->value_label, amount);
  gtk_label_set_text (self->why_label, why);
}

static void
fill_figures (PageDeskPane *self)
{
  BizDeskKnown *known = biz_desk_book_get_known (self->book);
  const BizDeskOrder *order = biz_desk_entry_get_facts (self->entry)->order;
  const char *missing = biz_desk_book_get_no_figures (self->book);
  BizExposure figures;
  gboolean has = known != NULL && biz_desk_known_has_exposures (known)
                 && biz_desk_known_get_exposure (known, order, &figures);

  page_desk_what_if_set (self->what_if, has ? &figures : NULL,
                         missing != NULL ? missing : _ ("The exposure is not known yet."));
  page_desk_story_fill_ageing (self->ageing, has ? &figures : NULL, self->narrow);
}

static void
fill_detail (PageDeskPane *self)
{
  if (self->detail == NULL)
    return;
  page_desk_story_fill_payments (self->payments, self->detail, self->narrow);
  gtk_widget_set_visible (self->cases_heading,
                          page_desk_story_fill_cases (self->cases, self->detail, open_cb, self));
  gtk_widget_set_visible (self->decisions_heading,
                          page_desk_story_fill_decisions (self->decisions, self->detail));
}

static void
end_load (PageDeskPane *self)
{
  if (--self->n_loading > 0)
    return;
  gtk_spinner_stop (self->spinner);
  g_clear_object (&self->load);
}

static void
fail (PageDeskPane *self, const GError *error)
{
  kit_inline_error_set_error (self->error_bar, _ ("Not all could be read."), error);
}

static void
detail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDeskPane) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDeskDetail) detail = biz_desk_detail_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end_load (self);
  if (detail == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->detail, biz_desk_detail_free);
  self->detail = g_steal_pointer (&detail);
  fill_detail (self);
}

static void
order_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDeskPane) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizSaleOrder) order = biz_sale_order_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end_load (self);
  if (order == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->order, biz_sale_order_free);
  self->order = g_steal_pointer (&order);
  page_desk_story_fill_lines (self->lines, self->order, self->narrow);
}

/* The customer and the document, at the same time. */
static void
load (PageDeskPane *self)
{
  const BizDeskOrder *order = biz_desk_entry_get_facts (self->entry)->order;
  GDate today = page_text_get_today (self->session);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  self->n_loading = 2;
  kit_inline_error_clear (self->error_bar);
  gtk_spinner_start (self->spinner);
  biz_desk_detail_load_async (self->session, self->currencies, order->id, order->group_id,
                              order->company_id, &today, self->load, detail_cb,
                              page_weak_new (self));
  biz_sale_order_load_async (self->session, self->currencies, order->id, self->load, order_cb,
                             page_weak_new (self));
}

static void
retry_cb (PageDeskPane *self)
{
  if (self->entry != NULL)
    load (self);
}

/* Asked for when somebody wants to read it. */
static void
talk_cb (PageDeskPane *self)
{
  const BizDeskOrder *order;
  g_autoptr (BizThread) thread = NULL;
  BizThread *shown = kit_conversation_get_thread (self->talk);

  if (!gtk_expander_get_expanded (self->talk_expander) || self->entry == NULL)
    return;
  order = biz_desk_entry_get_facts (self->entry)->order;
  if (shown != NULL && biz_thread_get_id (shown) == order->id)
    return;
  thread = biz_thread_new (self->session, "sale.order", order->id, order->name, order->company_id);
  kit_conversation_set_thread (self->talk, thread);
  kit_conversation_set_suggested (self->talk, order->partner_id, order->partner);
}

static void
page_desk_pane_dispose (GObject *object)
{
  PageDeskPane *self = PAGE_DESK_PANE (object);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->entry);
  g_clear_object (&self->book);
  g_clear_pointer (&self->detail, biz_desk_detail_free);
  g_clear_pointer (&self->order, biz_sale_order_free);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_desk_pane_parent_class)->dispose (object);
}

static void
page_desk_pane_class_init (PageDeskPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_desk_pane_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_CONVERSATION);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  g_type_ensure (PAGE_TYPE_DESK_WHAT_IF);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-desk-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, pill);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, customer_label);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, value_label);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, why_label);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, decide_button);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, what_if);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, ageing);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, payments);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, cases_heading);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, cases);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, decisions_heading);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, decisions);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, lines);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, talk_expander);
  gtk_widget_class_bind_template_child (widget_class, PageDeskPane, talk);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, talk_cb);
}

static void
page_desk_pane_init (PageDeskPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
page_desk_pane_new (ErpSession *session, BizCurrencyTable *currencies)
{
  PageDeskPane *self = g_object_new (PAGE_TYPE_DESK_PANE, NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return GTK_WIDGET (self);
}

static void
clear (PageDeskPane *self)
{
  g_clear_pointer (&self->detail, biz_desk_detail_free);
  g_clear_pointer (&self->order, biz_sale_order_free);
  page_desk_story_clear (self->payments);
  page_desk_story_clear (self->cases);
  page_desk_story_clear (self->decisions);
  page_desk_story_clear (self->lines);
  gtk_widget_set_visible (self->cases_heading, FALSE);
  gtk_widget_set_visible (self->decisions_heading, FALSE);
  gtk_expander_set_expanded (self->talk_expander, FALSE);
  kit_conversation_set_thread (self->talk, NULL);
}

void
page_desk_pane_show (PageDeskPane *self, BizDeskEntry *entry, BizDeskBook *book)
{
  gint64 id;

  g_return_if_fail (PAGE_IS_DESK_PANE (self));
  g_return_if_fail (BIZ_IS_DESK_ENTRY (entry) && BIZ_IS_DESK_BOOK (book));

  id = biz_desk_entry_get_facts (entry)->order->id;
  if (id != self->order_id)
    clear (self);
  g_set_object (&self->entry, entry);
  g_set_object (&self->book, book);
  self->order_id = id;
  fill_head (self);
  fill_figures (self);
  load (self);
}

BizDeskEntry *
page_desk_pane_get_entry (PageDeskPane *self)
{
  g_return_val_if_fail (PAGE_IS_DESK_PANE (self), NULL);

  return self->entry;
}

void
page_desk_pane_set_narrow (PageDeskPane *self, gboolean alone, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_DESK_PANE (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->entry != NULL)
    fill_figures (self);
  fill_detail (self);
  if (self->order != NULL)
    page_desk_story_fill_lines (self->lines, self->order, narrow);
}

/**
 * page_desk_pane_set_obstacle:
 * @self: a pane
 * @obstacle: (nullable): why nothing can be decided by this role; said where it would be done
 */
void
page_desk_pane_set_obstacle (PageDeskPane *self, const char *obstacle)
{
  g_return_if_fail (PAGE_IS_DESK_PANE (self));

  gtk_widget_set_sensitive (self->decide_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->decide_button,
                               obstacle != NULL ? obstacle : _ ("Let It Go (R)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->decide_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
}
