/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-error.h"
#include "erp-row-private.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  *(guint *)user_data += 1;
}

static void
gone (gpointer owner, guint position)
{
  *(guint *)owner += position;
}

static void
test_states (void)
{
  g_autoptr (ErpRow) row = erp_row_new (7, NULL, NULL);
  g_autoptr (GObject) item = G_OBJECT (g_cancellable_new ());
  g_autoptr (GError) error = g_error_new_literal (ERP_ERROR, ERP_ERROR_TIMEOUT, "late");
  guint n_item = 0, n_state = 0;

  g_signal_connect (row, "notify::item", G_CALLBACK (count_cb), &n_item);
  g_signal_connect (row, "notify::state", G_CALLBACK (count_cb), &n_state);
  g_assert_cmpuint (erp_row_get_position (row), ==, 7);
  g_assert_cmpint (erp_row_get_state (row), ==, ERP_ROW_LOADING);

  erp_row_set_item (row, item);
  g_assert_cmpint (erp_row_get_state (row), ==, ERP_ROW_READY);
  g_assert_true (erp_row_get_item (row) == item);
  g_assert_cmpuint (n_item, ==, 1);
  g_assert_cmpuint (n_state, ==, 1);

  erp_row_set_item (row, item);
  g_assert_cmpuint (n_item, ==, 1);

  erp_row_set_error (row, error);
  g_assert_null (erp_row_get_item (row));
  g_assert_error (erp_row_get_error (row), ERP_ERROR, ERP_ERROR_TIMEOUT);
  g_assert_cmpuint (n_item, ==, 2);
  g_assert_cmpuint (n_state, ==, 2);

  erp_row_set_loading (row);
  g_assert_null (erp_row_get_error (row));
  g_assert_cmpint (erp_row_get_state (row), ==, ERP_ROW_LOADING);
}

static void
test_owner (void)
{
  guint sum = 0;
  ErpRow *first = erp_row_new (5, gone, &sum);
  ErpRow *second = erp_row_new (11, gone, &sum);

  g_object_unref (first);
  g_assert_cmpuint (sum, ==, 5);
  erp_row_disown (second);
  g_object_unref (second);
  g_assert_cmpuint (sum, ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/row/states", test_states);
  g_test_add_func ("/erp/row/owner", test_owner);

  return g_test_run ();
}
