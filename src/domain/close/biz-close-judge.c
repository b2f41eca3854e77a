/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-facts.h"

#include <glib/gi18n-lib.h>

static char *
format_day (const GDate *day)
{
  char text[64] = "";

  g_date_strftime (text, sizeof text, "%x", day);

  return g_strdup (text);
}

static void
add (GListStore *checks, BizCloseCheckFacts *facts)
{
  g_autoptr (BizCloseCheck) check = biz_close_check_new_take (facts);

  g_list_store_append (checks, check);
}

static gboolean
compare (BizCloseCheckFacts *check,
         const char *figure_name,
         const BizMoney *figure,
         const char *other_name,
         const BizMoney *other,
         GError **error)
{
  check->has_figure = check->has_other = TRUE;
  check->figure_name = g_strdup (figure_name);
  check->figure = *figure;
  check->other_name = g_strdup (other_name);
  check->other = *other;

  return biz_money_subtract (figure, other, &check->difference, error);
}

static void
set_figure (BizCloseCheckFacts *check, const char *name, const BizMoney *figure)
{
  check->has_figure = TRUE;
  check->figure_name = g_strdup (name);
  check->figure = *figure;
}

/* Entries on the bank's account that no bank line made. */
static ErpDomain *
new_foreign_domain (const BizCloseFacts *facts, gint64 account_id)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_int (domain, "account_id", "=", account_id);
  erp_domain_add_int (domain, "company_id", "=", facts->company_id);
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_date (domain, "date", "<=", &facts->end);
  erp_domain_add_bool (domain, "statement_line_id", "=", FALSE);

  return domain;
}

static char *
describe_bank (const BizCloseJournal *journal)
{
  g_autofree char *day = NULL;

  if (!journal->has_statement)
    return g_strdup (_ ("There is no statement: compared with the sum of the bank lines."));
  day = format_day (&journal->statement_date);
  if (journal->has_lines)
    /* Translators: a day */
    return g_strdup_printf (_ ("Compared with the statement of %s and the bank lines since."), day);

  /* Translators: a day */
  return g_strdup_printf (_ ("Compared with the statement of %s."), day);
}

static gboolean
judge_bank (const BizCloseFacts *facts,
            const BizCloseJournal *journal,
            GListStore *checks,
            GError **error)
{
  BizCloseCheckFacts check = { .kind = BIZ_CLOSE_BANK, .model = "account.move.line" };
  BizMoney statement = journal->ledger;

  check.title = journal->code != NULL ? g_strdup_printf ("%s · %s", journal->code, journal->name)
                                      : g_strdup (journal->name);
  statement.minor = 0;
  check.domain = new_foreign_domain (facts, journal->account_id);
  if (!journal->has_statement && !journal->has_lines)
    {
      check.state = journal->ledger.minor == 0 ? BIZ_CLOSE_OK : BIZ_CLOSE_WARN;
      check.finding = g_strdup (_ ("There is neither a statement nor a bank line until this day."));
      set_figure (&check, _ ("Ledger"), &journal->ledger);
      if (check.state == BIZ_CLOSE_WARN)
        check.mend = g_strdup (_ ("Import the bank’s file, or see what was booked by hand."));
      add (checks, &check);
      return TRUE;
    }
  if (journal->has_statement)
    statement = journal->statement;
  check.finding = describe_bank (journal);
  if ((journal->has_lines && !biz_money_add (&statement, &journal->lines, &statement, error))
      || !compare (&check, _ ("Ledger"), &journal->ledger, _ ("Bank"), &statement, error))
    {
      g_free (check.title);
      g_free (check.finding);
      erp_domain_unref (check.domain);
      return FALSE;
    }
  check.state = check.difference.minor == 0 ? BIZ_CLOSE_OK : BIZ_CLOSE_OPEN;
  if (check.state == BIZ_CLOSE_OPEN)
    check.mend = g_strdup (_ ("See the entries that come from no bank line, and whether days of "
                              "the bank are missing or were imported twice."));
  add (checks, &check);

  return TRUE;
}

static void
judge_count (GListStore *checks,
             BizCloseCheckFacts *check,
             const BizCloseCount *count,
             BizCloseState when_some,
             const char *none,
             char *some,
             const char *figure_name,
             const char *mend)
{
  g_autofree char *taken = some;

  check->count = count->count;
  if (!count->known)
    {
      check->state = BIZ_CLOSE_NONE;
      check->finding = g_strdup (_ ("This server does not say it, or not to you."));
      g_clear_pointer (&check->domain, erp_domain_unref);
    }
  else if (count->count == 0)
    {
      check->state = BIZ_CLOSE_OK;
      check->finding = g_strdup (none);
    }
  else
    {
      check->state = when_some;
      check->finding = g_strdup (taken);
      check->mend = g_strdup (mend);
      if (count->has_sum)
        set_figure (check, figure_name, &count->sum);
    }
  add (checks, check);
}

