/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"
#include "demo-sale.h"
#include "demo-thread.h"

#include <string.h>

#define MOVE_TYPES                                                                                 \
  "entry:Journal Entry|out_invoice:Customer Invoice|out_refund:Customer Credit Note|"              \
  "in_invoice:Vendor Bill|in_refund:Vendor Credit Note|out_receipt:Sales Receipt|"                 \
  "in_receipt:Purchase Receipt"

#define PAYMENT_STATES                                                                             \
  "not_paid:Not Paid|in_payment:In Payment|paid:Paid|partial:Partially Paid|reversed:Reversed|"    \
  "blocked:Blocked|invoicing_legacy:Invoicing App Legacy"

#define STORED_MONEY(n, l, c) F_MONEY (n, l, c, .flags = DEMO_READONLY | DEMO_NO_COPY)

static const DemoField fields[] = {
  F_CHAR ("name", "Number", .flags = DEMO_NO_COPY),
  F_CHAR ("ref", "Reference", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_DATE ("date", "Date", .flags = DEMO_REQUIRED | DEMO_NO_COPY),
  F_SELECT ("state",
            "Status",
            "draft:Draft|posted:Posted|cancel:Cancelled",
            .flags = DEMO_REQUIRED | DEMO_READONLY | DEMO_NO_COPY,
            .value = "\"draft\""),
  F_SELECT ("move_type",
            "Type",
            MOVE_TYPES,
            .flags = DEMO_REQUIRED | DEMO_READONLY,
            .value = "\"entry\""),
  F_BOOL ("posted_before", "Posted Before", .flags = DEMO_NO_COPY),
  F_CHAR ("sequence_prefix", "Sequence Prefix", .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_INT ("sequence_number", "Sequence Number", .flags = DEMO_NO_COPY | DEMO_READONLY),
  F_M2O ("journal_id", "Journal", "account.journal", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("company_id", "Company", "res.company", .flags = DEMO_REQUIRED | DEMO_INDEX),
  F_M2O ("company_currency_id",
         "Company Currency",
         "res.currency",
         .related = "company_id.currency_id"),
  F_M2O ("currency_id", "Currency", "res.currency", .flags = DEMO_REQUIRED),
  F_FLOAT ("invoice_currency_rate", "Currency Rate", .value = "1.0", .since = 18),
  F_M2O ("partner_id", "Partner", "res.partner", .flags = DEMO_INDEX),
  F_M2O ("commercial_partner_id",
         "Commercial Entity",
         "res.partner",
         .flags = DEMO_INDEX | DEMO_READONLY),
  F_M2O ("partner_shipping_id", "Delivery Address", "res.partner"),
  F_M2O ("partner_bank_id", "Recipient Bank", "res.partner.bank"),
  F_CHAR ("invoice_partner_display_name",
          "Invoice Partner Display Name",
          .related = "partner_id.complete_name"),
  F_O2M ("line_ids", "Journal Items", "account.move.line", "move_id"),
  F_O2M ("invoice_line_ids",
         "Invoice lines",
         "account.move.line",
         "move_id",
         .domain = "[[\"display_type\", \"in\","
                   " [\"product\", \"line_section\", \"line_subsection\", \"line_note\"]]]",
         .flags = DEMO_COPY),
  F_DATE ("invoice_date", "Invoice/Bill Date", .flags = DEMO_NO_COPY),
  F_DATE ("invoice_date_due", "Due Date", .flags = DEMO_NO_COPY),
  F_DATE ("delivery_date", "Delivery Date", .flags = DEMO_NO_COPY),
  F_CHAR ("payment_reference", "Payment Reference", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_CHAR ("access_token", "Security Token", .flags = DEMO_NO_COPY | DEMO_INDEX),
  F_M2O ("invoice_payment_term_id", "Payment Terms", "account.payment.term"),
  F_M2O ("invoice_user_id", "Salesperson", "res.users"),
  F_M2O ("user_id", "User", "res.users", .related = "invoice_user_id"),
  F_M2O ("team_id", "Sales Team", "crm.team"),
  F_CHAR ("invoice_origin", "Origin", .flags = DEMO_INDEX),
  F_HTML ("narration", "Terms and Conditions"),
  STORED_MONEY ("amount_untaxed", "Untaxed Amount", "currency_id"),
  STORED_MONEY ("amount_tax", "Tax", "currency_id"),
  STORED_MONEY ("amount_total", "Total", "currency_id"),
  STORED_MONEY ("amount_residual", "Amount Due", "currency_id"),
  STORED_MONEY ("amount_untaxed_signed", "Untaxed Amount Signed", "company_currency_id"),
  STORED_MONEY ("amount_tax_signed", "Tax Signed", "company_currency_id"),
  STORED_MONEY ("amount_total_signed", "Total Signed", "company_currency_id"),
  STORED_MONEY ("amount_residual_signed", "Amount Due Signed", "company_currency_id"),
  F_MONEY ("amount_total_in_currency_signed",
           "Total in Currency Signed",
           "currency_id",
           .sql = "CASE WHEN $.move_type IN ('out_refund', 'in_invoice', 'in_receipt')"
                  " THEN -$.amount_total ELSE $.amount_total END"),
  F_MONEY ("amount_untaxed_in_currency_signed",
           "Untaxed Amount Signed Currency",
           "currency_id",
           .sql = "CASE WHEN $.move_type IN ('out_refund', 'in_invoice', 'in_receipt')"
                  " THEN -$.amount_untaxed ELSE $.amount_untaxed END",
           .since = 18),
  F_SELECT ("payment_state",
            "Payment Status",
            PAYMENT_STATES,
            .flags = DEMO_READONLY | DEMO_NO_COPY,
            .value = "\"not_paid\""),
  F_SELECT ("status_in_payment",
            "Status In Payment",
            PAYMENT_STATES "|draft:Draft|cancel:Cancelled|sent:Sent|posted:Posted",
            .sql = "CASE WHEN $.state <> 'posted' THEN $.state WHEN $.payment_state <> 'not_paid'"
                   " THEN $.payment_state WHEN $.is_move_sent THEN 'sent' ELSE 'posted' END",
            .since = 18),
  F_M2O ("reversed_entry_id",
         "Reversal of",
         "account.move",
         .flags = DEMO_INDEX | DEMO_NO_COPY | DEMO_READONLY),
  F_O2M ("reversal_move_ids", "Reversal Moves", "account.move", "reversed_entry_id", .since = 18),
  F_O2M ("reversal_move_id", "Reversal Move", "account.move", "reversed_entry_id", .until = 17),
  F_M2O ("origin_payment_id",
         "Payment",
         "account.payment",
         .flags = DEMO_INDEX | DEMO_NO_COPY,
         .since = 18),
  F_M2O ("payment_id", "Payment", "account.payment", .sql = "$.origin_payment_id", .until = 17),
  F_M2O ("statement_line_id",
         "Statement Line",
         "account.bank.statement.line",
         .flags = DEMO_INDEX | DEMO_NO_COPY),
  F_O2M ("statement_line_ids", "Statements", "account.bank.statement.line", "move_id"),
  F_M2M ("matched_payment_ids",
         "Matched Payments",
         "account.payment",
         "account_move__account_payment",
         "invoice_id",
         "payment_id",
         .flags = DEMO_NO_COPY,
         .since = 18),
  F_M2O ("invoice_pdf_report_id",
         "PDF Attachment",
         "ir.attachment",
         .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_M2O ("message_main_attachment_id",
         "Main Attachment",
         "ir.attachment",
         .sql = "COALESCE($.invoice_pdf_report_id, (SELECT a.id FROM message_attachment_rel r"
                " JOIN mail_message m ON m.id = r.message_id"
                " JOIN ir_attachment a ON a.id = r.attachment_id"
                " WHERE m.model = 'account.move' AND m.res_id = $.id"
                " ORDER BY a.mimetype = 'application/pdf' DESC, a.mimetype LIKE 'image/%' DESC,"
                " a.id LIMIT 1))"),
  F_BOOL ("is_move_sent", "Is Move Sent", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_BOOL ("checked", "Checked", .flags = DEMO_NO_COPY, .since = 18),
  F_BOOL ("to_check", "To Check", .flags = DEMO_NO_COPY, .until = 17),
  F_SELECT ("auto_post",
            "Auto-post",
            "no:No|at_date:At Date|monthly:Monthly|quarterly:Quarterly|yearly:Yearly",
            .flags = DEMO_NO_COPY,
            .value = "\"no\""),
  F_TEXT ("abnormal_amount_warning", "Abnormal Amount Warning", .sql = "NULL", .since = 18),
  F_TEXT ("abnormal_date_warning", "Abnormal Date Warning", .sql = "NULL", .since = 18),
  F_CHAR ("inalterable_hash", "Inalterability Hash", .flags = DEMO_READONLY | DEMO_NO_COPY),
  F_BOOL ("secured", "Secured", .sql = "($.inalterable_hash IS NOT NULL)", .since = 18),
  F_BOOL ("restrict_mode_hash_table",
          "Secure Posted Entries with Hash",
          .related = "journal_id.restrict_mode_hash_table"),
  F_BOOL ("show_reset_to_draft_button",
          "Show Reset To Draft Button",
          .sql = "($.state IN ('posted', 'cancel') AND $.inalterable_hash IS NULL)"),
  F_BOOL ("has_reconciled_entries",
          "Has Reconciled Entries",
          .sql = "EXISTS (SELECT 1 FROM account_move_line l JOIN account_partial_reconcile p"
                 " ON l.id IN (p.debit_move_id, p.credit_move_id) WHERE l.move_id = $.id)"),
  F_BOOL ("invoice_has_outstanding",
          "Invoice Has Outstanding",
          .sql = "($.state = 'posted' AND $.amount_residual <> 0 AND EXISTS"
                 " (SELECT 1 FROM account_move_line l WHERE l.partner_id = $.commercial_partner_id"
                 " AND l.account_type = 'asset_receivable' AND l.parent_state = 'posted'"
                 " AND NOT l.reconciled AND l.company_id = $.company_id"
                 " AND (l.amount_residual < 0) = ($.amount_residual_signed > 0)))"),
  F_DATE ("next_payment_date",
          "Next Payment Date",
          .sql =
              "(SELECT MIN(l.date_maturity) FROM account_move_line l"
              " WHERE l.move_id = $.id AND NOT l.reconciled AND l.display_type = 'payment_term')",
          .since = 18),
  F_CHAR ("access_url", "Portal Access URL", .sql = "'/my/invoices/' || $.id"),
  F_CHAR ("country_code", "Country Code", .related = "company_id.country_code"),
  F_INT ("sale_order_count",
         "Sale Order Count",
         .sql = "(SELECT COUNT(DISTINCT o.order_id) FROM account_move_line l"
                " JOIN sale_order_line_invoice_rel r ON r.invoice_line_id = l.id"
                " JOIN sale_order_line o ON o.id = r.order_line_id WHERE l.move_id = $.id)"),
  F_JSON ("tax_totals", "Invoice Totals", .compute = demo_move_compute_tax_totals),
  F_JSON ("invoice_payments_widget",
          "Invoice Payments Widget",
          .compute = demo_move_compute_payments,
          .groups = DEMO_GROUPS_ACCOUNTING),
  F_JSON ("invoice_outstanding_credits_debits_widget",
          "Invoice Outstanding Credits Debits Widget",
          .compute = demo_move_compute_outstanding,
          .groups = DEMO_GROUPS_ACCOUNTING),
  F_TEXT ("partner_credit_warning",
          "Partner Credit Warning",
          .compute = demo_move_compute_warning,
          .groups = DEMO_GROUPS_ACCOUNTING),
  DEMO_THREAD_FIELDS ("account.move"),
  F_O2M ("attachment_ids",
         "Attachments",
         "ir.attachment",
         "res_id",
         .domain = "[[\"res_model\", \"=\", \"account.move\"]]"),
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
  return demo_json ("[[\"move_type\", \"in\", [\"out_invoice\", \"out_refund\"]], \"|\","
                    " [\"invoice_user_id\", \"=\", %" G_GINT64_FORMAT "],"
                    " [\"invoice_user_id\", \"=\", false]]",
                    demo_env_get_uid (env));
}

static JsonNode *
sold (DemoEnv *env)
{
  return demo_json ("[[\"move_type\", \"in\", [\"out_invoice\", \"out_refund\"]]]");
}

static const DemoRule rules[] = {
  { "account.group_account_invoice", 0, everything },
  { "account.group_account_readonly", 0, everything },
  { "sales_team.group_sale_salesman", 0, sold_by_me },
  { "sales_team.group_sale_salesman_all_leads", 0, sold },
  { NULL },
};

static const char *const search_fields[] = { "name", "ref", "payment_reference", NULL };

/*
 * The books balance by the database's own doing: triggers keep the sum of each entry's items, and
 * that sum refers to the one row of account_move_zero when a transaction ends.
 */
static const char *const ddl[] = {
  "CREATE TABLE IF NOT EXISTS account_move_zero("
  " id INTEGER PRIMARY KEY CHECK (id = 0))",
  "INSERT OR IGNORE INTO account_move_zero(id) VALUES (0)",
  "CREATE TRIGGER IF NOT EXISTS account_move_zero_stays BEFORE DELETE ON account_move_zero"
  " BEGIN SELECT RAISE(ABORT, 'zero stays'); END",
  "CREATE TABLE IF NOT EXISTS account_move_balance("
  " move_id INTEGER PRIMARY KEY,"
  " balance INTEGER NOT NULL"
  "   REFERENCES account_move_zero(id) DEFERRABLE INITIALLY DEFERRED)",
  "CREATE UNIQUE INDEX IF NOT EXISTS account_move_number"
  " ON account_move(journal_id, name) WHERE state = 'posted'",
  "CREATE UNIQUE INDEX IF NOT EXISTS account_move_sequence"
  " ON account_move(journal_id, sequence_prefix, sequence_number)"
  " WHERE sequence_prefix IS NOT NULL",
  /* Lists, newest first, and their counts are read from these alone. */
  "CREATE INDEX IF NOT EXISTS account_move_list"
  " ON account_move(date, name, invoice_date, id, move_type, company_id, state)",
  "CREATE INDEX IF NOT EXISTS account_move_newest"
  " ON account_move(invoice_date, name, id, move_type, company_id, state, payment_state,"
  " amount_total_signed, amount_residual_signed)",
  "CREATE INDEX IF NOT EXISTS account_move_figures ON account_move(move_type, state, company_id,"
  " invoice_date, amount_total_signed, amount_residual_signed, payment_state)",
  "CREATE INDEX IF NOT EXISTS account_move_kind ON account_move(move_type, company_id)",
  "CREATE INDEX IF NOT EXISTS account_move_open"
  " ON account_move(payment_state, move_type, invoice_date_due)",
  NULL,
};

static const char *
wanted_journal_type (const char *type)
{
  if (g_str_has_prefix (type, "out_"))
    return "sale";
  return g_str_has_prefix (type, "in_") ? "purchase" : "general";
}

static gboolean
choose_journal (DemoEnv *env, JsonObject *vals, const char *type, GError **error)
{
  gint64 company = demo_vals_int (vals, "company_id");
  gint64 journal = demo_vals_int (vals, "journal_id");

  if (journal == 0)
    {
      if (company == 0)
        company = demo_env_get_company (env);
      journal = demo_ledger_journal (env, company, wanted_journal_type (type));
      if (journal == 0)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "The company has no journal of the type \"%s\".",
                       wanted_journal_type (type));
          return FALSE;
        }
      json_object_set_int_member (vals, "journal_id", journal);
    }
  else if (!demo_move_check_exists (env, "account.journal", "account_journal", journal, error))
    return FALSE;

  if (g_strcmp0 (type, "entry") != 0)
    {
      g_autofree char *actual = demo_env_get_text (env, "account.journal", journal, "type");

      if (g_strcmp0 (actual, wanted_journal_type (type)) != 0)
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                       "A document of this type cannot stand in a journal of the type \"%s\".",
                       actual);
          return FALSE;
        }
    }
  json_object_set_int_member (vals, "company_id",
                              demo_env_get_int (env, "account.journal", journal, "company_id"));
  return TRUE;
}

static gboolean
apply_partner (DemoEnv *env, JsonObject *vals, const char *type, GError **error)
{
  gint64 partner = demo_vals_int (vals, "partner_id");
  gint64 commercial;

  if (partner == 0)
    {
      json_object_set_null_member (vals, "commercial_partner_id");
      return TRUE;
    }
  if (!demo_move_check_exists (env, "res.partner", "res_partner", partner, error))
    return FALSE;
  commercial = demo_env_get_int (env, "res.partner", partner, "commercial_partner_id");
  json_object_set_int_member (vals, "commercial_partner_id", commercial > 0 ? commercial : partner);
  if (g_str_has_prefix (type, "out_") && !demo_vals_has (vals, "invoice_payment_term_id")
      && g_strcmp0 (type, "out_refund") != 0)
    {
      gint64 term;

      demo_env_push_company (env, demo_vals_int (vals, "company_id"));
      term = demo_env_get_int (env, "res.partner", partner, "property_payment_term_id");
      demo_env_pop_company (env);
      if (term > 0)
        json_object_set_int_member (vals, "invoice_payment_term_id", term);
    }
  return TRUE;
}

/* What default_get answers too; the rest depends on each other and follows in before_create(). */
static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  const char *type = demo_vals_text (vals, "move_type");

  if (!demo_vals_has (vals, "date"))
    json_object_set_string_member (vals, "date",
                                   demo_vals_text (vals, "invoice_date") != NULL
                                       ? demo_vals_text (vals, "invoice_date")
                                       : demo_env_today (env));
  if (type != NULL && g_str_has_prefix (type, "out_"))
    {
      if (!demo_vals_has (vals, "invoice_user_id"))
        json_object_set_int_member (vals, "invoice_user_id", demo_env_get_uid (env));
      if (!demo_vals_has (vals, "team_id"))
        {
          gint64 team = demo_db_int (demo_env_get_db (env), NULL,
                                     "SELECT id FROM crm_team ORDER BY sequence, id LIMIT 1", "");

          if (team > 0)
            json_object_set_int_member (vals, "team_id", team);
        }
    }
  return TRUE;
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  const char *type = demo_vals_text (vals, "move_type");
  gint64 currency = demo_vals_int (vals, "currency_id");
  int day;

  if (g_strcmp0 (demo_vals_text (vals, "state"), "posted") == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "An entry is made as a draft and posted afterwards.");
      return FALSE;
    }
  if (type == NULL)
    type = "entry";
  if (!choose_journal (env, vals, type, error) || !apply_partner (env, vals, type, error))
    return FALSE;
  if (currency == 0)
    {
      currency = demo_env_get_int (env, "account.journal", demo_vals_int (vals, "journal_id"),
                                   "currency_id");
      if (currency == 0)
        currency = demo_env_get_int (env, "res.company", demo_vals_int (vals, "company_id"),
                                     "currency_id");
      json_object_set_int_member (vals, "currency_id", currency);
    }
  if (g_strcmp0 (type, "entry") != 0 && demo_vals_text (vals, "invoice_date") != NULL)
    json_object_set_string_member (vals, "date", demo_vals_text (vals, "invoice_date"));
  day = demo_day_parse (demo_vals_text (vals, "date"));
  if (day != DEMO_DAY_NONE)
    demo_vals_set_amount (vals, "invoice_currency_rate",
                          demo_ledger_rate (env, demo_vals_int (vals, "company_id"), currency, day),
                          DEMO_FLOAT_DECIMALS);
  return TRUE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  demo_env_defer (env, demo_move_sync, id);
  if (demo_vals_int (vals, "partner_id") > 0
      && g_strcmp0 (demo_vals_text (vals, "move_type"), "out_invoice") == 0
      && !demo_db_exec (demo_env_get_db (env), error,
                        "UPDATE res_partner SET customer_rank = customer_rank + 1 WHERE id = ?",
                        "i", demo_vals_int (vals, "partner_id")))
    return FALSE;
  return demo_thread_log_created (env, "account.move", id, "Document created", error);
}

