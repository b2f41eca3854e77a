/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-payment.h"

#include "demo-day.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-reconcile.h"
#include "demo-thread.h"

static const DemoField fields[] = {
  F_CHAR ("name", "Number", .flags = DEMO_NO_COPY | DEMO_READONLY | DEMO_INDEX),
  F_DATE ("date", "Date", .flags = DEMO_REQUIRED),
  F_M2O ("move_id",
         "Journal Entry",
         "account.move",
         .flags = DEMO_NO_COPY | DEMO_INDEX | DEMO_READONLY),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_REQUIRED),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_SELECT ("state",
            "Status",
            "draft:Draft|in_process:In Process|paid:Paid|canceled:Canceled|rejected:Rejected",
            .flags = DEMO_REQUIRED | DEMO_NO_COPY | DEMO_READONLY,
            .value = "\"draft\""),
  F_SELECT ("payment_type",
            "Payment Type",
            "outbound:Send|inbound:Receive",
            .flags = DEMO_REQUIRED,
            .value = "\"inbound\""),
  F_SELECT ("partner_type",
            "Partner Type",
            "customer:Customer|supplier:Vendor",
            .flags = DEMO_REQUIRED,
            .value = "\"customer\""),
  F_M2O ("partner_id", "Customer/Vendor", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("partner_bank_id", "Recipient Bank Account", "res.partner.bank"),
  F_M2O ("currency_id", "Currency", "res.currency", .flags = DEMO_REQUIRED),
  F_MONEY ("amount", "Amount", "currency_id"),
  F_MONEY ("amount_signed",
           "Amount Signed",
           "currency_id",
           .sql = "CASE WHEN $.payment_type = 'outbound' THEN -$.amount ELSE $.amount END"),
  F_MONEY ("amount_company_currency_signed",
           "Amount Company Currency Signed",
           "company_currency_id",
           .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_CHAR ("memo", "Memo"),
  F_CHAR ("ref", "Memo", .sql = "$.memo", .until = 17),
  F_CHAR ("payment_reference", "Payment Reference", .flags = DEMO_NO_COPY),
  F_M2O ("payment_method_line_id", "Payment Method", "account.payment.method.line"),
  F_M2O ("payment_method_id",
         "Method",
         "account.payment.method",
         .related = "payment_method_line_id.payment_method_id"),
  F_CHAR ("payment_method_code", "Code", .related = "payment_method_line_id.code"),
  F_M2O ("outstanding_account_id", "Outstanding Account", "account.account"),
  F_M2O ("destination_account_id", "Destination Account", "account.account"),
  F_BOOL ("is_reconciled", "Is Reconciled", .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_BOOL ("is_matched", "Is Matched With a Bank Statement", .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_BOOL ("is_sent", "Is Sent", .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_M2M ("invoice_ids",
         "Invoices",
         "account.move",
         "account_move__account_payment",
         "payment_id",
         "invoice_id",
         .flags = DEMO_NO_COPY,
         .since = 18),
  F_M2M ("reconciled_invoice_ids",
         "Reconciled Invoices",
         "account.move",
         "account_move__account_payment",
         "payment_id",
         "invoice_id",
         .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_INT ("reconciled_invoices_count",
         "# Reconciled Invoices",
         .sql = "(SELECT COUNT(*) FROM account_move__account_payment r"
                " WHERE r.payment_id = $.id)"),
  DEMO_THREAD_FIELDS ("account.payment"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_readonly", DEMO_READ },
  { "account.group_account_invoice", DEMO_ALL },
  { 0 },
};

/**
 * demo_payment_find_method: (skip)
 *
 * Returns: the journal's first payment method line of that direction, or 0
 */
gint64
demo_payment_find_method (DemoEnv *env, gint64 journal, const char *payment_type)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT l.id FROM account_payment_method_line l"
                      " JOIN account_payment_method m ON m.id = l.payment_method_id"
                      " WHERE l.journal_id = ? AND m.payment_type = ? ORDER BY l.sequence, l.id",
                      "is", journal, payment_type);
}

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "date"))
    json_object_set_string_member (vals, "date", demo_env_today (env));
  return TRUE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  gint64 journal = demo_vals_int (vals, "journal_id");
  gint64 company, method;
  const char *type = demo_vals_text (vals, "payment_type");

  if (journal == 0)
    journal = demo_ledger_journal (env, demo_env_get_company (env), "bank");
  if (journal == 0
      || !demo_move_check_exists (env, "account.journal", "account_journal", journal, error))
    {
      if (journal == 0)
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                             "The company has no bank journal to pay through.");
      return FALSE;
    }
  company = demo_env_get_int (env, "account.journal", journal, "company_id");
  json_object_set_int_member (vals, "journal_id", journal);
  json_object_set_int_member (vals, "company_id", company);
  json_object_set_string_member (vals, "state", "draft");
  if (demo_vals_int (vals, "currency_id") == 0)
    {
      gint64 currency = demo_env_get_int (env, "account.journal", journal, "currency_id");

      json_object_set_int_member (
          vals, "currency_id",
          currency > 0 ? currency : demo_env_get_int (env, "res.company", company, "currency_id"));
    }
  if (demo_vals_amount (vals, "amount", DEMO_MONEY_DECIMALS) < 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "The amount of a payment is not negative.");
      return FALSE;
    }
  method = demo_vals_int (vals, "payment_method_line_id");
  if (method == 0)
    method = demo_payment_find_method (env, journal, type != NULL ? type : "inbound");
  if (method == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                           "The journal has no payment method for this direction.");
      return FALSE;
    }
  json_object_set_int_member (vals, "payment_method_line_id", method);
  if (demo_vals_int (vals, "outstanding_account_id") == 0)
    {
      gint64 account =
          demo_env_get_int (env, "account.payment.method.line", method, "payment_account_id");

      if (account > 0)
        json_object_set_int_member (vals, "outstanding_account_id", account);
    }
  if (demo_vals_int (vals, "destination_account_id") == 0)
    json_object_set_int_member (
        vals, "destination_account_id",
        demo_ledger_account (env, company,
                             g_strcmp0 (demo_vals_text (vals, "partner_type"), "supplier") == 0
                                 ? "liability_payable"
                                 : "asset_receivable"));
  return TRUE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  static const char *const locked[] = { "amount",      "date",         "partner_id", "journal_id",
                                        "currency_id", "payment_type", "state" };

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *state =
          demo_env_get_text (env, "account.payment", demo_ids_get (ids, i), "state");

      for (guint f = 0; f < G_N_ELEMENTS (locked); f++)
        if (json_object_has_member (vals, locked[f])
            && (g_strcmp0 (state, "draft") != 0 || g_str_equal (locked[f], "state")))
          {
            g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                                 "A payment that is in the books cannot be changed. Reset it to "
                                 "draft first.");
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 move = demo_env_get_int (env, "account.payment", demo_ids_get (ids, i), "move_id");
      g_autoptr (DemoIds) moves = NULL;

      if (move == 0)
        continue;
      moves = demo_ids_new_one (move);
      if (!demo_env_unlink (env, "account.move", moves, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_entry_lines (
    DemoEnv *env, gint64 id, const DemoMove *move, const DemoWriteOff *write_off, GError **error)
{
  g_autofree char *type = demo_env_get_text (env, "account.payment", id, "payment_type");
  g_autofree char *memo = demo_env_get_text (env, "account.payment", id, "memo");
  g_autofree char *method =
      demo_env_get_text (env, "account.payment.method.line",
                         demo_env_get_int (env, "account.payment", id, "payment_method_line_id"),
                         "name");
  g_autofree char *label =
      memo != NULL ? g_strdup_printf ("%s: %s", method, memo) : g_strdup (method);
  int sign = g_strcmp0 (type, "outbound") == 0 ? -1 : 1;
  gint64 amount = sign * demo_env_get_int (env, "account.payment", id, "amount");
  gint64 balance = demo_mul_div (amount, DEMO_FLOAT_ONE, move->rate);
  gint64 off = write_off != NULL ? sign * write_off->amount : 0;
  gint64 off_balance = demo_mul_div (off, DEMO_FLOAT_ONE, move->rate);

  if (demo_ledger_add_line (env, move,
                            demo_env_get_int (env, "account.payment", id, "outstanding_account_id"),
                            "product", label, amount, balance, move->date, error)
          == 0
      || demo_ledger_add_line (
             env, move, demo_env_get_int (env, "account.payment", id, "destination_account_id"),
             "product", label, -amount - off, -balance - off_balance, move->date, error)
             == 0)
    return FALSE;
  return off == 0
         || demo_ledger_add_line (env, move, write_off->account, "product",
                                  write_off->name != NULL ? write_off->name : "Write-Off", off,
                                  off_balance, DEMO_DAY_NONE, error)
                > 0;
}

/* A payment that goes through an outstanding account has an entry; without one it has none. */
static gboolean
make_entry (DemoEnv *env, gint64 id, const DemoWriteOff *write_off, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  g_autofree char *memo = demo_env_get_text (env, "account.payment", id, "memo");
  g_autofree char *date = demo_env_get_text (env, "account.payment", id, "date");
  gint64 move_id = demo_env_get_int (env, "account.payment", id, "move_id");
  DemoMove move;

  if (demo_env_get_int (env, "account.payment", id, "outstanding_account_id") == 0)
    return TRUE;
  if (move_id > 0)
    {
      /* Reset and posted again: the lines are made anew, the number stays. */
      if (!demo_db_exec (db, error, "DELETE FROM account_move_line WHERE move_id = ?", "i", move_id)
          || !demo_db_exec (db, error,
                            "UPDATE account_move SET date = ?2, state = 'draft' WHERE id = ?1",
                            "is", move_id, date))
        return FALSE;
    }
  else
    {
      move_id =
          demo_ledger_add_move (env, demo_env_get_int (env, "account.payment", id, "journal_id"),
                                demo_env_get_int (env, "account.payment", id, "currency_id"),
                                demo_env_get_int (env, "account.payment", id, "partner_id"),
                                demo_day_parse (date), memo, error);
      if (move_id == 0
          || !demo_db_exec (db, error, "UPDATE account_move SET origin_payment_id = ? WHERE id = ?",
                            "ii", id, move_id)
          || !demo_db_exec (db, error, "UPDATE account_payment SET move_id = ? WHERE id = ?", "ii",
                            move_id, id))
        return FALSE;
    }
  return demo_move_load (env, move_id, &move, error)
         && add_entry_lines (env, id, &move, write_off, error)
         && demo_move_post (env, move_id, error);
}

/**
 * demo_payment_post: (skip)
 * @id: a draft account.payment
 * @write_off: (nullable): what is left to the customer
 *
 * Confirms a payment and books it.
 */
gboolean
demo_payment_post (DemoEnv *env, gint64 id, const DemoWriteOff *write_off, GError **error)
{
  g_autofree char *state = demo_env_get_text (env, "account.payment", id, "state");
  gint64 sign, move;

  if (g_strcmp0 (state, "draft") != 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "Only a draft payment can be confirmed.");
      return FALSE;
    }
  if (!make_entry (env, id, write_off, error))
    return FALSE;
  move = demo_env_get_int (env, "account.payment", id, "move_id");
  sign = demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT CASE payment_type WHEN 'outbound' THEN -1 ELSE 1 END"
                      " FROM account_payment WHERE id = ?",
                      "i", id);
  if (!demo_db_exec (
          demo_env_get_db (env), error,
          "UPDATE account_payment SET state = 'in_process',"
          " name = COALESCE((SELECT m.name FROM account_move m WHERE m.id = move_id), name,"
          " 'PAY' || PRINTF('%05d', id)), amount_company_currency_signed = ?2 * amount * 1000000 / "
          "?3"
          " WHERE id = ?1",
          "iii", id, sign,
          demo_ledger_rate (env, demo_env_get_int (env, "account.payment", id, "company_id"),
                            demo_env_get_int (env, "account.payment", id, "currency_id"),
                            DEMO_DAY_NONE)))
    return FALSE;
  return move == 0 || demo_payment_refresh (env, move, error);
}

