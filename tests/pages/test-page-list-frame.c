/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-item-listing.h"
#include "display-test.h"
#include "due-company.h"
#include "erp-domain.h"
#include "erp-local-list.h"
#include "page-list-frame.h"

/* What the parts of a list page do with each other, on a page of nothing else. */

typedef struct
{
  DueCompany *company;
  PageListParts parts;
  PageListFrame *frame;
  ErpLocalList *rows;
  GtkWindow *window;
  guint n_changed;
  guint n_rested;
  GDate today;
} Fixture;

static char *
get_text (gpointer item, gpointer user_data)
{
  return g_strdup ("a row");
}

static const KitLedgerColumn columns[] = {
  { .id = "name", .title = "Name", .width = 100, .keep = TRUE, .text = get_text },
  { .id = "company", .title = "Company", .width = 100, .text = get_text },
};

static const KitFilterChip chips[] = { { NULL, "All" }, { "overdue", "Overdue" } };

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

static void
rested_cb (Fixture *f)
{
  f->n_rested++;
}

static void
make_parts (Fixture *f)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  PageListParts *parts = &f->parts;

  parts->bar = KIT_FILTER_BAR (kit_filter_bar_new ());
  parts->chips = KIT_FILTER_CHIPS (kit_filter_chips_new ());
  parts->error = g_object_new (KIT_TYPE_INLINE_ERROR, NULL);
  parts->list = KIT_LEDGER_LIST (kit_ledger_list_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts->chips));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts->error));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts->list));
  gtk_widget_set_vexpand (GTK_WIDGET (parts->list), TRUE);
  parts->split =
      g_object_new (PAGE_TYPE_SPLIT, "list", box, "record", gtk_label_new ("The record"), NULL);
  kit_filter_bar_set_grammar (parts->bar, &biz_item_grammar, NULL);
  kit_filter_chips_set_chips (parts->chips, chips, G_N_ELEMENTS (chips));
  kit_ledger_list_set_columns (parts->list, columns, G_N_ELEMENTS (columns), NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  f->company = due_company_new ("sales");
  g_date_clear (&f->today, 1);
  g_date_set_dmy (&f->today, 23, G_DATE_NOVEMBER, 2026);
  make_parts (f);
  f->frame = page_list_frame_new (&f->parts, &biz_item_grammar);
  g_signal_connect_swapped (f->frame, "changed", G_CALLBACK (changed_cb), f);
  g_signal_connect_swapped (f->frame, "rested", G_CALLBACK (rested_cb), f);
  f->rows = erp_local_list_new ();
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (records, g_object_new (G_TYPE_OBJECT, NULL));
  erp_local_list_set_records (f->rows, records, TRUE);
  kit_ledger_list_set_model (f->parts.list, G_LIST_MODEL (f->rows));
  f->window = display_test_show (GTK_WIDGET (f->parts.split), 1400, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->frame);
  display_test_close (f->window);
  g_clear_object (&f->rows);
  due_company_free (f->company);
}

static void
assert_same (BizFilter *a, BizFilter *b)
{
  g_autoptr (ErpDomain) first = biz_filter_to_domain (a);
  g_autoptr (ErpDomain) second = biz_filter_to_domain (b);

  g_assert_true (erp_domain_equal (first, second));
}

static void
test_parse (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *token; /* of the chip that is on */
    const char *text;
    const char *same; /* the one text that asks for it; NULL where it is not understood */
  } cases[] = {
    { NULL, "", "" },
    { "overdue", "", "overdue" },
    { NULL, "acme", "acme" },
    { "overdue", "acme", "overdue acme" },
    { NULL, "due:<2026-12-01", "due:<2026-12-01" },
    { NULL, "due:<nonsense", NULL },
  };

  g_assert_null (page_list_frame_get_searched (f->frame));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizFilter) filter = NULL;
      g_autoptr (BizFilter) expected = NULL;

      g_assert_true (kit_filter_chips_set_token (f->parts.chips, cases[i].token));
      kit_filter_bar_set_text (f->parts.bar, cases[i].text);
      filter = page_list_frame_parse (f->frame, &f->today);
      g_assert_cmpstr (page_list_frame_get_searched (f->frame), ==, cases[i].text);
      if (cases[i].same == NULL)
        {
          g_assert_null (filter);
          continue;
        }
      expected = biz_filter_parse (&biz_item_grammar, cases[i].same, &f->today, NULL);
      g_assert_nonnull (filter);
      assert_same (filter, expected);
    }
}

