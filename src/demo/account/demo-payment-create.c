/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-payment-create.h"

#include "demo-day.h"
#include "demo-ledger.h"
#include "demo-payment.h"
#include "demo-reconcile.h"

#define REGISTER "account.payment.register"

/* What one payment is for. */
typedef struct
{
  gint64 wizard;
  DemoIds *lines; /* (owned) */
  gint64 amount;
  gint64 write_off;
  char *memo; /* (owned) */
} Batch;

static void
batch_free (Batch *batch)
{
  g_array_unref (batch->lines);
  g_free (batch->memo);
  g_free (batch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

static DemoIds *
open_lines (DemoEnv *env, gint64 wizard, GError **error)
{
  return demo_db_ids (demo_env_get_db (env), error,
                      "SELECT l.id FROM account_payment_register_move_line_rel r"
                      " JOIN account_move_line l ON l.id = r.line_id WHERE r.wizard_id = ?"
                      " AND NOT l.reconciled AND l.parent_state = 'posted'"
                      " ORDER BY l.date_maturity, l.id",
                      "i", wizard);
}

static gint64
own_amount (DemoEnv *env, const DemoIds *lines)
{
  gint64 sum = 0;

  for (guint i = 0; i < lines->len; i++)
    sum += demo_env_get_int (env, "account.move.line", demo_ids_get (lines, i),
                             "amount_residual_currency");
  return ABS (sum);
}

static gint64
amount_in (DemoEnv *env, const DemoIds *lines, gint64 currency, int day)
{
  gint64 first = demo_ids_get (lines, 0);
  gint64 own = demo_env_get_int (env, "account.move.line", first, "currency_id");
  gint64 company = demo_env_get_int (env, "account.move.line", first, "company_id");
  gint64 sum = own_amount (env, lines);

  if (own == currency)
    return sum;
  return demo_mul_div (sum, demo_ledger_rate (env, company, currency, day),
                       demo_ledger_rate (env, company, own, day));
}

/* Lines with the same partner and currency go together; single invoices only unless grouped. */
static gboolean
belongs (DemoEnv *env, gint64 one, gint64 other, gboolean grouped)
{
  static const char *const same[] = { "partner_id", "currency_id", "account_id" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (demo_env_get_int (env, "account.move.line", one, same[i])
        != demo_env_get_int (env, "account.move.line", other, same[i]))
      return FALSE;
  return grouped
         || demo_env_get_int (env, "account.move.line", one, "move_id")
                == demo_env_get_int (env, "account.move.line", other, "move_id");
}

static char *
describe (DemoEnv *env, const DemoIds *lines)
{
  g_autoptr (JsonNode) node = demo_ids_to_json (lines);
  g_autofree char *list = json_to_string (node, FALSE);

  return demo_db_text (demo_env_get_db (env), NULL,
                       "SELECT GROUP_CONCAT(label, ', ') FROM (SELECT DISTINCT"
                       " COALESCE(m.payment_reference, m.ref, m.name) AS label"
                       " FROM account_move_line l JOIN account_move m ON m.id = l.move_id"
                       " WHERE l.id IN (SELECT value FROM json_each(?)) ORDER BY label)",
                       "s", list);
}

static GPtrArray *
make_batches (DemoEnv *env, gint64 wizard, const DemoIds *lines)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func ((GDestroyNotify)batch_free);
  gboolean grouped = demo_env_get_int (env, REGISTER, wizard, "group_payment") != 0;

  for (guint i = 0; i < lines->len; i++)
    {
      Batch *home = NULL;

      for (guint b = 0; b < batches->len && home == NULL; b++)
        {
          Batch *batch = g_ptr_array_index (batches, b);

          if (belongs (env, demo_ids_get (batch->lines, 0), demo_ids_get (lines, i), grouped))
            home = batch;
        }
      if (home == NULL)
        {
          home = g_new0 (Batch, 1);
          home->wizard = wizard;
          home->lines = demo_ids_new ();
          g_ptr_array_add (batches, home);
        }
      demo_ids_add (home->lines, demo_ids_get (lines, i));
    }
  return batches;
}

static gboolean
settle_amounts (DemoEnv *env, gint64 wizard, GPtrArray *batches, GError **error)
{
  gint64 currency = demo_env_get_int (env, REGISTER, wizard, "currency_id");
  g_autofree char *date = demo_env_get_text (env, REGISTER, wizard, "payment_date");
  g_autofree char *handling =
      demo_env_get_text (env, REGISTER, wizard, "payment_difference_handling");
  g_autofree char *mode = demo_env_get_series (env) >= 18
                              ? demo_env_get_text (env, REGISTER, wizard, "installments_mode")
                              : NULL;
  Batch *first = g_ptr_array_index (batches, 0);

  for (guint b = 0; b < batches->len; b++)
    {
      Batch *batch = g_ptr_array_index (batches, b);

      batch->amount = amount_in (env, batch->lines, currency, demo_day_parse (date));
      batch->memo = describe (env, batch->lines);
    }
  if (batches->len > 1)
    return TRUE;
  /* One payment: what the person entered counts. */
  {
    gint64 wanted = demo_env_get_int (env, REGISTER, wizard, "amount");

    if (wanted <= 0)
      {
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                             "The amount of a payment is greater than 0.");
        return FALSE;
      }
    /* an instalment has no difference: what is due later stays open */
    if (g_strcmp0 (handling, "reconcile") == 0 && (mode == NULL || g_str_equal (mode, "full")))
      first->write_off = first->amount - wanted;
    first->amount = wanted;
    g_free (first->memo);
    first->memo = demo_env_get_text (env, REGISTER, wizard, "communication");
  }
  return TRUE;
}

static gint64
discount_account (DemoEnv *env, gint64 wizard)
{
  g_autofree char *type = demo_env_get_text (env, REGISTER, wizard, "payment_type");

  return demo_env_get_int (env, "res.company",
                           demo_env_get_int (env, REGISTER, wizard, "company_id"),
                           g_strcmp0 (type, "inbound") == 0
                               ? "account_journal_early_pay_discount_loss_account_id"
                               : "account_journal_early_pay_discount_gain_account_id");
}

static gboolean
find_write_off (
    DemoEnv *env, const Batch *batch, DemoWriteOff *write_off, char **label, GError **error)
{
  gboolean discount =
      demo_env_get_int (env, REGISTER, batch->wizard, "early_payment_discount_mode") != 0;

  write_off->amount = batch->write_off;
  write_off->account = demo_env_get_int (env, REGISTER, batch->wizard, "writeoff_account_id");
  *label = discount ? g_strdup ("Early Payment Discount")
                    : demo_env_get_text (env, REGISTER, batch->wizard, "writeoff_label");
  write_off->name = *label;
  if (batch->write_off != 0 && write_off->account == 0 && discount)
    write_off->account = discount_account (env, batch->wizard);
  if (batch->write_off == 0 || write_off->account > 0)
    return TRUE;
  g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                       "Say to which account the difference goes (writeoff_account_id).");
  return FALSE;
}

