/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* What can happen with a customer, in the order of the chips. */
typedef enum
{
  BIZ_STORY_LEAD,
  BIZ_STORY_ORDER, /* quotations, too */
  BIZ_STORY_DELIVERY,
  BIZ_STORY_INVOICE,
  BIZ_STORY_CREDIT,
  BIZ_STORY_PAYMENT,
  BIZ_STORY_CASE,
  BIZ_STORY_TASK,
  BIZ_STORY_MESSAGE,
  BIZ_STORY_DECISION,
  BIZ_STORY_N_KINDS,
} BizStoryKind;

#define BIZ_STORY_BIT(kind) (1u << (kind))
#define BIZ_STORY_ALL (BIZ_STORY_BIT (BIZ_STORY_N_KINDS) - 1)

/* How the state of an entry is to be taken. */
typedef enum
{
  BIZ_STORY_PLAIN,
  BIZ_STORY_DIM,
  BIZ_STORY_ACTIVE,
  BIZ_STORY_GOOD,
  BIZ_STORY_WARNING,
  BIZ_STORY_BAD,
} BizStoryTone;

/**
 * BizStoryFacts:
 * @model: whose record @id is, a constant
 * @id: what the entry is: no two entries of a model have the same
 * @open_model: the record that opens: the one a message is about; a constant or interned
 * @open_id: its number, 0 for none
 * @title: the number or the subject
 * @detail: (nullable): more of it, in a line
 * @state: (nullable): in words
 * @who: (nullable): who did it
 * @day: when, in the person's zone
 * @seconds: of that day, -1 where only the day is known
 * @has_amount: whether there is @amount: positive what was ordered, invoiced or paid, negative what
 *   was credited or paid back
 */
typedef struct
{
  BizStoryKind kind;
  const char *model;
  gint64 id;
  const char *open_model;
  gint64 open_id;
  char *title;
  char *detail;
  char *state;
  BizStoryTone tone;
  char *who;
  GDate day;
  int seconds;
  gboolean has_amount;
  BizMoney amount;
} BizStoryFacts;

/* One thing that happened with a customer. Immutable once it is in a story. */
#define BIZ_TYPE_STORY_ENTRY (biz_story_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizStoryEntry, biz_story_entry, BIZ, STORY_ENTRY, GObject)

BizStoryEntry *
biz_story_entry_new (BizStoryKind kind, const char *model, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
/* To be filled by whoever made it. */
BizStoryFacts *biz_story_entry_get_facts (BizStoryEntry *self);
/* The newest first; of the same day, what is known to the second before what is not. */
int biz_story_entry_compare (BizStoryEntry *a, BizStoryEntry *b);
/* Sets day and second from a time of the server. */
void biz_story_entry_set_time (BizStoryEntry *self, GDateTime *time, GTimeZone *zone);

/* "Invoice" */
const char *biz_story_kind_to_label (BizStoryKind kind);
/* "invoices": the same in all languages */
const char *biz_story_kind_get_name (BizStoryKind kind);

G_END_DECLS
