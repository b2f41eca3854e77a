/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fixture.h"

/* Which orders a domain finds, as the clerk of both companies (archived partners count). */
static const struct
{
  const char *domain;
  const char *expected;
} order_cases[] = {
  { "[]", "[1, 2, 3, 4, 5, 6]" },
  { "false", "[1, 2, 3, 4, 5, 6]" },
  { "[['id', '=', 2]]", "[2]" },
  { "[['id', 'in', [2, 4, 99]]]", "[2, 4]" },
  { "[['id', 'in', []]]", "[]" },
  { "[['id', 'not in', []]]", "[1, 2, 3, 4, 5, 6]" },
  /* text: empty and missing are one */
  { "[['name', '=', 'O1']]", "[1]" },
  { "[['name', '!=', 'O1']]", "[2, 3, 4, 5, 6]" },
  { "[['name', '=', false]]", "[4]" },
  { "[['name', '!=', false]]", "[1, 2, 3, 5, 6]" },
  { "[['note', '=', false]]", "[2, 4, 5, 6]" },
  { "[['name', 'in', ['O1', false]]]", "[1, 4]" },
  { "[['name', 'not in', ['O1', 'O2']]]", "[3, 4, 5, 6]" },
  { "[['name', 'not in', ['O1', false]]]", "[2, 3, 5, 6]" },
  { "[['name', '=?', false]]", "[1, 2, 3, 4, 5, 6]" },
  { "[['name', '=?', 'O2']]", "[2]" },
  { "[['name', 'like', 'O']]", "[1, 2, 6]" },
  { "[['name', 'ilike', 'O']]", "[1, 2, 3, 6]" },
  { "[['name', 'not like', 'O']]", "[3, 4, 5]" },
  { "[['name', 'not ilike', 'o']]", "[4, 5]" },
  { "[['name', '=like', 'O_']]", "[1, 2, 6]" },
  { "[['name', '=ilike', 'o%']]", "[1, 2, 3, 6]" },
  { "[['name', 'not =like', 'O_']]", "[3, 4, 5]" },
  { "[['note', 'ilike', 'ärger']]", "[3]" },
  { "[['note', 'like', 'ärger']]", "[]" },
  { "[['note', 'like', '50\\\\% off\\\\_']]", "[1]" },
  { "[['note', 'like', '5\\\\%']]", "[]" },
  { "[['note', 'ilike', '']]", "[1, 2, 3, 4, 5, 6]" },
  { "[['name', '>', 'O1']]", "[2, 3, 5, 6]" },
  /* numbers */
  { "[['amount', '=', 100.1]]", "[1, 6]" },
  { "[['amount', '>', 100.1]]", "[2]" },
  { "[['amount', '>=', 100.1]]", "[1, 2, 6]" },
  { "[['amount', '>', 100.095]]", "[1, 2, 6]" },
  { "[['amount', '<', 0]]", "[3]" },
  { "[['amount', '=', false]]", "[4]" },
  { "[['amount', 'in', [7, 200.0]]]", "[2, 5]" },
  { "[['quantity', '=', 2.5]]", "[1]" },
  { "[['count', '<=', 2]]", "[1, 2, 4, 6]" },
  { "[['double_count', '=', 10]]", "[5]" },
  { "[['urgent', '=', true]]", "[1]" },
  { "[['urgent', '!=', true]]", "[2, 3, 4, 5, 6]" },
  { "[['urgent', '=', false]]", "[2, 3, 4, 5, 6]" },
  { "[['state', 'in', ['done', 'cancel']]]", "[1, 2, 3]" },
  /* days and times */
  { "[['date', '>=', '2026-10-01'], ['date', '<', '2026-11-01']]", "[2, 3, 6]" },
  { "[['date', '=', false]]", "[4]" },
  { "[['date', '!=', false]]", "[1, 2, 3, 5, 6]" },
  { "[['stamp', '<=', '2026-09-30']]", "[1]" },
  { "[['stamp', '>', '2026-09-30']]", "[2]" },
  { "[['stamp', '>=', '2026-09-30 22:30:00']]", "[1, 2]" },
  { "[['date', '=', '2026-10-31 10:00:00']]", "[3]" },
  /* connectives */
  { "['|', ['id', '=', 1], ['id', '=', 2]]", "[1, 2]" },
  { "['|', ['id', '=', 1], '|', ['id', '=', 2], ['id', '=', 3]]", "[1, 2, 3]" },
  { "['!', ['id', '=', 1]]", "[2, 3, 4, 5, 6]" },
  { "['!', ['name', '=', 'O1']]", "[2, 3, 4, 5, 6]" },
  { "['!', '|', ['id', '=', 1], ['id', '=', 2], ['count', '<', 4]]", "[3, 4, 6]" },
  { "['&', ['state', '=', 'done'], ['count', '=', 1]]", "[1]" },
  { "[[1, '=', 1]]", "[1, 2, 3, 4, 5, 6]" },
  { "[[0, '=', 1]]", "[]" },
  { "['|', [0, '=', 1], ['id', '=', 3]]", "[3]" },
  /* relations */
  { "[['partner_id', '=', 5]]", "[3, 4]" },
  { "[['partner_id', '!=', 5]]", "[1, 2, 5, 6]" },
  { "[['partner_id', '=', false]]", "[]" },
  { "[['partner_id', 'ilike', 'acme']]", "[1, 2, 5, 6]" },
  { "[['partner_id', 'ilike', 'PARIS@']]", "[2]" },
  { "[['partner_id', 'not ilike', 'acme']]", "[3, 4]" },
  { "[['partner_id', '=', 'Beta']]", "[3, 4]" },
  { "[['partner_id.name', 'ilike', 'paris']]", "[2]" },
  { "[['partner_id.parent_id.name', '=', 'Acme']]", "[2]" },
  { "[['partner_id.parent_id', '=', false]]", "[1, 3, 4, 5, 6]" },
  { "[['partner_name', '=', 'Beta']]", "[3, 4]" },
  { "[['partner_id', 'child_of', 2]]", "[1, 2, 5, 6]" },
  { "[['partner_id', 'child_of', [2, 5]]]", "[1, 2, 3, 4, 5, 6]" },
  { "[['partner_id', 'parent_of', 3]]", "[1, 2, 5, 6]" },
  { "[['partner_id', 'any', [['email', 'like', 'x.test']]]]", "[1, 5, 6]" },
  { "[['partner_id', 'not any', [['email', '=', false]]]]", "[1, 2, 5, 6]" },
  { "[['line_ids', '=', false]]", "[2, 3, 4, 5]" },
  { "[['line_ids', '!=', false]]", "[1, 6]" },
  { "[['line_ids', 'in', [1, 3]]]", "[1, 6]" },
  { "[['line_ids', 'not in', [1]]]", "[2, 3, 4, 5, 6]" },
  { "[['line_ids.amount', '>', 60]]", "[1, 6]" },
  { "[['line_ids', 'any', [['name', '=', 'c']]]]", "[6]" },
  { "[['line_ids', 'not any', [['name', '=', 'c']]]]", "[1, 2, 3, 4, 5]" },
  { "[['line_ids', 'ilike', 'B']]", "[1]" },
  { "[['tag_ids', '=', 2]]", "[1, 2]" },
  { "[['tag_ids', 'in', [1, 3]]]", "[1, 6]" },
  { "[['tag_ids', 'in', [1, false]]]", "[1, 3, 4, 5]" },
  { "[['tag_ids.name', '=', 'Green']]", "[6]" },
  { "[['tag_ids', 'ilike', 'blue']]", "[1, 2]" },
  { "[['display_name', 'ilike', 'draft']]", "[4]" },
  { "[['create_uid.login', '=', '__system__']]", "[1, 2, 3, 4, 5, 6]" },
  /* refused */
  { "[['nofield', '=', 1]]", "ValueError" },
  { "[['partner_id.nofield', '=', 1]]", "ValueError" },
  { "[['name.foo', '=', 1]]", "ValueError" },
  { "[['name', 'resembles', 1]]", "ValueError" },
  { "[['name', '=']]", "ValueError" },
  { "[['&']]", "ValueError" },
  { "['&', ['id', '=', 1]]", "ValueError" },
  { "['?', ['id', '=', 1]]", "ValueError" },
  { "[[['id'], '=', 1]]", "ValueError" },
  { "'name'", "TypeError" },
  { "{}", "TypeError" },
  { "[['date', '=', 'soon']]", "ValueError" },
  { "[['date', '=', '2026-02-30']]", "ValueError" },
  { "[['id', '=', 'x']]", "InvalidTextRepresentation" },
  { "[['amount', '=', 'x']]", "InvalidTextRepresentation" },
  { "[['partner_id', '<', [1]]]", "ValueError" },
  { "[['name', 'any', []]]", "ValueError" },
  /* no way out of the values */
  { "[['name', '=', '\\u0027 OR 1=1 --']]", "[]" },
  { "[['name\\u0022 OR 1=1 --', '=', 1]]", "ValueError" },
  { "[['name', '= 1 OR 1', 1]]", "ValueError" },
};

