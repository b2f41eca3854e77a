/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fixture.h"

/* One call after the other, on one data file. */
typedef struct
{
  const char *model;
  const char *method;
  const char *args;
  const char *expected;
} Step;

static void
run (const char *login, const char *context, const Step *steps, guint n)
{
  Fixture fixture;

  fixture_open (&fixture, 19, login);
  if (context)
    fixture_sign_in (&fixture, login, context);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *told =
          fixture_call (&fixture, steps[i].model, steps[i].method, steps[i].args);

      if (g_strcmp0 (told, steps[i].expected) != 0)
        g_error ("step %u: %s.%s %s gives %s, not %s", i, steps[i].model, steps[i].method,
                 steps[i].args, told, steps[i].expected);
    }
  fixture_close (&fixture);
}

static const Step commands[] = {
  /* 0 create, in order of sequence */
  { "x.order", "create",
    "{'vals_list': [{'partner_id': 2, 'name': 'N', 'line_ids': [[0, 0,"
    " {'name': 'x'}], [0, 0, {'name': 'y', 'sequence': 5}]]}]}",
    "[7]" },
  { "x.order", "read", "{'ids': [7], 'fields': ['line_ids']}",
    "[{\"id\": 7, \"line_ids\": [5, 4]}]" },
  /* 1 update, 2 delete, 3 unlink (a line cannot be alone: it goes) */
  { "x.order", "write",
    "{'ids': [7], 'vals': {'line_ids': [[1, 4, {'name': 'z', 'sequence': 1}],"
    " [2, 5, 0], [0, 0, {'name': 'w'}]]}}",
    "true" },
  { "x.line", "search_read", "{'domain': [['order_id', '=', 7]], 'fields': ['name']}",
    "[{\"id\": 4, \"name\": \"z\"}, {\"id\": 6, \"name\": \"w\"}]" },
  { "x.order", "write", "{'ids': [7], 'vals': {'line_ids': [[3, 6, 0]]}}", "true" },
  { "x.line", "exists", "{'ids': [4, 5, 6]}", "[4]" },
  /* 4 link takes a line from another order, 6 set, 5 clear */
  { "x.order", "write", "{'ids': [7], 'vals': {'line_ids': [[4, 1, 0]]}}", "true" },
  { "x.order", "read", "{'ids': [1, 7], 'fields': ['line_ids']}",
    "[{\"id\": 1, \"line_ids\": [2]}, {\"id\": 7, \"line_ids\": [4, 1]}]" },
  { "x.order", "write", "{'ids': [7], 'vals': {'line_ids': [[6, 0, [1]]]}}", "true" },
  { "x.line", "exists", "{'ids': [1, 4]}", "[1]" },
  { "x.order", "write", "{'ids': [7], 'vals': {'line_ids': [[5, 0, 0]]}}", "true" },
  { "x.line", "exists", "{'ids': [1]}", "[]" },
  /* many2many */
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[6, 0, [1, 2]]]}}", "true" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[3, 1, 0], [4, 3, 0]]}}", "true" },
  { "x.order", "read", "{'ids': [7], 'fields': ['tag_ids']}",
    "[{\"id\": 7, \"tag_ids\": [2, 3]}]" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[0, 0, {'name': 'New'}]]}}", "true" },
  { "x.order", "read", "{'ids': [7], 'fields': ['tag_ids']}",
    "[{\"id\": 7, \"tag_ids\": [2, 3, 4]}]" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [1]}}", "true" },
  { "x.order", "read", "{'ids': [7], 'fields': ['tag_ids']}", "[{\"id\": 7, \"tag_ids\": [1]}]" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[5]]}}", "true" },
  { "x.order", "read", "{'ids': [7], 'fields': ['tag_ids']}", "[{\"id\": 7, \"tag_ids\": []}]" },
  { "x.tag", "exists", "{'ids': [1, 2, 3, 4]}", "[1, 2, 3, 4]" },
  /* refused */
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[4, 99]]}}", "MissingError" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[9, 0, 0]]}}", "ValueError" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[0, 0]]}}", "ValueError" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[1, 'x', {}]]}}", "ValueError" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [{}]}}", "ValueError" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': 'x'}}", "ValueError" },
  { "x.order", "write", "{'ids': [7], 'vals': {'tag_ids': [[6, 0]]}}", "ValueError" },
};

