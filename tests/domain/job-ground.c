/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "job-ground.h"

#include "biz-collect-job.h"
#include "biz-import-job.h"
#include "biz-file-job.h"
#include "biz-item-jobs.h"
#include "erp-call.h"
#include "erp-http.h"
#include "erp-json.h"
#include "erp-json2-client.h"
#include "erp-jsonrpc-client.h"
#include "faulty-client.h"
#include "biz-match-job.h"
#include "biz-merge-job.h"
#include "job-bank.h"
#include "job-case.h"
#include "biz-decision-job.h"
#include "job-decision.h"
#include "biz-return-jobs.h"
#include "job-return.h"

#define TODAY "2026-11-22"

JsonNode *
ground_ask (
    Ground *ground, const char *model, const char *method, gboolean is_write, gint64 id, ...)
{
  g_autoptr (ErpCall) call =
      is_write ? erp_call_new_write (model, method) : erp_call_new_read (model, method);
  const char *name;
  va_list args;

  if (id != 0)
    erp_call_set_id (call, id);
  if (ground->company != 0)
    erp_call_set_companies (call, &ground->company, 1);
  va_start (args, id);
  while ((name = va_arg (args, const char *)) != NULL)
    erp_call_take_arg (call, name, erp_json_literal (va_arg (args, const char *)));
  va_end (args);

  return faulty_ask (ground->client, call, NULL);
}

#define ask ground_ask

static gint64
first_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  if (JSON_NODE_HOLDS_ARRAY (answer))
    {
      g_assert_cmpuint (json_array_get_length (json_node_get_array (answer)), >, 0);
      answer = json_array_get_element (json_node_get_array (answer), 0);
    }

  return json_node_get_int (answer);
}

static gint64
search_one (Ground *ground, const char *model, const char *domain)
{
  return first_id (ask (ground, model, "search", FALSE, 0, "domain", domain, "limit", "1", "order",
                        "\"id\"", NULL));
}

guint
ground_count (Ground *ground, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      ask (ground, model, "search_count", FALSE, 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

#define search_count ground_count

void
ground_connect (Ground *self)
{
  g_autoptr (ErpHttp) http = erp_http_new (self->url);

  if (self->series >= 19)
    self->client = erp_json2_client_new (http, self->database, self->key);
  else
    self->client =
        erp_jsonrpc_client_new (http, self->database, self->uid, self->key, self->series);
}

void
ground_make_data (Ground *self)
{
  JsonArray *companies;
  g_autoptr (JsonNode) user = NULL;
  g_autofree char *journals = NULL;

  user = ask (self, "res.users", "search_read", FALSE, 0, "domain", "[[\"id\",\">\",1]]", "fields",
              "[\"company_id\",\"login\"]", NULL);
  companies = json_node_get_array (user);
  for (guint i = 0; i < json_array_get_length (companies); i++)
    {
      JsonObject *object = json_array_get_object_element (companies, i);

      if (json_object_get_int_member (object, "id") == self->uid)
        self->company =
            json_array_get_int_element (json_object_get_array_member (object, "company_id"), 0);
    }
  g_assert_cmpint (self->company, >, 0);

  journals =
      g_strdup_printf ("[[\"type\",\"=\",\"sale\"],[\"company_id\",\"=\",%" G_GINT64_FORMAT "]]",
                       self->company);
  self->journal = search_one (self, "account.journal", journals);
  self->partner = first_id (ask (self, "res.partner", "create", TRUE, 0, "vals_list",
                                 "[{\"name\":\"Journal Tests Ltd\",\"is_company\":true}]", NULL));
  self->product = search_one (self, "product.product",
                              "[[\"sale_ok\",\"=\",true],[\"invoice_policy\",\"=\",\"order\"]]");
  self->serial = (guint)g_random_int_range (100000, 900000);
  self->account = search_one (self, "account.account", "[[\"account_type\",\"=\",\"expense\"]]");
  self->parts = first_id (
      ask (self, "account.payment.term", "create", TRUE, 0, "vals_list",
           "[{\"name\":\"Journal Tests, Parts\",\"line_ids\":[[0,0,{\"value\":\"percent\","
           "\"value_amount\":30,\"nb_days\":0}],[0,0,{\"value\":\"percent\",\"value_amount\":70,"
           "\"nb_days\":60}]]}]",
           NULL));
  self->early =
      first_id (ask (self, "account.payment.term", "create", TRUE, 0, "vals_list",
                     "[{\"name\":\"Journal Tests, Early\",\"early_discount\":true,"
                     "\"discount_percentage\":2,\"discount_days\":10,\"line_ids\":[[0,0,{\"value\":"
                     "\"percent\",\"value_amount\":100,\"nb_days\":30}]]}]",
                     NULL));
}

void
ground_clear (Ground *self)
{
  g_clear_object (&self->client);
  g_free (self->url);
  g_free (self->database);
  g_free (self->key);
}

static char *
invoice_values (Ground *ground, Subject *subject)
{
  g_autofree char *terms =
      subject->terms != 0
          ? g_strdup_printf ("\"invoice_payment_term_id\":%" G_GINT64_FORMAT ",", subject->terms)
          : g_strdup ("");

  return g_strdup_printf (
      "{%s\"move_type\":\"out_invoice\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"journal_id\":%" G_GINT64_FORMAT ",\"invoice_date\":\"" TODAY
      "\",\"invoice_line_ids\":[[0,0,{\"name\":\"%s\",\"quantity\":1,\"price_unit\":%s,"
      "\"tax_ids\":[[6,0,[]]]}]]}",
      terms, ground->partner, ground->journal, subject->text, subject->amount);
}

static void
make_invoice (Ground *ground, Subject *subject)
{
  g_autofree char *values = invoice_values (ground, subject);
  g_autofree char *list = g_strdup_printf ("[%s]", values);

  subject->invoice =
      first_id (ask (ground, "account.move", "create", TRUE, 0, "vals_list", list, NULL));
}

static void
post_invoice (Ground *ground, Subject *subject)
{
  make_invoice (ground, subject);
  json_node_unref (ask (ground, "account.move", "action_post", TRUE, subject->invoice, NULL));
}

static void
start_body (Ground *ground, Subject *subject)
{
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "partner", "Journal Tests Ltd");
  if (subject->invoice != 0)
    json_object_set_int_member (subject->body, "invoice_id", subject->invoice);
  json_object_set_string_member (subject->body, "invoice", subject->text);
}

static void
set_money (Subject *subject, const char *member)
{
  json_object_set_string_member (subject->body, member, subject->amount);
  json_object_set_string_member (subject->body, "currency", "EUR");
  json_object_set_int_member (subject->body, "digits", 2);
}

/* payment */

static void
payment_body (Ground *ground, Subject *subject)
{
  post_invoice (ground, subject);
  start_body (ground, subject);
  set_money (subject, "amount");
  set_money (subject, "residual");
  json_object_set_string_member (subject->body, "date", TODAY);
}

static guint
payment_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"amount\",\"=\",%s],[\"partner_id\",\"=\",%" G_GINT64_FORMAT "]]",
                       subject->paid != NULL ? subject->paid : subject->amount, ground->partner);

  return search_count (ground, "account.payment", domain);
}

