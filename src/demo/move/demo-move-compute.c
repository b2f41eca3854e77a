/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-amount.h"
#include "demo-ledger.h"

/* The computed fields of account.move that a form shows beside the stored ones. */

static void
add_money (JsonObject *object, const char *name, gint64 value)
{
  json_object_set_double_member (object, name, demo_amount_to_double (value, DEMO_MONEY_DECIMALS));
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonArray *
list_tax_groups (DemoEnv *env, const DemoMove *move, int sign, GError **error)
{
  JsonArray *groups = json_array_new ();
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), error,
      "SELECT g.id, g.name, t.id, -?2 * l.amount_currency, -?2 * l.balance, -?2 * "
      "l.tax_base_amount,"
      " COALESCE((SELECT SUM(p.price_subtotal) FROM account_move_line p"
      "  JOIN account_move_line_account_tax_rel r ON r.account_move_line_id = p.id"
      "  WHERE p.move_id = l.move_id AND r.account_tax_id = t.id), 0)"
      " FROM account_move_line l JOIN account_tax t ON t.id = l.tax_line_id"
      " JOIN account_tax_group g ON g.id = t.tax_group_id"
      " WHERE l.move_id = ?1 AND l.display_type = 'tax' ORDER BY g.sequence, g.id, t.id",
      "ii", move->id, (gint64)sign);

  while (rows != NULL && demo_statement_step (rows, error))
    {
      JsonObject *group = json_object_new ();
      JsonArray *taxes = json_array_new ();

      json_array_add_int_element (taxes, demo_statement_int (rows, 2));
      json_object_set_int_member (group, "id", demo_statement_int (rows, 0));
      json_object_set_array_member (group, "involved_tax_ids", taxes);
      add_money (group, "tax_amount_currency", demo_statement_int (rows, 3));
      add_money (group, "tax_amount", demo_statement_int (rows, 4));
      add_money (group, "base_amount_currency", demo_statement_int (rows, 6));
      add_money (group, "base_amount", demo_statement_int (rows, 5));
      add_money (group, "display_base_amount_currency", demo_statement_int (rows, 6));
      add_money (group, "display_base_amount", demo_statement_int (rows, 5));
      json_object_set_string_member (group, "group_name", demo_statement_text (rows, 1));
      json_object_set_boolean_member (group, "group_label", FALSE);
      json_array_add_object_element (groups, group);
    }
  return groups;
}

static void
add_formatted (DemoEnv *env, JsonObject *object, const char *name, gint64 currency, gint64 value)
{
  g_autofree char *member = g_strdup_printf ("formatted_%s", name);
  g_autofree char *text = demo_ledger_money (env, currency, value);

  add_money (object, name, value);
  json_object_set_string_member (object, member, text);
}

static JsonArray *
list_old_tax_groups (DemoEnv *env, const DemoMove *move, int sign, GError **error)
{
  JsonArray *groups = json_array_new ();
  g_autoptr (DemoStatement) rows = demo_db_query (
      demo_env_get_db (env), error,
      "SELECT g.id, g.name, -?2 * SUM(l.amount_currency), COALESCE((SELECT SUM(p.price_subtotal)"
      "  FROM account_move_line p JOIN account_move_line_account_tax_rel r"
      "  ON r.account_move_line_id = p.id JOIN account_tax x ON x.id = r.account_tax_id"
      "  WHERE p.move_id = ?1 AND x.tax_group_id = g.id), 0)"
      " FROM account_move_line l JOIN account_tax t ON t.id = l.tax_line_id"
      " JOIN account_tax_group g ON g.id = t.tax_group_id"
      " WHERE l.move_id = ?1 AND l.display_type = 'tax' GROUP BY g.id ORDER BY g.sequence, g.id",
      "ii", move->id, (gint64)sign);

  while (rows != NULL && demo_statement_step (rows, error))
    {
      JsonObject *group = json_object_new ();

      json_object_set_int_member (group, "group_key", demo_statement_int (rows, 0));
      json_object_set_int_member (group, "tax_group_id", demo_statement_int (rows, 0));
      json_object_set_string_member (group, "tax_group_name", demo_statement_text (rows, 1));
      add_formatted (env, group, "tax_group_amount", move->currency, demo_statement_int (rows, 2));
      add_formatted (env, group, "tax_group_base_amount", move->currency,
                     demo_statement_int (rows, 3));
      json_array_add_object_element (groups, group);
    }
  return groups;
}

