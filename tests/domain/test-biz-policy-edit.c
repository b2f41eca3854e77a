/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-policy-edit.h"
#include "biz-policy-part.h"
#include "biz-policy-words.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

static BizPolicyVersion *
make_version (const char *text)
{
  g_autofree char *data = g_base64_encode ((const guchar *)text, strlen (text));
  g_autofree char *row = g_strdup_printf ("{\"id\":7,\"datas\":\"%s\",\"create_uid\":[3,\"Anna\"],"
                                          "\"create_date\":\"2026-11-20 08:30:00\"}",
                                          data);
  g_autoptr (JsonNode) node = erp_json_literal (row);
  g_autoptr (GError) error = NULL;
  BizPolicyVersion *version = biz_policy_version_new_from_row (node, &error);

  g_assert_no_error (error);

  return version;
}

static void
test_version (void)
{
  g_autoptr (BizPolicyVersion) version = make_version ("{\"version\":1}");
  g_autoptr (BizPolicyVersion) broken = make_version ("{\"version\":");
  g_autofree char *time = g_date_time_format_iso8601 (biz_policy_version_get_time (version));

  g_assert_cmpint (biz_policy_version_get_id (version), ==, 7);
  g_assert_cmpstr (biz_policy_version_get_author (version), ==, "Anna");
  g_assert_cmpstr (time, ==, "2026-11-20T08:30:00Z");
  g_assert_nonnull (biz_policy_version_get_file (version));
  g_assert_null (biz_policy_get_problem (biz_policy_version_get_policy (version)));
  g_assert_nonnull (biz_policy_get_problem (biz_policy_version_get_policy (broken)));
  g_assert_null (biz_policy_version_get_file (broken));
  g_assert_true (biz_policy_has_limits (biz_policy_version_get_policy (broken)));
}

static void
test_version_bad_row (void)
{
  static const char *const rows[] = { "[]", "7", "{}", "{\"id\":\"x\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (rows[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (biz_policy_version_new_from_row (node, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

/* "EUR 1000.00,USD 5.00" */
static gboolean
set_limits (BizPolicyEdit *edit, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (BizMoney));

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char currency[4] = { 0 };
      BizMoney limit;

      memcpy (currency, parts[i], 3);
      limit = biz_money_from_minor (g_ascii_strtoll (parts[i] + 4, NULL, 10), currency, 2);
      g_array_append_val (limits, limit);
    }

  return biz_policy_edit_set_limits (edit, (BizMoney *)(void *)limits->data, limits->len, error);
}

static gboolean
set_reasons (BizPolicyEdit *edit, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GListStore) reasons = g_list_store_new (BIZ_TYPE_CHOICE);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
      g_autoptr (BizChoice) reason = biz_choice_new (1, pair[1], pair[0]);

      g_list_store_append (reasons, reason);
    }

  return biz_policy_edit_set_reasons (edit, G_LIST_MODEL (reasons), error);
}

typedef struct
{
  const char *name;
  const char *before; /* (nullable): no file */
  const char *limits; /* (nullable): none */
  const char *approvers;
  const char *reasons;
  const char *changes;
  const char *kept; /* (nullable): part of the text */
} EditCase;

#define OWN "damaged=Goods damaged or faulty"
#define FILE_A                                                                                     \
  "{\"version\":1,\"later\":{\"x\":[1,2]},\"credit_note\":{\"approval_above\":{\"EUR\":1000},"     \
  "\"approvers\":[\"anna\"],\"more\":7,\"reasons\":[{\"code\":\"a\",\"label\":\"A\"},"             \
  "{\"code\":\"b\",\"label\":\"B\"}]}}"

