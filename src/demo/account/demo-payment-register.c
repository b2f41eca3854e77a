/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-payment-create.h"
#include "demo-payment.h"

/* The wizard that pays invoices: what it proposes, and what it makes of it. */

static gboolean compute_difference (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);
static gboolean compute_journals (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);

static gboolean compute_methods (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);

static const DemoField fields[] = {
  F_DATE ("payment_date", "Payment Date", .flags = DEMO_REQUIRED),
  F_MONEY ("amount", "Amount", "currency_id"),
  F_CHAR ("communication", "Memo"),
  F_BOOL ("group_payment", "Group Payments"),
  F_M2O ("currency_id", "Currency", "res.currency"),
  F_M2O ("journal_id", "Journal", "account.journal"),
  F_M2M ("available_journal_ids",
         "Available Journal",
         "account.journal",
         "account_payment_register_journal_rel",
         "wizard_id",
         "journal_id",
         .compute = compute_journals),
  F_M2O ("payment_method_line_id", "Payment Method", "account.payment.method.line"),
  F_M2M ("available_payment_method_line_ids",
         "Available Payment Methods",
         "account.payment.method.line",
         "account_payment_register_method_line_rel",
         "wizard_id",
         "method_line_id",
         .compute = compute_methods),
  F_M2O ("partner_bank_id", "Recipient Bank Account", "res.partner.bank"),
  F_M2O ("company_id", "Company", "res.company"),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_M2O ("partner_id", "Customer/Vendor", "res.partner"),
  F_SELECT ("payment_type", "Payment Type", "outbound:Send Money|inbound:Receive Money"),
  F_SELECT ("partner_type", "Partner Type", "customer:Customer|supplier:Vendor"),
  F_M2M ("line_ids",
         "Journal items",
         "account.move.line",
         "account_payment_register_move_line_rel",
         "wizard_id",
         "line_id"),
  F_MONEY ("source_amount", "Amount to Pay (company currency)", "company_currency_id"),
  F_MONEY ("source_amount_currency", "Amount to Pay (foreign currency)", "source_currency_id"),
  F_M2O ("source_currency_id", "Source Currency", "res.currency"),
  F_BOOL ("can_edit_wizard", "Can Edit Wizard"),
  F_BOOL ("can_group_payments", "Can Group Payments"),
  F_MONEY (
      "payment_difference", "Payment Difference", "currency_id", .compute = compute_difference),
  F_SELECT ("payment_difference_handling",
            "Payment Difference Handling",
            "open:Keep open|reconcile:Mark as fully paid"),
  F_M2O ("writeoff_account_id", "Difference Account", "account.account"),
  F_CHAR ("writeoff_label", "Journal Item Label", .value = "\"Write-Off\""),
  F_BOOL ("early_payment_discount_mode", "Early Payment Discount Mode"),
  F_SELECT ("installments_mode",
            "Installments Mode",
            "next:Next Installment|overdue:Overdue Amount|before_date:Before Next Payment Date|"
            "full:Full Amount",
            .since = 18),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_invoice", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static char *
text_of (const DemoIds *ids)
{
  g_autoptr (JsonNode) node = demo_ids_to_json (ids);

  return json_to_string (node, FALSE);
}

static DemoIds *
lines_of (DemoEnv *env, gint64 wizard, GError **error)
{
  return demo_db_ids (demo_env_get_db (env), error,
                      "SELECT r.line_id FROM account_payment_register_move_line_rel r"
                      " JOIN account_move_line l ON l.id = r.line_id WHERE r.wizard_id = ?"
                      " ORDER BY l.date_maturity, l.id",
                      "i", wizard);
}

/* What of the lines is open, in a currency, at a day's rate. */
static gint64
open_amount (DemoEnv *env, const DemoIds *lines, gint64 currency, int day)
{
  gint64 sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 id = demo_ids_get (lines, i);
      gint64 own = demo_env_get_int (env, "account.move.line", id, "currency_id");
      gint64 company = demo_env_get_int (env, "account.move.line", id, "company_id");
      gint64 open = demo_env_get_int (env, "account.move.line", id, "amount_residual_currency");

      if (own != currency)
        open = demo_mul_div (open, demo_ledger_rate (env, company, currency, day),
                             demo_ledger_rate (env, company, own, day));
      sum += open;
    }
  return ABS (sum);
}

