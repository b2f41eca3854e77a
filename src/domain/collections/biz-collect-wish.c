/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-wish.h"

#include "biz-choice.h"
#include "biz-decision-words.h"
#include "biz-job-body.h"
#include "biz-job-tools.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

/* A promise further away is a slip of the finger. */
#define MAX_DAYS 730

BizCollectWish *
biz_collect_wish_new (BizCollectVerb verb, gint64 customer_id, const char *customer)
{
  BizCollectWish *self = g_new0 (BizCollectWish, 1);

  self->verb = verb;
  self->customer_id = customer_id;
  self->customer = g_strdup (customer);
  self->moves = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
biz_collect_wish_free (BizCollectWish *self)
{
  g_free (self->customer);
  g_clear_pointer (&self->moves, g_array_unref);
  g_free (self->documents);
  g_free (self->code);
  g_free (self->text);
  g_free (self->summary);
  g_free (self->user);
  g_free (self->case_model);
  g_free (self);
}

/**
 * biz_collect_wish_set_moves:
 * @self: a wish
 * @customer: whose invoices they are
 * @moves: (element-type gint64): invoices
 *
 * What is promised is what is open of them, as long as they are in one currency: an amount can be
 * said after this.
 */
void
biz_collect_wish_set_moves (BizCollectWish *self, BizCollectCustomer *customer, GArray *moves)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GArray *items;
  gboolean mixed = FALSE;

  g_return_if_fail (self != NULL && moves != NULL);

  items = biz_collect_customer_get_items (customer);
  g_array_set_size (self->moves, 0);
  g_array_append_vals (self->moves, moves->data, moves->len);
  self->has_amount = FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (items, BizCollectItem, i).item;
      gboolean named = FALSE;

      for (guint j = 0; j < moves->len && !named; j++)
        named = g_array_index (moves, gint64, j) == item->move_id;
      if (!named)
        continue;
      if (item->document != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", item->document);
      if (!self->has_amount)
        self->amount = item->open_document;
      else if (g_str_equal (self->amount.currency, item->open_document.currency))
        self->amount.minor += item->open_document.minor;
      else
        mixed = TRUE;
      self->has_amount = TRUE;
    }
  self->has_amount = self->has_amount && !mixed && self->amount.minor > 0;
  g_free (self->documents);
  self->documents = names->len > 0 ? g_strdup (names->str) : NULL;
}

static gboolean
is_about (const BizCollectWish *self, BizDecisionNote *note)
{
  const char *model, *name;
  gint64 id;

  biz_collect_wish_get_record (self, &model, &id, &name);

  return g_strcmp0 (biz_decision_note_get_model (note), model) == 0
         && biz_decision_note_get_record_id (note) == id;
}

/* Whether it ends with the wish: @moves are what it is for, none: the account. */
static gboolean
ends (const BizCollectWish *self, GArray *moves)
{
  if (self->moves->len == 0 || moves->len == 0)
    return self->moves->len == moves->len;
  for (guint i = 0; i < moves->len; i++)
    {
      gboolean named = FALSE;

      for (guint j = 0; j < self->moves->len && !named; j++)
        named = g_array_index (self->moves, gint64, j) == g_array_index (moves, gint64, i);
      if (!named)
        return FALSE;
    }

  return TRUE;
}

void
biz_collect_wish_look_at (BizCollectWish *self, BizCollectCustomer *customer)
{
  GPtrArray *promises, *disputes;

  g_return_if_fail (self != NULL);

  promises = biz_collect_customer_get_promises (customer);
  disputes = biz_collect_customer_get_disputes (customer);
  self->keeps_plan = FALSE;
  for (guint i = 0; self->verb == BIZ_COLLECT_TAKE_BACK && i < promises->len; i++)
    {
      const BizPromise *promise = g_ptr_array_index (promises, i);

      self->keeps_plan |= promise->state == BIZ_PROMISE_OPEN && is_about (self, promise->note)
                          && !ends (self, promise->moves);
    }
  for (guint i = 0; self->verb == BIZ_COLLECT_RESOLVE && i < disputes->len; i++)
    {
      const BizDispute *dispute = g_ptr_array_index (disputes, i);

      self->keeps_plan |= biz_dispute_is_open (dispute) && is_about (self, dispute->note)
                          && !ends (self, dispute->moves);
    }
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, what);

  return FALSE;
}

