/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Who hears of what is said about a record: a button that tells how many, and whom. */
#define KIT_TYPE_FOLLOWERS (kit_followers_get_type ())
G_DECLARE_FINAL_TYPE (KitFollowers, kit_followers, KIT, FOLLOWERS, AdwBin)

GtkWidget *kit_followers_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_followers_set_thread (KitFollowers *self, BizThread *thread);

G_END_DECLS