/* The shape of series 17. */
static JsonNode *
old_tax_totals (
    DemoEnv *env, const DemoMove *move, int sign, gint64 untaxed, gint64 tax, GError **error)
{
  static const char name[] = "Untaxed Amount";
  JsonObject *totals = json_object_new ();
  JsonObject *by_subtotal = json_object_new ();
  JsonObject *subtotal = json_object_new ();
  JsonArray *subtotals = json_array_new ();
  JsonArray *order = json_array_new ();

  add_formatted (env, totals, "amount_untaxed", move->currency, untaxed);
  add_formatted (env, totals, "amount_total", move->currency, untaxed + tax);
  json_object_set_array_member (by_subtotal, name, list_old_tax_groups (env, move, sign, error));
  json_object_set_object_member (totals, "groups_by_subtotal", by_subtotal);
  json_object_set_string_member (subtotal, "name", name);
  add_formatted (env, subtotal, "amount", move->currency, untaxed);
  json_array_add_object_element (subtotals, subtotal);
  json_object_set_array_member (totals, "subtotals", subtotals);
  json_array_add_string_element (order, name);
  json_object_set_array_member (totals, "subtotals_order", order);
  json_object_set_boolean_member (totals, "display_tax_base", FALSE);
  return take_object (totals);
}

static JsonNode *
tax_totals (DemoEnv *env, gint64 id, GError **error)
{
  DemoMove move;
  JsonObject *totals, *subtotal;
  JsonArray *subtotals;
  int sign;
  gint64 untaxed, tax, untaxed_company, tax_company;

  if (!demo_move_load (env, id, &move, error))
    return NULL;
  if (!demo_move_is_invoice (&move))
    return demo_json_false ();
  sign = demo_move_get_sign (move.type);
  untaxed = demo_env_get_int (env, "account.move", id, "amount_untaxed");
  tax = demo_env_get_int (env, "account.move", id, "amount_tax");
  untaxed_company = sign * demo_env_get_int (env, "account.move", id, "amount_untaxed_signed");
  tax_company = sign * demo_env_get_int (env, "account.move", id, "amount_tax_signed");

  if (demo_env_get_series (env) < 18)
    return old_tax_totals (env, &move, sign, untaxed, tax, error);
  subtotal = json_object_new ();
  json_object_set_array_member (subtotal, "tax_groups", list_tax_groups (env, &move, sign, error));
  add_money (subtotal, "tax_amount_currency", tax);
  add_money (subtotal, "tax_amount", tax_company);
  add_money (subtotal, "base_amount_currency", untaxed);
  add_money (subtotal, "base_amount", untaxed_company);
  json_object_set_string_member (subtotal, "name", "Untaxed Amount");
  subtotals = json_array_new ();
  totals = json_object_new ();
  json_object_set_int_member (totals, "currency_id", move.currency);
  json_object_set_double_member (totals, "currency_pd", 0.01);
  json_object_set_int_member (totals, "company_currency_id", move.company_currency);
  json_object_set_double_member (totals, "company_currency_pd", 0.01);
  json_object_set_boolean_member (
      totals, "has_tax_groups",
      json_array_get_length (json_object_get_array_member (subtotal, "tax_groups")) > 0);
  json_array_add_object_element (subtotals, subtotal);
  json_object_set_array_member (totals, "subtotals", subtotals);
  add_money (totals, "base_amount_currency", untaxed);
  add_money (totals, "base_amount", untaxed_company);
  add_money (totals, "tax_amount_currency", tax);
  add_money (totals, "tax_amount", tax_company);
  json_object_set_boolean_member (totals, "same_tax_base", TRUE);
  add_money (totals, "total_amount_currency", untaxed + tax);
  add_money (totals, "total_amount", untaxed_company + tax_company);
  json_object_set_boolean_member (totals, "display_in_company_currency", FALSE);
  return take_object (totals);
}

