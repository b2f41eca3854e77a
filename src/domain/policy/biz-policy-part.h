/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* A part of the policy file beside the approvals of credit notes: a section under a key of its own
 * whose settings are one table. From it the section is checked, told in words, compared with an
 * older one and edited in a form. Each part stands in a file of its own, biz-policy-<part>.c, and
 * in the list of biz-policy-part.c. */

typedef enum
{
  BIZ_POLICY_NUMBER,    /* a whole number; 0 may be off */
  BIZ_POLICY_DAYS,      /* the same, told as days */
  BIZ_POLICY_FLAG,      /* true or false */
  BIZ_POLICY_AMOUNTS,   /* {"EUR": 500}: one a currency; none named: off */
  BIZ_POLICY_AUTHORITY, /* [{"login" or "group", "currency", "up_to"}]; without a currency any
                           amount; an empty or missing list: anybody */
  BIZ_POLICY_CODES,     /* [{"code", "label"}]; missing: the table's own */
} BizPolicySettingKind;

typedef struct
{
  const char *code;
  const char *label;
} BizPolicyCode;

typedef struct
{
  const char *key;
  BizPolicySettingKind kind;
  const char *title; /* translated where it is shown */
  const char *hint;  /* (nullable): below the title in the form */
  const char *off;   /* (nullable): how 0, or no amount, is told; NULL: 0 is a value as others */
  gint64 otherwise;  /* where the file does not say; numbers and flags */
  gint64 most;       /* numbers; the least is 0 */
  const BizPolicyCode *codes; /* (nullable): ends with a code NULL */
} BizPolicySetting;

typedef struct
{
  const char *key;
  const char *title;
  const BizPolicySetting *settings; /* ends with a key NULL */
  /* What the table cannot say; each nullable. @section: (nullable) */
  gboolean (*check) (JsonObject *section, GError **error);
  void (*describe) (JsonObject *section, GStrvBuilder *lines);
  void (*list_changes) (JsonObject *before, JsonObject *after, GStrvBuilder *lines);
} BizPolicyPart;

#define BIZ_POLICY_CREDIT "credit"
#define BIZ_POLICY_COLLECTIONS "collections"

#define BIZ_POLICY_REMINDERS "reminders"
#define BIZ_POLICY_SERVICE "service"
#define BIZ_POLICY_DOCUMENTS "documents"

extern const BizPolicyPart biz_policy_credit_part;
extern const BizPolicyPart biz_policy_reminders_part;
extern const BizPolicyPart biz_policy_collections_part;
extern const BizPolicyPart biz_policy_service_part;
extern const BizPolicyPart biz_policy_documents_part;

/* (array zero-terminated=1): all parts */
const BizPolicyPart *const *biz_policy_part_list (void);
const BizPolicyPart *biz_policy_part_find (const char *key);
const BizPolicySetting *biz_policy_part_find_setting (const BizPolicyPart *part, const char *key);
/* Whether the sections of @file are what the tables say; ERP_ERROR_PROTOCOL. */
gboolean biz_policy_parts_check (JsonObject *file, GError **error);
/* Adds a line for each setting. */
void biz_policy_parts_describe (BizPolicy *policy, GStrvBuilder *lines);
/* Adds a line for each difference. */
void biz_policy_parts_list_changes (BizPolicy *before, BizPolicy *after, GStrvBuilder *lines);

/* The values, of the file or, where it does not say, of the table. */
gint64 biz_policy_get_number (BizPolicy *self, const char *part, const char *key);
gboolean biz_policy_get_flag (BizPolicy *self, const char *part, const char *key);
/* FALSE where there is none in the currency of @zero. */
gboolean biz_policy_get_amount (
    BizPolicy *self, const char *part, const char *key, const BizMoney *zero, BizMoney *amount);
/* (transfer full) (element-type BizChoice): label as name */
GListModel *biz_policy_list_codes (BizPolicy *self,
                                   const char *part,
                                   const char *key) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): what a code means; the code itself where the policy has none such */
char *biz_policy_dup_code_label (BizPolicy *self,
                                 const char *part,
                                 const char *key,
                                 const char *code) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizChoice): groups of the server that authority is given to, the
 * role as name and the group as code */
GListModel *biz_policy_list_roles (void) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) (transfer none): the array of a BIZ_POLICY_AUTHORITY; NULL: anybody */
JsonArray *biz_policy_get_authority (BizPolicy *self, const char *part, const char *key);
/* How a value is told: "30 days", "€500.00". */
char *biz_policy_setting_format (const BizPolicySetting *setting,
                                 JsonObject *section) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