static void
judge_bank_lines (const BizCloseFacts *facts, GListStore *checks)
{
  const BizCloseCount *count = &facts->bank_lines;
  BizCloseCheckFacts check = { .kind = BIZ_CLOSE_BANK_LINES,
                               .title = g_strdup (_ ("Bank lines")),
                               .model = "account.bank.statement.line",
                               .domain = biz_close_new_bank_line_domain (facts) };

  judge_count (checks, &check, count, BIZ_CLOSE_OPEN, _ ("All are matched or booked."),
               g_strdup_printf (ngettext ("%u is not matched.", "%u are not matched.",
                                          count->count),
                                count->count),
               _ ("Sum"), _ ("Match them, or say what they are."));
}

static ErpDomain *
new_account_domain (const BizCloseFacts *facts, const BizCloseAccount *account)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_int (domain, "account_id", "=", account->id);
  erp_domain_add_int (domain, "company_id", "=", facts->company_id);
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_date (domain, "date", "<=", &facts->end);
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);

  return domain;
}

static void
judge_account (const BizCloseFacts *facts, const BizCloseAccount *account, GListStore *checks)
{
  const gboolean waits = account->kind == BIZ_CLOSE_OUTSTANDING;
  BizCloseCheckFacts check = { .kind = account->kind, .model = "account.move.line" };

  check.title = g_strdup (account->name != NULL ? account->name : "");
  check.domain = new_account_domain (facts, account);
  set_figure (&check, _ ("Ledger"), &account->balance);
  if (account->balance.minor == 0)
    {
      check.finding = g_strdup (_ ("Nothing waits there."));
      add (checks, &check);
      return;
    }
  check.state = waits ? BIZ_CLOSE_WARN : BIZ_CLOSE_OPEN;
  check.finding = g_strdup (waits ? _ ("Payments wait there for their bank lines.")
                                  : _ ("Bank lines wait there that are not matched."));
  check.mend =
      g_strdup (waits ? _ ("Match the bank’s lines with these payments; what is older than "
                           "a few days never reached the bank.")
                      : _ ("Match these bank lines, or book what they are."));
  add (checks, &check);
}

static gboolean
judge_receivable (const BizCloseFacts *facts, GListStore *checks)
{
  for (guint i = 0; facts->feet != NULL && i < facts->feet->len; i++)
    {
      const BizAgeingFoot *foot = &g_array_index (facts->feet, BizAgeingFoot, i);
      BizCloseCheckFacts check = { .kind = BIZ_CLOSE_RECEIVABLE };

      check.title = g_strdup (foot->account != NULL ? foot->account : _ ("Receivable account"));
      check.has_figure = check.has_other = TRUE;
      check.figure_name = g_strdup (_ ("Ledger"));
      check.figure = foot->ledger;
      check.other_name = g_strdup (_ ("Open items"));
      check.other = foot->open;
      check.difference = foot->difference;
      check.state = foot->difference.minor == 0 ? BIZ_CLOSE_OK : BIZ_CLOSE_OPEN;
      check.finding = g_strdup (check.state == BIZ_CLOSE_OK
                                    ? _ ("The account is the sum of its open items.")
                                    : _ ("The account is not the sum of its open items."));
      if (check.state == BIZ_CLOSE_OPEN)
        check.mend = g_strdup (_ ("Entries of this account are settled without a counterpart. Ask "
                                  "an administrator whether data were brought in past the books."));
      add (checks, &check);
    }

  return facts->feet != NULL;
}

