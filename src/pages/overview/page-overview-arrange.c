/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards are moved, hidden and shown again; the order is kept. */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-card.h"
#include "page-overview-private.h"

#define ORDER_KEY "overview-cards"

static void
save_order (PageOverview *self)
{
  g_auto (GStrv) words = page_kpi_order_write (&self->order);

  if (self->settings != NULL)
    g_settings_set_strv (self->settings, ORDER_KEY, (const char *const *)words);
}

static void
move_card (PageOverview *self, BizKpi kpi, gboolean back)
{
  if (!page_kpi_order_move (&self->order, kpi, back))
    return;
  save_order (self);
  page_overview_show_cards (self);
  page_overview_focus_card (self, kpi);
}

/* The card that has the keys, PAGE_OVERVIEW_NONE for none. */
static BizKpi
get_focused (PageOverview *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->cards));

  return PAGE_IS_KPI_CARD (child) ? page_kpi_card_get_kpi (PAGE_KPI_CARD (child))
                                  : PAGE_OVERVIEW_NONE;
}

static void
hide_card (PageOverview *self, BizKpi kpi)
{
  self->order.hidden[kpi] = TRUE;
  save_order (self);
  page_overview_show_cards (self);
  gtk_widget_child_focus (GTK_WIDGET (self->cards), GTK_DIR_TAB_FORWARD);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gboolean back;
  int kpi;

  g_variant_get (parameter, "(ib)", &kpi, &back);
  if (kpi >= 0 && kpi < BIZ_KPI_N)
    move_card (PAGE_OVERVIEW (widget), (BizKpi)kpi, back);
}

static void
shift_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOverview *self = PAGE_OVERVIEW (widget);
  BizKpi kpi = get_focused (self);

  if (kpi != PAGE_OVERVIEW_NONE)
    move_card (self, kpi, g_variant_get_boolean (parameter));
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int kpi = g_variant_get_int32 (parameter);

  if (kpi >= 0 && kpi < BIZ_KPI_N)
    hide_card (PAGE_OVERVIEW (widget), (BizKpi)kpi);
}

static void
hide_focused_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOverview *self = PAGE_OVERVIEW (widget);
  BizKpi kpi = get_focused (self);

  if (kpi != PAGE_OVERVIEW_NONE)
    hide_card (self, kpi);
}

static void
show_hidden_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageOverview *self = PAGE_OVERVIEW (widget);

  for (guint i = 0; i < BIZ_KPI_N; i++)
    if (biz_kpi_get_area ((BizKpi)i) == self->area)
      self->order.hidden[i] = FALSE;
  save_order (self);
  page_overview_show_cards (self);
  gtk_widget_child_focus (GTK_WIDGET (self->cards), GTK_DIR_TAB_FORWARD);
}

void
page_overview_install_arranging (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "overview.move", "(ib)", move_action);
  gtk_widget_class_install_action (widget_class, "overview.shift", "b", shift_action);
  gtk_widget_class_install_action (widget_class, "overview.hide", "i", hide_action);
  gtk_widget_class_install_action (widget_class, "overview.hide-focused", NULL,
                                   hide_focused_action);
  gtk_widget_class_install_action (widget_class, "overview.show-hidden", NULL, show_hidden_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "overview.hide-focused",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "overview.shift", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "overview.shift", "b", FALSE);
}

void
page_overview_read_order (PageOverview *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) words = NULL;

  page_kpi_order_init (&self->order);
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, ORDER_KEY))
    return;
  self->settings = g_settings_new_full (schema, NULL, NULL);
  words = g_settings_get_strv (self->settings, ORDER_KEY);
  page_kpi_order_read (&self->order, (const char *const *)words);
}
