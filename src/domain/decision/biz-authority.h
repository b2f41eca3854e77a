/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* Who decides up to which amount, as the company's policy has it. The server knows nothing of it:
 * each answer is for people who keep to it, and says so. Pure. */

typedef enum
{
  BIZ_AUTHORITY_NO,
  BIZ_AUTHORITY_YES,
  BIZ_AUTHORITY_UNKNOWN, /* by a role of somebody whose roles cannot be read */
} BizAuthority;

/* Somebody. @has_group: (nullable): NULL where this person's groups cannot be read. */
typedef struct
{
  const char *login;
  gboolean (*has_group) (const char *group, gpointer user_data);
  gpointer user_data;
} BizAuthorityPerson;

/* @key: "release_authority" or "limit_authority". @amounts: what is decided on, once in each
 * currency it is known in; one of them has to be covered. None: any authority will do. @words:
 * (out) (transfer full) (optional): a sentence for people. */
BizAuthority biz_authority_check (BizPolicy *policy,
                                  const char *key,
                                  const BizAuthorityPerson *person,
                                  const BizMoney *amounts,
                                  gsize n_amounts,
                                  char **words);

typedef enum
{
  BIZ_SEGREGATION_FREE,
  BIZ_SEGREGATION_CREATED, /* I entered it */
  BIZ_SEGREGATION_CHANGED, /* I was the last to change it */
  BIZ_SEGREGATION_LOGGED,  /* the log has a change of mine; which field cannot be read */
} BizSegregation;

/* What is known of who did what on a record. Times are seconds since 1970, 0 unknown. */
typedef struct
{
  gint64 uid; /* me */
  gint64 creator_id;
  gint64 writer_id;
  gint64 write_time;
  gint64 decision_time; /* of my newest decision on it: what that wrote is no change of terms */
  guint n_changes;      /* entries of mine in the log that tell a change */
} BizSegregationFacts;

BizSegregation biz_segregation_check (BizPolicy *policy, const BizSegregationFacts *facts);
/* (nullable): a sentence; NULL where one is free to decide */
const char *biz_segregation_to_words (BizSegregation finding);
/* That nobody but the people keeps to it. */
const char *biz_authority_get_advice (void);

G_END_DECLS
