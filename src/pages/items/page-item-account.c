/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-item-account.h"

#include "biz-currency-table.h"
#include "biz-item-ledger.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-item-columns.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

#define FIRST_ROWS 100
#define MORE_ROWS 400

struct _PageItemAccount
{
  AdwBin parent_instance;

  GtkButton *back_button;
  GtkButton *close_button;
  GtkLabel *title_label;
  GtkSpinner *spinner;
  GtkLabel *balance_label;
  GtkLabel *note_label;
  GtkToggleButton *all_button;
  KitLedgerList *list;
  GtkBox *older_box;
  GtkLabel *older_label;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizItemLedger *ledger;        /* (owned) (nullable) */
  GHashTable *steps;            /* (owned): item to its step */
  GCancellable *cancellable;    /* (owned) (nullable) */
  gint64 partner_id;            /* -1: none yet */
  guint limit;
};

G_DEFINE_FINAL_TYPE (PageItemAccount, page_item_account, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
date_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&biz_item_get_facts (item)->date);
}

static char *
document_text (gpointer item, gpointer user_data)
{
  return biz_item_get_title (item);
}

static char *
label_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->label);
}

static char *
due_text (gpointer item, gpointer user_data)
{
  return kit_format_date (&biz_item_get_facts (item)->due);
}

static char *
matching_text (gpointer item, gpointer user_data)
{
  return g_strdup (biz_item_get_facts (item)->matching);
}

static const BizItemStep *
find_step (gpointer item, gpointer user_data)
{
  return g_hash_table_lookup (PAGE_ITEM_ACCOUNT (user_data)->steps, item);
}

static char *
change_text (gpointer item, gpointer user_data)
{
  const BizItemStep *step = find_step (item, user_data);

  return step != NULL ? kit_format_money_aligned (&step->change) : NULL;
}

static char *
balance_text (gpointer item, gpointer user_data)
{
  const BizItemStep *step = find_step (item, user_data);

  return step != NULL ? kit_format_money_aligned (&step->balance) : NULL;
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  const BizItemStep *step = find_step (item, user_data);

  return step != NULL ? g_strdup (step->balance.currency) : NULL;
}

static const KitLedgerColumn columns[] = {
  { "date", N_ ("Date"), KIT_LEDGER_DATE, 112, FALSE, TRUE, FALSE, date_text, NULL },
  { "document", N_ ("Document"), KIT_LEDGER_TEXT, 110, TRUE, TRUE, FALSE, document_text, NULL },
  { "change", N_ ("Amount"), KIT_LEDGER_MONEY, 104, FALSE, FALSE, FALSE, change_text, NULL },
  { "balance", N_ ("Balance"), KIT_LEDGER_MONEY, 112, FALSE, TRUE, FALSE, balance_text, NULL },
  { "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 64, FALSE, FALSE, FALSE, currency_text, NULL },
  { "matching", N_ ("Match"), KIT_LEDGER_TEXT, 76, FALSE, FALSE, FALSE, matching_text, NULL },
  { "due", N_ ("Due"), KIT_LEDGER_DATE, 112, FALSE, FALSE, FALSE, due_text, NULL, TRUE },
  { "label", N_ ("Label"), KIT_LEDGER_TEXT, 140, FALSE, FALSE, FALSE, label_text, NULL, TRUE },
};

static char *
format_balances (GArray *balances)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < balances->len; i++)
    {
      g_autofree char *amount = page_text_format_amount (&g_array_index (balances, BizMoney, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_open_only (PageItemAccount *self)
{
  return !gtk_toggle_button_get_active (self->all_button);
}

/* The balance, and whether the open items say the same. */
static void
show_balance (PageItemAccount *self)
{
  g_autoptr (GArray) closing = biz_item_ledger_dup_closing (self->ledger);
  g_autoptr (GArray) opening = biz_item_ledger_dup_opening (self->ledger);
  g_autofree char *balance = format_balances (closing);
  g_autofree char *open = page_item_columns_format_open (biz_item_ledger_get_open (self->ledger));
  g_autofree char *before = format_balances (opening);
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  g_autofree char *older = NULL;

  /* Translators: the balance of a customer's account */
  text = g_strdup_printf (_ ("Balance: %s"), *balance != '\0' ? balance : "0");
  gtk_label_set_text (self->balance_label, text);
  if (biz_item_ledger_is_footed (self->ledger))
    /* Translators: the sum of a customer's open items */
    note = g_strdup_printf (_ ("Open items: %s, as the balance"), *open != '\0' ? open : "0");
  else
    note = g_strdup_printf (_ ("Open items: %s, which is not the balance. Somebody may be booking "
                               "just now; refresh, and look for items of drafts."),
                            *open != '\0' ? open : "0");
  gtk_label_set_text (self->note_label, note);
  /* Translators: the balance that an account began with */
  older = g_strdup_printf (_ ("Before: %s"), before);
  gtk_label_set_text (self->older_label, older);
  gtk_widget_set_visible (GTK_WIDGET (self->older_box), biz_item_ledger_has_older (self->ledger));
}

static void
show_ledger (PageItemAccount *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_hash_table_remove_all (self->steps);
  for (guint i = 0; i < biz_item_ledger_get_n_steps (self->ledger); i++)
    {
      const BizItemStep *step = biz_item_ledger_get_step (self->ledger, i);

      g_hash_table_insert (self->steps, step->item, (gpointer)step);
      g_ptr_array_add (items, g_object_ref (step->item));
    }
  show_balance (self);
  erp_local_list_set_records (self->rows, items, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageItemAccount) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizItemLedger) ledger = biz_item_ledger_load_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
  if (ledger == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  /* The rows name items of the one before until they are given these. */
  g_set_object (&self->ledger, ledger);
  show_ledger (self);
}

static void
load (PageItemAccount *self)
{
  if (self->partner_id < 0)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  erp_local_list_set_loading (self->rows);
  biz_item_ledger_load_async (self->session, self->currencies, self->partner_id,
                              is_open_only (self), self->limit, self->cancellable, loaded_cb,
                              page_weak_new (self));
}

static void
mode_changed_cb (PageItemAccount *self)
{
  self->limit = FIRST_ROWS;
  load (self);
}

static void
older_cb (PageItemAccount *self)
{
  self->limit += MORE_ROWS;
  load (self);
}

static void
row_activated_cb (PageItemAccount *self, ErpRow *row)
{
  BizItem *item = erp_row_get_item (row);

  if (item != NULL)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, "account.move",
                   biz_item_get_facts (item)->move_id);
}

static void
page_item_account_dispose (GObject *object)
{
  PageItemAccount *self = PAGE_ITEM_ACCOUNT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->steps != NULL)
    g_hash_table_remove_all (self->steps);
  g_clear_object (&self->ledger);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_item_account_parent_class)->dispose (object);
}

