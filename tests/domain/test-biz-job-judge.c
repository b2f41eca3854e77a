/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each kind of journalled write makes of a server's answers, without a server: verdicts by
 * table, and every value of body, baseline and answers gone or of another kind. A write is never
 * called done without a record, and no answer stops the program. */

#include "biz-import-job.h"
#include "biz-file-job.h"
#include "biz-job-kinds.h"
#include "biz-match-job.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-job-private.h"
#include "erp-json.h"
#include "mutate-json.h"

#include <glib.h>

#define MARKER "11111111-2222-4333-8444-555555555555"
/* 2026-11-22 18:00:05 UTC */
#define SINCE (G_GINT64_CONSTANT (1795370405) * G_TIME_SPAN_SECOND)

#define INVOICE                                                                                    \
  "\"invoice_id\":25,\"invoice\":\"INV/7\",\"partner\":\"Azure\",\"company_id\":3,"                \
  "\"currency\":\"USD\",\"digits\":2"

typedef struct
{
  const ErpJobKind *kind;
  const char *body;
  const char *baseline;
  const char *prepared;
  const char *answered; /* by send */
  const char *verified; /* where it happened */
  const char *rivals;   /* (nullable) */
  const char *nothing;  /* by verify where it did not happen */
} Sample;

static const Sample samples[] = {
  { &biz_job_payment_kind,
    "{" INVOICE ",\"amount\":\"100.00\",\"residual\":\"180.01\",\"date\":\"2026-11-22\","
    "\"journal_id\":6,\"method_id\":1,\"communication\":\"INV/7\"}",
    "[{\"id\":25,\"name\":\"INV/7\",\"state\":\"posted\",\"move_type\":\"out_invoice\","
    "\"partner_id\":[14,\"Azure\"],\"commercial_partner_id\":[13,\"Azure\"],"
    "\"currency_id\":[1,\"USD\"],\"company_id\":[3,\"C\"],\"amount_residual\":180.01,"
    "\"write_date\":\"2026-11-22 17:00:00\",\"invoice_payments_widget\":{\"content\":"
    "[{\"amount\":49.99,\"date\":\"2026-11-21\"}]}}]",
    "[77]", "{\"type\":\"ir.actions.act_window\",\"res_model\":\"account.payment\",\"res_id\":9}",
    "[{\"id\":9,\"display_name\":\"PBNK1/9\",\"amount\":100.0,\"currency_id\":[1,\"USD\"],"
    "\"partner_id\":[13,\"Azure\"],\"create_uid\":[2,\"Me\"],\"reconciled_invoice_ids\":[25]}]",
    "[{\"id\":77,\"line_ids\":[501],\"create_uid\":[2,\"Me\"]}]", "[]" },
  { &biz_job_create_invoice_kind,
    "{\"company_id\":3,\"partner_id\":14,\"partner\":\"Azure\",\"values\":{\"move_type\":"
    "\"out_invoice\",\"partner_id\":14,\"invoice_line_ids\":[[0,0,{\"name\":\"x\"}]]}}",
    "[{\"id\":14,\"name\":\"Azure\"}]", "null", "[30]",
    "[{\"id\":30,\"name\":false,\"display_name\":\"Draft\"}]", NULL, "[]" },
  { &biz_job_duplicate_kind, "{" INVOICE "}", "[{\"id\":25,\"name\":\"INV/7\"}]", "null", "[31]",
    "[{\"id\":31,\"name\":\"/\",\"display_name\":\"Draft\"}]", NULL, "[]" },
  { &biz_job_message_kind,
    "{\"model\":\"account.move\",\"id\":25,\"name\":\"INV/7\",\"company_id\":3,\"text\":\"Hello\","
    "\"is_reply\":false}",
    "[{\"id\":25}]", "null", "[801]", "[{\"id\":801}]", NULL, "[]" },
  { &biz_job_message_kind,
    "{\"model\":\"account.move\",\"id\":25,\"name\":\"INV/7\",\"company_id\":3,\"text\":\"Hello\","
    "\"is_reply\":true,\"partners\":[14],\"files\":[{\"name\":\"a.txt\",\"data\":\"aGVsbG8=\"}]}",
    "[{\"id\":25}]", "[77]", "[801]", "[{\"id\":801}]", NULL, "[]" },
  { &biz_job_message_kind,
    "{\"model\":\"account.move\",\"id\":25,\"name\":\"INV/7\",\"company_id\":3,\"text\":\"Hello\","
    "\"is_reply\":true,\"partners\":[14],\"mark\":\"m-1\",\"file_ids\":[77,78]}",
    "[{\"id\":25}]", "null", "[801]", "[{\"id\":801}]", NULL, "[]" },
  { &biz_job_upload_kind,
    "{\"model\":\"account.move\",\"id\":25,\"name\":\"INV/7\",\"company_id\":3,"
    "\"file_name\":\"a.txt\",\"data\":\"aGVsbG8=\"}",
    "[{\"id\":25}]", "[77]", "true", "[{\"id\":77,\"name\":\"a.txt\"}]", NULL, "[]" },
  { &biz_job_put_file_kind,
    "{\"model\":\"account.move\",\"id\":25,\"name\":\"INV/7\",\"company_id\":3,"
    "\"file_name\":\"a.txt\",\"file_id\":77,\"size\":5,\"checksum\":\"ab\"}",
    "[{\"id\":77,\"checksum\":\"ab\",\"file_size\":5}]", "[77]", "true",
    "[{\"id\":77,\"name\":\"a.txt\"}]", NULL, "[]" },
  { &biz_job_remove_kind,
    "{\"model\":\"ir.attachment\",\"id\":77,\"what\":\"a.txt\",\"record_model\":\"account.move\","
    "\"record_id\":25,\"name\":\"INV/7\",\"company_id\":3}",
    "[{\"id\":77}]", "null", "true", "[]", NULL, "[{\"id\":77}]" },
  { &biz_job_activity_done_kind,
    "{\"id\":61,\"what\":\"Call\",\"type_id\":2,\"uid\":8,\"feedback\":\"paid\",\"record_model\":"
    "\"account.move\",\"record_id\":25,\"name\":\"INV/7\",\"company_id\":3}",
    "[{\"id\":61}]", "null", "901", "[]", "[{\"id\":901}]", "[{\"id\":61}]" },
  { &biz_job_order_invoice_kind,
    "{\"order_id\":5,\"order\":\"S5\",\"company_id\":3,\"method\":\"delivered\"}",
    "[{\"id\":5,\"name\":\"S5\",\"state\":\"sale\",\"invoice_status\":\"to invoice\","
    "\"invoice_ids\":[40]}]",
    "[77]", "{\"type\":\"ir.actions.act_window\",\"res_model\":\"account.move\",\"res_id\":41}",
    "{\"length\":1,\"records\":[{\"id\":5,\"invoice_ids\":[{\"id\":40,\"display_name\":\"A\","
    "\"create_uid\":{\"id\":2}},{\"id\":41,\"display_name\":\"B\",\"create_uid\":{\"id\":2}}]}]}",
    "[{\"id\":77,\"sale_order_ids\":[5],\"create_uid\":[2,\"Me\"]}]",
    "{\"length\":1,\"records\":[{\"id\":5,\"invoice_ids\":[{\"id\":40}]}]}" },
  { &biz_job_activity_kind,
    "{\"model\":\"account.move\",\"id\":25,\"company_id\":3,\"summary\":\"Release\",\"user_id\":8,"
    "\"user\":\"Kurt\",\"deadline\":\"2026-11-30\",\"note\":\"please\"}",
    "[]", "null", "[61]", "[{\"id\":61,\"summary\":\"Release\",\"user_id\":[8,\"Kurt\"]}]", NULL,
    "[]" },
  { &biz_job_import_kind,
    "{\"company_id\":3,\"journal_id\":6,\"journal\":\"BNK1\",\"digits\":2,\"since\":\"2026-11-20\","
    "\"until\":\"2026-11-21\",\"rows\":[[\"q.6_a\",\"2026-11-20\",\"Rent\",\"-5.00\",\"\",\"\","
    "\"\","
    "\"\",\"2\",\"-6.00\"],[\"q.6_b\",\"2026-11-21\",\"Money\",\"7.50\",\"\",\"\",\"\",\"\",\"\","
    "\"\"]],\"have\":[0,1]}",
    "[{\"id\":500,\"payment_ref\":\"Money\",\"amount\":7.5}]", "null",
    "{\"ids\":[501,502],\"messages\":[]}",
    "[{\"id\":500,\"payment_ref\":\"Money\",\"amount\":7.5},{\"id\":501,\"payment_ref\":\"Rent\","
    "\"amount\":-5.0},{\"id\":502,\"payment_ref\":\"Money\",\"amount\":7.5}]",
    NULL, "[{\"id\":500,\"payment_ref\":\"Money\",\"amount\":7.5}]" },
  { &biz_job_match_kind,
    "{\"company_id\":3,\"line_id\":7,\"line\":\"Money\",\"move_id\":60,\"digits\":2,"
    "\"seen_digits\":0,\"suspense_id\":144,\"suspense_account\":46,\"n_entry\":2,"
    "\"account_id\":5,\"seen\":\"-250\",\"counter\":\"-249.99\",\"items\":[137],"
    "\"open\":[\"249.99\"],\"values\":{\"line_ids\":[[1,144,{\"account_id\":5}]]}}",
    "[{\"id\":143,\"move_id\":[60,\"B\"],\"account_id\":[45,\"Bank\"],\"parent_state\":\"posted\"},"
    "{\"id\":144,\"move_id\":[60,\"B\"],\"account_id\":[46,\"S\"],\"parent_state\":\"posted\","
    "\"reconciled\":false,\"amount_currency\":-250.0,\"matched_debit_ids\":[],"
    "\"matched_credit_ids\":[]},{\"id\":137,\"move_id\":[57,\"I\"],\"account_id\":[5,\"R\"],"
    "\"parent_state\":\"posted\",\"reconciled\":false,\"amount_residual_currency\":249.99}]",
    "true", "null",
    "[{\"id\":144,\"move_id\":[60,\"B\"],\"account_id\":[5,\"R\"],\"parent_state\":\"posted\","
    "\"amount_currency\":-249.99,\"matched_debit_ids\":[300],\"matched_credit_ids\":[]},"
    "{\"id\":137,\"move_id\":[57,\"I\"],\"account_id\":[5,\"R\"],\"matched_debit_ids\":[],"
    "\"matched_credit_ids\":[300]}]",
    NULL,
    "[{\"id\":144,\"move_id\":[60,\"B\"],\"account_id\":[46,\"S\"],\"matched_debit_ids\":[],"
    "\"matched_credit_ids\":[]},{\"id\":137,\"move_id\":[57,\"I\"],\"account_id\":[5,\"R\"],"
    "\"matched_debit_ids\":[],\"matched_credit_ids\":[]}]" },
  { &biz_job_unmatch_kind,
    "{\"company_id\":3,\"line_id\":7,\"line\":\"Money\",\"move_id\":60,\"entry\":[143,144],"
    "\"was\":[]}",
    "[{\"id\":143,\"move_id\":[60,\"B\"]},{\"id\":144,\"move_id\":[60,\"B\"]}]", "null", "null",
    "[{\"id\":147,\"move_id\":[60,\"B\"]},{\"id\":148,\"move_id\":[60,\"B\"]}]", NULL,
    "[{\"id\":143,\"move_id\":[60,\"B\"]},{\"id\":144,\"move_id\":[60,\"B\"]}]" },
  { &biz_job_apply_kind, "{" INVOICE ",\"line_id\":90,\"credit\":\"RINV/1\"}",
    "[{\"id\":90,\"move_id\":[26,\"R\"],\"parent_state\":\"posted\",\"account_id\":[5,\"A\"],"
    "\"reconciled\":false,\"amount_residual\":-10.0,\"account_type\":\"asset_receivable\","
    "\"matched_debit_ids\":[],\"matched_credit_ids\":[]},{\"id\":91,\"move_id\":[25,\"I\"],"
    "\"parent_state\":\"posted\",\"account_id\":[5,\"A\"],\"reconciled\":false,"
    "\"amount_residual\":180.01,\"account_type\":\"asset_receivable\",\"matched_debit_ids\":[],"
    "\"matched_credit_ids\":[]}]",
    "null", "null",
    "[{\"id\":90,\"move_id\":[26,\"R\"],\"matched_debit_ids\":[300],\"matched_credit_ids\":[]},"
    "{\"id\":91,\"move_id\":[25,\"I\"],\"matched_debit_ids\":[],\"matched_credit_ids\":[300]}]",
    NULL,
    "[{\"id\":90,\"matched_debit_ids\":[],\"matched_credit_ids\":[]},{\"id\":91,"
    "\"matched_debit_ids\":[],\"matched_credit_ids\":[]}]" },
  { &biz_job_unapply_kind, "{" INVOICE ",\"partial_id\":300,\"credit\":\"RINV/1\"}",
    "[{\"id\":300,\"debit_move_id\":[91,\"x\"],\"credit_move_id\":[90,\"y\"]}]", "null", "null",
    "[]", NULL, "[{\"id\":300,\"debit_move_id\":[91,\"x\"],\"credit_move_id\":[90,\"y\"]}]" },
};

