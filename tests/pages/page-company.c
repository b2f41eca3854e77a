/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "page-company.h"

#include "biz-job-kinds.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-profile.h"

#include <string.h>

#define USD 1

static gboolean
is (ErpCall *call, const char *model, const char *method)
{
  return g_str_equal (erp_call_get_model (call), model)
         && g_str_equal (erp_call_get_method (call), method);
}

static double
get_open (PageCompany *self, gint64 id)
{
  return id == 1 ? self->open : id == 2 ? 230 : 0;
}

static void
append_row (PageCompany *self, GString *json, gint64 id)
{
  gboolean draft = id == 2 && !self->draft_is_posted;
  double open = get_open (self, id);
  const char *payment = draft || open == 230 ? "not_paid" : open == 0 ? "paid" : "partial";

  g_string_append_printf (
      json,
      "\"id\":%" G_GINT64_FORMAT ",\"name\":%s%s%" G_GINT64_FORMAT "%s,\"state\":\"%s\","
      "\"move_type\":\"out_invoice\",\"payment_state\":\"%s\","
      "\"partner_id\":{\"id\":14,\"display_name\":\"Azure Interior\"},"
      "\"invoice_date\":\"2026-10-01\",\"invoice_date_due\":\"%s\",\"amount_total\":230.0,"
      "\"amount_residual\":%.2f,\"currency_id\":1,"
      "\"company_id\":{\"id\":1,\"display_name\":\"North\"},\"invoice_user_id\":false,"
      "\"ref\":\"PO 77\",\"write_date\":\"2026-11-22 10:00:%02u\"",
      id, draft ? "false" : "\"", draft ? "" : "INV/2026/0000", draft ? 0 : id, draft ? "" : "\"",
      draft ? "draft" : "posted", payment, id == 1 ? "2026-11-01" : "2027-11-30", open,
      self->written);
  if (self->has_review)
    g_string_append_printf (json, ",\"checked\":%s", draft || self->to_check ? "false" : "true");
}

static void
fix_draft_name (GString *json)
{
  g_string_replace (json, "\"name\":false0,", "\"name\":false,", 0);
}

