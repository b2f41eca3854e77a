/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-entries.h"

#include "biz-ageing-entry.h"
#include "draw-ageing-report.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "kit-format.h"
#include "kit-ledger-list.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

struct _PageAgeingEntries
{
  AdwBin parent_instance;

  GtkButton *back_button;
  GtkButton *close_button;
  GtkLabel *title_label;
  GtkLabel *total_label;
  GtkLabel *note_label;
  KitLedgerList *list;
  GMenuModel *row_menu;

  ErpLocalList *rows; /* (owned) */
  gboolean in_document;
};

G_DEFINE_FINAL_TYPE (PageAgeingEntries, page_ageing_entries, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
document_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ageing_entry_get_item (item)->document);
}

static char *
customer_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ageing_entry_get_item (item)->partner);
}

static char *
format_day (const GDate *day)
{
  return g_date_valid (day) ? kit_format_date (day) : NULL;
}

static char *
date_text (gpointer item, gpointer user_data)
{
  return format_day (&biz_ageing_entry_get_item (item)->date);
}

static char *
due_text (gpointer item, gpointer user_data)
{
  return format_day (&biz_ageing_entry_get_item (item)->due);
}

static char *
days_text (gpointer item, gpointer user_data)
{
  const int age = biz_ageing_entry_get_age (item);

  return age > 0 ? kit_format_count ((guint64)age) : NULL;
}

static KitTone
days_tone (gpointer item, gpointer user_data)
{
  return biz_ageing_entry_get_item (item)->open.minor > 0 ? KIT_TONE_BAD : KIT_TONE_DIM;
}

static const BizMoney *
get_open (PageAgeingEntries *self, gpointer item)
{
  const BizAgeingItem *facts = biz_ageing_entry_get_item (item);

  return self->in_document ? &facts->open_document : &facts->open;
}

static char *
open_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (get_open (user_data, item));
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_open (user_data, item)->currency);
}

static char *
company_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_ageing_entry_get_item (item)->company);
}

static const KitLedgerColumn columns[] = {
  { "document", N_ ("Document"), KIT_LEDGER_TEXT, 140, FALSE, TRUE, FALSE, document_text, NULL },
  { "customer", N_ ("Customer"), KIT_LEDGER_TEXT, 130, TRUE, FALSE, FALSE, customer_text, NULL },
  { "date", N_ ("Date"), KIT_LEDGER_DATE, 100, FALSE, FALSE, FALSE, date_text, NULL },
  { "due", N_ ("Due"), KIT_LEDGER_DATE, 100, FALSE, FALSE, FALSE, due_text, NULL },
  { "days", N_ ("Days"), KIT_LEDGER_NUMBER, 60, FALSE, TRUE, FALSE, days_text, days_tone },
  { "open", N_ ("Open"), KIT_LEDGER_MONEY, 110, FALSE, TRUE, FALSE, open_text, NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 60, FALSE, FALSE, FALSE, currency_text, NULL },
  { "company", N_ ("Company"), KIT_LEDGER_TEXT, 130, FALSE, FALSE, FALSE, company_text, NULL },
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s item", "%s items", count), number);
}

static void
open_entry (PageAgeingEntries *self, ErpRow *row)
{
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  if (item != NULL)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, "account.move",
                   biz_ageing_entry_get_item (item)->move_id);
}

static void
row_activated_cb (PageAgeingEntries *self, ErpRow *row)
{
  open_entry (self, row);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageAgeingEntries *self = PAGE_AGEING_ENTRIES (widget);
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);

  open_entry (self, row);
}

static void
show (PageAgeingEntries *self,
      BizAgeingSheet *sheet,
      GPtrArray *entries,
      const char *title,
      const BizMoney *total,
      const char *note)
{
  g_autofree char *amount = page_text_format_amount (total);

  self->in_document = biz_ageing_sheet_get_plan (sheet)->in_document;
  gtk_label_set_text (self->title_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), title);
  gtk_label_set_text (self->total_label, amount);
  gtk_label_set_text (self->note_label, note);
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, entries, TRUE);
}

static void
page_ageing_entries_dispose (GObject *object)
{
  PageAgeingEntries *self = PAGE_AGEING_ENTRIES (object);

  g_clear_object (&self->rows);

  G_OBJECT_CLASS (page_ageing_entries_parent_class)->dispose (object);
}