static gint64
open_discount (DemoEnv *env, const DemoIds *lines, int day)
{
  gint64 discount = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 id = demo_ids_get (lines, i);
      g_autofree char *until = demo_env_get_text (env, "account.move.line", id, "discount_date");
      gint64 open = demo_env_get_int (env, "account.move.line", id, "amount_residual_currency");
      gint64 all = demo_env_get_int (env, "account.move.line", id, "amount_currency");
      int last = demo_day_parse (until);

      if (last == DEMO_DAY_NONE || day > last || open != all)
        return 0;
      discount += all - demo_env_get_int (env, "account.move.line", id, "discount_amount_currency");
    }
  return ABS (discount);
}

static DemoIds *
find_lines (DemoEnv *env, JsonObject *vals, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autoptr (DemoIds) active = demo_env_context_ids (env, "active_ids");
  const char *model = demo_env_context_text (env, "active_model");
  g_autoptr (DemoIds) given = demo_vals_ids (vals, "line_ids");
  g_autofree char *list = NULL;

  if (active->len == 0 && demo_env_context_int (env, "active_id") > 0)
    demo_ids_add (active, demo_env_context_int (env, "active_id"));
  if (given->len > 0)
    {
      g_array_unref (g_steal_pointer (&active));
      active = g_steal_pointer (&given);
      model = "account.move.line";
    }
  if (model == NULL
      || (!g_str_equal (model, "account.move") && !g_str_equal (model, "account.move.line")))
    {
      g_set_error_literal (
          error, DEMO_ERROR, DEMO_ERROR_USER,
          "Say in the context which invoices (active_model, active_ids) are paid.");
      return NULL;
    }
  if (!demo_env_check_access (env, model, active, DEMO_READ, error))
    return NULL;
  list = text_of (active);
  if (demo_db_int (db, NULL,
                   g_str_equal (model, "account.move")
                       ? "SELECT EXISTS (SELECT 1 FROM account_move WHERE state <> 'posted'"
                         " AND id IN (SELECT value FROM json_each(?)))"
                       : "SELECT EXISTS (SELECT 1 FROM account_move_line WHERE"
                         " parent_state <> 'posted' AND id IN (SELECT value FROM json_each(?)))",
                   "s", list))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "Payments are registered for posted entries only.");
      return NULL;
    }
  return demo_db_ids (db, error,
                      g_str_equal (model, "account.move")
                          ? "SELECT id FROM account_move_line WHERE move_id IN"
                            " (SELECT value FROM json_each(?)) AND account_type IN"
                            " ('asset_receivable', 'liability_payable') AND NOT reconciled"
                            " AND (amount_residual <> 0 OR amount_residual_currency <> 0)"
                            " ORDER BY date_maturity, id"
                          : "SELECT id FROM account_move_line WHERE id IN"
                            " (SELECT value FROM json_each(?)) AND account_type IN"
                            " ('asset_receivable', 'liability_payable') AND NOT reconciled"
                            " AND (amount_residual <> 0 OR amount_residual_currency <> 0)"
                            " ORDER BY date_maturity, id",
                      "s", list);
}

static gboolean
check_lines (DemoEnv *env, const DemoIds *lines, const char *list, GError **error)
{
  DemoDb *db = demo_env_get_db (env);

  if (lines->len == 0)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "Nothing is left to pay on these entries.");
  else if (demo_db_int (db, NULL,
                        "SELECT COUNT(DISTINCT company_id) > 1 FROM account_move_line"
                        " WHERE id IN (SELECT value FROM json_each(?))",
                        "s", list))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "Entries of different companies are not paid together.");
  else if (demo_db_int (db, NULL,
                        "SELECT COUNT(DISTINCT account_type) > 1 FROM account_move_line"
                        " WHERE id IN (SELECT value FROM json_each(?))",
                        "s", list))
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                         "Claims and debts are not paid together.");
  else
    return TRUE;
  return FALSE;
}