static void
test_commands (void)
{
  run ("clerk", NULL, commands, G_N_ELEMENTS (commands));
}

static const Step writes[] = {
  { "x.order", "write",
    "{'ids': [1, 2], 'vals': {'amount': 0.145, 'quantity': 1.0000005,"
    " 'count': 7, 'date': '2026-12-31', 'stamp': '2026-12-31T10:00:00',"
    " 'urgent': 1, 'name': 'W'}}",
    "true" },
  { "x.order", "read",
    "{'ids': [2], 'fields': ['amount', 'quantity', 'count', 'date', 'stamp',"
    " 'urgent', 'name', 'double_count', 'partner_name']}",
    "[{\"id\": 2, \"amount\": 0.15, \"quantity\": 1.000001, \"count\": 7, \"date\": "
    "\"2026-12-31\", \"stamp\": \"2026-12-31 10:00:00\", \"urgent\": true, \"name\": \"W\", "
    "\"double_count\": 14, \"partner_name\": \"Acme Paris\"}]" },
  { "x.order", "write",
    "{'ids': [2], 'vals': {'amount': false, 'date': false, 'name': false,"
    " 'count': false, 'urgent': false, 'stamp': ''}}",
    "true" },
  { "x.order", "read",
    "{'ids': [2], 'fields': ['amount', 'date', 'name', 'count', 'urgent',"
    " 'stamp', 'display_name']}",
    "[{\"id\": 2, \"amount\": 0.0, \"date\": false, \"name\": false, \"count\": 0, \"urgent\": "
    "false, \"stamp\": false, \"display_name\": \"Draft 2\"}]" },
  { "x.order", "write", "{'ids': [2], 'vals': {'amount': 1e300}}", "ValueError" },
  { "x.order", "write", "{'ids': [2], 'vals': {'amount': 'ten'}}", "ValueError" },
  { "x.order", "write", "{'ids': [2], 'vals': {'date': '2026-02-30'}}", "ValueError" },
  { "x.order", "write", "{'ids': [2], 'vals': {'partner_id': false}}", "ValidationError" },
  { "x.order", "write", "{'ids': [2], 'vals': {'partner_id': 'Acme'}}", "ValueError" },
  { "x.order", "write", "{'ids': [2], 'vals': {'nofield': 1}}", "ValueError" },
  { "x.order", "write", "{'ids': [], 'vals': {}}", "true" },
  /* files */
  { "x.order", "write", "{'ids': [2], 'vals': {'file': 'aGVsbG8='}}", "true" },
  { "x.order", "read", "{'ids': [1, 2], 'fields': ['file']}",
    "[{\"id\": 1, \"file\": false}, {\"id\": 2, \"file\": \"aGVsbG8=\"}]" },
  { "x.order", "write", "{'ids': [2], 'vals': {'file': '***'}}", "Error" },
  /* values per company */
  { "res.partner", "write", "{'ids': [2], 'vals': {'credit_limit': 500}}", "true" },
  { "res.partner", "search_read",
    "{'domain': [['credit_limit', '>', 499]], 'fields':"
    " ['credit_limit', 'credit']}",
    "[{\"id\": 2, \"credit_limit\": 500.0, \"credit\": 107.25}]" },
  /* a tree has no rings */
  { "res.partner", "write", "{'ids': [2], 'vals': {'parent_id': 3}}", "ValidationError" },
  { "res.partner", "write", "{'ids': [2], 'vals': {'parent_id': 2}}", "ValidationError" },
  /* what others need stays */
  { "res.partner", "unlink", "{'ids': [5]}", "ValidationError" },
  { "x.order", "unlink", "{'ids': [1]}", "true" },
  { "x.line", "exists", "{'ids': [1, 2, 3]}", "[3]" },
  { "x.order", "unlink", "{'ids': [1]}", "MissingError" },
  { "x.order", "read", "{'ids': [1], 'fields': ['name']}", "[]" },
};

static void
test_writes (void)
{
  run ("clerk", NULL, writes, G_N_ELEMENTS (writes));
}

