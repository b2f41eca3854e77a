/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed.h"

/* A wholesaler of electrical and workshop goods. Prices in cents of a euro. */
static const struct
{
  const char *code, *name;
  int cents;
  int category;
  gboolean reduced;
  gboolean service;
} articles[] = {
  { "LED-1008", "LED Bulb 8 W warm white", 349, 0, FALSE, FALSE },
  { "LED-1012", "LED Bulb 12 W neutral white", 459, 0, FALSE, FALSE },
  { "LED-1120", "LED Tube 120 cm 18 W", 990, 0, FALSE, FALSE },
  { "LED-1150", "LED Tube 150 cm 24 W", 1290, 0, FALSE, FALSE },
  { "LED-2060", "LED Panel 60 x 60 cm 36 W", 4390, 0, FALSE, FALSE },
  { "LED-2120", "LED Panel 120 x 30 cm 40 W", 5190, 0, FALSE, FALSE },
  { "LED-3050", "LED Floodlight 50 W IP65", 3890, 0, FALSE, FALSE },
  { "LED-3100", "LED Floodlight 100 W IP65", 6990, 0, FALSE, FALSE },
  { "LED-4000", "Emergency Exit Light 3 h", 5890, 0, FALSE, FALSE },
  { "LED-5005", "LED Strip 5 m RGBW", 3290, 0, FALSE, FALSE },
  { "CAB-0315", "Installation Cable 3 x 1.5 mm² 50 m", 4250, 1, FALSE, FALSE },
  { "CAB-0325", "Installation Cable 3 x 2.5 mm² 50 m", 6790, 1, FALSE, FALSE },
  { "CAB-0515", "Installation Cable 5 x 1.5 mm² 50 m", 7190, 1, FALSE, FALSE },
  { "CAB-0525", "Installation Cable 5 x 2.5 mm² 50 m", 11490, 1, FALSE, FALSE },
  { "CAB-0540", "Installation Cable 5 x 4 mm² 50 m", 18900, 1, FALSE, FALSE },
  { "CAB-7001", "Network Cable Cat 7 100 m", 8990, 1, FALSE, FALSE },
  { "CAB-7305", "Patch Cord Cat 6A 0.5 m", 289, 1, FALSE, FALSE },
  { "CAB-7320", "Patch Cord Cat 6A 2 m", 449, 1, FALSE, FALSE },
  { "CAB-8010", "Extension Lead 10 m H07RN", 3450, 1, FALSE, FALSE },
  { "CAB-8050", "Cable Drum 50 m 3 x 2.5 mm²", 12990, 1, FALSE, FALSE },
  { "SWI-0100", "Light Switch flush white", 595, 2, FALSE, FALSE },
  { "SWI-0110", "Two-way Switch flush white", 645, 2, FALSE, FALSE },
  { "SWI-0200", "Socket flush white", 489, 2, FALSE, FALSE },
  { "SWI-0220", "Double Socket flush white", 1090, 2, FALSE, FALSE },
  { "SWI-0300", "Dimmer LED 3-60 W", 3990, 2, FALSE, FALSE },
  { "SWI-0400", "Motion Detector 180°", 4590, 2, FALSE, FALSE },
  { "SWI-0500", "Frame 3-fold white", 395, 2, FALSE, FALSE },
  { "SWI-0600", "USB Charger Outlet 2 x USB-C", 3290, 2, FALSE, FALSE },
  { "DIS-0116", "Circuit Breaker B16 1-pole", 329, 3, FALSE, FALSE },
  { "DIS-0316", "Circuit Breaker B16 3-pole", 1490, 3, FALSE, FALSE },
  { "DIS-0440", "Residual Current Device 40 A 30 mA", 3990, 3, FALSE, FALSE },
  { "DIS-0463", "Residual Current Device 63 A 30 mA", 6890, 3, FALSE, FALSE },
  { "DIS-0500", "Surge Protector Type 2", 11900, 3, FALSE, FALSE },
  { "DIS-0812", "Distribution Board 12 modules", 2890, 3, FALSE, FALSE },
  { "DIS-0836", "Distribution Board 36 modules", 7690, 3, FALSE, FALSE },
  { "DIS-0900", "Meter Cabinet 2 fields", 48900, 3, FALSE, FALSE },
  { "DIS-0950", "Wallbox 11 kW", 64900, 3, FALSE, FALSE },
  { "DIS-0960", "Wallbox 22 kW with meter", 98900, 3, FALSE, FALSE },
  { "TOO-0101", "Screwdriver Set VDE 7 pieces", 4990, 4, FALSE, FALSE },
  { "TOO-0110", "Side Cutter 160 mm VDE", 2890, 4, FALSE, FALSE },
  { "TOO-0120", "Cable Stripper 0.2-6 mm²", 3690, 4, FALSE, FALSE },
  { "TOO-0130", "Crimping Tool ferrules", 5490, 4, FALSE, FALSE },
  { "TOO-0200", "Cordless Drill 18 V with 2 batteries", 21900, 4, FALSE, FALSE },
  { "TOO-0210", "Rotary Hammer SDS-plus 800 W", 28900, 4, FALSE, FALSE },
  { "TOO-0220", "Angle Grinder 125 mm", 11900, 4, FALSE, FALSE },
  { "TOO-0300", "Multimeter TRMS", 13900, 4, FALSE, FALSE },
  { "TOO-0310", "Installation Tester", 124900, 4, FALSE, FALSE },
  { "TOO-0320", "Voltage Tester 2-pole", 6490, 4, FALSE, FALSE },
  { "TOO-0400", "Tool Trolley 7 drawers", 58900, 4, FALSE, FALSE },
  { "TOO-0410", "Work Light 50 W battery", 12900, 4, FALSE, FALSE },
  { "FAS-0006", "Wall Plugs 6 mm, 200 pieces", 690, 5, FALSE, FALSE },
  { "FAS-0008", "Wall Plugs 8 mm, 100 pieces", 750, 5, FALSE, FALSE },
  { "FAS-0100", "Cable Ties 200 mm black, 100 pieces", 320, 5, FALSE, FALSE },
  { "FAS-0200", "Nail Clips 4-11 mm, 100 pieces", 290, 5, FALSE, FALSE },
  { "FAS-0300", "Conduit M20 3 m", 245, 5, FALSE, FALSE },
  { "FAS-0310", "Flexible Conduit M20 25 m", 1690, 5, FALSE, FALSE },
  { "FAS-0400", "Cable Tray 60 x 200 mm 3 m", 2790, 5, FALSE, FALSE },
  { "FAS-0500", "Terminal 2-way lever, 100 pieces", 2490, 5, FALSE, FALSE },
  { "FAS-0510", "Terminal 3-way lever, 50 pieces", 1690, 5, FALSE, FALSE },
  { "FAS-0520", "Terminal 5-way lever, 25 pieces", 1390, 5, FALSE, FALSE },
  { "SAF-0100", "Safety Gloves size 9", 890, 6, FALSE, FALSE },
  { "SAF-0110", "Safety Glasses clear", 690, 6, FALSE, FALSE },
  { "SAF-0120", "Hearing Protection", 1990, 6, FALSE, FALSE },
  { "SAF-0130", "Safety Helmet with chin strap", 2890, 6, FALSE, FALSE },
  { "SAF-0140", "Safety Shoes S3", 7990, 6, FALSE, FALSE },
  { "SAF-0200", "First Aid Kit DIN 13157", 3490, 6, FALSE, FALSE },
  { "SAF-0300", "Fire Extinguisher 6 kg", 5990, 6, FALSE, FALSE },
  { "BOO-0100", "Handbook of Electrical Installation", 4990, 7, TRUE, FALSE },
  { "BOO-0110", "Tables for Electricians", 2990, 7, TRUE, FALSE },
  { "SRV-0100", "Cutting of Cable to Length", 750, 8, FALSE, TRUE },
  { "SRV-0200", "Express Freight", 2490, 8, FALSE, TRUE },
  { "SRV-0300", "Pallet Freight", 6900, 8, FALSE, TRUE },
  { "SRV-0400", "Lighting Plan", 18000, 8, FALSE, TRUE },
};

