/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-plan.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

static void
clear_line (gpointer data)
{
  BizItemPlanLine *line = data;

  g_clear_object (&line->item);
}

static const BizItemFacts *
get_facts (GPtrArray *items, guint i)
{
  return biz_item_get_facts (g_ptr_array_index (items, i));
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, sentence);

  return FALSE;
}

/* Who is matched already is named with the number of its group. */
static gboolean
check_open (BizItem *item, GError **error)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  g_autofree char *title = biz_item_get_title (item);

  if (!facts->reconciled && (facts->residual.minor != 0 || facts->open.minor != 0))
    return TRUE;
  if (facts->matching != NULL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 /* Translators: a document, and the number of a match */
                 _ ("%s is matched already, with the number %s. Take that match back first."),
                 title, facts->matching);
  else
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Nothing of %s is open any more."),
                 title);

  return FALSE;
}

static gboolean
check_items (GPtrArray *items, GError **error)
{
  if (items->len < 2)
    return refuse (error, _ ("Select at least two items, a debit and a credit."));
  if (items->len > BIZ_ITEM_PLAN_MAX)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("At most %d items are matched at once. Select fewer."), BIZ_ITEM_PLAN_MAX);
      return FALSE;
    }
  for (guint i = 0; i < items->len; i++)
    {
      if (!check_open (g_ptr_array_index (items, i), error))
        return FALSE;
      if (get_facts (items, i)->account_id != get_facts (items, 0)->account_id)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       /* Translators: two accounts */
                       _ ("Only items of one account can be matched; these are of %s and of %s."),
                       get_facts (items, 0)->account, get_facts (items, i)->account);
          return FALSE;
        }
      if (get_facts (items, i)->company_id != get_facts (items, 0)->company_id)
        return refuse (error, _ ("Only items of one company can be matched."));
    }

  return TRUE;
}

static gint64
get_sign (const BizItemFacts *facts)
{
  gint64 open = facts->residual.minor != 0 ? facts->residual.minor : facts->open.minor;

  return (open > 0) - (open < 0);
}

static gboolean
check_sides (GPtrArray *items, GError **error)
{
  gboolean debit = FALSE, credit = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      debit |= get_sign (get_facts (items, i)) > 0;
      credit |= get_sign (get_facts (items, i)) < 0;
    }
  if (debit && credit)
    return TRUE;

  return refuse (error, debit ? _ ("All of these are debits. A match needs a credit: a payment or "
                                   "a credit note.")
                              : _ ("All of these are credits. A match needs a debit: an invoice."));
}

/* As the server takes them: the earliest due first, then the smaller amount. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const BizItemFacts *first = biz_item_get_facts (((const BizItemPlanLine *)a)->item);
  const BizItemFacts *second = biz_item_get_facts (((const BizItemPlanLine *)b)->item);
  const GDate *first_day = g_date_valid (&first->due) ? &first->due : &first->date;
  const GDate *second_day = g_date_valid (&second->due) ? &second->due : &second->date;
  int order = g_date_valid (first_day) && g_date_valid (second_day)
                  ? g_date_compare (first_day, second_day)
                  : 0;

  if (order == 0)
    order =
        (first->amount.minor > second->amount.minor) - (first->amount.minor < second->amount.minor);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

static void
set_up_lines (BizItemPlan *self, GPtrArray *items)
{
  const BizItemFacts *first = get_facts (items, 0);

  for (guint i = 0; i < items->len; i++)
    {
      const BizItemFacts *facts = get_facts (items, i);
      BizItemPlanLine line = { 0 };

      line.item = g_object_ref (g_ptr_array_index (items, i));
      line.rest = facts->residual;
      line.taken = facts->residual;
      line.taken.minor = 0;
      g_array_append_val (self->lines, line);
      self->several_currencies |= !g_str_equal (facts->residual.currency, first->residual.currency);
      self->several_partners |= facts->partner_id != first->partner_id;
    }
  g_array_sort (self->lines, compare_lines);
}

/* Totals in the currency that all share, else in the company's. */
static gboolean
sum_up (BizItemPlan *self, GError **error)
{
  const BizItemFacts *first =
      biz_item_get_facts (g_array_index (self->lines, BizItemPlanLine, 0).item);

  self->debit = self->several_currencies ? first->open : first->residual;
  self->debit.minor = 0;
  self->credit = self->rest = self->debit;
  self->exchange = first->open;
  self->exchange.minor = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const BizItemFacts *facts =
          biz_item_get_facts (g_array_index (self->lines, BizItemPlanLine, i).item);
      BizMoney amount = self->several_currencies ? facts->open : facts->residual;

      if (amount.minor > 0 ? !biz_money_add (&self->debit, &amount, &self->debit, error)
                           : !biz_money_subtract (&self->credit, &amount, &self->credit, error))
        return FALSE;
    }
  self->matched = biz_money_compare (&self->debit, &self->credit) < 0 ? self->debit : self->credit;

  return biz_money_subtract (&self->debit, &self->credit, &self->rest, error);
}

