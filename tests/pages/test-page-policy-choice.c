/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "display-test.h"
#include "page-policy-choice.h"

static void
changed_cb (guint *count)
{
  (*count)++;
}

static GListStore *
make_list (const char *const *names)
{
  GListStore *list = g_list_store_new (BIZ_TYPE_CHOICE);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (BizChoice) choice = biz_choice_new (i + 1, names[i], NULL);

      g_list_store_append (list, choice);
    }

  return list;
}

static const char *
get_shown (PagePolicyChoice *choice, guint nth)
{
  GListModel *model =
      adw_combo_row_get_model (ADW_COMBO_ROW (page_policy_choice_get_combo (choice)));

  return gtk_string_list_get_string (GTK_STRING_LIST (model), nth);
}

static guint
get_selected (PagePolicyChoice *choice)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (page_policy_choice_get_combo (choice)));
}

/* What is in the policy stays what it was, whatever the server has. */
static void
test_values (void)
{
  static const char *const some[] = { "Sales", "Returns", "sales", NULL };
  static const char *const no_names[] = { NULL };
  static const struct
  {
    const char *value; /* (nullable) */
    gboolean listed;
    guint selected;
    guint n; /* rows of the combo */
    const char *shown;
  } cases[] = {
    { NULL, TRUE, 0, 3, "all" },          { "Returns", TRUE, 2, 3, "Returns" },
    { "RETURNS", TRUE, 2, 3, "Returns" }, { "Gone", TRUE, 3, 4, "Gone (not on this server)" },
    { "Gone", FALSE, 0, 0, NULL },        { NULL, FALSE, 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) list = make_list (cases[i].listed ? some : no_names);
      g_autoptr (PagePolicyChoice) choice =
          page_policy_choice_new ("Team", "all", cases[i].value, G_LIST_MODEL (list));
      GtkWidget *combo = page_policy_choice_get_combo (choice);
      g_autofree char *value = page_policy_choice_dup_value (choice);

      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpint (gtk_widget_get_visible (combo), ==, cases[i].listed);
      g_assert_cmpint (gtk_widget_get_visible (page_policy_choice_get_entry (choice)), ==,
                       !cases[i].listed);
      if (!cases[i].listed)
        continue;
      g_assert_cmpuint (get_selected (choice), ==, cases[i].selected);
      g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (combo))),
                        ==, cases[i].n);
      g_assert_cmpstr (get_shown (choice, cases[i].selected), ==, cases[i].shown);
    }
}

/* What was written or chosen stays when the list comes, or comes anew; only the person changes. */
static void
test_list_comes (void)
{
  static const char *const some[] = { "Sales", "Returns", NULL };
  g_autoptr (GListStore) list = g_list_store_new (BIZ_TYPE_CHOICE);
  g_autoptr (GListStore) names = make_list (some);
  g_autoptr (PagePolicyChoice) choice =
      page_policy_choice_new ("Team", "all", NULL, G_LIST_MODEL (list));
  GtkWidget *combo = page_policy_choice_get_combo (choice);
  g_autofree char *written = NULL, *chosen = NULL, *kept = NULL, *none = NULL;
  guint count = 0;

  g_signal_connect_swapped (choice, "changed", G_CALLBACK (changed_cb), &count);
  gtk_editable_set_text (GTK_EDITABLE (page_policy_choice_get_entry (choice)), " returns ");
  g_assert_cmpuint (count, >, 0);
  count = 0;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BizChoice) item = g_list_model_get_item (G_LIST_MODEL (names), i);

      g_list_store_append (list, item);
    }
  g_assert_cmpuint (count, ==, 0);
  written = page_policy_choice_dup_value (choice);
  g_assert_cmpstr (written, ==, "returns");
  g_assert_true (gtk_widget_get_visible (combo));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 1);
  g_assert_cmpuint (count, ==, 1);
  chosen = page_policy_choice_dup_value (choice);
  g_assert_cmpstr (chosen, ==, "Sales");
  g_list_store_remove (list, 0); /* it is not there any more */
  g_assert_cmpuint (count, ==, 1);
  kept = page_policy_choice_dup_value (choice);
  g_assert_cmpstr (kept, ==, "Sales");
  g_assert_cmpstr (get_shown (choice, get_selected (choice)), ==, "Sales (not on this server)");
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), 0);
  none = page_policy_choice_dup_value (choice);
  g_assert_null (none);
  g_assert_cmpuint (count, ==, 2);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);

  g_test_add_func ("/policy-choice/values", test_values);
  g_test_add_func ("/policy-choice/list-comes", test_list_comes);

  return g_test_run ();
}
