/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* A payment of one invoice, or of several of one customer together, by the ERP's payment wizard. A
 * payment carries nothing that could mark it as this job's. It is taken for ours when it is the
 * only one made by this user since the job was intended, with this amount, currency, date and
 * partner, and when no other payment wizard of this user was opened on the same items meanwhile:
 * every payment of an invoice, here, in a browser or on another computer, leaves one for an hour.
 * Otherwise the person looks. */

static char *
describe (JsonObject *body)
{
  const char *invoice = biz_job_get_text (body, "invoice");
  const char *partner = biz_job_get_text (body, "partner");
  g_autofree char *amount = biz_job_format_amount (body, "amount");

  /* Translators: an amount, the numbers of invoices, a customer. */
  return g_strdup_printf (_ ("Payment of %s for %s, %s"), amount != NULL ? amount : "",
                          invoice != NULL ? invoice : "", partner != NULL ? partner : "");
}

/* What is paid: the documents of a payment for several, else the one invoice. */
static GArray *
list_ids (JsonObject *body)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonNode *documents = json_object_get_member (body, "documents");
  const gint64 one = biz_job_get_id (body, "invoice_id");
  JsonObject *document;

  for (guint i = 0; documents != NULL && (document = biz_job_nth (documents, i)) != NULL; i++)
    {
      const gint64 id = biz_job_get_id (document, "id");

      g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    g_array_append_val (ids, one);

  return ids;
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id",
                                        "name",
                                        "state",
                                        "move_type",
                                        "partner_id",
                                        "commercial_partner_id",
                                        "currency_id",
                                        "company_id",
                                        "amount_residual",
                                        "write_date",
                                        "invoice_payments_widget",
                                        NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GArray) ids = list_ids (body);

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(void *)ids->data, ids->len);

  return biz_job_new_search (body, "account.move", domain, fields);
}

static guint
get_digits (JsonObject *body)
{
  return (guint)CLAMP (biz_job_get_id (body, "digits"), 0, 6);
}

/* The invoice's own, which may be another than the payment's. */
static gint64
get_residual_digits (JsonObject *body)
{
  return json_object_has_member (body, "residual_digits") ? biz_job_get_id (body, "residual_digits")
                                                          : get_digits (body);
}

/* A payment in another currency than the invoice's; 0: in the same. */
static gint64
get_other_currency (JsonObject *body)
{
  return biz_job_get_id (body, "currency_id");
}

/* Whether the invoice has a payment of this amount on this day already. */
static gboolean
has_equal_payment (JsonObject *body, JsonObject *invoice, gint64 amount)
{
  const char *date = biz_job_get_text (body, "date");
  JsonObject *widget = NULL;
  JsonNode *content = NULL;
  JsonObject *payment;

  if (!json_object_has_member (invoice, "invoice_payments_widget")
      || !JSON_NODE_HOLDS_OBJECT (json_object_get_member (invoice, "invoice_payments_widget")))
    return FALSE;

  widget = json_object_get_object_member (invoice, "invoice_payments_widget");
  if (json_object_has_member (widget, "content"))
    content = json_object_get_member (widget, "content");
  for (guint i = 0; (payment = biz_job_nth (content, i)) != NULL; i++)
    {
      gint64 paid = 0;

      if (erp_json_get_scaled (payment, "amount", get_digits (body), &paid, NULL) && paid == amount
          && g_strcmp0 (biz_job_get_text (payment, "date"), date) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_flag (JsonObject *body, const char *member)
{
  gboolean flag = FALSE;

  if (json_object_has_member (body, member))
    erp_json_get_bool (body, member, &flag, NULL);

  return flag;
}

/* More than is open is paid only where the person said what becomes of the rest. */
static gboolean
may_exceed (JsonObject *body)
{
  return is_flag (body, "may_exceed") || biz_job_get_id (body, "writeoff_account_id") != 0;
}

/* A document is posted, and as much is open on it as the person saw. */
static gboolean
check_seen (JsonObject *body, JsonObject *invoice, gint64 seen, GError **error)
{
  const char *name = biz_job_get_text (invoice, "name");
  gint64 residual = 0;

  if (!erp_json_get_scaled (invoice, "amount_residual", (guint)get_residual_digits (body),
                            &residual, error))
    return FALSE;

  if (g_strcmp0 (biz_job_get_text (invoice, "state"), "posted") != 0)
    /* Translators: the number of an invoice. */
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("Only a posted invoice is paid, and %s is not. Post it first."),
                 name != NULL ? name : _ ("the draft"));
  else if (seen != residual)
    /* Translators: the number of an invoice. */
    g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                 _ ("Something was paid or changed meanwhile: another amount is open on %s than "
                    "you saw. Look at it again."),
                 name != NULL ? name : _ ("the invoice"));
  else
    return TRUE;

  return FALSE;
}

/* Every document of a payment for several. @open: what is open on all of them. */
static gboolean
check_documents (
    JsonObject *body, JsonNode *documents, JsonNode *baseline, gint64 *open, GError **error)
{
  JsonObject *document;

  *open = 0;
  for (guint i = 0; (document = biz_job_nth (documents, i)) != NULL; i++)
    {
      JsonObject *invoice = biz_job_find (baseline, biz_job_get_id (document, "id"));
      gint64 seen = 0;

      if (invoice == NULL)
        return biz_job_check_exists (NULL, error);
      if (!biz_job_get_minor (document, "residual", &seen)
          || !check_seen (body, invoice, ABS (seen), error))
        return FALSE;
      *open += seen;
    }

  return TRUE;
}

static gboolean
check_invoice (JsonObject *body, JsonNode *baseline, gint64 *open, GError **error)
{
  JsonObject *invoice = biz_job_find (baseline, biz_job_get_id (body, "invoice_id"));
  gint64 amount = 0;

  *open = 0;
  if (invoice == NULL)
    return biz_job_check_exists (NULL, error);
  if (!biz_job_parse_minor (biz_job_get_text (body, "residual"), get_residual_digits (body), open))
    *open = G_MININT64;
  if (!check_seen (body, invoice, *open, error))
    return FALSE;
  /* What the server made of it on that day; the other payments are in the invoice's currency. */
  if (get_other_currency (body) != 0)
    return biz_job_get_minor (body, "open", open) || biz_job_check_exists (NULL, error);
  if (is_flag (body, "accept_equal") || !biz_job_get_minor (body, "amount", &amount)
      || !has_equal_payment (body, invoice, amount))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("The invoice has a payment of this amount on this day already. If it "
                          "was paid twice on one day, say that this is a second payment."));

  return FALSE;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  JsonNode *documents = json_object_get_member (body, "documents");
  gint64 open = 0, amount = 0;

  if (!biz_job_get_minor (body, "amount", &amount) || amount <= 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The amount of a payment is more than nothing."));
      return FALSE;
    }
  if (documents != NULL ? !check_documents (body, documents, baseline, &open, error)
                        : !check_invoice (body, baseline, &open, error))
    return FALSE;
  if (amount <= open || may_exceed (body))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("This is more than what is open on the invoice."));

  return FALSE;
}

