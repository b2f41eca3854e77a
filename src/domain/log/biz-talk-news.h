/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-thread.h"

G_BEGIN_DECLS

/* What happened on a record while something was written about it. */
typedef struct
{
  GPtrArray *outside;  /* (owned): BizLogEntry, newest first: said by people outside */
  GPtrArray *inside;   /* (owned): the same, by colleagues: replies, notes, events */
  char *changed_by;    /* (owned) (nullable): the colleague who changed the record */
  gint64 changed_when; /* seconds since 1970, UTC; with changed_by */
} BizTalkNews;

/* What is known of the record, and of who asks. */
typedef struct
{
  gint64 seen;    /* the newest message that the person saw */
  gint64 written; /* when the record was written last, as the person saw it */
  gint64 uid;     /* the person's */
  gint64 written_now;
  gint64 writer_uid;
  const char *writer; /* (nullable) */
} BizTalkView;

/* NULL: nothing that would change an answer. @entries: newest first */
BizTalkNews *biz_talk_news_judge (GListModel *entries,
                                  const BizTalkView *view) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a conversation that was just loaded again. NULL also where nothing was seen yet. */
BizTalkNews *biz_talk_news_new (BizThread *thread, BizReply *reply) G_GNUC_WARN_UNUSED_RESULT;
void biz_talk_news_free (BizTalkNews *self);
/* In a few lines for people; translated. */
char *biz_talk_news_describe (BizTalkNews *self, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizTalkNews, biz_talk_news_free)

G_END_DECLS
