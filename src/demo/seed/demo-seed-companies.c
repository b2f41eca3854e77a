/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed.h"

static const struct
{
  const char *name, *street, *zip, *city, *country, *vat, *email, *phone;
  int percents[DEMO_SEED_TAXES];
  const char *labels[DEMO_SEED_TAXES];
  gboolean dollars;
} houses[DEMO_SEED_COMPANIES] = {
  { "Nordlicht Handel GmbH",
    "Speicherstraße 14",
    "20457",
    "Hamburg",
    "DE",
    "DE287654321",
    "kontor@nordlicht.example",
    "+49 40 5550 100",
    { 1900, 700, 0, 0 },
    { "19% VAT", "7% VAT", "0% EU", "0% Export" },
    FALSE },
  { "Nordlicht Österreich GmbH",
    "Lagerhausgasse 7",
    "1030",
    "Wien",
    "AT",
    "ATU67788991",
    "office@nordlicht-oe.example",
    "+43 1 5550 200",
    { 2000, 1000, 0, 0 },
    { "20% VAT", "10% VAT", "0% EU", "0% Export" },
    FALSE },
  { "Northlight Supply Inc.",
    "220 Harbor Street",
    "02210",
    "Boston",
    "US",
    "04-3555777",
    "desk@northlight.example",
    "+1 617 555 0100",
    { 625, 0, 0, 0 },
    { "6.25% Sales Tax", "0% Exempt", "0% Resale", "0% Export" },
    TRUE },
};

static const struct
{
  const char *code, *name, *type;
  gboolean reconcile;
} chart[] = {
  { "101401", "Bank", "asset_cash", FALSE },
  { "101402", "Bank Suspense", "asset_current", FALSE },
  { "101403", "Outstanding Receipts", "asset_current", TRUE },
  { "101404", "Outstanding Payments", "asset_current", TRUE },
  { "101501", "Cash", "asset_cash", FALSE },
  { "110100", "Stock Valuation", "asset_current", FALSE },
  { "121000", "Trade Receivables", "asset_receivable", TRUE },
  { "131000", "Tax Paid", "asset_current", FALSE },
  { "211000", "Trade Payables", "liability_payable", TRUE },
  { "251000", "Tax Received", "liability_current", FALSE },
  { "301000", "Capital", "equity", FALSE },
  { "400000", "Sales of Goods", "income", FALSE },
  { "400100", "Sales of Services", "income", FALSE },
  { "441000", "Exchange Gains", "income_other", FALSE },
  { "443000", "Cash Discounts Taken", "income_other", FALSE },
  { "500000", "Cost of Goods Sold", "expense_direct_cost", FALSE },
  { "600000", "General Expenses", "expense", FALSE },
  { "641000", "Exchange Losses", "expense", FALSE },
  { "642000", "Bad Debts", "expense", FALSE },
  { "643000", "Cash Discounts Granted", "expense", FALSE },
  { "644000", "Bank Charges and Small Differences", "expense", FALSE },
  { "999999", "Undistributed Result", "equity_unaffected", FALSE },
};

#define LOG_COLUMNS ", create_uid, create_date, write_uid, write_date"

static gint64
find_country (DemoSeed *seed, const char *code)
{
  return demo_db_int (seed->db, NULL, "SELECT id FROM res_country WHERE code = ?", "s", code);
}

static gboolean
add_company (DemoSeed *seed, int index, GError **error)
{
  const char *now = demo_env_now (seed->env);
  DemoSeedCompany *company = &seed->companies[index];
  gint64 partner = demo_db_insert (
      seed->db, error,
      "INSERT INTO res_partner (name, complete_name, is_company, type, street, zip, city, "
      "country_id,"
      " vat, email, phone, active, trust" LOG_COLUMNS ")"
      " VALUES (?1, ?1, 1, 'contact', ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, 'normal', 1, ?9, 1, ?9)",
      "ssssissss", houses[index].name, houses[index].street, houses[index].zip, houses[index].city,
      find_country (seed, houses[index].country), houses[index].vat, houses[index].email,
      houses[index].phone, now);

  company->currency = houses[index].dollars ? seed->usd : seed->eur;
  company->country = houses[index].country;
  if (partner == 0
      || !demo_db_exec (seed->db, error,
                        "UPDATE res_partner SET commercial_partner_id = id WHERE id = ?", "i",
                        partner))
    return FALSE;
  company->id = demo_db_insert (
      seed->db, error,
      "INSERT INTO res_company (name, partner_id, currency_id, sequence, active, chart_template,"
      " fiscalyear_last_day, fiscalyear_last_month, tax_calculation_rounding_method,"
      " account_use_credit_limit" LOG_COLUMNS ")"
      " VALUES (?1, ?2, ?3, ?4, 1, 'generic_coa', 31, '12', 'round_globally', 1, 1, ?5, 1, ?5)",
      "siiis", houses[index].name, partner, company->currency, (gint64)(index + 1) * 10, now);
  return company->id > 0
         && (index > 0
             || demo_env_set_ref (seed->env, "base.main_company", "res.company", company->id,
                                  error));
}

