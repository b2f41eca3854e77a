/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-rule-job.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* A rule of the server for lines of a bank. It is made only where there is none for the same words,
 * and so the one that is there afterwards is this job's. */

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");

  /* Translators: the name of a rule. */
  return g_strdup_printf (_ ("Rule %s made"), name != NULL ? name : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "name", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const char *words = biz_job_get_text (body, "words");

  erp_domain_add_int (domain, "company_id", "=", biz_job_get_id (body, "company_id"));
  erp_domain_add_int (domain, "match_journal_ids", "=", biz_job_get_id (body, "journal_id"));
  erp_domain_add_string (domain, "match_label", "=", "contains");
  erp_domain_add_string (domain, "match_label_param", "=", words != NULL ? words : "");

  return biz_job_new_search (body, "account.reconcile.model", domain, fields);
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  if (biz_job_is_empty_list (baseline))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("There is a rule for these words already."));

  return FALSE;
}

/* The command that adds one record with @vals. */
static JsonArray *
make_commands (JsonObject *vals)
{
  JsonArray *commands = json_array_new ();
  JsonArray *command = json_array_new ();

  json_array_add_int_element (command, 0);
  json_array_add_int_element (command, 0);
  json_array_add_object_element (command, vals);
  json_array_add_array_element (commands, command);

  return commands;
}

/* The command that links the record @id alone. */
static JsonArray *
make_link (gint64 id)
{
  JsonArray *commands = json_array_new ();
  JsonArray *command = json_array_new ();
  JsonArray *ids = json_array_new ();

  json_array_add_int_element (ids, id);
  json_array_add_int_element (command, 6);
  json_array_add_int_element (command, 0);
  json_array_add_array_element (command, ids);
  json_array_add_array_element (commands, command);

  return commands;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.reconcile.model", "create");
  JsonObject *vals = json_object_new ();
  JsonObject *line = json_object_new ();
  const char *name = biz_job_get_text (body, "name");
  const char *words = biz_job_get_text (body, "words");

  json_object_set_int_member (line, "account_id", biz_job_get_id (body, "account_id"));
  json_object_set_string_member (line, "amount_type", "percentage");
  json_object_set_string_member (line, "amount_string", "100");
  json_object_set_string_member (vals, "name", name != NULL ? name : "");
  json_object_set_int_member (vals, "company_id", biz_job_get_id (body, "company_id"));
  json_object_set_string_member (vals, "match_label", "contains");
  json_object_set_string_member (vals, "match_label_param", words != NULL ? words : "");
  json_object_set_array_member (vals, "match_journal_ids",
                                make_link (biz_job_get_id (body, "journal_id")));
  json_object_set_array_member (vals, "line_ids", make_commands (line));
  if (biz_job_get_id (body, "series") < 18)
    json_object_set_string_member (vals, "rule_type", "writeoff_suggestion");
  biz_job_take_vals (call, vals);

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_ids ("account.reconcile.model", answer, result, error);
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *rule = biz_job_nth (answer, 0);

  if (rule == NULL)
    return ERP_VERDICT_NOT_SEEN;
  if (biz_job_nth (answer, 1) != NULL)
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("account.reconcile.model", biz_job_get_id (rule, "id"),
                       biz_job_get_text (body, "name"), result);
}

const ErpJobKind biz_job_rule_kind = {
  .name = BIZ_JOB_RULE,
  .label = N_ ("Rule for bank lines made"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

/**
 * biz_job_body_new_rule:
 * @journal: of the bank
 * @series: of the server, 0 where it is not known
 * @name: what the rule is called
 * @words: what the text of a line contains
 * @account_id: where such a line is booked
 *
 * Returns: (transfer full): the body of a job
 */
JsonObject *
biz_job_body_new_rule (
    BizBankJournal *journal, gint64 series, const char *name, const char *words, gint64 account_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "company_id", biz_bank_journal_get_company_id (journal));
  json_object_set_int_member (body, "journal_id", biz_bank_journal_get_id (journal));
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "words", words);
  json_object_set_int_member (body, "account_id", account_id);
  json_object_set_int_member (body, "series", series);

  return body;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * biz_rule_make_async:
 * @session: who is signed in where
 * @journal: of the bank
 * @name: what the rule is called
 * @words: what the text of a line contains
 * @account_id: where such a line is booked
 * @cancellable: (nullable): to stop before anything is written
 * @callback: when it is made
 * @user_data: for @callback
 *
 * Makes a rule; it is asked with the next reading.
 */
void
biz_rule_make_async (ErpSession *session,
                     BizBankJournal *journal,
                     const char *name,
                     const char *words,
                     gint64 account_id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (JsonObject) body = NULL;
  const char *version;

  g_return_if_fail (ERP_IS_SESSION (session) && BIZ_IS_BANK_JOURNAL (journal));
  g_return_if_fail (name != NULL && words != NULL);

  g_task_set_source_tag (task, biz_rule_make_async);
  if (erp_session_get_journal (session) == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                               _ ("Nothing can be written without a journal."));
      return;
    }
  version = erp_capabilities_get_server_version (erp_session_get_capabilities (session));
  body = biz_job_body_new_rule (journal, version != NULL ? g_ascii_strtoll (version, NULL, 10) : 0,
                                name, words, account_id);
  erp_journal_run_async (erp_session_get_journal (session), BIZ_JOB_RULE, body, cancellable,
                         made_cb, g_steal_pointer (&task));
}

gboolean
biz_rule_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_rule_make_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
has_figures (const char *word)
{
  for (; *word != '\0'; word++)
    if (g_ascii_isdigit (*word))
      return TRUE;

  return FALSE;
}

/**
 * biz_rule_guess_words:
 * @text: (nullable): of a bank line
 *
 * Returns: (transfer full): the longest run of its words that have no figures, as it stands there;
 *   may be empty
 */
char *
biz_rule_guess_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " \t\n", -1);
  g_autoptr (GString) run = g_string_new (NULL);
  g_autoptr (GString) best = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      const gboolean ends = words[i] == NULL || *words[i] == '\0' || has_figures (words[i]);

      if (!ends)
        g_string_append_printf (run, "%s%s", run->len > 0 ? " " : "", words[i]);
      if (ends && run->len > best->len)
        g_string_assign (best, run->str);
      if (ends)
        g_string_truncate (run, 0);
      if (words[i] == NULL)
        break;
    }

  return g_strdup (best->str);
}
