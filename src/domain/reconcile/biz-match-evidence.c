/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-matcher-private.h"

#include <string.h>

#define MAX_HITS 12
#define MAX_WINDOW 40

/* Words in front of a document's number, folded. */
static const char *const number_words[] = {
  "BILL",     "DOC",  "DOCUMENT",    "FACT", "FACTURA", "FACTURE", "FACTUUR", "FAC",
  "FATTURA",  "FT",   "FV",          "INV",  "INVOICE", "INVNO",   "RE",      "RECHN",
  "RECHNUNG", "RENR", "RECHNUNGSNR", "RG",   "RGNR",    "RINV",    "RN",      "RNR",
};

/* Words that say a payment is for several documents, folded. */
static const char *const plural_words[] = {
  "INVOICES", "RECHNUNGEN", "FACTURES", "FACTUREN",    "FACTURAS", "FATTURE", "STATEMENT",
  "VARIOUS",  "DIVERSE",    "DIVERS",   "DIVERSES",    "MEHRERE",  "SAMMEL",  "SAMMELZAHLUNG",
  "ITEMS",    "POSTEN",     "BALANCE",  "KONTOAUSZUG", "VARIAS",   "VARIOS",
};

/* Words that say it is a part, folded; banks cut them off, too. */
static const char *const part_words[] = {
  "TEILZAHLUNG", "TEILBETRAG", "ANZAHLUNG",    "ABSCHLAG",    "RATENZAHLUNG", "ACOMPTE",
  "PART",        "PARTIAL",    "INSTALMENT",   "INSTALLMENT", "ANTICIPO",     "ACCONTO",
  "PARCIAL",     "PARTIEL",    "DEELBETALING", "AANBETALING", "TERMIJN",
};

