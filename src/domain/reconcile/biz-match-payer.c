/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <string.h>

/* More customers of one account than this are not looked at. */
#define MAX_SHARERS 4
#define MIN_PART 6
#define MAX_FUZZY 96
#define MAX_TEXT_WORDS 24

static void
add_payer (MatchEvidence *self, guint32 partner, BizMatchSignalKind kind)
{
  int points = biz_match_signal_get_points (kind);

  for (guint i = 0; i < self->n_payers; i++)
    {
      MatchPayer *payer = &self->payers[i];

      if (payer->partner != partner)
        continue;
      /* account and name agree: a little surer than the better of both */
      if (points > payer->points)
        {
          payer->kind = kind;
          payer->points = points;
        }
      payer->points += 4;
      return;
    }
  if (self->n_payers < BIZ_MATCH_MAX_PAYERS)
    self->payers[self->n_payers++] = (MatchPayer){ partner, kind, points };
}

static void
add_payers (MatchEvidence *self,
            const guint32 *partners,
            guint n,
            BizMatchSignalKind alone,
            BizMatchSignalKind shared)
{
  for (guint i = 0; i < n; i++)
    add_payer (self, partners[i], n == 1 ? alone : shared);
}

static int
compare_accounts (const void *a, const void *b)
{
  const MatchAccount *left = a, *right = b;

  if (left->partner_id != right->partner_id)
    return left->partner_id < right->partner_id ? -1 : 1;

  return strcmp (left->account, right->account);
}

/**
 * biz_match_index_accounts: (skip)
 * @self: the engine, its customers sorted
 *
 * Keeps whose the accounts are, in the order of the customers, whatever they were told in. Written
 * in two ways, an account is one of its customer all the same.
 */
void
biz_match_index_accounts (BizMatcher *self)
{
  self->by_account = biz_match_index_new (self->accounts->len);
  g_array_sort (self->accounts, compare_accounts);
  for (guint i = 0; i < self->accounts->len; i++)
    {
      const MatchAccount *account = &g_array_index (self->accounts, MatchAccount, i);
      guint32 partner = biz_matcher_find_partner (self, account->partner_id);
      guint32 seen[MAX_SHARERS];
      gboolean is_known = FALSE;
      guint64 key;
      guint n;

      biz_match_squeeze (account->account, self->scratch);
      if (partner == BIZ_MATCH_NO_INDEX || self->scratch->len < 4)
        continue;
      key = biz_match_hash_bytes (0, self->scratch->str, self->scratch->len);
      n = biz_match_index_find (self->by_account, key, seen, G_N_ELEMENTS (seen));
      for (guint j = 0; j < n; j++)
        is_known |= seen[j] == partner;
      if (!is_known && n < MAX_SHARERS)
        biz_match_index_add (self->by_account, key, partner);
    }
}

static void
find_by_account (MatchEvidence *self, const BizMatcher *matcher, GString *key)
{
  guint32 found[MAX_SHARERS];
  guint n;

  biz_match_squeeze (self->line->account, key);
  if (key->len < 4)
    return;
  n = biz_match_index_find (matcher->by_account, biz_match_hash_bytes (0, key->str, key->len),
                            found, G_N_ELEMENTS (found));
  add_payers (self, found, n, BIZ_MATCH_ACCOUNT, BIZ_MATCH_NAME_SHARED);
}

static guint
find_key (const BizMatcher *matcher, const char *key, gsize length, guint32 *found, guint max)
{
  guint n_found =
      biz_match_index_find (matcher->names, biz_match_hash_bytes (0, key, length), found, max);
  guint n = 0;

  for (guint i = 0; i < n_found; i++)
    {
      if (biz_matcher_partner (matcher, found[i])->key_length == length)
        found[n++] = found[i];
    }

  return n;
}

/* Customers whose names begin with @key; @max + 1 where there are more. */
static guint
find_beginning (const BizMatcher *matcher, const char *key, gsize length, guint32 *found, guint max)
{
  guint low = 0, high = matcher->partners->len, n = 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (biz_matcher_partner (matcher, matcher->by_name[middle])->key, key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < matcher->partners->len; low++)
    {
      const MatchPartner *partner = biz_matcher_partner (matcher, matcher->by_name[low]);

      if (strncmp (partner->key, key, length) != 0)
        break;
      if (n == max)
        return max + 1;
      found[n++] = matcher->by_name[low];
    }

  return n;
}

static gboolean
is_near (const MatchPartner *partner, const char *key, gsize length, gsize base_length)
{
  gsize shorter = MIN (base_length, (gsize)partner->base_length);

  /* two legal forms are two companies */
  if (base_length < length && partner->base_length < partner->key_length
      && strcmp (key + base_length, partner->key + partner->base_length) != 0)
    return FALSE;

  return biz_match_is_similar (key, base_length, partner->key, partner->base_length,
                               shorter >= 14 ? 2 : 1);
}

