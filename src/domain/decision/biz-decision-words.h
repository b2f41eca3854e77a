/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* The words of a decision's first line: how they are written and read again. Pure. */

/* Takes @value; FALSE where it was not wanted. */
typedef gboolean (*BizDecisionWordFunc) (const char *key, char *value, gpointer user_data);

gboolean biz_decision_words_is_key (const char *key);
/* Without characters that a browser would not show; never NULL. */
char *biz_decision_words_clean (const char *text, gsize max) G_GNUC_WARN_UNUSED_RESULT;
/* " key=value", quoted where that is needed. */
void biz_decision_words_append (GString *line, const char *key, const char *value);
/* What stands behind the kind; NULL where there is none. @kind: (out) (transfer full) */
const char *biz_decision_words_read_kind (const char *text, char **kind);
/* What stands behind the last "key=value". */
const char *
biz_decision_words_read_values (const char *text, BizDecisionWordFunc take, gpointer user_data);
/* "2026-11-23" */
gboolean biz_decision_words_read_date (const char *text, GDate *date);
/* (transfer full) (nullable): "5,6"; NULL where they are more than one value holds: some of them,
 * or a number cut in two, would be others. @ids: (element-type gint64) */
char *biz_decision_words_format_ids (GArray *ids) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): as the person's locale writes it; "" for none */
char *biz_decision_words_format_day (const GDate *day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