static const char *const categories[] = { "Lighting",     "Cable", "Switches and Sockets",
                                          "Distribution", "Tools", "Fastening",
                                          "Safety",       "Books", "Services" };

gboolean
demo_seed_add_products (DemoSeed *seed, GError **error)
{
  gint64 ids[G_N_ELEMENTS (categories)];
  const char *now = demo_env_now (seed->env);
  gboolean old = demo_env_get_series (seed->env) < 18;

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      ids[i] = demo_db_insert (seed->db, error,
                               "INSERT INTO product_category (name, complete_name, create_uid,"
                               " create_date, write_uid, write_date)"
                               " VALUES (?1, ?1, 1, ?2, 1, ?2)",
                               "ss", categories[i], now);
      if (ids[i] == 0)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      /* What is small is not counted. */
      gboolean counted =
          !articles[i].service && articles[i].category != 5 && articles[i].category != 6;
      const char *goods = old && counted ? "product" : "consu";
      DemoSeedProduct product = {
        .price = (gint64)articles[i].cents * 10000,
        .uom = seed->unit,
        .reduced = articles[i].reduced,
        .service = articles[i].service,
      };

      product.id = demo_db_insert (
          seed->db, error,
          "INSERT INTO product_template (name, default_code, type, is_storable, sale_ok, "
          "purchase_ok,"
          " list_price, standard_price, uom_id, categ_id, invoice_policy, sequence, active,"
          " create_uid, create_date, write_uid, write_date)"
          " VALUES (?1, ?2, ?3, ?4, 1, 1, ?5, ?6, ?7, ?8, ?9, 1, 1, 1, ?10, 1, ?10)",
          "sssiiiiiss", articles[i].name, articles[i].code, articles[i].service ? "service" : goods,
          (gint64)counted, product.price,
          product.price * demo_random_range (&seed->random, 58, 74) / 100, seed->unit,
          ids[articles[i].category], articles[i].service ? "order" : "delivery", now);
      if (product.id == 0
          || !demo_db_exec (seed->db, error,
                            "INSERT INTO product_product (id, product_tmpl_id, active, create_uid,"
                            " create_date, write_uid, write_date) VALUES (?1, ?1, 1, 1, ?2, 1, ?2)",
                            "is", product.id, now))
        return FALSE;
      for (int c = 0; c < DEMO_SEED_COMPANIES; c++)
        if (!demo_db_exec (seed->db, error,
                           "INSERT INTO product_taxes_rel (prod_id, tax_id) VALUES (?, ?)", "ii",
                           product.id, seed->companies[c].taxes[articles[i].reduced ? 1 : 0]))
          return FALSE;
      product.name = g_strdup_printf ("[%s] %s", articles[i].code, articles[i].name);
      g_array_append_val (seed->products, product);
    }
  return TRUE;
}
