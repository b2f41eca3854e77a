/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-body.h"

#include "biz-choice.h"
#include "biz-draft-edit.h"
#include "biz-invoice-details.h"
#include "biz-invoice-draft.h"
#include "biz-invoice.h"
#include "biz-partner.h"

static void
set_string (JsonObject *body, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (body, member, text);
}

static void
set_id (JsonObject *body, const char *member, gint64 id)
{
  if (id != 0)
    json_object_set_int_member (body, member, id);
}

static void
set_money (JsonObject *body, const char *member, BizMoney money)
{
  g_autofree char *text = biz_money_format (&money, BIZ_MONEY_MACHINE);

  json_object_set_string_member (body, member, text);
}

static void
set_day (JsonObject *body, const char *member, const GDate *date)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date),
                                           (int)g_date_get_month (date), g_date_get_day (date));

  json_object_set_string_member (body, member, text);
}

static JsonObject *
make_body (BizInvoice *invoice)
{
  JsonObject *body = json_object_new ();

  set_id (body, "invoice_id", biz_invoice_get_id (invoice));
  set_string (body, "invoice", biz_invoice_get_title (invoice));
  set_string (body, "partner", biz_invoice_get_partner_name (invoice));
  set_id (body, "company_id", biz_invoice_get_company_id (invoice));

  return body;
}

/**
 * biz_job_body_new_payment:
 * @invoice: the invoice as the person saw it
 * @amount: what is paid, in the currency of the payment
 * @date: when
 * @journal_id: the bank or cash journal, 0: the server's choice
 * @method_id: how, 0: the server's choice
 * @communication: (nullable): what is written on it, %NULL: the server's choice
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_PAYMENT
 */
JsonObject *
biz_job_body_new_payment (BizInvoice *invoice,
                          const BizMoney *amount,
                          const GDate *date,
                          gint64 journal_id,
                          gint64 method_id,
                          const char *communication)
{
  JsonObject *body;
  BizMoney residual;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), NULL);
  g_return_val_if_fail (amount != NULL, NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  body = make_body (invoice);
  set_money (body, "amount", *amount);
  set_string (body, "currency", amount->currency);
  json_object_set_int_member (body, "digits", amount->digits);
  residual = biz_invoice_get_residual (invoice);
  set_money (body, "residual", residual);
  json_object_set_int_member (body, "residual_digits", residual.digits);
  set_day (body, "date", date);
  set_id (body, "journal_id", journal_id);
  set_id (body, "method_id", method_id);
  set_string (body, "communication", communication);

  return body;
}

/**
 * biz_job_body_set_payment_options:
 * @body: of biz_job_body_new_payment ()
 * @options: what else is said
 *
 * Adds what becomes of a difference, and that an equal payment is meant.
 */
void
biz_job_body_set_payment_options (JsonObject *body, const BizPaymentOptions *options)
{
  g_return_if_fail (body != NULL && options != NULL);

  set_id (body, "writeoff_account_id", options->writeoff_account_id);
  set_string (body, "writeoff_label", options->writeoff_label);
  json_object_set_boolean_member (body, "accept_equal", options->is_second);
  json_object_set_boolean_member (body, "may_exceed", options->may_exceed);
  json_object_set_boolean_member (body, "takes_discount", options->takes_discount);
  json_object_set_boolean_member (body, "has_modes", options->has_modes);
  if (options->currency_id == 0)
    return;
  set_id (body, "currency_id", options->currency_id);
  set_money (body, "open", options->open);
}

/**
 * biz_job_body_new_credit_note:
 * @invoice: the loaded invoice
 * @reason: (nullable): why
 * @date: when
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_CREDIT_NOTE
 */
JsonObject *
biz_job_body_new_credit_note (BizInvoice *invoice, const char *reason, const GDate *date)
{
  JsonObject *body;
  BizMoney total;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice) && biz_invoice_is_full (invoice), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  body = make_body (invoice);
  total = biz_invoice_get_total (invoice);
  set_id (body, "journal_id", biz_invoice_get_journal_id (invoice));
  set_string (body, "reason", reason);
  set_day (body, "date", date);
  set_money (body, "total", total);
  set_string (body, "currency", total.currency);
  json_object_set_int_member (body, "digits", total.digits);

  return body;
}