static JsonNode *
answer_list (PageCompany *self, ErpCall *call)
{
  gint64 offset = json_node_get_int (erp_call_get_arg (call, "offset"));
  gint64 limit = json_node_get_int (erp_call_get_arg (call, "limit"));
  g_autoptr (GString) json = g_string_new (NULL);
  guint i;

  g_string_printf (json, "{\"length\":%u,\"records\":[", self->n_invoices);
  for (i = (guint)offset; i < self->n_invoices && i < offset + limit; i++)
    {
      g_string_append (json, i > offset ? ",{" : "{");
      append_row (self, json, i + 1);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  fix_draft_name (json);
  return erp_json_literal (json->str);
}

#define LINE                                                                                       \
  "\"display_type\":\"product\",\"product_id\":{\"id\":37,\"display_name\":\"Desk\"},"             \
  "\"name\":\"Desk, white\",\"quantity\":%.2f,\"product_uom_id\":{\"id\":1,\"display_name\":"      \
  "\"Units\"},\"price_unit\":100.0,\"discount\":0.0,\"tax_ids\":[{\"id\":1,\"display_name\":"      \
  "\"15%%\"}],\"price_subtotal\":%.2f,\"price_total\":%.2f"

#define TOTALS                                                                                     \
  "\"tax_totals\":{\"has_tax_groups\":true,\"subtotals\":[{\"name\":\"Untaxed Amount\","           \
  "\"tax_groups\":[{\"group_name\":\"Tax 15%%\",\"tax_amount_currency\":%.2f,"                     \
  "\"base_amount_currency\":%.2f}]}],\"base_amount_currency\":%.2f,\"tax_amount_currency\":%.2f"   \
  ",\"total_amount_currency\":%.2f}"

#define LOG                                                                                        \
  "\"message_ids\":[{\"id\":9,\"date\":\"2026-11-22 17:37:03\",\"author_id\":{\"id\":44,"          \
  "\"display_name\":\"Anna\"},\"email_from\":\"a@x\",\"body\":\"<p>Call <b>them</b></p>\","        \
  "\"message_type\":\"comment\",\"subtype_id\":{\"id\":2,\"display_name\":\"Note\",\"internal\":"  \
  "true},\"attachment_ids\":[]},"                                                                  \
  "{\"id\":8,\"date\":\"2026-11-22 17:37:02\",\"author_id\":false,\"email_from\":"                 \
  "\"buyer@azure.example\",\"body\":\"<p>Why so much?</p>\",\"message_type\":\"email\","           \
  "\"subtype_id\":{\"id\":1,\"display_name\":\"Discussions\",\"internal\":false},"                 \
  "\"attachment_ids\":[{\"id\":4,\"name\":\"a.pdf\"}]}]"

static void
append_document (PageCompany *self, GString *json, gint64 id)
{
  g_string_append_c (json, '{');
  append_row (self, json, id);
  g_string_append (json, ",\"amount_untaxed\":200.0,\"amount_tax\":30.0,\"invoice_origin\":false,"
                         "\"payment_reference\":\"RF18\",\"invoice_payment_term_id\":{\"id\":6,"
                         "\"display_name\":\"30 Days\"},\"journal_id\":7,");
  g_string_append (json, "\"invoice_line_ids\":[{\"id\":69,");
  g_string_append_printf (json, LINE, 2.0, 200.0, 230.0);
  g_string_append (json, "}]," LOG ",");
  g_string_append_printf (json, TOTALS, 30.0, 200.0, 200.0, 30.0, 230.0);
  if (id == 1 && self->paid > 0)
    g_string_append_printf (
        json,
        ",\"invoice_payments_widget\":{\"title\":\"x\",\"outstanding\":false,\"content\":[{"
        "\"name\":\"Manual\",\"journal_name\":\"Bank\",\"amount\":%.2f,\"currency_id\":1,"
        "\"date\":\"2026-11-22\",\"account_payment_id\":12,\"is_refund\":false,"
        "\"ref\":\"PBNK1/2026/00001\"}]}",
        self->paid);
  else
    g_string_append (json, ",\"invoice_payments_widget\":false");
  g_string_append_c (json, '}');
}

static JsonNode *
answer_documents (PageCompany *self, ErpCall *call)
{
  g_autoptr (GString) json = g_string_new ("[");
  gsize n;
  const gint64 *ids = erp_call_get_ids (call, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append (json, i > 0 ? "," : "");
      append_document (self, json, ids[i]);
    }
  g_string_append_c (json, ']');
  fix_draft_name (json);
  return erp_json_literal (json->str);
}

static JsonNode *
answer_preview (ErpCall *call)
{
  JsonObject *values = json_node_get_object (erp_call_get_arg (call, "values"));
  JsonArray *commands = json_object_get_array_member (values, "invoice_line_ids");
  g_autoptr (GString) json = g_string_new ("{\"value\":{\"currency_id\":1,"
                                           "\"invoice_date_due\":\"2026-12-22\","
                                           "\"invoice_payment_term_id\":{\"id\":6,\"display_name\":"
                                           "\"30 Days\"},\"journal_id\":false,"
                                           "\"invoice_line_ids\":[");
  double sum = 0;
  guint i;

  /* Without it the server fails. */
  g_assert_cmpint (json_object_get_int_member (values, "company_id"), >, 0);
  for (i = 0; i < json_array_get_length (commands); i++)
    {
      JsonArray *command = json_array_get_array_element (commands, i);
      JsonObject *line = json_array_get_object_element (command, 2);
      double quantity = json_object_get_double_member (line, "quantity");

      g_string_append_printf (json, "%s[0,\"virtual_%u\",{", i > 0 ? "," : "", i);
      g_string_append_printf (json, LINE, quantity, quantity * 100, quantity * 115);
      g_string_append (json, "}]");
      sum += quantity * 100;
    }
  g_string_append (json, "],");
  g_string_append_printf (json, TOTALS, sum * 0.15, sum, sum, sum * 0.15, sum * 1.15);
  g_string_append (json, "}}");
  return erp_json_literal (json->str);
}

static JsonNode *
answer_proposal (PageCompany *self)
{
  g_autofree char *json = g_strdup_printf (
      "[{\"id\":77,\"amount\":%.2f,\"payment_difference\":0.0,\"payment_date\":\"2026-11-22\","
      "\"communication\":\"INV/2026/00001\",\"currency_id\":1,\"journal_id\":7,"
      "\"payment_method_line_id\":3,\"available_journal_ids\":[{\"id\":7,\"display_name\":\"Bank\","
      "\"code\":\"BNK1\"},{\"id\":8,\"display_name\":\"Cash\",\"code\":\"CSH1\"}],"
      "\"available_payment_method_line_ids\":[{\"id\":3,\"display_name\":\"Manual\"}],"
      "\"source_currency_id\":1,\"source_amount_currency\":%.2f}]",
      self->in_parts ? 30.0 : self->open - (self->early ? 30.0 : 0.0), self->open);

  return erp_json_literal (json);
}

static JsonNode *answer_found_payments (PageCompany *self);

static void
append_item (PageCompany *self, GString *json, guint id, double open, const char *due)
{
  g_string_append_printf (
      json,
      "%s{\"id\":%u,\"account_id\":5,\"partner_id\":{\"id\":14,\"display_name\":\"Azure "
      "Interior\"},"
      "\"currency_id\":1,\"company_id\":{\"id\":1,\"display_name\":\"North\"},"
      "\"company_currency_id\":1,\"date_maturity\":\"%s\",\"amount_currency\":%.2f,"
      "\"amount_residual\":%.2f,\"amount_residual_currency\":%.2f,\"discount_date\":%s,"
      "\"discount_amount_currency\":%.2f,\"matched_debit_ids\":[],\"matched_credit_ids\":[],"
      "\"move_id\":{\"id\":1,\"name\":\"INV/2026/00001\",\"state\":\"posted\",\"move_type\":"
      "\"out_invoice\",\"payment_state\":\"not_paid\",\"partner_bank_id\":false,"
      "\"invoice_payment_term_id\":%s}}",
      json->str[json->len - 1] == '[' ? "" : ",", id, due, open, open, open,
      self->early ? "\"2026-11-30\"" : "false", self->early ? open - 30 : 0.0,
      self->early ? "{\"id\":3,\"early_discount\":true,\"early_pay_discount_computation\":"
                    "\"included\"}"
                  : "false");
}

/* What is owed on invoice 1, by the ledger. */
static JsonNode *
answer_owed (PageCompany *self)
{
  g_autoptr (GString) json = g_string_new ("{\"length\":1,\"records\":[");

  if (self->in_parts)
    append_item (self, json, 4, 30, "2026-10-01");
  append_item (self, json, 5, self->in_parts ? self->open - 30 : self->open,
               self->in_parts ? "2026-12-01" : "2026-11-01");
  g_string_append (json, "]}");
  return erp_json_literal (json->str);
}

static JsonNode *
answer_plan (PageCompany *self, ErpCall *call)
{
  if (is (call, "account.move.line", "web_search_read"))
    return answer_owed (self);
  if (is (call, "account.payment.register", "fields_get"))
    return erp_json_literal ("{\"installments_mode\":{\"type\":\"selection\"}}");
  if (is (call, "res.company", "read"))
    {
      g_autofree char *day =
          self->lock != NULL ? g_strdup_printf ("\"%s\"", self->lock) : g_strdup ("false");
      g_autofree char *json = g_strdup_printf ("[{\"id\":1,\"hard_lock_date\":%s}]", day);

      return erp_json_literal (json);
    }
  if (is (call, "account.journal", "web_search_read"))
    return erp_json_literal ("{\"length\":1,\"records\":[{\"id\":7,\"name\":\"Bank\","
                             "\"inbound_payment_method_line_ids\":[{\"id\":3,\"name\":"
                             "\"Manual\"}]}]}");
  if (is (call, "account.payment", "web_search_read"))
    {
      g_autoptr (JsonNode) rows = answer_found_payments (self);
      g_autofree char *list = json_to_string (rows, FALSE);
      g_autofree char *json = g_strdup_printf ("{\"length\":1,\"records\":%s}", list);

      return erp_json_literal (json);
    }
  return NULL;
}

static JsonNode *
answer_found_payments (PageCompany *self)
{
  g_autoptr (GString) json = g_string_new ("[");
  guint i;

  for (i = 0; i < self->n_payments && !self->hide_payments; i++)
    g_string_append_printf (json,
                            "%s{\"id\":%u,\"display_name\":\"PBNK1/2026/%05u\",\"amount\":%.2f,"
                            "\"currency_id\":[1,\"USD\"],\"partner_id\":[14,\"Azure Interior\"],"
                            "\"create_uid\":[7,\"Anna\"],\"date\":\"2026-11-20\"}",
                            i > 0 ? "," : "", 50 + i, i + 1, self->paid);
  g_string_append_c (json, ']');
  return erp_json_literal (json->str);
}

static gboolean
may_write (PageCompany *self, GError **error)
{
  if (self->refuse == NULL)
    return TRUE;
  g_propagate_error (error,
                     erp_error_new_from_server (ERP_ERROR_VALIDATION, "The server refuses it.",
                                                "odoo.exceptions.UserError", self->refuse));
  return FALSE;
}

static JsonNode *
acted (PageCompany *self, const char *json, GError **error)
{
  self->written++;
  if (!self->lose_answer)
    return erp_json_literal (json);
  self->lose_answer = FALSE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME, "The answer was lost.");
  return NULL;
}

