/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: ten figures, each with its words beside its rule. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-figures.h"

#include "biz-kpi-cash.h"
#include "biz-kpi-ledger.h"

#include <glib/gi18n-lib.h>

#define NONE "–"

static void
clear_books (gpointer data)
{
  g_free (((BizCustomerBooks *)data)->company);
}

BizCustomerSums *
biz_customer_sums_new (void)
{
  BizCustomerSums *self = g_new0 (BizCustomerSums, 1);

  self->books = g_array_new (FALSE, TRUE, sizeof (BizCustomerBooks));
  g_array_set_clear_func (self->books, clear_books);
  self->matches = g_array_new (FALSE, TRUE, sizeof (BizCustomerMatch));
  self->n_cases = -1;

  return self;
}

void
biz_customer_sums_free (BizCustomerSums *self)
{
  g_array_unref (self->books);
  g_array_unref (self->matches);
  g_free (self->refused);
  g_free (self);
}

/**
 * biz_customer_sums_ensure:
 * @self: sums
 * @company_id: whose books
 * @company: (nullable): its name
 * @zero: in its currency
 *
 * Returns: (transfer none): until the next call
 */
BizCustomerBooks *
biz_customer_sums_ensure (BizCustomerSums *self,
                          gint64 company_id,
                          const char *company,
                          const BizMoney *zero)
{
  BizCustomerBooks fresh = { .company_id = company_id };

  for (guint i = 0; i < self->books->len; i++)
    if (g_array_index (self->books, BizCustomerBooks, i).company_id == company_id)
      return &g_array_index (self->books, BizCustomerBooks, i);
  fresh.company = g_strdup (company != NULL ? company : "");
  fresh.open = fresh.overdue = fresh.invoiced = fresh.credited = *zero;
  g_array_append_val (self->books, fresh);

  return &g_array_index (self->books, BizCustomerBooks, self->books->len - 1);
}

void
biz_customer_figure_free (BizCustomerFigure *self)
{
  g_free (self->value);
  g_free (self->note);
  g_free (self->formula);
  g_free (self->detail);
  g_free (self->filter);
  g_free (self);
}

static BizCustomerFigure *
new_figure (BizFigureKind kind, const char *title, const char *formula)
{
  BizCustomerFigure *self = g_new0 (BizCustomerFigure, 1);

  self->kind = kind;
  self->title = title;
  self->formula = g_strdup (formula);
  self->share = -1;
  g_date_clear (&self->day, 1);

  return self;
}

/* An amount of the books of each company, summed by currency. */
typedef BizMoney (*PickFunc) (const BizCustomerBooks *books);

static BizMoney
pick_open (const BizCustomerBooks *books)
{
  return books->open;
}

static BizMoney
pick_overdue (const BizCustomerBooks *books)
{
  return books->overdue;
}

static BizMoney
pick_invoiced (const BizCustomerBooks *books)
{
  return books->invoiced;
}

static BizMoney
pick_credited (const BizCustomerBooks *books)
{
  return books->credited;
}

/* (transfer full) (element-type BizMoney) */
static GArray *
sum_up (const BizCustomerSums *sums, PickFunc pick)
{
  GArray *totals = g_array_new (FALSE, FALSE, sizeof (BizMoney));

  for (guint i = 0; i < sums->books->len; i++)
    {
      BizMoney one = pick (&g_array_index (sums->books, BizCustomerBooks, i));
      gboolean added = FALSE;

      for (guint k = 0; k < totals->len && !added; k++)
        {
          BizMoney *total = &g_array_index (totals, BizMoney, k);

          if (g_str_equal (total->currency, one.currency))
            added = biz_money_add (total, &one, total, NULL);
        }
      if (!added)
        g_array_append_val (totals, one);
    }

  return totals;
}

