/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-move-line.h"

#include "demo-amount.h"
#include "demo-day.h"
#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-reconcile.h"

#include <string.h>

#define DISPLAY_TYPES                                                                              \
  "product:Product|cogs:Cost of Goods Sold|tax:Tax|discount:Discount|rounding:Rounding|"           \
  "payment_term:Payment Term|line_section:Section|line_subsection:Subsection|line_note:Note|"      \
  "epd:Early Payment Discount"

/* Columns of the entry are repeated on its items: lists of open items read one table. */
static const DemoField fields[] = {
  F_M2O ("move_id",
         "Journal Entry",
         "account.move",
         .flags = DEMO_REQUIRED | DEMO_READONLY | DEMO_CASCADE | DEMO_INDEX),
  F_CHAR ("move_name", "Number", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_SELECT ("parent_state",
            "Status",
            "draft:Draft|posted:Posted|cancel:Cancelled",
            .flags = DEMO_READONLY | DEMO_NO_COPY,
            .copy_of = "move_id.state",
            .value = "\"draft\""),
  F_SELECT ("move_type",
            "Type",
            "entry:Journal Entry|out_invoice:Customer Invoice|out_refund:Customer Credit Note|"
            "in_invoice:Vendor Bill|in_refund:Vendor Credit Note|out_receipt:Sales Receipt|"
            "in_receipt:Purchase Receipt",
            .related = "move_id.move_type"),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_DATE ("date", "Date", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_DATE ("invoice_date", "Invoice/Bill Date", .related = "move_id.invoice_date"),
  F_CHAR ("ref", "Reference", .related = "move_id.ref"),
  F_CHAR ("name", "Label"),
  F_INT ("sequence", "Sequence", .value = "100"),
  F_SELECT ("display_type", "Display Type", DISPLAY_TYPES, .flags = DEMO_REQUIRED),
  F_M2O ("account_id", "Account", "account.account", .flags = DEMO_INDEX),
  F_SELECT ("account_type",
            "Internal Type",
            "asset_receivable:Receivable|asset_cash:Bank and Cash|asset_current:Current Assets|"
            "asset_non_current:Non-current Assets|asset_prepayments:Prepayments|"
            "asset_fixed:Fixed Assets|liability_payable:Payable|"
            "liability_credit_card:Credit Card|liability_current:Current Liabilities|"
            "liability_non_current:Non-current Liabilities|equity:Equity|"
            "equity_unaffected:Current Year Earnings|income:Income|income_other:Other Income|"
            "expense:Expenses|expense_depreciation:Depreciation|"
            "expense_direct_cost:Cost of Revenue|off_balance:Off-Balance Sheet",
            .flags = DEMO_READONLY | DEMO_NO_COPY,
            .copy_of = "account_id.account_type"),
  F_M2O ("partner_id", "Partner", "res.partner"),
  F_M2O ("currency_id", "Currency", "res.currency"),
  F_MONEY ("balance", "Balance", "company_currency_id", .flags = DEMO_NO_COPY, .value = "0"),
  F_MONEY (
      "amount_currency", "Amount in Currency", "currency_id", .flags = DEMO_NO_COPY, .value = "0"),
  F_MONEY ("debit", "Debit", "company_currency_id", .sql = "MAX($.balance, 0)"),
  F_MONEY ("credit", "Credit", "company_currency_id", .sql = "MAX(-$.balance, 0)"),
  F_MONEY ("amount_residual",
           "Residual Amount",
           "company_currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY,
           .value = "0"),
  F_MONEY ("amount_residual_currency",
           "Residual Amount in Currency",
           "currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY,
           .value = "0"),
  F_BOOL ("reconciled", "Reconciled", .flags = DEMO_READONLY | DEMO_NO_COPY, .value = "false"),
  F_M2O ("full_reconcile_id",
         "Matching",
         "account.full.reconcile",
         .flags = DEMO_READONLY | DEMO_NO_COPY | DEMO_INDEX),
  F_CHAR ("matching_number", "Matching #", .flags = DEMO_NO_COPY),
  F_O2M ("matched_debit_ids", "Matched Debits", "account.partial.reconcile", "credit_move_id"),
  F_O2M ("matched_credit_ids", "Matched Credits", "account.partial.reconcile", "debit_move_id"),
  F_DATE ("date_maturity", "Due Date", .flags = DEMO_NO_COPY),
  F_DATE ("discount_date", "Discount Date", .flags = DEMO_NO_COPY),
  F_MONEY ("discount_amount_currency",
           "Discount amount in Currency",
           "currency_id",
           .flags = DEMO_NO_COPY),
  F_MONEY ("discount_balance", "Discount Balance", "company_currency_id", .flags = DEMO_NO_COPY),
  F_M2O ("product_id", "Product", "product.product", .flags = DEMO_INDEX),
  F_M2O ("product_uom_id", "Unit", "uom.uom"),
  F_FLOAT ("quantity", "Quantity"),
  F_FLOAT ("price_unit", "Unit Price"),
  F_FLOAT ("discount", "Discount (%)", .value = "0.0"),
  F_MONEY ("price_subtotal",
           "Subtotal",
           "currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY,
           .value = "0"),
  F_MONEY (
      "price_total", "Total", "currency_id", .flags = DEMO_READONLY | DEMO_NO_COPY, .value = "0"),
  F_M2M ("tax_ids",
         "Taxes",
         "account.tax",
         "account_move_line_account_tax_rel",
         "account_move_line_id",
         "account_tax_id"),
  F_M2O ("tax_line_id", "Originator Tax", "account.tax", .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_M2O ("tax_group_id",
         "Originator tax group",
         "account.tax.group",
         .related = "tax_line_id.tax_group_id"),
  F_MONEY ("tax_base_amount",
           "Base Amount",
           "company_currency_id",
           .flags = DEMO_READONLY | DEMO_NO_COPY,
           .value = "0"),
  F_M2M ("sale_line_ids",
         "Sales Order Lines",
         "sale.order.line",
         "sale_order_line_invoice_rel",
         "invoice_line_id",
         "order_line_id",
         .flags = DEMO_NO_COPY),
  F_BOOL ("is_downpayment", "Is Downpayment"),
  F_M2O ("statement_line_id",
         "Originator Statement Line",
         "account.bank.statement.line",
         .related = "move_id.statement_line_id"),
  F_M2O ("statement_id",
         "Statement",
         "account.bank.statement",
         .related = "move_id.statement_line_id.statement_id"),
  F_M2O ("payment_id",
         "Originator Payment",
         "account.payment",
         .related = "move_id.origin_payment_id"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_manager", DEMO_READ },
  { "account.group_account_invoice", DEMO_ALL },
  { "sales_team.group_sale_salesman", DEMO_READ },
  { 0 },
};

static JsonNode *
everything (DemoEnv *env)
{
  return demo_json ("[[1, \"=\", 1]]");
}

static JsonNode *
sold_by_me (DemoEnv *env)
{
  return demo_json ("[[\"move_id.move_type\", \"in\", [\"out_invoice\", \"out_refund\"]], \"|\","
                    " [\"move_id.invoice_user_id\", \"=\", %" G_GINT64_FORMAT "],"
                    " [\"move_id.invoice_user_id\", \"=\", false]]",
                    demo_env_get_uid (env));
}

static JsonNode *
sold (DemoEnv *env)
{
  return demo_json ("[[\"move_id.move_type\", \"in\", [\"out_invoice\", \"out_refund\"]]]");
}

static const DemoRule rules[] = {
  { "account.group_account_invoice", 0, everything },
  { "account.group_account_readonly", 0, everything },
  { "sales_team.group_sale_salesman", 0, sold_by_me },
  { "sales_team.group_sale_salesman_all_leads", 0, sold },
  { NULL },
};

static const char *const ddl[] = {
  "CREATE TRIGGER IF NOT EXISTS account_move_line_in AFTER INSERT ON account_move_line"
  " WHEN NEW.balance <> 0 BEGIN"
  " INSERT INTO account_move_balance(move_id, balance) VALUES (NEW.move_id, NEW.balance)"
  " ON CONFLICT(move_id) DO UPDATE SET balance = balance + excluded.balance; END",
  "CREATE TRIGGER IF NOT EXISTS account_move_line_change"
  " AFTER UPDATE OF balance, move_id ON account_move_line BEGIN"
  " INSERT INTO account_move_balance(move_id, balance) VALUES (OLD.move_id, -OLD.balance)"
  " ON CONFLICT(move_id) DO UPDATE SET balance = balance + excluded.balance;"
  " INSERT INTO account_move_balance(move_id, balance) VALUES (NEW.move_id, NEW.balance)"
  " ON CONFLICT(move_id) DO UPDATE SET balance = balance + excluded.balance; END",
  "CREATE TRIGGER IF NOT EXISTS account_move_line_out AFTER DELETE ON account_move_line"
  " WHEN OLD.balance <> 0 BEGIN"
  " INSERT INTO account_move_balance(move_id, balance) VALUES (OLD.move_id, -OLD.balance)"
  " ON CONFLICT(move_id) DO UPDATE SET balance = balance + excluded.balance; END",
  "CREATE INDEX IF NOT EXISTS account_move_line_list ON account_move_line(date, move_name, id)",
  "CREATE INDEX IF NOT EXISTS account_move_line_open ON account_move_line"
  "(account_type, parent_state, reconciled, partner_id, company_id, amount_residual)",
  "CREATE INDEX IF NOT EXISTS account_move_line_partner ON account_move_line"
  "(partner_id, company_id, account_type, parent_state, reconciled, balance, amount_residual)",
  NULL,
};

static gboolean
is_text_line (const char *display_type)
{
  return g_strcmp0 (display_type, "line_section") == 0
         || g_strcmp0 (display_type, "line_subsection") == 0
         || g_strcmp0 (display_type, "line_note") == 0;
}

static void
take_default_taxes (DemoEnv *env, const DemoMove *move, JsonObject *vals, gint64 product)
{
  g_autoptr (DemoIds) taxes = NULL;
  JsonArray *command, *commands;

  if (json_object_has_member (vals, "tax_ids") || product == 0)
    return;
  taxes =
      demo_db_ids (demo_env_get_db (env), NULL,
                   "SELECT r.tax_id FROM product_taxes_rel r JOIN account_tax t ON t.id = r.tax_id"
                   " WHERE r.prod_id = ? AND t.company_id = ? ORDER BY t.sequence, t.id",
                   "ii", product, move->company);
  if (taxes == NULL)
    return;
  command = json_array_new ();
  json_array_add_int_element (command, 6);
  json_array_add_int_element (command, 0);
  json_array_add_element (command, demo_ids_to_json (taxes));
  commands = json_array_new ();
  json_array_add_array_element (commands, command);
  json_object_set_array_member (vals, "tax_ids", commands);
}

static void
take_product (DemoEnv *env, const DemoMove *move, JsonObject *vals)
{
  gint64 product = demo_vals_int (vals, "product_id");

  take_default_taxes (env, move, vals, product);
  if (product == 0)
    return;
  if (demo_vals_text (vals, "name") == NULL)
    {
      g_autofree char *name = demo_env_display_name (env, "product.product", product);
      g_autofree char *more =
          demo_env_get_text (env, "product.template", product, "description_sale");
      g_autofree char *both = more != NULL ? g_strdup_printf ("%s\n%s", name, more) : NULL;

      json_object_set_string_member (vals, "name", both != NULL ? both : name);
    }
  if (!json_object_has_member (vals, "price_unit"))
    {
      gint64 price = demo_env_get_int (env, "product.template", product, "list_price");

      demo_vals_set_amount (vals, "price_unit", demo_mul_div (price, move->rate, DEMO_FLOAT_ONE),
                            DEMO_FLOAT_DECIMALS);
    }
  if (demo_vals_int (vals, "product_uom_id") == 0)
    json_object_set_int_member (vals, "product_uom_id",
                                demo_env_get_int (env, "product.template", product, "uom_id"));
}

static gboolean
prepare_invoice_line (DemoEnv *env, const DemoMove *move, JsonObject *vals, GError **error)
{
  gint64 account = demo_vals_int (vals, "account_id");
  gint64 product = demo_vals_int (vals, "product_id");

  if (product > 0
      && !demo_move_check_exists (env, "product.product", "product_product", product, error))
    return FALSE;
  take_product (env, move, vals);
  if (!json_object_has_member (vals, "quantity"))
    json_object_set_double_member (vals, "quantity", 1);
  if (account == 0)
    account = demo_env_get_int (env, "account.journal", move->journal, "default_account_id");
  if (account == 0)
    account = demo_ledger_account (env, move->company,
                                   demo_move_get_sign (move->type) > 0 ? "income" : "expense");
  json_object_set_int_member (vals, "account_id", account);
  json_object_set_int_member (vals, "currency_id", move->currency);
  json_object_set_int_member (vals, "balance", 0);
  json_object_set_int_member (vals, "amount_currency", 0);
  return TRUE;
}

/* Debit and credit are two ways to say one balance. */
static void
take_debit_credit (JsonObject *vals)
{
  gint64 balance;

  if (!json_object_has_member (vals, "debit") && !json_object_has_member (vals, "credit"))
    return;
  balance = demo_vals_amount (vals, "debit", DEMO_MONEY_DECIMALS)
            - demo_vals_amount (vals, "credit", DEMO_MONEY_DECIMALS);
  json_object_remove_member (vals, "debit");
  json_object_remove_member (vals, "credit");
  demo_vals_set_amount (vals, "balance", balance, DEMO_MONEY_DECIMALS);
}

static gboolean
prepare_entry_line (DemoEnv *env, const DemoMove *move, JsonObject *vals, GError **error)
{
  gint64 currency = demo_vals_int (vals, "currency_id");
  gint64 balance, amount, rate;

  if (demo_vals_int (vals, "account_id") == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "A journal item needs an account.");
      return FALSE;
    }
  if (currency == 0)
    {
      currency = move->currency;
      json_object_set_int_member (vals, "currency_id", currency);
    }
  rate = demo_ledger_rate (env, move->company, currency, move->date);
  balance = demo_vals_amount (vals, "balance", DEMO_MONEY_DECIMALS);
  amount = demo_vals_amount (vals, "amount_currency", DEMO_MONEY_DECIMALS);
  if (!json_object_has_member (vals, "amount_currency"))
    amount = demo_mul_div (balance, rate, DEMO_FLOAT_ONE);
  else if (!json_object_has_member (vals, "balance"))
    balance = demo_mul_div (amount, DEMO_FLOAT_ONE, rate);
  demo_vals_set_amount (vals, "balance", balance, DEMO_MONEY_DECIMALS);
  demo_vals_set_amount (vals, "amount_currency", amount, DEMO_MONEY_DECIMALS);
  return TRUE;
}

static void
repeat_move (DemoEnv *env, const DemoMove *move, JsonObject *vals)
{
  char day[DEMO_DAY_SIZE];
  gint64 account = demo_vals_int (vals, "account_id");
  g_autofree char *type =
      account > 0 ? demo_env_get_text (env, "account.account", account, "account_type") : NULL;

  json_object_set_int_member (vals, "company_id", move->company);
  json_object_set_int_member (vals, "journal_id", move->journal);
  json_object_set_string_member (vals, "date", demo_day_format (move->date, day));
  json_object_set_string_member (vals, "parent_state", move->state);
  if (move->name[0] != '\0')
    json_object_set_string_member (vals, "move_name", move->name);
  if (type != NULL)
    json_object_set_string_member (vals, "account_type", type);
  if (demo_vals_int (vals, "partner_id") == 0 && move->commercial > 0)
    json_object_set_int_member (vals, "partner_id", move->commercial);
}

static gboolean
refuse_on_posted (DemoEnv *env, const DemoMove *move, GError **error)
{
  if (!g_str_equal (move->state, "posted") || demo_env_context_true (env, "skip_readonly_check"))
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
               "The items of the posted entry %s stay as they are. Reset it to draft first.",
               move->name);
  return FALSE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  DemoMove move;
  const char *display_type = demo_vals_text (vals, "display_type");

  if (demo_vals_int (vals, "move_id") == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "A journal item belongs to an entry: give its move_id.");
      return FALSE;
    }
  if (!demo_move_load (env, demo_vals_int (vals, "move_id"), &move, error)
      || !refuse_on_posted (env, &move, error))
    return FALSE;
  if (g_str_equal (move.state, "posted") && !demo_move_check_lock (env, &move, error))
    return FALSE;
  if (display_type == NULL)
    {
      display_type = "product";
      json_object_set_string_member (vals, "display_type", display_type);
    }
  take_debit_credit (vals);
  if (is_text_line (display_type))
    {
      json_object_remove_member (vals, "account_id");
      json_object_remove_member (vals, "balance");
    }
  else if (demo_move_is_invoice (&move) && g_strcmp0 (display_type, "product") == 0)
    {
      if (!prepare_invoice_line (env, &move, vals, error))
        return FALSE;
    }
  else if (!prepare_entry_line (env, &move, vals, error))
    return FALSE;
  repeat_move (env, &move, vals);
  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  demo_env_defer (env, demo_move_sync, demo_vals_int (vals, "move_id"));
  return demo_line_refresh (env, id, error);
}

static gboolean
is_matched (DemoEnv *env, gint64 id)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT EXISTS (SELECT 1 FROM account_partial_reconcile"
                      " WHERE debit_move_id = ?1 OR credit_move_id = ?1)",
                      "i", id)
         != 0;
}

