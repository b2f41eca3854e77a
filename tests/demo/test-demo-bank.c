/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

/* The bank's lines of the demo company: their entries, what may be said of them, and its end. */

static gint64
number_in (const char *told)
{
  g_assert_true (told[0] == '[');
  return g_ascii_strtoll (told + 1, NULL, 10);
}

/* A line of a journal of company 1. */
static gint64
add_line (Fixture *fixture, const char *journal, const char *vals)
{
  gint64 id = demo_db_int (fixture->db, NULL,
                           "SELECT id FROM account_journal WHERE code = ? AND company_id = 1", "s",
                           journal);
  g_autofree char *args =
      g_strdup_printf ("{'vals_list': [{'journal_id': %" G_GINT64_FORMAT ", %s}]}", id, vals);
  g_autofree char *told = company_call (fixture, "account.bank.statement.line", "create", args);

  return number_in (told);
}

/* What a line says, and its items: account type, amount, currency, balance, by account. */
static char *
tell (Fixture *fixture, gint64 line)
{
  return demo_db_text (
      fixture->db, NULL,
      "SELECT b.date || ' ' || b.amount || ' ' || b.is_reconciled || ' '"
      " || (b.amount_residual / 10000) || ' ' || (SELECT GROUP_CONCAT(t, ' ') FROM (SELECT"
      "  a.code || ':' || i.amount_currency || c.name || ':' || i.balance AS t"
      "  FROM account_move_line i JOIN account_account a ON a.id = i.account_id"
      "  JOIN res_currency c ON c.id = i.currency_id WHERE i.move_id = b.move_id ORDER BY a.code))"
      " FROM account_bank_statement_line b WHERE b.id = ?",
      "i", line);
}

#define assert_tells(fixture, line, expected)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_line = tell ((fixture), (line));                                         \
    g_assert_cmpstr (told_line, ==, (expected));                                                   \
  }                                                                                                \
  G_STMT_END

static gint64
find_item (Fixture *fixture, gint64 line, const char *code)
{
  return demo_db_int (fixture->db, NULL,
                      "SELECT i.id FROM account_move_line i JOIN account_account a"
                      " ON a.id = i.account_id JOIN account_bank_statement_line b"
                      " ON b.move_id = i.move_id WHERE b.id = ? AND a.code = ?",
                      "is", line, code);
}

static gint64
find_claim (Fixture *fixture, gint64 invoice)
{
  return demo_db_int (fixture->db, NULL,
                      "SELECT id FROM account_move_line WHERE move_id = ?"
                      " AND account_type = 'asset_receivable'",
                      "i", invoice);
}

static gint64
find_account (Fixture *fixture, const char *code)
{
  return demo_db_int (fixture->db, NULL,
                      "SELECT id FROM account_account WHERE company_id = 1 AND code = ?", "s",
                      code);
}

static void
run (Fixture *fixture,
     const char *model,
     const char *method,
     gint64 id,
     const char *rest,
     const char *expected)
{
  g_autofree char *args = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]%s}", id, rest);

  company_assert_call (fixture, model, method, args, expected);
}

/* Both currencies of a line, and the company's. */
static void
test_entries (void)
{
  static const struct
  {
    const char *journal, *vals, *tells;
  } cases[] = {
    { "BNK1", "'date': '2026-11-03', 'amount': 100.5, 'payment_ref': 'In'",
      "2026-11-03 10050 0 -10050 101401:10050EUR:10050 101402:-10050EUR:-10050" },
    { "BNK1", "'date': '2026-11-03', 'amount': -7.0, 'payment_ref': 'Out'",
      "2026-11-03 -700 0 700 101401:-700EUR:-700 101402:700EUR:700" },
    { "BNK1", "'date': '2026-11-03', 'payment_ref': 'Nothing'",
      "2026-11-03 0 1 0 101401:0EUR:0 101402:0EUR:0" },
    { "BNK1",
      "'date': '2026-11-03', 'amount': 100.0, 'foreign_currency_id': 2, 'amount_currency': 120.0",
      "2026-11-03 10000 0 -12000 101401:10000EUR:10000 101402:-12000USD:-10000" },
    { "BNK2",
      "'date': '2026-11-03', 'amount': 120.0, 'foreign_currency_id': 1, 'amount_currency': 100.0",
      "2026-11-03 12000 0 -10000 101401:12000USD:10000 101402:-10000EUR:-10000" },
  };
  Fixture fixture;

  company_open (&fixture, 19, "controller");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_tells (&fixture, add_line (&fixture, cases[i].journal, cases[i].vals), cases[i].tells);
  company_assert_call (&fixture, "account.bank.statement.line", "create",
                       "{'vals_list': [{'amount': 1, 'amount_currency': 2}]}", "ValidationError");
  g_assert_cmpint (company_int (&fixture, "SELECT COUNT(*) FROM account_bank_statement_line"), ==,
                   G_N_ELEMENTS (cases));
  g_assert_cmpint (company_int (&fixture,
                                "SELECT COUNT(*) FROM account_move_balance WHERE balance <> 0"),
                   ==, 0);
  fixture_close (&fixture);
}

