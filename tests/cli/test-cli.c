/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program as a script runs it, against a demo company in this process. */

#include "demo-server.h"
#include "demo-world.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  DemoServer *server;
  DemoAccount *controller;
  DemoAccount *manager;
  char *home;
} Fixture;

static Fixture fixture;

/* Runs quittance-cli with @arguments, split at spaces where they are not quoted. */
static int
run (const DemoAccount *account, const char *arguments, char **out, char **err)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (arguments, NULL, &words, &error));
  g_strv_builder_add (builder, g_getenv ("QUITTANCE_CLI"));
  g_strv_builder_addv (builder, (const char **)words);
  if (account != NULL)
    g_strv_builder_add_many (builder, "--url", demo_server_get_url (fixture.server), "--database",
                             demo_server_get_database (fixture.server), "--login", account->login,
                             NULL);
  argv = g_strv_builder_end (builder);

  launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture.home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", fixture.home, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DBUS_SESSION_BUS_ADDRESS");
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "G_MESSAGES_DEBUG");
  if (account != NULL)
    g_subprocess_launcher_setenv (launcher, "QUITTANCE_API_KEY", account->key, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "QUITTANCE_API_KEY");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, out, err, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));

  return g_subprocess_get_exit_status (process);
}

static JsonArray *
list_json (const char *filter, const char *more)
{
  g_autofree char *command =
      g_strdup_printf ("list invoices --format json --filter '%s' %s", filter, more);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (JsonNode) node = NULL;
  int status = run (fixture.controller, command, &out, &err);

  if (status != 0)
    g_error ("%s: %s", command, err);
  node = json_from_string (out, NULL);

  return json_array_ref (json_node_get_array (node));
}

