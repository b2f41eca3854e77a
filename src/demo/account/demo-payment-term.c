/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-payment-term.h"

#include "demo-amount.h"
#include "demo-day.h"
#include "demo-fields.h"
#include "demo-models.h"

#include <stdlib.h>

static const DemoAccessRow access_rows[] = {
  { "base.group_user", DEMO_READ },
  { "account.group_account_manager", DEMO_ALL },
  { 0 },
};

static const DemoField fields[] = {
  F_CHAR ("name", "Payment Terms", .flags = DEMO_REQUIRED),
  F_ACTIVE,
  F_HTML ("note", "Description on the Invoice"),
  F_INT ("sequence", "Sequence", .flags = DEMO_REQUIRED, .value = "10"),
  F_M2O ("company_id", "Company", "res.company"),
  F_O2M ("line_ids", "Terms", "account.payment.term.line", "payment_id", .flags = DEMO_COPY),
  F_BOOL ("early_discount", "Early Discount"),
  F_FLOAT ("discount_percentage", "Discount %", .value = "2.0"),
  F_INT ("discount_days", "Discount Days", .value = "10"),
  F_SELECT ("early_pay_discount_computation",
            "Cash Discount Tax Reduction",
            "included:On early payment|excluded:Never|mixed:Always (upon invoice)",
            .value = "\"included\""),
  F_BOOL ("display_on_invoice", "Show installment dates", .value = "true"),
  { 0 },
};

static gboolean
check_lines (DemoEnv *env, gint64 id, GError **error)
{
  DemoDb *db = demo_env_get_db (env);
  gint64 percent = demo_db_int (db, error,
                                "SELECT SUM(value_amount) FROM account_payment_term_line"
                                " WHERE payment_id = ? AND value = 'percent'",
                                "i", id);
  gint64 count =
      demo_db_int (db, error, "SELECT COUNT(*) FROM account_payment_term_line WHERE payment_id = ?",
                   "i", id);
  gboolean discount = demo_env_get_int (env, "account.payment.term", id, "early_discount") != 0;

  if (percent != 100 * DEMO_FLOAT_ONE)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                         "The percentages of a payment term add up to 100.");
  else if (discount && count > 1)
    g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_VALIDATION,
                         "A discount for early payment needs a term that is due in one piece.");
  else
    return TRUE;
  return FALSE;
}

static gboolean
after_create (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error)
{
  demo_env_defer (env, check_lines, id);
  return TRUE;
}

static gboolean
after_write (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *vals, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    demo_env_defer (env, check_lines, demo_ids_get (ids, i));
  return TRUE;
}

static gboolean
defaults (DemoEnv *env, const DemoModel *model, JsonObject *vals, GError **error)
{
  if (!demo_vals_has (vals, "line_ids"))
    json_object_set_member (
        vals, "line_ids",
        demo_json ("[[0, 0, {\"value\": \"percent\", \"value_amount\": 100.0, \"nb_days\": 0}]]"));
  return TRUE;
}

static gboolean
before_unlink (DemoEnv *env, const DemoModel *model, const DemoIds *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (demo_db_int (demo_env_get_db (env), NULL,
                     "SELECT EXISTS (SELECT 1 FROM account_move WHERE invoice_payment_term_id = ?)",
                     "i", demo_ids_get (ids, i)))
      {
        g_set_error_literal (error, DEMO_ERROR, DEMO_ERROR_USER,
                             "Invoices use this payment term. Archive it instead.");
        return FALSE;
      }
  return TRUE;
}

const DemoModel demo_payment_term_model = {
  .name = "account.payment.term",
  .label = "Payment Terms",
  .table = "account_payment_term",
  .order = "sequence, id",
  .company_field = "company_id",
  .fields = fields,
  .access = access_rows,
  .defaults = defaults,
  .after_create = after_create,
  .after_write = after_write,
  .before_unlink = before_unlink,
};

static const DemoField line_fields[] = {
  F_SELECT ("value",
            "Type",
            "percent:Percent|fixed:Fixed",
            .flags = DEMO_REQUIRED,
            .value = "\"percent\""),
  F_FLOAT ("value_amount", "Due"),
  F_SELECT ("delay_type",
            "Delay Type",
            "days_after:Days after invoice date|days_after_end_of_month:Days after end of month|"
            "days_after_end_of_next_month:Days after end of next month|"
            "days_end_of_month_on_the:Days end of month on the",
            .flags = DEMO_REQUIRED,
            .value = "\"days_after\""),
  F_INT ("nb_days", "Days"),
  F_CHAR ("days_next_month", "Days on the next month", .value = "\"10\""),
  F_M2O ("payment_id",
         "Payment Terms",
         "account.payment.term",
         .flags = DEMO_REQUIRED | DEMO_CASCADE | DEMO_INDEX),
  { 0 },
};

const DemoModel demo_payment_term_line_model = {
  .name = "account.payment.term.line",
  .label = "Payment Terms Line",
  .table = "account_payment_term_line",
  .order = "id",
  .rec_name = "value",
  .fields = line_fields,
  .access = access_rows,
};

/**
 * demo_payment_term_load: (skip)
 * @env: the environment
 * @term: an account.payment.term, or 0
 * @error: where to put an error
 *
 * Returns: (transfer full): #DemoTermLine; one line due at once without a term
 */
GArray *
demo_payment_term_load (DemoEnv *env, gint64 term, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (DemoTermLine));
  g_autoptr (DemoStatement) rows = NULL;
  g_autoptr (GError) local = NULL;

  rows = demo_db_query (demo_env_get_db (env), &local,
                        "SELECT value = 'fixed', value_amount, delay_type, nb_days, days_next_month"
                        " FROM account_payment_term_line WHERE payment_id = ? ORDER BY id",
                        "i", term);
  while (rows != NULL && demo_statement_step (rows, &local))
    {
      const char *mday = demo_statement_text (rows, 4);
      DemoTermLine line = {
        .fixed = demo_statement_int (rows, 0) != 0,
        .value = demo_statement_int (rows, 1),
        .delay = demo_term_delay_from_string (demo_statement_text (rows, 2)),
        .days = (int)demo_statement_int (rows, 3),
        .mday = mday != NULL ? atoi (mday) : 0,
      };

      g_array_append_val (lines, line);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (lines->len == 0)
    {
      DemoTermLine at_once = { .value = 100 * DEMO_FLOAT_ONE };

      g_array_append_val (lines, at_once);
    }
  return g_steal_pointer (&lines);
}

/**
 * demo_payment_term_discount: (skip)
 * @env: the environment
 * @term: an account.payment.term, or 0
 * @date: the invoice's day
 * @until: (out): the last day of the discount
 *
 * Returns: the percentage, scaled by a million; 0 when nothing is taken off
 */
gint64
demo_payment_term_discount (DemoEnv *env, gint64 term, int date, int *until)
{
  *until = DEMO_DAY_NONE;
  if (term == 0 || !demo_env_get_int (env, "account.payment.term", term, "early_discount"))
    return 0;
  *until = date + (int)demo_env_get_int (env, "account.payment.term", term, "discount_days");
  return demo_env_get_int (env, "account.payment.term", term, "discount_percentage");
}
