/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers, days, times and links as servers send them, at the edges of what can be kept. */

#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define FAIL G_MININT64

static JsonObject *
one (const char *value)
{
  g_autofree char *text = g_strdup_printf ("{\"v\":%s}", value);

  return test_object (text);
}

typedef struct
{
  const char *number;
  guint digits;
  gint64 value; /* FAIL: an error */
} ScaledCase;

static const ScaledCase scaled_cases[] = {
  /* whole numbers are never a float on the way */
  { "0", 2, 0 },
  { "-0", 2, 0 },
  { "9007199254740993", 0, 9007199254740993 },
  { "92233720368547758", 2, 9223372036854775800 },
  { "92233720368547759", 2, FAIL },
  { "-92233720368547758", 2, -9223372036854775800 },
  { "9223372036854775807", 0, G_MAXINT64 },
  { "9223372036854775807", 1, FAIL },
  { "1", 9, 1000000000 },
  /* the float of a number of two digits is right at any size */
  { "0.01", 2, 1 },
  { "0.29", 2, 29 },
  { "1.005", 2, FAIL },
  { "1.005", 3, 1005 },
  { "4503599627.37", 2, 450359962737 },
  { "10000000000.07", 2, 1000000000007 },
  { "999999999999.99", 2, 99999999999999 },
  { "-999999999999.99", 2, -99999999999999 },
  { "1000000000000.01", 2, 100000000000001 },
  { "9999999999999.99", 2, 999999999999999 },
  { "35184372088831.99", 2, 3518437208883199 },
  { "70368744177663.99", 2, 7036874417766399 },
  /* from here on two cents may have one float */
  { "70368744177664.01", 2, FAIL },
  { "80000000000000.01", 2, FAIL },
  { "90071992547409.90", 2, FAIL },
  { "90071992547409.91", 2, FAIL },
  { "1e15", 2, FAIL },
  { "-1e15", 2, FAIL },
  { "1e300", 0, FAIL },
  /* without a minor unit whole floats are exact up to 2^53 */
  { "9007199254740991.0", 0, 9007199254740991 },
  { "9007199254740992.0", 0, FAIL },
  { "1e15", 0, 1000000000000000 },
  /* what a server leaves that computes with floats */
  { "2272.2200000000003", 2, 227222 },
  { "0.30000000000000004", 2, 30 },
  { "-0.30000000000000004", 2, -30 },
  { "5.684341886080802e-14", 2, 0 },
  { "-5.684341886080802e-14", 2, 0 },
  { "12345678901.230003", 2, 1234567890123 },
  { "98765432109.870014", 2, 9876543210987 },
  /* what no float adds by itself */
  { "1.000001", 2, 100 },
  { "1.0000011", 2, FAIL },
  { "999999999.000002", 2, FAIL },
  { "12345678901.23001", 2, FAIL },
  { "12345678901.2301", 2, FAIL },
  { "100000000000.001", 2, FAIL },
  { "1000000000000.0015", 2, FAIL },
  { "1000000000000.002", 2, FAIL },
  { "30000000000000.004", 2, FAIL },
  { "30000000000000.005", 2, FAIL },
  /* three digits and none */
  { "1.234", 3, 1234 },
  { "1.2345", 3, FAIL },
  { "1.2340009", 3, 1234 },
  { "8796093022207.999", 3, 8796093022207999 },
  { "8796093022208.001", 3, FAIL },
  { "1234.0", 0, 1234 },
  { "1234.5", 0, FAIL },
  { "1234.001", 0, FAIL },
  { "1234.0000009", 0, 1234 },
  /* a hundredth of the last digit is no noise */
  { "0.000001", 6, 1 },
  { "1.0000005", 6, FAIL },
  { "1.00000051", 6, FAIL },
  { "1.0000000001", 6, 1000000 },
  { "0.000000001", 9, 1 },
  { "0.0000000015", 9, FAIL },
  /* no numbers */
  { "false", 2, 0 },
  { "null", 2, 0 },
  { "true", 2, FAIL },
  { "\"1\"", 2, FAIL },
  { "[1]", 2, FAIL },
  { "{}", 2, FAIL },
  { "1e999", 2, FAIL },
  { "-1e999", 2, FAIL },
};

