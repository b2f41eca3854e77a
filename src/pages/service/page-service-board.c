/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-board.h"

#include "erp-domain.h"
#include "erp-listing.h"
#include "erp-paged.h"
#include "erp-row.h"
#include "kit-format.h"
#include "page-service-card.h"

#include <glib/gi18n-lib.h>

#define COLUMN_WIDTH 236
#define ROWS_AHEAD 25

struct _PageServiceBoard
{
  AdwBin parent_instance;

  BizService *service;             /* (owned) */
  const PageServiceMoment *moment; /* (unowned): the page's */
  GtkWidget *columns_box;
  GPtrArray *columns;   /* (owned) (element-type Column) */
  ErpDomain *domain;    /* (owned) (nullable) */
  char *order;          /* (owned) (nullable) */
  gboolean wants_focus; /* as soon as there is a card */
};

G_DEFINE_FINAL_TYPE (PageServiceBoard, page_service_board, ADW_TYPE_BIN)

/* A stage and the cases in it. */
typedef struct
{
  PageServiceBoard *board;       /* (unowned) */
  BizStage *stage;               /* (owned) */
  ErpListing *listing;           /* (owned) */
  GtkSingleSelection *selection; /* (owned) */
  GtkWidget *widget;
  GtkLabel *count_label;
  GtkLabel *state_label;
  GtkWidget *list;
  char *head; /* (owned) (nullable) */
} Column;

enum
{
  CARD_ACTIVATED,
  CARD_SELECTED,
  MOVE_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
column_free (gpointer data)
{
  Column *column = data;

  g_signal_handlers_disconnect_by_data (column->listing, column);
  g_signal_handlers_disconnect_by_data (column->selection, column);
  g_clear_object (&column->selection);
  g_clear_object (&column->listing);
  g_clear_object (&column->stage);
  g_free (column->head);
  g_free (column);
}

static BizTicket *
get_ticket (ErpRow *row)
{
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_TICKET (item) ? item : NULL;
}

static BizTicket *
get_selected (Column *column)
{
  return get_ticket (gtk_single_selection_get_selected_item (column->selection));
}

/* cards */

static void
row_changed_cb (PageServiceCard *card, GParamSpec *pspec, ErpRow *row)
{
  page_service_card_set_ticket (card, get_ticket (row),
                                g_object_get_data (G_OBJECT (card), "moment"));
}

static void
setup_cb (Column *column, GtkListItem *item)
{
  GtkWidget *card = page_service_card_new ();

  g_object_set_data (G_OBJECT (card), "moment", (gpointer)column->board->moment);
  gtk_list_item_set_child (item, card);
}

static void
bind_cb (Column *column, GtkListItem *item)
{
  ErpRow *row = gtk_list_item_get_item (item);
  GtkWidget *card = gtk_list_item_get_child (item);
  guint place = gtk_list_item_get_position (item);
  gulong id = g_signal_connect_swapped (row, "notify::item", G_CALLBACK (row_changed_cb), card);

  g_object_set_data (G_OBJECT (item), "handler", GSIZE_TO_POINTER (id));
  row_changed_cb (PAGE_SERVICE_CARD (card), NULL, row);
  if (erp_row_get_state (row) == ERP_ROW_LOADING)
    erp_listing_set_visible (column->listing, place > ROWS_AHEAD ? place - ROWS_AHEAD : 0,
                             place + ROWS_AHEAD);
}

static void
unbind_cb (Column *column, GtkListItem *item)
{
  gulong id = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (item), "handler"));

  if (id != 0)
    g_signal_handler_disconnect (gtk_list_item_get_item (item), id);
}

/* columns */

static Column *
get_column (PageServiceBoard *self, guint place)
{
  return place < self->columns->len ? g_ptr_array_index (self->columns, place) : NULL;
}

static void
focus_column (Column *column)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (column->listing));

  if (n > 0 && get_selected (column) == NULL)
    gtk_single_selection_set_selected (column->selection, 0);
  gtk_widget_grab_focus (column->list);
}

static void
update_head (Column *column)
{
  ErpListingState state = erp_listing_get_state (column->listing);
  g_autofree char *count = kit_format_count (erp_listing_get_count (column->listing));
  const GError *error = erp_listing_get_error (column->listing);
  const char *words = NULL;

  gtk_label_set_text (column->count_label,
                      state == ERP_LISTING_READY || state == ERP_LISTING_EMPTY ? count : "");
  if (state == ERP_LISTING_FAILED)
    words = error != NULL ? error->message : _ ("This column could not be read.");
  else if (state == ERP_LISTING_EMPTY)
    words = _ ("No cases");
  gtk_label_set_text (column->state_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (column->state_label), words != NULL);
  g_free (column->head);
  column->head = g_strdup_printf ("%s %s", biz_stage_get_name (column->stage), count);
  if (column->board->wants_focus && state == ERP_LISTING_READY)
    {
      column->board->wants_focus = FALSE;
      focus_column (column);
    }
}

