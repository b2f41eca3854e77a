/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy-edit.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define BIZ_SERVICE_MAX_TEXT 8000
#define BIZ_SERVICE_MAX_TEXTS 200

/* A text that is written often, or several steps by one name: a value of the policy. */
typedef struct
{
  char *name;     /* (owned) */
  char *text;     /* (owned) (nullable): with placeholders; macros may be without one */
  gboolean reply; /* the text goes to the customer, else it is a note */
  char *stage;    /* (owned) (nullable): the name of the stage that the case comes to; macros */
  char *category; /* (owned) (nullable): the name of the category that the case gets; macros */
  int priority;   /* -1: stays; macros */
  gboolean mine;  /* the case becomes one's own; macros */
} BizServiceText;

BizServiceText *biz_service_text_new (const char *name, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void biz_service_text_free (BizServiceText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizServiceText, biz_service_text_free)
/* (transfer full) (element-type BizServiceText): texts for replies, those of the file or, where it
 * has none, the program's own */
GPtrArray *biz_service_text_list_templates (BizPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizServiceText) */
GPtrArray *biz_service_text_list_macros (BizPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizServiceText): those of the file alone. @key: "templates",
 * "macros" */
GPtrArray *biz_service_text_list_own (BizPolicy *policy, const char *key) G_GNUC_WARN_UNUSED_RESULT;
/* @section: (nullable). As the file has them alone. @key: "templates", "macros" */
GPtrArray *biz_service_text_list_section (JsonObject *section,
                                          const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_service_text_check (JsonNode *node);
/* (transfer full) (nullable): what goes into the file; NULL for none */
JsonNode *biz_service_text_to_json (GPtrArray *texts) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what differs into @edit; ERP_ERROR_VALIDATION. @key: "templates", "macros" */
gboolean
biz_service_text_apply (GPtrArray *texts, const char *key, BizPolicyEdit *edit, GError **error);
/* What a macro does: "Stage “Done”, priority High, becomes yours, reply “…”" */
char *biz_service_text_describe (const BizServiceText *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
