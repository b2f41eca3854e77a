/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fields.h"
#include "demo-ledger.h"
#include "demo-models.h"

/* The wizard that proposes the letter a document goes out with: to whom, subject and text. Series
 * 17 and the later ones have it under other names, with other fields. */

#define WIZARD_17 "account.move.send"
#define WIZARD "account.move.send.wizard"

typedef struct
{
  const char *greeting;
  const char *opening; /* before the kind and number */
  const char *over;    /* before the amount */
  const char *closing;
  const char *invoice;
  const char *credit_note;
  const char *paid;
} Words;

static const Words english = {
  "Dear",        "please find enclosed our",          "over", "Yours sincerely", "invoice",
  "credit note", " Nothing is left to be paid of it."
};

static const Words german = {
  "Guten Tag",  "anbei erhalten Sie unsere", "über", "Mit freundlichen Grüßen", "Rechnung",
  "Gutschrift", " Es ist nichts mehr offen."
};

static const DemoField old_fields[] = {
  F_M2M ("move_ids", "Move", "account.move", "account_move_send_move", "send_id", "move_id"),
  F_M2O ("company_id", "Company", "res.company"),
  F_BOOL ("checkbox_download", "Download", .value = "true"),
  F_BOOL ("checkbox_send_mail", "Email", .value = "true"),
  F_CHAR ("mail_subject", "Subject"),
  F_HTML ("mail_body", "Contents"),
  F_CHAR ("mail_lang", "Lang"),
  F_M2M ("mail_partner_ids",
         "To",
         "res.partner",
         "account_move_send_partner",
         "send_id",
         "partner_id"),
  { 0 },
};

static const DemoField fields[] = {
  F_M2O ("move_id", "Move", "account.move", .flags = DEMO_REQUIRED | DEMO_CASCADE),
  F_M2O ("company_id", "Company", "res.company"),
  F_CHAR ("subject", "Subject"),
  F_HTML ("body", "Contents"),
  F_CHAR ("lang", "Language"),
  F_M2M ("mail_partner_ids",
         "To",
         "res.partner",
         "account_move_send_wizard_partner",
         "wizard_id",
         "partner_id"),
  { 0 },
};

static const DemoAccessRow access_rows[] = {
  { "account.group_account_invoice", DEMO_READ | DEMO_WRITE | DEMO_CREATE },
  { 0 },
};

static char *
write_text (DemoEnv *env, const Words *words, const DemoMove *move, const char *kind)
{
  g_autofree char *customer = demo_env_display_name (env, "res.partner", move->partner);
  g_autofree char *company = demo_env_display_name (env, "res.company", move->company);
  g_autofree char *total =
      demo_ledger_money (env, move->currency,
                         demo_env_get_int (env, "account.move", move->id, "amount_total"));
  gboolean paid = demo_env_get_int (env, "account.move", move->id, "amount_residual") == 0;
  g_autofree char *safe_customer = g_markup_escape_text (customer, -1);
  g_autofree char *safe_company = g_markup_escape_text (company, -1);
  g_autofree char *safe_name = g_markup_escape_text (move->name, -1);

  return g_strdup_printf ("<p>%s %s,</p><p>%s %s <b>%s</b> %s <b>%s</b>.%s</p><p>%s<br>%s</p>",
                          words->greeting, safe_customer, words->opening, kind, safe_name,
                          words->over, total, paid ? words->paid : "", words->closing,
                          safe_company);
}

