/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed.h"

#include "demo-day.h"

#define CUSTOMERS 400

static const char *const families[] = {
  "Brüggemann", "Hülsmann", "Köster",   "Lüdtke",   "Möllers",   "Niehoff",  "Özdemir",
  "Petersen",   "Quandt",   "Rößler",   "Schäfer",  "Thönnes",   "Uhlig",    "Völkel",
  "Wübbena",    "Zöllner",  "Ahrens",   "Bächtold", "Claußen",   "Dörfler",  "Ehlers",
  "Freymuth",   "Großmann", "Hinrichs", "Ilgner",   "Jäger",     "Kühnel",   "Löffler",
  "Mühlbauer",  "Nußbaum",  "Oßwald",   "Pröll",    "Rübsam",    "Stürmer",  "Tönnies",
  "Weißhaupt",  "Yıldız",   "Zängl",    "Behrmann", "Dierksen",  "Fährmann", "Gärtner",
  "Höfner",     "Kröger",   "Lübbers",  "Märtens",  "Nölting",   "Püschel",  "Schröer",
  "Wörner",     "Ansorge",  "Brandt",   "Callsen",  "Detlefsen", "Eckhoff",  "Falkenstein",
  "Gerdes",     "Harms",    "Imhoff",   "Janßen",
};

static const char *const trades[] = {
  "Elektro",       "Elektrotechnik",  "Haustechnik",  "Lichttechnik",          "Gebäudetechnik",
  "Anlagenbau",    "Netzwerktechnik", "Solartechnik", "Maschinenbau",          "Ladenbau",
  "Schaltanlagen", "Bauservice",      "Facility",     "Veranstaltungstechnik", "Metallbau",
};

typedef struct
{
  const char *country;
  const char *forms[3];
  const char *places[8]; /* "zip city" */
  const char *people[6];
  const char *words[5]; /* names of foreign firms: family + word */
} Land;

static const Land lands[] = {
  { "DE",
    { "GmbH", "GmbH & Co. KG", "e.K." },
    { "20095 Hamburg", "28195 Bremen", "24103 Kiel", "30159 Hannover", "50667 Köln",
      "80331 München", "01067 Dresden", "99084 Erfurt" },
    { "Jürgen", "Käthe", "Björn", "Anneliese", "Günther", "Sönke" },
    { NULL } },
  { "AT",
    { "GmbH", "KG", "OG" },
    { "1010 Wien", "4020 Linz", "8010 Graz", "5020 Salzburg", "6020 Innsbruck", "9020 Klagenfurt",
      "3100 St. Pölten", "2700 Wiener Neustadt" },
    { "Franz", "Resi", "Alois", "Vroni", "Ägidius", "Johanna" },
    { NULL } },
  { "CH",
    { "AG", "GmbH", "& Söhne AG" },
    { "8001 Zürich", "3011 Bern", "4051 Basel", "9000 St. Gallen", "6003 Luzern", "8400 Winterthur",
      "5000 Aarau", "2502 Biel" },
    { "Urs", "Regula", "Beat", "Annegret", "Jürg", "Vreni" },
    { NULL } },
  { "NL",
    { "B.V.", "V.O.F.", "B.V." },
    { "1012 Amsterdam", "3011 Rotterdam", "3511 Utrecht", "9712 Groningen", "5611 Eindhoven",
      "6211 Maastricht", "7511 Enschede", "8911 Leeuwarden" },
    { "Sjoerd", "Marieke", "Jeroen", "Anouk", "Teun", "Femke" },
    { "Installatietechniek", "Elektro", "Licht", "Bouw", "Techniek" } },
  { "FR",
    { "SARL", "SAS", "SA" },
    { "75001 Paris", "69001 Lyon", "67000 Strasbourg", "59000 Lille", "31000 Toulouse",
      "44000 Nantes", "13001 Marseille", "21000 Dijon" },
    { "Hélène", "Benoît", "Éloïse", "François", "Chloé", "Jérôme" },
    { "Éclairage", "Électricité", "Bâtiment", "Équipements", "Réseaux" } },
  { "PL",
    { "Sp. z o.o.", "S.A.", "Sp. j." },
    { "00-001 Warszawa", "30-001 Kraków", "50-001 Wrocław", "60-001 Poznań", "80-001 Gdańsk",
      "90-001 Łódź", "70-001 Szczecin", "40-001 Katowice" },
    { "Łukasz", "Małgorzata", "Paweł", "Zuzanna", "Michał", "Agnieszka" },
    { "Elektryka", "Instalacje", "Oświetlenie", "Energia", "Budowa" } },
  { "DK",
    { "ApS", "A/S", "ApS" },
    { "1050 København", "8000 Aarhus", "5000 Odense", "9000 Aalborg", "6700 Esbjerg", "7100 Vejle",
      "8900 Randers", "6000 Kolding" },
    { "Søren", "Åse", "Jørgen", "Mette", "Bjørn", "Kirsten" },
    { "Belysning", "El", "Teknik", "Byg", "Installation" } },
  { "US",
    { "Inc.", "LLC", "Corp." },
    { "02110 Boston, MA", "02903 Providence, RI", "06103 Hartford, CT", "03101 Manchester, NH",
      "04101 Portland, ME", "12207 Albany, NY", "10001 New York, NY", "19103 Philadelphia, PA" },
    { "Abigail", "Curtis", "Denise", "Elliott", "Grace", "Howard" },
    { "Electric", "Lighting", "Contractors", "Supply", "Power" } },
};

