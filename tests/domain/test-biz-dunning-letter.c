/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The texts of reminders as they are edited: what can be sent, what is written into the policy,
 * what is said of the change, and for which languages. */

#include "biz-choice.h"
#include "biz-dunning-languages.h"
#include "biz-dunning-letter.h"
#include "biz-dunning-text.h"
#include "biz-policy-part.h"
#include "biz-policy-words.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

static BizPolicy *
make_policy (const char *texts)
{
  g_autofree char *file =
      g_strdup_printf ("{\"version\":1,\"reminders\":{\"gap_days\":12,\"texts\":%s}}", texts);
  g_autoptr (JsonNode) node = erp_json_literal (file);
  g_autoptr (GError) error = NULL;
  BizPolicy *policy = biz_policy_new_from_json (node, &error);

  g_assert_no_error (error);

  return policy;
}

#define TWO                                                                                        \
  "[{\"level\":2,\"language\":\"de\",\"subject\":\"Zwei\",\"text\":\"Bitte {amount}\"},"           \
  "{\"level\":1,\"subject\":\"One\",\"text\":\"Dear {customer}\"}]"

static GPtrArray *
new_letters (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_letter_free);
}

static char *
make_long (gsize n)
{
  char *text = g_malloc (n + 1);

  memset (text, 'x', n);
  text[n] = '\0';

  return text;
}

