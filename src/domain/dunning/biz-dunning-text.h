/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* bytes of a subject and of a text in a policy */
#define BIZ_DUNNING_MAX_SUBJECT 200
#define BIZ_DUNNING_MAX_TEXT 4000

/* What stands in the place of "{name}" in a template. */
typedef struct
{
  const char *name;
  const char *value;
} BizDunningValue;

/* Static or of the policy that was asked. */
typedef struct
{
  const char *subject;
  const char *text;
} BizDunningTemplate;

/* customer, amount, invoices, oldest_days, contact, company, date */
const char *const *biz_dunning_list_placeholders (void);
/* (nullable): what is put in its place, translated; NULL where it is none of them */
const char *biz_dunning_describe_placeholder (const char *name);
/* ERP_ERROR_VALIDATION where a word in braces is none of them. */
gboolean biz_dunning_check_template (const char *text, GError **error);
/* Each value once, as it is: braces in a value mean nothing. What is not known stays. */
char *biz_dunning_fill (const char *text,
                        const BizDunningValue *values,
                        gsize n_values) G_GNUC_WARN_UNUSED_RESULT;
/* What goes along with a statement of account, of the same placeholders; static. */
BizDunningTemplate biz_dunning_get_statement (const char *language);
/* The company's own of this level and language, else the program's. @policy, @language: (nullable)
 */
BizDunningTemplate biz_dunning_get_template (BizPolicy *policy, guint level, const char *language);

G_END_DECLS
