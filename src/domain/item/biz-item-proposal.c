/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item-proposal.h"

#include "biz-match-subset.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More open items of one customer than this are not added up with each other. */
#define MAX_AMOUNTS 200
/* A number of this many bytes is too short to be named by. */
#define MIN_NAME 4

/* The items of one partner, account, company and currency. */
typedef struct
{
  GPtrArray *debits;  /* (element-type BizItem) */
  GPtrArray *credits; /* (element-type BizItem) */
  GHashTable *used;   /* (element-type BizItem): in a proposal */
  GPtrArray *found;   /* (element-type BizItemProposal): the answer */
} Desk;

void
biz_item_proposal_free (BizItemProposal *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->text);
  g_free (self);
}

static gint64
get_amount (BizItem *item)
{
  gint64 minor = biz_item_get_facts (item)->residual.minor;

  return ABS (minor);
}

static gboolean
is_free (Desk *desk, BizItem *item)
{
  return !g_hash_table_contains (desk->used, item);
}

static BizItemProposal *
add_proposal (Desk *desk, BizItemReason reason, gboolean is_tie, char *text)
{
  BizItemProposal *proposal = g_new0 (BizItemProposal, 1);

  proposal->items = g_ptr_array_new_with_free_func (g_object_unref);
  proposal->reason = reason;
  proposal->is_tie = is_tie;
  proposal->text = text;
  g_ptr_array_add (desk->found, proposal);

  return proposal;
}

static void
add_item (Desk *desk, BizItemProposal *proposal, BizItem *item)
{
  g_ptr_array_add (proposal->items, g_object_ref (item));
  if (!proposal->is_tie)
    g_hash_table_add (desk->used, item);
}

/* "INV/1" stands in "Reversal of: INV/1, late", but not in "INV/12". */
static gboolean
names (const char *text, const char *number)
{
  const char *at = text;
  gsize length = number != NULL ? strlen (number) : 0;

  if (text == NULL || length < MIN_NAME)
    return FALSE;
  while ((at = strstr (at, number)) != NULL)
    {
      if ((at == text || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[length]))
        return TRUE;
      at++;
    }

  return FALSE;
}

static gboolean
is_named_by (BizItem *item, BizItem *other)
{
  const BizItemFacts *facts = biz_item_get_facts (item);
  const BizItemFacts *theirs = biz_item_get_facts (other);

  return names (theirs->reference, facts->document) || names (theirs->label, facts->document)
         || names (facts->reference, theirs->document) || names (facts->label, theirs->document);
}

static gboolean
has_same_reference (BizItem *item, BizItem *other)
{
  const char *reference = biz_item_get_facts (item)->reference;

  return reference != NULL && strlen (reference) >= MIN_NAME
         && g_strcmp0 (reference, biz_item_get_facts (other)->reference) == 0;
}

static gboolean
has_same_amount (BizItem *item, BizItem *other)
{
  return get_amount (item) == get_amount (other);
}

typedef gboolean (*FitFunc) (BizItem *item, BizItem *other);

/* How many of @items fit @item, and the first of them. */
static guint
count_fits (Desk *desk, GPtrArray *items, BizItem *item, FitFunc fits, BizItem **first)
{
  guint n = 0;

  *first = NULL;
  for (guint i = 0; i < items->len; i++)
    {
      BizItem *other = g_ptr_array_index (items, i);

      if (is_free (desk, other) && fits (item, other) && n++ == 0)
        *first = other;
    }

  return n;
}