static void
test_usage (void)
{
  static const struct
  {
    const char *arguments;
    int status;
    const char *text; /* in the output or in the error */
  } cases[] = {
    { "--help", 0, "list invoices" },
    { "--version", 0, "quittance-cli" },
    { "paint", 2, "paint" },
    { "invoice credit --help", 0, "--dry-run" },
    { "invoice pay --help", 0, "--amount=AMOUNT" },
    { "list invoices --help", 0, "customer:acme" },
    { "list invoices --colour red", 2, "--colour" },
    { "list invoices --format pdf", 2, "pdf" },
    { "list invoices --sort colour", 2, "colour" },
    { "list invoices --sort -", 2, "salesperson" },
    { "list invoices --filter state:dratf", 2, "state:dratf" },
    { "list invoices --group colour", 2, "colour" },
    { "list invoices --group customer,customer", 2, "customer" },
    { "list invoices --group customer,month,state", 2, "one or two" },
    { "list invoices --group month --limit 3", 2, "--limit" },
    { "invoice credit", 2, "NUMBER" },
    { "invoice credit A --apply B", 2, "--post" },
    { "invoice pay INV/1", 2, "--amount" },
    { "invoice pay", 2, "NUMBER" },
    { "invoice pay A B --amount 1", 2, "B" },
    { "invoice pay A --amount 1 --date tomorrow", 2, "tomorrow" },
    { "report aging --help", 0, "--as-of=DATE" },
    { "report aging --as-of yesterday", 2, "yesterday" },
    { "report aging --by colour", 2, "colour" },
    { "report aging --buckets 60,30", 2, "60,30" },
    { "report aging --format doc", 2, "doc" },
    { "report aging --from tomorrow", 2, "tomorrow" },
    { "report aging --amounts pounds", 2, "pounds" },
    { "report exposure --help", 0, "--currency=CODE" },
    { "report exposure --as-of yesterday", 2, "yesterday" },
    { "report exposure --by colour", 2, "colour" },
    { "report exposure --buckets 60,30", 2, "60,30" },
    { "report exposure --format doc", 2, "doc" },
    { "report exposure --by currency --currency EUR", 2, "--currency" },
    { "report exposure all", 2, "all" },
    { "report", 2, "report" },
    { "report kpi --help", 0, "--explain" },
    { "report kpi --as-of yesterday", 2, "yesterday" },
    { "report kpi --months 0", 2, "36" },
    { "report kpi --format doc", 2, "doc" },
    { "report kpi all", 2, "all" },
    { "check", 2, "--profile" },
    { "check --profile nowhere", 2, "nowhere" },
    { "profiles", 0, "Database" },
    { "check --url 127.0.0.1:1 --database x --login y", 3, "cannot be reached" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;
      int status = run (NULL, cases[i].arguments, &out, &err);

      g_test_message ("%s", cases[i].arguments);
      g_assert_cmpint (status, ==, cases[i].status);
      if (strstr (out, cases[i].text) == NULL && strstr (err, cases[i].text) == NULL)
        g_error ("no “%s” in “%s” nor in “%s”", cases[i].text, out, err);
    }
}

static void
test_check (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *out_manager = NULL;
  DemoAccount wrong = *fixture.controller;

  g_assert_cmpint (run (fixture.controller, "check", &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, "19.0, JSON-2"));
  g_assert_nonnull (strstr (out, "can     register payments"));
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (run (fixture.manager, "check", &out_manager, &err), ==, 0);
  g_assert_nonnull (strstr (out_manager, "cannot  register payments"));
  g_clear_pointer (&err, g_free);
  g_clear_pointer (&out, g_free);
  wrong.key = (char *)"0000000000000000000000000000000000000000";
  g_assert_cmpint (run (&wrong, "check", &out, &err), ==, 4);
  g_clear_pointer (&err, g_free);
  g_clear_pointer (&out, g_free);
  g_assert_cmpint (run (fixture.controller, "check --company Nowhere", &out, &err), ==, 2);
}

/* All rows, each once, in every format; several pages of them. */
static void
test_list (void)
{
  g_autoptr (JsonArray) all = list_json ("", "");
  g_autoptr (JsonArray) few = list_json ("", "--limit 3");
  g_autoptr (JsonArray) drafts = list_json ("draft", "");
  g_autoptr (JsonArray) others = list_json ("-draft", "");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *csv = NULL;
  g_autofree char *err = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpuint (json_array_get_length (all), >, 1000);
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *row = json_array_get_object_element (all, i);
      gint64 id = json_object_get_int_member (row, "id");

      g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
      g_assert_nonnull (json_object_get_string_member (row, "currency"));
    }
  g_assert_cmpuint (json_array_get_length (few), ==, 3);
  g_assert_cmpuint (json_array_get_length (drafts) + json_array_get_length (others), ==,
                    json_array_get_length (all));

  g_assert_cmpint (run (fixture.controller, "list invoices -F csv -n 2", &csv, &err), ==, 0);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "number,type,customer,date,due,total,residual,"));
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
}

/* What the invoices themselves come to, in cents. */
static gint64
add_up (JsonArray *rows, const char *currency)
{
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "currency"), currency))
        sum += (gint64)(json_object_get_double_member (row, "total") * 100
                        + (json_object_get_double_member (row, "total") < 0 ? -0.5 : 0.5));
    }
  return sum;
}

/* Groups come to what the invoices in them come to, whatever they are grouped by. */
static void
test_groups (void)
{
  static const char *const groups[] = { "customer", "month", "state,customer", "currency" };
  g_autoptr (JsonArray) invoices = list_json ("posted type:invoice", "");
  g_autoptr (JsonArray) credits = list_json ("posted type:credit-note", "");
  g_autofree char *csv = NULL;
  g_autofree char *err = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *more = g_strdup_printf ("--group %s", groups[i]);
      g_autoptr (JsonArray) rows = list_json ("posted", more);

      g_test_message ("%s", groups[i]);
      g_assert_cmpuint (json_array_get_length (rows), >, 0);
      if (g_str_equal (groups[i], "currency"))
        continue;
      g_assert_cmpint (add_up (rows, "EUR"), ==,
                       add_up (invoices, "EUR") - add_up (credits, "EUR"));
      g_assert_cmpint (add_up (rows, "USD"), ==,
                       add_up (invoices, "USD") - add_up (credits, "USD"));
    }
  g_assert_cmpint (run (fixture.controller, "list invoices -F csv -g state,month", &csv, &err), ==,
                   0);
  g_assert_true (g_str_has_prefix (csv, "state,month,count,total,residual,currency\r\n"));
}

