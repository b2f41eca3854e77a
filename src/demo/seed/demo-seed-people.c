/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed.h"

/* Who works here. The five with a role are told when the server is ready. */
static const struct
{
  const char *login, *name, *function, *role, *groups;
  int companies;
} people[] = {
  { "admin", "Arne Adler", "Administrator", "admin",
    "base.group_system,base.group_partner_manager,base.group_multi_company,"
    "base.group_multi_currency,account.group_account_user,account.group_account_manager,"
    "sales_team.group_sale_manager,stock.group_stock_manager,"
    "helpdesk_mgmt.group_helpdesk_manager,dms.group_dms_user",
    3 },
  { "controller", "Carla Conrads", "Finance Controller", "controller",
    "base.group_user,base.group_partner_manager,base.group_multi_company,"
    "base.group_multi_currency,account.group_account_user,account.group_account_manager,"
    "sales_team.group_sale_salesman_all_leads,stock.group_stock_user,"
    "helpdesk_mgmt.group_helpdesk_user,dms.group_dms_user",
    3 },
  { "credit", "Kreszenz Krämer", "Credit Manager", "credit",
    "base.group_user,base.group_partner_manager,base.group_multi_company,"
    "base.group_multi_currency,account.group_account_invoice,"
    "sales_team.group_sale_salesman_all_leads,helpdesk_mgmt.group_helpdesk_user,"
    "dms.group_dms_user",
    2 },
  { "agent", "Ansgar Agerholm", "Service Agent", "agent",
    "base.group_user,sales_team.group_sale_salesman_all_leads,stock.group_stock_user,"
    "helpdesk_mgmt.group_helpdesk_user,dms.group_dms_user",
    1 },
  { "manager", "Mareike Mönning", "Managing Director", "manager",
    "base.group_user,base.group_erp_manager,base.group_multi_company,base.group_multi_currency,"
    "account.group_account_readonly",
    3 },
  { "jborg", "Jule Borg", "Sales", NULL, "base.group_user,sales_team.group_sale_salesman_all_leads",
    3 },
  { "tfeld", "Torben Feldhusen", "Sales", NULL,
    "base.group_user,sales_team.group_sale_salesman_all_leads", 3 },
  { "lhofer", "Leopold Hofer", "Sales", NULL,
    "base.group_user,sales_team.group_sale_salesman_all_leads", 3 },
  { "mdoyle", "Maeve Doyle", "Sales", NULL,
    "base.group_user,sales_team.group_sale_salesman_all_leads", 3 },
};

static gint64
add_person (DemoSeed *seed, guint index, GError **error)
{
  g_autoptr (DemoIds) companies = demo_ids_new ();
  g_autofree char *email = g_strdup_printf ("%s@nordlicht.example", people[index].login);
  gint64 partner = demo_db_insert (
      seed->db, error,
      "INSERT INTO res_partner (name, complete_name, is_company, type, email, function, employee,"
      " active, trust, lang, create_uid, create_date, write_uid, write_date)"
      " VALUES (?1, ?1, 0, 'contact', ?2, ?3, 1, 1, 'normal', 'en_US', 1, ?4, 1, ?4)",
      "ssss", people[index].name, email, people[index].function, demo_env_now (seed->env));

  if (partner == 0
      || !demo_db_exec (seed->db, error,
                        "UPDATE res_partner SET commercial_partner_id = id WHERE id = ?", "i",
                        partner))
    return 0;
  for (int i = 0; i < people[index].companies; i++)
    demo_ids_add (companies, seed->companies[i].id);
  return demo_auth_add_user (seed->env, people[index].login, partner, people[index].role,
                             people[index].groups, companies, error);
}

gboolean
demo_seed_add_people (DemoSeed *seed, GError **error)
{
  gint64 ids[G_N_ELEMENTS (people)];

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      ids[i] = add_person (seed, i, error);
      if (ids[i] == 0)
        return FALSE;
    }
  seed->controller = ids[1];
  seed->credit = ids[2];
  seed->agent = ids[3];
  seed->manager = ids[4];
  for (int i = 0; i < 4; i++)
    seed->salesmen[i] = ids[5 + i];
  return demo_env_set_ref (seed->env, "base.user_admin", "res.users", ids[0], error);
}
