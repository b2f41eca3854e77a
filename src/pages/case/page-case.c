/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case-private.h"

#include "biz-outbox.h"
#include "biz-thread.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageCase, page_case, ADW_TYPE_BIN)

/* From here on there is room for two columns. */
#define WIDE 820

enum
{
  OPEN_REQUESTED,
  CLOSE_REQUESTED,
  NEXT_REQUESTED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fill_head (PageCase *self)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (self->ticket);
  const char *who = biz_ticket_get_who (self->ticket);
  g_autofree char *number = biz_ticket_dup_number (self->ticket);
  g_autoptr (GString) text = g_string_new (facts->owner != NULL ? facts->owner : _ ("Unassigned"));

  gtk_label_set_text (self->number_label, number);
  gtk_label_set_text (self->title_label, facts->title);
  gtk_widget_set_visible (GTK_WIDGET (self->stage_pill), facts->stage != NULL);
  if (facts->stage != NULL)
    kit_status_pill_set (self->stage_pill, facts->stage,
                         facts->closed    ? KIT_TONE_GOOD
                         : facts->waiting ? KIT_TONE_WARNING
                                          : KIT_TONE_ACCENT);
  gtk_label_set_text (self->customer_label, who != NULL ? who : "");
  gtk_widget_set_visible (self->customer_button, who != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.customer", facts->customer_id != 0);
  /* Translators: how urgent a case is: "priority High". */
  g_string_append_printf (text, _ (" · priority %s"),
                          biz_ticket_priority_to_label (facts->priority));
  if (facts->team != NULL)
    g_string_append_printf (text, " · %s", facts->team);
  if (facts->category != NULL)
    g_string_append_printf (text, " · %s", facts->category);
  gtk_label_set_text (self->facts_label, text->str);
}

static void
customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCase *self = PAGE_CASE (widget);

  const gint64 id = self->ticket != NULL ? biz_ticket_get_facts (self->ticket)->customer_id : 0;

  if (id != 0)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, "res.partner", id);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE_REQUESTED], 0);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[NEXT_REQUESTED], 0);
}

static void
note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_case_compose (PAGE_CASE (widget), FALSE);
}

static void
reply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_case_compose (PAGE_CASE (widget), TRUE);
}

static void
template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_case_ask_template (PAGE_CASE (widget));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_case_undo (PAGE_CASE (widget));
}

static void
accept_category_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_category_bar_accept (PAGE_CASE (widget)->category_bar);
}

static void
category_changed_cb (PageCase *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Another case may be shown by now: the one that is written on comes back. */
static void
taken_back_cb (PageCase *self, const char *model, gint64 id)
{
  if (self->ticket == NULL || biz_ticket_get_id (self->ticket) != id
      || g_strcmp0 (biz_ticket_get_model (self->ticket), model) != 0)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

/* Single keys, where nothing is being written: what is typed into a text never gets here. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_r, "case.reply" },           { GDK_KEY_n, "case.note" },
    { GDK_KEY_g, "case.customer" },        { GDK_KEY_period, "case.next" },
    { GDK_KEY_y, "case.accept-category" }, { GDK_KEY_Escape, "case.close" },
    { GDK_KEY_m, "case.template" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "case.undo",
                                       NULL);
}

/* Beside the conversation where there is room, else in its place while it is asked for. */
static void
update_places (PageCase *self)
{
  const gboolean shown = self->service != NULL && gtk_toggle_button_get_active (self->side_button);

  gtk_widget_set_visible (GTK_WIDGET (self->side_button), self->service != NULL);
  gtk_widget_set_visible (self->side_scroller, shown);
  gtk_widget_set_hexpand (self->side_scroller, shown && !self->wide);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), self->wide || !shown);
}

static gboolean
resized_cb (gpointer user_data)
{
  PageCase *self = user_data;

  self->idle = 0;
  gtk_toggle_button_set_active (self->side_button, self->wide);
  update_places (self);

  return G_SOURCE_REMOVE;
}

static void
page_case_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PageCase *self = PAGE_CASE (widget);
  const gboolean wide = width >= WIDE;

  gtk_widget_size_allocate (adw_bin_get_child (ADW_BIN (self)),
                            &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (wide == self->wide)
    return;
  self->wide = wide;
  if (self->idle == 0)
    self->idle = g_idle_add (resized_cb, self);
}

static void
page_case_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
page_case_dispose (GObject *object)
{
  PageCase *self = PAGE_CASE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_pointer (&self->ties, biz_case_ties_free);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_object (&self->service);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->templates);
  g_clear_object (&self->book);
  g_clear_object (&self->texts);
  g_clear_object (&self->ticket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_case_parent_class)->dispose (object);
}

