/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-private.h"

#include "draw-ageing-report.h"
#include "erp-row.h"
#include "page-ageing-buckets.h"
#include "page-ageing-export.h"
#include "page-dunning.h"
#include "page-text.h"
#include "page-verbs.h"

#include <glib/gi18n-lib.h>

/* As long as somebody who types pauses between two keys. */
#define TYPING_MS 500
#define BUCKETS_KEY "ageing-buckets"

G_DEFINE_FINAL_TYPE (PageAgeing, page_ageing, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
companies_changed_cb (PageAgeing *self)
{
  if (!self->loaded)
    return;
  page_ageing_forget (self);
  page_ageing_load (self);
}

static gboolean
typed_cb (gpointer user_data)
{
  PageAgeing *self = user_data;
  GDate day;

  self->typing_source = 0;
  if (kit_date_entry_get_date (self->day, &day)
      && (self->book == NULL || g_date_compare (biz_ageing_book_get_as_of (self->book), &day) != 0))
    page_ageing_load (self);

  return G_SOURCE_REMOVE;
}

/* Half a day that is typed is another day: it is waited for the end. */
static void
day_cb (PageAgeing *self)
{
  if (!self->loaded)
    return;
  g_clear_handle_id (&self->typing_source, g_source_remove);
  self->typing_source = g_timeout_add (TYPING_MS, typed_cb, self);
}

static void
by_cb (PageAgeing *self)
{
  const guint by = gtk_drop_down_get_selected (self->by);

  if (by > BIZ_AGEING_BY_CURRENCY || by == self->plan.by)
    return;
  self->plan.by = by;
  page_ageing_make (self);
}

static void
from_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageAgeing *self = user_data;

  g_simple_action_set_state (action, value);
  self->plan.from = g_str_equal (g_variant_get_string (value, NULL), "due")
                        ? BIZ_AGEING_FROM_DUE
                        : BIZ_AGEING_FROM_INVOICE;
  page_ageing_make (self);
}

static void
amounts_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageAgeing *self = user_data;

  g_simple_action_set_state (action, value);
  self->plan.in_document = g_str_equal (g_variant_get_string (value, NULL), "document");
  page_ageing_make (self);
}

static void
chart_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PageAgeing *self = user_data;

  g_simple_action_set_state (action, value);
  self->shows_chart = g_variant_get_boolean (value);
  page_ageing_show_chart (self);
}

static void
search_cb (PageAgeing *self)
{
  page_ageing_show_lines (self);
}

static void
leave_search_cb (PageAgeing *self)
{
  kit_ledger_list_focus_rows (self->list);
}

static void
stop_search_cb (PageAgeing *self)
{
  gtk_editable_set_text (self->search, "");
  kit_ledger_list_focus_rows (self->list);
}

/* The items behind a bar. */
static void
bar_cb (PageAgeing *self, guint track, guint point)
{
  GArray *sums = self->sheet != NULL ? biz_ageing_sheet_get_sums (self->sheet) : NULL;

  if (sums == NULL || sums->len == 0)
    return;
  kit_ledger_list_unselect (self->list);
  page_ageing_entries_show_bucket (self->entries, self->sheet,
                                   &g_array_index (sums, BizAgeingRow, 0), point);
  page_split_show_record (self->split);
}

static void
told_cb (PageAgeing *self, const char *words, gboolean failed)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
open_cb (PageAgeing *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
resized_cb (PageAgeing *self)
{
  page_ageing_entries_set_alone (self->entries, !page_split_is_split (self->split));
  gtk_widget_set_visible (self->day_label, !page_split_is_narrow (self->split));
}

/* verbs */

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_ageing_load (PAGE_AGEING (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);

  page_split_show_list (self->split);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);

  if (!page_split_is_record_shown (self->split))
    return;
  page_split_hide_record (self->split);
  kit_ledger_list_focus_rows (self->list);
}

static void
items_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  page_ageing_show_row (PAGE_AGEING (widget));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);
  DrawReportFormat format;

  if (self->sheet != NULL
      && draw_report_format_from_name (g_variant_get_string (parameter, NULL), &format))
    page_ageing_export_run (widget, self->session, self->sheet, format);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);

  if (self->sheet != NULL)
    page_ageing_export_print (widget, self->session, self->sheet);
}

/* Those of the selected rows; else of what is shown beside them. */
static GArray *
list_partners (PageAgeing *self)
{
  g_autoptr (GtkBitset) selected = kit_ledger_list_get_selection (self->list);
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  if (self->sheet == NULL || !gtk_bitset_iter_init_first (&iter, selected, &position))
    return partners;
  do
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
      gpointer line = row != NULL ? erp_row_get_item (row) : NULL;

      if (line != NULL)
        biz_ageing_sheet_collect_partners (self->sheet, biz_ageing_line_get_row (line), partners);
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return partners;
}

static void
statement_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);
  g_autoptr (GArray) partners = list_partners (self);

  if (partners->len > 0)
    page_statements_present (widget, self->session, (const gint64 *)(gpointer)partners->data,
                             partners->len, biz_ageing_book_get_as_of (self->book));
}

static void
remind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);
  g_autoptr (GArray) partners = list_partners (self);

  if (partners->len > 0)
    page_reminders_present (widget, self->session, (const gint64 *)(gpointer)partners->data,
                            partners->len);
}

static void
chosen_cb (PageAgeing *self, const char *limits)
{
  if (!biz_ageing_plan_set_limits (&self->plan, limits, NULL))
    return;
  if (self->settings != NULL)
    g_settings_set_string (self->settings, BUCKETS_KEY, limits);
  page_ageing_make (self);
}

