/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-ticket.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-paged.h"
#include "erp-row.h"
#include "kit-filter-chips.h"
#include "kit-ledger-list.h"
#include "page-case.h"
#include "page-category-bar.h"
#include "page-category-dialog.h"
#include "page-service-board.h"
#include "page-service-card.h"
#include "page-service-chooser.h"
#include "page-service.h"
#include "page-split.h"

#include <string.h>

/* The service desk by keyboard, against the demo company of both series. */

/* The cases; how many there are; fields of stages, stages, teams, people, categories, priorities;
 * working hours, days off and the policy, with its file; saved views; cases for their clocks, and
 * what was said in those and in those in sight. */
#define MAX_REQUESTS 16

typedef struct
{
  DemoDesk desk;
  PageService *page;
  GtkWindow *window;
  KitLedgerList *list;
  PageCase *pane;
  char *opened;   /* (owned) (nullable) */
  guint n_lists;  /* requests for cases that somebody waits for */
  guint n_clocks; /* those behind them, for clocks */
  guint n_before; /* calls before the page was made */
  gboolean held;  /* from the beginning */
  guint trip;     /* at how many answers' distance they were asked for first */
} Fixture;

static void
open_requested_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->opened);
  f->opened = g_strdup (model);
}

static BizTicket *
get_ticket (Fixture *f, guint position)
{
  GListModel *model = kit_ledger_list_get_model (f->list);
  g_autoptr (ErpRow) row = model != NULL ? g_list_model_get_item (model, position) : NULL;
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_TICKET (item) ? item : NULL;
}

static guint
count_rows (Fixture *f)
{
  GListModel *model = kit_ledger_list_get_model (f->list);

  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

/* Each time that cases are asked for. */
static void
asked_cb (ErpCall *call, gpointer user_data)
{
  Fixture *f = user_data;

  faulty_client_set_hook (f->desk.client, "web_search_read", asked_cb, f);
  if (!g_str_equal (erp_call_get_model (call), "helpdesk.ticket"))
    return;
  if (erp_call_get_background (call))
    f->n_clocks++;
  else if (f->n_lists++ == 0)
    f->trip = faulty_client_get_n_trips (f->desk.client);
}

/* @policy: (nullable): that the company has already */
static void
show (Fixture *f, guint series, const char *policy)
{
  desk_open (&f->desk, series, "agent");
  if (policy != NULL)
    desk_write_policy (&f->desk, policy);
  f->n_before = faulty_client_get_n_calls (f->desk.client);
  faulty_client_forget_trips (f->desk.client);
  faulty_client_set_hook (f->desk.client, "web_search_read", asked_cb, f);
  faulty_client_hold (f->desk.client, f->held);
  f->page = PAGE_SERVICE (page_service_new (f->desk.session));
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  f->pane = PAGE_CASE (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_CASE, NULL));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_requested_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->page), 1400, 800);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  show (f, GPOINTER_TO_UINT (data), NULL);
}

/* Nobody answers until the test says so. */
static void
set_up_held (Fixture *f, gconstpointer data)
{
  f->held = TRUE;
  show (f, GPOINTER_TO_UINT (data), NULL);
}

/* The company says that new cases wait, and no others. */
static void
set_up_waiting (Fixture *f, gconstpointer data)
{
  show (f, GPOINTER_TO_UINT (data),
        "{\"version\":1,\"service\":{\"waiting\":[{\"code\":\"n\",\"label\":\"New\"}]}}");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  desk_close (&f->desk);
  g_free (f->opened);
}

static gboolean
is_enabled (Fixture *f, const char *action)
{
  g_autofree char *name = g_strdup (action);

  return gtk_widget_activate_action (GTK_WIDGET (f->list), name, NULL);
}

static void
open_first (Fixture *f)
{
  display_test_until (get_ticket (f, 0) != NULL);
  kit_ledger_list_select (f->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 0);
  display_test_until (page_case_get_ticket (f->pane) == get_ticket (f, 0));
}

