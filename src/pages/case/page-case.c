/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-case.h"

#include "biz-thread.h"
#include "erp-session.h"
#include "kit-conversation.h"
#include "kit-status-pill.h"

#include <glib/gi18n-lib.h>

struct _PageCase
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *number_label;
  KitStatusPill *stage_pill;
  GtkLabel *title_label;
  GtkWidget *customer_button;
  GtkLabel *customer_label;
  GtkLabel *facts_label;
  GtkLabel *target_label;
  GtkScrolledWindow *scroller;
  KitConversation *talk;

  ErpSession *session; /* (owned) */
  char *model;         /* (owned) (nullable) */
  gint64 id;
  gint64 customer_id;
};

G_DEFINE_FINAL_TYPE (PageCase, page_case, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  CLOSE_REQUESTED,
  NEXT_REQUESTED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_priority_name (guint priority)
{
  static const char *const names[] = { N_ ("Low"), N_ ("Normal"), N_ ("High"), N_ ("Urgent") };

  return _ (names[MIN (priority, G_N_ELEMENTS (names) - 1)]);
}

static void
fill_facts (PageCase *self, const PageCaseFacts *facts)
{
  g_autofree char *text = NULL;

  /* Translators: who answers for a case, and how urgent it is. */
  text = g_strdup_printf (_ ("%s · priority %s"),
                          facts->owner != NULL ? facts->owner : _ ("Nobody has it"),
                          get_priority_name (facts->priority));
  gtk_label_set_text (self->facts_label, text);
  gtk_label_set_text (self->target_label, facts->target != NULL ? facts->target : "");
  gtk_widget_set_visible (GTK_WIDGET (self->target_label), facts->target != NULL);
  if (facts->is_late)
    gtk_widget_add_css_class (GTK_WIDGET (self->target_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->target_label), "error");
}

static void
fill_head (PageCase *self, const PageCaseFacts *facts)
{
  gtk_label_set_text (self->number_label, facts->number != NULL ? facts->number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number_label), facts->number != NULL);
  gtk_label_set_text (self->title_label, facts->title);
  gtk_widget_set_visible (GTK_WIDGET (self->stage_pill), facts->stage != NULL);
  if (facts->stage != NULL)
    kit_status_pill_set (self->stage_pill, facts->stage,
                         facts->is_closed ? KIT_TONE_GOOD : KIT_TONE_ACCENT);
  gtk_label_set_text (self->customer_label, facts->customer != NULL ? facts->customer : "");
  gtk_widget_set_visible (self->customer_button, facts->customer_id != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.customer", facts->customer_id != 0);
  fill_facts (self, facts);
}

static void
customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageCase *self = PAGE_CASE (widget);

  if (self->customer_id != 0)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, "res.partner", self->customer_id);
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

/* Single keys, where nothing is being written: what is typed into a text never gets here. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_r, "case.reply" },      { GDK_KEY_n, "case.note" },
    { GDK_KEY_g, "case.customer" },   { GDK_KEY_period, "case.next" },
    { GDK_KEY_Escape, "case.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}

static void
page_case_dispose (GObject *object)
{
  PageCase *self = PAGE_CASE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->model, g_free);

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
  install_signals (klass);
  g_type_ensure (KIT_TYPE_CONVERSATION);
  g_type_ensure (KIT_TYPE_STATUS_PILL);
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
  gtk_widget_class_bind_template_child (widget_class, PageCase, talk);
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
}

GtkWidget *
page_case_new (ErpSession *session)
{
  PageCase *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_CASE, NULL);
  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

static void
show_talk (PageCase *self, const PageCaseFacts *facts)
{
  g_autoptr (BizThread) thread = NULL;

  if (facts != NULL)
    thread =
        biz_thread_new (self->session, facts->model, facts->id,
                        facts->number != NULL ? facts->number : facts->title, facts->company_id);
  kit_conversation_set_thread (self->talk, thread);
  if (thread != NULL)
    kit_conversation_set_suggested (self->talk, facts->customer_id, facts->customer);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/**
 * page_case_show_facts:
 * @self: a case
 * @facts: (nullable): what the head says
 *
 * Another record than before has its conversation loaded; the same one has its head renewed.
 */
void
page_case_show_facts (PageCase *self, const PageCaseFacts *facts)
{
  gboolean is_same;

  g_return_if_fail (PAGE_IS_CASE (self));
  g_return_if_fail (facts == NULL
                    || (facts->model != NULL && facts->title != NULL && facts->id > 0));

  is_same = facts != NULL && facts->id == self->id && g_strcmp0 (facts->model, self->model) == 0;
  if (!is_same)
    {
      g_free (self->model);
      self->model = g_strdup (facts != NULL ? facts->model : NULL);
      self->id = facts != NULL ? facts->id : 0;
      show_talk (self, facts);
    }
  self->customer_id = facts != NULL ? facts->customer_id : 0;
  if (facts != NULL)
    fill_head (self, facts);
}

const char *
page_case_get_model (PageCase *self)
{
  g_return_val_if_fail (PAGE_IS_CASE (self), NULL);

  return self->model;
}

gint64
page_case_get_id (PageCase *self)
{
  g_return_val_if_fail (PAGE_IS_CASE (self), 0);

  return self->id;
}

void
page_case_refresh (PageCase *self)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  if (self->id != 0)
    kit_conversation_refresh (self->talk);
}

void
page_case_compose (PageCase *self, gboolean is_reply)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  if (self->id != 0)
    kit_conversation_compose (self->talk, is_reply);
}

void
page_case_set_narrow (PageCase *self, gboolean alone)
{
  g_return_if_fail (PAGE_IS_CASE (self));

  gtk_widget_set_visible (self->back_button, alone);
  gtk_widget_set_visible (self->close_button, !alone);
}