static void
test_orders (void)
{
  Fixture fixture;

  fixture_open (&fixture, 19, "clerk");
  for (guint i = 0; i < G_N_ELEMENTS (order_cases); i++)
    {
      g_autofree char *args =
          g_strdup_printf ("{'domain': %s, 'order': 'id'}", order_cases[i].domain);
      g_autofree char *told = fixture_call (&fixture, "x.order", "search", args);

      if (g_strcmp0 (told, order_cases[i].expected) != 0)
        g_error ("%s finds %s, not %s", order_cases[i].domain, told, order_cases[i].expected);
    }
  fixture_close (&fixture);
}

static void
test_active (void)
{
  Fixture fixture;

  fixture_open (&fixture, 19, "clerk");
  fixture_assert_call (&fixture, "res.partner", "search", "{'domain': [['id', '<', 6]]}",
                       "[2, 3, 5, 1]");
  fixture_assert_call (&fixture, "res.partner", "search", "{'domain': [['active', '=', false]]}",
                       "[4]");
  fixture_assert_call (&fixture, "res.partner", "search",
                       "{'domain': [['active', 'in', [true, false]], ['parent_id', '=', 2]]}",
                       "[3, 4]");
  fixture_assert_call (&fixture, "res.partner", "search", "{'domain': [['child_ids', '=', 4]]}",
                       "[]");
  fixture_sign_in (&fixture, "clerk", "{\"active_test\": false}");
  fixture_assert_call (&fixture, "res.partner", "search", "{'domain': [['id', '<', 6]]}",
                       "[2, 3, 4, 5, 1]");
  fixture_close (&fixture);
}

