/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-desk-entry.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-row.h"
#include "kit-exposure-bar.h"
#include "kit-filter-chips.h"
#include "kit-ledger-list.h"
#include "kit-money-entry.h"
#include "page-decision-dialog.h"
#include "page-desk-pane.h"
#include "page-desk-what-if.h"
#include "page-desk.h"
#include "page-record-print.h"
#include "page-split.h"

#include <glib/gstdio.h>
#include <string.h>

/* The credit desk by keyboard and pointer, against the demo company. */

typedef struct
{
  DemoDesk desk;
  PageDesk *page;
  GtkWindow *window;
  KitLedgerList *list;
  PageDeskPane *pane;
  char *opened; /* (owned) (nullable) */
} Fixture;

static void
open_requested_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->opened);
  f->opened = g_strdup (model);
}

static BizDeskEntry *
get_entry (Fixture *f, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (page_desk_get_rows (f->page), position);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_DESK_ENTRY (item) ? item : NULL;
}

static BizDeskStanding
get_standing (Fixture *f, guint position)
{
  BizDeskEntry *entry = get_entry (f, position);

  return entry != NULL ? biz_desk_entry_get_facts (entry)->standing : BIZ_DESK_N_STANDINGS;
}

static guint
count_rows (Fixture *f)
{
  return g_list_model_get_n_items (page_desk_get_rows (f->page));
}

/* Whether the proposals have come, which follow what is held. */
static gboolean
is_complete (Fixture *f)
{
  guint n = count_rows (f);

  return n > 0 && get_standing (f, n - 1) == BIZ_DESK_PROPOSED;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *role = data != NULL ? data : "credit";

  desk_open (&f->desk, 19, role);
  faulty_client_forget_trips (f->desk.client);
  f->page = PAGE_DESK (page_desk_new (f->desk.session));
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_requested_cb), f);
  f->window = display_test_show (GTK_WIDGET (f->page), 1400, 800);
  f->pane = PAGE_DESK_PANE (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_DESK_PANE, NULL));
  if (data == NULL)
    display_test_until (is_complete (f));
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
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->page), text);
}

/* What slipped through is on top, what the policy proposes below. */
static void
test_list (Fixture *f, gconstpointer data)
{
  guint n = count_rows (f);

  /* with all that is proposed, and the strip above: one round trip, and then drawn */
  g_assert_cmpuint (faulty_client_get_n_trips (f->desk.client), ==, 1);
  g_assert_cmpint (get_standing (f, 0), ==, BIZ_DESK_SLIPPED);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (get_standing (f, i), >=, get_standing (f, i - 1));
  g_assert_true (shows (f, "Slipped through"));
  g_assert_true (shows (f, "Held"));
}

/* Words and chips filter what is there; nothing is asked for. */
static void
test_filters (Fixture *f, gconstpointer data)
{
  guint all = count_rows (f);
  GtkWidget *chips = display_test_find (GTK_WIDGET (f->page), KIT_TYPE_FILTER_CHIPS, NULL);
  GtkWidget *chip = display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, "On Hold");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  g_assert_cmpuint (count_rows (f), <, all);
  for (guint i = 0; i < count_rows (f); i++)
    g_assert_cmpint (get_standing (f, i), ==, BIZ_DESK_HELD);
  chip = display_test_find (chips, GTK_TYPE_TOGGLE_BUTTON, "All");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  page_desk_search (f->page, "cause:promise held:>0");
  g_assert_cmpuint (count_rows (f), >, 0);
  g_assert_cmpuint (count_rows (f), <, all);
  page_desk_search (f->page, "customer:nobody-of-that-name");
  g_assert_cmpuint (count_rows (f), ==, 0);
  display_test_until (shows (f, "Nothing Found"));
  page_desk_search (f->page, "");
  g_assert_cmpuint (count_rows (f), ==, all);
}

static void
test_groups (Fixture *f, gconstpointer data)
{
  guint all = count_rows (f);

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (f->list), "order-groups.by", "s", "cause"));
  display_test_until (count_rows (f) < all);
  g_assert_cmpuint (count_rows (f), >, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->list), "order-groups.by", "s", ""));
  display_test_until (count_rows (f) == all);
}

static void
open_first (Fixture *f)
{
  kit_ledger_list_select (f->list, 0);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 0);
  display_test_until (page_desk_pane_get_entry (f->pane) == get_entry (f, 0));
}