static JsonNode *
answer_write (PageCompany *self, ErpCall *call, GError **error)
{
  if (!may_write (self, error))
    return NULL;
  if (is (call, "account.move", "action_post"))
    {
      self->draft_is_posted = TRUE;
      return acted (self, "false", error);
    }
  if (is (call, "account.move", "js_assign_outstanding_line"))
    {
      self->credit_applied = TRUE;
      return acted (self, "true", error);
    }
  if (is (call, "account.move", "js_remove_outstanding_partial"))
    {
      self->credit_applied = FALSE;
      return acted (self, "true", error);
    }
  if (is (call, "account.payment.register", "create"))
    {
      JsonArray *list = json_node_get_array (erp_call_get_arg (call, "vals_list"));

      self->paid =
          json_object_get_double_member (json_array_get_object_element (list, 0), "amount");
      self->writeoff_account =
          json_object_get_int_member_with_default (json_array_get_object_element (list, 0),
                                                   "writeoff_account_id", 0);
      g_free (self->handling);
      self->handling = g_strdup (json_object_get_string_member_with_default (
          json_array_get_object_element (list, 0), "payment_difference_handling", NULL));
      return erp_json_literal ("[78]");
    }
  if (is (call, "account.payment.register", "action_create_payments"))
    {
      self->open -= self->paid;
      self->n_payments++;
      return acted (self,
                    "{\"type\":\"ir.actions.act_window\",\"res_model\":\"account.payment\","
                    "\"res_id\":50}",
                    error);
    }
  if (is (call, "account.move", "write"))
    {
      JsonObject *vals = json_node_get_object (erp_call_get_arg (call, "vals"));

      if (json_object_has_member (vals, "checked"))
        {
          self->to_check = !json_object_get_boolean_member (vals, "checked");
          return acted (self, "true", error);
        }
      g_free (self->edited);
      self->edited = erp_json_to_string (erp_call_get_arg (call, "vals"));
      g_free (self->token);
      self->token = g_strdup (json_object_get_string_member (
          json_node_get_object (erp_call_get_arg (call, "vals")), "access_token"));
      return acted (self, "true", error);
    }
  if (is (call, "account.move", "create"))
    {
      self->n_created++;
      return acted (self, "[3]", error);
    }
  g_error ("not foreseen: %s.%s", erp_call_get_model (call), erp_call_get_method (call));
}