/**
 * demo_payment_get_counterpart: (skip)
 *
 * Returns: the item that settles invoices, or 0 when the payment has no entry
 */
gint64
demo_payment_get_counterpart (DemoEnv *env, gint64 id)
{
  return demo_db_int (demo_env_get_db (env), NULL,
                      "SELECT l.id FROM account_move_line l JOIN account_payment p"
                      " ON p.move_id = l.move_id AND p.destination_account_id = l.account_id"
                      " WHERE p.id = ? ORDER BY l.id LIMIT 1",
                      "i", id);
}

/**
 * demo_payment_refresh: (skip)
 * @move: an account.move, perhaps of a payment
 *
 * Computes which invoices a payment settles and whether it is through.
 */
gboolean
demo_payment_refresh (DemoEnv *env, gint64 move, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 id = demo_env_get_int (env, "account.move", move, "origin_payment_id");

  if (id == 0)
    return TRUE;
  return demo_db_exec (db, error, "DELETE FROM account_move__account_payment WHERE payment_id = ?",
                       "i", id)
         && demo_db_exec (
             db, error,
             "INSERT OR IGNORE INTO account_move__account_payment (payment_id, invoice_id)"
             " SELECT ?1, m.id FROM account_move_line l JOIN account_partial_reconcile p"
             "  ON l.id IN (p.debit_move_id, p.credit_move_id) JOIN account_move_line o"
             "  ON o.id IN (p.debit_move_id, p.credit_move_id) AND o.id <> l.id"
             " JOIN account_move m ON m.id = o.move_id AND m.move_type <> 'entry'"
             " WHERE l.move_id = ?2",
             "ii", id, move)
         && demo_db_exec (
             db, error,
             "UPDATE account_payment SET"
             " is_reconciled = NOT EXISTS (SELECT 1 FROM account_move_line l WHERE l.move_id = ?2"
             "  AND l.account_id = destination_account_id AND NOT l.reconciled),"
             " is_matched = NOT EXISTS (SELECT 1 FROM account_move_line l WHERE l.move_id = ?2"
             "  AND l.account_id = outstanding_account_id AND l.amount_residual <> 0),"
             " state = CASE WHEN state NOT IN ('in_process', 'paid') THEN state"
             "  WHEN NOT EXISTS (SELECT 1 FROM account_move_line l WHERE l.move_id = ?2"
             "   AND l.account_id = outstanding_account_id AND l.amount_residual <> 0) THEN 'paid'"
             "  WHEN EXISTS (SELECT 1 FROM account_move__account_payment r WHERE r.payment_id = ?1)"
             "   AND NOT EXISTS (SELECT 1 FROM account_move__account_payment r"
             "    JOIN account_move m ON m.id = r.invoice_id WHERE r.payment_id = ?1"
             "    AND m.payment_state <> 'paid') THEN 'paid' ELSE 'in_process' END"
             " WHERE id = ?1",
             "ii", id, move);
}

