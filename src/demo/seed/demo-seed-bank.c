/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed-book.h"

/*
 * What the bank says by now and nobody has looked at: money for open invoices, told as customers
 * tell it, and the lines every account has. What it says was said on workdays of the last weeks.
 */

#define MAX_OPEN 60
#define DAYS 24 /* how far back the bank's lines go */

typedef struct
{
  gint64 partner;
  gint64 open; /* minor units of the document's currency */
  char number[24];
  char *name; /* (owned) */
  char *iban; /* (owned) (nullable) */
} Claim;

typedef struct
{
  DemoSeed *seed;
  gint64 journal;
  int day;
  int n;
  GError **error;
} Bank;

static void
claim_clear (Claim *claim)
{
  g_free (claim->name);
  g_free (claim->iban);
}

/* Open invoices that have nothing odd about them, the oldest first. */
static GArray *
find_claims (DemoSeed *seed, int company, gint64 currency, GError **error)
{
  GArray *claims = g_array_new (FALSE, TRUE, sizeof (Claim));
  char day[DEMO_DAY_SIZE];
  g_autoptr (GError) local = NULL;
  g_autoptr (DemoStatement) rows = demo_db_query (
      seed->db, &local,
      "SELECT m.commercial_partner_id, m.amount_residual, m.name, p.name,"
      " (SELECT b.acc_number FROM res_partner_bank b WHERE b.partner_id = p.id ORDER BY b.id"
      "  LIMIT 1) FROM account_move m JOIN res_partner p ON p.id = m.commercial_partner_id"
      " WHERE m.company_id = ?1 AND m.currency_id = ?2 AND m.move_type = 'out_invoice'"
      " AND m.state = 'posted' AND m.payment_state = 'not_paid' AND m.amount_residual > 2000"
      " AND m.invoice_date < ?4"
      " AND (SELECT COUNT(*) FROM account_move_line l WHERE l.move_id = m.id"
      "  AND l.display_type = 'payment_term') = 1"
      " ORDER BY m.invoice_date_due DESC, m.id LIMIT ?3",
      "iiis", seed->companies[company].id, currency, (gint64)MAX_OPEN,
      demo_day_format (seed->today - DAYS, day));

  g_array_set_clear_func (claims, (GDestroyNotify)claim_clear);
  while (rows != NULL && demo_statement_step (rows, &local))
    {
      Claim claim = { .partner = demo_statement_int (rows, 0),
                      .open = demo_statement_int (rows, 1),
                      .name = g_strdup (demo_statement_text (rows, 3)),
                      .iban = g_strdup (demo_statement_text (rows, 4)) };

      g_strlcpy (claim.number, demo_statement_text (rows, 2), sizeof claim.number);
      g_array_append_val (claims, claim);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return claims;
}

static gboolean
say (Bank *bank, const char *text, const char *name, const char *iban, gint64 amount)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  char day[DEMO_DAY_SIZE];

  json_object_set_int_member (vals, "journal_id", bank->journal);
  json_object_set_string_member (vals, "date", demo_day_format (bank->day, day));
  json_object_set_string_member (vals, "payment_ref", text);
  if (name != NULL)
    json_object_set_string_member (vals, "partner_name", name);
  if (iban != NULL)
    json_object_set_string_member (vals, "account_number", iban);
  demo_vals_set_amount (vals, "amount", amount, DEMO_MONEY_DECIMALS);
  /* A few lines a day, and nothing at weekends. */
  if (++bank->n % 3 == 0 && bank->day < bank->seed->today)
    bank->day += demo_day_weekday (bank->day) == 4 ? 3 : 1;
  if (bank->day > bank->seed->today)
    bank->day = bank->seed->today;
  return demo_env_create (bank->seed->env, "account.bank.statement.line", vals, bank->error) > 0;
}

/* "INV/2026/00012" as people type it. */
static char *
mistype (const Claim *claim, guint way)
{
  g_auto (GStrv) parts = g_strsplit (claim->number, "/", 3);

  switch (way % 4)
    {
    case 0:
      return g_strdelimit (g_strdup (claim->number), "/", ' ');
    case 1:
      return g_strdup_printf ("Rechnung %s%s", parts[1], parts[2]);
    case 2:
      return g_strdup_printf ("RE %s/%d", parts[1], atoi (parts[2]));
    default:
      return g_strdup_printf ("Rg.Nr. %s-%s vielen Dank", parts[1], parts[2]);
    }
}