#define CREDIT                                                                                     \
  "{\"outstanding\":true,\"content\":[{\"journal_name\":\"RINV/2026/00001\",\"amount\":50.0,"      \
  "\"currency_id\":1,\"date\":\"2026-11-20\",\"account_payment_id\":false,"

static JsonNode *
answer_credits (PageCompany *self)
{
  if (self->credit_applied)
    return erp_json_literal ("[{\"id\":1,\"invoice_payments_widget\":" CREDIT
                             "\"partial_id\":66}]},"
                             "\"invoice_outstanding_credits_debits_widget\":false}]");
  if (self->has_credit)
    return erp_json_literal ("[{\"id\":1,\"invoice_payments_widget\":false,"
                             "\"invoice_outstanding_credits_debits_widget\":" CREDIT
                             "\"id\":80}]}}]");
  return erp_json_literal ("[{\"id\":1,\"invoice_payments_widget\":false,"
                           "\"invoice_outstanding_credits_debits_widget\":false}]");
}

/* The open items of the credit and of invoice 1. */
static JsonNode *
answer_items (PageCompany *self)
{
  const char *match = self->credit_applied ? "[66]" : "[]";
  g_autofree char *json = g_strdup_printf (
      "[{\"id\":80,\"move_id\":[70,\"R\"],\"parent_state\":\"posted\",\"account_id\":[9,\"AR\"],"
      "\"reconciled\":false,\"matched_debit_ids\":%s,\"matched_credit_ids\":[]},"
      "{\"id\":5,\"move_id\":[1,\"I\"],\"parent_state\":\"posted\",\"account_id\":[9,\"AR\"],"
      "\"reconciled\":false,\"matched_debit_ids\":[],\"matched_credit_ids\":%s}]",
      match, match);

  return erp_json_literal (json);
}