/* Open and settled items are all there are, each once; only what is open is listed unasked. */
static void
test_list_items (void)
{
  static const char *const commands[] = { "list items -F csv", "list items --all -f open -F csv",
                                          "list items --all -f matched -F csv",
                                          "list items --all -F csv -s id" };
  guint counts[G_N_ELEMENTS (commands)];
  g_autofree char *none = NULL;
  g_autofree char *wrong = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *csv = NULL;
      g_autofree char *err = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (fixture.controller, commands[i], &csv, &err), ==, 0);
      lines = g_strsplit (csv, "\r\n", -1);
      g_assert_true (
          g_str_has_prefix (lines[0], "document,partner,date,due,days_overdue,residual,"));
      counts[i] = g_strv_length (lines) - 2;
    }
  g_assert_cmpuint (counts[0], >, 10);
  g_assert_cmpuint (counts[0], ==, counts[1]);
  g_assert_cmpuint (counts[1] + counts[2], ==, counts[3]);
  g_assert_cmpint (run (fixture.controller, "list items -f colour:red", &none, &wrong), ==, 2);
  g_assert_nonnull (strstr (wrong, "colour"));
}

static void
test_output (void)
{
  g_autofree char *path = g_build_filename (fixture.home, "list.xlsx", NULL);
  g_autofree char *command = g_strdup_printf ("list invoices -n 5 -F xlsx -o '%s'", path);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_cmpint (run (fixture.controller, command, &out, &err), ==, 0);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpint (memcmp (contents, "PK\3\4", 4), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* A failure on the way leaves what was there before. */
static void
test_output_fails (void)
{
  g_autofree char *path = g_build_filename (fixture.home, "list.csv", NULL);
  g_autofree char *command = g_strdup_printf ("list invoices -F csv -o '%s'", path);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_true (
      demo_server_add_fault (fixture.server, "account.move/web_search_read:2:500", NULL));
  g_assert_cmpint (run (fixture.controller, command, &out, &err), ==, 1);
  demo_server_clear_faults (fixture.server);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "before");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

#define COMPANY "--company 'Nordlicht Handel GmbH'"

/* The nth open invoice in euro that is worth paying. */
static char *
find_open (guint nth)
{
  g_autoptr (JsonArray) open =
      list_json ("open unpaid type:invoice currency:EUR amount:>500", COMPANY " -n 9");

  g_assert_cmpuint (json_array_get_length (open), >, nth);

  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (open, nth), "number"));
}

static double
get_residual (const char *number)
{
  g_autofree char *filter = g_strdup_printf ("number:%s", number);
  g_autoptr (JsonArray) rows = list_json (filter, COMPANY);

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);

  return json_object_get_double_member (json_array_get_object_element (rows, 0), "residual");
}

static void
test_pay (void)
{
  g_autofree char *number = find_open (0);
  g_autofree char *command = g_strdup_printf ("invoice pay " COMPANY " %s --amount 100.25", number);
  g_autofree char *too_much =
      g_strdup_printf ("invoice pay " COMPANY " %s --amount 99999999", number);
  g_autofree char *no_journal =
      g_strdup_printf ("invoice pay " COMPANY " %s --amount 1 --journal NONE", number);
  double before = get_residual (number);

  for (guint i = 0; i < 3; i++)
    {
      const char *commands[] = { too_much, no_journal, "invoice pay NONE --amount 1" };
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;

      g_assert_cmpint (run (fixture.controller, commands[i], &out, &err), ==, 1);
      g_assert_cmpstr (err, !=, "");
    }
  g_assert_cmpfloat_with_epsilon (get_residual (number), before, 0.001);
  {
    g_autofree char *out = NULL;
    g_autofree char *err = NULL;

    g_assert_cmpint (run (fixture.controller, command, &out, &err), ==, 0);
    g_assert_nonnull (strstr (out, number));
  }
  g_assert_cmpfloat_with_epsilon (get_residual (number), before - 100.25, 0.001);
}