static gboolean
judge_customers (const BizCloseFacts *facts, GListStore *checks, GError **error)
{
  BizCloseCheckFacts check = { .kind = BIZ_CLOSE_CUSTOMERS };
  BizCloseState state = BIZ_CLOSE_OK;

  if (!compare (&check, _ ("Ledger by customer"), &facts->by_customer, _ ("Aged list"),
                &facts->aged, error))
    {
      g_free (check.figure_name);
      g_free (check.other_name);
      return FALSE;
    }
  check.title = g_strdup (_ ("Customers"));
  if (check.difference.minor != 0 || facts->n_differing > 0)
    state = BIZ_CLOSE_OPEN;
  else if (facts->nobody.count > 0)
    state = BIZ_CLOSE_WARN;
  check.state = state;
  if (facts->nobody.count > 0)
    {
      check.count = facts->nobody.count;
      check.model = "account.move.line";
      check.domain = biz_close_new_nobody_domain (facts);
    }
  if (state == BIZ_CLOSE_OK)
    check.finding = g_strdup (_ ("Each customer’s ledger is the sum of what is open."));
  else if (state == BIZ_CLOSE_WARN)
    check.finding = g_strdup_printf (ngettext ("%u open item has no customer.",
                                               "%u open items have no customer.", check.count),
                                     check.count);
  else
    check.finding =
        g_strdup_printf (ngettext ("The ledger and the open items of %u customer differ.",
                                   "The ledger and the open items of %u customers "
                                   "differ.",
                                   facts->n_differing),
                         facts->n_differing);
  if (state == BIZ_CLOSE_WARN)
    check.mend = g_strdup (_ ("Say in the entry whose it is; until then nobody is asked for it."));
  else if (state == BIZ_CLOSE_OPEN)
    check.mend = g_strdup (_ ("Items of two customers were matched with each other: take the match "
                              "apart, or move the balance by an entry."));
  add (checks, &check);

  return TRUE;
}

static void
judge_moves (const BizCloseFacts *facts, GListStore *checks)
{
  const BizCloseCount *paid = &facts->paid_open;
  const BizCloseCount *drafts = &facts->drafts;
  const BizCloseCount *review = &facts->review;
  BizCloseCheckFacts paid_check = { .kind = BIZ_CLOSE_PAID_OPEN,
                                    .title = g_strdup (_ ("Paid, but open")),
                                    .model = "account.move",
                                    .domain = biz_close_new_paid_open_domain (facts) };
  BizCloseCheckFacts draft_check = { .kind = BIZ_CLOSE_DRAFTS,
                                     .title = g_strdup (_ ("Drafts")),
                                     .model = "account.move",
                                     .domain = biz_close_new_draft_domain (facts) };
  BizCloseCheckFacts review_check = { .kind = BIZ_CLOSE_REVIEW,
                                      .title = g_strdup (_ ("Entries to review")),
                                      .model = "account.move",
                                      .domain = biz_close_new_review_domain (facts) };

  judge_count (checks, &paid_check, paid, BIZ_CLOSE_WARN,
               _ ("What is called paid is settled in the ledger."),
               g_strdup_printf (ngettext ("%u invoice is called paid and is open in the ledger.",
                                          "%u invoices are called paid and are open in the ledger.",
                                          paid->count),
                                paid->count),
               _ ("Open"),
               _ ("Their payments were booked without an entry that could be matched. Match the "
                  "bank line with the invoice, or book the payment."));
  judge_count (checks, &draft_check, drafts, BIZ_CLOSE_OPEN, _ ("None is left until this day."),
               g_strdup_printf (ngettext ("%u entry is not posted.", "%u entries are not posted.",
                                          drafts->count),
                                drafts->count),
               _ ("Sum"), _ ("Post them, delete them, or give them a later date."));
  judge_count (checks, &review_check, review, BIZ_CLOSE_WARN,
               _ ("All of the period have been looked at."),
               g_strdup_printf (ngettext ("%u entry is to be reviewed.",
                                          "%u entries are to be reviewed.", review->count),
                                review->count),
               NULL, _ ("Look at them, and mark them as reviewed."));
}

/**
 * biz_close_judge:
 * @facts: what the server says
 * @error: return location
 *
 * Makes the list that a period is closed by.
 *
 * Returns: (transfer full) (element-type BizCloseCheck): the checks
 */
GListStore *
biz_close_judge (const BizCloseFacts *facts, GError **error)
{
  g_autoptr (GListStore) checks = NULL;

  g_return_val_if_fail (facts != NULL && g_date_valid (&facts->end), NULL);

  checks = g_list_store_new (BIZ_TYPE_CLOSE_CHECK);
  for (guint i = 0; i < facts->journals->len; i++)
    {
      if (!judge_bank (facts, &g_array_index (facts->journals, BizCloseJournal, i), checks, error))
        return NULL;
    }
  judge_bank_lines (facts, checks);
  for (guint i = 0; i < facts->accounts->len; i++)
    judge_account (facts, &g_array_index (facts->accounts, BizCloseAccount, i), checks);
  if (judge_receivable (facts, checks) && !judge_customers (facts, checks, error))
    return NULL;
  judge_moves (facts, checks);

  return g_steal_pointer (&checks);
}