static void
test_scaled (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scaled_cases); i++)
    {
      const ScaledCase *c = &scaled_cases[i];
      g_autoptr (JsonObject) object = one (c->number);
      g_autoptr (GError) error = NULL;
      gint64 value = -1;

      g_test_message ("%s with %u digits", c->number, c->digits);
      if (c->value == FAIL)
        {
          g_assert_false (erp_json_get_scaled (object, "v", c->digits, &value, &error));
          test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
          continue;
        }
      g_assert_true (erp_json_get_scaled (object, "v", c->digits, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, c->value);
    }
}

/* Every amount that is written as a decimal comes back as the same number of cents, or is refused;
 * never as another. */
static void
test_scaled_round_trip (void)
{
  guint n_kept = 0;

  for (guint i = 0; i < 20000; i++)
    {
      const guint digits = (guint)g_test_rand_int_range (0, 7);
      gint64 minor =
          (gint64)(((guint64)(guint32)g_test_rand_int () << 32) | (guint32)g_test_rand_int ());
      g_autofree char *text = NULL;
      gint64 power = 1;
      g_autoptr (JsonObject) object = NULL;
      gint64 value = -1;

      minor >>= g_test_rand_int_range (9, 63);
      for (guint j = 0; j < digits; j++)
        power *= 10;
      text = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, minor < 0 ? "-" : "",
                              ABS (minor) / power, (int)digits, ABS (minor) % power);
      object = one (text);
      if (erp_json_get_scaled (object, "v", digits, &value, NULL))
        {
          if (value != minor)
            g_error ("%s with %u digits: %" G_GINT64_FORMAT " for %" G_GINT64_FORMAT, text, digits,
                     value, minor);
          n_kept++;
        }
      else
        g_assert_cmpint (ABS (minor), >, 1000000000000000);
    }
  g_assert_cmpuint (n_kept, >, 15000);
}

/* What a server's own rounding leaves (k times 0.01) is the amount it stands for. */
static void
test_scaled_noise (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      const gint64 minor = g_test_rand_int () * (gint64)g_test_rand_int_range (1, 4000);
      g_autoptr (JsonObject) object = json_object_new ();
      gint64 value = -1;

      json_object_set_double_member (object, "v", (double)minor * 0.01);
      g_assert_true (erp_json_get_scaled (object, "v", 2, &value, NULL));
      g_assert_cmpint (value, ==, minor);
    }
}

