/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-statement-columns.h"

#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-statement-text.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_ROWS 12
#define SHOWN_COLUMNS 40
#define SHOWN_LINES 4

struct _PageStatementColumns
{
  AdwBin parent_instance;

  GtkGrid *grid;
  AdwComboRow *separator_row;
  AdwComboRow *point_row;
  AdwComboRow *dates_row;
  AdwComboRow *encoding_row;
  GtkSpinButton *skip;
  GtkSwitch *negated;
  KitInlineError *error;
  GtkLabel *result_label;
  GtkGrid *result;

  BizStatementIntake *intake; /* (owned) (nullable) */
  BizStatementSource *source; /* (owned) (nullable) */
  BizBankMapping *mapping;    /* (owned) (nullable): as it is shown */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageStatementColumns, page_statement_columns, ADW_TYPE_BIN)

static const char COLUMN_KEY[] = "column";

static const char separators[] = ";,\t|";
static const char points[] = ",.";
static const char *const encodings[] = {
  "", "UTF-8", "WINDOWS-1252", "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1251", "CP850"
};

static guint
find_mark (const char *marks, char mark)
{
  const char *found = mark != '\0' ? strchr (marks, mark) : NULL;

  return found != NULL ? (guint)(found - marks) : GTK_INVALID_LIST_POSITION;
}

static guint
find_encoding (const char *encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (encodings[i], encoding) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
apply (PageStatementColumns *self)
{
  biz_statement_intake_set_mapping (self->intake, self->source, self->mapping);
}

/* What a column was is nobody else's any more. */
static void
column_chosen_cb (PageStatementColumns *self, GParamSpec *pspec, GtkDropDown *choice)
{
  const int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (choice), COLUMN_KEY));
  const guint selected = gtk_drop_down_get_selected (choice);

  if (self->filling || self->mapping == NULL)
    return;
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    if (self->mapping->columns[i] == place)
      self->mapping->columns[i] = -1;
  if (selected > 0 && selected <= BIZ_BANK_N_COLUMNS)
    self->mapping->columns[selected - 1] = place;
  apply (self);
}

static GtkWidget *
make_choice (PageStatementColumns *self, int place)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;
  guint selected = 0;
  g_autofree char *label = NULL;

  /* Translators: of a column of a table. */
  gtk_string_list_append (names, _ ("Not used"));
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    {
      gtk_string_list_append (names, biz_bank_column_get_label (i));
      if (self->mapping->columns[i] == place)
        selected = i + 1;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  label = g_strdup_printf (_ ("What column %d is"), place + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (choice), COLUMN_KEY, GINT_TO_POINTER (place));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (column_chosen_cb), self,
                           G_CONNECT_SWAPPED);

  return choice;
}

static GtkWidget *
make_cell (const char *text, gboolean skipped)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  if (skipped)
    gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static guint
count_columns (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, g_strv_length (g_ptr_array_index (rows, i)));

  return MIN (n, SHOWN_COLUMNS);
}

/* Where the keyboard is, from 1; 0 where it is elsewhere. */
static int
get_focused (PageStatementColumns *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));

  return child != NULL && GTK_IS_DROP_DOWN (child)
             ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), COLUMN_KEY)) + 1
             : 0;
}

static void
fill_rows (PageStatementColumns *self, GPtrArray *rows)
{
  const guint n = count_columns (rows);
  const int focused = get_focused (self);

  clear_grid (self->grid);
  for (guint c = 0; c < n; c++)
    gtk_grid_attach (self->grid, make_choice (self, (int)c), (int)c, 0, 1, 1);
  for (guint i = 0; i < MIN (rows->len, SHOWN_ROWS); i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (guint c = 0; c < n && cells[c] != NULL; c++)
        gtk_grid_attach (self->grid, make_cell (cells[c], i < self->mapping->n_skip), (int)c,
                         (int)i + 1, 1, 1);
    }
  /* the choices are made anew, and the keyboard stays where it was */
  if (focused > 0 && focused <= (int)n)
    gtk_widget_grab_focus (gtk_grid_get_child_at (self->grid, focused - 1, 0));
}

static void
add_line (PageStatementColumns *self, const BizBankLine *line, int row)
{
  g_autofree char *day = kit_format_date (&line->date);
  /* a table without a currency is in that of its journal, which is chosen later */
  g_autofree char *amount = g_str_equal (line->amount.currency, "XXX")
                                ? biz_money_format (&line->amount, BIZ_MONEY_PLAIN)
                                : page_text_format_amount (&line->amount);
  GtkWidget *money = make_cell (amount, FALSE);
  g_autofree char *text = g_strjoin (" · ", line->name != NULL ? line->name : line->text,
                                     line->name != NULL ? line->text : NULL, NULL);
  GtkWidget *words = make_cell (text != NULL ? text : "", FALSE);

  gtk_label_set_xalign (GTK_LABEL (money), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 60);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_grid_attach (self->result, make_cell (day, FALSE), 0, row, 1, 1);
  gtk_grid_attach (self->result, money, 1, row, 1, 1);
  gtk_grid_attach (self->result, words, 2, row, 1, 1);
}

/* What comes of it: the first lines as they would be imported. */
static void
fill_result (PageStatementColumns *self)
{
  BizBankFile *file = biz_statement_source_get_content (self->source);
  g_autofree char *text = page_statement_describe_source (self->source);
  BizBankStatement *statement;

  clear_grid (self->result);
  gtk_label_set_text (self->result_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), *text != '\0');
  if (file == NULL)
    return;
  statement = biz_bank_file_get_statement (file, 0);
  for (guint i = 0; i < MIN (biz_bank_statement_get_n_lines (statement), SHOWN_LINES); i++)
    add_line (self, biz_bank_statement_get_line (statement, i), (int)i);
}