static const Step copies[] = {
  { "x.order", "copy", "{'ids': [1]}", "[7]" },
  { "x.order", "read", "{'ids': [7], 'fields': ['name', 'amount', 'tag_ids', 'line_ids']}",
    "[{\"id\": 7, \"name\": false, \"amount\": 100.1, \"tag_ids\": [2, 1], \"line_ids\": "
    "[4, 5]}]" },
  { "x.line", "read", "{'ids': [5], 'fields': ['name', 'amount']}",
    "[{\"id\": 5, \"name\": \"a\", \"amount\": 60.1}]" },
  { "x.order", "copy", "{'ids': [2], 'default': {'name': 'Copy'}}", "[8]" },
  { "x.order", "read", "{'ids': [8], 'fields': ['name', 'state']}",
    "[{\"id\": 8, \"name\": \"Copy\", \"state\": \"done\"}]" },
  { "x.order", "default_get", "{'fields': ['state', 'company_id', 'name']}",
    "{\"state\": \"draft\", \"company_id\": 1}" },
  { "x.order", "create", "{'vals_list': [{'partner_id': 2}, {'partner_id': 3}]}", "[9, 10]" },
  { "x.order", "web_save",
    "{'ids': [], 'vals': {'partner_id': 5}, 'specification':"
    " {'state': {}}}",
    "[{\"id\": 11, \"state\": \"draft\"}]" },
};

static void
test_copies (void)
{
  run ("clerk", NULL, copies, G_N_ELEMENTS (copies));
}

static const Step nested[] = {
  { "x.order", "web_search_read",
    "{'domain': [['id', '<', 3]], 'order': 'id', 'specification':"
    " {'name': {}, 'partner_id': {'fields': {'display_name': {}}},"
    " 'tag_ids': {}}, 'limit': 80}",
    "{\"length\": 2, \"records\": [{\"id\": 1, \"name\": \"O1\", \"partner_id\": {\"id\": 2, "
    "\"display_name\": \"Acme\"}, \"tag_ids\": [2, 1]}, {\"id\": 2, \"name\": \"O2\", "
    "\"partner_id\": {\"id\": 3, \"display_name\": \"Acme Paris\"}, \"tag_ids\": [2]}]}" },
  { "x.order", "web_search_read", "{'domain': [], 'specification': {}, 'limit': 2}",
    "{\"length\": 6, \"records\": [{\"id\": 4}, {\"id\": 5}]}" },
  { "x.order", "web_search_read",
    "{'domain': [], 'specification': {}, 'limit': 2,"
    " 'count_limit': 4}",
    "{\"length\": 4, \"records\": [{\"id\": 4}, {\"id\": 5}]}" },
  { "x.order", "web_search_read", "{'domain': [], 'specification': {}, 'limit': 2, 'offset': 5}",
    "{\"length\": 6, \"records\": [{\"id\": 1}]}" },
  { "x.order", "web_search_read", "{'domain': [['id', '=', 0]], 'specification': {}}",
    "{\"length\": 0, \"records\": []}" },
  { "x.order", "web_read",
    "{'ids': [1], 'specification': {'line_ids': {'fields': {'name': {}},"
    " 'order': 'name', 'limit': 1}, 'partner_id': {'fields': {'email': {},"
    " 'parent_id': {}}}, 'company_id': {}}}",
    "[{\"id\": 1, \"line_ids\": [{\"id\": 1, \"name\": \"a\"}, {\"id\": 2}], \"partner_id\": "
    "{\"id\": 2, \"email\": \"acme@x.test\", \"parent_id\": false}, \"company_id\": 1}]" },
  { "x.order", "web_read",
    "{'ids': [1], 'specification': {'partner_id': {'fields': {'odd':"
    " {}}}}}",
    "ValueError" },
  { "x.order", "web_read", "{'ids': [1], 'specification': 1}", "TypeError" },
};

static void
test_nested (void)
{
  run ("clerk", NULL, nested, G_N_ELEMENTS (nested));
}