static char *
find_communication (DemoEnv *env, const char *list)
{
  return demo_db_text (demo_env_get_db (env), NULL,
                       "SELECT GROUP_CONCAT(label, ', ') FROM (SELECT DISTINCT"
                       " COALESCE(m.payment_reference, m.ref, m.name) AS label"
                       " FROM account_move_line l JOIN account_move m ON m.id = l.move_id"
                       " WHERE l.id IN (SELECT value FROM json_each(?)) ORDER BY label)",
                       "s", list);
}

static const char *
choose_instalments (DemoEnv *env, const DemoIds *lines, const char *list, int day, DemoIds **due)
{
  DemoDb *db = demo_env_get_db (env);
  char text[DEMO_DAY_SIZE];

  *due = NULL;
  if (lines->len < 2
      || demo_db_int (db, NULL,
                      "SELECT COUNT(DISTINCT move_id) > 1 FROM account_move_line"
                      " WHERE id IN (SELECT value FROM json_each(?))",
                      "s", list))
    return "full";
  *due = demo_db_ids (db, NULL,
                      "SELECT id FROM account_move_line WHERE date_maturity < ?2"
                      " AND id IN (SELECT value FROM json_each(?1)) ORDER BY date_maturity, id",
                      "ss", list, demo_day_format (day, text));
  if (*due != NULL && (*due)->len > 0)
    return (*due)->len == lines->len ? "full" : "overdue";
  g_clear_pointer (due, g_array_unref);
  *due = demo_ids_new_one (demo_ids_get (lines, 0));
  return "next";
}

static void
propose_amount (DemoEnv *env, JsonObject *vals, const DemoIds *lines, const char *list, int day)
{
  gint64 currency = demo_vals_int (vals, "currency_id");
  gint64 source = demo_vals_int (vals, "source_currency_id");
  gint64 discount = currency == source ? open_discount (env, lines, day) : 0;
  const char *mode = demo_vals_text (vals, "installments_mode");
  g_autoptr (DemoIds) due = NULL;
  gint64 amount;

  if (demo_env_get_series (env) < 18)
    mode = "full";
  else if (mode == NULL)
    {
      mode = choose_instalments (env, lines, list, day, &due);
      json_object_set_string_member (vals, "installments_mode", mode);
    }
  else if (!g_str_equal (mode, "full"))
    choose_instalments (env, lines, list, day, &due);
  amount = open_amount (env, due != NULL ? due : lines, currency, day) - discount;
  /* Another amount than what is due now means all of it. */
  if (due != NULL && json_object_has_member (vals, "amount")
      && demo_vals_amount (vals, "amount", DEMO_MONEY_DECIMALS) != amount)
    json_object_set_string_member (vals, "installments_mode", "full");
  json_object_set_boolean_member (vals, "early_payment_discount_mode", discount > 0);
  if (!json_object_has_member (vals, "amount"))
    demo_vals_set_amount (vals, "amount", amount, DEMO_MONEY_DECIMALS);
  if (demo_vals_text (vals, "payment_difference_handling") == NULL)
    json_object_set_string_member (vals, "payment_difference_handling",
                                   discount > 0 ? "reconcile" : "open");
}

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "payment_date"))
    json_object_set_string_member (vals, "payment_date", demo_env_today (env));
  return TRUE;
}

static gboolean
propose_journal (DemoEnv *env, JsonObject *vals, gint64 company, const char *type, GError **error)
{
  gint64 journal = demo_vals_int (vals, "journal_id");
  gint64 method = demo_vals_int (vals, "payment_method_line_id");

  if (method > 0 && journal == 0)
    journal = demo_env_get_int (env, "account.payment.method.line", method, "journal_id");
  if (journal == 0)
    journal = demo_ledger_journal (env, company, "bank");
  if (journal == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The company has no bank journal to pay through.");
      return FALSE;
    }
  if (demo_env_get_int (env, "account.journal", journal, "company_id") != company)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The journal belongs to another company than the entries.");
      return FALSE;
    }
  if (method == 0)
    method = demo_payment_find_method (env, journal, type);
  json_object_set_int_member (vals, "journal_id", journal);
  if (method > 0)
    json_object_set_int_member (vals, "payment_method_line_id", method);
  return TRUE;
}

