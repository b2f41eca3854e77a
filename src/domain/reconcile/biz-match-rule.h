/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-data.h"

G_BEGIN_DECLS

/**
 * BizMatchRule:
 * @id: of the rule, of the person's or of a model on the server
 * @sequence: small ones are asked first
 * @name: for the reasons
 * @contains: (nullable): must be in the text or the name, whatever its case and accents
 * @contains_not: (nullable): must not be there
 * @pattern: (nullable): regular expression for the text and the name
 * @sign: 1 for money in only, -1 for money out only, 0 for both
 * @min: least amount without sign, in minor units
 * @max: greatest amount without sign; 0 for no limit
 * @currency: (nullable): only lines in it
 * @payer_id: the customer such lines come from; 0 if the rule does not say
 * @account_id: where such lines are booked; 0 to look for open items all the same
 * @is_auto: may be booked without a look
 *
 * What a person or the server's reconciliation models lay down. Rules come before open items.
 */
typedef struct
{
  gint64 id;
  int sequence;
  const char *name;
  const char *contains;
  const char *contains_not;
  const char *pattern;
  int sign;
  gint64 min;
  gint64 max;
  const char *currency;
  gint64 payer_id;
  gint64 account_id;
  gboolean is_auto;
} BizMatchRule;

/* Rules made ready to be asked, in their order. */
typedef struct _BizMatchRules BizMatchRules;

BizMatchRules *biz_match_rules_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_match_rules_free (BizMatchRules *self);
/* FALSE with ERP_ERROR_VALIDATION where the pattern is none. */
gboolean biz_match_rules_add (BizMatchRules *self, const BizMatchRule *rule, GError **error);
/* The first that fits, or NULL; its texts live as long as @self. */
const BizMatchRule *biz_match_rules_find (BizMatchRules *self, const BizMatchLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMatchRules, biz_match_rules_free)

G_END_DECLS