static char *
describe_pair (BizItemReason reason, BizItem *debit, BizItem *credit)
{
  g_autofree char *one = biz_item_get_title (debit);
  g_autofree char *other = biz_item_get_title (credit);

  switch (reason)
    {
    case BIZ_ITEM_REASON_NAMED:
      /* Translators: two documents, of which one names the other */
      return g_strdup_printf (_ ("%s and %s name each other"), one, other);
    case BIZ_ITEM_REASON_REFERENCE:
      return g_strdup_printf (_ ("Same reference: %s"), biz_item_get_facts (debit)->reference);
    case BIZ_ITEM_REASON_AMOUNT:
      return g_strdup (_ ("Same amount, and no other of it"));
    case BIZ_ITEM_REASON_SUM:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Each of both fits the other alone. */
static void
propose_pairs (Desk *desk, BizItemReason reason, FitFunc fits)
{
  for (guint i = 0; i < desk->debits->len; i++)
    {
      BizItem *debit = g_ptr_array_index (desk->debits, i);
      BizItem *credit, *back;
      BizItemProposal *proposal;

      if (!is_free (desk, debit) || count_fits (desk, desk->credits, debit, fits, &credit) != 1
          || count_fits (desk, desk->debits, credit, fits, &back) != 1)
        continue;
      proposal = add_proposal (desk, reason, FALSE, describe_pair (reason, debit, credit));
      add_item (desk, proposal, debit);
      add_item (desk, proposal, credit);
    }
}

/* "INV/1, INV/2 and INV/3" are too many words: at most three are named. */
static char *
list_titles (GPtrArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (items->len, 3); i++)
    {
      g_autofree char *title = biz_item_get_title (g_ptr_array_index (items, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", title);
    }
  if (items->len > 3)
    g_string_append_printf (text, " +%u", items->len - 3);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is left of the same amount: more than one way to pair it. */
static void
propose_ties (Desk *desk)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < desk->credits->len; i++)
    {
      BizItem *credit = g_ptr_array_index (desk->credits, i);
      const gint64 *minor = &biz_item_get_facts (credit)->residual.minor;
      g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
      g_autofree char *titles = NULL;
      BizItemProposal *tie;

      if (!is_free (desk, credit) || !g_hash_table_add (seen, (gpointer)minor))
        continue;
      for (guint k = 0; k < desk->debits->len; k++)
        {
          BizItem *debit = g_ptr_array_index (desk->debits, k);

          if (is_free (desk, debit) && has_same_amount (debit, credit))
            g_ptr_array_add (fitting, debit);
        }
      if (fitting->len == 0)
        continue;
      titles = list_titles (fitting);
      tie = add_proposal (desk, BIZ_ITEM_REASON_AMOUNT, TRUE,
                          /* Translators: documents */
                          g_strdup_printf (_ ("More than one fits by the amount: %s"), titles));
      add_item (desk, tie, credit);
      for (guint k = 0; k < fitting->len; k++)
        add_item (desk, tie, g_ptr_array_index (fitting, k));
    }
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  gint64 first = get_amount (*(BizItem *const *)a);
  gint64 second = get_amount (*(BizItem *const *)b);

  return (first > second) - (first < second);
}

/* Those that are free, the smallest first. */
static GPtrArray *
list_free (Desk *desk, GPtrArray *items)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      if (is_free (desk, g_ptr_array_index (items, i)))
        g_ptr_array_add (list, g_ptr_array_index (items, i));
    }
  g_ptr_array_sort (list, compare_amounts);

  return list;
}

static void
propose_sum (Desk *desk, BizItem *one, GPtrArray *several)
{
  g_autoptr (GPtrArray) candidates = list_free (desk, several);
  g_autofree gint64 *amounts = NULL;
  BizMatchSubset subsets[2];
  guint n, n_candidates = 0;
  BizItemProposal *proposal;

  /* what is more than the whole cannot be a part of it */
  while (n_candidates < candidates->len
         && get_amount (g_ptr_array_index (candidates, n_candidates)) < get_amount (one))
    n_candidates++;
  if (n_candidates < 2 || n_candidates > MAX_AMOUNTS)
    return;
  amounts = g_new (gint64, n_candidates);
  for (guint i = 0; i < n_candidates; i++)
    amounts[i] = get_amount (g_ptr_array_index (candidates, i));
  n = biz_match_find_subsets (amounts, n_candidates, get_amount (one), subsets,
                              G_N_ELEMENTS (subsets));
  if (n == 0)
    return;
  proposal =
      add_proposal (desk, BIZ_ITEM_REASON_SUM, n > 1,
                    n > 1
                        ? g_strdup (_ ("More than one sum comes to this amount"))
                        : g_strdup_printf (ngettext ("%u item comes to this amount",
                                                     "%u items come to this amount", subsets[0].n),
                                           subsets[0].n));
  add_item (desk, proposal, one);
  for (guint i = 0; i < subsets[0].n; i++)
    add_item (desk, proposal, g_ptr_array_index (candidates, subsets[0].members[i]));
}

