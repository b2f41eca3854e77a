/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-follower.h"
#include "erp-error.h"
#include "erp-json.h"

#define ROW(partner, name, email, active, subtypes)                                                \
  "{\"id\":1,\"partner_id\":" partner ",\"name\":" name ",\"email\":" email                        \
  ",\"is_active\":" active ",\"subtype_ids\":[" subtypes "]}"
#define AZURE "{\"id\":14,\"display_name\":\"Azure\",\"partner_share\":true}"
#define ANNA "{\"id\":3,\"display_name\":\"Anna\",\"partner_share\":false}"
#define TALK "{\"id\":1,\"internal\":false,\"default\":true,\"res_model\":false}"
#define NOTE "{\"id\":2,\"internal\":true,\"default\":true,\"res_model\":false}"
#define PAID "{\"id\":3,\"internal\":false,\"default\":true,\"res_model\":\"account.move\"}"
#define SELDOM "{\"id\":4,\"internal\":false,\"default\":false,\"res_model\":false}"

static BizFollower *
parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = erp_json_literal (json);

  return biz_follower_new_from_json (json_node_get_object (node), error);
}

static void
test_read (void)
{
  static const struct
  {
    const char *row;
    gint64 partner;
    const char *name;
    const char *email;
    gboolean colleague, messages;
  } cases[] = {
    { ROW (AZURE, "\"Azure\"", "\"a@example.com\"", "true", TALK), 14, "Azure", "a@example.com",
      FALSE, TRUE },
    { ROW (ANNA, "\"Anna\"", "\"anna@example.com\"", "true", TALK "," NOTE), 3, "Anna",
      "anna@example.com", TRUE, TRUE },
    /* notes are for colleagues, events of a model are no messages */
    { ROW (ANNA, "\"Anna\"", "false", "true", NOTE), 3, "Anna", NULL, TRUE, FALSE },
    { ROW (AZURE, "\"Azure\"", "false", "true", PAID), 14, "Azure", NULL, FALSE, FALSE },
    { ROW (AZURE, "\"Azure\"", "false", "true", SELDOM), 14, "Azure", NULL, FALSE, FALSE },
    { ROW (AZURE, "\"Azure\"", "false", "true", ""), 14, "Azure", NULL, FALSE, FALSE },
    /* somebody who is gone gets nothing */
    { ROW (AZURE, "\"Azure\"", "\"a@example.com\"", "false", TALK), 14, "Azure", "a@example.com",
      FALSE, FALSE },
    /* names: the follower's, else the partner's, else a word */
    { ROW (AZURE, "false", "\"\"", "true", TALK), 14, "Azure", NULL, FALSE, TRUE },
    { ROW ("false", "false", "false", "true", TALK), 0, "Unknown", NULL, FALSE, TRUE },
    { ROW ("false", "\"\"", "false", "true", TALK), 0, "Unknown", NULL, FALSE, TRUE },
    /* [id, name] does not say whose: then it is nobody of this house */
    { ROW ("[14,\"Azure\"]", "\"Azure\"", "false", "true", TALK), 14, "Azure", NULL, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFollower) follower = parse (cases[i].row, &error);

      g_test_message ("%s", cases[i].row);
      g_assert_no_error (error);
      g_assert_cmpint (biz_follower_get_partner_id (follower), ==, cases[i].partner);
      g_assert_cmpstr (biz_follower_get_name (follower), ==, cases[i].name);
      g_assert_cmpstr (biz_follower_get_email (follower), ==, cases[i].email);
      g_assert_cmpint (biz_follower_is_colleague (follower), ==, cases[i].colleague);
      g_assert_cmpint (biz_follower_gets_messages (follower), ==, cases[i].messages);
    }
}

static void
test_wrong (void)
{
  static const char *const rows[] = {
    "{}",
    ROW ("7", "7", "false", "true", TALK),
    ROW (AZURE, "\"Azure\"", "[]", "true", TALK),
    ROW (AZURE, "\"Azure\"", "false", "\"yes\"", TALK),
    ROW (AZURE, "\"Azure\"", "false", "true", "7"),
    ROW (AZURE, "\"Azure\"", "false", "true", "{\"internal\":3}"),
    ROW ("{\"id\":14,\"display_name\":\"A\",\"partner_share\":\"x\"}", "\"A\"", "false", "true",
         TALK),
    "{\"partner_id\":false,\"name\":false,\"email\":false,\"is_active\":true,"
    "\"subtype_ids\":false}",
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
  g_test_add_func ("/follower/read", test_read);
  g_test_add_func ("/follower/wrong", test_wrong);

  return g_test_run ();
}
