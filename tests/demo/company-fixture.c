/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "company-fixture.h"

#include "demo-json.h"
#include "demo-seed.h"

#include <string.h>

static gboolean
seed_without_story (DemoEnv *env, const DemoSeedOptions *options, GError **error)
{
  return demo_seed_fill (env, options, FALSE, error);
}

void
company_open (Fixture *self, guint series, const char *login)
{
  fixture_open_with (self, series, login, demo_company_models, demo_company_groups,
                     seed_without_story);
}

static guint
push_context (Fixture *self, JsonObject *args)
{
  JsonObject *context;
  g_autoptr (GList) names = NULL;

  if (!json_object_has_member (args, "context"))
    return 0;
  context = json_object_get_object_member (args, "context");
  names = json_object_get_members (context);
  for (GList *l = names; l != NULL; l = l->next)
    demo_env_push_context (self->env, l->data, json_object_dup_member (context, l->data));
  return g_list_length (names);
}

char *
company_call (Fixture *self, const char *model, const char *method, const char *args)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (args), "'", '"');
  g_autoptr (JsonNode) node = demo_json_parse (json, strlen (json), &error);
  DemoMeta *meta = demo_registry_find (demo_store_get_registry (self->store), model);
  const DemoMethod *found = meta ? demo_meta_find_method (meta, method) : NULL;
  g_autoptr (DemoIds) ids = NULL;
  g_autoptr (JsonNode) result = NULL;
  guint pushed;

  g_assert_no_error (error);
  g_assert_nonnull (found);
  ids = demo_json_get_ids (json_object_get_member (json_node_get_object (node), "ids"), &error);
  g_assert_no_error (error);
  demo_db_script (self->db, "SAVEPOINT company", &error);
  g_assert_no_error (error);
  pushed = push_context (self, json_node_get_object (node));
  result = found->call (self->env, meta->model, ids, json_node_get_object (node), &error);
  if (error == NULL)
    demo_env_flush (self->env, &error);
  while (pushed-- > 0)
    demo_env_pop_context (self->env);
  if (error != NULL)
    {
      demo_db_script (self->db, "ROLLBACK TO company; RELEASE company", NULL);
      return g_strdup (strrchr (demo_error_get_name (error), '.') + 1);
    }
  demo_db_script (self->db, "RELEASE company", &error);
  g_assert_no_error (error);
  return result != NULL ? demo_json_to_text (result) : g_strdup ("null");
}

gint64
company_int (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = demo_db_int (self->db, &error, sql, "");

  g_assert_no_error (error);
  return value;
}

gint64
company_customer (Fixture *self, const char *currency)
{
  g_autofree char *ref = g_strdup_printf ("TEST-%s", currency);
  gint64 id = demo_db_int (self->db, NULL, "SELECT id FROM res_partner WHERE ref = ?", "s", ref);
  g_autofree char *args = NULL;
  g_autofree char *told = NULL;

  if (id > 0)
    return id;
  args = g_strdup_printf ("{'vals_list': [{'name': 'Kunde %s', 'is_company': true, 'ref': '%s'}]}",
                          currency, ref);
  told = company_call (self, "res.partner", "create", args);
  return g_ascii_strtoll (told + 1, NULL, 10);
}

gint64
company_invoice (Fixture *self,
                 const char *currency,
                 const char *type,
                 const char *amount,
                 const char *day,
                 gboolean post)
{
  gint64 currency_id =
      demo_db_int (self->db, NULL, "SELECT id FROM res_currency WHERE name = ?", "s", currency);
  g_autofree char *args =
      g_strdup_printf ("{'vals_list': [{'move_type': '%s', 'partner_id': %" G_GINT64_FORMAT
                       ", 'currency_id': %" G_GINT64_FORMAT
                       ", 'invoice_date': '%s', 'invoice_line_ids':"
                       " [[0, 0, {'name': 'Work', 'quantity': 1, 'price_unit': %s}]]}]}",
                       type, company_customer (self, currency), currency_id, day, amount);
  g_autofree char *told = company_call (self, "account.move", "create", args);
  gint64 id = g_ascii_strtoll (told + 1, NULL, 10);

  g_assert_cmpint (id, >, 0);
  if (post)
    {
      g_autofree char *ids = g_strdup_printf ("{'ids': [%" G_GINT64_FORMAT "]}", id);

      company_assert_call (self, "account.move", "action_post", ids, "false");
    }
  return id;
}