/* The record's place tells what is at risk, how the customer pays and what was decided. */
static void
test_pane (Fixture *f, gconstpointer data)
{
  const BizDeskFacts *facts;
  KitExposureBar *bar;

  open_first (f);
  facts = biz_desk_entry_get_facts (get_entry (f, 0));
  bar = KIT_EXPOSURE_BAR (display_test_find (GTK_WIDGET (f->pane), KIT_TYPE_EXPOSURE_BAR, NULL));
  g_assert_true (display_test_shows (GTK_WIDGET (f->pane), facts->order->name));
  g_assert_true (g_str_has_prefix (kit_exposure_bar_get_summary (bar), "Exposure "));
  display_test_until (display_test_shows (GTK_WIDGET (f->pane), "Decisions"));
  display_test_until (display_test_shows (GTK_WIDGET (f->pane), "Product"));
  gtk_widget_activate_action (GTK_WIDGET (f->list), "desk.close", NULL);
  g_assert_false (page_split_is_record_shown (
      PAGE_SPLIT (display_test_find (GTK_WIDGET (f->page), PAGE_TYPE_SPLIT, NULL))));
}

/* An amount that is expected changes the second bar, and taking it back takes the bar away. */
static void
test_what_if (Fixture *f, gconstpointer data)
{
  GtkWidget *what_if;
  KitExposureBar *bar;
  KitMoneyEntry *entry;

  open_first (f);
  what_if = display_test_find (GTK_WIDGET (f->pane), PAGE_TYPE_DESK_WHAT_IF, NULL);
  bar = KIT_EXPOSURE_BAR (display_test_find (what_if, KIT_TYPE_EXPOSURE_BAR, NULL));
  gtk_expander_set_expanded (GTK_EXPANDER (display_test_find (what_if, GTK_TYPE_EXPANDER, NULL)),
                             TRUE);
  display_test_until (display_test_find (what_if, KIT_TYPE_MONEY_ENTRY, NULL) != NULL);
  entry = KIT_MONEY_ENTRY (display_test_find (what_if, KIT_TYPE_MONEY_ENTRY, NULL));
  g_assert_null (strstr (kit_exposure_bar_get_summary (bar), "Then"));
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "100");
  display_test_until (strstr (kit_exposure_bar_get_summary (bar), "Then") != NULL);
  kit_parsed_entry_set_text (KIT_PARSED_ENTRY (entry), "");
  display_test_until (strstr (kit_exposure_bar_get_summary (bar), "Then") == NULL);
}

/* What a printer would get of the list. */
static void
test_print (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  const PageRecordPaper paper = { "Credit Desk", "On Hold", "1 decision", "Value", NULL };
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *name = NULL;
  gsize size;

  g_ptr_array_add (records, get_entry (f, 0));
  operation =
      page_record_print_new (GTK_WIDGET (f->page), f->desk.session, f->list, NULL, records, &paper);
  g_object_get (operation, "job-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Credit Desk");
  g_close (g_file_open_tmp ("desk-XXXXXX.pdf", &path, &error), NULL);
  g_assert_no_error (error);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  g_assert_cmpuint (size, >, 1000);
  g_unlink (path);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_DECISION_DIALOG (window))
        return GTK_WINDOW (window); /* GTK keeps it */
    }

  return NULL;
}

/* A key in the list decides on what is selected, and none does in the search entry. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (kit_ledger_list_get_view (f->list));

  kit_ledger_list_select (f->list, 0);
  display_test_until (page_desk_get_partner (f->page) != 0);
  g_assert_cmpint (page_desk_get_partner (f->page), ==,
                   biz_desk_entry_get_facts (get_entry (f, 0))->order->group_id);
  g_assert_true (display_test_key (view, GDK_KEY_r, 0));
  g_assert_nonnull (find_dialog ());
  gtk_window_destroy (find_dialog ());
  g_assert_null (find_dialog ());
  /* It is held already. */
  display_test_key (view, GDK_KEY_h, 0);
  g_assert_null (find_dialog ());
  g_assert_false (display_test_key (GTK_WIDGET (f->page), GDK_KEY_r, 0));
  g_assert_null (find_dialog ());
}

/* A company of its own takes a moment: what does not disturb each other shares one. */
static void
test_whole_list (Fixture *f, gconstpointer data)
{
  test_list (f, data);
  test_print (f, data);
  test_filters (f, data);
  test_groups (f, data);
}

static gboolean
says (GtkWidget *widget, const char *part)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;

  return FALSE;
}

static gboolean
is_delivered (Fixture *f, gint64 picking)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "stock.picking", "read", picking, "fields", "[\"state\"]", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);

  return g_str_equal (json_object_get_string_member (row, "state"), "done");
}

/* The warehouse has it ready. */
static void
pick (Fixture *f, gint64 picking)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"picking_id\",\"=\",%" G_GINT64_FORMAT "]]", picking);
  g_autoptr (JsonNode) moves = desk_ask (&f->desk, FALSE, "stock.move", "search_read", 0, "domain",
                                         domain, "fields", "[\"product_uom_qty\"]", NULL);
  JsonArray *rows = json_node_get_array (moves);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *move = json_array_get_object_element (rows, i);
      g_autofree char *vals =
          g_strdup_printf ("{\"quantity\":%g}",
                           json_object_get_double_member (move, "product_uom_qty"));

      json_node_unref (desk_ask (&f->desk, TRUE, "stock.move", "write",
                                 json_object_get_int_member (move, "id"), "vals", vals, NULL));
    }
}