static gint64
create_payment (DemoEnv *env, const Batch *batch, GError **error)
{
  g_autoptr (JsonObject) vals = json_object_new ();
  static const char *const texts[] = { "payment_type", "partner_type" };
  static const char *const refs[] = { "journal_id", "currency_id", "payment_method_line_id",
                                      "partner_bank_id" };
  g_autofree char *date = demo_env_get_text (env, REGISTER, batch->wizard, "payment_date");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = demo_env_get_text (env, REGISTER, batch->wizard, texts[i]);

      if (text != NULL)
        json_object_set_string_member (vals, texts[i], text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    if (demo_env_get_int (env, REGISTER, batch->wizard, refs[i]) > 0)
      json_object_set_int_member (vals, refs[i],
                                  demo_env_get_int (env, REGISTER, batch->wizard, refs[i]));
  json_object_set_string_member (vals, "date", date);
  if (batch->memo != NULL)
    json_object_set_string_member (vals, "memo", batch->memo);
  demo_vals_set_amount (vals, "amount", batch->amount, DEMO_MONEY_DECIMALS);
  json_object_set_int_member (vals, "partner_id",
                              demo_env_get_int (env, "account.move.line",
                                                demo_ids_get (batch->lines, 0), "partner_id"));
  json_object_set_int_member (vals, "destination_account_id",
                              demo_env_get_int (env, "account.move.line",
                                                demo_ids_get (batch->lines, 0), "account_id"));
  return demo_env_create (env, "account.payment", vals, error);
}

/* A payment without an entry is only noted at its invoices; the claim stays open. */
static gboolean
link_without_entry (DemoEnv *env, gint64 payment, const DemoIds *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      gint64 move = demo_env_get_int (env, "account.move.line", demo_ids_get (lines, i), "move_id");

      if (!demo_db_exec (demo_env_get_db (env), error,
                         "INSERT OR IGNORE INTO account_move__account_payment"
                         " (invoice_id, payment_id) VALUES (?, ?)",
                         "ii", move, payment)
          || !demo_move_refresh_state (env, move, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
pay_batch (DemoEnv *env, const Batch *batch, DemoIds *payments, GError **error)
{
  DemoWriteOff write_off = { 0 };
  g_autofree char *label = NULL;
  g_autoptr (DemoIds) matched = demo_ids_new ();
  gint64 payment, counterpart;

  if (!find_write_off (env, batch, &write_off, &label, error))
    return FALSE;
  payment = create_payment (env, batch, error);
  if (payment == 0 || !demo_env_flush (env, error)
      || !demo_payment_post (env, payment, write_off.amount != 0 ? &write_off : NULL, error))
    return FALSE;
  demo_ids_add (payments, payment);
  counterpart = demo_payment_get_counterpart (env, payment);
  if (counterpart == 0)
    return link_without_entry (env, payment, batch->lines, error);
  g_array_append_vals (matched, batch->lines->data, batch->lines->len);
  demo_ids_add (matched, counterpart);
  return demo_reconcile_lines (env, matched, error);
}

/**
 * demo_payment_register_run: (skip)
 * @wizard: an account.payment.register
 * @payments: (inout): the new payments are added
 *
 * Makes the payments a wizard stands for, posts them and matches them with what they pay. Asked
 * twice, it pays twice as long as something is open, as the real one does.
 */
gboolean
demo_payment_register_run (DemoEnv *env, gint64 wizard, DemoIds *payments, GError **error)
{
  g_autoptr (DemoIds) lines = open_lines (env, wizard, error);
  g_autoptr (GPtrArray) batches = NULL;

  if (lines == NULL)
    return FALSE;
  if (lines->len == 0)
    {
      g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                           "Nothing is left to pay on these entries.");
      return FALSE;
    }
  batches = make_batches (env, wizard, lines);
  if (!settle_amounts (env, wizard, batches, error))
    return FALSE;
  for (guint b = 0; b < batches->len; b++)
    if (!pay_batch (env, g_ptr_array_index (batches, b), payments, error))
      return FALSE;
  return TRUE;
}