static const char *const foreign[] = {
  "van der Meer", "de Vries",   "Jansen",   "Bakker",     "Lefèvre",   "Moreau",    "Garnier",
  "Dubois",       "Nowak",      "Kowalski", "Wiśniewski", "Zieliński", "Sørensen",  "Nygaard",
  "Kjær",         "Østergaard", "Whitcomb", "Harrington", "Ames",      "Delaney",   "O'Rourke",
  "Kessler",      "Brooks",     "Thayer",   "Vega",       "Santoro",   "Lindqvist", "Åkesson",
};

static const char *const streets[] = {
  "Hafenstraße",     "Am Güterbahnhof", "Gewerbepark",   "Mühlenweg",
  "Industriestraße", "Lange Reihe",     "Bahnhofstraße", "Werkstraße",
  "Ringstraße",      "Zum Süderholz",   "Hauptstraße",   "Königsallee",
};

static const Land *
choose_land (DemoSeed *seed, int company)
{
  static const int weights[DEMO_SEED_COMPANIES][G_N_ELEMENTS (lands)] = {
    { 66, 3, 5, 8, 6, 5, 5, 2 },
    { 8, 78, 8, 0, 0, 6, 0, 0 },
    { 0, 0, 0, 1, 2, 0, 1, 96 },
  };

  return &lands[demo_random_weighted (&seed->random, weights[company], G_N_ELEMENTS (lands))];
}