static void
describe_source (
    DemoEnv *env, JsonObject *vals, const DemoIds *lines, const char *list, gint64 company, int day)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 own = demo_env_get_int (env, "res.company", company, "currency_id");
  gint64 first = demo_ids_get (lines, 0);
  gint64 currencies = demo_db_int (db, NULL,
                                   "SELECT COUNT(DISTINCT currency_id) FROM account_move_line"
                                   " WHERE id IN (SELECT value FROM json_each(?))",
                                   "s", list);
  gint64 partners = demo_db_int (db, NULL,
                                 "SELECT COUNT(DISTINCT partner_id) FROM account_move_line"
                                 " WHERE id IN (SELECT value FROM json_each(?))",
                                 "s", list);
  gint64 moves = demo_db_int (db, NULL,
                              "SELECT COUNT(DISTINCT move_id) FROM account_move_line"
                              " WHERE id IN (SELECT value FROM json_each(?))",
                              "s", list);
  gint64 source =
      currencies > 1 ? own : demo_env_get_int (env, "account.move.line", first, "currency_id");
  gboolean one_batch = partners == 1 && currencies == 1;

  json_object_set_int_member (vals, "source_currency_id", source);
  if (demo_vals_int (vals, "currency_id") == 0)
    {
      gint64 journal_currency =
          demo_env_get_int (env, "account.journal", demo_vals_int (vals, "journal_id"),
                            "currency_id");

      json_object_set_int_member (vals, "currency_id",
                                  journal_currency > 0 ? journal_currency : source);
    }
  if (partners == 1)
    json_object_set_int_member (vals, "partner_id",
                                demo_env_get_int (env, "account.move.line", first, "partner_id"));
  demo_vals_set_amount (vals, "source_amount", open_amount (env, lines, own, day),
                        DEMO_MONEY_DECIMALS);
  demo_vals_set_amount (vals, "source_amount_currency", open_amount (env, lines, source, day),
                        DEMO_MONEY_DECIMALS);
  json_object_set_boolean_member (vals, "can_edit_wizard", one_batch);
  json_object_set_boolean_member (vals, "can_group_payments", one_batch && moves > 1);
  if (!json_object_has_member (vals, "group_payment"))
    json_object_set_boolean_member (vals, "group_payment", one_batch && moves == 1);
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) lines = find_lines (env, vals, error);
  g_autofree char *list = NULL;
  g_autofree char *account_type = NULL;
  gint64 company, sum = 0;
  gboolean claim;
  int day;

  if (lines == NULL)
    return FALSE;
  list = text_of (lines);
  if (!check_lines (env, lines, list, error))
    return FALSE;
  company = demo_env_get_int (env, "account.move.line", demo_ids_get (lines, 0), "company_id");
  account_type =
      demo_env_get_text (env, "account.move.line", demo_ids_get (lines, 0), "account_type");
  for (guint i = 0; i < lines->len; i++)
    sum += demo_env_get_int (env, "account.move.line", demo_ids_get (lines, i), "amount_residual");
  claim = sum > 0;
  day = demo_day_parse (demo_vals_text (vals, "payment_date"));
  json_object_set_member (vals, "line_ids", demo_json ("[[6, 0, %s]]", list));
  json_object_set_int_member (vals, "company_id", company);
  json_object_set_string_member (vals, "payment_type", claim ? "inbound" : "outbound");
  json_object_set_string_member (vals, "partner_type",
                                 g_strcmp0 (account_type, "asset_receivable") == 0 ? "customer"
                                                                                   : "supplier");
  if (!propose_journal (env, vals, company, claim ? "inbound" : "outbound", error))
    return FALSE;
  describe_source (env, vals, lines, list, company, day);
  if (demo_vals_text (vals, "communication") == NULL)
    {
      g_autofree char *memo = find_communication (env, list);

      if (memo != NULL)
        json_object_set_string_member (vals, "communication", memo);
    }
  propose_amount (env, vals, lines, list, day);
  return TRUE;
}

