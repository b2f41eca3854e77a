/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

#define BIZ_MATCH_MAX_RUNS 64
#define BIZ_MATCH_MAX_DIGITS 18

/**
 * BizMatchRun:
 * @value: the number, leading zeros dropped
 * @start: where its digits begin in the folded text
 * @end: behind its last digit
 * @word: where the letters in front of it begin; @start if there are none
 * @n_digits: digits, leading zeros counted
 * @at_end: nothing but blanks follows: a bank may have cut it off
 *
 * One run of digits in a text, with the letters it hangs on.
 */
typedef struct
{
  guint64 value;
  guint32 start;
  guint32 end;
  guint32 word;
  guint8 n_digits;
  gboolean at_end;
} BizMatchRun;

/**
 * BizMatchNumber:
 * @prefix: hash of the letters in front, 0 for none
 * @sequence: the counter
 * @whole: hash of letters and digits without what separates them, 0 for no number
 * @year: last two digits of the year, -1 for none
 * @width: digits of the counter
 *
 * The number of a document, taken apart.
 */
typedef struct
{
  guint64 prefix;
  guint64 sequence;
  guint64 whole;
  gint16 year;
  guint8 width;
} BizMatchNumber;

/* Capitals of ASCII; accents dropped; O between digits read as 0. Appends to @folded. */
void biz_match_fold (const char *text, GString *folded);
guint biz_match_find_runs (const char *folded, gsize length, BizMatchRun *runs, guint max);
BizMatchNumber biz_match_parse_number (const char *text, GString *scratch);
gboolean biz_match_is_year (const BizMatchRun *run);
/* A name to compare by: folded, joining words and punctuation dropped, legal form in its short way.
 * @base_length is that of the name without its legal form. */
void biz_match_name_key (const char *name, GString *key, gsize *base_length);
/* Letters and digits only, for accounts and references; OCR slips mended as in biz_match_fold ().
 */
void biz_match_squeeze (const char *text, GString *key);
/* At most @limit insertions, deletions, changes or swaps turn one into the other. */
gboolean biz_match_is_similar (const char *a, gsize n_a, const char *b, gsize n_b, guint limit);

G_END_DECLS
