/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-job-tools.h"
#include "biz-match-job.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* What a person wants of a line, as the two calls on its entry. */

typedef struct
{
  const BizOpenLine *line;
  const BizMatchWish *wish;
  JsonObject *item; /* in suspense */
  guint n_entry;
  BizMoney was;        /* what is in suspense, in the currency of that item */
  gboolean is_changed; /* that item is written in another currency: that of the claims */
  gint64 currency;     /* that it is written in */
  BizMoney zero;       /* of that currency */
  BizMoney seen;       /* what is in suspense, in that currency */
  gint64 balance;      /* the same, minor units of the company's currency */
  guint company_digits;
  gint64 given;   /* the same in the currency of the bank, where the parts say it in that */
  gint64 brought; /* of the line, with the sign of the claims, minor units */
  gint64 counter; /* what the item says afterwards, minor units */
  gint64 account_id;
  gint64 partner_id;
} Work;

static gboolean
fail (GError **error, ErpError code, const char *message)
{
  g_set_error_literal (error, ERP_ERROR, code, message);

  return FALSE;
}

static gboolean
find_suspense (Work *work, BizMatchDesk *desk, JsonNode *entry, GError **error)
{
  BizBankJournal *journal = biz_match_desk_get_journal (desk);
  JsonObject *row;

  for (guint i = 0; (row = biz_job_nth (entry, i)) != NULL; i++)
    {
      work->n_entry++;
      if (biz_job_get_many2one (row, "account_id")
          == biz_bank_journal_get_suspense_account_id (journal))
        work->item = row;
    }
  if (work->item == NULL)
    return fail (error, ERP_ERROR_CONFLICT,
                 _ ("Somebody has said meanwhile what this bank line is for. Look at it again."));
  work->zero = *biz_bank_journal_get_zero (journal);
  work->company_digits = biz_bank_journal_get_company_zero (journal)->digits;
  work->currency = biz_job_get_many2one (work->item, "currency_id");
  /* what the bank changed waits in the currency it was paid in */
  if (work->currency == work->line->foreign_id && work->line->foreign_id != 0)
    work->zero =
        biz_money_zero (work->line->line.original.currency, work->line->line.original.digits);
  else if (work->currency != biz_bank_journal_get_currency_id (journal))
    return fail (error, ERP_ERROR_CONFLICT,
                 _ ("The currency of this bank line has changed meanwhile. Look at it again."));
  if (!biz_money_from_json (work->item, "amount_currency", &work->zero, &work->was, error)
      || !erp_json_get_scaled (work->item, "balance", work->company_digits, &work->balance, error))
    return FALSE;
  work->seen = work->was;

  return TRUE;
}

static gboolean
is_currency (const BizMoney *a, const BizMoney *b)
{
  return g_strcmp0 (a->currency, b->currency) == 0 && a->digits == b->digits;
}

/* Claims in another currency: the item is written in theirs, and the server books the difference
 * of the rates. All of the line goes to them then, and what it says in their currency is what the
 * bank says, or what they come to. */
static gboolean
change_currency (Work *work, BizMatchDesk *desk, GError **error)
{
  const BizOpenItem *first = biz_match_desk_find_item (desk, work->wish->parts[0].item_id);
  const BizMoney *amount = &work->line->line.amount;
  gint64 sum = 0;

  if (first == NULL)
    return fail (error, ERP_ERROR_CONFLICT,
                 _ ("What this line was to pay has been matched or changed meanwhile. Look at it "
                    "again."));
  if (is_currency (&first->item.residual, &work->zero))
    return TRUE;
  work->is_changed = TRUE;
  work->currency = first->currency_id;
  work->zero = biz_money_zero (first->item.residual.currency, first->item.residual.digits);
  if (is_currency (&first->item.residual, amount)
      && work->was.minor == -work->line->line.original.minor)
    {
      work->seen = biz_money_negate (amount);
      return TRUE;
    }
  for (guint i = 0; i < work->wish->n_parts; i++)
    {
      const BizOpenItem *open = biz_match_desk_find_item (desk, work->wish->parts[i].item_id);

      sum += open != NULL ? open->item.residual.minor : 0;
    }
  work->seen = biz_money_from_minor (-sum, work->zero.currency, work->zero.digits);

  return TRUE;
}