static void
test_int (void)
{
  static const struct
  {
    const char *number;
    gint64 value; /* FAIL: an error */
  } cases[] = {
    { "7", 7 },
    { "-7", -7 },
    { "7.0", 7 },
    { "7e2", 700 },
    { "7.5", FAIL },
    { "9223372036854775807", G_MAXINT64 },
    { "9007199254740992.0", 9007199254740992 },
    { "9007199254740994.0", FAIL },
    { "1e19", FAIL },
    { "1e999", FAIL },
    { "false", 0 },
    { "null", 0 },
    { "true", FAIL },
    { "\"7\"", FAIL },
    { "[7]", FAIL },
    { "{\"id\":7}", FAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].number);
      g_autoptr (GError) error = NULL;
      gint64 value = -1;

      g_test_message ("%s", cases[i].number);
      if (cases[i].value == FAIL)
        {
          g_assert_false (erp_json_get_int (object, "v", &value, &error));
          test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
          continue;
        }
      g_assert_true (erp_json_get_int (object, "v", &value, &error));
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

/* json-glib would read these as -1, 1, 8 and 16. */
static void
test_numbers_that_change (void)
{
  static const struct
  {
    const char *json;
    gboolean is_good;
  } cases[] = {
    { "[99999999999999999999]", FALSE },
    { "[-99999999999999999999]", FALSE },
    { "[9223372036854775808]", FALSE },
    { "{\"a\":18446744073709551617}", FALSE },
    { "9223372036854775808", FALSE },
    { "[010]", FALSE },
    { "[0x10]", FALSE },
    { "[-010]", FALSE },
    { "[00]", FALSE },
    { "[1,2,[3,010]]", FALSE },
    { "[9223372036854775807,-9223372036854775807]", TRUE },
    { "[0,0.5,-0.5,0e1,0E1,10,100.00,1e10]", TRUE },
    { "[99999999999999999999.5]", TRUE }, /* a float, and too large for those who ask for cents */
    { "[\"99999999999999999999\",\"010\",\"\\\"010\"]", TRUE },
    { "{\"010\":1,\"0x1\":2}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = test_json (cases[i].json, &error);

      g_test_message ("%s", cases[i].json);
      g_assert_true ((node != NULL) == cases[i].is_good);
      if (!cases[i].is_good)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
}

static void
test_date (void)
{
  static const struct
  {
    const char *json;
    const char *day; /* NULL: an error; "": empty */
  } cases[] = {
    { "\"2026-11-22\"", "2026-11-22" },
    { "\"2024-02-29\"", "2024-02-29" },
    { "\"2000-02-29\"", "2000-02-29" },
    { "\"1900-02-29\"", NULL },
    { "\"2026-02-29\"", NULL },
    { "\"0001-01-01\"", "0001-01-01" },
    { "\"9999-12-31\"", "9999-12-31" },
    { "\"0000-01-01\"", NULL },
    { "\"2026-00-10\"", NULL },
    { "\"2026-13-10\"", NULL },
    { "\"2026-12-00\"", NULL },
    { "\"2026-12-32\"", NULL },
    { "\"2026-1-22\"", NULL },
    { "\"26-11-22\"", NULL },
    { "\"2026/11/22\"", NULL },
    { "\"2026-11-22 \"", NULL },
    { "\" 2026-11-22\"", NULL },
    { "\"2026-11-22 10:00:00\"", NULL },
    { "\"2026-11\"", NULL },
    { "\"-026-11-22\"", NULL },
    { "\"２０２６-11-22\"", NULL },
    { "\"\"", NULL },
    { "20261122", NULL },
    { "true", NULL },
    { "false", "" },
    { "null", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;
      GDate day = test_make_day ("2001-01-01");

      g_test_message ("%s", cases[i].json);
      g_assert_true (erp_json_get_date (object, "v", &day, &error) == (cases[i].day != NULL));
      shown = test_day_text (&day);
      g_assert_cmpstr (shown, ==, cases[i].day != NULL ? cases[i].day : "");
      if (cases[i].day == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
    }
}

static void
test_datetime (void)
{
  static const struct
  {
    const char *json;
    const char *time; /* NULL: an error; "": empty */
  } cases[] = {
    { "\"2026-11-22 17:05:09\"", "2026-11-22 17:05:09.000000" },
    { "\"2026-11-22T17:05:09\"", "2026-11-22 17:05:09.000000" },
    { "\"2026-11-22 17:05:09.25\"", "2026-11-22 17:05:09.250000" },
    { "\"2026-11-22 17:05:09.123456\"", "2026-11-22 17:05:09.123456" },
    { "\"2026-11-22 00:00:00\"", "2026-11-22 00:00:00.000000" },
    { "\"2026-11-22 23:59:59.999999\"", "2026-11-22 23:59:59.999999" },
    { "\"0001-01-01 00:00:00\"", "0001-01-01 00:00:00.000000" },
    { "\"2026-11-22 24:00:00\"", NULL },
    { "\"2026-11-22 23:60:00\"", NULL },
    { "\"2026-11-22 23:59:60\"", NULL },
    { "\"2026-02-30 10:00:00\"", NULL },
    { "\"2026-11-22 10:00\"", NULL },
    { "\"2026-11-22 1:00:00\"", NULL },
    { "\"2026-11-22 10-00-00\"", NULL },
    { "\"2026-11-22\"", NULL },
    { "\"2026-11-22 \"", NULL },
    { "\"2026-11-22 10:00:0\"", NULL },
    /* another zone is not UTC */
    { "\"2026-11-22 10:00:00+02:00\"", NULL },
    { "\"2026-11-22 10:00:00 CET\"", NULL },
    { "\"2026-11-22 10:00:00.\"", NULL },
    { "\"2026-11-22 10:00:00.1e9\"", NULL },
    { "\"2026-11-22 10:00:00.5x\"", NULL },
    { "\"2026-11-22 10:00:00Z\"", "2026-11-22 10:00:00.000000" },
    { "\"2026-11-22T10:00:00.5Z\"", "2026-11-22 10:00:00.500000" },
    { "\"2026-11-22T10:00:00+00:00\"", "2026-11-22 10:00:00.000000" },
    { "\"\"", NULL },
    { "1", NULL },
    { "false", "" },
    { "null", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) time = NULL;
      g_autofree char *shown = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_true (erp_json_get_datetime (object, "v", &time, &error) == (cases[i].time != NULL));
      if (cases[i].time == NULL)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
      if (cases[i].time == NULL || *cases[i].time == '\0')
        {
          g_assert_null (time);
          continue;
        }
      shown = g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d.%06d", g_date_time_get_year (time),
                               g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                               g_date_time_get_hour (time), g_date_time_get_minute (time),
                               g_date_time_get_second (time), g_date_time_get_microsecond (time));
      g_assert_cmpstr (shown, ==, cases[i].time);
    }
}

static void
test_many2one (void)
{
  static const struct
  {
    const char *json;
    gint64 id; /* FAIL: an error */
    const char *name;
  } cases[] = {
    { "[7,\"Seven\"]", 7, "Seven" },
    { "[7,\"\"]", 7, "" },
    { "[7,null]", 7, NULL },
    { "[7,false]", 7, NULL },
    { "[7,true]", FAIL, NULL },
    { "[7,8]", FAIL, NULL },
    { "[7]", FAIL, NULL },
    { "[]", FAIL, NULL },
    { "[false,\"x\"]", FAIL, NULL },
    { "[\"7\",\"x\"]", FAIL, NULL },
    { "[7.0,\"x\"]", FAIL, NULL },
    { "[7,\"Zoë \\u202e 東京\"]", 7, "Zoë \342\200\256 東京" },
    { "{\"id\":7}", 7, NULL },
    { "{\"id\":7,\"display_name\":\"Seven\",\"more\":1}", 7, "Seven" },
    { "{\"id\":7,\"display_name\":false}", 7, NULL },
    { "{\"id\":false}", FAIL, NULL },
    { "{\"display_name\":\"x\"}", FAIL, NULL },
    { "{}", FAIL, NULL },
    { "7", 7, NULL },
    { "7.5", FAIL, NULL },
    { "\"7\"", FAIL, NULL },
    { "true", FAIL, NULL },
    { "false", 0, NULL },
    { "null", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      gint64 id = -1;
      gboolean ok = erp_json_get_many2one (object, "v", &id, &name, &error);

      g_test_message ("%s", cases[i].json);
      g_assert_true (ok == (cases[i].id != FAIL));
      g_assert_cmpint (id, ==, ok ? cases[i].id : 0);
      g_assert_cmpstr (name, ==, cases[i].name);
      if (!ok)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
      /* and for those who do not ask for the name */
      g_assert_true (erp_json_get_many2one (object, "v", &id, NULL, NULL) == ok);
    }
}

static void
test_ids (void)
{
  static const struct
  {
    const char *json;
    int n; /* -1: an error */
    gint64 last;
  } cases[] = {
    { "[]", 0, 0 },
    { "false", 0, 0 },
    { "null", 0, 0 },
    { "[3]", 1, 3 },
    { "[3,1,2]", 3, 2 },
    { "[3,3]", 2, 3 },
    { "[{\"id\":9},4,{\"id\":5,\"name\":\"x\"}]", 3, 5 },
    { "[{}]", -1, 0 },
    { "[{\"id\":null}]", -1, 0 },
    { "[[3]]", -1, 0 },
    { "[null]", -1, 0 },
    { "[false]", -1, 0 },
    { "[1.5]", -1, 0 },
    { "[1,\"2\"]", -1, 0 },
    { "3", -1, 0 },
    { "true", -1, 0 },
    { "{\"id\":3}", -1, 0 },
    { "\"\"", -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_true (erp_json_get_ids (object, "v", &ids, &error) == (cases[i].n >= 0));
      if (cases[i].n < 0)
        {
          g_assert_null (ids);
          test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
          continue;
        }
      g_assert_cmpuint (ids->len, ==, cases[i].n);
      if (ids->len > 0)
        g_assert_cmpint (g_array_index (ids, gint64, ids->len - 1), ==, cases[i].last);
    }
}

static void
test_string_and_bool (void)
{
  static const struct
  {
    const char *json;
    gboolean text_ok;
    const char *text;
    int flag; /* -1: an error */
  } cases[] = {
    { "\"x\"", TRUE, "x", -1 },     { "\"\"", TRUE, NULL, -1 }, { "\" \"", TRUE, " ", -1 },
    { "false", TRUE, NULL, 0 },     { "null", TRUE, NULL, 0 },  { "true", FALSE, NULL, 1 },
    { "0", FALSE, NULL, -1 },       { "1", FALSE, NULL, -1 },   { "[]", FALSE, NULL, -1 },
    { "[\"x\"]", FALSE, NULL, -1 }, { "{}", FALSE, NULL, -1 },  { "\"false\"", TRUE, "false", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].json);
      g_autoptr (GError) error = NULL;
      const char *text = "before";
      gboolean flag = TRUE;

      g_test_message ("%s", cases[i].json);
      g_assert_true (erp_json_get_string (object, "v", &text, &error) == cases[i].text_ok);
      g_assert_cmpstr (text, ==, cases[i].text);
      if (!cases[i].text_ok)
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
      g_assert_true (erp_json_get_bool (object, "v", &flag, &error) == (cases[i].flag >= 0));
      if (cases[i].flag >= 0)
        g_assert_cmpint (flag, ==, cases[i].flag);
      else
        test_take_error_about (&error, ERP_ERROR_PROTOCOL, "v");
    }
}

static void
test_double (void)
{
  static const struct
  {
    const char *json;
    gboolean ok;
    double value;
  } cases[] = {
    { "1", TRUE, 1.0 },         { "-1.25", TRUE, -1.25 }, { "1e308", TRUE, 1e308 },
    { "5e-324", TRUE, 5e-324 }, { "1e309", FALSE, 0.0 },  { "false", TRUE, 0.0 },
    { "true", FALSE, 0.0 },     { "\"1\"", FALSE, 0.0 },  { "[1]", FALSE, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = one (cases[i].json);
      double value = -1.0;

      g_test_message ("%s", cases[i].json);
      g_assert_true (erp_json_get_double (object, "v", &value, NULL) == cases[i].ok);
      if (cases[i].ok)
        g_assert_cmpfloat (value, ==, cases[i].value);
    }
}

/* A member that is not there is a fault, not an empty value. */
static void
test_missing (void)
{
  g_autoptr (JsonObject) object = test_object ("{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 number;
  gboolean flag;
  const char *text;
  double value;
  GDate day;

  g_assert_false (erp_json_get_int (object, "gone", &number, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_bool (object, "gone", &flag, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_string (object, "gone", &text, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_date (object, "gone", &day, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_datetime (object, "gone", &time, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_many2one (object, "gone", &number, NULL, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_ids (object, "gone", &ids, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_scaled (object, "gone", 2, &number, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
  g_assert_false (erp_json_get_double (object, "gone", &value, &error));
  test_take_error_about (&error, ERP_ERROR_PROTOCOL, "gone");
}

static void
test_containers (void)
{
  static const char *const texts[] = { "[]", "{}", "1", "null", "false", "\"[]\"" };
  g_autoptr (GError) error = NULL;
  JsonObject *object = NULL;
  JsonArray *array = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = test_json (texts[i], NULL);

      g_test_message ("%s", texts[i]);
      g_assert_true (erp_json_get_array (node, &array, &error) == (i == 0));
      if (i != 0)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
      g_assert_true (erp_json_get_object (node, &object, &error) == (i == 1));
      if (i != 1)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
  g_assert_false (erp_json_get_object (NULL, &object, &error));
  test_take_error (&error, ERP_ERROR_PROTOCOL);
  g_assert_false (erp_json_get_array (NULL, &array, &error));
  test_take_error (&error, ERP_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/json-get/scaled", test_scaled);
  g_test_add_func ("/erp/json-get/scaled/round-trip", test_scaled_round_trip);
  g_test_add_func ("/erp/json-get/scaled/noise", test_scaled_noise);
  g_test_add_func ("/erp/json-get/int", test_int);
  g_test_add_func ("/erp/json-get/numbers-that-change", test_numbers_that_change);
  g_test_add_func ("/erp/json-get/date", test_date);
  g_test_add_func ("/erp/json-get/datetime", test_datetime);
  g_test_add_func ("/erp/json-get/many2one", test_many2one);
  g_test_add_func ("/erp/json-get/ids", test_ids);
  g_test_add_func ("/erp/json-get/string-and-bool", test_string_and_bool);
  g_test_add_func ("/erp/json-get/double", test_double);
  g_test_add_func ("/erp/json-get/missing", test_missing);
  g_test_add_func ("/erp/json-get/containers", test_containers);

  return g_test_run ();
}
