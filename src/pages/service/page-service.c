/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-private.h"

#include "biz-name-search.h"
#include "erp-capabilities.h"
#include "erp-grouping.h"
#include "page-due-verbs.h"
#include "page-layout.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageService, page_service, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip views[] = {
  { "open", N_ ("All Open") },
  { "mine open", N_ ("Mine") },
  { "unassigned open", N_ ("Unassigned") },
  { "late", N_ ("Late") },
  { "due", N_ ("Due within the Hour") },
  { "waiting", N_ ("Waiting") },
  { "closed", N_ ("Closed") },
  { NULL, N_ ("All") },
};

static void
update_moment (PageService *self)
{
  self->moment.now = g_get_real_time () / G_USEC_PER_SEC;
}

static void load_board (PageService *self);

void
page_service_load (PageService *self)
{
  g_autoptr (BizFilter) filter = NULL;
  GDate today = page_text_get_today (self->session);

  if (self->frame == NULL || !biz_service_is_ready (self->service))
    return;
  filter = page_list_frame_parse (self->frame, &today);
  if (filter == NULL)
    return;
  update_moment (self);
  page_service_tell_empty (self);
  biz_ticket_listing_set_filter (self->listing, self->service, filter);
  if (ERP_IS_GROUPING (self->rows))
    {
      erp_grouping_set_domain (ERP_GROUPING (self->rows), erp_listing_get_domain (self->listing));
      erp_grouping_set_order (ERP_GROUPING (self->rows), erp_listing_get_order (self->listing));
    }
  if (kit_ledger_list_get_n_selected (self->list) > 1)
    kit_ledger_list_unselect (self->list);
  if (page_service_is_board (self))
    load_board (self);
  else
    erp_paged_load (self->rows);
  if (!self->loaded)
    page_service_watch (self);
  self->loaded = TRUE;
  page_service_count (self);
}

void
page_service_reload (PageService *self)
{
  if (self->frame == NULL)
    {
      page_service_start (self);
      return;
    }
  update_moment (self);
  if (page_service_is_board (self))
    {
      page_service_board_refresh (self->board);
      page_service_count (self);
    }
  else if (self->rows != NULL && erp_paged_get_state (self->rows) == ERP_LISTING_READY)
    {
      erp_paged_refresh (self->rows);
      page_service_count (self);
    }
  else
    page_service_load (self);
}

static void
companies_changed_cb (PageService *self)
{
  if (self->frame == NULL)
    return;
  page_list_frame_show_companies (self->frame, self->session);
  if (!self->loaded)
    return;
  page_service_forget_due (self);
  page_service_load (self);
  page_service_read_clocks (self);
}

static void
set_rows (PageService *self, ErpPaged *rows)
{
  g_set_object (&self->rows, rows);
  kit_ledger_list_unselect (self->list);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (rows));
}

static void
group_changed_cb (PageService *self, const char *name)
{
  g_autoptr (ErpGrouping) grouping = NULL;
  BizTicketGroupBy by;

  if (self->frame == NULL)
    return;
  if (biz_ticket_group_by_from_name (name, &by))
    grouping = biz_ticket_grouping_new (self->service, by);
  set_rows (self, grouping != NULL ? ERP_PAGED (grouping) : ERP_PAGED (self->listing));
  if (self->loaded)
    page_service_load (self);
}

/* An age grows while the time it counts from falls. */
static gboolean
is_age (const char *id)
{
  return g_strcmp0 (id, "age") == 0 || g_strcmp0 (id, "changed") == 0
         || g_strcmp0 (id, "staged") == 0;
}

static void
sort_changed_cb (PageService *self, const char *id, gboolean descending)
{
  if (self->listing == NULL)
    return;
  biz_ticket_listing_set_sort (self->listing, self->service, page_service_columns_get_sort (id),
                               is_age (id) ? !descending : descending);
  if (self->loaded)
    page_service_load (self);
}

gboolean
page_service_is_board (PageService *self)
{
  return self->board != NULL
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->shape_stack), "board") == 0;
}

static void
load_board (PageService *self)
{
  page_service_board_load (self->board, erp_listing_get_domain (self->listing),
                           erp_listing_get_order (self->listing));
}

