/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"

G_BEGIN_DECLS

/* One line of a completion: what it would write, and what that finds. */
typedef struct
{
  char *text;   /* (owned): "customer:", "state:draft" */
  char *label;  /* (owned) (nullable): what is shown instead, a name */
  char *detail; /* (owned) (nullable) */
} BizFilterSuggestion;

void biz_filter_suggestion_free (BizFilterSuggestion *self);

/* For what is being typed, "cu", "state:d", "-due:": what of the grammar may follow, in the
 * person's language. Names of relations are the server's to complete. Pure. */
GPtrArray *biz_filter_complete (const BizFilterGrammar *grammar,
                                const char *typed) G_GNUC_WARN_UNUSED_RESULT;
/* The relation that @typed is about to name: "customer:ac" -> res.partner, "ac"; NULL for none. */
const char *biz_filter_get_relation (const BizFilterGrammar *grammar,
                                     const char *typed,
                                     const BizFilterField **field,
                                     char **value);
/* What a pill says of one token: "customer: Acme Ltd", "not overdue", "38 picked". */
char *biz_filter_describe (const BizFilterGrammar *grammar,
                           const char *token) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @token is more than a word to look for. */
gboolean biz_filter_is_token (const BizFilterGrammar *grammar, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizFilterSuggestion, biz_filter_suggestion_free)

G_END_DECLS