/**
 * demo_payment_follow_move: (skip)
 * @move: an account.move that was reset or cancelled
 *
 * A payment goes back with its entry.
 */
gboolean
demo_payment_follow_move (DemoEnv *env, gint64 move, GError **error)
{
  return demo_db_exec (demo_env_get_db (env), error,
                       "UPDATE account_payment SET state = CASE"
                       " (SELECT m.state FROM account_move m WHERE m.id = move_id)"
                       " WHEN 'cancel' THEN 'canceled' WHEN 'draft' THEN 'draft' ELSE state END"
                       " WHERE move_id = ?",
                       "i", move);
}

static JsonNode *
action_post (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!demo_payment_post (env, demo_ids_get (ids, i), NULL, error))
      return NULL;
  return NULL;
}

static gboolean
set_state (
    DemoEnv *env, gint64 id, const char *payment_state, const char *move_state, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 move = demo_env_get_int (env, "account.payment", id, "move_id");
  g_autofree char *now = move > 0 ? demo_env_get_text (env, "account.move", move, "state") : NULL;

  if (g_strcmp0 (now, "posted") == 0 && !demo_move_to_draft (env, move, error))
    return FALSE;
  if (move > 0
      && (!demo_db_exec (db, error, "UPDATE account_move SET state = ?2 WHERE id = ?1", "is", move,
                         move_state)
          || !demo_db_exec (db, error,
                            "UPDATE account_move_line SET parent_state = ?2 WHERE move_id = ?1",
                            "is", move, move_state)))
    return FALSE;
  return demo_db_exec (db, error, "UPDATE account_payment SET state = ?2 WHERE id = ?1", "is", id,
                       payment_state);
}

static JsonNode *
action_draft (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!set_state (env, demo_ids_get (ids, i), "draft", "draft", error))
      return NULL;
  return NULL;
}

static JsonNode *
action_cancel (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (!demo_env_check_access (env, model->name, ids, DEMO_WRITE, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!set_state (env, demo_ids_get (ids, i), "canceled", "cancel", error))
      return NULL;
  return NULL;
}

static const DemoMethod methods[] = {
  { "action_post", action_post, "" },
  { "action_draft", action_draft, "" },
  { "action_cancel", action_cancel, "" },
  { 0 },
};

const DemoModel demo_payment_model = {
  .name = "account.payment",
  .label = "Payments",
  .table = "account_payment",
  .order = "date desc, name desc",
  .display_sql = "COALESCE($.name, 'Draft Payment')",
  .company_field = "company_id",
  .fields = fields,
  .methods = methods,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .defaults = defaults,
  .before_create = before_create,
  .before_write = before_write,
  .before_unlink = before_unlink,
};