static void
set_credit_values (JsonObject *body, BizCreditPlan *plan)
{
  JsonObject *values = biz_credit_source_to_values (biz_credit_plan_get_source (plan));
  const gint64 journal = json_object_has_member (body, "journal_id")
                             ? json_object_get_int_member (body, "journal_id")
                             : 0;
  const char *date = json_object_get_string_member (body, "date");
  const char *invoice = json_object_get_string_member_with_default (body, "invoice", "");
  const char *reason = json_object_get_string_member_with_default (body, "reason", NULL);
  g_autofree char *ref = reason != NULL ? g_strdup_printf ("%s, %s", invoice, reason) : NULL;

  json_object_set_string_member (values, "move_type", "out_refund");
  json_object_set_int_member (values, "reversed_entry_id",
                              json_object_get_int_member (body, "invoice_id"));
  json_object_set_string_member (values, "invoice_date", date);
  json_object_set_string_member (values, "date", date);
  json_object_set_boolean_member (values, "invoice_payment_term_id", FALSE);
  json_object_set_string_member (values, "ref", ref != NULL ? ref : invoice);
  set_id (values, "journal_id", journal);
  json_object_set_member (values, "invoice_line_ids", biz_credit_plan_to_commands (plan));
  json_object_set_object_member (body, "values", values);
}

/**
 * biz_job_body_new_credit_plan:
 * @invoice: the invoice
 * @plan: what is credited of it
 * @journal_id: a sales journal, 0: the invoice's
 * @reason: (nullable): why
 * @date: when
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_CREDIT_NOTE
 */
JsonObject *
biz_job_body_new_credit_plan (BizInvoice *invoice,
                              BizCreditPlan *plan,
                              gint64 journal_id,
                              const char *reason,
                              const GDate *date)
{
  JsonObject *body;
  BizMoney gross;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), NULL);
  g_return_val_if_fail (BIZ_IS_CREDIT_PLAN (plan), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  body = make_body (invoice);
  gross = biz_credit_plan_get_gross (plan);
  set_id (body, "journal_id", journal_id != 0 ? journal_id : biz_invoice_get_journal_id (invoice));
  set_string (body, "reason", reason);
  set_day (body, "date", date);
  set_money (body, "total", gross);
  set_string (body, "currency", gross.currency);
  json_object_set_int_member (body, "digits", gross.digits);
  json_object_set_member (body, "wish", biz_credit_plan_to_wish (plan));
  json_object_set_boolean_member (body, "whole", biz_credit_plan_is_whole (plan));
  set_credit_values (body, plan);

  return body;
}

/**
 * biz_job_body_new_create_invoice:
 * @draft: what the person wrote
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_CREATE_INVOICE
 */
JsonObject *
biz_job_body_new_create_invoice (BizInvoiceDraft *draft)
{
  JsonObject *body;
  BizPartner *partner;

  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (draft), NULL);

  body = json_object_new ();
  partner = biz_invoice_draft_get_partner (draft);
  set_id (body, "company_id", biz_invoice_draft_get_company_id (draft));
  if (partner != NULL)
    {
      set_id (body, "partner_id", biz_partner_get_id (partner));
      set_string (body, "partner", biz_partner_get_name (partner));
    }
  json_object_set_member (body, "values", biz_invoice_draft_to_values (draft));

  return body;
}

/**
 * biz_job_body_new_message:
 * @model: whose log
 * @id: the record
 * @name: (nullable): what the person calls it
 * @company_id: the record's company, 0 where it has none
 * @text: plain text
 * @is_reply: sent to the followers; else an internal note
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_MESSAGE
 */
JsonObject *
biz_job_body_new_message (const char *model,
                          gint64 id,
                          const char *name,
                          gint64 company_id,
                          const char *text,
                          gboolean is_reply)
{
  JsonObject *body;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  body = json_object_new ();
  set_string (body, "model", model);
  set_id (body, "id", id);
  set_string (body, "name", name);
  set_id (body, "company_id", company_id);
  json_object_set_string_member (body, "text", text);
  json_object_set_boolean_member (body, "is_reply", is_reply);

  return body;
}

static void
set_ids (JsonObject *body, const char *member, const gint64 *ids, gsize n)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; i < n; i++)
    json_array_add_int_element (list, ids[i]);
  json_object_set_array_member (body, member, list);
}

/**
 * biz_job_body_new_order_invoice:
 * @order_ids: (array length=n_orders): sales orders of one company
 * @n_orders: how many; one where @how asks for a down payment
 * @orders: their numbers
 * @company_id: their company
 * @how: what is invoiced
 * @seen: (nullable) (element-type gint64): the invoices that they had when the person looked
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_ORDER_INVOICE
 */