static JsonNode *
answer_search (PageCompany *self, ErpCall *call)
{
  if (is (call, "account.payment", "search_read"))
    return answer_found_payments (self);
  if (is (call, "account.move", "read"))
    return answer_credits (self);
  if (is (call, "account.move.line", "search_read"))
    return answer_items (self);
  if (is (call, "account.partial.reconcile", "search_read"))
    return erp_json_literal (self->credit_applied ? "[{\"id\":66}]" : "[]");
  if (is (call, "account.account", "search_read"))
    return erp_json_literal ("[{\"id\":31,\"display_name\":\"600000 Expenses\"}]");
  if (is (call, "account.payment.register", "search_read"))
    return erp_json_literal ("[{\"id\":78,\"line_ids\":[5],\"create_uid\":[7,\"Anna\"]}]");
  if (is (call, "res.partner", "search_read"))
    return erp_json_literal ("[{\"id\":14,\"name\":\"Azure Interior\"}]");
  if (is (call, "account.move", "search_read"))
    {
      g_autoptr (GString) json = g_string_new ("[{");
      g_autofree char *domain = json_to_string (erp_call_get_arg (call, "domain"), FALSE);
      gboolean marked = strstr (domain, "access_token") != NULL;

      if (strstr (domain, "reversed_entry_id") != NULL)
        return erp_json_literal ("[]");
      if (marked && self->n_created == 0)
        return erp_json_literal ("[]");
      append_row (self, json, marked ? 3 : strstr (domain, "[\"id\",\"=\",2]") != NULL ? 2 : 1);
      fix_draft_name (json);
      g_string_append_printf (json, ",\"access_token\":\"%s\",\"line_ids\":[]",
                              self->token != NULL ? self->token : "");
      g_string_append (json, ",\"commercial_partner_id\":[14,\"Azure Interior\"]}]");
      return erp_json_literal (json->str);
    }
  return NULL;
}