/* What a part of an item is in the books; the last part takes what is left of it. */
static gboolean
take_share (BizMoney *books, gint64 part, gint64 whole, BizMoney *share, GError **error)
{
  if (part == whole)
    *share = *books;
  else if (!biz_money_scale (books, part, whole, BIZ_ROUND_HALF_UP, share, error))
    return FALSE;

  return biz_money_subtract (books, share, books, error);
}

/* Debits against credits, one after another. */
static gboolean
pair_up (BizItemPlan *self, GError **error)
{
  g_autofree BizMoney *books = g_new0 (BizMoney, self->lines->len);
  guint d = 0, c = 0;

  for (guint i = 0; i < self->lines->len; i++)
    books[i] = biz_item_get_facts (g_array_index (self->lines, BizItemPlanLine, i).item)->open;
  while (d < self->lines->len && c < self->lines->len)
    {
      BizItemPlanLine *debit = &g_array_index (self->lines, BizItemPlanLine, d);
      BizItemPlanLine *credit = &g_array_index (self->lines, BizItemPlanLine, c);
      gint64 part;
      BizMoney of_debit, of_credit;

      if (debit->rest.minor <= 0)
        d++;
      else if (credit->rest.minor >= 0)
        c++;
      else
        {
          part = MIN (debit->rest.minor, -credit->rest.minor);
          if (!take_share (&books[d], part, debit->rest.minor, &of_debit, error)
              || !take_share (&books[c], part, -credit->rest.minor, &of_credit, error)
              || !biz_money_add (&self->exchange, &of_debit, &self->exchange, error)
              || !biz_money_add (&self->exchange, &of_credit, &self->exchange, error))
            return FALSE;
          debit->rest.minor -= part;
          debit->taken.minor += part;
          credit->rest.minor += part;
          credit->taken.minor -= part;
        }
    }

  return TRUE;
}

/**
 * biz_item_plan_new:
 * @items: (element-type BizItem): of one account and company, debits and credits, all open
 * @error: return location
 *
 * Returns: (transfer full): what a match would do, or %NULL with ERP_ERROR_VALIDATION
 */
BizItemPlan *
biz_item_plan_new (GPtrArray *items, GError **error)
{
  g_autoptr (BizItemPlan) self = NULL;

  g_return_val_if_fail (items != NULL, NULL);

  if (!check_items (items, error) || !check_sides (items, error))
    return NULL;
  self = g_new0 (BizItemPlan, 1);
  self->lines = g_array_new (FALSE, TRUE, sizeof (BizItemPlanLine));
  g_array_set_clear_func (self->lines, clear_line);
  set_up_lines (self, items);
  if (!sum_up (self, error) || (!self->several_currencies && !pair_up (self, error)))
    return NULL;
  self->is_full = self->rest.minor == 0;

  return g_steal_pointer (&self);
}

void
biz_item_plan_free (BizItemPlan *self)
{
  g_array_unref (self->lines);
  g_free (self);
}

/* "INV/1, RINV/2", "INV/1, RINV/2 and 3 more" */
static char *
describe (const BizItemPlan *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->lines->len, 2); i++)
    {
      g_autofree char *title =
          biz_item_get_title (g_array_index (self->lines, BizItemPlanLine, i).item);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", title);
    }
  if (self->lines->len == 2)
    return g_string_free (g_steal_pointer (&text), FALSE);

  /* Translators: documents, and how many others there are */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", self->lines->len - 2),
                          text->str, self->lines->len - 2);
}

/**
 * biz_item_plan_to_job:
 * @self: a plan that the person has seen
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_MATCH_ITEMS
 */
JsonObject *
biz_item_plan_to_job (const BizItemPlan *self)
{
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autofree char *what = describe (self);
  const BizItemFacts *first =
      biz_item_get_facts (g_array_index (self->lines, BizItemPlanLine, 0).item);

  for (guint i = 0; i < self->lines->len; i++)
    {
      BizItem *item = g_array_index (self->lines, BizItemPlanLine, i).item;
      const BizItemFacts *facts = biz_item_get_facts (item);
      JsonObject *seen = json_object_new ();
      g_autofree char *open = biz_money_format (&facts->residual, BIZ_MONEY_MACHINE);
      g_autofree char *name = biz_item_get_title (item);

      json_object_set_int_member (seen, "id", facts->id);
      json_object_set_string_member (seen, "name", name);
      json_object_set_string_member (seen, "open", open);
      json_object_set_int_member (seen, "digits", facts->residual.digits);
      json_array_add_object_element (items, seen);
    }
  json_object_set_string_member (body, "what", what);
  json_object_set_int_member (body, "account_id", first->account_id);
  json_object_set_int_member (body, "company_id", first->company_id);
  json_object_set_array_member (body, "items", items);

  return body;
}
