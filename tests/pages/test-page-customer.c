/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All of one customer, against the demo company. */

#include "demo-desk.h"
#include "display-test.h"
#include "erp-json.h"
#include "erp-row.h"
#include "kit-ledger-list.h"
#include "kit-file-window.h"
#include "page-customer-figures.h"
#include "page-customer-files.h"
#include "page-customer-more.h"
#include "page-customer-story.h"
#include "page-customer.h"
#include "page-decision-dialog.h"

#include <string.h>

typedef struct
{
  DemoDesk desk;
  GtkWidget *page;
  GtkWindow *window;
  char *model;
  gint64 id;
  guint n_closed;
} Fixture;

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->model);
  f->model = g_strdup (model);
  f->id = id;
}

static void
closed_cb (Fixture *f)
{
  f->n_closed++;
}

static void
set_up (Fixture *f, gconstpointer role)
{
  desk_open (&f->desk, 19, role);
  f->page = page_customer_new (f->desk.session);
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  g_signal_connect_swapped (f->page, "closed", G_CALLBACK (closed_cb), f);
  f->window = display_test_show (f->page, 1200, 760);
}

static void
tear_down (Fixture *f, gconstpointer role)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  desk_close (&f->desk);
  g_free (f->model);
}

static gint64
find_customer (Fixture *f, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "res.partner", "search_read", 0, "domain", domain, "fields",
                "[\"id\"]", "limit", "1", NULL);

  return json_object_get_int_member (
      json_array_get_object_element (json_node_get_array (answer), 0), "id");
}

/* The first widget of a type below another. */
static gpointer
find_below (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_below (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
show (Fixture *f, const char *domain)
{
  BizCustomerStore *store = page_customer_get_store (PAGE_CUSTOMER (f->page));

  page_customer_show (PAGE_CUSTOMER (f->page), find_customer (f, domain));
  display_test_until (biz_customer_store_get_customer (store) != NULL
                      && biz_customer_store_get_sums (store) != NULL
                      && !biz_story_is_loading (biz_customer_store_get_story (store)));
}

/* Whether a label below says it, among other things. */
static gboolean
says (GtkWidget *root, const char *part)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;

  return FALSE;
}

#define TWIN "[[\"ref\",\"=\",\"K10210\"]]"
#define OTHER "[[\"ref\",\"=\",\"K11911\"]]"

static void
test_answer (Fixture *f, gconstpointer role)
{
  PageCustomerFigures *figures;
  GtkWidget *tile;

  show (f, OTHER);
  figures = find_below (f->page, PAGE_TYPE_CUSTOMER_FIGURES);
  tile = page_customer_figures_get_tile (figures, BIZ_FIGURE_OVERDUE);
  g_assert_nonnull (tile);
  display_test_click (tile);
  g_assert_nonnull (strstr (page_customer_figures_get_answer (figures), "before today"));
  g_assert_nonnull (strstr (page_customer_figures_get_answer (figures), "As of "));
  g_assert_nonnull (page_customer_figures_get_tile (figures, BIZ_FIGURE_DSO));
}

static void
test_rows (Fixture *f, gconstpointer role)
{
  PageCustomerStory *story = find_below (f->page, PAGE_TYPE_CUSTOMER_STORY);
  KitLedgerList *list = page_customer_story_get_list (story);
  GListModel *rows = kit_ledger_list_get_model (list);
  g_autoptr (ErpRow) row = NULL;
  const BizStoryFacts *facts;

  show (f, OTHER);
  g_assert_cmpuint (g_list_model_get_n_items (rows), >, 5);
  row = g_list_model_get_item (rows, 0);
  facts = biz_story_entry_get_facts (erp_row_get_item (row));
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpstr (f->model, ==, facts->open_model);
  g_assert_cmpint (f->id, ==, facts->open_id);
  display_test_click (display_test_find (f->page, GTK_TYPE_TOGGLE_BUTTON, "Invoices"));
  display_test_until (!biz_story_is_loading (
      biz_customer_store_get_story (page_customer_get_store (PAGE_CUSTOMER (f->page)))));
  g_assert_cmpuint (g_list_model_get_n_items (rows), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ErpRow) one = g_list_model_get_item (rows, i);

      g_assert_cmpint (biz_story_entry_get_facts (erp_row_get_item (one))->kind, ==,
                       BIZ_STORY_INVOICE);
    }
}