/* What is urgent stands first, and the counters are those of the list. */
static void
test_list (Fixture *f, gconstpointer data)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  g_autofree char *all = NULL;

  display_test_until (get_ticket (f, 0) != NULL);
  for (guint i = 1; i < MIN (count_rows (f), 50); i++)
    {
      const BizTicketFacts *above = biz_ticket_get_facts (get_ticket (f, i - 1));
      const BizTicketFacts *facts = biz_ticket_get_facts (get_ticket (f, i));

      g_assert_cmpint (above->priority, >=, facts->priority);
      g_assert_false (facts->closed);
      if (above->priority == facts->priority)
        g_assert_cmpint (above->created, <=, facts->created);
    }
  all = g_strdup_printf ("All Open  %u", count_rows (f));
  display_test_until (display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, all) != NULL);
}

static gboolean
has_count (Fixture *f, const char *view)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);

  for (GtkWidget *chip = gtk_widget_get_first_child (chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (chip)), view))
      return strlen (gtk_button_get_label (GTK_BUTTON (chip))) > strlen (view);

  return FALSE;
}

/* The queue is asked for once, and waits for no other answer; what follows is counted, however many
 * cases there are. */
static void
test_requests (Fixture *f, gconstpointer data)
{
  display_test_until (get_ticket (f, 0) != NULL);
  g_assert_cmpuint (f->n_lists, ==, 1);
  g_assert_cmpuint (f->trip, ==, 1);
  /* the clocks come last */
  display_test_until (has_count (f, "All Open") && has_count (f, "Due"));
  g_assert_cmpuint (f->n_lists, ==, 1);
  g_assert_cmpuint (f->n_clocks, ==, 1);
  g_test_message ("%u requests", faulty_client_get_n_calls (f->desk.client) - f->n_before);
  g_assert_cmpuint (faulty_client_get_n_calls (f->desk.client) - f->n_before, <=, MAX_REQUESTS);
}

/* Before clocks are read nobody says that nothing is late. */
static void
check_unknown (Fixture *f)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  GtkWidget *late = display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, "Late");
  const guint n = faulty_client_get_n_held (f->desk.client);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (late), TRUE);
  display_test_until (faulty_client_get_n_held (f->desk.client) > n);
  while (faulty_client_get_n_held (f->desk.client) > n)
    faulty_client_release (f->desk.client, n);
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "Clocks Are Being Read"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (chips)), TRUE);
}

/* Nothing but the list's own answer is waited for: it is asked first, and while nobody answers
 * anything else its rows are there and drawn. */
static void
check_alone (Fixture *f, const char *model)
{
  FaultyClient *client = f->desk.client;
  guint n_others;

  display_test_until (faulty_client_get_n_held (client) > 0);
  display_test_frames (GTK_WIDGET (f->page), 2);
  g_assert_cmpstr (erp_call_get_method (faulty_client_get_held (client, 0)), ==, "web_search_read");
  g_assert_cmpstr (erp_call_get_model (faulty_client_get_held (client, 0)), ==, model);
  g_assert_null (get_ticket (f, 0));
  n_others = faulty_client_get_n_held (client) - 1;
  g_assert_cmpuint (n_others, >, 0);
  faulty_client_release (client, 0);
  display_test_until (get_ticket (f, 0) != NULL);
  display_test_frames (GTK_WIDGET (f->list), 2);
  g_assert_cmpuint (faulty_client_get_n_held (client), ==, n_others);
  for (guint i = 0; i < n_others; i++)
    g_assert_true (
        g_strcmp0 (erp_call_get_method (faulty_client_get_held (client, i)), "web_search_read") != 0
        || !g_str_equal (erp_call_get_model (faulty_client_get_held (client, i)), model));
  check_unknown (f);
  faulty_client_hold (client, FALSE);
  display_test_until (has_count (f, "All Open") && has_count (f, "Due"));
}

static void
test_alone (Fixture *f, gconstpointer data)
{
  check_alone (f, "helpdesk.ticket");
}

