/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of the server into entries; in worker threads. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-story-source-private.h"

#include "biz-case.h"
#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-decision-note.h"
#include "biz-html.h"
#include "biz-invoice.h"
#include "biz-sale-order.h"
#include "erp-capabilities.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A line of a message that is shown. */
#define MAX_LINE 160

typedef struct
{
  const char *value;
  const char *label;
  BizStoryTone tone;
} State;

static const State order_states[] = {
  { "draft", N_ ("Quotation"), BIZ_STORY_PLAIN },
  { "sent", N_ ("Quotation sent"), BIZ_STORY_PLAIN },
  { "sale", N_ ("Confirmed"), BIZ_STORY_ACTIVE },
  { "done", N_ ("Locked"), BIZ_STORY_GOOD },
  { "cancel", N_ ("Cancelled"), BIZ_STORY_DIM },
};

static const State payment_states[] = {
  { "draft", N_ ("Draft"), BIZ_STORY_PLAIN },
  { "in_process", N_ ("In process"), BIZ_STORY_ACTIVE },
  { "posted", N_ ("Posted"), BIZ_STORY_ACTIVE },
  { "paid", N_ ("Paid"), BIZ_STORY_GOOD },
  { "cancel", N_ ("Cancelled"), BIZ_STORY_DIM },
  { "canceled", N_ ("Cancelled"), BIZ_STORY_DIM },
  { "rejected", N_ ("Rejected"), BIZ_STORY_BAD },
};

static void
set_state (BizStoryFacts *facts, const State *states, gsize n, const char *value)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (states[i].value, value) == 0)
      {
        facts->state = g_strdup (_ (states[i].label));
        facts->tone = states[i].tone;
        return;
      }
  /* A later version of the server may have other words. */
  facts->state = g_strdup (value);
}

/* (transfer full): without line ends, cut where it is long */
static char *
make_line (const char *text)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *line = NULL;
  GString *kept = g_string_new (NULL);

  if (text == NULL)
    return g_string_free (kept, FALSE);
  valid = g_utf8_make_valid (text, -1);
  words = g_strsplit_set (valid, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL && kept->len < 4 * MAX_LINE; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", words[i]);
  if (g_utf8_strlen (kept->str, -1) <= MAX_LINE)
    return g_string_free (kept, FALSE);
  line = g_utf8_substring (kept->str, 0, MAX_LINE - 1);
  g_string_free (kept, TRUE);

  return g_strconcat (line, "…", NULL);
}

/* "name · rest", of what is there */
static char *
join (const char *first, const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);

  return g_strdup_printf ("%s · %s", first, second);
}

static BizStoryEntry *
new_entry (BizStoryKind kind, const char *model, JsonObject *row, GError **error)
{
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error))
    return NULL;

  return biz_story_entry_new (kind, model, id);
}

static gboolean
read_time (BizStoryEntry *entry,
           const BizStoryReading *reading,
           JsonObject *row,
           const char *member,
           GError **error)
{
  g_autoptr (GDateTime) time = NULL;

  if (!erp_json_get_datetime (row, member, &time, error))
    return FALSE;
  biz_story_entry_set_time (entry, time, reading->zone);

  return TRUE;
}

static gboolean
read_title (BizStoryFacts *facts, JsonObject *row, const char *member, GError **error)
{
  const char *title;

  if (!erp_json_get_string (row, member, &title, error))
    return FALSE;
  /* A draft has no number yet. */
  facts->title = title != NULL && !g_str_equal (title, "/")
                     ? make_line (title)
                     : g_strdup_printf ("%lld", (long long)facts->id);

  return TRUE;
}

static gboolean
read_amount (BizStoryFacts *facts,
             const BizStoryReading *reading,
             JsonObject *row,
             const char *member,
             const char *currency_member,
             GError **error)
{
  gint64 currency;
  BizMoney zero;

  if (!erp_json_get_many2one (row, currency_member, &currency, NULL, error))
    return FALSE;
  if (currency == 0)
    return TRUE;
  if (!biz_currency_table_lookup (reading->currencies, currency, &zero, error)
      || !biz_money_from_json_rounded (row, member, &zero, &facts->amount, error))
    return FALSE;
  facts->has_amount = TRUE;

  return TRUE;
}

