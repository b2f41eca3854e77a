/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: what a person makes of a line, and whether it may be written so, are one state. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-line.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

struct _BizBenchLine
{
  GObject parent_instance;

  BizMatchDesk *desk; /* (owned) */
  guint position;
  GArray *parts; /* (owned) (element-type BizMatchPart) */
  gint64 account_id;
  char *account_name; /* (owned) (nullable) */
  gint64 writeoff_account_id;
  char *writeoff_account_name; /* (owned) (nullable) */
  char *writeoff_label;        /* (owned) (nullable) */
  BizBenchLineState state;
  GError *error; /* (owned) (nullable) */
  gboolean by_hand;
  gboolean to_check;
};

G_DEFINE_FINAL_TYPE (BizBenchLine, biz_bench_line, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_bench_line_finalize (GObject *object)
{
  BizBenchLine *self = BIZ_BENCH_LINE (object);

  g_clear_object (&self->desk);
  g_array_unref (self->parts);
  g_free (self->account_name);
  g_free (self->writeoff_account_name);
  g_free (self->writeoff_label);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (biz_bench_line_parent_class)->finalize (object);
}

static void
biz_bench_line_class_init (BizBenchLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_bench_line_finalize;

  /**
   * BizBenchLine::changed:
   *
   * What it is for, or how far it is, has changed.
   */
  signals[CHANGED] = g_signal_new ("changed", BIZ_TYPE_BENCH_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
biz_bench_line_init (BizBenchLine *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (BizMatchPart));
}

static void
tell (BizBenchLine *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static BizMoney
make_money (BizBenchLine *self, gint64 minor)
{
  const BizMoney *amount = biz_bench_line_get_amount (self);

  return biz_money_from_minor (minor, amount->currency, amount->digits);
}

static void
set_account (BizBenchLine *self, gint64 id, const char *name)
{
  g_autofree char *old = self->account_name;

  self->account_id = id;
  self->account_name = id != 0 ? g_strdup (name) : NULL;
}

static void
clear (BizBenchLine *self)
{
  g_array_set_size (self->parts, 0);
  set_account (self, 0, NULL);
}

static void
adopt_proposal (BizBenchLine *self)
{
  BizMatchProposal *proposal = biz_bench_line_get_proposal (self);
  gint64 account = biz_match_proposal_get_account_id (proposal);

  clear (self);
  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    g_array_append_vals (self->parts, biz_match_proposal_get_part (proposal, i), 1);
  if (self->parts->len == 0 && account != 0)
    set_account (self, account, biz_match_desk_get_account_name (self->desk, account));
  self->by_hand = FALSE;
}

/**
 * biz_bench_line_new:
 * @desk: what waits
 * @position: of the line there
 *
 * Returns: (transfer full): the line with what is proposed for it
 */
BizBenchLine *
biz_bench_line_new (BizMatchDesk *desk, guint position)
{
  BizBenchLine *self;

  g_return_val_if_fail (BIZ_IS_MATCH_DESK (desk), NULL);
  g_return_val_if_fail (position < biz_match_desk_get_n_lines (desk), NULL);

  self = g_object_new (BIZ_TYPE_BENCH_LINE, NULL);
  self->desk = g_object_ref (desk);
  self->position = position;
  self->to_check = biz_match_desk_get_line (desk, position)->to_check;
  adopt_proposal (self);

  return self;
}

BizMatchDesk *
biz_bench_line_get_desk (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);

  return self->desk;
}

guint
biz_bench_line_get_position (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), 0);

  return self->position;
}

const BizOpenLine *
biz_bench_line_get_facts (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);

  return biz_match_desk_get_line (self->desk, self->position);
}

BizMatchProposal *
biz_bench_line_get_proposal (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);

  return biz_match_desk_get_proposal (self->desk, self->position);
}

gint64
biz_bench_line_get_id (BizBenchLine *self)
{
  return biz_bench_line_get_facts (self)->line.id;
}

const BizMoney *
biz_bench_line_get_amount (BizBenchLine *self)
{
  return &biz_bench_line_get_facts (self)->line.amount;
}

BizBenchBand
biz_bench_line_get_band (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), BIZ_BENCH_NONE);

  if (self->state == BIZ_BENCH_LINE_MATCHED || self->state == BIZ_BENCH_LINE_UNDOING)
    return BIZ_BENCH_DONE;

  return biz_bench_line_get_first_band (self);
}