/* @money of the line, or what is written off, in the currency of the claim. */
static gboolean
convert (
    const Work *work, const BizMoney *money, const BizOpenItem *open, gint64 *minor, GError **error)
{
  const BizMoney *amount = &work->line->line.amount;
  BizMoney scaled;

  *minor = money->minor;
  if (is_currency (money, &work->zero) || money->minor == 0)
    return TRUE;
  if (work->is_changed)
    {
      *minor = open->item.residual.minor;
      return TRUE;
    }
  if (!is_currency (money, amount) || amount->minor == 0
      || !biz_money_scale (&work->was, money->minor, amount->minor, BIZ_ROUND_HALF_UP, &scaled,
                           NULL))
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("What is to be paid is in another currency. Match it in the ERP."));
  *minor = -scaled.minor;

  return TRUE;
}

/* One claim: of the account of the others, in their currency. */
static gboolean
add_part (
    Work *work, const BizMatchPart *part, const BizOpenItem *open, gint64 *cleared, GError **error)
{
  gint64 amount = 0, off = 0;

  if (open == NULL || !is_currency (&open->item.residual, &work->zero))
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("These items are in different currencies. Match them one after another."));
  if (work->account_id != 0 && work->account_id != open->account_id)
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("These items stand on different accounts. Match them one after another."));
  if (work->is_changed && part->writeoff.minor != 0 && !is_currency (&part->writeoff, &work->zero))
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("Nothing is written off of a claim in another currency. Match it as a whole."));
  if (!convert (work, &part->amount, open, &amount, error)
      || !convert (work, &part->writeoff, open, &off, error))
    return FALSE;
  if (is_currency (&part->amount, &work->line->line.amount))
    work->given += part->amount.minor;
  work->account_id = open->account_id;
  work->brought += amount;
  *cleared = amount + off;

  return TRUE;
}

/* Claims of one account, whole, or one of them in part: the server matches what it is given by
 * age, and would else choose itself what stays open. */
static gboolean
add_up (Work *work, BizMatchDesk *desk, GError **error)
{
  gint64 cleared = 0;
  gboolean any_part = FALSE;

  if (!change_currency (work, desk, error))
    return FALSE;
  for (guint i = 0; i < work->wish->n_parts; i++)
    {
      const BizMatchPart *part = &work->wish->parts[i];
      const BizOpenItem *open = biz_match_desk_find_item (desk, part->item_id);
      gint64 one = 0;

      if (!add_part (work, part, open, &one, error))
        return FALSE;
      work->partner_id =
          i == 0 || work->partner_id == open->item.partner_id ? open->item.partner_id : 0;
      cleared += one;
      any_part |= one != open->item.residual.minor;
    }
  if (any_part && work->wish->n_parts > 1)
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("One of several items would be paid in part. Match it apart."));
  if (ABS (work->brought) > ABS (work->seen.minor) || (work->brought > 0) == (work->seen.minor > 0))
    return fail (error, ERP_ERROR_CONFLICT,
                 _ ("The amount of this bank line has changed meanwhile. Look at it again."));
  if (work->is_changed
      && (work->brought != -work->seen.minor
          || (work->given != 0 && work->given != work->line->line.amount.minor)))
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("All of a bank line goes to claims in another currency. Choose those that it "
                    "pays as a whole."));
  if (cleared != work->brought && work->wish->writeoff_account_id == 0)
    return fail (error, ERP_ERROR_VALIDATION, _ ("Say where the difference is to be written off."));
  work->counter = -cleared;

  return TRUE;
}

static JsonNode *
make_amount (gint64 minor, guint digits)
{
  const BizMoney money = biz_money_from_minor (minor, "XXX", digits);
  g_autofree char *text = biz_money_format (&money, BIZ_MONEY_MACHINE);

  return erp_json_literal (text);
}

static gint64
get_share (const Work *work, gint64 amount)
{
  const BizMoney balance = biz_money_from_minor (work->balance, "XXX", work->company_digits);
  BizMoney share;

  if (amount == work->seen.minor
      || !biz_money_scale (&balance, amount, work->seen.minor, BIZ_ROUND_HALF_UP, &share, NULL))
    return work->balance;

  return share.minor;
}