static void
install_signals (PageCaseClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[OPEN_REQUESTED] = g_signal_new ("open-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[CLOSE_REQUESTED] = g_signal_new ("close-requested", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT_REQUESTED] =
      g_signal_new ("next-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_case_class_init (PageCaseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_case_dispose;
  widget_class->size_allocate = page_case_size_allocate;
  widget_class->measure = page_case_measure;
  install_signals (klass);
  g_type_ensure (KIT_TYPE_CONVERSATION);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
  g_type_ensure (KIT_TYPE_UNDO_BAR);
  g_type_ensure (PAGE_TYPE_CATEGORY_BAR);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (PAGE_TYPE_CASE_SIDE);
  g_type_ensure (PAGE_TYPE_CHAIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/quittance/Quittance/pages/page-case.ui");
  gtk_widget_class_bind_template_child (widget_class, PageCase, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageCase, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageCase, number_label);
  gtk_widget_class_bind_template_child (widget_class, PageCase, stage_pill);
  gtk_widget_class_bind_template_child (widget_class, PageCase, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageCase, customer_button);
  gtk_widget_class_bind_template_child (widget_class, PageCase, customer_label);
  gtk_widget_class_bind_template_child (widget_class, PageCase, facts_label);
  gtk_widget_class_bind_template_child (widget_class, PageCase, target_label);
  gtk_widget_class_bind_template_child (widget_class, PageCase, scroller);
  gtk_widget_class_bind_template_child (widget_class, PageCase, category_bar);
  gtk_widget_class_bind_template_child (widget_class, PageCase, talk);
  gtk_widget_class_bind_template_child (widget_class, PageCase, undo_bar);
  gtk_widget_class_bind_template_callback (widget_class, category_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, taken_back_cb);
  gtk_widget_class_install_action (widget_class, "case.accept-category", NULL,
                                   accept_category_action);
  gtk_widget_class_bind_template_child (widget_class, PageCase, side_button);
  gtk_widget_class_bind_template_child (widget_class, PageCase, side_scroller);
  gtk_widget_class_bind_template_child (widget_class, PageCase, side);
  gtk_widget_class_bind_template_child (widget_class, PageCase, chain);
  gtk_widget_class_bind_template_child (widget_class, PageCase, banner);
  gtk_widget_class_bind_template_child (widget_class, PageCase, banner_label);
  gtk_widget_class_bind_template_child (widget_class, PageCase, finish_button);
  gtk_widget_class_bind_template_child (widget_class, PageCase, part_button);
  gtk_widget_class_bind_template_child (widget_class, PageCase, error);
  gtk_widget_class_bind_template_callback (widget_class, taken_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_places);
  page_case_bind_ties (widget_class);
  page_case_install_texts (widget_class);
  gtk_widget_class_install_action (widget_class, "case.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "case.template", NULL, template_action);
  gtk_widget_class_install_action (widget_class, "case.customer", NULL, customer_action);
  gtk_widget_class_install_action (widget_class, "case.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "case.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "case.note", NULL, note_action);
  gtk_widget_class_install_action (widget_class, "case.reply", NULL, reply_action);
  add_keys (widget_class);
}

static void
page_case_init (PageCase *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A layout manager would be asked instead of us. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  kit_conversation_set_careful (self->talk, TRUE);
}

GtkWidget *
page_case_new (ErpSession *session)
{
  PageCase *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_CASE, NULL);
  self->session = g_object_ref (session);
  page_case_side_set_session (self->side, session);
  page_chain_set_session (self->chain, session, NULL);
  kit_undo_bar_set_outbox (self->undo_bar, biz_outbox_get (session));

  return GTK_WIDGET (self);
}

void
page_case_set_service (PageCase *self, BizService *service)
{
  g_return_if_fail (PAGE_IS_CASE (self));
  g_return_if_fail (service == NULL || BIZ_IS_SERVICE (service));

  g_set_object (&self->service, service);
  update_places (self);
}

void
page_case_emit_open (PageCase *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

void
page_case_emit_changed (PageCase *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_talk (PageCase *self)
{
  g_autoptr (BizThread) thread = NULL;
  const BizTicketFacts *facts = NULL;

  if (self->ticket != NULL)
    {
      g_autofree char *number = biz_ticket_dup_number (self->ticket);

      facts = biz_ticket_get_facts (self->ticket);
      thread = biz_thread_new (self->session, facts->model, facts->id, number, facts->company_id);
    }
  kit_conversation_set_thread (self->talk, thread);
  if (thread != NULL)
    kit_conversation_set_suggested (self->talk, facts->customer_id, facts->customer);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/**
 * page_case_show:
 * @self: a case
 * @ticket: (nullable): which one
 *
 * Another record than before has its conversation loaded; the same one has its head renewed.
 */
void
page_case_show (PageCase *self, BizTicket *ticket)
{
  gboolean is_same;

  g_return_if_fail (PAGE_IS_CASE (self));
  g_return_if_fail (ticket == NULL || BIZ_IS_TICKET (ticket));

  is_same = ticket != NULL && self->ticket != NULL
            && biz_ticket_get_id (ticket) == biz_ticket_get_id (self->ticket)
            && g_str_equal (biz_ticket_get_model (ticket), biz_ticket_get_model (self->ticket));
  g_set_object (&self->ticket, ticket);
  if (!is_same)
    {
      page_case_set_target (self, NULL, FALSE);
      show_talk (self);
      page_case_load_ties (self);
    }
  page_category_bar_show (self->category_bar, self->session, ticket);
  if (ticket != NULL)
    {
      fill_head (self);
      page_case_need_texts (self);
    }
}

BizTicket *
page_case_get_ticket (PageCase *self)
{
  g_return_val_if_fail (PAGE_IS_CASE (self), NULL);

  return self->ticket;
}

void
page_case_set_target (PageCase *self, const char *text, gboolean is_late)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  gtk_label_set_text (self->target_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->target_label), text != NULL);
  if (is_late)
    gtk_widget_add_css_class (GTK_WIDGET (self->target_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->target_label), "error");
}

void
page_case_refresh (PageCase *self)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  if (self->ticket == NULL)
    return;
  kit_conversation_refresh (self->talk);
  page_case_read_texts (self);
}

void
page_case_compose (PageCase *self, gboolean is_reply)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  if (self->ticket != NULL)
    kit_conversation_compose (self->talk, is_reply);
}

gboolean
page_case_undo (PageCase *self)
{
  g_return_val_if_fail (PAGE_IS_CASE (self), FALSE);

  return kit_undo_bar_undo (self->undo_bar);
}

gboolean
page_case_accept_category (PageCase *self)
{
  g_return_val_if_fail (PAGE_IS_CASE (self), FALSE);

  return page_category_bar_accept (self->category_bar);
}

void
page_case_set_narrow (PageCase *self, gboolean alone)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
}
