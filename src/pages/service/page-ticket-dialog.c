/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ticket-dialog.h"

#include "biz-partner.h"
#include "biz-record-search.h"
#include "biz-ticket-create.h"
#include "erp-error.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"
#include "page-choices.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageTicketDialog
{
  AdwWindow parent_instance;

  KitInlineError *error;
  KitSearchPicker *customer;
  AdwEntryRow *subject_row;
  AdwComboRow *team_row;
  AdwComboRow *category_row;
  AdwComboRow *priority_row;
  GtkSwitch *mine_switch;
  GtkTextView *text;

  BizService *service; /* (owned) */
  gboolean making;
};

G_DEFINE_FINAL_TYPE (PageTicketDialog, page_ticket_dialog, ADW_TYPE_WINDOW)

enum
{
  MADE,
  JOURNAL_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_name (gpointer item)
{
  return g_strdup (biz_partner_get_name (item));
}

static void
journal_cb (PageTicketDialog *self)
{
  g_signal_emit (self, signals[JOURNAL_REQUESTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
set_making (PageTicketDialog *self, gboolean making)
{
  self->making = making;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.make", !making);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageTicketDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gint64 id = biz_ticket_create_finish (BIZ_SERVICE (source), result, &error);

  if (self == NULL)
    return;
  if (id > 0)
    {
      g_signal_emit (self, signals[MADE], 0, id);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  /* Whether it was made is not known yet: a second one is not offered. */
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    {
      kit_inline_error_set_retry_label (self->error, _ ("Open the _Journal"));
      kit_inline_error_set_error (self->error,
                                  _ ("Nobody knows yet whether the case was made. The journal "
                                     "goes on looking."),
                                  error);
      return;
    }
  set_making (self, FALSE);
  kit_inline_error_set_retry_label (self->error, NULL);
  kit_inline_error_set_error (self->error, _ ("The case was not made."), error);
}

static void
make_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageTicketDialog *self = PAGE_TICKET_DIALOG (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  BizPartner *customer = kit_search_picker_get_chosen (self->customer);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  BizTicketWish wish;

  if (self->making)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  wish = (BizTicketWish){
    .title = gtk_editable_get_text (GTK_EDITABLE (self->subject_row)),
    .text = text,
    .customer_id = customer != NULL ? biz_partner_get_id (customer) : 0,
    .team_id = page_choices_get_id (self->team_row),
    .category_id = page_choices_get_id (self->category_row),
    .owner_id = gtk_switch_get_active (self->mine_switch) ? biz_service_get_uid (self->service) : 0,
    .priority = adw_combo_row_get_selected_item (self->priority_row) != NULL
                    ? (int)page_choices_get_id (self->priority_row)
                    : -1,
  };
  if (!biz_ticket_wish_check (&wish, &error))
    {
      kit_inline_error_set_error (self->error, NULL, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->subject_row));
      return;
    }
  kit_inline_error_clear (self->error);
  set_making (self, TRUE);
  biz_ticket_create_async (self->service, &wish, NULL, made_cb, page_weak_new (self));
}

static void
page_ticket_dialog_dispose (GObject *object)
{
  g_clear_object (&PAGE_TICKET_DIALOG (object)->service);

  G_OBJECT_CLASS (page_ticket_dialog_parent_class)->dispose (object);
}

static void
page_ticket_dialog_class_init (PageTicketDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_ticket_dialog_dispose;
  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_SEARCH_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-ticket-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, error);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, customer);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, team_row);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, category_row);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, priority_row);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, mine_switch);
  gtk_widget_class_bind_template_child (widget_class, PageTicketDialog, text);
  gtk_widget_class_install_action (widget_class, "ticket.make", NULL, make_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "ticket.make", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_ticket_dialog_init (PageTicketDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  page_choices_init (self->team_row);
  page_choices_init (self->category_row);
  page_choices_init (self->priority_row);
  kit_search_picker_set_name (self->customer, _ ("Customer"));
  kit_search_picker_set_placeholder (self->customer, _ ("Customer: name, number or e-mail"));
  kit_search_picker_set_describe (self->customer, get_name, NULL);
  kit_inline_error_set_retry_label (self->error, NULL);
  g_signal_connect_object (self->error, "retry", G_CALLBACK (journal_cb), self, G_CONNECT_SWAPPED);
}

/* The choices with "nothing" in front. */
static GListModel *
with_none (GListModel *choices)
{
  GListStore *all = g_list_store_new (BIZ_TYPE_CHOICE);
  g_autoptr (BizChoice) none = biz_choice_new (0, _ ("None"), NULL);

  g_list_store_append (all, none);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (choices, i);

      g_list_store_append (all, choice);
    }

  return G_LIST_MODEL (all);
}

/**
 * page_ticket_dialog_new:
 * @over: the widget whose window it belongs to
 * @service: where the case is made; its lists are there
 *
 * Returns: (transfer floating): the window, to be connected and presented
 */
GtkWindow *
page_ticket_dialog_new (GtkWidget *over, BizService *service)
{
  PageTicketDialog *self = g_object_new (PAGE_TYPE_TICKET_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (over);
  ErpClient *client = erp_session_get_client (biz_service_get_session (service));
  g_autoptr (BizRecordSearch) search = biz_record_search_new_partners (client);
  g_autoptr (GListModel) teams = with_none (biz_service_get_teams (service));
  g_autoptr (GListModel) categories = with_none (biz_service_get_categories (service));

  self->service = g_object_ref (service);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  kit_search_picker_set_search (self->customer, G_LIST_MODEL (search));
  page_choices_fill (self->team_row, teams, 0, 2);
  page_choices_fill (self->category_row, categories, 0, 2);
  page_choices_fill (self->priority_row, biz_service_get_priorities (service),
                     biz_service_get_kind (service) == BIZ_TICKETS_TASKS ? 0 : 1, 2);
  /* All tasks are of the project that was chosen. */
  if (biz_service_get_kind (service) == BIZ_TICKETS_TASKS)
    gtk_widget_set_visible (GTK_WIDGET (self->team_row), FALSE);
  gtk_window_set_focus (GTK_WINDOW (self),
                        GTK_WIDGET (kit_search_picker_get_editable (self->customer)));

  return GTK_WINDOW (self);
}