BizBenchBand
biz_bench_line_get_first_band (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), BIZ_BENCH_NONE);

  if (self->to_check)
    return BIZ_BENCH_TO_CHECK;

  return (BizBenchBand)biz_match_proposal_get_band (biz_bench_line_get_proposal (self));
}

BizBenchLineState
biz_bench_line_get_state (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), BIZ_BENCH_LINE_OPEN);

  return self->state;
}

const GError *
biz_bench_line_get_error (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);

  return self->error;
}

gboolean
biz_bench_line_is_to_check (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), FALSE);

  return self->to_check;
}

guint
biz_bench_line_get_n_parts (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), 0);

  return self->parts->len;
}

const BizMatchPart *
biz_bench_line_get_part (BizBenchLine *self, guint position)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);
  g_return_val_if_fail (position < self->parts->len, NULL);

  return &g_array_index (self->parts, BizMatchPart, position);
}

static guint
find_part (BizBenchLine *self, gint64 item_id)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, BizMatchPart, i).item_id == item_id)
      return i;

  return G_MAXUINT;
}

gboolean
biz_bench_line_has_item (BizBenchLine *self, gint64 item_id)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), FALSE);

  return find_part (self, item_id) != G_MAXUINT;
}

gint64
biz_bench_line_get_account_id (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), 0);

  return self->account_id;
}

const char *
biz_bench_line_get_account_name (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);

  return self->account_name;
}

gint64
biz_bench_line_get_writeoff_account_id (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), 0);

  return self->writeoff_account_id;
}

const char *
biz_bench_line_get_writeoff_account_name (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), NULL);

  return self->writeoff_account_name;
}

gboolean
biz_bench_line_is_by_hand (BizBenchLine *self)
{
  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), FALSE);

  return self->by_hand;
}

static gint64
get_given (BizBenchLine *self)
{
  gint64 given = 0;

  for (guint i = 0; i < self->parts->len; i++)
    given += g_array_index (self->parts, BizMatchPart, i).amount.minor;

  return given;
}

BizMoney
biz_bench_line_get_rest (BizBenchLine *self)
{
  gint64 amount = biz_bench_line_get_amount (self)->minor;

  return make_money (self, self->account_id != 0 ? 0 : amount - get_given (self));
}

BizMoney
biz_bench_line_get_writeoff (BizBenchLine *self)
{
  gint64 off = 0;

  for (guint i = 0; i < self->parts->len; i++)
    off += g_array_index (self->parts, BizMatchPart, i).writeoff.minor;

  return make_money (self, off);
}

/* NULL where it is right. */
static const char *
find_fault (BizBenchLine *self)
{
  const GDate lock = biz_bank_journal_get_lock_date (biz_match_desk_get_journal (self->desk));
  const BizOpenLine *facts = biz_bench_line_get_facts (self);
  const gint64 amount = facts->line.amount.minor, given = get_given (self);

  if (g_date_valid (&lock) && g_date_compare (&facts->line.date, &lock) <= 0)
    return _ ("The day of this bank line is in a closed period.");
  if (amount == 0)
    return _ ("This bank line is matched already. Take the mark off when you have checked it.");
  if (self->parts->len == 0 && self->account_id == 0)
    return _ ("Say what this bank line is for: choose open items, or an account.");
  for (guint i = 0; i < self->parts->len; i++)
    {
      const BizMatchPart *part = &g_array_index (self->parts, BizMatchPart, i);
      const BizOpenItem *open = biz_match_desk_find_item (self->desk, part->item_id);
      const gint64 cleared = part->amount.minor + part->writeoff.minor;

      if (part->amount.minor == 0)
        return _ ("One of the items gets nothing. Give it an amount, or take it out.");
      if (open != NULL
          && (ABS (cleared) > ABS (open->item.residual.minor)
              || (cleared > 0) != (open->item.residual.minor > 0))
          && g_str_equal (open->item.residual.currency, part->amount.currency))
        return _ ("One of the items gets more than is open on it.");
    }
  if (self->parts->len > 0 && (ABS (given) > ABS (amount) || (given > 0) != (amount > 0)))
    return _ ("The items come to more than the bank line. Lessen one of them.");
  if (biz_bench_line_get_writeoff (self).minor != 0 && self->writeoff_account_id == 0)
    return _ ("Say where the difference is to be written off.");

  return NULL;
}

