/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-story-source.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Entries that a source gives at once. */
#define BIZ_STORY_PAGE 40

typedef enum
{
  BIZ_STORY_STATE_EMPTY, /* nobody's */
  BIZ_STORY_STATE_LOADING,
  BIZ_STORY_STATE_READY,
  BIZ_STORY_STATE_FAILED, /* nothing could be read */
} BizStoryState;

/* What happened with one customer, of all kinds in one line of time, the newest first, as far back
 * as somebody looks. Every source is asked for its newest page at once; older pages are asked for
 * by those alone that hold up the rest. Signal "changed". */
#define BIZ_TYPE_STORY (biz_story_get_type ())
G_DECLARE_FINAL_TYPE (BizStory, biz_story, BIZ, STORY, GObject)

BizStory *biz_story_new (ErpSession *session,
                         BizCurrencyTable *currencies) G_GNUC_WARN_UNUSED_RESULT;
/* A commercial partner, 0 for nobody; asks for everything anew. */
void biz_story_set_customer (BizStory *self, gint64 partner_id);
gint64 biz_story_get_customer (BizStory *self);
/* Which kinds are shown, as bits; at first all. */
void biz_story_set_kinds (BizStory *self, guint kinds);
guint biz_story_get_kinds (BizStory *self);
/* Asks for what is older; does nothing while it is asked for or when there is nothing. */
void biz_story_load_more (BizStory *self);
BizStoryState biz_story_get_state (BizStory *self);
/* Whether older entries are being asked for. */
gboolean biz_story_is_loading (BizStory *self);
/* (nullable): why a source could not be read; the others are there */
const GError *biz_story_get_error (BizStory *self);
/* Everything there is was read. */
gboolean biz_story_is_complete (BizStory *self);
/* (transfer container) (element-type BizStoryEntry): of the kinds that are shown, newest first.
 * What an unread page might still stand above is not in it. */
GPtrArray *biz_story_list (BizStory *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (nullable): the newest of a kind that was read, shown or not */
BizStoryEntry *biz_story_get_newest (BizStory *self, BizStoryKind kind);
/* Kinds that this server has and this user sees, as bits. */
guint biz_story_get_available (BizStory *self);
/* (transfer full) (nullable): "payments, opportunities": what the user may not see */
char *biz_story_describe_forbidden (BizStory *self) G_GNUC_WARN_UNUSED_RESULT;

/* The rule, for tests: what of @pages (sorted, one a source) may be shown; those whose @complete is
 * FALSE hold back what is older than their last. (transfer container) */
GPtrArray *
biz_story_merge (GPtrArray *const *pages, const gboolean *complete, guint n_pages, guint kinds);

G_END_DECLS
