/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-payment-plan.h"

#include "kit-format.h"
#include "page-grid.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum
{
  CHOICE_DISCOUNT,
  CHOICE_NEXT,
  CHOICE_OVERDUE,
  CHOICE_ALL,
  CHOICE_OTHER,
  N_CHOICES
} Choice;

struct _PagePaymentPlan
{
  GtkBox parent_instance;

  GtkWidget *group;
  AdwComboRow *choice_row;
  GtkWidget *items_row;
  GtkGrid *items;
  GtkLabel *discount_label;
  GtkLabel *currency_label;
  GtkLabel *status_label;
  GtkLabel *lock_label;

  BizPaymentPlan *plan;         /* (owned) (nullable) */
  BizPaymentDocument *document; /* (owned) (nullable) */
  gboolean is_adviser;
  Choice choices[N_CHOICES]; /* as the row has them */
  BizMoney amounts[N_CHOICES];
  guint n_choices;
  Choice chosen;
  gboolean locked;
  gboolean filling;
  GDate date;     /* that the choices are for */
  gint64 paid_in; /* the currency of the payment, where it is another; else 0 */
};

G_DEFINE_FINAL_TYPE (PagePaymentPlan, page_payment_plan, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
chosen_cb (PagePaymentPlan *self)
{
  const guint i = adw_combo_row_get_selected (self->choice_row);

  /* What follows an amount may be told late, when it is chosen already. */
  if (self->filling || i >= self->n_choices || self->choices[i] == self->chosen)
    return;
  self->chosen = self->choices[i];
  if (self->chosen != CHOICE_OTHER)
    g_signal_emit (self, signals[CHOSEN], 0, &self->amounts[i]);
}

static void
show (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
page_payment_plan_dispose (GObject *object)
{
  PagePaymentPlan *self = PAGE_PAYMENT_PLAN (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (page_payment_plan_parent_class)->dispose (object);
}

static void
page_payment_plan_class_init (PagePaymentPlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_payment_plan_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, BIZ_TYPE_MONEY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-payment-plan.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, group);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, choice_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, items_row);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, items);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, discount_label);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, currency_label);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, status_label);
  gtk_widget_class_bind_template_child (widget_class, PagePaymentPlan, lock_label);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
page_payment_plan_init (PagePaymentPlan *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_date_clear (&self->date, 1);
  self->chosen = CHOICE_OTHER;
  self->filling = FALSE;
}

/* What is owed when, and what of it is open. */
static void
fill_items (PagePaymentPlan *self)
{
  guint n = 0;
  const BizPaymentItem *items = biz_payment_document_get_items (self->document, &n);

  page_grid_clear (self->items);
  gtk_widget_set_visible (self->items_row, n > 1);
  page_grid_add_number (self->items, 0, 0, _ ("Due"), "heading-line");
  page_grid_add_number (self->items, 1, 0, _ ("Amount"), "heading-line");
  page_grid_add_number (self->items, 2, 0, _ ("Still Open"), "heading-line");
  for (guint i = 0; i < n; i++)
    {
      const BizMoney amount = biz_money_abs (&items[i].amount);
      const BizMoney open = biz_money_abs (&items[i].open);
      g_autofree char *due =
          g_date_valid (&items[i].due) ? kit_format_date (&items[i].due) : g_strdup ("");
      const char *tone = items[i].open.minor == 0 ? "dim-label" : NULL;

      page_grid_add_number (self->items, 0, (int)i + 1, due, tone);
      page_grid_add_money (self->items, 1, (int)i + 1, &amount, tone);
      page_grid_add_money (self->items, 2, (int)i + 1, &open, tone);
    }
}

static void
add_choice (PagePaymentPlan *self,
            GtkStringList *words,
            Choice choice,
            const BizMoney *amount,
            const char *format)
{
  const BizMoney positive = biz_money_abs (amount);
  g_autofree char *money = page_text_format_amount (&positive);
  g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, money);
#pragma GCC diagnostic pop
  self->choices[self->n_choices] = choice;
  self->amounts[self->n_choices] = positive;
  self->n_choices++;
  gtk_string_list_append (words, text);
}

