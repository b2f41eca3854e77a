/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer-story.h"

#include "erp-local-list.h"
#include "erp-row.h"
#include "kit-filter-chips.h"
#include "kit-format.h"
#include "kit-ledger-list.h"
#include "page-customer-figures.h"
#include "page-layout.h"

#include <glib/gi18n-lib.h>

struct _PageCustomerStory
{
  AdwBin parent_instance;

  KitFilterChips *chips; /* in the box */
  KitLedgerList *list;   /* in the box */
  GtkLabel *note;        /* in the box: what could not be read */
  ErpLocalList *rows;    /* (owned) */
  BizStory *story;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageCustomerStory, page_customer_story, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip chips[] = {
  { NULL, N_ ("All") },
  { "opportunities", N_ ("Opportunities") },
  { "orders", N_ ("Orders") },
  { "deliveries", N_ ("Deliveries") },
  { "invoices", N_ ("Invoices") },
  { "credit-notes", N_ ("Credit Notes") },
  { "payments", N_ ("Payments") },
  { "cases", N_ ("Cases") },
  { "tasks", N_ ("Tasks") },
  { "messages", N_ ("Messages") },
  { "decisions", N_ ("Decisions") },
};

static const BizStoryFacts *
get_facts (gpointer item)
{
  return biz_story_entry_get_facts (item);
}

static char *
date_text (gpointer item, gpointer user_data)
{
  const BizStoryFacts *facts = get_facts (item);

  return g_date_valid (&facts->day) ? kit_format_date (&facts->day) : NULL;
}

static char *
kind_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_story_kind_to_label (get_facts (item)->kind));
}

static char *
title_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->title);
}

static char *
detail_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->detail);
}

static char *
state_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->state);
}

static KitTone
state_tone (gpointer item, gpointer user_data)
{
  return page_customer_figures_get_tone (get_facts (item)->tone);
}

static char *
amount_text (gpointer item, gpointer user_data)
{
  const BizStoryFacts *facts = get_facts (item);

  return facts->has_amount ? kit_format_money_aligned (&facts->amount) : NULL;
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  const BizStoryFacts *facts = get_facts (item);

  return facts->has_amount ? g_strdup (facts->amount.currency) : NULL;
}

static char *
who_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_facts (item)->who);
}

static const KitLedgerColumn columns[] = {
  { "date", N_ ("Date"), KIT_LEDGER_DATE, 104, FALSE, TRUE, FALSE, date_text, NULL },
  { "kind", N_ ("What"), KIT_LEDGER_TEXT, 104, FALSE, FALSE, FALSE, kind_text, NULL },
  { "title", N_ ("Title"), KIT_LEDGER_TEXT, 120, TRUE, TRUE, FALSE, title_text, NULL },
  { "detail", N_ ("Detail"), KIT_LEDGER_TEXT, 110, TRUE, FALSE, FALSE, detail_text, NULL },
  { "state", N_ ("State"), KIT_LEDGER_PILL, 116, FALSE, FALSE, FALSE, state_text, state_tone },
  { "amount", N_ ("Amount"), KIT_LEDGER_MONEY, 108, FALSE, TRUE, FALSE, amount_text, NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 60, FALSE, FALSE, FALSE, currency_text, NULL },
  { "who", N_ ("Who"), KIT_LEDGER_TEXT, 120, FALSE, FALSE, FALSE, who_text, NULL },
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  PageCustomerStory *self = user_data;
  g_autofree char *number = kit_format_count (count);

  if (self->story == NULL || biz_story_is_complete (self->story))
    return g_strdup_printf (ngettext ("%s entry", "%s entries", count), number);

  /* Translators: a number; older entries have not been read yet */
  return g_strdup_printf (_ ("the latest %s, scroll for older"), number);
}

static void
show_error (PageCustomerStory *self)
{
  const GError *error = biz_story_get_error (self->story);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->note),
                          error != NULL
                              && biz_story_get_state (self->story) == BIZ_STORY_STATE_READY);
  if (error == NULL)
    return;
  text = g_strdup_printf (_ ("Some of it could not be read. %s"), error->message);
  gtk_label_set_text (self->note, text);
}

/* Only what this server has and this user may read. */
static void
offer_chips (PageCustomerStory *self)
{
  guint available = biz_story_get_available (self->story);

  for (guint i = 0; i < BIZ_STORY_N_KINDS; i++)
    kit_filter_chips_set_offered (self->chips, biz_story_kind_get_name (i),
                                  (available & BIZ_STORY_BIT (i)) != 0);
}

