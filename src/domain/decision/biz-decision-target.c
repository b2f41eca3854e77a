/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-target.h"

#include "biz-choice.h"
#include "biz-decision-words.h"
#include "biz-policy-part.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>

struct _BizDecisionTarget
{
  GObject parent_instance;

  char *model; /* (owned) */
  gint64 id;
  char *name; /* (owned) */
  gint64 company_id;
  char *customer;        /* (owned) (nullable) */
  GPtrArray *deliveries; /* (owned): BizChoice */
  BizDecisionFacts facts;
};

G_DEFINE_FINAL_TYPE (BizDecisionTarget, biz_decision_target, G_TYPE_OBJECT)

static void
biz_decision_target_finalize (GObject *object)
{
  BizDecisionTarget *self = BIZ_DECISION_TARGET (object);

  biz_decision_target_clear_facts (self);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->customer, g_free);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_decision_target_parent_class)->finalize (object);
}

static void
biz_decision_target_class_init (BizDecisionTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_decision_target_finalize;
}

static void
biz_decision_target_init (BizDecisionTarget *self)
{
  self->deliveries = g_ptr_array_new_with_free_func (g_object_unref);
}

BizDecisionTarget *
biz_decision_target_new (
    const char *model, gint64 id, const char *name, gint64 company_id, const char *customer)
{
  BizDecisionTarget *self;

  g_return_val_if_fail (model != NULL && id > 0 && name != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DECISION_TARGET, NULL);
  self->model = g_strdup (model);
  self->id = id;
  self->name = g_strdup (name);
  self->company_id = company_id;
  self->customer = g_strdup (customer);

  return self;
}

const char *
biz_decision_target_get_model (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  return self->model;
}

gint64
biz_decision_target_get_id (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), 0);

  return self->id;
}

const char *
biz_decision_target_get_name (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  return self->name;
}

gint64
biz_decision_target_get_company_id (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), 0);

  return self->company_id;
}

const char *
biz_decision_target_get_customer (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  return self->customer;
}

BizDecisionFacts *
biz_decision_target_get_facts (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  return &self->facts;
}

void
biz_decision_target_clear_facts (BizDecisionTarget *self)
{
  g_return_if_fail (BIZ_IS_DECISION_TARGET (self));

  g_clear_error (&self->facts.problem);
  g_clear_error (&self->facts.exposure_problem);
  g_clear_pointer (&self->facts.state, g_free);
  g_clear_object (&self->facts.log);
  g_clear_pointer (&self->facts.tasks, g_array_unref);
  g_clear_object (&self->facts.policy);
  biz_decision_downs_clear (&self->facts.downs);
  biz_decision_order_clear (&self->facts.order);
  self->facts = (BizDecisionFacts){ 0 };
}

BizDecisionNote *
biz_decision_target_get_newest (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  return self->facts.log != NULL ? biz_decision_log_get_newest (self->facts.log, self->model,
                                                                self->id, BIZ_DECISION_BITS_OF_HOLD)
                                 : NULL;
}

gboolean
biz_decision_target_is_quotation (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), FALSE);

  return g_strcmp0 (self->facts.state, "draft") == 0 || g_strcmp0 (self->facts.state, "sent") == 0;
}

/**
 * biz_decision_target_add_delivery:
 * @self: an order
 * @id: of a transfer of it that waits
 * @name: what that is called
 *
 * A release that resumes validates it, once the order is confirmed.
 */
void
biz_decision_target_add_delivery (BizDecisionTarget *self, gint64 id, const char *name)
{
  g_return_if_fail (BIZ_IS_DECISION_TARGET (self) && id > 0 && name != NULL);

  g_ptr_array_add (self->deliveries, biz_choice_new (id, name, NULL));
}

GPtrArray *
biz_decision_target_get_deliveries (BizDecisionTarget *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), NULL);

  return self->deliveries;
}

gboolean
biz_decision_target_can_resume (BizDecisionTarget *self)
{
  const char *state;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), FALSE);

  state = self->facts.state;
  if (g_str_equal (self->model, "sale.order"))
    return biz_decision_target_is_quotation (self)
           || (self->deliveries->len > 0 && g_strcmp0 (state, "cancel") != 0);

  return g_str_equal (self->model, "stock.picking") && g_strcmp0 (state, "done") != 0
         && g_strcmp0 (state, "cancel") != 0;
}

gboolean
biz_decision_target_has_limit (BizDecisionTarget *self, const BizDecisionWish *wish)
{
  const BizExposure *exposure;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self) && wish != NULL, FALSE);

  exposure = &self->facts.exposure;
  if (!self->facts.has_exposure || wish->kind != BIZ_DECISION_LIMIT)
    return FALSE;
  if (wish->no_limit)
    return exposure->kind != BIZ_LIMIT_OWN;

  return exposure->kind == BIZ_LIMIT_OWN
         && g_str_equal (exposure->limit.currency, wish->limit.currency)
         && biz_money_compare (&exposure->limit, &wish->limit) == 0;
}

