/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed.h"

/* What sales hopes for. It has its own random numbers, so that the story before stays as it is. */

#define LEADS 40
#define LOG_COLUMNS ", create_uid, create_date, write_uid, write_date"

typedef enum
{
  STAGE_NEW,
  STAGE_QUALIFIED,
  STAGE_OFFER,
  STAGE_WON,
  N_STAGES,
  LOST = N_STAGES,
} Outcome;

static const int likely[] = { 10, 38, 66, 100, 0 };

static const char *const wishes[] = {
  "Lighting of the new hall",   "Frame contract for next year", "Exchange of the old fittings",
  "Emergency lighting",         "Equipment of the showroom",    "Spare parts by subscription",
  "Extension of the warehouse", "Facade and entrance",          "Sensors for the corridors",
  "Trial of the new series",
};

/* Nobody in the books yet. */
static const struct
{
  const char *firm, *contact, *mail;
} strangers[] = {
  { "Deichwerft Husum", "Onno Petersen", "petersen@deichwerft.example" },
  { "Kontor Blankenese", "Swantje Voss", "voss@kontor.example" },
  { "Hafenküche Altona", "Milan Radić", "radic@hafenkueche.example" },
  { "Lakeside Interiors", "Grace Whitman", "whitman@lakeside.example" },
};