/* From one who may be the same to the other, and the way back. */
static void
test_twins (Fixture *f, gconstpointer role)
{
  PageCustomerMore *more = find_below (f->page, PAGE_TYPE_CUSTOMER_MORE);
  gint64 first = find_customer (f, TWIN);
  GtkWidget *twin;

  show (f, TWIN);
  display_test_until (!page_customer_more_is_loading (more));
  g_assert_true (says (page_customer_more_get_twins (more), "same tax id"));
  twin = find_below (page_customer_more_get_twins (more), GTK_TYPE_BUTTON);
  display_test_click (twin);
  g_assert_cmpint (page_customer_get_partner (PAGE_CUSTOMER (f->page)), !=, first);
  gtk_widget_activate_action (f->page, "customer.close", NULL);
  g_assert_cmpint (page_customer_get_partner (PAGE_CUSTOMER (f->page)), ==, first);
  g_assert_cmpuint (f->n_closed, ==, 0);
  gtk_widget_activate_action (f->page, "customer.close", NULL);
  g_assert_cmpuint (f->n_closed, ==, 1);
}

/* Typed and entered: the file of an invoice of his opens, whatever it hangs on. */
static void
test_files (Fixture *f, gconstpointer role)
{
  PageCustomerFiles *files;
  g_autofree char *values = NULL;
  gint64 invoice = desk_make_draft (&f->desk, "out_invoice", "2026-11-20", "100");
  g_autoptr (JsonNode) row = desk_ask (&f->desk, FALSE, "account.move", "read", invoice, "fields",
                                       "[\"commercial_partner_id\"]", NULL);
  gint64 partner;
  g_autofree char *domain = NULL;
  g_autoptr (JsonNode) made = NULL;

  g_assert_true (
      erp_json_get_many2one (json_array_get_object_element (json_node_get_array (row), 0),
                             "commercial_partner_id", &partner, NULL, NULL));
  values = g_strdup_printf (
      "[{\"name\":\"Packing slip 77.txt\",\"datas\":\"aGVsbG8=\","
      "\"description\":\"QUITTANCE/1 document kind=certificate "
      "until=2020-01-01\",\"res_model\":\"account.move\",\"res_id\":%" G_GINT64_FORMAT "}]",
      invoice);
  made = desk_ask (&f->desk, TRUE, "ir.attachment", "create", 0, "vals_list", values, NULL);
  domain = g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "]]", partner);
  show (f, domain);
  files = find_below (f->page, PAGE_TYPE_CUSTOMER_FILES);
  display_test_until (!page_customer_files_is_loading (files));
  g_assert_true (says (page_customer_files_get_rows (files), "Packing slip 77.txt"));
  g_assert_true (says (page_customer_files_get_rows (files), "days ago"));
  gtk_editable_set_text (page_customer_files_get_search (files), "nothing of that name");
  display_test_until (says (page_customer_files_get_rows (files), "No file of this customer"));
  g_assert_false (says (page_customer_files_get_rows (files), "Packing slip"));
  gtk_editable_set_text (page_customer_files_get_search (files), "slip 77");
  g_signal_emit_by_name (page_customer_files_get_search (files), "activate");
  display_test_until (page_customer_files_get_preview (files) != NULL);
  g_assert_true (KIT_IS_FILE_WINDOW (page_customer_files_get_preview (files)));
  g_assert_cmpstr (gtk_window_get_title (page_customer_files_get_preview (files)), ==,
                   "Packing slip 77.txt");
  display_test_until (g_str_equal (kit_file_window_get_state (
                                       KIT_FILE_WINDOW (page_customer_files_get_preview (files))),
                                   "text"));
  gtk_window_destroy (page_customer_files_get_preview (files));
  g_assert_null (page_customer_files_get_preview (files));
  display_test_until (!page_customer_files_is_loading (files));
}

static void
assert_chips (Fixture *f, const char *label, gboolean offered)
{
  GtkWidget *chip = display_test_find (f->page, GTK_TYPE_TOGGLE_BUTTON, label);

  g_test_message ("%s", label);
  g_assert_true ((chip != NULL && gtk_widget_get_visible (chip)) == offered);
}

/* What the role may not see is left out, and said. */
static void
test_agent (Fixture *f, gconstpointer role)
{
  PageCustomerFigures *figures;

  show (f, OTHER);
  figures = find_below (f->page, PAGE_TYPE_CUSTOMER_FIGURES);
  g_assert_null (page_customer_figures_get_tile (figures, BIZ_FIGURE_OPEN));
  g_assert_true (says (f->page, "sums of them would be wrong"));
  g_assert_true (says (f->page, "Your role does not show you"));
  assert_chips (f, "Orders", TRUE);
  assert_chips (f, "Opportunities", TRUE);
  assert_chips (f, "Cases", TRUE);
  assert_chips (f, "Decisions", TRUE);
}