/* The four texts that a server or the disk gave, of which one is changed at a time. */
typedef struct
{
  const Sample *sample;
  JsonNode *body;     /* (unowned) */
  JsonNode *baseline; /* (unowned) */
  JsonNode *answered; /* (unowned) */
  JsonNode *verified; /* (unowned) */
  JsonNode *rivals;   /* (unowned) (nullable) */
  JsonNode **changed; /* which */
} Trial;

static JsonNode *
parse (const char *json)
{
  return json != NULL ? json_from_string (json, NULL) : NULL;
}

static JsonNode *
make_body (const Sample *sample)
{
  JsonNode *node = parse (sample->body);
  g_autoptr (JsonNode) prepared = parse (sample->prepared);

  erp_job_body_set_trace (json_node_get_object (node), MARKER, SINCE);
  erp_job_body_set_prepared (json_node_get_object (node), prepared);

  return node;
}

static ErpVerdict
judge (const Trial *trial, JsonObject **result)
{
  return trial->sample->kind->judge (json_node_get_object (trial->body), trial->baseline,
                                     trial->verified, trial->rivals, result);
}

/* All that the journal does with a kind, in its order. */
static void
run_kind (const Trial *trial)
{
  const ErpJobKind *kind = trial->sample->kind;
  JsonObject *body = json_node_get_object (trial->body);
  g_autofree char *title = kind->describe (body);
  g_autoptr (ErpCall) observe = kind->observe (body);
  g_autoptr (ErpCall) prepare = NULL;
  g_autoptr (ErpCall) send = NULL;
  g_autoptr (ErpCall) verify = NULL;
  g_autoptr (ErpCall) rivals = NULL;
  g_autoptr (JsonObject) acted = NULL;
  g_autoptr (JsonObject) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_nonnull (title);
  g_assert_nonnull (observe);
  if (kind->check != NULL && !kind->check (body, trial->baseline, &error))
    {
      g_assert_nonnull (error);
      return; /* the journal sends nothing then */
    }
  g_assert_no_error (error);
  prepare = kind->prepare != NULL ? kind->prepare (body, trial->baseline) : NULL;
  send = kind->send (body, NULL);
  g_assert_nonnull (send);
  verify = kind->verify (body, trial->baseline);
  g_assert_nonnull (verify);
  rivals = kind->rivals != NULL ? kind->rivals (body, trial->baseline) : NULL;
  if (kind->interpret != NULL && !kind->interpret (body, trial->answered, &acted, &error))
    g_assert_nonnull (error);
  else
    g_assert_no_error (error);
  if (judge (trial, &found) == ERP_VERDICT_DONE)
    {
      g_assert_nonnull (found);
      g_assert_true (erp_json_get_int (found, "id", &id, NULL));
      g_assert_cmpint (id, !=, 0);
    }
  else
    {
      g_assert_null (found);
    }
}

