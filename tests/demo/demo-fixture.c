/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fixture.h"

#include "demo-call.h"
#include "demo-company.h"
#include "demo-json.h"

#include <glib/gstdio.h>
#include <string.h>

static const DemoAccessRow for_all[] = { { NULL, DEMO_ALL }, { NULL, 0 } };
static const DemoAccessRow for_clerks[] = {
  { "base.group_user", DEMO_READ }, { "x.clerk", DEMO_ALL }, { "x.own", DEMO_ALL }, { NULL, 0 }
};

static const DemoField company_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Name", .flags = DEMO_REQUIRED }, { NULL }
};

static const DemoModel company = { .name = "res.company",
                                   .label = "Companies",
                                   .table = "res_company",
                                   .fields = company_fields,
                                   .access = for_clerks };

static const DemoField tag_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Name", .flags = DEMO_REQUIRED }, { NULL }
};

static const DemoModel tag = { .name = "x.tag",
                               .label = "Tag",
                               .table = "x_tag",
                               .order = "name",
                               .fields = tag_fields,
                               .access = for_clerks };

static gboolean
compute_credit (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 sum = demo_db_int (demo_env_get_db (env), error,
                                "SELECT SUM(amount) FROM x_order WHERE partner_id = ?", "i",
                                demo_ids_get (ids, i));

      values[i] = demo_json_amount (sum, 2);
    }
  return TRUE;
}

static const DemoField partner_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Name", .flags = DEMO_REQUIRED },
  { .name = "email", .type = DEMO_CHAR, .label = "Email" },
  { .name = "active", .type = DEMO_BOOLEAN, .label = "Active", .value = "true" },
  { .name = "parent_id", .type = DEMO_MANY2ONE, .label = "Parent", .relation = "res.partner" },
  { .name = "child_ids",
    .type = DEMO_ONE2MANY,
    .label = "Children",
    .relation = "res.partner",
    .inverse = "parent_id" },
  { .name = "credit",
    .type = DEMO_MONETARY,
    .label = "Credit",
    .groups = "x.clerk",
    .compute = compute_credit },
  { .name = "credit_limit",
    .type = DEMO_MONETARY,
    .label = "Limit",
    .flags = DEMO_COMPANY_DEPENDENT },
  { .name = "order_ids",
    .type = DEMO_ONE2MANY,
    .label = "Orders",
    .relation = "x.order",
    .inverse = "partner_id" },
  { NULL },
};

static const char *const partner_search[] = { "name", "email", NULL };

static const DemoModel partner = { .name = "res.partner",
                                   .label = "Contact",
                                   .table = "res_partner",
                                   .order = "name",
                                   .name_search = partner_search,
                                   .fields = partner_fields,
                                   .access = for_clerks };

static JsonNode *
confirm_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();

  json_object_set_string_member (vals, "state", "done");
  return demo_env_write (env, "x.order", ids, vals, error) ? demo_json_false () : NULL;
}

static JsonNode *
refuse_cb (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  if (demo_vals_true (args, "redirect"))
    demo_error_set_redirect (error, "Go there first.", demo_json ("{\"type\": \"x\"}"), "Go");
  else
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER, "No.");
  return NULL;
}

static JsonNode *
own_orders (DemoEnv *env)
{
  return demo_json ("[[\"create_uid\", \"=\", %d]]", (int)demo_env_get_uid (env));
}

static const DemoField order_fields[] = {
  { .name = "name", .type = DEMO_CHAR, .label = "Number", .flags = DEMO_NO_COPY },
  { .name = "state",
    .type = DEMO_SELECTION,
    .label = "State",
    .selection = "draft:Draft|done:Done|cancel:Cancelled",
    .value = "\"draft\"",
    .flags = DEMO_REQUIRED },
  { .name = "partner_id",
    .type = DEMO_MANY2ONE,
    .label = "Customer",
    .relation = "res.partner",
    .flags = DEMO_REQUIRED | DEMO_INDEX },
  { .name = "company_id",
    .type = DEMO_MANY2ONE,
    .label = "Company",
    .relation = "res.company",
    .flags = DEMO_REQUIRED,
    .value = "1" },
  { .name = "amount", .type = DEMO_MONETARY, .label = "Amount" },
  { .name = "quantity", .type = DEMO_FLOAT, .label = "Quantity" },
  { .name = "count", .type = DEMO_INTEGER, .label = "Count" },
  { .name = "date", .type = DEMO_DATE, .label = "Date", .flags = DEMO_INDEX },
  { .name = "stamp", .type = DEMO_DATETIME, .label = "Stamp" },
  { .name = "urgent", .type = DEMO_BOOLEAN, .label = "Urgent" },
  { .name = "note", .type = DEMO_TEXT, .label = "Note" },
  { .name = "file", .type = DEMO_BINARY, .label = "File" },
  { .name = "partner_name",
    .type = DEMO_CHAR,
    .label = "Customer name",
    .related = "partner_id.name" },
  { .name = "double_count", .type = DEMO_INTEGER, .label = "Twice", .sql = "$.count * 2" },
  { .name = "secret", .type = DEMO_CHAR, .label = "Secret", .groups = "x.clerk" },
  { .name = "line_ids",
    .type = DEMO_ONE2MANY,
    .label = "Lines",
    .relation = "x.line",
    .inverse = "order_id",
    .flags = DEMO_COPY },
  { .name = "tag_ids",
    .type = DEMO_MANY2MANY,
    .label = "Tags",
    .relation = "x.tag",
    .m2m_table = "x_order_tag",
    .m2m_column = "order_id",
    .m2m_other = "tag_id" },
  { NULL },
};