static void
test_check (void)
{
  g_autofree char *long_subject = make_long (BIZ_DUNNING_MAX_SUBJECT + 1);
  g_autofree char *most_subject = make_long (BIZ_DUNNING_MAX_SUBJECT);
  g_autofree char *long_text = make_long (BIZ_DUNNING_MAX_TEXT + 1);
  const struct
  {
    BizDunningLetter letter;
    const char *says; /* NULL: can be sent */
  } cases[] = {
    { { 1, (char *)"", (char *)"Pay {amount}", (char *)"Dear {customer}" }, NULL },
    { { 3, (char *)"pt_BR", (char *)"a", (char *)"{not a word} { } {}" }, NULL },
    { { 3, (char *)"sr@latin", most_subject, (char *)"b" }, NULL },
    { { 1, (char *)"", (char *)"Pay {betrag}", (char *)"b" }, "“{betrag}”" },
    { { 1, (char *)"", (char *)"a", (char *)"Dear {name}, pay {amount}" }, "“{name}”" },
    { { 1, (char *)"", (char *)"a", (char *)"{amount} {x_y}" }, "customer, amount, invoices" },
    { { 1, (char *)"", (char *)" \n", (char *)"b" }, "subject is missing" },
    { { 1, (char *)"", (char *)"a", (char *)"" }, "text of the letter is missing" },
    { { 1, (char *)"", long_subject, (char *)"b" }, "at most 200" },
    { { 1, (char *)"", (char *)"a", long_text }, "at most 4000" },
    { { 0, (char *)"", (char *)"a", (char *)"b" }, "Choose the reminder" },
    { { 4, (char *)"", (char *)"a", (char *)"b" }, "Choose the reminder" },
    { { 1, (char *)"de DE", (char *)"a", (char *)"b" }, "Choose the reminder" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const gboolean good = biz_dunning_letter_check (&cases[i].letter, &error);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "good");
      g_assert_cmpint (good, ==, cases[i].says == NULL);
      if (good)
        continue;
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_list (void)
{
  g_autoptr (BizPolicy) policy = make_policy (TWO);
  g_autoptr (GPtrArray) letters = biz_dunning_letter_list (policy);
  g_autoptr (GPtrArray) none = biz_dunning_letter_list (NULL);
  g_autoptr (GPtrArray) own = biz_dunning_letter_list_own ();
  const BizDunningLetter *first;
  g_autofree char *words = NULL;

  g_assert_cmpuint (letters->len, ==, 2);
  first = g_ptr_array_index (letters, 0);
  g_assert_cmpuint (first->level, ==, 1);
  g_assert_cmpstr (first->language, ==, "");
  g_assert_cmpstr (biz_dunning_letter_find (letters, 2, "de")->text, ==, "Bitte {amount}");
  g_assert_null (biz_dunning_letter_find (letters, 2, ""));
  g_assert_null (biz_dunning_letter_find (letters, 2, "de_AT"));
  words = biz_dunning_letter_describe (g_ptr_array_index (letters, 1), "German");
  g_assert_cmpstr (words, ==, "Second reminder, German");
  g_assert_cmpuint (none->len, ==, 0);
  /* three levels in two languages, and all of them can be sent */
  g_assert_cmpuint (own->len, ==, 6);
  for (guint i = 0; i < own->len; i++)
    g_assert_true (biz_dunning_letter_check (g_ptr_array_index (own, i), NULL));
}

static void
test_effective (void)
{
  static const struct
  {
    guint level;
    const char *language, *subject;
  } asked[] = {
    { 1, "de_DE", "One" },
    { 1, "", "One" },
    { 2, "de_AT", "Zwei" },
    { 2, "en_US", "Second reminder: {amount}" },
    { 3, "de_DE", "Letzte Mahnung: {amount}" },
    { 2, "", "Second reminder: {amount}" },
  };
  g_autoptr (BizPolicy) policy = make_policy (TWO);
  g_autoptr (GPtrArray) letters = biz_dunning_letter_list (policy);

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (BizDunningLetter) letter =
          biz_dunning_letter_dup_effective (letters, asked[i].level, asked[i].language);
      const BizDunningTemplate sent =
          biz_dunning_get_template (policy, asked[i].level, asked[i].language);

      g_assert_cmpstr (letter->subject, ==, asked[i].subject);
      g_assert_cmpstr (letter->language, ==, asked[i].language);
      /* the same that a reminder is written with */
      g_assert_cmpstr (letter->subject, ==, sent.subject);
      g_assert_cmpstr (letter->text, ==, sent.text);
    }
}

/* What is edited is what is read again; the rest of the part stays. */
static void
test_apply (void)
{
  g_autoptr (GPtrArray) letters = new_letters ();
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autoptr (BizPolicy) policy = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (letters,
                   biz_dunning_letter_new (3, "de", "Drei {amount}", "„Gänse“ \"quoted\""));
  g_ptr_array_add (letters, biz_dunning_letter_new (1, NULL, "One", "Line\nline {invoices}"));
  biz_policy_edit_take_value (edit, BIZ_POLICY_REMINDERS, "gap_days",
                              json_node_init_int (json_node_alloc (), 12));
  g_assert_true (biz_dunning_letter_apply (letters, edit, &error));
  g_assert_no_error (error);
  text = biz_policy_edit_to_text (edit, &policy, &error);
  g_assert_no_error (error);
  g_assert_nonnull (text);
  g_assert_cmpint (biz_policy_get_number (policy, BIZ_POLICY_REMINDERS, "gap_days"), ==, 12);
  again = biz_dunning_letter_list (policy);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_true (
      biz_dunning_letter_equal (g_ptr_array_index (again, 0), g_ptr_array_index (letters, 1)));
  g_assert_true (
      biz_dunning_letter_equal (g_ptr_array_index (again, 1), g_ptr_array_index (letters, 0)));
}

static void
test_refused (void)
{
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autoptr (GPtrArray) twice = new_letters ();
  g_autoptr (GPtrArray) unknown = new_letters ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = biz_policy_edit_to_text (edit, NULL, NULL);
  g_autofree char *after = NULL;

  g_ptr_array_add (twice, biz_dunning_letter_new (1, "de", "a", "b"));
  g_ptr_array_add (twice, biz_dunning_letter_new (1, "de", "c", "d"));
  g_assert_false (biz_dunning_letter_apply (twice, edit, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_nonnull (strstr (error->message, "First reminder, de"));
  g_clear_error (&error);
  g_ptr_array_add (unknown, biz_dunning_letter_new (2, "", "a", "Dear {nobody}"));
  g_assert_false (biz_dunning_letter_apply (unknown, edit, &error));
  g_assert_nonnull (strstr (error->message, "“{nobody}”"));
  after = biz_policy_edit_to_text (edit, NULL, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_changes (void)
{
  static const struct
  {
    const char *before, *after, *says;
  } cases[] = {
    { "[]", TWO,
      "First reminder: the company’s own text\nSecond reminder, de: the company’s own text" },
    { TWO, "[]",
      "First reminder: the program’s text again\nSecond reminder, de: the program’s text again" },
    { TWO,
      "[{\"level\":1,\"subject\":\"One\",\"text\":\"Dear {customer}!\"},"
      "{\"level\":2,\"language\":\"de\",\"subject\":\"Zwei\",\"text\":\"Bitte {amount}\"}]",
      "First reminder: another text" },
    { TWO, TWO, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPolicy) before = make_policy (cases[i].before);
      g_autoptr (BizPolicy) after = make_policy (cases[i].after);
      g_auto (GStrv) changes = biz_policy_words_list_changes (before, after);
      g_autofree char *said = g_strjoinv ("\n", changes);

      g_assert_cmpstr (said, ==, cases[i].says);
    }
}

static void
test_placeholders (void)
{
  const char *const *names = biz_dunning_list_placeholders ();

  for (gsize i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (biz_dunning_describe_placeholder (names[i]), !=, NULL);
  g_assert_null (biz_dunning_describe_placeholder ("nobody"));
}

static void
test_languages (void)
{
  static const struct
  {
    const char *code, *name;
  } active[] = {
    { "de_AT", "German (AT) / Deutsch (AT)" },
    { "de_DE", "German / Deutsch" },
    { "fr_FR", "French / Français" },
    { "en_US", "English (US)" },
  };
  static const char *const expected[] = { "=All languages",
                                          "de=German / Deutsch",
                                          "de_AT=German (AT) / Deutsch (AT)",
                                          "de_DE=German / Deutsch",
                                          "fr=French / Français",
                                          "en=English",
                                          "it=it" };
  g_autoptr (GListStore) store = g_list_store_new (BIZ_TYPE_CHOICE);
  g_autoptr (GPtrArray) letters = new_letters ();
  g_autoptr (GListModel) languages = NULL;
  g_autofree char *french = NULL;
  g_autofree char *unknown = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (active); i++)
    {
      g_autoptr (BizChoice) choice = biz_choice_new ((gint64)i + 1, active[i].name, active[i].code);

      g_list_store_append (store, choice);
    }
  g_ptr_array_add (letters, biz_dunning_letter_new (1, "it", "a", "b"));
  g_ptr_array_add (letters, biz_dunning_letter_new (1, "de", "a", "b"));
  languages = biz_dunning_languages_list (G_LIST_MODEL (store), letters);
  g_assert_cmpuint (g_list_model_get_n_items (languages), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (languages, i);
      g_autofree char *line =
          g_strdup_printf ("%s=%s", biz_choice_get_code (choice), biz_choice_get_name (choice));

      g_assert_cmpstr (line, ==, expected[i]);
    }
  french = biz_dunning_languages_dup_name (languages, "fr");
  unknown = biz_dunning_languages_dup_name (languages, "xx");
  g_assert_cmpstr (french, ==, "French / Français");
  g_assert_cmpstr (unknown, ==, "xx");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/dunning-letter/check", test_check);
  g_test_add_func ("/biz/dunning-letter/list", test_list);
  g_test_add_func ("/biz/dunning-letter/effective", test_effective);
  g_test_add_func ("/biz/dunning-letter/apply", test_apply);
  g_test_add_func ("/biz/dunning-letter/refused", test_refused);
  g_test_add_func ("/biz/dunning-letter/changes", test_changes);
  g_test_add_func ("/biz/dunning-letter/placeholders", test_placeholders);
  g_test_add_func ("/biz/dunning-letter/languages", test_languages);

  return g_test_run ();
}
