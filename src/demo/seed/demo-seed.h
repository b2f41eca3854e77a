/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-company.h"
#include "demo-random.h"

G_BEGIN_DECLS

#define DEMO_SEED_COMPANIES 3
#define DEMO_SEED_TAXES 4

/* Which of a company's sale taxes. */
typedef enum
{
  DEMO_SEED_TAX_NORMAL,
  DEMO_SEED_TAX_REDUCED,
  DEMO_SEED_TAX_UNION,
  DEMO_SEED_TAX_EXPORT,
} DemoSeedTax;

typedef enum
{
  DEMO_TERM_AT_ONCE,
  DEMO_TERM_14,
  DEMO_TERM_30,
  DEMO_TERM_45,
  DEMO_TERM_60,
  DEMO_TERM_DISCOUNT,
  DEMO_TERM_MONTH_END,
  DEMO_TERM_TWO_PARTS,
  DEMO_TERM_COUNT,
} DemoSeedTerm;

/* How a customer pays. */
typedef enum
{
  DEMO_PAYS_EARLY,
  DEMO_PAYS_PROMPT,
  DEMO_PAYS_LATE,
  DEMO_PAYS_BADLY,
  DEMO_PAYS_MONTHLY,
  DEMO_PAYS_HABITS,
} DemoSeedHabit;

typedef struct
{
  gint64 id;
  gint64 currency;
  const char *country;
  gint64 receivable, outstanding_in, outstanding_out, income, gain, loss, discount_loss,
      tax_account;
  gint64 sales, bank, misc, exchange, method_in;
  gint64 taxes[DEMO_SEED_TAXES];
  gint64 tax_percent[DEMO_SEED_TAXES];
  gint64 picking_type, stock_location, warehouse;
} DemoSeedCompany;

typedef struct
{
  gint64 id;
  gint64 price; /* scaled by a million, EUR */
  gint64 uom;
  gboolean reduced;
  gboolean service;
  char *name; /* (owned): "[CODE] Name" */
} DemoSeedProduct;

typedef struct
{
  gint64 id;      /* the commercial entity */
  gint64 contact; /* who orders, perhaps the same */
  int company;
  gint64 currency;
  DemoSeedTax tax;
  DemoSeedTerm term;
  DemoSeedHabit habit;
  int weight;   /* how often it orders */
  int discount; /* percent */
  gint64 salesman;
  char *name; /* (owned) */
  char *city; /* (owned) */
} DemoSeedCustomer;

/* All that the parts of the seed share. */
typedef struct
{
  DemoEnv *env;
  DemoDb *db;
  DemoRandom random;
  int today;
  int start;
  guint scale;
  guint cases; /* 0 the ordinary number */
  gint64 eur, usd;
  gint64 unit;
  gint64 customer_location;
  gint64 team;
  gint64 controller, credit, agent, manager;
  gint64 salesmen[4];
  gint64 terms[DEMO_TERM_COUNT];
  DemoSeedCompany companies[DEMO_SEED_COMPANIES];
  GArray *products;  /* (owned) (element-type DemoSeedProduct) */
  GArray *customers; /* (owned) (element-type DemoSeedCustomer) */
  GArray *rates; /* (owned) (element-type gint64): USD for one EUR, each day from `start` - 31 */
} DemoSeed;

gboolean
demo_seed_fill (DemoEnv *env, const DemoSeedOptions *options, gboolean story, GError **error);
gboolean demo_seed_add_bank (DemoSeed *seed, GError **error);
gboolean demo_seed_add_cases (DemoSeed *seed, GError **error);
gboolean demo_seed_add_base (DemoSeed *seed, GError **error);
gboolean demo_seed_add_companies (DemoSeed *seed, GError **error);
gboolean demo_seed_add_products (DemoSeed *seed, GError **error);
gboolean demo_seed_add_leads (DemoSeed *seed, GError **error);
gboolean demo_seed_add_people (DemoSeed *seed, GError **error);
gboolean demo_seed_add_customers (DemoSeed *seed, GError **error);
gboolean demo_seed_add_service (DemoSeed *seed, GError **error);
gboolean demo_seed_add_stages (DemoSeed *seed, GError **error);
gboolean demo_seed_add_story (DemoSeed *seed, GError **error);
gint64 demo_seed_get_rate (const DemoSeed *seed, int company, gint64 currency, int day);

G_END_DECLS