static gboolean
check_day (const BizCollectWish *self, const GDate *today, GError **error)
{
  if (!g_date_valid (&self->date))
    return refuse (error, _ ("Say until which day."));
  if (g_date_compare (&self->date, today) < 0)
    return refuse (error, _ ("The day is past. Choose today or a later one."));
  if (g_date_days_between (today, &self->date) > MAX_DAYS)
    return refuse (error, _ ("The day is more than two years away. Look whether it is right."));

  return TRUE;
}

/* A note that names some of them, or none, would be about others. */
static gboolean
check_moves (const BizCollectWish *self, GError **error)
{
  g_autofree char *ids = biz_decision_words_format_ids (self->moves);

  return ids != NULL
         || refuse (error, _ ("These are too many invoices for one note. Choose fewer of them, or "
                              "none for the account as a whole."));
}

gboolean
biz_collect_wish_check (const BizCollectWish *self, const GDate *today, GError **error)
{
  g_return_val_if_fail (self != NULL && today != NULL, FALSE);

  if (!check_moves (self, error))
    return FALSE;
  switch (self->verb)
    {
    case BIZ_COLLECT_CONTACT:
      if (self->text == NULL || *self->text == '\0')
        return refuse (error, _ ("Say in a few words what came of it."));
      return !g_date_valid (&self->date) || check_day (self, today, error);
    case BIZ_COLLECT_PROMISE:
      if (self->moves->len == 0 && !self->has_amount)
        return refuse (error, _ ("Choose invoices, or say how much was promised."));
      if (self->has_amount && self->amount.minor <= 0)
        return refuse (error, _ ("Say how much was promised: more than nothing."));
      return check_day (self, today, error);
    case BIZ_COLLECT_DISPUTE:
      if (self->code == NULL)
        return refuse (error, _ ("Choose a reason."));
      return !g_date_valid (&self->date) || check_day (self, today, error);
    case BIZ_COLLECT_RESOLVE:
      return self->code != NULL || refuse (error, _ ("Choose how it ended."));
    case BIZ_COLLECT_NEXT:
      if (self->summary == NULL || *self->summary == '\0')
        return refuse (error, _ ("Say what is to be done."));
      if (self->user_id == 0)
        return refuse (error, _ ("Choose who does it."));
      return check_day (self, today, error);
    case BIZ_COLLECT_PAYER:
      return self->code != NULL || refuse (error, _ ("Choose a rating."));
    case BIZ_COLLECT_TAKE_BACK:
    default:
      return TRUE;
    }
}

/* The invoices are named where the note does not stand on the one it is about. */
static void
set_moves (const BizCollectWish *self, BizDecisionNote *note)
{
  g_autofree char *ids = self->moves->len > 1 ? biz_decision_words_format_ids (self->moves) : NULL;

  biz_decision_note_set (note, "invoices", ids);
}

static void
set_values (const BizCollectWish *self, BizDecisionNote *note)
{
  switch (self->verb)
    {
    case BIZ_COLLECT_CONTACT:
      biz_decision_note_set (note, "way", self->code);
      biz_decision_note_set_date (note, "next", &self->date);
      break;
    case BIZ_COLLECT_PROMISE:
    case BIZ_COLLECT_TAKE_BACK:
      biz_decision_note_set_date (note, "date", &self->date);
      if (self->has_amount)
        biz_decision_note_set_money (note, "amount", &self->amount);
      if (self->verb == BIZ_COLLECT_TAKE_BACK)
        biz_decision_note_set (note, "state", "withdrawn");
      break;
    case BIZ_COLLECT_DISPUTE:
      biz_decision_note_set (note, "reason", self->code);
      biz_decision_note_set (note, "state", "open");
      if (self->user_id != 0)
        biz_decision_note_set_int (note, "owner", self->user_id);
      if (self->case_model != NULL)
        {
          g_autofree char *link =
              g_strdup_printf ("%s,%" G_GINT64_FORMAT, self->case_model, self->case_id);

          biz_decision_note_set (note, "case", link);
        }
      break;
    case BIZ_COLLECT_RESOLVE:
      biz_decision_note_set (note, "state", "closed");
      biz_decision_note_set (note, "outcome", self->code);
      break;
    case BIZ_COLLECT_PAYER:
      biz_decision_note_set (note, "rating", self->code);
      break;
    case BIZ_COLLECT_NEXT:
    default:
      break;
    }
}