static gboolean
refuse_write (DemoEnv *env, gint64 id, JsonObject *vals, GError **error)
{
  static const char *const amounts[] = {
    "balance",  "amount_currency", "debit",       "credit",       "price_unit", "quantity",
    "discount", "tax_ids",         "currency_id", "display_type", "move_id",    "product_id"
  };
  DemoMove move;
  gboolean touches = FALSE;
  g_autofree char *hash = NULL;

  if (!demo_move_load (env, demo_env_get_int (env, "account.move.line", id, "move_id"), &move,
                       error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    touches |= json_object_has_member (vals, amounts[i]);
  if (touches && !refuse_on_posted (env, &move, error))
    return FALSE;
  touches |= json_object_has_member (vals, "account_id");
  if (!touches || !g_str_equal (move.state, "posted"))
    return TRUE;
  hash = demo_env_get_text (env, "account.move", move.id, "inalterable_hash");
  if (hash != NULL)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                   "%s is secured by a hash; its items stay as they are.", move.name);
      return FALSE;
    }
  if (is_matched (env, id))
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                   "An item of %s is reconciled. Undo the reconciliation before changing it.",
                   move.name);
      return FALSE;
    }
  return demo_move_check_lock (env, &move, error);
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  gint64 account = demo_vals_int (vals, "account_id");

  for (guint i = 0; i < ids->len; i++)
    if (!refuse_write (env, demo_ids_get (ids, i), vals, error))
      return FALSE;
  take_debit_credit (vals);
  if (json_object_has_member (vals, "balance") && !json_object_has_member (vals, "amount_currency"))
    json_object_set_member (vals, "amount_currency", json_object_dup_member (vals, "balance"));
  if (account > 0)
    {
      g_autofree char *type = demo_env_get_text (env, "account.account", account, "account_type");

      if (type == NULL)
        return demo_move_check_exists (env, "account.account", "account_account", account, error);
      json_object_set_string_member (vals, "account_type", type);
    }
  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      demo_env_defer (env, demo_move_sync,
                      demo_env_get_int (env, "account.move.line", demo_ids_get (ids, i),
                                        "move_id"));
      if (!demo_line_refresh (env, demo_ids_get (ids, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Since 18 a match ends with its item; before, a matched item stays. A secured one always does. */
static gboolean
free_matches (DemoEnv *env, const DemoMove *move, gint64 id, GError **error)
{
  g_autofree char *hash = demo_env_get_text (env, "account.move", move->id, "inalterable_hash");
  gboolean matched = is_matched (env, id);

  if (hash == NULL && (!matched || demo_env_get_series (env) >= 18))
    return !matched || demo_reconcile_remove (env, id, error);
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
               hash != NULL ? "%s is secured by a hash; its items stay as they are."
                            : "An item of %s is reconciled. Undo the reconciliation before "
                              "deleting it.",
               move->name);
  return FALSE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      DemoMove move;
      gint64 id = demo_env_get_int (env, "account.move.line", demo_ids_get (ids, i), "move_id");

      if (!demo_move_load (env, id, &move, error))
        return FALSE;
      if (!demo_env_context_true (env, "force_delete") && !refuse_on_posted (env, &move, error))
        return FALSE;
      if (g_str_equal (move.state, "posted") && !demo_move_check_lock (env, &move, error))
        return FALSE;
      if (!free_matches (env, &move, demo_ids_get (ids, i), error))
        return FALSE;
      demo_env_defer (env, demo_move_sync, id);
    }
  return TRUE;
}

const DemoModel demo_move_line_model = {
  .name = "account.move.line",
  .label = "Journal Item",
  .table = "account_move_line",
  .order = "date desc, move_name desc, id",
  .display_sql = "COALESCE($.move_name, 'Draft Entry')"
                 " || CASE WHEN COALESCE($.name, '') <> '' AND $.name <> COALESCE($.move_name, '')"
                 " THEN ' ' || $.name ELSE '' END",
  .company_field = "company_id",
  .fields = fields,
  .methods = demo_move_line_methods,
  .access = access_rows,
  .rules = rules,
  .ddl = ddl,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
  .after_write = after_write,
  .before_unlink = before_unlink,
};