/* checking */

static gboolean
refuse (GError **error, ErpError code, const char *words)
{
  g_set_error_literal (error, ERP_ERROR, code, words);

  return FALSE;
}

static gboolean
check_downs (BizDecisionTarget *self,
             const BizDecisionWish *wish,
             const BizDecisionDown **adopted,
             GError **error)
{
  return biz_decision_downs_check (&self->facts.downs, self->facts.log, self->id,
                                   &self->facts.amount, wish->percent, adopted, error);
}

static gboolean
check_state (BizDecisionTarget *self, const BizDecisionWish *wish, GError **error)
{
  const gboolean is_order = g_strcmp0 (self->model, "sale.order") == 0;
  const char *state = self->facts.state;

  if (self->facts.obstacle != NULL)
    return refuse (error, ERP_ERROR_ACCESS, self->facts.obstacle);
  if (g_strcmp0 (state, "cancel") == 0)
    return refuse (error, ERP_ERROR_CONFLICT, _ ("It is cancelled."));
  if (wish->kind == BIZ_DECISION_REJECT && !is_order)
    return refuse (error, ERP_ERROR_CONFLICT, _ ("Only a quotation is rejected."));
  if (wish->kind == BIZ_DECISION_REJECT && !biz_decision_target_is_quotation (self))
    return refuse (error, ERP_ERROR_CONFLICT,
                   _ ("It is confirmed already. An order is cancelled in the browser, with what "
                      "follows from it."));
  if (wish->kind == BIZ_DECISION_PREPAYMENT && !is_order)
    return refuse (error, ERP_ERROR_CONFLICT, _ ("A prepayment is asked for an order."));
  if (wish->kind == BIZ_DECISION_PREPAYMENT)
    return check_downs (self, wish, NULL, error);
  if (wish->kind == BIZ_DECISION_HOLD && !is_order && g_strcmp0 (state, "done") == 0)
    return refuse (error, ERP_ERROR_CONFLICT, _ ("It is delivered already."));

  return TRUE;
}

static gboolean
check_authority (BizDecisionTarget *self,
                 const BizDecisionWish *wish,
                 const BizAuthorityPerson *me,
                 GStrvBuilder *advice,
                 GError **error)
{
  const gboolean limit = wish->kind == BIZ_DECISION_LIMIT;
  g_autofree char *words = NULL;
  BizMoney amounts[2];
  gsize n = 0;

  if (limit && !wish->no_limit)
    amounts[n++] = wish->limit;
  else if (!limit && self->facts.amount.currency[0] != '\0')
    amounts[n++] = self->facts.amount;
  if (!limit && self->facts.has_exposure && n == 1
      && g_strcmp0 (self->facts.exposure.document.currency, amounts[0].currency) != 0)
    amounts[n++] = self->facts.exposure.document;
  if (biz_authority_check (self->facts.policy, limit ? "limit_authority" : "release_authority", me,
                           amounts, n, &words)
      != BIZ_AUTHORITY_YES)
    return refuse (error, ERP_ERROR_ACCESS, words);
  g_strv_builder_add (advice, words);

  return TRUE;
}

static gboolean
check_segregation (BizDecisionTarget *self, gint64 uid, GStrvBuilder *advice, GError **error)
{
  const BizDecisionFacts *facts = &self->facts;
  const BizSegregationFacts who = { uid,
                                    facts->creator_id,
                                    facts->writer_id,
                                    facts->write_time,
                                    biz_decision_order_get_decision_time (facts->log, self->model,
                                                                          self->id, uid),
                                    facts->n_changes };
  const BizSegregation finding = biz_segregation_check (facts->policy, &who);

  const char *words = finding != BIZ_SEGREGATION_FREE
                          ? biz_segregation_to_words (finding)
                          : biz_decision_order_check (&facts->order, facts->policy, uid);

  if (words != NULL)
    return refuse (error, ERP_ERROR_ACCESS, words);
  g_strv_builder_add (advice, facts->order.id != 0
                                  ? _ ("You neither entered nor changed it, nor its order.")
                                  : _ ("You neither entered nor changed it."));

  return TRUE;
}

/**
 * biz_decision_target_check:
 * @self: a record whose facts were read
 * @wish: what is wanted
 * @uid: who is signed in
 * @me: the same
 * @advice: (out) (transfer full) (optional): what was looked at, in lines
 * @error: return location
 *
 * Returns: whether this person may decide this now
 */