static const EditCase edit_cases[] = {
  { "first", NULL, "EUR 100000", "", "a=A",
    "Approvals by a second person|Limit: €1,000.00|Reason added: A|Reason taken away: Goods "
    "damaged or faulty|Reason taken away: Goods returned|Reason taken away: Delivered too "
    "little|Reason taken away: Wrong price|Reason taken away: Invoiced twice|Reason taken away: "
    "Goodwill|Reason taken away: Another reason",
    "\"EUR\" : 1000" },
  { "same", FILE_A, "EUR 100000", "anna", "a=A,b=B", "", NULL },
  { "unknown-stays", FILE_A, "EUR 100000", "anna", "a=A,b=B", "", "\"later\"" },
  { "unknown-inside-stays", FILE_A, "EUR 100000", "anna", "a=A,b=B", "", "\"more\" : 7" },
  { "limit", FILE_A, "EUR 150050", "anna", "a=A,b=B", "Limit: €1,000.00 → €1,500.50",
    "\"EUR\" : 1500.5" },
  { "other-currency", FILE_A, "USD 100", "anna", "a=A,b=B",
    "Limit of €1,000.00 taken away|Limit: $1.00", NULL },
  { "no-limits", FILE_A, NULL, "anna", "a=A,b=B", "No more approvals|Limit of €1,000.00 taken away",
    NULL },
  { "every-one", FILE_A, "", "anna", "a=A,b=B", "Limit of €1,000.00 taken away",
    "\"approval_above\" : {" },
  { "approver-more", FILE_A, "EUR 100000", "anna,bert", "a=A,b=B", "bert may approve", NULL },
  { "approver-other", FILE_A, "EUR 100000", "bert", "a=A,b=B",
    "bert may approve|anna may not approve any more", NULL },
  { "approver-none", FILE_A, "EUR 100000", "", "a=A,b=B", "Any colleague may approve", NULL },
  { "reason-words", FILE_A, "EUR 100000", "anna", "a=New,b=B", "Reason: A → New", NULL },
  { "reason-gone", FILE_A, "EUR 100000", "anna", "b=B", "Reason taken away: A", NULL },
  { "reason-order", FILE_A, "EUR 100000", "anna", "b=B,a=A", "Reasons in another order", NULL },
  { "mended", "{\"version\":9}", "EUR 5", "", "a=A",
    "The file can be read again|Limit: €0.05|Reason added: A|Reason taken away: Goods damaged or "
    "faulty|Reason taken away: Goods returned|Reason taken away: Delivered too little|Reason "
    "taken away: Wrong price|Reason taken away: Invoiced twice|Reason taken away: "
    "Goodwill|Reason taken away: Another reason",
    "\"version\" : 1" },
};