static void
fill_choices (PageStatementColumns *self)
{
  adw_combo_row_set_selected (self->separator_row,
                              find_mark (separators, self->mapping->separator));
  adw_combo_row_set_selected (self->point_row, find_mark (points, self->mapping->point));
  adw_combo_row_set_selected (self->dates_row, self->mapping->date_order);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->dates_row),
                               self->mapping->is_date_sure
                                   ? ""
                                   : _ ("The days could be read in two orders: look at them"));
  adw_combo_row_set_selected (self->encoding_row, find_encoding (self->mapping->encoding));
  gtk_spin_button_set_value (self->skip, self->mapping->n_skip);
  gtk_switch_set_active (self->negated, self->mapping->is_negated);
}

static void
fill (PageStatementColumns *self)
{
  const BizBankMapping *mapping;
  const GError *error;
  GPtrArray *rows;

  if (self->source == NULL || biz_statement_source_is_reading (self->source))
    return;
  mapping = biz_statement_source_get_mapping (self->source);
  rows = biz_statement_source_get_rows (self->source);
  error = biz_statement_source_get_error (self->source);
  if (error != NULL)
    kit_inline_error_set_error (self->error, _ ("Read like this, the table makes no sense."),
                                error);
  else
    kit_inline_error_clear (self->error);
  if (mapping == NULL || rows == NULL)
    return;
  g_clear_pointer (&self->mapping, biz_bank_mapping_free);
  self->mapping = biz_bank_mapping_copy (mapping);
  self->filling = TRUE;
  fill_choices (self);
  fill_rows (self, rows);
  self->filling = FALSE;
  fill_result (self);
}

/* Other cells, or other letters in them: the columns are guessed anew. */
static void
start_anew (PageStatementColumns *self)
{
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    self->mapping->columns[i] = -1;
  apply (self);
}

static void
separator_cb (PageStatementColumns *self)
{
  const guint selected = adw_combo_row_get_selected (self->separator_row);

  if (self->filling || self->mapping == NULL || selected >= strlen (separators)
      || self->mapping->separator == separators[selected])
    return;
  self->mapping->separator = separators[selected];
  start_anew (self);
}

static void
encoding_cb (PageStatementColumns *self)
{
  const guint selected = adw_combo_row_get_selected (self->encoding_row);

  if (self->filling || self->mapping == NULL || selected >= G_N_ELEMENTS (encodings))
    return;
  g_strlcpy (self->mapping->encoding, encodings[selected], sizeof self->mapping->encoding);
  apply (self);
}

static void
changed_cb (PageStatementColumns *self)
{
  const guint point = adw_combo_row_get_selected (self->point_row);
  const guint dates = adw_combo_row_get_selected (self->dates_row);

  if (self->filling || self->mapping == NULL)
    return;
  if (point < strlen (points))
    self->mapping->point = points[point];
  if (dates <= BIZ_BANK_DATE_YMD)
    {
      self->mapping->is_date_sure |= dates != (guint)self->mapping->date_order;
      self->mapping->date_order = dates;
    }
  self->mapping->n_skip = (guint)gtk_spin_button_get_value_as_int (self->skip);
  self->mapping->is_negated = gtk_switch_get_active (self->negated);
  apply (self);
}

static void
page_statement_columns_dispose (GObject *object)
{
  PageStatementColumns *self = PAGE_STATEMENT_COLUMNS (object);

  g_clear_object (&self->source);
  g_clear_object (&self->intake);
  g_clear_pointer (&self->mapping, biz_bank_mapping_free);

  G_OBJECT_CLASS (page_statement_columns_parent_class)->dispose (object);
}

static void
page_statement_columns_class_init (PageStatementColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_statement_columns_dispose;
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-statement-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, grid);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, separator_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, point_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, dates_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, skip);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, negated);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, error);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, result_label);
  gtk_widget_class_bind_template_child (widget_class, PageStatementColumns, result);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_cb);
  gtk_widget_class_bind_template_callback (widget_class, separator_cb);
}

/* GTK's own buttons have no words. */
static void
name_buttons (GtkSpinButton *spin)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (spin)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *icon, *label;

      if (!GTK_IS_BUTTON (child))
        continue;
      icon = gtk_button_get_icon_name (GTK_BUTTON (child));
      label = g_strcmp0 (icon, "value-decrease-symbolic") == 0 ? _ ("Fewer Rows") : _ ("More Rows");
      gtk_widget_set_tooltip_text (child, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
}

static void
page_statement_columns_init (PageStatementColumns *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  name_buttons (self->skip);
  kit_inline_error_set_retry_label (self->error, NULL);
}

/**
 * page_statement_columns_set_source:
 * @self: a page
 * @intake: what the table is of
 * @source: (nullable): a table
 */
void
page_statement_columns_set_source (PageStatementColumns *self,
                                   BizStatementIntake *intake,
                                   BizStatementSource *source)
{
  g_return_if_fail (PAGE_IS_STATEMENT_COLUMNS (self));
  g_return_if_fail (source == NULL || BIZ_IS_STATEMENT_SOURCE (source));

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, fill, self);
  g_set_object (&self->intake, intake);
  g_set_object (&self->source, source);
  g_clear_pointer (&self->mapping, biz_bank_mapping_free);
  if (source == NULL)
    return;
  g_signal_connect_object (source, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}