gboolean
demo_move_compute_tax_totals (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      values[i] = tax_totals (env, demo_ids_get (ids, i), error);
      if (values[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static JsonObject *
payment_row (DemoEnv *env, const DemoMove *move, DemoStatement *row)
{
  JsonObject *item = json_object_new ();
  gint64 payment = demo_statement_int (row, 1);
  const char *ref = demo_statement_text (row, 9);
  g_autofree char *company =
      demo_ledger_money (env, move->company_currency, demo_statement_int (row, 2));
  g_autofree char *foreign =
      demo_statement_int (row, 4) == move->company_currency
          ? NULL
          : demo_ledger_money (env, demo_statement_int (row, 4), demo_statement_int (row, 3));
  g_autofree char *named = ref != NULL && *ref != '\0'
                               ? g_strdup_printf ("%s (%s)", demo_statement_text (row, 8), ref)
                               : g_strdup (demo_statement_text (row, 8));

  json_object_set_member (item, "name", demo_json_text (demo_statement_text (row, 10)));
  json_object_set_string_member (item, "journal_name", demo_statement_text (row, 5));
  json_object_set_boolean_member (item, "company_name", FALSE);
  add_money (item, "amount", demo_statement_int (row, 3));
  json_object_set_int_member (item, "currency_id", demo_statement_int (row, 4));
  json_object_set_string_member (item, "date", demo_statement_text (row, 6));
  json_object_set_int_member (item, "partial_id", demo_statement_int (row, 0));
  json_object_set_member (item, "account_payment_id",
                          payment > 0 ? demo_json_int (payment) : demo_json_false ());
  json_object_set_member (item, "payment_method_name",
                          demo_json_text (demo_statement_text (row, 11)));
  json_object_set_int_member (item, "move_id", demo_statement_int (row, 7));
  json_object_set_boolean_member (item, "is_refund", demo_statement_int (row, 12) != 0);
  json_object_set_string_member (item, "ref", named);
  json_object_set_boolean_member (item, "is_exchange", demo_statement_int (row, 13) != 0);
  json_object_set_string_member (item, "amount_company_currency", company);
  json_object_set_member (item, "amount_foreign_currency", demo_json_text (foreign));
  return item;
}

static JsonNode *
payments_widget (DemoEnv *env, gint64 id, GError **error)
{
  DemoMove move;
  JsonArray *content;
  JsonObject *widget;
  g_autoptr (DemoStatement) rows = NULL;

  if (!demo_move_load (env, id, &move, error))
    return NULL;
  if (!g_str_equal (move.state, "posted") || !demo_move_is_invoice (&move))
    return demo_json_false ();
  rows = demo_db_query (
      demo_env_get_db (env), error,
      "SELECT p.id, m.origin_payment_id, p.amount,"
      " CASE WHEN p.debit_move_id = l.id THEN p.debit_amount_currency"
      "  ELSE p.credit_amount_currency END, l.currency_id, j.name, m.date, m.id, m.name, m.ref,"
      " o.name, y.name, m.move_type LIKE '%refund',"
      " EXISTS (SELECT 1 FROM account_partial_reconcile x WHERE x.exchange_move_id = m.id)"
      " FROM account_move_line l JOIN account_partial_reconcile p"
      "  ON p.debit_move_id = l.id OR p.credit_move_id = l.id"
      " JOIN account_move_line o ON o.id = CASE WHEN p.debit_move_id = l.id THEN p.credit_move_id"
      "  ELSE p.debit_move_id END"
      " JOIN account_move m ON m.id = o.move_id JOIN account_journal j ON j.id = m.journal_id"
      " LEFT JOIN account_payment q ON q.id = m.origin_payment_id"
      " LEFT JOIN account_payment_method_line y ON y.id = q.payment_method_line_id"
      " WHERE l.move_id = ? AND l.display_type = 'payment_term' ORDER BY p.id",
      "i", id);
  content = json_array_new ();
  while (rows != NULL && demo_statement_step (rows, error))
    json_array_add_object_element (content, payment_row (env, &move, rows));
  if (json_array_get_length (content) == 0)
    {
      json_array_unref (content);
      return demo_json_false ();
    }
  widget = json_object_new ();
  json_object_set_string_member (widget, "title", "Less Payment");
  json_object_set_boolean_member (widget, "outstanding", FALSE);
  json_object_set_array_member (widget, "content", content);
  return take_object (widget);
}

gboolean
demo_move_compute_payments (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      values[i] = payments_widget (env, demo_ids_get (ids, i), error);
      if (values[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gint64
amount_in (DemoEnv *env, const DemoMove *move, DemoStatement *row)
{
  gint64 own = ABS (demo_statement_int (row, 2));
  gint64 company = ABS (demo_statement_int (row, 3));

  if (demo_statement_int (row, 4) == move->currency)
    return own;
  if (move->currency == move->company_currency)
    return company;
  return demo_mul_div (company, move->rate, DEMO_FLOAT_ONE);
}

/* Open items of the same customer on the other side, newest first. */
static JsonNode *
outstanding_widget (DemoEnv *env, gint64 id, GError **error)
{
  DemoMove move;
  JsonArray *content;
  JsonObject *widget;
  g_autoptr (DemoStatement) rows = NULL;
  int sign;

  if (!demo_move_load (env, id, &move, error))
    return NULL;
  sign = demo_move_get_sign (move.type);
  if (!demo_move_is_invoice (&move) || g_str_equal (move.state, "cancel") || move.commercial == 0
      || demo_env_get_int (env, "account.move", id, "amount_residual") == 0)
    return demo_json_false ();
  rows = demo_db_query (
      demo_env_get_db (env), error,
      "SELECT l.id, l.move_id, l.amount_residual_currency, l.amount_residual, l.currency_id,"
      " m.name, l.date, m.origin_payment_id, COALESCE(m.ref, '') FROM account_move_line l"
      " JOIN account_move m ON m.id = l.move_id WHERE l.partner_id = ?1 AND l.account_type ="
      " CASE WHEN ?4 THEN 'liability_payable' ELSE 'asset_receivable' END"
      " AND l.parent_state = 'posted' AND NOT l.reconciled AND l.company_id = ?2"
      " AND l.amount_residual * ?3 < 0 AND l.move_id <> ?5 ORDER BY l.date DESC, l.id DESC",
      "iiiii", move.commercial, move.company, (gint64)sign,
      (gint64)g_str_has_prefix (move.type, "in_"), id);
  content = json_array_new ();
  while (rows != NULL && demo_statement_step (rows, error))
    {
      JsonObject *item = json_object_new ();
      gint64 payment = demo_statement_int (rows, 7);

      json_object_set_string_member (item, "journal_name", demo_statement_text (rows, 5));
      add_money (item, "amount", amount_in (env, &move, rows));
      json_object_set_int_member (item, "currency_id", move.currency);
      json_object_set_int_member (item, "id", demo_statement_int (rows, 0));
      json_object_set_int_member (item, "move_id", demo_statement_int (rows, 1));
      json_object_set_string_member (item, "date", demo_statement_text (rows, 6));
      json_object_set_member (item, "account_payment_id",
                              payment > 0 ? demo_json_int (payment) : demo_json_false ());
      json_object_set_string_member (item, "move_ref", demo_statement_text (rows, 8));
      json_array_add_object_element (content, item);
    }
  if (json_array_get_length (content) == 0)
    {
      json_array_unref (content);
      return demo_json_false ();
    }
  widget = json_object_new ();
  json_object_set_boolean_member (widget, "outstanding", TRUE);
  json_object_set_array_member (widget, "content", content);
  json_object_set_int_member (widget, "move_id", id);
  json_object_set_string_member (widget, "title",
                                 sign > 0 ? "Outstanding credits" : "Outstanding debits");
  return take_object (widget);
}

gboolean
demo_move_compute_outstanding (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      values[i] = outstanding_widget (env, demo_ids_get (ids, i), error);
      if (values[i] == NULL)
        return FALSE;
    }
  return TRUE;
}
