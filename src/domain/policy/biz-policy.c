/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy.h"

#include "biz-choice.h"
#include "biz-policy-part.h"
#include "biz-policy-private.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A file of this kind has some hundred bytes; what is larger was not written for this. */
#define MAX_BYTES (64 * 1024)
#define MAX_ENTRIES 200

struct _BizPolicy
{
  GObject parent_instance;

  JsonObject *file;    /* (owned) (nullable): with the parts that have tables */
  JsonObject *limits;  /* (owned) (nullable): by currency; NULL: no approvals */
  GListStore *reasons; /* (owned): BizChoice */
  GStrv approvers;     /* (owned) (nullable): logins; NULL: any colleague */
  char *problem;       /* (owned) (nullable): why the file does not count */
  gboolean is_strict;
};

G_DEFINE_FINAL_TYPE (BizPolicy, biz_policy, G_TYPE_OBJECT)

static void
biz_policy_finalize (GObject *object)
{
  BizPolicy *self = BIZ_POLICY (object);

  g_clear_pointer (&self->file, json_object_unref);
  g_clear_pointer (&self->limits, json_object_unref);
  g_clear_object (&self->reasons);
  g_clear_pointer (&self->approvers, g_strfreev);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (biz_policy_parent_class)->finalize (object);
}

static void
biz_policy_class_init (BizPolicyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_policy_finalize;
}

static void
add_reason (BizPolicy *self, const char *code, const char *label)
{
  g_autoptr (BizChoice) choice =
      biz_choice_new (g_list_model_get_n_items (G_LIST_MODEL (self->reasons)) + 1, label, code);

  g_list_store_append (self->reasons, choice);
}

static void
add_own_reasons (BizPolicy *self)
{
  add_reason (self, "damaged", _ ("Goods damaged or faulty"));
  add_reason (self, "returned", _ ("Goods returned"));
  add_reason (self, "short", _ ("Delivered too little"));
  add_reason (self, "price", _ ("Wrong price"));
  add_reason (self, "twice", _ ("Invoiced twice"));
  add_reason (self, "goodwill", _ ("Goodwill"));
  add_reason (self, "other", _ ("Another reason"));
}

static void
biz_policy_init (BizPolicy *self)
{
  self->reasons = g_list_store_new (BIZ_TYPE_CHOICE);
}

/**
 * biz_policy_new:
 *
 * Returns: (transfer full): the policy of a company without a file
 */
BizPolicy *
biz_policy_new (void)
{
  BizPolicy *self = g_object_new (BIZ_TYPE_POLICY, NULL);

  add_own_reasons (self);

  return self;
}

/**
 * biz_policy_new_strict:
 * @problem: (nullable): why the company's file does not count, in a sentence
 *
 * Returns: (transfer full): the policy while the company's own is not known: whatever needs a
 *   decision is left to a second person
 */
BizPolicy *
biz_policy_new_strict (const char *problem)
{
  BizPolicy *self = biz_policy_new ();

  self->limits = json_object_new ();
  self->is_strict = TRUE;
  self->problem = g_strdup (problem);

  return self;
}

static gboolean
refuse (GError **error, const char *what)
{
  /* Translators: the last %s says which part of the file is meant. */
  g_set_error (
      error, ERP_ERROR, ERP_ERROR_PROTOCOL,
      _ ("The company's policy file on the server cannot be read (%s). Ask who manages the "
         "settings to mend it; until then a second person posts every credit note."),
      what);

  return FALSE;
}

/**
 * biz_policy_is_code:
 * @text: (nullable): a word
 *
 * Returns: whether a reason may be called so in the file
 */
gboolean
biz_policy_is_code (const char *text)
{
  const gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= 40
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonObject *found = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_object (json_object_get_member (object, member), &found, NULL);

  return found;
}

/* Currency codes with amounts that are not below nothing; anything else is no limit to rely on. */
static gboolean
check_limits (JsonObject *limits, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (limits);

  if (g_list_length (names) > MAX_ENTRIES)
    return refuse (error, "approval_above");
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;
      double amount = -1;

      if (strlen (name) != 3 || strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3
          || !erp_json_get_double (limits, name, &amount, NULL) || !(amount >= 0 && amount < 1e12))
        return refuse (error, "approval_above");
    }

  return TRUE;
}