/* A part as a draft, and posted; tried dry first. */
static void
test_credit (void)
{
  static const struct
  {
    const char *arguments;
    int status;
    const char *says; /* on either stream */
    double open;      /* by how much less is open afterwards */
  } steps[] = {
    { "--amount 50 --dry-run", 0, "Would credit", 0 },
    { "--amount 99999999", 1, "is left to credit", 0 },
    { "--amount 10 --reason none", 1, "damaged (Goods damaged or faulty)", 0 },
    { "--amount 10 --date soon", 1, "soon", 0 },
    { "--amount 10 --post --apply NONE/1", 1, "no invoice of this number", 0 },
    { "--amount 20 --reason price --text 'One box'", 0, "made over", 0 },
    { "--amount 30 --reason price --post", 0, "made over", 30 },
  };
  g_autofree char *number = find_open (4);
  double before = get_residual (number);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *command =
          g_strdup_printf ("invoice credit " COMPANY " %s %s", number, steps[i].arguments);
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;

      g_assert_cmpint (run (fixture.controller, command, &out, &err), ==, steps[i].status);
      g_test_message ("%s: %s%s", steps[i].arguments, out, err);
      g_assert_true (strstr (out, steps[i].says) != NULL || strstr (err, steps[i].says) != NULL);
      g_assert_cmpfloat_with_epsilon (get_residual (number), before - steps[i].open, 0.001);
    }
}

/* Amounts are text in JSON, with a point. */
static gint64
read_cents (JsonObject *row, const char *member)
{
  g_auto (GStrv) parts = g_strsplit (json_object_get_string_member (row, member), ".", -1);
  g_autofree char *digits = g_strjoinv ("", parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_cmpuint (strlen (parts[1]), ==, 2);

  return g_ascii_strtoll (digits, NULL, 10);
}

/* The same day by customer and by company: the same money, which is what the accounts say. */
static void
test_aging (void)
{
  static const char *const ways[] = { "customer", "group", "salesperson", "company", "currency" };
  gint64 sums[G_N_ELEMENTS (ways)] = { 0 };
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *command =
          g_strdup_printf ("report aging --as-of 2026-06-30 --format json --by %s", ways[i]);
      g_autofree char *list = NULL;
      g_autofree char *feet = NULL;
      g_autoptr (JsonNode) node = NULL;
      JsonArray *rows;

      g_assert_cmpint (run (fixture.manager, command, &list, &feet), ==, 0);
      g_assert_nonnull (strstr (feet, "difference €0.00"));
      node = json_from_string (list, NULL);
      rows = json_node_get_array (node);
      g_assert_cmpuint (json_array_get_length (rows), >, 0);
      for (guint k = 0; k < json_array_get_length (rows); k++)
        {
          JsonObject *row = json_array_get_object_element (rows, k);

          if (g_str_equal (json_object_get_string_member (row, "currency"), "EUR"))
            sums[i] += read_cents (row, "total");
        }
      g_assert_cmpint (sums[i], >, 100000);
      g_assert_cmpint (sums[i], ==, sums[0]);
    }
  g_assert_cmpint (run (fixture.manager, "report aging --company Nobody", &out, &err), ==, 1);
  g_assert_nonnull (strstr (err, "Nobody"));
}

static JsonNode *
read_exposure (const char *more)
{
  g_autofree char *command = g_strdup_printf ("report exposure --format json %s", more);
  g_autofree char *list = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpint (run (fixture.manager, command, &list, &words), ==, 0);
  g_assert_nonnull (strstr (words, "orders as they are"));

  return json_from_string (list, NULL);
}

