/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-data.h"

G_BEGIN_DECLS

/**
 * BizMatchHabit:
 * @partner_id: customer such lines were for; 0 for none or several
 * @account_id: where such lines were booked; 0 for none or several
 * @n_times: how often
 */
typedef struct
{
  gint64 partner_id;
  gint64 account_id;
  guint n_times;
} BizMatchHabit;

/* What was done with earlier lines, learned anew from the ERP's history each time; nothing of it is
 * kept on disk. */
typedef struct _BizMatchMemory BizMatchMemory;

BizMatchMemory *biz_match_memory_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_match_memory_free (BizMatchMemory *self);
/* An earlier line: the customer it was matched for, or the account it was booked to. */
void biz_match_memory_learn (BizMatchMemory *self,
                             const BizMatchLine *line,
                             gint64 partner_id,
                             gint64 account_id);
/* By account, else by name. FALSE where nothing, or now this, now that is known. */
gboolean biz_match_memory_find_payer (const BizMatchMemory *self,
                                      const BizMatchLine *line,
                                      BizMatchHabit *habit);
/* By the words of the text and the direction of the money. */
gboolean biz_match_memory_find_booking (const BizMatchMemory *self,
                                        const BizMatchLine *line,
                                        BizMatchHabit *habit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMatchMemory, biz_match_memory_free)

G_END_DECLS
