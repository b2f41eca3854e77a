/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

#define BIZ_MATCH_MAX_PARTS 24

/**
 * BizMatchSubset:
 * @n: how many amounts
 * @members: which of them, ascending
 *
 * Some of a list of amounts that add up to what was looked for.
 */
typedef struct
{
  guint n;
  guint16 members[BIZ_MATCH_MAX_PARTS];
} BizMatchSubset;

/* Bounded search for two or more of @amounts (ascending) whose sum is @target; few parts first. */
guint biz_match_find_subsets (const gint64 *amounts,
                              guint n_amounts,
                              gint64 target,
                              BizMatchSubset *subsets,
                              guint max_subsets);
/* How many pairs add up to @target, counted up to @max. */
guint biz_match_count_pairs (const gint64 *amounts, guint n_amounts, gint64 target, guint max);

G_END_DECLS
