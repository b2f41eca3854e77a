/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-undo.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* More matches than this are not taken back at once. */
#define MAX_BONDS 200

static void
clear_bond (gpointer data)
{
  BizItemBond *bond = data;

  g_free (bond->debit);
  g_free (bond->credit);
  g_free (bond->exchange);
}

/**
 * biz_item_undo_new_call:
 * @item_ids: (array length=n_items): items
 * @n_items: how many
 *
 * Returns: (transfer full): a read of their matches
 */
ErpCall *
biz_item_undo_new_call (const gint64 *item_ids, guint n_items)
{
  ErpCall *call = erp_call_new_read ("account.partial.reconcile", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) debits = erp_domain_new ();
  g_autoptr (ErpDomain) credits = erp_domain_new ();
  ErpDomain *const any[] = { debits, credits };

  erp_domain_add_ids (debits, "debit_move_id", "in", item_ids, n_items);
  erp_domain_add_ids (credits, "credit_move_id", "in", item_ids, n_items);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (
      call, "specification",
      "{\"amount\":{},\"company_currency_id\":{},\"company_id\":{},\"max_date\":{},"
      "\"debit_move_id\":{\"fields\":{\"display_name\":{},\"move_name\":{},"
      "\"statement_line_id\":{}}},\"credit_move_id\":{\"fields\":{\"display_name\":{},"
      "\"move_name\":{},\"statement_line_id\":{}}},"
      "\"exchange_move_id\":{\"fields\":{\"display_name\":{}}}}");
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", MAX_BONDS + 1);

  return call;
}

/* What an item is called, and whether a bank line made its entry. */
static gboolean
read_side (
    JsonObject *row, const char *member, gint64 *id, char **name, gboolean *is_bank, GError **error)
{
  JsonNode *node = json_object_get_member (row, member);
  const char *number;
  gint64 line_id;
  JsonObject *item;

  if (!erp_json_get_many2one (row, member, id, name, error)
      || !erp_json_get_object (node, &item, error)
      || !erp_json_get_string (item, "move_name", &number, error)
      || !erp_json_get_many2one (item, "statement_line_id", &line_id, NULL, error))
    return FALSE;
  if (number != NULL && *number != '\0')
    {
      g_free (*name);
      *name = g_strdup (number);
    }
  *is_bank |= line_id != 0;

  return TRUE;
}

static gboolean
read_bond (BizItemUndo *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  BizItemBond bond = { 0 };
  gint64 currency_id, exchange_id, company_id = 0;
  BizMoney zero;
  gboolean ok =
      erp_json_get_int (row, "id", &bond.id, error)
      && read_side (row, "debit_move_id", &bond.debit_id, &bond.debit, &bond.is_bank, error)
      && read_side (row, "credit_move_id", &bond.credit_id, &bond.credit, &bond.is_bank, error)
      && erp_json_get_many2one (row, "exchange_move_id", &exchange_id, &bond.exchange, error)
      && erp_json_get_many2one (row, "company_id", &company_id, NULL, error)
      && erp_json_get_date (row, "max_date", &bond.date, error)
      && erp_json_get_many2one (row, "company_currency_id", &currency_id, NULL, error)
      && biz_currency_table_lookup (currencies, currency_id, &zero, error)
      && biz_money_from_json (row, "amount", &zero, &bond.amount, error);

  self->several_companies |= self->bonds->len > 0 && self->company_id != company_id;
  self->company_id = company_id;
  g_array_append_val (self->bonds, bond);

  return ok;
}

/**
 * biz_item_undo_new:
 * @item_ids: (array length=n_items): what was asked for
 * @n_items: how many
 * @answer: what the server said
 * @currencies: its currencies
 * @error: return location
 *
 * Returns: (transfer full): what would end, or %NULL with ERP_ERROR_PROTOCOL
 */