static gboolean
refuse_posted_fields (DemoEnv *env, JsonObject *vals, GError **error)
{
  static const char *const names[] = { "invoice_line_ids",
                                       "line_ids",
                                       "invoice_date",
                                       "date",
                                       "partner_id",
                                       "invoice_payment_term_id",
                                       "currency_id",
                                       "journal_id",
                                       "company_id",
                                       "move_type",
                                       "name" };
  g_autoptr (GString) found = g_string_new (NULL);

  if (demo_env_context_true (env, "skip_readonly_check"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (vals, names[i]))
      g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", names[i]);
  if (found->len == 0)
    return TRUE;
  g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
               "A posted entry keeps these fields as they are: %s. Reset it to draft first.",
               found->str);
  return FALSE;
}

static gboolean
before_write_one (DemoEnv *env, gint64 id, JsonObject *vals, GError **error)
{
  DemoMove move;
  static const char *const ledger[] = { "date", "line_ids", "invoice_line_ids", "name" };

  if (!demo_move_load (env, id, &move, error))
    return FALSE;
  if (g_str_equal (move.state, "posted") && !refuse_posted_fields (env, vals, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ledger); i++)
    if (json_object_has_member (vals, ledger[i]) && g_str_equal (move.state, "posted"))
      return demo_move_check_lock (env, &move, error);
  return TRUE;
}