/**
 * biz_bench_line_check:
 * @self: a line
 * @error: return location for ERP_ERROR_VALIDATION
 *
 * Returns: whether it may be written as it stands
 */
gboolean
biz_bench_line_check (BizBenchLine *self, GError **error)
{
  const char *fault;

  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), FALSE);

  fault = find_fault (self);
  if (fault != NULL)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, fault);

  return fault == NULL;
}

BizMatchWish
biz_bench_line_get_wish (BizBenchLine *self)
{
  BizMatchWish wish = { 0 };

  g_return_val_if_fail (BIZ_IS_BENCH_LINE (self), wish);

  wish.parts = (const BizMatchPart *)(gpointer)self->parts->data;
  wish.n_parts = self->parts->len;
  wish.account_id = self->account_id;
  wish.writeoff_account_id = self->writeoff_account_id;
  wish.writeoff_label = self->writeoff_label;

  return wish;
}

/* What is open on it, or as much as the line still has; what goes the other way, all of it. */
static void
add_item (BizBenchLine *self, gint64 item_id)
{
  const BizOpenItem *open = biz_match_desk_find_item (self->desk, item_id);
  const gint64 rest = biz_bench_line_get_rest (self).minor;
  BizMatchPart part = { .item_id = item_id, .writeoff = make_money (self, 0) };
  gint64 given;

  if (open == NULL)
    return;
  given = open->item.residual.minor;
  if (rest != 0 && (given > 0) == (rest > 0) && ABS (given) > ABS (rest))
    given = rest;
  part.amount =
      biz_money_from_minor (given, open->item.residual.currency, open->item.residual.digits);
  g_array_append_val (self->parts, part);
}

void
biz_bench_line_toggle_item (BizBenchLine *self, gint64 item_id)
{
  guint at;

  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  if (self->state != BIZ_BENCH_LINE_OPEN)
    return;
  set_account (self, 0, NULL);
  at = find_part (self, item_id);
  if (at != G_MAXUINT)
    g_array_remove_index (self->parts, at);
  else
    add_item (self, item_id);
  self->by_hand = TRUE;
  tell (self);
}

void
biz_bench_line_set_part_amount (BizBenchLine *self, guint position, const BizMoney *amount)
{
  BizMatchPart *part;

  g_return_if_fail (BIZ_IS_BENCH_LINE (self));
  g_return_if_fail (position < self->parts->len && amount != NULL);

  part = &g_array_index (self->parts, BizMatchPart, position);
  if (self->state != BIZ_BENCH_LINE_OPEN
      || (biz_money_equal (&part->amount, amount) && part->writeoff.minor == 0))
    return;
  part->amount = *amount;
  part->writeoff.minor = 0;
  self->by_hand = TRUE;
  tell (self);
}

void
biz_bench_line_use_runner_up (BizBenchLine *self)
{
  BizMatchProposal *proposal;

  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  proposal = biz_bench_line_get_proposal (self);
  if (self->state != BIZ_BENCH_LINE_OPEN || biz_match_proposal_get_n_runner_up (proposal) == 0)
    return;
  clear (self);
  for (guint i = 0; i < biz_match_proposal_get_n_runner_up (proposal); i++)
    add_item (self, biz_match_proposal_get_runner_up (proposal, i));
  self->by_hand = TRUE;
  tell (self);
}

void
biz_bench_line_set_account (BizBenchLine *self, gint64 account_id, const char *name)
{
  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  if (self->state != BIZ_BENCH_LINE_OPEN)
    return;
  clear (self);
  set_account (self, account_id, name);
  self->by_hand = TRUE;
  tell (self);
}

static void
take_writeoff_account (BizBenchLine *self, gint64 account_id, const char *name)
{
  g_autofree char *old = self->writeoff_account_name;

  self->writeoff_account_id = account_id;
  self->writeoff_account_name = account_id != 0 ? g_strdup (name) : NULL;
}

void
biz_bench_line_set_writeoff_account (BizBenchLine *self, gint64 account_id, const char *name)
{
  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  if (self->state != BIZ_BENCH_LINE_OPEN || self->writeoff_account_id == account_id)
    return;
  take_writeoff_account (self, account_id, name);
  tell (self);
}

