/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-service-text.h"
#include "erp-error.h"

static void
test_apply (void)
{
  static const struct
  {
    const char *names[2], *texts[2];
    const char *message; /* (nullable): of what is refused */
  } cases[] = {
    { { "Thanks", "Bye" }, { "Dear {customer}", "{me} {Number} {user} {\n {} }" }, NULL },
    { { "", "Bye" },
      { "x", "y" },
      "Each text of the service desk needs a name of at most 200 letters." },
    { { "Über", "über" }, { "x", "y" }, "There are two texts of the service desk named “über”." },
    { { "A", "B" }, { "x", "" }, "“B” needs a text of at most 8000 letters." },
    { { "A", "B" },
      { "x", "{kunde}" },
      "Nothing can be put in the place of “{kunde}”. Use one of: customer, number, subject, me, "
      "company, team, today." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
      g_autoptr (GPtrArray) texts =
          g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_text_free);
      g_autoptr (GPtrArray) again = NULL;
      g_autoptr (BizPolicy) policy = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *file = NULL;

      for (guint j = 0; j < 2; j++)
        g_ptr_array_add (texts, biz_service_text_new (cases[i].names[j], cases[i].texts[j]));
      g_assert_true (biz_service_text_apply (texts, "macros", edit, &error)
                     == (cases[i].message == NULL));
      file = biz_policy_edit_to_text (edit, &policy, NULL);
      g_assert_nonnull (file);
      again = biz_service_text_list_own (policy, "macros");
      g_assert_cmpuint (again->len, ==, cases[i].message == NULL ? 2 : 0);
      if (cases[i].message == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* What a macro gives comes back from the file, and is told; a category that is none is no entry. */
static void
test_macro (void)
{
  static const struct
  {
    const char *row;
    const char *category; /* (nullable) */
    const char *words;    /* (nullable): no entry */
  } cases[] = {
    { "{\"name\":\"A\",\"category\":\"Damage\"}", "Damage", "category “Damage”" },
    { "{\"name\":\"A\",\"category\":\"\",\"mine\":true}", NULL, "becomes yours" },
    { "{\"name\":\"A\",\"category\":\"D\",\"stage\":\"Done\",\"priority\":3}", "D",
      "stage “Done”, category “D”, priority Urgent" },
    { "{\"name\":\"A\",\"category\":7}", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *list = g_strdup_printf ("{\"macros\":[%s]}", cases[i].row);
      g_autoptr (JsonNode) section = json_from_string (list, NULL);
      g_autoptr (GPtrArray) texts =
          biz_service_text_list_section (json_node_get_object (section), "macros");
      g_autoptr (JsonNode) written = biz_service_text_to_json (texts);
      g_autoptr (JsonNode) row = json_from_string (cases[i].row, NULL);
      g_autofree char *words = NULL;

      g_assert_cmpint (biz_service_text_check (row), ==, cases[i].words != NULL);
      g_assert_cmpuint (texts->len, ==, cases[i].words != NULL ? 1 : 0);
      if (cases[i].words == NULL)
        continue;
      words = biz_service_text_describe (g_ptr_array_index (texts, 0));
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (((BizServiceText *)g_ptr_array_index (texts, 0))->category, ==,
                       cases[i].category);
      g_assert_cmpint (
          json_object_has_member (json_array_get_object_element (json_node_get_array (written), 0),
                                  "category"),
          ==, cases[i].category != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service-text/apply", test_apply);
  g_test_add_func ("/service-text/macro", test_macro);

  return g_test_run ();
}