static void
test_edit (gconstpointer data)
{
  const EditCase *c = data;
  g_autoptr (BizPolicyVersion) version = c->before != NULL ? make_version (c->before) : NULL;
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (version);
  g_autoptr (BizPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) approvers = g_strsplit (c->approvers, ",", -1);
  g_auto (GStrv) changes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;

  g_assert_cmpint (biz_policy_edit_get_seen (edit), ==, version != NULL ? 7 : 0);
  if (c->limits != NULL)
    g_assert_true (set_limits (edit, c->limits, &error));
  else
    biz_policy_edit_clear_limits (edit);
  biz_policy_edit_set_approvers (edit, (const char *const *)approvers);
  g_assert_true (set_reasons (edit, c->reasons, &error));
  text = biz_policy_edit_to_text (edit, &policy, &error);
  g_assert_no_error (error);
  changes = biz_policy_words_list_changes (biz_policy_edit_get_before (edit), policy);
  joined = g_strjoinv ("|", changes);
  g_assert_cmpstr (joined, ==, c->changes);
  g_assert_cmpint (*joined == '\0', ==,
                   biz_policy_words_is_same (biz_policy_edit_get_before (edit), policy));
  if (c->kept != NULL)
    g_assert_nonnull (strstr (text, c->kept));
  /* What was read stays what it was. */
  if (version != NULL && biz_policy_version_get_file (version) != NULL)
    {
      g_autoptr (BizPolicyVersion) again = make_version (c->before);

      g_assert_true (biz_policy_words_is_same (biz_policy_version_get_policy (version),
                                               biz_policy_version_get_policy (again)));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *limits, *reasons, *words;
  } cases[] = {
    { "EUR 100,EUR 200", NULL, "two limits in EUR" },
    { "EUR -1", NULL, "below nothing" },
    { NULL, "Big=Words", "“Big” is no code" },
    { NULL, "=Words", "is no code" },
    { NULL, "a=", "needs words" },
    { NULL, "a=A,a=B", "two reasons “a”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPolicyVersion) version = make_version (FILE_A);
      g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (version);
      g_autoptr (BizPolicy) policy = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (cases[i].limits != NULL)
        g_assert_false (set_limits (edit, cases[i].limits, &error));
      else
        g_assert_false (set_reasons (edit, cases[i].reasons, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      /* and nothing has changed */
      text = biz_policy_edit_to_text (edit, &policy, NULL);
      g_assert_nonnull (text);
      g_assert_true (biz_policy_words_is_same (biz_policy_edit_get_before (edit), policy));
    }
}

/* A login that no file may have: what could not be read again is never written. */
static void
test_unreadable (void)
{
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autofree char *login = g_strnfill (300, 'x');
  const char *const logins[] = { login, NULL };
  g_autoptr (GError) error = NULL;

  biz_policy_edit_set_approvers (edit, logins);
  g_assert_null (biz_policy_edit_to_text (edit, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

/* Each setting of a part is a line. */
static guint
count_settings (void)
{
  const BizPolicyPart *const *parts = biz_policy_part_list ();
  guint n = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    for (const BizPolicySetting *s = parts[i]->settings; s != NULL && s->key != NULL; s++)
      n++;

  return n;
}

static void
test_words (void)
{
  static const struct
  {
    const char *file, *first;
    guint n;
  } cases[] = {
    { "{\"version\":1}", "One person is enough for every credit note, whatever its amount.", 2 },
    { "{\"version\":1,\"credit_note\":{\"approval_above\":{}}}",
      "A second person posts every credit note.", 3 },
    { FILE_A,
      "A second person posts credit notes above €1,000.00, with tax. In any other currency that "
      "is every credit note.",
      3 },
    { "{\"version\":3}", "The company's policy file on the server cannot be read (version).", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPolicyVersion) version = make_version (cases[i].file);
      g_auto (GStrv) lines = biz_policy_words_describe (biz_policy_version_get_policy (version));

      g_assert_true (g_str_has_prefix (lines[0], cases[i].first));
      g_assert_cmpuint (g_strv_length (lines), >=, cases[i].n + count_settings ());
    }
}

/* The codes of a part: added, renamed, taken away; each is checked. */
static void
test_codes (void)
{
  static const struct
  {
    const char *codes; /* "code=words,..." */
    const char *words; /* (nullable): of the refusal */
    const char *line;  /* (nullable): the change in words */
  } cases[] = {
    { "paid=Paid,wait=Waits for the bank", NULL,
      "Reasons of releases: Insured → Paid, Waits for the bank" },
    { "secured=Insured or secured", NULL, "Reasons of releases: Insured → Insured or secured" },
    { "", NULL,
      "Reasons of releases: Insured → Paid meanwhile, Payment promised, Insured or secured, "
      "Prepayment received, Limit was raised, Decision in the single case" },
    { "Paid=Paid", "is no code", NULL },
    { "a b=Paid", "is no code", NULL },
    { "=Paid", "is no code", NULL },
    { "paid=", "needs words", NULL },
    { "paid=One,paid=Two", "two reasons", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPolicyVersion) version =
          make_version ("{\"version\":1,\"credit\":{\"review_days\":5,\"release_reasons\":[{"
                        "\"code\":\"secured\",\"label\":\"Insured\"}]}}");
      g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (version);
      g_autoptr (GListStore) reasons = g_list_store_new (BIZ_TYPE_CHOICE);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_autoptr (BizPolicy) policy = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) entries = g_strsplit (cases[i].codes, ",", -1);
      g_auto (GStrv) lines = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].codes);
      for (guint j = 0; entries[j] != NULL; j++)
        {
          g_auto (GStrv) pair = g_strsplit (entries[j], "=", 2);
          g_autoptr (BizChoice) reason = NULL;

          if (pair[0] == NULL || pair[1] == NULL)
            continue;
          reason = biz_choice_new (1, pair[1], pair[0]);
          g_list_store_append (reasons, reason);
        }
      g_assert_cmpint (biz_policy_edit_set_codes (edit, BIZ_POLICY_CREDIT, "release_reasons",
                                                  G_LIST_MODEL (reasons), &error),
                       ==, cases[i].words == NULL);
      text = biz_policy_edit_to_text (edit, &policy, NULL);
      g_assert_nonnull (text);
      biz_policy_parts_list_changes (biz_policy_edit_get_before (edit), policy, builder);
      lines = g_strv_builder_end (builder);
      if (cases[i].words != NULL)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
          g_assert_nonnull (strstr (error->message, cases[i].words));
          g_assert_null (lines[0]);
        }
      else if (cases[i].line != NULL)
        g_assert_cmpstr (lines[0], ==, cases[i].line);
      g_assert_cmpint (biz_policy_get_number (policy, BIZ_POLICY_CREDIT, "review_days"), ==, 5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/policy-edit/version", test_version);
  g_test_add_func ("/policy-edit/version-bad-row", test_version_bad_row);
  for (gsize i = 0; i < G_N_ELEMENTS (edit_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/policy-edit/%s", edit_cases[i].name);

      g_test_add_data_func (path, &edit_cases[i], test_edit);
    }
  g_test_add_func ("/policy-edit/codes", test_codes);
  g_test_add_func ("/policy-edit/refused", test_refused);
  g_test_add_func ("/policy-edit/unreadable", test_unreadable);
  g_test_add_func ("/policy-edit/words", test_words);

  return g_test_run ();
}