/* How many ids a domain names, and whether it leaves them out. */
static guint
count_named (ErpCall *call, gboolean *without)
{
  JsonArray *domain = json_node_get_array (erp_call_get_arg (call, "domain"));

  *without = FALSE;
  for (guint i = 0; i < json_array_get_length (domain); i++)
    {
      JsonNode *part = json_array_get_element (domain, i);
      JsonArray *leaf;

      if (!JSON_NODE_HOLDS_ARRAY (part))
        {
          *without = g_str_equal (json_node_get_string (part), "!");
          continue;
        }
      leaf = json_node_get_array (part);
      if (g_str_equal (json_array_get_string_element (leaf, 0), "id"))
        return json_array_get_length (json_array_get_array_element (leaf, 2));
    }
  return 0;
}

/* Of named invoices, ten dollars each. */
static JsonNode *
answer_groups (PageCompany *self, ErpCall *call)
{
  gboolean without;
  guint n = count_named (call, &without);
  g_autofree char *json = NULL;

  if (n == 0)
    return erp_json_literal (
        "[{\"partner_id\":[14,\"Azure Interior\"],\"currency_id\":[1,\"USD\"],\"move_type\":"
        "\"out_invoice\",\"state\":\"posted\",\"company_id\":[1,\"North\"],\"__count\":2,"
        "\"amount_total:sum\":330.0,\"amount_residual:sum\":230.0,\"amount_total_signed:sum\":330."
        "0,"
        "\"amount_residual_signed:sum\":230.0},"
        "{\"partner_id\":[15,\"Deco\"],\"currency_id\":[1,\"USD\"],\"move_type\":"
        "\"out_invoice\",\"state\":\"draft\",\"company_id\":[1,\"North\"],\"__count\":1,"
        "\"amount_total:sum\":50.0,\"amount_residual:sum\":50.0,\"amount_total_signed:sum\":50.0,"
        "\"amount_residual_signed:sum\":50.0}]");
  n = without ? self->n_invoices - n : n;
  json = g_strdup_printf ("[{\"currency_id\":[1,\"USD\"],\"move_type\":\"out_invoice\",\"state\":"
                          "\"posted\",\"company_id\":[1,\"North\"],\"__count\":%u,"
                          "\"amount_total:sum\":%u.0,\"amount_residual:sum\":0.0,"
                          "\"amount_total_signed:sum\":%u.0,\"amount_residual_signed:sum\":0.0}]",
                          n, n * 10, n * 10);
  return erp_json_literal (json);
}

