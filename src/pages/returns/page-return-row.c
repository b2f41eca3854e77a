/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-return-row.h"

#include "kit-decimal-entry.h"

#include <glib/gi18n-lib.h>

struct _PageReturnRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *refusal;
  KitDecimalEntry *quantity;

  BizReturnPlan *plan; /* (owned) */
  BizReturnLine *line; /* (owned) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PageReturnRow, page_return_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  ACTIVATE_NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
quantity_changed_cb (PageReturnRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
quantity_activate_cb (PageReturnRow *self)
{
  g_signal_emit (self, signals[ACTIVATE_NEXT], 0);
}

static void
page_return_row_dispose (GObject *object)
{
  PageReturnRow *self = PAGE_RETURN_ROW (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->line);

  G_OBJECT_CLASS (page_return_row_parent_class)->dispose (object);
}

static void
page_return_row_class_init (PageReturnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_return_row_dispose;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE_NEXT] =
      g_signal_new ("activate-next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_DECIMAL_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-return-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PageReturnRow, title);
  gtk_widget_class_bind_template_child (widget_class, PageReturnRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PageReturnRow, refusal);
  gtk_widget_class_bind_template_child (widget_class, PageReturnRow, quantity);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, quantity_activate_cb);
}

static void
page_return_row_init (PageReturnRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_decimal_entry_set_digits (self->quantity, 0, BIZ_RETURN_DIGITS);
}

static void
add (GString *text, const char *format, BizDecimal value, gboolean always)
{
  g_autofree char *number = biz_decimal_format (&value, 0);
  g_auto (GStrv) parts = NULL;
  g_autofree char *words = NULL;

  if (!always && !biz_return_is_positive (&value))
    return;
  parts = g_strsplit (format, "%s", 2);
  words = g_strjoinv (number, parts);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static void
describe (PageReturnRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *unit = biz_return_line_get_unit (self->line);
  const BizReturnPurpose purpose = biz_return_plan_get_purpose (self->plan);

  if (purpose == BIZ_RETURN_PURPOSE_RETURN)
    {
      /* Translators: a quantity, as the next ones. */
      add (text, _ ("%s delivered"), biz_return_line_get_quantity (self->line), TRUE);
      add (text, _ ("%s returned"), biz_return_line_get_received (self->line), FALSE);
      add (text, _ ("%s on the way back"), biz_return_line_get_expected (self->line), FALSE);
      add (text, _ ("%s can be returned"), biz_return_line_get_returnable (self->line), TRUE);
    }
  else if (purpose == BIZ_RETURN_PURPOSE_RECEIVE)
    add (text, _ ("%s expected"), biz_return_line_get_quantity (self->line), TRUE);
  else
    {
      add (text, _ ("%s came back"), biz_return_line_get_quantity (self->line), TRUE);
      add (text, _ ("%s can be credited"), biz_return_line_get_creditable (self->line), TRUE);
      add (text, _ ("%s can be sent again"), biz_return_line_get_replaceable (self->line), FALSE);
    }
  if (unit != NULL)
    g_string_append_printf (text, " (%s)", unit);
  if (purpose == BIZ_RETURN_PURPOSE_RETURN && biz_return_line_get_move (self->line)->is_tracked)
    g_string_append_printf (text, "\n%s",
                            _ ("The warehouse names the lot or serial number when it comes."));
  gtk_label_set_text (self->subtitle, text->str);
}

/**
 * page_return_row_new:
 * @plan: what is planned
 * @line: one of its lines
 *
 * Returns: (transfer floating): the row, with what is planned of the line
 */
GtkWidget *
page_return_row_new (BizReturnPlan *plan, BizReturnLine *line)
{
  PageReturnRow *self = g_object_new (PAGE_TYPE_RETURN_ROW, NULL);
  const char *product = biz_return_line_get_product (line);
  const char *refusal = biz_return_line_get_refusal (line);
  const BizDecimal most = biz_return_plan_get_most (plan, line);
  const BizDecimal planned = biz_return_plan_get_quantity (plan, biz_return_line_get_id (line));
  /* Translators: a product. */
  g_autofree char *name = g_strdup_printf (_ ("Quantity of %s"), product);

  self->plan = g_object_ref (plan);
  self->line = g_object_ref (line);
  self->filling = TRUE;
  gtk_label_set_text (self->title, product);
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->quantity), name);
  if (biz_return_is_positive (&planned))
    kit_decimal_entry_set_value (self->quantity, &planned);
  gtk_widget_set_visible (GTK_WIDGET (self->quantity), biz_return_is_positive (&most));
  gtk_label_set_text (self->refusal, refusal != NULL ? refusal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal),
                          refusal != NULL && !biz_return_is_positive (&most));
  describe (self);
  self->filling = FALSE;

  return GTK_WIDGET (self);
}

gboolean
page_return_row_apply (PageReturnRow *self)
{
  g_autoptr (GError) error = NULL;
  BizDecimal quantity = { 0 };

  g_return_val_if_fail (PAGE_IS_RETURN_ROW (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->quantity)))
    return TRUE;
  if (!kit_parsed_entry_is_empty (KIT_PARSED_ENTRY (self->quantity))
      && !kit_decimal_entry_get_value (self->quantity, &quantity))
    {
      const BizDecimal none = { 0 };

      biz_return_plan_set_quantity (self->plan, biz_return_line_get_id (self->line), &none, NULL);
      return FALSE;
    }
  if (biz_return_plan_set_quantity (self->plan, biz_return_line_get_id (self->line), &quantity,
                                    &error))
    {
      kit_parsed_entry_set_error (KIT_PARSED_ENTRY (self->quantity), NULL);
      return TRUE;
    }
  kit_parsed_entry_set_error (KIT_PARSED_ENTRY (self->quantity), error->message);

  return FALSE;
}

void
page_return_row_set_all (PageReturnRow *self, gboolean all)
{
  const BizDecimal most = biz_return_plan_get_most (self->plan, self->line);

  g_return_if_fail (PAGE_IS_RETURN_ROW (self));

  self->filling = TRUE;
  kit_decimal_entry_set_value (self->quantity,
                               all && biz_return_is_positive (&most) ? &most : NULL);
  self->filling = FALSE;
}

gboolean
page_return_row_focus (PageReturnRow *self)
{
  g_return_val_if_fail (PAGE_IS_RETURN_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->quantity))
         && gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
}