static const DemoMethod order_methods[] = {
  { "confirm", confirm_cb, "" },
  { "refuse", refuse_cb, "redirect" },
  { NULL },
};

static const DemoRule order_rules[] = { { "x.own", DEMO_ALL, own_orders },
                                        { "x.clerk", DEMO_ALL, NULL },
                                        { NULL, 0, NULL } };

static const DemoModel order = { .name = "x.order",
                                 .label = "Order",
                                 .table = "x_order",
                                 .order = "date desc, id desc",
                                 .display_sql = "COALESCE($.name, 'Draft ' || $.id)",
                                 .company_field = "company_id",
                                 .fields = order_fields,
                                 .methods = order_methods,
                                 .access = for_clerks,
                                 .rules = order_rules };

static const DemoField line_fields[] = {
  { .name = "order_id",
    .type = DEMO_MANY2ONE,
    .label = "Order",
    .relation = "x.order",
    .flags = DEMO_REQUIRED | DEMO_CASCADE },
  { .name = "name", .type = DEMO_CHAR, .label = "Text", .flags = DEMO_REQUIRED },
  { .name = "sequence", .type = DEMO_INTEGER, .label = "Sequence", .value = "10" },
  { .name = "amount", .type = DEMO_MONETARY, .label = "Amount" },
  { NULL },
};

static const DemoModel line = { .name = "x.line",
                                .label = "Line",
                                .table = "x_line",
                                .order = "sequence, id",
                                .fields = line_fields,
                                .access = for_clerks };

static const DemoField wizard_fields[] = { { .name = "name", .type = DEMO_CHAR, .label = "Name" },
                                           { NULL } };

static const DemoModel wizard = { .name = "x.wizard",
                                  .label = "Wizard",
                                  .table = "x_wizard",
                                  .transient = TRUE,
                                  .fields = wizard_fields,
                                  .access = for_all };

const DemoModel *const fixture_models[] = {
  &company, &partner, &tag, &order, &line, &wizard, NULL
};

const DemoGroup fixture_groups[] = {
  { "base.group_user", "User", NULL },
  { "base.group_system", "System", "base.group_user" },
  { "x.clerk", "Clerk", "base.group_user" },
  { "x.own", "Own", "base.group_user" },
  { NULL },
};

static const struct
{
  const char *model;
  const char *vals;
} records[] = {
  { "res.company", "{'name': 'North'}" },
  { "res.company", "{'name': 'South'}" },
  { "res.partner", "{'name': 'Root', 'email': 'root@x.test'}" },
  { "res.partner", "{'name': 'Acme', 'email': 'acme@x.test'}" },
  { "res.partner", "{'name': 'Acme Paris', 'parent_id': 2, 'email': 'Paris@X.test'}" },
  { "res.partner", "{'name': 'Acme Rome', 'parent_id': 2, 'active': false, 'email': ''}" },
  { "res.partner", "{'name': 'Beta'}" },
  { "res.partner", "{'name': 'Clerk', 'email': 'clerk@x.test'}" },
  { "res.partner", "{'name': 'Reader', 'email': 'reader@x.test'}" },
  { "res.partner", "{'name': 'Own', 'email': 'own@x.test'}" },
  { "x.tag", "{'name': 'Red'}" },
  { "x.tag", "{'name': 'Blue'}" },
  { "x.tag", "{'name': 'Green'}" },
  /* 1 */
  { "x.order", "{'name': 'O1', 'partner_id': 2, 'amount': 100.1, 'quantity': 2.5, 'count': 1,"
               " 'date': '2026-09-30', 'stamp': '2026-09-30 22:30:00', 'state': 'done',"
               " 'note': '50% off_x', 'urgent': true, 'tag_ids': [[6, 0, [1, 2]]], 'line_ids':"
               " [[0, 0, {'name': 'a', 'amount': 60.1}], [0, 0, {'name': 'b', 'amount': 40,"
               " 'sequence': 1}]]}" },
  /* 2 */
  { "x.order", "{'name': 'O2', 'partner_id': 3, 'amount': 200, 'count': 2, 'date': '2026-10-01',"
               " 'stamp': '2026-10-01 00:00:00', 'state': 'done', 'tag_ids': [[4, 2]]}" },
  /* 3 */
  { "x.order", "{'name': 'o3', 'partner_id': 5, 'amount': -50, 'count': 3, 'date': '2026-10-31',"
               " 'state': 'cancel', 'note': 'ÄRGER \\\\ back'}" },
  /* 4: everything empty */
  { "x.order", "{'partner_id': 5}" },
  /* 5: of South */
  { "x.order", "{'name': 'S5', 'partner_id': 2, 'company_id': 2, 'amount': 7, 'count': 5,"
               " 'date': '2026-11-01'}" },
  /* 6 */
  { "x.order", "{'name': 'O6', 'partner_id': 2, 'amount': 100.1, 'count': 1, 'date': '2026-10-01',"
               " 'note': '', 'tag_ids': [[6, 0, [3]]], 'line_ids': [[0, 0, {'name': 'c',"
               " 'amount': 100.1}]]}" },
};