/* Where cases are tasks, the chosen project's come as fast. */
static void
test_alone_tasks (Fixture *f, gconstpointer data)
{
  GtkWidget *projects = NULL;

  display_test_until ((projects = display_test_find (GTK_WIDGET (f->page), GTK_TYPE_LIST_BOX, NULL))
                          != NULL
                      && gtk_list_box_get_row_at_index (GTK_LIST_BOX (projects), 0) != NULL);
  faulty_client_hold (f->desk.client, TRUE);
  g_signal_emit_by_name (projects, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (projects), 0));
  check_alone (f, "project.task");
}

/* A quick view asks the server; a search narrows it; groups are rows of their own. */
static void
test_views (Fixture *f, gconstpointer data)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  gint64 uid = erp_capabilities_get_uid (f->desk.capabilities);
  GtkWidget *mine;
  guint all;

  display_test_until (get_ticket (f, 0) != NULL);
  all = count_rows (f);
  mine = gtk_widget_get_next_sibling (gtk_widget_get_first_child (chips));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (mine), TRUE);
  display_test_until (get_ticket (f, 0) != NULL && count_rows (f) < all);
  for (guint i = 0; i < MIN (count_rows (f), 50); i++)
    g_assert_true (biz_ticket_is_owned_by (get_ticket (f, i), uid));
  page_service_search (f->page, "subject:nothing-is-called-so");
  display_test_until (display_test_shows (GTK_WIDGET (f->page), "No Cases Found"));
}

static gboolean
is_each_called (Fixture *f, const char *stage)
{
  for (guint i = 0; i < count_rows (f); i++)
    if (get_ticket (f, i) == NULL
        || !g_str_equal (biz_ticket_get_facts (get_ticket (f, i))->stage, stage))
      return FALSE;

  return count_rows (f) > 0;
}

/* The stages that the policy names are those that wait: for the view and for its counter. */
static void
test_waiting (Fixture *f, gconstpointer data)
{
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  g_autofree char *label = NULL;

  page_service_search (f->page, "waiting");
  display_test_until (is_each_called (f, "New"));
  label = g_strdup_printf ("Waiting  %u", count_rows (f));
  display_test_until (display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, label) != NULL);
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static GtkWindow *
find_chooser (void)
{
  return find_window (PAGE_TYPE_SERVICE_CHOOSER);
}

/* One key takes a case, the next asks for the stage, what is typed and Enter choose it. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  gint64 uid = erp_capabilities_get_uid (f->desk.capabilities);
  gint64 id;
  GtkWidget *entry;

  page_service_search (f->page, "unassigned");
  open_first (f);
  id = biz_ticket_get_id (get_ticket (f, 0));
  display_test_until (display_test_key (GTK_WIDGET (f->list), GDK_KEY_a, 0));
  page_service_search (f->page, "");
  page_service_open (f->page, id);
  display_test_until (page_case_get_ticket (f->pane) != NULL
                      && biz_ticket_get_id (page_case_get_ticket (f->pane)) == id
                      && biz_ticket_is_owned_by (page_case_get_ticket (f->pane), uid));
  kit_ledger_list_unselect (f->list);
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_p, 0));
  display_test_until (find_chooser () != NULL);
  entry = display_test_find (GTK_WIDGET (find_chooser ()), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Low");
  display_test_frames (entry, 2);
  g_signal_emit_by_name (entry, "activate");
  display_test_until (biz_ticket_get_facts (page_case_get_ticket (f->pane))->priority == 0);
  g_assert_cmpint (biz_ticket_get_id (page_case_get_ticket (f->pane)), ==, id);
}

static gboolean
is_proposed (Fixture *f)
{
  GtkWidget *bar = display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_CATEGORY_BAR, NULL);

  return gtk_widget_get_visible (bar);
}

/* A case without a category gets one proposed, from its words; one key gives it. */
static void
test_category (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) made = desk_ask (
      &f->desk, TRUE, "helpdesk.ticket", "create", 0, "vals_list",
      "[{\"name\":\"Transportschaden\",\"description\":\"<p>Der Karton war beim Auspacken "
      "beschädigt, zwei Stück sind zerbrochen.</p>\"}]",
      NULL);
  const gint64 id = json_array_get_int_element (json_node_get_array (made), 0);

  page_service_open (f->page, id);
  display_test_until (page_case_get_ticket (f->pane) != NULL
                      && biz_ticket_get_id (page_case_get_ticket (f->pane)) == id);
  g_assert_cmpint (biz_ticket_get_facts (page_case_get_ticket (f->pane))->category_id, ==, 0);
  display_test_until (is_proposed (f));
  g_assert_true (page_case_accept_category (f->pane));
  display_test_until (!is_proposed (f));
  g_assert_false (page_case_accept_category (f->pane));
  display_test_until (page_case_get_ticket (f->pane) != NULL
                      && biz_ticket_get_facts (page_case_get_ticket (f->pane))->category_id != 0);
}

