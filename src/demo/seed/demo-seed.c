/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed.h"

#include "demo-day.h"

static void
product_clear (DemoSeedProduct *product)
{
  g_free (product->name);
}

static void
customer_clear (DemoSeedCustomer *customer)
{
  g_free (customer->name);
  g_free (customer->city);
}

static void
seed_clear (DemoSeed *seed)
{
  g_array_unref (seed->products);
  g_array_unref (seed->customers);
  g_array_unref (seed->rates);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoSeed, seed_clear)

/**
 * demo_seed_get_rate: (skip)
 * @company: which of the companies, from 0
 *
 * Returns: units of @currency for one of the company's currency, scaled by a million
 */
gint64
demo_seed_get_rate (const DemoSeed *seed, int company, gint64 currency, int day)
{
  int index = CLAMP (day - (seed->start - 31), 0, (int)seed->rates->len - 1);
  gint64 dollars = g_array_index (seed->rates, gint64, index);

  if (currency == seed->companies[company].currency)
    return DEMO_FLOAT_ONE;
  return currency == seed->usd ? dollars : demo_mul_div (DEMO_FLOAT_ONE, DEMO_FLOAT_ONE, dollars);
}

/**
 * demo_seed_fill: (skip)
 * @env: the superuser's environment, in a transaction
 * @options: how much, and until when
 * @story: also what happened; else only what there is
 * @error: where to put an error
 */
gboolean
demo_seed_fill (DemoEnv *env, const DemoSeedOptions *options, gboolean story, GError **error)
{
  g_auto (DemoSeed) seed = {
    .env = env,
    .db = demo_env_get_db (env),
    .scale = options->scale,
    .cases = options->cases,
  };

  seed.products = g_array_new (FALSE, TRUE, sizeof (DemoSeedProduct));
  g_array_set_clear_func (seed.products, (GDestroyNotify)product_clear);
  seed.customers = g_array_new (FALSE, TRUE, sizeof (DemoSeedCustomer));
  g_array_set_clear_func (seed.customers, (GDestroyNotify)customer_clear);
  seed.rates = g_array_new (FALSE, TRUE, sizeof (gint64));
  seed.today = demo_day_parse (options->today != NULL ? options->today : demo_env_today (env));
  if (seed.today == DEMO_DAY_NONE)
    {
      g_set_error (error, DEMO_ERROR, DEMO_ERROR_VALUE, "\"%s\" is no day.", options->today);
      return FALSE;
    }
  seed.start = demo_day_add_months (seed.today, -18);
  demo_random_init (&seed.random, options->seed);
  return demo_seed_add_base (&seed, error) && demo_seed_add_companies (&seed, error)
         && demo_seed_add_people (&seed, error) && demo_seed_add_products (&seed, error)
         && demo_seed_add_customers (&seed, error) && demo_seed_add_stages (&seed, error)
         && demo_seed_add_service (&seed, error) && (!story || demo_seed_add_story (&seed, error));
}

/**
 * demo_company_seed:
 * @env: the superuser's environment, in a transaction
 * @options: how much, and until when
 * @error: where to put an error
 *
 * Tells the story of a distributor: eighteen months of orders, deliveries, invoices and payments up
 * to the day given. The same seed and day make the same story; only passwords and keys differ.
 */
gboolean
demo_company_seed (DemoEnv *env, const DemoSeedOptions *options, GError **error)
{
  return demo_seed_fill (env, options, TRUE, error);
}