gboolean
demo_seed_add_stages (DemoSeed *seed, GError **error)
{
  static const struct
  {
    const char *name, *xmlid;
    gint64 sequence, color;
  } stages[] = {
    { "New", "crm.stage_lead1", 1, 11 },
    { "Qualified", "crm.stage_lead2", 2, 5 },
    { "Proposition", "crm.stage_lead3", 3, 8 },
    { "Won", "crm.stage_lead4", 70, 10 },
  };
  static const char *const reasons[] = { "Price", "Delivery time", "No answer" };
  const char *now = demo_env_now (seed->env);

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      gint64 id =
          demo_db_insert (seed->db, error,
                          "INSERT INTO crm_stage (name, sequence, color, is_won, fold" LOG_COLUMNS
                          ") VALUES (?1, ?2, ?3, ?4, 0, 1, ?5, 1, ?5)",
                          "siiis", stages[i].name, stages[i].sequence, stages[i].color,
                          (gint64)(i == STAGE_WON), now);

      if (id == 0 || !demo_env_set_ref (seed->env, stages[i].xmlid, "crm.stage", id, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (!demo_db_exec (seed->db, error,
                       "INSERT INTO crm_lost_reason (name, active" LOG_COLUMNS ")"
                       " VALUES (?1, 1, 1, ?2, 1, ?2)",
                       "ss", reasons[i], now))
      return FALSE;

  return TRUE;
}

/* What was won has an order of the customer to show for it, and is worth as much. */
static gboolean
join_order (DemoSeed *seed, gint64 lead, gint64 order, GError **error)
{
  return demo_db_exec (seed->db, error, "UPDATE sale_order SET opportunity_id = ? WHERE id = ?",
                       "ii", lead, order)
         && demo_db_exec (
             seed->db, error,
             "UPDATE crm_lead SET (expected_revenue, partner_id, user_id, date_closed,"
             " date_last_stage_update, write_date) = (SELECT CAST(o.amount_untaxed * 1000000.0"
             " / o.currency_rate AS INTEGER), o.partner_id, o.user_id, o.date_order,"
             " o.date_order, o.date_order FROM sale_order o WHERE o.id = ?2),"
             " (create_date, date_open, date_deadline) = (SELECT"
             " DATETIME(o.date_order, '-19 days'), DATETIME(o.date_order, '-18 days'),"
             " DATE(o.date_order, '-2 days') FROM sale_order o WHERE o.id = ?2)"
             " WHERE id = ?1",
             "ii", lead, order);
}

static gint64
insert_lead (DemoSeed *seed,
             DemoRandom *random,
             const DemoSeedCustomer *customer,
             Outcome outcome,
             GError **error)
{
  int age = demo_random_range (random, 3, 40) + (outcome == LOST ? 120 : 0);
  int stage = outcome == LOST ? demo_random_range (random, STAGE_NEW, STAGE_OFFER) : (int)outcome;
  gint64 revenue = (gint64)demo_random_range (random, 12, 480) * 25000;
  gint64 priority = demo_random_range (random, 0, 2);
  const char *name = demo_random_pick (random, wishes);
  char created[DEMO_DAY_SIZE], due[DEMO_DAY_SIZE];
  g_autofree char *stamp = NULL, *closed = NULL;

  demo_day_format (seed->today - age, created);
  demo_day_format (seed->today + demo_random_range (random, -10, 75), due);
  stamp = g_strdup_printf ("%s %02d:%02d:00", created, demo_random_range (random, 7, 16),
                           demo_random_range (random, 0, 59));
  if (outcome == LOST || outcome == STAGE_WON)
    {
      char end[DEMO_DAY_SIZE];

      demo_day_format (seed->today - age / 2, end);
      closed = g_strdup_printf ("%s 15:20:00", end);
    }
  return demo_db_insert (
      seed->db, error,
      "INSERT INTO crm_lead (name, type, active, priority, stage_id, user_id, team_id,"
      " company_id, partner_id, partner_name, expected_revenue, probability,"
      " automated_probability, lost_reason_id, date_deadline, date_open, date_closed,"
      " date_last_stage_update, color" LOG_COLUMNS ")"
      " VALUES (?1, 'opportunity', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11,"
      " (SELECT id FROM crm_lost_reason WHERE ?2 = 0 ORDER BY (id + ?3) % 3 LIMIT 1),"
      " ?12, ?13, ?14, COALESCE(?14, ?13), 0, ?5, ?13, ?5, COALESCE(?14, ?13))",
      "siiiiiiisiisss", name, (gint64)(outcome != LOST), priority,
      demo_db_int (seed->db, NULL, "SELECT id FROM crm_stage ORDER BY sequence LIMIT 1 OFFSET ?",
                   "i", (gint64)stage),
      customer->salesman, seed->team, seed->companies[customer->company].id, customer->contact,
      customer->name, revenue, (gint64)likely[outcome] * DEMO_FLOAT_ONE, due, stamp, closed);
}

static gboolean
add_lead (DemoSeed *seed, DemoRandom *random, Outcome outcome, GError **error)
{
  const DemoSeedCustomer *customer =
      &g_array_index (seed->customers, DemoSeedCustomer,
                      demo_random_range (random, 0, (int)seed->customers->len - 1));
  gint64 lead = insert_lead (seed, random, customer, outcome, error);
  gint64 order;

  if (lead == 0 || outcome != STAGE_WON)
    return lead > 0;
  order = demo_db_int (seed->db, NULL,
                       "SELECT o.id FROM sale_order o JOIN res_partner p ON p.id = o.partner_id"
                       " WHERE p.commercial_partner_id = ? AND o.state = 'sale'"
                       " ORDER BY o.date_order DESC, o.id DESC LIMIT 1",
                       "i", customer->id);

  return order == 0 || join_order (seed, lead, order, error);
}

static gboolean
add_strangers (DemoSeed *seed, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      char day[DEMO_DAY_SIZE];
      g_autofree char *stamp = NULL, *name = NULL;

      demo_day_format (seed->today - 2 * (int)i - 1, day);
      stamp = g_strdup_printf ("%s 09:%02d:00", day, 7 * (int)i);
      name = g_strdup_printf ("Enquiry of %s", strangers[i].firm);
      if (!demo_db_exec (seed->db, error,
                         "INSERT INTO crm_lead (name, type, active, priority, stage_id, user_id,"
                         " team_id, company_id, partner_name, contact_name, email_from,"
                         " expected_revenue, probability, automated_probability, date_open,"
                         " date_last_stage_update, color" LOG_COLUMNS ")"
                         " VALUES (?1, 'opportunity', 1, '0', ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0,"
                         " 10000000, 10000000, ?9, ?9, 0, ?3, ?9, ?3, ?9)",
                         "siiiissss", name, demo_env_ref (seed->env, "crm.stage_lead1"),
                         seed->salesmen[i], seed->team, seed->companies[i == 3 ? 2 : 0].id,
                         strangers[i].firm, strangers[i].contact, strangers[i].mail, stamp))
        return FALSE;
    }

  return TRUE;
}

/**
 * demo_seed_add_leads: (skip)
 * @seed: after the orders
 * @error: return location
 *
 * Returns: FALSE with an error
 */
gboolean
demo_seed_add_leads (DemoSeed *seed, GError **error)
{
  static const int weights[] = { 9, 8, 8, 9, 6 };
  DemoRandom random;

  demo_random_init (&random, 4711);
  for (int i = 0; i < LEADS - (int)G_N_ELEMENTS (strangers); i++)
    if (!add_lead (seed, &random,
                   (Outcome)demo_random_weighted (&random, weights, G_N_ELEMENTS (weights)), error))
      return FALSE;

  return add_strangers (seed, error);
}