/* Several cases get what is proposed for each, ticked where it is sure; one key writes them. */
static void
test_propose (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) made = desk_ask (
      &f->desk, TRUE, "helpdesk.ticket", "create", 0, "vals_list",
      "[{\"name\":\"Zweimal Transportschaden\",\"description\":\"<p>Der Karton war beim Auspacken "
      "beschädigt, zwei Stück sind zerbrochen.</p>\"},"
      "{\"name\":\"Zweimal Transportschaden\",\"description\":\"<p>Der Karton war beim Auspacken "
      "beschädigt, zwei Stück sind zerbrochen.</p>\"}]",
      NULL);
  GtkWindow *dialog;

  g_assert_nonnull (made);
  page_service_search (f->page, "Zweimal");
  display_test_until (count_rows (f) == 2 && get_ticket (f, 0) != NULL);
  gtk_selection_model_select_all (gtk_column_view_get_model (kit_ledger_list_get_view (f->list)));
  display_test_until (is_enabled (f, "service.propose"));
  display_test_until ((dialog = find_window (PAGE_TYPE_CATEGORY_DIALOG)) != NULL);
  display_test_until (display_test_shows (
      GTK_WIDGET (dialog),
      "A category is proposed for 2 of 2 cases, from the words of closed ones."));
  g_assert_true (
      display_test_key (gtk_window_get_focus (dialog), GDK_KEY_Return, GDK_CONTROL_MASK));
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "2 cases have their category."));
  gtk_window_close (dialog);
  display_test_until (biz_ticket_get_facts (get_ticket (f, 0))->category_id != 0
                      && biz_ticket_get_facts (get_ticket (f, 1))->category_id != 0);
}

/* The customer of the case is asked for; the next case follows. */
static void
test_walk (Fixture *f, gconstpointer data)
{
  gint64 first;

  page_service_search (f->page, "customer:a");
  open_first (f);
  first = biz_ticket_get_id (page_case_get_ticket (f->pane));
  g_assert_cmpint (page_service_get_open (f->page), ==, first);
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_g, 0));
  g_assert_cmpstr (f->opened, ==, "res.partner");
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_period, 0));
  display_test_until (biz_ticket_get_id (page_case_get_ticket (f->pane)) != first);
  g_assert_true (is_enabled (f, "service.close"));
  g_assert_false (page_split_is_record_shown (
      PAGE_SPLIT (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_SPLIT, NULL))));
}