static void
propose_sums (Desk *desk, GPtrArray *ones, GPtrArray *several)
{
  for (guint i = 0; i < ones->len; i++)
    {
      if (is_free (desk, g_ptr_array_index (ones, i)))
        propose_sum (desk, g_ptr_array_index (ones, i), several);
    }
}

static void
propose_in (Desk *desk)
{
  propose_pairs (desk, BIZ_ITEM_REASON_NAMED, is_named_by);
  propose_pairs (desk, BIZ_ITEM_REASON_REFERENCE, has_same_reference);
  propose_pairs (desk, BIZ_ITEM_REASON_AMOUNT, has_same_amount);
  propose_ties (desk);
  propose_sums (desk, desk->credits, desk->debits);
  propose_sums (desk, desk->debits, desk->credits);
}

/* Only what is of the same group can be matched. */
static int
compare_group (const BizItemFacts *a, const BizItemFacts *b)
{
  const gint64 first[] = { a->partner_id, a->account_id, a->company_id };
  const gint64 second[] = { b->partner_id, b->account_id, b->company_id };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      if (first[i] != second[i])
        return first[i] < second[i] ? -1 : 1;
    }

  return strcmp (a->residual.currency, b->residual.currency);
}

/* Groups together; in them the earliest due first, so that the answer does not depend on the order
 * of the question. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const BizItemFacts *first = biz_item_get_facts (*(BizItem *const *)a);
  const BizItemFacts *second = biz_item_get_facts (*(BizItem *const *)b);
  int order = compare_group (first, second);

  if (order == 0 && g_date_valid (&first->due) && g_date_valid (&second->due))
    order = g_date_compare (&first->due, &second->due);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

static gboolean
is_open (BizItem *item)
{
  const BizItemFacts *facts = biz_item_get_facts (item);

  return !facts->reconciled && facts->residual.minor != 0 && facts->partner_id != 0;
}

/**
 * biz_item_propose:
 * @items: (element-type BizItem): open items
 *
 * Looks for items of one customer or vendor that belong together. What fits in more than one way is
 * a tie: it is told, and never chosen from.
 *
 * Returns: (transfer full) (element-type BizItemProposal): in the order of customers, the strongest
 *   reasons first
 */
GPtrArray *
biz_item_propose (GPtrArray *items)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_item_proposal_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (items != NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      if (is_open (g_ptr_array_index (items, i)))
        g_ptr_array_add (sorted, g_ptr_array_index (items, i));
    }
  g_ptr_array_sort (sorted, compare_items);
  for (guint i = 0, next; i < sorted->len; i = next)
    {
      g_autoptr (GPtrArray) debits = g_ptr_array_new ();
      g_autoptr (GPtrArray) credits = g_ptr_array_new ();
      const BizItemFacts *first = biz_item_get_facts (g_ptr_array_index (sorted, i));
      Desk desk = { debits, credits, used, found };

      for (next = i; next < sorted->len; next++)
        {
          const BizItemFacts *facts = biz_item_get_facts (g_ptr_array_index (sorted, next));

          if (compare_group (facts, first) != 0)
            break;
          g_ptr_array_add (facts->residual.minor > 0 ? debits : credits,
                           g_ptr_array_index (sorted, next));
        }
      if (debits->len > 0 && credits->len > 0)
        propose_in (&desk);
    }

  return found;
}