static gint64
make_wizard (Ground *ground,
             const char *model,
             const char *values,
             const char *active_model,
             const char *active_ids)
{
  g_autoptr (ErpCall) call = erp_call_new_write (model, "create");
  g_autofree char *list = g_strdup_printf ("[%s]", values);
  g_autofree char *name = g_strdup_printf ("\"%s\"", active_model);

  erp_call_set_companies (call, &ground->company, 1);
  erp_call_take_arg (call, "vals_list", erp_json_literal (list));
  erp_call_take_context (call, "active_model", erp_json_literal (name));
  erp_call_take_context (call, "active_ids", erp_json_literal (active_ids));

  return first_id (faulty_ask (ground->client, call, NULL));
}

static gint64
make_wizard_of_one (Ground *ground,
                    const char *model,
                    const char *values,
                    const char *active_model,
                    gint64 active_id)
{
  g_autofree char *ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", active_id);

  return make_wizard (ground, model, values, active_model, ids);
}

static void
pay_elsewhere (Ground *ground, Subject *subject, const char *more)
{
  g_autofree char *values =
      g_strdup_printf ("{\"amount\":%s,\"payment_date\":\"" TODAY "\",\"group_payment\":true%s}",
                       subject->paid != NULL ? subject->paid : subject->amount, more);
  g_autofree char *ids = subject->second != 0
                             ? g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                                subject->invoice, subject->second)
                             : g_strdup_printf ("[%" G_GINT64_FORMAT "]", subject->invoice);
  const gint64 wizard =
      make_wizard (ground, "account.payment.register", values, "account.move", ids);

  json_node_unref (
      ask (ground, "account.payment.register", "action_create_payments", TRUE, wizard, NULL));
}

static void
payment_elsewhere (Ground *ground, Subject *subject)
{
  pay_elsewhere (ground, subject, "");
}

/* Another amount than the invoice's; the serial number of the ground is the amount in cents. */
static void
set_paid (Ground *ground, Subject *subject, gint64 cents)
{
  subject->paid =
      g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, cents / 100, cents % 100);
  json_object_set_string_member (subject->body, "amount", subject->paid);
  json_object_set_boolean_member (subject->body, "has_modes", ground->series >= 18);
}

/* a difference that is written off */

static void
written_off_body (Ground *ground, Subject *subject)
{
  payment_body (ground, subject);
  set_paid (ground, subject, (gint64)ground->serial - 5000);
  json_object_set_int_member (subject->body, "writeoff_account_id", ground->account);
  json_object_set_string_member (subject->body, "writeoff_label", "fifty");
}

static void
written_off_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *more = g_strdup_printf (",\"payment_difference_handling\":\"reconcile\","
                                           "\"writeoff_account_id\":%" G_GINT64_FORMAT,
                                           ground->account);

  pay_elsewhere (ground, subject, more);
}

/* more than is open */

static void
overpaid_body (Ground *ground, Subject *subject)
{
  payment_body (ground, subject);
  set_paid (ground, subject, (gint64)ground->serial + 5000);
  json_object_set_boolean_member (subject->body, "may_exceed", TRUE);
}

/* in another currency than the invoice's, all that is open at the rate of the day */

static void
foreign_body (Ground *ground, Subject *subject)
{
  g_autoptr (JsonNode) found = ask (ground, "res.currency", "search", FALSE, 0, "domain",
                                    "[[\"name\",\"=\",\"USD\"]]", NULL);
  const gint64 currency = json_array_get_int_element (json_node_get_array (found), 0);

  payment_body (ground, subject);
  json_object_set_int_member (subject->body, "residual_digits", 2);
  json_object_set_int_member (subject->body, "currency_id", currency);
  json_object_set_string_member (subject->body, "currency", "USD");
  set_paid (ground, subject, (gint64)ground->serial / 2);
  json_object_set_string_member (subject->body, "open", subject->amount);
}

