/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-lines.h"

#include "biz-import-rows.h"
#include "kit-format.h"
#include "kit-status-pill.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageStatementLines
{
  AdwBin parent_instance;

  GtkDropDown *states;
  GtkStack *stack;
  GtkListView *list;

  BizImportPlan *plan; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageStatementLines, page_statement_lines, ADW_TYPE_BIN)

static const struct
{
  const char *label;
  KitTone tone;
} looks[] = {
  [BIZ_IMPORT_NEW] = { NC_ ("bank line", "New"), KIT_TONE_GOOD },
  [BIZ_IMPORT_SEEN] = { NC_ ("bank line", "Seen before"), KIT_TONE_DIM },
  [BIZ_IMPORT_CONFLICT] = { NC_ ("bank line", "Almost there"), KIT_TONE_WARNING },
  [BIZ_IMPORT_CLOSED] = { NC_ ("bank line", "Closed period"), KIT_TONE_BAD },
};

static GtkWidget *
make_label (const char *css_class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (wraps)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 3);
    }
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Name and amount; day, text and state; why it is no new one. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *name = make_label ("heading", FALSE);
  GtkWidget *amount = gtk_label_new (NULL);
  GtkWidget *text = make_label ("dim-label", TRUE);
  GtkWidget *pill = kit_status_pill_new ();
  GtkWidget *reason = make_label ("tone-warning", TRUE);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_set_valign (pill, GTK_ALIGN_START);
  gtk_widget_set_halign (pill, GTK_ALIGN_END);
  gtk_label_set_xalign (GTK_LABEL (amount), 1);
  gtk_widget_add_css_class (grid, "statement-line");
  gtk_grid_attach (GTK_GRID (grid), name, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), amount, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), text, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), pill, 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), reason, 0, 2, 2, 1);
  gtk_list_item_set_child (item, grid);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkGrid *grid = GTK_GRID (gtk_list_item_get_child (item));
  const BizImportRow *row = biz_import_item_get_row (gtk_list_item_get_item (item));
  GtkWidget *reason = gtk_grid_get_child_at (grid, 0, 2);
  g_autofree char *day = kit_format_date (&row->line->date);
  g_autofree char *amount = page_text_format_amount (&row->line->amount);
  g_autofree char *text = g_strdup_printf ("%s · %s", day, row->label);

  gtk_label_set_text (GTK_LABEL (gtk_grid_get_child_at (grid, 0, 0)),
                      row->line->name != NULL ? row->line->name : _ ("No name"));
  gtk_label_set_text (GTK_LABEL (gtk_grid_get_child_at (grid, 1, 0)), amount);
  gtk_label_set_text (GTK_LABEL (gtk_grid_get_child_at (grid, 0, 1)), text);
  kit_status_pill_set (KIT_STATUS_PILL (gtk_grid_get_child_at (grid, 1, 1)),
                       g_dpgettext2 (NULL, "bank line", looks[row->state].label),
                       looks[row->state].tone);
  gtk_label_set_text (GTK_LABEL (reason), row->reason != NULL ? row->reason : "");
  gtk_widget_set_visible (reason, row->reason != NULL);
}

static void
fill (PageStatementLines *self)
{
  /* in the order of the choices: all, then each state */
  const guint selected = gtk_drop_down_get_selected (self->states);
  const guint states =
      selected == 0 || selected == GTK_INVALID_LIST_POSITION ? G_MAXUINT : 1u << (selected - 1);
  g_autoptr (BizImportRows) rows = NULL;
  g_autoptr (GtkSelectionModel) model = NULL;

  if (self->plan == NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      return;
    }
  rows = biz_import_rows_new (self->plan, states);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0
                                                     ? "lines"
                                                     : "none");
  model = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&rows))));
  gtk_list_view_set_model (self->list, model);
}

/* Each with its number, so that one does not have to look. */
static void
fill_states (PageStatementLines *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const guint n = biz_import_plan_get_n_rows (self->plan);

  /* Translators: of the lines of a statement: "All (12)". */
  gtk_string_list_take (names, g_strdup_printf (_ ("All (%u)"), n));
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_string_list_take (names, g_strdup_printf ("%s (%u)",
                                                  g_dpgettext2 (NULL, "bank line", looks[i].label),
                                                  biz_import_plan_count (self->plan, i)));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (names));
}

static void
selected_cb (PageStatementLines *self)
{
  fill (self);
}

static void
page_statement_lines_dispose (GObject *object)
{
  g_clear_object (&PAGE_STATEMENT_LINES (object)->plan);

  G_OBJECT_CLASS (page_statement_lines_parent_class)->dispose (object);
}

static void
page_statement_lines_class_init (PageStatementLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_statement_lines_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-statement-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, PageStatementLines, states);
  gtk_widget_class_bind_template_child (widget_class, PageStatementLines, stack);
  gtk_widget_class_bind_template_child (widget_class, PageStatementLines, list);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
page_statement_lines_init (PageStatementLines *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_statement_lines_set_plan:
 * @self: a list
 * @plan: (nullable): what is new
 */
void
page_statement_lines_set_plan (PageStatementLines *self, BizImportPlan *plan)
{
  g_return_if_fail (PAGE_IS_STATEMENT_LINES (self));
  g_return_if_fail (plan == NULL || BIZ_IS_IMPORT_PLAN (plan));

  if (!g_set_object (&self->plan, plan))
    return;
  if (plan != NULL)
    fill_states (self);
  fill (self);
}