void
biz_bench_line_write_off (BizBenchLine *self,
                          gint64 account_id,
                          const char *name,
                          const char *label)
{
  g_autofree char *old = NULL;
  const BizOpenItem *open;
  BizMatchPart *last;
  gint64 rest;

  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  if (self->state != BIZ_BENCH_LINE_OPEN)
    return;
  if (self->parts->len == 0)
    {
      biz_bench_line_set_account (self, account_id, name);
      return;
    }
  last = &g_array_index (self->parts, BizMatchPart, self->parts->len - 1);
  open = biz_match_desk_find_item (self->desk, last->item_id);
  rest = biz_bench_line_get_rest (self).minor;
  last->amount.minor += rest;
  if (open != NULL)
    last->writeoff.minor = open->item.residual.minor - last->amount.minor;
  take_writeoff_account (self, account_id, name);
  old = self->writeoff_label;
  self->writeoff_label = g_strdup (label);
  self->by_hand = TRUE;
  tell (self);
}

void
biz_bench_line_reset (BizBenchLine *self)
{
  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  if (self->state != BIZ_BENCH_LINE_OPEN)
    return;
  adopt_proposal (self);
  tell (self);
}

void
biz_bench_line_take_over (BizBenchLine *self, BizBenchLine *other)
{
  g_return_if_fail (BIZ_IS_BENCH_LINE (self) && BIZ_IS_BENCH_LINE (other));

  self->error = other->error != NULL ? g_error_copy (other->error) : NULL;
  take_writeoff_account (self, other->writeoff_account_id, other->writeoff_account_name);
  if (!other->by_hand
      || !biz_money_equal (biz_bench_line_get_amount (self), biz_bench_line_get_amount (other)))
    return;
  for (guint i = 0; i < other->parts->len; i++)
    {
      const BizMatchPart *part = &g_array_index (other->parts, BizMatchPart, i);
      const BizOpenItem *then = biz_match_desk_find_item (other->desk, part->item_id);
      const BizOpenItem *now = biz_match_desk_find_item (self->desk, part->item_id);

      if (then == NULL || now == NULL
          || !biz_money_equal (&then->item.residual, &now->item.residual))
        return;
    }
  clear (self);
  g_array_append_vals (self->parts, other->parts->data, other->parts->len);
  set_account (self, other->account_id, other->account_name);
  g_free (self->writeoff_label);
  self->writeoff_label = g_strdup (other->writeoff_label);
  self->by_hand = TRUE;
}

void
biz_bench_line_set_state (BizBenchLine *self, BizBenchLineState state, GError *error)
{
  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  tell (self);
}

void
biz_bench_line_set_to_check (BizBenchLine *self, gboolean to_check)
{
  g_return_if_fail (BIZ_IS_BENCH_LINE (self));

  if (self->to_check == to_check)
    return;
  self->to_check = to_check;
  tell (self);
}

static const struct
{
  const char *name;
  const char *label;
  const char *word;
} bands[] = {
  [BIZ_BENCH_AUTO] = { "auto", N_ ("Sure"), N_ ("Sure") },
  [BIZ_BENCH_LIKELY] = { "likely", N_ ("Likely"), N_ ("Likely") },
  [BIZ_BENCH_UNSURE] = { "unsure", N_ ("Unsure"), N_ ("Unsure") },
  [BIZ_BENCH_NONE] = { "none", N_ ("Without a Proposal"), N_ ("None") },
  [BIZ_BENCH_TO_CHECK] = { "check", N_ ("To Check"), N_ ("To Check") },
  [BIZ_BENCH_DONE] = { "done", N_ ("Matched in This Sitting"), N_ ("Matched") },
};

const char *
biz_bench_band_get_label (BizBenchBand band)
{
  g_return_val_if_fail (band < G_N_ELEMENTS (bands), NULL);

  return _ (bands[band].label);
}

const char *
biz_bench_band_get_word (BizBenchBand band)
{
  g_return_val_if_fail (band < G_N_ELEMENTS (bands), NULL);

  return _ (bands[band].word);
}

const char *
biz_bench_band_get_name (BizBenchBand band)
{
  g_return_val_if_fail (band < G_N_ELEMENTS (bands), NULL);

  return bands[band].name;
}
