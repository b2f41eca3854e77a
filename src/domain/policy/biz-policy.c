/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy.h"

#include "biz-choice.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

struct _BizPolicy
{
  GObject parent_instance;

  JsonObject *limits;  /* (owned) (nullable): by currency; NULL: no approvals */
  GListStore *reasons; /* (owned): BizChoice */
};

G_DEFINE_FINAL_TYPE (BizPolicy, biz_policy, G_TYPE_OBJECT)

static void
biz_policy_finalize (GObject *object)
{
  BizPolicy *self = BIZ_POLICY (object);

  g_clear_pointer (&self->limits, json_object_unref);
  g_clear_object (&self->reasons);

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

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonObject *found = NULL;

  if (json_object_has_member (object, member))
    erp_json_get_object (json_object_get_member (object, member), &found, NULL);

  return found;
}

static void
read_reasons (BizPolicy *self, JsonObject *section)
{
  JsonArray *array = NULL;

  if (json_object_has_member (section, "reasons"))
    erp_json_get_array (json_object_get_member (section, "reasons"), &array, NULL);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *reason = NULL;
      const char *code = NULL, *label = NULL;

      if (erp_json_get_object (json_array_get_element (array, i), &reason, NULL)
          && json_object_has_member (reason, "code") && json_object_has_member (reason, "label")
          && erp_json_get_string (reason, "code", &code, NULL)
          && erp_json_get_string (reason, "label", &label, NULL) && code != NULL && label != NULL)
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
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The company's policy file on the server cannot be read. Ask who "
                              "manages the settings to mend it."));
      return NULL;
    }
  section = get_object (file, "credit_note");
  if (section != NULL)
    {
      JsonObject *limits = get_object (section, "approval_above");

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
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;
  JsonObject *row;
  const char *data = NULL;
  guchar *content;
  gsize length;

  g_return_val_if_fail (rows != NULL, NULL);

  if (!erp_json_get_array (rows, &array, error))
    return NULL;
  if (json_array_get_length (array) == 0)
    return biz_policy_new ();
  if (!erp_json_get_object (json_array_get_element (array, 0), &row, error)
      || !erp_json_get_string (row, "datas", &data, error))
    return NULL;

  content = g_base64_decode (data != NULL ? data : "", &length);
  bytes = g_bytes_new_take (content, length);
  node = erp_json_parse (bytes, error);

  return node != NULL ? biz_policy_new_from_json (node, error) : NULL;
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

GListModel *
biz_policy_get_reasons (BizPolicy *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY (self), NULL);

  return G_LIST_MODEL (self->reasons);
}
