/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server's failure means: whether a write happened, and who can do something about it. */

#include "erp-fault.h"
#include "erp-json.h"
#include "test-values.h"

#include <string.h>

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    ErpError code;
  } cases[] = {
    { "odoo.exceptions.AccessError", ERP_ERROR_ACCESS },
    { "odoo.exceptions.AccessDenied", ERP_ERROR_ACCESS },
    { "odoo.exceptions.MissingError", ERP_ERROR_MISSING },
    { "odoo.exceptions.UserError", ERP_ERROR_VALIDATION },
    { "odoo.exceptions.ValidationError", ERP_ERROR_VALIDATION },
    { "odoo.exceptions.RedirectWarning", ERP_ERROR_VALIDATION },
    { "odoo.exceptions.LockError", ERP_ERROR_CONFLICT },
    { "odoo.exceptions.ConcurrencyError", ERP_ERROR_CONFLICT },
    { "odoo.http.SessionExpiredException", ERP_ERROR_AUTH },
    { "psycopg2.errors.SerializationFailure", ERP_ERROR_CONFLICT },
    { "psycopg2.errors.DeadlockDetected", ERP_ERROR_CONFLICT },
    { "psycopg2.errors.UniqueViolation", ERP_ERROR_VALIDATION },
    { "psycopg2.errors.ForeignKeyViolation", ERP_ERROR_VALIDATION },
    { "werkzeug.exceptions.Unauthorized", ERP_ERROR_AUTH },
    { "werkzeug.exceptions.Forbidden", ERP_ERROR_ACCESS },
    { "werkzeug.exceptions.NotFound", ERP_ERROR_PROTOCOL },
    { "werkzeug.exceptions.UnprocessableEntity", ERP_ERROR_PROTOCOL },
    /* nobody's: the server's own trouble, and rolled back */
    { "builtins.KeyError", ERP_ERROR_SERVER },
    { "builtins.ZeroDivisionError", ERP_ERROR_SERVER },
    { "odoo.exceptions.UserErrorX", ERP_ERROR_SERVER },
    { "UserError", ERP_ERROR_SERVER },
    { "ODOO.EXCEPTIONS.USERERROR", ERP_ERROR_SERVER },
    { "", ERP_ERROR_SERVER },
  };
  g_autoptr (JsonObject) exception = test_object ("{\"message\":\"Its own words\"}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int is_write = 0; is_write < 2; is_write++)
      {
        g_autoptr (GError) error = erp_fault_from_exception (is_write, cases[i].name, exception);

        g_test_message ("“%s”", cases[i].name);
        g_assert_cmpstr (erp_error_get_server_message (error), ==, "Its own words");
        g_assert_cmpstr (erp_error_get_server_name (error), ==, cases[i].name);
        /* the program's own sentence does not repeat the server's */
        g_assert_null (strstr (error->message, "Its own words"));
        test_take_error (&error, (int)cases[i].code);
      }
}

static void
test_words (void)
{
  static const struct
  {
    const char *name;
    const char *exception;
    const char *words; /* NULL: none */
  } cases[] = {
    { "odoo.exceptions.UserError", "{\"message\":\"No\"}", "No" },
    { "odoo.exceptions.UserError", "{\"message\":\" \\n No \\n\"}", "No" },
    { "odoo.exceptions.UserError", "{\"message\":\"\"}", NULL },
    { "odoo.exceptions.UserError", "{\"message\":\"  \\n \"}", NULL },
    { "odoo.exceptions.UserError", "{\"message\":false}", NULL },
    { "odoo.exceptions.UserError", "{\"message\":7}", NULL },
    { "odoo.exceptions.UserError", "{\"message\":[\"No\"]}", NULL },
    { "odoo.exceptions.UserError", "{}", NULL },
    { "odoo.exceptions.UserError", "{\"message\":\"Größe „3“ 東京\"}", "Größe „3“ 東京" },
    /* the sentence of a redirect is its first argument, the message all of them */
    { "odoo.exceptions.RedirectWarning", "{\"message\":\"('Set', 7)\",\"arguments\":[\"Set\",7]}",
      "Set" },
    { "odoo.exceptions.RedirectWarning", "{\"message\":\"Set\",\"arguments\":[]}", "Set" },
    { "odoo.exceptions.RedirectWarning", "{\"message\":\"Set\",\"arguments\":[7]}", "Set" },
    { "odoo.exceptions.RedirectWarning", "{\"message\":\"Set\",\"arguments\":false}", "Set" },
    { "odoo.exceptions.RedirectWarning", "{\"message\":\"Set\"}", "Set" },
    { "odoo.exceptions.UserError", "{\"message\":\"No\",\"arguments\":[\"Other\"]}", "No" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) exception = test_object (cases[i].exception);
      g_autoptr (GError) error = erp_fault_from_exception (TRUE, cases[i].name, exception);

      g_test_message ("case %u", i);
      g_assert_cmpstr (erp_error_get_server_message (error), ==, cases[i].words);
      test_take_error (&error, ERP_ERROR_VALIDATION);
    }
}

