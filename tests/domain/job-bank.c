/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "job-bank.h"

#include "erp-json.h"

#define TODAY "2026-11-22"

static gint64
find_journal (Ground *ground)
{
  g_autofree char *domain = g_strdup_printf (
      "[[\"type\",\"=\",\"bank\"],[\"code\",\"=\",\"BNK1\"],[\"company_id\",\"=\",%" G_GINT64_FORMAT
      "]]",
      ground->company);
  g_autoptr (JsonNode) answer =
      ground_ask (ground, "account.journal", "search", FALSE, 0, "domain", domain, NULL);

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

/* Two lines, the same text and amount: the second is not the first. */
void
bank_import_body (Ground *ground, Subject *subject)
{
  g_autofree char *rows = g_strdup_printf (
      "[[\"quittance_import.test_%s_1\",\"" TODAY "\",\"%s\",\"%s\",\"Payer\",\"\",\"\",\"\"],"
      "[\"quittance_import.test_%s_2\",\"" TODAY "\",\"%s\",\"%s\",\"Payer\",\"\",\"\",\"\"]]",
      subject->text, subject->text, subject->amount, subject->text, subject->text, subject->amount);

  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_int_member (subject->body, "journal_id", find_journal (ground));
  json_object_set_string_member (subject->body, "journal", "BNK1");
  json_object_set_int_member (subject->body, "digits", 2);
  json_object_set_string_member (subject->body, "since", TODAY);
  json_object_set_string_member (subject->body, "until", TODAY);
  json_object_set_member (subject->body, "rows", erp_json_literal (rows));
  json_object_set_member (subject->body, "have", erp_json_literal ("[0,0]"));
}

guint
bank_import_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain = g_strdup_printf ("[[\"payment_ref\",\"=\",\"%s\"]]", subject->text);
  const guint n = ground_count (ground, "account.bank.statement.line", domain);

  /* both or none */
  g_assert_cmpuint (n % 2, ==, 0);

  return n / 2;
}

/* Another computer reads the same file. */
void
bank_import_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *data = g_strdup_printf (
      "[[\"quittance_import.test_%s_1\",\"" TODAY "\",\"%s\",\"%s\",\"%" G_GINT64_FORMAT "\"],"
      "[\"quittance_import.test_%s_2\",\"" TODAY "\",\"%s\",\"%s\",\"%" G_GINT64_FORMAT "\"]]",
      subject->text, subject->text, subject->amount,
      json_object_get_int_member (subject->body, "journal_id"), subject->text, subject->text,
      subject->amount, json_object_get_int_member (subject->body, "journal_id"));

  json_node_unref (ground_ask (ground, "account.bank.statement.line", "load", TRUE, 0, "fields",
                               "[\"id\",\"date\",\"payment_ref\",\"amount\",\"journal_id/.id\"]",
                               "data", data, NULL));
}