static gint64
find_account (DemoSeed *seed, int index, const char *code)
{
  return demo_db_int (seed->db, NULL,
                      "SELECT id FROM account_account WHERE company_id = ? AND code = ?", "is",
                      seed->companies[index].id, code);
}

static gboolean
add_chart (DemoSeed *seed, int index, GError **error)
{
  const char *now = demo_env_now (seed->env);
  DemoSeedCompany *company = &seed->companies[index];

  for (guint i = 0; i < G_N_ELEMENTS (chart); i++)
    if (!demo_db_exec (
            seed->db, error,
            "INSERT INTO account_account (code, name, account_type, reconcile, company_id,"
            " active" LOG_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, 1, 1, ?6, 1, ?6)",
            "sssiis", chart[i].code, chart[i].name, chart[i].type, (gint64)chart[i].reconcile,
            company->id, now))
      return FALSE;
  company->receivable = find_account (seed, index, "121000");
  company->outstanding_in = find_account (seed, index, "101403");
  company->outstanding_out = find_account (seed, index, "101404");
  company->income = find_account (seed, index, "400000");
  company->gain = find_account (seed, index, "441000");
  company->loss = find_account (seed, index, "641000");
  company->discount_loss = find_account (seed, index, "643000");
  company->tax_account = find_account (seed, index, "251000");
  return demo_db_exec (seed->db, error,
                       "INSERT INTO account_account_res_company_rel"
                       " (account_account_id, res_company_id)"
                       " SELECT id, company_id FROM account_account WHERE company_id = ?",
                       "i", company->id);
}

static gint64
add_journal (DemoSeed *seed,
             int index,
             const char *code,
             const char *name,
             const char *type,
             const char *account,
             gint64 currency,
             GError **error)
{
  const char *now = demo_env_now (seed->env);
  gboolean bank = g_str_equal (type, "bank") || g_str_equal (type, "cash");
  gint64 sequence =
      demo_db_int (seed->db, NULL, "SELECT COUNT(*) + 1 FROM account_journal WHERE company_id = ?",
                   "i", seed->companies[index].id);

  return demo_db_insert (
      seed->db, error,
      "INSERT INTO account_journal (code, name, type, company_id, currency_id, default_account_id,"
      " suspense_account_id, refund_sequence, payment_sequence, sequence, active" LOG_COLUMNS ")"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1, 1, ?11, 1, ?11)",
      "sssioooiiis", code, name, type, seed->companies[index].id, currency,
      account != NULL ? find_account (seed, index, account) : 0,
      bank ? find_account (seed, index, "101402") : 0,
      (gint64)(g_str_equal (type, "sale") || g_str_equal (type, "purchase")), (gint64)bank,
      sequence, now);
}

static gint64
add_method_line (DemoSeed *seed, gint64 journal, gint64 method, gint64 account, GError **error)
{
  const char *now = demo_env_now (seed->env);

  return demo_db_insert (
      seed->db, error,
      "INSERT INTO account_payment_method_line (name, sequence, payment_method_id,"
      " payment_account_id, journal_id" LOG_COLUMNS ")"
      " VALUES ('Manual Payment', 10, ?1, ?2, ?3, 1, ?4, 1, ?4)",
      "iois", method, account, journal, now);
}