BizItemUndo *
biz_item_undo_new (const gint64 *item_ids,
                   guint n_items,
                   JsonNode *answer,
                   BizCurrencyTable *currencies,
                   GError **error)
{
  g_autoptr (BizItemUndo) self = g_new0 (BizItemUndo, 1);
  JsonObject *object;
  JsonArray *rows;

  self->item_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->item_ids, item_ids, n_items);
  self->bonds = g_array_new (FALSE, TRUE, sizeof (BizItemBond));
  g_array_set_clear_func (self->bonds, clear_bond);
  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_bond (self, row, currencies, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
biz_item_undo_free (BizItemUndo *self)
{
  g_array_unref (self->item_ids);
  g_array_unref (self->bonds);
  g_free (self);
}

static gboolean
check_bond (const BizItemBond *bond, const GDate *locked, GError **error)
{
  char day[64];

  if (bond->is_bank)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   /* Translators: two documents */
                   _ ("%s and %s were matched through a bank line. Take the bank line back in the "
                      "reconciliation, so that it does not lose what it was for."),
                   bond->debit, bond->credit);
      return FALSE;
    }
  if (g_date_valid (locked) && g_date_valid (&bond->date)
      && g_date_compare (&bond->date, locked) <= 0)
    {
      g_date_strftime (day, sizeof day, "%x", locked);
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   /* Translators: a day, and two documents */
                   _ ("The books are closed to %s, and the match of %s and %s lies in them. Ask an "
                      "accountant to lift the lock date."),
                   day, bond->debit, bond->credit);
      return FALSE;
    }

  return TRUE;
}

gboolean
biz_item_undo_check (const BizItemUndo *self, const GDate *locked, GError **error)
{
  g_return_val_if_fail (self != NULL && locked != NULL, FALSE);

  if (self->bonds->len == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("These items are not matched with anything."));
      return FALSE;
    }
  if (self->bonds->len > MAX_BONDS)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                   _ ("At most %d matches are taken back at once. Select fewer items."), MAX_BONDS);
      return FALSE;
    }
  if (self->several_companies)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("Only matches of one company are taken back at once."));
      return FALSE;
    }
  for (guint i = 0; i < self->bonds->len; i++)
    {
      if (!check_bond (&g_array_index (self->bonds, BizItemBond, i), locked, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_asked_for (const BizItemUndo *self, gint64 id)
{
  for (guint i = 0; i < self->item_ids->len; i++)
    {
      if (g_array_index (self->item_ids, gint64, i) == id)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_item_undo_describe:
 * @self: matches
 *
 * Returns: (transfer full): the first item with what it is matched with
 */
char *
biz_item_undo_describe (const BizItemUndo *self)
{
  g_autoptr (GString) others = g_string_new (NULL);
  const BizItemBond *first;
  gboolean by_debit;
  guint n = 0, more = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->bonds->len == 0)
    return g_strdup ("");
  first = &g_array_index (self->bonds, BizItemBond, 0);
  by_debit = is_asked_for (self, first->debit_id);
  for (guint i = 0; i < self->bonds->len; i++)
    {
      const BizItemBond *bond = &g_array_index (self->bonds, BizItemBond, i);

      if ((by_debit ? bond->debit_id : bond->credit_id)
          != (by_debit ? first->debit_id : first->credit_id))
        continue;
      if (n++ < 3)
        g_string_append_printf (others, "%s%s", n > 1 ? ", " : "",
                                by_debit ? bond->credit : bond->debit);
      else
        more++;
    }
  if (more > 0)
    g_string_append_printf (others, " +%u", more);

  /* Translators: a document, and those that it is matched with */
  return g_strdup_printf (_ ("%s with %s"), by_debit ? first->debit : first->credit, others->str);
}

/**
 * biz_item_undo_to_job:
 * @self: what the person has seen
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_UNMATCH_ITEMS
 */
JsonObject *
biz_item_undo_to_job (const BizItemUndo *self)
{
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();
  JsonArray *partials = json_array_new ();
  JsonArray *was = json_array_new ();
  g_autofree char *what = biz_item_undo_describe (self);

  for (guint i = 0; i < self->item_ids->len; i++)
    json_array_add_int_element (items, g_array_index (self->item_ids, gint64, i));
  for (guint i = 0; i < self->bonds->len; i++)
    {
      const BizItemBond *bond = &g_array_index (self->bonds, BizItemBond, i);
      g_autofree char *amount = biz_money_format (&bond->amount, BIZ_MONEY_MACHINE);
      JsonObject *old = json_object_new ();

      json_array_add_int_element (partials, bond->id);
      json_object_set_int_member (old, "debit", bond->debit_id);
      json_object_set_int_member (old, "credit", bond->credit_id);
      json_object_set_string_member (old, "amount", amount);
      json_array_add_object_element (was, old);
    }
  json_object_set_string_member (body, "what", what);
  json_object_set_int_member (body, "company_id", self->company_id);
  json_object_set_array_member (body, "items", items);
  json_object_set_array_member (body, "partials", partials);
  json_object_set_array_member (body, "was", was);

  return body;
}
