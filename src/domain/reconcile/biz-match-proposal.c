/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-proposal.h"

struct _BizMatchProposal
{
  gint64 line_id;
  gint64 account_id;
  gint64 partner_id;
  BizMatchBand band;
  int score;
  int gap;
  BizMoney writeoff;
  GArray *parts;      /* (owned) (nullable): BizMatchPart */
  GArray *signals;    /* (owned) (nullable): BizMatchSignal */
  GPtrArray *reasons; /* (owned): char * */
  GArray *runner_up;  /* (owned) (nullable): gint64 */
};

G_DEFINE_BOXED_TYPE (BizMatchProposal,
                     biz_match_proposal,
                     biz_match_proposal_ref,
                     biz_match_proposal_unref)

static void
clear (BizMatchProposal *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->signals, g_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_clear_pointer (&self->runner_up, g_array_unref);
}

/**
 * biz_match_proposal_new:
 * @line_id: of the bank line
 * @zero: currency of the bank line
 *
 * Returns: (transfer full): a proposal of nothing
 */
BizMatchProposal *
biz_match_proposal_new (gint64 line_id, const BizMoney *zero)
{
  BizMatchProposal *self = g_atomic_rc_box_new0 (BizMatchProposal);

  self->line_id = line_id;
  self->band = BIZ_MATCH_NONE;
  self->writeoff = *zero;
  self->writeoff.minor = 0;
  self->reasons = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * biz_match_proposal_ref:
 * @self: a proposal
 *
 * Returns: (transfer full): the same
 */
BizMatchProposal *
biz_match_proposal_ref (BizMatchProposal *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * biz_match_proposal_unref:
 * @self: (transfer full): a proposal
 */
void
biz_match_proposal_unref (BizMatchProposal *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

/**
 * biz_match_proposal_get_line_id:
 * @self: a proposal
 *
 * Returns: the bank line it is for
 */
gint64
biz_match_proposal_get_line_id (const BizMatchProposal *self)
{
  return self->line_id;
}

/**
 * biz_match_proposal_get_band:
 * @self: a proposal
 *
 * Returns: how sure it is
 */
BizMatchBand
biz_match_proposal_get_band (const BizMatchProposal *self)
{
  return self->band;
}

/**
 * biz_match_proposal_get_score:
 * @self: a proposal
 *
 * Returns: points of its signals within 0 to 100
 */
int
biz_match_proposal_get_score (const BizMatchProposal *self)
{
  return self->score;
}

/**
 * biz_match_proposal_get_gap:
 * @self: a proposal
 *
 * Returns: by how many points, at most 100, the runner-up is behind
 */
int
biz_match_proposal_get_gap (const BizMatchProposal *self)
{
  return self->gap;
}

/**
 * biz_match_proposal_get_n_parts:
 * @self: a proposal
 *
 * Returns: how many open items it clears, wholly or in part
 */
guint
biz_match_proposal_get_n_parts (const BizMatchProposal *self)
{
  return self->parts != NULL ? self->parts->len : 0;
}

/**
 * biz_match_proposal_get_part:
 * @self: a proposal
 * @position: below biz_match_proposal_get_n_parts ()
 *
 * Returns: (transfer none): one item and its share
 */
const BizMatchPart *
biz_match_proposal_get_part (const BizMatchProposal *self, guint position)
{
  g_return_val_if_fail (position < biz_match_proposal_get_n_parts (self), NULL);

  return &g_array_index (self->parts, BizMatchPart, position);
}

/**
 * biz_match_proposal_get_writeoff:
 * @self: a proposal
 *
 * Returns: (transfer none): what is cleared beyond the amount of the line
 */
const BizMoney *
biz_match_proposal_get_writeoff (const BizMatchProposal *self)
{
  return &self->writeoff;
}

/**
 * biz_match_proposal_get_n_signals:
 * @self: a proposal
 *
 * Returns: how many signals make up its score
 */
guint
biz_match_proposal_get_n_signals (const BizMatchProposal *self)
{
  return self->signals != NULL ? self->signals->len : 0;
}

/**
 * biz_match_proposal_get_signal:
 * @self: a proposal
 * @position: below biz_match_proposal_get_n_signals ()
 *
 * Returns: (transfer none): a signal with its points
 */
const BizMatchSignal *
biz_match_proposal_get_signal (const BizMatchProposal *self, guint position)
{
  g_return_val_if_fail (position < biz_match_proposal_get_n_signals (self), NULL);

  return &g_array_index (self->signals, BizMatchSignal, position);
}

/**
 * biz_match_proposal_get_n_reasons:
 * @self: a proposal
 *
 * Returns: how many sentences explain it
 */
guint
biz_match_proposal_get_n_reasons (const BizMatchProposal *self)
{
  return self->reasons->len;
}

/**
 * biz_match_proposal_get_reason:
 * @self: a proposal
 * @position: below biz_match_proposal_get_n_reasons ()
 *
 * Returns: a sentence for the person, translated
 */
const char *
biz_match_proposal_get_reason (const BizMatchProposal *self, guint position)
{
  g_return_val_if_fail (position < self->reasons->len, NULL);

  return g_ptr_array_index (self->reasons, position);
}

/**
 * biz_match_proposal_get_n_runner_up:
 * @self: a proposal
 *
 * Returns: of how many items the second best consists
 */
guint
biz_match_proposal_get_n_runner_up (const BizMatchProposal *self)
{
  return self->runner_up != NULL ? self->runner_up->len : 0;
}

/**
 * biz_match_proposal_get_runner_up:
 * @self: a proposal
 * @position: below biz_match_proposal_get_n_runner_up ()
 *
 * Returns: an item of the second best
 */
gint64
biz_match_proposal_get_runner_up (const BizMatchProposal *self, guint position)
{
  g_return_val_if_fail (position < biz_match_proposal_get_n_runner_up (self), 0);

  return g_array_index (self->runner_up, gint64, position);
}

/**
 * biz_match_proposal_get_account_id:
 * @self: a proposal
 *
 * Returns: the account a rule or habit books the line to, or 0
 */
gint64
biz_match_proposal_get_account_id (const BizMatchProposal *self)
{
  return self->account_id;
}

/**
 * biz_match_proposal_get_partner_id:
 * @self: a proposal
 *
 * Returns: the customer the line comes from, or 0
 */
gint64
biz_match_proposal_get_partner_id (const BizMatchProposal *self)
{
  return self->partner_id;
}

/**
 * biz_match_proposal_add_part:
 * @self: a proposal
 * @part: an item and its share, in the currency of the line
 */
void
biz_match_proposal_add_part (BizMatchProposal *self, const BizMatchPart *part)
{
  if (self->parts == NULL)
    self->parts = g_array_new (FALSE, FALSE, sizeof (BizMatchPart));
  g_array_append_val (self->parts, *part);
  self->writeoff.minor += part->writeoff.minor;
}

/**
 * biz_match_proposal_add_signal:
 * @self: a proposal
 * @signal: what speaks for or against it
 */
void
biz_match_proposal_add_signal (BizMatchProposal *self, BizMatchSignal signal)
{
  if (self->signals == NULL)
    self->signals = g_array_new (FALSE, FALSE, sizeof (BizMatchSignal));
  g_array_append_val (self->signals, signal);
}

/**
 * biz_match_proposal_take_reason:
 * @self: a proposal
 * @reason: (transfer full): a sentence, translated
 */
void
biz_match_proposal_take_reason (BizMatchProposal *self, char *reason)
{
  g_ptr_array_add (self->reasons, reason);
}

/**
 * biz_match_proposal_add_runner_up:
 * @self: a proposal
 * @item_id: an item of the second best
 */
void
biz_match_proposal_add_runner_up (BizMatchProposal *self, gint64 item_id)
{
  if (self->runner_up == NULL)
    self->runner_up = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->runner_up, item_id);
}

/**
 * biz_match_proposal_set_account_id:
 * @self: a proposal
 * @account_id: where a rule or habit books the line
 */
void
biz_match_proposal_set_account_id (BizMatchProposal *self, gint64 account_id)
{
  self->account_id = account_id;
}

/**
 * biz_match_proposal_set_partner_id:
 * @self: a proposal
 * @partner_id: whom the line comes from
 */
void
biz_match_proposal_set_partner_id (BizMatchProposal *self, gint64 partner_id)
{
  self->partner_id = partner_id;
}

/**
 * biz_match_proposal_set_band:
 * @self: a proposal
 * @band: how sure it is
 * @score: points of its signals
 * @gap: points to the runner-up
 */
void
biz_match_proposal_set_band (BizMatchProposal *self, BizMatchBand band, int score, int gap)
{
  self->band = band;
  self->score = CLAMP (score, 0, 100);
  self->gap = CLAMP (gap, 0, 100);
}