static void
try_change (JsonNode *changed, const char *what, gpointer user_data)
{
  Trial *trial = user_data;

  g_test_message ("%s %s", trial->sample->kind->name, what);
  *trial->changed = changed;
  run_kind (trial);
}

/* Also in place of the whole answer. */
static const char *const wholes[] = { "null",    "false",
                                      "true",    "0",
                                      "7",       "\"x\"",
                                      "[]",      "[null]",
                                      "[\"x\"]", "[[]]",
                                      "{}",      "{\"records\":7}",
                                      "[{}]",    "{\"records\":[{}]}" };

static void
change_one (Trial *trial, JsonNode **place, const char *json, gboolean is_body)
{
  JsonNode *good = *place;

  trial->changed = place;
  if (json != NULL)
    mutate_json (json, try_change, trial);
  for (guint i = 0; !is_body && i < G_N_ELEMENTS (wholes); i++)
    {
      g_autoptr (JsonNode) node = parse (wholes[i]);

      try_change (node, wholes[i], trial);
    }
  *place = good;
}

static void
test_changed (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (JsonNode) body = make_body (sample);
  g_autoptr (JsonNode) baseline = parse (sample->baseline);
  g_autoptr (JsonNode) answered = parse (sample->answered);
  g_autoptr (JsonNode) verified = parse (sample->verified);
  g_autoptr (JsonNode) rivals = parse (sample->rivals);
  g_autofree char *body_text = json_to_string (body, FALSE);
  Trial trial = { .sample = sample,
                  .body = body,
                  .baseline = baseline,
                  .answered = answered,
                  .verified = verified,
                  .rivals = rivals };

  run_kind (&trial);
  change_one (&trial, &trial.body, body_text, TRUE);
  change_one (&trial, &trial.baseline, sample->baseline, FALSE);
  change_one (&trial, &trial.answered, sample->answered, FALSE);
  change_one (&trial, &trial.verified, sample->verified, FALSE);
  if (rivals != NULL)
    change_one (&trial, &trial.rivals, sample->rivals, FALSE);
}