static const Step reader[] = {
  { "x.order", "search_count", "{'domain': []}", "5" },
  { "x.order", "read", "{'ids': [5], 'fields': ['name']}", "AccessError" },
  { "x.order", "read", "{'ids': [1], 'fields': ['name', 'secret']}", "AccessError" },
  { "x.order", "search", "{'domain': [['secret', '=', 'x']]}", "AccessError" },
  { "x.order", "search", "{'domain': [], 'order': 'secret'}", "AccessError" },
  { "x.order", "search", "{'domain': [['partner_id.credit', '=', 1]]}", "AccessError" },
  { "x.order", "formatted_read_group", "{'domain': [], 'groupby': ['secret']}", "AccessError" },
  { "res.partner", "read", "{'ids': [2], 'fields': ['credit']}", "AccessError" },
  { "res.partner", "search_count", "{'domain': [['order_ids.name', '=', 'S5']]}", "0" },
  { "x.order", "fields_get", "{'allfields': ['secret', 'name'], 'attributes': ['type']}",
    "{\"name\": {\"type\": \"char\"}}" },
  { "x.order", "write", "{'ids': [1], 'vals': {}}", "AccessError" },
  { "x.order", "create", "{'vals_list': [{'partner_id': 2}]}", "AccessError" },
  { "x.order", "unlink", "{'ids': [1]}", "AccessError" },
  { "x.order", "copy", "{'ids': [1]}", "AccessError" },
  { "x.order", "load", "{'fields': ['name', 'partner_id/.id'], 'data': [['a', '2']]}",
    "AccessError" },
  { "x.order", "has_access", "{'operation': 'write'}", "false" },
  { "x.order", "has_access", "{'operation': 'read', 'ids': [5]}", "false" },
  { "x.order", "check_access_rights", "{'operation': 'write', 'raise_exception': false}", "false" },
  { "x.order", "check_access_rights", "{'operation': 'write'}", "AccessError" },
  { "x.order", "check_access_rights", "{'operation': 'fly'}", "ValueError" },
  { "x.order", "refuse", "{'ids': [1]}", "UserError" },
  { "res.users", "fields_get", "{'allfields': ['password_hash']}", "{}" },
  { "res.users", "search", "{'domain': [['password_hash', 'like', '']]}", "AccessError" },
  { "ir.model.data", "search", "{'domain': []}", "AccessError" },
  { "x.wizard", "create", "{'vals_list': [{'name': 'mine'}]}", "[1]" },
};

static const Step own[] = {
  { "x.order", "search_count", "{'domain': []}", "0" },
  { "x.order", "create", "{'vals_list': [{'partner_id': 2}]}", "[7]" },
  { "x.order", "search", "{'domain': []}", "[7]" },
  { "x.order", "read", "{'ids': [1], 'fields': ['name']}", "AccessError" },
  { "x.order", "write", "{'ids': [1], 'vals': {'name': 'x'}}", "AccessError" },
  { "x.order", "create", "{'vals_list': [{'partner_id': 2, 'company_id': 2}]}", "AccessError" },
};

static void
test_access (void)
{
  Fixture fixture;

  run ("reader", NULL, reader, G_N_ELEMENTS (reader));
  run ("own", NULL, own, G_N_ELEMENTS (own));
  /* A wizard is only its maker's. */
  fixture_open (&fixture, 19, "reader");
  fixture_assert_call (&fixture, "x.wizard", "create", "{'vals_list': [{'name': 'mine'}]}", "[1]");
  fixture_sign_in (&fixture, "clerk", NULL);
  fixture_assert_call (&fixture, "x.wizard", "read", "{'ids': [1]}", "AccessError");
  fixture_close (&fixture);
}

