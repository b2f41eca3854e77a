/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-record-ledger.h"

#include "biz-invoice-details.h"
#include "biz-journal-item.h"
#include "kit-format.h"
#include "page-grid.h"

#include <glib/gi18n-lib.h>

/* A grid holds so many lines without being felt; the rest comes on demand. */
#define FIRST_ITEMS 120

struct _PageRecordLedger
{
  AdwBin parent_instance;

  GtkWidget *instalments_box;
  GtkGrid *instalments;
  GtkExpander *items_expander;
  GtkGrid *items;

  BizInvoice *invoice; /* (owned) (nullable) */
  GDate today;
  gboolean all;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (PageRecordLedger, page_record_ledger, ADW_TYPE_BIN)

static void fill_items (PageRecordLedger *self);

/* "2 of 3" and the like need no words of their own: date, amount, what is open of it. */
static void
add_instalment (PageRecordLedger *self, BizJournalItem *item, int row)
{
  const GDate *maturity = biz_journal_item_get_maturity (item);
  g_autofree char *date = kit_format_date (maturity);
  BizMoney amount = biz_journal_item_get_amount (item);
  BizMoney residual = biz_journal_item_get_residual (item);
  g_autofree char *amount_text = NULL;
  g_autofree char *residual_text = NULL;
  const char *tone = NULL;
  const char *word;

  amount = biz_money_abs (&amount);
  residual = biz_money_abs (&residual);
  amount_text = kit_format_money_aligned (&amount);
  residual_text = kit_format_money_aligned (&residual);
  if (biz_journal_item_is_reconciled (item) || residual.minor == 0)
    word = _ ("Settled");
  else if (maturity != NULL && g_date_compare (maturity, &self->today) < 0)
    {
      word = _ ("Overdue");
      tone = "tone-bad";
    }
  else
    word = residual.minor < amount.minor ? _ ("Partly paid") : _ ("Open");
  page_grid_add_number (self->instalments, 0, row, date, tone);
  page_grid_add_number (self->instalments, 1, row, amount_text, NULL);
  page_grid_add_number (self->instalments, 2, row, residual_text, tone);
  page_grid_add_text (self->instalments, 3, row, 1, word, tone != NULL ? tone : "dim-label");
}

static void
fill_instalments (PageRecordLedger *self, GListModel *instalments)
{
  guint n = g_list_model_get_n_items (instalments);

  page_grid_clear (self->instalments);
  gtk_widget_set_visible (self->instalments_box,
                          n > 1 && biz_invoice_get_state (self->invoice) == BIZ_STATE_POSTED);
  page_grid_add_number (self->instalments, 0, 0, _ ("Due"), "heading-line");
  page_grid_add_number (self->instalments, 1, 0, _ ("Amount"), "heading-line");
  page_grid_add_number (self->instalments, 2, 0, _ ("Still Open"), "heading-line");
  page_grid_add_text (self->instalments, 3, 0, 1, _ ("State"), "heading-line");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizJournalItem) item = g_list_model_get_item (instalments, i);

      add_instalment (self, item, (int)i + 1);
    }
}