/* What a colleague reads in a browser, below the line for programs. */
static char *
describe (const BizCollectWish *self)
{
  g_autofree char *amount =
      self->has_amount ? biz_money_format (&self->amount, BIZ_MONEY_SYMBOL) : NULL;
  g_autofree char *day = biz_decision_words_format_day (&self->date);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->verb == BIZ_COLLECT_PROMISE && amount != NULL)
    /* Translators: an amount of money, and a day. */
    g_string_append_printf (text, _ ("%s promised by %s"), amount, day);
  else if (self->verb == BIZ_COLLECT_PROMISE)
    /* Translators: a day. */
    g_string_append_printf (text, _ ("Payment promised by %s"), day);
  else if (self->verb == BIZ_COLLECT_TAKE_BACK)
    g_string_append (text, _ ("The promise was taken back."));
  if (self->documents != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", self->documents);
  if (self->text != NULL && *self->text != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", self->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

BizDecisionNote *
biz_collect_wish_new_note (const BizCollectWish *self)
{
  static const BizDecisionKind kinds[] = {
    [BIZ_COLLECT_CONTACT] = BIZ_DECISION_CONTACT,   [BIZ_COLLECT_PROMISE] = BIZ_DECISION_PROMISE,
    [BIZ_COLLECT_TAKE_BACK] = BIZ_DECISION_PROMISE, [BIZ_COLLECT_DISPUTE] = BIZ_DECISION_DISPUTE,
    [BIZ_COLLECT_RESOLVE] = BIZ_DECISION_DISPUTE,   [BIZ_COLLECT_PAYER] = BIZ_DECISION_PAYER,
  };
  g_autofree char *text = NULL;
  BizDecisionNote *note;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->verb == BIZ_COLLECT_NEXT)
    return NULL;
  note = biz_decision_note_new (kinds[self->verb]);
  set_values (self, note);
  set_moves (self, note);
  text = describe (self);
  biz_decision_note_set_text (note, text);

  return note;
}

void
biz_collect_wish_get_record (const BizCollectWish *self,
                             const char **model,
                             gint64 *id,
                             const char **name)
{
  gboolean single = self->moves->len == 1;

  *model = single ? "account.move" : "res.partner";
  *id = single ? g_array_index (self->moves, gint64, 0) : self->customer_id;
  *name = single && self->documents != NULL ? self->documents : self->customer;
}

/* What is planned for a promise, a dispute or a contact: how programs find it again, whatever
 * language it was written in, and what people read. FALSE of what is nobody's but the person's. */
typedef struct
{
  const char *mark;
  const char *summary; /* not translated */
} Plan;

static gboolean
get_plan (BizCollectVerb verb, Plan *plan)
{
  if (verb == BIZ_COLLECT_PROMISE || verb == BIZ_COLLECT_TAKE_BACK)
    *plan = (Plan){ BIZ_DECISION_MARK "plan of=promise", N_ ("Was the promise kept?") };
  else if (verb == BIZ_COLLECT_DISPUTE || verb == BIZ_COLLECT_RESOLVE)
    *plan = (Plan){ BIZ_DECISION_MARK "plan of=dispute", N_ ("Settle the dispute") };
  else if (verb == BIZ_COLLECT_CONTACT)
    *plan = (Plan){ BIZ_DECISION_MARK "plan of=contact", N_ ("Get in touch again") };
  else
    return FALSE;

  return TRUE;
}

/* (nullable): what stands in what is planned, the line for programs below */
static char *
make_plan_note (const BizCollectWish *self, const Plan *plan)
{
  const gboolean says = self->text != NULL && *self->text != '\0';
  g_autofree char *text = NULL;

  if (plan->mark == NULL)
    return says ? biz_job_text_to_html (self->text) : NULL;
  text = g_strdup_printf ("%s%s%s", says ? self->text : "", says ? "\n" : "", plan->mark);

  return biz_job_text_to_html (text);
}

JsonObject *
biz_collect_wish_new_activity (const BizCollectWish *self)
{
  g_autoptr (BizChoice) user = NULL;
  g_autofree char *note = NULL;
  const char *model, *name, *summary;
  JsonObject *body;
  Plan plan = { 0 };
  gint64 id;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->user_id == 0 || !g_date_valid (&self->date) || self->verb == BIZ_COLLECT_TAKE_BACK
      || self->verb == BIZ_COLLECT_RESOLVE || self->verb == BIZ_COLLECT_PAYER)
    return NULL;
  user = biz_choice_new (self->user_id, self->user != NULL ? self->user : "", NULL);
  biz_collect_wish_get_record (self, &model, &id, &name);
  /* what a person words themselves is theirs, and the next contact does not move it */
  if (self->verb != BIZ_COLLECT_CONTACT || self->summary == NULL || *self->summary == '\0')
    get_plan (self->verb, &plan);
  summary = self->summary != NULL && *self->summary != '\0' ? self->summary
            : plan.summary != NULL                          ? _ (plan.summary)
                                                            : _ ("Get in touch again");
  note = make_plan_note (self, &plan);
  body = biz_job_body_new_activity (model, id, 0, summary, note, user, &self->date);
  if (plan.mark != NULL)
    json_object_set_string_member (body, "mark", plan.mark);
  if (plan.summary != NULL)
    json_object_set_string_member (body, "own_summary", plan.summary);

  return body;
}