static gboolean
add_user (DemoEnv *env,
          const char *login,
          gint64 partner_id,
          const char *groups,
          gint64 second,
          GError **error)
{
  g_autoptr (DemoIds) companies = demo_ids_new_one (1);

  if (second)
    demo_ids_add (companies, second);
  return demo_auth_add_user (env, login, partner_id, login, groups, companies, error) != 0;
}

gboolean
fixture_seed (DemoEnv *env, const DemoSeedOptions *options, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *json = g_strdelimit (g_strdup (records[i].vals), "'", '"');
      g_autoptr (JsonNode) vals = json_from_string (json, error);

      if (!vals || !demo_env_create (env, records[i].model, json_node_get_object (vals), error))
        return FALSE;
    }
  return add_user (env, "clerk", 6, "x.clerk", 2, error)
         && add_user (env, "reader", 7, "base.group_user", 0, error)
         && add_user (env, "own", 8, "x.own", 0, error);
}

static gint64
find_uid (DemoDb *db, const char *login)
{
  return demo_db_int (db, NULL, "SELECT id FROM res_users WHERE login = ?", "s", login);
}

void
fixture_open (Fixture *self, guint series, const char *login)
{
  fixture_open_with (self, series, login, fixture_models, fixture_groups, fixture_seed);
}

void
fixture_open_with (Fixture *self,
                   guint series,
                   const char *login,
                   const DemoModel *const *models,
                   const DemoGroup *groups,
                   DemoSeedFunc seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoRegistry) registry = demo_registry_new (models, groups, series, &error);
  DemoSeedOptions options = { 0, 1, "2026-11-22" };
  g_autofree char *file = NULL;

  g_assert_no_error (error);
  memset (self, 0, sizeof *self);
  self->folder = g_dir_make_tmp ("demo-test-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (self->folder, "demo.sqlite", NULL);
  self->store = demo_store_open (file, registry, seed, &options, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  self->db = demo_store_begin (self->store, TRUE, &error);
  g_assert_no_error (error);
  fixture_sign_in (self, login, NULL);
}

void
fixture_sign_in (Fixture *self, const char *login, const char *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = context ? json_from_string (context, NULL) : NULL;

  g_clear_pointer (&self->env, demo_env_free);
  self->env = demo_env_new (demo_store_get_registry (self->store), self->db, FIXTURE_NOW);
  if (!login)
    return;
  demo_env_enter (self->env, find_uid (self->db, login), node ? json_node_get_object (node) : NULL,
                  &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_close (Fixture *self)
{
  g_clear_pointer (&self->env, demo_env_free);
  demo_store_end (self->store, self->db, TRUE, FALSE, NULL);
  demo_store_close (self->store);
  remove_all (self->folder);
  g_free (self->folder);
}

static gint64
fixed_clock (gpointer data)
{
  return FIXTURE_NOW;
}

DemoServer *
fixture_start_server (guint series, const char *file)
{
  g_autoptr (GError) error = NULL;
  DemoServer *server = demo_server_new ();
  DemoServerOptions options = { .file = file,
                                .series = series,
                                .seed = 1,
                                .clock = fixed_clock,
                                .models = fixture_models,
                                .groups = fixture_groups,
                                .seed_func = fixture_seed };

  demo_server_start (server, &options, &error);
  g_assert_no_error (error);
  return server;
}

char *
fixture_call (Fixture *self, const char *model, const char *method, const char *args)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (args), "'", '"');
  g_autoptr (JsonNode) node = demo_json_parse (json, strlen (json), &error);
  DemoMeta *meta = demo_registry_find (demo_store_get_registry (self->store), model);
  const DemoMethod *found = meta ? demo_meta_find_method (meta, method) : NULL;
  g_autoptr (DemoIds) ids = NULL;
  g_autoptr (JsonNode) result = NULL;
  JsonObject *object;

  g_assert_no_error (error);
  g_assert_nonnull (found);
  object = json_node_get_object (node);
  ids = demo_json_get_ids (json_object_get_member (object, "ids"), &error);
  g_assert_no_error (error);
  result = found->call (self->env, meta->model, ids, object, &error);
  if (error)
    return g_strdup (strrchr (demo_error_get_name (error), '.') + 1);
  return demo_json_to_text (result);
}