static guint
foreign_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"amount\",\"=\",%s],[\"partner_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"currency_id.name\",\"=\",\"USD\"]]",
                       subject->paid, ground->partner);

  return search_count (ground, "account.payment", domain);
}

static void
foreign_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *more =
      g_strdup_printf (",\"currency_id\":%" G_GINT64_FORMAT,
                       json_object_get_int_member (subject->body, "currency_id"));

  pay_elsewhere (ground, subject, more);
}

/* one payment for two invoices */

static void
add_document (Subject *subject, JsonArray *documents, gint64 id)
{
  JsonObject *document = json_object_new ();

  json_object_set_int_member (document, "id", id);
  json_object_set_string_member (document, "residual", subject->amount);
  json_object_set_int_member (document, "digits", 2);
  json_array_add_object_element (documents, document);
}

static void
grouped_body (Ground *ground, Subject *subject)
{
  JsonArray *documents = json_array_new ();
  gint64 first;

  post_invoice (ground, subject);
  first = subject->invoice;
  payment_body (ground, subject);
  subject->second = subject->invoice;
  subject->invoice = first;
  json_object_set_int_member (subject->body, "invoice_id", first);
  json_object_remove_member (subject->body, "residual");
  set_paid (ground, subject, 2 * (gint64)ground->serial);
  add_document (subject, documents, subject->invoice);
  add_document (subject, documents, subject->second);
  json_object_set_array_member (subject->body, "documents", documents);
}

/* the first of two instalments */

static void
instalment_body (Ground *ground, Subject *subject)
{
  subject->terms = ground->parts;
  payment_body (ground, subject);
  set_paid (ground, subject, ((gint64)ground->serial * 30 + 50) / 100);
}

/* less an early-payment discount */

static gint64
read_discounted (Ground *ground, gint64 invoice)
{
  g_autofree char *domain = g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT
                                             "],[\"discount_date\",\"!=\",false]]",
                                             invoice);
  g_autoptr (JsonNode) answer = ask (ground, "account.move.line", "search_read", FALSE, 0, "domain",
                                     domain, "fields", "[\"discount_amount_currency\"]", NULL);
  JsonObject *line = json_array_get_object_element (json_node_get_array (answer), 0);
  gint64 cents = 0;

  g_assert_true (erp_json_get_scaled (line, "discount_amount_currency", 2, &cents, NULL));
  g_assert_cmpint (cents, >, 0);
  g_assert_cmpint (cents, <, ground->serial);

  return cents;
}

static void
discount_body (Ground *ground, Subject *subject)
{
  subject->terms = ground->early;
  payment_body (ground, subject);
  set_paid (ground, subject, read_discounted (ground, subject->invoice));
  json_object_set_boolean_member (subject->body, "takes_discount", TRUE);
}

/* credit note */

static void
credit_note_body (Ground *ground, Subject *subject)
{
  post_invoice (ground, subject);
  start_body (ground, subject);
  set_money (subject, "total");
  json_object_set_int_member (subject->body, "journal_id", ground->journal);
  json_object_set_string_member (subject->body, "reason", "wrong price");
  json_object_set_string_member (subject->body, "date", TODAY);
}

static guint
credit_note_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"reversed_entry_id\",\"=\",%" G_GINT64_FORMAT "]]", subject->invoice);

  return search_count (ground, "account.move", domain);
}

static void
credit_note_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("{\"move_ids\":[[6,0,[%" G_GINT64_FORMAT
                       "]]],\"journal_id\":%" G_GINT64_FORMAT ",\"date\":\"" TODAY "\"}",
                       subject->invoice, ground->journal);
  const gint64 wizard = make_wizard_of_one (ground, "account.move.reversal", values, "account.move",
                                            subject->invoice);

  json_node_unref (ask (ground, "account.move.reversal", "refund_moves", TRUE, wizard, NULL));
}

/* a part of an invoice */

static JsonNode *
read_credit_source (Ground *ground, gint64 invoice)
{
  g_autofree char *domain =
      g_strdup_printf ("[\"|\",[\"id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"reversed_entry_id\",\"=\",%" G_GINT64_FORMAT "]]",
                       invoice, invoice);

  return ask (ground, "account.move", "web_search_read", FALSE, 0, "domain", domain,
              "specification", "{" BIZ_CREDIT_SOURCE_FIELDS "}", NULL);
}

static void
credit_part_body (Ground *ground, Subject *subject)
{
  const BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (BizCreditSource) source = NULL;
  g_autoptr (BizCreditPlan) plan = NULL;
  g_autoptr (BizCreditLine) line = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *total = NULL;
  BizMoney net;
  JsonObject *values;

  credit_note_body (ground, subject);
  answer = read_credit_source (ground, subject->invoice);
  source = biz_credit_source_new_from_json (subject->invoice, 0, answer, &zero, &error);
  g_assert_no_error (error);
  plan = biz_credit_plan_new (source, "Reduction");
  line = g_list_model_get_item (biz_credit_source_get_lines (source), 0);
  /* more than a half: a second one would not fit */
  net = biz_credit_line_get_net (line);
  net.minor = net.minor / 2 + 1;
  g_assert_true (biz_credit_plan_set_net (plan, biz_credit_line_get_id (line), &net, &error));
  g_assert_no_error (error);
  total = biz_money_format (&net, BIZ_MONEY_MACHINE);
  json_object_set_string_member (subject->body, "total", total);
  json_object_set_member (subject->body, "wish", biz_credit_plan_to_wish (plan));
  values = biz_credit_source_to_values (source);
  json_object_set_string_member (values, "move_type", "out_refund");
  json_object_set_int_member (values, "reversed_entry_id", subject->invoice);
  json_object_set_string_member (values, "invoice_date", TODAY);
  json_object_set_member (values, "invoice_line_ids", biz_credit_plan_to_commands (plan));
  json_object_set_object_member (subject->body, "values", values);
}