static void
add_command (JsonArray *commands, int code, gint64 id, JsonObject *vals)
{
  JsonArray *command = json_array_new ();

  json_array_add_int_element (command, code);
  json_array_add_int_element (command, id);
  json_array_add_object_element (command, vals);
  json_array_add_array_element (commands, command);
}

static JsonObject *
make_item (Work *work, gint64 account, const char *name, gint64 amount, gint64 balance)
{
  JsonObject *vals = json_object_new ();

  json_object_set_int_member (vals, "account_id", account);
  if (name != NULL)
    json_object_set_string_member (vals, "name", name);
  if (work->partner_id != 0)
    json_object_set_int_member (vals, "partner_id", work->partner_id);
  json_object_set_int_member (vals, "currency_id", work->currency);
  json_object_set_member (vals, "amount_currency", make_amount (amount, work->zero.digits));
  json_object_set_member (vals, "balance", make_amount (balance, work->company_digits));

  return vals;
}

/* What is written on the entry; %NULL where its item only changes its account. */
static JsonObject *
make_values (Work *work, BizMatchDesk *desk)
{
  const gint64 suspense =
      biz_bank_journal_get_suspense_account_id (biz_match_desk_get_journal (desk));
  JsonArray *commands;
  JsonObject *values;
  const gint64 brought = -work->brought;
  gint64 rest, off, counter_balance, rest_balance;

  if (work->counter == work->seen.minor && !work->is_changed)
    return NULL;
  rest = work->seen.minor - brought;
  off = brought - work->counter;
  counter_balance = get_share (work, work->counter);
  rest_balance = rest != 0 ? get_share (work, rest) : 0;
  if (off == 0)
    counter_balance = work->balance - rest_balance;
  commands = json_array_new ();
  add_command (commands, 1, biz_job_get_id (work->item, "id"),
               make_item (work, work->account_id, NULL, work->counter, counter_balance));
  if (off != 0)
    add_command (commands, 0, 0,
                 make_item (work, work->wish->writeoff_account_id,
                            work->wish->writeoff_label != NULL ? work->wish->writeoff_label
                                                               : work->line->line.text,
                            off, work->balance - counter_balance - rest_balance));
  if (rest != 0)
    add_command (commands, 0, 0,
                 make_item (work, suspense, work->line->line.text, rest, rest_balance));
  values = json_object_new ();
  json_object_set_array_member (values, "line_ids", commands);

  return values;
}

static void
set_amount (JsonObject *body, const char *member, const BizMoney *zero, gint64 minor)
{
  const BizMoney money = biz_money_from_minor (minor, zero->currency, zero->digits);
  g_autofree char *text = biz_money_format (&money, BIZ_MONEY_MACHINE);

  json_object_set_string_member (body, member, text);
}

static JsonObject *
make_body (Work *work, BizMatchDesk *desk)
{
  BizBankJournal *journal = biz_match_desk_get_journal (desk);
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();
  JsonArray *open = json_array_new ();
  JsonObject *values = make_values (work, desk);

  for (guint i = 0; i < work->wish->n_parts; i++)
    {
      const BizOpenItem *item = biz_match_desk_find_item (desk, work->wish->parts[i].item_id);
      g_autofree char *text = biz_money_format (&item->item.residual, BIZ_MONEY_MACHINE);

      json_array_add_int_element (items, item->item.id);
      json_array_add_string_element (open, text);
    }
  json_object_set_int_member (body, "line_id", work->line->line.id);
  json_object_set_string_member (body, "line",
                                 work->line->line.text != NULL ? work->line->line.text : "");
  json_object_set_int_member (body, "move_id", work->line->move_id);
  json_object_set_int_member (body, "company_id", biz_bank_journal_get_company_id (journal));
  json_object_set_int_member (body, "digits", work->zero.digits);
  json_object_set_int_member (body, "suspense_id", biz_job_get_id (work->item, "id"));
  json_object_set_int_member (body, "suspense_account",
                              biz_bank_journal_get_suspense_account_id (journal));
  json_object_set_int_member (body, "n_entry", work->n_entry);
  json_object_set_int_member (body, "account_id", work->account_id);
  if (work->partner_id != 0)
    json_object_set_int_member (body, "partner_id", work->partner_id);
  json_object_set_int_member (body, "seen_digits", work->was.digits);
  set_amount (body, "seen", &work->was, work->was.minor);
  set_amount (body, "counter", &work->zero, work->counter);
  json_object_set_array_member (body, "items", items);
  json_object_set_array_member (body, "open", open);
  if (values != NULL)
    json_object_set_object_member (body, "values", values);

  return body;
}

