/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

static char *
pay (Fixture *fixture, gint64 invoice, const char *vals)
{
  g_autofree char *create =
      g_strdup_printf ("{'vals_list': [{%s}], 'context': {'active_model': 'account.move',"
                       " 'active_ids': [%" G_GINT64_FORMAT "]}}",
                       vals, invoice);
  g_autofree char *wizard = company_call (fixture, "account.payment.register", "create", create);
  g_autofree char *run = g_strdup_printf ("{'ids': %s}", wizard);

  if (wizard[0] != '[')
    return g_strdup (wizard);
  return company_call (fixture, "account.payment.register", "action_create_payments", run);
}

static char *
state_of (Fixture *fixture, gint64 invoice)
{
  return demo_db_text (fixture->db, NULL,
                       "SELECT m.state || ' ' || m.payment_state || ' ' || m.amount_residual || ' '"
                       " || COALESCE((SELECT matching_number FROM account_move_line WHERE"
                       " move_id = m.id AND display_type = 'payment_term'), '-')"
                       " FROM account_move m WHERE m.id = ?",
                       "i", invoice);
}

#define assert_state(fixture, invoice, expected)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_state = state_of ((fixture), (invoice));                                 \
    g_assert_cmpstr (told_state, ==, (expected));                                                  \
  }                                                                                                \
  G_STMT_END

/* What is paid of 100.00, and what the invoice says then. */
static void
test_payments (void)
{
  static const struct
  {
    const char *vals[3];
    const char *state;
  } cases[] = {
    { { "'amount': 40.0", NULL, NULL }, "posted partial 6000 P" },
    { { "'amount': 40.0", "'amount': 60.0", NULL }, "posted paid 0 " },
    { { "", NULL, NULL }, "posted paid 0 " },
    { { "'amount': 30.0", "'amount': 30.0", "'amount': 30.0" }, "posted partial 1000 P" },
    { { "'amount': 99.5, 'payment_difference_handling': 'reconcile', 'writeoff_account_id': 17",
        NULL, NULL },
      "posted paid 0 " },
  };
  Fixture fixture;

  company_open (&fixture, 19, "controller");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 invoice = company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", TRUE);
      g_autofree char *state = NULL;

      for (guint p = 0; p < 3 && cases[i].vals[p] != NULL; p++)
        {
          g_autofree char *told = pay (&fixture, invoice, cases[i].vals[p]);

          g_assert_true (told[0] == '{');
        }
      state = state_of (&fixture, invoice);
      g_assert_true (g_str_has_prefix (state, cases[i].state));
    }
  /* Over-paid: the rest stays open on the payment. Paid: nothing is left to pay. */
  {
    gint64 invoice = company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", TRUE);
    g_autofree char *told = pay (&fixture, invoice, "'amount': 130.0");
    g_autofree char *again = pay (&fixture, invoice, "");

    g_assert_true (told[0] == '{');
    g_assert_cmpstr (again, ==, "UserError");
    g_assert_cmpint (company_int (&fixture,
                                  "SELECT MIN(amount_residual) FROM account_move_line"
                                  " WHERE account_type = 'asset_receivable' AND NOT reconciled"),
                     ==, -3000);
  }
  g_assert_cmpint (company_int (&fixture,
                                "SELECT COUNT(*) FROM account_move_balance WHERE balance <> 0"),
                   ==, 0);
  fixture_close (&fixture);
}

static void
test_posting (void)
{
  Fixture fixture;
  gint64 invoice, empty;
  g_autofree char *ids = NULL;
  g_autofree char *write = NULL;

  company_open (&fixture, 19, "controller");
  invoice = company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", TRUE);
  ids = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", invoice);
  company_assert_call (&fixture, "account.move", "action_post", ids, "UserError");
  company_assert_call (&fixture, "account.move", "unlink", ids, "UserError");
  write =
      g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "], 'vals': {'invoice_date': '2026-11-03'}}",
                       invoice);
  company_assert_call (&fixture, "account.move", "write", write, "UserError");
  company_assert_call (&fixture, "account.move", "action_post", "{'ids': [99999]}", "MissingError");
  company_assert_call (&fixture, "account.move", "action_post", "{'ids': []}", "false");
  company_assert_call (&fixture, "account.move", "button_draft", ids, "null");
  assert_state (&fixture, invoice, "draft not_paid 10000 -");
  company_assert_call (&fixture, "account.move", "action_post", ids, "false");
  assert_state (&fixture, invoice, "posted not_paid 10000 -");

  company_assert_call (&fixture, "account.move", "create",
                       "{'vals_list': [{'move_type': 'out_invoice', 'partner_id': 999999}]}",
                       "MissingError");
  company_assert_call (&fixture, "account.move", "create", "{'vals_list': [{'move_type': 'zzz'}]}",
                       "ValueError");
  empty = company_invoice (&fixture, "EUR", "out_invoice", "0", "2026-11-02", FALSE);
  g_assert_cmpint (empty, >, 0);
  company_assert_call (&fixture, "account.move", "create",
                       "{'vals_list': [{'move_type': 'entry', 'line_ids': [[0, 0, {'account_id': 7,"
                       " 'debit': 10}], [0, 0, {'account_id': 12, 'credit': 9}]]}]}",
                       "UserError");
  fixture_close (&fixture);
}