/* (nullable): the one of a type that is seen */
static GtkWidget *
find_mapped (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A delivery that waits is let go with its order, and goes out; who entered the order may not. */
static void
test_delivery (Fixture *f, gconstpointer data)
{
  GtkWindow *dialog;
  GtkWidget *text, *go_on;
  gint64 picking;

  page_desk_search (f->page, "kind:delivery");
  display_test_until (count_rows (f) > 0 && get_entry (f, 0) != NULL);
  g_assert_cmpstr (biz_desk_entry_get_model (get_entry (f, 0)), ==, "stock.picking");
  picking = biz_desk_entry_get_id (get_entry (f, 0));
  pick (f, picking);
  kit_ledger_list_select (f->list, 0);
  g_assert_true (display_test_key (GTK_WIDGET (kit_ledger_list_get_view (f->list)), GDK_KEY_r, 0));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "Text in the log"));
  g_assert_true (display_test_shows (GTK_WIDGET (dialog), "Validate the delivery"));
  g_assert_false (display_test_shows (GTK_WIDGET (dialog), "Confirm the quotation"));
  text = display_test_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Paid", -1);
  go_on = find_mapped (GTK_WIDGET (dialog), GTK_TYPE_SWITCH);
  g_assert_nonnull (go_on);
  gtk_switch_set_active (GTK_SWITCH (go_on), TRUE);
  g_assert_true (says (GTK_WIDGET (dialog), "is validated"));
  g_assert_false (is_delivered (f, picking));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "decision.decide", NULL);
  display_test_until (display_test_shows (GTK_WIDGET (dialog), "1 of 1 done"));
  g_assert_true (is_delivered (f, picking));
  gtk_window_destroy (dialog);
}

static void
test_whole_pane (Fixture *f, gconstpointer data)
{
  test_what_if (f, data);
  test_pane (f, data);
  test_keys (f, data);
  test_delivery (f, data);
}

/* Who sees some entries only is told that there are no figures, and nothing is proposed. */
static void
test_agent (Fixture *f, gconstpointer data)
{
  display_test_until (says (GTK_WIDGET (f->page), "Nothing is proposed"));
  for (guint i = 0; i < count_rows (f); i++)
    g_assert_cmpint (get_standing (f, i), !=, BIZ_DESK_PROPOSED);
}

/* Which keys of the list open a dialog. */
static void
check_keys (Fixture *f, const char *offered)
{
  static const char keys[] = "hrxpel";
  GtkWidget *view = GTK_WIDGET (kit_ledger_list_get_view (f->list));

  for (const char *key = keys; *key != '\0'; key++)
    {
      const gboolean is_offered = strchr (offered, *key) != NULL;
      GtkWindow *dialog;

      g_test_message ("%c", *key);
      display_test_key (view, (guint)*key, 0);
      dialog = find_dialog ();
      g_assert_cmpint (dialog != NULL, ==, is_offered);
      if (dialog != NULL)
        gtk_window_destroy (dialog);
    }
}

static GtkWidget *
open_decide_button (Fixture *f)
{
  display_test_until (count_rows (f) > 0 && get_entry (f, 0) != NULL);
  open_first (f);

  return display_test_find (GTK_WIDGET (f->pane), ADW_TYPE_SPLIT_BUTTON, NULL);
}

/* An agent decides on orders, and sets no limits: that is not offered. */
static void
test_agent_verbs (Fixture *f, gconstpointer data)
{
  GtkWidget *button = open_decide_button (f);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Let It Go (R)");
  page_desk_search (f->page, "");
  kit_ledger_list_select (f->list, 0);
  check_keys (f, get_standing (f, 0) == BIZ_DESK_HELD || get_standing (f, 0) == BIZ_DESK_SLIPPED
                     ? "rpe"
                     : "hrpe");
}

static void
test_whole_agent (Fixture *f, gconstpointer data)
{
  test_agent (f, data);
  test_agent_verbs (f, data);
}

/* Who reads alone sees what there is to decide, and why not by whom: nothing is hidden. */
static void
test_reader (Fixture *f, gconstpointer data)
{
  GtkWidget *button = open_decide_button (f);

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "Your role on the server"));
  kit_ledger_list_select (f->list, 0);
  check_keys (f, "");
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/page-desk/list", NULL, test_whole_list);
  ADD ("/page-desk/pane", NULL, test_whole_pane);
  ADD ("/page-desk/agent", "agent", test_whole_agent);
  ADD ("/page-desk/reader", "manager", test_reader);
  return g_test_run ();
}