/* What becomes of a difference is always said. A discount is written off by the server to its own
 * account, and only while it is due; later it finds no account and refuses, instead of leaving the
 * discount open. Servers that know instalments take the difference to the next one for all of it
 * unless they are told that everything is meant. */
static void
set_difference (JsonObject *body, JsonObject *vals)
{
  const gint64 account = biz_job_get_id (body, "writeoff_account_id");
  const char *label = biz_job_get_text (body, "writeoff_label");
  const gboolean settles = account != 0 || is_flag (body, "takes_discount");

  json_object_set_string_member (vals, "payment_difference_handling",
                                 settles ? "reconcile" : "open");
  if (settles && is_flag (body, "has_modes"))
    json_object_set_string_member (vals, "installments_mode", "full");
  if (account == 0)
    return;
  json_object_set_int_member (vals, "writeoff_account_id", account);
  if (label != NULL)
    json_object_set_string_member (vals, "writeoff_label", label);
}

static gint64
get_currency (JsonObject *body, JsonObject *invoice)
{
  const gint64 other = get_other_currency (body);

  return other != 0 ? other : biz_job_get_many2one (invoice, "currency_id");
}

static ErpCall *
prepare (JsonObject *body, JsonNode *baseline)
{
  g_autoptr (GArray) ids = list_ids (body);
  const gint64 journal = biz_job_get_id (body, "journal_id");
  const gint64 method = biz_job_get_id (body, "method_id");
  const char *communication = biz_job_get_text (body, "communication");
  const char *amount = biz_job_get_text (body, "amount");
  JsonObject *invoice = biz_job_find (baseline, g_array_index (ids, gint64, 0));
  ErpCall *call = biz_job_new_write (body, "account.payment.register", "create");
  JsonObject *vals = json_object_new ();

  json_object_set_double_member (vals, "amount",
                                 amount != NULL ? g_ascii_strtod (amount, NULL) : 0);
  json_object_set_string_member (vals, "payment_date", biz_job_get_text (body, "date"));
  /* Said, because a journal in another currency would give the amount another meaning. */
  json_object_set_int_member (vals, "currency_id", get_currency (body, invoice));
  /* Else the server makes a payment for each document, or each instalment. */
  json_object_set_boolean_member (vals, "group_payment", TRUE);
  if (journal != 0)
    json_object_set_int_member (vals, "journal_id", journal);
  if (method != 0)
    json_object_set_int_member (vals, "payment_method_line_id", method);
  if (communication != NULL)
    json_object_set_string_member (vals, "communication", communication);
  set_difference (body, vals);
  biz_job_take_vals (call, vals);
  biz_job_set_active_ids (call, "account.move", (const gint64 *)(void *)ids->data, ids->len);

  return call;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, "account.payment.register", "action_create_payments");

  erp_call_set_id (call, erp_job_body_get_prepared_id (body));

  return call;
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  return biz_job_interpret_action ("account.payment", answer, result, error);
}