BizStoryEntry *
biz_story_read_lead (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_LEAD, "crm.lead", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  JsonNode *node = json_object_get_member (row, "stage_id");
  gboolean active, won = FALSE;
  gint64 id;

  if (facts == NULL || !read_title (facts, row, "name", error)
      || !read_time (entry, reading, row, "create_date", error)
      || !erp_json_get_bool (row, "active", &active, error)
      || !erp_json_get_many2one (row, "user_id", &id, &facts->who, error)
      || !erp_json_get_many2one (row, "stage_id", &id, &facts->state, error)
      || !read_amount (facts, reading, row, "expected_revenue", "company_currency", error))
    return NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)
      && !erp_json_get_bool (json_node_get_object (node), "is_won", &won, error))
    return NULL;
  facts->has_amount &= facts->amount.minor != 0;
  facts->tone = won ? BIZ_STORY_GOOD : BIZ_STORY_ACTIVE;
  if (!active)
    {
      g_free (facts->state);
      facts->state = g_strdup (_ ("Lost"));
      facts->tone = BIZ_STORY_DIM;
    }

  return g_steal_pointer (&entry);
}

BizStoryEntry *
biz_story_read_order (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_ORDER, "sale.order", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  const char *state, *reference, *invoicing;
  gint64 id;

  if (facts == NULL || !read_title (facts, row, "name", error)
      || !read_time (entry, reading, row, "date_order", error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "client_order_ref", &reference, error)
      || !erp_json_get_string (row, "invoice_status", &invoicing, error)
      || !erp_json_get_many2one (row, "user_id", &id, &facts->who, error)
      || !read_amount (facts, reading, row, "amount_total", "currency_id", error))
    return NULL;
  set_state (facts, order_states, G_N_ELEMENTS (order_states), state);
  facts->detail =
      join (g_strcmp0 (invoicing, "to invoice") == 0 ? _ ("to invoice") : NULL, reference);

  return g_steal_pointer (&entry);
}

BizStoryEntry *
biz_story_read_delivery (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_DELIVERY, "stock.picking", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  const char *state, *origin, *code;
  gboolean done;

  if (facts == NULL || !read_title (facts, row, "name", error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "origin", &origin, error)
      || !erp_json_get_string (row, "picking_type_code", &code, error))
    return NULL;
  done = g_strcmp0 (state, "done") == 0;
  if (!read_time (entry, reading, row, done ? "date_done" : "scheduled_date", error))
    return NULL;
  facts->state = g_strdup (biz_sale_delivery_state_to_label (state));
  facts->tone = done ? BIZ_STORY_GOOD : BIZ_STORY_ACTIVE;
  /* Planned, and the day is past. */
  if (!done && g_date_valid (&facts->day) && g_date_compare (&facts->day, &reading->today) < 0)
    facts->tone = BIZ_STORY_WARNING;
  facts->detail = join (g_strcmp0 (code, "incoming") == 0 ? _ ("return") : NULL, origin);

  return g_steal_pointer (&entry);
}

static BizStoryTone
get_standing_tone (BizStanding standing)
{
  switch (standing)
    {
    case BIZ_STANDING_PAID:
      return BIZ_STORY_GOOD;
    case BIZ_STANDING_OVERDUE:
      return BIZ_STORY_BAD;
    case BIZ_STANDING_DUE:
      return BIZ_STORY_WARNING;
    case BIZ_STANDING_OPEN:
    case BIZ_STANDING_PARTIAL:
      return BIZ_STORY_ACTIVE;
    case BIZ_STANDING_CANCELLED:
    case BIZ_STANDING_REVERSED:
      return BIZ_STORY_DIM;
    case BIZ_STANDING_DRAFT:
    default:
      return BIZ_STORY_PLAIN;
    }
}

BizStoryEntry *
biz_story_read_invoice (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizInvoice) invoice = biz_invoice_new_from_json (row, reading->currencies, error);
  g_autoptr (BizStoryEntry) entry = NULL;
  BizStoryFacts *facts;
  BizStanding standing;
  gboolean credit;

  if (invoice == NULL)
    return NULL;
  credit = biz_invoice_get_move_type (invoice) == BIZ_MOVE_CREDIT_NOTE;
  entry = biz_story_entry_new (credit ? BIZ_STORY_CREDIT : BIZ_STORY_INVOICE, "account.move",
                               biz_invoice_get_id (invoice));
  facts = biz_story_entry_get_facts (entry);
  if (!erp_json_get_date (row, "date", &facts->day, error))
    return NULL;
  standing = biz_invoice_get_standing (invoice, &reading->today);
  facts->title = g_strdup (biz_invoice_get_title (invoice));
  facts->detail = join (biz_invoice_get_origin (invoice), biz_invoice_get_reference (invoice));
  facts->who = g_strdup (biz_invoice_get_salesperson (invoice));
  facts->state = g_strdup (biz_standing_to_label (standing));
  facts->tone = get_standing_tone (standing);
  facts->amount = biz_invoice_get_signed_total (invoice);
  facts->has_amount = TRUE;

  return g_steal_pointer (&entry);
}