/* However it is cut, it is the same money, and each row adds up. */
static void
test_exposure (void)
{
  static const char *const ways[] = { "customer", "group", "company", "salesperson" };
  static const char *const formats[] = { "table", "csv", "xlsx", "pdf" };
  gint64 sums[G_N_ELEMENTS (ways)] = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "exposure", NULL);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *more = g_strdup_printf ("--currency EUR --by %s", ways[i]);
      g_autoptr (JsonNode) node = read_exposure (more);
      JsonArray *rows = json_node_get_array (node);

      g_assert_cmpuint (json_array_get_length (rows), >, 0);
      for (guint k = 0; k < json_array_get_length (rows); k++)
        {
          JsonObject *row = json_array_get_object_element (rows, k);
          const gint64 open = read_cents (row, "open");

          g_assert_cmpint (read_cents (row, "exposure"), ==,
                           open + read_cents (row, "to_invoice") + read_cents (row, "to_deliver"));
          g_assert_cmpint (open, ==,
                           read_cents (row, "not_due") + read_cents (row, "days_1_30")
                               + read_cents (row, "days_31_60") + read_cents (row, "days_61_90")
                               + read_cents (row, "over_90"));
          sums[i] += read_cents (row, "exposure");
        }
      g_assert_cmpint (sums[i], >, 100000);
      /* companies are converted once a row: a cent each */
      g_assert_cmpint (ABS (sums[i] - sums[0]), <=, 200);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *command =
          g_strdup_printf ("report exposure --server --by group --format %s --output '%s'",
                           formats[i], path);
      g_autofree char *said = NULL;
      g_autofree char *words = NULL;
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_assert_cmpint (run (fixture.manager, command, &said, &words), ==, 0);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_cmpuint (length, >, 1000);
      if (i >= 2)
        g_assert_true (g_str_has_prefix (bytes, i == 2 ? "PK" : "%PDF"));
      g_unlink (path);
    }
  g_rmdir (folder);
  g_assert_cmpint (run (fixture.manager, "report exposure --company Nobody", &out, &err), ==, 1);
  g_assert_nonnull (strstr (err, "Nobody"));
}

/* A day of the past shows the receivables of then, which the aging list has as well. */
static void
test_exposure_past (void)
{
  g_autoptr (JsonNode) exposure = read_exposure ("--as-of 2026-06-30 --by company");
  g_autoptr (JsonNode) aging = NULL;
  g_autofree char *list = NULL;
  g_autofree char *feet = NULL;
  JsonArray *rows;
  gint64 open = 0, ages = 0;

  g_assert_cmpint (
      run (fixture.manager, "report aging --as-of 2026-06-30 --format json", &list, &feet), ==, 0);
  aging = json_from_string (list, NULL);
  rows = json_node_get_array (exposure);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpstr (json_object_get_string_member (row, "receivables_as_of"), ==, "2026-06-30");
      g_assert_cmpstr (json_object_get_string_member (row, "orders_as_of"), !=, "2026-06-30");
      if (g_str_equal (json_object_get_string_member (row, "currency"), "EUR"))
        open += read_cents (row, "open");
    }
  rows = json_node_get_array (aging);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "currency"), "EUR"))
        ages += read_cents (row, "total");
    }
  g_assert_cmpint (open, >, 100000);
  g_assert_cmpint (open, ==, ages);
}

/* The receivables are those of the aging list; a figure names what it is made of. */
static char *
import_table (const char *path, const char *more)
{
  g_autofree char *command =
      g_strdup_printf ("statement import '%s' --journal BNK1 %s", path, more);
  g_autofree char *err = NULL;
  char *out = NULL;
  int status = run (fixture.controller, command, &out, &err);

  if (status != 0)
    g_error ("%s: %s", command, err);

  return out;
}