static void
page_item_account_finalize (GObject *object)
{
  g_clear_pointer (&PAGE_ITEM_ACCOUNT (object)->steps, g_hash_table_unref);
  G_OBJECT_CLASS (page_item_account_parent_class)->finalize (object);
}

static void
page_item_account_class_init (PageItemAccountClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_item_account_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_item_account_finalize;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-item-account.ui");
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, back_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, title_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, balance_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, all_button);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, list);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, older_box);
  gtk_widget_class_bind_template_child (widget_class, PageItemAccount, older_label);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
page_item_account_init (PageItemAccount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->partner_id = -1;
  self->limit = FIRST_ROWS;
  self->steps = g_hash_table_new (NULL, NULL);
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  kit_ledger_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), self);
  kit_ledger_list_set_name (self->list, _ ("Account"));
  kit_ledger_list_set_count_func (self->list, page_item_columns_count, NULL);
  kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Nothing Is Open"),
                             _ ("Everything of this account is settled."));
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

/**
 * page_item_account_new:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 *
 * Returns: (transfer floating): the account of nobody yet
 */
GtkWidget *
page_item_account_new (ErpSession *session, BizCurrencyTable *currencies)
{
  PageItemAccount *self = g_object_new (PAGE_TYPE_ITEM_ACCOUNT, NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return GTK_WIDGET (self);
}

void
page_item_account_show (PageItemAccount *self, gint64 partner_id, const char *name)
{
  g_return_if_fail (PAGE_IS_ITEM_ACCOUNT (self) && partner_id >= 0);

  if (self->partner_id == partner_id)
    return;
  self->partner_id = partner_id;
  self->limit = FIRST_ROWS;
  gtk_label_set_text (self->title_label, name != NULL ? name : _ ("Nobody Named"));
  gtk_label_set_text (self->balance_label, "");
  gtk_label_set_text (self->note_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->older_box), FALSE);
  load (self);
}

gint64
page_item_account_get_partner (PageItemAccount *self)
{
  g_return_val_if_fail (PAGE_IS_ITEM_ACCOUNT (self), -1);

  return self->partner_id;
}

void
page_item_account_refresh (PageItemAccount *self)
{
  g_return_if_fail (PAGE_IS_ITEM_ACCOUNT (self));

  load (self);
}

void
page_item_account_set_alone (PageItemAccount *self, gboolean alone)
{
  g_return_if_fail (PAGE_IS_ITEM_ACCOUNT (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), alone);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), !alone);
}

const char *
page_item_account_get_balance_text (PageItemAccount *self)
{
  g_return_val_if_fail (PAGE_IS_ITEM_ACCOUNT (self), NULL);

  return gtk_label_get_text (self->balance_label);
}