static gboolean
before_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  const char *state = demo_vals_text (vals, "state");

  if (state != NULL && !demo_env_is_su (env))
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "The state of an entry changes by posting, resetting or cancelling it.");
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    if (!before_write_one (env, demo_ids_get (ids, i), vals, error))
      return FALSE;
  if (json_object_has_member (vals, "partner_id") && ids->len > 0)
    {
      g_autofree char *type =
          demo_env_get_text (env, "account.move", demo_ids_get (ids, 0), "move_type");

      if (!apply_partner (env, vals, "entry", error) || type == NULL)
        return FALSE;
    }
  if (demo_vals_text (vals, "invoice_date") != NULL && !demo_vals_has (vals, "date"))
    json_object_set_string_member (vals, "date", demo_vals_text (vals, "invoice_date"));
  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  static const char *const concerned[] = { "checked",
                                           "to_check",
                                           "partner_id",
                                           "date",
                                           "invoice_date",
                                           "invoice_date_due",
                                           "invoice_payment_term_id",
                                           "currency_id",
                                           "journal_id",
                                           "line_ids",
                                           "invoice_line_ids" };

  for (guint f = 0; f < G_N_ELEMENTS (concerned); f++)
    if (json_object_has_member (vals, concerned[f]))
      {
        for (guint i = 0; i < ids->len; i++)
          demo_env_defer (env, demo_move_sync, demo_ids_get (ids, i));
        break;
      }
  return TRUE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      DemoMove move;

      if (!demo_move_load (env, demo_ids_get (ids, i), &move, error))
        return FALSE;
      demo_order_defer_for_move (env, move.id);
      if (g_str_equal (move.state, "posted") && !demo_env_context_true (env, "force_delete"))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "%s is posted and stays in the books. Reset it to draft before deleting it.",
                       move.name);
          return FALSE;
        }
      if (move.name[0] != '\0' && !demo_env_context_true (env, "force_delete")
          && demo_db_int (demo_env_get_db (env), NULL,
                          "SELECT EXISTS (SELECT 1 FROM account_move o JOIN account_move m"
                          " ON m.id = ? WHERE o.journal_id = m.journal_id"
                          " AND o.sequence_prefix = m.sequence_prefix"
                          " AND o.sequence_number > m.sequence_number)",
                          "i", move.id))
        {
          g_set_error (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "Deleting %s would leave a gap in the numbers. Cancel it instead.",
                       move.name);
          return FALSE;
        }
    }
  return TRUE;
}