/* A table that says no currency is in that of the journal; told twice it is seen once. */
static void
test_import (void)
{
  static const char table[] = "Buchungstag;Name;Verwendungszweck;Betrag\n"
                              "2026-11-20;Import Tests GmbH;Rechnung 4711;119,00\n"
                              "2026-11-20;Import Tests GmbH;Rechnung 4712;-7,50\n";
  g_autofree char *folder = g_dir_make_tmp ("quittance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autofree char *told = NULL;
  g_autofree char *done = NULL;
  g_autofree char *again = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *other = g_strdup_printf ("statement import '%s' --journal BNK1", path);

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  told = import_table (path, "--dry-run --format csv");
  g_assert_nonnull (strstr (told, "119.00"));
  g_assert_nonnull (strstr (told, "EUR"));
  done = import_table (path, "");
  g_assert_nonnull (strstr (done, "2 lines imported"));
  again = import_table (path, "");
  g_assert_nonnull (strstr (again, "0 lines imported"));

  /* one that says another currency is refused */
  g_assert_true (g_file_set_contents (
      path, "Buchungstag;Name;Betrag;Währung\n2026-11-20;Import Tests GmbH;5,00;CHF\n", -1, NULL));
  g_assert_cmpint (run (fixture.controller, other, &out, &err), ==, 1);
  g_assert_nonnull (strstr (err, "CHF"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_kpi (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *aging = NULL;
  g_autofree char *feet = NULL;
  g_autoptr (JsonNode) figures = NULL;
  g_autoptr (JsonNode) ages = NULL;
  JsonArray *rows;
  gint64 receivable = 0, overdue = 0, total = 0, not_due = 0;

  g_assert_cmpint (run (fixture.manager, "report kpi --as-of 2026-06-30 --format json", &out, &err),
                   ==, 0);
  g_assert_cmpint (
      run (fixture.manager, "report aging --as-of 2026-06-30 --format json", &aging, &feet), ==, 0);
  figures = json_from_string (out, NULL);
  rows = json_node_get_array (figures);
  g_assert_cmpuint (json_array_get_length (rows), >=, 10);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *kpi = json_object_get_string_member (row, "kpi");

      g_assert_cmpstr (json_object_get_string_member (row, "as_of"), ==, "2026-06-30");
      g_assert_cmpstr (json_object_get_string_member (row, "formula"), !=, "");
      if (!g_str_equal (json_object_get_string_member (row, "unit"), "EUR"))
        continue;
      if (g_str_equal (kpi, "receivable"))
        receivable += read_cents (row, "value");
      else if (g_str_equal (kpi, "overdue"))
        overdue += read_cents (row, "value");
    }
  ages = json_from_string (aging, NULL);
  rows = json_node_get_array (ages);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (!g_str_equal (json_object_get_string_member (row, "currency"), "EUR"))
        continue;
      total += read_cents (row, "total");
      not_due += read_cents (row, "not_due");
    }
  g_assert_cmpint (overdue, >, 10000);
  g_assert_cmpint (receivable, ==, total);
  g_assert_cmpint (overdue, ==, total - not_due);
}

/* A company alone, in words; one that is not there is told. */
static void
test_kpi_words (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *none = NULL;
  g_autofree char *why = NULL;

  g_assert_cmpint (run (fixture.manager, "report kpi --as-of 2026-06-30 --months 3 --explain", &out,
                        &err),
                   ==, 0);
  g_assert_nonnull (strstr (out, "Days sales outstanding"));
  g_assert_nonnull (strstr (out, " days "));
  g_assert_nonnull (strstr (out, "Months of the period: 3"));
  g_assert_nonnull (strstr (err, "Data of "));
  g_assert_cmpint (run (fixture.manager, "report kpi --company Nobody", &none, &why), ==, 1);
  g_assert_nonnull (strstr (why, "Nobody"));
}

/* Who may not pay is refused, and nothing is written. */
static void
test_pay_refused (void)
{
  g_autofree char *number = find_open (1);
  g_autofree char *command = g_strdup_printf ("invoice pay " COMPANY " %s --amount 10", number);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  double before = get_residual (number);

  g_assert_cmpint (run (fixture.manager, command, &out, &err), ==, 1);
  g_assert_cmpfloat_with_epsilon (get_residual (number), before, 0.001);
}

/* The answer is lost after the server acted: it was paid once, and the program says so. */
static void
test_pay_lost_answer (void)
{
  g_autofree char *number = find_open (2);
  g_autofree char *command = g_strdup_printf ("invoice pay " COMPANY " %s --amount 77.31", number);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  double before = get_residual (number);
  int status;

  g_assert_true (demo_server_add_fault (
      fixture.server, "account.payment.register/action_create_payments:1:commit", NULL));
  status = run (fixture.controller, command, &out, &err);
  demo_server_clear_faults (fixture.server);
  g_test_message ("%d: %s %s", status, out, err);
  g_assert_true (status == 0 || status == 5);
  g_assert_cmpfloat_with_epsilon (get_residual (number), before - 77.31, 0.001);
  g_assert_cmpuint (demo_server_count_calls (fixture.server,
                                             "account.payment.register/action_create_payments"),
                    <=, 2);
}

static void
test_journal (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *none = NULL;
  g_autofree char *none_err = NULL;

  g_assert_cmpint (run (fixture.controller, "journal", &out, &err), ==, 0);
  if (strstr (out, "Payment") == NULL)
    g_error ("no payment in “%s”, “%s”", out, err);
  g_assert_cmpint (run (fixture.controller, "journal look nothing", &none, &none_err), ==, 1);
}

/* A key that is given is kept in a profile's place, where there is a keyring or not. */
static void
test_sign_in (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *list = NULL;
  g_autofree char *list_err = NULL;

  g_assert_cmpint (run (fixture.controller, "sign-in --name Nordlicht", &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, "--profile 'Nordlicht'"));
  g_assert_cmpint (run (NULL, "profiles", &list, &list_err), ==, 0);
  g_assert_nonnull (strstr (list, "Nordlicht"));
  g_assert_null (strstr (list, fixture.controller->key));
}

static void
start (void)
{
  const DemoServerOptions options = { .series = 19, .seed = 7, .today = "2026-11-22" };
  g_autoptr (GError) error = NULL;

  fixture.home = g_dir_make_tmp ("quittance-cli-XXXXXX", &error);
  g_assert_no_error (error);
  fixture.server = demo_server_new ();
  g_assert_true (demo_world_start (fixture.server, &options, &error));
  g_assert_no_error (error);
  fixture.controller = demo_server_get_account (fixture.server, "controller");
  fixture.manager = demo_server_get_account (fixture.server, "manager");
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  start ();

  g_test_add_func ("/cli/usage", test_usage);
  g_test_add_func ("/cli/check", test_check);
  g_test_add_func ("/cli/list", test_list);
  g_test_add_func ("/cli/list-items", test_list_items);
  g_test_add_func ("/cli/output", test_output);
  g_test_add_func ("/cli/groups", test_groups);
  g_test_add_func ("/cli/output-fails", test_output_fails);
  g_test_add_func ("/cli/aging", test_aging);
  g_test_add_func ("/cli/exposure", test_exposure);
  g_test_add_func ("/cli/exposure-past", test_exposure_past);
  g_test_add_func ("/cli/import", test_import);
  g_test_add_func ("/cli/kpi", test_kpi);
  g_test_add_func ("/cli/kpi-words", test_kpi_words);
  g_test_add_func ("/cli/pay", test_pay);
  g_test_add_func ("/cli/credit", test_credit);
  g_test_add_func ("/cli/pay-refused", test_pay_refused);
  g_test_add_func ("/cli/pay-lost-answer", test_pay_lost_answer);
  g_test_add_func ("/cli/journal", test_journal);
  g_test_add_func ("/cli/sign-in", test_sign_in);
  status = g_test_run ();

  demo_server_stop (fixture.server);
  g_clear_object (&fixture.server);
  demo_account_free (fixture.controller);
  demo_account_free (fixture.manager);
  remove_folder (fixture.home);
  g_free (fixture.home);

  return status;
}
