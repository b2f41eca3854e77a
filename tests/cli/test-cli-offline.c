/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const char *program;

static char *
get_data (const char *folder, const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
}

/* Runs the command line; returns what it wrote to standard output. */
static char *
run (const char *const *arguments, int *status, char **errors)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_strv_builder_add (builder, program);
  g_strv_builder_addv (builder, (const char **)arguments);
  argv = g_strv_builder_end (builder);
  process =
      g_subprocess_newv ((const char *const *)argv,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  *status = g_subprocess_get_exit_status (process);

  return output;
}

static void
test_statement_parse (void)
{
  g_autofree char *path = get_data ("bank", "mt940-dutch.sta");
  g_autofree char *expected_path = get_data ("bank", "mt940-dutch.sta.json");
  g_autofree char *expected = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *output = NULL;
  int status;

  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, NULL));
  output = run ((const char *[]){ "statement", "parse", path, "--format", "json", NULL }, &status,
                &errors);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (output, ==, expected);
  g_assert_nonnull (strstr (errors, "P261001000000001"));
}

static void
test_match (void)
{
  g_autofree char *partners = get_data ("match", "partners.csv");
  g_autofree char *items = get_data ("match", "items.csv");
  g_autofree char *lines = get_data ("match", "lines.csv");
  g_autofree char *errors = NULL;
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *list;
  int status;

  output = run ((const char *[]){ "match", "--partners", partners, "--items", items, "--lines",
                                  lines, "--format", "json", NULL },
                &status, &errors);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (errors, ==, "");
  root = json_from_string (output, NULL);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (root));
  list = json_node_get_array (root);
  g_assert_cmpuint (json_array_get_length (list), ==, 260);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *proposal = json_array_get_object_element (list, i);

      g_assert_cmpint (json_object_get_int_member (proposal, "line"), ==, i + 1);
      g_assert_nonnull (json_object_get_string_member (proposal, "band"));
      g_assert_nonnull (json_object_get_string_member (proposal, "writeoff"));
      g_assert_true (json_object_has_member (proposal, "items"));
      g_assert_true (json_object_has_member (proposal, "reasons"));
      g_assert_cmpint (json_object_get_int_member (proposal, "score"), <=, 100);
      g_assert_cmpint (json_object_get_int_member (proposal, "gap"), <=, 100);
    }
}

static void
test_refused (void)
{
  g_autofree char *csv = get_data ("match", "lines.csv");
  const struct
  {
    const char *arguments[9];
    int status;
  } cases[] = {
    { { "statement", "parse", NULL }, 2 },
    { { "statement", "parse", csv, "--format", "xml", NULL }, 2 },
    { { "statement", "parse", "/nonexistent", NULL }, 1 },
    { { "match", NULL }, 2 },
    { { "match", "--partners", csv, "--items", csv, "--lines", csv, NULL }, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *errors = NULL;
      g_autofree char *output = NULL;
      int status;

      output = run (cases[i].arguments, &status, &errors);
      g_test_message ("%s", errors);
      g_assert_cmpint (status, ==, cases[i].status);
      g_assert_cmpstr (output, ==, "");
      g_assert_true (g_str_has_prefix (errors, "quittance-cli: "));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

  g_test_add_func ("/cli/offline/statement-parse", test_statement_parse);
  g_test_add_func ("/cli/offline/match", test_match);
  g_test_add_func ("/cli/offline/refused", test_refused);

  return g_test_run ();
}