static void
card_activated_cb (PageService *self, BizTicket *ticket)
{
  page_service_show_ticket (self, ticket);
  if (page_split_is_split (self->split))
    page_service_board_focus (self->board);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static void
card_selected_cb (PageService *self)
{
  BizTicket *ticket = page_service_board_get_selected (self->board);

  if (ticket != NULL && page_split_is_record_shown (self->split)
      && page_split_is_split (self->split))
    page_service_show_ticket (self, ticket);
  page_service_update_verbs (self);
}

static void
move_requested_cb (PageService *self, BizTicket *ticket, BizStage *stage)
{
  page_service_move (self, ticket, stage);
}

void
page_service_set_board (PageService *self, gboolean board)
{
  if (self->frame == NULL)
    return;
  if (board && self->board == NULL)
    {
      self->board = PAGE_SERVICE_BOARD (page_service_board_new (self->service, &self->moment));
      adw_bin_set_child (self->board_bin, GTK_WIDGET (self->board));
      g_signal_connect_object (self->board, "card-activated", G_CALLBACK (card_activated_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->board, "card-selected", G_CALLBACK (card_selected_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->board, "move-requested", G_CALLBACK (move_requested_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child_name (self->shape_stack, board ? "board" : "list");
  page_service_load (self);
  if (board)
    page_service_board_focus (self->board);
  else
    kit_ledger_list_focus_rows (self->list);
  page_service_update_verbs (self);
}

static BizTicket *
get_row_ticket (PageService *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_TICKET (item) ? item : NULL;
}

BizTicket *
page_service_get_selected (PageService *self)
{
  if (page_service_is_board (self))
    return page_service_board_get_selected (self->board);

  return get_row_ticket (self);
}

BizTicket *
page_service_get_current (PageService *self)
{
  BizTicket *ticket = page_service_get_selected (self);

  return ticket != NULL ? ticket : self->shown;
}

/* Until when an answer or the end is promised. */
void
page_service_show_target (PageService *self)
{
  g_autofree char *text = NULL;
  BizServiceClock clock;

  if (self->shown == NULL)
    return;
  if (self->times != NULL
      && biz_service_times_get_clock (self->times, self->shown, self->moment.now, &clock, NULL))
    text = biz_service_clock_describe (&clock);
  page_case_set_target (self->pane, text != NULL && *text != '\0' ? text : NULL,
                        text != NULL && page_service_get_clock_tone (&clock) == KIT_TONE_BAD);
}

void
page_service_show_ticket (PageService *self, BizTicket *ticket)
{
  g_set_object (&self->shown, ticket);
  page_case_show (self->pane, ticket);
  page_service_show_target (self);
  page_split_show_record (self->split);
  page_service_update_verbs (self);
}

static void
row_activated_cb (PageService *self, ErpRow *row)
{
  gpointer item = erp_row_get_item (row);

  if (item == NULL || !BIZ_IS_TICKET (item))
    return;
  page_service_show_ticket (self, item);
  /* Beside the case the list keeps the keyboard. */
  if (page_split_is_split (self->split))
    kit_ledger_list_focus_rows (self->list);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static void
rested_cb (PageService *self)
{
  BizTicket *ticket = page_service_get_selected (self);

  if (ticket != NULL && ticket != self->shown)
    page_service_show_ticket (self, ticket);
}

static void
selection_changed_cb (PageService *self)
{
  page_service_update_verbs (self);
}

static void
resized_cb (PageService *self)
{
  page_case_set_narrow (self->pane, !page_split_is_split (self->split));
}

static void
project_activated_cb (PageService *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "project");

  page_service_project_chosen (self, *id);
}

static void
open_requested_cb (PageService *self, const char *model, gint64 id)
{
  if (g_strcmp0 (model, self->service != NULL ? biz_service_get_model (self->service) : NULL) == 0)
    page_service_open (self, id);
  else
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
close_requested_cb (PageService *self)
{
  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

static void
next_requested_cb (PageService *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "service.next", NULL);
}

static void
page_service_map (GtkWidget *widget)
{
  PageService *self = PAGE_SERVICE (widget);

  GTK_WIDGET_CLASS (page_service_parent_class)->map (widget);
  if (self->service == NULL)
    page_service_start (self);
}

static void
page_service_dispose (GObject *object)
{
  PageService *self = PAGE_SERVICE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->frame);
  self->moment.times = NULL;
  g_clear_object (&self->times);
  if (self->sweep != NULL)
    biz_service_sweep_forget (self->sweep);
  g_clear_object (&self->sweep);
  g_clear_object (&self->shown);
  g_clear_object (&self->rows);
  g_clear_object (&self->listing);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_service_parent_class)->dispose (object);
}

/* The service goes last: the search entry knows its language. */
static void
page_service_finalize (GObject *object)
{
  PageService *self = PAGE_SERVICE (object);

  g_free (self->searched);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (page_service_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-service.ui");
  gtk_widget_class_bind_template_child (widget_class, PageService, stack);
  gtk_widget_class_bind_template_child (widget_class, PageService, none_page);
  gtk_widget_class_bind_template_child (widget_class, PageService, projects);
  gtk_widget_class_bind_template_child (widget_class, PageService, split);
  gtk_widget_class_bind_template_child (widget_class, PageService, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageService, saved);
  gtk_widget_class_bind_template_child (widget_class, PageService, board_button);
  gtk_widget_class_bind_template_child (widget_class, PageService, new_button);
  gtk_widget_class_bind_template_child (widget_class, PageService, views);
  gtk_widget_class_bind_template_child (widget_class, PageService, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageService, error);
  gtk_widget_class_bind_template_child (widget_class, PageService, shape_stack);
  gtk_widget_class_bind_template_child (widget_class, PageService, list);
  gtk_widget_class_bind_template_child (widget_class, PageService, board_bin);
  gtk_widget_class_bind_template_child (widget_class, PageService, record);
  gtk_widget_class_bind_template_child (widget_class, PageService, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, project_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
page_service_class_init (PageServiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_service_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_service_finalize;
  widget_class->map = page_service_map;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_FILTER_BAR);
  g_type_ensure (KIT_TYPE_FILTER_CHIPS);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  g_type_ensure (PAGE_TYPE_SAVED_FILTERS);
  g_type_ensure (PAGE_TYPE_SPLIT);
  bind_template (widget_class);
  page_service_install_verbs (widget_class);
}

static void
page_service_init (PageService *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  update_moment (self);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search cases"));
  kit_filter_bar_set_placeholder (self->filter_bar,
                                  _ ("Number, subject, customer… or owner:anna, stage:new"));
  kit_filter_chips_set_chips (self->views, views, G_N_ELEMENTS (views));
  kit_ledger_list_set_name (self->list, _ ("Cases"));
  kit_ledger_list_set_count_func (self->list, page_service_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  page_service_update_verbs (self);
}

/**
 * page_service_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_service_new (ErpSession *session)
{
  PageService *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_SERVICE, NULL);
  self->session = g_object_ref (session);
  self->moment.uid = erp_capabilities_get_uid (erp_session_get_capabilities (session));
  self->pane = PAGE_CASE (page_case_new (session));
  adw_bin_set_child (self->record, GTK_WIDGET (self->pane));
  g_signal_connect_object (self->pane, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "close-requested", G_CALLBACK (close_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "next-requested", G_CALLBACK (next_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "changed", G_CALLBACK (page_service_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
install_groups (PageService *self)
{
  const BizTicketShape *shape = biz_service_get_shape (self->service);
  g_autoptr (GMenu) groups = g_menu_new ();

  for (guint by = 0; by < BIZ_TICKET_N_GROUPS; by++)
    if (biz_ticket_can_group (shape, (BizTicketGroupBy)by))
      page_due_verbs_add_group (groups, biz_ticket_group_by_get_name ((BizTicketGroupBy)by),
                                biz_ticket_group_by_get_label ((BizTicketGroupBy)by));
  page_due_verbs_install_groups (GTK_WIDGET (self), self->list, groups,
                                 (PageDueGroupFunc)group_changed_cb);
}

/* Once what cases are is known: the list gets its columns and its language. */
void
page_service_build (PageService *self)
{
  const BizFilterGrammar *grammar = biz_service_get_grammar (self->service);
  ErpClient *client = erp_session_get_client (self->session);
  g_autoptr (BizNameSearch) names = biz_name_search_new (client);

  self->listing = biz_ticket_listing_new (self->service);
  page_service_watch_clocks (self);
  self->frame = page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->views,
                                                       self->error, self->list },
                                     grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (page_service_load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  kit_filter_bar_set_grammar (self->filter_bar, grammar, names);
  page_service_columns_install (self->list, biz_service_get_shape (self->service), &self->moment);
  install_groups (self);
  page_layout_keep (self->list, "service-columns");
  page_service_add_saved (self);
  set_rows (self, ERP_PAGED (self->listing));
  kit_ledger_list_sort (self->list, "priority", TRUE);
  companies_changed_cb (self);
}

/**
 * page_service_search:
 * @self: the page
 * @text: words and tokens as the search entry takes them
 */
void
page_service_search (PageService *self, const char *text)
{
  g_return_if_fail (PAGE_IS_SERVICE (self) && text != NULL);

  if (self->frame == NULL)
    {
      g_free (self->searched);
      self->searched = g_strdup (text);
      return;
    }
  kit_filter_bar_set_text (self->filter_bar, text);
  page_service_load (self);
}

static gint64
get_shown_id (PageService *self)
{
  return self->shown != NULL ? biz_ticket_get_id (self->shown) : 0;
}

gint64
page_service_get_open (PageService *self)
{
  g_return_val_if_fail (PAGE_IS_SERVICE (self), 0);

  return page_split_is_record_shown (self->split) ? get_shown_id (self) : 0;
}

gint64
page_service_get_partner (PageService *self)
{
  BizTicket *ticket;

  g_return_val_if_fail (PAGE_IS_SERVICE (self), 0);

  ticket =
      page_split_is_record_shown (self->split) ? self->shown : page_service_get_selected (self);

  return ticket != NULL ? biz_ticket_get_facts (ticket)->customer_id : 0;
}

gboolean
page_service_is_touched (PageService *self)
{
  return FALSE;
}
