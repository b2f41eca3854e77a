/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collect-papers.h"

#include "biz-policy-part.h"
#include "kit-format.h"
#include "page-collect-columns.h"
#include "page-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More of a kind are in the conversation. */
#define N_ROWS 20

static void
append_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* Numbers of the invoices that a note names, as far as they are here. */
static char *
describe_moves (BizCollectCustomer *customer, GArray *moves)
{
  GArray *items = biz_collect_customer_get_items (customer);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (items, BizCollectItem, i).item;

      for (guint j = 0; j < moves->len; j++)
        {
          if (g_array_index (moves, gint64, j) == item->move_id && item->document != NULL
              && strstr (text->str, item->document) == NULL)
            g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", item->document);
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_paper (GtkGrid *grid,
           BizCollectCustomer *customer,
           int row,
           const char *state,
           const char *tone,
           const char *words,
           GArray *moves,
           BizDecisionNote *note)
{
  g_autofree char *documents = describe_moves (customer, moves);
  g_autoptr (GString) text = g_string_new (words);
  const char *said = biz_decision_note_get_text (note);
  const char *user = biz_decision_note_get_user (note);

  if (*documents != '\0')
    g_string_append_printf (text, " (%s)", documents);
  append_line (text, said);
  if (user != NULL)
    append_line (text, user);
  page_grid_add_text (grid, 0, row, 1, state, tone);
  page_grid_add_prose (grid, 1, row, 1, text->str, NULL);
}

static const char *
get_promise_tone (BizPromiseState state)
{
  switch (state)
    {
    case BIZ_PROMISE_BROKEN:
    case BIZ_PROMISE_PARTLY:
      return "tone-bad";
    case BIZ_PROMISE_KEPT:
      return "tone-good";
    default:
      return "dim-label";
    }
}

static char *
describe_dispute (const BizDispute *dispute, BizPolicy *policy)
{
  const char *reason = biz_dispute_get_reason (dispute);
  const char *outcome =
      dispute->closing != NULL ? biz_decision_note_get (dispute->closing, "outcome") : NULL;
  g_autofree char *why = reason != NULL ? biz_policy_dup_code_label (policy, BIZ_POLICY_COLLECTIONS,
                                                                     "dispute_reasons", reason)
                                        : g_strdup (_ ("No reason given"));
  g_autofree char *end =
      outcome != NULL
          ? biz_policy_dup_code_label (policy, BIZ_POLICY_COLLECTIONS, "dispute_outcomes", outcome)
          : NULL;

  /* Translators: why something is disputed, and how that ended. */
  return end != NULL ? g_strdup_printf (_ ("%s: %s"), why, end) : g_steal_pointer (&why);
}

/**
 * page_collect_papers_fill:
 * @grid: filled anew
 * @customer: whose promises and disputes they are
 * @policy: of the company
 *
 * Returns: whether there are any
 */
gboolean
page_collect_papers_fill (GtkGrid *grid, BizCollectCustomer *customer, BizPolicy *policy)
{
  GPtrArray *promises = biz_collect_customer_get_promises (customer);
  GPtrArray *disputes = biz_collect_customer_get_disputes (customer);
  int row = 0;

  page_grid_clear (grid);
  for (guint i = disputes->len; i > 0; i--)
    {
      const BizDispute *dispute = g_ptr_array_index (disputes, i - 1);
      gboolean open = biz_dispute_is_open (dispute);
      g_autofree char *words = describe_dispute (dispute, policy);

      if (dispute->is_replaced)
        continue;
      add_paper (grid, customer, row++, open ? _ ("Disputed") : _ ("Resolved"),
                 open ? "tone-warning" : "dim-label", words, dispute->moves, dispute->note);
    }
  for (guint i = 0; i < promises->len; i++)
    {
      const BizPromise *promise = g_ptr_array_index (promises, i);
      g_autofree char *words = biz_promise_describe (promise);

      add_paper (grid, customer, row++, biz_promise_state_to_label (promise->state),
                 get_promise_tone (promise->state), words, promise->moves, promise->note);
    }

  return row > 0;
}

/* What is planned about the customer or one of the invoices. */
gboolean
page_collect_papers_fill_actions (GtkGrid *grid, BizCollectCustomer *customer)
{
  GPtrArray *actions = biz_collect_customer_get_actions (customer);

  page_grid_clear (grid);
  for (guint i = 0; i < actions->len && i < N_ROWS; i++)
    {
      const BizCollectAction *action = g_ptr_array_index (actions, i);
      g_autofree char *day = kit_format_date (&action->deadline);
      g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GString) words = g_string_new (action->summary);
      g_autofree char *document = NULL;

      if (g_str_equal (action->model, "account.move"))
        g_array_append_val (moves, action->record_id);
      document = describe_moves (customer, moves);
      if (*document != '\0')
        g_string_append_printf (words, " (%s)", document);
      if (action->user != NULL)
        g_string_append_printf (words, " · %s", action->user);
      page_grid_add_number (grid, 0, (int)i, day, NULL);
      page_grid_add_prose (grid, 1, (int)i, 1, words->str, NULL);
    }

  return actions->len > 0;
}

gboolean
page_collect_papers_fill_contacts (GtkGrid *grid, BizCollectCustomer *customer)
{
  GPtrArray *contacts = biz_collect_customer_get_contacts (customer);

  page_grid_clear (grid);
  for (guint i = 0; i < contacts->len && i < N_ROWS; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (contacts, i);
      GDateTime *time = biz_decision_note_get_time (note);
      g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
      g_autofree char *day = local != NULL ? g_date_time_format (local, "%x") : g_strdup ("");
      const char *way = page_collect_columns_describe_way (biz_decision_note_get (note, "way"));
      const char *user = biz_decision_note_get_user (note);
      g_autoptr (GString) words = g_string_new (
          way != NULL ? way : biz_decision_kind_get_label (biz_decision_note_get_kind (note)));

      if (user != NULL)
        g_string_append_printf (words, " · %s", user);
      append_line (words, biz_decision_note_get_text (note));
      page_grid_add_number (grid, 0, (int)i, day, "dim-label");
      page_grid_add_prose (grid, 1, (int)i, 1, words->str, NULL);
    }

  return contacts->len > 0;
}
