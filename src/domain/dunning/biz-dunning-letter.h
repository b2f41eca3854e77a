/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"

G_BEGIN_DECLS

/* A text for reminders of one level, as a company's policy has it or the program: a value, read by
 * its members. */
typedef struct
{
  guint level;    /* from 1 */
  char *language; /* "de", "de_AT"; empty: for every one */
  char *subject;  /* with placeholders */
  char *text;     /* plain, with placeholders */
} BizDunningLetter;

BizDunningLetter *biz_dunning_letter_new (guint level,
                                          const char *language,
                                          const char *subject,
                                          const char *text) G_GNUC_WARN_UNUSED_RESULT;
BizDunningLetter *biz_dunning_letter_copy (const BizDunningLetter *self) G_GNUC_WARN_UNUSED_RESULT;
void biz_dunning_letter_free (BizDunningLetter *self);
gboolean biz_dunning_letter_equal (const BizDunningLetter *one, const BizDunningLetter *other);
/* Whether it can be sent: words in both, none too long, no placeholder that nothing is known for.
 * ERP_ERROR_VALIDATION, which says what is wrong. */
gboolean biz_dunning_letter_check (const BizDunningLetter *self, GError **error);

/* (transfer full) (element-type BizDunningLetter): the company's own, by level and language.
 * @policy: (nullable) */
GPtrArray *biz_dunning_letter_list (BizPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a section of the policy file. @section: (nullable) */
GPtrArray *biz_dunning_letter_list_section (JsonObject *section) G_GNUC_WARN_UNUSED_RESULT;
/* The program's own, which count where the company has none. */
GPtrArray *biz_dunning_letter_list_own (void) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) (transfer none): of exactly this level and language */
const BizDunningLetter *
biz_dunning_letter_find (GPtrArray *letters, guint level, const char *language);
/* What a customer of @language is sent: the most exact of @letters, else the program's. */
BizDunningLetter *biz_dunning_letter_dup_effective (GPtrArray *letters,
                                                    guint level,
                                                    const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @letters into @edit where they differ from what it began with. ERP_ERROR_VALIDATION where
 * one cannot be sent or two are for the same. */
gboolean biz_dunning_letter_apply (GPtrArray *letters, BizPolicyEdit *edit, GError **error);

/* "First reminder", translated */
const char *biz_dunning_letter_name_level (guint level);
/* "First reminder, de"; @language: (nullable): its name where that is known */
char *biz_dunning_letter_describe (const BizDunningLetter *self,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDunningLetter, biz_dunning_letter_free)

G_END_DECLS
