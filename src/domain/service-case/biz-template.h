/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-text.h"
#include "biz-types.h"

G_BEGIN_DECLS

/* What a text is filled with; NULL where there is nothing. */
typedef struct
{
  const char *customer;
  const char *number;
  const char *subject;
  const char *me;
  const char *company;
  const char *team;
  const char *today; /* in words of the locale */
} BizTemplateFacts;

/* A text that is written often. Immutable. Properties: name. */
#define BIZ_TYPE_TEMPLATE (biz_template_get_type ())
G_DECLARE_FINAL_TYPE (BizTemplate, biz_template, BIZ, TEMPLATE, GObject)

BizTemplate *biz_template_new (const char *name, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* A macro of the policy among the texts. @text: (nullable): what it says, filled */
BizTemplate *biz_template_new_macro (const BizServiceText *macro,
                                     const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* @row: {"source", "substitution"}, as the ERP keeps its own */
BizTemplate *biz_template_new_from_json (JsonObject *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *biz_template_get_name (BizTemplate *self);
/* Plain, with what is between braces as it was written. */
const char *biz_template_get_text (BizTemplate *self);
/* (nullable): NULL where it is a text alone */
const BizServiceText *biz_template_get_macro (BizTemplate *self);
/* What a macro does, in words; else the text. */
const char *biz_template_get_about (BizTemplate *self);
/* {customer}, {number}, {subject}, {me} or {user}, {company}, {team} and {today} become what they
 * mean; what is not known stays, so that it is seen. @n_left: (out) (optional): how many of these.
 */
char *biz_template_fill (const char *text,
                         const BizTemplateFacts *facts,
                         guint *n_left) G_GNUC_WARN_UNUSED_RESULT;
/* ERP_ERROR_VALIDATION: what stands between braces in @text and is none of these. */
gboolean biz_template_check (const char *text, GError **error);
/* Whether all words of @search are in the name or the text; regardless of case. */
gboolean biz_template_matches (BizTemplate *self, const char *search);

/* The texts that the ERP has for this user, in the order of their names: a GListModel of
 * BizTemplate; empty where there are none of these. */
void biz_templates_load_async (ErpClient *client,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
GListModel *biz_templates_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
