/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Asks for other buckets; they are shown in words while they are typed. Signal "chosen" (const char
 * *limits): "30,60,90". */
#define PAGE_TYPE_AGEING_BUCKETS (page_ageing_buckets_get_type ())
G_DECLARE_FINAL_TYPE (
    PageAgeingBuckets, page_ageing_buckets, PAGE, AGEING_BUCKETS, AdwMessageDialog)

/* Not presented yet. */
GtkWindow *page_ageing_buckets_new (const BizAgeingPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