/* Garbage instead of the list that was asked for never says that something was done. */
static void
test_garbage_is_not_done (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (JsonNode) body = make_body (sample);
  g_autoptr (JsonNode) baseline = parse (sample->baseline);
  g_autoptr (JsonNode) rivals = parse (sample->rivals);
  static const char *const garbage[] = { "null",  "false", "true",   "0",       "7",
                                         "\"x\"", "{}",    "[null]", "[\"x\"]", "[[]]" };

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr (JsonNode) verified = parse (garbage[i]);
      g_autoptr (JsonObject) result = NULL;
      Trial trial = {
        .sample = sample, .body = body, .baseline = baseline, .verified = verified, .rivals = rivals
      };

      g_test_message ("%s", garbage[i]);
      g_assert_cmpint (judge (&trial, &result), !=, ERP_VERDICT_DONE);
    }
}

static void
test_seen_and_not_seen (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (JsonNode) body = make_body (sample);
  g_autoptr (JsonNode) baseline = parse (sample->baseline);
  g_autoptr (JsonNode) verified = parse (sample->verified);
  g_autoptr (JsonNode) nothing = parse (sample->nothing);
  g_autoptr (JsonNode) rivals = parse (sample->rivals);
  g_autoptr (JsonObject) result = NULL;
  g_autoptr (GError) error = NULL;
  Trial trial = {
    .sample = sample, .body = body, .baseline = baseline, .verified = verified, .rivals = rivals
  };

  if (sample->kind->check != NULL)
    g_assert_true (sample->kind->check (json_node_get_object (body), baseline, &error));
  g_assert_no_error (error);
  g_assert_cmpint (judge (&trial, &result), ==, ERP_VERDICT_DONE);
  g_assert_nonnull (result);
  g_clear_pointer (&result, json_object_unref);
  trial.verified = nothing;
  g_assert_cmpint (judge (&trial, &result), ==, ERP_VERDICT_NOT_SEEN);
  g_assert_null (result);
}