/* How money for one claim arrives; what takes two of them says so. */
static gboolean
pay (Bank *bank, const Claim *claim, const Claim *next, guint way, gboolean *took_next)
{
  g_autofree char *plain = g_strdup_printf ("%s %s", claim->number, claim->name);
  g_autofree char *wrong = mistype (claim, (guint)bank->n);

  *took_next = FALSE;
  switch (way)
    {
    case 0: /* short by what the bank took */
      return say (bank, plain, claim->name, claim->iban, claim->open - 500);
    case 1: /* a part */
      return say (bank, plain, claim->name, claim->iban, claim->open / 200 * 100);
    case 2: /* with a discount that nobody agreed to */
      return say (bank, plain, claim->name, claim->iban, claim->open - claim->open / 50);
    case 3: /* somebody else paid */
      return say (bank, claim->number, "Zahlungsdienst Elbe AG", "DE02120300000000202051",
                  claim->open);
    case 4:
    case 5: /* without a number */
      return say (bank, "Zahlung laut Aufstellung", claim->name, claim->iban, claim->open);
    case 6:
    case 7:
      return say (bank, wrong, claim->name, claim->iban, claim->open);
    case 8: /* two at once */
      if (next != NULL && next->partner == claim->partner)
        {
          g_autofree char *both = g_strdup_printf ("%s, %s", claim->number, next->number);

          *took_next = TRUE;
          return say (bank, both, claim->name, claim->iban, claim->open + next->open);
        }
      return say (bank, claim->number, claim->name, NULL, claim->open);
    default:
      return say (bank, plain, claim->name, claim->iban, claim->open);
    }
}

static gboolean
add_payments (Bank *bank, int company, gint64 currency, guint most)
{
  g_autoptr (GArray) claims = find_claims (bank->seed, company, currency, bank->error);
  guint used = 0;

  /* Every other claim is still waiting for its money. */
  for (guint i = 0; i < claims->len && used < most; i += 2, used++)
    {
      const Claim *claim = &g_array_index (claims, Claim, i);
      const Claim *next = i + 1 < claims->len ? claim + 1 : NULL;
      gboolean took_next;

      if (!pay (bank, claim, next, used % 16, &took_next))
        return FALSE;
    }
  return *bank->error == NULL;
}

static gboolean
add_charges (Bank *bank)
{
  static const struct
  {
    const char *text, *name;
    gint64 amount;
  } rows[] = {
    { "Kontoführungsentgelt und Buchungsposten", NULL, -4870 },
    { "Miete Speicherstraße 14", "Hafen Immobilien KG", -685000 },
    { "Zinsen für Festgeld", NULL, 12344 },
    { "Kartenumsätze Terminal 7711", "Kartenabrechnung Nord GmbH", 184215 },
    { "Lohn und Gehalt, Sammelüberweisung", NULL, -2841077 },
    { "Umsatzsteuer-Vorauszahlung", "Finanzkasse Hamburg", -943210 },
    { "Kartenumsätze Terminal 7711", "Kartenabrechnung Nord GmbH", 97340 },
    { "Rücklastschrift, Entgelt", NULL, -350 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!say (bank, rows[i].text, rows[i].name, NULL, rows[i].amount))
      return FALSE;
  return TRUE;
}

static gint64
find_account (DemoSeed *seed, int company, const char *code)
{
  return demo_db_int (seed->db, NULL,
                      "SELECT id FROM account_account WHERE company_id = ? AND code = ?", "is",
                      seed->companies[company].id, code);
}

/* Rules for lines that come again and again. */
static gboolean
add_rules (DemoSeed *seed, int company, GError **error)
{
  static const struct
  {
    const char *name, *text, *account;
  } rows[] = {
    { "Bank charges", "entgelt", "644000" },
    { "Interest received", "zinsen", "441000" },
    { "Rent", "miete", "600000" },
  };
  const char *now = demo_env_now (seed->env);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = demo_db_insert (
          seed->db, error,
          "INSERT INTO account_reconcile_model (name, active, sequence, company_id, rule_type,"
          " match_nature, trigger, match_label, match_label_param, create_uid, create_date,"
          " write_uid, write_date) VALUES (?1, 1, ?2, ?3, 'writeoff_suggestion', 'both', 'manual',"
          " 'contains', ?4, 1, ?5, 1, ?5)",
          "siiss", rows[i].name, (gint64)(i + 1) * 10, seed->companies[company].id, rows[i].text,
          now);

      if (id == 0
          || !demo_db_exec (seed->db, error,
                            "INSERT INTO account_reconcile_model_line (model_id, sequence,"
                            " account_id, label, amount_type, amount_string, create_uid,"
                            " create_date, write_uid, write_date)"
                            " VALUES (?1, 10, ?2, ?3, 'percentage', '100', 1, ?4, 1, ?4)",
                            "iiss", id, find_account (seed, company, rows[i].account), rows[i].name,
                            now))
        return FALSE;
    }
  return TRUE;
}