#define DRAFT_NAME                                                                                 \
  "CASE $.move_type WHEN 'out_invoice' THEN 'Draft Invoice' WHEN 'out_refund' THEN"                \
  " 'Draft Credit Note' WHEN 'in_invoice' THEN 'Draft Bill' WHEN 'in_refund' THEN"                 \
  " 'Draft Vendor Credit Note' ELSE 'Draft Entry' END"

const DemoModel demo_move_model = {
  .name = "account.move",
  .label = "Journal Entry",
  .table = "account_move",
  .order = "date desc, name desc, invoice_date desc, id desc",
  .display_sql = "CASE WHEN $.state = 'draft' THEN " DRAFT_NAME " || COALESCE(' ' || $.name, '')"
                 " ELSE COALESCE($.name, '') END"
                 " || CASE WHEN COALESCE($.ref, '') <> '' THEN ' (' || $.ref || ')' ELSE '' END",
  .name_search = search_fields,
  .company_field = "company_id",
  .fields = fields,
  .methods = demo_move_methods,
  .mixins = demo_thread_mixins,
  .access = access_rows,
  .rules = rules,
  .ddl = ddl,
  .defaults = defaults,
  .before_create = before_create,
  .after_create = after_create,
  .before_write = before_write,
  .after_write = after_write,
  .before_unlink = before_unlink,
  .copy = demo_move_copy,
};