/* The choices that make sense on a day. */
static void
fill_choices (PagePaymentPlan *self, const GDate *date)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  BizMoney all = biz_payment_document_get_open (self->document);
  BizMoney discount = biz_payment_document_get_discount (self->document, date);
  BizMoney next = biz_payment_document_get_due (self->document, BIZ_DUE_NEXT, date);
  BizMoney overdue = biz_payment_document_get_due (self->document, BIZ_DUE_OVERDUE, date);
  BizMoney less;

  self->n_choices = 0;
  /* Translators: these choices say what of an invoice is paid; each has an amount. */
  if (discount.minor != 0 && biz_money_subtract (&all, &discount, &less, NULL))
    add_choice (self, words, CHOICE_DISCOUNT, &less, _ ("All less the discount, %s"));
  if (biz_payment_document_get_n_open (self->document) > 1)
    {
      add_choice (self, words, CHOICE_NEXT, &next, _ ("The next instalment, %s"));
      if (overdue.minor != 0 && overdue.minor != next.minor && overdue.minor != all.minor)
        add_choice (self, words, CHOICE_OVERDUE, &overdue, _ ("All that is overdue, %s"));
    }
  add_choice (self, words, CHOICE_ALL, &all, _ ("All that is open, %s"));
  self->choices[self->n_choices++] = CHOICE_OTHER;
  gtk_string_list_append (words, _ ("Another amount"));
  self->filling = TRUE;
  adw_combo_row_set_model (self->choice_row, G_LIST_MODEL (words));
  self->filling = FALSE;
  gtk_widget_set_visible (self->group, self->n_choices > 2 && self->paid_in == 0);
  self->date = *date;
}

/* The choice follows what was typed; of two that come to the same the chosen one stays. */
static void
follow_amount (PagePaymentPlan *self, const BizMoney *amount)
{
  guint found = self->n_choices - 1;

  for (guint i = self->n_choices - 1; i > 0; i--)
    if (amount != NULL && biz_money_equal (amount, &self->amounts[i - 1]))
      found = i - 1;
  for (guint i = 0; i + 1 < self->n_choices; i++)
    if (amount != NULL && self->choices[i] == self->chosen
        && biz_money_equal (amount, &self->amounts[i]))
      found = i;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->choice_row, found);
  self->chosen = self->choices[found];
  self->filling = FALSE;
}

/* What is known of a discount: until when, and what the server books. */
static char *
describe_discount (PagePaymentPlan *self, const GDate *date)
{
  static const char *const taxes[] = {
    [BIZ_DISCOUNT_INCLUDED] = N_ ("The taxes shrink with it."),
    [BIZ_DISCOUNT_EXCLUDED] = N_ ("The taxes stay as they are."),
    [BIZ_DISCOUNT_MIXED] = N_ ("The taxes were made smaller on the invoice already."),
  };
  const GDate *last = biz_payment_document_get_discount_date (self->document);
  BizMoney discount = biz_payment_document_get_discount (self->document, date);
  g_autofree char *day = NULL;
  g_autofree char *money = NULL;

  if (last == NULL)
    return NULL;
  day = kit_format_date (last);
  if (discount.minor == 0)
    /* Translators: a day. */
    return g_strdup_printf (_ ("The early-payment discount was for payments until %s."), day);
  money = page_text_format_amount (&discount);
  if (self->chosen == CHOICE_DISCOUNT)
    return g_strdup_printf (
        /* Translators: an amount, a sentence about taxes. */
        _ ("The server writes %s off to the company’s account for early-payment discounts. %s"),
        money, _ (taxes[biz_payment_document_get_computation (self->document)]));

  /* Translators: an amount, a day. */
  return g_strdup_printf (_ ("%s may be taken off when it is paid until %s."), money, day);
}

