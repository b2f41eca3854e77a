/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-json.h"

#include "erp-currency.h"
#include "erp-error.h"

static JsonNode *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return erp_json_parse (bytes, error);
}

static void
test_parse_accepts (void)
{
  static const char *texts[] = {
    "null", "true", "12", "\"x\"", "[]", "{\"a\":[1,{\"b\":null}]}", "[\"]]]\\\"[[[\"]"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (texts[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_parse_refuses (void)
{
  static const char *texts[] = { "",         "   ",        "<html></html>", "[1,2", "{\"a\":",
                                 "\"\xff\"", "var x = 1;", "[1]]x",         "nul",  "{a:1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (texts[i], &error);
      g_autofree char *shown = g_strescape (texts[i], NULL);

      g_test_message ("%s", shown);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
      g_assert_null (node);
    }
}

static char *
nested (guint depth)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
  if (depth % 2 == 0)
    g_string_append (text, "1");
  for (guint i = depth; i > 0; i--)
    g_string_append (text, (i - 1) % 2 == 0 ? "]" : "}");
  return g_strdup (text->str);
}

static void
test_parse_depth (void)
{
  g_autofree char *good = nested (ERP_JSON_MAX_DEPTH);
  g_autofree char *bad = nested (ERP_JSON_MAX_DEPTH + 1);
  g_autofree char *crash = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (good, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (parse (bad, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (parse (crash, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static void
test_parse_size (void)
{
  const gsize size = ERP_JSON_MAX_BYTES + 1;
  g_autofree char *text = g_strnfill (size, ' ');
  g_autoptr (GBytes) fits = NULL;
  g_autoptr (GBytes) larger = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  text[0] = '1';
  fits = g_bytes_new_static (text, size - 1);
  larger = g_bytes_new_static (text, size);
  node = erp_json_parse (fits, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (erp_json_parse (larger, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static const char record_json[] =
    "{\"int\":7,\"whole\":3.0,\"half\":0.5,\"false\":false,\"true\":true,\"null\":null,"
    "\"text\":\"x\",\"empty\":\"\",\"date\":\"2026-02-28\",\"bad_date\":\"2026-02-30\","
    "\"time\":\"2026-11-22 17:05:09\",\"short_time\":\"2026-11-22 17:05\","
    "\"pair\":[4,\"Four\"],\"nested\":{\"id\":5,\"display_name\":\"Five\"},"
    "\"bare\":6,\"nameless\":[8,false],\"triple\":[1,2,3],\"ids\":[1,2],"
    "\"records\":[{\"id\":3},{\"id\":4}],\"mixed\":[1,\"x\"],\"huge\":1e300}";

static JsonObject *
record (void)
{
  g_autoptr (JsonNode) node = erp_json_literal (record_json);

  return json_object_ref (json_node_get_object (node));
}

static void
check_failed (gboolean ok, GError **error, const char *member)
{
  g_assert_false (ok);
  g_assert_error (*error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_assert_nonnull (strstr ((*error)->message, member));
  g_clear_error (error);
}

static void
test_scalars (void)
{
  g_autoptr (JsonObject) object = record ();
  g_autoptr (GError) error = NULL;
  gint64 number;
  gboolean flag;
  const char *text;
  double value;

  g_assert_true (erp_json_get_int (object, "int", &number, &error));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (erp_json_get_int (object, "whole", &number, &error));
  g_assert_cmpint (number, ==, 3);
  g_assert_true (erp_json_get_int (object, "false", &number, &error));
  g_assert_cmpint (number, ==, 0);
  check_failed (erp_json_get_int (object, "half", &number, &error), &error, "half");
  check_failed (erp_json_get_int (object, "missing", &number, &error), &error, "missing");
  check_failed (erp_json_get_int (object, "true", &number, &error), &error, "true");
  check_failed (erp_json_get_int (object, "huge", &number, &error), &error, "huge");

  g_assert_true (erp_json_get_bool (object, "true", &flag, &error));
  g_assert_true (flag);
  g_assert_true (erp_json_get_bool (object, "false", &flag, &error));
  g_assert_false (flag);
  check_failed (erp_json_get_bool (object, "int", &flag, &error), &error, "int");

  g_assert_true (erp_json_get_string (object, "text", &text, &error));
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (erp_json_get_string (object, "empty", &text, &error));
  g_assert_null (text);
  g_assert_true (erp_json_get_string (object, "false", &text, &error));
  g_assert_null (text);
  g_assert_true (erp_json_get_string (object, "null", &text, &error));
  g_assert_null (text);
  check_failed (erp_json_get_string (object, "true", &text, &error), &error, "true");
  check_failed (erp_json_get_string (object, "missing", &text, &error), &error, "missing");

  g_assert_true (erp_json_get_double (object, "half", &value, &error));
  g_assert_cmpfloat (value, ==, 0.5);
  check_failed (erp_json_get_double (object, "text", &value, &error), &error, "text");
}

static void
test_times (void)
{
  g_autoptr (JsonObject) object = record ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *shown = NULL;
  GDate day;

  g_assert_true (erp_json_get_date (object, "date", &day, &error));
  g_assert_cmpint (g_date_get_day (&day), ==, 28);
  g_assert_cmpint (g_date_get_month (&day), ==, 2);
  g_assert_cmpint (g_date_get_year (&day), ==, 2026);
  g_assert_true (erp_json_get_date (object, "false", &day, &error));
  g_assert_false (g_date_valid (&day));
  check_failed (erp_json_get_date (object, "bad_date", &day, &error), &error, "bad_date");
  check_failed (erp_json_get_date (object, "time", &day, &error), &error, "time");

  g_assert_true (erp_json_get_datetime (object, "time", &time, &error));
  shown = g_date_time_format (time, "%Y-%m-%d %H:%M:%S %Z");
  g_assert_cmpstr (shown, ==, "2026-11-22 17:05:09 UTC");
  g_clear_pointer (&time, g_date_time_unref);
  g_assert_true (erp_json_get_datetime (object, "null", &time, &error));
  g_assert_null (time);
  check_failed (erp_json_get_datetime (object, "short_time", &time, &error), &error, "short_time");
  check_failed (erp_json_get_datetime (object, "date", &time, &error), &error, "date");
}

static void
test_many2one (void)
{
  static const struct
  {
    const char *member;
    gboolean ok;
    gint64 id;
    const char *name;
  } cases[] = {
    { "pair", TRUE, 4, "Four" },   { "nested", TRUE, 5, "Five" }, { "bare", TRUE, 6, NULL },
    { "nameless", TRUE, 8, NULL }, { "false", TRUE, 0, NULL },    { "triple", FALSE, 0, NULL },
    { "text", FALSE, 0, NULL },    { "missing", FALSE, 0, NULL },
  };
  g_autoptr (JsonObject) object = record ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      gint64 id = -1;

      g_test_message ("%s", cases[i].member);
      g_assert_cmpint (erp_json_get_many2one (object, cases[i].member, &id, &name, &error), ==,
                       cases[i].ok);
      g_assert_cmpint (id, ==, cases[i].id);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_true ((error == NULL) == cases[i].ok);
    }
}

static void
test_ids (void)
{
  g_autoptr (JsonObject) object = record ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  g_assert_true (erp_json_get_ids (object, "ids", &ids, &error));
  g_assert_cmpint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 2);
  g_clear_pointer (&ids, g_array_unref);
  g_assert_true (erp_json_get_ids (object, "records", &ids, &error));
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 4);
  g_clear_pointer (&ids, g_array_unref);
  g_assert_true (erp_json_get_ids (object, "false", &ids, &error));
  g_assert_cmpint (ids->len, ==, 0);
  g_clear_pointer (&ids, g_array_unref);
  check_failed (erp_json_get_ids (object, "mixed", &ids, &error), &error, "mixed");
  check_failed (erp_json_get_ids (object, "missing", &ids, &error), &error, "missing");
  g_assert_null (ids);
}

static void
test_scaled (void)
{
  static const struct
  {
    const char *number;
    guint digits;
    gboolean ok;
    gint64 value;
  } cases[] = {
    { "249.99", 2, TRUE, 24999 },
    { "-0.07", 2, TRUE, -7 },
    { "1e3", 2, TRUE, 100000 },
    { "12", 0, TRUE, 12 },
    { "1.5", 0, FALSE, 0 },
    { "0.0000009", 2, TRUE, 0 },
    { "0.0000011", 2, FALSE, 0 },
    { "249.994", 2, FALSE, 0 },
    { "1.2345", 3, FALSE, 0 },
    { "70368744177663.99", 2, TRUE, 7036874417766399 },
    { "90071992547409.91", 2, FALSE, 0 }, /* the float of more than one amount */
    { "190071992547409.91", 2, FALSE, 0 },
    /* a float's last bits are more than 1e-6 there */
    { "12345678901.230003", 2, TRUE, 1234567890123 },
    { "12345678901.2301", 2, FALSE, 0 },
    { "-98765432109.870014", 2, TRUE, -9876543210987 },
    { "12345678.230002", 2, FALSE, 0 },
    { "false", 2, TRUE, 0 },
    { "true", 2, FALSE, 0 },
    { "\"1.00\"", 2, FALSE, 0 },
    { "1e999", 2, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"v\":%s}", cases[i].number);
      g_autoptr (JsonNode) node = parse (text, NULL);
      gint64 value = -1;

      g_test_message ("%s", text);
      g_assert_nonnull (node);
      g_assert_cmpint (erp_json_get_scaled (json_node_get_object (node), "v", cases[i].digits,
                                            &value, NULL),
                       ==, cases[i].ok);
      if (cases[i].ok)
        g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_currency (void)
{
  g_autoptr (JsonNode) good = erp_json_literal (
      "{\"id\":3,\"name\":\"KWD\",\"symbol\":false,\"position\":\"before\",\"decimal_places\":3}");
  g_autoptr (JsonNode) bad = erp_json_literal (
      "{\"id\":3,\"name\":\"XXX\",\"symbol\":\"x\",\"position\":\"after\",\"decimal_places\":7}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCurrency) currency =
      erp_currency_new_from_json (json_node_get_object (good), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (erp_currency_get_code (currency), ==, "KWD");
  g_assert_cmpstr (erp_currency_get_symbol (currency), ==, "KWD");
  g_assert_true (erp_currency_get_symbol_before (currency));
  g_assert_cmpint (erp_currency_get_digits (currency), ==, 3);
  g_assert_null (erp_currency_new_from_json (json_node_get_object (bad), &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/json/parse/accepts", test_parse_accepts);
  g_test_add_func ("/erp/json/parse/refuses", test_parse_refuses);
  g_test_add_func ("/erp/json/parse/depth", test_parse_depth);
  g_test_add_func ("/erp/json/parse/size", test_parse_size);
  g_test_add_func ("/erp/json/scalars", test_scalars);
  g_test_add_func ("/erp/json/times", test_times);
  g_test_add_func ("/erp/json/many2one", test_many2one);
  g_test_add_func ("/erp/json/ids", test_ids);
  g_test_add_func ("/erp/json/scaled", test_scaled);
  g_test_add_func ("/erp/json/currency", test_currency);
  return g_test_run ();
}