/* Where the same may be planned already: a promise about several invoices takes the place of those
 * that each of them had. */
static JsonArray *
list_places (const BizCollectWish *self)
{
  const gboolean all = self->verb == BIZ_COLLECT_PROMISE || self->verb == BIZ_COLLECT_TAKE_BACK
                       || self->verb == BIZ_COLLECT_RESOLVE;
  JsonArray *moves = json_array_new ();

  for (guint i = 0; all && i < self->moves->len; i++)
    json_array_add_int_element (moves, g_array_index (self->moves, gint64, i));

  return moves;
}

/* (nullable): what is planned and ends with this wish */
static JsonObject *
make_end (const BizCollectWish *self)
{
  const char *model, *name;
  JsonObject *end;
  Plan plan;
  gint64 id;

  if (self->keeps_plan || (self->verb != BIZ_COLLECT_TAKE_BACK && self->verb != BIZ_COLLECT_RESOLVE)
      || !get_plan (self->verb, &plan))
    return NULL;
  biz_collect_wish_get_record (self, &model, &id, &name);
  end = json_object_new ();
  json_object_set_boolean_member (end, "ends", TRUE);
  json_object_set_string_member (end, "model", model);
  json_object_set_int_member (end, "id", id);
  json_object_set_string_member (end, "mark", plan.mark);
  json_object_set_string_member (end, "summary", _ (plan.summary));
  json_object_set_string_member (end, "own_summary", plan.summary);

  return end;
}

JsonObject *
biz_collect_wish_new_planned_note (const BizCollectWish *self)
{
  g_autoptr (JsonObject) plan = NULL;
  g_autoptr (BizDecisionNote) note = NULL;
  g_autofree char *text = NULL;
  const char *model, *name;
  JsonObject *body;
  gint64 id;

  g_return_val_if_fail (self != NULL, NULL);

  plan = biz_collect_wish_new_activity (self);
  if (plan == NULL)
    plan = make_end (self);
  note = biz_collect_wish_new_note (self);
  if (plan == NULL || note == NULL)
    return NULL;
  biz_collect_wish_get_record (self, &model, &id, &name);
  text = biz_decision_note_to_text (note);
  body = biz_job_body_new_message (model, id, name, 0, text, FALSE);
  json_object_set_object_member (body, "plan", g_steal_pointer (&plan));
  json_object_set_array_member (body, "moves", list_places (self));

  return body;
}