/* "0.9167": what one of a currency is in another. */
static char *
format_rate (PagePaymentPlan *self,
             gint64 from_id,
             const BizMoney *from,
             gint64 to_id,
             const BizMoney *to,
             const GDate *date)
{
  BizMoney many = *from;
  BizMoney converted;
  GDate since;
  double one;

  many.minor = 1000000;
  for (guint i = 0; i < many.digits; i++)
    many.minor *= 10;
  if (!biz_payment_plan_exchange (self->plan, from_id, &many, to_id, to, date, &converted, &since))
    return g_strdup ("?");
  one = (double)converted.minor / 1e6 / pow (10, converted.digits);

  return g_strdup_printf ("%.5f", one);
}

/* A payment in another currency: what it settles, and what the books say of it. */
static char *
describe_other (PagePaymentPlan *self, const BizMoney *amount, const GDate *date)
{
  const gint64 own = biz_payment_document_get_currency_id (self->document);
  const gint64 books = biz_payment_document_get_company_currency_id (self->document);
  const BizMoney open = biz_payment_document_get_open (self->document);
  const BizMoney company = biz_payment_document_get_company_open (self->document);
  g_autofree char *rate = NULL;
  g_autofree char *day = NULL;
  g_autofree char *money = NULL;
  g_autofree char *booked = NULL;
  BizMoney settled, converted;
  GDate since, ignored;

  if (!biz_payment_plan_exchange (self->plan, self->paid_in, amount, own, &open, date, &settled,
                                  &since)
      || !biz_payment_plan_exchange (self->plan, self->paid_in, amount, books, &company, date,
                                     &converted, &ignored))
    /* Translators: the code of a currency. */
    return g_strdup_printf (_ ("The server has no rate for %s."), amount->currency);
  rate = format_rate (self, self->paid_in, amount, own, &open, date);
  day = g_date_valid (&since) ? kit_format_date (&since) : g_strdup ("");
  money = page_text_format_amount (&settled);
  if (books == self->paid_in || books == own)
    /* Translators: an amount in the invoice's currency, a rate, the day since when it holds. */
    return g_strdup_printf (_ ("Settles %s of the invoice, at the rate of %s since %s."), money,
                            rate, day);
  booked = page_text_format_amount (&converted);

  return g_strdup_printf (
      /* Translators: an amount in the invoice's currency, a rate, the day since when it holds, an
       * amount in the company's currency. */
      _ ("Settles %s of the invoice, at the rate of %s since %s. In the books: %s."), money, rate,
      day, booked);
}

/* A payment is booked at the rate of its day, the invoice at that of its own. */
static char *
describe_currency (PagePaymentPlan *self, const BizMoney *amount, const GDate *date)
{
  BizMoney open = biz_payment_document_get_open (self->document);
  BizMoney booked = biz_payment_document_get_company_open (self->document);
  g_autofree char *rate = NULL;
  g_autofree char *day = NULL;
  g_autofree char *money = NULL;
  g_autofree char *gap = NULL;
  BizMoney converted, difference;
  GDate since;

  if (self->paid_in != 0)
    return describe_other (self, amount, date);
  if (g_str_equal (open.currency, booked.currency) || open.minor == 0)
    return NULL;
  if (!biz_payment_plan_convert (self->plan, self->document, amount, date, &converted, &since))
    /* Translators: the code of a currency. */
    return g_strdup_printf (_ ("The server has no rate for %s."), open.currency);
  rate = format_rate (self, biz_payment_document_get_currency_id (self->document), &open,
                      biz_payment_document_get_company_currency_id (self->document), &booked, date);
  day = kit_format_date (&since);
  money = page_text_format_amount (&converted);
  booked = biz_money_abs (&booked);
  open = biz_money_abs (&open);
  if (amount->minor > open.minor
      || !biz_money_scale (&booked, amount->minor, open.minor, BIZ_ROUND_HALF_UP, &booked, NULL)
      || !biz_money_subtract (&converted, &booked, &difference, NULL) || difference.minor == 0)
    /* Translators: an amount in the company's currency, a rate, the day since when it holds. */
    return g_strdup_printf (_ ("In the books: %s, at the rate of %s since %s."), money, rate, day);
  booked = biz_money_abs (&difference);
  gap = page_text_format_amount (&booked);

  return g_strdup_printf (
      difference.minor > 0
          /* Translators: an amount in the company's currency, a rate, a day, another amount. */
          ? _ ("In the books: %s, at the rate of %s since %s. Expect an exchange gain of %s.")
          /* Translators: an amount in the company's currency, a rate, a day, another amount. */
          : _ ("In the books: %s, at the rate of %s since %s. Expect an exchange loss of %s."),
      money, rate, day, gap);
}