/* apply and take off */

/* A credit of the same amount that belongs to no invoice, and its open item. */
static void
post_credit (Ground *ground, Subject *subject)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"move_type\":\"out_refund\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"journal_id\":%" G_GINT64_FORMAT ",\"invoice_date\":\"" TODAY
      "\",\"invoice_line_ids\":[[0,0,{\"name\":\"%s\",\"quantity\":1,\"price_unit\":%s,"
      "\"tax_ids\":[[6,0,[]]]}]]}]",
      ground->partner, ground->journal, subject->text, subject->amount);
  g_autofree char *domain = NULL;

  subject->note =
      first_id (ask (ground, "account.move", "create", TRUE, 0, "vals_list", values, NULL));
  json_node_unref (ask (ground, "account.move", "action_post", TRUE, subject->note, NULL));
  domain = g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT
                            "],[\"account_type\",\"=\",\"asset_receivable\"]]",
                            subject->note);
  subject->line = search_one (ground, "account.move.line", domain);
}

static void
apply_body (Ground *ground, Subject *subject)
{
  post_invoice (ground, subject);
  post_credit (ground, subject);
  start_body (ground, subject);
  json_object_set_int_member (subject->body, "line_id", subject->line);
  json_object_set_string_member (subject->body, "credit", subject->text);
}

static guint
apply_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"credit_move_id\",\"=\",%" G_GINT64_FORMAT "]]", subject->line);

  return search_count (ground, "account.partial.reconcile", domain);
}

static void
apply_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, subject->line);

  json_node_unref (ask (ground, "account.move", "js_assign_outstanding_line", TRUE,
                        subject->invoice, "line_id", line, NULL));
}

static void
unapply_body (Ground *ground, Subject *subject)
{
  g_autofree char *domain = NULL;

  apply_body (ground, subject);
  apply_elsewhere (ground, subject);
  domain = g_strdup_printf ("[[\"credit_move_id\",\"=\",%" G_GINT64_FORMAT "]]", subject->line);
  subject->partial = search_one (ground, "account.partial.reconcile", domain);
  json_object_set_int_member (subject->body, "partial_id", subject->partial);
}

static guint
unapply_count (Ground *ground, Subject *subject)
{
  return 1 - apply_count (ground, subject);
}

static void
unapply_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *partial = g_strdup_printf ("%" G_GINT64_FORMAT, subject->partial);

  json_node_unref (ask (ground, "account.move", "js_remove_outstanding_partial", TRUE,
                        subject->invoice, "partial_id", partial, NULL));
}

/* items of an account matched with each other */

static gint64
find_claim (Ground *ground, Subject *subject)
{
  g_autofree char *domain = g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT
                                             "],[\"account_type\",\"=\",\"asset_receivable\"]]",
                                             subject->invoice);

  return search_one (ground, "account.move.line", domain);
}

static void
match_items_body (Ground *ground, Subject *subject)
{
  g_autofree char *items = NULL;
  g_autofree char *domain = NULL;
  g_autoptr (JsonNode) answer = NULL;

  apply_body (ground, subject);
  subject->second = find_claim (ground, subject);
  domain = g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "]]", subject->second);
  answer = ask (ground, "account.move.line", "search_read", FALSE, 0, "domain", domain, "fields",
                "[\"account_id\"]", NULL);
  json_object_set_int_member (
      subject->body, "account_id",
      json_array_get_int_element (
          json_object_get_array_member (
              json_array_get_object_element (json_node_get_array (answer), 0), "account_id"),
          0));
  items = g_strdup_printf ("[{\"id\":%" G_GINT64_FORMAT
                           ",\"name\":\"A\",\"open\":\"%s\",\"digits\":2},{\"id\":%" G_GINT64_FORMAT
                           ",\"name\":\"B\",\"open\":\"-%s\",\"digits\":2}]",
                           subject->second, subject->amount, subject->line, subject->amount);
  json_object_set_member (subject->body, "items", erp_json_literal (items));
  json_object_set_string_member (subject->body, "what", subject->text);
}

static void
match_items_elsewhere (Ground *ground, Subject *subject)
{
  apply_elsewhere (ground, subject);
}

static void
unmatch_items_body (Ground *ground, Subject *subject)
{
  g_autofree char *items = NULL;
  g_autofree char *partials = NULL;

  unapply_body (ground, subject);
  items = g_strdup_printf ("[%" G_GINT64_FORMAT "]", subject->line);
  partials = g_strdup_printf ("[%" G_GINT64_FORMAT "]", subject->partial);
  json_object_set_member (subject->body, "items", erp_json_literal (items));
  json_object_set_member (subject->body, "partials", erp_json_literal (partials));
  json_object_set_string_member (subject->body, "what", subject->text);
}

/* something to do */

static void
activity_body (Ground *ground, Subject *subject)
{
  make_invoice (ground, subject);
  start_body (ground, subject);
  json_object_set_string_member (subject->body, "model", "account.move");
  json_object_set_int_member (subject->body, "id", subject->invoice);
  json_object_set_string_member (subject->body, "summary", subject->text);
  json_object_set_string_member (subject->body, "note", "please look");
  json_object_set_int_member (subject->body, "user_id", ground->uid);
  json_object_set_string_member (subject->body, "deadline", "2026-11-30");
}