static gboolean
read_approvers (BizPolicy *self, JsonObject *section, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (!json_object_has_member (section, "approvers"))
    return TRUE;
  if (!erp_json_get_array (json_object_get_member (section, "approvers"), &array, NULL)
      || json_array_get_length (array) > MAX_ENTRIES)
    return refuse (error, "approvers");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *login =
          JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
              ? json_node_get_string (node)
              : NULL;

      if (login == NULL || *login == '\0' || strlen (login) > 200)
        return refuse (error, "approvers");
      g_strv_builder_add (builder, login);
    }
  if (json_array_get_length (array) > 0)
    self->approvers = g_strv_builder_end (builder);

  return TRUE;
}

static void
read_reasons (BizPolicy *self, JsonObject *section)
{
  JsonArray *array = NULL;

  if (json_object_has_member (section, "reasons"))
    erp_json_get_array (json_object_get_member (section, "reasons"), &array, NULL);
  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_ENTRIES); i++)
    {
      JsonObject *reason = NULL;
      const char *code = NULL, *label = NULL;

      if (erp_json_get_object (json_array_get_element (array, i), &reason, NULL)
          && json_object_has_member (reason, "code") && json_object_has_member (reason, "label")
          && erp_json_get_string (reason, "code", &code, NULL)
          && erp_json_get_string (reason, "label", &label, NULL) && biz_policy_is_code (code)
          && label != NULL && *label != '\0' && strlen (label) <= BIZ_POLICY_MAX_LABEL)
        add_reason (self, code, label);
    }
}

/**
 * biz_policy_new_from_json:
 * @node: what the file says
 * @error: return location
 *
 * A file that cannot be read is an error and never the absence of a limit.
 *
 * Returns: (transfer full): the policy, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPolicy *
biz_policy_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (BizPolicy) self = g_object_new (BIZ_TYPE_POLICY, NULL);
  JsonObject *file = NULL;
  JsonObject *section;
  gint64 version = 0;

  g_return_val_if_fail (node != NULL, NULL);

  if (!erp_json_get_object (node, &file, NULL) || !json_object_has_member (file, "version")
      || !erp_json_get_int (file, "version", &version, NULL) || version != 1)
    {
      refuse (error, "version");
      return NULL;
    }
  if (!biz_policy_parts_check (file, error))
    return NULL;
  self->file = json_object_ref (file);
  section = get_object (file, "credit_note");
  if (section == NULL && json_object_has_member (file, "credit_note"))
    {
      refuse (error, "credit_note");
      return NULL;
    }
  if (section != NULL)
    {
      JsonObject *limits = get_object (section, "approval_above");

      if (limits == NULL && json_object_has_member (section, "approval_above"))
        {
          refuse (error, "approval_above");
          return NULL;
        }
      if ((limits != NULL && !check_limits (limits, error))
          || !read_approvers (self, section, error))
        return NULL;
      if (limits != NULL)
        self->limits = json_object_ref (limits);
      read_reasons (self, section);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->reasons)) == 0)
    add_own_reasons (self);

  return g_steal_pointer (&self);
}

/**
 * biz_policy_new_from_attachments:
 * @rows: the answer to biz_policy_make_read ()
 * @error: return location
 *
 * Returns: (transfer full): the policy, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPolicy *
biz_policy_new_from_attachments (JsonNode *rows, GError **error)
{
  JsonArray *array;
  JsonObject *row;
  const char *data = NULL;

  g_return_val_if_fail (rows != NULL, NULL);

  if (!erp_json_get_array (rows, &array, error))
    return NULL;
  if (json_array_get_length (array) == 0)
    return biz_policy_new ();
  if (!erp_json_get_object (json_array_get_element (array, 0), &row, error)
      || !erp_json_get_string (row, "datas", &data, error))
    return NULL;

  return biz_policy_new_from_file (data, error);
}

/**
 * biz_policy_new_from_file:
 * @data: (nullable): the file in base64, as the server gives it
 * @error: return location
 *
 * Returns: (transfer full): the policy, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPolicy *
biz_policy_new_from_file (const char *data, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  guchar *content;
  gsize length;

  if (data == NULL || strlen (data) > MAX_BYTES)
    {
      refuse (error, data == NULL ? _ ("empty") : _ ("too large"));
      return NULL;
    }
  content = g_base64_decode (data, &length);
  bytes = g_bytes_new_take (content, length);
  node = erp_json_parse (bytes, NULL);
  if (node == NULL)
    {
      refuse (error, "JSON");
      return NULL;
    }

  return biz_policy_new_from_json (node, error);
}

/**
 * biz_policy_make_read:
 * @company_id: a company
 *
 * Returns: (transfer full): reads its policy file
 */