static void
check_lock (PagePaymentPlan *self, const GDate *date)
{
  const GDate *last = biz_payment_plan_get_lock_date (self->plan, self->is_adviser);
  g_autofree char *words = NULL;

  self->locked = date != NULL && last != NULL && g_date_compare (date, last) <= 0;
  if (self->locked)
    words = biz_payment_plan_explain_lock (last);
  show (self->lock_label, words);
}

/**
 * page_payment_plan_set_plan:
 * @self: the part
 * @plan: of one document
 * @is_adviser: whether the user may write where the books are closed for the others
 *
 * Tells what is open.
 */
void
page_payment_plan_set_plan (PagePaymentPlan *self, BizPaymentPlan *plan, gboolean is_adviser)
{
  g_return_if_fail (PAGE_IS_PAYMENT_PLAN (self));
  g_return_if_fail (BIZ_IS_PAYMENT_PLAN (plan));

  g_set_object (&self->plan, plan);
  g_clear_object (&self->document);
  self->document = g_list_model_get_item (biz_payment_plan_get_documents (plan), 0);
  self->is_adviser = is_adviser;
  g_date_clear (&self->date, 1);
  fill_items (self);
  show (self->status_label, biz_payment_document_is_paid_by_status (self->document)
                                ? biz_payment_document_get_problem (self->document)
                                : NULL);
}

/**
 * page_payment_plan_set_currency:
 * @self: the part
 * @paid_in: the currency of the payment where it is another than the document's; else 0
 *
 * Instalments and discounts are amounts of the document's currency: in another there is but the
 * amount.
 */
void
page_payment_plan_set_currency (PagePaymentPlan *self, gint64 paid_in)
{
  g_return_if_fail (PAGE_IS_PAYMENT_PLAN (self));

  self->paid_in = paid_in;
  g_date_clear (&self->date, 1);
}

/**
 * page_payment_plan_set_payment:
 * @self: the part
 * @amount: (nullable): that is typed
 * @date: (nullable): that is typed
 *
 * Follows the entries.
 */
void
page_payment_plan_set_payment (PagePaymentPlan *self, const BizMoney *amount, const GDate *date)
{
  g_autofree char *discount = NULL;
  g_autofree char *currency = NULL;

  g_return_if_fail (PAGE_IS_PAYMENT_PLAN (self));

  if (self->plan == NULL)
    return;
  check_lock (self, date);
  if (date == NULL)
    return;
  if (!g_date_valid (&self->date) || g_date_compare (&self->date, date) != 0)
    fill_choices (self, date);
  follow_amount (self, amount);
  if (self->paid_in == 0)
    discount = describe_discount (self, date);
  show (self->discount_label, discount);
  if (amount != NULL && amount->minor > 0)
    currency = describe_currency (self, amount, date);
  show (self->currency_label, currency);
}

gboolean
page_payment_plan_takes_discount (PagePaymentPlan *self)
{
  g_return_val_if_fail (PAGE_IS_PAYMENT_PLAN (self), FALSE);

  return self->plan != NULL && self->chosen == CHOICE_DISCOUNT;
}

gboolean
page_payment_plan_has_modes (PagePaymentPlan *self)
{
  g_return_val_if_fail (PAGE_IS_PAYMENT_PLAN (self), FALSE);

  return self->plan != NULL && biz_payment_plan_has_modes (self->plan);
}

gboolean
page_payment_plan_is_ready (PagePaymentPlan *self)
{
  g_return_val_if_fail (PAGE_IS_PAYMENT_PLAN (self), FALSE);

  return self->plan != NULL && !self->locked;
}
