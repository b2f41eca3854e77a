/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include "page-due-verbs.h"
#include "page-ticket-dialog.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);

  page_service_reload (self);
  if (self->shown != NULL)
    page_case_refresh (self->pane);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);

  if (self->frame != NULL)
    page_list_frame_search (self->frame);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);

  if (self->frame != NULL && page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

/* FALSE where there is no case that could be open. */
static gboolean
show_current (PageService *self)
{
  BizTicket *ticket = page_service_get_current (self);

  if (ticket != NULL && (ticket != self->shown || !page_split_is_record_shown (self->split)))
    page_service_show_ticket (self, ticket);

  return ticket != NULL;
}

static void
compose (PageService *self, gboolean is_reply)
{
  if (show_current (self))
    page_case_compose (self->pane, is_reply);
}

static void
texts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);

  if (show_current (self))
    page_case_ask_template (self->pane);
}

static void
reply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  compose (PAGE_SERVICE (widget), TRUE);
}

static void
note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  compose (PAGE_SERVICE (widget), FALSE);
}

static void
accept_category_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_case_accept_category (PAGE_SERVICE (widget)->pane);
}

static void
customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BizTicket *ticket = page_service_get_current (PAGE_SERVICE (widget));

  if (ticket != NULL && biz_ticket_get_facts (ticket)->customer_id != 0)
    g_signal_emit_by_name (widget, "open-requested", "res.partner",
                           biz_ticket_get_facts (ticket)->customer_id);
}

/* The row below or above what is selected; groups are stepped over. */
static void
step (PageService *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint at = kit_ledger_list_get_selected (self->list);
  gint64 place = at == GTK_INVALID_LIST_POSITION ? (by > 0 ? 0 : (gint64)n - 1) : (gint64)at + by;

  for (; place >= 0 && place < (gint64)n; place += by)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), (guint)place);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && !BIZ_IS_TICKET (item))
        continue;
      kit_ledger_list_select (self->list, (guint)place);
      if (item != NULL && page_split_is_record_shown (self->split))
        page_service_show_ticket (self, item);
      if (page_split_is_split (self->split))
        kit_ledger_list_focus_rows (self->list);
      return;
    }
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (PAGE_SERVICE (widget)->rows != NULL)
    step (PAGE_SERVICE (widget), 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (PAGE_SERVICE (widget)->rows != NULL)
    step (PAGE_SERVICE (widget), -1);
}

static void
filter_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);
  g_autofree char *text = NULL;

  if (ticket == NULL || biz_ticket_get_facts (ticket)->customer == NULL)
    return;
  text = biz_filter_quote ("customer", biz_ticket_get_facts (ticket)->customer);
  page_service_search (self, text);
}

static void
browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  BizTicket *ticket = page_service_get_current (self);

  if (ticket != NULL)
    page_due_verbs_open_in_browser (widget, self->session, biz_ticket_get_model (ticket),
                                    biz_ticket_get_id (ticket));
}

static void
project_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_service_choose_project (PAGE_SERVICE (widget));
}

static void
made_cb (PageService *self, gint64 id)
{
  page_service_reload (self);
  page_service_open (self, id);
}

static void
dialog_journal_cb (PageService *self)
{
  g_signal_emit_by_name (self, "journal-requested");
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);
  GtkWindow *dialog = page_ticket_dialog_new (widget, self->service);

  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (dialog_journal_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
board_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageService *self = PAGE_SERVICE (widget);

  page_service_set_board (self, !page_service_is_board (self));
}

void
page_service_move (PageService *self, BizTicket *ticket, BizStage *stage)
{
  const char *refusal = biz_service_get_refusal (self->service);
  g_autofree char *text = NULL;

  if (refusal != NULL)
    text = g_strdup (refusal);
  else if (self->changing)
    text = g_strdup (_ ("Another change is being written. Move the case again when that is done."));
  else if (!biz_stage_is_for (stage, biz_ticket_get_facts (ticket)->team_id))
    text = g_strdup_printf (
        /* Translators: the name of a stage. */
        _ ("Cases of this team do not come to “%s”. The case was left where it is."),
        biz_stage_get_name (stage));
  if (text != NULL)
    kit_inline_error_set_message (self->error, text);
  else
    page_service_change (self, BIZ_TICKET_SET_STAGE, biz_stage_get_id (stage),
                         biz_stage_get_name (stage), ticket);
}

void
page_service_update_verbs (PageService *self)
{
  static const char *const of_one[] = { "service.reply", "service.note", "service.texts" };
  GtkWidget *widget = GTK_WIDGET (self);
  BizTicket *ticket = self->frame != NULL ? page_service_get_current (self) : NULL;
  gboolean has_customer = ticket != NULL && biz_ticket_get_facts (ticket)->customer_id != 0;
  BizTicketKind kind =
      self->service != NULL ? biz_service_get_kind (self->service) : BIZ_TICKETS_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (of_one); i++)
    gtk_widget_action_set_enabled (widget, of_one[i], ticket != NULL);
  page_service_update_changes (self);
  gtk_widget_action_set_enabled (widget, "service.customer", has_customer);
  gtk_widget_action_set_enabled (widget, "service.filter-customer", has_customer);
  gtk_widget_action_set_enabled (
      widget, "service.browser",
      ticket != NULL && page_due_verbs_has_browser (self->session, biz_ticket_get_model (ticket)));
  gtk_widget_action_set_enabled (widget, "service.new",
                                 self->frame != NULL && biz_service_may_create (self->service)
                                     && biz_service_is_loaded (self->service));
  gtk_widget_action_set_enabled (widget, "service.board", self->frame != NULL);
  gtk_button_set_icon_name (self->board_button, page_service_is_board (self)
                                                    ? "view-list-symbolic"
                                                    : "view-dual-symbolic");
  gtk_widget_action_set_enabled (widget, "service.project", kind == BIZ_TICKETS_TASKS);
}

void
page_service_install_verbs (GtkWidgetClass *widget_class)
{
  static const PageVerb verbs[] = {
    { "service.refresh", refresh_action, PAGE_KEYS_REFRESH },
    { "service.search", search_action, PAGE_KEYS_SEARCH },
    { "service.close", close_action, PAGE_KEYS_CLOSE },
    { "service.reply", reply_action, "r" },
    { "service.note", note_action, "n" },
    { "service.texts", texts_action, "m" },
    { "service.customer", customer_action, "g" },
    { "service.accept-category", accept_category_action, "y" },
    { "service.next", next_action, "period|j" },
    { "service.previous", previous_action, "k" },
    { "service.filter-customer", filter_customer_action },
    { "service.browser", browser_action },
    { "service.board", board_action, "b" },
    { "service.new", new_action, "<Control>n" },
    { "service.project", project_action },
  };

  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
  page_service_install_changes (widget_class);
}