/* What the person did not say is proposed: the customer, in the customer's language. */
static gboolean
propose (DemoEnv *env, gint64 id, gboolean old, JsonObject *vals, GError **error)
{
  g_autofree char *company = NULL;
  g_autofree char *lang = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  const Words *words;
  const char *kind;
  DemoMove move;

  if (!demo_move_load (env, id, &move, error))
    return FALSE;
  lang = demo_env_get_text (env, "res.partner", move.partner, "lang");
  words = lang != NULL && g_str_has_prefix (lang, "de") ? &german : &english;
  kind = g_str_equal (move.type, "out_refund") ? words->credit_note : words->invoice;
  company = demo_env_display_name (env, "res.company", move.company);
  subject = g_strdup_printf ("%s: %s %s", company, kind, move.name);
  text = write_text (env, words, &move, kind);

  json_object_set_int_member (vals, "company_id", move.company);
  json_object_set_string_member (vals, old ? "mail_lang" : "lang", lang != NULL ? lang : "en_US");
  if (!demo_vals_has (vals, old ? "mail_subject" : "subject"))
    json_object_set_string_member (vals, old ? "mail_subject" : "subject", subject);
  if (!demo_vals_has (vals, old ? "mail_body" : "body"))
    json_object_set_string_member (vals, old ? "mail_body" : "body", text);
  if (!demo_vals_has (vals, "mail_partner_ids") && move.partner > 0)
    json_object_set_member (vals, "mail_partner_ids",
                            demo_json ("[[6, 0, [%" G_GINT64_FORMAT "]]]", move.partner));

  return TRUE;
}

/* Nothing is proposed for several at once: each has a letter of its own. */
static gboolean
before_create_old (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) moves = demo_vals_ids (vals, "move_ids");

  if (moves->len == 0)
    {
      g_autofree char *list = NULL;
      g_autoptr (JsonNode) node = NULL;

      g_array_unref (g_steal_pointer (&moves));
      moves = demo_env_context_ids (env, "active_ids");
      node = demo_ids_to_json (moves);
      list = json_to_string (node, FALSE);
      json_object_set_member (vals, "move_ids", demo_json ("[[6, 0, %s]]", list));
    }
  if (!demo_env_check_access (env, "account.move", moves, DEMO_READ, error))
    return FALSE;

  return moves->len != 1 || propose (env, demo_ids_get (moves, 0), TRUE, vals, error);
}

static gboolean
before_create (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  g_autoptr (DemoIds) moves = demo_env_context_ids (env, "active_ids");
  gint64 id = demo_vals_int (vals, "move_id");
  g_autoptr (DemoIds) one = NULL;

  if (id == 0 && moves->len == 1)
    {
      id = demo_ids_get (moves, 0);
      json_object_set_int_member (vals, "move_id", id);
    }
  if (id == 0)
    return TRUE; /* the missing field is refused like any other */
  one = demo_ids_new_one (id);
  if (!demo_env_check_access (env, "account.move", one, DEMO_READ, error))
    return FALSE;

  return propose (env, id, FALSE, vals, error);
}

/**
 * demo_move_open_send: (skip)
 *
 * account.move.action_invoice_sent: the wizard of the series, for one document.
 */
JsonNode *
demo_move_open_send (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error)
{
  gboolean old = demo_env_get_series (env) < 18;
  g_autofree char *state = NULL;
  gint64 id;

  if (ids->len != 1)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALUE, "One document is wanted.");
      return NULL;
    }
  if (!demo_env_check_access (env, "account.move", ids, DEMO_READ, error))
    return NULL;
  id = demo_ids_get (ids, 0);
  state = demo_env_get_text (env, "account.move", id, "state");
  if (!old && g_strcmp0 (state, "posted") != 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "A document goes out once it is posted.");
      return NULL;
    }

  return demo_json ("{\"name\": \"Send\", \"type\": \"ir.actions.act_window\","
                    " \"view_mode\": \"form\", \"res_model\": \"%s\", \"target\": \"new\","
                    " \"context\": {%s\"active_ids\": [%" G_GINT64_FORMAT "]}}",
                    old ? WIZARD_17 : WIZARD, old ? "" : "\"active_model\": \"account.move\", ",
                    id);
}

const DemoModel demo_move_send_model = {
  .name = WIZARD_17,
  .label = "Account Move Send",
  .table = "account_move_send",
  .rec_name = "mail_subject",
  .transient = TRUE,
  .until = 17,
  .fields = old_fields,
  .access = access_rows,
  .before_create = before_create_old,
};

const DemoModel demo_move_send_wizard_model = {
  .name = WIZARD,
  .label = "Account Move Send Wizard",
  .table = "account_move_send_wizard",
  .rec_name = "subject",
  .transient = TRUE,
  .since = 18,
  .fields = fields,
  .access = access_rows,
  .before_create = before_create,
};