#define PAID(id, amount, partner, uid, invoices)                                                   \
  "{\"id\":" #id ",\"display_name\":\"P\",\"amount\":" amount ",\"currency_id\":[1,\"USD\"],"      \
  "\"partner_id\":" partner ",\"create_uid\":[" uid ",\"U\"],\"reconciled_invoice_ids\":" invoices \
  "}"
#define OURS PAID (9, "100.0", "[13,\"A\"]", "2", "[25]")
#define WIZARD_OF_OURS "{\"id\":77,\"line_ids\":[501],\"create_uid\":[2,\"Me\"]}"

/* A payment carries no mark: what else it may be decides. */
static void
test_payment_verdicts (void)
{
  static const struct
  {
    const char *payments;
    const char *wizards; /* (nullable): not asked */
    ErpVerdict verdict;
  } cases[] = {
    { "[" OURS "]", "[" WIZARD_OF_OURS "]", ERP_VERDICT_DONE },
    { "[" OURS "]", NULL, ERP_VERDICT_DONE },
    { "[]", "[" WIZARD_OF_OURS "]", ERP_VERDICT_NOT_SEEN },
    /* an hour later the wizards are gone */
    { "[" OURS "]", "[]", ERP_VERDICT_AMBIGUOUS },
    /* another computer of the same user opened the same item */
    { "[" OURS "]", "[" WIZARD_OF_OURS ",{\"id\":78,\"line_ids\":[501],\"create_uid\":[2,\"Me\"]}]",
      ERP_VERDICT_AMBIGUOUS },
    { "[" OURS "]", "[" WIZARD_OF_OURS ",{\"id\":78,\"line_ids\":[777],\"create_uid\":[2,\"Me\"]}]",
      ERP_VERDICT_DONE },
    { "[" OURS "," PAID (10, "100.0", "[13,\"A\"]", "2", "[25]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_AMBIGUOUS },
    /* by somebody else, of another amount, for another customer or invoice */
    { "[" PAID (10, "100.0", "[13,\"A\"]", "3", "[25]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_NOT_SEEN },
    { "[" PAID (10, "100.01", "[13,\"A\"]", "2", "[25]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_NOT_SEEN },
    { "[" PAID (10, "100.0", "[15,\"B\"]", "2", "[25]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_NOT_SEEN },
    { "[" PAID (10, "100.0", "false", "2", "[25]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_NOT_SEEN },
    { "[" PAID (10, "100.0", "[13,\"A\"]", "2", "[26]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_NOT_SEEN },
    /* a payment that found nothing open belongs to no invoice */
    { "[" PAID (10, "100.0", "[14,\"A\"]", "2", "[]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_DONE },
    { "[" OURS "," PAID (10, "100.0", "[13,\"A\"]", "3", "[25]") "]", "[" WIZARD_OF_OURS "]",
      ERP_VERDICT_DONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) body = make_body (&samples[0]);
      g_autoptr (JsonNode) baseline = parse (samples[0].baseline);
      g_autoptr (JsonNode) verified = parse (cases[i].payments);
      g_autoptr (JsonNode) rivals = parse (cases[i].wizards);
      g_autoptr (JsonObject) result = NULL;
      Trial trial = { .sample = &samples[0],
                      .body = body,
                      .baseline = baseline,
                      .verified = verified,
                      .rivals = rivals };

      g_test_message ("%u", i);
      g_assert_cmpint (judge (&trial, &result), ==, cases[i].verdict);
    }
}

/* Of so many payments that not all were told, one that is not among them is not "not seen". */
static void
test_payment_among_too_many (void)
{
  g_autoptr (GString) many = g_string_new ("[");
  g_autoptr (JsonNode) body = make_body (&samples[0]);
  g_autoptr (JsonNode) baseline = parse (samples[0].baseline);
  g_autoptr (JsonNode) verified = NULL;
  g_autoptr (JsonObject) result = NULL;
  Trial trial = { .sample = &samples[0], .body = body, .baseline = baseline };

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "%s" PAID (1, "5.0", "[13,\"A\"]", "3", "[1]"), i > 0 ? "," : "");
  g_string_append_c (many, ']');
  verified = parse (many->str);
  trial.verified = verified;
  g_assert_cmpint (judge (&trial, &result), ==, ERP_VERDICT_AMBIGUOUS);
}

static void
test_payment_checks (void)
{
  static const struct
  {
    const char *from, *to; /* in the baseline; or, where @body, in the body */
    gboolean body;
    int code; /* -1: fine */
  } cases[] = {
    { "posted", "posted", FALSE, -1 },
    { "posted", "draft", FALSE, ERP_ERROR_VALIDATION },
    { "posted", "cancel", FALSE, ERP_ERROR_VALIDATION },
    { "180.01", "180.02", FALSE, ERP_ERROR_CONFLICT },
    { "180.01", "80.01", FALSE, ERP_ERROR_CONFLICT },
    { "180.01", "180.0149", FALSE, ERP_ERROR_PROTOCOL },
    { "180.01", "180.01000000000002", FALSE, -1 },
    { "\"id\":25", "\"id\":26", FALSE, ERP_ERROR_MISSING },
    { "49.99,\"date\":\"2026-11-21\"", "100.0,\"date\":\"2026-11-22\"", FALSE, ERP_ERROR_CONFLICT },
    { "49.99,\"date\":\"2026-11-21\"", "100.0,\"date\":\"2026-11-21\"", FALSE, -1 },
    { "{\"content\":", "{\"other\":", FALSE, -1 },
    { "\"100.00\"", "\"180.01\"", TRUE, -1 },
    { "\"100.00\"", "\"180.02\"", TRUE, ERP_ERROR_VALIDATION },
    { "\"100.00\"", "\"0.00\"", TRUE, ERP_ERROR_VALIDATION },
    { "\"100.00\"", "\"-1.00\"", TRUE, ERP_ERROR_VALIDATION },
    { "\"100.00\"", "\"1e2\"", TRUE, ERP_ERROR_VALIDATION },
    { "\"100.00\"", "\"\"", TRUE, ERP_ERROR_VALIDATION },
    { "\"100.00\"", "\"99999999999999999999\"", TRUE, ERP_ERROR_VALIDATION },
    { "\"digits\":2", "\"digits\":99", TRUE, ERP_ERROR_VALIDATION },
    { "\"residual\":\"180.01\"", "\"residual\":\"\"", TRUE, ERP_ERROR_CONFLICT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) body_text = g_string_new (samples[0].body);
      g_autoptr (GString) base_text = g_string_new (samples[0].baseline);
      g_autoptr (JsonNode) body = NULL;
      g_autoptr (JsonNode) baseline = NULL;
      g_autoptr (GError) error = NULL;
      gboolean ok;

      g_test_message ("%s for %s", cases[i].to, cases[i].from);
      g_assert_cmpuint (g_string_replace (cases[i].body ? body_text : base_text, cases[i].from,
                                          cases[i].to, 0),
                        ==, 1);
      body = parse (body_text->str);
      baseline = parse (base_text->str);
      ok = biz_job_payment_kind.check (json_node_get_object (body), baseline, &error);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_true (ok);
        }
      else
        {
          g_assert_false (ok);
          g_assert_error (error, ERP_ERROR, cases[i].code);
        }
    }
}

/* What a server may answer instead of acting. */
static void
test_actions (void)
{
  static const struct
  {
    const char *answer;
    int code; /* -1: it acted */
    gint64 id;
  } cases[] = {
    { "true", -1, 0 },
    { "{\"res_model\":\"account.payment\",\"res_id\":9}", -1, 9 },
    /* a list of payments */
    { "{\"res_model\":\"account.payment\",\"domain\":[[\"id\",\"in\",[9]]]}", -1, 0 },
    { "{\"res_model\":\"account.payment\",\"res_id\":false}", -1, 0 },
    { "{\"res_model\":\"partner.risk.exceeded.wiz\",\"res_id\":1,\"target\":\"new\"}",
      ERP_ERROR_VALIDATION, 0 },
    { "{\"res_model\":\"account.move\",\"res_id\":1}", ERP_ERROR_PROTOCOL, 0 },
    { "{}", ERP_ERROR_PROTOCOL, 0 },
    { "false", ERP_ERROR_PROTOCOL, 0 },
    { "null", ERP_ERROR_PROTOCOL, 0 },
    { "[]", ERP_ERROR_PROTOCOL, 0 },
    { "7", ERP_ERROR_PROTOCOL, 0 },
    { "\"ok\"", ERP_ERROR_PROTOCOL, 0 },
  };
  g_autoptr (JsonNode) body = make_body (&samples[0]);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) answer = parse (cases[i].answer);
      g_autoptr (JsonObject) result = NULL;
      g_autoptr (GError) error = NULL;
      gboolean acted =
          biz_job_payment_kind.interpret (json_node_get_object (body), answer, &result, &error);
      gint64 id = 0;

      g_test_message ("%s", cases[i].answer);
      g_assert_cmpint (acted, ==, cases[i].code < 0);
      if (!acted)
        g_assert_error (error, ERP_ERROR, cases[i].code);
      if (result != NULL)
        erp_json_get_int (result, "id", &id, NULL);
      g_assert_cmpint (id, ==, cases[i].id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u", samples[i].kind->name, i);
      g_autofree char *seen = g_strconcat ("/biz/job-judge/seen/", name, NULL);
      g_autofree char *garbage = g_strconcat ("/biz/job-judge/garbage/", name, NULL);
      g_autofree char *changed = g_strconcat ("/biz/job-judge/changed/", name, NULL);

      g_test_add_data_func (seen, &samples[i], test_seen_and_not_seen);
      g_test_add_data_func (garbage, &samples[i], test_garbage_is_not_done);
      g_test_add_data_func (changed, &samples[i], test_changed);
    }
  g_test_add_func ("/biz/job-judge/payment/verdicts", test_payment_verdicts);
  g_test_add_func ("/biz/job-judge/payment/too-many", test_payment_among_too_many);
  g_test_add_func ("/biz/job-judge/payment/checks", test_payment_checks);
  g_test_add_func ("/biz/job-judge/actions", test_actions);

  return g_test_run ();
}