/* What is looked for in words, as it stands over a list on paper. */
static void
test_words (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *token;
    const char *text;
    const char *more;
    const char *words;
  } cases[] = {
    { NULL, "", NULL, NULL },
    { "overdue", "", NULL, "Overdue" },
    { NULL, "acme", NULL, "acme" },
    { "overdue", "acme", "customer:x", "Overdue · customer:x · acme" },
    { NULL, "", "customer:x", "customer:x" },
  };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, 11, 2026);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;
      g_autoptr (BizFilter) filter = NULL;

      g_assert_true (kit_filter_chips_set_token (f->parts.chips, cases[i].token));
      kit_filter_bar_set_text (f->parts.bar, cases[i].text);
      filter = page_list_frame_parse (f->frame, &today);
      words = page_list_frame_dup_words (f->frame, cases[i].more);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The bar is heard when it says something new, the chips always. */
static void
test_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (BizFilter) filter = NULL;

  kit_filter_bar_set_text (f->parts.bar, "acme");
  filter = page_list_frame_parse (f->frame, &f->today);
  g_signal_emit_by_name (f->parts.bar, "changed");
  g_assert_cmpuint (f->n_changed, ==, 0);
  kit_filter_bar_set_text (f->parts.bar, "deco");
  g_signal_emit_by_name (f->parts.bar, "changed");
  g_assert_cmpuint (f->n_changed, ==, 1);
  g_signal_emit_by_name (f->parts.chips, "changed");
  g_assert_cmpuint (f->n_changed, ==, 2);
}

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Once a pause, and only beside a record. */
static void
test_rested (Fixture *f, gconstpointer data)
{
  gboolean passed = FALSE;

  kit_ledger_list_select (f->parts.list, 1);
  page_split_show_record (f->parts.split);
  display_test_until (page_split_is_split (f->parts.split));
  kit_ledger_list_select (f->parts.list, 2);
  kit_ledger_list_select (f->parts.list, 3);
  g_assert_cmpuint (f->n_rested, ==, 0);
  display_test_until (f->n_rested > 0);
  g_assert_cmpuint (f->n_rested, ==, 1);

  page_list_frame_close_record (f->frame);
  g_assert_false (page_split_is_record_shown (f->parts.split));
  kit_ledger_list_select (f->parts.list, 4);
  /* Due after the pause of the frame. */
  g_timeout_add (200, passed_cb, &passed);
  display_test_until (passed);
  g_assert_cmpuint (f->n_rested, ==, 1);
}

static gboolean
is_focus_in (Fixture *f, gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_keyboard (Fixture *f, gconstpointer data)
{
  page_list_frame_search (f->frame);
  g_assert_true (is_focus_in (f, f->parts.bar));
  g_signal_emit_by_name (f->parts.bar, "leave");
  g_assert_true (is_focus_in (f, f->parts.list));
  page_list_frame_search (f->frame);
  g_signal_emit_by_name (f->parts.bar, "activate");
  g_assert_true (is_focus_in (f, f->parts.list));
  page_list_frame_search (f->frame);
  page_split_show_record (f->parts.split);
  page_list_frame_close_record (f->frame);
  g_assert_true (is_focus_in (f, f->parts.list));
}

static gboolean
shows_companies (Fixture *f)
{
  g_autofree const KitLedgerColumn **shown = kit_ledger_list_get_visible_columns (f->parts.list);

  for (gsize i = 0; shown[i] != NULL; i++)
    if (g_str_equal (shown[i]->id, "company"))
      return TRUE;
  return FALSE;
}

static void
test_companies (Fixture *f, gconstpointer data)
{
  static const gint64 two[] = { 1, 2 };

  erp_session_set_active_companies (f->company->session, two, 1);
  page_list_frame_show_companies (f->frame, f->company->session);
  g_assert_false (shows_companies (f));
  erp_session_set_active_companies (f->company->session, two, 2);
  page_list_frame_show_companies (f->frame, f->company->session);
  g_assert_true (shows_companies (f));
}

#define ADD(name, func) g_test_add ("/list-frame/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("parse", test_parse);
  ADD ("words", test_words);
  ADD ("changed", test_changed);
  ADD ("rested", test_rested);
  ADD ("keyboard", test_keyboard);
  ADD ("companies", test_companies);

  return g_test_run ();
}