/* Numbers have no gap, whatever is cancelled, refused or deleted in between. */
static void
test_numbers (void)
{
  static const char *const names[] = { "INV/2026/00001", "INV/2026/00002", "INV/2025/00001",
                                       "INV/2026/00003" };
  static const char *const days[] = { "2026-03-01", "2026-02-01", "2025-12-31", "2026-11-22" };
  Fixture fixture;
  gint64 note, draft;
  g_autofree char *drop = NULL;

  company_open (&fixture, 19, "controller");
  draft = company_invoice (&fixture, "EUR", "out_invoice", "5", "2026-03-01", FALSE);
  drop = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", draft);
  company_assert_call (&fixture, "account.move", "unlink", drop, "true");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 invoice = company_invoice (&fixture, "EUR", "out_invoice", "10", days[i], TRUE);
      g_autofree char *name = demo_env_get_text (fixture.env, "account.move", invoice, "name");

      g_assert_cmpstr (name, ==, names[i]);
    }
  note = company_invoice (&fixture, "EUR", "out_refund", "10", "2026-11-22", TRUE);
  {
    g_autofree char *name = demo_env_get_text (fixture.env, "account.move", note, "name");

    g_assert_cmpstr (name, ==, "RINV/2026/00001");
  }
  fixture_close (&fixture);
}

static void
test_locks (void)
{
  static const char *const locks[] = { "fiscalyear_lock_date", "sale_lock_date", "hard_lock_date" };

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      Fixture fixture;
      gint64 old, late;
      g_autofree char *ids = NULL;
      g_autofree char *lock =
          g_strdup_printf ("{'ids': [1], 'vals': {'%s': '2026-10-31'}}", locks[i]);
      g_autofree char *date = NULL;

      company_open (&fixture, 19, "controller");
      old = company_invoice (&fixture, "EUR", "out_invoice", "10", "2026-10-05", TRUE);
      ids = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", old);
      company_assert_call (&fixture, "res.company", "write", lock, "AccessError");
      fixture_sign_in (&fixture, "admin", NULL);
      company_assert_call (&fixture, "res.company", "write", lock, "true");
      fixture_sign_in (&fixture, "controller", NULL);
      company_assert_call (&fixture, "account.move", "button_draft", ids, "UserError");
      company_assert_call (&fixture, "account.move", "button_cancel", ids, "UserError");
      /* A late invoice keeps its day and is booked in the first open period. */
      late = company_invoice (&fixture, "EUR", "out_invoice", "10", "2026-10-01", TRUE);
      date = demo_env_get_text (fixture.env, "account.move", late, "date");
      g_assert_cmpstr (date, ==, "2026-11-22");
      fixture_close (&fixture);
    }
}

static void
test_credit_note (void)
{
  Fixture fixture;
  gint64 invoice;
  g_autofree char *create = NULL;
  g_autofree char *wizard = NULL;
  g_autofree char *run = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *post = NULL;
  gint64 note, line;
  g_autofree char *assign = NULL;

  company_open (&fixture, 19, "controller");
  invoice = company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", TRUE);
  create = g_strdup_printf ("{'vals_list': [{'move_ids': [[6, 0, [%" G_GINT64_FORMAT "]]],"
                            " 'reason': 'damaged', 'journal_id': 1, 'date': '2026-11-20'}]}",
                            invoice);
  wizard = company_call (&fixture, "account.move.reversal", "create", create);
  run = g_strdup_printf ("{'ids': %s}", wizard);
  answer = company_call (&fixture, "account.move.reversal", "refund_moves", run);
  g_assert_nonnull (strstr (answer, "out_refund"));
  note = demo_db_int (fixture.db, NULL, "SELECT id FROM account_move WHERE reversed_entry_id = ?",
                      "i", invoice);
  post = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", note);
  company_assert_call (&fixture, "account.move", "action_post", post, "false");
  line = demo_db_int (fixture.db, NULL,
                      "SELECT id FROM account_move_line WHERE move_id = ?"
                      " AND display_type = 'payment_term'",
                      "i", note);
  assign = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "], 'line_id': %" G_GINT64_FORMAT "}",
                            invoice, line);
  /* Posted, it is applied to the invoice it reverses. */
  assert_state (&fixture, invoice, "posted reversed 0 1");
  assert_state (&fixture, note, "posted paid 0 1");
  /* Undone, and applied again by hand. */
  g_free (g_steal_pointer (&run));
  run = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", line);
  company_assert_call (&fixture, "account.move.line", "remove_move_reconcile", run, "null");
  assert_state (&fixture, invoice, "posted not_paid 10000 -");
  company_assert_call (&fixture, "account.move", "js_assign_outstanding_line", assign, "null");
  assert_state (&fixture, invoice, "posted reversed 0 2");
  fixture_close (&fixture);
}

