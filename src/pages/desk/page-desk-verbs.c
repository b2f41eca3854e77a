/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-private.h"

#include "draw-desk-table.h"
#include "erp-capabilities.h"
#include "erp-link.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-due-export.h"
#include "page-due-verbs.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>

static char *
tell_exported (guint n)
{
  g_autofree char *count = kit_format_count (n);

  return g_strdup_printf (ngettext ("%s decision was written to the file.",
                                    "%s decisions were written to the file.", n),
                          count);
}

static const PageDueExport exported = {
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  .file_name = N_ ("Credit desk %04d-%02d-%02d"),
  .write = draw_desk_table_write,
  .tell = tell_exported,
};

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);

  if (entry == NULL)
    return;
  page_desk_pane_show (self->pane, entry, self->book);
  page_split_show_record (self->split);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);

  if (page_split_is_record_shown (self->split))
    page_list_frame_close_record (self->frame);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_desk_reload (PAGE_DESK (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_list_frame_search (PAGE_DESK (widget)->frame);
}

static void
open_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);

  if (entry != NULL)
    page_due_verbs_open_in_browser (widget, self->session, biz_desk_entry_get_model (entry),
                                    biz_desk_entry_get_id (entry));
}

static void
copy_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);
  g_autofree char *link = NULL;

  if (entry == NULL)
    return;
  link = erp_link_new_for_record (erp_session_get_profile (self->session), "sale.order",
                                  biz_desk_entry_get_facts (entry)->order->id);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
}

static void
filter_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);
  BizDeskEntry *entry = page_desk_get_first (self);
  const char *customer = entry != NULL ? biz_desk_entry_get_facts (entry)->order->partner : NULL;
  g_autofree char *text = NULL;

  if (customer == NULL)
    return;
  text = biz_filter_quote ("customer", customer);
  page_desk_search (self, text);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageDesk *self = PAGE_DESK (widget);

  page_due_export_run (widget, self->session, &exported, erp_local_list_get_records (self->rows),
                       g_str_equal (name, "desk.export-xlsx") ? DRAW_TABLE_XLSX : DRAW_TABLE_CSV);
}

static const PageVerb verbs[] = {
  { "desk.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "desk.search", search_action, PAGE_KEYS_SEARCH },
  { "desk.close", close_action, PAGE_KEYS_CLOSE },
  { "desk.open", open_action },
  { "desk.open-browser", open_browser_action },
  { "desk.copy-link", copy_link_action },
  { "desk.filter-customer", filter_customer_action },
  { "desk.export-csv", export_action },
  { "desk.export-xlsx", export_action },
};

void
page_desk_install_verbs (GtkWidgetClass *widget_class)
{
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

void
page_desk_install_keys (PageDesk *self)
{
}

void
page_desk_update_verbs (PageDesk *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  BizDeskEntry *entry = page_desk_get_first (self);

  gtk_widget_action_set_enabled (widget, "desk.open", entry != NULL);
  gtk_widget_action_set_enabled (widget, "desk.filter-customer", entry != NULL);
  gtk_widget_action_set_enabled (widget, "desk.copy-link", entry != NULL);
  gtk_widget_action_set_enabled (
      widget, "desk.open-browser",
      entry != NULL
          && page_due_verbs_has_browser (self->session, biz_desk_entry_get_model (entry)));
}