BizStoryEntry *
biz_story_read_payment (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_PAYMENT, "account.payment", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  const char *state, *type, *memo;
  g_autofree char *journal = NULL;
  gint64 id;

  if (facts == NULL || !read_title (facts, row, "name", error)
      || !erp_json_get_date (row, "date", &facts->day, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !erp_json_get_string (row, "payment_type", &type, error)
      || !erp_json_get_string (row, json_object_has_member (row, "memo") ? "memo" : "ref", &memo,
                               error)
      || !erp_json_get_many2one (row, "journal_id", &id, &journal, error)
      || !read_amount (facts, reading, row, "amount", "currency_id", error))
    return NULL;
  set_state (facts, payment_states, G_N_ELEMENTS (payment_states), state);
  if (g_strcmp0 (type, "outbound") == 0)
    facts->amount = biz_money_negate (&facts->amount);
  facts->detail = join (journal, memo);

  return g_steal_pointer (&entry);
}

/* The other side of a bank line: a credit on the customer's account is money that came. */
BizStoryEntry *
biz_story_read_bank (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_PAYMENT, "account.move.line", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  const char *label;
  gint64 line;

  if (facts == NULL || !read_title (facts, row, "move_name", error)
      || !erp_json_get_date (row, "date", &facts->day, error)
      || !erp_json_get_string (row, "name", &label, error)
      || !erp_json_get_many2one (row, "statement_line_id", &line, NULL, error)
      || !read_amount (facts, reading, row, "amount_currency", "currency_id", error))
    return NULL;
  facts->amount = biz_money_negate (&facts->amount);
  facts->detail = label != NULL ? make_line (label) : NULL;
  facts->state = g_strdup (_ ("Bank"));
  facts->tone = BIZ_STORY_GOOD;
  facts->open_model = "account.bank.statement.line";
  facts->open_id = line;

  return g_steal_pointer (&entry);
}

static BizStoryEntry *
read_case (BizStoryKind kind,
           const char *model,
           const BizStoryReading *reading,
           JsonObject *row,
           GError **error)
{
  g_autoptr (BizCase) one = biz_case_new_from_json (model, row, error);
  g_autoptr (BizStoryEntry) entry = NULL;
  BizStoryFacts *facts;

  if (one == NULL)
    return NULL;
  entry = biz_story_entry_new (kind, model, biz_case_get_id (one));
  facts = biz_story_entry_get_facts (entry);
  if (!read_time (entry, reading, row, "create_date", error))
    return NULL;
  facts->title = g_strdup (biz_case_get_title (one));
  facts->state = g_strdup (biz_case_get_stage (one));
  facts->who = g_strdup (biz_case_get_assignee (one));

  return g_steal_pointer (&entry);
}

BizStoryEntry *
biz_story_read_ticket (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  return read_case (BIZ_STORY_CASE, "helpdesk.ticket", reading, row, error);
}

BizStoryEntry *
biz_story_read_task (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  gboolean helpdesk =
      biz_story_source_get_model (BIZ_STORY_FROM_CASES, reading->capabilities, NULL) != NULL;

  return read_case (helpdesk ? BIZ_STORY_TASK : BIZ_STORY_CASE, "project.task", reading, row,
                    error);
}

/* The record that a message or activity hangs on. */
static gboolean
read_place (BizStoryFacts *facts,
            JsonObject *row,
            const char *model_member,
            const char *name_member,
            GError **error)
{
  const char *model, *name;

  if (!erp_json_get_string (row, model_member, &model, error)
      || !erp_json_get_int (row, "res_id", &facts->open_id, error)
      || !erp_json_get_string (row, name_member, &name, error))
    return FALSE;
  facts->open_model = model != NULL ? g_intern_string (model) : facts->model;
  if (model == NULL)
    facts->open_id = 0;
  facts->detail = name != NULL ? make_line (name) : NULL;

  return TRUE;
}

static void
set_decision (BizStoryFacts *facts, BizDecisionNote *note)
{
  const char *text = biz_decision_note_get_text (note);
  BizDecisionKind kind = biz_decision_note_get_kind (note);

  facts->kind = BIZ_STORY_DECISION;
  facts->state = g_strdup (kind == BIZ_DECISION_OTHER ? biz_decision_note_get_kind_name (note)
                                                      : biz_decision_kind_get_label (kind));
  facts->title = text != NULL ? make_line (text) : g_strdup (facts->state);
  facts->tone = kind == BIZ_DECISION_HOLD || kind == BIZ_DECISION_REJECT ? BIZ_STORY_WARNING
                                                                         : BIZ_STORY_ACTIVE;
}

/* Told by the subtype alone, which a message may be without. */
static gboolean
is_note (JsonObject *row, gboolean *note, GError **error)
{
  JsonNode *node = json_object_get_member (row, "subtype_id");

  *note = FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;

  return erp_json_get_bool (json_node_get_object (node), "internal", note, error);
}

BizStoryEntry *
biz_story_read_message (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_MESSAGE, "mail.message", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  const char *subject, *body, *type, *sender;
  g_autoptr (BizDecisionNote) decision = NULL;
  g_autofree char *plain = NULL;
  gboolean note;
  gint64 id;

  if (facts == NULL || !read_time (entry, reading, row, "date", error)
      || !read_place (facts, row, "model", "record_name", error)
      || !erp_json_get_string (row, "subject", &subject, error)
      || !erp_json_get_string (row, "body", &body, error)
      || !erp_json_get_string (row, "message_type", &type, error)
      || !erp_json_get_string (row, "email_from", &sender, error)
      || !erp_json_get_many2one (row, "author_id", &id, &facts->who, error))
    return NULL;
  if (facts->who == NULL && sender != NULL)
    facts->who = make_line (sender);
  decision = body != NULL ? biz_decision_note_new_from_html (body) : NULL;
  if (decision != NULL)
    {
      set_decision (facts, decision);
      return g_steal_pointer (&entry);
    }
  plain = biz_html_to_text (body != NULL ? body : "");
  facts->title = make_line (subject != NULL ? subject : plain);
  if (facts->title[0] == '\0')
    {
      g_free (facts->title);
      facts->title = g_strdup (_ ("(no text)"));
    }
  if (!is_note (row, &note, error))
    return NULL;
  facts->state = g_strdup (note                             ? _ ("Note")
                           : g_strcmp0 (type, "email") == 0 ? _ ("Received")
                                                            : _ ("Sent"));
  facts->tone = note ? BIZ_STORY_DIM : BIZ_STORY_PLAIN;

  return g_steal_pointer (&entry);
}

BizStoryEntry *
biz_story_read_activity (const BizStoryReading *reading, JsonObject *row, GError **error)
{
  g_autoptr (BizStoryEntry) entry = new_entry (BIZ_STORY_TASK, "mail.activity", row, error);
  BizStoryFacts *facts = entry != NULL ? biz_story_entry_get_facts (entry) : NULL;
  g_autofree char *type = NULL;
  const char *summary;
  gint64 id;
  int days;

  if (facts == NULL || !erp_json_get_date (row, "date_deadline", &facts->day, error)
      || !read_place (facts, row, "res_model", "res_name", error)
      || !erp_json_get_string (row, "summary", &summary, error)
      || !erp_json_get_many2one (row, "activity_type_id", &id, &type, error)
      || !erp_json_get_many2one (row, "user_id", &id, &facts->who, error))
    return NULL;
  facts->title =
      summary != NULL ? make_line (summary) : g_strdup (type != NULL ? type : _ ("Task"));
  days = g_date_valid (&facts->day) ? g_date_days_between (&reading->today, &facts->day) : 1;
  facts->state = g_strdup (days < 0 ? _ ("Overdue") : days == 0 ? _ ("Today") : _ ("Planned"));
  facts->tone = days < 0 ? BIZ_STORY_BAD : days == 0 ? BIZ_STORY_WARNING : BIZ_STORY_ACTIVE;

  return g_steal_pointer (&entry);
}