/* A server that sends a book is quoted, not printed. */
static void
test_long_words (void)
{
  g_autoptr (GString) book = g_string_new (NULL);
  g_autoptr (JsonObject) exception = json_object_new ();
  g_autoptr (GError) error = NULL;
  const char *words;

  for (guint i = 0; i < 100000; i++)
    g_string_append (book, "ä");
  json_object_set_string_member (exception, "message", book->str);
  error = erp_fault_from_exception (FALSE, "odoo.exceptions.UserError", exception);
  words = erp_error_get_server_message (error);
  g_assert_cmpint (g_utf8_strlen (words, -1), ==, 4000);
  g_assert_true (g_utf8_validate (words, -1, NULL));
}

static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    ErpError read, write;
  } cases[] = {
    { 200, ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { 204, ERP_ERROR_PROTOCOL, ERP_ERROR_UNKNOWN_OUTCOME },
    { 400, ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
    { 401, ERP_ERROR_AUTH, ERP_ERROR_AUTH },
    { 403, ERP_ERROR_ACCESS, ERP_ERROR_ACCESS },
    { 404, ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
    { 405, ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
    { 407, ERP_ERROR_AUTH, ERP_ERROR_AUTH },
    /* a gateway gave up waiting: the server may be working still */
    { 408, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { 413, ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
    { 422, ERP_ERROR_PROTOCOL, ERP_ERROR_PROTOCOL },
    { 429, ERP_ERROR_SERVER, ERP_ERROR_SERVER },
    { 500, ERP_ERROR_SERVER, ERP_ERROR_UNKNOWN_OUTCOME },
    { 502, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { 503, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { 504, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
    { 599, ERP_ERROR_UNREACHABLE, ERP_ERROR_UNKNOWN_OUTCOME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ErpReply reply = { .status = cases[i].status };
      g_autoptr (GError) read = erp_fault_from_status (FALSE, &reply);
      g_autoptr (GError) write = erp_fault_from_status (TRUE, &reply);
      g_autofree char *number = g_strdup_printf ("HTTP %u", cases[i].status);

      g_test_message ("%s", number);
      g_assert_true (g_str_has_prefix (erp_error_get_server_message (read), number));
      test_take_error (&read, (int)cases[i].read);
      test_take_error (&write, (int)cases[i].write);
    }
}

/* What cannot be read after a write went out is not "failed". */
static void
test_unreadable (void)
{
  GError *cause = g_error_new_literal (ERP_ERROR, ERP_ERROR_PROTOCOL, "cut off");
  g_autoptr (GError) read = erp_fault_unreadable (FALSE, g_error_copy (cause));
  g_autoptr (GError) write = erp_fault_unreadable (TRUE, cause);

  test_take_error_about (&read, ERP_ERROR_PROTOCOL, "cut off");
  g_assert_cmpstr (erp_error_get_server_message (write), ==, "cut off");
  test_take_error (&write, ERP_ERROR_UNKNOWN_OUTCOME);
}

/* Each code has a sentence of its own, so that people can tell them apart. */
static void
test_sentences_differ (void)
{
  static const char *const names[] = { "odoo.exceptions.AccessError",
                                       "odoo.exceptions.MissingError",
                                       "odoo.exceptions.UserError",
                                       "odoo.exceptions.LockError",
                                       "odoo.http.SessionExpiredException",
                                       "werkzeug.exceptions.NotFound",
                                       "builtins.KeyError" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonObject) exception = test_object ("{\"message\":\"x\"}");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = erp_fault_from_exception (FALSE, names[i], exception);

      g_assert_true (g_hash_table_add (seen, g_strdup (error->message)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/fault/names", test_names);
  g_test_add_func ("/erp/fault/words", test_words);
  g_test_add_func ("/erp/fault/long-words", test_long_words);
  g_test_add_func ("/erp/fault/statuses", test_statuses);
  g_test_add_func ("/erp/fault/unreadable", test_unreadable);
  g_test_add_func ("/erp/fault/sentences-differ", test_sentences_differ);

  return g_test_run ();
}
