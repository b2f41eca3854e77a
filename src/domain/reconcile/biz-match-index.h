/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Many numbers under one 64 bit key; filled once, read by many. Values come back in the order they
 * were added. */
typedef struct _BizMatchIndex BizMatchIndex;

BizMatchIndex *biz_match_index_new (guint n_expected) G_GNUC_WARN_UNUSED_RESULT;
void biz_match_index_free (BizMatchIndex *self);
void biz_match_index_add (BizMatchIndex *self, guint64 key, guint32 value);
/* At most @max values into @values; returns how many. */
guint biz_match_index_find (const BizMatchIndex *self, guint64 key, guint32 *values, guint max);

guint64 biz_match_hash (guint64 seed, guint64 value);
guint64 biz_match_hash_bytes (guint64 seed, const char *bytes, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMatchIndex, biz_match_index_free)

G_END_DECLS