/* The check digits of ISO 13616: the rest by 97 of the rearranged number. */
static char *
make_iban (const char *country, const char *account)
{
  g_autofree char *moved = g_strdup_printf ("%s%s00", account, country);
  int rest = 0;

  for (const char *p = moved; *p != '\0'; p++)
    {
      int value = g_ascii_isdigit (*p) ? *p - '0' : *p - 'A' + 10;

      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
  return g_strdup_printf ("%s%02d%s", country, 98 - rest, account);
}

static char *
invent_name (DemoSeed *seed, const Land *land, GHashTable *taken)
{
  for (;;)
    {
      g_autofree char *name = NULL;
      const char *form =
          land->forms[demo_random_weighted (&seed->random, (const int[]){ 6, 3, 2 }, 3)];

      if (land->words[0] != NULL)
        name = g_strdup_printf ("%s %s %s", demo_random_pick (&seed->random, foreign),
                                demo_random_pick (&seed->random, land->words), form);
      else if (demo_random_percent (&seed->random, 20))
        name = g_strdup_printf ("%s & %s %s %s", demo_random_pick (&seed->random, families),
                                demo_random_pick (&seed->random, families),
                                demo_random_pick (&seed->random, trades), form);
      else
        name = g_strdup_printf ("%s %s %s", demo_random_pick (&seed->random, families),
                                demo_random_pick (&seed->random, trades), form);
      if (g_hash_table_add (taken, g_strdup (name)))
        return g_steal_pointer (&name);
    }
}

static char *
make_vat (DemoSeed *seed, const char *country)
{
  int number = demo_random_range (&seed->random, 100000000, 999999999);

  if (g_str_equal (country, "AT"))
    return g_strdup_printf ("ATU%08d", number % 100000000);
  if (g_str_equal (country, "CH"))
    return g_strdup_printf ("CHE%09d", number);
  if (g_str_equal (country, "NL"))
    return g_strdup_printf ("NL%09dB01", number);
  if (g_str_equal (country, "US"))
    return g_strdup_printf ("%02d-%07d", number % 90 + 10, number % 10000000);
  if (g_str_equal (country, "FR"))
    return g_strdup_printf ("FR%02d%09d", number % 97, number);
  if (g_str_equal (country, "PL"))
    return g_strdup_printf ("PL%d%d", number, number % 10);
  if (g_str_equal (country, "DK"))
    return g_strdup_printf ("DK%08d", number % 100000000);
  return g_strdup_printf ("%s%09d", country, number);
}

static void
choose_terms (DemoSeed *seed, DemoSeedCustomer *customer)
{
  static const int terms[DEMO_TERM_COUNT] = { 3, 18, 42, 8, 8, 14, 5, 2 };
  static const int habits[DEMO_PAYS_HABITS] = { 14, 40, 26, 8, 12 };

  customer->term = (DemoSeedTerm)demo_random_weighted (&seed->random, terms, DEMO_TERM_COUNT);
  customer->habit = (DemoSeedHabit)demo_random_weighted (&seed->random, habits, DEMO_PAYS_HABITS);
  if (customer->habit == DEMO_PAYS_MONTHLY && customer->term == DEMO_TERM_TWO_PARTS)
    customer->term = DEMO_TERM_30;
  customer->discount =
      demo_random_percent (&seed->random, 45) ? demo_random_range (&seed->random, 1, 6) * 3 : 0;
  /* Few buy much, many buy little. */
  customer->weight = demo_random_percent (&seed->random, 10)
                         ? demo_random_range (&seed->random, 25, 60)
                         : demo_random_range (&seed->random, 1, 12);
}

static gboolean
add_bank_account (DemoSeed *seed,
                  const DemoSeedCustomer *customer,
                  const char *country,
                  GError **error)
{
  g_autofree char *account =
      g_strdup_printf ("%08d%010d", demo_random_range (&seed->random, 10000000, 89999999),
                       demo_random_range (&seed->random, 1000000, 999999999));
  g_autofree char *number = g_str_equal (country, "US") ? g_strdup_printf ("%.12s", account)
                                                        : make_iban (country, account);

  return demo_db_exec (seed->db, error,
                       "INSERT INTO res_partner_bank (acc_number, sanitized_acc_number, partner_id,"
                       " acc_holder_name, sequence, active, create_uid, create_date, write_uid,"
                       " write_date) VALUES (?1, ?1, ?2, ?3, 10, 1, 1, ?4, 1, ?4)",
                       "siss", number, customer->id, customer->name, demo_env_now (seed->env));
}

static gboolean
set_property (
    DemoSeed *seed, const char *field, gint64 partner, gint64 company, gint64 value, GError **error)
{
  return demo_db_exec (seed->db, error,
                       "INSERT INTO company_value (field, res_id, company_id, value)"
                       " VALUES (?, ?, ?, ?)",
                       "siii", field, partner, company, value);
}

static gint64
add_contact (DemoSeed *seed,
             const DemoSeedCustomer *customer,
             const Land *land,
             const char *domain,
             GError **error)
{
  const char *first = demo_random_pick (&seed->random, land->people);
  const char *last = land->words[0] != NULL ? demo_random_pick (&seed->random, foreign)
                                            : demo_random_pick (&seed->random, families);
  g_autofree char *name = g_strdup_printf ("%s %s", first, last);
  g_autofree char *complete = g_strdup_printf ("%s, %s", customer->name, name);
  g_autofree char *email =
      g_strdup_printf ("%s@%s", demo_random_percent (&seed->random, 50) ? "einkauf" : "buchhaltung",
                       domain);

  return demo_db_insert (seed->db, error,
                         "INSERT INTO res_partner (name, complete_name, is_company, parent_id,"
                         " commercial_partner_id, type, email, phone, function, active, trust,"
                         " create_uid, create_date, write_uid, write_date)"
                         " VALUES (?1, ?2, 0, ?3, ?3, 'contact', ?4, ?5, ?6, 1, 'normal', 1, ?7,"
                         " 1, ?7)",
                         "ssissss", name, complete, customer->id, email, "+49 40 5550 900",
                         demo_random_percent (&seed->random, 50) ? "Purchasing"
                                                                 : "Accounts Payable",
                         demo_env_now (seed->env));
}

static const char *
say_trust (const DemoSeedCustomer *customer)
{
  if (customer->habit == DEMO_PAYS_BADLY)
    return "bad";
  return customer->habit == DEMO_PAYS_EARLY ? "good" : "normal";
}

/* Terms, limit, bank account and, often, a person. */
static gboolean
add_details (DemoSeed *seed,
             DemoSeedCustomer *customer,
             const Land *land,
             const char *domain,
             GError **error)
{
  const DemoSeedCompany *home = &seed->companies[customer->company];
  gboolean added =
      customer->id > 0
      && demo_db_exec (seed->db, error,
                       "UPDATE res_partner SET commercial_partner_id = id WHERE id = ?", "i",
                       customer->id)
      && set_property (seed, "res.partner.property_payment_term_id", customer->id, home->id,
                       seed->terms[customer->term], error)
      && add_bank_account (seed, customer, land->country, error);
  if (added && demo_random_percent (&seed->random, 80))
    added = set_property (seed, "res.partner.credit_limit", customer->id, home->id,
                          (gint64)demo_random_range (&seed->random, 1, 6)
                              * (customer->weight > 20 ? 20000 : 2500) * DEMO_FLOAT_ONE,
                          error);
  if (added && demo_random_percent (&seed->random, 60))
    {
      gint64 contact = add_contact (seed, customer, land, domain, error);

      added = contact > 0;
      if (demo_random_percent (&seed->random, 50))
        customer->contact = contact;
    }
  return added;
}

static gboolean
add_customer (DemoSeed *seed, int index, GHashTable *taken, gint64 group, GError **error)
{
  int company = demo_random_weighted (&seed->random, (const int[]){ 70, 14, 16 }, 3);
  const Land *land = choose_land (seed, company);
  const char *place = demo_random_pick (&seed->random, land->places);
  const char *space = strchr (place, ' ');
  g_autofree char *zip = g_strndup (place, (gsize)(space - place));
  g_autofree char *domain = g_strdup_printf ("kunde%03d.example", index + 1);
  g_autofree char *email = g_strdup_printf ("info@%s", domain);
  g_autofree char *ref = g_strdup_printf ("K%05d", 10000 + index * 7);
  g_autofree char *street = g_strdup_printf ("%s %d", demo_random_pick (&seed->random, streets),
                                             demo_random_range (&seed->random, 1, 180));
  g_autofree char *vat = make_vat (seed, land->country);
  g_autofree char *phone = g_strdup_printf ("+49 40 5550 %04d", 1000 + index);
  const DemoSeedCompany *home = &seed->companies[company];
  gboolean dollars =
      company == 2 ? !demo_random_percent (&seed->random, 5)
                   : g_str_equal (land->country, "US") || demo_random_percent (&seed->random, 5);
  DemoSeedCustomer customer = {
    .company = company,
    .currency = dollars ? seed->usd : seed->eur,
    .tax = g_str_equal (land->country, home->country) ? DEMO_SEED_TAX_NORMAL
           : g_str_equal (land->country, "US") || g_str_equal (land->country, "CH") || company == 2
               ? DEMO_SEED_TAX_EXPORT
               : DEMO_SEED_TAX_UNION,
    .salesman = company == 2   ? seed->salesmen[3]
                : company == 1 ? seed->salesmen[2]
                               : seed->salesmen[demo_random_range (&seed->random, 0, 1)],
    .city = g_strdup (space + 1),
    .name = invent_name (seed, land, taken),
  };
  gboolean added;

  choose_terms (seed, &customer);
  customer.id = demo_db_insert (
      seed->db, error,
      "INSERT INTO res_partner (name, complete_name, is_company, type, parent_id, ref, vat, street,"
      " zip, city, country_id, email, phone, user_id, team_id, active, trust, customer_rank, lang,"
      " create_uid, create_date, write_uid, write_date)"
      " VALUES (?1, ?1, 1, 'contact', ?2, ?3, ?4, ?5, ?6, ?7, (SELECT id FROM res_country"
      " WHERE code = ?8), ?9, ?10, ?11, ?12, 1, ?13, 1, ?14, 1, ?15, 1, ?15)",
      "sossssssssiisss", customer.name, group, ref, vat, street, zip, customer.city, land->country,
      email, phone, customer.salesman, seed->team, say_trust (&customer),
      company == 2 ? "en_US" : "de_DE", demo_env_now (seed->env));
  customer.contact = customer.id;
  added = add_details (seed, &customer, land, domain, error);
  g_array_append_val (seed->customers, customer);
  return added;
}

/* Who has no limit of his own has the company's; the third company has none. */
static gboolean
add_default_limits (DemoSeed *seed, GError **error)
{
  static const gint64 limits[] = { 10000, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (!set_property (seed, "res.partner.credit_limit", 0, seed->companies[i].id,
                         limits[i] * DEMO_FLOAT_ONE, error))
        return FALSE;
    }
  return TRUE;
}

/* The community's risk looks at some of those who have a limit: all of what they owe and ordered;
 * and at some of these at what is overdue apart. */
static gboolean
add_risk (DemoSeed *seed, GError **error)
{
  if (demo_env_get_series (seed->env) > 17)
    return TRUE;
  return demo_db_exec (seed->db, error,
                       "UPDATE res_partner SET risk_invoice_open_include = 1,"
                       " risk_invoice_unpaid_include = 1, risk_sale_order_include = 1,"
                       " risk_account_amount_include = 1, risk_account_amount_unpaid_include = 1,"
                       " risk_invoice_unpaid_limit = CASE WHEN id % 12 = 0 THEN 500000 ELSE 0 END"
                       " WHERE id % 4 = 0 AND EXISTS (SELECT 1 FROM company_value v"
                       " WHERE v.field = 'res.partner.credit_limit' AND v.res_id = res_partner.id"
                       " AND v.value > 0)",
                       "");
}

/* One of them was entered twice: another name, and the same tax id and phone. */
static gboolean
add_twin (DemoSeed *seed, GError **error)
{
  gint64 first = g_array_index (seed->customers, DemoSeedCustomer, 30).id;
  gint64 second = g_array_index (seed->customers, DemoSeedCustomer, 205).id;

  return demo_db_exec (seed->db, error,
                       "UPDATE res_partner SET (vat, phone) = (SELECT vat, phone FROM res_partner"
                       " WHERE id = ?) WHERE id = ?",
                       "ii", first, second);
}

gboolean
demo_seed_add_customers (DemoSeed *seed, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 group = 0;

  for (int i = 0; i < CUSTOMERS; i++)
    {
      gboolean below = i % 25 > 0 && i % 25 < 4;

      /* Every twenty-fifth is the head of a group; the next three belong to it. */
      if (!add_customer (seed, i, taken, below ? group : 0, error))
        return FALSE;
      if (i % 25 == 0)
        group = g_array_index (seed->customers, DemoSeedCustomer, i).id;
    }
  return add_default_limits (seed, error) && add_risk (seed, error) && add_twin (seed, error);
}