static gboolean
add_journals (DemoSeed *seed, int index, const gint64 methods[2], GError **error)
{
  DemoSeedCompany *company = &seed->companies[index];
  gint64 cash, second = 0, card = 0;

  company->sales = add_journal (seed, index, "INV", "Sales", "sale", "400000", 0, error);
  if (company->sales == 0
      || add_journal (seed, index, "BILL", "Purchases", "purchase", "600000", 0, error) == 0)
    return FALSE;
  company->bank = add_journal (seed, index, "BNK1", "Bank", "bank", "101401", 0, error);
  cash = add_journal (seed, index, "CSH1", "Cash", "cash", "101501", 0, error);
  if (index == 0)
    {
      second =
          add_journal (seed, index, "BNK2", "Dollar Account", "bank", "101401", seed->usd, error);
      card = add_journal (seed, index, "BNK3", "Card Terminal", "bank", "101401", 0, error);
    }
  company->misc = add_journal (seed, index, "MISC", "Miscellaneous", "general", NULL, 0, error);
  company->exchange =
      add_journal (seed, index, "EXCH", "Exchange Differences", "general", "441000", 0, error);
  if (company->bank == 0 || cash == 0 || company->misc == 0 || company->exchange == 0)
    return FALSE;
  company->method_in =
      add_method_line (seed, company->bank, methods[0], company->outstanding_in, error);
  if (company->method_in == 0
      || add_method_line (seed, company->bank, methods[1], company->outstanding_out, error) == 0
      || add_method_line (seed, cash, methods[0], find_account (seed, index, "101501"), error) == 0
      || add_method_line (seed, cash, methods[1], find_account (seed, index, "101501"), error) == 0)
    return FALSE;
  /* The card terminal has no outstanding account: what it takes waits for the bank's statement. */
  if (index == 0
      && (add_method_line (seed, second, methods[0], company->outstanding_in, error) == 0
          || add_method_line (seed, second, methods[1], company->outstanding_out, error) == 0
          || add_method_line (seed, card, methods[0], 0, error) == 0))
    return FALSE;
  return demo_db_exec (seed->db, error,
                       "UPDATE res_company SET currency_exchange_journal_id = ?2,"
                       " income_currency_exchange_account_id = ?3,"
                       " expense_currency_exchange_account_id = ?4,"
                       " account_journal_early_pay_discount_loss_account_id = ?5,"
                       " account_journal_early_pay_discount_gain_account_id = ?6 WHERE id = ?1",
                       "iiiiii", company->id, company->exchange, company->gain, company->loss,
                       company->discount_loss, find_account (seed, index, "443000"));
}

static gboolean
add_taxes (DemoSeed *seed, int index, GError **error)
{
  const char *now = demo_env_now (seed->env);
  DemoSeedCompany *company = &seed->companies[index];

  for (int i = 0; i < DEMO_SEED_TAXES; i++)
    {
      g_autofree char *group = g_strdup_printf ("Tax %s", houses[index].labels[i]);
      gint64 group_id =
          demo_db_insert (seed->db, error,
                          "INSERT INTO account_tax_group (name, sequence, company_id" LOG_COLUMNS
                          ")"
                          " VALUES (?1, ?2, ?3, 1, ?4, 1, ?4)",
                          "siis", group, (gint64)i + 1, company->id, now);

      company->tax_percent[i] = (gint64)houses[index].percents[i] * DEMO_FLOAT_ONE / 100;
      company->taxes[i] =
          demo_db_insert (seed->db, error,
                          "INSERT INTO account_tax (name, invoice_label, type_tax_use, "
                          "amount_type, amount, sequence,"
                          " tax_group_id, company_id, active" LOG_COLUMNS ")"
                          " VALUES (?1, ?1, 'sale', 'percent', ?2, ?3, ?4, ?5, 1, 1, ?6, 1, ?6)",
                          "siiiis", houses[index].labels[i], company->tax_percent[i], (gint64)i + 1,
                          group_id, company->id, now);
      if (company->taxes[i] == 0
          || !demo_db_exec (seed->db, error,
                            "INSERT INTO account_tax_repartition_line (tax_id, document_type,"
                            " repartition_type, factor_percent, sequence, account_id)"
                            " SELECT ?1, d.value, r.value, 100000000, 1 + r.key,"
                            " CASE r.value WHEN 'tax' THEN ?2 END"
                            " FROM json_each('[\"invoice\", \"refund\"]') d,"
                            " json_each('[\"base\", \"tax\"]') r",
                            "ii", company->taxes[i], company->tax_account))
        return FALSE;
    }
  return demo_db_exec (seed->db, error,
                       "UPDATE res_company SET account_sale_tax_id = ? WHERE id = ?", "ii",
                       company->taxes[0], company->id);
}

static gint64
add_location (DemoSeed *seed,
              const char *name,
              const char *complete,
              const char *usage,
              gint64 company,
              GError **error)
{
  return demo_db_insert (
      seed->db, error,
      "INSERT INTO stock_location (name, complete_name, usage, company_id, active" LOG_COLUMNS
      ") VALUES (?1, ?2, ?3, ?4, 1, 1, ?5, 1, ?5)",
      "sssos", name, complete, usage, company, demo_env_now (seed->env));
}