static void
page_ageing_entries_class_init (PageAgeingEntriesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_ageing_entries_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-ageing-entries.ui");
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, total_label);
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, list);
  gtk_widget_class_bind_template_child (widget_class, PageAgeingEntries, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "ageing-entries.open", NULL, open_action);
}

static void
page_ageing_entries_init (PageAgeingEntries *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), self);
  kit_ledger_list_set_name (self->list, _ ("Open items of the row"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Nothing Is Open"),
                             _ ("No item is behind this amount."));
  kit_ledger_list_set_menu (self->list, self->row_menu);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

GtkWidget *
page_ageing_entries_new (void)
{
  return g_object_new (PAGE_TYPE_AGEING_ENTRIES, NULL);
}

/**
 * page_ageing_entries_show_row:
 * @self: the pane
 * @sheet: an ageing
 * @row: one of its rows
 *
 * Shows what @row adds up.
 */
void
page_ageing_entries_show_row (PageAgeingEntries *self,
                              BizAgeingSheet *sheet,
                              const BizAgeingRow *row)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *note = NULL;
  g_autofree char *day = NULL;
  const BizAgeingPlan *plan;

  g_return_if_fail (PAGE_IS_AGEING_ENTRIES (self) && row != NULL);

  plan = biz_ageing_sheet_get_plan (sheet);
  entries = biz_ageing_sheet_list_entries (sheet, row, BIZ_AGEING_ANY_BUCKET);
  day = kit_format_date (&plan->as_of);
  /* Translators: a day */
  note = g_strdup_printf (_ ("Open at the end of %s"), day);
  kit_ledger_list_set_column_shown (self->list, "customer", plan->by != BIZ_AGEING_BY_CUSTOMER);
  show (self, sheet, entries, draw_ageing_describe_row (plan, row), &row->total, note);
}

/**
 * page_ageing_entries_show_bucket:
 * @self: the pane
 * @sheet: an ageing
 * @sum: one of its sums
 * @bucket: an age
 *
 * Shows the items of that age, whoever owes them.
 */
void
page_ageing_entries_show_bucket (PageAgeingEntries *self,
                                 BizAgeingSheet *sheet,
                                 const BizAgeingRow *sum,
                                 guint bucket)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  g_autofree char *day = NULL;
  const BizAgeingPlan *plan;

  g_return_if_fail (PAGE_IS_AGEING_ENTRIES (self) && sum != NULL);

  plan = biz_ageing_sheet_get_plan (sheet);
  g_return_if_fail (bucket < biz_ageing_plan_get_n_buckets (plan));
  entries = biz_ageing_sheet_list_bucket (sheet, sum->total.currency, bucket);
  title = biz_ageing_plan_describe_bucket (plan, bucket);
  day = kit_format_date (&plan->as_of);
  note = g_strdup_printf (_ ("Open at the end of %s"), day);
  kit_ledger_list_set_column_shown (self->list, "customer", TRUE);
  show (self, sheet, entries, title, &sum->buckets[bucket], note);
}

void
page_ageing_entries_clear (PageAgeingEntries *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (PAGE_IS_AGEING_ENTRIES (self));

  gtk_label_set_text (self->title_label, "");
  gtk_label_set_text (self->total_label, "");
  gtk_label_set_text (self->note_label, "");
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, none, TRUE);
}

void
page_ageing_entries_set_alone (PageAgeingEntries *self, gboolean alone)
{
  g_return_if_fail (PAGE_IS_AGEING_ENTRIES (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), alone);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), !alone);
}

GArray *
page_ageing_entries_list_partners (PageAgeingEntries *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *entries;

  g_return_val_if_fail (PAGE_IS_AGEING_ENTRIES (self), partners);

  entries = erp_local_list_get_records (self->rows);
  for (guint i = 0; i < entries->len; i++)
    {
      const BizAgeingItem *item = biz_ageing_entry_get_item (g_ptr_array_index (entries, i));

      if (item->partner_id != 0 && g_hash_table_add (seen, (gpointer)&item->partner_id))
        g_array_append_val (partners, item->partner_id);
    }

  return partners;
}