/* One card of the board is selected, not one of each column. */
static void
selected_cb (Column *column)
{
  PageServiceBoard *self = column->board;

  if (gtk_single_selection_get_selected_item (column->selection) == NULL)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *other = g_ptr_array_index (self->columns, i);

      if (other != column)
        gtk_single_selection_set_selected (other->selection, GTK_INVALID_LIST_POSITION);
    }
  g_signal_emit (self, signals[CARD_SELECTED], 0);
}

static void
activate_cb (Column *column, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (column->listing), position);
  BizTicket *ticket = get_ticket (row);

  if (ticket != NULL)
    g_signal_emit (column->board, signals[CARD_ACTIVATED], 0, ticket);
}

static gboolean
drop_cb (Column *column, const GValue *value)
{
  BizTicket *ticket = g_value_get_object (value);

  if (ticket == NULL || biz_ticket_get_facts (ticket)->stage_id == biz_stage_get_id (column->stage))
    return FALSE;
  g_signal_emit (column->board, signals[MOVE_REQUESTED], 0, ticket, column->stage);

  return TRUE;
}

/* Left and Right: the column beside; with Shift the card goes there. */
static gboolean
key_cb (Column *column, guint keyval, guint keycode, GdkModifierType state)
{
  PageServiceBoard *self = column->board;
  const int by = keyval == GDK_KEY_Right ? 1 : keyval == GDK_KEY_Left ? -1 : 0;
  BizTicket *ticket = get_selected (column);
  gboolean moves = (state & GDK_SHIFT_MASK) != 0;
  guint at = 0;

  if (by == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  g_ptr_array_find (self->columns, column, &at);
  for (int place = (int)at + by; place >= 0 && place < (int)self->columns->len; place += by)
    {
      Column *other = get_column (self, (guint)place);

      if (moves && ticket != NULL
          && biz_stage_is_for (other->stage, biz_ticket_get_facts (ticket)->team_id))
        {
          g_signal_emit (self, signals[MOVE_REQUESTED], 0, ticket, other->stage);
          break;
        }
      if (!moves && g_list_model_get_n_items (G_LIST_MODEL (other->listing)) > 0)
        {
          focus_column (other);
          break;
        }
    }

  return GDK_EVENT_STOP;
}

static GtkWidget *
make_head (Column *column)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (biz_stage_get_name (column->stage));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), count);
  gtk_widget_add_css_class (head, "service-head");
  column->count_label = GTK_LABEL (count);

  return head;
}

static GtkWidget *
make_list (Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), column);
  column->list =
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (column->selection)), factory);
  gtk_widget_add_css_class (column->list, "service-cards");
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  biz_stage_get_name (column->stage), -1);
  g_signal_connect_swapped (column->list, "activate", G_CALLBACK (activate_cb), column);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), column);
  gtk_widget_add_controller (column->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column->list);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
make_widget (Column *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkDropTarget *target = gtk_drop_target_new (BIZ_TYPE_TICKET, GDK_ACTION_MOVE);
  GtkWidget *state = gtk_label_new (NULL);

  column->state_label = GTK_LABEL (state);
  gtk_label_set_wrap (column->state_label, TRUE);
  gtk_widget_add_css_class (state, "dim-label");
  gtk_widget_set_margin_top (state, 12);
  gtk_box_append (GTK_BOX (box), make_head (column));
  gtk_box_append (GTK_BOX (box), state);
  gtk_box_append (GTK_BOX (box), make_list (column));
  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "service-column");
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), column);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (target));
  column->widget = box;
}

static void
load_column (Column *column)
{
  PageServiceBoard *self = column->board;
  g_autoptr (ErpDomain) domain = erp_domain_copy (self->domain);

  erp_domain_add_int (domain, "stage_id", "=", biz_stage_get_id (column->stage));
  erp_listing_set_domain (column->listing, domain);
  erp_listing_set_order (column->listing, self->order);
  erp_listing_load (column->listing);
}