static guint
activity_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"summary\",\"=\",\"%s\"]]",
                       subject->invoice, subject->text);

  return search_count (ground, "mail.activity", domain);
}

static void
activity_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *text = g_strdup_printf ("\"%s\"", subject->text);
  g_autofree char *uid = g_strdup_printf ("%" G_GINT64_FORMAT, ground->uid);

  json_node_unref (ask (ground, "account.move", "activity_schedule", TRUE, subject->invoice,
                        "act_type_xmlid", "\"mail.mail_activity_data_todo\"", "date_deadline",
                        "\"2026-11-30\"", "summary", text, "user_id", uid, NULL));
}

/* something done */

static void
done_body (Ground *ground, Subject *subject)
{
  g_autoptr (JsonNode) type = NULL;
  JsonObject *activity;
  g_autofree char *domain = NULL;

  activity_body (ground, subject);
  activity_elsewhere (ground, subject);
  domain = g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\","
                            "%" G_GINT64_FORMAT "]]",
                            subject->invoice);
  subject->order = search_one (ground, "mail.activity", domain);
  type = ask (ground, "mail.activity", "read", FALSE, subject->order, "fields",
              "[\"activity_type_id\"]", NULL);
  activity = json_array_get_object_element (json_node_get_array (type), 0);
  json_object_set_int_member (subject->body, "id", subject->order);
  json_object_set_int_member (
      subject->body, "type_id",
      json_array_get_int_element (json_object_get_array_member (activity, "activity_type_id"), 0));
  json_object_set_int_member (subject->body, "uid", ground->uid);
  json_object_set_string_member (subject->body, "what", subject->text);
  json_object_set_string_member (subject->body, "feedback", "They pay tomorrow");
  json_object_set_string_member (subject->body, "record_model", "account.move");
  json_object_set_int_member (subject->body, "record_id", subject->invoice);
}

/* One message says so, and nothing is left to do. */
static guint
done_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"mail_activity_type_id\",\"!=\",false]]",
                       subject->invoice);
  guint said = search_count (ground, "mail.message", domain);

  g_assert_cmpuint (activity_count (ground, subject), ==, said > 0 ? 0 : 1);
  return said;
}

static void
done_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ask (ground, "mail.activity", "action_feedback", TRUE, subject->order,
                        "feedback", "\"They pay today\"", NULL));
}

/* a file */

static void
upload_body (Ground *ground, Subject *subject)
{
  make_invoice (ground, subject);
  start_body (ground, subject);
  json_object_set_string_member (subject->body, "model", "account.move");
  json_object_set_int_member (subject->body, "id", subject->invoice);
  json_object_set_string_member (subject->body, "file_name", subject->text);
  json_object_set_string_member (subject->body, "data", "aGVsbG8=");
}

static guint
upload_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"name\",\"=\",\"%s\"]]",
                       subject->invoice, subject->text);

  return search_count (ground, "ir.attachment", domain);
}

static gint64
put_file (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"name\":\"%s\",\"datas\":\"aGVsbG8=\",\"res_model\":\"account.move\","
                       "\"res_id\":%" G_GINT64_FORMAT "}]",
                       subject->text, subject->invoice);

  return first_id (ask (ground, "ir.attachment", "create", TRUE, 0, "vals_list", values, NULL));
}

static void
upload_elsewhere (Ground *ground, Subject *subject)
{
  put_file (ground, subject);
}

/* a file laid down before and put to its record */

static void
put_file_body (Ground *ground, Subject *subject)
{
  g_autofree char *values = NULL;

  make_invoice (ground, subject);
  start_body (ground, subject);
  values = g_strdup_printf ("[{\"name\":\"%s\",\"datas\":\"aGVsbG8=\",\"res_model\":"
                            "\"mail.compose.message\",\"res_id\":0,\"description\":\"m\"}]",
                            subject->text);
  subject->line =
      first_id (ask (ground, "ir.attachment", "create", TRUE, 0, "vals_list", values, NULL));
  json_object_set_string_member (subject->body, "model", "account.move");
  json_object_set_int_member (subject->body, "id", subject->invoice);
  json_object_set_string_member (subject->body, "file_name", subject->text);
  json_object_set_int_member (subject->body, "file_id", subject->line);
  json_object_set_int_member (subject->body, "size", 5);
  json_object_set_string_member (subject->body, "checksum",
                                 "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
}

static void
put_file_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("{\"res_model\":\"account.move\",\"res_id\":%" G_GINT64_FORMAT "}",
                       subject->invoice);

  json_node_unref (
      ask (ground, "ir.attachment", "write", TRUE, subject->line, "vals", values, NULL));
}

/* a file taken away */

static void
remove_body (Ground *ground, Subject *subject)
{
  make_invoice (ground, subject);
  start_body (ground, subject);
  subject->line = put_file (ground, subject);
  json_object_set_string_member (subject->body, "model", "ir.attachment");
  json_object_set_int_member (subject->body, "id", subject->line);
  json_object_set_string_member (subject->body, "what", subject->text);
  json_object_set_string_member (subject->body, "record_model", "account.move");
  json_object_set_int_member (subject->body, "record_id", subject->invoice);
}

static guint
remove_count (Ground *ground, Subject *subject)
{
  return 1 - upload_count (ground, subject);
}

static void
remove_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ask (ground, "ir.attachment", "unlink", TRUE, subject->line, NULL));
}

/* create invoice */

