/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-domain.h"
#include "erp-error.h"
#include "erp-local-list.h"
#include "erp-row.h"

/* A list over records that are here: rows keep their place, the end comes and goes. */

typedef struct
{
  ErpLocalList *list;
  guint n_changes;
  guint position, removed, added;
  guint n_reloads;
} Bench;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Bench *b = user_data;

  b->n_changes++;
  b->position = position;
  b->removed = removed;
  b->added = added;
}

static void
reload_cb (ErpLocalList *list, gpointer user_data)
{
  ((Bench *)user_data)->n_reloads++;
}

static GPtrArray *
make_records (const char *names)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *c = names; *c != '\0'; c++)
    {
      char name[2] = { *c, '\0' };

      g_ptr_array_add (records, g_object_new (G_TYPE_OBJECT, NULL));
      g_object_set_data_full (g_ptr_array_index (records, records->len - 1), "name",
                              g_strdup (name), g_free);
    }
  return records;
}

static void
bench_init (Bench *b)
{
  *b = (Bench){ .list = erp_local_list_new () };
  g_signal_connect (b->list, "items-changed", G_CALLBACK (changed_cb), b);
  g_signal_connect (b->list, "reload", G_CALLBACK (reload_cb), b);
}

static char *
show (ErpLocalList *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      gpointer item = erp_row_get_item (row);

      g_assert_cmpuint (erp_row_get_position (row), ==, i);
      if (ERP_IS_GROUP (item))
        g_string_append_printf (text, "[%s%s]", erp_group_get_label (item),
                                erp_group_get_expanded (item) ? "-" : "+");
      else
        g_string_append (text, g_object_get_data (item, "name"));
    }
  return g_strdup (text->str);
}

static void
assert_shown (ErpLocalList *list, const char *expected)
{
  g_autofree char *shown = show (list);

  g_assert_cmpstr (shown, ==, expected);
}

static GPtrArray *
make_groups (const char *const *names, const guint *counts)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (groups, erp_group_new (names[i], names[i], counts[i], domain, NULL));
  return groups;
}

static void
test_plain (void)
{
  Bench b;
  g_autoptr (GPtrArray) three = make_records ("abc");
  g_autoptr (GPtrArray) five = make_records ("edcba");
  g_autoptr (GPtrArray) none = make_records ("");
  g_autoptr (ErpRow) held = NULL;

  bench_init (&b);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (b.list)), ==, ERP_LISTING_IDLE);
  erp_paged_load (ERP_PAGED (b.list));
  g_assert_cmpuint (b.n_reloads, ==, 1);
  erp_local_list_set_loading (b.list);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (b.list)), ==, ERP_LISTING_LOADING);

  erp_local_list_set_records (b.list, three, FALSE);
  g_assert_false (erp_paged_get_count_exact (ERP_PAGED (b.list)));
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (b.list)), ==, ERP_LISTING_READY);
  assert_shown (b.list, "abc");
  g_assert_cmpuint (b.added, ==, 3);

  /* a row stays where it is and shows what is there now; only the end is new */
  held = g_list_model_get_item (G_LIST_MODEL (b.list), 0);
  erp_local_list_set_records (b.list, five, TRUE);
  g_assert_true (erp_row_get_item (held) == g_ptr_array_index (five, 0));
  g_assert_cmpuint (b.position, ==, 3);
  g_assert_cmpuint (b.removed, ==, 0);
  g_assert_cmpuint (b.added, ==, 2);
  assert_shown (b.list, "edcba");
  g_assert_cmpuint (erp_paged_get_count (ERP_PAGED (b.list)), ==, 5);
  g_assert_true (erp_paged_get_count_exact (ERP_PAGED (b.list)));

  erp_local_list_set_records (b.list, none, TRUE);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (b.list)), ==, ERP_LISTING_EMPTY);
  g_assert_cmpuint (b.removed, ==, 5);
  g_assert_false (erp_paged_is_grouped (ERP_PAGED (b.list)));

  /* a row that somebody holds outlives the list */
  g_clear_object (&b.list);
  g_assert_cmpuint (erp_row_get_position (held), ==, 0);
}

static void
test_errors (void)
{
  Bench b;
  g_autoptr (GPtrArray) two = make_records ("ab");
  g_autoptr (GError) error = g_error_new_literal (ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");

  bench_init (&b);
  erp_local_list_set_error (b.list, error);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (b.list)), ==, ERP_LISTING_FAILED);
  g_assert_error (erp_paged_get_error (ERP_PAGED (b.list)), ERP_ERROR, ERP_ERROR_UNREACHABLE);
  erp_paged_retry (ERP_PAGED (b.list), 0);
  g_assert_cmpuint (b.n_reloads, ==, 1);
  erp_local_list_set_records (b.list, two, TRUE);
  g_assert_null (erp_paged_get_error (ERP_PAGED (b.list)));
  /* what is there stays, and may be out of date */
  erp_local_list_set_error (b.list, error);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (b.list)), ==, ERP_LISTING_READY);
  g_assert_nonnull (erp_paged_get_error (ERP_PAGED (b.list)));
  assert_shown (b.list, "ab");
  g_clear_object (&b.list);
}

static void
test_groups (void)
{
  static const char *const names[] = { "X", "Y", NULL };
  static const char *const turned[] = { "Y", "X", NULL };
  static const guint counts[] = { 2, 3 };
  static const guint turned_counts[] = { 3, 2 };
  Bench b;
  g_autoptr (GPtrArray) records = make_records ("abcde");
  g_autoptr (GPtrArray) groups = make_groups (names, counts);
  g_autoptr (GPtrArray) other = make_groups (turned, turned_counts);
  ErpPaged *paged;

  bench_init (&b);
  paged = ERP_PAGED (b.list);
  erp_local_list_set_groups (b.list, groups, records, TRUE);
  g_assert_true (erp_paged_is_grouped (paged));
  g_assert_cmpuint (erp_paged_get_count (paged), ==, 5);
  assert_shown (b.list, "[X+][Y+]");
  erp_paged_set_expanded (paged, 0, TRUE);
  assert_shown (b.list, "[X-]ab[Y+]");
  g_assert_cmpuint (b.added, ==, 2);
  erp_paged_set_expanded (paged, 3, TRUE);
  assert_shown (b.list, "[X-]ab[Y-]cde");
  g_assert_cmpuint (erp_paged_get_parent (paged, 5), ==, 3);
  g_assert_cmpuint (erp_paged_get_parent (paged, 1), ==, 0);
  g_assert_cmpuint (erp_paged_get_parent (paged, 3), ==, 3);
  g_assert_nonnull (erp_paged_get_group (paged, 3));
  g_assert_null (erp_paged_get_group (paged, 4));
  g_assert_null (erp_paged_get_group (paged, 99));
  /* not a group: nothing happens */
  erp_paged_set_expanded (paged, 4, TRUE);
  erp_paged_set_expanded (paged, 0, FALSE);
  assert_shown (b.list, "[X+][Y-]cde");

  /* what was open stays open by its key */
  erp_local_list_set_groups (b.list, other, records, TRUE);
  assert_shown (b.list, "[Y-]abc[X+]");
  erp_local_list_set_records (b.list, records, TRUE);
  assert_shown (b.list, "abcde");
  g_assert_null (erp_paged_get_group (paged, 0));
  g_clear_object (&b.list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-list/plain", test_plain);
  g_test_add_func ("/local-list/errors", test_errors);
  g_test_add_func ("/local-list/groups", test_groups);

  return g_test_run ();
}
