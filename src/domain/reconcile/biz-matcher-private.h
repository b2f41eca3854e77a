/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-index.h"
#include "biz-match-subset.h"
#include "biz-match-text.h"
#include "biz-matcher.h"

G_BEGIN_DECLS

/* How the engine works, in the order of its files: biz-matcher.c keeps and indexes what is open;
 * biz-match-evidence.c reads who pays and which numbers are named; biz-match-candidates.c makes
 * combinations of items and weighs them; biz-match-assign.c settles who gets what. */

#define BIZ_MATCH_NO_INDEX G_MAXUINT32
#define BIZ_MATCH_MAX_PAYERS 12
#define BIZ_MATCH_MAX_CITED 48
#define BIZ_MATCH_MAX_SIGNALS 10
#define BIZ_MATCH_MAX_CANDIDATES 6

typedef struct
{
  gint64 id;
  gint64 partner_id;
  gint64 residual;
  gint64 discount; /* what is to be paid in time; 0 for no discount */
  const char *number;
  const char *ref;
  BizMatchNumber parts;
  guint32 partner; /* index, or BIZ_MATCH_NO_INDEX */
  guint32 date;    /* julian day, 0 for none; so the next two */
  guint32 due;
  guint32 discount_date;
  guint16 currency;
} MatchItem;

typedef struct
{
  gint64 id;
  const char *name;
  const char *key;
  guint32 key_length;
  guint32 base_length;
  guint32 first; /* range in by_partner */
  guint32 n_items;
} MatchPartner;

typedef struct
{
  const char *account;
  gint64 partner_id;
} MatchAccount;

struct _BizMatcher
{
  BizMatchOptions options;
  GStringChunk *chunk;    /* (owned): all texts */
  GString *scratch;       /* (owned) */
  GPtrArray *currencies;  /* (owned): char *, in the chunk */
  GArray *items;          /* (owned): MatchItem, by id once indexed */
  GArray *partners;       /* (owned): MatchPartner, by id once indexed */
  GArray *accounts;       /* (owned): MatchAccount */
  BizMatchRules *rules;   /* (owned) */
  BizMatchMemory *memory; /* (owned) */

  gboolean is_indexed;
  guint32 *by_partner; /* (owned): items by partner, currency, residual, due, id */
  gint64 *residuals;   /* (owned): of by_partner, for searches in sums */
  guint32 *by_name;    /* (owned): partners by key */
  BizMatchIndex *amounts;
  BizMatchIndex *partner_amounts;
  BizMatchIndex *partner_discounts;
  BizMatchIndex *numbers;   /* year and counter */
  BizMatchIndex *sequences; /* counter */
  BizMatchIndex *wholes;    /* letters and digits of the number */
  BizMatchIndex *refs;
  BizMatchIndex *prefixes; /* prefix and width of numbers there are */
  BizMatchIndex *by_account;
  BizMatchIndex *names;
  BizMatchIndex *name_heads; /* first letters, for names with slips */
};

typedef struct
{
  guint32 partner;
  BizMatchSignalKind kind;
  int points;
} MatchPayer;

typedef struct
{
  guint32 item;
  guint32 run; /* where in the text; two meanings of the same digits exclude each other */
  BizMatchSignalKind kind;
} MatchCited;

typedef struct
{
  const BizMatchLine *line;
  const BizMatchRule *rule; /* (nullable): that says who pays */
  gint64 amount;
  guint32 date;
  guint16 currency;
  GString *folded;  /* (owned): text and end-to-end reference */
  gsize end_to_end; /* where the latter begins */
  BizMatchRun runs[BIZ_MATCH_MAX_RUNS];
  guint n_runs;
  MatchPayer payers[BIZ_MATCH_MAX_PAYERS]; /* best first */
  guint n_payers;
  MatchCited cited[BIZ_MATCH_MAX_CITED];
  guint n_cited;
  gboolean names_payer;     /* there is an account or a name, known or not */
  gboolean is_plural;       /* speaks of several invoices */
  gboolean is_part;         /* speaks of a part payment */
  guint64 unknown_sequence; /* of a well-formed number that is not open */
  gboolean has_unknown;
} MatchEvidence;

typedef struct
{
  guint32 items[BIZ_MATCH_MAX_PARTS];
  guint32 discounted; /* bit for each item */
  guint8 n_items;
  guint8 n_signals;
  guint8 n_ties; /* other ways as good as this */
  gboolean is_numbered;
  BizMatchSignalKind amount_kind;
  guint32 partner;
  int score;
  BizMatchBand ceiling;
  BizMatchSignal signals[BIZ_MATCH_MAX_SIGNALS];
} MatchCandidate;

/* biz-matcher.c */
guint64 biz_matcher_amount_key (guint16 currency, gint64 amount);
guint64 biz_matcher_partner_key (guint32 partner, guint16 currency, gint64 amount);
guint64 biz_matcher_number_key (int year, guint64 sequence);
/* The items of @partner in @currency, amounts ascending. */
void biz_matcher_get_pool (const BizMatcher *self,
                           guint32 partner,
                           guint16 currency,
                           const guint32 **items,
                           const gint64 **residuals,
                           guint *n_items);
guint32 biz_matcher_find_partner (const BizMatcher *self, gint64 id);
int biz_matcher_find_currency (const BizMatcher *self, const char *code);

static inline const MatchItem *
biz_matcher_item (const BizMatcher *self, guint32 position)
{
  return &g_array_index (self->items, MatchItem, position);
}

static inline const MatchPartner *
biz_matcher_partner (const BizMatcher *self, guint32 position)
{
  return &g_array_index (self->partners, MatchPartner, position);
}

/* biz-match-evidence.c */
void biz_match_evidence_init (MatchEvidence *evidence);
void biz_match_evidence_clear (MatchEvidence *evidence);
/* FALSE where nothing can be open in the line's currency. */
gboolean biz_match_evidence_read (MatchEvidence *evidence,
                                  const BizMatcher *matcher,
                                  const BizMatchLine *line,
                                  const BizMatchRule *rule);
/* biz-match-payer.c */
void biz_match_index_accounts (BizMatcher *self);
void biz_match_evidence_find_payers (MatchEvidence *evidence, const BizMatcher *matcher);
const MatchPayer *biz_match_evidence_get_payer (const MatchEvidence *evidence, guint32 partner);

/* biz-match-candidates.c */
/* Best first, at most BIZ_MATCH_MAX_CANDIDATES. */
guint biz_match_find_candidates (const BizMatcher *matcher,
                                 const MatchEvidence *evidence,
                                 MatchCandidate *candidates);
/* biz-match-weigh.c */
void biz_match_weigh (const BizMatcher *matcher,
                      const MatchEvidence *evidence,
                      MatchCandidate *candidate);
void biz_match_add_signal (MatchCandidate *candidate, BizMatchSignalKind kind);
BizMatchBand biz_match_get_band (int score, int gap, BizMatchBand ceiling);

/* biz-match-assign.c */
GPtrArray *biz_match_assign (const BizMatcher *matcher,
                             const BizMatchLine *lines,
                             guint n_lines,
                             GCancellable *cancellable,
                             GError **error);
/* biz-match-reasons.c */
void biz_match_explain (const BizMatcher *matcher,
                        const MatchCandidate *candidate,
                        const MatchCandidate *runner_up,
                        BizMatchProposal *proposal);

G_END_DECLS