/* What stood there before is capital that somebody paid in. */
static gboolean
book_opening (Bank *bank)
{
  DemoSeed *seed = bank->seed;
  g_autoptr (JsonObject) vals = json_object_new ();
  gint64 capital = demo_db_int (seed->db, NULL,
                                "SELECT a.id FROM account_account a JOIN account_journal j"
                                " ON j.company_id = a.company_id WHERE j.id = ?"
                                " AND a.account_type = 'equity'",
                                "i", bank->journal);
  gint64 item = demo_db_int (seed->db, NULL,
                             "SELECT MAX(i.id) FROM account_move_line i JOIN account_journal j"
                             " ON j.id = i.journal_id AND j.suspense_account_id = i.account_id"
                             " WHERE j.id = ?",
                             "i", bank->journal);

  json_object_set_int_member (vals, "account_id", capital);
  return demo_env_write_one (seed->env, "account.move.line", item, vals, bank->error);
}

/* One line and the statement that holds it, complete. */
static gboolean
add_opening (Bank *bank, gint64 amount)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  gint64 line;

  if (!say (bank, "Übertrag aus der Buchhaltung", NULL, NULL, amount))
    return FALSE;
  line = demo_db_int (bank->seed->db, bank->error,
                      "SELECT MAX(id) FROM account_bank_statement_line", "");
  json_object_set_string_member (vals, "name", "Vortrag");
  json_object_set_member (vals, "line_ids", demo_json ("[[6, 0, [%" G_GINT64_FORMAT "]]]", line));
  json_object_set_int_member (vals, "balance_start", 0);
  demo_vals_set_amount (vals, "balance_end_real", amount, DEMO_MONEY_DECIMALS);
  if (demo_env_create (bank->seed->env, "account.bank.statement", vals, bank->error) == 0)
    return FALSE;
  return book_opening (bank);
}

static gboolean
add_lines (DemoSeed *seed, int company, gint64 journal, gint64 currency, guint most, GError **error)
{
  Bank bank = { seed, journal, seed->today - DAYS, 0, error };
  gboolean good;

  while (demo_day_weekday (bank.day) >= 5)
    bank.day++;
  demo_env_push_user (seed->env, seed->controller);
  demo_env_sudo (seed->env);
  demo_env_push_company (seed->env, seed->companies[company].id);
  good = add_opening (&bank, 18453327) && add_payments (&bank, company, currency, most)
         && (company > 0 || currency != seed->companies[company].currency || add_charges (&bank))
         && demo_env_flush (seed->env, error);
  demo_env_pop_company (seed->env);
  demo_env_unsudo (seed->env);
  demo_env_pop_user (seed->env);
  return good;
}

/**
 * demo_seed_add_bank: (skip)
 * @seed: a story that is written
 *
 * Adds the bank's lines of the last weeks, and rules for those that come again.
 */
gboolean
demo_seed_add_bank (DemoSeed *seed, GError **error)
{
  gint64 dollars = demo_db_int (seed->db, NULL,
                                "SELECT id FROM account_journal WHERE company_id = ?"
                                " AND code = 'BNK2'",
                                "i", seed->companies[0].id);

  for (int i = 0; i < DEMO_SEED_COMPANIES; i++)
    if (!add_rules (seed, i, error)
        || !add_lines (seed, i, seed->companies[i].bank, seed->companies[i].currency,
                       i == 0 ? 30 : 8, error))
      return FALSE;
  return add_lines (seed, 0, dollars, seed->usd, 6, error);
}