/* A dollar invoice paid at another rate: the difference goes to the books, and back when undone. */
static void
test_currencies (void)
{
  static const struct
  {
    const char *rate;    /* dollars for a euro on the day of the payment; 1.10 on the invoice's */
    const char *account; /* where the difference goes; NULL: none */
    gint64 difference;
  } cases[] = {
    { "1.25", "641000", 10909 }, /* 909.09 were claimed, 800.00 came */
    { "1.00", "441000", -9091 }, /* 1,000.00 came */
    { "1.10", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      gint64 invoice;
      g_autofree char *told = NULL;
      g_autofree char *sql = NULL;
      g_autofree char *rates = g_strdup_printf (
          "{'vals_list': [{'name': '2026-11-02', 'currency_id': 2, 'company_id': 1, 'rate': 1.10},"
          " {'name': '2026-11-21', 'currency_id': 2, 'company_id': 1, 'rate': %s}]}",
          cases[i].rate);

      company_open (&fixture, 19, "controller");
      demo_db_script (fixture.db, "DELETE FROM res_currency_rate", NULL);
      g_free (company_call (&fixture, "res.currency.rate", "create", rates));
      invoice = company_invoice (&fixture, "USD", "out_invoice", "1000", "2026-11-02", TRUE);
      told = pay (&fixture, invoice, "'payment_date': '2026-11-21'");
      g_assert_true (told[0] == '{');
      assert_state (&fixture, invoice, "posted paid 0 1");
      sql = g_strdup_printf (
          "SELECT COALESCE(SUM(l.balance), 0) FROM account_move_line l JOIN account_account a"
          " ON a.id = l.account_id WHERE a.code = '%s' AND l.parent_state = 'posted'",
          cases[i].account != NULL ? cases[i].account : "641000");
      g_assert_cmpint (company_int (&fixture, sql), ==, cases[i].difference);
      g_assert_cmpint (company_int (&fixture, "SELECT SUM(amount_residual) FROM account_move_line"
                                              " WHERE account_type = 'asset_receivable'"),
                       ==, 0);
      {
        g_autofree char *undo =
            g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}",
                             demo_db_int (fixture.db, NULL,
                                          "SELECT id FROM account_move_line WHERE move_id = ?"
                                          " AND display_type = 'payment_term'",
                                          "i", invoice));

        company_assert_call (&fixture, "account.move.line", "remove_move_reconcile", undo, "null");
      }
      assert_state (&fixture, invoice, "posted not_paid 100000 -");
      g_assert_cmpint (company_int (&fixture, sql), ==, 0);
      fixture_close (&fixture);
    }
}

