/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-choices.h"

static char *
get_choice_name (BizChoice *choice, gpointer user_data)
{
  return g_strdup (choice != NULL ? biz_choice_get_name (choice) : "");
}

/**
 * page_choices_init:
 * @row: a row without a model
 *
 * Tells it what its choices are called.
 */
void
page_choices_init (AdwComboRow *row)
{
  g_autoptr (GtkExpression) name = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_name),
                                      NULL, NULL);
  adw_combo_row_set_expression (row, name);
}

gint64
page_choices_get_id (AdwComboRow *row)
{
  BizChoice *choice;

  g_return_val_if_fail (ADW_IS_COMBO_ROW (row), 0);

  choice = adw_combo_row_get_selected_item (row);

  return choice != NULL ? biz_choice_get_id (choice) : 0;
}

/**
 * page_choices_fill:
 * @row: a row
 * @choices: (nullable) (element-type BizChoice): from which one is chosen
 * @chosen: the one that is chosen; the first where it is not among them
 * @n_worth_showing: with fewer there is nothing to choose
 */
void
page_choices_fill (AdwComboRow *row, GListModel *choices, gint64 chosen, guint n_worth_showing)
{
  const guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  adw_combo_row_set_model (row, choices);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (choices, i);

      if (biz_choice_get_id (choice) == chosen)
        adw_combo_row_set_selected (row, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (row), n >= n_worth_showing);
}

void
page_choices_set_error (AdwComboRow *row, const char *message)
{
  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), message != NULL ? message : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}
