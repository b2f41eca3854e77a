/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

#define BIZ_DECISION_MARK "QUITTANCE/1 "
/* bytes of a value, and of what is written for people */
#define BIZ_DECISION_MAX_VALUE 500
#define BIZ_DECISION_MAX_TEXT (16 * 1024)
#define BIZ_DECISION_MAX_VALUES 40

/* In brackets: keys that the kinds agree on. Days are "YYYY-MM-DD", amounts "1190.00" with a key
 * "currency", ids numbers, lists "1,2,3". */
typedef enum
{
  BIZ_DECISION_HOLD,       /* cause (limit, overdue, terms, promise, manual), reason, amount,
                              exposure, limit, currency, review */
  BIZ_DECISION_RELEASE,    /* reason, expires, exposure, limit, currency, resume (yes) */
  BIZ_DECISION_REJECT,     /* reason */
  BIZ_DECISION_PREPAYMENT, /* invoice, amount, currency, percent */
  BIZ_DECISION_ESCALATE,   /* user, reason, review */
  BIZ_DECISION_LIMIT,      /* before, after ("none": no limit of its own), currency, reason */
  BIZ_DECISION_PROMISE,    /* date, amount, currency, invoices */
  BIZ_DECISION_DISPUTE,    /* reason, state (open, closed), owner, case, invoices */
  BIZ_DECISION_CONTACT,    /* way (phone, mail, visit, letter), next */
  BIZ_DECISION_REMINDER,   /* level, invoices */
  BIZ_DECISION_PAYER,      /* rating */
  BIZ_DECISION_CREDIT,     /* reason, invoice, amount, currency, state (asked, made, declined) */
  BIZ_DECISION_RETURN,     /* state (expected, inspected), reason, condition, case, key */
  BIZ_DECISION_MERGE,      /* role (into: this one is closed, from), model, case, number, state
                              (merged, parting, parted), was, ended, files, files2, ... */
  BIZ_DECISION_LINK,       /* model, id, name, state (linked, gone) */
  BIZ_DECISION_OTHER,      /* of a later version of the program */
} BizDecisionKind;

#define BIZ_DECISION_BIT(kind) (1u << (kind))
/* What holds an order, lets it go or ends it: the newest of these on it counts. */
#define BIZ_DECISION_BITS_OF_HOLD                                                                  \
  (BIZ_DECISION_BIT (BIZ_DECISION_HOLD) | BIZ_DECISION_BIT (BIZ_DECISION_RELEASE)                  \
   | BIZ_DECISION_BIT (BIZ_DECISION_REJECT))

/* A decision as the ERP keeps it: a note in a record's log whose first line is
 * "QUITTANCE/1 <kind> key=value ...", below it what is written for people. A value with anything
 * but letters, digits and -_.,:@/+%# stands in double quotes, where \" \\ \n and \s (a space that
 * would be folded) are written so. */
#define BIZ_TYPE_DECISION_NOTE (biz_decision_note_get_type ())
G_DECLARE_FINAL_TYPE (BizDecisionNote, biz_decision_note, BIZ, DECISION_NOTE, GObject)

/* The word in the first line; NULL of BIZ_DECISION_OTHER. */
const char *biz_decision_kind_get_name (BizDecisionKind kind);
BizDecisionKind biz_decision_kind_from_name (const char *name);
/* Translated: "Hold", "Promise to pay". */
const char *biz_decision_kind_get_label (BizDecisionKind kind);

BizDecisionNote *biz_decision_note_new (BizDecisionKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* NULL where it is no such note: a quoted one is none. Never an error, whatever the bytes. */
BizDecisionNote *biz_decision_note_new_from_html (const char *html) G_GNUC_WARN_UNUSED_RESULT;
BizDecisionNote *biz_decision_note_new_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* A row of biz_decision_log_new_call (); NULL without an error where it is no such note. */
BizDecisionNote *biz_decision_note_new_from_row (JsonObject *row,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Before it is written. NULL or "" takes a value away; what is too long is cut. */
void biz_decision_note_set (BizDecisionNote *self, const char *key, const char *value);
void biz_decision_note_set_int (BizDecisionNote *self, const char *key, gint64 value);
/* (nullable): a day that is not valid takes it away */
void biz_decision_note_set_date (BizDecisionNote *self, const char *key, const GDate *date);
/* All amounts of a note are in one currency, which is written as well. */
void biz_decision_note_set_money (BizDecisionNote *self, const char *key, const BizMoney *money);
void biz_decision_note_set_text (BizDecisionNote *self, const char *text);
/* The note as text, its first line for programs. */
char *biz_decision_note_to_text (BizDecisionNote *self) G_GNUC_WARN_UNUSED_RESULT;

BizDecisionKind biz_decision_note_get_kind (BizDecisionNote *self);
/* The word itself. */
const char *biz_decision_note_get_kind_name (BizDecisionNote *self);
/* (nullable) */
const char *biz_decision_note_get (BizDecisionNote *self, const char *key);
/* 0 where there is none */
gint64 biz_decision_note_get_int (BizDecisionNote *self, const char *key);
gboolean biz_decision_note_get_date (BizDecisionNote *self, const char *key, GDate *date);
/* In the note's currency. */
gboolean biz_decision_note_get_money (BizDecisionNote *self, const char *key, BizMoney *money);
/* (transfer full) (element-type gint64): of "1,2,3" */
GArray *biz_decision_note_get_ids (BizDecisionNote *self,
                                   const char *key) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): what is written for people */
const char *biz_decision_note_get_text (BizDecisionNote *self);

/* What the server says of it; 0 and NULL of one that is not written yet. */
gint64 biz_decision_note_get_id (BizDecisionNote *self);
const char *biz_decision_note_get_model (BizDecisionNote *self);
gint64 biz_decision_note_get_record_id (BizDecisionNote *self);
/* Who signed in to write it: a user. The name that a message bears can be anybody's. */
gint64 biz_decision_note_get_user_id (BizDecisionNote *self);
const char *biz_decision_note_get_user (BizDecisionNote *self);
/* (nullable): the name the message bears, where it is not the user's */
const char *biz_decision_note_get_author (BizDecisionNote *self);
/* UTC */
GDateTime *biz_decision_note_get_time (BizDecisionNote *self);

/* Writes it into the record's log, once, through the journal. @name: of the record. */
void biz_decision_note_post_async (BizDecisionNote *self,
                                   ErpSession *session,
                                   const char *model,
                                   gint64 id,
                                   const char *name,
                                   gint64 company_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The id of the message, 0 on failure; errors as erp_journal_run_finish (). */
gint64 biz_decision_note_post_finish (BizDecisionNote *self, GAsyncResult *result, GError **error);

G_END_DECLS