static const struct
{
  const char *order;
  const char *expected;
} orderings[] = {
  { "id desc", "[6, 5, 4, 3, 2, 1]" },
  /* an empty value is the greatest */
  { "date, id", "[1, 2, 6, 3, 5, 4]" },
  { "date desc, id", "[4, 5, 3, 2, 6, 1]" },
  { "date desc nulls last, id", "[5, 3, 2, 6, 1, 4]" },
  { "amount, id desc", "[3, 4, 5, 6, 1, 2]" },
  { "partner_id, id", "[1, 5, 6, 2, 3, 4]" },
  { "partner_id desc, id", "[3, 4, 2, 1, 5, 6]" },
  { "partner_id.email, id", "[2, 1, 5, 6, 3, 4]" },
  { "partner_name desc, count, id", "[4, 3, 2, 1, 6, 5]" },
  { " NAME ASC ", "ValueError" },
  { "state ASC , id DESC", "[3, 2, 1, 6, 5, 4]" },
  { "bogus", "ValueError" },
  { "line_ids", "ValueError" },
  { "id; DROP TABLE x_order", "UserError" },
  { "id, (SELECT 1)", "UserError" },
  { "", "[4, 5, 3, 6, 2, 1]" },
};

static void
test_order (void)
{
  Fixture fixture;

  fixture_open (&fixture, 19, "clerk");
  for (guint i = 0; i < G_N_ELEMENTS (orderings); i++)
    {
      g_autofree char *args = g_strdup_printf ("{'domain': [], 'order': '%s'}", orderings[i].order);
      g_autofree char *told = fixture_call (&fixture, "x.order", "search", args);

      if (g_strcmp0 (told, orderings[i].expected) != 0)
        g_error ("'%s' gives %s, not %s", orderings[i].order, told, orderings[i].expected);
    }
  fixture_assert_call (&fixture, "x.order", "search",
                       "{'domain': [], 'order': 'id', 'limit': 2, 'offset': 3}", "[4, 5]");
  fixture_assert_call (&fixture, "x.order", "search", "{'domain': [], 'limit': 'x'}", "TypeError");
  fixture_assert_call (&fixture, "x.order", "search_count", "{'domain': []}", "6");
  fixture_assert_call (&fixture, "x.order", "search_count", "{'domain': [], 'limit': 4}", "4");
  fixture_close (&fixture);
}

/* A long list of "!" or "|" must not eat the stack. */
static void
test_deep (void)
{
  Fixture fixture;
  GString *args = g_string_new ("{'domain': [");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (args, "'!', ");
  g_string_append (args, "['id', '=', 1]]}");
  text = g_string_free (args, FALSE);
  fixture_open (&fixture, 19, "clerk");
  fixture_assert_call (&fixture, "x.order", "search", text, "ValueError");
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/domain/orders", test_orders);
  g_test_add_func ("/demo/domain/active", test_active);
  g_test_add_func ("/demo/domain/order", test_order);
  g_test_add_func ("/demo/domain/deep", test_deep);
  return g_test_run ();
}