ErpCall *
biz_policy_make_read (gint64 company_id)
{
  static const char *const fields[] = { "id", "datas", NULL };
  ErpCall *call = erp_call_new_read ("ir.attachment", "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "res_model", "=", "res.company");
  erp_domain_add_int (domain, "res_id", "=", company_id);
  erp_domain_add_string (domain, "name", "=", BIZ_POLICY_FILE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", 1);
  erp_call_set_arg_string (call, "order", "id desc");

  return call;
}

/**
 * biz_policy_get_approval_limit:
 * @self: a policy
 * @zero: the currency
 * @limit: (out): up to here one person is enough
 *
 * Returns: FALSE where the policy has limits, but none for this currency
 */
gboolean
biz_policy_get_approval_limit (BizPolicy *self, const BizMoney *zero, BizMoney *limit)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), FALSE);

  return self->limits != NULL && json_object_has_member (self->limits, zero->currency)
         && biz_money_from_json (self->limits, zero->currency, zero, limit, NULL);
}

/**
 * biz_policy_needs_approval:
 * @self: a policy
 * @amount: of a credit note, tax included
 *
 * Returns: whether a second person posts it; any amount in a currency that the limits do not name
 */
gboolean
biz_policy_needs_approval (BizPolicy *self, const BizMoney *amount)
{
  BizMoney limit;

  g_return_val_if_fail (BIZ_IS_POLICY (self), TRUE);

  if (self->limits == NULL)
    return FALSE;

  return !biz_policy_get_approval_limit (self, amount, &limit) || amount->minor > limit.minor;
}

/**
 * biz_policy_may_approve:
 * @self: a policy
 * @login: of a user
 *
 * Returns: whether that user may post what is above the limit, if somebody else made it
 */
gboolean
biz_policy_may_approve (BizPolicy *self, const char *login)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), FALSE);

  return self->approvers == NULL
         || (login != NULL && g_strv_contains ((const char *const *)self->approvers, login));
}

/**
 * biz_policy_get_approvers:
 * @self: a policy
 *
 * Returns: (transfer none) (nullable): logins; %NULL: any colleague
 */
const char *const *
biz_policy_get_approvers (BizPolicy *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), NULL);

  return (const char *const *)self->approvers;
}

/**
 * biz_policy_get_problem:
 * @self: a policy
 *
 * Returns: (nullable): why the company's file does not count
 */
const char *
biz_policy_get_problem (BizPolicy *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), NULL);

  return self->problem;
}

/**
 * biz_policy_get_limit_currencies:
 * @self: a policy
 *
 * Returns: (transfer full): the codes that have a limit, sorted; empty and %NULL-terminated. What
 *   has limits at all asks for a second person in every other currency
 */
GStrv
biz_policy_get_limit_currencies (BizPolicy *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) names = NULL;

  g_return_val_if_fail (BIZ_IS_POLICY (self), NULL);

  if (self->limits != NULL)
    names = g_list_sort (json_object_get_members (self->limits), (GCompareFunc)strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);

  return g_strv_builder_end (builder);
}

gboolean
biz_policy_has_limits (BizPolicy *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), TRUE);

  return self->limits != NULL;
}

GListModel *
biz_policy_get_reasons (BizPolicy *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), NULL);

  return G_LIST_MODEL (self->reasons);
}

/**
 * biz_policy_is_strict:
 * @self: a policy
 *
 * Returns: whether the company's own is not known, so that nobody is known to have authority
 */
gboolean
biz_policy_is_strict (BizPolicy *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), TRUE);

  return self->is_strict;
}

JsonObject *
biz_policy_get_section (BizPolicy *self, const char *key)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), NULL);

  return self->file != NULL ? get_object (self->file, key) : NULL;
}