/* Who may not read opportunities is offered none. */
static void
test_manager (Fixture *f, gconstpointer role)
{
  show (f, OTHER);
  assert_chips (f, "Opportunities", FALSE);
  assert_chips (f, "Invoices", TRUE);
  assert_chips (f, "Cases", TRUE);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PAGE_IS_DECISION_DIALOG (window))
        return window;
    }

  return NULL;
}

/* Who reads limits and writes customers is asked for another one. */
static void
test_limit (Fixture *f, gconstpointer role)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (f->page, "customer.limit", NULL);
  g_assert_null (find_dialog ());
  show (f, OTHER);
  gtk_widget_activate_action (f->page, "customer.limit", NULL);
  dialog = find_dialog ();
  if (g_str_equal (role, "agent"))
    {
      g_assert_null (dialog);
      return;
    }
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_transient_for (dialog) == f->window);
  display_test_until (
      says (GTK_WIDGET (dialog),
            biz_customer_get_facts (
                biz_customer_store_get_customer (page_customer_get_store (PAGE_CUSTOMER (f->page))))
                ->name));
  display_test_close (dialog);
}

/* An opportunity is told with its stage. */
static void
test_opportunities (Fixture *f, gconstpointer role)
{
  PageCustomerStory *story = find_below (f->page, PAGE_TYPE_CUSTOMER_STORY);
  GListModel *rows = kit_ledger_list_get_model (page_customer_story_get_list (story));
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "crm.lead", "search_read", 0, "domain",
                "[[\"partner_id\",\"!=\",false],[\"stage_id.is_won\",\"=\",true]]", "fields",
                "[\"name\",\"partner_id\"]", "limit", "1", NULL);
  JsonObject *lead = json_array_get_object_element (json_node_get_array (answer), 0);
  gboolean told = FALSE;

  page_customer_show (PAGE_CUSTOMER (f->page),
                      json_array_get_int_element (json_object_get_array_member (lead, "partner_id"),
                                                  0));
  display_test_until (
      biz_customer_store_get_sums (page_customer_get_store (PAGE_CUSTOMER (f->page))) != NULL);
  display_test_click (display_test_find (f->page, GTK_TYPE_TOGGLE_BUTTON, "Opportunities"));
  display_test_until (g_list_model_get_n_items (rows) > 0
                      && !biz_story_is_loading (biz_customer_store_get_story (
                          page_customer_get_store (PAGE_CUSTOMER (f->page)))));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (rows, i);
      const BizStoryFacts *facts = biz_story_entry_get_facts (erp_row_get_item (row));

      g_assert_cmpint (facts->kind, ==, BIZ_STORY_LEAD);
      told |= facts->open_id == json_object_get_int_member (lead, "id")
              && g_str_equal (facts->title, json_object_get_string_member (lead, "name"))
              && facts->has_amount && g_str_equal (facts->state, "Won");
    }
  g_assert_true (told);
}

static void
test_narrow (Fixture *f, gconstpointer role)
{
  PageCustomerStory *story = find_below (f->page, PAGE_TYPE_CUSTOMER_STORY);

  show (f, OTHER);
  g_assert_false (page_customer_is_narrow (PAGE_CUSTOMER (f->page)));
  gtk_window_set_default_size (f->window, 360, 640);
  display_test_until (page_customer_is_narrow (PAGE_CUSTOMER (f->page)));
  display_test_until (!gtk_widget_get_visible (GTK_WIDGET (story)));
  display_test_click (display_test_find (f->page, GTK_TYPE_TOGGLE_BUTTON, "_Timeline"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (story)));
}

int
main (int argc, char *argv[])
{
  display_test_init (&argc, &argv);
#define ADD(path, role, func) g_test_add (path, Fixture, role, set_up, func, tear_down)
  ADD ("/customer/answer", "controller", test_answer);
  ADD ("/customer/rows", "controller", test_rows);
  ADD ("/customer/twins", "controller", test_twins);
  ADD ("/customer/files", "controller", test_files);
  ADD ("/customer/agent", "agent", test_agent);
  ADD ("/customer/limit", "credit", test_limit);
  ADD ("/customer/limit-agent", "agent", test_limit);
  ADD ("/customer/manager", "manager", test_manager);
  ADD ("/customer/narrow", "controller", test_narrow);
  ADD ("/customer/opportunities", "controller", test_opportunities);
  return g_test_run ();
}