gboolean
biz_decision_target_check (BizDecisionTarget *self,
                           const BizDecisionWish *wish,
                           gint64 uid,
                           const BizAuthorityPerson *me,
                           GStrv *advice,
                           GError **error)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  gboolean allowed = FALSE;
  gboolean asked = FALSE;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self), FALSE);
  g_return_val_if_fail (wish != NULL && me != NULL, FALSE);

  if (self->facts.problem != NULL)
    g_propagate_error (error, g_error_copy (self->facts.problem));
  else if (!self->facts.known)
    refuse (error, ERP_ERROR_MISSING,
            _ ("The record is gone, or you may not see it any more. Read the list again."));
  else if (check_state (self, wish, error))
    {
      allowed = TRUE;
      if (wish->kind == BIZ_DECISION_RELEASE || wish->kind == BIZ_DECISION_LIMIT)
        {
          asked = TRUE;
          allowed = check_authority (self, wish, me, lines, error);
        }
      if (allowed && wish->kind == BIZ_DECISION_RELEASE)
        allowed = check_segregation (self, uid, lines, error);
    }
  if (asked)
    g_strv_builder_add (lines, biz_authority_get_advice ());
  if (advice != NULL)
    *advice = g_strv_builder_end (lines);

  return allowed;
}

const BizDecisionDown *
biz_decision_target_find_down (BizDecisionTarget *self, const BizDecisionWish *wish)
{
  const BizDecisionDown *adopted = NULL;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self) && wish != NULL, NULL);

  if (wish->kind == BIZ_DECISION_PREPAYMENT)
    check_downs (self, wish, &adopted, NULL);

  return adopted;
}

/* what is written */

static void
add_task_line (GStrvBuilder *lines, const BizDecisionWish *wish)
{
  g_autofree char *day = biz_decision_words_format_day (&wish->until);
  g_autofree char *line = NULL;

  if (*day == '\0')
    line = g_strdup_printf (_ ("A task for %s"), wish->user != NULL ? wish->user : _ ("you"));
  else
    /* Translators: a person and a day. */
    line = g_strdup_printf (_ ("A task for %s until %s"),
                            wish->user != NULL ? wish->user : _ ("you"), day);
  g_strv_builder_add (lines, line);
}

static void
add_end_lines (BizDecisionTarget *self, GStrvBuilder *lines)
{
  if (self->facts.tasks != NULL && self->facts.tasks->len > 0)
    g_strv_builder_add (lines, _ ("The task is done"));
  if (self->facts.tagged)
    g_strv_builder_add (lines, _ ("The tag “Credit hold” is taken away"));
}

static void
add_resume_lines (BizDecisionTarget *self, const BizDecisionWish *wish, GStrvBuilder *lines)
{
  const gboolean is_order = g_strcmp0 (self->model, "sale.order") == 0;

  if (!wish->resume || !biz_decision_target_can_resume (self))
    return;
  if (!is_order)
    g_strv_builder_add (lines, _ ("The delivery is validated"));
  else if (biz_decision_target_is_quotation (self))
    g_strv_builder_add (lines, _ ("The quotation is confirmed"));
  else
    for (guint i = 0; i < self->deliveries->len; i++)
      {
        /* Translators: a delivery. */
        g_autofree char *line =
            g_strdup_printf (_ ("The delivery %s is validated"),
                             biz_choice_get_name (g_ptr_array_index (self->deliveries, i)));

        g_strv_builder_add (lines, line);
      }
}

/* What was cut off before is taken up, and said so. */
static void
add_down_line (BizDecisionTarget *self, const BizDecisionWish *wish, GStrvBuilder *lines)
{
  const BizDecisionDown *down = biz_decision_target_find_down (self, wish);
  g_autofree char *words = down != NULL ? biz_decision_down_describe (down) : NULL;
  g_autofree char *line = NULL;

  if (down != NULL)
    /* Translators: an invoice, with its amount and who made it. */
    line = g_strdup_printf (_ ("No new invoice: the down payment %s stands already, and is noted"),
                            words);
  else
    line = g_strdup_printf (_ ("A draft down payment invoice of %u %%"), wish->percent);
  g_strv_builder_add (lines, line);
}

