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
  gint64 currency; /* of that item */
  BizMoney zero;   /* of the line */
  BizMoney seen;   /* what is in suspense, in the line's currency */
  gint64 balance;  /* the same, minor units of the company's currency */
  guint company_digits;
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
  if (work->currency != biz_bank_journal_get_currency_id (journal))
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("The bank changed this line from another currency. Match it in the ERP."));

  return biz_money_from_json (work->item, "amount_currency", &work->zero, &work->seen, error)
         && erp_json_get_scaled (work->item, "balance", work->company_digits, &work->balance,
                                 error);
}

/* Claims of one account, whole, or one of them in part: the server matches what it is given by
 * age, and would else choose itself what stays open. */
static gboolean
add_up (Work *work, BizMatchDesk *desk, GError **error)
{
  gint64 brought = 0, cleared = 0;
  gboolean any_part = FALSE;

  for (guint i = 0; i < work->wish->n_parts; i++)
    {
      const BizMatchPart *part = &work->wish->parts[i];
      const BizOpenItem *open = biz_match_desk_find_item (desk, part->item_id);

      if (open == NULL || g_strcmp0 (open->item.residual.currency, work->zero.currency) != 0
          || open->item.residual.digits != work->zero.digits)
        return fail (error, ERP_ERROR_VALIDATION,
                     _ ("What is to be paid is in another currency. Match it in the ERP."));
      if (work->account_id != 0 && work->account_id != open->account_id)
        return fail (error, ERP_ERROR_VALIDATION,
                     _ ("These items stand on different accounts. Match them one after another."));
      work->account_id = open->account_id;
      work->partner_id =
          i == 0 || work->partner_id == open->item.partner_id ? open->item.partner_id : 0;
      brought += part->amount.minor;
      cleared += part->amount.minor + part->writeoff.minor;
      any_part |= part->amount.minor + part->writeoff.minor != open->item.residual.minor;
    }
  if (any_part && work->wish->n_parts > 1)
    return fail (error, ERP_ERROR_VALIDATION,
                 _ ("One of several items would be paid in part. Match it apart."));
  if (ABS (brought) > ABS (work->seen.minor) || (brought > 0) == (work->seen.minor > 0))
    return fail (error, ERP_ERROR_CONFLICT,
                 _ ("The amount of this bank line has changed meanwhile. Look at it again."));
  if (cleared != brought && work->wish->writeoff_account_id == 0)
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
  gint64 brought = 0, rest, off, counter_balance, rest_balance;

  if (work->counter == work->seen.minor)
    return NULL;
  for (guint i = 0; i < work->wish->n_parts; i++)
    brought -= work->wish->parts[i].amount.minor;
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
set_amount (JsonObject *body, const char *member, const Work *work, gint64 minor)
{
  const BizMoney money = biz_money_from_minor (minor, work->zero.currency, work->zero.digits);
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
  set_amount (body, "seen", work, work->seen.minor);
  set_amount (body, "counter", work, work->counter);
  json_object_set_array_member (body, "items", items);
  json_object_set_array_member (body, "open", open);
  if (values != NULL)
    json_object_set_object_member (body, "values", values);

  return body;
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