static void
add_column (PageServiceBoard *self, BizStage *stage)
{
  Column *column = g_new0 (Column, 1);

  column->board = self;
  column->stage = g_object_ref (stage);
  column->listing = biz_ticket_listing_new (self->service);
  column->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (column->listing)));
  gtk_single_selection_set_autoselect (column->selection, FALSE);
  gtk_single_selection_set_can_unselect (column->selection, TRUE);
  gtk_single_selection_set_selected (column->selection, GTK_INVALID_LIST_POSITION);
  make_widget (column);
  g_signal_connect_swapped (column->listing, "notify::state", G_CALLBACK (update_head), column);
  g_signal_connect_swapped (column->listing, "notify::count", G_CALLBACK (update_head), column);
  g_signal_connect_swapped (column->selection, "notify::selected", G_CALLBACK (selected_cb),
                            column);
  gtk_box_append (GTK_BOX (self->columns_box), column->widget);
  g_ptr_array_add (self->columns, column);
}

static void
clear_columns (PageServiceBoard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->columns_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->columns_box), child);
  g_ptr_array_set_size (self->columns, 0);
}

static void
stages_changed_cb (PageServiceBoard *self)
{
  GListModel *stages = biz_service_get_stages (self->service);

  clear_columns (self);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      add_column (self, stage);
    }
  if (self->domain != NULL)
    g_ptr_array_foreach (self->columns, (GFunc)(void (*) (void))load_column, NULL);
}

static void
page_service_board_dispose (GObject *object)
{
  PageServiceBoard *self = PAGE_SERVICE_BOARD (object);

  if (self->columns != NULL)
    clear_columns (self);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_clear_pointer (&self->order, g_free);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (page_service_board_parent_class)->dispose (object);
}

static void
page_service_board_class_init (PageServiceBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_service_board_dispose;
  signals[CARD_ACTIVATED] =
      g_signal_new ("card-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, BIZ_TYPE_TICKET);
  signals[CARD_SELECTED] = g_signal_new ("card-selected", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE_REQUESTED] =
      g_signal_new ("move-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, BIZ_TYPE_TICKET, BIZ_TYPE_STAGE);
}

static void
page_service_board_init (PageServiceBoard *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->columns_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->columns_box), TRUE);
  gtk_widget_add_css_class (self->columns_box, "service-board");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->columns_box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
page_service_board_new (BizService *service, const PageServiceMoment *moment)
{
  PageServiceBoard *self = g_object_new (PAGE_TYPE_SERVICE_BOARD, NULL);

  self->service = g_object_ref (service);
  self->moment = moment;
  g_signal_connect_object (service, "loaded", G_CALLBACK (stages_changed_cb), self,
                           G_CONNECT_SWAPPED);
  stages_changed_cb (self);

  return GTK_WIDGET (self);
}

void
page_service_board_load (PageServiceBoard *self, ErpDomain *domain, const char *order)
{
  g_return_if_fail (PAGE_IS_SERVICE_BOARD (self) && domain != NULL);

  g_clear_pointer (&self->domain, erp_domain_unref);
  self->domain = erp_domain_copy (domain);
  g_free (self->order);
  self->order = g_strdup (order);
  for (guint i = 0; i < self->columns->len; i++)
    load_column (g_ptr_array_index (self->columns, i));
}

void
page_service_board_refresh (PageServiceBoard *self)
{
  g_return_if_fail (PAGE_IS_SERVICE_BOARD (self));

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);

      if (erp_listing_get_state (column->listing) == ERP_LISTING_READY)
        erp_listing_refresh (column->listing);
      else
        erp_listing_load (column->listing);
    }
}

BizTicket *
page_service_board_get_selected (PageServiceBoard *self)
{
  g_return_val_if_fail (PAGE_IS_SERVICE_BOARD (self), NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      BizTicket *ticket = get_selected (g_ptr_array_index (self->columns, i));

      if (ticket != NULL)
        return ticket;
    }

  return NULL;
}

void
page_service_board_focus (PageServiceBoard *self)
{
  g_return_if_fail (PAGE_IS_SERVICE_BOARD (self));

  for (guint i = 0; i < self->columns->len; i++)
    if (get_selected (g_ptr_array_index (self->columns, i)) != NULL)
      {
        focus_column (g_ptr_array_index (self->columns, i));
        return;
      }
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);

      if (g_list_model_get_n_items (G_LIST_MODEL (column->listing)) > 0)
        {
          focus_column (column);
          return;
        }
    }
  self->wants_focus = TRUE;
}

guint
page_service_board_get_n_columns (PageServiceBoard *self)
{
  g_return_val_if_fail (PAGE_IS_SERVICE_BOARD (self), 0);

  return self->columns->len;
}

const char *
page_service_board_get_head (PageServiceBoard *self, guint column)
{
  g_return_val_if_fail (PAGE_IS_SERVICE_BOARD (self) && column < self->columns->len, NULL);

  return ((Column *)g_ptr_array_index (self->columns, column))->head;
}