/* Whether @part can be matched apart from the others: nothing is converted, so that the amounts of
 * the matches are those of the parts. */
static gboolean
stands_alone (const BizMatchWish *wish,
              const BizOpenLine *line,
              const BizMatchPart *part,
              const BizOpenItem *open)
{
  const BizMoney *amount = &line->line.amount;

  return open != NULL && line->foreign_id == 0 && is_currency (&open->item.residual, amount)
         && is_currency (&part->amount, amount)
         && (part->writeoff.minor == 0
             || (is_currency (&part->writeoff, amount) && wish->writeoff_account_id != 0));
}

/* A part of @open that leaves some of it, and is paid by @line. */
static gboolean
is_fraction (const BizOpenLine *line, const BizMatchPart *part, const BizOpenItem *open)
{
  const gint64 cleared = part->amount.minor + part->writeoff.minor;
  const gint64 residual = open->item.residual.minor;

  return cleared != 0 && (cleared > 0) == (residual > 0) && ABS (cleared) < ABS (residual)
         && part->amount.minor != 0 && (part->amount.minor > 0) == (line->line.amount.minor > 0);
}

/**
 * biz_match_wish_arrange:
 * @wish: what is wanted of a line
 * @desk: what waits
 * @position: of the line
 * @parts: (element-type BizMatchPart): those of @wish; put in order
 *
 * The server matches by age what it is given at once, and so would choose itself which of several
 * items stays open in part. Those that are cleared as a whole come first, together.
 *
 * Returns: how many are matched together first; all of them where that leaves no choice, or where
 *   it cannot be done apart, as the job then says
 */
guint
biz_match_wish_arrange (const BizMatchWish *wish, BizMatchDesk *desk, guint position, GArray *parts)
{
  const BizOpenLine *line = biz_match_desk_get_line (desk, position);
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (BizMatchPart));
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (BizMatchPart));
  gint64 sum_whole = 0, sum = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const BizMatchPart part = g_array_index (parts, BizMatchPart, i);
      const BizOpenItem *open = biz_match_desk_find_item (desk, part.item_id);
      gboolean is_whole;

      if (!stands_alone (wish, line, &part, open))
        return parts->len;
      is_whole = part.amount.minor + part.writeoff.minor == open->item.residual.minor;
      if (!is_whole && !is_fraction (line, &part, open))
        return parts->len;
      g_array_append_val (is_whole ? whole : rest, part);
      sum += part.amount.minor;
      sum_whole += is_whole ? part.amount.minor : 0;
    }
  if (parts->len < 2 || rest->len == 0 || ABS (sum) > ABS (line->line.amount.minor)
      || (whole->len > 0 && (sum_whole == 0 || (sum_whole > 0) != (line->line.amount.minor > 0))))
    return parts->len;
  g_array_set_size (parts, 0);
  g_array_append_vals (parts, whole->data, whole->len);
  g_array_append_vals (parts, rest->data, rest->len);

  return whole->len > 0 ? whole->len : 1;
}

/**
 * biz_job_body_new_match:
 * @desk: what waits
 * @position: of the line
 * @wish: what is wanted of it
 * @entry: the items of its entry, read just now
 * @error: return location
 *
 * Returns: (transfer full): the body of a job, or %NULL with ERP_ERROR_CONFLICT or
 *   ERP_ERROR_VALIDATION
 */
JsonObject *
biz_job_body_new_match (
    BizMatchDesk *desk, guint position, const BizMatchWish *wish, JsonNode *entry, GError **error)
{
  Work work = { .line = biz_match_desk_get_line (desk, position), .wish = wish };

  if (!find_suspense (&work, desk, entry, error))
    return NULL;
  if (wish->n_parts == 0)
    {
      work.account_id = wish->account_id;
      work.counter = work.seen.minor;
    }
  else if (!add_up (&work, desk, error))
    {
      return NULL;
    }
  if (work.account_id == 0)
    {
      fail (error, ERP_ERROR_VALIDATION, _ ("Say what this bank line is for."));
      return NULL;
    }

  return make_body (&work, desk);
}