static const Step loads[] = {
  { "x.order", "load",
    "{'fields': ['id', 'name', 'partner_id/.id', 'amount', 'date'], 'data':"
    " [['imp.a', 'A', '2', '12.50', '2026-11-20'], ['imp.b', 'B', '3', '', '']]}",
    "{\"ids\": [7, 8], \"messages\": [], \"nextrow\": 0}" },
  /* again: the same records */
  { "x.order", "load",
    "{'fields': ['id', 'name', 'partner_id/.id', 'amount', 'date'], 'data':"
    " [['imp.a', 'A2', '2', '12.50', '2026-11-20'], ['imp.b', 'B', '3', '',"
    " '']]}",
    "{\"ids\": [7, 8], \"messages\": [], \"nextrow\": 0}" },
  { "x.order", "search_read",
    "{'domain': [['id', '>', 6]], 'fields': ['name', 'amount'],"
    " 'order': 'id'}",
    "[{\"id\": 7, \"name\": \"A2\", \"amount\": 12.5}, {\"id\": 8, \"name\": \"B\", \"amount\": "
    "0.0}]" },
  /* by name, by external id, by database id */
  { "x.order", "load",
    "{'fields': ['.id', 'partner_id', 'tag_ids'], 'data': [['7', 'Beta',"
    " 'Red,Blue']]}",
    "{\"ids\": [7], \"messages\": [], \"nextrow\": 0}" },
  { "res.partner", "load", "{'fields': ['id', 'name', 'active'], 'data': [['imp.p', 'P', '1']]}",
    "{\"ids\": [9], \"messages\": [], \"nextrow\": 0}" },
  { "x.order", "load",
    "{'fields': ['id', 'partner_id/id', 'state'], 'data': [['imp.c', 'imp.p',"
    " 'Done']]}",
    "{\"ids\": [9], \"messages\": [], \"nextrow\": 0}" },
  { "x.order", "read", "{'ids': [7, 9], 'fields': ['partner_id', 'tag_ids', 'state']}",
    "[{\"id\": 7, \"partner_id\": [5, \"Beta\"], \"tag_ids\": [2, 1], \"state\": \"draft\"}, "
    "{\"id\": 9, \"partner_id\": [9, \"P\"], \"tag_ids\": [], \"state\": \"done\"}]" },
  /* with lines; a second time adds them again, as the real one does */
  { "x.order", "load",
    "{'fields': ['id', 'partner_id/.id', 'line_ids/name', 'line_ids/amount'],"
    " 'data': [['imp.d', '2', 'l1', '1'], ['', '', 'l2', '2']]}",
    "{\"ids\": [10], \"messages\": [], \"nextrow\": 0}" },
  { "x.order", "read", "{'ids': [10], 'fields': ['line_ids']}",
    "[{\"id\": 10, \"line_ids\": [4, 5]}]" },
  { "x.order", "load",
    "{'fields': ['id', 'partner_id/.id', 'line_ids/name', 'line_ids/amount'],"
    " 'data': [['imp.d', '2', 'l1', '1'], ['', '', 'l2', '2']]}",
    "{\"ids\": [10], \"messages\": [], \"nextrow\": 0}" },
  { "x.line", "search_count", "{'domain': [['order_id', '=', 10]]}", "4" },
  /* one bad row: nothing at all */
  { "x.order", "load",
    "{'fields': ['name', 'partner_id/.id'], 'data': [['good', '2'], ['bad',"
    " '99']]}",
    "{\"ids\": false, \"messages\": [{\"rows\": {\"from\": 1, \"to\": 1}, \"type\": \"error\", "
    "\"record\": 1, \"field\": \"partner_id\", \"message\": \"Nothing is called '99' (by database "
    "id) for 'Customer'.\", \"field_name\": \"Customer\"}], \"nextrow\": 0}" },
  { "x.order", "search_count", "{'domain': [['name', '=', 'good']]}", "0" },
  { "x.order", "load", "{'fields': ['odd'], 'data': [['a']]}", "ValueError" },
  { "x.order", "load", "{'fields': ['name/odd'], 'data': [['a']]}", "ValueError" },
  { "x.order", "load", "{'fields': ['name'], 'data': 'a'}", "TypeError" },
  { "x.order", "load", "{'fields': 'name', 'data': []}", "TypeError" },
  { "x.order", "load", "{'fields': ['name'], 'data': ['a']}", "TypeError" },
};

static void
test_load (void)
{
  run ("clerk", NULL, loads, G_N_ELEMENTS (loads));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/records/commands", test_commands);
  g_test_add_func ("/demo/records/writes", test_writes);
  g_test_add_func ("/demo/records/copies", test_copies);
  g_test_add_func ("/demo/records/nested", test_nested);
  g_test_add_func ("/demo/records/access", test_access);
  g_test_add_func ("/demo/records/load", test_load);
  return g_test_run ();
}