static gboolean
add_warehouse (DemoSeed *seed, int index, GError **error)
{
  static const char *const codes[] = { "HH", "WI", "BO" };
  const char *now = demo_env_now (seed->env);
  DemoSeedCompany *company = &seed->companies[index];
  g_autofree char *complete = g_strdup_printf ("%s/Stock", codes[index]);

  company->stock_location = add_location (seed, "Stock", complete, "internal", company->id, error);
  company->warehouse =
      demo_db_insert (seed->db, error,
                      "INSERT INTO stock_warehouse (name, code, company_id, partner_id, "
                      "lot_stock_id, active" LOG_COLUMNS
                      ") SELECT ?1, ?2, c.id, c.partner_id, ?3, 1, 1, ?4, 1, ?4 FROM res_company c"
                      " WHERE c.id = ?5",
                      "ssisi", houses[index].city, codes[index], company->stock_location, now,
                      company->id);
  if (company->stock_location == 0 || company->warehouse == 0)
    return FALSE;
  company->picking_type = demo_db_insert (
      seed->db, error,
      "INSERT INTO stock_picking_type (name, code, sequence_code, warehouse_id,"
      " default_location_src_id, default_location_dest_id, company_id, active" LOG_COLUMNS ")"
      " VALUES ('Delivery Orders', 'outgoing', 'OUT', ?1, ?2, ?3, ?4, 1, 1, ?5, 1, ?5)",
      "iiiis", company->warehouse, company->stock_location, seed->customer_location, company->id,
      now);
  return company->picking_type > 0
         && demo_db_exec (
             seed->db, error,
             "INSERT INTO stock_picking_type (name, code, sequence_code, warehouse_id,"
             " default_location_src_id, default_location_dest_id, company_id, active" LOG_COLUMNS
             ") VALUES ('Receipts', 'incoming', 'IN', ?1, ?3, ?2, ?4, 1,"
             " 1, ?5, 1, ?5)",
             "iiiis", company->warehouse, company->stock_location, seed->customer_location,
             company->id, now)
         && demo_db_exec (seed->db, error,
                          "UPDATE stock_warehouse SET out_type_id = ? WHERE id = ?", "ii",
                          company->picking_type, company->warehouse);
}

/* One rate a week is enough for the books. */
static gboolean
add_rates (DemoSeed *seed, int index, GError **error)
{
  DemoSeedCompany *company = &seed->companies[index];
  gint64 other = company->currency == seed->eur ? seed->usd : seed->eur;
  gint64 week = 0;

  for (guint i = 0; i < seed->rates->len; i++)
    {
      char day[DEMO_DAY_SIZE];
      gint64 *rate = &g_array_index (seed->rates, gint64, i);

      if (i % 7 == 0)
        {
          gint64 said = *rate;

          week = *rate;
          if (other == seed->eur)
            said = demo_mul_div (DEMO_FLOAT_ONE, DEMO_FLOAT_ONE, said);
          if (!demo_db_exec (
                  seed->db, error,
                  "INSERT INTO res_currency_rate (name, rate, currency_id, company_id" LOG_COLUMNS
                  ") VALUES (?1, ?2, ?3, ?4, 1, ?5, 1, ?5)",
                  "siiis", demo_day_format (seed->start - 31 + (int)i, day), said, other,
                  company->id, demo_env_now (seed->env)))
            return FALSE;
        }
      *rate = week;
    }
  return TRUE;
}

gboolean
demo_seed_add_companies (DemoSeed *seed, GError **error)
{
  static const char *const directions[] = { "inbound", "outbound" };
  gint64 methods[2];
  const char *now = demo_env_now (seed->env);

  for (int i = 0; i < 2; i++)
    {
      methods[i] =
          demo_db_insert (seed->db, error,
                          "INSERT INTO account_payment_method (name, code, payment_type" LOG_COLUMNS
                          ") VALUES ('Manual', 'manual', ?1, 1, ?2, 1, ?2)",
                          "ss", directions[i], now);
      if (methods[i] == 0)
        return FALSE;
    }
  seed->customer_location =
      add_location (seed, "Customers", "Partners/Customers", "customer", 0, error);
  seed->team = demo_db_insert (seed->db, error,
                               "INSERT INTO crm_team (name, sequence, active" LOG_COLUMNS ")"
                               " VALUES ('Sales', 1, 1, 1, ?1, 1, ?1)",
                               "s", now);
  if (seed->customer_location == 0 || seed->team == 0
      || !demo_env_set_ref (seed->env, "stock.stock_location_customers", "stock.location",
                            seed->customer_location, error)
      || !demo_env_set_ref (seed->env, "sales_team.team_sales_department", "crm.team", seed->team,
                            error))
    return FALSE;
  for (int i = 0; i < DEMO_SEED_COMPANIES; i++)
    if (!add_company (seed, i, error) || !add_chart (seed, i, error)
        || !add_journals (seed, i, methods, error) || !add_taxes (seed, i, error)
        || !add_warehouse (seed, i, error) || !add_rates (seed, i, error))
      return FALSE;
  return TRUE;
}