static void
test_match (void)
{
  static const guint all_series[] = { 17, 19 };

  for (guint s = 0; s < G_N_ELEMENTS (all_series); s++)
    {
      Fixture fixture;
      gint64 invoice, line, item;
      g_autofree char *point = NULL;
      g_autofree char *pair = NULL;
      const char *open = "2026-11-03 10000 0 -10000 101401:10000EUR:10000 101402:-10000EUR:-10000";

      company_open (&fixture, all_series[s], "controller");
      invoice = company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", TRUE);
      line = add_line (&fixture, "BNK1", "'date': '2026-11-03', 'amount': 100.0");
      item = find_item (&fixture, line, "101402");
      point = g_strdup_printf (", 'vals': {'account_id': %" G_GINT64_FORMAT "}",
                               find_account (&fixture, "121000"));
      run (&fixture, "account.move.line", "write", item, point, "true");
      assert_tells (&fixture, line,
                    "2026-11-03 10000 1 0 101401:10000EUR:10000 121000:-10000EUR:-10000");
      pair = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "]}",
                              find_claim (&fixture, invoice), item);
      company_assert_call (&fixture, "account.move.line", "reconcile", pair, "null");
      g_assert_cmpint (demo_db_int (fixture.db, NULL,
                                    "SELECT amount_residual FROM account_move WHERE id = ?", "i",
                                    invoice),
                       ==, 0);
      /* What is matched is not said otherwise until it is undone. */
      run (&fixture, "account.bank.statement.line", "write", line,
           ", 'vals': {'partner_id': false, 'payment_ref': 'Else'}", "UserError");
      run (&fixture, "account.bank.statement.line", "action_undo_reconciliation", line, "", "null");
      assert_tells (&fixture, line, open);
      g_assert_cmpint (demo_db_int (fixture.db, NULL,
                                    "SELECT amount_residual FROM account_move WHERE id = ?", "i",
                                    invoice),
                       ==, 10000);
      run (&fixture, "account.bank.statement.line", "unlink", line, "", "true");
      g_assert_cmpint (company_int (&fixture, "SELECT COUNT(*) FROM account_move"
                                              " WHERE move_type = 'entry'"),
                       ==, 0);
      fixture_close (&fixture);
    }
}

/* A closed period and a hash hold a line as it is. */
static void
test_held (void)
{
  static const struct
  {
    const char *hold, *free;
  } holds[] = {
    { "UPDATE res_company SET fiscalyear_lock_date = '2026-11-10'",
      "UPDATE res_company SET fiscalyear_lock_date = NULL" },
    { "UPDATE account_move SET inalterable_hash = '$4$abc'",
      "UPDATE account_move SET inalterable_hash = NULL" },
  };
  Fixture fixture;
  gint64 line, item;
  g_autofree char *point = NULL;

  company_open (&fixture, 19, "controller");
  line = add_line (&fixture, "BNK1", "'date': '2026-11-03', 'amount': 100.0");
  item = find_item (&fixture, line, "101402");
  point = g_strdup_printf (", 'vals': {'account_id': %" G_GINT64_FORMAT "}",
                           find_account (&fixture, "644000"));
  for (guint i = 0; i < G_N_ELEMENTS (holds); i++)
    {
      g_assert_true (demo_db_script (fixture.db, holds[i].hold, NULL));
      run (&fixture, "account.move.line", "write", item, point, "UserError");
      run (&fixture, "account.bank.statement.line", "action_undo_reconciliation", line, "",
           "UserError");
      run (&fixture, "account.bank.statement.line", "write", line, ", 'vals': {'amount': 5.0}",
           "UserError");
      run (&fixture, "account.bank.statement.line", "unlink", line, "", "UserError");
      g_assert_true (demo_db_script (fixture.db, holds[i].free, NULL));
    }
  assert_tells (&fixture, line,
                "2026-11-03 10000 0 -10000 101401:10000EUR:10000 101402:-10000EUR:-10000");
  run (&fixture, "account.bank.statement.line", "write", line, ", 'vals': {'amount': 5.0}", "true");
  assert_tells (&fixture, line, "2026-11-03 500 0 -500 101401:500EUR:500 101402:-500EUR:-500");
  /* Late lines go behind the closed period. */
  g_assert_true (demo_db_script (fixture.db, holds[0].hold, NULL));
  line = add_line (&fixture, "BNK1", "'date': '2026-11-03', 'amount': 1.0");
  g_assert_cmpint (demo_db_int (fixture.db, NULL,
                                "SELECT date > '2026-11-10' FROM account_bank_statement_line"
                                " WHERE id = ?",
                                "i", line),
                   ==, 1);
  fixture_close (&fixture);
}

