/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "erp-call.h"
#include "kit-ledger-list.h"
#include "page-company.h"
#include "page-invoices.h"

#include <string.h>

/* More than GTK looks at, more than one window, fewer than are counted apart. */
#define N_ROWS 1500

typedef struct
{
  PageCompany *company;
  PageInvoices *page;
  GtkWindow *window;
  KitLedgerList *list;
  GtkSelectionModel *selection;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->company = page_company_new (TRUE);
  f->company->n_invoices = data != NULL ? GPOINTER_TO_UINT (data) : N_ROWS;
  f->page = PAGE_INVOICES (page_invoices_new (f->company->session));
  f->list = KIT_LEDGER_LIST (display_test_find (GTK_WIDGET (f->page), KIT_TYPE_LEDGER_LIST, NULL));
  f->window = display_test_show (GTK_WIDGET (f->page), 1200, 700);
  display_test_until (display_test_shows (GTK_WIDGET (f->list), "INV/2026/00001"));
  f->selection = gtk_column_view_get_model (kit_ledger_list_get_view (f->list));
  display_test_until (g_list_model_get_n_items (G_LIST_MODEL (f->selection))
                      == f->company->n_invoices);
  display_test_until (display_test_shows (GTK_WIDGET (f->list), "Total: $380.00   Open: $230.00"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->window);
  page_company_free (f->company);
}

static gboolean
list_shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->list), text);
}

/* The calls that were made for a sum: "search 1000+3, group 3; ". */
static char *
describe_calls (Fixture *f)
{
  GString *text = g_string_new (NULL);
  guint n = fake_client_get_n_calls (f->company->client);

  for (guint i = 0; i < n; i++)
    {
      ErpCall *call = fake_client_get_call (f->company->client, i);

      if (g_str_equal (erp_call_get_method (call), "search"))
        g_string_append_printf (text, "search %d+%d ",
                                (int)json_node_get_int (erp_call_get_arg (call, "offset")),
                                (int)json_node_get_int (erp_call_get_arg (call, "limit")));
      if (g_str_equal (erp_call_get_method (call), "formatted_read_group"))
        g_string_append (text, "group ");
    }
  return g_string_free (text, FALSE);
}

/* What is selected and not there is summed by the server; what is there, here. */
static void
test_sum (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint first, n;
    gboolean all_but; /* those */
    const char *sum;
    const char *calls;
  } cases[] = {
    { 1000, 3, FALSE, "Total: $30.00   Open: $0.00", "search 1000+3 group " },
    { 0, 600, FALSE, "Total: $6,000.00   Open: $0.00", NULL },
    { 0, 2, TRUE, "Total: $14,980.00   Open: $0.00", "group " },
    { 1200, 10, TRUE, "Total: $14,900.00   Open: $0.00", "search 1200+10 group " },
    { 0, 2, FALSE, "Total: $460.00   Open: $230.00", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *calls = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      fake_client_forget_calls (f->company->client);
      if (cases[i].all_but)
        {
          gtk_selection_model_select_all (f->selection);
          g_assert_true (kit_ledger_list_is_all_selected (f->list));
          gtk_selection_model_unselect_range (f->selection, cases[i].first, cases[i].n);
          g_assert_false (kit_ledger_list_is_all_selected (f->list));
        }
      else
        gtk_selection_model_select_range (f->selection, cases[i].first, cases[i].n, TRUE);
      display_test_until (list_shows (f, cases[i].sum));
      calls = describe_calls (f);
      if (cases[i].calls != NULL)
        g_assert_cmpstr (calls, ==, cases[i].calls);
    }

  /* All is the whole list, as with nothing selected: known already. */
  fake_client_forget_calls (f->company->client);
  gtk_selection_model_select_all (f->selection);
  display_test_until (list_shows (f, "Total: $380.00   Open: $230.00"));
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "formatted_read_group"), ==, 0);
}

/* Another selection while the server still sums the last one. */
static void
test_sum_overtaken (Fixture *f, gconstpointer data)
{
  fake_client_hold (f->company->client, TRUE);
  gtk_selection_model_select_range (f->selection, 1000, 3, TRUE);
  display_test_until (list_shows (f, "Summing the selection…"));
  gtk_selection_model_select_range (f->selection, 1000, 5, TRUE);
  display_test_until (fake_client_count_calls (f->company->client, "search") == 2);
  fake_client_hold (f->company->client, FALSE);
  display_test_until (list_shows (f, "Total: $50.00   Open: $0.00"));
}

static void
test_sum_fails (Fixture *f, gconstpointer data)
{
  f->company->fail_reads = TRUE;
  gtk_selection_model_select_range (f->selection, 1000, 3, TRUE);
  display_test_until (list_shows (f, "The selection could not be summed."));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **)user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (Fixture *f)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (f->page)), NULL, read_cb,
                                 &text);
  display_test_until (text != NULL);
  return text;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* Rows that are not there are fetched, in the order of the list. */
static void
test_copy (Fixture *f, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->page));
  g_autofree char *some = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;

  gdk_clipboard_set_text (clipboard, "before");
  gtk_selection_model_select_range (f->selection, 900, 520, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (f->list), "ledger.copy", NULL);
  display_test_until (fake_client_count_calls (f->company->client, "web_read") == 2);
  do
    {
      g_free (some);
      display_test_tick ();
      some = read_clipboard (f);
    }
  while (strcmp (some, "before") == 0);
  g_assert_cmpuint (count_lines (some), ==, 521);
  lines = g_strsplit (some, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "Number\tCustomer\t"));
  g_assert_true (g_str_has_prefix (lines[1], "INV/2026/0000901\t"));
  g_assert_true (g_str_has_prefix (lines[520], "INV/2026/00001420\t"));

  gdk_clipboard_set_text (clipboard, "before");
  gtk_selection_model_select_all (f->selection);
  gtk_widget_activate_action (GTK_WIDGET (f->list), "ledger.copy", NULL);
  do
    {
      g_free (all);
      display_test_tick ();
      all = read_clipboard (f);
    }
  while (strcmp (all, "before") == 0);
  g_assert_cmpuint (count_lines (all), ==, N_ROWS + 1);
}

static gboolean
has_window_that_says (const char *text)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (display_test_find (l->data, GTK_TYPE_LABEL, text) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_copy_too_many (Fixture *f, gconstpointer data)
{
  gtk_selection_model_select_all (f->selection);
  gtk_widget_activate_action (GTK_WIDGET (f->list), "ledger.copy", NULL);
  display_test_until (has_window_that_says (
      "At most 10,000 rows are copied at once. Select fewer, or export the list to a file."));
  g_assert_cmpuint (fake_client_count_calls (f->company->client, "search"), ==, 0);

  /* Neither the rows nor those that are left out are few enough to be named. */
  gtk_selection_model_select_range (f->selection, 0, 11000, TRUE);
  display_test_until (
      list_shows (f, "At most 10,000 rows picked by hand are summed; select fewer, or all."));
  gtk_selection_model_select_range (f->selection, 0, 12001, TRUE);
  display_test_until (list_shows (f, "Total: $120,010.00   Open: $0.00"));
}

#define ADD(name, n, func)                                                                         \
  g_test_add ("/page-selection/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("sum", 0, test_sum);
  ADD ("sum-overtaken", 0, test_sum_overtaken);
  ADD ("sum-fails", 0, test_sum_fails);
  ADD ("copy", 0, test_copy);
  ADD ("copy-too-many", 22000, test_copy_too_many);
  return g_test_run ();
}