static void
create_invoice_body (Ground *ground, Subject *subject)
{
  g_autofree char *values = invoice_values (ground, subject);

  start_body (ground, subject);
  json_object_set_int_member (subject->body, "partner_id", ground->partner);
  json_object_set_member (subject->body, "values", erp_json_literal (values));
}

static guint
invoice_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"amount_untaxed\",\"=\",%s],[\"partner_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"move_type\",\"=\",\"out_invoice\"]]",
                       subject->amount, ground->partner);

  return search_count (ground, "account.move", domain) - (subject->invoice != 0 ? 1 : 0);
}

static void
create_invoice_elsewhere (Ground *ground, Subject *subject)
{
  Subject other = { .amount = subject->amount, .text = subject->text };

  make_invoice (ground, &other);
}

/* duplicate */

static void
duplicate_body (Ground *ground, Subject *subject)
{
  make_invoice (ground, subject);
  start_body (ground, subject);
}

static void
duplicate_elsewhere (Ground *ground, Subject *subject)
{
  json_node_unref (ask (ground, "account.move", "copy", TRUE, subject->invoice, NULL));
}

/* edit */

static char *
edit_values (Subject *subject)
{
  return g_strdup_printf ("{\"invoice_line_ids\":[[0,0,{\"name\":\"%s more\",\"quantity\":1,"
                          "\"price_unit\":5,\"tax_ids\":[[6,0,[]]]}]]}",
                          subject->text);
}

static void
edit_body (Ground *ground, Subject *subject)
{
  g_autofree char *values = edit_values (subject);

  make_invoice (ground, subject);
  start_body (ground, subject);
  /* the line and what is due */
  json_object_set_int_member (subject->body, "n_items", 2);
  json_object_set_member (subject->body, "values", erp_json_literal (values));
}

static guint
edit_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"move_id\",\"=\",%" G_GINT64_FORMAT "],[\"name\",\"=\",\"%s more\"]]",
                       subject->invoice, subject->text);

  return search_count (ground, "account.move.line", domain);
}

static void
edit_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *values = edit_values (subject);

  json_node_unref (
      ask (ground, "account.move", "write", TRUE, subject->invoice, "vals", values, NULL));
}

/* message */

static void
message_body (Ground *ground, Subject *subject)
{
  make_invoice (ground, subject);
  json_object_set_string_member (subject->body, "model", "account.move");
  json_object_set_int_member (subject->body, "id", subject->invoice);
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "name", subject->text);
  json_object_set_string_member (subject->body, "text", subject->text);
  json_object_set_boolean_member (subject->body, "is_reply", FALSE);
}

static guint
message_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"body\",\"ilike\",\"%s\"]]",
                       subject->invoice, subject->text);

  return search_count (ground, "mail.message", domain);
}

static void
message_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *text = g_strdup_printf ("\"%s\"", subject->text);

  json_node_unref (ask (ground, "account.move", "message_post", TRUE, subject->invoice, "body",
                        text, "message_type", "\"comment\"", "subtype_xmlid", "\"mail.mt_note\"",
                        NULL));
}

/* A letter that says in its Message-Id what it is. */
static void
marked_body (Ground *ground, Subject *subject)
{
  message_body (ground, subject);
  json_object_set_string_member (subject->body, "mark", "reminder-2-1-5");
}

static guint
marked_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"message_id\",\"like\",\".reminder-2-1-5@\"]]",
                       subject->invoice);
  const guint n = message_count (ground, subject);

  g_assert_cmpuint (search_count (ground, "mail.message", domain), <=, n);

  return n;
}

/* A note and what is planned with it; what is planned is there once, whenever the note is. */
static void
planned_note_body (Ground *ground, Subject *subject)
{
  JsonObject *plan = json_object_new ();

  message_body (ground, subject);
  json_object_set_string_member (plan, "model", "account.move");
  json_object_set_int_member (plan, "id", subject->invoice);
  json_object_set_string_member (plan, "summary", subject->text);
  json_object_set_int_member (plan, "user_id", ground->uid);
  json_object_set_string_member (plan, "deadline", "2026-11-30");
  json_object_set_object_member (subject->body, "plan", plan);
}

static guint
planned_note_count (Ground *ground, Subject *subject)
{
  g_assert_cmpuint (activity_count (ground, subject), ==, 1);

  return message_count (ground, subject);
}

static void
message_with_files_body (Ground *ground, Subject *subject)
{
  JsonArray *partners = json_array_new ();

  message_body (ground, subject);
  json_array_add_int_element (partners, ground->partner);
  json_object_set_boolean_member (subject->body, "is_reply", TRUE);
  json_object_set_array_member (subject->body, "partners", partners);
  json_object_set_member (subject->body, "files",
                          erp_json_literal ("[{\"name\":\"a.txt\",\"data\":\"aGVsbG8=\"},"
                                            "{\"name\":\"b.txt\",\"data\":\"d29ybGQ=\"}]"));
}

/* Whole messages only: with both files and for the partner. */
static guint
message_with_files_count (Ground *ground, Subject *subject)
{
  guint n = message_count (ground, subject);
  g_autofree char *domain =
      g_strdup_printf ("[[\"res_model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "]]",
                       subject->invoice);
  guint files = search_count (ground, "ir.attachment", domain);

  g_assert_true (files == 0 || files == 2);
  return n;
}

/* a letter with a document */