JsonObject *
biz_job_body_new_order_invoice (const gint64 *order_ids,
                                gsize n_orders,
                                const char *orders,
                                gint64 company_id,
                                const BizOrderInvoicing *how,
                                GArray *seen)
{
  JsonObject *body;

  g_return_val_if_fail (order_ids != NULL && n_orders > 0 && orders != NULL, NULL);
  g_return_val_if_fail (how != NULL && how->method != NULL, NULL);

  body = json_object_new ();
  set_id (body, "order_id", order_ids[0]);
  set_ids (body, "order_ids", order_ids, n_orders);
  set_string (body, "order", orders);
  set_id (body, "company_id", company_id);
  set_string (body, "method", how->method);
  if (how->percentage != NULL)
    {
      g_autofree char *percentage = biz_decimal_to_string (how->percentage);

      set_string (body, "percentage", percentage);
    }
  if (how->fixed != NULL)
    {
      g_autofree char *fixed = biz_money_format (how->fixed, BIZ_MONEY_MACHINE);

      set_string (body, "fixed", fixed);
    }
  if (how->keep_down_payments)
    json_object_set_boolean_member (body, "keep_down_payments", TRUE);
  if (seen != NULL)
    set_ids (body, "seen", (const gint64 *)(gpointer)seen->data, seen->len);

  return body;
}

/**
 * biz_job_body_new_duplicate:
 * @invoice: what is copied
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_DUPLICATE
 */
JsonObject *
biz_job_body_new_duplicate (BizInvoice *invoice)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), NULL);

  return make_body (invoice);
}

/**
 * biz_job_body_new_apply:
 * @invoice: where it is applied
 * @line_id: the open item of the credit or payment
 * @credit: (nullable): what that is called
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_APPLY
 */
JsonObject *
biz_job_body_new_apply (BizInvoice *invoice, gint64 line_id, const char *credit)
{
  JsonObject *body;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), NULL);

  body = make_body (invoice);
  set_id (body, "line_id", line_id);
  set_string (body, "credit", credit);

  return body;
}

/**
 * biz_job_body_new_unapply:
 * @invoice: where it is taken off
 * @partial_id: the match
 * @credit: (nullable): what was applied
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_UNAPPLY
 */
JsonObject *
biz_job_body_new_unapply (BizInvoice *invoice, gint64 partial_id, const char *credit)
{
  JsonObject *body;

  g_return_val_if_fail (BIZ_IS_INVOICE (invoice), NULL);

  body = make_body (invoice);
  set_id (body, "partial_id", partial_id);
  set_string (body, "credit", credit);

  return body;
}

/**
 * biz_job_body_new_activity:
 * @model: of the record
 * @id: the record
 * @company_id: its company, 0 where it has none
 * @summary: what is to do
 * @note: (nullable): more about it
 * @user: who
 * @deadline: until when
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_ACTIVITY
 */
JsonObject *
biz_job_body_new_activity (const char *model,
                           gint64 id,
                           gint64 company_id,
                           const char *summary,
                           const char *note,
                           BizChoice *user,
                           const GDate *deadline)
{
  JsonObject *body;

  g_return_val_if_fail (model != NULL && summary != NULL, NULL);
  g_return_val_if_fail (BIZ_IS_CHOICE (user), NULL);
  g_return_val_if_fail (deadline != NULL && g_date_valid (deadline), NULL);

  body = json_object_new ();
  set_string (body, "model", model);
  set_id (body, "id", id);
  set_id (body, "company_id", company_id);
  set_string (body, "summary", summary);
  set_string (body, "note", note);
  set_id (body, "user_id", biz_choice_get_id (user));
  set_string (body, "user", biz_choice_get_name (user));
  set_day (body, "deadline", deadline);

  return body;
}

/**
 * biz_job_body_new_edit_invoice:
 * @draft: made by biz_draft_edit_new ()
 *
 * Returns: (transfer full): the body of a job of kind %BIZ_JOB_EDIT_INVOICE
 */
JsonObject *
biz_job_body_new_edit_invoice (BizInvoiceDraft *draft)
{
  BizInvoice *origin;
  BizInvoiceDetails *details;
  GDateTime *written;
  JsonObject *body;

  g_return_val_if_fail (BIZ_IS_INVOICE_DRAFT (draft), NULL);
  g_return_val_if_fail (biz_invoice_draft_get_origin (draft) != NULL, NULL);

  origin = biz_invoice_draft_get_origin (draft);
  body = make_body (origin);
  details = biz_invoice_get_details (origin);
  written = biz_invoice_get_write_date (origin);
  if (written != NULL)
    {
      g_autofree char *text = g_date_time_format (written, "%Y-%m-%d %H:%M:%S");

      json_object_set_string_member (body, "write_date", text);
    }
  if (details != NULL)
    set_id (body, "n_items", biz_invoice_details_get_n_server_items (details));
  json_object_set_member (body, "values", biz_draft_edit_to_changes (draft));

  return body;
}