static guint
find_similar (const BizMatcher *matcher,
              const char *key,
              gsize length,
              gsize base_length,
              guint32 *found,
              guint max)
{
  guint32 near[MAX_FUZZY];
  guint n_near, n = 0;

  if (base_length < 8)
    return 0;
  n_near = biz_match_index_find (matcher->name_heads, biz_match_hash_bytes (1, key, 4), near,
                                 MAX_FUZZY / 2);
  n_near +=
      biz_match_index_find (matcher->name_heads, biz_match_hash_bytes (2, key + base_length - 4, 4),
                            near + n_near, MAX_FUZZY / 2);
  for (guint i = 0; i < n_near && n < max; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < n; j++)
        known |= found[j] == near[i];
      if (!known && is_near (biz_matcher_partner (matcher, near[i]), key, length, base_length))
        found[n++] = near[i];
    }

  return n;
}

static void
find_by_name (MatchEvidence *self, const BizMatcher *matcher, GString *key)
{
  guint32 found[BIZ_MATCH_MAX_PAYERS];
  gsize base_length;
  guint n;

  biz_match_name_key (self->line->name, key, &base_length);
  if (key->len < 3)
    return;
  n = find_key (matcher, key->str, key->len, found, 6);
  if (n > 0)
    {
      add_payers (self, found, n, BIZ_MATCH_NAME, BIZ_MATCH_NAME_SHARED);
      return;
    }
  if (key->len >= MIN_PART)
    {
      n = find_beginning (matcher, key->str, key->len, found, 6);
      if (n > 6)
        return;
      if (n > 0)
        {
          add_payers (self, found, n, BIZ_MATCH_NAME_PART, BIZ_MATCH_NAME_SHARED);
          return;
        }
    }
  n = find_similar (matcher, key->str, key->len, base_length, found, 6);
  add_payers (self, found, n, BIZ_MATCH_NAME_SIMILAR, BIZ_MATCH_NAME_SHARED);
}

/* Where the bank gives no name of its own: any run of words in the text that is a customer's. */
static void
find_in_text (MatchEvidence *self, const BizMatcher *matcher, GString *key)
{
  const char *starts[MAX_TEXT_WORDS + 1];
  guint n_words = 0;
  g_autofree char *text = g_strdup (self->line->text != NULL ? self->line->text : "");

  for (char *p = text; *p != '\0' && n_words < MAX_TEXT_WORDS;)
    {
      while (*p == ' ')
        p++;
      if (*p != '\0')
        starts[n_words++] = p;
      while (*p != '\0' && *p != ' ')
        p++;
    }
  starts[n_words] = text + strlen (text);
  for (guint i = 0; i < n_words; i++)
    {
      for (guint j = MIN (n_words, i + 5); j > i + 1; j--)
        {
          g_autofree char *words = g_strndup (starts[i], (gsize)(starts[j] - starts[i]));
          guint32 found[4];
          gsize base_length;
          guint n;

          biz_match_name_key (words, key, &base_length);
          if (key->len < 8)
            continue;
          n = find_key (matcher, key->str, key->len, found, G_N_ELEMENTS (found));
          if (n > 0)
            {
              add_payers (self, found, n, BIZ_MATCH_NAME_IN_TEXT, BIZ_MATCH_NAME_SHARED);
              return;
            }
        }
    }
}

static void
add_known (MatchEvidence *self,
           const BizMatcher *matcher,
           gint64 partner_id,
           BizMatchSignalKind kind)
{
  guint32 partner = biz_matcher_find_partner (matcher, partner_id);

  if (partner != BIZ_MATCH_NO_INDEX)
    add_payer (self, partner, kind);
}

static int
compare_payers (const void *a, const void *b, void *user_data)
{
  const MatchPayer *left = a, *right = b;

  if (left->points != right->points)
    return right->points - left->points;

  return left->partner < right->partner ? -1 : left->partner > right->partner;
}

/**
 * biz_match_evidence_find_payers: (skip)
 * @self: of a line
 * @matcher: the engine
 *
 * Finds the customers the line may come from, by account, name and habit.
 */
void
biz_match_evidence_find_payers (MatchEvidence *self, const BizMatcher *matcher)
{
  g_autoptr (GString) key = g_string_sized_new (64);
  BizMatchHabit habit;
  gboolean has_account = self->line->account != NULL && *self->line->account != '\0';
  gboolean has_name = self->line->name != NULL && *self->line->name != '\0';

  self->names_payer = has_account || has_name;
  if (has_account)
    find_by_account (self, matcher, key);
  if (has_name)
    find_by_name (self, matcher, key);
  if (self->n_payers == 0)
    find_in_text (self, matcher, key);
  if (self->rule != NULL && self->rule->payer_id != 0)
    add_known (self, matcher, self->rule->payer_id, BIZ_MATCH_RULE);
  if (biz_match_memory_find_payer (matcher->memory, self->line, &habit))
    add_known (self, matcher, habit.partner_id, BIZ_MATCH_HABIT);
  g_qsort_with_data (self->payers, (int)self->n_payers, sizeof *self->payers, compare_payers, NULL);
}

/**
 * biz_match_evidence_get_payer: (skip)
 * @self: of a line
 * @partner: index of a customer
 *
 * Returns: (nullable): what speaks for this customer as the payer
 */
const MatchPayer *
biz_match_evidence_get_payer (const MatchEvidence *self, guint32 partner)
{
  for (guint i = 0; i < self->n_payers; i++)
    {
      if (self->payers[i].partner == partner)
        return &self->payers[i];
    }

  return NULL;
}