GStrv
biz_decision_target_list_writes (BizDecisionTarget *self, const BizDecisionWish *wish)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  const gboolean is_order = g_strcmp0 (self->model, "sale.order") == 0;

  g_return_val_if_fail (BIZ_IS_DECISION_TARGET (self) && wish != NULL, NULL);

  if (wish->kind == BIZ_DECISION_PREPAYMENT)
    add_down_line (self, wish, lines);
  if (wish->kind == BIZ_DECISION_LIMIT)
    g_strv_builder_add (lines, biz_decision_target_has_limit (self, wish)
                                   ? _ ("The credit limit is so already: it is only noted")
                                   : _ ("The credit limit of the customer in this company"));
  if (!biz_decision_target_is_escalated (self, wish))
    g_strv_builder_add (lines, _ ("A note in the log that colleagues see in the browser"));
  switch (wish->kind)
    {
    case BIZ_DECISION_HOLD:
      add_task_line (lines, wish);
      if (is_order && !self->facts.tagged)
        g_strv_builder_add (lines, self->facts.may_tag
                                       ? _ ("The tag “Credit hold”")
                                       : _ ("No tag: your rights do not reach to tags of orders; "
                                            "the hold stands without it"));
      break;
    case BIZ_DECISION_ESCALATE:
      add_task_line (lines, wish);
      break;
    case BIZ_DECISION_RELEASE:
      add_end_lines (self, lines);
      add_resume_lines (self, wish, lines);
      break;
    case BIZ_DECISION_REJECT:
      g_strv_builder_add (lines, _ ("The quotation is cancelled"));
      add_end_lines (self, lines);
      break;
    default:
      break;
    }

  return g_strv_builder_end (lines);
}

static void
set_exposure (BizDecisionTarget *self, BizDecisionNote *note)
{
  const BizExposure *exposure = &self->facts.exposure;

  if (!self->facts.has_exposure)
    return;
  biz_decision_note_set_money (note, "exposure", &exposure->total);
  if (exposure->kind != BIZ_LIMIT_NONE)
    biz_decision_note_set_money (note, "limit", &exposure->limit);
}

/* Of a limit that is so already: what it was is told by the last note alone. */
static void
set_last_limit (BizDecisionTarget *self, BizDecisionNote *note)
{
  const BizDecisionFacts *facts = &self->facts;
  BizDecisionNote *last = facts->log != NULL
                              ? biz_decision_log_get_newest (facts->log, self->model, self->id,
                                                             BIZ_DECISION_BIT (BIZ_DECISION_LIMIT))
                              : NULL;
  const char *after = last != NULL ? biz_decision_note_get (last, "after") : NULL;
  const char *currency = last != NULL ? biz_decision_note_get (last, "currency") : NULL;

  if (g_strcmp0 (after, "none") == 0
      || (after != NULL && g_strcmp0 (currency, facts->exposure.limit.currency) == 0))
    biz_decision_note_set (note, "before", after);
}

static void
set_limits (BizDecisionTarget *self, const BizDecisionWish *wish, BizDecisionNote *note)
{
  if (biz_decision_target_has_limit (self, wish))
    set_last_limit (self, note);
  else if (self->facts.has_exposure && self->facts.exposure.kind == BIZ_LIMIT_OWN)
    biz_decision_note_set_money (note, "before", &self->facts.exposure.limit);
  else
    biz_decision_note_set (note, "before", "none");
  if (wish->no_limit)
    biz_decision_note_set (note, "after", "none");
  else
    biz_decision_note_set_money (note, "after", &wish->limit);
}

BizDecisionNote *
biz_decision_target_make_note (BizDecisionTarget *self, const BizDecisionWish *wish)
{
  BizDecisionNote *note = biz_decision_note_new (wish->kind);
  const char *day = wish->kind == BIZ_DECISION_RELEASE ? "expires" : "review";
  BizDecisionFacts *facts = &self->facts;

  if (wish->reason != NULL)
    biz_decision_note_set (note, wish->kind == BIZ_DECISION_HOLD ? "cause" : "reason",
                           wish->reason);
  if (g_date_valid (&wish->until))
    biz_decision_note_set_date (note, day, &wish->until);
  if (wish->kind == BIZ_DECISION_ESCALATE || wish->kind == BIZ_DECISION_HOLD)
    {
      if (wish->user_id > 0)
        biz_decision_note_set_int (note, "user", wish->user_id);
    }
  if (wish->kind == BIZ_DECISION_RELEASE && wish->resume)
    biz_decision_note_set (note, "resume", "yes");
  if (wish->kind == BIZ_DECISION_PREPAYMENT)
    biz_decision_note_set_int (note, "percent", wish->percent);
  if (wish->kind == BIZ_DECISION_LIMIT)
    set_limits (self, wish, note);
  if (wish->kind == BIZ_DECISION_HOLD || wish->kind == BIZ_DECISION_RELEASE)
    set_exposure (self, note);
  if (wish->text != NULL && *wish->text != '\0')
    biz_decision_note_set_text (note, wish->text);
  else if (wish->reason != NULL && facts->policy != NULL)
    {
      g_autofree char *label = biz_policy_dup_code_label (
          facts->policy, BIZ_POLICY_CREDIT,
          wish->kind == BIZ_DECISION_HOLD ? "hold_reasons" : "release_reasons", wish->reason);

      biz_decision_note_set_text (note, label);
    }

  return note;
}