/* All documents of a payment are the same customer's. */
static JsonObject *
find_first (JsonObject *body, JsonNode *baseline)
{
  g_autoptr (GArray) ids = list_ids (body);

  return biz_job_find (baseline, g_array_index (ids, gint64, 0));
}

/* A day may have more payments than are asked for; a customer hardly has. */
static void
add_partners (ErpDomain *domain, JsonObject *invoice)
{
  const gint64 ids[] = { invoice != NULL ? biz_job_get_many2one (invoice, "partner_id") : 0,
                         invoice != NULL ? biz_job_get_many2one (invoice, "commercial_partner_id")
                                         : 0 };

  if (ids[0] > 0 && ids[1] > 0)
    erp_domain_add_ids (domain, "partner_id", "in", ids, G_N_ELEMENTS (ids));
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = {
    "id",         "display_name",           "amount", "currency_id", "partner_id",
    "create_uid", "reconciled_invoice_ids", NULL
  };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "create_date", ">=", erp_job_body_get_since (body));
  erp_domain_add_string (domain, "date", "=", biz_job_get_text (body, "date"));
  add_partners (domain, find_first (body, baseline));

  return biz_job_new_search (body, "account.payment", domain, fields);
}

/* The server shows a user no wizards but his own. */
static ErpCall *
rivals (JsonObject *body, JsonNode *baseline)
{
  static const char *const fields[] = { "id", "line_ids", "create_uid", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "create_date", ">=", erp_job_body_get_since (body));

  return biz_job_new_search (body, "account.payment.register", domain, fields);
}

/* A payment that found nothing open is applied to no invoice at all. */
static gboolean
is_for_another (JsonObject *body, JsonObject *payment)
{
  g_autoptr (GArray) paid = NULL;
  g_autoptr (GArray) ours = list_ids (body);

  if (!json_object_has_member (payment, "reconciled_invoice_ids")
      || !erp_json_get_ids (payment, "reconciled_invoice_ids", &paid, NULL) || paid->len == 0)
    return FALSE;
  for (guint i = 0; i < ours->len; i++)
    if (biz_job_has_id (payment, "reconciled_invoice_ids", g_array_index (ours, gint64, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_candidate (JsonObject *body, JsonObject *invoice, JsonObject *payment, gint64 uid)
{
  const gint64 partner = biz_job_get_many2one (payment, "partner_id");
  gint64 amount = 0, wanted = 0;

  return erp_json_get_scaled (payment, "amount", get_digits (body), &amount, NULL)
         && biz_job_get_minor (body, "amount", &wanted) && amount == wanted
         && biz_job_get_many2one (payment, "currency_id") == get_currency (body, invoice)
         && (partner == biz_job_get_many2one (invoice, "partner_id")
             || partner == biz_job_get_many2one (invoice, "commercial_partner_id"))
         && (uid == 0 || biz_job_get_many2one (payment, "create_uid") == uid)
         && !is_for_another (body, payment);
}

/* Another wizard on one of the items of ours. */
static gboolean
has_rival (JsonNode *rivals, JsonObject *ours)
{
  g_autoptr (GArray) lines = NULL;
  JsonObject *other;

  if (!json_object_has_member (ours, "line_ids")
      || !erp_json_get_ids (ours, "line_ids", &lines, NULL))
    return TRUE;
  for (guint i = 0; (other = biz_job_nth (rivals, i)) != NULL; i++)
    for (guint k = 0; other != ours && k < lines->len; k++)
      if (biz_job_has_id (other, "line_ids", g_array_index (lines, gint64, k)))
        return TRUE;

  return FALSE;
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *others, JsonObject **result)
{
  JsonObject *invoice = find_first (body, baseline);
  JsonObject *wizard = biz_job_find (others, erp_job_body_get_prepared_id (body));
  const gint64 uid = wizard != NULL ? biz_job_get_many2one (wizard, "create_uid") : 0;
  JsonObject *found = NULL;
  JsonObject *payment;
  guint n = 0;

  for (guint i = 0; invoice != NULL && (payment = biz_job_nth (answer, i)) != NULL; i++)
    {
      if (!is_candidate (body, invoice, payment, uid))
        continue;
      found = payment;
      n++;
    }
  if (n == 0)
    return biz_job_is_full (answer) ? ERP_VERDICT_AMBIGUOUS : ERP_VERDICT_NOT_SEEN;
  /* Rivals are not asked for when the server's own answer said that it acted. Without our wizard
   * an hour has passed, and other traces are gone as well. */
  if (n > 1 || (others != NULL && (wizard == NULL || has_rival (others, wizard))))
    return ERP_VERDICT_AMBIGUOUS;

  return biz_job_done ("account.payment", biz_job_get_id (found, "id"),
                       biz_job_get_text (found, "display_name"), result);
}

const ErpJobKind biz_job_payment_kind = {
  .name = BIZ_JOB_PAYMENT,
  .label = N_ ("Payment"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .prepare = prepare,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .rivals = rivals,
  .judge = judge,
};