static void
story_changed_cb (PageCustomerStory *self)
{
  g_autoptr (GPtrArray) entries = NULL;

  offer_chips (self);

  switch (biz_story_get_state (self->story))
    {
    case BIZ_STORY_STATE_EMPTY:
      entries = g_ptr_array_new ();
      erp_local_list_set_records (self->rows, entries, TRUE);
      break;
    case BIZ_STORY_STATE_LOADING:
      erp_local_list_set_loading (self->rows);
      break;
    case BIZ_STORY_STATE_FAILED:
      erp_local_list_set_error (self->rows, biz_story_get_error (self->story));
      break;
    case BIZ_STORY_STATE_READY:
    default:
      entries = biz_story_list (self->story);
      erp_local_list_set_records (self->rows, entries, biz_story_is_complete (self->story));
      break;
    }
  show_error (self);
}

static void
chips_changed_cb (PageCustomerStory *self)
{
  const char *token = kit_filter_chips_get_token (self->chips);
  guint kinds = BIZ_STORY_ALL;

  for (guint i = 0; token != NULL && i < BIZ_STORY_N_KINDS; i++)
    if (g_str_equal (token, biz_story_kind_get_name (i)))
      kinds = BIZ_STORY_BIT (i);
  if (self->story != NULL)
    biz_story_set_kinds (self->story, kinds);
}

/* Two screens before the end the next page is asked for. */
static void
scrolled_cb (PageCustomerStory *self, GtkAdjustment *adjustment)
{
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                - gtk_adjustment_get_page_size (adjustment);

  if (self->story != NULL && rest < 2 * gtk_adjustment_get_page_size (adjustment))
    biz_story_load_more (self->story);
}

static void
row_activated_cb (PageCustomerStory *self, ErpRow *row)
{
  BizStoryEntry *entry = erp_row_get_item (row);
  const BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;

  if (facts != NULL && facts->open_id > 0)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, facts->open_model, facts->open_id);
}

static void
reload_cb (PageCustomerStory *self)
{
  if (self->story != NULL)
    biz_story_set_customer (self->story, biz_story_get_customer (self->story));
}

static void
page_customer_story_dispose (GObject *object)
{
  PageCustomerStory *self = PAGE_CUSTOMER_STORY (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->story);
  G_OBJECT_CLASS (page_customer_story_parent_class)->dispose (object);
}

static void
page_customer_story_class_init (PageCustomerStoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_customer_story_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
fill_list (PageCustomerStory *self)
{
  GtkAdjustment *adjustment;

  self->list = KIT_LEDGER_LIST (kit_ledger_list_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), self);
  kit_ledger_list_set_name (self->list, _ ("Timeline"));
  kit_ledger_list_set_count_func (self->list, count_text, self);
  kit_ledger_list_set_empty (self->list, "document-open-recent-symbolic", _ ("Nothing Yet"),
                             _ ("Nothing of this kind has happened with the customer."));
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  page_layout_keep (self->list, "customer-columns");
  adjustment =
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (kit_ledger_list_get_view (self->list)));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
page_customer_story_init (PageCustomerStory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  self->chips = KIT_FILTER_CHIPS (kit_filter_chips_new ());
  kit_filter_chips_set_chips (self->chips, chips, G_N_ELEMENTS (chips));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show only"), -1);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (chips_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->chips));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "conflict");
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  fill_list (self);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * page_customer_story_set_story:
 * @self: the list
 * @story: what it shows
 */
void
page_customer_story_set_story (PageCustomerStory *self, BizStory *story)
{
  g_return_if_fail (PAGE_IS_CUSTOMER_STORY (self) && self->story == NULL);

  self->story = g_object_ref (story);
  g_signal_connect_object (story, "changed", G_CALLBACK (story_changed_cb), self,
                           G_CONNECT_SWAPPED);
  story_changed_cb (self);
}

void
page_customer_story_focus (PageCustomerStory *self)
{
  g_return_if_fail (PAGE_IS_CUSTOMER_STORY (self));

  /* Rows that came just now are not seen yet. */
  if (kit_ledger_list_get_selected (self->list) == GTK_INVALID_LIST_POSITION
      && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    kit_ledger_list_select (self->list, 0);
  kit_ledger_list_focus_rows (self->list);
}

KitLedgerList *
page_customer_story_get_list (PageCustomerStory *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_STORY (self), NULL);

  return self->list;
}