static void
buckets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeing *self = PAGE_AGEING (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *dialog = page_ageing_buckets_new (&self->plan);

  gtk_window_set_transient_for (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static const PageVerb verbs[] = {
  { "ageing.refresh", refresh_action, PAGE_KEYS_REFRESH },
  { "ageing.search", search_action, PAGE_KEYS_SEARCH },
  { "ageing.close", close_action, PAGE_KEYS_CLOSE },
  { "ageing.items", items_action },
  { "ageing.export", export_action, NULL, "s" },
  { "ageing.print", print_action, "<Control>p" },
  { "ageing.buckets", buckets_action, "b" },
  { "ageing.statement", statement_action, "s" },
  { "ageing.remind", remind_action, "m|" PAGE_KEYS_DO },
};

static void
page_ageing_map (GtkWidget *widget)
{
  PageAgeing *self = PAGE_AGEING (widget);

  GTK_WIDGET_CLASS (page_ageing_parent_class)->map (widget);
  if (!self->loaded)
    page_ageing_load (self);
}

static void
page_ageing_dispose (GObject *object)
{
  PageAgeing *self = PAGE_AGEING (object);

  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_object (&self->sheet);
  g_clear_object (&self->book);
  g_clear_object (&self->rows);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_ageing_parent_class)->dispose (object);
}

static void
page_ageing_finalize (GObject *object)
{
  PageAgeing *self = PAGE_AGEING (object);

  g_clear_pointer (&self->columns, page_ageing_columns_free);
  g_free (self->sort);

  G_OBJECT_CLASS (page_ageing_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KIT_TYPE_CHART);
  g_type_ensure (KIT_TYPE_DATE_ENTRY);
  g_type_ensure (PAGE_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-ageing.ui");
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, split);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, day_label);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, day);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, by);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, search);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, chart_clamp);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, chart);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, sums_scroller);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, sums);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, foot);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, foot_label);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, feet);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, list_bin);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, record);
  gtk_widget_class_bind_template_child (widget_class, PageAgeing, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
}

static void
page_ageing_class_init (PageAgeingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_ageing_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_ageing_finalize;
  widget_class->map = page_ageing_map;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  bind_template (widget_class);
  page_verbs_install (widget_class, verbs, G_N_ELEMENTS (verbs));
}

static void
add_view (PageAgeing *self,
          GSimpleActionGroup *group,
          const char *name,
          GVariant *state,
          GCallback changed)
{
  g_autoptr (GSimpleAction) action = NULL;
  g_autoptr (GVariant) taken = g_variant_ref_sink (state);
  const gboolean is_text = g_variant_is_of_type (taken, G_VARIANT_TYPE_STRING);

  action = g_simple_action_new_stateful (name, is_text ? G_VARIANT_TYPE_STRING : NULL, taken);
  g_signal_connect (action, "change-state", changed, self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

/* How the list is made: what a menu has a mark for. */
static void
add_views (PageAgeing *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  add_view (self, group, "from", g_variant_new_string ("due"), G_CALLBACK (from_changed_cb));
  add_view (self, group, "amounts", g_variant_new_string ("company"),
            G_CALLBACK (amounts_changed_cb));
  add_view (self, group, "chart", g_variant_new_boolean (TRUE), G_CALLBACK (chart_changed_cb));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ageing-view", G_ACTION_GROUP (group));
}

static void
fill_by (PageAgeing *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint by = 0; by <= BIZ_AGEING_BY_CURRENCY; by++)
    {
      /* Translators: what a row of a list stands for: by customer, by company */
      g_autofree char *name = g_strdup_printf (_ ("By %s"), draw_ageing_get_head (by));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->by, G_LIST_MODEL (names));
}

/* The buckets chosen before. */
static void
read_settings (PageAgeing *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *limits = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, QUITTANCE_APP_ID, TRUE);
  if (schema != NULL && g_settings_schema_has_key (schema, BUCKETS_KEY))
    {
      self->settings = g_settings_new_full (schema, NULL, NULL);
      limits = g_settings_get_string (self->settings, BUCKETS_KEY);
    }
  if (limits == NULL || !biz_ageing_plan_set_limits (&self->plan, limits, NULL))
    biz_ageing_plan_set_limits (&self->plan, BIZ_AGEING_LIMITS, NULL);
}

static void
page_ageing_init (PageAgeing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  self->sort = g_strdup ("total");
  self->descending = TRUE;
  self->shows_chart = TRUE;
  kit_parsed_entry_set_name (KIT_PARSED_ENTRY (self->day), _ ("As of"));
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (page_ageing_load), self,
                           G_CONNECT_SWAPPED);
  add_views (self);
  read_settings (self);
  page_ageing_create_list (self);
  fill_by (self);
  self->entries = PAGE_AGEING_ENTRIES (page_ageing_entries_new ());
  adw_bin_set_child (self->record, GTK_WIDGET (self->entries));
  g_signal_connect_object (self->entries, "open-requested", G_CALLBACK (open_cb), self,
                           G_CONNECT_SWAPPED);
  page_ageing_update_actions (self);
}

/**
 * page_ageing_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_ageing_new (ErpSession *session)
{
  PageAgeing *self;
  GDate today;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_AGEING, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  today = page_text_get_today (session);
  kit_date_entry_set_today (self->day, &today);
  kit_date_entry_set_date (self->day, &today);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * page_ageing_search:
 * @self: the page
 * @text: the beginnings of words of a name
 */
void
page_ageing_search (PageAgeing *self, const char *text)
{
  g_return_if_fail (PAGE_IS_AGEING (self));

  gtk_editable_set_text (self->search, text != NULL ? text : "");
  page_ageing_show_lines (self);
}