/* The data file itself refuses what does not balance, whoever writes it. */
static void
test_balance (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  gint64 invoice;

  company_open (&fixture, 19, "controller");
  invoice = company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", TRUE);
  g_assert_true (demo_db_script (fixture.db, "COMMIT; BEGIN IMMEDIATE", NULL));
  g_assert_true (demo_db_exec (fixture.db, &error,
                               "UPDATE account_move_line SET balance = balance + 1"
                               " WHERE move_id = ? AND display_type = 'payment_term'",
                               "i", invoice));
  g_assert_false (demo_db_script (fixture.db, "COMMIT", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* Put right within the same transaction, it passes. */
  g_assert_true (demo_db_exec (fixture.db, &error,
                               "UPDATE account_move_line SET balance = balance - 1"
                               " WHERE move_id = ? AND display_type = 'payment_term'",
                               "i", invoice));
  g_assert_true (demo_db_script (fixture.db, "COMMIT; BEGIN IMMEDIATE", &error));
  g_assert_true (
      demo_db_exec (fixture.db, &error,
                    "DELETE FROM account_move_line WHERE move_id = ? AND display_type = 'product'",
                    "i", invoice));
  g_assert_false (demo_db_script (fixture.db, "COMMIT", &error));
  fixture_close (&fixture);
}

/* Who may not, is told so. */
static void
test_rights (void)
{
  static const struct
  {
    const char *login, *model, *method, *args, *answer;
  } cases[] = {
    { "agent", "res.partner", "read", "{'ids': [20], 'fields': ['credit']}", "AccessError" },
    { "agent", "account.move", "action_post", "{'ids': [1]}", "AccessError" },
    { "manager", "account.move", "create", "{'vals_list': [{'move_type': 'out_invoice'}]}",
      "AccessError" },
    { "manager", "account.payment.register", "create", "{'vals_list': [{}]}", "AccessError" },
    { "credit", "account.journal", "write", "{'ids': [1], 'vals': {'name': 'x'}}", "AccessError" },
    { "agent", "ir.config_parameter", "search_read", "{}", "AccessError" },
    { "controller", "mail.message", "search_read", "{'fields': ['tracking_value_ids']}",
      "AccessError" },
  };
  Fixture fixture;

  company_open (&fixture, 19, "controller");
  company_invoice (&fixture, "EUR", "out_invoice", "100", "2026-11-02", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_sign_in (&fixture, cases[i].login, NULL);
      company_assert_call (&fixture, cases[i].model, cases[i].method, cases[i].args,
                           cases[i].answer);
    }
  fixture_close (&fixture);
}

/* An article made from either side has both, with one id. */
static void
test_articles (void)
{
  static const char *const models[] = { "product.template", "product.product" };
  Fixture fixture;

  company_open (&fixture, 19, "controller");
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *told =
          company_call (&fixture, models[i], "create",
                        "{'vals_list': [{'name': 'Lamp', 'list_price': 5, 'default_code': 'L'}]}");
      g_autofree char *read =
          g_strdup_printf ("{'ids': %s, 'fields': ['display_name', 'list_price', 'taxes_id']}",
                           told);
      g_autofree char *answer = NULL;

      g_assert_true (told[0] == '[');
      answer = company_call (&fixture, "product.product", "read", read);
      g_assert_nonnull (strstr (answer, "\"[L] Lamp\", \"list_price\": 5.0, \"taxes_id\": [1]"));
    }
  fixture_close (&fixture);
}

/* The path through the account is answered from the line's own copy, which follows the account. */
static void
test_account_type (void)
{
  Fixture fixture;
  gint64 account;
  g_autofree char *change = NULL;
  const char *path = "{'domain': [['account_id.account_type', '=', 'income']]}";
  const char *paths = "{'domain': [['account_id.account_type', 'in', ['income', 'income_other']]]}";

  company_open (&fixture, 19, "controller");
  company_invoice (&fixture, "EUR", "out_invoice", "10", "2026-11-05", TRUE);
  company_assert_call (&fixture, "account.move.line", "search_count", path, "1");
  company_assert_call (&fixture, "account.move.line", "search_count",
                       "{'domain': [['account_id.account_type', '=', 'asset_receivable']]}", "1");
  company_assert_call (&fixture, "account.move.line", "search_count",
                       "{'domain': [['move_id.state', '=', 'draft']]}", "0");
  account =
      demo_db_int (demo_env_get_db (fixture.env), NULL,
                   "SELECT account_id FROM account_move_line WHERE account_type = 'income'", "");
  change =
      g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "], 'vals': {'account_type': 'income_other'}}",
                       account);
  fixture_sign_in (&fixture, "admin", NULL);
  company_assert_call (&fixture, "account.account", "write", change, "true");
  company_assert_call (&fixture, "account.move.line", "search_count", path, "0");
  company_assert_call (&fixture, "account.move.line", "search_count", paths, "1");
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/ledger/payments", test_payments);
  g_test_add_func ("/demo/ledger/posting", test_posting);
  g_test_add_func ("/demo/ledger/numbers", test_numbers);
  g_test_add_func ("/demo/ledger/locks", test_locks);
  g_test_add_func ("/demo/ledger/credit-note", test_credit_note);
  g_test_add_func ("/demo/ledger/currencies", test_currencies);
  g_test_add_func ("/demo/ledger/balance", test_balance);
  g_test_add_func ("/demo/ledger/rights", test_rights);
  g_test_add_func ("/demo/ledger/articles", test_articles);
  g_test_add_func ("/demo/ledger/account-type", test_account_type);
  return g_test_run ();
}