static void
send_body (Ground *ground, Subject *subject)
{
  JsonArray *partners = json_array_new ();

  post_invoice (ground, subject);
  json_array_add_int_element (partners, ground->partner);
  json_object_set_int_member (subject->body, "invoice_id", subject->invoice);
  json_object_set_string_member (subject->body, "invoice", "INV");
  json_object_set_string_member (subject->body, "partner", "Customer");
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "subject", subject->text);
  json_object_set_string_member (subject->body, "text", subject->text);
  json_object_set_array_member (subject->body, "partners", partners);
  json_object_set_string_member (subject->body, "file_name", "INV.pdf");
  json_object_set_string_member (subject->body, "file", "JVBERi0xLjQK");
}

/* Only with its file. */
static guint
send_count (Ground *ground, Subject *subject)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"account.move\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"subject\",\"=\",\"%s\"],[\"body\",\"ilike\",\"%s\"]]",
                       subject->invoice, subject->text, subject->text);

  return search_count (ground, "mail.message", domain);
}

static void
send_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *text = g_strdup_printf ("\"%s\"", subject->text);

  json_node_unref (ask (ground, "account.move", "message_post", TRUE, subject->invoice, "body",
                        text, "subject", text, "message_type", "\"comment\"", "subtype_xmlid",
                        "\"mail.mt_comment\"", NULL));
}

/* invoice of an order */

static void
order_body (Ground *ground, Subject *subject)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                       ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                       ",\"product_uom_qty\":1,\"price_unit\":%s}]]}]",
                       ground->partner, ground->product, subject->amount);

  subject->order =
      first_id (ask (ground, "sale.order", "create", TRUE, 0, "vals_list", values, NULL));
  json_node_unref (ask (ground, "sale.order", "action_confirm", TRUE, subject->order, NULL));
  json_object_set_int_member (subject->body, "order_id", subject->order);
  json_object_set_int_member (subject->body, "company_id", ground->company);
  json_object_set_string_member (subject->body, "order", subject->text);
  json_object_set_string_member (subject->body, "method", "delivered");
}

static guint
order_count (Ground *ground, Subject *subject)
{
  g_autoptr (JsonNode) answer = ask (ground, "sale.order", "read", FALSE, subject->order, "fields",
                                     "[\"invoice_ids\"]", NULL);
  JsonObject *order = json_array_get_object_element (json_node_get_array (answer), 0);

  return json_array_get_length (json_object_get_array_member (order, "invoice_ids"));
}

static void
order_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *values = g_strdup_printf (
      "{\"advance_payment_method\":\"delivered\",\"sale_order_ids\":[[6,0,[%" G_GINT64_FORMAT
      "]]]}",
      subject->order);
  const gint64 wizard =
      make_wizard_of_one (ground, "sale.advance.payment.inv", values, "sale.order", subject->order);

  json_node_unref (ask (ground, "sale.advance.payment.inv", "create_invoices", TRUE, wizard, NULL));
}

/* a down payment of an order: nothing but the journal keeps it from being asked for twice */

static void
down_payment_body (Ground *ground, Subject *subject)
{
  order_body (ground, subject);
  json_object_set_string_member (subject->body, "method", "percentage");
  json_object_set_string_member (subject->body, "percentage", "20");
}

static void
down_payment_elsewhere (Ground *ground, Subject *subject)
{
  g_autofree char *values = g_strdup_printf (
      "{\"advance_payment_method\":\"percentage\",\"amount\":20,\"sale_order_ids\":[[6,0,"
      "[%" G_GINT64_FORMAT "]]]}",
      subject->order);
  const gint64 wizard =
      make_wizard_of_one (ground, "sale.advance.payment.inv", values, "sale.order", subject->order);

  json_node_unref (ask (ground, "sale.advance.payment.inv", "create_invoices", TRUE, wizard, NULL));
}

/* two orders of a customer on one invoice */

static void
two_orders_body (Ground *ground, Subject *subject)
{
  gint64 first;
  JsonArray *ids = json_array_new ();

  order_body (ground, subject);
  first = subject->order;
  order_body (ground, subject);
  json_array_add_int_element (ids, first);
  json_array_add_int_element (ids, subject->order);
  json_object_set_int_member (subject->body, "order_id", first);
  json_object_set_array_member (subject->body, "order_ids", ids);
  /* What the person saw: no invoice. One that a colleague makes of either is noticed. */
  json_object_set_array_member (subject->body, "seen", json_array_new ());
}

