/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* The language of search bars and of `--filter`: words and tokens "name:value", of which all must
 * hold. Which names a list knows stands in its grammar. Pure: today is given. */

typedef enum
{
  BIZ_FILTER_WORD,   /* one of a few words */
  BIZ_FILTER_TEXT,   /* somewhere in a text, or in the name of a relation */
  BIZ_FILTER_NUMBER, /* ">1000", "10..20" */
  BIZ_FILTER_DAY,    /* "2026-11", "<today", "2026-01-01..2026-03-31" */
  BIZ_FILTER_IDS,    /* "12,15,19": records that were picked out before */
} BizFilterKind;

typedef struct
{
  const char *word;  /* what is typed, in every language */
  const char *label; /* NC_ ("filter", ...): the same in the person's */
  const char *value; /* what the server calls it */
} BizFilterWord;

/* Tokens of one field are alternatives, but of numbers and days all must hold. */
typedef struct
{
  const char *key;   /* in front of the colon, in every language */
  const char *label; /* NC_ ("filter", ...): one word in the person's */
  const char *hint;  /* N_ (...): what it finds */
  BizFilterKind kind;
  const char *field;          /* of the model */
  const BizFilterWord *words; /* (nullable): up to one without a word */
  const char *model;          /* (nullable): the relation whose names complete it */
  /* (nullable): what the value of a word means, where it is more than that of @field */
  void (*add) (ErpDomain *domain, const char *value);
} BizFilterField;

/* A word that stands alone: "overdue" */
typedef struct
{
  const char *word;
  const char *label; /* NC_ ("filter", ...) */
  void (*add) (ErpDomain *domain, const GDate *today);
  /* (nullable): instead of @add, where it depends on what the grammar's owner knows: who "mine" is
   */
  void (*add_for) (ErpDomain *domain, const GDate *today, gconstpointer owner);
} BizFilterStanding;

struct _BizFilterGrammar
{
  const BizFilterField *fields; /* the first one's words may stand alone, too */
  gsize n_fields;
  const BizFilterStanding *standings;
  gsize n_standings;
  const char *const *searched; /* fields that have a word which is none of the above */
  const char *amount;          /* (nullable): field that equals a word which is a number */
  void (*add_base) (ErpDomain *domain);
  gconstpointer owner; /* (nullable): for the standings */
};

/* Immutable; reference counted. */
#define BIZ_TYPE_FILTER (biz_filter_get_type ())
GType biz_filter_get_type (void) G_GNUC_CONST;

/* NULL with ERP_ERROR_VALIDATION and a sentence naming the token that is not understood. */
BizFilter *biz_filter_parse (const BizFilterGrammar *grammar,
                             const char *text,
                             const GDate *today,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizFilter *biz_filter_ref (BizFilter *self);
void biz_filter_unref (BizFilter *self);
/* The tokens again, in one normal form that holds in every language. */
char *biz_filter_to_string (BizFilter *self) G_GNUC_WARN_UNUSED_RESULT;
/* NULL-terminated, one a pill: "overdue", "customer:acme", "steel". */
const char *const *biz_filter_get_tokens (BizFilter *self);
/* With the grammar's base condition. */
ErpDomain *biz_filter_to_domain (BizFilter *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_filter_is_empty (BizFilter *self);

/* The parts of @text as they were typed, whether they mean anything or not. */
char **biz_filter_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "customer:Acme Ltd" -> "customer:\"Acme Ltd\"" where the value needs it */
char *biz_filter_quote (const char *key, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizFilter, biz_filter_unref)

G_END_DECLS