static gboolean
compute_difference (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autoptr (DemoIds) lines = lines_of (env, id, error);
      g_autoptr (DemoIds) due = NULL;
      g_autofree char *date =
          demo_env_get_text (env, "account.payment.register", id, "payment_date");
      g_autofree char *mode =
          demo_env_get_series (env) >= 18
              ? demo_env_get_text (env, "account.payment.register", id, "installments_mode")
              : NULL;
      gint64 currency = demo_env_get_int (env, "account.payment.register", id, "currency_id");

      if (lines == NULL)
        return FALSE;
      /* What is not due yet is no difference, unless all of it is meant. */
      if (mode != NULL && !g_str_equal (mode, "full"))
        {
          g_autofree char *list = text_of (lines);

          choose_instalments (env, lines, list, demo_day_parse (date), &due);
        }
      values[i] = demo_json_amount (
          open_amount (env, due != NULL ? due : lines, currency, demo_day_parse (date))
              - demo_env_get_int (env, "account.payment.register", id, "amount"),
          DEMO_MONEY_DECIMALS);
    }
  return TRUE;
}

static gboolean
compute_journals (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DemoIds) journals = demo_db_ids (
          demo_env_get_db (env), error,
          "SELECT j.id FROM account_journal j WHERE j.type IN ('bank', 'cash', 'credit')"
          " AND j.active AND j.company_id = ? ORDER BY j.sequence, j.id",
          "i",
          demo_env_get_int (env, "account.payment.register", demo_ids_get (ids, i), "company_id"));

      if (journals == NULL)
        return FALSE;
      values[i] = demo_ids_to_json (journals);
    }
  return TRUE;
}

/* Those of the chosen journal, in the direction of the payment. */
static gboolean
compute_methods (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = demo_ids_get (ids, i);
      g_autofree char *type =
          demo_env_get_text (env, "account.payment.register", id, "payment_type");
      g_autoptr (DemoIds) methods =
          demo_db_ids (demo_env_get_db (env), error,
                       "SELECT l.id FROM account_payment_method_line l"
                       " JOIN account_payment_method m ON m.id = l.payment_method_id"
                       " WHERE l.journal_id = ? AND m.payment_type = ? ORDER BY l.sequence, l.id",
                       "is", demo_env_get_int (env, "account.payment.register", id, "journal_id"),
                       type);

      if (methods == NULL)
        return FALSE;
      values[i] = demo_ids_to_json (methods);
    }
  return TRUE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gint64 journal = demo_vals_int (vals, "journal_id");

  if (journal > 0 && demo_vals_int (vals, "payment_method_line_id") == 0 && ids->len > 0)
    {
      g_autofree char *type =
          demo_env_get_text (env, model->name, demo_ids_get (ids, 0), "payment_type");
      gint64 method = demo_payment_find_method (env, journal, type);

      if (method > 0)
        json_object_set_int_member (vals, "payment_method_line_id", method);
    }
  return TRUE;
}

static JsonNode *
action_create_payments (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (DemoIds) payments = demo_ids_new ();

  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error)
      || !demo_env_check_access (env, "account.payment", NULL, DEMO_CREATE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_payment_register_run (env, demo_ids_get (ids, i), payments, error))
      return NULL;
  if (demo_env_context_true (env, "dont_redirect_to_payments"))
    return demo_json_true ();
  if (payments->len == 1)
    return demo_json ("{\"name\": \"Payments\", \"type\": \"ir.actions.act_window\","
                      " \"res_model\": \"account.payment\", \"context\": {\"create\": false},"
                      " \"view_mode\": \"form\", \"res_id\": %" G_GINT64_FORMAT "}",
                      demo_ids_get (payments, 0));
  {
    g_autofree char *list = text_of (payments);

    return demo_json ("{\"name\": \"Payments\", \"type\": \"ir.actions.act_window\","
                      " \"res_model\": \"account.payment\", \"context\": {\"create\": false},"
                      " \"view_mode\": \"list,form\", \"domain\": [[\"id\", \"in\", %s]]}",
                      list);
  }
}

static const DemoMethod methods[] = {
  { "action_create_payments", action_create_payments, "" },
  { 0 },
};

const DemoModel demo_payment_register_model = {
  .name = "account.payment.register",
  .label = "Pay",
  .table = "account_payment_register",
  .rec_name = "communication",
  .transient = TRUE,
  .fields = fields,
  .methods = methods,
  .access = access_rows,
  .defaults = defaults,
  .before_create = before_create,
  .before_write = before_write,
};