/* @limit: in the currency of nothing at all */
static char *
format_totals (GArray *totals, const BizMoney *limit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean several = FALSE;

  for (guint i = 0; i < totals->len; i++)
    {
      const BizMoney *one = &g_array_index (totals, BizMoney, i);
      g_autofree char *amount = biz_money_format (one, BIZ_MONEY_SYMBOL);

      /* Books in another currency that know nothing of him say nothing. */
      if (one->minor == 0 && (several || i + 1 < totals->len))
        continue;
      g_string_append_printf (text, "%s%s", several ? " + " : "", amount);
      several = TRUE;
    }

  if (totals->len == 0)
    {
      BizMoney nothing = *limit;

      nothing.minor = 0;
      return biz_money_format (&nothing, BIZ_MONEY_SYMBOL);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A line for each company, where there are several. */
static char *
list_companies (const BizCustomerSums *sums, PickFunc pick)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (sums->books->len < 2)
    return NULL;
  for (guint i = 0; i < sums->books->len; i++)
    {
      const BizCustomerBooks *books = &g_array_index (sums->books, BizCustomerBooks, i);
      BizMoney one = pick (books);
      g_autofree char *amount = biz_money_format (&one, BIZ_MONEY_SYMBOL);

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", books->company, amount);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_items_filter (const BizCustomerFacts *customer, const char *more)
{
  return g_strdup_printf ("partner-ids:%" G_GINT64_FORMAT " %s", customer->commercial_id, more);
}

static gboolean
is_positive (GArray *totals)
{
  for (guint i = 0; i < totals->len; i++)
    if (g_array_index (totals, BizMoney, i).minor > 0)
      return TRUE;

  return FALSE;
}

static BizCustomerFigure *
make_open (const BizCustomerFacts *customer, const BizCustomerSums *sums)
{
  BizCustomerFigure *figure = new_figure (
      BIZ_FIGURE_OPEN, _ ("Open"),
      _ ("What is open today of posted entries on receivable accounts, in the companies that are "
         "shown; payments and credit notes without an invoice are taken off."));
  g_autoptr (GArray) totals = sum_up (sums, pick_open);
  guint n = 0;

  for (guint i = 0; i < sums->books->len; i++)
    n += g_array_index (sums->books, BizCustomerBooks, i).n_open;
  figure->value = format_totals (totals, &customer->limit);
  figure->detail = list_companies (sums, pick_open);
  figure->note = g_strdup_printf (ngettext ("%u item", "%u items", n), n);
  figure->section = "items";
  figure->filter = make_items_filter (customer, "receivable");

  return figure;
}

static BizCustomerFigure *
make_overdue (const BizCustomerFacts *customer, const BizCustomerSums *sums)
{
  BizCustomerFigure *figure = new_figure (BIZ_FIGURE_OVERDUE, _ ("Overdue"),
                                          _ ("What of the open amount was due before today."));
  g_autoptr (GArray) totals = sum_up (sums, pick_overdue);
  guint n = 0;

  for (guint i = 0; i < sums->books->len; i++)
    n += g_array_index (sums->books, BizCustomerBooks, i).n_overdue;
  figure->value = format_totals (totals, &customer->limit);
  figure->detail = list_companies (sums, pick_overdue);
  figure->note = g_strdup_printf (ngettext ("%u item", "%u items", n), n);
  figure->tone = is_positive (totals) ? BIZ_STORY_BAD : BIZ_STORY_GOOD;
  figure->section = "items";
  figure->filter = make_items_filter (customer, "receivable overdue");

  return figure;
}

/* What is open in the currency of the limit. */
static BizMoney
get_open_in (const BizCustomerSums *sums, const BizMoney *zero)
{
  g_autoptr (GArray) totals = sum_up (sums, pick_open);
  BizMoney nothing = *zero;

  nothing.minor = 0;
  for (guint i = 0; i < totals->len; i++)
    if (g_str_equal (g_array_index (totals, BizMoney, i).currency, zero->currency))
      return g_array_index (totals, BizMoney, i);

  return nothing;
}

static void
add_amount (GString *text, const char *name, const BizMoney *amount)
{
  g_autofree char *formatted = biz_money_format (amount, BIZ_MONEY_SYMBOL);

  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", name, formatted);
}

/* What is owed, delivered and ordered, against the limit that is in force. */
static BizCustomerFigure *
make_whole_exposure (const BizExposure *exposure)
{
  BizCustomerFigure *figure = new_figure (
      BIZ_FIGURE_EXPOSURE, _ ("Exposure"),
      _ ("Open receivables, what was delivered and not invoiced, and what was confirmed and not "
         "delivered, of all companies that are shown, against the credit limit in force."));
  g_autofree char *total = biz_money_format (&exposure->total, BIZ_MONEY_SYMBOL);
  g_autofree char *limit = biz_money_format (&exposure->limit, BIZ_MONEY_SYMBOL);
  GString *detail = g_string_new (NULL);

  figure->value = g_strdup (total);
  add_amount (detail, _ ("Open"), &exposure->open);
  add_amount (detail, _ ("Delivered, not invoiced"), &exposure->to_invoice);
  add_amount (detail, _ ("Confirmed, not delivered"), &exposure->to_deliver);
  if (exposure->kind == BIZ_LIMIT_NONE || exposure->used < 0)
    figure->note = g_strdup (_ ("no limit"));
  else
    {
      g_autofree char *used = biz_exposure_describe_used (exposure);

      /* Translators: a share, and the credit limit */
      figure->note = g_strdup_printf (_ ("%s of %s"), used, limit);
      figure->share = (double)MAX (exposure->used, 0) / 1000.0;
      figure->tone = biz_exposure_is_over (exposure) ? BIZ_STORY_BAD
                     : exposure->used > 800          ? BIZ_STORY_WARNING
                                                     : BIZ_STORY_GOOD;
      add_amount (detail, biz_limit_kind_to_label (exposure->kind), &exposure->limit);
      add_amount (detail, _ ("Free"), &exposure->free);
    }
  figure->detail = g_string_free (detail, FALSE);

  return figure;
}

static BizCustomerFigure *
make_exposure (const BizCustomerFacts *customer, const BizCustomerSums *sums)
{
  BizCustomerFigure *figure =
      new_figure (BIZ_FIGURE_EXPOSURE, _ ("Of the Limit"),
                  _ ("Open receivables against the credit limit of the customer."));
  BizMoney open = get_open_in (sums, &customer->limit);
  g_autofree char *limit = biz_money_format (&customer->limit, BIZ_MONEY_SYMBOL);
  double share;

  if (!customer->has_limit || customer->limit.minor <= 0)
    {
      figure->value = g_strdup (NONE);
      figure->note = g_strdup (customer->may_see_limit ? _ ("no limit of his own")
                                                       : _ ("you may not see limits"));
      return figure;
    }
  share = (double)open.minor / (double)customer->limit.minor;
  figure->share = MAX (share, 0);
  figure->value = g_strdup_printf (_ ("%.0f %%"), figure->share * 100);
  /* Translators: the credit limit of a customer */
  figure->note = g_strdup_printf (_ ("of %s"), limit);
  figure->tone = share > 1 ? BIZ_STORY_BAD : share > 0.8 ? BIZ_STORY_WARNING : BIZ_STORY_GOOD;

  return figure;
}

/* Percent of one in the other, rounded to tenths. */
static char *
make_rate (GArray *part, GArray *whole)
{
  const BizMoney *a, *b;

  if (part->len == 0 || whole->len != part->len)
    return NULL;
  a = &g_array_index (part, BizMoney, 0);
  b = &g_array_index (whole, BizMoney, 0);
  if (part->len > 1 || b->minor <= 0)
    return NULL;

  /* Translators: a share of the sales */
  return g_strdup_printf (_ ("%.1f %% of sales"), 100.0 * (double)a->minor / (double)b->minor);
}

static char *
make_period_filter (const BizCustomerFacts *customer, const char *type, const GDate *today)
{
  BizMoney unused = biz_money_zero ("", 2);
  BizKpiFrame frame = biz_kpi_frame_trailing (today, BIZ_CUSTOMER_MONTHS, &unused);
  char from[16];

  g_date_strftime (from, sizeof from, "%Y-%m-%d", &frame.from);

  return g_strdup_printf ("partner-ids:%" G_GINT64_FORMAT " type:%s posted date:>=%s",
                          customer->commercial_id, type, from);
}

static BizCustomerFigure *
make_sales (const BizCustomerFacts *customer, const BizCustomerSums *sums, const GDate *today)
{
  BizCustomerFigure *figure =
      new_figure (BIZ_FIGURE_SALES, _ ("Sales, 12 Months"),
                  _ ("Posted invoices of the last 12 months, taxes included, by invoice date."));
  g_autoptr (GArray) totals = sum_up (sums, pick_invoiced);
  guint n = 0;

  for (guint i = 0; i < sums->books->len; i++)
    n += g_array_index (sums->books, BizCustomerBooks, i).n_invoices;
  figure->value = format_totals (totals, &customer->limit);
  figure->detail = list_companies (sums, pick_invoiced);
  figure->note = g_strdup_printf (ngettext ("%u invoice", "%u invoices", n), n);
  figure->section = "invoices";
  figure->filter = make_period_filter (customer, "invoice", today);

  return figure;
}

static BizCustomerFigure *
make_credits (const BizCustomerFacts *customer, const BizCustomerSums *sums, const GDate *today)
{
  BizCustomerFigure *figure = new_figure (
      BIZ_FIGURE_CREDITS, _ ("Credit Notes"),
      _ ("Posted credit notes of the last 12 months, taxes included, and what share of the "
         "invoices of the same months they are."));
  g_autoptr (GArray) totals = sum_up (sums, pick_credited);
  g_autoptr (GArray) sales = sum_up (sums, pick_invoiced);

  figure->value = format_totals (totals, &customer->limit);
  figure->detail = list_companies (sums, pick_credited);
  figure->note = make_rate (totals, sales);
  figure->section = "invoices";
  figure->filter = make_period_filter (customer, "credit-note", today);

  return figure;
}

/* "42.3 days · 12.0 days": one for each currency of the books */
static void
add_value (BizCustomerFigure *figure, BizKpiValue *value)
{
  g_autofree char *text = biz_kpi_value_format (value);
  const char *reason = biz_kpi_value_get_reason (value);
  g_autoptr (GString) detail = g_string_new (figure->detail);
  const BizKpiInput *inputs;
  guint n;

  if (reason != NULL && figure->note == NULL)
    figure->note = g_strdup (reason);
  if (figure->value == NULL)
    figure->value = g_strdup (text);
  else if (reason == NULL)
    {
      g_autofree char *before = g_steal_pointer (&figure->value);

      figure->value =
          g_str_equal (before, NONE) ? g_strdup (text) : g_strdup_printf ("%s · %s", before, text);
    }
  inputs = biz_kpi_value_get_inputs (value, &n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *amount = biz_kpi_input_format (&inputs[i]);

      g_string_append_printf (detail, "%s%s: %s", detail->len > 0 ? "\n" : "", inputs[i].name,
                              amount);
    }
  g_free (figure->detail);
  figure->detail = g_string_free (g_steal_pointer (&detail), FALSE);
}

static BizCustomerFigure *
new_kpi_figure (BizFigureKind kind, const char *title, BizKpi kpi)
{
  const char *variant = biz_kpi_get_variant (kpi);
  g_autofree char *formula = variant != NULL
                                 ? g_strdup_printf ("%s\n%s", biz_kpi_get_formula (kpi), variant)
                                 : g_strdup (biz_kpi_get_formula (kpi));

  return new_figure (kind, title, formula);
}

static BizCustomerFigure *
make_dso (const BizCustomerSums *sums, const GDate *today)
{
  BizCustomerFigure *figure = new_kpi_figure (BIZ_FIGURE_DSO, _ ("DSO"), BIZ_KPI_DSO);
  g_autoptr (GArray) open = sum_up (sums, pick_open);
  g_autoptr (GArray) overdue = sum_up (sums, pick_overdue);
  g_autoptr (GArray) invoiced = sum_up (sums, pick_invoiced);
  g_autoptr (GArray) credited = sum_up (sums, pick_credited);

  for (guint i = 0; i < open->len; i++)
    {
      BizMoney zero = biz_money_zero (g_array_index (open, BizMoney, i).currency,
                                      g_array_index (open, BizMoney, i).digits);
      BizKpiFrame frame = biz_kpi_frame_trailing (today, BIZ_CUSTOMER_MONTHS, &zero);
      BizKpiCash cash = { .begin = zero,
                          .end = g_array_index (open, BizMoney, i),
                          .current = zero };
      g_autoptr (BizKpiValue) value = NULL;

      if (!biz_money_subtract (&cash.end, &g_array_index (overdue, BizMoney, i), &cash.current,
                               NULL)
          || !biz_money_subtract (&g_array_index (invoiced, BizMoney, i),
                                  &g_array_index (credited, BizMoney, i), &cash.sales, NULL))
        continue;
      value = biz_kpi_cash_dso (&frame, &cash);
      add_value (figure, value);
    }
  if (figure->value == NULL)
    figure->value = g_strdup (NONE);

  return figure;
}

/* Each match as an invoice of its own, paid on that day. */
static gboolean
fill_ledger (BizKpiLedger *ledger, const BizCustomerSums *sums, const char *currency)
{
  for (guint i = 0; i < sums->matches->len; i++)
    {
      const BizCustomerMatch *match = &g_array_index (sums->matches, BizCustomerMatch, i);
      BizKpiItem invoice = { .date = match->due, .due = match->due, .balance = match->amount };
      BizKpiItem payment = { .date = match->paid, .balance = biz_money_negate (&match->amount) };
      guint debit, credit;

      if (!g_str_equal (match->amount.currency, currency))
        continue;
      if (!biz_kpi_ledger_add_item (ledger, &invoice, &debit, NULL)
          || !biz_kpi_ledger_add_item (ledger, &payment, &credit, NULL)
          || !biz_kpi_ledger_add_match (ledger, debit, credit, &match->paid, &match->amount, NULL))
        return FALSE;
    }

  return TRUE;
}

static BizCustomerFigure *
make_late (const BizCustomerSums *sums, const GDate *today)
{
  BizCustomerFigure *figure =
      new_kpi_figure (BIZ_FIGURE_LATE, _ ("Days Late"), BIZ_KPI_DELINQUENT_PAID);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sums->matches->len; i++)
    {
      const BizMoney *amount = &g_array_index (sums->matches, BizCustomerMatch, i).amount;
      BizMoney zero = biz_money_zero (amount->currency, amount->digits);
      BizKpiFrame frame = biz_kpi_frame_trailing (today, BIZ_CUSTOMER_MONTHS, &zero);
      g_autoptr (BizKpiLedger) ledger = NULL;
      g_autoptr (BizKpiValue) value = NULL;

      if (!g_hash_table_add (done, (gpointer)amount->currency))
        continue;
      ledger = biz_kpi_ledger_new (&zero);
      if (!fill_ledger (ledger, sums, amount->currency))
        continue;
      value = biz_kpi_ledger_paid_late (ledger, &frame);
      add_value (figure, value);
    }
  if (figure->value == NULL)
    {
      figure->value = g_strdup (NONE);
      figure->note = g_strdup (_ ("nothing was paid in 12 months"));
    }
  else if (sums->matches->len >= BIZ_CUSTOMER_MAX_MATCHES)
    figure->note = g_strdup_printf (_ ("of the last %d payments"), BIZ_CUSTOMER_MAX_MATCHES);
  else if (figure->note == NULL)
    figure->note =
        g_strdup_printf (ngettext ("of %u payment", "of %u payments", sums->matches->len),
                         sums->matches->len);

  return figure;
}

static BizCustomerFigure *
make_last_payment (BizStoryEntry *entry)
{
  BizCustomerFigure *figure =
      new_figure (BIZ_FIGURE_LAST_PAYMENT, _ ("Last Payment"),
                  _ ("The latest payment, or bank line matched with an invoice, of the customer."));
  const BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;

  if (facts == NULL || !facts->has_amount)
    {
      figure->value = g_strdup (NONE);
      return figure;
    }
  figure->value = biz_money_format (&facts->amount, BIZ_MONEY_SYMBOL);
  figure->day = facts->day;
  figure->detail = g_strdup (facts->title);
  figure->model = facts->open_model;
  figure->id = facts->open_id;

  return figure;
}

static BizCustomerFigure *
make_cases (const BizCustomerSums *sums)
{
  BizCustomerFigure *figure =
      new_figure (BIZ_FIGURE_CASES, _ ("Open Cases"),
                  _ ("Tickets of the helpdesk, else tasks of projects, that are not closed."));

  figure->value = g_strdup_printf ("%d", sums->n_cases);
  figure->tone = sums->n_cases > 0 ? BIZ_STORY_WARNING : BIZ_STORY_PLAIN;

  return figure;
}

static BizCustomerFigure *
make_rating (const BizCustomerFacts *customer)
{
  BizCustomerFigure *figure =
      new_figure (BIZ_FIGURE_RATING, _ ("Trust"),
                  _ ("How far the customer is trusted as a debtor, as it was entered in the ERP."));

  if (g_strcmp0 (customer->trust, "good") == 0)
    figure->value = g_strdup (_ ("Good"));
  else if (g_strcmp0 (customer->trust, "bad") == 0)
    figure->value = g_strdup (_ ("Bad"));
  else
    figure->value = g_strdup (_ ("Normal"));
  figure->tone = g_strcmp0 (customer->trust, "good") == 0  ? BIZ_STORY_GOOD
                 : g_strcmp0 (customer->trust, "bad") == 0 ? BIZ_STORY_BAD
                                                           : BIZ_STORY_PLAIN;

  return figure;
}

/**
 * biz_customer_figures_make:
 * @customer: whose
 * @sums: what the server said
 * @last_payment: (nullable): the newest payment
 * @today: the day it is
 *
 * Returns: (transfer full) (element-type BizCustomerFigure): in the order shown; sums of the ledger
 *   are left out where the user may not see it
 */
GPtrArray *
biz_customer_figures_make (const BizCustomerFacts *customer,
                           const BizCustomerSums *sums,
                           BizStoryEntry *last_payment,
                           const GDate *today)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_figure_free);

  g_return_val_if_fail (customer != NULL && sums != NULL && today != NULL, figures);

  if (sums->refused == NULL)
    {
      g_ptr_array_add (figures, make_open (customer, sums));
      g_ptr_array_add (figures, make_overdue (customer, sums));
      g_ptr_array_add (figures, sums->has_exposure ? make_whole_exposure (&sums->exposure)
                                                   : make_exposure (customer, sums));
      g_ptr_array_add (figures, make_sales (customer, sums, today));
      g_ptr_array_add (figures, make_credits (customer, sums, today));
      g_ptr_array_add (figures, make_dso (sums, today));
      g_ptr_array_add (figures, make_late (sums, today));
      g_ptr_array_add (figures, make_last_payment (last_payment));
    }
  if (sums->n_cases >= 0)
    g_ptr_array_add (figures, make_cases (sums));
  if (customer->trust != NULL)
    g_ptr_array_add (figures, make_rating (customer));

  return figures;
}