static gboolean
is_one_of (const char *word, gsize length, const char *const *words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (strlen (words[i]) == length && memcmp (words[i], word, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
cite (MatchEvidence *self, guint32 item, guint32 run, BizMatchSignalKind kind)
{
  for (guint i = 0; i < self->n_cited; i++)
    {
      MatchCited *cited = &self->cited[i];

      if (cited->item != item)
        continue;
      if (biz_match_signal_get_points (kind) > biz_match_signal_get_points (cited->kind))
        {
          cited->kind = kind;
          cited->run = run;
        }
      return;
    }
  if (self->n_cited < BIZ_MATCH_MAX_CITED)
    self->cited[self->n_cited++] = (MatchCited){ item, run, kind };
}

static guint64
hash_word (const MatchEvidence *self, const BizMatchRun *run)
{
  guint32 end = run->word;

  while (end < run->start && g_ascii_isalpha (self->folded->str[end]))
    end++;

  return end > run->word ? biz_match_hash_bytes (1, self->folded->str + run->word, end - run->word)
                         : 0;
}

static gboolean
is_known_prefix (const BizMatcher *matcher, guint64 prefix)
{
  guint32 found;

  return prefix != 0 && biz_match_index_find (matcher->prefixes, prefix, &found, 1) > 0;
}

static gboolean
is_number_word (const MatchEvidence *self, const BizMatchRun *run)
{
  guint32 end = run->word;

  while (end < run->start && g_ascii_isalpha (self->folded->str[end]))
    end++;

  return is_one_of (self->folded->str + run->word, end - run->word, number_words,
                    G_N_ELEMENTS (number_words));
}

/* What stands between two runs: its length, or G_MAXUINT with a letter in it. */
static guint
get_distance (const MatchEvidence *self, const BizMatchRun *left, const BizMatchRun *right)
{
  for (guint32 i = left->end; i < right->start; i++)
    {
      if (g_ascii_isalnum (self->folded->str[i]) || (guchar)self->folded->str[i] >= 0x80)
        return G_MAXUINT;
    }

  return right->start - left->end;
}

/* "0077 9": a blank within the number. FALSE where the two do not make one. */
static gboolean
join_runs (const MatchEvidence *self, guint position, BizMatchRun *joined)
{
  const BizMatchRun *left, *right;

  if (position + 1 >= self->n_runs)
    return FALSE;
  left = &self->runs[position];
  right = &self->runs[position + 1];
  if (get_distance (self, left, right) != 1 || self->folded->str[left->end] != ' '
      || left->n_digits + right->n_digits > 9)
    return FALSE;

  *joined = *left;
  for (guint i = 0; i < right->n_digits; i++)
    joined->value *= 10;
  joined->value += right->value;
  joined->n_digits = (guint8)(left->n_digits + right->n_digits);
  joined->end = right->end;
  joined->at_end = right->at_end;

  return TRUE;
}

static guint
cite_dated (MatchEvidence *self,
            const BizMatcher *matcher,
            int year,
            const BizMatchRun *sequence,
            guint64 prefix,
            gboolean need_width)
{
  guint32 found[MAX_HITS];
  guint n = biz_match_index_find (matcher->numbers, biz_matcher_number_key (year, sequence->value),
                                  found, MAX_HITS);
  gboolean is_known = is_known_prefix (matcher, prefix);
  guint n_cited = 0;

  for (guint i = 0; i < n; i++)
    {
      const MatchItem *item = biz_matcher_item (matcher, found[i]);
      BizMatchSignalKind kind = prefix != 0 && prefix == item->parts.prefix ? BIZ_MATCH_NUMBER_FULL
                                                                            : BIZ_MATCH_NUMBER_YEAR;

      if (is_known && kind != BIZ_MATCH_NUMBER_FULL)
        continue;
      if (need_width && sequence->n_digits != item->parts.width)
        continue;
      /* cut off in the middle: 00 of 00123 is not 00000 */
      if (sequence->n_digits < item->parts.width && sequence->at_end)
        continue;
      cite (self, found[i], sequence->start, kind);
      n_cited++;
    }

  return n_cited;
}

/* A number of a series we know, or behind a word for one, that nothing open has. One at the end of
 * the text may be cut off, unless it has all digits of its series. */
static void
note_unknown (MatchEvidence *self,
              const BizMatcher *matcher,
              const BizMatchRun *worded,
              const BizMatchRun *sequence)
{
  guint64 prefix = hash_word (self, worded);
  guint32 found;
  gboolean is_ours =
      prefix != 0
      && biz_match_index_find (matcher->prefixes, biz_match_hash (prefix, sequence->n_digits),
                               &found, 1)
             > 0;
  gboolean is_worded =
      is_number_word (self, worded) && sequence->n_digits >= (sequence->at_end ? 5 : 3);

  if (!is_ours && !is_worded)
    return;
  self->has_unknown = TRUE;
  self->unknown_sequence = sequence->value;
}

/* "2026/00966", "26-00966", "2026 0096 6": a year, then the counter. */
static gboolean
read_year_first (MatchEvidence *self, const BizMatcher *matcher, guint position)
{
  const BizMatchRun *year = &self->runs[position], *sequence;
  guint64 prefix = hash_word (self, year);
  BizMatchRun joined;
  gboolean is_short = year->n_digits == 2;
  guint distance;

  if (position + 1 >= self->n_runs || !(is_short || biz_match_is_year (year)))
    return FALSE;
  sequence = &self->runs[position + 1];
  distance = get_distance (self, year, sequence);
  if (distance == 0 || distance > 3
      || (is_short && (year->word == year->start || sequence->n_digits < 3)))
    return FALSE;
  if (join_runs (self, position + 1, &joined)
      && cite_dated (self, matcher, (int)(year->value % 100), &joined, prefix, TRUE) > 0)
    return TRUE;
  if (cite_dated (self, matcher, (int)(year->value % 100), sequence, prefix, FALSE) > 0)
    return TRUE;
  if (!is_short)
    note_unknown (self, matcher, year, sequence);

  return FALSE;
}

/* "202600966" */
static gboolean
read_year_joined (MatchEvidence *self, const BizMatcher *matcher, guint position)
{
  BizMatchRun run = self->runs[position], joined;
  guint64 power = 1, year;

  if (run.n_digits == 8 && join_runs (self, position, &joined) && joined.n_digits <= 10)
    run = joined;
  if (run.n_digits < 6 || run.n_digits > 12)
    return FALSE;
  for (guint i = 4; i < run.n_digits; i++)
    power *= 10;
  year = run.value / power;
  if (year < 1990 || year > 2099)
    return FALSE;
  run.value %= power;
  run.n_digits = (guint8)(run.n_digits - 4);

  return cite_dated (self, matcher, (int)(year % 100), &run, hash_word (self, &run), TRUE) > 0;
}

/* "00587/26" */
static gboolean
read_year_last (MatchEvidence *self, const BizMatcher *matcher, guint position)
{
  const BizMatchRun *sequence = &self->runs[position], *year;
  guint64 prefix;

  if (position + 1 >= self->n_runs || sequence->n_digits < 3 || biz_match_is_year (sequence))
    return FALSE;
  year = &self->runs[position + 1];
  if (get_distance (self, sequence, year) != 1
      || strchr ("/-.", self->folded->str[sequence->end]) == NULL
      || !(year->n_digits == 2 || biz_match_is_year (year)))
    return FALSE;
  prefix = hash_word (self, sequence);

  return cite_dated (self, matcher, (int)(year->value % 100), sequence,
                     is_known_prefix (matcher, prefix) ? prefix : 0, FALSE)
         > 0;
}

static guint
cite_bare (MatchEvidence *self, const BizMatcher *matcher, const BizMatchRun *run, gboolean exact)
{
  guint32 found[MAX_HITS];
  guint64 prefix = hash_word (self, run);
  gboolean is_known = is_known_prefix (matcher, prefix);
  gboolean is_worded = is_known || is_number_word (self, run);
  guint n_cited = 0;
  guint n =
      biz_match_index_find (matcher->sequences, biz_match_hash (0, run->value), found, MAX_HITS);

  for (guint i = 0; i < n; i++)
    {
      const MatchItem *item = biz_matcher_item (matcher, found[i]);
      gboolean is_full = run->n_digits == item->parts.width && run->n_digits >= 4;

      if (item->parts.sequence != run->value || (exact && !is_full)
          || (is_known && prefix != item->parts.prefix))
        continue;
      if (run->at_end && run->n_digits < item->parts.width && !is_worded)
        continue;
      if (!is_full && !is_worded && run->n_digits < 3)
        continue;
      n_cited++;
      cite (self, found[i], run->start,
            is_worded || (is_full && run->word == run->start) ? BIZ_MATCH_NUMBER_SHORT
                                                              : BIZ_MATCH_NUMBER_BARE);
    }

  return n_cited;
}

static void
read_bare (MatchEvidence *self, const BizMatcher *matcher, guint position)
{
  const BizMatchRun *run = &self->runs[position];
  BizMatchRun joined;
  guint n_cited = 0;

  if (join_runs (self, position, &joined))
    n_cited = cite_bare (self, matcher, &joined, TRUE);
  if (run->n_digits < 2 || run->n_digits > 12 || biz_match_is_year (run))
    return;
  n_cited += cite_bare (self, matcher, run, FALSE);
  if (n_cited == 0)
    note_unknown (self, matcher, run, run);
}

/* Letters and digits from a word to one of the next runs, as a whole number or reference. */
static gboolean
read_wholes (MatchEvidence *self, const BizMatcher *matcher, guint position)
{
  const BizMatchRun *first = &self->runs[position];
  char window[MAX_WINDOW];
  guint32 starts[2] = { first->word, first->start };
  gboolean found_any = FALSE;

  for (guint s = 0; s < (first->word < first->start ? 2 : 1); s++)
    {
      guint32 at = starts[s];
      guint n = 0;

      for (guint last = position; last < MIN (self->n_runs, position + 4); last++)
        {
          guint32 found[MAX_HITS];
          guint64 hash;
          guint n_found;

          for (; at < self->runs[last].end && n < MAX_WINDOW; at++)
            {
              if (g_ascii_isalnum (self->folded->str[at]) || (guchar)self->folded->str[at] >= 0x80)
                window[n++] = self->folded->str[at];
            }
          if (n == MAX_WINDOW)
            break;
          if (n < 4)
            continue;
          hash = biz_match_hash_bytes (2, window, n);
          n_found = biz_match_index_find (matcher->wholes, hash, found, MAX_HITS);
          for (guint i = 0; i < n_found && n >= 5; i++)
            cite (self, found[i], self->runs[last].start, BIZ_MATCH_NUMBER_FULL);
          found_any |= n_found > 0 && n >= 5;
          n_found = biz_match_index_find (matcher->refs, hash, found, MAX_HITS);
          for (guint i = 0; i < n_found; i++)
            cite (self, found[i], first->start, BIZ_MATCH_REFERENCE);
          found_any |= n_found > 0;
        }
    }

  return found_any;
}

static void
read_numbers (MatchEvidence *self, const BizMatcher *matcher)
{
  for (guint i = 0; i < self->n_runs; i++)
    {
      gboolean found = read_wholes (self, matcher, i);

      found |= read_year_first (self, matcher, i);
      found |= read_year_joined (self, matcher, i);
      found |= read_year_last (self, matcher, i);
      /* the counter of a number just read is no second number */
      if (found || (i > 0 && read_year_first (self, matcher, i - 1)))
        continue;
      read_bare (self, matcher, i);
    }
}

static gboolean
is_cut_word (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (part_words); i++)
    {
      if (length >= 4 && strncmp (part_words[i], word, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
find_words (MatchEvidence *self)
{
  const char *text = self->folded->str;

  for (gsize i = 0; i < self->end_to_end;)
    {
      gsize end = i;

      while (end < self->end_to_end && g_ascii_isalpha (text[end]))
        end++;
      if (end > i + 3)
        {
          self->is_plural |=
              is_one_of (text + i, end - i, plural_words, G_N_ELEMENTS (plural_words));
          self->is_part |= is_one_of (text + i, end - i, part_words, G_N_ELEMENTS (part_words))
                           || (end == self->end_to_end && is_cut_word (text + i, end - i));
        }
      i = end + 1;
    }
}

/* Digits that may mean anything mean something only at the customer who pays. */
static void
drop_strangers (MatchEvidence *self, const BizMatcher *matcher)
{
  guint n = 0;

  for (guint i = 0; i < self->n_cited; i++)
    {
      const MatchCited *cited = &self->cited[i];
      guint32 partner = biz_matcher_item (matcher, cited->item)->partner;

      if (self->n_payers > 0
          && (cited->kind == BIZ_MATCH_NUMBER_BARE || cited->kind == BIZ_MATCH_NUMBER_SHORT)
          && (partner == BIZ_MATCH_NO_INDEX
              || biz_match_evidence_get_payer (self, partner) == NULL))
        continue;
      if (biz_matcher_item (matcher, cited->item)->currency != self->currency)
        continue;
      self->cited[n++] = *cited;
    }
  self->n_cited = n;
}

/**
 * biz_match_evidence_init: (skip)
 * @self: room for evidence, used for one line after the other
 */
void
biz_match_evidence_init (MatchEvidence *self)
{
  memset (self, 0, sizeof *self);
  self->folded = g_string_sized_new (256);
}

/**
 * biz_match_evidence_clear: (skip)
 * @self: evidence
 */
void
biz_match_evidence_clear (MatchEvidence *self)
{
  g_string_free (g_steal_pointer (&self->folded), TRUE);
}

/**
 * biz_match_evidence_read: (skip)
 * @self: evidence, of an earlier line or none
 * @matcher: the engine, indexed
 * @line: a bank line
 * @rule: (nullable): what a rule says of it
 *
 * Returns: FALSE where no item has the currency of the line
 */
gboolean
biz_match_evidence_read (MatchEvidence *self,
                         const BizMatcher *matcher,
                         const BizMatchLine *line,
                         const BizMatchRule *rule)
{
  GString *folded = self->folded;
  int currency = biz_matcher_find_currency (matcher, line->amount.currency);

  memset (self, 0, sizeof *self);
  self->folded = g_string_truncate (folded, 0);
  self->line = line;
  self->rule = rule;
  self->amount = line->amount.minor;
  self->currency = currency >= 0 ? (guint16)currency : G_MAXUINT16;
  self->date = g_date_valid (&line->date) ? g_date_get_julian (&line->date) : 0;
  if (line->text != NULL)
    biz_match_fold (line->text, folded);
  self->end_to_end = folded->len;
  self->n_runs = biz_match_find_runs (folded->str, folded->len, self->runs, BIZ_MATCH_MAX_RUNS);
  if (line->end_to_end != NULL && *line->end_to_end != '\0')
    {
      guint n = self->n_runs;

      g_string_append (folded, " | ");
      biz_match_fold (line->end_to_end, folded);
      self->n_runs = biz_match_find_runs (folded->str, folded->len, self->runs, BIZ_MATCH_MAX_RUNS);
      /* what ended the text may still have been cut off there */
      if (n > 0)
        self->runs[n - 1].at_end = self->runs[n - 1].end + 1 >= self->end_to_end;
    }
  biz_match_evidence_find_payers (self, matcher);
  if (currency < 0
      && (*line->original.currency == '\0'
          || biz_matcher_find_currency (matcher, line->original.currency) < 0))
    return FALSE;
  read_numbers (self, matcher);
  drop_strangers (self, matcher);
  find_words (self);

  return TRUE;
}