const KindCase job_kind_cases[] = {
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", payment_body,
    payment_count, payment_elsewhere, TRUE, FALSE },
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", written_off_body,
    payment_count, written_off_elsewhere, TRUE, FALSE },
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", overpaid_body,
    payment_count, payment_elsewhere, TRUE, FALSE },
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", foreign_body,
    foreign_count, foreign_elsewhere, TRUE, FALSE },
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", grouped_body,
    payment_count, payment_elsewhere, TRUE, FALSE },
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", instalment_body,
    payment_count, payment_elsewhere, TRUE, FALSE },
  { &biz_job_payment_kind, "account.payment.register", "action_create_payments", discount_body,
    payment_count, payment_elsewhere, TRUE, FALSE },
  { &biz_job_credit_note_kind, "account.move.reversal", "refund_moves", credit_note_body,
    credit_note_count, credit_note_elsewhere, TRUE, FALSE },
  { &biz_job_credit_note_kind, "account.move", "create", credit_part_body, credit_note_count,
    credit_note_elsewhere, TRUE, FALSE },
  { &biz_job_create_invoice_kind, "account.move", "create", create_invoice_body, invoice_count,
    create_invoice_elsewhere, FALSE, FALSE },
  { &biz_job_duplicate_kind, "account.move", "copy", duplicate_body, invoice_count,
    duplicate_elsewhere, FALSE, FALSE },
  /* a write has no check of versions on the server: what comes between look and write stays */
  { &biz_job_edit_invoice_kind, "account.move", "write", edit_body, edit_count, edit_elsewhere,
    FALSE, FALSE },
  { &biz_job_message_kind, "account.move", "message_post", message_body, message_count,
    message_elsewhere, FALSE, FALSE },
  { &biz_job_message_kind, "account.move", "message_post", marked_body, marked_count,
    message_elsewhere, FALSE, FALSE },
  { &biz_job_planned_note_kind, "account.move", "message_post", planned_note_body,
    planned_note_count, message_elsewhere, FALSE, FALSE },
  { &biz_job_message_kind, "account.move", "message_post", message_with_files_body,
    message_with_files_count, message_elsewhere, FALSE, FALSE },
  { &biz_job_upload_kind, "ir.attachment", "write", upload_body, upload_count, upload_elsewhere,
    FALSE, FALSE },
  { &biz_job_put_file_kind, "ir.attachment", "write", put_file_body, upload_count,
    put_file_elsewhere, FALSE, TRUE },
  { &biz_job_remove_kind, "ir.attachment", "unlink", remove_body, remove_count, remove_elsewhere,
    FALSE, TRUE },
  { &biz_job_activity_done_kind, "mail.activity", "action_feedback", done_body, done_count,
    done_elsewhere, FALSE, TRUE },
  { &biz_job_send_kind, "account.move", "message_post", send_body, send_count, send_elsewhere,
    FALSE, FALSE },
  { &biz_job_order_invoice_kind, "sale.advance.payment.inv", "create_invoices", order_body,
    order_count, order_elsewhere, TRUE, FALSE },
  { &biz_job_order_invoice_kind, "sale.advance.payment.inv", "create_invoices", down_payment_body,
    order_count, down_payment_elsewhere, FALSE, FALSE },
  { &biz_job_order_invoice_kind, "sale.advance.payment.inv", "create_invoices", two_orders_body,
    order_count, order_elsewhere, TRUE, FALSE },
  { &biz_job_apply_kind, "account.move", "js_assign_outstanding_line", apply_body, apply_count,
    apply_elsewhere, FALSE, TRUE },
  { &biz_job_unapply_kind, "account.move", "js_remove_outstanding_partial", unapply_body,
    unapply_count, unapply_elsewhere, FALSE, TRUE },
  { &biz_job_match_items_kind, "account.move.line", "reconcile", match_items_body, apply_count,
    match_items_elsewhere, FALSE, TRUE },
  { &biz_job_unmatch_items_kind, "account.move.line", "remove_move_reconcile", unmatch_items_body,
    unapply_count, unapply_elsewhere, FALSE, TRUE },
  { &biz_job_activity_kind, "account.move", "activity_schedule", activity_body, activity_count,
    activity_elsewhere, FALSE, TRUE },
  { &biz_job_decision_kind, "sale.order", "message_post", decision_body, decision_count,
    decision_elsewhere, FALSE, FALSE },
  { &biz_job_state_kind, "sale.order", "action_confirm", confirm_body, confirm_count,
    confirm_elsewhere, FALSE, TRUE },
  { &biz_job_state_kind, "sale.order", "action_cancel", cancel_body, cancel_count, cancel_elsewhere,
    FALSE, TRUE },
  { &biz_job_limit_kind, "res.partner", "message_post", limit_body, limit_count, limit_elsewhere,
    FALSE, FALSE },
  { &biz_job_import_kind, "account.bank.statement.line", "load", bank_import_body,
    bank_import_count, bank_import_elsewhere, FALSE, TRUE },
  { &biz_job_match_kind, "account.move.line", "reconcile", bank_match_body, bank_match_count,
    bank_match_elsewhere, FALSE, TRUE },
  { &biz_job_unmatch_kind, "account.bank.statement.line", "action_undo_reconciliation",
    bank_unmatch_body, bank_unmatch_count, bank_unmatch_elsewhere, FALSE, TRUE },
  /* the wizard takes any quantity: a second return is ours to refuse, and is noticed */
  { &biz_job_return_kind, "stock.return.picking", NULL, return_body, return_count, return_elsewhere,
    TRUE, FALSE },
  { &biz_job_return_kind, "stock.return.picking", NULL, replace_body, return_count,
    return_elsewhere, TRUE, FALSE },
  { &biz_job_receive_kind, "stock.picking", "button_validate", receive_body, receive_count,
    receive_elsewhere, FALSE, TRUE },
  { &biz_job_receive_kind, "stock.picking", "button_validate", receive_part_body, receive_count,
    receive_elsewhere, FALSE, TRUE },
  /* what is to be is written, not what is to change */
  { &biz_job_merge_kind, "project.task", "write", merge_body, merge_count, merge_elsewhere, FALSE,
    TRUE },
  { &biz_job_part_kind, "project.task", "write", part_body, part_count, part_elsewhere, FALSE,
    TRUE },
};

const guint n_job_kind_cases = G_N_ELEMENTS (job_kind_cases);

void
subject_init (Subject *self, Ground *ground, const KindCase *kind_case)
{
  /* so far apart that the first instalments differ */
  ground->serial += 4;
  *self = (Subject){ 0 };
  self->amount = g_strdup_printf ("%u.%02u", ground->serial / 100, ground->serial % 100);
  self->text = g_strdup_printf ("Q%ux%u", ground->serial, (guint)g_random_int ());
  self->body = json_object_new ();
  kind_case->make_body (ground, self);
}

void
subject_clear (Subject *self)
{
  g_free (self->amount);
  g_free (self->paid);
  g_free (self->text);
  json_object_unref (self->body);
}
