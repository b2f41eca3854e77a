/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-log-change.h"
#include "erp-error.h"
#include "erp-json.h"

/* The server keeps a value in one of five columns, by the kind of the field. */
#define VALUES(char_, text, integer, number, moment)                                               \
  "\"old_value_char\":false,\"old_value_text\":false,\"old_value_integer\":0,"                     \
  "\"old_value_float\":0.0,\"old_value_datetime\":false,\"new_value_char\":" char_                 \
  ",\"new_value_text\":" text ",\"new_value_integer\":" integer ",\"new_value_float\":" number     \
  ",\"new_value_datetime\":" moment
#define ROW(type, values)                                                                          \
  "{\"id\":1,\"field_id\":{\"id\":5,\"field_description\":\"Field\",\"ttype\":\"" type             \
  "\"},\"currency_id\":{\"id\":1,\"display_name\":\"EUR\"}," values "}"

static BizLogChange *
parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = erp_json_literal (json);

  return biz_log_change_new_from_json (json_node_get_object (node), error);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *row;
    const char *before, *after;
  } cases[] = {
    { ROW ("char", VALUES ("\"PO 1\"", "false", "0", "0.0", "false")), "", "PO 1" },
    { ROW ("many2one", VALUES ("\"Azure\"", "false", "14", "0.0", "false")), "", "Azure" },
    { ROW ("text", VALUES ("false", "\"Two\\nlines\"", "0", "0.0", "false")), "", "Two\nlines" },
    { ROW ("selection", VALUES ("\"Posted\"", "\"x\"", "0", "0.0", "false")), "", "Posted" },
    { ROW ("integer", VALUES ("false", "false", "12", "0.0", "false")), "0", "12" },
    { ROW ("boolean", VALUES ("false", "false", "1", "0.0", "false")), "No", "Yes" },
    { ROW ("float", VALUES ("false", "false", "0", "2.5", "false")), "0.00", "2.50" },
    { ROW ("monetary", VALUES ("false", "false", "0", "1190.0", "false")), "0.00 EUR",
      "1190.00 EUR" },
    { ROW ("date", VALUES ("false", "false", "0", "0.0", "\"2026-11-22 00:00:00\"")), "",
      "11/22/26" },
    { ROW ("datetime", VALUES ("false", "false", "0", "0.0", "\"2026-11-22 08:30:00\"")), "",
      "11/22/26 08:30" },
    /* a kind that is not known was put into words then */
    { ROW ("many2many_of_tomorrow", VALUES ("\"A, B\"", "false", "0", "0.0", "false")), "",
      "A, B" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BizLogChange *change = parse (cases[i].row, &error);

      g_test_message ("%s", cases[i].row);
      g_assert_no_error (error);
      g_assert_cmpstr (change->field, ==, "Field");
      g_assert_cmpstr (change->old_value, ==, cases[i].before);
      g_assert_cmpstr (change->new_value, ==, cases[i].after);
      biz_log_change_free (change);
    }
}

/* A field that an update took away: the server kept a note of it, or nothing. */
static void
test_gone (void)
{
  static const struct
  {
    const char *head;
    const char *field;
    const char *after;
  } cases[] = {
    { "{\"field_id\":false,\"field_info\":{\"desc\":\"Old one\",\"type\":\"integer\"},"
      "\"currency_id\":false,",
      "Old one", "12" },
    { "{\"field_id\":false,\"field_info\":false,\"currency_id\":false,", "A field that is gone",
      "words" },
    { "{\"field_id\":false,\"currency_id\":false,", "A field that is gone", "words" },
    { "{\"field_id\":false,\"field_info\":{\"desc\":false,\"type\":\"char\"},"
      "\"currency_id\":false,",
      "A field that is gone", "words" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *row =
          g_strconcat (cases[i].head, VALUES ("\"words\"", "false", "12", "0.0", "false"), "}",
                       NULL);
      g_autoptr (GError) error = NULL;
      BizLogChange *change = parse (row, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (change->field, ==, cases[i].field);
      g_assert_cmpstr (change->new_value, ==, cases[i].after);
      biz_log_change_free (change);
    }
}

static void
test_wrong (void)
{
  static const char *const rows[] = {
    "{}",
    ROW ("char", VALUES ("7", "false", "0", "0.0", "false")),
    ROW ("integer", VALUES ("false", "false", "\"x\"", "0.0", "false")),
    ROW ("monetary", VALUES ("false", "false", "0", "\"x\"", "false")),
    ROW ("date", VALUES ("false", "false", "0", "0.0", "\"tomorrow\"")),
    "{\"field_id\":{\"id\":5,\"field_description\":7,\"ttype\":\"char\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i]);
      g_assert_null (parse (rows[i], &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-change/kinds", test_kinds);
  g_test_add_func ("/log-change/gone", test_gone);
  g_test_add_func ("/log-change/wrong", test_wrong);

  return g_test_run ();
}