/* The account and, below it and small, whose it is and what for. */
static GtkWidget *
create_account (BizJournalItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *account = biz_journal_item_get_account (item);
  const char *parts[4] = { NULL };
  g_autofree char *date = kit_format_date (biz_journal_item_get_maturity (item));
  g_autofree char *label = g_strdup (biz_journal_item_get_label (item));
  g_autofree char *below = NULL;
  GtkWidget *text = gtk_label_new (account != NULL ? account : "");
  guint n = 0;

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (label != NULL)
    g_strdelimit (label, "\n", ' ');
  if (biz_journal_item_get_partner (item) != NULL)
    parts[n++] = biz_journal_item_get_partner (item);
  if (label != NULL)
    parts[n++] = label;
  if (date[0] != '\0')
    parts[n++] = date;
  below = g_strjoinv (" · ", (char **)parts);
  if (below[0] != '\0')
    {
      text = gtk_label_new (below);
      gtk_label_set_xalign (GTK_LABEL (text), 0);
      gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (text, below);
      gtk_widget_add_css_class (text, "caption");
      gtk_widget_add_css_class (text, "dim-label");
      gtk_box_append (GTK_BOX (box), text);
    }
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

/* The amount of the document's currency stands below the company's where they differ. */
static char *
describe_amount (BizJournalItem *item, const BizMoney *company)
{
  BizMoney amount = biz_journal_item_get_amount (item);
  g_autofree char *text = NULL;
  g_autofree char *foreign = NULL;

  if (company->minor == 0)
    return g_strdup ("");
  text = kit_format_money_aligned (company);
  if (g_str_equal (amount.currency, company->currency))
    return g_steal_pointer (&text);
  amount = biz_money_abs (&amount);
  foreign = biz_money_format (&amount, BIZ_MONEY_SYMBOL);
  return g_strdup_printf ("%s\n%s", text, foreign);
}

static void
add_item (PageRecordLedger *self, BizJournalItem *item, int row)
{
  BizMoney debit = biz_journal_item_get_debit (item);
  BizMoney credit = biz_journal_item_get_credit (item);
  g_autofree char *debit_text = describe_amount (item, &debit);
  g_autofree char *credit_text = describe_amount (item, &credit);
  const char *matching = biz_journal_item_get_matching (item);

  gtk_grid_attach (self->items, create_account (item), 0, row, self->narrow ? 3 : 1, 1);
  if (self->narrow)
    row++;
  page_grid_add_text (self->items, self->narrow ? 0 : 1, row, 1, matching != NULL ? matching : "",
                      "dim-label");
  page_grid_add_number (self->items, self->narrow ? 1 : 2, row, debit_text, NULL);
  page_grid_add_number (self->items, self->narrow ? 2 : 3, row, credit_text, NULL);
}

static void
show_all_cb (PageRecordLedger *self)
{
  self->all = TRUE;
  fill_items (self);
}

/* Two sums that are one: the document balances. */
static void
add_foot (PageRecordLedger *self, BizInvoiceDetails *details, int row)
{
  BizMoney debit = biz_invoice_details_get_debit (details);
  BizMoney credit = biz_invoice_details_get_credit (details);
  gboolean balanced = biz_money_equal (&debit, &credit);
  g_autofree char *word = NULL;

  if (balanced)
    /* Translators: the sums of debit and credit are equal; %s is a currency. */
    word = g_strdup_printf (_ ("Balanced, %s"), debit.currency);
  else
    word = g_strdup (_ ("Not balanced"));
  page_grid_add_text (self->items, 0, row, self->narrow ? 1 : 2, word,
                      balanced ? "heading" : "tone-bad");
  page_grid_add_money (self->items, self->narrow ? 1 : 2, row, &debit, "heading");
  page_grid_add_money (self->items, self->narrow ? 2 : 3, row, &credit, "heading");
}

static void
fill_items (PageRecordLedger *self)
{
  BizInvoiceDetails *details = biz_invoice_get_details (self->invoice);
  GListModel *items = biz_invoice_details_get_items (details);
  guint n = g_list_model_get_n_items (items);
  guint shown = self->all ? n : MIN (n, FIRST_ITEMS);
  int row = 1;

  page_grid_clear (self->items);
  if (!gtk_expander_get_expanded (self->items_expander) || n == 0)
    return;
  page_grid_add_text (self->items, 0, 0, 1, _ ("Account"), "heading-line");
  if (!self->narrow)
    page_grid_add_text (self->items, 1, 0, 1, _ ("Matching"), "heading-line");
  page_grid_add_number (self->items, self->narrow ? 1 : 2, 0, _ ("Debit"), "heading-line");
  page_grid_add_number (self->items, self->narrow ? 2 : 3, 0, _ ("Credit"), "heading-line");
  for (guint i = 0; i < shown; i++, row += 2)
    {
      g_autoptr (BizJournalItem) item = g_list_model_get_item (items, i);

      add_item (self, item, row);
    }
  if (shown < n)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("Show all %u item", "Show all %u items", n), n);
      GtkWidget *button = gtk_button_new_with_label (text);

      g_signal_connect_object (button, "clicked", G_CALLBACK (show_all_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (self->items, button, 0, row++, 4, 1);
    }
  add_foot (self, details, row);
}

static void
expanded_cb (PageRecordLedger *self)
{
  if (self->invoice != NULL && biz_invoice_get_details (self->invoice) != NULL)
    fill_items (self);
}

static void
fill (PageRecordLedger *self)
{
  BizInvoiceDetails *details =
      self->invoice != NULL ? biz_invoice_get_details (self->invoice) : NULL;
  guint n =
      details != NULL ? g_list_model_get_n_items (biz_invoice_details_get_items (details)) : 0;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), details != NULL && n > 0);
  if (details == NULL)
    return;
  fill_instalments (self, biz_invoice_details_get_instalments (details));
  title = g_strdup_printf (ngettext ("_Journal Items (%u)", "_Journal Items (%u)", n), n);
  gtk_expander_set_label (self->items_expander, title);
  fill_items (self);
}

static void
page_record_ledger_dispose (GObject *object)
{
  PageRecordLedger *self = PAGE_RECORD_LEDGER (object);

  g_clear_object (&self->invoice);
  G_OBJECT_CLASS (page_record_ledger_parent_class)->dispose (object);
}

static void
page_record_ledger_class_init (PageRecordLedgerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_record_ledger_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-record-ledger.ui");
  gtk_widget_class_bind_template_child (widget_class, PageRecordLedger, instalments_box);
  gtk_widget_class_bind_template_child (widget_class, PageRecordLedger, instalments);
  gtk_widget_class_bind_template_child (widget_class, PageRecordLedger, items_expander);
  gtk_widget_class_bind_template_child (widget_class, PageRecordLedger, items);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
page_record_ledger_init (PageRecordLedger *self)
{
  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
page_record_ledger_new (void)
{
  return g_object_new (PAGE_TYPE_RECORD_LEDGER, NULL);
}

/**
 * page_record_ledger_set_invoice:
 * @self: the section
 * @invoice: (nullable): the document
 * @today: the day in the company's zone
 */
void
page_record_ledger_set_invoice (PageRecordLedger *self, BizInvoice *invoice, const GDate *today)
{
  g_return_if_fail (PAGE_IS_RECORD_LEDGER (self));
  g_return_if_fail (today != NULL);

  self->today = *today;
  if (!g_set_object (&self->invoice, invoice))
    return;
  self->all = FALSE;
  fill (self);
}

void
page_record_ledger_set_narrow (PageRecordLedger *self, gboolean narrow)
{
  g_return_if_fail (PAGE_IS_RECORD_LEDGER (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  fill (self);
}