static GtkWidget *
find_card (GtkWidget *root, gint64 id)
{
  if (PAGE_IS_SERVICE_CARD (root) && page_service_card_get_ticket (PAGE_SERVICE_CARD (root)) != NULL
      && biz_ticket_get_id (page_service_card_get_ticket (PAGE_SERVICE_CARD (root))) == id)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* What could not be sent is told, and the card stays where it is; so does one whose team has no
 * such stage. */
static void
check_refused (Fixture *f, PageServiceBoard *board, BizTicket *ticket)
{
  const gint64 id = biz_ticket_get_id (ticket);
  BizTicketShape shape = { .kind = BIZ_TICKETS_HELPDESK, .model = "helpdesk.ticket" };
  g_autoptr (JsonNode) row =
      json_from_string ("{\"id\":99,\"name\":\"Elsewhere\",\"closed\":false,\"team_ids\":[99]}",
                        NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizStage) elsewhere =
      biz_stage_new_from_json (&shape, json_node_get_object (row), &error);
  GtkWindow *dialog;

  faulty_client_set_fault (f->desk.client, "write", FAULTY_NOT_SENT, 100);
  g_assert_true (
      display_test_key (gtk_window_get_focus (f->window), GDK_KEY_Right, GDK_SHIFT_MASK));
  display_test_until ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "1 Case Was Not Changed");
  gtk_window_close (dialog);
  faulty_client_set_fault (f->desk.client, "write", FAULTY_NONE, 0);
  display_test_until (find_card (GTK_WIDGET (board), id) != NULL);
  g_assert_cmpint (biz_ticket_get_facts (page_service_card_get_ticket (PAGE_SERVICE_CARD (
                                             find_card (GTK_WIDGET (board), id))))
                       ->stage_id,
                   ==, biz_ticket_get_facts (ticket)->stage_id);
  g_assert_no_error (error);
  g_signal_emit_by_name (board, "move-requested", ticket, elsewhere);
  g_assert_true (display_test_shows (
      GTK_WIDGET (f->page),
      "Cases of this team do not come to “Elsewhere”. The case was left where it is."));
}

/* A column a stage, with how many there are; a card goes to the next by Shift and Right. */
static void
test_board (Fixture *f, gconstpointer data)
{
  PageServiceBoard *board;
  g_autoptr (BizTicket) ticket = NULL;
  gint64 stage;

  display_test_until (get_ticket (f, 0) != NULL);
  g_assert_true (display_test_key (GTK_WIDGET (f->list), GDK_KEY_b, 0));
  board =
      PAGE_SERVICE_BOARD (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_SERVICE_BOARD, NULL));
  display_test_until (page_service_board_get_n_columns (board) > 3);
  display_test_until (page_service_board_get_selected (board) != NULL);
  ticket = g_object_ref (page_service_board_get_selected (board));
  stage = biz_ticket_get_facts (ticket)->stage_id;
  check_refused (f, board, ticket);
  g_assert_true (
      display_test_key (gtk_window_get_focus (f->window), GDK_KEY_Right, GDK_SHIFT_MASK));
  page_service_open (f->page, biz_ticket_get_id (ticket));
  display_test_until (page_case_get_ticket (f->pane) != NULL);
  /* what is said of the case follows when it has moved */
  for (guint i = 0; biz_ticket_get_facts (page_case_get_ticket (f->pane))->stage_id == stage; i++)
    {
      g_assert_cmpuint (i, <, 500);
      page_service_open (f->page, biz_ticket_get_id (ticket));
      display_test_frames (GTK_WIDGET (f->page), 3);
    }
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
  g_test_add ("/page/service/list", Fixture, GUINT_TO_POINTER (19), set_up, test_list, tear_down);
  g_test_add ("/page/service/requests", Fixture, GUINT_TO_POINTER (19), set_up, test_requests,
              tear_down);
  g_test_add ("/page/service/alone", Fixture, GUINT_TO_POINTER (19), set_up_held, test_alone,
              tear_down);
  g_test_add ("/page/service/alone-tasks", Fixture, GUINT_TO_POINTER (17), set_up, test_alone_tasks,
              tear_down);
  g_test_add ("/page/service/views", Fixture, GUINT_TO_POINTER (19), set_up, test_views, tear_down);
  g_test_add ("/page/service/waiting", Fixture, GUINT_TO_POINTER (19), set_up_waiting, test_waiting,
              tear_down);
  g_test_add ("/page/service/keys", Fixture, GUINT_TO_POINTER (19), set_up, test_keys, tear_down);
  g_test_add ("/page/service/category", Fixture, GUINT_TO_POINTER (19), set_up, test_category,
              tear_down);
  g_test_add ("/page/service/propose", Fixture, GUINT_TO_POINTER (19), set_up, test_propose,
              tear_down);
  g_test_add ("/page/service/walk", Fixture, GUINT_TO_POINTER (19), set_up, test_walk, tear_down);
  g_test_add ("/page/service/board", Fixture, GUINT_TO_POINTER (19), set_up, test_board, tear_down);

  return g_test_run ();
}