static gint64
running (Fixture *fixture, gint64 line)
{
  g_autofree char *args =
      g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "], 'fields': ['running_balance']}", line);
  g_autofree char *told = company_call (fixture, "account.bank.statement.line", "read", args);
  const char *value = strstr (told, "running_balance\":");

  g_assert_nonnull (value);
  return (gint64)(100 * g_ascii_strtod (value + strlen ("running_balance\":"), NULL) + 0.5);
}

static void
test_balances (void)
{
  Fixture fixture;
  gint64 lines[4];
  g_autofree char *create = NULL;
  g_autofree char *told = NULL;

  company_open (&fixture, 19, "controller");
  lines[0] = add_line (&fixture, "BNK1", "'date': '2026-11-03', 'amount': 10.0");
  lines[2] = add_line (&fixture, "BNK1", "'date': '2026-11-05', 'amount': 30.0");
  lines[1] = add_line (&fixture, "BNK1", "'date': '2026-11-04', 'amount': 20.0");
  lines[3] = add_line (&fixture, "BNK2", "'date': '2026-11-04', 'amount': 5.0");
  g_assert_cmpint (running (&fixture, lines[0]), ==, 1000);
  g_assert_cmpint (running (&fixture, lines[1]), ==, 3000);
  g_assert_cmpint (running (&fixture, lines[2]), ==, 6000);
  g_assert_cmpint (running (&fixture, lines[3]), ==, 500);
  create = g_strdup_printf ("{'vals_list': [{'name': 'S', 'balance_start': 100.0,"
                            " 'balance_end_real': 150.0, 'line_ids': [[6, 0, [%" G_GINT64_FORMAT
                            ", %" G_GINT64_FORMAT "]]]}]}",
                            lines[1], lines[2]);
  told = company_call (&fixture, "account.bank.statement", "create", create);
  number_in (told);
  g_assert_cmpint (running (&fixture, lines[0]), ==, 1000);
  g_assert_cmpint (running (&fixture, lines[1]), ==, 12000);
  g_assert_cmpint (running (&fixture, lines[2]), ==, 15000);
  g_assert_cmpint (company_int (&fixture, "SELECT is_complete FROM account_bank_statement"), ==, 1);
  run (&fixture, "account.bank.statement.line", "unlink", lines[1], "", "UserError");
  run (&fixture, "account.bank.statement.line", "write", lines[1], ", 'vals': {'amount': 21.0}",
       "true");
  g_assert_cmpint (company_int (&fixture, "SELECT is_complete FROM account_bank_statement"), ==, 0);
  run (&fixture, "account.bank.statement.line", "unlink", lines[1], "", "true");
  fixture_close (&fixture);
}

/* A claim in dollars paid into an account in euros: both are settled, the rate's part is booked. */
static void
test_exchange (void)
{
  Fixture fixture;
  gint64 invoice, line, item;
  g_autofree char *point = NULL;
  g_autofree char *pair = NULL;

  company_open (&fixture, 19, "controller");
  invoice = company_invoice (&fixture, "USD", "out_invoice", "120", "2026-06-02", TRUE);
  line = add_line (&fixture, "BNK1",
                   "'date': '2026-11-03', 'amount': 100.0, 'foreign_currency_id': 2,"
                   " 'amount_currency': 120.0");
  item = find_item (&fixture, line, "101402");
  point = g_strdup_printf (", 'vals': {'account_id': %" G_GINT64_FORMAT "}",
                           find_account (&fixture, "121000"));
  run (&fixture, "account.move.line", "write", item, point, "true");
  pair = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT "]}",
                          find_claim (&fixture, invoice), item);
  company_assert_call (&fixture, "account.move.line", "reconcile", pair, "null");
  g_assert_cmpint (company_int (&fixture,
                                "SELECT COUNT(*) FROM account_move_line WHERE account_type ="
                                " 'asset_receivable' AND NOT reconciled"),
                   ==, 0);
  g_assert_cmpint (company_int (&fixture, "SELECT COUNT(*) FROM account_partial_reconcile"
                                          " WHERE exchange_move_id IS NOT NULL"),
                   ==, 1);
  run (&fixture, "account.bank.statement.line", "action_undo_reconciliation", line, "", "null");
  assert_tells (&fixture, line,
                "2026-11-03 10000 0 -12000 101401:10000EUR:10000 101402:-12000USD:-10000");
  g_assert_cmpint (demo_db_int (fixture.db, NULL,
                                "SELECT amount_residual FROM account_move WHERE id = ?", "i",
                                invoice),
                   ==, 12000);
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/bank/entries", test_entries);
  g_test_add_func ("/demo/bank/match", test_match);
  g_test_add_func ("/demo/bank/held", test_held);
  g_test_add_func ("/demo/bank/balances", test_balances);
  g_test_add_func ("/demo/bank/exchange", test_exchange);

  return g_test_run ();
}