static JsonNode *
answer_ids (PageCompany *self, ErpCall *call)
{
  guint offset = (guint)json_node_get_int (erp_call_get_arg (call, "offset"));
  guint limit = (guint)json_node_get_int (erp_call_get_arg (call, "limit"));
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = offset; i < MIN (self->n_invoices, offset + limit); i++)
    g_string_append_printf (json, "%s%u", i > offset ? "," : "", i + 1);
  g_string_append_c (json, ']');
  return erp_json_literal (json->str);
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  PageCompany *self = user_data;
  JsonNode *found;

  if (erp_call_is_write (call))
    return answer_write (self, call, error);
  if (self->fail_reads)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TIMEOUT,
                           "The server did not answer in time.");
      return NULL;
    }
  if (is (call, "account.move", "web_search_read"))
    return answer_list (self, call);
  if (is (call, "account.move", "formatted_read_group"))
    return answer_groups (self, call);
  if (is (call, "account.move", "search_count"))
    return json_node_init_int (json_node_alloc (), self->n_invoices);
  if (is (call, "account.move", "search"))
    return answer_ids (self, call);
  if (is (call, "account.move", "web_read")
      && json_object_has_member (json_node_get_object (erp_call_get_arg (call, "specification")),
                                 "message_is_follower"))
    return erp_json_literal ("[{\"id\":1," LOG ",\"activity_ids\":[],\"message_follower_ids\":[],"
                             "\"message_is_follower\":false,\"message_main_attachment_id\":false,"
                             "\"invoice_pdf_report_id\":false}]");
  if (is (call, "ir.attachment", "web_search_read"))
    return erp_json_literal ("{\"length\":0,\"records\":[]}");
  if (is (call, "account.move", "web_read"))
    return answer_documents (self, call);
  if (is (call, "ir.attachment", "search_read"))
    return erp_json_literal ("[]");
  if (is (call, "account.tax", "search_read"))
    return erp_json_literal ("[{\"id\":1,\"display_name\":\"15%\"},"
                             "{\"id\":2,\"display_name\":\"Free\"}]");
  if (is (call, "account.payment.term", "search_read"))
    return erp_json_literal ("[{\"id\":6,\"display_name\":\"30 Days\"},"
                             "{\"id\":7,\"display_name\":\"At Once\"}]");
  if (is (call, "res.company", "fields_get"))
    return erp_json_literal ("{\"hard_lock_date\":{\"type\":\"date\"}}");
  if (is (call, "account.move", "onchange"))
    return answer_preview (call);
  if (is (call, "account.payment.register", "web_save"))
    return answer_proposal (self);
  if (is (call, "res.partner", "web_search_read"))
    return erp_json_literal ("{\"length\":1,\"records\":[{\"id\":14,\"display_name\":"
                             "\"Azure Interior\",\"ref\":false,\"email\":\"a@azure.example\","
                             "\"city\":\"Fremont\",\"vat\":false}]}");
  if (is (call, "product.product", "web_search_read"))
    return erp_json_literal ("{\"length\":1,\"records\":[{\"id\":37,\"display_name\":\"Desk\","
                             "\"default_code\":false,\"lst_price\":100.0,\"uom_id\":{\"id\":1,"
                             "\"display_name\":\"Units\"}}]}");
  if (is (call, "ir.filters", "search_read"))
    return erp_json_literal (self->filters != NULL ? self->filters : "[]");
  found = answer_search (self, call);
  if (found == NULL)
    found = answer_plan (self, call);
  if (found == NULL)
    g_error ("not foreseen: %s.%s", erp_call_get_model (call), erp_call_get_method (call));
  return found;
}

static ErpCapabilities *
make_capabilities (gboolean may)
{
  static const char *const models[] = { "account.move", "account.payment" };
  ErpCapabilities *capabilities = erp_capabilities_new (7, "19.0");
  const char *const names[] = { "North", "South" };
  gint64 id = USD;
  guint i;

  capabilities->zone = g_strdup ("UTC");
  capabilities->name = g_strdup ("Anna");
  capabilities->login = g_strdup ("anna");
  capabilities->company_id = 1;
  g_hash_table_insert (capabilities->currencies, g_memdup2 (&id, sizeof id),
                       erp_currency_new (USD, "USD", "$", TRUE, 2));
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ErpCompany) company = erp_company_new (i + 1, names[i], USD);

      g_list_store_append (capabilities->companies, company);
    }
  for (i = 0; i < G_N_ELEMENTS (models); i++)
    erp_capabilities_ensure_model (capabilities, models[i])->rights =
        may ? ERP_RIGHT_READ | ERP_RIGHT_CREATE | ERP_RIGHT_WRITE : ERP_RIGHT_READ;
  return capabilities;
}

PageCompany *
page_company_new (gboolean may)
{
  g_autoptr (ErpCapabilities) capabilities = make_capabilities (may);
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "https://erp.example", "test", "anna");
  g_autoptr (GError) error = NULL;
  PageCompany *self = g_new0 (PageCompany, 1);

  self->n_invoices = 3;
  self->open = 230;
  self->client = fake_client_new (answer_cb, self);
  fake_client_set_server_time (self->client, g_get_real_time ());
  self->journal = erp_journal_new (NULL, NULL, "test", ERP_CLIENT (self->client), &error);
  g_assert_no_error (error);
  biz_job_kinds_register (self->journal);
  self->session = erp_session_new (ERP_CLIENT (self->client), capabilities, profile, self->journal);
  return self;
}

void
page_company_free (PageCompany *self)
{
  g_free (self->handling);
  g_clear_object (&self->session);
  g_clear_object (&self->journal);
  fake_loop_drain ();
  g_clear_object (&self->client);
  g_free (self->edited);
  g_free (self->token);
  g_free (self);
}
